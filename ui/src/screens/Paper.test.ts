import { cleanup, fireEvent, render, screen } from '@testing-library/svelte'
import { beforeEach, expect, test, vi } from 'vitest'
import { fakePaperFor } from '../lib/backend/fake/address.ts'
import { failure } from '../lib/backend/fake/contract.ts'
import Paper from './Paper.svelte'

beforeEach(() => {
  // The test's document draws nothing.
  URL.createObjectURL = () => 'blob:picture'
  URL.revokeObjectURL = () => {}
  window.matchMedia = vi.fn().mockReturnValue({ matches: false, addEventListener() {}, removeEventListener() {} })
})

function open(address: string) {
  const backend = fakePaperFor(new URLSearchParams(address))
  const ask = vi.spyOn(backend, 'ask')
  render(Paper, { backend })
  return ask
}

test.each([true, false])('the window appears with its picture, or with what went wrong', async (drawn) => {
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(640)
  const backend = fakePaperFor(new URLSearchParams('paper=kit&lang=en'))
  const ask = backend.ask
  vi.spyOn(backend, 'ask').mockImplementation((request) => {
    if (request.ask === 'picture' && !drawn) throw failure('paper_gone')
    return ask(request)
  })
  const appear = vi.spyOn(backend, 'appear').mockImplementation(() => {
    expect(screen.queryByRole('img') !== null).toBe(drawn)
    expect(screen.queryByText(/This sheet is already closed/) !== null).toBe(!drawn)
  })
  render(Paper, { backend })
  await vi.waitFor(() => expect(appear).toHaveReturned())
})

test('the kit can be saved, printed, copied, read aloud and closed', async () => {
  const ask = open('paper=kit&lang=en')
  for (const [name, request] of [
    ['Save as PDF', { ask: 'save_pdf' }],
    ['Print', { ask: 'print' }],
    ['Copy: Recovery key', { ask: 'copy_item', item: 0 }],
    ['Read aloud: Recovery key', { ask: 'spell_item', item: 0 }],
    ['Close', { ask: 'close' }],
  ] as const) {
    await fireEvent.click(await screen.findByRole('button', { name }))
    await vi.waitFor(() => expect(ask).toHaveBeenCalledWith(request))
  }
})

test('secrets close by themselves, and are neither saved nor printed', async () => {
  open('paper=secrets&lang=en')
  expect(await screen.findByText(/^Closes in \d+ seconds$/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Print' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Save as PDF' })).toBeNull()
})

test('pages are turned by buttons and arrow keys, and end where they end', async () => {
  const ask = open('paper=transfer&pages=3&lang=en')
  await screen.findByText('1 of 3')
  const turned = () => ask.mock.calls.flatMap(([request]) => (request.ask === 'turn' ? [request.page] : []))
  await fireEvent.keyDown(window, { key: 'ArrowLeft' })
  await fireEvent.click(screen.getByRole('button', { name: 'Previous page' }))
  expect(turned()).toEqual([])
  await fireEvent.keyDown(window, { key: 'ArrowRight' })
  await screen.findByText('2 of 3')
  await fireEvent.click(screen.getByRole('button', { name: 'Next page' }))
  await screen.findByText('3 of 3')
  await fireEvent.keyDown(window, { key: 'ArrowRight' })
  await fireEvent.keyDown(window, { key: 'PageUp' })
  await screen.findByText('2 of 3')
  expect(turned()).toEqual([2, 3, 2])
})

test.each(['qr', 'transfer', 'sheet'])('QR codes are black on white in a dark theme too: %s', async (kind) => {
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(640)
  const ask = open(`paper=${kind}&lang=en&theme=dark`)
  await vi.waitFor(() => expect(ask).toHaveBeenCalledWith(expect.objectContaining({ ask: 'picture' })))
  expect(ask).not.toHaveBeenCalledWith(expect.objectContaining({ ask: 'picture', dark: true }))
})

test('a sheet is saved and printed, codes for a phone are not', async () => {
  open('paper=sheet&lang=en')
  expect(await screen.findByRole('button', { name: 'Print' })).toBeTruthy()
  cleanup()
  open('paper=qr&lang=en')
  expect(await screen.findByText(/^Closes in \d+ seconds$/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Print' })).toBeNull()
})

test('all pages of a sheet are printed, light and sharp, and the same page is there afterwards', async () => {
  const ask = open('paper=sheet&pages=3&lang=en&theme=dark')
  await screen.findByText('1 of 3')
  await fireEvent.keyDown(window, { key: 'ArrowRight' })
  await screen.findByText('2 of 3')
  ask.mockClear()
  await fireEvent.click(screen.getByRole('button', { name: 'Print' }))
  await vi.waitFor(() => expect(ask).toHaveBeenCalledWith({ ask: 'print' }))
  await vi.waitFor(() => expect(ask).toHaveBeenLastCalledWith({ ask: 'turn', page: 2 }))
  const requests = ask.mock.calls.map(([request]) => request)
  const printed = requests.findIndex(({ ask }) => ask === 'print')
  expect(requests.slice(0, printed).filter(({ ask }) => ask === 'picture')).toEqual(
    Array.from({ length: 3 }, () => ({ ask: 'picture', width: 720, scale: 3, dark: false })),
  )
  expect(document.querySelectorAll('.prints img')).toHaveLength(3)
  expect(screen.getByText('2 of 3')).toBeTruthy()
})

test('Escape closes it', async () => {
  const ask = open('paper=secrets&lang=en')
  await screen.findByRole('heading')
  await fireEvent.keyDown(window, { key: 'Escape' })
  expect(ask).toHaveBeenCalledWith({ ask: 'close' })
})

import { fireEvent, render, screen } from '@testing-library/svelte'
import { beforeEach, expect, test, vi } from 'vitest'
import { setLanguage } from '../../lib/words.svelte.ts'
import Digits from './Digits.svelte'

beforeEach(() => setLanguage('en'))

const boxes = () => screen.getAllByRole<HTMLInputElement>('textbox')
const values = () => boxes().map(({ value }) => value)
const type = (place: number, value: string) => fireEvent.input(boxes()[place]!, { target: { value } })

function begin() {
  const oncomplete = vi.fn()
  render(Digits, { label: 'Digits', value: '', autofocus: true, oncomplete })
  return oncomplete
}

test('three digits fill a box, and the cursor goes on', async () => {
  begin()
  await vi.waitFor(() => expect(document.activeElement).toBe(boxes()[0]))
  await type(0, '123')
  expect(document.activeElement).toBe(boxes()[1])
})

test('twelve digits with spaces fill all boxes from the first, and are told as complete once', async () => {
  const oncomplete = begin()
  await type(0, '123 456-789 012')
  expect(values()).toEqual(['123', '456', '789', '012'])
  expect(oncomplete).toHaveBeenCalledOnce()
  expect(document.activeElement).toBe(boxes()[3])
})

test('twelve pasted digits replace everything, whichever box has the cursor', async () => {
  begin()
  await type(0, '999')
  await fireEvent.paste(boxes()[2]!, { clipboardData: { getData: () => '123 456 789 012' } })
  expect(values()).toEqual(['123', '456', '789', '012'])
})

test('what is no digit is not taken, and a thirteenth is left out', async () => {
  begin()
  await type(0, '1a2')
  expect(values()[0]).toBe('12')
  await type(3, '1234')
  expect(values()[3]).toBe('123')
})

test('Backspace in an empty box goes back, arrows go across', async () => {
  begin()
  await type(0, '123')
  await fireEvent.keyDown(boxes()[1]!, { key: 'Backspace' })
  expect(document.activeElement).toBe(boxes()[0])
  boxes()[0]!.setSelectionRange(3, 3)
  await fireEvent.keyDown(boxes()[0]!, { key: 'ArrowRight' })
  expect(document.activeElement).toBe(boxes()[1])
})

test('after wrong ones, the boxes say so, and each box has a name', () => {
  render(Digits, { label: 'Digits', value: '123', wrong: true })
  expect(boxes().every((box) => box.getAttribute('aria-invalid') === 'true')).toBe(true)
  expect(screen.getByLabelText('Digits 1 to 3')).toBeTruthy()
  expect(values()[0]).toBe('123')
})

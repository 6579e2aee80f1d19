import { fireEvent, render, screen } from '@testing-library/svelte'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { FolderTag, Request } from '../../lib/backend/backend.ts'
import { failure, PASSWORD } from '../../lib/backend/fake/contract.ts'
import { fake } from '../../lib/backend/fake/fake.ts'
import type { Start } from '../../lib/backend/fake/start.ts'
import { setLanguage } from '../../lib/words.svelte.ts'
import ExportDialog from './ExportDialog.svelte'

beforeEach(() => setLanguage('en'))

function open(props: { accounts?: string[]; folder?: FolderTag } = {}, start: Start = {}) {
  const backend = fake({ state: 'unlocked', ...start })
  const ask = vi.spyOn(backend, 'ask')
  const onclose = vi.fn()
  const view = render(ExportDialog, { backend, onclose, ...props })
  const asked = (name: Request['ask']) => ask.mock.calls.map(([request]) => request).filter((request) => request.ask === name)
  return { backend, asked, onclose, ...view }
}

const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }))
const choose = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('radio', { name }))
const field = (label: string) => screen.findByLabelText<HTMLInputElement>(label, { selector: 'input, select' })
const type = async (label: string, value: string) => fireEvent.input(await field(label), { target: { value } })

/** Chooses what it is for, and goes on to what protects it. */
async function goOn(purpose: RegExp, which?: [label: string, value: string]) {
  await choose(purpose)
  if (which) await fireEvent.change(await field(which[0]), { target: { value: which[1] } })
  await press('Continue')
}

test('what is for a new computer comes first, holds everything, and is asked two passwords for', async () => {
  const { asked } = open({ accounts: ['account-0'] })
  expect((await screen.findByRole<HTMLInputElement>('radio', { name: /For a new computer/ })).checked).toBe(true)
  await press('Continue')
  expect(await screen.findByText('The file contains everything in your vault.')).toBeTruthy()
  await press('Export…')
  expect(asked('export')).toEqual([])
  await type('File password', 'a file of its own')
  await type('Repeat the password', 'a file of its own')
  await type('Vault password', PASSWORD)
  await press('Export…')
  expect(await screen.findByText(/One account was written to keyrack-.*\.age\./)).toBeTruthy()
  expect(asked('export')).toEqual([
    {
      ask: 'export',
      accounts: ['account-0'],
      folder: null,
      format: 'keyrack',
      file_password: 'a file of its own',
      password: PASSWORD,
    },
  ])
})

describe('for another authenticator', () => {
  test('it says before it writes what has no place there, how much and whose', async () => {
    const { asked } = open()
    await goOn(/For another authenticator/, ['Which program', 'aegis'])
    expect(await screen.findByText('What Aegis cannot hold')).toBeTruthy()
    const line = screen.getByText('Recovery codes and files are left out.').closest('li')!
    expect(line.textContent).toMatch(/^1/)
    expect(line.textContent).toContain('kovács')
    expect(asked('export')).toEqual([])
  })

  test('the file is protected where the program can read that, unless the person says otherwise', async () => {
    const { asked } = open()
    await goOn(/For another authenticator/, ['Which program', 'aegis'])
    expect(await field('File password')).toBeTruthy()
    await fireEvent.click(screen.getByRole('switch', { name: /Protect the file/ }))
    expect(screen.queryByLabelText('File password')).toBeNull()
    expect(screen.getByText(/Anyone who gets this file can make all these codes/)).toBeTruthy()
    await type('Vault password', PASSWORD)
    await press('Export…')
    expect(await screen.findByText(/The file is not encrypted/)).toBeTruthy()
    expect(asked('export')).toEqual([expect.objectContaining({ format: 'aegis', file_password: null })])
  })

  test('one that reads no protected files gets none, with a warning before and after', async () => {
    open()
    await goOn(/For another authenticator/, ['Which program', 'bitwarden'])
    expect(await screen.findByText(/Anyone who gets this file can make all these codes/)).toBeTruthy()
    expect(screen.queryByRole('switch')).toBeNull()
    await type('Vault password', PASSWORD)
    await press('Export…')
    expect(await screen.findByText(/Delete it as soon as you no longer need it, and empty the trash/)).toBeTruthy()
    expect(screen.getByText(/Import it in Bitwarden/)).toBeTruthy()
  })
})

describe('which accounts', () => {
  test('those of the client one is in, to begin with', async () => {
    const { asked } = open({ folder: { id: 'folder-0', name: 'Kovács Bt.', colour: 'teal', office: '' } })
    expect((await field('Client')).value).toBe('Kovács Bt.')
    await goOn(/For a new computer/)
    await field('Vault password')
    expect(asked('export_losses')).toEqual([{ ask: 'export_losses', accounts: [], folder: 'folder-0', format: 'keyrack' }])
  })

  test('those of one client, which has to be there', async () => {
    const { asked } = open()
    await choose('One client')
    const button = await screen.findByRole('button', { name: 'Continue' })
    expect(button.dataset.tip).toBe('Choose a client first.')
    await type('Client', 'Kovács Bt.')
    await vi.waitFor(() => expect(button.dataset.tip).toBeUndefined())
    await goOn(/As plain text/)
    await field('Vault password')
    expect(asked('export_losses')).toEqual([{ ask: 'export_losses', accounts: [], folder: 'folder-0', format: 'csv' }])
  })

  test('QR codes are asked for by every account that is meant, each once', async () => {
    const { asked } = open()
    await goOn(/For Google Authenticator/)
    await type('Password', PASSWORD)
    await press('Show QR code')
    await vi.waitFor(() => expect(asked('show_qr')).toHaveLength(1))
    const [request] = asked('show_qr')
    if (request?.ask !== 'show_qr') throw new Error('no QR codes were asked for')
    expect(request.kind).toBe('transfer')
    expect(new Set(request.accounts).size).toBe(request.accounts.length)
    expect(request.accounts).toContain('account-0')
  })
})

test('a wrong password of the vault writes nothing and can be typed again', async () => {
  const { backend } = open()
  await goOn(/As plain text/)
  backend.fail('export', failure('wrong_password'))
  await type('Vault password', 'wrong')
  await press('Export…')
  expect(await screen.findByText('The password is wrong.')).toBeTruthy()
  expect((await field('Vault password')).value).toBe('')
  expect(document.activeElement).toBe(await field('Vault password'))
  await type('Vault password', PASSWORD)
  await press('Export…')
  expect(await screen.findByText(/accounts were written to/)).toBeTruthy()
})

test('who chooses no file is where they were', async () => {
  const { backend } = open()
  await goOn(/As plain text/)
  vi.spyOn(backend, 'ask').mockResolvedValueOnce(null)
  await type('Vault password', PASSWORD)
  await press('Export…')
  expect(await screen.findByRole('button', { name: 'Export…' })).toBeTruthy()
  expect(screen.queryByText(/written to/)).toBeNull()
})

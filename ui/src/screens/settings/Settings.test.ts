import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Request } from '../../lib/backend/backend.ts'
import { failure, PASSWORD } from '../../lib/backend/fake/contract.ts'
import { fake } from '../../lib/backend/fake/fake.ts'
import type { Start } from '../../lib/backend/fake/start.ts'
import { Support } from '../../lib/support.svelte.ts'
import { setLanguage } from '../../lib/words.svelte.ts'
import SettingsScreen from './SettingsScreen.svelte'

beforeEach(() => setLanguage('en'))

function begin(start: Start = {}) {
  const backend = fake({ state: 'unlocked', ...start })
  const ask = vi.spyOn(backend, 'ask')
  const asked = (name: Request['ask']) => ask.mock.calls.map(([request]) => request).filter((request) => request.ask === name)
  return { backend, asked }
}

async function settings(section: string, start?: Start) {
  const { backend, asked } = begin(start)
  const support = new Support(backend)
  await support.read()
  render(SettingsScreen, { backend, support, onclock: vi.fn(), onclose: vi.fn() })
  await press(section)
  return { backend, asked }
}

const type = async (label: string, value: string) => fireEvent.input(await screen.findByLabelText(label), { target: { value } })
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }))

test('each setting applies at once', async () => {
  const { asked } = await settings('Clipboard and screen')
  await fireEvent.click(await screen.findByRole('switch', { name: /Hide the codes/ }))
  expect(asked('change_settings')).toEqual([{ ask: 'change_settings', changes: { hide_codes: true } }])
})

test('a setting that could not be kept shows what holds, and why', async () => {
  const { backend } = await settings('Clipboard and screen')
  backend.fail('change_settings', failure('disk_full'))
  await fireEvent.click(await screen.findByRole('switch', { name: /Hide the codes/ }))
  expect(await screen.findByText(/The disk is full/)).toBeTruthy()
  expect(screen.getByRole<HTMLInputElement>('switch', { name: /Hide the codes/ }).checked).toBe(false)
})

test('the search finds a setting in any section, without accents and in any order', async () => {
  await settings('Security')
  await type('Search', 'clipboard CLEAR')
  expect(await screen.findByLabelText('Clear copied codes from the clipboard')).toBeTruthy()
  expect(screen.queryByText('Emergency kit')).toBeNull()
})

test('a wrong present password changes none, and says so', async () => {
  await settings('Security')
  await press('Change the password')
  await type('Current password', 'guess')
  await type('New password', 'four new good words')
  await type('Repeat the password', 'four new good words')
  await press('Change it')
  expect(await screen.findByText('The password is wrong.')).toBeTruthy()
  await type('Current password', PASSWORD)
  await press('Change it')
  expect((await screen.findAllByText(/The password was changed/)).length).toBeGreaterThan(0)
})

test('a new kit takes the password, and counts once its groups were typed', async () => {
  const { backend, asked } = await settings('Security')
  await press('Make a new kit')
  await type('Password', PASSWORD)
  await press('Continue')
  const [first, second] = backend.groups({ ask: [2, 14] })
  await type('Group 2', first)
  await type('Group 14', second)
  await press('I have the kit')
  expect(await screen.findByText(/The new emergency kit is now valid/)).toBeTruthy()
  expect(asked('make_kit')).toHaveLength(1)
})

test('no backup without a folder, and the reason is told', async () => {
  const { asked } = await settings('Backup')
  await press('Back up now')
  expect(screen.getByText('Choose a folder first.')).toBeTruthy()
  expect(asked('back_up')).toEqual([])
})

test('a backup says what was checked, and how old it is', async () => {
  await settings('Backup')
  await press('Choose…')
  await screen.findByText('/home/anna/Backups')
  await press('Back up now')
  expect(await screen.findByText(/was written, opened again and checked/)).toBeTruthy()
  expect(screen.getByText(/^Last backup: this minute$/)).toBeTruthy()
})

test('an old backup is called old', async () => {
  const last_backup = Date.now() - 45 * 86_400_000
  await settings('Backup', { settings: { backup_folder: '/media/stick', last_backup } })
  expect(await screen.findByText('Last backup: 45 days ago')).toBeTruthy()
  expect(screen.getByText('The last backup is more than a month old.')).toBeTruthy()
})

describe('a PIN', () => {
  const fill = async (pin: string, again = pin) => {
    await type('Password', PASSWORD)
    await type('New PIN, 4 to 12 digits', pin)
    await type('Repeat the PIN', again)
  }

  test('takes the password and the same PIN twice', async () => {
    const { asked } = await settings('Security')
    await press('Set a PIN')
    await screen.findByLabelText('New PIN, 4 to 12 digits')
    await fill('4711', '4712')
    expect(screen.getByText('The two PINs do not match.')).toBeTruthy()
    await press('Set the PIN')
    expect(asked('set_pin')).toEqual([])
    await fill('4711')
    await press('Set the PIN')
    expect((await screen.findAllByText(/^The PIN is set\./)).length).toBeGreaterThan(0)
    expect(asked('set_pin')).toEqual([{ ask: 'set_pin', password: PASSWORD, pin: '4711' }])
    await fireEvent.click(screen.getAllByRole('button', { name: 'Close' }).at(-1)!)
    await press('Remove')
    expect(await screen.findByRole('button', { name: 'Set a PIN' })).toBeTruthy()
  })

  test('that is no good is refused, and nothing stays in the fields', async () => {
    await settings('Security')
    await press('Set a PIN')
    await screen.findByLabelText('New PIN, 4 to 12 digits')
    await fill('0000')
    await press('Set the PIN')
    await waitFor(() => expect(document.querySelector('.error')).toBeTruthy())
    expect(screen.getByLabelText<HTMLInputElement>('New PIN, 4 to 12 digits').value).toBe('')
  })

  test('cannot be set where there is no keyring, and the reason is told', async () => {
    await settings('Security', { pinWhy: 'keyring_absent' })
    expect((await screen.findAllByText(/this computer has no keyring/)).length).toBeGreaterThan(0)
    await press('Set a PIN')
    expect(screen.queryByLabelText('New PIN, 4 to 12 digits')).toBeNull()
  })

  test('that only waits for the password can be set anew', async () => {
    await settings('Security', { pin: '4711', pinWhy: 'pin_week' })
    await press('Change the PIN')
    expect(await screen.findByLabelText('New PIN, 4 to 12 digits')).toBeTruthy()
  })
})

test('what this desktop cannot do is off, and says why', async () => {
  const { asked } = await settings('Security', { settings: { tray: false, can_start_at_login: false } })
  for (const name of [/Keep Keyrack in the tray/, /Start Keyrack when you sign in/]) {
    const control = await screen.findByRole('switch', { name })
    expect(control.getAttribute('aria-disabled')).toBe('true')
    await fireEvent.click(control)
  }
  expect(screen.getByText(/This desktop has no tray right now/)).toBeTruthy()
  expect(screen.getByText(/does not offer a way to do that/)).toBeTruthy()
  expect(asked('change_settings')).toEqual([])
})

test('a tray, a start at sign-in and a hidden window are settings like all others', async () => {
  const { asked } = await settings('Security')
  await fireEvent.click(await screen.findByRole('switch', { name: /Keep Keyrack in the tray/ }))
  await fireEvent.click(await screen.findByRole('switch', { name: /Start Keyrack when you sign in/ }))
  await fireEvent.change(screen.getByLabelText('Lock when the window is out of sight'), { target: { value: '5' } })
  expect(asked('change_settings').map((request) => 'changes' in request && request.changes)).toEqual([
    { close_to_tray: true },
    { start_at_login: true },
    { hidden_minutes: 5 },
  ])
})

test('where the system hides no window from pictures, that is said', async () => {
  await settings('Clipboard and screen')
  expect(await screen.findByText(/anyone who records or shares the screen sees the codes/)).toBeTruthy()
})

test('the clock is asked for on the internet only when a person says so, and the result is in seconds', async () => {
  const { asked } = await settings('Help', { online: { off_ms: -95_400, wrong: true } })
  await press('Check the clock')
  expect(await screen.findByText(/asks a time server on the internet, once/)).toBeTruthy()
  expect(asked('check_clock')).toEqual([])
  await press('Check now')
  expect((await screen.findAllByText(/95 seconds slow, so portals will reject codes/)).length).toBeGreaterThan(0)
  expect(screen.getByText(/Turn on automatic time/)).toBeTruthy()
  expect(asked('check_clock')).toHaveLength(1)
})

test('a time server that does not answer leaves what was known', async () => {
  const { backend } = await settings('Help')
  backend.fail('check_clock', failure('clock_unreachable'))
  await press('Check the clock')
  await press('Check now')
  await waitFor(() => expect(document.querySelector('.error')).toBeTruthy())
  expect(screen.getAllByText('This computer sets its clock from a time server.').length).toBeGreaterThan(0)
})

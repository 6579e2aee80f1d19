import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { ErrorCode, LockReason, State } from '../lib/backend/backend.ts'
import { failure, PASSWORD, RECOVERY_KEY } from '../lib/backend/fake/contract.ts'
import { fake } from '../lib/backend/fake/fake.ts'
import type { Start } from '../lib/backend/fake/start.ts'
import { SCANS } from '../lib/backend/fake/scans.ts'
import { Support } from '../lib/support.svelte.ts'
import { setLanguage } from '../lib/words.svelte.ts'
import FirstRun from './FirstRun.svelte'
import Locked from './Locked.svelte'

beforeEach(() => setLanguage('en'))

const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } })
const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name })
const press = (name: string | RegExp) => fireEvent.click(button(name))
const isOff = (name: string) => button(name).getAttribute('aria-disabled') === 'true'

describe('first run', () => {
  function begin(start: Start = {}) {
    const backend = fake({ state: 'no_vault', ...start })
    const ask = vi.spyOn(backend, 'ask')
    const onstate = vi.fn<(state: State) => void>()
    render(FirstRun, { backend, onstate })
    return { backend, ask, onstate }
  }

  async function choosePassword() {
    await type('Password', 'new secret')
    await type('Repeat the password', 'new secret')
    await press('Continue')
    await screen.findByRole('heading', { name: 'Keep the emergency kit' })
  }

  test('no vault is made until the password is typed twice alike, and the window says why', async () => {
    const { ask } = begin()
    expect(isOff('Continue')).toBe(true)
    await type('Password', 'new secret')
    await type('Repeat the password', 'new secrte')
    expect(screen.getByText('The two passwords do not match.')).toBeTruthy()
    await press('Continue')
    expect(ask).not.toHaveBeenCalledWith(expect.objectContaining({ ask: 'create' }))
    expect(screen.getByText('Enter the same password twice first.')).toBeTruthy()
  })

  test('the strength of a password is said while it is typed', async () => {
    begin()
    await type('Password', 'abc')
    expect(await screen.findByText('Would be guessed at once. Use several words.')).toBeTruthy()
    await type('Password', 'a very long password')
    expect(await screen.findByText('Very good.')).toBeTruthy()
  })

  test('the kit counts once its two groups were typed, whatever their case', async () => {
    const { backend, onstate } = begin()
    await choosePassword()
    await press('Show the kit')
    await screen.findByLabelText('Group 3')
    const [first, second] = backend.groups({ ask: [3, 11] })
    await type('Group 3', 'nope')
    await type('Group 11', second)
    await press('I have the kit')
    expect(await screen.findByRole('heading', { name: 'Keep the emergency kit' })).toBeTruthy()
    await type('Group 3', first.toLowerCase())
    await press('I have the kit')
    await screen.findByRole('heading', { name: 'Add your first account' })
    await press('Later')
    expect(onstate).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ state: 'unlocked', kit_confirmed: true }))
  })

  test('the kit is in the language of whoever keeps it, and changes with it while it is shown', async () => {
    const { ask } = begin()
    await choosePassword()
    await fireEvent.change(screen.getByLabelText('Language of the kit'), { target: { value: 'hu' } })
    await press('Show the kit')
    await screen.findByLabelText('Group 3')
    expect(ask).toHaveBeenLastCalledWith({ ask: 'show_kit', language: 'hu' })
    await fireEvent.change(screen.getByLabelText('Language of the kit'), { target: { value: 'en' } })
    await waitFor(() => expect(ask).toHaveBeenLastCalledWith({ ask: 'show_kit', language: 'en' }))
  })

  test('the kit can be put off after a plain warning', async () => {
    const { onstate } = begin()
    await choosePassword()
    await press('Later')
    expect(screen.getByText(/nobody can open your codes/)).toBeTruthy()
    await press('Continue without the kit')
    await screen.findByRole('heading', { name: 'Add your first account' })
    await press('Later')
    expect(onstate).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ kit_confirmed: false }))
  })

  test('the first accounts come from a picture that is dropped, and the list opens', async () => {
    const { backend, onstate } = begin({ scans: SCANS.mixed! })
    await choosePassword()
    await press('Later')
    await press('Continue without the kit')
    await screen.findByRole('heading', { name: 'Add your first account' })
    backend.tell({ event: 'dropped', files: 5 })
    await fireEvent.click(await screen.findByRole('button', { name: 'Add 3 accounts' }))
    await waitFor(() => expect(onstate).toHaveBeenCalledOnce())
  })

  test('who comes from another authenticator imports its file right after the kit, and the list opens', async () => {
    const { onstate } = begin()
    const details = screen.getByText('I have another authenticator').closest('details')!
    details.open = true
    await fireEvent(details, new Event('toggle'))
    await choosePassword()
    await press('Later')
    await press('Continue without the kit')
    await fireEvent.click(await screen.findByRole('button', { name: 'Choose a file…' }))
    await fireEvent.click(await screen.findByRole('button', { name: /^Add \d+ accounts$/ }))
    await fireEvent.click(await screen.findByRole('button', { name: 'Done' }))
    await waitFor(() => expect(onstate).toHaveBeenCalledOnce())
  })

  test('joining an office is offered at once, and says what comes before it', async () => {
    begin()
    expect(screen.getByText(/Right after the emergency kit, you paste the invitation/)).toBeTruthy()
  })
})

describe('the lock screen', () => {
  async function lock(start: Start = {}) {
    const backend = fake({ state: 'locked', ...start })
    const locked = await backend.ask({ ask: 'state' })
    if (locked.state !== 'locked') throw new Error('the fake is open')
    const onstate = vi.fn<(state: State) => void>()
    const support = new Support(backend)
    await support.read()
    render(Locked, { backend, support, locked, onstate })
    return { backend, onstate }
  }

  test('it says why it locked, and when', async () => {
    await lock({ because: 'idle', now: () => new Date().setHours(12, 31, 0, 0) })
    expect(screen.getByText(/^Locked at 12:31.*: the computer was not in use\.$/)).toBeTruthy()
  })

  const REASONS: [LockReason, RegExp][] = [
    ['sleep', /^The computer went to sleep at 12:31/],
    ['wake', /^The computer was asleep; it woke up at 12:31/],
    ['session_locked', /^The screen was locked at 12:31/],
    ['screensaver', /^The screen saver started at 12:31/],
    ['signed_out', /^You signed out, or the computer was shut down, at 12:31/],
    ['user_switch', /^Another user switched to this screen at 12:31/],
    ['disconnected', /^The remote connection to this computer ended at 12:31/],
    ['lid', /^The lid was closed at 12:31/],
    ['time_jump', /^This computer’s clock was changed at 12:31/],
    ['hidden', /^Locked at 12:31.*: the window was out of sight\.$/],
    ['tray', /^Locked from the tray at 12:31/],
    ['command', /^Locked by a command at 12:31/],
    ['a reason of a newer version' as LockReason, /^Enter the password to see your codes\.$/],
  ]

  test.each(REASONS)('locked because of: %s', async (because, said) => {
    await lock({ because, now: () => new Date().setHours(12, 31, 0, 0) })
    expect(screen.getByText(said)).toBeTruthy()
  })

  test('a lock of another day names the day', async () => {
    await lock({ because: 'person', now: () => new Date(2026, 2, 5, 12, 31).getTime() })
    expect(screen.getByText(/^Locked on March 5/)).toBeTruthy()
  })

  test('after a crash it says that nothing was lost', async () => {
    await lock({ because: 'crash' })
    expect(screen.getByText('The window crashed and was opened again. Nothing was lost.')).toBeTruthy()
  })

  test('a change that was lost is said to be, with what to do, and nothing says the contrary', async () => {
    await lock({ because: 'crash', unsavedLost: true })
    expect(screen.getByText(/^Your last changes were not saved before Keyrack locked/)).toBeTruthy()
    expect(screen.getByText(/make the changes again/)).toBeTruthy()
    expect(screen.queryByText(/Nothing was lost/)).toBeNull()
  })

  test('a wrong password is answered in words, and the field is empty and has the focus', async () => {
    await lock()
    const field = screen.getByLabelText<HTMLInputElement>('Password')
    await type('Password', 'guess')
    await press('Unlock')
    expect(await screen.findByText('The password is wrong.')).toBeTruthy()
    expect(field.value).toBe('')
    expect(document.activeElement).toBe(field)
  })

  test('while one has to wait, it counts down, takes no password, and takes the recovery key', async () => {
    vi.useFakeTimers({ now: 1_800_000_000_000, toFake: ['Date', 'setTimeout', 'clearTimeout'] })
    try {
      const { backend, onstate } = await lock({ retryAfter: 12 })
      const ask = vi.spyOn(backend, 'ask')
      expect(screen.getByText(/You can try again in 12 seconds/)).toBeTruthy()
      await vi.advanceTimersByTimeAsync(2_000)
      expect(screen.getByText(/You can try again in 10 seconds/)).toBeTruthy()
      await type('Password', PASSWORD)
      await press('Unlock')
      expect(ask).not.toHaveBeenCalled()
      await press(/Use the recovery key/)
      await type('Recovery key', RECOVERY_KEY.toLowerCase())
      await press('Unlock')
      await vi.waitFor(() => expect(onstate).toHaveBeenCalledWith(expect.objectContaining({ by_recovery_key: true })))
    } finally {
      vi.useRealTimers()
    }
  })

  test('it speaks the language that is chosen, even where that cannot be remembered', async () => {
    const { backend } = await lock()
    backend.fail('change_settings', failure('disk_full'))
    await fireEvent.change(screen.getByLabelText('Language'), { target: { value: 'hu' } })
    expect(await screen.findByRole('heading', { name: 'A Keyrack zárolva van' })).toBeTruthy()
  })

  describe('with a PIN', () => {
    const pad = () => screen.findByLabelText<HTMLInputElement>('PIN')
    const typePin = async (value: string) => fireEvent.input(await pad(), { target: { value } })

    test('the keyboard and the keys of the pad write into one field, and the last digit opens', async () => {
      const { onstate } = await lock({ pin: '4711' })
      const field = await pad()
      await waitFor(() => expect(document.querySelectorAll('.dots span')).toHaveLength(4))
      await typePin('47a')
      expect(field.value).toBe('47')
      await press('1')
      await press('Delete the last digit')
      await press('1')
      expect(document.activeElement).toBe(field)
      expect(document.querySelectorAll('.dots .filled')).toHaveLength(3)
      expect(onstate).not.toHaveBeenCalled()
      await press('1')
      await waitFor(() => expect(onstate).toHaveBeenCalledWith(expect.objectContaining({ state: 'unlocked' })))
    })

    test('before the keyring has answered, only Enter or the button send it', async () => {
      const backend = fake({ state: 'locked', pin: '4711' })
      const ask = backend.ask.bind(backend)
      vi.spyOn(backend, 'ask').mockImplementation((request) =>
        request.ask === 'pin' ? new Promise<never>(() => {}) : ask(request),
      )
      const locked = (await backend.ask({ ask: 'state' })) as Extract<State, { state: 'locked' }>
      const onstate = vi.fn()
      render(Locked, { backend, locked, support: new Support(backend), onstate })
      await typePin('4711')
      expect(backend.ask).not.toHaveBeenCalledWith(expect.objectContaining({ ask: 'unlock_with_pin' }))
      await press('Unlock')
      await waitFor(() => expect(onstate).toHaveBeenCalledOnce())
    })

    test('a wrong PIN says how many tries are left, and the field is empty and has the focus', async () => {
      await lock({ pin: '471100' })
      await typePin('1234')
      await press('Unlock')
      expect(await screen.findByText('The PIN is wrong. 4 tries are left.')).toBeTruthy()
      expect(screen.getByText(/Nothing is lost\./)).toBeTruthy()
      expect((await pad()).value).toBe('')
      expect(document.activeElement).toBe(await pad())
    })

    test('after five wrong ones the password is asked for, with the reason, and it opens', async () => {
      const { onstate } = await lock({ pin: '471100' })
      for (let i = 0; i < 5; i += 1) {
        await typePin(`123${i}`)
        await press('Unlock')
        await waitFor(() => expect(isOff('Unlock')).toBe(false))
      }
      expect(await screen.findByText(/^The PIN was wrong five times/)).toBeTruthy()
      expect(screen.queryByLabelText('PIN')).toBeNull()
      expect(document.activeElement).toBe(screen.getByLabelText('Password'))
      await type('Password', PASSWORD)
      await press('Unlock')
      await waitFor(() => expect(onstate).toHaveBeenCalledOnce())
    })

    const REFUSED: [ErrorCode, RegExp][] = [
      ['pin_restarted', /was restarted/],
      ['pin_week', /a week ago/],
      ['pin_used_up', /wrong five times/],
      ['pin_gone', /no longer has its part/],
      ['pin_outdated', /The password has changed/],
      ['pin_damaged', /PIN file is damaged/],
      ['keyring_locked', /keyring of this computer is locked/],
      ['keyring_absent', /has no keyring/],
      ['keyring_silent', /is not responding/],
      ['keyring_broken', /does not work/],
      ['keyring_off', /turned off for Keyrack/],
      ['a_newer_one' as ErrorCode, /^The PIN does not work right now/],
    ]

    test.each(REFUSED)('that cannot be used gives way to the password: %s', async (pinWhy, said) => {
      await lock({ pin: '4711', pinWhy })
      expect(await screen.findByText(said)).toBeTruthy()
      expect(screen.queryByLabelText('PIN')).toBeNull()
      expect(screen.queryByRole('button', { name: 'Use the PIN instead' })).toBeNull()
      expect(document.activeElement).toBe(screen.getByLabelText('Password'))
    })

    test('the password is there instead, and the PIN again', async () => {
      await lock({ pin: '4711' })
      await typePin('47')
      await press('Use the password instead')
      expect(document.activeElement).toBe(screen.getByLabelText('Password'))
      await press('Use the PIN instead')
      expect((await pad()).value).toBe('')
      expect(document.activeElement).toBe(await pad())
    })

    test('no pad is drawn while somebody helps over a remote connection', async () => {
      await lock({ pin: '4711', support: 15 })
      expect(screen.queryByLabelText('PIN')).toBeNull()
      expect(screen.queryByRole('group', { name: 'Number pad' })).toBeNull()
      expect(screen.getByText(/could see the PIN as you type it/)).toBeTruthy()
    })
  })
})

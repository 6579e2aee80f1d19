import { fireEvent, render, screen } from '@testing-library/svelte'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { State } from '../lib/backend/backend.ts'
import { failure, fake, PASSWORD, RECOVERY_KEY, type Start } from '../lib/backend/fake.ts'
import { setLanguage } from '../lib/words.svelte.ts'
import FirstRun from './FirstRun.svelte'
import Locked from './Locked.svelte'

beforeEach(() => setLanguage('en'))

const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } })
const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name })
const press = (name: string | RegExp) => fireEvent.click(button(name))
const isOff = (name: string) => button(name).getAttribute('aria-disabled') === 'true'

describe('first run', () => {
  function begin() {
    const backend = fake({ state: 'no_vault' })
    const ask = vi.spyOn(backend, 'ask')
    const onstate = vi.fn<(state: State) => void>()
    render(FirstRun, { backend, onstate })
    return { backend, ask, onstate }
  }

  async function choosePassword() {
    await type('Password', 'new secret')
    await type('The same password again', 'new secret')
    await press('Continue')
    await screen.findByRole('heading', { name: 'Keep the emergency kit' })
  }

  test('no vault is made until the password is typed twice alike, and the window says why', async () => {
    const { ask } = begin()
    expect(isOff('Continue')).toBe(true)
    await type('Password', 'new secret')
    await type('The same password again', 'new secrte')
    expect(screen.getByText('The two passwords are not the same.')).toBeTruthy()
    await press('Continue')
    expect(ask).not.toHaveBeenCalledWith(expect.objectContaining({ ask: 'create' }))
    expect(screen.getByText('Type the same password twice first.')).toBeTruthy()
  })

  test('the strength of a password is said while it is typed', async () => {
    begin()
    await type('Password', 'abc')
    expect(await screen.findByText('Guessed at once. Use several words.')).toBeTruthy()
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
    await screen.findByRole('heading', { name: 'Add the first account' })
    await press('Later')
    expect(onstate).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ state: 'unlocked', kit_confirmed: true }))
  })

  test('the kit can be put off after a plain warning', async () => {
    const { onstate } = begin()
    await choosePassword()
    await press('Later')
    expect(screen.getByText(/nobody can open your codes/)).toBeTruthy()
    await press('Go on without the kit')
    await screen.findByRole('heading', { name: 'Add the first account' })
    await press('Later')
    expect(onstate).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ kit_confirmed: false }))
  })

  test('what is not there yet is said, with the way that is', async () => {
    begin()
    expect(screen.getByText(/keyrack import/)).toBeTruthy()
    expect(screen.getByText(/Sharing with colleagues comes with a later version/)).toBeTruthy()
  })
})

describe('the lock screen', () => {
  async function lock(start: Start = {}) {
    const backend = fake({ state: 'locked', ...start })
    const locked = await backend.ask({ ask: 'state' })
    if (locked.state !== 'locked') throw new Error('the fake is open')
    const onstate = vi.fn<(state: State) => void>()
    render(Locked, { backend, locked, onstate })
    return { backend, onstate }
  }

  test('it says why it locked, and when', async () => {
    await lock({ because: 'idle', now: () => new Date().setHours(12, 31, 0, 0) })
    expect(screen.getByText(/^Locked at 12:31.*: nobody was at work\.$/)).toBeTruthy()
  })

  test('a lock of another day names the day', async () => {
    await lock({ because: 'person', now: () => new Date(2026, 2, 5, 12, 31).getTime() })
    expect(screen.getByText(/^Locked on March 5/)).toBeTruthy()
  })

  test('after a crash it says that nothing was lost', async () => {
    await lock({ because: 'crash' })
    expect(screen.getByText('The window stopped and was opened again. Nothing was lost.')).toBeTruthy()
  })

  test('a change that was lost is said to be, with what to do, and nothing says the contrary', async () => {
    await lock({ because: 'crash', unsavedLost: true })
    expect(screen.getByText(/^The last changes were not saved before Keyrack locked/)).toBeTruthy()
    expect(screen.getByText(/make them again/)).toBeTruthy()
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
      await press(/Open with the recovery key/)
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
})

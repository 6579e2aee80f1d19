import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Request, State } from '../../lib/backend/backend.ts'
import { failure, PASSWORD, RECOVERY_KEY } from '../../lib/backend/fake/contract.ts'
import { fake } from '../../lib/backend/fake/fake.ts'
import { SETTINGS } from '../../lib/backend/fake/settings.ts'
import type { Start } from '../../lib/backend/fake/start.ts'
import { BACKUPS } from '../../lib/backend/fake/backups.ts'
import { Support } from '../../lib/support.svelte.ts'
import { setLanguage } from '../../lib/words.svelte.ts'
import FirstRun from '../FirstRun.svelte'
import Locked from '../Locked.svelte'
import SettingsScreen from '../settings/SettingsScreen.svelte'
import DrillDialog from './DrillDialog.svelte'
import { dueOf } from './due.ts'
import RestoreDialog from './RestoreDialog.svelte'

beforeEach(() => setLanguage('en'))

function begin(start: Start = {}) {
  const backend = fake({ state: 'unlocked', ...start })
  const ask = vi.spyOn(backend, 'ask')
  const asked = (name: Request['ask']) => ask.mock.calls.map(([request]) => request).filter((request) => request.ask === name)
  return { backend, asked }
}

const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }))
const type = async (label: string, value: string) => fireEvent.input(await screen.findByLabelText(label), { target: { value } })
const look = async (place: number) => {
  const buttons = await screen.findAllByRole('button', { name: /^Look inside the backup/ })
  await fireEvent.click(buttons[place]!)
}

describe('bringing back', () => {
  function open(start: Start = {}) {
    const { backend, asked } = begin(start)
    const onclose = vi.fn()
    const onchanged = vi.fn()
    const view = render(RestoreDialog, { backend, onclose, onchanged })
    return { backend, asked, onclose, onchanged, ...view }
  }

  test('shows what a backup would change, in words, before anything changes', async () => {
    const { asked } = open()
    await look(0)
    expect(await screen.findByText('Missing here: 1 · removed: 2 · changed: 1')).toBeTruthy()
    expect(screen.getByText('changed since: user name, key, and tags')).toBeTruthy()
    expect(screen.getByText('not in your vault')).toBeTruthy()
    expect(asked('take_restore')).toEqual([])
  })

  test('takes what is ticked, and goes back on a press', async () => {
    const { asked, onchanged } = open()
    await look(0)
    const boxes = await screen.findAllByRole('checkbox')
    await fireEvent.click(boxes[2]!)
    await press('Restore 1 account')
    expect(await screen.findByText('One account was restored from the backup.')).toBeTruthy()
    expect(asked('take_restore')).toEqual([{ ask: 'take_restore', accounts: ['r2'] }])
    await press('Undo')
    expect(await screen.findByText('Undone. Everything is as it was before.')).toBeTruthy()
    expect(onchanged).toHaveBeenCalledTimes(2)
  })

  test('takes nothing before something is ticked, and all in one tick', async () => {
    const { asked } = open()
    await look(0)
    const button = await screen.findByRole('button', { name: 'Restore' })
    expect(button.getAttribute('aria-disabled')).toBe('true')
    await fireEvent.submit(button.closest('form')!)
    expect(asked('take_restore')).toEqual([])
    await fireEvent.click(screen.getByRole('checkbox', { name: 'All 4' }))
    await press('Restore 4 accounts')
    await screen.findByText('4 accounts were restored from the backup.')
    expect(asked('take_restore')).toEqual([{ ask: 'take_restore', accounts: null }])
  })

  test('asks for the password of the time, and says where it is wrong', async () => {
    const { asked } = open()
    await look(2)
    await type('Password or recovery key', 'a guess')
    await press('Open')
    expect(await screen.findByText(/neither the password nor the recovery key/)).toBeTruthy()
    await type('Password or recovery key', 'an earlier one')
    await press('Open')
    expect(await screen.findByText('not in your vault')).toBeTruthy()
    expect(asked('open_backup').map((request) => 'password' in request && request.password)).toEqual([
      null,
      'a guess',
      'an earlier one',
    ])
  })

  test('says where there is nothing to bring back, and where there is no backup', async () => {
    const { unmount } = open({ backups: BACKUPS.same! })
    await look(0)
    expect(await screen.findByText(/There is nothing to restore/)).toBeTruthy()
    unmount()
    open({ backups: [] })
    expect(await screen.findByText('There is no backup in the backup folder.')).toBeTruthy()
  })

  test('a folder that does not answer is said, and another file can be chosen', async () => {
    const { backend, asked } = begin()
    backend.fail('backups', failure('backup_folder_silent'))
    render(RestoreDialog, { backend, onclose: vi.fn() })
    expect(await screen.findByText(/The backup disk is not responding/)).toBeTruthy()
    await press('Choose another file…')
    await screen.findByText('not in your vault')
    expect(asked('open_backup')).toEqual([{ ask: 'open_backup', from: 'file', file: null, password: null }])
  })
})

test('the settings show a backup that is made, or fails, while one looks', async () => {
  const start: Start = { settings: { backup_folder: '/home/anna/Backups' } }
  const { backend } = begin(start)
  const support = new Support(backend)
  render(SettingsScreen, { backend, support, onclock: vi.fn(), onclose: vi.fn() })
  await press('Backup')
  expect(await screen.findByText('There is no backup yet.')).toBeTruthy()
  await backend.ask({ ask: 'back_up' })
  backend.tell({ event: 'settings_changed' })
  expect(await screen.findByText(/^Last backup:/)).toBeTruthy()
})

describe('a drill', () => {
  test('opens the newest backup with what is on the paper', async () => {
    const { backend } = begin()
    render(DrillDialog, { backend, onclose: vi.fn() })
    await type('Recovery key or password', 'AGE-SECRET-KEY-1WRONG')
    await press('Try it')
    expect(await screen.findByText(/neither the password nor the recovery key/)).toBeTruthy()
    await type('Recovery key or password', RECOVERY_KEY)
    await press('Try it')
    expect(await screen.findByText('It works.')).toBeTruthy()
    expect((await backend.ask({ ask: 'settings' })).last_drill).not.toBeNull()
  })
})

describe('a backup becomes the vault', () => {
  async function adopt() {
    await press('Choose the file…')
    await type('Password or recovery key', PASSWORD)
    await press('Open')
    await screen.findByText(/^Saved on .*, with 12 accounts\.$/)
    await press('Use this backup')
  }

  test('on a new computer, without a new password', async () => {
    const { backend, asked } = begin({ state: 'no_vault' })
    const onstate = vi.fn<(state: State) => void>()
    render(FirstRun, { backend, onstate })
    await press('I have a backup')
    await adopt()
    await waitFor(() => expect(onstate).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ state: 'unlocked' })))
    expect(asked('create')).toEqual([])
  })

  test('where the vault cannot be read, and only there', async () => {
    const { backend } = begin({ state: 'locked', lost: true })
    const onstate = vi.fn<(state: State) => void>()
    const locked = await backend.ask({ ask: 'state' })
    if (locked.state !== 'locked') throw new Error('it is open')
    const { unmount } = render(Locked, { backend, locked: { ...locked, lost: false }, support: new Support(backend), onstate })
    expect(screen.queryByRole('button', { name: /Restore/ })).toBeNull()
    backend.fail('unlock', failure('vault_unreadable'))
    await type('Password', PASSWORD)
    await press('Unlock')
    await press('Restore from a backup…')
    await adopt()
    await waitFor(() => expect(onstate).toHaveBeenCalledOnce())
    unmount()
  })
})

describe('what a vault wants', () => {
  const DAY_MS = 86_400_000
  const now = 400 * DAY_MS
  const ago = (days: number) => now - days * DAY_MS
  const due = (since: number | null, last: number | null, drill: number | null, accounts = 1) =>
    dueOf({ ...SETTINGS, backups_since: since, last_backup: last, last_drill: drill }, accounts, now)

  test('is a backup after a week, a newer one after 30 days, and one drill', () => {
    expect(due(ago(6), null, null)).toBeUndefined()
    expect(due(ago(8), null, null)).toBe('missing')
    expect(due(ago(8), null, null, 0)).toBeUndefined()
    expect(due(null, null, null)).toBeUndefined()
    expect(due(ago(90), ago(31), ago(40))).toBe('old')
    expect(due(ago(90), ago(29), ago(40))).toBeUndefined()
    expect(due(ago(31), ago(1), null)).toBe('drill')
    expect(due(ago(29), ago(1), null)).toBeUndefined()
  })
})

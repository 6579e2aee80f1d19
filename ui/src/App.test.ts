import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import App from './App.svelte'
import { failure, PASSWORD, RECOVERY_KEY } from './lib/backend/fake/contract.ts'
import { fake } from './lib/backend/fake/fake.ts'
import type { Start } from './lib/backend/fake/start.ts'
import { setLanguage } from './lib/words.svelte.ts'

beforeEach(() => setLanguage('en'))

const search = () => screen.findByRole('combobox', { name: 'Search' })

test('the password opens the list, and the search field has the focus', async () => {
  render(App, { backend: fake({ state: 'locked' }) })
  await fireEvent.input(await screen.findByLabelText('Password'), { target: { value: PASSWORD } })
  await fireEvent.click(screen.getByRole('button', { name: 'Unlock' }))
  expect(document.activeElement).toBe(await search())
})

test('when the vault was locked from elsewhere, the lock screen appears, and no name stays', async () => {
  const backend = fake({ state: 'unlocked' })
  render(App, { backend })
  await screen.findAllByText('Kovács Bt.')
  await backend.ask({ ask: 'lock' })
  await fireEvent.input(await search(), { target: { value: 'x' } })
  expect(await screen.findByLabelText('Password')).toBeTruthy()
  expect(document.body.textContent).not.toContain('Kovács')
})

test('the window takes the language and the theme of the settings, also when they change', async () => {
  const backend = fake({ state: 'unlocked', settings: { language: 'hu', theme: 'dark' } })
  render(App, { backend })
  expect(await screen.findByRole('combobox', { name: 'Keresés' })).toBeTruthy()
  expect(document.documentElement.lang).toBe('hu')
  expect(document.documentElement.dataset.theme).toBe('dark')
  await backend.ask({ ask: 'change_settings', changes: { language: 'en', theme: 'system' } })
  expect(await search()).toBeTruthy()
  expect(document.documentElement.dataset.theme).toBeUndefined()
})

test('when the program does not answer, the window says so calmly and can try again', async () => {
  const backend = fake({ state: 'unlocked' })
  backend.fail('state', failure('unexpected'))
  render(App, { backend })
  expect(await screen.findByText(/Your codes are safe/)).toBeTruthy()
  await fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await search()).toBeTruthy()
})

test('the program hears of somebody at work once in a while, not with each key', async () => {
  const backend = fake({ state: 'unlocked' })
  render(App, { backend })
  await search()
  const ask = vi.spyOn(backend, 'ask')
  for (const key of ['a', 'b', 'c']) await fireEvent.keyDown(document.body, { key })
  expect(ask.mock.calls.filter(([request]) => request.ask === 'active')).toHaveLength(1)
})

test('a lock screen that is there already learns that a change was lost', async () => {
  const lost: Start = { state: 'locked', unsavedLost: false }
  const backend = fake(lost)
  render(App, { backend })
  await screen.findByLabelText('Password')
  lost.unsavedLost = true
  backend.tell({ event: 'unsaved_lost' })
  expect(await screen.findByText(/Your last changes were not saved/)).toBeTruthy()
})

describe('after the recovery key', () => {
  const heading = () => screen.findByRole('heading', { name: 'You opened the vault with the recovery key' })
  const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } })
  const again = 'Repeat the password'
  const set = () => screen.getByRole('button', { name: 'Set the new password' })
  const submit = () => fireEvent.submit(set().closest('form')!)

  async function open(start: Start = {}) {
    const backend = fake(Object.assign(start, { state: 'unlocked', byRecoveryKey: true }))
    const ask = vi.spyOn(backend, 'ask')
    render(App, { backend })
    await heading()
    return {
      backend,
      asked: (name: string) => ask.mock.calls.map(([request]) => request).filter((request) => request.ask === name),
    }
  }

  test('a new password is asked for before anything else, and then opens the list', async () => {
    const backend = fake({ state: 'locked' })
    render(App, { backend })
    await fireEvent.click(await screen.findByRole('button', { name: /Use the recovery key/ }))
    await type('Recovery key', RECOVERY_KEY)
    await fireEvent.click(screen.getByRole('button', { name: 'Unlock' }))
    await heading()
    const field = screen.getByLabelText('New password')
    expect(document.activeElement).toBe(field)
    expect(document.getElementById(field.getAttribute('aria-describedby')!)?.textContent).toMatch(/nothing can be saved until/)
    expect(screen.queryByRole('combobox', { name: 'Search' })).toBeNull()

    await type('New password', 'a new secret')
    await type(again, 'a new secret')
    await submit()
    expect(document.activeElement).toBe(await search())
    expect(screen.queryByText(/recovery key/)).toBeNull()
    await backend.ask({ ask: 'lock' })
    await expect(backend.ask({ ask: 'unlock', password: PASSWORD })).rejects.toHaveProperty('code', 'wrong_password')
    expect(await backend.ask({ ask: 'unlock', password: 'a new secret' })).toHaveProperty('by_recovery_key', false)
  })

  test('nothing else is within reach: no account, no palette, no key, no file, and the program refuses changes', async () => {
    const { backend, asked } = await open()
    for (const key of ['k', 'n', 'o', 'i', ',', 'f', 'r', 'Enter'])
      await fireEvent.keyDown(document.activeElement!, { key, ctrlKey: true })
    for (const key of ['Enter', 'F1', 'F2', 'Delete', 'Escape', 'ArrowDown']) await fireEvent.keyDown(document.body, { key })
    for (const key of ['S', 'P', 'H', 'T']) await fireEvent.keyDown(document.body, { key, ctrlKey: true, shiftKey: true })
    backend.tell({ event: 'dragged', over: true })
    backend.tell({ event: 'dropped', files: 1 })
    backend.tell({ event: 'scanned' })
    await heading()
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(document.body.textContent).not.toContain('Kovács')
    expect([...asked('list'), ...asked('copy'), ...asked('scan'), ...asked('open_import')]).toEqual([])
    const add = backend.ask({ ask: 'add_folder', name: 'Új Kft.', fields: [] })
    await expect(add).rejects.toHaveProperty('code', 'new_password_needed')
  })

  test('a password typed in two ways is not taken, and the window says so', async () => {
    const { asked } = await open()
    await type('New password', 'a new secret')
    await type(again, 'a new secrte')
    expect(screen.getByRole('alert').textContent).toBe('The two passwords do not match.')
    expect(set().getAttribute('aria-disabled')).toBe('true')
    await submit()
    expect(asked('change_password')).toEqual([])
    await heading()
  })

  test('when it cannot be set, the window says why, and the fields are there to try again', async () => {
    const { backend, asked } = await open()
    backend.fail('change_password', failure('disk_full'))
    await type('New password', 'a new secret')
    await type(again, 'a new secret')
    await submit()
    expect(await screen.findByText(/Make room on the disk/)).toBeTruthy()
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('New password')))
    await submit()
    await search()
    expect(asked('change_password')).toEqual(Array(2).fill({ ask: 'change_password', old: '', new: 'a new secret' }))
  })

  test('what opening found is said there, also when it comes later', async () => {
    const start: Start = { notices: [{ code: 'ways_in_altered', args: {} }] }
    const { backend } = await open(start)
    expect(screen.getByText(/^The file with this vault’s unlock methods is damaged/)).toBeTruthy()
    start.notices = [{ code: 'vault_gone', args: {} }]
    backend.tell({ event: 'changed' })
    expect(await screen.findByText(/put the folder back before you lock/)).toBeTruthy()
  })

  test.each(['the button', 'the keys'])('it can be locked instead, by %s', async (way) => {
    await open()
    if (way === 'the keys') await fireEvent.keyDown(document.activeElement!, { key: 'l', ctrlKey: true })
    else await fireEvent.click(screen.getByRole('button', { name: 'Lock instead' }))
    expect(await screen.findByLabelText('Password')).toBeTruthy()
  })

  test('when it was locked from elsewhere meanwhile, the lock screen appears', async () => {
    const { backend } = await open()
    await backend.ask({ ask: 'lock' })
    await type('New password', 'a new secret')
    await type(again, 'a new secret')
    await submit()
    expect(await screen.findByLabelText('Password')).toBeTruthy()
  })

  test('where no password can be set because the folder cannot be written, the codes are there, with the reason', async () => {
    render(App, { backend: fake({ state: 'unlocked', byRecoveryKey: true, readOnly: true }) })
    await search()
    await screen.findAllByText('Kovács Bt.')
    expect(screen.getByText(/You cannot set a new password until the folder can be written to again/)).toBeTruthy()
    expect(screen.queryByLabelText('New password')).toBeNull()
  })
})

test('while somebody helps, every screen says so, and the end shows what was done', async () => {
  const backend = fake({ state: 'unlocked' })
  render(App, { backend })
  await search()
  await fireEvent.keyDown(document.activeElement!, { key: 'H', ctrlKey: true, shiftKey: true })
  await fireEvent.click(await screen.findByRole('button', { name: 'Start' }))
  const banner = await screen.findByRole('region', { name: 'Remote help' })
  expect(within(banner).getByText(/hidden for 15 more minutes/)).toBeTruthy()
  await waitFor(() => expect(document.querySelectorAll('.masked').length).toBeGreaterThan(0))

  await fireEvent.keyDown(document.activeElement!, { key: 'Enter' })
  await screen.findByText('Copied code for Bakker & Zonen V.O.F.')
  await fireEvent.keyDown(document.activeElement!, { key: 'l', ctrlKey: true })
  await screen.findByLabelText('Password')
  expect(screen.getByRole('region', { name: 'Remote help' })).toBeTruthy()
  await fireEvent.input(screen.getByLabelText('Password'), { target: { value: PASSWORD } })
  await fireEvent.click(screen.getByRole('button', { name: 'Unlock' }))
  await search()

  await fireEvent.click(screen.getByRole('button', { name: 'End now' }))
  const dialog = await screen.findByRole('dialog', { name: 'What was done during remote help' })
  const steps = within(dialog)
    .getAllByRole('row')
    .map(({ textContent }) => textContent)
  expect(steps.some((text) => /Code copied.*Bakker & Zonen V\.O\.F\./s.test(text ?? ''))).toBe(true)
  expect(steps.some((text) => /Vault unlocked/.test(text ?? ''))).toBe(true)
  expect(screen.queryByRole('region', { name: 'Remote help' })).toBeNull()
  await waitFor(() => expect(document.querySelectorAll('.masked')).toHaveLength(0))
})

test('help that ended behind the lock screen is told of once the vault is open', async () => {
  const backend = fake({ state: 'locked', support: 15, done: [{ at: Date.now(), what: 'copy', about: 'Kovács Bt.' }] })
  render(App, { backend })
  await screen.findByRole('region', { name: 'Remote help' })
  await backend.ask({ ask: 'end_support' })
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Remote help' })).toBeNull())
  expect(screen.queryByRole('dialog')).toBeNull()
  await fireEvent.input(screen.getByLabelText('Password'), { target: { value: PASSWORD } })
  await fireEvent.click(screen.getByRole('button', { name: 'Unlock' }))
  const dialog = await screen.findByRole('dialog', { name: 'What was done during remote help' })
  expect(within(dialog).getByText('Kovács Bt.')).toBeTruthy()
})

test('help that is ended and begun again is one list, with its begins and ends', async () => {
  const backend = fake({ state: 'unlocked', doneBefore: 2 })
  render(App, { backend })
  await screen.findByRole('listbox')
  for (let i = 0; i < 2; i += 1) {
    await backend.ask({ ask: 'start_support', minutes: 15 })
    await screen.findByRole('region', { name: 'Remote help' })
    await backend.ask({ ask: 'end_support' })
    await screen.findByRole('dialog', { name: 'What was done during remote help' })
  }
  const dialog = screen.getByRole('dialog')
  expect(within(dialog).getAllByText('Remote help started')).toHaveLength(2)
  expect(within(dialog).getAllByText('Remote help ended')).toHaveLength(2)
  expect(within(dialog).getByText('2 earlier steps are no longer listed.')).toBeTruthy()
})

test('help during which nothing was done says so beside its begin and end', async () => {
  const backend = fake({ state: 'unlocked', support: 15 })
  render(App, { backend })
  await screen.findByRole('region', { name: 'Remote help' })
  await backend.ask({ ask: 'end_support' })
  const dialog = await screen.findByRole('dialog')
  expect(within(dialog).getByText('Nothing was copied or changed.')).toBeTruthy()
  expect(within(dialog).getByText('Remote help ended')).toBeTruthy()
})

test('while the window is hidden nothing runs: no timer, no frame, no question', async () => {
  vi.useFakeTimers({ now: 1_800_000_001_000 })
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(false)
  try {
    const backend = fake({ state: 'unlocked', support: 15, clock: { wrong: true, off_ms: 95_000 } })
    render(App, { backend })
    await vi.advanceTimersByTimeAsync(100)
    await fireEvent.keyDown(document.activeElement!, { key: 'Enter' })
    await fireEvent.keyDown(document.activeElement!, { key: 'i', ctrlKey: true })
    await vi.advanceTimersByTimeAsync(100)
    expect(vi.getTimerCount()).toBeGreaterThan(0)

    hidden.mockReturnValue(true)
    document.dispatchEvent(new Event('visibilitychange'))
    const ask = vi.spyOn(backend, 'ask')
    expect(vi.getTimerCount()).toBe(0)
    await vi.advanceTimersByTimeAsync(120_000)
    expect(ask).not.toHaveBeenCalled()

    hidden.mockReturnValue(false)
    document.dispatchEvent(new Event('visibilitychange'))
    await vi.advanceTimersByTimeAsync(0)
    expect(ask).toHaveBeenCalledWith(expect.objectContaining({ ask: 'list' }))
  } finally {
    hidden.mockRestore()
    vi.useRealTimers()
  }
})

import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import App from './App.svelte'
import type { Backend } from './lib/backend/backend.ts'
import { fake, PASSWORD } from './lib/backend/fake.ts'
import { setLanguage } from './lib/words.svelte.ts'

beforeEach(() => setLanguage('en'))

const search = () => screen.findByRole<HTMLInputElement>('combobox', { name: 'Search' })
const options = () => screen.findAllByRole('option')
const chosen = () => screen.getByRole('option', { selected: true })
const type = (element: HTMLElement, value: string) => fireEvent.input(element, { target: { value } })
const press = (key: string, more?: object) => fireEvent.keyDown(document.activeElement!, { key, ...more })
const submit = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

describe('first run', () => {
  test('two equal passwords make a vault, and the key is saved where it was said', async () => {
    const backend = fake({ vault: false })
    const create = vi.spyOn(backend, 'create')
    render(App, { backend })
    await type(await screen.findByLabelText('Password'), 'new secret')
    await type(screen.getByLabelText('Password again'), 'new secret')
    await type(screen.getByLabelText('Save the recovery key as'), '/media/stick/key.txt')
    await submit('Create')
    expect(create).toHaveBeenCalledExactlyOnceWith('new secret', '/media/stick/key.txt', expect.any(String))
    expect(await screen.findByText('No accounts yet')).toBeTruthy()
  })

  test('two different passwords make none, and the window says why', async () => {
    render(App, { backend: fake({ vault: false }) })
    await type(await screen.findByLabelText('Password'), 'new secret')
    await type(screen.getByLabelText('Password again'), 'new secrte')
    expect(screen.getByText('The two passwords are not the same.')).toBeTruthy()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Create' }).disabled).toBe(true)
  })
})

describe('the lock screen', () => {
  test('the password opens the list', async () => {
    render(App, { backend: fake() })
    await type(await screen.findByLabelText('Password'), PASSWORD)
    await submit('Unlock')
    expect(document.activeElement).toBe(await search())
  })

  test('a wrong one is answered in words, and the field is empty and has the focus', async () => {
    render(App, { backend: fake() })
    const field = await screen.findByLabelText<HTMLInputElement>('Password')
    await type(field, 'guess')
    await submit('Unlock')
    expect(await screen.findByText(/password|wrong_password/i, { selector: '[role=status] *' })).toBeTruthy()
    expect(field.value).toBe('')
    expect(document.activeElement).toBe(field)
  })

  test('while one has to wait, it says how long and takes no password', async () => {
    const backend = fake()
    vi.spyOn(backend, 'state').mockResolvedValue({ state: 'locked', retry_after_s: 12 })
    render(App, { backend })
    expect(await screen.findByText('You can try again in 12 seconds.')).toBeTruthy()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Unlock' }).disabled).toBe(true)
  })

  test('it speaks the language that is chosen', async () => {
    render(App, { backend: fake() })
    await fireEvent.change(await screen.findByRole('combobox', { name: 'Language' }), { target: { value: 'hu' } })
    expect(await screen.findByRole('heading', { name: 'Zárolva' })).toBeTruthy()
    expect(document.documentElement.lang).toBe('hu')
  })
})

describe('the list', () => {
  async function open(settings: Parameters<typeof fake>[0] = {}): Promise<Backend> {
    const backend = fake({ unlocked: true, ...settings })
    render(App, { backend })
    await options()
    return backend
  }

  test('each row knows its place among all that match', async () => {
    await open({ accounts: 10_000 })
    const [first] = await options()
    expect(first!.getAttribute('aria-setsize')).toBe('10000')
    expect(first!.getAttribute('aria-posinset')).toBe('1')
  })

  test('of 10,000 rows at most 60 are drawn, also after scrolling', async () => {
    const backend = await open({ accounts: 10_000 })
    const list = vi.spyOn(backend, 'list')
    const view = screen.getByRole('listbox')
    view.scrollTop = 5_000 * 52
    await fireEvent.scroll(view)
    await vi.waitFor(() => expect(screen.getByText(/user05000/)).toBeTruthy())
    expect(list).toHaveBeenCalledOnce()
    expect((await options()).length).toBeLessThanOrEqual(60)
  })

  test('the arrows move the choice while the search field keeps the focus', async () => {
    await open()
    await press('ArrowDown')
    await press('ArrowDown')
    await press('ArrowUp')
    expect(chosen().getAttribute('aria-posinset')).toBe('2')
    expect(document.activeElement).toBe(await search())
    expect((await search()).getAttribute('aria-activedescendant')).toBe(chosen().id)
  })

  test('Enter copies the code of the chosen row and says whose it is', async () => {
    const backend = await open()
    const copy = vi.spyOn(backend, 'copy')
    await press('ArrowDown')
    await press('Enter')
    expect(copy).toHaveBeenCalledExactlyOnceWith('factor-1')
    expect(await screen.findByText('Code of Szabó és Társa Kft. copied')).toBeTruthy()
  })

  test('a click chooses a row, one on its code copies it, and the search field keeps the focus', async () => {
    const backend = await open()
    const copy = vi.spyOn(backend, 'copy')
    const third = (await options())[2]!
    await fireEvent.click(within(third).getByText('De Vries Bakkerij'))
    expect(chosen()).toBe(third)
    expect(copy).not.toHaveBeenCalled()
    const code = within(third).getByTitle('Copy')
    expect(await fireEvent.mouseDown(code)).toBe(false)
    await fireEvent.click(code)
    expect(copy).toHaveBeenCalledExactlyOnceWith('factor-2')
  })

  test('typing searches with one question a key, Escape shows all again', async () => {
    const backend = await open({ accounts: 100 })
    const list = vi.spyOn(backend, 'list')
    await type(await search(), 'user00042')
    expect(await screen.findByText('1 account')).toBeTruthy()
    expect(list).toHaveBeenCalledOnce()
    await press('Escape')
    expect(await screen.findByText('100 accounts')).toBeTruthy()
    expect((await search()).value).toBe('')
  })

  test('a search that finds nothing says so', async () => {
    await open()
    await type(await search(), 'nobody')
    expect(await screen.findByText('Nothing matches “nobody”.')).toBeTruthy()
  })

  test('a code that counts is not shown before it is copied', async () => {
    await open()
    const row = (await options())[6]!
    expect(within(row).getByText('new code when copied')).toBeTruthy()
  })

  test('codes that end are asked for again', async () => {
    vi.useFakeTimers({ now: 1_800_000_000_000, toFake: ['Date', 'setTimeout', 'clearTimeout'] })
    const backend = fake({ unlocked: true })
    render(App, { backend })
    const list = vi.spyOn(backend, 'list')
    await vi.advanceTimersByTimeAsync(29_000)
    const before = list.mock.calls.length
    await vi.advanceTimersByTimeAsync(1_000)
    expect(list.mock.calls.length).toBe(before + 1)
    vi.useRealTimers()
  })

  test('Ctrl+L locks, and no name stays in the document', async () => {
    await open()
    await press('l', { ctrlKey: true })
    expect(await screen.findByRole('heading', { name: 'Locked' })).toBeTruthy()
    expect(document.body.textContent).not.toContain('Kovács')
  })

  test('when the vault was locked from elsewhere, the lock screen appears', async () => {
    const backend = await open()
    await backend.lock()
    await type(await search(), 'x')
    expect(await screen.findByRole('heading', { name: 'Locked' })).toBeTruthy()
  })
})

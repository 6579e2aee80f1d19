import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Request, State } from '../lib/backend/backend.ts'
import { failure, PASSWORD } from '../lib/backend/fake/contract.ts'
import { fake } from '../lib/backend/fake/fake.ts'
import type { Fake, Start } from '../lib/backend/fake/start.ts'
import { largeOffice, onePerson } from '../lib/backend/fake/office.ts'
import { SCANS } from '../lib/backend/fake/scans.ts'
import { Support } from '../lib/support.svelte.ts'
import { setLanguage } from '../lib/words.svelte.ts'
import Main from './Main.svelte'

beforeEach(() => setLanguage('en'))
afterEach(() => vi.useRealTimers())

type Open = Extract<State, { state: 'unlocked' }>

async function open(start: Start = {}) {
  const backend = fake({ state: 'unlocked', ...start })
  const vault = (await backend.ask({ ask: 'state' })) as Open
  const settings = await backend.ask({ ask: 'settings' })
  const onstate = vi.fn()
  const asked = spy(backend)
  const support = new Support(backend)
  await support.read()
  render(Main, { backend, support, vault, settings, onstate })
  await waitFor(() => expect(asked.some(({ ask }) => ask === 'counts')).toBe(true))
  if (start.office?.accounts.length !== 0) await screen.findAllByRole('option')
  asked.length = 0
  return { backend, onstate, asked }
}

/** Notes all requests. */
function spy(backend: Fake): Request[] {
  const asked: Request[] = []
  const ask = backend.ask.bind(backend)
  vi.spyOn(backend, 'ask').mockImplementation((request) => {
    asked.push(request)
    return ask(request)
  })
  return asked
}

const search = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Search' })
const list = () => screen.getByRole('listbox', { name: 'Accounts' })
const rows = () => within(list()).getAllByRole('option')
const chosen = () => within(list()).getByRole('option', { selected: true })
const type = (value: string) => fireEvent.input(search(), { target: { value } })
const press = (key: string, more?: object) => fireEvent.keyDown(document.activeElement!, { key, ...more })
const ctrl = (key: string, more?: object) => press(key, { ctrlKey: true, ...more })
const row = (text: RegExp) => within(list()).getByRole('option', { name: text })
/** What is read aloud of a row. */
const said = (row: HTMLElement) => row.querySelector('.unseen')?.textContent
const details = () => screen.findByRole('complementary', { name: 'Details' })

describe('the list', () => {
  test('each row says who, what, where and the code digit by digit, and knows its place among all', async () => {
    await open()
    const desk = row(/Front desk/)
    expect(said(desk)).toMatch(/^Kovács Bt\., Ügyfélkapu\+, Front desk, kovács, code( \d){6},/)
    expect(desk.getAttribute('aria-setsize')).toBe('26')
    expect(rows()[0]!.getAttribute('aria-posinset')).toBe('1')
  })

  test('the chosen row says how long its code lives', async () => {
    await open()
    expect(said(chosen())).toMatch(/code( \d){6}, \d+ seconds?$/)
  })

  test('of 10,000 rows only those in sight are drawn, also after scrolling', async () => {
    const { asked } = await open({ office: largeOffice(10_000) })
    list().scrollTop = 5_000 * 52
    await fireEvent.scroll(list())
    await waitFor(() => expect(rows()[0]!.getAttribute('aria-posinset')).toMatch(/^49\d\d$/))
    expect(asked.filter(({ ask }) => ask === 'list')).toHaveLength(1)
    expect(rows().length).toBeLessThanOrEqual(20)
  })

  test('typing keeps the elements of the rows and changes what they say', async () => {
    await open({ office: largeOffice(10_000) })
    const first = rows()[0]
    await type('user00042')
    await waitFor(() => expect(rows()).toHaveLength(1))
    expect(rows()[0]).toBe(first)
    expect(first!.textContent).toContain('user00042')
  })

  test('codes that end are asked for again, once', async () => {
    vi.useFakeTimers({ now: 1_800_000_000_000, toFake: ['Date', 'setTimeout', 'clearTimeout'] })
    const backend = fake({ state: 'unlocked' })
    const vault = (await backend.ask({ ask: 'state' })) as Open
    render(Main, { backend, support: new Support(backend), vault, settings: undefined, onstate: vi.fn() })
    await vi.advanceTimersByTimeAsync(29_000)
    const asked = spy(backend)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(asked).toEqual([expect.objectContaining({ ask: 'list' })])
  })

  test('hidden codes show only in the chosen row', async () => {
    const { backend } = await open({ settings: { hide_codes: true } })
    expect((await backend.ask({ ask: 'settings' })).hide_codes).toBe(true)
    expect(rows()[1]!.classList.contains('hidden')).toBe(true)
    expect(rows()[1]!.textContent).toContain('•••')
  })

  test('a code that counts is not shown before it is copied, and then in the message', async () => {
    const { asked } = await open()
    await type('balie')
    await waitFor(() => expect(rows()).toHaveLength(1))
    expect(within(chosen()).getByText('New code on copy')).toBeTruthy()
    await press('Enter')
    expect(await screen.findByText(/^\d{3} \d{3}$/, { selector: '.code.text' })).toBeTruthy()
    expect(asked.filter(({ ask }) => ask === 'copy')).toHaveLength(1)
  })
})

describe('keys', () => {
  test('the arrows move the choice while the search field keeps the focus', async () => {
    await open()
    await press('ArrowDown')
    await press('ArrowDown')
    await press('ArrowUp')
    expect(chosen().getAttribute('aria-posinset')).toBe('2')
    expect(document.activeElement).toBe(search())
    expect(search().getAttribute('aria-activedescendant')).toBe(chosen().id)
    await ctrl('End')
    expect(search().getAttribute('aria-activedescendant')).toBe('accounts-25')
  })

  test('Enter copies the chosen code, Shift+Enter the next, and both say whose', async () => {
    const { asked } = await open()
    await press('Enter')
    expect(await screen.findByText('Copied code for Bakker & Zonen V.O.F.')).toBeTruthy()
    await press('Enter', { shiftKey: true })
    expect(await screen.findByText('Copied next code for Bakker & Zonen V.O.F.')).toBeTruthy()
    expect(asked.flatMap((request) => (request.ask === 'copy' ? [request.next] : []))).toEqual([false, true])
  })

  test('Enter right after typing copies what was typed for, not what stood there before', async () => {
    const { asked } = await open()
    void type('jansen')
    void press('Enter')
    expect(await screen.findByText('Copied code for Jansen Advies')).toBeTruthy()
    expect(asked.filter(({ ask }) => ask === 'copy')).toHaveLength(1)
  })

  test('a letter typed anywhere goes to the search field', async () => {
    await open()
    screen.getByRole('button', { name: /Favourites/ }).focus()
    await press('k')
    expect(document.activeElement).toBe(search())
  })

  test('Escape goes back one step at a time: details, search, place', async () => {
    await open()
    await fireEvent.click(screen.getByRole('button', { name: /Favourites/ }))
    await waitFor(() => expect(rows()).toHaveLength(5))
    await type('kovács')
    await waitFor(() => expect(rows()).toHaveLength(3))
    await press('ArrowRight')
    await details()
    await press('Escape')
    expect(screen.queryByRole('complementary')).toBeNull()
    await press('Escape')
    expect(search().value).toBe('')
    await press('Escape')
    expect(await screen.findByText('26 codes')).toBeTruthy()
  })

  test('Ctrl+L locks', async () => {
    const { onstate } = await open()
    await ctrl('l')
    await waitFor(() => expect(onstate).toHaveBeenCalledWith(expect.objectContaining({ state: 'locked' })))
  })

  test('Ctrl+R does not load the page anew, but asks for the password', async () => {
    const { asked } = await open()
    expect(await ctrl('r')).toBe(false)
    const password = await screen.findByLabelText('Password')
    await fireEvent.input(password, { target: { value: PASSWORD } })
    await fireEvent.click(screen.getByRole('button', { name: 'Show the secret' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(asked.some(({ ask }) => ask === 'reveal')).toBe(true)
    expect(document.activeElement).toBe(search())
  })

  test('F1 shows all keys, Escape gives the focus back', async () => {
    await open()
    await press('F1')
    const dialog = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })
    expect(within(dialog).getByText('Ctrl+Shift+S')).toBeTruthy()
    await fireEvent(dialog, new Event('cancel', { cancelable: true }))
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(document.activeElement).toBe(search())
  })

  test('the palette finds commands and clients, and does what is chosen', async () => {
    await open()
    await ctrl('k')
    const field = await screen.findByRole('combobox', { name: 'Command, place or client' })
    await fireEvent.input(field, { target: { value: 'oszk' } })
    await fireEvent.input(field, { target: { value: 'jansen' } })
    const palette = screen.getByRole('listbox', { name: 'All commands' })
    await within(palette).findByText('Jansen Advies')
    await fireEvent.keyDown(field, { key: 'Enter' })
    expect(await screen.findByRole('heading', { name: 'Jansen Advies' })).toBeTruthy()
    await waitFor(() => expect(rows()).toHaveLength(1))
  })

  test('an otpauth link that is pasted is not taken in by the window: the program reads it', async () => {
    const { asked } = await open()
    const pasted = (text: string) => {
      const event = new Event('paste', { bubbles: true, cancelable: true })
      return Object.assign(event, { clipboardData: { getData: () => text, types: ['text/plain'] } })
    }
    expect(await fireEvent(search(), pasted('Kovács'))).toBe(true)
    expect(asked.some(({ ask }) => ask === 'scan')).toBe(false)
    expect(await fireEvent(search(), pasted(' OTPAUTH://totp/a?secret=JBSWY3DPEHPK3PXP'))).toBe(false)
    await waitFor(() => expect(asked.some(({ ask }) => ask === 'scan')).toBe(true))
    expect(search().value).toBe('')
  })
})

describe('scanning', () => {
  const scans = (asked: Request[]) => asked.flatMap((request) => (request.ask === 'scan' ? [request.from] : []))

  test.each([
    [{ key: 'S', ctrlKey: true, shiftKey: true }, 'screens'],
    [{ key: 'D', ctrlKey: true, shiftKey: true }, 'area'],
  ])('keys look at the screen at once, without a choice of sources: %o', async (keys, from) => {
    const { asked } = await open()
    await press(keys.key, keys)
    await screen.findByRole('heading', { name: 'Add an account' })
    await waitFor(() => expect(scans(asked)).toEqual([from]))
    expect(screen.queryByRole('button', { name: /Type the key/ })).toBeNull()
  })

  test.each([
    ['Paste a picture or a key', 'clipboard'],
    ['Choose a picture or PDF', 'files'],
    ['Drag a rectangle around a code', 'area'],
  ])('the palette knows it: %s', async (name, from) => {
    const { asked } = await open()
    await ctrl('k')
    const field = await screen.findByRole('combobox', { name: 'Command, place or client' })
    await fireEvent.input(field, { target: { value: name } })
    await fireEvent.keyDown(field, { key: 'Enter' })
    await waitFor(() => expect(scans(asked)).toEqual([from]))
  })

  test('Ctrl+V outside of the fields reads the clipboard; in the search field a text stays one to search for', async () => {
    const { asked } = await open()
    await ctrl('v')
    expect(scans(asked)).toEqual([])
    list().focus()
    await ctrl('v')
    await screen.findByRole('heading', { name: 'Add an account' })
    expect(scans(asked)).toEqual(['clipboard'])
  })

  test('files dropped anywhere are read; while another dialog is open they are left alone', async () => {
    const { asked, backend } = await open()
    await press('F1')
    backend.tell({ event: 'dragged', over: true })
    backend.tell({ event: 'dropped', files: 1 })
    expect(screen.queryByText('Drop it here')).toBeNull()
    await press('Escape')
    await fireEvent(screen.getByRole('dialog'), new Event('cancel', { cancelable: true }))
    backend.tell({ event: 'dropped', files: 1 })
    await waitFor(() => expect(scans(asked)).toEqual(['dropped']))
  })

  test('a vault that is read only takes nothing in, and says why', async () => {
    const { asked, backend } = await open({ readOnly: true })
    backend.tell({ event: 'dragged', over: true })
    expect((await screen.findAllByText('The vault folder cannot be written to.')).length).toBeGreaterThan(0)
    backend.tell({ event: 'dropped', files: 1 })
    await ctrl('S', { shiftKey: true })
    list().focus()
    await ctrl('v')
    expect(asked).toEqual([])
  })

  test.each([true, false])('what was found from the tray is shown as soon as the window is there (%s)', async (waits) => {
    const { backend } = await open({ scanWaits: waits })
    if (!waits) backend.tell({ event: 'scanned' })
    expect(await screen.findByRole('heading', { name: 'Add an account' })).toBeTruthy()
    expect(await screen.findByLabelText('Service')).toBeTruthy()
  })

  test('several that were added are counted, and can be taken back', async () => {
    const { asked } = await open({ scans: SCANS.several! })
    await ctrl('S', { shiftKey: true })
    await fireEvent.click(await screen.findByRole('button', { name: 'Add 5 accounts' }))
    const toast = (await screen.findAllByText('5 accounts added.'))[0]!
    expect(toast).toBeTruthy()
    await waitFor(() => expect(rows()[0]!.getAttribute('aria-setsize')).toBe('31'))
    await fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(rows()[0]!.getAttribute('aria-setsize')).toBe('26'))
    const undone = asked.find((request) => request.ask === 'undo_add')
    expect(undone).toHaveProperty('accounts.length', 5)
  })
})

describe('importing', () => {
  test('Ctrl+O takes a file in, the list shows it, and later the last import is taken back after a question', async () => {
    const { asked } = await open()
    await ctrl('o')
    await fireEvent.click(await screen.findByRole('button', { name: 'Choose a file…' }))
    await fireEvent.click(await screen.findByRole('button', { name: 'Add 8 accounts' }))
    await fireEvent.click(await screen.findByRole('button', { name: 'Done' }))
    expect(await screen.findByText('34 codes')).toBeTruthy()
    await ctrl('k')
    const palette = await screen.findByRole('combobox', { name: /Command/ })
    await fireEvent.input(palette, { target: { value: 'undo the last import' } })
    await fireEvent.keyDown(palette, { key: 'Enter' })
    await screen.findByText(/What it added goes to the trash/)
    expect(asked.some(({ ask }) => ask === 'undo_import')).toBe(false)
    await fireEvent.click(screen.getByRole('button', { name: 'Undo the last import' }))
    expect(await screen.findAllByText(/8 accounts are as they were before/)).not.toEqual([])
    expect(await screen.findByText('26 codes')).toBeTruthy()
  })

  test('dropped files that are no pictures are for the import', async () => {
    const { backend, asked } = await open({ drops: 'files' })
    backend.tell({ event: 'dropped', files: 1 })
    expect(await screen.findByText('Aegis · 11 entries')).toBeTruthy()
    expect(asked).toContainEqual({ ask: 'open_import', from: 'dropped' })
  })

  test('a vault that is read only takes no file in, and says why', async () => {
    const { asked, backend } = await open({ readOnly: true, drops: 'files' })
    await ctrl('o')
    backend.tell({ event: 'dropped', files: 1 })
    await Promise.resolve()
    expect(screen.queryByRole('heading', { name: 'Import a file' })).toBeNull()
    expect(asked.some(({ ask }) => ask === 'open_import')).toBe(false)
  })
})

describe('QR codes for other devices', () => {
  test('that of an account is shown after the password', async () => {
    const { asked } = await open()
    await ctrl('i')
    const drawer = await details()
    await fireEvent.click(within(drawer).getByRole('button', { name: 'Show QR code for a phone' }))
    await fireEvent.input(await screen.findByLabelText('Password'), { target: { value: 'wrong' } })
    await fireEvent.click(screen.getByRole('button', { name: 'Show QR code' }))
    await screen.findByText('The password is wrong.')
    await fireEvent.input(screen.getByLabelText('Password'), { target: { value: PASSWORD } })
    await fireEvent.click(screen.getByRole('button', { name: 'Show QR code' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    const shown = asked.filter((request) => request.ask === 'show_qr')
    expect(shown).toHaveLength(2)
    expect(shown[1]).toMatchObject({ kind: 'phone', factor: null, password: PASSWORD })
    expect(shown[1]).toHaveProperty('accounts.length', 1)
  })

  test('that of one desk is shown alone', async () => {
    const { asked } = await open()
    await type('front desk')
    await waitFor(() => expect(rows()).toHaveLength(1))
    await ctrl('i')
    await fireEvent.click(within(await details()).getAllByRole('button', { name: 'Actions for this desk' })[0]!)
    await fireEvent.click(await screen.findByRole('menuitem', { name: 'Show QR code for a phone' }))
    await fireEvent.input(await screen.findByLabelText('Password'), { target: { value: PASSWORD } })
    await fireEvent.click(screen.getByRole('button', { name: 'Show QR code' }))
    await waitFor(() => expect(asked.some(({ ask }) => ask === 'show_qr')).toBe(true))
    expect(asked.find(({ ask }) => ask === 'show_qr')).toMatchObject({ accounts: ['account-0'], factor: 'factor-0' })
  })

  test('for Google Authenticator, what it does not take is listed with the reasons before', async () => {
    const { asked } = await open()
    await ctrl('a')
    await screen.findByText('24 selected')
    const bar = screen.getByRole('toolbar', { name: 'Actions for the selected accounts' })
    await fireEvent.click(within(bar).getByRole('button', { name: 'More' }))
    await fireEvent.click(await screen.findByRole('menuitem', { name: 'QR codes for Google Authenticator' }))
    await fireEvent.input(await screen.findByLabelText('Password'), { target: { value: PASSWORD } })
    await fireEvent.click(screen.getByRole('button', { name: 'Show QR code' }))
    expect(await screen.findByText(/cannot make Steam codes/)).toBeTruthy()
    expect(screen.getByText(/supports only codes that last 30 seconds/)).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: 'Show QR code' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    const shown = asked.filter(({ ask }) => ask === 'show_qr')
    expect(shown).toEqual([
      expect.objectContaining({ kind: 'transfer', sure: false }),
      expect.objectContaining({ kind: 'transfer', sure: true, password: PASSWORD }),
    ])
  })

  test('none is shown while somebody helps', async () => {
    const { asked } = await open({ support: 15 })
    await ctrl('i')
    const button = within(await details()).getByRole('button', { name: 'Show QR code for a phone' })
    expect(button.getAttribute('aria-disabled')).toBe('true')
    await fireEvent.click(button)
    expect(screen.queryByLabelText('Password')).toBeNull()
    expect(asked.some(({ ask }) => ask === 'show_qr')).toBe(false)
  })
})

describe('copying', () => {
  test('a click chooses a row, one on its code copies it, and the search field keeps the focus', async () => {
    const { asked } = await open()
    const third = rows()[2]!
    await fireEvent.click(within(third).getByText('De Vries Bakkerij B.V.'))
    expect(chosen()).toBe(third)
    expect(asked.some(({ ask }) => ask === 'copy')).toBe(false)
    await fireEvent.click(third.querySelector('.code')!)
    expect(await screen.findByText('Copied code for De Vries Bakkerij B.V.')).toBeTruthy()
    expect(document.activeElement).toBe(search())
  })

  test('another client than a moment ago is asked about, with both names; Enter copies, Escape does not', async () => {
    const { asked } = await open()
    await press('Enter')
    await screen.findByText('Copied code for Bakker & Zonen V.O.F.')
    await press('ArrowDown')
    await press('ArrowDown')
    await press('Enter')
    let dialog = await screen.findByRole('dialog', { name: 'Another client?' })
    expect(dialog.textContent).toMatch(/Bakker & Zonen V\.O\.F\.[^]*De Vries Bakkerij B\.V\./)
    await fireEvent(dialog, new Event('cancel', { cancelable: true }))
    expect(screen.queryByText('Copied code for De Vries Bakkerij B.V.')).toBeNull()
    await press('Enter')
    dialog = await screen.findByRole('dialog', { name: 'Another client?' })
    expect(document.activeElement?.textContent).toContain('Copy')
    await fireEvent.submit(dialog.querySelector('form')!)
    expect(await screen.findByText('Copied code for De Vries Bakkerij B.V.')).toBeTruthy()
    expect(asked.at(-2)).toMatchObject({ ask: 'copy', sure: true })
  })

  test('what is no longer on the clipboard is no longer said to be', async () => {
    const { backend } = await open()
    await press('Enter')
    await screen.findByText(/Clears in/)
    backend.tell({ event: 'clipboard_cleared' })
    await waitFor(() => expect(screen.queryByText(/Clears in/)).toBeNull())
  })

  test('when the clipboard cannot be used, a banner says so and what to do', async () => {
    const { backend } = await open()
    backend.fail('copy', failure('clipboard_unavailable'))
    await press('Enter')
    expect(await screen.findByText(/clipboard could not be used/)).toBeTruthy()
  })
})

describe('several at once', () => {
  test('marked accounts are removed together and can be brought back', async () => {
    const { asked } = await open()
    await ctrl(' ')
    await press('ArrowDown')
    await press('ArrowDown', { ctrlKey: false })
    await ctrl(' ')
    expect(screen.getByText('2 selected')).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: 'Remove' }))
    expect(await screen.findByText('24 codes')).toBeTruthy()
    await fireEvent.click(await screen.findByRole('button', { name: 'Undo' }))
    expect(await screen.findByText('26 codes')).toBeTruthy()
    const sent = asked.flatMap((request) => (request.ask === 'remove' ? [request.accounts.length] : []))
    expect(sent).toEqual([2])
  })

  test('they move to a client with a new name', async () => {
    const { asked } = await open()
    await ctrl(' ')
    await fireEvent.click(screen.getByRole('button', { name: 'Move' }))
    const dialog = await screen.findByRole('dialog', { name: 'Move 1 account' })
    const field = within(dialog).getByRole('combobox', { name: 'To client' })
    await fireEvent.input(field, { target: { value: 'Új Ügyfél Kft.' } })
    await fireEvent.submit(dialog.querySelector('form')!)
    expect(await screen.findAllByText('1 account moved to Új Ügyfél Kft.')).toBeTruthy()
    expect(asked).toContainEqual(expect.objectContaining({ ask: 'move', folder: 'Új Ügyfél Kft.' }))
  })

  test('Ctrl+A marks all while nothing is typed', async () => {
    await open()
    await ctrl('a')
    expect(await screen.findByText('24 selected')).toBeTruthy()
    await press('Escape')
    expect(screen.queryByText('24 selected')).toBeNull()
  })
})

describe('places', () => {
  test('a search that finds nothing in a place offers to look everywhere', async () => {
    await open()
    await fireEvent.click(screen.getByRole('button', { name: /Favourites/ }))
    await waitFor(() => expect(rows()).toHaveLength(5))
    await type('jansen')
    await fireEvent.click(await screen.findByRole('button', { name: 'Search everywhere' }))
    await waitFor(() => expect(row(/Jansen Advies/)).toBeTruthy())
    expect(search().value).toBe('jansen')
  })

  test('a client also shows the accounts of others that serve it, and counts them', async () => {
    await open()
    await fireEvent.input(screen.getByLabelText('Filter clients'), { target: { value: 'nagy' } })
    const client = await screen.findByRole('option', { name: /Nagy Ágnes e\.v\., 2 accounts/ })
    await fireEvent.click(client)
    await waitFor(() => expect(rows()).toHaveLength(4))
    expect(said(rows()[0]!)).toContain('Nagy Ágnes e.v.')
    expect(said(rows()[3]!)).toContain('Kovács Bt.')
  })

  test('one person with one folder sees no clients', async () => {
    await open({ office: onePerson(2) })
    expect(screen.queryByText('Clients')).toBeNull()
  })

  test('an empty vault says what to do', async () => {
    await open({ office: onePerson(0) })
    expect(await screen.findByText('No accounts yet')).toBeTruthy()
  })

  test('the trash gives back, and is emptied only after a question', async () => {
    const { asked } = await open()
    await fireEvent.click(screen.getByRole('button', { name: /Trash/ }))
    await waitFor(() => expect(rows()).toHaveLength(2))
    await fireEvent.click(screen.getByRole('button', { name: 'Empty the trash' }))
    const dialog = await screen.findByRole('dialog', { name: 'Empty the trash?' })
    expect(dialog.textContent).toContain('30 days')
    expect(asked.some(({ ask }) => ask === 'empty_trash')).toBe(false)
    await fireEvent.submit(dialog.querySelector('form')!)
    expect(await screen.findByText('The trash is empty')).toBeTruthy()
  })

  test('a client is made and changed in one dialog', async () => {
    const { asked } = await open()
    await fireEvent.click(screen.getByRole('button', { name: 'Add a client' }))
    const dialog = await screen.findByRole('dialog', { name: 'Add a client' })
    await fireEvent.input(within(dialog).getByLabelText('Name'), { target: { value: 'Új Kft.' } })
    await fireEvent.input(within(dialog).getByLabelText('Tax number'), { target: { value: '11111111-1-11' } })
    await fireEvent.click(within(dialog).getByRole('radio', { name: 'Violet' }))
    await fireEvent.submit(dialog.querySelector('form')!)
    expect(await screen.findByRole('heading', { name: 'Új Kft.' })).toBeTruthy()
    expect(asked).toContainEqual({
      ask: 'add_folder',
      name: 'Új Kft.',
      fields: expect.arrayContaining([
        ['tax_number', '11111111-1-11'],
        ['colour', 'violet'],
      ]),
    })
  })
})

describe('details', () => {
  async function openDetails(start: Start = {}) {
    const opened = await open(start)
    await fireEvent.click(row(/Front desk/))
    await press('ArrowRight')
    return { ...opened, panel: await details() }
  }

  test('they open beside the list, follow the choice and close', async () => {
    const { panel } = await openDetails()
    expect(within(panel).getByRole('heading', { name: 'Ügyfélkapu+' })).toBeTruthy()
    await press('ArrowUp')
    await waitFor(() => expect(within(panel).getByRole('heading', { name: 'Cégkapu' })).toBeTruthy())
    await press('ArrowLeft')
    expect(screen.queryByRole('complementary')).toBeNull()
  })

  test('F2 changes the account; only what was changed is sent', async () => {
    const { panel, asked } = await openDetails()
    await press('F2')
    const field = await within(panel).findByLabelText('User name')
    await fireEvent.input(field, { target: { value: 'kovacs.p' } })
    await fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true })
    await within(panel).findByText('kovacs.p')
    expect(asked.filter(({ ask }) => ask === 'edit')).toEqual([
      { ask: 'edit', account: 'account-0', fields: [['label', 'kovacs.p']] },
    ])
  })

  test('a value that is not accepted is said beside its field, and nothing is lost', async () => {
    const { panel, backend } = await openDetails()
    await fireEvent.click(within(panel).getByRole('button', { name: 'Edit: Dates' }))
    const field = await within(panel).findByLabelText<HTMLInputElement>('Review')
    await fireEvent.input(field, { target: { value: '2027-01-31' } })
    backend.fail('edit', failure('bad_value', { field: 'deadline.review' }))
    await fireEvent.submit(field.closest('form')!)
    expect(await within(panel).findByRole('alert')).toBeTruthy()
    expect(field.getAttribute('aria-invalid')).toBe('true')
    expect(field.value).toBe('2027-01-31')
  })

  test('Escape leaves what was there', async () => {
    const { panel, asked } = await openDetails()
    await press('F2')
    const field = await within(panel).findByLabelText('User name')
    await fireEvent.input(field, { target: { value: 'x' } })
    await fireEvent.keyDown(field, { key: 'Escape' })
    expect(within(panel).getByText('kovács')).toBeTruthy()
    expect(asked.some(({ ask }) => ask === 'edit')).toBe(false)
  })

  test('a backup code is marked as used', async () => {
    const { panel } = await openDetails()
    expect(within(panel).getByText('7 of 10 left')).toBeTruthy()
    await fireEvent.click(within(panel).getByRole('button', { name: 'Mark one as used' }))
    expect(await within(panel).findByText('6 of 10 left')).toBeTruthy()
  })

  test('a desk that was removed comes back', async () => {
    const { panel, backend } = await openDetails()
    await fireEvent.click(within(panel).getAllByRole('button', { name: 'Actions for this desk' })[1]!)
    await fireEvent.click(await screen.findByRole('menuitem', { name: 'Remove the desk' }))
    const dialog = await screen.findByRole('dialog', { name: 'Remove Kati?' })
    expect(dialog.textContent).toContain('You can undo this right away.')
    await fireEvent.submit(dialog.querySelector('form')!)
    await waitFor(() => expect(within(panel).queryByRole('heading', { name: 'Kati' })).toBeNull())
    await fireEvent.click(await screen.findByRole('button', { name: 'Undo' }))
    expect(await within(panel).findByRole('heading', { name: 'Kati' })).toBeTruthy()
    expect((await backend.ask({ ask: 'account', account: 'account-0' })).factors).toHaveLength(3)
  })

  test('a recovery item that was removed comes back; what cannot be removed is not said to be', async () => {
    const { panel, backend } = await openDetails()
    const remove = async () => {
      await fireEvent.click(within(panel).getByRole('button', { name: 'Remove Törlőkód' }))
      const dialog = await screen.findByRole('dialog', { name: 'Remove Törlőkód?' })
      await fireEvent.submit(dialog.querySelector('form')!)
    }
    backend.fail('remove_recovery', failure('disk_full'))
    await remove()
    expect(await screen.findByText(/The disk is full/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
    await remove()
    await waitFor(() => expect(within(panel).queryByRole('button', { name: 'Remove Törlőkód' })).toBeNull())
    await fireEvent.click(await screen.findByRole('button', { name: 'Undo' }))
    expect(await within(panel).findByRole('button', { name: 'Remove Törlőkód' })).toBeTruthy()
  })

  test('the answer of the portal is noted', async () => {
    const { asked } = await open()
    await type('szabó')
    await waitFor(() => expect(rows()).toHaveLength(2))
    await fireEvent.click(row(/Not confirmed/))
    await press('ArrowRight')
    await fireEvent.click(within(await details()).getByRole('button', { name: 'Yes, it did' }))
    await waitFor(() => expect(screen.queryByText('Did the portal accept the code?')).toBeNull())
    expect(asked.some(({ ask }) => ask === 'confirm')).toBe(true)
  })
})

describe('what one should know', () => {
  test('a vault that is read only says so, and every control that changes it says why it cannot', async () => {
    await open({ readOnly: true })
    expect(screen.getByText(/You can look up and copy codes/)).toBeTruthy()
    const add = screen.getByRole('button', { name: 'Add' })
    expect(add.getAttribute('aria-disabled')).toBe('true')
    expect(document.getElementById(add.getAttribute('aria-describedby')!)?.textContent).toBe(
      'The vault folder cannot be written to.',
    )
    await ctrl('n')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('without a kit, a banner offers to make one', async () => {
    const { asked } = await open({ kit: 'put_off' })
    await fireEvent.click(screen.getByRole('button', { name: 'Make the emergency kit' }))
    const dialog = await screen.findByRole('dialog', { name: 'Make the emergency kit' })
    await fireEvent.input(within(dialog).getByLabelText('Password'), { target: { value: PASSWORD } })
    await fireEvent.submit(dialog.querySelector('form')!)
    await waitFor(() => expect(asked.some(({ ask }) => ask === 'make_kit')).toBe(true))
    expect(await screen.findAllByRole('dialog')).toHaveLength(1)
  })

  test('a change that is not saved yet is said to be kept', async () => {
    const { backend } = await open()
    backend.tell({ event: 'unsaved' })
    expect(await screen.findByText(/keeps trying to save it/)).toBeTruthy()
  })
})

describe('while somebody helps over a remote connection', () => {
  test('codes are dots, are said to be hidden, and can be copied', async () => {
    const { asked } = await open({ support: 15 })
    expect(list().textContent).not.toMatch(/\d{3}\u00a0\d{3}/)
    expect(said(row(/Front desk/))).toMatch(/, code hidden(,|$)/)
    await press('Enter')
    expect(await screen.findByText('Copied code for Bakker & Zonen V.O.F.')).toBeTruthy()
    expect(asked.filter(({ ask }) => ask === 'copy')).toHaveLength(1)
  })

  test('the details show dots as well, and what would show a secret says why it does not', async () => {
    await open({ support: 15 })
    await fireEvent.click(row(/Front desk/))
    await press('ArrowRight')
    const panel = await details()
    expect(panel.textContent).toContain('•••\u00a0•••')
    expect(panel.textContent).not.toMatch(/\d{3}\u00a0\d{3}/)
    for (const name of ['Show the secret', 'Codes rejected?']) {
      const control = within(panel).getAllByRole('button', { name })[0]!
      expect(control.getAttribute('aria-disabled')).toBe('true')
      expect(document.getElementById(control.getAttribute('aria-describedby')!)?.textContent).toMatch(/^Remote help is on/)
    }
    await ctrl('r')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('what the program refuses is said, with what to do', async () => {
    const { backend } = await open()
    await ctrl('r')
    await backend.ask({ ask: 'start_support', minutes: 15 })
    await fireEvent.input(await screen.findByLabelText('Password'), { target: { value: PASSWORD } })
    await fireEvent.click(screen.getAllByRole('button', { name: 'Show the secret' }).at(-1)!)
    expect(await screen.findByText(/nothing secret can be shown right now/)).toBeTruthy()
  })
})

describe('the clock', () => {
  test('that is wrong is said to be, with what to do', async () => {
    await open({ clock: { wrong: true, off_ms: 95_000, measured: 'changes' }, online: { off_ms: 300 } })
    expect(await screen.findByText(/95 seconds fast, so portals will reject codes/)).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: 'Check the clock' }))
    await fireEvent.click(await screen.findByRole('button', { name: 'Check now' }))
    expect(await screen.findByText('The clock is right.')).toBeTruthy()
    await fireEvent.click(screen.getAllByRole('button', { name: 'Close' }).at(-1)!)
    expect(screen.queryByText(/95 seconds ahead/)).toBeNull()
  })

  test('that is a little off is no reason for a banner', async () => {
    await open({ clock: { off_ms: 4_000, measured: 'online' } })
    expect(screen.queryByText(/seconds fast/)).toBeNull()
  })

  test('a refused code has five beside it, which turn with the clock', async () => {
    vi.useFakeTimers({ now: 1_800_000_000_000, toFake: ['Date', 'setTimeout', 'clearTimeout'], shouldAdvanceTime: true })
    await open()
    await fireEvent.click(row(/Front desk/))
    await press('ArrowRight')
    await fireEvent.click(within(await details()).getAllByRole('button', { name: 'Codes rejected?' })[0]!)
    const dialog = await screen.findByRole('dialog', { name: 'Codes for Front desk around now' })
    const rows = () =>
      within(dialog)
        .getAllByRole('row')
        .slice(1)
        .map((row) => [...row.children].map((cell) => cell.textContent))
    await waitFor(() =>
      expect(rows().map(([which]) => which)).toEqual(['Two earlier', 'One earlier', 'Now', 'One later', 'Two later']),
    )
    const after = rows()[3]![2]
    await vi.advanceTimersByTimeAsync(30_000)
    await waitFor(() => expect(rows()[2]![2]).toBe(after))
  })
})

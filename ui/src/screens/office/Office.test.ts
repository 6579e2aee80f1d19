import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { OfficeDetails, Request, State } from '../../lib/backend/backend.ts'
import { PASSWORD } from '../../lib/backend/fake/contract.ts'
import { fake } from '../../lib/backend/fake/fake.ts'
import { largeOffice } from '../../lib/backend/fake/office.ts'
import { DIGITS } from '../../lib/backend/fake/offices/kept.ts'
import type { Start } from '../../lib/backend/fake/start.ts'
import { Support } from '../../lib/support.svelte.ts'
import { setLanguage } from '../../lib/words.svelte.ts'
import Main from '../Main.svelte'

beforeEach(() => setLanguage('en'))

interface Staged extends Start {
  /** Whether the window is told of no changes. */
  deaf?: boolean
  /** What is answered in the place of an answer. */
  change?: (request: Request, answer: unknown) => unknown
}

/** The main screen with an office, and what is asked from then on. */
async function open({ deaf = false, change, ...start }: Staged = {}) {
  const backend = fake({ state: 'unlocked', team: 'owner', ...start })
  const vault = (await backend.ask({ ask: 'state' })) as Extract<State, { state: 'unlocked' }>
  const asked: Request[] = []
  const ask = backend.ask.bind(backend)
  vi.spyOn(backend, 'ask').mockImplementation((request) => {
    asked.push(request)
    return change ? (ask(request).then((answer) => change(request, answer)) as never) : ask(request)
  })
  if (deaf) vi.spyOn(backend, 'follow').mockReturnValue(() => {})
  const settings = await ask({ ask: 'settings' })
  render(Main, { backend, support: new Support(backend), vault, settings, onstate: vi.fn() })
  if (start.office?.accounts.length !== 0) await screen.findAllByRole('option')
  return { backend, asked }
}

const entry = () => screen.findByRole('button', { name: /^Kovács és társa/ })
const press = (name: string | RegExp, within_: HTMLElement = document.body) =>
  fireEvent.click(within(within_).getByRole('button', { name }))
const dialog = () => screen.findByRole('dialog')

async function goTo(tab: string) {
  await fireEvent.click(await entry())
  await fireEvent.click(await screen.findByRole('tab', { name: new RegExp(`^${tab}`) }))
}

const cell = (person: string, folder: string) =>
  screen.getByRole('gridcell', { name: new RegExp(`^${person}, ${folder.replace('.', '\\.')}:`) })

test('without an office, one entry leads to the ways into one', async () => {
  const backend = fake({ state: 'unlocked' })
  const vault = (await backend.ask({ ask: 'state' })) as Extract<State, { state: 'unlocked' }>
  render(Main, { backend, support: new Support(backend), vault, settings: undefined, onstate: vi.fn() })
  await fireEvent.click(await screen.findByRole('button', { name: 'Start or join an office' }))
  expect(within(await dialog()).getByText('I have an invitation')).toBeTruthy()
  expect(within(await dialog()).getByText('Start a new office')).toBeTruthy()
})

test('the page stands in place of the list, and Escape leads back to the search', async () => {
  await open()
  await fireEvent.click(await entry())
  expect(await screen.findByRole('heading', { name: 'Kovács és társa' })).toBeTruthy()
  expect(screen.queryByRole('combobox', { name: 'Search' })).toBeNull()
  await fireEvent.keyDown(document.activeElement!, { key: 'Escape' })
  const search = await screen.findByRole('combobox', { name: 'Search' })
  await waitFor(() => expect(document.activeElement).toBe(search))
})

test('on the page of an office, Delete removes no account', async () => {
  const { asked } = await open()
  await fireEvent.click(await entry())
  await screen.findByRole('tab', { name: /^Overview/ })
  await fireEvent.keyDown(document.activeElement!, { key: 'Delete' })
  expect(asked.some(({ ask }) => ask === 'remove')).toBe(false)
})

describe('how it stands', () => {
  test('each alarm is a sentence with its one action, and one without an action has no button', async () => {
    await open({ team: 'alarms' })
    await fireEvent.click(await entry())
    const items = within(await screen.findByRole('list', { name: 'What needs you' })).getAllByRole('listitem')
    const item = (text: RegExp) => items.find(({ textContent }) => text.test(textContent ?? ''))!
    expect(within(item(/two different histories/)).getByRole('button', { name: 'Show the person' })).toBeTruthy()
    expect(within(item(/belong to the office/)).queryByRole('button')).toBeNull()
  })

  test('where the clock differs from that of the store, it is said by how much, and the clock can be checked', async () => {
    await open({ team: 'alarms' })
    await fireEvent.click(await entry())
    const items = within(await screen.findByRole('list', { name: 'What needs you' })).getAllByRole('listitem')
    const item = items.find(({ textContent }) => textContent?.includes('95 seconds behind'))!
    await fireEvent.click(within(item).getByRole('button', { name: 'Check the clock…' }))
    await screen.findByRole('dialog', { name: 'Clock' })
  })

  test('a change that was set aside can be let go, and is gone', async () => {
    const { asked } = await open({ team: 'alarms' })
    await fireEvent.click(await entry())
    await screen.findByText('Changes that do not count')
    await press('Discard')
    await waitFor(() => expect(screen.queryByText('Changes that do not count')).toBeNull())
    expect(asked).toContainEqual({ ask: 'decide_set_aside', office: 'office-1', id: 'aside-1', take: false })
  })

  test('what is to be looked at stands on top of “Needs attention” as well', async () => {
    await open({ team: 'alarms' })
    await fireEvent.click(screen.getByRole('button', { name: /^Needs attention/ }))
    await press('Let in…', await screen.findByRole('list', { name: /Needs attention in/ }))
    expect(within(await dialog()).getByText('Let Kiss Márta in?')).toBeTruthy()
  })
})

describe('letting in', () => {
  async function boxes() {
    await goTo('People')
    await fireEvent.click(await screen.findByRole('button', { name: 'Let in…' }))
    return within(await dialog()).getAllByRole<HTMLInputElement>('textbox')
  }

  test('all twelve digits pasted into one box fill the four, and let the person in', async () => {
    await open()
    const all = await boxes()
    expect(all).toHaveLength(4)
    await fireEvent.input(all[0]!, { target: { value: DIGITS.replace(/(\d{3})(?=\d)/g, '$1 ') } })
    expect(all.map(({ value }) => value)).toEqual(['271', '828', '182', '845'])
    await press('Let in', await dialog())
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(await within(screen.getByRole('list', { name: 'People' })).findByText('Kiss Márta')).toBeTruthy()
  })

  test('typing goes on to the next box', async () => {
    await open()
    const all = await boxes()
    await fireEvent.input(all[0]!, { target: { value: '271' } })
    expect(document.activeElement).toBe(all[1])
  })

  test('wrong digits let nobody in, say so, and leave empty boxes', async () => {
    await open()
    const all = await boxes()
    await fireEvent.input(all[0]!, { target: { value: '123456789012' } })
    await press('Let in', await dialog())
    expect(await within(await dialog()).findByText(/Nobody was let in/)).toBeTruthy()
    await waitFor(() => expect(all.map(({ value }) => value)).toEqual(['', '', '', '']))
  })
})

test('an invitation is made with the chosen clients, and then handed over', async () => {
  const { asked } = await open()
  await goTo('People')
  await fireEvent.click(await screen.findByRole('button', { name: 'Invite' }))
  const form = await dialog()
  await fireEvent.input(within(form).getByLabelText('Name'), { target: { value: 'Fekete Zsófia' } })
  await within(form).findByRole('button', { name: 'Choose all 13' })
  await press('Choose all 13', form)
  await within(form).findByText('This person will get 13 clients at once.')
  await press('Make the invitation', form)
  expect(await screen.findByText('Hand the invitation to Fekete Zsófia')).toBeTruthy()
  await fireEvent.click(screen.getByRole('button', { name: /^Copy the text/ }))
  await waitFor(() => expect(asked.some(({ ask }) => ask === 'copy_invitation')).toBe(true))
})

describe('who sees what', () => {
  test('a cell, Shift and Apply give a range of clients to a colleague, and the bar says so before', async () => {
    const { asked } = await open()
    await goTo('Who sees what')
    await screen.findByRole('grid')
    await waitFor(() => cell('Tóth Béla', 'Bakker & Zonen V.O.F.'))
    await fireEvent.click(cell('Tóth Béla', 'Bakker & Zonen V.O.F.'))
    await fireEvent.click(cell('Tóth Béla', 'Jansen Advies'), { shiftKey: true })
    expect(await screen.findByText(/Tóth Béla will see the codes of 4 clients, and change nothing\./)).toBeTruthy()
    await press('Apply')
    expect(await screen.findByText(/Done: \w+ were changed/)).toBeTruthy()
    expect(cell('Tóth Béla', 'Bakker & Zonen V.O.F.').textContent).toContain('sees codes')
    expect(asked.filter(({ ask }) => ask === 'share')).toHaveLength(1)
  })

  test('all that match are chosen, by their ids and no others, also where others were chosen before', async () => {
    const { asked } = await open()
    await goTo('Who sees what')
    await screen.findByRole('grid')
    await waitFor(() => cell('Nagy Éva', 'Jansen Advies'))
    await fireEvent.click(cell('Nagy Éva', 'Jansen Advies'))
    await fireEvent.input(await screen.findByRole('searchbox', { name: 'Find clients' }), { target: { value: 'kovacs' } })
    await fireEvent.click(await screen.findByRole('button', { name: 'Choose the one' }))
    expect(await screen.findByText(/Nagy Éva will see the codes of Kovács Bt\., and change nothing\./)).toBeTruthy()
    await press('Apply')
    await screen.findByText(/Done/)
    const share = asked.find((it) => it.ask === 'share')
    expect(share).toMatchObject({ members: ['member-5'] })
    expect(share?.ask === 'share' && share.folders).toHaveLength(1)
  })

  test('owners cannot be chosen: they see all', async () => {
    await open()
    await goTo('Who sees what')
    const owner = await screen.findByRole('columnheader', { name: 'Kovács Péter' })
    await fireEvent.click(owner)
    expect(owner.getAttribute('aria-selected')).toBe('false')
  })

  test('where a PIN opened the vault, the password is asked for once and the change then made', async () => {
    const { asked } = await open({ pinOnly: true })
    await goTo('Who sees what')
    await waitFor(() => cell('Tóth Béla', 'Bakker & Zonen V.O.F.'))
    await fireEvent.click(cell('Tóth Béla', 'Bakker & Zonen V.O.F.'))
    await press('Apply')
    const box = await dialog()
    await fireEvent.input(within(box).getByLabelText('Password'), { target: { value: PASSWORD } })
    await press('Go on', box)
    expect(await screen.findByText(/Done: one was changed/)).toBeTruthy()
    expect(asked.filter(({ ask }) => ask === 'share' || ask === 'prove').map(({ ask }) => ask)).toEqual([
      'share',
      'prove',
      'share',
    ])
  })
})

describe('bringing clients in', () => {
  const add = async () => {
    await goTo('Who sees what')
    await fireEvent.click(await screen.findByRole('button', { name: 'Add clients…' }))
    return dialog()
  }

  test('all of two thousand that match go at once, and it says who will see them', async () => {
    const { asked } = await open({ team: 'own', office: largeOffice(6000) })
    const form = await add()
    await within(form).findByText(/^Kovács Péter will see them, as an owner/)
    await fireEvent.input(await within(form).findByRole('searchbox'), { target: { value: '10000017-2-06' } })
    await fireEvent.click(await within(form).findByRole('button', { name: 'Choose the one' }))
    await within(form).findByRole('button', { name: 'Share 1 client' })
    await press('Choose none', form)
    await fireEvent.input(within(form).getByRole('searchbox'), { target: { value: '' } })
    await fireEvent.click(await within(form).findByRole('button', { name: /^Choose all 2,?000$/ }))
    await fireEvent.click(await within(form).findByRole('button', { name: /^Share 2,?000 clients$/ }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    const [shared, ...more] = asked.filter(({ ask }) => ask === 'share_folders')
    expect(more).toEqual([])
    expect(new Set(shared?.ask === 'share_folders' ? shared.folders : [])).toHaveProperty('size', 2000)
    expect(await screen.findByRole('button', { name: /^Choose all 2,?000$/ })).toBeTruthy()
  })

  test('only what is in no office can be chosen, and nothing is shared before something is', async () => {
    const { asked } = await open()
    const form = await add()
    await waitFor(() => expect(within(form).getAllByRole('option')).toHaveLength(1))
    await press('Share clients', form)
    expect(asked.some(({ ask }) => ask === 'share_folders')).toBe(false)
    await fireEvent.click(within(form).getByRole('option'))
    await press('Share 1 client', form)
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(await within(await add()).findByText('There is no client in your own vault to add.')).toBeTruthy()
  })

  test('from an invitation to an office without clients, one comes back with what was typed', async () => {
    await open({ team: 'own' })
    await goTo('People')
    await fireEvent.click(await screen.findByRole('button', { name: 'Invite' }))
    await fireEvent.input(within(await dialog()).getByLabelText('Name'), { target: { value: 'Fekete Zsófia' } })
    await fireEvent.click(await within(await dialog()).findByRole('button', { name: 'Add clients…' }))
    const all = await screen.findByRole('button', { name: 'Choose all 13' })
    await fireEvent.click(all)
    await press('Share 13 clients', await dialog())
    expect(await screen.findByLabelText<HTMLInputElement>('Name')).toHaveProperty('value', 'Fekete Zsófia')
    expect(await screen.findByRole('button', { name: 'Choose all 13' })).toBeTruthy()
  })
})

test('after a removal the person is neither in the list nor in the details, without an event', async () => {
  let before: unknown
  await open({
    deaf: true,
    // The program answers who is out as well, so here it is always the first answer.
    change: (request, answer) => (request.ask === 'person' ? (before ??= answer) : answer),
    team: 'quiet',
  })
  await goTo('People')
  const list = await screen.findByRole('list', { name: 'People' })
  await fireEvent.click(within(list).getByRole('button', { name: /^Tóth Béla/ }))
  await fireEvent.click(await screen.findByRole('button', { name: 'Remove from the office…' }))
  await fireEvent.click(await screen.findByRole('button', { name: 'Remove Tóth Béla' }))
  await screen.findByText('Tóth Béla is no longer in the office.')
  await waitFor(() => expect(screen.queryByLabelText('Person')).toBeNull())
  expect(within(list).queryByText('Tóth Béla')).toBeNull()
  expect(screen.getByText('4 people')).toBeTruthy()
})

test('whom the office has given no new keys is offered nothing that would fail', async () => {
  const alarm = { code: 'key_renewed', count: 1, action: 'forget', device: null, member: null, folder: null }
  const alarms = [{ ...alarm, device_id: null, member_id: null, folder_id: null }]
  await open({
    change: (request, answer) => (request.ask === 'office' ? { ...(answer as OfficeDetails), alarms } : answer),
  })
  await fireEvent.click(await entry())
  await screen.findByText(/it has probably been taken out/)
  expect(screen.queryByText('Add another computer')).toBeNull()
  expect(screen.queryByText('Office number')).toBeNull()
  expect(screen.getByText('Take it off this computer…')).toBeTruthy()
  await fireEvent.click(screen.getByRole('tab', { name: /^People/ }))
  expect((await screen.findByRole('button', { name: 'Invite' })).getAttribute('aria-disabled')).toBe('true')
})

test('who is in an office and has nothing is told that a colleague has to share first', async () => {
  const nothing = { folders: [], accounts: [], favourites: new Set<string>() }
  await open({ team: 'member', office: nothing })
  expect(await screen.findByText(/^A colleague in “Kovács és társa” has to share clients with you first/)).toBeTruthy()
})

test('a member who is no owner cannot invite, and is told why', async () => {
  await open({ team: 'member' })
  await goTo('People')
  const invite = await screen.findByRole('button', { name: 'Invite' })
  expect(invite.getAttribute('aria-disabled')).toBe('true')
  expect(invite.dataset.tip).toBe('Only an owner of the office can do this.')
})

test('from the list of secrets to replace, the account itself opens', async () => {
  const { backend } = await open()
  const { rows } = await backend.ask({ ask: 'exposed', office: 'office-1', member: null, query: '', from: 0, count: 60 })
  const last = rows.at(-1)!
  await goTo('Overview')
  await fireEvent.click(await screen.findByRole('button', { name: 'Show the list' }))
  const list = within(await dialog()).getByRole('listbox', { name: 'Keys to replace' })
  await waitFor(() => expect(within(list).getAllByRole('option').length).toBeGreaterThan(1))
  await fireEvent.keyDown(list, { key: 'End' })
  await fireEvent.click(screen.getByRole('button', { name: 'Open the account' }))
  const chosen = () => screen.getByRole('listbox', { name: 'Accounts' }).querySelector('[aria-selected=true]')
  await waitFor(() => expect(chosen()?.textContent).toContain(last.label))
  const details = () => screen.getByRole('complementary', { name: 'Details' })
  await waitFor(() => expect(details().textContent).toContain(last.label))
})

import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { OfficeDetails, People } from '../../../lib/backend/backend.ts'
import { failure, PASSWORD } from '../../../lib/backend/fake/contract.ts'
import { fake } from '../../../lib/backend/fake/fake.ts'
import { SHEET, sheetGroups } from '../../../lib/backend/fake/offices/founding.ts'
import { INVITATION } from '../../../lib/backend/fake/offices/joining.ts'
import { STORE_FOLDER } from '../../../lib/backend/fake/offices/place.ts'
import type { Start } from '../../../lib/backend/fake/start.ts'
import { setLanguage } from '../../../lib/words.svelte.ts'
import FirstRun from '../../FirstRun.svelte'
import FoundDialog from './FoundDialog.svelte'
import JoinDialog from './JoinDialog.svelte'
import StoreDialog from './StoreDialog.svelte'

beforeEach(() => setLanguage('en'))
afterEach(() => vi.useRealTimers())

const type = (label: string | RegExp, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } })
const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name })
const press = (name: string | RegExp) => fireEvent.click(button(name))
const isOff = (name: string | RegExp) => button(name).getAttribute('aria-disabled') === 'true'
const kind = (name: string) => fireEvent.click(screen.getByLabelText(name))

function stage(start: Start = {}) {
  const backend = fake({ state: 'unlocked', ...start })
  const ask = vi.spyOn(backend, 'ask')
  const onclose = vi.fn()
  return { backend, ask, onclose }
}

describe('founding', () => {
  function begin(start: Start = {}) {
    const staged = stage(start)
    const [onjoin, oninvite] = [vi.fn(), vi.fn()]
    render(FoundDialog, { ...staged, onjoin, oninvite })
    return { ...staged, onjoin, oninvite }
  }

  async function name() {
    await type('Name of the office', 'Kovács Iroda')
    await type('Your name', 'Kovács Anna')
    await press('Continue')
    await screen.findByLabelText('Folder', { selector: 'input:not([type=radio])' })
  }

  async function place(path = '/srv/iroda') {
    await name()
    await fireEvent.input(screen.getByLabelText('Folder', { selector: 'input:not([type=radio])' }), { target: { value: path } })
    await press('Continue')
  }

  async function prove(sheet: number, ask: [number, number]) {
    const [first, second] = sheetGroups(ask)
    await type(`Group ${ask[0]}`, first.toLowerCase())
    await type(`Group ${ask[1]}`, second)
    await press(`I have sheet ${sheet}`)
  }

  test('an office is founded once every sheet was proved, and a second owner is asked for', async () => {
    const { ask, oninvite } = begin()
    expect(isOff('Continue')).toBe(true)
    await place()
    await screen.findByText(/only this paper brings the office back/)
    await press('Show the 2 sheets')
    await screen.findByLabelText('Group 2')
    expect(ask).toHaveBeenCalledWith({ ask: 'make_sheets', count: 2, name: 'Kovács Iroda', language: null })
    await prove(1, [2, 9])
    await screen.findByLabelText('Group 3')
    expect(screen.queryByRole('button', { name: 'Start the office' })).toBeNull()
    await prove(2, [3, 10])
    await waitFor(() => button('Start the office'))
    await press('Start the office')
    expect(await screen.findByText('4071 9926 5538 0214 7760 3391')).toBeTruthy()
    await press('Invite a second owner')
    expect(oninvite).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('office-new'))
    cleanup()
    expect(ask).not.toHaveBeenCalledWith({ ask: 'drop_sheets' })
  })

  test('a scan of the printed sheet proves it as well', async () => {
    begin()
    await place()
    await press('Show the 2 sheets')
    await screen.findByLabelText('Group 2')
    await press('Use a photo or scan')
    expect(await screen.findByText('You have sheet 1.')).toBeTruthy()
  })

  test('wrong groups are said, and the sheet is asked for again', async () => {
    const { backend } = begin()
    backend.fail('confirm_sheet', failure('sheet_wrong'))
    await place()
    await press('Show the 2 sheets')
    await screen.findByLabelText('Group 2')
    await prove(1, [2, 9])
    expect(await screen.findByText(/This is not an office key sheet/)).toBeTruthy()
    expect(button('I have sheet 1')).toBeTruthy()
  })

  test('a place that has an office offers to join it', async () => {
    const { onjoin } = begin()
    await place('/srv/kovacs')
    await screen.findByText('An office lives in this place already.')
    await press('Join it')
    expect(onjoin).toHaveBeenCalledOnce()
  })

  test.each([
    ['store_refused', /Check the user name and the password/],
    ['store_unreachable', /see whether it opens in the file manager/],
    ['store_read_only', /let you write there/],
    ['store_full', /Make room there/],
  ] as const)('%s: says what to do, without a command, and stays', async (code, words) => {
    const { backend } = begin()
    backend.fail('probe_store', failure(code))
    await place()
    expect(await screen.findByText(words)).toBeTruthy()
    expect(screen.getByLabelText('Folder', { selector: 'input:not([type=radio])' })).toBeTruthy()
  })

  test('a folder can be chosen; a server and a bucket are asked for what they need', async () => {
    const { ask } = begin()
    await name()
    await press('Choose…')
    await waitFor(() => expect(screen.getByDisplayValue(STORE_FOLDER)).toBeTruthy())
    await kind('S3')
    await type('Bucket', 'iroda/keyrack')
    expect(isOff('Continue')).toBe(true)
    await type('Access key ID', 'AKIA')
    await type('Secret access key', 's3cret')
    await press('Continue')
    const store = { in: 's3', endpoint: '', region: '', bucket: 'iroda/keyrack', key: 'AKIA', secret: 's3cret' }
    expect(ask).toHaveBeenCalledWith({ ask: 'probe_store', store })
  })

  test('sheets of an office that was not founded are dropped', async () => {
    const { ask } = begin()
    await place()
    await press('Show the 2 sheets')
    await screen.findByLabelText('Group 2')
    cleanup()
    expect(ask).toHaveBeenCalledWith({ ask: 'drop_sheets' })
  })
})

describe('joining', () => {
  function begin(start: Start = {}) {
    const staged = stage(start)
    render(JoinDialog, staged)
    return staged
  }

  const digits = () => screen.queryByText('The digits: 2 7 1, 8 2 8, 1 8 2, 8 4 5')
  const look = async (backend: ReturnType<typeof stage>['backend']) => backend.tell({ event: 'office_changed' })

  async function ask() {
    await screen.findByLabelText('Invitation or code')
    await type('Invitation or code', `Gyere! ${INVITATION}`)
    await press('Continue')
    await screen.findByRole('heading', { name: 'The invitation is in order' })
    await type('User name', 'marta')
    await type('Password', 'app-password')
    await type('Your name', 'Kiss Márta')
    await press('Ask to be let in')
  }

  test('the whole way: paste, say who one is, read out the digits, in', async () => {
    const { backend, ask: asked, onclose } = begin()
    await ask()
    await screen.findByRole('heading', { name: 'Call whoever invited you and read out these digits' })
    expect(digits()).toBeTruthy()
    const web = { in: 'web', address: 'https://tarhely.example/keyrack/kovacs', user: 'marta', password: 'app-password' }
    expect(asked).toHaveBeenCalledWith({ ask: 'join_office', store: web, person: 'Kiss Márta', email: '' })
    await look(backend)
    await waitFor(() => expect(asked).toHaveBeenCalledWith({ ask: 'joining', office: 'office-1' }))
    await look(backend)
    await screen.findByRole('heading', { name: 'You are in: Kovács és társa' })
    expect(await screen.findByText(/clients are here for you/)).toBeTruthy()
    await press('Begin')
    expect(onclose).toHaveBeenCalledOnce()
  })

  test.each([
    [0, 'No clients are shared with you yet. A colleague has to share some with you first; then they appear here by themselves.'],
    [2, 'Your clients arrive in a moment.'],
  ] as const)('once in, of %i given clients none of which is here: %s', async (folders, says) => {
    const staged = stage({ team: 'joining', joinLooks: 1 })
    const real = staged.backend.ask
    const answered: string[] = []
    staged.backend.ask = (async (asked: Parameters<typeof real>[0]) => {
      const answer = await real(asked)
      answered.push(asked.ask)
      if (asked.ask === 'office') return { ...(answer as OfficeDetails), folders: 0 }
      if (asked.ask !== 'people') return answer
      const all = answer as People
      return { ...all, people: all.people.map((row) => ({ ...row, folders })) }
    }) as typeof real
    render(JoinDialog, staged)
    await screen.findByRole('heading', { name: /^You are in/ })
    await waitFor(() => expect(answered).toContain('people'))
    expect(await screen.findByText(says)).toBeTruthy()
  })

  test('it looks for an answer by itself', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const { ask } = begin({ team: 'joining' })
    await vi.waitFor(() => expect(digits()).toBeTruthy())
    const looks = () => ask.mock.calls.filter(([{ ask }]) => ask === 'joining').length
    const before = looks()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(looks()).toBe(before + 1)
  })

  test('closed and opened again, it goes on where it was', async () => {
    const { backend, onclose } = begin()
    await ask()
    await waitFor(() => expect(digits()).toBeTruthy())
    cleanup()
    render(JoinDialog, { backend, onclose })
    await screen.findByRole('heading', { name: 'Call whoever invited you and read out these digits' })
    expect(digits()).toBeTruthy()
  })

  test.each([
    ['invite_used', /already been used/],
    ['invite_expired', /has ended/],
    ['invite_cancelled', /was taken back/],
    ['request_dropped', /wrong three times/],
    ['office_keys_gone', /this is a new computer/],
  ] as const)('%s ends it: says why, and begins anew', async (code, words) => {
    const { backend, ask } = begin({ team: 'joining' })
    await waitFor(() => expect(digits()).toBeTruthy())
    backend.fail('joining', failure(code))
    await look(backend)
    expect(await screen.findByText(words)).toBeTruthy()
    expect(screen.getByRole('heading', { name: 'You were not let in' })).toBeTruthy()
    await press('Use another invitation')
    await screen.findByLabelText('Invitation or code')
    expect(ask).toHaveBeenCalledWith({ ask: 'cancel_joining', office: 'office-1' })
  })

  test('a store that is away is said, and the digits stay', async () => {
    const { backend } = begin({ team: 'joining' })
    await waitFor(() => expect(digits()).toBeTruthy())
    backend.fail('joining', failure('store_unreachable'))
    await look(backend)
    expect(await screen.findByText(/Keyrack tries again by itself/)).toBeTruthy()
    expect(digits()).toBeTruthy()
    await look(backend)
    expect(await screen.findByText(/Waiting to be let in/)).toBeTruthy()
  })

  test('what is no invitation is said, and can be pasted anew', async () => {
    begin()
    await screen.findByLabelText('Invitation or code')
    expect(isOff('Continue')).toBe(true)
    await type('Invitation or code', 'KR1-nonsense')
    await press('Continue')
    expect(await screen.findByText(/not the code of an invitation/)).toBeTruthy()
    expect(document.activeElement).toBe(screen.getByLabelText('Invitation or code'))
  })

  test('an invitation is scanned from the screen, or the window says why not', async () => {
    const { ask } = begin({ ways: { screens: 'no_portal', area: 'no_portal', asks: true } })
    await screen.findByLabelText('Invitation or code')
    await waitFor(() => expect(isOff('Scan the screen')).toBe(true))
    await press('Choose a picture')
    await screen.findByRole('heading', { name: 'The invitation is in order' })
    expect(ask).toHaveBeenCalledWith({ ask: 'scan_invitation', from: 'files' })
  })

  test('a place without an office keeps what was typed', async () => {
    const { backend } = begin()
    backend.fail('join_office', failure('not_an_office'))
    await ask()
    expect(await screen.findByText(/Compare the address with whoever invited you/)).toBeTruthy()
    expect(screen.getByDisplayValue('Kiss Márta')).toBeTruthy()
  })

  test('from the first run it comes in place of the first account', async () => {
    const backend = fake({ state: 'no_vault' })
    const onstate = vi.fn()
    render(FirstRun, { backend, onstate })
    const offer = screen.getByText('I want to join my office').closest('details')!
    offer.open = true
    await fireEvent(offer, new Event('toggle'))
    await type('Password', PASSWORD)
    await type('Repeat the password', PASSWORD)
    await press('Continue')
    await screen.findByRole('heading', { name: 'Keep the emergency kit' })
    await press('Later')
    await press('Continue without the kit')
    await screen.findByRole('heading', { name: 'Join an office' })
    await ask()
    await waitFor(() => expect(digits()).toBeTruthy())
    await press('Go on working')
    expect(onstate).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ state: 'unlocked' }))
  })
})

describe('coming back with a sheet', () => {
  async function begin(sheet = SHEET, address = 'https://cloud.example/kovacs') {
    const staged = stage()
    render(JoinDialog, { ...staged, start: 'sheet' })
    await type('Text of the sheet', sheet)
    await press('Continue')
    await screen.findByRole('heading', { name: 'Where is the office, and who are you?' })
    await kind('Nextcloud, WebDAV')
    await type('Address of the folder', address)
    await type('Your name', 'Kovács Anna')
    await press('Come back')
    return staged
  }

  test('lower case and spaces do, and one is an owner', async () => {
    const { onclose } = await begin(SHEET.replaceAll('-', ' ').replace('KRS1 ', 'KRS1-'))
    await screen.findByRole('heading', { name: 'You are back: Kovács és társa' })
    await press('Begin')
    expect(onclose).toHaveBeenCalledOnce()
  })

  test('a wrong sheet and a wrong place are said', async () => {
    await begin(SHEET.replace('PPPP', 'PPPQ'))
    expect(await screen.findByText(/compare what you typed with the paper/)).toBeTruthy()
    cleanup()
    await begin(SHEET, 'https://cloud.example/else')
    expect(await screen.findByText(/There is no office in this store/)).toBeTruthy()
  })

  test('too few characters: the button says how many are missing', async () => {
    render(JoinDialog, { ...stage(), start: 'sheet' })
    await type('Text of the sheet', 'KRS1-AAAA')
    expect(isOff('Continue')).toBe(true)
    expect(screen.getByText('52 characters are missing.')).toBeTruthy()
  })
})

test('the store is changed where it stands, with a new password', async () => {
  const { backend, ask, onclose } = stage({ team: 'owner' })
  render(StoreDialog, { backend, office: 'office-1', onclose })
  await screen.findByText('https://tarhely.example/keyrack/kovacs')
  await type('User name', 'anna')
  await type('Password', 'new')
  backend.fail('change_store', failure('other_office'))
  await press('Save')
  expect(await screen.findByText(/This store holds another office/)).toBeTruthy()
  await press('Save')
  const store = { in: 'web', address: 'https://tarhely.example/keyrack/kovacs', user: 'anna', password: 'new' }
  await waitFor(() => expect(onclose).toHaveBeenCalledOnce())
  expect(ask).toHaveBeenLastCalledWith({ ask: 'change_store', office: 'office-1', store })
})

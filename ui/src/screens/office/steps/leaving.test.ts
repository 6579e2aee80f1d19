import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { LeaverKind, RemovalPlan, RequestView } from '../../../lib/backend/backend.ts'
import { failure } from '../../../lib/backend/fake/contract.ts'
import { fake } from '../../../lib/backend/fake/fake.ts'
import type { OfficeStart } from '../../../lib/backend/fake/offices/kept.ts'
import { setLanguage } from '../../../lib/words.svelte.ts'
import ExposedDialog from './ExposedDialog.svelte'
import RemoveDialog from './RemoveDialog.svelte'
import SecondComputerDialog from './SecondComputerDialog.svelte'
import SettleDialog from './SettleDialog.svelte'

beforeEach(() => setLanguage('en'))

const OFFICE = 'office-1'
const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name })
const press = (name: string | RegExp) => fireEvent.click(button(name))
const isOff = (name: string | RegExp) => button(name).getAttribute('aria-disabled') === 'true'

function stage(team: OfficeStart = 'owner') {
  const backend = fake({ state: 'unlocked', team })
  return { backend, ask: vi.spyOn(backend, 'ask'), onclose: vi.fn() }
}

describe('removing', () => {
  function begin(kind: LeaverKind, who: string, team: OfficeStart = 'owner', change?: Partial<RemovalPlan>) {
    const staged = stage(team)
    const onexposed = vi.fn()
    if (change) {
      const real = staged.backend.ask
      staged.backend.ask = (async (request: Parameters<typeof real>[0]) => {
        const answer = await real(request)
        return request.ask === 'plan_removal' ? { ...(answer as RemovalPlan), ...change } : answer
      }) as typeof real
    }
    render(RemoveDialog, { ...staged, office: OFFICE, kind, who, onexposed })
    return { ...staged, onexposed }
  }

  test('a person: what happens, done, and on to the list', async () => {
    const { ask, onexposed } = begin('member', 'member-4')
    await screen.findByText('6 clients get new locks.')
    await press('Remove Tóth Béla')
    await screen.findByText('Tóth Béla is no longer in the office.')
    expect(ask).toHaveBeenCalledWith({
      ask: 'remove_from_office',
      office: OFFICE,
      kind: 'member',
      who: 'member-4',
      takes_back: true,
      incomplete: false,
    })
    expect(screen.getByText(/could read 12 keys that are in use. Removing Tóth Béla does not change that/)).toBeTruthy()
    await press('See the list')
    expect(onexposed).toHaveBeenCalledExactlyOnceWith('member-4')
  })

  test('what has not arrived is named; looking again, or going on all the same', async () => {
    const { ask } = begin('member', 'member-4', 'alarms')
    await screen.findByText('Péter laptopja')
    await press('Look again')
    await screen.findByText('Péter laptopja')
    expect(ask.mock.calls.filter(([{ ask }]) => ask === 'plan_removal')).toHaveLength(2)
    await press('Go on all the same')
    await press('Remove Tóth Béla')
    await screen.findByText('Tóth Béla is no longer in the office.')
    expect(ask).toHaveBeenCalledWith(expect.objectContaining({ ask: 'remove_from_office', incomplete: true }))
  })

  test('whom the leaver let in stay, unless one does not want it', async () => {
    const { ask } = begin('member', 'member-2')
    const box = await screen.findByRole<HTMLInputElement>('checkbox')
    expect(box.checked).toBe(true)
    expect(screen.getByText('Shared a client')).toBeTruthy()
    await fireEvent.click(box)
    expect(screen.getByText('They leave the office as well.')).toBeTruthy()
    await press('Remove Kovács Péter')
    await waitFor(() => expect(ask).toHaveBeenCalledWith(expect.objectContaining({ takes_back: false })))
  })

  test('a computer is named by its label, and its person stays', async () => {
    begin('device', 'device-2a')
    expect(await screen.findByRole('heading', { name: 'Remove Péter laptopja (Kovács Péter)' })).toBeTruthy()
    await press('Remove the computer')
    expect(await screen.findByText('Péter laptopja (Kovács Péter) is no longer in the office.')).toBeTruthy()
  })

  test('an owner becomes a member, and no list comes', async () => {
    const { onclose } = begin('owner', 'member-2')
    await screen.findByRole('heading', { name: 'Make Kovács Péter a member again' })
    await press('Make Kovács Péter a member')
    await screen.findByText('Kovács Péter is a member now.')
    await fireEvent.submit(document.querySelector('dialog form')!)
    expect(onclose).toHaveBeenCalledOnce()
  })

  test('the only owner cannot go, and the window says what to do first', async () => {
    const { ask } = begin('member', 'member-2', 'owner', { last_owner: true })
    expect(await screen.findByText('Make someone else an owner first, on the page of that person.')).toBeTruthy()
    expect(isOff('Remove Kovács Péter')).toBe(true)
    await press('Remove Kovács Péter')
    expect(ask).not.toHaveBeenCalledWith(expect.objectContaining({ ask: 'remove_from_office' }))
  })

  test.each([
    ['rank_too_low', /who was in the office before/],
    ['needs_owner', /Ask an owner. The page of the office shows who they are/],
    ['store_unreachable', /cannot be reached/],
  ] as const)('%s is said', async (code, words) => {
    const staged = stage()
    staged.backend.fail('plan_removal', failure(code))
    render(RemoveDialog, { ...staged, office: OFFICE, kind: 'member', who: 'member-4' })
    expect(await screen.findByText(words)).toBeTruthy()
  })
})

describe('keys to replace', () => {
  async function begin(team: OfficeStart = 'owner') {
    const staged = stage(team)
    const onaccount = vi.fn()
    render(ExposedDialog, { ...staged, office: OFFICE, onaccount })
    if (team === 'owner') await screen.findByText('1 of 12 replaced')
    return { ...staged, onaccount }
  }
  const list = () => screen.getByRole('listbox', { name: 'Keys to replace' })
  const rows = () => screen.getAllByRole('option')

  test('Space ticks and takes the tick away, and the count follows', async () => {
    await begin()
    await fireEvent.keyDown(list(), { key: ' ', code: 'Space' })
    await screen.findByText('2 of 12 replaced')
    expect(rows()[0]!.getAttribute('aria-selected')).toBe('true')
    await press('Not replaced after all')
    await screen.findByText('1 of 12 replaced')
  })

  test('Enter opens the account of the row that the arrows chose', async () => {
    const { onaccount, backend } = await begin()
    const page = await backend.ask({ ask: 'exposed', office: OFFICE, member: null, query: '', from: 0, count: 60 })
    await fireEvent.keyDown(list(), { key: 'ArrowDown' })
    await fireEvent.keyDown(list(), { key: 'Enter' })
    expect(onaccount).toHaveBeenCalledExactlyOnceWith(page.rows[1]!.account)
  })

  test('a search finds, or says that nothing matches', async () => {
    await begin()
    await fireEvent.input(screen.getByLabelText('Search'), { target: { value: 'szabó' } })
    await waitFor(() => expect(rows().every(({ textContent }) => textContent.includes('Szabó'))).toBe(true))
    await fireEvent.input(screen.getByLabelText('Search'), { target: { value: 'nowhere' } })
    expect(await screen.findByText('Nothing matches.')).toBeTruthy()
    expect(isOff('Open the account')).toBe(true)
  })

  test('it is printed and saved, and what fails is said', async () => {
    const { ask, backend } = await begin()
    await press('Print')
    expect(ask).toHaveBeenCalledWith({ ask: 'print_exposed', office: OFFICE, member: null })
    await press('Save as CSV')
    expect(await screen.findByText('Saved: keyrack-csere.csv. No key is in it.')).toBeTruthy()
    backend.fail('save_exposed', failure('disk_full'))
    await press('Save as PDF')
    expect(await screen.findByText(/disk is full/)).toBeTruthy()
  })

  test('nothing to replace is the normal state, and says so', async () => {
    await begin('quiet')
    expect(await screen.findByRole('heading', { name: 'Nothing to replace' })).toBeTruthy()
    expect(isOff('Print')).toBe(true)
  })
})

describe('a removal that was undone', () => {
  const hold = { member: 'member-5', name: 'Éva', by: 'Béla', undone_by: 'Anna' }

  test.each([
    ['Let Éva stay', true],
    ['Remove Éva', false],
  ] as const)('%s', async (name, stays) => {
    const { backend, ask, onclose } = stage('alarms')
    render(SettleDialog, { backend, office: OFFICE, hold, onclose })
    expect(screen.getByText('Nobody sends Éva anything new until you decide.')).toBeTruthy()
    await press(name)
    await waitFor(() => expect(onclose).toHaveBeenCalledOnce())
    expect(ask).toHaveBeenCalledWith({ ask: 'settle', office: OFFICE, member: 'member-5', stays })
  })

  test('who may not decide is told, and it stays open', async () => {
    const { backend, onclose } = stage('alarms')
    backend.fail('settle', failure('needs_owner'))
    render(SettleDialog, { backend, office: OFFICE, hold: { ...hold, undone_by: '' }, onclose })
    await press('Let Éva stay')
    expect(await screen.findByText(/Only an owner of the office/)).toBeTruthy()
    expect(onclose).not.toHaveBeenCalled()
  })
})

describe('a second computer', () => {
  const request: RequestView = { id: 'r', name: 'Kovács Anna', email: '', invited: 'Kovács Anna', class: null, folders: [] }

  /** A program that another computer asks, once it is looked for. */
  function begin(requests: RequestView[] = [request]) {
    const staged = stage()
    const real = staged.backend.ask
    const approved: string[] = []
    staged.backend.ask = (async (asked: Parameters<typeof real>[0]) => {
      if (asked.ask === 'approve') {
        approved.push(asked.digits)
        if (asked.digits !== '271828182845') throw failure('wrong_digits')
        return { people: [], invitations: [], requests: [] }
      }
      const answer = await real(asked)
      return asked.ask === 'people' ? { ...(answer as object), requests } : answer
    }) as typeof real
    render(SecondComputerDialog, { ...staged, office: OFFICE })
    return { ...staged, approved, requests }
  }

  async function digits(value: string) {
    await fireEvent.input(screen.getByLabelText('Digits 1 to 3'), { target: { value } })
    await press('Let it in')
  }

  test('a code, the digits, in', async () => {
    const { approved, onclose } = begin()
    await press('Make a code')
    await screen.findByText('Choose “I want to join my office”.')
    await press('Copy the code')
    expect(await screen.findByText('The code is on the clipboard.')).toBeTruthy()
    await press('It shows digits now')
    await screen.findByLabelText('Digits 1 to 3')
    expect(isOff('Let it in')).toBe(true)
    await digits('271 828 182 845')
    await screen.findByText('Your other computer is in.')
    expect(approved).toEqual(['271828182845'])
    await fireEvent.submit(document.querySelector('dialog form')!)
    expect(onclose).toHaveBeenCalledOnce()
  })

  test('wrong digits are said, emptied, and can be typed again', async () => {
    begin()
    await press('Make a code')
    await screen.findByText('Choose “I want to join my office”.')
    await press('It shows digits now')
    await screen.findByLabelText('Digits 1 to 3')
    await digits('111 111 111 111')
    expect(await screen.findByText(/not the digits that the colleague’s computer shows/)).toBeTruthy()
    expect(screen.getByLabelText<HTMLInputElement>('Digits 1 to 3').value).toBe('')
  })

  test('as long as nothing asks, it waits and looks when told to', async () => {
    const { ask, requests, backend } = begin([])
    await press('Make a code')
    await screen.findByText('Choose “I want to join my office”.')
    await press('It shows digits now')
    await screen.findByText(/Waiting for the other computer/)
    expect(isOff('Let it in')).toBe(true)
    requests.push(request)
    await press('Look now')
    await screen.findByLabelText('Digits 1 to 3')
    expect(ask).toHaveBeenCalledWith({ ask: 'sync_office', office: OFFICE, incomplete: false, seed: false })
    void backend
  })
})

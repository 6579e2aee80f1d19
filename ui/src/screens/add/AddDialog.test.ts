import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { AccountDetails, AddedMany, Request, ScanFrom } from '../../lib/backend/backend.ts'
import { failure } from '../../lib/backend/fake/contract.ts'
import { fake } from '../../lib/backend/fake/fake.ts'
import type { Start } from '../../lib/backend/fake/start.ts'
import { SCANS, WAYS } from '../../lib/backend/fake/scans.ts'
import { setLanguage } from '../../lib/words.svelte.ts'
import AddDialog from './AddDialog.svelte'

beforeEach(() => setLanguage('en'))

type Props = { start?: ScanFrom | 'key'; into?: string; replace?: string }

function open(props: Props = {}, start: Start = {}) {
  const backend = fake({ state: 'unlocked', ...start })
  const ask = vi.spyOn(backend, 'ask')
  const onadded = vi.fn<(account: AccountDetails) => void>()
  const onaddedmany = vi.fn<(added: AddedMany) => void>()
  const onimport = vi.fn<(start?: 'dropped') => void>()
  const onclose = vi.fn()
  const view = render(AddDialog, { backend, onadded, onaddedmany, onimport, onclose, ...props })
  const asked = (name: Request['ask']) => ask.mock.calls.map(([request]) => request).filter((request) => request.ask === name)
  return { backend, asked, onadded, onaddedmany, onimport, onclose, ...view }
}

/** A paste of a text, or of something of other types. */
function pasted(text: string, types: string[] = []) {
  const event = new Event('paste', { bubbles: true, cancelable: true })
  return Object.assign(event, { clipboardData: { getData: () => text, types } })
}

// The list that belongs to the field of clients has its name too.
const field = (label: string) => screen.findByLabelText<HTMLInputElement>(label, { selector: 'input, textarea, select' })
const type = async (label: string, value: string) => fireEvent.input(await field(label), { target: { value } })
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }))

describe('the sources', () => {
  test.each([
    [/^Scan all screens/, 'screens'],
    [/Drag a rectangle/, 'area'],
    [/Paste a picture or a key/, 'clipboard'],
    [/Choose a picture or PDF/, 'files'],
  ])('%s reads from there', async (source, from) => {
    const { asked } = open()
    await press(source)
    await field('Service')
    expect(asked('scan')).toEqual([{ ask: 'scan', from, more: false }])
  })

  test('files of other programs are for the import, and so are dropped ones that are no pictures', async () => {
    const { backend, asked, onimport } = open({}, { drops: 'files' })
    await press(/Import a file/)
    expect(onimport).toHaveBeenCalledWith()
    backend.tell({ event: 'dropped', files: 1 })
    await waitFor(() => expect(onimport).toHaveBeenLastCalledWith('dropped'))
    expect(asked('scan')).toEqual([])
  })

  test('for another desk of an account, no file is imported', async () => {
    open({ into: 'account-0' })
    expect(await screen.findByRole('button', { name: /^Scan all screens/ })).toBeTruthy()
    expect(screen.queryByRole('button', { name: /Import a file/ })).toBeNull()
  })

  test('where the desktop asks first, the person learns that the window stays', async () => {
    open({}, { ways: WAYS.asks! })
    expect(await screen.findByText(/move it away from the code/)).toBeTruthy()
    cleanup()
    open()
    await screen.findByRole('button', { name: /^Scan all screens/ })
    expect(screen.queryByText(/move it away from the code/)).toBeNull()
  })

  test('one way to the screen that is not there says why, and does nothing', async () => {
    const { asked } = open({}, { ways: WAYS.screens! })
    await screen.findByText(/Scan all screens instead/)
    await press(/Drag a rectangle/)
    expect(asked('scan')).toEqual([])
    await press(/^Scan all screens/)
    expect(asked('scan')).toHaveLength(1)
  })

  test('where no way leads to the screen, it is said once, with what to do instead', async () => {
    open({}, { ways: WAYS.none! })
    expect(await screen.findByText(/Take a screenshot of the code and paste it/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^Scan all screens/ })).toBeNull()
  })

  test('who cancels what was begun from a source is back at the sources; what was begun without, closes', async () => {
    const { onclose, backend } = open()
    vi.spyOn(backend, 'ask').mockImplementationOnce(() => Promise.resolve(null))
    await press(/Choose a picture or PDF/)
    expect(await screen.findByRole('button', { name: /Choose a picture or PDF/ })).toBeTruthy()
    expect(onclose).not.toHaveBeenCalled()
    cleanup()

    const direct = open({ start: 'screens' }, { scans: SCANS.endless! })
    await press('Cancel')
    await waitFor(() => expect(direct.onclose).toHaveBeenCalled())
  })

  test('a failure is said above the sources, and all of them are open again', async () => {
    const { backend, asked } = open()
    backend.fail('scan', failure('screen_refused'))
    await press(/^Scan all screens/)
    expect(await screen.findByText(/did not let Keyrack see the screen/)).toBeTruthy()
    await press(/Drag a rectangle/)
    expect(asked('scan')).toHaveLength(2)
  })
})

describe('reading', () => {
  test('what takes long says how far it is, and can be called off', async () => {
    const { asked } = open({}, { scans: SCANS.endless! })
    await press(/Choose a picture or PDF/)
    expect((await screen.findByRole('progressbar')).getAttribute('aria-valuenow')).toBe('420')
    await press('Cancel')
    expect(await screen.findByRole('button', { name: /Choose a picture or PDF/ })).toBeTruthy()
    expect(asked('cancel_scan')).toHaveLength(1)
  })

  test('it is called off when the dialog goes', async () => {
    const { asked, unmount } = open({ start: 'screens' }, { scans: SCANS.endless! })
    await screen.findByRole('progressbar')
    unmount()
    expect(asked('cancel_scan')).toHaveLength(1)
  })

  test('files that are dropped are read, and a place to drop them is shown while they are held', async () => {
    const { asked, backend } = open()
    backend.tell({ event: 'dragged', over: true })
    expect(await screen.findByText('Drop it here')).toBeTruthy()
    backend.tell({ event: 'dragged', over: false })
    await waitFor(() => expect(screen.queryByText('Drop it here')).toBeNull())
    backend.tell({ event: 'dropped', files: 1 })
    await field('Service')
    expect(asked('scan')).toEqual([{ ask: 'scan', from: 'dropped', more: false }])
  })

  test('Ctrl+V reads the clipboard wherever no text is typed', async () => {
    const { asked } = open()
    await fireEvent.keyDown(await screen.findByRole('button', { name: /Type the key/ }), { key: 'v', ctrlKey: true })
    await field('Service')
    expect(asked('scan')).toEqual([{ ask: 'scan', from: 'clipboard', more: false }])
    await fireEvent.keyDown(await field('Service'), { key: 'v', ctrlKey: true })
    expect(asked('scan')).toHaveLength(1)
  })

  test('a picture that is pasted into a field is read, a text is the field\u2019s', async () => {
    const { asked } = open({ start: 'key' })
    const key = await field('Key or link')
    expect(await fireEvent(key, pasted('jbsw y3dp'))).toBe(true)
    expect(await fireEvent(key, pasted('', ['Files']))).toBe(false)
    expect(asked('scan')).toEqual([{ ask: 'scan', from: 'clipboard', more: false }])
  })
})

describe('several codes', () => {
  const box = (name: RegExp) => screen.findByRole<HTMLInputElement>('checkbox', { name })

  test('keys that the vault lacks are ticked; of the others it is said where they are', async () => {
    open({ start: 'screens' }, { scans: SCANS.several! })
    expect(await screen.findByRole('heading', { name: '7 codes found' })).toBeTruthy()
    expect((await box(/NAV Online/)).checked).toBe(true)
    const identical = await box(/Ügyfélkapu\+ kovács/)
    expect([identical.checked, identical.disabled]).toEqual([false, true])
    expect(document.getElementById(identical.getAttribute('aria-describedby')!)!.textContent).toMatch(
      /Already in your vault.*Kovács Bt\./,
    )
    const sameSecret = await box(/kati@iroda/)
    expect(sameSecret.checked).toBe(false)
    expect(document.getElementById(sameSecret.getAttribute('aria-describedby')!)!.textContent).toMatch(
      /Same key as.*Kovács Bt\..*Ügyfélkapu\+ · kovács/,
    )
    const sameName = await box(/Cégkapu kovács\.iroda/)
    expect(sameName.checked).toBe(true)
    expect(document.getElementById(sameName.getAttribute('aria-describedby')!)!.textContent).toMatch(/Same name, different key/)
    expect(screen.getByText('6-digit codes, a new one every 60 seconds')).toBeTruthy()
  })

  test('those that are ticked are added to one client', async () => {
    const { asked, onaddedmany } = open({ start: 'files' }, { scans: SCANS.several! })
    await fireEvent.click(await box(/Basecone/))
    await type('Client', 'Kovács Bt.')
    await press('Add 4 accounts')
    await waitFor(() => expect(onaddedmany).toHaveBeenCalledOnce())
    const [request] = asked('add_many')
    expect(request).toMatchObject({ folder: 'folder-0', folders: [] })
    expect(request).toHaveProperty('drafts.length', 4)
    expect(onaddedmany.mock.calls[0]![0].accounts).toHaveLength(4)
  })

  test('or each to a client of its own', async () => {
    const { asked } = open({ start: 'files' }, { scans: SCANS.several! })
    await fireEvent.click(await screen.findByLabelText('A separate client for each'))
    await type('Client for NAV Online Számla · szabo.iroda', 'Új Ügyfél Kft.')
    await press('Add 5 accounts')
    await waitFor(() => expect(asked('add_many')).toHaveLength(1))
    expect(asked('add_many')[0]).toMatchObject({ folder: null, folders: [[expect.any(Number), 'Új Ügyfél Kft.']] })
  })

  test('none ticked: the button says why it waits', async () => {
    const { asked } = open({ start: 'files' }, { scans: SCANS.several! })
    const all = await box(/^All$/)
    await fireEvent.click(all)
    await fireEvent.click(all)
    await press('Add')
    expect(screen.getByText('Select at least one first.')).toBeTruthy()
    expect(asked('add_many')).toEqual([])
  })

  test('a hundred can be added at once', async () => {
    const { asked } = open({ start: 'files' }, { scans: SCANS.hundred! })
    await press('Add 100 accounts')
    await waitFor(() => expect(asked('add_many')).toHaveLength(1))
    expect(asked('add_many')[0]).toHaveProperty('drafts.length', 100)
  })

  test('for an account there is, one is chosen', async () => {
    const { asked } = open({ start: 'files', into: 'account-0' }, { scans: SCANS.several! })
    await fireEvent.click(await screen.findByRole('radio', { name: /Basecone/ }))
    await press('Continue')
    await press('Add the desk')
    await screen.findByText('Did the portal accept it?')
    expect(asked('add_factor')).toEqual([expect.objectContaining({ account: 'account-0' })])
    expect(asked('drop_draft')).toHaveLength(6)
  })

  test('who goes back lets the program forget all of them', async () => {
    const { asked } = open({ start: 'files' }, { scans: SCANS.several! })
    await press('Back')
    expect(asked('drop_draft')).toHaveLength(7)
    expect(await screen.findByRole('button', { name: /Type the key/ })).toBeTruthy()
  })

  test('a failure leaves them all there', async () => {
    const { backend, onaddedmany } = open({ start: 'files' }, { scans: SCANS.several! })
    backend.fail('add_many', failure('disk_full'))
    await press('Add 5 accounts')
    expect(await screen.findByText(/The disk is full/)).toBeTruthy()
    await press('Add 5 accounts')
    await waitFor(() => expect(onaddedmany).toHaveBeenCalledOnce())
  })
})

describe('a transfer in several parts', () => {
  test('says what was read and what is missing, and reads on', async () => {
    const { asked } = open({ start: 'screens' }, { scans: SCANS.parts! })
    expect(await screen.findByText('Parts 1 and 3 of 4 were read.')).toBeTruthy()
    expect(screen.getByText(/Show parts 2 and 4 on the phone/)).toBeTruthy()
    await press('Scan the screen again')
    expect(await screen.findByRole('heading', { name: '34 codes found' })).toBeTruthy()
    expect(asked('scan')).toEqual([
      { ask: 'scan', from: 'screens', more: false },
      { ask: 'scan', from: 'screens', more: true },
    ])
    expect(screen.queryByText(/were read/)).toBeNull()
  })

  test('keeps the client that was chosen meanwhile, and takes a pasted part as one more', async () => {
    const { asked } = open({ start: 'clipboard' }, { scans: SCANS.parts! })
    await type('Client', 'Kovács Bt.')
    await press('Paste the next part')
    await press('Add 34 accounts')
    await waitFor(() => expect(asked('add_many')).toHaveLength(1))
    expect(asked('scan')[1]).toEqual({ ask: 'scan', from: 'clipboard', more: true })
    expect(asked('add_many')[0]).toMatchObject({ folder: 'folder-0' })
  })
})

describe('what cannot be added', () => {
  test.each([
    ['screens', /no readable QR code on any of the 2 screens/, /Zoom in on the page/],
    ['area', /no readable QR code in the rectangle/, /Drag a rectangle around just the code/],
    ['clipboard', /no readable QR code in what you pasted/, /Use the original picture/],
    ['files', /no readable QR code in any of the 2 pictures/, /The whole code has to be in the picture/],
  ] as const)('nothing found: says where it was looked (%s), what helps, and offers the sources', async (start, where, tip) => {
    const { asked } = open({ start }, { scans: SCANS.none! })
    expect(await screen.findByText(where)).toBeTruthy()
    expect(screen.getByText(tip)).toBeTruthy()
    await press(/Drag a rectangle/)
    await waitFor(() => expect(asked('scan')).toHaveLength(2))
  })

  test('codes that are for another app are explained', async () => {
    open({ start: 'screens' }, { scans: SCANS.refused! })
    expect(await screen.findByText('Contoso · anna@iroda.example')).toBeTruthy()
    expect(screen.queryByText(/no readable QR code/)).toBeNull()
    expect(screen.getByRole('button', { name: /Type the key/ })).toBeTruthy()
  })

  test('pictures that cannot be read and doubtful codes are named beside what was found', async () => {
    open({ start: 'dropped' }, { scans: SCANS.mixed! })
    expect(await screen.findByRole('button', { name: 'Add 3 accounts' })).toBeTruthy()
    expect(screen.getByText('scan-0412.pdf')).toBeTruthy()
    expect(screen.getByText(/This PDF needs a password/)).toBeTruthy()
    expect(screen.getByText(/One code can be read in two ways/)).toBeTruthy()
    expect(screen.getByText(/algorithm is not SHA-1/)).toBeTruthy()
  })

  test('an account that is there already is said to be, and not added twice', async () => {
    const { asked } = open(
      { start: 'clipboard' },
      { clipboard: 'otpauth://totp/a:kov%C3%A1cs?secret=GEZDGNBVGY3TQOJQ&issuer=%C3%9Cgyf%C3%A9lkapu%2B' },
    )
    expect(await screen.findByText('Already in your vault:')).toBeTruthy()
    await press('Add')
    expect(screen.getByText('All of them are already in your vault.')).toBeTruthy()
    expect(asked('add_many')).toEqual([])
  })
})

test('a typed key is read, and what was typed does not stay in the window', async () => {
  const { container } = open({ start: 'key' })
  await type('Key or link', 'jbsw y3dp ehpk 3pxp')
  await press('Continue')
  expect(await screen.findByText('6-digit codes, a new one every 30 seconds')).toBeTruthy()
  expect(container.innerHTML.toLowerCase()).not.toContain('jbsw')
})

test('what is no key is answered in words, and stays to be corrected', async () => {
  open({ start: 'key' })
  await type('Key or link', 'not a key 1')
  await press('Continue')
  expect(await screen.findByText(/not a key for an authenticator/)).toBeTruthy()
  expect((await field('Key or link')).value).toBe('not a key 1')
})

test('what a portal asks for goes with the key', async () => {
  const { asked } = open({ start: 'key' })
  await type('Key or link', 'JBSWY3DPEHPK3PXP')
  await fireEvent.change(await field('Digits'), { target: { value: '2' } })
  await type('Seconds per code', '60')
  await press('Continue')
  expect(asked('read_text')).toEqual([
    expect.objectContaining({ how: expect.objectContaining({ kind: 'totp', period: 60, counter: null }) }),
  ])
})

test('a link fills the fields, a client is found by a part of its name, and the account is added there', async () => {
  const { asked, onadded } = open({ start: 'clipboard' })
  expect((await field('Service')).value).toBe('Ügyfélkapu+')
  expect((await field('User name')).value).toBe('kovacs.peter')
  const client = await field('Client')
  await fireEvent.input(client, { target: { value: 'szabo' } })
  await screen.findByRole('option', { name: /Szabó és Társa Kft\./ })
  await fireEvent.keyDown(client, { key: 'ArrowDown' })
  await fireEvent.keyDown(client, { key: 'Enter' })
  await press('Add')
  await screen.findByText('Did the portal accept it?')
  expect(asked('add')).toEqual([expect.objectContaining({ folder: 'folder-1', service: 'Ügyfélkapu+', label: 'kovacs.peter' })])
  expect(onadded).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ service: 'Ügyfélkapu+' }))
})

test('a name that no client has makes a new client, and says so', async () => {
  const { asked } = open({ start: 'clipboard' })
  await type('Client', 'Új Ügyfél Kft.')
  expect(await screen.findByText('A new client will be added.')).toBeTruthy()
  await press('Add')
  await screen.findByText('Did the portal accept it?')
  expect(asked('add')).toEqual([expect.objectContaining({ folder: 'Új Ügyfél Kft.' })])
})

test('the same key is found, and becomes another desk unless the person wishes otherwise', async () => {
  const { asked } = open({ start: 'key' })
  await type('Key or link', 'GEZD GNBV GY3T QOJQ')
  await press('Continue')
  expect(await screen.findByText('This key is already in your vault.')).toBeTruthy()
  await type('Desk or person', 'Kati')
  await press('Add the desk')
  await screen.findByText('Did the portal accept it?')
  expect(asked('add_factor')).toEqual([expect.objectContaining({ account: 'account-0', desk: 'Kati' })])
  expect(asked('add')).toEqual([])
})

test('replacing asks for nothing but the key, and says that the old one is kept', async () => {
  const { asked } = open({ start: 'key', into: 'account-0', replace: 'factor-0' })
  await type('Key or link', 'JBSWY3DPEHPK3PXP')
  await press('Continue')
  expect(await screen.findByText(/The old key is kept until/)).toBeTruthy()
  await press('Replace')
  await screen.findByText('Did the portal accept it?')
  expect(asked('replace_secret')).toEqual([expect.objectContaining({ account: 'account-0', factor: 'factor-0' })])
})

test('when the portal accepted it, the codes for emergencies can be saved too', async () => {
  const { asked } = open({ start: 'clipboard' })
  await press('Add')
  await press('Yes, accepted')
  await press('Also save deletion or backup codes')
  await type('Deletion code', 'TK-1234')
  await press('Save')
  await screen.findByText('Accepted by the portal.')
  expect(asked('confirm')).toHaveLength(1)
  expect(asked('add_recovery')).toEqual([expect.objectContaining({ kind: 'deletion_code', value: 'TK-1234' })])
})

test('another account begins with the same client', async () => {
  open({ start: 'clipboard' })
  await type('Client', 'Kovács Bt.')
  await press('Add')
  await press('Add another')
  await press(/Type the key/)
  await type('Key or link', 'KRSXG5BAONQWY3DP')
  await press('Continue')
  expect((await field('Client')).value).toBe('Kovács Bt.')
})

test('a code that counts is made only when it is asked for', async () => {
  const clipboard = 'otpauth://hotp/Portal:anna?secret=JBSWY3DPEHPK3PXP&counter=5'
  const { asked } = open({ start: 'clipboard' }, { clipboard })
  expect(await screen.findByText(/each used once; the next counter is 5/)).toBeTruthy()
  await press('Add')
  expect(await screen.findByText(/it is made when you need it/)).toBeTruthy()
  expect(asked('copy')).toEqual([])
  await press('Make a code and copy it')
  expect(await screen.findByLabelText(/^(\d ){5}\d$/)).toBeTruthy()
})

test('an empty clipboard is answered in words, and the key can be typed instead', async () => {
  open({ start: 'clipboard' }, { clipboard: null })
  expect(await screen.findByText(/clipboard/i, { selector: '[role=status] *' })).toBeTruthy()
  await press(/Type the key/)
  expect(await field('Key or link')).toBeTruthy()
})

test('a failure while adding loses nothing of what was typed', async () => {
  const { backend } = open({ start: 'clipboard' })
  await type('User name', 'anna')
  backend.fail('add', failure('disk_full'))
  await press('Add')
  expect(await screen.findByText(/The disk is full/)).toBeTruthy()
  expect((await field('User name')).value).toBe('anna')
  await press('Add')
  expect(await screen.findByText('Did the portal accept it?')).toBeTruthy()
})

test('what was read and not added is forgotten when the dialog goes', async () => {
  const { asked, unmount } = open({ start: 'clipboard' })
  await field('Service')
  unmount()
  expect(asked('drop_draft')).toHaveLength(1)
})

import { fireEvent, render, screen } from '@testing-library/svelte'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Account, Request } from '../../lib/backend/backend.ts'
import { failure, fake, type Start } from '../../lib/backend/fake.ts'
import { setLanguage } from '../../lib/words.svelte.ts'
import AddDialog from './AddDialog.svelte'

beforeEach(() => setLanguage('en'))

type Props = { start?: 'clipboard' | 'key'; into?: string; replace?: string }

function open(props: Props = {}, start: Start = {}) {
  const backend = fake({ state: 'unlocked', ...start })
  const ask = vi.spyOn(backend, 'ask')
  const onadded = vi.fn<(account: Account) => void>()
  const onclose = vi.fn()
  const view = render(AddDialog, { backend, onadded, onclose, ...props })
  const asked = (name: Request['ask']) => ask.mock.calls.map(([request]) => request).filter((request) => request.ask === name)
  return { backend, asked, onadded, onclose, ...view }
}

// The list that belongs to the field of clients has its name too.
const field = (label: string) => screen.findByLabelText<HTMLInputElement>(label, { selector: 'input, textarea, select' })
const type = async (label: string, value: string) => fireEvent.input(await field(label), { target: { value } })
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }))

test('doors that are not there yet say so, and do nothing', async () => {
  const { asked } = open()
  await press(/Scan the screen/)
  await press(/Import a file/)
  expect(screen.getAllByText('Comes with the next version')).toHaveLength(2)
  expect(screen.getByText(/keyrack import/)).toBeTruthy()
  expect(asked('read_clipboard')).toEqual([])
})

test('a typed key is read, and what was typed does not stay in the window', async () => {
  const { container } = open({ start: 'key' })
  await type('Key or link', 'jbsw y3dp ehpk 3pxp')
  await press('Continue')
  expect(await screen.findByText('Codes of 6 digits, a new one every 30 seconds')).toBeTruthy()
  expect(container.innerHTML.toLowerCase()).not.toContain('jbsw')
})

test('what is no key is answered in words, and stays to be corrected', async () => {
  open({ start: 'key' })
  await type('Key or link', 'not a key 1')
  await press('Continue')
  expect(await screen.findByText(/no key of an authenticator|not the key of an authenticator/)).toBeTruthy()
  expect((await field('Key or link')).value).toBe('not a key 1')
})

test('what a portal asks for goes with the key', async () => {
  const { asked } = open({ start: 'key' })
  await type('Key or link', 'JBSWY3DPEHPK3PXP')
  await fireEvent.change(await field('Digits'), { target: { value: '2' } })
  await type('Seconds for each code', '60')
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
  expect(await screen.findByText('A new client is made.')).toBeTruthy()
  await press('Add')
  await screen.findByText('Did the portal accept it?')
  expect(asked('add')).toEqual([expect.objectContaining({ folder: 'Új Ügyfél Kft.' })])
})

test('the same key is found, and becomes another desk unless the person wishes otherwise', async () => {
  const { asked } = open({ start: 'key' })
  await type('Key or link', 'GEZD GNBV GY3T QOJQ')
  await press('Continue')
  expect(await screen.findByText('This key is in your vault already.')).toBeTruthy()
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
  await press('Save deletion or backup codes too')
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
  await press(/Type or paste the key/)
  await type('Key or link', 'KRSXG5BAONQWY3DP')
  await press('Continue')
  expect((await field('Client')).value).toBe('Kovács Bt.')
})

test('a code that counts is made only when it is asked for', async () => {
  const clipboard = 'otpauth://hotp/Portal:anna?secret=JBSWY3DPEHPK3PXP&counter=5'
  const { asked } = open({ start: 'clipboard' }, { clipboard })
  expect(await screen.findByText(/each for one use; the next counter is 5/)).toBeTruthy()
  await press('Add')
  expect(await screen.findByText(/it is made when you need it/)).toBeTruthy()
  expect(asked('copy')).toEqual([])
  await press('Make a code and copy it')
  expect(await screen.findByLabelText(/^(\d ){5}\d$/)).toBeTruthy()
})

test('an empty clipboard is answered in words, and the key can be typed instead', async () => {
  open({ start: 'clipboard' }, { clipboard: null })
  expect(await screen.findByText(/clipboard/i, { selector: '[role=status] *' })).toBeTruthy()
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

import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { FailureCode, Request } from '../../lib/backend/backend.ts'
import { failure } from '../../lib/backend/fake/contract.ts'
import { fake } from '../../lib/backend/fake/fake.ts'
import type { Start } from '../../lib/backend/fake/start.ts'
import { IMPORT_FILES } from '../../lib/backend/fake/import-files.ts'
import { setLanguage } from '../../lib/words.svelte.ts'
import ImportDialog from './ImportDialog.svelte'

beforeAll(() => {
  // Nothing has a size in here; a list that is ten rows high shows its rows.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(520)
})

beforeEach(() => setLanguage('en'))

/** The dialog with a file to import. */
function begin(file: string, start: Start = {}, props: { start?: 'dropped' } = {}) {
  const backend = fake({ state: 'unlocked', importFiles: IMPORT_FILES[file] ?? [], ...start })
  const ask = vi.spyOn(backend, 'ask')
  const [onclose, onchanged, onscan] = [vi.fn(), vi.fn(), vi.fn()]
  const view = render(ImportDialog, { backend, onclose, onchanged, onscan, ...props })
  const asked = (name: Request['ask']) => ask.mock.calls.map(([request]) => request).filter((request) => request.ask === name)
  return { backend, asked, onclose, onchanged, onscan, ...view }
}

/** The same, once the file was chosen. */
async function open(file: string, start: Start = {}) {
  const begun = begin(file, start)
  await press('Choose a file…')
  return begun
}

const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }))
const field = (label: string) => screen.findByLabelText<HTMLInputElement>(label, { selector: 'input, select' })
const type = async (label: string, value: string) => fireEvent.input(await field(label), { target: { value } })
const rows = () => screen.getByRole('listbox', { name: 'Entries in the file' })
const choose = async (name: RegExp | string) => fireEvent.click(await screen.findByRole('radio', { name }))

describe('a file', () => {
  test('is shown before anything is added: how many of which kind, and why some are left out', async () => {
    const { asked } = await open('plain')
    expect(await screen.findByText('Aegis · 11 entries')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Add 8 accounts' })).toBeTruthy()
    await choose(/^Unreadable/)
    await waitFor(() => expect(within(rows()).getAllByRole('option')).toHaveLength(1))
    expect(screen.getAllByText(/The key is not Base32\./).length).toBeGreaterThan(0)
    expect(asked('take_import')).toEqual([])
  })

  test('may be dropped, and pictures that come in are for the scan', async () => {
    const { asked, backend, onscan } = begin('plain', {}, { start: 'dropped' })
    expect(await screen.findByText('Aegis · 11 entries')).toBeTruthy()
    expect(asked('open_import')).toEqual([{ ask: 'open_import', from: 'dropped' }])
    backend.tell({ event: 'dropped', files: 1 })
    await waitFor(() => expect(onscan).toHaveBeenCalledWith('dropped'))
  })

  test('that the person did not choose leaves everything as it is', async () => {
    const { asked } = await open('none')
    await waitFor(() => expect(asked('open_import')).toHaveLength(1))
    expect(screen.getByRole('button', { name: 'Choose a file…' })).toBeTruthy()
  })

  test.each<[FailureCode, RegExp, RegExp]>([
    ['file_damaged', /is damaged or incomplete/, /Export or copy it again/],
    ['format_newer', /newer version of its program/, /Update Keyrack/],
    ['format_unknown', /does not recognise this file/, /type the keys/],
    ['file_account_restricted', /Only the account/, /a separate password/],
    ['file_too_costly', /take far too long/, /usual settings/],
    ['file_key_file', /more than a password/, /needs only a password/],
  ])('that cannot be read (%s) is said to be so, with what to do', async (fails, what, next) => {
    await open('plain', { importFiles: [{ ...IMPORT_FILES.plain![0]!, fails }] })
    const note = await screen.findByText(what)
    expect(note.closest('p')?.textContent).toMatch(next)
    expect(screen.getByRole('button', { name: 'Choose a file…' })).toBeTruthy()
  })
})

describe('an encrypted file', () => {
  test('asks for its password until it is right, and no password stays in the page', async () => {
    await open('sealed')
    await type('File password', 'wrong')
    await press('Open')
    expect(await screen.findByText(/The file password is wrong/)).toBeTruthy()
    await type('File password', 'correct horse')
    await press('Open')
    expect(await screen.findByText('Aegis · encrypted · 11 entries')).toBeTruthy()
    expect(document.querySelector('input[type=password]')).toBeNull()
  })

  test('that takes much memory is opened once the person agrees', async () => {
    const { asked } = await open('memory')
    await type('File password', 'correct horse')
    await press('Open')
    expect(await screen.findByText('Opening this file takes 1 GiB of memory.')).toBeTruthy()
    await press('Open anyway')
    expect(await screen.findByText(/Ente Auth · encrypted/)).toBeTruthy()
    expect(asked('read_import').at(-1)).toEqual({
      ask: 'read_import',
      password: 'correct horse',
      memory_mib: 1024,
      columns: [],
    })
  })

  test('whose key takes long shows how far it is, and can be given up without an error', async () => {
    const { asked } = await open('endless')
    await type('File password', 'correct horse')
    await press('Open')
    expect(
      (await screen.findByRole('progressbar')).ariaValueNow ?? screen.getByRole('progressbar').getAttribute('aria-valuenow'),
    ).toBe('380')
    await press('Cancel')
    expect(await field('File password')).toBeTruthy()
    expect(asked('cancel_import')).toHaveLength(1)
    expect(screen.queryByText(/Cancelled/)).toBeNull()
  })
})

describe('a table', () => {
  test('whose columns nobody knows asks for them, and no two hold the same', async () => {
    const { asked } = await open('columns')
    const button = await screen.findByRole('button', { name: 'Continue' })
    expect(button.getAttribute('aria-disabled')).toBe('true')
    for (const [letter, value] of [
      ['A', 'folder'],
      ['E', 'secret'],
      ['B', 'folder'],
    ] as const) {
      await fireEvent.change(await field(`What column ${letter} contains`), { target: { value } })
    }
    expect((await field('What column A contains')).value).toBe('ignore')
    await press('Continue')
    expect(await screen.findByText('lista.csv')).toBeTruthy()
    expect(asked('read_import')).toEqual([
      expect.objectContaining({
        columns: [
          ['A', 'ignore'],
          ['B', 'folder'],
          ['C', 'ignore'],
          ['D', 'ignore'],
          ['E', 'secret'],
          ['F', 'ignore'],
        ],
      }),
    ])
  })

  test('shows nothing of a column that may contain keys', async () => {
    await open('columns')
    const row = (await field('What column E contains')).closest('tr')!
    expect(row.textContent).toContain('may contain keys')
  })

  test('that is a list of clients says who has no code yet, and adds the new ones', async () => {
    const { asked, onchanged } = await open('clients')
    const list = await screen.findByRole('listbox', { name: 'Clients' })
    expect(
      within(list)
        .getAllByRole('option')
        .map((option) => option.textContent),
    ).toHaveLength(4)
    await choose(/^All/)
    await waitFor(() => expect(within(list).getAllByRole('option')).toHaveLength(7))
    await press('Add 3 clients')
    expect(await screen.findByText('3 clients were added.')).toBeTruthy()
    expect(screen.queryByText(/plain text/)).toBeNull()
    expect(asked('take_import')).toHaveLength(1)
    expect(onchanged).toHaveBeenCalledTimes(1)
  })
})

describe('what happens to the entries', () => {
  test('is chosen for one by the keys alone', async () => {
    await open('plain')
    await screen.findByText('Aegis · 11 entries')
    await fireEvent.keyDown(rows(), { key: 'ArrowDown' })
    await fireEvent.keyDown(rows(), { key: ' ', code: 'Space' })
    expect(await screen.findByRole('button', { name: 'Add 7 accounts' })).toBeTruthy()
    expect(within(rows()).getAllByRole('option')[1]!.getAttribute('aria-selected')).toBe('false')
  })

  test('is chosen for all of a kind at once, and what replacing means is said', async () => {
    const { asked } = await open('plain')
    await choose(/^Same name/)
    await press('Replace all')
    expect(await screen.findByText(/Its old key is kept for 30 days, and stays in earlier backups/)).toBeTruthy()
    expect(asked('choose_import')).toEqual([{ ask: 'choose_import', rows: [], status: 'same_name', decision: 'replace' }])
  })

  test('is nothing where all are there already, and the button says why', async () => {
    await open('same')
    await type('File password', 'correct horse')
    await press('Open')
    const button = await screen.findByRole('button', { name: 'Add' })
    expect(button.dataset.tip).toBe('All of them are already in your vault.')
  })

  test.each([
    ['that cannot be added', ['unreadable', 'unsupported'], 'Nothing in this file can be added.'],
    ['at all', [], 'There are no accounts in this file.'],
  ])('is nothing where there is none %s', async (_, statuses, why) => {
    const rows = IMPORT_FILES.plain![0]!.rows.filter(({ status }) => statuses.includes(status))
    await open('plain', { importFiles: [{ ...IMPORT_FILES.plain![0]!, rows }] })
    expect((await screen.findByRole('button', { name: 'Add' })).dataset.tip).toBe(why)
  })

  test('takes groups as clients, and the rest to a client of its own', async () => {
    const { asked } = await open('plain')
    await choose('Clients')
    await type('Client for entries without a group', 'Kovács Bt.')
    await press('Add 8 accounts')
    await screen.findByText('8 accounts were added.')
    expect(asked('take_import')).toEqual([{ ask: 'take_import', folder: expect.any(String), groups: 'folders' }])
  })
})

describe('after the import', () => {
  test('it says what was done, what is next, and where the report is', async () => {
    const { onclose } = await open('plain')
    await press('Add 8 accounts')
    expect(await screen.findByText('8 accounts were added.')).toBeTruthy()
    expect(screen.getByText('3 entries were skipped.')).toBeTruthy()
    expect(screen.getByText(/Delete aegis-export-20261120\.json/)).toBeTruthy()
    await press('Save the report')
    expect(await screen.findByText('Saved: keyrack-import.csv')).toBeTruthy()
    await press('Done')
    expect(onclose).toHaveBeenCalled()
  })

  test('one click takes all of it back', async () => {
    const { backend, onchanged } = await open('plain')
    const before = (await backend.ask({ ask: 'counts' })).all
    await press('Add 8 accounts')
    await press('Undo the import')
    expect(await screen.findByText(/8 accounts are as they were before/)).toBeTruthy()
    expect((await backend.ask({ ask: 'counts' })).all).toBe(before)
    expect(onchanged).toHaveBeenCalledTimes(2)
  })

  test('what could not be saved is said, and can be tried again', async () => {
    const { backend } = await open('plain')
    await screen.findByText('Aegis · 11 entries')
    backend.fail('take_import', failure('disk_full'))
    await press('Add 8 accounts')
    expect(await screen.findByText(/The disk is full/)).toBeTruthy()
    await press('Add 8 accounts')
    expect(await screen.findByText('8 accounts were added.')).toBeTruthy()
  })
})

test.each<[string, string | RegExp, Start]>([
  ['plain', 'Aegis · 11 entries', {}],
  ['sealed', 'File password', {}],
  ['none', /is damaged or incomplete/, { importFiles: [{ ...IMPORT_FILES.plain![0]!, fails: 'file_damaged' }] }],
])('who closes the dialog has the program forget the file (%s)', async (file, shown, start) => {
  const { asked, unmount } = await open(file, start)
  await screen.findByText(shown)
  unmount()
  expect(asked('drop_import')).toHaveLength(1)
})

test('ten thousand entries are asked for page by page', async () => {
  const { asked } = await open('many')
  expect(await screen.findByText('Aegis · 10,000 entries')).toBeTruthy()
  expect(within(rows()).getAllByRole('option').length).toBeLessThan(60)
  expect(asked('import_rows').every((request) => request.ask === 'import_rows' && request.count <= 60)).toBe(true)
})

import type {
  Answers,
  Decision,
  Failure,
  FailureCode,
  Imported,
  ImportEntry,
  Incoming,
  Likeness,
  RowStatus,
  SimilarAccount,
} from '../backend.ts'
import type { Of } from './contract.ts'
import type { ImportFile, FileRow } from './import-files.ts'

/** What the fake vault lends to an import. */
interface Vault {
  failure: (code: FailureCode, args?: Record<string, string>) => Failure
  tell: (done: number) => void
  /** The account at a place, as one that a row resembles. */
  like: (place: number, how: Likeness) => SimilarAccount
  /** Adds an account in the folder of that name or id, and returns its id. */
  add: (row: FileRow, folder: string) => string
  remove: (accounts: string[]) => number
}

/** The imports of the fake: a file arrives, and stays until it is taken or dropped. */
export class Imports {
  readonly #importFiles: ImportFile[]
  readonly #vault: Vault
  #file: ImportFile | undefined
  #decisions = new Map<number, Decision>()
  #added: string[] = []
  #cancel = () => {}

  constructor(importFiles: readonly ImportFile[], vault: Vault) {
    this.#importFiles = [...importFiles]
    this.#vault = vault
  }

  async open(): Promise<Incoming | null> {
    const file = this.#importFiles[0]
    if (!file) return null
    return this.#read(file, { password: null, memory_mib: null })
  }

  async read(given: Pick<Of<'read_import'>, 'password' | 'memory_mib' | 'columns'>): Promise<Incoming> {
    if (!this.#importFiles[0]) throw this.#vault.failure('not_available')
    // What the columns hold makes another file of it.
    if (given.columns.length > 0 && this.#importFiles.length > 1) this.#importFiles.shift()
    return this.#read(this.#importFiles[0], given)
  }

  async #read(file: ImportFile, given: Pick<Of<'read_import'>, 'password' | 'memory_mib'>): Promise<Incoming> {
    const { failure } = this.#vault
    if (file.fails) throw failure(file.fails, { name: 'wallet.db' })
    if (file.password !== undefined) {
      if (!given.password) throw failure('file_password_needed')
      if (file.mib && (given.memory_mib ?? 0) < file.mib) throw failure('file_memory', { mib: String(file.mib) })
      if (file.endless) {
        this.#vault.tell(380)
        await new Promise<void>((end) => (this.#cancel = end))
        throw failure('cancelled')
      }
      if (given.password !== file.password) throw failure('file_password_wrong')
    }
    this.#file = file
    this.#decisions = new Map(file.rows.map((row, i) => [i, usual(row)]))
    return this.#view(file)
  }

  rows({ status, from, count }: Of<'import_rows'>): Answers['import_rows'] {
    const found = this.#known.rows.flatMap((row, i) => (status === null || row.status === status ? [i] : []))
    return { total: found.length, rows: found.slice(from, from + Math.min(count, 60)).map((i) => this.#row(i)) }
  }

  clients({ without_code, from, count }: Of<'import_clients'>): Answers['import_clients'] {
    const found = (this.#known.clients ?? []).filter(({ accounts }) => !without_code || accounts === 0)
    return { total: found.length, clients: found.slice(from, from + count) }
  }

  choose({ rows, status, decision }: Of<'choose_import'>): Incoming {
    const { rows: all } = this.#known
    for (const [i, row] of all.entries()) {
      const meant = (rows.length === 0 || rows.includes(i + 1)) && (status === null || row.status === status)
      if (!meant || !isOpen(row)) continue
      this.#decisions.set(i, decision === 'replace' && row.like === undefined ? 'add' : decision)
    }
    return this.#view(this.#known)
  }

  take({ folder, groups }: Of<'take_import'>): Imported {
    const { rows, columns, clients = [] } = this.#known
    const of = (decision: Decision) => rows.filter((row, i) => isOpen(row) && this.#decisions.get(i) === decision)
    this.#added = of('add').map((row) =>
      this.#vault.add(row, folder ?? (groups === 'folders' || columns ? (row.groups?.[0] ?? '') : '')),
    )
    const [added, replaced] = [of('add').length, of('replace').length]
    const folders = clients.filter(({ status }) => status === 'new').length
    this.#file = undefined
    return { added, replaced, skipped: rows.length - added - replaced, folders, favourites: added > 3 ? 2 : 0 }
  }

  undo(): number {
    return this.#vault.remove(this.#added.splice(0))
  }

  drop(): null {
    this.#file = undefined
    return null
  }

  cancel(): null {
    this.#cancel()
    return null
  }

  get #known(): ImportFile {
    if (!this.#file) throw this.#vault.failure('not_available')
    return this.#file
  }

  #view({ format, name, password, files, rows, missing = [], columns, clients = [] }: ImportFile): Incoming {
    const of = (status: RowStatus) => rows.filter((row) => row.status === status).length
    return {
      format,
      name,
      encrypted: password !== undefined,
      files,
      total: rows.length,
      counts: {
        new: of('new'),
        identical: of('identical'),
        same_secret: of('same_secret'),
        same_name: of('same_name'),
        unreadable: of('unreadable'),
        unsupported: of('unsupported'),
        notices: rows.filter(({ notices }) => notices?.length).length,
      },
      taken: rows.filter((row, i) => isOpen(row) && this.#decisions.get(i) !== 'skip').length,
      missing,
      columns: columns ? [...columns] : null,
      groups: new Set(rows.flatMap(({ groups = [] }) => groups)).size,
      clients: {
        total: clients.length,
        new: clients.filter(({ status }) => status === 'new').length,
        without_code: clients.filter(({ accounts }) => accounts === 0).length,
      },
    }
  }

  #row(i: number): ImportEntry {
    const { like, ...row } = this.#known.rows[i]!
    const decision = isOpen(row) ? (this.#decisions.get(i) ?? 'add') : null
    const same = like === undefined ? null : this.#vault.like(like, row.status === 'same_name' ? 'same_name' : 'same_secret')
    return { ...READ, row: i + 1, account_id: same?.account ?? null, ...row, same, decision }
  }
}

/** An entry as most are. */
const READ = {
  reason: null,
  factor_id: null,
  type: 'totp',
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
  counter: null,
  note: '',
  groups: [],
  notices: [],
} satisfies Partial<ImportEntry>

/** Whether something can be chosen for a row. */
function isOpen({ status }: Pick<FileRow, 'status'>): boolean {
  return ['new', 'same_secret', 'same_name'].includes(status)
}

function usual({ status }: FileRow): Decision {
  return status === 'identical' ? 'skip' : 'add'
}

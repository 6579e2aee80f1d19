import type { Answers, Failure, ImportRow, Imported, Incoming, Request, Same } from '../backend.ts'
import type { Arrival, ArrivedRow } from './arrivals.ts'

type Of<Name extends Request['ask']> = Extract<Request, { ask: Name }>
type Decision = 'add' | 'skip' | 'replace'

/** What the fake vault lends to an import. */
interface Vault {
  failure: (code: string, args?: Record<string, string>) => Failure
  tell: (done: number) => void
  /** The account at a place, as one that a row resembles. */
  like: (place: number, how: string) => Same
  /** Adds an account in the folder of that name or id, and returns its id. */
  add: (row: ArrivedRow, folder: string) => string
  remove: (accounts: string[]) => number
}

/** The imports of the fake: a file arrives, and stays until it is taken or dropped. */
export class Imports {
  readonly #arrivals: Arrival[]
  readonly #vault: Vault
  #arrival: Arrival | undefined
  #decisions = new Map<number, Decision>()
  #added: string[] = []
  #cancel = () => {}

  constructor(arrivals: readonly Arrival[], vault: Vault) {
    this.#arrivals = [...arrivals]
    this.#vault = vault
  }

  async open(): Promise<Incoming | null> {
    const arrival = this.#arrivals[0]
    if (!arrival) return null
    return this.#read(arrival, { password: null, memory_mib: null })
  }

  async read(given: Pick<Of<'read_import'>, 'password' | 'memory_mib' | 'columns'>): Promise<Incoming> {
    if (!this.#arrivals[0]) throw this.#vault.failure('not_available')
    // What the columns hold makes another file of it.
    if (given.columns.length > 0 && this.#arrivals.length > 1) this.#arrivals.shift()
    return this.#read(this.#arrivals[0], given)
  }

  async #read(arrival: Arrival, given: Pick<Of<'read_import'>, 'password' | 'memory_mib'>): Promise<Incoming> {
    const { failure } = this.#vault
    if (arrival.fails) throw failure(arrival.fails, { name: 'wallet.db' })
    if (arrival.password !== undefined) {
      if (!given.password) throw failure('file_password_needed')
      if (arrival.mib && (given.memory_mib ?? 0) < arrival.mib) throw failure('file_memory', { mib: String(arrival.mib) })
      if (arrival.endless) {
        this.#vault.tell(380)
        await new Promise<void>((end) => (this.#cancel = end))
        throw failure('cancelled')
      }
      if (given.password !== arrival.password) throw failure('file_password_wrong')
    }
    this.#arrival = arrival
    this.#decisions = new Map(arrival.rows.map((row, i) => [i, usual(row)]))
    return this.#view(arrival)
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
    this.#arrival = undefined
    return { added, replaced, skipped: rows.length - added - replaced, folders, favourites: added > 3 ? 2 : 0 }
  }

  undo(): number {
    return this.#vault.remove(this.#added.splice(0))
  }

  drop(): null {
    this.#arrival = undefined
    return null
  }

  cancel(): null {
    this.#cancel()
    return null
  }

  get #known(): Arrival {
    if (!this.#arrival) throw this.#vault.failure('not_available')
    return this.#arrival
  }

  #view({ format, name, password, files, rows, missing = [], columns, clients = [] }: Arrival): Incoming {
    const of = (status: string) => rows.filter((row) => row.status === status).length
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

  #row(i: number): ImportRow {
    const { like, ...row } = this.#known.rows[i]!
    const decision = isOpen(row) ? (this.#decisions.get(i) ?? 'add') : null
    const same = like === undefined ? null : this.#vault.like(like, row.status)
    return { row: i + 1, reason: null, notices: [], kind: 'totp', groups: [], ...row, same, decision }
  }
}

/** Whether something can be chosen for a row. */
function isOpen({ status }: Pick<ArrivedRow, 'status'>): boolean {
  return ['new', 'same_secret', 'same_name'].includes(status)
}

function usual({ status }: ArrivedRow): Decision {
  return status === 'identical' ? 'skip' : 'add'
}

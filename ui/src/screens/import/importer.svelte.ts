import { Attempt } from '../../lib/attempt.svelte.ts'
import {
  isFailure,
  type Backend,
  type ClientRow,
  type Decision,
  type Imported,
  type ImportEntry,
  type Incoming,
  type RowStatus,
} from '../../lib/backend/backend.ts'
import { Paged } from '../../lib/list/paged.svelte.ts'

/** What the person is asked or shown. */
export type Step = 'start' | 'password' | 'memory' | 'columns' | 'rows' | 'taken' | 'undone'

/** A field of a table, by its name, and none for a column of which nothing is taken over. */
export type Fields = Map<string, string>

/**
 * An import from its file to its end. The program reads the file and keeps what is in it; here is only what the person
 * is asked, and the page of rows that is on the screen.
 */
export class Importer {
  step = $state<Step>('start')
  incoming = $state.raw<Incoming>()
  imported = $state.raw<Imported>()
  /** How many accounts were taken back. */
  undone = $state(0)
  /** The memory in MiB that the file asks for. */
  mib = $state(0)

  /** Which rows are shown; none for all. */
  status = $state<RowStatus | null>(null)
  readonly rows: Paged<ImportEntry>
  /** Whether only clients without a code are shown. */
  withoutCode = $state(true)
  readonly clients: Paged<ClientRow>

  readonly #backend: Backend
  readonly #attempt = new Attempt()
  #done = $state<number>()
  /** What the file needs to be opened, until it is. */
  #password: string | null = null
  #memory: number | null = null
  #columns: [string, string][] = []
  /** Whether the program may hold something of it. */
  #opened = false

  constructor(backend: Backend) {
    this.#backend = backend
    this.rows = new Paged(async ({ from, count }) => {
      const { total, rows } = await backend.ask({ ask: 'import_rows', status: this.status, from, count })
      return { total, items: rows }
    })
    this.clients = new Paged(async ({ from, count }) => {
      const ask = { ask: 'import_clients', without_code: this.withoutCode, from, count } as const
      const { total, clients } = await backend.ask(ask)
      return { total, items: clients }
    })
  }

  /** How much of a key is derived, of 1000, where that takes long enough to say so. */
  get done(): number | undefined {
    return this.busy ? this.#done : undefined
  }

  get busy(): boolean {
    return this.#attempt.busy
  }

  get error(): unknown {
    return this.#attempt.error
  }

  /** Listens for how far a key is, until the function it returns is called. */
  follow(): () => void {
    return this.#backend.follow((event) => {
      if (event.event === 'import_progress' && this.busy) this.#done = event.done
    })
  }

  /** Has the person choose files, or takes those that were dropped. */
  async open(from: 'files' | 'dropped'): Promise<void> {
    this.#password = this.#memory = null
    this.#columns = []
    this.#opened = true
    await this.#read('start', () => this.#backend.ask({ ask: 'open_import', from }))
  }

  /** Opens the file with its password. */
  async unlock(password: string): Promise<void> {
    this.#password = password
    await this.#again()
  }

  /** Opens the file although it asks for so much memory. */
  async allowMemory(): Promise<void> {
    this.#memory = this.mib
    await this.#again()
  }

  /** Reads a table anew, with what its columns hold. */
  async tellColumns(columns: [string, string][]): Promise<void> {
    this.#columns = columns
    await this.#again()
  }

  async show(status: RowStatus | null): Promise<void> {
    this.status = status
    await this.rows.restart()
  }

  async showClients(withoutCode: boolean): Promise<void> {
    this.withoutCode = withoutCode
    await this.clients.restart()
  }

  /** Chooses what happens to one row. */
  async choose(row: number, decision: Decision): Promise<void> {
    await this.#choose([row], null, decision)
  }

  /** Chooses what happens to all rows that are shown. */
  async chooseAll(decision: Decision): Promise<void> {
    await this.#choose([], this.status, decision)
  }

  /** Adds what was chosen, to that folder where one is named. */
  async take(folder: string | null, groups: 'tags' | 'folders'): Promise<void> {
    await this.#run(async () => {
      this.imported = await this.#backend.ask({ ask: 'take_import', folder, groups })
      this.step = 'taken'
    })
  }

  async undo(): Promise<void> {
    await this.#run(async () => {
      this.undone = await this.#backend.ask({ ask: 'undo_import' })
      this.step = 'undone'
    })
  }

  /** Gives up what it is at. */
  cancel(): void {
    if (this.busy) this.#backend.ask({ ask: 'cancel_import' }).catch(() => {})
  }

  /** Has the program forget what it read, and the page what it needed for that. */
  drop(): void {
    this.cancel()
    this.#password = null
    if (this.#opened) this.#backend.ask({ ask: 'drop_import' }).catch(() => {})
    this.#opened = false
  }

  /** Begins with another file. */
  restart(): void {
    this.drop()
    this.step = 'start'
    this.incoming = this.#attempt.error = undefined
  }

  async #again(): Promise<void> {
    const [password, memory_mib, columns] = [this.#password, this.#memory, this.#columns]
    await this.#read(this.step, () => this.#backend.ask({ ask: 'read_import', password, memory_mib, columns }))
  }

  /** Reads, and goes on to whatever is to be asked next; back to `origin` where that is to start anew. */
  async #read(origin: Step, read: () => Promise<Incoming | null>): Promise<void> {
    await this.#run(async () => {
      try {
        const incoming = await read()
        if (incoming) await this.#settle(incoming)
      } catch (failure) {
        const code = isFailure(failure) ? failure.code : undefined
        if (code === 'file_memory' && isFailure(failure)) {
          this.mib = Number(failure.args.mib)
          this.step = 'memory'
        } else if (code === 'file_password_needed') this.step = 'password'
        else {
          const again = code === 'file_password_wrong' || code === 'file_no_memory' || code === 'cancelled'
          this.step = again ? origin : 'start'
          // Who gives it up knows so.
          if (code !== 'cancelled') throw failure
        }
      }
    })
  }

  async #settle(incoming: Incoming): Promise<void> {
    this.#password = null
    this.incoming = incoming
    this.status = null
    if (incoming.columns && incoming.total === 0 && incoming.clients.total === 0) {
      this.step = 'columns'
      return
    }
    this.withoutCode = incoming.clients.without_code > 0
    await Promise.all([this.rows.restart(), this.clients.restart()])
    this.step = 'rows'
  }

  async #choose(rows: number[], status: RowStatus | null, decision: Decision): Promise<void> {
    await this.#run(async () => {
      this.incoming = await this.#backend.ask({ ask: 'choose_import', rows, status, decision })
      await this.rows.refresh()
    })
  }

  #run(action: () => Promise<void>): Promise<void> {
    if (!this.busy) this.#done = undefined
    return this.#attempt.runAlone(action)
  }
}

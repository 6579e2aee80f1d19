import type {
  Answers,
  BackupFile,
  ChangedField,
  CheckedBackup,
  Difference,
  DifferenceView,
  Failure,
  FailureCode,
  Restored,
  RestorePlan,
} from '../backend.ts'
import { PASSWORD, type Of } from './contract.ts'

/** A backup that the fake person chooses, or that lies in the folder. */
export interface KeptBackup extends Partial<BackupFile> {
  /** What it would change. */
  rows?: readonly DifferenceView[]
  /** How many accounts it holds. */
  accounts?: number
  /** The password of its time; none where it opens by the keys of now. */
  password?: string
}

/** What the fake vault lends to its backups. */
interface Vault {
  now: () => number
  failure: (code: FailureCode, args?: Record<string, string>) => Failure
  /** The password of now, and what stands on the paper. */
  keys: () => (string | undefined)[]
  accounts: () => number
  /** Whether there is no vault that could be opened. */
  lost: () => boolean
}

/** The backups of the fake: the first is the newest. */
export class Backups {
  readonly #files: KeptBackup[]
  readonly #vault: Vault
  #opened: KeptBackup | undefined
  #taken = 0

  constructor(files: readonly KeptBackup[], vault: Vault) {
    this.#files = [...files]
    this.#vault = vault
  }

  list(): Answers['backups'] {
    return { files: this.#files.map((file, i) => this.#file(file, i)) }
  }

  made(file: string): CheckedBackup {
    const [now, accounts] = [this.#vault.now(), this.#vault.accounts()]
    this.#files.unshift({ file, modified: now, verified: now, accounts })
    return this.#checked(file, now, accounts, true)
  }

  open({ from, file, password }: Of<'open_backup'>): RestorePlan | null {
    const { failure, lost } = this.#vault
    const chosen = from === 'folder' ? this.#files.find((it, i) => this.#file(it, i).file === file) : this.#files[0]
    if (!chosen) {
      if (from === 'file') return null
      throw failure('not_found', { query: file ?? '' })
    }
    const { file: name, own, modified } = this.#file(chosen, this.#files.indexOf(chosen))
    const right = chosen.password ?? (lost() ? PASSWORD : undefined)
    if (right !== undefined && password === null) throw failure('file_password_needed', { file: name })
    if (right !== undefined && password !== right) throw failure('backup_key_wrong')
    this.#opened = chosen
    const rows = chosen.rows ?? []
    const count = (state: Difference) => rows.filter((row) => row.state === state).length
    return {
      ...this.#checked(name, modified, chosen.accounts ?? rows.length, null),
      own,
      adopts: lost(),
      missing: count('missing'),
      deleted: count('deleted'),
      changed: count('changed'),
    }
  }

  rows({ from, count }: Of<'restore_rows'>): Answers['restore_rows'] {
    const rows = this.#plan().rows ?? []
    return { total: rows.length, rows: rows.slice(from, from + count) }
  }

  take({ accounts }: Of<'take_restore'>): Restored {
    this.#taken = accounts?.length ?? this.#plan().rows?.length ?? 0
    this.#opened = undefined
    return { restored: this.#taken }
  }

  undo(): number {
    if (this.#taken === 0) throw this.#vault.failure('nothing_to_undo')
    const taken = this.#taken
    this.#taken = 0
    return taken
  }

  /** Throws unless it opens the backup that becomes the vault. */
  check(password: string): void {
    if (password !== PASSWORD) throw this.#vault.failure('backup_key_wrong')
  }

  drop(): null {
    this.#opened = undefined
    return null
  }

  drill({ typed }: Of<'drill'>): CheckedBackup {
    const newest = this.#files[0]
    if (!newest) throw this.#vault.failure('no_backup')
    if (!this.#vault.keys().includes(typed)) throw this.#vault.failure('backup_key_wrong')
    const { file, modified } = this.#file(newest, 0)
    const accounts = newest.accounts ?? this.#vault.accounts()
    return this.#checked(file, modified, accounts, accounts === this.#vault.accounts())
  }

  #checked(file: string, saved_at: number, accounts: number, matches: boolean | null): CheckedBackup {
    return { ...CHECKED, file, saved_at, accounts, codes: accounts, matches }
  }

  #plan(): KeptBackup {
    if (!this.#opened) throw this.#vault.failure('backup_gone')
    return this.#opened
  }

  #file(file: KeptBackup, place: number): BackupFile {
    const modified = file.modified ?? this.#vault.now() - (place + 1) * DAY_MS
    const day = new Date(modified).toISOString().slice(0, 10)
    return {
      file: file.file ?? `keyrack-k4jx2mwa-${day}-${String(240 - place).padStart(8, '0')}.tar`,
      modified,
      bytes: file.bytes ?? 152_576,
      own: file.own ?? true,
      verified: file.verified === undefined ? modified : file.verified,
    }
  }
}

const DAY_MS = 86_400_000

const CHECKED = { vault: 'k4jx2mwa', sequence: 240, ways_in: true } as const

/** A row of a restore; `path` is the client, the service and the user name. */
function row(id: string, state: Difference, path: [string, string, string], ...fields: ChangedField[]): DifferenceView {
  const [folder, service, label] = path
  return { id, state, folder, service, issuer: service, label, fields, taken: false }
}

/** Backups as they lie in the folder of an office. */
export const BACKUPS: Record<string, readonly KeptBackup[]> = {
  none: [],
  few: [
    {
      accounts: 12,
      rows: [
        row('r1', 'changed', ['Kovács és Társa Bt.', 'Ügyfélkapu+', 'kovacs.eva'], 'label', 'secret', 'tags'),
        row('r2', 'deleted', ['Kovács és Társa Bt.', 'Webirodák', 'titkarsag@kovacs.hu']),
        row('r3', 'deleted', ['Nagy Kereskedelmi Zrt.', 'Ügyfélkapu+', 'nagy.peter']),
        row('r4', 'missing', ['Szabó Kft.', 'HMRC', 'szabo.anna']),
      ],
    },
    { accounts: 12, verified: null },
    { accounts: 11, password: 'an earlier one', rows: [row('r5', 'missing', ['Szabó Kft.', 'NAV', 'regi'])] },
    { own: false, file: 'keyrack-zzq3fmta-2026-02-11-00000031.tar', verified: null, accounts: 3, password: 'another' },
  ],
  same: [{ accounts: 12, rows: [] }],
}

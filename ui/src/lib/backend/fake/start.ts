import type {
  Backend,
  ClockReport,
  ErrorCode,
  Event,
  Failure,
  Kit,
  LockReason,
  Notice,
  Request,
  ScanWays,
  Settings,
  SupportStep,
} from '../backend.ts'
import type { KeptBackup } from './backups.ts'
import type { ImportFile } from './import-files.ts'
import type { Office } from './office.ts'
import type { OfficeStart } from './offices/kept.ts'
import type { FakeScan } from './scans.ts'

/** How the fake starts. */
export interface Start {
  state?: 'no_vault' | 'locked' | 'unlocked'
  /** Why it is locked: `start`, `person`, `idle`, `crash`. */
  because?: LockReason
  /** Seconds to wait after wrong passwords. */
  retryAfter?: number | null
  /** Whether changes were lost at the lock. */
  unsavedLost?: boolean
  office?: Office
  kit?: 'confirmed' | 'waits' | 'put_off'
  readOnly?: boolean
  byRecoveryKey?: boolean
  /** The PIN of this computer. */
  pin?: string
  /** Why it does not open now, or why none can be set. */
  pinWhy?: ErrorCode
  /** Minutes that somebody still helps over a remote connection. */
  support?: number
  /** What was done while somebody helped. */
  done?: SupportStep[]
  /** How many steps there were before those. */
  doneBefore?: number
  /** What is known about the clock, and what a time server says. */
  clock?: Partial<ClockReport>
  online?: Partial<ClockReport>
  notices?: Notice[]
  settings?: Partial<Settings>
  /** What a paste finds; none for an empty clipboard. */
  clipboard?: string | null
  /** What there is to see on screens and pictures, the next for each look; the last stays. */
  scans?: readonly FakeScan[]
  ways?: ScanWays
  /** Whether what was found by way of the tray waits. */
  scanWaits?: boolean
  /** The file that is chosen or dropped, and the same once its columns were told; none for who chooses nothing. */
  importFiles?: readonly ImportFile[]
  /** Whether what is dropped are pictures. */
  drops?: 'pictures' | 'files'
  /** The backups in their folder; the first is the one that is chosen. */
  backups?: readonly KeptBackup[]
  /** Whether the vault cannot be read. */
  lost?: boolean
  /** In which office one is, and how it stands there; none for none. */
  team?: OfficeStart
  /** Whether a PIN opened the vault, so that the password is still to be proved. */
  pinOnly?: boolean
  /** The folder that is chosen for a store; null for who chooses none. */
  storeFolder?: string | null
  /** After how many looks an owner lets in who asked to join. */
  joinLooks?: number
  /** The time, in milliseconds since 1970. */
  now?: () => number
}

/** A stand-in for the program: the same answers, invented clients, worthless codes, everything in memory. */
export interface Fake extends Backend {
  /** Makes the next requests of that name fail, as often as said. */
  fail(ask: Request['ask'], failure: Failure, times?: number): void
  /** Tells the window something without being asked. */
  tell(event: Event): void
  /** The two groups that the kit asks for. */
  groups(kit: Kit): [string, string]
}

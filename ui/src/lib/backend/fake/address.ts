import type {
  AnyNotice,
  ClockReport,
  ErrorCode,
  FailureCode,
  LockReason,
  PaperBackend,
  PaperKind,
  Request,
  SupportStep,
  Theme,
} from '../backend.ts'
import { failure } from './contract.ts'
import { fake } from './fake.ts'
import { SETTINGS } from './settings.ts'
import type { Fake, Start } from './start.ts'
import { IMPORT_FILES, type ImportFile } from './import-files.ts'
import { hostileOffice, largeOffice, onePerson } from './office.ts'
import type { OfficeStart } from './offices/kept.ts'
import { fakePaper } from './paper.ts'
import { SCANS, WAYS } from './scans.ts'

/**
 * A fake in the state that an address asks for, so that any screen can be opened for a look:
 * `?state=locked&because=idle&retry=12&lost&accounts=10000&theme=dark&lang=hu&kit=waits&fail=copy:clipboard_unavailable`,
 * `?pin=4711&pinwhy=pin_week`, `?support=15&done`, `?clock=95000`, `?scan=several&ways=none&waits&dragged`,
 * `?import=table`, `?import=fails:file_damaged`, `?team=alarms&pinonly`,
 * `?team=joining&looks=1`. Without `state` it is open.
 */
export function fakeFor(address: URLSearchParams): Fake {
  const number = (name: string) => (address.has(name) ? Number(address.get(name)) : undefined)
  const accounts = number('accounts')
  const made = fake({
    state: (address.get('state') as Start['state']) ?? 'unlocked',
    because: (address.get('because') ?? 'start') as LockReason,
    retryAfter: number('retry') ?? null,
    unsavedLost: address.has('lost'),
    ...(address.has('hostile') && { office: hostileOffice() }),
    ...(accounts !== undefined && { office: accounts > 10 ? largeOffice(accounts) : onePerson(accounts) }),
    kit: (address.get('kit') as Start['kit']) ?? 'confirmed',
    readOnly: address.has('readonly'),
    byRecoveryKey: address.has('recovery'),
    notices: (address.get('notices')?.split(',') ?? []).map((code) => ({
      code: (code || 'copies_merged') as AnyNotice,
      args: { count: '2' },
    })),
    clipboard: address.has('clipboard') ? address.get('clipboard') || null : undefined,
    ...(address.has('scan') && { scans: SCANS[address.get('scan')!]! }),
    ...(address.has('ways') && { ways: WAYS[address.get('ways')!]! }),
    scanWaits: address.has('waits'),
    ...(address.has('unreadable') && { lost: true }),
    ...(address.has('import') && { importFiles: importFiles(address.get('import')!) }),
    ...(address.has('pin') && { pin: address.get('pin')! }),
    ...(address.has('pinwhy') && { pinWhy: address.get('pinwhy') as ErrorCode }),
    ...(address.has('team') && { team: address.get('team') as OfficeStart }),
    ...(address.has('looks') && { joinLooks: number('looks')! }),
    pinOnly: address.has('pinonly'),
    ...(address.has('support') && { support: number('support')! }),
    ...(address.has('done') && { done: steps(Date.now()) }),
    ...(address.has('clock') && { clock: wrongBy(number('clock')!), online: wrongBy(number('clock')!) }),
    settings: settings(address),
  })
  for (const wished of address.getAll('fail')) {
    const [ask, code] = wished.split(':') as [Request['ask'], FailureCode]
    made.fail(ask, failure(code), Infinity)
  }
  return address.has('dragged') ? dragged(made) : made
}

/** Files to import by their name, or one that cannot be read: `fails:` and why. */
function importFiles(name: string): readonly ImportFile[] {
  const [, fails] = name.split('fails:') as [string, FailureCode?]
  return fails === undefined ? IMPORT_FILES[name]! : [{ ...IMPORT_FILES.plain![0]!, fails }]
}

/** The same, with files held over the window from the beginning. */
function dragged(made: Fake): Fake {
  return {
    ...made,
    follow(listener) {
      queueMicrotask(() => listener({ event: 'dragged', over: true }))
      return made.follow(listener)
    },
  }
}

function steps(now: number): SupportStep[] {
  const about = 'Kovács Bt. · Ügyfélkapu+ · kovács'
  return ['unlock', 'copy', 'edit', 'change_settings', 'back_up'].map((what, i) => {
    return { at: now - (5 - i) * 60_000, what, about: ['copy', 'edit'].includes(what) ? about : '' }
  })
}

function wrongBy(off_ms: number): Partial<ClockReport> {
  return { synchronised: false, off_ms, measured: 'online', wrong: Math.abs(off_ms) > 15_000 }
}

/** The same for the paper window: `?paper=kit`, `secrets`, `qr`, `transfer` or `sheet`, and `&pages=3`. */
export function fakePaperFor(address: URLSearchParams): PaperBackend {
  return fakePaper({
    kind: (address.get('paper') ?? 'kit') as PaperKind,
    settings: { ...SETTINGS, ...settings(address) },
    ...(address.has('name') && { name: address.get('name')! }),
    ...(address.has('pages') && { pages: Number(address.get('pages')) }),
  })
}

/** How it stands with backups: `missing`, `old`, `away` or `fresh`. */
function backup(how: string | null): NonNullable<Start['settings']> {
  const ago = (days: number) => Date.now() - days * 86_400_000
  if (how === null) return {}
  if (how === 'missing') return { backups_since: ago(10) }
  return {
    backup_folder: '/home/anna/Backups',
    backups_since: ago(80),
    backup_trouble: how === 'away' ? 'file_not_found' : null,
    last_backup: how === 'fresh' ? Date.now() - 7_200_000 : ago(how === 'old' ? 40 : 3),
    last_drill: ago(50),
  }
}

function settings(address: URLSearchParams): NonNullable<Start['settings']> {
  return {
    language: address.get('lang'),
    theme: (address.get('theme') ?? 'system') as Theme,
    hide_codes: address.has('hide'),
    ...(address.has('notray') && { tray: false, can_start_at_login: false }),
    ...backup(address.get('backup')),
  }
}

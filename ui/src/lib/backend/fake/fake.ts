import type { Answers, Event, Failure, Request, Theme } from '../backend.ts'
import { accessHandlers, groups } from './access.ts'
import { accountHandlers, folderHandlers, recoveryHandlers } from './accounts.ts'
import { addHandlers, Drafts, scanHandlers } from './adding.ts'
import { BACKUPS, Backups } from './backups.ts'
import { failure, isoDay, RECOVERY_KEY, VAULT_FOLDER, type Handler, type Handlers, type Of } from './contract.ts'
import { copyHandlers, qrHandlers } from './copying.ts'
import { FORMATS, losses } from './formats.ts'
import { IMPORT_FILES } from './import-files.ts'
import { Imports } from './imports.ts'
import { listHandlers } from './list.ts'
import { smallOffice, type KeptAccount } from './office.ts'
import { officeHandlers } from './offices/desk.ts'
import { foundingHandlers } from './offices/founding.ts'
import { joiningHandlers } from './offices/joining.ts'
import { leavingHandlers } from './offices/leaving.ts'
import { Offices } from './offices/offices.ts'
import { peopleHandlers } from './offices/people.ts'
import { placeHandlers } from './offices/place.ts'
import { sharingHandlers } from './offices/sharing.ts'
import type { Fake, Start } from './start.ts'
import { NOTED, showsSecret, supportHandlers } from './support.ts'
import { World } from './world.ts'

/** A stand-in for the program, in the state that is asked for. */
export function fake(start: Start = {}): Fake {
  const world = new World(start)
  const failures = new Map<string, { failure: Failure; times: number }>()
  const offices = new Offices(world)
  const handlers = handlersOf(world, offices)

  async function ask<Name extends Request['ask']>(request: Of<Name>): Promise<Answers[Name]> {
    const injected = failures.get(request.ask)
    if (injected && injected.times-- > 0) throw injected.failure
    refuse(world, request)
    if (offices.pinOnly && FOR_OTHERS.has(request.ask)) throw failure('pin_not_enough')
    const given = (handlers[request.ask] as Handler<Name>)(plain(request))
    // A scan takes its time, and whatever it answers was made for it.
    if (given instanceof Promise) return given
    // What crosses the bridge is a copy; nobody changes the vault by changing an answer.
    const answer = structuredClone(given)
    note(world, request)
    return answer
  }

  return {
    ask,
    tell: world.tell,
    groups,
    follow: (listener: (event: Event) => void) => world.follow(listener),
    fail(ask, failure, times = 1) {
      failures.set(ask, { failure, times })
    },
  }
}

function handlersOf(world: World, offices: Offices): Handlers {
  const { access, start, support, tell, vault } = world
  const drafts = new Drafts(vault)
  const recent: string[] = []
  return {
    ...accessHandlers(access),
    lock() {
      access.lock()
      drafts.clear()
      return null
    },
    ...settingsHandlers(world),
    ...supportHandlers(support, access, tell),
    ...listHandlers(vault, recent),
    ...accountHandlers(vault),
    ...recoveryHandlers(vault),
    ...folderHandlers(vault),
    ...copyHandlers(vault, () => world.settings, recent),
    ...qrHandlers(vault, access),
    ...addHandlers(vault, drafts),
    ...scanHandlers(start, drafts, access, tell),
    ...importHandlers(world),
    ...exportHandlers(world),
    ...backupHandlers(world),
    ...officeHandlers(offices),
    ...placeHandlers(offices),
    ...foundingHandlers(offices),
    ...joiningHandlers(offices),
    ...peopleHandlers(offices),
    ...sharingHandlers(offices),
    ...leavingHandlers(offices),
  }
}

function settingsHandlers(world: World) {
  return {
    active: () => null,
    settings: () => world.settings,
    change_settings({ changes }) {
      const { language, theme = world.settings.theme, ...others } = changes
      const chosen = language === undefined ? {} : { language: language || null }
      world.settings = { ...world.settings, ...others, theme: theme as Theme, ...chosen }
      world.tell({ event: 'settings_changed' })
      return world.settings
    },
    choose_backup_folder() {
      world.settings = { ...world.settings, backup_folder: '/home/anna/Backups' }
      return world.settings
    },
    about: () => ({ version: '0.1.0', vault: VAULT_FOLDER, formats: FORMATS }),
    clock: () => world.clock,
    check_clock() {
      world.clock = { synchronised: true, off_ms: 40, measured: 'online', wrong: false, ...world.start.online }
      return world.clock
    },
  } satisfies Partial<Handlers>
}

function importHandlers({ start, tell, vault }: World) {
  const imports = new Imports(start.importFiles ?? IMPORT_FILES.plain!, {
    failure,
    tell: (done) => tell({ event: 'import_progress', done }),
    like(place, how) {
      const { id, folder, service, label } = vault.office.accounts[place]!
      return { how, account: id, folder: vault.tagOf(folder), service, label }
    },
    add: ({ issuer, label, groups }, to) =>
      vault.addAccount(issuer, label, { folder: vault.folderFor(to), tags: groups ?? [] }).id,
    remove: (accounts) => vault.each(accounts, (kept) => (kept.trashed = vault.now())),
  })
  return {
    open_import: () => imports.open(),
    read_import: (request) => imports.read(request),
    import_rows: (request) => imports.rows(request),
    import_clients: (request) => imports.clients(request),
    choose_import: (request) => imports.choose(request),
    take_import: (request) => imports.take(request),
    undo_import: () => imports.undo(),
    save_import_report: () => 'keyrack-import.csv',
    drop_import: () => imports.drop(),
    cancel_import: () => imports.cancel(),
    dropped_kind: () => start.drops ?? 'pictures',
  } satisfies Partial<Handlers>
}

function exportHandlers({ access, now, vault }: World) {
  /** The accounts that an export is about. */
  function exported(accounts: string[], folder: string | null): KeptAccount[] {
    const all = accounts.length ? accounts.map((id) => vault.find(id)) : vault.live()
    return folder === null ? all : all.filter((kept) => kept.folder === folder)
  }

  return {
    export_losses: ({ accounts, folder, format }) => losses(format, exported(accounts, folder)),
    export({ accounts, folder, format, file_password, password }) {
      access.check(password)
      const { extension, sealing } = FORMATS.find(({ name }) => name === format)!
      if (sealing === 'always' && !file_password) throw failure('file_password_needed')
      const all = exported(accounts, folder)
      return { file: `keyrack-${isoDay(now())}.${extension}`, accounts: all.length, left_out: losses(format, all).total }
    },
  } satisfies Partial<Handlers>
}

function backupHandlers(world: World) {
  const { access, now, start, vault } = world
  const backups = new Backups(start.backups ?? BACKUPS.few!, {
    now,
    failure,
    keys: () => [access.password, RECOVERY_KEY],
    accounts: () => vault.live().length,
    lost: () => !access.unlocked,
  })
  return {
    back_up() {
      if (!world.settings.backup_folder) throw failure('no_backup_folder')
      const file = `keyrack-k4jx2mwa-${isoDay(now())}-00000241.tar`
      world.settings = { ...world.settings, last_backup: now(), backup_trouble: null }
      return backups.made(file)
    },
    backups: () => backups.list(),
    open_backup(request) {
      if (access.locked && !access.lost) throw failure('vault_exists', { path: VAULT_FOLDER })
      return backups.open(request)
    },
    restore_rows: (request) => backups.rows(request),
    take_restore: (request) => backups.take(request),
    undo_restore: () => backups.undo(),
    drop_restore: () => backups.drop(),
    drill(request) {
      const done = backups.drill(request)
      world.settings = { ...world.settings, last_drill: now() }
      return done
    },
    adopt({ password }) {
      backups.check(password)
      if (vault.office.accounts.length === 0) Object.assign(vault.office, smallOffice(now()))
      return access.adopt()
    },
  } satisfies Partial<Handlers>
}

/** Throws where the program would not even begin. */
function refuse({ access, start, support }: World, request: Request): void {
  if (!access.unlocked && !WHILE_LOCKED.has(request.ask)) throw failure('locked')
  if (CHANGING.has(request.ask)) {
    if (access.byRecoveryKey && request.ask !== 'change_password') throw failure('new_password_needed')
    if (start.readOnly) throw failure('permission_denied')
  }
  if (support.running && showsSecret(request)) throw failure('support_mode')
}

/** Notes what was done while somebody helps, and with what. */
function note({ support, vault }: World, request: Request): void {
  if (!support.running || !NOTED.has(request.ask)) return
  const kept = 'account' in request ? vault.office.accounts.find(({ id }) => id === request.account) : undefined
  const names = kept ? [vault.tagOf(kept.folder).name, kept.service, kept.label] : []
  support.note(request.ask, names.filter(Boolean).join(' · '))
}

/** What is answered without an open vault. */
const WHILE_LOCKED = new Set<string>(
  `state active settings change_settings about strength create unlock unlock_with_key lock open_backup drop_restore adopt pin
  unlock_with_pin start_support end_support support clock check_clock`.split(/\s+/),
)

/** What changes the vault. */
const CHANGING = new Set<string>(
  `add add_many undo_add add_factor replace_secret confirm edit move tag remove restore empty_trash edit_factor remove_factor
  restore_factor add_recovery use_recovery remove_recovery restore_recovery take_import undo_import take_restore undo_restore
  add_folder edit_folder remove_folder change_password make_kit`.split(/\s+/),
)

/** What is done for others, for which a PIN is not enough. */
const FOR_OTHERS = new Set<string>(
  `invite invite_device show_invitation copy_invitation mail_invitation approve promote share share_folders remove_from_office
  settle leave_office make_sheets found_office recover_office join_office`.split(/\s+/),
)

/** A request as it crosses the bridge: reactive state does not. */
function plain<T>(request: T): T {
  return JSON.parse(JSON.stringify(request)) as T
}

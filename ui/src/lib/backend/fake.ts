import type {
  Account,
  Added,
  Answers,
  Backend,
  Badge,
  Clock,
  Copied,
  Draft,
  Event,
  Failure,
  Folder,
  FolderTag,
  How,
  Kit,
  Notice,
  Pin,
  Place,
  Recovery,
  Request,
  Row,
  Same,
  ScanWays,
  Settings,
  State,
  Support,
  SupportStep,
} from './backend.ts'
import { IMPORT_FILES, type ImportFile } from './fake/import-files.ts'
import { BACKUPS, Backups, type KeptBackup } from './fake/backups.ts'
import { code, codesAround, digits } from './fake/codes.ts'
import { FORMATS, losses } from './fake/formats.ts'
import { Imports } from './fake/imports.ts'
import {
  account,
  factor,
  folder,
  smallOffice,
  type KeptAccount,
  type KeptFactor,
  type KeptFolder,
  type Office,
} from './fake/office.ts'
import { SCANS, WAYS, type FakeScan } from './fake/scans.ts'

/** How the fake starts. */
export interface Start {
  state?: 'no_vault' | 'locked' | 'unlocked'
  /** Why it is locked: `start`, `person`, `idle`, `crash`. */
  because?: string
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
  pinWhy?: string
  /** Minutes that somebody still helps over a remote connection. */
  support?: number
  /** What was done while somebody helped. */
  done?: SupportStep[]
  /** How many steps there were before those. */
  doneBefore?: number
  /** What is known about the clock, and what a time server says. */
  clock?: Partial<Clock>
  online?: Partial<Clock>
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

/** The password that opens the fake vault until another is chosen. */
export const PASSWORD = 'correct horse'

/** What stands on the emergency kit of the fake vault. */
export const RECOVERY_KEY = 'AGE-SECRET-KEY-1QQQQPPPPZZZZRRRRYYYY99998888GGGGFFFF2222TTTTVVVVDDDDWW'

type Of<Name extends Request['ask']> = Extract<Request, { ask: Name }>
type Carried = { [Name in Request['ask']]: Carry<Name> }
type Carry<Name extends Request['ask']> = (request: Of<Name>) => Answers[Name] | Promise<Answers[Name]>
type Kept = Draft & { factor: KeptFactor }

export function fake(start: Start = {}): Fake {
  const now = start.now ?? Date.now
  const listeners = new Set<(event: Event) => void>()
  const failures = new Map<string, { failure: Failure; times: number }>()

  let standing = start.state ?? 'locked'
  let because = start.because ?? 'start'
  let lockedAt = now()
  let password = standing === 'no_vault' ? undefined : PASSWORD
  let wrong = 0
  let retryAt = start.retryAfter ? now() + start.retryAfter * 1000 : 0
  let byRecoveryKey = start.byRecoveryKey ?? false
  let kit: Kit | null = start.kit === 'waits' ? { ask: [3, 11] } : null
  let kitConfirmed = (start.kit ?? 'confirmed') === 'confirmed' && standing !== 'no_vault'
  let settings: Settings = { ...SETTINGS, ...start.settings }
  const office = start.office ?? (standing === 'no_vault' ? empty() : smallOffice(now()))
  let recent: string[] = []
  let lastCopied: { folder: FolderTag; at: number } | undefined
  const drafts = new Map<number, Kept>()
  const removed: { factors: KeptFactor[]; recovery: Recovery[] } = { factors: [], recovery: [] }
  let made = 0
  let pin = start.pin
  let pinWrong = 0
  let supportUntil = start.support === undefined ? null : now() + start.support * 60_000
  let done: SupportStep[] = start.done ?? []
  const scans = [...(start.scans ?? SCANS.one!)]
  let cancelScan = () => {}
  let scanWaits = start.scanWaits ?? false
  const imports = new Imports(start.importFiles ?? IMPORT_FILES.plain!, {
    failure,
    tell: (done) => tell({ event: 'import_progress', done }),
    like(place, how) {
      const { id, folder, service, label } = office.accounts[place]!
      return { how, account: id, folder: tagOf(folder), service, label }
    },
    add({ issuer, label, groups }, to) {
      const fresh = account(`new-${++made}`, 0, issuer, label)
      Object.assign(fresh, { folder: folderFor(to), url: '', tags: groups ?? [], created: now(), changed: now() })
      office.accounts.push(fresh)
      return fresh.id
    },
    remove: (accounts) => each(accounts, (kept) => (kept.trashed = now())),
  })
  let lost = start.lost ?? false
  const backups = new Backups(start.backups ?? BACKUPS.few!, {
    now,
    failure,
    keys: () => [password, RECOVERY_KEY],
    accounts: () => live().length,
    lost: () => standing !== 'unlocked',
  })
  let clock: Clock = { synchronised: true, off_ms: null, measured: null, wrong: false, ...start.clock }

  const carried: Carried = {
    state: state,
    active: () => null,
    settings: () => settings,
    change_settings({ changes }) {
      const { language, ...others } = changes
      settings = { ...settings, ...others, ...(language === undefined ? {} : { language: language || null }) }
      tell({ event: 'settings_changed' })
      return settings
    },
    choose_backup_folder() {
      settings = { ...settings, backup_folder: '/home/anna/Backups' }
      return settings
    },
    about: () => ({
      version: '0.1.0',
      vault: '/home/anna/.local/share/keyrack',
      formats: FORMATS,
    }),

    strength: ({ password }) => ({ score: Math.min(4, Math.floor(password.length / 4)) }),
    create({ password: chosen }) {
      if (password !== undefined) throw failure('vault_exists', { path: '/home/anna/.local/share/keyrack' })
      if (chosen === '') throw failure('bad_password', { longest: '1024' })
      password = chosen
      standing = 'unlocked'
      kit = { ask: [3, 11] }
      return state()
    },
    unlock({ password: tried }) {
      check(tried)
      standing = 'unlocked'
      byRecoveryKey = false
      return state()
    },
    unlock_with_key({ key }) {
      if (bare(key) !== bare(RECOVERY_KEY)) throw failure('wrong_recovery_key')
      standing = 'unlocked'
      byRecoveryKey = true
      return state()
    },
    pin: pinView,
    unlock_with_pin({ pin: tried }) {
      if (!pinView().usable) throw failure(pinView().why ?? 'pin_not_set')
      if (tried !== pin) {
        pinWrong += 1
        if (pinWrong >= PIN_TRIES) {
          pin = undefined
          throw failure('pin_used_up')
        }
        throw failure('wrong_pin', { tries: String(PIN_TRIES - pinWrong) })
      }
      pinWrong = 0
      standing = 'unlocked'
      byRecoveryKey = false
      return state()
    },
    set_pin({ password: tried, pin: chosen }) {
      if (!/^\d{4,12}$/.test(chosen) || /^(\d)\1*$/.test(chosen)) throw failure('bad_pin')
      check(tried)
      pin = chosen
      pinWrong = 0
      return pinView()
    },
    remove_pin() {
      pin = undefined
      pinWrong = 0
      return pinView()
    },
    lock() {
      standing = 'locked'
      because = 'person'
      lockedAt = now()
      drafts.clear()
      kit = null
      return null
    },
    change_password({ old, new: chosen }) {
      if (!byRecoveryKey) check(old)
      if (chosen === '') throw failure('bad_password', { longest: '1024' })
      password = chosen
      byRecoveryKey = false
      return null
    },

    make_kit({ password: tried }) {
      check(tried)
      kit = { ask: [2, 14] }
      return kit
    },
    show_kit() {
      if (!kit) throw failure('not_available')
      return kit
    },
    confirm_kit({ groups: typed }) {
      if (!kit) throw failure('not_available')
      const right = groups(kit)
      if (!typed.every((group, i) => group.trim().toUpperCase() === right[i])) throw failure('kit_differs')
      kit = null
      kitConfirmed = true
      return state()
    },
    put_off_kit() {
      kit = null
      return state()
    },

    list({ query, place, from, count }) {
      const found = rows(place).filter(matches(query))
      return { total: found.length, rows: found.slice(from, from + Math.min(count, 60)).map(row) }
    },
    counts() {
      const { folders } = office
      const tags = new Set(live().flatMap(({ tags }) => tags))
      return {
        all: rows({ in: 'all' }).length,
        favourites: rows({ in: 'favourites' }).length,
        recent: rows({ in: 'recent' }).length,
        attention: rows({ in: 'attention' }).length,
        trash: rows({ in: 'trash' }).length,
        folders: folders.filter(({ archived, name }) => !archived && name !== '').length,
        archived: folders.filter(({ archived }) => archived).length,
        tags: [...tags].slice(0, 100),
      }
    },
    account: ({ account }) => view(find(account)),
    copy(request) {
      const kept = find(request.account)
      const used = kept.factors.find(({ id }) => id === request.factor)
      if (!used) throw failure('not_found', { query: request.factor })
      const tag = tagOf(kept.folder)
      const before = lastCopied
      if (settings.ask_on_client_change && !request.sure && before && before.folder.id !== tag.id && now() - before.at < 10_000) {
        return { copy: 'ask', before: before.folder, now: tag }
      }
      lastCopied = { folder: tag, at: now() }
      recent = [kept.id, ...recent.filter((id) => id !== kept.id)].slice(0, 20)
      const shown = code(used, now(), supportUntil !== null)
      const counted = used.counter === null ? null : digits(used, used.counter++)
      return {
        copy: 'done',
        ...copied(kept, request.next ? 'next' : 'code', used.desk),
        valid_until: request.next && shown.valid_until !== null ? shown.valid_until + used.period! : shown.valid_until,
        code: counted,
      }
    },
    clear_clipboard: () => null,
    copy_field: ({ account, field }) => ({ copy: 'done', ...copied(find(account), field, '') }),
    open_page: () => null,
    reveal({ password }) {
      check(password)
      return null
    },
    show_qr({ accounts, factor, kind, password }) {
      check(password)
      const asked = accounts
        .map(find)
        .flatMap((kept) => kept.factors.filter(({ id }) => factor === null || id === factor).map((used) => [kept, used] as const))
      const out = kind === 'transfer' ? asked.filter(([, used]) => !googleTakes(used)) : []
      const left_out = out.map(([kept, used]) => ({ reason: why(used), issuer: kept.issuer, label: kept.label }))
      return { shown: asked.length - out.length, left_out }
    },
    favourite({ accounts, on }) {
      for (const id of accounts) office.favourites[on ? 'add' : 'delete'](id)
      return null
    },

    read_text: ({ text, how }) => draft(text, how),
    scan_ways: () => start.ways ?? WAYS.all!,
    async scan({ from }) {
      const next = from === 'clipboard' && !start.scans ? scanClipboard() : (scans.length > 1 ? scans.shift() : scans[0])!
      scanWaits = false
      if (next.endless) {
        tell({ event: 'scan_progress', done: 420 })
        await new Promise<void>((end) => (cancelScan = end))
        return null
      }
      return {
        found: next.links.map((link) => draft(link, {})),
        refused: next.refused ?? [],
        missing: next.missing ?? [],
        unread: next.unread ?? [],
        doubtful: next.doubtful ?? 0,
        pictures: next.pictures ?? 1,
      }
    },
    cancel_scan() {
      cancelScan()
      return null
    },
    add({ draft, service, label, folder, desk, fields }) {
      const taken = take(draft)
      const fresh = account(`new-${++made}`, 0, service, label)
      Object.assign(fresh, { folder: folderFor(folder ?? ''), issuer: taken.issuer, url: '', created: now(), changed: now() })
      fresh.factors = [{ ...taken.factor, desk }]
      office.accounts.push(fresh)
      edit(fresh, fields)
      return added(fresh)
    },
    add_many({ drafts, folder, folders }) {
      const own = new Map(folders)
      const fresh = drafts.map((id) => {
        const taken = take(id)
        const kept = account(`new-${++made}`, 0, taken.issuer, taken.label)
        const to = folderFor(own.get(id) ?? folder ?? '')
        Object.assign(kept, { folder: to, url: '', created: now(), changed: now(), factors: [taken.factor] })
        return kept
      })
      office.accounts.push(...fresh)
      return { accounts: fresh.map(({ id }) => id), first: fresh[0] ? added(fresh[0]) : null }
    },
    undo_add({ accounts }) {
      each(accounts, (kept) => (kept.trashed = now()))
      return null
    },
    add_factor({ account, draft, desk }) {
      const kept = find(account)
      kept.factors.push({ ...take(draft).factor, desk })
      return added(kept)
    },
    replace_secret({ account, factor: replaced, draft }) {
      const kept = find(account)
      const place = kept.factors.findIndex(({ id }) => id === replaced)
      const before = kept.factors[place]
      if (!before) throw failure('not_found', { query: replaced })
      const { id, desk } = before
      kept.factors[place] = { ...take(draft).factor, id, desk, replaced: [...before.replaced, now()] }
      return { account: view(kept), factor: id }
    },
    drop_draft({ draft }) {
      drafts.delete(draft)
      return null
    },
    confirm: ({ account, factor }) => change(account, factor, (kept) => Object.assign(kept, { confirmed: true, replaced: [] })),

    edit({ account, fields }) {
      edit(find(account), fields)
      return view(find(account))
    },
    move({ accounts, folder }) {
      const to = folderFor(folder)
      return each(accounts, (kept) => (kept.folder = to))
    },
    tag: ({ accounts, add, remove }) =>
      each(accounts, (kept) => (kept.tags = [...new Set([...kept.tags, ...add])].filter((tag) => !remove.includes(tag)))),
    remove: ({ accounts }) => each(accounts, (kept) => (kept.trashed = now())),
    restore: ({ accounts }) => each(accounts, (kept) => (kept.trashed = null)),
    empty_trash() {
      const before = office.accounts.length
      office.accounts = live()
      return before - office.accounts.length
    },
    edit_factor: ({ account, factor, desk }) => change(account, factor, (kept) => (kept.desk = desk)),
    remove_factor({ account, factor }) {
      const kept = find(account)
      removed.factors.push(...kept.factors.filter(({ id }) => id === factor))
      kept.factors = kept.factors.filter(({ id }) => id !== factor)
      return view(kept)
    },
    restore_factor({ account, factor }) {
      find(account).factors.push(takeBack(removed.factors, factor))
      return view(find(account))
    },
    add_recovery({ account, kind, label, whose, value }) {
      const kept = find(account)
      const codes = kind === 'backup_codes' ? value.split('\n').filter((line) => line.trim()).length : null
      kept.recovery.push({ id: `recovery-${++made}`, kind, label, whose, codes_left: codes, codes_total: codes })
      return view(kept)
    },
    use_recovery({ account, item }) {
      const used = find(account).recovery.find(({ id }) => id === item)
      if (used?.codes_left) used.codes_left -= 1
      return view(find(account))
    },
    remove_recovery({ account, item }) {
      const kept = find(account)
      removed.recovery.push(...kept.recovery.filter(({ id }) => id === item))
      kept.recovery = kept.recovery.filter(({ id }) => id !== item)
      return view(kept)
    },
    restore_recovery({ account, item }) {
      find(account).recovery.push(takeBack(removed.recovery, item))
      return view(find(account))
    },

    folders({ query, from, count, archived }) {
      const parts = folded(query).split(' ')
      const found = office.folders
        .filter(({ archived: away, name }) => away === archived && name !== '')
        .filter(({ name, tax_number, short_code }) => {
          const text = folded(`${name} ${tax_number} ${short_code}`)
          return parts.every((part) => text.includes(part))
        })
        .sort((a, b) => COLLATOR.compare(a.name, b.name))
      return { total: found.length, folders: found.slice(from, from + count).map(folderView) }
    },
    add_folder({ name, fields }) {
      const fresh = folder(`new-${++made}`, name)
      office.folders.push(fresh)
      editFolder(fresh, fields)
      return folderView(fresh)
    },
    edit_folder({ folder, fields }) {
      const kept = findFolder(folder)
      editFolder(kept, fields)
      return folderView(kept)
    },
    remove_folder({ folder }) {
      const { accounts } = folderView(findFolder(folder))
      if (accounts > 0) throw failure('folder_not_empty', { count: String(accounts) })
      office.folders = office.folders.filter(({ id }) => id !== folder)
      return null
    },

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

    export_losses({ accounts, folder, format }) {
      return losses(format, meant(accounts, folder))
    },
    export({ accounts, folder, format, file_password, password }) {
      check(password)
      const { extension, sealing } = FORMATS.find(({ name }) => name === format)!
      if (sealing === 'always' && !file_password) throw failure('file_password_needed')
      const all = meant(accounts, folder)
      return { file: `keyrack-${isoDay(now())}.${extension}`, accounts: all.length, left_out: losses(format, all).total }
    },
    back_up() {
      if (!settings.backup_folder) throw failure('no_backup_folder')
      const file = `keyrack-k4jx2mwa-${isoDay(now())}-00000241.tar`
      backups.made(file)
      settings = { ...settings, last_backup: now(), backup_trouble: null }
      return { file, accounts: live().length, codes: live().length }
    },

    backups: () => backups.list(),
    open_backup(request) {
      if (standing === 'locked' && !lost) throw failure('vault_exists', { path: '/home/anna/.local/share/keyrack' })
      return backups.open(request)
    },
    restore_rows: (request) => backups.rows(request),
    take_restore: (request) => backups.take(request),
    undo_restore: () => backups.undo(),
    drop_restore: () => backups.drop(),
    drill(request) {
      const done = backups.drill(request)
      settings = { ...settings, last_drill: now() }
      return done
    },
    adopt({ password: typed }) {
      if (typed !== PASSWORD) throw failure('backup_key_wrong')
      password = PASSWORD
      standing = 'unlocked'
      kitConfirmed = true
      lost = false
      if (office.accounts.length === 0) Object.assign(office, smallOffice(now()))
      return state()
    },

    start_support({ minutes }) {
      if (minutes < 5 || minutes > 120) throw failure('bad_value', { field: 'minutes' })
      supportUntil = now() + minutes * 60_000
      done = [...done, { at: now(), what: 'begin_support', about: '' }]
      tell({ event: 'support_changed' })
      tell({ event: 'changed' })
      return support()
    },
    end_support() {
      if (supportUntil !== null) done = [...done, { at: now(), what: 'end_support', about: '' }]
      supportUntil = null
      tell({ event: 'support_changed' })
      tell({ event: 'changed' })
      return support()
    },
    support,

    clock: () => clock,
    check_clock() {
      clock = { synchronised: true, off_ms: 40, measured: 'online', wrong: false, ...start.online }
      return clock
    },
    codes_around({ account, factor: id }) {
      const used = find(account).factors.find((factor) => factor.id === id)
      if (!used) throw failure('not_found', { query: id })
      if (used.period === null) throw failure('not_available')
      return { codes: codesAround(used, used.period, now()) }
    },
  }

  async function ask<Name extends Request['ask']>(request: Of<Name>): Promise<Answers[Name]> {
    const injected = failures.get(request.ask)
    if (injected && injected.times-- > 0) throw injected.failure
    if (standing !== 'unlocked' && !WHILE_LOCKED.has(request.ask)) throw failure('locked')
    if (CHANGING.has(request.ask)) {
      if (byRecoveryKey && request.ask !== 'change_password') throw failure('new_password_needed')
      if (start.readOnly) throw failure('permission_denied')
    }
    if (supportUntil !== null && shows(request)) throw failure('support_mode')
    const given = (carried[request.ask] as Carry<Name>)(plain(request))
    // A scan takes its time, and whatever it answers was made for it.
    if (given instanceof Promise) return given
    // What crosses the bridge is a copy; nobody changes the vault by changing an answer.
    const answer = structuredClone(given)
    if (supportUntil !== null && NOTED.has(request.ask)) done = [...done, step(request)]
    return answer
  }

  function support(): Support {
    return { until: supportUntil, done: standing === 'unlocked' ? done : [], left_out: start.doneBefore ?? 0 }
  }

  function step(request: Request): SupportStep {
    const kept = 'account' in request ? office.accounts.find(({ id }) => id === request.account) : undefined
    const names = kept ? [tagOf(kept.folder).name, kept.service, kept.label] : []
    return { at: now(), what: request.ask, about: names.filter(Boolean).join(' · ') }
  }

  function state(): State {
    if (standing === 'no_vault') return { state: 'no_vault', folder: '/home/anna/.local/share/keyrack' }
    if (standing === 'locked') {
      const wait = Math.ceil((retryAt - now()) / 1000)
      return {
        state: 'locked',
        because,
        at: lockedAt,
        retry_after_s: wait > 0 ? wait : null,
        unsaved_lost: start.unsavedLost ?? false,
        pin: pin !== undefined,
        lost,
      }
    }
    return {
      state: 'unlocked',
      kit_confirmed: kitConfirmed,
      kit_waits: kit,
      read_only: start.readOnly ?? false,
      by_recovery_key: byRecoveryKey,
      scan_waits: scanWaits,
      notices: start.notices ?? [],
    }
  }

  function pinView(): Pin {
    const why = start.pinWhy ?? null
    const set = pin !== undefined
    return { set, usable: why === null, why, tries_left: set ? PIN_TRIES - pinWrong : null, digits: pin?.length ?? null }
  }

  function check(tried: string) {
    const wait = Math.ceil((retryAt - now()) / 1000)
    if (wait > 0) throw { ...failure('throttled', { seconds: String(wait) }), retry_after_s: wait }
    if (tried === password) {
      wrong = 0
      return
    }
    wrong += 1
    if (wrong < 5) throw failure('wrong_password')
    retryAt = now() + 30_000
    throw { ...failure('throttled', { seconds: '30' }), retry_after_s: 30 }
  }

  function tell(event: Event) {
    for (const listener of listeners) listener(event)
  }

  function live(): KeptAccount[] {
    return office.accounts.filter(({ trashed }) => trashed === null)
  }

  /** The accounts that an export is about. */
  function meant(accounts: string[], folder: string | null): KeptAccount[] {
    const all = accounts.length ? accounts.map(find) : live()
    return folder === null ? all : all.filter((kept) => kept.folder === folder)
  }

  /** A row for each factor of each account of a place, in the order of the list. */
  function rows(place: Place): [KeptAccount, KeptFactor | undefined][] {
    const pairs = (accounts: KeptAccount[]) =>
      accounts.flatMap((kept) => (kept.factors.length ? kept.factors.map((used) => pair(kept, used)) : [pair(kept)]))
    switch (place.in) {
      case 'trash':
        return office.accounts
          .filter(({ trashed }) => trashed !== null)
          .sort((a, b) => b.trashed! - a.trashed!)
          .map((kept) => pair(kept))
      case 'recent':
        return pairs(recent.flatMap((id) => live().filter((kept) => kept.id === id)))
      case 'favourites':
        return pairs(sorted().filter(({ id }) => office.favourites.has(id)))
      case 'attention':
        return pairs(sorted()).filter(([kept, used]) => badges(kept, used).length > 0)
      case 'folder':
        return pairs([
          ...sorted().filter((kept) => kept.folder === place.folder),
          ...sorted().filter((kept) => alsoServes(kept, place.folder)),
        ])
      case 'all':
        return pairs(sorted())
    }
  }

  function sorted(): KeptAccount[] {
    const names = new Map(office.folders.map(({ id, name }) => [id, name]))
    const key = (kept: KeptAccount) => `${names.get(kept.folder)} ${kept.service} ${kept.label}`
    return live()
      .map((kept) => [key(kept), kept] as const)
      .sort(([a], [b]) => COLLATOR.compare(a, b))
      .map(([, kept]) => kept)
  }

  function matches(query: string): (pair: [KeptAccount, KeptFactor | undefined]) => boolean {
    const parts = folded(query).split(' ')
    if (parts.join('') === '') return () => true
    const folders = new Map(office.folders.map((folder) => [folder.id, folder]))
    return ([kept, used]) => {
      const { name, tax_number, short_code } = folders.get(kept.folder)!
      const said = [name, tax_number, short_code, kept.service, kept.label, used?.desk ?? '', ...kept.tags]
      const text = folded(said.join(' '))
      return parts.every((part) => text.includes(part))
    }
  }

  function row([kept, used]: [KeptAccount, KeptFactor | undefined]): Row {
    return {
      account: kept.id,
      factor: used && kept.trashed === null ? code(used, now(), supportUntil !== null) : null,
      folder: tagOf(kept.folder),
      service: kept.service,
      label: kept.label,
      tags: kept.tags,
      favourite: office.favourites.has(kept.id),
      badges: badges(kept, used),
      trashed: kept.trashed,
    }
  }

  function view(kept: KeptAccount): Account {
    return {
      ...kept,
      folder: tagOf(kept.folder),
      also_serves: kept.also_serves.map(tagOf),
      favourite: office.favourites.has(kept.id),
      badges: kept.factors.flatMap((used) => badges(kept, used)),
      factors: kept.factors.map(({ id, desk, kind, key, ...used }, i) => ({
        ...used,
        code: code(kept.factors[i]!, now(), supportUntil !== null),
      })),
    }
  }

  function badges(kept: KeptAccount, used: KeptFactor | undefined): Badge[] {
    const found: Badge[] = []
    if (used && !used.confirmed) found.push({ badge: 'unconfirmed' })
    if (used && used.rivals > 0) found.push({ badge: 'rivals' })
    for (const [name, date] of Object.entries(kept.deadlines)) {
      const days = Math.round((Date.parse(date) - Date.parse(isoDay(now()))) / 86_400_000)
      if (days <= 30) found.push({ badge: 'deadline', name, date: date, days })
    }
    return found
  }

  function copied(kept: KeptAccount, what: string, desk: string): Copied {
    const { service, label } = kept
    const clears_in_s = settings.clear_clipboard_s
    return { folder: tagOf(kept.folder), service, label, desk, what, clears_in_s, valid_until: null, code: null }
  }

  /** What lies on the clipboard, as it was given at the start. */
  function scanClipboard(): FakeScan {
    const text = start.clipboard === undefined ? URI : start.clipboard
    if (text === null) throw failure('clipboard_empty')
    return { links: text.split('\n') }
  }

  function draft(text: string, how: Partial<How>): Draft {
    const read = readUri(text) ?? readKey(text, how)
    const id = ++made
    const { kind, algorithm, digits, period, counter, key } = read.factor
    const same = live().flatMap((kept) => {
      const how = kept.factors.some((used) => used.key === key)
        ? 'same_secret'
        : read.issuer !== '' && kept.issuer === read.issuer && kept.label === read.label
          ? 'same_name'
          : undefined
      const { id: account, service, label } = kept
      return how ? [{ how, account, folder: tagOf(kept.folder), service, label }] : []
    })
    const found: Draft = {
      draft: id,
      issuer: read.issuer,
      label: read.label,
      kind,
      algorithm,
      digits,
      period,
      counter,
      notices: [],
      status: status(same, read),
      same: same.slice(0, 10),
    }
    drafts.set(id, { ...found, factor: { ...read.factor, id: `factor-new-${id}` } })
    return found
  }

  function take(id: number): Kept {
    const draft = drafts.get(id)
    if (!draft) throw failure('draft_gone')
    drafts.delete(id)
    return draft
  }

  function added(kept: KeptAccount): Added {
    return { account: view(kept), factor: kept.factors.at(-1)!.id }
  }

  function change(account: string, id: string, how: (kept: KeptFactor) => void): Account {
    const kept = find(account)
    const used = kept.factors.find((factor) => factor.id === id)
    if (!used) throw failure('not_found', { query: id })
    how(used)
    return view(kept)
  }

  function edit(kept: KeptAccount, fields: [string, string][]) {
    for (const [name, value] of fields) {
      const [group, key] = name.split('.') as [string, string | undefined]
      if (key !== undefined) {
        const map = group === 'deadline' ? kept.deadlines : kept.channels
        if (group === 'deadline' && value !== '' && Number.isNaN(Date.parse(value))) {
          throw { ...failure('bad_value', { field: name }), hint: 'date' }
        }
        if (value === '') delete map[key]
        else map[key] = value
      } else if (name === 'tags') kept.tags = value.split(',').flatMap((tag) => tag.trim() || [])
      else if (name === 'folder') kept.folder = folderFor(value)
      else if (name === 'also_serves') kept.also_serves = value.split(',').flatMap((id) => id.trim() || [])
      else if (name in kept) Object.assign(kept, { [name]: value })
      else throw failure('unknown_field', { field: name })
    }
    kept.changed = now()
  }

  function editFolder(kept: KeptFolder, fields: [string, string][]) {
    for (const [name, value] of fields) {
      if (name === 'client' || name === 'archived') kept[name] = value === 'true'
      else if (name === 'colour') Object.assign(kept, { colour: value, colour_chosen: true })
      else Object.assign(kept, { [name]: value })
    }
  }

  function each(ids: string[], how: (kept: KeptAccount) => void): number {
    for (const kept of ids.map(find)) how(kept)
    return ids.length
  }

  function find(id: string): KeptAccount {
    const kept = office.accounts.find((account) => account.id === id)
    if (!kept) throw failure('not_found', { query: id })
    return kept
  }

  function findFolder(id: string): KeptFolder {
    const kept = office.folders.find((folder) => folder.id === id)
    if (!kept) throw failure('not_found', { query: id })
    return kept
  }

  /** The folder of that id or name; a new name makes a new one. */
  function folderFor(wished: string): string {
    const kept = office.folders.find(({ id, name }) => id === wished || name === wished)
    if (kept) return kept.id
    const fresh = folder(`new-${++made}`, wished, { client: wished !== '' })
    office.folders.push(fresh)
    return fresh.id
  }

  function tagOf(folder: string): FolderTag {
    const { id, name, colour } = findFolder(folder)
    return { id, name, colour }
  }

  function folderView(kept: KeptFolder): Folder {
    return {
      ...kept,
      accounts: live().filter(({ folder }) => folder === kept.id).length,
      also_serving: live().filter((account) => alsoServes(account, kept.id)).length,
    }
  }

  function groups({ ask }: Kit): [string, string] {
    const key = RECOVERY_KEY.slice('AGE-SECRET-KEY-1'.length)
    const [first, second] = ask.map((number) => key.slice(number * 4 - 4, number * 4))
    return [first!, second!]
  }

  return {
    ask,
    tell,
    groups,
    follow(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    fail(ask, failure, times = 1) {
      failures.set(ask, { failure, times })
    },
  }
}

export function failure(code: string, args: Record<string, string> = {}): Failure {
  return { code, args, hint: null, retry_after_s: null }
}

/** As on the first day. */
export const SETTINGS: Settings = {
  language: null,
  theme: 'system',
  zoom: 100,
  clear_clipboard_s: 30,
  idle_minutes: 10,
  ask_on_client_change: true,
  hide_codes: false,
  protect_screen: true,
  can_protect_screen: false,
  close_to_tray: false,
  tray: true,
  start_at_login: false,
  can_start_at_login: true,
  hidden_minutes: 0,
  backup_folder: null,
  backups_kept: 10,
  backups_since: null,
  backup_trouble: null,
  last_backup: null,
  last_drill: null,
}

const URI = 'otpauth://totp/%C3%9Cgyf%C3%A9lkapu%2B:kovacs.peter?secret=JBSWY3DPEHPK3PXP&issuer=%C3%9Cgyf%C3%A9lkapu%2B'

const WHILE_LOCKED = new Set<string>(
  ['state', 'active', 'settings', 'change_settings', 'about', 'strength', 'create', 'unlock', 'unlock_with_key', 'lock'].concat([
    'open_backup',
    'drop_restore',
    'adopt',
    'pin',
    'unlock_with_pin',
    'start_support',
    'end_support',
    'support',
    'clock',
    'check_clock',
  ]),
)

/** What is noted while somebody helps; the real program notes whatever does more than look. */
const NOTED = new Set<string>([
  'copy',
  'copy_field',
  'open_page',
  'edit',
  'confirm',
  'change_settings',
  'back_up',
  'lock',
  'unlock',
])

/** How many wrong PINs there may be. */
const PIN_TRIES = 5

const CHANGING = new Set<string>(
  [
    'add',
    'add_many',
    'undo_add',
    'add_factor',
    'replace_secret',
    'confirm',
    'edit',
    'move',
    'tag',
    'remove',
    'restore',
    'empty_trash',
  ].concat(
    ['edit_factor', 'remove_factor', 'restore_factor', 'add_recovery', 'use_recovery', 'remove_recovery'],
    [
      'restore_recovery',
      'take_import',
      'undo_import',
      'take_restore',
      'undo_restore',
      'add_folder',
      'edit_folder',
      'remove_folder',
      'change_password',
      'make_kit',
    ],
  ),
)

const COLLATOR = new Intl.Collator('hu', { numeric: true })

/** Whether the answer would show a secret to who helps. */
function shows(request: Request): boolean {
  if (request.ask === 'export') return request.format !== 'keyrack'
  return ['reveal', 'show_qr', 'make_kit', 'show_kit', 'codes_around', 'drill'].includes(request.ask)
}

function empty(): Office {
  return { folders: [folder('default', '', { client: false })], accounts: [], favourites: new Set() }
}

/** How a key that was read stands to the accounts that are like it. */
function status(same: Same[], { issuer, label }: Pick<Draft, 'issuer' | 'label'>): Draft['status'] {
  const [first] = same
  if (!first) return 'new'
  return same.some((one) => one.how === 'same_secret' && one.service === issuer && one.label === label) ? 'identical' : first.how
}

/** Whether a transfer code of Google Authenticator has a place for it. */
function googleTakes({ kind, period, digits }: KeptFactor): boolean {
  return kind !== 'steam' && (period ?? 30) === 30 && (digits === 6 || digits === 8)
}

/** Why it has none. */
function why({ kind, period }: KeptFactor): string {
  if (kind === 'steam') return 'unfit_steam'
  return period === 30 ? 'unfit_digits' : 'unfit_period'
}

function takeBack<Part extends { id: string }>(removed: Part[], id: string): Part {
  const place = removed.findIndex((part) => part.id === id)
  if (place < 0) throw failure('not_found', { query: id })
  return removed.splice(place, 1)[0]!
}

function alsoServes({ folder, also_serves }: KeptAccount, id: string): boolean {
  return folder !== id && also_serves.includes(id)
}

function pair(kept: KeptAccount, used?: KeptFactor): [KeptAccount, KeptFactor | undefined] {
  return [kept, used]
}

function readUri(text: string): { issuer: string; label: string; factor: KeptFactor } | undefined {
  if (!text.trim().startsWith('otpauth:')) return undefined
  const match = /^otpauth:\/\/(totp|hotp|steam)\/([^?]*)\?(.+)$/.exec(text.trim())
  const given = new URLSearchParams(match?.[3])
  const secret = given.get('secret')
  if (!match || !secret) throw failure('bad_uri')
  const [issuer, label] = decodeURIComponent(match[2]!).split(/:(.*)/)
  const kind = match[1]!
  return {
    issuer: given.get('issuer') ?? (label === undefined ? '' : issuer!),
    label: label ?? issuer!,
    factor: readKey(secret, {
      kind,
      algorithm: given.get('algorithm'),
      digits: Number(given.get('digits')) || null,
      period: Number(given.get('period')) || null,
      counter: Number(given.get('counter')) || null,
    }).factor,
  }
}

function readKey(text: string, how: Partial<How>): { issuer: string; label: string; factor: KeptFactor } {
  const key = text.replace(/[\s-]/g, '').toUpperCase()
  if (!/^[A-Z2-7]{8,}=*$/.test(key)) throw failure('bad_secret')
  const kind = how.kind ?? 'totp'
  return {
    issuer: kind === 'steam' ? 'Steam' : '',
    label: '',
    factor: factor(0, {
      // The key of the first account of the small office stands for `GEZDGNBV…`.
      key: key.startsWith('GEZDGNBV') ? 0 : [...key].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 1e9,
      kind,
      algorithm: how.algorithm ?? 'SHA1',
      digits: how.digits ?? (kind === 'steam' ? 5 : 6),
      period: kind === 'hotp' ? null : (how.period ?? 30),
      counter: kind === 'hotp' ? (how.counter ?? 0) : null,
      confirmed: false,
    }),
  }
}

/** Small letters without accents and dashes. */
function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\p{M}-]/gu, '')
    .toLowerCase()
    .trim()
    .replace(/\s+/g, ' ')
}

function bare(key: string): string {
  return key
    .replace(/[\s-]/g, '')
    .toUpperCase()
    .replace(/^AGESECRETKEY1/, '')
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

/** A request as it crosses the bridge: reactive state does not. */
function plain<T>(request: T): T {
  return JSON.parse(JSON.stringify(request)) as T
}

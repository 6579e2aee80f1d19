import type {
  AccountDetails,
  AddedMany,
  Backend,
  ClockReport,
  Copied,
  Counts,
  Event,
  FolderDetails,
  FolderTag,
  Kit,
  Place,
  QrKind,
  Row,
  ScanFrom,
  State,
} from '../../lib/backend/backend.ts'
import { Attempt } from '../../lib/attempt.svelte.ts'
import { isFailure } from '../../lib/backend/backend.ts'
import { Proving } from '../../lib/backend/proving.svelte.ts'
import { clock } from '../../lib/clock.svelte.ts'
import { Listing } from '../../lib/list/listing.svelte.ts'
import { Paged } from '../../lib/list/paged.svelte.ts'
import type { Support } from '../../lib/support.svelte.ts'
import { words } from '../../lib/words.svelte.ts'
import type { OfficeGoal } from '../office/goal.ts'
import { OfficesModel } from '../office/offices-model.svelte.ts'
import type { OfficeOverlay } from '../office/overlay.ts'

/** What stands over the list and takes the keys until it goes. */
export type Overlay =
  | { show: 'add'; start?: ScanFrom; into?: string; replace?: string }
  | { show: 'settings' }
  | { show: 'pin' }
  | { show: 'support' }
  | { show: 'clock' }
  | { show: 'codes'; account: string; factor: string; name: string }
  | { show: 'keys' }
  | { show: 'palette' }
  | { show: 'client'; folder?: FolderDetails }
  | { show: 'move'; accounts: string[] }
  | { show: 'tag'; accounts: string[] }
  | { show: 'import'; start?: 'dropped' }
  | { show: 'export'; accounts: string[]; folder?: Pick<FolderTag, 'id' | 'name'> }
  | { show: 'reveal'; account: string; name: string }
  | { show: 'qr'; kind: QrKind; accounts: string[]; factor: string | null }
  | { show: 'recovery'; account: string }
  | { show: 'question'; title: string; text: string; action: string; run: () => void }
  | { show: 'make_kit' }
  | { show: 'kit'; kit: Kit }
  | { show: 'other_client'; before: FolderTag; now: FolderTag; copy: () => void }
  | OfficeOverlay

/** A part of the details that can be open to be changed. */
export type Part = 'account' | 'login' | 'dates' | 'channels' | 'serves' | 'notes'

/** What is said at the foot of the list for a while. */
export type ToastContent =
  | { what: 'copied'; copied: Copied; until: number }
  | { what: 'done'; text: string; until: number; undo: (() => Promise<unknown>) | undefined }

/** Seconds for which a message stays that nothing else takes away. */
const STAYS_S = 8

type Open = Extract<State, { state: 'unlocked' }>

/**
 * What one does on the main screen: where one is, what is open, what was copied, and every action that more than one
 * part of the screen offers.
 */
export class MainModel {
  readonly backend: Proving
  readonly offices: OfficesModel
  readonly support: Support
  readonly listing: Listing
  readonly clients: Paged<FolderDetails>

  counts = $state.raw<Counts>()
  /** What is known about the clock of this computer. */
  clock = $state.raw<ClockReport>()
  /** What the clients at the side are searched for. */
  clientQuery = $state('')
  /** Whether the side shows the clients that are out of the way. */
  archived = $state(false)
  /** The client or folder one is in, with all its details. */
  folder = $state.raw<FolderDetails>()
  /** The account whose details are open. */
  account = $state.raw<AccountDetails>()
  /** The part of the details that is open to be changed. */
  editing = $state<Part>()
  overlay = $state.raw<Overlay>()
  toast = $state.raw<ToastContent>()
  /** Whether a change waits to be saved. */
  unsaved = $state(false)
  vault = $state.raw<Open>()!

  /** Why nothing can be changed, where that is so. */
  readonly frozen = $derived(this.vault.read_only ? words('why-read-only') : undefined)
  /** Why nothing secret is shown, where that is so. */
  readonly masked = $derived.by(() => (this.support.running ? words('why-support') : undefined))

  readonly #attempt = new Attempt()
  readonly #onstate: (state: State) => void

  constructor(backend: Backend, support: Support, vault: Open, onstate: (state: State) => void) {
    this.backend = new Proving(backend)
    this.offices = new OfficesModel(this.backend)
    this.support = support
    this.vault = vault
    this.#onstate = onstate
    this.listing = new Listing(backend)
    this.clients = new Paged(async ({ from, count }) => {
      const { clientQuery: query, archived } = this
      const { total, folders } = await backend.ask({ ask: 'folders', query, from, count, archived })
      return { total, items: folders }
    })
  }

  /** Asks for everything that is on the screen. */
  async load(): Promise<void> {
    if (this.vault.scan_waits) this.scan('tray')
    await Promise.all([
      this.listing.go({ in: 'all' }),
      this.clients.restart(),
      this.#count(),
      this.readClock(),
      this.offices.read(),
    ])
  }

  /** Asks again for everything on the screen, after something was changed. */
  async refresh(): Promise<void> {
    await Promise.all([this.listing.refresh(), this.clients.refresh(), this.#count(), this.#reopen()])
  }

  /** Asks for new codes, because some have ended. */
  async renewCodes(): Promise<void> {
    await Promise.all([this.listing.refresh(), this.#reopen()])
  }

  onEvent(event: Event): void {
    switch (event.event) {
      case 'changed':
        this.unsaved = false
        void this.readState()
        // What another computer changed may come from the future.
        void this.readClock()
        return void this.refresh()
      case 'office_changed':
        return void this.offices.refresh()
      case 'clipboard_cleared':
        if (this.toast?.what === 'copied') this.toast = undefined
        return
      case 'scanned':
        // Found from the tray; it waits where something else stands over the list.
        if (!this.overlay) this.scan('tray')
        return
      case 'backup_failed':
        this.#toastDone(words('backup-failed'))
        return
      case 'unsaved':
        this.unsaved = true
        return
      default:
      // The rest is for other parts of the window.
    }
  }

  /** What the last action was rejected with. */
  get error(): unknown {
    return this.#attempt.error
  }

  dismissError(): void {
    this.#attempt.error = undefined
    this.listing.error = undefined
  }

  /** The accounts that are marked. */
  get marked(): string[] {
    return [...this.listing.marked]
  }

  // Where one is

  go(place: Place, folder?: FolderDetails): void {
    this.offices.close()
    this.folder = folder
    this.close()
    void this.listing.go(place)
  }

  /** Goes to a client of which perhaps only the name is known. */
  async goToClient({ id, name }: FolderTag): Promise<void> {
    this.go({ in: 'folder', folder: id })
    await this.#try(async () => {
      for (const archived of [false, true]) {
        const { folders } = await this.backend.ask({ ask: 'folders', query: name, from: 0, count: 60, archived })
        const folder = folders.find((folder) => folder.id === id)
        if (folder) return void (this.folder = folder)
      }
    })
  }

  /** Goes to an account, among those of its client. The details follow the choice, so it is chosen before they open. */
  async goToAccount(id: string): Promise<void> {
    await this.#try(async () => {
      const { folder } = await this.backend.ask({ ask: 'account', account: id })
      await this.goToClient(folder)
      await this.listing.refresh()
      await this.listing.choose(id)
      await this.open(id)
    })
  }

  /** Goes to the page of an office, in place of the list. */
  goToOffice(office: string, to?: OfficeGoal): void {
    this.close()
    this.offices.open(office, to)
  }

  searchClients(query: string): void {
    this.clientQuery = query
    void this.clients.restart()
  }

  showArchived(archived: boolean): void {
    this.archived = archived
    this.searchClients('')
  }

  // Details

  async open(account = this.listing.current?.account): Promise<void> {
    if (account === undefined) return
    this.editing = undefined
    await this.#try(async () => {
      this.account = await this.backend.ask({ ask: 'account', account })
    })
  }

  close(): void {
    this.account = undefined
    this.editing = undefined
  }

  /** Takes over an account that was changed. */
  async changed(account: AccountDetails): Promise<void> {
    if (this.account?.id === account.id) this.account = account
    await Promise.all([this.listing.refresh(), this.clients.refresh(), this.#count()])
  }

  /** Does something to the open account, and shows it as it is then. */
  async changeAccount(action: () => Promise<AccountDetails>): Promise<void> {
    await this.#try(async () => this.changed(await action()))
  }

  async removeFactor(account: string, factor: string, name: string): Promise<void> {
    await this.#removePart(
      () => this.backend.ask({ ask: 'remove_factor', account, factor }),
      words('factor-removed', { name }),
      () => this.backend.ask({ ask: 'restore_factor', account, factor }),
    )
  }

  async removeRecovery(account: string, item: string, name: string): Promise<void> {
    await this.#removePart(
      () => this.backend.ask({ ask: 'remove_recovery', account, item }),
      words('recovery-removed', { name }),
      () => this.backend.ask({ ask: 'restore_recovery', account, item }),
    )
  }

  // Copying

  /** Copies the code of the chosen row, once the list is as it was searched for. */
  async copyChosen(next = false): Promise<void> {
    await this.listing.settled
    if (this.listing.current) await this.copy(this.listing.current, next)
  }

  async copy({ account, factor }: Row, next = false): Promise<void> {
    await this.copyCode(account, factor?.id ?? '', next)
  }

  async copyCode(account: string, factor: string, next = false, sure = false): Promise<void> {
    await this.#try(async () => {
      const copy = await this.backend.ask({ ask: 'copy', account, factor, next, sure })
      if (copy.copy === 'ask') {
        const { before, now } = copy
        this.overlay = { show: 'other_client', before, now, copy: () => this.copyCode(account, factor, next, true) }
        return
      }
      this.#toastCopied(copy)
      await this.#count()
      // The code of a counter is another one now.
      if (copy.code !== null) await this.#reopen()
    })
  }

  async copyField(account: string, field: 'label' | 'email' | 'url' | 'tax_number'): Promise<void> {
    await this.#try(async () => {
      const copy = await this.backend.ask({ ask: 'copy_field', account, field })
      if (copy.copy === 'done') this.#toastCopied(copy)
    })
  }

  async clearClipboard(): Promise<void> {
    await this.#try(() => this.backend.ask({ ask: 'clear_clipboard' }))
    this.toast = undefined
  }

  async openPage(account = this.listing.current?.account): Promise<void> {
    if (account !== undefined) await this.#try(() => this.backend.ask({ ask: 'open_page', account }))
  }

  // Accounts, one or many

  /** The accounts that an action is meant for: those marked, else that which is open or chosen. */
  targets(): string[] {
    if (this.marked.length) return this.marked
    const one = this.account?.id ?? this.listing.current?.account
    return one === undefined ? [] : [one]
  }

  /** Asks for the password, and shows QR codes of the accounts that are meant; of one account perhaps only a factor's. */
  showQr(kind: QrKind, accounts = this.targets(), factor: string | null = null): void {
    if (accounts.length) this.overlay = { show: 'qr', kind, accounts, factor }
  }

  /** Writes accounts to a file: those that are given, else those of the client one is in, else all. */
  export(accounts = this.marked): void {
    this.overlay = { show: 'export', accounts, ...(this.folder && { folder: this.folder }) }
  }

  async favourite(accounts: string[], on: boolean): Promise<void> {
    await this.#change(() => this.backend.ask({ ask: 'favourite', accounts, on }))
  }

  async remove(accounts: string[]): Promise<void> {
    if (!accounts.length) return
    await this.#change(async () => {
      const count = await this.backend.ask({ ask: 'remove', accounts })
      if (this.account && accounts.includes(this.account.id)) this.close()
      this.#toastDone(words('removed', { count }), () => this.restore(accounts, false))
    })
  }

  async restore(accounts: string[], say = true): Promise<void> {
    if (!accounts.length) return
    await this.#change(async () => {
      const count = await this.backend.ask({ ask: 'restore', accounts })
      if (say) this.#toastDone(words('restored', { count }))
    })
  }

  async emptyTrash(): Promise<void> {
    await this.#change(async () => {
      const count = await this.backend.ask({ ask: 'empty_trash' })
      this.#toastDone(words('emptied', { count }))
    })
  }

  /** Moves accounts; the error, if there is one, is for the dialog that asked. */
  async move(accounts: string[], folder: string, name: string): Promise<void> {
    const count = await this.backend.ask({ ask: 'move', accounts, folder })
    await this.#refreshAfterChange()
    this.#toastDone(words('moved', { count, name }))
  }

  /** Tags accounts; the error, if there is one, is for the dialog that asked. */
  async tag(accounts: string[], add: string[], remove: string[]): Promise<void> {
    const count = await this.backend.ask({ ask: 'tag', accounts, add, remove })
    await this.#refreshAfterChange()
    this.#toastDone(words('tagged', { count }))
  }

  // Adding

  /** Looks for keys there, to add them. */
  scan(from: ScanFrom): void {
    if (!this.frozen) this.overlay = { show: 'add', start: from }
  }

  /** Takes in files of other programs: those that were dropped, or others. */
  importFiles(start?: 'dropped'): void {
    if (!this.frozen) this.overlay = { show: 'import', ...(start && { start }) }
  }

  /** Asks whether the last import of this computer is to be taken back. */
  askToUndoImport(): void {
    const undo = async () => {
      const count = await this.backend.ask({ ask: 'undo_import' })
      this.#toastDone(words('import-undone', { count }))
    }
    this.overlay = {
      show: 'question',
      title: words('import-undo-title'),
      text: words('import-undo-text'),
      action: words('import-undo-last'),
      run: () => void this.#change(undo),
    }
  }

  /** Shows that several accounts were added, which can be taken back. */
  async addedMany({ accounts }: AddedMany): Promise<void> {
    await this.#refreshAfterChange()
    this.#toastDone(words('added', { count: accounts.length }), () =>
      this.#change(() => this.backend.ask({ ask: 'undo_add', accounts })),
    )
  }

  // Clients

  async saveClient(folder: string | undefined, name: string, fields: [string, string][]): Promise<void> {
    const saved =
      folder === undefined
        ? await this.backend.ask({ ask: 'add_folder', name, fields })
        : await this.backend.ask({ ask: 'edit_folder', folder, fields: [['name', name], ...fields] })
    if (this.folder?.id === saved.id) this.folder = saved
    await this.refresh()
    if (folder === undefined) this.go({ in: 'folder', folder: saved.id }, saved)
  }

  async archive(folder: FolderDetails, archived: boolean): Promise<void> {
    await this.#change(async () => {
      const fields: [string, string][] = [['archived', String(archived)]]
      const saved = await this.backend.ask({ ask: 'edit_folder', folder: folder.id, fields })
      if (this.folder?.id === saved.id) this.folder = saved
      const text = archived ? words('client-archived', { name: saved.name }) : words('client-back', { name: saved.name })
      this.#toastDone(text, () => this.archive(saved, !archived))
    })
  }

  async removeClient(folder: FolderDetails): Promise<void> {
    await this.#change(async () => {
      await this.backend.ask({ ask: 'remove_folder', folder: folder.id })
      this.go({ in: 'all' })
      this.#toastDone(words('client-removed', { name: folder.name }))
    })
  }

  // The vault

  async lock(): Promise<void> {
    await this.#try(async () => {
      await this.backend.ask({ ask: 'lock' })
      // The real program ends this window before it answers.
      this.#onstate(await this.backend.ask({ ask: 'state' }))
    })
  }

  /** Looks whether it was locked from elsewhere, where an answer of the program means that. */
  async checkLock(failure: unknown): Promise<void> {
    if (isFailure(failure) && failure.code === 'locked') this.#onstate(await this.backend.ask({ ask: 'state' }))
  }

  /** Asks how things stand, after something about it was changed. */
  async readState(): Promise<void> {
    await this.#try(async () => this.setState(await this.backend.ask({ ask: 'state' })))
  }

  setState(state: State): void {
    if (state.state === 'unlocked') this.vault = state
    this.#onstate(state)
  }

  /** Asks whether the clock is right. Not to know it is no error. */
  async readClock(): Promise<void> {
    this.clock = await this.backend.ask({ ask: 'clock' }).catch(() => undefined)
  }

  async endSupport(): Promise<void> {
    await this.#try(() => this.support.end())
  }

  /** Shows the kit that waits, or makes one. */
  async kit(): Promise<void> {
    if (!this.vault.kit_waits) return void (this.overlay = { show: 'make_kit' })
    await this.#try(async () => {
      this.overlay = { show: 'kit', kit: await this.backend.ask({ ask: 'show_kit', language: null }) }
    })
  }

  async backUp(): Promise<void> {
    await this.#try(async () => {
      const { file, accounts } = await this.backend.ask({ ask: 'back_up' })
      this.#toastDone(words('backed-up', { file, count: accounts }))
    })
  }

  async makeKit(password: string): Promise<void> {
    const kit = await this.backend.ask({ ask: 'make_kit', password, language: null })
    this.overlay = { show: 'kit', kit }
  }

  /** Removes a part of an account, says so, and offers to bring it back. */
  async #removePart(remove: () => Promise<AccountDetails>, text: string, restore: () => Promise<AccountDetails>): Promise<void> {
    await this.changeAccount(async () => {
      const account = await remove()
      this.#toastDone(text, () => this.changeAccount(restore))
      return account
    })
  }

  async #change(action: () => Promise<unknown>): Promise<void> {
    await this.#try(async () => {
      await action()
      await this.#refreshAfterChange()
    })
  }

  async #refreshAfterChange(): Promise<void> {
    this.listing.marked.clear()
    await this.refresh()
  }

  async #count(): Promise<void> {
    await this.#try(async () => {
      this.counts = await this.backend.ask({ ask: 'counts' })
    })
  }

  async #reopen(): Promise<void> {
    const open = this.account
    if (!open) return
    try {
      const account = await this.backend.ask({ ask: 'account', account: open.id })
      if (this.account?.id === account.id) this.account = account
    } catch {
      // It was removed elsewhere, and the list shows so.
      this.close()
    }
  }

  #toastCopied(copied: Copied): void {
    this.toast = { what: 'copied', copied, until: clock.now + copied.clears_in_s }
  }

  /** Says at the foot of the list that something was done. */
  say(text: string): void {
    this.#toastDone(text)
  }

  /** Does something that is not about the list, and shows why it failed. */
  async attempt(action: () => Promise<unknown>): Promise<void> {
    await this.#try(action)
  }

  #toastDone(text: string, undo?: () => Promise<unknown>): void {
    this.toast = { what: 'done', text, until: clock.now + STAYS_S, undo }
  }

  async #try(action: () => Promise<unknown>): Promise<void> {
    await this.#attempt.run(action)
    await this.checkLock(this.error)
  }
}

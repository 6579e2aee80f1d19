import type {
  About,
  AccountDetails,
  Added,
  AddedMany,
  Backups,
  CheckedBackup,
  ClockReport,
  CodeStep,
  Copied,
  Copy,
  Counts,
  Draft,
  DroppedKind,
  Event,
  Exported,
  ExposedPage,
  Failure,
  FolderDetails,
  Folders,
  ImportClients,
  Imported,
  ImportPage,
  Incoming,
  InvitationRead,
  InvitationView,
  JoiningView,
  Kit,
  Losses,
  Matrix,
  OfficeCard,
  OfficeDetails,
  Offices,
  Paper,
  PaperRequest,
  People,
  PersonDetails,
  PinView,
  QrShown,
  RemovalPlan,
  Request,
  Restored,
  RestorePage,
  RestorePlan,
  RivalView,
  Rows,
  Scan,
  ScanWays,
  Settings,
  Shared,
  Sharing,
  Sheets,
  State,
  StoreProbe,
  Strength,
  Support,
} from './types/index.ts'

export type * from './types/index.ts'

/** What each request of the main window is answered with. */
export interface Answers {
  state: State
  active: null
  settings: Settings
  change_settings: Settings
  choose_backup_folder: Settings
  about: About
  strength: Strength
  create: State
  unlock: State
  unlock_with_key: State
  pin: PinView
  unlock_with_pin: State
  set_pin: PinView
  remove_pin: PinView
  lock: null
  change_password: null
  make_kit: Kit
  show_kit: Kit
  confirm_kit: State
  put_off_kit: State
  list: Rows
  counts: Counts
  account: AccountDetails
  copy: Copy
  clear_clipboard: null
  copy_field: Copy
  open_page: null
  reveal: null
  show_qr: QrShown
  favourite: null
  read_text: Draft
  scan_ways: ScanWays
  scan: Scan | null
  cancel_scan: null
  add: Added
  add_many: AddedMany
  undo_add: null
  add_factor: Added
  replace_secret: Added
  drop_draft: null
  confirm: AccountDetails
  rivals: RivalView[]
  choose_rival: AccountDetails
  edit: AccountDetails
  move: number
  tag: number
  remove: number
  restore: number
  empty_trash: number
  edit_factor: AccountDetails
  remove_factor: AccountDetails
  restore_factor: AccountDetails
  add_recovery: AccountDetails
  use_recovery: AccountDetails
  remove_recovery: AccountDetails
  restore_recovery: AccountDetails
  folders: Folders
  add_folder: FolderDetails
  edit_folder: FolderDetails
  remove_folder: null
  open_import: Incoming | null
  read_import: Incoming
  import_rows: ImportPage
  import_clients: ImportClients
  choose_import: Incoming
  take_import: Imported
  undo_import: number
  save_import_report: string | null
  drop_import: null
  cancel_import: null
  dropped_kind: DroppedKind
  export_losses: Losses
  export: Exported | null
  back_up: CheckedBackup
  backups: Backups
  open_backup: RestorePlan | null
  restore_rows: RestorePage
  take_restore: Restored
  undo_restore: number
  drop_restore: null
  drill: CheckedBackup
  adopt: State
  start_support: Support
  end_support: Support
  support: Support
  clock: ClockReport
  check_clock: ClockReport
  codes_around: CodeStep[]
  offices: Offices
  office: OfficeDetails
  sync_office: OfficeCard
  change_store: OfficeDetails
  decide_set_aside: OfficeDetails
  leave_office: Offices
  forget_office: Offices
  prove: null
  choose_store_folder: string | null
  probe_store: StoreProbe
  make_sheets: Sheets
  show_sheets: Sheets
  confirm_sheet: Sheets
  scan_sheet: Sheets | null
  drop_sheets: null
  found_office: OfficeCard
  recover_office: OfficeCard
  read_invitation: InvitationRead
  scan_invitation: InvitationRead | null
  join_office: JoiningView
  joining: JoiningView
  cancel_joining: null
  people: People
  person: PersonDetails
  invite: InvitationView
  invite_device: InvitationView
  show_invitation: null
  copy_invitation: Copied
  mail_invitation: Copied
  cancel_invitation: People
  approve: People
  promote: PersonDetails
  matrix: Matrix
  sharing: Sharing
  share: Shared
  share_folders: string[]
  new_office_folder: string
  plan_removal: RemovalPlan
  remove_from_office: RemovalPlan
  settle: OfficeDetails
  exposed: ExposedPage
  tick_exposed: null
  save_exposed: string | null
  print_exposed: null
}

/** What each request of the paper window is answered with. */
export interface PaperAnswers {
  paper: Paper
  turn: Paper
  picture: Blob
  save_pdf: boolean
  print: null
  copy_item: Copied
  spell_item: null
  close: null
}

/**
 * The program behind the main window. No answer holds a secret: what a person types goes one way. A promise that is
 * not kept is rejected with a `Failure`.
 */
export interface Backend {
  ask<Name extends keyof Answers>(request: Extract<Request, { ask: Name }>): Promise<Answers[Name]>
  /** Calls `listener` for whatever the program tells without being asked, until the function it returns is called. */
  follow(listener: (event: Event) => void): () => void
}

/** The program behind the paper window. */
export interface PaperBackend {
  ask<Name extends keyof PaperAnswers>(request: Extract<PaperRequest, { ask: Name }>): Promise<PaperAnswers[Name]>
  /** Says that there is something to show, so that the window appears. */
  appear(): void
}

/** Whether `error` is an answer of the program, not a defect of the window. */
export function isFailure(error: unknown): error is Failure {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
}

// Every request has an answer above, and every answer a request.
type Same<A, B> = [A, B] extends [B, A] ? true : never
const answered: Same<keyof Answers, Request['ask']> & Same<keyof PaperAnswers, PaperRequest['ask']> = true
void answered

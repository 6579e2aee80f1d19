// Made from crates/keeper by `KEYRACK_WRITE_TYPES=1 cargo test -p keyrack-keeper types`.

import type { Decision, Groups, RowStatus } from './imports.ts'
import type { LeaverKind } from './leaving.ts'
import type { Role } from './standing.ts'

export type Request = ListRequest | AccountRequest | FolderRequest | CopyRequest | RevealRequest | DraftRequest | ScanRequest | ImportRequest | ExportRequest | BackupRequest | UnlockRequest | PinRequest | KitRequest | SettingsRequest | SupportRequest | ClockRequest | OfficeRequest | FoundingRequest | JoiningRequest | PeopleRequest | SharingRequest | LeavingRequest;

export type UnlockRequest = { "ask": "state" } | { "ask": "active" } | { "ask": "strength", 
/**
 * The password so far.
 */
password: string, } | { "ask": "create", 
/**
 * The new password.
 */
password: string, } | { "ask": "unlock", 
/**
 * The password.
 */
password: string, } | { "ask": "unlock_with_key", 
/**
 * The key, with or without its prefix, spaces, dashes and lines.
 */
key: string, } | { "ask": "lock" } | { "ask": "change_password", 
/**
 * The present one.
 */
old: string, 
/**
 * The new one.
 */
new: string, };

export type PinRequest = { "ask": "pin" } | { "ask": "unlock_with_pin", 
/**
 * The PIN.
 */
pin: string, } | { "ask": "set_pin", 
/**
 * The password.
 */
password: string, 
/**
 * From 4 to 12 digits.
 */
pin: string, } | { "ask": "remove_pin" };

export type KitRequest = { "ask": "make_kit", 
/**
 * The present password.
 */
password: string, 
/**
 * The tag of the language of the paper; none for that of the windows.
 */
language: string | null, } | { "ask": "show_kit", 
/**
 * The tag of the language of the paper; none for that of the windows.
 */
language: string | null, } | { "ask": "confirm_kit", 
/**
 * The groups, in the order asked.
 */
groups: Array<string>, } | { "ask": "put_off_kit" };

export type SettingsRequest = { "ask": "settings" } | { "ask": "change_settings", 
/**
 * The new values.
 */
changes: Changes, } | { "ask": "about" };

export type ListRequest = { "ask": "list", 
/**
 * Words, in any order; empty for all.
 */
query: string, 
/**
 * Where to look.
 */
place: Place, 
/**
 * The place in the list of the first row.
 */
from: number, 
/**
 * How many rows, at most [`MAX_ROWS`](crate::request::MAX_ROWS).
 */
count: number, } | { "ask": "counts" };

export type AccountRequest = { "ask": "account", 
/**
 * Its id.
 */
account: string, } | { "ask": "favourite", 
/**
 * The accounts.
 */
accounts: Array<string>, 
/**
 * Whether they are.
 */
on: boolean, } | { "ask": "confirm", 
/**
 * The account.
 */
account: string, 
/**
 * The factor.
 */
factor: string, } | { "ask": "rivals", 
/**
 * The account.
 */
account: string, 
/**
 * The factor.
 */
factor: string, } | { "ask": "choose_rival", 
/**
 * The account.
 */
account: string, 
/**
 * The factor.
 */
factor: string, 
/**
 * What it is chosen by.
 */
rival: string, } | { "ask": "edit", 
/**
 * The account.
 */
account: string, 
/**
 * Names and new values; an empty value clears.
 */
fields: Array<[string, string]>, } | { "ask": "move", 
/**
 * The accounts.
 */
accounts: Array<string>, 
/**
 * The folder.
 */
folder: string, } | { "ask": "tag", 
/**
 * The accounts.
 */
accounts: Array<string>, 
/**
 * Tags to add.
 */
add: Array<string>, 
/**
 * Tags to take away.
 */
remove: Array<string>, } | { "ask": "remove", 
/**
 * The accounts.
 */
accounts: Array<string>, } | { "ask": "restore", 
/**
 * The accounts.
 */
accounts: Array<string>, } | { "ask": "empty_trash" } | { "ask": "edit_factor", 
/**
 * The account.
 */
account: string, 
/**
 * The factor.
 */
factor: string, 
/**
 * The desk or person.
 */
desk: string, } | { "ask": "remove_factor", 
/**
 * The account.
 */
account: string, 
/**
 * The factor.
 */
factor: string, } | { "ask": "restore_factor", 
/**
 * The account.
 */
account: string, 
/**
 * The factor.
 */
factor: string, } | { "ask": "add_recovery", 
/**
 * The account.
 */
account: string, 
/**
 * `deletion_code`, `backup_codes` or `phone`.
 */
kind: string, 
/**
 * What it is called.
 */
label: string, 
/**
 * Whose it is.
 */
whose: string, 
/**
 * The code or number; backup codes one a line.
 */
value: string, } | { "ask": "use_recovery", 
/**
 * The account.
 */
account: string, 
/**
 * The item.
 */
item: string, } | { "ask": "remove_recovery", 
/**
 * The account.
 */
account: string, 
/**
 * The item.
 */
item: string, } | { "ask": "restore_recovery", 
/**
 * The account.
 */
account: string, 
/**
 * The item.
 */
item: string, };

export type FolderRequest = { "ask": "folders", 
/**
 * Words, in any order; empty for all.
 */
query: string, 
/**
 * The place of the first.
 */
from: number, 
/**
 * How many, at most [`MAX_ROWS`](crate::request::MAX_ROWS).
 */
count: number, 
/**
 * Those out of the way instead of the others.
 */
archived: boolean, } | { "ask": "add_folder", 
/**
 * Its name.
 */
name: string, 
/**
 * Further fields, as in `edit_folder`.
 */
fields: Array<[string, string]>, } | { "ask": "edit_folder", 
/**
 * Its id.
 */
folder: string, 
/**
 * Names and new values.
 */
fields: Array<[string, string]>, } | { "ask": "remove_folder", 
/**
 * Its id.
 */
folder: string, };

export type CopyRequest = { "ask": "copy", 
/**
 * The account.
 */
account: string, 
/**
 * The factor.
 */
factor: string, 
/**
 * The code after the present one.
 */
next: boolean, 
/**
 * Whether the person has said that this client is meant.
 */
sure: boolean, } | { "ask": "clear_clipboard" } | { "ask": "copy_field", 
/**
 * The account.
 */
account: string, 
/**
 * `label`, `email`, `url` or `tax_number` (of its client).
 */
field: string, } | { "ask": "open_page", 
/**
 * The account.
 */
account: string, };

export type RevealRequest = { "ask": "reveal", 
/**
 * The account.
 */
account: string, 
/**
 * The password, asked for again.
 */
password: string, } | { "ask": "show_qr", 
/**
 * The accounts, in this order.
 */
accounts: Array<string>, 
/**
 * Only this factor of the one account; none for all factors.
 */
factor: string | null, 
/**
 * What kind of codes.
 */
kind: QrKind, 
/**
 * Whether the person knows what is left out. Else nothing is shown where something is, only told.
 */
sure: boolean, 
/**
 * The password, asked for again.
 */
password: string, };

export type ScanRequest = { "ask": "scan_ways" } | { "ask": "scan", 
/**
 * Where.
 */
from: ScanFrom, 
/**
 * Whether what was read before belongs to it: parts of transfer codes that stand on several pictures. The answer
 * is about all of it, and replaces the one before.
 */
more: boolean, } | { "ask": "cancel_scan" };

export type DraftRequest = { "ask": "read_text", 
/**
 * The text.
 */
text: string, 
/**
 * What a bare key does not say; a URI says it itself.
 */
how: How, } | { "ask": "add", 
/**
 * The draft.
 */
draft: number, 
/**
 * The service.
 */
service: string, 
/**
 * The user name.
 */
label: string, 
/**
 * The name or id of the client or folder; a new name makes a new one. None for the default folder.
 */
folder: string | null, 
/**
 * The desk or person of the factor.
 */
desk: string, 
/**
 * Further fields, as in `edit`.
 */
fields: Array<[string, string]>, } | { "ask": "add_many", 
/**
 * The drafts.
 */
drafts: Array<number>, 
/**
 * The name or id of the client or folder for all; a new name makes a new one. None for the default folder.
 */
folder: string | null, 
/**
 * Drafts that go elsewhere, and where.
 */
folders: Array<[number, string]>, } | { "ask": "undo_add", 
/**
 * The accounts.
 */
accounts: Array<string>, } | { "ask": "add_factor", 
/**
 * The account.
 */
account: string, 
/**
 * The draft.
 */
draft: number, 
/**
 * The desk or person.
 */
desk: string, } | { "ask": "replace_secret", 
/**
 * The account.
 */
account: string, 
/**
 * The factor.
 */
factor: string, 
/**
 * The draft.
 */
draft: number, } | { "ask": "drop_draft", 
/**
 * The draft.
 */
draft: number, };

export type ImportRequest = { "ask": "open_import", 
/**
 * Where the files are.
 */
from: ImportFrom, } | { "ask": "read_import", 
/**
 * The password of the files.
 */
password: string | null, 
/**
 * The most memory in MiB that the files may take to be opened, once the person agreed to it.
 */
memory_mib: number | null, 
/**
 * What columns of a table hold: the letter of the column, and the field. The others are guessed.
 */
columns: Array<[string, string]>, } | { "ask": "import_rows", 
/**
 * Only those of this status.
 */
status: RowStatus | null, 
/**
 * The place of the first.
 */
from: number, 
/**
 * How many, at most [`MAX_ROWS`](crate::request::MAX_ROWS).
 */
count: number, } | { "ask": "import_clients", 
/**
 * Only those of whom there is no code, in the vault or in the table.
 */
without_code: boolean, 
/**
 * The place of the first.
 */
from: number, 
/**
 * How many, at most [`MAX_ROWS`](crate::request::MAX_ROWS).
 */
count: number, } | { "ask": "choose_import", 
/**
 * The entries; empty for all.
 */
rows: Array<number>, 
/**
 * Only those of this status.
 */
status: RowStatus | null, 
/**
 * What becomes of them. Where nothing resembles an entry that could be replaced, it is added.
 */
decision: Decision, } | { "ask": "take_import", 
/**
 * The name or id of the client or folder for everything; a new name makes a new one.
 */
folder: string | null, 
/**
 * What becomes of the groups of the other program.
 */
groups: Groups, } | { "ask": "undo_import" } | { "ask": "save_import_report" } | { "ask": "drop_import" } | { "ask": "cancel_import" } | { "ask": "dropped_kind" };

export type ExportRequest = { "ask": "export_losses", 
/**
 * The accounts; empty for all.
 */
accounts: Array<string>, 
/**
 * Only those of this client or folder, by id.
 */
folder: string | null, 
/**
 * The name of the format.
 */
format: string, } | { "ask": "export", 
/**
 * The accounts; empty for all.
 */
accounts: Array<string>, 
/**
 * Only those of this client or folder, by id.
 */
folder: string | null, 
/**
 * The name of the format.
 */
format: string, 
/**
 * The password of the file; none or empty for a plain one, where the format has such.
 */
file_password: string | null, 
/**
 * The password of the vault, asked for again.
 */
password: string, };

export type BackupRequest = { "ask": "choose_backup_folder" } | { "ask": "back_up" } | { "ask": "backups" } | { "ask": "open_backup", 
/**
 * Where it is.
 */
from: BackupFrom, 
/**
 * The name of the file, in the folder for backups.
 */
file: string | null, 
/**
 * The password of the time when it was made, or the recovery key.
 */
password: string | null, } | { "ask": "restore_rows", 
/**
 * The place of the first.
 */
from: number, 
/**
 * How many, at most [`MAX_ROWS`](crate::request::MAX_ROWS).
 */
count: number, } | { "ask": "take_restore", 
/**
 * The accounts; none for all that differ.
 */
accounts: Array<string> | null, } | { "ask": "undo_restore" } | { "ask": "drop_restore" } | { "ask": "drill", 
/**
 * The recovery key, or the password.
 */
typed: string, } | { "ask": "adopt", 
/**
 * The password or recovery key of the backup.
 */
password: string, };

export type SupportRequest = { "ask": "start_support", 
/**
 * For how long, from 5 to 120.
 */
minutes: number, } | { "ask": "end_support" } | { "ask": "support" };

export type ClockRequest = { "ask": "clock" } | { "ask": "check_clock" } | { "ask": "codes_around", 
/**
 * The account.
 */
account: string, 
/**
 * The factor, which does not count.
 */
factor: string, };

export type PaperRequest = { "ask": "paper" } | { "ask": "picture", 
/**
 * Its width in CSS pixels.
 */
width: number, 
/**
 * Pixels of the screen to one CSS pixel.
 */
scale: number, 
/**
 * Light ink on dark paper.
 */
dark: boolean, } | { "ask": "turn", 
/**
 * Its number, from 1; one that there is not is the nearest.
 */
page: number, } | { "ask": "save_pdf" } | { "ask": "print" } | { "ask": "copy_item", 
/**
 * The place of the text among [`Paper::items`](crate::views::Paper::items).
 */
item: number, } | { "ask": "spell_item", 
/**
 * The place of the text among [`Paper::items`](crate::views::Paper::items).
 */
item: number, } | { "ask": "close" };

export type Place = { "in": "all" } | { "in": "favourites" } | { "in": "recent" } | { "in": "attention" } | { "in": "folder", 
/**
 * Its id.
 */
folder: string, } | { "in": "trash" };

export type ScanFrom = "clipboard" | "screens" | "area" | "files" | "dropped" | "tray";

export type ImportFrom = "files" | "dropped";

export type BackupFrom = "folder" | "file";

export type QrKind = "phone" | "transfer" | "sheet";

export type How = { 
/**
 * `totp`, `hotp` or `steam`.
 */
kind: string | null, 
/**
 * `SHA1`, `SHA256` or `SHA512`.
 */
algorithm: string | null, 
/**
 * Characters of a code.
 */
digits: number | null, 
/**
 * Seconds that a code lives.
 */
period: number | null, 
/**
 * The next counter, for `hotp`.
 */
counter: number | null, };

export type Changes = { 
/**
 * The tag of a language; empty for that of the system.
 */
language?: string, 
/**
 * `system`, `light` or `dark`.
 */
theme?: string, 
/**
 * Per cent, from 80 to 200.
 */
zoom?: number, 
/**
 * Seconds that a copied code stays on the clipboard, from 5 to 300.
 */
clear_clipboard_s?: number, 
/**
 * Minutes without anybody at work until it locks, from 1 to 60; 0 for never.
 */
idle_minutes?: number, 
/**
 * Whether to ask when a code of another client is copied within ten seconds.
 */
ask_on_client_change?: boolean, 
/**
 * Whether codes are shown only where the pointer or the choice is.
 */
hide_codes?: boolean, 
/**
 * Whether closing the window leaves the program in the tray, where there is one.
 */
close_to_tray?: boolean, 
/**
 * Whether the program starts, locked, when the person signs in.
 */
start_at_login?: boolean, 
/**
 * Minutes without a window to see until it locks, from 1 to 60; 0 for never.
 */
hidden_minutes?: number, 
/**
 * Whether pictures of the screen leave out windows with secrets, where the system can.
 */
protect_screen?: boolean, 
/**
 * How many backups stay in their folder, from 1 to 100.
 */
backups_kept?: number, };

export type OfficeRequest = { "ask": "offices" } | { "ask": "office", 
/**
 * Its id.
 */
office: string, } | { "ask": "sync_office", 
/**
 * Its id.
 */
office: string, 
/**
 * Publish folders though something by an owner has not arrived.
 */
incomplete: boolean, 
/**
 * Make the office anew in a store where it is no more.
 */
seed: boolean, } | { "ask": "change_store", 
/**
 * Its id.
 */
office: string, 
/**
 * Where.
 */
store: StoreWish, } | { "ask": "decide_set_aside", 
/**
 * The office's id.
 */
office: string, 
/**
 * The change's id.
 */
id: string, 
/**
 * Whether it is taken in.
 */
take: boolean, } | { "ask": "leave_office", 
/**
 * Its id.
 */
office: string, } | { "ask": "forget_office", 
/**
 * Its id.
 */
office: string, } | { "ask": "prove", 
/**
 * The password.
 */
password: string, };

export type FoundingRequest = { "ask": "choose_store_folder" } | { "ask": "probe_store", 
/**
 * Where.
 */
store: StoreWish, } | { "ask": "make_sheets", 
/**
 * How many: one to three.
 */
count: number, 
/**
 * What the office is to be called, which stands on them.
 */
name: string, 
/**
 * The tag of the language of the paper; none for that of the windows.
 */
language: string | null, } | { "ask": "show_sheets" } | { "ask": "confirm_sheet", 
/**
 * Its number, from 1.
 */
sheet: number, 
/**
 * The groups, in the order asked.
 */
groups: Array<string>, } | { "ask": "scan_sheet", 
/**
 * Where to look.
 */
from: ScanFrom, } | { "ask": "drop_sheets" } | { "ask": "found_office", 
/**
 * What it is called.
 */
name: string, 
/**
 * Where it lives.
 */
store: StoreWish, 
/**
 * The name of the first owner.
 */
person: string, 
/**
 * The owner's e-mail address; may be empty.
 */
email: string, } | { "ask": "recover_office", 
/**
 * Where it lives.
 */
store: StoreWish, 
/**
 * The text of the sheet; empty for the one that was scanned.
 */
sheet: string, 
/**
 * The name of the person.
 */
person: string, 
/**
 * The person's e-mail address; may be empty.
 */
email: string, };

export type JoiningRequest = { "ask": "read_invitation", 
/**
 * The text.
 */
text: string, } | { "ask": "scan_invitation", 
/**
 * Where to look.
 */
from: ScanFrom, } | { "ask": "join_office", 
/**
 * Where the office lives.
 */
store: StoreWish, 
/**
 * The name of the person.
 */
person: string, 
/**
 * The person's e-mail address; may be empty.
 */
email: string, } | { "ask": "joining", 
/**
 * The office's id.
 */
office: string, } | { "ask": "cancel_joining", 
/**
 * The office's id.
 */
office: string, };

export type PeopleRequest = { "ask": "people", 
/**
 * The office's id.
 */
office: string, } | { "ask": "person", 
/**
 * The office's id.
 */
office: string, 
/**
 * The member's id.
 */
member: string, } | { "ask": "invite", 
/**
 * The office's id.
 */
office: string, 
/**
 * The name.
 */
name: string, 
/**
 * The e-mail address; may be empty.
 */
email: string, 
/**
 * Whether as an owner.
 */
owner: boolean, 
/**
 * What is granted at once.
 */
grants: Array<GrantWish>, 
/**
 * For how many days it can be answered.
 */
days: number, } | { "ask": "invite_device", 
/**
 * The office's id.
 */
office: string, } | { "ask": "show_invitation", 
/**
 * The office's id.
 */
office: string, 
/**
 * The invitation's id.
 */
invite: string, } | { "ask": "copy_invitation", 
/**
 * The office's id.
 */
office: string, 
/**
 * The invitation's id.
 */
invite: string, } | { "ask": "mail_invitation", 
/**
 * The office's id.
 */
office: string, 
/**
 * The invitation's id.
 */
invite: string, } | { "ask": "cancel_invitation", 
/**
 * The office's id.
 */
office: string, 
/**
 * The invitation's id.
 */
invite: string, } | { "ask": "approve", 
/**
 * The office's id.
 */
office: string, 
/**
 * The request's id.
 */
request: string, 
/**
 * The twelve digits.
 */
digits: string, } | { "ask": "promote", 
/**
 * The office's id.
 */
office: string, 
/**
 * The member's id.
 */
member: string, };

export type SharingRequest = { "ask": "matrix", 
/**
 * The office's id.
 */
office: string, 
/**
 * Words that find people; empty for all.
 */
people: string, 
/**
 * Words that find folders; empty for all.
 */
query: string, 
/**
 * The place of the first folder.
 */
from: number, 
/**
 * How many folders, at most [`MAX_ROWS`](crate::request::MAX_ROWS).
 */
count: number, } | { "ask": "sharing", 
/**
 * Its id.
 */
folder: string, } | { "ask": "share", 
/**
 * The office's id.
 */
office: string, 
/**
 * The members, by id.
 */
members: Array<string>, 
/**
 * The folders, by id.
 */
folders: Array<string>, 
/**
 * What they are to have; none for nothing.
 */
role: Role | null, 
/**
 * Whether recovery items are included.
 */
recovery: boolean, 
/**
 * Until when, in seconds since 1970; none for ever.
 */
until: number | null, } | { "ask": "share_folders", 
/**
 * The office's id.
 */
office: string, 
/**
 * The folders, by id.
 */
folders: Array<string>, } | { "ask": "new_office_folder", 
/**
 * The office's id.
 */
office: string, 
/**
 * Its name.
 */
name: string, };

export type LeavingRequest = { "ask": "plan_removal", 
/**
 * The office's id.
 */
office: string, 
/**
 * What is taken out.
 */
kind: LeaverKind, 
/**
 * The id of the member or computer.
 */
who: string, } | { "ask": "remove_from_office", 
/**
 * The office's id.
 */
office: string, 
/**
 * What is taken out.
 */
kind: LeaverKind, 
/**
 * The id of the member or computer.
 */
who: string, 
/**
 * Whether people whom the leaver admitted are taken back in the same step.
 */
takes_back: boolean, 
/**
 * Whether it is done although something has not arrived.
 */
incomplete: boolean, } | { "ask": "settle", 
/**
 * The office's id.
 */
office: string, 
/**
 * The member's id.
 */
member: string, 
/**
 * Whether the member stays.
 */
stays: boolean, } | { "ask": "exposed", 
/**
 * The office's id.
 */
office: string, 
/**
 * Only because of this member; none for all.
 */
member: string | null, 
/**
 * Words that find them; empty for all.
 */
query: string, 
/**
 * The place of the first.
 */
from: number, 
/**
 * How many, at most [`MAX_ROWS`](crate::request::MAX_ROWS).
 */
count: number, } | { "ask": "tick_exposed", 
/**
 * The office's id.
 */
office: string, 
/**
 * By what they are ticked.
 */
ids: Array<string>, 
/**
 * Whether they are.
 */
ticked: boolean, } | { "ask": "save_exposed", 
/**
 * The office's id.
 */
office: string, 
/**
 * Only because of this member; none for all.
 */
member: string | null, 
/**
 * As what.
 */
form: ListForm, } | { "ask": "print_exposed", 
/**
 * The office's id.
 */
office: string, 
/**
 * Only because of this member; none for all.
 */
member: string | null, };

export type StoreWish = { "in": "folder", 
/**
 * Where it is.
 */
path: string, } | { "in": "web", 
/**
 * `https://…`.
 */
address: string, 
/**
 * The name to sign in with; may be empty.
 */
user: string, 
/**
 * The password; may be empty.
 */
password: string, } | { "in": "s3", 
/**
 * The service, as `https://…`; empty for Amazon's.
 */
endpoint: string, 
/**
 * The region; may be empty.
 */
region: string, 
/**
 * The bucket, and a folder in it after a slash.
 */
bucket: string, 
/**
 * The access key's id.
 */
key: string, 
/**
 * The access key's secret.
 */
secret: string, };

export type GrantWish = { 
/**
 * The folder's id.
 */
folder: string, 
/**
 * `view`, `edit` or `manage`.
 */
role: Role, 
/**
 * Whether recovery items are included.
 */
recovery: boolean, 
/**
 * Until when, in seconds since 1970; none for ever.
 */
until: number | null, };

export type ListForm = "csv" | "pdf";

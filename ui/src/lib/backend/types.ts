// Made from crates/keeper by `KEYRACK_WRITE_TYPES=1 cargo test -p keyrack-keeper types`.

export type Request = ListRequest | AccountRequest | FolderRequest | CopyRequest | RevealRequest | DraftRequest | ScanRequest | ImportRequest | ExportRequest | BackupRequest | UnlockRequest | PinRequest | KitRequest | SettingsRequest | SupportRequest | ClockRequest;

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
factor: string, } | { "ask": "edit", 
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
status: string | null, 
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
status: string | null, 
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

export type Decision = "add" | "skip" | "replace";

export type Groups = "tags" | "folders";

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

export type State = { "state": "no_vault", 
/**
 * Where it would be.
 */
folder: string, } | { "state": "locked", 
/**
 * `start`, `person`, `idle`, `crash`.
 */
because: string, 
/**
 * Since when, in milliseconds since 1970.
 */
at: number, 
/**
 * Seconds until a password may be tried again, after too many wrong ones.
 */
retry_after_s: number | null, 
/**
 * Whether changes went with the keys, because no place could take them.
 */
unsaved_lost: boolean, 
/**
 * Whether a PIN was set for it on this computer. Whether it opens now, only the keyring can tell.
 */
pin: boolean, 
/**
 * Whether it could not be read, so that a backup may take its place.
 */
lost: boolean, } | { "state": "unlocked", 
/**
 * Whether the emergency kit was proved to be at hand.
 */
kit_confirmed: boolean, 
/**
 * Whether a kit waits to be shown or confirmed.
 */
kit_waits: Kit | null, 
/**
 * Whether changes cannot be saved.
 */
read_only: boolean, 
/**
 * Whether the recovery key opened it, so that nothing is saved before it has a new password.
 */
by_recovery_key: boolean, 
/**
 * Whether what was found as the person wished in the tray waits to be asked for, by `scan` from `tray`.
 */
scan_waits: boolean, 
/**
 * What opening found that the person should know.
 */
notices: Array<Notice>, };

export type Notice = { 
/**
 * Names the case; its words are found under it.
 */
code: string, 
/**
 * What the words need.
 */
args: { [key in string]: string }, };

export type Kit = { 
/**
 * The numbers, from 1, of the two groups that are asked for.
 */
ask: [number, number], };

export type Pin = { 
/**
 * Whether one is set.
 */
set: boolean, 
/**
 * Whether it opens the vault now; where none is set, whether one can be set.
 */
usable: boolean, 
/**
 * Why not. `keyring_absent`, `keyring_locked`, `keyring_broken`, `keyring_silent`: what is wrong with the keyring;
 * `keyring_off`: it is not to be used; `pin_restarted`, `pin_week`: the password is due, after a restart or a week;
 * `pin_used_up`: five were wrong; `pin_gone`: the keyring no longer has its part of it; `pin_outdated`: the password
 * was changed since; `pin_damaged`: its file is.
 */
why: string | null, 
/**
 * How many wrong ones are left until the password has to be typed.
 */
tries_left: number | null, 
/**
 * How many digits it has.
 */
digits: number | null, };

export type Strength = { 
/**
 * From 0, at once, to 4, not in a lifetime.
 */
score: number, };

export type Settings = { 
/**
 * The tag of a language; none for that of the system.
 */
language: string | null, 
/**
 * `system`, `light` or `dark`.
 */
theme: string, 
/**
 * Per cent.
 */
zoom: number, 
/**
 * Seconds that a copied code stays on the clipboard.
 */
clear_clipboard_s: number, 
/**
 * Minutes without anybody at work until it locks; 0 for never.
 */
idle_minutes: number, 
/**
 * Whether to ask when a code of another client is copied within ten seconds.
 */
ask_on_client_change: boolean, 
/**
 * Whether codes are shown only where the pointer or the choice is.
 */
hide_codes: boolean, 
/**
 * Whether closing the window leaves the program in the tray, where there is one.
 */
close_to_tray: boolean, 
/**
 * Whether there is a tray now.
 */
tray: boolean, 
/**
 * Whether the program starts, locked, when the person signs in.
 */
start_at_login: boolean, 
/**
 * Whether that can be arranged here.
 */
can_start_at_login: boolean, 
/**
 * Minutes without a window to see until it locks; 0 for never.
 */
hidden_minutes: number, 
/**
 * Whether pictures of the screen leave out windows with secrets.
 */
protect_screen: boolean, 
/**
 * Whether the system can do that.
 */
can_protect_screen: boolean, 
/**
 * The folder for backups.
 */
backup_folder: string | null, 
/**
 * How many backups stay in it.
 */
backups_kept: number, 
/**
 * Since when this computer knows the vault, in milliseconds since 1970.
 */
backups_since: number | null, 
/**
 * Why the last try to make a backup failed, by the code of a [`Failure`]; none since one was made.
 */
backup_trouble: string | null, 
/**
 * The last backup that was opened and found good, in milliseconds since 1970.
 */
last_backup: number | null, 
/**
 * When a backup was last opened with what stands on the paper, in milliseconds since 1970.
 */
last_drill: number | null, };

export type About = { 
/**
 * Its version.
 */
version: string, 
/**
 * The folder of the vault.
 */
vault: string, 
/**
 * The formats that accounts can be exported to.
 */
formats: Array<Format>, };

export type Format = { 
/**
 * Its name.
 */
name: string, 
/**
 * The program that reads it, by name.
 */
program: string, 
/**
 * Whether a password protects the file: `never`, `may` (if one is given) or `always`.
 */
sealing: string, 
/**
 * The ending of its file's name, without the dot.
 */
extension: string, };

export type Page = { 
/**
 * How many match in all.
 */
total: number, 
/**
 * Those asked for.
 */
rows: Array<Row>, };

export type Row = { 
/**
 * The account.
 */
account: string, 
/**
 * What makes its code; none for an account without a factor and in the trash.
 */
factor: Code | null, 
/**
 * The client or folder.
 */
folder: FolderTag, 
/**
 * The service, as the office calls it, else the issuer.
 */
service: string, 
/**
 * The user name.
 */
label: string, 
/**
 * Words to find it by.
 */
tags: Array<string>, 
/**
 * Whether it is one of this person's favourites.
 */
favourite: boolean, 
/**
 * What somebody should look at.
 */
badges: Array<Badge>, 
/**
 * When it was put into the trash, in milliseconds since 1970.
 */
trashed: number | null, };

export type FolderTag = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name; empty for the one folder that an individual has.
 */
name: string, 
/**
 * One of [`COLOURS`]: that which was chosen, else one that follows from its id.
 */
colour: string, };

export type Code = { 
/**
 * The factor.
 */
id: string, 
/**
 * The desk or person; may be empty.
 */
desk: string, 
/**
 * `totp`, `hotp`, `steam`, or a kind of a newer version.
 */
kind: string, 
/**
 * The code now; none if it counts, for then each look would use a code up.
 */
code: string | null, 
/**
 * The code after it.
 */
next: string | null, 
/**
 * From when the code is right, in seconds since 1970.
 */
valid_from: number | null, 
/**
 * When it ends, in seconds since 1970.
 */
valid_until: number | null, 
/**
 * Whether codes are withheld, because somebody helps over a remote connection.
 */
masked: boolean, };

export type Badge = { "badge": "unconfirmed" } | { "badge": "rivals" } | { "badge": "deadline", 
/**
 * What ends.
 */
name: string, 
/**
 * `YYYY-MM-DD`.
 */
date: string, 
/**
 * Days until then; negative when past.
 */
days: number, };

export type Counts = { 
/**
 * All.
 */
all: number, 
/**
 * Favourites.
 */
favourites: number, 
/**
 * Copied lately.
 */
recent: number, 
/**
 * To look at.
 */
attention: number, 
/**
 * In the trash.
 */
trash: number, 
/**
 * Clients and folders that are not out of the way.
 */
folders: number, 
/**
 * Those that are.
 */
archived: number, 
/**
 * Tags in use, the most frequent first, at most 100.
 */
tags: Array<string>, };

export type Account = { 
/**
 * Its id.
 */
id: string, 
/**
 * Where it belongs.
 */
folder: FolderTag, 
/**
 * The service as the office calls it.
 */
service: string, 
/**
 * The issuer, as the portal's code calls it.
 */
issuer: string, 
/**
 * The user name.
 */
label: string, 
/**
 * The login page.
 */
url: string, 
/**
 * The e-mail address that the portal knows.
 */
email: string, 
/**
 * Free text.
 */
note: string, 
/**
 * Whom to ask at the portal.
 */
support: string, 
/**
 * Words to find it by.
 */
tags: Array<string>, 
/**
 * Whether it is one of this person's favourites.
 */
favourite: boolean, 
/**
 * Other clients or folders that it serves.
 */
also_serves: Array<FolderTag>, 
/**
 * Dates to keep, by name, as `YYYY-MM-DD`. Known names: `authorisation`, `password`, `review`.
 */
deadlines: { [key in string]: string }, 
/**
 * Other ways that the portal sends codes, and whose they are.
 */
channels: { [key in string]: string }, 
/**
 * What somebody should look at.
 */
badges: Array<Badge>, 
/**
 * When it was put into the trash, in milliseconds since 1970.
 */
trashed: number | null, 
/**
 * When it was made, in milliseconds since 1970.
 */
created: number, 
/**
 * When anything in it last changed, in milliseconds since 1970.
 */
changed: number, 
/**
 * Its factors.
 */
factors: Array<Factor>, 
/**
 * Its recovery items.
 */
recovery: Array<Recovery>, };

export type Factor = { 
/**
 * What the list shows of it.
 */
code: Code, 
/**
 * `SHA1`, `SHA256` or `SHA512`.
 */
algorithm: string, 
/**
 * Characters of a code.
 */
digits: number, 
/**
 * Seconds that a code lives; none where it counts.
 */
period: number | null, 
/**
 * The next counter; none where it does not count.
 */
counter: number | null, 
/**
 * Whether the portal accepted a code.
 */
confirmed: boolean, 
/**
 * Further secrets that were set at the same time on another computer.
 */
rivals: number, 
/**
 * Secrets that were replaced and are still kept: since when, in milliseconds since 1970.
 */
replaced: Array<number>, };

export type Recovery = { 
/**
 * Its id.
 */
id: string, 
/**
 * `deletion_code`, `backup_codes`, `phone`, `file`, or a kind of a newer version.
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
 * Backup codes that are left; none where it has none.
 */
codes_left: number | null, 
/**
 * All its backup codes.
 */
codes_total: number | null, };

export type Copy = { "copy": "done" } & Copied | { "copy": "ask", 
/**
 * The client that was copied last.
 */
before: FolderTag, 
/**
 * The client that was chosen now.
 */
now: FolderTag, };

export type Copied = { 
/**
 * The client or folder; its name may be empty.
 */
folder: FolderTag, 
/**
 * The service.
 */
service: string, 
/**
 * The user name.
 */
label: string, 
/**
 * The desk.
 */
desk: string, 
/**
 * What it is: `code`, `next` or the name of a field.
 */
what: string, 
/**
 * After how many seconds it is taken back.
 */
clears_in_s: number, 
/**
 * When the code ends, in seconds since 1970.
 */
valid_until: number | null, 
/**
 * The code, where it counts: it is saved that it was used, and the person may need to read it.
 */
code: string | null, };

export type Draft = { 
/**
 * Names it in `add`.
 */
draft: number, 
/**
 * The issuer it names.
 */
issuer: string, 
/**
 * The user name it names.
 */
label: string, 
/**
 * `totp`, `hotp` or `steam`.
 */
kind: string, 
/**
 * `SHA1`, `SHA256` or `SHA512`.
 */
algorithm: string, 
/**
 * Characters of a code.
 */
digits: number, 
/**
 * Seconds that a code lives.
 */
period: number | null, 
/**
 * The next counter.
 */
counter: number | null, 
/**
 * What the person should know about it, by names of words.
 */
notices: Array<string>, 
/**
 * How it stands to the vault: `new`, `identical` (same secret, issuer and user name), `same_secret`, `same_name`.
 */
status: string, 
/**
 * Accounts that are like it.
 */
same: Array<Same>, };

export type Same = { 
/**
 * `same_secret` or `same_name`.
 */
how: string, 
/**
 * The account.
 */
account: string, 
/**
 * Its client or folder.
 */
folder: FolderTag, 
/**
 * Its service.
 */
service: string, 
/**
 * Its user name.
 */
label: string, };

export type Added = { 
/**
 * The account, all of it.
 */
account: Account, 
/**
 * The id of the factor that was added.
 */
factor: string, };

export type ScanWays = { 
/**
 * Why all screens cannot be looked at (`no_display`, `no_portal`, …); none if they can.
 */
screens: string | null, 
/**
 * Why no rectangle can be dragged, likewise.
 */
area: string | null, 
/**
 * Whether the desktop asks the person first. Our window stays then, for some desktops ask only on behalf of the
 * program that has the focus.
 */
asks: boolean, };

export type Scan = { 
/**
 * The keys.
 */
found: Array<Draft>, 
/**
 * Codes that make no key for us.
 */
refused: Array<RefusedCode>, 
/**
 * Transfer codes of which parts are missing.
 */
missing: Array<MissingParts>, 
/**
 * Pictures that could not be read.
 */
unread: Array<UnreadPicture>, 
/**
 * Codes that were left out because two readings of them differ.
 */
doubtful: number, 
/**
 * How many pictures, screens and pages were looked at.
 */
pictures: number, };

export type RefusedCode = { 
/**
 * Why, by the name of its words.
 */
reason: string, 
/**
 * The issuer, if it names one.
 */
issuer: string, 
/**
 * The user name, if it names one.
 */
label: string, };

export type MissingParts = { 
/**
 * Their numbers, from 1.
 */
parts: Array<number>, 
/**
 * How many parts there are in all.
 */
of: number, };

export type UnreadPicture = { 
/**
 * The name of its file, without the folder; empty where it has none.
 */
name: string, 
/**
 * Why, by the code of a [`Failure`].
 */
code: string, };

export type AddedMany = { 
/**
 * The ids of the accounts.
 */
accounts: Array<string>, 
/**
 * The first of them.
 */
first: Added | null, };

export type QrShown = { 
/**
 * How many factors.
 */
shown: number, 
/**
 * Those that no such code can hold.
 */
left_out: Array<RefusedCode>, };

export type Folders = { 
/**
 * How many match in all.
 */
total: number, 
/**
 * Those asked for, by name.
 */
folders: Array<Folder>, };

export type Folder = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * One of [`COLOURS`].
 */
colour: string, 
/**
 * Whether somebody chose the colour.
 */
colour_chosen: boolean, 
/**
 * Whether it stands for a client.
 */
client: boolean, 
/**
 * The client's tax number, as typed.
 */
tax_number: string, 
/**
 * The office's own short name or number for it.
 */
short_code: string, 
/**
 * Whom to ask at the client's.
 */
contact: string, 
/**
 * The client's e-mail address.
 */
email: string, 
/**
 * Free text.
 */
notes: string, 
/**
 * Kept, but out of the way.
 */
archived: boolean, 
/**
 * How many accounts it holds.
 */
accounts: number, 
/**
 * How many accounts of others serve it as well, and are listed in it.
 */
also_serving: number, };

export type Incoming = { 
/**
 * The format.
 */
format: string, 
/**
 * The name of the program or format.
 */
name: string, 
/**
 * Whether the files are encrypted.
 */
encrypted: boolean, 
/**
 * The names of the files, without their folders.
 */
files: Array<string>, 
/**
 * How many entries. None of a table of whose columns too little is known.
 */
total: number, 
/**
 * How many of each kind.
 */
counts: ImportCounts, 
/**
 * How many entries would be added or replace something, as things are chosen now.
 */
taken: number, 
/**
 * Transfers of Google Authenticator of which the files have a part only.
 */
missing: Array<MissingParts>, 
/**
 * What the columns of a table hold; none for other files.
 */
columns: Array<Column> | null, 
/**
 * How many groups the entries lie in.
 */
groups: number, 
/**
 * Clients that a table names.
 */
clients: ClientCounts, };

export type ImportCounts = { 
/**
 * Nothing has their key or name.
 */
new: number, 
/**
 * Left out, because they are there already.
 */
identical: number, 
/**
 * The key is there under another name, or with other parameters.
 */
same_secret: number, 
/**
 * The name is there with another key.
 */
same_name: number, 
/**
 * Faulty.
 */
unreadable: number, 
/**
 * Of a kind that Keyrack makes no codes of.
 */
unsupported: number, 
/**
 * With something that the person should know, whatever their status.
 */
notices: number, };

export type Column = { 
/**
 * Its letter, as spreadsheets show it.
 */
letter: string, 
/**
 * What stands above it.
 */
heading: string, 
/**
 * What it holds, by name; none where that is not known.
 */
field: string | null, 
/**
 * Some of its cells; none of a column that may hold secrets.
 */
samples: Array<string>, };

export type ClientCounts = { 
/**
 * In all.
 */
total: number, 
/**
 * Those that the vault does not know yet.
 */
new: number, 
/**
 * Those of whom there is no code, in the vault or in the table.
 */
without_code: number, };

export type ImportPage = { 
/**
 * How many there are of the status in question.
 */
total: number, 
/**
 * Those asked for, in the order of the files.
 */
rows: Array<ImportRow>, };

export type ImportRow = { 
/**
 * Its place in the files, from 1.
 */
row: number, 
/**
 * `new`, `identical`, `same_secret`, `same_name`, `unreadable` or `unsupported`.
 */
status: string, 
/**
 * Why it is left out, by the name of its words.
 */
reason: string | null, 
/**
 * What the person should know about it, by names of words.
 */
notices: Array<string>, 
/**
 * The issuer.
 */
issuer: string, 
/**
 * The user name.
 */
label: string, 
/**
 * `totp`, `hotp` or `steam`.
 */
kind: string | null, 
/**
 * Its groups and tags.
 */
groups: Array<string>, 
/**
 * The account that it resembles. None also where it resembles an entry before it.
 */
same: Same | null, 
/**
 * What becomes of it: `add`, `skip` or `replace`; none where that cannot be chosen.
 */
decision: string | null, };

export type ImportClients = { 
/**
 * How many in all.
 */
total: number, 
/**
 * Those asked for, in the order of the table.
 */
clients: Array<ImportClient>, };

export type ImportClient = { 
/**
 * The name.
 */
name: string, 
/**
 * The tax number, as written in the table.
 */
tax_number: string, 
/**
 * `new`, or `known` to the vault.
 */
status: string, 
/**
 * How many accounts it has, in the vault and in the table.
 */
accounts: number, };

export type Imported = { 
/**
 * Entries that became accounts.
 */
added: number, 
/**
 * Entries that took the place of something.
 */
replaced: number, 
/**
 * Entries that were left out.
 */
skipped: number, 
/**
 * Clients and folders that were made.
 */
folders: number, 
/**
 * Accounts that became favourites.
 */
favourites: number, };

export type DroppedKind = "pictures" | "files";

export type Losses = { 
/**
 * How many things.
 */
total: number, 
/**
 * The same by kind, the most frequent first.
 */
losses: Array<LossLine>, };

export type LossLine = { 
/**
 * What it is, by the name of its words.
 */
loss: string, 
/**
 * How often.
 */
count: number, 
/**
 * Some of whose it is, by issuer and user name.
 */
examples: Array<string>, };

export type Exported = { 
/**
 * The name of the file, without its folder.
 */
file: string, 
/**
 * How many accounts.
 */
accounts: number, 
/**
 * How many things the format has no place for.
 */
left_out: number, };

export type Backup = { 
/**
 * The name of the file, without its folder.
 */
file: string, 
/**
 * How many accounts.
 */
accounts: number, 
/**
 * How many codes were compared.
 */
codes: number, };

export type Backups = { 
/**
 * Those of this vault, the newest first, then those of others.
 */
files: Array<BackupFile>, };

export type BackupFile = { 
/**
 * The name of the file.
 */
file: string, 
/**
 * When it was written, in milliseconds since 1970.
 */
saved_at: number, 
/**
 * Its size in bytes.
 */
size: number, 
/**
 * Whether it is of this vault.
 */
own: boolean, 
/**
 * When it was opened and found good, in milliseconds since 1970.
 */
verified: number | null, };

export type RestorePlan = { 
/**
 * The name of the file, without its folder.
 */
file: string, 
/**
 * When what it holds was saved, in milliseconds since 1970.
 */
saved_at: number, 
/**
 * How many accounts it holds.
 */
accounts: number, 
/**
 * Whether it is of this vault.
 */
own: boolean, 
/**
 * Whether it would become the vault.
 */
adopts: boolean, 
/**
 * Accounts that the vault does not have.
 */
missing: number, 
/**
 * Accounts that were removed.
 */
deleted: number, 
/**
 * Accounts that have changed.
 */
changed: number, };

export type RestorePage = { 
/**
 * How many there are in all.
 */
total: number, 
/**
 * Those asked for, by client and name.
 */
rows: Array<RestoreRow>, };

export type RestoreRow = { 
/**
 * The account.
 */
account: string, 
/**
 * `missing`, `deleted` or `changed`.
 */
status: string, 
/**
 * The name of its client or folder in the backup.
 */
folder: string, 
/**
 * The service in the backup.
 */
service: string, 
/**
 * The user name in the backup.
 */
label: string, 
/**
 * What has changed: `folder`, `service`, `issuer`, `label`, `secret`, `desk`, `counter`, `recovery`, `url`, `email`,
 * `note`, `tags`, `icon`, `also_serves`, `deadlines`, `support`, `channels`.
 */
fields: Array<string>, };

export type Restored = { 
/**
 * How many accounts.
 */
restored: number, };

export type Drill = { 
/**
 * The name of the file, without its folder.
 */
file: string, 
/**
 * When what it holds was saved, in milliseconds since 1970.
 */
saved_at: number, 
/**
 * How many accounts it holds.
 */
accounts: number, 
/**
 * How many codes were compared.
 */
codes: number, 
/**
 * Whether accounts and codes are those of the vault as it is now.
 */
matches: boolean, };

export type Support = { 
/**
 * Until when, in milliseconds since 1970; none while nobody helps.
 */
until: number | null, 
/**
 * What was done meanwhile, or the last time, the latest last. Each begin and end is among it, and a help that is begun
 * soon after another goes on with its list.
 */
done: Array<SupportStep>, 
/**
 * How many steps went before these and are no longer kept.
 */
left_out: number, };

export type SupportStep = { 
/**
 * When, in milliseconds since 1970.
 */
at: number, 
/**
 * What, by the name of the request; `begin_support`, `end_support`, or `support_over` when its time was up.
 */
what: string, 
/**
 * Of which account or client; empty where it was of none, or of many.
 */
about: string, };

export type Clock = { 
/**
 * Whether the system keeps it by a time server; none where the system does not say.
 */
synchronised: boolean | null, 
/**
 * Milliseconds that it is ahead of the right time; negative when it is behind.
 */
off_ms: number | null, 
/**
 * How that was found: `online`, or `changes` of other computers that come from the future.
 */
measured: string | null, 
/**
 * Whether codes will be refused.
 */
wrong: boolean, };

export type CodesAround = { 
/**
 * From two steps ago to two steps ahead.
 */
codes: Array<CodeAt>, };

export type CodeAt = { 
/**
 * Steps from the present one.
 */
step: number, 
/**
 * The code.
 */
code: string, 
/**
 * From when it is right, in seconds since 1970.
 */
valid_from: number, 
/**
 * When it ends, in seconds since 1970.
 */
valid_until: number, };

export type Paper = { 
/**
 * `kit`, `secrets`, `qr`, `transfer` or `sheet`.
 */
kind: string, 
/**
 * Whose secrets are on this page; empty for the kit and where they are of several accounts.
 */
name: string, 
/**
 * The settings, for language, looks and size.
 */
settings: Settings, 
/**
 * What can be copied or read aloud, by names of words, with a desk or label where it has one.
 */
items: Array<PaperItem>, 
/**
 * The page that is shown, from 1.
 */
page: number, 
/**
 * How many pages there are.
 */
pages: number, 
/**
 * When the window closes by itself, in seconds since 1970.
 */
until: number | null, 
/**
 * Whether this computer can read texts aloud.
 */
speaks: boolean, };

export type PaperItem = { 
/**
 * `recovery_key`, `secret`, `deletion_code`, `backup_codes`, `phone` or `transfer_code`.
 */
what: string, 
/**
 * The desk or label.
 */
label: string, };

export type Event = { "event": "changed" } | { "event": "settings_changed" } | { "event": "backup_failed", 
/**
 * Why, by the code of a [`Failure`].
 */
code: string, } | { "event": "clipboard_cleared" } | { "event": "unsaved" } | { "event": "unsaved_lost" } | { "event": "paper_closed" } | { "event": "support_changed" } | { "event": "scan_progress", 
/**
 * From 0 to 1000.
 */
done: number, } | { "event": "import_progress", 
/**
 * From 0 to 1000.
 */
done: number, } | { "event": "dragged", 
/**
 * Whether they are.
 */
over: boolean, } | { "event": "dropped", 
/**
 * How many.
 */
files: number, } | { "event": "scanned" };

export type Failure = { 
/**
 * Names the case; its words are found under it.
 */
code: string, 
/**
 * What the words need.
 */
args: { [key in string]: string }, 
/**
 * Names what to do next, where one code has several ways out.
 */
hint: string | null, 
/**
 * Seconds after which it may be tried again.
 */
retry_after_s: number | null, };

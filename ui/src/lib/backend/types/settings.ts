// Made from crates/keeper by `KEYRACK_WRITE_TYPES=1 cargo test -p keyrack-keeper types`.

import type { FailureCode } from './failures.ts'

export type Settings = { 
/**
 * The tag of a language; none for that of the system.
 */
language: string | null, 
/**
 * The colours of the windows.
 */
theme: Theme, 
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
 * Why the last try to make a backup failed; none since one was made.
 */
backup_trouble: FailureCode | null, 
/**
 * The last backup that was opened and found good, in milliseconds since 1970.
 */
last_backup: number | null, 
/**
 * When a backup was last opened with what stands on the paper, in milliseconds since 1970.
 */
last_drill: number | null, };

export type Theme = "system" | "light" | "dark";

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
 * Whether a password protects the file.
 */
sealing: Sealing, 
/**
 * The ending of its file's name, without the dot.
 */
extension: string, };

export type Sealing = "never" | "may" | "always";

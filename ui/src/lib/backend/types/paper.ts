// Made from crates/keeper by `KEYRACK_WRITE_TYPES=1 cargo test -p keyrack-keeper types`.

import type { Settings } from './settings.ts'

export type Paper = { 
/**
 * What it is.
 */
kind: PaperKind, 
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

export type PaperKind = "kit" | "secrets" | "qr" | "transfer" | "sheet" | "office_sheets" | "invitation" | "exposed";

export type PaperItem = { 
/**
 * What it is.
 */
what: PaperItemKind, 
/**
 * The desk or label.
 */
label: string, };

export type PaperItemKind = "recovery_key" | "secret" | "deletion_code" | "backup_codes" | "phone" | "transfer_code" | "office_sheet" | "invitation";

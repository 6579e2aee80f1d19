// Made from crates/keeper by `KEYRACK_WRITE_TYPES=1 cargo test -p keyrack-keeper types`.

import type { FolderTag } from './folders.ts'
import type { PaperItemKind } from './paper.ts'

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
 * The name of the factor, or of what else has one.
 */
factor_label: string, 
/**
 * What it is.
 */
what: CopiedText, 
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

export type CopiedText = CopiedCode | CopiedField | PaperItemKind;

export type CopiedCode = "code" | "next";

export type CopiedField = "label" | "email" | "url" | "tax_number";

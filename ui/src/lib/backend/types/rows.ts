// Made from crates/keeper by `KEYRACK_WRITE_TYPES=1 cargo test -p keyrack-keeper types`.

import type { FolderTag } from './folders.ts'
import type { FactorKind } from './keys.ts'

export type Rows = { 
/**
 * How many match.
 */
total: number, 
/**
 * Those asked for.
 */
rows: Array<Row>, };

export type Row = { 
/**
 * The id of the account.
 */
account: string, 
/**
 * The factor; none where there is none, and in the trash.
 */
factor: FactorCode | null, 
/**
 * Where it belongs.
 */
folder: FolderTag, 
/**
 * The service as the office calls it, else the issuer.
 */
service: string, 
/**
 * The user name.
 */
label: string, 
/**
 * Its tags.
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

export type FactorCode = { 
/**
 * The factor.
 */
id: string, 
/**
 * The name of the desk or person; may be empty.
 */
label: string, 
/**
 * How its codes follow each other.
 */
type: FactorKind, 
/**
 * The code; none if it counts, for then each look would use a code up.
 */
code: string | null, 
/**
 * The code after it.
 */
next: string | null, 
/**
 * The first second in which the code is valid, since 1970.
 */
valid_from: number | null, 
/**
 * The first second in which it no longer is.
 */
valid_until: number | null, 
/**
 * Whether codes are withheld, because somebody helps over a remote connection.
 */
masked: boolean, };

export type Badge = { "badge": "unconfirmed" } | { "badge": "rivals" } | { "badge": "deadline", 
/**
 * Its name.
 */
name: string, 
/**
 * `YYYY-MM-DD`.
 */
date: string, 
/**
 * Days until then; negative when past.
 */
days: number, } | { "badge": "read_only" } | { "badge": "unsent" } | { "badge": "duplicate" };

export type Counts = { 
/**
 * Everywhere.
 */
all: number, 
/**
 * Among the favourites.
 */
favourites: number, 
/**
 * Among those copied lately.
 */
recent: number, 
/**
 * Among those that somebody should look at.
 */
attention: number, 
/**
 * In the trash.
 */
trash: number, 
/**
 * Folders that are not out of the way.
 */
folders: number, 
/**
 * Folders that are.
 */
archived: number, 
/**
 * Tags in use, the most frequent first.
 */
tags: Array<string>, };

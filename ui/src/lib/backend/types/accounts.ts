// Made from crates/keeper by `KEYRACK_WRITE_TYPES=1 cargo test -p keyrack-keeper types`.

import type { FolderTag } from './folders.ts'
import type { Algorithm, FactorKind } from './keys.ts'
import type { Badge, FactorCode } from './rows.ts'

export type AccountDetails = { 
/**
 * Whether it is one of this person's favourites.
 */
favourite: boolean, 
/**
 * What somebody should look at.
 */
badges: Array<Badge>, 
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
 * The issuer.
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
 * Its tags.
 */
tags: Array<string>, 
/**
 * The name of its icon.
 */
icon: string, 
/**
 * Other folders that it serves.
 */
also_serves: Array<FolderTag>, 
/**
 * Dates to keep.
 */
deadlines: { [key in string]: string }, 
/**
 * Whom to ask at the portal.
 */
support: string, 
/**
 * Other ways that the portal sends codes.
 */
channels: { [key in string]: string }, 
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
factors: Array<FactorDetails>, 
/**
 * Its recovery items.
 */
recovery: Array<RecoveryView>, };

export type FactorDetails = { 
/**
 * What a row of the list shows of it.
 */
code: FactorCode, 
/**
 * Its id.
 */
id: string, 
/**
 * The name of the desk.
 */
label: string, 
/**
 * How its codes follow each other.
 */
type: FactorKind, 
/**
 * The hash under its codes.
 */
algorithm: Algorithm, 
/**
 * Characters of a code.
 */
digits: number, 
/**
 * Seconds that a code lives; `null` for HOTP.
 */
period: number | null, 
/**
 * The next counter; `null` but for HOTP.
 */
counter: number | null, 
/**
 * Whether the portal accepted a code.
 */
confirmed: boolean, 
/**
 * Further secrets that were set at the same time on another computer; someone has to choose.
 */
rivals: number, 
/**
 * Secrets that were replaced and are still kept: since when, in milliseconds since 1970.
 */
replaced: Array<number>, };

export type RecoveryView = { 
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
 * Backup codes that are left; `null` where it has none.
 */
codes_left: number | null, 
/**
 * All its backup codes.
 */
codes_total: number | null, 
/**
 * The name of its file.
 */
file: string | null, };

export type RivalView = { 
/**
 * What it is chosen by.
 */
id: string, 
/**
 * When it was set, in milliseconds since 1970.
 */
set: number, 
/**
 * The code; none if it counts, for then each look would use a code up.
 */
code: string | null, 
/**
 * The first second in which the code is valid no longer, since 1970.
 */
valid_until: number | null, };

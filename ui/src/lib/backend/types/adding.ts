// Made from crates/keeper by `KEYRACK_WRITE_TYPES=1 cargo test -p keyrack-keeper types`.

import type { AccountDetails } from './accounts.ts'
import type { FailureCode } from './failures.ts'
import type { RowStatus } from './imports.ts'
import type { Algorithm, EntryNotice, FactorKind, MissingParts, RefusedCode, SimilarAccount } from './keys.ts'

export type Draft = { 
/**
 * Names it in `add`.
 */
draft: number, 
/**
 * How it stands to the vault.
 */
status: RowStatus, 
/**
 * Accounts that are like it.
 */
same: Array<SimilarAccount>, 
/**
 * The issuer that it names.
 */
issuer: string, 
/**
 * The user name that it names.
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
 * Seconds that a code lives; `null` where it counts.
 */
period: number | null, 
/**
 * The next counter; `null` where it does not count.
 */
counter: number | null, 
/**
 * What the person should know about it.
 */
notices: Array<EntryNotice>, };

export type Added = { 
/**
 * The account, all of it.
 */
account: AccountDetails, 
/**
 * The id of the factor that was added.
 */
factor: string, };

export type AddedMany = { 
/**
 * The ids of the accounts.
 */
accounts: Array<string>, 
/**
 * The first of them.
 */
first: Added | null, };

export type ScanWays = { 
/**
 * Why all screens cannot be looked at; none if they can.
 */
screens: NoWay | null, 
/**
 * Why no rectangle can be dragged, likewise.
 */
area: NoWay | null, 
/**
 * Whether the desktop asks the person first. Our window stays then, for some desktops ask only on behalf of the
 * program that has the focus.
 */
asks: boolean, };

export type NoWay = "no_display" | "no_portal" | "no_area" | "no_answer" | "not_permitted";

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

export type UnreadPicture = { 
/**
 * The name of its file, without the folder; empty where it has none.
 */
name: string, 
/**
 * Why.
 */
code: FailureCode, };

export type QrShown = { 
/**
 * How many factors.
 */
shown: number, 
/**
 * Those that no such code can hold.
 */
left_out: Array<RefusedCode>, };

// Made from crates/keeper by `KEYRACK_WRITE_TYPES=1 cargo test -p keyrack-keeper types`.

import type { FolderTag } from './folders.ts'
import type { PersonName } from './people.ts'

export type RemovalPlan = { 
/**
 * Who or what is taken out.
 */
leaver: Leaver, 
/**
 * Computers of which something has not arrived here, by label.
 */
missing: Array<string>, 
/**
 * What of the leaver's acts will not stand.
 */
undoes: Array<UndoneAct>, 
/**
 * People whom the leaver admitted, and who stay because they are taken back in the same step.
 */
takes_back: Array<PersonName>, 
/**
 * Folders that are sealed anew, without the leaver.
 */
folders: number, 
/**
 * Secrets that the leaver could read, and that are still in use.
 */
exposed: number, 
/**
 * Whether nobody would be left who decides.
 */
last_owner: boolean, 
/**
 * Whether it is this computer, or the person on it.
 */
you: boolean, };

export type Leaver = { 
/**
 * What it is.
 */
kind: LeaverKind, 
/**
 * Its id: of the member, or of the computer.
 */
id: string, 
/**
 * The name of the member.
 */
name: string, 
/**
 * The computer's label; empty where it is the member.
 */
label: string, };

export type LeaverKind = "member" | "device" | "owner";

export type UndoneAct = { 
/**
 * The name of the op, as the log writes it.
 */
what: string, 
/**
 * The member or computer that it was about, by name; empty for none.
 */
about: string, 
/**
 * The folder that it was about, by name; empty for none.
 */
folder: string, 
/**
 * When it was signed, in seconds since 1970.
 */
at: number, };

export type ExposedPage = { 
/**
 * How many there are.
 */
total: number, 
/**
 * How many of them are not ticked.
 */
open: number, 
/**
 * How many match what was looked for.
 */
found: number, 
/**
 * Those asked for, by client.
 */
rows: Array<ExposedSecret>, };

export type ExposedSecret = { 
/**
 * By what it is ticked.
 */
id: string, 
/**
 * What it is.
 */
kind: ExposedKind, 
/**
 * The id of the account.
 */
account: string, 
/**
 * The client or folder.
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
 * The desk of the factor, or the kind of the recovery item.
 */
desk: string, 
/**
 * Who could read it, by name.
 */
people: Array<string>, 
/**
 * Until when the last of them could, in seconds since 1970.
 */
until: number, 
/**
 * When somebody ticked that it was replaced at the portal, in seconds since 1970.
 */
ticked: number | null, };

export type ExposedKind = "factor" | "recovery";

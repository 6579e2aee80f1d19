// Made from crates/keeper by `KEYRACK_WRITE_TYPES=1 cargo test -p keyrack-keeper types`.

import type { FolderTag } from './folders.ts'
import type { PersonName } from './people.ts'
import type { Class, OfficeName, Role } from './standing.ts'

export type Matrix = { 
/**
 * The people, in the order of the cells: owners first.
 */
people: Array<PersonName>, 
/**
 * How many folders match.
 */
total: number, 
/**
 * Those asked for, by name.
 */
rows: Array<MatrixRow>, };

export type MatrixRow = { 
/**
 * The folder.
 */
folder: FolderTag, 
/**
 * Whether this person may say who has it.
 */
may_manage: boolean, 
/**
 * For each of the people what that person has; none for nothing. Owners manage every folder.
 */
cells: Array<CellView | null>, };

export type CellView = { 
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

export type Sharing = { 
/**
 * The folder.
 */
folder: FolderTag, 
/**
 * The office; none for a folder of one's own vault, which nobody else has.
 */
office: OfficeName | null, 
/**
 * What this person may do with it.
 */
role: Role, 
/**
 * Whether this person sees recovery items.
 */
recovery: boolean, 
/**
 * Whether there are changes that are not in the store yet.
 */
unsent: boolean, 
/**
 * Everybody who reads it, owners first.
 */
readers: Array<ReaderView>, };

export type ReaderView = { 
/**
 * The member's id.
 */
member: string, 
/**
 * The member's name.
 */
name: string, 
/**
 * `owner`, `manager` or `member`.
 */
class: Class, 
/**
 * Whether it is the person on this computer.
 */
you: boolean, 
/**
 * What the member has; owners manage every folder, with recovery items.
 */
cell: CellView, 
/**
 * Whether nothing new is sealed to the member until an owner decides.
 */
held: boolean, };

export type Shared = { 
/**
 * How many grants were made or taken.
 */
changed: number, 
/**
 * How many were so already.
 */
same: number, 
/**
 * How many this person may not make.
 */
refused: number, };

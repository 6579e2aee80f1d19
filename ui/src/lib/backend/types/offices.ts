// Made from crates/keeper by `KEYRACK_WRITE_TYPES=1 cargo test -p keyrack-keeper types`.

import type { JoiningView } from './founding.ts'
import type { RequestView } from './people.ts'
import type { Class } from './standing.ts'

export type Offices = { 
/**
 * Those that this person is in, by name.
 */
offices: Array<OfficeCard>, 
/**
 * Those that this person asked to join, and whose owner has not answered yet.
 */
joining: Array<JoiningView>, };

export type OfficeCard = { 
/**
 * Its id.
 */
id: string, 
/**
 * What it is called.
 */
name: string, 
/**
 * How it stands.
 */
state: OfficeState, 
/**
 * How many changes are not in the store yet.
 */
unsent: number, 
/**
 * When the store was last read, in seconds since 1970; none where it never was.
 */
synced: number | null, 
/**
 * How much a person has to look at: alarms with an action, requests, undone removals, changes that were set aside.
 */
needs: number, 
/**
 * The class of this person; none for somebody who is out.
 */
class: Class | null, };

export type OfficeState = "in_step" | "waiting" | "offline" | "needs_you";

export type OfficeDetails = { 
/**
 * The office as it stands in the list.
 */
card: OfficeCard, 
/**
 * The store's address, which holds no password.
 */
store: string, 
/**
 * The person on this computer.
 */
member: string, 
/**
 * The office number: 24 digits, in groups of four.
 */
number: string, 
/**
 * How many members there are.
 */
people: number, 
/**
 * How many of them are owners.
 */
owners: number, 
/**
 * How many folders this person has.
 */
folders: number, 
/**
 * When a sign of an owner was last seen, in seconds since 1970; none on an owner's computer.
 */
owner_seen: number | null, 
/**
 * What a person should know, the gravest first.
 */
alarms: Array<AlarmView>, 
/**
 * Who asks to join, as the last sync saw it.
 */
requests: Array<RequestView>, 
/**
 * Removals that were undone, about which an owner has to decide.
 */
holds: Array<HoldView>, 
/**
 * Changes by people who had lost the right to make them.
 */
set_aside: Array<SetAsideView>, 
/**
 * How many secrets are to be replaced at the portals because of people who left, and are not ticked.
 */
exposed: number, };

export type AlarmView = { 
/**
 * What it is.
 */
code: AlarmCode, 
/**
 * The computer that it is about, by its label.
 */
device: string | null, 
/**
 * The member that it is about, by name.
 */
member: string | null, 
/**
 * The folder that it is about, by name.
 */
folder: string | null, 
/**
 * How often.
 */
count: number, 
/**
 * What the person can do about it; none where it ends by itself.
 */
action: AlarmAction | null, 
/**
 * The id of the computer.
 */
device_id: string | null, 
/**
 * The id of the member.
 */
member_id: string | null, 
/**
 * The id of the folder.
 */
folder_id: string | null, };

export type AlarmCode = "store_older" | "incomplete" | "device_forked" | "twin" | "future" | "damaged" | "not_sealed_for_you" | "held" | "sealed_to_removed" | "set_aside" | "silence" | "invite_used" | "clock_ahead" | "clock_behind" | "other_office" | "office_gone" | "junk" | "newer" | "log_full" | "store_read_only" | "store_full" | "store_refused" | "keys_gone" | "you_were_removed" | "key_renewed" | "removed_undone";

export type AlarmAction = "sync" | "seed" | "person" | "remove_device" | "settle" | "set_aside" | "forget" | "join_anew" | "place" | "update" | "clock";

export type HoldView = { 
/**
 * The member's id.
 */
member: string, 
/**
 * The member's name.
 */
name: string, 
/**
 * Who had taken the member out, or something from the member.
 */
by: string, 
/**
 * Who undid that; empty where it is not known.
 */
undone_by: string, };

export type SetAsideView = { 
/**
 * Its id.
 */
id: string, 
/**
 * The folder's name.
 */
folder: string, 
/**
 * Whose change it is.
 */
name: string, 
/**
 * When it was made, in seconds since 1970.
 */
at: number, 
/**
 * The accounts that it would change, by name.
 */
accounts: Array<string>, };

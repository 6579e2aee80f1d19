// Made from crates/keeper by `KEYRACK_WRITE_TYPES=1 cargo test -p keyrack-keeper types`.

import type { Class, Role } from './standing.ts'

export type People = { 
/**
 * The members, owners first.
 */
people: Array<PersonRow>, 
/**
 * Invitations that can still be answered.
 */
invitations: Array<InvitationView>, 
/**
 * Who asks to join, as the last sync saw it.
 */
requests: Array<RequestView>, };

export type PersonRow = { 
/**
 * The member.
 */
member: MemberView, 
/**
 * How many folders the member was granted; owners read all without.
 */
folders: number, 
/**
 * When the newest sign of one of the member's computers was made, in seconds since 1970.
 */
last_sign: number | null, };

export type PersonName = { 
/**
 * The id.
 */
id: string, 
/**
 * The name.
 */
name: string, 
/**
 * `owner`, `manager` or `member`.
 */
class: Class, };

export type PersonDetails = { 
/**
 * The member.
 */
member: MemberView, 
/**
 * What was granted, by the folders' names.
 */
grants: Array<GrantView>, 
/**
 * Whether this person may take the member, or computers of the member, out.
 */
may_remove: boolean, 
/**
 * Whether this person may make the member an owner.
 */
may_promote: boolean, 
/**
 * Whether this person may make an owner a member again.
 */
may_demote: boolean, };

export type MemberView = { 
/**
 * The id.
 */
id: string, 
/**
 * The name.
 */
name: string, 
/**
 * The e-mail address.
 */
email: string, 
/**
 * `owner`, `manager` or `member`.
 */
class: Class, 
/**
 * 1 for the founder and whom a sheet admits, 2 for owners whom such admit, and so on.
 */
rank: number, 
/**
 * Whether this is the member whose computer this is.
 */
you: boolean, 
/**
 * The computers.
 */
devices: Array<MemberDeviceView>, 
/**
 * Whether nothing new is sealed to the member until an owner decides.
 */
held: boolean, 
/**
 * Whether something can be sealed to the member.
 */
present_key: boolean, };

export type MemberDeviceView = { 
/**
 * The id.
 */
id: string, 
/**
 * What its person calls it.
 */
label: string, 
/**
 * Whether it is in the office.
 */
in: boolean, 
/**
 * When its newest head was made, in seconds since 1970; none where none was seen.
 */
last_sign: number | null, 
/**
 * Whether two histories of it were seen.
 */
forked: boolean, };

export type GrantView = { 
/**
 * The folder's id.
 */
folder: string, 
/**
 * Its name; empty where it is not here.
 */
name: string, 
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

export type InvitationView = { 
/**
 * Its id.
 */
id: string, 
/**
 * Whom it is for.
 */
name: string, 
/**
 * The e-mail address.
 */
email: string, 
/**
 * What it makes of whoever answers; none for a further computer of this person.
 */
class: Class | null, 
/**
 * How many folders are granted with it.
 */
folders: number, 
/**
 * Until when it can be answered, in seconds since 1970.
 */
expires: number, 
/**
 * Whether its code is on this computer, so that it can be shown again.
 */
is_here: boolean, };

export type RequestView = { 
/**
 * The id of the request.
 */
id: string, 
/**
 * The name that was given.
 */
name: string, 
/**
 * The e-mail address that was given.
 */
email: string, 
/**
 * Whom the invitation was for.
 */
invited: string, 
/**
 * The class that the invitation gives; none for a further computer of somebody who is in.
 */
class: Class | null, 
/**
 * What it grants.
 */
folders: Array<GrantView>, };

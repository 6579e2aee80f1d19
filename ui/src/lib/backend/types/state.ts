// Made from crates/keeper by `KEYRACK_WRITE_TYPES=1 cargo test -p keyrack-keeper types`.

import type { ErrorCode } from './failures.ts'

export type State = { "state": "no_vault", 
/**
 * Where it would be.
 */
folder: string, } | { "state": "locked", 
/**
 * Why.
 */
because: LockReason, 
/**
 * Since when, in milliseconds since 1970.
 */
at: number, 
/**
 * Seconds until a password may be tried again, after too many wrong ones.
 */
retry_after_s: number | null, 
/**
 * Whether changes went with the keys, because no place could take them.
 */
unsaved_lost: boolean, 
/**
 * Whether a PIN was set for it on this computer. Whether it opens now, only the keyring can tell.
 */
pin: boolean, 
/**
 * Whether it could not be read, so that a backup may take its place.
 */
lost: boolean, } | { "state": "unlocked", 
/**
 * Whether the emergency kit was proved to be at hand.
 */
kit_confirmed: boolean, 
/**
 * Whether a kit waits to be shown or confirmed.
 */
kit_waits: Kit | null, 
/**
 * Whether changes cannot be saved.
 */
read_only: boolean, 
/**
 * Whether the recovery key opened it, so that nothing is saved before it has a new password.
 */
by_recovery_key: boolean, 
/**
 * Whether what was found as the person wished in the tray waits to be asked for, by `scan` from `tray`.
 */
scan_waits: boolean, 
/**
 * What opening found that the person should know.
 */
notices: Array<Notice>, };

export type LockReason = "start" | "person" | "idle" | "crash" | "quit" | "sleep" | "wake" | "session_locked" | "screensaver" | "signed_out" | "user_switch" | "disconnected" | "lid" | "time_jump" | "hidden" | "tray" | "command";

export type Notice = { 
/**
 * The case; its words are found under its name.
 */
code: AnyNotice, 
/**
 * What the words need.
 */
args: { [key in string]: string }, };

export type AnyNotice = NoticeCode | FollowingNotice;

export type NoticeCode = "kept_is_newer" | "copies_merged" | "copies_not_merged" | "from_the_future" | "quarantined" | "vault_missing" | "vault_forged" | "vault_repaired" | "vault_damaged" | "older_than_seen" | "ways_in_altered" | "ways_in_changed" | "pin_outdated" | "only_seen";

export type FollowingNotice = "vault_gone" | "keys_changed" | "vault_out_of_reach";

export type Kit = { 
/**
 * The numbers, from 1, of the two groups that are asked for.
 */
ask: [number, number], };

export type PinView = { 
/**
 * Whether one is set.
 */
set: boolean, 
/**
 * Whether it opens the vault now; where none is set, whether one can be set.
 */
usable: boolean, 
/**
 * Why not: what is wrong with the keyring; that the password is due, after a restart or a week; that five were wrong; or
 * that its parts are gone, damaged or of an earlier password.
 */
why: ErrorCode | null, 
/**
 * How many wrong ones are left until the password has to be typed.
 */
tries_left: number | null, 
/**
 * How many digits it has.
 */
digits: number | null, };

export type Strength = { 
/**
 * From 0, at once, to 4, not in a lifetime.
 */
score: number, };

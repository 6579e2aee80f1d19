// Made from src-tauri/views.rs by `KEYRACK_WRITE_TYPES=1 cargo test -p keyrack-desktop types`.

export type State = { "state": "no_vault", 
/**
 * Where the recovery key would be saved, unless another place is named.
 */
recovery_file: string, } | { "state": "locked", 
/**
 * Seconds until a password may be tried again, after too many wrong ones.
 */
retry_after_s: number | null, } | { "state": "unlocked", 
/**
 * How many accounts it holds.
 */
total: number, };

export type Page = { 
/**
 * How many match in all.
 */
total: number, 
/**
 * The accounts asked for.
 */
rows: Array<Row>, };

export type Row = { 
/**
 * Names the account for good.
 */
id: string, 
/**
 * The client or folder; empty where there is but one folder.
 */
folder: string, 
/**
 * The service.
 */
issuer: string, 
/**
 * The user name.
 */
label: string, 
/**
 * Its ways to a code, the one shown first.
 */
factors: Array<Factor>, 
/**
 * The code of the first factor now; none if it counts, for then each look would use a code up.
 */
code: string | null, 
/**
 * From when the code is right, in seconds since 1970.
 */
valid_from: number | null, 
/**
 * When it ends, in seconds since 1970.
 */
valid_until: number | null, };

export type Factor = { 
/**
 * Names the factor for good.
 */
id: string, 
/**
 * The desk or person it belongs to; may be empty.
 */
label: string, 
/**
 * `totp`, `hotp` or `steam`.
 */
type: string, };

export type Copied = { 
/**
 * Whose code it is: the client, else the service, else the user name.
 */
name: string, 
/**
 * After how many seconds it is taken back.
 */
clears_in_s: number, };

export type Failure = { 
/**
 * Names the case; its words are found under it.
 */
code: string, 
/**
 * What the words need.
 */
args: { [key in string]: string }, 
/**
 * Names what to do next, where one code has several ways out.
 */
hint: string | null, 
/**
 * Seconds after which it may be tried again.
 */
retry_after_s: number | null, };

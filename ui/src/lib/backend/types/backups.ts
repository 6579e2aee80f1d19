// Made from crates/keeper by `KEYRACK_WRITE_TYPES=1 cargo test -p keyrack-keeper types`.

export type CheckedBackup = { 
/**
 * The name of the file, without its folder.
 */
file: string, 
/**
 * The vault it is of.
 */
vault: string, 
/**
 * The sequence it was made at.
 */
sequence: number, 
/**
 * When that state was saved, in milliseconds since 1970.
 */
saved_at: number, 
/**
 * Accounts in use in it.
 */
accounts: number, 
/**
 * Factors whose code for one fixed moment was computed.
 */
codes: number, 
/**
 * Whether its ways in are as somebody with its keys wrote them: the password and the recovery key open it.
 */
ways_in: boolean, 
/**
 * Whether accounts and those codes are the same as in the vault now; `null` if there is no vault to compare with.
 */
matches: boolean | null, };

export type Backups = { 
/**
 * Those of this vault, the newest first, then those of others.
 */
files: Array<BackupFile>, };

export type BackupFile = { 
/**
 * The name of the file; the command line puts its folder before it.
 */
file: string, 
/**
 * When it was written, in milliseconds since 1970, by the clock of that disk.
 */
modified: number, 
/**
 * Its size in bytes.
 */
bytes: number, 
/**
 * Whether it is of this vault.
 */
own: boolean, 
/**
 * When this computer opened it and found it good, in milliseconds since 1970.
 */
verified: number | null, };

export type RestorePlan = { 
/**
 * Whether it is of this vault.
 */
own: boolean, 
/**
 * Whether it would become the vault.
 */
adopts: boolean, 
/**
 * Accounts that the vault does not have.
 */
missing: number, 
/**
 * Accounts that were removed.
 */
deleted: number, 
/**
 * Accounts that have changed.
 */
changed: number, 
/**
 * The name of the file, without its folder.
 */
file: string, 
/**
 * The vault it is of.
 */
vault: string, 
/**
 * The sequence it was made at.
 */
sequence: number, 
/**
 * When that state was saved, in milliseconds since 1970.
 */
saved_at: number, 
/**
 * Accounts in use in it.
 */
accounts: number, 
/**
 * Factors whose code for one fixed moment was computed.
 */
codes: number, 
/**
 * Whether its ways in are as somebody with its keys wrote them: the password and the recovery key open it.
 */
ways_in: boolean, 
/**
 * Whether accounts and those codes are the same as in the vault now; `null` if there is no vault to compare with.
 */
matches: boolean | null, };

export type RestorePage = { 
/**
 * How many there are in all.
 */
total: number, 
/**
 * Those asked for, by client and name.
 */
rows: Array<DifferenceView>, };

export type DifferenceView = { 
/**
 * The account.
 */
id: string, 
/**
 * How it differs.
 */
state: Difference, 
/**
 * The service in the backup, as the office calls it.
 */
service: string, 
/**
 * The issuer in the backup.
 */
issuer: string, 
/**
 * The user name in the backup.
 */
label: string, 
/**
 * The name of its folder in the backup.
 */
folder: string, 
/**
 * What would change, where it is in the vault.
 */
fields: Array<ChangedField>, 
/**
 * Whether it was taken.
 */
taken: boolean, };

export type Difference = "missing" | "deleted" | "changed";

export type ChangedField = "folder" | "service" | "issuer" | "label" | "secret" | "desk" | "counter" | "recovery" | "url" | "email" | "note" | "tags" | "icon" | "also_serves" | "deadlines" | "support" | "channels";

export type Restored = { 
/**
 * How many accounts.
 */
restored: number, };

// Made from crates/keeper by `KEYRACK_WRITE_TYPES=1 cargo test -p keyrack-keeper types`.

export type Losses = { 
/**
 * How many things.
 */
total: number, 
/**
 * The same by kind, the most frequent first.
 */
losses: Array<LossLine>, };

export type LossLine = { 
/**
 * What it is.
 */
loss: Loss, 
/**
 * How often.
 */
count: number, 
/**
 * Some of whose it is, by issuer and user name.
 */
examples: Array<string>, };

export type Loss = "trashed" | "hotp" | "steam" | "digits" | "period" | "algorithm" | "counter" | "too_long" | "secret_twice" | "issuer" | "factor_label" | "note" | "tags" | "folder" | "recovery" | "replaced" | "details";

export type Exported = { 
/**
 * The name of the file, without its folder.
 */
file: string, 
/**
 * How many accounts.
 */
accounts: number, 
/**
 * How many things the format has no place for.
 */
left_out: number, };

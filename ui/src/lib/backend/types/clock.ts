// Made from crates/keeper by `KEYRACK_WRITE_TYPES=1 cargo test -p keyrack-keeper types`.

export type ClockReport = { 
/**
 * Whether the system keeps it by a time server; none where the system does not say.
 */
synchronised: boolean | null, 
/**
 * Milliseconds that it is ahead of the right time; negative when it is behind.
 */
off_ms: number | null, 
/**
 * How that was found.
 */
measured: Measured | null, 
/**
 * Whether codes will be refused.
 */
wrong: boolean, };

export type Measured = "online" | "changes";

export type CodeStep = { 
/**
 * Steps from the present one.
 */
step: number, 
/**
 * The code.
 */
code: string, 
/**
 * From when it is right, in seconds since 1970.
 */
valid_from: number, 
/**
 * When it ends, in seconds since 1970.
 */
valid_until: number, };

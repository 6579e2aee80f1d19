// Made from crates/keeper by `KEYRACK_WRITE_TYPES=1 cargo test -p keyrack-keeper types`.

import type { FailureCode } from './failures.ts'

export type Event = { "event": "changed" } | { "event": "office_changed" } | { "event": "settings_changed" } | { "event": "backup_failed", 
/**
 * Why.
 */
code: FailureCode, } | { "event": "clipboard_cleared" } | { "event": "unsaved" } | { "event": "unsaved_lost" } | { "event": "paper_closed" } | { "event": "support_changed" } | { "event": "scan_progress", 
/**
 * From 0 to 1000.
 */
done: number, } | { "event": "import_progress", 
/**
 * From 0 to 1000.
 */
done: number, } | { "event": "dragged", 
/**
 * Whether they are.
 */
over: boolean, } | { "event": "dropped", 
/**
 * How many.
 */
files: number, } | { "event": "scanned" };

// Made from src-tauri/views.rs by `KEYRACK_WRITE_TYPES=1 cargo test -p keyrack-desktop`. Do not edit.

export type State = { "state": "no_vault", recovery_file: string, } | { "state": "locked", retry_after_s: number | null, } | { "state": "unlocked", total: number, };

export type Page = { total: number, rows: Array<Row>, };

export type Row = { id: string, folder: string, issuer: string, label: string, factors: Array<Factor>, code: string | null, valid_from: number | null, valid_until: number | null, };

export type Factor = { id: string, label: string, type: string, };

export type Copied = { name: string, clears_in_s: number, };

export type Failure = { code: string, args: { [key in string]: string | number }, hint: string | null, retry_after_s: number | null, };

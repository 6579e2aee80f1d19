// Made from crates/keeper by `KEYRACK_WRITE_TYPES=1 cargo test -p keyrack-keeper types`.

export type OfficeName = { 
/**
 * Its id.
 */
id: string, 
/**
 * What it is called.
 */
name: string, };

export type Class = "sheet" | "owner" | "manager" | "member";

export type Role = "view" | "edit" | "manage";

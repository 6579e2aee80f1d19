// Made from crates/keeper by `KEYRACK_WRITE_TYPES=1 cargo test -p keyrack-keeper types`.

import type { Algorithm, EntryNotice, FactorKind, MissingParts, Reason, SimilarAccount } from './keys.ts'

export type Incoming = { 
/**
 * The format.
 */
format: string, 
/**
 * The name of the program or format.
 */
name: string, 
/**
 * Whether the files are encrypted.
 */
encrypted: boolean, 
/**
 * The names of the files, without their folders.
 */
files: Array<string>, 
/**
 * How many entries. None of a table of whose columns too little is known.
 */
total: number, 
/**
 * How many of each kind.
 */
counts: ImportCounts, 
/**
 * How many entries would be added or replace something, as things are chosen now.
 */
taken: number, 
/**
 * Transfers of Google Authenticator of which the files have a part only.
 */
missing: Array<MissingParts>, 
/**
 * What the columns of a table hold; none for other files.
 */
columns: Array<Column> | null, 
/**
 * How many groups the entries lie in.
 */
groups: number, 
/**
 * Clients that a table names.
 */
clients: ClientCounts, };

export type ImportCounts = { 
/**
 * Nothing has their secret or name.
 */
new: number, 
/**
 * They are there already.
 */
identical: number, 
/**
 * The secret is there under another name, or with other parameters.
 */
same_secret: number, 
/**
 * The name is there with another secret.
 */
same_name: number, 
/**
 * Faulty.
 */
unreadable: number, 
/**
 * Of a kind that Keyrack makes no codes of.
 */
unsupported: number, 
/**
 * With something that the person should know, whatever their status.
 */
notices: number, };

export type Column = { 
/**
 * Its letter, as spreadsheets show it.
 */
letter: string, 
/**
 * What stands above it; may be empty.
 */
heading: string, 
/**
 * What it holds, if that is known.
 */
field: ColumnField | null, 
/**
 * Its first cells that are not empty, at most three. None of a column that holds secrets or passwords, or whose
 * cells may be keys.
 */
samples: Array<string>, };

export type ColumnField = "folder" | "tax_number" | "short_code" | "contact" | "email" | "issuer" | "account" | "secret" | "type" | "algorithm" | "digits" | "period" | "counter" | "note" | "tags" | "url" | "password" | "ignore";

export type ClientCounts = { 
/**
 * In all.
 */
total: number, 
/**
 * Those that the vault does not know yet.
 */
new: number, 
/**
 * Those of whom there is no code, in the vault or in the table.
 */
without_code: number, };

export type ImportPage = { 
/**
 * How many there are of the status in question.
 */
total: number, 
/**
 * Those asked for, in the order of the files.
 */
rows: Array<ImportEntry>, };

export type ImportEntry = { 
/**
 * The account that it resembles. None also where it resembles an entry before it.
 */
same: SimilarAccount | null, 
/**
 * Its place, from 1.
 */
row: number, 
/**
 * How it relates to what is there.
 */
status: RowStatus, 
/**
 * Why it cannot be read or is not supported.
 */
reason: Reason | null, 
/**
 * What becomes of it; none where there is no choice.
 */
decision: Decision | null, 
/**
 * The account that it became or equals.
 */
account_id: string | null, 
/**
 * The factor that it became or equals.
 */
factor_id: string | null, 
/**
 * The issuer.
 */
issuer: string, 
/**
 * The user name.
 */
label: string, 
/**
 * How its codes follow each other.
 */
type: FactorKind | null, 
/**
 * The hash under its codes.
 */
algorithm: Algorithm | null, 
/**
 * Characters of a code.
 */
digits: number | null, 
/**
 * Seconds that a code lives.
 */
period: number | null, 
/**
 * The next counter.
 */
counter: number | null, 
/**
 * Its note.
 */
note: string, 
/**
 * Its groups and tags.
 */
groups: Array<string>, 
/**
 * What the user should know about it.
 */
notices: Array<EntryNotice>, };

export type RowStatus = "new" | "identical" | "same_secret" | "same_name" | "unreadable" | "unsupported";

export type Decision = "add" | "skip" | "replace";

export type Groups = "tags" | "folders";

export type ImportClients = { 
/**
 * How many in all.
 */
total: number, 
/**
 * Those asked for, in the order of the table.
 */
clients: Array<ClientRow>, };

export type ClientRow = { 
/**
 * The name.
 */
name: string, 
/**
 * The tax number, as the table has it.
 */
tax_number: string, 
/**
 * Whether the vault knows it.
 */
status: ClientStatus, 
/**
 * How many accounts the client has, in the vault and in the table; with 0 there is no code yet.
 */
accounts: number, };

export type ClientStatus = "new" | "known";

export type Imported = { 
/**
 * Entries that became accounts.
 */
added: number, 
/**
 * Entries that took the place of something.
 */
replaced: number, 
/**
 * Entries that were left out.
 */
skipped: number, 
/**
 * Clients and folders that were made.
 */
folders: number, 
/**
 * Accounts that became favourites.
 */
favourites: number, };

export type DroppedKind = "pictures" | "files";

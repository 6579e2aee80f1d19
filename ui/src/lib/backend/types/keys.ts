// Made from crates/keeper by `KEYRACK_WRITE_TYPES=1 cargo test -p keyrack-keeper types`.

import type { FolderTag } from './folders.ts'

export type FactorKind = "totp" | "hotp" | "steam" | "unknown";

export type Algorithm = "SHA1" | "SHA256" | "SHA512";

export type EntryNotice = "issuer_mismatch" | "left_over_bits" | "counter_assumed" | "type_assumed" | "characters_replaced" | "details_ignored" | "group_unknown" | "icon_ignored" | "password_ignored";

export type SimilarAccount = { 
/**
 * How it is like it.
 */
how: Likeness, 
/**
 * The account.
 */
account: string, 
/**
 * Where it belongs.
 */
folder: FolderTag, 
/**
 * The service as the office calls it, else the issuer.
 */
service: string, 
/**
 * The user name.
 */
label: string, };

export type Likeness = "same_secret" | "same_name";

export type RefusedCode = { 
/**
 * Why.
 */
reason: RefusedWhy, 
/**
 * The issuer, or empty.
 */
issuer: string, 
/**
 * The user name, or the host of a web page, or empty.
 */
label: string, };

export type RefusedWhy = Reason | Unfit;

export type Reason = "not_a_uri" | "bad_structure" | "too_long" | "no_secret" | "bad_secret" | "bad_digits" | "bad_period" | "bad_counter" | "algorithm" | "type" | "motp" | "yandex" | "push" | "without_code" | "other_item" | "deleted" | "client" | "microsoft_app" | "duo_app" | "okta_app" | "securid_app" | "lastpass_app" | "other_app" | "identity_app" | "steam_login" | "passkey" | "device_link" | "web_page" | "wifi" | "payment" | "contact" | "plain_text";

export type Unfit = "unfit_steam" | "unfit_digits" | "unfit_period" | "unfit_counter" | "unfit_too_long";

export type MissingParts = { 
/**
 * Their numbers, from 1.
 */
parts: Array<number>, 
/**
 * How many parts there are in all.
 */
of: number, };

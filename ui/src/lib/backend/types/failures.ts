// Made from crates/keeper by `KEYRACK_WRITE_TYPES=1 cargo test -p keyrack-keeper types`.

export type Failure = { 
/**
 * The case; its words are found under its name.
 */
code: FailureCode, 
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

export type FailureCode = ErrorCode | WindowErrorCode;

export type ErrorCode = "no_vault" | "vault_exists" | "password_needed" | "wrong_password" | "wrong_recovery_key" | "wrong_pin" | "bad_pin" | "pin_not_set" | "pin_restarted" | "pin_week" | "pin_used_up" | "pin_gone" | "pin_outdated" | "pin_damaged" | "pin_not_enough" | "keyring_absent" | "keyring_locked" | "keyring_broken" | "keyring_silent" | "keyring_off" | "throttled" | "bad_password" | "ways_in_damaged" | "vault_unreadable" | "keys_changed" | "needs_newer" | "vault_too_large" | "new_password_needed" | "ways_in_foreign" | "clock_out_of_range" | "counter_at_end" | "busy" | "kdf_too_costly" | "kdf_too_cheap" | "kdf_no_memory" | "disk_full" | "permission_denied" | "file_not_found" | "file_exists" | "vault_file_chosen" | "backup_read_back" | "not_plain" | "disk_error" | "no_randomness" | "not_found" | "ambiguous" | "folder_not_empty" | "bad_value" | "unknown_field" | "bad_secret" | "bad_uri" | "no_factor" | "format_unknown" | "format_mismatch" | "format_not_written" | "format_newer" | "file_too_large" | "file_damaged" | "file_encryption" | "file_password_needed" | "file_password_wrong" | "file_openpgp" | "file_account_restricted" | "file_key_file" | "file_companion" | "file_memory" | "file_too_costly" | "file_no_memory" | "file_reader_ended" | "file_reader_slow" | "file_reader_absent" | "columns_unknown" | "cancelled" | "nothing_to_undo" | "not_available" | "app_not_running" | "app_failed" | "clock_unreachable" | "no_office" | "office_exists" | "store_address" | "store_unreachable" | "store_refused" | "store_read_only" | "store_full" | "store_broken" | "not_an_office" | "other_office" | "office_gone" | "wrong_code" | "wrong_digits" | "request_dropped" | "invite_expired" | "invite_used" | "invite_cancelled" | "sheet_wrong" | "needs_owner" | "needs_manage" | "needs_edit" | "needs_recovery_right" | "removed_from_office" | "sync_incomplete" | "last_owner" | "rank_too_low" | "twin" | "newer_office" | "folder_too_large" | "log_full" | "office_keys_gone" | "usage";

export type WindowErrorCode = "locked" | "unexpected" | "bad_request" | "overloaded" | "answer_too_large" | "window_unavailable" | "kit_gone" | "kit_differs" | "sheets_gone" | "sheet_differs" | "sheets_unconfirmed" | "invitation_gone" | "mail_unavailable" | "paper_gone" | "paper_too_long" | "no_speech" | "support_mode" | "clipboard_unavailable" | "field_empty" | "page_not_web" | "browser_unavailable" | "draft_gone" | "clipboard_empty" | "picture_unknown" | "picture_too_large" | "picture_damaged" | "pdf_damaged" | "pdf_locked" | "pdf_too_long" | "too_many_pictures" | "screen_unavailable" | "screen_refused" | "screen_timed_out" | "screen_busy" | "scan_failed" | "name_unusable" | "picture_chosen" | "import_gone" | "no_backup" | "no_backup_folder" | "backup_folder_silent" | "backup_key_wrong" | "backup_gone" | "no_start_at_login";

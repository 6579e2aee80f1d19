import type { Settings } from '../backend.ts'

/** As on the first day. */
export const SETTINGS: Settings = {
  language: null,
  theme: 'system',
  zoom: 100,
  clear_clipboard_s: 30,
  idle_minutes: 10,
  ask_on_client_change: true,
  hide_codes: false,
  protect_screen: true,
  can_protect_screen: false,
  close_to_tray: false,
  tray: true,
  start_at_login: false,
  can_start_at_login: true,
  hidden_minutes: 0,
  backup_folder: null,
  backups_kept: 10,
  backups_since: null,
  backup_trouble: null,
  last_backup: null,
  last_drill: null,
}

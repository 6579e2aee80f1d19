//! A window of the desktop app. The keeper starts it; nobody else has a use for it.

#![forbid(unsafe_code)]
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> tauri::Result<()> {
    keyrack_shell::run()
}

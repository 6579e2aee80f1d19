//! The desktop app: a window on the vault.
//!
//! [`commands`] is all that the page in the window can call, [`views`] all that it is told; [`shell`] stands between
//! them and the use cases of `keyrack-app`.

#![forbid(unsafe_code)]

mod clipboard;
mod commands;
mod shell;
#[cfg(test)]
mod tests;
mod views;

use std::io;
use std::sync::Arc;

use keyrack_app::Computer;
use tauri::plugin::TauriPlugin;
use tauri::{App, Builder, Manager, RunEvent, Runtime};

use shell::Shell;

/// Opens the window, and returns when the app has ended.
///
/// # Errors
/// When this user has no home folder, or the window cannot be made.
pub fn run() -> tauri::Result<()> {
    let computer =
        Computer::here().ok_or_else(|| io::Error::other("this user has no home folder"))?;
    let app = build(Builder::default(), computer)?;
    app.run(|app, event| {
        if let RunEvent::Exit = event {
            // There is nobody left to tell, and what can be kept is kept.
            _ = app.state::<Arc<Shell>>().lock();
        }
    });
    Ok(())
}

fn build<R: Runtime>(builder: Builder<R>, computer: Computer) -> tauri::Result<App<R>> {
    builder
        .manage(Arc::new(Shell::new(computer)))
        .plugin(home_only())
        .invoke_handler(tauri::generate_handler![
            commands::state,
            commands::create,
            commands::unlock,
            commands::lock,
            commands::list,
            commands::copy,
        ])
        .build(tauri::generate_context!())
}

/// Keeps the window on the page that is built in, whatever is clicked or dropped on it.
fn home_only<R: Runtime>() -> TauriPlugin<R> {
    tauri::plugin::Builder::new("home-only")
        .on_navigation(|_, url| {
            url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost")
        })
        .build()
}

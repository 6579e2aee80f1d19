//! The window program: one web view, and a bridge from the page in it to the keeper that started the program.
//!
//! It knows nothing of vaults. What the page asks goes to the keeper as it is, and so does the answer back. The keeper
//! ends the program without warning, at a lock for one; there is nothing in it worth keeping.

#![forbid(unsafe_code)]

mod bridge;
mod orders;
mod pipes;
#[cfg(test)]
mod tests;
mod web_window;

use std::env;
use std::io;
use std::process;
use std::sync::Arc;
use std::thread;

use keyrack_keeper::orders::Opening;
use keyrack_keeper::shell::WindowKind;
use keyrack_keeper::wire::{FromKeeper, FromWindow, Message};
use tauri::plugin::TauriPlugin;
use tauri::{App, AppHandle, Builder, Manager, RunEvent, Runtime};

use bridge::Bridge;
use pipes::Pipes;

/// Opens the window that the arguments name (see [`Opening`]), and returns when it is closed.
///
/// # Errors
/// When the arguments are not the keeper's, or the window cannot be made.
pub fn run() -> tauri::Result<()> {
    let (kind, opening) = arguments()?;
    let Pipes { mut input, output } = Pipes::take()?;
    let bridge = Arc::new(Bridge::new(output));
    let app = build(Builder::default(), Arc::clone(&bridge))?;
    web_window::open(&app, kind, &opening, &bridge)?;

    let (handle, listening) = (app.handle().clone(), Arc::clone(&bridge));
    thread::spawn(move || {
        while let Ok(Some(message)) = Message::<FromKeeper>::read(&mut input) {
            hear(&handle, &listening, message);
        }
        // The keeper is gone, or speaks what is not understood here.
        process::exit(0);
    });
    app.run(move |_, event| {
        if let RunEvent::Exit = event {
            bridge.send(&Message::new(FromWindow::Closed, 0, []));
        }
    });
    Ok(())
}

fn build<R: Runtime>(builder: Builder<R>, bridge: Arc<Bridge>) -> tauri::Result<App<R>> {
    builder
        .manage(bridge)
        .plugin(home_only())
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(tauri::generate_handler![bridge::ask, bridge::follow])
        .build(tauri::generate_context!())
}

fn hear<R: Runtime>(app: &AppHandle<R>, bridge: &Arc<Bridge>, message: Message<FromKeeper>) {
    match message.kind {
        FromKeeper::Answer | FromKeeper::Picture | FromKeeper::Refusal => bridge.settle(message),
        FromKeeper::Event => bridge.tell(&message),
        FromKeeper::Do => {
            let Some(window) = app.webview_windows().into_values().next() else {
                return;
            };
            let bridge = Arc::clone(bridge);
            orders::carry_out(&window, &message.payload, move |outcome| {
                bridge.send(&Message::new(FromWindow::Done, message.id, outcome));
            });
        }
    }
}

/// Keeps the window on the page that is built in, whatever is clicked or dropped on it.
fn home_only<R: Runtime>() -> TauriPlugin<R> {
    tauri::plugin::Builder::new("home-only")
        .on_navigation(|_, url| {
            url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost")
        })
        .build()
}

fn arguments() -> io::Result<(WindowKind, Opening)> {
    let mut arguments = env::args().skip(1);
    let kind = match arguments.next().as_deref() {
        Some("main") => Some(WindowKind::Main),
        Some("paper") => Some(WindowKind::Paper),
        _ => None,
    };
    let opening = arguments
        .next()
        .and_then(|opening| serde_json::from_str(&opening).ok());
    kind.zip(opening).ok_or_else(|| {
        io::Error::other("this program is started by keyrack-desktop; please start that")
    })
}

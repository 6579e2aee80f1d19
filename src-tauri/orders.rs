//! What the keeper tells the window to do.

use keyrack_keeper::orders::{Order, Outcome};
use tauri::{Runtime, WebviewWindow};
use tauri_plugin_dialog::{DialogExt, FilePath};

use crate::frame;

/// Carries out the order that `json` is. `done` gets what a person chose, as JSON, once they have; the other orders have
/// no outcome. What the system refuses is left undone.
pub fn carry_out<R: Runtime>(
    window: &WebviewWindow<R>,
    json: &[u8],
    done: impl FnOnce(Vec<u8>) + Send + 'static,
) {
    let Ok(order) = serde_json::from_slice(json) else {
        return;
    };
    let chosen = move |path| done(serde_json::to_vec(&outcome(path)).unwrap_or_default());
    let dialog = || window.dialog().file().set_parent(window);
    match order {
        Order::Save { name, extension } => dialog()
            .set_file_name(name)
            .add_filter(extension.to_uppercase(), &[&extension])
            .save_file(chosen),
        Order::Folder => dialog().pick_folder(chosen),
        Order::Print => _ = window.print(),
        Order::Zoom { percent } => frame::zoom(window, percent),
        Order::Theme { theme } => frame::paint(window, theme),
        Order::Protect { on } => _ = window.set_content_protected(on),
        Order::Focus => {
            _ = window
                .unminimize()
                .and_then(|()| window.show())
                .and_then(|()| window.set_focus());
        }
    }
}

fn outcome(chosen: Option<FilePath>) -> Outcome {
    match chosen.map(FilePath::into_path) {
        None => Outcome::Chosen(None),
        Some(Ok(path)) if path.to_str().is_some() => Outcome::Chosen(Some(path)),
        Some(_) => Outcome::Unnameable,
    }
}

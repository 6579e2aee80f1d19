//! What the keeper tells the window to do.

use std::path::PathBuf;

use keyrack_keeper::orders::{Files, Order, Outcome};
use tauri::{Runtime, WebviewWindow};
use tauri_plugin_dialog::{DialogExt, FilePath};

use crate::web_window;

/// The endings of the files that the keeper can look at.
const PICTURES: [&str; 7] = ["png", "jpg", "jpeg", "webp", "bmp", "gif", "pdf"];

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
    let done = move |outcome| done(serde_json::to_vec(&outcome).unwrap_or_default());
    let dialog = || window.dialog().file().set_parent(window);
    match order {
        Order::Save { name, extension } => dialog()
            .set_file_name(name)
            .add_filter(extension.to_uppercase(), &[&extension])
            .save_file(move |path| done(outcome(path))),
        Order::Folder => dialog().pick_folder(move |path| done(outcome(path))),
        Order::Files { which } => match which {
            Files::Pictures => dialog().add_filter(PICTURES.join(", ").to_uppercase(), &PICTURES),
            Files::Any => dialog(),
        }
        .pick_files(move |files| done(Outcome::Files(nameable(files.unwrap_or_default())))),
        Order::Open { extension } => dialog()
            .add_filter(extension.to_uppercase(), &[&extension])
            .pick_file(move |path| done(outcome(path))),
        Order::Hide => web_window::hide(window, move || done(Outcome::Hidden)),
        Order::Show => web_window::show(window),
        Order::Print => _ = window.print(),
        Order::Zoom { percent } => web_window::zoom(window, percent),
        Order::Theme { theme } => web_window::paint(window, theme),
        Order::Protect { on } => _ = window.set_content_protected(on),
        Order::Focus => web_window::show(window),
    }
}

fn nameable(files: Vec<FilePath>) -> Vec<Option<PathBuf>> {
    let paths = files.into_iter().map(|file| file.into_path().ok());
    paths
        .map(|path| path.filter(|it| it.to_str().is_some()))
        .collect()
}

fn outcome(chosen: Option<FilePath>) -> Outcome {
    match chosen.map(FilePath::into_path) {
        None => Outcome::Chosen(None),
        Some(Ok(path)) if path.to_str().is_some() => Outcome::Chosen(Some(path)),
        Some(_) => Outcome::Unnameable,
    }
}

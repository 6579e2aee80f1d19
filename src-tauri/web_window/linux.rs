//! Linux, where the page runs in a process of WebKit's that can end by itself, and windows are GTK's.

use std::process;

use gtk::prelude::{GtkWindowExt, WidgetExt};
use tauri::{Runtime, WebviewWindow};
use webkit2gtk::WebViewExt;

/// Ends this program when the process of the page has ended: a window that cannot be used any more is replaced by the
/// keeper.
///
/// # Errors
/// When the window is not there any more.
pub fn end_with_the_page<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    window.with_webview(|webview| {
        let view = webview.inner();
        view.connect_web_process_terminated(|_, _| process::exit(1));
    })
}

/// Takes the window off the screen; the display has done so when this returns. On the first thread only.
pub fn take_off<R: Runtime>(window: &WebviewWindow<R>) {
    if let Ok(window) = window.gtk_window() {
        let (x, y) = window.position();
        window.hide();
        window.display().sync();
        // A window manager would choose its place anew.
        window.move_(x, y);
    }
}

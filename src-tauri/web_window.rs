//! The window around the page: where it is, how it looks, and how it ends.

#[cfg(target_os = "linux")]
mod linux;

use std::env;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use keyrack_keeper::orders::{Opening, Placement, Theme};
use keyrack_keeper::shell::WindowKind;
use keyrack_keeper::views::Event;
use keyrack_keeper::wire::{FromWindow, Message};
#[cfg(windows)]
use tauri::Manager;
use tauri::window::Color;
use tauri::{
    App, DragDropEvent, PhysicalPosition, PhysicalSize, Runtime, WebviewUrl, WebviewWindow,
    WebviewWindowBuilder, WindowEvent,
};

use crate::bridge::Bridge;

#[cfg(target_os = "linux")]
use linux::take_off;

/// The sizes of a window that was not open before, and the least of all, in CSS pixels.
const MAIN_SIZE: (f64, f64) = (1080.0, 720.0);
const PAPER_SIZE: (f64, f64) = (760.0, 900.0);
const LEAST_SIZE: (f64, f64) = (480.0, 420.0);

/// What lies under the page before it is drawn: `--paper` of `tokens.css`.
const LIGHT: Color = Color(0xff, 0xff, 0xff, 0xff);
const DARK: Color = Color(0x17, 0x19, 0x1a, 0xff);

/// How long a window waits for its page before it is shown without.
const PATIENCE: Duration = Duration::from_secs(1);

/// How long a system may take to reduce a window to its place in a panel.
const MOMENT: Duration = Duration::from_millis(500);

/// Makes the window. It is shown once its page follows the keeper, at the latest after a second.
///
/// # Errors
/// When the system has no room for a window or a web view.
pub fn open(
    app: &App,
    kind: WindowKind,
    opening: &Opening,
    bridge: &Arc<Bridge>,
) -> tauri::Result<()> {
    let (label, (width, height)) = match kind {
        WindowKind::Main => ("main", MAIN_SIZE),
        WindowKind::Paper => ("paper", PAPER_SIZE),
    };
    let page = match kind {
        WindowKind::Main => "index.html",
        WindowKind::Paper => "paper.html",
    };
    let builder = WebviewWindowBuilder::new(app, label, WebviewUrl::App(page.into()));
    // Windows of one folder share their processes there, and ending one program would end the page of another.
    #[cfg(windows)]
    let builder = builder.data_directory(app.path().app_local_data_dir()?.join(label));
    // Files that are dropped on the main window are taken by its program. A page would learn their names.
    let builder = match kind {
        WindowKind::Main => builder,
        WindowKind::Paper => builder.disable_drag_drop_handler(),
    };
    let window = builder
        .title("Keyrack")
        .inner_size(width, height)
        .min_inner_size(LEAST_SIZE.0, LEAST_SIZE.1)
        .center()
        .theme(theme_of(opening.theme))
        // What a page stores is of no use to the next window. WebDriver cannot reach such a page, though.
        .incognito(env::var_os("TAURI_WEBVIEW_AUTOMATION").is_none())
        .visible(false)
        .build()?;
    paint(&window, opening.theme);
    zoom(&window, opening.zoom);
    if let Some(placement) = opening.placement {
        put(&window, placement);
    }
    if kind == WindowKind::Paper {
        // Where the system cannot, it is shown all the same.
        _ = window.set_content_protected(opening.protect);
    }
    watch(&window, bridge);
    #[cfg(target_os = "linux")]
    linux::end_with_the_page(&window)?;
    show_at_the_latest(&window, bridge);
    Ok(())
}

/// Shows everything at `percent` of its size; 0 is the usual one.
pub fn zoom<R: Runtime>(window: &WebviewWindow<R>, percent: u16) {
    let percent = if percent == 0 { 100 } else { percent };
    _ = window.set_zoom(f64::from(percent) / 100.0);
}

/// Takes the window off the screen for a moment. `hidden` is called once the system has done so.
pub fn hide<R: Runtime>(window: &WebviewWindow<R>, hidden: impl FnOnce() + Send + 'static) {
    let it = window.clone();
    _ = window.run_on_main_thread(move || {
        take_off(&it);
        hidden();
    });
}

#[cfg(not(target_os = "linux"))]
fn take_off<R: Runtime>(window: &WebviewWindow<R>) {
    _ = window.hide();
}

/// Brings it back to its place, and to the front.
pub fn show<R: Runtime>(window: &WebviewWindow<R>) {
    _ = window
        .unminimize()
        .and_then(|()| window.show())
        .and_then(|()| window.set_focus());
}

/// Gives the window its colours, so that nothing flashes before the page is drawn.
pub fn paint<R: Runtime>(window: &WebviewWindow<R>, theme: Theme) {
    _ = window.set_theme(theme_of(theme));
    let dark = matches!(window.theme(), Ok(tauri::Theme::Dark));
    _ = window.set_background_color(Some(if dark { DARK } else { LIGHT }));
}

fn theme_of(theme: Theme) -> Option<tauri::Theme> {
    match theme {
        Theme::System => None,
        Theme::Light => Some(tauri::Theme::Light),
        Theme::Dark => Some(tauri::Theme::Dark),
    }
}

/// Puts the window where it was, unless there is no screen any more. Wayland does not let it choose the place.
fn put<R: Runtime>(window: &WebviewWindow<R>, placement: Placement) {
    let Placement {
        x,
        y,
        width,
        height,
        maximized,
    } = placement;
    let on_screen = window.available_monitors().is_ok_and(|monitors| {
        monitors.iter().any(|monitor| {
            let (corner, size) = (monitor.position(), monitor.size());
            let within = |at: i32, from: i32, length: u32| {
                (0..i64::from(length)).contains(&(i64::from(at) - i64::from(from)))
            };
            within(x, corner.x, size.width) && within(y, corner.y, size.height)
        })
    });
    _ = window.set_size(PhysicalSize::new(width, height));
    if on_screen {
        _ = window.set_position(PhysicalPosition::new(x, y));
    }
    if maximized {
        _ = window.maximize();
    }
}

/// Tells the keeper where the window is.
fn watch<R: Runtime>(window: &WebviewWindow<R>, bridge: &Arc<Bridge>) {
    let (it, bridge) = (window.clone(), Arc::clone(bridge));
    window.on_window_event(move |event| {
        if let WindowEvent::Moved(_) | WindowEvent::Resized(_) = event
            && let Some(placement) = placement(&it)
        {
            let json = serde_json::to_vec(&placement).unwrap_or_default();
            bridge.send(&Message::new(FromWindow::Placed, 0, json));
        }
        if let WindowEvent::Focused(_) = event {
            tell_whether_seen(it.clone(), Arc::clone(&bridge));
        }
        if let WindowEvent::DragDrop(event) = event {
            pass_on(event, &bridge);
        }
    });
}

/// Tells the page that files are held over the window, and the keeper which are dropped.
fn pass_on(event: &DragDropEvent, bridge: &Bridge) {
    let over = match event {
        DragDropEvent::Enter { .. } => true,
        DragDropEvent::Drop { .. } | DragDropEvent::Leave => false,
        _ => return,
    };
    bridge.announce(&Event::Dragged { over });
    if let DragDropEvent::Drop { paths, .. } = event {
        let nameable = |path: &PathBuf| Some(path.clone()).filter(|it| it.to_str().is_some());
        let files: Vec<Option<PathBuf>> = paths.iter().map(nameable).collect();
        let json = serde_json::to_vec(&files).unwrap_or_default();
        bridge.send(&Message::new(FromWindow::Dropped, 0, json));
    }
}

/// Tells the keeper whether a person can see the window. The system knows that a moment after the focus has changed.
fn tell_whether_seen<R: Runtime>(window: WebviewWindow<R>, bridge: Arc<Bridge>) {
    thread::spawn(move || {
        thread::sleep(MOMENT);
        let seen = !window.is_minimized().unwrap_or(false);
        let json = serde_json::to_vec(&seen).unwrap_or_default();
        bridge.send(&Message::new(FromWindow::Seen, 0, json));
    });
}

/// Where the window is; none while that is not worth knowing.
fn placement<R: Runtime>(window: &WebviewWindow<R>) -> Option<Placement> {
    if !window.is_visible().ok()? || window.is_minimized().ok()? {
        return None;
    }
    let (corner, size) = (window.outer_position().ok()?, window.inner_size().ok()?);
    Some(Placement {
        x: corner.x,
        y: corner.y,
        width: size.width,
        height: size.height,
        maximized: window.is_maximized().ok()?,
    })
}

fn show_at_the_latest<R: Runtime>(window: &WebviewWindow<R>, bridge: &Arc<Bridge>) {
    let (window, bridge) = (window.clone(), Arc::clone(bridge));
    thread::spawn(move || {
        thread::sleep(PATIENCE);
        bridge.show(&window);
    });
}

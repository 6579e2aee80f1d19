//! The clipboard counts its own changes.

use objc2_app_kit::NSPasteboard;

/// A number that is another one after each change of the clipboard, whoever made it.
#[must_use]
pub fn clipboard_changes() -> i64 {
    NSPasteboard::generalPasteboard().changeCount() as i64
}

//! The clipboard counts its own changes.

use windows_sys::Win32::System::DataExchange::GetClipboardSequenceNumber;

/// A number that is another one after each change of the clipboard, whoever made it.
#[must_use]
pub fn clipboard_changes() -> i64 {
    // SAFETY: has no parameters, and touches no memory of ours.
    unsafe { GetClipboardSequenceNumber() }.into()
}

//! In and out: files of other programs and of Keyrack's own, pictures, and QR codes for a phone.

pub(crate) mod document;

mod export;
mod import;
mod phone;
mod scan;

pub use export::{Export, Exported, formats};
pub use import::{Choices, Groups, Import, Incoming, MAX_PASSED, On, Progress, read_files};
pub use phone::{PhoneCode, PhoneCodes, Transfer};
pub use scan::{Found, Refused, Scanned, ScannedCode, scanned};

//! The mechanisms that other products encrypt their files with.
//!
//! What a file says about costs is bounded before anything is allocated or computed. Plain text and keys are zeroised
//! on drop.

pub(crate) mod cbc;
mod encoding;
pub(crate) mod gcm;
pub(crate) mod kdbx;
pub(crate) mod kdf;
pub(crate) mod openssl;
pub(crate) mod secretstream;

pub(crate) use encoding::{LENIENT, Plain, base64, hex, to_hex};

//! One-time passwords and the `otpauth` URIs that carry them.
//!
//! * [`Secret`] is the shared key, [`Otp`] a key with everything else that decides its codes;
//!   [`Otp::code_at`] and [`Otp::code_for`] give the codes of RFC 6238, RFC 4226 and Steam.
//! * [`otpauth`] reads and writes the URIs that services show as QR codes.
//!
//! The crate reads no clock and no file: the time is an argument.

#![forbid(unsafe_code)]

mod code;
mod otp;
pub mod otpauth;
mod secret;

pub use code::{Code, STEAM_DIGITS};
pub use otp::{Algorithm, Kind, MAX_DIGITS, MAX_PERIOD, Otp, OtpError, Validity};
pub use secret::{MAX_SECRET_BYTES, Secret, SecretError};

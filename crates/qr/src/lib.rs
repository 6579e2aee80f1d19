//! QR codes: found in pictures, and drawn.

#![forbid(unsafe_code)]

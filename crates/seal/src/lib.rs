//! Everything Keyrack encrypts or authenticates goes through this crate.
//!
//! * [`file`]: ordinary [age v1](https://age-encryption.org/v1) files, sealed to X25519 recipients or to a passphrase;
//! * [`salvage`]: what can still be authenticated of a damaged age file;
//! * [`kdf`]: Argon2id with bounds on every cost;
//! * [`slot`]: ways in, each wrapping the vault's keys under a password or a recovery key;
//! * [`pin`]: a way in for one computer, under a PIN and a secret that its keyring holds;
//! * [`mac`]: the tag that proves who wrote a payload, because age authenticates no writer;
//! * [`sign`]: signatures, where a writer is to be told by those who could not write themselves.
//!
//! It knows no files on disk, no clock and no vault: bytes in, bytes out.

#![forbid(unsafe_code)]

pub mod base32;
pub mod entropy;
pub mod file;
pub mod hex;
pub mod identity;
pub mod kdf;
pub mod mac;
pub mod pin;
pub mod salvage;
pub mod sign;
pub mod slot;

pub use entropy::{Entropy, OsEntropy};
pub use file::{OpenError, Plaintext, SealError};
pub use identity::{Identity, Paper, Recipient};
pub use kdf::{Costs, Kdf, KdfError};
pub use mac::MacKey;
pub use sign::{SigningKey, VerifyingKey};

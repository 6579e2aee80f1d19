//! AES-256-GCM (NIST SP 800-38D) with a nonce of twelve bytes, the tag behind the text.

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit, Nonce};
use zeroize::Zeroizing;

use super::encoding::Plain;

/// The length of a nonce.
pub(crate) const NONCE: usize = 12;

/// The length of a tag.
pub(crate) const TAG: usize = 16;

/// Opens what [`seal`] sealed. `None` if key, nonce, data or bytes are others.
pub(crate) fn open(key: &[u8; 32], nonce: &[u8], sealed: &[u8], data: &[u8]) -> Option<Plain> {
    let nonce: &[u8; NONCE] = nonce.try_into().ok()?;
    let payload = Payload {
        msg: sealed,
        aad: data,
    };
    Aes256Gcm::new(key.into())
        .decrypt(Nonce::from_slice(nonce), payload)
        .map(Zeroizing::new)
        .ok()
}

/// Seals bytes, and binds them to some data that stays readable.
pub(crate) fn seal(
    key: &[u8; 32],
    nonce: &[u8; NONCE],
    plain: &[u8],
    data: &[u8],
) -> Option<Vec<u8>> {
    let payload = Payload {
        msg: plain,
        aad: data,
    };
    Aes256Gcm::new(key.into())
        .encrypt(Nonce::from_slice(nonce), payload)
        .ok()
}

//! The cipher that most products seal their files with.

use aes_gcm::aead::Aead;
use aes_gcm::{Aes256Gcm, Key, KeyInit, Nonce};
use zeroize::Zeroizing;

/// Opens AES-256-GCM, the tag behind the ciphertext. `None` where key and content do not belong together.
pub(crate) fn open_gcm(
    key: &[u8; 32],
    nonce: &[u8; 12],
    sealed: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    Aes256Gcm::new(Key::<Aes256Gcm>::from_slice(key))
        .decrypt(Nonce::from_slice(nonce), sealed)
        .ok()
        .map(Zeroizing::new)
}

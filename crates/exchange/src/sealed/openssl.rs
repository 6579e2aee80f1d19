//! The salted form of `openssl enc` with MD5, which CryptoJS writes for a passphrase: `Salted__`, eight bytes of salt,
//! AES-256-CBC. The key is one round of MD5 over the passphrase (EVP_BytesToKey); it does not tell whether it is right.

use md5::{Digest, Md5};
use zeroize::Zeroizing;

use super::cbc;
use super::encoding::Plain;

/// Opens bytes with a passphrase; `None` if they are not of this form, or what comes out has no padding.
pub(crate) fn open(passphrase: &[u8], sealed: &[u8]) -> Option<Plain> {
    let rest = sealed.strip_prefix(MAGIC)?;
    let (salt, blocks) = rest.split_at_checked(8)?;
    let mut derived = Zeroizing::new([0; 48]);
    let mut before = Zeroizing::new(Vec::new());
    for part in derived.chunks_mut(16) {
        let hash = Md5::new()
            .chain_update(&*before)
            .chain_update(passphrase)
            .chain_update(salt)
            .finalize();
        part.copy_from_slice(&hash);
        *before = hash.to_vec();
    }
    let (key, iv) = derived.split_first_chunk()?;
    cbc::open(key, iv.first_chunk()?, blocks)
}

const MAGIC: &[u8] = b"Salted__";

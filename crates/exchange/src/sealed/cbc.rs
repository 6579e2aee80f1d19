//! AES-256-CBC with PKCS #7 padding (NIST SP 800-38A, RFC 5652). It does not tell whether the key is right, other than
//! by chance: whoever uses it checks what comes out, or a MAC beside it.

use aes::Aes256;
use aes::cipher::block_padding::Pkcs7;
use aes::cipher::{BlockDecryptMut, KeyIvInit};
use zeroize::Zeroizing;

use super::encoding::Plain;

/// Opens blocks; `None` if they are none or the padding is none.
pub(crate) fn open(key: &[u8; 32], iv: &[u8; 16], sealed: &[u8]) -> Option<Plain> {
    let mut buffer = Zeroizing::new(sealed.to_vec());
    let length = cbc::Decryptor::<Aes256>::new(key.into(), iv.into())
        .decrypt_padded_mut::<Pkcs7>(&mut buffer)
        .ok()?
        .len();
    buffer.truncate(length);
    Some(buffer)
}

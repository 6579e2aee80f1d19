//! The stream that hides protected texts in the XML of a database.

use chacha20::ChaCha20;
use chacha20::cipher::{KeyIvInit, StreamCipher};
use salsa20::Salsa20;
use sha2::{Digest, Sha256, Sha512};
use zeroize::Zeroizing;

use crate::error::ImportError;

/// The stream that protected texts are hidden with.
pub(crate) enum Protection {
    None,
    Salsa20(Box<Salsa20>),
    ChaCha20(Box<ChaCha20>),
}

impl Protection {
    /// The stream of a kind, as the header or what stands before the XML numbers them.
    pub(super) fn of(kind: u32, key: &[u8]) -> Result<Self, ImportError> {
        match kind {
            0 => Ok(Self::None),
            2 => {
                let key = Zeroizing::new(<[u8; 32]>::from(Sha256::digest(key)));
                Ok(Self::Salsa20(Box::new(Salsa20::new(
                    (&*key).into(),
                    &SALSA20_NONCE.into(),
                ))))
            }
            3 => {
                let hash = Zeroizing::new(<[u8; 64]>::from(Sha512::digest(key)));
                let stream = ChaCha20::new_from_slices(&hash[..32], &hash[32..44]);
                Ok(Self::ChaCha20(Box::new(
                    stream.map_err(|_| ImportError::DAMAGED)?,
                )))
            }
            _ => Err(ImportError::FormatNewer),
        }
    }

    /// Takes the stream off a text, which has to be the next one in the order of the file.
    pub(crate) fn uncover(&mut self, bytes: &mut [u8]) {
        match self {
            Self::None => {}
            Self::Salsa20(stream) => stream.apply_keystream(bytes),
            Self::ChaCha20(stream) => stream.apply_keystream(bytes),
        }
    }
}

const SALSA20_NONCE: [u8; 8] = [0xe8, 0x30, 0x09, 0x4b, 0x97, 0x20, 0x5d, 0x2a];

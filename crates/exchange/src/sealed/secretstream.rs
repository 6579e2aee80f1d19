//! The first message of libsodium's `crypto_secretstream_xchacha20poly1305`
//! (<https://doc.libsodium.org/secret-key_cryptography/secretstream>).
//!
//! It is not XChaCha20-Poly1305: a block of its own carries the tag of the message, and the padding before the lengths
//! is as long as what overhangs the last block instead of what is missing from it.

use chacha20::cipher::consts::U10;
use chacha20::cipher::{KeyIvInit, StreamCipher, StreamCipherSeek};
use chacha20::{ChaCha20, hchacha};
use poly1305::Poly1305;
use poly1305::universal_hash::KeyInit;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::encoding::Plain;

/// The length of the header.
pub(crate) const HEADER: usize = 24;

/// Opens a message; `None` if key, header or message are others. The tag may be that of a message or of the last one.
pub(crate) fn open(key: &[u8; 32], header: &[u8; HEADER], message: &[u8]) -> Option<Plain> {
    let (sealed, mac) = message.split_last_chunk::<16>()?;
    let (tag, text) = sealed.split_first()?;
    let mut cipher = cipher(key, header)?;
    let expected = authenticate(&mut cipher, *tag, text);
    if !bool::from(expected.ct_eq(mac)) {
        return None;
    }
    let mut plain = Zeroizing::new(text.to_vec());
    cipher.seek(TEXT);
    cipher.apply_keystream(&mut plain);
    Some(plain)
}

/// Seals a message as the last one.
pub(crate) fn seal(key: &[u8; 32], header: &[u8; HEADER], plain: &[u8]) -> Option<Vec<u8>> {
    let mut cipher = cipher(key, header)?;
    let mut tag = [FINAL];
    cipher.seek(TAG);
    cipher.apply_keystream(&mut tag);
    let mut message = Vec::with_capacity(plain.len() + 17);
    message.extend(tag);
    message.extend(plain);
    cipher.seek(TEXT);
    cipher.apply_keystream(message.get_mut(1..)?);
    let mac = authenticate(&mut cipher, tag[0], message.get(1..)?);
    message.extend(mac);
    Some(message)
}

fn cipher(key: &[u8; 32], header: &[u8; HEADER]) -> Option<ChaCha20> {
    let (input, rest) = header.split_first_chunk::<16>()?;
    let subkey = Zeroizing::new(<[u8; 32]>::from(hchacha::<U10>(key.into(), input.into())));
    let mut nonce = [0; 12];
    // The counter of messages stands before the rest of the header; the first one is 1.
    nonce[0] = 1;
    nonce[4..].copy_from_slice(rest);
    Some(ChaCha20::new((&*subkey).into(), &nonce.into()))
}

/// The MAC over the tag and the text, both as they are sealed.
fn authenticate(cipher: &mut ChaCha20, tag: u8, text: &[u8]) -> [u8; 16] {
    let mut key = Zeroizing::new([0; 32]);
    cipher.seek(0_u64);
    cipher.apply_keystream(&mut *key);
    let mut block = [0; 64];
    cipher.seek(TAG);
    cipher.apply_keystream(&mut block);
    block[0] = tag;

    let mut covered = Vec::with_capacity(64 + text.len() + 32);
    covered.extend(block);
    covered.extend(text);
    covered.extend(std::iter::repeat_n(0, text.len() % 16));
    covered.extend(0_u64.to_le_bytes());
    covered.extend((64 + text.len() as u64).to_le_bytes());
    Poly1305::new((&*key).into())
        .compute_unpadded(&covered)
        .into()
}

/// Where in the stream of the cipher the block of the tag begins, and the text.
const TAG: u64 = 64;
const TEXT: u64 = 128;

const FINAL: u8 = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sealed_is_opened_and_every_change_is_noticed() {
        let (key, header) = ([7; 32], [9; HEADER]);
        for length in [0, 1, 15, 16, 17, 64, 100] {
            let plain = vec![b'x'; length];
            let mut sealed = seal(&key, &header, &plain).unwrap();
            assert_eq!(open(&key, &header, &sealed).as_deref(), Some(&plain));
            for at in 0..sealed.len() {
                sealed[at] ^= 1;
                assert_eq!(open(&key, &header, &sealed), None);
                sealed[at] ^= 1;
            }
        }
        assert_eq!(open(&key, &header, &[]), None);
    }
}

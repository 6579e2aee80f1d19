//! What can still be authenticated of a damaged age file.
//!
//! age encrypts a payload in chunks of 64 KiB, each authenticated by itself (the STREAM construction), so one flipped
//! byte costs one chunk. The stock reader stops there; this one goes on. It gives up the header's own tag, which says
//! nothing about the chunks: every byte that is returned was authenticated under the file's key.

use age::Identity as _;
use age_core::{format::Stanza, secrecy::ExposeSecret};
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD as BASE64};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit, Nonce, aead::Aead};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::{Identity, OpenError, Plaintext, file};

/// Plaintext bytes of one chunk.
pub const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;
const PAYLOAD_NONCE: usize = 16;

/// The chunks of a damaged file, in order.
pub struct Salvage {
    /// `None` where a chunk did not authenticate.
    pub chunks: Vec<Option<Plaintext>>,
    /// Whether the last whole chunk was the file's end: false when the file was cut short.
    pub reached_end: bool,
}

impl Salvage {
    /// Whether nothing is missing.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.reached_end && self.chunks.iter().all(Option::is_some)
    }
}

/// Reads every chunk that still authenticates.
///
/// # Errors
/// [`OpenError`] when not even the file's key can be had: wrong form, over the limits, or the line for `identity` is
/// damaged.
pub fn salvage(sealed: &[u8], identity: &Identity) -> Result<Salvage, OpenError> {
    let header_end = file::header_length(sealed)?;
    let (header, payload) = sealed.split_at(header_end);
    let file_key = stanzas(header)
        .iter()
        .find_map(|stanza| identity.as_age().unwrap_stanza(stanza)?.ok())
        .ok_or(OpenError::NotForThisKey)?;
    let (nonce, mut rest) = payload
        .split_at_checked(PAYLOAD_NONCE)
        .ok_or(OpenError::Damaged)?;
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(Some(nonce), file_key.expose_secret())
        .expand(b"payload", key.as_mut_slice())
        .map_err(|_| OpenError::Damaged)?;
    let cipher = ChaCha20Poly1305::new(key.as_slice().into());

    let mut salvage = Salvage {
        chunks: Vec::new(),
        reached_end: false,
    };
    let mut number = 0_u64;
    while !rest.is_empty() {
        let (chunk, after) = rest.split_at(rest.len().min(CHUNK + TAG));
        let read = |last| {
            cipher
                .decrypt(&chunk_nonce(number, last), chunk)
                .ok()
                .map(Zeroizing::new)
        };
        let at_end = after.is_empty();
        let opened = if at_end { read(true) } else { None };
        salvage.reached_end = at_end && opened.is_some();
        salvage.chunks.push(opened.or_else(|| read(false)));
        rest = after;
        number += 1;
    }
    Ok(salvage)
}

/// Eleven bytes of counter, big endian, and one that marks the last chunk.
fn chunk_nonce(number: u64, last: bool) -> Nonce {
    let mut nonce = [0; 12];
    nonce[3..11].copy_from_slice(&number.to_be_bytes());
    nonce[11] = u8::from(last);
    nonce.into()
}

/// The stanzas that can be read; damaged ones are passed over.
fn stanzas(header: &[u8]) -> Vec<Stanza> {
    let text = String::from_utf8_lossy(header);
    let mut stanzas = Vec::new();
    let mut current: Option<(Vec<String>, String)> = None;
    let mut finish = |stanza: Option<(Vec<String>, String)>| {
        let Some((mut words, body)) = stanza else {
            return;
        };
        if let Ok(body) = BASE64.decode(body) {
            let tag = words.remove(0);
            stanzas.push(Stanza {
                tag,
                args: words,
                body,
            });
        }
    };
    for line in text.lines().skip(1) {
        if let Some(words) = line.strip_prefix("-> ") {
            finish(current.replace((words.split(' ').map(str::to_owned).collect(), String::new())));
        } else if line.starts_with("---") {
            break;
        } else if let Some((_, body)) = &mut current {
            body.push_str(line);
        }
    }
    finish(current);
    stanzas
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> (Vec<u8>, Vec<u8>, Identity) {
        let identity = Identity::make();
        let plain: Vec<u8> = (0..3 * CHUNK + 1000).map(|i| (i / 7) as u8).collect();
        let sealed = file::seal(
            &plain,
            &[&Identity::make().recipient(), &identity.recipient()],
        )
        .unwrap();
        (plain, sealed, identity)
    }

    #[test]
    fn one_flipped_byte_costs_one_chunk() {
        let (plain, mut sealed, identity) = sample();
        let body = file::header_length(&sealed).unwrap() + PAYLOAD_NONCE;
        sealed[body + CHUNK + TAG + 5] ^= 1;
        let salvage = salvage(&sealed, &identity).unwrap();
        assert!(salvage.reached_end);
        for (number, chunk) in salvage.chunks.iter().enumerate() {
            match chunk {
                None => assert_eq!(number, 1, "only the damaged chunk is missing"),
                Some(chunk) => assert_eq!(***chunk, plain[number * CHUNK..][..chunk.len()]),
            }
        }
        assert_eq!(salvage.chunks.len(), 4);
    }

    #[test]
    fn a_damaged_header_tag_costs_nothing_and_a_damaged_own_line_costs_the_file() {
        let (plain, sealed, identity) = sample();
        let header = file::header_length(&sealed).unwrap();
        let mut damaged = sealed.clone();
        damaged[header - 3] ^= 1;
        assert!(file::open(&damaged, &identity).is_err());
        let whole: Vec<u8> = salvage(&damaged, &identity)
            .unwrap()
            .chunks
            .iter()
            .flat_map(|chunk| chunk.as_ref().expect("authentic").iter().copied())
            .collect();
        assert_eq!(whole, plain);

        let own_line = String::from_utf8_lossy(&sealed[..header])
            .rfind("-> X25519")
            .unwrap();
        let mut damaged = sealed.clone();
        damaged[own_line + 60] ^= 1;
        let result = salvage(&damaged, &identity).map(|s| s.chunks.len());
        assert!(result.is_err() || file::open(&damaged, &identity).is_err());
    }

    #[test]
    fn a_cut_file_gives_its_whole_chunks_and_says_that_the_end_is_missing() {
        let (_, sealed, identity) = sample();
        let body = file::header_length(&sealed).unwrap() + PAYLOAD_NONCE;
        let salvage = salvage(&sealed[..body + 2 * (CHUNK + TAG)], &identity).unwrap();
        assert!(!salvage.reached_end);
        assert_eq!(salvage.chunks.iter().filter(|c| c.is_some()).count(), 2);
    }
}

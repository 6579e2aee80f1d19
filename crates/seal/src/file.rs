//! Whole age v1 files in memory, with a limit on everything a hostile file could inflate.

use std::{
    io::{Read, Write},
    iter,
};

use age::secrecy::SecretString;
use zeroize::Zeroizing;

use crate::{Identity, Recipient};

/// Decrypted bytes, wiped when dropped.
pub type Plaintext = Zeroizing<Vec<u8>>;

/// The largest age header that is read, in bytes. Ours have two recipients (about 400 bytes); age's own parser takes
/// time that grows with the square of the header.
pub const MAX_HEADER: usize = 16 * 1024;

/// The most recipients of a file, as stanzas of its header. A stanza takes work from whoever opens the file, and the
/// header's limit alone would allow thousands. The stanza that age itself adds to keep readers tolerant ("grease") is not
/// counted.
pub const MAX_STANZAS: usize = 64;

/// The largest sealed file that is read, in bytes: some 300,000 accounts.
pub const MAX_SEALED: usize = 256 * 1024 * 1024;

/// The scrypt work factor written into passphrase files: fixed, because one that is measured makes files that slower
/// machines refuse.
pub const PASSPHRASE_LOG_N: u8 = 18;

/// The highest scrypt work factor that is read. It needs 4 GiB at 22, which is the stock program's ceiling; ours stays
/// where an office computer can follow.
pub const MAX_PASSPHRASE_LOG_N: u8 = 20;

/// Why bytes could not be sealed.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// No recipient was given: such a file would open for nobody.
    #[error("nothing to seal to")]
    NoRecipient,
    /// More than [`MAX_STANZAS`] recipients: nobody would read such a file.
    #[error("too many to seal to")]
    TooManyRecipients,
    /// age refused, which means a defect here.
    #[error("sealing failed: {0}")]
    Failed(std::io::Error),
}

/// Why a sealed file did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// The bytes do not begin like an age file.
    #[error("not an age file")]
    NotAge,
    /// The header is larger than [`MAX_HEADER`] or has more than [`MAX_STANZAS`], or the file is larger than
    /// [`MAX_SEALED`].
    #[error("the file is larger than any Keyrack writes")]
    TooLarge,
    /// Sealed to other recipients (or its header was damaged where it names ours).
    #[error("sealed for another key")]
    NotForThisKey,
    /// The passphrase is wrong.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// A passphrase file whose scrypt cost is over [`MAX_PASSPHRASE_LOG_N`].
    #[error("the file asks for too much work")]
    TooCostly,
    /// Authentication failed: at least one byte is not what was written, or the end is missing.
    #[error("the file is damaged")]
    Damaged,
}

/// Seals `plain` to every one of `recipients`, [`MAX_STANZAS`] at the most: an ordinary binary age file.
///
/// # Errors
/// [`SealError`]; the input is never left half sealed.
pub fn seal(plain: &[u8], recipients: &[&Recipient]) -> Result<Vec<u8>, SealError> {
    if recipients.len() > MAX_STANZAS {
        return Err(SealError::TooManyRecipients);
    }
    let recipients = recipients.iter().map(|r| r.as_age() as &dyn age::Recipient);
    let encryptor =
        age::Encryptor::with_recipients(recipients).map_err(|_| SealError::NoRecipient)?;
    encrypt(encryptor, plain)
}

/// Opens an age file with an identity.
///
/// # Errors
/// [`OpenError`]. Nothing is returned unless the last byte was authenticated.
pub fn open(sealed: &[u8], identity: &Identity) -> Result<Plaintext, OpenError> {
    open_with(sealed, iter::once(identity))
}

/// Opens an age file with whichever of several identities it was sealed to.
///
/// # Errors
/// As for [`open`]; [`OpenError::NotForThisKey`] where it was sealed to none of them.
pub fn open_with<'a>(
    sealed: &[u8],
    identities: impl IntoIterator<Item = &'a Identity>,
) -> Result<Plaintext, OpenError> {
    let identities = identities
        .into_iter()
        .map(|identity| identity.as_age() as &dyn age::Identity);
    decrypt(sealed, identities, OpenError::NotForThisKey)
}

/// Seals `plain` under a passphrase: the form `age -p` writes, one scrypt stanza with [`PASSPHRASE_LOG_N`].
///
/// # Errors
/// [`SealError`].
pub fn seal_with_passphrase(plain: &[u8], passphrase: &str) -> Result<Vec<u8>, SealError> {
    let mut recipient = age::scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
    recipient.set_work_factor(PASSPHRASE_LOG_N);
    let encryptor = age::Encryptor::with_recipients(iter::once(&recipient as &dyn age::Recipient))
        .map_err(|_| SealError::NoRecipient)?;
    encrypt(encryptor, plain)
}

/// Opens a passphrase-sealed age file.
///
/// # Errors
/// [`OpenError`], with [`OpenError::WrongPassphrase`] apart from damage as far as age can tell them apart.
pub fn open_with_passphrase(sealed: &[u8], passphrase: &str) -> Result<Plaintext, OpenError> {
    let mut identity = age::scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
    identity.set_max_work_factor(MAX_PASSPHRASE_LOG_N);
    decrypt(
        sealed,
        iter::once(&identity as &dyn age::Identity),
        OpenError::WrongPassphrase,
    )
}

/// Whether the file asks for a passphrase (a scrypt stanza) rather than a key.
///
/// # Errors
/// [`OpenError`] when this is no age file at all.
pub fn wants_passphrase(sealed: &[u8]) -> Result<bool, OpenError> {
    Ok(decryptor(sealed)?.is_scrypt())
}

/// Checks the outer form and the limits; returns the header's length, its last line included.
pub(crate) fn header_length(sealed: &[u8]) -> Result<usize, OpenError> {
    const MAGIC: &[u8] = b"age-encryption.org/v1\n";
    const LAST_LINE: &[u8] = b"\n--- ";
    if !sealed.starts_with(MAGIC) {
        return Err(OpenError::NotAge);
    }
    if sealed.len() > MAX_SEALED {
        return Err(OpenError::TooLarge);
    }
    let head = sealed.get(..MAX_HEADER).unwrap_or(sealed);
    let last_line = head
        .windows(LAST_LINE.len())
        .position(|window| window == LAST_LINE)
        .map(|at| at + LAST_LINE.len());
    let end = last_line
        .and_then(|from| Some(from + head.get(from..)?.iter().position(|b| *b == b'\n')? + 1));
    match end {
        Some(end) if has_too_many_stanzas(head.get(..end).unwrap_or(head)) => {
            Err(OpenError::TooLarge)
        }
        Some(end) => Ok(end),
        None if sealed.len() > MAX_HEADER => Err(OpenError::TooLarge),
        None => Err(OpenError::Damaged),
    }
}

/// Counts stanzas without reading them: the body of none begins like the first line of one.
fn has_too_many_stanzas(header: &[u8]) -> bool {
    let mut counted = 0;
    let mut grease = 0;
    for line in header.split(|byte| *byte == b'\n') {
        if let Some(stanza) = line.strip_prefix(b"-> ") {
            let tag = stanza.split(|byte| *byte == b' ').next();
            match tag.is_some_and(|tag| tag.ends_with(b"-grease")) {
                true => grease += 1,
                false => counted += 1,
            }
        }
    }
    counted > MAX_STANZAS || grease > 1
}

fn decryptor(sealed: &[u8]) -> Result<age::Decryptor<&[u8]>, OpenError> {
    header_length(sealed)?;
    age::Decryptor::new_buffered(sealed).map_err(|_| OpenError::Damaged)
}

fn encrypt(encryptor: age::Encryptor, plain: &[u8]) -> Result<Vec<u8>, SealError> {
    let mut sealed = Vec::with_capacity(plain.len() + plain.len() / 1024 + 1024);
    let mut writer = encryptor
        .wrap_output(&mut sealed)
        .map_err(SealError::Failed)?;
    writer.write_all(plain).map_err(SealError::Failed)?;
    writer.finish().map_err(SealError::Failed)?;
    Ok(sealed)
}

fn decrypt<'a>(
    sealed: &[u8],
    identities: impl Iterator<Item = &'a dyn age::Identity>,
    no_match: OpenError,
) -> Result<Plaintext, OpenError> {
    let mut reader = decryptor(sealed)?
        .decrypt(identities)
        .map_err(|error| match error {
            age::DecryptError::NoMatchingKeys | age::DecryptError::KeyDecryptionFailed => no_match,
            age::DecryptError::DecryptionFailed => no_match,
            age::DecryptError::ExcessiveWork { .. } => OpenError::TooCostly,
            _ => OpenError::Damaged,
        })?;
    // One allocation, so that growing never leaves a copy of secrets behind.
    let mut plain = Zeroizing::new(Vec::with_capacity(sealed.len()));
    reader
        .read_to_end(&mut plain)
        .map_err(|_| OpenError::Damaged)?;
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_of_two_recipients_opens_the_file_and_a_third_does_not() {
        let (vault, paper, stranger) = (Identity::make(), Identity::make(), Identity::make());
        let sealed = seal(b"payload", &[&vault.recipient(), &paper.recipient()]).unwrap();
        assert_eq!(**open(&sealed, &vault).unwrap(), *b"payload");
        assert_eq!(**open(&sealed, &paper).unwrap(), *b"payload");
        assert_eq!(open(&sealed, &stranger), Err(OpenError::NotForThisKey));
    }

    #[test]
    fn every_flipped_byte_and_every_truncation_is_noticed() {
        let identity = Identity::make();
        let sealed = seal(&[7; 300], &[&identity.recipient()]).unwrap();
        for at in 0..sealed.len() {
            let mut damaged = sealed.clone();
            damaged[at] ^= 1;
            assert!(
                open(&damaged, &identity).is_err(),
                "byte {at} flipped unnoticed"
            );
            assert!(
                open(&sealed[..at], &identity).is_err(),
                "cut at {at} unnoticed"
            );
        }
    }

    #[test]
    fn a_passphrase_file_tells_a_wrong_passphrase_apart() {
        let sealed = seal_with_passphrase(b"payload", "árvíztűrő").unwrap();
        assert!(wants_passphrase(&sealed).unwrap());
        assert_eq!(
            **open_with_passphrase(&sealed, "árvíztűrő").unwrap(),
            *b"payload"
        );
        assert_eq!(
            open_with_passphrase(&sealed, "arvizturo"),
            Err(OpenError::WrongPassphrase)
        );
    }

    #[test]
    fn a_header_of_sixteen_thousand_stanzas_is_refused_unparsed() {
        let mut hostile = b"age-encryption.org/v1\n".to_vec();
        for _ in 0..16_000 {
            hostile.extend_from_slice(b"-> X25519 AAAA\nAAAA\n");
        }
        hostile.extend_from_slice(b"--- AAAA\n");
        assert_eq!(open(&hostile, &Identity::make()), Err(OpenError::TooLarge));
    }

    #[test]
    fn whichever_of_several_identities_it_was_sealed_to_opens_a_file() {
        let [a, b, c] = [(); 3].map(|()| Identity::make());
        let sealed = seal(b"payload", &[&b.recipient()]).unwrap();
        assert_eq!(**open_with(&sealed, [&a, &b, &c]).unwrap(), *b"payload");
        assert_eq!(open_with(&sealed, [&a, &c]), Err(OpenError::NotForThisKey));
        assert_eq!(open_with(&sealed, []), Err(OpenError::NotForThisKey));
    }

    /// A file that age itself sealed to so many, which is ours and those of others.
    fn sealed_to(count: usize, ours: &Identity) -> Vec<u8> {
        let others: Vec<Recipient> = (1..count).map(|_| Identity::make().recipient()).collect();
        let ours = ours.recipient();
        let all = others.iter().chain(iter::once(&ours));
        let all = all.map(|recipient| recipient.as_age() as &dyn age::Recipient);
        let encryptor = age::Encryptor::with_recipients(all).unwrap();
        encrypt(encryptor, b"payload").unwrap()
    }

    #[test]
    fn a_file_for_sixty_four_is_opened_and_one_for_sixty_five_refused_on_both_ways() {
        let ours = Identity::make();
        assert_eq!(
            **open(&sealed_to(MAX_STANZAS, &ours), &ours).unwrap(),
            *b"payload"
        );
        assert_eq!(
            open(&sealed_to(MAX_STANZAS + 1, &ours), &ours),
            Err(OpenError::TooLarge)
        );
        let recipient = ours.recipient();
        let sealed = seal(b"payload", &[&recipient; MAX_STANZAS]).unwrap();
        assert!(open(&sealed, &ours).is_ok());
        assert!(matches!(
            seal(b"payload", &[&recipient; MAX_STANZAS + 1]),
            Err(SealError::TooManyRecipients)
        ));
    }

    #[test]
    fn a_header_of_a_thousand_short_stanzas_is_refused_unparsed() {
        for tag in ["a", "a-grease"] {
            let stanza = format!("-> {tag}\n\n");
            let mut hostile = b"age-encryption.org/v1\n".to_vec();
            hostile.extend_from_slice(stanza.repeat(1000).as_bytes());
            // It could not be parsed: the last line holds no tag.
            hostile.extend_from_slice(b"--- \n0123456789abcdef");
            assert!(hostile.len() <= MAX_HEADER);
            assert_eq!(open(&hostile, &Identity::make()), Err(OpenError::TooLarge));
            assert_eq!(wants_passphrase(&hostile), Err(OpenError::TooLarge));
        }
    }

    #[test]
    fn a_passphrase_file_of_excessive_cost_is_refused() {
        // age checks the header's tag only after the work, so a bare stanza is enough to show the refusal.
        let hostile = b"age-encryption.org/v1\n-> scrypt bBjlhJVYZeE4aqUdmtRHfw 30\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n0123456789abcdef";
        assert_eq!(
            open_with_passphrase(hostile, "x"),
            Err(OpenError::TooCostly)
        );
    }
}

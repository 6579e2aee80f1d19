//! The frame that heads, entries and join requests have: what is signed, byte for byte, and the signature.
//!
//! ```text
//! "KRTM" | u8 version 1 | u8 type | frames: u32be length, bytes | signature, 64 bytes
//! ```
//!
//! Nobody writes a frame anew to check it: the bytes are signed, hashed and kept as they were written.

use keyrack_seal::sign::{Context, SigningKey, VerifyingKey};

/// What is framed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A device's publication: what all may read, and what the office may.
    Head,
    /// An entry of the log.
    Entry,
    /// A request to join.
    Join,
}

/// Why bytes are not what they should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum FormError {
    /// Not of this form at all, or larger than anything of it.
    #[error("not of the form that it should have")]
    Malformed,
    /// A part of it is of a version that is not known here.
    #[error("written by a newer version")]
    Newer,
    /// The signature is not right.
    #[error("the signature is not right")]
    Unsigned,
    /// It is not what its name, or whoever lists it, says.
    #[error("it is something else than it is listed as")]
    Misplaced,
    /// It is sealed for others, or damaged.
    #[error("it cannot be opened")]
    Sealed,
}

impl Kind {
    const fn byte(self) -> u8 {
        match self {
            Self::Head => 1,
            Self::Entry => 2,
            Self::Join => 3,
        }
    }

    const fn frames(self) -> usize {
        match self {
            Self::Head => 2,
            Self::Entry | Self::Join => 1,
        }
    }

    const fn context(self) -> Context {
        match self {
            Self::Head => Context::Head,
            Self::Entry => Context::Log,
            Self::Join => Context::Join,
        }
    }

    /// The most bytes of a file of this kind.
    #[must_use]
    pub const fn max(self) -> usize {
        match self {
            Self::Head => 1 << 20,
            Self::Entry => 64 << 10,
            Self::Join => 16 << 10,
        }
    }
}

/// Frames whose signature was not looked at yet.
#[derive(Debug, Clone, Copy)]
pub struct Framed<'a> {
    kind: Kind,
    frames: [&'a [u8]; 2],
    signature: &'a [u8; 64],
}

impl<'a> Framed<'a> {
    /// Takes bytes apart.
    ///
    /// # Errors
    /// [`FormError::Malformed`], or [`FormError::Newer`] for a version that is not known.
    pub fn split(kind: Kind, bytes: &'a [u8]) -> Result<Self, FormError> {
        if bytes.len() > kind.max() {
            return Err(FormError::Malformed);
        }
        let rest = bytes.strip_prefix(MAGIC).ok_or(FormError::Malformed)?;
        let (version, rest) = rest.split_first().ok_or(FormError::Malformed)?;
        if *version != VERSION {
            return Err(FormError::Newer);
        }
        let (byte, mut rest) = rest.split_first().ok_or(FormError::Malformed)?;
        if *byte != kind.byte() {
            return Err(FormError::Malformed);
        }
        let mut frames: [&[u8]; 2] = [&[]; 2];
        for frame in frames.iter_mut().take(kind.frames()) {
            (*frame, rest) = split_frame(rest).ok_or(FormError::Malformed)?;
        }
        let signature = rest.try_into().map_err(|_| FormError::Malformed)?;
        Ok(Self {
            kind,
            frames,
            signature,
        })
    }

    /// The first frame, before anybody knows who signed it: for finding the key, and nothing else.
    #[must_use]
    pub const fn unverified(&self) -> &'a [u8] {
        self.frames[0]
    }

    /// The second frame, before anybody knows who signed it.
    #[must_use]
    pub const fn unverified_second(&self) -> &'a [u8] {
        self.frames[1]
    }

    /// The frames, if `key` signed them.
    ///
    /// # Errors
    /// [`FormError::Unsigned`].
    pub fn verified(&self, key: &VerifyingKey) -> Result<[&'a [u8]; 2], FormError> {
        let frames = self
            .frames
            .get(..self.kind.frames())
            .ok_or(FormError::Malformed)?;
        match key.verify(self.kind.context(), frames, self.signature) {
            true => Ok(self.frames),
            false => Err(FormError::Unsigned),
        }
    }
}

/// Signs frames and puts them together.
///
/// # Errors
/// [`FormError::Malformed`] where that is larger than anything of this kind, or of another number of frames.
pub fn write(kind: Kind, key: &SigningKey, frames: &[&[u8]]) -> Result<Vec<u8>, FormError> {
    if frames.len() != kind.frames() {
        return Err(FormError::Malformed);
    }
    let mut bytes = MAGIC.to_vec();
    bytes.extend([VERSION, kind.byte()]);
    for frame in frames {
        let length = u32::try_from(frame.len()).map_err(|_| FormError::Malformed)?;
        bytes.extend(length.to_be_bytes());
        bytes.extend_from_slice(frame);
    }
    bytes.extend(key.sign(kind.context(), frames));
    match bytes.len() <= kind.max() {
        true => Ok(bytes),
        false => Err(FormError::Malformed),
    }
}

const MAGIC: &[u8] = b"KRTM";
const VERSION: u8 = 1;

fn split_frame(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)
}

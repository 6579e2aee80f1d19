//! Messages, as processes of ours say them to each other over pipes.
//!
//! ```text
//! message = length (u32) kind (u8) id (u32) payload
//! ```
//!
//! Numbers are little-endian. `length` counts the payload alone, which is at most [`MAX_PAYLOAD`] bytes. An answer bears
//! the id of its question. Payloads may hold secrets, so they are wiped when they are dropped.

use std::fs::File;
use std::io::{self, Read, Write};
use std::sync::Arc;

use parking_lot::Mutex;
use serde::Serialize;
use zeroize::Zeroizing;

/// The most bytes of a payload. The largest are pictures of paper.
pub const MAX_PAYLOAD: usize = 16 << 20;

/// A message of kind `K`.
pub struct Message<K> {
    /// What it is.
    pub kind: K,
    /// Pairs answers with questions; 0 where there is nothing to pair.
    pub id: u32,
    /// What it says.
    pub payload: Zeroizing<Vec<u8>>,
}

/// A kind of message, which is one byte on the wire.
pub trait Kind: Copy {
    /// The kind that `byte` stands for.
    fn of(byte: u8) -> Option<Self>;
    /// The byte that stands for it.
    fn byte(self) -> u8;
}

/// Why no message could be read or written.
#[derive(Debug, thiserror::Error)]
pub enum WireError {
    /// The stream ended within a message.
    #[error("a message is cut off")]
    Cut,
    /// The payload would be larger than [`MAX_PAYLOAD`].
    #[error("a message is too large")]
    TooLarge,
    /// The kind means nothing here.
    #[error("a message is of the unknown kind {0}")]
    UnknownKind(u8),
    /// The stream itself failed.
    #[error(transparent)]
    Io(io::Error),
}

/// Gives an enum of bytes to messages.
#[macro_export]
macro_rules! kinds {
    ($name:ident { $($kind:ident),+ $(,)? }) => {
        impl $crate::wire::Kind for $name {
            fn of(byte: u8) -> Option<Self> {
                [$(Self::$kind),+].into_iter().find(|kind| *kind as u8 == byte)
            }

            fn byte(self) -> u8 {
                self as u8
            }
        }
    };
}

impl<K: Kind> Message<K> {
    /// A message of `kind` that says `payload`.
    pub fn new(kind: K, id: u32, payload: impl Into<Vec<u8>>) -> Self {
        let payload = Zeroizing::new(payload.into());
        Self { kind, id, payload }
    }

    /// Reads the next message; `None` when the stream has ended where a message would begin. `from` should not buffer what
    /// it reads, for that would not be wiped.
    ///
    /// # Errors
    /// Any [`WireError`]. Nothing can be read after it.
    pub fn read(from: &mut impl Read) -> Result<Option<Self>, WireError> {
        let mut head = [0; HEAD];
        if from.read(&mut head[..1])? == 0 {
            return Ok(None);
        }
        from.read_exact(&mut head[1..])?;
        let [l0, l1, l2, l3, kind, i0, i1, i2, i3] = head;
        let length = u32::from_le_bytes([l0, l1, l2, l3]) as usize;
        if length > MAX_PAYLOAD {
            return Err(WireError::TooLarge);
        }
        let kind = K::of(kind).ok_or(WireError::UnknownKind(kind))?;
        let id = u32::from_le_bytes([i0, i1, i2, i3]);
        let mut payload = Zeroizing::new(vec![0; length]);
        from.read_exact(&mut payload)?;
        Ok(Some(Self { kind, id, payload }))
    }

    /// Writes the message and flushes.
    ///
    /// # Errors
    /// [`WireError::TooLarge`], before anything is written, or why the stream failed.
    pub fn write(&self, to: &mut impl Write) -> Result<(), WireError> {
        let length = u32::try_from(self.payload.len())
            .ok()
            .filter(|_| self.payload.len() <= MAX_PAYLOAD)
            .ok_or(WireError::TooLarge)?;
        let mut head = [0; HEAD];
        head[..4].copy_from_slice(&length.to_le_bytes());
        head[4] = self.kind.byte();
        head[5..].copy_from_slice(&self.id.to_le_bytes());
        to.write_all(&head)?;
        to.write_all(&self.payload)?;
        Ok(to.flush()?)
    }
}

/// Tells the process that asked, from several threads.
#[derive(Debug, Clone)]
pub struct MessageWriter(Arc<Mutex<File>>);

impl MessageWriter {
    /// Writes to this pipe.
    #[must_use]
    pub fn new(output: File) -> Self {
        Self(Arc::new(Mutex::new(output)))
    }

    /// Says something. Where nobody listens any more, this process ends soon.
    pub fn say<K: Kind>(&self, kind: K, what: impl Into<Vec<u8>>) {
        _ = Message::new(kind, 0, what).write(&mut *self.0.lock());
    }

    /// Says something as JSON.
    pub fn say_json<K: Kind>(&self, kind: K, what: &impl Serialize) {
        self.say(kind, serde_json::to_vec(what).unwrap_or_default());
    }
}

impl From<io::Error> for WireError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::Cut,
            _ => Self::Io(error),
        }
    }
}

const HEAD: usize = 4 + 1 + 4;

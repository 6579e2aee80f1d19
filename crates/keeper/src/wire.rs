//! The frames between the keeper and a window program, over the program's standard input and output.
//!
//! ```text
//! frame = length (u32) kind (u8) id (u32) payload
//! ```
//!
//! Numbers are little-endian. `length` counts the payload alone, which is at most [`MAX_PAYLOAD`] bytes. An answer bears
//! the id of its question. Payloads may hold what a person typed, so they are wiped when they are dropped.

use std::io::{self, Read, Write};

use zeroize::Zeroizing;

/// The most bytes of a payload. The largest are pictures of paper.
pub const MAX_PAYLOAD: usize = 16 << 20;

/// A message of kind `K`: [`FromWindow`] or [`FromKeeper`].
pub struct Frame<K> {
    /// What it is.
    pub kind: K,
    /// Pairs answers with questions; 0 where there is nothing to pair.
    pub id: u32,
    /// What it says.
    pub payload: Zeroizing<Vec<u8>>,
}

/// What a window program sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum FromWindow {
    /// A request of the page, as JSON.
    Ask = 1,
    /// What came of an order: an [`Outcome`](crate::orders::Outcome) as JSON.
    Done = 2,
    /// Where the window is now: a [`Placement`](crate::orders::Placement) as JSON.
    Placed = 3,
    /// The person closed the window; the program ends.
    Closed = 4,
    /// Whether a person can see the window, as JSON: it is not reduced to its place in a panel.
    Seen = 5,
    /// Files were dropped on the window: their paths as JSON, `null` for one that cannot be named here.
    Dropped = 6,
}

/// What the keeper sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum FromKeeper {
    /// The answer to a request, as JSON.
    Answer = 1,
    /// The answer to a request, as bytes.
    Picture = 2,
    /// Why a request was not carried out: a [`Failure`](crate::views::Failure) as JSON.
    Refusal = 3,
    /// News for the page: an [`Event`](crate::views::Event) as JSON.
    Event = 4,
    /// What the program is to do: an [`Order`](crate::orders::Order) as JSON.
    Do = 5,
}

/// A kind of frame, which is one byte on the wire.
pub trait Kind: Copy {
    /// The kind that `byte` stands for.
    fn of(byte: u8) -> Option<Self>;
    /// The byte that stands for it.
    fn byte(self) -> u8;
}

/// Why no frame could be read or written.
#[derive(Debug, thiserror::Error)]
pub enum WireError {
    /// The stream ended within a frame.
    #[error("a frame is cut off")]
    Cut,
    /// The payload would be larger than [`MAX_PAYLOAD`].
    #[error("a frame is too large")]
    TooLarge,
    /// The kind means nothing here.
    #[error("a frame is of the unknown kind {0}")]
    UnknownKind(u8),
    /// The stream itself failed.
    #[error(transparent)]
    Io(io::Error),
}

impl<K: Kind> Frame<K> {
    /// A frame of `kind` that says `payload`.
    pub fn new(kind: K, id: u32, payload: impl Into<Vec<u8>>) -> Self {
        let payload = Zeroizing::new(payload.into());
        Self { kind, id, payload }
    }

    /// Reads the next frame; `None` when the stream has ended where a frame would begin. `from` should not buffer what
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

    /// Writes the frame and flushes.
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

impl Kind for FromWindow {
    fn of(byte: u8) -> Option<Self> {
        [
            Self::Ask,
            Self::Done,
            Self::Placed,
            Self::Closed,
            Self::Seen,
            Self::Dropped,
        ]
        .into_iter()
        .find(|kind| kind.byte() == byte)
    }

    fn byte(self) -> u8 {
        self as u8
    }
}

impl Kind for FromKeeper {
    fn of(byte: u8) -> Option<Self> {
        [
            Self::Answer,
            Self::Picture,
            Self::Refusal,
            Self::Event,
            Self::Do,
        ]
        .into_iter()
        .find(|kind| kind.byte() == byte)
    }

    fn byte(self) -> u8 {
        self as u8
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn bytes_of(frame: &Frame<FromWindow>) -> Vec<u8> {
        let mut bytes = Vec::new();
        frame.write(&mut bytes).unwrap();
        bytes
    }

    fn read(mut bytes: &[u8]) -> Result<Option<Frame<FromWindow>>, WireError> {
        Frame::read(&mut bytes)
    }

    proptest! {
        #[test]
        fn frames_are_read_as_they_were_written_one_after_the_other(
            said in prop::collection::vec((1..=6_u8, any::<u32>(), prop::collection::vec(any::<u8>(), 0..200)), 0..5),
        ) {
            let mut stream = Vec::new();
            for (kind, id, payload) in &said {
                stream.extend(bytes_of(&Frame::new(FromWindow::of(*kind).unwrap(), *id, payload.clone())));
            }
            let mut rest = stream.as_slice();
            let mut heard = Vec::new();
            while let Some(frame) = Frame::<FromWindow>::read(&mut rest).unwrap() {
                heard.push((frame.kind.byte(), frame.id, frame.payload.to_vec()));
            }
            prop_assert_eq!(heard, said);
        }

        #[test]
        fn a_frame_that_is_cut_anywhere_is_refused(payload in prop::collection::vec(any::<u8>(), 0..50), cut in 1..60_usize) {
            let whole = bytes_of(&Frame::new(FromWindow::Ask, 7, payload));
            prop_assume!(cut < whole.len());
            prop_assert!(matches!(read(&whole[..cut]), Err(WireError::Cut)));
        }

        #[test]
        fn no_bytes_do_worse_than_an_error(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            _ = read(&bytes);
        }
    }

    #[test]
    fn a_stream_may_end_between_two_frames() {
        assert!(read(&[]).unwrap().is_none());
    }

    #[test]
    fn a_size_beyond_the_bound_is_refused_before_any_memory_is_taken() {
        for length in [MAX_PAYLOAD as u32 + 1, u32::MAX] {
            let mut bytes = length.to_le_bytes().to_vec();
            bytes.extend([FromWindow::Ask.byte(), 0, 0, 0, 0]);
            assert!(matches!(read(&bytes), Err(WireError::TooLarge)));
        }
    }

    #[test]
    fn a_payload_beyond_the_bound_is_not_written() {
        let mut written = Vec::new();
        let large = Frame::new(FromKeeper::Picture, 1, vec![0; MAX_PAYLOAD + 1]);
        assert!(matches!(
            large.write(&mut written),
            Err(WireError::TooLarge)
        ));
        assert!(written.is_empty());
    }

    #[test]
    fn an_unknown_kind_is_refused() {
        for kind in [0, 7, 255] {
            let bytes = [0, 0, 0, 0, kind, 0, 0, 0, 0];
            assert!(matches!(read(&bytes), Err(WireError::UnknownKind(k)) if k == kind));
        }
    }
}

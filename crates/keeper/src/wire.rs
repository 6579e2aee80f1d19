//! What the keeper and a window program say to each other, as messages over the program's standard input and output.

use keyrack_reader::kinds;
pub use keyrack_reader::wire::{Kind, MAX_PAYLOAD, Message, WireError};

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

kinds!(FromWindow {
    Ask,
    Done,
    Placed,
    Closed,
    Seen,
    Dropped,
});
kinds!(FromKeeper {
    Answer,
    Picture,
    Refusal,
    Event,
    Do,
});

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn bytes_of(message: &Message<FromWindow>) -> Vec<u8> {
        let mut bytes = Vec::new();
        message.write(&mut bytes).unwrap();
        bytes
    }

    fn read(mut bytes: &[u8]) -> Result<Option<Message<FromWindow>>, WireError> {
        Message::read(&mut bytes)
    }

    proptest! {
        #[test]
        fn messages_are_read_as_they_were_written_one_after_the_other(
            said in prop::collection::vec((1..=6_u8, any::<u32>(), prop::collection::vec(any::<u8>(), 0..200)), 0..5),
        ) {
            let mut stream = Vec::new();
            for (kind, id, payload) in &said {
                stream.extend(bytes_of(&Message::new(FromWindow::of(*kind).unwrap(), *id, payload.clone())));
            }
            let mut rest = stream.as_slice();
            let mut heard = Vec::new();
            while let Some(message) = Message::<FromWindow>::read(&mut rest).unwrap() {
                heard.push((message.kind.byte(), message.id, message.payload.to_vec()));
            }
            prop_assert_eq!(heard, said);
        }

        #[test]
        fn a_message_that_is_cut_anywhere_is_refused(payload in prop::collection::vec(any::<u8>(), 0..50), cut in 1..60_usize) {
            let whole = bytes_of(&Message::new(FromWindow::Ask, 7, payload));
            prop_assume!(cut < whole.len());
            prop_assert!(matches!(read(&whole[..cut]), Err(WireError::Cut)));
        }

        #[test]
        fn no_bytes_do_worse_than_an_error(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            _ = read(&bytes);
        }
    }

    #[test]
    fn a_stream_may_end_between_two_messages() {
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
        let large = Message::new(FromKeeper::Picture, 1, vec![0; MAX_PAYLOAD + 1]);
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

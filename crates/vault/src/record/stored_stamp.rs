//! Stamps as a file holds them: the replica is a number in the file's table.

use serde::{Deserialize, Deserializer, de};

use crate::{
    Stamp,
    stamp::{Replica, Replicas},
};

/// A stamp in a file names a replica that the file does not list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a stamp names an unknown replica")]
pub struct StampError;

/// Marks a part whose stamp is that of the record's creation, until [`Part::resolve`].
pub(crate) const INHERITED: Stamp = Stamp::new(u64::MAX, u16::MAX, Replica(u64::MAX));

/// The stamp that one from a file stands for: there, the replica is a number in the file's table.
pub(crate) fn real(
    stored: Stamp,
    created: Stamp,
    replicas: &Replicas,
) -> Result<Stamp, StampError> {
    match stored {
        INHERITED => Ok(created),
        Stamp::NEVER => Ok(Stamp::NEVER),
        _ => {
            let replica = replicas.get(stored.replica().0).ok_or(StampError)?;
            Ok(Stamp::new(stored.milliseconds(), stored.counter(), replica))
        }
    }
}

/// A stamp as a file holds it, its replica still a number.
#[doc(hidden)]
pub struct StoredStamp(pub Stamp);

impl<'de> Deserialize<'de> for StoredStamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (milliseconds, counter, number) = <(u64, u16, u32)>::deserialize(deserializer)?;
        if milliseconds == 0 || milliseconds > Stamp::LAST_READ {
            return Err(de::Error::custom("a stamp out of range"));
        }
        Ok(Self(Stamp::new(
            milliseconds,
            counter,
            Replica(number.into()),
        )))
    }
}

/// Writes `[milliseconds,counter,replica's number]`.
pub(crate) fn put_stamp(stamp: Stamp, replicas: &mut Replicas, out: &mut Vec<u8>) {
    let number = replicas.number(stamp.replica());
    let _ = serde_json::to_writer(out, &(stamp.milliseconds(), stamp.counter(), number));
}

//! What the parts of records have in common.

use serde::Deserializer;

use super::{
    stored_stamp::{StampError, put_stamp},
    wire::{put_member, put_str},
};
use crate::{Id, Stamp, stamp::Replicas};

/// What the parts of a record have in common.
pub trait Part: Default {
    /// Joins `other` into this part.
    fn merge(&mut self, other: &Self);
    /// Whether joining `other` into this part would change nothing: whoever has this part can do without the other.
    fn covers(&self, other: &Self) -> bool {
        self.covers_since(other, Stamp::NEVER)
    }
    /// As [`Part::covers`], where a purge at `floor` follows: what was set at or before it counts for nothing. Where that
    /// is [`Stamp::NEVER`], no purge follows.
    fn covers_since(&self, other: &Self, floor: Stamp) -> bool;
    /// Forgets what was set at or before `floor`.
    fn purge(&mut self, floor: Stamp);
    /// Calls `see` with every stamp.
    fn stamps(&self, see: &mut dyn FnMut(Stamp));
    #[doc(hidden)]
    fn put(&self, out: &mut Out<'_>);
    #[doc(hidden)]
    fn take<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error>;
    /// Applies one entry of `t`; `key` is what follows the part's name.
    #[doc(hidden)]
    fn date(&mut self, key: Option<&str>, stamp: Stamp);
    /// Turns the stamps of a file into real ones.
    #[doc(hidden)]
    fn resolve(&mut self, created: Stamp, replicas: &Replicas) -> Result<(), StampError>;
}

/// The JSON of one record while it is written.
#[doc(hidden)]
pub struct Out<'a> {
    /// Where it goes.
    pub bytes: &'a mut Vec<u8>,
    /// Numbers for replicas.
    pub replicas: &'a mut Replicas,
    /// The stamp that parts bear unless `dates` says otherwise.
    pub created: Stamp,
    name: &'static str,
    pub(super) dates: Vec<(String, Stamp)>,
}

impl<'a> Out<'a> {
    pub fn begin(
        bytes: &'a mut Vec<u8>,
        replicas: &'a mut Replicas,
        id: Id,
        created: Stamp,
        parent: Stamp,
    ) -> Self {
        bytes.extend_from_slice(b"{\"id\":");
        put_str(&id.to_string(), bytes);
        let mut out = Self {
            bytes,
            replicas,
            created,
            name: "",
            dates: Vec::new(),
        };
        if created != parent {
            out.named("s");
            out.put_stamp(created);
        }
        out
    }

    pub fn part(&mut self, name: &'static str, part: &impl Part) {
        self.name = name;
        part.put(self);
    }

    pub fn finish(mut self, purged: Stamp) {
        if purged.is_set() {
            self.named("purged");
            self.put_stamp(purged);
        }
        let dates = std::mem::take(&mut self.dates);
        if !dates.is_empty() {
            self.named("t");
            for (at, (path, stamp)) in dates.iter().enumerate() {
                self.bytes.push(if at == 0 { b'{' } else { b',' });
                put_str(path, self.bytes);
                self.bytes.push(b':');
                self.put_stamp(*stamp);
            }
            self.bytes.push(b'}');
        }
        self.bytes.push(b'}');
    }

    /// Begins the current part's member.
    pub fn key(&mut self) {
        self.named(self.name);
    }

    pub(super) fn named(&mut self, name: &str) {
        put_member(name, self.bytes);
    }

    pub fn date(&mut self, key: Option<&str>, stamp: Stamp) {
        let path = key.map_or_else(
            || self.name.to_owned(),
            |key| format!("{}/{key}", self.name),
        );
        self.dates.push((path, stamp));
    }

    pub fn put_stamp(&mut self, stamp: Stamp) {
        put_stamp(stamp, self.replicas, self.bytes);
    }
}

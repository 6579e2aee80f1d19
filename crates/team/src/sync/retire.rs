//! A computer that leaves by itself: its last publication says so.

use super::Moment;
use crate::{
    form::FormError,
    head::Folders,
    json,
    log::{MAX_PREV, NewEntry, Op},
    office::{Office, OfficeError},
    rules::Class,
    state::Pending,
};

impl Office {
    /// Takes this device out of the office: its last head is pending then, and the next sync sends it. What it listed
    /// before counts until others have covered it.
    ///
    /// # Errors
    /// [`OfficeError`]: [`OfficeError::LastOwner`] where nobody would be left who decides, [`OfficeError::Unsent`] where
    /// something of this device has not reached the store.
    pub fn retire(&mut self, moment: &Moment) -> Result<(), OfficeError> {
        self.may_act()?;
        let op = Op::RmDevice {
            device: self.device(),
            keeps: Vec::new(),
            head: self.state.own.head,
        };
        let after = self.judged_with(std::slice::from_ref(&op));
        if !after.members().values().any(|it| it.class == Class::Owner) {
            return Err(OfficeError::LastOwner);
        }
        if self.outbox() > 0 || self.state.own.head.is_none() {
            return Err(OfficeError::Unsent);
        }
        let place = self.judgement().place(self.device());
        let mut prev = self.judgement().tips();
        prev.truncate(MAX_PREV);
        let entry = NewEntry {
            team: Some(self.team()),
            under: place.map(|it| it.under),
            prev,
            at: self.state.tick(self.after_the_log(moment.now)),
            ops: vec![op],
        };
        let entry = entry.sign(&self.keys.sign)?;
        // Written as somebody who is still in: afterwards there is no key of the log for this device.
        let mut objects = Vec::new();
        let mut body = self
            .body(moment, &mut objects)
            .map_err(|_| FormError::Malformed)?;
        body.log.new.push(json::base64(&entry.bytes));
        body.folders = Folders::default();
        let (head, bytes) = self.sign_body(moment, &body)?;
        self.state.own.pending = Some(Pending {
            head,
            bytes: json::base64(&bytes),
            objects: Vec::new(),
            places: Default::default(),
            more: false,
        });
        self.log.add(&entry.bytes, moment.now.max(entry.at.0));
        self.log.judge(moment.now);
        self.note_rights(moment.now);
        Ok(())
    }
}

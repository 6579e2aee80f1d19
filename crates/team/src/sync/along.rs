//! Other computers of a member who was given a better place: the decision names one, and that one takes the others along.

use super::Moment;
use crate::{
    form::FormError,
    ids::DeviceId,
    log::{DeviceDocument, Op},
    office::Office,
};

impl Office {
    /// Adds this member's computers that are in the office in a lesser place, under the place of this one. Which of them is
    /// the senior one stays as it is.
    ///
    /// # Errors
    /// [`FormError`] where the entry cannot be written.
    pub(super) fn take_along(&mut self, moment: &Moment) -> Result<(), FormError> {
        let judgement = self.judgement();
        let Some(mine) = judgement.place(self.device()).copied() else {
            return Ok(());
        };
        let devices = judgement.devices().iter();
        let juniors = devices.filter(|(device, place)| {
            let is_lesser = place.member == mine.member && place.rank > mine.rank;
            is_lesser && judgement.device_is_sealed_to(**device)
        });
        let mut juniors: Vec<_> = juniors.collect();
        juniors.sort_by_key(|(device, place)| (place.depth, **device));
        let documents = juniors
            .into_iter()
            .filter_map(|it| self.document_of_device(*it.0));
        let member = mine.member;
        let ops: Vec<Op> = documents
            .map(|document| Op::AddDevice { member, document })
            .collect();
        if !ops.is_empty() {
            self.sign(ops, moment.now)?;
        }
        Ok(())
    }

    /// The document with which a device of this member came, if it was added to the member.
    fn document_of_device(&self, device: DeviceId) -> Option<DeviceDocument> {
        let ops = self.log.entries().flat_map(|it| &it.ops);
        let mut documents = ops.filter_map(Op::document);
        let member = self.keys.member;
        documents
            .find(|it| it.contents().member == member && it.contents().device.id() == device)
            .cloned()
    }
}

//! Keys that have to be made and handed on before anything is sealed (rule R8d).

use std::collections::BTreeSet;

use keyrack_seal::{Identity, Recipient};

use super::Moment;
use crate::{
    form::FormError,
    ids::ObjectId,
    log::Op,
    object::{KeyEntry, KeyObject, KeysFor, NewObject},
    office::Office,
    rules::PresentKey,
    state::OwnBoot,
};

/// To how many keys an object is sealed at most, the sheets not counted: its header has room for 64.
pub(super) const MAX_READERS: usize = 61;

/// How many key objects for the log a head lists, besides those that its readers need.
const FEW: usize = 8;

impl Office {
    /// Makes a member key if the member has none that is present, and a log key if this device holds none that is fresh;
    /// and hands both on to whoever lacks them. New objects are added to `objects`.
    ///
    /// # Errors
    /// [`FormError`] where an entry or object cannot be written.
    pub(super) fn prepare_keys(
        &mut self,
        moment: &Moment,
        objects: &mut Vec<NewObject>,
    ) -> Result<(), FormError> {
        self.take_along(moment)?;
        self.renew_member_key(moment)?;
        let log_key = self.fresh_log_key();
        let log_key = log_key.unwrap_or_else(|| self.make_log_key());
        self.hand_on_log_keys(&log_key, objects)?;
        self.hand_on_member_keys(objects)
    }

    /// The key that the next head is sealed to.
    pub(super) fn fresh_log_key(&self) -> Option<KeyEntry> {
        let fresh = self.keys.log_keys.iter();
        let fresh = fresh.filter(|key| self.judgement().is_fresh(key.maker, &key.tips));
        fresh.min_by_key(|key| key.id()).cloned()
    }

    fn make_log_key(&mut self) -> KeyEntry {
        let key = KeyEntry {
            identity: Identity::make(),
            maker: self.device(),
            tips: self.judgement().tips(),
        };
        self.keys.log_keys.push(key.clone());
        key
    }

    fn renew_member_key(&mut self, moment: &Moment) -> Result<(), FormError> {
        let member = self.keys.member;
        let present = match self.judgement().present_key(member) {
            Some(PresentKey::Joining) => return Ok(()),
            Some(PresentKey::Announced(key)) => Some(key.clone()),
            None => None,
        };
        let held = self.judgement().device_is_sealed_to(self.device());
        if present.is_some() || !held {
            return Ok(());
        }
        let key = KeyEntry {
            identity: Identity::make(),
            maker: self.device(),
            tips: Vec::new(),
        };
        let recipient = key.identity.recipient();
        self.keys.member_keys.push(key);
        self.sign(vec![Op::MemberKey { member, recipient }], moment.now)?;
        Ok(())
    }

    fn hand_on_log_keys(
        &mut self,
        log_key: &KeyEntry,
        objects: &mut Vec<NewObject>,
    ) -> Result<(), FormError> {
        let id = log_key.id();
        let readers = self.readers_of_log();
        let most = FEW + readers.len() / MAX_READERS;
        let own = &mut self.state.own;
        own.boot.retain(|boot| !boot.is_log || boot.key == id);
        if own.boot.iter().filter(|it| it.is_log).count() > most {
            // Each admission adds one, and a head lists 64 at most: all get it anew, from few.
            own.boot.retain(|boot| !boot.is_log);
        }
        let others = self
            .state
            .heads
            .iter()
            .filter(|(device, _)| self.judgement().place(**device).is_some());
        let others = others
            .flat_map(|(_, heads)| heads)
            .filter(|head| head.frame.log_key == id)
            .flat_map(|head| head.body.boot.iter().flat_map(|(_, to)| to));
        let own = self
            .state
            .own
            .boot
            .iter()
            .filter(|it| it.is_log)
            .flat_map(|it| &it.to);
        let have: BTreeSet<&String> = others.chain(own).collect();
        let lacking: Vec<(String, Recipient)> = readers
            .into_iter()
            .filter(|(key, _)| !have.contains(key))
            .collect();
        let keys = KeyObject {
            team: self.team(),
            keys_for: KeysFor::Log,
            keys: self.log_keys_to_hand_on(log_key),
        };
        for some in lacking.chunks(MAX_READERS) {
            self.hand_on(&keys, some, &id, objects)?;
        }
        Ok(())
    }

    /// To whom a log key is handed on: to members; and to the devices of a member who has no key that is present, or they
    /// would never read which loss it is because of which they have to make one.
    fn readers_of_log(&self) -> Vec<(String, Recipient)> {
        let judgement = self.judgement();
        let members = judgement.members().keys().copied();
        let members = members.filter(|it| judgement.is_sealed_to(*it));
        let present = self.present_keys(members);
        let devices = judgement.devices().iter().filter(|(device, place)| {
            !present.contains_key(&place.member) && judgement.device_is_sealed_to(**device)
        });
        let devices = devices
            .filter_map(|(device, place)| self.log.document(*device, place.member))
            .map(|it| (it.device.id().to_string(), it.device.sealed_to.clone()));
        present.values().cloned().chain(devices).collect()
    }

    /// All log keys, the one in use last.
    fn log_keys_to_hand_on(&self, log_key: &KeyEntry) -> Vec<KeyEntry> {
        let id = log_key.id();
        let earlier = self.keys.log_keys.iter().filter(|it| it.id() != id);
        earlier.chain([log_key]).cloned().collect()
    }

    fn hand_on_member_keys(&mut self, objects: &mut Vec<NewObject>) -> Result<(), FormError> {
        let member = self.keys.member;
        let Some(key) = self.present_member_key() else {
            return Ok(());
        };
        let id = key.id();
        self.state
            .own
            .boot
            .retain(|boot| boot.is_log || boot.key == id);
        let me = self.device();
        let have: BTreeSet<&String> = self
            .state
            .own
            .boot
            .iter()
            .filter(|it| !it.is_log)
            .flat_map(|it| &it.to)
            .collect();
        let judgement = self.judgement();
        let lacking: Vec<(String, Recipient)> = judgement
            .devices()
            .iter()
            .filter(|(device, place)| place.member == member && **device != me)
            // Whoever made it has it.
            .filter(|(device, _)| **device != key.maker)
            .filter(|(device, _)| judgement.device_is_sealed_to(**device))
            .filter_map(|(device, _)| self.log.document(*device, member))
            .map(|it| (it.device.id().to_string(), it.device.sealed_to.clone()))
            .filter(|(device, _)| !have.contains(device))
            .collect();
        let keys = KeyObject {
            team: self.team(),
            keys_for: KeysFor::Member(member),
            keys: self.keys.member_keys.clone(),
        };
        for some in lacking.chunks(MAX_READERS) {
            self.hand_on(&keys, some, &id, objects)?;
        }
        Ok(())
    }

    /// The key of this member that is present, if this device holds it.
    pub(super) fn present_member_key(&self) -> Option<KeyEntry> {
        let present = self.present_keys([self.keys.member]);
        let (id, _) = present.get(&self.keys.member)?;
        self.keys
            .member_keys
            .iter()
            .find(|it| it.id() == *id)
            .cloned()
    }

    fn hand_on(
        &mut self,
        keys: &KeyObject,
        to: &[(String, Recipient)],
        key: &str,
        objects: &mut Vec<NewObject>,
    ) -> Result<(), FormError> {
        let recipients = to.iter().map(|(_, it)| it).chain(self.sheet_boxes());
        let recipients: Vec<&Recipient> = recipients.collect();
        let object = NewObject::seal(&keys.write()?, &recipients)?;
        self.state.own.boot.push(OwnBoot {
            object: object.id,
            len: object.bytes.len() as u64,
            to: to.iter().map(|(name, _)| name.clone()).collect(),
            key: key.to_owned(),
            is_log: keys.keys_for == KeysFor::Log,
        });
        objects.push(object);
        Ok(())
    }
}

/// The objects that a head lists first.
pub(super) fn boot_list(boots: &[OwnBoot]) -> Vec<(ObjectId, u64)> {
    boots.iter().map(|it| (it.object, it.len)).collect()
}

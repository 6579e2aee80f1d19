//! Keys that heads hand on. What opens is taken from everybody, for the log has to be read before it is known who is in the
//! office; what others are to be sealed to, only from who is.

use std::collections::BTreeSet;

use super::Pull;
use crate::{
    alarm::{About, AlarmCode},
    ids::{DeviceId, ObjectId},
    layout::HeadName,
    object::{self, KeyObject, KeysFor},
};

/// A key object that needs no further look.
const DONE: usize = usize::MAX;

impl Pull<'_> {
    /// Opens the key objects of a head that are for this device, or for its member.
    pub(super) fn open_keys_for_me(&mut self, name: HeadName) {
        for (object, len) in self.boot_for_me(name) {
            self.open_keys(name.device, object, len);
        }
    }

    /// Looks for keys that open something.
    pub(super) fn open_keys(&mut self, device: DeviceId, object: ObjectId, len: u64) {
        let count = self.office.keys.count();
        if self.tried.get(&object).is_some_and(|it| *it >= count) {
            return;
        }
        let Some(bytes) = self.object(device, object, len) else {
            return;
        };
        self.tried.insert(object, count);
        let Ok(plain) = object::open(&bytes, self.office.keys.own()) else {
            return;
        };
        self.tried.insert(object, DONE);
        let Ok(keys) = KeyObject::read(&plain, self.office.team()) else {
            self.alarm(AlarmCode::Damaged, About::device(device));
            return;
        };
        match keys.keys_for {
            KeysFor::Log => {
                if self.office.keys.find(keys.keys) {
                    // They may open what was looked at in vain.
                    self.office.state.strangers.clear();
                }
            }
            KeysFor::Member(_) => self.take_member_keys(device, keys),
        }
    }

    /// The key objects of a head for this device or its member; none where one of them is not here yet.
    pub(super) fn keys_for_me(&mut self, name: HeadName) -> Option<Vec<KeyObject>> {
        let mut all = Some(Vec::new());
        for (object, len) in self.boot_for_me(name) {
            let Some(bytes) = self.object(name.device, object, len) else {
                all = None;
                continue;
            };
            let plain = object::open(&bytes, self.office.keys.own());
            let keys = plain.and_then(|it| KeyObject::read(&it, self.office.team()));
            if let (Some(all), Ok(keys)) = (&mut all, keys) {
                all.push(keys);
            }
        }
        all
    }

    /// Takes keys in that a device of the office hands on. Who made a log key, and what its maker knew of the log, is that
    /// device's word; nobody can have known entries that are not here.
    pub(super) fn believe(&mut self, device: DeviceId, objects: Vec<KeyObject>) {
        for mut object in objects {
            match object.keys_for {
                KeysFor::Log => {
                    let judgement = self.office.judgement();
                    let is_known = |tips: &[_]| tips.iter().all(|tip| judgement.knows(*tip));
                    object.keys.retain(|key| is_known(&key.tips));
                    self.office.keys.take_log_keys(object.keys);
                }
                KeysFor::Member(_) => self.take_member_keys(device, object),
            }
        }
    }

    /// Only devices of the same member hand on that member's keys.
    fn take_member_keys(&mut self, device: DeviceId, object: KeyObject) {
        let place = self.office.judgement().place(device);
        let member = place.map(|it| KeysFor::Member(it.member));
        if object.keys_for == KeysFor::Member(self.office.keys.member)
            && member == Some(object.keys_for)
        {
            self.office.keys.take_member_keys(object.keys);
        }
    }

    fn boot_for_me(&self, name: HeadName) -> Vec<(ObjectId, u64)> {
        let Some(opened) = self.opened.get(&name) else {
            return Vec::new();
        };
        let mine = self.office.own_names();
        let body = opened.body.iter().flat_map(|body| &body.boot);
        // A sheet opens all of them, and is named by none.
        let with_sheet = self.office.keys.sheet.is_some();
        let for_me: BTreeSet<ObjectId> = body
            .filter(|(_, to)| with_sheet || to.iter().any(|it| mine.contains(it)))
            .map(|(object, _)| *object)
            .collect();
        let boot = opened.head.frame.boot.iter().copied();
        boot.filter(|(object, _)| for_me.contains(object)).collect()
    }
}

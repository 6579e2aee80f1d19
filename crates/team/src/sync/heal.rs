//! Putting back what the store lost: everything authenticates itself, so that it does not matter who does.

use std::collections::BTreeSet;

use super::{Cache, HeadNames, cached_object, errand::NewFile};
use crate::{
    head::Folders,
    ids::{DeviceId, ObjectId},
    layout::{HeadName, object_path},
    office::Office,
    state::Accepted,
};

impl Office {
    /// Files that the store had, and whose heads it does not name any more: of each device the objects first.
    pub(super) fn lost(&self, names: &HeadNames, cache: &dyn Cache) -> Vec<NewFile> {
        let mut lost = Vec::new();
        let me = self.device();
        for (device, heads) in self.state.heads.iter().filter(|(it, _)| **it != me) {
            for head in heads.iter().filter(|it| self.is_of_use(*device, it)) {
                let name = head.name();
                let is_gone = names.seq(*device).is_none_or(|seq| seq < name.seq);
                if is_gone {
                    lost.extend(files_of(*device, objects_of(head), &name, cache));
                }
            }
        }
        lost
    }

    /// Whether what a head lists counts.
    fn is_of_use(&self, device: DeviceId, head: &Accepted) -> bool {
        self.judgement().place(device).is_some()
            || self.heads_that_count(device).contains(&head.hash)
    }

    /// What the store lost of this device's own files. A head that is on its way is no part of it, only what it lists.
    pub(super) fn lost_own(&self, names: &HeadNames, cache: &dyn Cache) -> Vec<NewFile> {
        let own = &self.state.own;
        let is_before = |it: &HeadName| own.pending.is_some() && it.seq + 1 == own.seq;
        let mut there = names.of(self.device());
        if there.any(|it| self.is_own_head(&it) || is_before(&it)) {
            return Vec::new();
        }
        let Some(head) = self.own_head(cache) else {
            return Vec::new();
        };
        let objects = self.own_objects();
        let objects = objects.map(|it| NewFile::own(object_path(self.device(), it)));
        let head = Some(head).filter(|_| own.pending.is_none());
        objects.chain(head).collect()
    }

    /// The newest head of this device, while it may publish, where the cache has it.
    pub(super) fn own_head(&self, cache: &dyn Cache) -> Option<NewFile> {
        let cached = cache.names().into_iter();
        let mut cached = cached.filter_map(|it| HeadName::read(&it));
        let name = cached.find(|it| self.may_publish() && self.is_own_head(it))?;
        Some(NewFile::own(name.path()))
    }

    fn is_own_head(&self, name: &HeadName) -> bool {
        let own = &self.state.own;
        let hash = own.head.map(|it| it.to_string()).unwrap_or_default();
        name.device == self.device()
            && name.seq == own.seq
            && hash.starts_with(&name.h10.to_string())
    }

    /// All objects that this device lists.
    pub(super) fn own_objects(&self) -> impl Iterator<Item = ObjectId> {
        let own = &self.state.own;
        let objects = own.list.iter().map(|it| it.2);
        objects
            .chain(own.boot.iter().map(|it| it.object))
            .chain(own.segs.iter().map(|it| it.object))
            .chain(own.pages.iter().map(|it| it.object))
    }

    /// What is still of use in the cache.
    pub(super) fn in_use(&self) -> BTreeSet<String> {
        let pending = self.state.own.pending.iter();
        let objects = self
            .own_objects()
            .chain(pending.flat_map(|it| it.objects.iter().copied()));
        let mut names: BTreeSet<String> = objects.map(cached_object).collect();
        for head in self.state.heads.values().flatten() {
            names.extend(objects_of(head).into_iter().map(cached_object));
            names.insert(head.name().to_string());
        }
        names
    }
}

/// What a head lists, in the order in which it may be put back.
pub(super) fn objects_of(head: &Accepted) -> Vec<ObjectId> {
    let listed = head.list.iter().map(|it| it.2);
    let boot = head.frame.boot.iter().map(|it| it.0);
    let segs = head.body.log.segs.iter().map(|it| it.0);
    let pages: &[ObjectId] = match &head.body.folders {
        Folders::Pages(pages) => pages,
        Folders::List(_) => &[],
    };
    listed
        .chain(boot)
        .chain(segs)
        .chain(pages.iter().copied())
        .collect()
}

fn files_of(
    device: DeviceId,
    objects: Vec<ObjectId>,
    head: &HeadName,
    cache: &dyn Cache,
) -> Vec<NewFile> {
    // A head is of use to those who have the objects that this device does not read.
    if cache.get(&head.to_string()).is_none() {
        return Vec::new();
    }
    let objects = objects.into_iter().map(|it| object_path(device, it));
    let paths = objects.chain([head.path()]);
    paths.map(NewFile::back).collect()
}

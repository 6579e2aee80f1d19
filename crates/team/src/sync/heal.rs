//! Putting back what the store lost: everything authenticates itself, so that it does not matter who does.

use std::collections::BTreeSet;

use super::{Cache, HeadNames, cached_object};
use crate::{
    head::Folders,
    ids::{DeviceId, ObjectId},
    layout::{HeadName, object_path},
    office::Office,
    state::Accepted,
};

/// A file to put back.
pub(super) type Lost = (String, Vec<u8>);

impl Office {
    /// Files that the store had, and whose heads it does not name any more: of each device the objects first.
    pub(super) fn lost(&self, names: &HeadNames, cache: &dyn Cache) -> Vec<Lost> {
        let mut lost = self.lost_own(names, cache);
        let me = self.device();
        for (device, heads) in &self.state.heads {
            let in_office = self.judgement().place(*device).is_some();
            for head in heads.iter().filter(|_| in_office && *device != me) {
                let name = HeadName {
                    device: *device,
                    seq: head.frame.seq,
                    h10: head.h10,
                };
                let is_gone = names.seq(*device).is_none_or(|seq| seq < name.seq);
                if is_gone {
                    lost.extend(files_of(*device, objects_of(head), &name, cache));
                }
            }
        }
        lost
    }

    fn lost_own(&self, names: &HeadNames, cache: &dyn Cache) -> Vec<Lost> {
        let own = &self.state.own;
        let me = self.device();
        let Some(head) = own.head.filter(|_| !own.twin && own.pending.is_none()) else {
            return Vec::new();
        };
        if names.seq(me).is_some_and(|seq| seq >= own.seq) {
            return Vec::new();
        }
        let objects = own.list.iter().map(|it| it.2);
        let objects = objects
            .chain(own.boot.iter().map(|it| it.object))
            .chain(own.segs.iter().map(|it| it.object))
            .chain(own.pages.iter().map(|it| it.object));
        let short = head.to_string();
        let named = cache
            .names()
            .into_iter()
            .filter_map(|it| HeadName::read(&it));
        let mut named = named.filter(|it| it.device == me && it.seq == own.seq);
        let name = named.find(|it| short.starts_with(&it.h10.to_string()));
        name.map_or_else(Vec::new, |name| {
            files_of(me, objects.collect(), &name, cache)
        })
    }

    /// What is still of use in the cache.
    pub(super) fn in_use(&self) -> BTreeSet<String> {
        let own = &self.state.own;
        let objects = own.list.iter().map(|it| it.2);
        let objects = objects
            .chain(own.boot.iter().map(|it| it.object))
            .chain(own.segs.iter().map(|it| it.object))
            .chain(own.pages.iter().map(|it| it.object))
            .chain(own.pending.iter().flat_map(|it| it.objects.iter().copied()));
        let mut names: BTreeSet<String> = objects.map(cached_object).collect();
        for (device, heads) in &self.state.heads {
            for head in heads {
                names.extend(objects_of(head).into_iter().map(cached_object));
                let name = HeadName {
                    device: *device,
                    seq: head.frame.seq,
                    h10: head.h10,
                };
                names.insert(name.to_string());
            }
        }
        names
    }
}

/// What a head lists, in the order in which it may be put back.
fn objects_of(head: &Accepted) -> Vec<ObjectId> {
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
) -> Vec<Lost> {
    // A head is of use to those who have the objects that this device does not read.
    let Some(bytes) = cache.get(&head.to_string()) else {
        return Vec::new();
    };
    let objects = objects.into_iter().filter_map(|object| {
        let bytes = cache.get(&cached_object(object))?;
        Some((object_path(device, object), bytes))
    });
    objects.chain([(head.path(), bytes)]).collect()
}

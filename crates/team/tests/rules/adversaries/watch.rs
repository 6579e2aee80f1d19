//! What an honest device checks about the readers of a folder, each time that it might seal one.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use keyrack_team::{
    ids::{EntryId, FolderId, MemberId},
    rules::{Class, Judgement, Op, Role, Status},
};

use super::{At, Simulation, is_top, number, takes_out};

/// What each device last saw of each part of a folder.
#[derive(Default)]
pub struct Watch(HashMap<Part, Seen>);

type Part = (usize, FolderId, bool);

#[derive(Default, Clone)]
struct Seen {
    readers: BTreeSet<MemberId>,
    lost: BTreeMap<MemberId, Loss>,
}

#[derive(Clone)]
struct Loss {
    /// What the device had seen then.
    view: BTreeSet<At>,
    /// The entries that took the part from the member.
    by: Vec<EntryId>,
}

impl Simulation {
    pub(super) fn look_at_readers(&mut self, actor: usize, judged: &Judgement) {
        let folders: Vec<FolderId> = judged.folders().take(5).collect();
        for folder in folders {
            for recovery in [false, true] {
                let readers = judged.readers(folder, recovery, self.now);
                for reader in &readers {
                    if !self.is_let_in(judged, *reader, (folder, recovery)) {
                        self.unexplained = Some(format!("{reader} reads {folder}"));
                    }
                }
                let part = (actor, folder, recovery);
                let mut seen = self.watch.0.remove(&part).unwrap_or_default();
                let readers: BTreeSet<MemberId> = readers.into_iter().collect();
                for lost in seen.readers.difference(&readers) {
                    let loss = Loss {
                        view: self.computers[actor].view.clone(),
                        by: self.taken_by(judged, *lost, (folder, recovery)),
                    };
                    seen.lost.insert(*lost, loss);
                }
                for reader in &readers {
                    let Some(loss) = seen.lost.remove(reader) else {
                        continue;
                    };
                    for by in &loss.by {
                        if !self.is_decided(judged, (*reader, folder), *by, &loss.view) {
                            self.returned = Some(format!("{reader} reads {folder}, lost by {by}"));
                        }
                    }
                }
                seen.readers = readers;
                self.watch.0.insert(part, seen);
            }
        }
    }

    /// Whether a reader is in the office, sealed to, and an owner or somebody to whom an entry that counts gives the part.
    fn is_let_in(
        &self,
        judged: &Judgement,
        reader: MemberId,
        (folder, recovery): (FolderId, bool),
    ) -> bool {
        let Some(place) = judged.members().get(&reader) else {
            return false;
        };
        let gives = |author: MemberId, op: &Op| match op {
            Op::FolderNew {
                folder: made,
                is_authors,
            } => *made == folder && *is_authors && author == reader,
            Op::Grant {
                folder: of,
                member,
                recovery: with,
                until,
                ..
            } => {
                (*of, *member) == (folder, reader)
                    && (*with || !recovery)
                    && until.is_none_or(|until| until > self.now)
            }
            _ => false,
        };
        judged.is_sealed_to(reader)
            && (place.class == Class::Owner
                || self.entries.iter().any(|entry| {
                    let author = entry.device.and_then(|device| self.member_of(device));
                    judged.status(entry.id) == Some(Status::Live)
                        && entry
                            .ops
                            .iter()
                            .any(|op| gives(author.unwrap_or(MemberId([0; 16])), op))
                }))
    }

    /// The entries, live or held, by which somebody lost a part.
    fn taken_by(
        &self,
        judged: &Judgement,
        lost: MemberId,
        (folder, recovery): (FolderId, bool),
    ) -> Vec<EntryId> {
        let undone = judged.undone();
        let losses = judged.losses();
        let is_out = !judged.is_sealed_to(lost);
        let takes = |id: EntryId, op: &Op| match op {
            Op::Revoke { folder: of, member } => (*of, *member) == (folder, lost),
            Op::Grant {
                folder: of,
                member,
                recovery: with,
                ..
            } => (*of, *member) == (folder, lost) && recovery && !with,
            Op::RemoveMember { member, .. } => *member == lost && is_out && losses.contains(&id),
            Op::RemoveDevice { device, .. } => {
                self.member_of(*device) == Some(lost) && is_out && losses.contains(&id)
            }
            _ => false,
        };
        let entries = self.entries.iter();
        entries
            .filter(|entry| {
                let counts =
                    judged.status(entry.id) == Some(Status::Live) || undone.contains_key(&entry.id);
                counts && entry.ops.iter().any(|op| takes(entry.id, op))
            })
            .map(|entry| entry.id)
            .collect()
    }

    /// Whether somebody who knew of a loss, or who outranks its author, let the reader in again, or the loss was none.
    fn is_decided(
        &self,
        judged: &Judgement,
        (reader, folder): (MemberId, FolderId),
        loss: EntryId,
        view: &BTreeSet<At>,
    ) -> bool {
        let ops = &self.entries[number(&loss)].ops;
        let by = judged.author_place(loss);
        let by_sheet = self.entries[number(&loss)].device.is_none();
        // He is back with another computer.
        let other_computer = ops.iter().any(|op| {
            matches!(op, Op::RemoveDevice { device, .. } if !judged.device_is_sealed_to(*device))
        });
        // He has become an owner, who reads everything.
        let now_owner =
            judged.members()[&reader].class == Class::Owner && !ops.iter().any(takes_out);
        // Others who manage take nothing from one who manages.
        let manages = judged
            .role(folder, reader)
            .is_some_and(|x| x.role == Role::Manage)
            && !is_top(by.as_ref());
        let is_undone = matches!(judged.status(loss), Some(Status::Cut | Status::Orphan));
        let settled = is_undone && !judged.undone().contains_key(&loss);
        let rank = |id: EntryId| judged.author_place(id).map_or(0, |place| place.rank);
        let decided = self.entries.iter().any(|entry| {
            let knows = judged.is_before(loss, entry.id);
            let outranks =
                !by_sheet && !view.contains(&number(&entry.id)) && rank(entry.id) < rank(loss);
            judged.status(entry.id) == Some(Status::Live)
                && entry.ops.iter().any(|op| match op {
                    Op::Grant {
                        folder: of, member, ..
                    } => (*of, *member) == (folder, reader) && knows,
                    Op::AddMember { member, .. } | Op::Appoint { member, .. } => {
                        *member == reader && (knows || outranks)
                    }
                    Op::Settle { .. } => knows && is_top(judged.author_place(entry.id).as_ref()),
                    _ => false,
                })
        });
        other_computer || now_owner || manages || settled || decided
    }
}

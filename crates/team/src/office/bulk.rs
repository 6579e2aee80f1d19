//! Many folders and grants in one go: entries that fit, judged once.

use std::collections::BTreeSet;

use keyrack_seal::{Entropy, entropy::draw};
use keyrack_vault::{Document, Folder, Record, Stamp};

use super::acts::{Grant, OfficeError};
use crate::{
    form::FormError,
    ids::{FolderId, MemberId},
    log::{MAX_ENTRIES, MAX_OPS, Op, folder_id},
    office::Office,
    rules::{Class, Granted, Role},
};

/// So many bytes of ops are put into an entry: it fits into a segment of the log then, with the tips that it names.
const MUCH: usize = 36 << 10;

/// What became of many grants.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shared {
    /// How many were made or taken.
    pub changed: usize,
    /// How many were so already.
    pub same: usize,
    /// How many this member may not make or take.
    pub refused: usize,
}

impl Office {
    /// Makes a folder. Who made it manages it.
    ///
    /// # Errors
    /// [`OfficeError`].
    pub fn new_folder(
        &mut self,
        name: &str,
        stamp: Stamp,
        now: u64,
        entropy: &mut dyn Entropy,
    ) -> Result<FolderId, OfficeError> {
        let made = self.new_folders(&[name], stamp, now, entropy)?;
        made.first().copied().ok_or(OfficeError::NoFolder)
    }

    /// Makes folders of these names, and gives their ids in the same order.
    ///
    /// # Errors
    /// [`OfficeError`]; then none is made.
    pub fn new_folders(
        &mut self,
        names: &[&str],
        stamp: Stamp,
        now: u64,
        entropy: &mut dyn Entropy,
    ) -> Result<Vec<FolderId>, OfficeError> {
        self.may_act()?;
        let makes = self.judgement().policy().get("members_make_folders");
        if !self.is_owner() && makes == Some(&0) {
            return Err(OfficeError::NeedsOwner);
        }
        let mut chain = Chain::default();
        let mut made = Vec::with_capacity(names.len());
        for _ in names {
            let nonce: [u8; 16] = draw(entropy).map_err(|_| OfficeError::NoRandomness)?;
            let folder = folder_id(&self.keys.sign.verifying_key(), &nonce);
            chain.push(Op::FolderNew { folder, nonce })?;
            made.push(folder);
        }
        self.sign_all(chain, now)?;
        self.note_rights(now);
        for (folder, name) in made.iter().zip(names) {
            let mut record = Folder::new(*folder, stamp);
            record.name.set((*name).to_owned(), stamp);
            let document = Document::new(record);
            self.folders.documents.insert(*folder, document);
            self.folders.touch(*folder, now);
        }
        Ok(made)
    }

    /// Lets members at folders, each at each, as `level` says.
    ///
    /// # Errors
    /// [`OfficeError`]; then nothing is granted. What this member may not hand on is counted, and the rest is granted.
    pub fn grant_all(
        &mut self,
        members: &BTreeSet<MemberId>,
        folders: &BTreeSet<FolderId>,
        level: Granted,
        now: u64,
    ) -> Result<Shared, OfficeError> {
        self.change_all(members, folders, Some(level), now)
    }

    /// Takes folders from members, each from each.
    ///
    /// # Errors
    /// [`OfficeError`]; then nothing is taken. What this member may not take is counted, and the rest is taken.
    pub fn revoke_all(
        &mut self,
        members: &BTreeSet<MemberId>,
        folders: &BTreeSet<FolderId>,
        now: u64,
    ) -> Result<Shared, OfficeError> {
        self.change_all(members, folders, None, now)
    }

    fn change_all(
        &mut self,
        members: &BTreeSet<MemberId>,
        folders: &BTreeSet<FolderId>,
        level: Option<Granted>,
        now: u64,
    ) -> Result<Shared, OfficeError> {
        self.may_act()?;
        let all = self.judgement().members();
        if members.iter().any(|it| !all.contains_key(it)) {
            return Err(OfficeError::NoMember);
        }
        let known: BTreeSet<FolderId> = self.judgement().folders().collect();
        if !folders.is_subset(&known) {
            return Err(OfficeError::NoFolder);
        }
        let mut shared = Shared::default();
        let mut chain = Chain::default();
        let mut touched = Vec::new();
        for folder in folders {
            let may = self.may_change_all(*folder, level, now);
            let before = shared.changed;
            for member in members {
                match self.step(*folder, *member, level) {
                    Step::Same => shared.same += 1,
                    Step::Refused => shared.refused += 1,
                    Step::Change(_) if !may => shared.refused += 1,
                    Step::Change(op) => {
                        chain.push(*op)?;
                        shared.changed += 1;
                    }
                }
            }
            if shared.changed > before {
                touched.push(*folder);
            }
        }
        self.sign_all(chain, now)?;
        self.share(touched, now);
        Ok(shared)
    }

    fn sign_all(&mut self, chain: Chain, now: u64) -> Result<(), OfficeError> {
        if chain.entries.is_empty() {
            return Ok(());
        }
        if self.log.len() + chain.entries.len() > MAX_ENTRIES {
            return Err(OfficeError::LogFull);
        }
        let place = self.judgement().place(self.device());
        let under = place.map(|it| it.under).ok_or(FormError::Unsigned)?;
        let key = self.keys.sign.clone();
        self.sign_chain(&key, Some(under), chain.entries, now)?;
        Ok(())
    }

    /// Whether this member may hand a folder on at a level, or take it from others.
    fn may_change_all(&self, folder: FolderId, level: Option<Granted>, now: u64) -> bool {
        let may = match level {
            Some(level) => self.may_share(&level.of(folder), now),
            None => self.may_manage(folder, now),
        };
        may.is_ok()
    }

    /// What there is to do for one member and one folder.
    fn step(&self, folder: FolderId, member: MemberId, level: Option<Granted>) -> Step {
        let judgement = self.judgement();
        let place = judgement.members().get(&member);
        let granted = judgement.role(folder, member);
        if place.is_some_and(|it| it.class == Class::Owner) {
            // Owners manage every folder, whatever was granted.
            return match level {
                Some(_) => Step::Same,
                None => Step::Refused,
            };
        }
        if granted == level {
            return Step::Same;
        }
        // Whom an owner made a manager of the folder, nobody else who manages it touches.
        if !self.is_owner() && granted.is_some_and(|it| it.role == Role::Manage) {
            return Step::Refused;
        }
        Step::Change(Box::new(match level {
            Some(level) => level.of(folder).op(member),
            None => Op::Revoke { folder, member },
        }))
    }
}

impl Granted {
    /// The same as a grant of a folder.
    const fn of(self, folder: FolderId) -> Grant {
        Grant {
            folder,
            role: self.role,
            recovery: self.recovery,
            until: self.until,
        }
    }
}

enum Step {
    Same,
    Refused,
    Change(Box<Op>),
}

/// Ops, split into entries.
#[derive(Default)]
struct Chain {
    entries: Vec<Vec<Op>>,
    /// Bytes of the ops in the last one.
    size: usize,
}

impl Chain {
    fn push(&mut self, op: Op) -> Result<(), FormError> {
        let bytes = serde_json::to_vec(&op).map_err(|_| FormError::Malformed)?;
        let size = bytes.len() + 1;
        let last = self.entries.last_mut();
        match last.filter(|it| it.len() < MAX_OPS && self.size + size <= MUCH) {
            Some(last) => {
                last.push(op);
                self.size += size;
            }
            None => {
                self.entries.push(vec![op]);
                self.size = size;
            }
        }
        Ok(())
    }
}

//! What members do: entries of the log, signed here.

use keyrack_seal::sign::SigningKey;
use keyrack_vault::Compartment;

use crate::{
    form::FormError,
    ids::{EntryId, FolderId, MemberId},
    log::{Added, Entry, MAX_PREV, NewEntry, Op},
    office::Office,
    rules::{Class, Role, Status, Under},
};

/// Why something is not done in the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OfficeError {
    /// Only an owner may.
    #[error("only an owner may do that")]
    NeedsOwner,
    /// Only who manages the folder may.
    #[error("only who manages the folder may do that")]
    NeedsManage,
    /// Only with the right to see recovery items.
    #[error("only who has the recovery items may hand them on")]
    NeedsRecoveryRight,
    /// Only who was in the office before that owner may.
    #[error("only an owner of a lower rank may do that")]
    RankTooLow,
    /// Nobody would be left who decides.
    #[error("nobody would be left who decides")]
    LastOwner,
    /// Something has not reached the store.
    #[error("something has not reached the store")]
    Unsent,
    /// This device is not in the office any more.
    #[error("this computer is not in the office")]
    Removed,
    /// Another computer publishes under this one's name.
    #[error("another computer has this one's keys")]
    Twin,
    /// The office uses a newer version.
    #[error("the office uses a newer version")]
    NewerOffice,
    /// There is no such member.
    #[error("there is no such member")]
    NoMember,
    /// There is no such folder.
    #[error("there is no such folder")]
    NoFolder,
    /// There is no such request.
    #[error("there is no such request")]
    NoRequest,
    /// The invitation ran out.
    #[error("the invitation has ended")]
    InviteExpired,
    /// The invitation was answered.
    #[error("the invitation was used")]
    InviteUsed,
    /// The invitation was taken back.
    #[error("the invitation was taken back")]
    InviteCancelled,
    /// The digits are others.
    #[error("these are not the digits")]
    WrongDigits,
    /// Wrong digits were typed three times.
    #[error("wrong digits were typed too often")]
    RequestDropped,
    /// The log takes no more.
    #[error("the log is full")]
    LogFull,
    /// There is not enough memory to check the digits.
    #[error("not enough memory")]
    NoMemory,
    /// The source of randomness failed.
    #[error("no randomness")]
    NoRandomness,
    /// A text is too long, or another part cannot be written.
    #[error(transparent)]
    Form(#[from] FormError),
}

/// What a member is let at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grant {
    /// The folder.
    pub folder: FolderId,
    /// The role.
    pub role: Role,
    /// Whether recovery items are included.
    pub recovery: bool,
    /// Until when, in milliseconds since 1970.
    pub until: Option<u64>,
}

impl Office {
    /// Lets a member at a folder.
    ///
    /// # Errors
    /// [`OfficeError`].
    pub fn grant(&mut self, member: MemberId, grant: Grant, now: u64) -> Result<(), OfficeError> {
        self.may_share(&grant, now)?;
        if !self.judgement().members().contains_key(&member) {
            return Err(OfficeError::NoMember);
        }
        self.sign(vec![grant.op(member)], now)?;
        self.share([grant.folder], now);
        Ok(())
    }

    /// Takes a folder from a member.
    ///
    /// # Errors
    /// [`OfficeError`].
    pub fn revoke(
        &mut self,
        folder: FolderId,
        member: MemberId,
        now: u64,
    ) -> Result<(), OfficeError> {
        self.may_manage(folder, now)?;
        if self.log.joined(member).is_none() {
            return Err(OfficeError::NoMember);
        }
        self.sign(vec![Op::Revoke { folder, member }], now)?;
        self.share([folder], now);
        Ok(())
    }

    /// Whether this member may hand that on.
    ///
    /// # Errors
    /// Why not.
    pub(super) fn may_share(&self, grant: &Grant, now: u64) -> Result<(), OfficeError> {
        self.may_manage(grant.folder, now)?;
        let member = self.keys.member;
        match grant {
            _ if self.is_owner() => Ok(()),
            Grant {
                role: Role::Manage, ..
            } => Err(OfficeError::NeedsOwner),
            Grant { recovery: true, .. }
                if !self.judgement().may_recover(grant.folder, member, now) =>
            {
                Err(OfficeError::NeedsRecoveryRight)
            }
            _ => Ok(()),
        }
    }

    pub(super) fn may_manage(&self, folder: FolderId, now: u64) -> Result<(), OfficeError> {
        self.may_act()?;
        if !self.judgement().folders().any(|it| it == folder) {
            return Err(OfficeError::NoFolder);
        }
        match self.judgement().may_manage(folder, self.keys.member, now) {
            true => Ok(()),
            false => Err(OfficeError::NeedsManage),
        }
    }

    /// Whether entries may be signed here at all.
    ///
    /// # Errors
    /// Why not.
    pub fn may_act(&self) -> Result<(), OfficeError> {
        if !self.is_in() {
            Err(OfficeError::Removed)
        } else if self.state.own.twin {
            Err(OfficeError::Twin)
        } else if self.log.needs_newer().is_some() {
            Err(OfficeError::NewerOffice)
        } else {
            Ok(())
        }
    }

    /// Has folders sealed to those who read them now, from here, with the next publication.
    pub(super) fn share(&mut self, folders: impl IntoIterator<Item = FolderId>, now: u64) {
        self.note_rights(now);
        for folder in folders {
            if !self.folders.documents.contains_key(&folder) {
                continue;
            }
            for part in [Compartment::Codes, Compartment::Recovery] {
                if self.may_write(self.device(), folder, part, now) {
                    self.folders.dirty.insert((folder, part));
                }
            }
        }
    }

    /// Has all folders sealed anew, from here: for somebody who came back with the sheet, and whom nobody knew before.
    pub fn seal_everything(&mut self, now: u64) {
        let folders: Vec<FolderId> = self.folders.documents.keys().copied().collect();
        self.share(folders, now);
    }

    /// Signs an entry of this device.
    ///
    /// # Errors
    /// [`FormError`].
    pub(crate) fn sign(&mut self, ops: Vec<Op>, now: u64) -> Result<EntryId, FormError> {
        let place = self.judgement().place(self.device());
        let under = place.map(|it| it.under).ok_or(FormError::Unsigned)?;
        let key = self.keys.sign.clone();
        self.sign_with(&key, Some(under), ops, now)
    }

    /// Signs an entry with a key.
    ///
    /// # Errors
    /// [`FormError`].
    pub(crate) fn sign_with(
        &mut self,
        key: &SigningKey,
        under: Option<Under>,
        ops: Vec<Op>,
        now: u64,
    ) -> Result<EntryId, FormError> {
        self.sign_chain(key, under, vec![ops], now)
    }

    /// Signs entries with a key, each after the one before, and judges them together. Where one cannot be signed, none is
    /// in the log. Gives the last.
    ///
    /// # Errors
    /// [`FormError`]; [`FormError::Malformed`] also where there is none to sign.
    pub(super) fn sign_chain(
        &mut self,
        key: &SigningKey,
        under: Option<Under>,
        chain: Vec<Vec<Op>>,
        now: u64,
    ) -> Result<EntryId, FormError> {
        let mut tips = self.judgement().tips();
        let mut entries: Vec<Entry> = Vec::with_capacity(chain.len());
        let mut latest = self.after_the_log(now);
        for ops in chain {
            let rest = tips.split_off(tips.len().min(MAX_PREV));
            let entry = NewEntry {
                team: Some(self.team()),
                under,
                prev: tips,
                at: self.state.tick(latest),
                ops,
            };
            let entry = entry.sign(key)?;
            latest = latest.max(entry.at.0);
            tips = std::iter::once(entry.id).chain(rest).collect();
            entries.push(entry);
        }
        for entry in &entries {
            // What is signed here is not before what the log has seen, however far this clock was set back.
            match self.log.add(&entry.bytes, now.max(latest)) {
                Added::New => {}
                Added::Refused(error) => return Err(error),
                _ => return Err(FormError::Malformed),
            }
        }
        self.log.judge(now);
        let last = entries.last().ok_or(FormError::Malformed)?.id;
        match self.judgement().status(last) {
            Some(Status::Live) => Ok(last),
            _ => Err(FormError::Unsigned),
        }
    }

    /// A time that is not before what the log has seen.
    pub(crate) fn after_the_log(&self, now: u64) -> u64 {
        let latest = self.log.entries().map(|it| it.at.0).max().unwrap_or(0);
        now.max(latest)
    }
}

impl Grant {
    /// The op that gives it to a member.
    pub(super) const fn op(&self, member: MemberId) -> Op {
        Op::Grant {
            folder: self.folder,
            member,
            role: self.role,
            recovery: self.recovery,
            until: self.until,
        }
    }
}

/// Whether a class is one that invitations may give.
pub(super) const fn is_given(class: Class) -> bool {
    matches!(class, Class::Owner | Class::Member)
}

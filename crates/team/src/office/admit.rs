//! Inviting people, and admitting those who answer.

use std::collections::BTreeMap;

use keyrack_seal::Entropy;
use keyrack_store::{Listed, Store, StoreError};
use zeroize::Zeroizing;

use super::acts::{Grant, OfficeError, is_given};
use crate::{
    form::Kind,
    ids::{DeviceId, InviteId, MemberId, sha256},
    join::{InviteCode, JoinRequest, are_digits},
    layout::{JOIN, join_name, join_path},
    log::{Invite, Op},
    office::Office,
    rules::Class,
};

/// The most requests for one invitation: whoever knows its code can write many.
const MAX_REQUESTS: usize = 16;
/// The most files that are read for one invitation: everybody can put some there.
const MAX_READ: usize = 1_000;
/// How often wrong digits may be typed for a request.
const MAX_WRONG: u8 = 3;
/// For how long, in milliseconds, a person is told that an invitation was answered once more.
const TOLD: u64 = 7 * 24 * 60 * 60 * 1000;
/// For how long after the end of an invitation its requests are left alone, in milliseconds: clocks differ.
const GRACE: u64 = 24 * 60 * 60 * 1000;

/// Gives a file of at most so many bytes, by its path.
pub type ReadFile<'a> = dyn FnMut(&str, usize) -> Result<Vec<u8>, StoreError> + 'a;

/// Whom an owner invites.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// Whom the inviter means.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// Owner or member.
    pub class: Class,
    /// What is granted at once.
    pub grants: Vec<Grant>,
    /// Until when, in milliseconds since 1970.
    pub expires: u64,
}

/// Somebody who asks to join.
#[derive(Debug, Clone)]
pub struct Request {
    /// The request.
    pub request: JoinRequest,
    /// The device that asks.
    pub device: DeviceId,
    /// What was granted with the invitation.
    pub grants: Vec<Grant>,
    /// The class that it gives; none where it is a further computer of this member.
    pub class: Option<Class>,
}

impl Office {
    /// Invites somebody, and gives the code, which nobody else knows.
    ///
    /// # Errors
    /// [`OfficeError`].
    pub fn invite(
        &mut self,
        invitation: &Invitation,
        now: u64,
        entropy: &mut dyn Entropy,
    ) -> Result<InviteCode, OfficeError> {
        self.may_act()?;
        if !self.is_owner() || !is_given(invitation.class) {
            return Err(OfficeError::NeedsOwner);
        }
        for grant in &invitation.grants {
            self.may_share(grant, now)?;
        }
        let code = InviteCode::make(self.team(), entropy);
        let code = code.map_err(|_| OfficeError::NoRandomness)?;
        let folders = invitation.grants.iter();
        let op = Op::Invite(Invite {
            id: code.id(),
            sign: code.signing_key().verifying_key(),
            opens: code.identity().clone(),
            class: Some(invitation.class),
            folders: folders
                .map(|it| (it.folder, it.role, it.recovery, it.until))
                .collect(),
            expires: invitation.expires,
            label: invitation.name.clone(),
            email: invitation.email.clone(),
        });
        self.sign(vec![op], now)?;
        self.state
            .invites
            .insert(code.id(), code.reveal().to_string());
        Ok(code)
    }

    /// Invites a further computer of this member, and gives the code, which nobody else knows. `expires` is in milliseconds
    /// since 1970.
    ///
    /// # Errors
    /// [`OfficeError`].
    pub fn invite_device(
        &mut self,
        expires: u64,
        now: u64,
        entropy: &mut dyn Entropy,
    ) -> Result<InviteCode, OfficeError> {
        self.may_act()?;
        let member = self.keys.member;
        let code = InviteCode::for_device(self.team(), member, entropy);
        let code = code.map_err(|_| OfficeError::NoRandomness)?;
        let person = self.log.person(member);
        let op = Op::Invite(Invite {
            id: code.id(),
            sign: code.signing_key().verifying_key(),
            opens: code.identity().clone(),
            class: None,
            folders: Vec::new(),
            expires,
            label: person.map(|it| it.name.clone()).unwrap_or_default(),
            email: String::new(),
        });
        self.sign(vec![op], now)?;
        self.state
            .invites
            .insert(code.id(), code.reveal().to_string());
        Ok(code)
    }

    /// The invitations that this device may answer: of new members on the devices of owners, and of further devices of this
    /// member. The first of one id counts.
    #[must_use]
    pub fn open_invites(&self) -> BTreeMap<InviteId, &Invite> {
        let own = self.log.device_invites(self.keys.member);
        let mut invites: BTreeMap<InviteId, &Invite> =
            own.into_iter().map(|(id, it)| (id, it.1)).collect();
        let others = self.log.invites();
        invites.extend(others.into_iter().map(|(id, it)| (id, it.1)));
        invites
    }

    /// Invitations that were answered, and by which device.
    fn all_answered(&self) -> BTreeMap<InviteId, DeviceId> {
        let own = self.log.device_answers(self.keys.member);
        let all = own.into_iter().chain(self.log.answered());
        all.map(|(id, it)| (id, it.contents().device.id()))
            .collect()
    }

    /// The code of an invitation that was made here, to be sent again.
    #[must_use]
    pub fn code_of(&self, invite: InviteId) -> Option<Zeroizing<String>> {
        self.state
            .invites
            .get(&invite)
            .map(|it| Zeroizing::new(it.clone()))
    }

    /// Takes an invitation back.
    ///
    /// # Errors
    /// [`OfficeError`].
    pub fn cancel(&mut self, invite: InviteId, now: u64) -> Result<(), OfficeError> {
        self.may_act()?;
        let is_own = self
            .log
            .device_invites(self.keys.member)
            .contains_key(&invite);
        if !is_own && !self.is_owner() {
            return Err(OfficeError::NeedsOwner);
        }
        if !is_own && !self.log.invites().contains_key(&invite) {
            return Err(OfficeError::NoRequest);
        }
        self.sign(vec![Op::Cancel { invite }], now)?;
        self.state.invites.remove(&invite);
        Ok(())
    }

    /// Reads who asks to join. What is no request, or answers no invitation that is open, is passed over; `now` is in
    /// milliseconds since 1970.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn requests(&self, store: &dyn Store, now: u64) -> Result<Vec<Request>, StoreError> {
        let listed = store.list(JOIN)?;
        self.requests_among(&listed, &mut |path, max| store.read(path, max), now)
    }

    /// The same of a listing, where `read` gives a file of at most so many bytes.
    ///
    /// # Errors
    /// As `read`.
    pub fn requests_among(
        &self,
        listed: &[Listed],
        read: &mut ReadFile<'_>,
        now: u64,
    ) -> Result<Vec<Request>, StoreError> {
        let invites = self.open_invites();
        let answered = self.all_answered();
        let mut count: BTreeMap<InviteId, (usize, usize)> = BTreeMap::new();
        let mut requests = Vec::new();
        let mut names: Vec<(InviteId, DeviceId)> =
            listed.iter().filter_map(|it| join_name(&it.name)).collect();
        names.sort_unstable();
        names.dedup();
        // Each time in another order, which nobody can choose, so that files of others hide no request for long.
        let order =
            |name: &(InviteId, DeviceId)| sha256(&[&now.to_be_bytes()[..], &name.1.0].concat());
        names.sort_by_cached_key(order);
        for (id, device) in names {
            let Some(invite) = invites.get(&id) else {
                continue;
            };
            let is_open = invite.expires > now && !answered.contains_key(&id);
            let wrong = self.state.wrong.get(&(id, device));
            let (looked, found) = count.entry(id).or_default();
            let is_enough = *looked >= MAX_READ || *found >= MAX_REQUESTS;
            if !is_open || wrong.is_some_and(|it| *it >= MAX_WRONG) || is_enough {
                continue;
            }
            *looked += 1;
            let bytes = match read(&join_path(id, device), Kind::Join.max()) {
                Ok(bytes) => bytes,
                Err(StoreError::NotFound | StoreError::TooLarge | StoreError::NotPlain) => continue,
                Err(error) => return Err(error),
            };
            let request = JoinRequest::read(&bytes, self.team(), invite, device);
            if let Ok(request) = request.map_err(drop).and_then(|it| self.fits(it, invite)) {
                *found += 1;
                requests.push(Request {
                    request,
                    device,
                    grants: grants(invite),
                    class: invite.class,
                });
            }
        }
        Ok(requests)
    }

    /// A request, if it is none for a further computer of another member.
    fn fits(&self, request: JoinRequest, invite: &Invite) -> Result<JoinRequest, ()> {
        let member = request.document.contents().member;
        match invite.class.is_some() || member == self.keys.member {
            true => Ok(request),
            false => Err(()),
        }
    }

    /// Reads requests that came after their invitation was answered by another device, and notes which invitations those
    /// are: whoever wrote one knows the code. Returns whether there are any.
    ///
    /// # Errors
    /// As `read`.
    pub fn note_used_again(
        &mut self,
        listed: &[Listed],
        read: &mut ReadFile<'_>,
        now: u64,
    ) -> Result<bool, StoreError> {
        let (invites, answered) = (self.decided_invites(), self.all_answered());
        let named = listed.iter().filter_map(|it| join_name(&it.name));
        let late = named.filter(|(id, device)| answered.get(id).is_some_and(|by| by != device));
        let mut count: BTreeMap<InviteId, usize> = BTreeMap::new();
        let mut used = Vec::new();
        for (id, device) in late {
            let Some(invite) = invites.get(&id) else {
                continue;
            };
            let looked = count.entry(id).or_default();
            *looked += 1;
            if *looked > MAX_READ {
                continue;
            }
            let bytes = match read(&join_path(id, device), Kind::Join.max()) {
                Ok(bytes) => bytes,
                Err(StoreError::NotFound | StoreError::TooLarge | StoreError::NotPlain) => continue,
                Err(error) => return Err(error),
            };
            if JoinRequest::read(&bytes, self.team(), invite, device).is_ok() {
                used.push(id);
            }
        }
        let is_any = !used.is_empty();
        let told = &mut self.state.used_again;
        told.retain(|_, at| now.saturating_sub(*at) < TOLD);
        told.extend(used.into_iter().map(|id| (id, now)));
        Ok(is_any)
    }

    /// The members whose invitations were answered once more not long ago.
    pub(crate) fn answered_again(&self, now: u64) -> Vec<MemberId> {
        let told = self.state.used_again.iter();
        let mut told = told
            .filter(|(_, at)| now.saturating_sub(**at) < TOLD)
            .peekable();
        if told.peek().is_none() {
            // The log is not read for nothing.
            return Vec::new();
        }
        let answered = self.all_answered();
        let devices = told.filter_map(|(id, _)| answered.get(id));
        let members = devices.filter_map(|it| self.log.owner_of(*it));
        members
            .filter(|it| self.judgement().members().contains_key(it))
            .collect()
    }

    /// Invitations about whose answers this device decides, be they over: on owners' devices those of new members, and
    /// those of further devices of this member.
    fn decided_invites(&self) -> BTreeMap<InviteId, &Invite> {
        let mut invites = self.log.taken_back(self.keys.member);
        invites.extend(self.open_invites());
        invites.retain(|_, it| self.is_owner() || it.class.is_none());
        invites
    }

    /// Whether there may be requests about which this device decides: also for a while after an invitation has ended or
    /// was taken back, so that whoever answered too late is told.
    #[must_use]
    pub fn awaits_answers(&self, now: u64) -> bool {
        let invites = self.decided_invites();
        let mut decides = invites.values();
        self.is_in() && decides.any(|it| it.expires.saturating_add(2 * GRACE) > now)
    }

    /// Admits somebody whose digits were read out and typed here: an owner a member, and a member a further computer.
    ///
    /// # Errors
    /// [`OfficeError`]; after the third wrong digits the request counts no more.
    pub fn approve(
        &mut self,
        request: &Request,
        typed: &str,
        now: u64,
    ) -> Result<MemberId, OfficeError> {
        self.may_act()?;
        if request.class.is_some() && !self.is_owner() {
            return Err(OfficeError::NeedsOwner);
        }
        let id = request.request.invite;
        self.is_open(id, now)?;
        let wrong = self.state.wrong.entry((id, request.device)).or_default();
        if *wrong >= MAX_WRONG {
            return Err(OfficeError::RequestDropped);
        }
        let digits = request.request.digits(self.log.team());
        if !are_digits(typed, &digits.map_err(|_| OfficeError::NoMemory)?) {
            *wrong += 1;
            return Err(OfficeError::WrongDigits);
        }
        let member = request.request.document.contents().member;
        let Some(class) = request.class else {
            return self.add_device(request, now);
        };
        // What the inviter may not hand on any more is not granted; the rest is.
        let grants = request
            .grants
            .iter()
            .filter(|it| self.may_share(it, now).is_ok());
        let grants: Vec<Grant> = grants.copied().collect();
        let admit = Op::AddMember {
            class,
            document: request.request.document.clone(),
            invite: Some(id),
        };
        let ops = std::iter::once(admit).chain(grants.iter().map(|it| it.op(member)));
        self.sign(ops.collect(), now)?;
        self.state.wrong.remove(&(id, request.device));
        self.state.invites.remove(&id);
        self.share(grants.into_iter().map(|it| it.folder), now);
        Ok(member)
    }

    /// Adds a further computer of this member. What the log would refuse is not signed: neither the computer of somebody
    /// else, nor one that answered another kind of invitation.
    fn add_device(&mut self, request: &Request, now: u64) -> Result<MemberId, OfficeError> {
        let (invite, document) = (request.request.invite, request.request.document.clone());
        let (member, device) = (document.contents().member, document.contents().device.id());
        let is_own = self
            .log
            .device_invites(self.keys.member)
            .contains_key(&invite);
        if !is_own || member != self.keys.member || document.contents().person.is_some() {
            return Err(OfficeError::NoRequest);
        }
        // In this order the log knows which device answered.
        let ops = vec![Op::AddDevice { member, document }, Op::Cancel { invite }];
        if self.judged_with(&ops).place(device).is_none() {
            return Err(OfficeError::NoRequest);
        }
        self.sign(ops, now)?;
        self.state.wrong.remove(&(invite, request.device));
        self.state.invites.remove(&invite);
        self.note_rights(now);
        Ok(member)
    }

    /// Requests in the store that nobody will ever admit: their invitation was answered by another device, taken back, or
    /// ended a day ago. Taken away, they tell whoever waits that it is over. What is not known here, or decided by others,
    /// is left alone.
    #[must_use]
    pub fn over(&self, listed: &[Listed], now: u64) -> Vec<String> {
        let (invites, answered) = (self.decided_invites(), self.all_answered());
        let taken_back = self.log.taken_back(self.keys.member);
        let mut cancelled = self.log.cancelled();
        cancelled.retain(|_| self.is_owner());
        let is_over = |(id, device): &(InviteId, DeviceId)| {
            let ended = invites.get(id).map(|it| it.expires);
            match answered.get(id) {
                Some(by) => by != device && (self.is_owner() || ended.is_some()),
                None => {
                    let is_late = ended.is_some_and(|it| it.saturating_add(GRACE) < now);
                    let is_closed = ended.is_some() && taken_back.contains_key(id);
                    is_closed || is_late || cancelled.contains(id)
                }
            }
        };
        let named = listed.iter().filter_map(|it| join_name(&it.name));
        let over = named.filter(is_over);
        over.map(|(invite, device)| join_path(invite, device))
            .collect()
    }

    /// Why a request counts no more that lies in the store, by the beginning of its device's id; none where there is no
    /// such request, or it does count.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn why_closed(
        &self,
        store: &dyn Store,
        device: &str,
        now: u64,
    ) -> Result<Option<OfficeError>, StoreError> {
        let listed = store.list(JOIN)?;
        let named = listed.iter().filter_map(|it| join_name(&it.name));
        let mut meant = named.filter(|(_, it)| it.to_string().starts_with(device));
        let (invite, device) = match meant.next() {
            Some(meant) => meant,
            None => return Ok(None),
        };
        let dropped = self
            .state
            .wrong
            .get(&(invite, device))
            .is_some_and(|it| *it >= MAX_WRONG);
        Ok(match self.is_open(invite, now) {
            Err(why) => Some(why),
            Ok(()) => dropped.then_some(OfficeError::RequestDropped),
        })
    }

    /// Whether an invitation can still be answered.
    ///
    /// # Errors
    /// Why not.
    pub fn is_open(&self, id: InviteId, now: u64) -> Result<(), OfficeError> {
        if self.all_answered().contains_key(&id) {
            return Err(OfficeError::InviteUsed);
        }
        let invites = self.open_invites();
        let Some(invite) = invites.get(&id) else {
            return Err(OfficeError::InviteCancelled);
        };
        match invite.expires > now {
            true => Ok(()),
            false => Err(OfficeError::InviteExpired),
        }
    }
}

fn grants(invite: &Invite) -> Vec<Grant> {
    let folders = invite.folders.iter().filter(|_| invite.class.is_some());
    let grants = folders.map(|(folder, role, recovery, until)| Grant {
        folder: *folder,
        role: *role,
        recovery: *recovery,
        until: *until,
    });
    grants.collect()
}

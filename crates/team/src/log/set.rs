//! The set of entries that is known here, and what it means.

use std::collections::{BTreeMap, BTreeSet};

use keyrack_seal::sign::VerifyingKey;
use keyrack_vault::keep;

use super::{
    device_document::{Contents, DeviceDocument, Person},
    entry::Entry,
    op::{Invite, Op, SheetKeys},
};
use crate::{
    form::FormError,
    ids::{DeviceId, EntryId, InviteId, MemberId, TeamId},
    rules::{self, Class, Judgement, Status},
};

/// The most entries of a log.
pub const MAX_ENTRIES: usize = 20_000;
/// From here on an owner is told.
pub const WARN_ENTRIES: usize = 10_000;
/// The most bytes of entries that wait.
const MAX_WAITING: usize = 16 << 20;

/// The entries, and what follows from them.
#[derive(Debug)]
pub struct Log {
    team: TeamId,
    entries: BTreeMap<EntryId, Entry>,
    /// Signed rightly, and of a form that is not known here; by whom.
    newer: BTreeMap<EntryId, (DeviceId, Vec<u8>)>,
    /// The key of their author is not known yet, or their time has not come.
    waiting: BTreeMap<EntryId, Vec<u8>>,
    keys: BTreeMap<DeviceId, VerifyingKey>,
    documents: BTreeMap<(DeviceId, MemberId), Contents>,
    sheets: Vec<SheetKeys>,
    owners: BTreeSet<MemberId>,
    judgement: Judgement,
}

/// What became of an entry that was handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is in the set now.
    New,
    /// It was there.
    Known,
    /// It waits for the key of its author.
    Waiting,
    /// It is dated more than a day ahead, and waits until then.
    Future(DeviceId),
    /// It needs a newer version.
    Newer(DeviceId),
    /// It is none, or of another office.
    Refused(FormError),
    /// The log takes no more.
    Full,
}

impl Log {
    /// A log that begins with the founding entry of an office.
    ///
    /// # Errors
    /// [`FormError`] where that is not the founding of this office.
    pub fn found(team: TeamId, founding: &[u8]) -> Result<Self, FormError> {
        let founding = Entry::founding(founding, team)?;
        let mut log = Self {
            team,
            entries: BTreeMap::new(),
            newer: BTreeMap::new(),
            waiting: BTreeMap::new(),
            keys: BTreeMap::new(),
            documents: BTreeMap::new(),
            sheets: Vec::new(),
            owners: BTreeSet::new(),
            judgement: rules::judge(&[], EntryId(team.0), &|_, _| false),
        };
        for op in &founding.ops {
            if let Op::Found { sheets, .. } = op {
                log.sheets.clone_from(sheets);
            }
        }
        for sheet in log.sheets.clone() {
            log.keys.insert(sheet.id(), sheet.sign);
        }
        log.take(founding);
        log.judge(0);
        Ok(log)
    }

    /// Takes an entry in; `now` is in milliseconds since 1970. What it means is known after [`Log::judge`].
    pub fn add(&mut self, bytes: &[u8], now: u64) -> Added {
        let id = match Entry::id_of(bytes) {
            Ok(id) => id,
            Err(error) => return Added::Refused(error),
        };
        if self.entries.contains_key(&id) || self.newer.contains_key(&id) {
            return Added::Known;
        }
        let author = match Entry::author_of(bytes) {
            Ok(author) => author,
            Err(error) => return Added::Refused(error),
        };
        if !self.keys.contains_key(&author) {
            return self.wait(id, bytes, Added::Waiting);
        }
        let entry = match Entry::read(bytes, |device| self.keys.get(&device).copied()) {
            Ok(entry) => entry,
            Err(FormError::Newer) => {
                if self.has_room(bytes.len()) {
                    self.newer.insert(id, (author, bytes.to_vec()));
                }
                return Added::Newer(author);
            }
            Err(error) => return Added::Refused(error),
        };
        if entry.team != Some(self.team) {
            return Added::Refused(FormError::Misplaced);
        }
        if entry.at.0 > now.saturating_add(keep::AHEAD) {
            return self.wait(id, bytes, Added::Future(author));
        }
        if self.entries.len() >= MAX_ENTRIES {
            return Added::Full;
        }
        self.take(entry);
        Added::New
    }

    /// Works out anew what the entries mean, after some were added. What waited is tried again.
    pub fn judge(&mut self, now: u64) {
        loop {
            let waiting = std::mem::take(&mut self.waiting);
            let before = self.entries.len();
            for bytes in waiting.values() {
                self.add(bytes, now);
            }
            if self.entries.len() == before {
                break;
            }
        }
        self.judgement = self.judge_all(None);
        self.owners = self.owners_ever();
    }

    /// What the entries would mean with one more.
    #[must_use]
    pub fn judged_with(&self, entry: rules::Entry) -> Judgement {
        self.judge_all(Some(entry))
    }

    fn judge_all(&self, more: Option<rules::Entry>) -> Judgement {
        let entries = self.entries.values();
        let entries = entries.map(|it| it.for_rules(self.team, |device| self.is_sheet(device)));
        let entries: Vec<rules::Entry> = entries.chain(more).collect();
        let belongs = |device, member| self.documents.contains_key(&(device, member));
        rules::judge(&entries, self.founding(), &belongs)
    }

    /// Whether a member is an owner, or was one when everybody of the member's was taken out.
    #[must_use]
    pub fn was_owner(&self, member: MemberId) -> bool {
        self.owners.contains(&member)
    }

    /// What the entries mean.
    #[must_use]
    pub const fn judgement(&self) -> &Judgement {
        &self.judgement
    }

    /// Whether somebody in the office writes entries that this version does not understand: then it must not go on
    /// judging. One who is out of the office stops nobody.
    #[must_use]
    pub fn needs_newer(&self) -> Option<DeviceId> {
        let mut authors = self.newer.values().map(|it| it.0);
        authors.find(|it| self.judgement.place(*it).is_some() || self.is_sheet(*it))
    }

    /// The office.
    #[must_use]
    pub const fn team(&self) -> TeamId {
        self.team
    }

    /// Its founding entry, whose hash is the office.
    #[must_use]
    pub const fn founding(&self) -> EntryId {
        EntryId(self.team.0)
    }

    /// The office key sheets.
    #[must_use]
    pub fn sheets(&self) -> &[SheetKeys] {
        &self.sheets
    }

    /// What the office is called.
    #[must_use]
    pub fn name(&self) -> &str {
        let founding = self.entries.get(&self.founding());
        let mut ops = founding.iter().flat_map(|it| &it.ops);
        ops.find_map(|op| match op {
            Op::Found { name, .. } => Some(&**name),
            _ => None,
        })
        .unwrap_or_default()
    }

    /// An entry.
    #[must_use]
    pub fn get(&self, id: EntryId) -> Option<&Entry> {
        self.entries.get(&id)
    }

    /// All entries, whatever becomes of them.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none, which no log is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Entries that wait, or for a newer version, as they came.
    pub fn waiting(&self) -> impl Iterator<Item = &[u8]> {
        let newer = self.newer.values().map(|it| &it.1);
        self.waiting.values().chain(newer).map(Vec::as_slice)
    }

    /// The key that a device signs with.
    #[must_use]
    pub fn key(&self, device: DeviceId) -> Option<&VerifyingKey> {
        self.keys.get(&device)
    }

    /// What a device said of itself when it came to a member.
    #[must_use]
    pub fn document(&self, device: DeviceId, member: MemberId) -> Option<&Contents> {
        self.documents.get(&(device, member))
    }

    /// The devices that ever said that they are a member's.
    pub fn devices_of(&self, member: MemberId) -> impl Iterator<Item = &Contents> {
        let of_member = self.documents.values();
        of_member.filter(move |it| it.member == member)
    }

    /// The members whose a device ever said to be.
    pub fn members_of(&self, device: DeviceId) -> impl Iterator<Item = MemberId> {
        let documents = self.documents.keys();
        documents
            .filter(move |it| it.0 == device)
            .map(|(_, member)| *member)
    }

    /// Whose device it is, by its place in the office, or else by what it said.
    #[must_use]
    pub fn owner_of(&self, device: DeviceId) -> Option<MemberId> {
        let place = self.judgement.place(device).map(|it| it.member);
        let mut said = self.documents.keys().filter(|it| it.0 == device);
        place.or_else(|| said.next().map(|it| it.1))
    }

    /// The devices that ever said whose they are.
    #[must_use]
    pub fn devices(&self) -> BTreeSet<DeviceId> {
        self.documents.keys().map(|(device, _)| *device).collect()
    }

    /// The document with which a member joined.
    #[must_use]
    pub fn joined(&self, member: MemberId) -> Option<&Contents> {
        self.devices_of(member).find(|it| it.person.is_some())
    }

    /// What a member said of himself or herself when joining.
    #[must_use]
    pub fn person(&self, member: MemberId) -> Option<&Person> {
        self.joined(member)?.person.as_ref()
    }

    /// Invitations of new members by owners that count, and were not taken back.
    #[must_use]
    pub fn invites(&self) -> BTreeMap<InviteId, (&Entry, &Invite)> {
        invites_in(self.by_owners(), |it| it.class.is_some()).0
    }

    /// Invitations of further devices of a member, by that member's own devices, that were not taken back. Nobody else's
    /// count, and they give nothing but what the device that answers them gives on.
    #[must_use]
    pub fn device_invites(&self, member: MemberId) -> BTreeMap<InviteId, (&Entry, &Invite)> {
        invites_in(self.by_member(member), |it| it.class.is_none()).0
    }

    /// Invitations that were taken back by those who made them: of new members by owners, and of further devices of a
    /// member by that member. Those of devices that were answered are among them.
    #[must_use]
    pub fn taken_back(&self, member: MemberId) -> BTreeMap<InviteId, &Invite> {
        let own = invites_in(self.by_member(member), |it| it.class.is_none()).1;
        let others = invites_in(self.by_owners(), |it| it.class.is_some()).1;
        let all = own.into_iter().chain(others);
        all.map(|(id, (_, invite))| (id, invite)).collect()
    }

    /// Invitations of a member's further devices that were answered, and by which: the entry that adds a device takes its
    /// invitation back.
    #[must_use]
    pub fn device_answers(&self, member: MemberId) -> BTreeMap<InviteId, &DeviceDocument> {
        let answers = self
            .by_member(member)
            .filter_map(|entry| match &*entry.ops {
                [Op::AddDevice { document, .. }, Op::Cancel { invite }] => {
                    Some((*invite, document))
                }
                _ => None,
            });
        answers.collect()
    }

    /// Invitations of new members that were answered, and by whom.
    #[must_use]
    pub fn answered(&self) -> BTreeMap<InviteId, &DeviceDocument> {
        let admitted = self.by_owners().flat_map(|entry| &entry.ops);
        admitted
            .filter_map(|op| match op {
                Op::AddMember {
                    invite: Some(invite),
                    document,
                    ..
                } => Some((*invite, document)),
                _ => None,
            })
            .collect()
    }

    /// Invitations that an owner took back.
    #[must_use]
    pub fn cancelled(&self) -> BTreeSet<InviteId> {
        let ops = self.by_owners().flat_map(|entry| &entry.ops);
        ops.filter_map(|op| match op {
            Op::Cancel { invite } => Some(*invite),
            _ => None,
        })
        .collect()
    }

    /// Whether it is one of the office key sheets.
    #[must_use]
    pub fn is_sheet(&self, device: DeviceId) -> bool {
        self.sheets.iter().any(|sheet| sheet.id() == device)
    }

    /// Entries that count, by those who decide about everything: what anybody else writes of admissions and invitations
    /// means nothing.
    fn by_owners(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values().filter(|entry| {
            let place = self.judgement.author_place(entry.id);
            let is_owners = place.is_some_and(|it| it.class == Class::Owner);
            let is_live = self.judgement.status(entry.id) == Some(Status::Live);
            is_live && (is_owners || self.is_sheet(entry.device))
        })
    }

    /// Entries that count, by the devices of a member.
    fn by_member(&self, member: MemberId) -> impl Iterator<Item = &Entry> {
        self.entries.values().filter(move |entry| {
            let place = self.judgement.author_place(entry.id);
            let is_live = self.judgement.status(entry.id) == Some(Status::Live);
            is_live && place.is_some_and(|it| it.member == member)
        })
    }

    fn owners_ever(&self) -> BTreeSet<MemberId> {
        let (mut owners, mut demoted) = (BTreeSet::new(), BTreeSet::new());
        for op in self.by_owners().flat_map(|it| &it.ops) {
            match op {
                Op::Found { document, .. }
                | Op::AddMember {
                    class: Class::Owner,
                    document,
                    ..
                } => _ = owners.insert(document.contents().member),
                Op::Appoint {
                    class: Class::Owner,
                    member,
                    ..
                } => _ = owners.insert(*member),
                Op::Demote { member, .. } => _ = demoted.insert(*member),
                _ => {}
            }
        }
        owners.retain(|it| {
            let place = self.judgement.members().get(it);
            !demoted.contains(it) || place.is_some_and(|it| it.class == Class::Owner)
        });
        owners
    }

    fn take(&mut self, entry: Entry) {
        for document in entry.ops.iter().filter_map(Op::document) {
            let contents = document.contents();
            if contents.team.is_some_and(|team| team != self.team) {
                continue;
            }
            let device = contents.device.id();
            self.keys
                .entry(device)
                .or_insert_with(|| contents.device.sign);
            self.documents
                .entry((device, contents.member))
                .or_insert_with(|| contents.clone());
        }
        self.entries.insert(entry.id, entry);
    }

    fn has_room(&self, len: usize) -> bool {
        let held: usize = self.waiting().map(<[u8]>::len).sum();
        held + len <= MAX_WAITING
    }

    fn wait(&mut self, id: EntryId, bytes: &[u8], why: Added) -> Added {
        if !self.has_room(bytes.len()) {
            return Added::Full;
        }
        self.waiting.insert(id, bytes.to_vec());
        why
    }
}

/// Invitations, by the entries that make them.
type Invites<'a> = BTreeMap<InviteId, (&'a Entry, &'a Invite)>;

/// Invitations that count: those that are open to be answered, and those that were taken back.
fn invites_in<'a>(
    entries: impl Iterator<Item = &'a Entry>,
    counts: impl Fn(&Invite) -> bool,
) -> (Invites<'a>, Invites<'a>) {
    let (mut invites, mut cancelled) = (Invites::new(), BTreeSet::new());
    for entry in entries {
        for op in &entry.ops {
            match op {
                // The first of one id is the one whose code was given out.
                Op::Invite(invite) if counts(invite) => {
                    let first = invites.entry(invite.id).or_insert((entry, invite));
                    if (entry.at, entry.id) < (first.0.at, first.0.id) {
                        *first = (entry, invite);
                    }
                }
                Op::Cancel { invite } => _ = cancelled.insert(*invite),
                _ => {}
            }
        }
    }
    invites
        .into_iter()
        .partition(|(id, _)| !cancelled.contains(id))
}

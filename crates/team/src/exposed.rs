//! The secrets that somebody could read who may not any more: what is to be replaced at the portals (design, 2.9).
//!
//! Derived each time from the folders, and from whom they were sealed to when; nothing of it is kept. A secret was readable
//! in every folder in which its account was while the folder was sealed to somebody. It is listed wherever the same bytes
//! are still taken by a portal, in a place that this person does not read. Clocks that are wrong, and moves that somebody
//! had not seen yet, only make the list longer.
//!
//! Bytes are the key alone: who has it makes codes of any length.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use keyrack_vault::{Account, Compartment, Document, Factor, Id, Record, Recovery, Replica, Stamp};

use crate::{
    ids::{DeviceId, FolderId, MemberId},
    object::{FolderObject, Span},
    state::Place,
};

/// How long somebody may have worked without having seen a move, in milliseconds.
pub const MARGIN: u64 = 30 * 24 * 60 * 60 * 1000;

/// Who could read something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// A member.
    Member(MemberId),
    /// Whoever has a computer that was taken out of the office.
    Device(DeviceId),
}

/// What somebody could read, and reads now.
#[derive(Debug, Clone, Default)]
pub struct Reader {
    /// From when to when each compartment was sealed to that reader, in milliseconds since 1970.
    pub sealed: BTreeMap<Place, Span>,
    /// What is read now.
    pub reads: BTreeSet<Place>,
    /// What the reader's own changes bear: who set a secret knows it.
    pub replicas: BTreeSet<Replica>,
}

/// Where an account lies.
#[derive(Debug, Clone, Copy)]
pub struct Lying<'a> {
    /// The folder of the office; none where it lies elsewhere, which nobody else of the office reads.
    pub folder: Option<FolderId>,
    /// The account.
    pub account: &'a Account,
}

/// A folder object that did not count.
pub type Aside = (FolderObject, Document);

/// What is listed of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The secret of a factor.
    Factor,
    /// A recovery item.
    Recovery,
}

impl Kind {
    /// The compartment that it is sealed in.
    const fn part(self) -> Compartment {
        match self {
            Self::Factor => Compartment::Codes,
            Self::Recovery => Compartment::Recovery,
        }
    }
}

/// A secret that is in use, and that somebody knows who does not read it now.
#[derive(Debug, Clone)]
pub struct Exposed<'a> {
    /// Where its account lies.
    pub at: Lying<'a>,
    /// What it is.
    pub kind: Kind,
    /// The factor, or the recovery item.
    pub item: Id,
    /// Who knows it, and until when it was sealed to each, in milliseconds since 1970.
    pub who: BTreeMap<Who, u64>,
}

/// Finds the secrets that are exposed. `elsewhere` are accounts outside of the office that are seen here, without copies of
/// what moved into it; `aside` are objects that were found on the store and did not count.
#[must_use]
pub fn exposed<'a: 'b, 'b>(
    documents: &'a BTreeMap<FolderId, Document>,
    elsewhere: impl IntoIterator<Item = &'a Account>,
    aside: &'b [Aside],
    readers: &BTreeMap<Who, Reader>,
) -> Vec<Exposed<'a>> {
    let lying = lying(documents, elsewhere);
    let index = Index::new(readers);
    let others = others(documents);
    let mut known: Known<'b> = Known::default();
    for it in &lying {
        known.note_account(it.account, here(it), &others, &index);
    }
    // Whoever moved one without the right to its recovery items left them where it was.
    for account in documents.values().flat_map(Document::departed) {
        known.note_account(account, None, &others, &index);
    }
    for (head, document) in aside {
        known.note_aside(head, document, &index);
    }
    let mut in_use: HashMap<(Kind, Id), BTreeSet<Id>> = HashMap::new();
    for it in lying.iter().filter(|it| it.account.is_live()) {
        for item in items(it.account) {
            let accounts = in_use.entry((item.kind, item.id)).or_default();
            accounts.insert(it.account.id());
        }
    }
    // What was moved out of an office lies in its trash as well: the account that it became says what became of it.
    let is_copied = |account: &Account, item: &Item<'_>| {
        let accounts = in_use.get(&(item.kind, item.id)).into_iter().flatten();
        account.is_trashed() && accounts.copied().any(|it| it != account.id())
    };
    let mut found = Vec::new();
    for at in lying {
        for item in items(at.account) {
            let who = match is_copied(at.account, &item) {
                true => BTreeMap::new(),
                false => known.who_knows(&item, at.folder, readers),
            };
            if !who.is_empty() {
                found.push(Exposed {
                    at,
                    kind: item.kind,
                    item: item.id,
                    who,
                });
            }
        }
    }
    found
}

/// The same without one's own copies, outside of the office, of what somebody is let at there: that these are known is meant.
#[must_use]
pub fn without_copies<'a>(
    found: Vec<Exposed<'a>>,
    documents: &'a BTreeMap<FolderId, Document>,
    readers: &BTreeMap<Who, Reader>,
) -> Vec<Exposed<'a>> {
    if found.iter().all(|it| it.at.folder.is_some()) {
        return found;
    }
    let shared = Shared::new(&lying(documents, []), readers);
    let mut found = found;
    for it in found.iter_mut().filter(|it| it.at.folder.is_none()) {
        let item = items(it.at.account).find(|item| (item.kind, item.id) == (it.kind, it.item));
        if let Some(item) = item {
            it.who.retain(|who, _| !shared.is_read(&item, *who));
        }
    }
    found.retain(|it| !it.who.is_empty());
    found
}

/// Which secrets in use who reads in the office now.
struct Shared<'a>(HashMap<(Kind, &'a [u8]), BTreeSet<Who>>);

impl<'a> Shared<'a> {
    fn new(lying: &[Lying<'a>], readers: &BTreeMap<Who, Reader>) -> Self {
        let mut by_place: BTreeMap<Place, Vec<Who>> = BTreeMap::new();
        for (who, reader) in readers {
            for place in &reader.reads {
                by_place.entry(*place).or_default().push(*who);
            }
        }
        let mut shared = Self(HashMap::new());
        for it in lying.iter().filter(|it| it.account.is_live()) {
            let Some(folder) = it.folder else { continue };
            for item in items(it.account) {
                let readers = by_place.get(&(folder, item.kind.part()));
                for secret in item.secrets.iter().filter(|it| it.is_live) {
                    let known = shared.0.entry((item.kind, secret.bytes)).or_default();
                    known.extend(readers.into_iter().flatten());
                }
            }
        }
        shared
    }

    fn is_read(&self, item: &Item<'_>, who: Who) -> bool {
        let mut live = item.secrets.iter().filter(|it| it.is_live);
        live.all(|it| {
            let readers = self.0.get(&(item.kind, it.bytes));
            readers.is_some_and(|it| it.contains(&who))
        })
    }
}

/// Every account once at each place where it is; one that left a folder and is nowhere else counts where it was, for it will
/// be brought back.
fn lying<'a>(
    documents: &'a BTreeMap<FolderId, Document>,
    elsewhere: impl IntoIterator<Item = &'a Account>,
) -> Vec<Lying<'a>> {
    let mut lying: Vec<Lying<'a>> = Vec::new();
    for (folder, document) in documents {
        let at_home = document.accounts.unsorted();
        let at_home = at_home.filter(|it| document.is_at_home(it));
        lying.extend(at_home.map(|account| Lying {
            folder: Some(*folder),
            account,
        }));
    }
    lying.extend(elsewhere.into_iter().map(|account| Lying {
        folder: None,
        account,
    }));
    let at_home: BTreeSet<Id> = lying.iter().map(|it| it.account.id()).collect();
    for (folder, document) in documents {
        let homeless = document.departed();
        let homeless = homeless.filter(|it| !at_home.contains(&it.id()));
        lying.extend(homeless.map(|account| Lying {
            folder: Some(*folder),
            account,
        }));
    }
    lying.retain(|it| !it.account.is_gone());
    lying
}

/// A secret, and when it was set.
struct Secret<'a> {
    bytes: &'a [u8],
    stamp: Stamp,
    /// Whether a portal may take it still.
    is_live: bool,
}

/// A factor or recovery item.
struct Item<'a> {
    kind: Kind,
    id: Id,
    /// Since when there may have been what is in it, where what was there before was purged: a late change that brought it
    /// back may have set the same once more.
    since: Option<Stamp>,
    secrets: Vec<Secret<'a>>,
}

impl Item<'_> {
    /// Since when a secret may have been there.
    fn since(&self, secret: &Secret<'_>) -> Stamp {
        self.since.unwrap_or(secret.stamp)
    }
}

fn items(account: &Account) -> impl Iterator<Item = Item<'_>> {
    let factors = account.factors.unsorted().filter(|it| !it.is_gone());
    let recovery = account.recovery.unsorted().filter(|it| !it.is_gone());
    let factors = factors.map(|it| Item {
        kind: Kind::Factor,
        id: it.id(),
        since: since(account, it),
        secrets: of_factor(it),
    });
    factors.chain(recovery.map(|it| Item {
        kind: Kind::Recovery,
        id: it.id(),
        since: since(account, it),
        secrets: of_recovery(it),
    }))
}

fn since(account: &Account, item: &impl Record) -> Option<Stamp> {
    let was_purged = account.purged().is_set() || item.purged().is_set();
    was_purged.then(|| item.created())
}

fn of_factor(factor: &Factor) -> Vec<Secret<'_>> {
    let retired = factor.versions.retired();
    let known = factor.versions.known();
    let secrets = known.filter_map(|(stamp, version)| {
        Some(Secret {
            bytes: version.otp()?.secret().as_bytes(),
            stamp,
            is_live: !retired.contains(&stamp),
        })
    });
    secrets.collect()
}

/// A phone number is no secret. A code that was used opens nothing any more.
fn of_recovery(item: &Recovery) -> Vec<Secret<'_>> {
    let value = (item.kind.get() != PHONE).then(|| Secret {
        bytes: item.value.get().reveal().as_bytes(),
        stamp: item.value.stamp(),
        is_live: true,
    });
    let codes = item.codes.iter().map(|(place, code)| Secret {
        bytes: code.reveal().as_bytes(),
        stamp: item.codes.stamp(place),
        is_live: item.used.get(place).is_none(),
    });
    let file = item.file.get().as_ref().map(|file| Secret {
        bytes: file.key.reveal().as_bytes(),
        stamp: item.file.stamp(),
        is_live: true,
    });
    let secrets = value.into_iter().chain(codes).chain(file);
    secrets.filter(|it| !it.bytes.is_empty()).collect()
}

const PHONE: &str = "phone";

/// The readers by what they are looked up by.
#[derive(Default)]
struct Index {
    sealed: BTreeMap<Place, Vec<(Who, Span)>>,
    replicas: HashMap<Replica, Vec<Who>>,
    all: BTreeSet<Who>,
}

impl Index {
    fn new(readers: &BTreeMap<Who, Reader>) -> Self {
        let mut index = Self::default();
        for (who, reader) in readers {
            index.all.insert(*who);
            for (place, span) in &reader.sealed {
                let of_place = index.sealed.entry(*place).or_default();
                of_place.push((*who, *span));
            }
            for replica in &reader.replicas {
                index.replicas.entry(*replica).or_default().push(*who);
            }
        }
        index
    }

    fn sealed(&self, place: Place) -> impl Iterator<Item = (Who, Span)> + '_ {
        self.sealed.get(&place).into_iter().flatten().copied()
    }

    fn authors(&self, stamp: Stamp) -> impl Iterator<Item = Who> + '_ {
        let authors = self.replicas.get(&stamp.replica()).into_iter();
        authors.flatten().copied()
    }
}

/// Which secrets who has seen, and until when.
#[derive(Default)]
struct Known<'a>(HashMap<(Kind, &'a [u8]), BTreeMap<Who, u64>>);

impl<'a> Known<'a> {
    fn note(&mut self, kind: Kind, bytes: &'a [u8], who: Who, until: u64) {
        let seen = self.0.entry((kind, bytes)).or_default();
        let last = seen.entry(who).or_default();
        *last = until.max(*last);
    }

    fn note_account(
        &mut self,
        account: &'a Account,
        here: Option<Stay>,
        others: &Others,
        index: &Index,
    ) {
        let been: Vec<Stay> = been(account).chain(here).collect();
        let others = others.get(&account.id()).into_iter().flatten();
        let stays: Vec<&Stay> = been.iter().chain(others).collect();
        for item in items(account) {
            for secret in &item.secrets {
                for author in index.authors(secret.stamp) {
                    let at = secret.stamp.milliseconds();
                    self.note(item.kind, secret.bytes, author, at);
                }
                for stay in &stays {
                    for (who, span) in index.sealed((stay.folder, item.kind.part())) {
                        if stay.was_readable(item.since(secret), span) {
                            self.note(item.kind, secret.bytes, who, span.1);
                        }
                    }
                }
            }
        }
    }

    /// All that is in an object was read by those whom it was sealed to, and by its author; what was there before, by those
    /// whom the folder was sealed to before.
    fn note_aside(&mut self, head: &FolderObject, document: &'a Document, index: &Index) {
        let now: BTreeSet<Who> = head.to.iter().map(|(it, _)| Who::Member(*it)).collect();
        let all = document.accounts.unsorted().flat_map(items);
        for item in all.filter(|it| it.kind.part() == head.part) {
            for secret in &item.secrets {
                for who in now.intersection(&index.all) {
                    let until = head.at.0.max(secret.stamp.milliseconds());
                    self.note(item.kind, secret.bytes, *who, until);
                }
                for author in index.authors(secret.stamp) {
                    let at = secret.stamp.milliseconds();
                    self.note(item.kind, secret.bytes, author, at);
                }
                for (member, span) in &head.sealed {
                    let who = Who::Member(*member);
                    if index.all.contains(&who) && item.since(secret).milliseconds() <= span.1 {
                        self.note(item.kind, secret.bytes, who, span.1);
                    }
                }
            }
        }
    }

    fn who_knows(
        &self,
        item: &Item<'_>,
        folder: Option<FolderId>,
        readers: &BTreeMap<Who, Reader>,
    ) -> BTreeMap<Who, u64> {
        let mut who: BTreeMap<Who, u64> = BTreeMap::new();
        for secret in item.secrets.iter().filter(|it| it.is_live) {
            let known = self.0.get(&(item.kind, secret.bytes));
            for (reader, until) in known.into_iter().flatten() {
                let place = folder.map(|it| (it, item.kind.part()));
                let reads = place.is_some_and(|place| {
                    let reader = readers.get(reader);
                    reader.is_some_and(|it| it.reads.contains(&place))
                });
                if !reads {
                    let last = who.entry(*reader).or_default();
                    *last = (*until).max(*last);
                }
            }
        }
        who
    }
}

/// A time that an account spent in a folder.
struct Stay {
    folder: FolderId,
    /// When it came, as far as is known.
    came: Option<Stamp>,
    /// When it left, if it did.
    left: Option<Stamp>,
    /// Up to when what was set on it was set there too, if it has gone its own way since.
    shared: Option<Stamp>,
}

/// Which folders hold anything under the id of an account: it itself, or what is left of it.
type Others = HashMap<Id, Vec<Stay>>;

/// An account does not name every folder that it was in: of one that was moved to two at once, each half names neither.
fn others(documents: &BTreeMap<FolderId, Document>) -> Others {
    let mut others = Others::new();
    for (folder, document) in documents {
        for account in document.accounts.unsorted() {
            let marked = document.folder.moved.stamp(&account.id().to_string());
            let moved = account.folder.stamp();
            let stay = match document.is_at_home(account) {
                true if account.is_gone() => Stay::until(*folder, account.purged()),
                true => Stay {
                    folder: *folder,
                    came: Some(moved),
                    left: None,
                    // What a late change brought back after a purge has forgotten when it came.
                    shared: Some(moved.max(account.purged())),
                },
                false => Stay::until(*folder, marked.max(moved)),
            };
            others.entry(account.id()).or_default().push(stay);
        }
    }
    others
}

/// Where an account was, by what it says itself.
fn been(account: &Account) -> impl Iterator<Item = Stay> + '_ {
    let been = account.been.iter();
    been.filter_map(|(folder, _)| {
        let left = account.been.stamp(folder);
        Some(Stay::until(folder.parse().ok()?, left))
    })
}

/// Where an account is.
fn here(lying: &Lying<'_>) -> Option<Stay> {
    let account = lying.account;
    lying.folder.map(|folder| Stay {
        folder,
        // Of one that left and is nowhere, that is when it left.
        came: account.is_at_home(folder).then(|| account.folder.stamp()),
        left: None,
        shared: None,
    })
}

impl Stay {
    /// Of an account that left.
    const fn until(folder: FolderId, left: Stamp) -> Self {
        Self {
            folder,
            came: None,
            left: Some(left),
            shared: Some(left),
        }
    }

    /// Whether a secret that was set at `stamp` could be read here by somebody to whom the folder was sealed from the first
    /// moment of `span` to the last.
    fn was_readable(&self, stamp: Stamp, (first, last): Span) -> bool {
        let late = |at: Stamp| at.milliseconds().saturating_add(MARGIN);
        let had_come = self
            .came
            .is_none_or(|came| came.milliseconds() <= last.saturating_add(MARGIN));
        let was_there = self.left.is_none_or(|left| late(left) >= first);
        // Others may have gone on where it was; who moved it knew.
        let was_set = self.shared.is_none_or(|shared| {
            let is_others = stamp.replica() != shared.replica();
            stamp <= shared || (stamp.milliseconds() <= late(shared) && is_others)
        });
        stamp.milliseconds() <= last && had_come && was_there && was_set
    }
}

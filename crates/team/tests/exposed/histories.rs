//! Random histories of an office whose log is a list of one owner's decisions, with a store that may lose, withhold and roll
//! back; and what everybody in it ever decrypted.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use keyrack_otp::{Algorithm, Kind as OtpKind, Otp, Secret};
use keyrack_team::{
    exposed::{Aside, Kind, MARGIN, Reader, Who, exposed},
    ids::{DeviceId, FolderId, MemberId, TeamId},
    object::{FolderObject, Sealed, join_sealed},
    state::Place,
};
use keyrack_vault::{
    Account, Compartment, Document, Factor, Folder, Id, Record, Recovery, Replica, SecretText,
    Stamp, Ticker, Vault,
};

const START: u64 = 1_800_000_000_000;
const HOUR: u64 = 60 * 60 * 1000;
const DAY: u64 = 24 * HOUR;
const PARTS: [Compartment; 2] = [Compartment::Codes, Compartment::Recovery];

/// What may happen.
#[derive(Clone, Copy)]
pub struct Kinds {
    /// Whether clocks are off, the store means harm, and anything moves at any time.
    pub wild: bool,
    /// Whether months go by. Then no two accounts have one secret: of what was forgotten, nobody knows who knew it.
    pub ages: bool,
}

/// What is listed: where the account lies (none for the owner's own vault), the account, the item.
pub type Row = (Option<FolderId>, Id, Id);
type Bytes = (Kind, Vec<u8>);

struct Object {
    document: Document,
    sealed: Sealed,
    to: BTreeSet<usize>,
    at: u64,
}

type Objects = BTreeMap<Place, Rc<Object>>;
/// The number of a head, what it lists, and how much of the log its author knew.
type Head = (u64, Objects, usize);

struct Desk {
    skew: i64,
    ticker: Ticker,
    documents: BTreeMap<FolderId, Document>,
    sealed: BTreeMap<Place, Sealed>,
    /// What objects that did not count were sealed to.
    reached: BTreeMap<Place, Sealed>,
    listed: Objects,
    shown: BTreeMap<usize, Objects>,
    seen: BTreeMap<usize, u64>,
    aside: Vec<(usize, Place, Rc<Object>)>,
    log: usize,
    seq: u64,
}

enum Decision {
    Grant {
        folder: FolderId,
        member: usize,
        edits: bool,
        recovers: bool,
    },
    Revoke {
        folder: FolderId,
        member: usize,
    },
    Remove {
        member: usize,
        head: u64,
    },
}

/// What the log says: who has what, and who is out, with the head of theirs that counts.
#[derive(Default)]
struct Rights {
    roles: BTreeMap<(FolderId, usize), (bool, bool)>,
    out: BTreeMap<usize, u64>,
}

pub struct History {
    kinds: Kinds,
    numbers: u64,
    now: u64,
    desks: Vec<Desk>,
    folders: Vec<FolderId>,
    log: Vec<Decision>,
    store: BTreeMap<usize, Head>,
    old: Vec<(usize, Head)>,
    /// The owner's own vault.
    own: Vec<Account>,
    /// Accounts of the office that the owner moved out, and those of the own vault that they became.
    copied: BTreeMap<Id, Id>,
    /// Accounts that moved already.
    moved: BTreeSet<Id>,
    /// Folders that somebody had once.
    had: BTreeSet<(FolderId, usize)>,
    /// What was first sealed to whom when, and in which folder; what people set themselves.
    decrypted: BTreeMap<(usize, Bytes, Option<FolderId>), u64>,
    /// What the owner ever saw in each folder, whether it counted or not.
    seen: BTreeSet<(FolderId, Bytes)>,
    /// Which versions of factors each one replaced.
    over: BTreeMap<Stamp, Vec<Stamp>>,
    made: u64,
}

impl History {
    pub fn run(seed: u64, kinds: Kinds) -> Self {
        let mut history = Self {
            kinds,
            numbers: seed,
            now: START,
            desks: Vec::new(),
            folders: (0..3).map(|it| Id::from_bytes([0xf0 + it; 16])).collect(),
            log: Vec::new(),
            store: BTreeMap::new(),
            old: Vec::new(),
            own: Vec::new(),
            copied: BTreeMap::new(),
            moved: BTreeSet::new(),
            had: BTreeSet::new(),
            decrypted: BTreeMap::new(),
            seen: BTreeSet::new(),
            over: BTreeMap::new(),
            made: 0,
        };
        history.begin();
        for _ in 0..25 + history.below(30) {
            history.step();
            if !kinds.wild {
                history.all_in_step(2);
            }
        }
        history.settle();
        history
    }

    pub fn others(&self) -> std::ops::Range<usize> {
        1..self.desks.len()
    }

    fn begin(&mut self) {
        for number in 0..3 + self.below(2) {
            let skews = [0, 0, 0, -30_000, 45_000, -3_600_000, 3_600_000];
            let skew = match self.kinds.wild {
                true => skews[self.below(skews.len())],
                false => 0,
            };
            let folders = self.folders.iter();
            let documents = folders.map(|it| {
                let made = Stamp::new(START - DAY, 0, replica(0));
                (*it, Document::new(Folder::new(*it, made)))
            });
            let documents = documents.collect();
            self.desks.push(Desk {
                skew,
                ticker: Ticker::new(replica(number)),
                documents,
                sealed: BTreeMap::new(),
                reached: BTreeMap::new(),
                listed: Objects::new(),
                shown: BTreeMap::new(),
                seen: BTreeMap::new(),
                aside: Vec::new(),
                log: 0,
                seq: 0,
            });
        }
        for folder in self.folders.clone() {
            for member in self.others() {
                if self.percent(60) {
                    let (edits, recovers) = (self.percent(66), self.percent(40));
                    self.had.insert((folder, member));
                    self.log.push(Decision::Grant {
                        folder,
                        member,
                        edits,
                        recovers,
                    });
                }
            }
        }
        let log = self.log.len();
        self.desks.iter_mut().for_each(|it| it.log = log);
    }

    /// SplitMix64.
    fn below(&mut self, end: usize) -> usize {
        self.numbers = self.numbers.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.numbers;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end as u64) as usize
    }

    fn percent(&mut self, times: usize) -> bool {
        self.below(100) < times
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> Option<T> {
        (!from.is_empty()).then(|| from[self.below(from.len())].clone())
    }

    fn rights(&self, seen: usize) -> Rights {
        let mut rights = Rights::default();
        for decision in &self.log[..seen] {
            match *decision {
                Decision::Grant {
                    folder,
                    member,
                    edits,
                    recovers,
                } => {
                    rights.roles.insert((folder, member), (edits, recovers));
                }
                Decision::Revoke { folder, member } => _ = rights.roles.remove(&(folder, member)),
                Decision::Remove { member, head } => {
                    rights.out.insert(member, head);
                    rights.roles.retain(|it, _| it.1 != member);
                }
            }
        }
        rights
    }

    fn clock(&self, desk: usize) -> u64 {
        self.now.saturating_add_signed(self.desks[desk].skew)
    }

    fn stamp(&mut self, desk: usize) -> Stamp {
        let now = self.clock(desk);
        self.desks[desk].ticker.tick(now).unwrap()
    }

    fn id(&mut self) -> Id {
        self.made += 1;
        let mut bytes = [7; 16];
        bytes[..8].copy_from_slice(&self.made.to_be_bytes());
        Id::from_bytes(bytes)
    }

    fn key(&mut self) -> Vec<u8> {
        let id = self.id();
        format!("{id}").into_bytes()
    }

    fn step(&mut self) {
        self.now += 1 + self.below(400_000) as u64;
        if self.kinds.ages && self.percent(15) {
            // Nobody works for longer than 30 days without having seen what others did.
            self.all_in_step(2);
            self.now += DAY * (1 + self.below(45) as u64);
        }
        let desk = self.below(self.desks.len());
        let what = self.below(100);
        let is_out = |it: &Self| it.rights(it.desks[desk].log).out.contains_key(&desk);
        if what < 45 {
            if !is_out(self) {
                self.write(desk);
            }
        } else if what < 80 {
            self.sync(desk, self.kinds.wild);
        } else if what < 84 {
            let held: Vec<usize> = self.store.keys().copied().collect();
            if let Some(lost) = self.pick(&held).filter(|_| self.kinds.wild) {
                self.store.remove(&lost);
            }
        } else if what < 90 {
            self.work_in_the_own_vault();
        } else {
            self.decide();
        }
    }

    // What people do.

    fn write(&mut self, desk: usize) {
        let rights = self.rights(self.desks[desk].log);
        let folders = self.folders.clone();
        let mine: Vec<FolderId> = folders
            .into_iter()
            .filter(|it| rights.edits(*it, desk, Compartment::Codes))
            .collect();
        let Some(folder) = self.pick(&mine) else {
            return;
        };
        let recovers = rights.edits(folder, desk, Compartment::Recovery);
        let document = &self.desks[desk].documents[&folder];
        let accounts: Vec<Account> = document
            .at_home()
            .accounts
            .iter()
            .filter(|it| !it.is_gone())
            .cloned()
            .collect();
        let what = self.below(100);
        let Some(mut account) = self.pick(&accounts).filter(|_| what >= 30) else {
            return self.add(desk, folder, recovers);
        };
        let stamp = self.stamp(desk);
        match what {
            ..=54 => self.replace(desk, &mut account, stamp),
            55..=69 => {
                for factor in account.factors.iter_mut() {
                    factor.versions.confirm(self.now, stamp);
                }
            }
            70..=75 if account.is_live() => account.trash(stamp),
            70..=75 => account.revive(stamp),
            76..=81 if recovers => {
                let value = self.key();
                if let Some(item) = account.recovery.iter_mut().next() {
                    self.note_own(desk, (Kind::Recovery, value.clone()));
                    item.value.set(text(&value), stamp);
                }
            }
            82..=91 if account.is_live() => {
                return self.move_account(desk, folder, &mine, &account);
            }
            92..=94 if desk == 0 && account.is_live() => return self.move_out(folder, account),
            _ => account.note.set(stamp.milliseconds().to_string(), stamp),
        }
        let document = self.desks[desk].documents.get_mut(&folder).unwrap();
        document.accounts.insert(account);
    }

    fn note_own(&mut self, desk: usize, bytes: Bytes) {
        self.decrypted.insert((desk, bytes, None), self.now);
    }

    fn add(&mut self, desk: usize, folder: FolderId, recovers: bool) {
        let (stamp, id) = (self.stamp(desk), self.id());
        let mut account = Account::new(id, stamp);
        account.folder.set(Some(folder), stamp);
        let (id, key) = (self.id(), self.key());
        let mut factor = Factor::new(id, stamp);
        factor.versions.set(otp(&key, 6), 0, stamp);
        account.factors.insert(factor);
        self.note_own(desk, (Kind::Factor, key));
        if recovers {
            let (id, value) = (self.id(), self.key());
            let mut item = Recovery::new(id, stamp);
            item.kind.set("deletion_code".to_owned(), stamp);
            item.value.set(text(&value), stamp);
            account.recovery.insert(item);
            self.note_own(desk, (Kind::Recovery, value));
        }
        let document = self.desks[desk].documents.get_mut(&folder).unwrap();
        document.accounts.insert(account);
    }

    /// A new secret; or the same once more, or with other digits; or one that another account has.
    fn replace(&mut self, desk: usize, account: &mut Account, stamp: Stamp) {
        let what = self.below(100);
        // What was purged and is brought back by a late change may have none.
        let factor = account.factors.iter().next();
        let same = factor
            .and_then(|it| it.versions.current())
            .and_then(|(_, it)| it.otp().cloned());
        let Some(same) = same else { return };
        let others: Vec<Vec<u8>> = self.desks[desk]
            .documents
            .values()
            .flat_map(|it| secrets_in(&it.at_home(), Compartment::Codes))
            .map(|it| it.1)
            .collect();
        let twin = self.pick(&others).filter(|_| !self.kinds.ages);
        let otp = match (what, twin) {
            (..10, _) => same,
            (10..25, _) => otp(same.secret().as_bytes(), 8),
            (25..40, Some(twin)) => otp(&twin, 6),
            _ => otp(&self.key(), 6),
        };
        let bytes = otp.secret().as_bytes().to_vec();
        self.note_own(desk, (Kind::Factor, bytes));
        let factor = account.factors.iter_mut().next().unwrap();
        let over = factor.versions.in_force().map(|it| it.0).collect();
        self.over.insert(stamp, over);
        factor.versions.set(otp, 0, stamp);
    }

    fn move_account(&mut self, desk: usize, from: FolderId, mine: &[FolderId], account: &Account) {
        let elsewhere: Vec<FolderId> = mine.iter().copied().filter(|it| *it != from).collect();
        let Some(to) = self.pick(&elsewhere) else {
            return;
        };
        if !self.kinds.wild {
            if !self.moved.insert(account.id()) {
                return;
            }
            self.now += 31 * DAY;
        }
        let stamp = self.stamp(desk);
        let mut vault = Vault::new(Id::from_bytes([1; 16]));
        let documents = &mut self.desks[desk].documents;
        for folder in [from, to] {
            vault.folders.insert(documents[&folder].folder.clone());
        }
        vault.accounts.insert(account.clone());
        vault.move_account(account.id(), to, stamp);
        for folder in [from, to] {
            let document = documents.get_mut(&folder).unwrap();
            document.folder.merge(vault.folders.get(folder).unwrap());
            document
                .accounts
                .insert(vault.accounts.get(account.id()).unwrap().clone());
        }
        if !self.kinds.wild {
            self.all_in_step(2);
            self.now += 31 * DAY;
        }
    }

    /// The owner takes an account out of the office.
    fn move_out(&mut self, folder: FolderId, mut account: Account) {
        if !self.kinds.wild {
            if !self.moved.insert(account.id()) {
                return;
            }
            self.now += 31 * DAY;
        }
        let (stamp, id) = (self.stamp(0), self.id());
        let mut copy = account.under(id);
        copy.folder.set(None, stamp);
        copy.been.set(&folder.to_string(), Some(true), stamp);
        self.own.push(copy);
        self.copied.insert(account.id(), id);
        account.trash(stamp);
        let document = self.desks[0].documents.get_mut(&folder).unwrap();
        document.accounts.insert(account);
        if !self.kinds.wild {
            self.all_in_step(2);
            self.now += 31 * DAY;
        }
    }

    fn work_in_the_own_vault(&mut self) {
        if self.own.is_empty() {
            return;
        }
        let at = self.below(self.own.len());
        let mut account = self.own[at].clone();
        let stamp = self.stamp(0);
        match self.percent(50) {
            true => self.replace(0, &mut account, stamp),
            false => {
                for factor in account.factors.iter_mut() {
                    factor.versions.confirm(self.now, stamp);
                }
            }
        }
        self.own[at] = account;
    }

    fn decide(&mut self) {
        // After a sync, as the program wants it.
        self.read(0, self.store.clone(), self.log.len());
        let folders = self.folders.clone();
        let folder = self.pick(&folders).unwrap();
        let member = 1 + self.below(self.desks.len() - 1);
        let rights = self.rights(self.log.len());
        if rights.out.contains_key(&member) {
            return;
        }
        let what = self.below(100);
        let has = rights.roles.contains_key(&(folder, member));
        if what < 40 {
            // Whoever had it once and lost it could not read what came and went meanwhile.
            let again = self.had.contains(&(folder, member));
            if !self.kinds.wild && again {
                return;
            }
            self.had.insert((folder, member));
            let (edits, recovers) = (self.percent(60), self.percent(40));
            self.log.push(Decision::Grant {
                folder,
                member,
                edits,
                recovers,
            });
        } else if what < 85 {
            if has {
                self.log.push(Decision::Revoke { folder, member });
            }
        } else if rights.out.len() + 2 < self.desks.len() {
            let head = self.desks[0].seen.get(&member).copied().unwrap_or_default();
            self.log.push(Decision::Remove { member, head });
        }
        self.desks[0].log = self.log.len();
        self.publish(0);
    }

    // How desks keep in step.

    fn sync(&mut self, desk: usize, wild: bool) {
        let (mut view, mut seen) = (self.store.clone(), self.log.len());
        if wild && self.percent(25) {
            let kept: BTreeSet<usize> = view.keys().copied().filter(|_| self.percent(60)).collect();
            view.retain(|it, _| kept.contains(it));
            seen = self.desks[desk].log;
        }
        if wild && self.percent(10) {
            let at = (!self.old.is_empty()).then(|| self.below(self.old.len()));
            view.extend(at.map(|it| self.old[it].clone()));
        }
        if wild && self.percent(15) {
            seen = self.desks[desk].log;
        }
        self.read(desk, view, seen);
        if !self.rights(self.desks[desk].log).out.contains_key(&desk) {
            self.publish(desk);
        }
    }

    fn all_in_step(&mut self, times: usize) {
        for _ in 0..times {
            for desk in 0..self.desks.len() {
                self.now += 1;
                self.sync(desk, false);
            }
        }
    }

    fn read(&mut self, desk: usize, view: BTreeMap<usize, Head>, seen: usize) {
        let now = self.clock(desk);
        self.desks[desk].log = self.desks[desk].log.max(seen);
        let rights = self.rights(self.desks[desk].log);
        let me = &mut self.desks[desk];
        for (author, (seq, objects, log)) in view {
            let known = me.seen.get(&author).copied().unwrap_or_default();
            if author == desk || seq < known || log > me.log {
                continue;
            }
            let is_cut = rights.out.get(&author).is_some_and(|it| *it != seq);
            if !is_cut {
                me.seen.insert(author, seq);
                me.shown.insert(author, objects.clone());
            }
            for (place, object) in objects {
                // Who got the folder after that waits until it is sealed anew.
                if !rights.reads(place, desk) || !object.to.contains(&desk) {
                    continue;
                }
                if desk == 0 {
                    let secrets = secrets_in(&object.document, place.1);
                    self.seen
                        .extend(secrets.into_iter().map(|it| (place.0, it)));
                }
                let latest = object.document.latest().milliseconds().max(object.at);
                let to = object
                    .to
                    .iter()
                    .map(|it| (member_id(*it), (object.at, latest)));
                join_sealed(me.reached.entry(place).or_default(), &to.collect());
                if is_cut || !rights.counts(place, author) {
                    me.aside.push((author, place, object));
                    continue;
                }
                me.ticker.observe(object.document.latest());
                let document = me.documents.get_mut(&place.0).unwrap();
                document.merge(&object.document);
                join_sealed(me.sealed.entry(place).or_default(), &object.sealed);
            }
        }
        me.ticker.tick(now).unwrap();
        me.follow(desk, &rights);
    }

    fn publish(&mut self, desk: usize) {
        let now = self.clock(desk);
        let rights = self.rights(self.desks[desk].log);
        let truly = self.rights(self.log.len());
        let aged = self.stamp(desk);
        let (mut sealed, count) = (Vec::new(), self.desks.len());
        let me = &mut self.desks[desk];
        for folder in self.folders.clone() {
            if self.kinds.ages && rights.edits(folder, desk, Compartment::Recovery) {
                me.documents.get_mut(&folder).unwrap().collect(now, aged);
            }
            for part in PARTS {
                let place = (folder, part);
                if !rights.edits(folder, desk, part) {
                    continue;
                }
                let to = rights.readers(place, count);
                let document = me.documents[&folder].at_home().part(part);
                let own = me.sealed.get(&place).cloned().unwrap_or_default();
                let counting = me.shown.iter().filter(|it| rights.counts(place, *it.0));
                let is_covered = counting
                    .filter_map(|(it, all)| Some((*it, all.get(&place)?)))
                    .any(|(author, it)| {
                        it.document.covers(&document)
                            && (!document.covers(&it.document) || author < desk)
                            && it.to.is_superset(&to)
                            && tells_nothing(&it.sealed, &own)
                    });
                if is_covered {
                    me.listed.remove(&place);
                    continue;
                }
                let listed = me.listed.get(&place);
                if listed.is_some_and(|it| it.to == to && it.document.covers(&document)) {
                    continue;
                }
                let span = (now, now.max(document.latest().milliseconds()));
                let mut all = own;
                join_sealed(
                    &mut all,
                    &to.iter().map(|it| (member_id(*it), span)).collect(),
                );
                me.sealed.insert(place, all.clone());
                let object = Rc::new(Object {
                    document,
                    sealed: all,
                    to,
                    at: now,
                });
                if truly.edits(folder, desk, part) {
                    sealed.push((place, Rc::clone(&object)));
                }
                me.listed.insert(place, object);
            }
        }
        me.seq += 1;
        let head = (me.seq, me.listed.clone(), me.log);
        for (place, object) in sealed {
            for bytes in secrets_in(&object.document, place.1) {
                for member in &object.to {
                    let key = (*member, bytes.clone(), Some(place.0));
                    self.decrypted.entry(key).or_insert(self.now);
                }
                if desk == 0 {
                    self.seen.insert((place.0, bytes));
                }
            }
        }
        self.old.push((desk, head.clone()));
        self.store.insert(desk, head);
    }

    fn settle(&mut self) {
        for round in 0..5 {
            for desk in 0..self.desks.len() {
                self.now += 1000;
                self.read(desk, self.store.clone(), self.log.len());
                if desk == 0 && round == 2 {
                    self.bring_back();
                }
                if !self.rights(self.desks[desk].log).out.contains_key(&desk) {
                    self.publish(desk);
                }
            }
        }
    }

    /// What is at home nowhere comes back, as an owner's device does it after a day.
    fn bring_back(&mut self) {
        let stamp = self.stamp(0);
        let documents = &mut self.desks[0].documents;
        let at_home: BTreeSet<Id> = documents
            .values()
            .flat_map(|it| {
                it.at_home()
                    .accounts
                    .iter()
                    .map(Record::id)
                    .collect::<Vec<_>>()
            })
            .collect();
        for (folder, document) in documents {
            let departed: Vec<Id> = document.departed().map(Record::id).collect();
            for id in departed.into_iter().filter(|it| !at_home.contains(it)) {
                let account = document.accounts.get_mut(id).unwrap();
                account.folder.set(Some(*folder), stamp);
                account.been.set(&folder.to_string(), Some(true), stamp);
                document.folder.moved.set(&id.to_string(), None, stamp);
            }
        }
    }

    // What is so, and what the list says.

    /// By somebody who knows what was decrypted by whom and what replaced what.
    pub fn truth(&self, member: usize) -> BTreeSet<Row> {
        let rights = self.rights(self.log.len());
        let mut rows = BTreeSet::new();
        for (folder, account) in self.accounts() {
            let is_copied = account.is_trashed() && self.copied.contains_key(&account.id());
            for factor in account
                .factors
                .iter()
                .filter(|it| !it.is_gone() && !is_copied)
            {
                let reads = folder.is_some_and(|it| rights.reads((it, Compartment::Codes), member));
                let dead = self.dead(factor);
                let live = factor.versions.known().filter(|it| !dead.contains(&it.0));
                let mut bytes = live.map(|(_, it)| it.otp().unwrap().secret().as_bytes().to_vec());
                if !reads
                    && bytes.any(|it| self.knows(member, (folder, &account), &(Kind::Factor, it)))
                {
                    rows.insert((folder, account.id(), factor.id()));
                }
            }
            for item in account
                .recovery
                .iter()
                .filter(|it| !it.is_gone() && !is_copied)
            {
                let place = (folder, Compartment::Recovery);
                let reads = place
                    .0
                    .is_some_and(|it| rights.reads((it, place.1), member));
                let bytes = item.value.get().reveal().as_bytes().to_vec();
                if !reads && self.knows(member, (folder, &account), &(Kind::Recovery, bytes)) {
                    rows.insert((folder, account.id(), item.id()));
                }
            }
        }
        rows
    }

    /// Whether somebody ever decrypted a secret of an account, as far as anybody else can know.
    fn knows(
        &self,
        member: usize,
        (at, account): (Option<FolderId>, &Account),
        bytes: &Bytes,
    ) -> bool {
        let from_first = self.decrypted.range((member, bytes.clone(), None)..);
        let mut of_it = from_first.take_while(|(it, _)| (it.0, &it.1) == (member, bytes));
        of_it.any(|((_, _, folder), first)| {
            let Some(folder) = *folder else { return true };
            // What no owner ever saw in a folder, nobody knows to have been there: each object that it was in was withheld,
            // lost, or replaced by its author before an owner saw it, and no other of that folder ever held it, whether it
            // counted or not.
            let is_seen = self.seen.contains(&(folder, bytes.clone()));
            let key = folder.to_string();
            let left = account.been.get(&key).map(|_| account.been.stamp(&key));
            let is_late = |it: Stamp| it.milliseconds() + MARGIN < *first;
            let is_forgotten = match at {
                // A move that did not count, because the mover had lost the right, counts when he gets it back. If that is
                // more than the margin later, nothing tells that others read the account where it was until then.
                Some(at) => at != folder && left.is_some_and(is_late),
                // What left the office is another account there. Once what stayed in the trash is purged, nothing tells
                // that it lay there for longer than it should have.
                None => left.is_some_and(is_late) && !self.is_left(bytes),
            };
            is_seen && !is_forgotten
        })
    }

    /// Whether a secret is anywhere in the office, as its owner has it.
    fn is_left(&self, bytes: &Bytes) -> bool {
        let mut documents = self.desks[0].documents.values();
        documents.any(|it| {
            let mut parts = PARTS.iter();
            parts.any(|part| secrets_in(it, *part).contains(bytes))
        })
    }

    /// What the portal took a later one for.
    fn dead(&self, factor: &Factor) -> BTreeSet<Stamp> {
        let confirmed = factor
            .versions
            .known()
            .filter(|it| it.1.confirmed().is_some());
        let mut next: Vec<Stamp> = confirmed.map(|it| it.0).collect();
        let mut dead = BTreeSet::new();
        while let Some(stamp) = next.pop() {
            for over in self.over.get(&stamp).into_iter().flatten() {
                if dead.insert(*over) {
                    next.push(*over);
                }
            }
        }
        dead
    }

    fn accounts(&self) -> Vec<(Option<FolderId>, Account)> {
        let documents = self.desks[0].documents.iter();
        let mut accounts: Vec<_> = documents
            .flat_map(|(folder, it)| {
                let at_home = it.at_home().accounts;
                at_home
                    .iter()
                    .map(|it| (Some(*folder), it.clone()))
                    .collect::<Vec<_>>()
            })
            .collect();
        accounts.extend(self.own.iter().map(|it| (None, it.clone())));
        accounts.retain(|it| !it.1.is_gone());
        accounts
    }

    pub fn list(&self, member: usize) -> BTreeSet<Row> {
        let owner = &self.desks[0];
        let rights = self.rights(self.log.len());
        let mut reader = Reader {
            replicas: [replica(member)].into(),
            ..Reader::default()
        };
        for all in [&owner.sealed, &owner.reached] {
            for (place, sealed) in all {
                if let Some(span) = sealed.get(&member_id(member)) {
                    let known = reader.sealed.entry(*place).or_insert(*span);
                    *known = (known.0.min(span.0), known.1.max(span.1));
                }
            }
        }
        for folder in &self.folders {
            let places = PARTS.map(|part| (*folder, part)).into_iter();
            reader
                .reads
                .extend(places.filter(|it| rights.reads(*it, member)));
        }
        let who = Who::Member(member_id(member));
        let aside = owner.aside.iter().map(|it| self.aside(it));
        let aside: Vec<Aside> = aside.collect();
        let readers = [(who, reader)].into();
        let found = exposed(&owner.documents, &self.own, &aside, &readers);
        let rows = found
            .iter()
            .map(|it| (it.at.folder, it.at.account.id(), it.item));
        rows.collect()
    }

    fn aside(&self, (author, place, object): &(usize, Place, Rc<Object>)) -> Aside {
        let device = DeviceId([*author as u8; 16]);
        let team = TeamId([9; 32]);
        let mut head = FolderObject::new(team, place.0, place.1, device, (object.at, 0), "");
        head.to = object
            .to
            .iter()
            .map(|it| (member_id(*it), String::new()))
            .collect();
        head.sealed.clone_from(&object.sealed);
        (head, object.document.clone())
    }
}

impl Rights {
    fn edits(&self, folder: FolderId, member: usize, part: Compartment) -> bool {
        let role = self.roles.get(&(folder, member));
        let may = role.is_some_and(|it| it.0 && (part == Compartment::Codes || it.1));
        !self.out.contains_key(&member) && (member == 0 || may)
    }

    fn reads(&self, (folder, part): Place, member: usize) -> bool {
        let role = self.roles.get(&(folder, member));
        let may = role.is_some_and(|it| part == Compartment::Codes || it.1);
        !self.out.contains_key(&member) && (member == 0 || may)
    }

    fn readers(&self, place: Place, desks: usize) -> BTreeSet<usize> {
        (0..desks).filter(|it| self.reads(place, *it)).collect()
    }

    /// Whether what a desk published counts: what was accepted of somebody who is out, too.
    fn counts(&self, place: Place, author: usize) -> bool {
        self.edits(place.0, author, place.1) || self.out.contains_key(&author)
    }
}

impl Desk {
    /// Has late edits where an account was follow it.
    fn follow(&mut self, desk: usize, rights: &Rights) {
        let edits = |it: &FolderId| PARTS.iter().all(|part| rights.edits(*it, desk, *part));
        let mut late = Vec::new();
        for document in self.documents.values().filter(|it| edits(&it.folder.id())) {
            late.extend(document.departed().cloned());
        }
        for account in late {
            for document in self
                .documents
                .values_mut()
                .filter(|it| edits(&it.folder.id()))
            {
                let there = document.accounts.get(account.id());
                if there.is_some_and(|it| document.is_at_home(it)) {
                    document.accounts.insert(account.clone());
                }
            }
        }
    }
}

/// All secrets in a compartment, replaced ones too.
fn secrets_in(document: &Document, part: Compartment) -> BTreeSet<Bytes> {
    let mut secrets = BTreeSet::new();
    for account in document.accounts.iter() {
        if part == Compartment::Codes {
            let versions = account.factors.iter().flat_map(|it| it.versions.known());
            let otps = versions.filter_map(|(_, it)| it.otp());
            secrets.extend(otps.map(|it| (Kind::Factor, it.secret().as_bytes().to_vec())));
        } else {
            let values = account.recovery.iter().map(|it| it.value.get().reveal());
            secrets.extend(values.map(|it| (Kind::Recovery, it.as_bytes().to_vec())));
        }
    }
    secrets
}

fn tells_nothing(sealed: &Sealed, other: &Sealed) -> bool {
    let mut joined = sealed.clone();
    join_sealed(&mut joined, other);
    joined == *sealed
}

pub fn otp(key: &[u8], digits: u8) -> Otp {
    let secret = Secret::from_bytes(key.to_vec()).unwrap();
    Otp::new(OtpKind::Totp, secret, Algorithm::Sha1, digits, 30).unwrap()
}

pub fn text(value: &[u8]) -> SecretText {
    SecretText::new(String::from_utf8(value.to_vec()).unwrap())
}

pub fn member_id(member: usize) -> MemberId {
    MemberId([member as u8; 16])
}

pub fn replica(member: usize) -> Replica {
    Replica(1 + member as u64)
}

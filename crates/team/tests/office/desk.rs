//! Devices of an office, with a store and a clock that tests hold in their hands.

use std::{cell::RefCell, collections::BTreeMap, sync::Arc};

use keyrack_seal::{Identity, OsEntropy, Recipient};
use keyrack_store::{Store, testing::MemoryStore};
use keyrack_team::{
    alarm::AlarmCode,
    device_keys::DeviceKeys,
    folders::Folders,
    head::{Body, Frame, Head},
    ids::{DeviceId, EntryId, FolderId, MemberId, ObjectId, TeamId},
    layout::{HeadName, Short, TEAM_FILE, TeamFile, object_path},
    log::{Added, Entry, NewEntry, Op, Policy},
    object::{FolderObject, NewObject},
    office::{Founding, Grant, Invitation, JoiningDevice, Newcomer, Office},
    rules::{Class, PresentKey, Role},
    sheet::Sheet,
    state::State,
    sync::{Cache, Files, HeadNames, KeepError, Moment, Options, Outcome, SyncError, Syncing},
};
use keyrack_vault::{Account, Compartment, Document, Id, Record, Replica, Stamp, Vault};

pub const START: u64 = 1_800_000_000_000;
pub const MINUTE: u64 = 60_000;
pub const DAY: u64 = 24 * 60 * MINUTE;

/// Files that a device keeps.
#[derive(Default)]
pub struct MemoryCache(pub RefCell<BTreeMap<String, Vec<u8>>>);

impl Cache for MemoryCache {
    fn get(&self, name: &str) -> Option<Vec<u8>> {
        self.0.borrow().get(name).cloned()
    }
    fn put(&self, name: &str, bytes: &[u8]) {
        self.0.borrow_mut().insert(name.to_owned(), bytes.to_vec());
    }
    fn remove(&self, name: &str) {
        self.0.borrow_mut().remove(name);
    }
    fn names(&self) -> Vec<String> {
        self.0.borrow().keys().cloned().collect()
    }
}

/// Device keys, state and folders as they lie on the computer.
pub type Kept = (Vec<u8>, Vec<u8>, Folders);

/// A device in an office.
pub struct Desk {
    pub office: Office,
    pub store: MemoryStore,
    /// Another store that it uses instead.
    pub place: Option<Arc<dyn Store>>,
    pub cache: MemoryCache,
    pub now: u64,
    pub replica: Replica,
    /// Device keys, state and folders as they were last kept.
    pub kept: RefCell<Option<Kept>>,
    stamps: u16,
    /// Whether nothing can be kept here.
    pub is_full: bool,
}

/// An office that was founded, with its sheets.
pub fn found(store: &MemoryStore) -> (Desk, Vec<Sheet>) {
    found_at(store, None)
}

/// The same in another store than one in memory.
pub fn found_in(place: Arc<dyn Store>) -> (Desk, Vec<Sheet>) {
    found_at(&MemoryStore::new(), Some(place))
}

fn found_at(store: &MemoryStore, place: Option<Arc<dyn Store>>) -> (Desk, Vec<Sheet>) {
    let sheets: Vec<Sheet> = (0..2)
        .map(|_| Sheet::make(&mut OsEntropy).unwrap())
        .collect();
    let founding = Founding {
        name: "Kovács és társa".to_owned(),
        founder: newcomer("Olga", 1),
        sheets: sheets.clone(),
        policy: Policy::default(),
    };
    let office = founding.found(START, &mut OsEntropy).unwrap();
    let mut desk = Desk::new(office, store.view(), 1);
    desk.place = place;
    desk.place()
        .create(TEAM_FILE, &TeamFile::of(desk.team()).write())
        .unwrap();
    desk.sync();
    (desk, sheets)
}

pub fn newcomer(name: &str, replica: u64) -> Newcomer {
    Newcomer {
        name: name.to_owned(),
        email: format!("{}@example.com", name.to_lowercase()),
        label: format!("{name}'s computer"),
        replica: Replica(replica),
    }
}

pub fn grant(folder: FolderId, role: Role) -> Grant {
    Grant {
        folder,
        role,
        recovery: false,
        until: None,
    }
}

impl Desk {
    pub fn new(office: Office, store: MemoryStore, replica: u64) -> Self {
        Self {
            office,
            store,
            place: None,
            cache: MemoryCache::default(),
            now: START,
            replica: Replica(replica),
            kept: RefCell::new(None),
            stamps: 0,
            is_full: false,
        }
    }

    pub fn sync(&mut self) -> Outcome {
        self.try_sync(Options::default()).unwrap()
    }

    pub fn try_sync(&mut self, options: Options) -> Result<Outcome, SyncError> {
        let (kept, is_full) = (&self.kept, self.is_full);
        let mut syncing = Syncing {
            store: self.place.as_deref().unwrap_or(&self.store),
            cache: &self.cache,
            moment: Moment {
                now: self.now,
                program: "keyrack 0.1.0".to_owned(),
            },
            draw: &mut || 7,
            keep: &mut |office| {
                if is_full {
                    return Err(KeepError);
                }
                *kept.borrow_mut() = Some(keep(office));
                Ok(())
            },
        };
        syncing.run(&mut self.office, options)
    }

    /// Keeps what was changed here.
    pub fn save(&self) {
        *self.kept.borrow_mut() = Some(keep(&self.office));
    }

    /// Goes on from what was kept, as after a crash.
    pub fn restart(&mut self) {
        let kept = self.kept.borrow();
        let (keys, state, folders) = kept.as_ref().expect("a sync before");
        let keys = DeviceKeys::read(keys).unwrap();
        let (state, log) = State::read(state, keys.team, self.now).unwrap();
        self.office = Office {
            keys,
            log,
            state,
            folders: folders.clone(),
        };
    }

    /// The store that it uses.
    pub fn place(&self) -> &dyn Store {
        self.place.as_deref().unwrap_or(&self.store)
    }

    /// The same device as it is now, with another store.
    pub fn copy(&self, store: MemoryStore) -> Self {
        let (keys, state, folders) = keep(&self.office);
        let (state, log) = State::read(&state, self.team(), self.now).unwrap();
        let office = Office {
            keys: DeviceKeys::read(&keys).unwrap(),
            log,
            state,
            folders,
        };
        Self {
            cache: MemoryCache(self.cache.0.clone()),
            now: self.now,
            stamps: self.stamps,
            ..Self::new(office, store, self.replica.0)
        }
    }

    pub fn stamp(&mut self) -> Stamp {
        self.stamps += 1;
        Stamp::new(self.now, self.stamps, self.replica)
    }

    pub fn folder(&mut self, name: &str) -> FolderId {
        let stamp = self.stamp();
        self.office
            .new_folder(name, stamp, self.now, &mut OsEntropy)
            .unwrap()
    }

    /// Adds an account to a folder, without asking whether this member may.
    pub fn add(&mut self, folder: FolderId, service: &str) -> Id {
        let id = Id::make(&mut OsEntropy).unwrap();
        let stamp = self.stamp();
        let mut account = Account::new(id, stamp);
        account.folder.set(Some(folder), stamp);
        account.service.set(service.to_owned(), stamp);
        let document = self.office.folders.documents.get_mut(&folder).unwrap();
        document.accounts.insert(account);
        self.office.folders.touch(folder, self.now);
        id
    }

    pub fn rename(&mut self, folder: FolderId, account: Id, service: &str) {
        let stamp = self.stamp();
        let document = self.office.folders.documents.get_mut(&folder).unwrap();
        let account = document.accounts.get_mut(account).unwrap();
        account.service.set(service.to_owned(), stamp);
        self.office.folders.touch(folder, self.now);
    }

    /// Moves an account, without asking whether this member may.
    pub fn move_account(&mut self, from: FolderId, account: Id, to: FolderId) {
        let stamp = self.stamp();
        let mut vault = Vault::new(Id::make(&mut OsEntropy).unwrap());
        let documents = &mut self.office.folders.documents;
        for folder in [from, to] {
            let document = &documents[&folder];
            vault.folders.insert(document.folder.clone());
        }
        vault
            .accounts
            .insert(documents[&from].accounts.get(account).unwrap().clone());
        vault.move_account(account, to, stamp);
        for folder in [from, to] {
            let moved = Document::of(&vault, folder).unwrap();
            documents.get_mut(&folder).unwrap().merge(&moved);
        }
        for folder in [from, to] {
            self.office.folders.touch(folder, self.now);
        }
    }

    /// The services in a folder, sorted; none where the folder is not here.
    pub fn services(&self, folder: FolderId) -> Option<Vec<String>> {
        let document = self.office.folders.documents.get(&folder)?.at_home();
        let accounts = document.accounts.unsorted().filter(|it| it.is_live());
        let mut services: Vec<String> = accounts.map(|it| it.service.get().clone()).collect();
        services.sort();
        Some(services)
    }

    pub fn team(&self) -> TeamId {
        self.office.team()
    }

    /// Invites somebody, who joins from a new device and is admitted.
    pub fn admit(&mut self, name: &str, replica: u64, class: Class, grants: Vec<Grant>) -> Desk {
        self.admit_with(name, replica, class, grants, |_, _| {})
    }

    /// The same, and something happens before the new device looks into the store for the first time.
    pub fn admit_with(
        &mut self,
        name: &str,
        replica: u64,
        class: Class,
        grants: Vec<Grant>,
        meanwhile: impl FnOnce(&Self, MemberId),
    ) -> Desk {
        let invitation = Invitation {
            name: name.to_owned(),
            email: String::new(),
            class,
            grants,
            expires: self.now + 3 * DAY,
        };
        let code = self
            .office
            .invite(&invitation, self.now, &mut OsEntropy)
            .unwrap();
        self.sync();
        let (joining, path, request) =
            JoiningDevice::answer(&code, self.team(), &newcomer(name, replica), &mut OsEntropy)
                .unwrap();
        self.place().create(&path, &request).unwrap();
        let requests = self
            .office
            .requests(self.place.as_deref().unwrap_or(&self.store), self.now)
            .unwrap();
        let request = requests
            .iter()
            .find(|it| it.device == joining.keys.device())
            .unwrap();
        self.office
            .approve(request, &joining.digits().unwrap(), self.now)
            .unwrap();
        self.sync();
        meanwhile(self, joining.keys.member);
        self.arrive(&joining, replica)
    }

    /// The device of somebody who was admitted, after its first sync.
    pub fn arrive(&self, joining: &JoiningDevice, replica: u64) -> Desk {
        let store = self.store.view();
        let cache = MemoryCache::default();
        let office = look(joining, self.place(), &cache, self.now).expect("a key was handed on");
        let mut desk = Desk {
            cache,
            now: self.now,
            place: self.place.clone(),
            ..Desk::new(office, store, replica)
        };
        desk.sync();
        desk
    }
}

/// Looks for the office as somebody who joins.
pub fn look(
    joining: &JoiningDevice,
    store: &dyn Store,
    cache: &MemoryCache,
    now: u64,
) -> Option<Office> {
    let names = HeadNames::read(&store.list("heads").unwrap());
    let mut files = Files {
        cache,
        missing: Default::default(),
    };
    loop {
        let (pulled, office) = joining.look(&names, &files, now);
        if office.is_some() || pulled.wanted.is_empty() {
            return office;
        }
        for want in pulled.wanted {
            match store.read(&want.path, want.max) {
                Ok(bytes) => cache.put(want.path.rsplit('/').next().unwrap(), &bytes),
                Err(_) => _ = files.missing.insert(want.path),
            }
        }
    }
}

/// What an adversary does with keys of its own, and what an owner's program will do.
impl Desk {
    /// Signs an entry of this device, without asking whether it may; it is not in the log yet.
    pub fn entry(&mut self, ops: Vec<Op>) -> Entry {
        let judgement = self.office.judgement();
        let (prev, place) = (judgement.tips(), judgement.place(self.office.device()));
        let entry = NewEntry {
            team: Some(self.team()),
            under: place.map(|it| it.under),
            prev,
            at: self.office.state.tick(self.now),
            ops,
        };
        entry.sign(&self.office.keys.sign).unwrap()
    }

    /// Signs an entry, and takes it into this device's log.
    pub fn sign(&mut self, ops: Vec<Op>) -> EntryId {
        let entry = self.entry(ops);
        assert_eq!(self.office.log.add(&entry.bytes, self.now), Added::New);
        self.office.log.judge(self.now);
        entry.id
    }

    /// The entry that takes a member out: all that is known of the member here stands.
    pub fn removal(&self, member: MemberId) -> Op {
        let devices: Vec<DeviceId> = self
            .office
            .log
            .devices_of(member)
            .map(|it| it.device.id())
            .collect();
        let entries = self
            .office
            .log
            .entries()
            .filter(|it| devices.contains(&it.device));
        let heads = devices.iter().filter_map(|it| {
            let heads = self.office.state.heads.get(it)?;
            Some((*it, heads.first()?.hash))
        });
        Op::RmMember {
            member,
            keeps: entries.map(|it| it.id).collect(),
            heads: heads.collect(),
        }
    }

    pub fn remove(&mut self, member: MemberId) -> EntryId {
        self.sign(vec![self.removal(member)])
    }

    pub fn device(&self) -> DeviceId {
        self.office.device()
    }

    pub fn member(&self) -> MemberId {
        self.office.keys.member
    }

    /// The newest head of this device in the store.
    pub fn head_name(&self) -> HeadName {
        newest(&self.store, self.device())
    }

    /// What its newest head says.
    pub fn head(&self) -> (Frame, Body, ObjectId) {
        let name = self.head_name();
        let bytes = self.store.get(&name.path()).unwrap();
        let head = Head::unverified(name, &bytes, self.team()).unwrap();
        let body = head.open(self.office.keys.log_identities()).unwrap();
        (head.frame, body, ObjectId::of(&bytes))
    }

    /// Publishes a head after the newest one, with what the test changes in it.
    pub fn publish(&self, change: impl FnOnce(&mut Frame, &mut Body)) -> HeadName {
        let (mut frame, mut body, hash) = self.head();
        frame.seq += 1;
        frame.prev = Some(hash);
        change(&mut frame, &mut body);
        self.publish_as(&frame, &body)
    }

    pub fn publish_as(&self, frame: &Frame, body: &Body) -> HeadName {
        let key = self.office.keys.log_key(&frame.log_key).unwrap();
        let to = key.identity.recipient();
        let bytes = Head::write(frame, body, &self.office.keys.sign, &to).unwrap();
        let name = HeadName {
            device: frame.dev,
            seq: frame.seq,
            h10: Short::of(&bytes),
        };
        self.store.put(&name.path(), &bytes);
        name
    }

    /// Puts an object under this device's name.
    pub fn put(&self, object: &NewObject) {
        self.store
            .put(&object_path(self.device(), object.id), &object.bytes);
    }

    /// A folder object of this device, with what the test changes in its first line.
    pub fn object_of(
        &self,
        (folder, part): (FolderId, Compartment),
        to: &[&Recipient],
        change: impl FnOnce(&mut FolderObject),
    ) -> NewObject {
        let mut head =
            FolderObject::new(self.team(), folder, part, self.device(), (self.now, 0), "");
        change(&mut head);
        let document = &self.office.folders.documents[&folder];
        NewObject::seal(&head.write(document).unwrap(), to).unwrap()
    }

    /// Everything with which this device can open anything, as it is now.
    pub fn identities(&self) -> Vec<Identity> {
        let keys = &self.office.keys;
        keys.own().chain(keys.log_identities()).cloned().collect()
    }

    /// The present key of a member, to seal to.
    pub fn key_of(&self, member: MemberId) -> Recipient {
        match self.office.judgement().present_key(member).unwrap() {
            PresentKey::Joining => {
                let person = self.office.log.joined(member).unwrap().person.clone();
                person.unwrap().key
            }
            PresentKey::Announced(key) => key.parse().unwrap(),
        }
    }

    /// What lies on the computer, as a backup holds it.
    pub fn backup(&self) -> Kept {
        keep(&self.office)
    }

    pub fn put_back(&mut self, kept: Kept) {
        *self.kept.borrow_mut() = Some(kept);
        self.restart();
    }
}

/// The newest head of a device in a store.
pub fn newest(store: &MemoryStore, device: DeviceId) -> HeadName {
    HeadNames::read(&store.list("heads").unwrap()).newest[&device][0]
}

/// Whether an outcome has an alarm about a device.
pub fn has(outcome: &Outcome, code: AlarmCode, device: DeviceId) -> bool {
    outcome
        .alarms
        .iter()
        .any(|it| it.0 == code && it.1.device == Some(device))
}

/// Lets everybody sync until nothing moves any more.
pub fn settle(desks: &mut [&mut Desk]) {
    for _ in 0..6 {
        for desk in desks.iter_mut() {
            desk.sync();
        }
    }
}

/// An owner and two members who edit one folder, all in step.
pub fn three(store: &MemoryStore) -> (Desk, Desk, Desk, FolderId) {
    let (mut owner, _) = found(store);
    let folder = owner.folder("Kovács Bt");
    owner.add(folder, "NAV");
    let mut anna = owner.admit("Anna", 2, Class::Member, vec![grant(folder, Role::Edit)]);
    let mut bela = owner.admit("Béla", 3, Class::Member, vec![grant(folder, Role::Edit)]);
    settle(&mut [&mut owner, &mut anna, &mut bela]);
    (owner, anna, bela, folder)
}

fn keep(office: &Office) -> (Vec<u8>, Vec<u8>, Folders) {
    let keys = office.keys.write().unwrap().to_vec();
    let state = office.state.write(&office.log).unwrap().to_vec();
    (keys, state, office.folders.clone())
}

pub fn codes(outcome: &Outcome) -> Vec<AlarmCode> {
    let mut codes: Vec<AlarmCode> = outcome.alarms.iter().map(|it| it.0).collect();
    codes.dedup();
    codes
}

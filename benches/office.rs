//! What an office of 10,000 accounts costs its devices: requests, bytes and time of each kind of sync, over a store in
//! memory. Figures, not assertions: `cargo bench -p keyrack-team --bench office`.

#![allow(clippy::print_stdout, reason = "a measuring program prints")]
#![allow(
    clippy::unwrap_used,
    reason = "a measuring program stops where its ground is missing"
)]

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    fs,
    time::Instant,
};

use keyrack_seal::OsEntropy;
use keyrack_store::{Store, testing::MemoryStore};
use keyrack_team::{
    ids::MemberId,
    layout::{TEAM_FILE, TeamFile},
    log::Policy,
    office::{Founding, Grant, Invitation, JoiningDevice, Leaver, Newcomer, Office, Removal},
    rules::{Class, Granted, Role},
    sheet::Sheet,
    sync::{Cache, Files, HeadNames, Moment, Options, Outcome, Syncing, read_all},
};
use keyrack_vault::{Account, Factor, Id, Record, Replica, Stamp};

const FOLDERS: usize = 1_000;
const ACCOUNTS: usize = 10;
const EMPLOYEES_FOLDERS: usize = 20;
const LEAVERS_FOLDERS: usize = 50;
const MEMBERS: usize = 50;
const NOW: u64 = 1_800_000_000_000;

fn main() {
    let store = MemoryStore::new();
    let mut owner = found(&store);
    let folders = fill(&mut owner);
    report("owner publishes all of it", &mut owner, |owner| {
        _ = owner.sync();
    });
    let grants = folders.iter().take(EMPLOYEES_FOLDERS).map(|folder| Grant {
        folder: *folder,
        role: Role::Edit,
        recovery: false,
        until: None,
    });
    let mut partner = invite(&mut owner, "partner", Class::Owner, Vec::new());
    report("first sync of an owner", &mut partner, |it| it.arrive());
    let mut employee = invite(&mut owner, "employee", Class::Member, grants.collect());
    report("first sync of an employee with 20", &mut employee, |it| {
        it.arrive();
    });
    for _ in 0..3 {
        for desk in [&mut owner, &mut partner, &mut employee] {
            desk.sync();
        }
    }
    report("idle poll of an owner", &mut partner, |it| _ = it.sync());
    report("idle poll of an employee", &mut employee, |it| {
        _ = it.sync();
    });
    employee.change(folders[0]);
    report("one account changed: writer", &mut employee, |it| {
        _ = it.sync();
    });
    report("one account changed: reader", &mut owner, |it| {
        _ = it.sync();
    });
    report("restart of an owner", &mut owner, Desk::restart);
    let mut laptop = further(&mut owner);
    report("first sync of a second computer", &mut laptop, |it| {
        it.arrive();
    });
    let grants = folders.iter().take(LEAVERS_FOLDERS).map(|folder| Grant {
        folder: *folder,
        role: Role::Edit,
        recovery: false,
        until: None,
    });
    let mut leaver = invite(&mut owner, "leaver", Class::Member, grants.collect());
    leaver.arrive();
    for desk in [&mut owner, &mut leaver, &mut partner] {
        desk.sync();
    }
    remove(
        &mut owner,
        &leaver,
        "a member with 50 folders is taken out (68 creates, 600 kB were estimated)",
    );
    remove(
        &mut owner,
        &partner,
        "a co-owner with 1,000 is taken out (1,020 creates, 10 MB were estimated)",
    );
    share(&mut owner, &folders);
    println!("peak {} MB, of several devices in one process", peak());
}

/// Lets 50 members at all folders, and sends it.
fn share(owner: &mut Desk, folders: &[Id]) {
    let members: BTreeSet<MemberId> = (0..MEMBERS)
        .map(|it| {
            let desk = invite(owner, &format!("colleague {it}"), Class::Member, Vec::new());
            let joining = desk.joining.unwrap();
            joining.keys.member
        })
        .collect();
    let folders: BTreeSet<Id> = folders.iter().copied().collect();
    let level = Granted {
        role: Role::View,
        recovery: false,
        until: None,
    };
    report("50 members are let at 1,000 folders", owner, |owner| {
        let office = owner.office.as_mut().unwrap();
        _ = office.grant_all(&members, &folders, level, NOW).unwrap();
        owner.sync();
    });
}

/// Takes somebody out, and sends it.
fn remove(owner: &mut Desk, leaver: &Desk, name: &str) {
    let member = leaver.office.as_ref().unwrap().keys.member;
    let removal = Removal {
        leaver: Leaver::Member(member),
        takes_back: true,
        keeps: None,
    };
    report(name, owner, |owner| {
        let office = owner.office.as_mut().unwrap();
        office.remove(&removal, NOW).unwrap();
        owner.sync();
    });
}

/// A second computer of a person, which has not looked into the store yet.
fn further(owner: &mut Desk) -> Desk {
    let office = owner.office.as_mut().unwrap();
    let code = office
        .invite_device(NOW + 1_000_000, NOW, &mut OsEntropy)
        .unwrap();
    let who = newcomer("laptop", 99);
    let answered = JoiningDevice::answer(&code, office.team(), &who, &mut OsEntropy);
    let (joining, path, request) = answered.unwrap();
    owner.store.create(&path, &request).unwrap();
    let requests = office.requests(&owner.store, NOW).unwrap();
    let request = requests.iter().find(|it| it.class.is_none()).unwrap();
    office
        .approve(request, &joining.digits().unwrap(), NOW)
        .unwrap();
    report(
        "a second computer is admitted (3 creates, 20 kB were estimated)",
        owner,
        |it| {
            _ = it.sync();
        },
    );
    Desk {
        office: None,
        joining: Some(joining),
        store: owner.store.view(),
        cache: MemoryCache::default(),
        replica: Replica(99),
    }
}

fn report(name: &str, desk: &mut Desk, run: impl FnOnce(&mut Desk)) {
    let before = desk.store.counts();
    let start = Instant::now();
    run(desk);
    let took = start.elapsed();
    let now = desk.store.counts();
    println!(
        "{name}: {took:.0?}; list {}, read {}, create {}, delete {}; in {} kB, out {} kB",
        now.list - before.list,
        now.read - before.read,
        now.create - before.create,
        now.delete - before.delete,
        (now.bytes_read - before.bytes_read) / 1000,
        (now.bytes_written - before.bytes_written) / 1000,
    );
}

struct Desk {
    office: Option<Office>,
    joining: Option<JoiningDevice>,
    store: MemoryStore,
    cache: MemoryCache,
    replica: Replica,
}

#[derive(Default)]
struct MemoryCache(RefCell<BTreeMap<String, Vec<u8>>>);

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

fn found(store: &MemoryStore) -> Desk {
    let founding = Founding {
        name: "Office".to_owned(),
        founder: newcomer("owner", 1),
        sheets: vec![Sheet::make(&mut OsEntropy).unwrap()],
        policy: Policy::default(),
    };
    let office = founding.found(NOW, &mut OsEntropy).unwrap();
    let file = TeamFile::of(office.team()).write();
    store.create(TEAM_FILE, &file).unwrap();
    Desk {
        office: Some(office),
        joining: None,
        store: store.view(),
        cache: MemoryCache::default(),
        replica: Replica(1),
    }
}

fn newcomer(name: &str, replica: u64) -> Newcomer {
    Newcomer {
        name: name.to_owned(),
        email: String::new(),
        label: name.to_owned(),
        replica: Replica(replica),
    }
}

fn fill(owner: &mut Desk) -> Vec<Id> {
    let replica = owner.replica;
    let office = owner.office.as_mut().unwrap();
    let stamp = |n: usize| Stamp::new(NOW, n as u16, replica);
    let start = Instant::now();
    let folders: Vec<Id> = (0..FOLDERS)
        .map(|n| {
            let name = format!("Client {n}");
            office
                .new_folder(&name, stamp(n), NOW, &mut OsEntropy)
                .unwrap()
        })
        .collect();
    println!(
        "{FOLDERS} folders made, one entry each: {:.0?}",
        start.elapsed()
    );
    for folder in &folders {
        let document = office.folders.documents.get_mut(folder).unwrap();
        for n in 0..ACCOUNTS {
            document.accounts.insert(account(*folder, stamp(n)));
        }
    }
    folders
}

fn account(folder: Id, stamp: Stamp) -> Account {
    let mut account = Account::new(Id::make(&mut OsEntropy).unwrap(), stamp);
    account.folder.set(Some(folder), stamp);
    account.service.set("Ügyfélkapu+".to_owned(), stamp);
    account.label.set("kovacs.bt@example.com".to_owned(), stamp);
    account.note.set(
        "Ask for the papers of the last quarter first.".to_owned(),
        stamp,
    );
    let mut factor = Factor::new(Id::make(&mut OsEntropy).unwrap(), stamp);
    factor.label.set("reception".to_owned(), stamp);
    account.factors.insert(factor);
    account
}

fn invite(owner: &mut Desk, name: &str, class: Class, grants: Vec<Grant>) -> Desk {
    let store = owner.store.clone();
    let office = owner.office.as_mut().unwrap();
    let invitation = Invitation {
        name: name.to_owned(),
        email: String::new(),
        class,
        grants,
        expires: NOW + 1_000_000,
    };
    let code = office.invite(&invitation, NOW, &mut OsEntropy).unwrap();
    let replica = 2 + store.paths().len() as u64;
    let answered = JoiningDevice::answer(
        &code,
        office.team(),
        &newcomer(name, replica),
        &mut OsEntropy,
    );
    let (joining, path, request) = answered.unwrap();
    store.create(&path, &request).unwrap();
    let requests = office.requests(&store, NOW).unwrap();
    office
        .approve(&requests[0], &joining.digits().unwrap(), NOW)
        .unwrap();
    report(&format!("{name} is admitted"), owner, |it| _ = it.sync());
    Desk {
        office: None,
        joining: Some(joining),
        store: store.view(),
        cache: MemoryCache::default(),
        replica: Replica(replica),
    }
}

impl Desk {
    /// The first contact and the first sync.
    fn arrive(&mut self) {
        let joining = self.joining.take().unwrap();
        let names = HeadNames::read(&self.store.list("heads").unwrap());
        let mut files = Files {
            cache: &self.cache,
            missing: Default::default(),
        };
        loop {
            let (pulled, office) = joining.look(&names, &files, NOW);
            self.office = office;
            if self.office.is_some() {
                break;
            }
            files
                .missing
                .extend(read_all(&self.store, &self.cache, &pulled.wanted).unwrap());
        }
        self.sync();
    }

    fn sync(&mut self) -> Outcome {
        let mut syncing = Syncing {
            store: &self.store,
            cache: &self.cache,
            moment: Moment {
                now: NOW,
                program: "keyrack".to_owned(),
            },
            draw: &mut || 7,
            keep: &mut |_| Ok(()),
        };
        syncing
            .run(self.office.as_mut().unwrap(), Options::default())
            .unwrap()
    }

    fn change(&mut self, folder: Id) {
        let stamp = Stamp::new(NOW + 1, 0, self.replica);
        let office = self.office.as_mut().unwrap();
        let document = office.folders.documents.get_mut(&folder).unwrap();
        let first = document.accounts.iter().next().unwrap().id();
        document
            .accounts
            .get_mut(first)
            .unwrap()
            .note
            .set("changed".to_owned(), stamp);
        office.folders.touch(folder, NOW);
    }

    /// Reading the state again, with every signature of the log.
    fn restart(&mut self) {
        let office = self.office.take().unwrap();
        let state = office.state.write(&office.log).unwrap();
        let read = keyrack_team::state::State::read(&state, office.team(), NOW);
        let (state, log) = read.unwrap();
        self.office = Some(Office {
            state,
            log,
            ..office
        });
    }
}

fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1000
}

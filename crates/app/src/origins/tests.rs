//! A second origin in memory, seen beside the vault.

use std::sync::{Arc, Mutex, MutexGuard};

use keyrack_vault::{Account, Folder, Id, Record, Replica, Stamp, Vault, files::Moment};
use tempfile::TempDir;

use super::{
    changes::Changed,
    origin::{Action, Origin},
};
use crate::{
    At, Computer, Error, ErrorCode, Find, Kdf, Keyrack, NewAccount, NewFactor, NewFolder, Place,
    RecoveryKey, Result, Session,
};

const PASSWORD: &str = "korrekt ló elem kapocs";
const FOLDER: Id = Id::from_bytes([7; 16]);
const ACCOUNT: Id = Id::from_bytes([8; 16]);

/// What an origin in memory holds, and how it behaves.
struct Held {
    vault: Vault,
    read_only: bool,
    /// Why it does not let anybody begin.
    hangs: bool,
    /// Whether what is saved is refused, and whether it is kept in memory all the same.
    refuses: bool,
    keeps: bool,
    unsaved: bool,
    /// What came from elsewhere and is not taken over yet.
    incoming: Option<Vault>,
    saves: usize,
}

#[derive(Clone)]
struct InMemory {
    held: Arc<Mutex<Held>>,
    /// What the session sees of it.
    seen: Vault,
}

impl InMemory {
    /// One folder with one account.
    fn new() -> Self {
        let vault = office(&[("Nagy Zrt.", FOLDER)], &[("ÁNYK", ACCOUNT, FOLDER)]);
        Self {
            seen: vault.clone(),
            held: Arc::new(Mutex::new(Held {
                vault,
                read_only: false,
                hangs: false,
                refuses: false,
                keeps: false,
                unsaved: false,
                incoming: None,
                saves: 0,
            })),
        }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap()
    }

    fn services(&self) -> Vec<String> {
        services(&self.held().vault)
    }
}

impl Origin for InMemory {
    fn vault(&self) -> &Vault {
        &self.seen
    }

    fn may(&self, folder: Option<Id>, action: Action) -> Result<()> {
        assert!(folder.is_some(), "what lies in no folder is not asked here");
        match action == Action::Edit && self.held().read_only {
            true => Err(Error::new(ErrorCode::NeedsEdit)),
            false => Ok(()),
        }
    }

    fn is_read_only(&self) -> bool {
        self.held().read_only
    }

    fn begin(&mut self, _: &Moment) -> Result<()> {
        match self.held().hangs {
            true => Err(Error::new(ErrorCode::Busy)),
            false => Ok(()),
        }
    }

    fn save(&mut self, view: &Vault, changed: &Changed, _: &Moment, _: Stamp) -> Result<()> {
        let mut after = self.seen.clone();
        for id in &changed.folders {
            after.folders.take_over(*id, &view.folders);
        }
        for id in &changed.accounts {
            after.accounts.take_over(*id, &view.accounts);
        }
        let mut held = self.held.lock().unwrap();
        held.saves += 1;
        if held.refuses {
            held.unsaved = held.keeps;
            if held.keeps {
                self.seen = after;
            }
            return Err(Error::new(ErrorCode::DiskFull));
        }
        held.vault = after.clone();
        self.seen = after;
        Ok(())
    }

    fn leave(&mut self) {}

    fn save_again(&mut self, _: &Moment) -> Result<()> {
        let mut held = self.held.lock().unwrap();
        if held.refuses {
            return Err(Error::new(ErrorCode::DiskFull));
        }
        held.vault = self.seen.clone();
        held.unsaved = false;
        Ok(())
    }

    fn is_unsaved(&self) -> bool {
        self.held().unsaved
    }

    fn follow(&mut self, _: u64) -> Result<bool> {
        if self.held().hangs {
            return Err(Error::new(ErrorCode::Busy));
        }
        let incoming = self.held().incoming.take();
        let Some(incoming) = incoming else {
            return Ok(false);
        };
        self.held().vault = incoming.clone();
        self.seen = incoming;
        Ok(true)
    }

    fn settle(&mut self, _: u64) -> Result<()> {
        Ok(())
    }

    fn seal_pending(&mut self, _: &Moment) -> Result<()> {
        Ok(())
    }
}

impl std::fmt::Debug for InMemory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("InMemory")
    }
}

fn office(folders: &[(&str, Id)], accounts: &[(&str, Id, Id)]) -> Vault {
    let stamp = Stamp::new(1_000, 0, Replica(9));
    let mut vault = Vault::new(Id::from_bytes([1; 16]));
    for (name, id) in folders {
        let mut folder = Folder::new(*id, stamp);
        folder.name.set((*name).to_owned(), stamp);
        vault.folders.insert(folder);
    }
    for (service, id, folder) in accounts {
        let mut account = Account::new(*id, stamp);
        account.service.set((*service).to_owned(), stamp);
        account.folder.set(Some(*folder), stamp);
        vault.accounts.insert(account);
    }
    vault
}

fn services(vault: &Vault) -> Vec<String> {
    let live = vault.live_accounts();
    let mut services: Vec<String> = live.map(|account| account.service.get().clone()).collect();
    services.sort();
    services
}

fn id(id: Id) -> String {
    id.to_string()
}

fn field(name: &str, value: &str) -> Vec<(String, String)> {
    vec![(name.to_owned(), value.to_owned())]
}

/// An own vault with one account, and an office beside it.
struct World {
    session: Session,
    office: InMemory,
    own: String,
    _folder: TempDir,
}

impl World {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let computer = Computer {
            default_vault: folder.path().join("vault"),
            home: folder.path().join("home"),
            ..Computer::here().unwrap()
        };
        let keyrack = Keyrack::new(computer, None);
        let key = RecoveryKey::make();
        let mut session = keyrack.init(PASSWORD, Some(Kdf::FLOOR), &key).unwrap();
        let own = session.add(new("Ügyfélkapu+", None)).unwrap().id;
        let office = InMemory::new();
        session.origins.add(Box::new(office.clone()));
        session.take_changes();
        Self {
            session,
            office,
            own,
            _folder: folder,
        }
    }

    fn seen(&self) -> Vec<String> {
        services(self.session.vault())
    }

    fn own(&self) -> Vec<String> {
        services(&self.session.own().vault)
    }
}

fn new(service: &str, folder: Option<&str>) -> NewAccount {
    NewAccount {
        factor: NewFactor {
            secret: Some("JBSWY3DPEHPK3PXP".to_owned().into()),
            ..NewFactor::default()
        },
        folder: folder.map(str::to_owned),
        fields: field("service", service),
        ..NewAccount::default()
    }
}

#[test]
fn folders_of_both_origins_are_seen_found_and_counted_together() {
    let mut world = World::new();
    assert_eq!(world.seen(), ["ÁNYK", "Ügyfélkapu+"]);
    let found = world.session.list(&Find::default(), 0, 10).unwrap();
    assert_eq!(found.total, 2);
    let rows = world.session.rows("nagy", &Place::All, 0, 10).unwrap();
    assert_eq!(rows.total, 1);
    let rows = world.session.rows("", &Place::Folder(id(FOLDER)), 0, 10);
    assert_eq!(rows.unwrap().total, 1);
}

#[test]
fn a_change_is_saved_where_its_folder_is_from_and_nowhere_else() {
    let mut world = World::new();
    let before = world.session.own().header.sequence;
    let changes = field("note", "new");
    world.session.edit(&id(ACCOUNT), &changes).unwrap();
    assert_eq!(world.office.held().saves, 1);
    assert_eq!(
        world.session.own().header.sequence,
        before,
        "the own vault is not written"
    );
    let folders: Vec<String> = world.session.take_changes().folders().collect();
    assert_eq!(folders, [id(FOLDER)], "and it is told which folder changed");

    world.session.edit(&world.own.clone(), &changes).unwrap();
    assert_eq!(world.office.held().saves, 1);
    assert_eq!(world.session.own().header.sequence, before + 1);
    world.session.add(new("NAV", Some("Nagy Zrt."))).unwrap();
    assert_eq!(world.office.services(), ["NAV", "ÁNYK"]);
    assert_eq!(
        world.own(),
        ["Ügyfélkapu+"],
        "nothing of the office gets into the vault"
    );
}

#[test]
fn what_changes_both_at_once_is_saved_by_both() {
    let mut world = World::new();
    let both = [world.own.clone(), id(ACCOUNT)];
    let tag = ["urgent".to_owned()];
    assert_eq!(world.session.tag_all(&both, &tag, &[]).unwrap(), 2);
    let account = |vault: &Vault, id: &str| {
        let account = vault.accounts.get(id.parse().unwrap());
        account.unwrap().tags.get("urgent").is_some()
    };
    assert!(account(&world.session.own().vault, &world.own));
    assert!(account(&world.office.held().vault, &id(ACCOUNT)));
}

#[test]
fn a_folder_that_may_only_be_read_is_seen_and_not_changed_and_keeps_nothing_else_from_it() {
    let mut world = World::new();
    world.office.held().read_only = true;
    assert_eq!(world.seen(), ["ÁNYK", "Ügyfélkapu+"]);
    let both = [world.own.clone(), id(ACCOUNT)];
    let refused = [
        world.session.edit(&id(ACCOUNT), &field("note", "x")).err(),
        world.session.remove(&id(ACCOUNT)).err(),
        world.session.add(new("NAV", Some("Nagy Zrt."))).err(),
        world
            .session
            .folder_edit("Nagy Zrt.", &field("colour", "red"))
            .err(),
        world.session.remove_all(&both).err(),
        world.session.move_all(&[id(ACCOUNT)], "Kovács").err(),
        world
            .session
            .move_all(&[world.own.clone()], "Nagy Zrt.")
            .err(),
    ];
    for refused in refused {
        assert_eq!(refused.unwrap().code, ErrorCode::NeedsEdit);
    }
    assert_eq!(
        world.seen(),
        ["ÁNYK", "Ügyfélkapu+"],
        "nothing is changed anywhere"
    );
    assert_eq!(world.office.held().saves, 0);
    assert!(world.session.take_changes().is_empty());
    let folder = NewFolder {
        name: "Kovács".into(),
        ..NewFolder::default()
    };
    world.session.folder_add(&folder).unwrap();
    world
        .session
        .edit(&world.own.clone(), &field("note", "x"))
        .unwrap();
    world.session.empty_trash().unwrap();
}

#[test]
fn folders_come_and_go_while_the_vault_is_open() {
    let mut world = World::new();
    assert!(!world.session.refresh().unwrap());
    let second = (Id::from_bytes([9; 16]), Id::from_bytes([10; 16]));
    world.office.held().incoming = Some(office(
        &[("Nagy Zrt.", FOLDER), ("Kiss Bt.", second.0)],
        &[("ÁNYK", ACCOUNT, FOLDER), ("NAV", second.1, second.0)],
    ));
    assert!(world.session.refresh().unwrap());
    assert_eq!(world.seen(), ["NAV", "ÁNYK", "Ügyfélkapu+"]);
    let changes = world.session.take_changes();
    assert!(changes.folders().any(|folder| folder == id(second.0)));

    world.office.held().incoming = Some(office(&[], &[]));
    assert!(world.session.refresh().unwrap());
    assert_eq!(world.seen(), ["Ügyfélkapu+"]);
    let gone: Vec<String> = world.session.take_changes().folders().collect();
    assert_eq!(gone, [id(FOLDER), id(second.0)]);
    let rows = world.session.rows("", &Place::Folder(id(FOLDER)), 0, 10);
    assert_eq!(
        rows.err().map(|error| error.code),
        Some(ErrorCode::NotFound)
    );
    let edited = world.session.edit(&id(ACCOUNT), &field("note", "x"));
    assert_eq!(
        edited.err().map(|error| error.code),
        Some(ErrorCode::NotFound)
    );
    assert_eq!(world.session.rows("", &Place::All, 0, 10).unwrap().total, 1);
}

#[test]
fn a_save_that_is_refused_leaves_everything_as_it_was() {
    let mut world = World::new();
    world.office.held().refuses = true;
    let removed = world.session.remove(&id(ACCOUNT));
    assert_eq!(
        removed.err().map(|error| error.code),
        Some(ErrorCode::DiskFull)
    );
    assert_eq!(world.seen(), ["ÁNYK", "Ügyfélkapu+"]);
    assert!(!world.session.is_unsaved());
    assert!(world.session.take_changes().is_empty());
    world.session.remove(&world.own.clone()).unwrap();
    assert_eq!(world.own(), [] as [&str; 0]);
}

#[test]
fn a_save_that_is_refused_and_kept_is_seen_and_saved_later() {
    let mut world = World::new();
    {
        let mut held = world.office.held();
        (held.refuses, held.keeps) = (true, true);
    }
    world.session.remove(&id(ACCOUNT)).unwrap_err();
    assert_eq!(world.seen(), ["Ügyfélkapu+"]);
    assert_eq!(world.office.services(), ["ÁNYK"]);
    assert!(world.session.is_unsaved());
    world.session.save().unwrap_err();
    world.office.held().refuses = false;
    world.session.save().unwrap();
    assert!(!world.session.is_unsaved());
    assert_eq!(world.office.services(), [] as [&str; 0]);
}

#[test]
fn an_origin_that_lets_nobody_begin_keeps_no_other_from_being_changed() {
    let mut world = World::new();
    world.office.held().hangs = true;
    let changes = field("note", "x");
    let edited = world.session.edit(&id(ACCOUNT), &changes);
    assert_eq!(edited.err().map(|error| error.code), Some(ErrorCode::Busy));
    world.session.edit(&world.own.clone(), &changes).unwrap();
}

#[test]
fn an_id_of_the_vault_is_that_of_the_vault_whatever_an_office_has_under_it() {
    let mut world = World::new();
    let own: Id = world.own.parse().unwrap();
    let folder = world.session.vault().accounts.get(own).unwrap();
    let folder = folder.folder.get().unwrap();
    world.office.held().incoming = Some(office(
        &[("theirs", folder), ("Nagy Zrt.", FOLDER)],
        &[
            ("theirs", own, FOLDER),
            ("stray", ACCOUNT, Id::from_bytes([3; 16])),
        ],
    ));
    assert!(world.session.refresh().unwrap());
    assert_eq!(world.seen(), ["Ügyfélkapu+"]);
    let name = world.session.vault().folders.get(folder).unwrap();
    assert_ne!(name.name.get(), "theirs");
}

#[test]
fn a_backup_holds_the_vault_and_nothing_of_the_office() {
    let mut world = World::new();
    world.session.settle().unwrap();
    let bytes = world.session.keyrack.backup().unwrap();
    let opened = world.session.open_backup(&bytes);
    let differences = world.session.differences(&opened.unwrap());
    assert!(differences.is_empty());
}

#[test]
fn an_account_that_was_moved_to_an_office_is_seen_and_changed_there() {
    let mut world = World::new();
    let id = world.own.clone();
    world
        .session
        .move_all(std::slice::from_ref(&id), "Nagy Zrt.")
        .unwrap();
    let before = world.session.own().header.sequence;
    world.session.edit(&id, &field("note", "theirs")).unwrap();
    assert_eq!(world.session.own().header.sequence, before);
    assert_eq!(world.session.show(&id).unwrap().note, "theirs");
    let note = |vault: &Vault| {
        let account = vault.accounts.get(id.parse().unwrap()).unwrap();
        account.note.get().clone()
    };
    assert_eq!(note(&world.office.held().vault), "theirs");
    world
        .session
        .edit(&id, &field("service", "Ügyfélkapu"))
        .unwrap();
    assert_eq!(
        note(&world.office.held().vault),
        "theirs",
        "nothing is lost"
    );
    assert_eq!(world.seen(), ["ÁNYK", "Ügyfélkapu"]);
}

#[test]
fn a_counter_goes_on_counting_in_the_office_that_its_account_was_moved_to() {
    let mut world = World::new();
    let mut counting = new("NAV", None);
    counting.factor.kind = Some("hotp".into());
    let id = world.session.add(counting).unwrap().id;
    world
        .session
        .move_all(std::slice::from_ref(&id), "Nagy Zrt.")
        .unwrap();
    let mut codes = Vec::new();
    for _ in 0..3 {
        let code = world.session.codes(&id, &At::default()).unwrap();
        codes.push(code[0].code.clone());
    }
    codes.dedup();
    assert_eq!(codes.len(), 3, "no code is shown twice");
}

#[test]
fn no_office_takes_an_account_by_offering_a_folder_of_the_right_id() {
    let mut world = World::new();
    let id: Id = world.own.parse().unwrap();
    let folder = Id::from_bytes([5; 16]);
    let stamp = Stamp::new(1_790_000_000_000, 0, Replica(1));
    let account = world.session.origins.own.open.vault.accounts.get_mut(id);
    account.unwrap().folder.set(Some(folder), stamp);
    world.office.held().incoming = Some(office(&[("bait", folder)], &[("bait", id, folder)]));
    assert!(world.session.refresh().unwrap());
    assert_eq!(world.seen(), ["Ügyfélkapu+"]);
    world
        .session
        .edit(&world.own.clone(), &field("note", "x"))
        .unwrap();
    let held = world.office.held();
    let theirs = held.vault.accounts.get(id).unwrap();
    assert_eq!(theirs.service.get(), "bait");
    assert_eq!(theirs.factors.len(), 0, "no secret went there");
}

#[test]
fn a_change_that_ends_in_a_panic_keeps_nobody_from_the_next_one() {
    let mut world = World::new();
    let broken = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        world
            .session
            .commit(|_, _| -> Result<()> { panic!("a fault") })
    }));
    assert!(broken.is_err());
    let mut other = world
        .session
        .keyrack
        .unlock(&crate::Unlock::password(PASSWORD))
        .unwrap();
    other.add(new("NAV", None)).unwrap();
}

#[test]
fn what_one_origin_brings_is_found_though_another_cannot_be_read() {
    let mut world = World::new();
    world.session.list(&Find::default(), 0, 10).unwrap();
    let mut other = world
        .session
        .keyrack
        .unlock(&crate::Unlock::password(PASSWORD))
        .unwrap();
    other.add(new("NAV", None)).unwrap();
    world.office.held().hangs = true;
    assert!(world.session.refresh().is_err());
    let find = Find {
        query: "nav".into(),
        folder: None,
    };
    assert_eq!(world.session.list(&find, 0, 10).unwrap().total, 1);
}

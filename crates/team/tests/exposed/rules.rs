//! One rule of the list each.

use std::collections::{BTreeMap, BTreeSet};

use keyrack_team::{
    exposed::{Aside, Exposed, Kind, MARGIN, Reader, Who, exposed},
    ids::{DeviceId, FolderId, TeamId},
    object::{FolderObject, Span},
};
use keyrack_vault::{
    Account, Compartment, Document, Factor, Folder, Id, Record, Recovery, Stamp, Vault,
};

use crate::histories::{member_id, otp, replica, text};

const START: u64 = 1_800_000_000_000;
const DAY: u64 = 24 * 60 * 60 * 1000;
/// Until when Anna read the first folder.
const LEFT: u64 = START + 10 * DAY;
const ANNA: Who = Who::Member(member_id_of(1));
const FIRST: FolderId = Id::from_bytes([0xf1; 16]);
const SECOND: FolderId = Id::from_bytes([0xf2; 16]);
const NAV: Id = Id::from_bytes([1; 16]);
const BANK: Id = Id::from_bytes([2; 16]);
const FACTOR: Id = Id::from_bytes([3; 16]);
const CODE: Id = Id::from_bytes([4; 16]);

const fn member_id_of(member: u8) -> keyrack_team::ids::MemberId {
    keyrack_team::ids::MemberId([member; 16])
}

/// Two folders, which the owner changes; Anna read the first one until she lost it.
struct World {
    documents: BTreeMap<FolderId, Document>,
    elsewhere: Vec<Account>,
    aside: Vec<Aside>,
    anna: Reader,
    now: u64,
}

impl World {
    /// With the tax office's account in the first folder.
    fn new() -> Self {
        let made = Stamp::new(START - DAY, 0, replica(0));
        let documents = [FIRST, SECOND].map(|it| (it, Document::new(Folder::new(it, made))));
        let mut world = Self {
            documents: documents.into(),
            elsewhere: Vec::new(),
            aside: Vec::new(),
            anna: Reader {
                replicas: [replica(1)].into(),
                ..Reader::default()
            },
            now: START,
        };
        world.sealed(FIRST, Compartment::Codes, (START, LEFT));
        world.add(FIRST, NAV, b"first");
        world.now = LEFT + DAY;
        world
    }

    fn sealed(&mut self, folder: FolderId, part: Compartment, span: Span) {
        self.anna.sealed.insert((folder, part), span);
    }

    fn stamp(&mut self) -> Stamp {
        self.now += 1;
        Stamp::new(self.now, 0, replica(0))
    }

    fn add(&mut self, folder: FolderId, id: Id, key: &[u8]) {
        let stamp = self.stamp();
        let mut account = Account::new(id, stamp);
        account.folder.set(Some(folder), stamp);
        let mut factor = Factor::new(FACTOR, stamp);
        factor.versions.set(otp(key, 6), 0, stamp);
        account.factors.insert(factor);
        self.documents
            .get_mut(&folder)
            .unwrap()
            .accounts
            .insert(account);
    }

    fn change(&mut self, folder: FolderId, id: Id, change: impl FnOnce(&mut Account, Stamp)) {
        let stamp = self.stamp();
        let document = self.documents.get_mut(&folder).unwrap();
        change(document.accounts.get_mut(id).unwrap(), stamp);
    }

    fn set(&mut self, folder: FolderId, id: Id, key: &[u8], digits: u8) {
        self.change(folder, id, |account, stamp| {
            let factor = account.factors.get_mut(FACTOR).unwrap();
            factor.versions.set(otp(key, digits), 0, stamp);
        });
    }

    fn confirm(&mut self, folder: FolderId, id: Id) {
        let at = self.now;
        self.change(folder, id, |account, stamp| {
            account
                .factors
                .get_mut(FACTOR)
                .unwrap()
                .versions
                .confirm(at, stamp);
        });
    }

    /// A month on, in which what was replaced long ago is forgotten.
    fn age(&mut self) {
        self.now += 60 * DAY;
        let (now, stamp) = (self.now, self.stamp());
        for document in self.documents.values_mut() {
            document.collect(now, stamp);
        }
    }

    fn move_account(&mut self, from: FolderId, id: Id, to: FolderId) {
        let stamp = self.stamp();
        let mut vault = Vault::new(Id::from_bytes([9; 16]));
        for folder in [from, to] {
            vault.folders.insert(self.documents[&folder].folder.clone());
        }
        vault
            .accounts
            .insert(self.documents[&from].accounts.get(id).unwrap().clone());
        vault.move_account(id, to, stamp);
        for folder in [from, to] {
            let document = self.documents.get_mut(&folder).unwrap();
            document.folder.merge(vault.folders.get(folder).unwrap());
            document
                .accounts
                .insert(vault.accounts.get(id).unwrap().clone());
        }
    }

    fn list(&self) -> Vec<(Option<FolderId>, Id)> {
        let found = self.found();
        let mut rows: Vec<_> = found
            .iter()
            .map(|it| (it.at.folder, it.at.account.id()))
            .collect();
        rows.sort_unstable();
        rows
    }

    fn found(&self) -> Vec<Exposed<'_>> {
        let readers = [(ANNA, self.anna.clone())].into();
        exposed(&self.documents, &self.elsewhere, &self.aside, &readers)
    }
}

#[test]
fn what_somebody_could_read_is_listed_until_a_replacement_is_confirmed() {
    let mut world = World::new();
    assert_eq!(world.list(), [(Some(FIRST), NAV)]);
    assert_eq!(world.found()[0].who, [(ANNA, LEFT)].into());
    world.set(FIRST, NAV, b"second", 6);
    assert_eq!(
        world.list(),
        [(Some(FIRST), NAV)],
        "the portal may have the old one still"
    );
    world.confirm(FIRST, NAV);
    assert!(world.list().is_empty());
}

#[test]
fn what_was_set_after_the_last_sealing_was_not_read() {
    let mut world = World::new();
    world.add(FIRST, BANK, b"bank");
    assert_eq!(world.list(), [(Some(FIRST), NAV)]);
}

#[test]
fn who_reads_a_folder_has_nothing_in_it_replaced() {
    let mut world = World::new();
    world.anna.reads.insert((FIRST, Compartment::Codes));
    assert!(world.list().is_empty());
    // A twin where she does not read.
    world.add(SECOND, BANK, b"first");
    assert_eq!(world.list(), [(Some(SECOND), BANK)]);
}

#[test]
fn other_digits_and_the_same_secret_once_more_clear_nothing_however_long_ago() {
    let mut world = World::new();
    for digits in [8, 6] {
        world.set(FIRST, NAV, b"first", digits);
        world.confirm(FIRST, NAV);
        world.age();
        assert_eq!(world.list(), [(Some(FIRST), NAV)]);
    }
    world.set(FIRST, NAV, b"second", 6);
    world.confirm(FIRST, NAV);
    world.age();
    assert!(world.list().is_empty());
}

#[test]
fn a_secret_that_was_confirmed_and_replaced_again_is_no_more_than_the_last_one() {
    let mut world = World::new();
    world.set(FIRST, NAV, b"second", 6);
    world.confirm(FIRST, NAV);
    world.set(FIRST, NAV, b"third", 6);
    assert!(
        world.list().is_empty(),
        "the portal took a later one than the first"
    );
}

#[test]
fn the_trash_clears_nothing_before_it_is_emptied() {
    let mut world = World::new();
    world.change(FIRST, NAV, |account, stamp| account.trash(stamp));
    assert_eq!(world.list(), [(Some(FIRST), NAV)]);
    world.change(FIRST, NAV, |account, stamp| account.revive(stamp));
    assert_eq!(world.list(), [(Some(FIRST), NAV)]);
    world.change(FIRST, NAV, |account, stamp| account.trash(stamp));
    world.age();
    assert!(world.list().is_empty());
}

#[test]
fn a_move_does_not_hide_what_was_read_before_it() {
    let mut world = World::new();
    world.move_account(FIRST, NAV, SECOND);
    assert_eq!(world.list(), [(Some(SECOND), NAV)]);
    world.set(SECOND, NAV, b"second", 6);
    world.confirm(SECOND, NAV);
    assert!(world.list().is_empty());
}

#[test]
fn what_came_long_after_somebody_lost_the_folder_was_not_read_there() {
    let mut world = World::new();
    world.now = START - 5 * DAY;
    world.add(SECOND, BANK, b"bank");
    world.now = LEFT + MARGIN + DAY;
    world.move_account(SECOND, BANK, FIRST);
    assert_eq!(world.list(), [(Some(FIRST), NAV)]);
}

#[test]
fn what_left_long_before_somebody_got_the_folder_was_not_read_there() {
    let mut world = World::new();
    world.move_account(FIRST, NAV, SECOND);
    let got = world.now + MARGIN + DAY;
    world.sealed(FIRST, Compartment::Codes, (got, got + DAY));
    assert!(world.list().is_empty());
}

/// Anna goes on reading the folder that it left, so that it was sealed to her after all that follows.
#[test]
fn who_moved_an_account_does_not_go_on_with_it_where_it_was() {
    let mut world = World::new();
    world.anna.reads.insert((FIRST, Compartment::Codes));
    world.sealed(FIRST, Compartment::Codes, (START, LEFT + 900 * DAY));
    world.move_account(FIRST, NAV, SECOND);
    world.set(SECOND, NAV, b"second", 6);
    assert_eq!(world.list(), [(Some(SECOND), NAV)]);
    world.confirm(SECOND, NAV);
    assert!(world.list().is_empty());
    // Somebody else may have done so where it was, without having seen the move.
    world.now += DAY;
    let stamp = Stamp::new(world.now, 0, replica(2));
    world.change(SECOND, NAV, |account, _| {
        let factor = account.factors.get_mut(FACTOR).unwrap();
        factor.versions.set(otp(b"third", 6), 0, stamp);
    });
    assert_eq!(world.list(), [(Some(SECOND), NAV)]);
}

#[test]
fn an_account_that_is_at_home_nowhere_is_listed_where_it_was() {
    let mut world = World::new();
    world.change(FIRST, NAV, |account, stamp| {
        account.folder.set(Some(SECOND), stamp);
    });
    assert_eq!(world.list(), [(Some(FIRST), NAV)]);
}

/// The same account at home in the second folder, as whoever moved it there from a third one without knowing of the first has
/// it.
fn at_home_in_both(world: &mut World) {
    let mut twin = world.documents[&FIRST].accounts.get(NAV).unwrap().clone();
    twin.folder.set(Some(SECOND), world.stamp());
    let second = world.documents.get_mut(&SECOND).unwrap();
    second.accounts.insert(twin);
}

#[test]
fn what_is_left_where_an_account_was_tells_who_read_it_there_whatever_the_account_says() {
    let mut world = World::new();
    at_home_in_both(&mut world);
    world.change(FIRST, NAV, |account, stamp| {
        account.folder.set(Some(SECOND), stamp);
    });
    assert_eq!(world.list(), [(Some(SECOND), NAV)]);
    // She had the first folder only long after it had left.
    let got = world.now + MARGIN + DAY;
    world.sealed(FIRST, Compartment::Codes, (got, got + DAY));
    assert!(world.list().is_empty());
}

#[test]
fn an_account_in_two_folders_is_listed_in_one_when_the_other_is_purged_or_replaced() {
    let mut world = World::new();
    at_home_in_both(&mut world);
    let both = [(Some(FIRST), NAV), (Some(SECOND), NAV)];
    assert_eq!(world.list(), both);
    world.set(FIRST, NAV, b"second", 6);
    world.confirm(FIRST, NAV);
    world.age();
    assert_eq!(world.list(), [(Some(SECOND), NAV)]);
    world.change(FIRST, NAV, |account, stamp| account.trash(stamp));
    world.age();
    let first = world.documents[&FIRST].accounts.get(NAV).unwrap();
    assert!(first.is_gone());
    assert_eq!(world.list(), [(Some(SECOND), NAV)]);
    world.set(SECOND, NAV, b"second", 6);
    world.confirm(SECOND, NAV);
    assert!(world.list().is_empty());
}

/// Anna goes on reading the first folder, and is not asked about what is set in the second one.
#[test]
fn what_is_set_on_one_of_two_is_not_known_to_who_reads_the_other() {
    let mut world = World::new();
    world.anna.reads.insert((FIRST, Compartment::Codes));
    world.sealed(FIRST, Compartment::Codes, (START, LEFT + 900 * DAY));
    at_home_in_both(&mut world);
    assert_eq!(world.list(), [(Some(SECOND), NAV)]);
    world.set(SECOND, NAV, b"second", 6);
    world.confirm(SECOND, NAV);
    assert!(world.list().is_empty());
}

#[test]
fn recovery_items_that_a_move_left_behind_are_known_to_those_who_read_them_there() {
    let mut world = World::new();
    world.now = START;
    world.anna.reads.insert((SECOND, Compartment::Codes));
    world.sealed(FIRST, Compartment::Recovery, (START, LEFT));
    // Whoever moves it has no right to its recovery items.
    let stamp = world.stamp();
    let mut item = Recovery::new(CODE, stamp);
    item.kind.set("deletion_code".to_owned(), stamp);
    item.value.set(text(b"1234"), stamp);
    world.move_account(FIRST, NAV, SECOND);
    world.change(FIRST, NAV, |account, _| {
        account.recovery.insert(item.clone());
    });
    // An owner took all of it out of the office before he heard of that.
    let mut copy = world.documents[&FIRST]
        .accounts
        .get(NAV)
        .unwrap()
        .under(BANK);
    copy.folder.set(None, world.stamp());
    copy.been = Default::default();
    world.elsewhere = vec![copy];
    let found = world.found();
    let recovery = found.iter().filter(|it| it.kind == Kind::Recovery);
    let recovery: Vec<_> = recovery.map(|it| it.at.folder).collect();
    assert_eq!(recovery, [None]);
}

#[test]
fn what_was_purged_and_is_set_once_more_was_there_before() {
    let mut world = World::new();
    world.change(FIRST, NAV, |account, stamp| account.trash(stamp));
    let late = world.documents[&FIRST].accounts.get(NAV).unwrap().clone();
    world.age();
    assert!(world.list().is_empty());
    // A colleague who had not seen that goes on with it.
    let mut late = late;
    let stamp = world.stamp();
    let factor = late.factors.get_mut(FACTOR).unwrap();
    factor.versions.set(otp(b"first", 8), 0, stamp);
    let document = world.documents.get_mut(&FIRST).unwrap();
    document.accounts.insert(late);
    assert!(!document.accounts.get(NAV).unwrap().is_gone());
    assert_eq!(world.list(), [(Some(FIRST), NAV)]);
}

#[test]
fn what_left_the_office_is_listed_there_and_not_in_the_trash_as_well() {
    let mut world = World::new();
    let account = world.documents[&FIRST].accounts.get(NAV).unwrap();
    let mut copy = account.under(BANK);
    let stamp = world.stamp();
    copy.folder.set(None, stamp);
    copy.been.set(&FIRST.to_string(), Some(true), stamp);
    world.elsewhere = vec![copy];
    world.change(FIRST, NAV, |account, stamp| account.trash(stamp));
    assert_eq!(world.list(), [(None, BANK)]);
    let at = world.stamp();
    let factor = world.elsewhere[0].factors.get_mut(FACTOR).unwrap();
    factor.versions.set(otp(b"second", 6), 0, at);
    factor.versions.confirm(at.milliseconds(), at);
    assert!(world.list().is_empty());
}

#[test]
fn who_set_a_secret_knows_it_whoever_it_was_sealed_to() {
    let mut world = World::new();
    let stamp = Stamp::new(LEFT + 2 * DAY, 0, replica(1));
    world.change(FIRST, NAV, |account, _| {
        let factor = account.factors.get_mut(FACTOR).unwrap();
        factor.versions.set(otp(b"second", 6), 0, stamp);
        factor.versions.confirm(1, stamp);
    });
    assert_eq!(world.list(), [(Some(FIRST), NAV)]);
}

#[test]
fn recovery_items_are_known_to_those_whom_their_compartment_was_sealed_to() {
    let mut world = World::new();
    world.now = START;
    world.change(FIRST, NAV, |account, stamp| {
        let mut item = Recovery::new(CODE, stamp);
        item.kind.set("deletion_code".to_owned(), stamp);
        item.value.set(text(b"1234"), stamp);
        account.recovery.insert(item);
    });
    assert_eq!(world.list().len(), 1, "the secret alone");
    world.sealed(FIRST, Compartment::Recovery, (START, LEFT));
    let kinds: BTreeSet<Kind> = world.found().iter().map(|it| it.kind).collect();
    assert_eq!(kinds, [Kind::Factor, Kind::Recovery].into());
    // A folder of which she reads the codes.
    world.anna.reads.insert((FIRST, Compartment::Codes));
    assert_eq!(world.found()[0].kind, Kind::Recovery);
    world.now = LEFT + DAY;
    world.change(FIRST, NAV, |account, stamp| {
        account
            .recovery
            .get_mut(CODE)
            .unwrap()
            .value
            .set(text(b"5678"), stamp);
    });
    assert!(world.list().is_empty());
}

#[test]
fn used_codes_and_phone_numbers_are_no_secrets_to_replace() {
    let mut world = World::new();
    world.now = START;
    world.anna.reads.insert((FIRST, Compartment::Codes));
    world.sealed(FIRST, Compartment::Recovery, (START, LEFT));
    world.change(FIRST, NAV, |account, stamp| {
        let mut item = Recovery::new(CODE, stamp);
        item.kind.set("backup_codes".to_owned(), stamp);
        item.codes.set("001", Some(text(b"1234")), stamp);
        account.recovery.insert(item);
        let mut phone = Recovery::new(FACTOR, stamp);
        phone.kind.set("phone".to_owned(), stamp);
        phone.value.set(text(b"+36 1 234 5678"), stamp);
        account.recovery.insert(phone);
    });
    assert_eq!(
        world.found().iter().map(|it| it.item).collect::<Vec<_>>(),
        [CODE]
    );
    world.change(FIRST, NAV, |account, stamp| {
        account
            .recovery
            .get_mut(CODE)
            .unwrap()
            .used
            .set("001", Some(1), stamp);
    });
    assert!(world.list().is_empty());
}

#[test]
fn objects_that_did_not_count_are_looked_at_too() {
    let mut world = World::new();
    world.add(SECOND, BANK, b"bank");
    let mut world_of_bela = World::new();
    world_of_bela.add(FIRST, BANK, b"bank");
    let document = world_of_bela.documents.remove(&FIRST).unwrap();
    let team = TeamId([9; 32]);
    let device = DeviceId([2; 16]);
    let at = (world.now, 0);
    let mut head = FolderObject::new(team, FIRST, Compartment::Codes, device, at, "");
    head.to = vec![(member_id(1), String::new())];
    world.aside = vec![(head, document)];
    assert_eq!(world.list(), [(Some(FIRST), NAV), (Some(SECOND), BANK)]);
}

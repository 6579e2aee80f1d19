//! Who could read which secret, as the log, the keys and the objects of an office tell it (design, 2.9).

use keyrack_otp::{Otp, Secret};
use keyrack_seal::OsEntropy;
use keyrack_store::testing::MemoryStore;
use keyrack_team::{
    exposed::{Who, exposed},
    ids::FolderId,
    office::{Leaver, Removal},
};
use keyrack_vault::{Factor, Id, Record};

use crate::{
    desk::{Desk, MINUTE, settle, three},
    devices::further,
};

/// Adds an account with a secret, which is named after the service.
fn add(desk: &mut Desk, folder: FolderId, service: &str) -> Id {
    let id = desk.add(folder, service);
    set(desk, folder, id, service);
    id
}

fn set(desk: &mut Desk, folder: FolderId, id: Id, key: &str) {
    let stamp = desk.stamp();
    let document = desk.office.folders.documents.get_mut(&folder).unwrap();
    let account = document.accounts.get_mut(id).unwrap();
    let key = Secret::from_bytes(format!("the key of {key}").into_bytes()).unwrap();
    let mut factor = match account.factors.iter().next() {
        Some(factor) => factor.clone(),
        None => Factor::new(Id::make(&mut OsEntropy).unwrap(), stamp),
    };
    factor.versions.set(Otp::totp(key), 0, stamp);
    factor.versions.confirm(desk.now, stamp);
    account.factors.insert(factor);
    desk.office.folders.touch(folder, desk.now);
}

/// The services whose secrets somebody knows who does not read them, as a desk sees it.
fn known(desk: &Desk, who: Who) -> Vec<String> {
    let aside = desk.office.uncounted(&desk.cache, desk.now);
    let readers = desk.office.readers_ever(desk.now);
    let found = exposed(&desk.office.folders.documents, [], &aside, &readers);
    let found = found.iter().filter(|it| it.who.contains_key(&who));
    let mut services: Vec<String> = found
        .map(|it| it.at.account.service.get().clone())
        .collect();
    services.sort();
    services
}

fn remove(desk: &mut Desk, leaver: Leaver) {
    let removal = Removal {
        leaver,
        takes_back: true,
        keeps: None,
    };
    desk.office.remove(&removal, desk.now).unwrap();
}

fn later(desks: &mut [&mut Desk]) {
    desks.iter_mut().for_each(|it| it.now += MINUTE);
}

#[test]
fn who_lost_a_folder_knows_what_was_sealed_to_her_and_nothing_later() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, folder) = three(&store);
    add(&mut owner, folder, "Bank");
    settle(&mut [&mut owner, &mut anna, &mut bela]);
    let who = Who::Member(anna.member());
    assert!(known(&owner, who).is_empty());
    later(&mut [&mut owner, &mut anna, &mut bela]);
    owner
        .office
        .revoke(folder, anna.member(), owner.now)
        .unwrap();
    settle(&mut [&mut owner, &mut anna, &mut bela]);
    later(&mut [&mut owner, &mut anna, &mut bela]);
    add(&mut bela, folder, "KKM");
    settle(&mut [&mut bela, &mut owner]);
    // As every computer that reads the folder tells it.
    for desk in [&owner, &bela] {
        assert_eq!(known(desk, who), ["Bank"]);
    }
}

/// What somebody with a clock that is ahead set is dated later than the moment at which another computer sealed it.
#[test]
fn a_clock_that_is_ahead_hides_nothing() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, folder) = three(&store);
    bela.now += 60 * MINUTE;
    add(&mut bela, folder, "Bank");
    bela.sync();
    owner.add(folder, "NAV");
    settle(&mut [&mut owner, &mut anna]);
    owner
        .office
        .revoke(folder, anna.member(), owner.now)
        .unwrap();
    settle(&mut [&mut owner, &mut bela, &mut anna]);
    for desk in [&owner, &bela] {
        assert_eq!(known(desk, Who::Member(anna.member())), ["Bank"]);
    }
}

#[test]
fn whoever_has_a_lost_computer_knows_what_its_member_read_until_it_is_replaced() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, folder) = three(&store);
    let bank = add(&mut owner, folder, "Bank");
    let mut laptop = further(&mut anna, 12);
    settle(&mut [&mut owner, &mut anna, &mut bela, &mut laptop]);
    let thief = Who::Device(laptop.device());
    assert!(known(&owner, thief).is_empty());
    later(&mut [&mut owner, &mut anna, &mut bela, &mut laptop]);
    remove(&mut owner, Leaver::Device(laptop.device()));
    // Béla does not know of it yet, and seals to the key that the laptop has.
    later(&mut [&mut owner, &mut anna, &mut bela]);
    add(&mut bela, folder, "KKM");
    bela.sync();
    settle(&mut [&mut owner, &mut anna, &mut bela]);
    assert_eq!(known(&owner, thief), ["Bank", "KKM"]);
    assert!(
        known(&owner, Who::Member(anna.member())).is_empty(),
        "she reads on"
    );
    // What comes later is sealed to a key that it does not have.
    later(&mut [&mut owner, &mut anna, &mut bela]);
    add(&mut bela, folder, "MBH");
    set(&mut bela, folder, bank, "Bank's new one");
    settle(&mut [&mut bela, &mut owner, &mut anna]);
    assert_eq!(
        anna.services(folder).unwrap(),
        ["Bank", "KKM", "MBH", "NAV"]
    );
    assert_eq!(known(&owner, thief), ["KKM"]);
    assert_eq!(known(&anna, thief), ["KKM"], "its member is told as well");
}

#[test]
fn a_computer_that_retired_is_in_good_hands() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, folder) = three(&store);
    add(&mut owner, folder, "Bank");
    let mut laptop = further(&mut anna, 12);
    settle(&mut [&mut owner, &mut anna, &mut bela, &mut laptop]);
    let moment = keyrack_team::sync::Moment {
        now: laptop.now,
        program: String::new(),
    };
    laptop.office.retire(&moment).unwrap();
    settle(&mut [&mut laptop, &mut owner, &mut anna]);
    assert!(owner.office.judgement().place(laptop.device()).is_none());
    assert!(known(&owner, Who::Device(laptop.device())).is_empty());
}

//! What happens every day: people come, share, and change things.

use keyrack_store::testing::MemoryStore;
use keyrack_team::rules::{Class, Role};

use crate::desk::{codes, found, grant};

#[test]
fn a_colleague_sees_the_folder_that_was_granted_and_no_other() {
    let store = MemoryStore::new();
    let (mut owner, _) = found(&store);
    let (kovacs, szabo) = (owner.folder("Kovács Bt"), owner.folder("Szabó Kft"));
    owner.add(kovacs, "NAV");
    owner.add(szabo, "Ügyfélkapu+");
    let anna = owner.admit("Anna", 2, Class::Member, vec![grant(kovacs, Role::Edit)]);
    assert!(anna.office.is_in());
    assert_eq!(anna.services(kovacs), Some(vec!["NAV".to_owned()]));
    assert_eq!(anna.services(szabo), None);
}

#[test]
fn changes_of_two_people_reach_each_other() {
    let store = MemoryStore::new();
    let (mut owner, _) = found(&store);
    let folder = owner.folder("Kovács Bt");
    let first = owner.add(folder, "NAV");
    let mut anna = owner.admit("Anna", 2, Class::Member, vec![grant(folder, Role::Edit)]);
    anna.add(folder, "Bank");
    anna.rename(folder, first, "NAV 2");
    assert!(anna.sync().published);
    let outcome = owner.sync();
    assert!(outcome.changed.contains(&folder));
    assert_eq!(codes(&outcome), []);
    let both = Some(vec!["Bank".to_owned(), "NAV 2".to_owned()]);
    assert_eq!(owner.services(folder), both);
    owner.add(folder, "OTP");
    owner.sync();
    anna.sync();
    assert_eq!(anna.services(folder).unwrap().len(), 3);
}

#[test]
fn once_all_is_in_the_store_nothing_waits() {
    let store = MemoryStore::new();
    let (mut owner, _) = found(&store);
    let folder = owner.folder("Kovács Bt");
    owner.add(folder, "NAV");
    assert!(owner.office.outbox() > 0);
    owner.sync();
    assert_eq!(owner.office.outbox(), 0);
    let mut anna = owner.admit("Anna", 2, Class::Member, vec![grant(folder, Role::Edit)]);
    anna.add(folder, "Bank");
    assert_eq!(anna.office.outbox(), 1);
    anna.sync();
    assert_eq!((anna.office.outbox(), owner.office.outbox()), (0, 0));
}

#[test]
fn a_poll_that_brings_nothing_is_one_request() {
    let store = MemoryStore::new();
    let (mut owner, _) = found(&store);
    let folder = owner.folder("Kovács Bt");
    owner.add(folder, "NAV");
    let mut anna = owner.admit("Anna", 2, Class::Member, vec![grant(folder, Role::Edit)]);
    for _ in 0..4 {
        owner.sync();
        anna.sync();
    }
    for desk in [&mut owner, &mut anna] {
        desk.store.take_requests();
        let outcome = desk.sync();
        assert!(!outcome.published);
        assert_eq!(desk.store.take_requests().len(), 1);
    }
}

#[test]
fn in_the_end_a_folder_is_one_object() {
    let store = MemoryStore::new();
    let (mut owner, _) = found(&store);
    let folder = owner.folder("Kovács Bt");
    owner.add(folder, "NAV");
    let mut anna = owner.admit("Anna", 2, Class::Member, vec![grant(folder, Role::Edit)]);
    anna.add(folder, "Bank");
    owner.add(folder, "OTP");
    for _ in 0..5 {
        anna.sync();
        owner.sync();
    }
    let listed = owner.office.state.own.list.len() + anna.office.state.own.list.len();
    assert_eq!(owner.services(folder), anna.services(folder));
    assert_eq!(listed, 1);
}

#[test]
fn what_was_kept_goes_on_after_a_crash() {
    let store = MemoryStore::new();
    let (mut owner, _) = found(&store);
    let folder = owner.folder("Kovács Bt");
    owner.add(folder, "NAV");
    owner.sync();
    owner.restart();
    let account = owner.add(folder, "Bank");
    assert!(owner.sync().published);
    owner.restart();
    owner.rename(folder, account, "Bank 2");
    owner.sync();
    let anna = owner.admit("Anna", 2, Class::Member, vec![grant(folder, Role::View)]);
    let all = Some(vec!["Bank 2".to_owned(), "NAV".to_owned()]);
    assert_eq!(anna.services(folder), all);
}

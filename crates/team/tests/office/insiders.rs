//! What members try who want more than they have, and what an office does without meaning harm that comes to the same.

use keyrack_seal::OsEntropy;
use keyrack_store::testing::MemoryStore;
use keyrack_team::{
    join::InviteCode,
    log::{Invite, Op},
    rules::{Class, Role},
};

use crate::desk::{found, grant, settle};

#[test]
fn an_invitation_by_somebody_who_is_no_owner_is_none() {
    let store = MemoryStore::new();
    let (mut owner, _) = found(&store);
    let secret = owner.folder("Szabó Kft");
    owner.add(secret, "NAV");
    let mut anna = owner.admit("Anna", 2, Class::Member, Vec::new());
    for class in [None, Some(Class::Member), Some(Class::Owner)] {
        let code = InviteCode::make(anna.team(), &mut OsEntropy).unwrap();
        let invite = Op::Invite(Invite {
            id: code.id(),
            sign: code.signing_key().verifying_key(),
            opens: code.identity().clone(),
            class,
            folders: vec![(secret, Role::Manage, true, None)],
            expires: anna.now + 1_000_000,
            label: "Anna's friend".to_owned(),
            email: String::new(),
        });
        anna.sign(vec![invite]);
        anna.sync();
        owner.sync();
        assert!(
            !owner.office.log.invites().contains_key(&code.id()),
            "{class:?}"
        );
    }
}

#[test]
fn an_invitation_that_an_owner_made_cannot_be_made_a_greater_one_by_naming_it_again() {
    let store = MemoryStore::new();
    let (mut owner, _) = found(&store);
    let secret = owner.folder("Szabó Kft");
    owner.add(secret, "NAV");
    let mut anna = owner.admit("Anna", 2, Class::Member, Vec::new());
    let invitation = keyrack_team::office::Invitation {
        name: "Béla".to_owned(),
        email: String::new(),
        class: Class::Member,
        grants: Vec::new(),
        expires: owner.now + 1_000_000,
    };
    let code = owner
        .office
        .invite(&invitation, owner.now, &mut OsEntropy)
        .unwrap();
    settle(&mut [&mut owner, &mut anna]);
    let mut greater = anna.office.log.invites()[&code.id()].1.clone();
    greater.class = Some(Class::Owner);
    greater.folders = vec![(secret, Role::Manage, true, None)];
    anna.sign(vec![Op::Invite(greater)]);
    settle(&mut [&mut anna, &mut owner]);
    let kept = owner.office.log.invites()[&code.id()].1.clone();
    assert_eq!(kept.class, Some(Class::Member));
    assert!(kept.folders.is_empty());
}

#[test]
fn changes_by_somebody_who_only_sees_do_not_count_after_a_removal_either() {
    let store = MemoryStore::new();
    let (mut owner, _) = found(&store);
    let folder = owner.folder("Kovács Bt");
    owner.add(folder, "NAV");
    let mut anna = owner.admit("Anna", 2, Class::Member, vec![grant(folder, Role::View)]);
    let appoint = Op::Appoint {
        member: anna.member(),
        class: Class::Owner,
        device: anna.device(),
    };
    anna.sign(vec![appoint]);
    anna.sync();
    settle(&mut [&mut owner]);
    assert!(!owner.office.log.was_owner(anna.member()));
    owner.remove(anna.member());
    owner.sync();
    assert!(!owner.office.log.was_owner(anna.member()));
}

#[test]
fn many_admissions_leave_few_key_objects_and_whoever_comes_last_arrives() {
    let store = MemoryStore::new();
    let (mut owner, _) = found(&store);
    let folder = owner.folder("Kovács Bt");
    owner.add(folder, "NAV");
    for replica in 2..13 {
        let name = format!("Colleague {replica}");
        let desk = owner.admit(
            &name,
            replica,
            Class::Member,
            vec![grant(folder, Role::View)],
        );
        assert!(desk.services(folder).is_some(), "{name}");
        assert!(owner.office.state.own.boot.len() <= 9, "{name}");
    }
}

#[test]
fn the_largest_entry_reaches_whoever_comes_later() {
    let store = MemoryStore::new();
    let (mut owner, _) = found(&store);
    let folder = owner.folder("Kovács Bt");
    owner.add(folder, "NAV");
    let some = owner.office.log.founding();
    let large = Op::Settle {
        removals: vec![some; 1_150],
    };
    let id = owner.sign(vec![large]);
    assert!(owner.office.log.get(id).unwrap().bytes.len() > 60_000);
    owner.sync();
    let anna = owner.admit("Anna", 2, Class::Member, vec![grant(folder, Role::View)]);
    assert!(anna.services(folder).is_some());
    assert!(anna.office.log.get(id).is_some());
}

//! Many members are let at many folders in one go.

use std::collections::BTreeSet;

use keyrack_seal::OsEntropy;
use keyrack_store::testing::MemoryStore;
use keyrack_team::{
    form::Kind,
    ids::{FolderId, MemberId},
    office::{OfficeError, Shared},
    rules::{Class, Granted, Role},
};

use crate::desk::{DAY, Desk, found, grant, settle};

const VIEW: Granted = Granted {
    role: Role::View,
    recovery: false,
    until: None,
};

fn folders(desk: &mut Desk, count: usize) -> BTreeSet<FolderId> {
    let names: Vec<String> = (0..count).map(|it| format!("Ügyfél {it}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let (stamp, now) = (desk.stamp(), desk.now);
    let made = desk
        .office
        .new_folders(&names, stamp, now, &mut OsEntropy)
        .unwrap();
    let folders: BTreeSet<FolderId> = made.into_iter().collect();
    assert_eq!(folders.len(), count);
    for folder in &folders {
        desk.add(*folder, "NAV");
    }
    folders
}

const fn shared(changed: usize, same: usize, refused: usize) -> Shared {
    Shared {
        changed,
        same,
        refused,
    }
}

#[test]
fn members_are_let_at_folders_in_one_entry_and_one_head_and_read_them_then() {
    let store = MemoryStore::new();
    let (mut owner, _) = found(&store);
    let mut anna = owner.admit("Anna", 2, Class::Member, Vec::new());
    let mut bela = owner.admit("Béla", 3, Class::Member, Vec::new());
    let folders = folders(&mut owner, 5);
    settle(&mut [&mut owner, &mut anna, &mut bela]);
    let (entries, seq) = (owner.office.log.len(), owner.office.state.own.seq);

    let both: BTreeSet<MemberId> = [anna.member(), bela.member()].into();
    let now = owner.now;
    let done = owner.office.grant_all(&both, &folders, VIEW, now).unwrap();
    assert_eq!(done, shared(10, 0, 0));
    owner.sync();
    assert_eq!(owner.office.log.len(), entries + 1);
    assert_eq!(owner.office.state.own.seq, seq + 1);
    settle(&mut [&mut owner, &mut anna, &mut bela]);
    for folder in &folders {
        assert_eq!(anna.services(*folder).unwrap(), ["NAV"]);
        assert_eq!(bela.services(*folder).unwrap(), ["NAV"]);
    }

    // What is so already costs no entry.
    let done = owner.office.grant_all(&both, &folders, VIEW, now).unwrap();
    assert_eq!(done, shared(0, 10, 0));
    assert_eq!(owner.office.log.len(), entries + 1);

    let one: BTreeSet<MemberId> = [anna.member()].into();
    let done = owner.office.revoke_all(&one, &folders, now).unwrap();
    assert_eq!(done, shared(5, 0, 0));
    settle(&mut [&mut owner, &mut anna, &mut bela]);
    assert!(folders.iter().all(|it| {
        let role = owner.office.judgement().role(*it, anna.member());
        role.is_none()
    }));
    let done = owner.office.revoke_all(&both, &folders, now).unwrap();
    assert_eq!(done, shared(5, 5, 0));
}

#[test]
fn a_level_that_differs_in_one_respect_is_granted_anew() {
    let store = MemoryStore::new();
    let (mut owner, _) = found(&store);
    let anna = owner.admit("Anna", 2, Class::Member, Vec::new());
    let folders = folders(&mut owner, 1);
    let folder = *folders.first().unwrap();
    let one: BTreeSet<MemberId> = [anna.member()].into();
    let now = owner.now;
    let levels = [
        VIEW,
        Granted {
            role: Role::Edit,
            ..VIEW
        },
        Granted {
            recovery: true,
            ..VIEW
        },
        Granted {
            until: Some(now + DAY),
            ..VIEW
        },
        VIEW,
    ];
    for level in levels {
        let done = owner.office.grant_all(&one, &folders, level, now).unwrap();
        assert_eq!(done, shared(1, 0, 0));
        let granted = owner.office.judgement().role(folder, anna.member());
        assert_eq!(granted, Some(level));
    }
}

#[test]
fn who_manages_some_of_the_folders_hands_on_those_and_no_more_than_is_his() {
    let store = MemoryStore::new();
    let (mut owner, _) = found(&store);
    let folders = folders(&mut owner, 3);
    let mine = *folders.first().unwrap();
    let mut anna = owner.admit("Anna", 2, Class::Member, vec![grant(mine, Role::Manage)]);
    let mut bela = owner.admit("Béla", 3, Class::Member, Vec::new());
    let mut cili = owner.admit("Cili", 4, Class::Member, vec![grant(mine, Role::Manage)]);
    settle(&mut [&mut owner, &mut anna, &mut bela, &mut cili]);
    let now = anna.now;

    let to: BTreeSet<MemberId> = [owner.member(), bela.member(), cili.member()].into();
    let recovery = Granted {
        recovery: true,
        ..VIEW
    };
    let done = anna.office.grant_all(&to, &folders, recovery, now).unwrap();
    assert_eq!(
        done,
        shared(0, 3, 6),
        "the owner has them; she has no recovery items to hand on"
    );
    let manage = Granted {
        role: Role::Manage,
        ..VIEW
    };
    let done = anna.office.grant_all(&to, &folders, manage, now).unwrap();
    // Cili has just that in one of them.
    assert_eq!(done, shared(0, 4, 5));
    let done = anna.office.grant_all(&to, &folders, VIEW, now).unwrap();
    assert_eq!(done, shared(1, 3, 5));
    settle(&mut [&mut owner, &mut anna, &mut bela, &mut cili]);
    assert_eq!(bela.services(mine).unwrap(), ["NAV"]);
    let granted = owner.office.judgement().role(mine, cili.member());
    assert_eq!(granted.unwrap().role, Role::Manage, "an owner's decision");

    let done = anna.office.revoke_all(&to, &folders, now).unwrap();
    // From the owner nothing can be taken, from Cili not by her, and of the other folders Béla has none.
    assert_eq!(done, shared(1, 4, 4));
}

#[test]
fn who_is_not_in_the_office_or_what_is_no_folder_of_it_makes_nothing_happen() {
    let store = MemoryStore::new();
    let (mut owner, _) = found(&store);
    let folders = folders(&mut owner, 1);
    let anna = owner.admit("Anna", 2, Class::Member, Vec::new());
    let (mut other, _) = found(&MemoryStore::new());
    let theirs: BTreeSet<FolderId> = [other.folder("Más")].into();
    let entries = owner.office.log.len();
    let now = owner.now;
    let stranger: BTreeSet<MemberId> = [anna.member(), other.member()].into();
    let refused = owner.office.grant_all(&stranger, &folders, VIEW, now);
    assert_eq!(refused, Err(OfficeError::NoMember));
    let one: BTreeSet<MemberId> = [anna.member()].into();
    let refused = owner.office.revoke_all(&one, &theirs, now);
    assert_eq!(refused, Err(OfficeError::NoFolder));
    assert_eq!(owner.office.log.len(), entries);
}

#[test]
fn what_does_not_fit_into_one_entry_is_split_and_all_of_it_counts_elsewhere() {
    let store = MemoryStore::new();
    let (mut owner, _) = found(&store);
    let folders = folders(&mut owner, 200);
    owner.sync();
    let mut anna = owner.admit("Anna", 2, Class::Member, Vec::new());
    let bela = owner.admit("Béla", 3, Class::Member, Vec::new());
    let cili = owner.admit("Cili", 4, Class::Member, Vec::new());
    let entries = owner.office.log.len();
    let all: BTreeSet<MemberId> = [anna.member(), bela.member(), cili.member()].into();
    let now = owner.now;
    let seq = owner.office.state.own.seq;
    let done = owner.office.grant_all(&all, &folders, VIEW, now).unwrap();
    assert_eq!(done, shared(600, 0, 0));
    assert!(owner.office.log.len() > entries + 1);
    let longest = owner.office.log.entries().map(|it| it.bytes.len()).max();
    assert!(longest.unwrap() <= Kind::Entry.max());
    owner.sync();
    assert_eq!(owner.office.state.own.seq, seq + 1, "one publication");
    anna.sync();
    let judgement = anna.office.judgement();
    for folder in &folders {
        for member in &all {
            assert_eq!(judgement.role(*folder, *member), Some(VIEW));
        }
        assert!(anna.services(*folder).is_some());
    }
}

//! Clocks that are wrong, and changes that meet.

use std::sync::Arc;

use keyrack_store::{FsStore, testing::MemoryStore};
use keyrack_team::{
    alarm::{About, AlarmCode, Alarms},
    ids::FolderId,
    rules::{Class, Role},
    sync::Options,
};
use keyrack_vault::{Record, Replica, Stamp};

use crate::desk::{DAY, Desk, MINUTE, found, grant};

const YEAR: u64 = 365 * DAY;

fn three(store: &MemoryStore) -> (Desk, Desk, Desk, FolderId) {
    let (mut owner, _) = found(store);
    let folder = owner.folder("Kovács Bt");
    let mut anna = owner.admit("Anna", 2, Class::Member, vec![grant(folder, Role::Edit)]);
    let mut bela = owner.admit("Béla", 3, Class::Member, vec![grant(folder, Role::Edit)]);
    for _ in 0..3 {
        for desk in [&mut owner, &mut anna, &mut bela] {
            desk.sync();
        }
    }
    (owner, anna, bela, folder)
}

fn services(names: &[&str]) -> Option<Vec<String>> {
    Some(names.iter().map(|it| (*it).to_owned()).collect())
}

#[test]
fn t55_what_a_clock_a_year_ahead_dated_waits_and_takes_nothing_from_those_who_come_later() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, folder) = three(&store);
    let old = owner.add(folder, "NAV");
    for _ in 0..3 {
        for desk in [&mut owner, &mut anna, &mut bela] {
            desk.sync();
        }
    }
    anna.now += YEAR;
    anna.rename(folder, old, "NAV of next year");
    anna.add(folder, "Bank of next year");
    anna.sync();
    for _ in 0..3 {
        for desk in [&mut owner, &mut bela] {
            desk.now += 11 * MINUTE;
            let outcome = desk.sync();
            assert!(outcome.alarms.has(AlarmCode::Future));
            assert_eq!(desk.services(folder), services(&["NAV"]));
        }
    }
    // Who comes now sees what there was before.
    let csaba = owner.admit("Csaba", 4, Class::Member, vec![grant(folder, Role::View)]);
    assert_eq!(csaba.services(folder), services(&["NAV"]));
    // Anna sets her clock right, and goes on.
    anna.now = owner.now;
    anna.add(folder, "Posta");
    anna.sync();
    owner.sync();
    assert_eq!(owner.services(folder), services(&["NAV", "Posta"]));
    // Next year all of it is there.
    for desk in [&mut owner, &mut anna, &mut bela] {
        desk.now += YEAR;
    }
    for _ in 0..3 {
        for desk in [&mut owner, &mut anna, &mut bela] {
            let outcome = desk.sync();
            assert!(!outcome.alarms.has(AlarmCode::Future));
        }
    }
    let all = services(&["Bank of next year", "NAV of next year", "Posta"]);
    for desk in [&owner, &anna, &bela] {
        assert_eq!(desk.services(folder), all);
    }
}

#[test]
fn t55_an_owner_whose_clock_is_a_year_ahead_keeps_nobody_from_publishing() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, folder) = three(&store);
    owner.now += YEAR;
    owner.folder("Of next year");
    owner.sync();
    anna.add(folder, "Bank");
    let outcome = anna.sync();
    assert!(outcome.alarms.has(AlarmCode::Future));
    assert!(outcome.published);
    bela.sync();
    assert_eq!(bela.services(folder), services(&["Bank"]));
}

#[test]
fn t56_a_clock_a_year_behind_is_no_reason_to_be_overlooked() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, _, folder) = three(&store);
    anna.now -= YEAR;
    anna.add(folder, "Bank");
    let outcome = anna.sync();
    assert!(outcome.published);
    owner.sync();
    assert_eq!(owner.services(folder), services(&["Bank"]));
}

#[test]
fn t57_heads_and_entries_go_on_rising_where_a_clock_jumps_back() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, _, folder) = three(&store);
    let mut before = owner.office.state.at;
    for back in [0, 1, MINUTE, DAY, YEAR] {
        owner.now -= back;
        owner.folder("Another");
        owner.add(folder, "One more");
        assert!(owner.sync().published);
        assert!(owner.office.state.at > before);
        before = owner.office.state.at;
        anna.sync();
        // Nor is anything forgotten where it is read anew.
        owner.restart();
        assert!(owner.office.is_in());
    }
    assert_eq!(anna.services(folder).unwrap().len(), 5);
    assert_eq!(anna.office.number(), owner.office.number());
}

#[test]
fn t58_the_greatest_stamp_waits_for_ever_and_harms_nothing() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, _, folder) = three(&store);
    let old = owner.add(folder, "NAV");
    owner.sync();
    anna.sync();
    let greatest = Stamp::new((1 << 48) - 1, u16::MAX, Replica(2));
    let document = anna.office.folders.documents.get_mut(&folder).unwrap();
    let account = document.accounts.get_mut(old).unwrap();
    account.service.set("for ever".to_owned(), greatest);
    anna.office.folders.touch(folder, anna.now);
    anna.sync();
    let outcome = owner.sync();
    // It is past everything that a stamp can be, so that the account is put aside as one that cannot be read.
    let is_aside = !owner.office.folders.documents[&folder]
        .quarantine
        .is_empty();
    assert!(is_aside || outcome.alarms.has(AlarmCode::Future));
    owner.add(folder, "Bank");
    assert!(owner.sync().published);
    assert_eq!(owner.services(folder), services(&["Bank", "NAV"]));
}

#[test]
fn t59_a_field_that_two_changed_has_one_winner_everywhere() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, folder) = three(&store);
    let account = owner.add(folder, "NAV");
    for desk in [&mut owner, &mut anna, &mut bela] {
        desk.sync();
    }
    for (number, desk) in [&mut owner, &mut anna, &mut bela].into_iter().enumerate() {
        desk.rename(folder, account, &format!("NAV {number}"));
    }
    for _ in 0..3 {
        for desk in [&mut bela, &mut owner, &mut anna] {
            desk.sync();
        }
    }
    assert_eq!(owner.services(folder).unwrap().len(), 1);
    assert_eq!(owner.services(folder), anna.services(folder));
    assert_eq!(owner.services(folder), bela.services(folder));
}

#[test]
fn t60_what_one_deletes_and_another_edits_later_is_there_again() {
    for is_edit_later in [false, true] {
        let store = MemoryStore::new();
        let (mut owner, mut anna, _, folder) = three(&store);
        let account = owner.add(folder, "NAV");
        owner.sync();
        anna.sync();
        owner.now += MINUTE;
        anna.now += if is_edit_later { 2 * MINUTE } else { 1 };
        anna.rename(folder, account, "NAV 2");
        let stamp = owner.stamp();
        let document = owner.office.folders.documents.get_mut(&folder).unwrap();
        document.accounts.get_mut(account).unwrap().purge(stamp);
        owner.office.folders.touch(folder, owner.now);
        for _ in 0..3 {
            owner.sync();
            anna.sync();
        }
        let document = &anna.office.folders.documents[&folder];
        let is_gone = document.accounts.get(account).unwrap().is_gone();
        assert_eq!(is_gone, !is_edit_later);
        assert_eq!(owner.services(folder), anna.services(folder));
    }
}

/// What the alarms tell of the clock.
fn clock(alarms: &Alarms) -> Option<(AlarmCode, u64)> {
    let mut all = alarms.iter();
    let is_clock = |code| matches!(code, AlarmCode::ClockAhead | AlarmCode::ClockBehind);
    let found = all.find(|(code, _, _)| is_clock(*code));
    found.map(|(code, about, count)| {
        assert_eq!(about, About::default());
        (code, count)
    })
}

#[test]
fn a_clock_more_than_a_minute_off_that_of_the_store_is_told_with_the_seconds_until_it_is_right() {
    let store = MemoryStore::new();
    let (mut owner, _) = found(&store);
    for (lead, told) in [
        (Some(60_999), Some((AlarmCode::ClockAhead, 60))),
        (Some(-95_000), Some((AlarmCode::ClockBehind, 95))),
        // What is not told anew stays as it was.
        (None, Some((AlarmCode::ClockBehind, 95))),
        (Some(60_000), None),
        (Some(-60_000), None),
        (None, None),
    ] {
        store.set_clock_lead(lead);
        let outcome = owner.sync();
        assert_eq!(clock(&outcome.alarms), told, "{lead:?}");
        owner.restart();
        let kept = owner.office.state.alarms.iter();
        let kept = kept.filter(|it| told.is_some_and(|told| it.0 == told.0));
        assert_eq!(kept.count(), usize::from(told.is_some()), "{lead:?}");
    }
}

#[test]
fn a_poll_that_finds_the_clock_as_it_was_asks_nothing_more_and_publishes_nothing() {
    let store = MemoryStore::new();
    let (mut owner, _) = found(&store);
    store.set_clock_lead(Some(95_000));
    owner.sync();
    owner.store.take_requests();
    owner.now += 12 * 60 * MINUTE;
    let outcome = owner.sync();
    assert!(clock(&outcome.alarms).is_some() && !outcome.published);
    assert_eq!(owner.store.take_requests().len(), 1);
}

#[test]
fn a_folder_that_tells_its_time_with_new_files_only_is_given_one_within_an_hour() {
    let folder = tempfile::tempdir().unwrap();
    let (mut owner, _) = found(&MemoryStore::new());
    owner.place = Some(Arc::new(FsStore::new(folder.path().to_owned())));
    let seed = Options {
        seed: true,
        ..Options::default()
    };
    assert_eq!(clock(&owner.try_sync(seed).unwrap().alarms), None);
    // The clock was off when a file was created last.
    owner.office.state.clock = Some(7_200_000);
    let outcome = owner.sync();
    assert_eq!(clock(&outcome.alarms), Some((AlarmCode::ClockAhead, 7_200)));
    owner.now += 59 * MINUTE;
    let outcome = owner.sync();
    assert!(clock(&outcome.alarms).is_some() && !outcome.published);
    owner.now += MINUTE;
    let outcome = owner.sync();
    assert!(outcome.published);
    assert_eq!(
        clock(&outcome.alarms),
        None,
        "the folder is on this computer"
    );
    owner.restart();
    assert!(owner.office.state.alarms.is_empty());
}

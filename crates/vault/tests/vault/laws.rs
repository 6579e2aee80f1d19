//! Merging is commutative, associative and idempotent, so replicas that have seen the same changes agree.

use keyrack_vault::{Account, Factor, Folder, Id, Record, Replica, Stamp, Vault, keep};
use proptest::prelude::*;

use crate::{
    edits::{REPLICAS, cases, events, run},
    world::{DAY, NOW, otp},
};

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn merging_is_commutative_associative_and_idempotent(events in events()) {
        let states = run(&events);
        let [a, b, c] = [0, 1, 2].map(|replica| states[replica].last().unwrap().clone());
        let earlier = &states[0][states[0].len() / 2];

        same(&merge(&a, &b), &merge(&b, &a), "commutative")?;
        same(&merge(&merge(&a, &b), &c), &merge(&a, &merge(&b, &c)), "associative")?;
        same(&merge(&a, &a), &a, "idempotent")?;
        same(&merge(&merge(&a, &b), &b), &merge(&a, &b), "a second delivery changes nothing")?;
        same(&merge(&a, earlier), &a, "what was left behind changes nothing")?;
    }

    #[test]
    fn replicas_agree_in_whatever_order_the_states_arrive(events in events(), order: Vec<prop::sample::Index>) {
        let states = run(&events);
        let all: Vec<&Vault> = states.iter().flatten().collect();
        let mut shuffled = all.clone();
        for (at, index) in order.iter().enumerate().take(all.len()) {
            shuffled.swap(at, index.index(all.len()));
        }
        let joined = |states: &[&Vault]| states.iter().fold(Vault::new(all[0].id), |joined, state| merge(&joined, state));
        let latest: Vec<&Vault> = (0..REPLICAS).map(|replica| states[replica].last().unwrap()).collect();
        same(&joined(&all), &joined(&shuffled), "any order")?;
        same(&joined(&latest), &joined(&shuffled), "the last states alone")?;
    }
}

#[test]
fn two_secrets_set_at_the_same_time_are_both_in_force_until_the_next_change() {
    let (mut here, mut there) = (factor(), factor());
    here.versions.set(otp(b"here"), 0, at(10, 1));
    there.versions.set(otp(b"there"), 0, at(10, 2));
    here.merge(&there);
    assert_eq!(here.versions.in_force().count(), 2);
    assert_eq!(
        here.versions.current().unwrap().0,
        at(10, 2),
        "the later one makes the codes"
    );

    here.versions.set(otp(b"settled"), 0, at(20, 1));
    assert_eq!(here.versions.in_force().count(), 1);
    here.merge(&there);
    assert_eq!(
        here.versions.in_force().count(),
        1,
        "an old copy does not bring them back into force"
    );
    assert_eq!(here.versions.replaced().count(), 3);
}

#[test]
fn counters_meet_at_the_higher_one_while_the_secret_is_the_same() {
    let (mut here, mut there) = (factor(), factor());
    here.versions.advance(5);
    there.versions.advance(9);
    here.merge(&there);
    assert_eq!(here.versions.current().unwrap().1.counter(), 9);

    there.versions.set(otp(b"new"), 1, at(20, 2));
    here.merge(&there);
    assert_eq!(
        here.versions.current().unwrap().1.counter(),
        1,
        "a new secret counts for itself"
    );
    here.versions.advance(0);
    assert_eq!(
        here.versions.current().unwrap().1.counter(),
        1,
        "a counter never goes back"
    );
}

#[test]
fn a_purge_never_removes_what_was_set_after_it() {
    let mut here = account();
    let mut there = here.clone();
    here.purge(at(10, 1));
    assert!(here.is_gone());
    let desk = there.factors.iter_mut().next().unwrap();
    desk.versions.set(otp(b"registered anew"), 0, at(11, 2));

    for mut merged in [here.clone(), there.clone()] {
        merged.merge(&here);
        merged.merge(&there);
        assert!(merged.is_live(), "the account is there with its new secret");
        let desk = merged.factors.live().next().unwrap();
        let known: Vec<Stamp> = desk.versions.known().map(|(stamp, _)| stamp).collect();
        assert_eq!(known, [at(11, 2)], "and without the one before the purge");
    }
}

#[test]
fn replaced_secrets_stay_until_the_new_one_is_confirmed_for_a_while_and_do_not_come_back() {
    let mut vault = Vault::new(Id::from_bytes([1; 16]));
    vault.accounts.insert(account());
    let before = vault.clone();
    let desk = |vault: &Vault| {
        let account = vault.accounts.iter().next().unwrap();
        account.factors.iter().next().unwrap().versions.clone()
    };
    let change = |vault: &mut Vault, change: &dyn Fn(&mut Factor)| {
        let account = vault.accounts.iter_mut().next().unwrap();
        change(account.factors.iter_mut().next().unwrap());
    };
    change(&mut vault, &|factor| {
        factor.versions.set(otp(b"new"), 0, at(20, 1));
    });

    let collect = |vault: &mut Vault, now: u64| vault.collect(now, Stamp::new(now, 0, Replica(1)));
    assert!(!collect(&mut vault, NOW + 1000 * DAY));
    assert_eq!(
        desk(&vault).replaced().count(),
        1,
        "nobody confirmed the new one"
    );

    change(&mut vault, &|factor| {
        factor.versions.confirm(NOW, at(30, 1));
    });
    assert!(!collect(&mut vault, NOW + keep::REPLACED));
    assert_eq!(desk(&vault).replaced().count(), 1, "not yet");
    assert!(
        collect(&mut vault, NOW + keep::REPLACED + 1),
        "forgetting is a change to be saved"
    );
    assert_eq!(desk(&vault).replaced().count(), 0);

    vault.merge(&before);
    assert_eq!(
        desk(&vault).known().count(),
        1,
        "an old copy does not bring it back"
    );
}

#[test]
fn the_trash_is_emptied_after_thirty_days_and_tombstones_after_four_hundred() {
    let mut vault = Vault::new(Id::from_bytes([1; 16]));
    vault.accounts.insert(account());
    let id = vault.accounts.iter().next().unwrap().id();
    vault.accounts.get_mut(id).unwrap().trash(at(2, 1));

    let collect =
        |vault: &mut Vault, at: u64| vault.collect(NOW + at, Stamp::new(NOW + at, 0, Replica(1)));
    assert!(!collect(&mut vault, 2 + keep::TRASH));
    assert!(vault.accounts.get(id).unwrap().is_trashed());
    assert!(collect(&mut vault, 3 + keep::TRASH));
    assert!(vault.accounts.get(id).unwrap().is_gone());
    assert!(!collect(&mut vault, 3 + keep::TRASH + keep::TOMBSTONE));
    assert!(collect(&mut vault, 4 + keep::TRASH + keep::TOMBSTONE));
    assert!(vault.accounts.is_empty());
}

#[test]
fn a_folder_in_the_trash_keeps_its_name_as_long_as_an_account_lies_in_it() {
    let mut vault = Vault::new(Id::from_bytes([1; 16]));
    let mut client = Folder::new(Id::from_bytes([2; 16]), at(1, 1));
    client.name.set("Kiss Kft.".into(), at(1, 1));
    client.trash(at(2, 1));
    let mut account = account();
    account.folder.set(Some(client.id()), at(3, 1));
    let id = account.id();
    vault.folders.insert(client);
    vault.accounts.insert(account);

    let later = |days: u64| at(days * DAY, 1);
    assert!(!vault.collect(NOW + 100 * DAY, later(100)));
    let shown = vault.shown_folders();
    assert_eq!(shown.values().next().unwrap().name.get(), "Kiss Kft.");

    let mut home = Folder::new(Id::from_bytes([3; 16]), at(5, 1));
    home.name.set("Home".into(), at(5, 1));
    let (client, home_id) = (Id::from_bytes([2; 16]), home.id());
    vault.folders.insert(home);
    vault.move_account(id, home_id, later(101));
    assert!(vault.collect(NOW + 200 * DAY, later(200)), "empty, it goes");
    assert!(vault.folders.get(client).unwrap().is_gone());
    vault.move_account(id, client, later(201));
    vault.move_account(id, home_id, later(202));
    assert!(
        vault.folders.get(client).unwrap().is_gone(),
        "a move away from it does not bring it back"
    );
}

#[test]
fn an_account_says_for_ever_which_folders_it_left_and_when() {
    let mut vault = Vault::new(Id::from_bytes([1; 16]));
    let [home, client] = [2, 3].map(|number| Id::from_bytes([number; 16]));
    for folder in [home, client] {
        vault.folders.insert(Folder::new(folder, at(1, 1)));
    }
    let account = account();
    let id = account.id();
    vault.accounts.insert(account);
    let seen = |vault: &Vault| {
        let account = vault.accounts.get(id).unwrap();
        let left = |folder: Id| account.been.stamp(&folder.to_string());
        let homes = [home, client].map(|folder| account.is_at_home(folder));
        (homes, left(home), left(client))
    };

    vault.move_account(id, home, at(2, 1));
    assert_eq!(seen(&vault), ([true, false], Stamp::NEVER, Stamp::NEVER));
    vault.move_account(id, client, at(3, 1));
    assert_eq!(seen(&vault), ([false, true], at(3, 1), Stamp::NEVER));
    vault.move_account(id, home, at(4, 1));
    vault.move_account(id, client, at(5, 1));
    let expected = ([false, true], at(5, 1), at(4, 1));
    assert_eq!(seen(&vault), expected);

    let mark = vault.folders.get(home).unwrap().moved.get(&id.to_string());
    assert_eq!(mark, Some(&client));
    vault.collect(NOW + 1000 * DAY, at(1000 * DAY, 1));
    assert_eq!(seen(&vault), expected, "no age takes it away");
    let mark = vault.folders.get(home).unwrap().moved.get(&id.to_string());
    assert_eq!(mark, Some(&client));
}

#[test]
fn stamps_of_a_wrong_clock_are_taken_out_of_a_copy_and_counted() {
    let mut vault = Vault::new(Id::from_bytes([1; 16]));
    let mut ahead = account();
    ahead.note.set(
        "from 2031".into(),
        Stamp::new(NOW + keep::AHEAD + 1, 0, Replica(1)),
    );
    vault.accounts.insert(ahead);
    let mut in_time = Account::new(Id::from_bytes([9; 16]), at(1, 1));
    in_time.note.set(
        "tomorrow".into(),
        Stamp::new(NOW + keep::AHEAD, 0, Replica(1)),
    );
    vault.accounts.insert(in_time);
    assert_eq!(vault.set_aside_future(NOW), 1);
    assert_eq!(vault.accounts.iter().next().unwrap().note.get(), "tomorrow");
}

fn at(milliseconds: u64, replica: u64) -> Stamp {
    Stamp::new(NOW + milliseconds, 0, Replica(replica))
}

fn factor() -> Factor {
    let mut factor = Factor::new(Id::from_bytes([5; 16]), at(1, 1));
    factor.versions.set(otp(b"first"), 0, at(1, 1));
    factor
}

fn account() -> Account {
    let mut account = Account::new(Id::from_bytes([4; 16]), at(1, 1));
    account.service.set("NAV".into(), at(1, 1));
    account.factors.insert(factor());
    account
}

fn merge(a: &Vault, b: &Vault) -> Vault {
    let mut merged = a.clone();
    merged.merge(b);
    merged
}

fn same(a: &Vault, b: &Vault, what: &str) -> Result<(), TestCaseError> {
    prop_assert_eq!(&a.accounts, &b.accounts, "{}", what);
    prop_assert_eq!(&a.folders, &b.folders, "{}", what);
    prop_assert_eq!(&a.quarantine, &b.quarantine, "{}", what);
    Ok(())
}

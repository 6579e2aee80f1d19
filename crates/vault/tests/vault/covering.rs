//! Whoever covers another state can do without it: joining it would change nothing.

use keyrack_vault::{Account, Document, Factor, Id, Record, Replica, Stamp, Vault, record::Part};
use proptest::prelude::*;

use crate::{
    documents::documents,
    edits::{cases, events, run},
    many_documents::all_of,
    world::otp,
};

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn a_state_covers_another_where_joining_it_changes_nothing(events in events()) {
        let states: Vec<Vault> = run(&events).into_iter().flatten().collect();
        for a in states.iter().step_by(5) {
            for b in &states {
                let mut joined = a.clone();
                joined.merge(b);
                let covers = a.folders.covers(&b.folders) && a.accounts.covers(&b.accounts);
                let is_same = joined.folders == a.folders && joined.accounts == a.accounts;
                prop_assert_eq!(covers, is_same);
                prop_assert!(joined.accounts.covers(&a.accounts) && joined.folders.covers(&a.folders));
                prop_assert!(joined.accounts.covers(&b.accounts) && joined.folders.covers(&b.folders));
            }
        }
    }

    #[test]
    fn a_document_covers_another_where_joining_it_changes_nothing_that_is_written(events in events()) {
        let all: Vec<Document> = run(&events).iter().flat_map(|states| documents(states.last().unwrap())).collect();
        for a in &all {
            for b in &all {
                let mut joined = a.clone();
                joined.merge(b);
                let is_one_folder = a.folder.id() == b.folder.id();
                prop_assert_eq!(a.covers(b), is_one_folder && all_of(&joined) == all_of(a));
                prop_assert!(joined.covers(a));
                prop_assert_eq!(joined.covers(b), is_one_folder);
            }
        }
    }
}

/// Whether `a` covers `b`, which has to be whether joining `b` changes it.
fn covers<R: Record + std::fmt::Debug>(a: &R, b: &R) -> bool {
    let mut joined = a.clone();
    joined.merge(b);
    assert_eq!(a.covers(b), joined == *a);
    a.covers(b)
}

#[test]
fn what_was_purged_is_covered_though_something_about_it_was_said_later() {
    let mut theirs = Account::new(Id::from_bytes([1; 16]), at(1));
    let mut factor = Factor::new(Id::from_bytes([2; 16]), at(1));
    factor.versions.set(otp(b"old"), 0, at(1));
    theirs.factors.insert(factor);
    let mut ours = theirs.clone();
    ours.purge(at(10));
    assert!(covers(&ours, &theirs));
    let factor = theirs.factors.iter_mut().next().unwrap();
    factor.versions.confirm(7, at(20));
    assert!(
        covers(&ours, &theirs),
        "a secret that is gone was confirmed"
    );
    let factor = theirs.factors.iter_mut().next().unwrap();
    factor.label.set("balie".into(), at(20));
    assert!(!covers(&ours, &theirs), "what was set since is not gone");
    assert!(!covers(&theirs, &ours));
}

#[test]
fn a_secret_that_says_of_more_secrets_that_it_replaced_them_is_not_covered() {
    let [mut a, mut b] = [(); 2].map(|()| Factor::new(Id::from_bytes([2; 16]), at(1)));
    for (factor, order) in [(&mut a, [1, 2]), (&mut b, [2, 1])] {
        for number in order {
            factor.versions.set(otp(&[number]), 0, at(number.into()));
        }
    }
    assert!(!covers(&a, &b));
    assert!(!covers(&b, &a));
    a.merge(&b);
    assert!(covers(&a, &b));
}

fn at(milliseconds: u64) -> Stamp {
    Stamp::new(milliseconds, 0, Replica(1))
}

//! The list of secrets that somebody could read who may not any more, against somebody who knows all that was ever
//! decrypted.

#![forbid(unsafe_code)]
// Tests may panic; clippy.toml only knows that of functions marked as such.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod histories;
mod rules;

use histories::{History, Kinds};

const WILD: Kinds = Kinds {
    wild: true,
    ages: false,
};
const WILD_OVER_MONTHS: Kinds = Kinds {
    wild: true,
    ages: true,
};

/// Whoever knows a secret that is in use, and does not read it, is on the list because of it. Returns how many such rows
/// there are.
fn assert_holds_all(seed: u64, kinds: Kinds) -> usize {
    let history = History::run(seed, kinds);
    let rows = history.others().map(|member| {
        let (truth, list) = (history.truth(member), history.list(member));
        let missing: Vec<_> = truth.difference(&list).collect();
        assert!(missing.is_empty(), "{seed}: {member} lacks {missing:?}");
        truth.len()
    });
    rows.sum()
}

/// The same of many. Histories in which nothing happens would prove nothing.
fn assert_all_hold_all(seeds: std::ops::Range<u64>, kinds: Kinds) {
    let histories = seeds.clone().count();
    let rows: usize = seeds.map(|seed| assert_holds_all(seed, kinds)).sum();
    assert!(rows > 2 * histories, "{rows}");
}

/// Clocks an hour off, a store that loses, withholds and rolls back, twins, and accounts that move back and forth.
#[test]
fn t99_the_list_holds_all_that_somebody_knows_who_does_not_read_it() {
    assert_all_hold_all(0..700, WILD);
}

/// The same over months, in which what was replaced is forgotten and what was deleted is purged.
#[test]
fn t99_the_list_holds_all_over_months() {
    assert_all_hold_all(0..300, WILD_OVER_MONTHS);
}

/// Two move an account to two folders at once, and what one of them left follows into both.
#[test]
fn t99_what_lay_in_two_folders_at_once() {
    assert_holds_all(18_363_364_517_864_335_717, WILD);
    // The other one is trashed, and replaced there, before it goes.
    assert_holds_all(15_946_679_118_728_909_670, WILD_OVER_MONTHS);
    // The other one is purged.
    assert_holds_all(14_545_475_406_480_820_605, WILD_OVER_MONTHS);
    // In the other one the secret is replaced, and forgotten.
    assert_holds_all(16_851_609_555_331_038_966, WILD_OVER_MONTHS);
}

/// Somebody moves an account without the right to its recovery items, and it leaves the office from there.
#[test]
fn t99_recovery_items_that_were_left_behind() {
    assert_holds_all(102_429_352_902_452_457, WILD);
}

/// An account that an owner brought back was there before.
#[test]
fn t99_what_was_brought_back() {
    assert_holds_all(9_419_065_255_036_552_234, WILD_OVER_MONTHS);
}

/// A late change brings back what was purged, with the same secret, or with nothing in it.
#[test]
fn t99_what_was_purged_and_set_once_more() {
    assert_holds_all(9_122_575_080_111_491_278, WILD_OVER_MONTHS);
    assert_holds_all(8_872_278_082_573_937_004, WILD_OVER_MONTHS);
}

/// Somebody takes a secret over into another folder, and that object is gone before an owner sees it.
#[test]
fn t99_what_no_owner_saw_is_not_asked_for() {
    assert_holds_all(18_436_362_791_905_620_780, WILD);
}

/// A move that did not count for more than 30 days, and a trash that was emptied late.
#[test]
fn t99_what_was_read_long_after_it_had_left_is_not_asked_for() {
    assert_holds_all(17_979_387_360_007_201_016, WILD_OVER_MONTHS);
    assert_holds_all(7_699_231_750_991_434_027, WILD_OVER_MONTHS);
}

/// Clocks agree, everybody is in step, whoever lost a folder does not get it back, and no account moves twice or within 30
/// days of anything else.
#[test]
fn t99_the_list_is_exact_where_clocks_agree_and_moves_are_old() {
    assert_exact(0..150, false);
}

/// The same over months.
#[test]
fn t99_the_list_is_exact_over_months() {
    assert_exact(0..150, true);
}

fn assert_exact(seeds: std::ops::Range<u64>, ages: bool) {
    let (histories, mut rows) = (seeds.clone().count(), 0);
    for seed in seeds {
        let history = History::run(seed, Kinds { wild: false, ages });
        for member in history.others() {
            let truth = history.truth(member);
            assert_eq!(truth, history.list(member), "{seed}");
            rows += truth.len();
        }
    }
    assert!(rows > 2 * histories, "{rows}");
}

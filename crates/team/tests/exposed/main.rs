//! The list of secrets that somebody could read who may not any more, against somebody who knows all that was ever
//! decrypted.

#![forbid(unsafe_code)]
// Tests may panic; clippy.toml only knows that of functions marked as such.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod histories;
mod rules;

use histories::{History, Kinds};

/// Whoever knows a secret that is in use, and does not read it, is on the list because of it.
fn assert_holds_all(seed: u64, kinds: Kinds) {
    let history = History::run(seed, kinds);
    for member in history.others() {
        let (truth, list) = (history.truth(member), history.list(member));
        let missing: Vec<_> = truth.difference(&list).collect();
        assert!(missing.is_empty(), "{seed}: {member} lacks {missing:?}");
    }
}

/// Clocks an hour off, a store that loses, withholds and rolls back, twins, and accounts that move back and forth.
#[test]
fn t99_the_list_holds_all_that_somebody_knows_who_does_not_read_it() {
    for seed in 0..700 {
        let wild = true;
        assert_holds_all(seed, Kinds { wild, ages: false });
    }
}

/// The same over months, in which what was replaced is forgotten and what was deleted is purged.
#[test]
fn t99_the_list_holds_all_over_months() {
    for seed in 0..300 {
        let wild = true;
        assert_holds_all(seed, Kinds { wild, ages: true });
    }
}

/// Clocks agree, everybody is in step, whoever lost a folder does not get it back, and no account moves twice or within 30
/// days of anything else.
#[test]
fn t99_the_list_is_exact_where_clocks_agree_and_moves_are_old() {
    for seed in 0..150 {
        for ages in [false, true] {
            let history = History::run(seed, Kinds { wild: false, ages });
            for member in history.others() {
                assert_eq!(history.truth(member), history.list(member), "{seed}");
            }
        }
    }
}

/// Histories in which nothing happens would prove nothing.
#[test]
fn t99_histories_have_something_to_find() {
    let mut found = [0; 3];
    for seed in 0..60 {
        for (at, kinds) in [(true, false), (true, true), (false, false)]
            .into_iter()
            .enumerate()
        {
            let (wild, ages) = kinds;
            let history = History::run(seed, Kinds { wild, ages });
            found[at] += history
                .others()
                .map(|it| history.truth(it).len())
                .sum::<usize>();
        }
    }
    assert!(found.iter().all(|it| *it > 100), "{found:?}");
}

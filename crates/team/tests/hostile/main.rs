//! Whatever lies in a store: what the fuzz targets do with it, for a short while and with every run of the tests.

#![forbid(unsafe_code)]
// Tests may panic; clippy.toml only knows that of functions marked as such.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod reading;
mod samples;

use std::{collections::BTreeMap, sync::LazyLock};

use proptest::prelude::*;

use reading::{TARGETS, read};
use samples::Sample;

static SAMPLES: LazyLock<Vec<Sample>> = LazyLock::new(samples::all);

#[test]
fn the_samples_reach_everything_that_reading_is_for() {
    for (target, aims) in TARGETS {
        let mut reached: BTreeMap<&str, usize> = BTreeMap::new();
        for sample in SAMPLES.iter().filter(|it| it.target == target) {
            for (what, times) in read(target, &sample.bytes).unwrap() {
                *reached.entry(what).or_default() += times;
            }
        }
        for aim in aims {
            let times = reached.get(aim).copied().unwrap_or_default();
            assert!(times > 0, "{target} reaches no {aim}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_sample_that_was_tampered_with_is_refused_or_read_in_one_way(
        which in any::<prop::sample::Index>(),
        edits in prop::collection::vec(edit(), 0..4),
    ) {
        let sample = which.get(&SAMPLES[..]);
        let mut bytes = sample.bytes.clone();
        for edit in &edits {
            edit.make(&mut bytes);
        }
        prop_assert!(read(sample.target, &bytes).is_some(), "{}", sample.name);
    }

    #[test]
    fn bytes_that_mean_nothing_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for (target, _) in TARGETS {
            prop_assert_eq!(read(target, &bytes).map(|it| it.len()), Some(0));
        }
    }
}

#[derive(Debug)]
enum Edit {
    Flip(prop::sample::Index, u8),
    Cut(prop::sample::Index, prop::sample::Index),
    Repeat(prop::sample::Index, prop::sample::Index),
    Put(prop::sample::Index, &'static str),
}

/// What means something to a reader, and is hardly met by chance.
const WORDS: [&str; 12] = [
    "null",
    "\"v\":2,",
    "9007199254740993",
    "-1",
    "1e3",
    "[[[[[[[[[[[[[[[[[",
    "\\u0000",
    "\"op\":\"appoint\",",
    "\"member\"",
    "\"manager\"",
    "\0",
    "},{",
];

fn edit() -> impl Strategy<Value = Edit> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        (at(), 1_u8..).prop_map(|(at, bits)| Edit::Flip(at, bits)),
        (at(), at()).prop_map(|(from, to)| Edit::Cut(from, to)),
        (at(), at()).prop_map(|(from, to)| Edit::Repeat(from, to)),
        (at(), prop::sample::select(&WORDS[..])).prop_map(|(at, word)| Edit::Put(at, word)),
    ]
}

impl Edit {
    fn make(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        let range = |from: &prop::sample::Index, to: &prop::sample::Index| {
            let (from, to) = (from.index(bytes.len()), to.index(bytes.len()));
            from.min(to)..from.max(to)
        };
        match self {
            Self::Flip(at, bits) => {
                let at = at.index(bytes.len());
                bytes[at] ^= bits;
            }
            Self::Cut(from, to) => {
                let cut = range(from, to);
                bytes.drain(cut);
            }
            Self::Repeat(from, to) => {
                let range = range(from, to);
                let at = range.end;
                let again = bytes[range].to_vec();
                bytes.splice(at..at, again);
            }
            Self::Put(at, word) => {
                let at = at.index(bytes.len());
                bytes.splice(at..at, word.bytes());
            }
        }
    }
}

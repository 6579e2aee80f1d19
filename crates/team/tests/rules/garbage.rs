//! Entries that mean nothing.

use keyrack_team::{
    ids::EntryId,
    rules::{Class, Entry, Op, Role, Status, judge},
};
use proptest::prelude::*;

use crate::words::{Numbers, device, entry, folder, member};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn garbage_never_panics(seed in any::<u64>()) {
        let mut numbers = Numbers::new(seed);
        let entries: Vec<Entry> = (0..numbers.below(60)).map(|_| garbage(&mut numbers)).collect();
        let judged = judge(&entries, entry(numbers.below(3) as u64), &|device, member| {
            (device.0[0] ^ member.0[0]) % 2 == 0
        });
        for one in &entries {
            prop_assert!(judged.status(one.id).is_some());
            prop_assert_eq!(judged.knows(one.id), judged.status(one.id) != Some(Status::Pending));
        }
        for folder in judged.folders() {
            let _ = judged.readers(folder, true, seed);
        }
        let _ = judged.is_fresh(device("m0.0"), &judged.tips());
        prop_assert!(judged.held().len() <= judged.members().len());
        let _ = judged.undone();
        let _ = judged.losses();
    }
}

/// Anything at all, about few enough things that some of it fits together.
fn garbage(numbers: &mut Numbers) -> Entry {
    let ids = |numbers: &mut Numbers| -> Vec<EntryId> {
        (0..numbers.below(4))
            .map(|_| entry(numbers.below(30) as u64))
            .collect()
    };
    let (id, prev) = (entry(numbers.below(30) as u64), ids(numbers));
    let by_device = numbers.percent(70);
    let under = (entry(numbers.below(30) as u64), numbers.below(4));
    let count = numbers.below(5);
    let ops = (0..count).map(|_| {
        let keeps = ids(numbers);
        garbage_op(numbers, keeps)
    });
    let ops = ops.collect();
    Entry {
        id,
        device: by_device.then(|| device(&format!("m{}.0", numbers.below(4)))),
        under: numbers.percent(70).then_some(under),
        prev,
        ops,
    }
}

fn garbage_op(numbers: &mut Numbers, keeps: Vec<EntryId>) -> Op {
    let member = member(&format!("m{}", numbers.below(4)));
    let device = device(&format!("m{}.0", numbers.below(4)));
    let folder = folder(&format!("m0.0/{}", numbers.below(3)));
    let class = numbers.pick(&[Class::Sheet, Class::Owner, Class::Manager, Class::Member]);
    match numbers.below(14) {
        0 | 1 => Op::Found { member, device },
        2 => Op::AddMember {
            member,
            class,
            device,
        },
        3 => Op::Appoint {
            member,
            class,
            device,
        },
        4 => Op::AddDevice { member, device },
        5 => Op::RemoveMember { member, keeps },
        6 => Op::RemoveDevice { device, keeps },
        7 => Op::Demote {
            member,
            class,
            keeps,
        },
        8 => Op::MemberKey {
            member,
            key: "age1".to_owned(),
        },
        9 => Op::FolderNew {
            folder,
            is_authors: numbers.percent(50),
        },
        10 => Op::Grant {
            folder,
            member,
            role: numbers.pick(&[Role::View, Role::Edit, Role::Manage]),
            recovery: numbers.percent(50),
            until: numbers.percent(50).then(|| numbers.next()),
        },
        11 => Op::Revoke { folder, member },
        12 => Op::Settle { removals: keeps },
        _ => Op::Policy([("pin_len".to_owned(), numbers.next())].into()),
    }
}

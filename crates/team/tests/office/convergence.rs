//! Whatever happens on the way, in the end everybody has the same, and nothing is lost.

use std::collections::BTreeSet;

use keyrack_store::StoreError;
use keyrack_store::testing::{Fault, MemoryStore, Request, Rule, Snapshot};
use keyrack_team::{
    alarm::AlarmCode,
    ids::FolderId,
    rules::{Class, Role},
    sync::Options,
};
use keyrack_vault::Id;
use proptest::prelude::*;

use crate::desk::{Desk, MINUTE, found, grant};

/// What happens, to whom.
#[derive(Debug, Clone)]
enum Event {
    Add(usize, usize),
    Rename(usize, usize),
    Move(usize, usize),
    Sync(usize),
    Restart(usize),
    Fault(usize, Kind, u64),
    Later(u64),
    Remember,
    RollBack,
}

/// A fault of the store.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Lose,
    Delay,
    Fail,
    FailAfter,
    Stale,
    Tear,
}

fn event() -> impl Strategy<Value = Event> {
    let kind = prop::sample::select(vec![
        Kind::Lose,
        Kind::Delay,
        Kind::Fail,
        Kind::FailAfter,
        Kind::Stale,
        Kind::Tear,
    ]);
    prop_oneof![
        4 => (0..3_usize, 0..2_usize).prop_map(|(desk, folder)| Event::Add(desk, folder)),
        3 => (0..3_usize, any::<usize>()).prop_map(|(desk, account)| Event::Rename(desk, account)),
        1 => (0..3_usize, any::<usize>()).prop_map(|(desk, account)| Event::Move(desk, account)),
        8 => (0..4_usize).prop_map(Event::Sync),
        1 => (0..4_usize).prop_map(Event::Restart),
        2 => (0..4_usize, kind, 0..6_u64).prop_map(|(desk, kind, skip)| Event::Fault(desk, kind, skip)),
        2 => (1..20_u64).prop_map(Event::Later),
        1 => Just(Event::Remember),
        1 => Just(Event::RollBack),
    ]
}

/// An owner, two who edit, and one who reads, with two folders.
struct World {
    store: MemoryStore,
    desks: Vec<Desk>,
    folders: [FolderId; 2],
    accounts: Vec<Id>,
    past: Option<Snapshot>,
}

impl World {
    fn new() -> Self {
        let store = MemoryStore::new();
        let (mut owner, _) = found(&store);
        let folders = ["Kovács Bt", "Szabó Kft"].map(|it| owner.folder(it));
        let all = |role| folders.map(|it| grant(it, role)).to_vec();
        let anna = owner.admit("Anna", 2, Class::Member, all(Role::Edit));
        let bela = owner.admit("Béla", 3, Class::Member, all(Role::Edit));
        let csaba = owner.admit("Csaba", 4, Class::Member, all(Role::View));
        let mut world = Self {
            store,
            desks: vec![owner, anna, bela, csaba],
            folders,
            accounts: Vec::new(),
            past: None,
        };
        world.settle(3);
        world
    }

    /// The same in a store of its own.
    fn copy(&self) -> Self {
        let store = self.store.fork();
        let desks = self.desks.iter().map(|it| it.copy(store.view()));
        let desks: Vec<Desk> = desks.collect();
        desks.iter().for_each(Desk::save);
        Self {
            desks,
            store,
            folders: self.folders,
            accounts: Vec::new(),
            past: None,
        }
    }

    fn settle(&mut self, times: usize) {
        for _ in 0..times {
            for desk in &mut self.desks {
                desk.now += 5 * MINUTE;
                desk.sync();
            }
        }
    }

    fn home(&self, desk: usize, account: Id) -> Option<FolderId> {
        let documents = &self.desks[desk].office.folders.documents;
        self.folders.into_iter().find(|folder| {
            let document = &documents[folder];
            let account = document.accounts.get(account);
            account.is_some_and(|it| document.is_at_home(it))
        })
    }

    fn happen(&mut self, event: &Event) {
        match event {
            Event::Add(desk, folder) => {
                let desk = &mut self.desks[*desk];
                let account = desk.add(self.folders[*folder], "new");
                desk.save();
                self.accounts.push(account);
            }
            Event::Rename(desk, number) | Event::Move(desk, number)
                if !self.accounts.is_empty() =>
            {
                let account = self.accounts[number % self.accounts.len()];
                let Some(home) = self.home(*desk, account) else {
                    return;
                };
                let to = self.folders.into_iter().find(|it| *it != home).unwrap();
                let desk = &mut self.desks[*desk];
                desk.now += 1;
                match event {
                    Event::Move(..) => desk.move_account(home, account, to),
                    _ => desk.rename(home, account, &format!("changed {number}")),
                }
                desk.save();
            }
            Event::Rename(..) | Event::Move(..) => {}
            Event::Sync(desk) => _ = self.desks[*desk].try_sync(Options::default()),
            Event::Restart(desk) => self.desks[*desk].restart(),
            Event::Fault(desk, kind, skip) => self.desks[*desk].store.add(rule(*kind, *skip)),
            Event::Later(minutes) => {
                for desk in &mut self.desks {
                    desk.now += minutes * MINUTE;
                }
            }
            Event::Remember => self.past = Some(self.store.snapshot()),
            Event::RollBack => {
                if let Some(past) = &self.past {
                    self.store.restore(past);
                }
            }
        }
    }
}

fn rule(kind: Kind, skip: u64) -> Rule {
    let rule = match kind {
        Kind::Lose => Rule::new(Fault::Lose).on(Request::Create),
        Kind::Delay => Rule::new(Fault::Delay).on(Request::Create),
        Kind::Fail => Rule::new(Fault::Fail(StoreError::Unreachable)),
        Kind::FailAfter => Rule::new(Fault::FailAfter(StoreError::TimedOut)),
        Kind::Stale => Rule::new(Fault::Stale(5)).on(Request::List),
        Kind::Tear => Rule::new(Fault::Tear(50)).on(Request::Read),
    };
    rule.skip(skip).times(2)
}

#[test]
fn everybody_ends_with_the_same_and_nothing_is_lost() {
    let world = World::new();
    let config = ProptestConfig {
        cases: 12,
        max_shrink_iters: 60,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    proptest!(config, |(events in prop::collection::vec(event(), 10..40))| {
        let mut world = world.copy();
        for event in &events {
            world.happen(event);
        }
        for desk in &world.desks {
            desk.store.mend();
        }
        world.store.release();
        // A day passes, in which each of them looks at the store.
        for _ in 0..4 {
            for desk in &mut world.desks {
                desk.now += 12 * 60 * MINUTE;
            }
            world.settle(2);
        }
        world.settle(5);
        let owner = &world.desks[0];
        let mut there = BTreeSet::new();
        for folder in world.folders {
            let documents = &owner.office.folders.documents;
            let at_home = documents[&folder].at_home();
            there.extend(at_home.accounts.unsorted().map(keyrack_vault::Record::id));
            for desk in &world.desks[1..] {
                let theirs = desk.office.folders.documents[&folder].at_home();
                prop_assert!(at_home.covers(&theirs) && theirs.covers(&at_home));
            }
            let lists = world.desks.iter().flat_map(|it| &it.office.state.own.list);
            prop_assert!(lists.filter(|it| it.0 == folder).count() <= 2);
        }
        for account in &world.accounts {
            prop_assert!(there.contains(account));
        }
        for desk in &world.desks {
            prop_assert!(!desk.office.state.alarms.iter().any(|it| it.0 == AlarmCode::Twin));
            prop_assert_eq!(desk.office.number(), owner.office.number());
            prop_assert_eq!(desk.office.outbox(), 0);
        }
    });
}

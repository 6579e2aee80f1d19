//! Stores that fail, forget, lie and are full.

use std::collections::{BTreeMap, BTreeSet};

use keyrack_store::testing::{Fault, MemoryStore, Request, Rule};
use keyrack_store::{Created, Listed, Probe, Store, StoreError};
use keyrack_team::{
    alarm::AlarmCode,
    ids::{DeviceId, FolderId},
    layout::{HeadName, TEAM_FILE},
    rules::{Class, Role},
    sync::{Options, SyncError},
};

use crate::desk::{DAY, Desk, MINUTE, codes, found, grant};

/// An owner and Anna, who edits the folder, in which there is one account.
fn two(store: &MemoryStore) -> (Desk, Desk, FolderId) {
    let (mut owner, _) = found(store);
    let folder = owner.folder("Kovács Bt");
    owner.add(folder, "NAV");
    let mut anna = owner.admit("Anna", 2, Class::Member, vec![grant(folder, Role::Edit)]);
    for _ in 0..3 {
        owner.sync();
        anna.sync();
    }
    (owner, anna, folder)
}

fn services(names: &[&str]) -> Option<Vec<String>> {
    Some(names.iter().map(|it| (*it).to_owned()).collect())
}

/// All orders of some things.
fn orders<T: Clone>(things: &[T]) -> Vec<Vec<T>> {
    if things.is_empty() {
        return vec![Vec::new()];
    }
    let each = (0..things.len()).flat_map(|first| {
        let mut rest = things.to_vec();
        let first = rest.remove(first);
        orders(&rest).into_iter().map(move |mut order| {
            order.insert(0, first.clone());
            order
        })
    });
    each.collect()
}

/// Files of a store that another one lacks.
fn new_files(before: &MemoryStore, after: &MemoryStore) -> Vec<(String, Vec<u8>)> {
    let before = before.files();
    let after = after.files().into_iter();
    after
        .filter(|(path, _)| !before.contains_key(path))
        .collect()
}

fn heads(store: &MemoryStore) -> Vec<HeadName> {
    let paths = store.paths();
    let names = paths.iter().filter_map(|it| it.strip_prefix("heads/"));
    names.filter_map(HeadName::read).collect()
}

fn newest(store: &MemoryStore, device: DeviceId) -> HeadName {
    let heads = heads(store).into_iter().filter(|it| it.device == device);
    heads.max().expect("a head")
}

fn remove_under(store: &MemoryStore, prefix: &str) {
    for path in store.paths() {
        if path.starts_with(prefix) {
            store.remove(&path);
        }
    }
}

#[test]
fn t65_a_folder_that_arrives_file_by_file_in_whatever_order_is_seen_whole_or_not_at_all() {
    let store = MemoryStore::new();
    let (mut owner, anna, folder) = two(&store);
    let second = owner.folder("Szabó Kft");
    owner
        .office
        .grant(
            anna.office.keys.member,
            grant(second, Role::Edit),
            owner.now,
        )
        .unwrap();
    owner.add(second, "Bank");
    let before = store.fork();
    owner.add(folder, "OTP");
    owner.add(second, "Posta");
    owner.sync();
    let arriving = new_files(&before, &store);
    assert!((3..=5).contains(&arriving.len()), "{}", arriving.len());
    for (turn, order) in orders(&arriving).into_iter().enumerate() {
        let local = before.fork();
        let mut anna = anna.copy(local.view());
        for (path, bytes) in order {
            if turn % 2 == 0 {
                local.put(&path, &bytes[..bytes.len() / 2]);
                anna.sync();
            }
            local.put(&path, &bytes);
            anna.now += 10 * MINUTE;
            anna.sync();
            let first = anna.services(folder);
            assert!(first == services(&["NAV"]) || first == services(&["NAV", "OTP"]));
            let other = anna.services(second);
            assert!(
                other.is_none() || other == services(&["Bank", "Posta"]),
                "{other:?}"
            );
        }
        assert_eq!(anna.services(folder), services(&["NAV", "OTP"]));
        assert_eq!(anna.services(second), services(&["Bank", "Posta"]));
        assert_eq!(codes(&anna.sync()), []);
    }
}

#[test]
fn t66_what_other_programs_leave_behind_is_counted_and_left_alone() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, folder) = two(&store);
    let head = newest(&store, owner.office.device());
    let mut junk = vec![
        "heads/.DS_Store".to_owned(),
        "heads/desktop.ini".to_owned(),
        "heads/Thumbs.db".to_owned(),
        format!("heads/~${head}"),
        format!("heads/.{head}.icloud"),
        format!("heads/{head} (Anna's conflicted copy 2027-01-15)"),
        format!("heads/{}.sync-conflict-20270115-101010-ABCDEFG.h", head.seq),
    ];
    let in_heads = junk.len() as u64;
    let device = owner.office.device();
    junk.push(format!("obj/{device}/.DS_Store"));
    junk.push(format!("obj/{device}/x (1).o"));
    junk.push("obj/Thumbs.db".to_owned());
    for path in &junk {
        store.put(path, b"junk");
    }
    owner.add(folder, "OTP");
    owner.sync();
    let outcome = anna.sync();
    let counted = outcome.alarms.iter().find(|it| it.0 == AlarmCode::Junk);
    assert_eq!(counted.unwrap().2, in_heads);
    assert_eq!(codes(&outcome), [AlarmCode::Junk]);
    assert_eq!(anna.services(folder), services(&["NAV", "OTP"]));
    for _ in 0..4 {
        for desk in [&mut owner, &mut anna] {
            desk.now += DAY;
            desk.sync();
        }
    }
    for path in &junk {
        assert!(store.get(path).is_some(), "{path}");
    }
}

#[test]
fn t67_names_in_upper_case_are_missing_and_put_back_in_lower_case() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, folder) = two(&store);
    let before = store.files();
    for (path, bytes) in &before {
        if path != TEAM_FILE {
            store.remove(path);
            store.put(&path.to_uppercase(), bytes);
        }
    }
    for _ in 0..4 {
        for desk in [&mut owner, &mut anna] {
            desk.now += DAY;
            desk.sync();
        }
    }
    let there = store.paths();
    for head in [&owner, &anna].map(|it| newest(&store, it.office.device())) {
        assert!(there.contains(&head.path()));
    }
    let bela = owner.admit("Béla", 3, Class::Member, vec![grant(folder, Role::View)]);
    assert_eq!(bela.services(folder), services(&["NAV"]));
}

/// A disk that takes names in upper and lower case for the same, and shows what it has in upper case.
struct Folding(MemoryStore);

impl Store for Folding {
    fn list(&self, folder: &str) -> Result<Vec<Listed>, StoreError> {
        let mut listed = self.0.list(folder)?;
        for it in &mut listed {
            it.name = it.name.to_uppercase();
        }
        Ok(listed)
    }
    fn read(&self, path: &str, max: usize) -> Result<Vec<u8>, StoreError> {
        self.0.read(path, max)
    }
    fn create(&self, path: &str, bytes: &[u8]) -> Result<Created, StoreError> {
        self.0.create(path, bytes)
    }
    fn delete(&self, path: &str) -> Result<(), StoreError> {
        self.0.delete(path)
    }
    fn probe(&self) -> Result<Probe, StoreError> {
        self.0.probe()
    }
}

#[test]
fn t67_a_disk_that_shows_names_in_upper_case_is_no_reason_to_publish_for_ever() {
    let store = MemoryStore::new();
    let (mut owner, _, folder) = two(&store);
    owner.place = Some(std::sync::Arc::new(Folding(store.view())));
    let files = store.paths().len();
    for _ in 0..20 {
        let outcome = owner.sync();
        assert!(!outcome.published);
        assert_eq!(outcome.waiting, None);
        assert!(outcome.alarms.has(AlarmCode::StoreOlder));
    }
    assert_eq!(store.paths().len(), files);
    assert_eq!(owner.services(folder), services(&["NAV"]));
}

#[test]
fn t69_what_finds_no_room_waits_whole_and_what_is_changed_meanwhile_is_not_forgotten() {
    let store = MemoryStore::new();
    let (owner, anna, folder) = two(&store);
    for room in 0..6 {
        let store = store.fork();
        let [mut owner, mut anna] = [&owner, &anna].map(|it| it.copy(store.view()));
        let second = owner.folder("Szabó Kft");
        owner
            .office
            .grant(
                anna.office.keys.member,
                grant(second, Role::Edit),
                owner.now,
            )
            .unwrap();
        owner.add(folder, "OTP");
        owner.add(second, "Bank");
        store.set_room(None, Some(room));
        let outcome = owner.sync();
        let is_out = outcome.waiting == Some(StoreError::Full);
        assert!(is_out || outcome.published);
        let first = anna.sync();
        assert!(matches!(first.waiting, None | Some(StoreError::Full)));
        let seen = anna.services(folder);
        assert!(seen == services(&["NAV"]) || seen == services(&["NAV", "OTP"]));
        // It stays full for days, in which deleting works.
        owner.add(folder, "Posta");
        owner.save();
        for _ in 0..3 {
            owner.now += DAY;
            owner.sync();
            owner.restart();
        }
        let listed = newest(&store, owner.office.device());
        let mut reader = anna.copy(store.view());
        reader.cache.0.borrow_mut().clear();
        let outcome = reader.sync();
        assert!(
            !outcome.alarms.has(AlarmCode::Incomplete),
            "{room}: {listed}"
        );
        store.set_room(None, None);
        let outcome = owner.sync();
        assert_eq!(outcome.waiting, None);
        assert!(owner.office.folders.dirty.is_empty());
        assert_eq!(owner.office.outbox(), 0);
        anna.sync();
        assert_eq!(
            anna.services(folder),
            services(&["NAV", "OTP", "Posta"]),
            "{room}"
        );
        assert_eq!(anna.services(second), services(&["Bank"]));
    }
}

#[test]
fn t69_what_could_not_be_kept_here_is_not_published_before_it_is() {
    let store = MemoryStore::new();
    let (mut owner, _, folder) = two(&store);
    owner.add(folder, "OTP");
    owner.now += MINUTE;
    let seq = newest(&store, owner.office.device()).seq;
    for _ in 0..3 {
        owner.is_full = true;
        assert!(matches!(
            owner.try_sync(Options::default()),
            Err(SyncError::Keep(_))
        ));
        assert_eq!(newest(&store, owner.office.device()).seq, seq);
    }
    owner.is_full = false;
    assert!(owner.sync().published);
    owner.restart();
    assert!(!owner.sync().alarms.has(AlarmCode::Twin));
}

#[test]
fn t70_a_store_that_cannot_be_written_is_read_and_changes_wait() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, folder) = two(&store);
    for request in [Request::Create, Request::Delete] {
        anna.store
            .add(Rule::new(Fault::Fail(StoreError::ReadOnly)).on(request));
    }
    anna.add(folder, "Bank");
    owner.add(folder, "OTP");
    owner.sync();
    let outcome = anna.sync();
    assert_eq!(outcome.waiting, Some(StoreError::ReadOnly));
    assert_eq!(anna.services(folder), services(&["Bank", "NAV", "OTP"]));
    assert!(anna.office.outbox() > 0);
    anna.restart();
    anna.store.mend();
    assert!(anna.sync().published);
    owner.sync();
    assert_eq!(owner.services(folder), services(&["Bank", "NAV", "OTP"]));
}

#[test]
fn t71_without_a_right_to_ones_own_objects_nothing_is_published_and_it_is_said() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, folder) = two(&store);
    let mine = format!("obj/{}", anna.office.device());
    anna.store.add(
        Rule::new(Fault::Fail(StoreError::ReadOnly))
            .on(Request::Create)
            .under(&mine),
    );
    anna.add(folder, "Bank");
    let before = newest(&store, anna.office.device());
    let outcome = anna.sync();
    assert_eq!(outcome.waiting, Some(StoreError::ReadOnly));
    assert_eq!(newest(&store, anna.office.device()), before);
    owner.sync();
    assert_eq!(owner.services(folder), services(&["NAV"]));
}

#[test]
fn t71_where_each_device_may_write_only_its_own_files_what_others_lost_holds_nobody_up() {
    let store = MemoryStore::new();
    let (owner, mut anna, folder) = two(&store);
    let theirs = owner.office.device();
    for prefix in [format!("obj/{theirs}"), format!("heads/{theirs}")] {
        remove_under(&store, &prefix);
        anna.store.add(
            Rule::new(Fault::Fail(StoreError::ReadOnly))
                .on(Request::Create)
                .under(&prefix),
        );
    }
    anna.add(folder, "Bank");
    let outcome = anna.sync();
    assert!(outcome.published);
    assert_eq!(outcome.waiting, None);
}

#[test]
fn t72_an_empty_store_takes_nothing_from_anybody_and_is_filled_again_when_asked_to() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, folder) = two(&store);
    anna.add(folder, "Bank");
    let empty = MemoryStore::new();
    store.restore(&empty.snapshot());
    for desk in [&mut owner, &mut anna] {
        let before = desk.services(folder);
        let refused = desk.try_sync(Options::default());
        assert!(matches!(refused, Err(SyncError::OfficeGone)));
        assert_eq!(desk.services(folder), before);
        assert!(store.paths().is_empty(), "nothing is written unasked");
    }
    let seed = Options {
        seed: true,
        ..Options::default()
    };
    let outcome = anna.try_sync(seed).unwrap();
    assert!(outcome.published);
    owner.sync();
    anna.sync();
    assert_eq!(owner.services(folder), services(&["Bank", "NAV"]));
    let bela = owner.admit("Béla", 3, Class::Member, vec![grant(folder, Role::View)]);
    assert_eq!(bela.services(folder), services(&["Bank", "NAV"]));
}

#[test]
fn t73_the_store_of_another_office_is_refused() {
    let store = MemoryStore::new();
    let (mut owner, ..) = two(&store);
    let other = MemoryStore::new();
    let (other_owner, _) = found(&other);
    let before = other.paths();
    owner.store = other.view();
    for seed in [false, true] {
        let options = Options {
            seed,
            ..Options::default()
        };
        let refused = owner.try_sync(options);
        assert!(matches!(refused, Err(SyncError::OtherOffice)));
    }
    assert_eq!(other.paths(), before);
    drop(other_owner);
}

#[test]
fn t74_a_store_that_was_deleted_and_made_anew_is_filled_by_two_devices_without_a_clash() {
    for is_pending in [false, true] {
        let store = MemoryStore::new();
        let (mut owner, mut anna, folder) = two(&store);
        let second = owner.folder("Szabó Kft");
        owner.add(second, "Posta");
        owner.sync();
        if is_pending {
            // A publication of each is on its way.
            for desk in [&mut owner, &mut anna] {
                desk.store
                    .add(Rule::new(Fault::Fail(StoreError::Unreachable)).on(Request::Create));
                let name = format!("of {}", desk.replica.0);
                desk.add(folder, &name);
                assert!(desk.sync().waiting.is_some());
                desk.store.mend();
            }
        }
        store.restore(&MemoryStore::new().snapshot());
        let seed = Options {
            seed: true,
            ..Options::default()
        };
        let both = [owner.store.clone(), anna.store.clone()];
        // Both see it empty, and both fill it.
        for store in &both {
            store.add(Rule::new(Fault::Stale(1000)).on(Request::List));
        }
        owner.try_sync(seed).unwrap();
        anna.try_sync(seed).unwrap();
        both.iter().for_each(MemoryStore::mend);
        for _ in 0..3 {
            for desk in [&mut owner, &mut anna] {
                let outcome = desk.sync();
                assert_eq!(outcome.waiting, None);
                assert!(!outcome.alarms.has(AlarmCode::Twin));
                assert!(!outcome.alarms.has(AlarmCode::DeviceForked));
                assert!(!outcome.alarms.has(AlarmCode::Incomplete), "{is_pending}");
            }
        }
        assert_eq!(owner.services(folder), anna.services(folder));
        let grants = [folder, second].map(|it| grant(it, Role::View));
        let bela = owner.admit("Béla", 3, Class::Member, grants.to_vec());
        assert_eq!(bela.services(folder), owner.services(folder));
        assert_eq!(bela.services(second), services(&["Posta"]));
    }
}

/// Whether every file that Anna may read and a head lists is there.
fn nothing_is_missing(anna: &Desk, store: &MemoryStore) {
    let mut reader = anna.copy(store.view());
    reader.cache.0.borrow_mut().clear();
    let outcome = reader.sync();
    assert!(!outcome.alarms.has(AlarmCode::Incomplete));
    assert!(!outcome.alarms.has(AlarmCode::Damaged));
}

#[test]
fn t75_whenever_the_network_drops_no_head_is_there_before_its_objects_and_it_goes_on_later() {
    let errors = [
        StoreError::Unreachable,
        StoreError::TimedOut,
        StoreError::Full,
        StoreError::Broken,
        StoreError::Refused,
    ];
    let store = MemoryStore::new();
    let (owner, anna, folder) = two(&store);
    for (number, error) in errors.into_iter().enumerate() {
        for at in 0..8 {
            let fault = match (number + at) % 2 {
                0 => Fault::Fail(error),
                _ => Fault::FailAfter(error),
            };
            let store = store.fork();
            let [mut owner, mut anna] = [&owner, &anna].map(|it| it.copy(store.view()));
            anna.add(folder, "Bank");
            anna.sync();
            owner.add(folder, "OTP");
            owner.save();
            owner.store.add(Rule::new(fault).skip(at as u64).times(1));
            let _ = owner.try_sync(Options::default());
            nothing_is_missing(&anna, &store);
            owner.store.mend();
            owner.restart();
            owner.sync();
            anna.sync();
            let all = services(&["Bank", "NAV", "OTP"]);
            assert_eq!(owner.services(folder), all, "{error:?} at {at}");
            assert_eq!(anna.services(folder), all, "{error:?} at {at}");
        }
    }
}

#[test]
fn t75_a_file_of_which_a_part_was_written_is_written_anew() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, folder) = two(&store);
    let before = store.fork();
    let mut later = owner.copy(store.fork());
    owner.add(folder, "OTP");
    owner
        .store
        .add(Rule::new(Fault::FailAfter(StoreError::Unreachable)).on(Request::Create));
    // Of each file that it tries to write only a part arrives, or more than there should be.
    for turn in 0..6 {
        assert!(owner.sync().waiting.is_some());
        for (path, bytes) in new_files(&before, &store) {
            let half = &bytes[..bytes.len() / 2];
            let longer = [&bytes[..], b"junk"].concat();
            store.put(&path, if turn % 2 == 0 { half } else { &longer });
        }
    }
    owner.store.mend();
    assert!(owner.sync().published);
    nothing_is_missing(&anna, &store);
    anna.sync();
    assert_eq!(anna.services(folder), services(&["NAV", "OTP"]));
    later.sync();
}

#[test]
fn t75_a_page_to_log_in_is_no_office() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, folder) = two(&store);
    owner.add(folder, "OTP");
    owner.sync();
    anna.store.add(Rule::new(Fault::Fail(StoreError::Broken)));
    let refused = anna.try_sync(Options::default());
    assert!(matches!(refused, Err(SyncError::Store(StoreError::Broken))));
    assert_eq!(anna.services(folder), services(&["NAV"]));
    anna.store.mend();
    anna.sync();
    assert_eq!(anna.services(folder), services(&["NAV", "OTP"]));
}

#[test]
fn t76_listings_that_are_late_in_disorder_and_name_everything_twice_keep_nobody_apart() {
    let store = MemoryStore::new();
    let (owner, anna, folder) = two(&store);
    for stale in [0, 1, 2, 5, 9, 30] {
        let store = store.fork();
        let [mut owner, mut anna] = [&owner, &anna].map(|it| it.copy(store.view()));
        for (seed, desk) in [&owner, &anna].into_iter().enumerate() {
            for fault in [
                Fault::Stale(stale),
                Fault::Shuffle(seed as u64 + stale as u64),
                Fault::Twice,
            ] {
                desk.store.add(Rule::new(fault).on(Request::List));
            }
        }
        for round in 0..4 {
            owner.add(folder, &format!("of the owner {round}"));
            anna.add(folder, &format!("of Anna {round}"));
            for desk in [&mut owner, &mut anna] {
                desk.now += 7 * MINUTE;
                let outcome = desk.sync();
                assert!(!outcome.alarms.has(AlarmCode::Twin));
                assert!(!outcome.alarms.has(AlarmCode::DeviceForked));
            }
        }
        owner.store.mend();
        anna.store.mend();
        for _ in 0..3 {
            owner.sync();
            anna.sync();
        }
        assert_eq!(owner.services(folder).unwrap().len(), 9);
        assert_eq!(owner.services(folder), anna.services(folder));
        assert_eq!(owner.office.number(), anna.office.number());
    }
}

#[test]
fn t77_a_file_that_is_read_while_it_is_written_is_read_again() {
    let store = MemoryStore::new();
    let (owner, anna, folder) = two(&store);
    for at in 0..2 {
        for length in [0, 1, 100] {
            let store = store.fork();
            let [mut owner, mut anna] = [&owner, &anna].map(|it| it.copy(store.view()));
            owner.add(folder, "OTP");
            owner.sync();
            let torn = Rule::new(Fault::Tear(length)).on(Request::Read);
            anna.store.add(torn.skip(at).times(1));
            let outcome = anna.sync();
            assert_eq!(codes(&outcome), []);
            assert_eq!(anna.services(folder), services(&["NAV", "OTP"]));
        }
    }
}

#[test]
fn t77_a_file_that_stays_damaged_is_told_and_takes_nothing_away() {
    for prefix in ["heads/", "obj/"] {
        let store = MemoryStore::new();
        let (mut owner, mut anna, folder) = two(&store);
        owner.add(folder, "OTP");
        owner.sync();
        anna.store
            .add(Rule::new(Fault::Flip(40)).on(Request::Read).under(prefix));
        let outcome = anna.sync();
        assert!(outcome.alarms.has(AlarmCode::Damaged), "{prefix}");
        assert_eq!(anna.services(folder), services(&["NAV"]));
        anna.store.mend();
        let outcome = anna.sync();
        assert!(!outcome.alarms.has(AlarmCode::Damaged), "{prefix}");
        assert_eq!(anna.services(folder), services(&["NAV", "OTP"]));
    }
}

#[test]
fn t78_a_file_that_does_not_come_in_time_is_an_error_and_what_came_before_it_stays() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, folder) = two(&store);
    owner.add(folder, "OTP");
    owner.sync();
    anna.store.add(
        Rule::new(Fault::Fail(StoreError::TimedOut))
            .on(Request::Read)
            .under("obj/"),
    );
    let refused = anna.try_sync(Options::default());
    assert!(matches!(
        refused,
        Err(SyncError::Store(StoreError::TimedOut))
    ));
    assert_eq!(anna.services(folder), services(&["NAV"]));
    anna.restart();
    anna.store.mend();
    anna.store.take_requests();
    anna.sync();
    let read = anna.store.take_requests();
    assert!(
        !read.iter().any(|(_, path)| path.starts_with("heads/")),
        "the head is here already"
    );
    assert_eq!(anna.services(folder), services(&["NAV", "OTP"]));
}

#[test]
fn t80_the_deleted_files_of_one_device_are_put_back_by_others_and_hold_no_newcomer_up() {
    for with_head in [false, true] {
        let store = MemoryStore::new();
        let (mut owner, mut anna, folder) = two(&store);
        // So many entries that they lie in segments.
        for number in 0..120 {
            owner.folder(&format!("Folder {number}"));
            if number % 40 == 39 {
                owner.sync();
            }
        }
        owner.sync();
        anna.sync();
        assert!(!owner.office.state.own.segs.is_empty());
        let device = owner.office.device();
        remove_under(&store, &format!("obj/{device}/"));
        if with_head {
            remove_under(&store, &format!("heads/{device}"));
        }
        // The owner is away.
        let mut away = owner.copy(store.fork());
        for _ in 0..4 {
            anna.now += DAY;
            anna.sync();
        }
        let listed: BTreeSet<String> = store.paths().into_iter().collect();
        for object in anna.office.state.heads[&device]
            .iter()
            .flat_map(|it| &it.list)
        {
            let path = format!("obj/{device}/{}.o", object.2);
            assert!(object.0 != folder || listed.contains(&path), "{with_head}");
        }
        // What nobody else has, its device puts back itself.
        away.store = store.view();
        away.now = anna.now;
        for _ in 0..3 {
            away.now += DAY;
            away.sync();
        }
        let bela = away.admit("Béla", 3, Class::Owner, Vec::new());
        assert_eq!(bela.office.folders.documents.len(), 121, "{with_head}");
        assert_eq!(bela.services(folder), services(&["NAV"]));
        assert_eq!(bela.office.number(), away.office.number());
    }
}

#[test]
fn t80_entries_of_which_no_file_is_left_are_listed_by_whoever_knows_them() {
    let store = MemoryStore::new();
    let (mut owner, ..) = two(&store);
    let mut second = owner.admit("Olivér", 4, Class::Owner, Vec::new());
    for number in 0..120 {
        owner.folder(&format!("Folder {number}"));
    }
    owner.sync();
    second.sync();
    let device = owner.office.device();
    assert!(!owner.office.state.own.segs.is_empty());
    remove_under(&store, &format!("obj/{device}/"));
    // Not even in the cache of the second one.
    second.cache.0.borrow_mut().clear();
    for _ in 0..4 {
        second.now += DAY;
        second.sync();
    }
    let bela = second.admit("Béla", 3, Class::Owner, Vec::new());
    assert_eq!(bela.office.number(), second.office.number());
    assert_eq!(bela.office.folders.documents.len(), 121);
}

#[test]
fn t81_names_that_anybody_can_write_hide_nobody_and_make_nobody_a_twin() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, folder) = two(&store);
    let devices = [owner.office.device(), anna.office.device()];
    for device in devices {
        for (seq, h10) in [
            (500_u64, "aaaaaaaaaa"),
            (900_000, "bbbbbbbbbb"),
            (999_999_999_999, "c234567cde"),
        ] {
            let path = format!("heads/{device}.{seq:012}.{h10}.h");
            store.put(&path, b"written by somebody who was removed");
        }
        store.put(&format!("obj/{device}/{}.o", "a".repeat(52)), b"junk");
    }
    // Also a right head of another device, under these names.
    let copied = store
        .get(&newest(&store.fork(), devices[1]).path())
        .unwrap_or_default();
    store.put(
        &format!("heads/{}.000000000600.dddddddddd.h", devices[0]),
        &copied,
    );
    for round in 0..3 {
        owner.add(folder, &format!("of the owner {round}"));
        anna.add(folder, &format!("of Anna {round}"));
        for _ in 0..2 {
            for desk in [&mut owner, &mut anna] {
                let outcome = desk.sync();
                assert!(!outcome.alarms.has(AlarmCode::Twin));
                assert!(outcome.alarms.has(AlarmCode::Damaged));
            }
        }
        assert_eq!(owner.services(folder), anna.services(folder));
        assert_eq!(owner.services(folder).unwrap().len(), 3 + 2 * round);
    }
    let bela = owner.admit("Béla", 3, Class::Member, vec![grant(folder, Role::View)]);
    assert_eq!(bela.services(folder), owner.services(folder));
}

#[test]
fn t81_a_second_computer_with_the_same_keys_is_noticed_all_the_same() {
    let store = MemoryStore::new();
    let (mut owner, _, folder) = two(&store);
    let mut twin = owner.copy(store.view());
    owner.add(folder, "OTP");
    assert!(owner.sync().published);
    let outcome = twin.sync();
    assert!(outcome.alarms.has(AlarmCode::Twin));
    twin.add(folder, "Bank");
    assert!(!twin.sync().published);
}

#[test]
fn objects_that_nobody_lists_go_in_time() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, folder) = two(&store);
    let old = store.files();
    for round in 0..4 {
        owner.add(folder, &format!("of the owner {round}"));
        owner.sync();
        anna.sync();
    }
    // A copy of the store as it was is laid over it.
    for (path, bytes) in old {
        store.put(&path, &bytes);
    }
    for _ in 0..6 {
        for desk in [&mut owner, &mut anna] {
            desk.now += DAY;
            desk.sync();
        }
    }
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for path in store.paths() {
        let folder = path.split('/').next().unwrap().to_owned();
        *count.entry(folder).or_default() += 1;
    }
    assert!(count["heads"] <= 4, "{count:?}");
    // One object of the folder, and those with keys.
    assert!(count["obj"] <= 4, "{count:?}");
}

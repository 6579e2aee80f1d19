//! Old states, other histories, and files that are kept back (design, 4 B).

use keyrack_store::testing::MemoryStore;
use keyrack_team::{
    alarm::AlarmCode,
    layout::{HeadName, Short, object_path},
    log::{Op, Policy},
    rules::{Class, Role},
    sync::Options,
};

use crate::desk::{DAY, Desk, MINUTE, codes, found, grant, has, newest, settle, three};

fn later(desks: &mut [&mut Desk], by: u64) {
    for desk in desks {
        desk.now += by;
    }
}

/// All services that anybody sees, which must not change.
fn see_all(desk: &Desk) -> Vec<Vec<String>> {
    let folders = desk.office.folders.documents.keys();
    folders.filter_map(|it| desk.services(*it)).collect()
}

#[test]
fn t13_an_older_head_in_the_place_of_the_newest_is_refused_and_nothing_changes() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, _, folder) = three(&store);
    let old = owner.head_name();
    let bytes = store.get(&old.path()).unwrap();
    owner.add(folder, "Bank");
    owner.sync();
    anna.sync();
    let before = see_all(&anna);
    assert!(store.remove(&owner.head_name().path()));
    store.put(&old.path(), &bytes);
    anna.store.withhold(|_| false);
    let options = Options {
        only_read: true,
        ..Options::default()
    };
    let outcome = anna.try_sync(options).unwrap();
    assert!(has(&outcome, AlarmCode::StoreOlder, owner.device()));
    assert_eq!(see_all(&anna), before);
    // Whoever has the newer one puts it back.
    anna.sync();
    assert_ne!(newest(&store, owner.device()), old);
    assert_eq!(codes(&owner.sync()), []);
}

#[test]
fn t14_on_a_store_of_last_week_every_device_alarms_and_no_account_is_lost() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, folder) = three(&store);
    let last_week = store.snapshot();
    for service in ["Bank", "OTP", "KKM"] {
        later(&mut [&mut owner, &mut anna, &mut bela], 2 * DAY);
        owner.add(folder, service);
        bela.add(folder, &format!("{service} 2"));
        settle(&mut [&mut owner, &mut anna, &mut bela]);
    }
    let before = see_all(&anna);
    store.restore(&last_week);
    let options = Options {
        only_read: true,
        ..Options::default()
    };
    for desk in [&mut owner, &mut anna, &mut bela] {
        let outcome = desk.try_sync(options).unwrap();
        assert!(outcome.alarms.has(AlarmCode::StoreOlder));
    }
    settle(&mut [&mut owner, &mut anna, &mut bela]);
    later(&mut [&mut owner, &mut anna, &mut bela], 20 * MINUTE);
    settle(&mut [&mut owner, &mut anna, &mut bela]);
    let newcomer = owner.admit("Cili", 4, Class::Member, vec![grant(folder, Role::View)]);
    for desk in [&owner, &anna, &bela, &newcomer] {
        assert_eq!(see_all(desk), before);
    }
    for desk in [&mut owner, &mut anna, &mut bela] {
        assert_eq!(codes(&desk.sync()), []);
    }
}

#[test]
fn t15_a_new_device_on_an_old_store_is_told_what_is_missing_by_what_others_have_seen() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, folder) = three(&store);
    let old = bela.head_name();
    let old_bytes = store.get(&old.path()).unwrap();
    bela.add(folder, "Bank");
    bela.sync();
    anna.add(folder, "KKM");
    anna.sync();
    let newer = bela.head_name();
    let (hidden, shown) = (newer.path(), old.path());
    let mut newcomer = owner.admit("Cili", 4, Class::Member, vec![grant(folder, Role::View)]);
    // The newcomer begins anew, and is shown Béla's older head.
    newcomer.put_back(newcomer.backup());
    newcomer.office.state = Default::default();
    newcomer.cache = Default::default();
    store.put(&shown, &old_bytes);
    newcomer.store.withhold(move |path| path == hidden);
    let options = Options {
        only_read: true,
        ..Options::default()
    };
    let outcome = newcomer.try_sync(options).unwrap();
    assert!(has(&outcome, AlarmCode::Incomplete, bela.device()));
    newcomer.store.mend();
    let outcome = newcomer.try_sync(options).unwrap();
    assert!(!has(&outcome, AlarmCode::Incomplete, bela.device()));
}

#[test]
fn t16_swapped_objects_are_not_used() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, _, folder) = three(&store);
    let other = owner.folder("Szabó Kft");
    owner.add(other, "Ügyfélkapu+");
    owner.add(folder, "Bank");
    owner
        .office
        .grant(anna.member(), grant(other, Role::View), owner.now)
        .unwrap();
    owner.sync();
    let list = owner.head().1.folders;
    let keyrack_team::head::Folders::List(list) = list else {
        panic!()
    };
    let [a, b] = [list[0].2, list[1].2].map(|it| object_path(owner.device(), it));
    let [first, second] = [&a, &b].map(|it| store.get(it).unwrap());
    store.put(&a, &second);
    store.put(&b, &first);
    let before = anna.services(folder);
    let outcome = anna.sync();
    assert!(
        has(&outcome, AlarmCode::Damaged, owner.device())
            || has(&outcome, AlarmCode::Incomplete, owner.device())
    );
    assert_eq!(
        (anna.services(folder), anna.services(other)),
        (before, None)
    );
    store.put(&a, &first);
    store.put(&b, &second);
    let outcome = anna.sync();
    assert!(!outcome.alarms.has(AlarmCode::Damaged));
    assert_eq!(anna.services(other), Some(vec!["Ügyfélkapu+".to_owned()]));
    assert_eq!(anna.services(folder).unwrap(), ["Bank", "NAV"]);
}

#[test]
fn t17_a_new_head_over_old_objects_changes_no_folder_in_part_and_an_old_head_over_new_objects_nothing()
 {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, folder) = three(&store);
    let old = store.snapshot();
    owner.add(folder, "Bank");
    owner.sync();
    let new = store.snapshot();
    let before = anna.services(folder);
    let options = Options {
        only_read: true,
        ..Options::default()
    };
    // The new head, without what it lists.
    let head = owner.head_name().path();
    let bytes = store.get(&head).unwrap();
    store.restore(&old);
    store.put(&head, &bytes);
    let outcome = anna.try_sync(options).unwrap();
    assert!(has(&outcome, AlarmCode::Incomplete, owner.device()));
    assert_eq!(anna.services(folder), before);
    // New objects, without the head that lists them.
    store.restore(&new);
    store.remove(&head);
    bela.try_sync(options).unwrap();
    assert_eq!(bela.services(folder), before);
    store.restore(&new);
    let outcome = anna.try_sync(options).unwrap();
    assert_eq!(codes(&outcome), []);
    assert_eq!(anna.services(folder).unwrap(), ["Bank", "NAV"]);
}

#[test]
fn t18_two_heads_of_one_device_and_number_are_both_merged_and_told() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, folder) = three(&store);
    let other_half = store.fork();
    let kept = anna.backup();
    let cache = anna.cache.0.borrow().clone();
    anna.add(folder, "one");
    anna.sync();
    // A copy of the computer publishes in another view of the store.
    let mut copy = Desk::new(anna.office, anna.store.view(), 9);
    copy.store = other_half.view();
    copy.cache.0.replace(cache);
    copy.put_back(kept);
    copy.now = anna.now;
    copy.add(folder, "two");
    copy.sync();
    for (path, bytes) in copy.store.files() {
        store.put(&path, &bytes);
    }
    for desk in [&mut owner, &mut bela] {
        let outcome = desk.sync();
        assert!(has(&outcome, AlarmCode::DeviceForked, copy.device()));
        assert!(!has(&outcome, AlarmCode::DeviceForked, desk.device()));
        assert_eq!(desk.services(folder).unwrap(), ["NAV", "one", "two"]);
    }
    owner.add(folder, "Bank");
    owner.sync();
    bela.sync();
    assert_eq!(bela.services(folder).unwrap().len(), 4);
}

#[test]
fn t18_a_file_that_anybody_put_under_a_number_makes_no_fork() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, bela, folder) = three(&store);
    for seq in [
        bela.head_name().seq,
        bela.head_name().seq + 5,
        999_999_999_999,
    ] {
        for text in [&b""[..], b"junk", &[0; 5_000]] {
            let name = HeadName {
                device: bela.device(),
                seq,
                h10: Short::of(text),
            };
            store.put(&name.path(), text);
        }
    }
    let mut bela = bela;
    bela.add(folder, "Bank");
    assert!(bela.sync().published, "its own device goes on");
    for desk in [&mut owner, &mut anna] {
        let outcome = desk.sync();
        assert!(!outcome.alarms.has(AlarmCode::DeviceForked));
        assert!(has(&outcome, AlarmCode::Damaged, bela.device()));
        assert_eq!(desk.services(folder).unwrap(), ["Bank", "NAV"]);
    }
    assert!(!bela.sync().alarms.has(AlarmCode::Twin));
}

#[test]
fn t19_whoever_lacks_a_removal_that_an_owner_knows_of_seals_nothing_and_what_a_member_invents_holds_up_nobody()
 {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, folder) = three(&store);
    let (mut second, _) = (owner.admit("Dóra", 5, Class::Owner, vec![]), ());
    settle(&mut [&mut owner, &mut anna, &mut bela, &mut second]);
    owner.remove(bela.member());
    owner.sync();
    second.sync();
    // Anna sees the head of an owner that knows of the removal, and not that which has it.
    let removal = second.office.judgement().tips();
    let hidden = owner.head_name().path();
    anna.store.withhold(move |path| path == hidden);
    let tips = removal.clone();
    second.publish(|_, body| {
        body.log.tips = tips;
        body.log.new.clear();
    });
    anna.add(folder, "secret");
    let before = anna.head().1.folders;
    let outcome = anna.sync();
    assert!(has(&outcome, AlarmCode::Incomplete, second.device()));
    assert_eq!(anna.head().1.folders, before, "no folder is sealed");
    // The same by a member.
    let mut cili = anna;
    cili.store.mend();
    cili.sync();
    assert_ne!(
        cili.head().1.folders,
        before,
        "it waited only for the removal"
    );
    let (mut owner, mut anna, bela, folder) = three(&MemoryStore::new());
    bela.publish(|_, body| body.log.tips.push(keyrack_team::ids::EntryId([7; 32])));
    anna.add(folder, "Bank");
    let outcome = anna.sync();
    assert!(has(&outcome, AlarmCode::Incomplete, bela.device()));
    owner.sync();
    assert_eq!(owner.services(folder).unwrap(), ["Bank", "NAV"]);
}

#[test]
fn t20_without_a_sign_of_an_owner_for_the_days_of_the_policy_silence_is_told() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, folder) = three(&store);
    let device = owner.device().to_string();
    anna.store.withhold(move |path| path.contains(&device));
    later(&mut [&mut owner, &mut anna, &mut bela], 13 * DAY);
    owner.sync();
    assert!(!anna.sync().alarms.has(AlarmCode::Silence));
    later(&mut [&mut owner, &mut anna, &mut bela], 2 * DAY);
    owner.sync();
    let outcome = anna.sync();
    assert!(outcome.alarms.has(AlarmCode::Silence));
    assert!(!bela.sync().alarms.has(AlarmCode::Silence));
    // Writing goes on.
    anna.add(folder, "Bank");
    assert!(anna.sync().published);
    anna.store.mend();
    assert!(!anna.sync().alarms.has(AlarmCode::Silence));
}

#[test]
fn t20_silence_stops_writing_where_the_policy_says_so() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, _, folder) = three(&store);
    let fields = [
        ("max_silence_days".to_owned(), 3),
        ("silence_stops_writing".to_owned(), 1),
    ];
    let policy = Policy {
        fields: fields.into(),
        crit: Default::default(),
    };
    owner.sign(vec![Op::Policy(policy)]);
    owner.sync();
    anna.sync();
    let device = owner.device().to_string();
    anna.store.withhold(move |path| path.contains(&device));
    later(&mut [&mut owner, &mut anna], 4 * DAY);
    anna.add(folder, "Bank");
    let before = anna.head().1.folders;
    assert!(anna.sync().alarms.has(AlarmCode::Silence));
    assert_eq!(anna.head().1.folders, before);
    owner.sync();
    anna.store.mend();
    anna.sync();
    owner.sync();
    assert_eq!(owner.services(folder).unwrap(), ["Bank", "NAV"]);
}

#[test]
fn t21_two_views_of_a_month_differ_in_the_number_and_converge_once_joined() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, folder) = three(&store);
    let other = store.fork();
    bela.store = other.view();
    for day in 0..30 {
        later(&mut [&mut owner, &mut anna, &mut bela], DAY);
        bela.add(folder, &format!("b{day:02}"));
        anna.add(folder, &format!("a{day:02}"));
        if day == 10 {
            owner.folder("only here");
        }
        for desk in [&mut owner, &mut anna, &mut bela] {
            desk.sync();
        }
    }
    assert_eq!(owner.office.number(), anna.office.number());
    assert_ne!(owner.office.number(), bela.office.number());
    for (path, bytes) in other.files() {
        store.put(&path, &bytes);
    }
    bela.store = store.view();
    settle(&mut [&mut owner, &mut anna, &mut bela]);
    later(&mut [&mut owner, &mut anna, &mut bela], 20 * MINUTE);
    settle(&mut [&mut owner, &mut anna, &mut bela]);
    for desk in [&owner, &anna, &bela] {
        assert_eq!(desk.services(folder).unwrap().len(), 61);
        assert_eq!(desk.office.number(), owner.office.number());
    }
    for desk in [&mut owner, &mut anna, &mut bela] {
        assert_eq!(codes(&desk.sync()), []);
    }
}

#[test]
fn t22_a_computer_that_was_put_back_is_a_twin_publishes_nothing_and_uses_no_number_again() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, _, folder) = three(&store);
    let kept = anna.backup();
    anna.add(folder, "Bank");
    anna.sync();
    owner.sync();
    anna.put_back(kept);
    anna.add(folder, "later");
    let before = store.files();
    let outcome = anna.sync();
    assert!(has(&outcome, AlarmCode::Twin, anna.device()));
    assert!(!outcome.published);
    assert!(store.files() == before);
    // What was changed meanwhile is still here, and what was published came in.
    assert_eq!(anna.services(folder).unwrap(), ["NAV", "later"]);
    anna.restart();
    assert!(anna.sync().alarms.has(AlarmCode::Twin));
    assert!(store.files() == before);
    assert!(!owner.sync().alarms.has(AlarmCode::DeviceForked));
}

#[test]
fn t22_a_twin_does_not_send_what_it_had_begun() {
    let store = MemoryStore::new();
    let (_, mut anna, _, folder) = three(&store);
    anna.add(folder, "Bank");
    anna.store.set_room(Some(0), Some(0));
    assert!(anna.sync().waiting.is_some());
    assert!(anna.office.state.own.pending.is_some());
    anna.store.set_room(None, None);
    // Its double publishes under the same number.
    let seq = anna.head_name().seq;
    anna.publish(|frame, _| assert_eq!(frame.seq, seq + 1));
    let before = store.files();
    assert!(anna.sync().alarms.has(AlarmCode::Twin));
    assert!(store.files() == before);
}

#[test]
fn t23_of_two_computers_with_the_same_keys_the_second_to_publish_stops() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, _, folder) = three(&store);
    let mut copy = Desk::new(found(&MemoryStore::new()).0.office, store.view(), 2);
    copy.cache.0.replace(anna.cache.0.borrow().clone());
    copy.now = anna.now;
    copy.put_back(anna.backup());
    anna.add(folder, "Bank");
    assert!(anna.sync().published);
    copy.add(folder, "OTP");
    let outcome = copy.sync();
    assert!(has(&outcome, AlarmCode::Twin, anna.device()));
    assert!(!outcome.published);
    let outcome = anna.sync();
    assert!(!outcome.alarms.has(AlarmCode::Twin));
    owner.sync();
    assert_eq!(owner.services(folder).unwrap(), ["Bank", "NAV"]);
}

#[test]
fn t24_a_request_that_is_put_there_again_after_a_removal_admits_nobody() {
    let store = MemoryStore::new();
    let (mut owner, _) = found(&store);
    let anna = owner.admit("Anna", 2, Class::Member, vec![]);
    let request = store
        .paths()
        .into_iter()
        .find(|it| it.starts_with("join/"))
        .unwrap();
    let bytes = store.get(&request).unwrap();
    owner.remove(anna.member());
    owner.sync();
    store.remove(&request);
    store.put(&request, &bytes);
    assert!(owner.office.requests(&store, owner.now).unwrap().is_empty());
    owner.sync();
    assert_eq!(owner.office.judgement().members().len(), 1);
}

//! To whom things are sealed, and whose keys and changes count (design, 4 D).

use std::collections::BTreeMap;

use keyrack_seal::{Identity, OsEntropy, Recipient, sign::SigningKey};
use keyrack_store::{
    StoreError,
    testing::{Fault, MemoryStore, Rule},
};
use keyrack_team::{
    alarm::AlarmCode,
    device_keys::DeviceKeys,
    form::FormError,
    head::{Body, Folders as Listed, Frame, Head, Listing},
    ids::{DeviceId, EntryId, FolderId, MemberId, ObjectId},
    layout::{HeadName, Short},
    log::{Device, DeviceDocument, Op},
    object::{self, KeyEntry, KeyObject, KeysFor, NewObject},
    office::{Grant, Office},
    rules::{Class, Role},
    sync::Options,
};
use keyrack_vault::{Compartment::Codes, Replica};

use crate::desk::{DAY, Desk, MINUTE, codes, grant, has, settle, three};

/// The files of a store that are not in an earlier state of it.
pub fn written_since(
    store: &MemoryStore,
    before: &BTreeMap<String, Vec<u8>>,
) -> Vec<(String, Vec<u8>)> {
    let files = store.files().into_iter();
    files
        .filter(|(path, _)| !before.contains_key(path))
        .collect()
}

/// Whether any of the keys opens anything of a file.
pub fn opens(keys: &[Identity], desk: &Desk, path: &str, bytes: &[u8]) -> bool {
    let name = path.rsplit('/').next().unwrap();
    match HeadName::read(name) {
        Some(name) => {
            let head = Head::unverified(name, bytes, desk.team()).unwrap();
            head.open(keys) != Err(FormError::Sealed)
        }
        None => object::open(bytes, keys).is_ok(),
    }
}

pub fn listings(desk: &Desk) -> Vec<Listing> {
    match desk.head().1.folders {
        Listed::List(list) => list,
        Listed::Pages(_) => panic!("a short list"),
    }
}

/// Publishes an object of this device, in the place of its own one.
fn list_object(desk: &Desk, folder: FolderId, object: &NewObject) {
    desk.put(object);
    let listing = Listing(folder, Codes, object.id, object.bytes.len() as u64);
    desk.publish(|_, body| body.folders = Listed::List(vec![listing]));
}

/// All who read the folder, by the log of this device.
fn readers(desk: &Desk, folder: FolderId) -> Vec<Recipient> {
    let members = desk.office.judgement().readers(folder, false, desk.now);
    members.into_iter().map(|it| desk.key_of(it)).collect()
}

#[test]
fn t43_nothing_written_after_a_removal_opens_with_any_key_of_the_removed_device() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, bela, folder) = three(&store);
    let other = owner.folder("Szabó Kft");
    owner.add(other, "OTP");
    owner
        .office
        .grant(bela.member(), grant(other, Role::Manage), owner.now)
        .unwrap();
    owner.sync();
    let mut bela = bela;
    bela.sync();
    let keys = bela.identities();
    let before = store.files();
    assert!(
        before
            .iter()
            .any(|(path, bytes)| path.starts_with("obj") && opens(&keys, &bela, path, bytes))
    );
    owner.remove(bela.member());
    owner.add(folder, "Bank");
    owner.sync();
    anna.sync();
    anna.add(folder, "KKM");
    settle(&mut [&mut anna, &mut owner]);
    owner.admit("Cili", 4, Class::Member, vec![grant(folder, Role::Edit)]);
    settle(&mut [&mut anna, &mut owner]);
    let written = written_since(&store, &before);
    assert!(written.len() > 6);
    for (path, bytes) in written.iter().filter(|it| !it.0.starts_with("join/")) {
        assert!(!opens(&keys, &bela, path, bytes), "{path}");
    }
    // Every folder that the removed one could read was sealed anew.
    let listed: Vec<Listing> = listings(&owner)
        .into_iter()
        .chain(listings(&anna))
        .collect();
    for listing in listed {
        assert!(
            written
                .iter()
                .any(|(path, _)| path.contains(&listing.2.to_string()))
        );
    }
}

#[test]
fn t44_what_is_sealed_to_somebody_who_was_removed_is_told_noted_and_sealed_anew() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, bela, folder) = three(&store);
    let keys = bela.identities();
    owner.remove(bela.member());
    owner.sync();
    let hidden = owner.head_name().path();
    anna.store.withhold(move |path| path == hidden);
    anna.now += MINUTE;
    owner.now += MINUTE;
    anna.add(folder, "Bank");
    assert!(anna.sync().published);
    let sealed = |desk: &Desk| {
        let objects = listings(desk);
        objects.iter().any(|it| {
            let path = keyrack_team::layout::object_path(desk.device(), it.2);
            object::open(&store.get(&path).unwrap(), &keys).is_ok()
        })
    };
    assert!(sealed(&anna));
    let outcome = owner.sync();
    let about = outcome
        .alarms
        .iter()
        .find(|it| it.0 == AlarmCode::SealedToRemoved)
        .unwrap()
        .1;
    assert_eq!(
        (about.device, about.member),
        (Some(anna.device()), Some(bela.member()))
    );
    // The list of what has to be replaced knows until when.
    assert_eq!(
        owner.office.state.sealed[&(folder, Codes)][&bela.member()].1,
        anna.now
    );
    anna.store.mend();
    anna.sync();
    assert!(!sealed(&anna));
}

#[test]
fn t45_of_two_editors_who_publish_at_once_both_are_merged_and_no_account_is_lost() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, folder) = three(&store);
    for (at, (a, b)) in [("a1", "b1"), ("a2", "b2"), ("a3", "b3")]
        .into_iter()
        .enumerate()
    {
        anna.add(folder, a);
        bela.add(folder, b);
        let device = anna.device().to_string();
        bela.store.withhold(move |path| path.contains(&device));
        anna.sync();
        bela.sync();
        bela.store.mend();
        settle(&mut [&mut anna, &mut bela, &mut owner]);
        for desk in [&anna, &bela, &owner] {
            assert_eq!(desk.services(folder).unwrap().len(), 3 + 2 * at);
        }
    }
    anna.add(folder, "last");
    settle(&mut [&mut anna, &mut bela, &mut owner]);
    let listed = [&anna, &bela, &owner].map(|it| listings(it).len());
    assert_eq!(listed.iter().sum::<usize>(), 1, "{listed:?}");
}

/// A second computer of a member, as its first one adds it.
fn second_computer(first: &mut Desk, replica: u64) -> Desk {
    let mut entropy = OsEntropy;
    let sign = SigningKey::make(&mut entropy).unwrap();
    let opens = Identity::make();
    let device = Device {
        sign: sign.verifying_key(),
        sealed_to: opens.recipient(),
        label: "laptop".to_owned(),
        replica: Replica(replica),
    };
    let (team, member) = (first.team(), first.member());
    let document = DeviceDocument::further(&sign, team, member, &device);
    first.sign(vec![Op::AddDevice { member, document }]);
    first.sync();
    let keys = DeviceKeys {
        team,
        member,
        sign,
        opens,
        member_keys: Vec::new(),
        log_keys: first.office.keys.log_keys.clone(),
        found_keys: Vec::new(),
        sheet: None,
    };
    let state = first.backup().1;
    let (_, log) = keyrack_team::state::State::read(&state, team, first.now).unwrap();
    let office = Office {
        keys,
        log,
        state: Default::default(),
        folders: Default::default(),
    };
    let mut second = Desk::new(office, first.store.view(), replica);
    second.now = first.now;
    second.sync();
    second
}

#[test]
fn t46_after_the_loss_of_a_computer_nobody_seals_to_the_old_key_and_the_other_one_renews_it() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, folder) = three(&store);
    let laptop = second_computer(&mut anna, 12);
    assert_eq!(laptop.services(folder), anna.services(folder));
    settle(&mut [&mut owner, &mut bela]);
    let keys = laptop.identities();
    let before = store.files();
    let device = laptop.device();
    owner.sign(vec![Op::RmDevice {
        device,
        keeps: vec![],
        head: None,
    }]);
    owner.add(folder, "Bank");
    owner.sync();
    bela.sync();
    let to = |desk: &Desk| -> Vec<MemberId> {
        let listed = listings(desk);
        let object = listed.iter().find(|it| it.0 == folder).unwrap().2;
        let to = &desk.office.state.objects[&object].to;
        to.iter().map(|it| it.0).collect()
    };
    assert!(
        !to(&owner).contains(&anna.member()),
        "nobody has a key of hers"
    );
    anna.sync();
    owner.sync();
    assert!(to(&owner).contains(&anna.member()));
    anna.sync();
    assert_eq!(anna.services(folder).unwrap(), ["Bank", "NAV"]);
    settle(&mut [&mut owner, &mut bela, &mut anna]);
    for (path, bytes) in written_since(&store, &before) {
        assert!(!opens(&keys, &laptop, &path, &bytes), "{path}");
    }
}

/// A log key that says that somebody made it who knew everything, with a lesser id than the one in use.
fn forged_key(desk: &Desk, maker: DeviceId) -> KeyEntry {
    let in_use = desk.head().0.log_key;
    let mut identities = std::iter::repeat_with(Identity::make);
    let identity = identities
        .find(|it| it.recipient().key_id() < in_use)
        .unwrap();
    let tips = desk.office.judgement().tips();
    KeyEntry {
        identity,
        maker,
        tips,
    }
}

/// Hands log keys on, as devices do.
fn hand_on(desk: &Desk, keys: Vec<KeyEntry>, to: &[MemberId], spoil: bool) {
    let object = KeyObject {
        team: desk.team(),
        keys_for: KeysFor::Log,
        keys,
    };
    let mut plain = object.write().unwrap();
    if spoil {
        let id = format!("\"id\":\"{}\"", object.keys[0].id());
        let at = plain
            .windows(id.len())
            .position(|it| it == id.as_bytes())
            .unwrap();
        plain[at + 6..at + 8].copy_from_slice(b"zz");
    }
    let to: Vec<Recipient> = to.iter().map(|it| desk.key_of(*it)).collect();
    let object = NewObject::seal(&plain, &to.iter().collect::<Vec<_>>()).unwrap();
    desk.put(&object);
    desk.publish(|frame, body| {
        frame.boot.push((object.id, object.bytes.len() as u64));
        body.boot
            .push((object.id, to.iter().map(Recipient::key_id).collect()));
    });
}

fn has_key(desk: &Desk, key: &KeyEntry) -> bool {
    desk.office
        .keys
        .log_keys
        .iter()
        .any(|it| it.id() == key.id())
}

#[test]
fn t47_a_key_under_another_name_is_ignored_and_its_author_named() {
    let store = MemoryStore::new();
    let (owner, mut anna, bela, folder) = three(&store);
    let key = forged_key(&bela, owner.device());
    hand_on(&bela, vec![key.clone()], &[anna.member()], true);
    let outcome = anna.sync();
    assert!(has(&outcome, AlarmCode::Damaged, bela.device()));
    assert!(!has_key(&anna, &key));
    assert_eq!(anna.services(folder).unwrap(), ["NAV"]);
}

#[test]
fn t47_nobody_seals_to_a_key_that_somebody_outside_the_office_hands_on_not_even_a_newcomer() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, bela, folder) = three(&store);
    let to = [owner.member(), anna.member()];
    let last = bela.head();
    owner.remove(bela.member());
    owner.sync();
    settle(&mut [&mut anna, &mut owner]);
    // Somebody who is still in the office has told Béla what happened since.
    let key = forged_key(&owner, owner.device());
    let mut joining = Vec::new();
    hand_on_from_outside(&owner, (&bela, &last), &key, &to);
    anna.add(folder, "Bank");
    settle(&mut [&mut anna, &mut owner]);
    for desk in [&owner, &anna] {
        assert!(!has_key(desk, &key));
        assert_ne!(desk.head().0.log_key, key.id());
    }
    // The newcomer's key is in the log before the newcomer has read anything.
    let newcomer = owner.admit_with(
        "Cili",
        4,
        Class::Member,
        vec![grant(folder, Role::Edit)],
        |owner, member| {
            joining.push(member);
            hand_on_from_outside(owner, (&bela, &last), &key, &[member]);
        },
    );
    assert_eq!(joining, [newcomer.member()]);
    assert_eq!(newcomer.services(folder).unwrap(), ["Bank", "NAV"]);
    assert!(!has_key(&newcomer, &key));
    assert_ne!(newcomer.head().0.log_key, key.id());
}

/// Hands a log key on from a device that is out of the office, in a head that is sealed to that key.
fn hand_on_from_outside(
    reader: &Desk,
    (outsider, last): (&Desk, &(Frame, Body, ObjectId)),
    key: &KeyEntry,
    to: &[MemberId],
) {
    let object = KeyObject {
        team: outsider.team(),
        keys_for: KeysFor::Log,
        keys: vec![key.clone()],
    };
    let to: Vec<Recipient> = to.iter().map(|it| reader.key_of(*it)).collect();
    let to: Vec<&Recipient> = to.iter().collect();
    let object = NewObject::seal(&object.write().unwrap(), &to).unwrap();
    outsider.put(&object);
    let (mut frame, mut body, hash) = last.clone();
    frame.seq += 1;
    frame.prev = Some(hash);
    frame.log_key = key.id();
    frame.boot = vec![(object.id, object.bytes.len() as u64)];
    body.boot = vec![(object.id, to.iter().map(|it| it.key_id()).collect())];
    body.log.tips = vec![EntryId(outsider.team().0)];
    for path in outsider.store.paths() {
        if path.contains(&frame.dev.to_string()) && path.starts_with("heads/") {
            outsider.store.remove(&path);
        }
    }
    let sign = &outsider.office.keys.sign;
    let bytes = Head::write(&frame, &body, sign, &key.identity.recipient()).unwrap();
    let name = HeadName {
        device: frame.dev,
        seq: frame.seq,
        h10: Short::of(&bytes),
    };
    outsider.store.put(&name.path(), &bytes);
}

#[test]
fn t48_what_a_viewer_or_an_editor_whose_time_is_over_publishes_counts_for_nobody() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, _, folder) = three(&store);
    let until = owner.now + DAY;
    let mut viewer = owner.admit("Cili", 4, Class::Member, vec![grant(folder, Role::View)]);
    let over = Grant {
        until: Some(until),
        ..grant(folder, Role::Edit)
    };
    let mut editor = owner.admit("Dóra", 5, Class::Member, vec![over]);
    for desk in [&mut owner, &mut anna, &mut viewer, &mut editor] {
        desk.now += 2 * DAY;
    }
    for desk in [&mut viewer, &mut editor] {
        desk.add(folder, "sabotage");
        let to = readers(desk, folder);
        let object = desk.object_of((folder, Codes), &to.iter().collect::<Vec<_>>(), |_| {});
        list_object(desk, folder, &object);
    }
    for desk in [&mut owner, &mut anna] {
        let outcome = desk.sync();
        assert!(has(&outcome, AlarmCode::SetAside, viewer.device()));
        assert!(has(&outcome, AlarmCode::SetAside, editor.device()));
        assert_eq!(desk.services(folder).unwrap(), ["NAV"]);
    }
}

#[test]
fn t48_a_viewer_who_is_removed_has_nothing_counted_that_was_not_before() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, _, folder) = three(&store);
    let mut viewer = owner.admit("Cili", 4, Class::Member, vec![grant(folder, Role::View)]);
    viewer.add(folder, "sabotage");
    let to = readers(&viewer, folder);
    let object = viewer.object_of((folder, Codes), &to.iter().collect::<Vec<_>>(), |_| {});
    list_object(&viewer, folder, &object);
    settle(&mut [&mut owner, &mut anna]);
    owner.remove(viewer.member());
    settle(&mut [&mut owner, &mut anna]);
    for desk in [&owner, &anna] {
        assert_eq!(desk.services(folder).unwrap(), ["NAV"]);
    }
}

#[test]
fn t49_a_member_without_a_grant_opens_no_folder() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, folder) = three(&store);
    let cili = owner.admit("Cili", 4, Class::Member, vec![]);
    anna.add(folder, "Bank");
    settle(&mut [&mut owner, &mut anna, &mut bela]);
    let keys = cili.identities();
    let mut opened = 0;
    for (path, bytes) in store.files().iter().filter(|it| it.0.starts_with("obj/")) {
        let Ok(plain) = object::open(bytes, &keys) else {
            continue;
        };
        opened += 1;
        let text = String::from_utf8_lossy(&plain);
        assert!(
            !text.contains("keyrack-folder") && !text.contains("NAV"),
            "{path}"
        );
    }
    assert!(opened > 0, "the keys of the log");
    assert!(cili.office.folders.documents.is_empty());
}

#[test]
fn t50_of_a_grant_and_a_revocation_at_once_the_revocation_counts() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, _, folder) = three(&store);
    let mut second = owner.admit("Dóra", 5, Class::Owner, vec![]);
    settle(&mut [&mut owner, &mut second, &mut anna]);
    owner
        .office
        .revoke(folder, anna.member(), owner.now)
        .unwrap();
    second
        .office
        .grant(anna.member(), grant(folder, Role::Manage), second.now)
        .unwrap();
    let device = owner.device().to_string();
    second.store.withhold(move |path| path.contains(&device));
    owner.sync();
    second.sync();
    second.store.mend();
    settle(&mut [&mut owner, &mut second, &mut anna]);
    for desk in [&owner, &second, &anna] {
        assert!(
            desk.office
                .judgement()
                .role(folder, anna.member())
                .is_none()
        );
    }
    for desk in [&owner, &second] {
        for listing in listings(desk) {
            let to = &desk.office.state.objects[&listing.2].to;
            assert!(to.iter().all(|it| it.0 != anna.member()));
        }
    }
}

#[test]
fn t51_what_an_editor_publishes_after_the_right_was_taken_is_set_aside_and_told() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, folder) = three(&store);
    owner
        .office
        .grant(anna.member(), grant(folder, Role::View), owner.now)
        .unwrap();
    owner.sync();
    // Anna works on, and does not know.
    let hidden = owner.head_name().path();
    anna.store.withhold(move |path| path == hidden);
    anna.add(folder, "Bank");
    assert!(anna.sync().published);
    for desk in [&mut owner, &mut bela] {
        let outcome = desk.sync();
        assert!(has(&outcome, AlarmCode::SetAside, anna.device()));
        assert_eq!(desk.services(folder).unwrap(), ["NAV"]);
    }
    anna.store.mend();
    anna.sync();
    anna.add(folder, "not even sent");
    anna.sync();
    assert_eq!(listings(&anna).len(), 1, "the last object stays listed");
    assert_eq!(
        anna.office.outbox(),
        0,
        "what was not sent goes to the owners"
    );
    let listed = listings(&anna);
    anna.sync();
    assert_eq!(listings(&anna), listed, "once");
}

#[test]
fn t52_after_the_end_of_a_grant_an_employee_seals_nothing_to_her_though_no_owner_runs() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, _, folder) = three(&store);
    let until = Some(owner.now + DAY);
    let cili = owner.admit(
        "Cili",
        4,
        Class::Member,
        vec![Grant {
            until,
            ..grant(folder, Role::Edit)
        }],
    );
    anna.sync();
    let keys = cili.identities();
    anna.now += DAY - 1;
    anna.add(folder, "in time");
    anna.sync();
    let newest = |anna: &Desk| {
        let path = keyrack_team::layout::object_path(anna.device(), listings(anna)[0].2);
        store.get(&path).unwrap()
    };
    assert!(object::open(&newest(&anna), &keys).is_ok());
    anna.now += 1;
    assert!(anna.sync().published, "it is sealed again by itself");
    assert!(object::open(&newest(&anna), &keys).is_err());
    anna.add(folder, "too late");
    anna.sync();
    assert!(object::open(&newest(&anna), &keys).is_err());
}

#[test]
fn t53_a_crash_at_any_step_of_a_removal_leaves_nothing_or_all() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, bela, folder) = three(&store);
    let other = owner.folder("Szabó Kft");
    owner.add(other, "OTP");
    settle(&mut [&mut owner, &mut anna]);
    let start = store.snapshot();
    let kept = [owner.backup(), anna.backup()];
    let caches = [&owner, &anna].map(|it| it.cache.0.borrow().clone());
    for steps in 0.. {
        store.restore(&start);
        for (desk, (kept, cache)) in [&mut owner, &mut anna]
            .into_iter()
            .zip(kept.iter().zip(&caches))
        {
            desk.cache.0.replace(cache.clone());
            desk.put_back(kept.clone());
        }
        owner.remove(bela.member());
        owner.add(folder, "Bank");
        let broken = Rule::new(Fault::Fail(StoreError::Unreachable)).skip(steps);
        owner.store.add(broken);
        let outcome = owner.try_sync(Options::default());
        owner.store.mend();
        let is_done = outcome.is_ok_and(|it| it.published && it.waiting.is_none());
        let seen = anna.sync();
        let quiet = [
            AlarmCode::Incomplete,
            AlarmCode::Damaged,
            AlarmCode::DeviceForked,
            AlarmCode::StoreOlder,
        ];
        assert!(
            !quiet.iter().any(|it| seen.alarms.has(*it)),
            "{steps}: {seen:?}"
        );
        let is_out = |desk: &Desk| {
            !desk
                .office
                .judgement()
                .members()
                .contains_key(&bela.member())
        };
        assert_eq!(
            is_out(&anna),
            anna.services(folder).unwrap().len() == 2,
            "{steps}: all or nothing"
        );
        owner.restart();
        let again = owner.sync();
        assert!(
            !again.alarms.has(AlarmCode::Twin) && again.waiting.is_none(),
            "{steps}"
        );
        settle(&mut [&mut anna, &mut owner]);
        assert_eq!(is_out(&owner), is_out(&anna), "{steps}");
        assert_eq!(owner.services(folder), anna.services(folder), "{steps}");
        for desk in [&mut anna, &mut owner] {
            assert_eq!(codes(&desk.sync()), [], "{steps}");
        }
        if is_done {
            assert!(is_out(&anna));
            assert!(steps >= 4);
            return;
        }
    }
}

#[test]
fn t53b_a_device_that_slept_through_three_log_keys_catches_up() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, folder) = three(&store);
    let mut keys = vec![owner.head().0.log_key];
    for (at, name) in ["Cili", "Dóra", "Endre"].into_iter().enumerate() {
        let leaver = owner.admit(
            name,
            10 + at as u64,
            Class::Member,
            vec![grant(folder, Role::Edit)],
        );
        owner.remove(leaver.member());
        owner.add(folder, name);
        owner.sync();
        anna.sync();
        keys.push(owner.head().0.log_key);
    }
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), 4);
    bela.sync();
    assert_eq!(bela.services(folder), owner.services(folder));
    bela.add(folder, "awake");
    bela.sync();
    assert_eq!(bela.head().0.log_key, owner.head().0.log_key);
    owner.sync();
    assert_eq!(owner.services(folder).unwrap().len(), 5);
    assert_eq!(codes(&bela.sync()), []);
}

#[test]
fn t53c_a_newcomer_reads_heads_under_the_newest_log_key_and_earlier_ones() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, bela, folder) = three(&store);
    // Anna's head stays under the first key.
    owner.remove(bela.member());
    owner.sync();
    let cili = owner.admit("Cili", 4, Class::Member, vec![grant(folder, Role::Edit)]);
    assert_ne!(anna.head().0.log_key, owner.head().0.log_key);
    assert!(cili.office.state.heads.contains_key(&anna.device()));
    assert_eq!(cili.services(folder).unwrap(), ["NAV"]);
    assert_eq!(cili.head().0.log_key, owner.head().0.log_key);
    anna.sync();
}

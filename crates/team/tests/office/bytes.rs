//! Bytes that are not what they should be, in the place of every kind of file (design, 4 A).

use keyrack_seal::{
    OsEntropy, Recipient,
    sign::{Context, VerifyingKey},
};
use keyrack_store::testing::{MemoryStore, Request};
use keyrack_team::{
    alarm::AlarmCode,
    form::{self, FormError, Kind},
    head::{Folders, Head, Listing},
    ids::{DeviceId, FolderId, ObjectId},
    join::JoinRequest,
    json,
    layout::{HeadName, Short, object_path},
    log::{Added, Op},
    object::{self, NewObject},
    office::{Grant, JoiningDevice},
    rules::{Class, Role},
    sync::Options,
};
use keyrack_vault::Compartment::{Codes, Recovery};
use proptest::prelude::*;

use crate::desk::{Desk, codes, found, grant, has, newcomer, settle, three};

/// Every way to spoil bytes a little: each bit turned, cut off at each length, and something added.
fn spoilt(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    let flipped = (0..bytes.len() * 8).map(|bit| {
        let mut bytes = bytes.to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        bytes
    });
    let cut = (0..bytes.len()).map(|len| bytes[..len].to_vec());
    let added = [&b"\0"[..], b"\n", b"KRTM", bytes];
    let added = added.into_iter().map(move |more| [bytes, more].concat());
    flipped.chain(cut).chain(added)
}

fn name_of(desk: &Desk, seq: u64, bytes: &[u8]) -> HeadName {
    HeadName {
        device: desk.device(),
        seq,
        h10: Short::of(bytes),
    }
}

fn list_of(desk: &Desk) -> Vec<Listing> {
    match desk.head().1.folders {
        Folders::List(list) => list,
        Folders::Pages(_) => panic!("a short list"),
    }
}

/// What must not change, whatever lies in the store.
fn state_of(desk: &Desk) -> (Vec<Option<Vec<String>>>, usize, String) {
    let folders = desk.office.folders.documents.keys();
    let members = desk.office.judgement().members().len();
    (
        folders.map(|it| desk.services(*it)).collect(),
        members,
        desk.office.number(),
    )
}

#[test]
fn t1_t2_t3_a_head_with_a_bit_turned_cut_off_or_with_more_behind_it_is_none_even_under_its_right_name()
 {
    let (owner, ..) = found(&MemoryStore::new());
    let key = owner.office.keys.sign.verifying_key();
    let name = owner.head_name();
    let bytes = owner.store.get(&name.path()).unwrap();
    assert!(Head::read(name, &bytes, owner.team(), &key).is_ok());
    for other in spoilt(&bytes) {
        assert!(Head::read(name, &other, owner.team(), &key).is_err());
        let right = name_of(&owner, name.seq, &other);
        assert!(Head::read(right, &other, owner.team(), &key).is_err());
    }
}

#[test]
fn t1_t2_t3_an_entry_with_a_bit_turned_cut_off_or_with_more_behind_it_is_none() {
    let (mut owner, ..) = found(&MemoryStore::new());
    let folder = owner.folder("Kovács Bt");
    let entry = owner.entry(vec![Op::Revoke {
        folder,
        member: owner.member(),
    }]);
    let before = owner.office.log.len();
    for other in spoilt(&entry.bytes) {
        let added = owner.office.log.add(&other, owner.now);
        assert!(
            !matches!(added, Added::New | Added::Known | Added::Full),
            "{added:?}"
        );
    }
    owner.office.log.judge(owner.now);
    assert_eq!(owner.office.log.len(), before);
    assert_eq!(owner.office.log.needs_newer(), None);
    assert_eq!(owner.office.log.add(&entry.bytes, owner.now), Added::New);
}

#[test]
fn t1_t2_t3_a_request_with_a_bit_turned_cut_off_or_with_more_behind_it_is_none() {
    let (mut owner, ..) = found(&MemoryStore::new());
    let invitation = keyrack_team::office::Invitation {
        name: "Anna".to_owned(),
        email: String::new(),
        class: Class::Member,
        grants: Vec::new(),
        expires: owner.now + 1,
    };
    let code = owner
        .office
        .invite(&invitation, owner.now, &mut OsEntropy)
        .unwrap();
    let who = newcomer("Anna", 2);
    let (joining, _, bytes) =
        JoiningDevice::answer(&code, owner.team(), &who, &mut OsEntropy).unwrap();
    let invites = owner.office.log.invites();
    let invite = invites[&code.id()].1;
    let read = |bytes: &[u8]| JoinRequest::read(bytes, owner.team(), invite, joining.keys.device());
    assert!(read(&bytes).is_ok());
    for other in spoilt(&bytes) {
        assert!(read(&other).is_err());
    }
}

#[test]
fn t1_a_bit_turned_in_any_file_of_the_store_changes_nothing_and_is_told() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, folder) = three(&store);
    anna.add(folder, "Bank");
    anna.sync();
    owner.add(folder, "OTP");
    owner.sync();
    let before = state_of(&bela);
    let (seen, kept) = (store.snapshot(), bela.backup());
    let cache = bela.cache.0.borrow().clone();
    let files = store.files();
    for (path, bytes) in files.iter().filter(|it| !it.0.starts_with("join/")) {
        for at in [0, bytes.len() / 2, bytes.len() - 1] {
            let mut bytes = bytes.clone();
            bytes[at] ^= 4;
            store.put(path, &bytes);
            let options = Options {
                only_read: true,
                ..Options::default()
            };
            let outcome = bela.try_sync(options).unwrap();
            let listed = [&owner, &anna].iter().any(|it| {
                it.head_name().path() == *path
                    || list_of_snapshot(it, &files)
                        .iter()
                        .any(|object| path.contains(object))
            });
            if listed {
                assert!(!codes(&outcome).is_empty(), "{path} {at}");
            }
            store.restore(&seen);
            bela.try_sync(options).unwrap();
            assert_eq!(
                bela.services(folder).unwrap(),
                ["Bank", "NAV", "OTP"],
                "{path} {at}"
            );
            bela.cache.0.replace(cache.clone());
            bela.put_back(kept.clone());
            assert_eq!(state_of(&bela), before);
        }
    }
}

/// The objects that the newest head of a device lists, as the files were.
fn list_of_snapshot(
    desk: &Desk,
    files: &std::collections::BTreeMap<String, Vec<u8>>,
) -> Vec<String> {
    let name = desk.head_name();
    let Some(bytes) = files.get(&name.path()) else {
        return Vec::new();
    };
    let head = Head::unverified(name, bytes, desk.team()).unwrap();
    let body = head.open(desk.office.keys.log_identities()).unwrap();
    match body.folders {
        Folders::List(list) => list.iter().map(|it| it.2.to_string()).collect(),
        Folders::Pages(_) => Vec::new(),
    }
}

#[test]
fn t4_a_head_under_the_name_of_another_device_number_or_hash_is_ignored() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, folder) = three(&store);
    owner.add(folder, "Bank");
    owner.sync();
    let name = owner.head_name();
    let bytes = store.get(&name.path()).unwrap();
    settle(&mut [&mut anna, &mut bela]);
    let others = [
        HeadName {
            device: bela.device(),
            seq: 999,
            ..name
        },
        HeadName {
            device: DeviceId([9; 16]),
            ..name
        },
        HeadName {
            seq: name.seq + 1,
            ..name
        },
        HeadName {
            h10: Short::of(b"other"),
            ..name
        },
        HeadName {
            device: anna.device(),
            seq: 999,
            ..name
        },
    ];
    for other in others {
        store.put(&other.path(), &bytes);
    }
    let before = state_of(&anna);
    let outcome = anna.sync();
    assert!(has(&outcome, AlarmCode::Damaged, owner.device()));
    assert!(has(&outcome, AlarmCode::Damaged, bela.device()));
    assert!(!outcome.alarms.has(AlarmCode::Twin) && !outcome.alarms.has(AlarmCode::DeviceForked));
    assert_eq!(state_of(&anna), before);
    bela.add(folder, "OTP");
    assert!(bela.sync().published);
    anna.sync();
    assert_eq!(anna.services(folder).unwrap(), ["Bank", "NAV", "OTP"]);
}

#[test]
fn t5_an_object_that_is_not_what_its_name_says_is_fetched_once_more_and_then_told() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, _, folder) = three(&store);
    owner.add(folder, "Bank");
    owner.sync();
    let path = object_path(owner.device(), list_of(&owner)[0].2);
    let right = store.get(&path).unwrap();
    let mut wrong = right.clone();
    *wrong.last_mut().unwrap() ^= 1;
    store.put(&path, &wrong);
    anna.store.take_requests();
    let outcome = anna.sync();
    let reads = anna.store.take_requests();
    let reads = reads
        .iter()
        .filter(|it| **it == (Request::Read, path.clone()));
    assert_eq!(reads.count(), 2);
    assert!(has(&outcome, AlarmCode::Damaged, owner.device()));
    assert_eq!(anna.services(folder).unwrap(), ["NAV"]);
    store.put(&path, &right);
    anna.sync();
    assert_eq!(anna.services(folder).unwrap(), ["Bank", "NAV"]);
}

#[test]
fn t6_an_object_with_more_stanzas_than_anybody_writes_is_refused_and_its_author_named() {
    let store = MemoryStore::new();
    let (owner, mut anna, bela, folder) = three(&store);
    for stanzas in [65, 1_000] {
        let to = [owner.member(), anna.member()].map(|it| bela.key_of(it));
        let object = bela.object_of((folder, Codes), &to.iter().collect::<Vec<_>>(), |_| {});
        let text = b"-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\nEmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n";
        let at = object
            .bytes
            .windows(4)
            .position(|it| it == b"\n-> ")
            .unwrap()
            + 1;
        let bytes = [
            &object.bytes[..at],
            &text.repeat(stanzas),
            &object.bytes[at..],
        ]
        .concat();
        let object = NewObject {
            id: ObjectId::of(&bytes),
            bytes,
        };
        assert_eq!(
            object::open(&object.bytes, anna.office.keys.own()).map(drop),
            Err(FormError::Malformed)
        );
        bela.put(&object);
        let listing = Listing(folder, Codes, object.id, object.bytes.len() as u64);
        bela.publish(|_, body| body.folders = Folders::List(vec![listing]));
        let outcome = anna.sync();
        assert!(has(&outcome, AlarmCode::Damaged, bela.device()));
        assert_eq!(anna.services(folder).unwrap(), ["NAV"]);
    }
}

#[test]
fn t7_json_that_two_readers_could_read_in_two_ways_is_refused() {
    let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    let wrong = [
        r#"{"a":1,"a":2}"#.as_bytes().to_vec(),
        br#"{"a":{"b":1,"b":1}}"#.to_vec(),
        b"{\"a\":1.0}".to_vec(),
        b"{\"a\":1e3}".to_vec(),
        b"{\"a\":9007199254740993}".to_vec(),
        b"{\"a\":18446744073709551616}".to_vec(),
        format!("{{\"a\":{}}}", deep(17)).into_bytes(),
        deep(100_000).into_bytes(),
        b"{\"a\":\"\xff\"}".to_vec(),
        b"{\"a\":\"\xc0\xaf\"}".to_vec(),
        b"{\"a\":\"\\u0000\"}".to_vec(),
        b"{\"a\":\"\\ud800\"}".to_vec(),
        b"{\"a\":\"\\udc00\\ud800\"}".to_vec(),
        b"{\"a\":1} x".to_vec(),
        b"{\"a\":1}{}".to_vec(),
        b"{\"a\":NaN}".to_vec(),
        b"\xef\xbb\xbf{}".to_vec(),
        Vec::new(),
    ];
    for text in &wrong {
        let read = json::read_object(text).map(drop);
        assert_eq!(
            read,
            Err(FormError::Malformed),
            "{}",
            String::from_utf8_lossy(text)
                .chars()
                .take(40)
                .collect::<String>()
        );
    }
    assert!(json::read_object(b"{\"a\":9007199254740992,\"b\":[[[[]]]]}\n ").is_ok());
    // The same in an entry that is signed rightly.
    let (mut owner, ..) = found(&MemoryStore::new());
    for text in &wrong {
        let Ok(entry) = form::write(Kind::Entry, &owner.office.keys.sign, &[text]) else {
            assert!(text.len() > Kind::Entry.max());
            continue;
        };
        assert!(matches!(
            owner.office.log.add(&entry, owner.now),
            Added::Refused(_)
        ));
    }
}

/// An entry of a device, with ops as the test writes them.
fn raw_entry(desk: &Desk, ops: &str) -> Vec<u8> {
    let place = desk.office.judgement().place(desk.device()).unwrap();
    let tips: Vec<String> = desk
        .office
        .judgement()
        .tips()
        .iter()
        .map(|it| format!("\"{it}\""))
        .collect();
    let frame = format!(
        r#"{{"v":1,"team":"{}","dev":"{}","under":["{}",{}],"prev":[{}],"at":[{},9],"ops":[{ops}]}}"#,
        desk.team(),
        desk.device(),
        place.under.0,
        place.under.1,
        tips.join(","),
        desk.now,
    );
    form::write(Kind::Entry, &desk.office.keys.sign, &[frame.as_bytes()]).unwrap()
}

#[test]
fn t8_what_an_owner_writes_in_a_newer_form_stops_publishing_and_is_told() {
    let folder = FolderId::from_bytes([7; 16]);
    let member = keyrack_team::ids::MemberId([7; 16]);
    let revoke = format!(r#""op":"revoke","folder":"{folder}","member":"{member}""#);
    for ops in [
        r#"{"op":"dance"}"#.to_owned(),
        format!("{{{revoke},\"more\":1}}"),
    ] {
        let store = MemoryStore::new();
        let (owner, mut anna, _, folder) = three(&store);
        let newer = raw_entry(&owner, &ops);
        owner.publish(|_, body| body.log.new.push(json::base64(&newer)));
        let before = store.files();
        anna.add(folder, "Bank");
        let outcome = anna.sync();
        assert!(has(&outcome, AlarmCode::Newer, owner.device()), "{ops}");
        assert!(!outcome.published && store.files() == before);
        assert_eq!(anna.services(folder).unwrap(), ["Bank", "NAV"]);
        anna.restart();
        let outcome = anna.sync();
        assert!(has(&outcome, AlarmCode::Newer, owner.device()), "{ops}");
        assert!(!outcome.published && store.files() == before);
    }
}

#[test]
fn t8_a_field_of_an_account_that_is_not_known_survives_an_edit_and_another_publication() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, _, folder) = three(&store);
    let account = owner.add(folder, "Bank");
    owner.sync();
    let path = object_path(owner.device(), list_of(&owner)[0].2);
    let plain = object::open(&store.get(&path).unwrap(), owner.office.keys.own()).unwrap();
    let text = String::from_utf8(plain.to_vec()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let service = lines.iter().position(|it| it.contains("\"Bank\"")).unwrap();
    let at = lines[service].find('{').unwrap() + 1;
    let more = format!(
        "{}\"later\":\"zzz\",{}",
        &lines[service][..at],
        &lines[service][at..]
    );
    let text = text.replace(lines[service], &more);
    let readers: Vec<Recipient> = [owner.member(), anna.member()]
        .iter()
        .map(|it| owner.key_of(*it))
        .collect();
    let object = NewObject::seal(text.as_bytes(), &readers.iter().collect::<Vec<_>>()).unwrap();
    owner.put(&object);
    let listing = Listing(folder, Codes, object.id, object.bytes.len() as u64);
    owner.publish(|_, body| body.folders = Folders::List(vec![listing]));
    let outcome = anna.sync();
    assert!(!outcome.alarms.has(AlarmCode::Damaged), "{outcome:?}");
    anna.now += 1;
    anna.rename(folder, account, "Bank 2");
    anna.sync();
    let path = object_path(anna.device(), list_of(&anna)[0].2);
    let plain = object::open(&store.get(&path).unwrap(), anna.office.keys.own()).unwrap();
    let text = String::from_utf8_lossy(&plain);
    assert!(text.contains("\"later\":\"zzz\"") && text.contains("Bank 2"));
}

#[test]
fn t9_weak_keys_second_forms_of_signatures_and_signatures_for_another_purpose_are_refused() {
    let weak = [
        [0; 32],
        {
            let mut one = [0; 32];
            one[0] = 1;
            one
        },
        [0xff; 32],
    ];
    for key in &weak {
        assert!(VerifyingKey::from_bytes(key).is_err());
    }
    let (mut owner, ..) = found(&MemoryStore::new());
    let folder = owner.folder("Kovács Bt");
    let entry = owner.entry(vec![Op::Revoke {
        folder,
        member: owner.member(),
    }]);
    let (frames, signature) = entry.bytes.split_at(entry.bytes.len() - 64);
    let frame = &frames[10..];
    // Under another purpose.
    for context in [
        Context::Head,
        Context::Join,
        Context::Proof,
        Context::SelfSigned,
    ] {
        let other = owner.office.keys.sign.sign(context, &[frame]);
        let bytes = [frames, &other].concat();
        assert_eq!(
            owner.office.log.add(&bytes, owner.now),
            Added::Refused(FormError::Unsigned)
        );
    }
    // S and the order of the group are the same number.
    const ORDER: [u8; 32] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde,
        0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let mut second = signature.to_vec();
    let mut carry = 0;
    for (byte, add) in second[32..].iter_mut().zip(ORDER) {
        let sum = u16::from(*byte) + u16::from(add) + carry;
        *byte = sum.to_le_bytes()[0];
        carry = sum >> 8;
    }
    let bytes = [frames, &second].concat();
    assert_eq!(
        owner.office.log.add(&bytes, owner.now),
        Added::Refused(FormError::Unsigned)
    );
    assert_eq!(owner.office.log.add(&entry.bytes, owner.now), Added::New);
}

#[test]
fn t10_a_head_that_one_device_signed_under_the_name_of_another_is_rejected() {
    let store = MemoryStore::new();
    let (owner, mut anna, bela, folder) = three(&store);
    let (mut frame, mut body, hash) = owner.head();
    frame.seq += 1;
    frame.prev = Some(hash);
    body.folders = Folders::default();
    // Béla signs in the owner's name.
    let name = bela.publish_as(&frame, &body);
    assert_eq!(name.device, owner.device());
    let before = state_of(&anna);
    let outcome = anna.sync();
    assert!(has(&outcome, AlarmCode::Damaged, owner.device()));
    assert_eq!(state_of(&anna), before);
    assert_eq!(anna.services(folder).unwrap(), ["NAV"]);
    assert!(!anna.office.state.forked.contains(&owner.device()));
}

#[test]
fn t11_an_object_counts_only_as_what_it_was_made_for() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, bela, folder) = three(&store);
    let other = owner.folder("Szabó Kft");
    owner.add(other, "OTP");
    owner
        .office
        .grant(anna.member(), grant(other, Role::View), owner.now)
        .unwrap();
    owner
        .office
        .grant(bela.member(), grant(other, Role::Edit), owner.now)
        .unwrap();
    let with_recovery = Grant {
        recovery: true,
        ..grant(folder, Role::Edit)
    };
    owner
        .office
        .grant(bela.member(), with_recovery, owner.now)
        .unwrap();
    let mut bela = bela;
    settle(&mut [&mut owner, &mut anna, &mut bela]);
    bela.add(folder, "foreign");
    let to = [owner.member(), anna.member(), bela.member()].map(|it| bela.key_of(it));
    let to: Vec<&Recipient> = to.iter().collect();
    let of_folder = bela.object_of((folder, Codes), &to, |_| {});
    let len = |it: &NewObject| it.bytes.len() as u64;
    let owners = owner
        .store
        .get(&object_path(owner.device(), list_of(&owner)[0].2))
        .unwrap();
    let owners = NewObject {
        id: ObjectId::of(&owners),
        bytes: owners,
    };
    let of_office = bela.object_of((folder, Codes), &to, |head| {
        head.team = keyrack_team::ids::TeamId([1; 32]);
    });
    let listings = [
        (
            Listing(other, Codes, of_folder.id, len(&of_folder)),
            &of_folder,
        ),
        (
            Listing(folder, Recovery, of_folder.id, len(&of_folder)),
            &of_folder,
        ),
        (
            Listing(list_of(&owner)[0].0, Codes, owners.id, len(&owners)),
            &owners,
        ),
        (
            Listing(folder, Codes, of_office.id, len(&of_office)),
            &of_office,
        ),
    ];
    for (listing, object) in listings {
        bela.put(object);
        bela.publish(|_, body| body.folders = Folders::List(vec![listing]));
        for desk in [&mut anna, &mut owner] {
            desk.sync();
            assert_eq!(desk.services(folder).unwrap(), ["NAV"]);
            assert_eq!(desk.services(other).unwrap(), ["OTP"]);
        }
        let outcome = owner.sync();
        assert!(
            has(&outcome, AlarmCode::Damaged, bela.device())
                || has(&outcome, AlarmCode::SetAside, bela.device()),
            "{listing:?}"
        );
    }
}

#[test]
fn t12_a_huge_head_and_a_hundred_thousand_files_keep_nobody_from_reading_the_others() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, bela, folder) = three(&store);
    let huge = vec![0; 3 << 20];
    store.put(
        &name_of(&bela, bela.head_name().seq + 1, &huge).path(),
        &huge,
    );
    for at in 0..100_000_u32 {
        store.put(&format!("heads/{at}.tmp"), b"");
    }
    for at in 0..2_000_u64 {
        let mut device = [0; 16];
        device[..8].copy_from_slice(&at.to_be_bytes());
        let name = HeadName {
            device: DeviceId(device),
            seq: 1,
            h10: Short::of(b""),
        };
        store.put(&name.path(), b"");
    }
    owner.add(folder, "Bank");
    owner.sync();
    anna.store.take_requests();
    let outcome = anna.sync();
    assert!(anna.store.take_requests().len() < 400);
    let junk = outcome
        .alarms
        .iter()
        .find(|it| it.0 == AlarmCode::Junk)
        .unwrap();
    assert_eq!(junk.2, 100_000);
    assert_eq!(anna.services(folder).unwrap(), ["Bank", "NAV"]);
    anna.sync();
    anna.store.take_requests();
    anna.sync();
    assert!(
        anna.store.take_requests().len() < 10,
        "what was looked at in vain is not looked at again"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, max_shrink_iters: 0, ..ProptestConfig::default() })]

    #[test]
    fn whatever_lies_in_the_place_of_files_nobody_falls_over_and_all_is_as_before_once_it_is_gone(
        places in prop::collection::vec((any::<prop::sample::Index>(), 0..4_u8, prop::collection::vec(any::<u8>(), 0..300)), 60),
    ) {
        let store = MemoryStore::new();
        let (mut owner, mut anna, _, folder) = three(&store);
        owner.add(folder, "Bank");
        owner.sync();
        let good = store.snapshot();
        let paths = store.paths();
        let kept = anna.backup();
        let cache = anna.cache.0.borrow().clone();
        for (place, how, garbage) in places {
            let path = place.get(&paths);
            let bytes = store.get(path).unwrap();
            let keep = garbage.first().map_or(0, |it| usize::from(*it) * bytes.len() / 256);
            let spoilt = match how {
                0 => garbage,
                1 => [&bytes[..keep], &garbage].concat(),
                2 => [&garbage, &bytes[keep..]].concat(),
                _ => [&bytes[..keep], &garbage, &bytes[keep..]].concat(),
            };
            store.put(path, &spoilt);
            // The right name for what is wrong.
            let name = HeadName::read(path.rsplit('/').next().unwrap());
            if let Some(name) = name {
                let name = HeadName { seq: name.seq + 1, h10: Short::of(&spoilt), ..name };
                store.put(&name.path(), &spoilt);
            }
            let _ = anna.try_sync(Options::default());
            let _ = anna.office.requests(&store, anna.now);
            let _ = owner.office.requests(&store, owner.now);
            store.restore(&good);
            let outcome = anna.try_sync(Options::default()).unwrap();
            prop_assert!(!outcome.alarms.has(AlarmCode::Twin));
            prop_assert_eq!(anna.services(folder).unwrap(), ["Bank", "NAV"]);
            store.restore(&good);
            anna.cache.0.replace(cache.clone());
            anna.put_back(kept.clone());
        }
        prop_assert_eq!(newcomer_sees(&mut owner, folder), ["Bank", "NAV"]);
    }

    #[test]
    fn whatever_a_member_says_in_a_head_signed_rightly_nobody_falls_over(
        folders in prop::collection::vec((any::<[u8; 16]>(), any::<bool>(), any::<[u8; 32]>(), any::<u64>()), 0..20),
        tips in prop::collection::vec(any::<[u8; 32]>(), 0..20),
        entries in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..200), 0..10),
        segs in prop::collection::vec((any::<[u8; 32]>(), any::<u64>(), any::<u64>(), any::<[u8; 32]>()), 0..10),
        seen in prop::collection::btree_map(any::<[u8; 16]>(), any::<u64>(), 0..20),
        at in any::<u64>(),
        prev in any::<Option<[u8; 32]>>(),
    ) {
        let store = MemoryStore::new();
        let (mut owner, mut anna, bela, folder) = three(&store);
        let (mut frame, mut body, _) = bela.head();
        frame.seq += 1;
        frame.at = (at & ((1 << 53) - 1), 7);
        frame.prev = prev.map(ObjectId);
        let number = |it: u64| it & ((1 << 53) - 1);
        body.folders = Folders::List(folders.into_iter().map(|(folder, part, object, len)| {
            Listing(FolderId::from_bytes(folder), if part { Codes } else { Recovery }, ObjectId(object), number(len))
        }).collect());
        body.log.tips.extend(tips.into_iter().map(keyrack_team::ids::EntryId));
        body.log.new.extend(entries.iter().map(|it| json::base64(it)));
        body.log.segs = segs.into_iter().map(|(object, len, count, last)| {
            (ObjectId(object), number(len), number(count), keyrack_team::ids::EntryId(last))
        }).collect();
        body.seen = seen.into_iter().map(|(device, seq)| (DeviceId(device), (number(seq), Short::of(&device)))).collect();
        bela.publish_as(&frame, &body);
        owner.add(folder, "Bank");
        owner.sync();
        anna.sync();
        anna.add(folder, "OTP");
        anna.sync();
        owner.sync();
        prop_assert_eq!(owner.services(folder).unwrap(), ["Bank", "NAV", "OTP"]);
        prop_assert_eq!(anna.services(folder).unwrap(), ["Bank", "NAV", "OTP"]);
    }
}

fn newcomer_sees(owner: &mut Desk, folder: FolderId) -> Vec<String> {
    let newcomer = owner.admit("Cili", 4, Class::Member, vec![grant(folder, Role::View)]);
    newcomer.services(folder).unwrap()
}

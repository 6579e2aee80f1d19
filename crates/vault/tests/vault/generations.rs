//! Kept states: which ones stay, and under which keys.

use keyrack_seal::{Identity, MacKey, OsEntropy, file};
use keyrack_vault::{
    files::{FilesError, WayIn},
    payload,
};

use crate::world::{CHEAP, DAY, NEW_PASSWORD, NOW, PASSWORD, World, add, moment, names, set};

#[test]
fn the_newest_ten_and_the_last_of_each_of_seven_days_are_kept_and_all_open() {
    let (world, mut open) = World::with(&[]);
    // Three saves a day for twenty days, then a busy day of fifteen.
    let times = (0..20)
        .flat_map(|day| (0..3).map(move |save| NOW + day * DAY + save * 1000))
        .chain((0..15).map(|save| NOW + 20 * DAY + save * 1000));
    for (number, now) in times.enumerate() {
        world.disk.set_clock(now);
        add(&mut open.vault, &format!("{number:03}"), now);
        open.save(&moment(now)).unwrap();
        open.settle(now).unwrap();
    }
    let kept = world.files().generations().unwrap();
    let sequences: Vec<u64> = kept.iter().map(|kept| kept.sequence).collect();
    let newest = open.header.sequence;
    let expected: Vec<u64> = (newest - 9..=newest)
        .rev()
        .chain((0..6).map(|day| newest - 15 - 3 * day))
        .collect();
    assert_eq!(sequences, expected);

    let keys = world
        .files()
        .unlock(&WayIn::Password(PASSWORD))
        .unwrap()
        .unwrap()
        .keys;
    for kept in &kept {
        let read = world.files().open_generation(kept, &keys).unwrap();
        assert_eq!(read.header.sequence, kept.sequence);
        assert_eq!(names(&read.vault).len() as u64, kept.sequence - 2);
        let slots = world
            .path("generations")
            .join(kept.name.replace(".age", ".slots"));
        assert!(
            !world.disk.content(&slots).is_empty(),
            "with the ways in of its time"
        );
    }
    let files = world.disk.names(&world.path("generations"));
    assert_eq!(files.len(), 2 * kept.len(), "and nothing else: {files:?}");
}

#[test]
fn after_a_change_of_the_password_every_kept_state_opens_the_new_way_and_none_the_old_way() {
    let (world, mut open) = World::with(&["a"]);
    for number in 0..4 {
        add(&mut open.vault, &format!("{number}"), NOW);
        world.save(&mut open);
    }
    let before = world.files().generations().unwrap();
    let old = world
        .files()
        .unlock(&WayIn::Password(PASSWORD))
        .unwrap()
        .unwrap()
        .keys;
    // What was merged under the old keys lies set aside.
    let aside = world.disk.content(&world.path("vault.age"));
    world
        .disk
        .put(&world.path("set-aside").join("1-vault (1).age"), &aside);
    open.change_ways_in(NEW_PASSWORD, CHEAP, None, &moment(NOW), &mut OsEntropy)
        .unwrap();
    open.settle(NOW).unwrap();

    let files = world.files();
    let new = files
        .unlock(&WayIn::Password(NEW_PASSWORD))
        .unwrap()
        .unwrap()
        .keys;
    assert!(new.previous.is_none(), "the new way in carries no old keys");
    assert!(matches!(
        files.unlock(&WayIn::Password(PASSWORD)),
        Err(FilesError::WrongKey)
    ));
    let after = files.generations().unwrap();
    assert_eq!(after.len(), before.len() + 1);
    for kept in &after {
        let read = files
            .open_generation(kept, &new)
            .unwrap_or_else(|error| panic!("{}: {error}", kept.name));
        assert_eq!(
            names(&read.vault).len() as u64,
            kept.sequence.saturating_sub(1).min(5)
        );
        assert_eq!(kept.modified, NOW, "its date is that of its state");
    }
    let folders = [
        world.folder(),
        world.path("generations"),
        world.path("set-aside"),
    ];
    for (folder, name) in folders.iter().flat_map(|folder| {
        let names = world.disk.names(folder);
        names.into_iter().map(move |name| (folder, name))
    }) {
        let bytes = world.disk.content(&folder.join(&name));
        assert!(
            file::open(&bytes, &old.identity).is_err(),
            "{name} opens with the old keys"
        );
        let old_public = old.identity.recipient().to_string();
        let text = String::from_utf8_lossy(&bytes);
        for old_way in [old_public, old.identity.recipient().id()] {
            assert!(!text.contains(&old_way), "{name} holds an old way in");
        }
        if name.ends_with(".age") {
            assert!(
                file::open(&bytes, &world.paper).is_ok(),
                "{name} opens with the paper"
            );
        }
    }
}

#[test]
fn after_a_new_recovery_key_no_kept_state_opens_with_the_old_one() {
    let (world, mut open) = World::with(&["a"]);
    let paper = Identity::make();
    let new = Some(paper.paper());
    open.change_ways_in(PASSWORD, CHEAP, new, &moment(NOW), &mut OsEntropy)
        .unwrap();
    world.save(&mut open);
    for kept in world.files().generations().unwrap() {
        let bytes = world
            .disk
            .content(&world.path("generations").join(kept.name));
        assert!(file::open(&bytes, &world.paper).is_err());
        assert!(file::open(&bytes, &paper).is_ok());
    }
    assert!(matches!(world.open_by_paper(), Err(FilesError::WrongKey)));
    let opened = world
        .files()
        .open(&WayIn::RecoveryKey(&paper), NOW)
        .unwrap();
    assert_eq!(names(&opened.vault), set(&["a"]));
}

#[test]
fn a_forged_kept_state_neither_fills_gaps_nor_gets_a_true_tag() {
    let (world, mut open) = World::with(&["a"]);
    let mut forged = open.vault.clone();
    add(&mut forged, "forged", NOW);
    let header = payload::Header {
        sequence: 99,
        ..open.header.clone()
    };
    let plain = payload::write(&mut forged, &header, &MacKey::from_bytes([0; 32]));
    let sealed = file::seal(&plain, &[&world.recipient()]).unwrap();
    world.disk.put(&world.path("generations/99.age"), &sealed);

    let damaged = world.on(world.disk.copy());
    damaged.disk.delete(&damaged.path("vault.age"));
    assert_eq!(names(&damaged.open(PASSWORD).unwrap().vault), set(&["a"]));

    open.change_ways_in(NEW_PASSWORD, CHEAP, None, &moment(NOW), &mut OsEntropy)
        .unwrap();
    world.disk.delete(&world.path("vault.age"));
    assert_eq!(names(&world.open(NEW_PASSWORD).unwrap().vault), set(&["a"]));
}

#[test]
fn a_state_is_kept_before_it_is_replaced_though_settling_never_ran() {
    let (world, mut open) = World::with(&["a"]);
    for name in ["b", "c"] {
        add(&mut open.vault, name, NOW);
        open.save(&moment(NOW)).unwrap();
    }
    let kept = world.files().generations().unwrap();
    let keys = world
        .files()
        .unlock(&WayIn::Password(PASSWORD))
        .unwrap()
        .unwrap()
        .keys;
    let read = world.files().open_generation(&kept[0], &keys).unwrap();
    assert_eq!(
        names(&read.vault),
        set(&["a", "b"]),
        "the state before the last save"
    );
}

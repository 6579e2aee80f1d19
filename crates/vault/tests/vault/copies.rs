//! Several writers: conflict copies of sync programs, pending changes, and programs that take turns.

use std::{collections::BTreeSet, sync::Arc, thread};

use keyrack_seal::{Identity, OsEntropy, file};
use keyrack_vault::{
    Record, Replica, Stamp, VaultFiles,
    disk::OsDisk,
    files::{FilesError, OpenVault, WayIn},
    keep,
};

use crate::{
    attacker::Attacker,
    disk::Fault,
    world::{
        CHEAP, DAY, NEW_PASSWORD, NOW, PASSWORD, World, add, moment, moment_of, names, otp, set,
    },
};

const CONFLICT_NAMES: [&str; 4] = [
    "vault (conflicted copy 2026-11-21).age",
    "vault.sync-conflict-20261121-101112-ABCDEFG.age",
    "vault-OFFICE-PC.age",
    "vault (1).age",
];

#[test]
fn conflict_copies_of_every_sync_program_are_merged_and_set_aside_once_saved() {
    for name in CONFLICT_NAMES {
        let (world, mut here) = World::with(&["a"]);
        let there = world.on(world.disk.copy());
        let mut theirs = there.open(PASSWORD).unwrap();
        add(&mut theirs.vault, "theirs", NOW);
        theirs.save(&moment_of(NOW, 2)).unwrap();
        add(&mut here.vault, "ours", NOW);
        world.save(&mut here);
        let copy = there.disk.content(&there.path("vault.age"));
        world.disk.put(&world.path(name), &copy);

        let mut open = world.open(PASSWORD).unwrap();
        assert_eq!(open.report.merged, [name]);
        assert_eq!(names(&open.vault), set(&["a", "ours", "theirs"]), "{name}");
        open.settle(NOW).unwrap();
        assert_eq!(
            world.disk.content(&world.path(name)),
            copy,
            "{name}: it stays until it is saved"
        );
        open.save(&moment(NOW)).unwrap();
        open.settle(NOW).unwrap();

        let again = world.open(PASSWORD).unwrap();
        assert_eq!(names(&again.vault), set(&["a", "ours", "theirs"]), "{name}");
        assert!(again.report.merged.is_empty());
        assert!(again.header.sequence > theirs.header.sequence);
        let folder = world.path("set-aside");
        let aside = world.disk.names(&folder);
        let [kept] = aside.as_slice() else {
            panic!("{name}: {aside:?}");
        };
        assert_eq!(
            world.disk.content(&folder.join(kept)),
            copy,
            "{name}: as it was"
        );
    }
}

#[test]
fn a_second_copy_of_the_same_name_does_not_replace_the_first_one() {
    let (world, mut open) = World::with(&["a"]);
    for round in ["x", "y"] {
        let there = world.on(world.disk.copy());
        let mut theirs = there.open(PASSWORD).unwrap();
        add(&mut theirs.vault, round, NOW);
        theirs.save(&moment_of(NOW, 2)).unwrap();
        let copy = there.disk.content(&there.path("vault.age"));
        world.disk.put(&world.path("vault (1).age"), &copy);
        open = world.open(PASSWORD).unwrap();
        world.save(&mut open);
    }
    assert_eq!(names(&open.vault), set(&["a", "x", "y"]));
    assert_eq!(world.disk.names(&world.path("set-aside")).len(), 2);
}

#[test]
fn what_is_no_copy_of_this_vault_stays_where_it_is_and_is_reported() {
    let (world, _) = World::with(&["a"]);
    let (other, _) = World::with(&["stranger"]);
    let strangers = other.disk.content(&other.path("vault.age"));
    let ours = world.disk.content(&world.path("vault.age"));
    let forged = Attacker::of(&world).vault(&["forged"]);
    let files = [
        ("vault (of another).age", strangers),
        ("vault (forged).age", forged),
        ("vault (cut).age", ours[..ours.len() - 1].to_vec()),
        ("vault (empty).age", Vec::new()),
        ("vault-notes.age", b"my notes".to_vec()),
    ];
    for (name, bytes) in &files {
        world.disk.put(&world.path(name), bytes);
    }
    let mut open = world.open(PASSWORD).unwrap();
    let reported: BTreeSet<&str> = open.report.not_merged.iter().map(String::as_str).collect();
    assert_eq!(reported, files.iter().map(|(name, _)| *name).collect());
    assert_eq!(names(&open.vault), set(&["a"]));
    world.save(&mut open);
    for (name, bytes) in &files {
        assert_eq!(&world.disk.content(&world.path(name)), bytes, "{name}");
    }
}

#[test]
fn what_a_wrong_clock_stamped_is_left_out_of_a_copy_counted_and_kept_until_its_time() {
    for pending in [false, true] {
        let (world, _) = World::with(&["a"]);
        let there = world.on(world.disk.copy());
        let mut theirs = there.open(PASSWORD).unwrap();
        add(&mut theirs.vault, "in time", NOW + 1);
        let ahead = NOW + keep::AHEAD + 1;
        add(&mut theirs.vault, "ahead", ahead);
        if pending {
            theirs
                .seal_pending(&moment_of(ahead, 2), &mut OsEntropy)
                .unwrap();
            let folder = there.path("pending");
            let name = &there.disk.names(&folder)[0];
            let bytes = there.disk.content(&folder.join(name));
            world.disk.put(&world.path("pending").join(name), &bytes);
        } else {
            theirs.save(&moment_of(ahead, 2)).unwrap();
            let copy = there.disk.content(&there.path("vault.age"));
            world.disk.put(&world.path("vault (1).age"), &copy);
        }

        let mut open = world.open(PASSWORD).unwrap();
        assert_eq!(open.report.from_the_future, 1);
        assert_eq!(names(&open.vault), set(&["a", "in time"]));
        world.save(&mut open);

        let later = world
            .files()
            .open(&WayIn::Password(PASSWORD), NOW + DAY)
            .unwrap();
        assert_eq!(later.report.from_the_future, 0);
        assert_eq!(
            names(&later.vault),
            set(&["a", "ahead", "in time"]),
            "pending: {pending}"
        );
    }
}

#[test]
fn pending_changes_of_both_folders_are_merged_and_removed() {
    let (world, _) = World::with(&["a"]);
    let elsewhere = world.folder().with_file_name("state");
    let files = world.files().with_pending_folder(elsewhere.clone());
    let open = || files.open(&WayIn::Password(PASSWORD), NOW).unwrap();

    let mut here = open();
    add(&mut here.vault, "here", NOW);
    here.seal_pending(&moment(NOW), &mut OsEntropy).unwrap();
    let mut there = open();
    add(&mut there.vault, "there", NOW);
    // The vault's own folder cannot be written.
    world.disk.break_at(0, Fault::Eio);
    there.seal_pending(&moment(NOW), &mut OsEntropy).unwrap();
    world.disk.mend();
    let own = elsewhere.join(here.vault.id.to_string());
    assert_eq!(world.disk.names(&own).len(), 1);
    assert_eq!(files.pending(here.vault.id), 2);

    let mut joined = open();
    assert_eq!(joined.report.merged.len(), 2);
    assert_eq!(names(&joined.vault), set(&["a", "here", "there"]));
    assert_eq!(
        files.pending(here.vault.id),
        2,
        "they stay until they are saved"
    );
    world.save(&mut joined);
    assert_eq!(files.pending(here.vault.id), 0);
    assert_eq!(names(&open().vault), set(&["a", "here", "there"]));
}

#[test]
fn two_programs_that_write_in_turn_see_each_others_changes() {
    let (world, mut here) = World::with(&["a"]);
    let mut there = world.open(PASSWORD).unwrap();
    let id = here.vault.accounts.iter().next().unwrap().id();
    for round in 0..5_u64 {
        add(&mut here.vault, &format!("here {round}"), NOW);
        world.save(&mut here);
        add(&mut there.vault, &format!("there {round}"), NOW);
        there.save(&moment_of(NOW, 2)).unwrap();
        there.settle(NOW).unwrap();
        assert!(names(&there.vault).contains(&format!("here {round}")));
    }
    let moved = here.save_with(&moment(NOW), |vault| {
        let account = vault.accounts.get_mut(id).unwrap();
        account
            .factors
            .iter_mut()
            .next()
            .unwrap()
            .versions
            .advance(7);
        Ok::<_, FilesError>(names(vault).len())
    });
    assert_eq!(
        moved.unwrap(),
        11,
        "the change is made on what the other one saved"
    );
    assert_eq!(names(&world.open(PASSWORD).unwrap().vault).len(), 11);
}

#[test]
fn a_program_with_the_old_keys_writes_nothing_after_the_password_was_changed_elsewhere() {
    let (world, mut here) = World::with(&["a"]);
    let mut there = world.open(PASSWORD).unwrap();
    there
        .change_ways_in(
            NEW_PASSWORD,
            CHEAP,
            None,
            &moment_of(NOW, 2),
            &mut OsEntropy,
        )
        .unwrap();
    let before = world.disk.content(&world.path("vault.age"));
    add(&mut here.vault, "b", NOW);
    assert!(matches!(
        here.save(&moment(NOW)),
        Err(FilesError::KeysChanged)
    ));
    assert_eq!(world.disk.content(&world.path("vault.age")), before);
    assert_eq!(
        names(&here.vault),
        set(&["a", "b"]),
        "memory keeps the change"
    );
    assert!(matches!(world.open(PASSWORD), Err(FilesError::WrongKey)));
}

#[test]
fn while_another_program_holds_the_lock_every_write_is_busy_and_reading_is_not() {
    let (world, mut open) = World::with(&["a"]);
    open.save(&moment(NOW)).unwrap();
    add(&mut open.vault, "b", NOW);
    world.disk.hold_lock(true);
    let save = open.save(&moment(NOW));
    let change = open.change_ways_in(NEW_PASSWORD, CHEAP, None, &moment(NOW), &mut OsEntropy);
    let settle = open.settle(NOW);
    let create = world.create(PASSWORD).map(|_| ());
    for refused in [save, change, settle, create] {
        assert!(matches!(refused, Err(FilesError::Busy)), "{refused:?}");
    }
    assert_eq!(names(&world.open(PASSWORD).unwrap().vault), set(&["a"]));
    open.seal_pending(&moment(NOW), &mut OsEntropy)
        .expect("a lock of the screen cannot wait");
    world.disk.hold_lock(false);
    assert_eq!(
        names(&world.open(PASSWORD).unwrap().vault),
        set(&["a", "b"])
    );
    world.save(&mut open);
}

#[test]
fn what_twenty_threads_add_at_once_to_real_files_is_all_there() {
    let folder = tempfile::tempdir().unwrap();
    let files = VaultFiles::new(Arc::new(OsDisk), folder.path().join("vault"));
    let paper = Identity::make().paper();
    let made = files.create(PASSWORD, CHEAP, &paper, &moment(NOW), &mut OsEntropy);
    drop(made.unwrap());
    thread::scope(|scope| {
        for number in 0..20_u64 {
            let files = files.clone();
            scope.spawn(move || {
                let mut open = files.open(&WayIn::Password(PASSWORD), NOW).unwrap();
                add(&mut open.vault, &format!("account {number}"), NOW + number);
                open.save(&moment_of(NOW, number)).unwrap();
                open.settle(NOW).unwrap();
            });
        }
    });
    let open = files.open(&WayIn::Password(PASSWORD), NOW).unwrap();
    assert_eq!(names(&open.vault).len(), 20);
    assert_eq!(open.header.sequence, 21, "a sequence for each save");
    let files = std::fs::read_dir(files.folder()).unwrap().flatten();
    let left: Vec<_> = files
        .filter(|file| file.file_name().to_string_lossy().ends_with(".tmp"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_secret_replaced_on_two_computers_shows_both_after_a_conflict() {
    let (world, mut here) = World::with(&["a"]);
    let there = world.on(world.disk.copy());
    let mut theirs = there.open(PASSWORD).unwrap();
    for (open, secret, replica) in [(&mut here, b"here", 1), (&mut theirs, b"them", 2)] {
        let account = open.vault.accounts.iter_mut().next().unwrap();
        let factor = account.factors.iter_mut().next().unwrap();
        factor
            .versions
            .set(otp(secret), 0, Stamp::new(NOW + 9, 0, Replica(replica)));
        open.save(&moment_of(NOW, replica)).unwrap();
    }
    let copy = there.disk.content(&there.path("vault.age"));
    world.disk.put(&world.path("vault (1).age"), &copy);
    let open = world.open(PASSWORD).unwrap();
    let account = open.vault.live_accounts().next().unwrap();
    let factor = account.factors.live().next().unwrap();
    assert_eq!(factor.versions.in_force().count(), 2);
    assert_eq!(factor.versions.replaced().count(), 1);
}

#[test]
fn the_number_of_a_replica_is_never_given_anew() {
    let (world, mut here) = World::with(&["a"]);
    let mut there = world.open(PASSWORD).unwrap();
    let tag = |open: &mut OpenVault, replica: u64| {
        let account = open.vault.accounts.iter_mut().next().unwrap();
        let now = Stamp::new(NOW + replica, 0, Replica(replica));
        account.tags.set(&replica.to_string(), Some(true), now);
    };
    tag(&mut here, 7);
    // From the lock to the rename.
    for step in 0..5 {
        world.disk.break_at(step, Fault::Eio);
        assert!(here.save(&moment(NOW)).is_err(), "step {step}");
        assert!(world.disk.mend());
    }
    here.seal_pending(&moment(NOW), &mut OsEntropy).unwrap();
    tag(&mut there, 8);
    world.save(&mut there);
    world.save(&mut here);

    let replicas = |sealed: &[u8]| -> Vec<String> {
        let plain = file::open(sealed, &world.paper).unwrap();
        let json: serde_json::Value = serde_json::from_slice(&plain).unwrap();
        serde_json::from_value(json["replicas"].clone()).unwrap()
    };
    let newest = replicas(&world.disk.content(&world.path("vault.age")));
    assert_eq!(newest.len(), 3);
    for kept in world.files().generations().unwrap() {
        let kept = replicas(
            &world
                .disk
                .content(&world.path("generations").join(kept.name)),
        );
        assert!(newest.starts_with(&kept), "{newest:?} continues {kept:?}");
    }
}

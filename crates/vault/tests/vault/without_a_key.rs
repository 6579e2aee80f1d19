//! What somebody can do who writes to the folder, has kept every old version of every file, and holds no key: nothing of
//! his ever stands in the vault, nothing of the vault's is lost without a word, and work goes on.

use keyrack_seal::{Costs, Kdf, OsEntropy, file};
use keyrack_vault::{
    Record, Stamp, Ticker, Vault, VaultFiles,
    disk::Disk,
    files::{FilesError, OpenVault, WayIn},
    payload::{self, MAX_SEQUENCE},
};
use serde_json::{Value, json};

use crate::{
    attacker::{Attacker, slots_in, with_check, with_slots},
    disk::Fault,
    tags::retag,
    world::{
        CHEAP, DAY, NEW_PASSWORD, NOW, PASSWORD, World, add, flip, moment, names, set, set_aside,
        stamp,
    },
};

const ACCOUNTS: &[&str] = &["a", "b"];
const WRONG: &str = "kein Pferd";

// Payloads.

#[test]
fn a_planted_vault_cut_anywhere_is_set_aside_and_the_newest_kept_state_goes_on() {
    let (world, open) = World::with(ACCOUNTS);
    let attacker = Attacker::of(&world);
    for (what, plain) in payloads(&world, &open, &attacker) {
        let sealed = attacker.seal(&plain);
        for length in 0..=sealed.len() {
            // Every length of one of them, and of the others those around what age reads apart.
            if what != "with the true header" && length % 97 != 0 && length + 40 < sealed.len() {
                continue;
            }
            let at = format!("{what}, cut at {length} of {}", sealed.len());
            let world = world.on(world.disk.copy());
            world.disk.put(&world.path("vault.age"), &sealed[..length]);
            let opened = world.open(PASSWORD).expect(&at);
            let damage = opened.report.damage.clone().expect(&at);
            // The true header says that the kept state is the one which is missing.
            let is_complete = what == "with the true header" && length == sealed.len();
            assert!(damage.may_lack_changes != is_complete, "{at}");
            is_the_vault(&opened, &open.vault, &at);
            if length % 89 == 0 || length == sealed.len() {
                goes_on(&world, opened, &at);
                assert!(
                    set_aside(&world).contains(&sealed[..length].to_vec()),
                    "{at}"
                );
            }
        }
    }
}

#[test]
fn of_a_planted_vault_nothing_opens_where_no_state_was_kept() {
    let (world, open) = World::with(ACCOUNTS);
    let attacker = Attacker::of(&world);
    remove_kept(&world);
    for (what, plain) in payloads(&world, &open, &attacker) {
        let sealed = attacker.seal(&plain);
        for length in
            (0..=sealed.len()).filter(|length| length % 31 == 0 || length + 40 > sealed.len())
        {
            let at = format!("{what}, cut at {length} of {}", sealed.len());
            world.disk.put(&world.path("vault.age"), &sealed[..length]);
            for refused in [world.open(PASSWORD), world.open_by_paper()] {
                let error = refused.map(|open| names(&open.vault)).expect_err(&at);
                let honest = matches!(
                    error,
                    FilesError::Unreadable | FilesError::KeysChanged | FilesError::WrongKey
                );
                assert!(honest, "{at}: {error}");
            }
        }
    }
}

#[test]
fn a_large_planted_vault_cut_at_every_chunk_gives_nothing_to_the_true_one() {
    const CHUNK: usize = 64 * 1024 + 16;
    let (world, open) = World::with(ACCOUNTS);
    let attacker = Attacker::of(&world);
    let planted: Vec<String> = (0..700)
        .map(|number| format!("planted {number} {}", "x".repeat(200)))
        .collect();
    let planted: Vec<&str> = planted.iter().map(String::as_str).collect();
    let own = attacker.payload(&planted);
    let sealed = attacker.seal(&with_true_header(&world, &open, &own));
    let header = sealed
        .windows(5)
        .position(|window| window == b"\n--- ")
        .unwrap();
    let begin = header
        + 5
        + sealed[header + 5..]
            .iter()
            .position(|byte| *byte == b'\n')
            .unwrap()
        + 1
        + 16;
    let ends = (0..).map(|chunk| begin + chunk * CHUNK);
    let cuts = ends
        .take_while(|end| *end < sealed.len())
        .flat_map(|end| [end - 1, end, end + 1]);
    let cuts: Vec<usize> = cuts.chain([sealed.len() - 1, sealed.len()]).collect();
    assert!(cuts.len() > 12, "{cuts:?}");
    for cut in cuts {
        let at = format!("cut at {cut}");
        let world = world.on(world.disk.copy());
        world.disk.put(&world.path("vault.age"), &sealed[..cut]);
        let opened = world.open(PASSWORD).expect(&at);
        is_the_vault(&opened, &open.vault, &at);
        goes_on(&world, opened, &at);
        // The same within a chunk in the middle.
        let mut torn = sealed.clone();
        torn[cut.min(sealed.len() - 1)] ^= 1;
        world.disk.put(&world.path("vault.age"), &torn);
        let opened = world.open(PASSWORD).expect(&at);
        assert_eq!(names(&opened.vault), set(&["a", "afterwards", "b"]), "{at}");
    }
}

#[test]
fn a_session_that_is_open_takes_nothing_over_from_a_planted_vault() {
    type Step = fn(&World, &mut OpenVault);
    let steps: [(&str, Step); 3] = [
        ("follow", |_, open| {
            open.follow(NOW).expect("it goes on looking");
        }),
        ("save", |_, open| {
            open.save(&moment(NOW)).expect("it is saved");
        }),
        ("save_with", |_, open| {
            let seen = open.save_with(&moment(NOW), |vault| Ok::<_, FilesError>(names(vault)));
            assert_eq!(
                seen.unwrap(),
                set(&["a", "b", "unsaved"]),
                "a change is made on what is true"
            );
        }),
    ];
    let (world, open) = World::with(ACCOUNTS);
    let attacker = Attacker::of(&world);
    for (what, plain) in payloads(&world, &open, &attacker) {
        let sealed = attacker.seal(&plain);
        let body = sealed.len() - plain.len() - 16;
        for length in [
            0,
            30,
            body,
            body + 1,
            body + plain.len() / 2,
            sealed.len() - 1,
            sealed.len(),
        ] {
            for (step, run) in &steps {
                let at = format!("{what}, cut at {length}, {step}");
                let world = world.on(world.disk.copy());
                let mut open = world.open(PASSWORD).unwrap();
                let (paper, replica) = (open.paper().clone(), open.header.replica);
                add(&mut open.vault, "unsaved", NOW);
                let truth = open.vault.clone();
                world.disk.put(&world.path("vault.age"), &sealed[..length]);
                run(&world, &mut open);
                is_the_vault(&open, &truth, &at);
                assert_eq!(
                    (open.paper(), open.header.replica),
                    (&paper, replica),
                    "{at}"
                );
                assert!(open.report.damage.is_some(), "{at}: it is said");
                open.save(&moment(NOW)).expect(&at);
                open.settle(NOW).expect(&at);
                assert!(
                    set_aside(&world).contains(&sealed[..length].to_vec()),
                    "{at}"
                );
                let again = world.open(PASSWORD).expect(&at);
                assert_eq!(again.report.damage, None, "{at}");
                is_the_vault(&again, &truth, &at);
            }
        }
    }
}

#[test]
fn planted_copies_and_pending_changes_stay_where_they_are_and_join_nothing() {
    let (world, open) = World::with(ACCOUNTS);
    let attacker = Attacker::of(&world);
    let elsewhere = world.folder().with_file_name("state");
    let places = [
        world.path("vault (1).age"),
        world.path("vault.sync-conflict-20261121-101112-ABCDEFG.age"),
        world.path("pending").join("aaaaaaaaaaaaaaaaaaaaaaaaaa.age"),
        elsewhere.join(open.vault.id.to_string()).join("a.age"),
    ];
    for (what, plain) in payloads(&world, &open, &attacker) {
        let sealed = attacker.seal(&plain);
        for place in &places {
            for length in [0, 100, sealed.len() / 2, sealed.len() - 1, sealed.len()] {
                let at = format!("{what}, {}, cut at {length}", place.display());
                let world = world.on(world.disk.copy());
                let files = world.files().with_pending_folder(elsewhere.clone());
                let mut before = files.open(&WayIn::Password(PASSWORD), NOW).unwrap();
                world.disk.put(place, &sealed[..length]);
                let opened = files.open(&WayIn::Password(PASSWORD), NOW).expect(&at);
                let name = place.file_name().unwrap().to_str().unwrap();
                assert_eq!(opened.report.not_merged, [name], "{at}: it is said");
                assert_eq!(opened.report.merged, [""; 0], "{at}");
                is_the_vault(&opened, &open.vault, &at);
                before.follow(NOW).expect(&at);
                is_the_vault(&before, &open.vault, &at);
                goes_on(&world, opened, &at);
                assert_eq!(world.disk.content(place), sealed[..length], "{at}");
            }
        }
    }
}

#[test]
fn what_was_sealed_at_a_lock_on_this_computer_is_found_among_all_that_others_put_into_the_folder() {
    let (world, _) = World::with(ACCOUNTS);
    let attacker = Attacker::of(&world);
    let files = world
        .files()
        .with_pending_folder(world.folder().with_file_name("state"));
    let mut open = files.open(&WayIn::Password(PASSWORD), NOW).unwrap();
    add(&mut open.vault, "unsaved", NOW);
    // The vault's own folder cannot be written.
    world.disk.break_at(0, Fault::Eio);
    open.seal_pending(&moment(NOW), &mut OsEntropy).unwrap();
    world.disk.mend();
    let planted = attacker.vault(&["planted"]);
    for number in 0..100 {
        let pending = world.path("pending").join(format!("{number:026}.age"));
        world.disk.put(&pending, &planted);
        world
            .disk
            .put(&world.path(&format!("vault ({number:03}).age")), &planted);
    }
    let opened = files.open(&WayIn::Password(PASSWORD), NOW).unwrap();
    assert_eq!(names(&opened.vault), set(&["a", "b", "unsaved"]));
}

#[test]
fn a_planted_vault_for_a_newer_program_is_no_reason_to_ask_for_one() {
    let (world, open) = World::with(ACCOUNTS);
    let attacker = Attacker::of(&world);
    let plain = String::from_utf8(attacker.payload(&["planted"])).unwrap();
    let plain = plain
        .replace("\"min_reader\":1", "\"min_reader\":9")
        .replace("a thief", "what example.com has");
    world
        .disk
        .put(&world.path("vault.age"), &attacker.seal(plain.as_bytes()));
    let mut before = world.on(world.disk.copy()).open(PASSWORD).unwrap();
    before.save(&moment(NOW)).expect("nor to save nothing");
    let opened = world.open(PASSWORD).expect("it opens");
    is_the_vault(&opened, &open.vault, "by password");
    goes_on(&world, opened, "by password");
}

// Kept states.

#[test]
fn planted_kept_states_with_huge_sequences_neither_fill_gaps_nor_stay_after_a_change_of_the_ways_in()
 {
    let (world, open) = World::with(ACCOUNTS);
    let attacker = Attacker::of(&world);
    let sealed = attacker.vault(&["planted"]);
    let stems = [
        "18446744073709551615",
        "9007199254740992",
        "9007199254740991-aaaaaaaa",
        "99",
        "2-planted",
    ];
    for stem in stems {
        let kept = world.path("generations");
        world.disk.put(&kept.join(format!("{stem}.age")), &sealed);
        world.disk.put(&kept.join(format!("{stem}.slots")), b"{}");
    }
    for (what, damaged) in damages(&world, &attacker) {
        let world = world.on(damaged);
        let opened = world.open(PASSWORD).expect(what);
        is_the_vault(&opened, &open.vault, what);
        goes_on(&world, opened, what);

        let mut opened = world.open(PASSWORD).unwrap();
        let truth = opened.vault.clone();
        opened
            .change_ways_in(NEW_PASSWORD, CHEAP, None, &moment(NOW), &mut OsEntropy)
            .expect(what);
        for stem in stems {
            let files = world.disk.names(&world.path("generations"));
            assert!(!files.contains(&format!("{stem}.age")), "{what}: {files:?}");
        }
        world.disk.delete(&world.path("vault.age"));
        let filled = world.open(NEW_PASSWORD).expect(what);
        is_the_vault(&filled, &truth, what);
    }
}

#[test]
fn however_kept_states_are_named_the_newest_of_them_fills_a_gap() {
    let (world, mut open) = World::with(ACCOUNTS);
    for name in ["c", "d"] {
        add(&mut open.vault, name, NOW);
        world.save(&mut open);
    }
    let attacker = Attacker::of(&world);
    let folder = world.path("generations");
    let kept: Vec<Vec<u8>> = (1..=4)
        .map(|sequence| world.disk.content(&folder.join(format!("{sequence}.age"))))
        .collect();
    let orders: [[&str; 4]; 4] = [
        ["4", "3", "2", "1"],
        ["999", "1", "2", "3"],
        ["18446744073709551615", "18446744073709551614", "1", "0"],
        [
            "9007199254740993",
            "9007199254740992",
            "9007199254740991",
            "5-x",
        ],
    ];
    for order in orders {
        let world = world.on(world.disk.copy());
        remove_kept(&world);
        for (stem, bytes) in order.iter().zip(&kept) {
            world.disk.put(&folder.join(format!("{stem}.age")), bytes);
        }
        for (what, damaged) in damages(&world, &attacker) {
            let at = format!("{order:?}, {what}");
            let world = world.on(damaged);
            let opened = world.open(PASSWORD).expect(&at);
            is_the_vault(&opened, &open.vault, &at);
            assert_eq!(opened.header.sequence, 4, "{at}");
            goes_on(&world, opened, &at);
        }
    }
}

// Ways in.

#[test]
fn a_foreign_slot_of_any_kind_anywhere_opens_nothing_of_its_own() {
    let (world, open) = World::with(ACCOUNTS);
    let attacker = Attacker::of(&world);
    let path = world.path("slots.json");
    let whole = world.disk.content(&path);
    let slots = slots_in(&whole);
    let ours = slots[0]["opens"].as_str().unwrap();
    let cheap = CHEAP.kdf();
    let foreign = [
        attacker.password_slot("attacker", cheap, None),
        attacker.password_slot("attacker", cheap, Some(ours)),
        attacker.password_slot(PASSWORD, Kdf { m: 8, ..cheap }, Some(ours)),
        attacker.recovery_slot(&attacker.own.mac, None),
        attacker.recovery_slot(&attacker.own.mac, Some(ours)),
        attacker.unknown_slot(),
    ];
    for (number, slot) in foreign.iter().enumerate() {
        let both = [slots[0].clone(), slots[1].clone()];
        let lists = [
            vec![slot.clone(), both[0].clone(), both[1].clone()],
            vec![both[0].clone(), slot.clone(), both[1].clone()],
            vec![both[0].clone(), both[1].clone(), slot.clone()],
            vec![slot.clone(), both[1].clone()],
            vec![both[0].clone(), slot.clone()],
            vec![slot.clone()],
            [vec![slot.clone(); 20], both.to_vec()].concat(),
        ];
        for (order, list) in lists.iter().enumerate() {
            let at = format!("slot {number}, list {order}");
            let world = world.on(world.disk.copy());
            world.disk.put(&path, &with_slots(&whole, list));
            let knows_the_password = number == 2;
            match world.open(PASSWORD) {
                Ok(opened) => {
                    is_the_vault(&opened, &open.vault, &at);
                    goes_on(&world, opened, &at);
                }
                // A slot that is whole has refused the password, or whoever made it guessed the password.
                Err(FilesError::WrongKey) => assert!(!list.contains(&slots[0]), "{at}"),
                Err(FilesError::KeysChanged | FilesError::Unreadable) => {
                    assert!(knows_the_password, "{at}");
                }
                Err(error) => assert!(!list.contains(&slots[0]), "{at}: {error}"),
            }
            let by_paper = world.open_by_paper().expect(&at);
            assert!(names(&by_paper.vault).is_superset(&set(ACCOUNTS)), "{at}");
            assert_eq!(by_paper.paper(), open.paper(), "{at}");
            let guessed = world.open(WRONG).map(|_| ());
            assert!(
                matches!(
                    guessed,
                    Err(FilesError::WrongKey | FilesError::SlotsDamaged)
                ),
                "{at}: {guessed:?}"
            );
            // Whatever he makes of his own ways in, they lead to nothing of ours.
            let his = world.open("attacker").map(|open| names(&open.vault));
            assert!(his.is_err(), "{at}: {his:?}");
        }
    }
}

#[test]
fn a_vault_and_a_way_in_of_his_do_not_open_for_the_paper() {
    let (world, open) = World::with(ACCOUNTS);
    let attacker = Attacker::of(&world);
    let whole = world.disk.content(&world.path("slots.json"));
    let slots = slots_in(&whole);
    let his = attacker.recovery_slot(&attacker.own.mac, None);
    // Sealed to the keys behind his slot, with tags under them.
    let plain = attacker.payload(&["planted"]);
    let vault = file::seal(
        &plain,
        &[&attacker.own.identity.recipient(), &attacker.paper],
    )
    .unwrap();
    world.disk.put(&world.path("vault.age"), &vault);
    for list in [
        vec![his.clone()],
        vec![his.clone(), slots[1].clone()],
        vec![slots[0].clone(), his],
    ] {
        for kept in [true, false] {
            let world = world.on(world.disk.copy());
            world
                .disk
                .put(&world.path("slots.json"), &with_slots(&whole, &list));
            if !kept {
                remove_kept(&world);
            }
            match world.open_by_paper() {
                Ok(mut by_paper) => {
                    assert!(kept);
                    is_the_vault(&by_paper, &open.vault, "by paper");
                    assert!(by_paper.needs_new_ways());
                    let paper = None;
                    by_paper
                        .change_ways_in(NEW_PASSWORD, CHEAP, paper, &moment(NOW), &mut OsEntropy)
                        .unwrap();
                    let again = world.open(NEW_PASSWORD).unwrap();
                    goes_on_with(&world, again, NEW_PASSWORD, "with new ways in");
                }
                Err(error) => assert!(
                    matches!(
                        error,
                        FilesError::KeysChanged | FilesError::WrongKey | FilesError::Unreadable
                    ),
                    "{error}"
                ),
            }
        }
    }
}

#[test]
fn who_knows_the_tag_key_of_the_paper_does_not_keep_it_from_opening_what_is_true() {
    let (world, open) = World::with(ACCOUNTS);
    let attacker = Attacker::of(&world);
    let path = world.path("slots.json");
    let whole = world.disk.content(&path);
    let slots = slots_in(&whole);
    let his = attacker.recovery_slot(&world.paper.paper().tag_key, None);
    for list in [
        vec![his.clone()],
        vec![his.clone(), slots[0].clone(), slots[1].clone()],
    ] {
        world.disk.put(&path, &with_slots(&whole, &list));
        let by_paper = world
            .open_by_paper()
            .expect("the paper opens the true vault");
        is_the_vault(&by_paper, &open.vault, "by paper");
        assert!(by_paper.needs_new_ways());
    }
}

#[test]
fn any_mix_of_files_from_before_and_after_a_change_of_the_password_is_a_state_that_was_or_an_error()
{
    let (world, mut open) = World::with(ACCOUNTS);
    let old = world.disk.files();
    let old_vault = open.vault.clone();
    open.change_ways_in(NEW_PASSWORD, CHEAP, None, &moment(NOW), &mut OsEntropy)
        .unwrap();
    add(&mut open.vault, "c", NOW);
    world.save(&mut open);
    let new = world.disk.files();
    let new_vault = open.vault.clone();
    let sealed = &new[&world.path("vault.age")];

    for mix in 0..27_usize {
        // Of each kind of file: the old one, the new one, or none; kept states of both times beside each other too.
        let [slots, vault, kept] = [mix % 3, mix / 3 % 3, mix / 9];
        let world = world.on(World::empty().disk);
        world.disk.make_folder(&world.folder()).unwrap();
        for (time, files) in [&old, &new].into_iter().enumerate() {
            for (path, bytes) in files {
                let taken = if *path == world.path("slots.json") {
                    slots == time
                } else if *path == world.path("vault.age") {
                    vault == time
                } else {
                    kept == time || kept == 2
                };
                if taken {
                    world.disk.put(path, bytes);
                }
            }
        }
        for way in [PASSWORD, NEW_PASSWORD, WRONG, "paper"] {
            let at = format!("slots {slots}, vault {vault}, kept {kept}, {way}");
            let world = world.on(world.disk.copy());
            let opened = match way {
                "paper" => world.open_by_paper(),
                password => world.open(password),
            };
            let mut opened = match opened {
                Ok(opened) => opened,
                Err(error) => {
                    let honest = matches!(
                        error,
                        FilesError::WrongKey
                            | FilesError::SlotsDamaged
                            | FilesError::KeysChanged
                            | FilesError::Unreadable
                            | FilesError::NoVault
                    );
                    assert!(honest, "{at}: {error}");
                    let is_there = vault == 1 || (vault == 2 && kept != 2);
                    assert!(
                        way != "paper" || !is_there,
                        "{at}: the paper opens what there is: {error}"
                    );
                    assert!(
                        way != NEW_PASSWORD || (slots, vault) != (1, 1),
                        "{at}: {error}"
                    );
                    continue;
                }
            };
            assert_ne!(way, WRONG, "{at}");
            let truth = if names(&opened.vault).contains("c") {
                &new_vault
            } else {
                &old_vault
            };
            is_the_vault(&opened, truth, &at);
            if way == "paper" && vault == 1 {
                assert!(
                    names(&opened.vault).contains("c"),
                    "{at}: the newest state is there for the paper"
                );
            }
            let password = if way == "paper" { NEW_PASSWORD } else { way };
            if opened.needs_new_ways() {
                opened
                    .change_ways_in(NEW_PASSWORD, CHEAP, None, &moment(NOW), &mut OsEntropy)
                    .unwrap_or_else(|error| panic!("{at}: {error}"));
            }
            let before = names(&opened.vault);
            goes_on_with(&world, opened, password, &at);
            if vault == 1 && !before.contains("c") {
                let files = world.disk.files();
                assert!(
                    files.values().any(|bytes| bytes == sealed),
                    "{at}: the newer state is set aside"
                );
            }
        }
    }
}

#[test]
fn an_old_vault_put_back_under_a_session_that_is_open_takes_nothing_from_it() {
    let (world, mut open) = World::with(ACCOUNTS);
    let old = world.disk.files();
    add(&mut open.vault, "c", NOW);
    world.save(&mut open);
    let same_keys = world.disk.files();
    open.change_ways_in(NEW_PASSWORD, CHEAP, None, &moment(NOW), &mut OsEntropy)
        .unwrap();
    add(&mut open.vault, "d", NOW);
    world.save(&mut open);
    let new = world.disk.files();
    let [vault, slots] = ["vault.age", "slots.json"].map(|name| world.path(name));
    for old in [&old, &same_keys] {
        for old_slots in [false, true] {
            let at = format!("old slots: {old_slots}");
            let world = world.on(world.disk.copy());
            let mut open = world.open(NEW_PASSWORD).unwrap();
            add(&mut open.vault, "unsaved", NOW);
            let truth = open.vault.clone();
            world.disk.put(&vault, &old[&vault]);
            if old_slots {
                world.disk.put(&slots, &old[&slots]);
            }
            let followed = open.follow(NOW).map(|_| ());
            let saved = open.save(&moment(NOW));
            for result in [followed, saved] {
                // Ways in that lead to other keys look like a change of the password elsewhere.
                let refused = matches!(result, Err(FilesError::KeysChanged));
                assert!(result.is_ok() || (refused && old_slots), "{at}: {result:?}");
            }
            is_the_vault(&open, &truth, &at);
            if old_slots {
                assert_eq!(
                    world.disk.content(&vault),
                    old[&vault],
                    "{at}: nothing was written"
                );
                for path in [&vault, &slots] {
                    world.disk.put(path, &new[path]);
                }
            }
            goes_on_with(&world, open, NEW_PASSWORD, &at);
        }
    }
}

#[test]
fn whatever_is_changed_in_the_clear_text_of_the_ways_in_they_open_the_same_or_nothing() {
    let (world, open) = World::with(ACCOUNTS);
    let path = world.path("slots.json");
    let whole = world.disk.content(&path);
    for name in world.disk.names(&world.path("generations")) {
        if name.ends_with(".slots") {
            world.disk.delete(&world.path("generations").join(name));
        }
    }
    let changed = changes(&serde_json::from_slice(&whole).unwrap());
    assert!(changed.len() > 200, "{} changes", changed.len());
    for (what, text) in changed {
        for rechecked in [false, true] {
            let text = if rechecked {
                let Ok(mut json) = serde_json::from_str::<Value>(&text) else {
                    continue;
                };
                let vault = json["vault"].as_str().unwrap_or_default().to_owned();
                for slot in json["slots"]
                    .as_array_mut()
                    .into_iter()
                    .flatten()
                    .filter(|slot| slot.is_object())
                {
                    *slot = with_check(slot.take(), &vault);
                }
                json.to_string()
            } else {
                text.clone()
            };
            let at = format!("{what}, rechecked: {rechecked}");
            let world = world.on(world.disk.copy());
            world.disk.put(&path, text.as_bytes());
            match world.open(PASSWORD) {
                Ok(opened) => {
                    let bound = ["id", "opens", "kdf", "nonce", "wrapped"];
                    let is_bound = |name: &&str| what.starts_with(&format!("/slots/0/{name} as"));
                    assert!(!bound.iter().any(is_bound), "{at}: it is bound to that");
                    is_the_vault(&opened, &open.vault, &at);
                    goes_on(&world, opened, &at);
                }
                Err(FilesError::SlotsDamaged | FilesError::SlotDamaged | FilesError::TooCostly) => {
                }
                Err(FilesError::WrongKey) => {
                    assert!(rechecked, "{at}: the right password is called wrong");
                }
                Err(FilesError::Newer { .. }) => assert!(what.contains("version"), "{at}"),
                Err(error) => panic!("{at}: {error}"),
            }
            match world.open(WRONG).map(|_| ()) {
                Err(
                    FilesError::WrongKey
                    | FilesError::SlotsDamaged
                    | FilesError::SlotDamaged
                    | FilesError::TooCostly,
                ) => {}
                Err(FilesError::Newer { .. }) => assert!(what.contains("version"), "{at}"),
                other => panic!("{at}: {other:?}"),
            }
            let by_paper = world.open_by_paper().expect(&at);
            assert!(names(&by_paper.vault).is_superset(&set(ACCOUNTS)), "{at}");
            assert!(by_paper.needs_new_ways(), "{at}");
        }
    }
}

#[test]
fn a_change_is_finished_at_no_less_than_what_opened_and_no_less_than_the_floor() {
    let dear = Kdf { m: 64, t: 2, p: 2 };
    let costs = Costs::too_cheap_but_for_tests(dear);
    let world = interrupted(costs);
    let attacker = Attacker::of(&world);
    let path = world.path("slots.json");
    let whole = world.disk.content(&path);
    let slots = slots_in(&whole);
    for opens in slots.iter().map(|slot| slot["opens"].as_str().unwrap()) {
        let dummy = attacker.password_slot("attacker", Kdf { m: 8, t: 1, p: 1 }, Some(opens));
        for list in [
            [vec![dummy.clone()], slots.clone()].concat(),
            [slots.clone(), vec![dummy.clone()]].concat(),
        ] {
            let world = world.on(world.disk.copy());
            world.disk.put(&path, &with_slots(&whole, &list));
            let mut open = world.open(NEW_PASSWORD).unwrap();
            assert!(open.change_is_unfinished());
            assert_eq!(open.kdf(), Some(dear));
            open.finish_change(NEW_PASSWORD, &moment(NOW), &mut OsEntropy)
                .unwrap();
            let written = world.files().slots().unwrap();
            let written: Vec<Kdf> = written.passwords().map(|slot| slot.kdf()).collect();
            assert_eq!(written, [dear]);
            goes_on_with(
                &world,
                world.open(NEW_PASSWORD).unwrap(),
                NEW_PASSWORD,
                "finished",
            );
        }
    }
    // As a program does it, to which no test says what is cheap.
    let files = VaultFiles::new(std::sync::Arc::new(world.disk.clone()), world.folder());
    let mut open = files.open(&WayIn::Password(NEW_PASSWORD), NOW).unwrap();
    open.finish_change(NEW_PASSWORD, &moment(NOW), &mut OsEntropy)
        .unwrap();
    let written = files.slots().unwrap().passwords().next().unwrap().kdf();
    assert_eq!(written, Kdf { p: 2, ..Kdf::FLOOR });
}

// Sums.

#[test]
fn all_files_of_ways_in_together_cost_no_more_than_one_way_in_may() {
    let (world, _) = World::with(ACCOUNTS);
    let attacker = Attacker::of(&world);
    let path = world.path("slots.json");
    let whole = world.disk.content(&path);
    // Costs are taken before anything is derived, and without a nonce nothing is. So this counts costs alone.
    let dear = |t: u32, salt: u8| {
        let mut slot = attacker.password_slot("attacker", CHEAP.kdf(), None);
        slot["kdf"]["m"] = Kdf::CEILING.m.into();
        slot["kdf"]["t"] = t.into();
        slot["nonce"] = "".into();
        slot["id"] = format!("{salt:016x}").into();
        with_check(slot, &attacker.vault.to_string())
    };
    let part = Kdf::CEILING.t / 16;
    let opens_after = |files: u8| {
        let world = world.on(world.disk.copy());
        remove_kept(&world);
        world.disk.delete(&path);
        for number in 0..files {
            let name = world.path(&format!("slots ({number:02}).json"));
            world
                .disk
                .put(&name, &with_slots(&whole, &[dear(part, number)]));
        }
        world.disk.put(&world.path("slots true.json"), &whole);
        world.open(PASSWORD).map(|open| names(&open.vault))
    };
    assert_eq!(opens_after(15).unwrap(), set(ACCOUNTS));
    let refused = opens_after(16);
    assert!(
        matches!(refused, Err(FilesError::SlotDamaged)),
        "{refused:?}"
    );
    let refused = opens_after(63);
    assert!(
        matches!(refused, Err(FilesError::SlotDamaged)),
        "{refused:?}"
    );
}

#[test]
fn of_sparse_files_no_more_bytes_are_read_than_two_vaults_may_have() {
    const MOST: u64 = 2 * file::MAX_SEALED as u64;
    let (world, open) = World::with(ACCOUNTS);
    let attacker = Attacker::of(&world);
    let sealed = attacker.vault(&["planted"]);
    let sizes = [
        file::MAX_SEALED as u64,
        file::MAX_SEALED as u64 / 5,
        1 << 40,
        u64::MAX,
    ];
    let places = [
        world.folder(),
        world.path("pending"),
        world.path("generations"),
    ];
    for (what, damaged) in damages(&world, &attacker)
        .into_iter()
        .chain([("whole", world.disk.copy())])
    {
        for place in &places {
            for size in sizes {
                let at = format!("{what}, {}, {size} bytes", place.display());
                let world = world.on(damaged.copy());
                for number in 0..40 {
                    let name = if place.ends_with("generations") {
                        format!("{}.age", 1000 + number)
                    } else {
                        format!("vault {number:03}.age")
                    };
                    world.disk.put(&place.join(&name), &sealed);
                    world.disk.claim_size(&place.join(&name), size);
                }
                world.disk.bytes_read();
                let opened = world.open(PASSWORD);
                let read = world.disk.bytes_read();
                assert!(read <= MOST + 100_000, "{at}: {read} bytes were read");
                match opened {
                    Ok(opened) => is_the_vault(&opened, &open.vault, &at),
                    // What is kept cannot be found among so much.
                    Err(FilesError::Unreadable | FilesError::NoVault) => {
                        assert!(place.ends_with("generations") && what != "whole", "{at}");
                    }
                    Err(error) => panic!("{at}: {error}"),
                }
            }
        }
    }
}

// Stamps and sequences.

#[test]
fn what_is_stamped_beyond_all_bounds_waits_in_quarantine_and_later_edits_stand() {
    for place in ["vault.age", "vault (1).age", "pending/a.age"] {
        for beyond in [Stamp::LAST_READ + 1, (1 << 48) - 1, u64::MAX] {
            let at = format!("{place}, {beyond}");
            let (world, mut open) = World::with(ACCOUNTS);
            let id = add(&mut open.vault, "c", NOW + 5);
            let sealed = reseal(&world, &mut open, |text| {
                let changed =
                    text.replace(&format!("[{},0,0]", NOW + 5), &format!("[{beyond},0,0]"));
                assert_ne!(changed, text);
                changed
            });
            world.disk.put(&world.path(place), &sealed);
            let opened = world.open(PASSWORD).expect(&at);
            assert_eq!(opened.report.quarantined, 1, "{at}");
            assert_eq!(opened.report.damage, None, "{at}");
            assert_eq!(names(&opened.vault), set(ACCOUNTS), "{at}");
            assert!(opened.vault.accounts.get(id).is_none(), "{at}");
            edit_stands(&world, opened, &at);
            assert_eq!(
                world.open(PASSWORD).unwrap().report.quarantined,
                1,
                "{at}: it is kept"
            );
        }
    }
}

#[test]
fn at_the_last_stamp_that_is_read_a_change_is_refused_and_never_lost_in_silence() {
    let (world, mut open) = World::with(&[]);
    let id = add(&mut open.vault, "c", NOW);
    let last = Stamp::new(Stamp::LAST_READ, u16::MAX, keyrack_vault::Replica(1));
    let account = open.vault.accounts.get_mut(id).unwrap();
    account.note.set("the last word".into(), last);
    world.save(&mut open);
    let opened = world.open(PASSWORD).unwrap();
    assert_eq!(
        opened.vault.accounts.get(id).unwrap().note.get(),
        "the last word"
    );
    let mut ticker = Ticker::new(keyrack_vault::Replica(1));
    ticker.observe(opened.vault.latest());
    assert!(ticker.tick(NOW).is_err(), "there is no later stamp");

    // In a copy it is left out until its time, so that it does not get that far.
    let (world, _) = World::with(ACCOUNTS);
    let there = world.on(world.disk.copy());
    let mut theirs = there.open(PASSWORD).unwrap();
    for account in theirs.vault.accounts.iter_mut() {
        account.note.set("for ever".into(), last);
    }
    theirs.save(&moment(NOW)).unwrap();
    let copy = there.disk.content(&there.path("vault.age"));
    world.disk.put(&world.path("vault (1).age"), &copy);
    let opened = world.open(PASSWORD).unwrap();
    assert_eq!(opened.report.from_the_future, 2);
    edit_stands(&world, opened, "a copy from the future");
}

#[test]
fn a_sequence_beyond_the_bound_is_not_read_and_at_the_bound_saving_says_that_it_cannot() {
    for beyond in [MAX_SEQUENCE + 1, u64::MAX] {
        for place in ["vault.age", "vault (1).age", "pending/a.age"] {
            let at = format!("{place}, {beyond}");
            let (world, mut open) = World::with(ACCOUNTS);
            let truth = open.vault.clone();
            add(&mut open.vault, "c", NOW);
            let sealed = reseal(&world, &mut open, |text| {
                text.replacen("\"sequence\":2,", &format!("\"sequence\":{beyond},"), 1)
            });
            world.disk.put(&world.path(place), &sealed);
            let opened = world.open(PASSWORD).expect(&at);
            assert_eq!(opened.header.sequence, 2, "{at}");
            is_the_vault(&opened, &truth, &at);
            goes_on(&world, opened, &at);
        }
    }
    let (world, mut open) = World::with(ACCOUNTS);
    open.header.sequence = MAX_SEQUENCE;
    let sealed = reseal(&world, &mut open, str::to_owned);
    world.disk.put(&world.path("vault.age"), &sealed);
    let mut opened = world.open(PASSWORD).unwrap();
    assert_eq!(opened.header.sequence, MAX_SEQUENCE);
    add(&mut opened.vault, "c", NOW);
    assert!(matches!(
        opened.save(&moment(NOW)),
        Err(FilesError::TooLarge)
    ));
    assert!(
        opened.is_unsaved(),
        "the change is in memory, and that is said"
    );
    assert_eq!(world.disk.content(&world.path("vault.age")), sealed);
}

// What the tests share.

#[test]
fn a_session_that_is_open_saves_all_it_has_over_a_planted_vault_though_no_state_is_kept() {
    let (world, mut open) = World::with(&["a", "b"]);
    let planted = Attacker::of(&world).vault(&["planted"]);
    remove_kept(&world);
    world.disk.put(&world.path("vault.age"), &planted);
    add(&mut open.vault, "c", NOW);
    open.save(&moment(NOW)).expect("memory holds everything");
    assert!(
        open.report
            .damage
            .as_ref()
            .is_some_and(|damage| damage.forged)
    );
    assert_eq!(
        names(&world.open(PASSWORD).unwrap().vault),
        set(&["a", "b", "c"])
    );
    let folder = world.path("set-aside");
    let aside = world.disk.names(&folder);
    assert!(
        aside
            .iter()
            .any(|name| world.disk.content(&folder.join(name)) == planted)
    );
}

#[test]
fn an_old_file_put_back_hides_nothing_that_a_kept_state_has() {
    let (world, mut open) = World::with(&["a"]);
    let old = world.disk.content(&world.path("vault.age"));
    add(&mut open.vault, "b", NOW);
    world.save(&mut open);
    world.disk.put(&world.path("vault.age"), &old);
    let mut open = world.open(PASSWORD).unwrap();
    assert_eq!(names(&open.vault), set(&["a", "b"]));
    assert!(open.report.newer_kept.is_some());
    world.save(&mut open);
    let open = world.open(PASSWORD).unwrap();
    assert_eq!(
        (names(&open.vault), open.report.newer_kept),
        (set(&["a", "b"]), None)
    );
}

#[test]
fn names_that_somebody_puts_among_the_kept_states_push_none_of_them_out() {
    let (world, mut open) = World::with(&["a"]);
    let true_ones = world.disk.names(&world.path("generations"));
    for at in 0..30 {
        for name in [format!("{}.age", 1000 + at), format!("2-{at:08x}.age")] {
            world
                .disk
                .put(&world.path("generations").join(name), b"junk");
        }
    }
    world.save(&mut open);
    let left = world.disk.names(&world.path("generations"));
    assert!(true_ones.iter().all(|name| left.contains(name)), "{left:?}");
    world.disk.delete(&world.path("vault.age"));
    for at in 0..30 {
        world
            .disk
            .delete(&world.path("generations").join(format!("{}.age", 1000 + at)));
    }
    assert_eq!(names(&world.open(PASSWORD).unwrap().vault), set(&["a"]));
}

#[test]
fn the_new_password_opens_though_the_ways_in_from_before_it_are_put_back() {
    let (world, mut open) = World::with(&["a"]);
    let old = world.disk.content(&world.path("slots.json"));
    open.change_ways_in(NEW_PASSWORD, CHEAP, None, &moment(NOW), &mut OsEntropy)
        .unwrap();
    world.save(&mut open);
    world.disk.put(&world.path("slots.json"), &old);
    assert_eq!(names(&world.open(NEW_PASSWORD).unwrap().vault), set(&["a"]));
    assert!(world.open(PASSWORD).is_err(), "the old one opens nothing");
}

/// Everything that he can put into a payload. The true header and the ids of accounts are known to one who saw them.
fn payloads(world: &World, open: &OpenVault, attacker: &Attacker) -> Vec<(&'static str, Vec<u8>)> {
    let own = attacker.payload(&["planted"]);
    vec![
        ("his own", own.clone()),
        ("with the true header", with_true_header(world, open, &own)),
        (
            "without the accounts",
            attacker.payload_without(&open.vault),
        ),
        ("no vault", b"{\"format\":\"keyrack-vault\"}\n".to_vec()),
    ]
}

/// The lines of a payload behind the header of the true one, tag and all.
fn with_true_header(world: &World, open: &OpenVault, own: &[u8]) -> Vec<u8> {
    let sealed = world.disk.content(&world.path("vault.age"));
    let plain = file::open(&sealed, &world.paper).unwrap();
    let header = plain.split(|byte| *byte == b'\n').next().unwrap();
    assert!(header.starts_with(b"{\"format\":") && open.header.sequence > 0);
    let body = own.iter().position(|byte| *byte == b'\n').unwrap();
    [header, &own[body..]].concat()
}

/// Ways to lose `vault.age` for which the kept states are there.
fn damages(world: &World, attacker: &Attacker) -> Vec<(&'static str, crate::disk::MemoryDisk)> {
    let path = world.path("vault.age");
    let [deleted, forged, cut, flipped] = std::array::from_fn(|_| world.disk.copy());
    let whole = world.disk.content(&path);
    deleted.delete(&path);
    forged.put(&path, &attacker.vault(&["planted"]));
    cut.put(&path, &whole[..whole.len() / 2]);
    flip(&flipped, &path, whole.len() - 100, 1);
    vec![
        ("deleted", deleted),
        ("forged", forged),
        ("cut", cut),
        ("flipped", flipped),
    ]
}

fn remove_kept(world: &World) {
    let folder = world.path("generations");
    for name in world.disk.names(&folder) {
        world.disk.delete(&folder.join(name));
    }
}

/// Exactly the records that the holder of the keys wrote, and his paper.
fn is_the_vault(open: &OpenVault, truth: &Vault, at: &str) {
    assert_eq!(names(&open.vault), names(truth), "{at}");
    assert!(
        open.vault.accounts == truth.accounts,
        "{at}: the accounts differ"
    );
    assert!(
        open.vault.folders == truth.folders,
        "{at}: the folders differ"
    );
    assert_eq!(open.vault.quarantine, truth.quarantine, "{at}");
}

/// One change is made and saved, and opened again there is that and nothing else.
fn goes_on(world: &World, open: OpenVault, at: &str) {
    goes_on_with(world, open, PASSWORD, at);
}

fn goes_on_with(world: &World, mut open: OpenVault, password: &str, at: &str) {
    let paper = open.paper().clone();
    add(&mut open.vault, "afterwards", NOW + DAY / 2);
    let truth = open.vault.clone();
    open.save(&moment(NOW))
        .unwrap_or_else(|error| panic!("{at}: {error}"));
    open.settle(NOW)
        .unwrap_or_else(|error| panic!("{at}: {error}"));
    let again = world.open(password);
    let again = again.unwrap_or_else(|error| panic!("{at}: opened again: {error}"));
    assert_eq!(again.report.damage, None, "{at}");
    assert_eq!(again.paper(), &paper, "{at}");
    is_the_vault(&again, &truth, at);
}

/// A change to a record that is there is made, saved, and there when the vault is opened again.
fn edit_stands(world: &World, mut open: OpenVault, at: &str) {
    let now = stamp(&open.vault, NOW + 10);
    let id = open.vault.accounts.iter().next().unwrap().id();
    open.vault
        .accounts
        .get_mut(id)
        .unwrap()
        .note
        .set("edited".into(), now);
    world.save(&mut open);
    let again = world.open(PASSWORD).expect(at);
    assert_eq!(
        again.vault.accounts.get(id).unwrap().note.get(),
        "edited",
        "{at}"
    );
    assert_eq!(names(&again.vault), set(ACCOUNTS), "{at}");
}

/// What somebody with the keys wrote, with its text changed.
fn reseal(world: &World, open: &mut OpenVault, change: impl Fn(&str) -> String) -> Vec<u8> {
    let keys = world.keys(PASSWORD);
    let plain = payload::write(&mut open.vault, &open.header, &keys.mac);
    let text = change(std::str::from_utf8(&plain).unwrap());
    let text = retag(&text, &keys.mac, &open.header.paper.tag_key);
    let recipients = [&keys.identity.recipient(), &open.header.paper.recipient];
    file::seal(text.as_bytes(), &recipients).unwrap()
}

/// A vault whose change to the new password stopped before its last step.
fn interrupted(costs: Costs) -> World {
    (0..)
        .map(|step| {
            let (world, mut open) = World::with(ACCOUNTS);
            world.disk.break_at(step, Fault::Stop);
            open.change_ways_in(NEW_PASSWORD, costs, None, &moment(NOW), &mut OsEntropy)
                .expect_err("it is stopped");
            world.on(world.disk.after_kill())
        })
        .find(|world| {
            let both = |open: &OpenVault| open.change_is_unfinished();
            world.open(NEW_PASSWORD).is_ok_and(|open| both(&open)) && world.open(PASSWORD).is_ok()
        })
        .unwrap()
}

/// Each member of a document changed in every way, removed, doubled, and renamed; and each element of a list.
fn changes(whole: &Value) -> Vec<(String, String)> {
    let mut paths = Vec::new();
    walk(whole, "", &mut paths);
    let mut changed = Vec::new();
    for path in paths {
        let there = whole.pointer(&path).unwrap().clone();
        let mut values = vec![
            json!(null),
            json!(true),
            json!(0),
            json!(-1),
            json!(9),
            json!(u64::MAX),
            json!(1.5),
            json!(""),
            json!("x"),
            json!([]),
            json!({}),
        ];
        match &there {
            Value::String(text) => {
                let mut other = text.clone().into_bytes();
                for at in [0, text.len() / 2, text.len().saturating_sub(1)] {
                    if let Some(byte) = other.get_mut(at) {
                        *byte = if *byte == b'a' { b'b' } else { b'a' };
                    }
                    values.push(String::from_utf8(other.clone()).unwrap().into());
                }
                values.push(format!("{text}\n").into());
                values.push(text.to_uppercase().into());
                values.push(text.repeat(2).into());
            }
            Value::Number(number) => {
                let number = number.as_u64().unwrap();
                values.extend([
                    json!(number + 1),
                    json!(number.saturating_sub(1)),
                    json!(number * 2),
                ]);
            }
            Value::Array(list) => {
                values.push(list.iter().rev().cloned().collect());
                values.push([&list[..], &list[..]].concat().into());
            }
            _ => {}
        }
        for value in values.into_iter().filter(|value| *value != there) {
            let mut document = whole.clone();
            let shown = value.to_string();
            *document.pointer_mut(&path).unwrap() = value;
            changed.push((format!("{path} as {shown:.40}"), document.to_string()));
        }
        let (above, name) = path.rsplit_once('/').unwrap();
        let mut removed = whole.clone();
        match removed.pointer_mut(above).unwrap() {
            Value::Object(members) => {
                members.remove(name);
                let member = format!("\"{name}\":");
                let doubled =
                    whole
                        .to_string()
                        .replacen(&member, &format!("{member}{there},{member}"), 1);
                changed.push((format!("{path} doubled"), doubled));
                let renamed = whole
                    .to_string()
                    .replacen(&member, &format!("\"{name}2\":"), 1);
                changed.push((format!("{path} renamed"), renamed));
            }
            Value::Array(list) => drop(list.remove(name.parse().unwrap())),
            _ => unreachable!("a path leads through members and elements"),
        }
        changed.push((format!("{path} removed"), removed.to_string()));
    }
    changed
}

fn walk(value: &Value, path: &str, paths: &mut Vec<String>) {
    if !path.is_empty() {
        paths.push(path.to_owned());
    }
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                walk(member, &format!("{path}/{name}"), paths);
            }
        }
        Value::Array(list) => {
            for (at, element) in list.iter().enumerate() {
                walk(element, &format!("{path}/{at}"), paths);
            }
        }
        _ => {}
    }
}

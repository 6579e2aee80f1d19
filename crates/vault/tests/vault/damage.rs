//! Damaged, cut, deleted and forged files: what can be read is read, gaps are filled, and what may be missing is said.

use std::collections::BTreeSet;

use keyrack_seal::{OsEntropy, file};
use keyrack_vault::{
    Record, Vault,
    files::{FilesError, OpenVault},
    payload,
};

use crate::{
    attacker::Attacker,
    tags::retag,
    world::{
        CHEAP, NEW_PASSWORD, NOW, PASSWORD, World, add, flip, moment, names, set, set_aside, stamp,
    },
};

const ACCOUNTS: &[&str] = &["a", "b"];

#[test]
fn whichever_byte_of_the_vault_is_flipped_its_accounts_are_there_and_saving_heals_it() {
    let (world, _) = World::with(ACCOUNTS);
    let whole = world.disk.content(&world.path("vault.age"));
    for at in 0..whole.len() {
        let world = world.on(world.disk.copy());
        flip(&world.disk, &world.path("vault.age"), at, 1 << (at % 8));
        let open = world
            .open(PASSWORD)
            .unwrap_or_else(|error| panic!("byte {at}: {error}"));
        check_complete(&open, &format!("byte {at}"));
        if at % 61 == 0 {
            heals(&world, open, &format!("byte {at}"));
        }
    }
}

#[test]
fn wherever_the_vault_is_cut_its_accounts_are_there_and_saving_heals_it() {
    let (world, _) = World::with(ACCOUNTS);
    let whole = world.disk.content(&world.path("vault.age"));
    for length in 0..whole.len() {
        let world = world.on(world.disk.copy());
        world.disk.put(&world.path("vault.age"), &whole[..length]);
        let open = world
            .open(PASSWORD)
            .unwrap_or_else(|error| panic!("cut at {length}: {error}"));
        check_complete(&open, &format!("cut at {length}"));
        if length % 61 == 0 {
            heals(&world, open, &format!("cut at {length}"));
        }
    }
}

#[test]
fn a_deleted_vault_is_filled_from_the_newest_kept_state_and_says_that_changes_may_be_missing() {
    let (world, _) = World::with(ACCOUNTS);
    world.disk.delete(&world.path("vault.age"));
    let mut open = world.open(PASSWORD).unwrap();
    let damage = open.report.damage.clone().unwrap();
    assert!(damage.missing && damage.may_lack_changes);
    assert_eq!(damage.filled_from.unwrap().0, 2);
    assert_eq!(names(&open.vault), set(ACCOUNTS));
    world.save(&mut open);
    assert_eq!(world.open(PASSWORD).unwrap().report.damage, None);
}

#[test]
fn without_a_kept_state_no_damage_shows_an_empty_vault() {
    let (world, _) = World::with(ACCOUNTS);
    for name in world.disk.names(&world.path("generations")) {
        world.disk.delete(&world.path("generations").join(name));
    }
    let path = world.path("vault.age");
    let whole = world.disk.content(&path);
    for at in (0..whole.len()).filter(|at| *at < 500 || at % 17 == 0) {
        for damaged in [flipped(&whole, at), whole[..at].to_vec()] {
            let world = world.on(world.disk.copy());
            world.disk.put(&path, &damaged);
            match world.open(PASSWORD) {
                Ok(open) => {
                    let at_a_loss = open.report.damage.as_ref().unwrap().may_lack_changes;
                    assert!(
                        at_a_loss || names(&open.vault) == set(ACCOUNTS),
                        "byte {at}"
                    );
                    assert!(!names(&open.vault).is_empty(), "byte {at}");
                }
                Err(error) => {
                    let honest = matches!(
                        error,
                        FilesError::Unreadable | FilesError::KeysChanged | FilesError::TooLarge
                    );
                    assert!(honest, "byte {at}: {error}");
                }
            }
        }
    }
}

#[test]
fn whichever_byte_of_the_ways_in_is_flipped_or_cut_the_right_password_opens() {
    let (world, _) = World::with(ACCOUNTS);
    let path = world.path("slots.json");
    let whole = world.disk.content(&path);
    for at in 0..whole.len() {
        for damaged in [flipped(&whole, at), whole[..at].to_vec()] {
            let world = world.on(world.disk.copy());
            world.disk.put(&path, &damaged);
            let open = world
                .open(PASSWORD)
                .unwrap_or_else(|error| panic!("byte {at}: {error}"));
            assert_eq!(names(&open.vault), set(ACCOUNTS), "byte {at}");
            assert_eq!(open.report.damage, None, "byte {at}");
        }
    }
    world.disk.delete(&path);
    assert_eq!(names(&world.open(PASSWORD).unwrap().vault), set(ACCOUNTS));
}

#[test]
fn without_a_copy_damaged_ways_in_never_pass_for_a_wrong_password_and_the_paper_opens() {
    let (world, _) = World::with(ACCOUNTS);
    for name in world.disk.names(&world.path("generations")) {
        world.disk.delete(&world.path("generations").join(name));
    }
    let path = world.path("slots.json");
    let whole = world.disk.content(&path);
    for at in 0..whole.len() {
        for damaged in [flipped(&whole, at), whole[..at].to_vec()] {
            let world = world.on(world.disk.copy());
            world.disk.put(&path, &damaged);
            if let Err(FilesError::WrongKey) = world.open(PASSWORD) {
                panic!("byte {at}: the right password is called wrong");
            }
            let by_paper = world
                .open_by_paper()
                .unwrap_or_else(|error| panic!("byte {at}: {error}"));
            assert_eq!(names(&by_paper.vault), set(ACCOUNTS), "byte {at}");
        }
    }
    world.disk.delete(&path);
    assert!(matches!(
        world.open(PASSWORD),
        Err(FilesError::SlotsDamaged)
    ));

    let mut by_paper = world.open_by_paper().unwrap();
    assert!(by_paper.needs_new_ways());
    let before = world.disk.files();
    let save = by_paper.save(&moment(NOW));
    let pending = by_paper.seal_pending(&moment(NOW), &mut OsEntropy);
    for refused in [save, pending] {
        assert!(
            matches!(refused, Err(FilesError::NewWaysNeeded)),
            "{refused:?}"
        );
    }
    assert_eq!(world.disk.files(), before, "nothing was written");
    by_paper
        .change_ways_in(NEW_PASSWORD, CHEAP, None, &moment(NOW), &mut OsEntropy)
        .expect("new ways in make it whole again");
    assert_eq!(
        names(&world.open(NEW_PASSWORD).unwrap().vault),
        set(ACCOUNTS)
    );
    let by_paper = world.open_by_paper().unwrap();
    assert_ne!(
        by_paper.recipient(),
        world.paper.recipient(),
        "it finds its way in again"
    );
}

#[test]
fn a_damaged_chunk_of_a_large_vault_costs_only_what_it_held_and_the_kept_state_fills_it() {
    let (world, before, after) = large();
    let whole = world.disk.content(&world.path("vault.age"));
    let chunks = whole.len().div_ceil(CHUNK);
    assert!(chunks > 5, "{chunks} chunks");
    for chunk in 0..chunks {
        let at = (chunk * CHUNK + 1000).min(whole.len() - 1);
        let world = world.on(world.disk.copy());
        flip(&world.disk, &world.path("vault.age"), at, 4);
        let open = world
            .open(PASSWORD)
            .unwrap_or_else(|error| panic!("chunk {chunk}: {error}"));
        let damage = open.report.damage.clone().unwrap();
        assert_eq!(
            (damage.chunks_read, damage.chunks_lost),
            (chunks - 1, 1),
            "chunk {chunk}"
        );
        assert!(
            damage.may_lack_changes,
            "chunk {chunk}: the kept state is older"
        );
        assert_eq!(damage.filled_from.unwrap().0, 3);
        let there = names(&open.vault);
        assert!(
            there.is_superset(&before),
            "chunk {chunk}: nothing of the kept state is lost"
        );
        let changed = |vault: &Vault| {
            vault
                .accounts
                .iter()
                .filter(|a| a.note.get() == "changed")
                .count()
        };
        let notes = changed(&open.vault);
        assert!(
            notes > 300 && notes <= before.len(),
            "chunk {chunk}: {notes} changes are salvaged"
        );
        assert_eq!(
            open.vault.quarantine,
            [],
            "chunk {chunk}: no half record passes for one"
        );

        let mut open = open;
        world.save(&mut open);
        let healed = world.open(PASSWORD).unwrap();
        assert_eq!(healed.report.damage, None);
        assert!(names(&healed.vault).is_superset(&before));
        let aside = world.disk.names(&world.path("set-aside"));
        assert!(
            aside.iter().any(|name| name.starts_with("vault-damaged-")),
            "{aside:?}"
        );
    }
    assert_eq!(names(&world.open(PASSWORD).unwrap().vault), after);
}

#[test]
fn a_damaged_header_of_a_large_vault_costs_nothing_or_falls_back_on_the_kept_state() {
    let (world, before, after) = large();
    let whole = world.disk.content(&world.path("vault.age"));
    let header = whole
        .windows(5)
        .position(|window| window == b"\n--- ")
        .unwrap()
        + 60;
    for at in (0..header).step_by(9) {
        let world = world.on(world.disk.copy());
        flip(&world.disk, &world.path("vault.age"), at, 2);
        let open = world
            .open(PASSWORD)
            .unwrap_or_else(|error| panic!("byte {at}: {error}"));
        let damage = open
            .report
            .damage
            .clone()
            .unwrap_or_else(|| panic!("byte {at}"));
        let there = names(&open.vault);
        assert!(
            there == after || (there == before && damage.may_lack_changes),
            "byte {at}"
        );
        assert!(!damage.forged, "byte {at}");
    }
}

#[test]
fn a_large_vault_without_a_kept_state_opens_with_what_is_left_and_is_saved_so() {
    let (world, before, _) = large();
    for name in world.disk.names(&world.path("generations")) {
        world.disk.delete(&world.path("generations").join(name));
    }
    let headless = world.on(world.disk.copy());
    flip(&headless.disk, &headless.path("vault.age"), 1000, 4);
    assert!(
        matches!(headless.open(PASSWORD), Err(FilesError::Unreadable)),
        "without their header the lines cannot be understood"
    );

    flip(&world.disk, &world.path("vault.age"), 3 * CHUNK, 4);
    let damaged = world.disk.content(&world.path("vault.age"));
    let mut open = world.open(PASSWORD).unwrap();
    let damage = open.report.damage.clone().unwrap();
    assert!(damage.may_lack_changes && !damage.forged);
    assert_eq!((damage.chunks_lost, damage.filled_from), (1, None));
    let left = names(&open.vault);
    assert!(
        left.len() > before.len() / 2 && left.len() < before.len(),
        "{} are left",
        left.len()
    );
    assert_eq!(open.vault.quarantine, [], "no half record passes for one");
    world.save(&mut open);
    let again = world.open(PASSWORD).unwrap();
    assert_eq!(again.report.damage, None);
    assert_eq!(names(&again.vault), left);
    assert!(set_aside(&world).contains(&damaged));
}

#[test]
fn a_vault_that_someone_without_the_keys_wrote_is_set_aside_and_the_newest_kept_state_opens() {
    let (world, _) = World::with(ACCOUNTS);
    let forged = Attacker::of(&world).vault(&["forged"]);
    let path = world.path("vault.age");
    let mut damaged = forged.clone();
    let tag = forged
        .windows(5)
        .position(|window| window == b"\n--- ")
        .unwrap()
        + 10;
    damaged[tag] ^= 1;
    // A damaged header must not be a way around the tag.
    for bytes in [forged, damaged] {
        let world = world.on(world.disk.copy());
        world.disk.put(&path, &bytes);
        let mut open = world.open(PASSWORD).unwrap();
        let damage = open.report.damage.clone().unwrap();
        assert!(damage.forged && damage.may_lack_changes);
        assert_eq!(damage.filled_from, Some((2, NOW)));
        assert_eq!(names(&open.vault), set(ACCOUNTS));
        assert_eq!(open.paper(), &world.paper.paper());
        assert_eq!(world.disk.content(&path), bytes, "opening writes nothing");
        add(&mut open.vault, "c", NOW);
        world.save(&mut open);
        assert!(set_aside(&world).contains(&bytes));
        let again = world.open(PASSWORD).unwrap();
        assert_eq!(again.report.damage, None);
        assert_eq!(names(&again.vault), set(&["a", "b", "c"]));
    }
}

#[test]
fn a_forged_vault_is_not_taken_over_by_a_program_that_has_the_true_one_open() {
    let (world, mut open) = World::with(ACCOUNTS);
    add(&mut open.vault, "c", NOW);
    let forged = Attacker::of(&world).vault(&["forged"]);
    world.disk.put(&world.path("vault.age"), &forged);
    open.save(&moment(NOW)).unwrap();
    assert!(open.report.damage.as_ref().unwrap().forged, "it is said");
    assert_eq!(names(&open.vault), set(&["a", "b", "c"]));
    assert!(set_aside(&world).contains(&forged));
    let again = world.open(PASSWORD).unwrap();
    assert_eq!(again.report.damage, None);
    assert_eq!(names(&again.vault), set(&["a", "b", "c"]));
}

#[test]
fn rubbish_sealed_to_the_vault_counts_as_damage() {
    let (world, _) = World::with(ACCOUNTS);
    for rubbish in ["", "{}", "{\"format\":\"keyrack-vault\"}\n"] {
        let world = world.on(world.disk.copy());
        let sealed = file::seal(rubbish.as_bytes(), &[&world.recipient()]).unwrap();
        world.disk.put(&world.path("vault.age"), &sealed);
        let mut open = world.open(PASSWORD).unwrap();
        assert!(open.report.damage.as_ref().unwrap().may_lack_changes);
        assert_eq!(names(&open.vault), set(ACCOUNTS));
        world.save(&mut open);
        assert_eq!(world.open(PASSWORD).unwrap().report.damage, None);
    }
}

#[test]
fn an_older_state_put_back_shows_its_lower_sequence() {
    let (world, mut open) = World::with(ACCOUNTS);
    let older = world.disk.content(&world.path("vault.age"));
    let sequence = open.header.sequence;
    add(&mut open.vault, "c", NOW);
    world.save(&mut open);
    assert_eq!(open.header.sequence, sequence + 1);
    world.disk.put(&world.path("vault.age"), &older);
    assert_eq!(world.open(PASSWORD).unwrap().header.sequence, sequence);

    add(&mut open.vault, "d", NOW);
    open.save(&moment(NOW)).unwrap();
    let healed = world.open(PASSWORD).unwrap();
    assert_eq!(
        names(&healed.vault),
        set(&["a", "b", "c", "d"]),
        "who still had it open puts it right"
    );
    assert!(healed.header.sequence > sequence + 1);
}

#[test]
fn a_vault_for_a_newer_program_says_so_and_stays() {
    let (world, mut open) = World::with(ACCOUNTS);
    let newer = |text: &str| text.replace("\"min_reader\":1", "\"min_reader\":9");
    let sealed = reseal(&world, &mut open, newer);
    world.disk.put(&world.path("vault.age"), &sealed);
    assert!(
        matches!(world.open(PASSWORD), Err(FilesError::Newer { needs }) if needs == "Keyrack test")
    );
    assert!(matches!(
        open.save(&moment(NOW)),
        Err(FilesError::Newer { .. })
    ));
    assert_eq!(world.disk.content(&world.path("vault.age")), sealed);
}

const CHUNK: usize = 64 * 1024 + 16;

/// Everything is there, and if nothing was salvaged that is said.
fn check_complete(open: &OpenVault, at: &str) {
    let damage = open
        .report
        .damage
        .as_ref()
        .unwrap_or_else(|| panic!("{at}: unnoticed"));
    assert_eq!(names(&open.vault), set(ACCOUNTS), "{at}");
    assert!(!damage.forged, "{at}");
    assert!(
        damage.filled_from.is_some() || !damage.may_lack_changes,
        "{at}"
    );
    assert!(damage.may_lack_changes || damage.chunks_lost == 0, "{at}");
}

fn heals(world: &World, mut open: OpenVault, at: &str) {
    let damaged = world.disk.content(&world.path("vault.age"));
    add(&mut open.vault, "c", NOW);
    world.save(&mut open);
    let healed = world.open(PASSWORD).expect(at);
    assert_eq!(healed.report.damage, None, "{at}");
    assert_eq!(names(&healed.vault), set(&["a", "b", "c"]), "{at}");
    let kept = set_aside(world).contains(&damaged);
    assert!(kept, "{at}: the damaged file is set aside");
}

/// A vault of several chunks, kept once before every account was changed and one was added.
fn large() -> (World, BTreeSet<String>, BTreeSet<String>) {
    let (world, mut open) = World::with(&[]);
    for number in 0..700 {
        let id = add(&mut open.vault, &format!("client {number:04}"), NOW);
        let account = open.vault.accounts.get_mut(id).unwrap();
        account
            .email
            .set(format!("{number}.{}", "x".repeat(200)), account.created());
    }
    open.save(&moment(NOW)).unwrap();
    open.settle(NOW).unwrap();
    let kept = world.disk.names(&world.path("generations"));
    let before = names(&open.vault);
    let now = stamp(&open.vault, NOW + 1);
    for account in open.vault.accounts.iter_mut() {
        account.note.set("changed".into(), now);
    }
    add(&mut open.vault, "last", NOW + 2);
    open.save(&moment(NOW + 3)).unwrap();
    assert_eq!(world.disk.names(&world.path("generations")), kept);
    let after = names(&open.vault);
    (world, before, after)
}

fn flipped(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut flipped = bytes.to_vec();
    flipped[at] ^= 1;
    flipped
}

/// The vault with its text changed, under its own keys.
fn reseal(world: &World, open: &mut OpenVault, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mac = world.keys(PASSWORD).mac;
    let paper = &open.header.paper.tag_key.clone();
    let plain = payload::write(&mut open.vault, &open.header, &mac);
    let text = change(std::str::from_utf8(&plain).unwrap());
    let text = retag(&text, &mac, paper);
    file::seal(text.as_bytes(), &[&world.recipient()]).unwrap()
}

//! Every piece of work is stopped at each of its steps, by a kill and by a power cut, and every step of it fails once.
//! Afterwards the vault opens, holds the old state or the new, and the work succeeds when it is tried again.

use std::{collections::BTreeSet, sync::OnceLock};

use keyrack_seal::{Identity, OsEntropy};
use keyrack_vault::{
    disk::Disk,
    files::{FilesError, OpenVault, WayIn},
};

use crate::{
    disk::{Fault, MemoryDisk, PowerCut},
    world::{CHEAP, NEW_PASSWORD, NOW, PASSWORD, World, add, moment, moment_of, names, set},
};

/// A piece of work on a vault that is open.
struct Work {
    what: &'static str,
    /// A vault to do it on.
    prepare: fn() -> (World, OpenVault),
    /// The work itself; it may be called again after it failed.
    run: fn(&mut OpenVault) -> Result<(), FilesError>,
    /// The accounts before and after.
    before: &'static [&'static str],
    after: &'static [&'static str],
    /// The passwords before and after.
    passwords: [&'static str; 2],
}

const WORKS: &[Work] = &[
    Work {
        what: "save",
        prepare: with_a_change,
        run: |open| open.save(&moment(NOW)),
        before: &["a", "b"],
        after: &["a", "b", "c"],
        passwords: [PASSWORD, PASSWORD],
    },
    Work {
        what: "save and settle",
        prepare: with_a_change,
        run: |open| {
            open.save(&moment(NOW))?;
            open.settle(NOW)
        },
        before: &["a", "b"],
        after: &["a", "b", "c"],
        passwords: [PASSWORD, PASSWORD],
    },
    Work {
        what: "settle",
        prepare: || {
            let (world, mut open) = with_a_change();
            open.save(&moment(NOW)).unwrap();
            (world, open)
        },
        run: |open| open.settle(NOW),
        before: &["a", "b", "c"],
        after: &["a", "b", "c"],
        passwords: [PASSWORD, PASSWORD],
    },
    Work {
        what: "change the password",
        prepare: with_a_change,
        run: change,
        before: &["a", "b"],
        after: &["a", "b", "c"],
        passwords: [PASSWORD, NEW_PASSWORD],
    },
    Work {
        what: "finish a change that was interrupted before the vault was sealed anew",
        prepare: || interrupted(false),
        run: finish,
        before: &["a", "b"],
        after: &["a", "b", "d"],
        passwords: [NEW_PASSWORD, NEW_PASSWORD],
    },
    Work {
        what: "finish a change that was interrupted after the vault was sealed anew",
        prepare: || interrupted(true),
        run: finish,
        before: &["a", "b", "c"],
        after: &["a", "b", "c", "d"],
        passwords: [NEW_PASSWORD, NEW_PASSWORD],
    },
    Work {
        what: "change the password again after an interrupted change",
        prepare: || interrupted(false),
        run: |open| change_to(open, THIRD_PASSWORD),
        before: &["a", "b"],
        after: &["a", "b", "d"],
        passwords: [NEW_PASSWORD, THIRD_PASSWORD],
    },
    Work {
        what: "seal pending changes",
        prepare: with_a_change,
        run: |open| open.seal_pending(&moment(NOW), &mut OsEntropy),
        before: &["a", "b"],
        after: &["a", "b", "c"],
        passwords: [PASSWORD, PASSWORD],
    },
    Work {
        what: "merge pending changes",
        prepare: || {
            let (world, mut open) = with_a_change();
            open.seal_pending(&moment(NOW), &mut OsEntropy).unwrap();
            let open = world.open(PASSWORD).unwrap();
            assert_eq!(open.report.merged.len(), 1);
            (world, open)
        },
        run: |open| {
            open.save(&moment(NOW))?;
            open.settle(NOW)
        },
        before: &["a", "b", "c"],
        after: &["a", "b", "c"],
        passwords: [PASSWORD, PASSWORD],
    },
    Work {
        what: "merge a conflict copy",
        prepare: || {
            let (world, mut open) = with_a_change();
            let there = world.on(world.disk.copy());
            let mut theirs = there.open(PASSWORD).unwrap();
            add(&mut theirs.vault, "theirs", NOW);
            theirs.save(&moment_of(NOW, 2)).unwrap();
            let copy = there.disk.content(&there.path("vault.age"));
            world
                .disk
                .put(&world.path("vault (conflicted copy).age"), &copy);
            open.save(&moment(NOW)).unwrap();
            let open = world.open(PASSWORD).unwrap();
            assert_eq!(open.report.merged.len(), 1);
            (world, open)
        },
        run: |open| {
            open.save(&moment(NOW))?;
            open.settle(NOW)
        },
        before: &["a", "b", "c", "theirs"],
        after: &["a", "b", "c", "theirs"],
        passwords: [PASSWORD, PASSWORD],
    },
    Work {
        what: "heal a damaged vault",
        prepare: || {
            let (world, _) = World::with(&["a", "b"]);
            let path = world.path("vault.age");
            let damaged = world.disk.content(&path).len() / 2;
            crate::world::flip(&world.disk, &path, damaged, 1);
            let mut open = world.open(PASSWORD).unwrap();
            add(&mut open.vault, "c", NOW);
            (world, open)
        },
        run: |open| open.save(&moment(NOW)),
        before: &["a", "b"],
        after: &["a", "b", "c"],
        passwords: [PASSWORD, PASSWORD],
    },
];

const THIRD_PASSWORD: &str = "harmadik kör";

#[test]
fn stopped_at_any_step_by_a_kill_or_a_power_cut_the_vault_opens_with_its_accounts() {
    for work in WORKS {
        for step in 0.. {
            let (world, mut open) = (work.prepare)();
            world.disk.break_at(step, Fault::Stop);
            let done = (work.run)(&mut open).is_ok();
            let broke = world.disk.mend();
            for (how, disk) in views(&world.disk) {
                let at = format!("{}, step {step}, {how}", work.what);
                let world = world.on(disk);
                check(work, &world, done && !broke, &at);
                retry(work, &world, &at);
            }
            if !broke {
                assert!(done, "{} succeeds undisturbed", work.what);
                assert!(step > 3, "{}: {step} steps were stopped", work.what);
                break;
            }
        }
    }
}

#[test]
fn any_step_that_fails_loses_nothing_and_the_same_program_succeeds_next_time() {
    for work in WORKS {
        for fault in [Fault::Eio, Fault::Full] {
            for step in 0.. {
                let (world, mut open) = (work.prepare)();
                let in_memory = names(&open.vault);
                world.disk.break_at(step, fault);
                let done = (work.run)(&mut open).is_ok();
                let broke = world.disk.mend();
                let at = format!("{}, step {step}, {fault:?}", work.what);
                assert!(
                    names(&open.vault).is_superset(&in_memory),
                    "{at}: memory keeps the change"
                );
                check(work, &world.on(world.disk.copy()), done, &at);

                (work.run)(&mut open)
                    .unwrap_or_else(|error| panic!("{at}: the retry fails: {error}"));
                for (how, disk) in views(&world.disk) {
                    check(
                        work,
                        &world.on(disk),
                        true,
                        &format!("{at}, retried, {how}"),
                    );
                }
                if !broke {
                    break;
                }
            }
        }
    }
}

#[test]
fn making_a_vault_leaves_none_or_a_whole_one_wherever_it_stops() {
    for fault in [Fault::Stop, Fault::Eio, Fault::Full] {
        for step in 0.. {
            let world = World::empty();
            world.disk.break_at(step, fault);
            let made = world.create(PASSWORD).is_ok();
            let broke = world.disk.mend();
            for (how, disk) in views(&world.disk) {
                let at = format!("{fault:?} at step {step}, {how}");
                let world = world.on(disk);
                if world.files().exists().unwrap() {
                    world.open(PASSWORD).expect(&at);
                    world.open_by_paper().expect(&at);
                } else {
                    let said_so = made && (fault != Fault::Stop || !broke);
                    assert!(!said_so, "{at}: it said that it was made");
                    let mut open = world.create(PASSWORD).expect(&at);
                    add(&mut open.vault, "a", NOW);
                    world.save(&mut open);
                }
                world.open(PASSWORD).expect(&at);
            }
            if !broke {
                assert!(made && step > 8, "{step} steps were stopped");
                break;
            }
        }
    }
}

#[test]
fn a_backup_becomes_the_vault_or_can_be_brought_back_again_wherever_it_stops() {
    const RUINED: &[u8] = b"what was left of the vault";
    let (source, _open) = World::with(&["a", "b"]);
    let snapshot = source.files().snapshot().unwrap();
    for fault in [Fault::Stop, Fault::Eio, Fault::Full] {
        for step in 0.. {
            let world = World::empty();
            world.disk.put(&world.path("vault.age"), RUINED);
            world.disk.break_at(step, fault);
            let done = world.files().adopt(&snapshot).is_ok();
            let broke = world.disk.mend();
            for (how, disk) in views(&world.disk) {
                let at = format!("{fault:?} at step {step}, {how}");
                let world = world.on(disk);
                let holds_both = || {
                    let open = world.open(PASSWORD);
                    open.is_ok_and(|open| names(&open.vault) == set(&["a", "b"]))
                };
                if done && (fault != Fault::Stop || !broke) {
                    assert!(holds_both(), "{at}: it said that it was done");
                }
                let aside = world.path("set-aside");
                let mut places = vec![world.path("vault.age")];
                places.extend(world.disk.names(&aside).iter().map(|name| aside.join(name)));
                let kept = |path| world.disk.read(path, usize::MAX).is_ok_and(|b| b == RUINED);
                assert!(places.iter().any(|path| kept(path)), "{at}: what was there");
                world.files().adopt(&snapshot).expect(&at);
                assert!(holds_both(), "{at}: brought back again");
            }
            if !broke {
                assert!(done && step > 8, "{step} steps were stopped");
                break;
            }
        }
    }
}

#[test]
fn a_new_recovery_key_or_the_old_one_opens_wherever_the_change_stops() {
    for step in 0.. {
        let (world, mut open) = with_a_change();
        let new_paper = Identity::make();
        world.disk.break_at(step, Fault::Stop);
        let paper = Some(new_paper.paper());
        let done = open.change_ways_in(NEW_PASSWORD, CHEAP, paper, &moment(NOW), &mut OsEntropy);
        let broke = world.disk.mend();
        for (how, disk) in views(&world.disk) {
            let files = world.on(disk).files();
            let opens = |paper: &Identity| files.open(&WayIn::RecoveryKey(paper), NOW);
            let (old, new) = (opens(&world.paper), opens(&new_paper));
            assert!(old.is_ok() || new.is_ok(), "step {step}, {how}");
            if let (Ok(()), false) = (&done, broke) {
                assert!(
                    new.is_ok_and(|open| finds_its_way_in(&open)),
                    "{how}: the new one opens"
                );
                assert!(old.is_err(), "{how}: the old one does not");
            }
        }
        if !broke {
            break;
        }
    }
}

/// Two accounts saved, a third one only in memory.
fn with_a_change() -> (World, OpenVault) {
    let (world, mut open) = World::with(&["a", "b"]);
    add(&mut open.vault, "c", NOW);
    (world, open)
}

/// A change of the password that a power cut interrupted, opened with the new one, with an account more in memory.
fn interrupted(after_the_vault: bool) -> (World, OpenVault) {
    static FOUND: [OnceLock<World>; 2] = [const { OnceLock::new() }; 2];
    let found = FOUND[usize::from(after_the_vault)].get_or_init(|| {
        (0..)
            .map(|step| {
                let (world, mut open) = with_a_change();
                world.disk.break_at(step, Fault::Stop);
                change(&mut open).expect_err("it is stopped before it is done");
                world.on(world.disk.after_power_cut(PowerCut::LosesNames))
            })
            .find(|world| {
                let open = world.open(NEW_PASSWORD);
                open.is_ok_and(|open| names(&open.vault).contains("c") == after_the_vault)
            })
            .expect("the new password opens before the change is done")
    });
    let world = found.on(found.disk.copy());
    let mut open = world.open(NEW_PASSWORD).expect("it opened before");
    assert!(open.change_is_unfinished());
    add(&mut open.vault, "d", NOW);
    (world, open)
}

fn change(open: &mut OpenVault) -> Result<(), FilesError> {
    change_to(open, NEW_PASSWORD)
}

/// Changes the password, or brings to its end what an earlier try began.
fn change_to(open: &mut OpenVault, password: &str) -> Result<(), FilesError> {
    open.change_ways_in(password, CHEAP, None, &moment(NOW), &mut OsEntropy)
}

fn finish(open: &mut OpenVault) -> Result<(), FilesError> {
    if open.change_is_unfinished() {
        open.finish_change(NEW_PASSWORD, &moment(NOW), &mut OsEntropy)
    } else {
        open.save(&moment(NOW))
    }
}

fn views(disk: &MemoryDisk) -> [(&'static str, MemoryDisk); 3] {
    [
        ("killed", disk.after_kill()),
        ("power cut", disk.after_power_cut(PowerCut::LosesNames)),
        (
            "power cut that keeps names",
            disk.after_power_cut(PowerCut::KeepsNames),
        ),
    ]
}

/// The vault opens by a password and by the paper, with the accounts of before or of after; once done, of after.
fn check(work: &Work, world: &World, done: bool, at: &str) {
    let (before, after) = (set(work.before), set(work.after));
    let by_password: Vec<BTreeSet<String>> = opened(work, world)
        .map(|open| check_report(&open, at))
        .collect();
    assert!(!by_password.is_empty(), "{at}: no password opens");
    let by_paper = world
        .open_by_paper()
        .unwrap_or_else(|error| panic!("{at}: by paper: {error}"));
    assert!(
        finds_its_way_in(&by_paper),
        "{at}: the paper finds its way in"
    );
    for there in by_password.into_iter().chain([names(&by_paper.vault)]) {
        assert!(there == before || there == after, "{at}: {there:?}");
        assert!(
            !done || there == after,
            "{at}: it was done, and there is {there:?}"
        );
    }
    if before != after && names(&by_paper.vault) == before {
        let old = world.open(work.passwords[0]);
        assert!(
            old.is_ok(),
            "{at}: nothing is done yet, and the old password opens"
        );
    }
    if done {
        world
            .open(work.passwords[1])
            .unwrap_or_else(|error| panic!("{at}: by the new password: {error}"));
    }
}

/// Whether the paper led to the vault's own keys; else it is the paper's own key that opened.
fn finds_its_way_in(open: &OpenVault) -> bool {
    open.recipient() != open.paper().recipient
}

fn check_report(open: &OpenVault, at: &str) -> BTreeSet<String> {
    let report = &open.report;
    let forged = report.damage.as_ref().is_some_and(|damage| damage.forged);
    assert!(!forged, "{at}: {report:?}");
    assert_eq!(report.quarantined, 0, "{at}");
    names(&open.vault)
}

/// Whoever opens the vault after that can go on: add an account, bring a change to its end, save.
fn retry(work: &Work, world: &World, at: &str) {
    for password in work.passwords {
        let world = world.on(world.disk.copy());
        let Ok(mut open) = world.open(password) else {
            continue;
        };
        let before = names(&open.vault);
        add(&mut open.vault, "afterwards", NOW);
        if open.change_is_unfinished() {
            open.finish_change(password, &moment(NOW), &mut OsEntropy)
                .unwrap_or_else(|error| panic!("{at}: finishing fails: {error}"));
        }
        world.save(&mut open);
        let again = world.open(password).expect(at);
        let there = names(&again.vault);
        assert!(
            there.is_superset(&before) && there.contains("afterwards"),
            "{at}: {there:?}"
        );
        assert_eq!(again.report.damage, None, "{at}: it is whole again");
    }
}

fn opened<'a>(work: &'a Work, world: &'a World) -> impl Iterator<Item = OpenVault> + 'a {
    work.passwords
        .iter()
        .filter_map(|password| world.open(password).ok())
}

//! The vault opens without any of our code, by what is described in `docs/vault-format.md`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::Arc,
};

use keyrack_seal::{
    Identity, MacKey, OsEntropy, Paper, file,
    slot::{Keys, PasswordSlot, RecoverySlot, Slot, Slots, Target},
};
use keyrack_vault::{VaultFiles, disk::OsDisk, files::WayIn};
use serde_json::Value;
use tempfile::TempDir;

use crate::tags::{retag, retag_whole};
use crate::world::{CHEAP, NEW_PASSWORD, NOW, PASSWORD, add, moment, otp, stamp};

#[test]
fn the_stock_age_program_opens_the_vault_and_every_kept_state_with_the_paper() {
    if !has(
        "the_stock_age_program_opens_the_vault_and_every_kept_state_with_the_paper",
        &["age"],
    ) {
        return;
    }
    let office = Office::new();
    let kept = fs::read_dir(office.vault().join("generations")).unwrap();
    let kept = kept.map(|file| file.unwrap().path());
    let files: Vec<PathBuf> = kept
        .filter(|path| path.extension().is_some_and(|ending| ending == "age"))
        .chain([office.vault().join("vault.age")])
        .collect();
    assert!(files.len() > 2);
    for file in files {
        let mut age = Command::new("age");
        age.arg("-d")
            .arg("-i")
            .arg(office.path("paper.txt"))
            .arg(&file);
        let plain = done(&mut age).stdout;
        let payload: Value = serde_json::from_slice(&plain).expect("the payload is JSON");
        assert_eq!(payload["format"], "keyrack-vault");
    }
}

#[test]
fn a_script_opens_the_vault_with_the_paper_and_hides_the_secrets() {
    if !has(
        "a_script_opens_the_vault_with_the_paper_and_hides_the_secrets",
        &["python3", "age"],
    ) {
        return;
    }
    let office = Office::new();
    let hidden = office.script(&BY_PAPER, &[]);
    let shown = office.script(&BY_PAPER, &["--reveal"]);
    office.check_accounts(&hidden, false);
    office.check_accounts(&shown, true);
}

#[test]
fn a_script_opens_the_vault_with_the_password_and_checks_who_wrote_it() {
    let name = "a_script_opens_the_vault_with_the_password_and_checks_who_wrote_it";
    if !has(name, &["python3", "age", "argon2"]) {
        return;
    }
    let office = Office::new();
    office.check_accounts(&office.script(&BY_PASSWORD, &["--reveal"]), true);

    let wrong = office.run_script(&["--password-file", "paper.txt"], &[]);
    assert!(!wrong.status.success());
    assert!(wrong.stdout.is_empty());
}

#[test]
fn a_script_refuses_what_nobody_with_the_keys_wrote() {
    if !has(
        "a_script_refuses_what_nobody_with_the_keys_wrote",
        &["python3", "age", "argon2"],
    ) {
        return;
    }
    let office = Office::new();
    let files = office.files();
    let keys = files.unlock(&WayIn::Password(PASSWORD)).unwrap().unwrap();
    let (identity, mac) = (keys.keys.identity, keys.keys.mac);
    let open = files.open(&WayIn::Password(PASSWORD), NOW).unwrap();
    let paper = open.paper().clone();
    let sealed = fs::read(office.vault().join("vault.age")).unwrap();
    let slots = fs::read_to_string(office.vault().join("slots.json")).unwrap();
    let plain = file::open(&sealed, &identity).unwrap();
    let plain = String::from_utf8(plain.to_vec()).unwrap();

    // Each is sealed to everybody who is to read it, as anybody can.
    let changed = plain.replace("Kovács", "Thief!!");
    let at = plain.rfind(",\"paper\"").unwrap();
    let (head, tail) = plain.split_at(at);
    let beside = format!("{head},\"zz\":[\n{{\"id\":\"a\"}}\n]{tail}");
    let payloads = [
        (changed.clone(), "tag is wrong"),
        (
            retag(
                &changed,
                &MacKey::from_bytes([9; 32]),
                &MacKey::from_bytes([8; 32]),
            ),
            "tag is wrong",
        ),
        (beside, "tag is wrong"),
        (retag_whole(&changed, &mac, &paper.tag_key), "tag of line"),
    ];
    for (payload, words) in payloads {
        let recipients = [&identity.recipient(), &paper.recipient];
        let forged = file::seal(payload.as_bytes(), &recipients).unwrap();
        fs::write(office.vault().join("vault.age"), forged).unwrap();
        office.refuses(&BY_PASSWORD, words);
        office.refuses(&BY_PAPER, words);
    }
    fs::write(office.vault().join("vault.age"), &sealed).unwrap();

    let fewer = Slots::parse(slots.as_bytes()).unwrap();
    let thief = Keys::make(&mut OsEntropy).unwrap();
    let guess = Paper {
        recipient: paper.recipient.clone(),
        tag_key: thief.mac.clone(),
    };
    let foreign =
        RecoverySlot::make(&target(&thief, &fewer.vault), &guess, &mut OsEntropy).unwrap();
    let mut planted = fewer.clone();
    planted.slots[1] = Slot::Recovery(foreign);
    planted.tag(&thief);
    let mut fewer = fewer;
    fewer.slots.remove(1);
    for ways_in in [planted, fewer] {
        fs::write(office.vault().join("slots.json"), ways_in.to_json()).unwrap();
        office.refuses(&BY_PASSWORD, "ways in");
        office.refuses(&BY_PAPER, "ways in");
    }
    fs::remove_file(office.vault().join("slots.json")).unwrap();
    office.check_accounts(&office.script(&BY_PAPER, &["--reveal"]), true);

    fs::write(office.vault().join("slots.json"), slots).unwrap();
    for way in [&BY_PASSWORD, &BY_PAPER] {
        office.check_accounts(&office.script(way, &[]), false);
    }
}

#[test]
fn a_script_opens_the_vault_with_either_password_while_a_change_is_unfinished() {
    let name = "a_script_opens_the_vault_with_either_password_while_a_change_is_unfinished";
    if !has(name, &["python3", "age", "argon2"]) {
        return;
    }
    let office = Office::new();
    let vault = fs::read(office.vault().join("vault.age")).unwrap();
    // The ways in of a change that stopped before the vault: the new one carries the old keys along.
    let files = office.files();
    let unlocked = files.unlock(&WayIn::Password(PASSWORD)).unwrap();
    let keys = unlocked.unwrap().keys;
    let mut slots = files.slots().unwrap();
    let new = Keys {
        previous: Some(Box::new(keys)),
        ..Keys::make(&mut OsEntropy).unwrap()
    };
    let id = slots.vault.clone();
    let slot = PasswordSlot::make(&target(&new, &id), NEW_PASSWORD, CHEAP, &mut OsEntropy);
    slots.slots.insert(0, Slot::Password(slot.unwrap()));
    for keys in new.and_previous() {
        slots.tag(keys);
    }
    fs::write(office.vault().join("slots.json"), slots.to_json()).unwrap();
    fs::write(office.path("new.txt"), NEW_PASSWORD).unwrap();
    for file in ["password.txt", "new.txt"] {
        office.check_accounts(
            &office.script(&["--password-file", file], &["--reveal"]),
            true,
        );
    }
    assert_eq!(fs::read(office.vault().join("vault.age")).unwrap(), vault);
}

const BY_PAPER: [&str; 2] = ["--recovery-key-file", "paper.txt"];
const BY_PASSWORD: [&str; 2] = ["--password-file", "password.txt"];
const SECRET: &[u8] = b"12345678901234567890";
const SECRET_BASE32: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// A vault in real files, with the paper and the password beside it.
struct Office(TempDir);

impl Office {
    fn new() -> Self {
        let office = Self(tempfile::tempdir().unwrap());
        let paper = Identity::make();
        fs::write(
            office.path("paper.txt"),
            format!("# Keyrack\n{}\n", paper.reveal().as_str()),
        )
        .unwrap();
        fs::write(office.path("password.txt"), format!("{PASSWORD}\n")).unwrap();
        let made = office.files().create(
            PASSWORD,
            CHEAP,
            &paper.paper(),
            &moment(NOW),
            &mut OsEntropy,
        );
        let mut open = made.unwrap();
        for name in ["NAV", "Kovács"] {
            let id = add(&mut open.vault, name, NOW);
            let now = stamp(&open.vault, NOW);
            let account = open.vault.accounts.get_mut(id).unwrap();
            let factor = account.factors.iter_mut().next().unwrap();
            factor.versions.set(otp(SECRET), 0, now);
            open.save(&moment(NOW)).unwrap();
            open.settle(NOW).unwrap();
        }
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn vault(&self) -> PathBuf {
        self.path("vault")
    }

    fn files(&self) -> VaultFiles {
        VaultFiles::new(Arc::new(OsDisk), self.vault())
    }

    fn run_script(&self, way: &[&str; 2], more: &[&str]) -> Output {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/open-vault.py");
        let mut python = Command::new("python3");
        python
            .arg(script)
            .arg(self.vault())
            .arg(way[0])
            .arg(self.path(way[1]))
            .args(more);
        python.output().unwrap()
    }

    fn script(&self, way: &[&str; 2], more: &[&str]) -> String {
        let output = self.run_script(way, more);
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }

    /// The script prints nothing and says why, unless it is told to print it all the same.
    fn refuses(&self, way: &[&str; 2], words: &str) {
        let refused = self.run_script(way, &[]);
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!(refused.status.code(), Some(1), "{said}");
        assert!(said.contains(words), "{said}");
        assert!(refused.stdout.is_empty());
        let printed = self.run_script(way, &["--unverified"]);
        let said = String::from_utf8_lossy(&printed.stderr).into_owned();
        assert!(
            printed.status.success() && said.contains("NOT VERIFIED"),
            "{said}"
        );
        assert!(!printed.stdout.is_empty());
    }

    fn check_accounts(&self, printed: &str, revealed: bool) {
        let lines = printed
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).expect("a JSON line"));
        let services: Vec<String> = lines
            .map(|account| account["service"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(services, ["NAV", "Kovács"]);
        assert_eq!(printed.contains(SECRET_BASE32), revealed);
        assert!(!printed.contains("AGE-SECRET-KEY"));
    }
}

fn done(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

/// Whether the programs are here; says so where they are not.
fn has(test: &str, programs: &[&str]) -> bool {
    programs.iter().all(|program| {
        let paths = std::env::var_os("PATH").unwrap_or_default();
        let there = std::env::split_paths(&paths).any(|folder| folder.join(program).exists());
        if !there {
            println!("SKIPPED {test}: the program `{program}` is missing");
        }
        there
    })
}

fn target<'a>(keys: &'a Keys, vault: &'a str) -> Target<'a> {
    Target {
        keys,
        vault,
        created: NOW,
    }
}

//! The vault opens without any of our code, by what is described in `docs/vault-format.md`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::Arc,
};

use keyrack_seal::{
    Identity, OsEntropy, Recipient, file,
    slot::{Keys, PasswordSlot, Slot},
};
use keyrack_vault::{Store, disk::OsDisk, store::WayIn};
use serde_json::Value;
use tempfile::TempDir;

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
    let by_paper = ["--recovery-key-file", "paper.txt"];
    let hidden = office.script(&by_paper, &[]);
    let shown = office.script(&by_paper, &["--reveal"]);
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
    let by_password = ["--password-file", "password.txt"];
    office.check_accounts(&office.script(&by_password, &["--reveal"]), true);

    let wrong = office.run_script(&["--password-file", "paper.txt"], &[]);
    assert!(!wrong.status.success());
    assert!(wrong.stdout.is_empty());

    let sealed = fs::read(office.vault().join("vault.age")).unwrap();
    let mut age = Command::new("age");
    age.arg("-d")
        .arg("-i")
        .arg(office.path("paper.txt"))
        .arg(office.vault().join("vault.age"));
    let text = String::from_utf8(done(&mut age).stdout).unwrap();
    let slots = fs::read_to_string(office.vault().join("slots.json")).unwrap();
    let slots: Value = serde_json::from_str(&slots).unwrap();
    let recipient: Recipient = slots["slots"][0]["opens"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    let forged = text.replace("Kovács", "Thief!!");
    let forged = file::seal(forged.as_bytes(), &[&recipient]).unwrap();
    fs::write(office.vault().join("vault.age"), forged).unwrap();
    let warned = office.run_script(&by_password, &[]);
    assert!(!warned.status.success(), "a wrong tag is noticed");
    assert!(String::from_utf8_lossy(&warned.stderr).contains("tag"));
    fs::write(office.vault().join("vault.age"), sealed).unwrap();
    assert!(office.run_script(&by_password, &[]).status.success());
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
    let store = office.store();
    let keys = store.unlock(&WayIn::Password(PASSWORD)).unwrap().unwrap();
    let mut slots = store.slots().unwrap();
    let new = Keys {
        previous: Some(Box::new(keys)),
        ..Keys::make(&mut OsEntropy).unwrap()
    };
    let id = slots.vault.clone();
    let slot = PasswordSlot::make(&new, NEW_PASSWORD, CHEAP, &id, NOW, &mut OsEntropy);
    slots.slots.insert(0, Slot::Password(slot.unwrap()));
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
        let made = office.store().create(
            PASSWORD,
            CHEAP,
            &paper.recipient(),
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

    fn store(&self) -> Store {
        Store::new(Arc::new(OsDisk), self.vault())
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

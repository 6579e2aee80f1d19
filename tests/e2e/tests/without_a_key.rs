//! What somebody achieves who can write to the vault's folder and holds no key: the administrator of a share, a sync
//! service, malware elsewhere, and a former colleague who knows the public keys. The answer has to be: nothing but to
//! delete.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::desk::{Desk, args, counting_uri, has_program, skipped, text, uri};

/// Who attacks. They know everything that was ever written to the folder, and the public keys of the vault's identity and
/// of the paper.
struct Attacker {
    desk: Desk,
    /// What the public keys open, each by an age recipient.
    public: Vec<String>,
    /// The text of the vault as it was, from which they know its form.
    payload: String,
}

impl Attacker {
    /// At a vault of two accounts. `None` where the stock `age` program is missing.
    fn new(test: &str) -> Option<Self> {
        if !has_program("age") {
            skipped(test, "age is missing");
            return None;
        }
        let desk = Desk::with_accounts(2);
        let paper = desk.path("recovery-key.txt");
        let payload = decrypt(&paper, &fs::read(desk.vault_file()).unwrap());
        let payload = String::from_utf8(payload).unwrap();
        let header: Value = serde_json::from_str(&payload).unwrap();
        let sealed = slots(&desk)["slots"][1]["sealed"].clone();
        let lines = decrypt(&paper, &base64(&text(&sealed)));
        let lines = String::from_utf8(lines).unwrap();
        let identity = lines
            .lines()
            .find(|line| line.starts_with("AGE-SECRET-KEY-1"));
        let public = pipe(
            Command::new("age-keygen").arg("-y"),
            identity.unwrap().as_bytes(),
        );
        let public = String::from_utf8(public).unwrap().trim().to_owned();
        Some(Self {
            public: vec![public, text(&header["recovery"])],
            desk,
            payload,
        })
    }

    /// Seals a text to the vault and its paper, as everybody can who knows the public keys.
    fn seal(&self, plain: &str) -> Vec<u8> {
        let mut age = Command::new("age");
        for public in &self.public {
            age.args(["-r", public]);
        }
        pipe(&mut age, plain.as_bytes())
    }

    /// The vault with another name in place of an account's, and with stamps that nothing beats.
    fn planted(&self) -> String {
        let planted = self.payload.replace("client1", "planted");
        assert_ne!(planted, self.payload);
        let header: Value = serde_json::from_str(&planted).unwrap();
        let sequence = format!("\"sequence\":{}", header["sequence"]);
        let planted = planted.replace(&sequence, "\"sequence\":9007199254740000");
        let stamp = planted.split("\"s\":[").nth(1).unwrap();
        let stamp = stamp.split(',').next().unwrap().to_owned();
        planted.replace(&format!("[{stamp},"), "[8796093022207,")
    }
}

/// Whatever was done: nothing but what was there before is there, and the next change counts and stays.
fn holds(desk: &Desk, what: &str) {
    let labels = |desk: &Desk| -> Vec<String> {
        let list = desk.keyrack(["list"]).json();
        let rows = list.as_array().unwrap().iter();
        rows.map(|row| text(&row["label"])).collect()
    };
    let before = labels(desk);
    assert_eq!(before, ["client1", "client2"], "{what}");
    let id = desk.id_of("client2");
    desk.keyrack(args!["edit", id, "note=written after it"])
        .done();
    let shown = desk.keyrack(args!["show", id]).json();
    assert_eq!(shown["note"], "written after it", "{what}");
    desk.add(&uri(3));
    assert_eq!(labels(desk), ["client1", "client2", "client3"], "{what}");
}

#[test]
fn a_planted_vault_opens_nowhere_however_it_is_cut() {
    let name = "a_planted_vault_opens_nowhere_however_it_is_cut";
    let Some(attacker) = Attacker::new(name) else {
        return;
    };
    let sealed = attacker.seal(&attacker.planted());
    for length in [
        sealed.len(),
        sealed.len() - 1,
        sealed.len() - 17,
        sealed.len() / 2,
    ] {
        for place in [
            "vault.age",
            "vault (copy).age",
            "pending/aaaa.age",
            "generations/99999.age",
        ] {
            let desk = attacker.desk.duplicate();
            let path = desk.vault().join(place);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &sealed[..length]).unwrap();
            if place == "generations/99999.age" {
                fs::remove_file(desk.vault_file()).unwrap();
            }
            holds(&desk, &format!("{place} of {length} bytes"));
        }
    }
}

#[test]
fn who_put_a_file_there_is_told_of() {
    let Some(attacker) = Attacker::new("who_put_a_file_there_is_told_of") else {
        return;
    };
    let desk = &attacker.desk;
    fs::write(desk.vault_file(), attacker.seal(&attacker.planted())).unwrap();
    let told = desk.keyrack(["list"]).json_output().done().stderr;
    assert!(told.contains("vault_forged"), "{told}");
}

#[test]
fn the_paper_opens_no_vault_of_an_attacker() {
    let Some(attacker) = Attacker::new("the_paper_opens_no_vault_of_an_attacker") else {
        return;
    };
    let theirs = Desk::without_vault();
    theirs.init().done();
    theirs.add(&uri(7));
    // A way in to their vault, sealed to the paper as the true one was.
    let mut slots = slots(&theirs);
    let recovery = slots["slots"][1].clone();
    let paper = theirs.path("recovery-key.txt");
    let inside = decrypt(&paper, &base64(&text(&recovery["sealed"])));
    let sealed = pipe(
        Command::new("age").args(["-r", &attacker.public[1]]),
        &inside,
    );
    slots["slots"][1]["sealed"] = json!(to_base64(&sealed));
    for (vault, backup) in [(true, false), (false, true)] {
        let desk = attacker.desk.duplicate();
        if vault {
            write_slots(&desk, &slots);
            fs::copy(theirs.vault_file(), desk.vault_file()).unwrap();
            let shown = desk.by_paper(["list"]).json_output().run();
            assert!(!shown.stdout.contains("client7"), "{}", shown.stdout);
        }
        if backup {
            write_slots(&theirs, &slots);
            let file = desk.path("planted.tar");
            theirs.locked(args!["backup", file]).done();
            let paper = desk.path("recovery-key.txt");
            desk.locked(args!["backup", "verify", file])
                .way_in("--recovery-key-file", &paper)
                .refused_or(&[1, 3, 7]);
            fs::remove_dir_all(desk.vault()).unwrap();
            desk.locked(args!["restore", file, "--all"])
                .way_in("--recovery-key-file", &paper)
                .refused_or(&[1, 3, 7]);
        }
    }
}

#[test]
fn the_paper_saves_nothing_before_there_is_a_new_password() {
    let desk = Desk::with_accounts(1);
    desk.add(&counting_uri(2, 5));
    assert_eq!(
        desk.by_paper(["add", "--uri-file", "-"])
            .input(uri(3))
            .refused(1)
            .code,
        "new_password_needed"
    );
    assert_eq!(
        desk.by_paper(["code", "token2"]).refused(1).code,
        "new_password_needed"
    );
    let new = desk.write("new-password", "egy egészen másik szög");
    desk.by_paper(args!["password", "--new-password-file", new])
        .done();
    desk.locked(["add", "--uri-file", "-"])
        .way_in("--password-file", &new)
        .input(uri(3))
        .done();
    assert_eq!(desk.keyrack(["list"]).refused(3).code, "wrong_password");
}

#[test]
fn no_public_key_lies_in_the_folder() {
    let desk = Desk::with_accounts(1);
    for file in files(&desk.vault()) {
        let bytes = fs::read(&file).unwrap();
        let found = bytes
            .windows(5)
            .any(|window| window == b"age1q" || window == b"age1p");
        assert!(!found || !contains_recipient(&bytes), "{}", file.display());
    }
}

#[test]
fn costs_that_somebody_writes_into_the_folder_make_no_way_in_cheaper() {
    let desk = Desk::with_accounts(1);
    let mut slots = slots(&desk);
    let mut dummy = slots["slots"][0].clone();
    dummy["kdf"]["m"] = json!(8);
    dummy["kdf"]["t"] = json!(1);
    dummy["id"] = json!("0123456789abcdef");
    slots["slots"].as_array_mut().unwrap().insert(0, dummy);
    write_slots(&desk, &slots);
    let new = desk.write("new-password", "egy egészen másik szög");
    desk.keyrack(args!["password", "--new-password-file", new])
        .done();
    let status = desk.locked(["status"]).json();
    let passwords = status["ways_in"].as_array().unwrap().iter();
    let passwords: Vec<&Value> = passwords.filter(|way| way["kind"] == "password").collect();
    assert_eq!(passwords.len(), 1, "{status}");
    let kdf = &passwords[0]["kdf"];
    assert!(
        kdf["m"].as_u64() >= Some(65536) && kdf["t"].as_u64() >= Some(3),
        "{kdf}"
    );
}

#[test]
fn an_old_vault_put_back_is_told_whatever_its_clear_text_says() {
    let desk = Desk::with_accounts(1);
    let old = desk.path("old");
    crate::desk::copy_folder(&desk.vault(), &old);
    desk.add(&uri(2));
    fs::remove_dir_all(desk.vault()).unwrap();
    crate::desk::copy_folder(&old, &desk.vault());
    let told = desk.keyrack(["list"]).json_output().done().stderr;
    assert!(told.contains("older_than_seen"), "{told}");
    let kept = fs::read(desk.slots_file()).unwrap();
    let mut slots = slots(&desk);
    slots["vault"] = json!("aaaaaaaaaaaaaaaaaaaaaaaaaa");
    write_slots(&desk, &slots);
    fs::write(desk.vault().join("slots 2.json"), kept).unwrap();
    let told = desk.keyrack(["list"]).json_output().done().stderr;
    assert!(told.contains("older_than_seen"), "{told}");
}

#[test]
fn guesses_count_whatever_is_written_beside_the_way_in() {
    for change in [
        |slots: &mut Value| {
            slots["slots"]
                .as_array_mut()
                .unwrap()
                .push(json!({"kind": "palm"}));
        },
        |slots: &mut Value| slots["slots"].as_array_mut().unwrap().insert(0, json!({})),
        |slots: &mut Value| slots["slots"][0]["check"] = json!("0000000000000000"),
        |slots: &mut Value| {
            let mut damaged = slots["slots"][0].clone();
            damaged["wrapped"] = json!("AAAA");
            slots["slots"].as_array_mut().unwrap().push(damaged);
        },
    ] {
        let desk = Desk::with_accounts(1);
        let mut slots = slots(&desk);
        change(&mut slots);
        write_slots(&desk, &slots);
        let wrong = desk.write("wrong", "nem ez a jelszó");
        let guess = || {
            desk.locked(["list"])
                .way_in("--password-file", &wrong)
                .refused(3)
        };
        for _ in 0..5 {
            let code = guess().code;
            assert!(
                ["wrong_password", "ways_in_damaged"].contains(&code.as_str()),
                "{code}"
            );
        }
        assert_eq!(guess().code, "throttled", "{slots}");
    }
}

#[test]
fn of_a_dozen_guesses_at_once_five_are_tried() {
    let desk = Desk::with_accounts(1);
    let wrong = desk.write("wrong", "nem ez a jelszó");
    let start = |_| {
        desk.locked(["list"])
            .way_in("--password-file", &wrong)
            .json_output()
            .command()
            .spawn()
            .unwrap()
    };
    let running: Vec<_> = (0..12).map(start).collect();
    let ended = running
        .into_iter()
        .map(|child| child.wait_with_output().unwrap());
    let told = ended.map(|output| String::from_utf8(output.stderr).unwrap());
    let tried = told.filter(|told| told.contains("wrong_password")).count();
    assert_eq!(tried, 5);
}

#[test]
fn a_backup_that_the_password_or_the_paper_might_not_open_is_not_called_good() {
    let desk = Desk::with_accounts(1);
    let mut slots = slots(&desk);
    slots["slots"][1]["sealed"] = json!(to_base64(b"age-encryption.org/v1\nrubbish"));
    write_slots(&desk, &slots);
    let backup = desk.path("backup.tar");
    desk.keyrack(args!["backup", backup]).done();
    let verified = desk
        .keyrack(args!["backup", "verify", backup])
        .json_output()
        .run();
    assert_eq!(verified.status, Some(5), "{}", verified.stderr);
    assert_eq!(verified.value()["ways_in"], false);
    let doctor = desk.keyrack(["doctor"]).json();
    let checks = doctor
        .as_array()
        .or_else(|| doctor["checks"].as_array())
        .unwrap();
    let ways = checks
        .iter()
        .find(|check| check["check"] == "ways_in")
        .unwrap();
    assert_ne!(ways["state"], "ok", "{doctor}");
}

#[test]
fn no_field_of_the_clear_text_changes_what_is_in_the_vault() {
    let desk = Desk::with_accounts(2);
    let whole = slots(&desk);
    for (pointer, old) in leaves(&whole, String::new()) {
        for new in mutations(&old) {
            let desk = desk.duplicate();
            let mut changed = whole.clone();
            *changed.pointer_mut(&pointer).unwrap() = new;
            write_slots(&desk, &changed);
            let opened = desk.keyrack(["list"]).json_output().run();
            let labels = |opened: &str| (opened.contains("client1"), opened.contains("client2"));
            assert_eq!(opened.status, Some(0), "{pointer}: {}", opened.stderr);
            assert_eq!(labels(&opened.stdout), (true, true), "{pointer}");
            let told = opened.stderr.contains("ways_in_altered");
            assert!(told, "{pointer}: nobody is told");
        }
    }
}

trait Refused {
    /// Runs the command, which has to end with one of these statuses.
    fn refused_or(self, statuses: &[i32]);
}

impl Refused for crate::desk::Invocation {
    fn refused_or(self, statuses: &[i32]) {
        let outcome = self.json_output().run();
        let status = outcome.status.unwrap();
        assert!(statuses.contains(&status), "{status}: {}", outcome.stdout);
    }
}

fn slots(desk: &Desk) -> Value {
    serde_json::from_slice(&fs::read(desk.slots_file()).unwrap()).unwrap()
}

fn write_slots(desk: &Desk, slots: &Value) {
    fs::write(desk.slots_file(), serde_json::to_vec_pretty(slots).unwrap()).unwrap();
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// Whether there is a word of the length of an age recipient that begins like one.
fn contains_recipient(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words.any(|word| word.starts_with("age1") && word.len() == 62)
}

/// Every value of a document that is no list and no object, by its place.
fn leaves(value: &Value, at: String) -> Vec<(String, Value)> {
    let inside: Vec<(String, &Value)> = match value {
        Value::Array(list) => list
            .iter()
            .enumerate()
            .map(|(n, v)| (n.to_string(), v))
            .collect(),
        Value::Object(map) => map.iter().map(|(n, v)| (n.clone(), v)).collect(),
        leaf => return vec![(at, leaf.clone())],
    };
    let deeper = inside
        .into_iter()
        .map(|(name, value)| leaves(value, format!("{at}/{name}")));
    deeper.flatten().collect()
}

fn mutations(value: &Value) -> Vec<Value> {
    match value {
        Value::String(text) => vec![
            json!(""),
            json!(format!("{text}A")),
            json!(text.chars().rev().collect::<String>()),
        ],
        Value::Number(number) => vec![json!(number.as_u64().unwrap() + 1), json!(0)],
        _ => vec![Value::Null],
    }
}

fn decrypt(identity: &Path, sealed: &[u8]) -> Vec<u8> {
    pipe(
        Command::new("age").arg("-d").arg("-i").arg(identity),
        sealed,
    )
}

fn base64(text: &str) -> Vec<u8> {
    pipe(Command::new("base64").arg("-d"), text.as_bytes())
}

fn to_base64(bytes: &[u8]) -> String {
    String::from_utf8(pipe(Command::new("base64").arg("-w0"), bytes)).unwrap()
}

/// What a program prints that is given this to read.
fn pipe(command: &mut Command, input: &[u8]) -> Vec<u8> {
    let mut file = tempfile::tempfile().unwrap();
    std::io::Write::write_all(&mut file, input).unwrap();
    std::io::Seek::rewind(&mut file).unwrap();
    let output = command
        .stdin(file)
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    assert!(output.status.success(), "{command:?}");
    output.stdout
}

//! Three people, each at a computer of their own, who share folders over a directory.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::desk::{Desk, MOMENT, args, counting_uri, has_program, secret, skipped, text, uri};

pub const FOLDER: &str = "Szabó és Társa Bt.";

/// An office in a directory. Olga has founded it, and shares a folder with the accounts 1 and 2.
pub struct Office {
    pub directory: TempDir,
    pub olga: Desk,
}

impl Office {
    pub fn found() -> Self {
        let office = Self {
            directory: tempfile::Builder::new()
                .prefix("keyrack-")
                .tempdir()
                .unwrap(),
            olga: Desk::new(),
        };
        fs::create_dir(office.store()).unwrap();
        for n in 1..=2 {
            let line = ["add", "--uri-file", "-", "--folder", FOLDER];
            office.olga.keyrack(line).input(uri(n)).done();
        }
        let sheets = [1, 2].map(|n| office.sheet(n));
        let [one, two] = &sheets;
        let line = args![
            "team",
            "found",
            "--store",
            office.place(),
            "--name",
            "Kiss Iroda"
        ];
        let more = args!["--member-name", "Olga", "--key-sheet-file", one, two];
        office.olga.keyrack(line.into_iter().chain(more)).done();
        let share = office
            .olga
            .keyrack(["team", "folder", "share", FOLDER])
            .json();
        assert_eq!(share["sync"]["outbox"], 0);
        office
    }

    pub fn store(&self) -> PathBuf {
        self.directory.path().join("store")
    }

    pub fn place(&self) -> String {
        format!("file://{}", self.store().display())
    }

    fn sheet(&self, n: u32) -> PathBuf {
        self.olga.path(&format!("sheet-{n}.txt"))
    }

    /// Has somebody invited, who joins at a new computer.
    pub fn admit(&self, name: &str, grants: &[&str]) -> Desk {
        let desk = Desk::new();
        let code = desk.path("code.txt");
        let email = format!("{name}@example.org");
        let line = args![
            "team",
            "invite",
            "--name",
            name,
            "--email",
            email,
            "--code-file",
            code
        ];
        let folders = grants.iter().flat_map(|grant| args!["--folder", grant]);
        self.olga.keyrack(line.into_iter().chain(folders)).done();

        let join = args![
            "team",
            "join",
            "--store",
            self.place(),
            "--code-file",
            code,
            "--member-name",
            name
        ];
        let digits = text(&desk.keyrack(join.clone()).json()["digits"]);
        let requests = self.olga.keyrack(["team", "requests"]).json();
        assert_eq!(requests.as_array().map(Vec::len), Some(1));
        let request = text(&requests[0]["id"]);
        let approve = ["team", "approve", &request, "--digits-file", "-"];
        self.olga.keyrack(approve).input(digits).done();
        assert_eq!(desk.keyrack(join).json()["state"], "joined");
        desk
    }
}

pub fn sync(desk: &Desk) -> Value {
    desk.keyrack(["team", "sync"]).json()
}

pub fn number(desk: &Desk) -> String {
    text(&desk.keyrack(["team", "number"]).json()["number"])
}

/// The names of the folders that somebody has in the office.
fn folders(desk: &Desk) -> Vec<String> {
    let folders = desk.keyrack(["team", "folders"]).json();
    let folders = folders.as_array().unwrap().iter();
    folders.map(|folder| text(&folder["name"])).collect()
}

/// How many accounts somebody sees.
pub fn accounts(desk: &Desk) -> usize {
    let list = desk.keyrack(["list"]).json();
    list.as_array().map_or(0, Vec::len)
}

#[test]
fn three_people_share_edit_offline_and_converge() {
    let office = Office::found();
    let edit = format!("{FOLDER}:edit");
    let (olga, anna, bela) = (
        &office.olga,
        office.admit("Anna", &[&edit]),
        office.admit("Béla", &[]),
    );
    assert_eq!((accounts(&anna), accounts(&bela)), (2, 0));
    assert_eq!(folders(&bela), [""; 0]);
    let code = |desk: &Desk| {
        let at = MOMENT.to_string();
        desk.keyrack(["code", "client1", "--at", &at]).json()[0]["code"].clone()
    };
    assert_eq!(code(&anna), code(olga));
    olga.keyrack(["team", "grant", FOLDER, "Béla", "view"])
        .done();
    sync(&bela);
    assert_eq!(code(&bela), code(olga));

    // Offline, two of them change one account, and one adds another.
    let away = office.directory.path().join("away");
    fs::rename(office.store(), &away).unwrap();
    olga.keyrack(["edit", "client1", "url=https://portal.example"])
        .run();
    anna.keyrack(["edit", "client1", "note=call first"]).run();
    let add = ["add", "--uri-file", "-", "--folder", FOLDER];
    anna.keyrack(add).input(uri(3)).run();
    assert_eq!(accounts(&anna), 3);
    assert_eq!(
        anna.keyrack(["team", "sync"]).refused(1).code,
        "store_unreachable"
    );
    assert_eq!(
        bela.keyrack(["edit", "client1", "note=x"]).refused(1).code,
        "needs_edit"
    );
    fs::rename(&away, office.store()).unwrap();

    for desk in [olga, &anna, &bela, olga, &anna, &bela] {
        assert_eq!(sync(desk)["outbox"], 0);
    }
    for desk in [olga, &anna, &bela] {
        let account = desk.keyrack(["show", "client1"]).json();
        assert_eq!(account["note"], "call first");
        assert_eq!(account["url"], "https://portal.example");
        assert_eq!((accounts(desk), number(desk)), (3, number(olga)));
    }
    let quiet = sync(&bela);
    assert_eq!(
        (&quiet["published"], &quiet["pulled"]),
        (&false.into(), &0.into())
    );
    assert_eq!(quiet["requests"]["read"], 0, "a poll reads no file");
}

#[test]
fn a_counting_code_is_shown_once_in_the_whole_office() {
    let office = Office::found();
    let add = ["add", "--uri-file", "-", "--folder", FOLDER];
    office.olga.keyrack(add).input(counting_uri(9, 7)).done();
    let anna = office.admit("Anna", &[&format!("{FOLDER}:edit")]);
    let mut seen = Vec::new();
    for desk in [&office.olga, &anna, &anna, &office.olga] {
        seen.push(text(&desk.keyrack(["code", "token9"]).json()[0]["code"]));
    }
    let mut distinct = seen.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), 4, "{seen:?}");
}

#[test]
fn who_loses_a_folder_sees_it_no_more_and_gets_nothing_new_of_it() {
    let office = Office::found();
    let anna = office.admit("Anna", &[&format!("{FOLDER}:edit")]);
    office
        .olga
        .keyrack(["team", "revoke", FOLDER, "Anna"])
        .done();
    let add = ["add", "--uri-file", "-", "--folder", FOLDER];
    office.olga.keyrack(add).input(uri(3)).run();
    sync(&office.olga);
    sync(&anna);
    assert_eq!((accounts(&anna), folders(&anna).len()), (0, 0));
    // Nobody gives it back to herself.
    let back = ["team", "grant", FOLDER, "Anna", "view"];
    assert_eq!(anna.keyrack(back).refused(1).code, "needs_manage");
    office.olga.keyrack(back).done();
    sync(&anna);
    assert_eq!(accounts(&anna), 3, "what is given back is all there");
}

#[test]
fn an_end_that_passes_ends_it_without_anybody_doing_anything() {
    let name = "an_end_that_passes_ends_it_without_anybody_doing_anything";
    if !has_program("faketime") {
        return skipped(name, "faketime is missing");
    }
    let office = Office::found();
    let anna = office.admit("Anna", &[&format!("{FOLDER}:view:2099-01-31")]);
    assert_eq!(accounts(&anna), 2);
    let on = |day: &str| {
        let line = anna.keyrack(["list"]).under(["faketime", day]);
        line.json().as_array().map(Vec::len)
    };
    assert_eq!(on("2099-01-31 23:59:00"), Some(2), "the last day counts");
    assert_eq!(on("2099-02-01 00:01:00"), Some(0));
}

#[test]
fn the_store_alone_and_a_sheet_bring_everything_back_and_the_others_go_on() {
    let office = Office::found();
    let anna = office.admit("Anna", &[&format!("{FOLDER}:edit")]);
    let sheet = fs::read_to_string(office.sheet(2)).unwrap();
    let typed = sheet.lines().find_map(|line| line.strip_prefix("# KRS1-"));
    // As somebody types it from paper.
    let typed = format!("krs1 {}", typed.expect("the sheet").to_lowercase());
    let fresh = Desk::new();
    let file = fresh.write("typed", typed);
    let line = args![
        "team",
        "recover",
        "--store",
        office.place(),
        "--key-sheet-file",
        file,
        "--member-name",
        "Dóra"
    ];
    let back = fresh.keyrack(line).json();
    assert_eq!(
        (&back["office"]["name"], &back["sheets"]),
        (&"Kiss Iroda".into(), &2.into())
    );
    assert_eq!(accounts(&fresh), 2);
    fresh.keyrack(["edit", "client1", "note=back"]).run();
    sync(&fresh);
    for desk in [&anna, &office.olga] {
        sync(desk);
        assert_eq!(desk.keyrack(["show", "client1"]).json()["note"], "back");
        let members = desk.keyrack(["team", "members"]).json();
        let owners = members.as_array().unwrap().iter();
        assert_eq!(owners.filter(|it| it["class"] == "owner").count(), 2);
    }
    let wrong = fresh.write("wrong", "KRS1-AAAA");
    let other = Desk::new();
    let line = args![
        "team",
        "recover",
        "--store",
        office.place(),
        "--key-sheet-file",
        wrong
    ];
    assert_eq!(other.keyrack(line).refused(1).code, "sheet_wrong");
}

#[test]
fn age_opens_every_object_in_the_store_with_a_sheet_and_none_without() {
    let name = "age_opens_every_object_in_the_store_with_a_sheet_and_none_without";
    if !has_program("age") {
        return skipped(name, "age is missing");
    }
    let office = Office::found();
    office.admit("Anna", &[&format!("{FOLDER}:edit")]);
    let sheet = office.sheet(1);
    let typed = office.olga.path("typed.txt");
    let line = args![
        "team",
        "sheet-identity",
        "--key-sheet-file",
        sheet,
        "--out",
        typed
    ];
    office.olga.locked(line).done();
    let objects = files(&office.store().join("obj"));
    assert!(objects.len() > 2, "{objects:?}");
    let age = |identity: &Path, object: &Path| {
        let line = Command::new("age")
            .arg("-d")
            .arg("-i")
            .args([identity, object])
            .output();
        line.unwrap()
    };
    let mut folders = String::new();
    for object in &objects {
        for identity in [&sheet, &office.sheet(2), &typed] {
            let opened = age(identity, object);
            let said = String::from_utf8_lossy(&opened.stderr);
            assert!(opened.status.success(), "{}: {said}", object.display());
            folders += &String::from_utf8(opened.stdout).expect("text");
        }
        let paper = office.olga.path("recovery-key.txt");
        assert!(
            !age(&paper, object).status.success(),
            "the vault's key opens none"
        );
    }
    for n in 1..=2 {
        assert!(folders.contains(&secret(n)), "the secret {n} is readable");
    }
    assert!(folders.contains(FOLDER));
}

#[test]
fn a_store_that_was_deleted_takes_nothing_away_and_is_made_again() {
    let office = Office::found();
    let anna = office.admit("Anna", &[&format!("{FOLDER}:edit")]);
    fs::remove_dir_all(office.store()).unwrap();
    fs::create_dir(office.store()).unwrap();
    assert_eq!(
        anna.keyrack(["team", "sync"]).refused(1).code,
        "office_gone"
    );
    assert_eq!(accounts(&anna), 2);
    assert_eq!(
        files(&office.store()),
        [""; 0].map(PathBuf::from),
        "nothing is put back unasked"
    );
    anna.keyrack(["team", "sync", "--seed"])
        .run()
        .assert_status(0);
    for desk in [&office.olga, &anna] {
        desk.keyrack(["team", "sync"]).run().assert_status(0);
    }
    anna.keyrack(["edit", "client2", "note=again"]).run();
    sync(&anna);
    sync(&office.olga);
    let account = office.olga.keyrack(["show", "client2"]).json();
    assert_eq!(account["note"], "again");
}

#[test]
fn nothing_in_the_store_names_anybody_or_anything() {
    let office = Office::found();
    office.admit("Anna", &[&format!("{FOLDER}:edit")]);
    let all = files(&office.store());
    assert!(all.len() > 4, "{all:?}");
    for file in all {
        let name = file
            .strip_prefix(office.store())
            .unwrap()
            .to_string_lossy()
            .into_owned();
        let content = fs::read(&file).unwrap();
        let content = String::from_utf8_lossy(&content);
        for word in [
            "Szabó",
            "Anna",
            "Olga",
            "Kiss",
            "client1",
            &secret(1),
            "example.org",
        ] {
            assert!(!content.contains(word), "{word} stands in {name}");
            assert!(!name.contains(word), "{name}");
        }
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "./-".contains(c);
        assert!(name.chars().all(plain), "{name}");
    }
}

/// All files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => found.push(path),
        }
    }
    found
}

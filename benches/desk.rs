//! What one click of an owner costs in an office of 50 people with 10,000 accounts in 1,000 folders, over a directory.
//! Figures, not assertions: `KEYRACK_KEYRING=none cargo bench -p keyrack-app --bench desk`.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a measuring program stops when something fails, and prints"
)]

mod figures;

use std::{fmt::Write as _, hint::black_box, path::Path, time::Instant};

use keyrack_app::{
    Computer, FoundOffice, GrantLevel, Import, InviteSomebody, JoinOffice, Kdf, Keyrack, Place,
    RecoveryKey, Removal, Role, Session, ShareFolders, StorePlace, SyncOptions, TeamPerson,
    new_sheet, read_files, view::LeaverKind,
};

use figures::{milliseconds, report};

const PEOPLE: usize = 50;
const FOLDERS: usize = 1_000;
const ACCOUNTS: usize = 10_000;
const RUNS: usize = 21;
const PAGE: usize = 60;

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (mut owner, office, mut anna) = office(folder.path());
    let counts = owner.counts();
    println!(
        "{} accounts, median (and slowest) of {RUNS} runs",
        counts.all
    );

    for query in ["", "a", "szabo", "gyozo 42"] {
        report::<RUNS>(&format!("search {query:?} in the list"), || {
            black_box(owner.rows(query, &Place::All, 0, PAGE).expect("rows"));
        });
    }
    for query in ["", "szabo"] {
        report::<RUNS>(&format!("a page of people and clients, {query:?}"), || {
            black_box(owner.matrix(&office, "", query, 0, PAGE).expect("a page"));
        });
    }
    report::<RUNS>("the people", || {
        black_box(owner.people(&office).expect("people"));
    });
    report::<RUNS>("the state of the office", || {
        black_box(owner.office_cards());
    });
    report::<RUNS>("a sync with nothing new", || sync(&mut owner));

    let ids = folders(&owner, 50, 50);
    let level = GrantLevel {
        role: Role::View,
        recovery: false,
        until: None,
    };
    once("50 clients more for one colleague", || {
        share(&mut owner, &office, "Anna", &ids, level);
    });
    once("which appear at the colleague's", || sync(&mut anna));
    let account = owner.rows("", &Place::All, 0, 1).expect("rows").rows;
    let note = [("note".to_owned(), "x".to_owned())];
    once("an account is edited and sent", || {
        owner.edit(&account[0].account, &note).expect("edited");
        sync(&mut owner);
    });
    once("which appears at the colleague's", || sync(&mut anna));

    let removal = Removal {
        kind: LeaverKind::Member,
        who: "Anna".to_owned(),
        takes_back: false,
        incomplete: false,
        keeps: Vec::new(),
    };
    once("what taking out somebody with 100 clients would do", || {
        black_box(owner.removal_plan(None, &removal).expect("a plan"));
    });
    once("it is done", || {
        owner.remove_from_office(None, &removal).expect("removed");
    });
    let page = owner.exposed(None, None, "", 0, PAGE).expect("a list");
    println!("{} keys to replace", page.total);
    report::<RUNS>("a page of the keys to replace", || {
        black_box(owner.exposed(None, None, "", 0, PAGE).expect("a list"));
    });
}

/// An owner with the office's id, and one of the colleagues, who has 50 clients.
fn office(folder: &Path) -> (Session, String, Session) {
    let store = folder.join("store");
    std::fs::create_dir(&store).expect("a directory");
    let place = StorePlace {
        address: format!("file://{}", store.display()),
        credentials: None,
    };
    let mut owner = session(folder, "Olga");
    let found = FoundOffice {
        place: place.clone(),
        name: "Office".to_owned(),
        person: person("Olga"),
        sheets: vec![new_sheet().expect("a sheet")],
    };
    owner.found_office(&found).expect("an office");
    let office = owner.office_cards().offices[0].id.clone();
    fill(&mut owner);
    let all = folders(&owner, 0, FOLDERS);
    once("1,000 clients of the vault come into the office", || {
        owner.share_folders(&office, &all).expect("shared");
    });
    let mut anna = None;
    once("49 colleagues come", || {
        for number in 1..PEOPLE {
            let name = match number {
                1 => "Anna".to_owned(),
                _ => format!("Colleague {number}"),
            };
            let session = admit(&mut owner, folder, &place, &name);
            anna.get_or_insert(session);
        }
    });
    let ids = folders(&owner, 0, 50);
    let level = GrantLevel {
        role: Role::Edit,
        recovery: false,
        until: None,
    };
    let mut anna = anna.expect("a colleague");
    share(&mut owner, &office, "Anna", &ids, level);
    sync(&mut anna);
    (owner, office, anna)
}

fn session(folder: &Path, name: &str) -> Session {
    let computer = Computer {
        home: folder.join(name),
        default_vault: folder.join(name).join("vault"),
        ..Computer::here().expect("a computer")
    };
    Keyrack::new(computer, None)
        .init("x", Some(Kdf::FLOOR), &RecoveryKey::make())
        .expect("a vault")
}

fn admit(owner: &mut Session, folder: &Path, place: &StorePlace, name: &str) -> Session {
    let invite = InviteSomebody {
        person: person(name),
        owner: false,
        grants: Vec::new(),
        days: 3,
    };
    let (_, code) = owner.invite(None, &invite).expect("an invitation");
    let mut session = session(folder, name);
    let join = JoinOffice {
        place: place.clone(),
        code,
        person: person(name),
    };
    let digits = session.join_office(&join).expect("a request").digits;
    let requests = owner.join_requests(None).expect("requests");
    owner
        .approve_request(None, &requests[0].id, &digits.expect("digits"))
        .expect("approved");
    session.join_office(&join).expect("joined");
    session
}

fn person(name: &str) -> TeamPerson {
    TeamPerson {
        name: name.to_owned(),
        email: format!("{}@example.com", name.replace(' ', ".")),
    }
}

/// The ids of clients.
fn folders(session: &Session, from: usize, count: usize) -> Vec<String> {
    let found = session.folders_found("", false, from, count).folders;
    found.into_iter().map(|it| it.folder.id).collect()
}

fn share(owner: &mut Session, office: &str, name: &str, folders: &[String], level: GrantLevel) {
    let share = ShareFolders {
        members: vec![name.to_owned()],
        folders: folders.to_vec(),
        level: Some(level),
    };
    let (shared, _) = owner.share(office, &share).expect("shared");
    assert_eq!(shared.changed, folders.len(), "all of them are shared");
}

fn sync(session: &mut Session) {
    session
        .sync_offices(None, SyncOptions::default())
        .expect("in step");
}

/// Ten accounts for each of 1,000 clients.
fn fill(session: &mut Session) {
    let names = [
        "Kovács",
        "Szabó",
        "Nagy Győző",
        "Tóth és Társa",
        "De Vries",
        "Sørensen",
        "Müller",
    ];
    let mut lines = "client,service,username,secret\n".to_owned();
    for number in 0..ACCOUNTS {
        let client = number % FOLDERS;
        let name = names[client % names.len()];
        let portal = number / FOLDERS;
        let secret: String = [0, 5, 10, 15]
            .map(|shift| char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[(number >> shift) % 32]))
            .iter()
            .collect();
        writeln!(
            lines,
            "{name} {client} Bt.,Portal {portal},user{number},GEZDGNBVGY3TQOJQGEZDGNBVGY3T{secret}"
        )
        .expect("a string takes every text");
    }
    let file = ("clients.csv".to_owned(), lines.into_bytes());
    let import = Import::default();
    let incoming = read_files(&[file], &import).expect("read");
    session.import(&incoming, &import).expect("imported");
}

fn once(what: &str, run: impl FnOnce()) {
    let begin = Instant::now();
    run();
    println!("{:>9.3} ms  {what}", milliseconds(begin.elapsed()));
}

//! What one key press in the search costs: a page of rows with codes among 10,000 accounts. Figures, not assertions:
//! `cargo bench -p keyrack-app`.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a measuring program stops when something fails, and prints"
)]

mod figures;

use std::{fmt::Write as _, hint::black_box};

use keyrack_app::{Computer, Import, Kdf, Keyrack, Place, RecoveryKey, Session, read_files};

use figures::report;

const ACCOUNTS: usize = 10_000;
const RUNS: usize = 101;
const PAGE: usize = 60;

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let computer = Computer {
        home: folder.path().join("state"),
        default_vault: folder.path().join("vault"),
        ..Computer::here().expect("a computer")
    };
    let mut session = Keyrack::new(computer, None)
        .init("x", Some(Kdf::FLOOR), &RecoveryKey::make())
        .expect("a vault");
    fill(&mut session);
    let all = session.rows("", &Place::All, 0, 1).expect("rows").total;
    println!("{all} rows, pages of {PAGE}, median (and slowest) of {RUNS} runs");

    for query in ["", "a", "szabo", "gyozo 42", "ugyfel 9", "nothing like it"] {
        report::<RUNS>(&format!("search {query:?}"), || {
            black_box(session.rows(query, &Place::All, 0, PAGE).expect("rows"));
        });
    }
    for place in [
        Place::Attention,
        Place::Favourites,
        Place::Recent,
        Place::Trash,
    ] {
        report::<RUNS>(&format!("{place:?}"), || {
            black_box(session.rows("", &place, 0, PAGE).expect("rows"));
        });
    }
    report::<RUNS>("the last page", || {
        black_box(
            session
                .rows("", &Place::All, all - PAGE, PAGE)
                .expect("rows"),
        );
    });
    report::<RUNS>("counts of all places", || {
        black_box(session.counts());
    });
    report::<RUNS>("a page of folders", || {
        black_box(session.folders_found("szabo", false, 0, PAGE));
    });
    session.refresh().expect("read");
    report::<RUNS>("a look whether the files have changed", || {
        black_box(session.refresh().expect("read"));
    });
}

/// Accounts of one portal, by the name of the client.
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
    let mut lines = String::new();
    for (number, name) in (0..ACCOUNTS).zip(names.iter().cycle()) {
        let label = format!("{name}%20{number}%20Bt.");
        let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        let issuer = "%C3%9Cgyf%C3%A9lkapu%2B";
        writeln!(
            lines,
            "otpauth://totp/{issuer}:{label}?secret={secret}&issuer={issuer}"
        )
        .expect("a string takes every text");
    }
    let file = ("accounts.txt".to_owned(), lines.into_bytes());
    let import = Import::default();
    let incoming = read_files(&[file], &import).expect("read");
    session.import(&incoming, &import).expect("imported");
}

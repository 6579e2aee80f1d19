//! The page about the formats says what they are.

use std::collections::BTreeMap;

use keyrack_exchange::{
    Account, Document, Factor, Folder, Format, FormatInfo, Loss, Recovery, Replaced, Sealing,
    formats, losses,
};
use keyrack_otp::{Algorithm, Kind, Otp, Secret};

fn otp(kind: Kind, algorithm: Algorithm, digits: u8, period: u32) -> Otp {
    let secret = Secret::from_bytes(vec![7; 20]).unwrap();
    Otp::new(kind, secret, algorithm, digits, period).unwrap()
}

fn account(otp: Otp, counter: Option<u64>) -> Account {
    let factor = Factor {
        id: String::new(),
        label: "Anna's phone".to_owned(),
        otp: otp.clone(),
        counter,
        confirmed: true,
        confirmed_at: None,
        replaced: vec![Replaced {
            otp,
            counter,
            replaced_at: None,
            extra: Default::default(),
        }],
        extra: Default::default(),
    };
    Account {
        folder: "f".to_owned(),
        issuer: "Bank".to_owned(),
        label: "anna".to_owned(),
        note: "n".repeat(5_000),
        tags: vec!["tag".to_owned()],
        deadlines: BTreeMap::from([("review".to_owned(), "2026-12-31".to_owned())]),
        factors: [factor].into_iter().collect(),
        recovery: [Recovery::default()].into_iter().collect(),
        ..Account::default()
    }
}

/// Something of everything that a format may have no place for.
fn hard_to_hold() -> Document {
    let sha1 = Algorithm::Sha1;
    let mut accounts = vec![
        account(otp(Kind::Totp, sha1, 6, 30), None),
        account(otp(Kind::Totp, sha1, 6, 30), None),
        account(otp(Kind::Totp, sha1, 1, 30), None),
        account(otp(Kind::Totp, sha1, 6, 60), None),
        account(otp(Kind::Hotp, sha1, 6, 30), Some(u64::MAX)),
        account(otp(Kind::Steam, sha1, 5, 30), None),
        account(otp(Kind::Steam, Algorithm::Sha256, 5, 30), None),
        account(otp(Kind::Steam, sha1, 5, 60), None),
        account(otp(Kind::Totp, sha1, 6, 30), None),
    ];
    accounts[8].label = "n".repeat(5_000);
    let folder = Folder {
        id: "f".to_owned(),
        name: "Kovács Bt.".to_owned(),
        ..Folder::default()
    };
    Document {
        folders: [folder].into_iter().collect(),
        accounts: accounts.into_iter().collect(),
        ..Document::default()
    }
}

/// The codes of what a format has no place for, in the order of the page about losses.
fn lost(format: Format) -> String {
    let lost: Vec<Loss> = losses(&hard_to_hold(), format)
        .into_iter()
        .map(|reduced| reduced.loss)
        .collect();
    let codes = Loss::ALL.iter().filter(|loss| lost.contains(loss));
    let codes: Vec<String> = codes.map(|loss| format!("`{}`", loss.code())).collect();
    codes.join(", ")
}

fn row(info: &FormatInfo) -> String {
    let written = match info.sealing {
        _ if !info.exports => "",
        Sealing::Never => "plain",
        Sealing::Choice => "plain, or with a password",
        Sealing::Always => "with a password",
    };
    let (id, extensions) = (format!("`{}`", info.id), info.extensions.join(", "));
    let lost = lost(info.format());
    let cells = [
        id.as_str(),
        info.name,
        &extensions,
        info.versions,
        if info.encrypted { "yes" } else { "" },
        written,
        &lost,
    ];
    let cells: Vec<String> = cells
        .iter()
        .map(|cell| format!("{cell} ").trim_start().to_owned())
        .collect();
    format!("| {}|", cells.join("| "))
}

#[test]
fn the_page_has_a_row_for_each_format() {
    let page = include_str!("../../../../docs/cli/formats.md");
    let expected: Vec<String> = formats().map(|info| row(&info)).collect();
    let found: Vec<&str> = page
        .lines()
        .filter(|line| line.starts_with("| `"))
        .collect();
    assert_eq!(
        found,
        expected,
        "the rows should be:\n{}",
        expected.join("\n")
    );
}

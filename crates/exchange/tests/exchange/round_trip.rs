//! What goes out comes in again: every account that is not named as left out, in every format that is written, plain
//! and sealed.

use keyrack_exchange::{
    Account, Document, Entry, Factor, Folder, Format, ImportError, KeyDerivation, Loss, Sealing,
    Written, formats, losses,
};
use keyrack_otp::{Algorithm, Kind, Otp, Secret};
use proptest::prelude::*;

use crate::{entries, named, read, read_files, refusals, write};

const PASSWORD: &str = "jelszó ✓ 1";

/// The formats of other products that are written.
fn written() -> impl Iterator<Item = Format> {
    formats()
        .filter(|info| info.exports && info.sealing != Sealing::Always)
        .map(|info| info.format())
        .filter(|format| *format != Format::KEYRACK_JSON)
}

fn otp(kind: Kind, secret: &[u8], algorithm: Algorithm, digits: u8, period: u32) -> Otp {
    let secret = Secret::from_bytes(secret.to_vec()).unwrap();
    Otp::new(kind, secret, algorithm, digits, period).unwrap()
}

fn account(id: usize, names: (&str, &str), otp: Otp, counter: Option<u64>) -> Account {
    let factor = Factor {
        id: format!("f{id}"),
        label: String::new(),
        otp,
        counter,
        confirmed: true,
        confirmed_at: None,
        replaced: Vec::new(),
        extra: Default::default(),
    };
    Account {
        id: format!("a{id}"),
        issuer: names.0.to_owned(),
        label: names.1.to_owned(),
        factors: [factor].into_iter().collect(),
        ..Account::default()
    }
}

/// Accounts of all kinds, with names that have been mixed up by somebody.
fn sheet() -> Document {
    let sha1 = Algorithm::Sha1;
    let totp = |secret: &[u8]| otp(Kind::Totp, secret, sha1, 6, 30);
    let mut accounts = vec![
        account(1, ("Bank", "anna"), totp(b"0123456789"), None),
        account(
            2,
            ("Portál & Co: #1 +50% ű", "a&b=c?d/e@f"),
            totp(b"1123456789"),
            None,
        ),
        account(3, ("", "only a name"), totp(b"2123456789"), None),
        account(4, ("only an issuer", ""), totp(b"3123456789"), None),
        account(
            5,
            ("Slow", "\"quoted\" <b> 日本語 🔑"),
            otp(Kind::Totp, b"x", Algorithm::Sha512, 8, 90),
            None,
        ),
        account(
            6,
            ("Counter", "hotp"),
            otp(Kind::Hotp, b"4123456789", Algorithm::Sha256, 6, 30),
            Some(u64::MAX >> 1),
        ),
        account(
            7,
            ("Steam", "gamer"),
            otp(Kind::Steam, b"5123456789", sha1, 5, 30),
            None,
        ),
        account(
            8,
            ("=cmd|' /C calc'!A1", "+1 @x"),
            totp(b"6123456789"),
            None,
        ),
        account(9, ("Same", "key"), totp(b"0123456789"), None),
        account(
            10,
            ("Ten", "digits"),
            otp(Kind::Totp, b"71234567", sha1, 10, 30),
            None,
        ),
        account(11, ("'quote", "'=x"), totp(b"8123456789"), None),
    ];
    accounts[0].note = "két\nsor; \"x\", =1+1".to_owned();
    accounts[0].folder = "f".to_owned();
    accounts[0].tags = vec!["one".to_owned(), "two".to_owned()];
    accounts[0].url = "https://bank.example/login".to_owned();
    accounts[1].folder = "f".to_owned();
    accounts[4].folder = "g".to_owned();
    let folder = |id: &str, name: &str| Folder {
        id: id.to_owned(),
        name: name.to_owned(),
        ..Folder::default()
    };
    Document {
        folders: [
            folder("f", "Kovács és Társa Kft."),
            folder("g", "Ügyfél \"B\""),
        ]
        .into_iter()
        .collect(),
        accounts: accounts.into_iter().collect(),
        ..Document::default()
    }
}

fn read_back(format: Format, written: &Written, password: Option<&str>) -> Vec<Entry> {
    let file = keyrack_exchange::File {
        name: "any",
        bytes: &written.bytes,
    };
    let import = read_files(&[file], None, password, &mut KeyDerivation::default()).unwrap();
    assert_eq!(import.format, format);
    assert_eq!(import.encrypted, password.is_some());
    assert!(
        refusals(&import.rows).is_empty(),
        "{format}: {:?}",
        refusals(&import.rows)
    );
    import
        .rows
        .into_iter()
        .filter_map(|row| match row.outcome {
            keyrack_exchange::Outcome::Entry(entry) => Some(entry),
            keyrack_exchange::Outcome::Refused(_) => None,
        })
        .collect()
}

/// Compares what came back with what was not named as lost.
fn check(format: Format, document: &Document, password: Option<&str>) {
    let written = write(document, format, password).unwrap();
    assert_eq!(written.reduced, losses(document, format));
    let lost = |account: &Account, loss: Loss| {
        written
            .reduced
            .iter()
            .any(|it| it.account_id == account.id && it.loss == loss)
    };
    let stays_out = |account: &Account| {
        Loss::ALL
            .into_iter()
            .any(|loss| loss.is_left_out() && lost(account, loss))
    };
    let kept: Vec<&Account> = document
        .accounts
        .iter()
        .filter(|account| !stays_out(account))
        .collect();
    if kept.is_empty() {
        return;
    }
    let back = read_back(format, &written, password);
    assert_eq!(back.len(), kept.len(), "{format}");
    for (account, entry) in kept.into_iter().zip(&back) {
        let factor = account.factors.iter().next().unwrap();
        assert_eq!(entry.otp, factor.otp, "{format}");
        assert_eq!(entry.counter, factor.counter, "{format}");
        if lost(account, Loss::Issuer) {
            assert_eq!(entry.label, account.label, "{format}");
        } else if account.issuer.is_empty() || account.label.is_empty() {
            // Some programs have one name where the other is missing, or both.
            let name = [&*account.issuer, &*account.label].concat();
            assert!(
                [&entry.issuer, &entry.label].contains(&&name),
                "{format}: {entry:?}"
            );
        } else {
            assert_eq!(
                (&entry.issuer, &entry.label),
                (&account.issuer, &account.label),
                "{format}"
            );
        }
        if !lost(account, Loss::Note) {
            assert_eq!(entry.note, account.note, "{format}");
        }
        let folder = document.folders.iter().find(|it| it.id == account.folder);
        let mut groups: Vec<&str> = Vec::new();
        if !lost(account, Loss::Folder) {
            groups.extend(folder.map(|folder| folder.name.as_str()));
        }
        if !lost(account, Loss::Tags) {
            groups.extend(account.tags.iter().map(String::as_str));
        }
        let mut found = [&entry.groups[..], &entry.tags[..]].concat();
        groups.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, groups, "{format}");
    }
}

#[test]
fn every_plain_format_carries_what_it_does_not_name_as_lost() {
    for format in written() {
        check(format, &sheet(), None);
    }
}

#[test]
fn every_sealed_format_does_so_and_opens_with_its_password_alone() {
    for format in written().filter(|format| format.info().sealing == Sealing::Choice) {
        check(format, &sheet(), Some(PASSWORD));
        let written = write(&sheet(), format, Some(PASSWORD)).unwrap();
        assert_eq!(
            read(&*written.bytes, None).unwrap_err(),
            ImportError::PasswordNeeded,
            "{format}"
        );
        assert_eq!(
            crate::read_with(&*written.bytes, "jelszó ✓ 2").unwrap_err(),
            ImportError::PasswordWrong,
            "{format}"
        );
        let text = String::from_utf8_lossy(&written.bytes);
        for secret in ["anna", "GAYTEMZUGU3DOOBZ"] {
            assert!(!text.contains(secret), "{format} shows {secret}");
        }
    }
}

#[test]
fn what_a_format_cannot_hold_is_told_before() {
    let codes = |format| -> Vec<(String, &str)> {
        losses(&sheet(), format)
            .into_iter()
            .map(|it| (it.account_id, it.loss.code()))
            .collect()
    };
    let at = |id: &str, loss| (id.to_owned(), loss);
    assert_eq!(codes(named("aegis")), [at("a1", "details")]);
    assert_eq!(
        codes(named("bitwarden")),
        [at("a1", "tags"), at("a6", "hotp")]
    );
    assert_eq!(
        codes(named("stratum")),
        [
            at("a1", "note"),
            at("a1", "details"),
            at("a9", "secret_twice")
        ]
    );
    assert_eq!(codes(Format::CSV), []);
    assert_eq!(codes(Format::KEYRACK_JSON), []);
    assert!(codes(named("proton-authenticator")).contains(&at("a7", "issuer")));
    assert!(codes(named("2fas")).contains(&at("a10", "digits")));
}

#[test]
fn what_a_spreadsheet_would_take_for_a_formula_is_guarded() {
    let text = crate::text(&sheet(), Format::CSV);
    for line in text.lines().skip(1) {
        for cell in line.split("\",\"") {
            let cell = cell.trim_matches('"');
            assert!(!cell.starts_with(['=', '+', '@', '|', '%']), "{cell}");
        }
    }
    assert!(text.contains("\"'=cmd|' /C calc'!A1\""));
}

/// Texts without what no program keeps: white space at the edges, and line ends within.
fn text() -> impl Strategy<Value = String> {
    "[ -~á-űА-я日🔑]{0,24}".prop_map(|text| text.trim().to_owned())
}

fn accounts() -> impl Strategy<Value = Vec<Account>> {
    let kinds = prop_oneof![Just(Kind::Totp), Just(Kind::Hotp), Just(Kind::Steam)];
    let hashes = prop_oneof![
        Just(Algorithm::Sha1),
        Just(Algorithm::Sha256),
        Just(Algorithm::Sha512)
    ];
    let parts = (
        text(),
        text(),
        kinds,
        hashes,
        proptest::collection::vec(any::<u8>(), 1..40),
        (1..=10_u8, 1..=300_u32, any::<u64>()),
        text(),
    );
    proptest::collection::vec(parts, 1..6).prop_map(|accounts| {
        accounts
            .into_iter()
            .enumerate()
            .map(
                |(id, (issuer, label, kind, algorithm, secret, numbers, note))| {
                    let (digits, period, counter) = numbers;
                    let otp = otp(kind, &secret, algorithm, digits, period);
                    let counter = (kind == Kind::Hotp).then_some(counter);
                    let mut account = account(id, (&issuer, &label), otp, counter);
                    account.note = note;
                    account
                },
            )
            .collect()
    })
}

proptest! {
    #[test]
    fn any_accounts_come_back_from_every_plain_format(accounts in accounts()) {
        let document = Document {
            accounts: accounts.into_iter().collect(),
            ..Document::default()
        };
        for format in written() {
            check(format, &document, None);
        }
    }
}

#[test]
fn a_list_without_accounts_is_written_too() {
    for format in written() {
        let written = write(&Document::default(), format, None).unwrap();
        // An empty list of lines is no file of any format.
        if written.bytes.is_empty() {
            continue;
        }
        let import = read(&*written.bytes, Some(format)).unwrap();
        assert_eq!(entries(&import.rows).len(), 0, "{format}");
    }
}

//! QR codes read beside a vault, and drawn out of it.

use keyrack_app::{
    Draft, Export, Find, Found, Import, NewAccount, NewFactor, Scanned, Session, Which, scanned,
};

use crate::bulk::sequence;
use crate::support::{Office, SECRET, add, factor, import, labels};

const OTHER: &str = "GEZDGNBVGY3TQOJQ";
const THIRD: &str = "MFRGGZDFMZTWQ2LK";

fn uri(issuer: &str, label: &str, secret: &str) -> String {
    format!("otpauth://totp/{issuer}:{label}?secret={secret}&issuer={issuer}")
}

fn scan(session: &Session, texts: &[String]) -> Scanned {
    session.scanned(texts.iter().map(String::as_str))
}

fn new(found: &Found, folder: Option<&str>) -> NewAccount {
    NewAccount {
        factor: found.draft.factor(String::new()),
        folder: folder.map(str::to_owned),
        ..NewAccount::default()
    }
}

/// The texts of the codes that carry all of `session` to Google Authenticator.
fn transfer(session: &mut Session) -> Vec<String> {
    let transfer = session.transfer(&[], None).expect("a transfer");
    let codes = transfer.codes.into_iter();
    codes.map(|(text, _)| text.to_string()).collect()
}

#[test]
fn what_was_found_is_compared_with_the_vault_and_with_itself() {
    let office = Office::new();
    let mut session = office.open("one");
    let known = add(&mut session, "", "Portal", "anna", SECRET).id;
    let texts = [
        uri("Portal", "anna", SECRET),
        uri("Renamed", "anna", SECRET),
        uri("Portal", "anna", OTHER),
        uri("Portal", "bert", THIRD),
        uri("Portal", "bert", THIRD),
        "phonefactor://activate_account?code=1".to_owned(),
    ];
    let scanned = scan(&session, &texts);
    let found: Vec<_> = scanned
        .found
        .iter()
        .map(|found| (found.code, found.status.as_str(), found.account.as_deref()))
        .collect();
    let known = Some(known.as_str());
    assert_eq!(
        found,
        [
            (0, "identical", known),
            (1, "same_secret", known),
            (2, "same_name", known),
            (3, "new", None),
        ],
        "and a code that is there twice counts once"
    );
    let refused = &scanned.refused[0];
    assert_eq!(
        (refused.refused.reason.code(), refused.code),
        ("microsoft_app", 5)
    );
    let kinds: Vec<&str> = scanned
        .codes
        .iter()
        .map(|code| code.kind.as_str())
        .collect();
    assert_eq!(
        kinds,
        [
            "otpauth", "otpauth", "otpauth", "otpauth", "otpauth", "other"
        ]
    );
    assert_eq!(scanned.missing, []);
}

#[test]
fn a_hundred_accounts_go_to_another_vault_by_codes_and_every_part_is_asked_for() {
    let (here, there) = (Office::new(), Office::new());
    let mut session = here.open("one");
    let many = (0..100).map(|i| NewAccount {
        factor: factor(&format!("{OTHER}{}", "ABCDEFGHIJ".repeat(1 + i % 2))),
        issuer: Some("Portal".to_owned()),
        label: Some(format!("client {i}")),
        ..NewAccount::default()
    });
    assert_eq!(session.add_many(many.collect()).unwrap().len(), 100);
    let mut texts = transfer(&mut session);
    assert_eq!(texts.len(), 10);
    texts.reverse();

    let lost = texts.split_off(8);
    let scanned = scan(&there.open("one"), &texts);
    assert_eq!(scanned.found.len(), 80);
    assert_eq!(scanned.missing.len(), 1);
    assert_eq!(
        (&scanned.missing[0].parts[..], scanned.missing[0].of),
        (&[1, 2][..], 10)
    );
    assert_eq!(scanned.codes[0].missing_parts, [1, 2]);

    texts.extend(lost);
    let mut other = there.open("one");
    let scanned = scan(&other, &texts);
    assert_eq!(scanned.missing, []);
    let new = scanned.found.iter().map(|found| new(found, None)).collect();
    other.add_many(new).unwrap();
    assert_eq!(labels(&mut other), labels(&mut session));
}

#[test]
fn several_are_added_in_one_save_and_taken_back_in_one() {
    let office = Office::new();
    let mut session = office.open("one");
    let texts = [
        uri("A", "a", SECRET),
        uri("B", "b", OTHER),
        "steam://MFRGGZDF".to_owned(),
    ];
    let scanned = scan(&session, &texts);
    assert_eq!(scanned.found[2].draft.view().kind.as_str(), "steam");
    let before = sequence(&office);
    let folders = [None, Some("Client"), Some("Client")];
    let news = scanned.found.iter().zip(folders);
    let ids = session
        .add_many(news.map(|(found, folder)| new(found, folder)).collect())
        .unwrap();
    assert_eq!(sequence(&office), before + 1, "one durable change");
    let of_client = Find {
        folder: Some("Client".to_owned()),
        ..Find::default()
    };
    assert_eq!(session.list(&of_client, 0, 10).unwrap().total, 2);
    assert_eq!(ids.len(), 3);
    assert_eq!(session.remove_all(&ids).unwrap(), 3);
    assert_eq!(labels(&mut session), Vec::<String>::new());
    assert_eq!(session.add_many(Vec::new()).unwrap(), Vec::<String>::new());
}

#[test]
fn one_that_cannot_be_added_keeps_all_out() {
    let office = Office::new();
    let mut session = office.open("one");
    let good = || NewAccount {
        factor: factor(SECRET),
        folder: Some("Made".to_owned()),
        ..NewAccount::default()
    };
    let bad_key = NewAccount {
        factor: factor("1"),
        ..NewAccount::default()
    };
    let bad_folder = NewAccount {
        folder: Some("x".repeat(1 << 20)),
        ..good()
    };
    for bad in [bad_key, bad_folder] {
        session.add_many(vec![good(), bad]).unwrap_err();
        // What a refusal leaves behind would be saved with the next change.
        add(&mut session, "", "A", "kept", OTHER);
        let mut again = office.open("one");
        assert_eq!(again.list(&Find::default(), 0, 10).unwrap().total, 1);
        assert_eq!(again.folders().len(), 1);
        let id = session.list(&Find::default(), 0, 1).unwrap().rows[0]
            .id
            .clone();
        session.remove(&id).unwrap();
    }
}

#[test]
fn a_phone_gets_the_names_and_the_key_of_each_factor() {
    let office = Office::new();
    let mut session = office.open("one");
    let id = add(&mut session, "Client", "Portal", "anna", SECRET).id;
    let second = NewFactor {
        label: Some("reception".to_owned()),
        ..factor(OTHER)
    };
    session.factor_add(&id, &second).unwrap();
    let accounts = [id];
    let all = session.phone_codes(&accounts, &Which(None)).unwrap();
    assert_eq!(all.codes.len(), 2);
    let which = Which(Some("reception".to_owned()));
    let one = session.phone_codes(&accounts, &which).unwrap();
    let code = &one.codes[0];
    assert_eq!(one.codes.len(), 1);
    assert_eq!(
        [&code.folder, &code.service, &code.label, &code.desk].map(String::as_str),
        ["Client", "Portal", "anna", "reception"]
    );
    let read = scanned([code.text.as_str()]);
    let draft = &read.found[0].draft;
    assert_eq!(
        (&*draft.view().issuer, &*draft.view().label),
        ("Portal", "anna")
    );
    assert!(code.text.contains(OTHER));

    let wordy = add(&mut session, "", "Portal", &"x".repeat(3_000), THIRD).id;
    let none = session.phone_codes(&[wordy], &Which(None)).unwrap();
    assert_eq!(none.codes.len(), 0);
    assert_eq!(none.left_out[0].reason.code(), "unfit_too_long");
}

#[test]
fn a_transfer_says_what_it_leaves_out_and_takes_a_folder_or_some_accounts() {
    let office = Office::new();
    let mut session = office.open("one");
    let fits = add(&mut session, "Client", "Portal", "anna", SECRET).id;
    let steam = NewFactor {
        kind: Some("steam".to_owned()),
        ..factor(OTHER)
    };
    session.factor_add(&fits, &steam).unwrap();
    add(&mut session, "", "Portal", "bert", THIRD);

    let all = session.transfer(&[], None).unwrap();
    assert_eq!((all.codes.len(), all.factors), (1, 2));
    assert_eq!(all.left_out[0].reason.code(), "unfit_steam");
    assert_eq!(session.transfer(&[], Some("Client")).unwrap().factors, 1);
    assert_eq!(session.transfer(&[fits], None).unwrap().factors, 1);

    let export = Export {
        format: "google-migration".to_owned(),
        ..Export::default()
    };
    let file = session.export(&export).unwrap();
    assert_eq!(file.left_out, 2, "the factor for Steam, and the folder");
    let text = String::from_utf8(file.bytes.to_vec()).unwrap();
    let elsewhere = Office::new();
    let mut other = elsewhere.open("one");
    let view = import(&mut other, &text, &Import::default());
    assert_eq!(
        (view.format.as_str(), view.imported),
        ("google-migration", 2)
    );
    assert_eq!(labels(&mut other), ["anna", "bert"]);
}

#[test]
fn names_that_would_turn_text_round_are_added_without_their_marks() {
    let office = Office::new();
    let mut session = office.open("one");
    let marked = uri("%E2%80%AEPor%00tal", "an%E2%81%A6na%1B", OTHER);
    let scanned = scan(&session, std::slice::from_ref(&marked));
    let pasted = Draft::read(&marked, NewFactor::default()).expect("a link");
    for draft in [&scanned.found[0].draft, &pasted] {
        assert_eq!(
            (&*draft.view().issuer, &*draft.view().label),
            ("Portal", "anna")
        );
    }
    for draft in [&scanned.found[0].draft, &pasted] {
        let account = NewAccount {
            factor: draft.factor(String::new()),
            ..NewAccount::default()
        };
        let added = session.add(account).expect("an account");
        assert_eq!((&*added.issuer, &*added.label), ("Portal", "anna"));
    }
}

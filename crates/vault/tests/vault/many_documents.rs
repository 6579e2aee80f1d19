//! The documents of many folders in one file.

use keyrack_vault::{
    Account, Document, Folder, Id, Quarantined, Record, RecordKind, Replica, SecretText, Stamp,
    document::DocumentError, documents, stamp::Replicas,
};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::Arc;

use crate::{
    documents::documents as documents_of,
    edits::{cases, events, run},
};

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Head {
    format: String,
    note: u8,
}

const fn head() -> Head {
    Head {
        format: String::new(),
        note: 7,
    }
}

/// Everything that a document holds, in one way only.
pub fn all_of(document: &Document) -> Vec<u8> {
    documents::write(&head(), [document]).unwrap().to_vec()
}

fn same(a: &Document, b: &Document) -> bool {
    a.folder == b.folder && a.accounts == b.accounts && a.quarantine == b.quarantine
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn documents_are_read_back_as_they_were(events in events()) {
        let all: Vec<Document> = run(&events).iter().flat_map(|states| documents_of(states.last().unwrap())).collect();
        let plain = documents::write(&head(), &all).unwrap();
        prop_assert_eq!(plain.len() % documents::PADDING, 0);
        prop_assert!(serde_json::from_slice::<Value>(&plain).is_ok(), "any JSON reader reads it");
        let read = documents::read::<Head>(&plain).unwrap();
        prop_assert_eq!(read.head, head());
        prop_assert_eq!(read.lost, 0);
        prop_assert_eq!(read.documents.len(), all.len());
        prop_assert!(read.documents.iter().zip(&all).all(|(a, b)| same(a, b)));
    }

    #[test]
    fn no_changed_or_missing_byte_ends_in_a_panic(events in events(), at: prop::sample::Index, byte: u8) {
        let all = documents_of(run(&events)[0].last().unwrap());
        let plain = documents::write(&head(), &all).unwrap();
        let at = at.index(plain.len());
        let mut changed = plain.to_vec();
        changed[at] = byte;
        _ = documents::read::<Head>(&changed);
        let whole = plain.trim_ascii_end().len() <= at;
        prop_assert_eq!(documents::read::<Head>(&plain[..at]).is_ok(), whole, "cut at {}", at);
    }
}

#[test]
fn many_folders_are_read_on_several_threads_in_their_order() {
    let all: Vec<Document> = (0..300).map(|number| with_accounts(number, 10)).collect();
    let plain = documents::write(&head(), &all).unwrap();
    let read = documents::read::<Head>(&plain).unwrap();
    assert_eq!(read.documents.len(), all.len());
    assert!(read.documents.iter().zip(&all).all(|(a, b)| same(a, b)));
}

#[test]
fn an_account_id_that_occurs_in_two_folders_is_two_accounts() {
    let [mut a, mut b] = [1, 2].map(|number| with_accounts(number, 0));
    for (document, service) in [(&mut a, "ours"), (&mut b, "theirs")] {
        let mut account = Account::new(Id::from_bytes([9; 16]), stamp());
        account.service.set(service.into(), stamp());
        document.accounts.insert(account);
    }
    let plain = documents::write(&head(), [&a, &b]).unwrap();
    let read = documents::read::<Head>(&plain).unwrap().documents;
    let services = read.iter().map(|it| {
        it.accounts
            .unsorted()
            .next()
            .unwrap()
            .service
            .get()
            .as_str()
    });
    assert_eq!(services.collect::<Vec<_>>(), ["ours", "theirs"]);
}

#[test]
fn what_could_not_be_read_stays_with_its_folder_and_its_replicas() {
    let [a, mut b] = [1, 2].map(|number| with_accounts(number, 1));
    let unreadable = Quarantined {
        kind: RecordKind::Account,
        raw: SecretText::new("{\"id\":3}".into()),
        replicas: Replicas::from_list(vec![Replica(8), Replica(9)]).map(Arc::new),
        reason: "no stamp".into(),
    };
    b.quarantine.push(unreadable.clone());
    let plain = documents::write(&head(), [&a, &b]).unwrap();
    let [again, with_it] = documents::read::<Head>(&plain)
        .unwrap()
        .documents
        .try_into()
        .unwrap();
    assert!(again.quarantine.is_empty());
    assert_eq!(with_it.quarantine, [unreadable]);
    assert!(same(&with_it, &b));
}

#[test]
fn a_record_that_was_not_readable_finds_its_replicas_again_in_another_file() {
    let stamp = Stamp::new(1_000, 0, Replica(0xabcd));
    let id = Id::from_bytes([3; 16]);
    let mut document = with_accounts(1, 1);
    document.quarantine.push(Quarantined {
        kind: RecordKind::Account,
        // Readable by now, as after an update of the program.
        raw: SecretText::new(format!("{{\"id\":\"{id}\",\"s\":[1000,0,1]}}")),
        replicas: Replicas::from_list(vec![Replica(8), stamp.replica()]).map(Arc::new),
        reason: "of a newer version".into(),
    });
    let plain = documents::write(&head(), [&document]).unwrap();
    let read = documents::read::<Head>(&plain).unwrap().documents.remove(0);
    assert!(read.quarantine.is_empty());
    assert_eq!(read.accounts.get(id).unwrap().created(), stamp);
}

#[test]
fn no_folder_out_of_a_quarantine_takes_the_place_of_the_one_that_is_read() {
    let mut document = with_accounts(5, 1);
    let other = Id::from_bytes([0; 16]);
    document.quarantine.push(Quarantined {
        kind: RecordKind::Folder,
        raw: SecretText::new(format!("{{\"id\":\"{other}\",\"s\":[1000,0,0]}}")),
        replicas: None,
        reason: "of a newer version".into(),
    });
    let plain = documents::write(&head(), [&document]).unwrap();
    let read = documents::read::<Head>(&plain).unwrap().documents;
    assert_eq!(
        read.iter().map(|it| it.folder.id()).collect::<Vec<_>>(),
        [document.folder.id()]
    );
    let part = keyrack_vault::Compartment::Codes;
    let plain = document.write(part, &head()).unwrap();
    let (_, read) = Document::read::<Head>(&plain).unwrap();
    assert_eq!(read.folder, document.folder);
}

#[test]
fn a_folder_that_cannot_be_read_is_lost_and_no_other() {
    let [a, b, c] = [1, 2, 3].map(|number| with_accounts(number, 2));
    let plain = documents::write(&head(), [&a, &b, &c]).unwrap();
    let plain = String::from_utf8(plain.to_vec()).unwrap();
    let broken = plain.replace(&b.folder.id().to_string(), "nothing");
    let read = documents::read::<Head>(broken.as_bytes()).unwrap();
    assert_eq!(read.lost, 1);
    assert!(read.documents.iter().zip([&a, &c]).all(|(a, b)| same(a, b)));
    assert_eq!(read.documents.len(), 2);
}

#[test]
fn what_are_no_documents_is_refused() {
    let read = |plain: &[u8]| documents::read::<Head>(plain).err();
    assert_eq!(read(b""), Some(DocumentError::NotADocument));
    assert_eq!(read(b"\"end\":true}"), Some(DocumentError::NotADocument));
    let lines = vec![b'\n'; documents::MAX_LINES + 1];
    assert_eq!(read(&lines), Some(DocumentError::TooLarge));
    let none = documents::write(&head(), []).unwrap();
    assert!(documents::read::<Head>(&none).unwrap().documents.is_empty());
    let wrong = documents::write(&[1], []);
    assert_eq!(wrong.err(), Some(DocumentError::NotADocument));
}

fn stamp() -> Stamp {
    Stamp::new(1_000, 0, Replica(1))
}

fn with_accounts(folder: u16, count: u16) -> Document {
    let id = |kind: u8, number: u16| {
        let mut bytes = [kind; 16];
        bytes[..2].copy_from_slice(&folder.to_be_bytes());
        bytes[2..4].copy_from_slice(&number.to_be_bytes());
        Id::from_bytes(bytes)
    };
    let mut document = Document::new(Folder::new(id(1, 0), stamp()));
    for number in 0..count {
        let mut account = Account::new(id(2, number), stamp());
        account.folder.set(Some(document.folder.id()), stamp());
        account.service.set(format!("service {number}"), stamp());
        document.accounts.insert(account);
    }
    document
}

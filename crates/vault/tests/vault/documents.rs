//! One folder's document: read back as it was written, in two compartments that are the folder together.

use keyrack_vault::{
    Account, Compartment, Document, Folder, Id, Quarantined, Record, RecordKind, Records,
    SecretText, Stamp, Vault,
    document::{DocumentError, MAX_ACCOUNTS, MAX_BYTES, PADDING},
    record::Part,
    stamp::Replica,
};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::edits::{cases, events, run};

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Head {
    format: String,
    part: Compartment,
}

const BOTH: [Compartment; 2] = [Compartment::Codes, Compartment::Recovery];

fn head(part: Compartment) -> Head {
    Head {
        format: "a-test".into(),
        part,
    }
}

pub fn written(document: &Document, part: Compartment) -> String {
    let plain = document.write(part, &head(part)).unwrap();
    String::from_utf8(plain.to_vec()).unwrap()
}

/// Each folder of a vault as a document.
pub fn documents(vault: &Vault) -> Vec<Document> {
    let ids = vault.folders.unsorted().map(Record::id);
    ids.filter_map(|id| Document::of(vault, id)).collect()
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn the_compartments_of_a_folder_are_read_back_and_joined_as_the_folder(events in events()) {
        for states in run(&events) {
            for document in documents(states.last().unwrap()) {
                let [mut joined, recovery] = BOTH.map(|part| {
                    let plain = written(&document, part);
                    assert_eq!(plain.len() % PADDING, 0);
                    assert!(serde_json::from_str::<Value>(&plain).is_ok(), "any JSON reader reads it");
                    let (read, document) = Document::read::<Head>(plain.as_bytes()).unwrap();
                    assert_eq!(read, head(part));
                    document
                });
                joined.merge(&recovery);
                prop_assert_eq!(&joined.folder, &document.folder);
                prop_assert_eq!(&joined.accounts, &document.accounts);
            }
        }
    }

    #[test]
    fn the_documents_of_a_vault_are_its_accounts_each_once(events in events()) {
        let states = run(&events);
        let vault = states[0].last().unwrap();
        let mut joined = Records::<Account>::default();
        let mut count = 0;
        for document in documents(vault) {
            count += document.accounts.len();
            joined.merge(&document.accounts);
        }
        let has_home = |account: &&Account| {
            account.folder.get().is_some_and(|id| vault.folders.get(id).is_some())
        };
        let at_home: Vec<&Account> = vault.accounts.iter().filter(has_home).collect();
        prop_assert_eq!(count, at_home.len());
        prop_assert_eq!(joined.iter().collect::<Vec<_>>(), at_home);
    }

    #[test]
    fn no_changed_or_missing_byte_ends_in_a_panic(events in events(), at: prop::sample::Index, byte: u8) {
        let states = run(&events);
        for document in documents(states[0].last().unwrap()) {
            let plain = written(&document, Compartment::Codes).into_bytes();
            let mut changed = plain.clone();
            let at = at.index(plain.len());
            changed[at] = byte;
            _ = Document::read::<Head>(&changed);
            let cut = plain.get(..at).unwrap();
            let whole = plain.trim_ascii_end().len() <= at;
            prop_assert_eq!(Document::read::<Head>(cut).is_ok(), whole, "cut at {}", at);
        }
    }
}

#[test]
fn recovery_items_stand_in_their_compartment_alone_and_nothing_else_stands_there() {
    let document = with_deletion_code();
    let [codes, recovery] = BOTH.map(|part| written(&document, part));
    assert!(codes.contains("Kovács") && codes.contains("Ügyfélkapu+"));
    assert!(!codes.contains("TÖRLŐ-1234"));
    assert!(recovery.contains("TÖRLŐ-1234"));
    assert!(!recovery.contains("Kovács") && !recovery.contains("Ügyfélkapu+"));
}

#[test]
fn each_document_has_a_table_of_replicas_of_its_own() {
    let [a, b] = [1, 2].map(|n| Document::new(folder(n, Replica(u64::from(n)))));
    for (document, other) in [(&a, Replica(2)), (&b, Replica(1))] {
        let plain = document.write(Compartment::Codes, &head(Compartment::Codes));
        let json: Value = serde_json::from_slice(&plain.unwrap()).unwrap();
        let table = json["replicas"].as_array().unwrap();
        assert_eq!(table.len(), 1);
        assert!(!table.contains(&Value::from(other.to_string())));
    }
}

#[test]
fn nothing_of_another_folder_is_joined() {
    let mut ours = with_deletion_code();
    let before = ours.clone();
    let account = ours.accounts.iter().next().unwrap().clone();
    let mut theirs = Document::new(folder(9, Replica(9)));
    let mut changed = account;
    changed
        .service
        .set("theirs".into(), Stamp::new(9_000, 0, Replica(9)));
    theirs.accounts.insert(changed);
    ours.merge(&theirs);
    assert_eq!(ours.accounts, before.accounts);
    assert_eq!(ours.folder, before.folder);
}

#[test]
fn bounds_hold_where_it_is_written_and_where_it_is_read() {
    let mut document = Document::new(folder(1, Replica(1)));
    let stamp = Stamp::new(1_000, 0, Replica(1));
    for number in 0..=MAX_ACCOUNTS {
        let mut id = [0; 16];
        id[..8].copy_from_slice(&(number as u64 + 1).to_be_bytes());
        document
            .accounts
            .insert(Account::new(Id::from_bytes(id), stamp));
    }
    let part = Compartment::Codes;
    assert_eq!(
        document.write(part, &head(part)).err(),
        Some(DocumentError::TooLarge)
    );
    let mut document = Document::new(folder(1, Replica(1)));
    let unreadable = |number: usize| Quarantined {
        kind: RecordKind::Account,
        replicas: None,
        raw: SecretText::new(format!("{{\"id\":{number}}}")),
        reason: "no stamp".into(),
    };
    document.quarantine = (0..=2 * MAX_ACCOUNTS).map(unreadable).collect();
    assert_eq!(
        document.write(part, &head(part)).err(),
        Some(DocumentError::TooLarge),
        "what would not be read is not written"
    );
    let large = vec![b' '; MAX_BYTES + 1];
    assert_eq!(
        Document::read::<Head>(&large).err(),
        Some(DocumentError::TooLarge)
    );
    let lines = vec![b'\n'; MAX_BYTES];
    assert_eq!(
        Document::read::<Head>(&lines).err(),
        Some(DocumentError::TooLarge)
    );
}

#[test]
fn what_is_no_document_is_refused() {
    let one = written(&with_deletion_code(), Compartment::Codes);
    let [ours, other] = [1, 2].map(|number| Id::from_bytes([number; 16]));
    let none = one.lines().filter(|line| !line.contains("Kovács"));
    let none: Vec<&str> = none.collect();
    let twice: Vec<String> = one
        .lines()
        .flat_map(|line| match line.contains("Kovács") {
            true => vec![
                line.to_owned(),
                line.replace(&ours.to_string(), &other.to_string()),
            ],
            false => vec![line.to_owned()],
        })
        .collect();
    let read = |text: &str| Document::read::<Head>(text.as_bytes()).err();
    assert_eq!(read(&one), None);
    assert_eq!(read(&none.join("\n")), Some(DocumentError::NotOneFolder));
    assert_eq!(read(&twice.join("\n")), Some(DocumentError::NotOneFolder));
    assert_eq!(read(""), Some(DocumentError::NotADocument));
    assert_eq!(read("{}"), Some(DocumentError::NotADocument));
    let document = with_deletion_code();
    let wrong = document.write(Compartment::Codes, &serde_json::json!(["format"]));
    assert_eq!(wrong.err(), Some(DocumentError::NotADocument));
}

fn folder(number: u8, replica: Replica) -> Folder {
    let mut folder = Folder::new(Id::from_bytes([number; 16]), Stamp::new(1_000, 0, replica));
    folder
        .name
        .set("Kovács Bt.".into(), Stamp::new(1_000, 0, replica));
    folder
}

fn with_deletion_code() -> Document {
    let stamp = Stamp::new(1_000, 0, Replica(1));
    let mut document = Document::new(folder(1, Replica(1)));
    let mut account = Account::new(Id::from_bytes([7; 16]), stamp);
    account.service.set("Ügyfélkapu+".into(), stamp);
    account.folder.set(Some(document.folder.id()), stamp);
    let mut item = keyrack_vault::Recovery::new(Id::from_bytes([8; 16]), stamp);
    item.value
        .set(keyrack_vault::SecretText::new("TÖRLŐ-1234".into()), stamp);
    account.recovery.insert(item);
    document.accounts.insert(account);
    document
}

//! In-process figures of a vault of 10,000 accounts, without the key derivation. Figures, not assertions:
//! `cargo bench -p keyrack-vault`.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a measuring program stops when something fails, and prints"
)]

mod figures;

use std::{hint::black_box, sync::Arc, time::Instant};

use keyrack_otp::{Otp, Secret};
use keyrack_seal::{Costs, Entropy, Identity, Kdf, MacKey, OsEntropy};
use keyrack_vault::{
    Account, Document, Factor, Folder, Id, Record, Replica, Stamp, Vault, VaultFiles,
    disk::OsDisk,
    documents,
    files::{Moment, WayIn},
    payload::{self, Header},
    search::Index,
};

use figures::report;

const ACCOUNTS: usize = 10_000;
const RUNS: usize = 11;

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let files = VaultFiles::new(Arc::new(OsDisk), folder.path().join("vault"));
    let paper = Identity::make();
    let costs = Costs::too_cheap_but_for_tests(Kdf { m: 8, t: 1, p: 1 });
    let moment = Moment {
        now: 1_790_000_000_000,
        replica: Replica(1),
        program: "bench".into(),
    };
    let mut open = files
        .create("x", costs, &paper.paper(), &moment, &mut OsEntropy)
        .expect("a vault");
    fill(&mut open.vault);
    open.save(&moment).expect("saved");
    open.settle(moment.now).expect("settled");
    let size = std::fs::metadata(files.folder().join("vault.age")).map_or(0, |file| file.len());
    println!(
        "{ACCOUNTS} accounts, vault.age {:.1} MB, median (and slowest) of {RUNS} runs",
        size as f64 / 1e6
    );

    let way = WayIn::Password("x");
    report::<RUNS>("open: read, decrypt, check the tag, parse", || {
        black_box(files.open(&way, moment.now).expect("opens"));
    });
    report::<RUNS>("index for search and list", || {
        black_box(Index::of(&open.vault));
    });
    let index = Index::of(&open.vault);
    for query in ["", "szabo", "gyozo 42", "12345678241", "nothing like it"] {
        report::<RUNS>(&format!("search {query:?}"), || {
            black_box(index.find(query, None));
        });
    }
    let mut second = 0;
    report::<RUNS>("all codes", || {
        second += 30;
        for account in open.vault.live_accounts() {
            for factor in account.factors.live() {
                let otp = factor
                    .versions
                    .current()
                    .and_then(|(_, version)| version.otp());
                black_box(otp.and_then(|otp| otp.code_at(1_790_000_000 + second)));
            }
        }
    });
    report::<RUNS>("merge with another state of all accounts", || {
        let other = open.vault.clone();
        let begin = Instant::now();
        open.vault.merge(&other);
        black_box(begin.elapsed());
    });
    let mut number = 0_u64;
    report::<RUNS>("one change saved durably", || {
        number += 1;
        let stamp = Stamp::new(moment.now + number, 0, Replica(1));
        let id = open
            .vault
            .live_accounts()
            .next()
            .map(Record::id)
            .expect("an account");
        if let Some(account) = open.vault.accounts.get_mut(id) {
            account.note.set(number.to_string(), stamp);
        }
        open.save(&moment).expect("saved");
    });
    report::<RUNS>("afterwards: read back, keep a copy, tidy", || {
        open.save(&moment).expect("saved");
        let begin = Instant::now();
        open.settle(moment.now).expect("settled");
        black_box(begin.elapsed());
    });
    report_documents();
}

/// The same number of accounts in 1,000 folders, as the documents of an office are kept, against a vault's payload.
fn report_documents() {
    let mut vault = Vault::new(Id::from_bytes([1; 16]));
    fill(&mut vault);
    let folders: Vec<Id> = vault.folders.iter().map(Record::id).collect();
    let (kept, rest) = folders.split_at(1000);
    let stamp = Stamp::new(1_790_000_000_000, 0, Replica(1));
    let homes = kept.iter().cycle();
    for (account, home) in vault.accounts.iter_mut().zip(homes) {
        account.folder.set(Some(*home), stamp);
    }
    vault.folders.retain(|folder| !rest.contains(&folder.id()));
    let of = |id: &Id| Document::of(&vault, *id).expect("a folder");
    let documents: Vec<Document> = kept.iter().map(of).collect();
    let key = MacKey::from_bytes([1; 32]);
    let header = Header {
        vault: vault.id,
        sequence: 1,
        replica: Replica(1),
        saved_at: 0,
        aged: 0,
        written_by: "bench".into(),
        paper: Identity::make().paper(),
        accounts: ACCOUNTS,
    };
    let head = std::collections::BTreeMap::from([("format", "bench")]);
    let mut payload = payload::write(&mut vault, &header, &key);
    let mut all = documents::write(&head, &documents).expect("written");
    println!("{ACCOUNTS} accounts in {} folders", documents.len());
    report::<RUNS>("a vault's payload: write", || {
        payload = payload::write(&mut vault, &header, &key);
    });
    report::<RUNS>("a vault's payload: read", || {
        black_box(payload::read(&payload, &key).expect("read"));
    });
    report::<RUNS>("documents: write", || {
        all = documents::write(&head, &documents).expect("written");
    });
    report::<RUNS>("documents: read", || {
        black_box(documents::read::<serde_json::Value>(&all).expect("read"));
    });
    let read = documents::read::<serde_json::Value>(&all).expect("read");
    report::<RUNS>("documents: each covers another state of it", || {
        let pairs = documents.iter().zip(&read.documents);
        black_box(pairs.filter(|(a, b)| a.covers(b)).count());
    });
}

fn fill(vault: &mut Vault) {
    let names = [
        "Kovács",
        "Szabó",
        "Nagy Győző",
        "Tóth és Társa",
        "De Vries",
        "Sørensen",
        "Müller",
    ];
    let mut ids = 0_u128;
    let mut id = || {
        ids += 1;
        Id::from_bytes((ids * 0x9e37_79b9_7f4a_7c15).to_be_bytes())
    };
    for number in 0..ACCOUNTS {
        let stamp = Stamp::new(1_780_000_000_000 + number as u64, 0, Replica(1));
        let mut folder = Folder::new(id(), stamp);
        folder.name.set(
            format!("{} {number} Bt.", names[number % names.len()]),
            stamp,
        );
        folder.client.set(true, stamp);
        folder
            .tax_number
            .set(format!("{:08}-2-41", 12_345_678 + number * 37), stamp);
        let mut account = Account::new(id(), stamp);
        account.folder.set(Some(folder.id()), stamp);
        account.issuer.set("Ügyfélkapu+".into(), stamp);
        account
            .label
            .set(format!("ugyfel{number}@example.hu"), stamp);
        account
            .note
            .set("Meghatalmazás a NAV-nál, lásd a mappát.".into(), stamp);
        account.tags.set("áfa", Some(true), stamp);
        let mut secret = [0; 20];
        OsEntropy.fill(&mut secret).expect("random bytes");
        let mut factor = Factor::new(id(), stamp);
        factor.versions.set(
            Otp::totp(Secret::from_bytes(secret.to_vec()).expect("a secret")),
            0,
            stamp,
        );
        account.factors.insert(factor);
        vault.folders.insert(folder);
        vault.accounts.insert(account);
    }
}

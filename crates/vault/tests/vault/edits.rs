//! Random edits on several replicas, as people make them, and what they lead to.

use keyrack_otp::{Algorithm, Kind, Otp, Secret};
use keyrack_seal::{MacKey, Paper};
use keyrack_vault::{
    Account, Factor, Folder, Id, Record, Recovery, Replica, SecretText, Stamp, Ticker, Vault,
    payload::{self, Header},
};
use proptest::{prelude::*, sample::Index};

use crate::{tags::retag_whole, world::NOW};

/// What one edit does. Numbers choose among what is there.
#[derive(Clone, Debug)]
pub enum Edit {
    AddFolder(String),
    AddAccount(String),
    SetNote(Index, String),
    SetTag(Index, u8, bool),
    SetChannel(Index, u8, Option<String>),
    AddFactor(Index, Vec<u8>),
    SetSecret(Index, Vec<u8>, bool),
    Advance(Index, u64),
    Confirm(Index, u64),
    ForgetReplaced(Index),
    TrashFactor(Index),
    PurgeFactor(Index),
    AddRecovery(Index, String),
    UseCode(Index, u8, u64),
    Move(Index, Index),
    Trash(Index),
    Revive(Index),
    Purge(Index),
    /// A member that only a newer version knows.
    Unknown(Index, u8, u64),
}

/// An edit on a replica at a time, or a delivery from another one.
#[derive(Clone, Debug)]
pub enum Event {
    Edit {
        replica: usize,
        minutes: u64,
        edit: Edit,
    },
    Deliver {
        from: usize,
        to: usize,
    },
}

pub const REPLICAS: usize = 3;

/// So many cases at random, more where `PROPTEST_CASES` asks for them.
pub fn cases(at_least: u32) -> ProptestConfig {
    let config = ProptestConfig::default();
    ProptestConfig {
        cases: config.cases.max(at_least),
        failure_persistence: None,
        ..config
    }
}

/// Lists of events for [`run`].
pub fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        6 => (0..REPLICAS, 0_u64..60, edit())
            .prop_map(|(replica, minutes, edit)| Event::Edit { replica, minutes, edit }),
        1 => (0..REPLICAS, 0..REPLICAS).prop_map(|(from, to)| Event::Deliver { from, to }),
    ];
    prop::collection::vec(event, 1..60)
}

fn edit() -> impl Strategy<Value = Edit> {
    let text = || "[a-zőß\"/\\\\ 0-9\n]{0,12}";
    let secret = || prop::collection::vec(any::<u8>(), 1..24);
    let which = any::<Index>;
    prop_oneof![
        1 => text().prop_map(Edit::AddFolder),
        3 => text().prop_map(Edit::AddAccount),
        2 => (which(), text()).prop_map(|(a, t)| Edit::SetNote(a, t)),
        2 => (which(), 0_u8..4, any::<bool>()).prop_map(|(a, k, v)| Edit::SetTag(a, k, v)),
        2 => (which(), 0_u8..4, prop::option::of(text())).prop_map(|(a, k, v)| Edit::SetChannel(a, k, v)),
        2 => (which(), secret()).prop_map(|(a, s)| Edit::AddFactor(a, s)),
        3 => (which(), secret(), any::<bool>()).prop_map(|(a, s, h)| Edit::SetSecret(a, s, h)),
        2 => (which(), 0_u64..100).prop_map(|(a, c)| Edit::Advance(a, c)),
        1 => (which(), 0_u64..3).prop_map(|(a, at)| Edit::Confirm(a, at)),
        1 => which().prop_map(Edit::ForgetReplaced),
        1 => which().prop_map(Edit::TrashFactor),
        1 => which().prop_map(Edit::PurgeFactor),
        1 => (which(), text()).prop_map(|(a, t)| Edit::AddRecovery(a, t)),
        1 => (which(), 0_u8..4, any::<u64>()).prop_map(|(a, k, at)| Edit::UseCode(a, k, at)),
        2 => (which(), which()).prop_map(|(a, f)| Edit::Move(a, f)),
        1 => which().prop_map(Edit::Trash),
        1 => which().prop_map(Edit::Revive),
        1 => which().prop_map(Edit::Purge),
        2 => (which(), 0_u8..2, any::<u64>()).prop_map(|(a, k, v)| Edit::Unknown(a, k, v)),
    ]
}

/// Every state that each replica went through.
pub fn run(events: &[Event]) -> Vec<Vec<Vault>> {
    let mut replicas: Vec<Computer> = (0..REPLICAS).map(Computer::new).collect();
    let mut states: Vec<Vec<Vault>> = replicas.iter().map(|c| vec![c.vault.clone()]).collect();
    for event in events {
        let changed = match event {
            Event::Edit {
                replica,
                minutes,
                edit,
            } => {
                replicas[*replica].apply(edit, NOW + minutes * 60_000);
                *replica
            }
            Event::Deliver { from, to } => {
                let theirs = replicas[*from].vault.clone();
                replicas[*to].receive(&theirs);
                *to
            }
        };
        states[changed].push(replicas[changed].vault.clone());
    }
    states
}

/// A header for payloads that are compared.
pub fn header() -> Header {
    Header {
        vault: Id::from_bytes([7; 16]),
        sequence: 3,
        replica: Replica(1),
        saved_at: NOW,
        aged: NOW,
        written_by: "Keyrack test".into(),
        paper: Paper {
            recipient: "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
                .parse()
                .unwrap(),
            tag_key: MacKey::from_bytes([5; 32]),
        },
        accounts: 0,
    }
}

struct Computer {
    vault: Vault,
    ticker: Ticker,
    replica: Replica,
    made: u8,
}

impl Computer {
    fn new(number: usize) -> Self {
        let replica = Replica(100 + number as u64);
        Self {
            vault: Vault::new(header().vault),
            ticker: Ticker::new(replica),
            replica,
            made: 0,
        }
    }

    fn receive(&mut self, theirs: &Vault) {
        self.vault.merge(theirs);
        self.ticker.observe(self.vault.latest());
    }

    fn apply(&mut self, edit: &Edit, now: u64) {
        let stamp = self.ticker.tick(now).unwrap();
        match edit {
            Edit::AddFolder(name) => {
                let mut folder = Folder::new(self.new_id(), stamp);
                folder.name.set(name.clone(), stamp);
                self.vault.folders.insert(folder);
            }
            Edit::AddAccount(name) => {
                let mut account = Account::new(self.new_id(), stamp);
                account.service.set(name.clone(), stamp);
                self.vault.accounts.insert(account);
            }
            Edit::AddFactor(at, secret) => {
                let mut factor = Factor::new(self.new_id(), stamp);
                factor.versions.set(otp(secret, false), 0, stamp);
                self.account(at, |account| account.factors.insert(factor));
            }
            Edit::AddRecovery(at, text) => {
                let mut recovery = Recovery::new(self.new_id(), stamp);
                recovery.kind.set("backup_codes".into(), stamp);
                let code = SecretText::new(text.clone());
                recovery.codes.set("0", Some(code), stamp);
                self.account(at, |account| account.recovery.insert(recovery));
            }
            Edit::SetNote(at, text) => {
                self.account(at, |account| account.note.set(text.clone(), stamp));
            }
            Edit::SetTag(at, key, there) => self.account(at, |account| {
                let value = there.then_some(true);
                account.tags.set(&format!("tag/{key}"), value, stamp);
            }),
            Edit::SetChannel(at, key, value) => self.account(at, |account| {
                account.channels.set(&key.to_string(), value.clone(), stamp);
            }),
            Edit::SetSecret(at, secret, hotp) => self.factor(at, |factor| {
                factor.versions.set(otp(secret, *hotp), 0, stamp);
            }),
            Edit::Advance(at, next) => self.factor(at, |factor| factor.versions.advance(*next)),
            Edit::Confirm(at, when) => {
                self.factor(at, |factor| factor.versions.confirm(*when, stamp));
            }
            Edit::ForgetReplaced(at) => self.factor(at, |factor| {
                factor.versions.forget_replaced(2, Stamp::NEVER);
            }),
            Edit::TrashFactor(at) => self.factor(at, |factor| factor.trash(stamp)),
            Edit::PurgeFactor(at) => self.factor(at, |factor| factor.purge(stamp)),
            Edit::UseCode(at, key, when) => self.account(at, |account| {
                if let Some(recovery) = account.recovery.iter_mut().next() {
                    recovery.used.set(&key.to_string(), Some(*when), stamp);
                }
            }),
            Edit::Move(at, to) => {
                let folders: Vec<Id> = self.vault.folders.iter().map(Record::id).collect();
                let account = self.account_id(at);
                if let (Some(account), false) = (account, folders.is_empty()) {
                    self.vault.move_account(account, *to.get(&folders), stamp);
                }
            }
            Edit::Trash(at) => self.account(at, |account| account.trash(stamp)),
            Edit::Revive(at) => self.account(at, |account| account.revive(stamp)),
            Edit::Purge(at) => self.account(at, |account| account.purge(stamp)),
            Edit::Unknown(at, key, value) => {
                if let Some(account) = self.account_id(at) {
                    let created = self.vault.accounts.get(account).unwrap().created();
                    let newer = self.by_newer_version(account, created, *key, *value, stamp);
                    self.vault.merge(&newer);
                }
            }
        }
    }

    /// The state of a vault in which a newer version set a member that this one does not know.
    fn by_newer_version(
        &self,
        account: Id,
        created: Stamp,
        key: u8,
        value: u64,
        stamp: Stamp,
    ) -> Vault {
        let text = |stamp: Stamp, number: usize| {
            format!("[{},{},{number}]", stamp.milliseconds(), stamp.counter())
        };
        let (made, set) = (text(created, 0), text(stamp, 1));
        let record = format!(
            "{{\"id\":\"{account}\",\"s\":{made},\"future{key}\":{{\"n\": {value}}},\"t\":{{\"future{key}/n\":{set}}}}}"
        );
        let mut empty = Vault::new(self.vault.id);
        let key = MacKey::from_bytes([0; 32]);
        let plain = payload::write(&mut empty, &header(), &key);
        let plain = String::from_utf8(plain.to_vec()).unwrap();
        let replicas = format!(
            "\"replicas\":[\"{}\",\"{}\"]",
            created.replica(),
            self.replica
        );
        let plain = plain.replace("\"replicas\":[]", &replicas).replace(
            "\"folders\":[\n",
            &format!("\"folders\":[\n{{\"id\":null,\"accounts\":[\n{record}\n]}}\n"),
        );
        let plain = retag_whole(&plain, &key, &header().paper.tag_key);
        let read = payload::read(plain.as_bytes(), &key).expect("a payload");
        assert!(
            read.vault.quarantine.is_empty(),
            "{:?}",
            read.vault.quarantine
        );
        read.vault
    }

    fn new_id(&mut self) -> Id {
        self.made += 1;
        let mut bytes = [0; 16];
        bytes[..2].copy_from_slice(&[self.replica.0 as u8, self.made]);
        Id::from_bytes(bytes)
    }

    fn account_id(&self, at: &Index) -> Option<Id> {
        let ids: Vec<Id> = self.vault.accounts.iter().map(Record::id).collect();
        (!ids.is_empty()).then(|| *at.get(&ids))
    }

    fn account(&mut self, at: &Index, change: impl FnOnce(&mut Account)) {
        if let Some(id) = self.account_id(at) {
            change(self.vault.accounts.get_mut(id).unwrap());
        }
    }

    fn factor(&mut self, at: &Index, change: impl FnOnce(&mut Factor)) {
        self.account(at, |account| {
            if let Some(factor) = account.factors.iter_mut().next() {
                change(factor);
            }
        });
    }
}

fn otp(secret: &[u8], hotp: bool) -> Otp {
    let secret = Secret::from_bytes(secret.to_vec()).unwrap();
    let kind = if hotp { Kind::Hotp } else { Kind::Totp };
    Otp::new(kind, secret, Algorithm::Sha256, 8, 60).unwrap()
}

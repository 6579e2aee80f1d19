//! A vault on a disk in memory, and what is done to it.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Arc,
};

use keyrack_otp::{Otp, Secret};
use keyrack_seal::{Costs, Identity, Kdf, OsEntropy, Recipient, slot::Keys};
use keyrack_vault::{
    Account, Factor, Id, Record, Replica, Stamp, Ticker, Vault, VaultFiles,
    files::{FilesError, Moment, OpenVault, WayIn},
};

use crate::disk::MemoryDisk;

/// Costs that make a test fast; a person could not ask for them.
pub const CHEAP: Costs = Costs::too_cheap_but_for_tests(Kdf { m: 32, t: 1, p: 1 });
pub const PASSWORD: &str = "korrekt ló";
pub const NEW_PASSWORD: &str = "másik szög";
/// Some day in November 2026, in milliseconds since 1970.
pub const NOW: u64 = 1_795_000_000_000;
pub const DAY: u64 = 24 * 60 * 60 * 1000;

/// A vault's folder on its disk, and the key on paper.
#[derive(Clone)]
pub struct World {
    pub disk: MemoryDisk,
    pub paper: Identity,
}

impl World {
    /// A disk without a vault.
    pub fn empty() -> Self {
        let disk = MemoryDisk::default();
        disk.set_clock(NOW);
        Self {
            disk,
            paper: Identity::make(),
        }
    }

    /// A vault with these accounts, saved and settled.
    pub fn with(names: &[&str]) -> (Self, OpenVault) {
        let world = Self::empty();
        let mut open = world.create(PASSWORD).expect("a new vault");
        for name in names {
            add(&mut open.vault, name, NOW);
        }
        world.save(&mut open);
        (world, open)
    }

    /// The same vault on another disk.
    pub fn on(&self, disk: MemoryDisk) -> Self {
        Self {
            disk,
            paper: self.paper.clone(),
        }
    }

    pub fn folder(&self) -> PathBuf {
        PathBuf::from("/home/vault")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    pub fn files(&self) -> VaultFiles {
        VaultFiles::new(Arc::new(self.disk.clone()), self.folder())
            .with_least_costs_for_tests(CHEAP)
    }

    pub fn create(&self, password: &str) -> Result<OpenVault, FilesError> {
        let paper = self.paper.paper();
        self.files()
            .create(password, CHEAP, &paper, &moment(NOW), &mut OsEntropy)
    }

    pub fn open(&self, password: &str) -> Result<OpenVault, FilesError> {
        self.files().open(&WayIn::Password(password), NOW)
    }

    pub fn open_by_paper(&self) -> Result<OpenVault, FilesError> {
        self.files().open(&WayIn::RecoveryKey(&self.paper), NOW)
    }

    /// Saves and settles, both of which have to succeed.
    pub fn save(&self, open: &mut OpenVault) {
        open.save(&moment(NOW)).expect("saving succeeds");
        open.settle(NOW).expect("settling succeeds");
    }

    /// The vault's keys, which only its password gives.
    pub fn keys(&self, password: &str) -> Keys {
        let unlocked = self.files().unlock(&WayIn::Password(password));
        unlocked.expect("it opens").expect("a way in").keys
    }

    /// The public half of the vault's identity. It stands in no file that can be read without a key, and whoever has had
    /// the vault open knows it.
    pub fn recipient(&self) -> Recipient {
        self.keys(PASSWORD).identity.recipient()
    }
}

/// When and by whom, at `now`.
pub fn moment(now: u64) -> Moment {
    moment_of(now, 1)
}

pub fn moment_of(now: u64, replica: u64) -> Moment {
    Moment {
        now,
        replica: Replica(replica),
        program: "Keyrack test".into(),
    }
}

/// The next stamp of a vault.
pub fn stamp(vault: &Vault, now: u64) -> Stamp {
    let mut ticker = Ticker::new(Replica(1));
    ticker.observe(vault.latest());
    ticker.tick(now).expect("the clock is within bounds")
}

/// Adds an account with one factor.
pub fn add(vault: &mut Vault, name: &str, now: u64) -> Id {
    let stamp = stamp(vault, now);
    let id = Id::make(&mut OsEntropy).expect("random bytes");
    let mut account = Account::new(id, stamp);
    account.service.set(name.to_owned(), stamp);
    let factor_id = Id::make(&mut OsEntropy).expect("random bytes");
    let mut factor = Factor::new(factor_id, stamp);
    factor.versions.set(otp(name.as_bytes()), 0, stamp);
    account.factors.insert(factor);
    vault.accounts.insert(account);
    id
}

pub fn otp(secret: &[u8]) -> Otp {
    Otp::totp(Secret::from_bytes(secret.to_vec()).expect("a secret"))
}

/// The services of the accounts in use that still have their secret.
pub fn names(vault: &Vault) -> BTreeSet<String> {
    vault
        .live_accounts()
        .filter(|account| {
            account
                .factors
                .live()
                .any(|factor| factor.versions.current().is_some())
        })
        .map(|account| account.service.get().clone())
        .collect()
}

pub fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// What lies set aside.
pub fn set_aside(world: &World) -> Vec<Vec<u8>> {
    let folder = world.path("set-aside");
    let names = world.disk.names(&folder).into_iter();
    names
        .map(|name| world.disk.content(&folder.join(name)))
        .collect()
}

/// Flips bits of one byte of a file.
pub fn flip(disk: &MemoryDisk, path: &Path, at: usize, bits: u8) {
    let mut bytes = disk.content(path);
    bytes[at] ^= bits;
    disk.put(path, &bytes);
}

//! An office with as many computers as a test needs, sharing one vault's folder.

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use keyrack_app::{
    Boot, Clock, Computer, Import, Incoming, Kdf, Keyrack, Keyring, KeyringError, NewAccount,
    NewFactor, RecoveryKey, Session, Unlock, read_files,
    view::{AccountView, ImportView},
};
use keyrack_vault::disk::{Disk, Entry, Lock, OsDisk};
use tempfile::TempDir;
use zeroize::Zeroizing;

pub const PASSWORD: &str = "korrekt ló elem kapocs";
pub const SECRET: &str = "JBSWY3DPEHPK3PXP";

/// The cheapest derivation that is written.
const KDF: Kdf = Kdf::FLOOR;

pub struct Office {
    folder: TempDir,
    keyrings: Mutex<BTreeMap<String, Arc<TestKeyring>>>,
    pub clock: Arc<TestClock>,
    pub recovery: RecoveryKey,
}

pub struct TestClock {
    now: AtomicU64,
    boot: AtomicU64,
    elapsed: AtomicU64,
}

impl Office {
    /// An office whose vault is made by its first computer.
    pub fn new() -> Self {
        let office = Self::without_vault();
        office
            .desk("one")
            .init(PASSWORD, Some(KDF), &office.recovery)
            .expect("a new vault");
        office
    }

    pub fn without_vault() -> Self {
        let clock = TestClock {
            now: AtomicU64::new(1_790_000_000_000),
            boot: AtomicU64::new(1),
            elapsed: AtomicU64::new(5_000_000),
        };
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self {
            folder,
            keyrings: Mutex::default(),
            clock: Arc::new(clock),
            recovery: RecoveryKey::make(),
        }
    }

    pub fn vault(&self) -> PathBuf {
        self.folder.path().join("vault")
    }

    /// The vault as seen from one of the computers.
    pub fn desk(&self, computer: &str) -> Keyrack {
        self.keyrack(computer, self.vault())
    }

    pub fn keyrack(&self, computer: &str, vault: PathBuf) -> Keyrack {
        Keyrack::new(self.computer(computer), Some(vault))
    }

    pub fn computer(&self, name: &str) -> Computer {
        Computer {
            keyring: self.keyring(name),
            clock: self.clock.clone(),
            disk: Arc::new(OsDisk),
            default_vault: self.vault(),
            home: self.folder.path().join(name),
            ..Computer::here().expect("a computer")
        }
    }

    /// A computer whose disk loses the last byte of what is written.
    pub fn forgetful(&self, name: &str) -> Computer {
        Computer {
            disk: Arc::new(OddDisk::Forgetful),
            ..self.computer(name)
        }
    }

    /// A computer on which reading a file of this name ends in a panic, as if the process were killed there.
    pub fn killed_while_reading(&self, name: &str, file: &'static str) -> Computer {
        Computer {
            disk: Arc::new(OddDisk::KillsAt(file)),
            ..self.computer(name)
        }
    }

    /// The keyring of a computer.
    pub fn keyring(&self, computer: &str) -> Arc<TestKeyring> {
        let mut keyrings = self.keyrings.lock().expect("keyrings");
        keyrings.entry(computer.to_owned()).or_default().clone()
    }

    /// What a computer remembers about vaults.
    pub fn state(&self, computer: &str) -> PathBuf {
        self.folder.path().join(computer).join("vaults")
    }

    /// The file of the PIN of a computer.
    pub fn pin_file(&self, computer: &str) -> PathBuf {
        let vault = self.desk(computer).vault_id().expect("a vault");
        self.state(computer).join(format!("{vault}.pin"))
    }

    /// Where the person at a computer has favourites.
    pub fn personal(&self, computer: &str) -> PathBuf {
        let files = std::fs::read_dir(self.state(computer)).expect("a folder of states");
        let mut files = files.map(|file| file.expect("a file").path());
        files
            .find(|path| path.to_string_lossy().ends_with(".personal.age"))
            .expect("favourites")
    }

    pub fn other_vault(&self) -> PathBuf {
        self.folder.path().join("other")
    }

    pub fn open(&self, computer: &str) -> Session {
        self.desk(computer)
            .unlock(&Unlock::password(PASSWORD))
            .expect("the password opens")
    }
}

/// The disk of the computer, but for one thing.
enum OddDisk {
    /// Loses the last byte of what is written.
    Forgetful,
    /// Panics where a file of this name is read.
    KillsAt(&'static str),
}

impl Disk for OddDisk {
    fn read(&self, path: &Path, limit: usize) -> io::Result<Vec<u8>> {
        if let Self::KillsAt(name) = self {
            assert!(!path.ends_with(name), "killed");
        }
        OsDisk.read(path, limit)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        OsDisk.list(folder)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        OsDisk.make_folder(folder)
    }

    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let all_but_one = bytes.split_last().map_or(bytes, |(_, kept)| kept);
        let bytes = match self {
            Self::Forgetful => all_but_one,
            Self::KillsAt(_) => bytes,
        };
        OsDisk.create(path, bytes)
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        OsDisk.sync(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        OsDisk.sync_folder(folder)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        OsDisk.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        OsDisk.remove(path)
    }

    fn set_modified(&self, path: &Path, modified: u64) -> io::Result<()> {
        OsDisk.set_modified(path, modified)
    }

    fn lock(&self, folder: &Path, wait: Duration) -> io::Result<Box<dyn Lock>> {
        OsDisk.lock(folder, wait)
    }
}

impl TestClock {
    pub fn set_wall(&self, now: u64) {
        self.now.store(now, Ordering::Relaxed);
    }

    pub fn wait(&self, seconds: u64) {
        self.now.fetch_add(seconds * 1000, Ordering::Relaxed);
        self.elapsed.fetch_add(seconds * 1000, Ordering::Relaxed);
    }

    pub fn restart(&self) {
        self.boot.fetch_add(1, Ordering::Relaxed);
        self.elapsed.store(1000, Ordering::Relaxed);
    }
}

/// A keyring in memory that gets into trouble when a test wants it.
#[derive(Default)]
pub struct TestKeyring {
    texts: Mutex<BTreeMap<String, String>>,
    trouble: Mutex<Option<KeyringError>>,
    /// After so many reads, whoever reads is killed.
    reads_left: AtomicU64,
    /// Whether it says that it keeps what it does not keep.
    pub forgets: AtomicBool,
    /// Whether it breaks long lines.
    pub breaks_lines: AtomicBool,
}

impl TestKeyring {
    pub fn texts(&self) -> BTreeMap<String, String> {
        self.texts.lock().expect("texts").clone()
    }

    pub fn wipe(&self) {
        self.texts.lock().expect("texts").clear();
    }

    /// Puts another text in the place of each.
    pub fn replace(&self, text: &str) {
        let mut texts = self.texts.lock().expect("texts");
        texts.values_mut().for_each(|it| *it = text.to_owned());
    }

    pub fn fail(&self, trouble: Option<KeyringError>) {
        *self.trouble.lock().expect("trouble") = trouble;
    }

    /// Breaks down, once, at a read from now, counted from 1.
    pub fn kill_at_read(&self, read: u64) {
        self.reads_left.store(read, Ordering::Relaxed);
    }

    fn check(&self) -> Result<(), KeyringError> {
        match *self.trouble.lock().expect("trouble") {
            Some(trouble) => Err(trouble),
            None => Ok(()),
        }
    }
}

impl Keyring for TestKeyring {
    fn read(&self, name: &str) -> Result<Option<Zeroizing<String>>, KeyringError> {
        self.check()?;
        if self.reads_left.load(Ordering::Relaxed) > 0 {
            let left = self.reads_left.fetch_sub(1, Ordering::Relaxed);
            assert_ne!(left, 1, "killed, on purpose");
        }
        let text = self.texts().remove(name);
        Ok(text.map(|text| {
            if self.breaks_lines.load(Ordering::Relaxed) {
                let (begin, end) = text.split_at(text.len() / 2);
                Zeroizing::new(format!("{begin}\r\n{end}\n"))
            } else {
                Zeroizing::new(text)
            }
        }))
    }

    fn write(&self, name: &str, text: &str) -> Result<(), KeyringError> {
        self.check()?;
        if !self.forgets.load(Ordering::Relaxed) {
            let mut texts = self.texts.lock().expect("texts");
            texts.insert(name.to_owned(), text.to_owned());
        }
        Ok(())
    }

    fn delete(&self, name: &str) -> Result<(), KeyringError> {
        self.check()?;
        self.texts.lock().expect("texts").remove(name);
        Ok(())
    }
}

impl Clock for TestClock {
    fn now(&self) -> u64 {
        self.now.load(Ordering::Relaxed)
    }

    fn boot(&self) -> Boot {
        let id = self.boot.load(Ordering::Relaxed).to_string();
        Boot {
            id,
            elapsed: self.elapsed.load(Ordering::Relaxed),
        }
    }
}

pub fn factor(secret: &str) -> NewFactor {
    NewFactor {
        secret: Some(Zeroizing::new(secret.to_owned())),
        ..NewFactor::default()
    }
}

pub fn add(
    session: &mut Session,
    folder: &str,
    issuer: &str,
    label: &str,
    secret: &str,
) -> AccountView {
    let new = NewAccount {
        factor: factor(secret),
        issuer: Some(issuer.to_owned()),
        label: Some(label.to_owned()),
        folder: Some(folder.to_owned()),
        fields: Vec::new(),
    };
    session.add(new).expect("the account is added")
}

pub fn labels(session: &mut Session) -> Vec<String> {
    let page = session.list(&Default::default(), 0, 1000).expect("a list");
    let mut labels: Vec<String> = page.rows.into_iter().map(|row| row.label).collect();
    labels.sort();
    labels
}

pub fn import(session: &mut Session, text: &str, import: &Import) -> ImportView {
    let files = [("file".to_owned(), text.as_bytes().to_vec())];
    try_import(session, &files, import).expect("the file is read")
}

/// Imports files as the programs do: what was read comes from another process as bytes.
pub fn try_import(
    session: &mut Session,
    files: &[(String, impl AsRef<[u8]>)],
    import: &Import,
) -> keyrack_app::Result<ImportView> {
    let read = read_files(files, import)?.pass()?;
    let incoming = Incoming::take_over(&read).expect("what was passed");
    session.import(&incoming, import)
}

//! An office with one desk and, where a test needs them, other programs that open the same vault.

use std::{
    collections::{BTreeMap, VecDeque},
    io,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
        mpsc,
    },
    time::Duration,
};

use keyrack_app::{
    Boot, Clock, Computer, Import, Incoming, Kdf, Keyrack, Keyring, KeyringError, NewAccount,
    NewFactor, RecoveryKey, Session, TimeAuthority, Unlock,
};
use keyrack_keeper::{
    clipboard::{Clipboard, Content, Unavailable},
    controller::Controller,
    request::Reply,
    scanner::{Contents, ScanError, ScanSubject, ScannedTexts, Scanner, TaskHandle},
    shell::{Choose, Files, Shell, WindowKind},
    views::{Event, Failure, NoWay, ScanWays, WindowErrorCode},
};
use keyrack_vault::disk::{Disk, Entry, Lock, OsDisk};
use serde_json::{Value, json};
use tempfile::TempDir;
use zeroize::Zeroizing;

pub const PASSWORD: &str = "korrekt ló elem kapocs";
pub const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

pub struct Office {
    pub controller: Arc<Controller>,
    pub clock: Arc<TestClock>,
    pub disk: Arc<TestDisk>,
    pub time: Arc<TestTime>,
    pub keyring: Arc<TestKeyring>,
    pub clipboard: Arc<TestClipboard>,
    pub shell: Arc<TestShell>,
    pub scanner: Arc<TestScanner>,
    pub computer: Computer,
    folder: TempDir,
}

impl Office {
    /// An office whose vault is open at the controller.
    pub fn new() -> Self {
        let office = Self::empty();
        let keyrack = Keyrack::new(office.computer.clone(), None);
        keyrack
            .init(PASSWORD, Some(Kdf::FLOOR), &RecoveryKey::make())
            .unwrap();
        office.unlock();
        office
    }

    /// An office whose vault is open at the controller, and whose scanner is this one.
    #[allow(dead_code, reason = "the tests with real readers need it")]
    pub fn with_scanner(scanner: Box<dyn Scanner>) -> Self {
        let office = Self::new();
        let (shell, clipboard) = (office.shell.clone(), office.clipboard.clone());
        let clipboard = Box::new(SharedClipboard(clipboard));
        let controller = Controller::new(office.computer.clone(), shell, clipboard, scanner);
        let office = Self {
            controller: Arc::new(controller),
            ..office
        };
        office.unlock();
        office
    }

    /// An office without a vault.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(TestClock {
            now: AtomicU64::new(1_790_000_000_000),
            elapsed: AtomicU64::new(5_000_000),
            slept: AtomicU64::new(0),
            meanwhile: Mutex::default(),
            while_working: Mutex::default(),
        });
        let (time, disk) = (Arc::<TestTime>::default(), Arc::<TestDisk>::default());
        let keyring = Arc::<TestKeyring>::default();
        let computer = Computer {
            clock: clock.clone(),
            keyring: keyring.clone(),
            disk: disk.clone(),
            time: time.clone(),
            home: folder.path().join("state"),
            default_vault: folder.path().join("vault"),
        };
        let (shell, clipboard) = (Arc::<TestShell>::default(), Arc::<TestClipboard>::default());
        let scanner = Arc::<TestScanner>::default();
        let controller = Controller::new(
            computer.clone(),
            shell.clone(),
            Box::new(SharedClipboard(clipboard.clone())),
            Box::new(SharedScanner(scanner.clone())),
        );
        Self {
            controller: Arc::new(controller),
            clock,
            disk,
            time,
            keyring,
            clipboard,
            shell,
            scanner,
            computer,
            folder,
        }
    }

    pub fn unlock(&self) -> Value {
        self.ask(json!({ "ask": "unlock", "password": PASSWORD }))
    }

    /// Locks, and unlocks again.
    pub fn unlocked_again(&self) {
        self.ask(json!({ "ask": "lock" }));
        self.unlock();
    }

    /// Milliseconds since 1970, by the clock on the wall.
    pub fn now(&self) -> u64 {
        self.clock.now()
    }

    /// A path for a file or folder that is not the vault's.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn vault(&self) -> PathBuf {
        self.computer.default_vault.clone()
    }

    /// Another program that has the vault open.
    pub fn elsewhere(&self) -> Session {
        let keyrack = Keyrack::new(self.computer.clone(), None);
        keyrack.unlock(&Unlock::password(PASSWORD)).unwrap()
    }

    /// Adds an account by way of another program, and lets the controller take it over. Returns its id and its factor's.
    pub fn add(&self, folder: &str, service: &str, label: &str, kind: &str) -> (String, String) {
        let factor = NewFactor {
            secret: Some(Zeroizing::new(SECRET.to_owned())),
            kind: Some(kind.to_owned()),
            ..NewFactor::default()
        };
        let new = NewAccount {
            factor,
            issuer: Some(service.to_owned()),
            label: Some(label.to_owned()),
            folder: Some(folder.to_owned()),
            fields: Vec::new(),
        };
        let account = self.elsewhere().add(new).unwrap();
        self.take_over();
        (account.id, account.factors[0].id.clone())
    }

    /// Makes a change at the controller that changes nothing, because that takes over what others wrote.
    pub fn take_over(&self) {
        self.ask(json!({ "ask": "empty_trash" }));
    }

    /// What the controller answers a request that it carries out.
    pub fn ask(&self, request: Value) -> Value {
        self.try_ask(request.clone())
            .unwrap_or_else(|failure| panic!("{request} was refused: {failure:?}"))
    }

    /// The code of a refusal.
    pub fn refusal(&self, request: Value) -> String {
        match self.try_ask(request.clone()) {
            Ok(answer) => panic!("{request} was answered: {answer}"),
            Err(failure) => failure.code.as_str().to_owned(),
        }
    }

    pub fn try_ask(&self, request: Value) -> Result<Value, Failure> {
        let request = request.to_string();
        match self
            .controller
            .answer(WindowKind::Main, request.as_bytes())?
        {
            Reply::Json(json) => Ok(serde_json::from_str(&json).unwrap()),
            Reply::Picture(_) => panic!("a picture for the main window"),
        }
    }

    /// What the controller answers the paper window.
    pub fn try_paper(&self, request: Value) -> Result<Reply, Failure> {
        self.controller
            .answer(WindowKind::Paper, request.to_string().as_bytes())
    }

    /// What the controller answers the paper window, where that is no picture.
    pub fn paper(&self, request: Value) -> Value {
        match self.try_paper(request) {
            Ok(Reply::Json(json)) => serde_json::from_str(&json).unwrap(),
            Ok(Reply::Picture(_)) => panic!("a picture"),
            Err(failure) => panic!("refused: {failure:?}"),
        }
    }

    /// The user names of the rows of a place.
    pub fn labels(&self, query: &str, place: Value) -> Vec<String> {
        let request = json!({
            "ask": "list", "query": query, "place": place, "from": 0, "count": 60,
        });
        let page = self.ask(request);
        let rows = page["rows"].as_array().unwrap().iter();
        rows.map(|row| row["label"].as_str().unwrap().to_owned())
            .collect()
    }
}

/// A new account without a folder.
pub fn account(service: &str, label: &str) -> NewAccount {
    NewAccount {
        factor: NewFactor {
            secret: Some(Zeroizing::new(SECRET.to_owned())),
            ..NewFactor::default()
        },
        issuer: Some(service.to_owned()),
        label: Some(label.to_owned()),
        ..NewAccount::default()
    }
}

/// A keyring in memory.
#[derive(Default)]
pub struct TestKeyring {
    texts: Mutex<BTreeMap<String, String>>,
    /// What happens the next time that somebody reads.
    pub meanwhile: Mutex<Option<Meanwhile>>,
    /// Who is told of each text that is kept.
    pub kept: Mutex<Option<mpsc::Sender<()>>>,
}

impl Keyring for TestKeyring {
    fn read(&self, name: &str) -> Result<Option<Zeroizing<String>>, KeyringError> {
        let meanwhile = self.meanwhile.lock().unwrap().take();
        if let Some(happens) = meanwhile {
            happens();
        }
        let texts = self.texts.lock().unwrap();
        Ok(texts.get(name).cloned().map(Zeroizing::new))
    }

    fn write(&self, name: &str, text: &str) -> Result<(), KeyringError> {
        let mut texts = self.texts.lock().unwrap();
        texts.insert(name.to_owned(), text.to_owned());
        if let Some(listener) = &*self.kept.lock().unwrap() {
            _ = listener.send(());
        }
        Ok(())
    }

    fn delete(&self, name: &str) -> Result<(), KeyringError> {
        self.texts.lock().unwrap().remove(name);
        Ok(())
    }
}

/// Something that happens while something else is under way.
pub type Meanwhile = Box<dyn FnOnce() + Send>;

pub struct TestClock {
    now: AtomicU64,
    elapsed: AtomicU64,
    slept: AtomicU64,
    /// What happens the next time that somebody looks at the clock.
    pub meanwhile: Mutex<Option<Meanwhile>>,
    /// What happens whenever somebody looks how long it was awake: whoever tells how far something is.
    pub while_working: Mutex<Option<WhileWorking>>,
}

/// Something that happens over and over while something else is under way.
pub type WhileWorking = Box<dyn FnMut() + Send>;

impl TestClock {
    pub fn wait(&self, milliseconds: u64) {
        self.now.fetch_add(milliseconds, Ordering::Relaxed);
        self.elapsed.fetch_add(milliseconds, Ordering::Relaxed);
    }

    /// As [`TestClock::wait`], asleep.
    pub fn sleep(&self, milliseconds: u64) {
        self.slept.fetch_add(milliseconds, Ordering::Relaxed);
        self.wait(milliseconds);
    }

    pub fn set_wall(&self, now: u64) {
        self.now.store(now, Ordering::Relaxed);
    }
}

impl Clock for TestClock {
    fn now(&self) -> u64 {
        self.now.load(Ordering::Relaxed)
    }

    fn boot(&self) -> Boot {
        let meanwhile = self.meanwhile.lock().unwrap().take();
        if let Some(happens) = meanwhile {
            happens();
        }
        Boot {
            id: "only".into(),
            elapsed: self.elapsed.load(Ordering::Relaxed),
        }
    }

    fn awake(&self) -> u64 {
        let happens = self.while_working.lock().unwrap().take();
        if let Some(mut happens) = happens {
            happens();
            self.while_working.lock().unwrap().get_or_insert(happens);
        }
        self.elapsed.load(Ordering::Relaxed) - self.slept.load(Ordering::Relaxed)
    }
}

/// The computer's disk, which may be slow.
#[derive(Default)]
pub struct TestDisk {
    /// What happens the next time that a file is written, before it is.
    pub meanwhile: Mutex<Option<Meanwhile>>,
    /// A folder on which something is wrong.
    pub trouble: Mutex<Option<(PathBuf, Trouble)>>,
}

/// What is wrong with a folder that somebody writes to.
pub enum Trouble {
    /// There is no room for all of it.
    Full,
    /// It loses the last byte, and says nothing.
    Forgetful,
    /// This happens first, and then nothing is wrong any more.
    Happens(Meanwhile),
}

impl TestDisk {
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut trouble = self.trouble.lock().unwrap();
        let is_there = |folder: &PathBuf| path.starts_with(folder);
        if !trouble.as_ref().is_some_and(|(folder, _)| is_there(folder)) {
            return OsDisk.create(path, bytes);
        }
        match trouble.take() {
            Some((folder, Trouble::Full)) => {
                *trouble = Some((folder, Trouble::Full));
                OsDisk.create(path, &bytes[..bytes.len() / 2])?;
                Err(io::ErrorKind::StorageFull.into())
            }
            Some((folder, Trouble::Forgetful)) => {
                *trouble = Some((folder, Trouble::Forgetful));
                OsDisk.create(path, &bytes[..bytes.len() - 1])
            }
            Some((_, Trouble::Happens(meanwhile))) => {
                drop(trouble);
                meanwhile();
                OsDisk.create(path, bytes)
            }
            None => OsDisk.create(path, bytes),
        }
    }
}

impl Disk for TestDisk {
    fn read(&self, path: &Path, limit: usize) -> io::Result<Vec<u8>> {
        OsDisk.read(path, limit)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        OsDisk.list(folder)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        OsDisk.make_folder(folder)
    }

    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let meanwhile = self.meanwhile.lock().unwrap().take();
        if let Some(happens) = meanwhile {
            happens();
        }
        self.write(path, bytes)
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

/// A time server that says this, in milliseconds since 1970; that is out of reach with 0.
#[derive(Default)]
pub struct TestTime {
    pub right: AtomicU64,
    /// How often a server was asked.
    pub asked: AtomicU64,
}

impl TimeAuthority for TestTime {
    fn ask(&self) -> io::Result<u64> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let right = self.right.load(Ordering::Relaxed);
        (right > 0)
            .then_some(right)
            .ok_or_else(|| io::ErrorKind::TimedOut.into())
    }
}

#[derive(Default)]
pub struct TestClipboard {
    lent: Mutex<Option<(String, u16)>>,
    pub broken: AtomicBool,
    /// Whether whoever uses it breaks down.
    pub deadly: AtomicBool,
    /// What happens while a text is lent.
    pub while_lending: Mutex<Option<Meanwhile>>,
    /// What happens while a text is taken back.
    pub meanwhile: Mutex<Option<Meanwhile>>,
    pub content: Mutex<Option<Content>>,
}

impl TestClipboard {
    /// What is lent, and for how many seconds.
    pub fn lent(&self) -> Option<(String, u16)> {
        self.lent.lock().unwrap().clone()
    }
}

struct SharedClipboard(Arc<TestClipboard>);

impl Clipboard for SharedClipboard {
    fn lend(&self, text: Zeroizing<String>, seconds: u16) -> Result<(), Unavailable> {
        assert!(
            !self.0.deadly.load(Ordering::Relaxed),
            "a fault in the clipboard"
        );
        if self.0.broken.load(Ordering::Relaxed) {
            return Err(Unavailable);
        }
        let meanwhile = self.0.while_lending.lock().unwrap().take();
        if let Some(happens) = meanwhile {
            happens();
        }
        *self.0.lent.lock().unwrap() = Some((text.to_string(), seconds));
        Ok(())
    }

    fn take_back(&self) -> Result<(), Unavailable> {
        let meanwhile = self.0.meanwhile.lock().unwrap().take();
        if let Some(happens) = meanwhile {
            happens();
        }
        *self.0.lent.lock().unwrap() = None;
        Ok(())
    }

    fn read(&self) -> Result<Content, Unavailable> {
        let content = self.0.content.lock().unwrap().clone();
        Ok(content.unwrap_or(Content::Nothing))
    }
}

/// A scanner that sees what a test shows it.
#[derive(Default)]
pub struct TestScanner {
    /// What it sees, by turns; nothing when there is no more.
    pub sees: Mutex<VecDeque<Result<Option<ScannedTexts>, ScanError>>>,
    /// What it was shown: `clipboard`, `screens`, `area`, or the bytes of a file.
    pub shown: Mutex<Vec<Vec<u8>>>,
    /// What happens while it looks.
    pub meanwhile: Mutex<Option<WhileLooking>>,
    /// Whether the desktop asks the person first.
    pub asks: AtomicBool,
    /// How often it was asked which ways there are.
    pub asked_ways: AtomicU64,
}

/// Something that happens while a scanner looks.
pub type WhileLooking = Box<dyn FnOnce(&TaskHandle) + Send>;

impl TestScanner {
    /// Lets it see these texts on one picture next.
    pub fn will_see(&self, texts: &[&str]) {
        let texts = texts.iter().map(|text| Zeroizing::new((*text).to_owned()));
        let seen = ScannedTexts {
            texts: texts.collect(),
            doubtful: 0,
            pictures: 1,
        };
        self.sees.lock().unwrap().push_back(Ok(Some(seen)));
    }
}

struct SharedScanner(Arc<TestScanner>);

impl Scanner for SharedScanner {
    fn ways(&self) -> Result<ScanWays, ScanError> {
        self.0.asked_ways.fetch_add(1, Ordering::Relaxed);
        Ok(ScanWays {
            screens: None,
            area: Some(NoWay::NoPortal),
            asks: self.0.asks.load(Ordering::Relaxed),
        })
    }

    fn scan(
        &self,
        subject: &ScanSubject,
        task: &TaskHandle,
    ) -> Result<Option<ScannedTexts>, ScanError> {
        self.0.shown.lock().unwrap().push(match subject {
            ScanSubject::Clipboard => b"clipboard".to_vec(),
            ScanSubject::Screens => b"screens".to_vec(),
            ScanSubject::Area { .. } => b"area".to_vec(),
            ScanSubject::File(bytes) => bytes.to_vec(),
        });
        let meanwhile = self.0.meanwhile.lock().unwrap().take();
        if let Some(happens) = meanwhile {
            happens(task);
        }
        let seen = self.0.sees.lock().unwrap().pop_front();
        seen.unwrap_or_else(|| Ok(Some(ScannedTexts::default())))
    }

    /// Reads in this process, as the real one does in another.
    fn read(
        &self,
        files: &Contents,
        import: &Import,
        task: &Arc<TaskHandle>,
    ) -> keyrack_app::Result<Incoming> {
        let task = Arc::clone(task);
        let import = Import {
            progress: Some(Arc::new(move |share| {
                task.progress((share * 1000.0) as u16);
                match task.is_cancelled() {
                    true => ControlFlow::Break(()),
                    false => ControlFlow::Continue(()),
                }
            })),
            ..import.clone()
        };
        let read = keyrack_app::read_files(files, &import)?.pass()?;
        Ok(Incoming::take_over(&read).unwrap())
    }
}

#[derive(Default)]
pub struct TestShell {
    /// Pages that were opened in the browser.
    pub opened: Mutex<Vec<String>>,
    /// What the main window was told.
    pub told: Mutex<Vec<Event>>,
    /// What was asked of the windows, in order.
    pub asked: Mutex<Vec<String>>,
    /// What the person chooses.
    pub choice: Mutex<Option<PathBuf>>,
    /// The files that the person chooses.
    pub files: Mutex<Vec<Option<PathBuf>>>,
    /// What happens while the person chooses.
    pub meanwhile: Mutex<Option<Meanwhile>>,
    /// Which dialogs were shown.
    pub dialogs: Mutex<Vec<Choose>>,
    /// For how long nobody has touched keyboard or mouse, if the system tells.
    pub idle: Mutex<Option<Duration>>,
    /// Whether nobody can see the main window.
    pub hidden: AtomicBool,
    /// Whether there is a tray.
    pub tray: AtomicBool,
    /// Whether the program starts when the person signs in; none where that cannot be arranged.
    pub starts_at_login: Mutex<Option<bool>>,
}

impl TestShell {
    fn note(&self, what: impl Into<String>) {
        self.asked.lock().unwrap().push(what.into());
    }

    /// What was asked of the windows since the last look.
    pub fn since(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

impl Shell for TestShell {
    fn tell(&self, event: &Event) {
        self.told.lock().unwrap().push(event.clone());
    }

    fn choose(&self, _window: WindowKind, what: &Choose) -> Result<Option<PathBuf>, Failure> {
        self.dialogs.lock().unwrap().push(what.clone());
        let meanwhile = self.meanwhile.lock().unwrap().take();
        if let Some(happens) = meanwhile {
            happens();
        }
        Ok(self.choice.lock().unwrap().clone())
    }

    fn choose_files(
        &self,
        _window: WindowKind,
        which: Files,
    ) -> Result<Vec<Option<PathBuf>>, Failure> {
        self.note(format!("choose {which:?}"));
        let meanwhile = self.meanwhile.lock().unwrap().take();
        if let Some(happens) = meanwhile {
            happens();
        }
        Ok(self.files.lock().unwrap().clone())
    }

    fn hide_windows(&self) {
        self.note("hiding");
    }

    fn show_windows(&self) {
        self.note("show_windows");
    }

    fn renew(&self) {
        self.note("renew");
    }

    fn open_paper(&self) -> Result<(), Failure> {
        self.note("open paper");
        Ok(())
    }

    fn close_paper(&self) {
        self.note("close paper");
    }

    fn print_paper(&self) -> Result<(), Failure> {
        self.note("print");
        Ok(())
    }

    fn zoom(&self, percent: u16) {
        self.note(format!("zoom {percent}"));
    }

    fn protect(&self, on: bool) {
        self.note(format!("protect {on}"));
    }

    fn theme(&self, theme: keyrack_app::Theme) {
        self.note(format!("theme {}", theme.as_str()));
    }

    fn has_tray(&self) -> bool {
        self.tray.load(Ordering::Relaxed)
    }

    fn is_seen(&self) -> bool {
        !self.hidden.load(Ordering::Relaxed)
    }

    fn starts_at_login(&self) -> Option<bool> {
        *self.starts_at_login.lock().unwrap()
    }

    fn start_at_login(&self, on: bool) -> Result<(), Failure> {
        let mut starts = self.starts_at_login.lock().unwrap();
        if starts.is_none() {
            return Err(Failure::new(WindowErrorCode::NoStartAtLogin));
        }
        *starts = Some(on);
        Ok(())
    }

    fn idle(&self) -> Option<Duration> {
        *self.idle.lock().unwrap()
    }

    fn open_url(&self, url: &str) -> Result<(), Failure> {
        self.opened.lock().unwrap().push(url.to_owned());
        Ok(())
    }
}

//! Reads inputs as what lies in a store: as they are, and, because signatures and seals keep everything else out, signed and
//! sealed by those who could have written them.

use keyrack_seal::{
    file,
    sign::{Context, SigningKey},
};
use keyrack_team::{
    form::{self, Kind},
    head::{Folders, Frame, Head, MAX_BOOT, PAGES},
    join::{InviteCode, JoinRequest},
    json,
    layout::{HeadName, Short},
    log::{DeviceDocument, Entry, Log, NewEntry},
    object::{self, FolderObject, KeyObject, Page, Segment},
    rules::Status,
    sheet::Sheet,
};
use keyrack_vault::{Compartment, Document};

use super::samples::{
    CODE, FOUNDER, FOUNDING, LOG_KEY, NEWCOMER, NOW, SIGNERS, folder, identity, invite, key,
    signer, team,
};

/// What an input led to, and how often.
pub type Reached = Vec<(&'static str, usize)>;

/// The targets, each with what its samples have to reach together.
pub const TARGETS: [(&str, &[&str]); 4] = [
    ("team_head", &["heads", "bodies", "listings"]),
    ("team_entry", &["entries", "live", "cut", "places"]),
    ("team_object", &["keys", "listings", "segments", "accounts"]),
    ("team_join", &["documents", "requests", "codes", "sheets"]),
];

/// Gives an input to a target by its name.
pub fn read(target: &str, bytes: &[u8]) -> Option<Reached> {
    Some(match target {
        "team_head" => head(bytes),
        "team_entry" => entries(bytes),
        "team_object" => object(bytes),
        "team_join" => join(bytes),
        _ => return None,
    })
}

/// The two frames of a head, the second one open, with a zero byte between them. What is read is the same again after it
/// was written.
pub fn head(bytes: &[u8]) -> Reached {
    let mut reached = Reached::new();
    let mut name = HeadName {
        device: signer(FOUNDER),
        seq: 1,
        h10: Short::of(bytes),
    };
    let _ = Head::unverified(name, bytes, team());
    let (key, log_key) = (key(FOUNDER), identity(LOG_KEY));
    let mut parts = bytes.splitn(2, |byte| *byte == 0);
    let [first, second] = [(); 2].map(|()| parts.next().unwrap_or_default());
    let sealed = file::seal(second, &[&log_key.recipient()]).expect("one recipient");
    let Ok(file) = form::write(Kind::Head, &key, &[first, &sealed]) else {
        return reached;
    };
    name.h10 = Short::of(&file);
    name.seq = json::read::<Frame>(first).map_or(1, |it| it.seq);
    let Ok(head) = Head::read(name, &file, team(), &key.verifying_key()) else {
        return reached;
    };
    assert!(head.frame.boot.len() <= MAX_BOOT);
    reached.push(("heads", 1));
    let Ok(body) = head.open([&log_key]) else {
        return reached;
    };
    reached.push(("bodies", 1));
    match &body.folders {
        Folders::List(list) => reached.push(("listings", list.len())),
        Folders::Pages(pages) => assert_eq!(pages.len(), PAGES),
    }
    if let Ok(file) = Head::write(&head.frame, &body, &key, &log_key.recipient()) {
        name.h10 = Short::of(&file);
        let again = Head::read(name, &file, team(), &key.verifying_key());
        let again = again.expect("what was written is read");
        assert_eq!(again.frame, head.frame);
        assert_eq!(again.open([&log_key]).expect("a body"), body);
    }
    reached
}

/// Frames of entries, with a zero byte between them, after the founding of the office. In whatever order they come, they
/// mean the same; and each is the same again after it was written.
pub fn entries(bytes: &[u8]) -> Reached {
    assert!(Entry::read(bytes, |_| Some(key(FOUNDER).verifying_key())).is_err());
    let files: Vec<Vec<u8>> = bytes.split(|byte| *byte == 0).filter_map(signed).collect();
    let log = log_of(files.iter());
    let other = log_of(files.iter().rev());
    let (one, two) = (log.judgement(), other.judgement());
    assert_eq!(one.tips(), two.tips());
    assert_eq!(one.members(), two.members());
    assert_eq!(one.devices(), two.devices());
    assert_eq!(one.held(), two.held());
    assert_eq!(one.roles(), two.roles());
    assert_eq!(one.policy(), two.policy());
    assert_eq!(log.needs_newer(), other.needs_newer());
    let (mut live, mut cut) = (0, 0);
    for entry in log.entries() {
        let status = one.status(entry.id);
        assert_eq!(status, two.status(entry.id));
        live += usize::from(status == Some(Status::Live));
        cut += usize::from(status == Some(Status::Cut));
        written_again(entry);
    }
    let counts = [
        ("entries", log.len() - 1),
        ("live", live - 1),
        ("cut", cut),
        ("places", one.devices().len() - 1),
    ];
    counts.into_iter().filter(|it| it.1 > 0).collect()
}

/// A frame as an entry of whom it names, or else of the founder.
fn signed(frame: &[u8]) -> Option<Vec<u8>> {
    let by_founder = form::write(Kind::Entry, &key(FOUNDER), &[frame]).ok()?;
    let author = Entry::author_of(&by_founder).ok()?;
    let seed = SIGNERS.into_iter().find(|it| signer(*it) == author)?;
    form::write(Kind::Entry, &key(seed), &[frame]).ok()
}

fn log_of<'a>(files: impl Iterator<Item = &'a Vec<u8>>) -> Log {
    let mut log = Log::found(team(), &FOUNDING.bytes).expect("the founding");
    for file in files {
        log.add(file, NOW);
    }
    log.judge(NOW);
    log
}

fn written_again(entry: &Entry) {
    let write = |entry: &Entry, key: &SigningKey| {
        let new = NewEntry {
            team: entry.team,
            under: entry.under,
            prev: entry.prev.clone(),
            at: entry.at,
            ops: entry.ops.clone(),
        };
        new.sign(key)
    };
    let seed = SIGNERS.into_iter().find(|it| signer(*it) == entry.device);
    let key = key(seed.expect("somebody who signs here"));
    let once = write(entry, &key).expect("what was read is written");
    let twice = write(&once, &key).expect("what was read is written");
    assert_eq!(once.bytes, twice.bytes);
}

/// The plaintext of any object, which is the same again after it was written.
pub fn object(bytes: &[u8]) -> Reached {
    let mut reached = Reached::new();
    assert!(object::open(bytes, [&identity(LOG_KEY)]).is_err());
    if let Ok(keys) = KeyObject::read(bytes, team()) {
        let again = KeyObject::read(&keys.write().expect("keys"), team());
        let again = again.expect("what was written is read");
        let ids = |it: &KeyObject| -> Vec<String> { it.keys.iter().map(|it| it.id()).collect() };
        assert_eq!(ids(&again), ids(&keys));
        assert_eq!(again.keys_for, keys.keys_for);
        reached.push(("keys", keys.keys.len()));
    }
    for digit in 0..PAGES {
        if let Ok(list) = Page::read(bytes, team(), signer(FOUNDER), digit) {
            assert!(list.iter().all(|it| it.digit() == digit));
            reached.push(("listings", list.len()));
        }
    }
    if let Ok(segment) = Segment::read(bytes, team()) {
        let again = Segment::read(&segment.write(team()).expect("a segment"), team());
        assert_eq!(again.as_ref(), Ok(&segment));
        reached.push(("segments", 1));
    }
    for part in [Compartment::Codes, Compartment::Recovery] {
        if let Some(accounts) = folder_object(bytes, part) {
            reached.push(("accounts", accounts));
        }
    }
    reached
}

/// How many accounts are in a folder object; none where it is no such.
fn folder_object(bytes: &[u8], part: Compartment) -> Option<usize> {
    let read = |bytes: &[u8]| FolderObject::read(bytes, team(), folder(), part, signer(FOUNDER));
    let (head, document) = read(bytes).ok()?;
    let accounts = document.accounts.len();
    // The first round may bring a record out of quarantine whose bytes were no UTF-8; from then on all stays as it is.
    let once = head.write(&document).ok()?;
    let (head, once) = read(&once).expect("what was written is read");
    let twice = head.write(&once).expect("what was read is written");
    let (_, twice) = read(&twice).expect("what was written is read");
    assert!(is_same(&once, &twice));
    Some(accounts)
}

fn is_same(one: &Document, other: &Document) -> bool {
    one.covers(other) && other.covers(one)
}

/// A request to join, or what is in one, or the document that it brings; or the text of a code or a sheet.
pub fn join(bytes: &[u8]) -> Reached {
    let mut reached = Reached::new();
    let (code, device) = (&*CODE, signer(NEWCOMER));
    let request = |file: &[u8]| JoinRequest::read(file, team(), &invite(), device);
    assert!(request(bytes).is_err(), "unsigned");
    let sealed = file::seal(bytes, &[&code.identity().recipient()]).expect("one recipient");
    if let Ok(file) = form::write(Kind::Join, &code.signing_key(), &[&sealed]) {
        assert!(request(&file).is_err(), "without proof");
    }
    let own = key(NEWCOMER).sign(Context::SelfSigned, &[bytes]);
    if let Ok(document) = DeviceDocument::read(bytes.to_vec(), &own) {
        reached.push(("documents", 1));
        let file = JoinRequest::write(code, &document).expect("a small document");
        if let Ok(request) = request(&file) {
            assert_eq!(request.document, document);
            reached.push(("requests", 1));
        }
    }
    let text = String::from_utf8_lossy(bytes);
    if let Ok(code) = InviteCode::read(&text) {
        let again = InviteCode::read(&code.reveal()).expect("a code");
        assert_eq!(again.id(), code.id());
        reached.push(("codes", 1));
    }
    if let Ok(sheet) = Sheet::read(&text) {
        let again = Sheet::read(&sheet.reveal()).expect("a sheet");
        assert_eq!(again.keys().id(), sheet.keys().id());
        reached.push(("sheets", 1));
    }
    reached
}

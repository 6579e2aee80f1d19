//! An office whose keys are known, and what its devices write. Signatures are left out: who reads the samples makes them
//! anew, for nothing else gets past the door.

use std::sync::LazyLock;

use keyrack_seal::{Entropy, Identity, Plaintext, sign::SigningKey};
use keyrack_team::{
    head::{Body, Folders, Frame, Listing, LogPart},
    ids::{DeviceId, EntryId, FolderId, MemberId, ObjectId, TeamId},
    join::InviteCode,
    log::{
        Device, DeviceDocument, Entry, Invite, NewEntry, Op, Person, Policy, SheetKeys, device_id,
        folder_id, invite_id,
    },
    object::{FolderObject, KeyEntry, KeyObject, KeysFor, Page, Segment},
    rules::{Class, Role, Under},
    sheet::Sheet,
};
use keyrack_vault::{
    Account, Compartment, Document, Folder, Id, Record, Recovery, Replica, SecretText, Stamp,
};

/// When everything happens, in milliseconds since 1970.
pub const NOW: u64 = 1_795_000_000_000;

/// The seeds of what signs: the sheet, the founder's device, and one that joins.
pub const SIGNERS: [u8; 3] = [SHEET, FOUNDER, NEWCOMER];
pub const FOUNDER: u8 = 2;
pub const NEWCOMER: u8 = 3;
/// What opens whatever is for the office.
pub const LOG_KEY: u8 = 14;

const SHEET: u8 = 1;
const SHEET_BOX: u8 = 11;
const DEVICE_BOX: u8 = 12;
const MEMBER_KEY: u8 = 13;

/// One input of a target.
pub struct Sample {
    /// The target that reads it.
    pub target: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// The input.
    pub bytes: Vec<u8>,
}

/// All of them.
pub fn all() -> Vec<Sample> {
    let mut samples = Vec::new();
    let mut put = |target, name, bytes: &[u8]| {
        samples.push(Sample {
            target,
            name,
            bytes: bytes.to_vec(),
        });
    };
    put("team_head", "list", &head(Folders::List(listings())));
    let pages = vec![object_id(4); 16];
    put("team_head", "pages", &head(Folders::Pages(pages)));
    put("team_entry", "history", &frames(&history()));
    put("team_entry", "later", &frames(&later()));
    put("team_object", "keys of the log", &keys(KeysFor::Log));
    put(
        "team_object",
        "keys of a member",
        &keys(KeysFor::Member(member())),
    );
    put("team_object", "page", &page());
    put("team_object", "segment", &segment());
    put("team_object", "codes", &folder_object(Compartment::Codes));
    put(
        "team_object",
        "recovery",
        &folder_object(Compartment::Recovery),
    );
    put("team_join", "document", newcomer().bytes());
    put("team_join", "code", CODE.reveal().as_bytes());
    let sheet = Sheet::make(&mut Fixed(SHEET)).expect("a sheet").reveal();
    put("team_join", "sheet", sheet.as_bytes());
    samples
}

pub fn key(seed: u8) -> SigningKey {
    SigningKey::from_seed([seed; 32])
}

pub fn identity(seed: u8) -> Identity {
    Identity::from_bytes([seed; 32]).expect("32 bytes")
}

/// The id of what signs with a seed.
pub fn signer(seed: u8) -> DeviceId {
    device_id(&key(seed).verifying_key())
}

/// The founding entry.
pub static FOUNDING: LazyLock<Entry> = LazyLock::new(|| {
    let entry = NewEntry {
        team: None,
        under: None,
        prev: Vec::new(),
        at: (NOW, 0),
        ops: vec![Op::Found {
            name: "Kovács és társa".into(),
            sheets: vec![SheetKeys {
                sign: key(SHEET).verifying_key(),
                sealed_to: identity(SHEET_BOX).recipient(),
            }],
            document: document(None, FOUNDER, None),
            policy: Policy::default(),
        }],
    };
    entry.sign(&key(SHEET)).expect("a small entry")
});

pub fn team() -> TeamId {
    TeamId(FOUNDING.id.0)
}

/// The folder of the samples.
pub fn folder() -> FolderId {
    folder_id(&key(FOUNDER).verifying_key(), &[5; 16])
}

/// The code of the invitation that is answered.
pub static CODE: LazyLock<InviteCode> =
    LazyLock::new(|| InviteCode::make(team(), &mut Fixed(9)).expect("a code"));

pub fn invite() -> Invite {
    Invite {
        id: CODE.id(),
        sign: CODE.signing_key().verifying_key(),
        opens: CODE.identity().clone(),
        class: Some(Class::Member),
        folders: vec![(folder(), Role::Edit, true, Some(NOW + 1))],
        expires: NOW + 1_000,
        label: "Anna".into(),
        email: "anna@example.com".into(),
    }
}

fn member() -> MemberId {
    document(None, FOUNDER, None).contents().member
}

fn newcomer() -> DeviceDocument {
    document(Some(team()), NEWCOMER, Some(&CODE))
}

fn document(team: Option<TeamId>, seed: u8, code: Option<&InviteCode>) -> DeviceDocument {
    let key = key(seed);
    let person = Person {
        invite: code.map(|code| invite_id(&code.signing_key().verifying_key())),
        name: "Anna".into(),
        email: String::new(),
        key: identity(MEMBER_KEY).recipient(),
    };
    let device = Device {
        sign: key.verifying_key(),
        sealed_to: identity(DEVICE_BOX).recipient(),
        label: "desk".into(),
        replica: Replica(u64::from(seed)),
    };
    DeviceDocument::joining(&key, team, &[seed; 16], &person, &device)
}

/// Somebody is invited and joins, and has a folder.
fn history() -> Vec<Entry> {
    let founder = Some((FOUNDING.id, 0));
    let made = Op::FolderNew {
        folder: folder(),
        nonce: [5; 16],
    };
    let first = by(
        FOUNDER,
        founder,
        &FOUNDING,
        vec![made, Op::Invite(invite())],
    );
    let joined = newcomer();
    let newcomer = joined.contents().member;
    let admit = Op::AddMember {
        class: Class::Member,
        document: joined,
        invite: Some(CODE.id()),
    };
    let grant = Op::Grant {
        folder: folder(),
        member: newcomer,
        role: Role::Edit,
        recovery: false,
        until: None,
    };
    let second = by(FOUNDER, founder, &first, vec![admit, grant]);
    let key = Op::MemberKey {
        member: newcomer,
        recipient: identity(MEMBER_KEY).recipient(),
    };
    let third = by(NEWCOMER, Some((second.id, 0)), &second, vec![key]);
    vec![first, second, third]
}

/// The same, and what comes of it: every other op.
fn later() -> Vec<Entry> {
    let mut entries = history();
    let founder = Some((FOUNDING.id, 0));
    let newcomer = newcomer().contents().member;
    let removal = Op::RmMember {
        member: newcomer,
        keeps: vec![entries[2].id],
        heads: [(signer(NEWCOMER), object_id(7))].into(),
    };
    let demotion = Op::Demote {
        member: newcomer,
        class: Class::Member,
        keeps: Vec::new(),
    };
    let fourth = by(FOUNDER, founder, &entries[2], vec![demotion, removal]);
    let policy = Policy {
        fields: [("max_silence_days".into(), 7)].into(),
        crit: ["max_silence_days".into()].into(),
    };
    let ops = vec![
        Op::Appoint {
            member: newcomer,
            class: Class::Owner,
            device: signer(NEWCOMER),
        },
        Op::Settle {
            removals: vec![fourth.id],
        },
        Op::Policy(policy),
        Op::Cancel { invite: CODE.id() },
        Op::Revoke {
            folder: folder(),
            member: newcomer,
        },
        Op::RmDevice {
            device: signer(NEWCOMER),
            keeps: Vec::new(),
            head: None,
        },
    ];
    let fifth = by(SHEET, None, &fourth, ops);
    entries.extend([fourth, fifth]);
    entries
}

fn by(seed: u8, under: Option<Under>, after: &Entry, ops: Vec<Op>) -> Entry {
    let entry = NewEntry {
        team: Some(team()),
        under,
        prev: vec![after.id],
        at: (after.at.0 + 1, 0),
        ops,
    };
    entry.sign(&key(seed)).expect("a small entry")
}

/// The frames of entries, with a zero byte between them.
fn frames(entries: &[Entry]) -> Vec<u8> {
    const BEFORE: usize = 10;
    const BEHIND: usize = 64;
    let frames: Vec<&[u8]> = entries
        .iter()
        .map(|it| &it.bytes[BEFORE..it.bytes.len() - BEHIND])
        .collect();
    frames.join(&0)
}

/// The two frames of a head, the second one open, with a zero byte between them.
fn head(folders: Folders) -> Vec<u8> {
    let mut frame = Frame::new(team(), signer(FOUNDER), 3, Some(object_id(1)));
    frame.at = (NOW, 2);
    frame.log_key = identity(LOG_KEY).recipient().key_id();
    frame.boot = vec![(object_id(2), 1_234)];
    let body = Body {
        log: LogPart {
            tips: vec![EntryId([3; 32])],
            new: vec!["AAAA".into()],
            segs: vec![(object_id(5), 2_000, 2, EntryId([4; 32]))],
        },
        folders,
        boot: vec![(object_id(2), vec![signer(NEWCOMER).to_string()])],
        app: "keyrack 0.1.0".into(),
        ..Body::default()
    };
    let texts = [serde_json::to_vec(&frame), serde_json::to_vec(&body)];
    texts.map(|it| it.expect("JSON")).join(&0)
}

fn listings() -> Vec<Listing> {
    let parts = [Compartment::Codes, Compartment::Recovery];
    parts
        .map(|part| Listing(folder(), part, object_id(6), 4_096))
        .into()
}

fn keys(keys_for: KeysFor) -> Plaintext {
    let entry = KeyEntry {
        identity: identity(LOG_KEY),
        maker: signer(FOUNDER),
        tips: vec![FOUNDING.id],
    };
    let keys = KeyObject {
        team: team(),
        keys_for,
        keys: vec![entry],
    };
    keys.write().expect("an object")
}

fn page() -> Plaintext {
    let list = listings();
    let digit = list[0].digit();
    let page = Page::new(team(), signer(FOUNDER), digit, list);
    page.write().expect("an object")
}

fn segment() -> Plaintext {
    let entries = history().into_iter().map(|it| it.bytes);
    let segment = Segment(entries.collect()).write(team());
    segment.expect("an object")
}

fn folder_object(part: Compartment) -> Plaintext {
    let at = Stamp::new(NOW, 0, Replica(1));
    let mut record = Folder::new(folder(), at);
    record.name.set("Kiss Kft.".into(), at);
    let mut document = Document::new(record);
    for number in 1..4 {
        let mut account = Account::new(Id::from_bytes([number; 16]), at);
        account.folder.set(Some(folder()), at);
        account.service.set("NAV".into(), at);
        let mut item = Recovery::new(Id::from_bytes([number + 10; 16]), at);
        item.value.set(SecretText::new("deletion code".into()), at);
        account.recovery.insert(item);
        document.accounts.insert(account);
    }
    let (team, device) = (team(), signer(FOUNDER));
    let mut head = FolderObject::new(team, folder(), part, device, (NOW, 0), "keyrack 0.1.0");
    head.to = vec![(member(), identity(MEMBER_KEY).recipient().key_id())];
    head.sealed = [(member(), (NOW, NOW))].into();
    head.write(&document).expect("an object")
}

fn object_id(byte: u8) -> ObjectId {
    ObjectId([byte; 32])
}

/// Randomness that is the same each time.
struct Fixed(u8);

impl Entropy for Fixed {
    fn fill(&mut self, bytes: &mut [u8]) -> std::io::Result<()> {
        bytes.fill(self.0);
        Ok(())
    }
}

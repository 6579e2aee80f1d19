//! No answer and no event holds a secret. Every request there is is made once, of a vault whose secrets are known.

mod of_offices;

use std::{collections::BTreeSet, fmt::Write, sync::atomic::Ordering};

use keyrack_keeper::{
    clipboard::Content,
    controller::LockReason,
    handlers::{self, PaperRequest, Request},
    request::Reply,
    shell::WindowKind,
};
use serde_json::{Value, json};
use zeroize::Zeroizing;

use crate::support::{Office, PASSWORD, SECRET};

const FILE_PASSWORD: &str = "tejföl habarás után";
const NEW_PASSWORD: &str = "második jelszó zöld gyufa";
const PIN: &str = "908172635445";
const TYPED_KEY: &str = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
const COPIED_KEY: &str = "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK";
const SHOWN_KEY: &str = "KRUGS4ZANFZSAYJAONSWG4TFOQ5DCMRT";
const IMPORTED_KEY: &str = "KVKFKRCPNZQUYMLXOVYDSQKJKZDTSRLD";
const SHOWN_TEXT: &str = "phonefactor://activate_account?code=811223344&url=https%3A%2F%2Fexample";
const DELETION_CODE: &str = "TK-77310-SECRET";
const BACKUP_CODE: &str = "9981-4472-0013";
const PHONE: &str = "+36 30 555 0172";
const STORE_PASSWORD: &str = "tárhely kulcsa 4471";

/// The names of all requests, and which one a request is. A new one does not compile until it stands here, and the test
/// fails until it is made.
macro_rules! requests {
    ($($group:ident: $($variant:ident),+;)+) => {
        const REQUESTS: &[&str] = &[$($(stringify!($variant)),+),+];

        const fn name_of(request: &Request) -> &'static str {
            match request {
                $($(Request::$group(handlers::$group::$variant { .. }) => stringify!($variant),)+)+
            }
        }
    };
}

requests! {
    UnlockRequest: State, Active, Strength, Create, Unlock, UnlockWithKey, Lock, ChangePassword;
    PinRequest: Pin, UnlockWithPin, SetPin, RemovePin;
    KitRequest: MakeKit, ShowKit, ConfirmKit, PutOffKit;
    SettingsRequest: Settings, ChangeSettings, About;
    ListRequest: List, Counts;
    AccountRequest: Account, Favourite, Confirm, Rivals, ChooseRival, Edit, Move, Tag, Remove, Restore, EmptyTrash, EditFactor, RemoveFactor, RestoreFactor, AddRecovery, UseRecovery, RemoveRecovery, RestoreRecovery;
    FolderRequest: Folders, AddFolder, EditFolder, RemoveFolder;
    CopyRequest: Copy, ClearClipboard, CopyField, OpenPage;
    RevealRequest: Reveal, ShowQr;
    ScanRequest: ScanWays, Scan, CancelScan;
    DraftRequest: ReadText, Add, AddMany, UndoAdd, AddFactor, ReplaceSecret, DropDraft;
    ImportRequest: OpenImport, ReadImport, ImportRows, ImportClients, ChooseImport, TakeImport, UndoImport, SaveImportReport, DropImport, CancelImport, DroppedKind;
    ExportRequest: ExportLosses, Export;
    BackupRequest: ChooseBackupFolder, BackUp, Backups, OpenBackup, RestoreRows, TakeRestore, UndoRestore, DropRestore, Drill, Adopt;
    SupportRequest: StartSupport, EndSupport, Support;
    ClockRequest: Clock, CheckClock, CodesAround;
    OfficeRequest: Offices, Office, SyncOffice, ChangeStore, DecideSetAside, LeaveOffice, ForgetOffice, Prove;
    FoundingRequest: ChooseStoreFolder, ProbeStore, MakeSheets, ShowSheets, ConfirmSheet, ScanSheet, DropSheets, FoundOffice, RecoverOffice;
    JoiningRequest: ReadInvitation, ScanInvitation, JoinOffice, Joining, CancelJoining;
    PeopleRequest: People, Person, Invite, InviteDevice, ShowInvitation, CopyInvitation, MailInvitation, CancelInvitation, Approve, Promote;
    SharingRequest: Matrix, Sharing, Share, ShareFolders, NewOfficeFolder;
    LeavingRequest: PlanRemoval, RemoveFromOffice, Settle, Exposed, TickExposed, SaveExposed, PrintExposed;
}

macro_rules! paper_requests {
    ($($variant:ident),+) => {
        const PAPER_REQUESTS: &[&str] = &[$(stringify!($variant)),+];

        const fn paper_name_of(request: &PaperRequest) -> &'static str {
            match request {
                $(PaperRequest::$variant { .. } => stringify!($variant),)+
            }
        }
    };
}

paper_requests!(
    Paper, Picture, Turn, SavePdf, Print, CopyItem, SpellItem, Close
);

/// A window that keeps every byte that it gets.
struct Listener {
    office: Office,
    heard: Vec<u8>,
    made: BTreeSet<&'static str>,
}

impl Listener {
    fn ask(&mut self, request: Value) -> Value {
        let text = request.to_string();
        self.made
            .insert(name_of(&Request::read(text.as_bytes()).unwrap()));
        self.hear(WindowKind::Main, &text)
            .unwrap_or_else(|failure| panic!("{text}: {failure}"))
    }

    /// Asks what may be refused as things stand.
    fn try_ask(&mut self, request: &Value) {
        let text = request.to_string();
        self.made
            .insert(name_of(&Request::read(text.as_bytes()).unwrap()));
        _ = self.hear(WindowKind::Main, &text);
    }

    fn ask_and_be_refused(&mut self, request: &Value) {
        let answer = self.hear(WindowKind::Main, &request.to_string());
        assert!(answer.is_err(), "{request} was answered");
    }

    fn paper(&mut self, request: Value) -> Value {
        let text = request.to_string();
        self.made
            .insert(paper_name_of(&serde_json::from_str(&text).unwrap()));
        self.hear(WindowKind::Paper, &text)
            .unwrap_or_else(|failure| failure)
    }

    fn hear(&mut self, window: WindowKind, request: &str) -> Result<Value, Value> {
        let answer = match self.office.controller.answer(window, request.as_bytes()) {
            Ok(Reply::Json(json)) => Ok(json),
            Ok(Reply::Picture(_)) => Ok("null".to_owned()),
            Err(failure) => Err(serde_json::to_string(&failure).unwrap()),
        };
        let (Ok(text) | Err(text)) = &answer;
        self.heard.extend_from_slice(text.as_bytes());
        self.heard.push(b'\n');
        let value = serde_json::from_str(text).unwrap();
        answer
            .map(|_| value)
            .map_err(|text| serde_json::from_str(&text).unwrap())
    }
}

#[test]
fn no_answer_and_no_event_holds_a_secret() {
    let mut secrets: Vec<String> = [
        PASSWORD,
        FILE_PASSWORD,
        NEW_PASSWORD,
        PIN,
        SECRET,
        TYPED_KEY,
        COPIED_KEY,
        SHOWN_KEY,
        IMPORTED_KEY,
        SHOWN_TEXT,
        DELETION_CODE,
        BACKUP_CODE,
        PHONE,
        STORE_PASSWORD,
    ]
    .map(str::to_owned)
    .into();
    let office = Office::empty();
    let (heard, made) = (Vec::new(), BTreeSet::new());
    let mut window = Listener {
        office,
        heard,
        made,
    };
    secrets.extend(use_everything(&mut window));

    for name in REQUESTS.iter().chain(PAPER_REQUESTS) {
        assert!(window.made.contains(name), "{name} was not asked");
    }
    let events = window.office.shell.told.lock().unwrap().clone();
    window.heard.extend(serde_json::to_vec(&events).unwrap());
    for secret in &secrets {
        for (form, bytes) in forms(secret) {
            assert!(
                !holds(&window.heard, &bytes),
                "{secret:?} was heard as {form}"
            );
        }
    }
}

#[test]
fn a_secret_would_be_heard_in_any_of_its_forms() {
    for (form, bytes) in forms(SECRET) {
        let mut heard = b"{\"label\":\"".to_vec();
        heard.extend_from_slice(&bytes);
        heard.extend_from_slice(b"\"}");
        assert!(
            forms(SECRET).iter().any(|(_, form)| holds(&heard, form)),
            "{form}"
        );
    }
    let base64 = forms("Man")
        .into_iter()
        .find(|(form, _)| *form == "Base64")
        .unwrap()
        .1;
    assert_eq!(base64, b"TWFu");
    let base32 = forms("foobar")
        .into_iter()
        .find(|(form, _)| *form == "Base32")
        .unwrap()
        .1;
    assert_eq!(base32, b"MZXW6YTBO");
}

/// Makes every request at least once, and returns the recovery keys that came up.
fn use_everything(window: &mut Listener) -> Vec<String> {
    let mut keys = Vec::new();
    window.ask(json!({ "ask": "state" }));
    window.ask(json!({ "ask": "strength", "password": PASSWORD }));
    window.ask(json!({ "ask": "create", "password": PASSWORD }));
    window.ask(json!({ "ask": "active" }));
    window.ask(json!({ "ask": "settings" }));
    window.ask(json!({ "ask": "about" }));
    window.ask(json!({ "ask": "change_settings", "changes": { "zoom": 110 } }));
    window.ask(json!({ "ask": "show_kit" }));
    window.paper(json!({ "ask": "paper" }));
    window.paper(json!({ "ask": "picture", "width": 640, "scale": 1.0, "dark": false }));
    window.paper(json!({ "ask": "save_pdf" }));
    window.paper(json!({ "ask": "print" }));
    keys.push(copied_key(window));
    window.ask(json!({ "ask": "put_off_kit" }));

    let draft = |window: &mut Listener, text: &str| {
        window.ask(json!({ "ask": "read_text", "text": text, "how": {} }))["draft"].clone()
    };
    let first = draft(window, SECRET);
    let added = window.ask(json!({
        "ask": "add", "draft": first, "service": "NAV", "label": "anna", "folder": "Kovács Bt.", "desk": "a", "fields": [],
    }));
    let (account, factor) = (added["account"]["id"].clone(), added["factor"].clone());
    *window.office.clipboard.content.lock().unwrap() =
        Some(Content::Text(Zeroizing::new(COPIED_KEY.to_owned())));
    let copied = window.ask(json!({ "ask": "scan", "from": "clipboard", "more": false }))["found"]
        [0]["draft"]
        .clone();
    let added = window
        .ask(json!({ "ask": "add_factor", "account": account, "draft": copied, "desk": "b" }));
    let other = added["factor"].clone();
    let typed = draft(
        window,
        &format!("otpauth://totp/NAV:anna?secret={TYPED_KEY}"),
    );
    window.ask(
        json!({ "ask": "replace_secret", "account": account, "factor": factor, "draft": typed }),
    );
    let same = draft(window, TYPED_KEY);
    window.ask(json!({ "ask": "drop_draft", "draft": same }));
    window.ask(json!({ "ask": "scan_ways" }));
    let shown = format!("otpauth://totp/Bank:b%C3%A9la?secret={SHOWN_KEY}&issuer=Bank");
    window.office.scanner.will_see(&[&shown, SHOWN_TEXT]);
    let found = window.ask(json!({ "ask": "scan", "from": "screens", "more": false }));
    let drafts = [&found["found"][0]["draft"]];
    let many = window.ask(json!({
        "ask": "add_many", "drafts": drafts, "folder": "Szabó Kft.", "folders": [],
    }));
    window.ask(json!({ "ask": "show_qr", "accounts": many["accounts"], "factor": null, "kind": "phone", "sure": true, "password": PASSWORD }));
    window.paper(json!({ "ask": "paper" }));
    window.paper(json!({ "ask": "turn", "page": 1 }));
    window.paper(json!({ "ask": "copy_item", "item": 0 }));
    window.paper(json!({ "ask": "close" }));
    window.ask(json!({ "ask": "undo_add", "accounts": many["accounts"] }));
    window.ask(json!({ "ask": "cancel_scan" }));
    window.ask_and_be_refused(&json!({ "ask": "read_text", "text": format!("otpauth://totp/x?secret={SECRET}&digits=99"), "how": {} }));
    window.ask_and_be_refused(
        &json!({ "ask": "read_text", "text": format!("{SECRET}1"), "how": {} }),
    );
    window.ask(json!({ "ask": "confirm", "account": account, "factor": factor }));
    let rivals = window.ask(json!({ "ask": "rivals", "account": account, "factor": factor }));
    window.ask(json!({
        "ask": "choose_rival", "account": account, "factor": factor, "rival": rivals[0]["id"],
    }));
    for (kind, value) in [
        ("deletion_code", DELETION_CODE),
        ("backup_codes", BACKUP_CODE),
        ("phone", PHONE),
    ] {
        window.ask(json!({
            "ask": "add_recovery", "account": account, "kind": kind, "label": kind, "whose": "boss", "value": value,
        }));
    }
    window.ask_and_be_refused(&json!({
        "ask": "add_recovery", "account": account, "kind": "no such", "label": "", "whose": "", "value": DELETION_CODE,
    }));
    let shown = window.ask(json!({ "ask": "account", "account": account }));
    let items: Vec<Value> = shown["recovery"].as_array().unwrap().clone();
    let item = |kind: &str| items.iter().find(|item| item["kind"] == kind).unwrap()["id"].clone();

    window.ask(json!({ "ask": "reveal", "account": account, "password": PASSWORD }));
    window.paper(json!({ "ask": "paper" }));
    window.paper(json!({ "ask": "copy_item", "item": 0 }));
    window.paper(json!({ "ask": "spell_item", "item": 99 }));
    window.paper(json!({ "ask": "close" }));

    window.ask(json!({ "ask": "use_recovery", "account": account, "item": item("backup_codes") }));
    window.ask(json!({ "ask": "remove_recovery", "account": account, "item": item("phone") }));
    window.ask(json!({ "ask": "restore_recovery", "account": account, "item": item("phone") }));
    for place in ["all", "favourites", "recent", "attention", "trash"] {
        window.ask(
            json!({ "ask": "list", "query": "", "place": { "in": place }, "from": 0, "count": 60 }),
        );
    }
    window.ask(json!({ "ask": "counts" }));
    window.ask(
        json!({ "ask": "copy", "account": account, "factor": factor, "next": false, "sure": true }),
    );
    window.ask(json!({ "ask": "clear_clipboard" }));
    window.ask(json!({ "ask": "copy_field", "account": account, "field": "label" }));
    window.ask(
        json!({ "ask": "edit", "account": account, "fields": [["url", "https://nav.gov.hu/"]] }),
    );
    window.ask(json!({ "ask": "open_page", "account": account }));
    window.ask(json!({ "ask": "favourite", "accounts": [account], "on": true }));
    window.ask(json!({ "ask": "edit_factor", "account": account, "factor": other, "desk": "c" }));
    window.ask(json!({ "ask": "remove_factor", "account": account, "factor": other }));
    window.ask(json!({ "ask": "restore_factor", "account": account, "factor": other }));
    window.ask(json!({ "ask": "move", "accounts": [account], "folder": "Szabó Kft." }));
    window.ask(json!({ "ask": "tag", "accounts": [account], "add": ["tax"], "remove": [] }));
    window.ask(json!({ "ask": "remove", "accounts": [account] }));
    window.ask(json!({ "ask": "restore", "accounts": [account] }));
    window.ask(json!({ "ask": "folders", "query": "", "from": 0, "count": 60, "archived": false }));
    let folder =
        window.ask(json!({ "ask": "add_folder", "name": "Nagy Zrt.", "fields": [] }))["id"].clone();
    window.ask(json!({ "ask": "edit_folder", "folder": folder, "fields": [["short_code", "7"]] }));
    window.ask(json!({ "ask": "remove_folder", "folder": folder }));

    *window.office.shell.choice.lock().unwrap() = Some(window.office.path("out.age"));
    window
        .ask(json!({ "ask": "export_losses", "accounts": [], "folder": null, "format": "aegis" }));
    for format in ["otpauth", "keyrack"] {
        window.ask(json!({
            "ask": "export", "accounts": [], "folder": null, "format": format,
            "file_password": FILE_PASSWORD, "password": PASSWORD,
        }));
    }
    import_everything(window);
    let folder = window.office.path("backups");
    std::fs::create_dir(&folder).unwrap();
    *window.office.shell.choice.lock().unwrap() = Some(folder);
    window.ask(json!({ "ask": "choose_backup_folder" }));
    let made = window.ask(json!({ "ask": "back_up" }))["file"].clone();
    window.ask(json!({ "ask": "backups" }));
    window.ask(json!({ "ask": "edit", "account": account, "fields": [["note", "since"]] }));
    window.ask(json!({ "ask": "open_backup", "from": "folder", "file": made, "password": null }));
    window.ask(json!({ "ask": "restore_rows", "from": 0, "count": 60 }));
    window.ask(json!({ "ask": "take_restore", "accounts": null }));
    window.ask(json!({ "ask": "undo_restore" }));
    window.ask(json!({ "ask": "drop_restore" }));
    window.ask_and_be_refused(&json!({ "ask": "drill", "typed": NEW_PASSWORD }));
    window.ask(json!({ "ask": "drill", "typed": PASSWORD }));
    let backup = window.office.path("backups").join(made.as_str().unwrap());
    keys.extend(of_offices::use_offices(window));
    window.ask(json!({ "ask": "clock" }));
    window
        .office
        .time
        .right
        .store(1_790_000_000_000, Ordering::Relaxed);
    window.ask(json!({ "ask": "check_clock" }));
    window.ask(json!({ "ask": "codes_around", "account": account, "factor": factor }));
    window.ask(json!({ "ask": "start_support", "minutes": 5 }));
    window.ask(
        json!({ "ask": "copy", "account": account, "factor": factor, "next": false, "sure": true }),
    );
    window.ask(json!({ "ask": "support" }));
    window.ask(json!({ "ask": "end_support" }));

    let kit = window.ask(json!({ "ask": "make_kit", "password": PASSWORD }));
    let key = copied_key(window);
    let groups = key.strip_prefix("AGE-SECRET-KEY-1").unwrap();
    let asked = kit["ask"].as_array().unwrap().iter().map(|number| {
        let from = (number.as_u64().unwrap() as usize - 1) * 4;
        &groups[from..groups.len().min(from + 4)]
    });
    let asked: Vec<&str> = asked.collect();
    window.ask_and_be_refused(&json!({ "ask": "confirm_kit", "groups": [asked[0], "QQQQ"] }));
    window.ask(json!({ "ask": "confirm_kit", "groups": asked }));
    window.ask_and_be_refused(
        &json!({ "ask": "change_password", "old": NEW_PASSWORD, "new": PASSWORD }),
    );
    window.ask(json!({ "ask": "change_password", "old": PASSWORD, "new": NEW_PASSWORD }));
    window.ask(json!({ "ask": "empty_trash" }));
    window.ask(json!({ "ask": "set_pin", "password": NEW_PASSWORD, "pin": PIN }));
    window.ask(json!({ "ask": "pin" }));
    window.ask(json!({ "ask": "lock" }));
    window.ask_and_be_refused(&json!({ "ask": "unlock_with_pin", "pin": "86420" }));
    window.ask(json!({ "ask": "unlock_with_pin", "pin": PIN }));
    window.ask(json!({ "ask": "remove_pin" }));
    window.ask(json!({ "ask": "lock" }));
    window.ask_and_be_refused(&json!({ "ask": "unlock", "password": PASSWORD }));
    window.ask(json!({ "ask": "unlock", "password": NEW_PASSWORD }));
    window.office.controller.lock(LockReason::Idle);
    window.ask_and_be_refused(&json!({ "ask": "unlock_with_key", "key": keys[0] }));
    window.ask(json!({ "ask": "unlock_with_key", "key": key }));
    window.office.controller.tick();
    window.ask(json!({ "ask": "lock" }));
    std::fs::remove_dir_all(window.office.vault()).unwrap();
    *window.office.shell.choice.lock().unwrap() = Some(backup);
    window.ask_and_be_refused(
        &json!({ "ask": "open_backup", "from": "file", "file": null, "password": null }),
    );
    window.ask(json!({ "ask": "open_backup", "from": "file", "file": null, "password": keys[0] }));
    window.ask(json!({ "ask": "adopt", "password": PASSWORD }));
    keys.push(key);
    keys
}

/// Imports what was exported, sealed, and then a table.
fn import_everything(window: &mut Listener) {
    let path = |window: &Listener, name: &str| vec![Some(window.office.path(name))];
    *window.office.shell.files.lock().unwrap() = path(window, "out.age");
    window.ask_and_be_refused(&json!({ "ask": "open_import", "from": "files" }));
    let read = |password: &str| json!({ "ask": "read_import", "password": password, "memory_mib": null, "columns": [] });
    window.ask_and_be_refused(&read(NEW_PASSWORD));
    window.ask(read(FILE_PASSWORD));
    let rows = json!({ "ask": "import_rows", "status": null, "from": 0, "count": 60 });
    window.ask(rows.clone());
    window.ask(json!({ "ask": "drop_import" }));

    let table = format!(
        "Client;Code;x;Password;Note\r\nKovács Bt.;{IMPORTED_KEY};{TYPED_KEY};{FILE_PASSWORD};\r\nNagy Zrt.;{SECRET}1;;;\r\n"
    );
    std::fs::write(window.office.path("table.csv"), table).unwrap();
    let files = path(window, "table.csv");
    window.office.controller.dropped(files);
    window.ask(json!({ "ask": "dropped_kind" }));
    let read = window.ask(json!({ "ask": "open_import", "from": "dropped" }));
    assert_eq!(read["columns"][2]["samples"], json!([]));
    let columns = json!([["B", "secret"]]);
    window.ask(
        json!({ "ask": "read_import", "password": null, "memory_mib": null, "columns": columns }),
    );
    window.ask(rows);
    window.ask(json!({ "ask": "import_clients", "without_code": false, "from": 0, "count": 60 }));
    window.ask(json!({ "ask": "choose_import", "rows": [1], "status": null, "decision": "add" }));
    let taken = window.ask(json!({ "ask": "take_import", "folder": null, "groups": "tags" }));
    assert_eq!(taken["added"], 1);
    *window.office.shell.choice.lock().unwrap() = Some(window.office.path("report.csv"));
    window.ask(json!({ "ask": "save_import_report" }));
    window
        .heard
        .extend(std::fs::read(window.office.path("report.csv")).unwrap());
    window.ask(json!({ "ask": "undo_import" }));
    window.ask(json!({ "ask": "cancel_import" }));
}

fn copied_key(window: &mut Listener) -> String {
    window.paper(json!({ "ask": "copy_item", "item": 0 }));
    window.office.clipboard.lent().unwrap().0
}

/// How a text could be written. A key that is Base32 is also looked for as the bytes that it stands for.
pub fn forms(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let mut forms = forms_of(text.as_bytes());
    forms.push(("small letters", text.to_lowercase().into_bytes()));
    forms.push((
        "UTF-16",
        text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
    ));
    if text.len() == 32 && text.bytes().all(|b| BASE32.contains(&b)) {
        forms.extend(forms_of(&unbase32(text)));
    }
    forms
}

fn forms_of(bytes: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let hex = bytes.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").unwrap();
        hex
    });
    let numbers: Vec<String> = bytes.iter().map(u8::to_string).collect();
    vec![
        ("it is", bytes.to_vec()),
        ("hex", hex.clone().into_bytes()),
        ("great hex", hex.to_uppercase().into_bytes()),
        ("numbers", numbers.join(",").into_bytes()),
        ("Base64", encode(bytes, BASE64, 6)),
        ("Base32", encode(bytes, BASE32, 5)),
    ]
}

const BASE32: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const BASE64: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Writes whole digits only: what comes after the text decides the last one.
fn encode(bytes: &[u8], alphabet: &[u8], width: usize) -> Vec<u8> {
    let bit = |at: usize| usize::from(bytes[at / 8] >> (7 - at % 8) & 1);
    let digit = |from: usize| (from..from + width).fold(0, |value, at| value << 1 | bit(at));
    let count = bytes.len() * 8 / width;
    (0..count)
        .map(|place| alphabet[digit(place * width)])
        .collect()
}

fn unbase32(text: &str) -> Vec<u8> {
    let digits: Vec<usize> = text
        .bytes()
        .map(|digit| BASE32.iter().position(|known| *known == digit).unwrap())
        .collect();
    let bit = |at: usize| digits[at / 5] >> (4 - at % 5) & 1;
    (0..digits.len() * 5 / 8)
        .map(|place| (place * 8..place * 8 + 8).fold(0, |value, at| value << 1 | bit(at) as u8))
        .collect()
}

pub fn holds(heard: &[u8], bytes: &[u8]) -> bool {
    heard.windows(bytes.len()).any(|part| part == bytes)
}

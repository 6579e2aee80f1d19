//! The bridge as the page sees it: JSON in, JSON out, through Tauri's own permissions, without a window.

use std::fs;
use std::path::PathBuf;

use keyrack_app::{Kdf, Keyrack, NewAccount, NewFactor, RecoveryKey};
use serde_json::{Value, json};
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{WebviewUrl, WebviewWindow, WebviewWindowBuilder};
use tempfile::TempDir;

use super::*;

const PASSWORD: &str = "four little words here";
const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// A page in the main window of an app with a computer of its own.
struct Page {
    window: WebviewWindow<MockRuntime>,
    _app: App<MockRuntime>,
    folder: TempDir,
}

impl Page {
    /// One where no vault is yet.
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let app = build(mock_builder(), computer(&folder)).unwrap();
        let window = WebviewWindowBuilder::new(&app, "main", WebviewUrl::default())
            .build()
            .unwrap();
        Self {
            window,
            _app: app,
            folder,
        }
    }

    /// One with a locked vault of `accounts` accounts, and one more whose codes count.
    fn with_accounts(accounts: usize) -> Self {
        let page = Self::new();
        let keyrack = Keyrack::new(computer(&page.folder), None);
        let mut session = keyrack
            .init(PASSWORD, Some(Kdf::FLOOR), &RecoveryKey::make())
            .unwrap();
        let mut add = |issuer: &str, label: String, kind: &str| {
            let secret = Some(SECRET.to_owned().into());
            let factor = NewFactor {
                secret,
                kind: Some(kind.to_owned()),
                ..NewFactor::default()
            };
            let account = NewAccount {
                factor,
                issuer: Some(issuer.to_owned()),
                label: Some(label),
                ..NewAccount::default()
            };
            session.add(account).unwrap();
        };
        (0..accounts).for_each(|i| add("NAV", format!("user{i:03}"), "totp"));
        add("Bank", "counting".to_owned(), "hotp");
        page
    }

    fn ask(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        let request = InvokeRequest {
            cmd: command.to_owned(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: "tauri://localhost".parse().unwrap(),
            body: InvokeBody::Json(arguments),
            headers: Default::default(),
            invoke_key: INVOKE_KEY.to_owned(),
        };
        get_ipc_response(&self.window, request).map(|answer| answer.deserialize().unwrap())
    }

    fn unlock(&self) {
        self.ask("unlock", json!({ "password": PASSWORD })).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

fn computer(folder: &TempDir) -> Computer {
    let home = folder.path().join("state");
    Computer {
        default_vault: folder.path().join("vault"),
        home,
        ..Computer::here().unwrap()
    }
}

#[test]
fn a_new_vault_is_open_and_its_recovery_key_is_in_the_file_and_nowhere_else() {
    let page = Page::new();
    assert_eq!(page.ask("state", json!({})).unwrap()["state"], "no_vault");

    let file = page.path("key.txt");
    let answer = page
        .ask(
            "create",
            json!({ "password": PASSWORD, "recoveryFile": file, "note": "Keep\nsafe" }),
        )
        .unwrap();
    assert_eq!(answer, json!({ "state": "unlocked", "total": 0 }));

    let text = fs::read_to_string(file).unwrap();
    assert!(text.starts_with("# Keep\n# safe\n"));
    let key = RecoveryKey::parse(&text).unwrap();
    let session =
        Keyrack::new(computer(&page.folder), None).unlock(&keyrack_app::Unlock::RecoveryKey(key));
    assert!(session.is_ok());
}

#[test]
fn a_file_that_is_there_is_not_overwritten_by_a_recovery_key_and_no_vault_is_made() {
    let page = Page::new();
    let file = page.path("letter.txt");
    fs::write(&file, "Dear Ms Kovács").unwrap();
    let refusal = page
        .ask(
            "create",
            json!({ "password": PASSWORD, "recoveryFile": file, "note": "" }),
        )
        .unwrap_err();
    assert_eq!(refusal["code"], "file_exists");
    assert_eq!(fs::read_to_string(file).unwrap(), "Dear Ms Kovács");
    assert_eq!(page.ask("state", json!({})).unwrap()["state"], "no_vault");
}

#[test]
fn no_recovery_key_is_left_of_a_vault_that_was_not_made() {
    let page = Page::new();
    let file = page.path("key.txt");
    let refusal = page
        .ask(
            "create",
            json!({ "password": "", "recoveryFile": file, "note": "" }),
        )
        .unwrap_err();
    assert_eq!(refusal["code"], "bad_password");
    assert!(!file.exists());
}

#[test]
fn a_wrong_password_is_refused_and_not_repeated() {
    let page = Page::with_accounts(1);
    let refusal = page
        .ask("unlock", json!({ "password": "a wrong guess" }))
        .unwrap_err();
    assert_eq!(refusal["code"], "wrong_password");
    assert!(!refusal.to_string().contains("a wrong guess"));
    assert_eq!(
        page.ask("state", json!({})).unwrap(),
        json!({ "state": "locked", "retry_after_s": null })
    );
}

#[test]
fn after_too_many_wrong_passwords_the_lock_screen_knows_how_long_to_wait() {
    let page = Page::with_accounts(1);
    for _ in 0..5 {
        page.ask("unlock", json!({ "password": "a wrong guess" }))
            .unwrap_err();
    }
    let refusal = page
        .ask("unlock", json!({ "password": PASSWORD }))
        .unwrap_err();
    assert_eq!(refusal["code"], "throttled");
    let state = page.ask("state", json!({})).unwrap();
    assert!(
        state["retry_after_s"]
            .as_u64()
            .is_some_and(|seconds| (1..=30).contains(&seconds)),
        "{state}"
    );
}

#[test]
fn a_page_of_the_list_has_at_most_sixty_rows_and_the_total_of_all() {
    let page = Page::with_accounts(70);
    page.unlock();
    let first = page
        .ask("list", json!({ "query": "", "from": 0, "count": 1_000 }))
        .unwrap();
    assert_eq!(first["total"], 71);
    assert_eq!(first["rows"].as_array().unwrap().len(), 60);
    let last = page
        .ask("list", json!({ "query": "", "from": 70, "count": 60 }))
        .unwrap();
    assert_eq!(last["rows"].as_array().unwrap().len(), 1);
}

#[test]
fn a_row_has_the_code_of_now_and_when_it_ends_unless_it_counts() {
    let page = Page::with_accounts(1);
    page.unlock();
    let row = |query: &str| {
        page.ask("list", json!({ "query": query, "from": 0, "count": 60 }))
            .unwrap()["rows"][0]
            .clone()
    };
    let turning = row("user000");
    assert_eq!(turning["code"].as_str().unwrap().len(), 6);
    assert_eq!(
        turning["valid_until"].as_u64().unwrap() - turning["valid_from"].as_u64().unwrap(),
        30
    );
    let counting = row("counting");
    assert_eq!(
        (&counting["code"], &counting["valid_until"]),
        (&Value::Null, &Value::Null)
    );
}

#[test]
fn a_locked_vault_lists_and_copies_nothing() {
    let page = Page::with_accounts(1);
    page.unlock();
    let list = || page.ask("list", json!({ "query": "", "from": 0, "count": 60 }));
    let factor = list().unwrap()["rows"][0]["factors"][0]["id"].clone();

    assert_eq!(page.ask("lock", json!({})).unwrap()["state"], "locked");
    assert_eq!(list().unwrap_err()["code"], "locked");
    assert_eq!(
        page.ask("copy", json!({ "factor": factor })).unwrap_err()["code"],
        "locked"
    );
}

#[test]
fn arguments_of_the_wrong_kind_are_refused() {
    let page = Page::with_accounts(1);
    page.unlock();
    assert!(
        page.ask("list", json!({ "query": 7, "from": -1, "count": "many" }))
            .is_err()
    );
    assert!(page.ask("unlock", json!({})).is_err());
    assert_eq!(
        page.ask("copy", json!({ "factor": "../../etc" }))
            .unwrap_err()["code"],
        "not_found"
    );
}

#[test]
fn the_page_may_call_nothing_but_what_permissions_toml_names() {
    let page = Page::new();
    for command in [
        "plugin:app|version",
        "plugin:window|close",
        "plugin:event|emit",
        "plugin:webview|print",
        "reveal",
    ] {
        assert!(
            page.ask(command, json!({})).is_err(),
            "{command} was answered"
        );
    }
}

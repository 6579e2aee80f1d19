//! Imports: what is read, chosen, added and taken back, and what is left of it after a lock.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use keyrack_app::Export;
use keyrack_keeper::controller::LockReason;
use keyrack_keeper::shell::WindowKind;
use keyrack_keeper::views::Event;
use serde_json::{Value, json};
use zeroize::Zeroizing;

use crate::support::{Office, PASSWORD, SECRET, Trouble, account};

const KEY: &str = "JBSWY3DPEHPK3PXP";
const OTHER_KEY: &str = "GEZDGNBVGY3TQOJQ";
const TWO: &str = "otpauth://totp/Bank:anna?secret=JBSWY3DPEHPK3PXP&issuer=Bank\n\
                   otpauth://totp/Bank:bela?secret=GEZDGNBVGY3TQOJQ&issuer=Bank\n";
const FILE_PASSWORD: &str = "of the file";

/// A file of Aegis with a favourite in a group.
const AEGIS: &str = r#"{"version":1,"header":{"slots":null,"params":null},"db":{"version":3,
    "groups":[{"uuid":"g1","name":"Kovács Bt."}],"entries":[
    {"type":"totp","uuid":"e1","name":"anna","issuer":"Bank","note":"","favorite":true,"icon":null,"groups":["g1"],
     "info":{"secret":"JBSWY3DPEHPK3PXP","algo":"SHA1","digits":6,"period":30}}]}}"#;

fn open() -> Value {
    json!({ "ask": "open_import", "from": "files" })
}

fn read(password: Option<&str>, columns: Value) -> Value {
    json!({ "ask": "read_import", "password": password, "memory_mib": null, "columns": columns })
}

fn rows(status: Option<&str>, from: usize, count: usize) -> Value {
    json!({ "ask": "import_rows", "status": status, "from": from, "count": count })
}

fn choose(rows: &[usize], status: Option<&str>, decision: &str) -> Value {
    json!({ "ask": "choose_import", "rows": rows, "status": status, "decision": decision })
}

fn take(folder: Option<&str>, groups: &str) -> Value {
    json!({ "ask": "take_import", "folder": folder, "groups": groups })
}

fn undo() -> Value {
    json!({ "ask": "undo_import" })
}

fn all(office: &Office) -> Vec<String> {
    let mut labels = office.labels("", json!({ "in": "all" }));
    labels.sort();
    labels
}

/// What each row would become.
fn decisions(office: &Office) -> Vec<Value> {
    let page = office.ask(rows(None, 0, 60));
    let rows = page["rows"].as_array().unwrap().iter();
    rows.map(|row| row["decision"].clone()).collect()
}

impl Office {
    /// Lets the person choose a file that Keyrack has sealed.
    fn sealed_chosen(&self) -> PathBuf {
        let mut session = self.elsewhere();
        session.add(account("Bank", "sealed")).unwrap();
        let export = Export {
            format: "keyrack".into(),
            password: Some(Zeroizing::new(FILE_PASSWORD.to_owned())),
            ..Export::default()
        };
        let path = self.path("sealed.age");
        fs::write(&path, session.export(&export).unwrap().bytes).unwrap();
        *self.shell.files.lock().unwrap() = vec![Some(path.clone())];
        self.take_over();
        path
    }
}

#[test]
fn files_are_read_and_nothing_is_added_before_the_person_says_so() {
    let office = Office::new();
    assert_eq!(office.ask(open()), json!(null), "they chose none");
    assert_eq!(office.refusal(rows(None, 0, 60)), "import_gone");
    office.chosen(&[("codes.txt", TWO)]);
    office.shell.since();
    let read = office.ask(open());
    assert_eq!(office.shell.since(), ["choose Any"]);
    assert_eq!(
        (&read["format"], &read["name"], &read["files"]),
        (&json!("otpauth"), &json!("otpauth"), &json!(["codes.txt"]))
    );
    assert_eq!((&read["total"], &read["taken"]), (&json!(2), &json!(2)));
    assert_eq!(read["counts"]["new"], 2);
    assert_eq!(
        (&read["columns"], &read["encrypted"]),
        (&json!(null), &json!(false))
    );
    assert!(all(&office).is_empty());

    let taken = office.ask(take(Some("Kovács Bt."), "tags"));
    assert_eq!(
        taken,
        json!({ "added": 2, "replaced": 0, "skipped": 0, "folders": 1, "favourites": 0 })
    );
    assert_eq!(all(&office), ["anna", "bela"]);
    assert_eq!(office.refusal(take(None, "tags")), "import_gone", "once");
    assert_eq!(office.ask(undo()), 2);
    assert!(all(&office).is_empty());
    assert_eq!(office.ask(json!({ "ask": "counts" }))["folders"], 0);
    assert_eq!(office.refusal(undo()), "nothing_to_undo");
}

#[test]
fn every_row_says_what_it_is_like_and_what_becomes_of_it() {
    let office = Office::new();
    let (there, _) = office.add("Kovács Bt.", "Bank", "there", "totp");
    office.ask(json!({ "ask": "edit", "account": there, "fields": [["service", "Our bank"]] }));
    let file = format!(
        "otpauth://totp/Bank:there?secret={SECRET}&issuer=Bank\n\
         otpauth://totp/Bank:renamed?secret={SECRET}&issuer=Bank\n\
         otpauth://totp/Bank:there?secret={KEY}&issuer=Bank\n\
         otpauth://totp/Bank:new?secret={OTHER_KEY}&issuer=Bank\n\
         otpauth://totp/Bank:new?secret=NBSWY3DPEB3W64TM&issuer=Bank\n\
         otpauth://totp/Bank:faulty?secret=1&issuer=Bank\n\
         otpauth://motp/Bank:other?secret={KEY}\n"
    );
    office.chosen(&[("codes.txt", &file)]);
    let read = office.ask(open());
    assert_eq!(
        read["counts"],
        json!({
            "new": 1, "identical": 1, "same_secret": 1, "same_name": 2, "unreadable": 1, "unsupported": 1, "notices": 0,
        })
    );
    let page = office.ask(rows(None, 0, 60));
    let row = |at: usize| page["rows"][at].clone();
    assert_eq!(row(0)["same"]["account"], there.as_str());
    assert_eq!(row(1)["same"]["service"], "Our bank");
    assert_eq!(row(1)["same"]["folder"]["name"], "Kovács Bt.");
    assert_eq!(
        (&row(1)["same"]["how"], &row(2)["same"]["how"]),
        (&json!("same_secret"), &json!("same_name"))
    );
    assert_eq!(row(4)["same"], json!(null), "it is like a row before it");
    assert_eq!(
        (&row(5)["reason"], &row(6)["reason"]),
        (&json!("bad_secret"), &json!("type"))
    );
    let (add, none) = (json!("add"), json!(null));
    let skip = json!("skip");
    let replace = json!("replace");
    let are = |expected: [&Value; 7]| {
        assert_eq!(decisions(&office).iter().collect::<Vec<_>>(), expected);
    };
    are([&none, &add, &add, &add, &add, &none, &none]);

    let chosen = office.ask(choose(&[], Some("same_name"), "skip"));
    assert_eq!(chosen["taken"], 2);
    are([&none, &add, &skip, &add, &skip, &none, &none]);
    // What is said of one row goes before what was said of all, until all of its kind are meant again.
    office.ask(choose(&[3, 1, 99], None, "replace"));
    office.ask(choose(&[], Some("new"), "skip"));
    are([&none, &add, &replace, &skip, &skip, &none, &none]);
    office.ask(choose(&[], None, "skip"));
    are([&none, &skip, &skip, &skip, &skip, &none, &none]);
    office.ask(choose(&[2, 4], Some("same_secret"), "replace"));
    are([&none, &replace, &skip, &skip, &skip, &none, &none]);
    office.ask(choose(&[], None, "replace"));
    are([&none, &replace, &replace, &add, &add, &none, &none]);
    assert_eq!(office.ask(rows(Some("same_name"), 1, 1))["total"], 2);
    assert_eq!(
        office.ask(rows(Some("same_name"), 1, 1))["rows"][0]["row"],
        5
    );

    let taken = office.ask(take(None, "tags"));
    assert_eq!(
        (&taken["added"], &taken["replaced"], &taken["skipped"]),
        (&json!(2), &json!(2), &json!(3))
    );
    assert_eq!(office.ask(undo()), 3);
    assert_eq!(all(&office), ["there"]);
    let account = office.ask(json!({ "ask": "account", "account": there }));
    assert_eq!(account["service"], "Our bank");
}

#[test]
fn rows_are_compared_with_the_vault_as_it_is_now() {
    let office = Office::new();
    office.chosen(&[(
        "codes.txt",
        &format!("otpauth://totp/Bank:anna?secret={SECRET}&issuer=Bank"),
    )]);
    assert_eq!(office.ask(open())["counts"]["new"], 1);
    office.add("", "Bank", "anna", "totp");
    let page = office.ask(rows(None, 0, 60));
    assert_eq!(page["rows"][0]["status"], "identical");
}

#[test]
fn favourites_and_groups_come_and_go_with_the_import() {
    let office = Office::new();
    office.chosen(&[("aegis.json", AEGIS)]);
    assert_eq!(office.ask(open())["groups"], 1);
    let taken = office.ask(take(None, "folders"));
    assert_eq!(
        (&taken["folders"], &taken["favourites"]),
        (&json!(1), &json!(1))
    );
    let folders =
        json!({ "ask": "folders", "query": "", "from": 0, "count": 60, "archived": false });
    assert_eq!(
        office.ask(folders.clone())["folders"][0]["name"],
        "Kovács Bt."
    );
    let favourites = json!({ "in": "favourites" });
    assert_eq!(office.labels("", favourites.clone()), ["anna"]);
    assert_eq!(office.ask(undo()), 1);
    assert_eq!(office.ask(folders)["total"], 0);
    let trash =
        json!({ "ask": "list", "query": "", "place": { "in": "trash" }, "from": 0, "count": 60 });
    let anna = office.ask(trash)["rows"][0]["account"].clone();
    office.ask(json!({ "ask": "restore", "accounts": [anna] }));
    assert!(office.labels("", favourites).is_empty());
}

#[test]
fn a_sealed_file_waits_for_its_password() {
    let office = Office::new();
    let path = office.sealed_chosen();
    assert_eq!(office.refusal(open()), "file_password_needed");
    // The keeper has the file, wherever that has gone.
    fs::remove_file(path).unwrap();
    assert_eq!(
        office.refusal(read(Some("a guess"), json!([]))),
        "file_password_wrong"
    );
    assert_eq!(office.refusal(rows(None, 0, 60)), "import_gone");
    let read = office.ask(read(Some(FILE_PASSWORD), json!([])));
    assert_eq!(
        (&read["encrypted"], &read["counts"]["identical"]),
        (&json!(true), &json!(1))
    );
    office.ask(json!({ "ask": "drop_import" }));
    assert_eq!(office.refusal(rows(None, 0, 60)), "import_gone");
}

#[test]
fn while_a_key_is_derived_the_vault_works_and_the_window_hears_how_far_it_is() {
    let office = Office::new();
    office.sealed_chosen();
    assert_eq!(office.refusal(open()), "file_password_needed");
    let (controller, clock) = (Arc::clone(&office.controller), Arc::clone(&office.clock));
    *office.clock.while_working.lock().unwrap() = Some(Box::new(move || {
        let counts = controller.answer(WindowKind::Main, br#"{"ask":"counts"}"#);
        assert!(counts.is_ok());
        clock.wait(200);
    }));
    office.ask(read(Some(FILE_PASSWORD), json!([])));
    let told = office.shell.told.lock().unwrap();
    assert!(
        told.iter()
            .all(|event| matches!(event, Event::ImportProgress { done } if *done <= 1000))
    );
}

#[test]
fn a_reading_is_given_up_and_the_files_are_still_there() {
    let office = Office::new();
    office.sealed_chosen();
    assert_eq!(office.refusal(open()), "file_password_needed");
    let controller = Arc::clone(&office.controller);
    *office.clock.while_working.lock().unwrap() = Some(Box::new(move || {
        controller
            .answer(WindowKind::Main, br#"{"ask":"cancel_import"}"#)
            .unwrap();
    }));
    assert_eq!(
        office.refusal(read(Some(FILE_PASSWORD), json!([]))),
        "cancelled"
    );
    *office.clock.while_working.lock().unwrap() = None;
    assert_eq!(office.ask(read(Some(FILE_PASSWORD), json!([])))["total"], 1);
}

#[test]
fn a_lock_while_a_key_is_derived_leaves_nothing() {
    let office = Office::new();
    office.sealed_chosen();
    assert_eq!(office.refusal(open()), "file_password_needed");
    let controller = Arc::clone(&office.controller);
    *office.clock.while_working.lock().unwrap() = Some(Box::new(move || {
        controller.lock(LockReason::Idle);
        let unlock = json!({ "ask": "unlock", "password": PASSWORD }).to_string();
        controller
            .answer(WindowKind::Main, unlock.as_bytes())
            .unwrap();
    }));
    assert_eq!(
        office.refusal(read(Some(FILE_PASSWORD), json!([]))),
        "locked"
    );
    *office.clock.while_working.lock().unwrap() = None;
    assert_eq!(office.refusal(rows(None, 0, 60)), "import_gone");
    assert_eq!(
        office.refusal(read(Some(FILE_PASSWORD), json!([]))),
        "import_gone"
    );
}

#[test]
fn a_lock_while_a_dialog_is_open_leaves_nothing() {
    let office = Office::new();
    office.chosen(&[("codes.txt", TWO)]);
    let lock = |because| -> crate::support::Meanwhile {
        let controller = Arc::clone(&office.controller);
        Box::new(move || controller.lock(because))
    };
    *office.shell.meanwhile.lock().unwrap() = Some(lock(LockReason::Lid));
    assert_eq!(office.refusal(open()), "locked");
    office.unlock();
    assert_eq!(office.refusal(rows(None, 0, 60)), "import_gone");

    office.ask(open());
    office.ask(take(None, "tags"));
    let report = office.path("report.csv");
    *office.shell.choice.lock().unwrap() = Some(report.clone());
    *office.shell.meanwhile.lock().unwrap() = Some(lock(LockReason::Sleep));
    let save = json!({ "ask": "save_import_report" });
    assert_eq!(office.refusal(save.clone()), "locked");
    assert!(!report.exists());
    office.unlock();
    assert_eq!(office.refusal(save), "import_gone");
    for request in [
        open(),
        read(None, json!([])),
        rows(None, 0, 1),
        take(None, "tags"),
        undo(),
    ] {
        office.ask(json!({ "ask": "lock" }));
        assert_eq!(office.refusal(request), "locked");
    }
}

#[test]
fn much_memory_is_taken_once_the_person_agrees() {
    let office = Office::new();
    let ente = r#"{"version":1,"kdfParams":{"memLimit":536870912,"opsLimit":1,"salt":"AAAAAAAAAAAAAAAAAAAAAA=="},
        "encryptedData":"AAAA","encryptionNonce":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"#;
    office.chosen(&[("ente.json", ente)]);
    assert_eq!(office.refusal(open()), "file_password_needed");
    let failure = office.try_ask(read(Some("x"), json!([]))).unwrap_err();
    assert_eq!(
        (failure.code.as_str(), failure.args["mib"].as_str()),
        ("file_memory", "512")
    );
    let mut agreed = read(Some("x"), json!([]));
    agreed["memory_mib"] = json!(512);
    // That it begins to derive the key is enough; it is given up at once.
    let controller = Arc::clone(&office.controller);
    *office.clock.while_working.lock().unwrap() = Some(Box::new(move || {
        controller
            .answer(WindowKind::Main, br#"{"ask":"cancel_import"}"#)
            .unwrap();
    }));
    assert_eq!(office.refusal(agreed), "cancelled");
}

#[test]
fn the_columns_of_a_table_are_corrected() {
    let office = Office::new();
    let table = format!("a;b;c\nanna;{KEY};Kovács Bt.\nbela;{OTHER_KEY};Szabó Kft.\n");
    office.chosen(&[("table.csv", &table)]);
    let unknown = office.ask(open());
    assert_eq!(
        (&unknown["total"], &unknown["format"]),
        (&json!(0), &json!("csv"))
    );
    let column = |letter: &str, field: Value, samples: Value| json!({ "letter": letter, "heading": letter.to_lowercase(), "field": field, "samples": samples });
    assert_eq!(
        unknown["columns"],
        json!([
            column("A", json!(null), json!(["anna", "bela"])),
            column("B", json!(null), json!([])),
            column("C", json!(null), json!(["Kovács Bt.", "Szabó Kft."])),
        ])
    );
    assert_eq!(office.ask(take(None, "tags"))["added"], 0);
    office.ask(open());
    let fields = |client: &str| json!([["A", client], ["B", "secret"], ["C", "folder"]]);
    assert_eq!(
        office.refusal(read(None, fields("no field"))),
        "format_unknown"
    );
    let wrong = office.ask(read(
        None,
        json!([["A", "folder"], ["B", "secret"], ["C", "account"]]),
    ));
    assert_eq!(wrong["total"], 2);
    // Columns that are mixed up show no key for a name.
    office.ask(read(None, json!([["A", "secret"], ["B", "account"]])));
    let page = office.ask(rows(None, 0, 60));
    assert_eq!(page["rows"][0]["status"], "unreadable");
    assert!(!page.to_string().contains(KEY), "{page}");
    let right = office.ask(read(None, fields("account")));
    assert_eq!(right["columns"][1], column("B", json!("secret"), json!([])));
    assert_eq!(
        right["clients"],
        json!({ "total": 2, "new": 2, "without_code": 0 })
    );
    assert_eq!(office.ask(take(None, "tags"))["folders"], 2);
    assert_eq!(all(&office), ["anna", "bela"]);
}

#[test]
fn a_client_list_is_held_against_the_vault_and_makes_no_folder_twice() {
    let office = Office::new();
    office.add("Kovács Bt.", "NAV", "anna", "totp");
    let list = "Ügyfél;Adószám\nKOVACS BT;\nKovács Bt.;12345678-2-42\nSzabó Kft.;87654321-1-42\n";
    office.chosen(&[("clients.csv", list)]);
    for (new, folders) in [(2, 2), (0, 0)] {
        let read = office.ask(open());
        assert_eq!(
            read["clients"],
            json!({ "total": 3, "new": new, "without_code": 2 })
        );
        assert_eq!(read["taken"], 0);
        let clients = |without_code: bool, from: usize| {
            office.ask(json!({
                "ask": "import_clients", "without_code": without_code, "from": from, "count": 1,
            }))
        };
        assert_eq!(
            clients(false, 1)["clients"],
            json!([{ "name": "Kovács Bt.", "tax_number": "12345678-2-42", "status": "known", "accounts": 1 }])
        );
        let without = clients(true, 1);
        assert_eq!(
            (&without["total"], &without["clients"][0]["name"]),
            (&json!(2), &json!("Szabó Kft."))
        );
        assert_eq!(office.ask(take(None, "tags"))["folders"], folders);
    }
    assert_eq!(office.ask(json!({ "ask": "counts" }))["folders"], 3);
}

#[test]
fn the_report_has_every_row_and_no_secret() {
    let office = Office::new();
    office.ask(json!({ "ask": "change_settings", "changes": { "language": "hu" } }));
    let file = format!(
        "{TWO}otpauth://totp/Bank:%3Dfaulty?secret=1&issuer=Bank\n{TWO}otpauth://motp/x?secret={SECRET}"
    );
    office.chosen(&[("codes.txt", &file)]);
    let save = json!({ "ask": "save_import_report" });
    assert_eq!(office.refusal(save.clone()), "import_gone");
    office.ask(open());
    office.ask(choose(&[2], None, "skip"));
    office.ask(take(None, "tags"));
    office.ask(json!({ "ask": "drop_import" }));
    assert_eq!(office.ask(save.clone()), json!(null), "they chose no place");
    let path = office.path("report.csv");
    *office.shell.choice.lock().unwrap() = Some(path.clone());
    assert_eq!(office.ask(save.clone()), "report.csv");
    let report = fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = report.lines().collect();
    assert_eq!(lines.len(), 7, "{report}");
    assert!(
        lines[1].starts_with("\"1\",\"Bank · anna\",\"új\"") && lines[1].ends_with("\"hozzáadva\""),
        "{report}"
    );
    assert!(lines[2].ends_with("\"kihagyva\""), "{report}");
    assert!(
        lines[3].contains("A kulcs nem Base32.") && lines[4].contains("már megvan"),
        "{report}"
    );
    for key in [KEY, OTHER_KEY, SECRET] {
        for form in crate::secrecy::forms(key) {
            assert!(
                !crate::secrecy::holds(report.as_bytes(), &form.1),
                "{key} as {}",
                form.0
            );
        }
    }
    // What a name begins with is no formula.
    *office.shell.files.lock().unwrap() = Vec::new();
    office.chosen(&[("f.txt", &format!("otpauth://totp/%3Dcmd?secret={KEY}"))]);
    office.ask(open());
    office.ask(take(None, "tags"));
    office.ask(save);
    assert!(fs::read_to_string(path).unwrap().contains("\"'=cmd\""));
}

#[test]
fn ten_thousand_rows_are_answered_page_by_page() {
    let office = Office::new();
    let table: String = (0..10_000)
        .map(|number| {
            format!(
                "Client {};user {number};KVKFKRCPNZQUYMLX{:A>8}\n",
                number % 100,
                base32(number)
            )
        })
        .collect();
    office.chosen(&[("table.csv", &format!("Client;User;Key\n{table}"))]);
    let read = office.ask(open());
    assert_eq!(
        (&read["total"], &read["taken"]),
        (&json!(10_000), &json!(10_000))
    );
    let page = |status: Option<&str>, from: usize| office.ask(rows(status, from, usize::MAX));
    for from in [0, 60, 9_990] {
        let page = page(None, from);
        assert_eq!(page["total"], 10_000);
        assert_eq!(
            page["rows"].as_array().unwrap().len(),
            (10_000 - from).min(60)
        );
        assert_eq!(page["rows"][0]["label"], format!("user {from}"));
    }
    assert_eq!(page(Some("identical"), 0)["total"], 0);
    assert_eq!(page(None, usize::MAX)["rows"], json!([]));
    office.ask(choose(&(1..=5_000).collect::<Vec<_>>(), None, "skip"));
    let taken = office.ask(take(None, "tags"));
    assert_eq!(
        (&taken["added"], &taken["skipped"]),
        (&json!(5_000), &json!(5_000))
    );
    assert_eq!(taken["folders"], 100);
    assert_eq!(office.ask(undo()), 5_000);
    assert_eq!(office.ask(json!({ "ask": "counts" }))["folders"], 0);
}

/// A number below 32⁴ as four signs of Base32.
fn base32(number: usize) -> String {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let signs = [15, 10, 5, 0].map(|shift| SIGNS[number >> shift & 31]);
    String::from_utf8(signs.to_vec()).unwrap()
}

#[test]
fn what_was_dropped_is_for_the_scan_or_for_the_import_by_its_content() {
    let office = Office::new();
    let kind = json!({ "ask": "dropped_kind" });
    assert_eq!(office.ask(kind.clone()), "files", "nothing was");
    let drop = |files: &[(&str, &[u8])]| {
        let paths = files.iter().map(|(name, bytes)| {
            let path = office.path(name);
            fs::write(&path, bytes).unwrap();
            Some(path)
        });
        office.controller.dropped(paths.chain([None]).collect());
    };
    drop(&[
        ("aegis.png", AEGIS.as_bytes()),
        ("codes.txt", TWO.as_bytes()),
    ]);
    assert_eq!(office.ask(kind.clone()), "files");
    drop(&[
        ("codes.txt", TWO.as_bytes()),
        ("picture.txt", b"\x89PNG\r\n\x1a\n"),
    ]);
    assert_eq!(office.ask(kind), "pictures");
    let open = json!({ "ask": "open_import", "from": "dropped" });
    assert_eq!(office.refusal(open.clone()), "name_unusable");
    assert_eq!(office.ask(open.clone()), json!(null), "they were taken");
    office
        .controller
        .dropped(vec![Some(office.path("codes.txt"))]);
    assert_eq!(office.ask(open.clone())["total"], 2);
    office.controller.dropped(vec![Some(office.path(""))]);
    assert_eq!(office.refusal(open.clone()), "format_unknown", "a folder");
    office
        .controller
        .dropped(vec![Some(office.path("picture.txt"))]);
    assert_eq!(office.refusal(open.clone()), "picture_chosen");
    office.controller.dropped(vec![Some(office.path("gone"))]);
    assert_eq!(office.refusal(open), "file_not_found");
}

#[test]
fn what_an_export_has_no_place_for_is_told_before_and_a_client_goes_alone() {
    let office = Office::new();
    let (anna, _) = office.add("Kovács Bt.", "Bank", "anna", "totp");
    let (bela, _) = office.add("Szabó Kft.", "Bank", "bela", "totp");
    for account in [&anna, &bela] {
        office.ask(
            json!({ "ask": "edit", "account": account, "fields": [["note", "a"], ["tags", "b"]] }),
        );
    }
    let losses = |accounts: Value, folder: &Value, format: &str| {
        office.ask(json!({
            "ask": "export_losses", "accounts": accounts, "folder": folder, "format": format,
        }))
    };
    let all = losses(json!([]), &json!(null), "otpauth");
    let lines = all["losses"].as_array().unwrap();
    let sum: u64 = lines
        .iter()
        .map(|line| line["count"].as_u64().unwrap())
        .sum();
    assert_eq!(all["total"], sum);
    let line = |loss: &str| lines.iter().find(|line| line["loss"] == loss).unwrap();
    assert_eq!(
        line("note"),
        &json!({ "loss": "note", "count": 2, "examples": ["Bank · anna", "Bank · bela"] })
    );
    assert!(lines.iter().any(|line| line["loss"] == "tags"));
    let folder = office.ask(json!({ "ask": "account", "account": bela }))["folder"]["id"].clone();
    let one = losses(json!([]), &folder, "otpauth");
    assert_eq!(one["losses"][0]["examples"], json!(["Bank · bela"]));
    assert_eq!(losses(json!([anna]), &json!(null), "keyrack")["total"], 0);

    let formats = office.ask(json!({ "ask": "about" }))["formats"].clone();
    let formats = formats.as_array().unwrap().iter();
    let sealing =
        |name: &str| formats.clone().find(|it| it["name"] == name).unwrap()["sealing"].clone();
    assert_eq!(
        ["keyrack", "aegis", "otpauth"].map(sealing),
        ["always", "may", "never"]
    );
    let path = office.path("aegis.json");
    *office.shell.choice.lock().unwrap() = Some(path.clone());
    let export = json!({
        "ask": "export", "accounts": [], "folder": folder, "format": "aegis", "file_password": null,
        "password": PASSWORD,
    });
    assert_eq!(office.ask(export.clone())["accounts"], 1);
    let plain = fs::read_to_string(&path).unwrap();
    assert!(plain.contains(SECRET) && plain.contains("bela") && !plain.contains("anna"));
    // Whoever helps over a remote connection could read it.
    office.ask(json!({ "ask": "start_support", "minutes": 5 }));
    assert_eq!(office.refusal(export), "support_mode");
}

#[test]
fn an_import_that_cannot_be_saved_yet_is_kept_and_can_be_taken_back() {
    let office = Office::new();
    office.chosen(&[("aegis.json", AEGIS)]);
    office.ask(open());
    *office.disk.trouble.lock().unwrap() = Some((office.vault(), Trouble::Full));
    assert_eq!(
        office.refusal(take(Some("Kovács Bt."), "tags")),
        "disk_full"
    );
    assert_eq!(*office.shell.told.lock().unwrap(), [Event::Unsaved]);
    assert_eq!(all(&office), ["anna"]);
    assert_eq!(
        office.refusal(undo()),
        "nothing_to_undo",
        "not while it may get lost"
    );
    *office.disk.trouble.lock().unwrap() = None;
    office.controller.follow();
    assert_eq!(
        office
            .elsewhere()
            .list(&Default::default(), 0, 9)
            .unwrap()
            .total,
        1
    );
    assert_eq!(office.ask(undo()), 1);
    assert!(all(&office).is_empty());
}

#[test]
fn what_a_file_notes_beside_a_key_is_not_told_to_the_window() {
    let office = Office::new();
    let text = AEGIS.replace(r#""note":"""#, r#""note":"backup code 1234-5678""#);
    office.chosen(&[("aegis.json", &text)]);
    office.ask(open());
    let page = office.ask(rows(None, 0, 60));
    assert_eq!(page["total"], 1);
    assert!(!page.to_string().contains("1234-5678"), "{page}");
}

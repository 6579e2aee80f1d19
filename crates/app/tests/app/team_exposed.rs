//! The list of secrets to replace after somebody lost a folder.

use keyrack_app::{
    EXPOSED_COLUMNS, Find, NewFactor, NewRecovery, Role, Session, Which, view::ExposedSecret,
};
use zeroize::Zeroizing;

use crate::team::{NAV, Team, account, grant, sync};

const BANK: &str = "otpauth://totp/Bank:szabo?secret=GEZDGNBVGY3TQOJQ&issuer=Bank";
/// The key of the tax office's account.
const TWIN: &str = "otpauth://totp/Twin:kovacs?secret=JBSWY3DPEHPK3PXP&issuer=Twin";
const NEW: &str = "otpauth://totp/NAV:kovacs?secret=MFRGGZDFMZTWQ2LK&issuer=NAV";

fn rows(session: &mut Session, member: Option<&str>) -> Vec<ExposedSecret> {
    let page = session.exposed(None, member, "", 0, 100).expect("a list");
    assert_eq!(page.total, page.found);
    page.rows
}

fn services(session: &mut Session) -> Vec<String> {
    let rows = rows(session, None);
    rows.into_iter().map(|it| it.service).collect()
}

fn key(uri: &str) -> NewFactor {
    NewFactor {
        uri: Some(Zeroizing::new(uri.to_owned())),
        ..NewFactor::default()
    }
}

fn replace(session: &mut Session, account: &str) {
    session
        .factor_replace(account, &Which::default(), &key(NEW))
        .expect("replaced");
    session
        .factor_confirm(account, &Which::default())
        .expect("confirmed");
}

/// Olga's office with two clients, of whom Anna had both and lost one.
fn anna_lost_a_folder() -> (Team, Session, Session) {
    let team = Team::new();
    let mut olga = team.found("olga");
    let (kovacs, _) = olga.new_office_folder(None, "Kovács Bt").expect("a folder");
    let (szabo, _) = olga.new_office_folder(None, "Szabó Kft").expect("a folder");
    olga.add(account(&kovacs.id, "NAV", NAV)).expect("added");
    olga.add(account(&szabo.id, "Bank", BANK)).expect("added");
    let grants = vec![grant(&kovacs, Role::View), grant(&szabo, Role::View)];
    let anna = team.admit(&mut olga, "anna", grants);
    assert!(rows(&mut olga, None).is_empty());
    team.wait(60);
    olga.revoke(None, "anna", "Kovács Bt").expect("revoked");
    (team, olga, anna)
}

#[test]
fn what_somebody_could_read_is_listed_until_it_was_replaced_and_confirmed() {
    let (_team, mut olga, _anna) = anna_lost_a_folder();
    let listed = rows(&mut olga, None);
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].service, "NAV");
    assert_eq!(listed[0].folder.name, "Kovács Bt");
    assert_eq!(listed[0].people, ["anna"]);
    assert_eq!(rows(&mut olga, Some("anna@example.com")).len(), 1);
    assert!(rows(&mut olga, Some("olga")).is_empty());
    assert!(olga.exposed(None, Some("nobody"), "", 0, 10).is_err());
    olga.factor_replace("nav", &Which::default(), &key(NEW))
        .expect("replaced");
    assert_eq!(services(&mut olga), ["NAV"]);
    olga.factor_confirm("nav", &Which::default())
        .expect("confirmed");
    assert!(services(&mut olga).is_empty());
}

#[test]
fn who_gets_the_folder_back_has_nothing_replaced() {
    let (_team, mut olga, _anna) = anna_lost_a_folder();
    let folders = olga.office_folders(None).expect("folders");
    let kovacs = folders
        .iter()
        .find(|it| it.name == "Kovács Bt")
        .expect("a folder");
    olga.grant(None, "anna", &grant(kovacs, Role::View))
        .expect("granted");
    assert!(services(&mut olga).is_empty());
}

#[test]
fn a_copy_of_the_secret_in_the_own_vault_is_listed_and_a_hidden_one_is_not() {
    let (_team, mut olga, _anna) = anna_lost_a_folder();
    olga.add(account("Mine", "Twin", TWIN)).expect("added");
    assert_eq!(services(&mut olga), ["NAV", "Twin"]);
    // One that moved into the office leaves a copy in the vault, which nobody sees.
    let twin = id(&mut olga, "Twin");
    olga.move_all(&[twin], "Kovács Bt").expect("moved");
    assert_eq!(services(&mut olga), ["NAV", "Twin"]);
    replace(&mut olga, "nav");
    assert_eq!(services(&mut olga), ["Twin"]);
    replace(&mut olga, "twin");
    assert!(services(&mut olga).is_empty());
}

#[test]
fn ticks_are_kept_and_go_with_what_they_are_about() {
    let (team, mut olga, _anna) = anna_lost_a_folder();
    let listed = rows(&mut olga, None)[0].id.clone();
    let unknown = olga.tick_exposed(None, &[listed.clone(), "x".to_owned()], true);
    assert!(unknown.is_err());
    assert_eq!(rows(&mut olga, None)[0].ticked, None, "nothing was ticked");
    olga.tick_exposed(None, std::slice::from_ref(&listed), true)
        .expect("ticked");
    drop(olga);
    let mut olga = team.open("olga");
    let page = olga.exposed(None, None, "", 0, 10).expect("a list");
    assert_eq!((page.total, page.open), (1, 0));
    assert!(page.rows[0].ticked.is_some());
    olga.tick_exposed(None, std::slice::from_ref(&listed), false)
        .expect("taken away");
    assert_eq!(rows(&mut olga, None)[0].ticked, None);
    olga.tick_exposed(None, std::slice::from_ref(&listed), true)
        .expect("ticked");
    // Somebody could read it later than was known when it was ticked.
    let folders = olga.office_folders(None).expect("folders");
    let kovacs = folders
        .iter()
        .find(|it| it.name == "Kovács Bt")
        .expect("a folder");
    olga.grant(None, "anna", &grant(kovacs, Role::View))
        .expect("granted");
    team.wait(60);
    olga.edit("nav", &[("note".to_owned(), "x".to_owned())])
        .expect("edited");
    sync(&mut olga);
    olga.revoke(None, "anna", "Kovács Bt").expect("revoked");
    assert_eq!(rows(&mut olga, None)[0].ticked, None);
}

#[test]
fn the_list_as_csv_holds_no_secret_and_no_formula() {
    let (_team, mut olga, _anna) = anna_lost_a_folder();
    olga.edit("nav", &[("service".to_owned(), "=HYPERLINK(1)".to_owned())])
        .expect("edited");
    let heading: Vec<String> = (0..EXPOSED_COLUMNS)
        .map(|it| format!("column {it}"))
        .collect();
    let csv = olga.exposed_csv(None, None, &heading).expect("a list");
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].starts_with("\"column 0\",\"column 1\""));
    assert!(
        lines[1].starts_with("\"Kovács Bt\",\"'=HYPERLINK(1)\",\"kovacs\""),
        "{csv}"
    );
    let json = serde_json::to_string(&rows(&mut olga, None)).expect("json");
    for text in [csv, json] {
        assert!(!text.contains("JBSWY3DPEHPK3PXP") && !text.contains("otpauth"));
    }
}

#[test]
fn words_find_rows_and_recovery_items_are_listed_for_those_who_had_them() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let (folder, _) = olga.new_office_folder(None, "Kovács Bt").expect("a folder");
    olga.add(account(&folder.id, "NAV", NAV)).expect("added");
    let item = NewRecovery {
        kind: "deletion_code".to_owned(),
        label: String::new(),
        whose: String::new(),
        value: Zeroizing::new("1234-5678".to_owned()),
    };
    olga.recovery_add("nav", &item).expect("added");
    let mut with = grant(&folder, Role::View);
    with.recovery = true;
    let _anna = team.admit(&mut olga, "anna", vec![with]);
    let _bela = team.admit(&mut olga, "bela", vec![grant(&folder, Role::View)]);
    team.wait(60);
    for member in ["anna", "bela"] {
        olga.revoke(None, member, "Kovács Bt").expect("revoked");
    }
    assert_eq!(rows(&mut olga, Some("anna")).len(), 2);
    assert_eq!(rows(&mut olga, Some("bela")).len(), 1);
    let found = olga
        .exposed(None, None, "kovacs nav", 1, 1)
        .expect("a list");
    assert_eq!((found.total, found.found, found.rows.len()), (2, 2, 1));
    let none = olga.exposed(None, None, "szabo", 0, 10).expect("a list");
    assert_eq!((none.total, none.found), (2, 0));
}

fn id(session: &mut Session, service: &str) -> String {
    let found = session.list(&Find::default(), 0, 100).expect("a list");
    let row = found.rows.into_iter().find(|it| it.service == service);
    row.expect("an account").id
}

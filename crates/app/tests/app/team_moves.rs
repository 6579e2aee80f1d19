//! Accounts that leave an office for the own vault, or for another office.

use keyrack_app::{
    At, ErrorCode, Find, NewFolder, NewRecovery, Role, Session, SyncOptions, view::AccountView,
};
use zeroize::Zeroizing;

use crate::team::{NAV, Team, account, grant, services, sync};

fn id(session: &mut Session, service: &str) -> String {
    let found = session.list(&Find::default(), 0, 100).expect("a list");
    let row = found.rows.into_iter().find(|it| it.service == service);
    row.expect("an account").id
}

fn mine(session: &mut Session) -> String {
    let own = session.folder_add(&NewFolder {
        name: "Mine".to_owned(),
        fields: Vec::new(),
    });
    own.expect("a folder").id
}

fn folder_of(account: &AccountView) -> &str {
    account
        .folder
        .as_ref()
        .map(|it| &*it.id)
        .unwrap_or_default()
}

#[test]
fn what_leaves_an_office_is_a_new_account_here_and_in_the_trash_there() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let (folder, _) = olga.new_office_folder(None, "Kovács Bt").expect("a folder");
    let (other, _) = olga.new_office_folder(None, "Szabó Kft").expect("a folder");
    olga.add(account(&folder.id, "NAV", NAV)).expect("added");
    let item = NewRecovery {
        kind: "deletion_code".to_owned(),
        label: String::new(),
        whose: String::new(),
        value: Zeroizing::new("1234-5678".to_owned()),
    };
    olga.recovery_add("nav", &item).expect("added");
    let mut anna = team.admit(&mut olga, "anna", vec![grant(&folder, Role::Edit)]);
    let own = mine(&mut olga);
    let before = id(&mut olga, "NAV");
    assert_eq!(
        olga.move_all(std::slice::from_ref(&before), &own)
            .expect("moved"),
        1
    );
    let after = olga.show("nav").expect("there");
    assert_ne!(after.id, before);
    assert_eq!(folder_of(&after), own);
    assert_eq!((after.factors.len(), after.recovery.len()), (1, 1));
    let at = At {
        at: Some(59),
        ..At::default()
    };
    assert_eq!(olga.codes("nav", &at).expect("a code").len(), 1);
    let trash: Vec<String> = olga.trash().into_iter().map(|it| it.id).collect();
    assert_eq!(trash, std::slice::from_ref(&before));
    sync(&mut olga);
    sync(&mut anna);
    assert!(services(&mut anna).is_empty());
    // A colleague brings it back, with all that was in it.
    anna.restore_from_trash(&before).expect("back");
    sync(&mut anna);
    sync(&mut olga);
    assert_eq!(services(&mut olga), ["NAV", "NAV"]);
    let back = olga.show(&before).expect("there");
    assert_eq!((folder_of(&back), back.recovery.len()), (&*folder.id, 1));
    // After a restart it is the same.
    drop(olga);
    let mut olga = team.open("olga");
    assert_eq!(services(&mut olga), ["NAV", "NAV"]);
    // Within the office it stays the same account.
    let edited = olga.edit(&before, &[("folder".to_owned(), other.id.clone())]);
    assert_eq!(edited.expect("edited").id, before);
}

#[test]
fn an_edit_that_moves_an_account_out_shows_what_it_became() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let (folder, _) = olga.new_office_folder(None, "Kovács Bt").expect("a folder");
    olga.add(account(&folder.id, "NAV", NAV)).expect("added");
    let own = mine(&mut olga);
    let before = id(&mut olga, "NAV");
    let edit = [
        ("folder".to_owned(), own.clone()),
        ("note".to_owned(), "x".to_owned()),
    ];
    let after = olga.edit("nav", &edit).expect("edited");
    assert_ne!(after.id, before);
    assert_eq!((folder_of(&after), &*after.note), (&*own, "x"));
    assert_eq!(services(&mut olga), ["NAV"]);
}

#[test]
fn who_may_not_edit_or_sees_no_recovery_items_takes_nothing_out() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let (folder, _) = olga.new_office_folder(None, "Kovács Bt").expect("a folder");
    olga.add(account(&folder.id, "NAV", NAV)).expect("added");
    let mut full = grant(&folder, Role::View);
    full.recovery = true;
    let mut anna = team.admit(&mut olga, "anna", vec![full]);
    let own = mine(&mut anna);
    let nav = id(&mut anna, "NAV");
    let refused = anna.move_all(std::slice::from_ref(&nav), &own);
    assert_eq!(refused.expect_err("refused").code, ErrorCode::NeedsEdit);
    olga.grant(None, "anna", &grant(&folder, Role::Edit))
        .expect("granted");
    sync(&mut anna);
    let refused = anna.move_all(std::slice::from_ref(&nav), &own);
    assert_eq!(
        refused.expect_err("refused").code,
        ErrorCode::NeedsRecoveryRight
    );
    assert_eq!(services(&mut anna), ["NAV"]);
    assert!(anna.trash().is_empty());
}

#[test]
fn what_somebody_could_read_before_it_left_stays_on_the_list() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let (folder, _) = olga.new_office_folder(None, "Kovács Bt").expect("a folder");
    olga.add(account(&folder.id, "NAV", NAV)).expect("added");
    let _anna = team.admit(&mut olga, "anna", vec![grant(&folder, Role::View)]);
    let own = mine(&mut olga);
    team.wait(60);
    let nav = id(&mut olga, "NAV");
    olga.move_all(&[nav], &own).expect("moved");
    olga.sync_offices(None, SyncOptions::default())
        .expect("in step");
    let page = olga.exposed(None, None, "", 0, 10).expect("a list");
    assert_eq!(page.total, 1, "not once more for the trash");
    assert_eq!(page.rows[0].folder.id, own);
    assert_eq!(page.rows[0].people, ["anna"]);
}

//! The list of the window: rows with codes, places, favourites and what was copied lately.

use std::fs;

use keyrack_app::{
    Clock, ErrorCode, NewFactor, Place, Session, Which,
    view::{Badge, Row},
};

use crate::support::{Office, SECRET, add, factor};

#[test]
fn each_desk_of_a_shared_login_has_a_row_and_a_code_of_its_own() {
    let office = Office::new();
    let mut session = office.open("one");
    let account = add(&mut session, "Kovács Bt.", "Ügyfélkapu+", "anna", SECRET);
    for (desk, secret) in [("balie", "GEZDGNBVGY3TQOJQ"), ("Éva", "MFRGGZDFMZTWQ2LK")] {
        let new = NewFactor {
            label: Some(desk.into()),
            ..factor(secret)
        };
        session.factor_add(&account.id, &new).unwrap();
    }
    let page = session.rows("kovacs", &Place::All, 0, 60).unwrap();
    assert_eq!(page.total, 3);
    let desks: Vec<&str> = page.rows.iter().map(desk).collect();
    assert_eq!(desks, ["", "balie", "Éva"], "accents do not part the order");
    let codes = session.codes(&account.id, &Default::default()).unwrap();
    for row in &page.rows {
        let shown = row.factor.as_ref().unwrap();
        let made = codes
            .iter()
            .find(|code| code.factor.id == shown.id)
            .unwrap();
        assert_eq!(shown.code.as_ref(), Some(&made.code));
        assert_eq!(shown.next, made.next);
        assert_eq!(shown.valid_until, made.valid_until);
    }
    let found = session.rows("balie", &Place::All, 0, 60).unwrap();
    assert_eq!((found.total, desk(&found.rows[0])), (1, "balie"));

    let balie = found.rows[0].factor.as_ref().unwrap().id.clone();
    let which = Which(Some(balie));
    session
        .factor_edit(&account.id, &which, "tárgyaló")
        .unwrap();
    assert_eq!(
        session.rows("targyalo", &Place::All, 0, 60).unwrap().total,
        1
    );
    for factor in &session.show(&account.id).unwrap().factors {
        session
            .factor_remove(&account.id, &Which(Some(factor.id.clone())))
            .unwrap();
    }
    let page = session.rows("", &Place::All, 0, 60).unwrap();
    assert_eq!(page.total, 1, "an account without factors is still listed");
    assert_eq!(page.rows[0].factor, None);
}

#[test]
fn a_code_that_counts_is_not_shown_in_a_list() {
    let office = Office::new();
    let mut session = office.open("one");
    let account = add(&mut session, "Kovács Bt.", "Bank", "anna", SECRET);
    let counting = NewFactor {
        kind: Some("hotp".into()),
        ..factor(SECRET)
    };
    let which = Which::default();
    session
        .factor_replace(&account.id, &which, &counting)
        .unwrap();
    let page = session.rows("", &Place::All, 0, 60).unwrap();
    let shown = page.rows[0].factor.as_ref().unwrap();
    assert_eq!(shown.kind.as_str(), "hotp");
    assert_eq!(
        (&shown.code, &shown.next, shown.valid_until),
        (&None, &None, None)
    );
    assert_eq!(
        session.show(&account.id).unwrap().factors[0].counter,
        Some(0)
    );
}

#[test]
fn a_page_holds_what_was_asked_for_and_knows_the_total() {
    let office = Office::new();
    let mut session = office.open("one");
    for name in ["d", "b", "a", "c"] {
        add(&mut session, name, "NAV", name, SECRET);
    }
    let labels = |session: &mut Session, from, count| -> Vec<String> {
        let page = session.rows("", &Place::All, from, count).unwrap();
        assert_eq!(page.total, 4);
        page.rows.into_iter().map(|row| row.label).collect()
    };
    assert_eq!(labels(&mut session, 0, 2), ["a", "b"]);
    assert_eq!(labels(&mut session, 3, 60), ["d"]);
    assert!(labels(&mut session, 4, 60).is_empty());
    assert!(labels(&mut session, usize::MAX, usize::MAX).is_empty());
}

#[test]
fn everything_that_names_an_account_finds_it() {
    let office = Office::new();
    let mut session = office.open("one");
    let account = add(&mut session, "Kovács Bt.", "NAV", "anna", SECRET);
    add(&mut session, "Szabó Kft.", "NAV", "bela", SECRET);
    session
        .tag_all(
            std::slice::from_ref(&account.id),
            &["havi zárás".into()],
            &[],
        )
        .unwrap();
    let folder = account.folder.unwrap().id;
    let fields = [("tax_number", "12345678-2-41"), ("short_code", "KOV7")];
    let fields = fields.map(|(field, value)| (field.to_owned(), value.to_owned()));
    session.folder_edit(&folder, &fields).unwrap();
    for query in [
        "12345678241",
        "12345678-2-41",
        "kov7",
        "HAVI ZARAS",
        "anna",
        "kovacs nav",
    ] {
        let page = session.rows(query, &Place::All, 0, 60).unwrap();
        assert_eq!(
            (page.total, page.rows[0].label.as_str()),
            (1, "anna"),
            "{query}"
        );
    }
    let long = "ő".repeat(10_000);
    assert_eq!(session.rows(&long, &Place::All, 0, 60).unwrap().total, 0);
}

#[test]
fn names_of_any_length_and_direction_are_listed_as_they_are() {
    let office = Office::new();
    let mut session = office.open("one");
    let long = "Ű".repeat(10_000);
    let marked = "\u{202e}Kovács\u{200f} Bt.";
    add(&mut session, &long, &long, &long, SECRET);
    add(&mut session, marked, "NAV", "x", SECRET);
    let page = session.rows("", &Place::All, 0, 60).unwrap();
    let names: Vec<&str> = page
        .rows
        .iter()
        .map(|row| row.folder.name.as_str())
        .collect();
    assert_eq!(names, [marked, &long]);
    assert_eq!(
        session.rows("kovacs bt", &Place::All, 0, 60).unwrap().total,
        1
    );
}

#[test]
fn attention_is_for_what_is_unconfirmed_and_for_dates_within_thirty_days() {
    let office = Office::new();
    let mut session = office.open("one");
    let account = add(&mut session, "Kovács Bt.", "NAV", "anna", SECRET);
    let badges = |session: &mut Session| -> Vec<Badge> {
        let page = session.rows("", &Place::Attention, 0, 60).unwrap();
        assert_eq!(session.counts().attention, page.total);
        let mut rows = page.rows.into_iter();
        rows.next().map(|row| row.badges).unwrap_or_default()
    };
    assert_eq!(badges(&mut session), [Badge::Unconfirmed]);
    session
        .factor_confirm(&account.id, &Which::default())
        .unwrap();
    assert_eq!(badges(&mut session), []);

    let today = office.clock.today();
    for (ahead, shown) in [(31, false), (30, true), (0, true), (-1, true)] {
        let date = today
            .checked_add(jiff::Span::new().days(ahead))
            .unwrap()
            .to_string();
        let field = ("deadline.review".to_owned(), date.clone());
        session.edit(&account.id, &[field]).unwrap();
        let deadline = Badge::Deadline {
            name: "review".into(),
            date,
            days: ahead,
        };
        let wanted: &[Badge] = if shown { &[deadline] } else { &[] };
        assert_eq!(badges(&mut session), wanted, "{ahead} days ahead");
    }
    assert_eq!(session.details(&account.id).unwrap().badges.len(), 1);
}

#[test]
fn favourites_are_kept_for_this_person_on_this_computer_and_sealed() {
    let office = Office::new();
    let mut session = office.open("one");
    let ids: Vec<String> = ["a", "b", "c"]
        .map(|label| add(&mut session, label, "NAV", label, SECRET).id)
        .into();
    session.mark_favourites(&ids[..2], true).unwrap();
    session.mark_favourites(&ids[..1], false).unwrap();
    assert_eq!(labels(&mut session, &Place::Favourites), ["b"]);
    drop(session);

    let mut again = office.open("one");
    assert_eq!(labels(&mut again, &Place::Favourites), ["b"]);
    assert!(again.details(&ids[1]).unwrap().favourite);
    assert_eq!(labels(&mut office.open("two"), &Place::Favourites), [""; 0]);
    let sealed = fs::read(office.personal("one")).unwrap();
    assert!(sealed.starts_with(b"age-encryption.org/v1"));
    assert!(
        !sealed
            .windows(ids[1].len())
            .any(|window| window == ids[1].as_bytes())
    );

    let unknown = [ids[0].clone(), "no such id".to_owned()];
    let refusal = again.mark_favourites(&unknown, true).unwrap_err();
    assert_eq!(refusal.code, ErrorCode::NotFound);
    assert_eq!(labels(&mut again, &Place::Favourites), ["b"], "all or none");
}

#[test]
fn what_was_copied_lately_comes_latest_first_and_is_not_more_than_twenty() {
    let office = Office::new();
    let mut session = office.open("one");
    let ids: Vec<String> = (0..25)
        .map(|number| add(&mut session, "x", "NAV", &format!("{number:02}"), SECRET).id)
        .collect();
    for id in &ids {
        session.note_copied(id).unwrap();
    }
    session.note_copied(&ids[10]).unwrap();
    let recent = labels(&mut session, &Place::Recent);
    assert_eq!(recent.len(), keyrack_app::MAX_RECENT);
    assert_eq!(recent[..3], ["10", "24", "23"]);
    session.remove_all(&ids[24..]).unwrap();
    assert_eq!(labels(&mut session, &Place::Recent)[..2], ["10", "23"]);
    drop(session);
    assert_eq!(
        labels(&mut office.open("one"), &Place::Recent)[..2],
        ["10", "23"]
    );
}

#[test]
fn a_damaged_or_missing_file_of_favourites_is_an_empty_one() {
    let office = Office::new();
    let mut session = office.open("one");
    let id = add(&mut session, "a", "NAV", "a", SECRET).id;
    session
        .mark_favourites(std::slice::from_ref(&id), true)
        .unwrap();
    let whole = fs::read(office.personal("one")).unwrap();
    for bytes in [&whole[..whole.len() - 1], b"", b"{}"] {
        fs::write(office.personal("one"), bytes).unwrap();
        let mut session = office.open("one");
        assert_eq!(session.counts().favourites, 0);
    }
    let mut session = office.open("one");
    session.mark_favourites(&[id], true).unwrap();
    assert_eq!(office.open("one").counts().favourites, 1);
}

#[test]
fn favourites_outlive_a_new_password_and_accounts_that_are_gone_do_not_stay_in_them() {
    let office = Office::new();
    let mut session = office.open("one");
    let ids = ["a", "b"].map(|label| add(&mut session, label, "NAV", label, SECRET).id);
    session.mark_favourites(&ids, true).unwrap();
    let kdf = Some(keyrack_app::Kdf::FLOOR);
    session.change_password("quite another one", kdf).unwrap();
    drop(session);
    let unlock = keyrack_app::Unlock::password("quite another one");
    let mut session = office.desk("one").unlock(&unlock).unwrap();
    assert_eq!(session.counts().favourites, 2);

    session.remove_all(&ids[..1]).unwrap();
    assert_eq!(session.counts().favourites, 1);
    session.restore_all(&ids[..1]).unwrap();
    assert_eq!(
        session.counts().favourites,
        2,
        "back from the trash, marked as before"
    );
    session.remove_all(&ids[..1]).unwrap();
    session.empty_trash().unwrap();
    session.mark_favourites(&ids[1..], true).unwrap();
    assert_eq!(labels(&mut session, &Place::Favourites), ["b"]);
}

#[test]
fn the_trash_is_a_place_without_codes() {
    let office = Office::new();
    let mut session = office.open("one");
    let ids = ["a", "b"].map(|label| add(&mut session, "x", "NAV", label, SECRET).id);
    for id in &ids {
        office.clock.wait(1);
        session.remove_all(std::slice::from_ref(id)).unwrap();
    }
    let page = session.rows("", &Place::Trash, 0, 60).unwrap();
    let labels: Vec<&str> = page.rows.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(labels, ["b", "a"]);
    assert!(page.rows.iter().all(|row| row.factor.is_none()));
    assert_eq!(page.rows[0].trashed, Some(office.clock.now()));
    assert_eq!(session.counts().trash, 2);
    assert_eq!(session.counts().all, 0);
    assert!(session.details(&ids[0]).unwrap().account.trashed.is_some());
    let factor = session.details(&ids[0]).unwrap().account.factors[0]
        .factor
        .id
        .clone();
    let refusal = session.code_in(&ids[0], &factor, &Default::default());
    assert_eq!(refusal.unwrap_err().code, ErrorCode::NotFound);
}

#[test]
fn a_place_in_a_folder_needs_the_folder() {
    let office = Office::new();
    let mut session = office.open("one");
    let account = add(&mut session, "Kovács Bt.", "NAV", "a", SECRET);
    add(&mut session, "Szabó Kft.", "NAV", "b", SECRET);
    let folder = account.folder.unwrap().id;
    assert_eq!(labels(&mut session, &Place::Folder(folder)), ["a"]);
    for unknown in ["", "Kovács Bt.", "aaaaaaaaaaaaaaaaaaaaaaaaaa"] {
        let refusal = session.rows("", &Place::Folder(unknown.into()), 0, 60);
        assert_eq!(refusal.unwrap_err().code, ErrorCode::NotFound, "{unknown}");
    }
}

#[test]
fn a_folder_shows_what_serves_it_as_well_after_its_own() {
    let office = Office::new();
    let mut session = office.open("one");
    let shared = add(&mut session, "Kovács Bt.", "A portal", "shared", SECRET);
    let own = add(&mut session, "Szabó Kft.", "Z portal", "own", SECRET);
    let szabo = own.folder.unwrap().id;
    let serve = |folders: &str| [("also_serves".to_owned(), folders.to_owned())];
    session.edit(&shared.id, &serve(&szabo)).unwrap();
    let place = Place::Folder(szabo.clone());
    assert_eq!(labels(&mut session, &place), ["own", "shared"]);
    let found = session.rows("portal", &place, 0, 60).unwrap();
    assert_eq!((found.total, found.rows[1].label.as_str()), (2, "shared"));
    let count = |session: &Session| {
        let folder = session.folder(&szabo).unwrap();
        (folder.accounts, folder.also_serving)
    };
    assert_eq!(count(&session), (1, 1));
    session.edit(&own.id, &serve(&szabo)).unwrap();
    assert_eq!(count(&session), (1, 1), "its own are counted once");
    session.remove(&shared.id).unwrap();
    assert_eq!(count(&session), (1, 0));
    assert_eq!(labels(&mut session, &place), ["own"]);
}

#[test]
fn clients_with_numbers_come_in_the_order_of_the_numbers() {
    let office = Office::new();
    let mut session = office.open("one");
    for client in ["Ügyfél 10", "Ügyfél 2", "Ügyfél 1"] {
        add(&mut session, client, "NAV", client, SECRET);
    }
    let sorted = ["Ügyfél 1", "Ügyfél 2", "Ügyfél 10"];
    assert_eq!(labels(&mut session, &Place::All), sorted);
    let names = |folders: Vec<keyrack_app::view::FolderView>| -> Vec<String> {
        folders.into_iter().map(|folder| folder.name).collect()
    };
    let found = session.folders_found("ugyfel", false, 0, 60).folders;
    assert_eq!(
        names(found.into_iter().map(|it| it.folder).collect()),
        sorted
    );
    assert_eq!(names(session.folders())[1..], sorted);
}

#[test]
fn an_id_never_stands_for_another_account_that_mentions_it() {
    let office = Office::new();
    let mut session = office.open("one");
    let gone = add(&mut session, "x", "NAV", "gone", SECRET).id;
    let other = add(&mut session, "x", "NAV", "other", SECRET).id;
    let note = ("note".to_owned(), format!("instead of {gone}"));
    session.edit(&other, &[note]).unwrap();
    session.remove(&gone).unwrap();
    assert_eq!(session.show(&gone).unwrap_err().code, ErrorCode::NotFound);
    let factor = Which::default();
    let refusal = session.factor_confirm(&gone, &factor).unwrap_err();
    assert_eq!(refusal.code, ErrorCode::NotFound);
}

fn labels(session: &mut Session, place: &Place) -> Vec<String> {
    let page = session.rows("", place, 0, 60).expect("rows");
    page.rows.into_iter().map(|row| row.label).collect()
}

fn desk(row: &Row) -> &str {
    row.factor.as_ref().map_or("-", |factor| &factor.label)
}

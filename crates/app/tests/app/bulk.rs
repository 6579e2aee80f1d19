//! Many accounts at once, and folders as a person sees them.

use keyrack_app::{ErrorCode, NewFolder, Place, Session};

use crate::support::{Office, SECRET, add};

#[test]
fn many_accounts_move_into_a_new_folder_in_one_save() {
    let (office, mut session, ids) = three();
    let before = sequence(&office);
    assert_eq!(session.move_all(&ids, "Szabó Kft.").unwrap(), 3);
    assert_eq!(sequence(&office), before + 1, "one durable change");
    let again = office
        .open("one")
        .rows("szabo", &Place::All, 0, 60)
        .unwrap();
    assert_eq!(again.total, 3);
    assert_eq!(session.move_all(&ids[..1], "szabo kft.").unwrap(), 1);
    let named = session.folders_found("szabo", false, 0, 60);
    assert_eq!(named.total, 1, "the same name makes no second folder");
}

#[test]
fn a_change_of_many_is_for_all_or_for_none() {
    let (office, mut session, ids) = three();
    let unknown = "aaaaaaaaaaaaaaaaaaaaaaaaaa".to_owned();
    let with_unknown = [ids[0].clone(), unknown];
    let with_trashed = [ids[0].clone(), ids[2].clone()];
    session.remove_all(&ids[2..]).unwrap();
    let before = sequence(&office);
    for accounts in [
        &with_unknown,
        &with_trashed,
        &[ids[0].clone(), "NAV".into()],
    ] {
        let tag = ["new".to_owned()];
        for refusal in [
            session.move_all(accounts, "Elsewhere"),
            session.tag_all(accounts, &tag, &[]),
            session.remove_all(accounts),
            session.restore_all(accounts),
        ] {
            assert_eq!(refusal.unwrap_err().code, ErrorCode::NotFound);
        }
    }
    assert_eq!(sequence(&office), before, "nothing was saved");
    assert_eq!(session.folders_found("elsewhere", false, 0, 60).total, 0);
    let rows = session.rows("", &Place::All, 0, 60).unwrap().rows;
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row.tags.is_empty()));
    assert_eq!(session.move_all(&[], "Elsewhere").unwrap(), 0);
}

#[test]
fn tags_are_added_and_taken_away() {
    let (_office, mut session, ids) = three();
    let tags = |texts: &[&str]| -> Vec<String> { texts.iter().map(|tag| (*tag).into()).collect() };
    session
        .tag_all(&ids, &tags(&["áfa", " bér "]), &[])
        .unwrap();
    session
        .tag_all(&ids[..1], &[], &tags(&["áfa", "never there"]))
        .unwrap();
    assert_eq!(session.details(&ids[0]).unwrap().account.tags, ["bér"]);
    assert_eq!(
        session.details(&ids[1]).unwrap().account.tags,
        ["bér", "áfa"]
    );
    assert_eq!(session.counts().tags, ["bér", "áfa"]);
    for wrong in ["", "  ", "a,b", &"x".repeat(100_000)] {
        let refusal = session.tag_all(&ids, &tags(&[wrong]), &[]).unwrap_err();
        assert_eq!(refusal.code, ErrorCode::BadValue);
    }
}

#[test]
fn the_trash_gives_back_what_it_was_given() {
    let (_office, mut session, ids) = three();
    let twice = [ids[0].clone(), ids[0].clone(), ids[1].clone()];
    assert_eq!(
        session.remove_all(&twice).unwrap(),
        2,
        "each is counted once"
    );
    assert_eq!(session.restore_all(&ids[..1]).unwrap(), 1);
    let counts = session.counts();
    assert_eq!((counts.all, counts.trash), (2, 1));
    assert_eq!(
        session.restore_all(&ids[..1]).unwrap_err().code,
        ErrorCode::NotFound
    );
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_read_and_refuses_changes() {
    use std::{fs, os::unix::fs::PermissionsExt as _};
    let (office, mut session, ids) = three();
    // A lock that cannot be opened stands for a folder without permission, which root would have all the same.
    let lock = office.vault().join(".lock");
    fs::remove_file(&lock).unwrap();
    fs::create_dir(&lock).unwrap();
    fs::set_permissions(office.vault(), fs::Permissions::from_mode(0o500)).unwrap();
    assert_eq!(session.rows("", &Place::All, 0, 60).unwrap().total, 3);
    assert!(!session.refresh().unwrap());
    session.remove_all(&ids).unwrap_err();
    session
        .edit(&ids[0], &[("note".into(), "x".into())])
        .unwrap_err();
    assert_eq!(
        session.counts().all,
        3,
        "a change that is refused is not made"
    );
    fs::set_permissions(office.vault(), fs::Permissions::from_mode(0o700)).unwrap();
    fs::remove_dir(&lock).unwrap();
    assert_eq!(session.remove_all(&ids).unwrap(), 3);
}

#[test]
fn an_account_is_edited_into_a_new_folder_only_where_that_is_asked_for() {
    let (_office, mut session, ids) = three();
    let fields = [("folder".to_owned(), "Új ügyfél".to_owned())];
    assert_eq!(
        session.edit(&ids[0], &fields).unwrap_err().code,
        ErrorCode::NotFound
    );
    let account = session.edit_or_make_folder(&ids[0], &fields).unwrap();
    assert_eq!(account.folder.unwrap().name, "Új ügyfél");
    let wrong = [
        ("folder".to_owned(), "Another".to_owned()),
        ("deadline.review".to_owned(), "31.12.2026".to_owned()),
    ];
    let refusal = session.edit_or_make_folder(&ids[0], &wrong).unwrap_err();
    assert_eq!(refusal.code, ErrorCode::BadValue);
    assert_eq!(session.folders_found("another", false, 0, 60).total, 0);
}

#[test]
fn the_id_of_a_folder_that_is_gone_makes_no_folder_and_the_beginning_of_one_is_a_name() {
    let (_office, mut session, ids) = three();
    let new = NewFolder {
        name: "Szabó Kft.".into(),
        fields: Vec::new(),
    };
    let szabo = session.folder_add(&new).unwrap().id;
    session.folder_remove(&szabo).unwrap();
    let refusal = session.move_all(&ids, &szabo).unwrap_err();
    assert_eq!(refusal.code, ErrorCode::NotFound);
    let folder = |session: &Session| session.details(&ids[0]).unwrap().account.folder;
    let kovacs = folder(&session).id;
    session.move_all(&ids[..1], &kovacs[..8]).unwrap();
    let moved = folder(&session);
    assert_ne!(
        moved.id, kovacs,
        "never into another client's folder by chance"
    );
    assert_eq!(moved.name, kovacs[..8]);
}

#[test]
fn folders_are_found_by_name_tax_number_and_short_code_and_sorted_as_people_do() {
    let office = Office::new();
    let mut session = office.open("one");
    assert_eq!(
        session.folders_found("", false, 0, 60).total,
        0,
        "a lone unnamed folder is not shown"
    );
    for (name, tax, short) in [
        ("Zsiga Bt.", "", ""),
        ("Ábel Kft.", "12345678-2-41", "AB1"),
        ("abacus", "", ""),
    ] {
        let fields = [("tax_number", tax), ("short_code", short)];
        let fields = fields.map(|(field, value)| (field.to_owned(), value.to_owned()));
        let new = NewFolder {
            name: name.into(),
            fields: fields.into(),
        };
        session.folder_add(&new).unwrap();
    }
    add(&mut session, "Zsiga Bt.", "NAV", "a", SECRET);
    let names = |session: &Session, query: &str, from, count| -> Vec<String> {
        let folders = session.folders_found(query, false, from, count).folders;
        folders.into_iter().map(|it| it.folder.name).collect()
    };
    assert_eq!(
        names(&session, "", 0, 60),
        ["abacus", "Ábel Kft.", "Zsiga Bt."],
        "an unnamed folder that holds nothing is not shown either"
    );
    assert_eq!(names(&session, "", 1, 1), ["Ábel Kft."]);
    for query in ["abel", "12345678241", "ab1", "kft abel"] {
        assert_eq!(names(&session, query, 0, 60), ["Ábel Kft."], "{query}");
    }
    let zsiga = session.folders_found("zsiga", false, 0, 60).folders;
    assert_eq!(zsiga[0].folder.accounts, 1);

    let archive = [("archived".to_owned(), "true".to_owned())];
    session.folder_edit(&zsiga[0].folder.id, &archive).unwrap();
    assert_eq!(names(&session, "zsiga", 0, 60), [""; 0]);
    assert_eq!(session.folders_found("", true, 0, 60).total, 1);
    let counts = session.counts();
    assert_eq!((counts.folders, counts.archived), (2, 1));

    add(&mut session, "", "Bank", "b", SECRET);
    assert_eq!(names(&session, "", 0, 60), ["", "abacus", "Ábel Kft."]);
}

fn three() -> (Office, Session, Vec<String>) {
    let office = Office::new();
    let mut session = office.open("one");
    let ids = ["a", "b", "c"].map(|label| add(&mut session, "Kovács Bt.", "NAV", label, SECRET).id);
    (office, session, ids.into())
}

pub fn sequence(office: &Office) -> u64 {
    let session = office.open("looking on");
    let status = office
        .desk("looking on")
        .status(Some(&session))
        .expect("a status");
    status
        .vault
        .and_then(|vault| vault.sequence)
        .expect("an open vault")
}

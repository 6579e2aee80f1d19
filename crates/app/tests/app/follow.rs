//! An open vault that others write to.

use std::fs;

use keyrack_app::{ErrorCode, Kdf, Place};

use crate::support::{Office, SECRET, add, labels};

#[test]
fn what_another_computer_saves_appears_and_nothing_is_read_twice() {
    let office = Office::new();
    let mut one = office.open("one");
    let mut two = office.open("two");
    one.refresh().unwrap();
    assert!(!one.refresh().unwrap(), "nothing has changed");

    let account = add(&mut two, "Kovács Bt.", "NAV", "anna", SECRET);
    assert!(one.refresh().unwrap());
    assert_eq!(labels(&mut one), ["anna"]);
    assert_eq!(one.rows("kovacs", &Place::All, 0, 60).unwrap().total, 1);
    assert!(!one.refresh().unwrap());

    one.edit(&account.id, &[("note".into(), "from one".into())])
        .unwrap();
    assert!(!one.refresh().unwrap(), "what it wrote itself is no news");
    assert!(two.refresh().unwrap());
    assert_eq!(two.show(&account.id).unwrap().note, "from one");
}

#[test]
fn a_copy_of_a_sync_program_is_taken_over_while_the_vault_is_open() {
    let office = Office::new();
    let mut one = office.open("one");
    let mut two = office.open("two");
    add(&mut two, "Kovács Bt.", "NAV", "anna", SECRET);
    let copy = fs::read(office.vault().join("vault.age")).unwrap();
    drop(two);
    add(&mut one, "Szabó Kft.", "NAV", "bela", SECRET);
    one.refresh().unwrap();
    one.remove("anna").unwrap();
    one.settle().unwrap();
    one.refresh().unwrap();

    fs::write(office.vault().join("vault (conflicted copy).age"), copy).unwrap();
    assert!(one.refresh().unwrap());
    assert!(!one.refresh().unwrap());
    assert_eq!(
        labels(&mut one),
        ["bela"],
        "merged: the later removal stands"
    );
    add(&mut one, "Szabó Kft.", "NAV", "cili", SECRET);
    one.settle().unwrap();
    assert!(!office.vault().join("vault (conflicted copy).age").exists());
}

#[test]
fn a_vault_that_vanishes_or_breaks_is_told_and_goes_on_from_memory() {
    let office = Office::new();
    let mut one = office.open("one");
    add(&mut one, "Kovács Bt.", "NAV", "anna", SECRET);
    one.settle().unwrap();
    one.refresh().unwrap();
    let file = office.vault().join("vault.age");
    let elsewhere = office.vault().join("moved");
    fs::rename(&file, &elsewhere).unwrap();
    for _ in 0..2 {
        assert_eq!(one.refresh().unwrap_err().code, ErrorCode::NoVault);
        assert_eq!(labels(&mut one), ["anna"]);
    }
    fs::rename(&elsewhere, &file).unwrap();
    assert!(!one.refresh().unwrap(), "the same file is back");

    fs::remove_file(&file).unwrap();
    add(&mut one, "Kovács Bt.", "NAV", "bela", SECRET);
    assert_eq!(labels(&mut office.open("two")), ["anna", "bela"]);

    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    assert!(one.refresh().is_err());
    assert_eq!(labels(&mut one), ["anna", "bela"]);
}

#[test]
fn a_password_that_was_changed_elsewhere_is_told() {
    let office = Office::new();
    let mut one = office.open("one");
    let mut two = office.open("two");
    add(&mut two, "Kovács Bt.", "NAV", "anna", SECRET);
    one.refresh().unwrap();
    two.change_password("quite another one", Some(Kdf::FLOOR))
        .unwrap();
    for _ in 0..2 {
        assert_eq!(one.refresh().unwrap_err().code, ErrorCode::KeysChanged);
    }
    assert_eq!(labels(&mut one), ["anna"], "what is in memory stays");
}

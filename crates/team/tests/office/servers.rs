//! Offices on real servers.

use std::{io::Write, sync::Arc};

use keyrack_store::testing::{Missing, Server};
use keyrack_team::rules::{Class, Role};

use crate::desk::{codes, found_in, grant};

#[test]
fn three_computers_converge_on_apache() {
    with("three_computers_converge_on_apache", Server::apache());
}

#[test]
fn three_computers_converge_on_nginx() {
    with("three_computers_converge_on_nginx", Server::nginx());
}

#[test]
fn three_computers_converge_on_rclone() {
    with("three_computers_converge_on_rclone", Server::rclone());
}

#[test]
fn three_computers_converge_on_s3() {
    with("three_computers_converge_on_s3", Server::moto());
}

#[test]
fn three_computers_converge_on_a_mounted_share() {
    with(
        "three_computers_converge_on_a_mounted_share",
        Server::samba(),
    );
}

/// Tries a server, or says why it cannot be tried.
fn with(test: &str, server: Result<Server, Missing>) {
    match server {
        Ok(server) => three_converge(&server),
        // Not as `println!` does it, which is not shown of a test that passes.
        Err(why) => drop(writeln!(std::io::stderr(), "SKIPPED: {test}: {why}")),
    }
}

fn three_converge(server: &Server) {
    let place = || Arc::from(server.store().unwrap());
    let (mut owner, _) = found_in(place());
    let folder = owner.folder("Kovács Bt");
    let account = owner.add(folder, "NAV");
    let mut anna = owner.admit("Anna", 2, Class::Member, vec![grant(folder, Role::Edit)]);
    let mut bela = owner.admit("Béla", 3, Class::Owner, Vec::new());
    // Each over a connection of its own.
    anna.place = Some(place());
    bela.place = Some(place());
    for round in 0..3 {
        owner.rename(folder, account, &format!("NAV {round}"));
        anna.add(folder, &format!("of Anna {round}"));
        bela.add(folder, &format!("of Béla {round}"));
        for desk in [&mut bela, &mut owner, &mut anna] {
            let outcome = desk.sync();
            assert_eq!(outcome.waiting, None);
            assert_eq!(codes(&outcome), []);
        }
    }
    for _ in 0..4 {
        for desk in [&mut bela, &mut owner, &mut anna] {
            assert_eq!(codes(&desk.sync()), []);
        }
    }
    assert_eq!(owner.services(folder).unwrap().len(), 7);
    let desks = [&owner, &anna, &bela];
    for desk in desks {
        assert_eq!(desk.services(folder), owner.services(folder));
        assert_eq!(desk.office.number(), owner.office.number());
    }
    let listed = desks.map(|it| it.office.state.own.list.len());
    assert_eq!(listed.iter().sum::<usize>(), 1);
}

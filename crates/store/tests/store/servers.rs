//! The contract on servers.

use std::io::Write;

use keyrack_store::testing::{Missing, Server};
use keyrack_store::{Credentials, StoreError, open};

use crate::contract::{keeps_the_contract, names};

#[test]
fn apache_keeps_the_contract() {
    with("apache_keeps_the_contract", Server::apache(), |server| {
        keeps_the_contract(&*server.store().unwrap());
        lets_nobody_else_in(&server);
    });
}

#[test]
fn nginx_keeps_the_contract() {
    with("nginx_keeps_the_contract", Server::nginx(), |server| {
        keeps_the_contract(&*server.store().unwrap());
        lets_nobody_else_in(&server);
    });
}

#[test]
fn rclone_keeps_the_contract() {
    with("rclone_keeps_the_contract", Server::rclone(), |server| {
        keeps_the_contract(&*server.store().unwrap());
        lets_nobody_else_in(&server);
    });
}

#[test]
fn s3_keeps_the_contract() {
    with("s3_keeps_the_contract", Server::moto(), |server| {
        keeps_the_contract(&*server.store().unwrap());
        lets_nobody_else_in(&server);
    });
}

#[test]
fn a_mounted_share_keeps_the_contract() {
    with(
        "a_mounted_share_keeps_the_contract",
        Server::samba(),
        |server| {
            keeps_the_contract(&*server.store().unwrap());
        },
    );
}

/// Whoever has no password, or a wrong one, is told so.
fn lets_nobody_else_in(server: &Server) {
    let right = server.credentials.as_ref().unwrap();
    let wrong = if server.address.starts_with("s3:") {
        Credentials::parse("access_key = AKIAIOSFODNN7EXAMPLE\nsecret_key = wrong")
    } else {
        Credentials::parse("user = anna\npassword = wrong")
    };
    let store = open(&server.address, Some(&wrong.unwrap())).unwrap();
    assert_eq!(store.list("heads"), Err(StoreError::Refused));
    assert_eq!(store.read("heads/a.h", 10), Err(StoreError::Refused));
    assert_eq!(store.create("heads/a.h", b"x"), Err(StoreError::Refused));
    assert_eq!(store.probe(), Err(StoreError::Refused));
    assert_eq!(format!("{right:?}"), "Credentials(…)");
}

#[test]
fn listings_of_many_pages_are_whole() {
    with(
        "listings_of_many_pages_are_whole",
        Server::moto(),
        |server| {
            let store = server.store().unwrap();
            for n in 0..1100 {
                store.create(&format!("heads/{n}.h"), b"x").unwrap();
            }
            assert_eq!(names(&*store, "heads").len(), 1100);
        },
    );
}

#[test]
fn a_folder_of_a_server_that_is_not_there_is_told_from_an_empty_one() {
    let test = "a_folder_of_a_server_that_is_not_there_is_told_from_an_empty_one";
    for server in [Server::apache(), Server::nginx(), Server::rclone()] {
        with(test, server, |server| {
            let address = format!("{}office", server.address);
            let store = open(&address, server.credentials.as_ref()).unwrap();
            assert_eq!(store.list("heads"), Err(StoreError::Unreachable));
            assert_eq!(store.list(""), Err(StoreError::Unreachable));
        });
    }
    with(test, Server::moto(), |server| {
        let address = server.address.replace("office-files", "another-bucket");
        let store = open(&address, server.credentials.as_ref()).unwrap();
        assert_eq!(store.list("heads"), Err(StoreError::Unreachable));
    });
}

/// Tries a server, or says why it cannot be tried.
pub fn with(test: &str, server: Result<Server, Missing>, check: impl FnOnce(Server)) {
    match server {
        Ok(server) => check(server),
        // Not as `println!` does it, which is not shown of a test that passes.
        Err(why) => drop(writeln!(std::io::stderr(), "SKIPPED: {test}: {why}")),
    }
}

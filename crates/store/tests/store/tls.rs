use std::process::Command;

use keyrack_store::testing::Server;
use keyrack_store::{Created, Credentials, StoreError, open};

use crate::servers::with;

const VARIABLE: &str = "KEYRACK_TLS_ADDRESS";

/// What a computer trusts is looked up once in a process; so another one trusts the certificate.
#[test]
fn a_server_behind_tls_is_used_if_its_certificate_is_trusted_and_only_then() {
    let test = "tls::a_server_behind_tls_is_used_if_its_certificate_is_trusted_and_only_then";
    if let Ok(address) = std::env::var(VARIABLE) {
        let credentials = Credentials::parse("user = anna\npassword = secret").unwrap();
        let store = open(&address, Some(&credentials)).unwrap();
        assert_eq!(store.create("heads/a.h", b"x"), Ok(Created::Created));
        assert_eq!(store.read("heads/a.h", 1).unwrap(), b"x");
        // Its name is another one, though it is the same server.
        let store = open(
            &address.replace("localhost", "127.0.0.1"),
            Some(&credentials),
        )
        .unwrap();
        assert_eq!(store.list("heads"), Err(StoreError::Broken));
        return;
    }
    with(test, Server::apache_with_tls(), |server| {
        assert_eq!(
            server.store().unwrap().list("heads"),
            Err(StoreError::Broken)
        );
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args([test, "--exact"])
            .env(VARIABLE, &server.address);
        let done = command
            .env("SSL_CERT_FILE", server.certificate())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&done.stdout);
        assert!(said.contains("1 passed"), "{said}");
    });
}

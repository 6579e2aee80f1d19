//! Backups of 2FAS: sealed ones open with their password alone, and what is odd costs its own service.

use aes_gcm::aead::Aead;
use aes_gcm::{Aes256Gcm, KeyInit};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::Hmac;
use keyrack_exchange::{File, Import, ImportError, KeyDerivation};
use sha2::Sha256;

use crate::{codes, entries, named, read, read_files, refusals};

const SERVICE: &str = r#"{"name":"Portal","secret":"GEZDGNBVGY3TQOJQ","otp":{"account":"anna","issuer":"Portal","tokenType":"TOTP"}}"#;

fn plain(services: &str) -> String {
    format!(
        r#"{{"services":[{services}],"groups":[{{"id":"g","name":"Clients"}}],"schemaVersion":4}}"#
    )
}

/// `text:salt:nonce`, as the app seals it.
fn seal(text: &str, password: &str) -> String {
    let (salt, nonce) = ([7; 256], [9; 12]);
    let mut key = [0; 32];
    pbkdf2::pbkdf2::<Hmac<Sha256>>(password.as_bytes(), &salt, 10_000, &mut key).unwrap();
    let sealed = Aes256Gcm::new(&key.into()).encrypt(&nonce.into(), text.as_bytes());
    let parts = [sealed.unwrap(), salt.to_vec(), nonce.to_vec()];
    parts.map(|part| STANDARD.encode(part)).join(":")
}

fn sealed(services: &str, reference: &str) -> String {
    format!(
        r#"{{"services":[],"servicesEncrypted":"{services}","reference":"{reference}","schemaVersion":4}}"#
    )
}

fn with_password(text: &str, password: Option<&str>) -> Result<Import, ImportError> {
    let file = File {
        name: "backup.2fas",
        bytes: text.as_bytes(),
    };
    read_files(&[file], None, password, &mut KeyDerivation::default())
}

#[test]
fn a_sealed_backup_opens_with_its_password_alone() {
    let reference = seal("tRViSsLKzd86Hprh4ceC2OP7xazn4rrt", "korte");
    let file = sealed(&seal(&format!("[{SERVICE}]"), "korte"), &reference);
    let import = with_password(&file, Some("korte")).unwrap();
    assert_eq!((import.format, import.encrypted), (named("2fas"), true));
    assert_eq!(codes(&import.rows), ["ok"]);
    let refused = |file: &str, password| with_password(file, password).unwrap_err();
    assert_eq!(refused(&file, None), ImportError::PasswordNeeded);
    assert_eq!(refused(&file, Some("alma")), ImportError::PasswordWrong);

    // The reference tells damage from a wrong password.
    let mut bytes = seal(&format!("[{SERVICE}]"), "korte").into_bytes();
    bytes[0] = if bytes[0] == b'A' { b'B' } else { b'A' };
    let damaged = sealed(&String::from_utf8(bytes).unwrap(), &reference);
    assert_eq!(
        refused(&damaged, Some("korte")).code(),
        "truncated_or_damaged"
    );
    assert_eq!(refused(&damaged, Some("alma")), ImportError::PasswordWrong);
    let no_list = sealed(&seal("{}", "korte"), &reference);
    for bad in [
        &no_list,
        &sealed("a", ""),
        &sealed("AA==:AA==", ""),
        &sealed("AA==:AA==:AA==", ""),
    ] {
        assert_eq!(refused(bad, Some("korte")).code(), "truncated_or_damaged");
    }
}

#[test]
fn what_is_odd_costs_its_own_service() {
    let odd = [
        SERVICE,
        r#"{"name":"No key","otp":{"account":"bela"}}"#,
        r#"{"name":"Hash","secret":"GEZDGNBV","otp":{"algorithm":"SHA384","account":"cili"}}"#,
        r#"{"name":"Kind","secret":"GEZDGNBV","otp":{"tokenType":"MOTP"}}"#,
        "17",
        r#"{"name":"Grouped","secret":"GEZDGNBV","groupId":"g","otp":{"tokenType":"HOTP"}}"#,
        r#"{"name":"Lost group","secret":"GEZDGNBV","groupId":"x"}"#,
        r#"{"name":"Linked","secret":"GEZDGNBV","otp":{"link":"otpauth://totp/Linked:dora?secret=[hidden]"}}"#,
    ];
    let import = read(plain(&odd.join(",")), None).unwrap();
    assert_eq!(
        codes(&import.rows),
        [
            "ok",
            "no_secret",
            "algorithm",
            "type",
            "no_secret",
            "ok",
            "ok",
            "ok"
        ]
    );
    assert_eq!(
        (
            refusals(&import.rows)[0].issuer.as_str(),
            refusals(&import.rows)[0].label.as_str()
        ),
        ("No key", "bela")
    );
    let entries = entries(&import.rows);
    assert_eq!(entries[1].groups, ["Clients"]);
    let notices: Vec<&str> = entries[1].notices.iter().map(|it| it.code()).collect();
    assert_eq!(notices, ["counter_assumed"]);
    let notices: Vec<&str> = entries[2].notices.iter().map(|it| it.code()).collect();
    assert_eq!(notices, ["type_assumed", "group_unknown"]);
    assert_eq!(entries[3].label, "dora");
}

#[test]
fn a_backup_cut_off_anywhere_is_read_or_refused() {
    let file = plain(&[SERVICE, SERVICE].join(","));
    for end in 0..file.len() {
        let cut = read(&file[..end], None);
        assert!(cut.is_err(), "cut off after {end} bytes");
    }
    assert_eq!(read(&file, None).unwrap().rows.len(), 2);
}

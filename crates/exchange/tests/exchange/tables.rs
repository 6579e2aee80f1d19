//! Tables as offices have them.

use keyrack_exchange::{File, Format, Import, ImportError, KeyDerivation, Notice, ReadOptions};

use crate::{codes, entries, named, read};

const CLIENTS: &str = "Ügyfél;Adószám;Szolgáltatás;Felhasználónév;Titkos kulcs;Megjegyzés\r\n\
    Szűcs és Társa Kft.;12345678-2-42;NAV;szucs;JBSW Y3DP EHPK 3PXP;\"első\r\nmásodik\"\r\n\
    Szűcs és Társa Kft.;;KSH;szucs2;otpauth://totp/KSH:x?secret=GEZDGNBVGY3TQOJQ&digits=8;\r\n\
    Őri Bt.;87654321-1-42;;;;\r\n\
    ;;Portál;rossz;0189;\r\n";

fn check(bytes: impl AsRef<[u8]>) -> Import {
    let import = read(bytes, None).unwrap();
    assert_eq!(import.format, Format::CSV);
    assert_eq!(codes(&import.rows), ["ok", "ok", "client", "bad_secret"]);
    let found = entries(&import.rows);
    assert_eq!(
        (found[0].issuer.as_str(), found[0].label.as_str()),
        ("NAV", "szucs")
    );
    assert_eq!(found[0].note, "első\r\nmásodik");
    assert_eq!(found[0].groups, ["Szűcs és Társa Kft."]);
    assert_eq!(
        (found[1].label.as_str(), found[1].otp.digits()),
        ("szucs2", 8)
    );
    import
}

#[test]
fn rows_are_factors_in_the_folders_of_clients() {
    let import = check(CLIENTS);
    let document = import.document.unwrap();
    let folders: Vec<(&str, &str)> = document
        .folders
        .iter()
        .map(|folder| {
            let client = folder.client.as_ref().unwrap();
            (folder.name.as_str(), client.tax_number.as_str())
        })
        .collect();
    assert_eq!(
        folders,
        [
            ("Szűcs és Társa Kft.", "12345678-2-42"),
            ("Őri Bt.", "87654321-1-42")
        ]
    );
    let accounts: Vec<&str> = document
        .accounts
        .iter()
        .map(|account| account.folder.as_str())
        .collect();
    assert_eq!(accounts, ["Szűcs és Társa Kft."; 2]);
}

#[test]
fn every_encoding_and_separator_of_spreadsheets_is_read() {
    check([b"\xef\xbb\xbf", CLIENTS.as_bytes()].concat());
    check(CLIENTS.replace(';', "\t"));
    check(CLIENTS.replace(';', ","));
    for order in [u16::to_le_bytes, u16::to_be_bytes] {
        let units = |text: &str| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        check(units(&format!("\u{feff}{CLIENTS}")));
    }
    // Windows-1250, as Excel in Hungarian writes it.
    let old: Vec<u8> = CLIENTS
        .chars()
        .map(|character| match character {
            'Ü' => 0xdc,
            'é' => 0xe9,
            'ó' => 0xf3,
            'á' => 0xe1,
            'ű' => 0xfb,
            'Ő' => 0xd5,
            'ő' => 0xf5,
            'í' => 0xed,
            character => u8::try_from(character).unwrap(),
        })
        .collect();
    check(old);
}

#[test]
fn a_list_of_clients_makes_folders() {
    let import = read(
        "Naam,BTW-nummer,E-mail\nJansen BV,NL1,info@jansen.example\nDe Vries,,\n",
        None,
    )
    .unwrap();
    assert_eq!(codes(&import.rows), ["client", "client"]);
    let document = import.document.unwrap();
    let names: Vec<&str> = document.folders.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Jansen BV", "De Vries"]);
    assert!(
        document
            .folders
            .iter()
            .all(|folder| folder.client.is_some())
    );
}

#[test]
fn columns_are_guessed_unless_somebody_names_them() {
    let table = "a;b;c\nanna;JBSWY3DPEHPK3PXP;more\n";
    let file = File {
        name: "any",
        bytes: table.as_bytes(),
    };
    let read = |columns: &[(&str, &str)]| {
        let columns: Vec<(String, String)> = columns
            .iter()
            .map(|(column, field)| ((*column).to_owned(), (*field).to_owned()))
            .collect();
        let options = ReadOptions {
            format: Some(Format::CSV),
            columns: &columns,
            ..ReadOptions::default()
        };
        keyrack_exchange::read(&[file], &options, &mut KeyDerivation::default())
    };
    assert_eq!(read(&[]).unwrap_err(), ImportError::ColumnsUnknown);
    assert_eq!(
        read(&[("x", "secret")]).unwrap_err(),
        ImportError::ColumnsUnknown
    );
    assert_eq!(
        read(&[("b", "nothing")]).unwrap_err(),
        ImportError::ColumnsUnknown
    );
    let import = read(&[("B", "secret"), ("a", "account")]).unwrap();
    let entry = entries(&import.rows)[0];
    assert_eq!(entry.label, "anna");
    assert_eq!(
        entry.notices,
        [Notice::DetailsIgnored],
        "nobody knows what c is"
    );
    let import = read(&[("b", "secret"), ("a", "account"), ("c", "ignore")]).unwrap();
    assert!(entries(&import.rows)[0].notices.is_empty());
}

#[test]
fn bare_secrets_are_read_line_by_line() {
    let import = read(
        "# my codes\nJBSWY3DPEHPK3PXP\nBank:anna jbswy3dpehpk3px2\njbsw y3dp ehpk 3pxp\n\nMail\tGEZDGNBVGY3TQOJQ\n",
        None,
    )
    .unwrap();
    assert_eq!(import.format, named("base32"));
    assert_eq!(codes(&import.rows), ["ok"; 4]);
    let found = entries(&import.rows);
    assert_eq!(
        (found[1].issuer.as_str(), found[1].label.as_str()),
        ("Bank", "anna")
    );
    assert_eq!(found[3].label, "Mail");
    for text in [
        "hello world",
        "internationalization",
        "Dear Anna,\nthe codes follow.\n",
    ] {
        assert_eq!(
            read(text, None).unwrap_err(),
            ImportError::FormatUnknown,
            "{text}"
        );
    }
}

#[test]
fn a_table_cut_off_or_changed_is_read_or_refused() {
    for end in 0..CLIENTS.len() {
        let _ = read(&CLIENTS.as_bytes()[..end], None);
        let _ = read(&CLIENTS.as_bytes()[..end], Some(Format::CSV));
    }
}

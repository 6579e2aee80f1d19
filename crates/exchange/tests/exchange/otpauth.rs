//! otpauth URIs as text.

use keyrack_exchange::{Import, Notice, Status, reconcile};
use keyrack_otp::Kind;

use crate::{codes, entries, named, refusals};

fn read(text: impl AsRef<[u8]>) -> Import {
    crate::read(text, Some(named("otpauth"))).unwrap()
}

#[test]
fn lines_that_are_no_uri_are_rows_and_comments_are_not() {
    let import = read(
        "\u{feff}# my codes\r\n\r\notpauth://totp/Deno:Mason?secret=AAAAAAAA&issuer=Deno\r\n  \t\r\nrubbish\r\n\
         otpauth://totp/No:secret?issuer=No\r\n  otpauth://totp/Bad:secret?secret=1&issuer=Bad  \r\n",
    );
    assert_eq!(
        codes(&import.rows),
        ["ok", "not_a_uri", "no_secret", "bad_secret"]
    );
    assert_eq!(
        import.rows.iter().map(|row| row.row).collect::<Vec<_>>(),
        [1, 2, 3, 4]
    );
    let refusals = refusals(&import.rows);
    assert_eq!(
        (refusals[1].issuer.as_str(), refusals[1].label.as_str()),
        ("No", "secret")
    );
    assert_eq!(
        (refusals[2].issuer.as_str(), refusals[2].label.as_str()),
        ("Bad", "secret")
    );
    assert!(!import.encrypted);
}

#[test]
fn commas_stand_for_line_ends() {
    let import = read(
        "otpauth://totp/A%2CB:a,b?secret=AAAAAAAA,otpauth://hotp/C:c?secret=BBBBBBBB&counter=7, steam://CCCCCCCC,",
    );
    let entries = entries(&import.rows);
    assert_eq!(entries.len(), import.rows.len());
    assert_eq!(
        (entries[0].issuer.as_str(), entries[0].label.as_str()),
        ("A,B", "a,b")
    );
    assert_eq!(entries[1].counter, Some(7));
    assert_eq!(entries[2].otp.kind(), Kind::Steam);
}

#[test]
fn utf16_with_a_byte_order_mark_is_read() {
    let text = "otpauth://totp/Űrhajó:ő?secret=AAAAAAAA\r\notpauth://totp/B:b?secret=BBBBBBBB";
    let little: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let big: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(text.encode_utf16())
        .flat_map(u16::to_be_bytes)
        .collect();
    for bytes in [little, big] {
        assert_eq!(
            keyrack_exchange::recognise(&[keyrack_exchange::File {
                name: "",
                bytes: &bytes
            }]),
            Ok(named("otpauth"))
        );
        let import = read(bytes);
        assert_eq!(codes(&import.rows), ["ok", "ok"]);
        assert_eq!(entries(&import.rows)[0].issuer, "Űrhajó");
    }
}

#[test]
fn faulty_bytes_stay_in_their_line() {
    let import = read(
        b"otpauth://totp/A:\xf5?secret=AAAAAAAA\notpauth://totp/B:b?secret=BB\xffBBBB\notpauth://totp/C:c?secret=CCCCCCCC",
    );
    assert_eq!(codes(&import.rows), ["ok", "bad_secret", "ok"]);
    let entries = entries(&import.rows);
    assert_eq!(entries[0].notices, [Notice::CharactersReplaced]);
    assert_eq!(entries[1].notices, []);
}

#[test]
fn what_ente_adds_is_taken_over() {
    let with = |details: &str| {
        read(format!(
            "otpauth://totp/A:a?secret=AAAAAAAA&codeDisplay={details}"
        ))
    };

    let import = with(
        "%7B%22pinned%22%3Atrue%2C%22trashed%22%3Atrue%2C%22tags%22%3A%5B%22adó%22%2C%22k%22%5D%2C%22note%22%3A%22a%20note%22%7D",
    );
    let entry = entries(&import.rows)[0];
    assert_eq!(entry.note, "a note");
    assert_eq!(entry.tags, ["adó", "k"]);
    assert!(entry.favourite && entry.trashed);
    assert_eq!(entry.notices, []);

    let import = with("%7Bbroken");
    assert_eq!(entries(&import.rows)[0].notices, [Notice::DetailsIgnored]);
}

#[test]
fn neighbours_of_otpauth_are_named() {
    let import = read(
        "motp://Corp:me?secret=30edcc8edae50a60\notpauth://yaotp/me?secret=AAAAAAAA\notpauth-migration://offline?data=AA\n\
         phonefactor://activate?code=1\notpauth://totp/A:a?secret=AAAAAAAA&algorithm=SHA384\n\
         otpauth://ocra/A:a?secret=AAAAAAAA\notpauth://totp/A:a?secret=AAAAAAAA&digits=0\n\
         otpauth://totp/A:a?secret=AAAAAAAA&period=0\notpauth://hotp/A:a?secret=AAAAAAAA&counter=-1",
    );
    let expected = [
        "motp",
        "yandex",
        "bad_structure",
        "push",
        "algorithm",
        "type",
        "bad_digits",
        "bad_period",
        "bad_counter",
    ];
    assert_eq!(codes(&import.rows), expected);
    assert_eq!(refusals(&import.rows)[0].label, "me");
    assert_eq!(
        reconcile(&import.rows, &[])[..7]
            .iter()
            .map(|status| status.as_str())
            .collect::<Vec<_>>(),
        [
            "unsupported",
            "unsupported",
            "unreadable",
            "unsupported",
            "unsupported",
            "unsupported",
            "unreadable"
        ]
    );
    assert_eq!(reconcile(&import.rows, &[])[8], Status::Unreadable);
}

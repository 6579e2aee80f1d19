//! What goes from the process that reads files to the one that has keys arrives as it was, and nothing else does.

use keyrack_exchange::{
    Column, File, Garbled, Import, MAX_ROWS, Missing, Unread, columns, pass, take_over,
};
use proptest::prelude::*;

use crate::read;

/// Everything that a document can hold, something unreadable included.
const DOCUMENT: &str = r##"{"format":"keyrack","version":1,"later":[1],"folders":[
    {"id":"f1","name":"Kovács Bt.","colour":"#aa0000","archived":true,"client":{"tax_number":"12345678-1-42",
     "short_code":"K1","contact":"Anna","email":"anna@example.hu","notes":"two\nlines","later":true}},
    7],
    "accounts":[
    {"id":"a1","folder":"f1","service":"nav","issuer":"NAV","label":"anna","url":"https://nav.gov.hu","email":"a@b.hu",
     "note":"note","tags":["x","y"],"icon":"nav","also_serves":["f2"],"deadlines":{"review":"2026-12-31"},
     "support":"+36 1","channels":{"SMS":"+36 20"},"trashed":1700000000000,"factors":[
     {"id":"k1","label":"desk","type":"hotp","secret":"JBSWY3DPEHPK3PXP","algorithm":"SHA256","digits":8,"counter":7,
      "confirmed":true,"confirmed_at":1700000000001,"replaced":[
      {"type":"totp","secret":"GEZDGNBVGY3TQOJQ","algorithm":"SHA512","digits":6,"period":60,"replaced_at":5}]},
     {"id":"k2","type":"steam","secret":"GEZDGNBVGY3TQOJQ"},
     {"id":"k3","type":"of a later version","secret":"GEZDGNBVGY3TQOJQ"}],
     "recovery":[{"id":"r1","kind":"file","label":"codes","value":"abc","whose":"Anna",
      "codes":[{"text":"1111","used":true,"used_at":9},{"text":"2222"}],"file":{"name":"codes.txt","content":"AAEC"}}]},
    {"id":"a2","issuer":"without a factor"}]}"##;

const TABLE: &str = "Ügyfél;Adószám;Kibocsátó;Felhasználó;Titkos kulcs;Valami\n\
    Kovács Bt.;12345678-1-42;NAV;anna;JBSWY3DPEHPK3PXP;x\n\
    Szabó Kft.;;;;;y\n\
    Nagy Zrt.;;NAV;bela;1;z\n";

fn read_text(text: &str) -> Import {
    read(text, None).unwrap()
}

fn columns_of(text: &str) -> Vec<Column> {
    let file = File {
        name: "file",
        bytes: text.as_bytes(),
    };
    columns(&[file], &[]).unwrap()
}

/// The import without what stays behind: members that this version does not know, and the text of what it cannot read.
fn without_the_unknown(mut import: Import) -> Import {
    let Some(document) = &mut import.document else {
        return import;
    };
    let forget = |unread: &mut Unread| unread.json = Default::default();
    document.extra = Default::default();
    for folder in &mut document.folders.0 {
        match folder {
            Ok(folder) => {
                folder.extra = Default::default();
                folder
                    .client
                    .iter_mut()
                    .for_each(|it| it.extra = Default::default());
            }
            Err(unread) => forget(unread),
        }
    }
    for account in document.accounts.0.iter_mut().flatten() {
        let factors = account.factors.0.iter_mut();
        factors.filter_map(|it| it.as_mut().err()).for_each(forget);
    }
    import
}

/// Tells two imports apart, secrets included, which `Debug` does not show.
fn assert_same(one: &Import, other: &Import) {
    assert_eq!(one.format, other.format);
    assert_eq!(one.encrypted, other.encrypted);
    assert_eq!(one.missing, other.missing);
    assert!(one.document == other.document);
    assert_eq!(one.rows.len(), other.rows.len());
    for (one, other) in one.rows.iter().zip(&other.rows) {
        assert_eq!(one.row, other.row);
        match (&one.outcome, &other.outcome) {
            (keyrack_exchange::Outcome::Entry(one), keyrack_exchange::Outcome::Entry(other)) => {
                assert!(one == other);
            }
            (
                keyrack_exchange::Outcome::Refused(one),
                keyrack_exchange::Outcome::Refused(other),
            ) => {
                assert_eq!(one, other);
            }
            _ => panic!("row {} changed its outcome", one.row),
        }
    }
}

#[test]
fn everything_that_an_import_takes_in_arrives() {
    let document = read_text(DOCUMENT);
    assert_eq!(document.rows.len(), 4, "the ground of this test");
    let table = read_text(TABLE);
    assert!(table.rows.len() == 3 && table.document.is_some());
    let columns = columns_of(TABLE);
    let mut part = read_text("JBSWY3DPEHPK3PXP\n");
    part.missing = vec![Missing {
        batch: -3,
        of: 4,
        parts: vec![2, 4],
    }];
    for (import, columns) in [
        (document, None),
        (table, Some(columns)),
        (part, None),
        (read_text("JBSWY3DPEHPK3PXP\n"), Some(Vec::new())),
    ] {
        let bytes = pass(&import, columns.as_deref()).unwrap();
        let (taken, its_columns) = take_over(&bytes).unwrap();
        assert_same(&without_the_unknown(import), &taken);
        assert_eq!(columns, its_columns);
    }
}

#[test]
fn what_is_cut_or_goes_on_is_refused() {
    let bytes = pass(&read_text(DOCUMENT), None).unwrap();
    for end in 0..bytes.len() {
        assert!(matches!(take_over(&bytes[..end]), Err(Garbled)), "{end}");
    }
    let longer = [bytes.as_slice(), &[0]].concat();
    assert!(matches!(take_over(&longer), Err(Garbled)));
}

/// The bytes of an import of `rows` rows that all say `row`, and nothing else.
fn rows(count: u32, row: &[u8]) -> Vec<u8> {
    let mut bytes = text("otpauth");
    bytes.push(0);
    bytes.extend(count.to_le_bytes());
    bytes.extend(row.repeat(count as usize));
    // No missing parts, no document, no columns.
    bytes.extend([0; 4 + 1 + 1]);
    bytes
}

fn text(text: &str) -> Vec<u8> {
    let length = u32::try_from(text.len()).unwrap();
    [&length.to_le_bytes(), text.as_bytes()].concat()
}

fn refused(reason: &str) -> Vec<u8> {
    [vec![0], text(reason), text(""), text("")].concat()
}

#[test]
fn more_rows_than_any_import_has_are_refused() {
    let row = refused("no_secret");
    let most = MAX_ROWS as u32;
    assert_eq!(take_over(&rows(most, &row)).unwrap().0.rows.len(), MAX_ROWS);
    assert!(matches!(take_over(&rows(most + 1, &row)), Err(Garbled)));
    // A number that nothing follows takes no memory.
    let mut said = rows(0, &[]);
    let place = text("otpauth").len() + 1;
    said[place..place + 4].copy_from_slice(&u32::MAX.to_le_bytes());
    assert!(matches!(take_over(&said), Err(Garbled)));
}

#[test]
fn lists_within_rows_are_bounded_together() {
    let column = |samples: u32| {
        let mut bytes = rows(0, &[]);
        // Columns: one, with so many empty samples.
        *bytes.last_mut().unwrap() = 1;
        bytes.extend(1_u32.to_le_bytes());
        bytes.extend([text("A"), text("")].concat());
        bytes.push(0);
        bytes.extend(samples.to_le_bytes());
        bytes.extend(text("").repeat(samples as usize));
        bytes
    };
    assert!(take_over(&column(1_999_999)).is_ok());
    assert!(matches!(take_over(&column(2_000_000)), Err(Garbled)));
}

#[test]
fn names_numbers_and_texts_are_checked() {
    let good = |row: Vec<u8>| take_over(&rows(1, &row)).is_ok();
    assert!(good(refused("no_secret")));
    assert!(!good(refused("no such reason")));
    assert!(!good(
        [vec![2], refused("no_secret")[1..].to_vec()].concat()
    ));
    let broken = [vec![0], text("no_secret"), vec![1, 0, 0, 0, 0xff], text("")].concat();
    assert!(!good(broken), "no text");
    let mut other = rows(0, &[]);
    other[4] = b'x';
    assert!(matches!(take_over(&other), Err(Garbled)), "no format");

    let entry = |secret: &[u8], digits: u8, period: u32| {
        let mut bytes = [vec![1], text("Bank"), text("anna"), text("totp")].concat();
        bytes.extend((secret.len() as u32).to_le_bytes());
        bytes.extend(secret);
        bytes.extend(text("SHA1"));
        bytes.push(digits);
        bytes.push(1);
        bytes.extend(period.to_le_bytes());
        // No counter, note, url, groups, tags, stars, notices or source.
        bytes.extend([0; 1 + 4 + 4 + 4 + 4 + 1 + 1 + 4 + 1]);
        bytes
    };
    assert!(good(entry(&[7; 20], 6, 30)));
    assert!(!good(entry(&[], 6, 30)), "no secret");
    assert!(!good(entry(&[7; 1025], 6, 30)), "too long a secret");
    assert!(!good(entry(&[7; 20], 0, 30)), "no digits");
    assert!(!good(entry(&[7; 20], 11, 30)), "too many digits");
    assert!(!good(entry(&[7; 20], 6, 0)), "no period");
    assert!(!good(entry(&[7; 20], 6, u32::MAX)), "too long a period");
}

proptest! {
    #[test]
    fn no_bytes_do_worse_than_an_error(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        _ = take_over(&bytes);
    }

    #[test]
    fn what_is_taken_of_a_change_is_sound(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = pass(&read_text(DOCUMENT), None).unwrap().to_vec();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok((import, columns)) = take_over(&bytes) {
            let again = pass(&import, columns.as_deref()).unwrap();
            prop_assert!(take_over(&again).is_ok());
        }
    }
}

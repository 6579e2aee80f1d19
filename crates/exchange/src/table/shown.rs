//! A table for a person to say what its columns hold, without what may be secret.

use super::Table;
use super::columns::{Columns, guess};
use super::field::Field;

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Column {
    /// Its letter, as spreadsheets show it.
    pub letter: String,
    /// What stands above it; may be empty.
    pub heading: String,
    /// What it holds, if that is known.
    pub field: Option<Field>,
    /// Its first cells that are not empty, at most three. None of a column that holds secrets or passwords, or whose
    /// cells may be keys.
    pub samples: Vec<String>,
}

pub(crate) fn columns(table: &Table, columns: &Columns) -> Vec<Column> {
    let headings = table.headings().iter().enumerate();
    headings
        .map(|(place, heading)| {
            let field = columns.field(place);
            Column {
                letter: letter(place),
                heading: heading.clone(),
                field,
                samples: samples(table, place, [field, guess(heading)]),
            }
        })
        .collect()
}

/// The letter of the column at `place`: A to Z, then AA.
fn letter(place: usize) -> String {
    let last = char::from(b'A' + (place % 26) as u8);
    match place / 26 {
        0 => last.to_string(),
        before => letter(before - 1) + &last.to_string(),
    }
}

fn samples(table: &Table, place: usize, fields: [Option<Field>; 2]) -> Vec<String> {
    let is_secret = |field| matches!(field, Some(Field::Secret | Field::Password));
    let cells = || table.rows().map(|row| row.cell(Some(place)));
    if fields.into_iter().any(is_secret) || cells().any(may_be_key) {
        return Vec::new();
    }
    let shown = cells().filter(|cell| !cell.is_empty()).take(SAMPLES);
    shown
        .map(|cell| cell.chars().take(LONGEST).collect())
        .collect()
}

/// Whether a cell reads as a key: 16 or more characters of Base32 or hexadecimal, in one group or in groups of one
/// length; or as a URI that holds one. Names of several words have words of several lengths.
pub(crate) fn may_be_key(cell: &str) -> bool {
    if cell.to_ascii_lowercase().contains("otpauth") {
        return true;
    }
    let groups: Vec<&str> = cell
        .split([' ', '-'])
        .filter(|group| !group.is_empty())
        .collect();
    let Some((last, before)) = groups.split_last() else {
        return false;
    };
    let is_even = before.iter().all(|group| group.len() == before[0].len())
        && before.first().is_none_or(|first| last.len() <= first.len());
    let characters = || groups.iter().flat_map(|group| group.bytes());
    let is_base32 = |byte: u8| matches!(byte, b'A'..=b'Z' | b'a'..=b'z' | b'2'..=b'7' | b'=');
    is_even
        && characters().count() >= SHORTEST_KEY
        && (characters().all(is_base32) || characters().all(|byte| byte.is_ascii_hexdigit()))
}

const SAMPLES: usize = 3;

/// The most characters of a cell that are shown.
const LONGEST: usize = 60;

const SHORTEST_KEY: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(csv: &str, named: &[(&str, &str)]) -> Vec<Column> {
        let named: Vec<_> = named
            .iter()
            .map(|(column, field)| ((*column).to_owned(), (*field).to_owned()))
            .collect();
        let table = Table::of_csv(csv).unwrap();
        columns(&table, &Columns::of(&table, &named).unwrap())
    }

    #[test]
    fn columns_show_some_cells_and_none_that_may_be_secret() {
        let table = "Client;Key;Jelszó;x;y\n\
                     Kovács és Társa Kft;short;hunter2;;\n\
                     Kiss Pista;short;hunter3;a;JBSW Y3DP EHPK 3PXP\n\
                     ;;;b;\n;;;c;\n;;;d;plain";
        let columns = shown(table, &[]);
        let samples: Vec<_> = columns.iter().map(|column| &column.samples[..]).collect();
        assert_eq!(samples[0], ["Kovács és Társa Kft", "Kiss Pista"]);
        assert_eq!(samples[3], ["a", "b", "c"]);
        for secret in [1, 2, 4] {
            assert!(
                samples[secret].is_empty(),
                "{secret}: {:?}",
                samples[secret]
            );
        }
        let fields: Vec<_> = columns.iter().map(|column| column.field).collect();
        let known = [Field::Folder, Field::Secret, Field::Password].map(Some);
        assert_eq!(fields, [&known[..], &[None, None]].concat());
        let misnamed = shown(table, &[("B", "account"), ("C", "note")]);
        assert!(misnamed[1].samples.is_empty() && misnamed[2].samples.is_empty());
        assert_eq!(misnamed[1].field, Some(Field::Account));
    }

    #[test]
    fn keys_are_known_in_all_their_forms_and_names_are_none() {
        for key in [
            "JBSWY3DPEHPK3PXP",
            "jbsw y3dp ehpk 3pxp",
            "JBSW-Y3DP-EHPK-3PXP-JB",
            "JBSWY3DPEHPK3PXPJBSWY3DP====",
            "3132333435363738393031323334353637383930",
            "OTPAUTH://totp/x",
        ] {
            assert!(may_be_key(key), "{key}");
        }
        for name in [
            "",
            "Kovacs es Tarsa Kft",
            "12345678-2-42",
            "short",
            "Örkényi Ügyvédi Iroda",
        ] {
            assert!(!may_be_key(name), "{name}");
        }
    }

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!(
            [0, 25, 26, 51, 52].map(letter),
            ["A", "Z", "AA", "AZ", "BA"]
        );
    }
}

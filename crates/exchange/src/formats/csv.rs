//! Tables of an office as spreadsheets write them.
//!
//! The tables that are written here have the names of fields for headings, and a sign before what a spreadsheet would
//! take for a formula; it is taken off again when they are read.

use zeroize::Zeroizing;

use crate::content::Content;
use crate::description::{Description, Kind, Takes, Writing};
use crate::document::Document;
use crate::error::ImportError;
use crate::format::Sealing;
use crate::places::{Item, Places, items};
use crate::reader::Reader;
use crate::table::columns::Columns;
use crate::table::field::Field;
use crate::table::guard::quoted;
use crate::table::{Table, entries};
use crate::text;

pub(crate) const FORMAT: Description = Description {
    id: "csv",
    name: "CSV",
    extensions: &["csv"],
    kind: Kind::Table,
    recognises,
    // One whose columns somebody names.
    takes: Takes::Also(|content| content.may_be_table()),
    read,
    writing: Some(Writing::new(Sealing::Never, PLACES, |document, _| {
        Ok(text::into_bytes(write(document)))
    })),
    ..Description::READ_ONLY
};

const PLACES: Places = Places {
    note: usize::MAX,
    tags: true,
    folder: true,
    url: true,
    ..Places::FACTORS
};

/// Whether the first line are headings of which several are known.
fn recognises(content: &Content<'_>) -> bool {
    let line = content.text.lines().find(|line| !line.trim().is_empty());
    content.may_be_table()
        && line
            .and_then(|line| Table::of_csv(&decoded(content, line)).ok())
            .and_then(|table| Columns::of(&table, &[]).ok())
            .is_some_and(|columns| columns.are_useful() && columns.known() > 1)
}

fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    entries::read(&table(content)?, reader)
}

/// The table that the content is, whatever its columns hold.
pub(super) fn table(content: &Content<'_>) -> Result<Table, ImportError> {
    Table::of_csv(&decoded(content, content.text))
}

/// The text, in an old encoding if it is in none of the new ones.
fn decoded(content: &Content<'_>, text: &str) -> Zeroizing<String> {
    if !text.contains(char::REPLACEMENT_CHARACTER) || std::str::from_utf8(content.bytes).is_ok() {
        return Zeroizing::new(text.to_owned());
    }
    let whole = text::decode_legacy(content.bytes);
    if text.len() == content.text.len() {
        return whole;
    }
    let line = whole.lines().find(|line| !line.trim().is_empty());
    Zeroizing::new(line.unwrap_or_default().to_owned())
}

/// Writes a table of all factors.
fn write(document: &Document) -> Zeroizing<String> {
    let items = items(document, &PLACES);
    let head = HEADINGS.map(Field::as_str).join(",");
    let lines: Vec<Zeroizing<String>> = items.iter().map(line).collect();
    let length: usize = lines.iter().map(|line| line.len() + 2).sum();
    let mut text = Zeroizing::new(String::with_capacity(head.len() + 5 + length));
    // The mark, without which Excel takes the text for an old encoding.
    text.push('\u{feff}');
    text.push_str(&head);
    text.push_str("\r\n");
    for line in &lines {
        text.push_str(line);
        text.push_str("\r\n");
    }
    text
}

fn line(item: &Item<'_>) -> Zeroizing<String> {
    let (account, otp) = (item.account, &item.factor.otp);
    let secret = otp.secret().to_base32();
    let tags = account.tags.join(";");
    let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
    let cells = HEADINGS.map(|field| match field {
        Field::Folder => quoted(item.folder),
        Field::Issuer => quoted(&account.issuer),
        Field::Account => quoted(&account.label),
        Field::Secret => quoted(&secret),
        Field::Type => quoted(otp.kind().as_str()),
        Field::Algorithm => quoted(otp.algorithm().as_str()),
        Field::Digits => quoted(&otp.digits().to_string()),
        Field::Period => quoted(&number(otp.period().map(u64::from))),
        Field::Counter => quoted(&number(item.factor.counter)),
        Field::Note => quoted(item.note),
        Field::Tags => quoted(&tags),
        Field::Url => quoted(&account.url),
        _ => Zeroizing::default(),
    });
    let mut line = Zeroizing::new(String::with_capacity(
        cells.iter().map(|cell| cell.len() + 1).sum(),
    ));
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            line.push(',');
        }
        line.push_str(cell);
    }
    line
}

const HEADINGS: [Field; 12] = [
    Field::Folder,
    Field::Issuer,
    Field::Account,
    Field::Secret,
    Field::Type,
    Field::Algorithm,
    Field::Digits,
    Field::Period,
    Field::Counter,
    Field::Note,
    Field::Tags,
    Field::Url,
];

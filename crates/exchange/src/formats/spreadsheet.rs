//! Tables of an office: CSV as spreadsheets write it, and workbooks. A row is a factor in a client's folder; a row
//! without a key is a client, whose folder is made.
//!
//! The tables that are written here have the names of fields for headings, and a sign before what a spreadsheet would
//! take for a formula; it is taken off again when they are read.

use std::collections::HashMap;

use keyrack_otp::Kind;
use zeroize::Zeroizing;

use crate::content::{Content, Json};
use crate::document::{Account, Client, Document, Factor, Folder};
use crate::export::{self, Item, Places};
use crate::format::{Format, FormatInfo, Sealing};
use crate::parameters::{Key, Parameters};
use crate::reader::Reader;
use crate::table::columns::{Columns, Field};
use crate::table::guard::{quoted, unguarded};
use crate::table::shown::{self, Column, may_be_key};
use crate::table::{Table, TableRow, xlsx};
use crate::{Entry, ImportError, MAX_TEXT_BYTES, Notice, Outcome, Reason, Source, archive, text};

pub(crate) const CSV_INFO: FormatInfo = FormatInfo {
    format: Format::Csv,
    id: "csv",
    name: "CSV",
    extensions: &["csv"],
    imports: true,
    exports: true,
    encrypted: false,
    sealing: Sealing::Never,
};

pub(crate) const XLSX_INFO: FormatInfo = FormatInfo {
    format: Format::Xlsx,
    id: "xlsx",
    name: "Excel",
    extensions: &["xlsx"],
    imports: true,
    exports: false,
    encrypted: false,
    sealing: Sealing::Never,
};

pub(crate) const PLACES: Places = Places {
    note: usize::MAX,
    tags: true,
    folder: true,
    url: true,
    ..Places::FACTORS
};

pub(crate) fn is_xlsx(content: &Content<'_>) -> bool {
    archive::names(content.bytes)
        .iter()
        .any(|name| name == "xl/workbook.xml")
}

/// Whether the first line are headings of which several are known.
pub(crate) fn is_csv(content: &Content<'_>) -> bool {
    let line = content.text.lines().find(|line| !line.trim().is_empty());
    !content.is_binary()
        && matches!(content.json, Json::None)
        && line
            .and_then(|line| Table::of_csv(&csv_text(content, line)).ok())
            .and_then(|table| Columns::of(&table, &[]).ok())
            .is_some_and(|columns| columns.are_useful() && columns.known() > 1)
}

/// Whether it can be a table at all, for one whose columns somebody names.
pub(crate) fn may_be_csv(content: &Content<'_>) -> bool {
    !content.is_binary() && matches!(content.json, Json::None)
}

pub(crate) fn read_csv(
    content: &Content<'_>,
    reader: &mut Reader<'_, '_>,
) -> Result<(), ImportError> {
    let table = Table::of_csv(&csv_text(content, content.text))?;
    read_table(&table, reader)
}

pub(crate) fn read_xlsx(
    content: &Content<'_>,
    reader: &mut Reader<'_, '_>,
) -> Result<(), ImportError> {
    let tables = xlsx::read(content.bytes)?;
    let mut is_read = false;
    for table in &tables {
        match read_table(table, reader) {
            // A sheet of something else beside the one that is meant.
            Err(ImportError::ColumnsUnknown) => {}
            answer => {
                answer?;
                is_read = true;
            }
        }
    }
    if is_read {
        Ok(())
    } else {
        Err(ImportError::ColumnsUnknown)
    }
}

/// The columns of the table that the content is or may be; of a workbook those of the first sheet that tells enough.
///
/// # Errors
/// [`ImportError::ColumnsUnknown`] if a name in `named` is that of no column or field, or if it is no table.
pub(crate) fn columns(
    content: &Content<'_>,
    named: &[(String, String)],
) -> Result<Vec<Column>, ImportError> {
    let tables = if is_xlsx(content) {
        xlsx::read(content.bytes)?
    } else if may_be_csv(content) {
        vec![Table::of_csv(&csv_text(content, content.text))?]
    } else {
        Vec::new()
    };
    let is_sure = is_xlsx(content) || is_csv(content);
    let tables = tables.iter().filter(|table| is_sure || table.is_even());
    // A sheet of something else does not have the columns that are named.
    let known = tables.filter_map(|table| Some((table, Columns::of(table, named).ok()?)));
    let known: Vec<(&Table, Columns)> = known.collect();
    let useful = known.iter().find(|(_, columns)| columns.are_useful());
    let (table, columns) = useful
        .or(known.first())
        .ok_or(ImportError::ColumnsUnknown)?;
    Ok(shown::columns(table, columns))
}

/// The text, in an old encoding if it is in none of the new ones.
fn csv_text(content: &Content<'_>, text: &str) -> Zeroizing<String> {
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

fn read_table(table: &Table, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let columns = Columns::of(table, reader.work.columns())?;
    if !columns.are_useful() {
        return Err(ImportError::ColumnsUnknown);
    }
    let mut document = reader.import.document.take().unwrap_or_default();
    let mut folders = Folders::default();
    for row in table.rows() {
        let row = Cells {
            row,
            columns: &columns,
        };
        let folder = row.add_folder(&mut document, &mut folders);
        let names = || (row.text(Field::Issuer), row.text(Field::Account));
        match row.entry() {
            Ok(mut entry) => {
                let id = format!("row-{}", reader.import.rows.len() + 1);
                document
                    .accounts
                    .0
                    .push(Ok(row.account(&id, folder, &entry)));
                entry.source = Some(Source {
                    account_id: id.clone(),
                    factor_id: id,
                });
                reader.push(Outcome::Entry(entry))?;
            }
            Err(Reason::NoSecret) if !row.text(Field::Folder).is_empty() && names() == EMPTY => {
                let folder = row.text(Field::Folder);
                reader.push_refused(Reason::Client, (String::new(), folder))?;
            }
            Err(reason) => reader.push_refused(reason, row.shown_names())?,
        }
    }
    reader.import.document = Some(document);
    Ok(())
}

/// Where the folders of a table stand in its document. Clients may have one name; their tax numbers tell them apart.
#[derive(Default)]
struct Folders(HashMap<String, Vec<(String, usize)>>);

impl Folders {
    /// The place of the folder, which is added if there is none. What names no tax number, or names the first one, is about
    /// the first of the name.
    fn place(&mut self, document: &mut Document, name: &str, tax_number: &str) -> usize {
        let tax_number = tax_number.replace(|c: char| !c.is_alphanumeric(), "");
        let namesakes = self.0.entry(name.to_owned()).or_default();
        let known = namesakes
            .iter_mut()
            .find(|(known, _)| known.is_empty() || tax_number.is_empty() || *known == tax_number);
        if let Some((known, place)) = known {
            if known.is_empty() {
                *known = tax_number;
            }
            return *place;
        }
        let id = match namesakes.len() {
            0 => name.to_owned(),
            // With a sign that is in no name.
            before => format!("{name}\u{1f}{before}"),
        };
        let place = document.folders.0.len();
        namesakes.push((tax_number, place));
        document.folders.0.push(Ok(Folder {
            id,
            name: name.to_owned(),
            ..Folder::default()
        }));
        place
    }
}

/// A row, and what its cells are.
#[derive(Clone, Copy)]
struct Cells<'a> {
    row: TableRow<'a>,
    columns: &'a Columns,
}

impl Cells<'_> {
    fn cell(&self, field: Field) -> &str {
        let column = self.columns.column(field);
        unguarded(column.map_or("", |column| self.row.cell(Some(column))))
    }

    fn text(&self, field: Field) -> String {
        self.cell(field).to_owned()
    }

    /// Whether a name reads as a key, and the key as a name: short names can be Base32.
    fn is_mixed_up(&self) -> bool {
        let names = [Field::Issuer, Field::Account].map(|field| self.cell(field));
        !may_be_key(self.cell(Field::Secret)) && names.into_iter().any(may_be_key)
    }

    /// The names of a row that cannot be taken over. One that reads as a key is none: somebody mixed up the columns.
    fn shown_names(&self) -> (String, String) {
        let name = |field| match self.cell(field) {
            key if may_be_key(key) => String::new(),
            name => name.to_owned(),
        };
        (name(Field::Issuer), name(Field::Account))
    }

    fn number(&self, field: Field, fault: Reason) -> Result<Option<u64>, Reason> {
        Some(self.cell(field))
            .filter(|cell| !cell.is_empty())
            .map(|cell| cell.parse().map_err(|_| fault))
            .transpose()
    }

    fn entry(&self) -> Result<Entry, Reason> {
        let is_too_long = Field::ALL
            .iter()
            .any(|&field| self.cell(field).len() > MAX_TEXT_BYTES);
        if is_too_long {
            return Err(Reason::TooLong);
        }
        let mut entry = self.factor()?;
        if self.is_mixed_up() {
            return Err(Reason::BadSecret);
        }
        for (own, field) in [
            (&mut entry.issuer, Field::Issuer),
            (&mut entry.label, Field::Account),
        ] {
            let cell = self.cell(field);
            if !cell.is_empty() {
                cell.clone_into(own);
            }
        }
        entry.note = self.text(Field::Note);
        entry.url = self.text(Field::Url);
        entry.groups = [self.text(Field::Folder)]
            .into_iter()
            .filter(|folder| !folder.is_empty())
            .collect();
        entry.tags = self
            .cell(Field::Tags)
            .split([';', ','])
            .map(str::trim)
            .filter(|tag| !tag.is_empty())
            .map(str::to_owned)
            .collect();
        if !self.cell(Field::Password).is_empty() {
            entry.notices.push(Notice::PasswordIgnored);
        }
        if self
            .columns
            .unknown()
            .any(|column| !self.row.cell(Some(column)).is_empty())
        {
            entry.notices.push(Notice::DetailsIgnored);
        }
        Ok(entry)
    }

    /// The factor, with the names of its URI if it has one.
    fn factor(&self) -> Result<Entry, Reason> {
        let secret = self.row.secret(self.columns.column(Field::Secret));
        if secret.is_empty() {
            return Err(Reason::NoSecret);
        }
        if secret.contains("://") {
            return super::otpauth::read_entry(unguarded(&secret));
        }
        let mut notices = Vec::new();
        let kind = match self.cell(Field::Type) {
            "" if self.columns.counts => Kind::Hotp,
            "" => Kind::Totp,
            name => name.parse()?,
        };
        let parameters = Parameters {
            kind,
            key: Key::Base32(unguarded(&secret)),
            algorithm: self.cell(Field::Algorithm),
            digits: self.number(Field::Digits, Reason::BadDigits)?,
            period: self.number(Field::Period, Reason::BadPeriod)?,
            counter: self.number(Field::Counter, Reason::BadCounter)?,
        };
        let (otp, counter) = parameters.factor(&mut notices)?;
        let mut entry = Entry::new(String::new(), String::new(), otp, counter);
        entry.notices = notices;
        Ok(entry)
    }

    fn account(&self, id: &str, folder: String, entry: &Entry) -> Account {
        let factor = Factor {
            id: id.to_owned(),
            label: String::new(),
            otp: entry.otp.clone(),
            counter: entry.counter,
            confirmed: true,
            confirmed_at: None,
            replaced: Vec::new(),
            extra: Default::default(),
        };
        Account {
            id: id.to_owned(),
            folder,
            issuer: entry.issuer.clone(),
            label: entry.label.clone(),
            url: entry.url.clone(),
            note: entry.note.clone(),
            tags: entry.tags.clone(),
            factors: [factor].into_iter().collect(),
            ..Account::default()
        }
    }

    /// Adds the folder of the row, or what the row says about one that is there. Returns its identifier; none without a
    /// name.
    fn add_folder(&self, document: &mut Document, folders: &mut Folders) -> String {
        let name = self.text(Field::Folder);
        if name.is_empty() || name.len() > MAX_TEXT_BYTES {
            return String::new();
        }
        let place = folders.place(document, &name, self.cell(Field::TaxNumber));
        let Some(Ok(folder)) = document.folders.0.get_mut(place) else {
            return String::new();
        };
        let details = [
            Field::TaxNumber,
            Field::ShortCode,
            Field::Contact,
            Field::Email,
        ]
        .map(|field| self.text(field));
        if details.iter().all(String::is_empty) && !self.is_list_of_clients() {
            return folder.id.clone();
        }
        let client = folder.client.get_or_insert_with(Client::default);
        let [tax_number, short_code, contact, email] = details;
        for (own, new) in [
            (&mut client.tax_number, tax_number),
            (&mut client.short_code, short_code),
            (&mut client.contact, contact),
            (&mut client.email, email),
        ] {
            if own.is_empty() {
                *own = new;
            }
        }
        folder.id.clone()
    }

    fn is_list_of_clients(&self) -> bool {
        self.columns.column(Field::Secret).is_none()
    }
}

/// Writes a table of all factors.
pub(crate) fn write(document: &Document) -> Zeroizing<String> {
    let items = export::items(document, Format::Csv);
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

const EMPTY: (String, String) = (String::new(), String::new());

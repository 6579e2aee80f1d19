//! From the rows of an office's table to entries, and to a document with the folders of its clients.

use std::collections::HashMap;

use keyrack_otp::Kind;

use super::columns::Columns;
use super::field::Field;
use super::guard::unguarded;
use super::shown::may_be_key;
use super::{Table, TableRow};
use crate::document::{Account, Client, Document, Factor, Folder};
use crate::error::ImportError;
use crate::limits::MAX_TEXT_BYTES;
use crate::login;
use crate::parameters::{Key, Parameters};
use crate::reader::Reader;
use crate::reason::{Notice, Reason};
use crate::row::{Entry, Outcome, Source};
use crate::uri_list;

/// Reads the rows of a table: each is a factor in a client's folder or, without a key, a client, whose folder is made.
pub(crate) fn read(table: &Table, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let columns = Columns::of(table, reader.columns)?;
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
        entry.groups = login::group(self.text(Field::Folder));
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
            return uri_list::read_entry(unguarded(&secret));
        }
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
        parameters.entry()
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

const EMPTY: (String, String) = (String::new(), String::new());

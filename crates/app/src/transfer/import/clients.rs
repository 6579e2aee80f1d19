//! Which folders the vault knows already, and which clients of a list have no code yet.

use std::collections::HashMap;

use keyrack_exchange as exchange;
use keyrack_vault::{Folder, Id, Record, Vault, search::fold};

use super::{Incoming, act::Act};
use crate::view::{ClientRow, ClientStatus};

/// The folders of a vault by what an office calls them.
#[derive(Default)]
pub(crate) struct Known {
    by_tax_number: HashMap<String, Id>,
    by_name: HashMap<String, Vec<Namesake>>,
    by_short_code: HashMap<String, Id>,
}

/// A folder of some name.
struct Namesake {
    id: Id,
    has_tax_number: bool,
}

impl Known {
    pub fn of(vault: &Vault) -> Self {
        let mut known = Self::default();
        let mut folders: Vec<&Folder> = vault.shown_folders().into_values().collect();
        folders.sort_by_key(|folder| (folder.created(), folder.id()));
        folders.into_iter().for_each(|folder| known.add(folder));
        known
    }

    /// Notes a folder that was made.
    pub fn add(&mut self, folder: &Folder) {
        let tax_number = number(folder.tax_number.get());
        let namesake = Namesake {
            id: folder.id(),
            has_tax_number: !tax_number.is_empty(),
        };
        if namesake.has_tax_number {
            self.by_tax_number.entry(tax_number).or_insert(namesake.id);
        }
        let short_code = name(folder.short_code.get());
        if !short_code.is_empty() {
            self.by_short_code.entry(short_code).or_insert(namesake.id);
        }
        let name = name(folder.name.get());
        if !name.is_empty() {
            self.by_name.entry(name).or_default().push(namesake);
        }
    }

    /// The folder that the office knows by this tax number, else by this name. One with another tax number is somebody
    /// else's, whatever its name; of several with the name, the first without a tax number is meant, and it counts as
    /// having this one from then on.
    pub fn find(&mut self, text: &str, tax_number: &str) -> Option<Id> {
        let (text, tax_number) = (name(text), number(tax_number));
        if let Some(id) = self.by_tax_number.get(&tax_number) {
            return Some(*id);
        }
        let namesakes = self
            .by_name
            .get_mut(&text)
            .map_or(&mut [][..], Vec::as_mut_slice);
        match namesakes {
            [only] if tax_number.is_empty() => Some(only.id),
            [] if tax_number.is_empty() => self.by_short_code.get(&text).copied(),
            several => {
                let meant = several.iter_mut().find(|it| !it.has_tax_number)?;
                if !tax_number.is_empty() {
                    meant.has_tax_number = true;
                    self.by_tax_number.insert(tax_number, meant.id);
                }
                Some(meant.id)
            }
        }
    }

    /// The folder that a folder of a document is in the vault: by its identifier, where it has one.
    pub fn find_or_own(&mut self, vault: &Vault, folder: &exchange::Folder) -> Option<Id> {
        match folder.id.parse() {
            Ok(id) => vault
                .folders
                .get(id)
                .filter(|there| !there.is_gone())
                .map(Record::id),
            Err(_) => self.find(&folder.name, tax_number(folder)),
        }
    }
}

/// The clients that a table names, compared with the vault; none for other files.
pub(super) fn compare(
    vault: &Vault,
    known: &mut Known,
    incoming: &Incoming,
    acts: &[Option<Act>],
) -> Vec<ClientRow> {
    let Some(document) = incoming
        .read
        .document
        .as_ref()
        .filter(|_| incoming.is_table())
    else {
        return Vec::new();
    };
    let there = crate::accounts::folders::counts(vault);
    let coming = coming(incoming, document, acts);
    let folders = document.folders.iter().filter(|folder| is_named(folder));
    let rows = folders.map(|folder| {
        let id = known.find(&folder.name, tax_number(folder));
        let held = id
            .and_then(|id| there.get(&id))
            .map_or(0, |count| count.all());
        ClientRow {
            name: folder.name.clone(),
            tax_number: tax_number(folder).to_owned(),
            status: if id.is_some() {
                ClientStatus::Known
            } else {
                ClientStatus::New
            },
            accounts: held + coming.get(folder.id.as_str()).copied().unwrap_or(0),
        }
    });
    rows.collect()
}

/// Whether a folder is worth making. That of an individual has no name, and two such would be one too many.
pub(super) fn is_named(folder: &exchange::Folder) -> bool {
    !folder.name.is_empty() || folder.client.is_some()
}

/// How many accounts each folder of a table would get, by the identifier that it has there.
fn coming<'a>(
    incoming: &Incoming,
    document: &'a exchange::Document,
    acts: &[Option<Act>],
) -> HashMap<&'a str, usize> {
    let folder_of: HashMap<&str, &str> = document
        .accounts
        .iter()
        .map(|account| (account.id.as_str(), account.folder.as_str()))
        .collect();
    let mut coming = HashMap::new();
    for (row, act) in incoming.read.rows.iter().zip(acts) {
        if let (exchange::Outcome::Entry(entry), Some(Act::Add)) = (&row.outcome, act)
            && let Some(source) = &entry.source
            && let Some(folder) = folder_of.get(source.account_id.as_str())
        {
            *coming.entry(*folder).or_default() += 1;
        }
    }
    coming
}

fn tax_number(folder: &exchange::Folder) -> &str {
    folder
        .client
        .as_ref()
        .map_or("", |client| &client.tax_number)
}

/// A tax number without the signs between its parts.
fn number(text: &str) -> String {
    let digits = text.chars().filter(char::is_ascii_alphanumeric);
    digits.map(|digit| digit.to_ascii_uppercase()).collect()
}

/// A name as people compare it: without accents, capitals and spaces.
fn name(text: &str) -> String {
    let mut name = fold(text);
    name.retain(|character| !character.is_whitespace());
    name
}

//! Folders and clients.

use std::collections::BTreeMap;

use keyrack_vault::{
    Folder, Id, Record, Stamp, Vault,
    search::{self, Query, fold},
};

use crate::{
    Error, ErrorCode, Result, Session,
    accounts::{
        fields,
        ids::{by_id, is_id, make_id, not_found},
    },
    view::{ClientView, FolderView, Folders},
};

/// A new folder.
#[derive(Debug, Clone, Default)]
pub struct NewFolder {
    /// Its name.
    pub name: String,
    /// Further fields, as in [`Session::folder_edit`].
    pub fields: Vec<(String, String)>,
}

impl Session {
    /// The folders, by name, with how many accounts each holds.
    pub fn folders(&mut self) -> Vec<FolderView> {
        let vault = self.vault();
        let counts = counts(vault);
        let shown = vault.shown_folders();
        let mut views: Vec<FolderView> =
            shown.values().map(|folder| view(folder, &counts)).collect();
        views.sort_by_cached_key(|view| (search::order(&view.name), view.id.clone()));
        views
    }

    /// A part of the folders that hold every word of `query` in their name, tax number or short code, by name: `count` of
    /// them from the place `from` on, and how many there are in all. The unnamed folder of an individual is left out
    /// while it is the only one.
    #[must_use]
    pub fn folders_found(&self, query: &str, archived: bool, from: usize, count: usize) -> Folders {
        let vault = self.vault();
        let found = found(vault, query, |folder| *folder.archived.get() == archived);
        let counts = counts(vault);
        let shown = found.iter().skip(from).take(count);
        let folders = shown.map(|folder| view(folder, &counts).into());
        Folders {
            total: found.len(),
            folders: folders.collect(),
        }
    }

    /// All about the folder of an id, which has to be all of it.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`].
    pub fn folder(&self, id: &str) -> Result<FolderView> {
        self.folder_view(of_id(self.vault(), id)?.id())
    }

    /// Adds a folder. Two folders may have one name: clients do.
    ///
    /// # Errors
    /// [`ErrorCode::BadValue`], [`ErrorCode::UnknownField`], or why it could not be saved.
    pub fn folder_add(&mut self, new: &NewFolder) -> Result<FolderView> {
        let id = self.commit(|vault, stamp| {
            let mut folder = Folder::new(make_id()?, stamp);
            fields::folder(&mut folder, "name", &new.name, stamp)?;
            for (field, value) in &new.fields {
                fields::folder(&mut folder, field, value, stamp)?;
            }
            let id = folder.id();
            vault.folders.insert(folder);
            Ok(id)
        })?;
        self.folder_view(id)
    }

    /// Changes fields: `name`, `colour`, `client`, `archived` (`true` or `false`), and the client's `tax_number`,
    /// `short_code`, `contact`, `email`, `notes`.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`], [`ErrorCode::Ambiguous`], [`ErrorCode::BadValue`], [`ErrorCode::UnknownField`]; then no field is changed.
    pub fn folder_edit(&mut self, folder: &str, fields: &[(String, String)]) -> Result<FolderView> {
        let id = find(self.vault(), folder)?;
        self.commit(|vault, stamp| {
            let mut edited = vault
                .folders
                .get(id)
                .ok_or_else(|| not_found(folder))?
                .clone();
            for (field, value) in fields {
                fields::folder(&mut edited, field, value, stamp)?;
            }
            vault.folders.insert(edited);
            Ok(())
        })?;
        self.folder_view(id)
    }

    /// Removes an empty folder.
    ///
    /// # Errors
    /// [`ErrorCode::FolderNotEmpty`], [`ErrorCode::NotFound`], [`ErrorCode::Ambiguous`], or why it could not be saved.
    pub fn folder_remove(&mut self, folder: &str) -> Result<FolderView> {
        let id = find(self.vault(), folder)?;
        let view = self.folder_view(id)?;
        self.commit(|vault, stamp| {
            let held = vault
                .live_accounts()
                .filter(|account| *account.folder.get() == Some(id))
                .count();
            if held > 0 {
                return Err(Error::new(ErrorCode::FolderNotEmpty).with("count", held));
            }
            if let Some(folder) = vault.folders.get_mut(id) {
                folder.trash(stamp);
            }
            Ok(())
        })?;
        Ok(view)
    }

    fn folder_view(&self, id: Id) -> Result<FolderView> {
        let vault = self.vault();
        let folder = vault
            .folders
            .get(id)
            .ok_or_else(|| not_found(&id.to_string()))?;
        Ok(view(folder, &counts(vault)))
    }
}

/// The folder of an id, which has to be all of it.
///
/// # Errors
/// [`ErrorCode::NotFound`].
pub(crate) fn of_id<'a>(vault: &'a Vault, id: &str) -> Result<&'a Folder> {
    let folder = id.parse().ok().and_then(|id| vault.folders.get(id));
    folder
        .filter(|folder| !folder.is_gone())
        .ok_or_else(|| not_found(id))
}

/// The folders that a person knows of, that hold every word of `query` in their name, tax number or short code, and that
/// fit; by name.
pub(crate) fn found<'a>(
    vault: &'a Vault,
    query: &str,
    fits: impl Fn(&Folder) -> bool,
) -> Vec<&'a Folder> {
    let query = Query::of(query);
    let mut found = listed(vault);
    found.retain(|folder| {
        let words = [&folder.name, &folder.tax_number, &folder.short_code];
        fits(folder) && query.is_in(&words.map(|it| it.get().as_str()))
    });
    found.sort_by_cached_key(|folder| (search::order(folder.name.get()), folder.id()));
    found
}

/// The folders that a person knows of, in the order of their making: without the unnamed one that an individual has.
pub(crate) fn listed(vault: &Vault) -> Vec<&Folder> {
    let shown: Vec<&Folder> = vault.shown_folders().into_values().collect();
    if let [only] = shown[..]
        && only.name.get().is_empty()
    {
        return Vec::new();
    }
    let holds = |id| {
        vault
            .live_accounts()
            .any(|account| *account.folder.get() == Some(id))
    };
    // The one without a name is there for accounts of no client. While it holds none, it would only be a gap.
    let mut listed = shown;
    listed.retain(|folder| !folder.name.get().is_empty() || holds(folder.id()));
    listed
}

/// The one folder that `text` names: by id or the beginning of one, by name, tax number or short code.
///
/// # Errors
/// [`ErrorCode::NotFound`] or [`ErrorCode::Ambiguous`].
pub(crate) fn find(vault: &Vault, text: &str) -> Result<Id> {
    match find_whole(vault, text)? {
        Some(id) => Ok(id),
        None => by_id(vault.shown_folders().into_keys(), text)?.ok_or_else(|| not_found(text)),
    }
}

/// As [`find`], by a whole id or name; a name that is not there yet makes a new folder. One that happens to begin the id
/// of another client's folder does so as well.
pub(crate) fn find_or_make(vault: &mut Vault, text: &str, stamp: Stamp) -> Result<Id> {
    if let Some(id) = check(vault, text)? {
        return Ok(id);
    }
    let mut folder = Folder::new(make_id()?, stamp);
    folder.name.update(text.to_owned(), stamp);
    let id = folder.id();
    vault.folders.insert(folder);
    Ok(id)
}

/// The folder, or that it may be made.
pub(crate) fn check(vault: &Vault, text: &str) -> Result<Option<Id>> {
    if let Some(id) = find_whole(vault, text)? {
        return Ok(Some(id));
    }
    if is_id(text) {
        // That of a folder which is gone, and no name.
        return Err(not_found(text));
    }
    fields::check_text("folder", text)?;
    Ok(None)
}

fn find_whole(vault: &Vault, text: &str) -> Result<Option<Id>> {
    let shown = vault.shown_folders();
    if let Some(folder) = text.parse().ok().and_then(|id| shown.get(&id)) {
        return Ok(Some(folder.id()));
    }
    match named(shown.values().copied(), text)[..] {
        [] => Ok(None),
        [id] => Ok(Some(id)),
        ref several => Err(Error::new(ErrorCode::Ambiguous)
            .with("query", text)
            .with("count", several.len())
            .with("names", "")),
    }
}

/// The folder for what names none: the oldest that stands for no client. It is never one that is shared: what somebody
/// adds without a word must not be seen by others.
pub(crate) fn default(vault: &mut Vault, stamp: Stamp) -> Result<Id> {
    let is_own =
        |folder: &&Folder| !*folder.client.get() && !vault.shared.contains_key(&folder.id());
    if let Some(folder) = vault.folders.live().find(is_own) {
        return Ok(folder.id());
    }
    let folder = Folder::new(make_id()?, stamp);
    let id = folder.id();
    vault.folders.insert(folder);
    Ok(id)
}

/// How many accounts in use a folder has.
#[derive(Default)]
pub(crate) struct Count {
    /// Those that it holds.
    held: usize,
    /// Those of others that serve it as well.
    also_serving: usize,
}

impl Count {
    /// Both.
    pub(crate) const fn all(&self) -> usize {
        self.held + self.also_serving
    }
}

pub(crate) fn counts(vault: &Vault) -> BTreeMap<Id, Count> {
    let mut counts: BTreeMap<Id, Count> = BTreeMap::new();
    for account in vault.live_accounts() {
        let own = *account.folder.get();
        if let Some(own) = own {
            counts.entry(own).or_default().held += 1;
        }
        let served = account.also_serves.iter();
        for served in served.filter_map(|(id, _)| id.parse().ok()) {
            if own != Some(served) {
                counts.entry(served).or_default().also_serving += 1;
            }
        }
    }
    counts
}

fn named<'a>(folders: impl Iterator<Item = &'a Folder>, text: &str) -> Vec<Id> {
    let digits =
        |text: &str| -> String { text.chars().filter(char::is_ascii_alphanumeric).collect() };
    let (wanted, number) = (fold(text), digits(text));
    folders
        .filter(|folder| {
            fold(folder.name.get()) == wanted
                || (!wanted.is_empty() && fold(folder.short_code.get()) == wanted)
                || (!number.is_empty() && digits(folder.tax_number.get()) == number)
        })
        .map(Record::id)
        .collect()
}

fn view(folder: &Folder, counts: &BTreeMap<Id, Count>) -> FolderView {
    let count = counts.get(&folder.id());
    let client = folder.client.get().then(|| ClientView {
        tax_number: folder.tax_number.get().clone(),
        short_code: folder.short_code.get().clone(),
        contact: folder.contact.get().clone(),
        email: folder.email.get().clone(),
        notes: folder.notes.get().clone(),
    });
    FolderView {
        id: folder.id().to_string(),
        name: folder.name.get().clone(),
        client,
        colour: folder.colour.get().clone(),
        archived: *folder.archived.get(),
        accounts: count.map_or(0, |count| count.held),
        also_serving: count.map_or(0, |count| count.also_serving),
    }
}

//! Writing files for another computer, another authenticator, or a drawer.

use std::{collections::BTreeSet, fs, io, path::Path};

use keyrack_exchange::{self as exchange, Document, Format, KeyDerivation, Reduced, Seal};
use keyrack_seal::{Entropy, OsEntropy, entropy, file};
use keyrack_vault::disk;
use zeroize::Zeroizing;

use crate::{
    Computer, Error, ErrorCode, Keyrack, Result, Session, origins::Action, transfer::document,
};

/// What to export.
#[derive(Clone, Default)]
pub struct Export {
    /// The format.
    pub format: String,
    /// The password that seals the file, for formats that are sealed.
    pub password: Option<Zeroizing<String>>,
    /// Only this folder.
    pub folder: Option<String>,
    /// Only these accounts, by id; empty for all.
    pub accounts: Vec<String>,
}

/// A file that was made, and is not written yet.
pub struct Exported {
    /// What is to be in it.
    pub bytes: Zeroizing<Vec<u8>>,
    /// How many accounts in use.
    pub accounts: usize,
    /// How many things the format has no place for.
    pub left_out: usize,
    /// What they are.
    pub reduced: Vec<Reduced>,
}

impl Session {
    /// Writes the vault, one folder, or some accounts in a format. Unless the format is sealed, everything in it is
    /// readable by whoever gets hold of it.
    ///
    /// # Errors
    /// [`ErrorCode::PinNotEnough`], [`ErrorCode::FormatUnknown`], [`ErrorCode::FormatNotWritten`], [`ErrorCode::FilePasswordNeeded`],
    /// [`ErrorCode::NotFound`].
    pub fn export(&mut self, export: &Export) -> Result<Exported> {
        self.may(Action::Reveal, [])?;
        let (document, format) = self.document(export)?;
        self.may(Action::Reveal, folders(&document))?;
        let password = export.password.as_deref().map(String::as_str);
        let password = password.filter(|password| !password.is_empty());
        let mut failed = false;
        let mut random = |bytes: &mut [u8]| failed |= OsEntropy.fill(bytes).is_err();
        let mut seal = Seal {
            password,
            random: &mut random,
            derivation: &mut KeyDerivation::default(),
        };
        let written = exchange::write(&document, format, &mut seal)?;
        if failed {
            return Err(Error::new(ErrorCode::NoRandomness));
        }
        let bytes = if format == Format::KEYRACK {
            self::seal(&written.bytes, password)?
        } else {
            written.bytes
        };
        Ok(Exported {
            bytes,
            accounts: count(&document),
            left_out: written.reduced.len(),
            reduced: written.reduced,
        })
    }

    /// Tells what the format of an export has no place for, before anything is written.
    ///
    /// # Errors
    /// [`ErrorCode::FormatUnknown`], [`ErrorCode::NotFound`].
    pub fn export_losses(&self, export: &Export) -> Result<Vec<Reduced>> {
        let (document, format) = self.document(export)?;
        Ok(exchange::losses(&document, format))
    }

    /// What an export is about, and its format.
    fn document(&self, export: &Export) -> Result<(Document, Format)> {
        let format: Format = export
            .format
            .parse()
            .map_err(|_| Error::new(ErrorCode::FormatUnknown).with("format", &export.format))?;
        let folder = match &export.folder {
            Some(name) => Some(crate::accounts::folders::find(self.vault(), name)?),
            None => None,
        };
        let mut document = document::of(self.vault(), folder);
        if !export.accounts.is_empty() {
            keep(&mut document, &export.accounts)?;
        }
        Ok((document, format))
    }
}

/// The folders that accounts of a document lie in.
pub(super) fn folders(document: &Document) -> impl Iterator<Item = Option<keyrack_vault::Id>> {
    let accounts = document.accounts.iter();
    accounts.map(|account| account.folder.parse().ok())
}

impl Computer {
    /// Writes a file that only this user can read, whole or not at all; one that is there is replaced.
    ///
    /// # Errors
    /// As the system says; then what was there is still there.
    pub fn write_private(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        let closed = close_to_others(path);
        closed
            .and_then(|()| disk::replace(&*self.disk, path, bytes))
            .map_err(|error| Error::io(&error, path))
    }
}

impl Keyrack {
    /// Keeps files that somebody chooses out of the folder of the vault and that of this computer's state, where they could
    /// take the place of one that is needed.
    ///
    /// # Errors
    /// [`ErrorCode::VaultFileChosen`].
    pub fn leave_alone(&self, path: &Path) -> Result<()> {
        if self.owns(path) {
            return Err(Error::new(ErrorCode::VaultFileChosen));
        }
        Ok(())
    }

    fn owns(&self, path: &Path) -> bool {
        let parent = path
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty());
        let Ok(parent) = fs::canonicalize(parent.unwrap_or(Path::new("."))) else {
            return false;
        };
        [self.folder(), &self.computer.home]
            .into_iter()
            .filter_map(|folder| fs::canonicalize(folder).ok())
            .any(|folder| parent.starts_with(&folder))
    }
}

/// The formats that are read and written.
pub fn formats() -> impl Iterator<Item = exchange::FormatInfo> {
    exchange::formats()
}

/// A file that takes the place of another can be read by whoever could read that one, so that one is closed to others
/// first.
#[cfg(unix)]
fn close_to_others(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;

    match fs::set_permissions(path, fs::Permissions::from_mode(0o600)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Files get the rights of their folder here.
#[cfg(not(unix))]
fn close_to_others(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Keeps only these accounts, and the folders that they are in.
pub(crate) fn keep(document: &mut Document, wanted: &[String]) -> Result<()> {
    let known: BTreeSet<&str> = document.accounts.iter().map(|it| it.id.as_str()).collect();
    if let Some(missing) = wanted.iter().find(|id| !known.contains(id.as_str())) {
        return Err(crate::accounts::ids::not_found(missing));
    }
    let wanted: BTreeSet<&str> = wanted.iter().map(String::as_str).collect();
    let is_wanted = |it: &&exchange::Account| wanted.contains(it.id.as_str());
    document.accounts = document
        .accounts
        .iter()
        .filter(is_wanted)
        .cloned()
        .collect();
    let used: BTreeSet<&str> = document
        .accounts
        .iter()
        .map(|it| it.folder.as_str())
        .collect();
    let is_used = |it: &&exchange::Folder| used.contains(it.id.as_str());
    document.folders = document.folders.iter().filter(is_used).cloned().collect();
    Ok(())
}

/// The number that the codes of one transfer share.
pub(crate) fn batch() -> Result<i32> {
    let bytes = entropy::draw(&mut OsEntropy).map_err(|_| Error::new(ErrorCode::NoRandomness))?;
    Ok(i32::from_ne_bytes(bytes))
}

fn seal(plain: &[u8], password: Option<&str>) -> Result<Zeroizing<Vec<u8>>> {
    let password = password.ok_or_else(|| Error::new(ErrorCode::FilePasswordNeeded))?;
    let sealed = file::seal_with_passphrase(plain, password);
    sealed
        .map(Zeroizing::new)
        .map_err(|error| Error::new(ErrorCode::DiskError).with("detail", error))
}

fn count(document: &Document) -> usize {
    let accounts = document.accounts.iter();
    accounts.filter(|account| account.trashed.is_none()).count()
}

impl std::fmt::Debug for Export {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Export")
            .field("format", &self.format)
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_file_that_others_could_read_is_replaced_by_one_that_they_cannot() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("codes.txt");
        fs::write(&path, "a shopping list").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        let computer = Computer::here().unwrap();
        computer.write_private(&path, b"secrets").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"secrets");
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o077, 0);
    }
}

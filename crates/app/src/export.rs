//! Writing files for another computer, another authenticator, or a drawer.

use keyrack_exchange::{self as exchange, Format};
use keyrack_seal::file;
use zeroize::Zeroizing;

use crate::{Code, Error, Result, Session, document};

/// What to export.
#[derive(Clone, Default)]
pub struct Export {
    /// The format.
    pub format: String,
    /// The password that seals the file, for formats that are sealed.
    pub password: Option<Zeroizing<String>>,
    /// Only this folder.
    pub folder: Option<String>,
}

impl Session {
    /// Writes the vault, or one folder, in a format. Unless the format is sealed, everything in it is readable by
    /// whoever gets hold of it.
    ///
    /// # Errors
    /// [`Code::FormatUnknown`], [`Code::FormatNotWritten`], [`Code::FilePasswordNeeded`], [`Code::NotFound`].
    pub fn export(&mut self, export: &Export) -> Result<Zeroizing<Vec<u8>>> {
        let format: Format = export
            .format
            .parse()
            .map_err(|_| Error::new(Code::FormatUnknown).with("format", &export.format))?;
        let folder = match &export.folder {
            Some(name) => Some(crate::folders::find(self.vault(), name)?),
            None => None,
        };
        let text = exchange::write(&document::of(self.vault(), folder), format)?;
        if format != Format::Keyrack {
            return Ok(Zeroizing::new(text.as_bytes().to_vec()));
        }
        let password = export
            .password
            .as_deref()
            .filter(|password| !password.is_empty());
        let password = password.ok_or_else(|| Error::new(Code::FilePasswordNeeded))?;
        let sealed = file::seal_with_passphrase(text.as_bytes(), password);
        Ok(Zeroizing::new(sealed.map_err(|error| {
            Error::new(Code::DiskError).with("detail", error)
        })?))
    }
}

/// The formats that are read and written.
pub fn formats() -> impl Iterator<Item = &'static exchange::FormatInfo> {
    exchange::formats()
}

impl std::fmt::Debug for Export {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Export")
            .field("format", &self.format)
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

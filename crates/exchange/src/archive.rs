//! Zip files, also with a password, as far as products hide their exports in them.

use std::io::{Cursor, Read};

use zeroize::Zeroizing;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::ImportError;
use crate::limits::MAX_FILE_BYTES;
use crate::reader::Reader;
use crate::sealed::Plain;

/// Whether a file is a zip file.
pub(crate) fn is_archive(file: &[u8]) -> bool {
    file.starts_with(b"PK\x03\x04")
}

/// The names of the files in a zip file; none if it is damaged.
pub(crate) fn names(file: &[u8]) -> Vec<String> {
    if !is_archive(file) {
        return Vec::new();
    }
    let Ok(archive) = ZipArchive::new(Cursor::new(file)) else {
        return Vec::new();
    };
    archive
        .file_names_raw()
        .map(|name| String::from_utf8_lossy(name).into_owned())
        .collect()
}

/// How many bytes the files have together by their own account.
pub(crate) fn unpacked_size(file: &[u8]) -> Result<u64, ImportError> {
    let mut archive = ZipArchive::new(Cursor::new(file)).map_err(|_| ImportError::DAMAGED)?;
    let mut sum = 0_u64;
    for index in 0..archive.len() {
        let entry = archive
            .by_index_raw(index)
            .map_err(|_| ImportError::DAMAGED)?;
        sum = sum.saturating_add(entry.size());
    }
    Ok(sum)
}

/// Reads one of the files, with the password if it needs one.
pub(crate) fn read(
    file: &[u8],
    name: &str,
    reader: &mut Reader<'_, '_>,
) -> Result<Plain, ImportError> {
    let mut archive = ZipArchive::new(Cursor::new(file)).map_err(|_| ImportError::DAMAGED)?;
    let index = archive
        .file_names_raw()
        .position(|known| known == name.as_bytes())
        .ok_or(ImportError::DAMAGED)?;
    let is_sealed = archive
        .by_index_raw(index)
        .map_err(|_| ImportError::DAMAGED)?
        .encrypted();
    let entry = if is_sealed {
        archive.by_index_decrypt(index, reader.password()?)
    } else {
        archive.by_index(index)
    };
    let entry = entry.map_err(|error| match error {
        ZipError::InvalidPassword => ImportError::PasswordWrong,
        _ => ImportError::DAMAGED,
    })?;
    let mut plain = Zeroizing::new(Vec::new());
    entry
        .take(MAX_FILE_BYTES as u64 + 1)
        .read_to_end(&mut plain)
        // The check of the old encryption lets one wrong password in 256 pass, whose text is then none.
        .map_err(|_| {
            if is_sealed {
                ImportError::PasswordWrong
            } else {
                ImportError::DAMAGED
            }
        })?;
    if plain.len() > MAX_FILE_BYTES {
        return Err(ImportError::FileTooLarge);
    }
    Ok(plain)
}

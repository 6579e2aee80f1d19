//! From files to what they hold, without a vault.

use std::ops::ControlFlow;

use keyrack_exchange::{self as exchange, File, Format, ImportError, KeyDerivation, ReadOptions};
use keyrack_seal::{OpenError, file};
use zeroize::Zeroizing;

use super::{Import, Incoming};
use crate::{Error, ErrorCode, Result};

/// How long it takes to open a file that Keyrack has sealed, in tenths of a second: its cost is chosen to be a second.
const OWN_FORMAT: f32 = 10.0;

/// Reads and decrypts files. They may come from anywhere and be made to do harm, so this belongs into a process without
/// keys (`keyrack-reader`). A table of whose columns too little is known is an answer without rows, so that somebody
/// can say what its [columns](Incoming::columns) hold.
///
/// # Errors
/// Why the files cannot be read as a whole.
pub fn read_files(files: &[(String, impl AsRef<[u8]>)], import: &Import) -> Result<Incoming> {
    let format = match &import.format {
        Some(name) => Some(
            name.parse::<Format>()
                .map_err(|_| Error::new(ErrorCode::FormatUnknown).with("format", name))?,
        ),
        None => None,
    };
    let files: Vec<File<'_>> = files
        .iter()
        .map(|(name, bytes)| File {
            name,
            bytes: bytes.as_ref(),
        })
        .collect();
    let mut derivation = KeyDerivation::default();
    if let Some(mib) = import.memory_mib {
        derivation = derivation.allow_memory(mib);
    }
    let mut progress = |share| match &import.progress {
        Some(progress) => progress(share),
        None => ControlFlow::Continue(()),
    };
    if import.progress.is_some() {
        derivation = derivation.watched(&mut progress);
    }
    let password = import.file_password.as_deref().map(String::as_str);
    if let [file] = files[..]
        && file::wants_passphrase(file.bytes).is_ok()
    {
        return read_sealed(file, password, &mut derivation);
    }
    let options = ReadOptions {
        format,
        password,
        columns: &import.columns,
    };
    match exchange::read(&files, &options, &mut derivation) {
        Err(error @ (ImportError::FormatUnknown | ImportError::ColumnsUnknown)) => {
            read_unknown_table(&files, options, &mut derivation, error)
        }
        read => {
            let read = read?;
            let is_table = read.format.info().is_table;
            let columns = is_table.then(|| exchange::columns(&files, &import.columns));
            Ok(Incoming {
                read,
                columns: columns.transpose()?,
                is_understood: true,
            })
        }
    }
}

/// Reads what may be a table: it can look like nothing that is known until somebody says what its columns hold.
fn read_unknown_table(
    files: &[File<'_>],
    options: ReadOptions<'_>,
    derivation: &mut KeyDerivation<'_>,
    error: ImportError,
) -> Result<Incoming> {
    let columns = exchange::columns(files, options.columns).map_err(|_| error)?;
    let format = match options.format {
        Some(format) => format,
        None if error == ImportError::FormatUnknown => Format::CSV,
        None => exchange::recognise(files)?,
    };
    let options = ReadOptions {
        format: Some(format),
        ..options
    };
    let read = exchange::read(files, &options, derivation);
    Ok(Incoming {
        is_understood: read.is_ok(),
        read: match read {
            Err(ImportError::ColumnsUnknown) => nothing_of(format),
            read => read?,
        },
        columns: Some(columns),
    })
}

/// Opens what Keyrack itself has sealed.
fn read_sealed(
    file: File<'_>,
    password: Option<&str>,
    derivation: &mut KeyDerivation<'_>,
) -> Result<Incoming> {
    let password = password.ok_or_else(|| Error::new(ErrorCode::FilePasswordNeeded))?;
    let (sealed, password) = (file.bytes.to_vec(), Zeroizing::new(password.to_owned()));
    let opened = derivation.run(OWN_FORMAT, move || {
        file::open_with_passphrase(&sealed, &password)
    })?;
    let opened = opened.map_err(|error| {
        Error::new(match error {
            OpenError::WrongPassphrase => ErrorCode::FilePasswordWrong,
            OpenError::TooLarge => ErrorCode::FileTooLarge,
            OpenError::TooCostly => ErrorCode::FileTooCostly,
            OpenError::NotForThisKey => ErrorCode::FileEncryption,
            OpenError::NotAge | OpenError::Damaged => ErrorCode::FileDamaged,
        })
    })?;
    let opened = File {
        bytes: &opened,
        ..file
    };
    let options = ReadOptions {
        format: Some(Format::KEYRACK),
        ..ReadOptions::default()
    };
    let read = exchange::read(&[opened], &options, &mut KeyDerivation::default())?;
    Ok(Incoming {
        read: exchange::Import {
            encrypted: true,
            ..read
        },
        columns: None,
        is_understood: true,
    })
}

fn nothing_of(format: Format) -> exchange::Import {
    exchange::Import {
        format,
        encrypted: false,
        rows: Vec::new(),
        missing: Vec::new(),
        document: None,
    }
}

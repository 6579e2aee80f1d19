//! Reads the archive of a backup, which anybody may have made.

use std::io::Read;

use keyrack_seal::{file::MAX_SEALED, slot::MAX_SLOTS_FILE};
use keyrack_vault::files::Snapshot;

use crate::{Error, ErrorCode, Result};

/// The largest backup, in bytes: a vault of the largest size with its ways in.
pub const MAX_BACKUP: usize = MAX_SEALED + (1 << 20);

/// The names of the files in it.
pub(super) const SLOTS: &str = "slots.json";
pub(super) const VAULT: &str = "vault.age";

/// The most entries that are looked at. Keyrack writes two; other programs that pack them again add some of their own.
const MAX_ENTRIES: usize = 16;

/// The two files of a backup. Both have to be there once, as plain files: an entry that is a link, or that is stored with
/// gaps, may claim any size, so nothing but the bytes that stand in the archive is read, and of these a bounded number.
///
/// # Errors
/// [`ErrorCode::FileTooLarge`], [`ErrorCode::FileDamaged`].
pub fn unpack(bytes: &[u8]) -> Result<Snapshot> {
    if bytes.len() > MAX_BACKUP {
        return Err(Error::new(ErrorCode::FileTooLarge));
    }
    let (mut slots, mut vault) = (None, None);
    let mut archive = tar::Archive::new(bytes);
    // Raw: what follows from an entry that only describes another, such as a long name or another size, is not looked at.
    let entries = archive.entries().map_err(|_| damaged())?.raw(true);
    for (at, entry) in entries.enumerate() {
        let entry = entry.map_err(|_| damaged())?;
        if at == MAX_ENTRIES {
            return Err(damaged());
        }
        let (file, most) = match &*entry.path_bytes() {
            name if name == SLOTS.as_bytes() => (&mut slots, MAX_SLOTS_FILE),
            name if name == VAULT.as_bytes() => (&mut vault, MAX_SEALED),
            _ => continue,
        };
        if file.is_some() || !entry.header().entry_type().is_file() {
            return Err(damaged());
        }
        *file = Some(read(entry, most)?);
    }
    let (slots, vault) = slots.zip(vault).ok_or_else(damaged)?;
    Ok(Snapshot { slots, vault })
}

fn read(entry: tar::Entry<'_, &[u8]>, most: usize) -> Result<Vec<u8>> {
    let stated = entry.size();
    let mut content = Vec::new();
    let mut bounded = entry.take(most as u64 + 1);
    bounded.read_to_end(&mut content).map_err(|_| damaged())?;
    if content.len() > most {
        return Err(Error::new(ErrorCode::FileTooLarge));
    }
    // An archive that was cut short ends before the size that its header states.
    if content.len() as u64 == stated {
        Ok(content)
    } else {
        Err(damaged())
    }
}

fn damaged() -> Error {
    Error::new(ErrorCode::FileDamaged).with("detail", "")
}

#[cfg(test)]
mod tests {
    use tar::{Builder, EntryType, Header};

    use super::*;

    /// An archive of entries: kind, name, content, and the size that its header states.
    fn archive(entries: &[(EntryType, &str, &[u8], u64)]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (kind, name, content, size) in entries {
            let mut header = Header::new_gnu();
            header.set_path(name).unwrap();
            header.set_entry_type(*kind);
            header.set_size(*size);
            header.set_cksum();
            bytes.extend_from_slice(header.as_bytes());
            bytes.extend_from_slice(content);
            bytes.resize(bytes.len().next_multiple_of(512), 0);
        }
        bytes.resize(bytes.len() + 1024, 0);
        bytes
    }

    fn file<'a>(name: &'a str, content: &'a [u8]) -> (EntryType, &'a str, &'a [u8], u64) {
        (EntryType::Regular, name, content, content.len() as u64)
    }

    #[track_caller]
    fn refused(bytes: &[u8]) -> ErrorCode {
        unpack(bytes).err().expect("a refusal").code
    }

    #[test]
    fn what_others_packed_again_is_read() {
        let packed = archive(&[
            file("notes.txt", b"not ours"),
            file(VAULT, b"vault"),
            (EntryType::Directory, "folder/", b"", 0),
            file(SLOTS, b"slots"),
        ]);
        let read = unpack(&packed).unwrap();
        assert_eq!((&*read.slots, &*read.vault), (&b"slots"[..], &b"vault"[..]));
    }

    /// The header says that the file is 8 GiB of which almost all is a gap; whoever fills it in writes 8 GiB of zeros.
    #[test]
    fn gaps_are_not_filled() {
        let mut header = Header::new_gnu();
        header.set_path(VAULT).unwrap();
        header.set_entry_type(EntryType::GNUSparse);
        header.set_size(512);
        let octal = |field: &mut [u8], number: u64| {
            field.copy_from_slice(
                format!("{number:0width$o}\0", width = field.len() - 1).as_bytes(),
            );
        };
        let gnu = header.as_gnu_mut().unwrap();
        octal(&mut gnu.realsize, (8 << 30) - 1);
        octal(&mut gnu.sparse[0].offset, (8 << 30) - 513);
        octal(&mut gnu.sparse[0].numbytes, 512);
        header.set_cksum();
        let mut bytes = header.as_bytes().to_vec();
        bytes.resize(1024, 1);
        let slots = archive(&[file(SLOTS, b"slots")]);
        bytes.extend_from_slice(&slots);
        assert!(bytes.len() < 4096);

        // It is the file that it is meant to be: taken at its word, it has 8 GiB.
        let mut told = tar::Archive::new(&*bytes);
        let told = told.entries().unwrap().next().unwrap().unwrap().size();
        assert_eq!(told, (8 << 30) - 1);
        assert_eq!(refused(&bytes), ErrorCode::FileDamaged);
    }

    #[test]
    fn a_size_that_another_entry_states_is_not_believed() {
        let record = b"20 size=8589934592\n\n";
        let packed = archive(&[
            (EntryType::XHeader, "x", record, record.len() as u64),
            file(VAULT, b"vault"),
            file(SLOTS, b"slots"),
        ]);
        assert_eq!(unpack(&packed).unwrap().vault, b"vault");
    }

    #[test]
    fn a_name_that_another_entry_states_is_not_believed() {
        let packed = archive(&[
            (EntryType::GNULongName, "././@LongLink", b"vault.age\0", 10),
            file("short", b"vault"),
            file(SLOTS, b"slots"),
        ]);
        assert_eq!(refused(&packed), ErrorCode::FileDamaged);
    }

    #[test]
    fn what_is_no_plain_file_is_not_taken_for_one() {
        for kind in [
            EntryType::Link,
            EntryType::Symlink,
            EntryType::Char,
            EntryType::Block,
            EntryType::Directory,
            EntryType::Fifo,
            EntryType::Continuous,
        ] {
            let packed = archive(&[(kind, VAULT, b"", 0), file(SLOTS, b"slots")]);
            assert_eq!(refused(&packed), ErrorCode::FileDamaged, "{kind:?}");
        }
    }

    #[test]
    fn one_of_two_is_not_chosen() {
        let packed = archive(&[file(VAULT, b"1"), file(SLOTS, b""), file(VAULT, b"2")]);
        assert_eq!(refused(&packed), ErrorCode::FileDamaged);
    }

    #[test]
    fn sizes_and_numbers_are_bounded_and_cuts_noticed() {
        let large = vec![b' '; MAX_SLOTS_FILE + 1];
        let packed = archive(&[file(VAULT, b"vault"), file(SLOTS, &large)]);
        assert_eq!(refused(&packed), ErrorCode::FileTooLarge);

        let mut many = vec![file("other", b""); MAX_ENTRIES - 1];
        many.extend([file(VAULT, b"vault"), file(SLOTS, b"slots")]);
        assert_eq!(refused(&archive(&many)), ErrorCode::FileDamaged);

        let stated = (EntryType::Regular, SLOTS, &b"slots"[..], 1 << 33);
        let packed = archive(&[file(VAULT, b"vault"), stated]);
        assert_eq!(refused(&packed), ErrorCode::FileDamaged);

        let mut whole = Builder::new(Vec::new());
        let mut header = Header::new_ustar();
        header.set_size(5);
        header.set_cksum();
        whole
            .append_data(&mut header, VAULT, &b"vault"[..])
            .unwrap();
        assert_eq!(
            refused(&whole.into_inner().unwrap()),
            ErrorCode::FileDamaged
        );
    }
}

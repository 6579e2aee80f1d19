//! The documents of many folders in one file, as they are in memory: with accounts that are not at home, and with both
//! compartments.
//!
//! ```text
//! {"format":…,"replicas":[…],"folders":[
//! {"id":…,"accounts":[
//! {"id":…},
//! {"raw":…,"reason":…,"kind":…,"replicas":[…]}
//! ]},
//! {"id":…,"accounts":[
//! {"id":…}
//! ]}
//! ],"quarantine":[
//! ],
//! "end":true}
//! ```
//!
//! The lines are those of a [document](crate::document), with one table of replicas for all. What could not be read stands
//! with its folder. Each folder stays by itself: an id that occurs in two of them is two accounts.

use std::{sync::Arc, thread};

use keyrack_seal::Plaintext;
use serde::{Serialize, de::DeserializeOwned};
use zeroize::Zeroizing;

use crate::{
    Account, Document,
    document::DocumentError,
    enclosure::{Table, enclose, is_whole},
    lines::{Lines, Writer, lines_of, opens_folder, threads_for},
    stamp::Replicas,
};

/// The plaintext is filled up to a multiple of this many bytes, so that its size tells less.
pub const PADDING: usize = 4096;
/// The most lines that are written or read, and so the most records.
pub const MAX_LINES: usize = 1_000_000;

/// Documents that were read.
#[derive(Debug)]
pub struct Read<H> {
    /// What they were written with.
    pub head: H,
    /// The documents, in the order in which they were written.
    pub documents: Vec<Document>,
    /// How many are lost because their folder could not be read.
    pub lost: usize,
}

/// Writes documents. `head` is an object whose first member is `format`; what it says stands in the first line.
///
/// # Errors
/// [`DocumentError::TooLarge`] beyond [`MAX_LINES`] or [`Replicas::MAX`]; [`DocumentError::NotADocument`] where `head` is
/// no such object.
pub fn write<'a>(
    head: &impl Serialize,
    documents: impl IntoIterator<Item = &'a Document>,
) -> Result<Plaintext, DocumentError> {
    let mut replicas = Replicas::default();
    let mut body = Zeroizing::new(Vec::new());
    let mut writer = Writer {
        replicas: &mut replicas,
        tagger: None,
        out: &mut body,
    };
    let mut is_first = true;
    for document in documents {
        let accounts: Vec<&Account> = document.accounts.iter().collect();
        let is_first = std::mem::take(&mut is_first);
        writer.document(
            Some(&document.folder),
            &accounts,
            &document.quarantine,
            is_first,
        );
    }
    writer.quarantine(&[], !is_first);
    let plain = enclose(head, &replicas, &body, PADDING).ok_or(DocumentError::NotADocument)?;
    match lines_of(&plain) > MAX_LINES || replicas.as_slice().len() > Replicas::MAX {
        true => Err(DocumentError::TooLarge),
        false => Ok(plain),
    }
}

/// Reads what [`write`] wrote. A record that cannot be read is no error: it is in the quarantine of its document.
///
/// # Errors
/// [`DocumentError::TooLarge`], [`DocumentError::NotADocument`].
pub fn read<H: DeserializeOwned>(plain: &[u8]) -> Result<Read<H>, DocumentError> {
    if lines_of(plain) > MAX_LINES {
        return Err(DocumentError::TooLarge);
    }
    if !is_whole(plain) {
        return Err(DocumentError::NotADocument);
    }
    let lines: Vec<&[u8]> = plain.split(|byte| *byte == b'\n').collect();
    let mut groups = lines.chunk_by(|_, next| !opens_folder(next));
    let first = groups.next().unwrap_or_default();
    let first = Lines::sort(first.iter().copied(), None);
    let table: Table = first.header().ok_or(DocumentError::NotADocument)?;
    let head: H = first.header().ok_or(DocumentError::NotADocument)?;
    let groups: Vec<&[&[u8]]> = groups.collect();
    let read = read_groups(&groups, &Arc::new(table.replicas));
    let documents: Vec<Document> = read.into_iter().flatten().collect();
    Ok(Read {
        head,
        lost: groups.len() - documents.len(),
        documents,
    })
}

/// Reads the lines of each folder, on several threads where there are many.
fn read_groups(groups: &[&[&[u8]]], table: &Arc<Replicas>) -> Vec<Option<Document>> {
    let read = |groups: &[&[&[u8]]]| -> Vec<_> {
        let document = |lines: &&[&[u8]]| document_of(lines, table);
        groups.iter().map(document).collect()
    };
    let threads = threads_for(groups.iter().map(|lines| lines.len()).sum());
    if threads < 2 {
        return read(groups);
    }
    thread::scope(|scope| {
        let parts: Vec<_> = groups
            .chunks(groups.len().div_ceil(threads))
            .map(|part| (part, scope.spawn(move || read(part))))
            .collect();
        parts
            .into_iter()
            .flat_map(|(part, thread)| thread.join().unwrap_or_else(|_| read(part)))
            .collect()
    })
}

fn document_of(lines: &[&[u8]], table: &Arc<Replicas>) -> Option<Document> {
    let lines = Lines::sort(lines.iter().copied(), None);
    let contents = lines.read(table, Some(table));
    Some(Document {
        folder: contents.first_folder()?.clone(),
        accounts: contents.accounts,
        quarantine: contents.quarantine,
    })
}

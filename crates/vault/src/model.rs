//! What a vault holds: folders, their accounts, and what belongs to an account.

use serde::{Deserialize, Deserializer};

use crate::{
    Factor, Id, SecretText,
    record::{Field, Map, Records, Wire, put_member, put_str, record},
};

record! {
    /// The unit of delegation. A client *is* a folder with client details; an individual has one folder and never
    /// meets the word.
    Folder {
        /// What it is called; a client's name.
        name: Field<String>,
        /// Whether it stands for a client.
        client: Field<bool>,
        /// The client's tax number, as typed.
        tax_number: Field<String>,
        /// The office's own short name or number for the client.
        short_code: Field<String>,
        /// Whom to ask at the client's.
        contact: Field<String>,
        /// The client's e-mail address.
        email: Field<String>,
        /// Free text.
        notes: Field<String>,
        /// The name of one of the fixed colours.
        colour: Field<String>,
        /// Kept, but out of the way.
        archived: Field<bool>,
        /// Accounts that moved to another folder, so that whoever sees only this one knows that they left.
        moved: Map<Id>,
    }
}

record! {
    /// One login at one service.
    Account {
        /// Where it belongs. On disk an account lies inside its folder; this says since when.
        folder: Field<Option<Id>>,
        /// Folders that it left, by their ids; the stamp of each says when. Never shown: who could read such a folder has
        /// seen the secrets of then.
        been: Map<bool>,
        /// The service, as the office calls it.
        service: Field<String>,
        /// The issuer, as the portal's code calls it.
        issuer: Field<String>,
        /// The user name.
        label: Field<String>,
        /// The login page.
        url: Field<String>,
        /// The e-mail address that the portal knows.
        email: Field<String>,
        /// Free text.
        note: Field<String>,
        /// Words to find it by.
        tags: Map<bool>,
        /// The name of a bundled icon.
        icon: Field<String>,
        /// Other folders that this login serves as well.
        also_serves: Map<bool>,
        /// Dates to keep, by name, as `YYYY-MM-DD`.
        deadlines: Map<String>,
        /// Whom to ask at the portal.
        support: Field<String>,
        /// Other ways the portal sends codes, and whose they are ("SMS" to "+36 …, Anna").
        channels: Map<String>,
        /// Ways of making codes.
        factors: Records<Factor>,
        /// What helps when no factor is at hand.
        recovery: Records<Recovery>,
    }
}

record! {
    /// Something that lets its owner in when the factors are lost.
    Recovery {
        /// `deletion_code`, `backup_codes`, `file`, `phone`, or a kind of a newer version.
        kind: Field<String>,
        /// What it is called.
        label: Field<String>,
        /// The deletion code, or the phone number.
        value: Field<SecretText>,
        /// Whose phone it is, or who keeps the paper.
        whose: Field<String>,
        /// Backup codes, by their place on the list.
        codes: Map<SecretText>,
        /// Which of the codes were used, by place: when, in milliseconds since 1970.
        used: Map<u64>,
        /// A file sealed apart.
        file: Field<Option<FileRef>>,
    }
}

impl Account {
    /// Whether the account itself says that it lies in this folder.
    #[must_use]
    pub fn is_at_home(&self, folder: Id) -> bool {
        *self.folder.get() == Some(folder)
    }

    /// The same account under another id: all that is in it keeps its own ids and stamps.
    #[must_use]
    pub fn under(&self, id: Id) -> Self {
        Self { id, ..self.clone() }
    }
}

impl Recovery {
    /// The backup codes: place from 1, text, and when it was used, in milliseconds since 1970.
    pub fn backup_codes(&self) -> impl Iterator<Item = (usize, &str, Option<u64>)> {
        self.codes.iter().filter_map(|(place, code)| {
            let used = self.used.get(place).copied();
            Some((place.parse().ok()?, code.reveal(), used))
        })
    }

    /// The key of a place in [`Recovery::codes`]; of equal length, so that the order of keys is that of places.
    #[must_use]
    pub fn place(number: usize) -> String {
        format!("{number:03}")
    }
}

/// Where a file lies that is sealed apart as `files/<id>.age`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct FileRef {
    /// The name of the sealed file.
    pub id: Id,
    /// The name it had.
    pub name: String,
    /// SHA-256 of its plain bytes, in hex.
    pub hash: String,
    /// Plain bytes; at most 1 MiB.
    pub size: u64,
    /// The age identity that opens it.
    pub key: SecretText,
}

impl Wire for FileRef {
    fn put(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\"id\":");
        self.id.put(out);
        for (name, text) in [("name", &self.name), ("hash", &self.hash)] {
            put_member(name, out);
            put_str(text, out);
        }
        put_member("size", out);
        self.size.put(out);
        put_member("key", out);
        self.key.put(out);
        out.push(b'}');
    }
    fn take<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Stored {
            id: Id,
            name: String,
            hash: String,
            size: u64,
            key: String,
        }
        let stored = Stored::deserialize(deserializer)?;
        Ok(Self {
            id: stored.id,
            name: stored.name,
            hash: stored.hash,
            size: stored.size,
            key: SecretText::new(stored.key),
        })
    }
}

//! Finding accounts as people type: without accents, in any order, with or without dashes.

use std::collections::BTreeMap;

use memchr::memmem;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::{Account, Folder, Id, Record, Vault};

/// The longest query that is looked at, in characters.
pub const MAX_QUERY: usize = 256;

/// What can be searched, folded once so that each key press only compares bytes.
#[derive(Debug, Clone, Default)]
pub struct Index {
    entries: Vec<Entry>,
}

/// One account in the index.
#[derive(Debug, Clone)]
struct Entry {
    account: Id,
    folder: Option<Id>,
    /// What it is sorted by: the client, the service, the user name.
    order: String,
    /// What a person would call it: the client's name and the service. Hits here come first.
    name: String,
    /// Everything searchable, each field folded in two ways, `\n` between.
    text: String,
}

impl Index {
    /// Folds every account in use.
    #[must_use]
    pub fn of(vault: &Vault) -> Self {
        let folders: BTreeMap<Id, &Folder> = vault
            .folders
            .iter()
            .map(|folder| (folder.id(), folder))
            .collect();
        let mut entries: Vec<Entry> = vault
            .accounts
            .live()
            .map(|account| {
                let folder = account
                    .folder
                    .get()
                    .and_then(|id| folders.get(&id).copied());
                Entry::of(account, folder, &folders)
            })
            .collect();
        entries.sort_by(|a, b| (&a.order, a.account).cmp(&(&b.order, b.account)));
        Self { entries }
    }

    /// Accounts that hold every word of `query`, best first; all of them, in order, for an empty query. With `within`,
    /// only those of that folder.
    #[must_use]
    pub fn find(&self, query: &str, within: Option<Id>) -> Vec<Id> {
        let words = words(query);
        let finders: Vec<memmem::Finder<'_>> = words
            .iter()
            .map(|word| memmem::Finder::new(word.as_bytes()))
            .collect();
        let mut hits: Vec<(u8, &Entry)> = self
            .entries
            .iter()
            .filter(|entry| within.is_none() || entry.folder == within)
            .filter(|entry| {
                finders
                    .iter()
                    .all(|finder| finder.find(entry.text.as_bytes()).is_some())
            })
            .map(|entry| (entry.rank(&words), entry))
            .collect();
        // Stable, so that equally good hits stay in order.
        hits.sort_by_key(|(rank, _)| *rank);
        hits.into_iter().map(|(_, entry)| entry.account).collect()
    }

    /// How many accounts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl Entry {
    fn of(account: &Account, folder: Option<&Folder>, folders: &BTreeMap<Id, &Folder>) -> Self {
        let client = folder.map_or("", |folder| folder.name.get());
        let service = if account.service.get().is_empty() {
            account.issuer.get()
        } else {
            account.service.get()
        };
        let name = format!("{}\n{}", fold(client), fold(service));
        let order = format!("{name}\n{}", fold(account.label.get()));
        let mut text = String::with_capacity(256);
        let mut add = |field: &str| {
            if field.is_empty() {
                return;
            }
            let folded = fold(field);
            let joined: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
            text.push_str(&folded);
            text.push('\n');
            // "12345678-2-41" is found as "12345678241", and the other way round through `words`.
            if joined != folded {
                text.push_str(&joined);
                text.push('\n');
            }
        };
        for folder in folder
            .into_iter()
            .chain(account.also_serves.iter().filter_map(|(id, _)| {
                id.parse::<Id>()
                    .ok()
                    .and_then(|id| folders.get(&id).copied())
            }))
        {
            for field in [
                &folder.name,
                &folder.tax_number,
                &folder.short_code,
                &folder.contact,
                &folder.email,
                &folder.notes,
            ] {
                add(field.get());
            }
        }
        for field in [
            &account.service,
            &account.issuer,
            &account.label,
            &account.url,
            &account.email,
            &account.note,
            &account.support,
        ] {
            add(field.get());
        }
        account.tags.iter().for_each(|(tag, _)| add(tag));
        account
            .factors
            .live()
            .for_each(|factor| add(factor.label.get()));
        Self {
            account: account.id(),
            folder: folder.map(Record::id),
            order,
            name,
            text,
        }
    }

    /// 0 when the name begins with the first word, 1 when every word begins a word of the name, 2 when the name holds
    /// them all, 3 when other fields are needed.
    fn rank(&self, words: &[String]) -> u8 {
        let Some(first) = words.first() else { return 0 };
        let begins = |word: &str| {
            self.name.match_indices(word).any(|(at, _)| {
                self.name
                    .get(..at)
                    .and_then(|before| before.chars().next_back())
                    .is_none_or(|c| !c.is_alphanumeric())
            })
        };
        if self.name.starts_with(first.as_str()) {
            0
        } else if words.iter().all(|word| begins(word)) {
            1
        } else if words.iter().all(|word| self.name.contains(word.as_str())) {
            2
        } else {
            3
        }
    }
}

/// The words of a query, folded. A word that holds nothing but digits and dashes loses the dashes.
fn words(query: &str) -> Vec<String> {
    let query: String = query.chars().take(MAX_QUERY).collect();
    fold(&query)
        .split_whitespace()
        .map(|word| {
            let number = word.chars().any(|c| c.is_ascii_digit())
                && word
                    .chars()
                    .all(|c| c.is_ascii_digit() || is_dash(c) || c == '/' || c == '.');
            if number {
                word.chars().filter(char::is_ascii_digit).collect()
            } else {
                word.to_owned()
            }
        })
        .filter(|word: &String| !word.is_empty())
        .collect()
}

/// Lower case without accents: "Szabó Győző" becomes "szabo gyozo".
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        folded.push_str(text);
        folded.make_ascii_lowercase();
        return folded;
    }
    for c in text
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
    {
        match c {
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            c if is_dash(c) => folded.push('-'),
            c if c.is_whitespace() => folded.push(' '),
            // Invisible marks of direction and joining are typed by nobody.
            '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}' => {}
            c => folded.push(c),
        }
    }
    folded
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

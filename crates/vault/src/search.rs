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
            .live_accounts()
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
            'ς' => folded.push('σ'),
            c if is_dash(c) => folded.push('-'),
            c if c.is_whitespace() => folded.push(' '),
            // Invisible marks of direction and joining are typed by nobody.
            '\u{ad}'
            | '\u{200b}'..='\u{200f}'
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Factor, Replica, Stamp};

    #[test]
    fn accents_do_not_matter_on_either_side() {
        let index = index(&[
            ("Szabó Győző", "NAV"),
            ("Łódź Jørgen", "Straße"),
            ("Æther", "Œuvre"),
            ("Szabo\u{301} Bt.", "posta"),
            ("\u{200f}שלום\u{200e} Ltd", "بنك"),
            ("ΟΔΟΣ", "İstanbul"),
        ]);
        for (query, found) in [
            ("szabo", &["Szabo\u{301} Bt.", "Szabó Győző"] as &[&str]),
            ("SZABÓ", &["Szabo\u{301} Bt.", "Szabó Győző"]),
            ("szabo\u{301} gyozo", &["Szabó Győző"]),
            ("lodz jorgen", &["Łódź Jørgen"]),
            ("strasse", &["Łódź Jørgen"]),
            ("STRASSE", &["Łódź Jørgen"]),
            ("aether oeuvre", &["Æther"]),
            ("שלום", &["\u{200f}שלום\u{200e} Ltd"]),
            ("\u{202b}שלום ltd", &["\u{200f}שלום\u{200e} Ltd"]),
            ("بنك", &["\u{200f}שלום\u{200e} Ltd"]),
            ("οδος", &["ΟΔΟΣ"]),
            ("istanbul", &["ΟΔΟΣ"]),
            ("sz abo", &["Szabo\u{301} Bt.", "Szabó Győző"]),
            ("szabq", &[]),
        ] {
            assert_eq!(index.clients(query), found, "{query}");
        }
    }

    #[test]
    fn numbers_are_found_with_and_without_their_dashes() {
        let mut world = index(&[("Kiss Kft.", "NAV"), ("Nagy Bt.", "NAV")]);
        world.folder("Kiss Kft.", |folder, stamp| {
            folder.tax_number.set("12345678-2-41".into(), stamp);
        });
        world.folder("Nagy Bt.", |folder, stamp| {
            folder.tax_number.set("87654321242".into(), stamp);
        });
        for (query, found) in [
            ("12345678-2-41", "Kiss Kft."),
            ("12345678241", "Kiss Kft."),
            ("12345678\u{2013}2\u{2013}41", "Kiss Kft."),
            ("5678-2-4", "Kiss Kft."),
            ("87654321-2-42", "Nagy Bt."),
            ("87654321242", "Nagy Bt."),
        ] {
            assert_eq!(world.clients(query), [found], "{query}");
        }
    }

    #[test]
    fn every_word_counts_in_any_order_and_in_every_field() {
        let mut world = index(&[("Kiss Kft.", "Ügyfélkapu+"), ("Kiss Kft.", "posta")]);
        world.account("posta", |account, stamp| {
            account.note.set("a régi cím".into(), stamp);
            account.label.set("anna.kiss".into(), stamp);
            account.tags.set("határidős", Some(true), stamp);
            account.tags.set("törölt", None, stamp);
            let mut desk = Factor::new(Id::from_bytes([9; 16]), stamp);
            desk.label.set("balie".into(), stamp);
            account.factors.insert(desk);
        });
        for query in [
            "posta kiss",
            "kiss posta",
            "REGI",
            "anna.kiss",
            "annakiss",
            "hataridos",
            "balie posta",
        ] {
            assert_eq!(world.services(query), ["posta"], "{query}");
        }
        assert_eq!(world.services("ugyfelkapu+"), ["Ügyfélkapu+"]);
        assert_eq!(world.services("kiss"), ["posta", "Ügyfélkapu+"]);
        for query in ["kiss nav", "torolt", "posta ugyfelkapu"] {
            assert!(world.services(query).is_empty(), "{query}");
        }
    }

    #[test]
    fn names_that_begin_with_the_query_come_first() {
        let mut world = index(&[
            ("Beta", "notes"),
            ("Malpha", "x"),
            ("The Alpha", "x"),
            ("Alpha", "x"),
        ]);
        world.account("notes", |account, stamp| {
            account.note.set("alpha".into(), stamp);
        });
        assert_eq!(
            world.clients("alpha"),
            ["Alpha", "The Alpha", "Malpha", "Beta"]
        );
    }

    #[test]
    fn an_empty_query_lists_everything_in_order_and_trash_is_not_found() {
        let mut world = index(&[
            ("Zeta", "a"),
            ("Ábel", "b"),
            ("abel", "a"),
            ("Trash", "gone"),
        ]);
        world.account("gone", |account, stamp| account.trash(stamp));
        for query in ["", "  ", "\u{200f}"] {
            assert_eq!(world.clients(query), ["abel", "Ábel", "Zeta"], "{query:?}");
        }
        let zeta = world
            .0
            .folders
            .iter()
            .find(|folder| folder.name.get() == "Zeta")
            .unwrap()
            .id();
        assert_eq!(Index::of(&world.0).find("", Some(zeta)).len(), 1);
        assert!(Index::of(&world.0).find("abel", Some(zeta)).is_empty());
    }

    #[test]
    fn ten_thousand_accounts_are_all_found_and_told_apart() {
        let clients: Vec<String> = (0..10_000)
            .map(|number| format!("Ügyfél {number:05}"))
            .collect();
        let pairs: Vec<(&str, &str)> = clients
            .iter()
            .map(|client| (client.as_str(), "NAV"))
            .collect();
        let world = index(&pairs);
        let index = Index::of(&world.0);
        assert_eq!(index.len(), 10_000);
        assert_eq!(index.find("ugyfel nav", None).len(), 10_000);
        for number in [0, 4_711, 9_999] {
            let found = index.find(&format!("{number:05}"), None);
            assert_eq!(world.names(&found, false), [clients[number].as_str()]);
        }
        assert_eq!(index.find(&"x".repeat(1_000_000), None), []);
    }

    struct World(Vault);

    /// Accounts as client and service, each client in a folder of its own.
    fn index(pairs: &[(&str, &str)]) -> World {
        let mut vault = Vault::new(Id::from_bytes([0; 16]));
        let stamp = Stamp::new(1, 0, Replica(1));
        let mut folders = BTreeMap::new();
        for (number, (client, service)) in pairs.iter().enumerate() {
            let id = |kind: u8| {
                let mut bytes = [kind; 16];
                bytes[..4].copy_from_slice(&(number as u32).to_be_bytes());
                Id::from_bytes(bytes)
            };
            let folder = *folders.entry(*client).or_insert_with(|| {
                let mut folder = Folder::new(id(1), stamp);
                folder.name.set((*client).to_owned(), stamp);
                vault.folders.insert(folder);
                id(1)
            });
            let mut account = Account::new(id(2), stamp);
            account.folder.set(Some(folder), stamp);
            account.service.set((*service).to_owned(), stamp);
            vault.accounts.insert(account);
        }
        World(vault)
    }

    impl World {
        fn clients(&self, query: &str) -> Vec<&str> {
            self.names(&Index::of(&self.0).find(query, None), false)
        }

        fn services(&self, query: &str) -> Vec<&str> {
            self.names(&Index::of(&self.0).find(query, None), true)
        }

        fn names(&self, accounts: &[Id], services: bool) -> Vec<&str> {
            let name = |id: &Id| {
                let account = self.0.accounts.get(*id).unwrap();
                let folder = self.0.folders.get(account.folder.get().unwrap()).unwrap();
                let name = if services {
                    account.service.get()
                } else {
                    folder.name.get()
                };
                name.as_str()
            };
            accounts.iter().map(name).collect()
        }

        fn folder(&mut self, name: &str, change: impl FnOnce(&mut Folder, Stamp)) {
            let folder = self
                .0
                .folders
                .iter_mut()
                .find(|folder| folder.name.get() == name);
            change(folder.unwrap(), Stamp::new(2, 0, Replica(1)));
        }

        fn account(&mut self, service: &str, change: impl FnOnce(&mut Account, Stamp)) {
            let account = self
                .0
                .accounts
                .iter_mut()
                .find(|account| account.service.get() == service);
            change(account.unwrap(), Stamp::new(2, 0, Replica(1)));
        }
    }
}

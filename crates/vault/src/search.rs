//! Finding accounts as people type: without accents, in any order, with or without dashes.

use std::{cmp::Reverse, collections::BTreeMap, iter, ops::Range};

use memchr::memmem;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::{Account, Factor, Folder, Id, Record, Vault};

/// The longest query that is looked at, in characters.
pub const MAX_QUERY: usize = 256;

/// What can be searched and sorted by, folded once so that each key press only compares bytes.
#[derive(Debug, Clone, Default)]
pub struct Index {
    /// Accounts in use, in the order of the list.
    entries: Vec<Entry>,
    /// Accounts in the trash, the latest first.
    trash: Vec<Entry>,
    /// Tags of accounts in use, the most frequent first.
    tags: Vec<String>,
}

/// A row of the list: a factor of an account, or an account without any. An office shares a login between desks, and
/// each desk has its own code.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    entry: &'a Entry,
    desk: &'a Desk,
}

/// One account in the index.
#[derive(Debug, Clone)]
struct Entry {
    account: Id,
    folder: Option<Id>,
    /// Other folders that it serves.
    served: Vec<Id>,
    /// What it is sorted by: the client, the service, the user name; numbers in them by their value.
    order: String,
    /// What a person would call it: the client's name and the service. Hits here come first.
    name: String,
    /// Everything searchable, each field folded in two ways, `\n` between: the account's own, then those of its desks.
    text: String,
    /// Where in `text` the account's own fields end.
    own: usize,
    /// The earliest of its dates to keep, as `YYYY-MM-DD`.
    deadline: Option<String>,
    /// Its factors, by desk; one without a factor if there is none.
    desks: Vec<Desk>,
}

/// One factor of an account, or none.
#[derive(Debug, Clone)]
struct Desk {
    factor: Option<Id>,
    /// Its fields in the text of the entry.
    text: Range<usize>,
    /// Nobody has said that the portal accepted a code, or secrets rival.
    unsettled: bool,
}

impl Index {
    /// Folds every account that is in use or in the trash.
    #[must_use]
    pub fn of(vault: &Vault) -> Self {
        let folders: BTreeMap<Id, &Folder> = vault
            .folders
            .iter()
            .map(|folder| (folder.id(), folder))
            .collect();
        let mut entries: Vec<Entry> = vault
            .live_accounts()
            .map(|account| Entry::of(account, &folders))
            .collect();
        entries.sort_by(|a, b| (&a.order, a.account).cmp(&(&b.order, b.account)));
        let mut trash: Vec<&Account> = vault
            .accounts
            .unsorted()
            .filter(|account| account.is_trashed())
            .collect();
        trash.sort_by_key(|account| (Reverse(account.life().stamp()), account.id()));
        let trash = trash
            .into_iter()
            .map(|account| Entry::of_trashed(account, &folders))
            .collect();
        Self {
            entries,
            trash,
            tags: tags_of(vault),
        }
    }

    /// Accounts that hold every word of `query`, best first; all of them, in order, for an empty query. With `within`,
    /// only those of that folder.
    #[must_use]
    pub fn find(&self, query: &str, within: Option<Id>) -> Vec<Id> {
        let query = Query::of(query);
        let inside = |entry: &&Entry| within.is_none() || entry.folder == within;
        let hits = query.best_first(self.entries.iter().filter(inside));
        hits.into_iter().map(|entry| entry.account).collect()
    }

    /// Rows in use that hold every word of `query` and that `keep` wants, best first; all of those, by client, service,
    /// user name and desk, for an empty query.
    #[must_use]
    pub fn rows(&self, query: &str, keep: impl Fn(&Row<'_>) -> bool) -> Vec<Row<'_>> {
        let query = Query::of(query);
        let hits = query.best_first(&self.entries).into_iter();
        let rows = hits.flat_map(|entry| query.desks(entry));
        rows.filter(keep).collect()
    }

    /// Accounts in the trash that hold every word of `query`, the latest first.
    #[must_use]
    pub fn trash(&self, query: &str) -> Vec<Row<'_>> {
        let query = Query::of(query);
        let hits = self.trash.iter().filter(|entry| query.matches(entry));
        hits.flat_map(Entry::rows).collect()
    }

    /// Tags of accounts in use, the most frequent first.
    #[must_use]
    pub fn tags(&self) -> &[String] {
        &self.tags
    }

    /// How many accounts are in use.
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

impl Row<'_> {
    /// The account.
    #[must_use]
    pub const fn account(&self) -> Id {
        self.entry.account
    }

    /// The factor, if it has one; in the trash none is named.
    #[must_use]
    pub const fn factor(&self) -> Option<Id> {
        self.desk.factor
    }

    /// The folder of the account.
    #[must_use]
    pub const fn folder(&self) -> Option<Id> {
        self.entry.folder
    }

    /// Whether the account belongs to that folder, or serves it as well.
    #[must_use]
    pub fn serves(&self, folder: Id) -> bool {
        self.entry.folder == Some(folder) || self.entry.served.contains(&folder)
    }

    /// Whether somebody should look at it: the portal has not accepted a code yet, secrets rival, or a date to keep is
    /// not after `soon` (`YYYY-MM-DD`).
    #[must_use]
    pub fn wants_attention(&self, soon: &str) -> bool {
        let deadline = self.entry.deadline.as_deref();
        self.desk.unsettled || deadline.is_some_and(|date| date <= soon)
    }
}

impl Entry {
    fn of(account: &Account, folders: &BTreeMap<Id, &Folder>) -> Self {
        let mut entry = Self::without_desks(account, folders);
        let mut factors: Vec<(String, &Factor)> = account
            .factors
            .unsorted()
            .filter(|factor| factor.is_live())
            .map(|factor| (fold(factor.label.get()), factor))
            .collect();
        factors
            .sort_by_cached_key(|(label, factor)| (by_value(label), factor.created(), factor.id()));
        for (label, factor) in factors {
            let begin = entry.text.len();
            push_folded(&mut entry.text, &label);
            entry.desks.push(Desk {
                factor: Some(factor.id()),
                text: begin..entry.text.len(),
                unsettled: is_unsettled(factor),
            });
        }
        if entry.desks.is_empty() {
            entry.desks.push(Desk::none());
        }
        entry
    }

    /// In the trash an account is one row, whatever its factors.
    fn of_trashed(account: &Account, folders: &BTreeMap<Id, &Folder>) -> Self {
        let mut entry = Self::without_desks(account, folders);
        entry.desks.push(Desk::none());
        entry
    }

    fn without_desks(account: &Account, folders: &BTreeMap<Id, &Folder>) -> Self {
        let known = |id: &Id| folders.get(id).copied();
        let folder = account.folder.get().as_ref().and_then(known);
        let client = folder.map_or("", |folder| folder.name.get());
        let service = if account.service.get().is_empty() {
            account.issuer.get()
        } else {
            account.service.get()
        };
        let name = format!("{}\n{}", fold(client), fold(service));
        let order = by_value(&format!("{name}\n{}", fold(account.label.get())));
        let mut text = String::with_capacity(256);
        let served = account.also_serves.iter();
        let served: Vec<&Folder> = served
            .filter_map(|(id, _)| known(&id.parse().ok()?))
            .collect();
        for folder in folder.iter().chain(&served) {
            for field in [
                &folder.name,
                &folder.tax_number,
                &folder.short_code,
                &folder.contact,
                &folder.email,
                &folder.notes,
            ] {
                push(&mut text, field.get());
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
            push(&mut text, field.get());
        }
        for (tag, _) in account.tags.iter() {
            push(&mut text, tag);
        }
        Self {
            account: account.id(),
            folder: folder.map(Record::id),
            served: served.into_iter().map(Record::id).collect(),
            order,
            name,
            own: text.len(),
            text,
            deadline: account
                .deadlines
                .iter()
                .map(|(_, date)| date)
                .min()
                .cloned(),
            desks: Vec::with_capacity(1),
        }
    }

    fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.desks.iter().map(|desk| Row { entry: self, desk })
    }

    fn part(&self, part: Range<usize>) -> &[u8] {
        self.text.as_bytes().get(part).unwrap_or_default()
    }
}

impl Desk {
    const fn none() -> Self {
        Self {
            factor: None,
            text: 0..0,
            unsettled: false,
        }
    }
}

/// The words that are looked for, folded.
pub struct Query {
    words: Vec<Word>,
}

struct Word {
    text: String,
    finder: memmem::Finder<'static>,
}

impl Query {
    /// Reads what was typed: words, in any order.
    #[must_use]
    pub fn of(query: &str) -> Self {
        let words = words(query).into_iter().map(|text| Word {
            finder: memmem::Finder::new(text.as_bytes()).into_owned(),
            text,
        });
        Self {
            words: words.collect(),
        }
    }

    /// Whether every word is in one of `fields`, as it is with accounts.
    #[must_use]
    pub fn is_in(&self, fields: &[&str]) -> bool {
        let mut text = String::new();
        for field in fields {
            push(&mut text, field);
        }
        self.words.iter().all(|word| word.is_in(text.as_bytes()))
    }

    fn matches(&self, entry: &Entry) -> bool {
        let text = entry.text.as_bytes();
        self.words.iter().all(|word| word.is_in(text))
    }

    /// The entries that match, by how well; equally good ones in the order they came in.
    fn best_first<'a>(&self, entries: impl IntoIterator<Item = &'a Entry>) -> Vec<&'a Entry> {
        let mut ranks: [Vec<&Entry>; 4] = Default::default();
        for entry in entries {
            if self.matches(entry)
                && let Some(rank) = ranks.get_mut(self.rank(entry))
            {
                rank.push(entry);
            }
        }
        ranks.concat()
    }

    /// The rows of an entry that matches: a word that the account itself does not hold has to be the desk's.
    fn desks<'a>(&self, entry: &'a Entry) -> impl Iterator<Item = Row<'a>> {
        let own = entry.part(0..entry.own);
        let only = entry.desks.len() == 1;
        entry.rows().filter(move |row| {
            let desk = entry.part(row.desk.text.clone());
            let mut words = self.words.iter();
            only || words.all(|word| word.is_in(own) || word.is_in(desk))
        })
    }

    /// 0 when the name begins with the first word, 1 when every word begins a word of the name, 2 when the name holds
    /// them all, 3 when other fields are needed.
    fn rank(&self, entry: &Entry) -> usize {
        let name = &entry.name;
        let Some(first) = self.words.first() else {
            return 0;
        };
        if name.starts_with(&first.text) {
            0
        } else if !self.words.iter().all(|word| word.is_in(name.as_bytes())) {
            3
        } else if self.words.iter().all(|word| word.begins_one_of(name)) {
            1
        } else {
            2
        }
    }
}

impl Word {
    fn is_in(&self, text: &[u8]) -> bool {
        self.finder.find(text).is_some()
    }

    fn begins_one_of(&self, name: &str) -> bool {
        self.finder.find_iter(name.as_bytes()).any(|at| {
            let before = name.get(..at).unwrap_or_default();
            before
                .chars()
                .next_back()
                .is_none_or(|c| !c.is_alphanumeric())
        })
    }
}

fn is_unsettled(factor: &Factor) -> bool {
    let current = factor.versions.current();
    current.is_some_and(|(_, version)| version.confirmed().is_none())
        || factor.versions.in_force().nth(1).is_some()
}

fn tags_of(vault: &Vault) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (tag, _) in vault
        .live_accounts()
        .flat_map(|account| account.tags.iter())
    {
        *counts.entry(tag).or_default() += 1;
    }
    let mut tags: Vec<(&str, usize)> = counts.into_iter().collect();
    // Stable, so that equally frequent ones stay in the order of the alphabet.
    tags.sort_by_key(|(_, count)| Reverse(*count));
    tags.into_iter().map(|(tag, _)| tag.to_owned()).collect()
}

fn push(text: &mut String, field: &str) {
    push_folded(text, &fold(field));
}

fn push_folded(text: &mut String, folded: &str) {
    if folded.is_empty() {
        return;
    }
    text.push_str(folded);
    text.push('\n');
    // "12345678-2-41" is found as "12345678241", and the other way round through `words`.
    if folded.chars().any(|c| !c.is_alphanumeric()) {
        text.extend(folded.chars().filter(|c| c.is_alphanumeric()));
        text.push('\n');
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

/// What people expect a text to be sorted by: without accents, and with "10" after "2".
#[must_use]
pub fn order(text: &str) -> String {
    by_value(&fold(text))
}

/// Makes the numbers in a folded text compare by their value: before each comes a 9 for every digit it has, then a 0, so
/// that of two numbers the longer one is the greater. Numbers still stand where digits do, before letters.
fn by_value(folded: &str) -> String {
    let mut order = String::with_capacity(folded.len() + 8);
    let mut rest = folded;
    while let Some(begin) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(begin);
        let end = from.find(|c: char| !c.is_ascii_digit());
        let (digits, after) = from.split_at(end.unwrap_or(from.len()));
        let number = digits.trim_start_matches('0');
        order.push_str(before);
        order.extend(iter::repeat_n('9', number.len()));
        order.push('0');
        order.push_str(number);
        rest = after;
    }
    order.push_str(rest);
    order
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyrack_otp::{Otp, Secret};

    use crate::{Replica, Stamp};

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
    fn numbers_are_in_the_order_of_their_values() {
        let sorted = [
            "",
            "0",
            "1a",
            "2",
            "007",
            "9",
            "9a",
            "10",
            "10-9-es iroda",
            "10-10-es iroda",
            "10-es iroda",
            "99999999999999999999",
            "100000000000000000000",
            "a 2 b 3",
            "a 2 b 20",
            "a 10 b 1",
            "a b",
            "aa",
        ];
        for pair in sorted.windows(2) {
            assert!(order(pair[0]) < order(pair[1]), "{pair:?}");
        }
        assert_eq!(order("Ábel 07"), order("abel 7"));

        let mut world = index(&[
            ("Unit 10", "NAV"),
            ("Unit 2", "Desk 10"),
            ("Unit 2", "Desk 9"),
        ]);
        assert_eq!(world.services(""), ["Desk 9", "Desk 10", "NAV"]);
        world.account("NAV", |account, stamp| {
            for number in [10, 9, 2] {
                let mut factor = Factor::new(desk(number), stamp);
                factor.label.set(format!("desk {number}"), stamp);
                account.factors.insert(factor);
            }
        });
        let index = Index::of(&world.0);
        let factors: Vec<_> = index
            .rows("nav", |_| true)
            .iter()
            .map(Row::factor)
            .collect();
        assert_eq!(factors, [2, 9, 10].map(|number| Some(desk(number))));
    }

    #[test]
    fn an_account_is_where_it_belongs_and_where_it_serves() {
        let mut world = index(&[("Kiss Kft.", "shared"), ("Nagy Bt.", "own"), ("Tóth", "x")]);
        let folder = |world: &World, name: &str| {
            let mut folders = world.0.folders.iter();
            folders
                .find(|folder| folder.name.get() == name)
                .unwrap()
                .id()
        };
        let nagy = folder(&world, "Nagy Bt.");
        world.account("shared", |account, stamp| {
            account
                .also_serves
                .set(&nagy.to_string(), Some(true), stamp);
        });
        let index = Index::of(&world.0);
        for (name, served) in [("Kiss Kft.", 1), ("Nagy Bt.", 2), ("Tóth", 1)] {
            let folder = folder(&world, name);
            assert_eq!(
                index.rows("", |row| row.serves(folder)).len(),
                served,
                "{name}"
            );
        }
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

    #[test]
    fn every_desk_is_a_row_and_is_found_by_its_name() {
        let mut world = index(&[("Kiss Kft.", "posta"), ("Nagy Bt.", "NAV")]);
        world.account("posta", |account, stamp| {
            for (number, label) in ["Iroda", "balie", "Ébédlő"].iter().enumerate() {
                let mut desk = Factor::new(Id::from_bytes([number as u8; 16]), stamp);
                desk.label.set((*label).to_owned(), stamp);
                account.factors.insert(desk);
            }
        });
        let index = Index::of(&world.0);
        let desks = |query: &str| -> Vec<Option<u8>> {
            let rows = index.rows(query, |_| true);
            let factor = |row: &Row<'_>| {
                row.factor()
                    .map(|id| u8::from(id > desk(0)) + u8::from(id > desk(1)))
            };
            rows.iter().map(factor).collect()
        };
        assert_eq!(
            desks(""),
            [Some(1), Some(2), Some(0), None],
            "by client, then by desk"
        );
        assert_eq!(desks("kiss posta"), [Some(1), Some(2), Some(0)]);
        assert_eq!(desks("kiss balie"), [Some(1)]);
        assert_eq!(desks("EBEDLO"), [Some(2)]);
        assert_eq!(desks("balie iroda"), [], "no row has both");
        assert_eq!(world.services("balie iroda"), ["posta"], "the account has");
        let of_nagy = index.rows("", |row| row.factor().is_none());
        assert_eq!(of_nagy.len(), 1);
    }

    #[test]
    fn what_wants_attention_is_told_by_factor_and_by_date() {
        let mut world = index(&[("Kiss Kft.", "posta"), ("Nagy Bt.", "NAV")]);
        let otp = |byte| Otp::totp(Secret::from_bytes(vec![byte; 20]).unwrap());
        let attention = |world: &World, soon: &str| {
            let index = Index::of(&world.0);
            let rows = index.rows("", |row| row.wants_attention(soon));
            rows.iter().map(Row::factor).collect::<Vec<_>>()
        };
        assert_eq!(attention(&world, "9999-12-31"), []);

        world.account("posta", |account, stamp| {
            for number in [0, 1] {
                let mut factor = Factor::new(desk(number), stamp);
                factor.versions.set(otp(number), 0, stamp);
                account.factors.insert(factor);
            }
            let confirmed = account.factors.get_mut(desk(1)).unwrap();
            confirmed.versions.confirm(5, stamp);
        });
        assert_eq!(attention(&world, ""), [Some(desk(0))], "unconfirmed");

        world.account("posta", |account, stamp| {
            let factor = account.factors.get_mut(desk(0)).unwrap();
            factor.versions.confirm(5, stamp);
            let mut elsewhere = Factor::new(desk(1), stamp);
            elsewhere
                .versions
                .set(otp(9), 0, Stamp::new(3, 0, Replica(2)));
            elsewhere.versions.confirm(5, Stamp::new(3, 0, Replica(2)));
            account.factors.insert(elsewhere);
        });
        assert_eq!(attention(&world, ""), [Some(desk(1))], "rivals");

        world.account("NAV", |account, stamp| {
            for (name, date) in [("review", "2027-01-31"), ("password", "2026-12-01")] {
                account.deadlines.set(name, Some(date.to_owned()), stamp);
            }
        });
        assert_eq!(attention(&world, "2026-11-30"), [Some(desk(1))]);
        assert_eq!(attention(&world, "2026-12-01"), [Some(desk(1)), None]);
    }

    #[test]
    fn the_trash_is_searched_apart_the_latest_first() {
        let mut world = index(&[("A", "first"), ("B", "second"), ("C", "kept")]);
        for (service, at) in [("first", 20), ("second", 30)] {
            world.account(service, |account, _| {
                account.trash(Stamp::new(at, 0, Replica(1)));
            });
        }
        let index = Index::of(&world.0);
        let services = |query: &str| {
            let ids: Vec<Id> = index.trash(query).iter().map(Row::account).collect();
            world.names(&ids, true).join(" ")
        };
        assert_eq!(services(""), "second first");
        assert_eq!(services("FIRST"), "first");
        assert_eq!(services("kept"), "");
        assert_eq!(index.rows("", |_| true).len(), 1);
    }

    #[test]
    fn tags_come_by_how_often_they_are_used() {
        let mut world = index(&[("A", "one"), ("B", "two"), ("C", "gone")]);
        for (service, tags) in [
            ("one", "áfa bér"),
            ("two", "bér adó"),
            ("gone", "áfa adó x"),
        ] {
            world.account(service, |account, stamp| {
                account
                    .tags
                    .replace(tags.split(' ').map(|tag| (tag, true)), stamp);
            });
        }
        world.account("gone", |account, stamp| account.trash(stamp));
        assert_eq!(Index::of(&world.0).tags(), ["bér", "adó", "áfa"]);
    }

    fn desk(number: u8) -> Id {
        Id::from_bytes([number; 16])
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

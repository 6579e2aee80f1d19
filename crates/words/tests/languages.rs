//! Every language has the same message files, keys and variables.

#![allow(
    clippy::unwrap_used,
    reason = "a test stops where its ground is missing"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::{fs, path::Path};

use fluent_bundle::FluentResource;
use keyrack_words::{Area, Language};

#[test]
fn every_folder_is_a_language_and_holds_a_file_for_each_area() {
    let locales = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/locales");
    let tags = Language::ALL.map(|language| language.as_str().to_owned());
    assert_eq!(names(&locales), BTreeSet::from(tags.clone()));
    let files = Area::ALL.map(|area| format!("{area:?}.ftl").to_lowercase());
    for tag in tags {
        assert_eq!(
            names(&locales.join(&tag)),
            BTreeSet::from(files.clone()),
            "{tag}"
        );
    }
    for (area, file) in Area::ALL.iter().zip(&files) {
        let text = fs::read_to_string(locales.join("en").join(file)).unwrap();
        assert_eq!(Language::English.file(*area), text, "{area:?}");
    }
}

#[test]
fn every_language_has_the_same_words_with_the_same_arguments() {
    for area in Area::ALL {
        let english = messages(Language::English, area);
        for language in Language::ALL {
            let read = FluentResource::try_new(language.file(area).to_owned());
            assert!(
                read.is_ok(),
                "{language:?}, {area:?}: {:?}",
                read.err().map(|(_, faults)| faults)
            );
            let own = messages(language, area);
            let keys =
                |messages: &BTreeMap<_, _>| messages.keys().cloned().collect::<Vec<String>>();
            assert_eq!(
                keys(&own),
                keys(&english),
                "{language:?}, {area:?} has the keys of English"
            );
            for (key, arguments) in &own {
                assert_eq!(
                    arguments, &english[key],
                    "{language:?}, {area:?}: the arguments of {key}"
                );
            }
        }
    }
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.collect()
}

/// The keys of a message file, each with the arguments that its words take.
fn messages(language: Language, area: Area) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    let lines = language.file(area).lines();
    for line in lines.filter(|line| !line.starts_with('#')) {
        if let Some((key, _)) = line.split_once(" =").filter(|(key, _)| is_key(key)) {
            current = key.to_owned();
            let before = messages.insert(current.clone(), BTreeSet::new());
            assert!(before.is_none(), "{language:?}: {key} stands there twice");
        }
        let arguments = line.split('$').skip(1).map(|rest| {
            let end = rest
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                .unwrap_or(rest.len());
            rest[..end].to_owned()
        });
        if let Some(known) = messages.get_mut(&current) {
            known.extend(arguments);
        }
    }
    messages
}

fn is_key(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

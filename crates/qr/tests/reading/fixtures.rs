//! The pictures of the fixtures: no wrong text on any, and of each kind at least as many codes as were read before.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::{env, fs};

use keyrack_qr::{Progress, read};
use serde_json::Value;

/// Codes that may stay unread, by kind of picture. All others are read.
const UNREAD: [(&str, usize); 1] = [("low_contrast", 1)];

#[test]
fn the_fixtures_are_read_and_nothing_else() {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = env::var_os("KEYRACK_FIXTURES")
        .map_or(beside, PathBuf::from)
        .join("qr");
    let Ok(list) = fs::read(folder.join("expected.json")) else {
        eprintln!(
            "skipped: no pictures at {} (KEYRACK_FIXTURES)",
            folder.display()
        );
        return;
    };
    let mut unread: BTreeMap<String, usize> = BTreeMap::new();
    for entry in serde_json::from_slice::<Vec<Value>>(&list).unwrap() {
        let file = entry["file"].as_str().unwrap();
        let payloads: Vec<&str> = entry["payloads"]
            .as_array()
            .unwrap()
            .iter()
            .map(|text| text.as_str().unwrap())
            .collect();
        let reading = read(&fs::read(folder.join(file)).unwrap(), &Progress::silent()).unwrap();
        let texts: Vec<&str> = reading
            .pages
            .iter()
            .flat_map(|page| &page.symbols)
            .map(|symbol| symbol.text.as_str())
            .collect();
        for text in &texts {
            assert!(
                payloads.contains(text),
                "{file}: a text that is not on the picture"
            );
        }
        let missed = payloads
            .iter()
            .filter(|payload| !texts.contains(payload))
            .count();
        *unread
            .entry(entry["category"].as_str().unwrap().to_owned())
            .or_default() += missed;
    }
    for (kind, missed) in unread {
        let allowed = UNREAD
            .iter()
            .find(|(name, _)| *name == kind)
            .map_or(0, |&(_, count)| count);
        assert!(
            missed <= allowed,
            "{kind}: {missed} codes are unread, {allowed} were"
        );
    }
}

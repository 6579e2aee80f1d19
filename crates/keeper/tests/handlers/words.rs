//! Every failure that the controller names has words in every language.

use std::{collections::BTreeSet, fs, path::Path};

use keyrack_keeper::views::{FailureCode, FollowingNotice};
use keyrack_words::{Area, Language, Words, key};

#[test]
fn every_failure_has_words_that_say_what_happened_and_what_to_do() {
    for language in Language::ALL {
        let words = Words::of(language, &[Area::Errors, Area::Window]);
        for code in FailureCode::all().map(FailureCode::as_str) {
            assert!(
                words.find(&key("err", code), &[]).is_some(),
                "{language:?}: {code} happened"
            );
            let fixes = ["fix", "window-fix"];
            let fix = fixes
                .iter()
                .any(|kind| words.find(&key(kind, code), &[]).is_some());
            assert!(
                fix || code == "locked",
                "{language:?}: what to do about {code}"
            );
        }
        let notices = Words::of(language, &[Area::Notices]);
        for code in FollowingNotice::ALL.iter().map(|code| code.as_str()) {
            assert!(
                notices.find(&key("notice", code), &[]).is_some(),
                "{language:?}: {code}"
            );
        }
    }
}

#[test]
fn the_words_on_paper_are_there_in_every_language() {
    let keys = |language: Language| -> BTreeSet<String> {
        let text = language.file(Area::Paper);
        let lines = text.lines().filter_map(|line| line.split_once(" = "));
        lines.map(|(key, _)| key.to_owned()).collect()
    };
    assert_eq!(keys(Language::English), keys(Language::Hungarian));
    let handlers = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/handlers");
    let sources = ["paper.rs", "paper/office.rs"].map(|it| handlers.join(it));
    let sources = sources.map(|it| fs::read_to_string(it).unwrap());
    let used = sources
        .iter()
        .flat_map(|it| it.split('"'))
        .filter(|text| text.starts_with("paper-") && !text.contains("secret-of"));
    let known = keys(Language::English);
    for key in used {
        let begins = |known: &String| known.starts_with(key);
        assert!(known.iter().any(begins), "{key} has words");
    }
}

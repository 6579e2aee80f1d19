//! Words in the user's language, from the message files under `assets/locales`.

use std::ops::Deref;

use keyrack_app::{Error, Notice};
use keyrack_words::FluentValue;

pub use keyrack_words::{Language, key};

/// The words of one language.
pub struct Words(keyrack_words::Words);

impl Deref for Words {
    type Target = keyrack_words::Words;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl Words {
    /// Loads the words of a language.
    pub fn of(language: Language) -> Self {
        Self(keyrack_words::Words::of(language, &files(language)))
    }

    /// What went wrong, and what to do.
    pub fn error(&self, error: &Error) -> (String, String) {
        let code = error.code.as_str().replace('_', "-");
        let mut arguments = values(error.args.iter());
        if !error.args.contains_key("path") {
            arguments.push(("path", self.text("place-vault", &[]).into()));
        }
        let mut what = self.text(&format!("err-{code}"), &arguments);
        if let Some(reason) = error
            .args
            .get("reason")
            .and_then(|reason| self.find(&key("reason", reason), &[]))
        {
            what = format!("{what} {reason}");
        }
        let special = error
            .hint
            .and_then(|hint| self.find(&format!("fix-{code}-{hint}"), &arguments));
        (
            what,
            special.unwrap_or_else(|| self.text(&format!("fix-{code}"), &arguments)),
        )
    }

    /// What the user should know about the vault.
    pub fn notice(&self, notice: &Notice) -> String {
        self.text(&key("notice", notice.code), &values(notice.args.iter()))
    }
}

fn files(language: Language) -> [&'static str; 4] {
    macro_rules! files {
        ($language:literal) => {
            [
                include_str!(concat!("../../../assets/locales/", $language, "/cli.ftl")),
                include_str!(concat!(
                    "../../../assets/locales/",
                    $language,
                    "/errors.ftl"
                )),
                include_str!(concat!(
                    "../../../assets/locales/",
                    $language,
                    "/notices.ftl"
                )),
                include_str!(concat!(
                    "../../../assets/locales/",
                    $language,
                    "/reasons.ftl"
                )),
            ]
        };
    }
    match language {
        Language::English => files!("en"),
        Language::Hungarian => files!("hu"),
    }
}

/// Arguments as the words need them: counts as numbers, for the sake of plurals, and moments as people write them.
pub fn values<'a>(
    arguments: impl Iterator<Item = (&'a &'static str, &'a String)>,
) -> Vec<(&'static str, FluentValue<'a>)> {
    let value = |name: &str, text: &'a String| match name {
        "count" | "seconds" | "tries" | "lost" => FluentValue::try_number(text),
        _ if name.ends_with("_at") => text.parse().map(moment).unwrap_or_default().into(),
        _ => text.as_str().into(),
    };
    arguments
        .map(|(name, text)| (*name, value(name, text)))
        .collect()
}

/// A moment in milliseconds since 1970, in local time to the minute.
pub fn moment(milliseconds: u64) -> String {
    let timestamp = i64::try_from(milliseconds)
        .ok()
        .and_then(|ms| jiff::Timestamp::from_millisecond(ms).ok());
    let local = timestamp.map(|timestamp| timestamp.to_zoned(jiff::tz::TimeZone::system()));
    local.map_or_else(
        || "–".to_owned(),
        |time| time.strftime("%Y-%m-%d %H:%M").to_string(),
    )
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use fluent_bundle::FluentResource;
    use keyrack_app::ErrorCode;
    use keyrack_exchange as exchange;

    use super::*;

    #[test]
    fn every_language_has_the_same_words_with_the_same_arguments() {
        let english = messages(Language::English);
        for language in Language::ALL {
            for file in files(language) {
                let read = FluentResource::try_new(file.to_owned());
                assert!(
                    read.is_ok(),
                    "{language:?}: {:?}",
                    read.err().map(|(_, faults)| faults)
                );
            }
            let own = messages(language);
            let names =
                |messages: &BTreeMap<_, _>| messages.keys().cloned().collect::<Vec<String>>();
            assert_eq!(
                names(&own),
                names(&english),
                "{language:?} has the keys of English"
            );
            for (key, arguments) in &own {
                assert_eq!(
                    arguments, &english[key],
                    "{language:?}: the arguments of {key}"
                );
            }
        }
    }

    #[test]
    fn every_code_has_words() {
        let known = messages(Language::English);
        let mut wanted: BTreeSet<String> = BTreeSet::new();
        for code in ErrorCode::ALL {
            wanted.extend([key("err", code.as_str()), key("fix", code.as_str())]);
        }
        wanted.extend(exchange::Reason::ALL.map(|reason| key("reason", reason.code())));
        wanted.extend(exchange::Unfit::ALL.map(|unfit| key("reason", unfit.code())));
        wanted.extend(exchange::Notice::ALL.map(|notice| key("note", notice.code())));
        wanted.extend(exchange::Loss::ALL.map(|loss| key("loss", loss.code())));
        for (kind, codes) in CODES {
            wanted.extend(codes.iter().map(|code| key(kind, code)));
        }
        for key in &wanted {
            assert!(known.contains_key(key), "{key} has words");
        }
        let stale = known.keys().filter(|key| {
            let kind = key.split('-').next().unwrap_or_default();
            matches!(kind, "err" | "note" | "notice") && !wanted.contains(*key)
        });
        assert_eq!(
            stale.collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "words for codes that there are not"
        );
    }

    /// Why a picture cannot be read.
    const PICTURES: &[&str] = &[
        "picture_unknown",
        "picture_too_large",
        "picture_damaged",
        "pdf_damaged",
        "pdf_locked",
        "pdf_too_long",
    ];

    /// The codes of the app that it does not list.
    const CODES: [(&str, &[&str]); 8] = [
        ("err", PICTURES),
        ("fix", PICTURES),
        (
            "notice",
            &[
                "vault_repaired",
                "vault_damaged",
                "vault_missing",
                "vault_forged",
                "kept_is_newer",
                "ways_in_changed",
                "ways_in_altered",
                "copies_merged",
                "copies_not_merged",
                "from_the_future",
                "quarantined",
                "older_than_seen",
                "vault_gone",
                "keys_changed",
                "pin_outdated",
                "vault_out_of_reach",
            ],
        ),
        (
            "row",
            &[
                "new",
                "identical",
                "same_secret",
                "same_name",
                "unreadable",
                "unsupported",
            ],
        ),
        ("way", &["password", "recovery", "pin", "unknown"]),
        ("secret", &["current", "rival", "replaced"]),
        ("difference", &["missing", "deleted", "changed"]),
        (
            "check",
            &[
                "home",
                "clock",
                "vault",
                "ways_in",
                "folder",
                "keyring",
                "generations",
                "quarantine",
                "rivals",
                "notices",
            ],
        ),
    ];

    #[test]
    fn an_error_says_what_happened_and_what_to_do_and_why_a_uri_was_refused() {
        let words = Words::of(Language::English);
        let error = Error::new(ErrorCode::BadUri).with("reason", "uri_bad_digits");
        let (what, fix) = words.error(&error);
        assert!(
            what.ends_with("Its number of digits is not 1 to 10."),
            "{what}"
        );
        assert!(fix.starts_with("Copy it again"), "{fix}");
        for language in Language::ALL {
            let words = Words::of(language);
            for code in ErrorCode::ALL {
                let (what, fix) = words.error(&Error::new(*code).hint("export"));
                for text in [what, fix] {
                    assert!(
                        !text.contains("err-") && !text.contains("fix-"),
                        "{code:?}: {text}"
                    );
                }
            }
        }
    }

    /// The keys of a language, each with the arguments that its words take.
    fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for file in files(language) {
            let mut current = String::new();
            for line in file.lines().filter(|line| !line.starts_with('#')) {
                if let Some((key, _)) = line.split_once(" =").filter(|(key, _)| is_key(key)) {
                    current = key.to_owned();
                    assert!(
                        !messages.contains_key(key),
                        "{language:?}: {key} stands there twice"
                    );
                    messages.insert(current.clone(), BTreeSet::new());
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
        }
        messages
    }

    fn is_key(text: &str) -> bool {
        text.starts_with(|c: char| c.is_ascii_lowercase())
            && text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    }
}

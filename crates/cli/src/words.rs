//! Words in the user's language, with those for errors and notices of the app.

use std::ops::Deref;

use keyrack_app::{Error, Notice};
use keyrack_words::{Area, FluentValue};

pub use keyrack_words::{Language, key};

/// What the command says comes from these.
const AREAS: [Area; 5] = [
    Area::Alarms,
    Area::Cli,
    Area::Errors,
    Area::Notices,
    Area::Reasons,
];

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
        Self(keyrack_words::Words::of(language, &AREAS))
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
        self.text(
            &key("notice", notice.code.as_str()),
            &values(notice.args.iter()),
        )
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
    use std::collections::BTreeSet;

    use keyrack_app::{AlarmCode, ErrorCode};
    use keyrack_exchange as exchange;

    use super::*;

    #[test]
    fn no_key_stands_in_two_of_the_files() {
        for language in Language::ALL {
            let keys: Vec<&str> = keys(language).collect();
            let unique: BTreeSet<&str> = keys.iter().copied().collect();
            assert_eq!(keys.len(), unique.len(), "{language:?}");
        }
    }

    #[test]
    fn every_code_has_words() {
        let known: BTreeSet<&str> = keys(Language::English).collect();
        let mut wanted: BTreeSet<String> = BTreeSet::new();
        for code in ErrorCode::ALL {
            wanted.extend([key("err", code.as_str()), key("fix", code.as_str())]);
        }
        wanted.extend(exchange::Reason::ALL.map(|reason| key("reason", reason.code())));
        wanted.extend(exchange::Unfit::ALL.map(|unfit| key("reason", unfit.code())));
        wanted.extend(exchange::Notice::ALL.map(|notice| key("note", notice.code())));
        wanted.extend(exchange::Loss::ALL.map(|loss| key("loss", loss.code())));
        wanted.extend(
            AlarmCode::ALL
                .iter()
                .map(|code| key("alarm", code.as_str())),
        );
        for (kind, codes) in CODES {
            wanted.extend(codes.iter().map(|code| key(kind, code)));
        }
        for key in &wanted {
            assert!(known.contains(key.as_str()), "{key} has words");
        }
        let stale = known.iter().filter(|key| {
            let kind = key.split('-').next().unwrap_or_default();
            matches!(kind, "alarm" | "err" | "note" | "notice") && !wanted.contains(**key)
        });
        assert_eq!(
            stale.collect::<Vec<_>>(),
            Vec::<&&str>::new(),
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
                "only_seen",
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
            what.ends_with("Its number of digits is not between 1 and 10."),
            "{what}"
        );
        assert!(fix.starts_with("Copy the whole of it again"), "{fix}");
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

    /// The keys of all words in a language, as often as they stand there.
    fn keys(language: Language) -> impl Iterator<Item = &'static str> {
        let lines = AREAS
            .into_iter()
            .flat_map(move |area| language.file(area).lines());
        let keys = lines.filter_map(|line| line.split_once(" =").map(|(key, _)| key));
        keys.filter(|key| key.starts_with(|c: char| c.is_ascii_lowercase()))
    }
}

//! Words in the user's language. The message files are part of the program that uses them.

#![forbid(unsafe_code)]

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};

pub use fluent_bundle::FluentValue;

/// A language that has all the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// Hungarian.
    Hungarian,
}

/// The words of some message files of one language.
pub struct Words(FluentBundle<FluentResource>);

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::English, Self::Hungarian];

    /// The language that the environment names, as the system's own programs read it; else English.
    #[must_use]
    pub fn of_system() -> Self {
        let named = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .filter_map(|name| std::env::var(name).ok());
        Self::of_tag(
            &named
                .into_iter()
                .find(|value| !value.is_empty())
                .unwrap_or_default(),
        )
    }

    /// The language of a locale (`hu_HU.UTF-8`) or tag (`hu-HU`); else English.
    #[must_use]
    pub fn of_tag(tag: &str) -> Self {
        match tag.split(['_', '.', '@', '-']).next() {
            Some("hu") => Self::Hungarian,
            _ => Self::English,
        }
    }

    /// Its tag.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Hungarian => "hu",
        }
    }
}

impl Words {
    /// Loads the words of a language from its message files.
    #[must_use]
    pub fn of(language: Language, files: &[&str]) -> Self {
        let mut bundle = FluentBundle::new(vec![language.as_str().parse().unwrap_or_default()]);
        // The marks that keep directions of writing apart show as boxes in some terminals.
        bundle.set_use_isolating(false);
        for file in files {
            // The files are part of the program; tests read all of them without a fault.
            let resource = FluentResource::try_new((*file).to_owned())
                .unwrap_or_else(|(resource, _)| resource);
            let _ = bundle.add_resource(resource);
        }
        Self(bundle)
    }

    /// The words under a key; the key itself where there are none.
    #[must_use]
    pub fn text(&self, key: &str, arguments: &[(&str, FluentValue<'_>)]) -> String {
        self.find(key, arguments).unwrap_or_else(|| key.to_owned())
    }

    /// The words under a key that take no arguments.
    #[must_use]
    pub fn word(&self, key: &str) -> String {
        self.text(key, &[])
    }

    /// The words for a code that programs know something by; `kind` says what of.
    #[must_use]
    pub fn code(&self, kind: &str, code: &str) -> String {
        self.word(&key(kind, code))
    }

    /// The words under a key, if there are any.
    #[must_use]
    pub fn find(&self, key: &str, arguments: &[(&str, FluentValue<'_>)]) -> Option<String> {
        let pattern = self.0.get_message(key)?.value()?;
        let arguments: FluentArgs<'_> = arguments
            .iter()
            .map(|(name, value)| (*name, value.clone()))
            .collect();
        let words = self
            .0
            .format_pattern(pattern, Some(&arguments), &mut Vec::new());
        Some(words.into_owned())
    }
}

/// The key of the words for a code.
#[must_use]
pub fn key(kind: &str, code: &str) -> String {
    format!("{kind}-{}", code.replace('_', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_that_of_the_locale_or_else_english() {
        for (locale, language) in [
            ("hu_HU.UTF-8", Language::Hungarian),
            ("hu", Language::Hungarian),
            ("hu-HU", Language::Hungarian),
            ("hu@euro", Language::Hungarian),
            ("en_GB.UTF-8", Language::English),
            ("C.UTF-8", Language::English),
            ("hunter", Language::English),
            ("", Language::English),
        ] {
            assert_eq!(Language::of_tag(locale), language, "{locale:?}");
        }
    }

    #[test]
    fn a_key_without_words_stands_for_itself() {
        let words = Words::of(Language::English, &["greeting = Hello { $name }"]);
        assert_eq!(
            words.text("greeting", &[("name", "Anna".into())]),
            "Hello Anna"
        );
        assert_eq!(words.text("farewell", &[]), "farewell");
    }
}

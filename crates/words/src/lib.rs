//! Words in the user's language. The message files under `assets/locales` are part of the programs; the window, which is a
//! web page, loads them by itself.

#![forbid(unsafe_code)]

mod area;
mod language;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};

pub use area::Area;
pub use fluent_bundle::FluentValue;
pub use language::Language;

/// The words of some areas in one language.
pub struct Words(FluentBundle<FluentResource>);

impl Words {
    /// Loads the words of these areas in a language.
    #[must_use]
    pub fn of(language: Language, areas: &[Area]) -> Self {
        Self::read(language, areas.iter().map(|area| language.file(*area)))
    }

    fn read<'a>(language: Language, files: impl Iterator<Item = &'a str>) -> Self {
        let mut bundle = FluentBundle::new(vec![language.as_str().parse().unwrap_or_default()]);
        // The marks that keep directions of writing apart show as boxes in some terminals.
        bundle.set_use_isolating(false);
        for file in files {
            // The files are part of the program; tests read all of them without a fault.
            let resource =
                FluentResource::try_new(file.to_owned()).unwrap_or_else(|(resource, _)| resource);
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
    fn a_key_without_words_stands_for_itself() {
        let files = ["greeting = Hello { $name }"];
        let words = Words::read(Language::English, files.into_iter());
        assert_eq!(
            words.text("greeting", &[("name", "Anna".into())]),
            "Hello Anna"
        );
        assert_eq!(words.text("farewell", &[]), "farewell");
    }
}

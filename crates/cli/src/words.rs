//! Words in the user's language, from the message files under `assets/locales`.

use clap::ValueEnum;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use keyrack_app::{Error, Notice};

use crate::sheet::moment;

/// A language that has all the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// English.
    #[value(name = "en")]
    English,
    /// Hungarian.
    #[value(name = "hu")]
    Hungarian,
}

/// The words of one language.
pub struct Words(FluentBundle<FluentResource>);

impl Language {
    /// The language that the environment names, as the system's own programs read it; else English.
    pub fn of_system() -> Self {
        let named = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .filter_map(|name| std::env::var(name).ok());
        Self::of_locale(
            &named
                .into_iter()
                .find(|value| !value.is_empty())
                .unwrap_or_default(),
        )
    }

    fn of_locale(locale: &str) -> Self {
        match locale.split(['_', '.', '@', '-']).next() {
            Some("hu") => Self::Hungarian,
            _ => Self::English,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Hungarian => "hu",
        }
    }

    fn files(self) -> [&'static str; 4] {
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
        match self {
            Self::English => files!("en"),
            Self::Hungarian => files!("hu"),
        }
    }
}

impl Words {
    /// Loads the words of a language.
    pub fn of(language: Language) -> Self {
        let mut bundle = FluentBundle::new(vec![language.as_str().parse().unwrap_or_default()]);
        // The marks that keep directions of writing apart show as boxes in some terminals.
        bundle.set_use_isolating(false);
        for file in language.files() {
            // The files are part of the program; a test reads all of them without a fault.
            let resource =
                FluentResource::try_new(file.to_owned()).unwrap_or_else(|(resource, _)| resource);
            let _ = bundle.add_resource(resource);
        }
        Self(bundle)
    }

    /// The words under a key; the key itself where there are none.
    pub fn text(&self, key: &str, arguments: &[(&str, FluentValue<'_>)]) -> String {
        self.find(key, arguments).unwrap_or_else(|| key.to_owned())
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

    fn find(&self, key: &str, arguments: &[(&str, FluentValue<'_>)]) -> Option<String> {
        let pattern = self.0.get_message(key)?.value()?;
        let arguments: FluentArgs<'_> = arguments
            .iter()
            .map(|(name, value)| (*name, value.clone()))
            .collect();
        Some(
            self.0
                .format_pattern(pattern, Some(&arguments), &mut Vec::new())
                .into_owned(),
        )
    }
}

/// The key of the words for a code.
pub fn key(kind: &str, code: &str) -> String {
    format!("{kind}-{}", code.replace('_', "-"))
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

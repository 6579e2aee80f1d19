//! The languages, and the message files of each.

use crate::area::Area;

/// The message file `$name` of a language.
macro_rules! message_file {
    ($tag:literal, $name:literal) => {
        include_str!(concat!(
            "../../../assets/locales/",
            $tag,
            "/",
            $name,
            ".ftl"
        ))
    };
}

/// The message file of a language for `$area`.
macro_rules! file_of_area {
    ($tag:literal, $area:expr) => {
        match $area {
            Area::Add => message_file!($tag, "add"),
            Area::Alarms => message_file!($tag, "alarms"),
            Area::Backup => message_file!($tag, "backup"),
            Area::Cli => message_file!($tag, "cli"),
            Area::Errors => message_file!($tag, "errors"),
            Area::Import => message_file!($tag, "import"),
            Area::Joining => message_file!($tag, "joining"),
            Area::Leaving => message_file!($tag, "leaving"),
            Area::Notices => message_file!($tag, "notices"),
            Area::Office => message_file!($tag, "office"),
            Area::Paper => message_file!($tag, "paper"),
            Area::Reasons => message_file!($tag, "reasons"),
            Area::Settings => message_file!($tag, "settings"),
            Area::Setup => message_file!($tag, "setup"),
            Area::Tray => message_file!($tag, "tray"),
            Area::Window => message_file!($tag, "window"),
        }
    };
}

macro_rules! languages {
    ($($language:ident = $tag:literal),+ $(,)?) => {
        /// A language that has all the words.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Language {
            $(
                #[doc = concat!(stringify!($language), ".")]
                $language,
            )+
        }

        impl Language {
            /// Every language.
            pub const ALL: [Self; [$($tag),+].len()] = [$(Self::$language),+];

            /// Its tag.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$language => $tag,)+
                }
            }

            /// Its message file for an area, in the Fluent syntax.
            #[must_use]
            pub const fn file(self, area: Area) -> &'static str {
                match self {
                    $(Self::$language => file_of_area!($tag, area),)+
                }
            }
        }
    };
}

// A language is a folder under `assets/locales` with a message file for each area, and a line here.
languages! {
    English = "en",
    Hungarian = "hu",
}

impl Language {
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
        let named = tag.split(['_', '.', '@', '-']).next();
        let known = Self::ALL.into_iter().find(|it| Some(it.as_str()) == named);
        known.unwrap_or(Self::English)
    }
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
}

//! Names that leave the program: in JSON, in files of words, in TypeScript.

/// Makes an enum each of whose cases has a name, which never changes: it is written to JSON and read from it, words are
/// found under it, and TypeScript knows no other. `ALL` lists the cases, `as_str` names one, `of_name` finds one.
#[macro_export]
macro_rules! named {
    ($(#[$meta:meta])* $visibility:vis enum $enum:ident { $($(#[$about:meta])* $case:ident = $name:literal,)+ }) => {
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
        )]
        $(#[$meta])*
        $visibility enum $enum {
            $($(#[$about])* #[serde(rename = $name)] $case,)+
        }

        impl $enum {
            /// Every case.
            pub const ALL: &[Self] = &[$(Self::$case,)+];

            /// Its name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$case => $name,)+
                }
            }

            /// The case of a name.
            #[must_use]
            pub fn of_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|case| case.as_str() == name)
            }
        }
    };
}

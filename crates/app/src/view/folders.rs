//! Folders and clients.

use serde::Serialize;

use crate::named;

/// A folder by id and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FolderName {
    /// Its id.
    pub id: String,
    /// Its name; empty for the one folder that an individual has.
    pub name: String,
}

/// A folder where it is only named, in its colour.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FolderTag {
    /// Its id; empty for none.
    pub id: String,
    /// Its name; empty for the one folder that an individual has.
    pub name: String,
    /// The colour that it is shown in.
    pub colour: Colour,
    /// The id of the office that it is in; empty for the own vault.
    pub office: String,
}

/// A folder or client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FolderView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The client's details, if it stands for one.
    pub client: Option<ClientView>,
    /// The name of the colour that was chosen; empty for none.
    pub colour: String,
    /// Out of the way.
    pub archived: bool,
    /// Accounts in use that it holds.
    pub accounts: usize,
    /// Accounts in use of other folders that serve it as well.
    pub also_serving: usize,
}

/// Who a folder stands for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ClientView {
    /// The tax number, as typed.
    pub tax_number: String,
    /// The office's own short name or number.
    pub short_code: String,
    /// Whom to ask.
    pub contact: String,
    /// The client's e-mail address.
    pub email: String,
    /// Free text.
    pub notes: String,
}

/// A part of the folders, and how many there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Folders {
    /// How many match in all.
    pub total: usize,
    /// Those asked for, by name.
    pub folders: Vec<FolderDetails>,
}

/// A folder or client in the colour that it is shown in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FolderDetails {
    /// What the vault says.
    #[serde(flatten)]
    pub folder: FolderView,
    /// The colour that was chosen, else one that follows from its id.
    pub shown_colour: Colour,
}

named! {
    /// The colours that tell folders apart. A style sheet gives them their values.
    #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
    #[derive(Default)]
    pub enum Colour {
        /// Red.
        #[default]
        Red = "red",
        /// Orange.
        Orange = "orange",
        /// Amber.
        Amber = "amber",
        /// Olive.
        Olive = "olive",
        /// Green.
        Green = "green",
        /// Teal.
        Teal = "teal",
        /// Blue.
        Blue = "blue",
        /// Indigo.
        Indigo = "indigo",
        /// Violet.
        Violet = "violet",
        /// Pink.
        Pink = "pink",
    }
}

impl Colour {
    /// The colour that was chosen, if it is one of ours, else one that follows from the id and so never changes.
    #[must_use]
    pub fn of_folder(chosen: &str, id: &str) -> Self {
        Self::of_name(chosen).unwrap_or_else(|| {
            let number = id.bytes().fold(0_usize, |number, letter| {
                (number * 31 + usize::from(letter)) % 1009
            });
            Self::ALL
                .get(number % Self::ALL.len())
                .copied()
                .unwrap_or_default()
        })
    }
}

impl From<FolderView> for FolderDetails {
    fn from(folder: FolderView) -> Self {
        Self {
            shown_colour: Colour::of_folder(&folder.colour, &folder.id),
            folder,
        }
    }
}

//! What a format has no place for, by name.

use zeroize::Zeroizing;

use crate::migration::Unfit;

/// A file that was made.
#[derive(Debug)]
pub struct Written {
    /// What is to be in it.
    pub bytes: Zeroizing<Vec<u8>>,
    /// What the format has no place for; as [`losses`](crate::losses) tells before.
    pub reduced: Vec<Reduced>,
}

/// Something of an account that a format has no place for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reduced {
    /// The identifier of the account.
    pub account_id: String,
    /// The identifier of the factor, if it concerns one.
    pub factor_id: Option<String>,
    /// The issuer of the account.
    pub issuer: String,
    /// The user or account name.
    pub label: String,
    /// What it is.
    pub loss: Loss,
}

/// What a format has no place for. `docs/cli/export-losses.md` explains the codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Loss {
    /// The account lies in the trash, and stays out.
    Trashed,
    /// The factor counts its codes (HOTP), and stays out.
    Hotp,
    /// The factor is one for Steam, and stays out.
    Steam,
    /// The factor has a number of digits that the program does not know, and stays out.
    Digits,
    /// The factor has a period that the program does not know, and stays out.
    Period,
    /// The factor has a hash that the program does not know, and stays out.
    Algorithm,
    /// The counter of the factor is too large, and it stays out.
    Counter,
    /// The names of the factor are too long, and it stays out.
    TooLong,
    /// The factor has the secret of another one, which the program knows secrets by, and stays out.
    SecretTwice,
    /// The name of the issuer.
    Issuer,
    /// What distinguishes the factor from others of the account.
    FactorLabel,
    /// The note.
    Note,
    /// The tags.
    Tags,
    /// The folder.
    Folder,
    /// Recovery codes and files.
    Recovery,
    /// Secrets that were replaced.
    Replaced,
    /// The address of the login page, deadlines, and other details.
    Details,
}

impl Loss {
    /// All losses.
    pub const ALL: [Self; 17] = [
        Self::Trashed,
        Self::Hotp,
        Self::Steam,
        Self::Digits,
        Self::Period,
        Self::Algorithm,
        Self::Counter,
        Self::TooLong,
        Self::SecretTwice,
        Self::Issuer,
        Self::FactorLabel,
        Self::Note,
        Self::Tags,
        Self::Folder,
        Self::Recovery,
        Self::Replaced,
        Self::Details,
    ];

    /// The stable code that scripts and translations rely on.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Trashed => "trashed",
            Self::Hotp => "hotp",
            Self::Steam => "steam",
            Self::Digits => "digits",
            Self::Period => "period",
            Self::Algorithm => "algorithm",
            Self::Counter => "counter",
            Self::TooLong => "too_long",
            Self::SecretTwice => "secret_twice",
            Self::Issuer => "issuer",
            Self::FactorLabel => "factor_label",
            Self::Note => "note",
            Self::Tags => "tags",
            Self::Folder => "folder",
            Self::Recovery => "recovery",
            Self::Replaced => "replaced",
            Self::Details => "details",
        }
    }

    /// Whether the account or the factor stays out, rather than only something about it.
    #[must_use]
    pub fn is_left_out(self) -> bool {
        matches!(
            self,
            Self::Trashed
                | Self::Hotp
                | Self::Steam
                | Self::Digits
                | Self::Period
                | Self::Algorithm
                | Self::Counter
                | Self::TooLong
                | Self::SecretTwice
        )
    }
}

impl From<Unfit> for Loss {
    fn from(unfit: Unfit) -> Self {
        match unfit {
            Unfit::Steam => Self::Steam,
            Unfit::Digits => Self::Digits,
            Unfit::Period => Self::Period,
            Unfit::Counter => Self::Counter,
            Unfit::TooLong => Self::TooLong,
        }
    }
}

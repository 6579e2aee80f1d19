//! Text that opens something.

use std::{cmp::Ordering, fmt};

use serde_json::value::RawValue;
use zeroize::Zeroizing;

/// Text that opens something. Wiped when dropped, hidden in debug output.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SecretText(Zeroizing<String>);

impl SecretText {
    /// Takes the text over.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The text.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<Box<RawValue>> for SecretText {
    /// The JSON as it stands, without a second copy.
    fn from(raw: Box<RawValue>) -> Self {
        Self::new(Box::<str>::from(raw).into())
    }
}

impl PartialOrd for SecretText {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for SecretText {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.as_str().cmp(other.0.as_str())
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretText(..)")
    }
}

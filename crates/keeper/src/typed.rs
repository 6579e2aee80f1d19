//! What a person typed that nobody else may learn.

use std::fmt;

use serde::Deserialize;
use zeroize::Zeroizing;

/// A password, a PIN or a key that a person typed. It goes one way: it has no `Serialize`.
#[derive(Clone, Deserialize)]
#[serde(from = "String")]
pub struct Typed(pub Zeroizing<String>);

impl From<String> for Typed {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl fmt::Debug for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Typed(..)")
    }
}

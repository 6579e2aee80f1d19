//! Text on a sheet, wiped when dropped.

use zeroize::Zeroizing;

pub(crate) type Words = Zeroizing<String>;

pub(crate) fn copy(text: &str) -> Words {
    Zeroizing::new(text.to_owned())
}

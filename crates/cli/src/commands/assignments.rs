//! Fields as the command line sets them.

use keyrack_app::{Error, ErrorCode, Result};

/// Reads `field=value`.
///
/// # Errors
/// [`ErrorCode::Usage`]. What is wrong is not repeated: it may be a secret in the wrong place.
pub fn assignments(words: &[String]) -> Result<Vec<(String, String)>> {
    let pair = |word: &String| {
        word.split_once('=')
            .map(|(field, value)| (field.to_owned(), value.to_owned()))
    };
    let pairs: Option<Vec<_>> = words.iter().map(pair).collect();
    pairs.ok_or_else(|| {
        Error::new(ErrorCode::Usage).with("detail", "fields are given as field=value")
    })
}

//! Names that others chose: without what cannot be seen and changes how the text beside it is read, and without the
//! issuer that some programs write before them.

/// Whether a character is a control character, or a mark that breaks lines or turns the direction of writing.
#[must_use]
pub fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}

/// A name without [unseen](is_unseen) characters, and without white space around it.
#[must_use]
pub fn plain_name(name: &str) -> String {
    name.replace(is_unseen, "").trim().to_owned()
}

/// What follows `issuer:` in a name, where a program has kept the label of the URI that it once read.
pub(crate) fn after_issuer<'a>(name: &'a str, issuer: &str) -> Option<&'a str> {
    if issuer.is_empty() {
        return None;
    }
    let rest = name.strip_prefix(issuer)?.trim_start();
    Some(rest.strip_prefix(':')?.trim_start())
}

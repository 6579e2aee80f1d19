//! The recovery key, which stands on paper.

use keyrack_seal::{Identity, Paper, Recipient};
use zeroize::Zeroizing;

use crate::{Error, ErrorCode, Result};

/// What the text of every recovery key begins with.
const PREFIX: &str = "AGE-SECRET-KEY-1";

/// The most bytes of a text that is taken for a typed key.
const MAX_TYPED: usize = 4096;

/// The key on paper. It is an ordinary age identity: `age -d -i` opens the vault with it, without Keyrack.
#[derive(Clone, Debug)]
pub struct RecoveryKey(Identity);

impl RecoveryKey {
    /// Makes a new one. It is shown or saved once, and nowhere kept.
    #[must_use]
    pub fn make() -> Self {
        Self(Identity::make())
    }

    /// Reads one from typed or saved text: a file with the key on one of its lines, or the key alone, with or without
    /// its prefix, in any case, with spaces, dashes and ends of lines anywhere.
    ///
    /// # Errors
    /// [`ErrorCode::WrongRecoveryKey`] when the text holds none.
    pub fn parse(text: &str) -> Result<Self> {
        let wrong = || Error::new(ErrorCode::WrongRecoveryKey);
        if let Ok(identity) = Identity::find_in(text) {
            return Ok(Self(identity));
        }
        if text.len() > MAX_TYPED {
            return Err(wrong());
        }
        let is_key = |c: &char| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}');
        let typed: Zeroizing<String> = Zeroizing::new(
            text.chars()
                .filter(is_key)
                .map(|c| c.to_ascii_uppercase())
                .collect(),
        );
        let key = typed.strip_prefix("AGESECRETKEY1").unwrap_or(&typed);
        let whole = Zeroizing::new(format!("{PREFIX}{key}"));
        whole.parse().map(Self).map_err(|_| wrong())
    }

    /// The key in groups of four characters without its prefix, the last one shorter: as the emergency kit shows it
    /// and asks for it.
    #[must_use]
    pub fn groups(&self) -> Vec<Zeroizing<String>> {
        let text = self.reveal();
        let key = text.strip_prefix(PREFIX).unwrap_or(&text);
        let groups = key.as_bytes().chunks(4);
        groups
            .map(|group| Zeroizing::new(String::from_utf8_lossy(group).into_owned()))
            .collect()
    }

    /// The key as text.
    #[must_use]
    pub fn reveal(&self) -> Zeroizing<String> {
        self.0.reveal()
    }

    /// The key with words around it that say what it is, as the stock `age` program reads it.
    #[must_use]
    pub fn file(&self, words: &[&str]) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(1024));
        for line in words {
            text.push_str("# ");
            text.push_str(line);
            text.push('\n');
        }
        text.push_str("# public key: ");
        text.push_str(&self.recipient().to_string());
        text.push('\n');
        text.push_str(&self.0.reveal());
        text.push('\n');
        text
    }

    pub(crate) fn recipient(&self) -> Recipient {
        self.0.recipient()
    }

    pub(crate) fn paper(&self) -> Paper {
        self.0.paper()
    }

    pub(crate) const fn identity(&self) -> &Identity {
        &self.0
    }
}

impl From<Identity> for RecoveryKey {
    fn from(identity: Identity) -> Self {
        Self(identity)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_however_it_was_typed() {
        let key = RecoveryKey::make();
        let text = key.reveal();
        let bare = text.strip_prefix(PREFIX).unwrap();
        let groups: Vec<String> = key.groups().iter().map(|group| group.to_string()).collect();
        assert_eq!((groups.len(), groups.concat().as_str()), (15, bare));
        for typed in [
            text.to_string(),
            bare.to_owned(),
            bare.to_lowercase(),
            groups.join(" "),
            groups.join("-"),
            groups.join("\n"),
            format!("age-secret-key-1\r\n{}\r\n", groups.join("  ")),
            format!("{PREFIX}-{}", groups.join("\u{2013}")),
            key.file(&["kept in the safe"]).to_string(),
        ] {
            let again = RecoveryKey::parse(&typed).expect(&typed);
            assert_eq!(again.recipient(), key.recipient());
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        let text = RecoveryKey::make().reveal();
        let last = text.chars().last().unwrap();
        let mistyped = format!(
            "{}{}",
            &text[..text.len() - 1],
            if last == 'Q' { 'P' } else { 'Q' }
        );
        for typed in [
            "",
            "-",
            "AGE-SECRET-KEY-1",
            "á",
            &text[..70],
            &mistyped,
            &"Q".repeat(1 << 20),
        ] {
            assert_eq!(
                RecoveryKey::parse(typed).unwrap_err().code,
                ErrorCode::WrongRecoveryKey
            );
        }
    }
}

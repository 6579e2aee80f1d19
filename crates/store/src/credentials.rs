//! What a server wants to know before it lets somebody in.

use std::fmt;

use zeroize::Zeroizing;

/// A name and what proves it. Wiped when dropped; shows nothing.
#[derive(Clone)]
pub struct Credentials {
    pub(crate) kind: CredentialsKind,
    pub(crate) name: Zeroizing<String>,
    pub(crate) secret: Zeroizing<String>,
}

/// Whom credentials are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CredentialsKind {
    /// A user and a password, for WebDAV.
    Password,
    /// An access key and its secret, for S3.
    Key,
}

/// Why a text holds no credentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CredentialsError {
    /// It is longer than [`Credentials::MAX`].
    #[error("this is too long for credentials")]
    TooLong,
    /// This line, counted from 1, is none of them, or says something again.
    #[error("line {0} cannot be read")]
    Line(usize),
    /// The name or the secret is missing.
    #[error("the name or the secret is missing")]
    Missing,
}

impl Credentials {
    /// How long the text may be, in bytes.
    pub const MAX: usize = 4096;

    /// Reads a text of two lines, `user = …` and `password = …`, or `access_key = …` and `secret_key = …`. Empty lines,
    /// those that begin with `#`, and spaces around a value do not count.
    ///
    /// # Errors
    /// [`CredentialsError`].
    pub fn parse(text: &str) -> Result<Self, CredentialsError> {
        if text.len() > Self::MAX {
            return Err(CredentialsError::TooLong);
        }
        let (mut user, mut password, mut key, mut secret) = (None, None, None, None);
        for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (word, value) = line.split_once('=').ok_or(CredentialsError::Line(number))?;
            let place = match word.trim_end() {
                "user" => &mut user,
                "password" => &mut password,
                "access_key" => &mut key,
                "secret_key" => &mut secret,
                _ => return Err(CredentialsError::Line(number)),
            };
            let value = value.trim_start();
            if value.chars().any(char::is_control) || value.is_empty() || place.is_some() {
                return Err(CredentialsError::Line(number));
            }
            *place = Some(Zeroizing::new(value.to_owned()));
        }
        let (kind, name, secret) = match (user, password, key, secret) {
            (Some(user), Some(password), None, None) => (CredentialsKind::Password, user, password),
            (None, None, Some(key), Some(secret)) => (CredentialsKind::Key, key, secret),
            _ => return Err(CredentialsError::Missing),
        };
        Ok(Self { kind, name, secret })
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Credentials(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_kinds_are_read() {
        let credentials =
            Credentials::parse("\u{feff}# office\r\nuser = anna\r\n\r\npassword = a=b #c\r\n")
                .unwrap();
        assert_eq!(credentials.kind, CredentialsKind::Password);
        assert_eq!(
            (credentials.name.as_str(), credentials.secret.as_str()),
            ("anna", "a=b #c")
        );
        let credentials = Credentials::parse("secret_key=s\naccess_key=k").unwrap();
        assert_eq!(credentials.kind, CredentialsKind::Key);
        assert_eq!(
            (credentials.name.as_str(), credentials.secret.as_str()),
            ("k", "s")
        );
    }

    #[test]
    fn what_is_not_whole_is_refused_with_its_line() {
        for (text, error) in [
            ("", CredentialsError::Missing),
            ("user = a", CredentialsError::Missing),
            ("user = a\nsecret_key = b", CredentialsError::Missing),
            (
                "user = a\npassword = b\naccess_key = c\nsecret_key = d",
                CredentialsError::Missing,
            ),
            ("user = a\nuser = b", CredentialsError::Line(2)),
            ("user = a\npassword =", CredentialsError::Line(2)),
            ("user = a\tb\npassword = c", CredentialsError::Line(1)),
            ("anna:secret", CredentialsError::Line(1)),
            ("\nlogin = a", CredentialsError::Line(2)),
            (&"#".repeat(4097), CredentialsError::TooLong),
        ] {
            assert_eq!(Credentials::parse(text).unwrap_err(), error, "{text:.40}");
        }
    }

    #[test]
    fn nothing_is_shown() {
        let credentials = Credentials::parse("user = anna\npassword = secret").unwrap();
        assert_eq!(format!("{credentials:?}"), "Credentials(…)");
    }
}

//! Bare secrets in Base32, one a line, each with a name before it or not.

use keyrack_otp::{Kind, Secret};

use crate::content::{Content, Json};
use crate::description::{Description, Takes};
use crate::error::ImportError;
use crate::parameters::{Key, Parameters};
use crate::reader::Reader;
use crate::reason::Reason;
use crate::row::Entry;

pub(crate) const FORMAT: Description = Description {
    id: "base32",
    name: "Base32",
    extensions: &["txt"],
    recognises,
    // Somebody who names it knows better.
    takes: Takes::Also(|content| content.may_be_table()),
    read,
    ..Description::READ_ONLY
};

/// Whether every line ends in a secret, and they look like ones: words are Base32 as well.
fn recognises(content: &Content<'_>) -> bool {
    let is_secret = |line: &str| {
        let (_, secret) = split(line);
        let looks = secret
            .chars()
            .all(|character| !character.is_ascii_lowercase())
            || secret.bytes().any(|byte| byte.is_ascii_digit());
        looks && secret.len() >= MIN_LENGTH && Secret::from_base32(secret).is_ok()
    };
    matches!(content.json, Json::None)
        && !content.is_binary()
        && lines(content.text).next().is_some()
        && lines(content.text).all(is_secret)
}

fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    lines(content.text).try_for_each(|line| {
        let (name, secret) = split(line);
        // A line that is no secret may be one with a mistake, and no name.
        let label = if secret.is_empty() { "" } else { name };
        reader.push_read(entry(name, secret), || (String::new(), label.to_owned()))
    })
}

fn entry(name: &str, secret: &str) -> Result<Entry, Reason> {
    let mut entry = Parameters::of_key(Kind::Totp, Key::Base32(secret)).entry()?;
    let (issuer, label) = name.split_once(':').unwrap_or(("", name));
    (entry.issuer, entry.label) = (issuer.trim().to_owned(), label.trim().to_owned());
    Ok(entry)
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The name and the secret. A secret may stand in groups of equal length, as services show it.
fn split(line: &str) -> (&str, &str) {
    if let Some((name, secret)) = line.rsplit_once([',', ';', '\t', ':', '=', '|'])
        && !secret.trim().is_empty()
        && split_groups(secret.trim()).0.is_empty()
    {
        return (name.trim(), secret.trim());
    }
    split_groups(line)
}

/// What stands before the groups of a secret, and those.
fn split_groups(line: &str) -> (&str, &str) {
    let groups: Vec<&str> = line.split_whitespace().collect();
    match groups.as_slice() {
        [first, middle @ .., last]
            if !middle
                .iter()
                .chain([last])
                .all(|group| group.len() <= first.len())
                || middle.iter().any(|group| group.len() != first.len())
                || first.len() > GROUP =>
        {
            let at = line.len() - last.len();
            (line[..at].trim(), last)
        }
        _ => ("", line),
    }
}

/// The shortest secret that is believed to be one, in characters.
const MIN_LENGTH: usize = 16;

/// The longest group that a secret is shown in.
const GROUP: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_before_secrets_of_one_group_or_many() {
        assert_eq!(split("JBSWY3DPEHPK3PXP"), ("", "JBSWY3DPEHPK3PXP"));
        assert_eq!(split("jbsw y3dp ehpk 3pxp"), ("", "jbsw y3dp ehpk 3pxp"));
        assert_eq!(split("jbsw y3dp ehpk 3p"), ("", "jbsw y3dp ehpk 3p"));
        assert_eq!(split("Anna JBSWY3DPEHPK3PXP"), ("Anna", "JBSWY3DPEHPK3PXP"));
        assert_eq!(
            split("Kovács Kft. JBSWY3DPEHPK3PXP"),
            ("Kovács Kft.", "JBSWY3DPEHPK3PXP")
        );
        assert_eq!(
            split("Bank: jbsw y3dp ehpk 3pxp"),
            ("Bank", "jbsw y3dp ehpk 3pxp")
        );
        assert_eq!(
            split("Bank:anna;JBSWY3DPEHPK3PXP"),
            ("Bank:anna", "JBSWY3DPEHPK3PXP")
        );
        assert_eq!(
            split("Bank:anna JBSWY3DPEHPK3PXP"),
            ("Bank:anna", "JBSWY3DPEHPK3PXP")
        );
        assert_eq!(split("JBSWY3DPEHPK3PX="), ("", "JBSWY3DPEHPK3PX="));
    }
}

//! Lists of otpauth URIs as plain text, as Aegis, Ente, Stratum and many others write them.
//!
//! One URI a line; some programs write commas instead of line ends. Blank lines and lines that begin with `#` are no
//! entries. Ente adds a parameter `codeDisplay`, a JSON object with a note, tags and marks.

use keyrack_otp::otpauth::{self, Uri};
use zeroize::Zeroizing;

use crate::content::Content;
use crate::error::ImportError;
use crate::json::{self, Object};
use crate::migration::{self, Batches};
use crate::places::Item;
use crate::reader::Reader;
use crate::reason::{Notice, Reason};
use crate::row::{Entry, Outcome};

pub(crate) fn read(text: &str, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    lines(text).flat_map(split).try_for_each(|part| {
        entries(&part, &mut reader.batches)
            .into_iter()
            .try_for_each(|outcome| reader.push(outcome))
    })
}

/// What the URIs of a short text are, in their order.
pub(crate) fn outcomes(text: &str, batches: &mut Batches) -> Vec<Outcome> {
    lines(text)
        .flat_map(split)
        .flat_map(|part| entries(&part, batches))
        .collect()
}

/// Whether a line of the text begins with a URI that [`read`] knows, at least by name.
pub(crate) fn is_otpauth(text: &str) -> bool {
    lines(text).any(is_known)
}

/// Whether content is such a text, and no object in which one stands.
pub(crate) fn is_list(content: &Content<'_>) -> bool {
    content.object().is_none() && is_otpauth(content.text)
}

/// Whether all such lines of the text are transfer codes, and there is one.
pub(crate) fn is_migration(text: &str) -> bool {
    let mut known = lines(text).filter(|line| is_known(line)).peekable();
    known.peek().is_some() && known.all(migration::is_migration)
}

fn is_known(line: &str) -> bool {
    line.split_once("://").is_some_and(|(scheme, _)| {
        SCHEMES
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known))
    })
}

/// The URI of a factor.
pub(crate) fn uri(item: &Item<'_>) -> Uri {
    Uri {
        otp: item.factor.otp.clone(),
        issuer: item.account.issuer.clone(),
        label: item.account.label.clone(),
        counter: item.factor.counter,
        extra: Vec::new(),
        notices: Vec::new(),
    }
}

/// Puts lines together, without leaving copies of them behind.
pub(crate) fn write_lines(lines: impl Iterator<Item = Zeroizing<String>>) -> Zeroizing<String> {
    let lines: Vec<Zeroizing<String>> = lines.collect();
    let length = lines.iter().map(|line| line.len() + 1).sum();
    let mut text = Zeroizing::new(String::with_capacity(length));
    for line in &lines {
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// One entry for a URI; as many as it holds for a transfer code, which programs write among the others.
fn entries(part: &Part<'_>, batches: &mut Batches) -> Vec<Outcome> {
    if part.is_cut {
        return vec![refused(part.text, Reason::BadStructure)];
    }
    if !migration::is_migration(part.text) {
        return vec![entry(part.text)];
    }
    migration::read(part.text, batches)
        .unwrap_or_else(|reason| vec![Outcome::refused(reason, Default::default())])
}

fn entry(line: &str) -> Outcome {
    match read_entry(line) {
        Ok(entry) => Outcome::Entry(entry),
        Err(reason) => refused(line, reason),
    }
}

fn refused(line: &str, reason: Reason) -> Outcome {
    Outcome::refused(reason, names(line).unwrap_or_default())
}

/// Reads one URI.
pub(crate) fn read_entry(uri: &str) -> Result<Entry, Reason> {
    Ok(read_uri(otpauth::parse(uri)?))
}

fn read_uri(uri: Uri) -> Entry {
    let mut entry = Entry::new(uri.issuer, uri.label, uri.otp, uri.counter);
    entry.notices.extend(uri.notices.iter().map(Notice::from));
    if let Some((_, details)) = uri.extra.iter().find(|(name, _)| name == "codeDisplay")
        && read_details(details, &mut entry).is_err()
    {
        entry.notices.push(Notice::DetailsIgnored);
    }
    entry
}

fn read_details(details: &str, entry: &mut Entry) -> Result<(), Reason> {
    let details = Object::parse(details).map_err(|_| Reason::BadStructure)?;
    entry.favourite = details.flag("pinned");
    entry.trashed = details.flag("trashed");
    entry.note = details.text("note")?;
    entry.tags = details
        .list("tags")?
        .into_iter()
        .map(json::text)
        .collect::<Result<_, _>>()?;
    Ok(())
}

impl From<&otpauth::Notice> for Notice {
    fn from(notice: &otpauth::Notice) -> Self {
        match notice {
            otpauth::Notice::IssuerMismatch { .. } => Self::IssuerMismatch,
            otpauth::Notice::LeftOverBits => Self::LeftOverBits,
            otpauth::Notice::MissingCounter => Self::CounterAssumed,
        }
    }
}

/// Issuer and label of a URI that was refused, so that the user can tell which one it is.
///
/// They are read from a URI that has the names of the refused one and nothing else of it. A line that is built
/// otherwise has no names here: what stands there may be a secret.
pub(crate) fn names(line: &str) -> Option<(String, String)> {
    let (scheme, rest) = line.split_once("://")?;
    let (address, query) = rest.split_once('?')?;
    let path = match scheme.to_ascii_lowercase().as_str() {
        "otpauth" | "apple-otpauth" => address.split_once('/')?.1,
        "motp" => address,
        _ => return None,
    };
    if path.contains(['&', '=']) {
        return None;
    }
    let issuer = query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(name, _)| name.eq_ignore_ascii_case("issuer"))
        .map_or("", |(_, value)| value);
    let uri = otpauth::parse(&format!("otpauth://totp/{path}?secret=AA&issuer={issuer}")).ok()?;
    Some((uri.issuer, uri.label))
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\r'])
        .map(trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// A part of a line that should be a URI.
#[derive(Debug, PartialEq, Eq)]
struct Part<'a> {
    text: &'a str,
    /// Whether the next one begins where it should go on, so that nobody knows what is missing: OTPClient cuts lines off
    /// whose names have other than ASCII letters, with the end of the line.
    is_cut: bool,
}

/// Splits a line before each URI, whether it follows a separator or the query of another.
fn split(line: &str) -> impl Iterator<Item = Part<'_>> {
    let starts = line.match_indices("://").filter_map(|(end, _)| {
        let head = &line[..end];
        let mut starts = SCHEMES.iter().filter_map(|scheme| start_of(head, scheme));
        let separated = starts.find(|&start| head[..start].ends_with(is_separator));
        let inside = || start_of(head, SCHEMES[0]).filter(|&start| head[..start].contains('?'));
        separated.or_else(inside)
    });
    let mut from = 0;
    starts
        .chain([line.len()])
        .map(move |to| {
            let text = &line[std::mem::replace(&mut from, to)..to];
            Part {
                text: trim(text),
                is_cut: to < line.len() && !text.ends_with(is_separator),
            }
        })
        .filter(|part| !part.text.is_empty())
}

/// Where the word at the end of `head` begins, in upper or lower case.
fn start_of(head: &str, word: &str) -> Option<usize> {
    let start = head.len().checked_sub(word.len())?;
    head.get(start..)?
        .eq_ignore_ascii_case(word)
        .then_some(start)
}

fn trim(part: &str) -> &str {
    part.trim_matches(|character| is_separator(character) || character == '\u{feff}')
}

fn is_separator(character: char) -> bool {
    character.is_whitespace() || matches!(character, ',' | ';')
}

const SCHEMES: [&str; 6] = [
    "otpauth",
    "apple-otpauth",
    "otpauth-migration",
    "steam",
    "motp",
    "phonefactor",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(line: &str) -> Vec<&str> {
        split(line).map(|part| part.text).collect()
    }

    #[test]
    fn lines_are_split_before_uris_only() {
        assert_eq!(
            parts("otpauth://totp/A,B?secret=AA"),
            ["otpauth://totp/A,B?secret=AA"]
        );
        assert_eq!(
            parts("otpauth://totp/A, B?secret=AA, OTPAUTH://totp/C?secret=BB,rubbish,steam://CC,"),
            [
                "otpauth://totp/A, B?secret=AA",
                "OTPAUTH://totp/C?secret=BB,rubbish",
                "steam://CC"
            ]
        );
        assert_eq!(
            parts("otpauth://totp/otpauth://b?image=steam://c"),
            ["otpauth://totp/otpauth://b?image=steam://c"]
        );
        assert_eq!(parts("://,://"), ["://,://"]);
        assert_eq!(parts("ő://otpauth://x"), ["ő://otpauth://x"]);
    }

    #[test]
    fn a_uri_that_another_one_cuts_off_is_refused_alone() {
        let line = "otpauth://totp/A:a?secret=AA&period=3otpauth://totp/B:b?secret=BB";
        let outcomes = outcomes(line, &mut Batches::default());
        let [Outcome::Refused(refusal), Outcome::Entry(entry)] = &outcomes[..] else {
            panic!("{outcomes:?}");
        };
        assert_eq!(
            (refusal.reason, refusal.label.as_str(), entry.label.as_str()),
            (Reason::BadStructure, "a", "b")
        );
    }

    #[test]
    fn a_refused_uri_keeps_its_names_and_never_its_secret() {
        let of = |line| names(line).unwrap_or_default();
        let pair = |issuer: &str, label: &str| (issuer.to_owned(), label.to_owned());
        assert_eq!(
            of("otpauth://totp/Deno:Mason?secret=S0&issuer=Deno"),
            pair("Deno", "Mason")
        );
        assert_eq!(
            of("otpauth://yaotp/user?secret=AA&issuer=Yandex"),
            pair("Yandex", "user")
        );
        assert_eq!(of("motp://Corp:user?secret=30ed"), pair("Corp", "user"));
        assert_eq!(of("steam://SECRET?issuer=a"), pair("", ""));
        assert_eq!(of("otpauth://totp/label&secret=SECRET?x"), pair("", ""));
        assert_eq!(of("otpauth://totp/SECRET"), pair("", ""));
        assert_eq!(of("SECRET"), pair("", ""));
    }
}

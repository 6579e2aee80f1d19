//! What is read of an invitation's text, however it got here: from a mail that was quoted or wrapped, from a chat, or from
//! the code that was scanned. Only two things in it mean something: the code, and the store's address on a line of its own.

use keyrack_store::Address;
use keyrack_team::join::InviteCode;
use zeroize::Zeroizing;

use crate::{Error, ErrorCode, Result, view::InvitationRead};

/// The most bytes that are read. A mail with an invitation has some hundreds.
const MAX: usize = 64 << 10;
/// The most bytes of an address.
const MAX_ADDRESS: usize = 1_000;
/// The most characters of a name in the text.
const MAX_NAME: usize = 200;
/// What codes begin with, for people and for further computers, and how many characters after it stand for their bytes.
const KINDS: [(&str, usize); 2] = [("KR1", 61), ("KR2", 87)];
/// The most characters between two of a code: where a line was broken and quoted several times.
const MAX_GAP: usize = 40;

/// What the text of an invitation is made of.
pub struct InvitationText {
    /// The office's name, on one line.
    pub office: String,
    /// Who invites, on one line.
    pub inviter: String,
    /// The store's address, which holds no password.
    pub store: String,
    /// The code.
    pub code: Zeroizing<String>,
}

impl InvitationText {
    /// What [`read_invitation`] finds: the address and the code, on a line each. It stands so in the text that is sent, and
    /// is what the code to scan holds.
    #[must_use]
    pub fn lines(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("{}\n{}\n", self.store, *self.code))
    }
}

/// Reads an invitation that was pasted whole, or its code alone: where the office is, and the code. Names in it are for
/// people to read, and are not looked for: nothing vouches for them.
///
/// # Errors
/// [`ErrorCode::WrongCode`].
pub fn read_invitation(text: &str) -> Result<(InvitationRead, Zeroizing<String>)> {
    let wrong = || Error::new(ErrorCode::WrongCode);
    if text.len() > MAX {
        return Err(wrong());
    }
    let text = plain(text);
    let (at, code) = code_in(&text).ok_or_else(wrong)?;
    let read = InvitationRead {
        store: address_in(&text, at).unwrap_or_default(),
    };
    Ok((read, code))
}

/// A name on one line, and as it would be in a list: without what would turn other text around or begin a line.
pub(super) fn one_line(name: &str) -> String {
    let kept = name.chars().filter(|it| !is_unseen(*it));
    let spaced: String = kept
        .map(|it| if it.is_control() { ' ' } else { it })
        .take(MAX_NAME)
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text without what mail programs and web pages put into it.
fn plain(text: &str) -> Zeroizing<String> {
    let mut plain = Zeroizing::new(String::with_capacity(text.len()));
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (shown, len) = entity(rest)
            .or_else(|| soft_break(rest))
            .unwrap_or((Some(first), first.len_utf8()));
        rest = rest.get(len..).unwrap_or_default();
        match shown {
            Some(it) if is_unseen(it) => {}
            Some(it) if is_hyphen(it) => plain.push('-'),
            Some('\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}') => {
                plain.push('\n');
            }
            Some(it) if it.is_whitespace() && it != '\n' => plain.push(' '),
            Some(it) => plain.push(it),
            None => {}
        }
    }
    plain
}

/// An HTML entity at the beginning of a text: what it shows, and how long it is.
fn entity(text: &str) -> Option<(Option<char>, usize)> {
    let name = text.strip_prefix('&')?;
    let end = name.bytes().take(10).position(|it| it == b';')?;
    let name = name.get(..end)?;
    let number = name.strip_prefix('#').and_then(|number| {
        let hex = number.strip_prefix(['x', 'X']);
        let (digits, radix) = hex.map_or((number, 10), |it| (it, 16));
        char::from_u32(u32::from_str_radix(digits, radix).ok()?)
    });
    let shown = match name {
        "nbsp" | "ensp" | "emsp" => Some(' '),
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "hyphen" | "dash" => Some('-'),
        "shy" | "zwnj" | "zwj" => None,
        _ => Some(number?),
    };
    Some((shown, end + 2))
}

/// The end of a line that mail wraps by itself, at the beginning of a text.
fn soft_break(text: &str) -> Option<(Option<char>, usize)> {
    let is_break = |mark: &&str| text.starts_with(*mark);
    let mark = ["=\r\n", "=\n"].into_iter().find(|it| is_break(it))?;
    Some((None, mark.len()))
}

/// Characters that show nothing, and those that turn the direction of others.
fn is_unseen(it: char) -> bool {
    matches!(it, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

fn is_hyphen(it: char) -> bool {
    matches!(
        it,
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}'
    )
}

/// The first code in a text that is right, and where it begins.
fn code_in(text: &str) -> Option<(usize, Zeroizing<String>)> {
    let bytes = text.as_bytes();
    let kind_at = |at: usize| {
        let is_word = at > 0 && bytes[at - 1].is_ascii_alphanumeric();
        let rest = bytes.get(at..).filter(|_| !is_word)?;
        let begins = |kind: &str| {
            rest.get(..kind.len())
                .is_some_and(|it| it.eq_ignore_ascii_case(kind.as_bytes()))
        };
        KINDS.into_iter().find(|(kind, _)| begins(kind))
    };
    (0..bytes.len()).find_map(|at| {
        let kind = kind_at(at)?;
        let code = code_at(bytes.get(at + kind.0.len()..)?, kind)?;
        Some((at, code))
    })
}

/// The code of a kind whose beginning stands before these bytes.
fn code_at(bytes: &[u8], (kind, count): (&str, usize)) -> Option<Zeroizing<String>> {
    let mut code = Zeroizing::new(String::with_capacity(count + 4));
    code.push_str(kind);
    let (mut digits, mut gap) = (0, 0);
    for byte in bytes {
        match byte.to_ascii_uppercase() {
            digit @ (b'A'..=b'Z' | b'2'..=b'7') => {
                code.push(digit.into());
                (digits, gap) = (digits + 1, 0);
            }
            // Where a line is broken and quoted.
            b' ' | b'\n' | b'-' | b'>' | b'|' => gap += 1,
            _ => return None,
        }
        if digits == count {
            return InviteCode::read(&code).ok().map(|it| it.reveal());
        }
        if gap > MAX_GAP {
            return None;
        }
    }
    None
}

/// The address that belongs to the code at a place: the last before it, or else the first after it, that has a line of its
/// own.
fn address_in(text: &str, code: usize) -> Option<String> {
    let (before, after) = text.split_at_checked(code)?;
    let last = before.lines().rev().find_map(address);
    last.or_else(|| after.lines().find_map(address))
}

/// The address that a line consists of.
fn address(line: &str) -> Option<String> {
    let line = line.trim_start_matches([' ', '>', '|', '*']);
    let line = line.trim_start_matches('<').trim();
    let line = line.trim_end_matches(['>', '*']).trim_end();
    let scheme = line.split_once("://")?.0.to_ascii_lowercase();
    let is_short = line.len() <= MAX_ADDRESS && !line.contains(char::is_control);
    let is_one = match &*scheme {
        // What a folder is called here may be no path elsewhere, and has spaces.
        "file" => true,
        "https" | "http" => !line.contains(' ') && Address::parse(line).is_ok(),
        "s3" => !line.contains([' ', '@']) && Address::parse(line).is_ok(),
        _ => false,
    };
    let names_somebody = scheme == "file" && authority(line).contains('@');
    (is_short && is_one && !names_somebody).then(|| line.to_owned())
}

/// The part of an address that may name a computer, and somebody on it.
fn authority(address: &str) -> &str {
    let rest = address.split_once("://").map_or("", |it| it.1);
    rest.split('/').next().unwrap_or_default()
}

impl std::fmt::Debug for InvitationText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("InvitationText").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;

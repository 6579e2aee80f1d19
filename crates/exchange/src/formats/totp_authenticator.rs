//! The backup of TOTP Authenticator (`.encrypt`): Base64 of AES-256-CBC under the bare hash of the password, without
//! an IV. The content is an object whose only name is the list, as text.

use keyrack_otp::Kind;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::content::{Content, Json};
use crate::description::Description;
use crate::error::ImportError;
use crate::json::{self, Object};
use crate::parameters::{Key, Parameters};
use crate::reader::Reader;
use crate::reason::Reason;
use crate::row::Entry;
use crate::sealed::{self, Plain, cbc};

pub(crate) const FORMAT: Description = Description {
    id: "totp-authenticator",
    name: "TOTP Authenticator",
    extensions: &["encrypt"],
    encrypted: true,
    recognises,
    read,
    ..Description::READ_ONLY
};

fn recognises(content: &Content<'_>) -> bool {
    matches!(content.json, Json::None)
        && content.text.len() >= MIN_LENGTH
        && sealed::base64(content.text).is_some_and(|bytes| bytes.len().is_multiple_of(16))
}

fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let sealed = sealed::base64(content.text).ok_or(ImportError::DAMAGED)?;
    reader.import.encrypted = true;
    // Most people never changed the password of the app.
    let plain = match open(&sealed, DEFAULT_PASSWORD) {
        Some(plain) => plain,
        None => open(&sealed, reader.password()?).ok_or(ImportError::PasswordWrong)?,
    };
    let text = std::str::from_utf8(&plain).map_err(|_| ImportError::PasswordWrong)?;
    let file = json::parse_members(text)?;
    for (list, _) in file {
        let list = Zeroizing::new(list);
        for raw in json::parse_list(&list)? {
            let members = Object::read(raw).unwrap_or_default();
            let text = |name| members.text(name).unwrap_or_default();
            reader.push_read(entry(&members), || (text("issuer"), text("name")))?;
        }
    }
    Ok(())
}

fn open(sealed: &[u8], password: &[u8]) -> Option<Plain> {
    let key = Zeroizing::new(<[u8; 32]>::from(Sha256::digest(password)));
    cbc::open(&key, &[0; 16], sealed)
        // Padding fits a wrong password once in 256 times; JSON does not.
        .filter(|plain| plain.trim_ascii_start().starts_with(b"{"))
}

fn entry(members: &Object<'_>) -> Result<Entry, Reason> {
    let secret = members.secret("key")?.unwrap_or_default();
    let key = match members.number("base", Reason::BadSecret)? {
        Some(16) => Key::Hex(&secret),
        None | Some(32) => Key::Base32(&secret),
        Some(64) => Key::Base64(&secret),
        Some(_) => return Err(Reason::BadSecret),
    };
    let parameters = Parameters {
        digits: number(members, "digits", Reason::BadDigits)?,
        period: number(members, "period", Reason::BadPeriod)?,
        ..Parameters::of_key(Kind::Totp, key)
    };
    let mut entry = parameters.entry()?;
    (entry.issuer, entry.label) = (members.text("issuer")?, members.text("name")?);
    entry.favourite = members.flag("isFavorite");
    Ok(entry)
}

/// A number that is usual is left empty.
fn number(members: &Object<'_>, name: &str, fault: Reason) -> Result<Option<u64>, Reason> {
    if members.text(name).is_ok_and(|text| text.is_empty()) {
        return Ok(None);
    }
    members.number(name, fault)
}

const DEFAULT_PASSWORD: &[u8] = b"TotpAuthenticator";

/// Shorter than any backup with an account in it, and longer than secrets are.
const MIN_LENGTH: usize = 128;

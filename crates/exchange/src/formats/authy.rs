//! The shared preferences of Authy on Android: lists of tokens in JSON. A secret may be sealed under the backup
//! password, with its salt as text and without an IV. Authy's own tokens are hexadecimal, and live ten seconds.

use keyrack_otp::Kind;
use zeroize::Zeroizing;

use crate::content::Content;
use crate::description::Description;
use crate::error::ImportError;
use crate::json::{self, Object};
use crate::parameters::{Key, Parameters};
use crate::preferences;
use crate::reader::Reader;
use crate::reason::Reason;
use crate::row::Entry;
use crate::sealed::{self, cbc, kdf};

pub(crate) const FORMAT: Description = Description {
    id: "authy",
    name: "Authy",
    extensions: &["xml"],
    encrypted: true,
    recognises,
    read,
    ..Description::READ_ONLY
};

fn recognises(content: &Content<'_>) -> bool {
    preferences::is_preferences(content.text) && content.text.contains(PREFIX)
}

fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let preferences = preferences::read(content.text).ok_or(ImportError::DAMAGED)?;
    let lists = preferences
        .iter()
        .filter(|(name, _)| name.starts_with(PREFIX));
    for (_, list) in lists {
        for raw in json::parse_list(list)? {
            let token = Object::read(raw).unwrap_or_default();
            let secret = secret(&token, reader)?;
            reader.push_read(entry(&token, &secret), || names(&token).unwrap_or_default())?;
        }
    }
    Ok(())
}

fn secret(
    token: &Object<'_>,
    reader: &mut Reader<'_, '_>,
) -> Result<Zeroizing<String>, ImportError> {
    if let Some(plain) = token.text_of("decryptedSecret") {
        return Ok(plain);
    }
    let (Some(sealed), Some(salt)) = (token.text_of("encryptedSecret"), token.text_of("salt"))
    else {
        return Ok(Zeroizing::default());
    };
    let sealed = sealed::base64(&sealed).ok_or(ImportError::DAMAGED)?;
    let key = kdf::pbkdf2(
        kdf::Hash::Sha1,
        reader.password()?,
        salt.as_bytes(),
        ROUNDS,
        reader.derivation,
    )?;
    let opened = cbc::open(&key, &[0; 16], &sealed)
        .filter(|plain| {
            plain
                .iter()
                .all(|byte| byte.is_ascii_graphic() || *byte == b' ')
        })
        .ok_or(ImportError::PasswordWrong)?;
    let text = std::str::from_utf8(&opened).map_err(|_| ImportError::PasswordWrong)?;
    Ok(Zeroizing::new(text.to_owned()))
}

fn entry(token: &Object<'_>, secret: &str) -> Result<Entry, Reason> {
    let seed = token.secret("secretSeed")?;
    let (key, period) = match &seed {
        Some(seed) if secret.is_empty() => (Key::Hex(seed), Some(OWN_PERIOD)),
        _ => (Key::Base32(secret), None),
    };
    let digits = token.number("digits", Reason::BadDigits)?;
    let parameters = Parameters {
        digits: digits.or(period.map(|_| OWN_DIGITS)),
        period,
        ..Parameters::of_key(Kind::Totp, key)
    };
    let mut entry = parameters.entry()?;
    (entry.issuer, entry.label) = names(token)?;
    Ok(entry)
}

/// The name is `Issuer: Name` or `Issuer:Name`, unless the user gave it another one.
fn names(token: &Object<'_>) -> Result<(String, String), Reason> {
    let name = token.text("name")?;
    let issuer = token.text("originalIssuer")?;
    if issuer.is_empty() {
        return Ok(match name.split_once(": ") {
            Some((issuer, label)) => (issuer.to_owned(), label.to_owned()),
            None => (String::new(), name),
        });
    }
    let label = name
        .strip_prefix(&issuer)
        .and_then(|rest| rest.strip_prefix(':'))
        .map_or(name.as_str(), str::trim_start);
    Ok((issuer, label.to_owned()))
}

const PREFIX: &str = "com.authy.storage.tokens.";

const ROUNDS: u64 = 1_000;
const OWN_PERIOD: u64 = 10;
const OWN_DIGITS: u64 = 7;

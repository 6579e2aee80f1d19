//! The backup of the browser extension Authenticator (<https://github.com/Authenticator-Extension/Authenticator>).
//!
//! An object of entries by identifier. Its text form is a list of URIs like any other. Since version 8 an encrypted
//! entry is sealed as a whole under a key of Argon2id, in 6 and 7 its secret is, under a random key that the password
//! opens, and in 5 the secret is sealed with the password itself. The same file may hold entries in clear: the
//! extension does not seal what was added by hand after a password was set, and marks nothing as it is.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use keyrack_otp::{Kind, Secret, SecretError};
use serde_json::value::RawValue;
use zeroize::Zeroizing;

use crate::content::Content;
use crate::description::{Description, Takes};
use crate::error::ImportError;
use crate::json::{self, Object};
use crate::key_derivation::KeyDerivation;
use crate::parameters::{Key, Parameters};
use crate::reader::Reader;
use crate::reason::{Notice, Reason};
use crate::row::{Entry, Outcome};
use crate::sealed::kdf::Argon2id;
use crate::sealed::{self, openssl};
use crate::uri_list;

pub(crate) const FORMAT: Description = Description {
    id: "authenticator-extension",
    name: "Authenticator (browser extension)",
    versions: "5 to 8",
    extensions: &["json", "txt"],
    encrypted: true,
    recognises,
    // Its text form is a list of URIs like any other.
    takes: Takes::Also(|content| uri_list::is_otpauth(content.text)),
    read,
    ..Description::READ_ONLY
};

fn recognises(content: &Content<'_>) -> bool {
    content.object().is_some_and(|file| {
        let mut items = file.members().filter(|(name, _)| !KEYS.contains(name));
        let is_one = |(_, raw): (&str, &RawValue)| {
            Object::read(raw).is_ok_and(|item| item.has("secret") || item.has("dataType"))
        };
        let has_key = file.has(KEYS[0]) || file.has(KEYS[1]);
        match items.next() {
            Some(first) => is_one(first) && items.all(is_one),
            None => has_key,
        }
    })
}

fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    if uri_list::is_list(content) {
        return uri_list::read(content.text, reader);
    }
    let members = json::parse_members(content.text)?;
    let mut keys = Keys::of(&members);
    let (mut opened, mut closed) = (false, false);
    for (name, raw) in &members {
        let item = Object::read(raw).unwrap_or_default();
        if KEYS.contains(&name.as_str()) || is_key(&item) {
            continue;
        }
        let read = if is_sealed(&item) {
            let read = keys.open(&item, reader)?;
            opened |= read.is_some();
            closed |= read.is_none();
            read.unwrap_or_else(|| Err((Reason::BadStructure, names(&item).unwrap_or_default())))
        } else {
            named(&item, None)
        };
        match read {
            Ok(entry) => reader.push(Outcome::Entry(entry))?,
            Err((reason, names)) => reader.push_refused(reason, names)?,
        }
    }
    // One that does not open is damaged; if none does, the password is wrong.
    if closed && !opened {
        return Err(ImportError::PasswordWrong);
    }
    Ok(())
}

fn is_key(item: &Object<'_>) -> bool {
    item.text("dataType").as_deref() == Ok("Key")
}

fn is_sealed(item: &Object<'_>) -> bool {
    let begins = |name| {
        item.text_of(name)
            .is_some_and(|text| text.starts_with(SALTED))
    };
    begins("data") || begins("secret")
}

/// What the password opens.
struct Keys<'a> {
    /// The sealed key of versions 6 and 7.
    sealed: Option<Zeroizing<String>>,
    /// The salts of version 8, by identifier.
    salts: Vec<(String, Object<'a>)>,
    /// Passphrases that were made already, by identifier.
    passphrases: Vec<(String, Zeroizing<String>)>,
}

impl<'a> Keys<'a> {
    fn of(members: &[(String, &'a RawValue)]) -> Self {
        let mut keys = Self {
            sealed: None,
            salts: Vec::new(),
            passphrases: Vec::new(),
        };
        for (name, raw) in members {
            let item = Object::read(raw).unwrap_or_default();
            if name == KEYS[0] {
                keys.sealed = item.text_of("enc");
            } else if name == KEYS[1] {
                keys.sealed = json::text(raw).ok().map(Zeroizing::new);
            } else if is_key(&item) {
                let id = item.text("id").unwrap_or_default();
                keys.salts
                    .push((if id.is_empty() { name.clone() } else { id }, item));
            }
        }
        keys
    }

    /// Reads a sealed entry; `None` if the password does not open it.
    fn open(
        &mut self,
        item: &Object<'_>,
        reader: &mut Reader<'_, '_>,
    ) -> Result<Option<Named>, ImportError> {
        let password = reader.password()?;
        let id = item.text("keyId").unwrap_or_default();
        let Some(passphrase) = self.passphrase(&id, password, reader.derivation)? else {
            return Ok(None);
        };
        let open = |name| {
            let bytes = sealed::base64(&item.text_of(name)?)?;
            let plain = openssl::open(passphrase.as_bytes(), &bytes)?;
            let text = std::str::from_utf8(&plain).ok()?;
            Some(Zeroizing::new(text.to_owned()))
        };
        if item.has("data") {
            let Some(text) = open("data") else {
                return Ok(None);
            };
            // The padding fits a wrong password now and then.
            return Ok(serde_json::from_str::<Object<'_>>(&text)
                .ok()
                .map(|inner| named(&inner, None)));
        }
        Ok(open("secret")
            .filter(|secret| is_secret(secret))
            .map(|secret| named(item, Some(&secret))))
    }

    fn passphrase(
        &mut self,
        id: &str,
        password: &[u8],
        derivation: &mut KeyDerivation<'_>,
    ) -> Result<Option<Zeroizing<String>>, ImportError> {
        if let Some((_, known)) = self.passphrases.iter().find(|(known, _)| known == id) {
            return Ok(Some(known.clone()));
        }
        let key = self
            .salts
            .iter()
            .find(|(known, _)| known == id)
            .or_else(|| self.salts.first().filter(|_| self.salts.len() == 1));
        let passphrase = if let Some((_, key)) = key {
            if key.number("version", Reason::BadStructure) != Ok(Some(VERSION)) {
                return Err(ImportError::FormatNewer);
            }
            let salt = key.text_of("salt").ok_or(ImportError::DAMAGED)?;
            let key = COSTS.derive(password, salt.as_bytes(), derivation)?;
            Zeroizing::new(BASE64.encode(*key))
        } else if let Some(sealed) = &self.sealed {
            let sealed = sealed::base64(sealed).ok_or(ImportError::DAMAGED)?;
            let Some(key) = openssl::open(password, &sealed).filter(|key| key.len() == RANDOM_KEY)
            else {
                return Ok(None);
            };
            sealed::to_hex(&key)
        } else {
            let password = std::str::from_utf8(password).unwrap_or_default();
            Zeroizing::new(password.to_owned())
        };
        self.passphrases.push((id.to_owned(), passphrase.clone()));
        Ok(Some(passphrase))
    }
}

/// Whether a text has only characters that secrets are written with.
fn is_secret(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-' | b'='))
}

/// An entry, or why it is none and under which names.
type Named = Result<Entry, (Reason, (String, String))>;

fn named(item: &Object<'_>, opened: Option<&str>) -> Named {
    entry(item, opened).map_err(|reason| (reason, names(item).unwrap_or_default()))
}

fn entry(item: &Object<'_>, opened: Option<&str>) -> Result<Entry, Reason> {
    let secret = match opened {
        Some(secret) => Zeroizing::new(secret.to_owned()),
        None => item.secret("secret")?.unwrap_or_default(),
    };
    let (secret, form) = match secret.split_once('-') {
        Some(("blz" | "bliz", rest)) => (rest, Form::Battle),
        Some(("stm", rest)) => (rest, Form::Steam),
        _ => (secret.as_str(), Form::of(&item.text("type")?)?),
    };
    let digits = match form {
        Form::Battle => Some(8),
        _ => item.number("digits", Reason::BadDigits)?,
    };
    let kind = match form {
        Form::Totp | Form::Battle | Form::Hex => Kind::Totp,
        Form::Hotp | Form::HexHotp => Kind::Hotp,
        Form::Steam => Kind::Steam,
    };
    let counter = item.number("counter", Reason::BadCounter)?;
    let parameters = Parameters {
        kind,
        key: form.key(secret),
        algorithm: &item.text("algorithm")?,
        digits,
        period: item.number("period", Reason::BadPeriod)?,
        // It is left out where it is 0.
        counter: counter.or(Some(0)),
    };
    let mut entry = parameters.entry()?;
    (entry.issuer, entry.label) = names(item)?;
    if let Some((_, site)) = item.text("issuer")?.split_once("::")
        && !site.is_empty()
    {
        if site.contains('.') && !site.contains(char::is_whitespace) {
            entry.url = format!("https://{site}");
        } else {
            entry.notices.push(Notice::DetailsIgnored);
        }
    }
    entry.favourite = item.flag("pinned");
    Ok(entry)
}

/// The issuer ends before the site that the extension fills codes in for.
fn names(item: &Object<'_>) -> Result<(String, String), Reason> {
    let issuer = item.text("issuer")?;
    let name = issuer
        .split_once("::")
        .map_or(issuer.as_str(), |(name, _)| name);
    Ok((name.to_owned(), item.text("account")?))
}

/// The extension's kinds of codes.
#[derive(Clone, Copy)]
enum Form {
    Totp,
    Hotp,
    Battle,
    Steam,
    Hex,
    HexHotp,
}

impl Form {
    /// Version 8 writes some as the numbers that it has for them inside.
    fn of(name: &str) -> Result<Self, Reason> {
        match name {
            "" | "totp" | "1" => Ok(Self::Totp),
            "hotp" | "2" => Ok(Self::Hotp),
            "battle" | "3" => Ok(Self::Battle),
            "steam" | "4" => Ok(Self::Steam),
            "hex" | "5" => Ok(Self::Hex),
            "hhex" | "6" => Ok(Self::HexHotp),
            _ => Err(Reason::Type),
        }
    }

    /// What is no Base32 is taken for hexadecimal digits, as the extension itself does.
    fn key(self, secret: &str) -> Key<'_> {
        let is_hex = matches!(self, Self::Hex | Self::HexHotp)
            || matches!(
                Secret::from_base32(secret),
                Err(SecretError::InvalidCharacter { .. })
            ) && sealed::hex(secret).is_some();
        if is_hex {
            Key::Hex(secret)
        } else {
            Key::Base32(secret)
        }
    }
}

/// Members that are no entries: the sealed key with its check, and both where old backups have them.
const KEYS: [&str; 3] = ["key", "enc", "hash"];

/// How the Base64 of what OpenSSL's form begins with begins.
const SALTED: &str = "U2FsdGVkX1";

const VERSION: u64 = 3;

/// The length of the random key of versions 6 and 7.
const RANDOM_KEY: usize = 120;

const COSTS: Argon2id = Argon2id {
    memory_kib: 19_456,
    passes: 2,
    lanes: 1,
};

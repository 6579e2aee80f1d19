//! The backup of 2FAS Authenticator, schema 1 to 4
//! (<https://github.com/twofas/2fas-android/blob/develop/data/services/src/main/java/com/twofasapp/data/services/domain/BackupContent.kt>).
//!
//! Schema 1 has secrets and names only, 2 adds digits, period and algorithm, 3 the type and the counter. With a password
//! the list of services is sealed with AES-256-GCM under a key from PBKDF2, and stands in a text of three parts.

use std::collections::HashMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hmac::Hmac;
use keyrack_otp::Kind;
use pbkdf2::pbkdf2;
use serde_json::value::RawValue;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::cipher::open_gcm;
use crate::json::{self, Object};
use crate::parameters::Parameters;
use crate::{Entry, Import, ImportError, Notice, Outcome, Reason, Refusal, otpauth};

pub(crate) fn read(
    text: &str,
    password: Option<&str>,
    import: &mut Import,
) -> Result<(), ImportError> {
    let file = Object::parse(text)?;
    let sealed = file.text("servicesEncrypted").map_err(|_| DAMAGED)?;
    let groups = groups(&file);
    if sealed.is_empty() {
        let services = file.list("services").map_err(|_| DAMAGED)?;
        return push(services, &groups, import);
    }
    import.encrypted = true;
    let reference = file.text("reference").unwrap_or_default();
    let opened = open(
        &sealed,
        &reference,
        password.ok_or(ImportError::PasswordNeeded)?,
    )?;
    let list: &RawValue = serde_json::from_str(&opened).map_err(|_| DAMAGED)?;
    push(json::list(list).map_err(|_| DAMAGED)?, &groups, import)
}

/// Whether an object is such a file, in plain or encrypted.
pub(crate) fn is_twofas(file: &Object<'_>) -> bool {
    file.get("schemaVersion").is_some()
        && (file.get("services").is_some() || file.get("servicesEncrypted").is_some())
}

/// The rounds of the key derivation, which the app does not write down.
const ROUNDS: u32 = 10_000;

/// The longest salt that is taken; the app's has 256 bytes.
const MAX_SALT: usize = 1024;

const DAMAGED: ImportError = ImportError::Damaged { line: 0, column: 0 };

fn push(
    services: Vec<&RawValue>,
    groups: &HashMap<String, String>,
    import: &mut Import,
) -> Result<(), ImportError> {
    services
        .into_iter()
        .try_for_each(|raw| import.push(outcome(raw, groups)))
}

/// The names of groups by their identifiers. A faulty group is one that is not named.
fn groups(file: &Object<'_>) -> HashMap<String, String> {
    let groups = file.list("groups").unwrap_or_default();
    groups
        .into_iter()
        .filter_map(|raw| {
            let group = Object::read(raw).ok()?;
            Some((group.text("id").ok()?, group.text("name").ok()?))
        })
        .collect()
}

fn outcome(raw: &RawValue, groups: &HashMap<String, String>) -> Outcome {
    let service = Object::read(raw).unwrap_or_default();
    let otp = service.get("otp").map(Object::read);
    let otp = otp.and_then(Result::ok).unwrap_or_default();
    entry(&service, &otp, groups).map_or_else(
        |reason| {
            let (issuer, label) = names(&service, &otp).unwrap_or_default();
            Outcome::Refused(Refusal {
                reason,
                issuer,
                label,
            })
        },
        Outcome::Entry,
    )
}

fn entry(
    service: &Object<'_>,
    otp: &Object<'_>,
    groups: &HashMap<String, String>,
) -> Result<Entry, Reason> {
    let mut notices = Vec::new();
    let kind = match otp.text("tokenType")?.as_str() {
        "" => {
            notices.push(Notice::TypeAssumed);
            Kind::Totp
        }
        name => name.parse()?,
    };
    let parameters = Parameters {
        kind,
        secret: &service.secret("secret")?.unwrap_or_default(),
        algorithm: &otp.text("algorithm")?,
        digits: otp.number("digits", Reason::BadDigits)?,
        period: otp.number("period", Reason::BadPeriod)?,
        counter: otp.number("counter", Reason::BadCounter)?,
    };
    let (otp_parameters, counter) = parameters.factor(&mut notices)?;
    let (issuer, label) = names(service, otp)?;
    let mut entry = Entry::new(issuer, label, otp_parameters, counter);
    let group = service.text("groupId")?;
    if !group.is_empty() {
        match groups.get(&group) {
            Some(name) => entry.groups.push(name.clone()),
            None => notices.push(Notice::GroupUnknown),
        }
    }
    entry.notices = notices;
    Ok(entry)
}

/// Issuer and label. What the user typed over goes before what the link said; where neither says it, the issuer is the
/// name of the service, which is the one thing that is always there.
fn names(service: &Object<'_>, otp: &Object<'_>) -> Result<(String, String), Reason> {
    let mut issuer = otp.text("issuer")?;
    if issuer.is_empty() {
        issuer = service.text("name")?;
    }
    let mut label = otp.text("account")?;
    if label.is_empty() {
        (_, label) = otpauth::names(&otp.text("link")?).unwrap_or_default();
    }
    Ok((issuer, label))
}

/// Opens `ciphertext:salt:nonce`. `reference` is a text sealed with the same password, which tells a wrong one from
/// damage.
fn open(sealed: &str, reference: &str, password: &str) -> Result<Zeroizing<String>, ImportError> {
    let sealed = Sealed::read(sealed).ok_or(DAMAGED)?;
    let opened = match sealed.open(password) {
        Some(opened) => opened,
        None => {
            let knows = Sealed::read(reference).and_then(|reference| reference.open(password));
            return Err(match knows {
                Some(_) => DAMAGED,
                None => ImportError::PasswordWrong,
            });
        }
    };
    let text = std::str::from_utf8(&opened).map_err(|_| DAMAGED)?;
    Ok(Zeroizing::new(text.to_owned()))
}

/// A sealed text with what its key is made of.
struct Sealed {
    ciphertext: Vec<u8>,
    salt: Vec<u8>,
    nonce: [u8; 12],
}

impl Sealed {
    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(':').map(|part| BASE64.decode(part.trim()));
        let sealed = Self {
            ciphertext: parts.next()?.ok()?,
            salt: parts.next()?.ok()?,
            nonce: parts.next()?.ok()?.try_into().ok()?,
        };
        (parts.next().is_none() && sealed.salt.len() <= MAX_SALT).then_some(sealed)
    }

    fn open(&self, password: &str) -> Option<Zeroizing<Vec<u8>>> {
        let mut key = Zeroizing::new([0; 32]);
        pbkdf2::<Hmac<Sha256>>(password.as_bytes(), &self.salt, ROUNDS, &mut *key).ok()?;
        open_gcm(&key, &self.nonce, &self.ciphertext)
    }
}

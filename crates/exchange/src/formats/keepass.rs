//! Databases of KeePass and KeePassXC, versions 3 and 4. Nobody agreed on where an entry keeps its one-time password,
//! so all places are looked at: the field `otp` with a URI or as KeeOtp writes it, `TOTP Seed` with `TOTP Settings`,
//! and KeePass's own `TimeOtp-` and `HmacOtp-` fields.

mod xml;

use keyrack_otp::Kind;
use xml::Item;

use crate::content::Content;
use crate::description::Description;
use crate::error::ImportError;
use crate::login::{Login, group};
use crate::parameters::{Key, Parameters};
use crate::reader::Reader;
use crate::reason::Reason;
use crate::row::{Entry, Outcome, Refusal};
use crate::sealed::kdbx;
use crate::uri_list;

pub(crate) const FORMAT: Description = Description {
    id: "keepass",
    name: "KeePass, KeePassXC",
    versions: "KDBX 3 and 4",
    extensions: &["kdbx"],
    encrypted: true,
    recognises,
    read,
    ..Description::READ_ONLY
};

fn recognises(content: &Content<'_>) -> bool {
    content.bytes.starts_with(&kdbx::MAGIC) || content.bytes.starts_with(&kdbx::OLD_MAGIC)
}

fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    if content.bytes.starts_with(&kdbx::OLD_MAGIC) {
        return Err(ImportError::EncryptedNotSupported);
    }
    let database = kdbx::open(content.bytes, reader.password()?, reader.derivation)?;
    let entries = xml::read(database)?;
    for entry in &entries {
        for outcome in outcomes(entry) {
            reader.push(outcome)?;
        }
    }
    Ok(())
}

/// One for each one-time password of an entry; two ways to say the same one are one.
fn outcomes(item: &Item) -> Vec<Outcome> {
    let refused = |reason| {
        Outcome::Refused(Refusal {
            reason,
            issuer: String::new(),
            label: item.text("Title"),
        })
    };
    let found = [
        item.field("otp").map(read_otp),
        item.field("TOTP Seed").map(|seed| read_seed(item, seed)),
        read_native(item, "TimeOtp-Secret", Kind::Totp),
        read_native(item, "HmacOtp-Secret", Kind::Hotp),
    ];
    let mut found: Vec<Result<Entry, Reason>> = found.into_iter().flatten().collect();
    if found.is_empty() {
        return vec![refused(Reason::WithoutCode)];
    }
    if item.is_deleted {
        return vec![refused(Reason::Deleted)];
    }
    let mut seen = Vec::new();
    found.retain(|read| match read {
        Ok(entry) if seen.contains(&entry.otp) => false,
        Ok(entry) => {
            seen.push(entry.otp.clone());
            true
        }
        Err(_) => true,
    });
    found
        .into_iter()
        .map(|read| match read {
            Ok(entry) => Outcome::Entry(of_item(item, entry)),
            Err(reason) => refused(reason),
        })
        .collect()
}

fn of_item(item: &Item, entry: Entry) -> Entry {
    Login {
        title: item.text("Title"),
        user: item.text("UserName"),
        note: item.text("Notes"),
        url: item.text("URL"),
        groups: group(item.path.clone()),
        tags: item.tags.clone(),
        has_more: item.field("Password").is_some(),
        ..Login::default()
    }
    .complete(entry)
}

/// The field `otp`: a URI, or `key=…&size=…&step=…` as KeeOtp writes it.
fn read_otp(otp: &str) -> Result<Entry, Reason> {
    if otp.contains("://") {
        return uri_list::read_entry(otp);
    }
    let value = |name: &str| {
        otp.split('&')
            .filter_map(|pair| pair.split_once('='))
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    };
    let Some(key) = value("key") else {
        return Parameters::of_key(Kind::Totp, Key::Base32(otp)).entry();
    };
    let key = key.replace("%3D", "=").replace("%3d", "=");
    let kind = match value("type").unwrap_or_default() {
        kind if kind.eq_ignore_ascii_case("hotp") => Kind::Hotp,
        kind if kind.eq_ignore_ascii_case("steam") => Kind::Steam,
        _ => Kind::Totp,
    };
    let key = match value("encoding").unwrap_or_default() {
        form if form.eq_ignore_ascii_case("hex") => Key::Hex(&key),
        form if form.eq_ignore_ascii_case("base64") => Key::Base64(&key),
        form if form.eq_ignore_ascii_case("utf8") => Key::Bytes(key.as_bytes()),
        _ => Key::Base32(&key),
    };
    let parameters = Parameters {
        kind,
        key,
        algorithm: value("otpHashMode").unwrap_or_default(),
        digits: number(value("size"), Reason::BadDigits)?,
        period: number(value("step"), Reason::BadPeriod)?,
        counter: number(value("counter"), Reason::BadCounter)?,
    };
    parameters.entry()
}

/// `TOTP Settings` are the period and the digits, which are `S` for Steam.
fn read_seed(item: &Item, seed: &str) -> Result<Entry, Reason> {
    let settings = item.field("TOTP Settings").unwrap_or_default();
    let mut settings = settings.split(';').map(str::trim);
    let period = settings.next().filter(|period| !period.is_empty());
    let digits = settings.next().filter(|digits| !digits.is_empty());
    let (kind, digits) = match digits {
        Some("S" | "s") => (Kind::Steam, None),
        digits => (Kind::Totp, digits),
    };
    let parameters = Parameters {
        digits: number(digits, Reason::BadDigits)?,
        period: number(period, Reason::BadPeriod)?,
        ..Parameters::of_key(kind, Key::Base32(seed))
    };
    parameters.entry()
}

/// The fields of KeePass itself, whose names tell how the secret is written.
fn read_native(item: &Item, name: &str, kind: Kind) -> Option<Result<Entry, Reason>> {
    let form = |form: &str| item.field(&format!("{name}{form}"));
    let key = form("-Base32")
        .map(Key::Base32)
        .or_else(|| form("-Hex").map(Key::Hex))
        .or_else(|| form("-Base64").map(Key::Base64))
        .or_else(|| form("").map(|text| Key::Bytes(text.as_bytes())))?;
    let read = || {
        let counter = number(item.field("HmacOtp-Counter"), Reason::BadCounter);
        let parameters = match kind {
            // Hash, length and period are for time alone.
            Kind::Hotp => Parameters {
                counter: counter?,
                ..Parameters::of_key(kind, key)
            },
            _ => Parameters {
                kind,
                key,
                algorithm: item.field("TimeOtp-Algorithm").unwrap_or_default(),
                digits: number(item.field("TimeOtp-Length"), Reason::BadDigits)?,
                period: number(item.field("TimeOtp-Period"), Reason::BadPeriod)?,
                counter: counter?,
            },
        };
        parameters.entry()
    };
    Some(read())
}

fn number(text: Option<&str>, fault: Reason) -> Result<Option<u64>, Reason> {
    text.map(|text| text.parse().map_err(|_| fault)).transpose()
}

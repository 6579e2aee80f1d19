//! The backup of 2FAS (`.2fas`), schemas 1 to 4.
//!
//! Schema 1 knows neither digits, period, hash nor kind, schema 2 no kind. What the user typed goes before what the
//! scanned link says; the link helps where the account is empty, and may hide its secret. Files of iOS write group
//! identifiers in upper case and a counter for every kind.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use keyrack_otp::Kind;
use zeroize::Zeroizing;

use crate::content::Content;
use crate::description::{Description, Writing};
use crate::document::Document;
use crate::error::{ExportError, ImportError};
use crate::format::Sealing;
use crate::json::{self, Members, Object, Sink};
use crate::key_derivation::KeyDerivation;
use crate::parameters::{Key, Parameters};
use crate::places::{Item, Places, items};
use crate::reader::Reader;
use crate::reason::{Notice, Reason};
use crate::row::Entry;
use crate::seal::Seal;
use crate::sealed::{self, Plain, gcm, kdf};
use crate::{text, uri_list};

pub(crate) const FORMAT: Description = Description {
    id: "2fas",
    name: "2FAS",
    versions: "schemas 1 to 4",
    extensions: &["2fas"],
    encrypted: true,
    recognises,
    read,
    writing: Some(Writing::new(Sealing::Choice, PLACES, write)),
    ..Description::READ_ONLY
};

/// The app gives codes of five to eight digits.
const PLACES: Places = Places {
    digits: 5..=8,
    folder: true,
    ..Places::FACTORS
};

fn recognises(content: &Content<'_>) -> bool {
    content.object().is_some_and(|file| {
        file.get("schemaVersion").is_some()
            && (file.has("services") || file.has("servicesEncrypted"))
    })
}

fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let file = content.object().ok_or(ImportError::FormatMismatch)?;
    file.check_version("schemaVersion", SCHEMA)?;
    let groups = file.pairs("groups", "id", "name");
    let Some(sealed) = file.text_of("servicesEncrypted") else {
        let services = file.list("services").map_err(ImportError::of)?;
        return read_services(&services, &groups, reader);
    };
    let password = reader.password()?;
    let plain = open(&sealed, password, reader.derivation)?.ok_or_else(|| {
        // The reference tells a wrong password from a damaged list.
        let reference = file.text_of("reference");
        let opened = reference.map(|text| open(&text, password, reader.derivation));
        match opened {
            Some(Ok(Some(_))) => ImportError::DAMAGED,
            _ => ImportError::PasswordWrong,
        }
    })?;
    let text = std::str::from_utf8(&plain).map_err(|_| ImportError::DAMAGED)?;
    read_services(&json::parse_list(text)?, &groups, reader)
}

fn read_services(
    services: &[&serde_json::value::RawValue],
    groups: &[(String, String)],
    reader: &mut Reader<'_, '_>,
) -> Result<(), ImportError> {
    services.iter().try_for_each(|raw| {
        let service = Object::read(raw).unwrap_or_default();
        let otp = service.object("otp").unwrap_or_default();
        reader.push_read(entry(&service, &otp, groups), || {
            names(&service, &otp).unwrap_or_default()
        })
    })
}

fn entry(
    service: &Object<'_>,
    otp: &Object<'_>,
    groups: &[(String, String)],
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
        key: Key::Base32(&service.secret("secret")?.unwrap_or_default()),
        algorithm: &otp.text("algorithm")?,
        digits: otp.number("digits", Reason::BadDigits)?,
        period: otp.number("period", Reason::BadPeriod)?,
        counter: otp.number("counter", Reason::BadCounter)?,
    };
    let (factor, counter) = parameters.factor(&mut notices)?;
    let (issuer, label) = names(service, otp)?;
    let name = service.text("name")?;
    if !name.is_empty() && name != issuer {
        notices.push(Notice::IssuerMismatch);
    }
    let mut entry = Entry::new(issuer, label, factor, counter);
    let group = service.text("groupId")?;
    if !group.is_empty() {
        match groups
            .iter()
            .find(|(id, _)| id.eq_ignore_ascii_case(&group))
        {
            Some((_, name)) => entry.groups.push(name.clone()),
            None => notices.push(Notice::GroupUnknown),
        }
    }
    entry.notices = notices;
    Ok(entry)
}

fn names(service: &Object<'_>, otp: &Object<'_>) -> Result<(String, String), Reason> {
    let link = otp.text("link")?;
    let (link_issuer, link_label) = uri_list::names(&link).unwrap_or_default();
    let first = |texts: [String; 3]| texts.into_iter().find(|text| !text.is_empty());
    let issuer = first([otp.text("issuer")?, service.text("name")?, link_issuer]);
    let label = first([otp.text("account")?, link_label, String::new()]);
    Ok((issuer.unwrap_or_default(), label.unwrap_or_default()))
}

/// Opens `text:salt:nonce`, each Base64. `None` if the password does not.
fn open(
    sealed: &str,
    password: &[u8],
    derivation: &mut KeyDerivation<'_>,
) -> Result<Option<Plain>, ImportError> {
    let mut parts = sealed.split(':').map(sealed::base64);
    let (Some(Some(text)), Some(Some(salt)), Some(Some(nonce)), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(ImportError::DAMAGED);
    };
    if text.len() < gcm::TAG || nonce.len() != gcm::NONCE {
        return Err(ImportError::DAMAGED);
    }
    let key = kdf::pbkdf2(kdf::Hash::Sha256, password, &salt, ROUNDS, derivation)?;
    Ok(gcm::open(&key, &nonce, &text, &[]))
}

/// Writes a backup, sealed if there is a password. A folder is a group.
fn write(document: &Document, seal: &mut Seal<'_, '_>) -> Result<Zeroizing<Vec<u8>>, ExportError> {
    let items = items(document, &PLACES);
    let mut names: Vec<&str> = items.iter().map(|item| item.folder).collect();
    names.sort_unstable();
    names.dedup();
    names.retain(|name| !name.is_empty());
    let groups: Vec<(&str, String)> = names.iter().map(|&name| (name, seal.uuid())).collect();
    let mut services = Sink::default();
    services.each(items.iter().enumerate(), |(place, item), out| {
        out.object(|members| write_service(place, item, &groups, members));
    });
    let services = services.into_text();
    let sealed = match seal.password {
        Some(password) => {
            let salt = seal.bytes::<256>();
            let key = kdf::pbkdf2(
                kdf::Hash::Sha256,
                password.as_bytes(),
                &*salt,
                ROUNDS,
                seal.derivation,
            )?;
            let mut encrypt = |plain: &str| {
                let nonce = seal.bytes::<{ gcm::NONCE }>();
                let text = gcm::seal(&key, &nonce, plain.as_bytes(), &[])?;
                let parts = [&text[..], &*salt, &*nonce];
                Some(parts.map(|part| BASE64.encode(part)).join(":"))
            };
            let sealed = encrypt(&services).zip(encrypt(REFERENCE));
            Some(sealed.ok_or(ExportError::PasswordNeeded)?)
        }
        None => None,
    };
    let mut out = Sink::default();
    out.object(|members| {
        match &sealed {
            None => members.put_raw("services", &services),
            Some((services, reference)) => {
                members.put_raw("services", "[]");
                members.put_text("servicesEncrypted", services);
                members.put_text("reference", reference);
            }
        }
        members.put_each("groups", &groups, |(name, id), out| {
            out.object(|members| {
                members.put_text("id", id);
                members.put_text("name", name);
                members.put("isExpanded", &true);
            });
        });
        members.put("updatedAt", &0);
        members.put("schemaVersion", &SCHEMA);
        members.put("appVersionCode", &APP_VERSION);
        members.put_text("appOrigin", "android");
    });
    Ok(text::into_bytes(out.into_text()))
}

fn write_service(
    place: usize,
    item: &Item<'_>,
    groups: &[(&str, String)],
    members: &mut Members<'_>,
) {
    let (account, otp) = (item.account, &item.factor.otp);
    // The app shows the name and wants one.
    let name = if account.issuer.is_empty() {
        &account.label
    } else {
        &account.issuer
    };
    members.put_text("name", name);
    members.put_text("secret", &otp.secret().to_base32());
    members.put("updatedAt", &0);
    members.put_object("otp", |members| {
        members.put_text("label", &account.label);
        members.put_text("account", &account.label);
        members.put_text("issuer", &account.issuer);
        members.put("digits", &u64::from(otp.digits()));
        members.put("period", &otp.period().map(u64::from));
        members.put_text("algorithm", otp.algorithm().as_str());
        members.put("counter", &item.factor.counter);
        members.put_text("tokenType", &otp.kind().as_str().to_ascii_uppercase());
        members.put_text("source", "Manual");
    });
    members.put_object("order", |order| order.put("position", &(place as u64)));
    if let Some((_, id)) = groups.iter().find(|(name, _)| *name == item.folder) {
        members.put_text("groupId", id);
    }
}

const SCHEMA: u64 = 4;

/// The app's version that this form was taken from; it refuses files of later ones.
const APP_VERSION: u64 = 5_000_012;

const ROUNDS: u64 = 10_000;

/// What the app seals to check a password by.
const REFERENCE: &str = "tRViSsLKzd86Hprh4ceC2OP7xazn4rrt4xhfEUbOjxLX8Rc3mkISXE0lWbmnWfggogbBJhtYgpK6fMl1D6mts\
    y92R3HkdGfwuXbzLebqVFJsR7IZ2w58t938iymwG4824igYy1wi6n2WDpO1Q1P69zwJGs2F5a1qP4MyIiDSD7NCV2OvidXQCBnDlGfmz0f1BQ\
    ySRkkt4ryiJeCjD2o4QsveJ9uDBUn8ELyOrESv5R5DMDkD4iAF8TXU7KyoJujd";

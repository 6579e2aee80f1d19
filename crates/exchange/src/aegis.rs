//! The vault file of Aegis Authenticator (<https://github.com/beemdevelopment/Aegis/blob/master/docs/vault.md>).
//!
//! Versions of the database differ in how entries name their group: 1 and 2 have a `group` with its name, 3 has
//! `groups` with identifiers. Identifiers of entries may repeat and are not used.

mod sealed;

use std::collections::HashMap;

use keyrack_otp::Kind;
use serde_json::value::RawValue;

use crate::json::{self, Object};
use crate::parameters::Parameters;
use crate::{Entry, Import, ImportError, Notice, Outcome, Reason, Refusal};

pub(crate) fn read(
    text: &str,
    password: Option<&str>,
    import: &mut Import,
) -> Result<(), ImportError> {
    let file = Object::parse(text)?;
    let opened;
    let database = match file.get("db") {
        Some(sealed) if sealed.get().starts_with('"') => {
            import.encrypted = true;
            opened = sealed::open(&file, &file.text("db").map_err(unreadable)?, password)?;
            Object::parse(&opened)?
        }
        Some(plain) => Object::read(plain).map_err(unreadable)?,
        None => return Err(unreadable(Reason::BadStructure)),
    };
    let groups = groups(&database);
    let entries = database
        .get("entries")
        .ok_or(Reason::BadStructure)
        .and_then(json::list)
        .map_err(unreadable)?;
    entries
        .into_iter()
        .try_for_each(|raw| import.push(outcome(raw, &groups)))
}

/// Whether an object is such a file, in plain or encrypted.
pub(crate) fn is_aegis(file: &Object<'_>) -> bool {
    file.get("db").is_some() && file.get("version").is_some()
}

/// The names of groups by their identifiers. A faulty group is one that is not named.
fn groups(database: &Object<'_>) -> HashMap<String, String> {
    let groups = database.list("groups").unwrap_or_default();
    groups
        .into_iter()
        .filter_map(|raw| {
            let group = Object::read(raw).ok()?;
            Some((group.text("uuid").ok()?, group.text("name").ok()?))
        })
        .collect()
}

fn outcome(raw: &RawValue, groups: &HashMap<String, String>) -> Outcome {
    let members = Object::read(raw).unwrap_or_default();
    entry(&members, groups).map_or_else(
        |reason| {
            let text = |name| members.text(name).unwrap_or_default();
            Outcome::Refused(Refusal {
                reason,
                issuer: text("issuer"),
                label: text("name"),
            })
        },
        Outcome::Entry,
    )
}

fn entry(members: &Object<'_>, groups: &HashMap<String, String>) -> Result<Entry, Reason> {
    let info = members
        .get("info")
        .ok_or(Reason::BadStructure)
        .and_then(Object::read)?;
    let mut notices = Vec::new();
    let parameters = Parameters {
        kind: kind(members, &info, &mut notices)?,
        secret: &info.secret("secret")?.unwrap_or_default(),
        algorithm: &info.text("algo")?,
        digits: info.number("digits", Reason::BadDigits)?,
        period: info.number("period", Reason::BadPeriod)?,
        counter: info.number("counter", Reason::BadCounter)?,
    };
    let (otp, counter) = parameters.factor(&mut notices)?;

    let issuer = members.text("issuer")?;
    let label = without_issuer(&members.text("name")?, &issuer);
    let mut entry = Entry::new(issuer, label, otp, counter);
    entry.note = members.text("note")?;
    entry.favourite = members.flag("favorite");
    entry.groups = entry_groups(members, groups, &mut notices)?;
    if members.get("icon").is_some() {
        notices.push(Notice::IconIgnored);
    }
    entry.notices = notices;
    Ok(entry)
}

fn kind(
    members: &Object<'_>,
    info: &Object<'_>,
    notices: &mut Vec<Notice>,
) -> Result<Kind, Reason> {
    match members.text("type")?.to_ascii_lowercase().as_str() {
        "motp" => Err(Reason::Motp),
        "yandex" => Err(Reason::Yandex),
        "" => {
            notices.push(Notice::TypeAssumed);
            let counts = info.get("counter").is_some() && info.get("period").is_none();
            Ok(if counts { Kind::Hotp } else { Kind::Totp })
        }
        name => Ok(name.parse()?),
    }
}

fn entry_groups(
    members: &Object<'_>,
    groups: &HashMap<String, String>,
    notices: &mut Vec<Notice>,
) -> Result<Vec<String>, Reason> {
    let mut names = Vec::new();
    for group in members
        .list("groups")?
        .into_iter()
        .chain(members.get("group"))
    {
        let group = json::text(group)?;
        match groups.get(&group) {
            Some(name) => names.push(name.clone()),
            None if is_uuid(&group) => notices.push(Notice::GroupUnknown),
            None => names.push(group),
        }
    }
    names.retain(|name| !name.is_empty());
    Ok(names)
}

/// The name, without the issuer that some programs write before it.
fn without_issuer(name: &str, issuer: &str) -> String {
    let label = name
        .strip_prefix(issuer)
        .and_then(|rest| rest.trim_start().strip_prefix(':'));
    match label {
        Some(label) if !issuer.is_empty() => label.trim().to_owned(),
        _ => name.to_owned(),
    }
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

/// A fault that leaves nothing of the file to read.
fn unreadable(reason: Reason) -> ImportError {
    match reason {
        Reason::TooLong => ImportError::FileTooLarge,
        _ => ImportError::Damaged { line: 0, column: 0 },
    }
}

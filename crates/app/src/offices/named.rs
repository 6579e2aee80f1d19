//! Which member and which folder a text means.

use keyrack_team::{
    ids::{DeviceId, EntryId, FolderId, MemberId, TeamId},
    office::{Grant, Office},
    rules::Place,
};
use keyrack_vault::{Record, search::fold};

use super::GrantRequest;
use crate::{
    Error, ErrorCode, Result,
    accounts::ids::{by_id, not_found},
};

/// The fewest characters of an id that stand for it.
const SHORTEST: usize = 4;

/// What is granted, with the folder that is meant.
pub(super) fn grant(office: &Office, request: &GrantRequest) -> Result<Grant> {
    Ok(Grant {
        folder: folder_of(office, &request.folder)?,
        role: request.role,
        recovery: request.recovery,
        until: request.until.map(|it| it.saturating_mul(1000)),
    })
}

/// The member that a text means: by id, the beginning of one, name, or e-mail address.
pub(super) fn member_of(office: &Office, text: &str) -> Result<MemberId> {
    let wanted = fold(text);
    let is_meant = |member: &MemberId| {
        let person = office.log.person(*member);
        let is_named =
            person.is_some_and(|it| [&it.name, &it.email].map(|it| fold(it)).contains(&wanted));
        begins(&member.to_string(), text) || is_named
    };
    let members = office.judgement().members().keys().copied();
    only(members.filter(is_meant), text)
}

/// The computer in the office that a text means: by id, the beginning of one, or label.
pub(super) fn device_of(office: &Office, text: &str) -> Result<DeviceId> {
    let wanted = fold(text);
    let is_meant = |(device, place): &(&DeviceId, &Place)| {
        let document = office.log.document(**device, place.member);
        let is_named = document.is_some_and(|it| fold(&it.device.label) == wanted);
        begins(&device.to_string(), text) || is_named
    };
    let devices = office.judgement().devices().iter();
    only(devices.filter(is_meant).map(|it| *it.0), text)
}

/// The entries that texts mean, by id or the beginning of one.
pub(super) fn entries_of(office: &Office, texts: &[String]) -> Result<Vec<EntryId>> {
    let ids = || office.log.entries().map(|it| it.id);
    let of = |text: &String| only(ids().filter(|it| begins(&it.to_string(), text)), text);
    texts.iter().map(of).collect()
}

/// The folder that a text means: by id, the beginning of one, or name.
pub(super) fn folder_of(office: &Office, text: &str) -> Result<FolderId> {
    if let Some(folder) = by_id(office.judgement().folders(), text)? {
        return Ok(folder);
    }
    let wanted = fold(text);
    let documents = office.folders.documents.values();
    let named = documents.filter(|it| it.folder.is_live() && fold(it.folder.name.get()) == wanted);
    only(named.map(|it| it.folder.id()), text)
}

/// Whether `text` is all of the id of an office, whatever it names. Those of members, computers and invitations look like
/// those of accounts: [`is_id`](crate::is_id).
#[must_use]
pub fn is_office_id(text: &str) -> bool {
    text.parse::<TeamId>().is_ok()
}

/// Whether a text is an id, or the beginning of it.
pub(super) fn begins(id: &str, text: &str) -> bool {
    text.len() >= SHORTEST && id.starts_with(&text.to_ascii_lowercase())
}

/// The one that was found.
fn only<T>(mut found: impl Iterator<Item = T>, text: &str) -> Result<T> {
    match (found.next(), found.count()) {
        (Some(one), 0) => Ok(one),
        (Some(_), more) => Err(Error::new(ErrorCode::Ambiguous)
            .with("query", text)
            .with("count", more + 1)
            .with("names", "")),
        (None, _) => Err(not_found(text)),
    }
}

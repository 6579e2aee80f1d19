//! What is told of an office: what a sync did, and what a person should know.

use keyrack_store::{Counts, StoreError};
use keyrack_team::{
    alarm::{About, AlarmCode},
    ids::FolderId,
    office::Office,
    sync::Outcome,
};
use keyrack_vault::Record;

use crate::view::{AlarmView, OfficeName, SyncBytes, SyncRequests, SyncView};

/// What a sync did, for people and programs.
pub(super) fn view(office: &Office, outcome: &Outcome, counts: &Counts) -> SyncView {
    let mut alarms = alarms(office, outcome.alarms.iter());
    let store = outcome.waiting.and_then(|error| match error {
        StoreError::Full => Some(AlarmCode::StoreFull),
        StoreError::ReadOnly => Some(AlarmCode::StoreReadOnly),
        _ => None,
    });
    alarms.extend(store.map(|code| alarm(office, code, About::default(), 1)));
    let set_aside = outcome
        .alarms
        .iter()
        .filter(|it| it.0 == AlarmCode::SetAside);
    SyncView {
        published: outcome.published,
        pulled: outcome.pulled,
        outbox: office.outbox(),
        set_aside: set_aside.map(|it| it.2).sum(),
        alarms,
        requests: SyncRequests {
            list: counts.list,
            read: counts.read,
            create: counts.create,
            delete: counts.delete,
        },
        bytes: SyncBytes {
            from: counts.bytes_read,
            out: counts.bytes_written,
        },
    }
}

/// Alarms, with names for what they are about.
pub(super) fn alarms(
    office: &Office,
    alarms: impl Iterator<Item = (AlarmCode, About, u64)>,
) -> Vec<AlarmView> {
    alarms
        .map(|(code, about, count)| alarm(office, code, about, count))
        .collect()
}

fn alarm(office: &Office, code: AlarmCode, about: About, count: u64) -> AlarmView {
    let device = about.device.map(|device| {
        let place = office.judgement().place(device);
        let document = place.and_then(|it| office.log.document(device, it.member));
        document.map_or_else(|| device.to_string(), |it| it.device.label.clone())
    });
    let of_device = about.device.and_then(|it| office.log.owner_of(it));
    let member = about.member.or(of_device).map(|member| {
        let person = office.log.person(member);
        person.map_or_else(|| member.to_string(), |it| it.name.clone())
    });
    let folder = about.folder.map(|folder| {
        let document = office.folders.documents.get(&folder);
        document.map_or_else(|| folder.to_string(), |it| it.folder.name.get().clone())
    });
    AlarmView {
        code,
        device,
        member,
        folder,
        count,
        action: None,
        device_id: about.device.map(|it| it.to_string()),
        member_id: about.member.map(|it| it.to_string()),
        folder_id: about.folder.map(|it| it.to_string()),
    }
}

/// The name of a folder's record.
pub(super) fn folder_name(office: &Office, folder: FolderId) -> String {
    let document = office.folders.documents.get(&folder);
    let document = document.filter(|it| !it.folder.is_gone());
    document
        .map(|it| it.folder.name.get().clone())
        .unwrap_or_default()
}

/// An office by id and name.
pub(super) fn office_name(office: &Office) -> OfficeName {
    OfficeName {
        id: office.team().to_string(),
        name: office.log.name().to_owned(),
    }
}

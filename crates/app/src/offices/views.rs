//! What is told of an office: what a sync did, and what a person should know.

use keyrack_store::Counts;
use keyrack_team::{
    alarm::{About, AlarmCode},
    ids::FolderId,
    office::Office,
    sync::Outcome,
};
use keyrack_vault::Record;

use crate::{
    Error, ErrorCode,
    origins::OfficeOrigin,
    view::{AlarmAction, AlarmView, OfficeName, SyncBytes, SyncRequests, SyncView},
};

/// What a sync did, for people and programs.
pub(super) fn view(office: &Office, outcome: &Outcome, counts: &Counts) -> SyncView {
    let mut alarms = alarms(office, outcome.alarms.iter());
    alarms.extend(
        outcome
            .waiting
            .and_then(|it| store_alarm(Error::from(it).code)),
    );
    SyncView {
        published: outcome.published,
        pulled: outcome.pulled,
        outbox: office.outbox(),
        ..sync_view(alarms, counts)
    }
}

/// The same where nothing was done, because there was nothing to do, or somebody else does it.
pub(super) fn view_at_rest(origin: &mut OfficeOrigin, now: u64, counts: &Counts) -> SyncView {
    let known = origin.known(now);
    let alarms = known.map(|it| it.alarms.clone()).unwrap_or_default();
    SyncView {
        outbox: origin.unsent(now),
        ..sync_view(alarms, counts)
    }
}

fn sync_view(alarms: Vec<AlarmView>, counts: &Counts) -> SyncView {
    let set_aside = alarms.iter().filter(|it| it.code == AlarmCode::SetAside);
    SyncView {
        published: false,
        pulled: 0,
        outbox: 0,
        set_aside: set_aside.map(|it| it.count).sum(),
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

/// Alarms, with names for what they are about, and what the person here can do; the gravest first.
pub(super) fn alarms(
    office: &Office,
    alarms: impl Iterator<Item = (AlarmCode, About, u64)>,
) -> Vec<AlarmView> {
    let alarms = alarms.map(|(code, about, count)| alarm(office, code, about, count));
    let mut alarms: Vec<AlarmView> = alarms.collect();
    alarms.sort_by_key(|it| gravity(it.code));
    alarms
}

/// What an error of the store says to a person; none where it ends by itself.
pub(super) fn store_alarm(error: ErrorCode) -> Option<AlarmView> {
    let code = match error {
        ErrorCode::OfficeGone => AlarmCode::OfficeGone,
        ErrorCode::OtherOffice => AlarmCode::OtherOffice,
        ErrorCode::StoreFull => AlarmCode::StoreFull,
        ErrorCode::StoreReadOnly => AlarmCode::StoreReadOnly,
        ErrorCode::StoreRefused => AlarmCode::StoreRefused,
        ErrorCode::OfficeKeysGone => AlarmCode::KeysGone,
        _ => return None,
    };
    Some(AlarmView {
        code,
        device: None,
        member: None,
        folder: None,
        count: 1,
        action: action(code, &About::default(), false, false),
        device_id: None,
        member_id: None,
        folder_id: None,
    })
}

/// What the person here can do about an alarm. What only owners can do is offered to nobody else.
const fn action(
    code: AlarmCode,
    about: &About,
    is_owner: bool,
    is_own_device: bool,
) -> Option<AlarmAction> {
    Some(match code {
        AlarmCode::KeysGone | AlarmCode::Twin => AlarmAction::JoinAnew,
        AlarmCode::YouWereRemoved | AlarmCode::KeyRenewed => AlarmAction::Forget,
        AlarmCode::OfficeGone => AlarmAction::Seed,
        AlarmCode::OtherOffice
        | AlarmCode::StoreFull
        | AlarmCode::StoreReadOnly
        | AlarmCode::StoreRefused => AlarmAction::Place,
        AlarmCode::DeviceForked if is_owner || is_own_device => AlarmAction::RemoveDevice,
        AlarmCode::Held | AlarmCode::RemovedUndone if is_owner => AlarmAction::Settle,
        AlarmCode::SetAside if is_owner => AlarmAction::SetAside,
        AlarmCode::InviteUsed => AlarmAction::Person,
        AlarmCode::SealedToRemoved if is_owner && about.member.is_some() => AlarmAction::Person,
        AlarmCode::Newer => AlarmAction::Update,
        AlarmCode::StoreOlder | AlarmCode::Incomplete => AlarmAction::Sync,
        AlarmCode::ClockAhead | AlarmCode::ClockBehind => AlarmAction::Clock,
        _ => return None,
    })
}

/// Whether a person has to look. What the program does by itself as well is nobody's business until it fails for good; and
/// of two clocks, the one that is wrong may be that of the store.
pub(super) fn needs_person(alarm: &AlarmView) -> bool {
    let can_wait = [AlarmAction::Sync, AlarmAction::Clock];
    alarm.action.is_some_and(|it| !can_wait.contains(&it))
}

/// The place of an alarm among others.
const fn gravity(code: AlarmCode) -> u8 {
    match code {
        AlarmCode::KeysGone
        | AlarmCode::Twin
        | AlarmCode::YouWereRemoved
        | AlarmCode::KeyRenewed => 0,
        AlarmCode::DeviceForked | AlarmCode::SealedToRemoved | AlarmCode::InviteUsed => 1,
        AlarmCode::OfficeGone | AlarmCode::OtherOffice => 2,
        AlarmCode::Held | AlarmCode::RemovedUndone | AlarmCode::SetAside => 3,
        AlarmCode::StoreRefused | AlarmCode::StoreReadOnly | AlarmCode::StoreFull => 4,
        AlarmCode::StoreOlder | AlarmCode::Newer | AlarmCode::LogFull => 5,
        AlarmCode::Damaged | AlarmCode::Silence => 6,
        AlarmCode::Incomplete | AlarmCode::NotSealedForYou | AlarmCode::Future => 7,
        AlarmCode::ClockAhead | AlarmCode::ClockBehind | AlarmCode::Junk => 8,
    }
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
    let is_own = about.device.is_some_and(|device| {
        let mut members = office.log.members_of(device);
        members.any(|it| it == office.keys.member) && device != office.device()
    });
    AlarmView {
        code,
        device,
        member,
        folder,
        count,
        action: action(code, &about, office.is_owner(), is_own),
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

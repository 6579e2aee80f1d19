//! What waits for somebody's decision: removals that were undone, and changes that were set aside.

use keyrack_team::{
    ids::{EntryId, MemberId, ObjectId},
    office::Office,
    sync::Cache,
};
use keyrack_vault::{Id, Record};

use super::views::folder_name;
use crate::view::{HoldView, SetAsideView};

/// The members to whom nothing new is sealed because a removal of them was undone, and who had removed them.
pub(super) fn holds(office: &Office) -> Vec<HoldView> {
    let undone = office.judgement().undone();
    let held = office.judgement().held().into_iter();
    held.map(|member| {
        let taken_by = undone.iter().find(|it| office.takes_from(*it.0, member));
        let by = taken_by.map(|it| author_of(office, *it.0));
        let removals = taken_by.into_iter().flat_map(|it| it.1);
        let mut undone_by: Vec<String> = removals.map(|it| author_of(office, *it)).collect();
        undone_by.dedup();
        HoldView {
            member: member.to_string(),
            name: name_of(office, member),
            by: by.unwrap_or_default(),
            undone_by: undone_by.join(", "),
        }
    })
    .collect()
}

/// Changes by people who had lost the right to make them, the earliest first; `now` is in milliseconds since 1970.
pub(super) fn set_aside(office: &Office, cache: &dyn Cache, now: u64) -> Vec<SetAsideView> {
    let all = office.set_aside(cache, now).into_iter();
    let views = all.map(|it| SetAsideView {
        id: it.object.to_string(),
        folder: folder_name(office, it.place.0),
        name: it.member.map(|it| name_of(office, it)).unwrap_or_default(),
        at: it.at / 1000,
        accounts: account_names(office, cache, it.object, &it.accounts, now),
    });
    views.collect()
}

fn account_names(
    office: &Office,
    cache: &dyn Cache,
    object: ObjectId,
    accounts: &[Id],
    now: u64,
) -> Vec<String> {
    let document = office.read_set_aside(object, cache, now);
    let names = accounts.iter().filter_map(|id| {
        let folder = document.as_ref()?.folder.id();
        let ours = office.folders.documents.get(&folder);
        let theirs = document.as_ref().and_then(|it| it.accounts.get(*id));
        // Recovery items stand in objects that name no service.
        let account = theirs
            .filter(|it| !it.service.get().is_empty())
            .or_else(|| ours?.accounts.get(*id))
            .or(theirs)?;
        let parts = [account.service.get(), account.label.get()];
        let parts = parts.into_iter().filter(|it| !it.is_empty());
        Some(parts.cloned().collect::<Vec<_>>().join(" · "))
    });
    let mut names: Vec<String> = names.collect();
    names.sort();
    names.dedup();
    names
}

/// Who signed an entry; an office key sheet has no name.
fn author_of(office: &Office, entry: EntryId) -> String {
    let author = office.log.get(entry).map(|it| it.device);
    let member = author.and_then(|it| office.log.owner_of(it));
    member.map(|it| name_of(office, it)).unwrap_or_default()
}

/// What a member is called.
pub(super) fn name_of(office: &Office, member: MemberId) -> String {
    let person = office.log.person(member);
    person.map_or_else(|| member.to_string(), |it| it.name.clone())
}

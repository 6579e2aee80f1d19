//! What is shown of accounts.

use std::collections::BTreeMap;

use keyrack_vault::{Account, Factor, Folder, Record, Recovery, Vault};

use crate::origins::Origins;
use crate::view::{
    AccountRow, AccountView, Colour, FactorRow, FactorView, FolderName, FolderTag, RecoveryView,
};

/// An account as the command line prints it.
pub(crate) fn view(vault: &Vault, account: &Account) -> AccountView {
    let folder = folder_name(vault, account);
    view_with(vault, account, folder, name_of, |_, factor| factor)
}

/// An account in `folder`, with the folders that it serves and its factors as `served` and `factor` make them.
pub(crate) fn view_with<O, S, F>(
    vault: &Vault,
    account: &Account,
    folder: O,
    served: impl Fn(&Folder) -> S,
    factor: impl Fn(&Factor, FactorView) -> F,
) -> AccountView<O, S, F> {
    let texts = |map: &keyrack_vault::Map<String>| -> BTreeMap<String, String> {
        map.iter()
            .map(|(key, value)| (key.to_owned(), value.clone()))
            .collect()
    };
    let also_serves = account.also_serves.iter();
    let factors = account.factors.live();
    AccountView {
        id: account.id().to_string(),
        folder,
        service: account.service.get().clone(),
        issuer: account.issuer.get().clone(),
        label: account.label.get().clone(),
        url: account.url.get().clone(),
        email: account.email.get().clone(),
        note: account.note.get().clone(),
        tags: account.tags.iter().map(|(tag, _)| tag.to_owned()).collect(),
        icon: account.icon.get().clone(),
        also_serves: also_serves
            .filter_map(|(id, _)| vault.folders.get(id.parse().ok()?).map(&served))
            .collect(),
        deadlines: texts(&account.deadlines),
        support: account.support.get().clone(),
        channels: texts(&account.channels),
        trashed: account
            .is_trashed()
            .then(|| account.life().stamp().milliseconds()),
        created: account.created().milliseconds(),
        changed: account.changed().milliseconds(),
        factors: factors
            .filter_map(|it| Some(factor(it, factor_view(it)?)))
            .collect(),
        recovery: account.recovery.live().map(recovery_view).collect(),
    }
}

pub(crate) fn row(vault: &Vault, account: &Account) -> AccountRow {
    AccountRow {
        id: account.id().to_string(),
        folder: folder_name(vault, account),
        service: account.service.get().clone(),
        issuer: account.issuer.get().clone(),
        label: account.label.get().clone(),
        tags: account.tags.iter().map(|(tag, _)| tag.to_owned()).collect(),
        factors: account
            .factors
            .live()
            .map(|factor| FactorRow {
                id: factor.id().to_string(),
                label: factor.label.get().clone(),
                kind: factor.kind().into(),
            })
            .collect(),
    }
}

/// The service as the office calls it, else the issuer.
pub(crate) fn service_of(account: &Account) -> &str {
    match account.service.get().as_str() {
        "" => account.issuer.get(),
        service => service,
    }
}

pub(crate) fn folder_name(vault: &Vault, account: &Account) -> Option<FolderName> {
    folder_of(vault, account).map(name_of)
}

/// The folder of an account in its colour.
pub(crate) fn folder_tag(origins: &Origins, account: &Account) -> FolderTag {
    let folder = folder_of(origins.view(), account);
    folder.map(|it| tag_of(origins, it)).unwrap_or_default()
}

/// A folder in its colour.
pub(crate) fn tag_of(origins: &Origins, folder: &Folder) -> FolderTag {
    let office = origins.office_of(folder.id());
    tag_in(
        office.map(|it| it.team.to_string()).unwrap_or_default(),
        folder,
    )
}

/// The same, where it is known in which office; empty for none.
pub(crate) fn tag_in(office: String, folder: &Folder) -> FolderTag {
    let id = folder.id().to_string();
    FolderTag {
        office,
        name: folder.name.get().clone(),
        colour: Colour::of_folder(folder.colour.get(), &id),
        id,
    }
}

pub(crate) fn folder_of<'a>(vault: &'a Vault, account: &Account) -> Option<&'a Folder> {
    vault.folders.get((*account.folder.get())?)
}

fn name_of(folder: &Folder) -> FolderName {
    FolderName {
        id: folder.id().to_string(),
        name: folder.name.get().clone(),
    }
}

fn factor_view(factor: &Factor) -> Option<FactorView> {
    let (_, version) = factor.versions.current()?;
    let otp = version.otp()?;
    Some(FactorView {
        id: factor.id().to_string(),
        label: factor.label.get().clone(),
        kind: otp.kind().into(),
        algorithm: otp.algorithm().into(),
        digits: otp.digits(),
        period: otp.period(),
        counter: version.counter_in_use(),
        confirmed: version.confirmed().is_some(),
        rivals: factor.versions.in_force().count() - 1,
        replaced: factor
            .versions
            .replaced()
            .map(|(stamp, _)| stamp.milliseconds())
            .collect(),
    })
}

fn recovery_view(item: &Recovery) -> RecoveryView {
    let codes: Vec<_> = item.backup_codes().collect();
    let total = (!codes.is_empty()).then_some(codes.len());
    RecoveryView {
        id: item.id().to_string(),
        kind: item.kind.get().clone(),
        label: item.label.get().clone(),
        whose: item.whose.get().clone(),
        codes_left: total.map(|_| codes.iter().filter(|(_, _, used)| used.is_none()).count()),
        codes_total: total,
        file: item.file.get().as_ref().map(|file| file.name.clone()),
    }
}

//! What is shown of accounts.

use std::collections::BTreeMap;

use keyrack_otp::Kind;
use keyrack_vault::{Account, Factor, Record, Recovery, Vault};

use crate::view::{AccountRow, AccountView, FactorRow, FactorView, FolderName, RecoveryView};

pub(crate) fn view(vault: &Vault, account: &Account) -> AccountView {
    let texts = |map: &keyrack_vault::Map<String>| -> BTreeMap<String, String> {
        map.iter()
            .map(|(key, value)| (key.to_owned(), value.clone()))
            .collect()
    };
    let row = row(vault, account);
    AccountView {
        id: row.id,
        folder: row.folder,
        service: row.service,
        issuer: row.issuer,
        label: row.label,
        url: account.url.get().clone(),
        email: account.email.get().clone(),
        note: account.note.get().clone(),
        tags: row.tags,
        icon: account.icon.get().clone(),
        also_serves: account
            .also_serves
            .iter()
            .filter_map(|(id, _)| {
                let folder = vault.folders.get(id.parse().ok()?)?;
                Some(FolderName {
                    id: id.to_owned(),
                    name: folder.name.get().clone(),
                })
            })
            .collect(),
        deadlines: texts(&account.deadlines),
        support: account.support.get().clone(),
        channels: texts(&account.channels),
        trashed: account
            .is_trashed()
            .then(|| account.life().stamp().milliseconds()),
        created: account.created().milliseconds(),
        changed: account.changed().milliseconds(),
        factors: account.factors.live().filter_map(factor_view).collect(),
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
                kind: factor.kind().map_or("unknown", Kind::as_str).to_owned(),
            })
            .collect(),
    }
}

pub(crate) fn folder_name(vault: &Vault, account: &Account) -> Option<FolderName> {
    let folder = vault.folders.get((*account.folder.get())?)?;
    Some(FolderName {
        id: folder.id().to_string(),
        name: folder.name.get().clone(),
    })
}

fn factor_view(factor: &Factor) -> Option<FactorView> {
    let (_, version) = factor.versions.current()?;
    let otp = version.otp()?;
    Some(FactorView {
        id: factor.id().to_string(),
        label: factor.label.get().clone(),
        kind: otp.kind().as_str().to_owned(),
        algorithm: otp.algorithm().as_str().to_owned(),
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

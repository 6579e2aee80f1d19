//! Between the vault and the document of Keyrack's own formats.

use keyrack_exchange as exchange;
use keyrack_vault::{
    Account, Factor, Folder, Id, Life, Record, Recovery, SecretText, Stamp, Vault,
};

use crate::{Result, accounts::ids::make_id};

/// Everything of a vault, or of one folder; tombstones and stamps stay behind.
pub fn of(vault: &Vault, folder: Option<Id>) -> exchange::Document {
    let wanted = |id: Id| folder.is_none_or(|folder| folder == id);
    let shown = vault.shown_folders();
    let accounts = vault
        .accounts
        .iter()
        .filter(|account| !account.is_gone())
        .filter(|account| folder.is_none() || *account.folder.get() == folder);
    exchange::Document {
        folders: shown
            .values()
            .filter(|folder| wanted(folder.id()))
            .map(|folder| folder_of(folder))
            .collect(),
        accounts: accounts.map(account_of).collect(),
        extra: exchange::Extra::default(),
    }
}

fn folder_of(folder: &Folder) -> exchange::Folder {
    exchange::Folder {
        id: folder.id().to_string(),
        name: folder.name.get().clone(),
        client: folder.client.get().then(|| exchange::Client {
            tax_number: folder.tax_number.get().clone(),
            short_code: folder.short_code.get().clone(),
            contact: folder.contact.get().clone(),
            email: folder.email.get().clone(),
            notes: folder.notes.get().clone(),
            extra: exchange::Extra::default(),
        }),
        colour: folder.colour.get().clone(),
        archived: *folder.archived.get(),
        extra: exchange::Extra::default(),
    }
}

fn account_of(account: &Account) -> exchange::Account {
    let texts = |map: &keyrack_vault::Map<String>| {
        map.iter()
            .map(|(key, value)| (key.to_owned(), value.clone()))
            .collect()
    };
    exchange::Account {
        id: account.id().to_string(),
        folder: account
            .folder
            .get()
            .map(|id| id.to_string())
            .unwrap_or_default(),
        service: account.service.get().clone(),
        issuer: account.issuer.get().clone(),
        label: account.label.get().clone(),
        url: account.url.get().clone(),
        email: account.email.get().clone(),
        note: account.note.get().clone(),
        tags: account.tags.iter().map(|(tag, _)| tag.to_owned()).collect(),
        icon: account.icon.get().clone(),
        also_serves: account
            .also_serves
            .iter()
            .map(|(id, _)| id.to_owned())
            .collect(),
        deadlines: texts(&account.deadlines),
        support: account.support.get().clone(),
        channels: texts(&account.channels),
        trashed: account
            .is_trashed()
            .then(|| account.life().stamp().milliseconds()),
        factors: account.factors.live().filter_map(factor_of).collect(),
        recovery: account.recovery.live().map(recovery_of).collect(),
        extra: exchange::Extra::default(),
    }
}

fn factor_of(factor: &Factor) -> Option<exchange::Factor> {
    let (current, version) = factor.versions.current()?;
    let otp = version.otp()?;
    let replaced = factor
        .versions
        .known()
        .filter(|(stamp, _)| *stamp != current)
        .filter_map(|(stamp, version)| {
            let otp = version.otp()?;
            Some(exchange::Replaced {
                otp: otp.clone(),
                counter: version.counter_in_use(),
                replaced_at: Some(current.max(stamp).milliseconds()),
                extra: exchange::Extra::default(),
            })
        });
    Some(exchange::Factor {
        id: factor.id().to_string(),
        label: factor.label.get().clone(),
        otp: otp.clone(),
        counter: version.counter_in_use(),
        confirmed: version.confirmed().is_some(),
        confirmed_at: version.confirmed(),
        replaced: replaced.collect(),
        extra: exchange::Extra::default(),
    })
}

fn recovery_of(item: &Recovery) -> exchange::Recovery {
    exchange::Recovery {
        id: item.id().to_string(),
        kind: item.kind.get().clone(),
        label: item.label.get().clone(),
        value: exchange::SecretText::new(item.value.get().reveal().to_owned()),
        codes: item
            .backup_codes()
            .map(|(_, text, used)| exchange::RecoveryCode {
                text: exchange::SecretText::new(text.to_owned()),
                used: used.is_some(),
                used_at: used,
                extra: exchange::Extra::default(),
            })
            .collect(),
        whose: item.whose.get().clone(),
        file: None,
        extra: exchange::Extra::default(),
    }
}

/// A new folder as a document has it, with its own id if that is one.
pub fn take_folder(folder: &exchange::Folder, stamp: Stamp) -> Result<Folder> {
    let id = folder.id.parse().or_else(|_| make_id())?;
    let mut new = Folder::new(id, stamp);
    new.name.update(folder.name.clone(), stamp);
    new.colour.update(folder.colour.clone(), stamp);
    new.archived.update(folder.archived, stamp);
    if let Some(client) = &folder.client {
        new.client.set(true, stamp);
        new.tax_number.update(client.tax_number.clone(), stamp);
        new.short_code.update(client.short_code.clone(), stamp);
        new.contact.update(client.contact.clone(), stamp);
        new.email.update(client.email.clone(), stamp);
        new.notes.update(client.notes.clone(), stamp);
    }
    Ok(new)
}

/// An account as a document has it, with its own id where that is free in the vault, in `folder`. Its factors are
/// [taken](take_factor) one by one.
pub fn take_account(
    vault: &Vault,
    account: &exchange::Account,
    folder: Id,
    stamp: Stamp,
) -> Result<Account> {
    let id = match account.id.parse::<Id>() {
        Ok(id) if vault.accounts.get(id).is_none() => id,
        _ => make_id()?,
    };
    let mut new = Account::new(id, stamp);
    new.folder.set(Some(folder), stamp);
    for (field, text) in [
        (&mut new.service, &account.service),
        (&mut new.issuer, &account.issuer),
        (&mut new.label, &account.label),
        (&mut new.url, &account.url),
        (&mut new.email, &account.email),
        (&mut new.note, &account.note),
        (&mut new.icon, &account.icon),
        (&mut new.support, &account.support),
    ] {
        field.update(text.clone(), stamp);
    }
    new.tags
        .replace(account.tags.iter().map(|tag| (tag.as_str(), true)), stamp);
    new.also_serves.replace(
        account.also_serves.iter().map(|id| (id.as_str(), true)),
        stamp,
    );
    for (name, date) in &account.deadlines {
        new.deadlines.set(name, Some(date.clone()), stamp);
    }
    for (name, whose) in &account.channels {
        new.channels.set(name, Some(whose.clone()), stamp);
    }
    if account.trashed.is_some() {
        new.life_mut().set(Life::Trashed, stamp);
    }
    for item in account.recovery.iter() {
        new.recovery.insert(take_recovery(item, stamp)?);
    }
    Ok(new)
}

/// A factor as a document has it, under an id. Older secrets bear stamps just before that of the import, so that their order
/// stays.
pub fn take_factor(factor: &exchange::Factor, id: Id, stamp: Stamp) -> Factor {
    let mut new = Factor::new(id, stamp);
    new.label.update(factor.label.clone(), stamp);
    let count = factor.replaced.len() as u64;
    for (at, replaced) in factor.replaced.iter().enumerate() {
        let before = stamp
            .milliseconds()
            .saturating_sub(count - at as u64)
            .max(1);
        let earlier = Stamp::new(before, stamp.counter(), stamp.replica());
        new.versions
            .set(replaced.otp.clone(), replaced.counter.unwrap_or(0), earlier);
    }
    new.versions
        .set(factor.otp.clone(), factor.counter.unwrap_or(0), stamp);
    if factor.confirmed {
        new.versions.confirm(
            factor.confirmed_at.unwrap_or(stamp.milliseconds()).max(1),
            stamp,
        );
    }
    new
}

fn take_recovery(item: &exchange::Recovery, stamp: Stamp) -> Result<Recovery> {
    let mut new = Recovery::new(item.id.parse().or_else(|_| make_id())?, stamp);
    new.kind.update(item.kind.clone(), stamp);
    new.label.update(item.label.clone(), stamp);
    new.whose.update(item.whose.clone(), stamp);
    new.value
        .update(SecretText::new(item.value.to_string()), stamp);
    for (at, code) in item.codes.iter().enumerate() {
        let place = Recovery::place(at + 1);
        new.codes
            .set(&place, Some(SecretText::new(code.text.to_string())), stamp);
        if code.used {
            new.used.set(&place, Some(code.used_at.unwrap_or(0)), stamp);
        }
    }
    Ok(new)
}

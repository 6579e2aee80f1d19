//! Folders of an office, and who has them.

use keyrack_seal::OsEntropy;
use keyrack_team::{ids::FolderId, office::Office, rules::Role};
use keyrack_vault::{Folder, Id, Record, Stamp, Ticker, Vault, search::fold};

use super::{
    GrantRequest,
    named::{folder_of, grant, member_of},
    views::folder_name,
};
use crate::{
    Error, ErrorCode, Result, Session,
    accounts::{folders, ids::not_found},
    origins::{Action, OfficeOrigin},
    view::{FolderRoleView, OfficeFolderView, SyncView},
};

impl Session {
    /// The folders that this member has.
    ///
    /// # Errors
    /// Why they cannot be told.
    pub fn office_folders(&mut self, office: Option<&str>) -> Result<Vec<OfficeFolderView>> {
        self.ask(office, |office, origin, _| {
            let known = office.judgement().folders();
            let views = known.filter_map(|folder| folder_view(office, origin, folder));
            let mut views: Vec<OfficeFolderView> = views.collect();
            views.sort_by(|a, b| (fold(&a.name), &a.id).cmp(&(fold(&b.name), &b.id)));
            Ok(views)
        })
    }

    /// Makes a folder in an office.
    ///
    /// # Errors
    /// Why not.
    pub fn new_office_folder(
        &mut self,
        office: Option<&str>,
        name: &str,
    ) -> Result<(OfficeFolderView, SyncView)> {
        let name = name.trim();
        if name.is_empty() {
            return Err(Error::new(ErrorCode::BadValue).with("field", "name"));
        }
        let stamp = self.next_stamp()?;
        let team = self.team_of(office)?;
        let team = team.to_string();
        let (folder, sync) = self.act(Some(&team), |office, now| {
            Ok(office.new_folder(name, stamp, now, &mut OsEntropy)?)
        })?;
        Ok((self.office_folder(&team, folder)?, sync))
    }

    /// Moves a folder of the vault, with all that is in it, into an office, where its owners read it.
    ///
    /// # Errors
    /// Why not.
    pub fn share_folder(
        &mut self,
        office: Option<&str>,
        folder: &str,
    ) -> Result<(OfficeFolderView, SyncView)> {
        self.may(Action::ChangeAccess, [])?;
        let team = self.team_of(office)?.to_string();
        let old = folders::find(self.vault(), folder)?;
        if self.own().vault.folders.get(old).is_none() {
            return Err(Error::new(ErrorCode::BadValue).with("field", "folder"));
        }
        let stamp = self.next_stamp()?;
        let record = self.vault().folders.get(old).cloned();
        let record = record.ok_or_else(|| not_found(folder))?;
        let (new, _) = self.act(Some(&team), |office, now| {
            let name = record.name.get().clone();
            let new = office.new_folder(&name, stamp, now, &mut OsEntropy)?;
            if let Some(document) = office.folders.documents.get_mut(&new) {
                copy_details(&record, &mut document.folder, stamp);
            }
            Ok(new)
        })?;
        self.commit(|vault, stamp| {
            move_all(vault, old, new, stamp);
            Ok(())
        })?;
        let team_id = self.team_of(Some(&team))?;
        let sync = self.sync_one(team_id, Default::default(), super::step::Patience::Long)?;
        Ok((self.office_folder(&team, new)?, sync))
    }

    /// Lets a member at a folder. The member is named by id, the beginning of one, name, or e-mail address.
    ///
    /// # Errors
    /// Why not.
    pub fn grant(
        &mut self,
        office: Option<&str>,
        member: &str,
        request: &GrantRequest,
    ) -> Result<SyncView> {
        let ((), sync) = self.act(office, |office, now| {
            let member = member_of(office, member)?;
            let grant = grant(office, request)?;
            Ok(office.grant(member, grant, now)?)
        })?;
        Ok(sync)
    }

    /// Takes a folder from a member.
    ///
    /// # Errors
    /// Why not.
    pub fn revoke(&mut self, office: Option<&str>, member: &str, folder: &str) -> Result<SyncView> {
        let ((), sync) = self.act(office, |office, now| {
            let member = member_of(office, member)?;
            let folder = folder_of(office, folder)?;
            Ok(office.revoke(folder, member, now)?)
        })?;
        Ok(sync)
    }

    fn office_folder(&mut self, team: &str, folder: FolderId) -> Result<OfficeFolderView> {
        self.ask(Some(team), |office, origin, _| {
            folder_view(office, origin, folder).ok_or_else(|| not_found(&folder.to_string()))
        })
    }

    /// A stamp that is later than all that is here.
    fn next_stamp(&self) -> Result<Stamp> {
        let moment = self.keyrack.moment()?;
        let mut ticker = Ticker::new(moment.replica);
        ticker.observe(self.vault().latest());
        Ok(ticker.tick(moment.now)?)
    }
}

fn folder_view(
    office: &Office,
    origin: &OfficeOrigin,
    folder: FolderId,
) -> Option<OfficeFolderView> {
    let right = origin.right(folder)?;
    let document = office.folders.documents.get(&folder);
    // Of those that owners may read, the ones that were removed are none of theirs any more.
    if document.is_some_and(|it| !it.folder.is_live() && it.at_home().accounts.is_empty()) {
        return None;
    }
    let roles = office.judgement().roles();
    let members = roles.get(&folder).into_iter().flatten();
    let members = members.filter_map(|(member, granted)| {
        office.judgement().members().get(member)?;
        let person = office.log.person(*member)?;
        Some(FolderRoleView {
            member: member.to_string(),
            name: person.name.clone(),
            role: granted.role,
            recovery: granted.recovery,
            until: granted.until.map(|it| it / 1000),
        })
    });
    Some(OfficeFolderView {
        id: folder.to_string(),
        name: folder_name(office, folder),
        role: if office.is_owner() {
            Role::Manage
        } else {
            right.role
        },
        recovery: right.recovery,
        unsent: office.folders.dirty.iter().any(|it| it.0 == folder),
        members: members.collect(),
    })
}

fn copy_details(from: &Folder, to: &mut Folder, stamp: Stamp) {
    to.client.set(*from.client.get(), stamp);
    to.archived.set(*from.archived.get(), stamp);
    let texts = [
        (&from.tax_number, &mut to.tax_number),
        (&from.short_code, &mut to.short_code),
        (&from.contact, &mut to.contact),
        (&from.email, &mut to.email),
        (&from.notes, &mut to.notes),
        (&from.colour, &mut to.colour),
    ];
    for (from, to) in texts {
        if !from.get().is_empty() {
            to.set(from.get().clone(), stamp);
        }
    }
}

/// Moves all accounts of a folder, those in the trash as well, and whatever else names it.
fn move_all(vault: &mut Vault, old: Id, new: Id, stamp: Stamp) {
    let accounts = vault.accounts.unsorted();
    let in_it = accounts.filter(|it| *it.folder.get() == Some(old) && !it.is_gone());
    let in_it: Vec<Id> = in_it.map(Record::id).collect();
    for account in in_it {
        vault.move_account(account, new, stamp);
    }
    let (from, to) = (old.to_string(), new.to_string());
    let serving = vault
        .accounts
        .unsorted()
        .filter(|it| it.also_serves.get(&from).is_some());
    let serving: Vec<Id> = serving.map(Record::id).collect();
    for id in serving {
        if let Some(account) = vault.accounts.get_mut(id) {
            account.also_serves.set(&from, None, stamp);
            account.also_serves.set(&to, Some(true), stamp);
        }
    }
    if let Some(folder) = vault.folders.get_mut(old) {
        folder.trash(stamp);
    }
}

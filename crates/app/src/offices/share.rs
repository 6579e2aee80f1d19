//! Folders of an office, and who has them.

use std::collections::BTreeMap;

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
    view::{Colour, FolderRoleView, OfficeFolderView, SyncView},
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
        let team = self.team_of(office)?.to_string();
        let (new, sync) = self.share_folders(&team, &[folder.to_owned()])?;
        let new = new.first().and_then(|it| it.parse().ok());
        let new = new.ok_or_else(|| not_found(folder))?;
        Ok((self.office_folder(&team, new)?, sync))
    }

    /// Moves folders of the vault, with all that is in them, into an office, where its owners read them, in one
    /// publication. Gives their new ids, in the same order.
    ///
    /// # Errors
    /// Why not; then nothing is moved. Where the store cannot be reached, it is done all the same, and waits.
    pub fn share_folders(
        &mut self,
        office: &str,
        folders: &[String],
    ) -> Result<(Vec<String>, SyncView)> {
        self.may(Action::ChangeAccess, [])?;
        let team = self.team_of(Some(office))?;
        let mut old: Vec<Folder> = Vec::new();
        for folder in folders {
            let id = folders::find(self.vault(), folder)?;
            let record = self.own().vault.folders.get(id);
            let record = record.filter(|_| old.iter().all(|it| it.id() != id));
            let record =
                record.ok_or_else(|| Error::new(ErrorCode::BadValue).with("field", "folder"))?;
            old.push(record.clone());
        }
        let stamp = self.next_stamp()?;
        let new = self.act_here(team, |office, now| {
            let names: Vec<&str> = old.iter().map(|it| it.name.get().as_str()).collect();
            let new = office.new_folders(&names, stamp, now, &mut OsEntropy)?;
            for (record, id) in old.iter().zip(&new) {
                if let Some(document) = office.folders.documents.get_mut(id) {
                    copy_details(record, &mut document.folder, stamp);
                }
            }
            Ok(new)
        })?;
        let moves: BTreeMap<Id, Id> = old
            .iter()
            .map(Record::id)
            .zip(new.iter().copied())
            .collect();
        self.commit(|vault, stamp| {
            move_all(vault, &moves, stamp);
            Ok(())
        })?;
        let ((), sync) = self.act(Some(&team.to_string()), |_, _| Ok(()))?;
        Ok((new.iter().map(ToString::to_string).collect(), sync))
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
    ];
    for (from, to) in texts {
        if !from.get().is_empty() {
            to.set(from.get().clone(), stamp);
        }
    }
    // A colour that nobody chose follows from the id, which is another now, and people know clients by their colours.
    let colour = Colour::of_folder(from.colour.get(), &from.id().to_string());
    to.colour.set(colour.as_str().to_owned(), stamp);
}

/// Moves all accounts of folders, those in the trash as well, and whatever else names them, to others.
fn move_all(vault: &mut Vault, moves: &BTreeMap<Id, Id>, stamp: Stamp) {
    let names: BTreeMap<String, String> = moves
        .iter()
        .map(|(old, new)| (old.to_string(), new.to_string()))
        .collect();
    let accounts = vault.accounts.unsorted().filter(|it| !it.is_gone());
    let in_them = accounts.filter_map(|it| Some((it.id(), *moves.get(it.folder.get().as_ref()?)?)));
    let in_them: Vec<(Id, Id)> = in_them.collect();
    for (account, new) in in_them {
        vault.move_account(account, new, stamp);
    }
    let accounts = vault.accounts.unsorted();
    let serving = accounts.filter(|it| it.also_serves.iter().any(|(id, _)| names.contains_key(id)));
    let serving: Vec<Id> = serving.map(Record::id).collect();
    for id in serving {
        let Some(account) = vault.accounts.get_mut(id) else {
            continue;
        };
        let served = account.also_serves.iter().map(|(id, _)| id);
        let served: Vec<String> = served
            .filter(|it| names.contains_key(*it))
            .map(str::to_owned)
            .collect();
        for old in served {
            account.also_serves.set(&old, None, stamp);
            if let Some(new) = names.get(&old) {
                account.also_serves.set(new, Some(true), stamp);
            }
        }
    }
    for old in moves.keys() {
        if let Some(folder) = vault.folders.get_mut(*old) {
            folder.trash(stamp);
        }
    }
}

//! Who has which folder: looked at and changed for many at once.

use std::collections::BTreeSet;

use keyrack_team::{
    ids::{FolderId, MemberId, TeamId},
    office::Office,
    rules::{Class, Granted, Role},
};
use keyrack_vault::{
    Folder, Record,
    search::{self, Query},
};

use super::{GrantLevel, named::member_of, views::office_name};
use crate::{
    Result, Session,
    accounts::{folders, ids::not_found, views::tag_of},
    view::{
        CellView, FolderTag, Matrix, MatrixRow, PersonName, ReaderView, Shared, Sharing, SyncView,
    },
};

/// A change of what many people have of many folders.
#[derive(Debug, Clone)]
pub struct ShareFolders {
    /// The members, by id.
    pub members: Vec<String>,
    /// The folders, by id.
    pub folders: Vec<String>,
    /// What they are to have; none for nothing.
    pub level: Option<GrantLevel>,
}

/// What an owner has of every folder.
const ALL: CellView = CellView {
    role: Role::Manage,
    recovery: true,
    until: None,
};

impl Session {
    /// People and folders of an office, and what who has of which. Words find people by name and e-mail address, and
    /// folders as the list of folders does, archived ones too; at most `count` folders from the place `from` on.
    ///
    /// # Errors
    /// Why that cannot be told.
    pub fn matrix(
        &mut self,
        office: &str,
        people: &str,
        query: &str,
        from: usize,
        count: usize,
    ) -> Result<Matrix> {
        let team = self.team_of(Some(office))?;
        let found = self.folders_in(team, query);
        let total = found.len();
        let shown = found.into_iter().skip(from).take(count);
        let shown: Vec<FolderTag> = shown.map(|it| tag_of(&self.origins, it)).collect();
        self.ask(Some(office), |office, _, now| {
            let people = people_found(office, people);
            let rows = shown.into_iter().filter_map(|folder| {
                let id = folder.id.parse().ok()?;
                let cells = people.iter().map(|it| cell(office, id, it.0, now));
                Some(MatrixRow {
                    may_manage: office.may_act().is_ok()
                        && (office.judgement()).may_manage(id, office.keys.member, now),
                    cells: cells.collect(),
                    folder,
                })
            });
            Ok(Matrix {
                total,
                rows: rows.collect(),
                people: people.into_iter().map(|it| it.1).collect(),
            })
        })
    }

    /// Who has a folder, of an office or of the vault. The id has to be all of its id.
    ///
    /// # Errors
    /// Why that cannot be told.
    pub fn sharing(&mut self, folder: &str) -> Result<Sharing> {
        let found = folders::of_id(self.vault(), folder)?;
        let id = found.id();
        let tag = tag_of(&self.origins, found);
        if tag.office.is_empty() {
            return Ok(Sharing {
                folder: tag,
                office: None,
                role: ALL.role,
                recovery: ALL.recovery,
                unsent: false,
                readers: vec![ReaderView {
                    member: String::new(),
                    name: String::new(),
                    class: Class::Owner,
                    you: true,
                    cell: ALL,
                    held: false,
                }],
            });
        }
        let team = tag.office.clone();
        self.ask(Some(&team), |office, origin, now| {
            let right = origin.right(id).ok_or_else(|| not_found(folder))?;
            let readers = people_found(office, "").into_iter();
            let readers = readers.filter_map(|(member, person)| {
                Some(ReaderView {
                    cell: cell(office, id, member, now)?,
                    member: person.id,
                    name: person.name,
                    class: person.class,
                    you: member == office.keys.member,
                    held: !office.judgement().is_sealed_to(member),
                })
            });
            Ok(Sharing {
                folder: tag,
                office: Some(office_name(office)),
                role: right.role,
                recovery: right.recovery,
                unsent: office.folders.dirty.iter().any(|it| it.0 == id),
                readers: readers.collect(),
            })
        })
    }

    /// Lets many members at many folders, or takes the folders from them, in one publication. What is so already stays,
    /// and what this person may not change is counted.
    ///
    /// # Errors
    /// Why not; then nothing is changed.
    pub fn share(&mut self, office: &str, share: &ShareFolders) -> Result<(Shared, SyncView)> {
        let team = self.team_of(Some(office))?;
        let mut folders = BTreeSet::new();
        for id in &share.folders {
            let folder = folders::of_id(self.vault(), id)?.id();
            if self
                .origins
                .office_of(folder)
                .is_none_or(|it| it.team != team)
            {
                return Err(not_found(id));
            }
            folders.insert(folder);
        }
        let level = share.level.map(|it| Granted {
            role: it.role,
            recovery: it.recovery,
            until: it.until.map(|it| it.saturating_mul(1000)),
        });
        let (shared, sync) = self.act(Some(&team.to_string()), |office, now| {
            let members = share.members.iter().map(|it| member_of(office, it));
            let members: BTreeSet<MemberId> = members.collect::<Result<_>>()?;
            Ok(match level {
                Some(level) => office.grant_all(&members, &folders, level, now)?,
                None => office.revoke_all(&members, &folders, now)?,
            })
        })?;
        let shared = Shared {
            changed: shared.changed,
            same: shared.same,
            refused: shared.refused,
        };
        Ok((shared, sync))
    }

    /// The folders of an office that match, by name.
    fn folders_in(&self, team: TeamId, query: &str) -> Vec<&Folder> {
        let is_there = |folder: &Folder| {
            let office = self.origins.office_of(folder.id());
            office.is_some_and(|it| it.team == team)
        };
        folders::found(self.vault(), query, is_there)
    }
}

/// The members whom words find, owners first.
fn people_found(office: &Office, words: &str) -> Vec<(MemberId, PersonName)> {
    let query = Query::of(words);
    let members = office.judgement().members().iter();
    let found = members.filter_map(|(member, place)| {
        let person = office.log.person(*member)?;
        query.is_in(&[&person.name, &person.email]).then(|| {
            let name = PersonName {
                id: member.to_string(),
                name: person.name.clone(),
                class: place.class,
            };
            (*member, name)
        })
    });
    let mut found: Vec<(MemberId, PersonName)> = found.collect();
    found.sort_by_cached_key(|(member, it)| (it.class, search::order(&it.name), *member));
    found
}

/// What a member has of a folder now.
fn cell(office: &Office, folder: FolderId, member: MemberId, now: u64) -> Option<CellView> {
    let judgement = office.judgement();
    let place = judgement.members().get(&member)?;
    if place.class == Class::Owner {
        return Some(ALL);
    }
    let granted = judgement.role(folder, member)?;
    let has = granted.until.is_none_or(|until| until > now);
    has.then(|| CellView {
        role: granted.role,
        recovery: granted.recovery,
        until: granted.until.map(|it| it / 1000),
    })
}

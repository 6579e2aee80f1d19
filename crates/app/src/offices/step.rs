//! Doing something in an office, and keeping it on this computer.

use keyrack_seal::{Entropy, OsEntropy};
use keyrack_team::{
    ids::{FolderId, TeamId},
    office::Office,
    sync::{KeepError, Moment, Options, Outcome, Syncing},
};
use keyrack_vault::{Id, files::Beside, search::fold};

use super::{SyncOptions, files::OfficeFiles, named::begins, place::OpenStore, place::Patience};
use crate::{
    Error, ErrorCode, Result, Session, VERSION,
    codes::counter_now,
    origins::{Action, OfficeOrigin},
    view::{OfficeName, SyncView},
};

impl Session {
    /// The offices on this computer.
    #[must_use]
    pub fn offices(&mut self) -> Vec<OfficeName> {
        self.origins.offices().map(|it| name_of(it)).collect()
    }

    /// Opens the offices of this vault that are on this computer. One that cannot be read keeps no other from it.
    pub(crate) fn open_offices(&mut self) {
        let now = self.keyrack.computer.clock.now();
        for files in OfficeFiles::all(&self.keyrack.computer, self.own()) {
            let mark = files.mark();
            if let Ok(Some(snapshot)) = files.snapshot() {
                let origin = OfficeOrigin::new(files, snapshot, mark, now);
                self.origins.add_office(origin);
            }
        }
        self.index = None;
    }

    /// Seals what lies of offices on this computer for the keys that the vault has now, and that `before` opens.
    pub(crate) fn reseal_offices(&mut self, before: &Beside) {
        for files in OfficeFiles::all(&self.keyrack.computer, self.own()) {
            // What fails is sealed for the keys before, and has to be joined anew.
            let _ = files.reseal(before);
        }
        let beside = self.own().beside();
        for office in self.origins.offices() {
            office.files.use_keys(&beside);
        }
    }

    /// Brings an office in step, or all of them.
    ///
    /// # Errors
    /// Why the first that could not be was not; the others are in step all the same.
    pub fn sync_offices(
        &mut self,
        office: Option<&str>,
        options: SyncOptions,
    ) -> Result<Vec<(OfficeName, SyncView)>> {
        let teams = match office {
            Some(_) => vec![self.team_of(office)?],
            None => self.origins.offices().map(|it| it.team).collect(),
        };
        if teams.is_empty() {
            return Err(Error::new(ErrorCode::NoOffice));
        }
        let mut views = Vec::new();
        let mut failed = None;
        for team in teams {
            match self.sync_one(team, options, Patience::Long) {
                Ok(view) => {
                    if !self.syncs_apart {
                        self.look_who_asks(team);
                    }
                    views.push((self.name_of_team(team), view));
                }
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        failed.map_or(Ok(views), Err)
    }

    /// The offices in whose folders factors lie.
    pub(crate) fn offices_of(&mut self, factors: &[(Id, Id)]) -> Vec<TeamId> {
        let accounts = factors
            .iter()
            .filter_map(|(id, _)| self.vault().accounts.get(*id));
        let folders: Vec<FolderId> = accounts.filter_map(|it| *it.folder.get()).collect();
        let offices = self.origins.offices();
        let theirs = offices.filter(|it| {
            folders
                .iter()
                .any(|folder| it.folders.documents.contains_key(folder))
        });
        theirs.map(|it| it.team).collect()
    }

    /// The offices, by id, that have to be in step before a code of a factor is shown: colleagues may have counted it up.
    pub fn offices_that_count(&mut self, account: &str, factor: &str) -> Vec<String> {
        let ids = account.parse().ok().zip(factor.parse().ok());
        let counts = ids.filter(|(account, factor)| {
            let account = self.vault().accounts.get(*account);
            let factor = account.and_then(|it| it.factors.get(*factor));
            factor.is_some_and(|it| counter_now(it).is_some())
        });
        let offices = counts.map(|ids| self.offices_of(&[ids]));
        offices
            .into_iter()
            .flatten()
            .map(|it| it.to_string())
            .collect()
    }

    /// Brings offices in step while somebody waits for a code. A store that does not answer keeps nobody from it.
    pub(crate) fn sync_in_a_hurry(&mut self, offices: &[TeamId]) {
        for team in offices {
            let _ = self.sync_one(*team, SyncOptions::default(), Patience::Short);
        }
    }

    /// Sends what this session changed in folders of offices, where their stores answer soon; the rest waits.
    pub fn send_changes(&mut self) {
        let changed = self.origins.offices().filter(|it| it.is_changed_here());
        let changed: Vec<TeamId> = changed.map(|it| it.team).collect();
        self.sync_in_a_hurry(&changed);
    }

    /// Does something in an office, keeps it, and tells the store. Where the store cannot be reached, it is done all the
    /// same, and waits.
    pub(super) fn act<T>(
        &mut self,
        office: Option<&str>,
        act: impl FnOnce(&mut Office, u64) -> Result<T>,
    ) -> Result<(T, SyncView)> {
        let team = self.team_of(office)?;
        let answer = self.act_here(team, act)?;
        Ok((answer, self.tell_store(team)?))
    }

    /// Does something in an office, and keeps it. The store learns of it with the next sync.
    pub(super) fn act_here<T>(
        &mut self,
        team: TeamId,
        act: impl FnOnce(&mut Office, u64) -> Result<T>,
    ) -> Result<T> {
        self.may(Action::ChangeAccess, [])?;
        self.in_office(team, |origin, _, now| {
            let mut office = origin.office()?;
            let answer = act(&mut office, now)?;
            keep(origin, &office)?;
            origin.learn(&office, now);
            origin.forget_answered(&office, now);
            origin.memory.changes += 1;
            Ok(answer)
        })
    }

    /// Asks an office something, from what is on this computer.
    pub(super) fn ask<T>(
        &mut self,
        office: Option<&str>,
        ask: impl FnOnce(&Office, &OfficeOrigin, u64) -> Result<T>,
    ) -> Result<T> {
        let team = self.team_of(office)?;
        self.in_office(team, |origin, _, now| ask(&origin.office()?, origin, now))
    }

    /// Does something with an office while nobody else changes it on this computer.
    pub(super) fn in_office<T>(
        &mut self,
        team: TeamId,
        run: impl FnOnce(&mut OfficeOrigin, &str, u64) -> Result<T>,
    ) -> Result<T> {
        let now = self.keyrack.computer.clock.now();
        let program = format!("keyrack {VERSION}");
        let origin = self.origins.office(team);
        let origin = origin.ok_or_else(|| Error::new(ErrorCode::NoOffice))?;
        let before = origin.version;
        let done = origin.alone(|origin| run(origin, &program, now));
        if origin.version != before {
            self.origins.join();
            self.index = None;
        }
        done
    }

    /// The office that is meant.
    pub(super) fn team_of(&mut self, office: Option<&str>) -> Result<TeamId> {
        let all: Vec<(TeamId, String, String)> = self
            .origins
            .offices()
            .map(|it| (it.team, it.team.to_string(), it.folders.rights.name.clone()))
            .collect();
        let is_meant = |id: &str, name: &str| match office {
            None => true,
            Some(text) => begins(id, text) || fold(name) == fold(text),
        };
        let meant: Vec<_> = all
            .iter()
            .filter(|(_, id, name)| is_meant(id, name))
            .collect();
        match &*meant {
            [(team, _, _)] => Ok(*team),
            [_, ..] => {
                let names = meant.iter().map(|(_, id, name)| {
                    let short: String = id.chars().take(8).collect();
                    format!("{name} ({short})")
                });
                Err(Error::new(ErrorCode::Ambiguous)
                    .with("query", office.unwrap_or_default())
                    .with("count", meant.len())
                    .with("names", names.collect::<Vec<_>>().join("; "))
                    .hint("office"))
            }
            [] => Err(Error::new(ErrorCode::NoOffice)),
        }
    }

    fn name_of_team(&mut self, team: TeamId) -> OfficeName {
        let mut offices = self.origins.offices();
        let office = offices.find(|it| it.team == team);
        office.map_or_else(
            || OfficeName {
                id: team.to_string(),
                name: String::new(),
            },
            |it| name_of(it),
        )
    }
}

impl OfficeOrigin {
    /// The office with its log and keys.
    pub(super) fn office(&self) -> Result<Office> {
        let mut office = self.files.office(self.team, self.folders.clone())?;
        if self.is_from_before() {
            // What was taken in since is not in the folders: it is read once more.
            office.state.objects.clear();
            office.state.basis.clear();
        }
        Ok(office)
    }
}

/// Keeps an office on this computer.
pub(super) fn keep(origin: &mut OfficeOrigin, office: &Office) -> Result<()> {
    // The folders first: what is noted as taken in has to be there.
    if !origin.has_kept(&office.folders) {
        origin.keep(office.folders.clone())?;
    }
    origin.files.write_office(office)?;
    origin.note_reread();
    Ok(())
}

/// Syncs an office that is at hand; `at` is the moment and the program.
pub(super) fn sync(
    origin: &mut OfficeOrigin,
    office: &mut Office,
    store: &OpenStore,
    options: Options,
    at: (u64, &str),
) -> Result<Outcome> {
    let cache = origin.files.cache();
    let mut failed = None;
    let outcome = {
        let mut syncing = Syncing {
            store,
            cache: &cache,
            moment: Moment {
                now: at.0,
                program: at.1.to_owned(),
            },
            draw: &mut random,
            keep: &mut keeping(origin, &mut failed),
        };
        syncing.run(office, options)
    };
    match (outcome, failed) {
        (_, Some(error)) => Err(error),
        (Ok(outcome), None) => Ok(outcome),
        (Err(error), None) => Err(error.into()),
    }
}

/// What keeps an office while it is synced, and notes why it could not.
pub(super) fn keeping<'a>(
    origin: &'a mut OfficeOrigin,
    failed: &'a mut Option<Error>,
) -> impl FnMut(&Office) -> std::result::Result<(), KeepError> + 'a {
    |office| {
        keep(origin, office).map_err(|error| {
            *failed = Some(error);
            KeepError
        })
    }
}

/// A number that no two computers draw alike.
pub(super) fn random() -> u64 {
    let mut bytes = [0; 8];
    // Without randomness nothing is published that needs some; here it only spreads work.
    let _ = OsEntropy.fill(&mut bytes);
    u64::from_be_bytes(bytes)
}

/// Whether an error only means that something waits.
pub(super) fn waits(error: &Error) -> bool {
    matches!(
        error.code,
        ErrorCode::StoreUnreachable
            | ErrorCode::StoreRefused
            | ErrorCode::StoreReadOnly
            | ErrorCode::StoreFull
            | ErrorCode::StoreBroken
            | ErrorCode::OfficeGone
            | ErrorCode::OtherOffice
    )
}

pub(super) fn name_of(origin: &OfficeOrigin) -> OfficeName {
    OfficeName {
        id: origin.team.to_string(),
        name: origin.folders.rights.name.clone(),
    }
}

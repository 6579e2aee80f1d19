//! Joining an office, from the computer that joins.

use keyrack_seal::OsEntropy;
use keyrack_store::{Store, StoreError};
use keyrack_team::{
    form::Kind,
    ids::{InviteId, TeamId},
    join::InviteCode,
    layout::join_path,
    office::{JoiningDevice, Office},
    sync::{Moment, Options, Syncing},
};

use super::{
    JoinOffice,
    files::Mark,
    files::{OfficeFiles, Snapshot},
    found::{look, team_in},
    joinings::Joining,
    place::{KeptPlace, OpenStore},
    step::random,
};
use crate::{
    Error, ErrorCode, Result, Session, VERSION,
    accounts::ids::not_found,
    origins::{Action, OfficeOrigin},
    view::{JoinState, JoiningView, OfficeName},
};

impl Session {
    /// Answers an invitation, or looks whether the answer was accepted where it was given before.
    ///
    /// # Errors
    /// Why not.
    pub fn join_office(&mut self, join: &JoinOffice) -> Result<JoiningView> {
        self.may(Action::ChangeAccess, [])?;
        let wrong = || Error::new(ErrorCode::WrongCode);
        let code = InviteCode::read(&join.code).map_err(|_| wrong())?;
        let store = join.place.probed()?;
        let team = team_in(&store)?;
        if !code.is_of(team) {
            return Err(Error::new(ErrorCode::OtherOffice));
        }
        self.is_new(team)?;
        let files = OfficeFiles::new(&self.keyrack.computer, self.own(), team);
        let joining = match files.joining(team) {
            Some(joining) if joining.invite() == code.id() => {
                files.write_place(&KeptPlace::of(&join.place))?;
                // It may not have reached the store the last time.
                if !files.has_asked() {
                    let (path, request) = joining.request(&code).map_err(|_| wrong())?;
                    store.create(&path, &request)?;
                    files.note_asked();
                }
                joining
            }
            before => {
                let joining = self.answer(join, &code, team, &files, &store)?;
                if let Some(before) = before {
                    // Nobody is to admit this computer by a request whose keys are gone.
                    let _ = store.delete(&join_path(before.invite(), before.keys.device()));
                    self.joinings.remove(before.keys.device());
                }
                joining
            }
        };
        self.look_at(&joining, &files, &store)
    }

    /// Looks whether an owner has answered who asked to join from here.
    ///
    /// # Errors
    /// Why that cannot be told.
    pub fn follow_joining(&mut self, office: &str) -> Result<JoiningView> {
        let mut offices = self.origins.offices();
        if let Some(joined) = offices.find(|it| it.team.to_string() == office) {
            return Ok(JoiningView {
                state: JoinState::Joined,
                digits: None,
                office: super::step::name_of(joined),
            });
        }
        drop(offices);
        let (files, joining) = self.joining_of(office)?;
        let store = files.place()?.open(false)?;
        if team_in(&store)? != joining.keys.team {
            return Err(Error::new(ErrorCode::OtherOffice));
        }
        self.look_at(&joining, &files, &store)
    }

    /// Takes back that this computer asked to join. Where the store cannot be reached, the request stays there, and nobody
    /// can be admitted by it any more: its keys are gone.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] where nothing asked.
    pub fn cancel_joining(&mut self, office: &str) -> Result<()> {
        let (files, joining) = self.joining_of(office)?;
        let (team, device) = (joining.keys.team, joining.keys.device());
        if let Ok(store) = files.place().and_then(|it| it.open(true)) {
            let _ = store.delete(&join_path(joining.invite(), device));
        }
        self.joinings.remove(device);
        match self.is_new(team) {
            Ok(()) => files.forget(),
            // Somebody else on this computer has joined meanwhile.
            Err(_) => files.end_joining(),
        }
        Ok(())
    }

    /// The files of an office that this computer asked to join, and what asked.
    fn joining_of(&self, office: &str) -> Result<(OfficeFiles, JoiningDevice)> {
        let files = OfficeFiles::all(&self.keyrack.computer, self.own());
        let mut here = files.into_iter().filter_map(|it| Some((it.asking()?, it)));
        let meant = here.find(|(joining, _)| joining.keys.team.to_string() == office);
        let (joining, files) = meant.ok_or_else(|| not_found(office))?;
        Ok((files, joining))
    }

    /// Looks into the store for what became of a request.
    fn look_at(
        &mut self,
        joining: &JoiningDevice,
        files: &OfficeFiles,
        store: &OpenStore,
    ) -> Result<JoiningView> {
        let device = joining.keys.device();
        let path = join_path(joining.invite(), device);
        let is_there = |store: &OpenStore| match store.read(&path, Kind::Join.max()) {
            Ok(_) => Ok(true),
            Err(StoreError::NotFound) => Ok(false),
            Err(error) => Err(Error::from(error)),
        };
        // Before the office is looked for: an answer may take the request away meanwhile.
        let was_there = is_there(store)?;
        let now = self.keyrack.computer.clock.now();
        let found = look(store, files, |names, files| joining.look(names, files, now))?;
        let state = match found {
            Some(office) => match self.arrive(office, joining.invite(), files, store)? {
                Ok(view) => {
                    self.joinings.remove(device);
                    return Ok(view);
                }
                Err(state) => state,
            },
            None if was_there => JoinState::Waiting,
            None => JoinState::Refused,
        };
        let view = self.waits(joining, state)?;
        self.joinings.note(device, &view);
        Ok(view)
    }

    /// A request that was not accepted by now.
    fn waits(&self, joining: &JoiningDevice, state: JoinState) -> Result<JoiningView> {
        let known = self.joinings.get(joining.keys.device());
        let digits = match known.and_then(|it| it.digits.clone()) {
            Some(digits) => digits,
            None => joining.digits()?,
        };
        Ok(JoiningView {
            state,
            digits: Some(digits),
            office: OfficeName {
                id: joining.keys.team.to_string(),
                name: String::new(),
            },
        })
    }

    fn answer(
        &self,
        join: &JoinOffice,
        code: &InviteCode,
        team: TeamId,
        files: &OfficeFiles,
        store: &OpenStore,
    ) -> Result<JoiningDevice> {
        let newcomer = match code.member() {
            // Whose computer it is, the code says.
            Some(_) => self.this_computer()?,
            None => self.newcomer(&join.person)?,
        };
        let answered = JoiningDevice::answer(code, team, &newcomer, &mut OsEntropy);
        let (joining, path, request) =
            answered.map_err(|_| Error::new(ErrorCode::BadValue).with("field", "name"))?;
        files.begin_joining(&KeptPlace::of(&join.place), &joining)?;
        store.create(&path, &request)?;
        files.note_asked();
        Ok(joining)
    }

    /// Takes an office in whose log was found, if this device is in it by now; else how it stands.
    fn arrive(
        &mut self,
        mut office: Office,
        invite: InviteId,
        files: &OfficeFiles,
        store: &OpenStore,
    ) -> Result<std::result::Result<JoiningView, JoinState>> {
        let now = self.keyrack.computer.clock.now();
        let program = format!("keyrack {VERSION}");
        let snapshot = Snapshot {
            team: office.team(),
            member: office.keys.member,
            sequence: 0,
            folders: office.folders.clone(),
            is_from_before: false,
        };
        let origin = OfficeOrigin::new(files.clone(), snapshot, None, now);
        // Nothing is kept before it is known that this device is in: a snapshot alone would be half an office.
        let mut reading = Syncing {
            store,
            cache: &files.cache(),
            moment: Moment { now, program },
            draw: &mut random,
            keep: &mut |_| Ok(()),
        };
        let options = Options {
            only_read: true,
            ..Options::default()
        };
        reading.run(&mut office, options)?;
        if !office.is_in() {
            let was_removed = !office.judgement().removals_of(office.device()).is_empty();
            // Where not, the entry by which it was admitted has not arrived yet.
            return Ok(Err(match was_removed {
                true => JoinState::Refused,
                false => JoinState::Waiting,
            }));
        }
        // The keys before the snapshot, by which the office is found at the next unlock.
        files.write_office(&office)?;
        let device = office.device();
        let founded = self.finish(origin, office, store)?;
        files.end_joining();
        // Nobody needs the request any more.
        let _ = store.delete(&join_path(invite, device));
        Ok(Ok(JoiningView {
            state: JoinState::Joined,
            digits: None,
            office: founded.office,
        }))
    }
}

impl Session {
    /// Those that this person asked to join and is not in yet.
    pub(super) fn joining_views(&mut self) -> Vec<JoiningView> {
        let all = OfficeFiles::all(&self.keyrack.computer, self.own());
        let mut before = std::mem::take(&mut self.joinings.0);
        for files in all {
            let mark = files.asking_mark();
            if mark.is_none() || files.mark().is_some() {
                continue;
            }
            let folder = files.folder().to_owned();
            let known = before.remove(&folder).filter(|it| it.mark == mark);
            if let Some(joining) = known.or_else(|| read(files, mark)) {
                self.joinings.0.insert(folder, joining);
            }
        }
        self.joinings.0.values().map(|it| it.view.clone()).collect()
    }
}

fn read(files: OfficeFiles, mark: Mark) -> Option<Joining> {
    let asking = files.asking()?;
    let view = JoiningView {
        state: JoinState::Waiting,
        digits: asking.digits().ok(),
        office: OfficeName {
            id: asking.keys.team.to_string(),
            name: String::new(),
        },
    };
    Some(Joining {
        mark,
        device: asking.keys.device(),
        files,
        view,
        store: None,
    })
}

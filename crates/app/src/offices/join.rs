//! Joining an office, from the computer that joins.

use keyrack_seal::OsEntropy;
use keyrack_store::Store;
use keyrack_team::{
    ids::{InviteId, TeamId},
    join::InviteCode,
    layout::join_path,
    office::{JoiningDevice, Office},
    sync::Options,
};

use super::{
    JoinOffice,
    files::{OfficeFiles, Snapshot},
    found::{look, team_in},
    place::{KeptPlace, OpenStore},
    step::sync,
};
use crate::{
    Error, ErrorCode, Result, Session, VERSION,
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
        let joining = match files.joining(team).filter(|it| it.invite() == code.id()) {
            Some(joining) => {
                // It may not have reached the store the last time.
                let (path, request) = joining.request(&code).map_err(|_| wrong())?;
                store.create(&path, &request)?;
                joining
            }
            None => self.answer(join, &code, team, &files, &store)?,
        };
        let now = self.keyrack.computer.clock.now();
        if let Some(office) = look(&store, &files, |names, files| {
            joining.look(names, files, now)
        })? && let Some(view) = self.arrive(office, code.id(), &files, &store)?
        {
            return Ok(view);
        }
        let digits = joining.digits().map_err(Error::from)?;
        Ok(JoiningView {
            state: JoinState::Waiting,
            digits: Some(digits),
            office: OfficeName {
                id: team.to_string(),
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
        Ok(joining)
    }

    /// Takes an office in whose log was found, if this device is in it by now.
    fn arrive(
        &mut self,
        mut office: Office,
        invite: InviteId,
        files: &OfficeFiles,
        store: &OpenStore,
    ) -> Result<Option<JoiningView>> {
        let now = self.keyrack.computer.clock.now();
        let program = format!("keyrack {VERSION}");
        let snapshot = Snapshot {
            team: office.team(),
            member: office.keys.member,
            sequence: 0,
            folders: office.folders.clone(),
            is_from_before: false,
        };
        let mut origin = OfficeOrigin::new(files.clone(), snapshot, None, now);
        let options = Options {
            only_read: true,
            ..Options::default()
        };
        sync(&mut origin, &mut office, store, options, (now, &program))?;
        if !office.is_in() {
            files.forget_snapshot();
            return Ok(None);
        }
        // The keys before the snapshot, by which the office is found at the next unlock.
        files.write_office(&office)?;
        let device = office.device();
        let founded = self.finish(origin, office, store)?;
        files.end_joining();
        // Nobody needs the request any more.
        let _ = store.delete(&join_path(invite, device));
        Ok(Some(JoiningView {
            state: JoinState::Joined,
            digits: None,
            office: founded.office,
        }))
    }
}

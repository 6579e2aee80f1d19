//! Founding an office, and coming back to one with its sheet.

use keyrack_seal::OsEntropy;
use keyrack_store::{Store, StoreError};
use keyrack_team::{
    ids::TeamId,
    layout::{HEADS, MAX_TEAM_FILE, TEAM_FILE, TeamFile},
    log::Policy,
    office::{Founding, Newcomer, Office, Recovering},
    sheet::Sheet,
    sync::{Files, HeadNames, Options, Outcome, Pulled},
};

use super::{
    FoundOffice, RecoverOffice, StorePlace, TeamPerson,
    files::{OfficeFiles, Snapshot},
    place::{KeptPlace, OpenStore},
    step::{sync, waits},
    views::{office_name, view},
};
use crate::{
    Error, ErrorCode, Result, Session, VERSION,
    computer::{self, state},
    origins::{Action, OfficeOrigin},
    view::FoundedView,
};

/// The most that is read in a row before an office is found.
const MAX_ROUNDS: usize = 1_000;

impl Session {
    /// Founds an office, of which this person is the first owner.
    ///
    /// # Errors
    /// Why not; then nothing is left of it here.
    pub fn found_office(&mut self, found: &FoundOffice) -> Result<FoundedView> {
        self.may(Action::ChangeAccess, [])?;
        let sheets = found.sheets.iter().map(|it| Sheet::read(it));
        let sheets: Vec<Sheet> = sheets
            .collect::<std::result::Result<_, _>>()
            .map_err(|_| Error::new(ErrorCode::SheetWrong))?;
        let store = found.place.probed()?;
        match store.read(TEAM_FILE, MAX_TEAM_FILE) {
            Err(StoreError::NotFound) => {}
            Ok(_) => return Err(Error::new(ErrorCode::OfficeExists)),
            Err(error) => return Err(error.into()),
        }
        let founding = Founding {
            name: found.name.clone(),
            founder: self.newcomer(&found.person)?,
            sheets,
            policy: Policy::default(),
        };
        let now = self.keyrack.computer.clock.now();
        let office = founding.found(now, &mut OsEntropy);
        let office = office.map_err(|_| bad_person())?;
        let file = TeamFile::of(office.team()).write();
        store.create(TEAM_FILE, &file)?;
        let begun = self.begin_office(office, &found.place, &store);
        if begun.is_err() {
            let _ = store.delete(TEAM_FILE);
        }
        begun
    }

    /// Comes back to an office with its sheet, as an owner.
    ///
    /// # Errors
    /// Why not; then nothing is left of it here.
    pub fn recover_office(&mut self, recover: &RecoverOffice) -> Result<FoundedView> {
        self.may(Action::ChangeAccess, [])?;
        let wrong = || Error::new(ErrorCode::SheetWrong);
        let sheet = Sheet::read(&recover.sheet).map_err(|_| wrong())?;
        let store = recover.place.probed()?;
        let team = team_in(&store)?;
        self.is_new(team)?;
        let newcomer = self.newcomer(&recover.person)?;
        let recovering = Recovering::new(sheet, team, &newcomer, &mut OsEntropy);
        let recovering = recovering.map_err(|_| bad_person())?;
        let now = self.keyrack.computer.clock.now();
        let files = OfficeFiles::new(&self.keyrack.computer, self.own(), team);
        let found = look(&store, &files, |names, files| {
            recovering.look(names, files, now)
        })?;
        let mut office = found.ok_or_else(wrong)?;
        let mut origin = self.keep_new(&files, &recover.place, &office)?;
        let program = format!("keyrack {VERSION}");
        let only_read = Options {
            only_read: true,
            ..Options::default()
        };
        let read = sync(&mut origin, &mut office, &store, only_read, (now, &program));
        let admitted = read.and_then(|_| recovering.admit(&mut office, now).map_err(|_| wrong()));
        if let Err(error) = admitted {
            files.forget();
            return Err(error);
        }
        office.seal_everything(now);
        self.finish(origin, office, &store)
    }

    /// Keeps an office that is new here, tells the store, and shows its folders.
    fn begin_office(
        &mut self,
        office: Office,
        place: &StorePlace,
        store: &OpenStore,
    ) -> Result<FoundedView> {
        let team = office.team();
        let files = OfficeFiles::new(&self.keyrack.computer, self.own(), team);
        let origin = self.keep_new(&files, place, &office)?;
        let finished = self.finish(origin, office, store);
        if finished.is_err() {
            files.forget();
        }
        finished
    }

    fn keep_new(
        &self,
        files: &OfficeFiles,
        place: &StorePlace,
        office: &Office,
    ) -> Result<OfficeOrigin> {
        let now = self.keyrack.computer.clock.now();
        files.begin(&KeptPlace::of(place), office)?;
        let snapshot = Snapshot {
            team: office.team(),
            member: office.keys.member,
            sequence: 0,
            folders: office.folders.clone(),
            is_from_before: false,
        };
        let mut origin = OfficeOrigin::new(files.clone(), snapshot, None, now);
        origin.keep(office.folders.clone())?;
        Ok(origin)
    }

    /// Brings a new office in step, and adds it to the others. What does not reach the store now waits: whoever was
    /// admitted must not lose the keys for that.
    pub(super) fn finish(
        &mut self,
        mut origin: OfficeOrigin,
        mut office: Office,
        store: &OpenStore,
    ) -> Result<FoundedView> {
        let now = self.keyrack.computer.clock.now();
        let program = format!("keyrack {VERSION}");
        let options = Options::default();
        let outcome = sync(&mut origin, &mut office, store, options, (now, &program));
        let outcome = match outcome {
            Err(error) if waits(&error) => Outcome::default(),
            outcome => outcome?,
        };
        super::step::keep(&mut origin, &office)?;
        let view = FoundedView {
            office: office_name(&office),
            sheets: office.log.sheets().len(),
            sync: view(&office, &outcome, &store.take_counts()),
        };
        self.origins.add_office(origin);
        self.index = None;
        Ok(view)
    }

    /// This person, and what this computer is called.
    pub(super) fn newcomer(&self, person: &TeamPerson) -> Result<Newcomer> {
        let name = person.name.trim();
        if name.is_empty() {
            return Err(Error::new(ErrorCode::BadValue).with("field", "name"));
        }
        Ok(Newcomer {
            name: name.to_owned(),
            email: person.email.trim().to_owned(),
            ..self.this_computer()?
        })
    }

    /// What this computer is called, of whomever it is.
    pub(super) fn this_computer(&self) -> Result<Newcomer> {
        Ok(Newcomer {
            name: String::new(),
            email: String::new(),
            label: computer::name(),
            replica: state::replica(&self.keyrack.computer, &mut OsEntropy)?,
        })
    }

    /// Makes sure that this person is not in an office already.
    pub(super) fn is_new(&mut self, team: TeamId) -> Result<()> {
        match self.origins.offices().any(|it| it.team == team) {
            true => Err(Error::new(ErrorCode::OfficeExists)),
            false => Ok(()),
        }
    }
}

/// The office in a store.
pub(super) fn team_in(store: &OpenStore) -> Result<TeamId> {
    match store.read(TEAM_FILE, MAX_TEAM_FILE) {
        Ok(bytes) => match TeamFile::read(&bytes) {
            Some(file) => Ok(file.team),
            None => Err(Error::new(ErrorCode::NotAnOffice)),
        },
        Err(StoreError::NotFound) => Err(Error::new(ErrorCode::NotAnOffice)),
        Err(error) => Err(error.into()),
    }
}

/// Reads what `look` wants until it has found the office, or wants nothing more.
pub(super) fn look(
    store: &OpenStore,
    files: &OfficeFiles,
    look: impl Fn(&HeadNames, &Files<'_>) -> (Pulled, Option<Office>),
) -> Result<Option<Office>> {
    let names = HeadNames::read(&store.list(HEADS)?);
    let cache = files.cache();
    let mut at_hand = Files {
        cache: &cache,
        missing: Default::default(),
    };
    for _ in 0..MAX_ROUNDS {
        let (pulled, office) = look(&names, &at_hand);
        if office.is_some() || pulled.wanted.is_empty() {
            return Ok(office);
        }
        let missing = keyrack_team::sync::read_all(store, &cache, &pulled.wanted)?;
        at_hand.missing.extend(missing);
    }
    Ok(None)
}

fn bad_person() -> Error {
    Error::new(ErrorCode::BadValue).with("field", "name")
}

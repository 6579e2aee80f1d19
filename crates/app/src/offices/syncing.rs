//! Keeping offices in step, with the network apart: what is asked of a store knows names and bytes, and neither keys nor a
//! lock are held meanwhile.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU64, Ordering},
};

use keyrack_store::Store as _;
use keyrack_team::{
    ids::TeamId,
    sync::{Answer, Errand, Here, Moment, Options, Step, SyncSteps},
};

use super::{
    SyncOptions,
    cache::DiskCache,
    files::Mark,
    memory::AtHand,
    place::OpenStore,
    place::Patience,
    step::{keeping, random, waits},
    views::{store_alarm, view, view_at_rest},
};
use crate::{Error, ErrorCode, Result, Session, origins::OfficeOrigin, view::SyncView};

/// How often a sync begins anew because somebody else changed the office meanwhile.
const MAX_RESTARTS: usize = 20;

/// A sync of an office on its way. It has no keys: [`OfficeSync::run`] may take as long as the network does, while the vault
/// is used or locked. [`Session::continue_office_sync`] is short.
pub struct OfficeSync {
    team: TeamId,
    id: u64,
    store: Arc<OpenStore>,
    cache: DiskCache,
    steps: SyncSteps,
    errand: Errand,
    answer: Option<Answer>,
    /// What the store told of its time with the answer.
    clock_lead: Option<i64>,
    /// What was listed first.
    listed: Option<Vec<Vec<keyrack_store::Listed>>>,
    /// By what it is seen that somebody else changed the office.
    state: Mark,
    /// Whether the office is left in memory between the steps.
    is_at_hand: bool,
    restarts: usize,
    stop: Arc<AtomicBool>,
}

impl OfficeSync {
    /// Does what has to be done with the store before the sync goes on.
    pub fn run(&mut self) {
        let answer = self.errand.run(&*self.store, &self.cache, &self.stop);
        if let (Answer::Listed(listed), None) = (&answer, &self.listed) {
            self.listed = Some(listed.clone());
        }
        self.answer = Some(answer);
        self.clock_lead = self.store.take_clock_lead();
    }

    /// By what it is stopped: once that is set, nothing more is asked of the store.
    #[must_use]
    pub fn stop(&self) -> Arc<AtomicBool> {
        self.stop.clone()
    }

    /// The office's id.
    #[must_use]
    pub fn office(&self) -> String {
        self.team.to_string()
    }
}

impl std::fmt::Debug for OfficeSync {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("OfficeSync").field(&self.team).finish()
    }
}

impl Session {
    /// From now on nothing that is done in an office waits for its store: what has to be sent waits for whoever carries out
    /// [`Session::begin_office_sync`].
    pub fn sync_apart(&mut self) {
        self.syncs_apart = true;
    }

    /// Begins to bring an office in step. In a hurry, no request to the store takes longer than two seconds.
    ///
    /// # Errors
    /// [`ErrorCode::NoOffice`], or why its place cannot be told.
    pub fn begin_office_sync(
        &mut self,
        office: &str,
        options: SyncOptions,
        hurry: bool,
    ) -> Result<OfficeSync> {
        let team = self.team_of(Some(office))?;
        let patience = if hurry {
            Patience::Short
        } else {
            Patience::Long
        };
        self.begin_sync(team, options, patience)
    }

    /// Goes on with a sync, after [`OfficeSync::run`]; none where that has to follow again.
    ///
    /// # Errors
    /// Why the office is not in step. What was read before that stays; what could not be sent waits.
    pub fn continue_office_sync(&mut self, sync: &mut OfficeSync) -> Result<Option<SyncView>> {
        let Some(answer) = sync.answer.take() else {
            return Ok(None);
        };
        let now = self.keyrack.computer.clock.now();
        if let Some(listed) = &sync.listed
            && sync.steps.has_not_begun()
            && let Some(origin) = self.origins.office(sync.team)
            && origin.rests(listed, sync.clock_lead, now)
        {
            (origin.memory.read_at, origin.memory.trouble) = (Some(now), None);
            let view = view_at_rest(origin, now, &sync.store.take_counts());
            return Ok(Some(view));
        }
        self.in_office(sync.team, |origin, program, now| {
            let done = go_on(origin, sync, answer, (now, program));
            if !matches!(done, Ok(None)) {
                let id = sync.id;
                origin.memory.at_hand.take_if(|it| it.sync == id);
            }
            if let Err(error) = &done {
                origin.note_trouble(error);
            }
            done
        })
    }

    /// Brings one office in step, and waits for it.
    pub(crate) fn sync_one(
        &mut self,
        team: TeamId,
        options: SyncOptions,
        patience: Patience,
    ) -> Result<SyncView> {
        if self.syncs_apart {
            return self.stands(team);
        }
        let mut sync = self.begin_sync(team, options, patience)?;
        loop {
            sync.run();
            if let Some(view) = self.continue_office_sync(&mut sync)? {
                return Ok(view);
            }
        }
    }

    /// How it stands with an office, where nothing is asked of the store.
    pub(super) fn stands(&mut self, team: TeamId) -> Result<SyncView> {
        let now = self.keyrack.computer.clock.now();
        let origin = self.origins.office(team);
        let origin = origin.ok_or_else(|| Error::new(ErrorCode::NoOffice))?;
        Ok(view_at_rest(origin, now, &Default::default()))
    }

    /// Tells the store what was done. Where it cannot be reached, that waits.
    pub(super) fn tell_store(&mut self, team: TeamId) -> Result<SyncView> {
        match self.sync_one(team, SyncOptions::default(), Patience::Long) {
            Err(error) if waits(&error) || error.code == ErrorCode::Busy => {
                let mut view = self.stands(team)?;
                view.alarms.extend(store_alarm(error.code));
                Ok(view)
            }
            done => done,
        }
    }

    fn begin_sync(
        &mut self,
        team: TeamId,
        options: SyncOptions,
        patience: Patience,
    ) -> Result<OfficeSync> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let now = self.keyrack.computer.clock.now();
        let origin = self.origins.office(team);
        let origin = origin.ok_or_else(|| Error::new(ErrorCode::NoOffice))?;
        let requests = self.syncs_apart && origin.known(now).is_some_and(|it| it.awaits_answers);
        let options = Options {
            incomplete: options.incomplete,
            seed: options.seed,
            only_read: false,
            requests,
        };
        let store = origin.store(patience)?;
        let steps = SyncSteps::new(options);
        // What was counted and told in a sync that did not end is nobody's.
        let _ = (store.take_counts(), store.take_clock_lead());
        Ok(OfficeSync {
            team,
            id: COUNT.fetch_add(1, Ordering::Relaxed),
            cache: origin.files.cache(),
            errand: steps.begin(),
            steps,
            store,
            answer: None,
            clock_lead: None,
            listed: None,
            state: origin.files.state_mark(),
            is_at_hand: false,
            restarts: 0,
            stop: Arc::default(),
        })
    }
}

/// One step, with the office to itself; `at` is the moment and the program.
fn go_on(
    origin: &mut OfficeOrigin,
    sync: &mut OfficeSync,
    answer: Answer,
    at: (u64, &str),
) -> Result<Option<SyncView>> {
    let state = origin.files.state_mark();
    let at_hand = &mut origin.memory.at_hand;
    let at_hand = at_hand.take_if(|it| it.sync == sync.id);
    let at_hand = at_hand.filter(|it| (it.state, it.version) == (state, origin.version));
    let is_stale = state != sync.state || sync.is_at_hand && at_hand.is_none();
    if is_stale && sync.steps.is_judging() && !matches!(answer, Answer::Failed(_)) {
        // A listing from before that would look as if the store had lost something.
        sync.restarts += 1;
        if sync.restarts > MAX_RESTARTS {
            return Err(Error::new(ErrorCode::Busy));
        }
        sync.errand = sync.steps.again();
        (sync.listed, sync.state, sync.is_at_hand) = (None, state, false);
        return Ok(None);
    }
    let mut office = match at_hand {
        Some(at_hand) => at_hand.office,
        None => origin.office()?,
    };
    let mut failed = None;
    let step = {
        let mut here = Here {
            cache: &sync.cache,
            clock_lead: sync.clock_lead,
            moment: Moment {
                now: at.0,
                program: at.1.to_owned(),
            },
            draw: &mut random,
            keep: &mut keeping(origin, &mut failed),
        };
        sync.steps.go_on(&mut office, &mut here, answer)
    };
    let step = match failed {
        Some(error) => return Err(error),
        None => step?,
    };
    match step {
        Step::Ask(errand) => {
            sync.errand = errand;
            (sync.state, sync.is_at_hand) = (origin.files.state_mark(), true);
            origin.memory.at_hand = Some(AtHand {
                sync: sync.id,
                state: sync.state,
                version: origin.version,
                office,
            });
            Ok(None)
        }
        Step::Done(mut outcome) => {
            origin.learn(&office, at.0);
            let memory = &mut origin.memory;
            memory.read_at = Some(at.0);
            memory.trouble = outcome.waiting.map(|it| Error::from(it).code);
            if let Some(requests) = outcome.requests.take() {
                origin.note_requests(&office, requests);
            } else if !office.awaits_answers(at.0) {
                origin.note_requests(&office, Vec::new());
            }
            match sync.listed.take() {
                Some(listed) if outcome.waiting.is_none() && sync.steps.is_whole() => {
                    origin.rest(&office, listed, at.0);
                }
                _ => origin.memory.rest = None,
            }
            Ok(Some(view(&office, &outcome, &sync.store.take_counts())))
        }
    }
}

impl OfficeOrigin {
    /// Notes why a sync did not get through.
    fn note_trouble(&mut self, error: &Error) {
        self.memory.rest = None;
        match error.code {
            // Whoever was busy with it looked into the store as well.
            ErrorCode::Busy => {}
            _ if waits(error) => self.memory.trouble = Some(error.code),
            _ => {}
        }
    }
}

//! A sync in steps: what has to be done with the store stands between them, as an [`Errand`], so that neither keys nor a
//! lock are held while a network takes its time.
//!
//! Between two steps anything may happen to the office here: an edit, an entry that is signed, the end of the process. So a
//! step goes by the office as it is then, and everything that it decides is kept before the next errand shows any of it.

use std::collections::{BTreeMap, BTreeSet};

use keyrack_store::{Listed, StoreError};

use super::{
    Answer, Cache, Errand, Files, HeadNames, KeepError, Moment, Options, Outcome, Pulled,
    SyncError, Want,
    clock::{clock_alarm, note_clock},
    errand::{NewFile, is_out},
    file_name,
    look::ListedObjects,
    noted::{Watched, incomplete, note, note_alarms},
    outcome::{HOUR, MAX_ROUNDS},
};
use crate::{
    alarm::{About, AlarmCode, Alarms},
    ids::DeviceId,
    layout::{HEADS, JOIN, MAX_TEAM_FILE, TEAM_FILE, TeamFile, objects_of},
    office::Office,
};

/// What a step is done with.
pub struct Here<'a> {
    /// What is kept of the store's files here.
    pub cache: &'a dyn Cache,
    /// By how many milliseconds the clock here is ahead of the store's, where it told its time with the last errand.
    pub clock_lead: Option<i64>,
    /// When, and with what program.
    pub moment: Moment,
    /// Random numbers.
    pub draw: &'a mut dyn FnMut() -> u64,
    /// Keeps the office on this computer; what was not kept must not be published.
    pub keep: &'a mut dyn FnMut(&Office) -> Result<(), KeepError>,
}

/// What comes next.
#[derive(Debug)]
pub enum Step {
    /// That has to be done with the store.
    Ask(Errand),
    /// That is all.
    Done(Outcome),
}

/// A sync on its way.
#[derive(Debug, Default)]
pub struct SyncSteps {
    options: Options,
    stage: Stage,
    /// The heads in the store.
    listed: Vec<Listed>,
    /// The requests in the store, where they are asked for.
    asking: Vec<Listed>,
    /// Those of them that are over, as it was known when it was decided which to read.
    over: Vec<String>,
    names: HeadNames,
    /// What the cache held at the beginning.
    cached: BTreeSet<String>,
    rounds: usize,
    missing: BTreeSet<String>,
    damaged: BTreeMap<String, About>,
    once: Alarms,
    lacks_entries: bool,
    /// Whether own files were lost in the store, so that others may be.
    has_lost: bool,
    is_prepared: bool,
    /// Whether there is something to keep that no publication keeps.
    is_news: bool,
    /// By how many milliseconds the clock here is ahead of the store's, where it told its time in this sync.
    clock_lead: Option<i64>,
    outcome: Outcome,
}

/// What is being waited for.
#[derive(Debug, Default)]
enum Stage {
    /// The names of all heads.
    #[default]
    Listing,
    /// The file that says whose store it is.
    Finding,
    /// That file is put there anew.
    Seeding,
    /// Files that are wanted.
    Reading,
    /// Own files that were lost are put back.
    Mending,
    /// The publication with this head is sent.
    Sending(String),
    /// Files of others are put back.
    PuttingBack,
    /// The file that says whose store it is, once a day.
    FindingAgain,
    /// The folders of devices.
    Looking(ListedObjects),
    /// What was missed there is put back.
    Restoring,
    /// Requests to join are read, as of this moment.
    Asking(u64),
    /// What is superseded is deleted.
    Deleting,
}

impl SyncSteps {
    /// A sync that has not begun.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self {
            options,
            ..Self::default()
        }
    }

    /// The first errand.
    #[must_use]
    pub fn begin(&self) -> Errand {
        let asking = self.options.requests.then(|| JOIN.to_owned());
        Errand::List([HEADS.to_owned()].into_iter().chain(asking).collect())
    }

    /// Whether what was read last is to be judged, for which nobody else may have changed the office since: what a listing
    /// says is compared with what is known here.
    #[must_use]
    pub const fn is_judging(&self) -> bool {
        matches!(
            self.stage,
            Stage::Listing | Stage::Finding | Stage::Seeding | Stage::Reading
        )
    }

    /// Whether nothing was judged yet.
    #[must_use]
    pub const fn has_not_begun(&self) -> bool {
        matches!(self.stage, Stage::Listing)
    }

    /// Begins anew, because somebody else did.
    #[must_use]
    pub fn again(&mut self) -> Errand {
        *self = Self::new(self.options);
        self.begin()
    }

    /// Whether all that the store listed could be read.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.missing.is_empty() && !self.lacks_entries
    }

    /// Goes on with what came of the errand.
    ///
    /// # Errors
    /// [`SyncError`]. What was read before that stays; what could not be published waits.
    pub fn go_on(
        &mut self,
        office: &mut Office,
        here: &mut Here<'_>,
        answer: Answer,
    ) -> Result<Step, SyncError> {
        self.clock_lead = here.clock_lead.or(self.clock_lead);
        match (std::mem::take(&mut self.stage), answer) {
            (Stage::Listing, Answer::Listed(listed)) => {
                let mut listed = listed.into_iter();
                self.listed = listed.next().unwrap_or_default();
                self.asking = listed.next().unwrap_or_default();
                self.names = HeadNames::read(&self.listed);
                self.cached = here.cache.names().into_iter().collect();
                let mut there = self.names.newest.keys();
                // The listing says whose store it is, where it does.
                if there.any(|it| office.log.key(*it).is_some()) {
                    return self.pull(office, here);
                }
                self.ask(
                    Stage::Finding,
                    Errand::Find(TEAM_FILE.to_owned(), MAX_TEAM_FILE),
                )
            }
            (Stage::Finding, Answer::Found(Some(bytes))) => match TeamFile::read(&bytes) {
                Some(file) if file.team == office.team() => self.pull(office, here),
                _ => Err(SyncError::OtherOffice),
            },
            (Stage::Finding, Answer::Found(None)) if self.options.seed => {
                self.ask(Stage::Seeding, Errand::Create(vec![team_file(office)]))
            }
            (Stage::Finding, Answer::Found(None)) => Err(SyncError::OfficeGone),
            (Stage::Seeding, Answer::Created) => self.pull(office, here),
            (Stage::Reading, Answer::Read(missing)) => {
                self.missing.extend(missing);
                self.pull(office, here)
            }
            (Stage::Reading, Answer::Failed(error)) => {
                // What was read so far is worth keeping.
                let _ = (here.keep)(office);
                Err(error.into())
            }
            (Stage::Listing | Stage::Finding | Stage::Seeding, Answer::Failed(error)) => {
                Err(error.into())
            }
            (Stage::Mending, Answer::Created) => self.send(office, here),
            (Stage::Sending(head), Answer::Created) => {
                office.note_sent(&head, &files(here.cache), here.moment.now);
                self.outcome.published = true;
                self.is_news = true;
                self.send(office, here)
            }
            (Stage::Sending(head), Answer::Lost) => {
                office.drop_pending(&head, here.cache);
                self.send(office, here)
            }
            (Stage::PuttingBack, Answer::Created) => self.look(office, here),
            (Stage::FindingAgain, Answer::Found(found)) => {
                // Another office's file is found to be one when heads of this one are gone.
                let gone = found.is_none().then(|| team_file(office));
                let listed = office.listed_objects();
                match gone {
                    Some(file) => self.ask(Stage::Looking(listed), Errand::Create(vec![file])),
                    None => self.list_objects(listed),
                }
            }
            (Stage::Looking(listed), Answer::Created) => self.list_objects(listed),
            (Stage::Looking(listed), Answer::Listed(there)) => {
                let lost = office.look(&listed, &there, here.cache, here.moment.now);
                self.is_news = true;
                self.ask(Stage::Restoring, Errand::Create(lost))
            }
            (Stage::Restoring, Answer::Created) => self.tidy(office, here),
            (Stage::Deleting, Answer::Deleted(paths)) => {
                if office.note_deleted(&paths) {
                    (here.keep)(office)?;
                }
                self.end()
            }
            (Stage::Asking(at), Answer::Read(_)) => self.take_requests(office, here, at),
            // What was published is not concerned.
            (Stage::Asking(_), Answer::Failed(_)) => self.end(),
            (_, Answer::Failed(error)) => self.wait(office, here, error),
            // No other answer comes of these errands.
            _ => Err(SyncError::Store(StoreError::Broken)),
        }
    }

    fn ask(&mut self, stage: Stage, errand: Errand) -> Result<Step, SyncError> {
        self.stage = stage;
        Ok(Step::Ask(errand))
    }

    /// Reads as far as that is possible with what is in the cache.
    fn pull(&mut self, office: &mut Office, here: &mut Here<'_>) -> Result<Step, SyncError> {
        let before = Watched::of(office);
        loop {
            self.rounds += 1;
            if self.rounds > MAX_ROUNDS {
                return Err(SyncError::Store(StoreError::Broken));
            }
            let files = Files {
                cache: here.cache,
                missing: self.missing.clone(),
            };
            let pulled = office.pull(&self.names, &files, here.moment.now);
            self.once.extend(&pulled.once);
            self.outcome.changed.extend(pulled.changed.iter().copied());
            self.outcome.pulled += pulled.heads;
            let mut again = false;
            for (path, about) in &pulled.damaged {
                here.cache.remove(file_name(path));
                // It is fetched once more: it may have been read while it was written. Then it is done without.
                again = true;
                if self.damaged.insert(path.clone(), *about).is_some() {
                    self.missing.insert(path.clone());
                }
            }
            self.is_news |= before != Watched::of(office);
            if !pulled.wanted.is_empty() {
                return self.ask(Stage::Reading, Errand::Read(pulled.wanted));
            }
            if !again {
                return self.take_in(office, here, pulled);
            }
        }
    }

    /// Keeps what was read.
    fn take_in(
        &mut self,
        office: &mut Office,
        here: &mut Here<'_>,
        pulled: Pulled,
    ) -> Result<Step, SyncError> {
        let mut alarms = pulled.alarms;
        for (path, about) in std::mem::take(&mut self.damaged) {
            if self.missing.contains(&path) {
                alarms.add(AlarmCode::Damaged, about);
            }
        }
        alarms.extend(&self.once);
        alarms.extend(&incomplete(office, &self.missing));
        self.outcome.alarms = alarms;
        self.note_standing(office, here.moment.now);
        self.names = pulled.names;
        self.lacks_entries = pulled.lacks_entries;
        if note(office, &self.outcome, here.moment.now) || std::mem::take(&mut self.is_news) {
            (here.keep)(office)?;
        }
        if self.options.only_read {
            return self.end();
        }
        let lost = office.lost_own(&self.names, here.cache);
        if lost.is_empty() {
            return self.send(office, here);
        }
        self.has_lost = true;
        self.ask(Stage::Mending, Errand::Create(lost))
    }

    /// Sends what is on its way, and then what else this device has to publish.
    fn send(&mut self, office: &mut Office, here: &mut Here<'_>) -> Result<Step, SyncError> {
        if office.state.own.pending.is_some() {
            // It may be that it could not be kept when it was made.
            (here.keep)(office)?;
        }
        if let Some((head, files)) = office.unsent_files(here.cache) {
            return self.ask(Stage::Sending(head), Errand::Publish(files));
        }
        if !std::mem::replace(&mut self.is_prepared, true) {
            let before = Watched::of(office);
            let is_new = self.prepare(office, here)?;
            self.is_news |= before != Watched::of(office);
            if is_new {
                let pending = office.state.own.pending.as_ref();
                self.is_prepared = !pending.is_some_and(|it| it.more);
                return self.send(office, here);
            }
        }
        // Last, for not every place lets one device write where another one does.
        let lost = office.lost(&self.names, here.cache);
        match lost.is_empty() {
            true => self.look(office, here),
            false => self.ask(Stage::PuttingBack, Errand::Create(lost)),
        }
    }

    fn prepare(&self, office: &mut Office, here: &mut Here<'_>) -> Result<bool, SyncError> {
        let hours = office.judgement().policy().get("heartbeat_h").copied();
        let hours = hours.unwrap_or(24);
        let since = here.moment.now.saturating_sub(office.state.own.published);
        let is_due = since >= hours.saturating_mul(HOUR);
        let heartbeat = is_due || self.asks_for_time(office, since);
        let folders = !self.lacks_entries || self.options.incomplete;
        let files = files(here.cache);
        Ok(office.prepare(&files, &here.moment, folders, heartbeat, here.draw)?)
    }

    /// Whether a head is due so that a store tells its time that only does so with new files: it was another one, and may
    /// be right again.
    fn asks_for_time(&self, office: &Office, since: u64) -> bool {
        let was_off = office.state.clock.and_then(clock_alarm).is_some();
        self.clock_lead.is_none() && was_off && since >= HOUR
    }

    /// Notes what is known by now besides what was read: what the store told of its time, and which invitations were
    /// answered once more.
    fn note_standing(&mut self, office: &mut Office, now: u64) {
        office.state.clock = self.clock_lead.or(office.state.clock);
        let alarms = &mut self.outcome.alarms;
        note_clock(alarms, office.state.clock);
        alarms.clear(AlarmCode::InviteUsed);
        for member in office.answered_again(now) {
            alarms.add(AlarmCode::InviteUsed, About::member(member));
        }
    }

    /// Looks, once a day, whether what heads list is in the store.
    fn look(&mut self, office: &mut Office, here: &mut Here<'_>) -> Result<Step, SyncError> {
        if std::mem::take(&mut self.has_lost) {
            // Other files may be lost as well.
            office.state.look_at = Some(here.moment.now);
        }
        let before = office.state.look_at;
        let is_time = office.is_time_to_look(here.moment.now, here.draw);
        self.is_news |= office.state.look_at != before;
        match is_time {
            true => self.ask(
                Stage::FindingAgain,
                Errand::Find(TEAM_FILE.to_owned(), MAX_TEAM_FILE),
            ),
            false => self.tidy(office, here),
        }
    }

    fn list_objects(&mut self, listed: ListedObjects) -> Result<Step, SyncError> {
        let folders = listed.keys().map(|it: &DeviceId| objects_of(*it)).collect();
        self.ask(Stage::Looking(listed), Errand::List(folders))
    }

    /// The store does not take what it is given: that waits.
    fn wait(
        &mut self,
        office: &mut Office,
        here: &mut Here<'_>,
        error: StoreError,
    ) -> Result<Step, SyncError> {
        self.outcome.waiting = Some(error);
        self.tidy(office, here)
    }

    /// Keeps what is new, and looks who asks to join.
    fn tidy(&mut self, office: &mut Office, here: &mut Here<'_>) -> Result<Step, SyncError> {
        self.note_standing(office, here.moment.now);
        self.is_news |= note_alarms(office, &self.outcome.alarms);
        if std::mem::take(&mut self.is_news) {
            (here.keep)(office)?;
        }
        office.tidy(here.cache, &self.cached);
        if !self.options.requests || self.outcome.waiting.is_some_and(is_out) {
            return self.delete(office, here);
        }
        let (mut wanted, now) = (BTreeSet::new(), here.moment.now);
        if office.may_publish() {
            self.over = office.over(&self.asking, now);
        }
        let mut want = |path: &str, max| {
            let path = path.to_owned();
            wanted.insert(Want { path, max });
            Err(StoreError::NotFound)
        };
        let awaits = office.awaits_answers(now);
        let asked = awaits.then(|| office.requests_among(&self.asking, &mut want, now));
        let _ = office.note_used_again(&self.asking, &mut want, now);
        match wanted.is_empty() {
            true => {
                self.outcome.requests = asked.and_then(Result::ok);
                self.delete(office, here)
            }
            false => self.ask(Stage::Asking(now), Errand::Read(wanted)),
        }
    }

    /// Takes in who asks to join, and who did so too late.
    fn take_requests(
        &mut self,
        office: &mut Office,
        here: &mut Here<'_>,
        at: u64,
    ) -> Result<Step, SyncError> {
        let mut read = |path: &str, _| {
            let bytes = here.cache.get(file_name(path));
            here.cache.remove(file_name(path));
            bytes.ok_or(StoreError::NotFound)
        };
        self.outcome.requests = office.requests_among(&self.asking, &mut read, at).ok();
        if office.note_used_again(&self.asking, &mut read, at) == Ok(true) {
            self.note_standing(office, at);
            note_alarms(office, &self.outcome.alarms);
            // Before the requests that tell of it are deleted.
            (here.keep)(office)?;
        }
        self.delete(office, here)
    }

    /// Deletes what is superseded, and requests that are over.
    fn delete(&mut self, office: &Office, here: &Here<'_>) -> Result<Step, SyncError> {
        let mut superseded = office.superseded(&self.listed, here.moment.now);
        superseded.append(&mut self.over);
        match superseded.is_empty() || self.outcome.waiting.is_some_and(is_out) {
            true => self.end(),
            false => self.ask(Stage::Deleting, Errand::Delete(superseded)),
        }
    }

    fn end(&mut self) -> Result<Step, SyncError> {
        Ok(Step::Done(std::mem::take(&mut self.outcome)))
    }
}

const fn files(cache: &dyn Cache) -> Files<'_> {
    Files {
        cache,
        missing: BTreeSet::new(),
    }
}

fn team_file(office: &Office) -> NewFile {
    NewFile::back_of(TEAM_FILE.to_owned(), TeamFile::of(office.team()).write())
}

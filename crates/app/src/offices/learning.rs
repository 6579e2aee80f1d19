//! Keeping in mind what is known of an office while the vault is open.

use std::sync::Arc;

use keyrack_store::Listed;
use keyrack_team::{
    office::{Office, Request},
    sync::clock_alarm,
};

use super::{
    memory::{Known, Rest},
    people::request_view,
    place::{OpenStore, Patience},
    views::alarms,
};
use crate::{Result, origins::OfficeOrigin};

/// For how long at most, in milliseconds, nothing is judged anew because the store lists what it listed before.
const REST: u64 = 10 * 60 * 1000;

impl OfficeOrigin {
    /// Notes what the log says now.
    pub(super) fn learn(&mut self, office: &Office, now: u64) {
        let place = office.judgement().place(office.device());
        self.memory.known = Some(Known {
            state: self.files.state_mark(),
            class: place.map(|it| it.class),
            alarms: alarms(office, office.state.alarms.iter().copied()),
            entries: office.unsent_entries(),
            synced: office.state.synced,
            awaits_answers: office.awaits_answers(now),
            broken: None,
        });
    }

    /// Notes who asks to join.
    pub(super) fn note_requests(&mut self, office: &Office, requests: Vec<Request>) {
        let views = requests.iter().map(|it| request_view(office, it));
        self.memory.request_views = views.collect();
        self.memory.requests = requests;
    }

    /// Forgets who asked to join by invitations that cannot be answered any more.
    pub(super) fn forget_answered(&mut self, office: &Office, now: u64) {
        let requests = std::mem::take(&mut self.memory.requests).into_iter();
        let open = requests.filter(|it| office.is_open(it.request.invite, now).is_ok());
        self.note_requests(office, open.collect());
    }

    /// What the log says. It is read where another process has written it since, or nobody has looked.
    pub(super) fn known(&mut self, now: u64) -> Option<&Known> {
        let state = self.files.state_mark();
        if self
            .memory
            .known
            .as_ref()
            .is_none_or(|it| it.state != state)
        {
            match self.office() {
                Ok(office) => self.learn(&office, now),
                Err(error) => {
                    self.memory.known = Some(Known {
                        state,
                        class: None,
                        alarms: Vec::new(),
                        entries: 0,
                        synced: None,
                        awaits_answers: false,
                        broken: Some(error.code),
                    });
                }
            }
        }
        self.memory.known.as_ref()
    }

    /// The store. Nothing is asked of it yet; one that hangs is not opened again and again.
    pub(super) fn store(&mut self, patience: Patience) -> Result<Arc<OpenStore>> {
        let hurry = patience == Patience::Short;
        if let Some(Some(store)) = self.memory.stores.get(usize::from(hurry)) {
            return Ok(store.clone());
        }
        let store = Arc::new(self.files.place()?.open(hurry)?);
        if let Some(kept) = self.memory.stores.get_mut(usize::from(hurry)) {
            *kept = Some(store.clone());
        }
        Ok(store)
    }

    /// Forgets the store, which is another one now.
    pub(super) fn forget_store(&mut self) {
        let memory = &mut self.memory;
        (memory.stores, memory.pace) = ([None, None], None);
        (memory.rest, memory.trouble) = (None, None);
        memory.changes += 1;
    }

    /// How often it is looked into the store, in milliseconds.
    pub(super) fn pace(&mut self) -> u64 {
        let files = &self.files;
        let pace = || files.place().map_or(60_000, |it| it.pace());
        *self.memory.pace.get_or_insert_with(pace)
    }

    /// Notes after a sync that nothing has to be done while the store lists the same.
    pub(super) fn rest(&mut self, office: &Office, listed: Vec<Vec<Listed>>, now: u64) {
        self.memory.rest = Some(Rest {
            listed,
            state: self.files.state_mark(),
            version: self.version,
            clock: office.state.clock.and_then(clock_alarm),
            until: office.rests_until(now).min(now.saturating_add(REST)),
        });
    }

    /// Whether nothing has to be done, as that is what the store lists, and its clock is as right or wrong as before.
    pub(super) fn rests(&self, listed: &[Vec<Listed>], clock_lead: Option<i64>, now: u64) -> bool {
        self.memory.rest.as_ref().is_some_and(|rest| {
            // The clock may have been set back.
            now < rest.until
                && rest.until - now <= REST
                && rest.version == self.version
                && clock_lead.is_none_or(|it| clock_alarm(it) == rest.clock)
                && rest.listed == listed
                && rest.state == self.files.state_mark()
        })
    }

    /// How much waits to be sent.
    pub(super) fn unsent(&mut self, now: u64) -> usize {
        let entries = self.known(now).map_or(0, |it| it.entries);
        entries + self.folders.unsent()
    }
}

//! How it stands with an office.

use super::views::{alarms, office_name};
use crate::{
    Result, Session,
    view::{OfficeNumber, OfficeStatus},
};

const DAY: u64 = 24 * 60 * 60 * 1000;

impl Session {
    /// The id of the office that is meant.
    ///
    /// # Errors
    /// [`ErrorCode::NoOffice`](crate::ErrorCode), or that several could be.
    pub fn office_id(&mut self, office: Option<&str>) -> Result<String> {
        Ok(self.team_of(office)?.to_string())
    }

    /// The number by which two colleagues find that they are in step.
    ///
    /// # Errors
    /// Why it cannot be told.
    pub fn office_number(&mut self, office: Option<&str>) -> Result<OfficeNumber> {
        self.ask(office, |office, _, _| {
            Ok(OfficeNumber {
                office: office_name(office),
                number: office.number(),
            })
        })
    }

    /// How it stands with an office, or with all of them.
    ///
    /// # Errors
    /// Why it cannot be told.
    pub fn office_status(&mut self, office: Option<&str>) -> Result<Vec<OfficeStatus>> {
        let teams: Vec<String> = match office {
            Some(_) => vec![self.team_of(office)?.to_string()],
            None => self.offices().into_iter().map(|it| it.id).collect(),
        };
        teams.iter().map(|team| self.status_of(team)).collect()
    }

    fn status_of(&mut self, team: &str) -> Result<OfficeStatus> {
        self.ask(Some(team), |office, origin, now| {
            let person = office.log.person(office.keys.member);
            let place = office.judgement().place(office.device());
            let seen = office.state.owner_seen.filter(|_| !office.is_owner());
            Ok(OfficeStatus {
                office: office_name(office),
                store: origin.files.place()?.address.clone(),
                member: person.map(|it| it.name.clone()).unwrap_or_default(),
                class: place.map(|it| it.class),
                head: office.state.own.seq,
                entries: office.log.len(),
                tips: office.judgement().tips().len(),
                synced: office.state.synced.map(|it| it / 1000),
                silence_days: seen.map_or(0, |it| now.saturating_sub(it) / DAY),
                outbox: office.outbox(),
                alarms: alarms(office, office.state.alarms.iter().copied()),
            })
        })
    }
}

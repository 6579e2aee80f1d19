//! Offices: how it stands with them. Founding and joining, people, sharing and leaving have files of their own.

mod founding;
mod invitations;
mod joining;
mod leaving;
mod people;
mod sharing;
mod sheets;
mod store_wish;

use keyrack_app::{
    ErrorCode, SyncOptions,
    view::{OfficeCard, OfficeDetails, Offices},
};
use serde::Deserialize;

use crate::controller::Controller;
use crate::request::{Concerns, Reply, RequestGroup, Step, json};
use crate::typed::Typed;
use crate::views::Failure;

pub use founding::FoundingRequest;
pub use joining::JoiningRequest;
pub use leaving::{LeavingRequest, ListForm};
pub use people::{GrantWish, PeopleRequest};
pub use sharing::SharingRequest;
pub use store_wish::StoreWish;

/// What a window asks about the offices on this computer.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum OfficeRequest {
    /// The offices on this computer: [`Offices`](keyrack_app::view::Offices).
    Offices,
    /// The page of an office: [`OfficeDetails`](keyrack_app::view::OfficeDetails).
    Office {
        /// Its id.
        office: String,
    },
    /// Syncs an office now: [`OfficeCard`](keyrack_app::view::OfficeCard).
    SyncOffice {
        /// Its id.
        office: String,
        /// Publish folders though something by an owner has not arrived.
        incomplete: bool,
        /// Make the office anew in a store where it is no more.
        seed: bool,
    },
    /// Says anew where an office lives, or with what password. Answers as `office`.
    ChangeStore {
        /// Its id.
        office: String,
        /// Where.
        store: StoreWish,
    },
    /// Takes a change that was set aside in, or lets it go. Answers as `office`.
    DecideSetAside {
        /// The office's id.
        office: String,
        /// The change's id.
        id: String,
        /// Whether it is taken in.
        take: bool,
    },
    /// Takes this computer out of an office, and the office off this computer. Answers as `offices`.
    LeaveOffice {
        /// Its id.
        office: String,
    },
    /// Takes an office off this computer in which it is not any more. Answers as `offices`.
    ForgetOffice {
        /// Its id.
        office: String,
    },
    /// Proves that the person knows the password, where a PIN opened the vault and is not enough. Answered with `null`.
    Prove {
        /// The password.
        #[cfg_attr(test, ts(type = "string"))]
        password: Typed,
    },
}

impl RequestGroup for OfficeRequest {
    fn carry_out(self, controller: &Controller) -> Result<Reply, Failure> {
        match self {
            Self::Offices => json(&controller.offices()?),
            Self::Office { office } => json(&controller.office(&office)?),
            Self::SyncOffice {
                office,
                incomplete,
                seed,
            } => json(&controller.sync_office(&office, SyncOptions { incomplete, seed })?),
            Self::ChangeStore { office, store } => json(&controller.change_store(&office, &store)?),
            Self::DecideSetAside { office, id, take } => {
                json(&controller.decide_set_aside(&office, &id, take)?)
            }
            Self::LeaveOffice { office } => json(&controller.leave_office(&office)?),
            Self::ForgetOffice { office } => json(&controller.forget_office(&office)?),
            Self::Prove { password } => json(&controller.prove_password(&password.0)?),
        }
    }

    fn shows_secret(&self) -> bool {
        false
    }

    fn step(&self) -> Option<Step> {
        Some(match self {
            Self::ChangeStore { .. } => ("change_store", Concerns::Nobody),
            Self::DecideSetAside { .. } => ("decide_set_aside", Concerns::Nobody),
            Self::LeaveOffice { .. } => ("leave_office", Concerns::Nobody),
            Self::ForgetOffice { .. } => ("forget_office", Concerns::Nobody),
            _ => return None,
        })
    }
}

impl Controller {
    pub(crate) fn offices(&self) -> Result<Offices, Failure> {
        self.with(|opened| Ok(opened.session.office_cards()))
    }

    pub(crate) fn office(&self, office: &str) -> Result<OfficeDetails, Failure> {
        let office = office_id(office)?;
        self.with(|opened| Ok(opened.session.office_details(office)?))
    }

    pub(crate) fn sync_office(
        &self,
        office: &str,
        options: SyncOptions,
    ) -> Result<OfficeCard, Failure> {
        let office = office_id(office)?;
        self.sync(office, options, false)?;
        self.with(|opened| Ok(opened.session.office_card(office)?))
    }

    pub(crate) fn change_store(
        &self,
        office: &str,
        store: &StoreWish,
    ) -> Result<OfficeDetails, Failure> {
        let office = office_id(office)?;
        // No other request waits for the network meanwhile.
        let place = store.place()?.find()?;
        self.change(|opened| {
            opened.session.change_store(office, &place)?;
            Ok(opened.session.office_details(office)?)
        })
    }

    pub(crate) fn decide_set_aside(
        &self,
        office: &str,
        id: &str,
        take: bool,
    ) -> Result<OfficeDetails, Failure> {
        let office = office_id(office)?;
        self.change(|opened| {
            opened.session.decide_set_aside(office, id, take)?;
            Ok(opened.session.office_details(office)?)
        })
    }

    pub(crate) fn leave_office(&self, office: &str) -> Result<Offices, Failure> {
        let office = office_id(office)?;
        // Whoever became an owner meanwhile is one.
        self.sync_first(office);
        self.change(|opened| Ok(opened.session.leave_office(Some(office))?))?;
        self.finish_leaving(office)?;
        self.change(|opened| Ok(opened.session.office_cards()))
    }

    pub(crate) fn forget_office(&self, office: &str) -> Result<Offices, Failure> {
        let office = office_id(office)?;
        self.change(|opened| {
            opened.session.forget_office(office)?;
            Ok(opened.session.office_cards())
        })
    }

    /// What a PIN opened counts from now on as opened by the password.
    pub(crate) fn prove_password(&self, password: &str) -> Result<(), Failure> {
        let proof = self.prove(password)?;
        self.with(|opened| Ok(opened.session.accept(&proof)?))
    }
}

/// The id of an office, as windows send it: all of it. Names and beginnings of ids are for the command line.
fn office_id(id: &str) -> Result<&str, Failure> {
    if keyrack_app::is_office_id(id) {
        Ok(id)
    } else {
        Err(Failure::new(ErrorCode::NoOffice))
    }
}

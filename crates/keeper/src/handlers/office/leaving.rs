//! Taking people and computers out of an office, and the secrets that have to be replaced.

use keyrack_app::{
    ErrorCode, Removal,
    view::{ExposedPage, LeaverKind, OfficeDetails, RemovalPlan},
};
use serde::Deserialize;

use crate::controller::Controller;
use crate::request::{Concerns, Reply, RequestGroup, Step, json};
use crate::views::Failure;

/// What a window asks about leaving.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum LeavingRequest {
    /// Syncs, and tells what taking somebody out would do: [`RemovalPlan`](keyrack_app::view::RemovalPlan).
    PlanRemoval {
        /// The office's id.
        office: String,
        /// What is taken out.
        kind: LeaverKind,
        /// The id of the member or computer.
        who: String,
    },
    /// Takes somebody out. Answers as `plan_removal`, with what was done.
    RemoveFromOffice {
        /// The office's id.
        office: String,
        /// What is taken out.
        kind: LeaverKind,
        /// The id of the member or computer.
        who: String,
        /// Whether people whom the leaver admitted are taken back in the same step.
        takes_back: bool,
        /// Whether it is done although something has not arrived.
        incomplete: bool,
    },
    /// Decides about a member of whom a removal was undone. Answers as `office`.
    Settle {
        /// The office's id.
        office: String,
        /// The member's id.
        member: String,
        /// Whether the member stays.
        stays: bool,
    },
    /// Secrets to replace at the portals: [`ExposedPage`](keyrack_app::view::ExposedPage).
    Exposed {
        /// The office's id.
        office: String,
        /// Only because of this member; none for all.
        member: Option<String>,
        /// Words that find them; empty for all.
        query: String,
        /// The place of the first.
        from: usize,
        /// How many, at most [`MAX_ROWS`](crate::request::MAX_ROWS).
        count: usize,
    },
    /// Ticks secrets as replaced, or takes the ticks away. Answered with `null`.
    TickExposed {
        /// The office's id.
        office: String,
        /// By what they are ticked.
        ids: Vec<String>,
        /// Whether they are.
        ticked: bool,
    },
    /// Saves the list where the person chooses, without secrets: the name of the file, or `null`.
    SaveExposed {
        /// The office's id.
        office: String,
        /// Only because of this member; none for all.
        member: Option<String>,
        /// As what.
        form: ListForm,
    },
    /// Shows the list in the paper window, to be printed. Answered with `null`.
    PrintExposed {
        /// The office's id.
        office: String,
        /// Only because of this member; none for all.
        member: Option<String>,
    },
}

/// As what a list is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ListForm {
    /// A table for a spreadsheet.
    Csv,
    /// Pages to print.
    Pdf,
}

impl RequestGroup for LeavingRequest {
    fn carry_out(self, controller: &Controller) -> Result<Reply, Failure> {
        match self {
            Self::PlanRemoval { office, kind, who } => {
                json(&controller.plan_removal(&office, kind, who)?)
            }
            Self::RemoveFromOffice {
                office,
                kind,
                who,
                takes_back,
                incomplete,
            } => {
                let removal = Removal {
                    kind,
                    who,
                    takes_back,
                    incomplete,
                    keeps: Vec::new(),
                };
                json(&controller.remove_from_office(&office, &removal)?)
            }
            Self::Settle {
                office,
                member,
                stays,
            } => json(&controller.settle(&office, &member, stays)?),
            Self::Exposed {
                office,
                member,
                query,
                from,
                count,
            } => json(&controller.exposed(&office, member.as_deref(), &query, from, count)?),
            Self::TickExposed {
                office,
                ids,
                ticked,
            } => json(&controller.tick_exposed(&office, &ids, ticked)?),
            Self::SaveExposed {
                office,
                member,
                form,
            } => json(&controller.save_exposed(&office, member.as_deref(), form)?),
            Self::PrintExposed { office, member } => {
                json(&controller.print_exposed(&office, member.as_deref())?)
            }
        }
    }

    fn shows_secret(&self) -> bool {
        false
    }

    fn step(&self) -> Option<Step> {
        Some(match self {
            Self::RemoveFromOffice { .. } => ("remove_from_office", Concerns::Nobody),
            Self::Settle { .. } => ("settle", Concerns::Nobody),
            Self::TickExposed { .. } => ("tick_exposed", Concerns::Nobody),
            _ => return None,
        })
    }
}

impl Controller {
    pub(crate) fn plan_removal(
        &self,
        office: &str,
        kind: LeaverKind,
        who: String,
    ) -> Result<RemovalPlan, Failure> {
        Err(Failure::new(ErrorCode::NotAvailable))
    }

    pub(crate) fn remove_from_office(
        &self,
        office: &str,
        removal: &Removal,
    ) -> Result<RemovalPlan, Failure> {
        Err(Failure::new(ErrorCode::NotAvailable))
    }

    pub(crate) fn settle(
        &self,
        office: &str,
        member: &str,
        stays: bool,
    ) -> Result<OfficeDetails, Failure> {
        Err(Failure::new(ErrorCode::NotAvailable))
    }

    pub(crate) fn exposed(
        &self,
        office: &str,
        member: Option<&str>,
        query: &str,
        from: usize,
        count: usize,
    ) -> Result<ExposedPage, Failure> {
        Err(Failure::new(ErrorCode::NotAvailable))
    }

    pub(crate) fn tick_exposed(
        &self,
        office: &str,
        ids: &[String],
        ticked: bool,
    ) -> Result<(), Failure> {
        Err(Failure::new(ErrorCode::NotAvailable))
    }

    pub(crate) fn save_exposed(
        &self,
        office: &str,
        member: Option<&str>,
        form: ListForm,
    ) -> Result<Option<String>, Failure> {
        Err(Failure::new(ErrorCode::NotAvailable))
    }

    pub(crate) fn print_exposed(&self, office: &str, member: Option<&str>) -> Result<(), Failure> {
        Err(Failure::new(ErrorCode::NotAvailable))
    }
}

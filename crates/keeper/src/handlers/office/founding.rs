//! Founding an office, and coming back to one with its sheet.

use keyrack_app::{ErrorCode, view::OfficeCard};
use serde::Deserialize;

use super::StoreWish;
use crate::controller::Controller;
use crate::handlers::ScanFrom;
use crate::request::{Concerns, Reply, RequestGroup, Step, json};
use crate::typed::Typed;
use crate::views::{Failure, Sheets, StoreProbe};

/// What a window asks about founding an office.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum FoundingRequest {
    /// Lets the person choose a folder for the store: its path, or `null`.
    ChooseStoreFolder,
    /// Looks whether an office could live, or lives, in a place: [`StoreProbe`](crate::views::StoreProbe).
    ProbeStore {
        /// Where.
        store: StoreWish,
    },
    /// Makes office key sheets, and shows them in the paper window, one a page: [`Sheets`](crate::views::Sheets).
    MakeSheets {
        /// How many: one to three.
        count: u8,
        /// What the office is to be called, which stands on them.
        name: String,
        /// The tag of the language of the paper; none for that of the windows.
        language: Option<String>,
    },
    /// Shows the sheets that wait, again. Answers as `make_sheets`.
    ShowSheets,
    /// Proves that a sheet is at hand, by the groups that [`Sheets`](crate::views::Sheets) asks for. Answers as
    /// `make_sheets`.
    ConfirmSheet {
        /// Its number, from 1.
        sheet: u8,
        /// The groups, in the order asked.
        #[cfg_attr(test, ts(type = "Array<string>"))]
        groups: Vec<Typed>,
    },
    /// Proves that sheets are at hand, by pictures of their codes. Answers as `make_sheets`, or with `null` where the
    /// person chose nothing.
    ScanSheet {
        /// Where to look.
        from: ScanFrom,
    },
    /// Drops the sheets that wait. Answered with `null`.
    DropSheets,
    /// Founds the office with the sheets that were confirmed: [`OfficeCard`](keyrack_app::view::OfficeCard).
    FoundOffice {
        /// What it is called.
        name: String,
        /// Where it lives.
        store: StoreWish,
        /// The name of the first owner.
        person: String,
        /// The owner's e-mail address; may be empty.
        email: String,
    },
    /// Comes back to an office as an owner, with one of its sheets. Answers as `found_office`.
    RecoverOffice {
        /// Where it lives.
        store: StoreWish,
        /// The text of the sheet.
        #[cfg_attr(test, ts(type = "string"))]
        sheet: Typed,
        /// The name of the person.
        person: String,
        /// The person's e-mail address; may be empty.
        email: String,
    },
}

impl RequestGroup for FoundingRequest {
    fn carry_out(self, controller: &Controller) -> Result<Reply, Failure> {
        match self {
            Self::ChooseStoreFolder => json(&controller.choose_store_folder()?),
            Self::ProbeStore { store } => json(&controller.probe_store(&store)?),
            Self::MakeSheets {
                count,
                name,
                language,
            } => json(&controller.make_sheets(count, &name, language)?),
            Self::ShowSheets => json(&controller.show_sheets()?),
            Self::ConfirmSheet { sheet, groups } => {
                json(&controller.confirm_sheet(sheet, &groups)?)
            }
            Self::ScanSheet { from } => json(&controller.scan_sheet(from)?),
            Self::DropSheets => json(&controller.drop_sheets()?),
            Self::FoundOffice {
                name,
                store,
                person,
                email,
            } => json(&controller.found_office(&name, &store, &person, &email)?),
            Self::RecoverOffice {
                store,
                sheet,
                person,
                email,
            } => json(&controller.recover_office(&store, &sheet, &person, &email)?),
        }
    }

    fn shows_secret(&self) -> bool {
        matches!(self, Self::MakeSheets { .. } | Self::ShowSheets)
    }

    fn step(&self) -> Option<Step> {
        Some(match self {
            Self::FoundOffice { .. } => ("found_office", Concerns::Nobody),
            Self::RecoverOffice { .. } => ("recover_office", Concerns::Nobody),
            _ => return None,
        })
    }
}

impl Controller {
    pub(crate) fn choose_store_folder(&self) -> Result<Option<String>, Failure> {
        Err(Failure::new(ErrorCode::NotAvailable))
    }

    pub(crate) fn probe_store(&self, store: &StoreWish) -> Result<StoreProbe, Failure> {
        Err(Failure::new(ErrorCode::NotAvailable))
    }

    pub(crate) fn make_sheets(
        &self,
        count: u8,
        name: &str,
        language: Option<String>,
    ) -> Result<Sheets, Failure> {
        Err(Failure::new(ErrorCode::NotAvailable))
    }

    pub(crate) fn show_sheets(&self) -> Result<Sheets, Failure> {
        Err(Failure::new(ErrorCode::NotAvailable))
    }

    pub(crate) fn confirm_sheet(&self, sheet: u8, groups: &[Typed]) -> Result<Sheets, Failure> {
        Err(Failure::new(ErrorCode::NotAvailable))
    }

    pub(crate) fn scan_sheet(&self, from: ScanFrom) -> Result<Option<Sheets>, Failure> {
        Err(Failure::new(ErrorCode::NotAvailable))
    }

    pub(crate) fn drop_sheets(&self) -> Result<(), Failure> {
        Err(Failure::new(ErrorCode::NotAvailable))
    }

    pub(crate) fn found_office(
        &self,
        name: &str,
        store: &StoreWish,
        person: &str,
        email: &str,
    ) -> Result<OfficeCard, Failure> {
        Err(Failure::new(ErrorCode::NotAvailable))
    }

    pub(crate) fn recover_office(
        &self,
        store: &StoreWish,
        sheet: &Typed,
        person: &str,
        email: &str,
    ) -> Result<OfficeCard, Failure> {
        Err(Failure::new(ErrorCode::NotAvailable))
    }
}

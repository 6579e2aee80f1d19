//! Founding an office, and coming back to one with its sheet.

use keyrack_app::{FoundOffice, RecoverOffice, TeamPerson, read_sheet_file, view::OfficeCard};
use serde::Deserialize;

use super::StoreWish;
use crate::controller::Controller;
use crate::handlers::ScanFrom;
use crate::request::{Concerns, Reply, RequestGroup, Step, json};
use crate::shell::{Choose, WindowKind};
use crate::typed::Typed;
use crate::views::{Failure, StoreFound, StoreProbe, WindowErrorCode};

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
    /// person chose nothing. Where no sheets wait, the one that is seen is kept for `recover_office`.
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
        /// The text of the sheet; empty for the one that was scanned.
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
        let folder = self.shell.choose(WindowKind::Main, &Choose::Folder)?;
        let path = folder.map(|folder| folder.into_os_string().into_string());
        path.transpose()
            .map_err(|_| Failure::new(WindowErrorCode::NameUnusable))
    }

    /// Waits for the store, while others go on with the vault.
    pub(crate) fn probe_store(&self, store: &StoreWish) -> Result<StoreProbe, Failure> {
        let keys = self.vault_lock.keys()?;
        let place = store.place()?;
        let found = if place.holds_office()? {
            StoreFound::Office
        } else {
            StoreFound::Free
        };
        self.with_keys(&keys, |_| {
            Ok(StoreProbe {
                found,
                address: place.address,
            })
        })
    }

    /// The sheets stay until the office is founded: what fails on the way does not make those on paper worthless.
    pub(crate) fn found_office(
        &self,
        name: &str,
        store: &StoreWish,
        person: &str,
        email: &str,
    ) -> Result<OfficeCard, Failure> {
        let place = store.place()?;
        let card = self.change(|opened| {
            let found = FoundOffice {
                place,
                name: name.trim().to_owned(),
                person: named(person, email),
                sheets: opened.offices.confirmed_sheets()?,
            };
            let founded = opened.session.found_office(&found)?;
            opened.offices.new_sheets = None;
            Ok(opened.session.office_card(&founded.office.id)?)
        })?;
        self.close_paper();
        Ok(card)
    }

    /// With the sheet that was typed, or else with the one that was scanned.
    pub(crate) fn recover_office(
        &self,
        store: &StoreWish,
        sheet: &Typed,
        person: &str,
        email: &str,
    ) -> Result<OfficeCard, Failure> {
        let place = store.place()?;
        self.change(|opened| {
            let scanned = &opened.offices.scanned_sheet;
            let sheet = match (sheet.0.trim().is_empty(), scanned) {
                (true, Some(scanned)) => scanned.clone(),
                _ => read_sheet_file(&sheet.0)?,
            };
            let recover = RecoverOffice {
                place,
                sheet,
                person: named(person, email),
            };
            let recovered = opened.session.recover_office(&recover)?;
            opened.offices.scanned_sheet = None;
            Ok(opened.session.office_card(&recovered.office.id)?)
        })
    }
}

/// A person as an office is to know them.
pub(super) fn named(person: &str, email: &str) -> TeamPerson {
    TeamPerson {
        name: person.trim().to_owned(),
        email: email.trim().to_owned(),
    }
}

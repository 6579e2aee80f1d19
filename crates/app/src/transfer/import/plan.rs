//! What would become of what was read, compared with what is there.

use keyrack_exchange::{self as exchange, Existing, Other, Outcome, Row, Status};
use keyrack_vault::{Account, Factor, Id, Record, Vault};

use super::act::Act;
use super::clients::{self, Known};
use super::{Choices, Decision, Incoming};
use crate::view::{ClientStatus, ImportRow, ImportView};

/// What becomes of each row.
pub(super) struct Plan {
    /// The same for people.
    pub view: ImportView,
    /// One for each row; `None` for one that is left out.
    pub acts: Vec<Option<Act>>,
    /// Whether the document has anything to add beside its rows: folders, or accounts without factors.
    has_more: bool,
}

impl Plan {
    pub fn of(vault: &Vault, incoming: &Incoming, choices: &Choices) -> Self {
        let rows = &incoming.read.rows;
        let mut views = Vec::with_capacity(rows.len());
        let mut acts = Vec::with_capacity(rows.len());
        for (row, (status, twin)) in rows.iter().zip(compare(vault, rows)) {
            let decision = choices.of(row, status);
            let act = decision.and_then(|decision| act(decision, status, twin));
            let mut view = row_view(row, status);
            view.account_id = twin.map(|(account, _)| account.to_string());
            view.factor_id = twin.map(|(_, factor)| factor.to_string());
            view.decision = decision.map(|decision| match act {
                Some(Act::Add) => Decision::Add,
                _ => decision,
            });
            views.push(view);
            acts.push(act);
        }
        let mut known = Known::of(vault);
        let view = ImportView {
            imported: acts.iter().flatten().count(),
            replaced: acts.iter().flatten().filter(|act| !act.adds()).count(),
            skipped: acts.iter().filter(|act| act.is_none()).count(),
            clients: clients::compare(vault, &mut known, incoming, &acts),
            ..view_of(incoming, views)
        };
        let makes_clients = view
            .clients
            .iter()
            .any(|client| client.status == ClientStatus::New);
        let makes_folders = makes_clients || has_new_folders(vault, &mut known, incoming);
        Self {
            has_more: has_bare_accounts(vault, incoming)
                || (choices.folder.is_none() && makes_folders),
            view,
            acts,
        }
    }

    /// Whether nothing would be changed.
    pub fn is_idle(&self) -> bool {
        self.view.imported == 0 && !self.has_more
    }
}

impl Act {
    pub const fn adds(&self) -> bool {
        matches!(self, Self::Add)
    }
}

impl Choices {
    /// What is to happen to a row; `None` where there is no choice.
    fn of(&self, row: &Row, status: Status) -> Option<Decision> {
        let rule = match status {
            Status::New => self.on.new,
            Status::SameSecret(_) => self.on.same_secret,
            Status::SameName(_) => self.on.same_name,
            Status::Identical(_) | Status::Unreadable | Status::Unsupported => return None,
        };
        Some(self.rows.get(&row.row).copied().unwrap_or(rule))
    }
}

/// What is in some files, compared with themselves only.
pub(super) fn of_nothing(incoming: &Incoming) -> ImportView {
    let rows = &incoming.read.rows;
    let statuses = exchange::reconcile(rows, &[]);
    let views = rows.iter().zip(&statuses);
    let views = views.map(|(row, status)| row_view(row, *status)).collect();
    view_of(incoming, views)
}

/// Compares rows with the accounts in use, and names the factor that each resembles.
pub(crate) fn compare(vault: &Vault, rows: &[Row]) -> Vec<(Status, Option<(Id, Id)>)> {
    let known: Vec<(&Account, &Factor)> = vault
        .live_accounts()
        .flat_map(|account| account.factors.live().map(move |factor| (account, factor)))
        .collect();
    let ids: Vec<(String, String)> = known
        .iter()
        .map(|(account, factor)| (account.id().to_string(), factor.id().to_string()))
        .collect();
    let mut index = Vec::new();
    let existing: Vec<Existing<'_>> = known
        .iter()
        .zip(&ids)
        .enumerate()
        .filter_map(|(at, ((account, factor), (account_id, factor_id)))| {
            let (_, version) = factor.versions.current()?;
            let otp = version.otp()?;
            index.push(at);
            Some(Existing {
                account_id,
                factor_id,
                issuer: account.issuer.get(),
                label: account.label.get(),
                note: account.note.get(),
                otp,
                counter: version.counter_in_use(),
            })
        })
        .collect();
    let statuses = exchange::reconcile(rows, &existing).into_iter();
    let with_twin = statuses.map(|status| {
        let twin = match status {
            Status::Identical(Other::Existing(at))
            | Status::SameSecret(Other::Existing(at))
            | Status::SameName(Other::Existing(at)) => index
                .get(at)
                .and_then(|at| known.get(*at))
                .map(|(account, factor)| (account.id(), factor.id())),
            _ => None,
        };
        (status, twin)
    });
    with_twin.collect()
}

fn act(decision: Decision, status: Status, twin: Option<(Id, Id)>) -> Option<Act> {
    match (decision, status, twin) {
        (Decision::Skip, ..) => None,
        (Decision::Replace, Status::SameSecret(_), Some((account, factor))) => {
            Some(Act::Rename(account, factor))
        }
        (Decision::Replace, _, Some((account, factor))) => Some(Act::Replace(account, factor)),
        (Decision::Add | Decision::Replace, ..) => Some(Act::Add),
    }
}

/// Whether a document of Keyrack's own has accounts without factors, and so without rows, that are not there.
fn has_bare_accounts(vault: &Vault, incoming: &Incoming) -> bool {
    let document = incoming.read.document.iter();
    let mut accounts = document.flat_map(|document| document.accounts.iter());
    let is_there = |id: Id| vault.accounts.get(id).is_some();
    accounts.any(|it| it.factors.0.is_empty() && !it.id.parse().is_ok_and(is_there))
}

/// Whether a document of Keyrack's own has folders that are not there. Those of a table are its clients.
fn has_new_folders(vault: &Vault, known: &mut Known, incoming: &Incoming) -> bool {
    let document = incoming
        .read
        .document
        .iter()
        .filter(|_| !incoming.is_table());
    let mut folders = document.flat_map(|document| document.folders.iter());
    folders.any(|it| clients::is_named(it) && known.find_or_own(vault, it).is_none())
}

fn view_of(incoming: &Incoming, rows: Vec<ImportRow>) -> ImportView {
    ImportView {
        format: incoming.read.format.to_string(),
        encrypted: incoming.read.encrypted,
        rows,
        missing_parts: incoming.missing(),
        clients: Vec::new(),
        imported: 0,
        replaced: 0,
        skipped: 0,
        folders: 0,
        favourites: 0,
    }
}

fn row_view(row: &Row, status: Status) -> ImportRow {
    let mut view = ImportRow {
        row: row.row,
        status: status.into(),
        reason: None,
        decision: None,
        account_id: None,
        factor_id: None,
        issuer: String::new(),
        label: String::new(),
        kind: None,
        algorithm: None,
        digits: None,
        period: None,
        counter: None,
        note: String::new(),
        groups: Vec::new(),
        notices: Vec::new(),
    };
    match &row.outcome {
        Outcome::Entry(entry) => {
            view.issuer.clone_from(&entry.issuer);
            view.label.clone_from(&entry.label);
            view.kind = Some(entry.otp.kind().into());
            view.algorithm = Some(entry.otp.algorithm().into());
            view.digits = Some(entry.otp.digits());
            view.period = entry.otp.period();
            view.counter = entry.counter;
            view.note.clone_from(&entry.note);
            view.groups = entry.groups.iter().chain(&entry.tags).cloned().collect();
            view.notices.clone_from(&entry.notices);
        }
        Outcome::Refused(refusal) => {
            view.reason = Some(refusal.reason);
            view.issuer.clone_from(&refusal.issuer);
            view.label.clone_from(&refusal.label);
        }
    }
    view
}

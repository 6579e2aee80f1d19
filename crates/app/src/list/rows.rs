//! The list as a window shows it: one row for each factor, with its codes, and only the rows in sight.

use jiff::{ToSpan, civil::Date};
use keyrack_vault::{
    Account, Factor, Folder, Id, Record,
    search::{self, Index},
};

use crate::{
    Result, Session,
    accounts::{
        folders,
        ids::not_found,
        views::{folder_tag, service_of, tag_of, view_with},
    },
    list::personal::Personal,
    origins::{Action, Origins},
    view::{AccountDetails, Badge, Counts, FactorCode, FactorDetails, Row, Rows},
};

/// Within how many days a date to keep asks for attention.
const SOON: i64 = 30;

/// Where to look for accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Everywhere.
    All,
    /// Among this person's favourites.
    Favourites,
    /// Among those copied lately, the latest first.
    Recent,
    /// Among those that somebody should look at.
    Attention,
    /// In the folder of an id: what belongs to it, then what serves it as well.
    Folder(String),
    /// In the trash, the latest first.
    Trash,
}

impl Session {
    /// Rows in a place that hold every word of `query`, `count` of them from the place `from` on, with their codes now.
    /// Codes that count are left out: each look would use one up.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`](crate::ErrorCode::NotFound) when the folder is not there.
    pub fn rows(&mut self, query: &str, place: &Place, from: usize, count: usize) -> Result<Rows> {
        let folder = match place {
            Place::Folder(id) => Some(folders::of_id(self.vault(), id)?.id()),
            _ => None,
        };
        let moment = self.this_moment();
        let (origins, personal, index) = self.parts();
        let hits = match place {
            Place::All => index.rows(query, |_| true),
            Place::Favourites => favourites(index, query, personal),
            Place::Recent => recent(index, query, personal),
            Place::Attention => attention(index, query, moment.today),
            Place::Folder(_) => of_folder(index, query, folder),
            Place::Trash => index.trash(query),
        };
        let shown = hits.iter().skip(from).take(count);
        let rows = shown.filter_map(|hit| row(origins, personal, hit, &moment));
        Ok(Rows {
            total: hits.len(),
            rows: rows.collect(),
        })
    }

    /// How many rows each place has.
    pub fn counts(&mut self) -> Counts {
        let today = self.this_moment().today;
        let (origins, personal, index) = self.parts();
        let vault = origins.view();
        let (archived, folders): (Vec<&Folder>, Vec<&Folder>) = folders::listed(vault)
            .into_iter()
            .partition(|folder| *folder.archived.get());
        Counts {
            all: index.rows("", |_| true).len(),
            favourites: favourites(index, "", personal).len(),
            recent: recent(index, "", personal).len(),
            attention: attention(index, "", today).len(),
            trash: index.trash("").len(),
            folders: folders.len(),
            archived: archived.len(),
            tags: index.tags().to_vec(),
        }
    }

    /// All about an account in use or in the trash but its secrets. `id` has to be all of its id.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`](crate::ErrorCode::NotFound).
    pub fn details(&self, id: &str) -> Result<AccountDetails> {
        let vault = self.vault();
        let account = id.parse().ok().and_then(|id| vault.accounts.get(id));
        let account = account.filter(|account| !account.is_gone());
        let account = account.ok_or_else(|| not_found(id))?;
        let moment = self.this_moment();
        let factor = |factor: &Factor, view| FactorDetails {
            factor: view,
            code: FactorCode::of(factor, moment.seconds),
        };
        Ok(AccountDetails {
            account: view_with(
                vault,
                account,
                folder_tag(&self.origins, account),
                |folder| tag_of(&self.origins, folder),
                factor,
            ),
            favourite: self.personal.favourites.contains(&account.id()),
            badges: badges_of(&self.origins, account, account.factors.live(), moment.today),
        })
    }

    fn this_moment(&self) -> Moment {
        let clock = &self.keyrack.computer.clock;
        Moment {
            seconds: clock.now() / 1000,
            today: clock.today(),
        }
    }
}

/// When a list is looked at.
struct Moment {
    /// Since 1970.
    seconds: u64,
    today: Date,
}

fn favourites<'a>(index: &'a Index, query: &str, personal: &Personal) -> Vec<search::Row<'a>> {
    index.rows(query, |row| personal.favourites.contains(&row.account()))
}

fn recent<'a>(index: &'a Index, query: &str, personal: &Personal) -> Vec<search::Row<'a>> {
    let place = |id: Id| personal.recent.iter().position(|other| *other == id);
    let mut rows = index.rows(query, |row| place(row.account()).is_some());
    // Stable, so that the desks of an account stay in order.
    rows.sort_by_key(|row| place(row.account()));
    rows
}

fn of_folder<'a>(index: &'a Index, query: &str, folder: Option<Id>) -> Vec<search::Row<'a>> {
    let mut rows = index.rows(query, |row| folder.is_some_and(|id| row.serves(id)));
    // Stable, so that both parts stay in order.
    rows.sort_by_key(|row| row.folder() != folder);
    rows
}

fn attention<'a>(index: &'a Index, query: &str, today: Date) -> Vec<search::Row<'a>> {
    let soon = today.saturating_add(SOON.days()).to_string();
    index.rows(query, |row| row.wants_attention(&soon))
}

fn row(
    origins: &Origins,
    personal: &Personal,
    hit: &search::Row<'_>,
    moment: &Moment,
) -> Option<Row> {
    let account = origins.view().accounts.get(hit.account())?;
    let factor = hit.factor().and_then(|id| account.factors.get(id));
    Some(Row {
        account: account.id().to_string(),
        factor: factor.map(|factor| FactorCode::of(factor, moment.seconds)),
        folder: folder_tag(origins, account),
        service: service_of(account).to_owned(),
        label: account.label.get().clone(),
        tags: account.tags.iter().map(|(tag, _)| tag.to_owned()).collect(),
        favourite: personal.favourites.contains(&account.id()),
        badges: badges_of(origins, account, factor.into_iter(), moment.today),
        trashed: account
            .is_trashed()
            .then(|| account.life().stamp().milliseconds()),
    })
}

/// What somebody should look at in an account in use and some of its factors, each case once.
fn badges_of<'a>(
    origins: &Origins,
    account: &Account,
    factors: impl Iterator<Item = &'a Factor>,
    today: Date,
) -> Vec<Badge> {
    let mut all = Vec::new();
    if account.is_live() {
        let of_account = of_dates(account, today).chain(of_sharing(origins, account));
        for one in factors.flat_map(of_factor).chain(of_account) {
            if !all.contains(&one) {
                all.push(one);
            }
        }
    }
    all
}

fn of_factor(factor: &Factor) -> impl Iterator<Item = Badge> + use<> {
    let versions = &factor.versions;
    let current = versions.current();
    let unconfirmed = current.is_some_and(|(_, version)| version.confirmed().is_none());
    let rivals = versions.in_force().nth(1).is_some();
    let unconfirmed = unconfirmed.then_some(Badge::Unconfirmed);
    unconfirmed
        .into_iter()
        .chain(rivals.then_some(Badge::Rivals))
}

fn of_sharing(origins: &Origins, account: &Account) -> impl Iterator<Item = Badge> + use<> {
    let folder = *account.folder.get();
    let office = folder.and_then(|it| origins.office_of(it));
    let is_read_only = office.is_some() && origins.may(folder, Action::Edit).is_err();
    let is_unsent = office.is_some_and(|it| it.is_unsent(account));
    let is_duplicate = origins.is_duplicate(account);
    let badges = [
        is_read_only.then_some(Badge::ReadOnly),
        is_unsent.then_some(Badge::Unsent),
        is_duplicate.then_some(Badge::Duplicate),
    ];
    badges.into_iter().flatten()
}

fn of_dates(account: &Account, today: Date) -> impl Iterator<Item = Badge> {
    account.deadlines.iter().filter_map(move |(name, date)| {
        let days = today.until(date.parse::<Date>().ok()?).ok()?.get_days();
        let days = i64::from(days);
        (days <= SOON).then(|| Badge::Deadline {
            name: name.to_owned(),
            date: date.clone(),
            days,
        })
    })
}

impl FactorCode {
    /// The codes of a factor at a moment, in seconds since 1970.
    fn of(factor: &Factor, now: u64) -> Self {
        let current = factor.versions.current();
        let otp = current.and_then(|(_, version)| version.otp());
        let window = otp.and_then(|otp| otp.window_at(now));
        let code_at = |at| Some(otp?.code_at(at)?.to_string());
        Self {
            id: factor.id().to_string(),
            label: factor.label.get().clone(),
            kind: factor.kind().into(),
            code: code_at(now),
            next: window.and_then(|window| code_at(window.until)),
            valid_from: window.map(|window| window.from),
            valid_until: window.map(|window| window.until),
            masked: false,
        }
    }
}

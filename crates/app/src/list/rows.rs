//! The list as a window shows it: one row for each factor, with its codes, and only the rows in sight.

use jiff::{ToSpan, civil::Date};
use keyrack_otp::Kind;
use keyrack_vault::{
    Account, Factor, Folder, Id, Record, Vault,
    search::{self, Index},
};

use crate::{
    Result, Session,
    accounts::{folders, ids::not_found, views::view},
    list::personal::Personal,
    view::AccountView,
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

/// Part of a list, and how long the whole is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows {
    /// How many match.
    pub total: usize,
    /// Those asked for.
    pub rows: Vec<Row>,
}

/// A factor of an account, or an account without any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The id of the account.
    pub account: String,
    /// The factor; none where there is none, and in the trash.
    pub factor: Option<FactorCode>,
    /// Where it belongs.
    pub folder: FolderTag,
    /// The service as the office calls it, else the issuer.
    pub service: String,
    /// The user name.
    pub label: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// Whether it is one of this person's favourites.
    pub favourite: bool,
    /// What somebody should look at.
    pub attention: Vec<Attention>,
    /// When it was put into the trash, in milliseconds since 1970.
    pub trashed: Option<u64>,
}

/// A folder where it is only named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FolderTag {
    /// Its id.
    pub id: String,
    /// Its name; empty for the one folder that an individual has.
    pub name: String,
    /// The name of its colour; empty where none was chosen.
    pub colour: String,
}

/// A factor and its codes at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactorCode {
    /// Its id.
    pub id: String,
    /// The desk or person.
    pub desk: String,
    /// `totp`, `hotp`, `steam`, or `unknown` for a kind of a newer version.
    pub kind: &'static str,
    /// The code; none if it counts.
    pub code: Option<String>,
    /// The code after it.
    pub next: Option<String>,
    /// The first second in which the code is valid, since 1970.
    pub valid_from: Option<u64>,
    /// The first second in which it no longer is.
    pub valid_until: Option<u64>,
}

/// What somebody should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attention {
    /// Nobody has said yet that the portal accepted a code.
    Unconfirmed,
    /// Two secrets were set at the same time; someone has to choose.
    Rivals,
    /// A date to keep is past, or comes within 30 days.
    Deadline {
        /// Its name.
        name: String,
        /// `YYYY-MM-DD`.
        date: String,
        /// Days until then; negative when past.
        days: i64,
    },
}

/// How many rows each place has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// Everywhere.
    pub all: usize,
    /// Among the favourites.
    pub favourites: usize,
    /// Among those copied lately.
    pub recent: usize,
    /// Among those that somebody should look at.
    pub attention: usize,
    /// In the trash.
    pub trash: usize,
    /// Folders that are not out of the way.
    pub folders: usize,
    /// Folders that are.
    pub archived: usize,
    /// Tags in use, the most frequent first.
    pub tags: Vec<String>,
}

/// All about an account but its secrets, with what this person and this moment add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    /// What the vault says.
    pub account: AccountView,
    /// Where it belongs.
    pub folder: FolderTag,
    /// Other folders that it serves.
    pub also_serves: Vec<FolderTag>,
    /// Whether it is one of this person's favourites.
    pub favourite: bool,
    /// What somebody should look at.
    pub attention: Vec<Attention>,
    /// The codes of its factors now.
    pub codes: Vec<FactorCode>,
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
        let (vault, personal, index) = self.parts();
        let hits = match place {
            Place::All => index.rows(query, |_| true),
            Place::Favourites => favourites(index, query, personal),
            Place::Recent => recent(index, query, personal),
            Place::Attention => attention(index, query, moment.today),
            Place::Folder(_) => of_folder(index, query, folder),
            Place::Trash => index.trash(query),
        };
        let shown = hits.iter().skip(from).take(count);
        let rows = shown.filter_map(|hit| row(vault, personal, hit, &moment));
        Ok(Rows {
            total: hits.len(),
            rows: rows.collect(),
        })
    }

    /// How many rows each place has.
    pub fn counts(&mut self) -> Counts {
        let today = self.this_moment().today;
        let (vault, personal, index) = self.parts();
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
    pub fn details(&self, id: &str) -> Result<Details> {
        let vault = self.vault();
        let account = id.parse().ok().and_then(|id| vault.accounts.get(id));
        let account = account.filter(|account| !account.is_gone());
        let account = account.ok_or_else(|| not_found(id))?;
        let moment = self.this_moment();
        let served = account.also_serves.iter();
        Ok(Details {
            account: view(vault, account),
            folder: folder_of(vault, account),
            also_serves: served
                .filter_map(|(id, _)| vault.folders.get(id.parse().ok()?))
                .map(FolderTag::of)
                .collect(),
            favourite: self.personal.favourites.contains(&account.id()),
            attention: attention_of(account, account.factors.live(), moment.today),
            codes: account
                .factors
                .live()
                .map(|factor| FactorCode::of(factor, moment.seconds))
                .collect(),
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

fn row(vault: &Vault, personal: &Personal, hit: &search::Row<'_>, moment: &Moment) -> Option<Row> {
    let account = vault.accounts.get(hit.account())?;
    let factor = hit.factor().and_then(|id| account.factors.get(id));
    let service = match account.service.get().as_str() {
        "" => account.issuer.get(),
        service => service,
    };
    Some(Row {
        account: account.id().to_string(),
        factor: factor.map(|factor| FactorCode::of(factor, moment.seconds)),
        folder: folder_of(vault, account),
        service: service.to_owned(),
        label: account.label.get().clone(),
        tags: account.tags.iter().map(|(tag, _)| tag.to_owned()).collect(),
        favourite: personal.favourites.contains(&account.id()),
        attention: attention_of(account, factor.into_iter(), moment.today),
        trashed: account
            .is_trashed()
            .then(|| account.life().stamp().milliseconds()),
    })
}

fn folder_of(vault: &Vault, account: &Account) -> FolderTag {
    let folder = account.folder.get().and_then(|id| vault.folders.get(id));
    folder.map(FolderTag::of).unwrap_or_default()
}

/// What somebody should look at in an account in use and some of its factors, each case once.
fn attention_of<'a>(
    account: &Account,
    factors: impl Iterator<Item = &'a Factor>,
    today: Date,
) -> Vec<Attention> {
    let mut all = Vec::new();
    if account.is_live() {
        for one in factors.flat_map(of_factor).chain(of_dates(account, today)) {
            if !all.contains(&one) {
                all.push(one);
            }
        }
    }
    all
}

fn of_factor(factor: &Factor) -> impl Iterator<Item = Attention> + use<> {
    let versions = &factor.versions;
    let current = versions.current();
    let unconfirmed = current.is_some_and(|(_, version)| version.confirmed().is_none());
    let rivals = versions.in_force().nth(1).is_some();
    let unconfirmed = unconfirmed.then_some(Attention::Unconfirmed);
    unconfirmed
        .into_iter()
        .chain(rivals.then_some(Attention::Rivals))
}

fn of_dates(account: &Account, today: Date) -> impl Iterator<Item = Attention> {
    account.deadlines.iter().filter_map(move |(name, date)| {
        let days = today.until(date.parse::<Date>().ok()?).ok()?.get_days();
        let days = i64::from(days);
        (days <= SOON).then(|| Attention::Deadline {
            name: name.to_owned(),
            date: date.clone(),
            days,
        })
    })
}

impl FolderTag {
    pub(crate) fn of(folder: &Folder) -> Self {
        Self {
            id: folder.id().to_string(),
            name: folder.name.get().clone(),
            colour: folder.colour.get().clone(),
        }
    }
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
            desk: factor.label.get().clone(),
            kind: factor.kind().map_or("unknown", Kind::as_str),
            code: code_at(now),
            next: window.and_then(|window| code_at(window.until)),
            valid_from: window.map(|window| window.from),
            valid_until: window.map(|window| window.until),
        }
    }
}

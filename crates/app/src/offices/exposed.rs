//! The secrets that somebody could read who may not any more: what has to be replaced at the portals.

use std::collections::{BTreeMap, BTreeSet};

use keyrack_team::{
    exposed::{Exposed, Kind, Who, exposed, without_copies},
    ids::MemberId,
    office::Office,
    state::Ticked,
};
use keyrack_vault::{
    Account, Compartment, Record, Vault,
    search::{Query, fold, order},
};

use super::named::begins;
use crate::{
    Result, Session,
    accounts::{
        ids::not_found,
        views::{folder_of, service_of, tag_in},
    },
    computer, csv_line,
    origins::OfficeOrigin,
    view::{ExposedKind, ExposedPage, ExposedSecret},
};

/// Names for the columns of the list as CSV: client, service, user name, desk or kind, who could read it, until when, and
/// when it was ticked.
pub const EXPOSED_COLUMNS: usize = 7;

/// The list, and what is needed to make something of it.
pub(super) struct List {
    rows: Vec<Row>,
    /// The office.
    pub office: Office,
}

impl List {
    /// How many secrets are not ticked.
    pub fn open(&self) -> usize {
        let open = self.rows.iter().filter(|it| it.secret.ticked.is_none());
        open.count()
    }
}

/// Somebody who is about to lose folders.
#[derive(Clone, Copy)]
pub(super) struct Leaver {
    member: MemberId,
    /// Whether as a plain member, with what was granted.
    stays: bool,
}

struct Row {
    secret: ExposedSecret,
    who: BTreeSet<Who>,
    /// As [`ExposedSecret::until`], in milliseconds.
    until: u64,
}

impl Session {
    /// Secrets to replace, by client: because of one member, or of all who left or lost something. Words find them as the
    /// list does; at most `count` from the place `from` on.
    ///
    /// # Errors
    /// Why that cannot be told.
    pub fn exposed(
        &mut self,
        office: Option<&str>,
        member: Option<&str>,
        query: &str,
        from: usize,
        count: usize,
    ) -> Result<ExposedPage> {
        let secrets = self.exposed_of(office, member)?;
        let (total, words) = (secrets.len(), Query::of(query));
        let open = secrets.iter().filter(|it| it.ticked.is_none()).count();
        let is_meant =
            |it: &ExposedSecret| words.is_in(&[&it.folder.name, &it.service, &it.label, &it.desk]);
        let found: Vec<ExposedSecret> = secrets.into_iter().filter(is_meant).collect();
        Ok(ExposedPage {
            total,
            open,
            found: found.len(),
            rows: found.into_iter().skip(from).take(count).collect(),
        })
    }

    /// Ticks secrets as replaced at the portal, or takes the ticks away. They go by themselves once nothing in use has the
    /// secret, and where somebody could read it after it was ticked.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`](crate::ErrorCode::NotFound) for an id that is none of the list: then nothing is ticked. Or why
    /// it could not be kept.
    pub fn tick_exposed(
        &mut self,
        office: Option<&str>,
        ids: &[String],
        ticked: bool,
    ) -> Result<()> {
        self.in_exposed(office, None, |origin, mut list, now| {
            let until: BTreeMap<&str, u64> = list
                .rows
                .iter()
                .map(|it| (&*it.secret.id, it.until))
                .collect();
            for id in ids {
                let Some(until) = until.get(&**id).copied() else {
                    return Err(not_found(id));
                };
                let ticks = &mut list.office.state.ticked;
                match ticked {
                    true => _ = ticks.insert(id.clone(), Ticked { at: now, until }),
                    false => _ = ticks.remove(id),
                }
            }
            origin.files.write_office(&list.office)
        })
    }

    /// The same list as CSV, without secrets. `heading` names the columns, which are [`EXPOSED_COLUMNS`].
    ///
    /// # Errors
    /// Why that cannot be told.
    pub fn exposed_csv(
        &mut self,
        office: Option<&str>,
        member: Option<&str>,
        heading: &[String],
    ) -> Result<String> {
        let secrets = self.exposed_of(office, member)?;
        let heading: [String; EXPOSED_COLUMNS] =
            std::array::from_fn(|at| heading.get(at).cloned().unwrap_or_default());
        let mut csv = csv_line(heading);
        for it in secrets {
            csv.push_str(&csv_line([
                it.folder.name,
                it.service,
                it.label,
                it.desk,
                it.people.join("; "),
                day(it.until),
                it.ticked.map(day).unwrap_or_default(),
            ]));
        }
        Ok(csv)
    }

    /// How many secrets in use somebody would know who loses all but the folders that were granted to a plain member, or
    /// all of them.
    pub(super) fn would_know(
        &mut self,
        office: Option<&str>,
        member: MemberId,
        stays: bool,
    ) -> Result<usize> {
        let leaver = Leaver { member, stays };
        self.in_exposed(office, Some(leaver), |_, list, _| {
            let knows = |it: &&Row| it.who.contains(&Who::Member(member));
            Ok(list.rows.iter().filter(knows).count())
        })
    }

    fn exposed_of(
        &mut self,
        office: Option<&str>,
        member: Option<&str>,
    ) -> Result<Vec<ExposedSecret>> {
        self.in_exposed(office, None, |_, list, _| {
            let who = member.map(|text| who_is(&list.office, text)).transpose()?;
            let is_meant = |it: &Row| who.as_ref().is_none_or(|who| !who.is_disjoint(&it.who));
            let rows = list.rows.into_iter().filter(is_meant);
            Ok(rows.map(|it| it.secret).collect())
        })
    }

    /// Does something with the list. Ticks of what is not on it any more are taken away.
    pub(super) fn in_exposed<T>(
        &mut self,
        office: Option<&str>,
        leaver: Option<Leaver>,
        run: impl FnOnce(&mut OfficeOrigin, List, u64) -> Result<T>,
    ) -> Result<T> {
        let team = self.team_of(office)?;
        let view = self.vault().clone();
        let elsewhere = self.origins.accounts_outside(team);
        self.in_office(team, |origin, _, now| {
            let mut office = origin.office()?;
            let elsewhere = elsewhere.iter().filter_map(|it| view.accounts.get(*it));
            let rows = rows(&office, origin, leaver, &view, elsewhere, now);
            let kept: BTreeSet<&str> = rows.iter().map(|it| &*it.secret.id).collect();
            let before = office.state.ticked.len();
            // Of what would be, nothing is kept.
            if leaver.is_none() {
                office.state.ticked.retain(|id, _| kept.contains(&**id));
            }
            if office.state.ticked.len() < before {
                // Where that fails it is tried again the next time.
                let _ = origin.files.write_office(&office);
            }
            run(origin, List { rows, office }, now)
        })
    }
}

fn rows<'a>(
    office: &'a Office,
    origin: &OfficeOrigin,
    leaver: Option<Leaver>,
    view: &Vault,
    elsewhere: impl Iterator<Item = &'a Account>,
    now: u64,
) -> Vec<Row> {
    let mut readers = office.readers_ever(now);
    if let Some(Leaver { member, stays }) = leaver
        && let Some(reader) = readers.get_mut(&Who::Member(member))
    {
        let judgement = office.judgement();
        reader.reads.retain(|(folder, part)| {
            let granted = judgement.role(*folder, member).filter(|_| stays);
            granted.is_some_and(|it| it.recovery || *part == Compartment::Codes)
        });
    }
    let aside = office.uncounted(&origin.files.cache(), now);
    let documents = &office.folders.documents;
    let found = exposed(documents, elsewhere, &aside, &readers);
    let mut found = without_copies(found, documents, &readers);
    // What is kept here of folders that this member lost is not how they are now.
    found.retain(|it| {
        let part = match it.kind {
            Kind::Factor => Compartment::Codes,
            Kind::Recovery => Compartment::Recovery,
        };
        it.at
            .folder
            .is_none_or(|folder| office.reads(folder, part, now))
    });
    let mut ids = BTreeSet::new();
    let mut rows: Vec<Row> = Vec::new();
    for it in &found {
        let mut id = format!("{}-{}", it.at.account.id(), it.item);
        if !ids.insert(id.clone()) {
            // One account that was moved to two folders at once.
            id = format!("{id}-{}", it.at.folder.unwrap_or(it.at.account.id()));
        }
        rows.push(row(office, view, it, id));
    }
    let mut keyed: Vec<_> = rows
        .into_iter()
        .map(|it| {
            let secret = &it.secret;
            let texts = [
                &secret.folder.name,
                &secret.service,
                &secret.label,
                &secret.desk,
            ];
            ((texts.map(|it| order(it)), secret.id.clone()), it)
        })
        .collect();
    keyed.sort_by(|a, b| a.0.cmp(&b.0));
    keyed.into_iter().map(|it| it.1).collect()
}

fn row(office: &Office, view: &Vault, exposed: &Exposed<'_>, id: String) -> Row {
    let account = exposed.at.account;
    let document = exposed
        .at
        .folder
        .and_then(|it| office.folders.documents.get(&it));
    let (kind, desk) = match exposed.kind {
        Kind::Factor => {
            let factor = account.factors.get(exposed.item);
            (ExposedKind::Factor, factor.map(|it| it.label.get()))
        }
        Kind::Recovery => {
            let item = account.recovery.get(exposed.item);
            (ExposedKind::Recovery, item.map(|it| it.kind.get()))
        }
    };
    let people: BTreeSet<String> = exposed.who.keys().map(|it| name_of(office, *it)).collect();
    let until = exposed.who.values().copied().max().unwrap_or_default();
    let ticked = office.state.ticked.get(&id);
    // Whoever could read it since may have read another secret than was replaced.
    let ticked = ticked.filter(|it| it.until >= until);
    Row {
        secret: ExposedSecret {
            id,
            kind,
            account: account.id().to_string(),
            folder: match document {
                Some(document) => tag_in(office.team().to_string(), &document.folder),
                None => folder_of(view, account)
                    .map(|it| tag_in(String::new(), it))
                    .unwrap_or_default(),
            },
            service: service_of(account).to_owned(),
            label: account.label.get().clone(),
            desk: desk.cloned().unwrap_or_default(),
            people: people.into_iter().collect(),
            until: until / 1000,
            ticked: ticked.map(|it| it.at / 1000),
        },
        who: exposed.who.keys().copied().collect(),
        until,
    }
}

fn name_of(office: &Office, who: Who) -> String {
    let named = |member: MemberId| {
        let person = office.log.person(member);
        person.map_or_else(|| member.to_string(), |it| it.name.clone())
    };
    match who {
        Who::Member(member) => named(member),
        Who::Device(device) => {
            let member = office.log.owner_of(device);
            let document = member.and_then(|it| office.log.document(device, it));
            let label = document.map_or_else(|| device.to_string(), |it| it.device.label.clone());
            format!("{} ({label})", member.map(named).unwrap_or_default())
        }
    }
}

/// Whom a text means, by id, the beginning of one, name or e-mail address: those who left as well, and their computers. One
/// person who came twice is meant both times.
fn who_is(office: &Office, text: &str) -> Result<BTreeSet<Who>> {
    let wanted = fold(text);
    let members = office.members_ever().into_iter().filter(|member| {
        let person = office.log.person(*member);
        let names = person.map(|it| [fold(&it.name), fold(&it.email)]);
        begins(&member.to_string(), text) || names.is_some_and(|it| it.contains(&wanted))
    });
    let who: BTreeSet<Who> = members
        .flat_map(|member| {
            let devices = office.log.devices_of(member);
            let devices = devices.map(|it| Who::Device(it.device.id()));
            devices.chain([Who::Member(member)]).collect::<Vec<_>>()
        })
        .collect();
    match who.is_empty() {
        true => Err(not_found(text)),
        false => Ok(who),
    }
}

/// A day by the calendar on the wall, of a moment in seconds since 1970.
fn day(seconds: u64) -> String {
    computer::day(seconds.saturating_mul(1000)).to_string()
}

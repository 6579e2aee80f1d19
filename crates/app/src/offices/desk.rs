//! How it stands with the offices on this computer, as a window shows it, and what a person can do about it.

use keyrack_store::Store as _;
use keyrack_team::{ids::TeamId, layout::HEADS, rules::Class};

use super::{
    StorePlace,
    cache::DiskCache,
    found::team_in,
    held::{holds, set_aside},
    named::begins,
    place::KeptPlace,
    views::{alarms, needs_person, store_alarm},
};
use crate::{
    Error, ErrorCode, Result, Session,
    accounts::ids::not_found,
    origins::{Action, OfficeOrigin},
    view::{AlarmView, OfficeCard, OfficeDetails, OfficeState, Offices, SyncView},
};

/// What has to be known of an office to decide when to look into its store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficePace {
    /// The office's id.
    pub office: String,
    /// How often, in milliseconds, by what a request costs there.
    pub every: u64,
    /// Counts what was done here that has to be sent.
    pub changes: u64,
}

/// A place in whose store an office was found.
#[derive(Debug, Clone)]
pub struct OfficePlace {
    place: StorePlace,
    team: TeamId,
}

impl StorePlace {
    /// Looks which office lives there.
    ///
    /// # Errors
    /// Why it cannot be used; [`ErrorCode::NotAnOffice`].
    pub fn find(&self) -> Result<OfficePlace> {
        let store = self.probed()?;
        Ok(OfficePlace {
            place: self.clone(),
            team: team_in(&store)?,
        })
    }
}

impl OfficePlace {
    /// The office's id.
    #[must_use]
    pub fn office(&self) -> String {
        self.team.to_string()
    }
}

impl Session {
    /// The offices on this computer, and those that were asked to be joined. Asks nothing of a store.
    pub fn office_cards(&mut self) -> Offices {
        let now = self.keyrack.computer.clock.now();
        let mut offices: Vec<OfficeCard> = self.origins.offices().map(|it| it.card(now)).collect();
        offices.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        Offices {
            offices,
            joining: self.joining_views(),
        }
    }

    /// An office as it stands in the list.
    ///
    /// # Errors
    /// [`ErrorCode::NoOffice`].
    pub fn office_card(&mut self, office: &str) -> Result<OfficeCard> {
        let now = self.keyrack.computer.clock.now();
        Ok(self.origin_of(office)?.card(now))
    }

    /// When to look into the stores of the offices.
    pub fn office_paces(&mut self) -> Vec<OfficePace> {
        let pace = |origin: &mut OfficeOrigin| OfficePace {
            office: origin.team.to_string(),
            every: origin.pace(),
            changes: origin.memory.changes,
        };
        self.origins.offices().map(pace).collect()
    }

    /// All that the page of an office shows. Asks nothing of the store.
    ///
    /// # Errors
    /// Why it cannot be told.
    pub fn office_details(&mut self, office: &str) -> Result<OfficeDetails> {
        let card = self.office_card(office)?;
        if self.origin_of(office)?.broken().is_some() {
            return self.details_of_broken(office, card);
        }
        self.in_exposed(Some(office), None, |origin, list, now| {
            let (exposed, office) = (list.open(), &list.office);
            let person = office.log.person(office.keys.member);
            let members = office.judgement().members();
            let owners = members.values().filter(|it| it.class == Class::Owner);
            let holds = if office.is_owner() {
                holds(office)
            } else {
                Vec::new()
            };
            let seen = office.state.owner_seen.filter(|_| !office.is_owner());
            let mut all = alarms(office, office.state.alarms.iter().copied());
            if let Some(alarm) = origin.memory.trouble.and_then(store_alarm) {
                all.insert(0, alarm);
            }
            Ok(OfficeDetails {
                card,
                store: origin.files.place()?.address.clone(),
                member: person.map(|it| it.name.clone()).unwrap_or_default(),
                number: office.number(),
                people: members.len(),
                owners: owners.count(),
                folders: origin.live_folders(),
                owner_seen: seen.map(|it| it / 1000),
                alarms: all,
                requests: origin.memory.request_views.clone(),
                holds,
                set_aside: set_aside(office, &origin.files.cache(), now),
                exposed,
            })
        })
    }

    /// What can be told where the keys or the log cannot be read.
    fn details_of_broken(&mut self, office: &str, card: OfficeCard) -> Result<OfficeDetails> {
        let now = self.keyrack.computer.clock.now();
        let origin = self.origin_of(office)?;
        Ok(OfficeDetails {
            card,
            store: origin.files.place()?.address.clone(),
            member: String::new(),
            number: String::new(),
            people: 0,
            owners: 0,
            folders: origin.live_folders(),
            owner_seen: None,
            alarms: origin.all_alarms(now),
            requests: Vec::new(),
            holds: Vec::new(),
            set_aside: Vec::new(),
            exposed: 0,
        })
    }

    /// Says anew where an office lives, or with what password: it has to be the same office.
    ///
    /// # Errors
    /// [`ErrorCode::OtherOffice`], or why that cannot be kept.
    pub fn change_store(&mut self, office: &str, place: &OfficePlace) -> Result<()> {
        self.may(Action::ChangeAccess, [])?;
        let team = self.team_of(Some(office))?;
        if place.team != team {
            return Err(Error::new(ErrorCode::OtherOffice));
        }
        self.in_office(team, |origin, _, _| {
            origin.files.write_place(&KeptPlace::of(&place.place))?;
            origin.forget_store();
            Ok(())
        })
    }

    /// Takes what was set aside in, as a change of this person; or lets it go.
    ///
    /// # Errors
    /// Why not.
    pub fn decide_set_aside(&mut self, office: &str, id: &str, take: bool) -> Result<SyncView> {
        let team = self.team_of(Some(office))?;
        let cache = self.cache_of(team)?;
        let ((), sync) = self.act(Some(office), |office, now| {
            let all = office.set_aside(&cache, now);
            let mut meant = all
                .iter()
                .map(|it| it.object)
                .filter(|it| begins(&it.to_string(), id));
            let object = match (meant.next(), meant.next()) {
                (Some(object), None) => object,
                _ => return Err(not_found(id)),
            };
            match take {
                true => office.take_set_aside(object, &cache, now).map(|_| ()),
                false => office.drop_set_aside(object, now),
            }?;
            Ok(())
        })?;
        Ok(sync)
    }

    fn cache_of(&mut self, team: TeamId) -> Result<DiskCache> {
        let origin = self.origins.office(team);
        let origin = origin.ok_or_else(|| Error::new(ErrorCode::NoOffice))?;
        Ok(origin.files.cache())
    }

    /// Takes an office off this computer. In the office nothing changes.
    ///
    /// # Errors
    /// [`ErrorCode::NoOffice`], or [`ErrorCode::Busy`].
    pub fn forget_office(&mut self, office: &str) -> Result<()> {
        self.may(Action::ChangeAccess, [])?;
        let team = self.team_of(Some(office))?;
        self.in_office(team, |origin, _, _| {
            origin.files.forget();
            Ok(())
        })?;
        self.origins.remove_office(team);
        self.index = None;
        Ok(())
    }

    /// Looks from outside of the vault whether there is news for somebody who asked to join.
    ///
    /// # Errors
    /// Where nobody asked, or why the place cannot be told.
    pub fn glance(&mut self, office: &str) -> Result<StoreGlance> {
        self.joining_views();
        let joining = self.joinings.of(office);
        let joining = joining.ok_or_else(|| not_found(office))?;
        Ok(StoreGlance(joining.store()?))
    }

    fn origin_of(&mut self, office: &str) -> Result<&mut OfficeOrigin> {
        let team = self.team_of(Some(office))?;
        let origin = self.origins.office(team);
        origin.ok_or_else(|| Error::new(ErrorCode::NoOffice))
    }
}

/// A store that somebody waits at. It has no keys.
pub struct StoreGlance(std::sync::Arc<super::place::OpenStore>);

impl StoreGlance {
    /// The names of what was published, sorted: while they stay the same, nobody has answered.
    ///
    /// # Errors
    /// Why they cannot be told. May take as long as a network does.
    pub fn published(&self) -> Result<Vec<String>> {
        let listed = self.0.list(HEADS)?;
        let mut names: Vec<String> = listed.into_iter().map(|it| it.name).collect();
        names.sort();
        Ok(names)
    }
}

impl std::fmt::Debug for StoreGlance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("StoreGlance")
    }
}

impl OfficeOrigin {
    /// Why nothing of the office can be read here besides its folders.
    fn broken(&self) -> Option<ErrorCode> {
        self.memory.known.as_ref()?.broken
    }

    /// All that a person should know, the gravest first.
    fn all_alarms(&mut self, now: u64) -> Vec<AlarmView> {
        let known = self.known(now);
        let broken = known.and_then(|it| it.broken);
        let alarms = known.map(|it| it.alarms.clone()).unwrap_or_default();
        let causes = [broken, self.memory.trouble].into_iter().flatten();
        causes.filter_map(store_alarm).chain(alarms).collect()
    }

    /// How it stands.
    fn card(&mut self, now: u64) -> OfficeCard {
        let alarms = self.all_alarms(now);
        let unsent = self.unsent(now);
        let known = self.memory.known.as_ref();
        let class = known.and_then(|it| it.class);
        let is_owner = class == Some(Class::Owner);
        let requests = self.memory.requests.iter().filter(|_| is_owner);
        let needs = alarms.iter().filter(|it| needs_person(it)).count() + requests.count();
        let synced = known.and_then(|it| it.synced).max(self.memory.read_at);
        let state = match self.memory.trouble {
            _ if needs > 0 => OfficeState::NeedsYou,
            Some(_) => OfficeState::Offline,
            None if unsent > 0 => OfficeState::Waiting,
            None => OfficeState::InStep,
        };
        OfficeCard {
            id: self.team.to_string(),
            name: self.folders.rights.name.clone(),
            state,
            unsent,
            synced: synced.map(|it| it / 1000),
            needs,
            class,
        }
    }
}

//! Who is in an office, who is invited, and who asks to come in.

use keyrack_seal::OsEntropy;
use keyrack_store::Store;
use keyrack_team::{
    ids::{DeviceId, FolderId, MemberId, TeamId},
    layout::JOIN,
    office::{Invitation, Office, Request},
    rules::{Class, Granted, Place},
};
use keyrack_vault::search;
use zeroize::Zeroizing;

use super::{
    InviteSomebody,
    invitation::{invite_of, open_invitations},
    named::{begins, grant, member_of},
    step::keep,
    views::folder_name,
};
use crate::{
    Error, Result, Session,
    accounts::ids::not_found,
    origins::OfficeOrigin,
    view::{
        GrantView, InvitedView, MemberDeviceView, MemberView, People, PersonDetails, PersonRow,
        RequestView, SyncView,
    },
};

/// The rank of whoever makes nobody an owner any more.
const MAX_RANK: u32 = 99;

impl Session {
    /// Invites somebody, and gives the code, which has to reach that person.
    ///
    /// # Errors
    /// Why not. Where the store cannot be reached, the invitation is made, and waits.
    pub fn invite(
        &mut self,
        office: Option<&str>,
        invite: &InviteSomebody,
    ) -> Result<(InvitedView, Zeroizing<String>)> {
        self.make_invitation(office, invite.days, |office, expires, now| {
            let grants = invite.grants.iter().map(|it| grant(office, it));
            let invitation = Invitation {
                name: invite.person.name.clone(),
                email: invite.person.email.clone(),
                class: if invite.owner {
                    Class::Owner
                } else {
                    Class::Member
                },
                grants: grants.collect::<Result<_>>()?,
                expires,
            };
            Ok(office.invite(&invitation, now, &mut OsEntropy)?)
        })
    }

    /// Takes an invitation back.
    ///
    /// # Errors
    /// Why not.
    pub fn cancel_invite(&mut self, office: Option<&str>, id: &str) -> Result<SyncView> {
        let ((), sync) = self.act(office, |office, now| {
            let invite = invite_of(office, id)?;
            Ok(office.cancel(invite, now)?)
        })?;
        Ok(sync)
    }

    /// Who asks to join.
    ///
    /// # Errors
    /// Why that cannot be told.
    pub fn join_requests(&mut self, office: Option<&str>) -> Result<Vec<RequestView>> {
        if self.syncs_apart {
            // The last sync has looked.
            return self.ask(office, |_, origin, _| {
                Ok(origin.memory.request_views.clone())
            });
        }
        self.sync_quietly(office)?;
        let team = self.team_of(office)?;
        self.in_office(team, |origin, _, now| {
            let store = origin.files.place()?.open(false)?;
            let (office, requests) = look_for_requests(origin, &store, now)?;
            let views = requests.iter().map(|it| request_view(&office, it));
            Ok(views.collect())
        })
    }

    /// Admits somebody, by the digits that the person reads out.
    ///
    /// # Errors
    /// Why not.
    pub fn approve_request(
        &mut self,
        office: Option<&str>,
        id: &str,
        digits: &str,
    ) -> Result<(MemberView, SyncView)> {
        // Whoever was admitted elsewhere is not admitted again.
        self.sync_quietly(office)?;
        let team = self.team_of(office)?;
        let apart = self.syncs_apart;
        let (requests, closed) = self.ask(office, |office, origin, now| {
            if apart {
                return Ok((origin.memory.requests.clone(), None));
            }
            let store = origin.files.place()?.open(false)?;
            let closed = office.why_closed(&store, &id.to_ascii_lowercase(), now)?;
            Ok((office.requests(&store, now)?, closed))
        })?;
        let mut meant = requests
            .iter()
            .filter(|it| begins(&it.device.to_string(), id));
        let request = match (meant.next(), meant.next()) {
            (Some(request), None) => request,
            (None, _) if closed.is_some() => {
                return Err(closed.map_or_else(|| not_found(id), Error::from));
            }
            _ => return Err(not_found(id)),
        };
        let approved = self.act(Some(&team.to_string()), |office, now| {
            // A wrong guess is kept as well.
            Ok(match office.approve(request, digits, now) {
                Ok(member) => Ok(member_view(office, member)),
                Err(error) => Err(error),
            })
        });
        let (member, sync) = approved?;
        Ok((member?, sync))
    }

    /// The members, owners first.
    ///
    /// # Errors
    /// Why they cannot be told.
    pub fn members(&mut self, office: Option<&str>) -> Result<Vec<MemberView>> {
        self.ask(office, |office, _, _| Ok(members(office)))
    }

    /// The people of an office: its members, and those who are about to be.
    ///
    /// # Errors
    /// Why they cannot be told.
    pub fn people(&mut self, office: &str) -> Result<People> {
        let apart = self.syncs_apart;
        let team = self.team_of(Some(office))?;
        self.in_office(team, |origin, _, now| {
            let (office, requests) = match apart {
                true => (origin.office()?, origin.memory.request_views.clone()),
                false => requests_seen(origin, now)?,
            };
            let office = &office;
            let people = members(office).into_iter();
            let rows = people.map(|member| row(office, member, now));
            Ok(People {
                people: rows.collect(),
                invitations: open_invitations(office, now),
                requests,
            })
        })
    }

    /// A member by id or the beginning of one, and what the member has and may be made.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`](crate::ErrorCode::NotFound), or why it cannot be told.
    pub fn person(&mut self, office: &str, member: &str) -> Result<PersonDetails> {
        self.ask(Some(office), |office, _, now| {
            let member = member_of(office, member)?;
            Ok(details(office, member, now))
        })
    }

    /// Looks who asks to join after a sync that did not, where somebody may, so that whoever asks in vain is told.
    pub(super) fn look_who_asks(&mut self, team: TeamId) {
        // That it fails keeps nobody from anything.
        let _ = self.in_office(team, |origin, _, now| {
            match origin.known(now).is_some_and(|it| it.awaits_answers) {
                true => requests_seen(origin, now).map(drop),
                false => Ok(()),
            }
        });
    }

    /// Brings an office in step as far as that is possible now.
    pub(super) fn sync_quietly(&mut self, office: Option<&str>) -> Result<()> {
        let team = self.team_of(office)?;
        self.sync_one(team, Default::default(), super::place::Patience::Long)?;
        Ok(())
    }
}

/// The members, owners first.
fn members(office: &Office) -> Vec<MemberView> {
    let members = office.judgement().members().keys();
    let mut views: Vec<MemberView> = members.map(|it| member_view(office, *it)).collect();
    views.sort_by(|a, b| (a.rank, &a.name, &a.id).cmp(&(b.rank, &b.name, &b.id)));
    views
}

/// The office, and who asks to join. Where the store does not answer soon, nobody is told of.
fn requests_seen(origin: &mut OfficeOrigin, now: u64) -> Result<(Office, Vec<RequestView>)> {
    let store = origin.files.place().and_then(|it| it.open(true));
    let seen = store.and_then(|it| look_for_requests(origin, &it, now));
    let Ok((office, requests)) = seen else {
        return Ok((origin.office()?, Vec::new()));
    };
    let views = requests.iter().map(|it| request_view(&office, it));
    let views = views.collect();
    Ok((office, views))
}

/// Looks who asks to join, notes who did so by an invitation that was used, and takes those requests away that nobody will
/// ever admit, so that whoever waits is told. That this fails keeps nobody from anything.
fn look_for_requests(
    origin: &mut OfficeOrigin,
    store: &dyn Store,
    now: u64,
) -> Result<(Office, Vec<Request>)> {
    let mut office = origin.office()?;
    let listed = store.list(JOIN)?;
    let mut read = |path: &str, max| store.read(path, max);
    let requests = office.requests_among(&listed, &mut read, now)?;
    if office.may_act().is_ok() {
        if office.note_used_again(&listed, &mut read, now)? {
            keep(origin, &office)?;
            origin.learn(&office, now);
        }
        for path in office.over(&listed, now) {
            if store.delete(&path).is_err() {
                break;
            }
        }
    }
    Ok((office, requests))
}

fn row(office: &Office, member: MemberView, now: u64) -> PersonRow {
    let signs = member.devices.iter().filter_map(|it| it.last_sign);
    let id = member.id.parse().ok();
    PersonRow {
        folders: id.map_or(0, |id| grants(office, id, now).count()),
        last_sign: signs.max(),
        member,
    }
}

/// What a member was granted and has still.
fn grants(
    office: &Office,
    member: MemberId,
    now: u64,
) -> impl Iterator<Item = (FolderId, Granted)> {
    let judgement = office.judgement();
    judgement.folders().filter_map(move |folder| {
        let granted = judgement.role(folder, member)?;
        let has = granted.until.is_none_or(|until| until > now);
        has.then_some((folder, granted))
    })
}

fn details(office: &Office, member: MemberId, now: u64) -> PersonDetails {
    let judgement = office.judgement();
    let grants = grants(office, member, now).map(|(folder, granted)| GrantView {
        folder: folder.to_string(),
        name: folder_name(office, folder),
        role: granted.role,
        recovery: granted.recovery,
        until: granted.until.map(|it| it / 1000),
    });
    let mut grants: Vec<GrantView> = grants.collect();
    grants.sort_by_cached_key(|it| (search::order(&it.name), it.folder.clone()));
    let you = office.keys.member == member;
    let (mine, theirs) = (
        judgement.place(office.device()),
        judgement.members().get(&member),
    );
    let places = mine.zip(theirs).filter(|_| office.may_act().is_ok());
    // A removal counts against greater ranks only.
    let is_above = |mine: &Place, theirs: &Place| mine.rank < theirs.rank && !you;
    PersonDetails {
        may_remove: places.is_some_and(|(mine, theirs)| match you {
            true => has_junior_device(office, mine),
            false => mine.class <= Class::Manager && is_above(mine, theirs),
        }),
        may_promote: places.is_some_and(|(mine, theirs)| {
            mine.class == Class::Owner && theirs.class != Class::Owner && mine.rank < MAX_RANK
        }),
        may_demote: places.is_some_and(|(mine, theirs)| {
            mine.class == Class::Owner && theirs.class == Class::Owner && is_above(mine, theirs)
        }),
        member: member_view(office, member),
        grants,
    }
}

/// Whether another computer of this person came after this one, which may take it out.
fn has_junior_device(office: &Office, mine: &Place) -> bool {
    let devices = office.judgement().devices().iter();
    let mut others = devices
        .filter(|(device, place)| place.member == mine.member && **device != office.device());
    others.any(|(_, it)| (mine.rank, mine.depth) < (it.rank, it.depth))
}

pub(super) fn member_view(office: &Office, member: MemberId) -> MemberView {
    let judgement = office.judgement();
    let person = office.log.person(member);
    let place = judgement.members().get(&member);
    let devices = office.log.devices_of(member).map(|it| {
        let device = it.device.id();
        MemberDeviceView {
            id: device.to_string(),
            label: it.device.label.clone(),
            is_in: judgement.place(device).is_some(),
            last_sign: last_sign(office, device).map(|it| it / 1000),
            forked: judgement.forked().contains(&device) || office.state.forked.contains(&device),
        }
    });
    MemberView {
        id: member.to_string(),
        name: person.map(|it| it.name.clone()).unwrap_or_default(),
        email: person.map(|it| it.email.clone()).unwrap_or_default(),
        class: place.map_or(Class::Member, |it| it.class),
        rank: place.map_or(0, |it| it.rank),
        you: member == office.keys.member,
        devices: devices.collect(),
        held: place.is_some() && !judgement.is_sealed_to(member),
        present_key: judgement.present_key(member).is_some(),
    }
}

/// When the newest head of a device was made; of this one, when it last published.
fn last_sign(office: &Office, device: DeviceId) -> Option<u64> {
    let own = &office.state.own;
    match device == office.device() {
        true => own.head.map(|_| own.published),
        false => office.state.signs.get(&device).copied(),
    }
}

pub(super) fn request_view(office: &Office, request: &Request) -> RequestView {
    let document = request.request.document.contents();
    let person = document.person.as_ref();
    let invites = office.open_invites();
    let invite = invites.get(&request.request.invite);
    // A further computer names itself; whose it is, is known.
    let person = match person {
        Some(person) => Some(person),
        None => office.log.person(document.member),
    };
    let folders = request.grants.iter().map(|it| GrantView {
        folder: it.folder.to_string(),
        name: folder_name(office, it.folder),
        role: it.role,
        recovery: it.recovery,
        until: it.until.map(|it| it / 1000),
    });
    RequestView {
        id: request.device.to_string(),
        name: person.map(|it| it.name.clone()).unwrap_or_default(),
        email: person.map(|it| it.email.clone()).unwrap_or_default(),
        invited: invite.map(|it| it.label.clone()).unwrap_or_default(),
        class: request.class,
        folders: folders.collect(),
    }
}

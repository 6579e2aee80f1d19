//! Who is in an office, who is invited, and who asks to come in.

use keyrack_seal::OsEntropy;
use keyrack_team::{
    ids::{DeviceId, MemberId},
    office::{Invitation, Office, Request},
    rules::Class,
};
use zeroize::Zeroizing;

use super::{
    InviteSomebody,
    named::{begins, grant},
    views::folder_name,
};
use crate::{
    Error, Result, Session,
    accounts::ids::not_found,
    view::{GrantView, InvitedView, MemberDeviceView, MemberView, RequestView, SyncView},
};

const DAY: u64 = 24 * 60 * 60 * 1000;

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
        let ((code, expires), sync) = self.act(office, |office, now| {
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
                expires: now.saturating_add(invite.days.saturating_mul(DAY)),
            };
            let code = office.invite(&invitation, now, &mut OsEntropy)?;
            Ok((code, invitation.expires))
        })?;
        let view = InvitedView {
            id: code.id().to_string(),
            expires: expires / 1000,
            sync,
        };
        Ok((view, code.reveal()))
    }

    /// Takes an invitation back.
    ///
    /// # Errors
    /// Why not.
    pub fn cancel_invite(&mut self, office: Option<&str>, id: &str) -> Result<SyncView> {
        let ((), sync) = self.act(office, |office, now| {
            let invites = office.open_invites();
            let mut meant = invites.keys().filter(|it| begins(&it.to_string(), id));
            let invite = match (meant.next(), meant.next()) {
                (Some(invite), None) => *invite,
                _ => return Err(not_found(id)),
            };
            drop(invites);
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
        self.ask(office, |office, origin, now| {
            let store = origin.files.place()?.open(false)?;
            let requests = office.requests(&store, now)?;
            Ok(requests.iter().map(|it| request_view(office, it)).collect())
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
        self.ask(office, |office, _, _| {
            let members = office.judgement().members().keys();
            let mut views: Vec<MemberView> = members.map(|it| member_view(office, *it)).collect();
            views.sort_by(|a, b| (a.rank, &a.name, &a.id).cmp(&(b.rank, &b.name, &b.id)));
            Ok(views)
        })
    }

    /// Brings an office in step as far as that is possible now.
    pub(super) fn sync_quietly(&mut self, office: Option<&str>) -> Result<()> {
        let team = self.team_of(office)?;
        self.sync_one(team, Default::default(), super::step::Patience::Long)?;
        Ok(())
    }
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

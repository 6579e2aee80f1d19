//! Taking people and computers out of an office.

use keyrack_team::{
    ids::DeviceId,
    log::Op,
    office::{self, Office},
    rules::{Class, Under},
    sync::Moment,
};
use keyrack_vault::search::fold;

use super::{
    held::name_of,
    named::{device_of, entries_of, member_of},
    step::waits,
    views::folder_name,
};
use crate::{
    Error, ErrorCode, Result, Session, VERSION,
    view::{Leaver, LeaverKind, PersonName, RemovalPlan, SyncView, UndoneAct},
};

/// Who is to be taken out, and how.
#[derive(Debug, Clone)]
pub struct Removal {
    /// What is taken out.
    pub kind: LeaverKind,
    /// The member, by id, the beginning of one, name or e-mail address; or the computer, by id, the beginning of one, or
    /// label.
    pub who: String,
    /// Whether people whom the leaver admitted are taken back in the same step, where they would fall as well.
    pub takes_back: bool,
    /// Whether it is done although something has not arrived.
    pub incomplete: bool,
    /// The newest entries of the leaver that stand, by id or the beginning of one; none for all that are known.
    pub keeps: Vec<String>,
}

impl Session {
    /// What taking somebody out would do. Syncs first, as far as the store can be reached.
    ///
    /// # Errors
    /// Why that cannot be told, or not be done.
    pub fn removal_plan(&mut self, office: Option<&str>, removal: &Removal) -> Result<RemovalPlan> {
        let team = self.team_of(office)?.to_string();
        self.sync_if_it_answers(&team)?;
        let mut plan = self.ask(Some(&team), |office, _, now| {
            let meant = meant(office, removal)?;
            plan_view(office, &meant, &office.plan_removal(&meant, now)?)
        })?;
        plan.exposed = self.known_to(&team, removal);
        Ok(plan)
    }

    /// Takes a member or a computer out of an office, or makes an owner a member again. A computer that is this one leaves
    /// as [`Session::leave_office`] does.
    ///
    /// # Errors
    /// Why not; [`ErrorCode::SyncIncomplete`] where something has not arrived and that was not allowed.
    pub fn remove_from_office(
        &mut self,
        office: Option<&str>,
        removal: &Removal,
    ) -> Result<(RemovalPlan, SyncView)> {
        let team = self.team_of(office)?.to_string();
        let is_reached = self.sync_if_it_answers(&team)?;
        let (missing, you) = self.ask(Some(&team), |office, _, now| {
            let plan = office.plan_removal(&meant(office, removal)?, now)?;
            Ok((!plan.missing.is_empty(), plan.you))
        })?;
        if (missing || !is_reached) && !removal.incomplete {
            return Err(Error::new(ErrorCode::SyncIncomplete));
        }
        if you {
            return self.leave_by(&team, removal);
        }
        let exposed = self.known_to(&team, removal);
        let (mut plan, sync) = self.act(Some(&team), |office, now| {
            let meant = meant(office, removal)?;
            // By the names that are known before.
            let plan = plan_view(office, &meant, &office.plan_removal(&meant, now)?)?;
            office.remove(&meant, now)?;
            Ok(plan)
        })?;
        plan.exposed = exposed;
        Ok((plan, sync))
    }

    /// Makes a member an owner.
    ///
    /// # Errors
    /// Why not.
    pub fn promote(&mut self, office: Option<&str>, member: &str) -> Result<SyncView> {
        // Nobody is given a place whom somebody has just taken out.
        self.sync_quietly(office)?;
        let ((), sync) = self.act(office, |office, now| {
            Ok(office.promote(member_of(office, member)?, now)?)
        })?;
        Ok(sync)
    }

    /// Decides about a member of whom a removal was undone: the member stays and is sealed to again, or is taken out. Of
    /// all such members where none is named; those can only stay.
    ///
    /// # Errors
    /// Why not.
    pub fn settle_removal(
        &mut self,
        office: Option<&str>,
        member: Option<&str>,
        stays: bool,
    ) -> Result<SyncView> {
        self.sync_quietly(office)?;
        let ((), sync) = self.act(office, |office, now| {
            let member = member.map(|it| member_of(office, it)).transpose()?;
            match (member, stays) {
                (_, true) => Ok(office.settle(member, now)?),
                (Some(member), false) => {
                    let removal = office::Removal {
                        leaver: office::Leaver::Member(member),
                        takes_back: true,
                        keeps: None,
                    };
                    office.remove(&removal, now)?;
                    Ok(())
                }
                (None, false) => Err(Error::new(ErrorCode::BadValue).with("field", "member")),
            }
        })?;
        Ok(sync)
    }

    /// Takes this computer out of an office, and the office off this computer. Everything that was changed here is sent
    /// before. Where syncs are made apart, the office stays until one has told the others: [`Session::finish_leaving`].
    ///
    /// # Errors
    /// Why not; [`ErrorCode::LastOwner`] where nobody would be left who decides. Where the store could not be reached any
    /// more, it has to be done again: the office was not told yet, and would never be.
    pub fn leave_office(&mut self, office: Option<&str>) -> Result<SyncView> {
        let team = self.team_of(office)?.to_string();
        self.sync_quietly(Some(&team))?;
        let ((), sync) = self.act(Some(&team), |office, now| {
            let moment = Moment {
                now,
                program: format!("keyrack {VERSION}"),
            };
            // It may have said so before, without anybody hearing it.
            match office.is_in() {
                true => Ok(office.retire(&moment)?),
                false => Ok(()),
            }
        })?;
        if !self.syncs_apart {
            self.finish_leaving(&team)?;
        }
        Ok(sync)
    }

    /// Takes an office that this computer has left off it.
    ///
    /// # Errors
    /// [`ErrorCode::StoreUnreachable`] where the others were not told yet: then it stays, to be tried again.
    pub fn finish_leaving(&mut self, office: &str) -> Result<()> {
        let is_told = self.ask(Some(office), |office, _, _| {
            Ok(!office.is_in() && office.state.own.pending.is_none())
        })?;
        if !is_told {
            return Err(Error::new(ErrorCode::StoreUnreachable));
        }
        self.forget_office(office)
    }

    /// Leaves as the member that one is: one's other computers first, where they are meant as well.
    fn leave_by(&mut self, team: &str, removal: &Removal) -> Result<(RemovalPlan, SyncView)> {
        let plan = self.ask(Some(team), |office, _, now| {
            let meant = meant(office, removal)?;
            let plan = office.plan_removal(&meant, now)?;
            match plan.last_owner {
                true => Err(Error::new(ErrorCode::LastOwner)),
                false => plan_view(office, &meant, &plan),
            }
        })?;
        if removal.kind == LeaverKind::Member {
            self.act(Some(team), |office, now| {
                for device in others_of_this_member(office) {
                    let removal = office::Removal {
                        leaver: office::Leaver::Device(device),
                        takes_back: false,
                        keeps: None,
                    };
                    office.remove(&removal, now)?;
                }
                Ok(())
            })?;
        }
        let sync = self.leave_office(Some(team))?;
        Ok((plan, sync))
    }

    /// Syncs, and says whether the store could be reached.
    fn sync_if_it_answers(&mut self, team: &str) -> Result<bool> {
        match self.sync_quietly(Some(team)) {
            Ok(()) => Ok(true),
            Err(error) if waits(&error) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// How many secrets in use the leaver could read. Where that cannot be told, none are named: the list says why.
    fn known_to(&mut self, team: &str, removal: &Removal) -> usize {
        let member = self.ask(Some(team), |office, _, _| {
            Ok(match meant(office, removal)?.leaver {
                office::Leaver::Member(member) => (Some(member), false),
                office::Leaver::Owner(member) => (Some(member), true),
                office::Leaver::Device(device) => (office.log.owner_of(device), false),
            })
        });
        let Ok((Some(member), stays)) = member else {
            return 0;
        };
        let known = self.would_know(Some(team), member, stays);
        known.unwrap_or_default()
    }
}

/// Who is meant, by ids.
fn meant(office: &Office, removal: &Removal) -> Result<office::Removal> {
    let leaver = match removal.kind {
        LeaverKind::Member => office::Leaver::Member(member_of(office, &removal.who)?),
        LeaverKind::Owner => office::Leaver::Owner(member_of(office, &removal.who)?),
        LeaverKind::Device => office::Leaver::Device(device_of(office, &removal.who)?),
    };
    let keeps = entries_of(office, &removal.keeps)?;
    Ok(office::Removal {
        leaver,
        takes_back: removal.takes_back,
        keeps: (!keeps.is_empty()).then_some(keeps),
    })
}

fn others_of_this_member(office: &Office) -> Vec<DeviceId> {
    let devices = office.judgement().devices().iter();
    let own = devices.filter(|(device, place)| {
        place.member == office.keys.member && **device != office.device()
    });
    own.map(|it| *it.0).collect()
}

fn plan_view(
    office: &Office,
    removal: &office::Removal,
    plan: &office::RemovalPlan,
) -> Result<RemovalPlan> {
    let mut missing: Vec<String> = plan
        .missing
        .iter()
        .map(|it| label_of(office, *it))
        .collect();
    missing.sort_by_key(|it| fold(it));
    let undoes = plan.undoes.iter().filter_map(|it| undone_act(office, *it));
    let takes_back = plan.takes_back.iter().map(|it| PersonName {
        id: it.to_string(),
        name: name_of(office, *it),
        class: class_of(office, *it),
    });
    Ok(RemovalPlan {
        leaver: leaver_view(office, removal.leaver),
        missing,
        undoes: undoes.collect(),
        takes_back: takes_back.collect(),
        folders: plan.folders.len(),
        exposed: 0,
        last_owner: plan.last_owner,
        you: plan.you,
    })
}

fn leaver_view(office: &Office, leaver: office::Leaver) -> Leaver {
    let (kind, member, device) = match leaver {
        office::Leaver::Member(member) => (LeaverKind::Member, Some(member), None),
        office::Leaver::Owner(member) => (LeaverKind::Owner, Some(member), None),
        office::Leaver::Device(device) => (
            LeaverKind::Device,
            office.log.owner_of(device),
            Some(device),
        ),
    };
    let id = device.map(|it| it.to_string());
    Leaver {
        kind,
        id: id.or(member.map(|it| it.to_string())).unwrap_or_default(),
        name: member.map(|it| name_of(office, it)).unwrap_or_default(),
        label: device.map(|it| label_of(office, it)).unwrap_or_default(),
    }
}

/// What a computer is called.
fn label_of(office: &Office, device: DeviceId) -> String {
    let member = office.log.owner_of(device);
    let document = member.and_then(|it| office.log.document(device, it));
    document.map_or_else(|| device.to_string(), |it| it.device.label.clone())
}

fn class_of(office: &Office, member: keyrack_team::ids::MemberId) -> Class {
    let place = office.judgement().members().get(&member);
    place.map_or(Class::Member, |it| it.class)
}

fn undone_act(office: &Office, (entry, op): Under) -> Option<UndoneAct> {
    let entry = office.log.get(entry)?;
    let op = entry.ops.get(op)?;
    let (about, folder) = match op {
        Op::Found { document, .. } | Op::AddMember { document, .. } => {
            (name_of(office, document.contents().member), None)
        }
        Op::AddDevice { document, .. } => (document.contents().device.label.clone(), None),
        Op::Appoint { member, .. } | Op::RmMember { member, .. } | Op::Demote { member, .. } => {
            (name_of(office, *member), None)
        }
        Op::RmDevice { device, .. } => (label_of(office, *device), None),
        Op::Grant { folder, member, .. } | Op::Revoke { folder, member } => {
            (name_of(office, *member), Some(*folder))
        }
        Op::FolderNew { folder, .. } => (String::new(), Some(*folder)),
        Op::Invite(invite) => (invite.label.clone(), None),
        Op::MemberKey { .. }
        | Op::Settle { .. }
        | Op::Policy(_)
        | Op::Moved { .. }
        | Op::Cancel { .. }
        | Op::Pack { .. } => (String::new(), None),
    };
    Some(UndoneAct {
        what: op.name().to_owned(),
        about,
        folder: folder.map(|it| folder_name(office, it)).unwrap_or_default(),
        at: entry.at.0 / 1000,
    })
}

//! R8a, R8b: who has which folder.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    entry::Role,
    grants::{Does, EVER, Effect, decided_by_owners},
    holds::Holds,
    judge::Verdicts,
    past::{At, Past},
    places::{Log, Places},
    tenures::{Right, Tenures},
};
use crate::ids::{FolderId, MemberId};

/// What a member was granted in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Granted {
    /// What the member may do with the codes part.
    pub role: Role,
    /// Whether also with the recovery part.
    pub recovery: bool,
    /// Until when, in milliseconds since 1970; none for ever.
    pub until: Option<u64>,
}

/// All folders.
#[derive(Debug)]
pub(super) struct Folders {
    access: BTreeMap<FolderId, BTreeMap<MemberId, Access>>,
    /// What members decided who lost the right at the same time, each with the losses that nobody has looked at.
    pub undone: BTreeMap<At, BTreeSet<At>>,
}

/// What a member has of a folder.
#[derive(Debug, Clone, Copy)]
struct Access {
    granted: Option<Granted>,
    /// Until when the parts are sealed to the member, where the member is sealed to at all: codes, recovery.
    read_until: [Option<u64>; 2],
}

impl Folders {
    pub fn new(log: &Log<'_>, places: &Places, verdicts: &Verdicts, holds: &Holds) -> Self {
        let (mut effects, others) = decided_by_owners(log, places, verdicts, holds);
        let owners = Tenures::new(&log.past, &effects, holds);
        let mut further = Vec::new();
        let mut undone: BTreeMap<At, BTreeSet<At>> = BTreeMap::new();
        for decision in others {
            let Some(right) = owners.right(&log.past, &decision) else {
                continue;
            };
            let Some(effect) = right.under(&decision) else {
                continue;
            };
            if matches!(right, Right::Lost) {
                let of_author = &effects[&(decision.folder, decision.author)];
                let ends = owners.ends_unseen(&log.past, &decision, of_author);
                let open = ends.filter(|end| !holds.is_settled(*end));
                undone.entry(effect.at).or_default().extend(open);
            }
            further.push((decision.folder, decision.member, effect));
        }
        for (folder, member, effect) in further {
            effects.entry((folder, member)).or_default().push(effect);
        }
        let mut access: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        for ((folder, member), effects) in &effects {
            let of_member = Access::new(&log.past, effects);
            access
                .entry(*folder)
                .or_default()
                .insert(*member, of_member);
        }
        Self { access, undone }
    }

    pub fn ids(&self) -> impl Iterator<Item = FolderId> + '_ {
        self.access.keys().copied()
    }

    pub fn role(&self, folder: FolderId, member: MemberId) -> Option<Granted> {
        self.access.get(&folder)?.get(&member)?.granted
    }

    pub fn roles(&self) -> BTreeMap<FolderId, BTreeMap<MemberId, Granted>> {
        let mut roles: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        for (folder, members) in &self.access {
            for (member, access) in members {
                if let Some(granted) = access.granted {
                    roles.entry(*folder).or_default().insert(*member, granted);
                }
            }
        }
        roles
    }

    /// Until when a part is sealed to a member, who is sealed to and no owner; none where it is not at all.
    pub fn is_read_until(&self, folder: FolderId, member: MemberId, recovery: bool) -> Option<u64> {
        self.access.get(&folder)?.get(&member)?.read_until[usize::from(recovery)]
    }
}

impl Access {
    fn new(past: &Past, effects: &[Effect]) -> Self {
        let live: Vec<Effect> = effects.iter().copied().filter(|x| x.is_live).collect();
        let granted = in_force(past, &live, Effect::gives, |effect| !effect.gives());
        let codes = in_force(past, effects, Effect::gives, |effect| !effect.gives());
        // A grant without recovery takes it away.
        let recovery = in_force(past, effects, Effect::gives_recovery, |effect| {
            !effect.gives_recovery()
        });
        let until = |given: Given| given.until;
        Self {
            granted: granted.map(|given| Granted {
                role: given.role,
                recovery: given.recovery,
                until: (given.until < EVER).then_some(given.until),
            }),
            read_until: [codes.map(until), recovery.map(until)],
        }
    }
}

/// What grants give together.
#[derive(Clone, Copy)]
struct Given {
    role: Role,
    recovery: bool,
    until: u64,
}

/// What is in force. Whoever manages by the decisions of owners alone is not touched by others who manage.
fn in_force(
    past: &Past,
    effects: &[Effect],
    gives: impl Fn(&Effect) -> bool,
    takes: impl Fn(&Effect) -> bool,
) -> Option<Given> {
    let owners: Vec<Effect> = effects.iter().copied().filter(|x| x.is_owners).collect();
    let by_owners = least(past, &owners, &gives, &takes);
    by_owners
        .filter(|given| given.role == Role::Manage)
        .or_else(|| least(past, effects, &gives, &takes))
}

/// Grants that come after every loss; of those the latest; concurrent ones together give the least.
fn least(
    past: &Past,
    effects: &[Effect],
    gives: impl Fn(&Effect) -> bool,
    takes: impl Fn(&Effect) -> bool,
) -> Option<Given> {
    let at = |effect: &Effect| effect.at;
    let losses: Vec<At> = effects.iter().filter(|x| takes(x)).map(at).collect();
    let losses = past.latest(&losses);
    let is_after_all = |grant: &Effect| {
        losses
            .iter()
            .all(|loss| *loss == grant.at || past.is_before(*loss, grant.at))
    };
    let grants: Vec<&Effect> = effects
        .iter()
        .filter(|x| x.is_live && gives(x) && is_after_all(x))
        .collect();
    let all: Vec<At> = grants.iter().map(|grant| grant.at).collect();
    let latest: BTreeSet<At> = past.latest(&all).into_iter().collect();
    grants
        .into_iter()
        .filter(|grant| latest.contains(&grant.at))
        .filter_map(|grant| match grant.does {
            Does::Give {
                role,
                recovery,
                until,
            } => Some(Given {
                role,
                recovery,
                until,
            }),
            Does::Take => None,
        })
        .reduce(|a, b| Given {
            role: a.role.min(b.role),
            recovery: a.recovery && b.recovery,
            until: a.until.min(b.until),
        })
}

//! R8a, R8b: who has which folder.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    entry::{Op, Role},
    holds::Holds,
    judge::Verdicts,
    past::{At, Past},
    places::{Log, Places, Standing},
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
pub(super) struct Folders(BTreeMap<FolderId, BTreeMap<MemberId, Access>>);

/// What a member has of a folder.
#[derive(Debug, Clone, Copy)]
struct Access {
    granted: Option<Granted>,
    /// Until when the parts are sealed to the member, where the member is sealed to at all: codes, recovery.
    read_until: [Option<u64>; 2],
}

const EVER: u64 = u64::MAX;

impl Folders {
    pub fn new(log: &Log<'_>, places: &Places, verdicts: &Verdicts, holds: &Holds) -> Self {
        let (mut effects, others) = decided_by_owners(log, places, verdicts, holds);
        let owners = Tenures::new(&log.past, &effects, holds);
        let mut further = Vec::new();
        for decision in others {
            let Some(right) = owners.right(&log.past, &decision) else {
                continue;
            };
            if let Some(effect) = decision.under(right) {
                further.push((decision.folder, decision.member, effect));
            }
        }
        for (folder, member, effect) in further {
            effects.entry((folder, member)).or_default().push(effect);
        }
        let mut folders: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        for ((folder, member), effects) in &effects {
            let access = Access::new(&log.past, effects);
            folders.entry(*folder).or_default().insert(*member, access);
        }
        Self(folders)
    }

    pub fn ids(&self) -> impl Iterator<Item = FolderId> + '_ {
        self.0.keys().copied()
    }

    pub fn role(&self, folder: FolderId, member: MemberId) -> Option<Granted> {
        self.0.get(&folder)?.get(&member)?.granted
    }

    pub fn roles(&self) -> BTreeMap<FolderId, BTreeMap<MemberId, Granted>> {
        let mut roles: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        for (folder, members) in &self.0 {
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
        self.0.get(&folder)?.get(&member)?.read_until[usize::from(recovery)]
    }
}

/// What an entry does to a member's access to a folder.
#[derive(Debug, Clone, Copy)]
struct Effect {
    at: At,
    does: Does,
    /// By an owner or the sheet, or by the making of the folder.
    is_owners: bool,
    /// Otherwise it is held: it takes, for sealing, and gives nothing.
    is_live: bool,
}

#[derive(Debug, Clone, Copy)]
enum Does {
    Give {
        role: Role,
        recovery: bool,
        until: u64,
    },
    Take,
}

type Effects = BTreeMap<(FolderId, MemberId), Vec<Effect>>;

/// A grant or revocation by a member, who may have the right or not.
struct Decision {
    folder: FolderId,
    member: MemberId,
    author: MemberId,
    effect: Effect,
}

fn decided_by_owners(
    log: &Log<'_>,
    places: &Places,
    verdicts: &Verdicts,
    holds: &Holds,
) -> (Effects, Vec<Decision>) {
    let mut effects = Effects::new();
    let mut others = Vec::new();
    let named = Named::new(log);
    for (at, _, op) in log.ops() {
        let is_live = verdicts.is_live(at);
        let Some(author) = places.of(at).filter(|_| is_live || holds.is_held(at)) else {
            continue;
        };
        if let Some((folder, maker)) = made(log, &named, at, author, op)
            && is_live
        {
            let does = Does::Give {
                role: Role::Manage,
                recovery: true,
                until: EVER,
            };
            effects.entry((folder, maker)).or_default().push(Effect {
                at,
                does,
                is_owners: true,
                is_live: true,
            });
        }
        let Some((folder, member, does)) = decision(op) else {
            continue;
        };
        let effect = Effect {
            at,
            does,
            is_owners: author.is_top(),
            is_live,
        };
        match author.member {
            Some(author) if !effect.is_owners => others.push(Decision {
                folder,
                member,
                author,
                effect,
            }),
            _ => effects.entry((folder, member)).or_default().push(effect),
        }
    }
    (effects, others)
}

fn decision(op: &Op) -> Option<(FolderId, MemberId, Does)> {
    match *op {
        Op::Grant {
            folder,
            member,
            role,
            recovery,
            until,
        } => {
            let until = until.unwrap_or(EVER);
            let does = Does::Give {
                role,
                recovery,
                until,
            };
            Some((folder, member, does))
        }
        Op::Revoke { folder, member } => Some((folder, member, Does::Take)),
        _ => None,
    }
}

/// Where each folder is named, in any entry and by any op.
struct Named(HashMap<FolderId, Vec<At>>);

impl Named {
    fn new(log: &Log<'_>) -> Self {
        let mut named: HashMap<FolderId, Vec<At>> = HashMap::new();
        for (at, _, op) in log.ops() {
            if let Op::FolderNew { folder, .. }
            | Op::Grant { folder, .. }
            | Op::Revoke { folder, .. } = op
            {
                named.entry(*folder).or_default().push(at);
            }
        }
        Self(named)
    }

    fn is_named_before(&self, past: &Past, folder: FolderId, at: At) -> bool {
        let named = self.0.get(&folder);
        named.is_some_and(|named| named.iter().any(|earlier| past.is_before(*earlier, at)))
    }
}

/// A folder that an op makes, and who manages it: its maker. Whoever "makes" it again gets nothing.
fn made(
    log: &Log<'_>,
    named: &Named,
    at: At,
    author: &Standing,
    op: &Op,
) -> Option<(FolderId, MemberId)> {
    match *op {
        Op::FolderNew {
            folder,
            is_authors: true,
        } if !named.is_named_before(&log.past, folder, at) => Some((folder, author.member?)),
        _ => None,
    }
}

/// Who manages which folder by the decisions of owners, and from when to when.
struct Tenures(HashMap<(FolderId, MemberId), Vec<Tenure>>);

struct Tenure {
    from: At,
    recovery: bool,
    /// The earliest of an owner's revocations and lesser grants that this one did not know of.
    ends: Vec<At>,
    /// Whether nobody has looked at one of all those.
    is_open: bool,
}

/// With what right a member decides on a folder.
#[derive(Debug, Clone, Copy)]
enum Right {
    Manages {
        recovery: bool,
    },
    /// Lost it at the same time, and nobody has looked at that yet.
    Lost,
}

impl Tenures {
    fn new(past: &Past, effects: &Effects, holds: &Holds) -> Self {
        let tenures = effects.iter().filter_map(|(key, effects)| {
            let tenures: Vec<_> = effects
                .iter()
                .filter_map(|effect| Tenure::new(past, effect, effects, holds))
                .collect();
            (!tenures.is_empty()).then_some((*key, tenures))
        });
        Self(tenures.collect())
    }

    fn right(&self, past: &Past, decision: &Decision) -> Option<Right> {
        let at = decision.effect.at;
        let tenures = self.0.get(&(decision.folder, decision.author))?;
        let mut right = None;
        for tenure in tenures {
            if tenure.from != at && !past.is_before(tenure.from, at) {
                continue;
            }
            if tenure.ends.iter().all(|end| past.is_before(at, *end)) {
                let recovery =
                    tenure.recovery || matches!(right, Some(Right::Manages { recovery: true }));
                right = Some(Right::Manages { recovery });
            } else if right.is_none()
                && tenure.is_open
                && !tenure.ends.iter().any(|end| past.is_before(*end, at))
            {
                right = Some(Right::Lost);
            }
        }
        right
    }
}

impl Tenure {
    fn new(past: &Past, grant: &Effect, all: &[Effect], holds: &Holds) -> Option<Self> {
        let Does::Give {
            role: Role::Manage,
            recovery,
            ..
        } = grant.does
        else {
            return None;
        };
        if !grant.is_live {
            return None;
        }
        let from = grant.at;
        let ends: Vec<At> = all
            .iter()
            .filter(|end| end.is_live && end.at != from && !end.is_of_manage())
            .map(|end| end.at)
            .filter(|end| !past.is_before(*end, from))
            .collect();
        Some(Self {
            from,
            recovery,
            is_open: ends.iter().any(|end| !holds.is_settled(*end)),
            ends: past.earliest(&ends),
        })
    }
}

impl Decision {
    /// What it does under a right of its author. Who manages gives no `manage`, and no more recovery than he has.
    fn under(&self, right: Right) -> Option<Effect> {
        let mut effect = self.effect;
        let has_recovery = matches!(right, Right::Manages { recovery: true });
        if let Does::Give { role, recovery, .. } = &mut effect.does {
            if *role == Role::Manage {
                return None;
            }
            *recovery &= has_recovery;
        }
        effect.is_live &= matches!(right, Right::Manages { .. });
        Some(effect)
    }
}

impl Effect {
    fn is_of_manage(&self) -> bool {
        matches!(
            self.does,
            Does::Give {
                role: Role::Manage,
                ..
            }
        )
    }

    fn gives(&self) -> bool {
        matches!(self.does, Does::Give { .. })
    }

    fn gives_recovery(&self) -> bool {
        matches!(self.does, Does::Give { recovery: true, .. })
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

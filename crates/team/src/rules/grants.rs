//! What entries do to folders: who decides by himself, and who needs a right.

use std::collections::{BTreeMap, HashMap};

use super::{
    entry::{Op, Role},
    holds::Holds,
    judge::Verdicts,
    past::{At, Past},
    places::{Log, Places, Standing},
};
use crate::ids::{FolderId, MemberId};

/// The end of what has none.
pub(super) const EVER: u64 = u64::MAX;

/// What an entry does to a member's access to a folder.
#[derive(Debug, Clone, Copy)]
pub(super) struct Effect {
    pub at: At,
    pub does: Does,
    /// By an owner or the sheet, or by the making of the folder.
    pub is_owners: bool,
    /// Otherwise it is held: it takes, for sealing, and gives nothing.
    pub is_live: bool,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Does {
    Give {
        role: Role,
        recovery: bool,
        until: u64,
    },
    Take,
}

pub(super) type Effects = BTreeMap<(FolderId, MemberId), Vec<Effect>>;

/// A grant or revocation by a member, who may have the right or not.
pub(super) struct Decision {
    pub folder: FolderId,
    pub member: MemberId,
    pub author: MemberId,
    pub effect: Effect,
}

impl Effect {
    pub fn is_of_manage(&self) -> bool {
        matches!(
            self.does,
            Does::Give {
                role: Role::Manage,
                ..
            }
        )
    }

    pub fn gives(&self) -> bool {
        matches!(self.does, Does::Give { .. })
    }

    pub fn gives_recovery(&self) -> bool {
        matches!(self.does, Does::Give { recovery: true, .. })
    }
}

/// What owners and the sheet decided, and the makers of folders; and what others said, who may have the right or not.
pub(super) fn decided_by_owners(
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

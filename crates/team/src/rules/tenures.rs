//! R8a: who manages a folder without being an owner, and what he may decide there.

use std::collections::HashMap;

use super::{
    entry::Role,
    grants::{Decision, Does, Effect, Effects},
    holds::Holds,
    past::{At, Past},
};
use crate::ids::{FolderId, MemberId};

/// Who manages which folder by the decisions of owners, and from when to when.
pub(super) struct Tenures(HashMap<(FolderId, MemberId), Vec<Tenure>>);

struct Tenure {
    from: At,
    recovery: bool,
    /// The earliest of an owner's revocations and lesser grants that this one did not know of.
    first_ends: Vec<At>,
    /// Whether nobody has looked at one of all those.
    is_open: bool,
}

/// With what right a member decides on a folder.
#[derive(Debug, Clone, Copy)]
pub(super) enum Right {
    Manages {
        recovery: bool,
    },
    /// Lost it at the same time, and nobody has looked at that yet.
    Lost,
}

impl Tenures {
    pub fn new(past: &Past, effects: &Effects, holds: &Holds) -> Self {
        let tenures = effects.iter().filter_map(|(key, effects)| {
            let tenures: Vec<_> = effects
                .iter()
                .filter_map(|effect| Tenure::new(past, effect, effects, holds))
                .collect();
            (!tenures.is_empty()).then_some((*key, tenures))
        });
        Self(tenures.collect())
    }

    pub fn right(&self, past: &Past, decision: &Decision) -> Option<Right> {
        let rights = self.of(decision);
        let rights = rights.filter_map(|tenure| tenure.right(past, decision.effect.at));
        rights.reduce(Right::or)
    }

    /// The losses that a decision did not know of, where each of its author's tenures has one.
    pub fn ends_unseen<'a>(
        &'a self,
        past: &'a Past,
        decision: &'a Decision,
        of_author: &'a [Effect],
    ) -> impl Iterator<Item = At> + 'a {
        let lost = self
            .of(decision)
            .filter(|tenure| matches!(tenure.right(past, decision.effect.at), Some(Right::Lost)));
        lost.flat_map(|tenure| tenure.ends(past, of_author))
    }

    fn of(&self, decision: &Decision) -> impl Iterator<Item = &Tenure> {
        let tenures = self.0.get(&(decision.folder, decision.author));
        tenures.into_iter().flatten()
    }
}

impl Right {
    /// What a decision does under this right. Who manages gives no `manage`, and no more recovery than he has.
    pub fn under(self, decision: &Decision) -> Option<Effect> {
        let mut effect = decision.effect;
        let has_recovery = matches!(self, Self::Manages { recovery: true });
        if let Does::Give { role, recovery, .. } = &mut effect.does {
            if *role == Role::Manage {
                return None;
            }
            *recovery &= has_recovery;
        }
        effect.is_live &= matches!(self, Self::Manages { .. });
        Some(effect)
    }

    /// What two tenures give together.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Manages { recovery: a }, Self::Manages { recovery: b }) => {
                Self::Manages { recovery: a || b }
            }
            (Self::Lost, other) => other,
            (manages, Self::Lost) => manages,
        }
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
        let mut tenure = Self {
            from: grant.at,
            recovery,
            first_ends: Vec::new(),
            is_open: false,
        };
        let ends: Vec<At> = tenure.ends(past, all).collect();
        tenure.is_open = ends.iter().any(|end| !holds.is_settled(*end));
        tenure.first_ends = past.earliest(&ends);
        Some(tenure)
    }

    /// The right that this tenure gives to the author of entry `at`.
    fn right(&self, past: &Past, at: At) -> Option<Right> {
        if self.from != at && !past.is_before(self.from, at) {
            return None;
        }
        let mut ends = self.first_ends.iter();
        if ends.clone().all(|end| past.is_before(at, *end)) {
            return Some(Right::Manages {
                recovery: self.recovery,
            });
        }
        let knew_none = !ends.any(|end| past.is_before(*end, at));
        (self.is_open && knew_none).then_some(Right::Lost)
    }

    fn ends<'a>(&self, past: &'a Past, all: &'a [Effect]) -> impl Iterator<Item = At> + 'a {
        let from = self.from;
        all.iter()
            .filter(move |end| end.is_live && end.at != from && !end.is_of_manage())
            .map(|end| end.at)
            .filter(move |end| !past.is_before(*end, from))
    }
}

//! What the user should know about a vault, without it being an error.

use std::collections::BTreeMap;

use keyrack_vault::files::{Damage, Report};
use serde::Serialize;

/// Something about the vault that the user should know, without it being an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// Names the case; the words are found under it.
    pub code: &'static str,
    /// What the words need.
    pub args: BTreeMap<&'static str, String>,
}

pub(crate) fn notice<const N: usize>(
    code: &'static str,
    args: [(&'static str, String); N],
) -> Notice {
    Notice {
        code,
        args: args.into(),
    }
}

pub(crate) fn notices_of(report: &Report) -> Vec<Notice> {
    let mut notices: Vec<Notice> = report.damage.iter().map(damage_notice).collect();
    if let Some((_, saved_at)) = report.newer_kept {
        notices.push(notice("kept_is_newer", [("kept_at", saved_at.to_string())]));
    }
    if !report.merged.is_empty() {
        notices.push(notice(
            "copies_merged",
            [("count", report.merged.len().to_string())],
        ));
    }
    if !report.not_merged.is_empty() {
        notices.push(notice(
            "copies_not_merged",
            [("names", report.not_merged.join(", "))],
        ));
    }
    if report.from_the_future > 0 {
        notices.push(notice(
            "from_the_future",
            [("count", report.from_the_future.to_string())],
        ));
    }
    if report.quarantined > 0 {
        notices.push(notice(
            "quarantined",
            [("count", report.quarantined.to_string())],
        ));
    }
    notices
}

pub(crate) fn damage_notice(damage: &Damage) -> Notice {
    let code = match (damage.missing, damage.forged, damage.may_lack_changes) {
        (true, _, _) => "vault_missing",
        (false, true, _) => "vault_forged",
        (false, false, false) => "vault_repaired",
        (false, false, true) => "vault_damaged",
    };
    let (sequence, saved_at) = damage.filled_from.unwrap_or_default();
    notice(
        code,
        [
            ("lost", damage.chunks_lost.to_string()),
            ("read", damage.chunks_read.to_string()),
            ("sequence", sequence.to_string()),
            ("saved_at", saved_at.to_string()),
        ],
    )
}

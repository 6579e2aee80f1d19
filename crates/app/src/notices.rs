//! What the user should know about a vault, without it being an error.

use std::collections::BTreeMap;

use keyrack_vault::files::{Damage, Report};
use serde::Serialize;

use crate::named;

/// Something about the vault that the user should know, without it being an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// The case; its words are found under its name.
    pub code: NoticeCode,
    /// What the words need.
    pub args: BTreeMap<&'static str, String>,
}

named! {
    /// The cases of a notice.
    #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
    pub enum NoticeCode {
        /// A kept state is newer than the vault.
        KeptIsNewer = "kept_is_newer",
        /// Copies of the vault beside it were merged.
        CopiesMerged = "copies_merged",
        /// Copies of the vault beside it could not be.
        CopiesNotMerged = "copies_not_merged",
        /// Changes are dated in the future.
        FromTheFuture = "from_the_future",
        /// Records cannot be read and are kept aside.
        Quarantined = "quarantined",
        /// The vault's file was missing.
        VaultMissing = "vault_missing",
        /// The vault's file was not written with its keys.
        VaultForged = "vault_forged",
        /// The vault's file was damaged, and nothing is lost.
        VaultRepaired = "vault_repaired",
        /// The vault's file was damaged, and changes may be lost.
        VaultDamaged = "vault_damaged",
        /// The vault is older than this computer has seen it.
        OlderThanSeen = "older_than_seen",
        /// Somebody without the vault's keys has changed its ways in.
        WaysInAltered = "ways_in_altered",
        /// The ways in are others than this computer saw last.
        WaysInChanged = "ways_in_changed",
        /// The PIN of this computer opens nothing any more.
        PinOutdated = "pin_outdated",
        /// Accounts were left as they are, because this person only sees their folders.
        OnlySeen = "only_seen",
    }
}

pub(crate) fn notice<const N: usize>(
    code: NoticeCode,
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
        notices.push(notice(
            NoticeCode::KeptIsNewer,
            [("kept_at", saved_at.to_string())],
        ));
    }
    if !report.merged.is_empty() {
        notices.push(notice(
            NoticeCode::CopiesMerged,
            [("count", report.merged.len().to_string())],
        ));
    }
    if !report.not_merged.is_empty() {
        notices.push(notice(
            NoticeCode::CopiesNotMerged,
            [("names", report.not_merged.join(", "))],
        ));
    }
    if report.from_the_future > 0 {
        notices.push(notice(
            NoticeCode::FromTheFuture,
            [("count", report.from_the_future.to_string())],
        ));
    }
    if report.quarantined > 0 {
        notices.push(notice(
            NoticeCode::Quarantined,
            [("count", report.quarantined.to_string())],
        ));
    }
    notices
}

pub(crate) fn damage_notice(damage: &Damage) -> Notice {
    let code = match (damage.missing, damage.forged, damage.may_lack_changes) {
        (true, _, _) => NoticeCode::VaultMissing,
        (false, true, _) => NoticeCode::VaultForged,
        (false, false, false) => NoticeCode::VaultRepaired,
        (false, false, true) => NoticeCode::VaultDamaged,
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

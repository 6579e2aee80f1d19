//! The codes that scripts rely on.

use std::collections::HashSet;

use keyrack_exchange::{Loss, Notice, Reason, Unfit};

#[test]
fn every_code_is_unique_and_explained() {
    let page = include_str!("../../../../docs/cli/import-reasons.md");
    let codes = Reason::ALL
        .map(Reason::code)
        .into_iter()
        .chain(Notice::ALL.map(Notice::code))
        .chain(Unfit::ALL.map(Unfit::code));
    let mut seen = HashSet::new();
    for code in codes {
        assert!(seen.insert(code), "{code} is there twice");
        assert!(
            page.contains(&format!("| `{code}` |")),
            "{code} is not explained"
        );
    }
}

#[test]
fn every_loss_is_explained() {
    let page = include_str!("../../../../docs/cli/export-losses.md");
    for loss in Loss::ALL {
        assert!(
            page.contains(&format!("| `{}` |", loss.code())),
            "{} is not explained",
            loss.code()
        );
    }
}

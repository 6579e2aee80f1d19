//! What taking somebody out does, as people read it.

use keyrack_app::view::{LeaverKind, RemovalPlan, UndoneAct};

use crate::{
    text_output::TextOutput,
    words::{key, moment},
};

/// Writes what taking somebody out would do, or did.
pub fn plan(text: &mut TextOutput<'_>, plan: &RemovalPlan, is_done: bool) {
    let leaver = &plan.leaver;
    let said = match (leaver.kind, is_done) {
        (LeaverKind::Member, true) => "team-removed",
        (LeaverKind::Member, false) => "team-would-remove",
        (LeaverKind::Device, true) => "team-computer-removed",
        (LeaverKind::Device, false) => "team-would-remove-computer",
        (LeaverKind::Owner, true) => "team-demoted",
        (LeaverKind::Owner, false) => "team-would-demote",
    };
    let arguments = [
        ("member", leaver.name.as_str().into()),
        ("device", leaver.label.as_str().into()),
        ("folders", plan.folders.into()),
    ];
    text.say(said, &arguments);
    if plan.last_owner && !is_done {
        text.say("team-last-owner", &[]);
    }
    for device in &plan.missing {
        text.say("team-missing", &[("device", device.as_str().into())]);
    }
    if !plan.undoes.is_empty() {
        text.say("team-undoes", &[("count", plan.undoes.len().into())]);
        let words = text.words();
        let row = |act: &UndoneAct| {
            vec![
                moment(act.at.saturating_mul(1000)),
                words.word(&key("op", &act.what)),
                act.about.clone(),
                act.folder.clone(),
            ]
        };
        text.table(plan.undoes.iter().map(row));
    }
    if !plan.takes_back.is_empty() {
        let names: Vec<&str> = plan.takes_back.iter().map(|it| it.name.as_str()).collect();
        text.say("team-takes-back", &[("names", names.join(", ").into())]);
    }
    if plan.exposed > 0 {
        let arguments = [
            ("member", leaver.name.as_str().into()),
            ("count", plan.exposed.into()),
        ];
        text.say("team-exposed", &arguments);
    }
}

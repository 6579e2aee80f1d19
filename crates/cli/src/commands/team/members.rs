//! `team members`.

use clap::Args;
use keyrack_app::{
    Class, Result,
    view::{MemberDeviceView, MemberView},
};

use super::OfficeOption;
use crate::{
    context::Context,
    exit_status::ExitStatus,
    text_output::{TextOutput, short},
    words::{Words, moment},
};

/// List the members and their computers.
#[derive(Debug, Args)]
pub struct Members {
    #[command(flatten)]
    office: OfficeOption,
}

impl Members {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        context.with_vault(
            |session| session.members(self.office.name()),
            |members, text| list(text, members),
        )
    }
}

/// The words for a class.
pub const fn class_key(class: Class) -> &'static str {
    match class {
        Class::Sheet => "class-sheet",
        Class::Owner => "class-owner",
        Class::Manager => "class-manager",
        Class::Member => "class-member",
    }
}

fn list(text: &mut TextOutput<'_>, members: &[MemberView]) {
    let words = text.words();
    let row = |member: &MemberView| {
        vec![
            short(&member.id).to_owned(),
            member.name.clone(),
            member.email.clone(),
            words.word(class_key(member.class)),
            if member.you {
                words.word("team-you")
            } else {
                String::new()
            },
            notes(words, member),
        ]
    };
    text.table(members.iter().map(row));
    let devices = members.iter().flat_map(|member| {
        let devices = member.devices.iter();
        devices.map(|device| device_row(words, &member.name, device))
    });
    text.line("");
    text.table(devices);
}

fn notes(words: &Words, member: &MemberView) -> String {
    let notes = [
        (member.held, "team-held"),
        (!member.present_key, "team-no-key"),
    ];
    let said = notes.into_iter().filter(|(is_so, _)| *is_so);
    said.map(|(_, key)| words.word(key))
        .collect::<Vec<_>>()
        .join(", ")
}

fn device_row(words: &Words, member: &str, device: &MemberDeviceView) -> Vec<String> {
    let sign = device.last_sign.map_or_else(
        || words.word("team-no-sign"),
        |at| {
            words.text(
                "team-last-sign",
                &[("time", moment(at.saturating_mul(1000)).into())],
            )
        },
    );
    let notes = [
        (!device.is_in, "team-computer-out"),
        (device.forked, "team-forked"),
    ];
    let said = notes.into_iter().filter(|(is_so, _)| *is_so);
    vec![
        short(&device.id).to_owned(),
        member.to_owned(),
        device.label.clone(),
        sign,
        said.map(|(_, key)| words.word(key))
            .collect::<Vec<_>>()
            .join(", "),
    ]
}

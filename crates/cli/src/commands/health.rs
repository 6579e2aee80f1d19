//! `status`, `verify`, `doctor`.

use clap::Args;
use keyrack_app::{Check, Health, Result, VerifyView, view::StatusView};

use super::app;
use crate::{
    context::Context,
    exit_status::ExitStatus,
    output::shown,
    text_output::{TextOutput, short},
    words::{key, moment, values},
};

/// Show the state of the vault; shows more if it can be unlocked.
#[derive(Debug, Args)]
pub struct Status {}

/// Check that every record and every snapshot of the vault can be read.
#[derive(Debug, Args)]
pub struct Verify {}

/// Look for problems that might go unnoticed; finds more if the vault can be unlocked.
#[derive(Debug, Args)]
pub struct Doctor {}

impl Status {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        let session = context.open_if_given()?;
        let keyrack = context.keyrack();
        let mut view = keyrack.status(session.as_ref())?;
        view.app = keyrack.app();
        context.output.answer(&view, |text| {
            status(text, &view, &shown(keyrack.folder()));
        })?;
        Ok(ExitStatus::Done)
    }
}

impl Verify {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        let session = context.open()?;
        let view = session.verify()?;
        context.output.answer(&view, |text| verified(text, &view))?;
        Ok(if view.ok {
            ExitStatus::Done
        } else {
            ExitStatus::Failed
        })
    }
}

impl Doctor {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        let session = context.open_if_given()?;
        let mut checks = context.keyrack().doctor(session.as_ref())?;
        checks.push(reader(context));
        context.output.answer(&checks, |text| {
            checks.iter().for_each(|check| finding(text, check));
        })?;
        let failed = checks.iter().any(|check| check.state == Health::Fail);
        Ok(if failed {
            ExitStatus::Failed
        } else {
            ExitStatus::Done
        })
    }
}

/// How what reads files of strangers is kept from everything else.
fn reader(context: &Context<'_>) -> Check {
    let walls = context.reader().map(|reader| reader.walls());
    let (state, held) = match walls {
        Ok(Ok(walls)) if walls.calls => (Health::Ok, "held"),
        Ok(Ok(walls)) if walls.files => (Health::Warn, "in_part"),
        // Nobody can change that there.
        Ok(Ok(_)) if cfg!(not(target_os = "linux")) => (Health::Ok, "apart"),
        Ok(Ok(_)) => (Health::Warn, "apart"),
        _ => (Health::Fail, "absent"),
    };
    Check {
        check: "reader",
        state,
        args: [("held", held.to_owned())].into(),
    }
}

fn status(text: &mut TextOutput<'_>, view: &StatusView, path: &str) {
    let words = text.words();
    text.line(&format!("Keyrack {}", view.version));
    app::running(text, &view.app);
    let Some(vault) = &view.vault else {
        return text.say("status-no-vault", &[("path", path.into())]);
    };
    text.field("status-vault", &vault.path);
    text.field("field-id", vault.id.as_deref().unwrap_or_default());
    text.field(
        "status-sequence",
        &vault
            .sequence
            .map(|number| number.to_string())
            .unwrap_or_default(),
    );
    for way in &view.ways_in {
        let kdf = way.kdf.as_ref().map(|kdf| {
            format!(
                " (Argon2id, {} MiB, t={}, p={})",
                kdf.m / 1024,
                kdf.t,
                kdf.p
            )
        });
        let kind = words.word(&format!("way-{}", way.kind.as_str()));
        let line = format!("{kind}{} {}", kdf.unwrap_or_default(), short(&way.id));
        text.field("status-way-in", line.trim_end());
    }
    for kept in &vault.generations {
        let accounts = kept
            .accounts
            .map(|count| words.text("folder-accounts", &[("count", count.into())]));
        let broken = (kept.opens == Some(false)).then(|| words.word("status-broken"));
        let parts = [Some(moment(kept.saved_at)), accounts, broken];
        text.field(
            "status-kept",
            &parts.into_iter().flatten().collect::<Vec<_>>().join(", "),
        );
    }
    if let Some(count) = vault.quarantined.filter(|count| *count > 0) {
        text.say("status-quarantined", &[("count", count.into())]);
    }
    if vault.pending > 0 {
        text.say("status-pending", &[("count", vault.pending.into())]);
    }
    if let Some(seconds) = view.throttle.retry_after_s {
        text.say(
            "status-throttled",
            &[
                ("seconds", seconds.into()),
                ("tries", view.throttle.wrong.into()),
            ],
        );
    }
}

fn verified(text: &mut TextOutput<'_>, view: &VerifyView) {
    let counts = [
        ("accounts", view.accounts.into()),
        ("codes", view.codes.into()),
        ("folders", view.folders.into()),
    ];
    text.say("verify-read", &counts);
    text.say(
        "verify-kept",
        &[
            ("good", view.generations.into()),
            ("broken", view.generations_broken.into()),
        ],
    );
    if view.quarantined > 0 {
        text.say("status-quarantined", &[("count", view.quarantined.into())]);
    }
    text.say(if view.ok { "verify-good" } else { "verify-bad" }, &[]);
}

fn finding(text: &mut TextOutput<'_>, check: &Check) {
    let words = text.words();
    let state = words.word(match check.state {
        Health::Ok => "check-ok",
        Health::Warn => "check-warn",
        Health::Fail => "check-fail",
    });
    let found = words.text(&key("check", check.check), &values(check.args.iter()));
    text.line(&format!("{state}  {found}"));
}

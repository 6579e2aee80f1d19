//! `status`, `verify`, `doctor`.

use clap::Args;
use keyrack_app::{Check, Health, Result, VerifyView, view::StatusView};

use super::{app, shown};
use crate::{
    call::Call,
    ending::Ending,
    sheet::{Sheet, moment, short},
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
    pub fn run(self, call: &Call<'_>) -> Result<Ending> {
        let session = call.open_if_given()?;
        let keyrack = call.keyrack();
        let mut view = keyrack.status(session.as_ref())?;
        view.app = keyrack.app();
        call.output.answer(&view, |sheet| {
            status(sheet, &view, &shown(keyrack.folder()));
        })?;
        Ok(Ending::Done)
    }
}

impl Verify {
    pub fn run(self, call: &Call<'_>) -> Result<Ending> {
        let session = call.open()?;
        let view = session.verify()?;
        call.output.answer(&view, |sheet| verified(sheet, &view))?;
        Ok(if view.ok {
            Ending::Done
        } else {
            Ending::Failed
        })
    }
}

impl Doctor {
    pub fn run(self, call: &Call<'_>) -> Result<Ending> {
        let session = call.open_if_given()?;
        let mut checks = call.keyrack().doctor(session.as_ref())?;
        checks.push(reader(call));
        call.output.answer(&checks, |sheet| {
            checks.iter().for_each(|check| finding(sheet, check));
        })?;
        let failed = checks.iter().any(|check| check.state == Health::Fail);
        Ok(if failed { Ending::Failed } else { Ending::Done })
    }
}

/// How what reads files of strangers is kept from everything else.
fn reader(call: &Call<'_>) -> Check {
    let walls = call.reader().map(|reader| reader.walls());
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

fn status(sheet: &mut Sheet<'_>, view: &StatusView, path: &str) {
    sheet.line(&format!("Keyrack {}", view.version));
    app::running(sheet, &view.app);
    let Some(vault) = &view.vault else {
        return sheet.say("status-no-vault", &[("path", path.into())]);
    };
    sheet.field("status-vault", &vault.path);
    sheet.field("field-id", vault.id.as_deref().unwrap_or_default());
    sheet.field(
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
        let kind = sheet.word(&format!("way-{}", way.kind));
        let line = format!("{kind}{} {}", kdf.unwrap_or_default(), short(&way.id));
        sheet.field("status-way-in", line.trim_end());
    }
    for kept in &vault.generations {
        let accounts = kept
            .accounts
            .map(|count| sheet.words("folder-accounts", &[("count", count.into())]));
        let broken = (kept.opens == Some(false)).then(|| sheet.word("status-broken"));
        let parts = [Some(moment(kept.saved_at)), accounts, broken];
        sheet.field(
            "status-kept",
            &parts.into_iter().flatten().collect::<Vec<_>>().join(", "),
        );
    }
    if let Some(count) = vault.quarantined.filter(|count| *count > 0) {
        sheet.say("status-quarantined", &[("count", count.into())]);
    }
    if vault.pending > 0 {
        sheet.say("status-pending", &[("count", vault.pending.into())]);
    }
    if let Some(seconds) = view.throttle.retry_after_s {
        sheet.say(
            "status-throttled",
            &[
                ("seconds", seconds.into()),
                ("tries", view.throttle.wrong.into()),
            ],
        );
    }
}

fn verified(sheet: &mut Sheet<'_>, view: &VerifyView) {
    let counts = [
        ("accounts", view.accounts.into()),
        ("codes", view.codes.into()),
        ("folders", view.folders.into()),
    ];
    sheet.say("verify-read", &counts);
    sheet.say(
        "verify-kept",
        &[
            ("good", view.generations.into()),
            ("broken", view.generations_broken.into()),
        ],
    );
    if view.quarantined > 0 {
        sheet.say("status-quarantined", &[("count", view.quarantined.into())]);
    }
    sheet.say(if view.ok { "verify-good" } else { "verify-bad" }, &[]);
}

fn finding(sheet: &mut Sheet<'_>, check: &Check) {
    let state = sheet.word(match check.state {
        Health::Ok => "check-ok",
        Health::Warn => "check-warn",
        Health::Fail => "check-fail",
    });
    let arguments: Vec<_> = crate::words::values(check.args.iter());
    let words = sheet.words(&crate::words::key("check", check.check), &arguments);
    sheet.line(&format!("{state}  {words}"));
}

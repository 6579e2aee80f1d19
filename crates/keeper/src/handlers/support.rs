//! Help over a remote connection: while it runs, codes and secrets are not shown, and what is done is noted.

use std::collections::VecDeque;

use crate::controller::{Controller, Opened, bad_value, lock};
use crate::request::{Request, Typed};
use crate::views::{self, Code, Event, Failure, SupportStep};

/// For how long it may run, in minutes.
const LEAST: u16 = 5;
const LONGEST: u16 = 120;

/// How many steps are kept; the oldest go first, and are counted.
const MAX_STEPS: usize = 500;

/// How long after its end a new help goes on with the list, in milliseconds: whoever ends the help and begins it again
/// does not get rid of what was done before.
const ONE_HELP: u64 = 12 * 60 * 60 * 1000;

/// Whether somebody helps, and what was done meanwhile, its begins and ends among it. It outlasts a lock, so it holds ids
/// instead of names.
#[derive(Default)]
pub(crate) struct Support {
    until: Option<Until>,
    /// When it ended last, on the clock that starts with the computer, in milliseconds.
    ended: Option<u64>,
    steps: VecDeque<Step>,
    /// How many steps there were before these.
    left_out: usize,
}

#[derive(Clone, Copy)]
struct Until {
    /// On the clock that starts with the computer, in milliseconds.
    boot: u64,
    /// For people, in milliseconds since 1970.
    wall: u64,
}

/// Something that a request did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    at: u64,
    what: &'static str,
    about: About,
}

/// Whom a step concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
enum About {
    Nobody,
    Account(String),
    Folder(String),
}

impl Controller {
    pub(crate) fn start_support(&self, minutes: u16) -> Result<views::Support, Failure> {
        if !(LEAST..=LONGEST).contains(&minutes) {
            return Err(bad_value("minutes"));
        }
        let (clock, length) = (&self.computer.clock, u64::from(minutes) * 60 * 1000);
        let until = Until {
            boot: clock.boot().elapsed.saturating_add(length),
            wall: clock.now().saturating_add(length),
        };
        {
            let mut support = lock(&self.support);
            let goes_on = support
                .ended
                .is_some_and(|ended| clock.boot().elapsed.saturating_sub(ended) < ONE_HELP);
            if support.until.is_none() && !goes_on {
                *support = Support::default();
            }
            support.until = Some(until);
            support.push(Step::of_nobody("begin_support", clock.now()));
        }
        self.close_paper();
        self.support_changed();
        Ok(self.support_view())
    }

    pub(crate) fn end_support(&self) -> views::Support {
        self.stop_support("end_support");
        self.support_view()
    }

    /// Ends it, and notes how.
    fn stop_support(&self, how: &'static str) {
        let clock = &self.computer.clock;
        {
            let mut support = lock(&self.support);
            if support.until.take().is_none() {
                return;
            }
            support.ended = Some(clock.boot().elapsed);
            support.push(Step::of_nobody(how, clock.now()));
        }
        self.support_changed();
    }

    pub(crate) fn support_view(&self) -> views::Support {
        let (until, steps, left_out) = {
            let support = lock(&self.support);
            (support.until, support.steps.clone(), support.left_out)
        };
        // Whom it concerned is for those to know who can open the vault.
        let done = self.with(|opened| Ok(steps.iter().map(|step| opened.tell(step)).collect()));
        views::Support {
            until: until.map(|until| until.wall),
            done: done.unwrap_or_default(),
            left_out,
        }
    }

    /// Whether somebody helps now.
    pub(crate) fn is_supported(&self) -> bool {
        lock(&self.support).until.is_some()
    }

    /// Ends the help when its time is over.
    pub(crate) fn watch_support(&self) {
        let now = self.computer.clock.boot().elapsed;
        if lock(&self.support)
            .until
            .is_some_and(|until| until.boot <= now)
        {
            self.stop_support("support_over");
        }
    }

    /// Refuses what would show a secret to the helper.
    pub(crate) fn allow(&self, request: &Request) -> Result<(), Failure> {
        let shows = match request {
            Request::Reveal { .. }
            | Request::ShowQr { .. }
            | Request::MakeKit { .. }
            | Request::ShowKit { .. }
            | Request::Drill { .. }
            | Request::CodesAround { .. } => true,
            Request::Export {
                format,
                file_password,
                ..
            } => !is_sealed(format, file_password.as_ref()),
            _ => false,
        };
        if shows && self.is_supported() {
            return Err(Failure::new("support_mode"));
        }
        Ok(())
    }

    /// Notes what was done, if somebody helps.
    pub(crate) fn note(&self, step: Option<(&'static str, Option<String>)>) {
        let Some((what, about)) = step else { return };
        let mut support = lock(&self.support);
        if support.until.is_none() {
            return;
        }
        let about = match about {
            None => About::Nobody,
            Some(folder) if what.ends_with("_folder") => About::Folder(folder),
            Some(account) => About::Account(account),
        };
        let at = self.computer.clock.now();
        support.push(Step { at, what, about });
    }

    fn support_changed(&self) {
        // Who comes in later finds it so.
        _ = self.with(|opened| {
            opened.masked = self.is_supported();
            Ok(())
        });
        self.protect_screen();
        self.shell.tell(&Event::SupportChanged);
        self.shell.tell(&Event::Changed);
    }
}

impl Support {
    fn push(&mut self, step: Step) {
        if self.steps.len() == MAX_STEPS {
            self.steps.pop_front();
            self.left_out += 1;
        }
        self.steps.push_back(step);
    }
}

impl Step {
    const fn of_nobody(what: &'static str, at: u64) -> Self {
        let about = About::Nobody;
        Self { at, what, about }
    }
}

/// Whether a file of the format that is written with the password shows nothing to whoever gets it.
fn is_sealed(format: &str, password: Option<&Typed>) -> bool {
    let format = keyrack_app::formats().find(|it| it.id == format);
    format.is_some_and(|format| format.sealing != keyrack_app::Sealing::Never)
        && password.is_some_and(|password| !password.0.is_empty())
}

/// What a request does, for the list of what was done, and to which account or folder. What only looks is not noted.
pub(crate) fn step_of(request: &Request) -> Option<(&'static str, Option<String>)> {
    let one = |id: &String| Some(id.clone());
    let only = |ids: &[String]| match ids {
        [id] => Some(id.clone()),
        _ => None,
    };
    Some(match request {
        Request::ChangeSettings { .. } => ("change_settings", None),
        Request::ChooseBackupFolder => ("choose_backup_folder", None),
        Request::Unlock { .. } | Request::UnlockWithKey { .. } | Request::UnlockWithPin { .. } => {
            ("unlock", None)
        }
        Request::SetPin { .. } => ("set_pin", None),
        Request::RemovePin => ("remove_pin", None),
        Request::Lock => ("lock", None),
        Request::ChangePassword { .. } => ("change_password", None),
        Request::CopyField { account, .. } => ("copy_field", one(account)),
        Request::OpenPage { account } => ("open_page", one(account)),
        Request::Add { .. } => ("add", None),
        Request::AddMany { .. } => ("add_many", None),
        Request::UndoAdd { .. } => ("undo_add", None),
        Request::AddFactor { account, .. } => ("add_factor", one(account)),
        Request::ReplaceSecret { account, .. } => ("replace_secret", one(account)),
        Request::Confirm { account, .. } => ("confirm", one(account)),
        Request::Edit { account, .. } => ("edit", one(account)),
        Request::Move { accounts, .. } => ("move", only(accounts)),
        Request::Tag { accounts, .. } => ("tag", only(accounts)),
        Request::Remove { accounts } => ("remove", only(accounts)),
        Request::Restore { accounts } => ("restore", only(accounts)),
        Request::EmptyTrash => ("empty_trash", None),
        Request::EditFactor { account, .. } => ("edit_factor", one(account)),
        Request::RemoveFactor { account, .. } => ("remove_factor", one(account)),
        Request::RestoreFactor { account, .. } => ("restore_factor", one(account)),
        Request::AddRecovery { account, .. } => ("add_recovery", one(account)),
        Request::UseRecovery { account, .. } => ("use_recovery", one(account)),
        Request::RemoveRecovery { account, .. } => ("remove_recovery", one(account)),
        Request::RestoreRecovery { account, .. } => ("restore_recovery", one(account)),
        Request::AddFolder { .. } => ("add_folder", None),
        Request::EditFolder { folder, .. } => ("edit_folder", one(folder)),
        Request::RemoveFolder { folder } => ("remove_folder", one(folder)),
        Request::TakeImport { .. } => ("take_import", None),
        Request::UndoImport => ("undo_import", None),
        Request::SaveImportReport => ("save_import_report", None),
        Request::Export { .. } => ("export", None),
        Request::BackUp => ("back_up", None),
        Request::TakeRestore { .. } => ("take_restore", None),
        Request::UndoRestore => ("undo_restore", None),
        _ => return None,
    })
}

impl Opened {
    /// The step in names, as far as what it concerned is still there.
    fn tell(&mut self, step: &Step) -> SupportStep {
        let about = match &step.about {
            About::Nobody => None,
            About::Account(id) => self.session.details(id).ok().map(|details| {
                let account = details.account;
                let service = [account.service, account.issuer];
                let names = [
                    details.folder.name,
                    service
                        .into_iter()
                        .find(|it| !it.is_empty())
                        .unwrap_or_default(),
                    account.label,
                ];
                let names = names.into_iter().filter(|name| !name.is_empty());
                names.collect::<Vec<_>>().join(" · ")
            }),
            About::Folder(id) => self.session.folder(id).ok().map(|folder| folder.name),
        };
        SupportStep {
            at: step.at,
            what: step.what.to_owned(),
            about: about.unwrap_or_default(),
        }
    }
}

impl Code {
    /// Without what a helper must not see.
    pub(crate) fn mask(&mut self) {
        (self.code, self.next, self.masked) = (None, None, true);
    }
}

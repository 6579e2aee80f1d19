//! The emergency kit: the recovery key on paper, and the proof that the paper is at hand.

use keyrack_app::RecoveryKey;
use keyrack_words::Language;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::paper::words_in;
use crate::controller::Controller;
use crate::controller::at_hand::AskedGroups;
use crate::controller::opened::{Opened, WaitingKit};
use crate::controller::paper::Paper;
use crate::request::{Reply, RequestGroup, json};
use crate::typed::Typed;
use crate::views::{Failure, Kit, State, WindowErrorCode};

/// Groups of a key.
const GROUPS: u8 = 15;

/// What a window asks about the emergency kit.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum KitRequest {
    /// Makes a new recovery key, which counts once its kit is confirmed, and shows the kit in its own window:
    /// [`Kit`](crate::views::Kit).
    MakeKit {
        /// The present password.
        #[cfg_attr(test, ts(type = "string"))]
        password: Typed,
        /// The tag of the language of the paper; none for that of the windows.
        language: Option<String>,
    },
    /// Shows the kit that waits, again: [`Kit`](crate::views::Kit).
    ShowKit {
        /// The tag of the language of the paper; none for that of the windows.
        language: Option<String>,
    },
    /// Proves that the kit is at hand, by the groups that [`Kit`](crate::views::Kit) asks for. Answers as `state`.
    ConfirmKit {
        /// The groups, in the order asked.
        #[cfg_attr(test, ts(type = "Array<string>"))]
        groups: Vec<Typed>,
    },
    /// Puts the kit off. Answers as `state`.
    PutOffKit,
}

impl RequestGroup for KitRequest {
    fn carry_out(self, controller: &Controller) -> Result<Reply, Failure> {
        match self {
            Self::MakeKit { password, language } => {
                json(&controller.make_kit(password.0, language)?)
            }
            Self::ShowKit { language } => json(&controller.show_kit(language)?),
            Self::ConfirmKit { groups } => json(&controller.confirm_kit(&groups)?),
            Self::PutOffKit => json(&controller.put_off_kit()?),
        }
    }

    fn shows_secret(&self) -> bool {
        matches!(self, Self::MakeKit { .. } | Self::ShowKit { .. })
    }
}

impl Controller {
    /// The old kit opens the vault until the new one is confirmed.
    pub(crate) fn make_kit(
        &self,
        password: Zeroizing<String>,
        language: Option<String>,
    ) -> Result<Kit, Failure> {
        let proof = self.prove(&password)?;
        let kit = WaitingKit::new(RecoveryKey::make(), Some(password))?;
        self.with(|opened| {
            opened.session.accept(&proof)?;
            opened.kit = Some(kit);
            Ok(())
        })?;
        self.show_kit(language)
    }

    /// In the language of the windows, unless another is chosen: the paper may be for somebody else.
    pub(crate) fn show_kit(&self, language: Option<String>) -> Result<Kit, Failure> {
        let words = match language {
            Some(tag) => words_in(Language::of_tag(&tag)),
            None => self.words(),
        };
        let date = self.computer.clock.today();
        let folder = self.keyrack.folder();
        let (kit, paper) = self.with(|opened| {
            let kit = opened.kit.as_ref().ok_or_else(no_kit)?;
            Ok((kit.view(), Paper::kit(&words, &kit.key, date, folder)))
        })?;
        self.put_on_paper(paper)?;
        Ok(kit)
    }

    pub(crate) fn confirm_kit(&self, groups: &[Typed]) -> Result<State, Failure> {
        let state = self.change(|opened| {
            let mut kit = opened.kit.take().ok_or_else(no_kit)?;
            let confirmed = opened.confirm(&mut kit, groups);
            if confirmed.is_err() {
                opened.kit = Some(kit);
            }
            confirmed?;
            Ok(opened.state())
        })?;
        self.close_paper();
        Ok(state)
    }

    /// A key that does not count yet is gone then; that of a new vault opens it all the same, if the paper was kept.
    pub(crate) fn put_off_kit(&self) -> Result<State, Failure> {
        let state = self.with(|opened| {
            opened.kit = None;
            Ok(opened.state())
        })?;
        self.close_paper();
        Ok(state)
    }
}

impl Opened {
    fn confirm(&mut self, kit: &mut WaitingKit, groups: &[Typed]) -> Result<(), Failure> {
        kit.check(groups)?;
        if let Some(password) = &kit.password {
            self.session.change_recovery_key(password, None, &kit.key)?;
        }
        // Where this cannot be remembered, the window reminds once more.
        _ = self.session.set_kit_unproved(false);
        Ok(())
    }
}

impl WaitingKit {
    pub(crate) fn new(
        key: RecoveryKey,
        password: Option<Zeroizing<String>>,
    ) -> Result<Self, Failure> {
        Ok(Self {
            key,
            password,
            asked: AskedGroups::of(GROUPS)?,
        })
    }

    pub(crate) fn view(&self) -> Kit {
        Kit {
            ask: self.asked.numbers(),
        }
    }

    fn check(&mut self, typed: &[Typed]) -> Result<(), Failure> {
        let groups = self.key.groups();
        self.asked
            .check(&groups, typed, WindowErrorCode::KitDiffers)
    }
}

fn no_kit() -> Failure {
    Failure::new(WindowErrorCode::KitGone)
}

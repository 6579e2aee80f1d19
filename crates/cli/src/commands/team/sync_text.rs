//! What a sync did, as people read it, and how a command ends by it.

use keyrack_app::{
    AlarmCode, Result, Session,
    view::{AlarmView, SyncView},
};
use serde::Serialize;

use crate::{
    context::Context,
    exit_status::ExitStatus,
    text_output::TextOutput,
    words::{Words, key},
};

/// A change of an office, as it is printed: what was changed, and what the sync did.
#[derive(Serialize)]
pub struct Changed<T> {
    #[serde(flatten)]
    pub what: T,
    pub sync: SyncView,
}

/// Nothing but the sync tells of it.
#[derive(Serialize)]
pub struct Nothing {}

impl<T> From<(T, SyncView)> for Changed<T> {
    fn from((what, sync): (T, SyncView)) -> Self {
        Self { what, sync }
    }
}

impl From<SyncView> for Changed<Nothing> {
    fn from(sync: SyncView) -> Self {
        (Nothing {}, sync).into()
    }
}

/// Opens the vault, changes an office, and prints what was done and what is left to do.
///
/// # Errors
/// As [`Context::with_vault`].
pub fn change<T: Serialize>(
    context: &Context<'_>,
    work: impl FnOnce(&mut Session) -> Result<Changed<T>>,
    human: impl FnOnce(&T, &mut TextOutput<'_>),
) -> Result<ExitStatus> {
    let mut ending = ExitStatus::Done;
    context.with_vault(
        |session| {
            let changed = work(session)?;
            ending = status(&changed.sync);
            Ok(changed)
        },
        |changed, text| {
            human(&changed.what, text);
            write(text, &changed.sync);
        },
    )?;
    Ok(ending)
}

/// How a command ends after which a sync did this.
pub fn status(sync: &SyncView) -> ExitStatus {
    let closed = |alarm: &AlarmView| {
        matches!(
            alarm.code,
            AlarmCode::StoreReadOnly | AlarmCode::StoreFull | AlarmCode::OfficeGone
        )
    };
    if sync.outbox > 0 || sync.alarms.iter().any(closed) {
        ExitStatus::Unsent
    } else {
        ExitStatus::Done
    }
}

/// Writes what a person should know after a sync.
pub fn write(text: &mut TextOutput<'_>, sync: &SyncView) {
    unsent(text, sync.outbox);
    alarms(text, &sync.alarms);
}

/// Says how much waits for the store.
pub fn unsent(text: &mut TextOutput<'_>, outbox: usize) {
    if outbox > 0 {
        text.say("team-unsent", &[("count", outbox.into())]);
    }
}

/// Writes each alarm as a sentence.
pub fn alarms(text: &mut TextOutput<'_>, alarms: &[AlarmView]) {
    for alarm in alarms {
        let sentence = sentence(text.words(), alarm);
        text.line(&sentence);
    }
}

fn sentence(words: &Words, alarm: &AlarmView) -> String {
    let named = |name: &Option<String>, else_key: &str| {
        let name = name.as_deref().filter(|name| !name.is_empty());
        name.map_or_else(|| words.word(else_key), str::to_owned)
    };
    let arguments = [
        ("device", named(&alarm.device, "some-computer").into()),
        ("member", named(&alarm.member, "some-member").into()),
        ("folder", named(&alarm.folder, "some-folder").into()),
        ("count", alarm.count.into()),
    ];
    words.text(&key("alarm", alarm.code.as_str()), &arguments)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    fn alarm(code: AlarmCode) -> AlarmView {
        AlarmView {
            code,
            device: None,
            member: Some(String::new()),
            folder: None,
            count: 2,
            action: None,
            device_id: None,
            member_id: None,
            folder_id: None,
        }
    }

    #[test]
    fn every_alarm_is_a_sentence_whatever_it_names() {
        for language in Language::ALL {
            let words = Words::of(language);
            for code in AlarmCode::ALL {
                let named = AlarmView {
                    device: Some("laptop".to_owned()),
                    member: Some("Anna".to_owned()),
                    folder: Some("Szabó Bt.".to_owned()),
                    ..alarm(*code)
                };
                for alarm in [alarm(*code), named] {
                    let text = sentence(&words, &alarm);
                    assert!(
                        text.ends_with('.') && !text.contains("alarm-") && !text.contains('$'),
                        "{code:?}: {text}"
                    );
                }
            }
        }
    }

    #[test]
    fn what_waits_or_what_the_store_does_not_take_is_another_ending() {
        let mut sync = SyncView::default();
        assert_eq!(status(&sync), ExitStatus::Done);
        sync.alarms = vec![alarm(AlarmCode::Silence), alarm(AlarmCode::StoreOlder)];
        assert_eq!(status(&sync), ExitStatus::Done);
        sync.alarms.push(alarm(AlarmCode::StoreFull));
        assert_eq!(status(&sync), ExitStatus::Unsent);
        sync.alarms.clear();
        sync.outbox = 1;
        assert_eq!(status(&sync), ExitStatus::Unsent);
    }
}

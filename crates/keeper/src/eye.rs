//! The eye: a process of its own that looks at screens, and the readers of pictures and files. Whatever is wrong with a
//! picture, or whatever a picture does to the code that decodes it, happens where no key is.
//!
//! The keeper starts one for each look, and ends it: when it has answered, when the person cancels, when the vault is
//! locked, when it takes too long. It gets what it is to look at over its standard input, and nothing else; the texts of
//! codes come back over its standard output. What comes back is bounded, and what is no answer is a failure.
//!
//! Files go to a [`Reader`], which walls itself in. What looks at the screens and at the clipboard cannot: it has to
//! reach the desktop over sockets, and on Wayland a file of the portal. It is bounded, and has no keys.

mod child;

use std::ffi::OsString;
use std::io;
use std::iter;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use keyrack_app::{Import, Incoming};
use keyrack_reader::{
    Apart, Far, Fault, MAX_TEXTS, Reader, Sum, Terms, Unseen, json, kinds, text, wire::Frame,
};
use serde::{Deserialize, Serialize};

use crate::desk::{Blind, Contents, Eye, Look, Seen, Subject};
use crate::views::ScanWays;

#[cfg(test)]
#[cfg(target_os = "linux")]
pub use child::picture_on_clipboard;

pub use child::look_as_told;

/// Makes the program an eye, as its only argument.
pub const AS_EYE: &str = "--eye";

/// The most memory that an eye may have, in bytes.
const MEMORY: u64 = 1 << 30;

/// The most of the processor's time that it may take, in seconds.
const SECONDS: u64 = 1_800;

/// Starts an eye or a reader for each look.
pub struct Sight {
    eye: Apart,
    reader: Reader,
}

/// What an eye is told: a [`Task`] as JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ToEye {
    Look = 1,
}

/// What an eye tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FromEye {
    /// How far it is, from 0 to 1000, as JSON.
    Progress = 1,
    /// The text of a code.
    Text = 2,
    /// It has seen all: a [`Sum`] as JSON. The last frame, as those that follow.
    Seen = 3,
    /// Why it sees nothing: the name of a [`Blind`].
    Blind = 4,
    /// The person has cancelled.
    Cancelled = 5,
    /// Which ways to the screens there are: [`Reasons`] as JSON.
    Ways = 6,
}

/// What an eye is to do.
#[derive(Serialize, Deserialize)]
#[serde(tag = "look", rename_all = "snake_case")]
enum Task {
    /// Find out which ways to the screens there are.
    Ways,
    /// Look at the picture on the clipboard.
    Clipboard,
    /// Look at all screens.
    Screens,
    /// Look at the rectangle that the person drags.
    Area { hint: String, dark: bool },
}

/// Why a way to the screens is not there, none if it is; and whether the system asks the person.
#[derive(Serialize, Deserialize)]
struct Reasons {
    screens: Option<String>,
    area: Option<String>,
    asks: bool,
}

/// What an eye has said in the end.
enum Said {
    Seen(Seen),
    Cancelled,
    Ways(Reasons),
}

impl Sight {
    /// Eyes and readers that are this program.
    ///
    /// # Errors
    /// When the system does not say which it is.
    pub fn here() -> io::Result<Self> {
        Ok(Self::from(Apart::here()?))
    }

    /// Eyes and readers that are `program`, started with these arguments before the one that says which.
    pub fn of(program: impl Into<OsString>, arguments: &[&str]) -> Self {
        Self::from(Apart::of(program, arguments))
    }

    /// Starts an eye, lets it look, and ends it.
    fn send(&self, task: &Task, look: &Look) -> Result<Option<Said>, Blind> {
        let terms = Terms {
            role: AS_EYE,
            inherits: true,
            memory: MEMORY,
            patience: task.patience(),
            look,
        };
        let task = serde_json::to_vec(task).unwrap_or_default();
        let question = iter::once(Frame::new(ToEye::Look, 0, task));
        let (mut texts, mut far) = (Vec::new(), Far::default());
        let said = self.eye.ask(&terms, question, |frame| {
            let said = frame.payload.as_slice();
            Ok(ControlFlow::Break(match frame.kind {
                FromEye::Progress => {
                    far.hear(said, look)?;
                    return Ok(ControlFlow::Continue(()));
                }
                FromEye::Text if texts.len() < MAX_TEXTS => {
                    texts.push(text(said)?);
                    return Ok(ControlFlow::Continue(()));
                }
                FromEye::Text => return Err(Fault::Ended),
                FromEye::Seen => {
                    let Sum { doubtful, pictures } = json(said)?;
                    Ok(Said::Seen(Seen {
                        texts: std::mem::take(&mut texts),
                        doubtful,
                        pictures,
                    }))
                }
                FromEye::Blind => Err(blind(said)),
                FromEye::Cancelled => Ok(Said::Cancelled),
                FromEye::Ways => Ok(Said::Ways(json(said)?)),
            }))
        });
        said.map_err(|_| Blind::Failed)?.transpose()
    }

    fn read_picture(&self, picture: &[u8], look: &Look) -> Result<Option<Seen>, Blind> {
        let seen = self.reader.picture(picture, look);
        let seen = seen.map_err(|unseen| match unseen {
            Unseen::Picture(error) => Blind::Picture(error),
            Unseen::Fault(_) => Blind::Failed,
        })?;
        Ok(seen.map(|mut seen| {
            // A PDF may show a code on several pages.
            let mut texts: Vec<_> = Vec::with_capacity(seen.texts.len());
            for text in seen.texts.drain(..) {
                if !texts.contains(&text) {
                    texts.push(text);
                }
            }
            Seen { texts, ..seen }
        }))
    }
}

impl From<Apart> for Sight {
    fn from(apart: Apart) -> Self {
        Self {
            reader: Reader::from(apart.clone()),
            eye: apart,
        }
    }
}

impl Eye for Sight {
    fn ways(&self) -> Result<ScanWays, Blind> {
        let look = Look::new(|_| {});
        match self.send(&Task::Ways, &look)? {
            Some(Said::Ways(Reasons {
                screens,
                area,
                asks,
            })) => Ok(ScanWays {
                screens: screens.map(reason).transpose()?,
                area: area.map(reason).transpose()?,
                asks,
            }),
            _ => Err(Blind::Failed),
        }
    }

    fn look(&self, subject: &Subject, look: &Look) -> Result<Option<Seen>, Blind> {
        let task = match subject {
            Subject::Clipboard => Task::Clipboard,
            Subject::Screens => Task::Screens,
            Subject::Area { hint, dark } => Task::Area {
                hint: hint.clone(),
                dark: *dark,
            },
            Subject::File(bytes) => return self.read_picture(bytes, look),
        };
        match self.send(&task, look)? {
            None | Some(Said::Cancelled) => Ok(None),
            Some(Said::Seen(seen)) => Ok(Some(seen)),
            Some(Said::Ways(_)) => Err(Blind::Failed),
        }
    }

    fn read(
        &self,
        files: &Contents,
        import: &Import,
        look: &Arc<Look>,
    ) -> keyrack_app::Result<Incoming> {
        self.reader.files(files, import, look)
    }
}

impl Task {
    /// How long an eye may take for it. A person may have to be asked, and drags a rectangle when they like.
    const fn patience(&self) -> Duration {
        Duration::from_secs(match self {
            Self::Ways => 15,
            Self::Clipboard => 60,
            Self::Screens | Self::Area { .. } => 600,
        })
    }
}

/// A code by which words are found, and nothing else.
fn reason(code: String) -> Result<String, Blind> {
    let is_code = (1..=40).contains(&code.len())
        && code.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'_'));
    is_code.then_some(code).ok_or(Blind::Failed)
}

fn blind(name: &[u8]) -> Blind {
    let known = Blind::ALL.into_iter();
    let mut named = known.filter(|blind| blind.as_str().as_bytes() == name);
    named.next().unwrap_or(Blind::Failed)
}

kinds!(ToEye { Look });
kinds!(FromEye {
    Progress,
    Text,
    Seen,
    Blind,
    Cancelled,
    Ways,
});

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use std::sync::mpsc::channel;
    use std::thread;

    use keyrack_reader::{MAX_FRAMES, MAX_TEXT};
    use keyrack_system::has_members;

    use super::*;

    /// What comes of a look whose eye is a shell that does this.
    fn look(script: &str) -> Result<Option<Seen>, Blind> {
        look_with(script, &Look::new(|_| {}))
    }

    fn look_with(script: &str, look: &Look) -> Result<Option<Seen>, Blind> {
        Sight::of("sh", &["-c", script]).look(&Subject::Screens, look)
    }

    /// A command that says a frame.
    fn say(kind: FromEye, what: &str) -> String {
        let mut bytes = Vec::new();
        Frame::new(kind, 0, what).write(&mut bytes).unwrap();
        let bytes = bytes.iter().map(|byte| format!("\\{byte:03o}"));
        format!("printf '{}';", bytes.collect::<String>())
    }

    /// A command that says a text of so many bytes. As an argument of a command it would be too long.
    fn long_text(length: usize) -> String {
        let head = say(FromEye::Text, "");
        let size: String = u32::try_from(length)
            .unwrap()
            .to_le_bytes()
            .map(|byte| format!("\\{byte:03o}"))
            .concat();
        let head = head.replacen(r"\000\000\000\000", &size, 1);
        format!("{head} head -c {length} /dev/zero | tr '\\0' x;")
    }

    /// A command that does `what` so many times.
    fn times(count: usize, what: &str) -> String {
        format!("i=0; while [ $i -lt {count} ]; do {what} i=$((i+1)); done;")
    }

    fn sum() -> String {
        say(FromEye::Seen, r#"{"doubtful":1,"pictures":2}"#)
    }

    #[test]
    fn what_an_eye_says_is_heard_and_how_far_it_is_is_passed_on() {
        let (tell, told) = channel();
        let watched = Look::new(move |done| tell.send(done).unwrap());
        let far = |done| say(FromEye::Progress, done);
        let script = [
            far("250"),
            far("100"),
            far("4000"),
            say(FromEye::Text, "otpauth://a"),
            say(FromEye::Text, "b"),
            sum(),
        ];
        let seen = look_with(&script.concat(), &watched).unwrap().unwrap();
        let texts: Vec<&str> = seen.texts.iter().map(|text| text.as_str()).collect();
        assert_eq!(
            (texts, seen.doubtful, seen.pictures),
            (vec!["otpauth://a", "b"], 1, 2)
        );
        assert_eq!(told.try_iter().collect::<Vec<_>>(), [250, 1000]);
    }

    #[test]
    fn each_reason_to_see_nothing_is_heard() {
        for blind in Blind::ALL {
            assert_eq!(
                look(&say(FromEye::Blind, blind.as_str())).err(),
                Some(blind)
            );
        }
        assert!(look(&say(FromEye::Cancelled, "")).unwrap().is_none());
    }

    #[test]
    fn as_much_as_an_eye_may_say_is_heard() {
        let text = say(FromEye::Text, "a");
        for (script, texts) in [
            (long_text(MAX_TEXT), 1),
            (times(MAX_TEXTS, &text), MAX_TEXTS),
            (times(MAX_FRAMES - 1, &say(FromEye::Progress, "7")), 0),
        ] {
            let seen = look(&(script + &sum())).unwrap().unwrap();
            assert_eq!(seen.texts.len(), texts);
        }
    }

    #[test]
    fn what_is_no_answer_is_a_failure() {
        let text = say(FromEye::Text, "a");
        for script in [
            String::new(),
            "exit 3".to_owned(),
            "kill -9 $$".to_owned(),
            text.clone(),
            "printf 'no frame at all, but longer than the head of one'".to_owned(),
            // More than a frame may hold.
            "printf '\\377\\377\\377\\177\\002\\000\\000\\000\\000'; cat /dev/zero".to_owned(),
            "cat /dev/zero".to_owned(),
            say(FromEye::Blind, "no such reason"),
            say(FromEye::Blind, ""),
            say(FromEye::Progress, "-1") + &sum(),
            say(FromEye::Seen, "{}"),
            say(FromEye::Ways, r#"{"screens":null,"area":null}"#),
            "printf '\\001\\000\\000\\000\\002\\000\\000\\000\\000\\377';".to_owned() + &sum(),
            long_text(MAX_TEXT + 1) + &sum(),
            times(MAX_TEXTS + 1, &text) + &sum(),
            times(MAX_FRAMES, &say(FromEye::Progress, "7")) + &sum(),
            format!("while :; do {text} done"),
            format!("while :; do {} done", say(FromEye::Progress, "7")),
        ] {
            assert_eq!(look(&script).err(), Some(Blind::Failed), "{script:.60}");
        }
        assert_eq!(
            Sight::of("/no/such/program", &[])
                .look(&Subject::Screens, &Look::new(|_| {}))
                .err(),
            Some(Blind::Failed)
        );
    }

    #[test]
    fn a_reason_is_a_code_and_nothing_else() {
        let ways = |said: &str| Sight::of("sh", &["-c", &say(FromEye::Ways, said)]).ways();
        let known = ways(r#"{"screens":null,"area":"no_portal","asks":true}"#).unwrap();
        assert_eq!(
            (known.screens, known.area.as_deref(), known.asks),
            (None, Some("no_portal"), true)
        );
        for area in ["", "No portal", "<b>", &"x".repeat(41)] {
            let said = format!(r#"{{"screens":null,"area":"{area}","asks":true}}"#);
            assert_eq!(ways(&said), Err(Blind::Failed), "{area}");
        }
    }

    #[test]
    fn a_look_that_is_ended_leaves_no_process() {
        let watched = Arc::new(Look::new(|_| {}));
        let folder = tempfile::tempdir().unwrap();
        let note = folder.path().join("pid");
        let script = format!(
            "echo $$ > {0}.new; mv {0}.new {0}; sleep 1000 & cat > /dev/null; wait",
            note.display()
        );
        let ender = {
            let (watched, note) = (Arc::clone(&watched), note.clone());
            thread::spawn(move || {
                while !note.exists() {
                    thread::yield_now();
                }
                watched.end();
            })
        };
        assert!(look_with(&script, &watched).unwrap().is_none());
        ender.join().unwrap();
        let group: i32 = std::fs::read_to_string(note)
            .unwrap()
            .trim()
            .parse()
            .unwrap();
        assert!(!has_members(group));
        // One that was ended before does not begin.
        assert!(look_with("cat", &watched).unwrap().is_none());
    }
}

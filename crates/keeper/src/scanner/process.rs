//! The scanner: a process of its own that looks at screens, and the readers of pictures and files. Whatever is wrong with a
//! picture, or whatever a picture does to the code that decodes it, happens where no key is.
//!
//! The keeper starts one for each look, and ends it: when it has answered, when the person cancels, when the vault is
//! locked, when it takes too long. It gets what it is to look at over its standard input, and nothing else; the texts of
//! codes come back over its standard output. What comes back is bounded, and what is no answer is a failure.
//!
//! Files go to a [`Reader`], which walls itself in. What looks at the screens and at the clipboard cannot: it has to
//! reach the desktop over sockets, and on Wayland a file of the portal. It is bounded, and has no keys.

use std::ffi::OsString;
use std::io;
use std::iter;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use keyrack_app::{Import, Incoming};
use keyrack_reader::{
    ChildError, ChildProgram, LaunchOptions, MAX_TEXTS, PictureError, ProgressFilter, Reader,
    ScanTotals, json, kinds, text, wire::Message,
};
use serde::{Deserialize, Serialize};

use super::{Contents, ScanError, ScanSubject, ScannedTexts, Scanner, TaskHandle};
use crate::views::{NoWay, ScanWays};

/// Makes the program a scanner, as its only argument.
pub const AS_SCANNER: &str = "--scanner";

/// The most memory that a scanner may have, in bytes.
pub const MEMORY: u64 = 1 << 30;

/// The most of the processor's time that it may take, in seconds.
pub const SECONDS: u64 = 1_800;

/// Starts a scanner or a reader for each look.
pub struct ScannerProcess {
    scanner: ChildProgram,
    reader: Reader,
}

/// What a scanner is told: a [`ScanTask`] as JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToScanner {
    Scan = 1,
}

/// What a scanner tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FromScanner {
    /// How far it is, from 0 to 1000, as JSON.
    Progress = 1,
    /// The text of a code.
    Text = 2,
    /// It has seen all: a [`ScanTotals`] as JSON. The last message, as those that follow.
    Seen = 3,
    /// Why it sees nothing: the name of a [`ScanError`].
    Failed = 4,
    /// The person has cancelled.
    Cancelled = 5,
    /// Which ways to the screens there are: [`Reasons`] as JSON.
    Ways = 6,
}

/// What a scanner is to do.
#[derive(Serialize, Deserialize)]
#[serde(tag = "scan", rename_all = "snake_case")]
pub enum ScanTask {
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
pub struct Reasons {
    pub screens: Option<NoWay>,
    pub area: Option<NoWay>,
    pub asks: bool,
}

/// What a scanner has said in the end.
enum Said {
    Scanned(ScannedTexts),
    Cancelled,
    Ways(Reasons),
}

impl ScannerProcess {
    /// scanners and readers that are this program.
    ///
    /// # Errors
    /// When the system does not say which it is.
    pub fn here() -> io::Result<Self> {
        Ok(Self::from(ChildProgram::here()?))
    }

    /// scanners and readers that are `program`, started with these arguments before the one that says which.
    pub fn of(program: impl Into<OsString>, arguments: &[&str]) -> Self {
        Self::from(ChildProgram::of(program, arguments))
    }

    /// Starts a scanner, lets it look, and ends it.
    fn send(&self, order: &ScanTask, task: &TaskHandle) -> Result<Option<Said>, ScanError> {
        let options = LaunchOptions {
            role: AS_SCANNER,
            inherits: true,
            memory: MEMORY,
            patience: order.patience(),
            task,
        };
        let order = serde_json::to_vec(order).unwrap_or_default();
        let question = iter::once(Message::new(ToScanner::Scan, 0, order));
        let (mut texts, mut progress) = (Vec::new(), ProgressFilter::default());
        let said = self.scanner.ask(&options, question, |message| {
            let said = message.payload.as_slice();
            Ok(ControlFlow::Break(match message.kind {
                FromScanner::Progress => {
                    progress.hear(said, task)?;
                    return Ok(ControlFlow::Continue(()));
                }
                FromScanner::Text if texts.len() < MAX_TEXTS => {
                    texts.push(text(said)?);
                    return Ok(ControlFlow::Continue(()));
                }
                FromScanner::Text => return Err(ChildError::NoAnswer),
                FromScanner::Seen => {
                    let ScanTotals { doubtful, pictures } = json(said)?;
                    Ok(Said::Scanned(ScannedTexts {
                        texts: std::mem::take(&mut texts),
                        doubtful,
                        pictures,
                    }))
                }
                FromScanner::Failed => Err(error(said)),
                FromScanner::Cancelled => Ok(Said::Cancelled),
                FromScanner::Ways => Ok(Said::Ways(json(said)?)),
            }))
        });
        said.map_err(|_| ScanError::Failed)?.transpose()
    }

    fn read_picture(
        &self,
        picture: &[u8],
        task: &TaskHandle,
    ) -> Result<Option<ScannedTexts>, ScanError> {
        let seen = self.reader.picture(picture, task);
        let seen = seen.map_err(|unseen| match unseen {
            PictureError::Picture(error) => ScanError::Picture(error),
            PictureError::Child(_) => ScanError::Failed,
        })?;
        Ok(seen.map(|mut seen| {
            // A PDF may show a code on several pages.
            let mut texts: Vec<_> = Vec::with_capacity(seen.texts.len());
            for text in seen.texts.drain(..) {
                if !texts.contains(&text) {
                    texts.push(text);
                }
            }
            ScannedTexts { texts, ..seen }
        }))
    }
}

impl From<ChildProgram> for ScannerProcess {
    fn from(apart: ChildProgram) -> Self {
        Self {
            reader: Reader::from(apart.clone()),
            scanner: apart,
        }
    }
}

impl Scanner for ScannerProcess {
    fn ways(&self) -> Result<ScanWays, ScanError> {
        let task = TaskHandle::new(|_| {});
        match self.send(&ScanTask::Ways, &task)? {
            Some(Said::Ways(Reasons {
                screens,
                area,
                asks,
            })) => Ok(ScanWays {
                screens,
                area,
                asks,
            }),
            _ => Err(ScanError::Failed),
        }
    }

    fn scan(
        &self,
        subject: &ScanSubject,
        task: &TaskHandle,
    ) -> Result<Option<ScannedTexts>, ScanError> {
        let order = match subject {
            ScanSubject::Clipboard => ScanTask::Clipboard,
            ScanSubject::Screens => ScanTask::Screens,
            ScanSubject::Area { hint, dark } => ScanTask::Area {
                hint: hint.clone(),
                dark: *dark,
            },
            ScanSubject::File(bytes) => return self.read_picture(bytes, task),
        };
        match self.send(&order, task)? {
            None | Some(Said::Cancelled) => Ok(None),
            Some(Said::Scanned(seen)) => Ok(Some(seen)),
            Some(Said::Ways(_)) => Err(ScanError::Failed),
        }
    }

    fn read(
        &self,
        files: &Contents,
        import: &Import,
        task: &Arc<TaskHandle>,
    ) -> keyrack_app::Result<Incoming> {
        self.reader.files(files, import, task)
    }
}

impl ScanTask {
    /// How long a scanner may take for it. A person may have to be asked, and drags a rectangle when they like.
    const fn patience(&self) -> Duration {
        Duration::from_secs(match self {
            Self::Ways => 15,
            Self::Clipboard => 60,
            Self::Screens | Self::Area { .. } => 600,
        })
    }
}

fn error(name: &[u8]) -> ScanError {
    let known = ScanError::ALL.into_iter();
    let mut named = known.filter(|error| error.code().as_str().as_bytes() == name);
    named.next().unwrap_or(ScanError::Failed)
}

kinds!(ToScanner { Scan });
kinds!(FromScanner {
    Progress,
    Text,
    Seen,
    Failed,
    Cancelled,
    Ways,
});

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use std::sync::mpsc::channel;
    use std::thread;

    use keyrack_reader::{MAX_MESSAGES, MAX_TEXT};
    use keyrack_system::has_members;

    use super::*;

    /// What comes of a look whose scanner is a shell that does this.
    fn scan(script: &str) -> Result<Option<ScannedTexts>, ScanError> {
        scan_with(script, &TaskHandle::new(|_| {}))
    }

    fn scan_with(script: &str, task: &TaskHandle) -> Result<Option<ScannedTexts>, ScanError> {
        ScannerProcess::of("sh", &["-c", script]).scan(&ScanSubject::Screens, task)
    }

    /// A command that says a message.
    fn say(kind: FromScanner, what: &str) -> String {
        let mut bytes = Vec::new();
        Message::new(kind, 0, what).write(&mut bytes).unwrap();
        let bytes = bytes.iter().map(|byte| format!("\\{byte:03o}"));
        format!("printf '{}';", bytes.collect::<String>())
    }

    /// A command that says a text of so many bytes. As an argument of a command it would be too long.
    fn long_text(length: usize) -> String {
        let head = say(FromScanner::Text, "");
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
        say(FromScanner::Seen, r#"{"doubtful":1,"pictures":2}"#)
    }

    #[test]
    fn what_an_eye_says_is_heard_and_how_far_it_is_is_passed_on() {
        let (tell, told) = channel();
        let watched = TaskHandle::new(move |done| tell.send(done).unwrap());
        let progress = |done| say(FromScanner::Progress, done);
        let script = [
            progress("250"),
            progress("100"),
            progress("4000"),
            say(FromScanner::Text, "otpauth://a"),
            say(FromScanner::Text, "b"),
            sum(),
        ];
        let seen = scan_with(&script.concat(), &watched).unwrap().unwrap();
        let texts: Vec<&str> = seen.texts.iter().map(|text| text.as_str()).collect();
        assert_eq!(
            (texts, seen.doubtful, seen.pictures),
            (vec!["otpauth://a", "b"], 1, 2)
        );
        assert_eq!(told.try_iter().collect::<Vec<_>>(), [250, 1000]);
    }

    #[test]
    fn each_reason_to_see_nothing_is_heard() {
        for error in ScanError::ALL {
            assert_eq!(
                scan(&say(FromScanner::Failed, error.code().as_str())).err(),
                Some(error)
            );
        }
        assert!(scan(&say(FromScanner::Cancelled, "")).unwrap().is_none());
    }

    #[test]
    fn as_much_as_an_eye_may_say_is_heard() {
        let text = say(FromScanner::Text, "a");
        for (script, texts) in [
            (long_text(MAX_TEXT), 1),
            (times(MAX_TEXTS, &text), MAX_TEXTS),
            (times(MAX_MESSAGES - 1, &say(FromScanner::Progress, "7")), 0),
        ] {
            let seen = scan(&(script + &sum())).unwrap().unwrap();
            assert_eq!(seen.texts.len(), texts);
        }
    }

    #[test]
    fn what_is_no_answer_is_a_failure() {
        let text = say(FromScanner::Text, "a");
        for script in [
            String::new(),
            "exit 3".to_owned(),
            "kill -9 $$".to_owned(),
            text.clone(),
            "printf 'no message at all, but longer than the head of one'".to_owned(),
            // More than a message may hold.
            "printf '\\377\\377\\377\\177\\002\\000\\000\\000\\000'; cat /dev/zero".to_owned(),
            "cat /dev/zero".to_owned(),
            say(FromScanner::Failed, "no such reason"),
            say(FromScanner::Failed, ""),
            say(FromScanner::Progress, "-1") + &sum(),
            say(FromScanner::Seen, "{}"),
            say(FromScanner::Ways, r#"{"screens":null,"area":null}"#),
            "printf '\\001\\000\\000\\000\\002\\000\\000\\000\\000\\377';".to_owned() + &sum(),
            long_text(MAX_TEXT + 1) + &sum(),
            times(MAX_TEXTS + 1, &text) + &sum(),
            times(MAX_MESSAGES, &say(FromScanner::Progress, "7")) + &sum(),
            format!("while :; do {text} done"),
            format!("while :; do {} done", say(FromScanner::Progress, "7")),
        ] {
            assert_eq!(scan(&script).err(), Some(ScanError::Failed), "{script:.60}");
        }
        assert_eq!(
            ScannerProcess::of("/no/such/program", &[])
                .scan(&ScanSubject::Screens, &TaskHandle::new(|_| {}))
                .err(),
            Some(ScanError::Failed)
        );
    }

    #[test]
    fn a_reason_is_a_code_and_nothing_else() {
        let ways =
            |said: &str| ScannerProcess::of("sh", &["-c", &say(FromScanner::Ways, said)]).ways();
        let known = ways(r#"{"screens":null,"area":"no_portal","asks":true}"#).unwrap();
        assert_eq!(
            (known.screens, known.area.map(NoWay::as_str), known.asks),
            (None, Some("no_portal"), true)
        );
        for area in ["", "No portal", "<b>", &"x".repeat(41)] {
            let said = format!(r#"{{"screens":null,"area":"{area}","asks":true}}"#);
            assert_eq!(ways(&said), Err(ScanError::Failed), "{area}");
        }
    }

    #[test]
    fn a_scan_that_is_cancelled_leaves_no_process() {
        let watched = Arc::new(TaskHandle::new(|_| {}));
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
                watched.cancel();
            })
        };
        assert!(scan_with(&script, &watched).unwrap().is_none());
        ender.join().unwrap();
        let group: i32 = std::fs::read_to_string(note)
            .unwrap()
            .trim()
            .parse()
            .unwrap();
        assert!(!has_members(group));
        // One that was ended before does not begin.
        assert!(scan_with("cat", &watched).unwrap().is_none());
    }
}

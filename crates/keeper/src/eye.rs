//! The eye: a process of its own that looks at screens and pictures. Whatever is wrong with a picture, or whatever a
//! picture does to the code that decodes it, happens where no key is.
//!
//! The keeper starts one for each look, and ends it: when it has answered, when the person cancels, when the vault is
//! locked, when it takes too long. It gets what it is to look at over its standard input, and nothing else; the texts of
//! codes come back over its standard output. What comes back is bounded, and what is no answer is a failure.

mod child;

use std::env;
use std::ffi::OsString;
use std::io;
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::desk::{Blind, Eye, Look, Seen, Subject};
#[cfg(target_os = "linux")]
use crate::family::Family;
use crate::views::ScanWays;
use crate::wire::{Frame, Kind};
#[cfg(not(target_os = "linux"))]
use keyrack_system::Family;

#[cfg(test)]
#[cfg(target_os = "linux")]
pub use child::picture_on_clipboard;

pub use child::look_as_told;

/// Makes the program an eye, as its only argument.
pub const AS_EYE: &str = "--eye";

/// The most memory that an eye may have, in bytes.
const MEMORY: usize = 1 << 30;

/// The most texts that are taken of one look, and the most bytes of one. No QR code holds more than 7,089 characters.
const MAX_TEXTS: usize = 1_000;
const MAX_TEXT: usize = 32 * 1024;

/// The largest part in which a file goes to the eye, in bytes.
const PART: usize = 1 << 20;

/// The most frames that are taken of one look, and how many wait to be read.
const MAX_FRAMES: usize = 5_000;
const QUEUE: usize = 16;

/// Starts an eye for each look.
pub struct Sight {
    program: OsString,
    arguments: Vec<OsString>,
}

/// What an eye is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ToEye {
    /// A part of a file.
    Part = 1,
    /// All is said: look. A [`Task`] as JSON.
    Look = 2,
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
    /// Look at the file that came before.
    File,
}

/// What is left to say of a look besides its texts.
#[derive(Default, Serialize, Deserialize)]
struct Sum {
    doubtful: u32,
    pictures: u32,
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
    /// Eyes that are this program.
    ///
    /// # Errors
    /// When the system does not say which it is.
    pub fn here() -> io::Result<Self> {
        Ok(Self::of(env::current_exe()?, &[]))
    }

    /// Eyes that are `program`, started with these arguments and [`AS_EYE`].
    pub fn of(program: impl Into<OsString>, arguments: &[&str]) -> Self {
        Self {
            program: program.into(),
            arguments: arguments.iter().map(Into::into).collect(),
        }
    }

    /// Starts an eye, lets it look, and ends it.
    fn send(&self, task: &Task, file: &[u8], look: &Look) -> Result<Option<Said>, Blind> {
        let patience = task.patience();
        let mut command = Command::new(&self.program);
        command
            .args(&self.arguments)
            .arg(AS_EYE)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut family = start(&mut command).map_err(|_| Blind::Failed)?;
        let child = &mut family.child;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let process = Process(Arc::new(Mutex::new(Some(family))));
        let family = Arc::clone(&process.0);
        look.at_end(move || end(&family));
        let (Some(mut input), Some(output)) = (input, output) else {
            return Err(Blind::Failed);
        };
        // The eye ends when its input does, so that stays open for as long as it may look.
        let input = &mut input;
        thread::scope(|scope| {
            let (tell, told) = mpsc::sync_channel(QUEUE);
            // Whatever comes of it, the threads end when the process does.
            let process = process;
            thread::Builder::new()
                .spawn_scoped(scope, move || feed(input, task, file))
                .and_then(|_| {
                    thread::Builder::new().spawn_scoped(scope, move || listen(output, &tell))
                })
                .map_err(|_| Blind::Failed)?;
            let said = hear(&told, patience, look);
            drop((told, process));
            if look.is_over() {
                Ok(None)
            } else {
                said.map(Some)
            }
        })
    }
}

impl Eye for Sight {
    fn ways(&self) -> Result<ScanWays, Blind> {
        let look = Look::new(|_| {});
        match self.send(&Task::Ways, &[], &look)? {
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
        let (task, file) = match subject {
            Subject::Clipboard => (Task::Clipboard, &[][..]),
            Subject::Screens => (Task::Screens, &[][..]),
            Subject::Area { hint, dark } => {
                let (hint, dark) = (hint.clone(), *dark);
                (Task::Area { hint, dark }, &[][..])
            }
            Subject::File(bytes) => (Task::File, bytes.as_slice()),
        };
        match self.send(&task, file, look)? {
            None | Some(Said::Cancelled) => Ok(None),
            Some(Said::Seen(seen)) => Ok(Some(seen)),
            Some(Said::Ways(_)) => Err(Blind::Failed),
        }
    }
}

impl Task {
    /// How long an eye may take for it. A person may have to be asked, and drags a rectangle when they like.
    const fn patience(&self) -> Duration {
        Duration::from_secs(match self {
            Self::Ways => 15,
            Self::Clipboard => 60,
            Self::File => 180,
            Self::Screens | Self::Area { .. } => 600,
        })
    }
}

/// An eye that was started. It ends with this value, if not before.
struct Process(Arc<Mutex<Option<Family>>>);

impl Drop for Process {
    fn drop(&mut self) {
        end(&self.0);
    }
}

/// Ends an eye, and waits until it is gone.
fn end(family: &Mutex<Option<Family>>) {
    let mut family = family.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(family) = family.take() {
        family.end();
    }
}

/// Its job bounds the memory of an eye.
#[cfg(windows)]
fn start(command: &mut Command) -> io::Result<Family> {
    Family::start_within(command, MEMORY)
}

/// An eye bounds its memory itself.
#[cfg(not(windows))]
fn start(command: &mut Command) -> io::Result<Family> {
    Family::start(command)
}

/// Tells the eye what to look at. Stops where the eye does not listen any more.
fn feed(input: &mut ChildStdin, task: &Task, file: &[u8]) {
    let parts = file
        .chunks(PART)
        .map(|part| Frame::new(ToEye::Part, 0, part));
    let task = serde_json::to_vec(task).unwrap_or_default();
    let all = parts.chain([Frame::new(ToEye::Look, 0, task)]);
    for frame in all {
        if frame.write(input).is_err() {
            return;
        }
    }
}

/// Passes on what the eye says, until it says nothing any more, or nobody listens.
fn listen(mut output: ChildStdout, tell: &SyncSender<Frame<FromEye>>) {
    while let Ok(Some(frame)) = Frame::read(&mut output) {
        if tell.send(frame).is_err() {
            return;
        }
    }
}

/// Hears the eye out, for as long as `patience`.
fn hear(told: &Receiver<Frame<FromEye>>, patience: Duration, look: &Look) -> Result<Said, Blind> {
    let until = Instant::now() + patience;
    let mut texts = Vec::new();
    let mut far = None;
    for _ in 0..MAX_FRAMES {
        let left = until.saturating_duration_since(Instant::now());
        let frame = told.recv_timeout(left).map_err(|_| Blind::Failed)?;
        let said = frame.payload.as_slice();
        match frame.kind {
            FromEye::Progress => {
                let done = json(said)?;
                // What goes backwards is not passed on, so no eye can keep the window busy.
                if far.replace(done).is_none_or(|before| before < done) {
                    look.progress(done);
                }
            }
            FromEye::Text => texts.push(text(said)?),
            FromEye::Seen => {
                let Sum { doubtful, pictures } = json(said)?;
                return Ok(Said::Seen(Seen {
                    texts,
                    doubtful,
                    pictures,
                }));
            }
            FromEye::Blind => return Err(blind(said)),
            FromEye::Cancelled => return Ok(Said::Cancelled),
            FromEye::Ways => return Ok(Said::Ways(json(said)?)),
        }
        if texts.len() > MAX_TEXTS {
            break;
        }
    }
    Err(Blind::Failed)
}

fn text(said: &[u8]) -> Result<Zeroizing<String>, Blind> {
    let text = std::str::from_utf8(said).ok();
    let text = text.filter(|text| text.len() <= MAX_TEXT);
    Ok(Zeroizing::new(text.ok_or(Blind::Failed)?.to_owned()))
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

fn json<'a, T: Deserialize<'a>>(said: &'a [u8]) -> Result<T, Blind> {
    serde_json::from_slice(said).map_err(|_| Blind::Failed)
}

impl Kind for ToEye {
    fn of(byte: u8) -> Option<Self> {
        [Self::Part, Self::Look]
            .into_iter()
            .find(|kind| kind.byte() == byte)
    }

    fn byte(self) -> u8 {
        self as u8
    }
}

impl Kind for FromEye {
    fn of(byte: u8) -> Option<Self> {
        [
            Self::Progress,
            Self::Text,
            Self::Seen,
            Self::Blind,
            Self::Cancelled,
            Self::Ways,
        ]
        .into_iter()
        .find(|kind| kind.byte() == byte)
    }

    fn byte(self) -> u8 {
        self as u8
    }
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use std::sync::mpsc::channel;

    use crate::family::has_members;

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

    #[test]
    fn a_file_reaches_an_eye_that_takes_its_time_and_does_not_hold_up_one_that_takes_none() {
        let bytes = Zeroizing::new(vec![7; 5 * PART + 3]);
        let subject = Subject::File(bytes);
        // Six parts and the task, each with its head.
        let script = format!("head -c {} > /dev/null; {}", 5 * PART + 3 + 6 * 9, sum());
        let sight = Sight::of("sh", &["-c", &script]);
        assert!(sight.look(&subject, &Look::new(|_| {})).unwrap().is_some());
        let deaf = Sight::of("sh", &["-c", &sum()]);
        assert!(deaf.look(&subject, &Look::new(|_| {})).unwrap().is_some());
    }
}

//! A program of ours that is started for one question, answers it, and ends: away from the keys, and bounded.

use std::env;
use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::ops::ControlFlow;
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::{Duration, Instant};

use parking_lot::Mutex;

use keyrack_system::ProcessTree;
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::TaskHandle;
use crate::wire::{Kind, Message};

/// The most texts of codes that are taken of one answer.
pub const MAX_TEXTS: usize = 1_000;

/// The most bytes of such a text. No QR code holds more than 7,089 characters.
pub const MAX_TEXT: usize = 32 * 1024;

/// The most messages that are taken of one answer, and how many wait to be read.
pub const MAX_MESSAGES: usize = 5_000;
const QUEUE: usize = 16;

/// A program, with the arguments that it is started with.
#[derive(Debug, Clone)]
pub struct ChildProgram {
    program: OsString,
    arguments: Vec<OsString>,
    /// What it is called in lists of processes, if that is not its program.
    #[cfg(unix)]
    name: Option<OsString>,
}

/// What a program that is started may do and use.
pub struct LaunchOptions<'a> {
    /// What it is to be: its last argument.
    pub role: &'static str,
    /// Whether it has our environment and our standard error, or none.
    pub inherits: bool,
    /// The most bytes of its memory, which it sees to itself where the system does not.
    pub memory: u64,
    /// How long it may take for its answer.
    pub patience: Duration,
    /// Whoever waits for it, and may cancel it.
    pub task: &'a TaskHandle,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChildError {
    /// It cannot be started.
    #[error("the process cannot be started")]
    NotStarted,
    /// It took too long.
    #[error("the process took too long")]
    TimedOut,
    /// It ended without an answer, or what it said is none.
    #[error("the process gave no answer")]
    NoAnswer,
}

impl ChildProgram {
    /// This program.
    ///
    /// # Errors
    /// When the system does not say which it is.
    pub fn here() -> io::Result<Self> {
        let here = Self::of(env::current_exe()?, &[]);
        // The program that runs, even if another version of it has taken its place meanwhile.
        #[cfg(target_os = "linux")]
        let here = Self {
            name: Some(here.program),
            program: "/proc/self/exe".into(),
            ..here
        };
        Ok(here)
    }

    /// Another program, started with these arguments before its role.
    pub fn of(program: impl Into<OsString>, arguments: &[&str]) -> Self {
        Self {
            program: program.into(),
            arguments: arguments.iter().map(Into::into).collect(),
            #[cfg(unix)]
            name: None,
        }
    }

    /// Starts it, says `question`, and hears it out: `hear` answers with `Break` when all is said. `None` when the task
    /// was cancelled meanwhile. The process is gone when this returns.
    ///
    /// # Errors
    /// Any [`ChildError`], of which the last may come from `hear`.
    pub fn ask<S: Kind + Send, H: Kind + Send, T>(
        &self,
        options: &LaunchOptions<'_>,
        question: impl Iterator<Item = Message<S>> + Send,
        mut hear: impl FnMut(Message<H>) -> Result<ControlFlow<T>, ChildError>,
    ) -> Result<Option<T>, ChildError> {
        if options.task.is_cancelled() {
            return Ok(None);
        }
        let mut tree = ProcessTree::start_within(&mut self.command(options), options.memory)
            .map_err(|_| ChildError::NotStarted)?;
        let child = &mut tree.child;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let process = RunningChild(Arc::new(Mutex::new(Some(tree))));
        let tree = Arc::clone(&process.0);
        options.task.on_cancel(move || end(&tree));
        let (Some(mut input), Some(output)) = (input, output) else {
            return Err(ChildError::NotStarted);
        };
        // It ends when its input does, so that stays open for as long as it may answer.
        let input = &mut input;
        thread::scope(|scope| {
            let (tell, told) = mpsc::sync_channel(QUEUE);
            // Whatever comes of it, the threads end when the process does.
            let process = process;
            thread::Builder::new()
                .spawn_scoped(scope, move || feed(input, question))
                .and_then(|_| {
                    thread::Builder::new().spawn_scoped(scope, move || listen(output, &tell))
                })
                .map_err(|_| ChildError::NotStarted)?;
            let said = hear_out(&told, options.patience, &mut hear);
            drop((told, process));
            if options.task.is_cancelled() {
                Ok(None)
            } else {
                said.map(Some)
            }
        })
    }

    fn command(&self, options: &LaunchOptions<'_>) -> Command {
        let mut command = Command::new(&self.program);
        #[cfg(unix)]
        if let Some(name) = &self.name {
            std::os::unix::process::CommandExt::arg0(&mut command, name);
        }
        command
            .args(&self.arguments)
            .arg(options.role)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        if !options.inherits {
            command.env_clear().stderr(Stdio::null());
            // Without it Windows finds no libraries.
            #[cfg(windows)]
            if let Some(root) = env::var_os("SystemRoot") {
                command.env("SystemRoot", root);
            }
        }
        command
    }
}

/// A process that was started. It ends with this value, if not before.
struct RunningChild(Arc<Mutex<Option<ProcessTree>>>);

impl Drop for RunningChild {
    fn drop(&mut self) {
        end(&self.0);
    }
}

/// Ends a process, and waits until it is gone.
fn end(tree: &Mutex<Option<ProcessTree>>) {
    let mut tree = tree.lock();
    if let Some(tree) = tree.take() {
        tree.end();
    }
}

/// Says all of it. Stops where nobody listens any more.
fn feed<K: Kind>(input: &mut ChildStdin, question: impl Iterator<Item = Message<K>>) {
    for message in question {
        if message.write(input).is_err() {
            return;
        }
    }
}

/// Passes on what is said, until nothing more comes, or nobody listens.
fn listen<K: Kind>(mut output: ChildStdout, tell: &SyncSender<Message<K>>) {
    while let Ok(Some(message)) = Message::read(&mut output) {
        if tell.send(message).is_err() {
            return;
        }
    }
}

fn hear_out<K: Kind, T>(
    told: &Receiver<Message<K>>,
    patience: Duration,
    hear: &mut impl FnMut(Message<K>) -> Result<ControlFlow<T>, ChildError>,
) -> Result<T, ChildError> {
    let until = Instant::now() + patience;
    for _ in 0..MAX_MESSAGES {
        let left = until.saturating_duration_since(Instant::now());
        let message = told.recv_timeout(left).map_err(|error| match error {
            RecvTimeoutError::Timeout => ChildError::TimedOut,
            RecvTimeoutError::Disconnected => ChildError::NoAnswer,
        })?;
        if let ControlFlow::Break(said) = hear(message)? {
            return Ok(said);
        }
    }
    Err(ChildError::NoAnswer)
}

/// How far something is, as it was told last. What goes backwards is not passed on, so nobody can be kept busy by it.
#[derive(Default)]
pub struct ProgressFilter(Option<u16>);

impl ProgressFilter {
    /// Hears how far it is, from 0 to 1000, as JSON.
    ///
    /// # Errors
    /// [`ChildError::NoAnswer`] for anything else.
    pub fn hear(&mut self, said: &[u8], task: &TaskHandle) -> Result<(), ChildError> {
        let done = json(said)?;
        if self.0.replace(done).is_none_or(|before| before < done) {
            task.progress(done);
        }
        Ok(())
    }
}

/// The text of a code, as a process says it.
///
/// # Errors
/// [`ChildError::NoAnswer`] for what is no text, or longer than that of any code.
pub fn text(said: &[u8]) -> Result<Zeroizing<String>, ChildError> {
    let text = std::str::from_utf8(said).ok();
    let text = text.filter(|text| text.len() <= MAX_TEXT);
    Ok(Zeroizing::new(text.ok_or(ChildError::NoAnswer)?.to_owned()))
}

/// What a process says as JSON.
///
/// # Errors
/// [`ChildError::NoAnswer`] for anything else.
pub fn json<'a, T: Deserialize<'a>>(said: &'a [u8]) -> Result<T, ChildError> {
    serde_json::from_slice(said).map_err(|_| ChildError::NoAnswer)
}

/// The pipes of the process that asked, for a program that was started apart. Nothing in it prints to them otherwise.
///
/// # Errors
/// When there are none.
pub fn pipes() -> io::Result<(File, File)> {
    #[cfg(unix)]
    let (input, output) = {
        use std::os::fd::AsFd as _;
        let (input, output) = (io::stdin(), io::stdout());
        (
            input.as_fd().try_clone_to_owned()?,
            output.as_fd().try_clone_to_owned()?,
        )
    };
    #[cfg(windows)]
    let (input, output) = {
        use std::os::windows::io::AsHandle as _;
        let (input, output) = (io::stdin(), io::stdout());
        (
            input.as_handle().try_clone_to_owned()?,
            output.as_handle().try_clone_to_owned()?,
        )
    };
    Ok((input.into(), output.into()))
}

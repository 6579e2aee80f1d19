//! A window program: a process of its own, with everything that its web view starts.

use std::collections::HashMap;
use std::env;
use std::io;
use std::path::PathBuf;
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::thread;
use std::time::Duration;

use parking_lot::{Mutex, MutexGuard};

use keyrack_system::ProcessTree;

use crate::orders::{Opening, Order, Outcome};
use crate::shell::WindowKind;
use crate::wire::{FromKeeper, FromWindow, Message};

/// The name of the program, which lies beside the keeper.
const PROGRAM: &str = "keyrack-window";

/// What would make Tauri, WebKit and WebView2 listen for a debugger, which could read everything in the window, or run
/// another program in place of the web view.
const DEBUGGING: [&str; 7] = [
    "TAURI_WEBVIEW_AUTOMATION",
    "WEBKIT_INSPECTOR_HTTP_SERVER",
    "WEBKIT_INSPECTOR_SERVER",
    "WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS",
    "WEBVIEW2_BROWSER_EXECUTABLE_FOLDER",
    "WEBVIEW2_PIPE_FOR_SCRIPT_DEBUGGER",
    "WEBVIEW2_WAIT_FOR_SCRIPT_DEBUGGER",
];

/// How many messages wait for a program that does not read them, before whoever sends one waits as well.
const QUEUE: usize = 64;

/// A window program that was started. It lives until [`WindowProcess::end`], or until it ends by itself.
pub struct WindowProcess {
    tree: Mutex<Option<ProcessTree>>,
    messages: SyncSender<Message<FromKeeper>>,
    /// Who waits for the outcome of an order; none once the program has ended.
    choices: Mutex<Option<HashMap<u32, Sender<Outcome>>>>,
    next_order: AtomicU32,
    /// Whether it has asked anything.
    was_used: AtomicBool,
    /// Whether a person can see it.
    seen: AtomicBool,
}

/// What a window program says, besides what came of its orders.
pub enum Said {
    /// A message.
    Message(Message<FromWindow>),
    /// Nothing any more.
    Over,
}

impl WindowProcess {
    /// Starts a window of `kind`. Everything that it says goes to `hear`, on a thread of its own.
    ///
    /// # Errors
    /// When the program is not there or does not start.
    pub fn start(
        kind: WindowKind,
        opening: &Opening,
        hear: impl Fn(&Arc<Self>, Said) + Send + 'static,
    ) -> io::Result<Arc<Self>> {
        let mut command = Command::new(program()?);
        command
            .arg(name_of(kind))
            .arg(serde_json::to_string(opening)?)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        for name in DEBUGGING {
            command.env_remove(name);
        }
        let mut tree = ProcessTree::start(&mut command)?;
        let child = &mut tree.child;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        let (messages, queue) = mpsc::sync_channel(QUEUE);
        let window = Arc::new(Self {
            tree: Mutex::new(Some(tree)),
            messages,
            choices: Mutex::new(Some(HashMap::new())),
            next_order: AtomicU32::new(1),
            was_used: AtomicBool::new(false),
            seen: AtomicBool::new(true),
        });
        thread::spawn(move || pass_on(&queue, input));
        let listener = Arc::clone(&window);
        thread::spawn(move || listener.listen(output, hear));
        Ok(window)
    }

    /// Sends a message. Waits while the program has much to read; does nothing once it has ended.
    pub fn send(&self, message: Message<FromKeeper>) {
        _ = self.messages.send(message);
    }

    /// Sends a message that may be lost if the program has stopped reading.
    pub fn tell(&self, message: Message<FromKeeper>) {
        _ = self.messages.try_send(message);
    }

    /// Tells the program to do something that has no outcome.
    pub fn order(&self, order: &Order) {
        self.tell(message_of(order, 0));
    }

    /// Lets the person choose, and waits for it. `None` if the window ends first.
    pub fn choose(&self, order: &Order) -> Option<Outcome> {
        // Ends when the window does, for then nobody can send.
        self.begin(order)?.recv().ok()
    }

    /// Takes it off the screen, and waits for that, at most for `patience`.
    pub fn hide(&self, patience: Duration) {
        if let Some(outcome) = self.begin(&Order::Hide) {
            _ = outcome.recv_timeout(patience);
        }
    }

    /// Ends the program and every process that its web view has started, and waits until they are gone. Does nothing
    /// the second time.
    pub fn end(&self) {
        let mut tree = self.tree.lock();
        if let Some(tree) = tree.take() {
            tree.end();
        }
        *self.choices() = None;
    }

    /// Whether its page has shown anything yet, so that it may hold something.
    pub fn was_used(&self) -> bool {
        self.was_used.load(Ordering::Relaxed)
    }

    /// Whether a person can see it: it is not reduced to its place in a panel.
    pub fn is_seen(&self) -> bool {
        self.seen.load(Ordering::Relaxed)
    }

    fn begin(&self, order: &Order) -> Option<Receiver<Outcome>> {
        let id = self.next_order.fetch_add(1, Ordering::Relaxed);
        let (chosen, outcome) = mpsc::channel();
        self.choices().as_mut()?.insert(id, chosen);
        self.send(message_of(order, id));
        Some(outcome)
    }

    fn listen(self: Arc<Self>, mut output: ChildStdout, hear: impl Fn(&Arc<Self>, Said)) {
        // Whatever is no message ends the window as its own end does.
        while let Ok(Some(message)) = Message::<FromWindow>::read(&mut output) {
            match message.kind {
                FromWindow::Done => self.settle(&message),
                FromWindow::Seen => {
                    let seen = serde_json::from_slice(&message.payload).unwrap_or(true);
                    self.seen.store(seen, Ordering::Relaxed);
                }
                _ => {
                    self.was_used.store(true, Ordering::Relaxed);
                    hear(&self, Said::Message(message));
                }
            }
        }
        self.end();
        hear(&self, Said::Over);
    }

    fn settle(&self, done: &Message<FromWindow>) {
        let waiting = self.choices().as_mut().and_then(|it| it.remove(&done.id));
        if let (Some(chosen), Ok(outcome)) = (waiting, serde_json::from_slice(&done.payload)) {
            _ = chosen.send(outcome);
        }
    }

    fn choices(&self) -> MutexGuard<'_, Option<HashMap<u32, Sender<Outcome>>>> {
        self.choices.lock()
    }
}

/// Writes what is queued until the window or the program ends.
fn pass_on(queue: &Receiver<Message<FromKeeper>>, mut input: ChildStdin) {
    for message in queue {
        if message.write(&mut input).is_err() {
            return;
        }
    }
}

fn message_of(order: &Order, id: u32) -> Message<FromKeeper> {
    Message::new(
        FromKeeper::Do,
        id,
        serde_json::to_vec(order).unwrap_or_default(),
    )
}

const fn name_of(kind: WindowKind) -> &'static str {
    match kind {
        WindowKind::Main => "main",
        WindowKind::Paper => "paper",
    }
}

fn program() -> io::Result<PathBuf> {
    let name = format!("{PROGRAM}{}", env::consts::EXE_SUFFIX);
    Ok(env::current_exe()?.with_file_name(name))
}

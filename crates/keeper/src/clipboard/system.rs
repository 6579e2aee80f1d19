//! The clipboard of the system.

#[cfg(not(target_os = "linux"))]
mod counted;
#[cfg(target_os = "linux")]
mod linux;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use zeroize::Zeroizing;

use super::{Clipboard, Content, MAX_TEXT, Unavailable};

#[cfg(not(target_os = "linux"))]
use counted as os;
#[cfg(target_os = "linux")]
use linux as os;

/// How soon to try again when another program keeps the clipboard from being cleared.
const RETRY: Duration = Duration::from_secs(1);

/// How long a caller waits for the clipboard, which a hung program may hold up.
const PATIENCE: Duration = Duration::from_secs(3);

/// Lends texts to the system's clipboard and takes each back after its time, unless something else was copied
/// meanwhile. Clipboard histories are asked not to keep them.
///
/// One thread holds the clipboard. It sleeps until there is something to do, and ends with this value. What others have
/// copied is read on a thread of its own, for a program that hangs may keep a reader for ever.
pub struct SystemClipboard {
    orders: Sender<Order>,
    /// Whether such a thread is at work.
    reading: Arc<AtomicBool>,
}

impl SystemClipboard {
    /// Starts the thread. The system's clipboard is opened when it is first needed.
    pub fn start() -> Self {
        let (orders, received) = mpsc::channel();
        thread::spawn(move || serve(&received));
        Self {
            orders,
            reading: Arc::default(),
        }
    }

    fn order<T>(&self, order: impl FnOnce(Sender<T>) -> Order) -> Result<T, Unavailable> {
        let (done, answer) = mpsc::channel();
        self.orders.send(order(done)).map_err(|_| Unavailable)?;
        answer.recv_timeout(PATIENCE).map_err(|_| Unavailable)
    }
}

impl Clipboard for SystemClipboard {
    fn lend(&self, text: Zeroizing<String>, seconds: u16) -> Result<(), Unavailable> {
        let loan = Duration::from_secs(seconds.into());
        self.order(|done| Order::Lend(text, loan, done))?
    }

    fn take_back(&self) -> Result<(), Unavailable> {
        self.order(Order::TakeBack)?
    }

    fn read(&self) -> Result<Content, Unavailable> {
        if self.reading.swap(true, Ordering::Relaxed) {
            return Err(Unavailable);
        }
        let (done, answer) = mpsc::channel();
        let reading = Arc::clone(&self.reading);
        let reader = thread::Builder::new().spawn(move || {
            let content = os::open().and_then(|mut clipboard| {
                // What is copied in a file manager is a text as well, with the names of the files.
                let files = clipboard.get().file_list().unwrap_or_default();
                if files.is_empty() {
                    return content(clipboard.get_text());
                }
                Ok(Content::Files(files.into_iter().map(nameable).collect()))
            });
            reading.store(false, Ordering::Relaxed);
            _ = done.send(content);
        });
        if reader.is_err() {
            self.reading.store(false, Ordering::Relaxed);
        }
        answer.recv_timeout(PATIENCE).map_err(|_| Unavailable)?
    }
}

enum Order {
    Lend(Zeroizing<String>, Duration, Sender<Result<(), Unavailable>>),
    TakeBack(Sender<Result<(), Unavailable>>),
}

/// Carries out orders, and takes back what is due in between, until nobody can give orders any more.
fn serve(orders: &Receiver<Order>) {
    let mut lender = Lender::new(os::System::default());
    loop {
        let order = match lender.due {
            Some(due) => orders.recv_timeout(due.saturating_duration_since(Instant::now())),
            None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        // Whoever gave an order may have lost patience, and then nobody hears the answer.
        match order {
            Ok(Order::Lend(text, loan, done)) => {
                _ = done.send(lender.lend(text, loan, Instant::now()));
            }
            Ok(Order::TakeBack(done)) => _ = done.send(lender.take_back(Instant::now())),
            Err(RecvTimeoutError::Timeout) => _ = lender.take_back(Instant::now()),
            Err(RecvTimeoutError::Disconnected) => {
                _ = lender.take_back(Instant::now());
                return;
            }
        }
    }
}

/// A clipboard, the system's or a test's.
trait Board {
    /// Puts `text` on the clipboard, marked as nothing for a history.
    fn lend(&mut self, text: Zeroizing<String>) -> Result<(), Unavailable>;

    /// Clears the clipboard, unless it holds something other than what was lent last.
    fn take_back(&mut self) -> Result<(), Unavailable>;
}

fn nameable(file: PathBuf) -> Option<PathBuf> {
    Some(file).filter(|file| file.to_str().is_some())
}

/// What came of reading the text on the system's clipboard.
fn content(text: Result<String, arboard::Error>) -> Result<Content, Unavailable> {
    match text.map(Zeroizing::new) {
        Ok(text) if text.len() <= MAX_TEXT => Ok(Content::Text(text)),
        // Some programs answer the wish for a text with whatever else they have.
        Ok(_)
        | Err(
            arboard::Error::ContentNotAvailable
            | arboard::Error::ConversionFailure
            | arboard::Error::Unknown { .. },
        ) => Ok(Content::Nothing),
        Err(_) => Err(Unavailable),
    }
}

/// Knows when what was lent to a clipboard is due.
struct Lender<B> {
    board: B,
    due: Option<Instant>,
}

impl<B: Board> Lender<B> {
    fn new(board: B) -> Self {
        Self { board, due: None }
    }

    fn lend(
        &mut self,
        text: Zeroizing<String>,
        loan: Duration,
        now: Instant,
    ) -> Result<(), Unavailable> {
        self.board.lend(text)?;
        self.due = Some(now + loan);
        Ok(())
    }

    /// Ends the loan, if there is one. If the clipboard cannot be reached, it is due again soon.
    fn take_back(&mut self, now: Instant) -> Result<(), Unavailable> {
        if self.due.is_none() {
            return Ok(());
        }
        let outcome = self.board.take_back();
        self.due = outcome.is_err().then(|| now + RETRY);
        outcome
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOAN: Duration = Duration::from_secs(30);

    /// A clipboard of which a test sees and changes the content. While `held`, it cannot be reached.
    #[derive(Default)]
    struct Fake {
        content: Option<String>,
        held: bool,
    }

    impl Board for Fake {
        fn lend(&mut self, text: Zeroizing<String>) -> Result<(), Unavailable> {
            if self.held {
                return Err(Unavailable);
            }
            self.content = Some(text.to_string());
            Ok(())
        }

        fn take_back(&mut self) -> Result<(), Unavailable> {
            if self.held {
                return Err(Unavailable);
            }
            self.content = None;
            Ok(())
        }
    }

    fn code(text: &str) -> Zeroizing<String> {
        Zeroizing::new(text.to_owned())
    }

    #[test]
    fn a_loan_is_due_after_its_time_and_then_gone() {
        let (mut lender, start) = (Lender::new(Fake::default()), Instant::now());
        lender.lend(code("123456"), LOAN, start).unwrap();
        assert_eq!(lender.board.content.as_deref(), Some("123456"));
        assert_eq!(lender.due, Some(start + LOAN));

        lender.take_back(start + LOAN).unwrap();
        assert_eq!(lender.board.content, None);
        assert_eq!(lender.due, None);
    }

    #[test]
    fn a_second_loan_has_the_full_time() {
        let (mut lender, start) = (Lender::new(Fake::default()), Instant::now());
        let later = start + LOAN / 2;
        lender.lend(code("123456"), LOAN, start).unwrap();
        lender.lend(code("654321"), LOAN, later).unwrap();
        assert_eq!(lender.due, Some(later + LOAN));
    }

    #[test]
    fn nothing_is_taken_that_was_not_lent() {
        let mut lender = Lender::new(Fake::default());
        lender.board.content = Some("Dear Ms Kovács".to_owned());
        lender.take_back(Instant::now()).unwrap();
        assert_eq!(lender.board.content.as_deref(), Some("Dear Ms Kovács"));
    }

    #[test]
    fn a_clipboard_that_is_held_is_cleared_once_it_is_free() {
        let (mut lender, start) = (Lender::new(Fake::default()), Instant::now());
        lender.lend(code("123456"), LOAN, start).unwrap();
        lender.board.held = true;
        assert_eq!(lender.take_back(start + LOAN), Err(Unavailable));
        assert_eq!(lender.due, Some(start + LOAN + RETRY));

        lender.board.held = false;
        lender.take_back(start + LOAN + RETRY).unwrap();
        assert_eq!(lender.board.content, None);
    }

    #[test]
    fn a_text_beyond_the_bound_is_not_read() {
        let read = |length| content(Ok("x".repeat(length)));
        assert!(read(MAX_TEXT) == Ok(Content::Text("x".repeat(MAX_TEXT).into())));
        assert!(read(MAX_TEXT + 1) == Ok(Content::Nothing));
    }

    #[test]
    fn a_failed_loan_leaves_the_one_before_due() {
        let (mut lender, start) = (Lender::new(Fake::default()), Instant::now());
        lender.lend(code("123456"), LOAN, start).unwrap();
        lender.board.held = true;
        assert_eq!(
            lender.lend(code("654321"), LOAN, start + LOAN / 2),
            Err(Unavailable)
        );
        assert_eq!(lender.due, Some(start + LOAN));
    }
}

//! Programs of the same user that ask the app something, such as the command line and a further start.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::thread;
use std::time::Duration;

use parking_lot::{Mutex, MutexGuard};

use keyrack_app::control_socket::{
    ControlReply, ControlRequest, Listener, LockChange, MessageStream,
};

/// How many visitors are heard at once, and how many of them may follow what happens. Others are let go.
const MAX_VISITORS: usize = 24;
const MAX_FOLLOWERS: usize = 8;

/// How long a visitor may take to say what it wishes.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long a follower may take to hear a line. The lines of a day fit what the system keeps for it, so whoever takes
/// any time has stopped reading.
const FOLLOWER_PATIENCE: Duration = Duration::from_millis(100);

/// How long to wait after a visitor who could not come in, in case the system has no room just now.
const PAUSE: Duration = Duration::from_millis(100);

/// The app, as visitors find it.
pub trait ControlHost: Send + Sync {
    /// Shows the window.
    ///
    /// # Errors
    /// When it cannot be shown, perhaps because the app ends.
    fn show(&self) -> io::Result<()>;

    /// Locks, and waits until the keys and the old window are gone.
    fn lock(&self);

    /// Begins to end the app.
    fn quit(&self);

    /// How it stands.
    fn lock_change(&self) -> LockChange;

    /// How it stands, and every change after that.
    fn lock_changes(&self) -> (LockChange, Receiver<LockChange>);
}

/// Lets visitors in for as long as the process lives.
///
/// # Errors
/// When the system has no room for it.
pub fn welcome(door: Listener, host: Arc<dyn ControlHost>) -> io::Result<()> {
    let (now, turns) = host.lock_changes();
    let followers = Arc::new(Followers::new(now));
    let told = Arc::clone(&followers);
    thread::Builder::new().spawn(move || turns.iter().for_each(|turn| told.tell(turn)))?;
    thread::Builder::new().spawn(move || {
        let inside = Arc::new(());
        loop {
            match door.accept() {
                Ok(visitor) if Arc::strong_count(&inside) <= MAX_VISITORS => {
                    let (host, followers) = (Arc::clone(&host), Arc::clone(&followers));
                    let inside = Arc::clone(&inside);
                    // Where no thread can be had, the visitor hears nothing.
                    _ = thread::Builder::new().spawn(move || {
                        _ = attend(MessageStream::new(visitor), &*host, &followers);
                        drop(inside);
                    });
                }
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::Unsupported => return,
                Err(_) => thread::sleep(PAUSE),
            }
        }
    })?;
    Ok(())
}

/// Does what a visitor wishes. One that says nothing, or something else, is let go.
fn attend(
    mut visitor: MessageStream,
    host: &dyn ControlHost,
    followers: &Followers,
) -> io::Result<()> {
    let Some(wish) = visitor.hear::<ControlRequest>(Some(PATIENCE))? else {
        return Ok(());
    };
    match wish {
        ControlRequest::Show if host.show().is_err() => {
            let error = "window_unavailable".to_owned();
            return visitor.say(&ControlReply::Refusal { error });
        }
        ControlRequest::Show | ControlRequest::Status => {}
        ControlRequest::Lock => host.lock(),
        ControlRequest::Quit => {
            host.quit();
            // The end of the process is the answer.
            visitor.outlast();
            return Ok(());
        }
        ControlRequest::Events => {
            let Some(place) = followers.add(&visitor)? else {
                let error = "overloaded".to_owned();
                return visitor.say(&ControlReply::Refusal { error });
            };
            visitor.outlast();
            followers.remove(place);
            return Ok(());
        }
    }
    visitor.say(&ControlReply::LockChange(host.lock_change()))
}

/// Visitors who hear of every turn.
struct Followers(Mutex<Told>);

struct Told {
    lines: HashMap<u64, MessageStream>,
    next: u64,
    /// What they heard last.
    turn: LockChange,
}

impl Followers {
    /// Nobody yet.
    fn new(turn: LockChange) -> Self {
        Self(Mutex::new(Told {
            lines: HashMap::new(),
            next: 0,
            turn,
        }))
    }

    /// Tells `visitor` how it stands, and from now on each turn. Returns its place; none if there are too many.
    fn add(&self, visitor: &MessageStream) -> io::Result<Option<u64>> {
        let mut told = self.told();
        if told.lines.len() >= MAX_FOLLOWERS {
            return Ok(None);
        }
        let mut line = visitor.try_clone()?;
        line.say_within(&told.turn, FOLLOWER_PATIENCE)?;
        let place = told.next;
        told.next += 1;
        told.lines.insert(place, line);
        Ok(Some(place))
    }

    fn remove(&self, place: u64) {
        self.told().lines.remove(&place);
    }

    /// Tells everybody of `turn`, and lets go who does not listen.
    fn tell(&self, turn: LockChange) {
        let mut told = self.told();
        told.lines.retain(|_, line| {
            let heard = line.say_within(&turn, FOLLOWER_PATIENCE).is_ok();
            if !heard {
                line.end();
            }
            heard
        });
        told.turn = turn;
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        self.0.lock()
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::Shutdown;
    use std::os::unix::net::UnixStream;
    use std::path::Path;
    use std::sync::Mutex;
    use std::sync::mpsc::{self, Sender};

    use keyrack_app::control_socket::{Connection, LockState};
    use tempfile::TempDir;

    use super::*;

    /// An app that notes what it is asked to do.
    struct Fake {
        home: TempDir,
        /// Whether the window comes up.
        shows: bool,
        asked: Mutex<Sender<&'static str>>,
        turn: Mutex<(LockChange, Option<Sender<LockChange>>)>,
    }

    impl Fake {
        fn start(shows: bool) -> (Arc<Self>, Receiver<&'static str>) {
            let (asked, heard) = mpsc::channel();
            let fake = Arc::new(Self {
                home: tempfile::tempdir().unwrap(),
                shows,
                asked: Mutex::new(asked),
                turn: Mutex::new((turn(0), None)),
            });
            let door = Listener::open(fake.home()).unwrap();
            welcome(door, Arc::clone(&fake) as _).unwrap();
            (fake, heard)
        }

        fn home(&self) -> &Path {
            self.home.path()
        }

        fn reach(&self) -> Connection {
            Connection::reach(self.home()).unwrap()
        }

        fn stranger(&self) -> UnixStream {
            UnixStream::connect(self.home().join("app.socket")).unwrap()
        }

        fn turns_to(&self, turn: LockChange) {
            let mut now = self.turn.lock().unwrap();
            now.0 = turn.clone();
            now.1.as_ref().unwrap().send(turn).unwrap();
        }

        fn note(&self, what: &'static str) {
            _ = self.asked.lock().unwrap().send(what);
        }
    }

    impl ControlHost for Fake {
        fn show(&self) -> io::Result<()> {
            self.note("show");
            self.shows
                .then_some(())
                .ok_or(io::ErrorKind::BrokenPipe.into())
        }

        fn lock(&self) {
            self.note("lock");
            self.turns_to(turn(7));
        }

        fn quit(&self) {
            self.note("quit");
        }

        fn lock_change(&self) -> LockChange {
            self.turn.lock().unwrap().0.clone()
        }

        fn lock_changes(&self) -> (LockChange, Receiver<LockChange>) {
            let (tell, turns) = mpsc::channel();
            let mut now = self.turn.lock().unwrap();
            now.1 = Some(tell);
            (now.0.clone(), turns)
        }
    }

    fn turn(at: u64) -> LockChange {
        LockChange {
            event: LockState::Locked,
            because: Some("command".to_owned()),
            at,
            monotonic_ms: at,
        }
    }

    #[test]
    fn a_wish_is_carried_out_and_then_answered() {
        let (fake, asked) = Fake::start(true);
        assert_eq!(fake.reach().ask(ControlRequest::Show).unwrap(), turn(0));
        assert_eq!(asked.recv().unwrap(), "show");
        assert_eq!(fake.reach().ask(ControlRequest::Lock).unwrap(), turn(7));
        assert_eq!(asked.try_recv().unwrap(), "lock", "before the answer");
        assert_eq!(fake.reach().ask(ControlRequest::Status).unwrap(), turn(7));
        assert!(asked.try_recv().is_err());
    }

    #[test]
    fn a_window_that_does_not_come_up_is_a_failure() {
        let (fake, _asked) = Fake::start(false);
        assert!(fake.reach().ask(ControlRequest::Show).is_err());
    }

    #[test]
    fn whoever_ends_the_app_hears_nothing_until_it_has_ended() {
        let (fake, asked) = Fake::start(true);
        let mut visitor = fake.stranger();
        visitor.write_all(b"{\"do\":\"quit\"}\n").unwrap();
        assert_eq!(asked.recv().unwrap(), "quit");
        // It is there still: others are attended to, and this connection is not ended from there.
        fake.reach().ask(ControlRequest::Status).unwrap();
        visitor.set_nonblocking(true).unwrap();
        let kind = visitor.read(&mut [0]).unwrap_err().kind();
        assert_eq!(kind, io::ErrorKind::WouldBlock);
    }

    #[test]
    fn followers_hear_the_present_state_and_each_turn_once_in_order() {
        let (fake, _asked) = Fake::start(true);
        let mut early = fake.reach().follow().unwrap();
        let mut hear = || early.next().unwrap().unwrap();
        assert_eq!(hear(), turn(0));
        fake.turns_to(turn(1));
        fake.turns_to(turn(2));
        assert_eq!([hear(), hear()], [turn(1), turn(2)]);

        let mut late = fake.reach().follow().unwrap();
        assert_eq!(late.next().unwrap().unwrap(), turn(2));
        fake.turns_to(turn(3));
        assert_eq!(late.next().unwrap().unwrap(), turn(3));
        assert_eq!(hear(), turn(3));
    }

    #[test]
    fn there_is_a_bound_to_followers_and_their_places_become_free() {
        let (fake, _asked) = Fake::start(true);
        let follow = || {
            let mut line = MessageStream::new(fake.stranger());
            line.say(&ControlRequest::Events).unwrap();
            let first = line.hear::<ControlReply>(None).unwrap().unwrap();
            (line, matches!(first, ControlReply::LockChange(_)))
        };
        let mut inside: Vec<_> = (0..MAX_FOLLOWERS).map(|_| follow()).collect();
        assert!(inside.iter().all(|(_, follows)| *follows));
        assert!(!follow().1, "one too many");
        inside.pop();
        // The app learns in its own time that somebody has left.
        while !follow().1 {
            thread::yield_now();
        }
    }

    #[test]
    fn a_follower_that_does_not_read_is_let_go_and_keeps_nobody_else_waiting() {
        let (fake, _asked) = Fake::start(true);
        let mut deaf = MessageStream::new(fake.stranger());
        deaf.say(&ControlRequest::Events).unwrap();
        let mut follower = fake.reach().follow().unwrap();
        assert_eq!(follower.next().unwrap().unwrap(), turn(0));
        // More than a socket holds.
        for at in 1..5_000 {
            fake.turns_to(turn(at));
            assert_eq!(follower.next().unwrap().unwrap(), turn(at));
        }
        let mut heard = 0;
        while let Ok(Some(ControlReply::LockChange(_))) = deaf.hear(None) {
            heard += 1;
        }
        assert!(heard < 5_000, "it was let go");
    }

    #[test]
    fn visitors_that_speak_otherwise_get_nothing_and_keep_nobody_out() {
        let (fake, asked) = Fake::start(true);
        for said in [&b"GET / HTTP/1.1\r\n"[..], b"show\n", b"\xff\n", b""] {
            let mut stranger = fake.stranger();
            stranger.write_all(said).unwrap();
            stranger.shutdown(Shutdown::Write).unwrap();
            let mut answer = Vec::new();
            // The connection ends, with or without a reset.
            _ = stranger.read_to_end(&mut answer);
            assert!(answer.is_empty());
        }
        assert!(asked.try_recv().is_err());
        let _silent: Vec<_> = (0..MAX_VISITORS / 2).map(|_| fake.stranger()).collect();
        assert_eq!(fake.reach().ask(ControlRequest::Status).unwrap(), turn(0));
    }
}

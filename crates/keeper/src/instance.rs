//! One keeper for each user and computer. A second start only brings the window of the first to the front.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io;
#[cfg(unix)]
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use keyrack_app::control_socket::{Connection, ControlRequest, Listener};
#[cfg(unix)]
use rustix::fs::OFlags;

/// How long a further start waits for the first to come to the front or to end, and how often it looks.
const PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(50);

/// The place of the first; held until it is dropped, or the process ends in any way.
pub struct Instance {
    /// Where visitors come in.
    pub door: Listener,
    /// Holds the place.
    pub lock: File,
}

/// How the place stands.
pub enum Claim {
    /// This is the first.
    First(Instance),
    /// Another is, and has done what was wished of it.
    Done,
    /// Another is, and does not answer.
    Silent,
}

impl Instance {
    /// Claims the place in the folder `home`, which is made if it is not there, or lets whoever holds it do what is
    /// wished.
    ///
    /// # Errors
    /// When the folder cannot be written, or its path is too long for a socket (about 100 bytes).
    pub fn claim(home: &Path, wish: ControlRequest) -> io::Result<Claim> {
        make_private(home)?;
        let mut options = OpenOptions::new();
        // A pipe in its place is not waited for, and a link not followed.
        #[cfg(unix)]
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits() as i32);
        options.create(true).truncate(false).write(true);
        let lock = options.open(home.join("app.lock"))?;
        let begin = Instant::now();
        loop {
            match lock.try_lock() {
                Ok(()) => return Self::first(home, lock),
                Err(_) if does(home, wish) => return Ok(Claim::Done),
                // A home on a share may have no locks. Then the socket tells, as well as it can.
                Err(TryLockError::Error(_)) => return Self::first(home, lock),
                // It may be about to end, and its place free in a moment.
                Err(TryLockError::WouldBlock) if begin.elapsed() < PATIENCE => thread::sleep(PAUSE),
                Err(TryLockError::WouldBlock) => return Ok(Claim::Silent),
            }
        }
    }

    fn first(home: &Path, lock: File) -> io::Result<Claim> {
        let door = Listener::open(home)?;
        Ok(Claim::First(Self { door, lock }))
    }
}

fn does(home: &Path, wish: ControlRequest) -> bool {
    Connection::reach(home).is_ok_and(|app| app.ask(wish).is_ok())
}

/// Makes the folder, open to the user alone.
fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use keyrack_app::control_socket::{ControlReply, LockChange, LockState, MessageStream};
    use tempfile::TempDir;

    use super::*;

    fn claim(home: &TempDir) -> Claim {
        Instance::claim(home.path(), ControlRequest::Show).unwrap()
    }

    fn first(home: &TempDir) -> Instance {
        match claim(home) {
            Claim::First(instance) => instance,
            Claim::Done | Claim::Silent => panic!("someone else is the first"),
        }
    }

    fn answer(visitor: &mut MessageStream, ready: bool) -> ControlRequest {
        let wish = visitor.hear(None).unwrap().unwrap();
        let turn = LockChange {
            event: LockState::Unlocked,
            because: None,
            at: 1,
            monotonic_ms: 1,
        };
        let refusal = ControlReply::Refusal {
            error: "window_unavailable".to_owned(),
        };
        let answer = if ready {
            ControlReply::LockChange(turn)
        } else {
            refusal
        };
        visitor.say(&answer).unwrap();
        wish
    }

    #[test]
    fn a_second_start_has_its_wish_done_by_the_first() {
        let home = TempDir::new().unwrap();
        let instance = first(&home);
        for wish in [ControlRequest::Show, ControlRequest::Status] {
            thread::scope(|scope| {
                let second = scope.spawn(|| Instance::claim(home.path(), wish).unwrap());
                let mut visitor = MessageStream::new(instance.door.accept().unwrap());
                assert_eq!(answer(&mut visitor, true), wish);
                assert!(matches!(second.join().unwrap(), Claim::Done));
            });
        }
    }

    #[test]
    fn a_start_while_the_first_ends_takes_its_place() {
        let home = TempDir::new().unwrap();
        let ending = first(&home);
        thread::scope(|scope| {
            let second = scope.spawn(|| claim(&home));
            answer(
                &mut MessageStream::new(ending.door.accept().unwrap()),
                false,
            );
            drop(ending);
            assert!(matches!(second.join().unwrap(), Claim::First(_)));
        });
    }

    #[test]
    fn the_place_is_free_again_after_the_first_even_if_it_left_its_socket() {
        let home = TempDir::new().unwrap();
        drop(first(&home));
        assert!(home.path().join("app.socket").exists());
        first(&home);
    }

    #[test]
    fn two_computers_have_a_place_each() {
        let (here, there) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let _first = first(&here);
        first(&there);
    }
}

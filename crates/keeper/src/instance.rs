//! One keeper for each user and computer. A second start only brings the window of the first to the front.

#[cfg(not(unix))]
mod other;
#[cfg(unix)]
mod unix;

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

#[cfg(not(unix))]
use other as os;
#[cfg(unix)]
use unix as os;

/// How long a further start waits for the first to come to the front or to end, and how often it looks.
const PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(50);

/// The place of the first; held until it is dropped, or the process ends in any way.
pub struct Instance {
    door: os::Door,
    _lock: File,
}

/// How the place stands.
pub enum Claim {
    /// This is the first.
    First(Instance),
    /// Another is, and has come to the front.
    Shown,
    /// Another is, and does not answer.
    Silent,
}

impl Instance {
    /// Claims the place in the folder `home`, which is made if it is not there.
    ///
    /// # Errors
    /// When the folder cannot be written, or its path is too long for a socket (about 100 bytes).
    pub fn claim(home: &Path) -> io::Result<Claim> {
        os::make_private(home)?;
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(home.join("app.lock"))?;
        let begin = Instant::now();
        loop {
            match lock.try_lock() {
                Ok(()) => {
                    return Ok(Claim::First(Self {
                        door: os::Door::open(home)?,
                        _lock: lock,
                    }));
                }
                Err(TryLockError::WouldBlock) if os::knock(home).is_ok() => {
                    return Ok(Claim::Shown);
                }
                // It may be about to end, and its place free in a moment.
                Err(TryLockError::WouldBlock) if begin.elapsed() < PATIENCE => thread::sleep(PAUSE),
                Err(TryLockError::WouldBlock) => return Ok(Claim::Silent),
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
    }

    /// Calls `show` at each further start, on a thread of its own, for as long as the process lives. Where it fails, the
    /// further start tries to become the first.
    ///
    /// # Errors
    /// When the system has no room for it.
    pub fn on_further_start(
        &self,
        show: impl Fn() -> io::Result<()> + Send + 'static,
    ) -> io::Result<()> {
        self.door.on_knock(show)
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::sync::mpsc;

    use tempfile::TempDir;

    use super::*;

    fn first(home: &Path) -> Instance {
        match Instance::claim(home).unwrap() {
            Claim::First(instance) => instance,
            Claim::Shown | Claim::Silent => panic!("someone else is the first"),
        }
    }

    #[test]
    fn a_second_start_makes_the_first_show_itself() {
        let home = TempDir::new().unwrap();
        let instance = first(home.path());
        let (shown, count) = mpsc::channel();
        instance
            .on_further_start(move || shown.send(()).map_err(io::Error::other))
            .unwrap();
        for _ in 0..2 {
            let second = Instance::claim(home.path()).unwrap();
            assert!(matches!(second, Claim::Shown));
            count.recv().unwrap();
        }
    }

    #[test]
    fn a_start_while_the_first_ends_takes_its_place() {
        let home = TempDir::new().unwrap();
        let ending = first(home.path());
        let (knocked, heard) = mpsc::channel();
        let refuse = move || {
            _ = knocked.send(());
            Err(io::ErrorKind::BrokenPipe.into())
        };
        ending.on_further_start(refuse).unwrap();
        thread::scope(|scope| {
            let second = scope.spawn(|| Instance::claim(home.path()).unwrap());
            heard.recv().unwrap();
            drop(ending);
            assert!(matches!(second.join().unwrap(), Claim::First(_)));
        });
    }

    #[test]
    fn the_place_is_free_again_after_the_first_even_if_it_left_its_socket() {
        let home = TempDir::new().unwrap();
        drop(first(home.path()));
        assert!(home.path().join("app.socket").exists());
        first(home.path());
    }

    #[test]
    fn two_computers_have_a_place_each() {
        let (here, there) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let _first = first(here.path());
        first(there.path());
    }

    #[test]
    fn a_visitor_that_speaks_otherwise_shows_nothing_and_keeps_nobody_out() {
        use std::io::{Read, Write};
        use std::os::unix::net::UnixStream;

        let home = TempDir::new().unwrap();
        let instance = first(home.path());
        let (shown, count) = mpsc::channel();
        instance
            .on_further_start(move || shown.send(()).map_err(io::Error::other))
            .unwrap();
        let mut stranger = UnixStream::connect(home.path().join("app.socket")).unwrap();
        stranger.write_all(b"GET / HTTP/1.1\r\n").unwrap();
        let mut answer = Vec::new();
        // The connection ends, with or without a reset, and nothing was said.
        _ = stranger.read_to_end(&mut answer);
        assert!(answer.is_empty());
        assert!(count.try_recv().is_err());
        assert!(matches!(
            Instance::claim(home.path()).unwrap(),
            Claim::Shown
        ));
    }
}

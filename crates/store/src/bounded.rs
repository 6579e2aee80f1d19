//! Never waits for a store longer than it may. A file that only its name is here of, or a share whose server is gone, can
//! hold a call for ever; so calls are made on threads that can be left behind. They get names and bytes, nothing else.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SendError, Sender, channel};
use std::thread;
use std::time::Duration;

use parking_lot::{Condvar, Mutex};

use crate::{Created, Listed, Probe, Store, StoreError};

/// A store, each request of which takes at most a certain time.
pub struct Bounded {
    store: Arc<dyn Store>,
    limit: Duration,
    /// Threads that wait for a request. They end with the last of the senders.
    idle: Mutex<Vec<Sender<Job>>>,
    /// How many threads were left behind and have not come back.
    stuck: Arc<AtomicUsize>,
}

/// How many threads may be left behind. With more, requests fail at once until one of them comes back.
const MAX_STUCK: usize = 8;
/// How many threads are kept for later requests.
const MAX_IDLE: usize = 4;

type Job = Box<dyn FnOnce(&dyn Store) + Send>;

impl Bounded {
    /// Lets no request of `store` take longer than `limit`: then it is [`StoreError::TimedOut`], and may still happen.
    pub fn new(store: impl Store + 'static, limit: Duration) -> Self {
        Self {
            store: Arc::new(store),
            limit,
            idle: Mutex::default(),
            stuck: Arc::default(),
        }
    }

    fn ask<T: Send + 'static>(
        &self,
        request: impl FnOnce(&dyn Store) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.ask_within(self.limit, request)
    }

    fn ask_within<T: Send + 'static>(
        &self,
        limit: Duration,
        request: impl FnOnce(&dyn Store) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        if self.stuck.load(Ordering::Relaxed) >= MAX_STUCK {
            return Err(StoreError::TimedOut);
        }
        let answer = Arc::new(Answer::new(self.stuck.clone()));
        let promise = Promise::new(answer.clone());
        let worker = self.start(Box::new(move |store| promise.keep(request(store))))?;
        let result = answer.wait(limit);
        let mut idle = self.idle.lock();
        if result.is_ok() && idle.len() < MAX_IDLE {
            idle.push(worker);
        }
        result.unwrap_or(Err(StoreError::TimedOut))
    }

    /// Gives a request to a thread.
    fn start(&self, mut job: Job) -> Result<Sender<Job>, StoreError> {
        loop {
            let Some(worker) = self.idle.lock().pop() else {
                break;
            };
            match worker.send(job) {
                Ok(()) => return Ok(worker),
                // The thread has ended in a panic.
                Err(SendError(back)) => job = back,
            }
        }
        let (sender, jobs) = channel();
        let store = self.store.clone();
        let thread = thread::Builder::new().name("store".to_owned());
        let started = thread.spawn(move || work(&*store, &jobs));
        started.map_err(|_| StoreError::Unreachable)?;
        sender.send(job).map_err(|_| StoreError::Broken)?;
        Ok(sender)
    }
}

fn work(store: &dyn Store, jobs: &Receiver<Job>) {
    while let Ok(job) = jobs.recv() {
        job(store);
    }
}

impl Store for Bounded {
    fn list(&self, folder: &str) -> Result<Vec<Listed>, StoreError> {
        let folder = folder.to_owned();
        self.ask(move |store| store.list(&folder))
    }

    fn read(&self, path: &str, max: usize) -> Result<Vec<u8>, StoreError> {
        let path = path.to_owned();
        self.ask(move |store| store.read(&path, max))
    }

    fn create(&self, path: &str, bytes: &[u8]) -> Result<Created, StoreError> {
        let (path, bytes) = (path.to_owned(), bytes.to_owned());
        self.ask(move |store| store.create(&path, &bytes))
    }

    fn delete(&self, path: &str) -> Result<(), StoreError> {
        let path = path.to_owned();
        self.ask(move |store| store.delete(&path))
    }

    fn probe(&self) -> Result<Probe, StoreError> {
        self.ask(|store| store.probe())
    }

    fn take_clock_lead(&self) -> Option<i64> {
        self.store.take_clock_lead()
    }
}

/// What a caller waits for.
struct Answer<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
    stuck: Arc<AtomicUsize>,
}

enum State<T> {
    Awaited,
    There(Result<T, StoreError>),
    /// Nobody waits any more.
    Abandoned,
}

/// The answer did not come in time.
struct Late;

impl<T> Answer<T> {
    fn new(stuck: Arc<AtomicUsize>) -> Self {
        Self {
            state: Mutex::new(State::Awaited),
            changed: Condvar::new(),
            stuck,
        }
    }

    fn wait(&self, limit: Duration) -> Result<Result<T, StoreError>, Late> {
        let mut state = self.state.lock();
        let is_awaited = |state: &mut State<T>| matches!(state, State::Awaited);
        self.changed.wait_while_for(&mut state, is_awaited, limit);
        match std::mem::replace(&mut *state, State::Abandoned) {
            State::There(result) => Ok(result),
            State::Awaited | State::Abandoned => {
                self.stuck.fetch_add(1, Ordering::Relaxed);
                Err(Late)
            }
        }
    }

    fn give(&self, result: Result<T, StoreError>) {
        let mut state = self.state.lock();
        match &*state {
            State::Awaited => {
                *state = State::There(result);
                self.changed.notify_one();
            }
            State::Abandoned => {
                self.stuck.fetch_sub(1, Ordering::Relaxed);
            }
            State::There(_) => {}
        }
    }
}

/// That an answer comes, even where the store panics.
struct Promise<T> {
    answer: Arc<Answer<T>>,
    is_kept: bool,
}

impl<T> Promise<T> {
    fn new(answer: Arc<Answer<T>>) -> Self {
        let is_kept = false;
        Self { answer, is_kept }
    }

    fn keep(mut self, result: Result<T, StoreError>) {
        self.is_kept = true;
        self.answer.give(result);
    }
}

impl<T> Drop for Promise<T> {
    fn drop(&mut self) {
        if !self.is_kept {
            self.answer.give(Err(StoreError::Broken));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::sync_channel;

    use super::*;
    use crate::testing::MemoryStore;

    const SOON: Duration = Duration::from_millis(1);
    const LONG: Duration = Duration::from_secs(600);

    /// Waits at every read until it is let go on, and panics at every deletion.
    struct Hanging {
        store: MemoryStore,
        gate: Mutex<Receiver<()>>,
    }

    impl Store for Hanging {
        fn list(&self, folder: &str) -> Result<Vec<Listed>, StoreError> {
            self.store.list(folder)
        }

        fn read(&self, path: &str, max: usize) -> Result<Vec<u8>, StoreError> {
            let _ = self.gate.lock().recv();
            self.store.read(path, max)
        }

        fn create(&self, path: &str, bytes: &[u8]) -> Result<Created, StoreError> {
            self.store.create(path, bytes)
        }

        fn delete(&self, _: &str) -> Result<(), StoreError> {
            panic!("a store that panics");
        }

        fn probe(&self) -> Result<Probe, StoreError> {
            self.store.probe()
        }
    }

    fn hanging() -> (Bounded, std::sync::mpsc::SyncSender<()>) {
        let (open, gate) = sync_channel(100);
        let store = MemoryStore::new();
        store.create("heads/a.h", b"x").unwrap();
        let gate = Mutex::new(gate);
        (Bounded::new(Hanging { store, gate }, LONG), open)
    }

    fn read_soon(store: &Bounded) -> Result<Vec<u8>, StoreError> {
        store.ask_within(SOON, |store| store.read("heads/a.h", 9))
    }

    #[test]
    fn a_request_that_hangs_is_given_up_and_the_next_one_is_answered() {
        let (store, open) = hanging();
        assert_eq!(read_soon(&store), Err(StoreError::TimedOut));
        assert_eq!(store.list("heads").unwrap().len(), 1);
        assert_eq!(store.create("heads/b.h", b"y"), Ok(Created::Created));
        open.send(()).unwrap();
        open.send(()).unwrap();
        assert_eq!(store.read("heads/a.h", 9).unwrap(), b"x");
    }

    #[test]
    fn no_more_threads_are_left_behind_than_a_few_and_they_count_until_they_come_back() {
        let (store, open) = hanging();
        for _ in 0..MAX_STUCK {
            assert_eq!(read_soon(&store), Err(StoreError::TimedOut));
        }
        assert_eq!(store.list("heads"), Err(StoreError::TimedOut));
        drop(open);
        while store.stuck.load(Ordering::Relaxed) > 0 {
            thread::yield_now();
        }
        assert_eq!(store.list("heads").unwrap().len(), 1);
    }

    #[test]
    fn a_store_that_panics_is_broken_and_is_asked_again() {
        let (store, _open) = hanging();
        assert_eq!(store.delete("heads/a.h"), Err(StoreError::Broken));
        while store.list("heads").is_err() {
            thread::yield_now();
        }
        assert_eq!(store.list("heads").unwrap().len(), 1);
        assert_eq!(store.stuck.load(Ordering::Relaxed), 0);
    }

    #[test]
    fn threads_are_used_again() {
        let (store, _open) = hanging();
        for _ in 0..10 {
            store.list("heads").unwrap();
        }
        assert_eq!(store.idle.lock().len(), 1);
    }
}

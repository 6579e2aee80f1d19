//! What time brings: jobs that are looked at every few seconds.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, SyncSender};
use std::thread;
use std::time::Duration;

use crate::controller::Controller;

/// Something that is done from time to time.
pub struct Job {
    /// What its thread is called.
    name: &'static str,
    /// Whether it is to be done now. Waits for nothing.
    due: fn(&Controller) -> bool,
    /// Does it. May wait for a disk.
    run: fn(&Controller),
}

/// All jobs. Whatever a disk holds up stands alone: the folder of the backups may hang while the vault's does not, and
/// neither keeps the vault from being locked.
const JOBS: [Job; 3] = [
    Job {
        name: "clocks",
        due: |_| true,
        run: Controller::tick,
    },
    Job {
        name: "follow",
        due: Controller::is_open,
        run: Controller::follow,
    },
    Job {
        name: "backups",
        due: Controller::is_open,
        run: Controller::keep_backups,
    },
];

/// Looks at all jobs each time that `pause` has passed, for as long as the process lives.
///
/// # Errors
/// When the system has no room for their threads.
pub fn start(
    controller: &Arc<Controller>,
    pause: impl Fn() -> Duration + Send + Sync + 'static,
) -> io::Result<()> {
    let pause = Arc::new(pause);
    keep_offices_in_step(Arc::clone(controller), Arc::clone(&pause))?;
    let start = |job| Job::start(job, Arc::clone(controller));
    let jobs: Vec<_> = JOBS.into_iter().map(start).collect::<io::Result<_>>()?;
    let controller = Arc::clone(controller);
    thread::Builder::new()
        .name("jobs".to_owned())
        .spawn(move || {
            loop {
                thread::sleep(pause());
                for job in jobs.iter().filter(|job| (job.due)(&controller)) {
                    // One that is still at work is left out.
                    _ = job.begin.try_send(());
                }
            }
        })?;
    Ok(())
}

/// Looks into the stores of offices when it is time, and soon after somebody changed something. Each on a thread of its own:
/// a store that hangs holds up neither another one nor what is done here.
fn keep_offices_in_step(
    controller: Arc<Controller>,
    pause: Arc<impl Fn() -> Duration + Send + Sync + 'static>,
) -> io::Result<()> {
    let forever = move || {
        loop {
            controller.wait_for_offices(pause());
            for work in controller.offices_due() {
                let work = Arc::new(work);
                let (theirs, its) = (Arc::clone(&work), Arc::clone(&controller));
                let started = thread::Builder::new().spawn(move || its.look_into(&theirs));
                if started.is_err() {
                    controller.look_into(&work);
                }
            }
        }
    };
    let thread = thread::Builder::new().name("offices".to_owned());
    thread.spawn(forever).map(|_| ())
}

/// A job with a thread that waits to do it.
struct Waiting {
    due: fn(&Controller) -> bool,
    begin: SyncSender<()>,
}

impl Job {
    fn start(self, controller: Arc<Controller>) -> io::Result<Waiting> {
        let (begin, begun) = mpsc::sync_channel(0);
        thread::Builder::new()
            .name(self.name.to_owned())
            .spawn(move || begun.iter().for_each(|()| (self.run)(&controller)))?;
        Ok(Waiting {
            due: self.due,
            begin,
        })
    }
}

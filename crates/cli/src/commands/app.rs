//! `app …`: what the running app is asked to do.

use clap::Subcommand;
use keyrack_app::{Code, Error, Result};

use crate::ending::Ending;

/// Talk to the app that runs.
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum App {
    /// Lock it
    Lock,
    /// Show its window
    Show,
    /// End it
    Quit,
    /// Print a line for each lock and unlock
    Events {
        /// Go on until interrupted
        #[arg(long, required = true)]
        follow: bool,
    },
}

impl App {
    /// # Errors
    /// [`Code::AppNotRunning`]: no app listens yet.
    pub fn run(self) -> Result<Ending> {
        Err(Error::new(Code::AppNotRunning))
    }
}

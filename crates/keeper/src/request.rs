//! What the requests of the windows have in common. Each is declared beside [what carries it out](crate::handlers).

use serde::{Serialize, de::DeserializeOwned};
use zeroize::Zeroizing;

use crate::controller::Controller;
pub use crate::controller::remote_help::{Concerns, Step};
use crate::views::{Failure, WindowErrorCode};

/// The most rows of one answer. What the window does not show, it does not get.
pub const MAX_ROWS: usize = 60;

/// Requests about one thing. Each is one JSON object whose `ask` names it.
pub trait RequestGroup: DeserializeOwned {
    /// Carries the request out. May take as long as the disk, the key derivation or a dialog does.
    ///
    /// # Errors
    /// Why it was not done.
    fn carry_out(self, controller: &Controller) -> Result<Reply, Failure>;

    /// Whether it would show a secret to somebody who helps over a remote connection, and so is refused meanwhile.
    fn shows_secret(&self) -> bool;

    /// What is noted of it while somebody helps. What only looks is not noted.
    fn step(&self) -> Option<Step> {
        None
    }
}

/// What a window gets.
pub enum Reply {
    /// A view, as JSON.
    Json(String),
    /// A PNG picture, for the paper window.
    Picture(Zeroizing<Vec<u8>>),
}

/// An answer in JSON.
pub(crate) fn json(view: &impl Serialize) -> Result<Reply, Failure> {
    let text = serde_json::to_string(view);
    text.map(Reply::Json)
        .map_err(|_| Failure::new(WindowErrorCode::Unexpected))
}

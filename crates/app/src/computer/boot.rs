//! One start of this computer.

/// A moment on the clock that starts with the computer and runs on while it sleeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boot {
    /// Names this run of the computer.
    pub id: String,
    /// Milliseconds since it started.
    pub elapsed: u64,
}

//! What founding an office shows.

use keyrack_app::named;
use serde::Serialize;

/// What was found in a place where an office might live.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StoreProbe {
    /// What is there.
    pub found: StoreFound,
    /// The address, as colleagues need it; it holds no password.
    pub address: String,
}

named! {
    /// What is in a place where an office might live.
    #[cfg_attr(test, derive(ts_rs::TS))]
    pub enum StoreFound {
        /// Nothing of Keyrack, and it can be written.
        Free = "free",
        /// An office.
        Office = "office",
    }
}

/// Office key sheets that wait to be confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Sheets {
    /// One for each, in order.
    pub sheets: Vec<WaitingSheet>,
}

/// An office key sheet that waits to be confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WaitingSheet {
    /// The numbers, from 1, of the two groups that are asked for.
    pub ask: [u8; 2],
    /// Whether it was proved to be at hand.
    pub confirmed: bool,
}

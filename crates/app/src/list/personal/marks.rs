//! The marks themselves.

use std::collections::BTreeSet;

use keyrack_vault::Id;
use serde::{Deserialize, Serialize};

/// What one person keeps to themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Personal {
    /// Accounts that were marked.
    pub favourites: BTreeSet<Id>,
    /// Accounts of which something was copied, the latest first.
    pub recent: Vec<Id>,
}

//! What is done with a row of an import that is not left out.

use keyrack_vault::Id;

/// What is done with it.
#[derive(Clone, Copy)]
pub(super) enum Act {
    Add,
    /// Give this factor of this account the row's secret.
    Replace(Id, Id),
    /// Give this account the row's name, and this factor its parameters.
    Rename(Id, Id),
}

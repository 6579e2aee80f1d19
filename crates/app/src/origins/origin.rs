//! What an origin of folders has to do.

use keyrack_vault::{Id, Stamp, Vault, files::Moment};

use super::changes::Changed;
use crate::Result;

/// What somebody wants to do that may be refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Change a folder, or anything in it.
    Edit,
    /// See secrets, or hand them on: a key, a deletion code, a QR code, an export.
    Reveal,
    /// Change what lets its owner in when the codes are lost: deletion codes, backup codes.
    Recover,
    /// Change who gets in: the password, the recovery key.
    ChangeAccess,
}

/// Holds folders.
///
/// A change is made between [`Origin::begin`] and [`Origin::save`] or [`Origin::leave`]. Between, what the origin holds is
/// the latest there is, and nobody else changes it, so that a counter that is moved on is moved on once.
pub(crate) trait Origin: std::fmt::Debug + Send {
    /// What it holds, changes that could not be saved yet included.
    fn vault(&self) -> &Vault;

    /// Whether that is allowed in one of its folders; `None` for accounts in no folder.
    ///
    /// # Errors
    /// Why not.
    fn may(&self, folder: Option<Id>, action: Action) -> Result<()>;

    /// Whether changes of any kind are refused, because what it holds cannot be written.
    fn is_read_only(&self) -> bool;

    /// Gets ready for a change at `moment`: takes over what others wrote.
    ///
    /// # Errors
    /// Why there can be no change now.
    fn begin(&mut self, moment: &Moment) -> Result<()>;

    /// Takes over from `view` what changed there, and saves it. `aged` dates the removal of what was deleted long ago.
    ///
    /// # Errors
    /// Why it was not saved. Where it stays in memory all the same, to be saved later, [`Origin::is_unsaved`] says so.
    fn save(&mut self, view: &Vault, changed: &Changed, moment: &Moment, aged: Stamp)
    -> Result<()>;

    /// As [`Origin::save`], where what it goes with could not be saved: what was copied elsewhere is not to be lost here
    /// before that is. It is kept in memory, to be saved later.
    ///
    /// # Errors
    /// As [`Origin::save`].
    fn hold(
        &mut self,
        view: &Vault,
        changed: &Changed,
        moment: &Moment,
        aged: Stamp,
    ) -> Result<()> {
        self.save(view, changed, moment, aged)
    }

    /// Whether what it keeps in memory has to wait until others have saved.
    fn is_held(&self) -> bool {
        false
    }

    /// Ends what [`Origin::begin`] began, without a change.
    fn leave(&mut self);

    /// Saves what could not be saved before.
    ///
    /// # Errors
    /// Why that did not succeed now either.
    fn save_again(&mut self, moment: &Moment) -> Result<()>;

    /// Whether there is a change that could not be saved.
    fn is_unsaved(&self) -> bool;

    /// Takes over what others wrote, and says whether there was anything. `now` is in milliseconds since 1970. Costs little
    /// while there is nothing.
    ///
    /// # Errors
    /// Why it cannot be read. What is in memory stays.
    fn follow(&mut self, now: u64) -> Result<bool>;

    /// Does what can wait until the user has the answer.
    ///
    /// # Errors
    /// When what was saved is not what was to be saved; what was there before is kept.
    fn settle(&mut self, now: u64) -> Result<()>;

    /// Seals changes that could not be saved, for a lock that cannot wait.
    ///
    /// # Errors
    /// When no place takes them.
    fn seal_pending(&mut self, moment: &Moment) -> Result<()>;
}

//! Taking the last import back.

use std::collections::BTreeSet;

use keyrack_vault::{Id, Record, Stamp, Vault};

use crate::{Error, ErrorCode, Result, Session, backup, computer::state::StateFile};

impl Session {
    /// Takes the last import of this computer back: what it added goes to the trash and is no favourite any more, what it
    /// changed is as before, and folders that it made go unless they are in use. Returns how many accounts that
    /// concerned.
    ///
    /// # Errors
    /// [`ErrorCode::NothingToUndo`], or why it could not be saved.
    pub fn undo_import(&mut self) -> Result<usize> {
        let (vault, computer) = self.state();
        let state = StateFile::of(computer, vault).read();
        let mark = state
            .import
            .ok_or_else(|| Error::new(ErrorCode::NothingToUndo))?;
        let before = self.own().generation_before(mark.before);
        let is_its = |stamp: Stamp| (stamp.milliseconds(), stamp.counter()) == mark.stamp;
        let mut added = Vec::new();
        let undone = self.commit(|vault, stamp| {
            let touched: Vec<Id> = vault
                .accounts
                .iter()
                .filter(|account| {
                    let mut touched = false;
                    account.stamps(&mut |stamp| touched |= is_its(stamp));
                    touched
                })
                .map(Record::id)
                .collect();
            let mut undone = 0;
            for id in touched {
                let Some(account) = vault.accounts.get_mut(id) else {
                    continue;
                };
                if is_its(account.created()) {
                    added.push(id);
                    if account.is_live() {
                        account.trash(stamp);
                        undone += 1;
                    }
                } else if let Some(old) =
                    before.as_ref().and_then(|read| read.vault.accounts.get(id))
                {
                    backup::overlay(account, old, stamp);
                    undone += 1;
                }
            }
            trash_empty_folders(vault, is_its, stamp);
            Ok(undone)
        })?;
        let (vault, computer) = self.state();
        let _ = StateFile::of(computer, vault).change(|state| state.import = None);
        // A mark on what lies in the trash is seen by nobody.
        let _ = self.drop_favourites(&added);
        Ok(undone)
    }
}

/// Moves folders to the trash that an import made and no account is in.
fn trash_empty_folders(vault: &mut Vault, is_its: impl Fn(Stamp) -> bool, stamp: Stamp) {
    let occupied: BTreeSet<Id> = vault
        .live_accounts()
        .filter_map(|account| *account.folder.get())
        .collect();
    vault.folders.change_where(
        |folder| is_its(folder.created()) && folder.is_live() && !occupied.contains(&folder.id()),
        |folder| folder.trash(stamp),
    );
}

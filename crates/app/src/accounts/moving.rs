//! Moving accounts to another folder, of the vault or of an office.

use keyrack_vault::{Id, Record, Stamp, Vault};

use super::ids::make_id;
use crate::Result;

/// Moves an account, and gives the id that it has then.
///
/// One that leaves an office becomes a new account where it goes, with all that is in it, and lies in the trash of its
/// folder, from where colleagues can bring it back: under its own id it would be missed there.
///
/// # Errors
/// [`ErrorCode::NoRandomness`](crate::ErrorCode::NoRandomness). Nothing is changed then.
pub(crate) fn move_account(vault: &mut Vault, id: Id, to: Id, stamp: Stamp) -> Result<Id> {
    let Some(account) = vault.accounts.get(id) else {
        return Ok(id);
    };
    let from = *account.folder.get();
    let office = from.and_then(|from| Some((from, *vault.shared.get(&from)?)));
    let Some((from, _)) = office.filter(|it| vault.shared.get(&to) != Some(&it.1)) else {
        vault.move_account(id, to, stamp);
        return Ok(id);
    };
    let new = make_id()?;
    let mut copy = account.under(new);
    copy.folder.set(Some(to), stamp);
    // Who could read the folder has seen its secrets.
    copy.been.set(&from.to_string(), Some(true), stamp);
    vault.accounts.insert(copy);
    if let Some(old) = vault.accounts.get_mut(id) {
        old.trash(stamp);
    }
    Ok(new)
}

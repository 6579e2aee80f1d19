//! Finding accounts by their ids, or by words.

use keyrack_vault::{Account, Id, Record, Stamp};

use super::{
    folders,
    ids::{by_id, not_found},
    views::{folder_name, row},
};
use crate::{Error, ErrorCode, Result, Session, view::Page};

/// What to look for.
#[derive(Debug, Clone, Default)]
pub struct Find {
    /// Words, in any order, without regard to accents and dashes; empty for everything.
    pub query: String,
    /// Only within this folder: id, name, tax number or short code.
    pub folder: Option<String>,
}

impl Session {
    /// Accounts in use that match, `count` of them from the place `from` on.
    ///
    /// # Errors
    /// When the folder is not found.
    pub fn list(&mut self, find: &Find, from: usize, count: usize) -> Result<Page> {
        let hits = self.find(find)?;
        let vault = self.vault();
        let rows = hits.iter().skip(from).take(count);
        let rows = rows
            .filter_map(|id| Some(row(vault, vault.accounts.get(*id)?)))
            .collect();
        Ok(Page {
            total: hits.len(),
            rows,
        })
    }

    /// Accounts in use that match, best first.
    pub(crate) fn find(&mut self, find: &Find) -> Result<Vec<Id>> {
        let folder = match &find.folder {
            Some(name) => Some(folders::find(self.vault(), name)?),
            None => None,
        };
        Ok(self.index().find(&find.query, folder))
    }

    /// The one account in use that `text` names: by id, by the beginning of an id, or by words.
    pub(crate) fn resolve(&mut self, text: &str) -> Result<Id> {
        if let Ok(id) = text.parse() {
            return self.live(text).map(|_| id);
        }
        let live = self.vault().live_accounts().map(Record::id);
        if let Some(id) = by_id(live, text)? {
            return Ok(id);
        }
        let hits = self.index().find(text, None);
        match hits[..] {
            _ if text.trim().is_empty() => Err(not_found(text)),
            [] => Err(not_found(text)),
            [id] => Ok(id),
            _ => Err(self.ambiguous(text, &hits)),
        }
    }

    /// The account in use of an id, which has to be all of it.
    pub(crate) fn live(&self, id: &str) -> Result<Id> {
        let account = id.parse().ok().and_then(|id| self.vault().accounts.get(id));
        match account {
            Some(account) if account.is_live() => Ok(account.id()),
            _ => Err(not_found(id)),
        }
    }

    /// Says which accounts were meant, by name.
    pub(crate) fn ambiguous(&self, text: &str, hits: &[Id]) -> Error {
        const SHOWN: usize = 8;
        let vault = self.vault();
        let names: Vec<String> = hits
            .iter()
            .take(SHOWN)
            .filter_map(|id| {
                let account = vault.accounts.get(*id)?;
                let folder = folder_name(vault, account)
                    .map(|folder| folder.name)
                    .unwrap_or_default();
                let parts = [folder.as_str(), account.issuer.get(), account.label.get()];
                let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
                Some(format!(
                    "{} ({})",
                    parts.join(" · "),
                    id.to_string().get(..8).unwrap_or_default()
                ))
            })
            .collect();
        Error::new(ErrorCode::Ambiguous)
            .with("query", text)
            .with("count", hits.len())
            .with("names", names.join("; "))
    }

    pub(crate) fn account(&self, id: Id) -> Result<&Account> {
        self.vault()
            .accounts
            .get(id)
            .ok_or_else(|| not_found(&id.to_string()))
    }

    pub(crate) fn change_account<T>(
        &mut self,
        id: Id,
        change: impl FnOnce(&mut Account, Stamp) -> Result<T>,
    ) -> Result<T> {
        // On a copy, so that a change that is refused halfway leaves nothing behind.
        let mut account = self.account(id)?.clone();
        self.commit(|vault, stamp| {
            let answer = change(&mut account, stamp)?;
            vault.accounts.insert(account);
            Ok(answer)
        })
    }
}

//! Recovery items: what helps when no factor is at hand.

use keyrack_vault::{Id, Record, Recovery, SecretText, Stamp};
use zeroize::Zeroizing;

use crate::{
    Error, ErrorCode, Result, Session,
    accounts::{
        fields,
        ids::{by_id, make_id, not_found},
        views::view,
    },
    view::AccountView,
};

/// The most backup codes of one item.
const MAX_CODES: usize = 999;

/// A new recovery item.
#[derive(Clone, Default)]
pub struct NewRecovery {
    /// `deletion_code`, `backup_codes` or `phone`.
    pub kind: String,
    /// What it is called.
    pub label: String,
    /// Whose phone it is, or who keeps the paper.
    pub whose: String,
    /// The deletion code or number; for backup codes, one a line.
    pub value: Zeroizing<String>,
}

impl Session {
    /// Adds a recovery item to an account.
    ///
    /// # Errors
    /// [`ErrorCode::BadValue`], [`ErrorCode::NotFound`], [`ErrorCode::Ambiguous`], or why it could not be saved.
    pub fn recovery_add(&mut self, id: &str, new: &NewRecovery) -> Result<AccountView> {
        for (field, text) in [
            ("label", &new.label),
            ("whose", &new.whose),
            ("value", &*new.value),
        ] {
            fields::check_text(field, text)?;
        }
        let wrong = |field: &'static str| Error::new(ErrorCode::BadValue).with("field", field);
        if !matches!(
            new.kind.as_str(),
            "deletion_code" | "backup_codes" | "phone"
        ) {
            return Err(wrong("kind"));
        }
        let lines: Vec<&str> = new
            .value
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        if lines.is_empty() || lines.len() > MAX_CODES {
            return Err(wrong("value"));
        }
        let id = self.resolve(id)?;
        self.change_account(id, |account, stamp| {
            let mut item = Recovery::new(make_id()?, stamp);
            item.kind.update(new.kind.clone(), stamp);
            item.label.update(new.label.clone(), stamp);
            item.whose.update(new.whose.clone(), stamp);
            if new.kind == "backup_codes" {
                for (at, code) in lines.iter().enumerate() {
                    item.codes.set(
                        &Recovery::place(at + 1),
                        Some(SecretText::new((*code).to_owned())),
                        stamp,
                    );
                }
            } else {
                item.value
                    .update(SecretText::new(new.value.trim().to_owned()), stamp);
            }
            account.recovery.insert(item);
            Ok(())
        })?;
        Ok(view(self.vault(), self.account(id)?))
    }

    /// Marks a backup code as used: that of a number, or the first one left.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when there is none such, or why it could not be saved.
    pub fn recovery_use(
        &mut self,
        id: &str,
        item: Option<&str>,
        number: Option<usize>,
    ) -> Result<AccountView> {
        let now = self.keyrack.computer.clock.now();
        self.change_item(id, item, |item, stamp| {
            let left = item
                .backup_codes()
                .find(|(at, _, used)| number.map_or(used.is_none(), |number| *at == number));
            let at = left
                .map(|(at, _, _)| at)
                .ok_or_else(|| not_found(&number.unwrap_or_default().to_string()))?;
            item.used.set(&Recovery::place(at), Some(now), stamp);
            Ok(())
        })
    }

    /// Moves a recovery item to the trash.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`], [`ErrorCode::Ambiguous`], or why it could not be saved.
    pub fn recovery_remove(&mut self, id: &str, item: Option<&str>) -> Result<AccountView> {
        self.change_item(id, item, |item, stamp| {
            item.trash(stamp);
            Ok(())
        })
    }

    /// Brings a recovery item back from the trash, by its id.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when the trash does not hold it, or why it could not be saved.
    pub fn recovery_restore(&mut self, id: &str, item: &str) -> Result<AccountView> {
        let id = self.resolve(id)?;
        let trash = self.account(id)?.recovery.iter().filter(|i| i.is_trashed());
        let item = by_id(trash.map(Record::id), item)?.ok_or_else(|| not_found(item))?;
        self.change_account(id, |account, stamp| {
            if let Some(item) = account.recovery.get_mut(item) {
                item.revive(stamp);
            }
            Ok(())
        })?;
        Ok(view(self.vault(), self.account(id)?))
    }

    fn change_item(
        &mut self,
        id: &str,
        item: Option<&str>,
        change: impl FnOnce(&mut Recovery, Stamp) -> Result<()>,
    ) -> Result<AccountView> {
        let id = self.resolve(id)?;
        let items: Vec<Id> = self.account(id)?.recovery.live().map(Record::id).collect();
        let item = match item {
            Some(text) => by_id(items.into_iter(), text)?.ok_or_else(|| not_found(text))?,
            None => match items[..] {
                [] => return Err(not_found("")),
                [item] => item,
                _ => {
                    return Err(Error::new(ErrorCode::Ambiguous)
                        .with("query", "")
                        .with("count", items.len())
                        .with("names", ""));
                }
            },
        };
        self.change_account(id, |account, stamp| match account.recovery.get_mut(item) {
            Some(item) => change(item, stamp),
            None => Err(not_found(&item.to_string())),
        })?;
        Ok(view(self.vault(), self.account(id)?))
    }
}

impl std::fmt::Debug for NewRecovery {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewRecovery")
            .field("kind", &self.kind)
            .field("label", &self.label)
            .finish_non_exhaustive()
    }
}

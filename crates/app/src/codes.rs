//! Codes.

use std::collections::BTreeSet;

use keyrack_otp::Kind;
use keyrack_vault::{Account, Factor, Id, Record, Vault};

use crate::{
    Error, ErrorCode, Find, Result, Session,
    accounts::{ids::not_found, views::folder_name},
    origins::Action,
    view::{CodeAccount, CodeFactor, CodeStep, CodeView, FactorKind},
};

/// Which codes, and when.
#[derive(Debug, Clone, Default)]
pub struct At {
    /// Seconds since 1970; now if not given.
    pub at: Option<u64>,
    /// Every account that matches, instead of the one.
    pub all: bool,
    /// Do not count HOTP up. The code is then shown again the next time.
    pub peek: bool,
}

impl Session {
    /// The codes of the account that `query` names (by id, the beginning of one, or words), one for each of its factors;
    /// with [`At::all`], of all accounts that match, but for counters that this person may not move on, of which a notice
    /// tells. HOTP counters are moved on and saved before a code is returned, so that no code is shown twice.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`], [`ErrorCode::Ambiguous`], [`ErrorCode::NoFactor`], or why a counter could not be saved.
    pub fn codes(&mut self, query: &str, at: &At) -> Result<Vec<CodeView>> {
        let accounts = if at.all {
            self.find(&Find {
                query: query.to_owned(),
                folder: None,
            })?
        } else {
            vec![self.resolve(query)?]
        };
        if accounts.is_empty() {
            return Err(not_found(query));
        }
        let factors: Vec<(Id, Id)> = accounts
            .iter()
            .filter_map(|id| self.vault().accounts.get(*id))
            .flat_map(|account| {
                account
                    .factors
                    .live()
                    .map(|factor| (account.id(), factor.id()))
            })
            .collect();
        if factors.is_empty() {
            return Err(Error::new(ErrorCode::NoFactor));
        }
        if !at.all || at.peek {
            return self.codes_of(&factors, at);
        }
        // One counter that this person may not move on keeps nobody from the codes of the others.
        let mut skipped = factors.clone();
        skipped.retain(|it| !self.may_show(it));
        let mut shown = factors;
        shown.retain(|it| !skipped.contains(it));
        let codes = match shown.is_empty() {
            true => self.codes_of(&skipped, at),
            false => self.codes_of(&shown, at),
        }?;
        let skipped: BTreeSet<Id> = skipped.into_iter().map(|it| it.0).collect();
        self.note_only_seen(skipped.len());
        Ok(codes)
    }

    /// Whether a factor's code can be shown: that of a counter is a change of its folder.
    fn may_show(&self, (account, factor): &(Id, Id)) -> bool {
        let account = self.vault().accounts.get(*account);
        account.is_none_or(|account| {
            let factor = account.factors.get(*factor);
            let counts = factor.is_some_and(|it| counter_now(it).is_some());
            !counts || self.may(Action::Edit, [*account.folder.get()]).is_ok()
        })
    }

    /// The code of one factor, by its id.
    ///
    /// # Errors
    /// As [`Session::codes`].
    pub fn code_of(&mut self, factor: &str, at: &At) -> Result<CodeView> {
        let wanted: Id = factor.parse().map_err(|_| not_found(factor))?;
        let holder = self
            .vault()
            .live_accounts()
            .find(|account| account.factors.get(wanted).is_some_and(Record::is_live));
        let account = holder.ok_or_else(|| not_found(factor))?.id().to_string();
        self.code_in(&account, factor, at)
    }

    /// As [`Session::code_of`] where the account is known, which spares looking through all of them.
    ///
    /// # Errors
    /// As [`Session::codes`].
    pub fn code_in(&mut self, account: &str, factor: &str, at: &At) -> Result<CodeView> {
        let ids = account.parse().ok().zip(factor.parse().ok());
        let codes = self.codes_of(&[ids.ok_or_else(|| not_found(factor))?], at)?;
        codes.into_iter().next().ok_or_else(|| not_found(factor))
    }

    fn codes_of(&mut self, factors: &[(Id, Id)], at: &At) -> Result<Vec<CodeView>> {
        let now = at.at.unwrap_or(self.keyrack.computer.clock.now() / 1000);
        let shown = views(self.vault(), factors, now);
        if at.peek
            || shown
                .iter()
                .all(|view| view.factor.kind != FactorKind::Hotp)
        {
            return Ok(shown);
        }
        // What colleagues counted up first, if their store answers.
        let offices = self.offices_of(factors);
        self.sync_in_a_hurry(&offices);
        if self.is_unsaved() {
            // A counter that no file has seen yet must not run further ahead.
            self.save()?;
        }
        let shown = self.commit(|vault, _| {
            // Only now is it certain that nobody else shows the same counter's code.
            let shown = views(vault, factors, now);
            // All of them before any is changed.
            let mut next = Vec::new();
            for (account, factor) in factors {
                let held = vault.accounts.get(*account);
                let held = held.and_then(|account| account.factors.get(*factor));
                if let Some(counter) = held.and_then(counter_now) {
                    // The same code would be shown for ever.
                    let counter = counter.checked_add(1);
                    let counter = counter.ok_or_else(|| Error::new(ErrorCode::CounterAtEnd))?;
                    next.push((account, factor, counter));
                }
            }
            for (account, factor, counter) in next {
                let held = vault.accounts.get_mut(*account);
                let held = held.and_then(|account| account.factors.get_mut(*factor));
                if let Some(factor) = held {
                    factor.versions.advance(counter);
                }
            }
            Ok(shown)
        });
        self.sync_in_a_hurry(&offices);
        shown
    }
}

/// The codes of a factor from two steps before a moment, in seconds since 1970, to two steps after it.
pub(crate) fn around(
    vault: &Vault,
    account: &str,
    factor: &str,
    now: u64,
) -> Result<Vec<CodeStep>> {
    let held = account
        .parse()
        .ok()
        .and_then(|id| vault.accounts.get(id))
        .filter(|account| account.is_live())
        .and_then(|account| {
            let factor = account.factors.get(factor.parse().ok()?)?;
            factor.is_live().then_some(factor)
        });
    let held = held.ok_or_else(|| not_found(factor))?;
    let otp = held
        .versions
        .current()
        .and_then(|(_, version)| version.otp());
    let Some((otp, window)) = otp.and_then(|otp| Some((otp, otp.window_at(now)?))) else {
        return Ok(Vec::new());
    };
    let length = window.until - window.from;
    let at = |step: i8| {
        let moved = length.checked_mul(step.unsigned_abs().into())?;
        let from = if step < 0 {
            window.from.checked_sub(moved)?
        } else {
            window.from.checked_add(moved)?
        };
        Some(CodeStep {
            step,
            code: otp.code_at(from)?.to_string(),
            valid_from: from,
            valid_until: from.checked_add(length)?,
        })
    };
    Ok((-2..=2).filter_map(at).collect())
}

/// The counter of the next HOTP code; none for the other kinds.
pub(crate) fn counter_now(factor: &Factor) -> Option<u64> {
    let (_, version) = factor.versions.current()?;
    version.counter_in_use()
}

/// The codes of factors at a moment, in seconds since 1970.
fn views(vault: &Vault, factors: &[(Id, Id)], now: u64) -> Vec<CodeView> {
    let view = |(account, factor): &(Id, Id)| {
        let account = vault.accounts.get(*account)?;
        let factor = account.factors.get(*factor)?;
        let in_use = account.is_live() && factor.is_live();
        in_use.then(|| code_view(vault, account, factor, now))?
    };
    factors.iter().filter_map(view).collect()
}

pub(crate) fn code_view(
    vault: &Vault,
    account: &Account,
    factor: &Factor,
    now: u64,
) -> Option<CodeView> {
    let (_, version) = factor.versions.current()?;
    let otp = version.otp()?;
    let window = otp.window_at(now);
    let code = match otp.kind() {
        Kind::Hotp => otp.code_for(version.counter()),
        Kind::Totp | Kind::Steam => otp.code_at(now)?,
    };
    Some(CodeView {
        account: CodeAccount {
            id: account.id().to_string(),
            issuer: account.issuer.get().clone(),
            label: account.label.get().clone(),
            folder: folder_name(vault, account),
        },
        factor: CodeFactor {
            id: factor.id().to_string(),
            label: factor.label.get().clone(),
            kind: otp.kind().into(),
            digits: otp.digits(),
            period: otp.period(),
        },
        code: code.to_string(),
        valid_from: window.map(|window| window.from),
        valid_until: window.map(|window| window.until),
        next: window
            .and_then(|window| otp.code_at(window.until))
            .map(|code| code.to_string()),
    })
}

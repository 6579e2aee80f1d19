//! From accounts to codes for a phone.

use prost::Message as _;
use zeroize::Zeroizing;

use super::message::{Parameters, Payload, Unfit, uri};
use crate::document::{Account, Document, Factor};

/// The most accounts of one code, as in Google's app.
pub const MAX_ACCOUNTS: usize = 10;

/// Accounts as codes for Google Authenticator.
#[derive(Default)]
pub struct Transfer {
    /// The texts of the codes, in their order.
    pub codes: Vec<Zeroizing<String>>,
    /// The factors that no such code can hold.
    pub left_out: Vec<LeftOut>,
}

/// A factor that a transfer cannot hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Why not.
    pub reason: Unfit,
    /// Who issued the secret.
    pub issuer: String,
    /// The user or account name.
    pub label: String,
}

/// Writes all factors that are not in the trash as one batch of codes.
///
/// A code has at most [`MAX_ACCOUNTS`] accounts, and fewer where their names are so long that a phone could hardly read
/// it off a screen. `batch` should be drawn at random: phones and people tell by it which codes belong together.
#[must_use]
pub fn transfer(document: &Document, batch: i32) -> Transfer {
    let mut transfer = Transfer::default();
    let mut parts: Vec<Payload> = Vec::new();
    let mut room = 0;
    let factors = document
        .accounts
        .iter()
        .filter(|account| account.trashed.is_none())
        .flat_map(|account| account.factors.iter().map(move |factor| (account, factor)));
    for (account, factor) in factors {
        let message = match message(account, factor) {
            Ok(message) => message,
            Err(reason) => {
                transfer.left_out.push(LeftOut {
                    reason,
                    issuer: account.issuer.clone(),
                    label: account.label.clone(),
                });
                continue;
            }
        };
        let fits = room >= message.len();
        match parts.last_mut() {
            Some(part) if fits && part.accounts.len() < MAX_ACCOUNTS => {
                room -= message.len();
                part.accounts.push(message);
            }
            _ => {
                room = EASY_PAYLOAD.saturating_sub(message.len());
                parts.push(Payload {
                    accounts: vec![message],
                    version: 1,
                    batch_id: batch,
                    ..Payload::default()
                });
            }
        }
    }
    let size = i32::try_from(parts.len()).unwrap_or(i32::MAX);
    transfer.codes = (0..)
        .zip(&mut parts)
        .map(|(index, part)| {
            part.batch_size = size;
            part.batch_index = index;
            uri(part)
        })
        .collect();
    transfer
}

/// Why no such code can hold a factor; `None` if one can.
pub(crate) fn unfit(account: &Account, factor: &Factor) -> Option<Unfit> {
    message(account, factor).err()
}

fn message(account: &Account, factor: &Factor) -> Result<Vec<u8>, Unfit> {
    let message = Parameters::of(account, factor)?.encode_to_vec();
    if message.len() > MAX_MESSAGE {
        return Err(Unfit::TooLong);
    }
    Ok(message)
}

/// The most bytes that the accounts of one code have together, unless it holds one only: 117 modules on a side.
const EASY_PAYLOAD: usize = 600;

/// The most bytes of the message of one account, which becomes a code of its own then: 169 modules on a side.
const MAX_MESSAGE: usize = 1_400;

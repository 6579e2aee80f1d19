//! What a format has no place for.

use std::{cmp::Reverse, collections::BTreeMap};

use keyrack_exchange::{Loss, Reduced};
use serde::Serialize;

use super::title;

/// How many names are given for each kind of loss.
const EXAMPLES: usize = 3;

/// What a format has no place for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Losses {
    /// How many things.
    pub total: usize,
    /// The same by kind, the most frequent first.
    pub losses: Vec<LossLine>,
}

/// A kind of thing that a format has no place for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LossLine {
    /// What it is.
    pub loss: Loss,
    /// How often.
    pub count: usize,
    /// Some of whose it is, by issuer and user name.
    pub examples: Vec<String>,
}

impl Losses {
    /// The sum of what an export leaves out.
    #[must_use]
    pub fn of(reduced: &[Reduced]) -> Self {
        let mut lines: BTreeMap<&str, LossLine> = BTreeMap::new();
        for it in reduced {
            let line = lines.entry(it.loss.code()).or_insert_with(|| LossLine {
                loss: it.loss,
                count: 0,
                examples: Vec::new(),
            });
            line.count += 1;
            let name = title(&[&it.issuer, &it.label]);
            if line.examples.len() < EXAMPLES && !line.examples.contains(&name) {
                line.examples.push(name);
            }
        }
        let mut losses: Vec<LossLine> = lines.into_values().collect();
        losses.sort_by_key(|line| Reverse(line.count));
        Self {
            total: reduced.len(),
            losses,
        }
    }
}

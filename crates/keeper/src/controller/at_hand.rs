//! The proof that a paper is at hand: two of the numbered groups on it, typed.

use keyrack_app::{Entropy, ErrorCode, OsEntropy};
use zeroize::Zeroizing;

use crate::typed::Typed;
use crate::views::{Failure, WindowErrorCode};

/// Wrong answers after which other groups are asked for.
const TRIES: u8 = 3;

/// The groups of a key on paper that are asked for.
pub(crate) struct AskedGroups {
    /// How many the key has.
    of: u8,
    ask: [u8; 2],
    wrong: u8,
}

impl AskedGroups {
    /// Two groups of a key that has so many, at least four.
    pub(crate) fn of(groups: u8) -> Result<Self, Failure> {
        Ok(Self {
            of: groups,
            ask: draw(groups, [0; 2])?,
            wrong: 0,
        })
    }

    /// Their numbers, from 1.
    pub(crate) const fn numbers(&self) -> [u8; 2] {
        self.ask
    }

    /// Compares what was typed with the groups of the key. Where that differs, the failure has the code `differs`.
    pub(crate) fn check(
        &mut self,
        groups: &[Zeroizing<String>],
        typed: &[Typed],
        differs: WindowErrorCode,
    ) -> Result<(), Failure> {
        let wanted = self.ask.map(|number| groups.get(usize::from(number) - 1));
        let is_right = |(wanted, typed): (&Option<&Zeroizing<String>>, &Typed)| {
            wanted.is_some_and(|wanted| wanted.eq_ignore_ascii_case(typed.0.trim()))
        };
        if typed.len() == wanted.len() && wanted.iter().zip(typed).all(is_right) {
            return Ok(());
        }
        self.wrong += 1;
        let mut failure = Failure::new(differs);
        if self.wrong == TRIES {
            self.wrong = 0;
            self.ask = draw(self.of, self.ask)?;
            failure.hint = Some("others".to_owned());
        }
        Err(failure)
    }
}

/// Two different numbers from 1 to `of`, none of which was asked for before.
fn draw(of: u8, before: [u8; 2]) -> Result<[u8; 2], Failure> {
    let mut random = [0; 2];
    OsEntropy
        .fill(&mut random)
        .map_err(|_| Failure::new(ErrorCode::NoRandomness))?;
    let mut left: Vec<u8> = (1..=of).filter(|number| !before.contains(number)).collect();
    let mut ask = random.map(|byte| left.swap_remove(usize::from(byte) % left.len()));
    ask.sort_unstable();
    Ok(ask)
}

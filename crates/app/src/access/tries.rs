//! Wrong passwords in a row, and the delay after them.
//!
//! Time is counted by the clock that starts with the computer, so setting the wall clock neither shortens nor lengthens
//! it. What was waited before a restart does not count: nobody can say how long the computer was off.

use serde::{Deserialize, Serialize};

use crate::Boot;

/// Wrong passwords that cost no delay.
const FREE: u32 = 4;
/// The first delay, in seconds. It doubles with each further wrong password.
const FIRST: u64 = 30;
/// The longest, in seconds.
const LONGEST: u64 = 60 * 60;

/// Wrong passwords in a row, and when the last one was.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tries {
    /// How many.
    pub wrong: u32,
    boot: String,
    elapsed: u64,
}

impl Tries {
    /// Counts a password that is about to be tried.
    pub fn count(&mut self, boot: &Boot) {
        *self = Self {
            wrong: self.wrong.saturating_add(1),
            boot: boot.id.clone(),
            elapsed: boot.elapsed,
        };
    }

    /// Seconds until the next try is allowed; `None` when it is allowed now.
    #[must_use]
    pub fn wait(&self, boot: &Boot) -> Option<u64> {
        let delay = self.delay() * 1000;
        let waited = if self.boot == boot.id {
            boot.elapsed.saturating_sub(self.elapsed)
        } else {
            boot.elapsed
        };
        (waited < delay).then(|| (delay - waited).div_ceil(1000))
    }

    fn delay(&self) -> u64 {
        match self.wrong.checked_sub(FREE + 1) {
            None => 0,
            Some(doublings) => FIRST
                .checked_shl(doublings.min(32))
                .unwrap_or(LONGEST)
                .min(LONGEST),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boot(id: &str, seconds: u64) -> Boot {
        Boot {
            id: id.into(),
            elapsed: seconds * 1000,
        }
    }

    fn after(wrong: u32, at: &Boot) -> Tries {
        let mut tries = Tries::default();
        (0..wrong).for_each(|_| tries.count(at));
        tries
    }

    #[test]
    fn the_fifth_wrong_password_costs_half_a_minute_and_each_further_one_twice_as_much_up_to_an_hour()
     {
        let now = boot("a", 1000);
        let waits: Vec<_> = (0..14).map(|wrong| after(wrong, &now).wait(&now)).collect();
        let expected = [
            None,
            None,
            None,
            None,
            None,
            Some(30),
            Some(60),
            Some(120),
            Some(240),
            Some(480),
            Some(960),
        ];
        assert_eq!(waits[..11], expected);
        assert_eq!(waits[11..], [Some(1920), Some(3600), Some(3600)]);
        assert_eq!(after(500, &now).wait(&now), Some(3600));
    }

    #[test]
    fn waiting_counts_and_a_restart_begins_the_delay_anew() {
        let tries = after(5, &boot("a", 1000));
        assert_eq!(tries.wait(&boot("a", 1010)), Some(20));
        assert_eq!(tries.wait(&boot("a", 1030)), None);
        assert_eq!(tries.wait(&boot("b", 5)), Some(25), "after a restart");
        assert_eq!(tries.wait(&boot("b", 30)), None);
    }

    #[test]
    fn a_clock_that_seems_to_run_backwards_shortens_nothing() {
        assert_eq!(after(5, &boot("a", 1000)).wait(&boot("a", 10)), Some(30));
    }
}

//! Takes an overlay off the screens.

use std::thread;
use std::time::Duration;

use zeroize::Zeroizing;

use super::ScreenError;

/// How often, and how many times, to look.
const LOOK: Duration = Duration::from_millis(10);
const LOOKS: usize = 50;

/// Removes what covers some places of the screens, and waits until these show what was under it: a compositor draws
/// anew, and without one the other programs do. Nobody tells when they have, so it is looked for, a short while: each
/// place has to look otherwise than before, and then not to change any more.
pub fn uncover(
    look: impl Fn() -> Result<Vec<Zeroizing<Vec<u8>>>, ScreenError>,
    remove: impl FnOnce() -> Result<(), ScreenError>,
) -> Result<(), ScreenError> {
    let before = look()?;
    remove()?;
    let mut last = Vec::new();
    for _ in 0..LOOKS {
        let now = look()?;
        let is_gone = now.iter().zip(&before).all(|(now, before)| now != before);
        if is_gone && now == last {
            break;
        }
        last = now;
        thread::sleep(LOOK);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    /// After how many looks it is over, where two places look as these numbers, one after the other.
    fn looks(places: &[[u8; 2]]) -> usize {
        let count = Cell::new(0);
        let look = || {
            let now = places[count.get().min(places.len() - 1)];
            count.set(count.get() + 1);
            Ok(now.map(|it| Zeroizing::new(vec![it])).to_vec())
        };
        uncover(look, || Ok(())).unwrap();
        count.get()
    }

    #[test]
    fn it_is_over_when_every_place_has_changed_and_stays() {
        assert_eq!(looks(&[[1, 1], [2, 3]]), 3, "at once");
        assert_eq!(looks(&[[1, 1], [1, 1], [2, 1], [2, 3], [2, 4], [2, 4]]), 6);
    }

    #[test]
    fn what_never_changes_is_not_waited_for_for_ever() {
        assert_eq!(looks(&[[1, 1]]), 1 + LOOKS);
    }

    #[test]
    fn what_cannot_be_seen_or_removed_is_an_error() {
        let blind = uncover(|| Err(ScreenError::TimedOut), || Ok(()));
        assert_eq!(blind, Err(ScreenError::TimedOut));
        let stuck = uncover(|| Ok(Vec::new()), || Err(ScreenError::Failed));
        assert_eq!(stuck, Err(ScreenError::Failed));
    }
}

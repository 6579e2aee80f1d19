//! Values in memory that the system keeps off every disk.

// Values are placed by pointer.
#![allow(unsafe_code)]

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::ptr::{NonNull, slice_from_raw_parts_mut};
use std::sync::{Mutex, MutexGuard, PoisonError};

use zeroize::Zeroize;

use crate::pages::{self, Page};

/// A key in a page that is locked into memory, left out of core files and of children, and wiped when it is dropped.
///
/// It holds at most 64 bytes, so that one page is enough for all keys of a process: ordinary users may lock little, 64 KiB
/// on many a Linux. Where the system refuses even that, the value is kept all the same, wiped like any other, and
/// [`is_kept_out_of_swap`] says so.
///
/// Covered is where a key stays. While it is made, moved here or used, a copy may be on the stack or in a register for that
/// moment; and a system that hibernates writes all memory to its disk.
pub struct Locked<T> {
    place: NonNull<T>,
}

// SAFETY: it owns its value as a `Box` does.
unsafe impl<T: Send> Send for Locked<T> {}
// SAFETY: it shares its value as a `Box` does.
unsafe impl<T: Sync> Sync for Locked<T> {}

impl<T> Locked<T> {
    /// Moves a value there.
    #[must_use]
    pub fn new(value: T) -> Self {
        const {
            assert!(size_of::<T>() <= SLOT && align_of::<T>() <= SLOT);
        }
        let place = places().take().cast::<T>();
        // SAFETY: it is large enough, aligned, and nobody else's until it is given back.
        unsafe { place.write(value) };
        Self { place }
    }
}

impl<T> Deref for Locked<T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: there is a value from `new` to `drop`.
        unsafe { self.place.as_ref() }
    }
}

impl<T> DerefMut for Locked<T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: there is a value from `new` to `drop`.
        unsafe { self.place.as_mut() }
    }
}

impl<T> Drop for Locked<T> {
    fn drop(&mut self) {
        // SAFETY: there is a value, and nobody looks at it afterwards.
        unsafe { self.place.drop_in_place() };
        places().give_back(self.place.cast());
    }
}

impl<T> fmt::Debug for Locked<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Locked(..)")
    }
}

/// Whether the system does as it was asked: what is in [`Locked`] by now, and would be next, is not swapped out.
#[must_use]
pub fn is_kept_out_of_swap() -> bool {
    let _next = Locked::new(());
    places().0.iter().all(|place| place.page.is_locked)
}

/// The bytes of a slot: twice as many as a key has.
const SLOT: usize = 64;

/// All pages that were ever needed.
static PLACES: Mutex<Places> = Mutex::new(Places(Vec::new()));

struct Places(Vec<Place>);

/// A page, and a bit for each of its slots that is taken.
struct Place {
    page: Page,
    taken: u64,
}

const _: () = assert!(SLOT * u64::BITS as usize == pages::SIZE);

fn places() -> MutexGuard<'static, Places> {
    PLACES.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Places {
    fn take(&mut self) -> NonNull<u8> {
        let free = self.0.iter().position(|place| place.taken != u64::MAX);
        let at = free.unwrap_or_else(|| {
            let page = Page::ask();
            self.0.push(Place { page, taken: 0 });
            self.0.len() - 1
        });
        let place = &mut self.0[at];
        let slot = place.taken.trailing_ones();
        place.taken |= 1 << slot;
        // SAFETY: the slot lies within the page.
        unsafe { place.page.start.add(slot as usize * SLOT) }
    }

    fn give_back(&mut self, slot: NonNull<u8>) {
        for Place { page, taken } in &mut self.0 {
            let offset = slot.addr().get().wrapping_sub(page.start.addr().get());
            if offset < pages::SIZE {
                // SAFETY: the slot was taken, its value is gone, and it lies within the page.
                unsafe { &mut *slice_from_raw_parts_mut(slot.as_ptr(), SLOT) }.zeroize();
                *taken &= !(1 << (offset / SLOT));
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::thread;

    use super::*;

    /// What lies in a slot that nobody has.
    fn look(slot: NonNull<[u8; SLOT]>) -> [u8; SLOT] {
        // SAFETY: pages are never given back, and no other test of this process runs while the places are held.
        unsafe { slot.read() }
    }

    #[test]
    fn a_dropped_value_is_dropped_and_its_place_wiped() {
        let shared = Arc::new(());
        let dropped = Locked::new(Arc::clone(&shared));
        assert_eq!(Arc::strong_count(&shared), 2);
        drop(dropped);
        assert_eq!(Arc::strong_count(&shared), 1);

        let mut held = places();
        let slot = held.take().cast::<[u8; SLOT]>();
        // SAFETY: it was taken just now.
        unsafe { slot.write([7; SLOT]) };
        held.give_back(slot.cast());
        assert_eq!(look(slot), [0; SLOT]);
    }

    #[test]
    fn values_stay_their_own_over_several_pages_and_threads() {
        let fill = |thread: u8| {
            let keys: Vec<_> = (0..100).map(|at| Locked::new([thread, at])).collect();
            let (mut left, gone): (Vec<_>, Vec<_>) =
                keys.into_iter().partition(|key| key[1] % 2 == 0);
            drop(gone);
            left.extend((100..150).map(|at| Locked::new([thread, at])));
            for key in &mut left {
                key[0] = key[0].wrapping_add(1);
            }
            left.iter().for_each(|key| assert_eq!(key[0], thread + 1));
            let numbers: Vec<_> = left.iter().map(|key| key[1]).collect();
            let wanted = (0..100).step_by(2).chain(100..150);
            assert_eq!(numbers, wanted.collect::<Vec<_>>());
        };
        thread::scope(|scope| {
            for thread in 0..4 {
                scope.spawn(move || fill(thread));
            }
        });
    }

    #[test]
    fn a_value_is_aligned() {
        #[repr(align(64))]
        struct Wide(u8);
        let (_first, wide) = (Locked::new(1_u8), Locked::new(Wide(2)));
        assert_eq!((&raw const *wide).addr() % 64, 0);
        assert_eq!(wide.0, 2);
    }
}

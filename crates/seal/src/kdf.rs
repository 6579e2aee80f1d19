//! Argon2id (RFC 9106) from a password to a key, with bounds on what a file may ask for.

use std::time::Duration;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

/// Costs of one derivation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Kdf {
    /// Memory in KiB.
    pub m: u32,
    /// Passes over it.
    pub t: u32,
    /// Lanes.
    pub p: u32,
}

/// Costs that a way in may be made with: within the bounds of what Keyrack writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Costs(Kdf);

/// Why costs were refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KdfError {
    /// Below what Keyrack writes: guessing would be too cheap.
    #[error("these costs would make guessing too cheap")]
    TooCheap,
    /// Above what Keyrack reads: opening would take minutes, or all memory.
    #[error("these costs are above what Keyrack accepts")]
    TooCostly,
    /// The memory could not be had on this computer.
    #[error("not enough memory for the key derivation")]
    NoMemory,
}

/// A derived key, wiped when dropped.
pub type Key = Zeroizing<[u8; 32]>;

impl Kdf {
    /// The least that is written: 64 MiB, three passes (RFC 9106, second recommended choice, with one lane).
    pub const FLOOR: Self = Self {
        m: 64 * 1024,
        t: 3,
        p: 1,
    };
    /// The most that is read: 1 GiB, sixteen passes, sixteen lanes.
    pub const CEILING: Self = Self {
        m: 1024 * 1024,
        t: 16,
        p: 16,
    };
    /// Calibration adds memory up to here before it adds passes.
    const MEMORY_FIRST: u32 = 256 * 1024;

    /// The costs for a new way in.
    ///
    /// # Errors
    /// [`KdfError::TooCheap`] or [`KdfError::TooCostly`].
    pub fn for_writing(self) -> Result<Costs, KdfError> {
        if self.m < Self::FLOOR.m || self.t < Self::FLOOR.t || self.p == 0 {
            return Err(KdfError::TooCheap);
        }
        self.check_for_reading().map(Costs)
    }

    /// As much as this and as `other` of each: costs that fall below neither.
    #[must_use]
    pub fn at_least(self, other: Self) -> Self {
        Self {
            m: self.m.max(other.m),
            t: self.t.max(other.t),
            p: self.p.max(other.p),
        }
    }

    /// Checks costs that a file states, before anything is allocated.
    ///
    /// # Errors
    /// [`KdfError::TooCostly`]; also for costs that Argon2 does not define.
    pub fn check_for_reading(self) -> Result<Self, KdfError> {
        let within =
            self.m <= Self::CEILING.m && self.t <= Self::CEILING.t && self.p <= Self::CEILING.p;
        let defined = self.t >= 1 && self.p >= 1 && self.m >= 8 * self.p.min(1024);
        if within && defined {
            Ok(self)
        } else {
            Err(KdfError::TooCostly)
        }
    }

    /// What one derivation costs, in KiB times passes.
    #[must_use]
    pub fn work(self) -> u64 {
        u64::from(self.m) * u64::from(self.t)
    }

    /// Derives 32 bytes. The working memory is wiped before it is given back.
    ///
    /// # Errors
    /// [`KdfError`] when the costs are out of bounds or the memory cannot be had.
    pub fn derive(self, password: &[u8], salt: &[u8; 16]) -> Result<Key, KdfError> {
        self.check_for_reading()?;
        let params =
            Params::new(self.m, self.t, self.p, Some(32)).map_err(|_| KdfError::TooCostly)?;
        let blocks = params.block_count();
        let mut memory = Vec::new();
        memory
            .try_reserve_exact(blocks)
            .map_err(|_| KdfError::NoMemory)?;
        memory.resize(blocks, Block::default());
        let mut key = Zeroizing::new([0; 32]);
        let derived = Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into_with_memory(password, salt, key.as_mut_slice(), &mut memory);
        memory.iter_mut().for_each(Zeroize::zeroize);
        derived.map_err(|_| KdfError::TooCostly)?;
        Ok(key)
    }

    /// Finds costs of about `target` on this computer: memory first, then passes, never under [`Kdf::FLOOR`].
    ///
    /// `measure` runs one derivation and says how long it took.
    pub fn calibrate(target: Duration, mut measure: impl FnMut(Self) -> Duration) -> Self {
        let mut kdf = Self::FLOOR;
        let mut took = measure(kdf);
        while kdf.m * 2 <= Self::MEMORY_FIRST && took * 2 <= target {
            kdf.m *= 2;
            took = measure(kdf);
        }
        let one_pass = (took / kdf.t).max(Duration::from_millis(1));
        let passes = u32::try_from(target.as_millis() / one_pass.as_millis().max(1))
            .unwrap_or(Self::CEILING.t);
        Self {
            t: passes.clamp(kdf.t, Self::CEILING.t),
            ..kdf
        }
    }
}

impl Costs {
    /// The least that a program writes.
    pub const FLOOR: Self = Self(Kdf::FLOOR);

    /// These, raised to as much as `kdf` of each: costs that fall below neither.
    ///
    /// # Errors
    /// [`KdfError::TooCostly`] where `kdf` is out of bounds.
    pub fn at_least(self, kdf: Kdf) -> Result<Self, KdfError> {
        self.0.at_least(kdf).check_for_reading().map(Self)
    }

    /// The costs.
    #[must_use]
    pub const fn kdf(self) -> Kdf {
        self.0
    }

    /// Costs that no program may write, for tests that make thousands of vaults.
    #[doc(hidden)]
    #[must_use]
    pub const fn too_cheap_but_for_tests(kdf: Kdf) -> Self {
        Self(kdf)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_vector_of_the_reference_program() {
        // printf password | argon2 somesaltsomesalt -id -k 65536 -t 2 -p 1 -l 32 -r
        let kdf = Kdf {
            m: 65_536,
            t: 2,
            p: 1,
        };
        let key = kdf.derive(b"password", b"somesaltsomesalt").unwrap();
        let hex: String = key.iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(hex, VECTOR);
    }

    #[test]
    fn costs_of_a_hostile_file_are_refused_before_any_work() {
        for kdf in [
            Kdf {
                m: u32::MAX,
                t: 3,
                p: 1,
            },
            Kdf {
                m: 65_536,
                t: u32::MAX,
                p: 1,
            },
            Kdf {
                m: 65_536,
                t: 3,
                p: u32::MAX,
            },
            Kdf { m: 0, t: 3, p: 1 },
            Kdf {
                m: 65_536,
                t: 0,
                p: 1,
            },
            Kdf {
                m: 65_536,
                t: 3,
                p: 0,
            },
        ] {
            assert_eq!(
                kdf.derive(b"x", &[0; 16]).map(|_| ()),
                Err(KdfError::TooCostly),
                "{kdf:?}"
            );
        }
    }

    #[test]
    fn nothing_below_the_floor_is_written() {
        assert!(Kdf::FLOOR.for_writing().is_ok());
        assert_eq!(
            Kdf {
                m: 1024,
                ..Kdf::FLOOR
            }
            .for_writing(),
            Err(KdfError::TooCheap)
        );
        assert_eq!(
            Kdf { t: 1, ..Kdf::FLOOR }.for_writing(),
            Err(KdfError::TooCheap)
        );
    }

    #[test]
    fn calibration_takes_memory_before_passes_and_stays_within_bounds() {
        let speed = |ns_per_kib_pass: u64| {
            move |kdf: Kdf| Duration::from_nanos(kdf.work() * ns_per_kib_pass)
        };
        let target = Duration::from_millis(700);
        let slow = Kdf::calibrate(target, speed(100_000));
        assert_eq!(slow, Kdf::FLOOR, "a slow computer stays on the floor");
        let usual = Kdf::calibrate(target, speed(700));
        assert_eq!(usual.m, Kdf::MEMORY_FIRST, "memory is raised first");
        let fast = Kdf::calibrate(target, speed(1));
        assert_eq!((fast.m, fast.t), (Kdf::MEMORY_FIRST, Kdf::CEILING.t));
    }

    const VECTOR: &str = "fc33b78139231d34b71626bd6245c1d72efa190ad605c3d8166a72adcedfa2c2";
}

//! From a password to a key: PBKDF2 (RFC 8018), scrypt (RFC 7914) and Argon2 (RFC 9106).

use argon2::{Algorithm, Block, Params, Version};
use hmac::digest::KeyInit;
use hmac::{Hmac, Mac};
use sha1::Sha1;
use sha2::{Sha256, Sha512};
use zeroize::{Zeroize, Zeroizing};

use crate::error::ImportError;
use crate::key_derivation::KeyDerivation;

/// A key of 256 bits.
pub(crate) type Key = Zeroizing<[u8; 32]>;

/// The hash under PBKDF2.
#[derive(Clone, Copy)]
pub(crate) enum Hash {
    Sha1,
    Sha256,
    Sha512,
}

/// The costs of Argon2id.
#[derive(Clone, Copy)]
pub(crate) struct Argon2id {
    pub(crate) memory_kib: u64,
    pub(crate) passes: u64,
    pub(crate) lanes: u64,
}

/// Any kind of Argon2, and its costs.
#[derive(Clone, Copy)]
pub(crate) struct Argon2 {
    pub(crate) algorithm: Algorithm,
    pub(crate) version: Version,
    pub(crate) memory_kib: u64,
    pub(crate) passes: u64,
    pub(crate) lanes: u64,
}

/// The most rounds of PBKDF2; the most expensive product known writes two million.
pub(crate) const MAX_ROUNDS: u64 = 10_000_000;

/// The most memory times passes of Argon2, in KiB: sixteen passes over the most memory.
const MAX_ARGON2_WORK: u64 = 16 << 20;
const MAX_LANES: u64 = 64;

/// The most blocks that scrypt mixes, N times r times p, for 128 bytes each.
const MAX_SCRYPT_WORK: u64 = 1 << 24;

/// Derives 32 bytes.
pub(crate) fn pbkdf2(
    hash: Hash,
    password: &[u8],
    salt: &[u8],
    rounds: u64,
    derivation: &mut KeyDerivation<'_>,
) -> Result<Key, ImportError> {
    let mut key = Key::default();
    match hash {
        Hash::Sha1 => derive::<Hmac<Sha1>>(password, salt, rounds, &mut *key, derivation),
        Hash::Sha256 => derive::<Hmac<Sha256>>(password, salt, rounds, &mut *key, derivation),
        Hash::Sha512 => derive::<Hmac<Sha512>>(password, salt, rounds, &mut *key, derivation),
    }?;
    Ok(key)
}

/// PBKDF2 by hand, because the crate of that name cannot be told to stop.
fn derive<M: Mac + KeyInit + Clone>(
    password: &[u8],
    salt: &[u8],
    rounds: u64,
    key: &mut [u8],
    derivation: &mut KeyDerivation<'_>,
) -> Result<(), ImportError> {
    if rounds > MAX_ROUNDS {
        return Err(ImportError::TooCostly);
    }
    derivation.tell(0.0)?;
    let keyed = <M as Mac>::new_from_slice(password).map_err(|_| ImportError::PasswordWrong)?;
    for (index, part) in key.chunks_mut(M::output_size()).enumerate() {
        let number = u32::try_from(index + 1).map_err(|_| ImportError::TooCostly)?;
        let mut block = keyed
            .clone()
            .chain_update(salt)
            .chain_update(number.to_be_bytes())
            .finalize()
            .into_bytes();
        xor(part, &block);
        for round in 1..rounds {
            if round % 65_536 == 0 {
                derivation.tell(round as f32 / rounds as f32)?;
            }
            block = keyed.clone().chain_update(&block).finalize().into_bytes();
            xor(part, &block);
        }
        block.as_mut_slice().zeroize();
    }
    Ok(())
}

fn xor(part: &mut [u8], block: &[u8]) {
    for (byte, other) in part.iter_mut().zip(block) {
        *byte ^= other;
    }
}

impl Argon2id {
    /// Derives 32 bytes.
    pub(crate) fn derive(
        self,
        password: &[u8],
        salt: &[u8],
        derivation: &mut KeyDerivation<'_>,
    ) -> Result<Key, ImportError> {
        let costs = Argon2 {
            algorithm: Algorithm::Argon2id,
            version: Version::V0x13,
            memory_kib: self.memory_kib,
            passes: self.passes,
            lanes: self.lanes,
        };
        costs.derive(password, salt, derivation)
    }
}

impl Argon2 {
    /// Derives 32 bytes.
    pub(crate) fn derive(
        self,
        password: &[u8],
        salt: &[u8],
        derivation: &mut KeyDerivation<'_>,
    ) -> Result<Key, ImportError> {
        derivation.check_memory(self.memory_kib)?;
        let cost = self.memory_kib.saturating_mul(self.passes);
        if cost > MAX_ARGON2_WORK || self.lanes > MAX_LANES {
            return Err(ImportError::TooCostly);
        }
        let params = Params::new(
            u32::try_from(self.memory_kib).map_err(|_| ImportError::TooCostly)?,
            u32::try_from(self.passes).map_err(|_| ImportError::TooCostly)?,
            u32::try_from(self.lanes).map_err(|_| ImportError::TooCostly)?,
            Some(32),
        )
        .map_err(|_| ImportError::DAMAGED)?;
        let password = Zeroizing::new(password.to_vec());
        let salt = salt.to_vec();
        derivation.run(cost as f32 / KIB_A_TICK, move || {
            let mut memory = Vec::new();
            memory
                .try_reserve_exact(params.block_count())
                .map_err(|_| ImportError::NoMemory)?;
            memory.resize(params.block_count(), Block::default());
            let mut key = Key::default();
            let derived = argon2::Argon2::new(self.algorithm, self.version, params)
                .hash_password_into_with_memory(&password, &salt, &mut *key, &mut memory);
            memory.iter_mut().for_each(Zeroize::zeroize);
            derived.map_err(|_| ImportError::DAMAGED)?;
            Ok(key)
        })?
    }
}

/// Derives 32 bytes with scrypt; `n` is the number of blocks, a power of two.
pub(crate) fn scrypt(
    password: &[u8],
    salt: &[u8],
    (n, r, p): (u64, u64, u64),
    derivation: &mut KeyDerivation<'_>,
) -> Result<Key, ImportError> {
    if n < 2 || !n.is_power_of_two() || r == 0 || p == 0 {
        return Err(ImportError::DAMAGED);
    }
    let cost = n.saturating_mul(r).saturating_mul(p);
    if cost > MAX_SCRYPT_WORK {
        return Err(ImportError::TooCostly);
    }
    // Each block has 128 bytes times r.
    derivation.check_memory(n.saturating_mul(r) / 8)?;
    let small = |number| u32::try_from(number).map_err(|_| ImportError::TooCostly);
    let log_n = u8::try_from(n.trailing_zeros()).map_err(|_| ImportError::TooCostly)?;
    let params =
        scrypt::Params::new(log_n, small(r)?, small(p)?, 32).map_err(|_| ImportError::DAMAGED)?;
    let password = Zeroizing::new(password.to_vec());
    let salt = salt.to_vec();
    derivation.run(cost as f32 / 8.0 / KIB_A_TICK * 3.0, move || {
        let mut key = Key::default();
        scrypt::scrypt(&password, &salt, &params, &mut *key).map_err(|_| ImportError::DAMAGED)?;
        Ok(key)
    })?
}

/// About what a computer mixes in a tenth of a second.
const KIB_A_TICK: f32 = 102_400.0;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sealed::encoding::to_hex;

    fn key(hash: Hash, rounds: u64) -> String {
        let key = pbkdf2(
            hash,
            b"password",
            b"salt",
            rounds,
            &mut KeyDerivation::default(),
        )
        .unwrap();
        to_hex(&*key).to_string()
    }

    #[test]
    fn pbkdf2_gives_the_values_of_its_vectors() {
        // RFC 6070, and the same inputs under the other hashes.
        assert!(key(Hash::Sha1, 1).starts_with("0c60c80f961f0e71f3a9b524af6012062fe037a6"));
        assert!(key(Hash::Sha1, 4096).starts_with("4b007901b765489abead49d926f721d065a429c1"));
        assert_eq!(
            key(Hash::Sha256, 4096),
            "c5e478d59288c841aa530db6845c4c8d962893a001ce4e11a4963873aa98134a"
        );
        assert_eq!(
            key(Hash::Sha512, 1),
            "867f70cf1ade02cff3752599a3a53dc4af34c7a669815ae5d513554e1c8cf252"
        );
    }

    #[test]
    fn costs_beyond_the_bounds_are_refused_before_anything_is_computed() {
        let mut derivation = KeyDerivation::default();
        let wanted = |memory_kib, passes, lanes| Argon2id {
            memory_kib,
            passes,
            lanes,
        };
        let derive = |costs: Argon2id, derivation: &mut KeyDerivation<'_>| {
            costs.derive(b"", b"saltsalt", derivation).map(|_| ()).err()
        };
        assert_eq!(
            derive(wanted(u64::MAX, 1, 1), &mut derivation),
            Some(ImportError::TooCostly)
        );
        assert_eq!(
            derive(wanted(1 << 20, 1, 1), &mut derivation),
            Some(ImportError::MemoryConsent { mib: 1024 })
        );
        assert_eq!(
            derive(wanted(1 << 10, u64::MAX, 1), &mut derivation),
            Some(ImportError::TooCostly)
        );
        assert_eq!(
            derive(wanted(1 << 10, 1, 65), &mut derivation),
            Some(ImportError::TooCostly)
        );
        assert_eq!(
            derive(wanted(7, 1, 1), &mut derivation),
            Some(ImportError::DAMAGED)
        );
        assert_eq!(
            derive(wanted(8, 0, 1), &mut derivation),
            Some(ImportError::DAMAGED)
        );
        assert_eq!(derive(wanted(8, 1, 1), &mut derivation), None);

        for costs in [
            (1 << 40, 8, 1),
            (1 << 15, 1 << 40, 1),
            (1 << 15, 8, 1 << 40),
        ] {
            assert_eq!(
                scrypt(b"", b"", costs, &mut derivation).err(),
                Some(ImportError::TooCostly)
            );
        }
        for costs in [(0, 8, 1), (3, 8, 1), (1, 1, 1), (16, 0, 1), (16, 1, 0)] {
            assert_eq!(
                scrypt(b"", b"", costs, &mut derivation).err(),
                Some(ImportError::DAMAGED)
            );
        }
        assert_eq!(
            pbkdf2(Hash::Sha1, b"", b"", MAX_ROUNDS + 1, &mut derivation).err(),
            Some(ImportError::TooCostly)
        );
    }
}

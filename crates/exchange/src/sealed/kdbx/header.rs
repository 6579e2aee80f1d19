//! What stands before the encrypted part of a database: how its key is derived, how it is encrypted and packed.

use aes::Aes256;
use aes::cipher::block_padding::Pkcs7;
use aes::cipher::{BlockDecryptMut, BlockEncrypt, BlockSizeUser, KeyInit, KeyIvInit, StreamCipher};
use argon2::{Algorithm, Version};
use chacha20::ChaCha20;
use sha2::{Digest, Sha256};
use twofish::Twofish;
use zeroize::Zeroizing;

use super::bytes::{array, little, take, take_sized};
use crate::error::ImportError;
use crate::key_derivation::KeyDerivation;
use crate::sealed::encoding::Plain;
use crate::sealed::kdf::{Argon2, Key};

/// The most bytes that a database may have once it is unpacked.
const MAX_UNPACKED: usize = 256 << 20;

/// The most rounds of AES as a key derivation.
const MAX_AES_ROUNDS: u64 = 100_000_000;

/// What stands before the encrypted part, by number.
pub(super) struct Header<'a> {
    fields: [&'a [u8]; 12],
    major: u16,
}

impl<'a> Header<'a> {
    pub(super) fn read(rest: &mut &'a [u8], major: u16) -> Result<Self, ImportError> {
        let mut fields: [&[u8]; 12] = [&[]; 12];
        loop {
            let [id] = take::<1>(rest)?;
            let field = if major == 3 {
                let length = u16::from_le_bytes(take(rest)?);
                rest.split_off(..usize::from(length))
                    .ok_or(ImportError::DAMAGED)?
            } else {
                take_sized(rest)?
            };
            if id == 0 {
                return Ok(Self { fields, major });
            }
            if let Some(place) = fields.get_mut(usize::from(id)) {
                *place = field;
            }
        }
    }

    pub(super) fn field(&self, id: usize) -> Result<&'a [u8], ImportError> {
        self.fields.get(id).copied().ok_or(ImportError::DAMAGED)
    }

    pub(super) fn number(&self, id: usize) -> Result<u32, ImportError> {
        little(self.field(id)?)
    }

    pub(super) fn derivation(&self) -> Result<Derivation<'a>, ImportError> {
        if self.major == 3 {
            return Ok(Derivation::Aes {
                seed: self.field(TRANSFORM_SEED)?,
                rounds: u64::from_le_bytes(array(self.field(ROUNDS)?)?),
            });
        }
        let mut rest = self.field(KDF_PARAMETERS)?;
        take::<2>(&mut rest)?;
        let mut values = Vec::new();
        loop {
            let [kind] = take::<1>(&mut rest)?;
            if kind == 0 {
                break;
            }
            let name = take_sized(&mut rest)?;
            values.push((name, take_sized(&mut rest)?));
        }
        let value = |name: &[u8]| {
            values
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| *value)
                .ok_or(ImportError::DAMAGED)
        };
        let number = |name: &[u8]| Ok(u64::from_le_bytes(array(value(name)?)?));
        let algorithm = match value(b"$UUID")? {
            kind if kind == AES_KDF || kind == AES_KDF_4 => {
                return Ok(Derivation::Aes {
                    seed: value(b"S")?,
                    rounds: number(b"R")?,
                });
            }
            kind if kind == ARGON2D => Algorithm::Argon2d,
            kind if kind == ARGON2ID => Algorithm::Argon2id,
            _ => return Err(ImportError::FormatNewer),
        };
        Ok(Derivation::Argon2 {
            salt: value(b"S")?,
            costs: Argon2 {
                algorithm,
                version: match little(value(b"V")?)? {
                    0x10 => Version::V0x10,
                    _ => Version::V0x13,
                },
                memory_kib: number(b"M")? / 1024,
                passes: number(b"I")?,
                lanes: u64::from(little(value(b"P")?)?),
            },
        })
    }

    pub(super) fn decrypt(&self, transformed: &Key, sealed: &[u8]) -> Option<Plain> {
        let key = Zeroizing::new(<[u8; 32]>::from(
            Sha256::new()
                .chain_update(self.fields[MASTER_SEED])
                .chain_update(transformed.as_slice())
                .finalize(),
        ));
        let iv = self.fields[IV];
        let mut buffer = Zeroizing::new(sealed.to_vec());
        match self.fields[CIPHER] {
            cipher if cipher == AES => unpad(
                cbc::Decryptor::<Aes256>::new_from_slices(&*key, iv).ok()?,
                &mut buffer,
            )?,
            cipher if cipher == TWOFISH => unpad(
                cbc::Decryptor::<Twofish>::new_from_slices(&*key, iv).ok()?,
                &mut buffer,
            )?,
            cipher if cipher == CHACHA20 => {
                ChaCha20::new_from_slices(&*key, iv)
                    .ok()?
                    .apply_keystream(&mut buffer);
            }
            _ => return None,
        }
        Some(buffer)
    }

    pub(super) fn unpack(&self, packed: Plain) -> Result<Plain, ImportError> {
        match self.number(COMPRESSION)? {
            0 => Ok(packed),
            1 => gunzip(&packed),
            _ => Err(ImportError::FormatNewer),
        }
    }
}

fn unpad<C>(cipher: C, buffer: &mut Plain) -> Option<()>
where
    C: BlockDecryptMut + BlockSizeUser,
{
    let length = cipher.decrypt_padded_mut::<Pkcs7>(buffer).ok()?.len();
    buffer.truncate(length);
    Some(())
}

/// From the password to what the key is made of.
pub(super) enum Derivation<'a> {
    Aes { seed: &'a [u8], rounds: u64 },
    Argon2 { salt: &'a [u8], costs: Argon2 },
}

impl Derivation<'_> {
    pub(super) fn derive(
        self,
        composite: &Key,
        derivation: &mut KeyDerivation<'_>,
    ) -> Result<Key, ImportError> {
        match self {
            Self::Argon2 { salt, costs } => costs.derive(&**composite, salt, derivation),
            Self::Aes { seed, rounds } => {
                if rounds > MAX_AES_ROUNDS {
                    return Err(ImportError::TooCostly);
                }
                let cipher = Aes256::new_from_slice(seed).map_err(|_| ImportError::DAMAGED)?;
                let mut halves = Zeroizing::new(**composite);
                for round in 0..rounds {
                    if round % 262_144 == 262_143 {
                        derivation.tell(round as f32 / rounds as f32)?;
                    }
                    for half in halves.chunks_exact_mut(16) {
                        cipher.encrypt_block(half.into());
                    }
                }
                Ok(Zeroizing::new(Sha256::digest(halves.as_slice()).into()))
            }
        }
    }
}

/// Unpacks gzip (RFC 1952), as far as KeePass writes it, up to a bound.
fn gunzip(packed: &[u8]) -> Result<Plain, ImportError> {
    let mut rest = packed;
    let [0x1f, 0x8b, 8, flags, ..] = take::<10>(&mut rest)? else {
        return Err(ImportError::DAMAGED);
    };
    if flags & 4 != 0 {
        let length = u16::from_le_bytes(take(&mut rest)?);
        rest.split_off(..usize::from(length))
            .ok_or(ImportError::DAMAGED)?;
    }
    // A name and a comment, each up to a zero.
    for flag in [8, 16] {
        if flags & flag != 0 {
            let end = rest.iter().position(|&byte| byte == 0);
            rest = end
                .and_then(|end| rest.get(end + 1..))
                .ok_or(ImportError::DAMAGED)?;
        }
    }
    if flags & 2 != 0 {
        take::<2>(&mut rest)?;
    }
    miniz_oxide::inflate::decompress_to_vec_with_limit(rest, MAX_UNPACKED)
        .map(Zeroizing::new)
        .map_err(|_| ImportError::DAMAGED)
}

const CIPHER: usize = 2;
const COMPRESSION: usize = 3;
pub(super) const MASTER_SEED: usize = 4;
const TRANSFORM_SEED: usize = 5;
const ROUNDS: usize = 6;
const IV: usize = 7;
pub(super) const INNER_KEY: usize = 8;
pub(super) const STREAM_START: usize = 9;
pub(super) const INNER_STREAM: usize = 10;
const KDF_PARAMETERS: usize = 11;

const AES: [u8; 16] = 0x31c1_f2e6_bf71_4350_be58_0521_6afc_5aff_u128.to_be_bytes();
const TWOFISH: [u8; 16] = 0xad68_f29f_576f_4bb9_a36a_d47a_f965_346c_u128.to_be_bytes();
const CHACHA20: [u8; 16] = 0xd603_8a2b_8b6f_4cb5_a524_339a_31db_b59a_u128.to_be_bytes();

const AES_KDF: [u8; 16] = 0xc9d9_f39a_628a_4460_bf74_0d08_c18a_4fea_u128.to_be_bytes();
const AES_KDF_4: [u8; 16] = 0x7c02_bb82_79a7_4ac0_927d_114a_0064_8238_u128.to_be_bytes();
const ARGON2D: [u8; 16] = 0xef63_6ddf_8c29_444b_91f7_a9a4_03e3_0a0c_u128.to_be_bytes();
const ARGON2ID: [u8; 16] = 0x9e29_8b19_56db_4773_b23d_fc3e_c6f0_a1e6_u128.to_be_bytes();

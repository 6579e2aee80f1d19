//! The container of KeePass databases, versions 3 and 4 (<https://keepass.info/help/kb/kdbx.html>): from a file and a
//! password to the XML inside, and the stream that hides its protected texts.

use aes::Aes256;
use aes::cipher::block_padding::Pkcs7;
use aes::cipher::{BlockDecryptMut, BlockEncrypt, BlockSizeUser, KeyInit, KeyIvInit, StreamCipher};
use argon2::{Algorithm, Version};
use chacha20::ChaCha20;
use hmac::{Hmac, Mac};
use salsa20::Salsa20;
use sha2::{Digest, Sha256, Sha512};
use twofish::Twofish;
use zeroize::Zeroizing;

use super::Plain;
use super::kdf::{Argon2, Key};
use crate::{ImportError, Work};

/// How files of versions 3 and 4 begin.
pub(crate) const MAGIC: [u8; 8] = [0x03, 0xd9, 0xa2, 0x9a, 0x67, 0xfb, 0x4b, 0xb5];

/// How files of versions 1 and 2 begin.
pub(crate) const OLD_MAGIC: [u8; 8] = [0x03, 0xd9, 0xa2, 0x9a, 0x65, 0xfb, 0x4b, 0xb5];

/// The most bytes that a database may have once it is unpacked.
const MAX_UNPACKED: usize = 256 << 20;

/// The most rounds of AES as a key derivation.
const MAX_AES_ROUNDS: u64 = 100_000_000;

/// An opened database.
pub(crate) struct Database {
    pub(crate) xml: Plain,
    /// Hides protected texts, one after the other.
    pub(crate) stream: Protection,
}

/// The stream that protected texts are hidden with.
pub(crate) enum Protection {
    None,
    Salsa20(Box<Salsa20>),
    ChaCha20(Box<ChaCha20>),
}

impl Protection {
    /// Takes the stream off a text, which has to be the next one in the order of the file.
    pub(crate) fn uncover(&mut self, bytes: &mut [u8]) {
        match self {
            Self::None => {}
            Self::Salsa20(stream) => stream.apply_keystream(bytes),
            Self::ChaCha20(stream) => stream.apply_keystream(bytes),
        }
    }
}

/// Opens a file with a password.
pub(crate) fn open(
    file: &[u8],
    password: &[u8],
    work: &mut Work<'_>,
) -> Result<Database, ImportError> {
    let mut rest = file;
    let version = *rest
        .split_off(..12)
        .and_then(|start| start.last_chunk::<4>())
        .ok_or(ImportError::DAMAGED)?;
    let major = u16::from_le_bytes([version[2], version[3]]);
    if !(3..=4).contains(&major) {
        return Err(ImportError::FormatNewer);
    }
    let header = Header::read(&mut rest, major)?;
    let composite = Zeroizing::new(<[u8; 32]>::from(Sha256::digest(Sha256::digest(password))));
    let transformed = header.derivation()?.derive(&composite, work)?;
    if major == 3 {
        open_3(&header, &transformed, rest)
    } else {
        let head = &file[..file.len() - rest.len()];
        open_4(&header, &transformed, head, rest)
    }
}

fn open_3(header: &Header<'_>, transformed: &Key, rest: &[u8]) -> Result<Database, ImportError> {
    let plain = header
        .decrypt(transformed, rest)
        .ok_or(ImportError::PasswordWrong)?;
    let start = header.field(STREAM_START)?;
    let mut rest = plain
        .strip_prefix(start)
        .filter(|_| !start.is_empty())
        .ok_or(ImportError::PasswordWrong)?;
    let mut packed = Zeroizing::new(Vec::with_capacity(rest.len()));
    loop {
        take::<4>(&mut rest)?;
        let hash = take::<32>(&mut rest)?;
        let block = take_sized(&mut rest)?;
        if block.is_empty() {
            break;
        }
        if Sha256::digest(block).as_slice() != hash {
            return Err(ImportError::DAMAGED);
        }
        packed.extend_from_slice(block);
    }
    let kind = header.number(INNER_STREAM)?;
    let stream = protection(kind, header.field(INNER_KEY)?)?;
    Ok(Database {
        xml: header.unpack(packed)?,
        stream,
    })
}

fn open_4(
    header: &Header<'_>,
    transformed: &Key,
    head: &[u8],
    mut rest: &[u8],
) -> Result<Database, ImportError> {
    if Sha256::digest(head).as_slice() != take::<32>(&mut rest)? {
        return Err(ImportError::DAMAGED);
    }
    let base = Zeroizing::new(<[u8; 64]>::from(
        Sha512::new()
            .chain_update(header.field(MASTER_SEED)?)
            .chain_update(transformed.as_slice())
            .chain_update([1])
            .finalize(),
    ));
    let mac = |index: u64| {
        let key = Sha512::new()
            .chain_update(index.to_le_bytes())
            .chain_update(base.as_slice())
            .finalize();
        <Hmac<Sha256> as Mac>::new_from_slice(&key).map_err(|_| ImportError::DAMAGED)
    };
    mac(u64::MAX)?
        .chain_update(head)
        .verify_slice(&take::<32>(&mut rest)?)
        .map_err(|_| ImportError::PasswordWrong)?;
    let mut sealed = Vec::with_capacity(rest.len());
    for index in 0_u64.. {
        let expected = take::<32>(&mut rest)?;
        let block = take_sized(&mut rest)?;
        let length = u32::try_from(block.len()).map_err(|_| ImportError::DAMAGED)?;
        mac(index)?
            .chain_update(index.to_le_bytes())
            .chain_update(length.to_le_bytes())
            .chain_update(block)
            .verify_slice(&expected)
            .map_err(|_| ImportError::DAMAGED)?;
        if block.is_empty() {
            break;
        }
        sealed.extend_from_slice(block);
    }
    let packed = header
        .decrypt(transformed, &sealed)
        .ok_or(ImportError::DAMAGED)?;
    let plain = header.unpack(packed)?;
    let mut rest = plain.as_slice();
    let (mut kind, mut key): (u32, &[u8]) = (0, &[]);
    loop {
        let [id] = take::<1>(&mut rest)?;
        let field = take_sized(&mut rest)?;
        match id {
            0 => break,
            1 => kind = little(field)?,
            2 => key = field,
            _ => {}
        }
    }
    Ok(Database {
        stream: protection(kind, key)?,
        xml: Zeroizing::new(rest.to_vec()),
    })
}

/// What stands before the encrypted part, by number.
struct Header<'a> {
    fields: [&'a [u8]; 12],
    major: u16,
}

impl<'a> Header<'a> {
    fn read(rest: &mut &'a [u8], major: u16) -> Result<Self, ImportError> {
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

    fn field(&self, id: usize) -> Result<&'a [u8], ImportError> {
        self.fields.get(id).copied().ok_or(ImportError::DAMAGED)
    }

    fn number(&self, id: usize) -> Result<u32, ImportError> {
        little(self.field(id)?)
    }

    fn derivation(&self) -> Result<Derivation<'a>, ImportError> {
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

    fn decrypt(&self, transformed: &Key, sealed: &[u8]) -> Option<Plain> {
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

    fn unpack(&self, packed: Plain) -> Result<Plain, ImportError> {
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
enum Derivation<'a> {
    Aes { seed: &'a [u8], rounds: u64 },
    Argon2 { salt: &'a [u8], costs: Argon2 },
}

impl Derivation<'_> {
    fn derive(self, composite: &Key, work: &mut Work<'_>) -> Result<Key, ImportError> {
        match self {
            Self::Argon2 { salt, costs } => costs.derive(&**composite, salt, work),
            Self::Aes { seed, rounds } => {
                if rounds > MAX_AES_ROUNDS {
                    return Err(ImportError::TooCostly);
                }
                let cipher = Aes256::new_from_slice(seed).map_err(|_| ImportError::DAMAGED)?;
                let mut halves = Zeroizing::new(**composite);
                for round in 0..rounds {
                    if round % 262_144 == 262_143 {
                        work.tell(round as f32 / rounds as f32)?;
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

fn protection(kind: u32, key: &[u8]) -> Result<Protection, ImportError> {
    match kind {
        0 => Ok(Protection::None),
        2 => {
            let key = Zeroizing::new(<[u8; 32]>::from(Sha256::digest(key)));
            Ok(Protection::Salsa20(Box::new(Salsa20::new(
                (&*key).into(),
                &SALSA20_NONCE.into(),
            ))))
        }
        3 => {
            let hash = Zeroizing::new(<[u8; 64]>::from(Sha512::digest(key)));
            let stream = ChaCha20::new_from_slices(&hash[..32], &hash[32..44]);
            Ok(Protection::ChaCha20(Box::new(
                stream.map_err(|_| ImportError::DAMAGED)?,
            )))
        }
        _ => Err(ImportError::FormatNewer),
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

fn take<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], ImportError> {
    let (taken, after) = rest.split_first_chunk::<N>().ok_or(ImportError::DAMAGED)?;
    *rest = after;
    Ok(*taken)
}

/// Bytes behind their length.
fn take_sized<'a>(rest: &mut &'a [u8]) -> Result<&'a [u8], ImportError> {
    let length = usize::try_from(u32::from_le_bytes(take(rest)?));
    length
        .ok()
        .and_then(|length| rest.split_off(..length))
        .ok_or(ImportError::DAMAGED)
}

fn little(bytes: &[u8]) -> Result<u32, ImportError> {
    array(bytes).map(u32::from_le_bytes)
}

fn array<const N: usize>(bytes: &[u8]) -> Result<[u8; N], ImportError> {
    bytes.try_into().map_err(|_| ImportError::DAMAGED)
}

const CIPHER: usize = 2;
const COMPRESSION: usize = 3;
const MASTER_SEED: usize = 4;
const TRANSFORM_SEED: usize = 5;
const ROUNDS: usize = 6;
const IV: usize = 7;
const INNER_KEY: usize = 8;
const STREAM_START: usize = 9;
const INNER_STREAM: usize = 10;
const KDF_PARAMETERS: usize = 11;

const AES: [u8; 16] = 0x31c1_f2e6_bf71_4350_be58_0521_6afc_5aff_u128.to_be_bytes();
const TWOFISH: [u8; 16] = 0xad68_f29f_576f_4bb9_a36a_d47a_f965_346c_u128.to_be_bytes();
const CHACHA20: [u8; 16] = 0xd603_8a2b_8b6f_4cb5_a524_339a_31db_b59a_u128.to_be_bytes();

const AES_KDF: [u8; 16] = 0xc9d9_f39a_628a_4460_bf74_0d08_c18a_4fea_u128.to_be_bytes();
const AES_KDF_4: [u8; 16] = 0x7c02_bb82_79a7_4ac0_927d_114a_0064_8238_u128.to_be_bytes();
const ARGON2D: [u8; 16] = 0xef63_6ddf_8c29_444b_91f7_a9a4_03e3_0a0c_u128.to_be_bytes();
const ARGON2ID: [u8; 16] = 0x9e29_8b19_56db_4773_b23d_fc3e_c6f0_a1e6_u128.to_be_bytes();

const SALSA20_NONCE: [u8; 8] = [0xe8, 0x30, 0x09, 0x4b, 0x97, 0x20, 0x5d, 0x2a];

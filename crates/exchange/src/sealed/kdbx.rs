//! The container of KeePass databases, versions 3 and 4 (<https://keepass.info/help/kb/kdbx.html>): from a file and a
//! password to the XML inside, and the stream that hides its protected texts.

mod bytes;
mod header;
mod protection;

use bytes::{little, take, take_sized};
use header::{Header, INNER_KEY, INNER_STREAM, MASTER_SEED, STREAM_START};
use hmac::{Hmac, Mac};
pub(crate) use protection::Protection;
use sha2::{Digest, Sha256, Sha512};
use zeroize::Zeroizing;

use super::encoding::Plain;
use super::kdf::Key;
use crate::error::ImportError;
use crate::key_derivation::KeyDerivation;

/// How files of versions 3 and 4 begin.
pub(crate) const MAGIC: [u8; 8] = [0x03, 0xd9, 0xa2, 0x9a, 0x67, 0xfb, 0x4b, 0xb5];

/// How files of versions 1 and 2 begin.
pub(crate) const OLD_MAGIC: [u8; 8] = [0x03, 0xd9, 0xa2, 0x9a, 0x65, 0xfb, 0x4b, 0xb5];

/// An opened database.
pub(crate) struct Database {
    pub(crate) xml: Plain,
    /// Hides protected texts, one after the other.
    pub(crate) stream: Protection,
}

/// Opens a file with a password.
pub(crate) fn open(
    file: &[u8],
    password: &[u8],
    derivation: &mut KeyDerivation<'_>,
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
    let transformed = header.derivation()?.derive(&composite, derivation)?;
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
    let stream = Protection::of(kind, header.field(INNER_KEY)?)?;
    Ok(Database {
        xml: header.unpack(packed)?,
        stream,
    })
}

fn open_4(
    header: &Header<'_>,
    transformed: &Key,
    head: &[u8],
    rest: &[u8],
) -> Result<Database, ImportError> {
    let sealed = verified(header, transformed, head, rest)?;
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
        stream: Protection::of(kind, key)?,
        xml: Zeroizing::new(rest.to_vec()),
    })
}

/// What is encrypted, whose blocks carry a MAC each.
fn verified(
    header: &Header<'_>,
    transformed: &Key,
    head: &[u8],
    mut rest: &[u8],
) -> Result<Vec<u8>, ImportError> {
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
    Ok(sealed)
}

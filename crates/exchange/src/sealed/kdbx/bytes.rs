//! Numbers and fields, as databases have them.

use crate::error::ImportError;

pub(super) fn take<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], ImportError> {
    let (taken, after) = rest.split_first_chunk::<N>().ok_or(ImportError::DAMAGED)?;
    *rest = after;
    Ok(*taken)
}

/// Bytes behind their length.
pub(super) fn take_sized<'a>(rest: &mut &'a [u8]) -> Result<&'a [u8], ImportError> {
    let length = usize::try_from(u32::from_le_bytes(take(rest)?));
    length
        .ok()
        .and_then(|length| rest.split_off(..length))
        .ok_or(ImportError::DAMAGED)
}

pub(super) fn little(bytes: &[u8]) -> Result<u32, ImportError> {
    array(bytes).map(u32::from_le_bytes)
}

pub(super) fn array<const N: usize>(bytes: &[u8]) -> Result<[u8; N], ImportError> {
    bytes.try_into().map_err(|_| ImportError::DAMAGED)
}

//! Where random bytes come from.

use std::io;

/// A source of random bytes, passed in so that tests can repeat a run.
///
/// age draws its own file keys from the operating system; this source serves salts, nonces, ids and keys of ours.
pub trait Entropy {
    /// Fills `bytes` with random data.
    ///
    /// # Errors
    /// When the source cannot deliver; nothing may then be sealed with the buffer.
    fn fill(&mut self, bytes: &mut [u8]) -> io::Result<()>;
}

/// The operating system's generator.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsEntropy;

impl Entropy for OsEntropy {
    fn fill(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        getrandom::fill(bytes).map_err(io::Error::other)
    }
}

/// Draws a fixed number of random bytes.
///
/// # Errors
/// As [`Entropy::fill`].
pub fn draw<const N: usize>(entropy: &mut dyn Entropy) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    entropy.fill(&mut bytes)?;
    Ok(bytes)
}

//! Signatures, which prove who wrote what lies where anybody may write: ed25519 (RFC 8032).
//!
//! What is signed is `context ‖ 0 ‖ SHA-256(frame 1) ‖ SHA-256(frame 2) …`, over bytes as they lie in a file: nothing has
//! to be read, and nothing written anew, before a signature is checked. The context keeps a signature for one purpose from
//! counting for another, and the digests tell apart where one frame ends and the next begins.

use std::{fmt, io, sync::Arc};

use ed25519_dalek::Signer;
use keyrack_memory::Locked;
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, Zeroizing};

use crate::{Entropy, hex::hex};

/// The bytes of a signature.
pub const SIGNATURE: usize = 64;

/// What a signature is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// What a device publishes.
    Head,
    /// An entry of the log.
    Log,
    /// A request to join.
    Join,
    /// Proof that whoever joins has the invitation.
    Proof,
    /// A document about the key that signs it.
    SelfSigned,
}

/// The private half, which signs. Clones share one place in locked memory.
#[derive(Clone)]
pub struct SigningKey(Arc<Locked<[u8; 32]>>);

/// The public half, which tells who signed.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct VerifyingKey(ed25519_dalek::VerifyingKey);

/// The bytes are no public key, or one under which a signature proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a key that signatures can be checked with")]
pub struct VerifyingKeyError;

impl SigningKey {
    /// Makes a new random key.
    ///
    /// # Errors
    /// When the source of randomness fails.
    pub fn make(entropy: &mut dyn Entropy) -> io::Result<Self> {
        let mut seed = Locked::new([0; 32]);
        entropy.fill(&mut *seed)?;
        Ok(Self(Arc::new(seed)))
    }

    /// The key of a seed of 32 bytes, RFC 8032's private key.
    #[must_use]
    pub fn from_seed(mut seed: [u8; 32]) -> Self {
        let locked = Locked::new(seed);
        seed.zeroize();
        Self(Arc::new(locked))
    }

    /// The seed, to be sealed.
    #[must_use]
    pub fn seed(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(**self.0)
    }

    /// The public half.
    #[must_use]
    pub fn verifying_key(&self) -> VerifyingKey {
        VerifyingKey(self.expanded().verifying_key())
    }

    /// Signs frames for one purpose. The same key, purpose and frames give the same signature.
    #[must_use]
    pub fn sign(&self, context: Context, frames: &[&[u8]]) -> [u8; SIGNATURE] {
        self.expanded().sign(&message(context, frames)).to_bytes()
    }

    /// What is computed with; it is too large for locked memory, and wipes itself.
    fn expanded(&self) -> ed25519_dalek::SigningKey {
        ed25519_dalek::SigningKey::from_bytes(&self.0)
    }
}

impl VerifyingKey {
    /// A key from its 32 bytes.
    ///
    /// # Errors
    /// [`VerifyingKeyError`] for bytes that stand for no point of the curve, for a point of small order, because a signature
    /// under it holds for many messages, and for a second way to write a point, because a key names its owner.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, VerifyingKeyError> {
        let key = ed25519_dalek::VerifyingKey::from_bytes(bytes).map_err(|_| VerifyingKeyError)?;
        let is_canonical = key.to_edwards().compress().as_bytes() == bytes;
        (is_canonical && !key.is_weak())
            .then_some(Self(key))
            .ok_or(VerifyingKeyError)
    }

    /// The 32 bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// Whether the owner of this key signed these frames for this purpose. Of the signatures that RFC 8032 leaves open,
    /// those are refused that could be written in a second way.
    #[must_use]
    pub fn verify(&self, context: Context, frames: &[&[u8]], signature: &[u8; SIGNATURE]) -> bool {
        let signature = ed25519_dalek::Signature::from_bytes(signature);
        self.0
            .verify_strict(&message(context, frames), &signature)
            .is_ok()
    }
}

impl Context {
    const fn text(self) -> &'static str {
        match self {
            Self::Head => "keyrack.team.v1.head",
            Self::Log => "keyrack.team.v1.log",
            Self::Join => "keyrack.team.v1.join",
            Self::Proof => "keyrack.team.v1.proof",
            Self::SelfSigned => "keyrack.team.v1.self",
        }
    }
}

fn message(context: Context, frames: &[&[u8]]) -> Vec<u8> {
    let mut message = context.text().as_bytes().to_vec();
    message.push(0);
    for frame in frames {
        message.extend_from_slice(&Sha256::digest(frame));
    }
    message
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey(of {:?})", self.verifying_key())
    }
}

impl fmt::Debug for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifyingKey({})", hex(self.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hex::unhex;

    /// The first key of RFC 8032, section 7.1.
    fn key() -> SigningKey {
        let seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
        SigningKey::from_seed(unhex(seed).unwrap())
    }

    const ALL: [Context; 5] = [
        Context::Head,
        Context::Log,
        Context::Join,
        Context::Proof,
        Context::SelfSigned,
    ];

    #[test]
    fn it_is_plain_ed25519_of_rfc_8032_over_the_context_and_the_digests() {
        let public = key().verifying_key();
        assert_eq!(
            hex(public.as_bytes()),
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
        );
        assert_eq!(
            hex(&key().expanded().sign(b"").to_bytes()),
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
            "section 7.1, test 1"
        );
        // Signed by another program (Python's cryptography) over the message as the documentation describes it.
        let signature = key().sign(Context::Head, &[b"one", b"two"]);
        assert_eq!(
            hex(&signature),
            "963a8f759748c15979cce05e9ba64eeabdec35e8b27bfcb3dcf67a8098c6143d376bb34c5c285444f9e1696bde7c2864536fafbfb31030194fecd31351d4dc0f"
        );
    }

    #[test]
    fn a_signature_holds_for_its_key_context_and_frames_only() {
        let public = key().verifying_key();
        let signature = key().sign(Context::Log, &[b"one", b"two"]);
        assert!(public.verify(Context::Log, &[b"one", b"two"], &signature));
        for context in ALL.into_iter().filter(|context| *context != Context::Log) {
            assert!(!public.verify(context, &[b"one", b"two"], &signature));
        }
        let others: [&[&[u8]]; 7] = [
            &[],
            &[b"one"],
            &[b"onetwo"],
            &[b"on", b"etwo"],
            &[b"two", b"one"],
            &[b"one", b"two", b""],
            &[b"one", b"twp"],
        ];
        for frames in others {
            assert!(
                !public.verify(Context::Log, frames, &signature),
                "{frames:?}"
            );
        }
        let stranger = SigningKey::from_seed([1; 32]).verifying_key();
        assert!(!stranger.verify(Context::Log, &[b"one", b"two"], &signature));
    }

    #[test]
    fn every_flipped_bit_of_a_signature_is_noticed() {
        let public = key().verifying_key();
        let signature = key().sign(Context::Head, &[b"frame"]);
        for bit in 0..SIGNATURE * 8 {
            let mut changed = signature;
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(
                !public.verify(Context::Head, &[b"frame"], &changed),
                "bit {bit}"
            );
        }
    }

    #[test]
    fn a_signature_whose_scalar_is_written_in_a_second_way_is_refused() {
        // The order of the group, little-endian: added to the scalar, it stands for the same.
        const ORDER: [u8; 32] = [
            0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9,
            0xde, 0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
        ];
        let public = key().verifying_key();
        let mut signature = key().sign(Context::Head, &[b"frame"]);
        let mut carry = 0;
        for (byte, order) in signature[32..].iter_mut().zip(ORDER) {
            let sum = u16::from(*byte) + u16::from(order) + carry;
            *byte = sum as u8;
            carry = sum >> 8;
        }
        assert_eq!(carry, 0);
        assert!(!public.verify(Context::Head, &[b"frame"], &signature));
    }

    #[test]
    fn keys_of_small_order_and_keys_written_in_a_second_way_are_refused() {
        // All points whose order divides the cofactor, as they are written by the rules, from the curve's own library.
        let torsion = [
            "0100000000000000000000000000000000000000000000000000000000000000",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "0000000000000000000000000000000000000000000000000000000000000080",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
            "0000000000000000000000000000000000000000000000000000000000000000",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        ];
        for text in torsion {
            let bytes = unhex(text).unwrap();
            assert_eq!(
                VerifyingKey::from_bytes(&bytes),
                Err(VerifyingKeyError),
                "{text}"
            );
        }
        // y = 3 is a point of large order, and p + 3 stands for the same.
        let mut canonical = [0; 32];
        canonical[0] = 3;
        assert!(VerifyingKey::from_bytes(&canonical).is_ok());
        let mut second = [0xff; 32];
        (second[0], second[31]) = (0xf0, 0x7f);
        assert!(ed25519_dalek::VerifyingKey::from_bytes(&second).is_ok());
        assert_eq!(VerifyingKey::from_bytes(&second), Err(VerifyingKeyError));
        // y = 2 lies on no point.
        let mut none = [0; 32];
        none[0] = 2;
        assert_eq!(VerifyingKey::from_bytes(&none), Err(VerifyingKeyError));
    }

    #[test]
    fn a_signature_of_small_order_is_refused_though_the_equation_holds() {
        use ed25519_dalek::Verifier;
        // The neutral element as key and as first half holds for every message.
        let mut neutral = [0; 32];
        neutral[0] = 1;
        let mut signature = [0; SIGNATURE];
        signature[0] = 1;
        let weak = ed25519_dalek::VerifyingKey::from_bytes(&neutral).unwrap();
        let lax = ed25519_dalek::Signature::from_bytes(&signature);
        assert!(weak.verify(b"anything", &lax).is_ok());
        assert!(!VerifyingKey(weak).verify(Context::Head, &[b"anything"], &signature));
    }

    #[test]
    fn a_key_is_its_seed_and_debug_output_shows_the_public_half_only() {
        let again = SigningKey::from_seed(*key().seed());
        assert_eq!(again.verifying_key(), key().verifying_key());
        assert!(!format!("{:?}", key()).contains(&hex(&*key().seed())[..8]));
        let same = VerifyingKey::from_bytes(key().verifying_key().as_bytes());
        assert_eq!(same, Ok(key().verifying_key()));
    }
}

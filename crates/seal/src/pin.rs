//! A way in for one computer: the vault's keys under a PIN and a secret that the computer's keyring holds.
//!
//! A PIN is soon guessed, so neither half opens anything alone: the key is drawn with HKDF-SHA-256 (RFC 5869) from the
//! Argon2id of the PIN followed by the device secret. Whoever has the file without the keyring faces 256 random bits;
//! whoever has both faces the PIN, at Argon2id's price for each guess. How often it may be tried is not decided here.

use std::{fmt, io};

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::{
    Costs, Entropy, Kdf,
    entropy::draw,
    kdf::Key,
    slot::{Keys, SlotError, StoredKdf, Target, decode, digest, new_id, new_salt},
};

/// The fewest digits of a PIN.
pub const MIN_DIGITS: usize = 4;
/// The most digits of a PIN.
pub const MAX_DIGITS: usize = 12;

/// A PIN: from [`MIN_DIGITS`] to [`MAX_DIGITS`] digits from 0 to 9.
#[derive(Clone)]
pub struct Pin(Zeroizing<String>);

/// The text is no PIN. Never carries the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a PIN has from 4 to 12 digits")]
pub struct PinError;

/// 256 random bits that belong to one PIN on one computer.
#[derive(Clone)]
pub struct DeviceSecret(Key);

/// The vault's keys under a PIN and a device secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinSlot {
    kind: PinKind,
    /// Random id of the slot.
    pub id: String,
    /// The [id](crate::Recipient::id) of the identity inside.
    pub opens: String,
    /// When it was made, in milliseconds since 1970.
    pub created: u64,
    /// How many digits the PIN has.
    pub digits: u8,
    kdf: StoredKdf,
    nonce: String,
    wrapped: String,
    check: String,
}

impl Pin {
    /// Reads a PIN as it was typed: digits of full width and the like count as those they stand for (Unicode's NFKC).
    ///
    /// # Errors
    /// [`PinError`].
    pub fn parse(text: &str) -> Result<Self, PinError> {
        /// A digit of full width takes three bytes.
        const MAX_TYPED: usize = 4 * MAX_DIGITS;
        if text.len() > MAX_TYPED {
            return Err(PinError);
        }
        // Nothing that fits there grows beyond this, so no half of it is left behind where the text was before.
        let mut digits = Zeroizing::new(String::with_capacity(32 * MAX_TYPED));
        digits.extend(text.nfkc());
        let right = (MIN_DIGITS..=MAX_DIGITS).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        right.then_some(Self(digits)).ok_or(PinError)
    }

    /// Whether it is among the first that anybody tries: one digit repeated, or digits in order, up or down.
    #[must_use]
    pub fn is_trivial(&self) -> bool {
        let steps = self.0.as_bytes().windows(2);
        let mut steps = steps.map(|pair| (10 + pair[1] - pair[0]) % 10);
        let first = steps.next();
        matches!(first, Some(0 | 1 | 9)) && steps.all(|step| Some(step) == first)
    }

    fn digits(&self) -> u8 {
        self.0.len() as u8
    }
}

impl DeviceSecret {
    /// Makes a new one.
    ///
    /// # Errors
    /// When the source of randomness fails.
    pub fn make(entropy: &mut dyn Entropy) -> io::Result<Self> {
        Ok(Self(Zeroizing::new(draw(entropy)?)))
    }

    /// As text for a keyring, in base64.
    #[must_use]
    pub fn reveal(&self) -> Zeroizing<String> {
        Zeroizing::new(BASE64.encode(self.0.as_slice()))
    }

    /// Reads what [`DeviceSecret::reveal`] wrote.
    ///
    /// # Errors
    /// [`SlotError::Damaged`].
    pub fn parse(text: &str) -> Result<Self, SlotError> {
        decode(text).map(Zeroizing::new).map(Self)
    }
}

impl PinSlot {
    /// Wraps keys under `pin` and `device`. Whether the PIN is too plain is for the caller to say.
    ///
    /// # Errors
    /// When randomness or memory fails.
    pub fn make(
        target: &Target<'_>,
        pin: &Pin,
        device: &DeviceSecret,
        costs: Costs,
        entropy: &mut dyn Entropy,
    ) -> io::Result<Self> {
        let nonce = draw::<24>(entropy)?;
        let mut slot = Self {
            kind: PinKind::Pin,
            id: new_id(entropy)?,
            opens: target.keys.identity.recipient().id(),
            created: target.created,
            digits: pin.digits(),
            kdf: StoredKdf::new(costs.kdf(), &new_salt(entropy)?),
            nonce: BASE64.encode(nonce),
            wrapped: String::new(),
            check: String::new(),
        };
        let key = slot.key(pin, device).map_err(io::Error::other)?;
        let data = slot.associated_data(target.vault);
        slot.wrapped = target.keys.wrap(&key, &nonce, &data)?;
        slot.check = slot.digest(target.vault);
        Ok(slot)
    }

    /// The costs of its key derivation.
    #[must_use]
    pub fn kdf(&self) -> Kdf {
        self.kdf.costs
    }

    /// Whether its bytes are those that were written for this vault. It protects against nobody.
    #[must_use]
    pub fn is_whole(&self, vault: &str) -> bool {
        self.check == self.digest(vault)
    }

    /// Opens it.
    ///
    /// # Errors
    /// [`SlotError::Wrong`] when the PIN or the device secret is not the slot's, and it is whole.
    pub fn unlock(&self, pin: &Pin, device: &DeviceSecret, vault: &str) -> Result<Keys, SlotError> {
        if !self.is_whole(vault) {
            return Err(SlotError::Damaged);
        }
        let nonce = decode(&self.nonce)?;
        let key = self.key(pin, device)?;
        Keys::unwrap(&self.wrapped, &key, &nonce, &self.associated_data(vault))
    }

    fn key(&self, pin: &Pin, device: &DeviceSecret) -> Result<Key, SlotError> {
        let stretched = self.kdf.derive(pin.0.as_bytes())?;
        let mut both = Zeroizing::new([0; 64]);
        both[..32].copy_from_slice(stretched.as_slice());
        both[32..].copy_from_slice(device.0.as_slice());
        let mut key = Zeroizing::new([0; 32]);
        // 32 bytes are within what HKDF gives.
        Hkdf::<Sha256>::new(None, both.as_slice())
            .expand(INFO, key.as_mut_slice())
            .map_err(|_| SlotError::Damaged)?;
        Ok(key)
    }

    /// Lines that the wrapped keys are bound to; see `docs/vault-format.md`.
    fn associated_data(&self, vault: &str) -> String {
        let Self {
            id, opens, digits, ..
        } = self;
        let kdf = self.kdf.lines();
        format!("keyrack\nslot\n1\npin\n{vault}\n{id}\n{opens}\n{digits}\n{kdf}")
    }

    fn digest(&self, vault: &str) -> String {
        digest(&[&self.associated_data(vault), &self.nonce, &self.wrapped])
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(..)")
    }
}

impl fmt::Debug for DeviceSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeviceSecret(..)")
    }
}

/// What the key of a slot is drawn for.
const INFO: &[u8] = b"keyrack\npin\n1\n";

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum PinKind {
    Pin,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{OsEntropy, slot::PasswordSlot};

    /// Far below what is written; the tests derive hundreds of keys.
    const CHEAP: Costs = Costs::too_cheap_but_for_tests(Kdf { m: 32, t: 1, p: 1 });

    fn pin(text: &str) -> Pin {
        Pin::parse(text).unwrap()
    }

    fn slot(of: &str) -> (PinSlot, Keys, DeviceSecret) {
        let keys = Keys::make(&mut OsEntropy).unwrap();
        let device = DeviceSecret::make(&mut OsEntropy).unwrap();
        let slot = PinSlot::make(&target(&keys), &pin(of), &device, CHEAP, &mut OsEntropy).unwrap();
        (slot, keys, device)
    }

    fn refusal(opened: Result<Keys, SlotError>) -> Option<SlotError> {
        opened.err()
    }

    fn target(keys: &Keys) -> Target<'_> {
        Target {
            keys,
            vault: "v1",
            created: 1,
        }
    }

    #[test]
    fn both_halves_open_it_and_neither_does_alone() {
        let (slot, keys, device) = slot("135790");
        let opened = slot.unlock(&pin("135790"), &device, "v1").unwrap();
        assert_eq!(opened.identity.recipient(), keys.identity.recipient());
        assert_eq!(opened.mac.tag(b"x"), keys.mac.tag(b"x"));
        let other = DeviceSecret::make(&mut OsEntropy).unwrap();
        for (pin_, device) in [("135791", &device), ("135790", &other)] {
            let refused = refusal(slot.unlock(&pin(pin_), device, "v1"));
            assert_eq!(refused, Some(SlotError::Wrong));
        }
    }

    #[test]
    fn a_device_secret_reads_back_from_its_text() {
        let (slot, _, device) = slot("135790");
        let again = DeviceSecret::parse(&device.reveal()).unwrap();
        assert!(slot.unlock(&pin("135790"), &again, "v1").is_ok());
        for text in ["", "AAAA", "no base64!", &"A".repeat(1000)] {
            assert_eq!(
                DeviceSecret::parse(text).map(|_| ()),
                Err(SlotError::Damaged)
            );
        }
    }

    #[test]
    fn a_changed_slot_is_damaged_and_never_a_wrong_pin() {
        let (slot, _, device) = slot("135790");
        let json = serde_json::to_value(&slot).unwrap();
        let change = |change: &dyn Fn(&mut serde_json::Value)| {
            let mut json = json.clone();
            change(&mut json);
            let slot: PinSlot = serde_json::from_value(json).unwrap();
            refusal(slot.unlock(&pin("135790"), &device, "v1"))
        };
        for changed in [
            change(&|json| json["id"] = "0123456789abcdef".into()),
            change(&|json| json["digits"] = 4.into()),
            change(&|json| json["kdf"]["t"] = 2.into()),
            change(&|json| json["wrapped"] = "AAAA".into()),
            change(&|json| json["nonce"] = "".into()),
        ] {
            assert_eq!(changed, Some(SlotError::Damaged));
        }
        let elsewhere = refusal(slot.unlock(&pin("135790"), &device, "v2"));
        assert_eq!(elsewhere, Some(SlotError::Damaged), "another vault");
    }

    #[test]
    fn the_digest_protects_nobody_and_the_binding_does() {
        let (slot, _, device) = slot("135790");
        let mut moved = PinSlot {
            id: "0123456789abcdef".into(),
            ..slot
        };
        moved.check = moved.digest("v1");
        let refused = refusal(moved.unlock(&pin("135790"), &device, "v1"));
        assert_eq!(refused, Some(SlotError::Wrong));
    }

    #[test]
    fn costs_of_a_hostile_file_are_refused_before_any_work() {
        let (mut slot, _, device) = slot("135790");
        slot.kdf.costs.m = u32::MAX;
        slot.check = slot.digest("v1");
        let refused = refusal(slot.unlock(&pin("135790"), &device, "v1"));
        assert_eq!(refused, Some(SlotError::TooCostly));
    }

    #[test]
    fn it_is_read_as_no_other_kind_of_slot() {
        let (slot, ..) = slot("135790");
        let json = serde_json::to_string(&slot).unwrap();
        assert!(serde_json::from_str::<PasswordSlot>(&json).is_err());
        let other = json.replace("\"kind\":\"pin\"", "\"kind\":\"password\"");
        assert!(serde_json::from_str::<PinSlot>(&other).is_err());
    }

    #[test]
    fn first_guesses_are_trivial() {
        for text in [
            "0000", "999999", "1234", "123456", "4321", "987654", "7890", "8901", "210987",
        ] {
            assert!(pin(text).is_trivial(), "{text}");
        }
        for text in ["1235", "0001", "1122", "135790", "112233", "1357"] {
            assert!(!pin(text).is_trivial(), "{text}");
        }
    }

    #[test]
    fn nothing_but_four_to_twelve_digits_is_a_pin() {
        for text in [
            "",
            "123",
            "1234567890123",
            "12 34",
            "12a4",
            "-1234",
            "1234\n",
            "١٢٣٤",
            &"1".repeat(1 << 20),
            "\u{FDFA}\u{FDFA}\u{FDFA}\u{FDFA}",
        ] {
            assert_eq!(Pin::parse(text).map(|_| ()), Err(PinError), "{text}");
        }
    }

    #[test]
    fn digits_of_full_width_are_digits() {
        let (slot, _, device) = slot("135790");
        assert!(slot.unlock(&pin("１３５７９０"), &device, "v1").is_ok());
    }

    #[test]
    fn debug_tells_nothing() {
        let (_, _, device) = slot("135790");
        let shown = format!("{:?} {device:?}", pin("135790"));
        assert!(!shown.contains("135790") && !shown.contains(device.reveal().as_str()));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn only_the_pin_itself_opens(right in "[0-9]{4,12}", typed in "[0-9]{4,12}") {
            let (slot, _, device) = slot(&right);
            prop_assert!(slot.unlock(&pin(&right), &device, "v1").is_ok());
            let opened = slot.unlock(&pin(&typed), &device, "v1").is_ok();
            prop_assert_eq!(opened, right == typed);
        }

        #[test]
        fn no_text_breaks_the_reading(text in ".{0,64}") {
            if let Ok(pin) = Pin::parse(&text) {
                prop_assert!((4..=12).contains(&pin.digits()));
            }
        }
    }
}

//! The PIN of this computer.
//!
//! Its slot lies in this computer's folder, never in the vault's. The other half lies in the keyring, as one text: the
//! device secret, the count of wrong PINs, and when the password last opened the vault. Because the count lies there,
//! and is written before each try, neither an older copy of this computer's folder nor a kill in the middle of a try
//! gives another guess. Because time is that of the clock that starts with the computer, no setting of the wall clock
//! does either.

use std::path::PathBuf;

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use keyrack_seal::{
    OsEntropy,
    pin::{DeviceSecret, Pin, PinSlot},
    slot::{SlotError, Target, Unlocked},
};
use keyrack_vault::{
    Id,
    disk::{self, Lock},
    files::LOCK_WAIT,
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{keyring::KeyringError, password::costs};
use crate::{Boot, Error, ErrorCode, Keyrack, Proof, Result, Session, view::PinView};

/// How many wrong PINs there may be in a row.
const TRIES: u8 = 5;
/// How long the PIN opens after the password did, in milliseconds.
const WEEK: u64 = 7 * 24 * 60 * 60 * 1000;
/// The largest file that is read, in bytes. One takes some 700.
const MAX_FILE: usize = 16 * 1024;
/// The largest text of the keyring that is read, in bytes. One takes some 200.
const MAX_TEXT: usize = 4096;

const FORMAT: &str = "keyrack-pin";
const VERSION: u32 = 1;

impl Keyrack {
    /// How it stands with the PIN of this computer. Asks the keyring, which may take seconds.
    #[must_use]
    pub fn pin(&self) -> PinView {
        let kept = match self.kept_pin() {
            Ok(Some(kept)) => kept,
            Ok(None) => return PinView::none(self.keyring_works()),
            Err(error) => return PinView::unusable(None, error.code),
        };
        let ready = self.half(&kept).and_then(|half| half.ready(&self.boot()));
        match ready {
            Ok(left) => PinView::usable(kept.slot.digits, left),
            Err(error) => PinView::unusable(Some(kept.slot.digits), error.code),
        }
    }

    /// Gives the vault a PIN on this computer, in place of the one before.
    ///
    /// # Errors
    /// [`ErrorCode::BadPin`], [`ErrorCode::WrongPassword`], [`ErrorCode::Throttled`], what is wrong with the keyring, or why it could
    /// not be written. The PIN before may then be gone.
    pub fn set_pin(&self, password: &str, pin: &str) -> Result<PinView> {
        let pin = Pin::parse(pin).ok().filter(|pin| !pin.is_trivial());
        let pin = pin.ok_or_else(|| Error::new(ErrorCode::BadPin))?;
        let unlocked = self.keys(password)?;
        self.keyring_works()?;
        let vault = self
            .vault_id()
            .ok_or_else(|| Error::new(ErrorCode::WaysInDamaged))?;
        let costs = costs(None, unlocked.kdf)?;
        let random = |_| Error::new(ErrorCode::NoRandomness);
        let device = DeviceSecret::make(&mut OsEntropy).map_err(random)?;
        let now = self.computer.clock.now();
        let target = Target {
            keys: &unlocked.keys,
            vault: &vault.to_string(),
            created: now,
        };
        let slot = PinSlot::make(&target, &pin, &device, costs, &mut OsEntropy);
        let kept = Kept {
            vault,
            slot: slot.map_err(|_| Error::new(ErrorCode::KdfNoMemory))?,
            used_up: false,
        };
        let half = Half {
            device,
            tries: 0,
            opened: self.boot(),
        };
        let _lock = self.lock_pin()?;
        let before = self.kept_pin().unwrap_or_default();
        self.keep_half(&kept, &half)?;
        if let Err(error) = self.keep_pin(&kept) {
            // A text of the keyring that nothing leads to opens nothing.
            _ = self.computer.keyring.delete(&kept.name());
            return Err(error);
        }
        if let Some(before) = before {
            _ = self.computer.keyring.delete(&before.name());
        }
        Ok(PinView::usable(kept.slot.digits, TRIES))
    }

    /// Takes the PIN away, even where the keyring does not answer.
    ///
    /// # Errors
    /// When its file cannot be removed.
    pub fn remove_pin(&self) -> Result<PinView> {
        if let Some(path) = self.pin_path() {
            let _lock = self.lock_pin()?;
            if let Ok(Some(kept)) = self.kept_pin() {
                // Without the file, what stays in the keyring opens nothing.
                _ = self.computer.keyring.delete(&kept.name());
            }
            match self.computer.disk.remove(&path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(Error::io(&error, &path));
                }
                _ => {}
            }
        }
        Ok(PinView::none(self.keyring_works()))
    }

    /// Lets the PIN open for another week, because somebody has shown to know the password. One that was set before the
    /// password was changed is removed. Asks the keyring, so it is for after the answer.
    ///
    /// # Errors
    /// What is wrong with the keyring or this computer's folder; the PIN is then asked the password for.
    pub fn renew_pin(&self, proof: &Proof) -> Result<()> {
        let Some(kept) = self.kept_pin()? else {
            return Ok(());
        };
        if !kept.leads_to(proof) {
            self.remove_pin()?;
            return Ok(());
        }
        if kept.used_up {
            return Ok(());
        }
        let _lock = self.lock_pin()?;
        let half = Half {
            tries: 0,
            opened: self.boot(),
            ..self.half(&kept)?
        };
        self.keep_half(&kept, &half)
    }

    /// The keys behind the PIN. The try is counted before it is made.
    ///
    /// # Errors
    /// [`ErrorCode::WrongPin`] with the `tries` that are left, or why the PIN does not open now.
    pub(crate) fn keys_by_pin(&self, pin: &str) -> Result<Unlocked> {
        let pin = Pin::parse(pin).map_err(|_| Error::new(ErrorCode::BadPin))?;
        let (kept, half) = self.count_try()?;
        match kept
            .slot
            .unlock(&pin, &half.device, &kept.vault.to_string())
        {
            Ok(keys) => {
                // A count that cannot be reset only makes a later mistake cost more.
                _ = self.forget_tries(&kept);
                Ok(Unlocked {
                    keys,
                    kdf: Some(kept.slot.kdf()),
                })
            }
            Err(SlotError::Wrong) if half.tries >= TRIES => Err(self.use_up(&kept)),
            Err(SlotError::Wrong) => {
                Err(Error::new(ErrorCode::WrongPin).with("tries", TRIES - half.tries))
            }
            Err(SlotError::Damaged | SlotError::None) => Err(Error::new(ErrorCode::PinDamaged)),
            Err(SlotError::TooCostly) => Err(Error::new(ErrorCode::KdfTooCostly)),
            Err(SlotError::NoMemory) => Err(Error::new(ErrorCode::KdfNoMemory)),
        }
    }

    /// What is kept of a PIN of this vault; none where there is none.
    ///
    /// # Errors
    /// [`ErrorCode::PinDamaged`].
    pub(crate) fn kept_pin(&self) -> Result<Option<Kept>> {
        let (Some(vault), Some(path)) = (self.vault_id(), self.pin_path()) else {
            return Ok(None);
        };
        let damaged = || Error::new(ErrorCode::PinDamaged);
        let bytes = match self.computer.disk.read(&path, MAX_FILE) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(_) => return Err(damaged()),
        };
        let stored: Stored = serde_json::from_slice(&bytes).map_err(|_| damaged())?;
        let right = stored.format == FORMAT
            && stored.version == VERSION
            && stored.vault == vault.to_string()
            && stored.slot.is_whole(&stored.vault)
            && is_slot_id(&stored.slot.id);
        let kept = right.then_some(Kept {
            vault,
            slot: stored.slot,
            used_up: stored.used_up,
        });
        kept.map(Some).ok_or_else(damaged)
    }

    /// Counts a try before it is made, and sees that it is counted.
    fn count_try(&self) -> Result<(Kept, Half)> {
        let not_set = || Error::new(ErrorCode::PinNotSet);
        let _lock = self.lock_pin()?;
        // Another program may have used it up since.
        let kept = self.kept_pin()?.ok_or_else(not_set)?;
        let mut half = self.half(&kept)?;
        if half.tries >= TRIES {
            // The process of the last one was killed before it could do this.
            return Err(self.use_up_locked(&kept));
        }
        half.ready(&self.boot())?;
        half.tries += 1;
        self.keep_half(&kept, &half)?;
        Ok((kept, half))
    }

    fn forget_tries(&self, kept: &Kept) -> Result<()> {
        let _lock = self.lock_pin()?;
        let half = Half {
            tries: 0,
            ..self.half(kept)?
        };
        self.keep_half(kept, &half)
    }

    /// Forgets the device secret after the last wrong PIN.
    fn use_up(&self, kept: &Kept) -> Error {
        let _lock = self.lock_pin();
        self.use_up_locked(kept)
    }

    fn use_up_locked(&self, kept: &Kept) -> Error {
        // The count alone refuses the next try where this fails.
        _ = self.computer.keyring.delete(&kept.name());
        _ = self.keep_pin(&Kept {
            used_up: true,
            ..kept.clone()
        });
        Error::new(ErrorCode::PinUsedUp)
    }

    /// The half that the keyring holds.
    fn half(&self, kept: &Kept) -> Result<Half> {
        if kept.used_up {
            return Err(Error::new(ErrorCode::PinUsedUp));
        }
        if !self.leads_to_vault(kept) {
            return Err(Error::new(ErrorCode::PinOutdated));
        }
        let text = self.computer.keyring.read(&kept.name())?;
        let half = text.and_then(|text| Half::parse(&text));
        half.ok_or_else(|| Error::new(ErrorCode::PinGone))
    }

    /// Puts a half into the keyring, and reads it back: some say that they keep what they do not.
    fn keep_half(&self, kept: &Kept, half: &Half) -> Result<()> {
        let keyring = &self.computer.keyring;
        let text = half.text();
        keyring.write(&kept.name(), &text)?;
        let read = keyring.read(&kept.name())?;
        let same = read.is_some_and(|read| compact(&read).as_str() == text.as_str());
        same.then_some(())
            .ok_or_else(|| Error::new(ErrorCode::KeyringBroken))
    }

    fn keep_pin(&self, kept: &Kept) -> Result<()> {
        let stored = Stored {
            format: FORMAT.to_owned(),
            version: VERSION,
            vault: kept.vault.to_string(),
            slot: kept.slot.clone(),
            used_up: kept.used_up,
        };
        let path = self.pin_path_of(kept.vault);
        let json = serde_json::to_vec_pretty(&stored).unwrap_or_default();
        let folder = self.computer.home.join("vaults");
        let made = self.computer.disk.make_folder(&folder);
        made.and_then(|()| disk::replace(&*self.computer.disk, &path, &json))
            .map_err(|error| Error::io(&error, &path))
    }

    /// Whether the vault still has the keys that the PIN leads to, as far as its ways in can be read.
    fn leads_to_vault(&self, kept: &Kept) -> bool {
        self.files().slots().map_or(true, |slots| {
            let mut opens = slots.slots.iter().filter_map(|slot| slot.opens());
            opens.any(|opens| opens == kept.slot.opens)
        })
    }

    /// Whether the keyring answers.
    fn keyring_works(&self) -> Result<()> {
        self.computer.keyring.read("works")?;
        Ok(())
    }

    /// Keeps other processes from the PIN. It is not the lock of what else is remembered about vaults, because a
    /// keyring may be slow.
    fn lock_pin(&self) -> Result<Box<dyn Lock>> {
        let home = &self.computer.home;
        let made = self.computer.disk.make_folder(home);
        made.and_then(|()| self.computer.disk.lock(home, LOCK_WAIT))
            .map_err(|error| Error::io(&error, home))
    }

    fn pin_path(&self) -> Option<PathBuf> {
        Some(self.pin_path_of(self.vault_id()?))
    }

    fn pin_path_of(&self, vault: Id) -> PathBuf {
        let vaults = self.computer.home.join("vaults");
        vaults.join(format!("{vault}.pin"))
    }

    fn boot(&self) -> Boot {
        self.computer.clock.boot()
    }
}

impl Session {
    /// Whether a PIN was set here before the password was changed, so that it opens nothing any more.
    pub(crate) fn has_outdated_pin(&self) -> bool {
        let kept = self.keyrack.kept_pin().ok().flatten();
        kept.is_some_and(|kept| !kept.leads_to(&Proof::of(self.own())))
    }
}

/// What this computer's folder holds of a PIN.
#[derive(Clone)]
pub(crate) struct Kept {
    vault: Id,
    pub(crate) slot: PinSlot,
    /// Whether it was tried too often, so that the keyring's half is gone.
    used_up: bool,
}

impl Kept {
    /// What the keyring knows it by.
    fn name(&self) -> String {
        format!("pin/{}/{}", self.vault, self.slot.id)
    }

    fn leads_to(&self, proof: &Proof) -> bool {
        proof.is_of(&self.slot.opens)
    }
}

#[derive(Serialize, Deserialize)]
struct Stored {
    format: String,
    version: u32,
    vault: String,
    slot: PinSlot,
    #[serde(default)]
    used_up: bool,
}

/// What the keyring holds of a PIN.
struct Half {
    device: DeviceSecret,
    /// Tries since the last right one, the one under way included.
    tries: u8,
    /// When the password last opened the vault.
    opened: Boot,
}

impl Half {
    /// How many tries are left.
    ///
    /// # Errors
    /// Why none may be made now.
    fn ready(&self, now: &Boot) -> Result<u8> {
        let left = TRIES.saturating_sub(self.tries);
        let same_run = !now.id.is_empty() && self.opened.id == now.id;
        match now.elapsed.checked_sub(self.opened.elapsed) {
            _ if left == 0 => Err(Error::new(ErrorCode::PinUsedUp)),
            Some(since) if same_run && since < WEEK => Ok(left),
            Some(_) if same_run => Err(Error::new(ErrorCode::PinWeek)),
            _ => Err(Error::new(ErrorCode::PinRestarted)),
        }
    }

    /// Lines, in base64: some keyrings change the ends of lines.
    fn text(&self) -> Zeroizing<String> {
        let Self {
            device,
            tries,
            opened,
        } = self;
        let device = device.reveal();
        let lines = Zeroizing::new(format!(
            "{VERSION}\n{}\n{tries}\n{}\n{}\n",
            *device, opened.id, opened.elapsed
        ));
        Zeroizing::new(BASE64.encode(lines.as_bytes()))
    }

    fn parse(text: &str) -> Option<Self> {
        if text.len() > MAX_TEXT {
            return None;
        }
        let lines = Zeroizing::new(BASE64.decode(compact(text).as_bytes()).ok()?);
        let mut lines = std::str::from_utf8(&lines).ok()?.lines();
        let version: u32 = lines.next()?.parse().ok()?;
        if version != VERSION {
            return None;
        }
        Some(Self {
            device: DeviceSecret::parse(lines.next()?).ok()?,
            tries: lines.next()?.parse().ok()?,
            opened: Boot {
                id: lines.next()?.to_owned(),
                elapsed: lines.next()?.parse().ok()?,
            },
        })
    }
}

/// Without white space: some keyrings break long lines, or add an end to the last.
fn compact(text: &str) -> Zeroizing<String> {
    let mut compact = Zeroizing::new(String::with_capacity(text.len()));
    compact.extend(text.chars().filter(|c| !c.is_whitespace()));
    compact
}

/// It becomes a part of a name in the keyring.
fn is_slot_id(id: &str) -> bool {
    id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit())
}

impl PinView {
    fn none(keyring: Result<()>) -> Self {
        let why = keyring.err().map(|error| error.code);
        Self {
            set: false,
            usable: why.is_none(),
            why,
            tries_left: None,
            digits: None,
        }
    }

    const fn usable(digits: u8, tries_left: u8) -> Self {
        Self {
            set: true,
            usable: true,
            why: None,
            tries_left: Some(tries_left),
            digits: Some(digits),
        }
    }

    const fn unusable(digits: Option<u8>, why: ErrorCode) -> Self {
        Self {
            set: true,
            usable: false,
            why: Some(why),
            tries_left: None,
            digits,
        }
    }
}

impl From<KeyringError> for Error {
    fn from(error: KeyringError) -> Self {
        Self::new(match error {
            KeyringError::Absent => ErrorCode::KeyringAbsent,
            KeyringError::Locked => ErrorCode::KeyringLocked,
            KeyringError::Broken => ErrorCode::KeyringBroken,
            KeyringError::Silent => ErrorCode::KeyringSilent,
            KeyringError::Off => ErrorCode::KeyringOff,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn boot(id: &str, elapsed: u64) -> Boot {
        Boot {
            id: id.into(),
            elapsed,
        }
    }

    fn half(tries: u8, opened: Boot) -> Half {
        Half {
            device: DeviceSecret::make(&mut OsEntropy).unwrap(),
            tries,
            opened,
        }
    }

    fn refusal(half: &Half, now: &Boot) -> Option<ErrorCode> {
        half.ready(now).err().map(|error| error.code)
    }

    #[test]
    fn the_password_is_due_after_a_restart_and_after_a_week() {
        let half = half(0, boot("a", 1000));
        assert_eq!(refusal(&half, &boot("a", 1000)), None);
        assert_eq!(refusal(&half, &boot("a", 1000 + WEEK - 1)), None);
        let week = refusal(&half, &boot("a", 1000 + WEEK));
        assert_eq!(week, Some(ErrorCode::PinWeek));
        let restarted = Some(ErrorCode::PinRestarted);
        assert_eq!(refusal(&half, &boot("b", 1001)), restarted);
        assert_eq!(refusal(&half, &boot("a", 999)), restarted, "backwards");
        assert_eq!(refusal(&half, &boot("a", 0)), restarted);
    }

    #[test]
    fn a_computer_that_cannot_tell_its_runs_apart_asks_for_the_password() {
        let half = half(0, boot("", 1000));
        assert_eq!(
            refusal(&half, &boot("", 1000)),
            Some(ErrorCode::PinRestarted)
        );
    }

    #[test]
    fn five_tries_are_all() {
        for tries in 0..TRIES {
            let left = half(tries, boot("a", 0)).ready(&boot("a", 1)).unwrap();
            assert_eq!(left, TRIES - tries);
        }
        for tries in [TRIES, TRIES + 1, u8::MAX] {
            let refused = refusal(&half(tries, boot("a", 0)), &boot("a", 1));
            assert_eq!(refused, Some(ErrorCode::PinUsedUp));
        }
    }

    proptest! {
        #[test]
        fn a_half_survives_a_keyring_that_breaks_lines(
            tries: u8, id in "[0-9a-f-]{0,36}", elapsed: u64, every in 1usize..80,
        ) {
            let half = half(tries, boot(&id, elapsed));
            let text = half.text();
            let broken: Vec<&str> = text
                .as_bytes()
                .chunks(every)
                .map(|line| std::str::from_utf8(line).unwrap())
                .collect();
            let again = Half::parse(&(broken.join("\r\n") + "\n")).unwrap();
            let again = again.text();
            prop_assert_eq!(again.as_str(), text.as_str());
        }

        #[test]
        fn no_text_breaks_the_reading(text in ".{0,200}", bytes: Vec<u8>) {
            _ = Half::parse(&text);
            _ = Half::parse(&BASE64.encode(bytes));
        }
    }

    #[test]
    fn a_text_of_any_length_is_refused_in_no_time() {
        assert!(Half::parse(&"A".repeat(64 << 20)).is_none());
    }
}

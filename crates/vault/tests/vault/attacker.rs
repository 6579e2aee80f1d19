//! Somebody who can write to a vault's folder and has kept every version of every file in it, and who holds no key.

use keyrack_seal::{
    Costs, Kdf, MacKey, OsEntropy, Paper, Recipient, file,
    hex::hex,
    slot::{Keys, PasswordSlot, RecoverySlot, Slot, Slots, Target},
};
use keyrack_vault::{
    Id, Record, Replica, Vault,
    payload::{self, Header},
};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::world::{NOW, PASSWORD, World, add, stamp};

/// What he knows and what he has of his own. At his best he is a colleague who left: he has seen the public keys when
/// the vault was open before him.
pub struct Attacker {
    /// The vault's id, which stands in the clear.
    pub vault: Id,
    /// The public half of the vault's identity.
    pub identity: Recipient,
    /// The public half of the key on paper.
    pub paper: Recipient,
    /// Keys that he made himself.
    pub own: Keys,
}

impl Attacker {
    /// One who knows all that is public.
    pub fn of(world: &World) -> Self {
        Self::knowing(world, world.keys(PASSWORD).identity.recipient())
    }

    /// One who knows this public half of the vault's identity.
    pub fn knowing(world: &World, identity: Recipient) -> Self {
        Self {
            vault: world.files().slots().unwrap().vault.parse().unwrap(),
            identity,
            paper: world.paper.recipient(),
            own: Keys::make(&mut OsEntropy).unwrap(),
        }
    }

    /// A header that calls his state the newest one, and him the owner of the paper.
    pub fn header(&self, accounts: usize) -> Header {
        Header {
            vault: self.vault,
            sequence: payload::MAX_SEQUENCE - 1,
            replica: Replica(66),
            saved_at: NOW + 1,
            aged: NOW,
            written_by: "a thief".into(),
            paper: self.own.identity.paper(),
            accounts,
        }
    }

    /// A payload with accounts of his, tagged with his own keys because he has no others.
    pub fn payload(&self, names: &[&str]) -> Vec<u8> {
        let mut vault = Vault::new(self.vault);
        for name in names {
            add(&mut vault, name, NOW + 1);
        }
        payload::write(&mut vault, &self.header(names.len()), &self.own.mac).to_vec()
    }

    /// A payload that calls accounts of the vault gone, for one who remembers their ids.
    pub fn payload_without(&self, vault: &Vault) -> Vec<u8> {
        let mut emptied = vault.clone();
        let now = stamp(&emptied, NOW + 1);
        for account in emptied.accounts.iter_mut() {
            account.purge(now);
        }
        payload::write(&mut emptied, &self.header(0), &self.own.mac).to_vec()
    }

    /// Seals something to everybody who is to read it.
    pub fn seal(&self, plain: &[u8]) -> Vec<u8> {
        file::seal(plain, &[&self.identity, &self.paper]).unwrap()
    }

    /// A whole `vault.age` of his.
    pub fn vault(&self, names: &[&str]) -> Vec<u8> {
        self.seal(&self.payload(names))
    }

    /// A way in with a password of his to keys of his. It says that it opens `opens`, where that is given.
    pub fn password_slot(&self, password: &str, kdf: Kdf, opens: Option<&str>) -> Value {
        let costs = Costs::too_cheap_but_for_tests(kdf);
        let vault = self.vault.to_string();
        let slot = PasswordSlot::make(&self.target(&vault), password, costs, &mut OsEntropy);
        self.passed_off(&Slot::Password(slot.unwrap()), opens)
    }

    /// A way in for the paper to keys of his, tagged with the key that he takes for the paper's.
    pub fn recovery_slot(&self, tag_key: &MacKey, opens: Option<&str>) -> Value {
        let paper = Paper {
            recipient: self.paper.clone(),
            tag_key: tag_key.clone(),
        };
        let vault = self.vault.to_string();
        let slot = RecoverySlot::make(&self.target(&vault), &paper, &mut OsEntropy);
        self.passed_off(&Slot::Recovery(slot.unwrap()), opens)
    }

    fn target<'a>(&'a self, vault: &'a str) -> Target<'a> {
        Target {
            keys: &self.own,
            vault,
            created: NOW,
        }
    }

    /// Something that no version knows.
    pub fn unknown_slot(&self) -> Value {
        json!({"kind": "palm", "id": "0123456789abcdef", "opens": self.own.identity.recipient().id()})
    }

    fn passed_off(&self, slot: &Slot, opens: Option<&str>) -> Value {
        let slots = Slots::new(self.vault.to_string(), vec![slot.clone()]);
        let mut whole: Value = serde_json::from_slice(&slots.to_json()).unwrap();
        let mut slot = whole["slots"][0].take();
        if let Some(id) = opens {
            slot["opens"] = id.into();
        }
        with_check(slot, &self.vault.to_string())
    }
}

/// A slot with the digest that fits, which anybody can make.
pub fn with_check(mut slot: Value, vault: &str) -> Value {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let (id, opens) = (text(&slot["id"]), text(&slot["opens"]));
    let parts = if slot["kind"] == "password" {
        let kdf = &slot["kdf"];
        let costs = format!("m={},t={},p={}", kdf["m"], kdf["t"], kdf["p"]);
        let salt = text(&kdf["salt"]);
        let data = format!(
            "keyrack\nslot\n1\npassword\n{vault}\n{id}\n{opens}\nargon2id\n{costs}\n{salt}\n"
        );
        [data, text(&slot["nonce"]), text(&slot["wrapped"])]
    } else {
        let data = format!("keyrack\nslot\n1\nrecovery\n{vault}\n{id}\n{opens}\n");
        [data, text(&slot["sealed"]), text(&slot["tag"])]
    };
    let digest = Sha256::digest(parts.join("\n") + "\n");
    slot["check"] = hex(&digest[..8]).into();
    slot
}

/// `slots.json` with this list in it, in the order of its members.
pub fn with_slots(whole: &[u8], slots: &[Value]) -> Vec<u8> {
    let mut whole: Value = serde_json::from_slice(whole).unwrap();
    whole["slots"] = slots.into();
    serde_json::to_vec(&whole).unwrap()
}

/// The slots of a `slots.json`.
pub fn slots_in(whole: &[u8]) -> Vec<Value> {
    let whole: Value = serde_json::from_slice(whole).unwrap();
    whole["slots"].as_array().unwrap().clone()
}

//! A vault's own files from hostile hands.

use std::sync::LazyLock;

use base64::{Engine, engine::general_purpose::STANDARD};
use keyrack_seal::{
    Identity, MacKey, file,
    hex::hex,
    salvage::Salvage,
    slot::{Budget, Keys, Slots},
};
use keyrack_vault::{
    Account, Id, Record, Replica, Stamp, Vault,
    payload::{self, Header, PayloadError, Read},
};
use sha2::{Digest, Sha256};

use crate::Reached;

/// The keys of the vault that the inputs are of.
pub static KEYS: LazyLock<Keys> = LazyLock::new(|| Keys {
    identity: "AGE-SECRET-KEY-13A5MQJF9RWFNSK5JEE9DW0XPJNG2EAM59DK8C03JLDXN3F4736HQH64G2N"
        .parse()
        .expect("a key"),
    mac: MacKey::from_bytes([7; 32]),
    previous: None,
});

/// The key on paper.
pub static PAPER: LazyLock<Identity> = LazyLock::new(|| {
    "AGE-SECRET-KEY-19JGX3QV3XS9ZK28TZ94J7Y24U2F546EYVKUURQ9CN48C6ELX3GVQ73343W"
        .parse()
        .expect("a key")
});

/// The password of ways in that are to open.
pub const PASSWORD: &str = "password";

/// The writers that stamps refer to by 0 and 1.
pub const REPLICAS: [Replica; 2] = [Replica(1), Replica(2)];

/// The header that every input gets: of the records, none could be read without one.
static HEADER: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut vault = Vault::new(id());
    for (number, replica) in REPLICAS.into_iter().enumerate() {
        let stamp = Stamp::new(1, 0, replica);
        vault
            .accounts
            .insert(Account::new(Id::from_bytes([number as u8; 16]), stamp));
    }
    let plain = payload::write(&mut vault, &header(), &KEYS.mac);
    let line = plain.split(|byte| *byte == b'\n').next();
    line.expect("a first line").to_vec()
});

/// The id of the vault.
#[must_use]
pub fn id() -> Id {
    Id::from_bytes([9; 16])
}

/// What its header says.
#[must_use]
pub fn header() -> Header {
    Header {
        vault: id(),
        sequence: 1,
        replica: REPLICAS[0],
        saved_at: 1,
        aged: 1,
        written_by: "x".into(),
        paper: PAPER.paper(),
        accounts: 0,
    }
}

/// The lines of two payloads and a `slots.json`, with a zero byte between them. The payloads get a header and right tags,
/// or nobody would look at them; what is read without a tag is told apart.
///
/// # Panics
/// When what was read shows a defect.
#[must_use]
pub fn files(bytes: &[u8]) -> Reached {
    let mut reached = Reached::default();
    let mut parts = bytes.split(|byte| *byte == 0);
    let lines = [(); 2].map(|()| parts.next().unwrap_or_default());
    let [mut ours, mut theirs] = match lines.map(|lines| whole(lines, &mut reached)) {
        [Some(ours), Some(theirs)] => [ours, theirs],
        _ => return reached,
    };
    for (lines, read) in lines.iter().zip([&ours, &theirs]) {
        salvaged(lines, read, bytes.len(), &mut reached);
    }
    merged(&ours.vault, &theirs.vault, &mut reached);
    for read in [&mut ours, &mut theirs] {
        // The first round may bring a record out of quarantine whose bytes were no UTF-8; from then on all stays as it is.
        let mut once = written(read);
        let twice = written(&mut once);
        same(&once.vault, &twice.vault);
    }
    ways_in(parts.next().unwrap_or(bytes), &mut reached);
    let _ = file::wants_passphrase(bytes);
    reached
}

/// Reads a payload with right tags, and sees to it that it is not read with wrong ones.
fn whole(lines: &[u8], reached: &mut Reached) -> Option<Read> {
    let plain = with_tags(&[&**HEADER, b"\n", &tagged(lines, reached), b"\n"].concat());
    let read = match payload::read(&plain, &KEYS.mac) {
        Err(PayloadError::TooLarge) => return None,
        read => read.expect("a payload with right tags is read"),
    };
    let by_paper = payload::read(&plain, &PAPER.paper().tag_key).expect("by paper as well");
    same(&read.vault, &by_paper.vault);
    assert_eq!(
        payload::check(&plain, &KEYS.mac).as_ref(),
        Some(&read.header)
    );
    let mut changed = plain.clone();
    let at = lines.len() % (HEADER.len() + lines.len());
    changed[at] ^= 1;
    assert!(
        payload::read(&changed, &KEYS.mac).is_err(),
        "byte {at} changed"
    );
    reached.count("tags of the whole", 2);
    reached.count("accounts", read.vault.accounts.len());
    reached.count("folders", read.vault.folders.len());
    reached.count("quarantined", read.vault.quarantine.len());
    Some(read)
}

/// Reads a payload whose chunks are partly lost; and one whose lines bear no tags, of which nothing is read.
fn salvaged(lines: &[u8], whole: &Read, seed: usize, reached: &mut Reached) {
    let plain = with_tags(&[&**HEADER, b"\n", &tagged(lines, reached), b"\n"].concat());
    let size = 100 + seed % 1000;
    let lost = seed % plain.len().div_ceil(size);
    let chunk = |(number, chunk): (usize, &[u8])| (number != lost).then(|| chunk.to_vec().into());
    let salvage = Salvage {
        chunks: plain.chunks(size).enumerate().map(chunk).collect(),
        reached_end: true,
    };
    if let Ok(found) = payload::read_salvage(&salvage, &KEYS.mac, Some(whole)) {
        reached.count("salvaged", found.vault.accounts.len());
        let mut joined = whole.vault.clone();
        joined.merge(&found.vault);
        same(&joined, &whole.vault);
    }
    let untagged = Salvage {
        chunks: vec![Some([&**HEADER, b"\n", lines].concat().into()), None],
        reached_end: false,
    };
    match payload::read_salvage(&untagged, &KEYS.mac, None) {
        Err(PayloadError::TooLarge) => {}
        found => {
            let vault = found.expect("the header bears its tag").vault;
            let read = vault.accounts.len() + vault.folders.len() + vault.quarantine.len();
            assert_eq!(read, 0, "lines without a tag");
            let some = lines
                .split(|byte| *byte == b'\n')
                .filter(|line| line.starts_with(b"{\""));
            reached.count("lines without a tag", some.count());
        }
    }
}

fn merged(ours: &Vault, theirs: &Vault, reached: &mut Reached) {
    let merge = |into: &Vault, from: &Vault| {
        let mut merged = into.clone();
        merged.merge(from);
        merged
    };
    let both = merge(ours, theirs);
    same(&both, &merge(theirs, ours));
    same(&both, &merge(&both, ours));
    same(&both, &merge(&both, theirs));
    let there = |account: &&Account| theirs.accounts.get(account.id()).is_some();
    reached.count("merges", ours.accounts.iter().filter(there).count());
}

fn ways_in(bytes: &[u8], reached: &mut Reached) {
    /// What one slot may cost here, in KiB times passes.
    const CHEAP: u64 = 64;
    let Ok(slots) = Slots::parse(bytes) else {
        return;
    };
    let again = Slots::parse(&slots.to_json()).expect("what was written is read");
    assert_eq!(again.to_json(), slots.to_json());
    reached.count(
        "slots",
        slots.passwords().count() + slots.recoveries().count(),
    );
    let mut opened = Vec::new();
    if slots.passwords().all(|slot| slot.kdf().work() <= CHEAP)
        && let Ok(unlocked) = slots.unlock(PASSWORD, &mut Budget::of_one_opening())
    {
        reached.count("opened by password", 1);
        opened.push(unlocked);
    }
    if let Ok(unlocked) = slots.unlock_with_key(&PAPER) {
        reached.count("opened by paper", 1);
        opened.push(unlocked);
    }
    for unlocked in opened {
        let recipient = unlocked.keys.identity.recipient();
        assert!(
            recipient == KEYS.identity.recipient(),
            "keys of somebody else"
        );
    }
}

/// The lines with their tags, as `docs/vault-format.md` has them.
fn tagged(lines: &[u8], reached: &mut Reached) -> Vec<u8> {
    let tagger = KEYS.mac.derive("records").tagger();
    let mut text = Vec::with_capacity(2 * lines.len());
    for line in lines.split(|byte| *byte == b'\n') {
        let ends: [&[u8]; 3] = [b",\"folders\":[", b",\"accounts\":[", b"}"];
        let bare = line.strip_suffix(b",").unwrap_or(line);
        let open = ends
            .iter()
            .find_map(|end| Some((bare.strip_suffix(*end)?, *end)));
        match open {
            Some((open, end)) if open.starts_with(b"{\"") && open != b"{\"id\":null" => {
                let tag = STANDARD.encode(&tagger.tag([open, end])[..18]);
                text.extend_from_slice(
                    &[open, b",\"tag\":\"", tag.as_bytes(), b"\"", end].concat(),
                );
                reached.count("tags of lines", 1);
            }
            _ => text.extend_from_slice(bare),
        }
        text.extend_from_slice(b"\n");
    }
    text
}

/// A payload with the tags of the whole.
fn with_tags(body: &[u8]) -> Vec<u8> {
    let message = format!("keyrack\npayload\n1\n{}\n", hex(&Sha256::digest(body)));
    let tag = |key: &MacKey| hex(&key.tag(message.as_bytes()));
    let (mac, paper) = (tag(&KEYS.mac), tag(&PAPER.paper().tag_key));
    let tail = format!("\"mac\":\"{mac}\",\"paper\":\"{paper}\"}}\n");
    [body, tail.as_bytes()].concat()
}

fn written(read: &mut Read) -> Read {
    let plain = payload::write(&mut read.vault, &read.header, &KEYS.mac);
    payload::read(&plain, &KEYS.mac).expect("what was written is read")
}

fn same(one: &Vault, other: &Vault) {
    assert_eq!(one.accounts, other.accounts);
    assert_eq!(one.folders, other.folders);
    assert_eq!(one.quarantine, other.quarantine);
}

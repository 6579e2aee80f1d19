//! What stands before and behind the lines of documents: a first line with a table of replicas, and a last one that shows
//! that nothing is cut off.

use keyrack_seal::Plaintext;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{
    lines::{FIRST, OPENS_FOLDERS, fill, replicas},
    record::put_member,
    stamp::Replicas,
};

/// The plaintext of a document: `head`, an object whose first member is `format`, and the table in the first line; `body`,
/// which ends with the quarantine; a last line, without which it is cut off; and what fills it up. `None` where `head` is
/// no such object.
pub(crate) fn enclose(
    head: &impl Serialize,
    replicas: &Replicas,
    body: &[u8],
    padding: usize,
) -> Option<Plaintext> {
    let mut plain = Zeroizing::new(Vec::with_capacity(body.len() + 2 * padding));
    serde_json::to_writer(&mut *plain, head).ok()?;
    if !plain.starts_with(FIRST) || plain.pop() != Some(b'}') {
        return None;
    }
    put_member("replicas", &mut plain);
    // Writing text into memory cannot fail.
    let _ = serde_json::to_writer(&mut *plain, &replicas.to_texts());
    plain.extend_from_slice(OPENS_FOLDERS);
    plain.push(b'\n');
    plain.extend_from_slice(body);
    plain.extend_from_slice(END);
    fill(&mut plain, padding);
    Some(plain)
}

/// Whether the last line is there that [`enclose`] writes.
pub(crate) fn is_whole(plain: &[u8]) -> bool {
    plain.trim_ascii_end().ends_with(END)
}

/// The table in the first line of a document.
#[derive(Deserialize)]
pub(crate) struct Table {
    #[serde(deserialize_with = "replicas")]
    pub replicas: Replicas,
}

const END: &[u8] = b"\"end\":true}";

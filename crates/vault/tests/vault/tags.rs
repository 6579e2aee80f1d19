//! The tags of a payload, made as `docs/vault-format.md` says and not as the program does it, so that tests can change
//! what somebody with the keys wrote.

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use keyrack_seal::{MacKey, hex::hex};
use sha2::{Digest, Sha256};

/// The payload with the tags of its lines and of the whole as they have to be after its text was changed.
pub fn retag(text: &str, key: &MacKey, paper: &MacKey) -> String {
    let lines = body(text).lines().map(|line| retag_line(line, key));
    let lines: Vec<String> = lines.collect();
    with_tags(&(lines.join("\n") + "\n"), key, paper)
}

/// The payload with the tags of the whole as they have to be; those of its lines stay as they are.
pub fn retag_whole(text: &str, key: &MacKey, paper: &MacKey) -> String {
    with_tags(body(text), key, paper)
}

fn with_tags(body: &str, key: &MacKey, paper: &MacKey) -> String {
    let message = format!("keyrack\npayload\n1\n{}\n", hex(&Sha256::digest(body)));
    let tag = |key: &MacKey| hex(&key.tag(message.as_bytes()));
    format!(
        "{body}\"mac\":\"{}\",\"paper\":\"{}\"}}\n",
        tag(key),
        tag(paper)
    )
}

/// A line with the tag that it has to have; one that bears none stays as it is.
pub fn retag_line(line: &str, key: &MacKey) -> String {
    let (line, comma) = match line.strip_suffix(',') {
        Some(line) => (line, ","),
        None => (line, ""),
    };
    for end in [",\"folders\":[", ",\"accounts\":[", "}"] {
        let Some(open) = line.strip_suffix(end) else {
            continue;
        };
        if let Some(at) = open.rfind(",\"tag\":\"") {
            return format!("{}{comma}", tagged_line(&open[..at], end, key));
        }
    }
    format!("{line}{comma}")
}

/// A line with its tag, from what stands before the tag and after it.
pub fn tagged_line(open: &str, end: &str, key: &MacKey) -> String {
    let key = key.tag(b"keyrack\nkey\n1\nrecords\n");
    let tag = MacKey::from_bytes(key).tag(format!("{open}{end}").as_bytes());
    format!("{open},\"tag\":\"{}\"{end}", BASE64.encode(&tag[..18]))
}

/// What the tags of the whole are over: everything before the last line.
fn body(text: &str) -> &str {
    let at = text.rfind("\n\"mac\":").expect("the line of the tags");
    &text[..=at]
}

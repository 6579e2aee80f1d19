//! What is written is read back as it was, and bad lines cost nothing but themselves.

use keyrack_seal::MacKey;
use keyrack_vault::{
    Id, Record, RecordKind, Vault,
    payload::{self, PADDING, PayloadError, Read},
};
use proptest::prelude::*;
use serde_json::Value;

use crate::{
    edits::{cases, events, header, run},
    world::{NOW, add, names, set, stamp},
};

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn a_vault_is_read_back_as_it_was_written(events in events()) {
        for states in run(&events) {
            let mut vault = states.last().unwrap().clone();
            let plain = write(&mut vault);
            let read = payload::read(plain.as_bytes(), Some(&key())).unwrap();
            prop_assert!(read.authentic);
            prop_assert_eq!(&read.vault.accounts, &vault.accounts);
            prop_assert_eq!(&read.vault.folders, &vault.folders);
            prop_assert_eq!(&read.header, &header());
            let mut again = read.vault;
            prop_assert_eq!(write(&mut again), plain, "and writing it again gives the same bytes");
        }
    }

    #[test]
    fn the_payload_is_json_with_a_record_a_line_filled_up_to_four_kib(events in events()) {
        let mut vault = run(&events)[0].last().unwrap().clone();
        let plain = write(&mut vault);
        prop_assert_eq!(plain.len() % PADDING, 0);
        let json: Value = serde_json::from_str(&plain).expect("any JSON reader reads it");
        let folders = json["folders"].as_array().unwrap();
        let accounts = folders.iter().flat_map(|folder| folder["accounts"].as_array().unwrap());
        prop_assert_eq!(accounts.count(), vault.accounts.len());
        for account in vault.accounts.iter() {
            let id = format!("{{\"id\":\"{}\"", account.id());
            let lines: Vec<&str> = plain.lines().filter(|line| line.starts_with(&id)).collect();
            prop_assert_eq!(lines.len(), 1);
            prop_assert!(serde_json::from_str::<Value>(lines[0].trim_end_matches(',')).is_ok());
        }
    }

    #[test]
    fn no_changed_byte_leaves_the_tag_right_or_ends_in_a_panic(events in events(), at: prop::sample::Index, byte: u8) {
        let mut vault = run(&events)[0].last().unwrap().clone();
        let mut plain = write(&mut vault).into_bytes();
        let tag = plain.iter().rposition(|byte| *byte == b':').unwrap();
        let at = at.index(tag);
        if plain[at] != byte {
            plain[at] = byte;
            if let Ok(read) = payload::read(&plain, Some(&key())) {
                prop_assert!(!read.authentic, "byte {}", at);
            }
        }
    }
}

#[test]
fn what_a_newer_version_wrote_is_passed_on_byte_for_byte_through_an_edit() {
    let (mut vault, id) = one_account();
    let odd = r#"{"a" : [1.50, 1e5],"b":"\u00e9\/"}"#;
    let plain = write(&mut vault);
    let made = plain
        .split("\"s\":")
        .nth(1)
        .unwrap()
        .split(']')
        .next()
        .unwrap()
        .to_owned()
        + "]";
    let newer = plain
        .replace(
            &format!("{{\"id\":\"{id}\","),
            &format!("{{\"id\":\"{id}\",\"zz\":{odd},\"t\":{{\"zz/a\":{made}}},"),
        )
        .replace("\"versions\":[{", &format!("\"versions\":[{{\"zz\":{odd},"))
        .replace("\"factors\":[{", &format!("\"factors\":[{{\"zz\":{odd},"));
    let mut read = payload::read(newer.as_bytes(), None).unwrap().vault;
    assert!(read.quarantine.is_empty(), "{:?}", read.quarantine);

    let mut without = vault.clone();
    without.merge(&read);
    assert_eq!(
        without.accounts, read.accounts,
        "a state without it takes it over"
    );

    let now = stamp(&read, NOW + 1);
    read.accounts
        .get_mut(id)
        .unwrap()
        .note
        .set("edited".into(), now);
    let written = write(&mut read);
    assert!(written.contains("edited"));
    assert_eq!(
        written.matches(&format!("\"zz\":{odd}")).count(),
        3,
        "{written}"
    );
    assert!(
        written.contains(&format!("\"zz/a\":{made}")),
        "with the stamps of its insides: {written}"
    );
}

#[test]
fn a_record_that_cannot_be_read_waits_in_quarantine_for_a_version_that_can() {
    let (mut vault, id) = one_account();
    let mut folder = keyrack_vault::Folder::new(Id::from_bytes([8; 16]), stamp(&vault, NOW));
    folder.name.set("Kiss Kft.".into(), folder.created());
    vault.folders.insert(folder);
    add(&mut vault, "other", NOW);
    let newer = write(&mut vault)
        .replacen("\"type\":\"totp\"", "\"type\":\"dance\"", 1)
        .replace("\"name\":\"Kiss Kft.\"", "\"name\":{\"hu\":\"Kiss Kft.\"}");

    let mut ours = payload::read(newer.as_bytes(), None).unwrap().vault;
    assert_eq!(
        ours.accounts.len() + ours.quarantine.len(),
        3,
        "the other record opens"
    );
    let mut kinds: Vec<RecordKind> = ours.quarantine.iter().map(|entry| entry.kind).collect();
    kinds.sort();
    assert_eq!(kinds, [RecordKind::Folder, RecordKind::Account]);
    assert!(
        !format!("{:?}", ours.quarantine).contains("dance"),
        "its text is not shown"
    );

    let kept = write(&mut ours);
    let again = payload::read(kept.as_bytes(), Some(&key())).unwrap();
    assert_eq!(again.vault.quarantine, ours.quarantine, "kept as it stood");

    let readable = kept
        .replace("\\\"type\\\":\\\"dance\\\"", "\\\"type\\\":\\\"totp\\\"")
        .replace("{\\\"hu\\\":\\\"Kiss Kft.\\\"}", "\\\"Kiss Kft.\\\"");
    let back = payload::read(readable.as_bytes(), None).unwrap().vault;
    assert!(back.quarantine.is_empty());
    assert_eq!(back.accounts, vault.accounts);
    assert_eq!(back.folders, vault.folders);
    assert!(back.accounts.get(id).is_some());
}

#[test]
fn a_payload_for_newer_readers_names_the_version_that_is_needed() {
    let (mut vault, _) = one_account();
    let newer = write(&mut vault)
        .replace("\"min_reader\":1", "\"min_reader\":2")
        .replace("Keyrack test", "Keyrack 9.1");
    let needs = "Keyrack 9.1".to_owned();
    assert_eq!(read_error(&newer), PayloadError::Newer { needs });
}

#[test]
fn what_is_no_vault_is_refused() {
    for text in [
        "",
        "\n",
        "{}",
        "[",
        "null",
        "{\"format\":\"keyrack-vault\"}",
        "\u{feff}{\"format\":",
    ] {
        assert_eq!(read_error(text), PayloadError::NotAVault, "{text:?}");
    }
    let (mut vault, _) = one_account();
    let plain = write(&mut vault);
    for (from, to) in [
        ("keyrack-vault", "keyrack-tool"),
        ("\"recovery\":\"age1", "\"recovery\":\"age2"),
        ("\"replica\":\"0", "\"replica\":\"x"),
    ] {
        assert_eq!(
            read_error(&plain.replacen(from, to, 1)),
            PayloadError::NotAVault,
            "{to}"
        );
    }
    let lines = plain.clone() + &"\n".repeat(payload::MAX_LINES);
    assert_eq!(read_error(&lines), PayloadError::TooLarge);
}

#[test]
fn hostile_lines_cost_nothing_but_themselves() {
    let (mut vault, id) = one_account();
    let plain = write(&mut vault);
    let account = plain
        .lines()
        .find(|line| line.starts_with(&format!("{{\"id\":\"{id}\"")))
        .unwrap();
    let other = Id::from_bytes([6; 16]);
    let long = "é\\u0000".repeat(100_000);
    let deep = |open: &str, close: &str| open.repeat(50_000) + &close.repeat(50_000);
    let members = [
        format!("\"zz\":{}", deep("[", "]")),
        format!("\"zz\":{}", deep("{\"a\":", "}").replace(":}", ":1}")),
        format!("\"note\":{}", deep("[", "]")),
        format!("\"zz\":{}", "[".repeat(50_000)),
        "\"zz\":1e999999999".into(),
        format!("\"zz\":{}", "9".repeat(100_000)),
        format!("\"note\":\"{long}\""),
        format!("\"{long}\":1"),
        "\"s\":[1,1,4294967295]".into(),
        "\"s\":[0,0,0]".into(),
        "\"s\":[18446744073709551615,65535,0]".into(),
        "\"s\":[-1,0,0]".into(),
        "\"purged\":[281474976710655,65535,0]".into(),
        "\"t\":{\"note\":[1,1,9]}".into(),
        "\"t\":{\"/\":[1,1,0],\"note/x\":[1,1,0],\"\":[1,1,0]}".into(),
        "\"tags\":[1]".into(),
        "\"folder\":\"zzz\"".into(),
        "\"factors\":[{}]".into(),
        format!("\"factors\":[{{\"id\":\"{other}\"}},{{\"id\":\"{other}\"}}]"),
        format!(
            "\"factors\":[{{\"id\":\"{other}\",\"versions\":[{{\"type\":\"totp\",\"secret\":\"\"}}]}}]"
        ),
        format!(
            "\"factors\":[{{\"id\":\"{other}\",\"versions\":[{{\"type\":\"totp\",\"secret\":\"AA\",\"digits\":300}}]}}]"
        ),
        format!(
            "\"factors\":[{{\"id\":\"{other}\",\"versions\":[{{\"counter\":18446744073709551615}},{{\"over\":[[1,1,0]]}}]}}]"
        ),
        "\"life\":\"undead\"".into(),
    ];
    for member in &members {
        let line = format!("{{\"id\":\"{other}\",\"s\":[1795000000000,0,0],{member}}}");
        let hostile = plain.replace(account, &format!("{account},\n{line},\n{line}"));
        let start: String = member.chars().take(60).collect();
        let mut read = payload::read(hostile.as_bytes(), None).expect(&start).vault;
        assert!(
            names(&read).contains("NAV"),
            "{start}: the account beside it is there"
        );
        let there = read.accounts.get(other).is_some() || !read.quarantine.is_empty();
        assert!(there, "{start}: read or kept");

        read.merge(&vault);
        let again = payload::read(write(&mut read).as_bytes(), Some(&key())).unwrap();
        assert!(
            again.authentic && names(&again.vault).contains("NAV"),
            "{start}: it can be saved"
        );
        assert_eq!(again.vault.quarantine, read.quarantine, "{start}");
        assert_eq!(again.vault.accounts.len(), read.accounts.len(), "{start}");
    }
}

#[test]
fn two_lines_of_one_id_are_joined() {
    let (mut vault, id) = one_account();
    let mut later = vault.clone();
    let now = stamp(&later, NOW + 5);
    later
        .accounts
        .get_mut(id)
        .unwrap()
        .note
        .set("later".into(), now);
    let line = |plain: &str| {
        plain
            .lines()
            .find(|line| line.contains(&id.to_string()))
            .unwrap()
            .to_owned()
    };
    let (before, after) = (write(&mut vault), write(&mut later));
    let both = after.replace(
        &line(&after),
        &format!("{},\n{}", line(&after), line(&before)),
    );
    let read = payload::read(both.as_bytes(), None).unwrap().vault;
    assert_eq!(read.accounts, later.accounts);
}

#[test]
fn the_tag_is_over_everything_before_it_and_of_one_key() {
    let (mut vault, _) = one_account();
    let plain = write(&mut vault);
    assert!(
        payload::read(plain.as_bytes(), Some(&key()))
            .unwrap()
            .authentic
    );
    assert!(
        !payload::read(plain.as_bytes(), Some(&MacKey::from_bytes([9; 32])))
            .unwrap()
            .authentic
    );
    assert!(!payload::read(plain.as_bytes(), None).unwrap().authentic);
    let without = plain.replace("\"mac\":", "\"tag\":");
    let Read {
        authentic,
        vault: read,
        ..
    } = payload::read(without.as_bytes(), Some(&key())).unwrap();
    assert!(!authentic);
    assert_eq!(
        names(&read),
        set(&["NAV"]),
        "the accounts are shown all the same"
    );
}

fn one_account() -> (Vault, Id) {
    let mut vault = Vault::new(header().vault);
    let id = add(&mut vault, "NAV", NOW);
    (vault, id)
}

fn key() -> MacKey {
    MacKey::from_bytes([3; 32])
}

fn write(vault: &mut Vault) -> String {
    let plain = payload::write(vault, &header(), &key());
    String::from_utf8(plain.to_vec()).expect("JSON is UTF-8")
}

fn read_error(text: &str) -> PayloadError {
    payload::read(text.as_bytes(), None)
        .map(|_| ())
        .unwrap_err()
}

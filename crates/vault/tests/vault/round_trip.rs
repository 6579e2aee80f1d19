//! What is written is read back as it was, and bad lines cost nothing but themselves.

use keyrack_seal::{MacKey, salvage::Salvage};
use keyrack_vault::{
    Id, Record, RecordKind, Stamp, Vault,
    payload::{self, PADDING, PayloadError, Read},
};
use proptest::prelude::*;
use serde_json::Value;

use crate::{
    edits::{cases, events, header, run},
    tags::{retag, tagged_line},
    world::{NOW, add, names, stamp},
};

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn a_vault_is_read_back_as_it_was_written(events in events()) {
        for states in run(&events) {
            let mut vault = states.last().unwrap().clone();
            let plain = write(&mut vault);
            let read = payload::read(plain.as_bytes(), &key()).unwrap();
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
        let text = String::from_utf8(plain.clone()).unwrap();
        let end = text.rfind(",\"paper\"").unwrap();
        let at = at.index(end);
        if plain[at] != byte {
            plain[at] = byte;
            prop_assert!(payload::read(&plain, &key()).is_err(), "byte {}", at);
            prop_assert!(payload::check(&plain, &key()).is_none(), "byte {}", at);
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
    let mut read = read(&newer).unwrap().vault;
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

    let mut ours = read(&newer).unwrap().vault;
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
    let again = payload::read(kept.as_bytes(), &key()).unwrap();
    assert_eq!(again.vault.quarantine, ours.quarantine, "kept as it stood");

    let readable = kept
        .replace("\\\"type\\\":\\\"dance\\\"", "\\\"type\\\":\\\"totp\\\"")
        .replace("{\\\"hu\\\":\\\"Kiss Kft.\\\"}", "\\\"Kiss Kft.\\\"");
    let back = read(&readable).unwrap().vault;
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
        let refused = payload::read(text.as_bytes(), &key()).map(|_| ());
        assert_eq!(refused, Err(PayloadError::NotAVault), "{text:?}");
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
    let refused = payload::read(lines.as_bytes(), &key()).map(|_| ());
    assert_eq!(refused, Err(PayloadError::TooLarge));
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
        let mut read = read(&hostile).expect(&start).vault;
        assert!(
            names(&read).contains("NAV"),
            "{start}: the account beside it is there"
        );
        let there = read.accounts.get(other).is_some() || !read.quarantine.is_empty();
        assert!(there, "{start}: read or kept");

        read.merge(&vault);
        let again = payload::read(write(&mut read).as_bytes(), &key()).unwrap();
        assert!(
            names(&again.vault).contains("NAV"),
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
    let read = read(&both).unwrap().vault;
    assert_eq!(read.accounts, later.accounts);
}

#[test]
fn the_tags_are_over_everything_before_them_and_nothing_stands_beside_them() {
    let (mut vault, _) = one_account();
    let plain = write(&mut vault);
    let read = |text: &str, key: &MacKey| payload::read(text.as_bytes(), key).map(|_| ());
    let paper = header().paper.tag_key;
    for key in [&key(), &paper] {
        assert_eq!(read(&plain, key), Ok(()));
    }
    let refused = Err(PayloadError::NotTagged);
    assert_eq!(read(&plain, &MacKey::from_bytes([9; 32])), refused);

    let planted = r#"{"id":"aaaaaaaaaaaaaaaaaaaaaaaaaa","s":[1,1,0],"service":"planted"}"#;
    for (from, to) in [
        ("\"mac\":", "\"tag\":".to_owned()),
        ("\"mac\":", format!("\"zz\":[\n{planted}\n],\"mac\":")),
        ("\"paper\":", format!("\"zz\":[\n{planted}\n],\"paper\":")),
        (
            "\"paper\":",
            format!("\"mac\":\"{}\",\"paper\":", "0".repeat(64)),
        ),
        ("\"}", format!("\"}}\n{planted}\n")),
    ] {
        // The last of them, so that the tags stand where they stood.
        let at = plain.rfind(from).unwrap();
        let changed = format!("{}{to}{}", &plain[..at], &plain[at + from.len()..]);
        assert_eq!(read(&changed, &key()), refused, "{to}");
        assert_eq!(payload::check(changed.as_bytes(), &key()), None, "{to}");
    }
}

#[test]
fn a_program_says_that_a_newer_one_is_needed_only_where_somebody_with_the_keys_said_so() {
    let (mut vault, _) = one_account();
    let newer = write(&mut vault)
        .replace("\"min_reader\":1", "\"min_reader\":2")
        .replace("Keyrack test", "one that you find at example.com");
    let refused = payload::read(newer.as_bytes(), &key()).map(|_| ());
    assert_eq!(refused, Err(PayloadError::NotTagged));
}

#[test]
fn the_tag_of_a_line_is_over_the_line_without_it_and_holds_for_lines_of_that_kind_only() {
    let (mut vault, id) = one_account();
    let mut folder = keyrack_vault::Folder::new(Id::from_bytes([8; 16]), stamp(&vault, NOW));
    folder.name.set("Kiss Kft.".into(), folder.created());
    vault.folders.insert(folder);
    vault.quarantine.push(keyrack_vault::Quarantined {
        replicas: None,
        kind: RecordKind::Account,
        raw: keyrack_vault::SecretText::new("{\"id\":1}".into()),
        reason: "no id".into(),
    });
    let plain = write(&mut vault);
    assert_eq!(
        retag(&plain, &key(), &header().paper.tag_key).trim_end(),
        plain.trim_end(),
        "each tag is as the description of the format has it"
    );
    assert_eq!(plain.matches(",\"tag\":\"").count(), 4);

    // What is salvaged stands on these tags alone.
    let salvage = |text: &str| {
        let chunks = vec![Some(text.as_bytes().to_vec().into()), None];
        let salvage = Salvage {
            chunks,
            reached_end: false,
        };
        payload::read_salvage(&salvage, &key(), None)
    };
    let whole = salvage(&plain).unwrap();
    assert!(!whole.whole);
    let found = |vault: &Vault| {
        (
            vault.accounts.len(),
            vault.folders.len(),
            vault.quarantine.len(),
        )
    };
    assert_eq!(found(&whole.vault), (1, 1, 1));

    let line = |start: &str| plain.lines().find(|line| line.starts_with(start)).unwrap();
    let account = line(&format!("{{\"id\":\"{id}\""));
    let folder = line(&format!("{{\"id\":\"{}\"", Id::from_bytes([8; 16])));
    let as_folder = account.strip_suffix('}').unwrap().to_owned() + ",\"accounts\":[";
    let as_account = folder.strip_suffix(",\"accounts\":[").unwrap().to_owned() + "}";
    let other = account.replace("NAV", "NAT");
    let twice = account.replace(",\"tag\"", ",\"zz\":1,\"tag\"");
    for (from, to) in [
        (account, &as_folder),
        (folder, &as_account),
        (account, &other),
        (account, &twice),
    ] {
        let changed = plain.replace(from, to);
        let (accounts, folders, _) = found(&salvage(&changed).unwrap().vault);
        assert_eq!(accounts + folders, 1, "{to}");
    }
    let head = line("{\"format\"").to_owned();
    for changed in [
        plain.replace(&head, &head.replace("\"sequence\":3", "\"sequence\":4")),
        plain.replace(&head, &tagged_line(&head, "", &MacKey::from_bytes([9; 32]))),
    ] {
        let refused = salvage(&changed).map(|_| ()).unwrap_err();
        assert_eq!(refused, PayloadError::NotTagged);
    }
}

#[test]
fn sequences_and_stamps_beyond_the_bounds_are_not_read() {
    let (mut vault, id) = one_account();
    let plain = write(&mut vault);
    let sequence = |sequence: u64| {
        let head = format!("\"sequence\":{sequence},");
        read(&plain.replacen("\"sequence\":3,", &head, 1)).map(|read| read.header.sequence)
    };
    assert_eq!(sequence(payload::MAX_SEQUENCE), Ok(payload::MAX_SEQUENCE));
    for beyond in [payload::MAX_SEQUENCE + 1, u64::MAX] {
        assert_eq!(sequence(beyond), Err(PayloadError::NotAVault));
    }
    let at = |stamp: String| {
        let made = format!("\"s\":[{NOW},0,0]");
        let changed = plain.replacen(&made, &format!("\"s\":{stamp}"), 1);
        assert_ne!(changed, plain);
        let vault = read(&changed).unwrap().vault;
        (vault.accounts.get(id).is_some(), vault.quarantine.len())
    };
    let last = Stamp::LAST_READ;
    assert_eq!(at(format!("[{last},65535,0]")), (true, 0));
    for beyond in [last + 1, (1 << 48) - 1, u64::MAX, 0] {
        assert_eq!(
            at(format!("[{beyond},0,0]")),
            (false, 1),
            "kept, not believed"
        );
    }
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
    read(text).map(|_| ()).unwrap_err()
}

/// Reads a text that somebody with the keys changed.
fn read(text: &str) -> Result<Read, PayloadError> {
    let text = retag(text, &key(), &header().paper.tag_key);
    payload::read(text.as_bytes(), &key())
}

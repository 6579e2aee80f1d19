//! Files made to exhaust whoever opens them. Each is refused, or passed over, with a reason, in bounded time and within
//! 2 GiB of address space; the vault beside them keeps working.

use std::fs::{self, File};
use std::os::unix::fs::symlink;

use serde_json::{Value, json};

use crate::desk::{Desk, Invocation, Outcome, args, has_program, skipped, uri};

const ADDRESS_SPACE: &str = "--as=2147483648";

#[test]
fn slots_that_ask_for_too_much_work_are_refused() {
    let template = Desk::with_accounts(1);
    for (field, cost) in [
        ("m", json!(4_194_304)),
        ("m", json!(4_294_967_295_u64)),
        ("m", json!(1e30)),
        ("m", json!(-1)),
        ("m", json!(0)),
        ("t", json!(1000)),
        ("t", json!(4_294_967_295_u64)),
        ("p", json!(16_777_215)),
        ("p", json!(0)),
    ] {
        let desk = template.duplicate();
        let mut slots: Value =
            serde_json::from_slice(&fs::read(desk.slots_file()).unwrap()).unwrap();
        assert!(
            set(&mut slots, field, &cost) > 0,
            "the slots have a cost {field}"
        );
        replace_slots(&desk, &slots.to_string());
        let outcome = bounded(desk.keyrack(["list"]));
        assert!(
            matches!(outcome.status, Some(1 | 3)),
            "{field} = {cost}: {outcome:?}"
        );
        outcome.refusal();
        assert_eq!(desk.list().len(), 1, "the paper opens the vault meanwhile");
    }
}

/// Each slot alone is within bounds; together they would keep the computer busy for hours.
#[test]
fn ten_thousand_slots_are_refused() {
    let desk = Desk::with_accounts(1);
    let mut file: Value = serde_json::from_slice(&fs::read(desk.slots_file()).unwrap()).unwrap();
    let slots = file["slots"].as_array_mut().expect("slots");
    for field in [("m", 1_048_576), ("t", 16)] {
        slots.iter_mut().for_each(|slot| {
            set(slot, field.0, &json!(field.1));
        });
    }
    let many: Vec<_> = slots.iter().cycle().take(10_000).cloned().collect();
    *slots = many;
    replace_slots(&desk, &file.to_string());
    let outcome = bounded(desk.keyrack(["list"]));
    assert!(matches!(outcome.status, Some(1 | 3)), "{outcome:?}");
    outcome.refusal();
    assert_eq!(desk.list().len(), 1);
}

#[test]
fn slots_of_any_size_or_shape_are_refused() {
    let template = Desk::with_accounts(1);
    let whole = fs::read_to_string(template.slots_file()).unwrap();
    for (what, contents) in [
        ("100 MB of spaces", vec![b' '; 100 << 20]),
        (
            "100 MB in one text",
            [b"{\"format\":\"", vec![b'a'; 100 << 20].as_slice(), b"\"}"].concat(),
        ),
        ("a million brackets", vec![b'['; 1_000_000]),
        ("a million objects", b"{\"slots\":".repeat(1_000_000)),
        (
            "a deep slot",
            whole
                .replacen(
                    "\"slots\":",
                    &format!("\"deep\":{},\"slots\":", deep(100_000)),
                    1,
                )
                .into(),
        ),
        ("two files in one", whole.repeat(2).into()),
    ] {
        let desk = template.duplicate();
        fs::write(desk.slots_file(), contents).unwrap();
        let outcome = bounded(desk.keyrack(["list"]));
        assert!(
            matches!(outcome.status, Some(0 | 1 | 3)),
            "{what}: {outcome:?}"
        );
        assert_eq!(
            desk.list().len(),
            1,
            "{what}: the paper opens the vault meanwhile"
        );
    }
}

#[test]
fn a_header_of_sixteen_thousand_stanzas_is_refused_or_passed_over() {
    let template = Desk::with_accounts(1);
    let stranger = Desk::with_accounts(1);
    let file = fs::read(template.vault_file()).unwrap();
    let other = fs::read(stranger.vault_file()).unwrap();
    let (own, foreign) = (stanzas(&file), stanzas(&other));
    let end = own.end;
    for (what, many) in [
        ("of strangers", foreign.bytes.repeat(8_000)),
        ("of our own", own.bytes.repeat(8_000)),
        (
            "of an unknown kind",
            b"-> \xc3\xa9 x\nAAAA\n".repeat(16_000),
        ),
        ("without an end", b"-> X25519 AAAA\n".repeat(16_000)),
        (
            "with a body of 64 MB",
            [
                b"-> x\n",
                [&[b'A'; 64][..], b"\n"].concat().repeat(1 << 20).as_slice(),
            ]
            .concat(),
        ),
    ] {
        let desk = template.duplicate();
        let header = [
            &file[..own.start],
            &many,
            &file[own.start..end],
            &file[end..],
        ]
        .concat();
        fs::write(desk.vault_file(), header).unwrap();
        let outcome = bounded(desk.by_paper(["list"]));
        assert!(
            matches!(outcome.status, Some(0 | 1 | 3 | 5)),
            "{what}: {outcome:?}"
        );
        if outcome.status == Some(0) {
            assert_eq!(outcome.value().as_array().map(Vec::len), Some(1), "{what}");
        }
    }
}

#[test]
fn files_without_an_end_are_not_read_to_their_end() {
    let template = Desk::with_accounts(1);
    for name in ["vault/vault.age", "vault/slots.json"] {
        for kind in ["endless", "eight gibibytes", "a folder"] {
            let desk = template.duplicate();
            let path = desk.path(name);
            fs::remove_file(&path).unwrap();
            match kind {
                "endless" => symlink("/dev/zero", &path).unwrap(),
                "a folder" => fs::create_dir(&path).unwrap(),
                _ => File::create(&path).unwrap().set_len(8 << 30).unwrap(),
            }
            for way in [desk.keyrack(["list"]), desk.by_paper(["list"])] {
                let outcome = bounded(way);
                assert!(
                    matches!(outcome.status, Some(0 | 1 | 3 | 5)),
                    "{name}, {kind}: {outcome:?}"
                );
                if outcome.status == Some(0) {
                    assert_eq!(
                        outcome.value().as_array().map(Vec::len),
                        Some(1),
                        "{name}, {kind}"
                    );
                }
            }
        }
    }
}

#[test]
fn inputs_without_an_end_are_refused() {
    let desk = Desk::with_accounts(1);
    let endless = "/dev/zero";
    for invocation in [
        desk.keyrack(args!["add", "--uri-file", endless]),
        desk.keyrack(args![
            "add",
            "--issuer",
            "x",
            "--account",
            "y",
            "--secret-file",
            endless
        ]),
        desk.keyrack(args!["restore", endless, "--all"]),
        desk.keyrack(args!["password", "--new-password-file", endless]),
        desk.locked(args!["import", endless, "--dry-run", "--no-vault"]),
        desk.locked(args!["backup", "verify", endless]),
        desk.locked(["list"]).way_in("--password-file", endless),
        desk.locked(["list"]).way_in("--recovery-key-file", endless),
    ] {
        let outcome = bounded(invocation);
        assert!(matches!(outcome.status, Some(1 | 3 | 7)), "{outcome:?}");
        outcome.refusal();
    }
    assert_eq!(desk.state().len(), 1);
}

#[test]
fn imports_of_any_size_or_shape_are_refused() {
    let desk = Desk::with_accounts(1);
    let state = desk.state();
    for (what, contents) in [
        ("a million brackets", vec![b'['; 1_000_000]),
        (
            "deep inside",
            format!(
                "{{\"format\":\"keyrack\",\"version\":1,\"accounts\":{}}}",
                deep(100_000)
            )
            .into(),
        ),
        (
            "100 MB of one line",
            [b"otpauth://totp/", vec![b'a'; 100 << 20].as_slice()].concat(),
        ),
        ("zeros", vec![0; 1 << 20]),
        ("all bytes", (0..=255).cycle().take(1 << 16).collect()),
    ] {
        let file = desk.write("import", contents);
        let outcome = bounded(desk.keyrack(args!["import", file]));
        assert!(
            matches!(outcome.status, Some(1 | 5 | 7)),
            "{what}: {outcome:?}"
        );
        assert_eq!(desk.state(), state, "{what}");
    }
}

#[test]
fn a_thousand_false_copies_of_the_vault_are_passed_over() {
    let desk = Desk::with_accounts(1);
    for n in 0..1000 {
        fs::write(
            desk.vault().join(format!("vault ({n}).age")),
            b"age-encryption.org/v1\nno\n",
        )
        .unwrap();
    }
    let outcome = bounded(desk.by_paper(["list"]));
    assert_eq!(
        outcome.assert_status(0).value().as_array().map(Vec::len),
        Some(1)
    );
    desk.add(&uri(2));
    assert_eq!(desk.list().len(), 2);
}

/// Runs the command within [`ADDRESS_SPACE`].
fn bounded(invocation: Invocation) -> Outcome {
    if has_program("prlimit") {
        return invocation
            .under(["prlimit", ADDRESS_SPACE, "--"])
            .json_output()
            .run();
    }
    skipped("hostile", "prlimit is missing: memory is not bounded here");
    invocation.json_output().run()
}

/// Puts the same ways in everywhere, so that no earlier copy of them helps.
fn replace_slots(desk: &Desk, contents: &str) {
    fs::write(desk.slots_file(), contents).unwrap();
    for entry in fs::read_dir(desk.vault().join("generations")).unwrap() {
        let path = entry.unwrap().path();
        if path
            .extension()
            .is_some_and(|extension| extension == "slots")
        {
            fs::write(path, contents).unwrap();
        }
    }
}

/// Sets every number of this name, however deep. Returns how many there were.
fn set(value: &mut Value, name: &str, number: &Value) -> usize {
    match value {
        Value::Object(fields) => fields
            .iter_mut()
            .map(|(key, field)| {
                if key == name && field.is_number() {
                    *field = number.clone();
                    return 1;
                }
                set(field, name, number)
            })
            .sum(),
        Value::Array(items) => items.iter_mut().map(|item| set(item, name, number)).sum(),
        _ => 0,
    }
}

fn deep(levels: usize) -> String {
    "[".repeat(levels) + &"]".repeat(levels)
}

/// The recipient stanzas of an age file.
struct Stanzas<'a> {
    start: usize,
    end: usize,
    bytes: &'a [u8],
}

fn stanzas(file: &[u8]) -> Stanzas<'_> {
    let find = |what: &[u8]| {
        file.windows(what.len())
            .position(|window| window == what)
            .expect("an age header")
    };
    let (start, end) = (find(b"-> "), find(b"--- "));
    Stanzas {
        start,
        end,
        bytes: &file[start..end],
    }
}

//! URIs from other programs' own tests. They are under other licences and live outside the repository.

use std::fs;
use std::path::{Path, PathBuf};

use keyrack_otp::otpauth::{self, Notice, Uri, UriError};
use serde_json::Value;

/// Every case of `otpauth-uri`: taken or refused as expected, and equal but for the policies below.
#[test]
fn uris_are_taken_and_refused_as_by_others() {
    for (folder, expected) in fixtures("otpauth-uri") {
        let cases = expected["cases"].as_array().unwrap();
        for case in cases {
            let text = case["uri"].as_str().unwrap();
            let parsed = otpauth::parse(text);
            if agrees(case, parsed.as_ref().ok()) {
                continue;
            }
            let policy = POLICIES
                .iter()
                .find(|policy| (policy.applies)(case, &parsed));
            let reason = policy.map(|policy| policy.reason);
            assert!(
                reason.is_some(),
                "{}: {text} gave {parsed:?}",
                folder.display()
            );
        }
        println!("{}: {} cases", folder.display(), cases.len());
    }
}

/// Every line of `otpauth-text`, in order.
#[test]
fn lists_of_uris_give_their_accounts() {
    for (folder, expected) in fixtures("otpauth-text") {
        let text = fs::read_to_string(folder.join(expected["file"].as_str().unwrap())).unwrap();
        let uris: Vec<_> = text
            .lines()
            .filter_map(|line| otpauth::parse(line).ok())
            .collect();
        let accounts = expected["accounts"].as_array().unwrap();
        assert_eq!(uris.len(), accounts.len(), "{}", folder.display());
        for (uri, account) in uris.iter().zip(accounts) {
            assert!(agrees_in_code(account, uri), "{uri:?} is not {account}");
            assert_eq!(
                uri.otp.secret().as_bytes(),
                unhex(account["secret_hex"].as_str().unwrap())
            );
            assert_eq!(uri.issuer, account["issuer"].as_str().unwrap());
            assert_eq!(uri.label, account["name"].as_str().unwrap());
        }
    }
}

/// Where another program's expectation is its own policy.
struct Policy {
    reason: &'static str,
    applies: fn(&Value, &Result<Uri, UriError>) -> bool,
}

const POLICIES: &[Policy] = &[
    Policy {
        reason: "A label without an issuer is the name of the account; they take it for the issuer.",
        applies: |case, parsed| {
            taken(case, parsed, |uri| {
                uri.issuer.is_empty() && case["issuer"] == *uri.label && case["name"] == ""
            })
        },
    },
    Policy {
        reason: "The parameter `issuer` wins over the label, and a notice keeps the loser; they do the reverse.",
        applies: |case, parsed| {
            taken(case, parsed, |uri| {
                uri.notices.iter().any(|notice| {
                    matches!(notice, Notice::IssuerMismatch { label_issuer } if case["issuer"] == **label_issuer)
                })
            })
        },
    },
    Policy {
        reason: "An issuer called Steam makes no Steam code, or a company of that name could not be added.",
        applies: |case, parsed| {
            let is_steam = case["type"] == "steam" && case["issuer"] == "Steam";
            is_steam
                && parsed
                    .as_ref()
                    .is_ok_and(|uri| uri.issuer == "Steam" || uri.label == "Steam")
        },
    },
    Policy {
        reason: "A good secret without a name is an account that can be named; they refuse it.",
        applies: |case, parsed| {
            let nameless = |uri: &Uri| uri.issuer.is_empty() && uri.label.is_empty();
            case["ok"] == false && parsed.as_ref().is_ok_and(nameless)
        },
    },
    Policy {
        reason: "Mobile-OTP and Yandex are other algorithms, which are named to the user and not taken.",
        applies: |case, parsed| {
            let other = case["type"] == "motp" || case["type"] == "yandex";
            other && matches!(parsed, Err(UriError::UnsupportedScheme(_)))
        },
    },
];

fn taken(case: &Value, parsed: &Result<Uri, UriError>, rule: impl Fn(&Uri) -> bool) -> bool {
    case["ok"] == true
        && parsed
            .as_ref()
            .is_ok_and(|uri| agrees_in_code(case, uri) && rule(uri))
}

fn agrees(case: &Value, uri: Option<&Uri>) -> bool {
    match uri {
        None => case["ok"] == false,
        Some(uri) => {
            case["ok"] == true
                && agrees_in_code(case, uri)
                && case["issuer"] == *uri.issuer
                && case["name"] == *uri.label
        }
    }
}

/// Whether everything that decides the codes is as expected.
fn agrees_in_code(expected: &Value, uri: &Uri) -> bool {
    let secret = expected["secret"]
        .as_str()
        .or(expected["secret_base32"].as_str())
        .unwrap();
    let same_number = |name: &str, number: Option<u64>| number.is_none_or(|n| expected[name] == n);
    expected["type"] == uri.otp.kind().as_str()
        && keyrack_otp::Secret::from_base32(secret).as_ref() == Ok(uri.otp.secret())
        && expected["algorithm"] == uri.otp.algorithm().as_str()
        && expected["digits"] == uri.otp.digits()
        && same_number("period", uri.otp.period().map(u64::from))
        && same_number("counter", uri.counter)
}

/// The folders of a format with their `expected.json`; none, and a line that says so, where there are no fixtures.
fn fixtures(format: &str) -> Vec<(PathBuf, Value)> {
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let root = std::env::var_os("KEYRACK_FIXTURES").map_or(default, PathBuf::from);
    let folder = root.join("fixtures").join(format);
    let Ok(entries) = fs::read_dir(&folder) else {
        crate::skipped(&format!(
            "no fixtures at {} (KEYRACK_FIXTURES)",
            folder.display()
        ));
        return Vec::new();
    };
    let mut folders: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
        .into_iter()
        .map(|folder| {
            let expected = fs::read(folder.join("expected.json")).unwrap();
            (folder, serde_json::from_slice(&expected).unwrap())
        })
        .collect()
}

fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text
        .chars()
        .map(|c| c.to_digit(16).unwrap() as u8)
        .collect();
    digits
        .chunks(2)
        .map(|pair| pair[0] << 4 | pair[1])
        .collect()
}

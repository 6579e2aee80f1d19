//! What holds for every text and every URI.

use keyrack_otp::otpauth::{self, Uri};
use keyrack_otp::{Algorithm, Kind, MAX_DIGITS, MAX_PERIOD, Otp, Secret};
use proptest::prelude::*;
use proptest::sample::{Index, select};

proptest! {
    #[test]
    fn no_text_makes_a_panic(text in any::<String>()) {
        let _ = Secret::from_base32(&text);
        let _ = text.parse::<Kind>();
        let _ = text.parse::<Algorithm>();
        read_and_write(&text)?;
        read_and_write(&format!("otpauth://{text}"))?;
        read_and_write(&format!("otpauth://totp/{text}"))?;
        read_and_write(&format!("otpauth://hotp/a?secret=JBSWY3DP&{text}"))?;
        read_and_write(&format!("steam://{text}"))?;
    }

    #[test]
    fn no_mutation_of_a_uri_makes_a_panic(uri in uri(), changes in changes()) {
        read_and_write(&mutated(&uri.write(), changes))?;
    }

    #[test]
    fn what_is_written_is_read_back(uri in uri()) {
        prop_assert_eq!(otpauth::parse(&uri.write()), Ok(uri));
    }

    #[test]
    fn base32_is_read_back(secret in secret()) {
        prop_assert_eq!(Secret::from_base32(&secret.to_base32()), Ok(secret));
    }

    #[test]
    fn a_code_has_its_digits_and_its_window(otp in otp(), moment: u64) {
        let code = otp.code_for(moment);
        prop_assert_eq!(code.len(), usize::from(otp.digits()));
        if let (Some(window), Some(period)) = (otp.window_at(moment), otp.period()) {
            prop_assert!(window.from <= moment && moment - window.from < u64::from(period));
            prop_assert!(window.until.saturating_sub(window.from) <= u64::from(period));
            let (code, first) = (otp.code_at(moment).unwrap(), otp.code_at(window.from).unwrap());
            prop_assert_eq!(&*code, &*first);
        }
    }
}

/// Whatever is read must be equal after it was written and read again, its notices aside.
fn read_and_write(text: &str) -> Result<(), TestCaseError> {
    if let Ok(uri) = otpauth::parse(text) {
        let again = otpauth::parse(&uri.write());
        prop_assert_eq!(
            again,
            Ok(Uri {
                notices: Vec::new(),
                ..uri
            })
        );
    }
    Ok(())
}

/// A URI as `parse` gives it: names without outer white space, no notices.
fn uri() -> impl Strategy<Value = Uri> {
    let name = || text().prop_map(|text| text.trim().to_owned());
    let extra = (
        name().prop_filter("a known parameter", |name| !is_known(name)),
        text(),
    );
    (
        otp(),
        name(),
        name(),
        any::<u64>(),
        prop::collection::vec(extra, 0..4),
    )
        .prop_map(|(otp, issuer, label, counter, extra)| {
            let counter = (otp.kind() == Kind::Hotp).then_some(counter);
            Uri {
                otp,
                issuer,
                label,
                counter,
                extra,
                notices: Vec::new(),
            }
        })
}

fn is_known(name: &str) -> bool {
    [
        "secret",
        "issuer",
        "algorithm",
        "digits",
        "period",
        "counter",
        "encoder",
        "steam",
    ]
    .iter()
    .any(|known| name.eq_ignore_ascii_case(known))
}

fn otp() -> impl Strategy<Value = Otp> {
    let kind = select(vec![Kind::Totp, Kind::Hotp, Kind::Steam]);
    let algorithm = select(vec![Algorithm::Sha1, Algorithm::Sha256, Algorithm::Sha512]);
    (kind, secret(), algorithm, 1..=MAX_DIGITS, 1..=MAX_PERIOD).prop_map(
        |(kind, secret, algorithm, digits, period)| {
            Otp::new(kind, secret, algorithm, digits, period).unwrap()
        },
    )
}

fn secret() -> impl Strategy<Value = Secret> {
    prop::collection::vec(any::<u8>(), 1..200).prop_map(|bytes| Secret::from_bytes(bytes).unwrap())
}

/// Names with much syntax in them, and any others.
fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-cA-C:%+&=?#/ őű0-9]{0,12}", any::<String>()]
}

#[derive(Clone, Debug)]
enum Change {
    Insert(String),
    Remove,
    Repeat,
    Cut,
}

fn changes() -> impl Strategy<Value = Vec<(Index, Change)>> {
    let syntax = "[:%+&=?#/ ]|%3|%3A|%ff|&digits=|&issuer=|&steam|null|-|0|\u{0}|\u{feff}|ő";
    let change = prop_oneof![
        4 => syntax.prop_map(Change::Insert),
        2 => Just(Change::Remove),
        1 => Just(Change::Repeat),
        1 => Just(Change::Cut),
    ];
    prop::collection::vec((any::<Index>(), change), 1..8)
}

fn mutated(text: &str, changes: Vec<(Index, Change)>) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for (place, change) in changes {
        let place = place.index(characters.len() + 1);
        match change {
            Change::Insert(text) => drop(characters.splice(place..place, text.chars())),
            Change::Remove => drop(characters.splice(place..(place + 1).min(characters.len()), [])),
            Change::Repeat => characters.extend_from_within(place..),
            Change::Cut => characters.truncate(place.max(1)),
        }
    }
    characters.into_iter().collect()
}

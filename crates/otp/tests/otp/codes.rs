//! Codes against the vectors of the RFCs, and at the edges of what a factor may be.

use keyrack_otp::{Algorithm, Kind, MAX_PERIOD, Otp, OtpError, Secret, Validity};

/// RFC 4226, appendix D: the six digits and the whole truncated value, for the counters 0 to 9.
#[test]
fn hotp_gives_the_values_of_rfc_4226() {
    let six = hotp(6);
    let ten = hotp(10);
    for (counter, (code, value)) in (0..).zip([
        ("755224", "1284755224"),
        ("287082", "1094287082"),
        ("359152", "0137359152"),
        ("969429", "1726969429"),
        ("338314", "1640338314"),
        ("254676", "0868254676"),
        ("287922", "1918287922"),
        ("162583", "0082162583"),
        ("399871", "0673399871"),
        ("520489", "0645520489"),
    ]) {
        assert_eq!(&*six.code_for(counter), code, "counter {counter}");
        assert_eq!(
            &*ten.code_for(counter),
            value,
            "counter {counter}, all digits"
        );
    }
}

/// RFC 6238, appendix B, with seeds of the length that belongs to each hash (erratum 2866).
#[test]
fn totp_gives_the_values_of_rfc_6238() {
    let vectors = [
        (59, ["94287082", "46119246", "90693936"]),
        (1_111_111_109, ["07081804", "68084774", "25091201"]),
        (1_111_111_111, ["14050471", "67062674", "99943326"]),
        (1_234_567_890, ["89005924", "91819424", "93441116"]),
        (2_000_000_000, ["69279037", "90698825", "38618901"]),
        (20_000_000_000, ["65353130", "77737706", "47863826"]),
    ];
    let factors = [
        (Algorithm::Sha1, 20),
        (Algorithm::Sha256, 32),
        (Algorithm::Sha512, 64),
    ];
    for (unix_seconds, codes) in vectors {
        for ((algorithm, length), code) in factors.into_iter().zip(codes) {
            let otp = Otp::new(Kind::Totp, seed(length), algorithm, 8, 30).unwrap();
            assert_eq!(
                &*otp.code_at(unix_seconds).unwrap(),
                code,
                "{algorithm:?} at {unix_seconds}"
            );
        }
    }
}

#[test]
fn every_number_of_digits_is_the_tail_of_the_longest_code() {
    for counter in 0..100 {
        let longest = hotp(10).code_for(counter);
        for digits in 1..=10 {
            let code = hotp(digits).code_for(counter);
            assert_eq!(&*code, &longest[10 - usize::from(digits)..]);
        }
    }
}

#[test]
fn steam_codes_have_five_of_its_characters() {
    let secret = Secret::from_base32("STEAMKEY").unwrap();
    let otp = Otp::new(Kind::Steam, secret, Algorithm::Sha1, 6, 30).unwrap();
    assert_eq!(otp.digits(), 5);
    assert_eq!(&*otp.code_at(1_742_298_622).unwrap(), "NTK5M");
}

#[test]
fn a_code_lives_from_one_period_to_the_next() {
    let otp = Otp::new(Kind::Totp, seed(20), Algorithm::Sha1, 6, 20).unwrap();
    assert_eq!(otp.window_at(0), Some(Validity { from: 0, until: 20 }));
    assert_eq!(
        otp.window_at(59),
        Some(Validity {
            from: 40,
            until: 60
        })
    );
    assert_eq!(
        otp.window_at(60),
        Some(Validity {
            from: 60,
            until: 80
        })
    );
    let code = |unix_seconds| otp.code_at(unix_seconds).unwrap().to_owned();
    assert_eq!(code(40), code(59));
    assert_ne!(code(59), code(60));
}

#[test]
fn the_ends_of_time_and_of_the_counter_give_codes() {
    let otp = Otp::totp(seed(20));
    assert_eq!(otp.code_at(u64::MAX).unwrap().len(), 6);
    assert_eq!(otp.window_at(u64::MAX).unwrap().until, u64::MAX);
    assert_eq!(hotp(6).code_for(u64::MAX).len(), 6);
}

#[test]
fn hotp_knows_no_time() {
    let otp = Otp::new(Kind::Hotp, seed(20), Algorithm::Sha1, 6, 0).unwrap();
    assert_eq!(otp.period(), None);
    assert_eq!(otp.window_at(59), None);
    assert!(otp.code_at(59).is_none());
    assert_eq!(otp, hotp(6), "the period that was given has no effect");
}

#[test]
fn parameters_out_of_bounds_are_refused() {
    let otp = |digits, period| Otp::new(Kind::Totp, seed(20), Algorithm::Sha1, digits, period);
    assert_eq!(otp(0, 30), Err(OtpError::Digits(0)));
    assert_eq!(otp(11, 30), Err(OtpError::Digits(11)));
    assert_eq!(otp(6, 0), Err(OtpError::Period(0)));
    assert_eq!(
        otp(6, MAX_PERIOD + 1),
        Err(OtpError::Period(MAX_PERIOD + 1))
    );
    assert!(otp(1, 1).is_ok());
    assert!(otp(10, MAX_PERIOD).is_ok());
}

#[test]
fn kinds_and_algorithms_are_read_in_the_spellings_in_use() {
    for (text, algorithm) in [
        ("SHA1", Algorithm::Sha1),
        ("sha1", Algorithm::Sha1),
        ("SHA-1", Algorithm::Sha1),
        ("HmacSHA1", Algorithm::Sha1),
        ("Sha256", Algorithm::Sha256),
        ("HmacSHA256", Algorithm::Sha256),
        ("HMAC-SHA-512", Algorithm::Sha512),
        ("hmac_sha512", Algorithm::Sha512),
    ] {
        assert_eq!(text.parse(), Ok(algorithm), "{text}");
    }
    for text in [
        "",
        "SHA",
        "MD5",
        "SHA384",
        "SHA512/256",
        "SHA1SHA1",
        "HMACSHA2560",
        "HMAC",
    ] {
        assert_eq!(
            text.parse::<Algorithm>(),
            Err(OtpError::UnknownAlgorithm),
            "{text}"
        );
    }
    for kind in [Kind::Totp, Kind::Hotp, Kind::Steam] {
        assert_eq!(kind.as_str().parse(), Ok(kind));
        assert_eq!(kind.as_str().to_uppercase().parse(), Ok(kind));
    }
    assert_eq!("yaotp".parse::<Kind>(), Err(OtpError::UnknownKind));
}

#[test]
fn debug_tells_neither_secret_nor_code() {
    let otp = Otp::totp(seed(20));
    let text = format!("{otp:?} {:?}", otp.code_for(0));
    assert!(
        text.contains("Secret(..)") && text.contains("Code(..)"),
        "{text}"
    );
    for telling in ["1234567890", "GEZDGNBV", "49, 50", "755224"] {
        assert!(!text.contains(telling), "{text}");
    }
}

fn hotp(digits: u8) -> Otp {
    Otp::new(Kind::Hotp, seed(20), Algorithm::Sha1, digits, 30).unwrap()
}

/// The seeds of both RFCs: the digits 1 to 9 and 0 in turn.
fn seed(length: usize) -> Secret {
    Secret::from_bytes(b"1234567890".iter().copied().cycle().take(length).collect()).unwrap()
}

//! Secrets as people and services write them.

use keyrack_otp::{MAX_SECRET_BYTES, Secret, SecretError};

/// RFC 4648, section 10, and the padding it knows.
#[test]
fn base32_is_that_of_rfc_4648() {
    for (bytes, padded) in [
        ("f", "MY======"),
        ("fo", "MZXQ===="),
        ("foo", "MZXW6==="),
        ("foob", "MZXW6YQ="),
        ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI======"),
    ] {
        let secret = Secret::from_bytes(bytes.into()).unwrap();
        assert_eq!(*secret.to_base32(), padded.trim_end_matches('='));
        assert_eq!(Secret::from_base32(padded), Ok(secret));
    }
}

#[test]
fn the_way_of_writing_does_not_matter() {
    // 80 bits, the shortest secret in wide use.
    let secret = Secret::from_bytes(b"Hello!\xde\xad\xbe\xef".to_vec()).unwrap();
    for text in [
        "JBSWY3DPEHPK3PXP",
        "jbswy3dpehpk3pxp",
        "jbsw y3dp ehpk 3pxp",
        "JBSW-Y3DP-EHPK-3PXP",
        " JBSWY3DP\tEHPK3PXP\r\n",
        "JBSW\u{a0}Y3DP\u{202f}EHPK\u{3000}3PXP",
        "\u{feff}JBSW\u{200b}Y3DP\u{2060}EHPK\u{ad}3PXP\u{200e}",
        "JBSW\u{2010}Y3DP\u{2013}EHPK\u{2212}3PXP",
        "JBSWY3DPEHPK3PXP======",
        "JBSWY3DPEHPK3PXP = = =\n",
    ] {
        assert_eq!(Secret::from_base32(text), Ok(secret.clone()), "{text:?}");
    }
}

#[test]
fn left_over_bits_are_dropped() {
    for (text, bytes) in [
        ("74", &[0xff][..]),
        ("77", &[0xff]),
        ("777", &[0xff]),
        ("77777", &[0xff; 3]),
        ("777777", &[0xff; 3]),
        ("ABCDEFG", &[0x00, 0x44, 0x32, 0x14]),
        ("777777777", &[0xff; 5]),
    ] {
        assert_eq!(
            Secret::from_base32(text).unwrap().as_bytes(),
            bytes,
            "{text}"
        );
    }
}

#[test]
fn what_is_no_secret_is_refused() {
    for (text, error) in [
        ("", SecretError::Empty),
        (" -\u{200b}=", SecretError::Empty),
        ("A", SecretError::TooShort),
        ("A=======", SecretError::TooShort),
        ("ABCD1FGH", SecretError::InvalidCharacter { position: 4 }),
        ("ABC 0", SecretError::InvalidCharacter { position: 4 }),
        ("ő", SecretError::InvalidCharacter { position: 0 }),
        ("őABC", SecretError::InvalidCharacter { position: 0 }),
        ("AB=CD", SecretError::InvalidCharacter { position: 2 }),
        ("ABCD+EFG", SecretError::InvalidCharacter { position: 4 }),
        // Two characters that other rules for upper case turn into letters of the alphabet.
        ("ABſD", SecretError::InvalidCharacter { position: 2 }),
        ("ABıD", SecretError::InvalidCharacter { position: 2 }),
    ] {
        assert_eq!(Secret::from_base32(text), Err(error), "{text:?}");
    }
    assert_eq!(Secret::from_bytes(Vec::new()), Err(SecretError::Empty));
}

#[test]
fn the_longest_secret_is_taken_and_no_longer_one() {
    let longest = Secret::from_bytes(vec![0x5a; MAX_SECRET_BYTES]).unwrap();
    let text = longest.to_base32();
    assert_eq!(Secret::from_base32(&text), Ok(longest));
    assert_eq!(
        Secret::from_base32(&format!("{}AA", *text)),
        Err(SecretError::TooLong)
    );
    assert_eq!(
        Secret::from_base32(&"A".repeat(1 << 20)),
        Err(SecretError::TooLong)
    );
    assert_eq!(
        Secret::from_bytes(vec![0; MAX_SECRET_BYTES + 1]),
        Err(SecretError::TooLong)
    );
}

#[test]
fn equality_and_order_are_those_of_the_bytes() {
    let secret = |bytes: &[u8]| Secret::from_bytes(bytes.to_vec()).unwrap();
    assert_eq!(secret(b"ab"), secret(b"ab"));
    assert_ne!(secret(b"ab"), secret(b"ac"));
    assert_ne!(secret(b"ab"), secret(b"abc"));
    assert!(secret(b"ab") < secret(b"abc") && secret(b"abc") < secret(b"b"));
}

#[test]
fn neither_debug_nor_an_error_tells_the_secret() {
    let text = format!("{:?}", Secret::from_base32("JBSWY3DPEHPK3PXP"));
    assert_eq!(text, "Ok(Secret(..))");
    let error = Secret::from_base32("JBSWY3DPEHPK3PX!").unwrap_err();
    let text = format!("{error:?} {error}");
    assert!(
        text.contains("15") && text.contains("16"),
        "the place, from 0 and from 1: {text}"
    );
    assert!(!text.contains("JBSW") && !text.contains('!'), "{text}");
}

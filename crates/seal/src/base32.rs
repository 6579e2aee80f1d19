//! Bytes as Base32 (RFC 4648), in lower case and without padding.

/// As text.
#[must_use]
pub fn base32(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let mut text = String::with_capacity(bytes.len().div_ceil(5) * 8);
    let (mut bits, mut held) = (0_u32, 0);
    for byte in bytes {
        bits = bits << 8 | u32::from(*byte);
        held += 8;
        while held >= 5 {
            held -= 5;
            text.push(char::from(ALPHABET[(bits >> held & 31) as usize]));
        }
        bits &= (1 << held) - 1;
    }
    if held > 0 {
        text.push(char::from(ALPHABET[(bits << (5 - held) & 31) as usize]));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_rfc_4648() {
        let expected = [
            "",
            "my",
            "mzxq",
            "mzxw6",
            "mzxw6yq",
            "mzxw6ytb",
            "mzxw6ytboi",
        ];
        for (length, text) in expected.into_iter().enumerate() {
            assert_eq!(base32(&b"foobar"[..length]), text);
        }
    }
}

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

/// The bytes of a text; only the one text that stands for them is read.
#[must_use]
pub fn from_base32(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 5 / 8);
    let (mut bits, mut held) = (0_u32, 0);
    for letter in text.bytes() {
        let digit = match letter {
            b'a'..=b'z' => letter - b'a',
            b'2'..=b'7' => letter - b'2' + 26,
            _ => return None,
        };
        bits = bits << 5 | u32::from(digit);
        held += 5;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
        }
        bits &= (1 << held) - 1;
    }
    (held < 5 && bits == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes_and_no_second_text_for_it() {
        for length in 0..8 {
            let bytes: Vec<u8> = (0..length).map(|n| n * 37 + 11).collect();
            let text = base32(&bytes);
            assert_eq!(from_base32(&text), Some(bytes), "{text}");
        }
        for text in ["m", "mz", "my======", "MY", "m0", "mzx", "mzxw6yt", "a"] {
            assert_eq!(from_base32(text), None, "{text}");
        }
    }

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

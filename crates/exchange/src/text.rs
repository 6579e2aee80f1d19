//! Files to text: byte order marks, UTF-16 and faulty bytes.

use zeroize::Zeroizing;

/// Decodes UTF-8, or UTF-16 where a byte order mark says so. What is neither becomes U+FFFD, so that a fault stays
/// in the entry where it stands.
pub(crate) fn decode(bytes: &[u8]) -> Zeroizing<String> {
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => utf8(bytes),
    }
}

/// The capacity is reserved in full, here as below, because a string that grows leaves copies of secrets behind.
fn utf8(bytes: &[u8]) -> Zeroizing<String> {
    let faults = bytes
        .utf8_chunks()
        .filter(|chunk| !chunk.invalid().is_empty())
        .count();
    let mut text = Zeroizing::new(String::with_capacity(
        bytes.len() + faults * char::REPLACEMENT_CHARACTER.len_utf8(),
    ));
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    text
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Zeroizing<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = Zeroizing::new(String::with_capacity((pairs.len() + rest.len()) * 3));
    text.extend(
        char::decode_utf16(pairs.iter().map(|&pair| unit(pair)))
            .map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER)),
    );
    text.extend(rest.iter().map(|_| char::REPLACEMENT_CHARACTER));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "otpauth://totp/Őrség:Tűz\r\n😀";
        let utf16 =
            |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();

        assert_eq!(*decode(text.as_bytes()), text);
        assert_eq!(*decode(&[b"\xef\xbb\xbf", text.as_bytes()].concat()), text);
        assert_eq!(
            *decode(&[b"\xff\xfe", &utf16(u16::to_le_bytes)[..]].concat()),
            text
        );
        assert_eq!(
            *decode(&[b"\xfe\xff", &utf16(u16::to_be_bytes)[..]].concat()),
            text
        );
    }

    #[test]
    fn faults_are_replaced_where_they_stand() {
        assert_eq!(*decode(b"a\xffb\xc5\nc"), "a\u{fffd}b\u{fffd}\nc");
        assert_eq!(*decode(b"\xff\xfea\0\0\xd8b\0c"), "a\u{fffd}b\u{fffd}");
        assert_eq!(*decode(b""), "");
    }
}

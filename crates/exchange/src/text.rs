//! Files to text and back: byte order marks, UTF-16, old encodings and faulty bytes.

use zeroize::Zeroizing;

/// Decodes UTF-8, or UTF-16 where a byte order mark says so. What is neither becomes U+FFFD, so that a fault stays
/// in the entry where it stands.
pub(crate) fn decode(bytes: &[u8]) -> Zeroizing<String> {
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        // Without the mark, but with the zeros that no other text has.
        [a, 0, b, 0, ..] if a.is_ascii_graphic() && b.is_ascii_graphic() => {
            utf16(bytes, u16::from_le_bytes)
        }
        [0, a, 0, b, ..] if a.is_ascii_graphic() && b.is_ascii_graphic() => {
            utf16(bytes, u16::from_be_bytes)
        }
        _ => utf8(bytes),
    }
}

/// Decodes what [`decode`] could not read as what spreadsheets write without asking: Windows-1250 if it has letters of
/// Hungarian that 1252 lacks and none of those that 1250 lacks, else Windows-1252.
pub(crate) fn decode_legacy(bytes: &[u8]) -> Zeroizing<String> {
    let has = |letters: &[u8]| bytes.iter().any(|byte| letters.contains(byte));
    // Ő, Ű, ő and ű against Å, Æ, Ø, å, æ and ø.
    let central = has(&[0xd5, 0xdb, 0xf5, 0xfb]) && !has(&[0xc5, 0xc6, 0xd8, 0xe5, 0xe6, 0xf8]);
    let encoding = if central {
        encoding_rs::WINDOWS_1250
    } else {
        encoding_rs::WINDOWS_1252
    };
    Zeroizing::new(encoding.decode_without_bom_handling(bytes).0.into_owned())
}

/// The bytes of a text, without a copy.
pub(crate) fn into_bytes(mut text: Zeroizing<String>) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(std::mem::take(&mut *text).into_bytes())
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

    #[test]
    fn utf16_is_seen_without_its_mark() {
        assert_eq!(*decode(b"a\0;\0\x51\x01"), "a;ő");
        assert_eq!(*decode(b"\0a\0;\x01\x51"), "a;ő");
        assert_eq!(*decode(b"\0\x02*U"), "\0\x02*U");
    }

    #[test]
    fn old_encodings_are_told_by_their_letters() {
        assert_eq!(*decode_legacy(b"Sz\xfbcs \xe9s T\xe1rsa"), "Szűcs és Társa");
        assert_eq!(*decode_legacy(b"S\xf8ren \xe5 \xe6"), "Søren å æ");
        assert_eq!(
            *decode_legacy(b"M\xfcller & S\xf6hne, Stra\xdfe"),
            "Müller & Söhne, Straße"
        );
    }
}

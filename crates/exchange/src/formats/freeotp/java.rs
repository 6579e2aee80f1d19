//! Java's serialisation of a map of texts to texts, and of nothing else
//! (<https://docs.oracle.com/en/java/javase/21/docs/specs/serialization/protocol.html>).
//!
//! A general reader would make whatever objects a file asks for. This one knows one class by name.

use zeroize::Zeroizing;

/// Whether a file begins as Java's serialisation does.
pub(super) fn is_map(file: &[u8]) -> bool {
    file.starts_with(&[0xac, 0xed, 0x00, 0x05])
}

/// The pairs of a map, in the order of the file; `None` if it is no map of texts.
pub(super) fn read_map(file: &[u8]) -> Option<Vec<(String, Zeroizing<String>)>> {
    let mut stream = Stream(file.get(4..)?);
    stream.expect(&[OBJECT, CLASS])?;
    if stream.text()? != b"java.util.HashMap" {
        return None;
    }
    // The identifier of the class, and that it writes itself.
    stream.take(8)?;
    stream.expect(&[WRITES_ITSELF])?;
    let mut fields = 0;
    for _ in 0..stream.u16()? {
        fields += match stream.take(1)? {
            b"F" | b"I" => 4,
            _ => return None,
        };
        stream.text()?;
    }
    stream.expect(&[END, NULL])?;
    stream.take(fields)?;
    // The capacity and the number of pairs.
    stream.expect(&[BLOCK, 8])?;
    stream.take(4)?;
    let pairs = u32::from_be_bytes(stream.take(4)?.try_into().ok()?);
    let mut map = Vec::new();
    for _ in 0..pairs {
        let key = stream.string()?.to_string();
        map.push((key, stream.string()?));
    }
    stream.expect(&[END])?;
    Some(map)
}

/// What has not been read yet.
struct Stream<'a>(&'a [u8]);

impl<'a> Stream<'a> {
    fn take(&mut self, bytes: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(bytes)?;
        self.0 = rest;
        Some(taken)
    }

    fn expect(&mut self, bytes: &[u8]) -> Option<()> {
        self.0 = self.0.strip_prefix(bytes)?;
        Some(())
    }

    fn u16(&mut self) -> Option<usize> {
        let bytes = self.take(2)?.try_into().ok()?;
        Some(u16::from_be_bytes(bytes).into())
    }

    /// A short text: its length, and its bytes.
    fn text(&mut self) -> Option<&'a [u8]> {
        let length = self.u16()?;
        self.take(length)
    }

    /// A text as a value. Java's own encoding differs from UTF-8 beyond the characters of two bytes each.
    fn string(&mut self) -> Option<Zeroizing<String>> {
        let bytes = match self.take(1)? {
            [SHORT] => self.text()?,
            [LONG] => {
                let length = u64::from_be_bytes(self.take(8)?.try_into().ok()?);
                self.take(usize::try_from(length).ok()?)?
            }
            _ => return None,
        };
        Some(decode(bytes))
    }
}

/// Decodes UTF-8 whose characters beyond the first plane are two halves of three bytes each.
fn decode(bytes: &[u8]) -> Zeroizing<String> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Zeroizing::new(text.to_owned());
    }
    let mut units = Zeroizing::new(Vec::with_capacity(bytes.len()));
    let mut rest = bytes;
    loop {
        let low = |byte: u8| u16::from(byte & 0x3f);
        let (unit, after) = match rest {
            [] => break,
            [a, after @ ..] if *a < 0x80 => (u16::from(*a), after),
            [a @ 0xc0..=0xdf, b, after @ ..] => (u16::from(a & 0x1f) << 6 | low(*b), after),
            [a @ 0xe0..=0xef, b, c, after @ ..] => {
                (u16::from(a & 0xf) << 12 | low(*b) << 6 | low(*c), after)
            }
            [_, after @ ..] => (0xfffd, after),
        };
        units.push(unit);
        rest = after;
    }
    Zeroizing::new(String::from_utf16_lossy(&units))
}

const NULL: u8 = 0x70;
const CLASS: u8 = 0x72;
const OBJECT: u8 = 0x73;
const SHORT: u8 = 0x74;
const BLOCK: u8 = 0x77;
const END: u8 = 0x78;
const LONG: u8 = 0x7c;

/// That a class is serialisable, and has a way of its own to write itself.
const WRITES_ITSELF: u8 = 0x03;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_beyond_the_first_plane_are_put_together() {
        assert_eq!(*decode("aő".as_bytes()), "aő");
        // U+1F511 as Java writes it, and a zero.
        assert_eq!(*decode(b"\xed\xa0\xbd\xed\xb4\x91\xc0\x80"), "🔑\0");
        assert_eq!(*decode(b"\xff"), "\u{fffd}");
    }
}

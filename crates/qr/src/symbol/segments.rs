//! The text in the data of a symbol.

use encoding_rs::{Encoding, SHIFT_JIS};
use zeroize::Zeroizing;

/// What a symbol says.
pub(crate) struct Text {
    pub(crate) text: Zeroizing<String>,
    /// The place in a series, when the symbol holds only a part of a text.
    pub(crate) part: Option<Part>,
}

/// Which part of a text a symbol holds ("structured append").
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    /// From zero.
    pub(crate) index: u8,
    /// How many parts there are.
    pub(crate) of: u8,
    /// The same in all parts of one text: all its bytes, added without carry.
    pub(crate) parity: u8,
}

/// Reads the segments; `None` if they make no sense or no text.
pub(super) fn parse(bytes: &[u8], version: usize) -> Option<Text> {
    let mut bits = Bits { bytes, at: 0 };
    let mut out = Out::default();
    let mut part = None;
    let mut special = false;
    // Where there is no room for a mode, the data end.
    while let Some(mode) = bits.take(4).filter(|&mode| mode != 0) {
        match mode {
            1 => numeric(&mut bits, version, &mut out)?,
            2 => alphanumeric(&mut bits, version, special, &mut out)?,
            3 => {
                let (index, last, parity) = (bits.take(4)?, bits.take(4)?, bits.take(8)?);
                if index > last || part.is_some() {
                    return None;
                }
                part = Some(Part {
                    index: index as u8,
                    of: last as u8 + 1,
                    parity: parity as u8,
                });
            }
            4 => {
                let count = bits.take(if version < 10 { 8 } else { 16 })?;
                for _ in 0..count {
                    out.byte(bits.take(8)? as u8);
                }
            }
            5 => special = true,
            7 => {
                out.close()?;
                out.charset = Charset::of(assignment(&mut bits)?)?;
            }
            8 => kanji(&mut bits, version, &mut out)?,
            9 => {
                bits.take(8)?;
                special = true;
            }
            _ => return None,
        }
    }
    out.close()?;
    // A symbol that says nothing is of no use, and what a grey field with some luck reads as.
    (!out.text.is_empty()).then_some(Text {
        text: out.text,
        part,
    })
}

fn numeric(bits: &mut Bits<'_>, version: usize, out: &mut Out) -> Option<()> {
    let mut count = bits.take(by_version(version, [10, 12, 14]))?;
    while count > 0 {
        let digits = count.min(3);
        let value = bits.take([0, 4, 7, 10][digits as usize])?;
        if value >= 10u32.pow(digits) {
            return None;
        }
        for place in (0..digits).rev() {
            out.byte(b'0' + (value / 10u32.pow(place) % 10) as u8);
        }
        count -= digits;
    }
    Some(())
}

fn alphanumeric(bits: &mut Bits<'_>, version: usize, special: bool, out: &mut Out) -> Option<()> {
    const SIGNS: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    let mut count = bits.take(by_version(version, [9, 11, 13]))?;
    let mut signs = Vec::new();
    while count > 0 {
        let pair = count >= 2;
        let value = bits.take(if pair { 11 } else { 6 })? as usize;
        if pair {
            signs.push(*SIGNS.get(value / 45)?);
        }
        signs.push(if pair {
            SIGNS[value % 45]
        } else {
            *SIGNS.get(value)?
        });
        count -= if pair { 2 } else { 1 };
    }
    let mut signs = signs.into_iter().peekable();
    while let Some(sign) = signs.next() {
        // After FNC1 a percent sign stands for a separator, and two for itself.
        if special && sign == b'%' {
            let doubled = signs.next_if_eq(&b'%').is_some();
            out.byte(if doubled { b'%' } else { 0x1d });
        } else {
            out.byte(sign);
        }
    }
    Some(())
}

fn kanji(bits: &mut Bits<'_>, version: usize, out: &mut Out) -> Option<()> {
    out.close()?;
    let count = bits.take(by_version(version, [8, 10, 12]))?;
    let mut pairs = Vec::new();
    for _ in 0..count {
        let value = bits.take(13)?;
        let code = ((value / 0xc0) << 8) | (value % 0xc0);
        let code = code + if code < 0x1f00 { 0x8140 } else { 0xc140 };
        pairs.extend_from_slice(&(code as u16).to_be_bytes());
    }
    out.push(&strictly(SHIFT_JIS, &pairs)?);
    Some(())
}

/// The number of a character set: one to three bytes, the first tells how many.
fn assignment(bits: &mut Bits<'_>) -> Option<u32> {
    let first = bits.take(8)?;
    match first {
        0x00..=0x7f => Some(first),
        0x80..=0xbf => Some((first & 0x3f) << 8 | bits.take(8)?),
        0xc0..=0xdf => Some((first & 0x1f) << 16 | bits.take(16)?),
        _ => None,
    }
}

fn by_version(version: usize, widths: [usize; 3]) -> usize {
    widths[usize::from(version >= 10) + usize::from(version >= 27)]
}

/// The text as it grows. Bytes wait until their character set ends, since a letter may have several.
#[derive(Default)]
struct Out {
    text: Zeroizing<String>,
    bytes: Zeroizing<Vec<u8>>,
    charset: Charset,
}

impl Out {
    fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Makes letters of the bytes that wait.
    fn close(&mut self) -> Option<()> {
        let bytes = std::mem::take(&mut self.bytes);
        let text = Zeroizing::new(self.charset.decode(&bytes)?);
        self.text.push_str(&text);
        Some(())
    }
}

#[derive(Clone, Copy, Default)]
enum Charset {
    /// Nothing is said: UTF-8 in practice, though the standard says Latin-1, or Shift JIS in Japan.
    #[default]
    Unsaid,
    Latin1,
    Ascii,
    Of(&'static Encoding),
}

impl Charset {
    /// The character set with this number in AIM's register of extended channel interpretations.
    fn of(assignment: u32) -> Option<Self> {
        Some(match assignment {
            1 | 3 => Self::Latin1,
            4..=18 if assignment != 14 => Self::Of(Encoding::for_label(
                format!("iso-8859-{}", assignment - 2).as_bytes(),
            )?),
            20 => Self::Of(SHIFT_JIS),
            21 => Self::Of(encoding_rs::WINDOWS_1250),
            22 => Self::Of(encoding_rs::WINDOWS_1251),
            23 => Self::Of(encoding_rs::WINDOWS_1252),
            24 => Self::Of(encoding_rs::WINDOWS_1256),
            25 => Self::Of(encoding_rs::UTF_16BE),
            26 => Self::Of(encoding_rs::UTF_8),
            27 | 170 => Self::Ascii,
            28 => Self::Of(encoding_rs::BIG5),
            29 | 32 => Self::Of(encoding_rs::GB18030),
            30 => Self::Of(encoding_rs::EUC_KR),
            _ => return None,
        })
    }

    fn decode(self, bytes: &[u8]) -> Option<String> {
        match self {
            Self::Unsaid => Some(guess(bytes)),
            Self::Latin1 => Some(latin1(bytes)),
            Self::Ascii => bytes.is_ascii().then(|| latin1(bytes)),
            Self::Of(encoding) => strictly(encoding, bytes),
        }
    }
}

/// What bytes say of which nothing is said. What is neither UTF-8 nor Japanese is given byte for byte as Latin-1, from
/// which nothing is lost even if it was something else.
fn guess(bytes: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    // European letters stand alone among plain ones; half-width kana come in rows, and full-width characters begin with
    // bytes that are no letters in Latin-1.
    let kana = bytes
        .windows(3)
        .any(|three| three.iter().all(|byte| (0xa1..=0xdf).contains(byte)));
    let wide = bytes.iter().any(|byte| (0x81..=0x9f).contains(byte));
    match strictly(SHIFT_JIS, bytes) {
        Some(text) if kana || wide => text,
        _ => latin1(bytes),
    }
}

fn latin1(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

fn strictly(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(std::borrow::Cow::into_owned)
}

/// A stream of bits.
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    /// The next bits as a number; `None` if there are fewer.
    fn take(&mut self, count: usize) -> Option<u32> {
        if self.at + count > self.bytes.len() * 8 {
            return None;
        }
        let mut value = 0;
        for at in self.at..self.at + count {
            value = value << 1 | u32::from(self.bytes[at / 8] >> (7 - at % 8) & 1);
        }
        self.at += count;
        Some(value)
    }
}

//! The text in the data of a symbol.

use encoding_rs::{Encoding, SHIFT_JIS};
use zeroize::Zeroizing;

/// What a symbol says.
#[derive(PartialEq)]
pub(crate) struct Text {
    /// Empty when the symbol holds only a part.
    pub(crate) text: Zeroizing<String>,
    pub(crate) part: Option<Part>,
}

/// A part of a text that is spread over several symbols ("structured append").
#[derive(PartialEq)]
pub(crate) struct Part {
    /// From zero.
    index: u8,
    /// How many parts there are.
    of: u8,
    /// The same in all parts of one text: all its bytes, added without carry.
    parity: u8,
    /// No text yet, because a letter may begin in one part and end in the next.
    runs: Vec<Run>,
}

impl Part {
    /// By which parts are sorted: first those of one text, then their order.
    pub(crate) fn place(&self) -> ((u8, u8), u8) {
        (self.series(), self.index)
    }

    /// What all parts of one text have in common.
    pub(crate) fn series(&self) -> (u8, u8) {
        (self.parity, self.of)
    }
}

/// Puts parts of one series together, which are in their order. A part may be there several times. `None` if one is
/// missing, if two contradict each other, or if together they are not the text that they say they are parts of.
pub(crate) fn join<'a>(parts: impl Iterator<Item = &'a Part>) -> Option<Text> {
    let mut parts: Vec<&Part> = parts.collect();
    parts.dedup();
    let first = parts.first()?;
    let (parity, of) = first.series();
    let complete = parts.len() == usize::from(of)
        && parts
            .iter()
            .enumerate()
            .all(|(at, part)| usize::from(part.index) == at);
    let mut out = Out::default();
    for run in parts.iter().flat_map(|part| &part.runs) {
        out.bytes(run.charset, &run.bytes);
    }
    let sum = out.runs.iter().flat_map(|run| run.bytes.iter());
    (complete && sum.fold(0, |sum, byte| sum ^ byte) == parity).then_some(())?;
    Some(Text {
        text: out.text()?,
        part: None,
    })
}

/// Reads the segments; `None` if they make no sense or no text.
pub(super) fn parse(bytes: &[u8], version: usize) -> Option<Text> {
    let mut bits = Bits { bytes, at: 0 };
    let mut out = Out::default();
    let mut place = None;
    let mut special = false;
    // Where there is no room for a mode, the data end.
    while let Some(mode) = bits.take(4).filter(|&mode| mode != 0) {
        match mode {
            1 => numeric(&mut bits, version, &mut out)?,
            2 => alphanumeric(&mut bits, version, special, &mut out)?,
            3 => {
                let (index, last, parity) = (bits.take(4)?, bits.take(4)?, bits.take(8)?);
                if index > last || place.is_some() {
                    return None;
                }
                place = Some((index as u8, last as u8 + 1, parity as u8));
            }
            4 => {
                let count = bits.take(if version < 10 { 8 } else { 16 })?;
                for _ in 0..count {
                    out.byte(bits.take(8)? as u8);
                }
            }
            5 => special = true,
            7 => out.charset = Charset::of(assignment(&mut bits)?)?,
            8 => kanji(&mut bits, version, &mut out)?,
            9 => {
                bits.take(8)?;
                special = true;
            }
            _ => return None,
        }
    }
    Some(match place {
        None => Text {
            text: out.text()?,
            part: None,
        },
        Some(_) if out.runs.is_empty() => return None,
        Some((index, of, parity)) => Text {
            text: Zeroizing::default(),
            part: Some(Part {
                index,
                of,
                parity,
                runs: out.runs,
            }),
        },
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
    let count = bits.take(by_version(version, [8, 10, 12]))?;
    let mut pairs = Zeroizing::new(Vec::new());
    for _ in 0..count {
        let value = bits.take(13)?;
        let code = ((value / 0xc0) << 8) | (value % 0xc0);
        let code = code + if code < 0x1f00 { 0x8140 } else { 0xc140 };
        pairs.extend_from_slice(&(code as u16).to_be_bytes());
    }
    out.bytes(Charset::Of(SHIFT_JIS), &pairs);
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

/// The text as it grows. Bytes wait until all are there, since a letter may have several.
#[derive(Default)]
struct Out {
    runs: Vec<Run>,
    charset: Charset,
}

/// Bytes in one character set.
#[derive(PartialEq)]
struct Run {
    charset: Charset,
    bytes: Zeroizing<Vec<u8>>,
}

impl Out {
    fn byte(&mut self, byte: u8) {
        self.bytes(self.charset, &[byte]);
    }

    fn bytes(&mut self, charset: Charset, bytes: &[u8]) {
        match self.runs.last_mut() {
            Some(run) if run.charset == charset => run.bytes.extend_from_slice(bytes),
            _ => self.runs.push(Run {
                charset,
                bytes: Zeroizing::new(bytes.to_vec()),
            }),
        }
    }

    /// All that is there. A symbol that says nothing is of no use, and what a grey field with some luck reads as.
    fn text(&self) -> Option<Zeroizing<String>> {
        let mut text = Zeroizing::new(String::new());
        for run in &self.runs {
            text.push_str(&Zeroizing::new(run.charset.decode(&run.bytes)?));
        }
        (!text.is_empty()).then_some(text)
    }
}

#[derive(Clone, Copy, Default, PartialEq)]
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

//! Each kind of segment that the standard knows, alone and together: the text is what was encoded, or there is none.

use qrcode::bits::Bits;
use qrcode::{Color, EcLevel, Version, ec};

use crate::canvas::{Canvas, texts};

/// The data of a symbol as it grows, bit by bit (ISO/IEC 18004, 7.4).
#[derive(Clone, Default)]
struct Data(Vec<bool>);

/// A symbol of version 5 at level M is large enough for all that is written here, and counts as versions 1 to 9 do.
const VERSION: Version = Version::Normal(5);

impl Data {
    fn bits(mut self, count: usize, value: usize) -> Self {
        self.0
            .extend((0..count).rev().map(|bit| value >> bit & 1 == 1));
        self
    }

    /// Bytes in a character set that is said before, or in none.
    fn bytes(self, bytes: &[u8]) -> Self {
        let head = self.bits(4, 4).bits(8, bytes.len());
        bytes
            .iter()
            .fold(head, |data, &byte| data.bits(8, byte.into()))
    }

    /// The number of the character set of what follows.
    fn set(self, assignment: usize) -> Self {
        let head = self.bits(4, 7);
        match assignment {
            0..=127 => head.bits(8, assignment),
            128..=16_383 => head.bits(2, 2).bits(14, assignment),
            _ => head.bits(3, 6).bits(21, assignment),
        }
    }

    fn digits(self, digits: &str) -> Self {
        let head = self.bits(4, 1).bits(10, digits.len());
        digits.as_bytes().chunks(3).fold(head, |data, three| {
            let value = three
                .iter()
                .fold(0, |sum, digit| sum * 10 + usize::from(digit - b'0'));
            data.bits([4, 7, 10][three.len() - 1], value)
        })
    }

    fn capitals(self, text: &str) -> Self {
        let value = |sign: &u8| {
            b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
                .iter()
                .position(|known| known == sign)
                .unwrap()
        };
        let head = self.bits(4, 2).bits(9, text.len());
        text.as_bytes()
            .chunks(2)
            .fold(head, |data, signs| match signs {
                [first, second] => data.bits(11, value(first) * 45 + value(second)),
                _ => data.bits(6, value(&signs[0])),
            })
    }

    /// Characters of two bytes in Shift JIS.
    fn kanji(self, codes: &[usize]) -> Self {
        let head = self.bits(4, 8).bits(8, codes.len());
        codes.iter().fold(head, |data, code| {
            let value = code - if *code < 0xe040 { 0x8140 } else { 0xc140 };
            data.bits(13, (value >> 8) * 0xc0 + (value & 0xff))
        })
    }

    /// The place of a part, the number of parts, and what all their bytes come to, without carry.
    fn part(index: usize, of: usize, whole: &[u8]) -> Self {
        let parity = whole.iter().fold(0, |sum, byte| sum ^ byte);
        Self::default()
            .bits(4, 3)
            .bits(4, index)
            .bits(4, of - 1)
            .bits(8, parity.into())
    }

    /// The symbol, with a terminator and padding.
    fn symbol(&self) -> Canvas {
        let room = Bits::new(VERSION).max_len(EcLevel::M).unwrap();
        let mut bits = self.0.clone();
        bits.resize(
            (bits.len() + 4).min(room).next_multiple_of(8).min(room),
            false,
        );
        let mut bytes: Vec<u8> = bits
            .chunks(8)
            .map(|eight| eight.iter().fold(0, |byte, &bit| byte << 1 | u8::from(bit)))
            .collect();
        bytes.extend(
            [0xec, 0x11]
                .into_iter()
                .cycle()
                .take(room / 8 - bytes.len()),
        );
        let (words, check) = ec::construct_codewords(&bytes, VERSION, EcLevel::M).unwrap();
        let mut symbol = qrcode::canvas::Canvas::new(VERSION, EcLevel::M);
        symbol.draw_all_functional_patterns();
        symbol.draw_data(&words, &check);
        let colours = symbol.apply_best_mask().into_colors();
        let size = VERSION.width() as usize;
        Canvas::of_modules(size, |x, y| colours[y * size + x] == Color::Dark)
    }

    /// The only text that is read; `None` if there is none.
    fn read(&self) -> Option<String> {
        let page = self.symbol().find();
        assert!(page.symbols.len() <= 1);
        texts(&page).pop()
    }
}

/// The texts of symbols beside each other, and how many are doubtful.
fn beside(symbols: &[Data]) -> (Vec<String>, usize) {
    let page = symbols
        .iter()
        .map(Data::symbol)
        .reduce(|left, right| left.beside(&right))
        .unwrap()
        .find();
    (texts(&page), page.doubtful)
}

fn data() -> Data {
    Data::default()
}

#[test]
fn digits_and_capitals_are_read_in_any_number() {
    for digits in ["7", "42", "007", "0123456789012345"] {
        assert_eq!(data().digits(digits).read().as_deref(), Some(digits));
    }
    for capitals in ["A", "A:", "OTPAUTH://TOTP/A", "%% $*+-./"] {
        assert_eq!(data().capitals(capitals).read().as_deref(), Some(capitals));
    }
    let mixed = data()
        .capitals("HTTPS://")
        .bytes(b"example.com/")
        .digits("2026")
        .read();
    assert_eq!(mixed.as_deref(), Some("HTTPS://example.com/2026"));
}

#[test]
fn bytes_are_read_in_the_character_set_that_is_said() {
    let cases: [(usize, &[u8], &str); 9] = [
        (26, "Könyvelő 会社".as_bytes(), "Könyvelő 会社"),
        (3, b"K\xf6nyvel\xe9s", "Könyvelés"),
        (4, b"K\xf6nyvel\xf5", "Könyvelő"),
        (7, b"\xbf\xe0\xd8\xd2\xd5\xe2", "Привет"),
        (20, b"\x89\xef\x8e\xd0", "会社"),
        (21, b"\x8c\xfb", "Śű"),
        (25, b"\x4f\x1a\x79\x3e", "会社"),
        (27, b"plain", "plain"),
        (170, b"plain", "plain"),
    ];
    for (set, bytes, text) in cases {
        assert_eq!(
            data().set(set).bytes(bytes).read().as_deref(),
            Some(text),
            "{set}"
        );
    }
    let several = data()
        .set(4)
        .bytes(b"\xf5")
        .set(9)
        .bytes(b"\xe1")
        .set(26)
        .bytes("ő".as_bytes());
    assert_eq!(several.read().as_deref(), Some("őαő"));
}

#[test]
fn bytes_that_make_no_sense_in_the_character_set_that_is_said_are_no_text() {
    assert_eq!(data().set(26).bytes(b"\xf5\xf5").read(), None);
    assert_eq!(data().set(27).bytes(b"\xf5").read(), None);
    assert_eq!(data().set(20).bytes(b"\x89").read(), None);
    for unknown in [0, 19, 899, 5_000, 999_999] {
        assert_eq!(
            data().set(unknown).bytes(b"plain").read(),
            None,
            "{unknown}"
        );
    }
}

#[test]
fn bytes_of_which_nothing_is_said_are_utf8_else_japanese_else_latin1() {
    let cases: [(&[u8], &str); 5] = [
        ("Könyvelő 会社".as_bytes(), "Könyvelő 会社"),
        (b"K\xf6nyvel\xe9s", "Könyvelés"),
        (b"\x89\xef\x8e\xd0 A", "会社 A"),
        (b"\xb1\xb2\xb3\xb4", "ｱｲｳｴ"),
        (b"a\0b\xff\0", "a\0bÿ\0"),
    ];
    for (bytes, text) in cases {
        assert_eq!(data().bytes(bytes).read().as_deref(), Some(text));
    }
}

#[test]
fn bytes_that_are_no_text_lose_nothing() {
    // Whatever these are, each of them comes back.
    let bytes: Vec<u8> = (0..=80).map(|index| (index * 37 + 200) as u8).collect();
    let read = data().bytes(&bytes).read().unwrap();
    let back: Vec<u8> = read
        .chars()
        .map(|character| u8::try_from(u32::from(character)).unwrap())
        .collect();
    assert_eq!(back, bytes);
}

#[test]
fn a_letter_may_begin_in_one_segment_and_end_in_the_next() {
    let [first, second] = "ő".as_bytes() else {
        panic!("two bytes")
    };
    let read = data().bytes(&[*first]).bytes(&[*second]).read();
    assert_eq!(read.as_deref(), Some("ő"));
}

#[test]
fn kanji_are_read_alone_and_among_others() {
    assert_eq!(
        data().kanji(&[0x89ef, 0x8ed0]).read().as_deref(),
        Some("会社")
    );
    let last = data().bytes(b"x").kanji(&[0xe040, 0xeaa4]).digits("1");
    assert_eq!(last.read().as_deref(), Some("x漾熙1"));
    // A place in the table where no character stands.
    assert_eq!(data().kanji(&[0x81ad]).read(), None);
}

#[test]
fn marks_of_trade_separate_what_they_join() {
    let first = data().bits(4, 5).capitals("01%10A%%B").read();
    assert_eq!(first.as_deref(), Some("01\u{1d}10A%B"));
    let second = data().bits(4, 9).bits(8, 37).capitals("A%B").read();
    assert_eq!(second.as_deref(), Some("A\u{1d}B"));
    assert_eq!(data().capitals("A%B").read().as_deref(), Some("A%B"));
}

#[test]
fn what_breaks_off_or_is_of_no_known_kind_is_no_text() {
    assert_eq!(data().read(), None);
    assert_eq!(data().bytes(b"").read(), None);
    for mode in [6, 10, 13, 15] {
        assert_eq!(data().bytes(b"a").bits(4, mode).read(), None, "{mode}");
    }
    // More is promised than there is room for, and numbers that no digits make.
    assert_eq!(data().bits(4, 4).bits(8, 255).read(), None);
    assert_eq!(data().bits(4, 1).bits(10, 3).bits(10, 1_000).read(), None);
    assert_eq!(data().bits(4, 2).bits(9, 2).bits(11, 2_047).read(), None);
}

#[test]
fn parts_of_a_text_are_joined_in_any_order() {
    let whole = b"otpauth://totp/Portal:anna?secret=GEZDGNBVGY3TQOJQ";
    let part = |index: usize, bytes| Data::part(index, 3, whole).bytes(bytes);
    let parts = [
        part(0, &whole[..20]),
        part(1, &whole[20..33]),
        part(2, &whole[33..]),
    ];
    let text = String::from_utf8(whole.to_vec()).unwrap();
    for [a, b, c] in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        let found = beside(&[parts[a].clone(), parts[b].clone(), parts[c].clone()]);
        assert_eq!(found, (vec![text.clone()], 0));
    }
}

#[test]
fn a_part_alone_is_doubtful_and_no_text() {
    let whole = b"first, second, third";
    let part = |index: usize, bytes| Data::part(index, 3, whole).bytes(bytes);
    let [first, second, third] = [part(0, b"first, "), part(1, b"second, "), part(2, b"third")];
    assert_eq!(beside(std::slice::from_ref(&second)), (vec![], 1));
    assert_eq!(beside(&[first.clone(), third]), (vec![], 2));
    // Of another text, although there is one of each number.
    let other = Data::part(2, 3, b"another").bytes(b"other");
    assert_eq!(beside(&[first, second, other]), (vec![], 3));
}

#[test]
fn a_part_that_is_seen_twice_counts_once() {
    let whole = b"to be or not";
    let part = |index: usize, bytes| Data::part(index, 2, whole).bytes(bytes);
    let (first, second) = (part(0, b"to be "), part(1, b"or not"));
    let text = "to be or not".to_owned();
    assert_eq!(
        beside(&[first.clone(), second.clone(), first.clone()]),
        (vec![text], 0)
    );
    // Two that say different things and cannot both be right.
    let lie = part(1, b"or nit");
    assert_eq!(beside(&[first, second, lie]), (vec![], 3));
}

#[test]
fn parts_that_do_not_come_to_what_they_say_are_doubtful() {
    let whole = b"to be or not";
    let part = |index: usize, bytes| Data::part(index, 2, whole).bytes(bytes);
    assert_eq!(
        beside(&[part(0, b"to be "), part(1, b"or nut")]),
        (vec![], 2)
    );
}

#[test]
fn a_letter_may_begin_in_one_part_and_end_in_the_next() {
    let whole = "Könyvelő".as_bytes();
    let part = |index: usize, bytes| Data::part(index, 2, whole).bytes(bytes);
    let at = 2;
    assert!(!whole.is_ascii() && std::str::from_utf8(&whole[..at]).is_err());
    assert_eq!(
        beside(&[part(0, &whole[..at]), part(1, &whole[at..])]),
        (vec!["Könyvelő".to_owned()], 0)
    );
}

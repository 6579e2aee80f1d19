//! Sheets as others see them: through a decoder of PNG and, where it is installed, a reader of PDF.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod kits;

use std::io::{Cursor, Write};
use std::process::{Command, Stdio};

use keyrack_paper::{Code, Error, Look, MAX_PIXELS, MAX_TEXT, Picture, Sheet};

use kits::{ENGLISH, HUNGARIAN, KEY, kit};

#[test]
fn a_picture_has_the_size_it_says() {
    for (width, scale) in [(640, 1.0), (640, 2.0), (333, 1.5)] {
        let picture = kit(&ENGLISH, KEY).draw(width, scale, Look::Light).unwrap();
        let (pixels, drawn, high) = pixels(&picture);
        assert_eq!((drawn, high), (picture.width, picture.height));
        assert_eq!(picture.width, (width as f32 * scale).ceil() as u32);
        assert_eq!(pixels.len(), (picture.width * picture.height) as usize * 3);
    }
}

#[test]
fn the_look_decides_the_colours_and_nothing_else() {
    let light = kit(&ENGLISH, KEY).draw(640, 1.0, Look::Light).unwrap();
    let dark = kit(&ENGLISH, KEY).draw(640, 1.0, Look::Dark).unwrap();
    assert_eq!((light.width, light.height), (dark.width, dark.height));
    let (light, dark) = (pixels(&light).0, pixels(&dark).0);
    assert_eq!(light[..3], [0xff, 0xff, 0xff]);
    assert_eq!(dark[..3], [0x17, 0x19, 0x1a]);
    for (light, dark) in light.chunks(3).zip(dark.chunks(3)) {
        assert_eq!(light == [0xff, 0xff, 0xff], dark == [0x17, 0x19, 0x1a]);
    }
}

#[test]
fn a_sheet_always_gives_the_same_bytes() {
    let draw = || kit(&HUNGARIAN, KEY).draw(640, 2.0, Look::Dark).unwrap().png;
    assert!(draw() == draw());
    let write = || kit(&HUNGARIAN, KEY).pdf(HUNGARIAN.title, "hu").unwrap();
    assert!(write() == write());
}

#[test]
fn every_character_of_the_key_is_drawn() {
    let picture = kit(&ENGLISH, KEY).draw(640, 1.0, Look::Light).unwrap().png;
    for place in 0..KEY.len() {
        let mut other = KEY.to_owned();
        let new = if &KEY[place..=place] == "X" { "Y" } else { "X" };
        other.replace_range(place..=place, new);
        let changed = kit(&ENGLISH, &other)
            .draw(640, 1.0, Look::Light)
            .unwrap()
            .png;
        assert!(picture != changed, "character {place}");
    }
}

#[test]
fn no_word_of_the_kit_is_drawn_as_a_box() {
    let mut boxes = Sheet::new().text("\u{10ffff}").pdf("", "en").unwrap();
    assert!(text(&boxes).is_none_or(|text| text.contains(char::REPLACEMENT_CHARACTER)));
    for words in [ENGLISH, HUNGARIAN] {
        boxes = kit(&words, KEY).pdf(words.title, words.language).unwrap();
        assert!(text(&boxes).is_none_or(|text| !text.contains(char::REPLACEMENT_CHARACTER)));
    }
}

#[test]
fn text_copied_from_the_pdf_is_the_text_that_went_in() {
    for (words, samples) in [
        (
            ENGLISH,
            [
                "Keyrack emergency kit",
                "“Open with the recovery key”",
                r"C:\Users\Anna\Documents\Keyrack",
            ],
        ),
        (
            HUNGARIAN,
            [
                "Keyrack vészhelyzeti lap",
                "Ki őrzi ezt a lapot",
                r"C:\Users\Őry Hűség\Dokumentumok\Keyrack",
            ],
        ),
    ] {
        let pdf = kit(&words, KEY).pdf(words.title, words.language).unwrap();
        let Some(text) = text(&pdf) else { return };
        assert!(
            text.lines().any(|line| line == KEY),
            "the key is not in one piece: {text}"
        );
        for sample in samples.into_iter().chain(["age -d -i key.txt vault.age"]) {
            assert!(text.contains(sample), "{sample} is not in: {text}");
        }
    }
}

#[test]
fn accents_kept_apart_are_drawn_and_written_like_whole_letters() {
    let whole = Sheet::new().text("Őrült űrhajós");
    let apart = Sheet::new().text("O\u{30b}ru\u{308}lt u\u{30b}rhajo\u{301}s");
    assert!(
        whole.draw(640, 1.0, Look::Light).unwrap().png
            == apart.draw(640, 1.0, Look::Light).unwrap().png
    );
    assert!(whole.pdf("", "hu").unwrap() == apart.pdf("", "hu").unwrap());
}

#[test]
fn a_long_sheet_goes_on_overleaf_and_loses_nothing() {
    let lines = (0..200).map(|i| format!("line {i};")).collect::<Vec<_>>();
    let pdf = Sheet::new().text(&lines.join("\n")).pdf("", "en").unwrap();
    let Some(text) = text(&pdf) else { return };
    for line in lines {
        assert_eq!(text.matches(&line).count(), 1, "{line}");
    }
    assert!(text.contains("1/5") && text.contains("5/5"), "{text}");
}

#[test]
fn a_key_is_not_torn_apart_by_the_edge_of_a_page() {
    for lines in 25..50 {
        let key = (0..60).map(|i| format!("{i:04}")).collect::<String>();
        let sheet = Sheet::new()
            .text(&"x\n".repeat(lines))
            .heading("The key")
            .groups("LEAD", &key, 5);
        let pdf = sheet.pdf("", "en").unwrap();
        let Some(text) = text(&pdf) else { return };
        let page = text
            .split('\u{c}')
            .find(|page| page.contains("The key"))
            .unwrap();
        assert!(
            page.contains("LEAD") && page.contains("0000") && page.contains("0059"),
            "{lines} lines before it: {text}"
        );
    }
}

#[test]
fn any_text_is_drawn_within_bounds() {
    let long = "Nagyon hosszú ügyfélnév ".repeat(420);
    let word = "W".repeat(10_000);
    let texts = [
        "",
        "\n\n\n",
        "\0\u{1}\u{7f}\u{85}\r\t\u{2028}",
        "\u{202e}\u{200f}שלום\u{2066} مرحبا\u{2069}",
        "👩\u{200d}👩\u{200d}👧 🇭🇺 🏳\u{fe0f}\u{200d}🌈",
        "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
        "\u{301}",
        "한국어 日本語 ไทย हिन्दी",
        "\u{10ffff}\u{fffe}\u{feff}",
        &long,
        &word,
    ];
    for text in texts {
        for sheet in [
            Sheet::new().title(text).heading(text),
            Sheet::new().text(text),
            Sheet::new().note(text),
            Sheet::new().field(text, "value").field("label", text),
            Sheet::new().secret("label", text),
            Sheet::new().blank(text).rule(),
            Sheet::new().groups(text, "", 0),
            Sheet::new().groups("", text, usize::MAX),
            Sheet::new().line(text),
            Sheet::new().codes(&[
                Code { text, used: true },
                Code {
                    text: "",
                    used: false,
                },
            ]),
        ] {
            for width in [0, 640] {
                let picture = sheet.draw(width, 1.0, Look::Light).unwrap();
                assert!((picture.width * picture.height) as usize <= MAX_PIXELS);
            }
            assert!(sheet.pdf(text, "en").is_ok());
        }
    }
}

#[test]
fn a_title_of_any_length_takes_two_lines() {
    let high = |text: &str| {
        Sheet::new()
            .title(text)
            .draw(640, 1.0, Look::Light)
            .unwrap()
            .height
    };
    let two = high("Kovács és Társai Könyvelő és Adótanácsadó Betéti Társaság");
    assert!(high("Kovács Bt.") < two);
    assert_eq!(high(&"Kovács és Társai ".repeat(500)), two);
}

#[test]
fn a_sheet_past_its_bounds_is_refused_whole() {
    let refused = |sheet: &Sheet| {
        assert!(matches!(
            sheet.draw(640, 2.0, Look::Light),
            Err(Error::TooLong)
        ));
        assert!(matches!(sheet.pdf("", "en"), Err(Error::TooLong)));
    };
    refused(&Sheet::new().text(&"x".repeat(MAX_TEXT + 1)));
    refused(&Sheet::new().text(&"\n".repeat(MAX_TEXT)));
    refused(&(0..10_000).fold(Sheet::new(), |sheet, _| sheet.rule()));
    assert!(
        Sheet::new()
            .text(&"x".repeat(MAX_TEXT))
            .pdf("", "en")
            .is_ok()
    );
}

#[test]
fn a_scale_that_is_no_number_counts_as_the_smallest() {
    let draw = |scale| {
        Sheet::new()
            .text("x")
            .draw(640, scale, Look::Light)
            .unwrap()
    };
    let small = draw(1.0);
    for scale in [f32::NAN, f32::NEG_INFINITY, -1.0, 0.0] {
        assert!(draw(scale).png == small.png);
    }
    assert!(draw(f32::INFINITY).png == draw(4.0).png);
}

/// The colours of a picture, and its size, as a decoder sees them.
fn pixels(picture: &Picture) -> (Vec<u8>, u32, u32) {
    let mut decoder = png::Decoder::new(Cursor::new(&*picture.png));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut pixels).unwrap();
    (pixels, frame.width, frame.height)
}

/// What `pdftotext` finds in the file; nothing, and a word about it, where the program is not installed.
fn text(pdf: &[u8]) -> Option<String> {
    let child = Command::new("pdftotext")
        .args(["-layout", "-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        eprintln!("NOT CHECKED: pdftotext is not installed (poppler-utils)");
        return None;
    };
    child.stdin.take().unwrap().write_all(pdf).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn a_box_shows_whether_it_is_ticked() {
    let draw = |ticked| {
        let sheet = Sheet::new().tick(ticked, "NAV", "until 2026-12-01");
        (
            sheet.draw(640, 1.0, Look::Light).unwrap().png,
            sheet.pdf("List", "en").unwrap(),
        )
    };
    let (open, ticked) = (draw(false), draw(true));
    assert!(open.0 != ticked.0 && open.1 != ticked.1);
}

#[test]
fn another_sheet_begins_a_page_of_a_pdf_and_no_other_picture() {
    let one = || Sheet::new().title("Sheet").text("One of two");
    let both = one().then(one());
    assert_eq!(page_count(&one()), 1);
    assert_eq!(page_count(&both), 2);
    let height = |sheet: &Sheet| sheet.draw(640, 1.0, Look::Light).unwrap().height;
    assert!(height(&both) > height(&one()));
}

fn page_count(sheet: &Sheet) -> usize {
    let pdf = sheet.pdf("Sheet", "en").unwrap();
    let text = String::from_utf8_lossy(&pdf);
    let (_, after) = text.split_once("/Count ").unwrap();
    let digits = after.split(|it: char| !it.is_ascii_digit()).next();
    digits.unwrap().parse().unwrap()
}

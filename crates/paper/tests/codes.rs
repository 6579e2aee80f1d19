//! What is drawn is read back: by our own reader, and by others where they are installed.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::fs;
use std::path::Path;
use std::process::Command;

use keyrack_paper::{Look, Qr, Sheet};
use keyrack_qr::{Progress, draw};

/// A short code, a usual one, and a transfer as dense as we write them.
fn texts() -> [String; 3] {
    let data = "ChQKCjEyMzQ1Njc4OTASBmFubmEK".repeat(32);
    [
        "otpauth://totp/a?secret=GEZDGNBV".to_owned(),
        "otpauth://totp/Gov%20portal:anna%40office.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Gov%20portal&algorithm=SHA1&digits=6&period=30".to_owned(),
        format!("otpauth-migration://offline?data={data}"),
    ]
}

fn code(text: &str, caption: &[&str]) -> Qr {
    let matrix = draw(text).unwrap();
    Qr::new(matrix.size(), |x, y| matrix.is_dark(x, y), caption)
}

/// What our own reader finds, in order.
fn read(bytes: &[u8]) -> Vec<String> {
    let reading = keyrack_qr::read(bytes, &Progress::silent()).unwrap();
    let pages = reading.pages.iter().flat_map(|page| &page.symbols);
    pages.map(|symbol| symbol.text.to_string()).collect()
}

/// Reads a picture with every reader that is installed.
fn read_with_all(picture: &Path, expected: &[&str]) {
    let sorted = |mut texts: Vec<String>| {
        texts.sort();
        texts
    };
    let expected = sorted(expected.iter().map(|text| (*text).to_owned()).collect());
    assert_eq!(sorted(read(&fs::read(picture).unwrap())), expected, "by us");
    let zbar = Command::new("zbarimg")
        .args([
            "--quiet",
            "--raw",
            "--nodbus",
            "-Sdisable",
            "-Sqrcode.enable",
        ])
        .arg(picture)
        .output();
    check("zbarimg", zbar, sorted, &expected);
    let python = std::env::var_os("KEYRACK_PYTHON").unwrap_or("python3".into());
    let zxing = Command::new(python)
        .args(["-c", ZXING])
        .arg(picture)
        .output();
    check("zxing-cpp (PyPI)", zxing, sorted, &expected);
}

const ZXING: &str = "
import sys
try:
    import zxingcpp
    from PIL import Image
except ImportError:
    sys.exit(77)
for code in zxingcpp.read_barcodes(Image.open(sys.argv[1]).convert('L')):
    print(code.text)
";

fn check(
    name: &str,
    output: std::io::Result<std::process::Output>,
    sorted: impl Fn(Vec<String>) -> Vec<String>,
    expected: &[String],
) {
    let output = match output {
        Ok(output) if output.status.code() != Some(77) => output,
        _ => return eprintln!("NOT CHECKED: {name} is not installed"),
    };
    let text = String::from_utf8(output.stdout).unwrap();
    let texts = text.lines().map(str::to_owned).collect();
    assert_eq!(sorted(texts), expected, "by {name}");
}

#[test]
fn a_code_in_the_window_is_read_in_every_look_and_at_every_scale() {
    let folder = tempfile::tempdir().unwrap();
    for text in texts() {
        let sheet = Sheet::new().qr(&code(&text, &["NAV · anna", "reception"]));
        for (look, scale) in [
            (Look::Light, 1.0),
            (Look::Dark, 1.0),
            (Look::Dark, 1.25),
            (Look::Light, 2.0),
        ] {
            let picture = folder.path().join("window.png");
            fs::write(&picture, &*sheet.draw(640, scale, look).unwrap().png).unwrap();
            read_with_all(&picture, &[&text]);
        }
    }
}

#[test]
fn files_for_a_phone_are_read() {
    let folder = tempfile::tempdir().unwrap();
    for text in texts() {
        let matrix = draw(&text).unwrap();
        for module in [2, 8] {
            let png = folder.path().join("code.png");
            fs::write(&png, &*matrix.png(module)).unwrap();
            read_with_all(&png, &[&text]);
        }
        let (svg, png) = (
            folder.path().join("code.svg"),
            folder.path().join("drawn.png"),
        );
        fs::write(&svg, matrix.svg().as_bytes()).unwrap();
        let drawn = Command::new("rsvg-convert")
            .arg("--output")
            .arg(&png)
            .arg(&svg)
            .status();
        match drawn {
            Ok(status) => {
                assert!(status.success());
                read_with_all(&png, &[&text]);
            }
            Err(_) => eprintln!("NOT CHECKED: rsvg-convert is not installed (librsvg2-bin)"),
        }
    }
}

#[test]
fn every_code_of_a_printed_sheet_is_read() {
    let uris: Vec<String> = (0..9)
        .map(|n| {
            format!("otpauth://totp/Portal:client%20{n}?secret=GEZDGNBVGY3TQOJQ&issuer=Portal")
        })
        .collect();
    let codes: Vec<Qr> = uris
        .iter()
        .map(|uri| {
            code(
                uri,
                &["Szabó és Társa Könyvelő Bt.", "Ügyfélkapu+ · reception", ""],
            )
        })
        .collect();
    let sheet = Sheet::new()
        .title("Codes for phones")
        .note("Keep it where you keep your keys.")
        .qr_grid(&codes);
    let pdf = sheet.pdf("Codes", "en").unwrap();
    let mut found = read(&pdf);
    found.sort();
    assert_eq!(found, uris, "our own reader of PDF");

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sheet.pdf");
    fs::write(&file, &*pdf).unwrap();
    let drawn = Command::new("pdftoppm")
        .args(["-r", "150", "-png"])
        .args([&file, &folder.path().join("page")])
        .status();
    let Ok(status) = drawn else {
        return eprintln!("NOT CHECKED: pdftoppm is not installed (poppler-utils)");
    };
    assert!(status.success());
    let all: Vec<&str> = uris.iter().map(String::as_str).collect();
    read_with_all(&folder.path().join("page-1.png"), &all[..6]);
    read_with_all(&folder.path().join("page-2.png"), &all[6..]);
}

#[test]
fn a_code_has_whole_pixels_and_keeps_its_quiet_zone_in_the_dark() {
    let text = &texts()[1];
    let matrix = draw(text).unwrap();
    let sheet = Sheet::new().qr(&code(text, &[]));
    let picture = sheet.draw(640, 1.0, Look::Dark).unwrap();
    let mut decoder = png::Decoder::new(std::io::Cursor::new(&*picture.png));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    let light = |x: usize, y: usize| pixels[3 * (y * picture.width as usize + x)] == 0xec;
    let mut lit = (0..picture.height as usize)
        .flat_map(|y| (0..picture.width as usize).map(move |x| (x, y)))
        .filter(|&(x, y)| light(x, y));
    let (left, top) = lit.next().unwrap();
    let (right, bottom) = lit.next_back().unwrap();
    let side = matrix.size() + 8;
    assert_eq!(right - left, bottom - top);
    assert_eq!((right - left + 1) % side, 0, "whole pixels");
    let module = (right - left + 1) / side;
    for y in 0..side * module {
        for x in 0..side * module {
            let at = |pixel: usize| (pixel / module).wrapping_sub(4);
            assert_eq!(light(left + x, top + y), !matrix.is_dark(at(x), at(y)));
        }
    }
}

#[test]
fn any_code_fits_any_sheet() {
    for size in [0, 1, 21, 177, 500] {
        let code = Qr::new(size, |x, y| x == y, &["", "a"]);
        for sheet in [
            Sheet::new().qr(&code),
            Sheet::new().qr_grid(std::slice::from_ref(&code)),
        ] {
            for width in [0, 640] {
                sheet.draw(width, 1.0, Look::Dark).unwrap();
            }
            sheet.pdf("", "en").unwrap();
        }
    }
}

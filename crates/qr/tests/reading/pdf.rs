//! Codes in documents: drawn, and as pictures; and documents that cannot be read.

use std::fmt::Write as _;

use image::{DynamicImage, ImageFormat};
use keyrack_qr::{Error, MAX_PAGES, Progress, Reading, read};

use crate::canvas::{Canvas, Code, encode, texts};

fn codes(document: &[u8]) -> Result<Vec<Vec<String>>, Error> {
    let texts = |reading: Reading| reading.pages.iter().map(texts).collect();
    read(document, &Progress::silent()).map(texts)
}

#[test]
fn codes_are_read_page_by_page() {
    let pages = [squares("first"), squares("second"), String::new()];
    let found = codes(&document(&pages, &[], "")).unwrap();
    assert_eq!(found, [&["first"][..], &["second"], &[]]);
}

#[test]
fn a_photograph_in_a_document_is_read_beside_what_is_drawn() {
    let canvas = Canvas::new(300, 300, 255.0).code(Code::new("photograph", 6.0, (150.0, 150.0)));
    let jpeg = encode(&DynamicImage::ImageLuma8(canvas.image()), ImageFormat::Jpeg);
    let drawing = format!("q 150 0 0 150 300 300 cm /I Do Q\n{}", squares("drawn"));
    let found = codes(&document(&[drawing], &jpeg, "")).unwrap();
    assert_eq!(found, [["drawn", "photograph"]]);
}

#[test]
fn a_locked_document_says_so() {
    // Nobody knows the password to these.
    let of = |byte| format!("<{}>", format!("{byte:02x}").repeat(32));
    let lock = format!(
        "/Encrypt<</Filter/Standard/V 1/R 2/O{}/U{}/P -4>>/ID[{}{}]",
        of(0x17),
        of(0x42),
        of(1),
        of(1)
    );
    let locked = document(&[squares("locked")], &[], &lock);
    assert_eq!(codes(&locked), Err(Error::PdfLocked));
}

#[test]
fn a_document_of_too_many_pages_says_so() {
    let pages = vec![String::new(); MAX_PAGES + 1];
    assert_eq!(codes(&document(&pages, &[], "")), Err(Error::TooManyPages));
}

#[test]
fn a_page_that_is_as_large_as_a_house_is_drawn_small() {
    let huge = String::from_utf8(document(&[squares("small")], &[], "")).unwrap();
    let huge = huge.replace("595 842]", "200000000 200000000]");
    let reading = read(huge.as_bytes(), &Progress::silent()).unwrap();
    let [page] = &reading.pages[..] else {
        panic!("{} pages", reading.pages.len())
    };
    assert!(page.width.max(page.height) <= 8_000);
}

#[test]
fn a_document_that_breaks_off_is_read_or_not_but_never_wrongly() {
    let whole = document(&[squares("cut")], &[], "");
    for hundredth in 0..100 {
        if let Ok(found) = codes(&whole[..whole.len() * hundredth / 100]) {
            let found = found.concat();
            assert!(found.is_empty() || found == ["cut"], "{found:?}");
        }
    }
}

/// What draws a code out of squares.
fn squares(text: &str) -> String {
    let matrix = keyrack_qr::draw(text).unwrap();
    let mut content = String::from("0 g\n");
    for (x, y, length) in matrix.runs() {
        let (left, bottom) = (100 + 2 * x, 700 - 2 * y);
        writeln!(content, "{left} {bottom} {} 2 re", 2 * length).unwrap();
    }
    content + "f\n"
}

/// A document whose pages draw these contents, in which `/I` is a grey JPEG of 300 by 300 pixels. Its trailer has `extra`.
fn document(pages: &[String], jpeg: &[u8], extra: &str) -> Vec<u8> {
    let stream = |head: &str, content: &[u8]| {
        let head = format!("<<{head}/Length {}>>stream\n", content.len());
        [head.as_bytes(), content, b"\nendstream"].concat()
    };
    let kids: Vec<String> = (0..pages.len())
        .map(|index| format!("{} 0 R", 4 + 2 * index))
        .collect();
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!(
            "<</Type/Pages/Count {}/Kids[{}]>>",
            pages.len(),
            kids.join(" ")
        )
        .into_bytes(),
        stream(
            "/Type/XObject/Subtype/Image/Width 300/Height 300/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode",
            jpeg,
        ),
    ];
    for (index, content) in pages.iter().enumerate() {
        let content_id = 5 + 2 * index;
        objects.push(
            format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 3 0 R>>>>/Contents {content_id} 0 R>>"
            )
            .into_bytes(),
        );
        objects.push(stream("", content.as_bytes()));
    }
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = String::new();
    for (index, object) in objects.iter().enumerate() {
        writeln!(places, "{:010} 00000 n ", file.len()).unwrap();
        file.extend(format!("{} 0 obj\n", index + 1).bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let (start, size) = (file.len(), objects.len() + 1);
    let end = format!(
        "xref\n0 {size}\n0000000000 65535 f \n{places}trailer<</Size {size}/Root 1 0 R{extra}>>\nstartxref\n{start}\n%%EOF\n"
    );
    file.extend(end.bytes());
    file
}

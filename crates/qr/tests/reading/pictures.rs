//! Each kind of picture, in small: what people send and show.

use keyrack_qr::{Layout, Picture, Progress, find, read};
use zeroize::Zeroizing;

use crate::canvas::{Canvas, Code, encode, texts};

const URI: &str =
    "otpauth://totp/Portal:anna@example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Portal";
const OTHER: &str =
    "otpauth://totp/Bank:anna@example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Bank";

fn plain() -> Code<'static> {
    Code::new(URI, 4.0, (150.0, 150.0))
}

#[track_caller]
fn reads(canvas: &Canvas) {
    assert_eq!(texts(&canvas.find()), [URI]);
}

#[test]
fn a_code_has_its_corners() {
    let page = Canvas::new(300, 300, 255.0).code(plain()).find();
    let [symbol] = page.symbols.as_slice() else {
        panic!("{} symbols", page.symbols.len())
    };
    let half = keyrack_qr::draw(URI).unwrap().size() as f32 * 2.0;
    let wanted = [(-half, -half), (half, -half), (half, half), (-half, half)];
    for ((x, y), (dx, dy)) in symbol.corners.into_iter().zip(wanted) {
        assert!(
            (x - 150.0 - dx).abs() < 2.0 && (y - 150.0 - dy).abs() < 2.0,
            "{x} {y} {dx} {dy}"
        );
    }
}

#[test]
fn modules_of_any_size_are_read() {
    for module in [1.0, 1.5, 2.0, 2.5, 3.75, 6.0, 11.0] {
        let side = (module * 60.0) as usize + 20;
        // A symbol has an odd number of modules: so its smallest ones are pixels, not halves of two.
        let middle = (side as f32 / 2.0).floor() + 0.5;
        reads(&Canvas::new(side, side, 255.0).code(Code::new(URI, module, (middle, middle))));
    }
    reads(&Canvas::new(1700, 1700, 255.0).code(Code::new(URI, 30.0, (850.0, 850.0))));
}

#[test]
fn light_on_dark_is_read() {
    reads(&Canvas::new(300, 300, 20.0).code(Code {
        dark: 235.0,
        light: 20.0,
        ..plain()
    }));
}

#[test]
fn turned_codes_are_read() {
    for turned in [3.0, 17.0, 45.0, 90.0, 133.0, 180.0, 271.0] {
        reads(&Canvas::new(400, 400, 255.0).code(Code {
            turned,
            middle: (200.0, 200.0),
            ..plain()
        }));
    }
}

#[test]
fn mirrored_codes_are_read() {
    let canvas = Canvas::new(300, 300, 255.0).code(plain());
    let width = canvas.width;
    let pixels = canvas.pixels.clone();
    reads(&canvas.changed(|x, y, _| pixels[y * width + width - 1 - x]));
}

#[test]
fn blurred_codes_are_read() {
    for sigma in [0.35, 0.5, 0.6] {
        reads(
            &Canvas::new(300, 300, 255.0)
                .code(plain())
                .blurred(4.0 * sigma),
        );
    }
}

#[test]
fn faint_codes_are_read() {
    for (dark, light) in [(200.0, 228.0), (60.0, 76.0), (120.0, 104.0)] {
        reads(&Canvas::new(300, 300, light).code(Code {
            dark,
            light,
            ..plain()
        }));
    }
}

#[test]
fn a_code_needs_no_light_border() {
    let matrix = keyrack_qr::draw(URI).unwrap();
    let side = matrix.size() * 4;
    let middle = side as f32 / 2.0;
    reads(&Canvas::new(side, side, 255.0).code(Code {
        quiet: 0.0,
        middle: (middle, middle),
        ..plain()
    }));
    reads(&Canvas::new(300, 300, 0.0).code(Code {
        quiet: 1.0,
        ..plain()
    }));
}

#[test]
fn shades_and_noise_do_not_matter() {
    let canvas = Canvas::new(300, 300, 255.0).code(plain());
    reads(&canvas.changed(|x, y, value| {
        let noise = (x * 7919 + y * 104_729) % 61;
        (value * 0.6 + 40.0) * (0.45 + 0.5 * x as f32 / 300.0) + noise as f32 - 30.0
    }));
}

#[test]
fn an_enlarged_screenshot_made_small_again_is_read() {
    reads(
        &Canvas::new(600, 600, 255.0)
            .code(Code::new(URI, 2.8, (300.0, 300.0)))
            .halved(),
    );
}

#[test]
fn a_stain_within_the_error_correction_does_not_matter() {
    let canvas = Canvas::new(300, 300, 255.0).code(plain());
    reads(&canvas.changed(|x, y, value| {
        if (150..170).contains(&x) && (140..160).contains(&y) {
            128.0
        } else {
            value
        }
    }));
}

#[test]
fn all_codes_of_a_screen_are_read() {
    let canvas = Canvas::new(800, 400, 40.0)
        .code(plain())
        .code(Code::new(OTHER, 3.0, (420.0, 200.0)))
        .code(Code {
            dark: 255.0,
            light: 0.0,
            ..Code::new("third", 5.0, (650.0, 200.0))
        });
    let mut wanted = vec![OTHER.to_owned(), URI.to_owned(), "third".to_owned()];
    wanted.sort();
    assert_eq!(texts(&canvas.find()), wanted);
}

#[test]
fn colours_as_bright_as_each_other_are_told_apart() {
    let canvas = Canvas::new(300, 300, 255.0).code(plain());
    let pixels = canvas.bytes().into_iter().flat_map(|value| {
        if value > 127 {
            [210, 90, 90]
        } else {
            [70, 153, 132]
        }
    });
    let picture = Picture::new(300, 300, Zeroizing::new(pixels.collect()), Layout::Rgb).unwrap();
    assert_eq!(texts(&find(&picture, &Progress::silent()).unwrap()), [URI]);
}

#[test]
fn what_is_not_opaque_lies_on_white_and_on_black() {
    let canvas = Canvas::new(300, 300, 255.0).code(plain());
    for ink in [0, 255] {
        let pixels = canvas
            .bytes()
            .into_iter()
            .flat_map(|value| [ink, ink, ink, 255 - value]);
        let picture =
            Picture::new(300, 300, Zeroizing::new(pixels.collect()), Layout::Rgba).unwrap();
        assert_eq!(
            texts(&find(&picture, &Progress::silent()).unwrap()),
            [URI],
            "{ink}"
        );
    }
}

#[test]
fn pixels_of_all_orders_are_understood() {
    let canvas = Canvas::new(300, 300, 255.0).code(plain());
    for layout in [
        Layout::Rgba,
        Layout::Bgra,
        Layout::Bgrx,
        Layout::Rgb,
        Layout::Grey,
    ] {
        let mut pixels = Vec::new();
        for value in canvas.bytes() {
            match layout {
                Layout::Rgba | Layout::Bgra => pixels.extend([value, value, value, 255]),
                Layout::Bgrx => pixels.extend([value, value, value, 0]),
                Layout::Rgb => pixels.extend([value; 3]),
                Layout::Grey => pixels.push(value),
            }
        }
        let picture = Picture::new(300, 300, Zeroizing::new(pixels), layout).unwrap();
        assert_eq!(
            texts(&find(&picture, &Progress::silent()).unwrap()),
            [URI],
            "{layout:?}"
        );
    }
}

#[test]
fn texts_come_as_they_are() {
    for text in [
        "12345678901234567890",
        "HTTPS://EXAMPLE.COM/A-B",
        "Könyvelő · 会社 · Ünal",
        "a\u{202e}b\u{0}c\n",
        "<script>alert(1)</script>",
    ] {
        let page = Canvas::new(300, 300, 255.0)
            .code(Code { text, ..plain() })
            .find();
        assert_eq!(texts(&page), [text]);
    }
    let long = "x".repeat(2_900);
    let page = Canvas::new(600, 600, 255.0)
        .code(Code::new(&long, 3.0, (300.0, 300.0)))
        .find();
    assert_eq!(texts(&page), [long]);
}

#[test]
fn every_format_is_read() {
    let canvas = Canvas::new(300, 300, 255.0).code(plain());
    let grey = image::DynamicImage::ImageLuma8(canvas.image());
    let files = [
        encode(&grey, image::ImageFormat::Png),
        encode(
            &image::DynamicImage::ImageLuma16(grey.to_luma16()),
            image::ImageFormat::Png,
        ),
        encode(
            &image::DynamicImage::ImageRgba16(grey.to_rgba16()),
            image::ImageFormat::Png,
        ),
        encode(
            &image::DynamicImage::ImageLumaA8(grey.to_luma_alpha8()),
            image::ImageFormat::Png,
        ),
        encode(&grey, image::ImageFormat::Jpeg),
        encode(
            &image::DynamicImage::ImageRgb8(grey.to_rgb8()),
            image::ImageFormat::Bmp,
        ),
        encode(
            &image::DynamicImage::ImageRgb8(grey.to_rgb8()),
            image::ImageFormat::WebP,
        ),
        encode(
            &image::DynamicImage::ImageRgba8(grey.to_rgba8()),
            image::ImageFormat::Gif,
        ),
    ];
    for (index, file) in files.iter().enumerate() {
        let reading = read(file, &Progress::silent()).unwrap();
        assert_eq!(reading.pages.len(), 1);
        assert_eq!(texts(&reading.pages[0]), [URI], "file {index}");
    }
}

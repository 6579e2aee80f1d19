//! The search, step by step.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rxing::common::HybridBinarizer;
use rxing::multi::MultipleBarcodeReader;
use rxing::{BarcodeFormat, BinaryBitmap, DecodeHints, Luma8LuminanceSource};
use zeroize::Zeroizing;

use crate::grey::Grey;
use crate::picture::Picture;
use crate::{Error, Page, Symbol, Watch};

pub(crate) fn find(picture: &Picture, watch: &Watch) -> Result<Page, Error> {
    watch.check()?;
    let grey = Grey::of(picture, 255);
    let symbols = catch_unwind(AssertUnwindSafe(|| search(&grey))).unwrap_or_default();
    watch.check()?;
    watch.tell(1, 1);
    Ok(Page {
        width: picture.width,
        height: picture.height,
        symbols,
        doubtful: 0,
    })
}

fn search(grey: &Grey) -> Vec<Symbol> {
    let Ok(source) =
        Luma8LuminanceSource::new(grey.pixels.to_vec(), grey.width as u32, grey.height as u32)
    else {
        return Vec::new();
    };
    let hints = DecodeHints {
        PossibleFormats: Some([BarcodeFormat::QR_CODE].into()),
        TryHarder: Some(true),
        ..DecodeHints::default()
    };
    let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(source));
    let found = rxing::qrcode::cpp_port::QrReader
        .decode_multiple_with_hints(&mut bitmap, &hints)
        .unwrap_or_default();
    found
        .iter()
        .map(|result| {
            let mut corners = [(0.0, 0.0); 4];
            for (corner, point) in corners.iter_mut().zip(result.getPoints()) {
                *corner = (point.x, point.y);
            }
            Symbol {
                text: Zeroizing::new(result.getText().to_owned()),
                corners,
            }
        })
        .collect()
}

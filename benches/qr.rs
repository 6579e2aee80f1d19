//! How many of the codes on the pictures of `KEYRACK_FIXTURES/qr` are read, how many texts are wrong, and what the search
//! costs, without loading: `cargo bench -p keyrack-qr`. With `--lines` it prints a line of JSON a picture, which
//! `benches/qr.py` puts beside zxing-cpp.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a measuring program stops when something fails, and prints"
)]

use std::path::PathBuf;
use std::time::Instant;
use std::{env, fs};

use keyrack_qr::{Layout, Picture, Watch, find};
use serde_json::{Value, json};
use zeroize::Zeroizing;

/// Searches of each picture, of which the quickest counts.
const RUNS: usize = 3;

fn main() {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = env::var_os("KEYRACK_FIXTURES")
        .map_or(beside, PathBuf::from)
        .join("qr");
    let Ok(list) = fs::read(folder.join("expected.json")) else {
        eprintln!(
            "no pictures at {} (KEYRACK_FIXTURES): nothing is measured",
            folder.display()
        );
        return;
    };
    let entries: Vec<Value> = serde_json::from_slice(&list).expect("a list of pictures");
    let lines = env::args().any(|argument| argument == "--lines");
    let (mut codes, mut read, mut wrong, mut times) = (0, 0, 0, Vec::new());
    for entry in &entries {
        let file = entry["file"].as_str().expect("a file");
        let picture = load(&fs::read(folder.join(file)).expect("a picture"));
        let mut quickest = f64::MAX;
        let mut texts = Vec::new();
        for _ in 0..RUNS {
            let start = Instant::now();
            let page = find(&picture, &Watch::silent()).expect("a search");
            quickest = quickest.min(start.elapsed().as_secs_f64() * 1e3);
            texts = page
                .symbols
                .iter()
                .map(|symbol| symbol.text.to_string())
                .collect::<Vec<_>>();
        }
        if lines {
            println!(
                "{}",
                json!({ "file": file, "texts": texts, "ms": quickest })
            );
        }
        let payloads: Vec<&str> = entry["payloads"]
            .as_array()
            .expect("payloads")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        codes += payloads.len();
        read += payloads
            .iter()
            .filter(|payload| texts.iter().any(|text| text == *payload))
            .count();
        wrong += texts
            .iter()
            .filter(|text| !payloads.contains(&text.as_str()))
            .count();
        times.push(quickest);
    }
    if !lines {
        times.sort_by(f64::total_cmp);
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
        println!(
            "QR codes on {} pictures: {read} of {codes} read, {wrong} wrong",
            entries.len()
        );
        println!(
            "search: median {:.1} ms, 95th percentile {:.1} ms",
            at(0.5),
            at(0.95)
        );
    }
}

/// A picture as a screen gives it: colours, or colours and opacity.
fn load(bytes: &[u8]) -> Picture {
    let image = image::load_from_memory(bytes).expect("a picture");
    let (width, height) = (image.width(), image.height());
    let (pixels, layout) = if image.color().has_alpha() {
        (image.into_rgba8().into_raw(), Layout::Rgba)
    } else {
        (image.into_rgb8().into_raw(), Layout::Rgb)
    };
    Picture::new(width, height, Zeroizing::new(pixels), layout).expect("a picture")
}

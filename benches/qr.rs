//! How many of the codes on the pictures of `KEYRACK_FIXTURES/qr` are read, how many texts are wrong, and what the search
//! of a grey picture in memory costs, in time of the processor: `cargo bench -p keyrack-qr`. With `--lines` it waits for a
//! line before each picture and answers with a line of JSON: so `benches/qr.py` takes turns with zxing-cpp.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a measuring program stops when something fails, and prints"
)]

use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::Instant;
use std::{env, fs, io, thread};

use keyrack_qr::{Layout, Picture, Progress, find};
use serde_json::{Value, json};
use zeroize::Zeroizing;

/// Searches of each picture, of which the quickest counts.
const RUNS: usize = 5;

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
        if lines {
            io::stdin().read_line(&mut String::new()).expect("a line");
        }
        let (coloured, grey) = load(&fs::read(folder.join(file)).expect("a picture"));
        let page = find(&coloured, &Progress::silent()).expect("a search");
        let texts: Vec<String> = page
            .symbols
            .iter()
            .map(|symbol| symbol.text.to_string())
            .collect();
        let mut quickest = f64::MAX;
        for _ in 0..RUNS {
            let start = processor_ms();
            find(&grey, &Progress::silent()).expect("a search");
            quickest = quickest.min(processor_ms() - start);
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

/// What this thread has used of the processor, in milliseconds; where the system does not tell, the time that went by.
fn processor_ms() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    // Linux brings the figure up to date when a thread gives way.
    thread::yield_now();
    let told = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split(' ').next().and_then(|text| text.parse().ok());
    nanoseconds.unwrap_or_else(|| START.elapsed().as_secs_f64() * 1e9) / 1e6
}

/// A picture as a screen gives it, with colours and opacity, and in grey.
fn load(bytes: &[u8]) -> (Picture, Picture) {
    let image = image::load_from_memory(bytes).expect("a picture");
    let picture = |pixels: Vec<u8>, layout| {
        Picture::new(
            image.width(),
            image.height(),
            Zeroizing::new(pixels),
            layout,
        )
        .expect("a picture")
    };
    let grey = picture(image.to_luma8().into_raw(), Layout::Grey);
    let coloured = if image.color().has_alpha() {
        picture(image.to_rgba8().into_raw(), Layout::Rgba)
    } else {
        picture(image.to_rgb8().into_raw(), Layout::Rgb)
    };
    (coloured, grey)
}

//! The scanner as the keeper starts it: the real program, with real pictures.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops where its ground is missing"
)]

use std::fs;
use std::io::Read;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use keyrack_keeper::scanner::{
    AS_SCANNER, ScanError, ScanSubject, ScannedTexts, Scanner, ScannerProcess, TaskHandle,
};
use keyrack_keeper::views::NoWay;
use keyrack_qr::Error;
use zeroize::Zeroizing;

const PROGRAM: &str = env!("CARGO_BIN_EXE_keyrack-desktop");
const TEXT: &str = "otpauth://totp/Bank:anna?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Bank";

fn scan(bytes: impl Into<Vec<u8>>) -> Result<Option<ScannedTexts>, ScanError> {
    scan_with(bytes, &TaskHandle::new(|_| {}))
}

fn scan_with(
    bytes: impl Into<Vec<u8>>,
    task: &TaskHandle,
) -> Result<Option<ScannedTexts>, ScanError> {
    let subject = ScanSubject::File(Zeroizing::new(bytes.into()));
    ScannerProcess::of(PROGRAM, &[]).scan(&subject, task)
}

fn code() -> Vec<u8> {
    keyrack_qr::draw(TEXT).unwrap().png(4).to_vec()
}

/// A picture without a code that is worth a long look: a grey one of `side` by `side`, with noise.
fn noise(side: usize) -> Vec<u8> {
    let mut state = 1_u32;
    let pixels = (0..side * side).map(|_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    });
    let mut bitmap = bitmap_head(side as u32);
    bitmap.extend(pixels);
    bitmap
}

/// The beginning of a BMP file of eight bits a pixel; `side` is a multiple of four.
fn bitmap_head(side: u32) -> Vec<u8> {
    const HEAD: u32 = 14 + 40 + 256 * 4;
    let mut head = b"BM".to_vec();
    let size = HEAD.wrapping_add(side.wrapping_mul(side));
    head.extend(
        [size, 0, HEAD, 40, side, side]
            .map(u32::to_le_bytes)
            .concat(),
    );
    head.extend([1_u16, 8].map(u16::to_le_bytes).concat());
    head.extend([0_u32; 6].map(u32::to_le_bytes).concat());
    head.extend((0..=255_u8).flat_map(|grey| [grey, grey, grey, 0]));
    head
}

#[test]
fn the_scanner_reads_a_code_and_is_gone() {
    let seen = scan(code()).unwrap().unwrap();
    let texts: Vec<&str> = seen.texts.iter().map(|text| text.as_str()).collect();
    assert_eq!((texts, seen.doubtful, seen.pictures), (vec![TEXT], 0, 1));
}

#[test]
fn what_cannot_be_read_is_named_and_the_next_scan_is_none_the_worse() {
    let truncated = code()[..60].to_vec();
    for (bytes, error) in [
        (
            b"Dear Ms Kovacs".to_vec(),
            ScanError::Picture(Error::UnknownFormat),
        ),
        (Vec::new(), ScanError::Picture(Error::UnknownFormat)),
        (truncated, ScanError::Picture(Error::Damaged)),
        (bitmap_head(50_000), ScanError::Picture(Error::TooLarge)),
        (
            b"%PDF-1.7\nno more".to_vec(),
            ScanError::Picture(Error::PdfDamaged),
        ),
    ] {
        assert_eq!(scan(bytes).err(), Some(error));
        assert!(scan(code()).unwrap().is_some());
    }
}

#[test]
fn a_scanner_that_is_killed_is_a_failure_and_the_next_one_works() {
    let folder = tempfile::tempdir().unwrap();
    let note = folder.path().join("pid");
    // The shell becomes the scanner, and keeps its number.
    let script = format!(r#"echo $$ > {}; exec "$0" "$@""#, note.display());
    let watched = TaskHandle::new(move |_| {
        let scanner = fs::read_to_string(&note).unwrap();
        let kill = Command::new("kill").args(["-9", scanner.trim()]).status();
        assert!(kill.unwrap().success());
    });
    let subject = ScanSubject::File(Zeroizing::new(noise(4_000)));
    let scanner = ScannerProcess::of("sh", &["-c", &script, PROGRAM]);
    assert_eq!(
        scanner.scan(&subject, &watched).err(),
        Some(ScanError::Failed)
    );
    assert!(scan(code()).unwrap().is_some());
}

#[test]
fn a_scan_can_be_cancelled_while_the_scanner_searches() {
    let (tell, told) = std::sync::mpsc::channel();
    let watched = Arc::new(TaskHandle::new(move |_| _ = tell.send(())));
    let ender = {
        let watched = Arc::clone(&watched);
        thread::spawn(move || {
            told.recv().unwrap();
            watched.cancel();
        })
    };
    assert!(scan_with(noise(4_000), &watched).unwrap().is_none());
    ender.join().unwrap();
}

#[test]
fn without_a_display_no_screen_can_be_looked_at() {
    let arguments = ["-u", "DISPLAY", "-u", "WAYLAND_DISPLAY", PROGRAM];
    let scanner = ScannerProcess::of("env", &arguments);
    let ways = scanner.ways().unwrap();
    assert_eq!(ways.screens, Some(NoWay::NoDisplay));
    assert_eq!(ways.area, Some(NoWay::NoDisplay));
    let scan = |subject| scanner.scan(&subject, &TaskHandle::new(|_| {})).err();
    assert_eq!(
        scan(ScanSubject::Screens),
        Some(ScanError::ScreenUnavailable)
    );
    let (hint, dark) = ("Drag".to_owned(), false);
    assert_eq!(
        scan(ScanSubject::Area { hint, dark }),
        Some(ScanError::ScreenUnavailable)
    );
    assert!(scan(ScanSubject::Clipboard).is_some());
}

#[test]
fn the_scanner_is_bounded_touches_nothing_of_the_vault_and_ends_with_the_keeper() {
    let folder = tempfile::tempdir().unwrap();
    let mut scanner = Command::new(PROGRAM)
        .arg(AS_SCANNER)
        .env("KEYRACK_HOME", folder.path())
        .env("KEYRACK_VAULT", folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let limits = format!("/proc/{}/limits", scanner.id());
    let bound = |limits: &str| {
        let line = limits
            .lines()
            .find(|line| line.starts_with("Max address space"))?;
        line.split_ascii_whitespace().nth(3)?.parse::<u64>().ok()
    };
    // The limit is the first thing that it sets.
    let patience = Instant::now() + Duration::from_secs(60);
    while bound(&fs::read_to_string(&limits).unwrap()) != Some(1 << 30) {
        assert!(Instant::now() < patience, "it bounds its memory");
        thread::yield_now();
    }
    drop(scanner.stdin.take());
    assert!(
        !scanner.wait().unwrap().success(),
        "nothing was asked of it"
    );
    let mut said = Vec::new();
    scanner.stdout.unwrap().read_to_end(&mut said).unwrap();
    assert!(said.is_empty());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

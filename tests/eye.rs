//! The eye as the keeper starts it: the real program, with real pictures.

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

use keyrack_keeper::desk::{Blind, Eye, Look, Seen, Subject};
use keyrack_keeper::eye::{AS_EYE, Sight};
use keyrack_qr::Error;
use zeroize::Zeroizing;

const PROGRAM: &str = env!("CARGO_BIN_EXE_keyrack-desktop");
const TEXT: &str = "otpauth://totp/Bank:anna?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Bank";

fn look(bytes: impl Into<Vec<u8>>) -> Result<Option<Seen>, Blind> {
    look_with(bytes, &Look::new(|_| {}))
}

fn look_with(bytes: impl Into<Vec<u8>>, look: &Look) -> Result<Option<Seen>, Blind> {
    let subject = Subject::File(Zeroizing::new(bytes.into()));
    Sight::of(PROGRAM, &[]).look(&subject, look)
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
fn the_eye_reads_a_code_and_is_gone() {
    let seen = look(code()).unwrap().unwrap();
    let texts: Vec<&str> = seen.texts.iter().map(|text| text.as_str()).collect();
    assert_eq!((texts, seen.doubtful, seen.pictures), (vec![TEXT], 0, 1));
}

#[test]
fn what_cannot_be_read_is_named_and_the_next_look_is_none_the_worse() {
    let truncated = code()[..60].to_vec();
    for (bytes, blind) in [
        (
            b"Dear Ms Kovacs".to_vec(),
            Blind::Picture(Error::UnknownFormat),
        ),
        (Vec::new(), Blind::Picture(Error::UnknownFormat)),
        (truncated, Blind::Picture(Error::Damaged)),
        (bitmap_head(50_000), Blind::Picture(Error::TooLarge)),
        (
            b"%PDF-1.7\nno more".to_vec(),
            Blind::Picture(Error::PdfDamaged),
        ),
    ] {
        assert_eq!(look(bytes).err(), Some(blind));
        assert!(look(code()).unwrap().is_some());
    }
}

#[test]
fn an_eye_that_is_killed_is_a_failure_and_the_next_one_works() {
    let folder = tempfile::tempdir().unwrap();
    let note = folder.path().join("pid");
    // The shell becomes the eye, and keeps its number.
    let script = format!(r#"echo $$ > {}; exec "$0" "$@""#, note.display());
    let watched = Look::new(move |_| {
        let eye = fs::read_to_string(&note).unwrap();
        let kill = Command::new("kill").args(["-9", eye.trim()]).status();
        assert!(kill.unwrap().success());
    });
    let subject = Subject::File(Zeroizing::new(noise(4_000)));
    let sight = Sight::of("sh", &["-c", &script, PROGRAM]);
    assert_eq!(sight.look(&subject, &watched).err(), Some(Blind::Failed));
    assert!(look(code()).unwrap().is_some());
}

#[test]
fn a_look_can_be_ended_while_the_eye_searches() {
    let (tell, told) = std::sync::mpsc::channel();
    let watched = Arc::new(Look::new(move |_| _ = tell.send(())));
    let ender = {
        let watched = Arc::clone(&watched);
        thread::spawn(move || {
            told.recv().unwrap();
            watched.end();
        })
    };
    assert!(look_with(noise(4_000), &watched).unwrap().is_none());
    ender.join().unwrap();
}

#[test]
fn without_a_display_no_screen_can_be_looked_at() {
    let arguments = ["-u", "DISPLAY", "-u", "WAYLAND_DISPLAY", PROGRAM];
    let sight = Sight::of("env", &arguments);
    let ways = sight.ways().unwrap();
    assert_eq!(ways.screens.as_deref(), Some("no_display"));
    assert_eq!(ways.area.as_deref(), Some("no_display"));
    let look = |subject| sight.look(&subject, &Look::new(|_| {})).err();
    assert_eq!(look(Subject::Screens), Some(Blind::ScreenUnavailable));
    let (hint, dark) = ("Drag".to_owned(), false);
    assert_eq!(
        look(Subject::Area { hint, dark }),
        Some(Blind::ScreenUnavailable)
    );
    assert!(look(Subject::Clipboard).is_some());
}

#[test]
fn the_eye_is_bounded_touches_nothing_of_the_vault_and_ends_with_the_keeper() {
    let folder = tempfile::tempdir().unwrap();
    let mut eye = Command::new(PROGRAM)
        .arg(AS_EYE)
        .env("KEYRACK_HOME", folder.path())
        .env("KEYRACK_VAULT", folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let limits = format!("/proc/{}/limits", eye.id());
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
    drop(eye.stdin.take());
    assert!(!eye.wait().unwrap().success(), "nothing was asked of it");
    let mut said = Vec::new();
    eye.stdout.unwrap().read_to_end(&mut said).unwrap();
    assert!(said.is_empty());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

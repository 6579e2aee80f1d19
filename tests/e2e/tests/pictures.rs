//! Pictures: a real peer's code off the screen, and everything that is no picture, too large, or out to do harm.

use std::ffi::OsString;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::Value;

use crate::desk::{Desk, args, has_program, skipped, text, uri};

/// A program of the test's own, ended with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn pam_accepts_the_codes_of_a_secret_that_was_scanned_off_a_terminal() {
    let name = "pam_accepts_the_codes_of_a_secret_that_was_scanned_off_a_terminal";
    let programs = [
        "Xvfb",
        "xterm",
        "import",
        "google-authenticator",
        "pamtester",
        "oathtool",
        "id",
    ];
    if let Some(missing) = programs.into_iter().find(|program| !has_program(program)) {
        return skipped(name, &format!("{missing} is missing"));
    }
    let (Some(module), Some(wrapper)) = (
        library("security/pam_google_authenticator.so"),
        library("libpam_wrapper.so"),
    ) else {
        return skipped(
            name,
            "pam_google_authenticator.so or libpam_wrapper.so is missing",
        );
    };
    let desk = Desk::new();
    let secret_file = desk.path("google_authenticator");

    let (_server, display) = x_server();
    let draw = format!(
        "google-authenticator -t -f -d -u -W -C -Q ANSI -i Office -l anna -s '{}'; read wait",
        secret_file.display()
    );
    let _terminal = Running(
        Command::new("xterm")
            .args(["-geometry", "130x75+0+0", "-bg", "white", "-fg", "black"])
            .args(["-e", "sh", "-c", &draw])
            .env("DISPLAY", &display)
            .stderr(Stdio::null())
            .spawn()
            .unwrap(),
    );
    let screenshot = desk.path("screenshot.png");
    // The terminal draws when it gets to it; each look takes a while by itself.
    let found = (0..60).any(|_| {
        let shot = Command::new("import")
            .args(["-display", &display, "-window", "root"])
            .arg(&screenshot)
            .status();
        assert!(shot.unwrap().success());
        let scanned = desk.locked(args!["scan", screenshot]).json();
        scanned[0]["symbols"]
            .as_array()
            .is_some_and(|it| !it.is_empty())
    });
    assert!(found, "the code is on the screen");

    let added = desk.keyrack(args!["scan", "--add", screenshot]).json();
    let row = &added[0]["symbols"][0]["rows"][0];
    assert_eq!(
        (&row["issuer"], &row["label"]),
        (&"Office".into(), &"anna".into())
    );
    let secret = fs::read_to_string(&secret_file).unwrap();
    let secret = secret.lines().next().unwrap();

    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_secs();
    let code = code_at(&desk, now);
    let at = format!("--now=@{now}");
    let oathtool = Command::new("oathtool")
        .args(["--totp", "--base32", &at, secret])
        .output();
    let expected = String::from_utf8(oathtool.unwrap().stdout).unwrap();
    assert_eq!(code, expected.trim());

    // A folder of services of the test's own, so that nothing of the system is changed.
    let services = desk.path("pam.d");
    fs::create_dir(&services).unwrap();
    let service = format!(
        "auth required {} secret={} no_strict_owner allowed_perm=0600\n",
        module.display(),
        secret_file.display()
    );
    fs::write(services.join("keyrack-test"), service).unwrap();
    let accepts = |code: &str| {
        let user = Command::new("id").arg("-un").output().unwrap().stdout;
        let user = String::from_utf8(user).unwrap();
        let mut pam = Command::new("pamtester")
            .args(["keyrack-test", user.trim(), "authenticate"])
            .env("LD_PRELOAD", &wrapper)
            .env("PAM_WRAPPER", "1")
            .env("PAM_WRAPPER_SERVICE_DIR", &services)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        writeln!(pam.stdin.take().unwrap(), "{code}").unwrap();
        pam.wait().unwrap().success()
    };
    // The code of five minutes ago is one that PAM does not take.
    assert!(!accepts(&code_at(&desk, now - 300)));
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_secs();
    assert!(accepts(&code_at(&desk, now)), "PAM accepts our code");
}

fn code_at(desk: &Desk, at: u64) -> String {
    let codes = desk
        .by_paper(["code", "anna", "--at", &at.to_string()])
        .json();
    text(&codes[0]["code"])
}

/// A library of Debian's, wherever this architecture has it.
fn library(name: &str) -> Option<PathBuf> {
    let roots = ["/lib", "/usr/lib", "/usr/lib64"];
    let below = roots.iter().filter_map(|root| fs::read_dir(root).ok());
    let folders = below.flatten().flatten().map(|entry| entry.path());
    folders
        .chain(roots.map(PathBuf::from))
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
}

/// An X server with one screen, and the name of its display.
fn x_server() -> (Running, String) {
    let mut server = Command::new("Xvfb")
        .args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1280x1024x24",
            "-nolisten",
            "tcp",
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut told = BufReader::new(server.stdout.take().unwrap());
    told.read_line(&mut line).unwrap();
    (Running(server), format!(":{}", line.trim()))
}

#[test]
fn bad_pictures_are_told_apart_within_bounds() {
    let name = "bad_pictures_are_told_apart_within_bounds";
    if !has_program("python3") {
        return skipped(name, "python3 is missing");
    }
    let desk = Desk::without_vault();
    let made = Command::new("python3")
        .args(["-c", HOSTILE])
        .arg(desk.path(""))
        .status();
    assert!(made.unwrap().success());
    let expected = [
        ("one-pixel.png", None),
        ("sixteen-bit.png", None),
        ("vast.png", Some("picture_too_large")),
        ("vast.bmp", Some("picture_too_large")),
        ("vast.gif", Some("picture_too_large")),
        ("bomb.png", Some("picture_too_large")),
        ("flood.png", None),
        ("nothing.png", Some("picture_damaged")),
        ("noise.jpg", Some("picture_damaged")),
        ("false.pdf", Some("pdf_damaged")),
        ("empty.png", Some("picture_unknown")),
        ("script.svg", Some("picture_unknown")),
    ];
    let mut line = args!["scan"].to_vec();
    line.extend(
        expected
            .iter()
            .map(|(name, _)| OsString::from(desk.path(name))),
    );
    let outcome = small(&desk, line).json_output().run().assert_status(5);
    let answer = outcome.value();
    let errors: Vec<(&str, Option<&str>)> = expected
        .iter()
        .zip(answer.as_array().unwrap())
        .map(|((name, _), picture)| (*name, picture["error"].as_str()))
        .collect();
    assert_eq!(errors, expected);
    let symbols = answer.as_array().unwrap().iter().map(|it| &it["symbols"]);
    assert!(
        symbols
            .into_iter()
            .all(|it| it == &Value::Array(Vec::new()))
    );
}

#[test]
fn every_kind_of_picture_is_read_also_when_it_is_odd_or_large() {
    let name = "every_kind_of_picture_is_read_also_when_it_is_odd_or_large";
    if !has_program("convert") {
        return skipped(name, "convert (imagemagick) is missing");
    }
    let desk = Desk::with_accounts(1);
    let code = desk.path("code.png");
    desk.by_paper(args!["qr", "client1", "--out", code]).done();
    let convert = |options: &[&str], to: &str| {
        let made = Command::new("convert")
            .arg(&code)
            .args(options)
            .arg(desk.path(to))
            .status();
        assert!(made.unwrap().success(), "{to}");
        desk.path(to)
    };
    let mut pictures = vec![
        convert(&[], "plain.jpg"),
        convert(&["-colorspace", "CMYK"], "cmyk.jpg"),
        convert(
            &[
                "-depth",
                "16",
                "-colorspace",
                "sRGB",
                "-define",
                "png:color-type=2",
            ],
            "sixteen.png",
        ),
        convert(&["-alpha", "set", "-transparent", "white"], "alpha.png"),
        convert(&[], "plain.bmp"),
        convert(
            &["(", "-clone", "0", "-negate", ")", "-delay", "10"],
            "moving.gif",
        ),
        convert(
            &[
                "-background",
                "white",
                "-gravity",
                "southeast",
                "-extent",
                "7680x4320",
            ],
            "eight-k.png",
        ),
    ];
    if let Ok(webp) = std::panic::catch_unwind(|| convert(&[], "plain.webp")) {
        pictures.push(webp);
    }
    let whole = fs::read(&pictures[6]).unwrap();
    let cut = desk.write("cut.bmp", &fs::read(&pictures[4]).unwrap()[..60]);
    let mut line = args!["scan", cut].to_vec();
    line.extend(pictures.iter().map(OsString::from));
    let answer = small(&desk, line)
        .json_output()
        .run()
        .assert_status(5)
        .value();
    assert_eq!(answer[0]["error"], "picture_damaged");
    for picture in &answer.as_array().unwrap()[1..] {
        let read = text(&picture["symbols"][0]["text"]);
        assert!(
            uri(1)
                .split('?')
                .next()
                .is_some_and(|start| read.starts_with(start)),
            "{picture}"
        );
    }
    let piped = small(&desk, args!["scan", "-"].to_vec())
        .input(whole)
        .json();
    assert_eq!(piped[0]["symbols"].as_array().unwrap().len(), 1);
}

/// The command with 600 MB of memory to have addresses in.
fn small(desk: &Desk, line: Vec<OsString>) -> crate::desk::Invocation {
    desk.locked(line)
        .under(["sh", "-c", "ulimit -v 614400; exec \"$@\"", "sh"])
}

/// Writes files that are bad in one way each.
const HOSTILE: &str = r#"
import pathlib, random, struct, sys, zlib
folder = pathlib.Path(sys.argv[1])
def png(width, height, data, depth=8, colour=0):
    def chunk(kind, body):
        return struct.pack('>I', len(body)) + kind + body + struct.pack('>I', zlib.crc32(kind + body))
    head = struct.pack('>IIBBBBB', width, height, depth, colour, 0, 0, 0)
    return b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', head) + chunk(b'IDAT', data) + chunk(b'IEND', b'')
def zeros(count):
    squeeze = zlib.compressobj(9)
    parts = [squeeze.compress(bytes(1 << 20)) for _ in range(count >> 20)]
    return b''.join(parts) + squeeze.compress(bytes(count % (1 << 20))) + squeeze.flush()
files = {
    'one-pixel.png': png(1, 1, zlib.compress(b'\0\0')),
    'sixteen-bit.png': png(64, 64, zlib.compress(bytes(64 * (1 + 128))), depth=16),
    'vast.png': png(50000, 50000, zlib.compress(b'\0' * 1000)),
    'vast.bmp': b'BM' + struct.pack('<IHHIIiiHHIIiiII', 54, 0, 0, 54, 40, 50000, 50000, 1, 24, 0, 0, 0, 0, 0, 0) + bytes(64),
    'vast.gif': b'GIF89a' + struct.pack('<HHBBB', 50000, 50000, 0x80, 0, 0) + bytes(6)
        + b',' + struct.pack('<HHHHB', 0, 0, 50000, 50000, 0) + b'\x02\x02\x4c\x01\x00;',
    'bomb.png': png(30000, 30000, zeros(30000 * 3751), depth=1),
    # A small picture whose data never seem to end.
    'flood.png': png(100, 100, zeros(1 << 29)),
    'nothing.png': png(100, 100, b''),
    'noise.jpg': b'\xff\xd8\xff\xe0' + random.Random(7).randbytes(4000),
    'false.pdf': b'%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj',
    'empty.png': b'',
    'script.svg': b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
}
for name, content in files.items():
    (folder / name).write_bytes(content)
"#;

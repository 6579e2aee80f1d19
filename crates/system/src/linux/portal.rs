//! The service that takes pictures for programs on Wayland: <https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Screenshot.html>.
//!
//! It asks the person, and leaves a file. That is read and deleted here, if it is one that the service can have made
//! just now; anything else stays as it is and is no picture, whatever the service says.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read};
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags, Stat, fstat, openat, statat, unlinkat};
use rustix::process::{DumpableBehavior, dumpable_behavior, getuid, set_dumpable_behavior};
use zbus::blocking::{Connection, MessageIterator, connection::Builder};
use zbus::message::{Message, Type};
use zbus::names::OwnedUniqueName;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};
use zeroize::Zeroizing;

use super::bus::want;
use super::timeout::within;
use crate::screen::{ScreenError, Why};

const PORTAL: &str = "org.freedesktop.portal.Desktop";
const PATH: &str = "/org/freedesktop/portal/desktop";
const SCREENSHOT: &str = "org.freedesktop.portal.Screenshot";
const REQUEST: &str = "org.freedesktop.portal.Request";
const BUS: &str = "org.freedesktop.DBus";

/// Names our request among those of this connection, on which there is only one.
const TOKEN: &str = "keyrack";

/// Which version can let the person choose.
const WITH_CHOICE: u32 = 2;

/// How long an answer is waited for that needs nobody. The service may have to be started for it.
const PATIENCE: Duration = Duration::from_secs(10);

/// No picture of screens is larger.
const MAX_BYTES: u64 = 256 << 20;

/// By how much the clock of the disk may be behind ours.
const CLOCK_SLACK: Duration = Duration::from_secs(60);

/// How files begin that hold pictures: PNG, JPEG, BMP, WebP (in RIFF) and GIF.
const PICTURES: [&[u8]; 5] = [
    b"\x89PNG\r\n\x1A\n",
    b"\xFF\xD8\xFF",
    b"BM",
    b"RIFF",
    b"GIF8",
];

/// The service, which is there.
pub struct Portal {
    bus: Connection,
    version: u32,
    /// Its own name on the bus, under which nobody else can speak.
    owner: OwnedUniqueName,
    _seen: Seen,
}

impl Portal {
    /// Connects, which starts the service where that is needed.
    pub fn open() -> Result<Self, ScreenError> {
        let seen = Seen::begin();
        let connect = || Builder::session()?.method_timeout(PATIENCE).build();
        let bus = within(PATIENCE, connect).ok_or(ScreenError::Unavailable(Why::NoAnswer))?;
        let bus = bus.map_err(|_| ScreenError::Unavailable(Why::NoPortal))?;
        let version = ask(
            &bus,
            PORTAL,
            PATH,
            "org.freedesktop.DBus.Properties",
            "Get",
            &(SCREENSHOT, "version"),
        );
        let version = version.and_then(|answer| answer.body().deserialize::<OwnedValue>());
        let version = version.map_err(|error| ScreenError::Unavailable(why(&error)))?;
        let owner = ask(
            &bus,
            BUS,
            "/org/freedesktop/DBus",
            BUS,
            "GetNameOwner",
            &PORTAL,
        );
        let owner = owner.and_then(|answer| answer.body().deserialize());
        Ok(Self {
            bus,
            version: version.try_into().unwrap_or_default(),
            owner: owner.map_err(|error| ScreenError::Unavailable(why(&error)))?,
            _seen: seen,
        })
    }

    /// Whether it can let the person choose an area.
    pub const fn has_choice(&self) -> bool {
        self.version >= WITH_CHOICE
    }

    /// A picture file of what is on the screens, or of what the person chooses, who is waited for until `end`. `None`:
    /// the person has cancelled.
    pub fn take(
        self,
        chooses: bool,
        end: Instant,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, ScreenError> {
        let start = SystemTime::now();
        let answer = self.request(chooses, end)?;
        match answer {
            Answer::Cancelled => Ok(None),
            Answer::Refused => Err(ScreenError::Refused),
            Answer::Picture(uri) => {
                let path = path(&uri).ok_or(ScreenError::Failed)?;
                let picture = take_file(&path, start).map_err(|_| ScreenError::Failed)?;
                Ok(Some(picture))
            }
        }
    }

    fn request(self, chooses: bool, end: Instant) -> Result<Answer, ScreenError> {
        // From before the answer can come, which may be sooner than that of the call.
        let messages = MessageIterator::from(&self.bus);
        let changes = format!("sender='{BUS}',member='NameOwnerChanged',arg0='{PORTAL}'");
        let answers = format!("sender='{PORTAL}',interface='{REQUEST}',member='Response'");
        for rule in [changes, answers] {
            want(&self.bus, &rule).map_err(|error| failure(&error))?;
        }
        let options = HashMap::from([
            ("handle_token", Value::from(TOKEN)),
            ("modal", Value::from(true)),
            ("interactive", Value::from(chooses)),
        ]);
        let request = ask(
            &self.bus,
            PORTAL,
            PATH,
            SCREENSHOT,
            "Screenshot",
            &("", options),
        );
        let request = request.and_then(|answer| answer.body().deserialize::<OwnedObjectPath>());
        let request = request.map_err(|error| failure(&error))?;
        let (owner, path) = (self.owner.clone(), request.clone());
        let left = end.saturating_duration_since(Instant::now());
        let answer = within(left, move || hear(messages, &owner, &path));
        if answer.is_none() {
            // Its dialog goes away. If it hangs, it is left behind.
            _ = ask(&self.bus, PORTAL, request.as_str(), REQUEST, "Close", &());
        }
        // Ends the thread that still listens, if it does.
        _ = self.bus.close();
        answer.ok_or(ScreenError::TimedOut)?
    }
}

/// How a request has ended.
enum Answer {
    /// With a file, named by a URI.
    Picture(String),
    Cancelled,
    Refused,
}

/// Returns when the request `path` has ended. Anybody on the bus may send us what looks like an answer.
fn hear(
    messages: MessageIterator,
    owner: &OwnedUniqueName,
    path: &OwnedObjectPath,
) -> Result<Answer, ScreenError> {
    for message in messages {
        let message = message.map_err(|error| failure(&error))?;
        let header = message.header();
        let (Some(sender), Some(member)) = (header.sender(), header.member()) else {
            continue;
        };
        if message.message_type() != Type::Signal {
            continue;
        }
        match member.as_str() {
            "NameOwnerChanged" if sender.as_str() == BUS => return Err(ScreenError::Failed),
            "Response" if *sender == *owner && header.path() == Some(&**path) => {
                return read_answer(&message).ok_or(ScreenError::Failed);
            }
            _ => {}
        }
    }
    Err(ScreenError::Failed)
}

fn read_answer(message: &Message) -> Option<Answer> {
    const DONE: u32 = 0;
    const CANCELLED: u32 = 1;
    let body = message.body();
    let (status, mut results): (u32, HashMap<String, OwnedValue>) = body.deserialize().ok()?;
    Some(match status {
        DONE => Answer::Picture(results.remove("uri")?.try_into().ok()?),
        CANCELLED => Answer::Cancelled,
        _ => Answer::Refused,
    })
}

/// The path of a `file` URI on this computer.
fn path(uri: &str) -> Option<PathBuf> {
    let path = uri.strip_prefix("file://")?;
    let path = path.strip_prefix("localhost").unwrap_or(path);
    let mut bytes = Vec::new();
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        let byte = match byte {
            b'%' => {
                let mut digit = || char::from(rest.next()?).to_digit(16);
                // Two digits make at most 255.
                (digit()? * 16 + digit()?) as u8
            }
            byte => byte,
        };
        bytes.push(byte);
    }
    let is_path = bytes.starts_with(b"/") && !bytes.contains(&0);
    is_path.then(|| PathBuf::from(OsString::from_vec(bytes)))
}

/// Reads a picture that was made after `start`, and deletes it.
fn take_file(path: &Path, start: SystemTime) -> io::Result<Zeroizing<Vec<u8>>> {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(io::ErrorKind::InvalidInput.into());
    };
    let flags = OFlags::CLOEXEC | OFlags::RDONLY;
    let folder = openat(CWD, folder, flags | OFlags::DIRECTORY, Mode::empty())?;
    // Neither a link to somewhere else, nor a pipe that is waited at.
    let flags = flags | OFlags::NOFOLLOW | OFlags::NONBLOCK;
    let mut file = File::from(openat(&folder, name, flags, Mode::empty())?);
    let found = fstat(&file)?;
    if !is_ours(&found) || !is_newer(&found, start) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let size = u64::try_from(found.st_size).unwrap_or(u64::MAX);
    let mut picture = Zeroizing::new(Vec::with_capacity(size.min(MAX_BYTES) as usize));
    let read = file.by_ref().take(MAX_BYTES).read_to_end(&mut picture);
    if !PICTURES.iter().any(|start| picture.starts_with(start)) {
        return Err(io::ErrorKind::InvalidData.into());
    }
    // Only the file that was read, and not one that has just taken its place.
    let now = statat(&folder, name, AtFlags::SYMLINK_NOFOLLOW)?;
    if (now.st_dev, now.st_ino) == (found.st_dev, found.st_ino) {
        unlinkat(&folder, name, AtFlags::empty())?;
    }
    if read? as u64 == MAX_BYTES {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(picture)
}

/// A plain file of this user, with one name.
fn is_ours(file: &Stat) -> bool {
    FileType::from_raw_mode(file.st_mode) == FileType::RegularFile
        && file.st_uid == getuid().as_raw()
        && file.st_nlink == 1
}

/// By when the file was last changed in any way, which nobody can set.
fn is_newer(file: &Stat, start: SystemTime) -> bool {
    let since_1970 = start.duration_since(SystemTime::UNIX_EPOCH);
    let start = since_1970.unwrap_or_default().saturating_sub(CLOCK_SLACK);
    u64::try_from(file.st_ctime).is_ok_and(|changed| changed >= start.as_secs())
}

/// Calls a method. Its parameters are those that a call on the bus has.
fn ask<B>(
    bus: &Connection,
    to: &str,
    path: &str,
    interface: &str,
    method: &str,
    body: &B,
) -> zbus::Result<Message>
where
    B: serde::Serialize + zbus::zvariant::DynamicType,
{
    bus.call_method(Some(to), path, Some(interface), method, body)
}

/// Why the service is not there, of the error of a first call.
fn why(error: &zbus::Error) -> Why {
    match failure(error) {
        ScreenError::TimedOut => Why::NoAnswer,
        _ => Why::NoPortal,
    }
}

fn failure(error: &zbus::Error) -> ScreenError {
    match error {
        zbus::Error::InputOutput(error) if error.kind() == io::ErrorKind::TimedOut => {
            ScreenError::TimedOut
        }
        _ => ScreenError::Failed,
    }
}

/// While it lives, other programs of the user may look at this process: the service finds out by `/proc` which program
/// asks, and refuses one that it cannot look at.
struct Seen(Option<DumpableBehavior>);

impl Seen {
    fn begin() -> Self {
        let before = dumpable_behavior().ok();
        _ = set_dumpable_behavior(DumpableBehavior::Dumpable);
        Self(before)
    }
}

impl Drop for Seen {
    fn drop(&mut self) {
        if let Some(before) = self.0 {
            _ = set_dumpable_behavior(before);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1A\nand so on";

    #[test]
    fn only_files_of_this_computer_have_a_path() {
        let is = |uri: &str, expected: Option<&str>| {
            assert_eq!(path(uri), expected.map(PathBuf::from), "{uri}");
        };
        is("file:///home/a/K%C3%A9p%201.png", Some("/home/a/Kép 1.png"));
        is("file://localhost/a.png", Some("/a.png"));
        is("file://elsewhere/a.png", None);
        is("https://example.org/a.png", None);
        is("file:///a%", None);
        is("file:///a%zz", None);
        is("file:///a%+1", None);
        is("file:///a%00", None);
        is("file://", None);
    }

    #[test]
    fn a_picture_is_read_and_gone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.png");
        fs::write(&path, PNG).unwrap();
        let picture = take_file(&path, SystemTime::now()).unwrap();
        assert_eq!(&*picture, PNG);
        assert!(!path.exists());
    }

    #[test]
    fn what_the_service_did_not_make_just_now_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let later = SystemTime::now() + 2 * CLOCK_SLACK;
        let stays = |name: &str, start: SystemTime| {
            assert!(take_file(&path(name), start).is_err(), "{name}");
            assert!(path(name).symlink_metadata().is_ok(), "{name}");
        };
        let now = SystemTime::now();
        fs::write(path("old.png"), PNG).unwrap();
        stays("old.png", later);
        fs::write(path("secrets.txt"), "not a picture").unwrap();
        stays("secrets.txt", now);
        symlink(path("old.png"), path("link.png")).unwrap();
        stays("link.png", now);
        assert!(path("old.png").exists());
        fs::hard_link(path("old.png"), path("second name.png")).unwrap();
        stays("second name.png", now);
        stays("", now);
        rustix::fs::mknodat(CWD, path("pipe"), FileType::Fifo, Mode::RWXU, 0).unwrap();
        stays("pipe", now);
        assert!(take_file(&path("absent"), now).is_err());
        assert!(take_file(Path::new("/"), now).is_err());
    }
}

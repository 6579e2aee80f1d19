//! Pictures by the portal of Wayland, which the tests play on a real bus.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::buses::{self, Bus, Mock, Running, until};
use crate::ordinary;
use crate::scanner::Scanner;

const PORTAL: &str = "org.freedesktop.portal.Desktop";

/// What the portal is, with what it does when it is asked in place of `DOES`. As the real one, it looks at the program
/// that asks.
const PLAY: &str = r#"
import dbus, dbus.bus, dbus.lowlevel, dbus.mainloop.glib, dbus.service, os, threading
from gi.repository import GLib
from urllib.parse import quote

dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
bus = dbus.SessionBus()
daemon = bus.get_object('org.freedesktop.DBus', '/org/freedesktop/DBus')
REQUEST = 'org.freedesktop.portal.Request'
SCREENSHOT = 'org.freedesktop.portal.Screenshot'

def made():
    with open('FOLDER/Kép 1.png', 'wb') as file:
        file.write(b'\x89PNG\r\n\x1a\nand so on')
    return quote(file.name)

def linked():
    made()
    if not os.path.lexists('FOLDER/link.png'):
        os.symlink('Kép 1.png', 'FOLDER/link.png')
    return 'FOLDER/link.png'

class Request(dbus.service.Object):
    @dbus.service.signal(REQUEST, signature='ua{sv}')
    def Response(self, status, results):
        pass

    @dbus.service.method(REQUEST)
    def Close(self):
        open('FOLDER/closed', 'w').close()

class Portal(dbus.service.Object):
    @dbus.service.method('org.freedesktop.DBus.Properties', in_signature='ss', out_signature='v')
    def Get(self, interface, name):
        assert (interface, name) == (SCREENSHOT, 'version')
        return dbus.UInt32(VERSION)

    @dbus.service.method(SCREENSHOT, in_signature='sa{sv}', out_signature='o', sender_keyword='caller')
    def Screenshot(self, parent, options, caller=None):
        process = daemon.GetConnectionUnixProcessID(caller, dbus_interface='org.freedesktop.DBus')
        os.readlink('/proc/%d/root' % process)
        with open('FOLDER/interactive', 'w') as file:
            file.write(str(bool(options['interactive'])))
        token = caller[1:].replace('.', '_') + '/' + options['handle_token']
        path = '/org/freedesktop/portal/desktop/request/' + token
        request = Request(bus, path)

        def respond(status, uri):
            request.Response(dbus.UInt32(status), {'uri': uri})

        def later(work):
            GLib.idle_add(lambda: work() and False)

        def forge(uri):
            other = dbus.bus.BusConnection(os.environ['DBUS_SESSION_BUS_ADDRESS'])
            signal = dbus.lowlevel.SignalMessage(path, REQUEST, 'Response')
            signal.set_destination(caller)
            signal.append(dbus.UInt32(0), {'uri': uri}, signature='ua{sv}')
            other.send_message(signal)
            # Comes back when the signal is on its way.
            other.get_name_owner('org.freedesktop.DBus')

        DOES
        return path

name = dbus.service.BusName('org.freedesktop.portal.Desktop', bus)
portal = Portal(bus, '/org/freedesktop/portal/desktop')
GLib.MainLoop().run()
"#;

const PNG: &[u8] = b"\x89PNG\r\n\x1A\nand so on";

#[test]
fn a_picture_comes_and_its_file_goes() {
    let Some(session) = Session::start() else {
        return;
    };
    for task in ["all", "area"] {
        let portal = session.portal(2, &answers(0, "'file://' + made()"));
        let screenshot = session.scanner(task).sees();
        assert_eq!(screenshot.said, ["encoded"]);
        assert_eq!(screenshot.pictures, [PNG]);
        assert!(!session.file().exists());
        let wish = format!("{:?}", task == "area");
        assert_eq!(session.asked(), wish, "only for an area the person chooses");
        drop(portal);
    }
}

#[test]
fn an_answer_that_comes_before_that_of_the_call_is_heard() {
    let Some(session) = Session::start() else {
        return;
    };
    let _portal = session.portal(2, "respond(0, 'file://' + made())");
    assert_eq!(session.scanner("all").says(), "encoded");
}

#[test]
fn who_cancels_has_cancelled_and_who_refuses_has_refused() {
    let Some(session) = Session::start() else {
        return;
    };
    for (status, said) in [
        (1, "cancelled"),
        (2, "screen_refused"),
        (77, "screen_refused"),
    ] {
        let _portal = session.portal(2, &answers(status, "''"));
        assert_eq!(session.scanner("all").says(), said);
    }
}

#[test]
fn a_portal_that_never_answers_is_told_to_close_its_dialog() {
    let Some(session) = Session::start() else {
        return;
    };
    let _portal = session.portal(2, "pass");
    let environment = session.environment();
    let environment = environment
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let scanner = Scanner::hasty("area", 100, &environment);
    assert_eq!(scanner.says(), "screen_timed_out");
    until(|| session.file_named("closed").exists());
}

#[test]
fn a_portal_that_goes_is_not_waited_for() {
    let Some(session) = Session::start() else {
        return;
    };
    let _portal = session.portal(2, "later(lambda: os._exit(0))");
    assert_eq!(session.scanner("all").says(), "screen_failed");
}

#[test]
fn without_a_portal_or_a_bus_the_way_is_not_there() {
    let Some(session) = Session::start() else {
        return;
    };
    assert_eq!(session.scanner("ways").says(), "no_portal no_portal");
    assert_eq!(session.scanner("all").says(), "no_portal");
    let wayland = [("WAYLAND_DISPLAY", "wayland-0")];
    assert_eq!(Scanner::start("area", &wayland).says(), "no_portal");
}

#[test]
fn an_old_portal_cannot_let_the_person_choose() {
    let Some(session) = Session::start() else {
        return;
    };
    let portal = session.portal(1, &answers(0, "'file://' + made()"));
    assert_eq!(session.scanner("ways").says(), "yes no_area");
    assert_eq!(session.scanner("area").says(), "no_area");
    assert_eq!(session.scanner("all").says(), "encoded");
    drop(portal);
    let _portal = session.portal(2, "pass");
    assert_eq!(session.scanner("ways").says(), "yes yes");
}

#[test]
fn what_a_portal_says_that_lies_is_neither_a_picture_nor_deleted() {
    let Some(session) = Session::start() else {
        return;
    };
    let vault = session.file_named("vault.age");
    fs::write(&vault, "age-encryption.org/v1").unwrap();
    // A picture of the person's own that has a second name, so that it is none that was just made.
    let own = session.file_named("own.png");
    fs::write(&own, PNG).unwrap();
    fs::hard_link(&own, session.file_named("album.png")).unwrap();
    for uri in [
        "'file:///etc/passwd'".to_owned(),
        "'file:///dev/zero'".to_owned(),
        format!("'file://{}'", vault.display()),
        format!("'file://{}'", own.display()),
        "'file://' + linked()".to_owned(),
        "'https://example.org/a.png'".to_owned(),
        "7".to_owned(),
    ] {
        let _portal = session.portal(2, &answers(0, &uri));
        assert_eq!(session.scanner("all").says(), "screen_failed", "{uri}");
    }
    assert!(vault.exists() && own.exists() && Path::new("/etc/passwd").exists());
    assert!(session.file().exists(), "what the link led to");
}

#[test]
fn what_others_say_in_its_name_is_not_heard() {
    let Some(session) = Session::start() else {
        return;
    };
    // Somebody else on the bus answers first, with a picture; then the portal itself says: cancelled.
    let does = "forge('file://' + made()); respond(1, '')";
    let _portal = session.portal(2, does);
    assert_eq!(session.scanner("all").says(), "cancelled");
    assert!(session.file().exists());
}

#[test]
fn a_real_portal_takes_a_picture_of_a_real_desktop() {
    let Some(desktop) = Desktop::start() else {
        return;
    };
    let scanner = |task| {
        let environment = desktop.environment();
        let environment = environment
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        Scanner::of_ordinary_user(task, &environment)
    };
    assert_eq!(scanner("ways").says(), "yes yes");
    let screenshot = scanner("all").sees();
    assert_eq!(screenshot.said, ["encoded"]);
    let picture = &screenshot.pictures[0];
    assert!(picture.starts_with(b"\x89PNG\r\n\x1A\n"));
    let size = |at: usize| u32::from_be_bytes(picture[at..at + 4].try_into().unwrap());
    assert_eq!((size(16), size(20)), (800, 600));
    assert!(!Path::new(OF_WLROOTS).exists(), "what the portal leaves");
}

/// Where the portal of wlroots leaves its picture.
const OF_WLROOTS: &str = "/tmp/out.png";

/// A desktop on Wayland without a screen, with the portal of its kind, of an ordinary user: nobody else could tell
/// whether the portal may look at who asks.
struct Desktop {
    bus: Bus,
    running: Running,
    programs: Vec<Child>,
    display: String,
}

impl Desktop {
    /// `None` where a program for it is missing.
    fn start() -> Option<Self> {
        const PORTALS: &str = "/usr/libexec/xdg-desktop-portal";
        let of_wlroots = format!("{PORTALS}-wlr");
        let is_there =
            |it: &&str| env::split_paths("/usr/bin:/").any(|path| path.join(it).exists());
        let needed = [
            "dbus-daemon",
            "sway",
            "grim",
            "pipewire",
            PORTALS,
            &of_wlroots,
        ];
        if !needed.iter().all(is_there) {
            eprintln!("skipped: one of these is missing: {}", needed.join(", "));
            return None;
        }
        let (bus, running) = Bus::of_ordinary_user();
        let mut desktop = Self {
            bus,
            running,
            programs: Vec::new(),
            display: String::new(),
        };
        let ready = desktop.bus.folder().join("ready");
        let rules = desktop.bus.folder().join("sway");
        let line = ready.display();
        let line = format!(
            "output HEADLESS-1 resolution 800x600\nexec echo $WAYLAND_DISPLAY > {line}.new && mv {line}.new {line}\n"
        );
        fs::write(&rules, line).unwrap();
        desktop.run("sway", &["-c", rules.to_str()?]);
        until(|| ready.exists());
        desktop.display = fs::read_to_string(ready).unwrap().trim().to_owned();
        desktop.run("pipewire", &[]);
        until(|| desktop.bus.folder().join("pipewire-0").exists());
        desktop.run(&of_wlroots, &[]);
        desktop
            .running
            .wait_for("org.freedesktop.impl.portal.desktop.wlr");
        desktop.run(PORTALS, &[]);
        desktop.running.wait_for(PORTAL);
        Some(desktop)
    }

    fn run(&mut self, program: &str, arguments: &[&str]) {
        let mut command = Command::new(program);
        command
            .args(arguments)
            .envs(self.environment())
            .env("HOME", self.bus.folder())
            .env("WLR_BACKENDS", "headless")
            .env("WLR_LIBINPUT_NO_DEVICES", "1")
            .env("WLR_RENDERER", "pixman")
            .env("XDG_CURRENT_DESKTOP", "sway")
            .env_remove("DISPLAY")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let program = ordinary::run(&mut command).spawn().unwrap();
        self.programs.push(program);
    }

    fn environment(&self) -> [(&'static str, String); 3] {
        [
            ("WAYLAND_DISPLAY", self.display.clone()),
            ("DBUS_SESSION_BUS_ADDRESS", self.bus.address()),
            ("XDG_RUNTIME_DIR", self.bus.folder().display().to_string()),
        ]
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        for program in self.programs.iter_mut().rev() {
            _ = program.kill();
            _ = program.wait();
        }
    }
}

/// A session on Wayland, as far as a program can tell by its environment.
struct Session {
    bus: Bus,
    running: Running,
    folder: TempDir,
}

impl Session {
    /// `None` where the programs for it are missing.
    fn start() -> Option<Self> {
        if !buses::are_there() {
            return None;
        }
        let (bus, running) = Bus::running();
        let folder = tempfile::tempdir().unwrap();
        Some(Self {
            bus,
            running,
            folder,
        })
    }

    /// A portal of this version, which does this when it is asked for a picture.
    fn portal(&self, version: u32, does: &str) -> Mock {
        let script = PLAY
            .replace("VERSION", &version.to_string())
            .replace("FOLDER", &self.folder.path().display().to_string())
            .replace("DOES", does);
        self.running.play(&self.bus, PORTAL, &script)
    }

    fn scanner(&self, task: &str) -> Scanner {
        let environment = self.environment();
        let environment = environment
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        Scanner::start(task, &environment)
    }

    fn environment(&self) -> [(&'static str, String); 2] {
        [
            ("WAYLAND_DISPLAY", "wayland-0".to_owned()),
            ("DBUS_SESSION_BUS_ADDRESS", self.bus.address()),
        ]
    }

    /// What the portal leaves.
    fn file(&self) -> PathBuf {
        self.file_named("Kép 1.png")
    }

    fn file_named(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Whether the person was to choose.
    fn asked(&self) -> String {
        fs::read_to_string(self.file_named("interactive"))
            .unwrap()
            .to_lowercase()
    }
}

/// Answers after the call has been answered, with what is at this URI.
fn answers(status: u32, uri: &str) -> String {
    format!("later(lambda: respond({status}, {uri}))")
}

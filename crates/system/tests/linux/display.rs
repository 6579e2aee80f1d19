//! Invisible displays of the tests' own, and what is on them.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use x11rb::COPY_DEPTH_FROM_PARENT;
use x11rb::connection::Connection as _;
use x11rb::protocol::randr::{ConnectionExt as _, MonitorInfo};
use x11rb::protocol::xproto::{
    AtomEnum, ConnectionExt as _, CreateWindowAux, MapState, PropMode, Screen, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use crate::buses::until;

/// A rectangle: left, top, width and height.
pub type Place = (i16, i16, u16, u16);

/// A display that runs. It ends with this value.
pub struct Display {
    process: Child,
    pub name: String,
}

impl Display {
    /// With Xvfb's own screen. `None` where there is no Xvfb, which is said.
    pub fn start() -> Option<Self> {
        Self::with_screens(&[])
    }

    /// With screens of these sizes and depths, as `640x480x24`.
    pub fn with_screens(screens: &[&str]) -> Option<Self> {
        let screens = screens.iter().enumerate();
        let arguments = screens.map(|(number, screen)| format!("-screen {number} {screen}"));
        Self::with(&arguments.collect::<Vec<_>>().join(" "))
    }

    /// With these arguments.
    pub fn with(arguments: &str) -> Option<Self> {
        let mut command = Command::new("Xvfb");
        command
            .args(["-displayfd", "1", "-nolisten", "tcp", "-noreset"])
            .args(arguments.split_whitespace());
        let process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let Ok(mut process) = process else {
            eprintln!("skipped: Xvfb is missing");
            return None;
        };
        let mut number = String::new();
        let output = process.stdout.as_mut().unwrap();
        BufReader::new(output).read_line(&mut number).unwrap();
        let name = format!(":{}", number.trim());
        Some(Self { process, name })
    }

    /// Somebody who draws on it.
    pub fn painter(&self) -> Painter {
        let (connection, _) = x11rb::connect(Some(&self.name)).unwrap();
        Painter { connection }
    }

    /// Moves mouse and keys as a person does.
    pub fn xdotool(&self, arguments: &str) {
        let mut command = Command::new("xdotool");
        command.args(arguments.split_whitespace());
        let status = command.env("DISPLAY", &self.name).status().unwrap();
        assert!(status.success(), "xdotool {arguments}");
    }

    /// Lets it answer nobody any more.
    pub fn hang(&self) {
        let process = Pid::from_child(&self.process);
        kill_process(process, Signal::STOP).unwrap();
    }

    pub fn end(&mut self) {
        _ = self.process.kill();
        _ = self.process.wait();
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        self.end();
    }
}

/// Whether there is a program that moves the mouse. If not, says so.
pub fn can_move() -> bool {
    let there = Command::new("xdotool").arg("version").output().is_ok();
    if !there {
        eprintln!("skipped: xdotool is missing");
    }
    there
}

/// Somebody who draws on a display.
pub struct Painter {
    pub connection: RustConnection,
}

impl Painter {
    pub fn screen(&self, number: usize) -> &Screen {
        &self.connection.setup().roots[number]
    }

    /// Makes the ground of a screen one colour, given as red, green and blue.
    pub fn ground(&self, screen: usize, colour: [u8; 3]) {
        let screen = self.screen(screen);
        let (width, height) = (screen.width_in_pixels, screen.height_in_pixels);
        self.fill(screen, colour, (0, 0, width, height));
    }

    /// Shows a window of one colour.
    pub fn fill(&self, screen: &Screen, colour: [u8; 3], place: Place) {
        let [red, green, blue] = colour.map(|it| u16::from(it) * 0x101);
        let colour = self
            .connection
            .alloc_color(screen.default_colormap, red, green, blue);
        let pixel = colour.unwrap().reply().unwrap().pixel;
        let window = self.connection.generate_id().unwrap();
        let look = CreateWindowAux::new()
            .background_pixel(pixel)
            .override_redirect(1);
        let (x, y, width, height) = place;
        self.connection
            .create_window(
                COPY_DEPTH_FROM_PARENT,
                window,
                screen.root,
                x,
                y,
                width,
                height,
                0,
                WindowClass::INPUT_OUTPUT,
                0,
                &look,
            )
            .unwrap();
        self.connection.map_window(window).unwrap();
        self.sync();
    }

    /// Divides the first screen into monitors.
    pub fn monitors(&self, places: &[Place]) {
        let screen = self.screen(0);
        let outputs = self
            .connection
            .randr_get_screen_resources(screen.root)
            .unwrap()
            .reply()
            .unwrap()
            .outputs;
        for (number, (x, y, width, height)) in places.iter().copied().enumerate() {
            let name = format!("monitor {number}");
            let name = self.connection.intern_atom(false, name.as_bytes()).unwrap();
            let monitor = MonitorInfo {
                name: name.reply().unwrap().atom,
                primary: number == 0,
                automatic: false,
                x,
                y,
                width,
                height,
                width_in_millimeters: (u32::from(width) * 254).div_ceil(960),
                height_in_millimeters: (u32::from(height) * 254).div_ceil(960),
                // The first one takes the place of the one that the server made itself.
                outputs: outputs
                    .iter()
                    .copied()
                    .take(usize::from(number == 0))
                    .collect(),
            };
            self.connection
                .randr_set_monitor(screen.root, monitor)
                .unwrap()
                .check()
                .unwrap();
        }
    }

    /// Sets how many pixels an inch has for the programs of the desktop.
    pub fn density(&self, per_inch: u32) {
        let (root, text) = (self.screen(0).root, format!("Xft.dpi:\t{per_inch}\n"));
        let (name, kind) = (AtomEnum::RESOURCE_MANAGER, AtomEnum::STRING);
        self.connection
            .change_property8(PropMode::REPLACE, root, name, kind, text.as_bytes())
            .unwrap();
        self.sync();
    }

    /// The windows that are seen on all screens.
    pub fn seen(&self) -> Vec<Window> {
        let mut seen = Vec::new();
        for screen in &self.connection.setup().roots {
            let tree = self.connection.query_tree(screen.root).unwrap();
            for window in tree.reply().unwrap().children {
                // It may be gone by now.
                let looks = self.connection.get_window_attributes(window).unwrap();
                if looks
                    .reply()
                    .is_ok_and(|it| it.map_state == MapState::VIEWABLE)
                {
                    seen.push(window);
                }
            }
        }
        seen
    }

    /// Returns once there are so many windows more than `before`.
    pub fn wait_for_windows(&self, more: usize, before: &[Window]) {
        until(|| self.seen().len() == before.len() + more);
    }

    pub fn sync(&self) {
        self.connection.get_input_focus().unwrap().reply().unwrap();
    }
}

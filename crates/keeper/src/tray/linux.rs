//! Linux: an item by the specifications StatusNotifierItem and DBusMenu, on the bus of the session.

use std::sync::mpsc::Sender;
use std::sync::{Arc, LazyLock};

use ksni::blocking::{Handle, TrayMethods};
use ksni::menu::StandardItem;
use ksni::{Category, MenuItem, OfflineReason, ToolTip, Tray};

use super::{Is, Presence, TrayCommand, TrayItem};

/// The icon, for 22 pixels and for twice as many.
const PICTURES: [&[u8]; 2] = [
    include_bytes!("../../../../assets/icons/32x32.png"),
    include_bytes!("../../../../assets/icons/128x128.png"),
];

/// The icon on the bus. Whether a host shows it is noted as that comes and goes.
pub struct Icon {
    handle: Handle<Item>,
}

impl Icon {
    /// Puts it on the bus. None where there is no bus.
    pub fn show(
        menu: Vec<TrayItem>,
        tell: Sender<TrayCommand>,
        presence: &Arc<Presence>,
    ) -> Option<Self> {
        let item = Item {
            menu,
            tell,
            presence: Arc::clone(presence),
        };
        let handle = item.assume_sni_available(true).spawn().ok()?;
        // Otherwise `watcher_offline` has said that there is no host yet.
        presence.set_if_unknown(Is::There);
        Some(Self { handle })
    }

    /// Shows another menu.
    pub fn change(&self, menu: Vec<TrayItem>) {
        self.handle.update(|item| item.menu = menu);
    }
}

/// Nothing in here waits: the bus does meanwhile.
struct Item {
    menu: Vec<TrayItem>,
    tell: Sender<TrayCommand>,
    presence: Arc<Presence>,
}

impl Tray for Item {
    fn id(&self) -> String {
        "app.keyrack.Keyrack".to_owned()
    }

    fn title(&self) -> String {
        "Keyrack".to_owned()
    }

    fn category(&self) -> Category {
        Category::ApplicationStatus
    }

    fn tool_tip(&self) -> ToolTip {
        ToolTip {
            title: self.title(),
            ..ToolTip::default()
        }
    }

    fn icon_pixmap(&self) -> Vec<ksni::Icon> {
        static ICONS: LazyLock<Vec<ksni::Icon>> =
            LazyLock::new(|| PICTURES.iter().filter_map(|png| pixels(png)).collect());
        ICONS.clone()
    }

    fn activate(&mut self, _x: i32, _y: i32) {
        _ = self.tell.send(TrayCommand::Show);
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        self.menu.iter().map(line).collect()
    }

    fn watcher_online(&self) {
        self.presence.set(Is::There);
    }

    fn watcher_offline(&self, _: OfflineReason) -> bool {
        self.presence.set(Is::Away);
        true
    }
}

fn line(entry: &TrayItem) -> MenuItem<Item> {
    match entry {
        TrayItem::Separator => MenuItem::Separator,
        TrayItem::Do(words, command) => {
            let command = command.clone();
            MenuItem::Standard(StandardItem {
                // A single one would mark a key of the keyboard.
                label: words.replace('_', "__"),
                activate: Box::new(move |item: &mut Item| _ = item.tell.send(command.clone())),
                ..StandardItem::default()
            })
        }
    }
}

/// A PNG picture with eight bits for each of red, green, blue and opacity, as the specification wants it: opacity first.
fn pixels(png: &[u8]) -> Option<ksni::Icon> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png))
        .read_info()
        .ok()?;
    let mut data = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut data).ok()?;
    if (info.color_type, info.bit_depth) != (png::ColorType::Rgba, png::BitDepth::Eight) {
        return None;
    }
    data.truncate(info.buffer_size());
    data.as_chunks_mut::<4>()
        .0
        .iter_mut()
        .for_each(|pixel| pixel.rotate_right(1));
    Some(ksni::Icon {
        width: i32::try_from(info.width).ok()?,
        height: i32::try_from(info.height).ok()?,
        data,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::env;
    use std::io::{BufRead, BufReader};
    use std::process::{Child, Command, Stdio};
    use std::sync::mpsc;

    use zbus::blocking::{Connection, Proxy, connection};
    use zbus::zvariant::{OwnedValue, Structure, Value};

    use super::*;

    const WATCHER: &str = "org.kde.StatusNotifierWatcher";

    #[test]
    fn the_pictures_can_be_drawn() {
        let icons: Vec<_> = PICTURES.iter().filter_map(|png| pixels(png)).collect();
        assert_eq!(icons.len(), PICTURES.len());
        for icon in icons {
            assert_eq!(icon.data.len() as i32, icon.width * icon.height * 4);
            assert!(icon.data.iter().step_by(4).any(|&opacity| opacity == 255));
        }
    }

    #[test]
    fn a_host_shows_the_menu_carries_out_what_is_clicked_and_may_come_and_go() {
        const ON_THE_BUS: &str = "KEYRACK_TEST_ON_THE_BUS";
        if env::var_os(ON_THE_BUS).is_some() {
            return on_the_bus();
        }
        let Some(bus) = Bus::start() else {
            eprintln!("skipped: there is no dbus-daemon");
            return;
        };
        // In a process of its own, for the bus is found by the environment.
        let name = "tray::linux::tests::a_host_shows_the_menu_carries_out_what_is_clicked_and_may_come_and_go";
        let status = Command::new(env::current_exe().unwrap())
            .args(["--exact", name, "--nocapture"])
            .env(ON_THE_BUS, "yes")
            .env("DBUS_SESSION_BUS_ADDRESS", &bus.address)
            .status()
            .unwrap();
        assert!(status.success());
    }

    fn on_the_bus() {
        let presence = Arc::new(Presence::default());
        let (tell, commands) = mpsc::channel();
        let icon = Icon::show(menu(&["Open"]), tell, &presence).unwrap();
        assert!(!presence.is_there(), "no host yet");

        let (host, items) = start_host();
        let item = items.recv().unwrap();
        let menu_of = || lines(&host, &item);
        let names = || {
            menu_of()
                .into_iter()
                .map(|(_, name)| name)
                .collect::<Vec<_>>()
        };
        assert_eq!(names(), ["Open"]);
        wait_until(|| presence.is_there());

        icon.change(menu(&["Open", "snake_case", "Quit"]));
        assert_eq!(names(), ["Open", "snake__case", "Quit"]);
        for (name, command) in [("Quit", "Quit"), ("Open", "Open")] {
            let (id, _) = menu_of().into_iter().find(|(_, it)| it == name).unwrap();
            let menu = proxy(&host, &item, "/MenuBar", "com.canonical.dbusmenu");
            let no_data = Value::from(0_i32);
            menu.call_method("Event", &(id, "clicked", no_data, 0_u32))
                .unwrap();
            assert_eq!(commands.recv().unwrap(), copy(command));
        }
        let icon_on_bus = proxy(
            &host,
            &item,
            "/StatusNotifierItem",
            "org.kde.StatusNotifierItem",
        );
        icon_on_bus
            .call_method("Activate", &(0_i32, 0_i32))
            .unwrap();
        assert_eq!(commands.recv().unwrap(), TrayCommand::Show);

        drop((icon_on_bus, host, items));
        wait_until(|| !presence.is_there());
        let (_host, items) = start_host();
        items.recv().unwrap();
        wait_until(|| presence.is_there());
    }

    /// A menu whose lines copy what they are called.
    fn menu(names: &[&str]) -> Vec<TrayItem> {
        let entry = |name: &&str| TrayItem::Do((*name).to_owned(), copy(name));
        names.iter().map(entry).collect()
    }

    fn copy(name: &str) -> TrayCommand {
        TrayCommand::Copy {
            account: name.to_owned(),
            factor: String::new(),
        }
    }

    /// The ids and words of the menu that an item shows.
    fn lines(host: &Connection, item: &str) -> Vec<(i32, String)> {
        type Layout = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);
        let menu = proxy(host, item, "/MenuBar", "com.canonical.dbusmenu");
        let no_names: Vec<&str> = Vec::new();
        let (_, (_, _, children)): (u32, Layout) =
            menu.call("GetLayout", &(0_i32, -1_i32, no_names)).unwrap();
        let line = |child: OwnedValue| {
            let line = Structure::try_from(child).unwrap();
            let (id, more): (i32, HashMap<String, OwnedValue>) = match line.fields() {
                [id, more, _] => (
                    i32::try_from(id).unwrap(),
                    more.try_clone().unwrap().try_into().unwrap(),
                ),
                _ => panic!("no line of a menu"),
            };
            let words = more
                .get("label")
                .map(|words| String::try_from(words.try_clone().unwrap()));
            (id, words.unwrap().unwrap())
        };
        children.into_iter().map(line).collect()
    }

    fn proxy<'a>(host: &Connection, item: &'a str, path: &'a str, name: &'a str) -> Proxy<'a> {
        Proxy::new(host, item, path, name).unwrap()
    }

    /// A host of items, as panels have one.
    struct TrayHost {
        items: mpsc::SyncSender<String>,
    }

    #[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
    impl TrayHost {
        fn register_status_notifier_item(&self, item: String) {
            self.items.send(item).unwrap();
        }

        #[zbus(property)]
        fn is_status_notifier_host_registered(&self) -> bool {
            true
        }
    }

    fn start_host() -> (Connection, mpsc::Receiver<String>) {
        let (tell, items) = mpsc::sync_channel(8);
        let host = connection::Builder::session()
            .unwrap()
            .serve_at("/StatusNotifierWatcher", TrayHost { items: tell })
            .unwrap()
            .name(WATCHER)
            .unwrap()
            .build()
            .unwrap();
        (host, items)
    }

    /// What the bus has told already is heard in a moment.
    fn wait_until(holds: impl Fn() -> bool) {
        while !holds() {
            std::thread::yield_now();
        }
    }

    struct Bus {
        daemon: Child,
        address: String,
    }

    impl Bus {
        fn start() -> Option<Self> {
            let mut daemon = Command::new("dbus-daemon")
                .args(["--session", "--nofork", "--print-address=1"])
                .stdout(Stdio::piped())
                .spawn()
                .ok()?;
            let mut address = String::new();
            BufReader::new(daemon.stdout.take()?)
                .read_line(&mut address)
                .ok()?;
            Some(Self {
                daemon,
                address: address.trim().to_owned(),
            })
        }
    }

    impl Drop for Bus {
        fn drop(&mut self) {
            _ = self.daemon.kill();
            _ = self.daemon.wait();
        }
    }
}

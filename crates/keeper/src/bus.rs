//! The program's name on the bus of the session, by which desktops find the one that runs: the specification of desktop
//! entries, "D-Bus Activation". The lock in the program's folder decides who is the first; this is a convenience.

use std::collections::HashMap;
use std::thread;

use zbus::blocking::{Connection, connection};
use zbus::zvariant::Value;

const NAME: &str = "app.keyrack.Keyrack";
const PATH: &str = "/app/keyrack/Keyrack";

/// Takes the name and calls `show` whenever somebody activates it, for as long as the process lives. Does nothing where
/// there is no bus, or the name is taken by the program of another folder.
pub fn answer_to_name(show: impl Fn() + Send + Sync + 'static) {
    // The bus may keep us waiting.
    _ = thread::Builder::new().spawn(move || {
        if let Ok(connection) = connect(Application { show }) {
            // It serves the name until it is dropped.
            std::mem::forget(connection);
        }
    });
}

struct Application<F> {
    show: F,
}

#[zbus::interface(name = "org.freedesktop.Application")]
impl<F: Fn() + Send + Sync + 'static> Application<F> {
    fn activate(&self, _platform_data: HashMap<&str, Value<'_>>) {
        (self.show)();
    }

    /// There is nothing that the program opens.
    fn open(&self, _uris: Vec<&str>, _platform_data: HashMap<&str, Value<'_>>) {
        (self.show)();
    }

    /// There is nothing else that it does for others.
    fn activate_action(
        &self,
        _name: &str,
        _parameter: Vec<Value<'_>>,
        _platform_data: HashMap<&str, Value<'_>>,
    ) {
    }
}

fn connect<F: Fn() + Send + Sync + 'static>(
    application: Application<F>,
) -> zbus::Result<Connection> {
    connection::Builder::session()?
        .serve_at(PATH, application)?
        .name(NAME)?
        .build()
}

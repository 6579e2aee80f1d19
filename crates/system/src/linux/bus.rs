//! A bus that may not be there yet, and may go and come back.

use std::thread;
use std::time::{Duration, Instant};

use zbus::blocking::{Connection, MessageIterator, connection::Builder};
use zbus::message::{Message, Type};

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// The pauses between two attempts to connect: they double from the first to the last.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LAST_PAUSE: Duration = Duration::from_secs(32);

/// Which bus.
#[derive(Debug, Clone, Copy)]
pub enum BusKind {
    /// That of the computer.
    System,
    /// That of the person's session.
    Session,
}

/// What is to be heard on a bus.
pub trait SignalHandler {
    /// Says what it wants to hear, and asks what it has to know.
    fn begin(&mut self, bus: &Connection) -> zbus::Result<()>;

    /// Hears a signal. Others than the wanted ones may come, from anybody on the bus.
    fn hear(&mut self, bus: &Connection, signal: &Message) -> zbus::Result<()>;
}

/// Listens for ever, with a new handler for each connection.
pub fn listen<L: SignalHandler>(kind: BusKind, handler: impl Fn() -> L) -> ! {
    let mut pause = FIRST_PAUSE;
    loop {
        let start = Instant::now();
        // Whatever went wrong, there is nothing to do but try again later.
        _ = hear_all(kind, handler());
        if start.elapsed() > LAST_PAUSE {
            pause = FIRST_PAUSE;
        }
        thread::sleep(pause);
        pause = LAST_PAUSE.min(pause * 2);
    }
}

/// Connects to a bus.
pub fn connect(kind: BusKind) -> zbus::Result<Connection> {
    let builder = match kind {
        BusKind::System => Builder::system(),
        BusKind::Session => Builder::session(),
    };
    builder?.method_timeout(PATIENCE).build()
}

/// Asks `bus` for the signals that fit `rule`.
pub fn want(bus: &Connection, rule: &str) -> zbus::Result<()> {
    const BUS: &str = "org.freedesktop.DBus";
    bus.call_method(
        Some(BUS),
        "/org/freedesktop/DBus",
        Some(BUS),
        "AddMatch",
        &format!("type='signal',{rule}"),
    )?;
    Ok(())
}

/// Returns when the connection has ended.
fn hear_all(kind: BusKind, mut handler: impl SignalHandler) -> zbus::Result<()> {
    let bus = connect(kind)?;
    // From before the first signal can come.
    let messages = MessageIterator::from(&bus);
    handler.begin(&bus)?;
    for message in messages {
        let message = message?;
        if message.message_type() == Type::Signal {
            handler.hear(&bus, &message)?;
        }
    }
    Ok(())
}

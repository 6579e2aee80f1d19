//! The icon among those of the system: it shows and locks, copies codes of favourites, and quits. No code stands in its
//! menu, and nothing of the vault while that is locked.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod other;

use std::io;
use std::sync::Arc;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use parking_lot::{Condvar, Mutex, MutexGuard};

#[cfg(target_os = "linux")]
use linux as os;
#[cfg(not(target_os = "linux"))]
use other as os;

/// A line of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrayItem {
    /// Words, and what they do.
    Do(String, TrayCommand),
    /// A line between others.
    Separator,
}

/// What a person commands in the tray.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrayCommand {
    /// To see the window.
    Show,
    /// To have the screens looked at.
    Scan,
    /// To lock.
    Lock,
    /// To have the code of a factor on the clipboard.
    Copy {
        /// The id of the account.
        account: String,
        /// The id of the factor.
        factor: String,
    },
    /// To end the program.
    Quit,
}

/// The app, as the tray finds it.
pub trait TrayHost: Send + Sync {
    /// The menu now.
    fn menu(&self) -> Vec<TrayItem>;

    /// Calls `changed` whenever the menu may have changed. It does not wait.
    fn on_change(&self, changed: Box<dyn Fn() -> bool + Send>);

    /// Does what is wished.
    fn carry_out(&self, command: TrayCommand);
}

/// Whether the icon is to be seen.
#[derive(Default)]
pub struct Presence {
    is: Mutex<Is>,
    changed: Condvar,
}

#[derive(Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(
    not(target_os = "linux"),
    expect(dead_code, reason = "no icon is shown there yet")
)]
enum Is {
    /// Not asked for yet.
    #[default]
    Unknown,
    /// Nowhere, but a place for it may come.
    Away,
    /// Where people see it.
    There,
    /// Nowhere, and no place for it comes.
    Never,
}

/// Puts the icon where the system shows such, now or as soon as it does. Where it never does, nothing else changes.
///
/// # Errors
/// When the system has no room for it.
pub fn start(presence: &Arc<Presence>, host: Arc<dyn TrayHost>) -> io::Result<()> {
    let (tell, commands) = mpsc::channel();
    let carrier = Arc::clone(&host);
    // A lock takes a moment, in which the menu is blanked already.
    thread::Builder::new().spawn(move || {
        for command in commands {
            carrier.carry_out(command);
        }
    })?;
    let presence = Arc::clone(presence);
    thread::Builder::new().spawn(move || {
        let (changed, changes) = mpsc::sync_channel(1);
        host.on_change(Box::new(move || {
            // One that nobody has looked at yet stands for all.
            !matches!(
                changed.try_send(()),
                Err(mpsc::TrySendError::Disconnected(()))
            )
        }));
        if let Some(icon) = os::Icon::show(host.menu(), tell, &presence) {
            for () in changes {
                icon.change(host.menu());
            }
        }
        presence.set(Is::Never);
    })?;
    Ok(())
}

impl Presence {
    /// Whether it is to be seen now.
    pub fn is_there(&self) -> bool {
        *self.is() == Is::There
    }

    /// Waits until it is to be seen, at most for `patience`, and says whether it is.
    pub fn comes_within(&self, patience: Duration) -> bool {
        let mut is = self.is();
        let comes = |is: &mut Is| matches!(is, Is::Unknown | Is::Away);
        self.changed.wait_while_for(&mut is, comes, patience);
        *is == Is::There
    }

    fn set(&self, is: Is) {
        *self.is() = is;
        self.changed.notify_all();
    }

    #[cfg(target_os = "linux")]
    fn set_if_unknown(&self, then: Is) {
        let mut is = self.is();
        if *is == Is::Unknown {
            *is = then;
        }
        self.changed.notify_all();
    }

    fn is(&self) -> MutexGuard<'_, Is> {
        self.is.lock()
    }
}

//! X11 and Wayland, where whoever copied a text serves it at each paste for as long as it owns the clipboard.

use std::thread::{self, JoinHandle};
use std::time::Duration;

use arboard::SetExtLinux;
use zeroize::Zeroizing;

use super::{Board, Content, Unavailable, content};

/// How often, and how many times, to look whether the clipboard has passed from us.
const LOOK: Duration = Duration::from_millis(5);
const LOOKS: u32 = 200;

/// The system's clipboard, opened at first use.
#[derive(Default)]
pub struct System {
    clipboard: Option<arboard::Clipboard>,
    /// Serves what was lent last, and ends when the clipboard is no longer ours. So nothing has to be read in order
    /// to know whether it is.
    service: Option<JoinHandle<()>>,
}

impl System {
    fn clipboard(&mut self) -> Result<&mut arboard::Clipboard, Unavailable> {
        match &mut self.clipboard {
            Some(clipboard) => Ok(clipboard),
            closed => Ok(closed.insert(open()?)),
        }
    }

    fn is_ours(&self) -> bool {
        self.service
            .as_ref()
            .is_some_and(|service| !service.is_finished())
    }
}

impl Board for System {
    fn lend(&mut self, text: Zeroizing<String>) -> Result<(), Unavailable> {
        // The service of an earlier text might begin only after this one is set.
        self.take_back()?;
        let unrecorded = self.clipboard()?.set().exclude_from_history();
        // Only setting without waiting tells whether it worked.
        unrecorded.text(text.as_str()).map_err(|_| Unavailable)?;
        let mut clipboard = open()?;
        self.service = Some(thread::spawn(move || {
            _ = clipboard
                .set()
                .exclude_from_history()
                .wait()
                .text(text.as_str());
        }));
        Ok(())
    }

    fn take_back(&mut self) -> Result<(), Unavailable> {
        for _ in 0..LOOKS {
            if !self.is_ours() {
                self.service = None;
                return Ok(());
            }
            // Comes too early if the service has only just begun, hence again until it has ended.
            self.clipboard()?.clear().map_err(|_| Unavailable)?;
            thread::sleep(LOOK);
        }
        Err(Unavailable)
    }

    fn read(&mut self) -> Result<Content, Unavailable> {
        content(self.clipboard()?.get_text())
    }
}

fn open() -> Result<arboard::Clipboard, Unavailable> {
    arboard::Clipboard::new().map_err(|_| Unavailable)
}

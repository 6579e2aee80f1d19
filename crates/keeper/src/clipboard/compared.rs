//! Windows and macOS, which keep a copied text themselves. Whether it is still ours is told by comparing.

#[cfg(target_os = "macos")]
use arboard::SetExtApple;
#[cfg(windows)]
use arboard::SetExtWindows;
use arboard::{Clipboard, Error};
use zeroize::Zeroizing;

use super::{Board, Content, Unavailable, content};

/// The system's clipboard, and what was lent to it last.
#[derive(Default)]
pub struct System {
    lent: Option<Zeroizing<String>>,
}

impl Board for System {
    fn lend(&mut self, text: Zeroizing<String>) -> Result<(), Unavailable> {
        let mut clipboard = open()?;
        let set = clipboard.set();
        #[cfg(windows)]
        let set = set.exclude_from_monitoring().exclude_from_cloud();
        set.exclude_from_history()
            .text(text.as_str())
            .map_err(|_| Unavailable)?;
        self.lent = Some(text);
        Ok(())
    }

    fn take_back(&mut self) -> Result<(), Unavailable> {
        let Some(lent) = &self.lent else {
            return Ok(());
        };
        let mut clipboard = open()?;
        let ours = match clipboard.get_text().map(Zeroizing::new) {
            Ok(text) => text == *lent,
            Err(Error::ContentNotAvailable | Error::ConversionFailure) => false,
            Err(_) => return Err(Unavailable),
        };
        if ours {
            clipboard.clear().map_err(|_| Unavailable)?;
        }
        self.lent = None;
        Ok(())
    }

    fn read(&mut self) -> Result<Content, Unavailable> {
        content(open()?.get_text())
    }
}

fn open() -> Result<Clipboard, Unavailable> {
    Clipboard::new().map_err(|_| Unavailable)
}

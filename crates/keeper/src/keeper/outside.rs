//! The app as it is reached from outside of its windows.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;

use keyrack_app::control_socket::{LockChange, LockState};
use keyrack_words::{Language, Words};

use super::News;
use crate::control_socket;
use crate::desk::{Because, Desk, Happening};
use crate::tray::{self, Entry, Wish};
use crate::windows::Windows;

/// The desk, the windows, and how to end them.
#[derive(Clone)]
pub struct Outside {
    pub desk: Arc<Desk>,
    pub windows: Arc<Windows>,
    pub tell: SyncSender<News>,
}

impl control_socket::Host for Outside {
    fn show(&self) -> io::Result<()> {
        self.windows.show()
    }

    fn lock(&self) {
        self.desk.lock(Because::Command);
    }

    fn quit(&self) {
        // Nobody listens while the keeper ends.
        _ = self.tell.send(News::Quit);
    }

    fn turn(&self) -> LockChange {
        self.desk.turn()
    }

    fn turns(&self) -> (LockChange, Receiver<LockChange>) {
        let (tell, turns) = mpsc::channel();
        let now = self.desk.watch(Box::new(move |happening| match happening {
            Happening::Turned(turn) => tell.send(turn.clone()).is_ok(),
            Happening::Changed => true,
        }));
        (now, turns)
    }
}

impl tray::Host for Outside {
    fn menu(&self) -> Vec<Entry> {
        let is_open = self.desk.turn().event == LockState::Unlocked;
        let words = self.words();
        let entry = |words: String, wish| Entry::Do(words, wish);
        let word = |key: &str, wish| entry(words.text(key, &[]), wish);
        if !is_open {
            return vec![
                word("tray-unlock", Wish::Show),
                word("tray-quit", Wish::Quit),
            ];
        }
        let mut menu = vec![
            word("tray-show", Wish::Show),
            word("tray-scan", Wish::Scan),
            word("tray-lock", Wish::Lock),
        ];
        let favourites = self.desk.favourites().into_iter().map(|favourite| {
            let name = words.text("tray-copy", &[("name", favourite.name.into())]);
            let (account, factor) = (favourite.account, favourite.factor);
            entry(name, Wish::Copy { account, factor })
        });
        menu.push(Entry::Line);
        menu.extend(favourites);
        if menu.last() != Some(&Entry::Line) {
            menu.push(Entry::Line);
        }
        menu.push(word("tray-quit", Wish::Quit));
        menu
    }

    fn on_change(&self, changed: Box<dyn Fn() -> bool + Send>) {
        self.desk.watch(Box::new(move |_| changed()));
    }

    fn carry_out(&self, wish: Wish) {
        match wish {
            // Where the window does not come up, it says why on standard error.
            Wish::Show => _ = self.windows.show(),
            Wish::Scan => self.scan(),
            Wish::Lock => self.desk.lock(Because::Tray),
            // There is no place to say why it was not done; what is on the clipboard shows it.
            Wish::Copy { account, factor } => _ = self.desk.copy_favourite(account, factor),
            Wish::Quit => control_socket::Host::quit(self),
        }
    }
}

impl Outside {
    /// Looks at the screens, and shows what was found in the window. Other wishes do not wait for it.
    fn scan(&self) {
        let outside = self.clone();
        let scan = move || {
            if outside.desk.scan_screens() {
                _ = outside.windows.show();
            }
        };
        // Where there is no thread to be had, the next wish may fare better.
        _ = thread::Builder::new().spawn(scan);
    }

    fn words(&self) -> Words {
        let chosen = self.desk.settings().language;
        let language = chosen.map_or_else(Language::of_system, |tag| Language::of_tag(&tag));
        let file = match language {
            Language::English => include_str!("../../../../assets/locales/en/tray.ftl"),
            Language::Hungarian => include_str!("../../../../assets/locales/hu/tray.ftl"),
        };
        Words::of(language, &[file])
    }
}

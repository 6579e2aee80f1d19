//! The app as it is reached from outside of its windows.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;

use keyrack_app::control_socket::LockChange;
use keyrack_words::{Area, Words};

use super::News;
use crate::control_socket;
use crate::controller::{Controller, LockReason, VaultEvent};
use crate::tray::{self, TrayCommand, TrayItem};
use crate::windows::Windows;

/// The controller, the windows, and how to end them.
#[derive(Clone)]
pub struct AppHost {
    pub controller: Arc<Controller>,
    pub windows: Arc<Windows>,
    pub tell: SyncSender<News>,
}

impl control_socket::ControlHost for AppHost {
    fn show(&self) -> io::Result<()> {
        self.windows.show()
    }

    fn lock(&self) {
        self.controller.lock(LockReason::Command);
    }

    fn quit(&self) {
        // Nobody listens while the keeper ends.
        _ = self.tell.send(News::Quit);
    }

    fn lock_change(&self) -> LockChange {
        self.controller.lock_change()
    }

    fn lock_changes(&self) -> (LockChange, Receiver<LockChange>) {
        let (tell, changes) = mpsc::channel();
        let now = self
            .controller
            .subscribe(Box::new(move |event| match event {
                VaultEvent::LockChanged(change) => tell.send(change.clone()).is_ok(),
                VaultEvent::Changed(_) | VaultEvent::SettingsChanged => true,
            }));
        (now, changes)
    }
}

impl tray::TrayHost for AppHost {
    fn menu(&self) -> Vec<TrayItem> {
        let is_open = self.controller.is_open();
        let words = Words::of(self.controller.language(), &[Area::Tray]);
        let entry = |words: String, command| TrayItem::Do(words, command);
        let word = |key: &str, command| entry(words.word(key), command);
        if !is_open {
            return vec![
                word("tray-unlock", TrayCommand::Show),
                word("tray-quit", TrayCommand::Quit),
            ];
        }
        let mut menu = vec![
            word("tray-show", TrayCommand::Show),
            word("tray-scan", TrayCommand::Scan),
            word("tray-lock", TrayCommand::Lock),
        ];
        let favourites = self.controller.favourites().into_iter().map(|favourite| {
            let name = words.text("tray-copy", &[("name", favourite.name.into())]);
            let (account, factor) = (favourite.account, favourite.factor);
            entry(name, TrayCommand::Copy { account, factor })
        });
        menu.push(TrayItem::Separator);
        menu.extend(favourites);
        if menu.last() != Some(&TrayItem::Separator) {
            menu.push(TrayItem::Separator);
        }
        menu.push(word("tray-quit", TrayCommand::Quit));
        menu
    }

    fn on_change(&self, changed: Box<dyn Fn() -> bool + Send>) {
        self.controller.subscribe(Box::new(move |_| changed()));
    }

    fn carry_out(&self, command: TrayCommand) {
        match command {
            // Where the window does not come up, it says why on standard error.
            TrayCommand::Show => _ = self.windows.show(),
            TrayCommand::Scan => self.scan(),
            TrayCommand::Lock => self.controller.lock(LockReason::Tray),
            // There is no place to say why it was not done; what is on the clipboard shows it.
            TrayCommand::Copy { account, factor } => {
                _ = self.controller.copy_favourite(account, factor);
            }
            TrayCommand::Quit => control_socket::ControlHost::quit(self),
        }
    }
}

impl AppHost {
    /// Looks at the screens, and shows what was found in the window. Other wishes do not wait for it.
    fn scan(&self) {
        let host = self.clone();
        let scan = move || {
            if host.controller.scan_screens() {
                _ = host.windows.show();
            }
        };
        // Where there is no thread to be had, the next command may fare better.
        _ = thread::Builder::new().spawn(scan);
    }
}

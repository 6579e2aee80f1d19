//! What is set on this computer, and what this program is.

use keyrack_app::{ErrorCode, Settings};
use keyrack_words::Language;
use serde::Deserialize;

use crate::controller::{Controller, VaultEvent};
use crate::request::{Concerns, Reply, RequestGroup, Step, json};
use crate::views::{self, About, Event, Failure, FailureCode, Format, WindowErrorCode};

/// What a window asks about settings.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum SettingsRequest {
    /// What is set on this computer: [`Settings`](crate::views::Settings). Works while locked.
    Settings,
    /// Changes what is named, and answers as `settings`.
    ChangeSettings {
        /// The new values.
        changes: Changes,
    },
    /// What this program is: [`About`](crate::views::About).
    About,
}

impl RequestGroup for SettingsRequest {
    fn carry_out(self, controller: &Controller) -> Result<Reply, Failure> {
        match self {
            Self::Settings => json(&controller.settings_view()),
            Self::ChangeSettings { changes } => json(&controller.change_settings(changes)?),
            Self::About => json(&controller.about()),
        }
    }

    fn shows_secret(&self) -> bool {
        false
    }

    fn step(&self) -> Option<Step> {
        Some(match self {
            Self::ChangeSettings { .. } => ("change_settings", Concerns::Nobody),
            _ => return None,
        })
    }
}

/// Settings to change; what is left out stays.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(optional_fields))]
#[serde(default, deny_unknown_fields)]
pub struct Changes {
    /// The tag of a language; empty for that of the system.
    pub language: Option<String>,
    /// `system`, `light` or `dark`.
    pub theme: Option<String>,
    /// Per cent, from 80 to 200.
    pub zoom: Option<u16>,
    /// Seconds that a copied code stays on the clipboard, from 5 to 300.
    pub clear_clipboard_s: Option<u16>,
    /// Minutes without anybody at work until it locks, from 1 to 60; 0 for never.
    pub idle_minutes: Option<u16>,
    /// Whether to ask when a code of another client is copied within ten seconds.
    pub ask_on_client_change: Option<bool>,
    /// Whether codes are shown only where the pointer or the choice is.
    pub hide_codes: Option<bool>,
    /// Whether closing the window leaves the program in the tray, where there is one.
    pub close_to_tray: Option<bool>,
    /// Whether the program starts, locked, when the person signs in.
    pub start_at_login: Option<bool>,
    /// Minutes without a window to see until it locks, from 1 to 60; 0 for never.
    pub hidden_minutes: Option<u16>,
    /// Whether pictures of the screen leave out windows with secrets, where the system can.
    pub protect_screen: Option<bool>,
    /// How many backups stay in their folder, from 1 to 100.
    pub backups_kept: Option<u16>,
}

impl Controller {
    pub(crate) fn settings_view(&self) -> views::Settings {
        let settings = self.settings();
        let backups = self.backups_of(&settings);
        let record = self.keyrack.backup_record();
        let starts = self.shell.starts_at_login();
        views::Settings {
            language: settings.language,
            theme: settings.theme,
            zoom: settings.zoom,
            clear_clipboard_s: settings.clear_clipboard_s,
            idle_minutes: settings.idle_minutes,
            ask_on_client_change: settings.ask_on_client_change,
            hide_codes: settings.hide_codes,
            protect_screen: settings.protect_screen,
            can_protect_screen: cfg!(any(windows, target_os = "macos")),
            close_to_tray: settings.close_to_tray,
            tray: self.shell.has_tray(),
            start_at_login: starts.unwrap_or(false),
            can_start_at_login: starts.is_some(),
            hidden_minutes: settings.hidden_minutes,
            backup_folder: backups.folder.map(|folder| folder.display().to_string()),
            backups_kept: backups.kept,
            backups_since: record.since,
            backup_trouble: record.trouble.map(|name| trouble_of(&name)),
            last_backup: record.last,
            last_drill: record.drill,
        }
    }

    pub(crate) fn change_settings(&self, changes: Changes) -> Result<views::Settings, Failure> {
        let start_at_login = changes.start_at_login;
        let vault = self.keyrack.vault_id().map(|id| id.to_string());
        let (before, now) = self.set(|settings| apply(changes, settings, vault))?;
        if now.zoom != before.zoom {
            self.shell.zoom(now.zoom);
        }
        if now.theme != before.theme {
            self.shell.theme(now.theme);
        }
        if now.protect_screen != before.protect_screen {
            self.protect_screen();
        }
        // The system keeps this one, and people change it there as well.
        if let Some(on) = start_at_login {
            self.shell.start_at_login(on)?;
            self.shell.tell(&Event::SettingsChanged);
        }
        Ok(self.settings_view())
    }

    pub(crate) fn about(&self) -> About {
        let written = keyrack_app::formats().filter(|format| format.exports);
        About {
            version: keyrack_app::VERSION.to_owned(),
            vault: self.keyrack.folder().display().to_string(),
            formats: written
                .map(|format| Format {
                    name: format.id.to_owned(),
                    program: format.name.to_owned(),
                    sealing: format.sealing,
                    extension: format
                        .extensions
                        .first()
                        .copied()
                        .unwrap_or("txt")
                        .to_owned(),
                })
                .collect(),
        }
    }

    /// The language of what the keeper itself writes.
    pub(crate) fn language(&self) -> Language {
        let chosen = self.settings().language;
        chosen.map_or_else(Language::of_system, |tag| Language::of_tag(&tag))
    }

    /// Keeps windows with secrets out of pictures of the screen, unless it is set otherwise. Whoever helps over a remote
    /// connection gets such a picture, and a black window would only puzzle them: what is secret is not shown then.
    pub(crate) fn protect_screen(&self) {
        let protect = self.settings().protect_screen && !self.is_supported();
        self.shell.protect(protect);
    }

    /// Changes settings, keeps them, and tells the windows. Returns how they were before and are now.
    pub(crate) fn set(
        &self,
        change: impl FnOnce(&mut Settings) -> Result<(), Failure>,
    ) -> Result<(Settings, Settings), Failure> {
        let mut settings = self.settings.lock();
        let mut now = settings.clone();
        change(&mut now)?;
        if now != *settings {
            now.save(&self.computer)?;
        }
        let before = std::mem::replace(&mut *settings, now.clone());
        drop(settings);
        if now != before {
            self.shell.tell(&Event::SettingsChanged);
            self.vault_lock
                .now()
                .subscribers
                .tell(&VaultEvent::SettingsChanged);
        }
        Ok((before, now))
    }
}

/// Why a backup did not come about, by the name that was kept. A newer version may have kept one of its own.
fn trouble_of(name: &str) -> FailureCode {
    FailureCode::of_name(name).unwrap_or(WindowErrorCode::Unexpected.into())
}

fn apply(changes: Changes, settings: &mut Settings, vault: Option<String>) -> Result<(), Failure> {
    if let Some(kept) = changes.backups_kept {
        let vault = vault.ok_or_else(|| Failure::new(ErrorCode::NoVault))?;
        settings.backups.entry(vault).or_default().kept = kept;
    }
    if let Some(language) = changes.language {
        settings.language = Some(language).filter(|language| !language.is_empty());
    }
    if let Some(theme) = changes.theme {
        settings.theme = theme.parse()?;
    }
    for (value, change) in [
        (&mut settings.zoom, changes.zoom),
        (&mut settings.clear_clipboard_s, changes.clear_clipboard_s),
        (&mut settings.idle_minutes, changes.idle_minutes),
        (&mut settings.hidden_minutes, changes.hidden_minutes),
    ] {
        *value = change.unwrap_or(*value);
    }
    for (value, change) in [
        (
            &mut settings.ask_on_client_change,
            changes.ask_on_client_change,
        ),
        (&mut settings.hide_codes, changes.hide_codes),
        (&mut settings.protect_screen, changes.protect_screen),
        (&mut settings.close_to_tray, changes.close_to_tray),
    ] {
        *value = change.unwrap_or(*value);
    }
    Ok(())
}

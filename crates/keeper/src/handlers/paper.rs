//! What the paper window shows: the emergency kit, the secrets of an account, or QR codes for other devices. Its words and
//! codes are drawn here, so that no web page ever holds them.

mod office;
mod qr;

use serde::Deserialize;
use std::path::Path;
use std::sync::Arc;

use keyrack_app::view::{
    AccountView, FolderTag, RevealedAccount, RevealedFactor, RevealedRecovery,
};
use keyrack_app::{Date, RecoveryKey};
use keyrack_paper::{Code, Look, Sheet};
use keyrack_words::{Area, Language, Words};
use zeroize::Zeroizing;

use crate::controller::lock_state::locked;
use crate::controller::paper::{Paper, PaperPage, PaperState, PaperText, PaperUntil};
use crate::controller::{Controller, whole};
use crate::request::{Reply, RequestGroup, json};
use crate::shell::{Choose, WindowKind};
use crate::speech::{self, Voice};
use crate::typed::Typed;
use crate::views::{
    self, Copied, CopiedText, Event, Failure, PaperItem, PaperItemKind, PaperKind, WindowErrorCode,
};
use parking_lot::Mutex;

/// How long secrets are shown, in seconds, and a sheet that is to be printed.
const SHOWN_S: u64 = 60;
const SHEET_SHOWN_S: u64 = 300;

/// Groups in a row of the recovery key.
const COLUMNS: usize = 5;

/// What the main window asks to have on the paper.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum RevealRequest {
    /// Shows the secrets of an account in a window of their own. Answered with `null`.
    Reveal {
        /// The account.
        account: String,
        /// The password, asked for again.
        #[cfg_attr(test, ts(type = "string"))]
        password: Typed,
    },
    /// Shows QR codes for another device in the paper window: [`QrShown`](crate::views::QrShown).
    ShowQr {
        /// The accounts, in this order.
        accounts: Vec<String>,
        /// Only this factor of the one account; none for all factors.
        factor: Option<String>,
        /// What kind of codes.
        kind: QrKind,
        /// Whether the person knows what is left out. Else nothing is shown where something is, only told.
        sure: bool,
        /// The password, asked for again.
        #[cfg_attr(test, ts(type = "string"))]
        password: Typed,
    },
}

impl RequestGroup for RevealRequest {
    fn carry_out(self, controller: &Controller) -> Result<Reply, Failure> {
        match self {
            Self::Reveal { account, password } => json(&controller.reveal(&account, &password.0)?),
            Self::ShowQr {
                accounts,
                factor,
                kind,
                sure,
                password,
            } => {
                json(&controller.show_qr(&accounts, factor.as_deref(), kind, sure, &password.0)?)
            }
        }
    }

    fn shows_secret(&self) -> bool {
        true
    }
}

/// For which device QR codes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum QrKind {
    /// Any authenticator: a code for each factor.
    Phone,
    /// Google Authenticator: up to ten factors in a code.
    Transfer,
    /// A sheet to print with a code for each factor.
    Sheet,
}

/// What the paper window may ask, which shows what Rust has drawn and nothing else.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum PaperRequest {
    /// What is on the paper, apart from its secrets: [`Paper`](crate::views::Paper).
    Paper,
    /// The picture, as PNG bytes.
    Picture {
        /// Its width in CSS pixels.
        width: u32,
        /// Pixels of the screen to one CSS pixel.
        scale: f32,
        /// Light ink on dark paper.
        dark: bool,
    },
    /// Turns to another page, and answers as `paper`.
    Turn {
        /// Its number, from 1; one that there is not is the nearest.
        page: u16,
    },
    /// Saves it as a PDF where the person chooses. Answered with whether they chose a place.
    SavePdf,
    /// Prints it. Answered with `null`.
    Print,
    /// Lends a text on it to the clipboard, for who cannot see the picture: [`Copied`](crate::views::Copied).
    CopyItem {
        /// The place of the text among [`Paper::items`](crate::views::Paper::items).
        item: usize,
    },
    /// Reads a text aloud, character by character. Answered with `null`.
    SpellItem {
        /// The place of the text among [`Paper::items`](crate::views::Paper::items).
        item: usize,
    },
    /// Ends this window.
    Close,
}

impl RequestGroup for PaperRequest {
    fn carry_out(self, controller: &Controller) -> Result<Reply, Failure> {
        match self {
            Self::Paper => json(&controller.paper_view()?),
            Self::Picture { width, scale, dark } => {
                controller.picture(width, scale, dark).map(Reply::Picture)
            }
            Self::Turn { page } => json(&controller.turn_paper(page)?),
            Self::SavePdf => json(&controller.save_pdf()?),
            Self::Print => json(&controller.shell.print_paper()?),
            Self::CopyItem { item } => json(&controller.copy_item(item)?),
            Self::SpellItem { item } => json(&controller.spell_item(item)?),
            Self::Close => json(&controller.close_paper()),
        }
    }

    fn shows_secret(&self) -> bool {
        false
    }
}

impl Controller {
    /// Notes that the paper window has ended.
    pub fn paper_closed(&self) {
        self.clear_paper();
        self.shell.tell(&Event::PaperClosed);
    }

    pub(crate) fn reveal(&self, account: &str, password: &str) -> Result<(), Failure> {
        whole(account)?;
        let proof = self.prove(password)?;
        let words = self.words();
        let until = self.until(PaperKind::Secrets);
        let paper = self.with(|opened| {
            opened.session.accept(&proof)?;
            let revealed = opened.session.reveal(account)?;
            Ok(Paper::secrets(&words, &revealed, until))
        })?;
        self.put_on_paper(paper)
    }

    pub(crate) fn paper_view(&self) -> Result<views::Paper, Failure> {
        let paper = self.shown()?;
        let page = paper.page();
        let (number, until) = paper.number_and_until();
        let items = page.items.iter();
        Ok(views::Paper {
            kind: paper.kind,
            name: page.name.clone(),
            settings: self.settings_view(),
            items: items
                .map(|item| PaperItem {
                    what: item.what,
                    label: item.label.clone(),
                })
                .collect(),
            page: number,
            pages: paper.pages.len() as u16,
            until: until.map(|until| until.wall),
            speaks: speech::is_there(),
        })
    }

    /// Turns to another page, which is shown for as long as the first one was.
    pub(crate) fn turn_paper(&self, page: u16) -> Result<views::Paper, Failure> {
        let paper = self.shown()?;
        paper.turn(page, self.until(paper.kind));
        self.paper_view()
    }

    pub(crate) fn picture(
        &self,
        width: u32,
        scale: f32,
        dark: bool,
    ) -> Result<Zeroizing<Vec<u8>>, Failure> {
        let paper = self.shown()?;
        // Few readers of codes know light on dark.
        let dark = dark && matches!(paper.kind, PaperKind::Kit | PaperKind::Secrets);
        let look = if dark { Look::Dark } else { Look::Light };
        let picture = paper.page().sheet.draw(width, scale, look);
        Ok(picture.map_err(|error| cannot_draw(&error))?.png)
    }

    pub(crate) fn save_pdf(&self) -> Result<bool, Failure> {
        let paper = self.shown()?;
        let choose = Choose::Save {
            name: format!("keyrack-{}.pdf", paper.kind.as_str()),
            extension: "pdf".to_owned(),
        };
        let Some(path) = self.shell.choose(WindowKind::Paper, &choose)? else {
            return Ok(false);
        };
        // While the person chose, it may have been locked, its time may have been over, or something else may have been
        // put on the paper.
        if !Arc::ptr_eq(&paper, &self.shown()?) {
            return Err(Failure::new(WindowErrorCode::PaperGone));
        }
        self.write_chosen(&path, &paper.pdf()?)?;
        Ok(true)
    }

    pub(crate) fn copy_item(&self, item: usize) -> Result<Copied, Failure> {
        let paper = self.shown()?;
        let page = paper.page();
        let item = page.item(item)?;
        let seconds = self.settings().clear_clipboard_s;
        self.lend(item.text.clone(), seconds)?;
        Ok(Copied {
            folder: FolderTag::default(),
            service: page.name.clone(),
            label: String::new(),
            factor_label: item.label.clone(),
            what: CopiedText::Paper(item.what),
            clears_in_s: u64::from(seconds),
            valid_until: None,
            code: None,
        })
    }

    pub(crate) fn spell_item(&self, item: usize) -> Result<(), Failure> {
        let paper = self.shown()?;
        let item = paper.page().item(item)?;
        let mut now = paper.now.lock();
        // One after the other: two at once would be understood by nobody.
        now.voice = None;
        now.voice = Some(Voice::spell(&item.text)?);
        Ok(())
    }

    pub(crate) fn close_paper(&self) {
        self.clear_paper();
        self.shell.close_paper();
    }

    /// Ends the paper window when its time is over.
    pub(crate) fn end_paper(&self) {
        let now = self.computer.clock.boot().elapsed;
        let until = self
            .shown()
            .ok()
            .and_then(|paper| paper.number_and_until().1);
        if until.is_some_and(|until| until.boot <= now) {
            self.close_paper();
        }
    }

    /// When the time of a paper of this kind is over that is shown now.
    pub(crate) fn until(&self, kind: PaperKind) -> Option<PaperUntil> {
        let seconds = match kind {
            PaperKind::Kit | PaperKind::OfficeSheets | PaperKind::Exposed => return None,
            PaperKind::Secrets | PaperKind::Qr | PaperKind::Transfer => SHOWN_S,
            PaperKind::Sheet | PaperKind::Invitation => SHEET_SHOWN_S,
        };
        let clock = &self.computer.clock;
        Some(PaperUntil {
            boot: clock.boot().elapsed + seconds * 1000,
            wall: clock.now() / 1000 + seconds,
        })
    }

    /// The words of the chosen language.
    pub(crate) fn words(&self) -> (Language, Words) {
        words_in(self.language())
    }

    /// Shows `paper`, unless it was locked meanwhile.
    pub(crate) fn put_on_paper(&self, paper: Paper) -> Result<(), Failure> {
        let paper = Arc::new(paper);
        let shown = Arc::clone(&paper);
        self.vault_lock
            .now()
            .unlocked
            .as_mut()
            .ok_or_else(locked)?
            .paper = Some(shown);
        self.shell.open_paper()?;
        match self.shown() {
            Ok(shown) if Arc::ptr_eq(&shown, &paper) => Ok(()),
            Ok(_) => Err(Failure::new(WindowErrorCode::PaperGone)),
            Err(failure) => {
                self.shell.close_paper();
                Err(failure)
            }
        }
    }

    /// What is shown now. It is drawn while others go on with the vault.
    fn shown(&self) -> Result<Arc<Paper>, Failure> {
        let now = self.vault_lock.now();
        let entry = now.unlocked.as_ref().ok_or_else(locked)?;
        let paper = entry.paper.as_ref().map(Arc::clone);
        paper.ok_or_else(|| Failure::new(WindowErrorCode::PaperGone))
    }

    fn clear_paper(&self) {
        let paper = match &mut self.vault_lock.now().unlocked {
            Some(entry) => entry.paper.take(),
            None => None,
        };
        drop(paper);
    }
}

/// The words of a language, for what is printed.
pub(crate) fn words_in(language: Language) -> (Language, Words) {
    (language, Words::of(language, &[Area::Paper]))
}

impl Paper {
    pub(crate) fn kit(
        (language, words): &(Language, Words),
        key: &RecoveryKey,
        date: Date,
        folder: &Path,
    ) -> Self {
        let word = |name: &str| words.text(name, &[]);
        let groups = Zeroizing::new(key.groups().iter().fold(
            String::with_capacity(64),
            |mut all, group| {
                all.push_str(group);
                all
            },
        ));
        let key = key.reveal();
        let lead = key.strip_suffix(groups.as_str()).unwrap_or_default();
        let title = word("paper-kit-title");
        let sheet = Sheet::new()
            .title(&title)
            .text(&word("paper-kit-what"))
            .rule()
            .field(&word("paper-kit-date"), &date.to_string())
            .field(&word("paper-kit-folder"), &folder.display().to_string())
            .heading(&word("paper-kit-key"))
            .text(&word("paper-kit-how"))
            .groups(lead, &groups, COLUMNS)
            .note(&word("paper-kit-line"))
            .line(&key)
            .heading(&word("paper-kit-without"))
            .text(&word("paper-kit-without-how"))
            .line("age -d -i key.txt vault.age")
            .heading(&word("paper-kit-by-hand"))
            .note(&word("paper-kit-never"))
            .blank(&word("paper-kit-hint"))
            .blank(&word("paper-kit-keeper"));
        let page = PaperPage {
            name: String::new(),
            sheet,
            items: vec![PaperText {
                what: PaperItemKind::RecoveryKey,
                label: String::new(),
                text: key,
            }],
        };
        Self::new(PaperKind::Kit, *language, title, vec![page], None)
    }

    fn secrets(
        (language, words): &(Language, Words),
        revealed: &RevealedAccount,
        until: Option<PaperUntil>,
    ) -> Self {
        let account = &revealed.account;
        let name = name_of(account);
        let mut page = PaperPage {
            sheet: Sheet::new().title(&name).text(&whose(account)).rule(),
            name,
            items: Vec::new(),
        };
        for secret in &revealed.secrets {
            let desk = account.factors.iter().find(|it| it.id == secret.factor);
            page.add_secret(words, desk.map_or("", |it| &it.label), secret);
        }
        for value in &revealed.recovery_values {
            if let Some(item) = account.recovery.iter().find(|it| it.id == value.id) {
                let label = if item.label.is_empty() {
                    &item.whose
                } else {
                    &item.label
                };
                page.add_recovery(words, &item.kind, label, value);
            }
        }
        let title = words.text("paper-secrets-title", &[]);
        Self::new(PaperKind::Secrets, *language, title, vec![page], until)
    }

    fn new(
        kind: PaperKind,
        language: Language,
        title: String,
        pages: Vec<PaperPage>,
        until: Option<PaperUntil>,
    ) -> Self {
        let now = PaperState {
            until,
            ..PaperState::default()
        };
        Self {
            kind,
            title,
            language,
            pages,
            all: None,
            now: Mutex::new(now),
        }
    }

    /// All of it, or the page that is shown where it is of pages for themselves.
    pub(crate) fn pdf(&self) -> Result<Zeroizing<Vec<u8>>, Failure> {
        let sheet = self.all.as_ref().unwrap_or(&self.page().sheet);
        let pdf = sheet.pdf(&self.title, self.language.as_str());
        pdf.map_err(|error| cannot_draw(&error))
    }

    /// The page that is shown.
    fn page(&self) -> &PaperPage {
        &self.pages[self.now.lock().page]
    }

    /// The number of the page that is shown, from 1, and until when.
    fn number_and_until(&self) -> (u16, Option<PaperUntil>) {
        let now = self.now.lock();
        (now.page as u16 + 1, now.until)
    }

    /// Shows the page of this number, or the nearest, until then.
    fn turn(&self, number: u16, until: Option<PaperUntil>) {
        let last = self.pages.len() - 1;
        *self.now.lock() = PaperState {
            page: usize::from(number).saturating_sub(1).min(last),
            until,
            voice: None,
        };
    }
}

impl PaperPage {
    fn add_secret(&mut self, words: &Words, desk: &str, secret: &RevealedFactor) {
        let state = words.text(
            &keyrack_words::key("paper-secret", secret.state.as_str()),
            &[],
        );
        let name = if desk.is_empty() {
            state
        } else {
            words.text(
                &keyrack_words::key("paper-secret-of", secret.state.as_str()),
                &[("desk", desk.into())],
            )
        };
        self.with(|sheet| sheet.secret(&name, &in_fours(&secret.secret)));
        self.items.push(PaperText {
            what: PaperItemKind::Secret,
            label: desk.to_owned(),
            text: Zeroizing::new(secret.secret.clone()),
        });
    }

    fn add_recovery(&mut self, words: &Words, kind: &str, label: &str, value: &RevealedRecovery) {
        let what = match kind {
            "backup_codes" => PaperItemKind::BackupCodes,
            "phone" => PaperItemKind::Phone,
            _ => PaperItemKind::DeletionCode,
        };
        let name = words.text(&keyrack_words::key("paper-recovery", what.as_str()), &[]);
        let text = if what == PaperItemKind::BackupCodes {
            let codes: Vec<Code<'_>> = value
                .codes
                .iter()
                .map(|code| Code {
                    text: &code.text,
                    used: code.used.is_some(),
                })
                .collect();
            self.with(|sheet| noted(sheet.heading(&name), label).codes(&codes));
            let left = codes.iter().filter(|code| !code.used);
            Zeroizing::new(left.map(|code| code.text).collect::<Vec<_>>().join("\n"))
        } else {
            self.with(|sheet| noted(sheet.secret(&name, &value.value), label));
            Zeroizing::new(value.value.clone())
        };
        self.items.push(PaperText {
            what,
            label: label.to_owned(),
            text,
        });
    }

    fn with(&mut self, add: impl FnOnce(Sheet) -> Sheet) {
        self.sheet = add(std::mem::take(&mut self.sheet));
    }

    fn item(&self, item: usize) -> Result<&PaperText, Failure> {
        self.items
            .get(item)
            .ok_or_else(|| Failure::new(WindowErrorCode::PaperGone))
    }
}

/// The service as the office calls it, else the issuer, else the user name.
fn name_of(account: &AccountView) -> String {
    let names = [&account.service, &account.issuer, &account.label];
    let name = names.into_iter().find(|name| !name.is_empty());
    name.cloned().unwrap_or_default()
}

/// The client and the user name, as far as they are known.
fn whose(account: &AccountView) -> String {
    let client = account.folder.as_ref().map_or("", |folder| &folder.name);
    let names = [client, &account.label].into_iter();
    let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    names.join(" · ")
}

/// Adds a note, if there is anything to note.
fn noted(sheet: Sheet, note: &str) -> Sheet {
    if note.is_empty() {
        sheet
    } else {
        sheet.note(note)
    }
}

/// A key as people read it to each other.
fn in_fours(key: &str) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(key.len() * 5 / 4 + 1));
    for (place, character) in key.chars().enumerate() {
        if place > 0 && place % 4 == 0 {
            text.push(' ');
        }
        text.push(character);
    }
    text
}

fn cannot_draw(error: &keyrack_paper::Error) -> Failure {
    Failure::new(match error {
        keyrack_paper::Error::TooLong => WindowErrorCode::PaperTooLong,
        keyrack_paper::Error::Font | keyrack_paper::Error::Picture(_) => {
            WindowErrorCode::Unexpected
        }
    })
}

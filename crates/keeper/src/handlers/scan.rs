//! Looking for keys: on the clipboard, on the screens, in files. What is seen comes from the [`Scanner`](crate::scanner::Scanner); what it
//! means is found out here, beside the vault.

use parking_lot::MutexGuard;
use serde::Deserialize;
use std::io;
use std::path::{Path, PathBuf};

use keyrack_app::{Draft, NewFactor, Theme};
use zeroize::Zeroizing;

use crate::clipboard::Content;
use crate::controller::Controller;
use crate::controller::lock_state::locked;
use crate::controller::opened::{Opened, ScanSeries};
use crate::controller::task::Task;
use crate::request::{Reply, RequestGroup, json};
use crate::scanner::{MAX_FILE, ScanError, ScanSubject, ScannedTexts};
use crate::shell::{Files, Shell, WindowKind};
use crate::views::{self, Event, Failure, ScanWays, UnreadPicture, WindowErrorCode};

/// The most files that are looked at in one go.
const MAX_FILES: usize = 200;

/// The most keys that one answer holds, and the most texts that it is made of.
const MAX_FOUND: usize = 1_000;
const MAX_TEXTS: usize = 5_000;

impl ScanSeries {
    /// Whether something waits to be asked for.
    pub fn is_waiting(&self) -> bool {
        self.waiting.is_some()
    }
}

/// What a window asks to look for keys.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum ScanRequest {
    /// Which ways to the screens there are: [`ScanWays`](crate::views::ScanWays).
    ScanWays,
    /// Looks for keys: [`Scan`](crate::views::Scan), or `null` when the person chose nothing or cancelled. One that is
    /// under way ends. While screens are looked at, no window of this program is on them.
    Scan {
        /// Where.
        from: ScanFrom,
        /// Whether what was read before belongs to it: parts of transfer codes that stand on several pictures. The answer
        /// is about all of it, and replaces the one before.
        more: bool,
    },
    /// Ends the look that is under way; it is answered with `null`, and so is this.
    CancelScan,
}

impl RequestGroup for ScanRequest {
    fn carry_out(self, controller: &Controller) -> Result<Reply, Failure> {
        match self {
            Self::ScanWays => json(&controller.scan_ways()?),
            Self::Scan { from, more } => json(&controller.scan(from, more)?),
            Self::CancelScan => json(&controller.cancel_task()),
        }
    }

    fn shows_secret(&self) -> bool {
        false
    }
}

/// Where to look for keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ScanFrom {
    /// On the clipboard: a picture, a list of files, or a text with keys or otpauth URIs, one a line.
    Clipboard,
    /// On all screens as they are now.
    Screens,
    /// Within the rectangle that the person drags.
    Area,
    /// In pictures and PDFs that the person chooses.
    Files,
    /// In files that were dropped on the window last.
    Dropped,
    /// On the screens as they were when the person wished it in the tray.
    Tray,
}

impl Controller {
    /// Looks at all screens as the person wished outside of the window, which then asks for what was found. Says whether
    /// there is anything to ask for.
    pub fn scan_screens(&self) -> bool {
        let found = match self.scan(ScanFrom::Screens, false) {
            Ok(None) => return false,
            Ok(Some(scan)) => Ok(scan),
            Err(failure) => Err(failure),
        };
        let kept = self.with(|opened| {
            opened.scanned.waiting = Some(found);
            Ok(())
        });
        if kept.is_ok() {
            self.shell.tell(&Event::Scanned);
        }
        kept.is_ok()
    }

    /// Takes files that were dropped on the window; `None` for one whose name is no Unicode.
    pub fn dropped(&self, files: Vec<Option<PathBuf>>) {
        let count = u32::try_from(files.len()).unwrap_or(u32::MAX);
        match &mut self.vault_lock.now().unlocked {
            Some(entry) => entry.dropped = files,
            None => return,
        }
        self.shell.tell(&Event::Dropped { files: count });
    }

    pub(crate) fn scan_ways(&self) -> Result<ScanWays, Failure> {
        if let Some(ways) = &*self.scanning.ways.lock() {
            return Ok(ways.clone());
        }
        let ways = self.scanning.scanner.ways()?;
        *self.scanning.ways.lock() = Some(ways.clone());
        Ok(ways)
    }

    pub(crate) fn scan(&self, from: ScanFrom, more: bool) -> Result<Option<views::Scan>, Failure> {
        if from == ScanFrom::Tray {
            return self.with(|opened| opened.scanned.waiting.take().transpose());
        }
        let scan = Task::begin(self, |done| Event::ScanProgress { done })?;
        let Some(seen) = scan.see(from)? else {
            return Ok(None);
        };
        if scan.handle.is_cancelled() {
            return Ok(None);
        }
        // What was seen while one vault was open is nothing for the next.
        self.with_keys(&scan.keys, |opened| opened.understand(seen, more).map(Some))
    }
}

impl Controller {
    /// Looks for codes in pictures, and gives `act` their texts: all that was seen, for what has no key in it. A text on the
    /// clipboard is none of them, for it proves nothing. None when the person chose nothing or cancelled.
    pub(crate) fn see_codes<T>(
        &self,
        from: ScanFrom,
        act: impl FnOnce(&mut Opened, Vec<Zeroizing<String>>) -> Result<T, Failure>,
    ) -> Result<Option<T>, Failure> {
        let scan = Task::begin(self, |done| Event::ScanProgress { done })?;
        let seen = match from {
            ScanFrom::Clipboard => scan.see_pictures_on_clipboard(),
            from => scan.see(from),
        };
        let Some(seen) = seen? else {
            return Ok(None);
        };
        if scan.handle.is_cancelled() {
            return Ok(None);
        }
        if let (true, Some(unread)) = (seen.texts.is_empty(), seen.unread.first()) {
            return Err(Failure::new(unread.code));
        }
        self.with_keys(&scan.keys, |opened| act(opened, seen.texts).map(Some))
    }
}

impl Task<'_> {
    fn see_pictures_on_clipboard(&self) -> Result<Option<All>, Failure> {
        match self.controller.clipboard.read() {
            Ok(Content::Files(files)) => self.see_files(&files),
            _ => Ok(self.scan(&ScanSubject::Clipboard)?.map(All::from)),
        }
    }

    fn see(&self, from: ScanFrom) -> Result<Option<All>, Failure> {
        match from {
            ScanFrom::Clipboard => self.see_clipboard(),
            ScanFrom::Screens => self.see_screens(&ScanSubject::Screens),
            ScanFrom::Area => self.see_screens(&self.controller.area()),
            ScanFrom::Files => self.see_files(
                &self
                    .controller
                    .shell
                    .choose_files(WindowKind::Main, Files::Pictures)?,
            ),
            ScanFrom::Dropped => self.see_files(&self.controller.take_dropped()?),
            ScanFrom::Tray => Ok(None),
        }
    }

    /// A text that can be meant is meant, for some programs copy a picture of it as well.
    fn see_clipboard(&self) -> Result<Option<All>, Failure> {
        // Some programs answer every question with their picture, which is no way to ask for a text. The scanner asks for one.
        let (text, unread) = match self.controller.clipboard.read() {
            Ok(Content::Files(files)) => return self.see_files(&files),
            Ok(Content::Text(text)) => (Some(text), None),
            Ok(Content::Nothing) => (None, None),
            Err(unavailable) => (None, Some(unavailable)),
        };
        if let Some(text) = text.as_ref().filter(|text| is_key(text)) {
            return Ok(Some(All::of_text(text)));
        }
        match (self.scan(&ScanSubject::Clipboard), text, unread) {
            (Ok(seen), ..) => Ok(seen.map(All::from)),
            (Err(ScanError::ClipboardEmpty), Some(text), _) => Ok(Some(All::of_text(&text))),
            (Err(ScanError::ClipboardEmpty), _, Some(unavailable)) => Err(unavailable.into()),
            (Err(blind), ..) => Err(blind.into()),
        }
    }

    fn see_screens(&self, subject: &ScanSubject) -> Result<Option<All>, Failure> {
        let asks = self.controller.scan_ways().is_ok_and(|ways| ways.asks);
        let _veil = (!asks).then(|| HiddenWindows::over(self.controller));
        Ok(self.scan(subject)?.map(All::from))
    }

    /// One file that cannot be read keeps none of the others out.
    fn see_files(&self, files: &[Option<PathBuf>]) -> Result<Option<All>, Failure> {
        if files.len() > MAX_FILES {
            return Err(
                Failure::new(WindowErrorCode::TooManyPictures).with("most", &MAX_FILES.to_string())
            );
        }
        if files.is_empty() {
            return Ok(None);
        }
        let mut all = All::default();
        for (at, file) in files.iter().enumerate() {
            self.handle.begin_part(at, files.len());
            match self.see_file(file.as_deref()) {
                Ok(Some(seen)) => all.add(seen),
                Ok(None) => return Ok(None),
                Err(failure) => all.unread.push(UnreadPicture {
                    name: file.as_deref().map(name).unwrap_or_default(),
                    code: failure.code,
                }),
            }
        }
        Ok(Some(all))
    }

    fn see_file(&self, file: Option<&Path>) -> Result<Option<ScannedTexts>, Failure> {
        let file = file.ok_or_else(|| Failure::new(WindowErrorCode::NameUnusable))?;
        let bytes = self.controller.computer.read_chosen(file, MAX_FILE);
        let bytes = bytes.map_err(|error| match error.kind() {
            io::ErrorKind::FileTooLarge => Failure::new(WindowErrorCode::PictureTooLarge),
            // A folder, or what else has a name and is no file.
            io::ErrorKind::InvalidInput => Failure::new(WindowErrorCode::PictureUnknown),
            _ => keyrack_app::Error::io(&error, file).into(),
        })?;
        Ok(self.scan(&ScanSubject::File(bytes.into()))?)
    }

    fn scan(&self, subject: &ScanSubject) -> Result<Option<ScannedTexts>, ScanError> {
        if self.handle.is_cancelled() {
            return Ok(None);
        }
        let seen = self.controller.scanning.scanner.scan(subject, &self.handle);
        if self.handle.is_cancelled() {
            return Ok(None);
        }
        seen
    }
}

/// Everything that one scan has seen.
#[derive(Default)]
struct All {
    texts: Vec<Zeroizing<String>>,
    keys: Vec<Draft>,
    unread: Vec<UnreadPicture>,
    doubtful: u32,
    pictures: u32,
}

impl All {
    /// The lines of a text. What is no key and no URI is taken for the text of a code, which says what it is.
    fn of_text(text: &str) -> Self {
        let mut all = Self::default();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            match bare_key(line) {
                Some(key) => all.keys.push(key),
                None => all.texts.push(line.to_owned().into()),
            }
        }
        all
    }

    fn add(&mut self, seen: ScannedTexts) {
        self.texts.extend(seen.texts);
        self.doubtful = self.doubtful.saturating_add(seen.doubtful);
        self.pictures = self.pictures.saturating_add(seen.pictures);
    }
}

impl From<ScannedTexts> for All {
    fn from(seen: ScannedTexts) -> Self {
        let mut all = Self::default();
        all.add(seen);
        all
    }
}

/// Our own windows are off the screens, until this is dropped. There is one at a time, so that the end of one look does
/// not bring them back in the middle of the next.
struct HiddenWindows<'a> {
    shell: &'a dyn Shell,
    _only: MutexGuard<'a, ()>,
}

impl<'a> HiddenWindows<'a> {
    fn over(controller: &'a Controller) -> Self {
        let hiding = Self {
            _only: controller.scanning.windows_hidden.lock(),
            shell: &*controller.shell,
        };
        hiding.shell.hide_windows();
        hiding
    }
}

impl Drop for HiddenWindows<'_> {
    fn drop(&mut self) {
        self.shell.show_windows();
    }
}

impl Controller {
    /// What the person is told to do for a rectangle.
    fn area(&self) -> ScanSubject {
        let (_, words) = self.words();
        ScanSubject::Area {
            hint: words.text("paper-area-hint", &[]),
            dark: self.settings().theme == Theme::Dark,
        }
    }

    pub(crate) fn take_dropped(&self) -> Result<Vec<Option<PathBuf>>, Failure> {
        let mut now = self.vault_lock.now();
        let entry = now.unlocked.as_mut().ok_or_else(locked)?;
        Ok(std::mem::take(&mut entry.dropped))
    }
}

impl Opened {
    fn understand(&mut self, seen: All, more: bool) -> Result<views::Scan, Failure> {
        if !more {
            self.scanned = ScanSeries::default();
        }
        let ScanSeries { texts, keys, .. } = &mut self.scanned;
        for text in seen.texts {
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        keys.extend(seen.keys);
        if texts.len() > MAX_TEXTS {
            self.scanned = ScanSeries::default();
            return Err(Failure::new(WindowErrorCode::AnswerTooLarge));
        }
        let read = self.session.scanned(texts.iter().map(|text| text.as_str()));
        let keys = keys.iter().cloned().map(|key| (key, None));
        let found = read.found.into_iter();
        let found = found.map(|found| (found.draft, Some(found.status)));
        let found: Vec<_> = found.chain(keys).collect();
        if found.len() > MAX_FOUND {
            self.scanned = ScanSeries::default();
            return Err(Failure::new(WindowErrorCode::AnswerTooLarge));
        }
        Ok(views::Scan {
            found: self.keep_scanned(found),
            refused: read.refused.into_iter().map(|it| it.refused).collect(),
            missing: read.missing,
            unread: seen.unread,
            doubtful: seen.doubtful,
            pictures: seen.pictures,
        })
    }
}

/// Whether a line of `text` is a key or names what holds one.
fn is_key(text: &str) -> bool {
    let lines = || text.lines().map(str::trim);
    lines().any(|line| bare_key(line).is_some()) || !keyrack_app::scanned(lines()).found.is_empty()
}

/// A key with nothing around it.
fn bare_key(line: &str) -> Option<Draft> {
    let is_bare = !line.contains(':');
    is_bare
        .then(|| Draft::read(line, NewFactor::default()).ok())
        .flatten()
}

pub(crate) fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

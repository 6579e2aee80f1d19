//! Files of other authenticators and tables: read, looked over by the person, then added. What was read lies here with
//! its secrets until it is added, dropped or the vault is locked.

mod report;

pub(crate) mod requests;

use std::collections::HashSet;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use keyrack_app::{
    Choices, ErrorCode, Groups, Import,
    view::{ClientRow, ClientStatus, Decision, ImportCounts, ImportRow, ImportView, RowStatus},
};
use zeroize::Zeroizing;

use super::scan::name;
use crate::controller::Controller;
use crate::controller::lock_state::locked;
use crate::controller::opened::{ImportReport, Importing, Opened, ReadImport};
use crate::controller::task::Task;
use crate::request::MAX_ROWS;
use crate::scanner::Contents;
use crate::shell::{Choose, Files, WindowKind};
use crate::typed::Typed;
use crate::views::{
    ClientCounts, DroppedKind, Event, Failure, FailureCode, ImportClients, ImportEntry, ImportPage,
    Imported, Incoming, WindowErrorCode,
};

pub use requests::{ImportFrom, ImportRequest};

/// The most bytes that the files of one import may have together.
const MAX_FILES: usize = 64 << 20;

impl Controller {
    pub(crate) fn open_import(&self, from: ImportFrom) -> Result<Option<Incoming>, Failure> {
        let task = Task::begin(self, |done| Event::ImportProgress { done })?;
        let files = match from {
            ImportFrom::Files => self.shell.choose_files(WindowKind::Main, Files::Any)?,
            ImportFrom::Dropped => self.take_dropped()?,
        };
        if files.is_empty() {
            return Ok(None);
        }
        let files = Arc::new(self.contents(&files)?);
        self.with_keys(&task.keys, |opened| {
            opened.importing.forget();
            opened.importing.files = Some(Arc::clone(&files));
            Ok(())
        })?;
        let read = task.import(&files, &Import::default());
        read.map(Some).map_err(|failure| {
            let are_pictures = files.iter().any(|(_, bytes)| begins_as_picture(bytes));
            match failure.code {
                FailureCode::App(ErrorCode::FormatUnknown) if are_pictures => {
                    Failure::new(WindowErrorCode::PictureChosen)
                }
                _ => failure,
            }
        })
    }

    pub(crate) fn read_import(
        &self,
        password: Option<Typed>,
        memory_mib: Option<u32>,
        columns: Vec<(String, String)>,
    ) -> Result<Incoming, Failure> {
        let task = Task::begin(self, |done| Event::ImportProgress { done })?;
        let files = self.with_keys(&task.keys, |opened| {
            opened.importing.files.clone().ok_or_else(gone)
        })?;
        let import = Import {
            file_password: password.map(|password| password.0),
            memory_mib,
            columns,
            ..Import::default()
        };
        task.import(&files, &import)
    }

    pub(crate) fn import_rows(
        &self,
        status: Option<RowStatus>,
        from: usize,
        count: usize,
    ) -> Result<ImportPage, Failure> {
        self.with(|opened| {
            let rows = &opened.read()?.plan.rows;
            let is_wanted = |row: &&ImportRow| status.is_none_or(|status| row.status == status);
            let wanted: Vec<&ImportRow> = rows.iter().filter(is_wanted).collect();
            let total = wanted.len();
            let shown = wanted.into_iter().skip(from).take(count.min(MAX_ROWS));
            let shown: Vec<ImportRow> = shown.cloned().collect();
            let rows = shown.into_iter().map(|row| ImportEntry {
                same: opened.session.similar_to_row(&row),
                row: ImportRow {
                    // Other programs' users keep passwords and backup codes there, and no screen shows it.
                    note: String::new(),
                    ..row
                },
            });
            Ok(ImportPage {
                total,
                rows: rows.collect(),
            })
        })
    }

    pub(crate) fn import_clients(
        &self,
        without_code: bool,
        from: usize,
        count: usize,
    ) -> Result<ImportClients, Failure> {
        self.with(|opened| {
            let clients = &opened.read()?.plan.clients;
            let is_wanted = |client: &&ClientRow| !without_code || client.accounts == 0;
            let wanted: Vec<&ClientRow> = clients.iter().filter(is_wanted).collect();
            let total = wanted.len();
            let shown = wanted.into_iter().skip(from).take(count.min(MAX_ROWS));
            Ok(ImportClients {
                total,
                clients: shown.cloned().collect(),
            })
        })
    }

    pub(crate) fn choose_import(
        &self,
        rows: &[usize],
        status: Option<RowStatus>,
        decision: Decision,
    ) -> Result<Incoming, Failure> {
        self.with(|opened| {
            opened.read()?.choose(rows, status, decision);
            opened.plan_anew();
            opened.incoming()
        })
    }

    pub(crate) fn take_import(
        &self,
        folder: Option<String>,
        groups: Groups,
    ) -> Result<Imported, Failure> {
        self.change(|opened| {
            let read = opened.importing.read.as_ref().ok_or_else(gone)?;
            let choices = Choices {
                folder,
                groups,
                ..read.choices.clone()
            };
            let done = opened.session.take(&read.incoming, &choices)?;
            let imported = Imported {
                added: done.imported - done.replaced,
                replaced: done.replaced,
                skipped: done.skipped,
                folders: done.folders,
                favourites: done.favourites,
            };
            opened.importing.report = Some(ImportReport::of(done.rows));
            opened.importing.forget();
            Ok(imported)
        })
    }

    pub(crate) fn undo_import(&self) -> Result<usize, Failure> {
        self.change(|opened| Ok(opened.session.undo_import()?))
    }

    pub(crate) fn save_import_report(&self) -> Result<Option<String>, Failure> {
        let report = self.with(|opened| opened.importing.report.clone().ok_or_else(gone))?;
        let choose = Choose::Save {
            name: format!("keyrack-import-{}.csv", self.computer.clock.today()),
            extension: "csv".to_owned(),
        };
        let Some(path) = self.shell.choose(WindowKind::Main, &choose)? else {
            return Ok(None);
        };
        let table = report.table(&self.report_words());
        // It may have been locked while the person chose.
        self.with(|_| Ok(()))?;
        self.write_chosen(&path, table.as_bytes())?;
        Ok(Some(name(&path)))
    }

    pub(crate) fn drop_import(&self) -> Result<(), Failure> {
        self.cancel_task();
        self.with(|opened| {
            opened.importing.forget();
            Ok(())
        })
    }

    pub(crate) fn dropped_kind(&self) -> Result<DroppedKind, Failure> {
        let dropped = {
            let now = self.vault_lock.now();
            now.unlocked.as_ref().ok_or_else(locked)?.dropped.clone()
        };
        let is_picture = |file: PathBuf| {
            let read = self
                .computer
                .disk
                .read(&file, MAX_FILES)
                .map(Zeroizing::new);
            read.is_ok_and(|bytes| begins_as_picture(&bytes))
        };
        Ok(if dropped.into_iter().flatten().any(is_picture) {
            DroppedKind::Pictures
        } else {
            DroppedKind::Files
        })
    }

    fn contents(&self, files: &[Option<PathBuf>]) -> Result<Contents, Failure> {
        let mut left = MAX_FILES;
        let mut contents = Vec::with_capacity(files.len());
        for file in files {
            let file = file
                .as_deref()
                .ok_or_else(|| Failure::new(WindowErrorCode::NameUnusable))?;
            let bytes = self.computer.read_chosen(file, left);
            let bytes = bytes
                .map(Zeroizing::new)
                .map_err(|error| match error.kind() {
                    // A folder, or what else has a name and is no file.
                    io::ErrorKind::InvalidInput => Failure::new(ErrorCode::FormatUnknown),
                    _ => keyrack_app::Error::io(&error, file).into(),
                })?;
            left -= bytes.len();
            contents.push((name(file), bytes));
        }
        Ok(contents)
    }
}

impl Task<'_> {
    /// Has files read away from the keys, and keeps what they hold beside the vault. Nobody waits for that meanwhile.
    fn import(&self, files: &Arc<Contents>, import: &Import) -> Result<Incoming, Failure> {
        let read = self
            .controller
            .scanning
            .scanner
            .read(files, import, &self.handle);
        self.with_keys(|opened| {
            let is_asked = opened.importing.files.as_ref();
            if self.handle.is_cancelled()
                || !is_asked.is_some_and(|asked| Arc::ptr_eq(asked, files))
            {
                return Err(Failure::new(ErrorCode::Cancelled));
            }
            opened.importing.read = Some(ReadImport {
                incoming: read?,
                choices: Choices::default(),
                plan: ImportView::default(),
                moment: None,
            });
            opened.incoming()
        })
    }

    fn with_keys<T>(
        &self,
        act: impl FnOnce(&mut Opened) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        self.controller.with_keys(&self.keys, act)
    }
}

impl Opened {
    /// What was read, compared with the vault as it is now.
    fn read(&mut self) -> Result<&mut ReadImport, Failure> {
        let moment = self.session.moment_saved();
        let read = self.importing.read.as_ref().ok_or_else(gone)?;
        if moment.is_none() || read.moment != moment {
            self.plan_anew();
        }
        self.importing.read.as_mut().ok_or_else(gone)
    }

    fn plan_anew(&mut self) {
        if let Some(read) = &mut self.importing.read {
            read.plan = self.session.plan(&read.incoming, &read.choices);
            read.moment = self.session.moment_saved();
        }
    }

    fn incoming(&mut self) -> Result<Incoming, Failure> {
        let files = self.importing.files.as_ref().ok_or_else(gone)?;
        let files = files.iter().map(|(name, _)| name.clone()).collect();
        let read = self.read()?;
        let (incoming, plan) = (&read.incoming, &read.plan);
        let columns = incoming.columns();
        Ok(Incoming {
            format: incoming.format().id.to_owned(),
            name: incoming.format().name.to_owned(),
            encrypted: incoming.is_encrypted(),
            files,
            total: plan.rows.len(),
            counts: ImportCounts::of(&plan.rows),
            taken: plan.imported,
            missing: incoming.missing(),
            columns: columns.map(<[_]>::to_vec),
            groups: incoming.groups(),
            clients: ClientCounts {
                total: plan.clients.len(),
                new: plan
                    .clients
                    .iter()
                    .filter(|it| it.status == ClientStatus::New)
                    .count(),
                without_code: plan.clients.iter().filter(|it| it.accounts == 0).count(),
            },
        })
    }
}

impl Importing {
    /// Forgets the files and what they hold.
    fn forget(&mut self) {
        (self.files, self.read) = (None, None);
    }
}

impl ReadImport {
    /// Says what becomes of rows, or of all of a status where none are named. What is said last counts.
    fn choose(&mut self, rows: &[usize], status: Option<RowStatus>, decision: Decision) {
        let rows: HashSet<usize> = rows.iter().copied().collect();
        let is_all = rows.is_empty();
        let wanted = self.plan.rows.iter().filter(|row| {
            (is_all || rows.contains(&row.row)) && status.is_none_or(|status| row.status == status)
        });
        for row in wanted.filter(|row| row.decision.is_some()) {
            self.choices.rows.insert(row.row, decision);
        }
    }
}

/// Whether bytes begin as those of a picture or a PDF do.
fn begins_as_picture(bytes: &[u8]) -> bool {
    const SIGNS: [&[u8]; 4] = [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"%PDF-"];
    let holds = |at: usize, sign: &[u8]| bytes.get(at..).is_some_and(|it| it.starts_with(sign));
    SIGNS.iter().any(|sign| holds(0, sign))
        || (holds(0, b"RIFF") && holds(8, b"WEBP"))
        // What begins with these two letters may be a text, but has no such bytes then.
        || (holds(0, b"BM") && holds(6, &[0; 4]))
}

fn gone() -> Failure {
    Failure::new(WindowErrorCode::ImportGone)
}

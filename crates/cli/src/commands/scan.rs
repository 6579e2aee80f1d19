//! `scan`.

use std::path::{Path, PathBuf};

use clap::Args;
use keyrack_app::{
    Error, ErrorCode, Found, NewAccount, QrKind, Refused, Result, Scanned, Session,
    view::{Algorithm, FactorKind, MissingParts, RefusedWhy, RowStatus},
};
use keyrack_reader::{PictureError, Reader, ScannedTexts};
use serde::Serialize;

use super::import::missing_parts;
use crate::{
    context::Context,
    exit_status::ExitStatus,
    output::shown,
    text_output::{TextOutput, title},
    words::Words,
};

/// Read QR codes from pictures and PDFs, and with `--add` keep their accounts.
#[derive(Debug, Args)]
pub struct Scan {
    /// Pictures (PNG, JPEG, WebP, BMP, GIF) or PDFs, `-` for standard input; all parts of a transfer together
    #[arg(required = true, value_name = "PICTURE")]
    pictures: Vec<PathBuf>,
    /// Add the accounts that are not in the vault yet
    #[arg(long)]
    add: bool,
    /// The folder to add them to: id, name, tax number or short code; a new name creates a folder
    #[arg(long, requires = "add")]
    folder: Option<String>,
}

/// What is said of one picture.
#[derive(Serialize)]
struct Picture {
    file: String,
    symbols: Vec<Symbol>,
    /// Whether everything on it was read, and all parts of its transfers are there.
    complete: bool,
    missing_parts: Vec<u32>,
    /// Codes that were seen and could not be read with certainty.
    doubtful: usize,
    error: Option<&'static str>,
}

#[derive(Serialize)]
struct Symbol {
    /// Left out with `--add`: then nobody asked to see secrets.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    kind: QrKind,
    rows: Vec<Row>,
}

/// An account of a code, or why there is none.
#[derive(Serialize)]
struct Row {
    status: RowStatus,
    reason: Option<RefusedWhy>,
    issuer: String,
    label: String,
    #[serde(rename = "type")]
    kind: Option<FactorKind>,
    algorithm: Option<Algorithm>,
    digits: Option<u8>,
    period: Option<u32>,
    counter: Option<u64>,
    account_id: Option<String>,
}

/// A picture, and what came of reading it.
struct Outcome<'a> {
    path: &'a Path,
    read: std::result::Result<ScannedTexts, Failure>,
}

/// Why a picture could not be read.
enum Failure {
    /// Its file cannot be read, or what reads it broke down.
    File(Error),
    Picture(keyrack_qr::Error),
}

impl Scan {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        let reader = context.reader()?;
        let outcomes: Vec<Outcome<'_>> = self
            .pictures
            .iter()
            .map(|path| Outcome {
                path,
                read: read(context, &reader, path),
            })
            .collect();
        let texts = outcomes.iter().flat_map(Outcome::texts);
        if !self.add {
            let scanned = keyrack_app::scanned(texts);
            let pictures = pictures(&outcomes, &scanned, true);
            context.output.answer(&pictures, |text| {
                write(&outcomes, &pictures, &scanned.missing, text);
            })?;
            return Ok(status(&outcomes));
        }
        let mut session = context.open()?;
        let mut scanned = session.scanned(texts);
        let added = add(&mut session, &mut scanned, self.folder.as_deref())?;
        let pictures = pictures(&outcomes, &scanned, false);
        context.finish(&mut session, &pictures, |text| {
            write(&outcomes, &pictures, &scanned.missing, text);
            text.say("scan-added", &[("count", added.into())]);
        })?;
        Ok(match status(&outcomes) {
            ExitStatus::Done if !scanned.missing.is_empty() => ExitStatus::InPart,
            status => status,
        })
    }
}

/// The most bytes of a file.
const MAX_FILE: usize = 64 << 20;

/// Has a picture read, where no key of the vault is.
fn read(
    context: &Context<'_>,
    reader: &Reader,
    path: &Path,
) -> std::result::Result<ScannedTexts, Failure> {
    let bytes = context.input.bytes(path, MAX_FILE).map_err(Failure::File)?;
    let seen = context
        .output
        .with_progress("scan-progress", |progress| reader.picture(&bytes, progress));
    match seen {
        Ok(Some(seen)) => Ok(seen),
        Ok(None) => Err(Failure::File(Error::new(ErrorCode::Cancelled))),
        Err(PictureError::Picture(error)) => Err(Failure::Picture(error)),
        Err(PictureError::Child(error)) => Err(Failure::File(error.into())),
    }
}

/// Adds what is new, and says how many accounts that are. A key that is there under another name is not added again.
fn add(session: &mut Session, scanned: &mut Scanned, folder: Option<&str>) -> Result<usize> {
    let mut new: Vec<&mut Found> = scanned
        .found
        .iter_mut()
        .filter(|found| matches!(found.status, RowStatus::New | RowStatus::SameName))
        .collect();
    let accounts = new.iter().map(|found| NewAccount {
        factor: found.draft.factor(String::new()),
        folder: folder.map(str::to_owned),
        ..NewAccount::default()
    });
    let ids = session.add_many(accounts.collect())?;
    for (found, id) in new.iter_mut().zip(&ids) {
        found.account = Some(id.clone());
    }
    Ok(ids.len())
}

fn status(outcomes: &[Outcome<'_>]) -> ExitStatus {
    let failed = outcomes
        .iter()
        .filter(|outcome| outcome.read.is_err())
        .count();
    match failed {
        0 => ExitStatus::Done,
        _ if failed == outcomes.len() => ExitStatus::Failed,
        _ => ExitStatus::InPart,
    }
}

impl Outcome<'_> {
    fn texts(&self) -> impl Iterator<Item = &str> {
        let texts = self.read.iter().flat_map(|seen| &seen.texts);
        texts.map(|text| text.as_str())
    }

    fn doubtful(&self) -> usize {
        self.read.as_ref().map_or(0, |seen| seen.doubtful as usize)
    }
}

impl Failure {
    /// The stable code that scripts rely on.
    fn code(&self) -> &'static str {
        match self {
            Self::File(error) => error.code.as_str(),
            Self::Picture(error) => error.code(),
        }
    }
}

/// What is to be said of each picture.
fn pictures(outcomes: &[Outcome<'_>], scanned: &Scanned, reveal: bool) -> Vec<Picture> {
    let mut rows: Vec<Vec<Row>> = scanned.codes.iter().map(|_| Vec::new()).collect();
    for found in &scanned.found {
        rows[found.code].push(Row::from(found));
    }
    for refused in &scanned.refused {
        rows[refused.code].push(Row::from(refused));
    }
    let mut codes = scanned.codes.iter().zip(rows);
    let picture = |outcome: &Outcome<'_>| {
        let mut missing_parts = Vec::new();
        let symbols = outcome
            .texts()
            .zip(codes.by_ref())
            .map(|(text, (code, rows))| {
                missing_parts.extend(&code.missing_parts);
                Symbol {
                    text: reveal.then(|| text.to_owned()),
                    kind: code.kind,
                    rows,
                }
            });
        let symbols: Vec<Symbol> = symbols.collect();
        missing_parts.sort_unstable();
        missing_parts.dedup();
        let doubtful = outcome.doubtful();
        Picture {
            file: shown(outcome.path),
            complete: outcome.read.is_ok() && doubtful == 0 && missing_parts.is_empty(),
            symbols,
            missing_parts,
            doubtful,
            error: outcome.read.as_ref().err().map(Failure::code),
        }
    };
    outcomes.iter().map(picture).collect()
}

impl From<&Found> for Row {
    fn from(found: &Found) -> Self {
        let key = found.draft.view();
        Self {
            status: found.status,
            reason: None,
            issuer: key.issuer.clone(),
            label: key.label.clone(),
            kind: Some(key.kind),
            algorithm: Some(key.algorithm),
            digits: Some(key.digits),
            period: key.period,
            counter: key.counter,
            account_id: found.account.clone(),
        }
    }
}

impl From<&Refused> for Row {
    fn from(refused: &Refused) -> Self {
        Self {
            status: refused.status,
            reason: Some(refused.refused.reason),
            issuer: refused.refused.issuer.clone(),
            label: refused.refused.label.clone(),
            kind: None,
            algorithm: None,
            digits: None,
            period: None,
            counter: None,
            account_id: None,
        }
    }
}

/// Names and kinds; the texts are secrets.
fn write(
    outcomes: &[Outcome<'_>],
    pictures: &[Picture],
    missing: &[MissingParts],
    text: &mut TextOutput<'_>,
) {
    let words = text.words();
    for (outcome, picture) in outcomes.iter().zip(pictures) {
        if pictures.len() > 1 {
            text.strong(&picture.file);
        }
        match &outcome.read {
            Err(Failure::File(error)) => text.error(error),
            Err(failure) => {
                let (what, fix) = (
                    words.code("err", failure.code()),
                    words.code("fix", failure.code()),
                );
                text.line(&format!("{what} {fix}"));
            }
            Ok(_) if picture.symbols.is_empty() && picture.doubtful == 0 => {
                text.say("scan-nothing", &[]);
            }
            Ok(_) => {
                let rows = picture.symbols.iter().flat_map(|symbol| &symbol.rows);
                text.table(rows.map(|row| row_of(row, words)));
            }
        }
        if picture.doubtful > 0 {
            text.say("scan-doubtful", &[("count", picture.doubtful.into())]);
        }
    }
    missing_parts(missing, text);
}

fn row_of(row: &Row, words: &Words) -> Vec<String> {
    let said = match row.reason {
        Some(reason) => words.code("reason", reason.code()),
        None => words.code("row", row.status.as_str()),
    };
    vec![
        title(&[&row.issuer, &row.label]),
        row.kind.map_or("", FactorKind::as_str).to_owned(),
        said,
    ]
}

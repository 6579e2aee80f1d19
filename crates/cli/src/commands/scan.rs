//! `scan`.

use std::path::{Path, PathBuf};

use clap::Args;
use keyrack_app::{
    Error, ErrorCode, Found, NewAccount, Refused, Result, Scanned, Session, view::MissingParts,
};
use keyrack_reader::{PictureError, Reader, ScannedTexts};
use serde::Serialize;

use super::{import::missing_parts, shown};
use crate::{
    call::Call,
    ending::Ending,
    sheet::{Sheet, title},
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
    kind: &'static str,
    rows: Vec<Row>,
}

/// An account of a code, or why there is none.
#[derive(Serialize)]
struct Row {
    status: &'static str,
    reason: Option<&'static str>,
    issuer: String,
    label: String,
    #[serde(rename = "type")]
    kind: Option<&'static str>,
    algorithm: Option<&'static str>,
    digits: Option<u8>,
    period: Option<u32>,
    counter: Option<u64>,
    account_id: Option<String>,
}

/// A picture that was looked at, and what came of it.
struct Look<'a> {
    path: &'a Path,
    read: std::result::Result<ScannedTexts, Failure>,
}

/// Why a picture could not be read.
enum Failure {
    /// Its file cannot be read, or what looks at it broke down.
    File(Error),
    Picture(keyrack_qr::Error),
}

impl Scan {
    pub fn run(self, call: &Call<'_>) -> Result<Ending> {
        let reader = call.reader()?;
        let looks: Vec<Look<'_>> = self
            .pictures
            .iter()
            .map(|path| Look {
                path,
                read: look(call, &reader, path),
            })
            .collect();
        let texts = looks.iter().flat_map(Look::texts);
        if !self.add {
            let scanned = keyrack_app::scanned(texts);
            let pictures = pictures(&looks, &scanned, true);
            call.output.answer(&pictures, |sheet| {
                write(&looks, &pictures, &scanned.missing, sheet);
            })?;
            return Ok(ending(&looks));
        }
        let mut session = call.open()?;
        let mut scanned = session.scanned(texts);
        let added = add(&mut session, &mut scanned, self.folder.as_deref())?;
        let pictures = pictures(&looks, &scanned, false);
        call.output.answer(&pictures, |sheet| {
            write(&looks, &pictures, &scanned.missing, sheet);
            sheet.say("scan-added", &[("count", added.into())]);
        })?;
        call.settle(&mut session)?;
        Ok(match ending(&looks) {
            Ending::Done if !scanned.missing.is_empty() => Ending::InPart,
            ending => ending,
        })
    }
}

/// The most bytes of a file.
const MAX_FILE: usize = 64 << 20;

/// Has a picture looked at, where no key of the vault is.
fn look(
    call: &Call<'_>,
    reader: &Reader,
    path: &Path,
) -> std::result::Result<ScannedTexts, Failure> {
    let bytes = call.input.bytes(path, MAX_FILE).map_err(Failure::File)?;
    let look = call.output.look("scan-progress");
    let seen = reader.picture(&bytes, &look);
    call.output.tell_no_more();
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
        .filter(|found| matches!(found.status, "new" | "same_name"))
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

fn ending(looks: &[Look<'_>]) -> Ending {
    let failed = looks.iter().filter(|look| look.read.is_err()).count();
    match failed {
        0 => Ending::Done,
        _ if failed == looks.len() => Ending::Failed,
        _ => Ending::InPart,
    }
}

impl Look<'_> {
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
fn pictures(looks: &[Look<'_>], scanned: &Scanned, reveal: bool) -> Vec<Picture> {
    let mut rows: Vec<Vec<Row>> = scanned.codes.iter().map(|_| Vec::new()).collect();
    for found in &scanned.found {
        rows[found.code].push(Row::from(found));
    }
    for refused in &scanned.refused {
        rows[refused.code].push(Row::from(refused));
    }
    let mut codes = scanned.codes.iter().zip(rows);
    let picture = |look: &Look<'_>| {
        let mut missing_parts = Vec::new();
        let symbols = look
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
        let doubtful = look.doubtful();
        Picture {
            file: shown(look.path),
            complete: look.read.is_ok() && doubtful == 0 && missing_parts.is_empty(),
            symbols,
            missing_parts,
            doubtful,
            error: look.read.as_ref().err().map(Failure::code),
        }
    };
    looks.iter().map(picture).collect()
}

impl From<&Found> for Row {
    fn from(found: &Found) -> Self {
        let draft = &found.draft;
        Self {
            status: found.status,
            reason: None,
            issuer: draft.issuer().to_owned(),
            label: draft.label().to_owned(),
            kind: Some(draft.kind()),
            algorithm: Some(draft.algorithm()),
            digits: Some(draft.digits()),
            period: draft.period(),
            counter: draft.counter(),
            account_id: found.account.clone(),
        }
    }
}

impl From<&Refused> for Row {
    fn from(refused: &Refused) -> Self {
        Self {
            status: refused.status,
            reason: Some(refused.reason),
            issuer: refused.issuer.clone(),
            label: refused.label.clone(),
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
    looks: &[Look<'_>],
    pictures: &[Picture],
    missing: &[MissingParts],
    sheet: &mut Sheet<'_>,
) {
    for (look, picture) in looks.iter().zip(pictures) {
        if pictures.len() > 1 {
            sheet.strong(&picture.file);
        }
        match &look.read {
            Err(Failure::File(error)) => sheet.error(error),
            Err(failure) => {
                let (what, fix) = (
                    sheet.code("err", failure.code()),
                    sheet.code("fix", failure.code()),
                );
                sheet.line(&format!("{what} {fix}"));
            }
            Ok(_) if picture.symbols.is_empty() && picture.doubtful == 0 => {
                sheet.say("scan-nothing", &[]);
            }
            Ok(_) => {
                let rows = picture.symbols.iter().flat_map(|symbol| &symbol.rows);
                let rows: Vec<Vec<String>> = rows.map(|row| row_of(row, sheet)).collect();
                sheet.table(&rows);
            }
        }
        if picture.doubtful > 0 {
            sheet.say("scan-doubtful", &[("count", picture.doubtful.into())]);
        }
    }
    missing_parts(missing, sheet);
}

fn row_of(row: &Row, sheet: &Sheet<'_>) -> Vec<String> {
    let said = match row.reason {
        Some(reason) => sheet.code("reason", reason),
        None => sheet.code("row", row.status),
    };
    vec![
        title(&[&row.issuer, &row.label]),
        row.kind.unwrap_or_default().to_owned(),
        said,
    ]
}

//! `import`, `undo-import`, `formats`.

use std::path::PathBuf;

use clap::{Args, builder::PossibleValuesParser};
use keyrack_app::{
    Choices, Decision, ErrorCode, Groups, Import as Request, Incoming, On, Reason, Result, formats,
    view::{ClientRow, ClientStatus, ImportRow, ImportView, MissingParts, RowStatus},
};
use keyrack_reader::TaskHandle;
use serde::Serialize;
use zeroize::Zeroizing;

use crate::{
    context::Context,
    exit_status::ExitStatus,
    text_output::{TextOutput, title},
    words::Words,
};

/// Import files from another authenticator.
#[derive(Debug, Args)]
pub struct Import {
    /// The files, or `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// File format [default: recognised by content]
    #[arg(long, value_parser = PossibleValuesParser::new(formats().map(|format| format.id)))]
    format: Option<String>,
    /// Read the file password from a file
    #[arg(long, value_name = "FILE")]
    file_password_file: Option<PathBuf>,
    /// Which column of a spreadsheet contains which field, by heading or letter: Titkos=secret, C=folder [default: guessed]
    #[arg(long, value_name = "COLUMN=FIELD", value_parser = column)]
    map: Vec<(String, String)>,
    /// Allow this much memory, in MiB, to open the file
    #[arg(long, value_name = "MIB")]
    allow_memory: Option<u32>,
    /// Put everything in this folder; a new name creates a folder
    #[arg(long)]
    folder: Option<String>,
    /// Turn the other program's groups into folders instead of tags
    #[arg(long)]
    groups_as_folders: bool,
    /// What to do with rows of each status: new=skip, same_secret=add, same_name=replace [default: add]
    #[arg(long, value_name = "STATUS=add|skip|replace", value_parser = on)]
    on: Vec<(Status, Decision)>,
    /// Only show what would happen
    #[arg(long)]
    dry_run: bool,
    /// Do not compare with the vault; needs no password
    #[arg(long, requires = "dry_run")]
    no_vault: bool,
}

/// Undo the last import on this computer.
#[derive(Debug, Args)]
pub struct UndoImport {}

/// List the file formats.
#[derive(Debug, Args)]
pub struct Formats {}

/// The statuses of rows that can be chosen for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    New,
    SameSecret,
    SameName,
}

#[derive(Serialize)]
struct Undone {
    undone: usize,
}

#[derive(Serialize)]
struct Format {
    id: &'static str,
    name: &'static str,
    extensions: &'static [&'static str],
    imports: bool,
    exports: bool,
    encrypted: bool,
}

impl Import {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        let files = self.files(context)?;
        let mut request = self.request(context)?;
        if self.no_vault {
            let view = read(context, &files, &mut request)?.preview()?;
            context
                .output
                .answer(&view, |text| write(&view, text, "import-preview"))?;
            return Ok(ExitStatus::Done);
        }
        let mut session = context.open()?;
        let incoming = read(context, &files, &mut request)?;
        let view = session.import(&incoming, &request)?;
        let key = match view.imported {
            _ if self.dry_run => "import-dry-run",
            0 if view.folders > 0 => "import-folders",
            0 => "import-nothing",
            _ => "import-done",
        };
        context.finish(&mut session, &view, |text| write(&view, text, key))?;
        let unread = view
            .rows
            .iter()
            .any(|row| row.status == RowStatus::Unreadable);
        Ok(if unread && !self.dry_run {
            ExitStatus::InPart
        } else {
            ExitStatus::Done
        })
    }

    fn files(&self, context: &Context<'_>) -> Result<Vec<(String, Zeroizing<Vec<u8>>)>> {
        let mut left = MAX_FILES;
        let mut files = Vec::with_capacity(self.files.len());
        for path in &self.files {
            let name = path.file_name().unwrap_or(path.as_os_str());
            let bytes = context.input.bytes(path, left)?;
            left -= bytes.len();
            files.push((name.to_string_lossy().into_owned(), bytes));
        }
        Ok(files)
    }

    fn request(&self, context: &Context<'_>) -> Result<Request> {
        let mut on = On::default();
        for (status, decision) in &self.on {
            match status {
                Status::New => on.new = *decision,
                Status::SameSecret => on.same_secret = *decision,
                Status::SameName => on.same_name = *decision,
            }
        }
        Ok(Request {
            format: self.format.clone(),
            file_password: self
                .file_password_file
                .as_deref()
                .map(|file| context.input.text(file))
                .transpose()?,
            memory_mib: self.allow_memory,
            columns: self.map.clone(),
            progress: None,
            choices: Choices {
                folder: self.folder.clone(),
                on,
                rows: Default::default(),
                groups: if self.groups_as_folders {
                    Groups::Folders
                } else {
                    Groups::Tags
                },
            },
            dry_run: self.dry_run,
        })
    }
}

impl UndoImport {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        context.with_vault(
            |session| {
                Ok(Undone {
                    undone: session.undo_import()?,
                })
            },
            |answer, text| text.say("import-undone", &[("count", answer.undone.into())]),
        )
    }
}

impl Formats {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        let all: Vec<Format> = formats()
            .map(|format| Format {
                id: format.id,
                name: format.name,
                extensions: format.extensions,
                // Files of every format can be read.
                imports: true,
                exports: format.exports,
                encrypted: format.encrypted,
            })
            .collect();
        context.output.answer(&all, |text| {
            let words = text.words();
            let word = |on: bool, key: &str| if on { words.word(key) } else { String::new() };
            let row = |format: &Format| {
                vec![
                    format.id.to_owned(),
                    format.name.to_owned(),
                    word(format.imports, "format-imports"),
                    word(format.exports, "format-exports"),
                    word(format.encrypted, "format-encrypted"),
                ]
            };
            text.table(all.iter().map(row));
        })?;
        Ok(ExitStatus::Done)
    }
}

/// The most bytes of all files together.
const MAX_FILES: usize = 64 << 20;

/// Has the files read, where no key of the vault is. Asks the user for the files' password if they turn out to need one.
fn read(
    context: &Context<'_>,
    files: &[(String, Zeroizing<Vec<u8>>)],
    request: &mut Request,
) -> Result<Incoming> {
    let reader = context.reader()?;
    let once = |request: &Request| {
        let read = |progress: &TaskHandle| reader.files(files, request, progress);
        context.output.with_progress("working-file-key", read)
    };
    match once(request) {
        Err(error) if error.code == ErrorCode::FilePasswordNeeded => {
            let typed = context
                .input
                .password("ask-file-password")
                .map_err(|_| error)?;
            request.file_password = Some(typed);
            once(request)
        }
        read => read,
    }
}

fn column(text: &str) -> std::result::Result<(String, String), String> {
    let (column, field) = text
        .rsplit_once('=')
        .ok_or("say which column holds what, as C=secret")?;
    Ok((column.to_owned(), field.to_owned()))
}

fn on(text: &str) -> std::result::Result<(Status, Decision), String> {
    let (status, decision) = text
        .split_once('=')
        .ok_or("say what to do, as same_name=skip")?;
    let status = match status {
        "new" => Status::New,
        "same_secret" => Status::SameSecret,
        "same_name" => Status::SameName,
        _ => return Err("there is a choice for new, same_secret and same_name".to_owned()),
    };
    let decision = Decision::of_name(decision)
        .ok_or("they can be added, skipped or replaced: add, skip, replace")?;
    Ok((status, decision))
}

/// The rows that are worth a look, and the sum.
fn write(view: &ImportView, text: &mut TextOutput<'_>, key: &str) {
    let words = text.words();
    text.table(view.rows.iter().filter_map(|row| row_of(row, words)));
    missing_parts(&view.missing_parts, text);
    write_clients(&view.clients, text);
    let counts = [
        ("imported", view.imported.into()),
        ("skipped", view.skipped.into()),
        ("rows", view.rows.len().into()),
        ("folders", view.folders.into()),
    ];
    text.say(key, &counts);
}

/// The clients of a table that the vault does not know or that have no code yet.
fn write_clients(clients: &[ClientRow], text: &mut TextOutput<'_>) {
    if clients.is_empty() {
        return;
    }
    let without = clients.iter().filter(|client| client.accounts == 0);
    let counts = [
        ("count", clients.len().into()),
        ("without", without.count().into()),
    ];
    text.say("import-clients", &counts);
    let words = text.words();
    let shown = clients
        .iter()
        .filter(|client| client.status == ClientStatus::New || client.accounts == 0);
    text.table(shown.map(|client| {
        vec![
            client.name.clone(),
            client.tax_number.clone(),
            words.code("client", client.status.as_str()),
            words.text("client-accounts", &[("count", client.accounts.into())]),
        ]
    }));
}

/// Which codes of a transfer are still to be scanned.
pub fn missing_parts(missing: &[MissingParts], text: &mut TextOutput<'_>) {
    for missing in missing {
        let parts: Vec<String> = missing.parts.iter().map(u32::to_string).collect();
        let args = [
            ("parts", parts.join(", ").into()),
            ("of", (missing.of as usize).into()),
        ];
        text.say("missing-parts", &args);
    }
}

fn row_of(row: &ImportRow, words: &Words) -> Option<Vec<String>> {
    // The list of clients has them.
    if row.reason == Some(Reason::Client) {
        return None;
    }
    let mut said: Vec<String> = row
        .reason
        .iter()
        .map(|reason| words.code("reason", reason.code()))
        .collect();
    said.extend(row.notices.iter().map(|it| words.code("note", it.code())));
    if said.is_empty() && matches!(row.status, RowStatus::New | RowStatus::Identical) {
        return None;
    }
    let status = words.code("row", row.status.as_str());
    Some(vec![
        row.row.to_string(),
        title(&[&row.issuer, &row.label]),
        status,
        said.join(" "),
    ])
}

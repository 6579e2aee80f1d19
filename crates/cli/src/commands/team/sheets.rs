//! Office key sheets: written to files that are made to be printed, and read back.

use std::path::{Path, PathBuf};

use clap::Args;
use keyrack_app::{Error, ErrorCode, Result, new_sheet, read_sheet_file, sheet_file};
use keyrack_words::FluentValue;
use serde::Serialize;
use zeroize::Zeroizing;

use crate::{
    context::Context,
    exit_status::ExitStatus,
    file::{self, Existing},
    output::shown,
    text_output::clean_line,
};

/// How often a sheet may be typed back.
const TRIES: usize = 3;

/// Sheets that were made just now, and the files that they stand in.
pub struct NewSheets {
    texts: Vec<Zeroizing<String>>,
    files: Vec<PathBuf>,
}

impl NewSheets {
    /// Makes a sheet for each file, and writes them. Before the office is founded: there shall never be one whose sheet
    /// nobody has.
    ///
    /// # Errors
    /// [`ErrorCode::FileExists`], or why they could not be written; then none of them is left.
    pub fn write(
        context: &Context<'_>,
        files: &[PathBuf],
        office: &str,
        store: &str,
    ) -> Result<Self> {
        for file in files {
            file::check(file, Existing::Refuse)?;
            context.keyrack().leave_alone(file)?;
        }
        let mut sheets = Self {
            texts: Vec::new(),
            files: Vec::new(),
        };
        for (number, file) in (1..).zip(files) {
            let arguments = [
                ("number", FluentValue::from(number)),
                ("count", files.len().into()),
                ("office", clean_line(office).into()),
                ("store", clean_line(store).into()),
            ];
            let words = context.output.words().text("office-sheet-file", &arguments);
            if let Err(error) = sheets.write_one(file, &words) {
                sheets.delete();
                return Err(error);
            }
        }
        Ok(sheets)
    }

    fn write_one(&mut self, file: &Path, words: &str) -> Result<()> {
        let sheet = new_sheet()?;
        write(file, &sheet, words)?;
        self.files.push(file.to_owned());
        self.texts.push(sheet);
        Ok(())
    }

    /// Sees that one of the sheets can be read again: from `back`, from what is typed at the terminal, or else, where
    /// nobody can be asked, from its own file.
    ///
    /// # Errors
    /// [`ErrorCode::SheetWrong`].
    pub fn read_back(&self, context: &Context<'_>, back: Option<&Path>) -> Result<()> {
        if let Some(file) = back {
            return self.has(&context.input.text(file)?);
        }
        if !context.input.can_ask() {
            return self.files.iter().try_for_each(|file| {
                let text = context.input.text(file)?;
                self.has(&text)
            });
        }
        context.output.warn("team-type-sheet-back");
        for _ in 0..TRIES {
            let typed = context.input.password("ask-sheet");
            if typed.and_then(|text| self.has(&text)).is_ok() {
                return Ok(());
            }
            context.output.warn("team-sheet-mistyped");
        }
        Err(not_read_back())
    }

    fn has(&self, text: &str) -> Result<()> {
        let read = read_sheet_file(text).ok();
        read.filter(|read| self.texts.contains(read))
            .map(drop)
            .ok_or_else(not_read_back)
    }

    /// The sheets as text.
    pub fn texts(&self) -> Vec<Zeroizing<String>> {
        self.texts.clone()
    }

    /// Where they stand.
    pub fn files(&self) -> Vec<String> {
        self.files.iter().map(|file| shown(file)).collect()
    }

    /// Deletes the files of sheets that open nothing.
    pub fn delete(&self) {
        for file in &self.files {
            let _ = std::fs::remove_file(file);
        }
    }
}

fn not_read_back() -> Error {
    Error::new(ErrorCode::SheetWrong).hint("back")
}

/// The sheet in a file.
///
/// # Errors
/// [`ErrorCode::SheetWrong`], or why the file cannot be read.
pub fn read(context: &Context<'_>, file: &Path) -> Result<Zeroizing<String>> {
    read_sheet_file(&context.input.text(file)?)
}

fn write(file: &Path, sheet: &str, words: &str) -> Result<()> {
    let lines: Vec<&str> = words.lines().collect();
    let text = sheet_file(sheet, &lines)?;
    file::write(file, text.as_bytes(), Existing::Refuse)
}

/// Write a sheet that was typed from paper as a file.
#[derive(Debug, Args)]
#[command(
    after_help = "It needs no vault. The stock `age` program opens every folder object in the store with this file: \
age -d -i FILE OBJECT."
)]
pub struct SheetIdentity {
    /// Read the office key sheet from a file, or from standard input if it is `-`
    #[arg(long, value_name = "FILE")]
    key_sheet_file: PathBuf,
    /// The new file to write
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

#[derive(Serialize)]
struct Written {
    file: String,
}

impl SheetIdentity {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        file::check(&self.out, Existing::Refuse)?;
        context.keyrack().leave_alone(&self.out)?;
        let sheet = read(context, &self.key_sheet_file)?;
        let words = context.output.words().text("office-sheet-copy", &[]);
        write(&self.out, &sheet, &words)?;
        let answer = Written {
            file: shown(&self.out),
        };
        context.output.answer(&answer, |text| {
            text.say("team-sheet-written", &[("path", shown(&self.out).into())]);
        })?;
        Ok(ExitStatus::Done)
    }
}

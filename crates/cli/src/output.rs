//! What a command prints: an answer on standard output; errors, notices and warnings on standard error. For people in
//! words, with `--json` for programs.

use std::{
    cell::OnceCell,
    collections::BTreeMap,
    io::{self, IsTerminal, Write},
    path::Path,
};

use keyrack_app::{Clock, Error, ErrorCode, Notice, OsClock, Result};
use keyrack_reader::TaskHandle;
use serde::Serialize;

use crate::{
    exit_status::ExitStatus,
    options::Options,
    text_output::{TextOutput, clean},
    words::{Language, Words},
};

/// Where and how a command prints.
pub struct Output {
    json: bool,
    language: Option<Language>,
    words: OnceCell<Words>,
}

impl Output {
    /// As the options ask.
    pub fn new(options: &Options) -> Self {
        Self {
            json: options.json,
            language: options.lang,
            words: OnceCell::new(),
        }
    }

    /// For programs, whatever the options are.
    pub fn json() -> Self {
        Self {
            json: true,
            language: None,
            words: OnceCell::new(),
        }
    }

    /// The words of the user's language. Loaded when first needed: most answers to programs need none.
    pub fn words(&self) -> &Words {
        self.words
            .get_or_init(|| Words::of(self.language.unwrap_or_else(Language::of_system)))
    }

    /// Whether a person reads along.
    pub fn is_watched(&self) -> bool {
        !self.json && io::stderr().is_terminal()
    }

    /// Prints the answer: as JSON, or as `human` writes it.
    ///
    /// # Errors
    /// As the system says. A reader that has gone away is none.
    pub fn answer<T: Serialize>(
        &self,
        answer: &T,
        human: impl FnOnce(&mut TextOutput<'_>),
    ) -> Result<()> {
        if self.json {
            let line = to_json(answer) + "\n";
            return print(line.as_bytes()).map(drop);
        }
        let mut text = TextOutput::new(self.words(), io::stdout().is_terminal());
        human(&mut text);
        print(text.as_str().as_bytes()).map(drop)
    }

    /// Prints one of many events, which are for programs in any case, and says whether somebody still reads them.
    ///
    /// # Errors
    /// As the system says.
    pub fn event(&self, event: &impl Serialize) -> Result<bool> {
        print((to_json(event) + "\n").as_bytes())
    }

    /// Prints a document that is the same in every language and with `--json`.
    ///
    /// # Errors
    /// As [`Output::answer`].
    pub fn document(&self, bytes: &[u8]) -> Result<()> {
        print(bytes).map(drop)
    }

    /// Says what went wrong and what to do, and how the program has to end.
    pub fn error(&self, error: &Error) -> ExitStatus {
        if self.json {
            tell(&to_json(&ErrorLine {
                error: error.into(),
            }));
        } else {
            let (what, fix) = self.words().error(error);
            tell(&format!("{what}\n{fix}"));
        }
        error.into()
    }

    /// Says what the user should know about the vault.
    pub fn notices(&self, notices: &[Notice]) {
        for notice in notices {
            if self.json {
                tell(&to_json(&NoticeLine { notice }));
            } else {
                tell(&self.words().notice(notice));
            }
        }
    }

    /// Does something that another process works on, and tells a person who reads along how far it is, once that is
    /// anywhere, in the words of `key`.
    pub fn with_progress<T>(&self, key: &str, work: impl FnOnce(&TaskHandle) -> T) -> T {
        if !self.is_watched() {
            return work(&TaskHandle::new(|_| {}));
        }
        let text: Vec<String> = (0..=100)
            .map(|percent: u32| self.words().text(key, &[("percent", percent.into())]))
            .collect();
        let done = work(&TaskHandle::new(move |done| {
            if done > 0
                && let Some(line) = text.get(usize::from(done / 10))
            {
                let _ = write!(io::stderr().lock(), "\r\x1b[K{}", clean(line));
            }
        }));
        // To the beginning of the line, and clear it. If that fails, nothing is lost.
        let _ = write!(io::stderr().lock(), "\r\x1b[K");
        done
    }

    /// Warns a person who reads along.
    pub fn warn(&self, key: &str) {
        if self.is_watched() {
            tell(&self.words().text(key, &[]));
        }
    }
}

/// An error, as programs read it.
#[derive(Serialize)]
struct ErrorLine<'a> {
    error: ErrorObject<'a>,
}

#[derive(Serialize)]
struct ErrorObject<'a> {
    code: ErrorCode,
    args: &'a BTreeMap<&'static str, String>,
    hint: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after_s: Option<u64>,
}

/// A notice, as programs read it.
#[derive(Serialize)]
struct NoticeLine<'a> {
    notice: &'a Notice,
}

impl<'a> From<&'a Error> for ErrorObject<'a> {
    fn from(error: &'a Error) -> Self {
        Self {
            code: error.code,
            args: &error.args,
            hint: error.hint,
            retry_after_s: error.retry_after_s,
        }
    }
}

/// The path as an answer shows it.
pub fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// The time, in seconds since 1970.
pub fn now() -> u64 {
    OsClock.now() / 1000
}

/// Plain data of ours, which always has a JSON form.
fn to_json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn print(bytes: &[u8]) -> Result<bool> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(Error::io(&error, Path::new("-"))),
    }
}

/// A line on standard error. If even that fails, the exit status has to do.
fn tell(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", clean(line));
}

//! What a command reads: passwords, secrets and files. Never from its arguments, which every process can see.

use std::{
    cell::Cell,
    io::{self, BufRead, IsTerminal, Read, Write},
    path::Path,
};

use keyrack_app::{Computer, Error, ErrorCode, RecoveryKey, Result};
use zeroize::Zeroizing;

use crate::output::Output;

/// The largest password, key or URI that is read, in bytes.
const MAX_TEXT: usize = 256 * 1024;

/// Files, standard input and the terminal.
pub struct Input<'a> {
    computer: Computer,
    output: &'a Output,
    /// Standard input ends after it was read once.
    stdin_is_spent: Cell<bool>,
}

impl<'a> Input<'a> {
    /// Reads the computer's files, and asks in the words of `output`.
    pub fn new(computer: Computer, output: &'a Output) -> Self {
        Self {
            computer,
            output,
            stdin_is_spent: Cell::new(false),
        }
    }

    /// A file of at most `limit` bytes; `-` is standard input.
    ///
    /// # Errors
    /// [`ErrorCode::FileTooLarge`], or as the system says.
    pub fn bytes(&self, file: &Path, limit: usize) -> Result<Zeroizing<Vec<u8>>> {
        let bytes = if file == Path::new("-") {
            if self.stdin_is_spent.replace(true) {
                return Err(Error::new(ErrorCode::Usage)
                    .with("detail", "standard input can be read for one thing only"));
            }
            stdin(limit)
        } else {
            self.computer.read_chosen(file, limit)
        };
        bytes
            .map(Zeroizing::new)
            .map_err(|error| Error::io(&error, file))
    }

    /// A short text without the line end after it.
    ///
    /// # Errors
    /// As [`Input::bytes`]; [`ErrorCode::BadValue`] if it is no UTF-8.
    pub fn text(&self, file: &Path) -> Result<Zeroizing<String>> {
        let bytes = self.bytes(file, MAX_TEXT)?;
        let text = std::str::from_utf8(&bytes).map_err(|_| {
            Error::new(ErrorCode::BadValue)
                .with("field", file.display())
                .hint("utf8")
        })?;
        let line = text.strip_suffix('\n').unwrap_or(text);
        Ok(Zeroizing::new(
            line.strip_suffix('\r').unwrap_or(line).to_owned(),
        ))
    }

    /// The password in a file.
    ///
    /// # Errors
    /// As [`Input::text`]; [`ErrorCode::PasswordNeeded`] if there is none in it.
    pub fn password_from(&self, file: &Path) -> Result<Zeroizing<String>> {
        Some(self.text(file)?)
            .filter(|password| !password.is_empty())
            .ok_or(Error::new(ErrorCode::PasswordNeeded))
    }

    /// The recovery key in a file.
    ///
    /// # Errors
    /// As [`Input::bytes`]; [`ErrorCode::WrongRecoveryKey`] if there is none in it.
    pub fn recovery_key(&self, file: &Path) -> Result<RecoveryKey> {
        let bytes = self.bytes(file, MAX_TEXT)?;
        RecoveryKey::parse(std::str::from_utf8(&bytes).unwrap_or_default())
    }

    /// Whether somebody can be asked for what is typed unseen.
    pub fn can_ask(&self) -> bool {
        io::stdin().is_terminal() || io::stderr().is_terminal()
    }

    /// A password that the user types, unseen; `question` is the key of the words.
    ///
    /// # Errors
    /// [`ErrorCode::PasswordNeeded`] where nobody can be asked, or nothing is typed.
    pub fn password(&self, question: &str) -> Result<Zeroizing<String>> {
        let needed = || Error::new(ErrorCode::PasswordNeeded);
        if !self.can_ask() {
            return Err(needed());
        }
        let question = format!("{} ", self.output.words().text(question, &[]));
        let password = rpassword::prompt_password(question)
            .map(Zeroizing::new)
            .map_err(|_| needed())?;
        Some(password)
            .filter(|password| !password.is_empty())
            .ok_or_else(needed)
    }

    /// A new password: from a file if one is named, or typed twice.
    ///
    /// # Errors
    /// As [`Input::password`] and [`Input::password_from`]; [`ErrorCode::BadPassword`] if the two differ.
    pub fn new_password(&self, file: Option<&Path>) -> Result<Zeroizing<String>> {
        if let Some(file) = file {
            return self.password_from(file);
        }
        self.twice("ask-new-password", "ask-new-password-again")
    }

    /// A new PIN: from a file if one is named, or typed twice.
    ///
    /// # Errors
    /// As [`Input::new_password`].
    pub fn new_pin(&self, file: Option<&Path>) -> Result<Zeroizing<String>> {
        match file {
            Some(file) => self.text(file),
            None => self.twice("ask-new-pin", "ask-new-pin-again"),
        }
    }

    /// A line that the user types, in sight; `question` is the key of the words. `None` where nobody can be asked.
    ///
    /// # Errors
    /// As the system says.
    pub fn typed(&self, question: &str) -> Result<Option<String>> {
        if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
            return Ok(None);
        }
        let failed = |error| Error::io(&error, Path::new("-"));
        let question = self.output.words().text(question, &[]);
        write!(io::stderr().lock(), "{question} ").map_err(failed)?;
        let mut line = String::new();
        let mut limited = io::stdin().lock().take(MAX_TEXT as u64);
        limited.read_line(&mut line).map_err(failed)?;
        Ok(Some(line))
    }

    fn twice(&self, question: &str, again: &str) -> Result<Zeroizing<String>> {
        let typed = self.password(question)?;
        if typed == self.password(again)? {
            Ok(typed)
        } else {
            Err(Error::new(ErrorCode::BadPassword).hint("differ"))
        }
    }
}

fn stdin(limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .take(limit as u64 + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() > limit {
        Err(io::ErrorKind::FileTooLarge.into())
    } else {
        Ok(bytes)
    }
}

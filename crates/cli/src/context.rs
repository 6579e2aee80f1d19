//! What every command needs: its options, and the surroundings it works in.

use keyrack_app::{Computer, Error, ErrorCode, Keyrack, Result, Session, Unlock};
use keyrack_reader::Reader;
use serde::Serialize;
use zeroize::Zeroizing;

use crate::{
    exit_status::ExitStatus, input::Input, options::Options, output::Output,
    text_output::TextOutput,
};

/// What every command needs.
pub struct Context<'a> {
    pub options: Options,
    pub computer: Computer,
    pub input: Input<'a>,
    pub output: &'a Output,
}

impl<'a> Context<'a> {
    /// Prepares for a command.
    ///
    /// # Errors
    /// [`ErrorCode::NotAvailable`] where the user has no home folder and no other is named.
    pub fn new(options: Options, output: &'a Output) -> Result<Self> {
        let computer = Computer::here().ok_or(Error::new(ErrorCode::NotAvailable).hint("home"))?;
        let input = Input::new(computer.clone(), output);
        Ok(Self {
            options,
            computer,
            input,
            output,
        })
    }

    /// What reads files of strangers, in a process without keys.
    ///
    /// # Errors
    /// [`ErrorCode::FileReaderAbsent`].
    pub fn reader(&self) -> Result<Reader> {
        Reader::here().map_err(|_| Error::new(ErrorCode::FileReaderAbsent))
    }

    /// The vault folder.
    pub fn keyrack(&self) -> Keyrack {
        Keyrack::new(self.computer.clone(), self.options.vault.clone())
    }

    /// Opens the vault with what the user gave, or else types now, and tells what opening found.
    ///
    /// # Errors
    /// Why it did not open.
    pub fn open(&self) -> Result<Session> {
        let keyrack = self.keyrack();
        if !keyrack.exists()? {
            return Err(no_vault(&keyrack));
        }
        self.open_with(&keyrack, &self.way_in("ask-password")?)
    }

    /// Opens a vault, and tells what opening found.
    ///
    /// # Errors
    /// Why it did not open.
    pub fn open_with(&self, keyrack: &Keyrack, way: &Unlock) -> Result<Session> {
        let session = keyrack.unlock(way)?;
        self.output.notices(session.notices());
        Ok(session)
    }

    /// Opens the vault if there is one and a way in was given; asks for none.
    ///
    /// # Errors
    /// Why it did not open.
    pub fn open_if_given(&self) -> Result<Option<Session>> {
        let keyrack = self.keyrack();
        if !keyrack.exists()? {
            return Ok(None);
        }
        self.given_way_in()?
            .map(|way| self.open_with(&keyrack, &way))
            .transpose()
    }

    /// The password that was given, or else one that is typed now, for what no other way in is enough for.
    ///
    /// # Errors
    /// Why it cannot be had.
    pub fn password(&self) -> Result<Zeroizing<String>> {
        match &self.options.password_file {
            Some(file) => self.input.password_from(file),
            None => self.input.password("ask-password"),
        }
    }

    /// The way in that was given, or else a password that is typed now; `question` is the key of the words.
    ///
    /// # Errors
    /// Why it cannot be had.
    pub fn way_in(&self, question: &str) -> Result<Unlock> {
        match self.given_way_in()? {
            Some(way) => Ok(way),
            None => self.input.password(question).map(Unlock::Password),
        }
    }

    /// The way in that the options name. The password goes last: it may be the environment that names it.
    ///
    /// # Errors
    /// Why its file cannot be read.
    fn given_way_in(&self) -> Result<Option<Unlock>> {
        if let Some(file) = &self.options.recovery_key_file {
            return self
                .input
                .recovery_key(file)
                .map(|key| Some(Unlock::RecoveryKey(key)));
        }
        if let Some(file) = &self.options.pin_file {
            return self.input.text(file).map(|pin| Some(Unlock::Pin(pin)));
        }
        let password = self
            .options
            .password_file
            .as_deref()
            .map(|file| self.input.password_from(file));
        Ok(password.transpose()?.map(Unlock::Password))
    }

    /// Opens the vault, does the work, prints its answer, and only then does what can wait.
    ///
    /// # Errors
    /// Why it did not open, why the work failed, or why the answer cannot be printed.
    pub fn with_vault<T: Serialize>(
        &self,
        work: impl FnOnce(&mut Session) -> Result<T>,
        human: impl FnOnce(&T, &mut TextOutput<'_>),
    ) -> Result<ExitStatus> {
        let mut session = self.open()?;
        let told = session.notices().len();
        let answer = work(&mut session)?;
        self.output
            .notices(session.notices().get(told..).unwrap_or_default());
        self.finish(&mut session, &answer, |text| human(&answer, text))?;
        Ok(ExitStatus::Done)
    }

    /// Prints the answer, and only then does what can wait.
    ///
    /// # Errors
    /// Why the answer cannot be printed, or when what is on disk is not what was written.
    pub fn finish<T: Serialize>(
        &self,
        session: &mut Session,
        answer: &T,
        human: impl FnOnce(&mut TextOutput<'_>),
    ) -> Result<()> {
        self.output.answer(answer, human)?;
        session.send_changes();
        if let Some(proof) = session.proof() {
            // Where that fails, the PIN asks for the password once more than it would have to.
            _ = self.keyrack().renew_pin(&proof);
        }
        session.settle()
    }
}

/// There is no vault where one was looked for.
pub fn no_vault(keyrack: &Keyrack) -> Error {
    Error::new(ErrorCode::NoVault).with("path", keyrack.folder().display())
}

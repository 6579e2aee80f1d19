//! Readers, as the process with the keys has them.

use std::ffi::OsString;
use std::io;
use std::iter;
use std::ops::ControlFlow;
use std::time::Duration;

use keyrack_app::{Error, ErrorCode, Import, Incoming, MAX_PASSED, Result};
use keyrack_system::Walls;
use zeroize::Zeroizing;

use crate::child::{
    ChildError, ChildProgram, LaunchOptions, MAX_TEXTS, ProgressFilter, json, text,
};
use crate::protocol::{
    BoundedRequest, FromReader, MAX_FILES, PART, ReadRequest, Refused, ScanTotals, ToReader,
    WallsReport,
};
use crate::wire::Message;
use crate::{AS_READER, TaskHandle};

/// The memory of a reader in bytes, without what somebody agreed to for the key of a file.
const MEMORY: u64 = 1 << 30;

/// How long reading may take: a key that takes much memory and many passes takes minutes on a slow computer.
const FILES_PATIENCE: Duration = Duration::from_secs(600);
const PICTURE_PATIENCE: Duration = Duration::from_secs(180);
const WALLS_PATIENCE: Duration = Duration::from_secs(15);

/// How many processors a reader may keep busy for as long as it may take.
const PROCESSORS: u64 = 4;

/// Starts a process for each reading.
#[derive(Debug, Clone)]
pub struct Reader {
    program: ChildProgram,
    patience: Option<Duration>,
}

/// What was seen.
#[derive(Default)]
pub struct ScannedTexts {
    /// The texts of the codes, from top to bottom and from page to page.
    pub texts: Vec<Zeroizing<String>>,
    /// Codes of which two readings differ, or which are too many, and which are not among the texts.
    pub doubtful: u32,
    /// How many pictures it was: the pages of a PDF, the screens.
    pub pictures: u32,
}

/// Why a picture was not seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureError {
    /// It is no picture that can be read.
    Picture(keyrack_qr::Error),
    /// Its reader gave no answer.
    Child(ChildError),
}

impl Reader {
    /// Readers that are this program.
    ///
    /// # Errors
    /// When the system does not say which it is.
    pub fn here() -> io::Result<Self> {
        ChildProgram::here().map(Self::from)
    }

    /// Readers that are `program`, started with these arguments and [`AS_READER`].
    pub fn of(program: impl Into<OsString>, arguments: &[&str]) -> Self {
        ChildProgram::of(program, arguments).into()
    }

    /// Readers that are given so long.
    #[must_use]
    pub fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = Some(patience);
        self
    }

    /// Reads and decrypts files, as [`keyrack_app::read_files`] does.
    ///
    /// # Errors
    /// Why they cannot be read as a whole; [`ErrorCode::Cancelled`] where `task` was cancelled.
    pub fn files(
        &self,
        files: &[(String, impl AsRef<[u8]> + Sync)],
        import: &Import,
        task: &TaskHandle,
    ) -> Result<Incoming> {
        let bytes: usize = files.iter().map(|(_, bytes)| bytes.as_ref().len()).sum();
        if bytes > MAX_FILES {
            return Err(Error::new(ErrorCode::FileTooLarge));
        }
        let request = ReadRequest::Files {
            format: import.format.clone(),
            memory_mib: import.memory_mib,
            columns: import.columns.clone(),
        };
        let agreed = u64::from(import.memory_mib.unwrap_or(0)) << 20;
        let password = import.file_password.as_deref();
        let password =
            password.map(|password| Message::new(ToReader::Password, 0, password.as_str()));
        let files = files.iter().flat_map(|(name, bytes)| {
            iter::once(Message::new(ToReader::Name, 0, name.as_str())).chain(parts(bytes.as_ref()))
        });
        let mut read = Zeroizing::new(Vec::new());
        let read = self.ask(
            (request, MEMORY.saturating_add(agreed), FILES_PATIENCE),
            password.into_iter().chain(files),
            task,
            |message| match message.kind {
                FromReader::Part => {
                    gather(&mut read, &message.payload)?;
                    Ok(ControlFlow::Continue(()))
                }
                FromReader::Whole => {
                    let read = Incoming::take_over(&read).ok_or(ChildError::NoAnswer)?;
                    Ok(ControlFlow::Break(Ok(read)))
                }
                FromReader::Refused => Ok(ControlFlow::Break(Err(refused(&message.payload)?))),
                _ => Err(ChildError::NoAnswer),
            },
        );
        match read {
            Ok(Some(read)) => read,
            Ok(None) => Err(Error::new(ErrorCode::Cancelled)),
            Err(error) => Err(error.into()),
        }
    }

    /// Finds the codes of a picture or a PDF. `None` where `task` was cancelled.
    ///
    /// # Errors
    /// Why it was not seen.
    pub fn picture(
        &self,
        picture: &[u8],
        task: &TaskHandle,
    ) -> std::result::Result<Option<ScannedTexts>, PictureError> {
        if picture.len() > MAX_FILES {
            return Err(PictureError::Picture(keyrack_qr::Error::TooLarge));
        }
        let mut texts = Vec::new();
        let seen = self.ask(
            (ReadRequest::Picture, MEMORY, PICTURE_PATIENCE),
            iter::once(Message::new(ToReader::Name, 0, "")).chain(parts(picture)),
            task,
            |message| match message.kind {
                FromReader::Text if texts.len() < MAX_TEXTS => {
                    texts.push(text(&message.payload)?);
                    Ok(ControlFlow::Continue(()))
                }
                FromReader::Seen => {
                    let ScanTotals { doubtful, pictures } = json(&message.payload)?;
                    Ok(ControlFlow::Break(Ok(ScannedTexts {
                        texts: std::mem::take(&mut texts),
                        doubtful,
                        pictures,
                    })))
                }
                FromReader::Unreadable => {
                    Ok(ControlFlow::Break(Err(picture_error(&message.payload)?)))
                }
                _ => Err(ChildError::NoAnswer),
            },
        );
        seen.map_err(PictureError::Child)?
            .transpose()
            .map_err(PictureError::Picture)
    }

    /// Which walls stand around a reader on this computer.
    ///
    /// # Errors
    /// Why a reader does not say so: it would read no file either.
    pub fn walls(&self) -> std::result::Result<Walls, ChildError> {
        let task = TaskHandle::new(|_| {});
        let told = self.ask(
            (ReadRequest::Walls, MEMORY, WALLS_PATIENCE),
            iter::empty(),
            &task,
            |message| match message.kind {
                FromReader::Walls => Ok(ControlFlow::Break(json(&message.payload)?)),
                _ => Err(ChildError::NoAnswer),
            },
        );
        let WallsReport { files, calls } = told?.ok_or(ChildError::NoAnswer)?;
        Ok(Walls { files, calls })
    }

    fn ask<T>(
        &self,
        (request, memory, patience): (ReadRequest, u64, Duration),
        said: impl Iterator<Item = Message<ToReader>> + Send,
        task: &TaskHandle,
        mut hear: impl FnMut(Message<FromReader>) -> std::result::Result<ControlFlow<T>, ChildError>,
    ) -> std::result::Result<Option<T>, ChildError> {
        let options = LaunchOptions {
            role: AS_READER,
            inherits: false,
            memory,
            patience: self.patience.unwrap_or(patience),
            task,
        };
        let request = BoundedRequest {
            memory,
            seconds: patience.as_secs() * PROCESSORS,
            request,
        };
        let request = serde_json::to_vec(&request).unwrap_or_default();
        let request = iter::once(Message::new(ToReader::Request, 0, request));
        let begin = iter::once_with(|| Message::new(ToReader::Begin, 0, []));
        let mut progress = ProgressFilter::default();
        self.program
            .ask(&options, request.chain(said).chain(begin), |message| {
                if message.kind == FromReader::Progress {
                    progress.hear(&message.payload, task)?;
                    return Ok(ControlFlow::Continue(()));
                }
                hear(message)
            })
    }
}

fn parts(bytes: &[u8]) -> impl Iterator<Item = Message<ToReader>> {
    let parts = bytes.chunks(PART);
    parts.map(|part| Message::new(ToReader::Part, 0, part))
}

/// Adds what was said to what was said before, and leaves no copy behind when that moves.
fn gather(all: &mut Zeroizing<Vec<u8>>, part: &[u8]) -> std::result::Result<(), ChildError> {
    let length = all.len() + part.len();
    if length > MAX_PASSED {
        return Err(ChildError::NoAnswer);
    }
    if length > all.capacity() {
        let mut larger = Zeroizing::new(Vec::with_capacity(length.max(2 * all.len())));
        larger.extend_from_slice(all);
        *all = larger;
    }
    all.extend_from_slice(part);
    Ok(())
}

fn refused(said: &[u8]) -> std::result::Result<Error, ChildError> {
    let Refused { code, args } = json(said)?;
    Error::of_file(&code, args).ok_or(ChildError::NoAnswer)
}

fn picture_error(code: &[u8]) -> std::result::Result<keyrack_qr::Error, ChildError> {
    let mut known = keyrack_qr::Error::OF_FILES.into_iter();
    known
        .find(|error| error.code().as_bytes() == code)
        .ok_or(ChildError::NoAnswer)
}

impl From<ChildProgram> for Reader {
    fn from(program: ChildProgram) -> Self {
        Self {
            program,
            patience: None,
        }
    }
}

impl From<ChildError> for Error {
    fn from(error: ChildError) -> Self {
        Self::new(match error {
            ChildError::NotStarted => ErrorCode::FileReaderAbsent,
            ChildError::TimedOut => ErrorCode::FileReaderSlow,
            ChildError::NoAnswer => ErrorCode::FileReaderEnded,
        })
    }
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use std::fs;
    use std::sync::Arc;
    use std::thread;

    use keyrack_system::has_members;

    use super::*;

    /// What comes of a file whose reader is a shell that does this.
    fn read_by(script: &str) -> Result<Incoming> {
        read_with(&Reader::of("sh", &["-c", script]), &TaskHandle::new(|_| {}))
    }

    fn read_with(reader: &Reader, task: &TaskHandle) -> Result<Incoming> {
        let files = [("codes.txt".to_owned(), b"otpauth://".to_vec())];
        let import = Import {
            file_password: Some(Zeroizing::new("of the file".to_owned())),
            ..Import::default()
        };
        reader.files(&files, &import, task)
    }

    fn code(read: Result<Incoming>) -> &'static str {
        read.err().map_or("read", |error| error.code.as_str())
    }

    /// A command that says a message.
    fn say(kind: FromReader, what: impl Into<Vec<u8>>) -> String {
        let mut bytes = Vec::new();
        Message::new(kind, 0, what).write(&mut bytes).unwrap();
        let bytes = bytes.iter().map(|byte| format!("\\{byte:03o}"));
        format!("printf '{}';", bytes.collect::<String>())
    }

    /// What a reader says of one line of text.
    fn incoming() -> Vec<u8> {
        let uri = "otpauth://totp/Bank:anna?secret=JBSWY3DPEHPK3PXP";
        let files = [("codes.txt".to_owned(), uri.as_bytes())];
        let read = keyrack_app::read_files(&files, &Import::default()).unwrap();
        read.pass().unwrap().to_vec()
    }

    fn refusal(json: &str) -> String {
        say(FromReader::Refused, json)
    }

    #[test]
    fn what_a_reader_says_in_parts_is_heard_as_one() {
        let incoming = incoming();
        let (one, other) = incoming.split_at(incoming.len() / 2);
        let script = [
            say(FromReader::Progress, "250"),
            say(FromReader::Part, one),
            say(FromReader::Part, other),
            say(FromReader::Whole, ""),
        ];
        let read = read_by(&script.concat()).unwrap();
        assert_eq!(read.preview().unwrap().rows[0].label, "anna");
    }

    #[test]
    fn each_error_of_a_file_is_heard_and_no_other() {
        let wrong = read_by(&refusal(r#"{"code":"file_password_wrong","args":[]}"#));
        assert_eq!(code(wrong), "file_password_wrong");
        let memory = read_by(&refusal(r#"{"code":"file_memory","args":[["mib","512"]]}"#));
        assert_eq!(memory.unwrap_err().args["mib"], "512");
        for no_error in [
            r#"{"code":"wrong_password","args":[]}"#,
            r#"{"code":"no such code","args":[]}"#,
            r#"{"code":"file_memory","args":[["mib","much"]]}"#,
            r#"{"code":"file_damaged","args":[["path","/etc"]]}"#,
            r#"{"code":"file_damaged","args":[["detail","\u001b[2J"]]}"#,
            "{",
        ] {
            assert_eq!(
                code(read_by(&refusal(no_error))),
                "file_reader_ended",
                "{no_error}"
            );
        }
        let long = format!(
            r#"{{"code":"file_damaged","args":[["detail","{}"]]}}"#,
            "x".repeat(201)
        );
        assert_eq!(code(read_by(&refusal(&long))), "file_reader_ended");
    }

    #[test]
    fn what_is_no_answer_is_an_error_in_words() {
        let whole = say(FromReader::Whole, "");
        let part = say(FromReader::Part, [0; 4096]);
        for script in [
            String::new(),
            "exit 3".to_owned(),
            "kill -9 $$".to_owned(),
            "kill -ABRT $$".to_owned(),
            say(FromReader::Part, incoming()) + "kill -9 $$",
            say(FromReader::Part, incoming()),
            whole.clone(),
            say(FromReader::Part, "no import") + &whole,
            say(FromReader::Part, &incoming()[1..]) + &whole,
            "printf 'no message at all, but longer than the head of one'".to_owned(),
            // More than a message may hold.
            r"printf '\377\377\377\177\002\000\000\000\000'; cat /dev/zero".to_owned(),
            "cat /dev/zero".to_owned(),
            say(FromReader::Seen, r#"{"doubtful":0,"pictures":0}"#),
            say(FromReader::Progress, "-1") + &whole,
            format!("while :; do {part} done"),
            format!("while :; do {} done", say(FromReader::Progress, "7")),
        ] {
            assert_eq!(code(read_by(&script)), "file_reader_ended", "{script:.60}");
        }
        let absent = read_with(
            &Reader::of("/no/such/program", &[]),
            &TaskHandle::new(|_| {}),
        );
        assert_eq!(code(absent), "file_reader_absent");
    }

    #[test]
    fn more_than_any_import_is_not_gathered() {
        let mut all = Zeroizing::new(Vec::new());
        let part = vec![0; 16 << 20];
        let all_of_it = iter::repeat_with(|| gather(&mut all, &part)).take(11);
        assert_eq!(all_of_it.filter(|gathered| gathered.is_ok()).count(), 10);
    }

    #[test]
    fn a_reader_that_says_nothing_is_ended_in_time() {
        let folder = tempfile::tempdir().unwrap();
        let note = folder.path().join("pid");
        // It writes its number before it takes in anything, so it is there when the time is over.
        let script = format!("echo $$ > {}; cat > /dev/null & sleep 1000", note.display());
        let reader = Reader::of("sh", &["-c", &script]);
        let patience = Duration::from_millis(200);
        let slow = read_with(&reader.with_patience(patience), &TaskHandle::new(|_| {}));
        assert_eq!(code(slow), "file_reader_slow");
        if let Ok(group) = fs::read_to_string(note) {
            assert!(!has_members(group.trim().parse().unwrap()));
        }
    }

    #[test]
    fn a_reading_that_is_cancelled_leaves_no_process() {
        let task = Arc::new(TaskHandle::new(|_| {}));
        let folder = tempfile::tempdir().unwrap();
        let note = folder.path().join("pid");
        let script = format!(
            "echo $$ > {0}.new; mv {0}.new {0}; sleep 1000 & cat > /dev/null; wait",
            note.display()
        );
        let ender = {
            let (task, note) = (Arc::clone(&task), note.clone());
            thread::spawn(move || {
                while !note.exists() {
                    thread::yield_now();
                }
                task.cancel();
            })
        };
        let read = read_with(&Reader::of("sh", &["-c", &script]), &task);
        assert_eq!(code(read), "cancelled");
        ender.join().unwrap();
        let group = fs::read_to_string(note).unwrap();
        assert!(!has_members(group.trim().parse().unwrap()));
    }

    #[test]
    fn nothing_of_ours_is_in_its_environment_or_arguments() {
        let folder = tempfile::tempdir().unwrap();
        let note = folder.path().join("note");
        let note = note.display();
        let script = format!(
            "cat /proc/$$/environ /proc/$$/cmdline > {note}; {}",
            refusal(r#"{"code":"file_damaged","args":[]}"#)
        );
        assert_eq!(code(read_by(&script)), "file_damaged");
        let seen = fs::read_to_string(folder.path().join("note")).unwrap();
        assert!(seen.contains(AS_READER), "{seen}");
        assert!(
            !seen.contains("of the file") && !seen.contains("codes.txt"),
            "{seen}"
        );
        assert!(!seen.contains("CARGO") && !seen.contains("HOME"), "{seen}");
    }

    /// Says one byte more than any text of a code has. No argument of a shell may be as long.
    const LONG_TEXT: &str = r"head -c 32769 /dev/zero | tr '\0' x";

    #[test]
    fn the_texts_of_a_picture_are_bounded() {
        let text = |text: &str| say(FromReader::Text, text);
        let seen = say(FromReader::Seen, r#"{"doubtful":1,"pictures":2}"#);
        let read = |script: &str| {
            let reader = Reader::of("sh", &["-c", script]);
            reader.picture(b"picture", &TaskHandle::new(|_| {}))
        };
        let two = read(&[text("a"), text("b"), seen.clone()].concat());
        let two = two.ok().flatten().unwrap();
        let texts: Vec<&str> = two.texts.iter().map(|text| text.as_str()).collect();
        assert_eq!((texts, two.doubtful, two.pictures), (vec!["a", "b"], 1, 2));
        let damaged = read(&say(FromReader::Unreadable, "picture_damaged"));
        assert_eq!(
            damaged.err(),
            Some(PictureError::Picture(keyrack_qr::Error::Damaged))
        );
        for script in [
            format!("printf '\\001\\200\\000\\000\\005\\000\\000\\000\\000'; {LONG_TEXT}; {seen}"),
            format!("while :; do {} done", text("a")),
            say(FromReader::Text, [0xff]) + &seen,
            say(FromReader::Unreadable, "cancelled"),
            say(FromReader::Seen, "{}"),
        ] {
            assert_eq!(
                read(&script).err(),
                Some(PictureError::Child(ChildError::NoAnswer)),
                "{script:.60}"
            );
        }
    }
}

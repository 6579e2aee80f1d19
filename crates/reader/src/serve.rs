//! What a reader itself does: it bounds itself, reads once, tells what it read, and ends.

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::process::{self, ExitCode};
use std::sync::Arc;
use std::{panic, thread};

use parking_lot::Mutex;

use keyrack_app::{Error, Import, read_files};
use keyrack_qr::Progress;
use keyrack_system::{Bounds, Walls, bound, confine};
use zeroize::Zeroizing;

use crate::MAX_TEXTS;
use crate::child::pipes;
use crate::protocol::{
    BoundedRequest, FromReader, MAX_FILES, PART, ReadRequest, Refused, ScanTotals, ToReader,
    WallsReport,
};
use crate::wire::{Message, MessageWriter};

/// Reads what it is told to over standard input, tells what it read over standard output, and returns. Ends the process
/// if the one that asked goes away meanwhile. To be called before the program opens anything.
#[must_use]
pub fn serve() -> ExitCode {
    // A message may quote what is read, and there is nobody to tell it.
    panic::set_hook(Box::new(|_| {}));
    answer().map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS)
}

/// The request is ours, everything after it a stranger's: the walls stand in between.
fn answer() -> Option<()> {
    let request = {
        let (mut input, _) = pipes().ok()?;
        Message::<ToReader>::read(&mut input).ok()??
    };
    if request.kind != ToReader::Request {
        return None;
    }
    let BoundedRequest {
        memory,
        seconds,
        request,
    } = serde_json::from_slice(&request.payload).ok()?;
    bound(Bounds { memory, seconds });
    let (mut input, output) = pipes().ok()?;
    let walls = confine();
    let answer = Answer(MessageWriter::new(output));
    let Told { password, files } = hear(&mut input)?;
    let listen = move || {
        // Nothing more is to come but the end of whoever asked.
        _ = io::copy(&mut input, &mut io::sink());
        process::exit(1);
    };
    thread::Builder::new().spawn(listen).ok()?;
    match request {
        ReadRequest::Walls => answer.say_walls(walls),
        ReadRequest::Picture => answer.see(&files.first()?.1),
        ReadRequest::Files {
            format,
            memory_mib,
            columns,
        } => {
            let import = Import {
                format,
                file_password: password,
                memory_mib,
                columns,
                progress: Some(answer.progress()),
                ..Import::default()
            };
            match read_files(&files, &import).and_then(|incoming| incoming.pass()) {
                Ok(read) => answer.say_all(&read),
                Err(error) => answer.refuse(error),
            }
        }
    }
    Some(())
}

/// What a reader is told after the request.
#[derive(Default)]
struct Told {
    password: Option<Zeroizing<String>>,
    files: Vec<(String, Zeroizing<Vec<u8>>)>,
}

/// What is said until all of it is. `None` if it is anything else, or too much.
fn hear(input: &mut impl Read) -> Option<Told> {
    let mut told = Told::default();
    let mut left = MAX_FILES;
    loop {
        let message = Message::<ToReader>::read(input).ok()??;
        let text = || std::str::from_utf8(&message.payload).ok();
        match message.kind {
            ToReader::Password => told.password = Some(Zeroizing::new(text()?.to_owned())),
            ToReader::Name => told.files.push((text()?.to_owned(), Zeroizing::default())),
            ToReader::Part => {
                left = left.checked_sub(message.payload.len())?;
                told.files.last_mut()?.1.extend_from_slice(&message.payload);
            }
            ToReader::Begin => return Some(told),
            ToReader::Request => return None,
        }
    }
}

/// Tells the process that asked what came of its request.
#[derive(Clone)]
struct Answer(MessageWriter);

impl Answer {
    fn say_walls(&self, walls: Walls) {
        let Walls { files, calls } = walls;
        self.0
            .say_json(FromReader::Walls, &WallsReport { files, calls });
    }

    fn say_all(&self, read: &[u8]) {
        for part in read.chunks(PART) {
            self.0.say(FromReader::Part, part);
        }
        self.0.say(FromReader::Whole, []);
    }

    fn refuse(&self, error: Error) {
        let Error { code, args, .. } = error;
        let args = args.into_iter();
        let refused = Refused {
            code: code.as_str().to_owned(),
            args: args.map(|(name, value)| (name.to_owned(), value)).collect(),
        };
        self.0.say_json(FromReader::Refused, &refused);
    }

    /// Tells how far the key of a file is, each time that it is further.
    fn progress(&self) -> keyrack_app::Progress {
        let (answer, told) = (self.clone(), Mutex::new(None));
        Arc::new(move |share| {
            // Between 0 and 1, so in bounds.
            let done = (share * 1000.0) as u16;
            let before = told.lock().replace(done);
            if before != Some(done) {
                answer.0.say_json(FromReader::Progress, &done);
            }
            ControlFlow::Continue(())
        })
    }

    fn see(&self, picture: &[u8]) {
        let answer = self.clone();
        let progress = Progress::new(move |done| answer.0.say_json(FromReader::Progress, &done));
        let reading = match keyrack_qr::read(picture, &progress) {
            Ok(reading) => reading,
            Err(error) => return self.0.say(FromReader::Unreadable, error.code()),
        };
        let mut sum = ScanTotals::default();
        let mut texts = 0;
        for page in reading.pages {
            sum.pictures += 1;
            sum.doubtful += page.doubtful as u32;
            for symbol in page.symbols {
                texts += 1;
                if texts <= MAX_TEXTS {
                    self.0.say(FromReader::Text, symbol.text.as_bytes());
                } else {
                    sum.doubtful += 1;
                }
            }
        }
        self.0.say_json(FromReader::Seen, &sum);
    }
}

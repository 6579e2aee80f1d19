//! `qr`.

use std::path::{Path, PathBuf};

use clap::Args;
use keyrack_app::{Error, ErrorCode, Result, Session, Which, view::RefusedCode};
use keyrack_qr::Matrix;
use serde::Serialize;
use zeroize::Zeroizing;

use crate::{context::Context, exit_status::ExitStatus, file, output::shown, text_output::title};

/// Make QR codes of accounts for a phone. Whoever sees such a code can make the account's codes.
#[derive(Debug, Args)]
pub struct Qr {
    /// The account; with --transfer, any number of accounts, or none for all
    #[arg(value_name = "ID", required_unless_present = "transfer")]
    accounts: Vec<String>,
    /// The picture to write, .svg or .png; --transfer adds numbers before the dot
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// The factor, if the account has several: its label or id
    #[arg(long, value_name = "LABEL", conflicts_with = "transfer")]
    factor: Option<String>,
    /// Draw transfer codes for Google Authenticator, with up to ten accounts each
    #[arg(long)]
    transfer: bool,
    /// Only this folder: id, name, tax number or short code
    #[arg(long, requires = "transfer")]
    folder: Option<String>,
    /// Replace existing files
    #[arg(long)]
    force: bool,
}

#[derive(Serialize)]
struct Answer {
    files: Vec<String>,
    /// How many factors the codes hold.
    factors: usize,
    left_out: Vec<RefusedCode>,
}

/// How a picture is encoded.
#[derive(Clone, Copy)]
enum Kind {
    Svg,
    Png,
}

impl Qr {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        let kind = Kind::of(&self.out)?;
        let existing = file::Existing::if_forced(self.force);
        if !self.transfer {
            file::check(&self.out, existing)?;
        }
        context.keyrack().leave_alone(&self.out)?;
        let mut session = context.open()?;
        let (codes, factors, left_out) = if self.transfer {
            let transfer = session.transfer(&self.accounts, self.folder.as_deref())?;
            let codes: Vec<Matrix> = transfer.codes.into_iter().map(|(_, code)| code).collect();
            (codes, transfer.factors, transfer.left_out)
        } else {
            let which = self.which(&mut session)?;
            let drawn = session.phone_codes(&self.accounts, &which)?;
            let codes: Vec<Matrix> = drawn.codes.into_iter().map(|drawn| drawn.code).collect();
            let factors = codes.len();
            (codes, factors, drawn.left_out)
        };
        let files = self.files(codes.len());
        for path in &files {
            file::check(path, existing)?;
        }
        for (path, code) in files.iter().zip(&codes) {
            file::write(path, &kind.encode(code), existing)?;
        }
        let answer = Answer {
            files: files.iter().map(|path| shown(path)).collect(),
            factors,
            left_out,
        };
        context.finish(&mut session, &answer, |text| {
            for file in &answer.files {
                text.line(file);
            }
            let words = text.words();
            text.table(answer.left_out.iter().map(|it| {
                vec![
                    title(&[&it.issuer, &it.label]),
                    words.code("reason", it.reason.code()),
                ]
            }));
            if !answer.files.is_empty() {
                text.say("qr-done", &[]);
            }
        })?;
        Ok(if answer.left_out.is_empty() {
            ExitStatus::Done
        } else {
            ExitStatus::InPart
        })
    }

    /// The one factor that is drawn.
    fn which(&self, session: &mut Session) -> Result<Which> {
        let [account] = &self.accounts[..] else {
            return Err(usage("several accounts are drawn with --transfer"));
        };
        if self.factor.is_none() {
            let factors = session.show(account)?.factors;
            let names: Vec<&str> = factors.iter().map(|it| it.label.as_str()).collect();
            match names[..] {
                [] => return Err(Error::new(ErrorCode::NoFactor)),
                [_] => {}
                _ => {
                    return Err(Error::new(ErrorCode::Ambiguous)
                        .with("query", "")
                        .with("count", names.len())
                        .with("names", names.join("; ")));
                }
            }
        }
        Ok(Which(self.factor.clone()))
    }

    /// The files of so many codes.
    fn files(&self, count: usize) -> Vec<PathBuf> {
        if !self.transfer {
            return vec![self.out.clone(); count];
        }
        let stem = self.out.file_stem().unwrap_or_default().to_string_lossy();
        let extension = self.out.extension().unwrap_or_default().to_string_lossy();
        let name = |number| format!("{stem}-{number}.{extension}");
        (1..=count)
            .map(|number| self.out.with_file_name(name(number)))
            .collect()
    }
}

impl Kind {
    fn of(path: &Path) -> Result<Self> {
        let extension = path.extension().unwrap_or_default();
        match () {
            () if extension.eq_ignore_ascii_case("svg") => Ok(Self::Svg),
            () if extension.eq_ignore_ascii_case("png") => Ok(Self::Png),
            () => Err(usage("the name of the picture ends in .svg or .png")),
        }
    }

    fn encode(self, code: &Matrix) -> Zeroizing<Vec<u8>> {
        match self {
            Self::Svg => Zeroizing::new(code.svg().as_bytes().to_vec()),
            Self::Png => code.png(MODULE),
        }
    }
}

/// The pixels of a module in a PNG.
const MODULE: usize = 8;

fn usage(detail: &str) -> Error {
    Error::new(ErrorCode::Usage).with("detail", detail)
}

//! QR codes for other devices.

use keyrack_app::{
    PhoneCode, PhoneCodes, Transfer, Which,
    view::{RefusedCode, title},
};
use keyrack_paper::{Qr, Sheet};
use keyrack_qr::Matrix;
use keyrack_words::{Language, Words};
use zeroize::Zeroizing;

use super::QrKind;
use crate::controller::paper::{Paper, PaperPage, PaperText, PaperUntil};
use crate::controller::{Controller, whole};
use crate::views::{Failure, PaperItemKind, PaperKind, QrShown};

/// How many codes stand on a page of a sheet.
const ON_A_PAGE: usize = 6;

impl Controller {
    /// Where something is left out that the person does not know of, nothing is shown yet; where nothing is left, never.
    pub(crate) fn show_qr(
        &self,
        accounts: &[String],
        factor: Option<&str>,
        kind: QrKind,
        sure: bool,
        password: &str,
    ) -> Result<QrShown, Failure> {
        let mut ids = accounts.iter().map(String::as_str).chain(factor);
        ids.try_for_each(|id| whole(id).map(drop))?;
        let proof = self.prove(password)?;
        let words = self.words();
        let (paper, shown) = self.with(|opened| {
            let session = &mut opened.session;
            session.accept(&proof)?;
            let which = Which(factor.map(str::to_owned));
            Ok(match kind {
                QrKind::Phone => {
                    let until = self.until(PaperKind::Qr);
                    Paper::phone(&words, session.phone_codes(accounts, &which)?, until)
                }
                QrKind::Sheet => {
                    let until = self.until(PaperKind::Sheet);
                    Paper::sheet(&words, session.phone_codes(accounts, &which)?, until)
                }
                QrKind::Transfer => {
                    let until = self.until(PaperKind::Transfer);
                    Paper::transfer(&words, session.transfer(accounts, None)?, until)
                }
            })
        })?;
        if shown.shown > 0 && (sure || shown.left_out.is_empty()) {
            self.put_on_paper(paper)?;
        }
        Ok(shown)
    }
}

impl Paper {
    /// A page for each code.
    fn phone(
        (language, words): &(Language, Words),
        PhoneCodes { codes, left_out }: PhoneCodes,
        until: Option<PaperUntil>,
    ) -> (Self, QrShown) {
        let shown = shown(codes.len(), left_out);
        let how = words.text("paper-qr-how", &[]);
        let pages = codes.into_iter().map(|code| {
            let name = named(&code);
            PaperPage {
                sheet: Sheet::new()
                    .qr(&drawn(&code.code, &[&name, &code.label]))
                    .note(&how),
                items: vec![PaperText {
                    what: PaperItemKind::Secret,
                    label: code.desk,
                    text: key_of(&code.text),
                }],
                name,
            }
        });
        let title = words.text("paper-qr-title", &[]);
        let paper = Self::new(PaperKind::Qr, *language, title, pages.collect(), until);
        (paper, shown)
    }

    /// A page for each code, in the order in which the phone wants them.
    fn transfer(
        (language, words): &(Language, Words),
        transfer: Transfer,
        until: Option<PaperUntil>,
    ) -> (Self, QrShown) {
        let shown = shown(transfer.factors, transfer.left_out);
        let title = words.text("paper-transfer-title", &[]);
        let how = words.text("paper-transfer-how", &[]);
        let of = transfer.codes.len();
        let pages = transfer
            .codes
            .into_iter()
            .zip(1..)
            .map(|((text, code), part)| {
                let part = [("part", part.into()), ("of", of.into())];
                let part = words.text("paper-transfer-part", &part);
                PaperPage {
                    name: String::new(),
                    sheet: Sheet::new().qr(&drawn(&code, &[&title, &part])).note(&how),
                    items: vec![PaperText {
                        what: PaperItemKind::TransferCode,
                        label: String::new(),
                        text,
                    }],
                }
            });
        let pages = pages.collect();
        let paper = Self::new(PaperKind::Transfer, *language, title, pages, until);
        (paper, shown)
    }

    /// Several codes on a page.
    fn sheet(
        (language, words): &(Language, Words),
        PhoneCodes { codes, left_out }: PhoneCodes,
        until: Option<PaperUntil>,
    ) -> (Self, QrShown) {
        let shown = shown(codes.len(), left_out);
        let title = words.text("paper-sheet-title", &[]);
        let what = words.text("paper-sheet-what", &[]);
        let codes: Vec<Qr> = codes
            .iter()
            .map(|code| drawn(&code.code, &[&named(code), &code.desk, &code.label]))
            .collect();
        let head = || Sheet::new().title(&title).note(&what);
        let pages = codes.chunks(ON_A_PAGE).map(|codes| PaperPage {
            sheet: head().qr_grid(codes),
            ..PaperPage::default()
        });
        let pages = pages.collect();
        let all = head().qr_grid(&codes);
        let mut paper = Self::new(PaperKind::Sheet, *language, title, pages, until);
        paper.all = Some(all);
        (paper, shown)
    }
}

pub(super) fn drawn(code: &Matrix, caption: &[&str]) -> Qr {
    Qr::new(code.size(), |x, y| code.is_dark(x, y), caption)
}

/// The client and the service, as far as they are known.
fn named(code: &PhoneCode) -> String {
    title(&[&code.folder, &code.service])
}

/// The key that an otpauth URI names, in Base32. A name in it cannot hold the sign that ends that of a parameter.
fn key_of(uri: &str) -> Zeroizing<String> {
    let after = uri.split_once("secret=").map_or("", |(_, after)| after);
    let key = after.split('&').next().unwrap_or_default();
    Zeroizing::new(key.to_owned())
}

fn shown(factors: usize, left_out: Vec<RefusedCode>) -> QrShown {
    QrShown {
        shown: u32::try_from(factors).unwrap_or(u32::MAX),
        left_out,
    }
}

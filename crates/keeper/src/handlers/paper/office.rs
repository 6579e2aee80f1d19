//! What of offices stands on paper: their key sheets, invitations, and what is to be replaced because of people who left.

use keyrack_app::view::{ExposedKind, ExposedSecret, InvitationView, title};
use keyrack_app::{Date, InvitationText};
use keyrack_paper::{Qr, Sheet};
use keyrack_words::{Language, Words};
use zeroize::Zeroizing;

use super::{COLUMNS, qr::drawn};
use crate::controller::opened::{NewSheet, NewSheets};
use crate::controller::paper::{Paper, PaperPage, PaperText, PaperUntil};
use crate::views::{Failure, PaperItemKind, PaperKind, WindowErrorCode};

/// How many secrets stand on a page of the list.
const ON_A_PAGE: usize = 18;

impl Paper {
    /// A page for each sheet, and in the PDF as well.
    pub(crate) fn office_sheets(
        (language, words): &(Language, Words),
        made: &NewSheets,
    ) -> Result<Self, Failure> {
        let title = words.text("paper-office-sheet-title", &[]);
        let mut pages = Vec::new();
        for (number, sheet) in (1..).zip(&made.sheets) {
            pages.push(PaperPage {
                name: made.office.clone(),
                sheet: office_sheet(words, &title, made, number, sheet)?,
                items: vec![PaperText {
                    what: PaperItemKind::OfficeSheet,
                    label: number.to_string(),
                    text: sheet.text.clone(),
                }],
            });
        }
        let all = (1..).zip(&made.sheets);
        let all = all.map(|(number, sheet)| office_sheet(words, &title, made, number, sheet));
        let all = all.collect::<Result<Vec<_>, _>>()?;
        let mut paper = Self::new(PaperKind::OfficeSheets, *language, title, pages, None);
        paper.all = all.into_iter().reduce(Sheet::then);
        Ok(paper)
    }

    /// The code to scan holds what has to be known to join: the address of the store, and the code.
    pub(crate) fn invitation(
        (language, words): &(Language, Words),
        view: &InvitationView,
        text: &InvitationText,
        until: &str,
        closes: Option<PaperUntil>,
    ) -> Result<Self, Failure> {
        let word = |name: &str| words.text(name, &[]);
        let office = [("office", text.office.as_str().into())];
        let head = words.text("paper-invitation-title", &office);
        let said = Zeroizing::new(format!("{}\n{}", text.store, *text.code));
        let sheet = Sheet::new()
            .title(&head)
            .text(&word(match view.class {
                Some(_) => "paper-invitation-how",
                None => "paper-invitation-how-device",
            }))
            .rule()
            .field(&word("paper-invitation-name"), &view.name)
            .field(&word("paper-invitation-inviter"), &text.inviter)
            .field(&word("paper-invitation-until"), until)
            .field(&word("paper-invitation-store"), &text.store)
            .secret(&word("paper-invitation-code"), &text.code)
            .qr_grid(&[code(&said, &[])?])
            .note(&word("paper-invitation-nobody"));
        let page = PaperPage {
            name: view.name.clone(),
            sheet,
            items: vec![PaperText {
                what: PaperItemKind::Invitation,
                label: String::new(),
                text: text.code.clone(),
            }],
        };
        // What viewers show above it is a name, and no secret.
        Ok(Self::new(
            PaperKind::Invitation,
            *language,
            head,
            vec![page],
            closes,
        ))
    }

    /// By client, in the order of `rows`. `date` says when a moment in seconds since 1970 was.
    pub(crate) fn exposed(
        (language, words): &(Language, Words),
        office: &str,
        today: Date,
        rows: &[ExposedSecret],
        date: impl Fn(u64) -> String,
    ) -> Self {
        let head = words.text("paper-exposed-title", &[]);
        let sheet = |rows: &[ExposedSecret]| {
            let begin = Sheet::new()
                .title(&head)
                .text(&words.text("paper-exposed-what", &[]))
                .rule()
                .field(&words.text("paper-exposed-office", &[]), office)
                .field(&words.text("paper-exposed-date", &[]), &today.to_string());
            let mut client = None;
            rows.iter().fold(begin, |mut sheet, row| {
                if client.replace(&row.folder.id) != Some(&row.folder.id) {
                    sheet = sheet.heading(&row.folder.name);
                }
                ticked(sheet, words, row, &date)
            })
        };
        let page = |rows: &[ExposedSecret]| PaperPage {
            sheet: sheet(rows),
            ..PaperPage::default()
        };
        let mut pages: Vec<PaperPage> = rows.chunks(ON_A_PAGE).map(page).collect();
        if pages.is_empty() {
            pages.push(page(&[]));
        }
        let all = sheet(rows);
        let mut paper = Self::new(PaperKind::Exposed, *language, head, pages, None);
        paper.all = Some(all);
        paper
    }
}

fn office_sheet(
    words: &Words,
    title: &str,
    made: &NewSheets,
    number: usize,
    sheet: &NewSheet,
) -> Result<Sheet, Failure> {
    let word = |name: &str| words.text(name, &[]);
    let (lead, groups) = sheet.parts();
    let mut key = Zeroizing::new(String::with_capacity(64));
    key.extend(groups.iter().map(|group| group.as_str()));
    let scanned = Zeroizing::new([lead, &key].concat());
    let of = [
        ("number", number.into()),
        ("count", made.sheets.len().into()),
    ];
    let which = words.text("paper-office-sheet-of", &of);
    Ok(Sheet::new()
        .title(title)
        .text(&word("paper-office-sheet-what"))
        .rule()
        .field(&word("paper-office-sheet-office"), &made.office)
        .field(&word("paper-office-sheet-which"), &which)
        .field(&word("paper-office-sheet-date"), &made.date.to_string())
        .heading(&word("paper-office-sheet-key"))
        .text(&word("paper-office-sheet-how"))
        .groups(lead, &key, COLUMNS)
        .qr_grid(&[code(&scanned, &[&made.office, &which])?])
        .heading(&word("paper-office-sheet-keep"))
        .text(&word("paper-office-sheet-where"))
        .note(&word("paper-office-sheet-without"))
        .line("keyrack team sheet-identity")
        .blank(&word("paper-office-sheet-store"))
        .blank(&word("paper-office-sheet-keeper")))
}

fn ticked(
    sheet: Sheet,
    words: &Words,
    row: &ExposedSecret,
    date: &impl Fn(u64) -> String,
) -> Sheet {
    let desk = match row.kind {
        ExposedKind::Factor => row.desk.clone(),
        ExposedKind::Recovery => words.word(&keyrack_words::key("paper-exposed-kind", &row.desk)),
    };
    let until = date(row.until);
    let people = row.people.join(", ");
    let note = match row.ticked {
        None => words.text(
            "paper-exposed-who",
            &[("people", people.into()), ("date", until.into())],
        ),
        Some(at) => words.text(
            "paper-exposed-who-replaced",
            &[
                ("people", people.into()),
                ("date", until.into()),
                ("replaced", date(at).into()),
            ],
        ),
    };
    let what = title(&[&row.service, &row.label, &desk]);
    sheet.tick(row.ticked.is_some(), &what, &note)
}

fn code(text: &str, caption: &[&str]) -> Result<Qr, Failure> {
    let code = keyrack_qr::draw(text);
    let code = code.map_err(|_| Failure::new(WindowErrorCode::PaperTooLong))?;
    Ok(drawn(&code, caption))
}

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
            .qr_grid(&[code(&said)?])
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
        .qr_grid(&[code(&scanned)?])
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
        // A kind of a newer version has no words here.
        ExposedKind::Recovery => words
            .find(&keyrack_words::key("paper-exposed-kind", &row.desk), &[])
            .unwrap_or_else(|| row.desk.clone()),
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

fn code(text: &str) -> Result<Qr, Failure> {
    let code = keyrack_qr::draw(text);
    let code = code.map_err(|_| Failure::new(WindowErrorCode::PaperTooLong))?;
    Ok(drawn(&code, &[]))
}

#[cfg(test)]
mod tests {
    use keyrack_app::view::FolderTag;

    use super::*;
    use crate::handlers::paper::words_in;

    fn secret(place: usize) -> ExposedSecret {
        ExposedSecret {
            id: place.to_string(),
            kind: if place.is_multiple_of(2) {
                ExposedKind::Factor
            } else {
                ExposedKind::Recovery
            },
            account: String::new(),
            folder: FolderTag {
                id: (place / 3).to_string(),
                name: format!("Client {}", place / 3),
                ..FolderTag::default()
            },
            service: "NAV".to_owned(),
            label: "szabo".to_owned(),
            desk: if place.is_multiple_of(2) {
                "Balie"
            } else {
                "phone"
            }
            .to_owned(),
            people: vec!["Béla".to_owned(), "Éva".to_owned()],
            until: 1_790_000_000,
            ticked: (place == 1).then_some(1_790_000_000),
        }
    }

    fn pages_of(paper: &Paper) -> String {
        let pdf = paper.pdf().unwrap();
        let text = String::from_utf8_lossy(&pdf);
        let (_, after) = text.split_once("/Count ").unwrap();
        after.chars().take_while(char::is_ascii_digit).collect()
    }

    #[test]
    fn the_list_is_on_as_many_pages_as_it_needs_and_says_so_when_it_is_empty() {
        let rows: Vec<_> = (0..40).map(secret).collect();
        for language in Language::ALL {
            let words = words_in(language);
            let today = keyrack_app::Date::constant(2026, 12, 1);
            let list = |rows: &[ExposedSecret]| {
                Paper::exposed(&words, "Kovács Bt.", today, rows, |_| {
                    "2026-09-21".to_owned()
                })
            };
            let paper = list(&rows);
            assert_eq!(paper.pages.len(), 3);
            assert!(paper.pages.iter().all(|page| page.items.is_empty()));
            assert_eq!(pages_of(&paper), "3");
            assert_eq!(pages_of(&list(&[])), "1");
            let many: Vec<_> = (0..3_000).map(secret).collect();
            let failure = list(&many).pdf().unwrap_err();
            assert_eq!(failure.code, WindowErrorCode::PaperTooLong.into());
        }
    }

    #[test]
    fn an_invitation_is_on_one_page_and_its_title_is_no_secret() {
        let view = InvitationView {
            id: String::new(),
            name: "Béla".to_owned(),
            email: String::new(),
            class: None,
            folders: 0,
            expires: 0,
            is_here: true,
        };
        let text = InvitationText {
            office: "Kovács Bt.".to_owned(),
            inviter: "Anna".to_owned(),
            store: format!("https://cloud.example.org/{}", "a".repeat(900)),
            code: Zeroizing::new(format!("KR1-{}", "A".repeat(61))),
        };
        for language in Language::ALL {
            let words = words_in(language);
            let paper = Paper::invitation(&words, &view, &text, "2026-12-04 17:00", None).unwrap();
            assert_eq!(pages_of(&paper), "1");
            assert!(!paper.title.contains("KR1"));
        }
    }
}

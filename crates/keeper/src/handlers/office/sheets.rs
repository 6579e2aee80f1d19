//! Office key sheets: made, put on paper, and proved to be at hand before an office is founded with them.

use keyrack_app::{ErrorCode, new_sheet, read_sheet_file};
use keyrack_words::Language;
use zeroize::Zeroizing;

use crate::controller::at_hand::AskedGroups;
use crate::controller::opened::{NewSheet, NewSheets, OfficeSecrets};
use crate::controller::paper::Paper;
use crate::controller::{Controller, bad_value};
use crate::handlers::ScanFrom;
use crate::handlers::paper::words_in;
use crate::typed::Typed;
use crate::views::{Failure, Sheets, WaitingSheet, WindowErrorCode};

/// How many sheets an office can have.
const MOST: u8 = 3;

/// Groups of a sheet.
const GROUPS: u8 = 14;

/// What stands before them.
const LEAD: &str = "KRS1-";

impl Controller {
    /// In the language of the windows, unless another is chosen: the paper may be for somebody else. Sheets that waited are
    /// forgotten.
    pub(crate) fn make_sheets(
        &self,
        count: u8,
        name: &str,
        language: Option<String>,
    ) -> Result<Sheets, Failure> {
        if !(1..=MOST).contains(&count) {
            return Err(bad_value("count"));
        }
        let name = name.trim();
        if name.is_empty() {
            return Err(bad_value("name"));
        }
        let made = NewSheets {
            office: name.to_owned(),
            language: language.map_or_else(|| self.language(), |tag| Language::of_tag(&tag)),
            date: self.computer.clock.today(),
            sheets: (0..count)
                .map(|_| NewSheet::make())
                .collect::<Result<_, _>>()?,
        };
        self.with(|opened| {
            opened.offices.new_sheets = Some(made);
            Ok(())
        })?;
        self.show_sheets()
    }

    pub(crate) fn show_sheets(&self) -> Result<Sheets, Failure> {
        let (view, paper) = self.with(|opened| {
            let made = opened.offices.made()?;
            let words = words_in(made.language);
            Ok((made.view(), Paper::office_sheets(&words, made)?))
        })?;
        self.put_on_paper(paper)?;
        Ok(view)
    }

    pub(crate) fn confirm_sheet(&self, sheet: u8, groups: &[Typed]) -> Result<Sheets, Failure> {
        let view = self.with(|opened| {
            let made = opened.offices.made()?;
            let place = usize::from(sheet).checked_sub(1);
            let sheet = place.and_then(|place| made.sheets.get_mut(place));
            let sheet = sheet.ok_or_else(|| bad_value("sheet"))?;
            sheet.confirm(groups)?;
            Ok(made.view())
        })?;
        Ok(self.all_at_hand(view))
    }

    pub(crate) fn scan_sheet(&self, from: ScanFrom) -> Result<Option<Sheets>, Failure> {
        let seen = self.see_codes(from, |opened, texts| opened.offices.saw_sheets(&texts))?;
        Ok(seen.map(|view| self.all_at_hand(view)))
    }

    pub(crate) fn drop_sheets(&self) -> Result<(), Failure> {
        self.with(|opened| {
            opened.offices.new_sheets = None;
            opened.offices.scanned_sheet = None;
            Ok(())
        })?;
        self.close_paper();
        Ok(())
    }

    /// Sheets that are all at hand need not be shown any more.
    fn all_at_hand(&self, view: Sheets) -> Sheets {
        if view.sheets.iter().all(|sheet| sheet.confirmed) {
            self.close_paper();
        }
        view
    }
}

impl OfficeSecrets {
    /// The sheets that were made.
    fn made(&mut self) -> Result<&mut NewSheets, Failure> {
        let gone = || Failure::new(WindowErrorCode::SheetsGone);
        self.new_sheets.as_mut().ok_or_else(gone)
    }

    /// The texts of the sheets that were made, once all are proved to be at hand.
    pub(super) fn confirmed_sheets(&mut self) -> Result<Vec<Zeroizing<String>>, Failure> {
        let sheets = &self.made()?.sheets;
        if sheets.iter().any(|sheet| !sheet.confirmed) {
            return Err(Failure::new(WindowErrorCode::SheetsUnconfirmed));
        }
        Ok(sheets.iter().map(|sheet| sheet.text.clone()).collect())
    }

    fn saw_sheets(&mut self, texts: &[Zeroizing<String>]) -> Result<Sheets, Failure> {
        let mut read = texts.iter().filter_map(|text| read_sheet_file(text).ok());
        let Some(made) = &mut self.new_sheets else {
            let wrong = || Failure::new(ErrorCode::SheetWrong);
            self.scanned_sheet = Some(read.next().ok_or_else(wrong)?);
            return Ok(Sheets { sheets: Vec::new() });
        };
        let mut known = false;
        for text in read {
            for sheet in made.sheets.iter_mut().filter(|sheet| sheet.text == text) {
                (sheet.confirmed, known) = (true, true);
            }
        }
        match known {
            true => Ok(made.view()),
            false => Err(Failure::new(WindowErrorCode::SheetDiffers)),
        }
    }
}

impl NewSheets {
    fn view(&self) -> Sheets {
        let sheets = self.sheets.iter().map(|sheet| WaitingSheet {
            ask: sheet.asked.numbers(),
            confirmed: sheet.confirmed,
        });
        Sheets {
            sheets: sheets.collect(),
        }
    }
}

impl NewSheet {
    fn make() -> Result<Self, Failure> {
        Ok(Self {
            text: new_sheet()?,
            asked: AskedGroups::of(GROUPS)?,
            confirmed: false,
        })
    }

    /// What stands before the groups, and the groups.
    pub(crate) fn parts(&self) -> (&'static str, Vec<Zeroizing<String>>) {
        let groups = self.text.strip_prefix(LEAD).unwrap_or(&self.text);
        let groups = groups.split_whitespace();
        (
            LEAD,
            groups.map(|it| Zeroizing::new(it.to_owned())).collect(),
        )
    }

    fn confirm(&mut self, typed: &[Typed]) -> Result<(), Failure> {
        let (_, groups) = self.parts();
        let differs = WindowErrorCode::SheetDiffers;
        self.asked.check(&groups, typed, differs)?;
        self.confirmed = true;
        Ok(())
    }
}

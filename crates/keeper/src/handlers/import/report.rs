//! What became of each entry of an import, for the files of an office. It has names and reasons, and no secrets.

use keyrack_app::view::{Decision, ImportRow, title};
use keyrack_words::{Area, Words};

use crate::controller::Controller;
use crate::controller::opened::{ImportReport, ReportLine};

impl ImportReport {
    /// Of rows that were taken in.
    pub fn of(rows: Vec<ImportRow>) -> Self {
        let lines = rows.into_iter().map(|row| ReportLine {
            row: row.row,
            name: title(&[&row.issuer, &row.label]),
            status: row.status,
            reason: row.reason,
            notices: row.notices,
            done: row.decision.unwrap_or(Decision::Skip),
        });
        Self(lines.collect())
    }

    /// A table as spreadsheets read it.
    pub fn table(&self, words: &Words) -> String {
        let headings = ["row", "name", "status", "reason", "done"];
        let mut table = String::from('\u{feff}');
        table.push_str(&keyrack_app::csv_line(
            headings.map(|heading| words.code("report", heading)),
        ));
        for line in &self.0 {
            let reasons = line.reason.iter().map(|it| words.code("reason", it.code()));
            let notices = line.notices.iter().map(|it| words.code("note", it.code()));
            let reasons: Vec<String> = reasons.chain(notices).collect();
            table.push_str(&keyrack_app::csv_line([
                line.row.to_string(),
                line.name.clone(),
                words.code("row", line.status.as_str()),
                reasons.join(" "),
                words.code("report-done", line.done.as_str()),
            ]));
        }
        table
    }
}

impl Controller {
    /// The words of reports, in the language that the person reads.
    pub(crate) fn report_words(&self) -> Words {
        Words::of(self.language(), &[Area::Reasons])
    }
}

//! Tables: rows of texts under headings.

pub(crate) mod columns;
pub(crate) mod entries;
pub(crate) mod field;
pub(crate) mod guard;
pub(crate) mod shown;
pub(crate) mod xlsx;

use zeroize::{Zeroize, Zeroizing};

use crate::error::ImportError;
use crate::limits::MAX_ROWS;

/// A table whose first row are headings. Wiped on drop, because a column may hold secrets.
#[derive(Default)]
pub(crate) struct Table {
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// A row of a table.
#[derive(Clone, Copy)]
pub(crate) struct TableRow<'a>(&'a [String]);

impl Table {
    /// Reads CSV (RFC 4180) with commas, semicolons or tabs between cells. Rows may have more or fewer cells than there
    /// are headings.
    pub(crate) fn of_csv(text: &str) -> Result<Self, ImportError> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator(text))
            .from_reader(text.as_bytes());
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|_| ImportError::DAMAGED)?;
            rows.push(record.iter().map(str::to_owned).collect());
            check_rows(rows.len())?;
        }
        Self::of_rows(rows)
    }

    /// Takes rows, of which the first that is not empty are the headings.
    pub(crate) fn of_rows(rows: Vec<Vec<String>>) -> Result<Self, ImportError> {
        check_rows(rows.len())?;
        let is_empty = |row: &Vec<String>| row.iter().all(|cell| cell.trim().is_empty());
        let mut rows = rows.into_iter().filter(|row| !is_empty(row));
        let headings = rows.next().ok_or(ImportError::ColumnsUnknown)?;
        Ok(Self {
            headings: headings
                .iter()
                .map(|heading| heading.trim().to_owned())
                .collect(),
            rows: rows.collect(),
        })
    }

    /// Whether all rows have as many cells as there are headings, which are several. Few texts do that are no tables.
    pub(crate) fn is_even(&self) -> bool {
        let width = self.headings.len();
        width > 1 && !self.rows.is_empty() && self.rows.iter().all(|row| row.len() == width)
    }

    pub(crate) fn headings(&self) -> &[String] {
        &self.headings
    }

    /// The first column with a heading, in upper or lower case.
    pub(crate) fn column(&self, heading: &str) -> Option<usize> {
        self.headings
            .iter()
            .position(|known| known.eq_ignore_ascii_case(heading))
    }

    pub(crate) fn rows(&self) -> impl Iterator<Item = TableRow<'_>> {
        self.rows.iter().map(|row| TableRow(row))
    }
}

impl<'a> TableRow<'a> {
    /// A cell without white space around it; empty if there is no such column.
    pub(crate) fn cell(self, column: Option<usize>) -> &'a str {
        column
            .and_then(|column| self.0.get(column))
            .map_or("", |cell| cell.trim())
    }

    /// A cell that is secret.
    pub(crate) fn secret(self, column: Option<usize>) -> Zeroizing<String> {
        Zeroizing::new(self.cell(column).to_owned())
    }
}

impl Drop for Table {
    fn drop(&mut self) {
        self.rows.iter_mut().flatten().for_each(Zeroize::zeroize);
    }
}

/// What stands between cells: of the known characters the one that the first line has most of, outside of quotes.
pub(crate) fn separator(text: &str) -> u8 {
    let line = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    let count = |separator: u8| {
        let mut quoted = false;
        line.bytes()
            .filter(|&byte| {
                quoted ^= byte == b'"';
                byte == separator && !quoted
            })
            .count()
    };
    SEPARATORS
        .into_iter()
        .rev()
        .max_by_key(|&separator| count(separator))
        .unwrap_or(b',')
}

const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

fn check_rows(rows: usize) -> Result<(), ImportError> {
    // One row more for the headings.
    if rows > MAX_ROWS + 1 {
        Err(ImportError::FileTooLarge)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_what_the_headings_have_most_of() {
        assert_eq!(separator("a,b,c\n1;2;3;4;5"), b',');
        assert_eq!(separator("\n \na;b;\"c,d,e,f\""), b';');
        assert_eq!(separator("a\tb, c\td"), b'\t');
        assert_eq!(separator(""), b',');
    }

    #[test]
    fn cells_keep_their_lines_and_rows_their_lengths() {
        let table = Table::of_csv("\r\nA;B\r\n\"x;\"\"y\"\"\r\nz\";1;2\r\n;\r\nlast").unwrap();
        assert_eq!(table.headings(), ["A", "B"]);
        assert_eq!((table.column("b"), table.column("c")), (Some(1), None));
        let rows: Vec<_> = table.rows().collect();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].cell(Some(0)), "x;\"y\"\r\nz");
        assert_eq!((rows[0].cell(Some(2)), rows[1].cell(Some(1))), ("2", ""));
        assert_eq!(
            Table::of_csv("\n;;\n").err(),
            Some(ImportError::ColumnsUnknown)
        );
    }
}

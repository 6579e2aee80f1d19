//! Text for people: lines, fields and tables, without the control characters that a name may smuggle into a terminal.

use std::{borrow::Cow, fmt::Write};

use keyrack_app::{Error, is_unseen};
use keyrack_words::FluentValue;

use crate::words::Words;

/// The answer to a command, as it is written line by line.
pub struct TextOutput<'a> {
    words: &'a Words,
    /// Whether a terminal shows it.
    on_terminal: bool,
    text: String,
}

impl<'a> TextOutput<'a> {
    /// An empty one.
    pub fn new(words: &'a Words, on_terminal: bool) -> Self {
        Self {
            words,
            on_terminal,
            text: String::new(),
        }
    }

    /// All that was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The language it is written in.
    pub fn words(&self) -> &'a Words {
        self.words
    }

    /// A line of words.
    pub fn say(&mut self, key: &str, arguments: &[(&str, FluentValue<'_>)]) {
        self.line(&self.words.text(key, arguments));
    }

    /// Lines as they are.
    pub fn line(&mut self, text: &str) {
        self.text.push_str(&clean(text));
        self.text.push('\n');
    }

    /// A line that stands out on a terminal.
    pub fn strong(&mut self, text: &str) {
        let text = clean(text);
        if self.on_terminal {
            // Writing to a string does not fail.
            let _ = writeln!(self.text, "\x1b[1m{text}\x1b[0m");
        } else {
            self.line(&text);
        }
    }

    /// What went wrong with a part of the work, and what to do.
    pub fn error(&mut self, error: &Error) {
        let (what, fix) = self.words.error(error);
        self.line(&format!("{what} {fix}"));
    }

    /// A named value, unless it is empty.
    pub fn field(&mut self, key: &str, value: &str) {
        if !value.is_empty() {
            let name = self.words.word(key);
            self.line(&format!("{name}: {value}"));
        }
    }

    /// Rows whose columns stand under one another; columns that are empty throughout are left out.
    pub fn table(&mut self, rows: impl IntoIterator<Item = Vec<String>>) {
        let clean = |cell: &String| clean_line(cell).into_owned();
        let rows = rows.into_iter().map(|row| row.iter().map(clean).collect());
        let rows: Vec<Vec<String>> = rows.collect();
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            rows.iter()
                .filter_map(|row| row.get(column))
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        for row in rows {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(&widths).filter(|(_, width)| **width > 0) {
                let _ = write!(line, "{cell:width$}  ");
            }
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }
}

/// What people call something: the parts that are not empty, between dots.
pub fn title(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" · ")
}

/// The beginning of an id, which is enough to name it.
pub fn short(id: &str) -> &str {
    id.get(..8).unwrap_or(id)
}

/// Text without characters that move the cursor, colour the terminal or turn the direction of writing. Line ends stay.
pub fn clean(text: &str) -> Cow<'_, str> {
    replace(text, |c| c != '\n' && is_unseen(c))
}

/// The same for one line.
pub fn clean_line(text: &str) -> Cow<'_, str> {
    replace(text, is_unseen)
}

fn replace(text: &str, unwanted: impl Fn(char) -> bool) -> Cow<'_, str> {
    if text.contains(&unwanted) {
        Cow::Owned(
            text.chars()
                .map(|c| {
                    if unwanted(c) {
                        char::REPLACEMENT_CHARACTER
                    } else {
                        c
                    }
                })
                .collect(),
        )
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_steer_a_terminal() {
        assert_eq!(
            clean("a\u{1b}[2Jb\u{9b}c\u{202e}d\u{200f}\ne"),
            "a\u{fffd}[2Jb\u{fffd}c\u{fffd}d\u{fffd}\ne"
        );
        assert_eq!(clean("Szabó és Társa Bt. – 木"), "Szabó és Társa Bt. – 木");
    }

    #[test]
    fn columns_stand_under_one_another_and_empty_ones_are_left_out() {
        let words = Words::of(crate::words::Language::English);
        let mut text = TextOutput::new(&words, false);
        let rows = [["a", "", "őű", "x"], ["bcd", "", "f", ""]];
        text.table(rows.map(|row| row.map(str::to_owned).to_vec()));
        assert_eq!(text.as_str(), "a    őű  x\nbcd  f\n");
    }
}

//! Cells that no spreadsheet takes for formulas (OWASP, "CSV injection").

use zeroize::Zeroizing;

/// A line of CSV (RFC 4180) with commas between quoted cells, and its end. Before what a spreadsheet would take for a
/// formula stands an apostrophe.
pub fn csv_line<const N: usize>(cells: [String; N]) -> String {
    let cells = cells.map(|cell| quoted(&cell));
    let cells: Vec<&str> = cells.iter().map(|cell| cell.as_str()).collect();
    cells.join(",") + "\r\n"
}

/// A cell between quotes, with a sign before what would be a formula.
pub(crate) fn quoted(text: &str) -> Zeroizing<String> {
    let mut cell = Zeroizing::new(String::with_capacity(text.len() * 2 + 3));
    cell.push('"');
    if is_formula(text) || text.starts_with(GUARD) {
        cell.push(GUARD);
    }
    for character in text.chars() {
        if character == '"' {
            cell.push('"');
        }
        cell.push(character);
    }
    cell.push('"');
    cell
}

/// A cell without the sign that guards it.
pub(crate) fn unguarded(text: &str) -> &str {
    match text.strip_prefix(GUARD) {
        Some(rest) if is_formula(rest) || rest.starts_with(GUARD) => rest,
        _ => text,
    }
}

fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '|', '%'])
}

const GUARD: char = '\'';

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_all_read_back() {
        let cells = ["=1+1", "a \"b\", c", "'=x", "plain"].map(str::to_owned);
        let line = csv_line(cells.clone());
        assert_eq!(line, "\"'=1+1\",\"a \"\"b\"\", c\",\"''=x\",\"plain\"\r\n");
        for cell in &cells {
            let quoted = quoted(cell).replace("\"\"", "\"");
            assert_eq!(unguarded(&quoted[1..quoted.len() - 1]), cell);
        }
    }
}

//! Workbooks of Excel and its likes (ECMA-376), cell by cell: a sheet whose only cell lies in the last corner takes no
//! more memory than any other.

use std::io::Cursor;

use calamine::{DataRef, DataType, Reader as _, Xlsx};

use super::Table;
use crate::archive;
use crate::error::ImportError;
use crate::limits::MAX_ROWS;

/// The tables of all sheets that hold any.
pub(crate) fn read(file: &[u8]) -> Result<Vec<Table>, ImportError> {
    if archive::unpacked_size(file)? > MAX_UNPACKED {
        return Err(ImportError::FileTooLarge);
    }
    let mut workbook = Xlsx::new(Cursor::new(file)).map_err(|_| ImportError::DAMAGED)?;
    let mut tables = Vec::new();
    for name in workbook.sheet_names() {
        // What is no sheet of cells, such as a chart, holds no table.
        let Ok(mut cells) = workbook.worksheet_cells_reader(&name) else {
            continue;
        };
        let mut rows: Vec<Vec<String>> = Vec::new();
        while let Some(cell) = cells.next_cell().map_err(|_| ImportError::DAMAGED)? {
            let (row, column) = cell.get_position();
            let (row, column) = (row as usize, column as usize);
            let text = text(cell.get_value());
            if text.is_empty() || column >= MAX_COLUMNS {
                continue;
            }
            if row > MAX_ROWS {
                return Err(ImportError::FileTooLarge);
            }
            if rows.len() <= row {
                rows.resize_with(row + 1, Vec::new);
            }
            let cells = &mut rows[row];
            if cells.len() <= column {
                cells.resize_with(column + 1, String::new);
            }
            cells[column] = text;
        }
        if let Ok(table) = Table::of_rows(rows) {
            tables.push(table);
        }
    }
    Ok(tables)
}

/// A cell as a person reads it; whole numbers without a point.
fn text(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        DataRef::Error(_) => String::new(),
        DataRef::Float(number) => number.to_string(),
        cell => cell.as_string().unwrap_or_default(),
    }
}

const MAX_COLUMNS: usize = 256;

/// The most bytes that the parts of a workbook may have once they are unpacked.
const MAX_UNPACKED: u64 = 256 << 20;

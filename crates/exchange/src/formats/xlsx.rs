//! Tables of an office in a workbook.

use crate::archive;
use crate::content::Content;
use crate::description::{Description, Kind};
use crate::error::ImportError;
use crate::reader::Reader;
use crate::table::{Table, entries, xlsx};

pub(crate) const FORMAT: Description = Description {
    id: "xlsx",
    name: "Excel",
    extensions: &["xlsx"],
    kind: Kind::Table,
    recognises,
    read,
    ..Description::READ_ONLY
};

fn recognises(content: &Content<'_>) -> bool {
    archive::names(content.bytes)
        .iter()
        .any(|name| name == "xl/workbook.xml")
}

fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let mut is_read = false;
    for table in &tables(content)? {
        match entries::read(table, reader) {
            // A sheet of something else beside the one that is meant.
            Err(ImportError::ColumnsUnknown) => {}
            answer => {
                answer?;
                is_read = true;
            }
        }
    }
    if is_read {
        Ok(())
    } else {
        Err(ImportError::ColumnsUnknown)
    }
}

/// The tables of all sheets that hold any.
pub(super) fn tables(content: &Content<'_>) -> Result<Vec<Table>, ImportError> {
    xlsx::read(content.bytes)
}

//! The CSV export of the password manager LastPass. Secure notes have a certain address.

use crate::content::Content;
use crate::description::Description;
use crate::error::ImportError;
use crate::login::{Login, group};
use crate::reader::Reader;
use crate::reason::Reason;
use crate::table::Table;

pub(crate) const FORMAT: Description = Description {
    id: "lastpass",
    name: "LastPass",
    extensions: &["csv"],
    recognises,
    read,
    ..Description::READ_ONLY
};

fn recognises(content: &Content<'_>) -> bool {
    let head = content.text.lines().next().unwrap_or_default();
    let has = |name: &str| head.split(',').any(|known| known.trim() == name);
    has("grouping") && has("fav") && has("extra")
}

fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let table = Table::of_csv(content.text)?;
    let [url, user, password, code, note, name, grouping, favourite] = [
        "url", "username", "password", "totp", "extra", "name", "grouping", "fav",
    ]
    .map(|name| table.column(name));
    for row in table.rows() {
        let cell = |column| row.cell(column).to_owned();
        let entry = if row.cell(url) == NOTE {
            Err(Reason::OtherItem)
        } else {
            Login {
                title: cell(name),
                user: cell(user),
                code: row.secret(code),
                note: cell(note),
                url: cell(url),
                groups: group(cell(grouping)),
                favourite: row.cell(favourite) == "1",
                has_more: !row.cell(password).is_empty(),
                ..Login::default()
            }
            .entry()
        };
        reader.push_read(entry, || (String::new(), cell(name)))?;
    }
    Ok(())
}

const NOTE: &str = "http://sn";

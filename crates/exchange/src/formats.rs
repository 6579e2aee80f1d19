//! The formats. One is a file here, whose `FORMAT` describes it, and a line in [`ALL`].

mod aegis;
mod andotp;
mod authenticator_extension;
mod authenticator_plus;
mod authy;
mod base32;
mod bitwarden;
mod cotp;
mod csv;
mod cxf;
mod duo;
mod ente;
mod extract_otp_secrets;
mod freeotp;
mod freeotp_plus;
mod google_migration;
mod keepass;
mod keyrack;
mod keyrack_json;
mod lastpass;
mod lastpass_authenticator;
mod onepassword;
mod otpauth;
mod proton_authenticator;
mod proton_pass;
mod raivo;
mod steam;
mod stratum;
mod totp_authenticator;
mod twofas;
mod twofauth;
mod winauth;
mod xlsx;

use std::str::FromStr;

use crate::content::{Content, Json};
use crate::description::{Description, Kind, Takes, Writing};
use crate::error::ImportError;
use crate::format::{Format, FormatInfo, UnknownFormat};
use crate::table::Table;
use crate::table::columns::Columns;
use crate::table::shown::{self, Column};

/// All formats, Keyrack's own first. A file is of the first one that recognises it.
static ALL: [Description; 33] = [
    keyrack::FORMAT,
    keyrack_json::FORMAT,
    // Lists of URIs go before JSON, because they may begin with a heading in brackets.
    ente::FORMAT,
    google_migration::FORMAT,
    otpauth::FORMAT,
    aegis::FORMAT,
    twofas::FORMAT,
    twofauth::FORMAT,
    cotp::FORMAT,
    extract_otp_secrets::FORMAT,
    cxf::FORMAT,
    duo::FORMAT,
    raivo::FORMAT,
    steam::FORMAT,
    onepassword::FORMAT,
    proton_pass::FORMAT,
    lastpass::FORMAT,
    stratum::FORMAT,
    proton_authenticator::FORMAT,
    bitwarden::FORMAT,
    lastpass_authenticator::FORMAT,
    freeotp_plus::FORMAT,
    freeotp::FORMAT,
    authy::FORMAT,
    keepass::FORMAT,
    xlsx::FORMAT,
    authenticator_plus::FORMAT,
    winauth::FORMAT,
    // Its sealed files look like noise.
    andotp::FORMAT,
    authenticator_extension::FORMAT,
    csv::FORMAT,
    base32::FORMAT,
    totp_authenticator::FORMAT,
];

/// All formats, Keyrack's own first.
pub fn formats() -> impl Iterator<Item = FormatInfo> {
    ALL.iter().map(Description::info)
}

impl Format {
    /// Keyrack's own document in an age file with a passphrase.
    pub const KEYRACK: Self = keyrack::FORMAT.format();

    /// Keyrack's own document as plain JSON.
    pub const KEYRACK_JSON: Self = keyrack_json::FORMAT.format();

    /// A table as text.
    pub const CSV: Self = csv::FORMAT.format();

    /// What is to know about the format.
    #[must_use]
    pub fn info(self) -> FormatInfo {
        self.description().info()
    }

    /// How files of the format are written; `None` if they are only read.
    pub(crate) fn writing(self) -> Option<&'static Writing> {
        self.description().writing.as_ref()
    }

    #[expect(clippy::expect_used, reason = "there is no format that is not listed")]
    fn description(self) -> &'static Description {
        let mut all = ALL.iter();
        all.find(|description| description.format() == self)
            .expect("only the formats of the list make one")
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    /// Reads what [`Format::as_str`] writes, in upper or lower case.
    fn from_str(text: &str) -> Result<Self, UnknownFormat> {
        ALL.iter()
            .map(Description::format)
            .find(|format| format.as_str().eq_ignore_ascii_case(text))
            .ok_or(UnknownFormat)
    }
}

/// The format of the files of an import.
pub(crate) fn of(contents: &[Content<'_>]) -> Result<&'static Description, ImportError> {
    let is_led = |format: &&Description| {
        format.leads.is_some_and(|leads| contents.iter().any(leads))
            && contents.iter().all(|content| takes(format, content))
    };
    if let Some(format) = ALL.iter().find(is_led) {
        return Ok(format);
    }
    let mut formats = contents.iter().map(|content| {
        ALL.iter()
            .find(|format| (format.recognises)(content))
            .ok_or(match content.json {
                Json::Damaged(error) => error,
                _ => ImportError::FormatUnknown,
            })
    });
    let first = formats.next().ok_or(ImportError::FormatUnknown)??;
    for format in formats {
        if format?.id != first.id {
            return Err(ImportError::FormatMismatch);
        }
    }
    Ok(first)
}

/// The format that somebody named for the files of an import.
pub(crate) fn named(
    format: Format,
    contents: &[Content<'_>],
) -> Result<&'static Description, ImportError> {
    let format = format.description();
    let other = contents.iter().find(|content| !takes(format, content));
    match other.map(|content| &content.json) {
        None => Ok(format),
        Some(Json::Damaged(error)) => Err(*error),
        Some(_) => Err(ImportError::FormatMismatch),
    }
}

/// Whether content can be read as a format that somebody named.
fn takes(format: &Description, content: &Content<'_>) -> bool {
    (format.recognises)(content)
        || match format.takes {
            Takes::Nothing => false,
            Takes::Also(takes) => takes(content),
            Takes::Rest => !ALL
                .iter()
                .any(|other| other.kind != Kind::Uris && (other.recognises)(content)),
        }
}

/// The columns of the table that the content is or may be; of a workbook those of the first sheet that tells enough.
///
/// # Errors
/// [`ImportError::ColumnsUnknown`] if a name in `named` is that of no column or field, or if it is no table.
pub(crate) fn columns(
    content: &Content<'_>,
    named: &[(String, String)],
) -> Result<Vec<Column>, ImportError> {
    let is_workbook = (xlsx::FORMAT.recognises)(content);
    let tables = if is_workbook {
        xlsx::tables(content)?
    } else if content.may_be_table() {
        vec![csv::table(content)?]
    } else {
        Vec::new()
    };
    let is_sure = is_workbook || (csv::FORMAT.recognises)(content);
    let tables = tables.iter().filter(|table| is_sure || table.is_even());
    // A sheet of something else does not have the columns that are named.
    let known = tables.filter_map(|table| Some((table, Columns::of(table, named).ok()?)));
    let known: Vec<(&Table, Columns)> = known.collect();
    let useful = known.iter().find(|(_, columns)| columns.are_useful());
    let (table, columns) = useful
        .or(known.first())
        .ok_or(ImportError::ColumnsUnknown)?;
    Ok(shown::columns(table, columns))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_format_is_found_by_its_identifier() {
        for info in formats() {
            assert_eq!(info.id.parse(), Ok(info.format()));
            assert_eq!(info.format().info(), info);
        }
        assert_eq!("KEYRACK-JSON".parse(), Ok(Format::KEYRACK_JSON));
        assert_eq!("".parse::<Format>(), Err(UnknownFormat));
    }

    #[test]
    fn every_format_has_a_name_and_an_identifier_of_its_own() {
        let ids: HashSet<&str> = formats().map(|info| info.id).collect();
        assert_eq!(ids.len(), ALL.len());
        assert!(
            ALL.iter()
                .all(|it| !it.id.is_empty() && !it.name.is_empty())
        );
    }
}

//! Which column of a table holds what: by its heading in the languages of the user interface, or as somebody says.

use super::Table;
use super::field::Field;
use crate::error::ImportError;

/// What the columns of a table hold.
pub(crate) struct Columns {
    fields: Vec<Option<Field>>,
    /// Whether the heading of the secret says that it counts.
    pub(crate) counts: bool,
}

impl Columns {
    /// Finds out what the columns of a table hold. `named` are pairs of a heading or a letter, and a field.
    pub(crate) fn of(table: &Table, named: &[(String, String)]) -> Result<Self, ImportError> {
        let headings = table.headings();
        let mut fields = vec![None; headings.len()];
        for (column, field) in named {
            let place = table
                .column(column)
                .or_else(|| letter(column))
                .ok_or(ImportError::ColumnsUnknown)?;
            if fields.len() <= place {
                fields.resize(place + 1, None);
            }
            fields[place] = Some(field.parse()?);
        }
        for (place, heading) in headings.iter().enumerate() {
            let guess = guess(heading).filter(|field| !fields.contains(&Some(*field)));
            if fields[place].is_none() {
                fields[place] = guess;
            }
        }
        let mut columns = Self {
            counts: false,
            fields,
        };
        columns.place_names(headings);
        columns.counts = columns
            .column(Field::Secret)
            .and_then(|place| headings.get(place))
            .is_some_and(|heading| plain(heading).starts_with("hmacotp"));
        Ok(columns)
    }

    /// Whether anything can be made of a row.
    pub(crate) fn are_useful(&self) -> bool {
        self.column(Field::Secret).is_some() || self.column(Field::Folder).is_some()
    }

    /// How many columns were told.
    pub(crate) fn known(&self) -> usize {
        self.fields.iter().flatten().count()
    }

    pub(crate) fn column(&self, field: Field) -> Option<usize> {
        self.fields.iter().position(|known| *known == Some(field))
    }

    /// What the column at a place holds.
    pub(crate) fn field(&self, place: usize) -> Option<Field> {
        self.fields.get(place).copied().flatten()
    }

    /// Columns that nobody knows.
    pub(crate) fn unknown(&self) -> impl Iterator<Item = usize> {
        self.fields
            .iter()
            .enumerate()
            .filter(|(_, field)| field.is_none())
            .map(|(place, _)| place)
    }

    /// A column of mere names is what is missing most: the account or, beside one, the issuer of a key; else the client.
    fn place_names(&mut self, headings: &[String]) {
        let Some(place) = headings
            .iter()
            .position(|heading| NAMES.contains(&plain(heading).as_str()))
        else {
            return;
        };
        let wanted = if self.column(Field::Secret).is_none() {
            Field::Folder
        } else if self.column(Field::Account).is_none() {
            Field::Account
        } else {
            Field::Issuer
        };
        if self.fields[place].is_none() && self.column(wanted).is_none() {
            self.fields[place] = Some(wanted);
        }
    }
}

/// The field that a heading names.
pub(crate) fn guess(heading: &str) -> Option<Field> {
    let heading = plain(heading);
    if heading.is_empty() {
        return None;
    }
    Field::ALL.into_iter().find(|field| {
        plain(field.as_str()) == heading
            || field
                .headings()
                .split_whitespace()
                .any(|known| known == heading)
    })
}

/// A heading in lower case, without spaces and signs.
fn plain(heading: &str) -> String {
    heading
        .chars()
        .filter(|character| character.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The place of a column by its letter, as spreadsheets show it; by two letters from the 27th on.
fn letter(column: &str) -> Option<usize> {
    let place = |letter: &u8| usize::from(letter - b'A');
    match column.as_bytes() {
        [letter @ b'A'..=b'Z'] => Some(place(letter)),
        [first @ b'A'..=b'Z', last @ b'A'..=b'Z'] => Some((place(first) + 1) * 26 + place(last)),
        _ => None,
    }
}

/// Headings that say no more than that there is a name.
const NAMES: [&str; 5] = ["name", "név", "naam", "navn", "megnevezés"];

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(headings: &str, named: &[(&str, &str)]) -> Result<Vec<Option<Field>>, ImportError> {
        let named: Vec<_> = named
            .iter()
            .map(|(column, field)| ((*column).to_owned(), (*field).to_owned()))
            .collect();
        let table = Table::of_csv(headings)?;
        Ok(Columns::of(&table, &named)?.fields)
    }

    #[test]
    fn headings_are_known_in_five_languages() {
        use Field::*;
        for headings in [
            "Client;Tax number;Service;User name;Secret key;Notes",
            "Ügyfél;Adószám;Szolgáltatás;Felhasználónév;Titkos kulcs;Megjegyzés",
            "Klant;BTW-nummer;Dienst;Gebruikersnaam;Geheime sleutel;Opmerkingen",
            "Kunde;CVR-nr.;Tjeneste;Brugernavn;Nøgle;Bemærkninger",
            "Mandant;USt-IdNr.;Anbieter;Benutzername;Schlüssel;Bemerkung",
        ] {
            assert_eq!(
                fields(headings, &[]).unwrap(),
                [Folder, TaxNumber, Issuer, Account, Secret, Note].map(Some),
                "{headings}"
            );
        }
    }

    #[test]
    fn no_heading_means_two_things() {
        let mut seen = std::collections::HashSet::new();
        for heading in Field::ALL
            .into_iter()
            .flat_map(|field| field.headings().split_whitespace())
        {
            assert!(seen.insert(heading), "{heading}");
        }
    }

    #[test]
    fn a_column_of_names_is_what_is_missing() {
        use Field::*;
        let of = |headings| fields(headings, &[]).unwrap();
        assert_eq!(of("Név;Titok"), [Some(Account), Some(Secret)]);
        assert_eq!(
            of("Name,Username,TOTP"),
            [Some(Issuer), Some(Account), Some(Secret)]
        );
        assert_eq!(of("Naam;BTW-nummer"), [Some(Folder), Some(TaxNumber)]);
        assert_eq!(of("a;b"), [None, None]);
    }

    #[test]
    fn what_somebody_says_goes_before_guesses() {
        use Field::*;
        assert_eq!(
            fields(
                "Secret;x;Client",
                &[("x", "secret"), ("C", "account"), ("Secret", "ignore")]
            ),
            Ok(vec![Some(Ignore), Some(Secret), Some(Account)])
        );
        assert_eq!(
            fields("a;b", &[("D", "secret")]),
            Ok(vec![None, None, None, Some(Secret)])
        );
        for wrong in [("none", "secret"), ("a", "no field")] {
            assert_eq!(fields("a;b", &[wrong]), Err(ImportError::ColumnsUnknown));
        }
    }
}

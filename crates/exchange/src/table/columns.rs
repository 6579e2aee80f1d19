//! Which column of a table holds what: by its heading in the languages of the user interface, or as somebody says.

use std::fmt;
use std::str::FromStr;

use super::Table;
use crate::ImportError;

/// What a column may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Field {
    /// The folder or client.
    Folder,
    /// The client's tax number.
    TaxNumber,
    /// The office's own short name or number for the client.
    ShortCode,
    /// The person to ask at the client's.
    Contact,
    /// The e-mail address to ask.
    Email,
    /// Who issued the secret.
    Issuer,
    /// The user or account name.
    Account,
    /// The secret in Base32, or an otpauth URI.
    Secret,
    /// The kind of codes.
    Type,
    /// The hash.
    Algorithm,
    /// The number of digits.
    Digits,
    /// The seconds that a code lives.
    Period,
    /// The counter of the next code.
    Counter,
    /// A note.
    Note,
    /// Tags, with semicolons or commas between them.
    Tags,
    /// The address of the login page.
    Url,
    /// A password, which is not taken over.
    Password,
    /// Nothing that is wanted.
    Ignore,
}

impl Field {
    /// All fields.
    pub const ALL: [Self; 18] = [
        Self::Folder,
        Self::TaxNumber,
        Self::ShortCode,
        Self::Contact,
        Self::Email,
        Self::Issuer,
        Self::Account,
        Self::Secret,
        Self::Type,
        Self::Algorithm,
        Self::Digits,
        Self::Period,
        Self::Counter,
        Self::Note,
        Self::Tags,
        Self::Url,
        Self::Password,
        Self::Ignore,
    ];

    /// The stable name, as the command line takes it and as exported tables have it for a heading.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Folder => "folder",
            Self::TaxNumber => "tax_number",
            Self::ShortCode => "short_code",
            Self::Contact => "contact",
            Self::Email => "email",
            Self::Issuer => "issuer",
            Self::Account => "account",
            Self::Secret => "secret",
            Self::Type => "type",
            Self::Algorithm => "algorithm",
            Self::Digits => "digits",
            Self::Period => "period",
            Self::Counter => "counter",
            Self::Note => "note",
            Self::Tags => "tags",
            Self::Url => "url",
            Self::Password => "password",
            Self::Ignore => "ignore",
        }
    }

    /// Headings beside its own name, in English, Hungarian, Dutch, Danish and German, without spaces and signs.
    fn headings(self) -> &'static str {
        match self {
            Self::Folder => {
                "client clientname customer customername company companyname group grouping \
                 ügyfél ügyfélnév ügyfélneve cég cégnév cégneve mappa partner partnernév csoport \
                 klant klantnaam cliënt bedrijf bedrijfsnaam relatie map groep \
                 kunde kundenavn virksomhed virksomhedsnavn firma firmanavn klient mappe gruppe \
                 kundenname mandant unternehmen firmenname ordner"
            }
            Self::TaxNumber => {
                "taxid vat vatid vatnumber adószám adósz btw btwnummer btwid kvk kvknummer rsin \
                 cvr cvrnummer cvrnr momsnummer senummer ustid ustidnr umsatzsteuerid steuernummer"
            }
            Self::ShortCode => {
                "code clientcode clientnumber number kód ügyfélkód ügyfélszám partnerkód rövidkód \
                 klantcode klantnummer nummer kundenummer kundenr kundennummer mandantennummer \
                 kürzel kurzzeichen"
            }
            Self::Contact => {
                "contactperson kapcsolattartó contactpersoon kontakt kontaktperson ansprechpartner"
            }
            Self::Email => "mail emailaddress emailcím emailadres emailadresse mailadresse",
            Self::Issuer => {
                "service provider site portal app application system title organisation \
                 kibocsátó szolgáltató szolgáltatás portál rendszer oldal \
                 uitgever dienst aanbieder portaal systeem \
                 udsteder tjeneste udbyder \
                 aussteller anbieter herausgeber"
            }
            Self::Account => {
                "user username login loginusername accountname userid label \
                 fiók fióknév felhasználó felhasználónév belépőnév azonosító \
                 gebruiker gebruikersnaam bruger brugernavn konto kontonavn \
                 benutzer benutzername nutzer nutzername kontoname anmeldename"
            }
            Self::Secret => {
                "key seed totp otp otpauth otpurl otpuri totpsecret totpuri totpseed secretkey \
                 logintotp base32 2fa 2fasecret twofactor onetimepassword uri \
                 timeotpsecretbase32 hmacotpsecretbase32 \
                 titok titkos titkoskulcs kulcs kétlépcsős \
                 geheim sleutel geheimesleutel geheimsleutel \
                 hemmelighed nøgle hemmelignøgle kode2fa \
                 schlüssel geheimnis geheimerschlüssel geheimschlüssel"
            }
            Self::Type => "kind típus fajta soort art typ otptype",
            Self::Algorithm => {
                "algo hash algoritmus algoritme algorithmus timeotpalgorithm otpalgorithm"
            }
            Self::Digits => {
                "length számjegy számjegyek jegyek cijfers aantalcijfers ciffer cifre \
                 ziffern stellen timeotplength"
            }
            Self::Period => {
                "interval timestep step időköz periódus periode intervall zeitraum tijd \
                 timeotpperiod"
            }
            Self::Counter => "számláló teller tæller zähler hmacotpcounter",
            Self::Note => {
                "notes comment comments remark remarks description extra \
                 megjegyzés megjegyzések jegyzet leírás \
                 notitie notities opmerking opmerkingen \
                 noter bemærkning bemærkninger kommentar \
                 notiz notizen bemerkung bemerkungen anmerkung kommentare"
            }
            Self::Tags => "tag labels címke címkék etiketten mærker schlagwörter stichwörter",
            Self::Url => {
                "link website websiteurl loginuri loginurl webcím weboldal webadres webadresse \
                 webside webseite"
            }
            Self::Password => {
                "loginpassword jelszó wachtwoord adgangskode kodeord passwort kennwort"
            }
            Self::Ignore => "",
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Field {
    type Err = ImportError;

    /// Reads what [`Field::as_str`] writes.
    fn from_str(text: &str) -> Result<Self, ImportError> {
        Self::ALL
            .into_iter()
            .find(|field| field.as_str() == text)
            .ok_or(ImportError::ColumnsUnknown)
    }
}

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

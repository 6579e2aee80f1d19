//! What a column of a table may hold, and how headings name it in the languages of the user interface.

use std::fmt;
use std::str::FromStr;

use crate::error::ImportError;

/// What a column may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ColumnField"))]
#[serde(rename_all = "snake_case")]
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

    /// Headings beside its own name, in English, Hungarian, Dutch, Danish and German, without spaces and signs. A list of
    /// words for each field, which is why the function is long.
    pub(super) fn headings(self) -> &'static str {
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

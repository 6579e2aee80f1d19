//! The products, one file for each: what its files look like, and what is written for it.

pub(crate) mod aegis;
pub(crate) mod andotp;
pub(crate) mod authy;
pub(crate) mod base32;
pub(crate) mod bitwarden;
pub(crate) mod cotp;
pub(crate) mod cxf;
pub(crate) mod duo;
pub(crate) mod ente;
pub(crate) mod extension;
pub(crate) mod extract_otp;
pub(crate) mod freeotp;
pub(crate) mod freeotp_plus;
pub(crate) mod keepass;
pub(crate) mod keyrack;
pub(crate) mod lastpass;
pub(crate) mod lastpass_authenticator;
pub(crate) mod onepassword;
pub(crate) mod otpauth;
pub(crate) mod proton;
pub(crate) mod proton_pass;
pub(crate) mod raivo;
pub(crate) mod spreadsheet;
pub(crate) mod steam;
pub(crate) mod stratum;
pub(crate) mod totp_authenticator;
pub(crate) mod twofas;
pub(crate) mod twofauth;
pub(crate) mod zipped;

use zeroize::Zeroizing;

use crate::content::Content;
use crate::export::{Places, Seal};
use crate::reader::Reader;
use crate::{Document, ExportError, Format, ImportError, migration};

/// Whether content is of a format.
pub(crate) fn recognises(format: Format, content: &Content<'_>) -> bool {
    match format {
        Format::Keyrack => keyrack::is_sealed(content),
        Format::KeyrackJson => content.object().is_some_and(keyrack::is_keyrack),
        Format::Otpauth => otpauth::is_otpauth(content.text),
        Format::GoogleMigration => otpauth::is_migration(content.text),
        Format::Aegis => content.object().is_some_and(aegis::is_aegis),
        Format::TwoFas => twofas::recognises(content),
        Format::Stratum => stratum::recognises(content),
        Format::Proton => proton::recognises(content),
        Format::Ente => ente::recognises(content),
        Format::Bitwarden => bitwarden::recognises(content),
        Format::FreeOtp => freeotp::recognises(content),
        Format::FreeOtpPlus => freeotp_plus::recognises(content),
        Format::LastPassAuthenticator => lastpass_authenticator::recognises(content),
        Format::KeePass => keepass::recognises(content),
        Format::Base32 => base32::recognises(content),
        Format::Csv => spreadsheet::is_csv(content),
        Format::Xlsx => spreadsheet::is_xlsx(content),
        Format::TwoFAuth => twofauth::recognises(content),
        Format::Cotp => cotp::recognises(content),
        Format::ExtractOtp => extract_otp::recognises(content),
        Format::Cxf => cxf::recognises(content),
        Format::Duo => duo::recognises(content),
        Format::Raivo => raivo::recognises(content),
        Format::Steam => steam::recognises(content),
        Format::OnePassword => onepassword::recognises(content),
        Format::ProtonPass => proton_pass::recognises(content),
        Format::LastPass => lastpass::recognises(content),
        Format::Authy => authy::recognises(content),
        Format::TotpAuthenticator => totp_authenticator::recognises(content),
        Format::WinAuth => zipped::is_winauth(content),
        Format::AuthenticatorPlus => zipped::is_plus(content),
        Format::AndOtp => andotp::recognises(content),
        Format::Extension => extension::recognises(content),
    }
}

/// The format that several files are of together, where one of them alone does not tell.
pub(crate) fn of_all(contents: &[Content<'_>]) -> Option<Format> {
    let are_steam = contents.iter().any(steam::is_manifest)
        && contents.iter().all(|content| takes(Format::Steam, content));
    are_steam.then_some(Format::Steam)
}

/// Whether content can be read as a format that somebody named.
pub(crate) fn takes(format: Format, content: &Content<'_>) -> bool {
    match format {
        // The caller opened it.
        Format::Keyrack => recognises(Format::KeyrackJson, content) || recognises(format, content),
        // A text without a single URI is one that is all faults.
        Format::Otpauth => {
            let is_other = Format::ALL
                .into_iter()
                .any(|other| !LISTS.contains(&other) && recognises(other, content));
            recognises(format, content) || !is_other
        }
        // Of which somebody names the columns, or knows better.
        Format::Csv | Format::Base32 => spreadsheet::may_be_csv(content),
        Format::Steam => recognises(format, content) || steam::may_be_sealed(content),
        // Their lists are of URIs like any other.
        Format::Ente | Format::Extension | Format::FreeOtpPlus
            if recognises(Format::Otpauth, content) =>
        {
            true
        }
        _ => recognises(format, content),
    }
}

/// Reads content that [`takes`] let pass. `all` are the files of the import, for formats that have several.
pub(crate) fn read(
    format: Format,
    content: &Content<'_>,
    all: &[Content<'_>],
    reader: &mut Reader<'_, '_>,
) -> Result<(), ImportError> {
    let is_list = content.object().is_none() && recognises(Format::Otpauth, content);
    match format {
        Format::Extension | Format::FreeOtpPlus if is_list => otpauth::read(content.text, reader),
        Format::Keyrack if keyrack::is_sealed(content) => Err(ImportError::PasswordNeeded),
        Format::Keyrack | Format::KeyrackJson => keyrack::read(content, reader),
        Format::Otpauth | Format::GoogleMigration => otpauth::read(content.text, reader),
        Format::Aegis => aegis::read(content, reader),
        Format::TwoFas => twofas::read(content, reader),
        Format::Stratum => stratum::read(content, reader),
        Format::Proton => proton::read(content, reader),
        Format::Ente => ente::read(content, reader),
        Format::Bitwarden => bitwarden::read(content, reader),
        Format::FreeOtp => freeotp::read(content, reader),
        Format::FreeOtpPlus => freeotp_plus::read(content, reader),
        Format::LastPassAuthenticator => lastpass_authenticator::read(content, reader),
        Format::KeePass => keepass::read(content, reader),
        Format::Base32 => base32::read(content, reader),
        Format::Csv => spreadsheet::read_csv(content, reader),
        Format::Xlsx => spreadsheet::read_xlsx(content, reader),
        Format::TwoFAuth => twofauth::read(content, reader),
        Format::Cotp => cotp::read(content, reader),
        Format::ExtractOtp => extract_otp::read(content, reader),
        Format::Cxf => cxf::read(content, reader),
        Format::Duo => duo::read(content, reader),
        Format::Raivo => raivo::read(content, reader),
        Format::Steam => steam::read(content, all, reader),
        Format::OnePassword => onepassword::read(content, reader),
        Format::ProtonPass => proton_pass::read(content, reader),
        Format::LastPass => lastpass::read(content, reader),
        Format::Authy => authy::read(content, reader),
        Format::TotpAuthenticator => totp_authenticator::read(content, reader),
        Format::WinAuth | Format::AuthenticatorPlus => zipped::read(content, reader),
        Format::AndOtp => andotp::read(content, reader),
        Format::Extension => extension::read(content, reader),
    }
}

/// Writes a document.
pub(crate) fn write(
    format: Format,
    document: &Document,
    seal: &mut Seal<'_, '_>,
) -> Result<Zeroizing<Vec<u8>>, ExportError> {
    match format {
        Format::Keyrack | Format::KeyrackJson => Ok(bytes(keyrack::write(document))),
        Format::Otpauth => Ok(bytes(otpauth::write(document))),
        Format::GoogleMigration => {
            let batch = i32::from_ne_bytes(*seal.bytes());
            let transfer = migration::transfer(document, batch);
            Ok(bytes(otpauth::write_lines(transfer.codes.into_iter())))
        }
        Format::Aegis => aegis::write(document, seal),
        Format::Csv => Ok(bytes(spreadsheet::write(document))),
        Format::TwoFas => twofas::write(document, seal),
        Format::Stratum => stratum::write(document, seal),
        Format::Proton => proton::write(document, seal),
        Format::Ente => ente::write(document, seal),
        Format::Bitwarden => bitwarden::write(document, seal),
        _ => Err(ExportError::NotSupported),
    }
}

/// What a format has places for; `None` for those that carry everything, and those that are only read.
pub(crate) fn places(format: Format) -> Option<Places> {
    match format {
        Format::Otpauth => Some(Places::FACTORS),
        Format::GoogleMigration => Some(Places {
            transfer: true,
            ..Places::FACTORS
        }),
        Format::Aegis => Some(aegis::PLACES),
        Format::Csv => Some(spreadsheet::PLACES),
        Format::TwoFas => Some(twofas::PLACES),
        Format::Stratum => Some(stratum::PLACES),
        Format::Proton => Some(proton::PLACES),
        Format::Ente => Some(ente::PLACES),
        Format::Bitwarden => Some(bitwarden::PLACES),
        _ => None,
    }
}

/// The bytes of a text, without a copy.
pub(crate) fn bytes(mut text: Zeroizing<String>) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(std::mem::take(&mut *text).into_bytes())
}

/// Formats whose files are lists of URIs.
const LISTS: [Format; 3] = [Format::Ente, Format::GoogleMigration, Format::Otpauth];

//! The accounts file of Duo Mobile. A counter makes a factor one that counts; there are no issuers.

use keyrack_otp::Kind;

use crate::content::Content;
use crate::format::{Format, FormatInfo, Sealing};
use crate::json::Object;
use crate::parameters::{Key, Parameters};
use crate::reader::Reader;
use crate::{Entry, ImportError, Reason};

pub(crate) const INFO: FormatInfo = FormatInfo {
    format: Format::Duo,
    id: "duo",
    name: "Duo Mobile",
    extensions: &["json"],
    imports: true,
    exports: false,
    encrypted: false,
    sealing: Sealing::Never,
};

pub(crate) fn recognises(content: &Content<'_>) -> bool {
    content
        .first()
        .is_some_and(|account| account.has("otpGenerator") || account.has("accountType"))
}

pub(crate) fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let accounts = content.list().ok_or(ImportError::FormatMismatch)?;
    accounts.iter().try_for_each(|raw| {
        let account = Object::read(raw).unwrap_or_default();
        reader.push_read(entry(&account), || {
            (String::new(), account.text("name").unwrap_or_default())
        })
    })
}

fn entry(account: &Object<'_>) -> Result<Entry, Reason> {
    let generator = account.object("otpGenerator").map_err(|_| Reason::Push)?;
    let mut notices = Vec::new();
    let counter = generator.number("counter", Reason::BadCounter)?;
    let parameters = Parameters {
        kind: if counter.is_some() {
            Kind::Hotp
        } else {
            Kind::Totp
        },
        key: Key::Base32(&generator.secret("otpSecret")?.unwrap_or_default()),
        algorithm: "",
        digits: None,
        period: None,
        counter,
    };
    let (otp, counter) = parameters.factor(&mut notices)?;
    let mut entry = Entry::new(String::new(), account.text("name")?, otp, counter);
    entry.notices = notices;
    Ok(entry)
}

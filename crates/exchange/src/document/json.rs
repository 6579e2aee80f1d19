//! The JSON of the records: objects whose members have the names of the fields.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use keyrack_otp::{Kind, Otp};
use serde_json::value::RawValue;

use super::{
    Account, Attachment, Client, Extra, Factor, Folder, MAX_ATTACHMENT_BYTES, Records, Recovery,
    RecoveryCode, Replaced, Unread, for_each_record,
};
use crate::json::{Members, Object, Sink, Value, text};
use crate::parameters::{Key, Parameters};
use crate::reason::Reason;
use crate::secret::{SecretBytes, SecretText};

macro_rules! value {
    ($name:ident { $($field:ident),+ }) => {
        impl Value for $name {
            fn read(raw: &RawValue) -> Result<Self, Reason> {
                let mut members = Object::read(raw)?;
                Ok(Self { $($field: members.take(stringify!($field))?,)+ extra: Extra::rest(members) })
            }

            fn write(&self, out: &mut Sink) {
                let Self { $($field,)+ extra } = self;
                out.object(|members| {
                    $(members.put(stringify!($field), $field);)+
                    extra.put(members);
                });
            }
        }
    };
    ($name:ident { $($before:ident,)* [$otp:ident, $counter:ident], $($after:ident),+ }) => {
        impl Value for $name {
            fn read(raw: &RawValue) -> Result<Self, Reason> {
                let mut members = Object::read(raw)?;
                let ($otp, $counter) = take_otp(&mut members)?;
                Ok(Self {
                    $($before: members.take(stringify!($before))?,)*
                    $otp,
                    $counter,
                    $($after: members.take(stringify!($after))?,)+
                    extra: Extra::rest(members),
                })
            }

            fn write(&self, out: &mut Sink) {
                let Self { $($before,)* $otp, $counter, $($after,)+ extra } = self;
                out.object(|members| {
                    $(members.put(stringify!($before), $before);)*
                    put_otp(members, $otp, *$counter);
                    $(members.put(stringify!($after), $after);)+
                    extra.put(members);
                });
            }
        }
    };
}

for_each_record!(value);

impl Value for SecretText {
    fn read(raw: &RawValue) -> Result<Self, Reason> {
        text(raw).map(Self::new)
    }

    fn write(&self, out: &mut Sink) {
        out.string(self);
    }
}

impl Value for SecretBytes {
    fn read(raw: &RawValue) -> Result<Self, Reason> {
        let base64: String = serde_json::from_str(raw.get()).map_err(|_| Reason::BadStructure)?;
        let base64 = SecretText::new(base64);
        let bytes = BASE64
            .decode(base64.as_bytes())
            .map(Self::new)
            .map_err(|_| Reason::BadStructure)?;
        if bytes.len() > MAX_ATTACHMENT_BYTES {
            Err(Reason::TooLong)
        } else {
            Ok(bytes)
        }
    }

    fn write(&self, out: &mut Sink) {
        out.string(&SecretText::new(BASE64.encode(&**self)));
    }
}

impl<T: Value> Value for Records<T> {
    fn read(raw: &RawValue) -> Result<Self, Reason> {
        Vec::read(raw).map(Self)
    }

    fn write(&self, out: &mut Sink) {
        out.list(&self.0);
    }
}

/// A record, or what could not be read as one.
impl<T: Value> Value for Result<T, Unread> {
    fn read(raw: &RawValue) -> Result<Self, Reason> {
        Ok(Unread::or_read(raw))
    }

    fn write(&self, out: &mut Sink) {
        match self {
            Ok(record) => record.write(out),
            Err(unread) => out.raw(&unread.json),
        }
    }
}

impl Unread {
    pub(crate) fn or_read<T: Value>(raw: &RawValue) -> Result<T, Self> {
        T::read(raw).map_err(|reason| Self {
            reason,
            json: SecretText::new(raw.get().to_owned()),
        })
    }
}

impl Extra {
    pub(crate) fn rest(members: Object<'_>) -> Self {
        Self(
            members
                .into_rest()
                .map(|(name, raw)| (name, SecretText::new(raw.get().to_owned())))
                .collect(),
        )
    }

    pub(crate) fn put(&self, members: &mut Members<'_>) {
        for (name, json) in &self.0 {
            members.put_raw(name, json);
        }
    }
}

/// The members of a factor that make up its secret and parameters.
fn take_otp(members: &mut Object<'_>) -> Result<(Otp, Option<u64>), Reason> {
    let kind: String = members.take("type")?;
    let secret: SecretText = members.take("secret")?;
    let algorithm: String = members.take("algorithm")?;
    let parameters = Parameters {
        kind: if kind.is_empty() {
            Kind::Totp
        } else {
            kind.parse()?
        },
        key: Key::Base32(&secret),
        algorithm: &algorithm,
        digits: members.take_number("digits", Reason::BadDigits)?,
        period: members.take_number("period", Reason::BadPeriod)?,
        counter: members.take_number("counter", Reason::BadCounter)?,
    };
    parameters.factor(&mut Vec::new())
}

fn put_otp(members: &mut Members<'_>, otp: &Otp, counter: Option<u64>) {
    members.put_text("type", otp.kind().as_str());
    members.put_text("secret", &otp.secret().to_base32());
    members.put_text("algorithm", otp.algorithm().as_str());
    members.put("digits", &u64::from(otp.digits()));
    members.put_always("period", &otp.period().map(u64::from));
    members.put_always("counter", &counter);
}

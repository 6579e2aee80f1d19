//! What the texts of QR codes mean.
//!
//! A code for an authenticator is an otpauth URI, or a transfer of several accounts. The others are told apart by how
//! they begin, so that whoever scanned the wrong one hears what it is for and what to do instead.

mod purpose;

use std::collections::HashSet;

use purpose::{of_page, of_text, scheme, web_address};

use crate::limits::MAX_TEXT_BYTES;
use crate::migration::{self, Batches, Missing, Part, is_migration};
use crate::reason::Reason;
use crate::row::{Outcome, Refusal, Row};
use crate::uri_list;

/// What the texts of some codes mean.
#[derive(Debug, Default)]
pub struct QrTexts {
    /// One for each text, in their order.
    pub texts: Vec<QrText>,
    /// The parts of transfers that are not among the texts.
    pub missing: Vec<Missing>,
}

/// What the text of one code means.
#[derive(Debug)]
pub struct QrText {
    /// What it is for.
    pub kind: QrKind,
    /// Which part of which transfer it is; `None` for other codes.
    pub part: Option<Part>,
    /// Its accounts, or the one reason why there are none, numbered over all codes from 1. A text that was there before
    /// brings nothing new, and has no rows.
    pub rows: Vec<Row>,
}

/// What a code is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum QrKind {
    /// One account.
    Otpauth,
    /// A transfer from Google Authenticator, or a part of one.
    Migration,
    /// Something else.
    Other,
}

impl QrKind {
    /// The stable code that scripts rely on.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Otpauth => "otpauth",
            Self::Migration => "migration",
            Self::Other => "other",
        }
    }
}

/// Reads the texts of codes, which may come from several pictures: parts of one transfer find each other.
#[must_use]
pub fn read_qr_texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> QrTexts {
    let mut batches = Batches::default();
    let mut known = HashSet::new();
    let mut row = 0;
    let texts = texts
        .into_iter()
        .map(|text| {
            let text = text.trim();
            let kind = QrKind::of(text);
            let outcomes = if known.insert(text) {
                outcomes(text, kind, &mut batches)
            } else {
                Vec::new()
            };
            let number = |mut outcome| {
                if let Outcome::Entry(entry) = &mut outcome {
                    entry.note_replaced_characters();
                }
                // Whoever drew the code chose the names, and they are shown before anything is taken over.
                outcome.make_names_plain();
                row += 1;
                Row { row, outcome }
            };
            QrText {
                kind,
                part: migration::part(text),
                rows: outcomes.into_iter().map(number).collect(),
            }
        })
        .collect();
    QrTexts {
        texts,
        missing: batches.missing(),
    }
}

impl QrKind {
    fn of(text: &str) -> Self {
        if is_migration(text) {
            return Self::Migration;
        }
        match scheme(text).as_str() {
            "otpauth" | "apple-otpauth" => Self::Otpauth,
            // Steam's secrets; whatever else Steam may write there is no Base32, and refused for it.
            "steam" => Self::Otpauth,
            _ => Self::Other,
        }
    }
}

fn outcomes(text: &str, kind: QrKind, batches: &mut Batches) -> Vec<Outcome> {
    let refuse = |reason, label: &str| {
        vec![Outcome::Refused(Refusal {
            reason,
            issuer: String::new(),
            label: label.to_owned(),
        })]
    };
    if text.len() > MAX_TEXT_BYTES {
        return refuse(Reason::TooLong, "");
    }
    if kind == QrKind::Other && scheme(text) != "motp" {
        return match web_address(text) {
            Some((host, path)) => refuse(of_page(&host, path), &host),
            None => refuse(of_text(text), ""),
        };
    }
    uri_list::outcomes(text, batches)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(text: &str) -> &'static str {
        let read = read_qr_texts([text]);
        match &read.texts[0].rows[..] {
            [
                Row {
                    outcome: Outcome::Refused(refusal),
                    ..
                },
            ] => refusal.reason.code(),
            [_] => "ok",
            _ => "several",
        }
    }

    #[test]
    fn each_code_says_what_it_is_for() {
        for (text, expected) in [
            ("otpauth://totp/Portal:anna?secret=GEZDGNBVGY3TQOJQ", "ok"),
            (
                " OTPAUTH://TOTP/PORTAL:ANNA?SECRET=GEZDGNBVGY3TQOJQ\n",
                "ok",
            ),
            ("steam://GEZDGNBVGY3TQOJQ", "ok"),
            ("motp://Corp:user?secret=30ed1c1b8a9d3ed5", "motp"),
            ("otpauth://totp/Portal:anna", "no_secret"),
            ("otpauth://pipush/PIPU0001?url=https%3A//pi.example", "type"),
            (
                "phonefactor://activate_account?code=123456789&url=https%3A%2F%2Fa.example",
                "microsoft_app",
            ),
            ("PhoneFactor://activate_account?code=1", "microsoft_app"),
            ("ms-msa://code=ABC", "microsoft_app"),
            ("microsoft-authenticator://activate?code=1", "microsoft_app"),
            ("duo://AbCdEfGh-YXBpLTEyMy5kdW9zZWN1cml0eS5jb20", "duo_app"),
            ("https://m-123.duosecurity.com/activate/AbC", "duo_app"),
            (
                "oktaverify://anna@office.example/?t=T&f=F&s=https://office.okta.example",
                "okta_app",
            ),
            ("com.rsa.securid.iphone://ctf?ctfData=2000", "securid_app"),
            ("http://127.0.0.1/securid/ctf?ctfData=2000", "securid_app"),
            ("lpaauth-migration://offline?data=H4sI", "lastpass_app"),
            ("pingid://pair?code=1", "other_app"),
            ("authy://account?token=1", "other_app"),
            (
                "digid-app-auth://app_session_id=1&host=digid.nl",
                "identity_app",
            ),
            (
                "bankid.67df3917-fa0d-44e5-b327-edcc928297f8.0.dc69",
                "identity_app",
            ),
            ("openid4vp://?client_id=x", "identity_app"),
            ("https://app.itsme.be/l/1", "identity_app"),
            ("https://dap.gov.hu/x", "identity_app"),
            ("https://s.team/q/1/1234567890", "steam_login"),
            ("https://s.team/a/1", "web_page"),
            ("FIDO:/13086400838107303667332719012595115747821", "passkey"),
            ("2@Qk3n2kd9,Zm9v,cXV1", "device_link"),
            (
                "https://wa.me/settings/linked_devices#2@a,b,c",
                "device_link",
            ),
            ("sgnl://linkdevice?uuid=a&pub_key=b", "device_link"),
            ("tg://login?token=AQ", "device_link"),
            ("https://discord.com/ra/Xk3", "device_link"),
            ("https://notdiscord.com/ra/Xk3", "web_page"),
            ("https://www.example.com/enrol", "web_page"),
            ("WIFI:T:WPA;S:office;P:secret;;", "wifi"),
            ("BCD\n002\n1\nSCT", "payment"),
            ("HCT\n001", "payment"),
            ("BEGIN:VCARD\nFN:Anna", "contact"),
            ("mailto:anna@office.example", "contact"),
            ("GEZDGNBVGY3TQOJQ", "plain_text"),
            ("<script>alert(1)</script>", "plain_text"),
            ("see https://example.com", "plain_text"),
            ("\u{202e}otpauth", "plain_text"),
            ("", "plain_text"),
        ] {
            assert_eq!(reason(text), expected, "{text}");
        }
        assert_eq!(reason(&"x".repeat(MAX_TEXT_BYTES + 1)), "too_long");
    }

    #[test]
    fn a_page_is_told_by_its_host_and_no_more() {
        let label = |text: &str| {
            let mut read = read_qr_texts([text]);
            match read.texts.remove(0).rows.remove(0).outcome {
                Outcome::Refused(refusal) => refusal.label,
                Outcome::Entry(_) => unreachable!(),
            }
        };
        assert_eq!(
            label("HTTPS://User:pass@Portal.Example:8443/x?token=SECRET"),
            "portal.example"
        );
        assert_eq!(label("https://\u{202e}moc.elpmaxe/"), "");
        assert_eq!(label("WIFI:T:WPA;S:office;P:SECRET;;"), "");
    }

    #[test]
    fn names_cannot_change_how_text_is_read() {
        let uri = |issuer| {
            format!("otpauth://totp/%20ann%E2%80%AEa?secret=GEZDGNBVGY3TQOJQ&issuer={issuer}")
        };
        let texts = [
            uri("B%E2%81%A6a%00n%1B%5B2Jk%0A"),
            uri("%D8%A8%D9%86%D9%83%E2%80%8F"),
            uri("%3Cscript%3E"),
        ];
        let mut read = read_qr_texts(texts.iter().map(String::as_str));
        let names: Vec<(String, String)> = read
            .texts
            .iter_mut()
            .map(|code| match code.rows.remove(0).outcome {
                Outcome::Entry(entry) => (entry.issuer, entry.label),
                Outcome::Refused(refusal) => (refusal.issuer, refusal.label),
            })
            .collect();
        let wanted = ["Ban[2Jk", "بنك", "<script>"].map(|issuer| (issuer.into(), "anna".into()));
        assert_eq!(names, wanted);
    }

    #[test]
    fn rows_are_numbered_over_all_codes_and_repetitions_add_none() {
        let uri = "otpauth://totp/a?secret=GEZDGNBVGY3TQOJQ";
        let read = read_qr_texts([uri, "x", uri, "otpauth://totp/b?secret=GEZDGNBVGY3TQOJQ"]);
        let rows: Vec<Vec<usize>> = read
            .texts
            .iter()
            .map(|code| code.rows.iter().map(|row| row.row).collect())
            .collect();
        assert_eq!(rows, [vec![1], vec![2], vec![], vec![3]]);
        let kinds: Vec<&str> = read.texts.iter().map(|code| code.kind.as_str()).collect();
        assert_eq!(kinds, ["otpauth", "other", "otpauth", "otpauth"]);
    }
}

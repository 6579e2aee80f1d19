//! Invitations: made, handed on, and taken back.

use std::fmt::Write;

use keyrack_app::{
    InvitationText, InviteSomebody,
    view::{FolderTag, InvitationView, People},
};
use keyrack_words::{Language, Words};
use zeroize::Zeroizing;

use super::office_id;
use crate::controller::paper::Paper;
use crate::controller::{Controller, bad_value, whole};
use crate::views::{Copied, CopiedText, Failure, PaperItemKind, PaperKind, WindowErrorCode};

/// For how many days an invitation can be answered, at most.
const MOST_DAYS: u64 = 30;

/// The same of one for a further computer, which is at hand.
const DEVICE_DAYS: u64 = 3;

/// For how many seconds the text of an invitation is lent at least: it goes into another program, which may have to start.
const LENT_S: u16 = 120;

/// The longest address of a mail, in bytes.
const MAX_EMAIL: usize = 254;

impl Controller {
    pub(crate) fn invite(
        &self,
        office: &str,
        invite: &InviteSomebody,
    ) -> Result<InvitationView, Failure> {
        let office = office_id(office)?;
        let folders = invite.grants.iter();
        { folders }.try_for_each(|grant| whole(&grant.folder).map(drop))?;
        if !(1..=MOST_DAYS).contains(&invite.days) {
            return Err(bad_value("days"));
        }
        if invite.person.name.trim().is_empty() {
            return Err(bad_value("name"));
        }
        mail_address(&invite.person.email)?;
        self.change(|opened| {
            let (invited, _) = opened.session.invite(Some(office), invite)?;
            Ok(opened.session.invitation(office, &invited.id)?.0)
        })
    }

    pub(crate) fn invite_device(&self, office: &str) -> Result<InvitationView, Failure> {
        let office = office_id(office)?;
        self.change(|opened| {
            let (invited, _) = opened.session.invite_device(Some(office), DEVICE_DAYS)?;
            Ok(opened.session.invitation(office, &invited.id)?.0)
        })
    }

    pub(crate) fn show_invitation(&self, office: &str, invite: &str) -> Result<(), Failure> {
        let (view, text) = self.invitation(office, invite)?;
        let until = self.until(PaperKind::Invitation);
        let moment = self.moment(view.expires);
        self.put_on_paper(Paper::invitation(
            &self.words(),
            &view,
            &text,
            &moment,
            until,
        )?)
    }

    pub(crate) fn copy_invitation(&self, office: &str, invite: &str) -> Result<Copied, Failure> {
        let (view, text) = self.invitation(office, invite)?;
        self.lend_invitation(&view, &text)
    }

    pub(crate) fn mail_invitation(&self, office: &str, invite: &str) -> Result<Copied, Failure> {
        let (view, text) = self.invitation(office, invite)?;
        let mail = mail(&self.words(), &view, &text)?;
        let copied = self.lend_invitation(&view, &text)?;
        self.shell
            .open_url(&mail)
            .map_err(|_| Failure::new(WindowErrorCode::MailUnavailable))?;
        Ok(copied)
    }

    pub(crate) fn cancel_invitation(&self, office: &str, invite: &str) -> Result<People, Failure> {
        let (office, invite) = (office_id(office)?, whole(invite)?);
        self.change(|opened| {
            opened.session.cancel_invite(Some(office), invite)?;
            Ok(opened.session.people(office)?)
        })
    }

    fn invitation(
        &self,
        office: &str,
        invite: &str,
    ) -> Result<(InvitationView, InvitationText), Failure> {
        let (office, invite) = (office_id(office)?, whole(invite)?);
        self.with(|opened| Ok(opened.session.invitation(office, invite)?))
    }

    fn lend_invitation(
        &self,
        view: &InvitationView,
        text: &InvitationText,
    ) -> Result<Copied, Failure> {
        let seconds = self.settings().clear_clipboard_s.max(LENT_S);
        let moment = self.moment(view.expires);
        self.lend(letter(&self.words(), view, text, &moment), seconds)?;
        Ok(Copied {
            folder: FolderTag::default(),
            service: text.office.clone(),
            label: view.name.clone(),
            factor_label: String::new(),
            what: CopiedText::Paper(PaperItemKind::Invitation),
            clears_in_s: u64::from(seconds),
            valid_until: None,
            code: None,
        })
    }

    /// A moment in seconds since 1970, by the clock on the wall.
    pub(super) fn moment(&self, at: u64) -> String {
        let local = self.computer.clock.local(at.saturating_mul(1000));
        local.strftime("%Y-%m-%d %H:%M").to_string()
    }
}

/// The text that the person sends: the address of the store and the code each on a line of its own.
pub(crate) fn letter(
    (_, words): &(Language, Words),
    view: &InvitationView,
    text: &InvitationText,
    until: &str,
) -> Zeroizing<String> {
    let key = match view.class {
        Some(_) => "paper-invitation-letter",
        None => "paper-invitation-letter-device",
    };
    Zeroizing::new(words.text(
        key,
        &[
            ("name", one_line(&view.name).into()),
            ("office", one_line(&text.office).into()),
            ("inviter", one_line(&text.inviter).into()),
            ("until", until.into()),
            ("store", one_line(&text.store).into()),
            ("code", text.code.as_str().into()),
        ],
    ))
}

/// What begins a mail to the person. Other programs see it, so there is nothing in it but whom it is for, what it is about,
/// and that the text is to be pasted.
fn mail(
    (_, words): &(Language, Words),
    view: &InvitationView,
    text: &InvitationText,
) -> Result<String, Failure> {
    let office = one_line(&text.office);
    let subject = words.text("paper-invitation-subject", &[("office", office.into())]);
    let body = words.text("paper-invitation-paste", &[]);
    let mut url = String::from("mailto:");
    encode(mail_address(&view.email)?, &mut url);
    url.push_str("?subject=");
    encode(&subject, &mut url);
    url.push_str("&body=");
    encode(&body, &mut url);
    Ok(url)
}

/// An address of one person, or none. What would be several, or a header of the mail, is refused.
fn mail_address(email: &str) -> Result<&str, Failure> {
    let email = email.trim();
    let is_odd = |sign: char| sign.is_control() || sign.is_whitespace() || ",;:<>\"".contains(sign);
    let is_address = email
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'));
    if email.is_empty() || is_address && email.len() <= MAX_EMAIL && !email.contains(is_odd) {
        Ok(email)
    } else {
        Err(bad_value("email"))
    }
}

/// Adds a text as a part of an address: whatever is not plain as its bytes (RFC 6068).
fn encode(text: &str, url: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte) {
            url.push(char::from(byte));
        } else {
            // A String takes everything.
            let _ = write!(url, "%{byte:02X}");
        }
    }
}

/// A name that others wrote, without what would begin another line.
fn one_line(name: &str) -> String {
    let is_break = |sign: char| sign.is_control() || matches!(sign, '\u{2028}' | '\u{2029}');
    name.replace(is_break, " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handlers::paper::words_in;

    const CODE: &str = "KR1-ABCD";

    fn invitation(name: &str, email: &str, office: &str) -> (InvitationView, InvitationText) {
        let view = InvitationView {
            id: String::new(),
            name: name.to_owned(),
            email: email.to_owned(),
            class: Some(keyrack_app::Class::Member),
            folders: 0,
            expires: 0,
            is_here: true,
        };
        let text = InvitationText {
            office: office.to_owned(),
            inviter: "Anna".to_owned(),
            store: "https://cloud.example.org/dav".to_owned(),
            code: Zeroizing::new(CODE.to_owned()),
        };
        (view, text)
    }

    #[test]
    fn the_letter_has_address_and_code_on_lines_of_their_own() {
        let (mut view, text) = invitation("Béla\nKR1-EVIL", "", "Kovács\r\nBt.");
        for language in Language::ALL {
            for class in [Some(keyrack_app::Class::Owner), None] {
                view.class = class;
                let letter = letter(&words_in(language), &view, &text, "2026-12-04 17:00");
                let lines = || letter.lines();
                assert_eq!(lines().filter(|line| *line == text.store).count(), 1);
                assert_eq!(lines().filter(|line| *line == CODE).count(), 1);
                assert!(!lines().any(|line| line.starts_with("KR1-EVIL")));
                assert!(letter.contains("Kovács  Bt.") && letter.contains("2026-12-04 17:00"));
                assert!(!letter.contains("{"), "{language:?}: {}", *letter);
            }
        }
    }

    #[test]
    fn a_mail_has_neither_the_code_nor_headers_of_others() {
        let words = words_in(Language::English);
        let office = "A & B?cc=eve@example.org\r\nBcc: eve@example.org";
        let (view, text) = invitation("Béla", "béla+x@example.org", office);
        let url = mail(&words, &view, &text).unwrap();
        assert!(url.starts_with("mailto:b%C3%A9la%2Bx@example.org?subject="));
        assert_eq!(url.matches('?').count(), 1);
        assert_eq!(url.matches('&').count(), 1);
        assert_eq!(url.matches('=').count(), 2);
        for never in [CODE, "KR1", "%0D", "%0A", "cloud.example.org", " "] {
            assert!(!url.contains(never), "{url}");
        }
        let (view, text) = invitation("Béla", "", "Office");
        assert!(
            mail(&words, &view, &text)
                .unwrap()
                .starts_with("mailto:?subject=")
        );
    }

    #[test]
    fn an_address_of_several_or_of_more_than_a_mail_is_refused() {
        for wrong in [
            "béla",
            "@example.org",
            "béla@",
            "a@example.org,b@example.org",
            "a@example.org;b@example.org",
            "a@example.org\r\nBcc: b@example.org",
            "a b@example.org",
            "a@b@example.org",
            "<a@example.org>",
            &format!("{}@example.org", "a".repeat(300)),
        ] {
            assert!(mail_address(wrong).is_err(), "{wrong}");
        }
        assert_eq!(mail_address(" a@example.org ").unwrap(), "a@example.org");
    }
}

//! Lending codes and fields to the clipboard.

use keyrack_app::{
    At, Boot, ErrorCode,
    view::{AccountDetails, FolderTag},
};
use serde::Deserialize;
use url::Url;
use zeroize::Zeroizing;

use crate::controller::opened::{LastCopy, Opened};
use crate::controller::{Controller, bad_value, whole};
use crate::request::{Concerns, Reply, RequestGroup, Step, json};
use crate::views::{Copied, CopiedCode, CopiedField, CopiedText, Copy, Failure, WindowErrorCode};

/// For how long after a copy a code of another client is asked about, in milliseconds.
const ASK_WITHIN: u64 = 10_000;

/// What a window asks to have on the clipboard or in the browser.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum CopyRequest {
    /// Lends a code to the clipboard: [`Copy`](crate::views::Copy). A counter is moved on and saved before.
    Copy {
        /// The account.
        account: String,
        /// The factor.
        factor: String,
        /// The code after the present one.
        next: bool,
        /// Whether the person has said that this client is meant.
        sure: bool,
    },
    /// Takes the lent code off the clipboard now. Answered with `null`.
    ClearClipboard,
    /// Lends the user name or another plain field to the clipboard: [`Copy`](crate::views::Copy).
    CopyField {
        /// The account.
        account: String,
        /// `label`, `email`, `url` or `tax_number` (of its client).
        field: String,
    },
    /// Opens the login page in the browser; only `https` and `http` addresses. Answered with `null`.
    OpenPage {
        /// The account.
        account: String,
    },
}

impl RequestGroup for CopyRequest {
    fn carry_out(self, controller: &Controller) -> Result<Reply, Failure> {
        match self {
            Self::Copy {
                account,
                factor,
                next,
                sure,
            } => json(&controller.copy(&account, &factor, next, sure)?),
            Self::ClearClipboard => json(&controller.clear_clipboard()?),
            Self::CopyField { account, field } => json(&controller.copy_field(&account, &field)?),
            Self::OpenPage { account } => json(&controller.open_page(&account)?),
        }
    }

    fn shows_secret(&self) -> bool {
        false
    }

    fn step(&self) -> Option<Step> {
        Some(match self {
            Self::CopyField { account, .. } => ("copy_field", Concerns::account(account)),
            Self::OpenPage { account } => ("open_page", Concerns::account(account)),
            _ => return None,
        })
    }
}

impl Controller {
    pub(crate) fn copy(
        &self,
        account: &str,
        factor: &str,
        next: bool,
        sure: bool,
    ) -> Result<Copy, Failure> {
        whole(account)?;
        whole(factor)?;
        let settings = self.settings();
        let now = self.computer.clock.boot();
        if !next {
            self.count_with_colleagues(account, factor)?;
        }
        let made = self.change(|opened| {
            let details = opened.session.details(account)?;
            let folder = details.account.folder.clone();
            if settings.ask_on_client_change
                && !sure
                && let Some(before) = opened.other_client_before(&folder, &now)
            {
                return Ok(Err(Copy::Ask {
                    before,
                    now: folder,
                }));
            }
            // A code that counts has none after it, and is not used up to say so.
            let at = At {
                peek: next,
                ..At::default()
            };
            let view = opened.session.code_in(account, factor, &at)?;
            let counts = view.valid_until.is_none();
            let code = if next { view.next } else { Some(view.code) };
            let code = Zeroizing::new(code.ok_or_else(|| bad_value("next"))?);
            let until = view.valid_until;
            let period = view.factor.period.map(u64::from).filter(|_| next);
            let copied = Copied {
                factor_label: view.factor.label,
                what: CopiedText::Code(if next {
                    CopiedCode::Next
                } else {
                    CopiedCode::Now
                }),
                valid_until: until.map(|until| until.saturating_add(period.unwrap_or_default())),
                code: (counts && !opened.masked).then(|| code.to_string()),
                ..copied(details, settings.clear_clipboard_s)
            };
            Ok(Ok((code, copied, folder)))
        })?;
        let (code, copied, folder) = match made {
            Ok(made) => made,
            Err(ask) => return Ok(ask),
        };
        self.lend(code, settings.clear_clipboard_s)?;
        self.with(|opened| {
            opened.last_copy = Some(LastCopy { folder, at: now });
            Ok(opened.session.note_copied(account)?)
        })?;
        self.note(Some(("copy", Concerns::account(account))));
        Ok(Copy::Done(copied))
    }

    pub(crate) fn clear_clipboard(&self) -> Result<(), Failure> {
        Ok(self.clipboard.take_back()?)
    }

    pub(crate) fn copy_field(&self, account: &str, field: &str) -> Result<Copy, Failure> {
        let seconds = self.settings().clear_clipboard_s;
        let (text, wanted, details) = self.with(|opened| {
            let details = opened.session.details(account)?;
            let wanted = CopiedField::of_name(field);
            let wanted =
                wanted.ok_or_else(|| Failure::new(ErrorCode::UnknownField).with("field", field))?;
            let account = &details.account;
            let text = match wanted {
                CopiedField::Label => account.label.clone(),
                CopiedField::Email => account.email.clone(),
                CopiedField::Url => account.url.clone(),
                CopiedField::TaxNumber => {
                    let folder = &account.folder;
                    let client = opened.session.folder(&folder.id)?.client;
                    client.unwrap_or_default().tax_number
                }
            };
            if text.is_empty() {
                return Err(Failure::new(WindowErrorCode::FieldEmpty).with("field", field));
            }
            Ok((Zeroizing::new(text), wanted, details))
        })?;
        self.lend(text, seconds)?;
        // In the trash it is not one of those in use.
        if details.account.trashed.is_none() {
            self.with(|opened| Ok(opened.session.note_copied(account)?))?;
        }
        Ok(Copy::Done(Copied {
            what: CopiedText::Field(wanted),
            ..copied(details, seconds)
        }))
    }

    pub(crate) fn open_page(&self, account: &str) -> Result<(), Failure> {
        let details = self.with(|opened| Ok(opened.session.details(account)?))?;
        let url = details.account.url;
        if url.is_empty() {
            return Err(Failure::new(WindowErrorCode::FieldEmpty).with("field", "url"));
        }
        let page = web_page(&url).ok_or_else(|| Failure::new(WindowErrorCode::PageNotWeb))?;
        self.shell.open_url(page.as_str())
    }
}

impl Opened {
    /// The client of whom a code was copied a moment ago, if it is not that of `folder`.
    fn other_client_before(&self, folder: &FolderTag, now: &Boot) -> Option<FolderTag> {
        let last = self.last_copy.as_ref()?;
        let recent =
            last.at.id == now.id && now.elapsed.saturating_sub(last.at.elapsed) <= ASK_WITHIN;
        (recent && last.folder.id != folder.id).then(|| last.folder.clone())
    }
}

fn copied(details: AccountDetails, seconds: u16) -> Copied {
    Copied {
        service: details.account.service_or_issuer().to_owned(),
        folder: details.account.folder,
        label: details.account.label,
        factor_label: String::new(),
        what: CopiedText::Code(CopiedCode::Now),
        clears_in_s: u64::from(seconds),
        valid_until: None,
        code: None,
    }
}

/// An address that a browser can open without doing anything else. One without a scheme is taken for a web page's. A
/// user name in it only serves to mislead about the host.
fn web_page(text: &str) -> Option<Url> {
    let text = text.trim();
    let url = match Url::parse(text) {
        Err(url::ParseError::RelativeUrlWithoutBase) => Url::parse(&format!("https://{text}")),
        url => url,
    };
    url.ok().filter(|url| {
        matches!(url.scheme(), "http" | "https")
            && url.host_str().is_some_and(|host| !host.starts_with('-'))
            && url.username().is_empty()
            && url.password().is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_pages_are_opened() {
        for (text, page) in [
            (
                "https://ugyfelkapu.gov.hu/",
                Some("https://ugyfelkapu.gov.hu/"),
            ),
            (" HTTP://nav.gov.hu ", Some("http://nav.gov.hu/")),
            ("nav.gov.hu/belepes", Some("https://nav.gov.hu/belepes")),
            ("javascript:alert(1)", None),
            ("file:///etc/passwd", None),
            ("data:text/html,x", None),
            ("https://nav.gov.hu@evil.example/", None),
            ("https://", None),
            ("--version", None),
            ("a b", None),
        ] {
            assert_eq!(web_page(text).as_ref().map(Url::as_str), page, "{text}");
        }
    }
}

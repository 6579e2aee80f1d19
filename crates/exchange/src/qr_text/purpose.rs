//! What a code is for that holds no account, by how its text begins.

use crate::reason::Reason;

/// What a text is that holds no account, by how it begins.
pub(super) fn of_text(text: &str) -> Reason {
    let scheme = scheme(text);
    let begins = |start: &str| {
        text.get(..start.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(start))
    };
    match scheme.as_str() {
        "phonefactor" | "ms-msa" | "msauthv2" | "msauthv3" | "microsoft-authenticator" => {
            Reason::MicrosoftApp
        }
        "duo" => Reason::DuoApp,
        "oktaverify" | "com.okta.authenticator" => Reason::OktaApp,
        "lpaauth-migration" | "lpaauth" => Reason::LastPassApp,
        "sgnl" | "tsdevice" | "tg" | "whatsapp" => Reason::DeviceLink,
        "fido" => Reason::Passkey,
        scheme if scheme.starts_with("com.rsa.securid") => Reason::SecurIdApp,
        scheme if IDENTITY_SCHEMES.contains(&scheme) => Reason::IdentityApp,
        // EMV codes and the like have no scheme and are told by their first characters.
        _ if begins("FIDO:/") => Reason::Passkey,
        _ if begins("tsdevice:") => Reason::DeviceLink,
        // WhatsApp's own: a version, and several keys in Base64.
        _ if begins("2@") && text.matches(',').count() >= 2 => Reason::DeviceLink,
        // BankID of Sweden: a token and a count that changes each second.
        _ if begins("bankid.") => Reason::IdentityApp,
        _ if begins("WIFI:") => Reason::Wifi,
        _ if PAYMENTS.iter().any(|&start| begins(start)) => Reason::Payment,
        _ if CONTACTS.iter().any(|&start| begins(start)) => Reason::Contact,
        "" => Reason::PlainText,
        _ => Reason::OtherApp,
    }
}

/// What a web address is that a code holds.
pub(super) fn of_page(host: &str, path: &str) -> Reason {
    let within = |domain: &str| {
        host.strip_suffix(domain)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    match () {
        () if host == "127.0.0.1" && path.starts_with("/securid") => Reason::SecurIdApp,
        () if host == "s.team" && path.starts_with("/q/") => Reason::SteamLogin,
        () if within("duosecurity.com") => Reason::DuoApp,
        () if host == "wa.me" && path.starts_with("/settings/linked_devices") => Reason::DeviceLink,
        () if (within("discord.com") || within("discordapp.com")) && path.starts_with("/ra/") => {
            Reason::DeviceLink
        }
        () if IDENTITY_PAGES.iter().any(|domain| within(domain)) => Reason::IdentityApp,
        () => Reason::WebPage,
    }
}

/// Apps of states, banks and wallets: DigiD, Freja, itsme, MitID, DÁP and the wallets of the European Union.
const IDENTITY_SCHEMES: [&str; 17] = [
    "digid-app-auth",
    "digid-app",
    "bankid",
    "dap",
    "eid",
    "frejaeid",
    "haip",
    "haip-vp",
    "itsme",
    "mdoc",
    "mdoc-openid4vp",
    "mitid",
    "eudi-openid4vp",
    "openid4vp",
    "openid-credential-offer",
    "openid-vc",
    "smartid",
];

const IDENTITY_PAGES: [&str; 8] = [
    "app.bankid.com",
    "app.digid.nl",
    "dap.gov.hu",
    "frejaeid.com",
    "itsme.be",
    "itsme-id.com",
    "mitid.dk",
    "smart-id.com",
];

/// SEPA credit transfer, Swiss QR bill, Hungarian instant payment, EMV, Czech and Slovak payments, crypto currencies.
const PAYMENTS: [&str; 10] = [
    "BCD\n", "BCD\r\n", "SPC\n", "SPC\r\n", "HCT\n", "HCT\r\n", "000201", "SPD*", "bitcoin:",
    "upi:",
];

const CONTACTS: [&str; 9] = [
    "BEGIN:VCARD",
    "MECARD:",
    "BEGIN:VEVENT",
    "BEGIN:VCALENDAR",
    "mailto:",
    "tel:",
    "sms",
    "geo:",
    "LPA:1$",
];

/// The scheme in lower case, of a text that begins as a URI does; else empty.
pub(super) fn scheme(text: &str) -> String {
    match text.split_once("://") {
        Some((scheme, _)) if is_scheme(scheme) => scheme.to_ascii_lowercase(),
        _ => String::new(),
    }
}

fn is_scheme(text: &str) -> bool {
    let mut characters = text.chars();
    let first = characters.next();
    first.is_some_and(|first| first.is_ascii_alphabetic())
        && text.len() <= 64
        && characters.all(|it| it.is_ascii_alphanumeric() || matches!(it, '+' | '-' | '.'))
}

/// Host and path of the address of a web page.
pub(super) fn web_address(text: &str) -> Option<(String, &str)> {
    if !matches!(scheme(text).as_str(), "http" | "https") {
        return None;
    }
    let (_, rest) = text.split_once("://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let (_, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    let host = host.split(':').next().unwrap_or_default();
    let is_name = |it: char| it.is_alphanumeric() || matches!(it, '-' | '.');
    // What is no name of a computer is not shown as one.
    let host = if host.len() <= 253 && host.chars().all(is_name) {
        host.to_lowercase()
    } else {
        String::new()
    };
    Some((host, path))
}

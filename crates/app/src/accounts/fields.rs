//! `field=value` changes of records, as the command line and the window's forms send them.

use keyrack_vault::{Account, Field, Folder, Stamp};

use crate::{Error, ErrorCode, Result};

/// The longest text of a field, in bytes.
pub const MAX_TEXT: usize = 64 * 1024;

/// Refuses texts that no field takes.
pub fn check_text(field: &str, text: &str) -> Result<()> {
    if text.len() > MAX_TEXT {
        return Err(Error::new(ErrorCode::BadValue)
            .with("field", field)
            .with("longest", MAX_TEXT));
    }
    Ok(())
}

/// Changes one field of an account; `false` if the field is not one of its own. Moving to another folder is the
/// caller's business.
///
/// # Errors
/// [`ErrorCode::BadValue`].
pub fn account(account: &mut Account, field: &str, value: &str, stamp: Stamp) -> Result<bool> {
    check_text(field, value)?;
    let text = match field {
        "service" => &mut account.service,
        "issuer" => &mut account.issuer,
        "label" => &mut account.label,
        "url" => &mut account.url,
        "email" => &mut account.email,
        "note" => &mut account.note,
        "icon" => &mut account.icon,
        "support" => &mut account.support,
        "tags" => {
            account
                .tags
                .replace(split_list(value).map(|tag| (tag, true)), stamp);
            return Ok(true);
        }
        _ => {
            if let Some(name) = field
                .strip_prefix("deadline.")
                .filter(|name| !name.is_empty())
            {
                check_date(field, value)?;
                account.deadlines.set(name, given(value), stamp);
                return Ok(true);
            }
            if let Some(name) = field
                .strip_prefix("channel.")
                .filter(|name| !name.is_empty())
            {
                account.channels.set(name, given(value), stamp);
                return Ok(true);
            }
            return Ok(false);
        }
    };
    text.update(value.to_owned(), stamp);
    Ok(true)
}

/// Changes one field of a folder.
///
/// # Errors
/// [`ErrorCode::BadValue`] or [`ErrorCode::UnknownField`].
pub fn folder(folder: &mut Folder, field: &str, value: &str, stamp: Stamp) -> Result<()> {
    check_text(field, value)?;
    let truth = |target: &mut Field<bool>| match value {
        "true" | "yes" | "1" => Ok(target.update(true, stamp)),
        "false" | "no" | "0" => Ok(target.update(false, stamp)),
        _ => Err(Error::new(ErrorCode::BadValue).with("field", field)),
    };
    let of_client = matches!(
        field,
        "tax_number" | "short_code" | "contact" | "email" | "notes"
    );
    let text = match field {
        "name" => &mut folder.name,
        "colour" => &mut folder.colour,
        "tax_number" => &mut folder.tax_number,
        "short_code" => &mut folder.short_code,
        "contact" => &mut folder.contact,
        "email" => &mut folder.email,
        "notes" => &mut folder.notes,
        "client" => return truth(&mut folder.client).map(drop),
        "archived" => return truth(&mut folder.archived).map(drop),
        _ => return Err(Error::new(ErrorCode::UnknownField).with("field", field)),
    };
    text.update(value.to_owned(), stamp);
    if of_client && !value.is_empty() {
        // Whoever has a tax number is a client.
        folder.client.update(true, stamp);
    }
    Ok(())
}

/// Entries between commas.
pub fn split_list(value: &str) -> impl Iterator<Item = &str> {
    value
        .split(',')
        .map(str::trim)
        .filter(|entry| !entry.is_empty())
}

fn given(value: &str) -> Option<String> {
    (!value.is_empty()).then(|| value.to_owned())
}

/// Empty, or `YYYY-MM-DD` with a month and a day that exist.
fn check_date(field: &str, value: &str) -> Result<()> {
    let wrong = || {
        Error::new(ErrorCode::BadValue)
            .with("field", field)
            .hint("date")
    };
    if value.is_empty() {
        return Ok(());
    }
    let parts: Vec<&str> = value.split('-').collect();
    let [year, month, day] = parts[..] else {
        return Err(wrong());
    };
    let number = |text: &str, length: usize| -> Option<u32> {
        (text.len() == length && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.parse().ok())
            .flatten()
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2))
    else {
        return Err(wrong());
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    if (1..=days).contains(&day) {
        Ok(())
    } else {
        Err(wrong())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_dates_that_exist_are_taken() {
        for good in ["", "2026-12-31", "2028-02-29"] {
            assert!(check_date("deadline.x", good).is_ok(), "{good}");
        }
        for bad in [
            "2026-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-1-1",
            "31.12.2026",
            "2026-12-32",
            "x",
        ] {
            assert!(check_date("deadline.x", bad).is_err(), "{bad}");
        }
    }
}

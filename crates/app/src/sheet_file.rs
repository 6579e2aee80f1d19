//! Files with an office key sheet: made to be printed, read back when the office has to be opened with it.

use keyrack_team::sheet::Sheet;
use zeroize::Zeroizing;

use crate::{Error, ErrorCode, Result};

/// The longest file that is looked at, in bytes.
const MAX_FILE: usize = 64 * 1024;

/// A sheet with words around it that say what it is. It is an identity file of the stock `age` program as well, which
/// opens every folder of the office in the store with it, without Keyrack.
///
/// # Errors
/// [`ErrorCode::SheetWrong`] where `sheet` is no sheet's text.
pub fn sheet_file(sheet: &str, words: &[&str]) -> Result<Zeroizing<String>> {
    let sheet = Sheet::read(sheet).map_err(|_| wrong())?;
    let opens = sheet.identity();
    let (seed, recipient, identity) = (
        sheet.reveal(),
        opens.recipient().to_string(),
        opens.reveal(),
    );
    // Large enough from the start, so that no copy is left behind when it grows.
    let room = words.iter().map(|line| line.len() + 3).sum::<usize>() + 512;
    let mut text = Zeroizing::new(String::with_capacity(room));
    for line in words {
        text.extend(["# ", line, "\n"]);
    }
    text.extend(["#\n# ", &seed, "\n#\n"]);
    text.extend(["# public key: ", &recipient, "\n", &identity, "\n"]);
    Ok(text)
}

/// The text of the sheet in a file of [`sheet_file`], or in what was typed from paper: spaces, dashes, ends of lines and
/// lower case are forgiven.
///
/// # Errors
/// [`ErrorCode::SheetWrong`] also where a character is wrong.
pub fn read_sheet_file(text: &str) -> Result<Zeroizing<String>> {
    if text.len() > MAX_FILE {
        return Err(wrong());
    }
    let lines = text
        .lines()
        .map(|line| line.trim_start_matches(['#', ' ', '\u{feff}']));
    let sheet = std::iter::once(text)
        .chain(lines)
        .find_map(|part| Sheet::read(part).ok());
    sheet.map(|sheet| sheet.reveal()).ok_or_else(wrong)
}

fn wrong() -> Error {
    Error::new(ErrorCode::SheetWrong)
}

#[cfg(test)]
mod tests {
    use keyrack_seal::{Identity, OsEntropy};

    use super::*;

    #[test]
    fn a_sheet_is_read_from_its_file_and_from_what_was_typed() {
        let sheet = Sheet::make(&mut OsEntropy).unwrap();
        let text = sheet.reveal();
        let file = sheet_file(&text, &["Office key sheet", "KRS1-AAAA is how they begin"]).unwrap();
        for read in [
            file.to_string(),
            file.replace('\n', "\r\n"),
            text.to_lowercase(),
            text.replace(' ', "\n"),
            format!("\u{feff}{}\n", *text),
        ] {
            assert_eq!(*read_sheet_file(&read).unwrap(), *text);
        }
        for wrong in [
            "",
            "KRS1-",
            &text[..60],
            &text.replace(' ', "1"),
            &"KRS1-AAAA\n".repeat(100_000),
        ] {
            assert_eq!(
                read_sheet_file(wrong).unwrap_err().code,
                ErrorCode::SheetWrong
            );
            assert!(sheet_file(wrong, &[]).is_err());
        }
    }

    #[test]
    fn the_file_holds_the_identity_that_folders_are_sealed_to() {
        let sheet = Sheet::make(&mut OsEntropy).unwrap();
        let file = sheet_file(&sheet.reveal(), &[]).unwrap();
        let found = Identity::find_in(&file).unwrap();
        assert_eq!(found.recipient(), sheet.identity().recipient());
        let others = file.lines().filter(|line| !line.starts_with('#'));
        assert_eq!(others.count(), 1, "age takes every other line for a key");
    }
}

//! Which names files may have. What is no such name never reaches a file system or a server.

use crate::{MAX_PATH, StoreError};

/// The folder of a path, empty at the top, and the name in it.
///
/// # Errors
/// [`StoreError::BadAddress`].
pub fn split(path: &str) -> Result<(&str, &str), StoreError> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let is_file = path.split('/').count() <= 3 && path.len() <= MAX_PATH && is_part(name);
    if !is_file || path.starts_with('/') {
        return Err(StoreError::BadAddress);
    }
    check_folder(folder)?;
    Ok((folder, name))
}

/// # Errors
/// [`StoreError::BadAddress`].
pub fn check_folder(folder: &str) -> Result<(), StoreError> {
    let is_folder = folder.len() <= MAX_PATH
        && folder.split('/').count() <= 2
        && folder.split('/').all(is_part);
    if folder.is_empty() || is_folder {
        Ok(())
    } else {
        Err(StoreError::BadAddress)
    }
}

/// The parts of a folder's path; none at the top.
pub fn parts(folder: &str) -> impl Iterator<Item = &str> {
    folder.split('/').filter(|part| !part.is_empty())
}

/// A new name of the longest kind, for a file that is tried out.
///
/// # Errors
/// [`StoreError::Broken`] where the system has no random numbers.
pub fn probe() -> Result<String, StoreError> {
    let name = format!("probe.{}", random()?);
    Ok(format!("{name:-<width$}.tmp", width = MAX_PATH - 4))
}

/// 16 characters that nobody else has.
///
/// # Errors
/// [`StoreError::Broken`] where the system has no random numbers.
pub fn random() -> Result<String, StoreError> {
    let number = getrandom::u64().map_err(|_| StoreError::Broken)?;
    Ok(format!("{number:016x}"))
}

fn is_part(part: &str) -> bool {
    let is_plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-');
    !part.is_empty()
        && part.bytes().all(is_plain)
        && !part.starts_with('.')
        && !part.ends_with('.')
        && !is_device(part)
}

/// Whether Windows takes a name for a device, whatever its ending.
fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default();
    let numbered = stem
        .strip_prefix("com")
        .or_else(|| stem.strip_prefix("lpt"))
        .is_some_and(|number| {
            number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit())
        });
    numbered || matches!(stem, "con" | "prn" | "aux" | "nul")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_the_layout_are_split_at_their_last_part() {
        assert_eq!(split("keyrack-team.json"), Ok(("", "keyrack-team.json")));
        assert_eq!(
            split("heads/a2.000000000001.b3.h"),
            Ok(("heads", "a2.000000000001.b3.h"))
        );
        assert_eq!(split("obj/a2/b3.o"), Ok(("obj/a2", "b3.o")));
    }

    #[test]
    fn what_leads_elsewhere_or_is_special_somewhere_is_no_path() {
        let long = "a".repeat(MAX_PATH + 1);
        for path in [
            "",
            "/",
            "/a",
            "a/",
            "a//b",
            ".",
            "..",
            "../a",
            "a/../b",
            "a/..",
            ".a",
            "a.",
            "A",
            "a b",
            "a\\b",
            "c:a",
            "a\0",
            "ä",
            "a/b/c/d",
            "nul",
            "com1.h",
            "heads/aux.h",
            "a_b",
            "a%2f",
            &long,
        ] {
            assert_eq!(split(path), Err(StoreError::BadAddress), "{path:?}");
        }
        for folder in ["/", "a/", "..", "a/../b", "a/b/c"] {
            assert_eq!(
                check_folder(folder),
                Err(StoreError::BadAddress),
                "{folder:?}"
            );
        }
        assert_eq!(check_folder(""), Ok(()));
    }

    #[test]
    fn the_name_that_is_tried_is_as_long_as_any_and_never_the_same() {
        let name = probe().unwrap();
        assert_eq!(name.len(), MAX_PATH);
        assert!(split(&name).is_ok());
        assert_ne!(name, probe().unwrap());
    }
}

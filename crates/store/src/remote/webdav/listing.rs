//! What PROPFIND answers (RFC 4918, section 13).

use percent_encoding::percent_decode_str;

use crate::remote::xml::{self, Part};
use crate::{Listed, MAX_LISTED, StoreError};

/// The files in the answer, without the folder itself and those in it.
///
/// # Errors
/// [`StoreError::Broken`] where it is no such answer.
pub fn files(answer: &[u8]) -> Result<Vec<Listed>, StoreError> {
    let mut files = Vec::new();
    let mut entry = Entry::default();
    let mut is_answer = false;
    xml::walk(answer, |part| {
        match part {
            Part::Open("multistatus") => is_answer = true,
            Part::Open("response") => entry = Entry::default(),
            Part::Open("collection") => entry.is_folder = true,
            Part::Close("href", text) if entry.href.is_none() => entry.href = Some(text.to_owned()),
            Part::Close("getcontentlength", text) => entry.size = entry.size.or(text.parse().ok()),
            Part::Close("response", _) => files.extend(std::mem::take(&mut entry).file()),
            _ => {}
        }
        files.len() < MAX_LISTED
    })?;
    if is_answer {
        Ok(files)
    } else {
        Err(StoreError::Broken)
    }
}

#[derive(Default)]
struct Entry {
    href: Option<String>,
    size: Option<u64>,
    is_folder: bool,
}

impl Entry {
    /// None for a folder, and for what has no name that can be read.
    fn file(self) -> Option<Listed> {
        let href = self.href?;
        let name = href
            .rsplit('/')
            .next()
            .filter(|name| !name.is_empty() && !self.is_folder)?;
        let name = percent_decode_str(name).decode_utf8().ok()?.into_owned();
        let size = self.size.unwrap_or_default();
        Some(Listed { name, size })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(href: &str, properties: &str) -> String {
        format!(
            "<D:response><D:href>{href}</D:href><D:propstat><D:prop>{properties}</D:prop></D:propstat></D:response>"
        )
    }

    #[test]
    fn files_are_told_from_folders_whatever_address_they_have() {
        let folder = "<D:resourcetype><D:collection/></D:resourcetype>";
        let answer = [
            entry("/dav/heads/", folder),
            entry("/dav/heads/folder", folder),
            entry(
                "/dav/heads/a.h",
                "<D:resourcetype/><D:getcontentlength>12</D:getcontentlength>",
            ),
            entry(
                "https://example.org/dav/heads/b%20%28copy%29.h",
                "<D:resourcetype/>",
            ),
            entry("c.h", "<D:getcontentlength>x</D:getcontentlength>"),
            entry("/dav/%ff", ""),
            entry("", ""),
        ];
        let answer = format!(
            "<D:multistatus xmlns:D=\"DAV:\">{}</D:multistatus>",
            answer.concat()
        );
        let found = files(answer.as_bytes()).unwrap();
        let found: Vec<_> = found
            .iter()
            .map(|file| (file.name.as_str(), file.size))
            .collect();
        assert_eq!(found, [("a.h", 12), ("b (copy).h", 0), ("c.h", 0)]);
    }

    #[test]
    fn what_is_no_listing_is_broken() {
        for answer in [
            "",
            "{}",
            "<html><body>Log in</body></html>",
            "<D:multistatus>",
        ] {
            assert_eq!(
                files(answer.as_bytes()),
                Err(StoreError::Broken),
                "{answer}"
            );
        }
    }
}

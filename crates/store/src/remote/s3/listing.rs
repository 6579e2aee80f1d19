//! What ListObjectsV2 answers.

use crate::remote::xml::{self, Part};
use crate::{Listed, StoreError};

/// A page of a listing.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Page {
    pub files: Vec<Listed>,
    /// What to ask for the next page with.
    pub next: Option<String>,
}

/// The files in the answer whose keys begin with `prefix` and go on without a slash.
///
/// # Errors
/// [`StoreError::Broken`] where it is no such answer.
pub fn page(answer: &[u8], prefix: &str) -> Result<Page, StoreError> {
    let mut page = Page::default();
    let (mut key, mut size) = (String::new(), 0);
    let (mut is_answer, mut is_cut) = (false, false);
    xml::walk(answer, |part| {
        match part {
            Part::Open("ListBucketResult") => is_answer = true,
            Part::Open("Contents") => (key, size) = (String::new(), 0),
            Part::Close("Key", text) => text.clone_into(&mut key),
            Part::Close("Size", text) => size = text.parse().unwrap_or_default(),
            Part::Close("Contents", _) => {
                let name = key.strip_prefix(prefix);
                let name = name.filter(|name| !name.is_empty() && !name.contains('/'));
                page.files.extend(name.map(|name| Listed {
                    name: name.to_owned(),
                    size,
                }));
            }
            Part::Close("IsTruncated", text) => is_cut = text == "true",
            Part::Close("NextContinuationToken", text) => page.next = Some(text.to_owned()),
            _ => {}
        }
        true
    })?;
    if !is_answer || is_cut != page.next.is_some() {
        return Err(StoreError::Broken);
    }
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_become_names_and_others_than_were_asked_for_are_left_out() {
        let contents = |key: &str| format!("<Contents><Key>{key}</Key><Size>7</Size></Contents>");
        let keys = [
            "o/heads/a.h",
            "o/heads/",
            "o/heads/b/c",
            "a",
            "",
            "o/head",
            "o/heads/&lt;&amp;",
        ];
        let answer = format!(
            "<ListBucketResult><IsTruncated>true</IsTruncated>{}<NextContinuationToken>t/1=</NextContinuationToken>\
             <CommonPrefixes><Prefix>o/heads/b/</Prefix></CommonPrefixes></ListBucketResult>",
            keys.map(contents).concat()
        );
        let page = page(answer.as_bytes(), "o/heads/").unwrap();
        let names: Vec<_> = page.files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["a.h", "<&"]);
        assert_eq!(
            (page.files[0].size, page.next.as_deref()),
            (7, Some("t/1="))
        );
    }

    #[test]
    fn what_is_no_listing_is_broken() {
        let cut = "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>";
        for answer in [
            "",
            "<html></html>",
            "<Error><Code>NoSuchBucket</Code></Error>",
            "<ListBucketResult>",
            cut,
        ] {
            assert_eq!(
                page(answer.as_bytes(), ""),
                Err(StoreError::Broken),
                "{answer}"
            );
        }
    }
}

//! XML as servers answer it. Entities that a document declares itself are not expanded.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::StoreError;

/// What a document is made of. Names are without their prefixes.
pub enum Part<'a> {
    /// An element begins.
    Open(&'a str),
    /// An element ends, with the text that was in it since the last one began or ended.
    Close(&'a str, &'a str),
}

/// Shows the parts of a document in order, until `next` has had enough.
///
/// # Errors
/// [`StoreError::Broken`] where it is no XML, or nested deeper than any answer is.
pub fn walk(document: &[u8], mut next: impl FnMut(Part<'_>) -> bool) -> Result<(), StoreError> {
    let document = std::str::from_utf8(document).map_err(|_| StoreError::Broken)?;
    let mut reader = Reader::from_str(document.trim_start_matches('\u{feff}'));
    let mut text = String::new();
    let mut depth = 0_u32;
    loop {
        let goes_on = match reader.read_event().map_err(|_| StoreError::Broken)? {
            Event::Start(element) => {
                depth += 1;
                text.clear();
                next(Part::Open(element.local_name().as_ref()))
            }
            Event::Empty(element) => {
                text.clear();
                let name = element.local_name();
                next(Part::Open(name.as_ref())) && next(Part::Close(name.as_ref(), ""))
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                let goes_on = next(Part::Close(element.local_name().as_ref(), text.trim()));
                text.clear();
                goes_on
            }
            Event::Text(piece) => {
                text.push_str(&piece.xml10_content());
                true
            }
            Event::CData(piece) => {
                text.push_str(&piece.xml10_content());
                true
            }
            Event::GeneralRef(reference) => {
                text.push_str(&character(&reference)?);
                true
            }
            Event::Eof if depth > 0 => return Err(StoreError::Broken),
            Event::Eof => return Ok(()),
            _ => true,
        };
        if !goes_on {
            return Ok(());
        }
        if depth > DEEPEST {
            return Err(StoreError::Broken);
        }
    }
}

const DEEPEST: u32 = 16;

fn character(reference: &quick_xml::events::BytesRef<'_>) -> Result<String, StoreError> {
    if let Some(character) = reference
        .resolve_char_ref()
        .map_err(|_| StoreError::Broken)?
    {
        return Ok(character.to_string());
    }
    let name: &str = reference;
    let known = quick_xml::escape::resolve_predefined_entity(name);
    known.map(str::to_owned).ok_or(StoreError::Broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(document: &str) -> Result<Vec<String>, StoreError> {
        let mut found = Vec::new();
        walk(document.as_bytes(), |part| {
            if let Part::Close(name, text) = part {
                found.push(format!("{name}={text}"));
            }
            true
        })?;
        Ok(found)
    }

    #[test]
    fn names_lose_their_prefixes_and_texts_their_escapes() {
        let document = "<?xml version=\"1.0\"?><D:a xmlns:D=\"DAV:\"><D:b> x&amp;y&#33; </D:b><c/><d><![CDATA[<e>]]></d></D:a>";
        assert_eq!(texts(document).unwrap(), ["b=x&y!", "c=", "d=<e>", "a="]);
    }

    #[test]
    fn what_is_no_whole_document_is_broken() {
        for document in [
            "<a>",
            "<a></b>",
            "<a",
            "<a>&lol;</a>",
            &"<a>".repeat(100_000),
        ] {
            assert_eq!(texts(document), Err(StoreError::Broken), "{document:.20}");
        }
        let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>";
        assert_eq!(texts(bomb), Err(StoreError::Broken));
        assert_eq!(walk(b"<a>\xff</a>", |_| true), Err(StoreError::Broken));
    }
}

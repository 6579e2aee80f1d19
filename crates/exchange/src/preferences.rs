//! The shared preferences of Android: an XML file of named texts, no more of which is read here.

use zeroize::Zeroizing;

/// A text under its name.
pub(crate) type Preference = (String, Zeroizing<String>);

/// Whether a text is such a file.
pub(crate) fn is_preferences(text: &str) -> bool {
    text.trim_start().starts_with("<?xml") && text.contains("<map>")
}

/// The texts of a file, in their order; `None` if it ends early.
pub(crate) fn read(text: &str) -> Option<Vec<Preference>> {
    let (_, mut rest) = text.split_once("<map>")?;
    let mut preferences = Vec::new();
    while let Some((_, from)) = rest.split_once("<string ") {
        let (head, from) = from.split_once('>')?;
        let (_, name) = head.split_once("name=\"")?;
        let (name, _) = name.split_once('"')?;
        let value = if head.ends_with('/') {
            rest = from;
            ""
        } else {
            let (value, from) = from.split_once("</string>")?;
            rest = from;
            value
        };
        preferences.push((unescape(name).to_string(), unescape(value)));
    }
    rest.contains("</map>").then_some(preferences)
}

/// Undoes the escapes of XML. What is none stands for itself.
fn unescape(text: &str) -> Zeroizing<String> {
    let mut plain = Zeroizing::new(String::with_capacity(text.len()));
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('&') {
        plain.push_str(before);
        let escape = from
            .split_once(';')
            .and_then(|(name, after)| Some((character(name)?, after)));
        let (character, after) = escape.unwrap_or(('&', from));
        plain.push(character);
        rest = after;
    }
    plain.push_str(rest);
    plain
}

/// The character that a reference in XML means.
pub(crate) fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let number = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(number.ok()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_with_their_escapes_undone() {
        let file = "<?xml version='1.0'?>\n<map>\n<int name=\"n\" value=\"1\" />\n\
                    <string name=\"a&amp;b\">{&quot;x&quot;:1} &#x151;&#33; &unknown; & &</string>\n\
                    <string name=\"empty\" />\n</map>\n";
        assert!(is_preferences(file));
        let read = read(file).unwrap();
        assert_eq!(read.len(), 2);
        assert_eq!(
            (read[0].0.as_str(), read[0].1.as_str()),
            ("a&b", "{\"x\":1} ő! &unknown; & &")
        );
        assert_eq!((read[1].0.as_str(), read[1].1.as_str()), ("empty", ""));
        for end in 0..file.trim_end().len() {
            let cut = file.get(..end).map(super::read);
            assert!(cut.is_none_or(|cut| cut.is_none()), "cut off after {end}");
        }
    }
}

//! A text that leaves no copies behind while it grows.

use zeroize::Zeroizing;

/// A JSON text being written. It grows into fresh memory and wipes the old, which `String` does not.
#[derive(Default)]
pub(crate) struct Sink(Zeroizing<String>);

impl Sink {
    /// Writes text that is JSON already.
    pub(crate) fn raw(&mut self, json: &str) {
        let needed = self.0.len() + json.len();
        if needed > self.0.capacity() {
            let mut grown =
                Zeroizing::new(String::with_capacity(needed.max(self.0.capacity() * 2)));
            grown.push_str(&self.0);
            self.0 = grown;
        }
        self.0.push_str(json);
    }

    pub(crate) fn string(&mut self, text: &str) {
        self.raw("\"");
        let mut rest = text;
        while let Some(at) =
            rest.find(|character: char| matches!(character, '"' | '\\' | '\0'..='\x1f' | '\x7f'))
        {
            let (plain, from) = rest.split_at(at);
            let (special, after) = from.split_at(1);
            self.raw(plain);
            match special {
                "\"" => self.raw("\\\""),
                "\\" => self.raw("\\\\"),
                "\n" => self.raw("\\n"),
                _ => self.raw(&format!("\\u{:04x}", special.as_bytes()[0])),
            }
            rest = after;
        }
        self.raw(rest);
        self.raw("\"");
    }

    /// Writes a list whose values are written one by one.
    pub(crate) fn each<T>(
        &mut self,
        values: impl IntoIterator<Item = T>,
        mut write: impl FnMut(T, &mut Self),
    ) {
        self.raw("[");
        for (index, value) in values.into_iter().enumerate() {
            if index > 0 {
                self.raw(",");
            }
            write(value, self);
        }
        self.raw("]");
    }

    pub(crate) fn object(&mut self, write: impl FnOnce(&mut Members<'_>)) {
        self.raw("{");
        write(&mut Members {
            out: self,
            first: true,
        });
        self.raw("}");
    }

    pub(crate) fn into_text(self) -> Zeroizing<String> {
        self.0
    }
}

/// An object being written.
pub(crate) struct Members<'a> {
    out: &'a mut Sink,
    first: bool,
}

impl Members<'_> {
    pub(crate) fn put_text(&mut self, name: &str, text: &str) {
        self.name(name).string(text);
    }

    /// Writes a list whose values are written one by one.
    pub(crate) fn put_each<T>(
        &mut self,
        name: &str,
        values: impl IntoIterator<Item = T>,
        write: impl FnMut(T, &mut Sink),
    ) {
        self.name(name).each(values, write);
    }

    pub(crate) fn put_object(&mut self, name: &str, write: impl FnOnce(&mut Members<'_>)) {
        self.name(name).object(write);
    }

    pub(crate) fn put_raw(&mut self, name: &str, json: &str) {
        self.name(name).raw(json);
    }

    /// Writes the name of a member, whose value has to follow.
    pub(super) fn name(&mut self, name: &str) -> &mut Sink {
        if !std::mem::take(&mut self.first) {
            self.out.raw(",");
        }
        self.out.string(name);
        self.out.raw(":");
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_escaped() {
        let text = "\"\\\0\u{1f}\u{7f}\n\r\tő😀\u{2028}</script>";
        let mut out = Sink::default();
        out.string(text);
        assert_eq!(
            serde_json::from_str::<String>(&out.into_text()).unwrap(),
            text
        );
    }
}

//! A file in the forms that formats look for: bytes, text, and JSON where the text is.

use serde_json::value::RawValue;

use crate::error::ImportError;
use crate::json::{self, Object};

/// A file that was looked at.
pub(crate) struct Content<'a> {
    /// The name without folders. It never decides the format.
    pub(crate) name: &'a str,
    /// What lies on disk.
    pub(crate) bytes: &'a [u8],
    /// The bytes as [`text::decode`](crate::text::decode) reads them.
    pub(crate) text: &'a str,
    /// The text as JSON.
    pub(crate) json: Json<'a>,
}

/// The JSON of a text.
pub(crate) enum Json<'a> {
    /// The text begins otherwise.
    None,
    /// It begins as JSON does, and is none.
    Damaged(ImportError),
    /// An object.
    Object(Object<'a>),
    /// A list.
    List(Vec<&'a RawValue>),
}

impl<'a> Content<'a> {
    pub(crate) fn new(name: &'a str, bytes: &'a [u8], text: &'a str) -> Self {
        Self {
            name,
            bytes,
            text,
            json: Json::of(text),
        }
    }

    /// The object that the file consists of.
    pub(crate) fn object(&self) -> Option<&Object<'a>> {
        match &self.json {
            Json::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The list that the file consists of.
    pub(crate) fn list(&self) -> Option<&[&'a RawValue]> {
        match &self.json {
            Json::List(list) => Some(list),
            _ => None,
        }
    }

    /// The first object of the list that the file consists of.
    pub(crate) fn first(&self) -> Option<Object<'a>> {
        self.list()?.iter().find_map(|raw| Object::read(raw).ok())
    }

    /// Whether it can be a table as text, or another list with one entry a line.
    pub(crate) fn may_be_table(&self) -> bool {
        !self.is_binary() && matches!(self.json, Json::None)
    }

    /// Whether no text has such bytes.
    pub(crate) fn is_binary(&self) -> bool {
        self.text
            .bytes()
            .any(|byte| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b))
    }
}

impl<'a> Json<'a> {
    fn of(text: &'a str) -> Self {
        let read = match text.trim_start().as_bytes().first() {
            Some(b'{') => Object::parse(text).map(Self::Object),
            Some(b'[') => json::parse_list(text).map(Self::List),
            _ => return Self::None,
        };
        read.unwrap_or_else(Self::Damaged)
    }
}

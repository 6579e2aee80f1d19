//! The XML in a database. Protected texts are hidden by one stream that runs through the file, so each of them has to
//! be uncovered in its place, also those of old versions of entries that nobody wants.

use quick_xml::events::{BytesStart, Event};
use zeroize::Zeroizing;

use crate::error::ImportError;
use crate::limits::MAX_ROWS;
use crate::preferences::character;
use crate::sealed;
use crate::sealed::kdbx::Database;

/// An entry as the database has it.
#[derive(Default)]
pub(super) struct Item {
    pub(super) fields: Vec<(String, Zeroizing<String>)>,
    pub(super) tags: Vec<String>,
    /// The groups that it lies in, joined by `/`.
    pub(super) path: String,
    pub(super) is_deleted: bool,
}

impl Item {
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    pub(super) fn text(&self, name: &str) -> String {
        self.field(name).unwrap_or_default().to_owned()
    }
}

/// The entries of a database, in their order.
pub(super) fn read(database: Database) -> Result<Vec<Item>, ImportError> {
    let Database { xml, mut stream } = database;
    let text = std::str::from_utf8(&xml).map_err(|_| ImportError::DAMAGED)?;
    let mut reader = quick_xml::Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut tree = Tree::default();
    let mut value = Zeroizing::new(String::new());
    let mut is_protected = false;
    loop {
        match reader.read_event().map_err(|_| ImportError::DAMAGED)? {
            Event::Start(start) => {
                tree.open(name(&start))?;
                is_protected = protected(&start);
                value.clear();
            }
            Event::Empty(start) => {
                tree.open(name(&start))?;
                tree.close("")?;
            }
            Event::Text(text) => {
                value.push_str(&text);
            }
            Event::CData(text) => {
                value.push_str(&text);
            }
            Event::GeneralRef(entity) => {
                value.push(character(&entity).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            Event::End(_) => {
                if std::mem::take(&mut is_protected) {
                    let mut bytes = sealed::base64(&value).ok_or(ImportError::DAMAGED)?;
                    stream.uncover(&mut bytes);
                    value = Zeroizing::new(String::from_utf8_lossy(&bytes).into_owned());
                }
                tree.close(&value)?;
                value.clear();
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if tree.open.is_empty() {
        Ok(tree.items)
    } else {
        Err(ImportError::DAMAGED)
    }
}

/// What is open while the file is read.
#[derive(Default)]
struct Tree {
    open: Vec<String>,
    /// The groups that are open: their names, identifiers, and whether they lie in the bin.
    groups: Vec<Group>,
    /// The identifier of the bin.
    bin: Option<String>,
    item: Option<Item>,
    /// How many old versions of an entry are open, one in the other.
    history: usize,
    key: String,
    items: Vec<Item>,
}

#[derive(Default)]
struct Group {
    name: String,
    is_bin: bool,
}

impl Tree {
    fn open(&mut self, name: String) -> Result<(), ImportError> {
        if self.open.len() == MAX_DEPTH {
            return Err(ImportError::DAMAGED);
        }
        match name.as_str() {
            "Group" => self.groups.push(Group::default()),
            "History" => self.history += 1,
            "Entry" if self.history == 0 => self.item = Some(Item::default()),
            _ => {}
        }
        self.open.push(name);
        Ok(())
    }

    fn close(&mut self, text: &str) -> Result<(), ImportError> {
        let name = self.open.pop().ok_or(ImportError::DAMAGED)?;
        let parent = self.open.last().map_or("", String::as_str);
        match (parent, name.as_str()) {
            (_, "Group") => drop(self.groups.pop()),
            (_, "History") => self.history -= 1,
            _ if self.history > 0 => {}
            ("Meta", "RecycleBinUUID") => self.bin = Some(text.to_owned()),
            ("Group", "UUID") => {
                if let Some(group) = self.groups.last_mut() {
                    group.is_bin = self.bin.as_deref() == Some(text);
                }
            }
            ("Group", "Name") => {
                if let Some(group) = self.groups.last_mut() {
                    text.clone_into(&mut group.name);
                }
            }
            ("String", "Key") => text.clone_into(&mut self.key),
            ("String", "Value") => {
                if let Some(item) = &mut self.item {
                    let key = std::mem::take(&mut self.key);
                    item.fields.push((key, Zeroizing::new(text.to_owned())));
                }
            }
            ("Entry", "Tags") => {
                if let Some(item) = &mut self.item {
                    let tags = text.split([';', ',']).map(str::trim);
                    item.tags = tags
                        .filter(|tag| !tag.is_empty())
                        .map(str::to_owned)
                        .collect();
                }
            }
            (_, "Entry") => {
                if let Some(mut item) = self.item.take() {
                    if self.items.len() == MAX_ROWS {
                        return Err(ImportError::FileTooLarge);
                    }
                    // The outermost group is the database.
                    let names = self.groups.iter().skip(1).map(|group| group.name.as_str());
                    item.path = names.collect::<Vec<_>>().join("/");
                    item.is_deleted = self.groups.iter().any(|group| group.is_bin);
                    self.items.push(item);
                }
            }
            _ => {}
        }
        Ok(())
    }
}

fn name(start: &BytesStart<'_>) -> String {
    start.name().as_ref().to_owned()
}

fn protected(start: &BytesStart<'_>) -> bool {
    start.attributes().flatten().any(|attribute| {
        attribute.key.as_ref() == "Protected" && attribute.value.eq_ignore_ascii_case("true")
    })
}

/// How deep groups may lie in each other.
const MAX_DEPTH: usize = 256;

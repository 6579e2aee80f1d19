//! The schemas in `docs/cli`, and which of them answers were checked against.

use std::{collections::BTreeSet, fs};

use serde_json::Value;

use crate::desk::documents;

/// The schemas that something was checked against.
#[derive(Default)]
pub struct Seen(BTreeSet<String>);

impl Seen {
    /// Sees that an answer keeps to a schema.
    #[track_caller]
    pub fn check(&mut self, name: &str, value: &Value) {
        let file = documents().join(format!("{name}.schema.json"));
        let schema: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        let faults: Vec<String> = validator
            .iter_errors(value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(faults.is_empty(), "{name}: {faults:#?}\n{value:#}");
        self.0.insert(name.to_owned());
    }

    /// Sees that of the schemas with such names none is left that nothing was checked against.
    #[track_caller]
    pub fn assert_complete(&self, is_wanted: impl Fn(&str) -> bool) {
        let files = fs::read_dir(documents())
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap());
        let all: BTreeSet<String> = files
            .filter_map(|name| name.strip_suffix(".schema.json").map(str::to_owned))
            .filter(|name| is_wanted(name))
            .collect();
        assert_eq!(self.0, all);
    }
}

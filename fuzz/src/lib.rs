//! What the fuzz targets do with an input, and what each of them was led to by it. That is counted, so that a run over
//! the seeds can tell a target that reaches what it is for from one that is refused at the door.

#![forbid(unsafe_code)]

pub mod import;
pub mod otpauth;
pub mod qr;
pub mod seeds;
pub mod team;
pub mod vault;

use std::collections::BTreeMap;

use keyrack_exchange::{Format, formats};

/// What an input led to, by name.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Reached(BTreeMap<&'static str, usize>);

impl Reached {
    /// Counts so many more of something.
    pub fn count(&mut self, what: &'static str, times: usize) {
        *self.0.entry(what).or_default() += times;
    }

    /// How many of something there were.
    #[must_use]
    pub fn of(&self, what: &str) -> usize {
        self.0.get(what).copied().unwrap_or_default()
    }

    /// Counts what another input led to as well.
    pub fn and(&mut self, other: &Self) {
        for (what, times) in &other.0 {
            self.count(what, *times);
        }
    }
}

/// Gives an input to a target by its name.
#[must_use]
pub fn run(target: &str, bytes: &[u8]) -> Option<Reached> {
    Some(match target {
        "vault_files" => vault::files(bytes),
        "otpauth_uri" => otpauth::uri(&String::from_utf8_lossy(bytes)),
        "qr_data" => qr::data(bytes),
        "qr_picture" => qr::picture(bytes),
        "qr_pixels" => qr::pixels(bytes),
        "import_any" => import::any(bytes),
        "import_passed" => import::passed(bytes),
        _ => match team::run(target, bytes) {
            Some(reached) => reached,
            None => import::of(format_of(target)?, bytes),
        },
    })
}

/// The targets that read no format alone.
const OTHERS: [&str; 7] = [
    "vault_files",
    "otpauth_uri",
    "qr_data",
    "qr_picture",
    "qr_pixels",
    "import_any",
    "import_passed",
];

/// All targets, one for each format among them. Those are one program, `import_format`, with a corpus each.
pub fn targets() -> impl Iterator<Item = String> {
    let formats = formats().map(|info| target_of(info.format()));
    let offices = team::TARGETS.into_iter().map(|(target, _)| target);
    let others = OTHERS.into_iter().chain(offices);
    others.map(str::to_owned).chain(formats)
}

/// The target that reads a format.
#[must_use]
pub fn target_of(format: Format) -> String {
    format!("import_{}", format.as_str().replace('-', "_"))
}

/// The format that a target reads; `None` for one of the others.
#[must_use]
pub fn format_of(target: &str) -> Option<Format> {
    formats()
        .map(|info| info.format())
        .find(|&format| target_of(format) == target)
}

/// What the seeds of a target have to reach together.
#[must_use]
pub fn aims(target: &str) -> &'static [&'static str] {
    match target {
        "vault_files" => &[
            "accounts",
            "folders",
            "quarantined",
            "tags of the whole",
            "tags of lines",
            "lines without a tag",
            "merges",
            "salvaged",
            "slots",
            "opened by password",
            "opened by paper",
        ],
        "otpauth_uri" => &["uris"],
        "qr_data" | "qr_picture" | "qr_pixels" => &["symbols"],
        "import_any" => &["rows", "documents"],
        "import_passed" => &["rows", "documents", "columns"],
        _ => {
            let mut offices = team::TARGETS.into_iter();
            let office = offices.find(|(of_office, _)| *of_office == target);
            office.map_or(&["rows"], |(_, aims)| aims)
        }
    }
}

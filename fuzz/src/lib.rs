//! What the fuzz targets do with an input, and what each of them was led to by it. That is counted, so that a run over
//! the seeds can tell a target that reaches what it is for from one that is refused at the door.

#![forbid(unsafe_code)]

pub mod import;
pub mod otpauth;
pub mod qr;
pub mod seeds;
pub mod vault;

use std::collections::BTreeMap;

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
        _ => {
            let format = target.strip_prefix("import_")?.replace('_', "-");
            import::of(&format, bytes)
        }
    })
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
        _ => &["rows"],
    }
}

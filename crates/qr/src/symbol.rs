//! From the modules of a symbol to its text (ISO/IEC 18004, model 2).
//!
//! Modules come as numbers: above zero is dark, below is light, and the further from zero, the surer. A reading must
//! prove itself: see [`ENOUGH`].

mod codewords;
mod layout;
mod reed_solomon;
mod segments;

pub(crate) use layout::{Cell, Layout, MAX_VERSION};
pub(crate) use segments::{Part, Text, join};

/// The modules of a symbol, row by row: dark above zero, light below.
pub(crate) struct Modules {
    pub(crate) size: usize,
    pub(crate) values: Vec<f32>,
}

impl Modules {
    pub(crate) fn at(&self, x: usize, y: usize) -> f32 {
        self.values[y * self.size + x]
    }

    /// The symbol seen from behind.
    pub(crate) fn mirrored(&self) -> Self {
        let mut values = Vec::with_capacity(self.values.len());
        for y in 0..self.size {
            values.extend((0..self.size).map(|x| self.at(y, x)));
        }
        Self {
            size: self.size,
            values,
        }
    }
}

/// How little evidence is enough: minus the binary logarithm of the chance that modules at random would have been read as
/// some text. A picture makes some hundreds of attempts at most, most of them on patterns that
/// begin as a code does, so 2^-30 for each leaves less than one wrong reading in a million pictures of nothing.
const ENOUGH: f32 = 30.0;

/// Reads a symbol whose first row is on top; `None` if it cannot be read without doubt.
pub(crate) fn decode(modules: &Modules) -> Option<Text> {
    let layout = Layout::of_size(modules.size)?;
    for format in layout.formats(modules) {
        let Some(data) = codewords::read(modules, layout, format) else {
            continue;
        };
        if data.evidence < ENOUGH {
            continue;
        }
        if let Some(text) = segments::parse(&data.bytes, layout.version()) {
            return Some(text);
        }
    }
    None
}

//! QR codes on a sheet.

use zeroize::Zeroizing;

use crate::words::{Words, copy};

/// A QR code and what stands beside it. The sheet knows its modules, not what they say.
#[derive(Clone)]
pub struct Qr {
    pub(crate) modules: Modules,
    /// What it is, from the most important line on.
    pub(crate) caption: Vec<Words>,
}

/// The modules of a code. Wiped when dropped.
#[derive(Clone)]
pub(crate) struct Modules {
    size: usize,
    dark: Zeroizing<Vec<bool>>,
}

/// The light border that a code needs, in modules.
const QUIET_ZONE: usize = 4;

impl Qr {
    /// A code of `size` modules on a side (at most 177) without its quiet zone; `is_dark` is asked for each by column and
    /// row. Empty lines of the caption are left out.
    pub fn new(size: usize, is_dark: impl Fn(usize, usize) -> bool, caption: &[&str]) -> Self {
        let size = size.min(177);
        let mut dark = Zeroizing::new(Vec::with_capacity(size * size));
        for y in 0..size {
            dark.extend((0..size).map(|x| is_dark(x, y)));
        }
        let lines = caption.iter().filter(|line| !line.is_empty());
        Self {
            modules: Modules { size, dark },
            caption: lines.map(|line| copy(line)).collect(),
        }
    }

    /// How many bytes of text the caption has.
    pub(crate) fn len(&self) -> usize {
        self.caption.iter().map(|line| line.len()).sum()
    }
}

impl Modules {
    /// How many modules the code has on a side with its quiet zone.
    pub(crate) fn side(&self) -> usize {
        self.size + 2 * QUIET_ZONE
    }

    /// The dark modules as runs: column, row and length, from the corner of the quiet zone on.
    pub(crate) fn runs(&self) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
        let rows = self.dark.chunks_exact(self.size.max(1)).enumerate();
        rows.flat_map(|(y, row)| {
            let mut x = QUIET_ZONE;
            let runs = row.chunk_by(|left, right| left == right);
            runs.filter_map(move |run| {
                let start = x;
                x += run.len();
                run[0].then_some((start, y + QUIET_ZONE, run.len()))
            })
        })
    }
}

//! The data of a symbol: taken up from the modules, sorted into blocks, corrected.

use super::layout::{Cell, Format, Layout, Level};
use super::{Modules, reed_solomon};

/// The data of a symbol.
pub(super) struct Data {
    pub(super) bytes: Vec<u8>,
    /// See [`super::ENOUGH`].
    pub(super) evidence: f32,
}

/// How many of its check bytes a block may spend on places that only look doubtful, of four.
const ERASED_QUARTERS: [usize; 3] = [0, 1, 2];

/// How much each block must stand against chance, see [`super::ENOUGH`].
const BLOCK_EVIDENCE: f32 = 24.0;

/// Takes up and corrects the data.
pub(super) fn read(modules: &Modules, layout: &Layout, format: Format) -> Option<Data> {
    let (words, sureness) = take_up(modules, layout, format);
    let plan = Plan::of(layout.version(), format.level, words.len());
    let mut bytes = Vec::with_capacity(words.len());
    let mut evidence = 0.0;
    for block in 0..plan.blocks {
        let places = plan.places(block);
        let sure: Vec<f32> = places.iter().map(|&place| sureness[place]).collect();
        let taken: Vec<u8> = places.iter().map(|&place| words[place]).collect();
        let (corrected, proof) = correct(&taken, &sure, plan.check, plan.spare)?;
        evidence += proof;
        bytes.extend_from_slice(&corrected[..corrected.len() - plan.check]);
    }
    Some(Data { bytes, evidence })
}

/// Corrects a block, first as it stands, then with its most doubtful bytes left out.
fn correct(taken: &[u8], sure: &[f32], check: usize, spare: usize) -> Option<(Vec<u8>, f32)> {
    let mut order: Vec<usize> = (0..taken.len()).collect();
    order.sort_by(|&a, &b| sure[a].total_cmp(&sure[b]));
    ERASED_QUARTERS.iter().find_map(|quarters| {
        let erased = &order[..check * quarters / 4];
        let mut block = taken.to_vec();
        let errors = reed_solomon::correct(&mut block, check, erased, spare)?;
        let proof = proof(taken.len() - erased.len(), check - erased.len(), errors);
        (proof >= BLOCK_EVIDENCE).then_some((block, proof))
    })
}

/// Minus the binary logarithm of the part of all words that lie so near to a code word.
fn proof(length: usize, check: usize, errors: usize) -> f32 {
    let ways: f32 = (0..errors)
        .map(|index| ((length - index) as f32 / (index + 1) as f32).log2())
        .sum();
    8.0 * check as f32 - ways - 8.0 * errors as f32
}

/// The code words and how sure each is: as its least sure module.
fn take_up(modules: &Modules, layout: &Layout, format: Format) -> (Vec<u8>, Vec<f32>) {
    let mut words = Vec::new();
    let mut sureness = Vec::new();
    let mut word = 0u8;
    let mut sure = f32::INFINITY;
    for (index, (x, y)) in path(layout).enumerate() {
        let value = modules.at(x, y);
        word = word << 1 | u8::from((value > 0.0) != format.flips(x, y));
        sure = sure.min(value.abs());
        if index % 8 == 7 {
            words.push(word);
            sureness.push(sure);
            sure = f32::INFINITY;
        }
    }
    (words, sureness)
}

/// The modules of the data in their order: up and down in columns of two, from the right.
fn path(layout: &Layout) -> impl Iterator<Item = (usize, usize)> + '_ {
    let size = layout.size();
    (0..size / 2)
        .flat_map(move |pair| {
            // The vertical timing takes a column of its own.
            let right = size - 1 - 2 * pair;
            let right = if right <= 6 { right - 1 } else { right };
            (0..size).flat_map(move |step| {
                let y = if pair % 2 == 0 { size - 1 - step } else { step };
                [(right, y), (right - 1, y)]
            })
        })
        .filter(move |&(x, y)| layout.cell(x, y) == Cell::Data)
}

/// How the code words of a symbol are shared out.
struct Plan {
    words: usize,
    blocks: usize,
    /// Check bytes a block.
    check: usize,
    /// Check bytes of a block that only detect errors, because the block is too short to be sure otherwise.
    spare: usize,
}

impl Plan {
    fn of(version: usize, level: Level, words: usize) -> Self {
        let row = level as usize;
        let spare = match (version, level) {
            (1, Level::L) => 3,
            (1, Level::M) | (2, Level::L) => 2,
            (1, Level::Q | Level::H) | (3, Level::L) => 1,
            _ => 0,
        };
        Self {
            words,
            blocks: usize::from(BLOCKS[row][version - 1]),
            check: usize::from(CHECK_BYTES[row][version - 1]),
            spare,
        }
    }

    /// Where the bytes of a block stand among the code words: the blocks take turns, the shorter ones stop sooner.
    fn places(&self, block: usize) -> Vec<usize> {
        let short = self.words / self.blocks - self.check;
        let shorter = self.blocks - self.words % self.blocks;
        let data = self.words - self.blocks * self.check;
        let turns = (0..short).map(|turn| turn * self.blocks + block);
        let last = (block >= shorter).then(|| short * self.blocks + block - shorter);
        let check = (0..self.check).map(|turn| data + turn * self.blocks + block);
        turns.chain(last).chain(check).collect()
    }
}

/// Check bytes a block, by level (L, M, Q, H) and version.
const CHECK_BYTES: [[u8; 40]; 4] = [
    [
        7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30,
        30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ],
    [
        10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28,
        28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
    ],
    [
        13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28, 30, 30,
        30, 30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ],
    [
        17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30, 24, 30,
        30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ],
];

/// Blocks, by level (L, M, Q, H) and version.
const BLOCKS: [[u8; 40]; 4] = [
    [
        1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13,
        14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25,
    ],
    [
        1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23,
        25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
    ],
    [
        1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25, 27, 29,
        34, 34, 35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68,
    ],
    [
        1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32, 35,
        37, 40, 42, 45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81,
    ],
];

//! What is shown around an area while it is chosen. It lies outside of the area, and is made of thin strips, so that
//! nothing has to be see-through: a system without a compositor can show it.

use super::area::Area;

/// Red, green and blue of the line.
pub const LINE: [u8; 3] = [0x0F, 0x6B, 0x5C];

/// Of the hairline around it, which is seen where the line is not: on dark ground.
pub const HAIRLINE: [u8; 3] = [0xFF, 0xFF, 0xFF];

/// Four strips of the line and four of the hairline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outline {
    line: [Area; 4],
    hairline: [Area; 4],
}

impl Outline {
    /// Around `area`: a line of two pixels and a hairline of one, at a scale of 1.
    pub fn around(area: Area, scale: f64) -> Self {
        let pixels = |size: f64| (size * scale).round().max(1.0) as u32;
        let (line, hairline) = (pixels(2.0), pixels(1.0));
        Self {
            line: ring(area, line),
            hairline: ring(area.grown(line), hairline),
        }
    }

    /// Those of the line first.
    pub fn strips(self) -> impl Iterator<Item = Area> {
        self.line.into_iter().chain(self.hairline)
    }
}

/// The four sides around `area`. The upper and lower one have the corners.
const fn ring(area: Area, thick: u32) -> [Area; 4] {
    let left = area.x.saturating_sub_unsigned(thick);
    let width = area.width.saturating_add(thick.saturating_mul(2));
    [
        Area {
            x: left,
            y: area.y.saturating_sub_unsigned(thick),
            width,
            height: thick,
        },
        Area {
            x: left,
            y: area.y.saturating_add_unsigned(area.height),
            width,
            height: thick,
        },
        Area {
            x: left,
            width: thick,
            ..area
        },
        Area {
            x: area.x.saturating_add_unsigned(area.width),
            width: thick,
            ..area
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outline_leaves_the_area_free_and_closes_around_it() {
        let area = Area {
            x: 10,
            y: 20,
            width: 30,
            height: 40,
        };
        for (scale, thick) in [(1.0, 3), (1.5, 5), (2.0, 6)] {
            let strips: Vec<_> = Outline::around(area, scale).strips().collect();
            assert!(strips.iter().all(|strip| strip.within(area).is_none()));
            let all: u64 = strips.iter().map(|strip| strip.pixels()).sum();
            assert_eq!(all, area.grown(thick).pixels() - area.pixels());
            let inside = |strip: &Area| strip.within(area.grown(thick)) == Some(*strip);
            assert!(strips.iter().all(inside));
        }
    }
}

//! Rectangles of a desktop.

/// How far around a chosen area the picture goes, in pixels at a scale of 1. A code needs some light around it, and who
/// drags closely cuts that off.
pub const MARGIN: f64 = 12.0;

/// A rectangle in physical pixels. Screens may lie left of or above the main one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    pub x: i32,
    pub y: i32,
    pub width: u32,
    pub height: u32,
}

impl Area {
    /// From one corner to the opposite one, in whichever order, both of which belong to it.
    pub fn between(one: (i32, i32), other: (i32, i32)) -> Self {
        Self {
            x: one.0.min(other.0),
            y: one.1.min(other.1),
            width: one.0.abs_diff(other.0).saturating_add(1),
            height: one.1.abs_diff(other.1).saturating_add(1),
        }
    }

    /// Larger on each side.
    pub fn grown(self, by: u32) -> Self {
        Self {
            x: self.x.saturating_sub_unsigned(by),
            y: self.y.saturating_sub_unsigned(by),
            width: self.width.saturating_add(by.saturating_mul(2)),
            height: self.height.saturating_add(by.saturating_mul(2)),
        }
    }

    /// What of it lies within `bounds`.
    pub fn within(self, bounds: Self) -> Option<Self> {
        let (left, width) = shared(self.x, self.width, bounds.x, bounds.width)?;
        let (top, height) = shared(self.y, self.height, bounds.y, bounds.height)?;
        Some(Self {
            x: left,
            y: top,
            width,
            height,
        })
    }

    /// Whether the point is in it.
    pub fn contains(self, (x, y): (i32, i32)) -> bool {
        let point = Self {
            x,
            y,
            width: 1,
            height: 1,
        };
        point.within(self).is_some()
    }

    /// How many pixels it has.
    pub fn pixels(self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }
}

/// Start and length of what two lines share.
fn shared(a: i32, a_length: u32, b: i32, b_length: u32) -> Option<(i32, u32)> {
    let end = |start: i32, length: u32| i64::from(start) + i64::from(length);
    let start = a.max(b);
    let length = end(a, a_length).min(end(b, b_length)) - i64::from(start);
    let length = u32::try_from(length).ok().filter(|&length| length > 0)?;
    Some((start, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn area(x: i32, y: i32, width: u32, height: u32) -> Area {
        Area {
            x,
            y,
            width,
            height,
        }
    }

    #[test]
    fn a_drag_in_any_direction_is_the_same_area() {
        let expected = area(-5, 10, 16, 21);
        for (one, other) in [
            ((-5, 10), (10, 30)),
            ((10, 30), (-5, 10)),
            ((-5, 30), (10, 10)),
        ] {
            assert_eq!(Area::between(one, other), expected);
        }
        assert_eq!(Area::between((3, 3), (3, 3)), area(3, 3, 1, 1));
    }

    #[test]
    fn what_lies_outside_is_cut_off() {
        let screen = area(-1280, -40, 1280, 1024);
        assert_eq!(
            area(-1290, -50, 20, 20).within(screen),
            Some(area(-1280, -40, 10, 10))
        );
        assert_eq!(area(0, 0, 10, 10).within(screen), None);
        assert!(screen.contains((-1, 983)) && !screen.contains((-1, 984)));
    }

    #[test]
    fn nothing_overflows_at_the_ends_of_the_numbers() {
        let huge = area(i32::MIN, i32::MIN, u32::MAX, u32::MAX).grown(u32::MAX);
        assert_eq!(huge.within(area(0, 0, 5, 5)), Some(area(0, 0, 5, 5)));
        let drag = Area::between((i32::MIN, 0), (i32::MAX, 0));
        assert_eq!(drag.width, u32::MAX);
        assert_eq!(huge.pixels(), u64::from(u32::MAX).pow(2));
    }
}

//! How the hint looks, and where it lies on a monitor.

use super::area::Area;
use super::choice::Point;
use super::hint::{Drawing, Hint};
use super::outline::LINE;

/// How far it lies from the edge of the monitor, and how close the pointer may come, at a scale of 1.
const DISTANCE: f64 = 24.0;

/// How round its corners are, and how thick its edge, at a scale of 1.
const RADIUS: f64 = 10.0;
const EDGE: f64 = 2.0;

/// Draws the hint for this scale, with round corners and an edge like the outline's, by which it is seen on any ground.
pub fn draw_hint(hint: &Hint<'_>, scale: f64) -> Drawing {
    let mut drawing = hint(scale);
    let (width, height) = (drawing.width as usize, drawing.height as usize);
    if !drawing.is_whole() || width == 0 {
        return drawing;
    }
    let half = (width as f64 / 2.0, height as f64 / 2.0);
    let radius = (RADIUS * scale).min(half.0).min(half.1);
    // How far inside of the edge a place is, from the middle of its pixel; less than 0 is outside.
    let depth = |at: usize| {
        let from_middle = |at: usize, half: f64| (at as f64 + 0.5 - half).abs() - (half - radius);
        let (x, y) = (
            from_middle(at % width, half.0),
            from_middle(at / width, half.1),
        );
        radius - x.max(0.0).hypot(y.max(0.0)) - x.max(y).min(0.0)
    };
    for (at, pixel) in drawing.pixels.chunks_exact_mut(4).enumerate() {
        let depth = depth(at);
        let edge = (EDGE * scale - depth + 0.5).clamp(0.0, 1.0);
        for (part, line) in pixel.iter_mut().zip(LINE) {
            *part = (f64::from(line) * edge + f64::from(*part) * (1.0 - edge)).round() as u8;
        }
        let there = (depth + 0.5).clamp(0.0, 1.0);
        pixel[3] = (f64::from(pixel[3]) * there).round() as u8;
    }
    drawing
}

/// The place of a hint: in the middle of the upper edge, or of the lower one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HintBox {
    pub area: Area,
    upper: i32,
    lower: i32,
    distance: u32,
}

impl HintBox {
    /// At the upper edge of `monitor`, of this width and height. `None` where it does not fit.
    pub fn on(monitor: Area, scale: f64, (width, height): (u32, u32)) -> Option<Self> {
        let distance = (DISTANCE * scale).round() as u32;
        let beside = monitor.width.checked_sub(width)?;
        let below = monitor.height.checked_sub(height)?;
        let down = |by: u32| monitor.y.saturating_add_unsigned(by);
        let (upper, lower) = (
            down(distance.min(below)),
            down(below.saturating_sub(distance)),
        );
        let area = Area {
            x: monitor.x.saturating_add_unsigned(beside / 2),
            y: upper,
            width,
            height,
        };
        (area.pixels() > 0).then_some(Self {
            area,
            upper,
            lower,
            distance,
        })
    }

    /// Goes to the other edge where the pointer comes close: there may be what the person looks for.
    pub fn avoid(&mut self, pointer: Point) {
        if self.area.grown(self.distance).contains(pointer) {
            let is_upper = self.area.y == self.upper;
            self.area.y = if is_upper { self.lower } else { self.upper };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MONITOR: Area = Area {
        x: -1000,
        y: 50,
        width: 1000,
        height: 800,
    };

    #[test]
    fn it_lies_in_the_middle_and_goes_where_the_pointer_is_not() {
        let mut hint_box = HintBox::on(MONITOR, 2.0, (400, 100)).unwrap();
        assert_eq!((hint_box.area.x, hint_box.area.y), (-700, 98));
        hint_box.avoid((-500, 500));
        assert_eq!(hint_box.area.y, 98);
        hint_box.avoid((-740, 60));
        assert_eq!(hint_box.area.y, 702);
        hint_box.avoid((-500, 750));
        assert_eq!(hint_box.area.y, 98);
    }

    #[test]
    fn it_has_round_corners_and_an_edge() {
        const BLUE: [u8; 4] = [0, 0, 255, 255];
        let hint = |scale: f64| {
            let (width, height) = ((100.0 * scale) as u32, (40.0 * scale) as u32);
            Drawing {
                width,
                height,
                pixels: BLUE.repeat(width as usize * height as usize),
            }
        };
        for scale in [1.0, 1.5, 2.0] {
            let drawing = draw_hint(&hint, scale);
            let at = |x: f64, y: f64| {
                let (x, y) = ((x * scale) as usize, (y * scale) as usize);
                &drawing.pixels[(y * drawing.width as usize + x) * 4..][..4]
            };
            assert_eq!(at(50.0, 20.0), BLUE);
            assert_eq!(at(4.0, 20.0), BLUE);
            assert_eq!(at(0.0, 20.0)[..3], LINE);
            assert_eq!(at(50.0, 39.0)[..3], LINE);
            assert_eq!(at(50.0, 39.0)[3], 255);
            assert_eq!(at(0.0, 0.0)[3], 0);
            assert_eq!(at(99.0, 39.0)[3], 0);
        }
    }

    #[test]
    fn a_drawing_that_is_none_stays_so() {
        for (width, height, bytes) in [(0, 0, 0), (0, 7, 0), (3, 0, 0), (9, 9, 4), (1, 1, 4)] {
            let hint = |_| Drawing {
                width,
                height,
                pixels: vec![0; bytes],
            };
            assert_eq!(draw_hint(&hint, 4.0).pixels.len(), bytes);
        }
    }

    #[test]
    fn what_does_not_fit_is_not_shown() {
        assert_eq!(HintBox::on(MONITOR, 1.0, (1001, 10)), None);
        assert_eq!(HintBox::on(MONITOR, 1.0, (10, 801)), None);
        assert_eq!(HintBox::on(MONITOR, 1.0, (0, 10)), None);
        let tight = HintBox::on(MONITOR, 4.0, (1000, 800)).unwrap();
        assert_eq!(tight.area, MONITOR);
    }
}

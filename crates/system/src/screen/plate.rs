//! Where the hint lies on a monitor.

use super::area::Area;
use super::choice::Point;

/// How far it lies from the edge of the monitor, and how close the pointer may come, at a scale of 1.
const DISTANCE: f64 = 24.0;

/// The place of a hint: in the middle of the upper edge, or of the lower one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plate {
    pub area: Area,
    upper: i32,
    lower: i32,
    distance: u32,
}

impl Plate {
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
        let mut plate = Plate::on(MONITOR, 2.0, (400, 100)).unwrap();
        assert_eq!((plate.area.x, plate.area.y), (-700, 98));
        plate.avoid((-500, 500));
        assert_eq!(plate.area.y, 98);
        plate.avoid((-740, 60));
        assert_eq!(plate.area.y, 702);
        plate.avoid((-500, 750));
        assert_eq!(plate.area.y, 98);
    }

    #[test]
    fn what_does_not_fit_is_not_shown() {
        assert_eq!(Plate::on(MONITOR, 1.0, (1001, 10)), None);
        assert_eq!(Plate::on(MONITOR, 1.0, (10, 801)), None);
        assert_eq!(Plate::on(MONITOR, 1.0, (0, 10)), None);
        let tight = Plate::on(MONITOR, 4.0, (1000, 800)).unwrap();
        assert_eq!(tight.area, MONITOR);
    }
}

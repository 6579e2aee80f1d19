//! The area that is being chosen, by mouse or by keys.

use super::area::Area;

/// A drag that is shorter than that in both directions is taken for a click that was meant otherwise, and cancels.
const LEAST: u32 = 8;

/// How far an arrow key goes, at a scale of 1.
const STEP: f64 = 24.0;

/// A place on the desktop, in physical pixels.
pub type Point = (i32, i32);

/// An arrow key.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// To the right and down: 1, -1 or 0.
    pub to: (i32, i32),
    /// Whether it moves only the lower right corner: with Shift.
    pub sizes: bool,
    /// Whether it goes one pixel: with Ctrl.
    pub is_small: bool,
    /// Of the monitor.
    pub scale: f64,
}

/// How the choice has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// With an area of the ground on which the pointer is.
    Area(Area),
    /// With nothing.
    Cancelled,
}

/// The choice so far.
#[derive(Debug, Default)]
pub struct Choice {
    /// Where the mouse was pressed, while it is.
    start: Option<Point>,
    area: Option<Area>,
}

impl Choice {
    /// What is chosen so far.
    pub const fn area(&self) -> Option<Area> {
        self.area
    }

    /// Whether the mouse drags.
    pub const fn drags(&self) -> bool {
        self.start.is_some()
    }

    /// The mouse is pressed.
    pub const fn press(&mut self, at: Point) {
        self.start = Some(at);
        self.area = None;
    }

    /// The mouse moves.
    pub fn drag(&mut self, at: Point) {
        if let Some(start) = self.start {
            self.area = Some(Area::between(start, at));
        }
    }

    /// The mouse is released. `None` if it had been pressed before the choice began.
    pub fn release(&mut self, at: Point) -> Option<Chosen> {
        let area = Area::between(self.start.take()?, at);
        let is_click = area.width < LEAST && area.height < LEAST;
        Some(if is_click {
            Chosen::Cancelled
        } else {
            Chosen::Area(area)
        })
    }

    /// An arrow key moves the area, or its corner. The first one puts an area into the middle of `monitor`. It stays
    /// within `bounds`.
    pub fn arrow(&mut self, step: Step, monitor: Area, bounds: Area) {
        if self.drags() {
            return;
        }
        let Some(area) = self.area else {
            self.area = Some(middle(monitor));
            return;
        };
        let (right, down) = step.to;
        let far = if step.is_small {
            1
        } else {
            (STEP * step.scale).round() as i32
        };
        let moved = |start: i32, by: i32| start.saturating_add(by * far);
        let sized = |length: u32, by: i32, most: u32| {
            let length = length.saturating_add_signed(by * far);
            length.clamp(LEAST, most.max(LEAST))
        };
        let kept = |start: i32, length: u32, from: i32, room: u32| {
            let last = from.saturating_add_unsigned(room.saturating_sub(length));
            start.clamp(from, last)
        };
        let area = if step.sizes {
            let room = |start: i32, from: i32, all: u32| all.saturating_sub(start.abs_diff(from));
            Area {
                width: sized(area.width, right, room(area.x, bounds.x, bounds.width)),
                height: sized(area.height, down, room(area.y, bounds.y, bounds.height)),
                ..area
            }
        } else {
            Area {
                x: kept(moved(area.x, right), area.width, bounds.x, bounds.width),
                y: kept(moved(area.y, down), area.height, bounds.y, bounds.height),
                ..area
            }
        };
        self.area = Some(area);
    }

    /// The area, or else all of `monitor`.
    pub fn take(&self, monitor: Area) -> Chosen {
        Chosen::Area(self.area.unwrap_or(monitor))
    }
}

/// A square in the middle, a third as large.
fn middle(monitor: Area) -> Area {
    let side = (monitor.width.min(monitor.height) / 3).max(1);
    Area {
        x: monitor
            .x
            .saturating_add_unsigned((monitor.width - side) / 2),
        y: monitor
            .y
            .saturating_add_unsigned((monitor.height - side) / 2),
        width: side,
        height: side,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Left of the main one.
    const MONITOR: Area = Area {
        x: -1200,
        y: 0,
        width: 1200,
        height: 900,
    };

    const RIGHT: Step = Step {
        to: (1, 0),
        sizes: false,
        is_small: false,
        scale: 1.0,
    };

    #[test]
    fn a_drag_chooses_from_corner_to_corner() {
        let mut choice = Choice::default();
        choice.press((-10, 50));
        choice.drag((5, 5));
        assert_eq!(choice.area(), Some(Area::between((-10, 50), (5, 5))));
        let area = Area::between((-10, 50), (20, 90));
        assert_eq!(choice.release((20, 90)), Some(Chosen::Area(area)));
    }

    #[test]
    fn a_click_cancels_but_a_thin_drag_does_not() {
        let end = |at| {
            let mut choice = Choice::default();
            choice.press((0, 0));
            choice.release(at)
        };
        assert_eq!(end((6, -6)), Some(Chosen::Cancelled));
        assert!(matches!(end((0, 7)), Some(Chosen::Area(_))));
    }

    #[test]
    fn a_button_that_was_down_before_means_nothing() {
        let mut choice = Choice::default();
        choice.drag((40, 40));
        assert_eq!(choice.area(), None);
        assert_eq!(choice.release((40, 40)), None);
    }

    #[test]
    fn keys_move_and_size_the_area_and_keep_it_on_the_screen() {
        let mut choice = Choice::default();
        let mut press = |arrow, sizes, times: u32| {
            for _ in 0..times {
                let step = Step {
                    to: arrow,
                    sizes,
                    ..RIGHT
                };
                choice.arrow(step, MONITOR, MONITOR);
            }
            choice.area().unwrap()
        };
        let square = Area {
            x: -750,
            y: 300,
            width: 300,
            height: 300,
        };
        assert_eq!(press((1, 0), false, 1), square, "shows where it begins");
        assert_eq!(press((1, 0), false, 1), Area { x: -726, ..square });
        let at_edge = Area { x: -300, ..square };
        assert_eq!(press((1, 0), false, 100), at_edge);
        assert_eq!(press((1, 0), true, 3), at_edge, "there is no room");
        let low = Area {
            height: 324,
            ..at_edge
        };
        assert_eq!(press((0, 1), true, 1), low);
        let smallest = Area {
            width: LEAST,
            ..low
        };
        assert_eq!(press((-1, 0), true, 100), smallest);
        assert_eq!(
            press((-1, 0), false, 100),
            Area {
                x: -1200,
                ..smallest
            }
        );
        assert_eq!(press((0, -1), false, 100).y, 0);
        let small = Step {
            is_small: true,
            ..RIGHT
        };
        choice.arrow(small, MONITOR, MONITOR);
        assert_eq!(choice.area().unwrap().x, -1199);
    }

    #[test]
    fn without_an_area_the_whole_monitor_is_taken() {
        let mut choice = Choice::default();
        assert_eq!(choice.take(MONITOR), Chosen::Area(MONITOR));
        choice.arrow(RIGHT, MONITOR, MONITOR);
        assert_eq!(choice.take(MONITOR), Chosen::Area(middle(MONITOR)));
    }

    #[test]
    fn keys_do_not_disturb_a_drag() {
        let mut choice = Choice::default();
        choice.press((-100, 100));
        choice.drag((-50, 150));
        choice.arrow(RIGHT, MONITOR, MONITOR);
        assert_eq!(choice.area(), Some(Area::between((-100, 100), (-50, 150))));
    }
}

//! What is heard of mouse and keyboard while an area is chosen, and what it comes to: the same on every system.

use super::area::{Area, MARGIN};
use super::choice::{Choice, Chosen, Point, Step};
use super::outline::Outline;

/// A monitor, in physical pixels, or in whatever the system counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Monitor {
    pub area: Area,
    /// What sizes are multiplied with: 1.0 where an inch has 96 pixels.
    pub scale: f64,
}

/// What one area can lie on: all monitors that share a desktop.
#[derive(Debug, Clone)]
pub struct Ground {
    pub bounds: Area,
    /// At least one.
    pub monitors: Vec<Monitor>,
}

/// A place on one of the grounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At {
    /// Its number.
    pub ground: usize,
    pub point: Point,
}

/// A key that means something here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// Moves or sizes the area, to the right and down; less than 0 is left and up.
    Arrow(i32, i32),
    /// Takes the area as it is, or the whole monitor.
    Take,
    /// Takes none.
    Cancel,
}

/// What a person does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    Move(At),
    Press(At),
    Release(At),
    /// The other button.
    PressOther,
    ReleaseOther,
    KeyDown {
        key: Key,
        shift: bool,
        ctrl: bool,
    },
    KeyUp(Key),
}

/// The choice so far.
#[derive(Debug)]
pub struct AreaSelector {
    grounds: Vec<Ground>,
    choice: Choice,
    at: At,
    /// What ends the choice when it is released, which nobody else is to hear. What was pressed before the choice began
    /// does not end it.
    armed: Option<Armed>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Armed {
    Key(Key),
    OtherButton,
}

impl AreaSelector {
    /// `None` where a ground has no monitor, or there is no ground.
    pub fn new(grounds: Vec<Ground>) -> Option<Self> {
        let is_empty = |ground: &Ground| ground.monitors.is_empty();
        if grounds.is_empty() || grounds.iter().any(is_empty) {
            return None;
        }
        Some(Self {
            grounds,
            choice: Choice::default(),
            at: At {
                ground: 0,
                point: (0, 0),
            },
            armed: None,
        })
    }

    /// What the input comes to, if it ends the choice.
    pub fn handle(&mut self, input: Input) -> Option<Chosen> {
        match input {
            Input::Move(at) => {
                self.go(at);
                self.choice.drag(self.at.point);
            }
            Input::Press(at) if self.armed.is_none() => {
                self.go(at);
                self.choice.press(self.at.point);
            }
            Input::Press(_) => {}
            Input::Release(at) => {
                self.go(at);
                return self.choice.release(self.at.point);
            }
            Input::PressOther => {
                self.armed = Some(Armed::OtherButton);
                self.choice = Choice::default();
            }
            Input::ReleaseOther if self.armed == Some(Armed::OtherButton) => {
                return Some(Chosen::Cancelled);
            }
            Input::ReleaseOther => {}
            Input::KeyDown { key, shift, ctrl } => self.key_down(key, shift, ctrl),
            Input::KeyUp(key) if self.armed == Some(Armed::Key(key)) => {
                return Some(match key {
                    Key::Take => self.choice.take(self.monitor().area),
                    _ => Chosen::Cancelled,
                });
            }
            Input::KeyUp(_) => {}
        }
        None
    }

    /// The monitor under the pointer.
    pub fn monitor(&self) -> Monitor {
        let monitors = &self.grounds[self.at.ground].monitors;
        let under = monitors.iter().find(|it| it.area.contains(self.at.point));
        *under.unwrap_or(&monitors[0])
    }

    /// Where the pointer is on this ground, if it is.
    pub fn pointer_on(&self, ground: usize) -> Option<Point> {
        (ground == self.at.ground).then_some(self.at.point)
    }

    /// What is to be shown around the area on this ground.
    pub fn outline_on(&self, ground: usize) -> Option<Outline> {
        let area = self.choice.area().filter(|_| ground == self.at.ground)?;
        Some(Outline::around(area, self.monitor().scale))
    }

    /// Whether the person has begun, and needs no hint any more.
    pub fn is_begun(&self) -> bool {
        self.choice.area().is_some() || self.choice.drags() || self.armed.is_some()
    }

    /// What is to be pictured for a chosen area: on which ground, and with a margin around it, where there is one.
    pub fn picture(&self, area: Area) -> (usize, Area) {
        let margin = (MARGIN * self.monitor().scale).round() as u32;
        let bounds = self.grounds[self.at.ground].bounds;
        let area = area.grown(margin).within(bounds).unwrap_or(bounds);
        (self.at.ground, area)
    }

    /// The pointer is there now. While it drags, it stays on the ground where the drag began.
    fn go(&mut self, at: At) {
        let is_there = at.ground < self.grounds.len();
        if is_there && (at.ground == self.at.ground || !self.choice.drags()) {
            self.at = at;
        }
    }

    fn key_down(&mut self, key: Key, shift: bool, ctrl: bool) {
        let Key::Arrow(right, down) = key else {
            self.armed = Some(Armed::Key(key));
            return;
        };
        let monitor = self.monitor();
        let step = Step {
            to: (right, down),
            sizes: shift,
            is_small: ctrl,
            scale: monitor.scale,
        };
        let bounds = self.grounds[self.at.ground].bounds;
        self.choice.arrow(step, monitor.area, bounds);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIN: Area = Area {
        x: 0,
        y: 0,
        width: 800,
        height: 600,
    };

    /// Left of and above the main one, and of twice its scale.
    const SECOND: Area = Area {
        x: -1600,
        y: -100,
        width: 1600,
        height: 1200,
    };

    /// Two monitors that share a desktop, and one on its own.
    fn selector() -> AreaSelector {
        let monitor = |area, scale| Monitor { area, scale };
        let shared = Ground {
            bounds: Area::between((-1600, -100), (799, 1099)),
            monitors: vec![monitor(MAIN, 1.0), monitor(SECOND, 2.0)],
        };
        let other = Ground {
            bounds: MAIN,
            monitors: vec![monitor(MAIN, 1.0)],
        };
        AreaSelector::new(vec![shared, other]).unwrap()
    }

    fn at(x: i32, y: i32) -> At {
        let point = (x, y);
        At { ground: 0, point }
    }

    fn on_other(x: i32, y: i32) -> At {
        let point = (x, y);
        At { ground: 1, point }
    }

    fn down(key: Key) -> Input {
        Input::KeyDown {
            key,
            shift: false,
            ctrl: false,
        }
    }

    /// What comes of these.
    fn handle_all(selector: &mut AreaSelector, inputs: &[Input]) -> Option<Chosen> {
        inputs.iter().find_map(|input| selector.handle(*input))
    }

    #[test]
    fn a_drag_over_two_monitors_is_one_area() {
        let mut selector = selector();
        let drag = [
            Input::Move(at(50, 60)),
            Input::Press(at(50, 60)),
            Input::Move(at(0, 0)),
            Input::Release(at(-100, -20)),
        ];
        let area = Area::between((-100, -20), (50, 60));
        assert_eq!(handle_all(&mut selector, &drag), Some(Chosen::Area(area)));
        assert_eq!(selector.picture(area), (0, area.grown(24)), "at its scale");
    }

    #[test]
    fn a_drag_stays_on_its_ground() {
        let mut selector = selector();
        let start = [
            Input::Press(on_other(50, 60)),
            Input::Move(on_other(90, 90)),
        ];
        assert_eq!(handle_all(&mut selector, &start), None);
        assert!(selector.outline_on(1).is_some() && selector.outline_on(0).is_none());
        let end = [Input::Move(at(-500, 0)), Input::Release(at(-500, 0))];
        let area = Area::between((50, 60), (90, 90));
        assert_eq!(handle_all(&mut selector, &end), Some(Chosen::Area(area)));
        let at_edge = Area::between((0, 0), (10, 10));
        let pictured = Area::between((0, 0), (22, 22));
        assert_eq!(selector.picture(at_edge), (1, pictured));
    }

    #[test]
    fn the_other_button_and_escape_cancel_when_they_are_released() {
        for (press, release) in [
            (Input::PressOther, Input::ReleaseOther),
            (down(Key::Cancel), Input::KeyUp(Key::Cancel)),
        ] {
            let mut selector = selector();
            let start = [Input::Press(at(1, 1)), Input::Move(at(90, 90))];
            assert_eq!(handle_all(&mut selector, &start), None);
            assert_eq!(
                handle_all(&mut selector, &[release]),
                None,
                "it was not pressed here"
            );
            assert_eq!(handle_all(&mut selector, &[press]), None);
            assert_eq!(
                handle_all(&mut selector, &[release]),
                Some(Chosen::Cancelled)
            );
        }
    }

    #[test]
    fn keys_choose_on_the_monitor_under_the_pointer() {
        let mut selector = selector();
        let take = [down(Key::Take), Input::KeyUp(Key::Take)];
        handle_all(&mut selector, &[Input::Move(at(-800, 500))]);
        assert!(!selector.is_begun());
        assert_eq!(handle_all(&mut selector, &take), Some(Chosen::Area(SECOND)));
        let left = down(Key::Arrow(-1, 0));
        handle_all(&mut selector, &[left, left]);
        let square = Area {
            x: -1600 + 600 - 48,
            y: -100 + 400,
            width: 400,
            height: 400,
        };
        assert!(selector.is_begun());
        assert_eq!(handle_all(&mut selector, &take), Some(Chosen::Area(square)));
    }

    #[test]
    fn without_a_monitor_there_is_nothing_to_choose() {
        assert!(AreaSelector::new(Vec::new()).is_none());
        let empty = Ground {
            bounds: MAIN,
            monitors: Vec::new(),
        };
        assert!(AreaSelector::new(vec![empty]).is_none());
    }
}

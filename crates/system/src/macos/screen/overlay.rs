//! Lets a person choose an area on the screens. Each screen is a ground of its own, as each has pixels of its own size;
//! places and sizes are in points.
//!
//! The screens stay as they are: a window over each catches the mouse and is as good as invisible. Events are taken
//! before any window hears them.

use std::time::{Duration, Instant};

use objc2::MainThreadMarker;
use objc2::rc::autoreleasepool;
use objc2_app_kit::{
    NSApplication, NSApplicationActivationPolicy, NSCursor, NSEvent, NSEventMask,
    NSEventModifierFlags, NSEventType,
};
use objc2_foundation::{NSDate, NSDefaultRunLoopMode};

use super::Display;
use super::windows::{Window, height_of_main};
use crate::screen::{
    Area, AreaSelector, At, Chosen, Ground, HAIRLINE, Hint, HintBox, Input, Key, LINE, Monitor,
    Outline, ScreenError, draw_hint, uncover,
};

/// How often the pointer is looked for: of its moves only some windows are told.
const LOOK: Duration = Duration::from_millis(16);

/// Shows the overlay until the person has chosen or cancelled, at most until `end`. Tells what is to be pictured, with
/// its margin. Nothing of the overlay is on the screens then.
pub fn choose<'a>(
    displays: &'a [Display],
    hint: &Hint<'_>,
    end: Instant,
) -> Result<Option<(&'a Display, Area)>, ScreenError> {
    let thread = MainThreadMarker::new().ok_or(ScreenError::Failed)?;
    let app = NSApplication::sharedApplication(thread);
    // Without an icon in the Dock, and yet one that gets the keyboard.
    app.setActivationPolicy(NSApplicationActivationPolicy::Accessory);
    app.finishLaunching();
    app.activateIgnoringOtherApps(true);
    let mut overlay = Overlay::open(thread, displays, hint).ok_or(ScreenError::Failed)?;
    match overlay.run(&app, end)? {
        Chosen::Cancelled => Ok(None),
        Chosen::Area(area) => {
            let (display, area) = overlay.selector.picture(area);
            overlay.close()?;
            Ok(Some((&displays[display], area)))
        }
    }
}

struct Overlay<'a> {
    displays: &'a [Display],
    selector: AreaSelector,
    /// Where the pointer is, or was last on a screen.
    at: At,
    _covers: Vec<Window>,
    /// In the order of an outline's strips.
    strips: Vec<Window>,
    /// With the number of the display.
    hints: Vec<(usize, Window, HintBox)>,
    /// What of the outline is shown, and on which display.
    shown: Option<(usize, Outline)>,
}

impl<'a> Overlay<'a> {
    fn open(thread: MainThreadMarker, displays: &'a [Display], hint: &Hint<'_>) -> Option<Self> {
        let covers = displays.iter().map(|display| {
            let cover = Window::cover(thread);
            cover.show(display.area);
            cover
        });
        let colours = [[LINE; 4], [HAIRLINE; 4]].concat();
        let strips = colours.into_iter().map(|it| Window::strip(thread, it));
        let hints = displays.iter().enumerate().filter_map(|(number, display)| {
            let drawing = draw_hint(hint, display.scale);
            let points = |pixels: u32| (f64::from(pixels) / display.scale).ceil() as u32;
            let size = (points(drawing.width), points(drawing.height));
            // It is done without a hint that does not fit.
            let hint_box = HintBox::on(display.area, 1.0, size).filter(|_| drawing.is_whole())?;
            let window = Window::hint(thread, &drawing, hint_box.area)?;
            Some((number, window, hint_box))
        });
        let grounds = displays.iter().map(|display| Ground {
            bounds: display.area,
            monitors: vec![Monitor {
                area: display.area,
                scale: 1.0,
            }],
        });
        Some(Self {
            displays,
            selector: AreaSelector::new(grounds.collect())?,
            at: At {
                ground: 0,
                point: (0, 0),
            },
            _covers: covers.collect(),
            strips: strips.collect(),
            hints: hints.collect(),
            shown: None,
        })
    }

    fn run(&mut self, app: &NSApplication, end: Instant) -> Result<Chosen, ScreenError> {
        while Instant::now() < end {
            let chosen = autoreleasepool(|_| {
                let date = NSDate::dateWithTimeIntervalSinceNow(LOOK.as_secs_f64());
                // SAFETY: a constant of the framework.
                let mode = unsafe { NSDefaultRunLoopMode };
                let event = app.nextEventMatchingMask_untilDate_inMode_dequeue(
                    NSEventMask::Any,
                    Some(&date),
                    mode,
                    true,
                );
                NSCursor::crosshairCursor().set();
                self.at = self.pointer().unwrap_or(self.at);
                self.selector.handle(Input::Move(self.at));
                let event = event?;
                match self.input(&event) {
                    Some(input) => self.selector.handle(input),
                    None => {
                        app.sendEvent(&event);
                        None
                    }
                }
            });
            if let Some(chosen) = chosen {
                return Ok(chosen);
            }
            self.draw();
        }
        Err(ScreenError::TimedOut)
    }

    /// Returns when nothing of it is on the screens any more.
    fn close(self) -> Result<(), ScreenError> {
        let displays = self.displays;
        let strips = self.shown.into_iter().flat_map(|(number, outline)| {
            let strips = outline.strips();
            strips.map(move |area| (number, area))
        });
        let hints = self.hints.iter().filter(|_| !self.selector.is_begun());
        let hints = hints.map(|(number, _, hint_box)| (*number, hint_box.area));
        let covered = strips.chain(hints).filter_map(|(number, area)| {
            let display = &displays[number];
            Some((display, area.within(display.area)?))
        });
        let covered: Vec<_> = covered.collect();
        let look = || {
            let shots = covered.iter().map(|(display, area)| display.capture(*area));
            shots.map(|shot| Ok(shot?.pixels)).collect()
        };
        uncover(look, || {
            drop(self);
            Ok(())
        })
    }

    /// What an event means, if anything.
    fn input(&self, event: &NSEvent) -> Option<Input> {
        Some(match event.r#type() {
            NSEventType::LeftMouseDown => Input::Press(self.at),
            NSEventType::LeftMouseUp => Input::Release(self.at),
            NSEventType::RightMouseDown => Input::PressOther,
            NSEventType::RightMouseUp => Input::ReleaseOther,
            NSEventType::KeyDown => Input::KeyDown {
                key: key(event.keyCode())?,
                shift: event.modifierFlags().contains(NSEventModifierFlags::Shift),
                ctrl: event
                    .modifierFlags()
                    .contains(NSEventModifierFlags::Control),
            },
            NSEventType::KeyUp => Input::KeyUp(key(event.keyCode())?),
            _ => return None,
        })
    }

    /// Where it is now, if that is on a screen.
    fn pointer(&self) -> Option<At> {
        let place = NSEvent::mouseLocation();
        // Here places are counted from below.
        let down = height_of_main() - place.y;
        let point = (place.x.floor() as i32, down.floor() as i32);
        let ground = self
            .displays
            .iter()
            .position(|it| it.area.contains(point))?;
        Some(At { ground, point })
    }

    /// Shows the choice so far. The hints are in nobody's way: they avoid the pointer, and go when the choice begins.
    fn draw(&mut self) {
        let outline = (0..self.displays.len())
            .find_map(|number| Some((number, self.selector.outline_on(number)?)));
        if outline != self.shown {
            match outline {
                Some((_, outline)) => {
                    let strips = self.strips.iter().zip(outline.strips());
                    strips.for_each(|(strip, area)| strip.show(area));
                }
                None => self.strips.iter().for_each(Window::hide),
            }
            self.shown = outline;
        }
        for (number, hint, hint_box) in &mut self.hints {
            if self.selector.is_begun() {
                hint.hide();
                continue;
            }
            if let Some(pointer) = self.selector.pointer_on(*number) {
                hint_box.avoid(pointer);
            }
            hint.show(hint_box.area);
        }
    }
}

/// What the key with this number means. The numbers are those of the places on the keyboard (`HIToolbox/Events.h`), the
/// same in every layout.
const fn key(code: u16) -> Option<Key> {
    Some(match code {
        0x7B => Key::Arrow(-1, 0),
        0x7C => Key::Arrow(1, 0),
        0x7D => Key::Arrow(0, 1),
        0x7E => Key::Arrow(0, -1),
        0x24 | 0x4C => Key::Take,
        0x35 => Key::Cancel,
        _ => return None,
    })
}

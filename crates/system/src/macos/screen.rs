//! The screens, by the functions of Core Graphics. Apple would rather have ScreenCaptureKit used, which needs a stream
//! and a loop for one picture; these do it in one call, in every version of macOS so far. The pointer is not on the
//! picture.
//!
//! A person has to allow it once, in the settings of the system, and the program has to start anew then.

// Apple's own hint at ScreenCaptureKit, see above.
#![allow(deprecated)]

mod overlay;
mod windows;

use std::time::{Duration, Instant};

use objc2_core_foundation::{CFRetained, CGPoint, CGRect, CGSize};
use objc2_core_graphics::{
    CGBitmapContextCreate, CGColorSpace, CGContext, CGDirectDisplayID, CGDisplayBounds,
    CGDisplayCopyDisplayMode, CGDisplayCreateImage, CGDisplayCreateImageForRect, CGDisplayMode,
    CGError, CGGetActiveDisplayList, CGImage, CGImageAlphaInfo, CGImageByteOrderInfo,
    CGPreflightScreenCaptureAccess, CGRequestScreenCaptureAccess,
};
use zeroize::Zeroizing;

use crate::screen::{Area, Capture, Hint, MAX_PIXELS, ScreenError, Shot, ShotLayout, Ways, Why};

/// More screens than that are not looked at.
const MAX_DISPLAYS: u32 = 32;

/// Whether it is allowed is found out when it is asked for, as the person can allow it then.
pub fn ways() -> Ways {
    let way = displays().map(drop);
    Ways {
        all: way,
        area: way,
        asks: false,
    }
}

pub fn capture_all(_patience: Duration) -> Result<Option<Capture>, ScreenError> {
    let displays = displays().map_err(ScreenError::Unavailable)?;
    ask()?;
    let mut room = MAX_PIXELS;
    let mut shots = Vec::new();
    for display in displays {
        let image = CGDisplayCreateImage(display.id).ok_or(ScreenError::Failed)?;
        let shot = display.shot(&image, display.area)?;
        let pixels = u64::from(shot.width) * u64::from(shot.height);
        room = room.checked_sub(pixels).ok_or(ScreenError::Failed)?;
        shots.push(shot);
    }
    Ok(Some(Capture::Shots(shots)))
}

/// Only on the first thread of the program, which alone may have windows.
pub fn capture_area(hint: &Hint<'_>, patience: Duration) -> Result<Option<Capture>, ScreenError> {
    let displays = displays().map_err(ScreenError::Unavailable)?;
    ask()?;
    let chosen = overlay::choose(&displays, hint, Instant::now() + patience)?;
    let shot = chosen.map(|(display, area)| display.capture(area));
    Ok(shot.transpose()?.map(|shot| Capture::Shots(vec![shot])))
}

/// Has the system ask the person, if it has not yet.
fn ask() -> Result<(), ScreenError> {
    if CGPreflightScreenCaptureAccess() || CGRequestScreenCaptureAccess() {
        Ok(())
    } else {
        Err(ScreenError::Unavailable(Why::NotPermitted))
    }
}

/// A screen that shows something.
struct Display {
    id: CGDirectDisplayID,
    /// On the desktop, from its upper left corner. Counted in points, of which each may be several pixels.
    area: Area,
    /// How many pixels a point has in a row.
    scale: f64,
}

/// At least one.
fn displays() -> Result<Vec<Display>, Why> {
    let mut ids = [0; MAX_DISPLAYS as usize];
    let mut count = 0;
    // SAFETY: there is room for as many as are named, and for their number.
    let status = unsafe { CGGetActiveDisplayList(MAX_DISPLAYS, ids.as_mut_ptr(), &raw mut count) };
    if status != CGError::Success || count == 0 {
        return Err(Why::NoDisplay);
    }
    let displays = ids.into_iter().take(count as usize).map(|id| {
        let area = area(CGDisplayBounds(id));
        let mode = CGDisplayCopyDisplayMode(id);
        let pixels = CGDisplayMode::pixel_width(mode.as_deref());
        let scale = pixels as f64 / f64::from(area.width.max(1));
        Display {
            id,
            area,
            scale: scale.clamp(1.0, 4.0),
        }
    });
    Ok(displays.collect())
}

impl Display {
    /// A picture of an area of this display, in points of the desktop.
    fn capture(&self, area: Area) -> Result<Shot, ScreenError> {
        let within = Area {
            x: area.x - self.area.x,
            y: area.y - self.area.y,
            ..area
        };
        let image = CGDisplayCreateImageForRect(self.id, rectangle(within));
        self.shot(&*image.ok_or(ScreenError::Failed)?, area)
    }

    /// The pixels of a picture of `area`, drawn anew in one format, whichever the screen has.
    fn shot(&self, image: &CGImage, area: Area) -> Result<Shot, ScreenError> {
        let (width, height) = (CGImage::width(Some(image)), CGImage::height(Some(image)));
        let size = (width as u64).saturating_mul(height as u64);
        if size == 0 || size > MAX_PIXELS {
            return Err(ScreenError::Failed);
        }
        let mut pixels = Zeroizing::new(vec![0_u8; width * height * 4]);
        let space = CGColorSpace::new_device_rgb();
        // Blue, green, red, and one without a meaning.
        let format = CGImageAlphaInfo::NoneSkipFirst.0 | CGImageByteOrderInfo::Order32Little.0;
        // SAFETY: there are as many bytes as the sizes say, and they outlive the context.
        let context: Option<CFRetained<CGContext>> = unsafe {
            CGBitmapContextCreate(
                pixels.as_mut_ptr().cast(),
                width,
                height,
                8,
                width * 4,
                space.as_deref(),
                format,
            )
        };
        let context = context.ok_or(ScreenError::Failed)?;
        let all = CGRect {
            origin: CGPoint { x: 0.0, y: 0.0 },
            size: CGSize {
                width: width as f64,
                height: height as f64,
            },
        };
        CGContext::draw_image(Some(&context), all, Some(image));
        drop(context);
        let place = |points: i32| (f64::from(points) * self.scale).round() as i32;
        Ok(Shot {
            x: place(area.x),
            y: place(area.y),
            // Neither is larger than the most that there may be of both.
            width: width as u32,
            height: height as u32,
            pixels,
            layout: ShotLayout::Bgrx,
        })
    }
}

fn area(rectangle: CGRect) -> Area {
    let CGRect { origin, size } = rectangle;
    Area {
        x: origin.x.round() as i32,
        y: origin.y.round() as i32,
        width: size.width.round() as u32,
        height: size.height.round() as u32,
    }
}

fn rectangle(area: Area) -> CGRect {
    CGRect {
        origin: CGPoint {
            x: area.x.into(),
            y: area.y.into(),
        },
        size: CGSize {
            width: area.width.into(),
            height: area.height.into(),
        },
    }
}

//! The windows of the overlay: covers that catch the mouse, strips of one colour, and hints. They are above all others,
//! on every space, and none of them takes the keyboard.

use std::slice;

use objc2::rc::Retained;
use objc2::{AnyThread, MainThreadMarker, MainThreadOnly};
use objc2_app_kit::{
    NSBackingStoreType, NSBitmapFormat, NSBitmapImageRep, NSColor, NSDeviceRGBColorSpace, NSImage,
    NSImageView, NSScreenSaverWindowLevel, NSWindow, NSWindowCollectionBehavior, NSWindowStyleMask,
};
use objc2_core_graphics::{CGDisplayBounds, CGMainDisplayID};
use objc2_foundation::{NSPoint, NSRect, NSSize};

use crate::screen::{Area, Drawing};

/// As little as still catches the mouse; a person does not see it.
const COVER_OPACITY: f64 = 0.01;

/// A window that is gone when this is dropped.
pub struct Window(Retained<NSWindow>);

impl Window {
    /// One that nobody sees, and that catches the mouse.
    pub fn cover(thread: MainThreadMarker) -> Self {
        let colour = NSColor::colorWithSRGBRed_green_blue_alpha(0.0, 0.0, 0.0, COVER_OPACITY);
        Self::open(thread, &colour)
    }

    /// One of this red, green and blue.
    pub fn strip(thread: MainThreadMarker, colour: [u8; 3]) -> Self {
        let [red, green, blue] = colour.map(|part| f64::from(part) / 255.0);
        let colour = NSColor::colorWithSRGBRed_green_blue_alpha(red, green, blue, 1.0);
        let window = Self::open(thread, &colour);
        window.0.setIgnoresMouseEvents(true);
        window
    }

    /// One that shows `drawing`, which is whole, at the size of `area`. `None` where there is no room for it.
    pub fn hint(thread: MainThreadMarker, drawing: &Drawing, area: Area) -> Option<Self> {
        let picture = picture(drawing)?;
        let size = NSSize::new(area.width.into(), area.height.into());
        picture.setSize(size);
        let image = NSImage::initWithSize(NSImage::alloc(), size);
        image.addRepresentation(&picture);
        let window = Self::open(thread, &NSColor::clearColor());
        window.0.setIgnoresMouseEvents(true);
        let view = NSImageView::imageViewWithImage(&image, thread);
        window.0.setContentView(Some(&view));
        Some(window)
    }

    fn open(thread: MainThreadMarker, colour: &NSColor) -> Self {
        let place = NSRect::new(NSPoint::new(0.0, 0.0), NSSize::new(1.0, 1.0));
        // SAFETY: an initialiser of the class, with values that it knows; nothing closes the window.
        let window = unsafe {
            let window = NSWindow::initWithContentRect_styleMask_backing_defer(
                NSWindow::alloc(thread),
                place,
                NSWindowStyleMask::Borderless,
                NSBackingStoreType::Buffered,
                false,
            );
            window.setReleasedWhenClosed(false);
            window
        };
        window.setOpaque(false);
        window.setHasShadow(false);
        window.setBackgroundColor(Some(colour));
        window.setLevel(NSScreenSaverWindowLevel);
        window.setCollectionBehavior(
            NSWindowCollectionBehavior::CanJoinAllSpaces
                | NSWindowCollectionBehavior::FullScreenAuxiliary
                | NSWindowCollectionBehavior::Stationary,
        );
        Self(window)
    }

    /// Puts it there, above the others.
    pub fn show(&self, area: Area) {
        let corner = NSPoint::new(
            area.x.into(),
            // Here the places of windows are counted from below.
            height_of_main() - f64::from(area.y) - f64::from(area.height),
        );
        let size = NSSize::new(area.width.into(), area.height.into());
        self.0.setFrame_display(NSRect::new(corner, size), true);
        self.0.orderFrontRegardless();
    }

    pub fn hide(&self) {
        self.0.orderOut(None);
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        self.hide();
    }
}

/// Of the screen from which places are counted.
pub fn height_of_main() -> f64 {
    CGDisplayBounds(CGMainDisplayID()).size.height
}

fn picture(drawing: &Drawing) -> Option<Retained<NSBitmapImageRep>> {
    let row_bytes = drawing.width as usize * 4;
    // SAFETY: no planes are given, so it makes room of its own, and the sizes fit together.
    let picture = unsafe {
        NSBitmapImageRep::initWithBitmapDataPlanes_pixelsWide_pixelsHigh_bitsPerSample_samplesPerPixel_hasAlpha_isPlanar_colorSpaceName_bitmapFormat_bytesPerRow_bitsPerPixel(
            NSBitmapImageRep::alloc(),
            std::ptr::null_mut(),
            drawing.width as isize,
            drawing.height as isize,
            8,
            4,
            true,
            false,
            NSDeviceRGBColorSpace,
            NSBitmapFormat::AlphaNonpremultiplied,
            row_bytes as isize,
            32,
        )
    }?;
    let data = picture.bitmapData();
    if data.is_null() {
        return None;
    }
    // SAFETY: it has so many rows of so many bytes, and nobody else has it yet.
    let pixels = unsafe { slice::from_raw_parts_mut(data, row_bytes * drawing.height as usize) };
    pixels.copy_from_slice(&drawing.pixels);
    Some(picture)
}

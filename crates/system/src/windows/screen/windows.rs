//! The windows of the overlay: covers that catch the mouse, strips of one colour, and hints. None of them is in the
//! task bar.

use std::io;

use windows_sys::Win32::Foundation::{HWND, POINT, SIZE};
use windows_sys::Win32::Graphics::Gdi::{
    AC_SRC_ALPHA, AC_SRC_OVER, BLENDFUNCTION, CreateSolidBrush, HBRUSH, UpdateWindow,
};
use windows_sys::Win32::System::LibraryLoader::GetModuleHandleW;
use windows_sys::Win32::UI::Input::KeyboardAndMouse::SetCapture;
use windows_sys::Win32::UI::WindowsAndMessaging::{
    CreateWindowExW, DefWindowProcW, DestroyWindow, HWND_TOPMOST, IDC_CROSS, LWA_ALPHA,
    LoadCursorW, RegisterClassW, SW_HIDE, SWP_NOACTIVATE, SWP_SHOWWINDOW, SetForegroundWindow,
    SetLayeredWindowAttributes, SetWindowPos, ShowWindow, ULW_ALPHA, UpdateLayeredWindow,
    WINDOW_EX_STYLE, WNDCLASSW, WS_EX_LAYERED, WS_EX_NOACTIVATE, WS_EX_TOOLWINDOW, WS_EX_TOPMOST,
    WS_POPUP,
};

use super::super::wide;
use super::bitmap::{Bitmap, ScreenContext};
use crate::screen::{Area, Drawing};

/// As little as is still seen by the mouse; a person does not see it.
const COVER_OPACITY: u8 = 1;

/// A window above all others. It is gone when it is dropped.
pub struct Window(HWND);

impl Window {
    /// One that nobody sees, and that catches the mouse.
    pub fn cover() -> io::Result<Self> {
        let window = Self::open("KeyrackCover", [0; 3], WS_EX_LAYERED)?;
        // SAFETY: the window is open.
        unsafe { SetLayeredWindowAttributes(window.0, 0, COVER_OPACITY, LWA_ALPHA) };
        Ok(window)
    }

    /// One of this red, green and blue.
    pub fn strip(colour: [u8; 3]) -> io::Result<Self> {
        let [red, green, blue] = colour;
        let class = format!("KeyrackStrip{red:02x}{green:02x}{blue:02x}");
        Self::open(&class, colour, WS_EX_NOACTIVATE)
    }

    /// One that shows `drawing`, which is whole.
    pub fn hint(drawing: &Drawing) -> io::Result<Self> {
        let window = Self::open("KeyrackHint", [0; 3], WS_EX_LAYERED | WS_EX_NOACTIVATE)?;
        let screen = ScreenContext::open()?;
        let mut bitmap = Bitmap::new(&screen, drawing.width, drawing.height)?;
        let pixels = bitmap.bytes().chunks_exact_mut(4);
        for (pixel, drawn) in pixels.zip(drawing.pixels.chunks_exact(4)) {
            // Windows wants the colours multiplied by the opacity.
            let solid = |value: u8| (u16::from(value) * u16::from(drawn[3]) / 0xFF) as u8;
            pixel.copy_from_slice(&[solid(drawn[2]), solid(drawn[1]), solid(drawn[0]), drawn[3]]);
        }
        let size = SIZE {
            cx: drawing.width.cast_signed(),
            cy: drawing.height.cast_signed(),
        };
        let corner = POINT::default();
        let blend = BLENDFUNCTION {
            BlendOp: AC_SRC_OVER as u8,
            BlendFlags: 0,
            SourceConstantAlpha: 0xFF,
            AlphaFormat: AC_SRC_ALPHA as u8,
        };
        // SAFETY: window and contexts are open, and the structures outlive the call. It keeps a copy of the picture.
        unsafe {
            UpdateLayeredWindow(
                window.0,
                screen.context(),
                std::ptr::null(),
                &raw const size,
                bitmap.context(),
                &raw const corner,
                0,
                &raw const blend,
                ULW_ALPHA,
            );
        }
        Ok(window)
    }

    fn open(class: &str, colour: [u8; 3], style: WINDOW_EX_STYLE) -> io::Result<Self> {
        let name = wide(class);
        // SAFETY: no name means this program.
        let program = unsafe { GetModuleHandleW(std::ptr::null()) };
        let class = WNDCLASSW {
            lpfnWndProc: Some(DefWindowProcW),
            hInstance: program,
            // SAFETY: one of the system's own.
            hCursor: unsafe { LoadCursorW(std::ptr::null_mut(), IDC_CROSS) },
            hbrBackground: brush(colour),
            lpszClassName: name.as_ptr(),
            ..WNDCLASSW::default()
        };
        // SAFETY: the class and its name outlive the call. The class may be there already, which serves as well.
        unsafe { RegisterClassW(&raw const class) };
        // SAFETY: the name outlives the call, and everything else may be null.
        let window = unsafe {
            CreateWindowExW(
                style | WS_EX_TOPMOST | WS_EX_TOOLWINDOW,
                name.as_ptr(),
                std::ptr::null(),
                WS_POPUP,
                0,
                0,
                1,
                1,
                std::ptr::null_mut(),
                std::ptr::null_mut(),
                program,
                std::ptr::null(),
            )
        };
        if window.is_null() {
            return Err(io::Error::last_os_error());
        }
        Ok(Self(window))
    }

    /// Puts it there, above all others that are there now, and draws it at once.
    pub fn show(&self, area: Area) {
        let (width, height) = (area.width.cast_signed(), area.height.cast_signed());
        let how = SWP_NOACTIVATE | SWP_SHOWWINDOW;
        // SAFETY: the window is open.
        unsafe {
            SetWindowPos(self.0, HWND_TOPMOST, area.x, area.y, width, height, how);
            UpdateWindow(self.0);
        }
    }

    pub fn hide(&self) {
        // SAFETY: the window is open.
        unsafe { ShowWindow(self.0, SW_HIDE) };
    }

    /// Asks for the keyboard, which the system gives to a program that the person has just used.
    pub fn take_keyboard(&self) {
        // SAFETY: the window is open.
        unsafe { SetForegroundWindow(self.0) };
    }

    /// Hears the mouse wherever it is, until it is released.
    pub fn hold_mouse(&self) {
        // SAFETY: the window is open, and of this thread.
        unsafe { SetCapture(self.0) };
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // SAFETY: the window is open, and of this thread.
        unsafe { DestroyWindow(self.0) };
    }
}

fn brush([red, green, blue]: [u8; 3]) -> HBRUSH {
    // SAFETY: takes a number. The class keeps the brush for as long as the program runs.
    unsafe { CreateSolidBrush(u32::from_le_bytes([red, green, blue, 0])) }
}

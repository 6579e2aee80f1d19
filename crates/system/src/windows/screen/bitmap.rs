//! Pixels that Windows can draw into, and that are read and written here.

use std::ffi::c_void;
use std::io;
use std::slice;

use windows_sys::Win32::Graphics::Gdi::{
    BI_RGB, BITMAPINFO, BITMAPINFOHEADER, CreateCompatibleDC, CreateDIBSection, DIB_RGB_COLORS,
    DeleteDC, DeleteObject, GdiFlush, GetDC, HBITMAP, HDC, HGDIOBJ, ReleaseDC, SelectObject,
};
use zeroize::Zeroize;

/// What all screens together are drawn by.
pub struct ScreenContext(HDC);

impl ScreenContext {
    pub fn open() -> io::Result<Self> {
        // SAFETY: no window means all screens.
        let context = unsafe { GetDC(std::ptr::null_mut()) };
        if context.is_null() {
            return Err(io::Error::last_os_error());
        }
        Ok(Self(context))
    }

    pub const fn context(&self) -> HDC {
        self.0
    }
}

impl Drop for ScreenContext {
    fn drop(&mut self) {
        // SAFETY: it is open, and was got for no window.
        unsafe { ReleaseDC(std::ptr::null_mut(), self.0) };
    }
}

/// A bitmap of four bytes a pixel: blue, green, red and one more. Wiped when it is dropped.
pub struct Bitmap {
    context: HDC,
    bitmap: HBITMAP,
    /// What the context had before.
    other: HGDIOBJ,
    bits: *mut u8,
    size: usize,
}

impl Bitmap {
    /// Rows from the upper one. Both sizes are at least 1.
    pub fn new(screen: &ScreenContext, width: u32, height: u32) -> io::Result<Self> {
        let format = BITMAPINFO {
            bmiHeader: BITMAPINFOHEADER {
                biSize: size_of::<BITMAPINFOHEADER>() as u32,
                biWidth: width.cast_signed(),
                // Less than 0: from the upper row.
                biHeight: -height.cast_signed(),
                biPlanes: 1,
                biBitCount: 32,
                biCompression: BI_RGB,
                ..BITMAPINFOHEADER::default()
            },
            ..BITMAPINFO::default()
        };
        let mut bits: *mut c_void = std::ptr::null_mut();
        // SAFETY: the format and the place for the address outlive the call, and no file is named.
        let bitmap = unsafe {
            CreateDIBSection(
                screen.context(),
                &raw const format,
                DIB_RGB_COLORS,
                &raw mut bits,
                std::ptr::null_mut(),
                0,
            )
        };
        if bitmap.is_null() || bits.is_null() {
            return Err(io::Error::last_os_error());
        }
        // SAFETY: the screen's is open.
        let context = unsafe { CreateCompatibleDC(screen.context()) };
        if context.is_null() {
            let error = io::Error::last_os_error();
            // SAFETY: it was made just now, and nobody has it.
            unsafe { DeleteObject(bitmap) };
            return Err(error);
        }
        Ok(Self {
            context,
            bitmap,
            // SAFETY: both were made just now.
            other: unsafe { SelectObject(context, bitmap) },
            bits: bits.cast(),
            size: width as usize * height as usize * 4,
        })
    }

    /// By which it is drawn into, and from.
    pub const fn context(&self) -> HDC {
        self.context
    }

    pub fn bytes(&mut self) -> &mut [u8] {
        // What was drawn may be still on its way.
        // SAFETY: has no parameters.
        unsafe { GdiFlush() };
        // SAFETY: the bitmap has so many bytes, and is borrowed here as a whole.
        unsafe { slice::from_raw_parts_mut(self.bits, self.size) }
    }
}

impl Drop for Bitmap {
    fn drop(&mut self) {
        self.bytes().zeroize();
        // SAFETY: they are open, and only this value has them.
        unsafe {
            SelectObject(self.context, self.other);
            DeleteObject(self.bitmap);
            DeleteDC(self.context);
        }
    }
}

#[cfg(test)]
mod tests {
    use windows_sys::Win32::Graphics::Gdi::SetPixelV;

    use super::*;

    #[test]
    fn what_is_drawn_is_read_from_the_upper_row_as_blue_green_and_red() {
        let screen = ScreenContext::open().unwrap();
        let mut bitmap = Bitmap::new(&screen, 3, 2).unwrap();
        // SAFETY: the context is open.
        unsafe { SetPixelV(bitmap.context(), 2, 0, 0x00_33_22_11) };
        let mut expected = [0; 3 * 2 * 4];
        expected[8..11].copy_from_slice(&[0x33, 0x22, 0x11]);
        assert_eq!(bitmap.bytes(), expected);
    }
}

//! The windows of the overlay: strips of one colour, and the hints.

use x11rb::connection::Connection;
use x11rb::protocol::shape::{self, ConnectionExt as _};
use x11rb::protocol::xproto::{
    AtomEnum, ClipOrdering, ColormapAlloc, ConfigureWindowAux, ConnectionExt as _, CreateGCAux,
    CreateWindowAux, ImageFormat, PropMode, Rectangle, Screen, StackMode, VisualClass, Visualid,
    Window, WindowClass,
};
use x11rb::wrapper::ConnectionExt as _;

use super::super::pixels::Format;
use crate::screen::{Area, Drawing, HAIRLINE, HintBox, LINE, Monitor, Outline, ScreenError};

/// The windows of an outline.
pub struct OutlineWindows {
    /// In the order of an outline's strips.
    strips: [Window; 8],
    shown: Option<Outline>,
}

impl OutlineWindows {
    pub fn open(connection: &impl Connection, screen: &Screen) -> Result<Self, ScreenError> {
        let canvas = Canvas::plain(connection, screen)?;
        let point = Area {
            x: 0,
            y: 0,
            width: 1,
            height: 1,
        };
        let mut strips = [x11rb::NONE; 8];
        for (number, strip) in strips.iter_mut().enumerate() {
            let [red, green, blue] = if number < 4 { LINE } else { HAIRLINE };
            // 0x00 to 0x0000, and 0xFF to 0xFFFF.
            let wide = |value: u8| u16::from(value) * 0x101;
            let colour = connection
                .alloc_color(screen.default_colormap, wide(red), wide(green), wide(blue))?
                .reply()?;
            let look = CreateWindowAux::new().background_pixel(colour.pixel);
            *strip = open(connection, &canvas, point, look)?;
        }
        Ok(Self {
            strips,
            shown: None,
        })
    }

    /// Shows the outline, or none.
    pub fn show(
        &mut self,
        connection: &impl Connection,
        outline: Option<Outline>,
    ) -> Result<(), ScreenError> {
        if outline == self.shown {
            return Ok(());
        }
        for (strip, area) in self
            .strips
            .iter()
            .zip(outline.into_iter().flat_map(Outline::strips))
        {
            connection.configure_window(*strip, &geometry(area))?;
        }
        for strip in self.strips {
            match (self.shown, outline) {
                (None, Some(_)) => connection.map_window(strip)?,
                (Some(_), None) => connection.unmap_window(strip)?,
                _ => continue,
            };
        }
        self.shown = outline;
        Ok(())
    }

    /// Where there is something of it now.
    pub fn shown(&self) -> Vec<Area> {
        self.shown.into_iter().flat_map(Outline::strips).collect()
    }

    pub fn close(&self, connection: &impl Connection) -> Result<(), ScreenError> {
        for strip in self.strips {
            connection.destroy_window(strip)?;
        }
        Ok(())
    }
}

/// The window of a hint, on one monitor.
pub struct HintWindow {
    window: Window,
    hint_box: HintBox,
    is_shown: bool,
}

impl HintWindow {
    /// `None` where the drawing does not fit or the screen cannot show it: it is done without.
    pub fn open(
        connection: &impl Connection,
        canvas: &Canvas,
        monitor: Monitor,
        drawing: &Drawing,
    ) -> Result<Option<Self>, ScreenError> {
        let hint_box = HintBox::on(monitor.area, monitor.scale, (drawing.width, drawing.height));
        let Some(hint_box) = hint_box.filter(|_| drawing.is_whole() && canvas.format.can_write())
        else {
            return Ok(None);
        };
        let picture = connection.generate_id()?;
        // It is no larger than a monitor, and so than a screen.
        let (width, height) = (drawing.width as u16, drawing.height as u16);
        connection.create_pixmap(canvas.depth, picture, canvas.root, width, height)?;
        put(connection, canvas, picture, drawing)?;
        let look = CreateWindowAux::new().background_pixmap(picture);
        let window = open(connection, canvas, hint_box.area, look)?;
        connection.free_pixmap(picture)?;
        if !canvas.blends {
            cut_out(connection, window, drawing)?;
        }
        Ok(Some(Self {
            window,
            hint_box,
            is_shown: false,
        }))
    }

    /// Shows it where the pointer is not.
    pub fn show(
        &mut self,
        connection: &impl Connection,
        pointer: Option<(i32, i32)>,
    ) -> Result<(), ScreenError> {
        let before = self.hint_box;
        if let Some(pointer) = pointer {
            self.hint_box.avoid(pointer);
        }
        if self.hint_box != before {
            connection.configure_window(self.window, &geometry(self.hint_box.area))?;
        }
        if !self.is_shown {
            connection.map_window(self.window)?;
            self.is_shown = true;
        }
        Ok(())
    }

    pub fn hide(&mut self, connection: &impl Connection) -> Result<(), ScreenError> {
        if self.is_shown {
            connection.unmap_window(self.window)?;
            self.is_shown = false;
        }
        Ok(())
    }

    /// Where it is, if it is to be seen.
    pub fn shown(&self) -> Option<Area> {
        self.is_shown.then_some(self.hint_box.area)
    }

    pub fn close(&self, connection: &impl Connection) -> Result<(), ScreenError> {
        connection.destroy_window(self.window)?;
        Ok(())
    }
}

/// What the pixels of a window are made of.
pub struct Canvas {
    root: Window,
    depth: u8,
    visual: Visualid,
    colormap: u32,
    format: Format,
    /// Whether a compositor puts the window over the others as its opacity says.
    blends: bool,
}

impl Canvas {
    /// With opacity where somebody composes the screen, otherwise as the screen itself.
    pub fn of(connection: &impl Connection, number: usize) -> Result<Self, ScreenError> {
        let screen = &connection.setup().roots[number];
        let compositor = format!("_NET_WM_CM_S{number}");
        let compositor = connection
            .intern_atom(true, compositor.as_bytes())?
            .reply()?;
        let is_composed = compositor.atom != x11rb::NONE && {
            let owner = connection.get_selection_owner(compositor.atom)?.reply()?;
            owner.owner != x11rb::NONE
        };
        let depths = screen.allowed_depths.iter().filter(|it| it.depth == 32);
        let visual = depths
            .flat_map(|it| &it.visuals)
            .find(|it| it.class == VisualClass::TRUE_COLOR && is_composed);
        let Some(visual) = visual else {
            return Self::plain(connection, screen);
        };
        let colormap = connection.generate_id()?;
        let id = visual.visual_id;
        connection.create_colormap(ColormapAlloc::NONE, colormap, screen.root, id)?;
        Ok(Self {
            root: screen.root,
            depth: 32,
            visual: id,
            colormap,
            format: Format::of(connection, screen, 32, id)?,
            blends: true,
        })
    }

    fn plain(connection: &impl Connection, screen: &Screen) -> Result<Self, ScreenError> {
        let (depth, visual) = (screen.root_depth, screen.root_visual);
        Ok(Self {
            root: screen.root,
            depth,
            visual,
            colormap: screen.default_colormap,
            format: Format::of(connection, screen, depth, visual)?,
            blends: false,
        })
    }
}

/// A window that no window manager places or adorns.
fn open(
    connection: &impl Connection,
    canvas: &Canvas,
    area: Area,
    look: CreateWindowAux,
) -> Result<Window, ScreenError> {
    let window = connection.generate_id()?;
    // Compositors neither animate such a window nor let it throw a shadow.
    let [kind, dragged] = ["_NET_WM_WINDOW_TYPE", "_NET_WM_WINDOW_TYPE_DND"]
        .map(|name| connection.intern_atom(false, name.as_bytes()));
    let (kind, dragged) = (kind?.reply()?.atom, dragged?.reply()?.atom);
    let look = look
        .override_redirect(1)
        .border_pixel(0)
        .colormap(canvas.colormap);
    connection.create_window(
        canvas.depth,
        window,
        canvas.root,
        area.x as i16,
        area.y as i16,
        area.width as u16,
        area.height as u16,
        0,
        WindowClass::INPUT_OUTPUT,
        canvas.visual,
        &look,
    )?;
    connection.change_property32(PropMode::REPLACE, window, kind, AtomEnum::ATOM, &[dragged])?;
    Ok(window)
}

fn geometry(area: Area) -> ConfigureWindowAux {
    ConfigureWindowAux::new()
        .x(area.x)
        .y(area.y)
        .width(area.width)
        .height(area.height)
        .stack_mode(StackMode::ABOVE)
}

/// Draws into a pixmap of the same size, some rows at a time.
fn put(
    connection: &impl Connection,
    canvas: &Canvas,
    picture: u32,
    drawing: &Drawing,
) -> Result<(), ScreenError> {
    let pen = connection.generate_id()?;
    connection.create_gc(pen, picture, &CreateGCAux::new())?;
    let row_bytes = canvas.format.row_bytes(drawing.width);
    // What is left of a request after its head.
    let room = connection.maximum_request_bytes().saturating_sub(64);
    let rows = (room / row_bytes).clamp(1, 256);
    let stripes = drawing.pixels.chunks(drawing.width as usize * 4 * rows);
    for (number, stripe) in stripes.enumerate() {
        let stripe = stripe.chunks_exact(drawing.width as usize * 4);
        let height = stripe.len();
        let mut data = Vec::with_capacity(row_bytes * height);
        stripe.for_each(|row| canvas.format.write_row(row, canvas.blends, &mut data));
        connection.put_image(
            ImageFormat::Z_PIXMAP,
            picture,
            pen,
            drawing.width as u16,
            height as u16,
            0,
            (number * rows) as i16,
            0,
            canvas.depth,
            &data,
        )?;
    }
    connection.free_gc(pen)?;
    Ok(())
}

/// Without a compositor a pixel of a window is there or not, so that round corners are cut out.
fn cut_out(
    connection: &impl Connection,
    window: Window,
    drawing: &Drawing,
) -> Result<(), ScreenError> {
    if connection
        .extension_information(shape::X11_EXTENSION_NAME)?
        .is_none()
    {
        return Ok(());
    }
    let (bounding, set) = (shape::SK::BOUNDING, shape::SO::SET);
    let rectangles = solid(drawing);
    connection.shape_rectangles(
        set,
        bounding,
        ClipOrdering::UNSORTED,
        window,
        0,
        0,
        &rectangles,
    )?;
    Ok(())
}

/// What of the drawing is rather solid, row by row.
fn solid(drawing: &Drawing) -> Vec<Rectangle> {
    let mut rectangles = Vec::new();
    let rows = drawing.pixels.chunks_exact(drawing.width as usize * 4);
    for (y, row) in rows.enumerate() {
        let mut x = 0;
        let pixels: Vec<bool> = row.chunks_exact(4).map(|it| it[3] >= 0x80).collect();
        for run in pixels.chunk_by(|one, next| one == next) {
            if run[0] {
                rectangles.push(Rectangle {
                    x: x as i16,
                    y: y as i16,
                    width: run.len() as u16,
                    height: 1,
                });
            }
            x += run.len();
        }
    }
    rectangles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_that_are_not_there_are_cut_out() {
        let alphas = [0_u8, 0x80, 0xFF, 0, 0xFF, 0, 0, 0xFF];
        let drawing = Drawing {
            width: 4,
            height: 2,
            pixels: alphas.iter().flat_map(|alpha| [1, 2, 3, *alpha]).collect(),
        };
        let found = solid(&drawing).into_iter();
        let found: Vec<_> = found.map(|it| (it.x, it.y, it.width)).collect();
        assert_eq!(found, [(1, 0, 2), (0, 1, 1), (3, 1, 1)]);
    }
}

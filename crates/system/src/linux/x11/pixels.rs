//! Pixels as the server sends them, and as the reader of codes wants them.
//!
//! Shared memory with the server would be quicker, and would need unsafe code; a screen of 3840 × 2160 takes some tens
//! of milliseconds without.

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    ConnectionExt as _, ImageFormat, ImageOrder, Screen, VisualClass, Visualid,
};
use zeroize::Zeroizing;

use crate::screen::{Area, ScreenError, Shot, ShotLayout};

/// How much is asked for at once: a stripe of some rows.
const STRIPE_BYTES: usize = 4 << 20;

/// Takes a picture of `area`, which lies within `screen`.
pub fn capture(
    connection: &impl Connection,
    screen: &Screen,
    area: Area,
) -> Result<Shot, ScreenError> {
    let format = Format::of(connection, screen, screen.root_depth, screen.root_visual)?;
    let row_bytes = format.row_bytes(area.width);
    let rows = u32::try_from(STRIPE_BYTES / row_bytes.max(1)).unwrap_or(u32::MAX);
    let size = usize::try_from(area.pixels() * 4).map_err(|_| ScreenError::Failed)?;
    let mut pixels = Zeroizing::new(Vec::with_capacity(size));
    let mut top = 0;
    while top < area.height {
        let stripe = Area {
            y: area.y + top.cast_signed(),
            height: rows.clamp(1, area.height - top),
            ..area
        };
        let data = Zeroizing::new(get(connection, screen, stripe)?);
        if data.len() < row_bytes * stripe.height as usize {
            return Err(ScreenError::Failed);
        }
        for row in data.chunks_exact(row_bytes).take(stripe.height as usize) {
            format.read_row(row, area.width, &mut pixels);
        }
        top += stripe.height;
    }
    Ok(Shot {
        x: area.x,
        y: area.y,
        width: area.width,
        height: area.height,
        pixels,
        layout: ShotLayout::Bgrx,
    })
}

fn get(connection: &impl Connection, screen: &Screen, area: Area) -> Result<Vec<u8>, ScreenError> {
    // Within a screen, and those are no larger than that.
    let number = |value: u32| u16::try_from(value).map_err(|_| ScreenError::Failed);
    let offset = |value: i32| i16::try_from(value).map_err(|_| ScreenError::Failed);
    let request = connection.get_image(
        ImageFormat::Z_PIXMAP,
        screen.root,
        offset(area.x)?,
        offset(area.y)?,
        number(area.width)?,
        number(area.height)?,
        u32::MAX,
    )?;
    Ok(request.reply()?.data)
}

/// How the server writes a pixel.
pub struct Format {
    /// In a pixel: 1, 4, 8, 16, 24 or 32.
    bits: u8,
    /// What the rows are padded to.
    pad: u8,
    /// Of the bytes of a pixel.
    bytes: ImageOrder,
    /// Of pixels that are smaller than a byte, in a byte.
    within_byte: ImageOrder,
    colours: Colours,
}

/// What a pixel's number means.
enum Colours {
    /// Parts of it are red, green and blue.
    Parts([Part; 3]),
    /// It is the place in a table, of blue, green and red.
    Table(Vec<[u8; 3]>),
}

/// Some bits of a number.
#[derive(Debug, Clone, Copy)]
struct Part {
    mask: u32,
}

impl Format {
    /// Of windows with this depth and visual. Fails if what the server has said does not fit together.
    pub fn of(
        connection: &impl Connection,
        screen: &Screen,
        depth: u8,
        visual: Visualid,
    ) -> Result<Self, ScreenError> {
        let setup = connection.setup();
        let format = setup.pixmap_formats.iter().find(|it| {
            it.depth == depth
                && matches!(it.bits_per_pixel, 1 | 4 | 8 | 16 | 24 | 32)
                && matches!(it.scanline_pad, 8 | 16 | 32)
        });
        let mut visuals = screen.allowed_depths.iter().flat_map(|it| &it.visuals);
        let visual = visuals.find(|it| it.visual_id == visual);
        let (Some(format), Some(visual)) = (format, visual) else {
            return Err(ScreenError::Failed);
        };
        let colours = match visual.class {
            VisualClass::TRUE_COLOR | VisualClass::DIRECT_COLOR => Colours::Parts(
                [visual.red_mask, visual.green_mask, visual.blue_mask].map(|mask| Part { mask }),
            ),
            _ => Colours::Table(table(connection, screen)?),
        };
        Ok(Self {
            bits: format.bits_per_pixel,
            pad: format.scanline_pad,
            bytes: setup.image_byte_order,
            within_byte: setup.bitmap_format_bit_order,
            colours,
        })
    }

    /// The bytes of a row of `width` pixels.
    pub fn row_bytes(&self, width: u32) -> usize {
        let bits = width as usize * usize::from(self.bits);
        bits.next_multiple_of(self.pad.into()) / 8
    }

    /// Appends a row as blue, green, red and nothing.
    fn read_row(&self, row: &[u8], width: u32, pixels: &mut Vec<u8>) {
        let width = width as usize;
        if self.is_as_wanted() {
            pixels.extend_from_slice(&row[..width * 4]);
            return;
        }
        for x in 0..width {
            let [blue, green, red] = self.colours.of(self.pixel(row, x));
            pixels.extend_from_slice(&[blue, green, red, 0]);
        }
    }

    /// Whether pixels can be made of colours, and not only of places in a table.
    pub const fn can_write(&self) -> bool {
        matches!(self.colours, Colours::Parts(_)) && self.bits >= 8
    }

    /// Appends a row of red, green, blue and opacity. That is kept where the window `blends`, otherwise all of it is
    /// solid.
    pub fn write_row(&self, row: &[u8], blends: bool, data: &mut Vec<u8>) {
        let Colours::Parts(parts) = &self.colours else {
            return;
        };
        let end = data.len() + self.row_bytes((row.len() / 4) as u32);
        let rest = Part {
            mask: parts.iter().fold(u32::MAX, |rest, part| rest & !part.mask),
        };
        for pixel in row.chunks_exact(4) {
            let alpha = if blends { pixel[3] } else { 0xFF };
            // Compositors want the colours multiplied by the opacity.
            let solid = |value: u8| (u16::from(value) * u16::from(alpha) / 0xFF) as u8;
            let colours = parts.iter().zip(pixel);
            let number = colours.fold(rest.put(alpha), |number, (part, value)| {
                number | part.put(solid(*value))
            });
            let bytes = usize::from(self.bits / 8).min(4);
            match self.bytes {
                ImageOrder::LSB_FIRST => data.extend_from_slice(&number.to_le_bytes()[..bytes]),
                _ => data.extend_from_slice(&number.to_be_bytes()[4 - bytes..]),
            }
        }
        data.resize(end, 0);
    }

    /// As nearly all servers write them.
    fn is_as_wanted(&self) -> bool {
        let masks = match &self.colours {
            Colours::Parts(parts) => parts.map(|part| part.mask),
            Colours::Table(_) => return false,
        };
        self.bits == 32 && self.bytes == ImageOrder::LSB_FIRST && masks == [0xFF_0000, 0xFF00, 0xFF]
    }

    fn pixel(&self, row: &[u8], x: usize) -> u32 {
        let bits = usize::from(self.bits);
        if bits < 8 {
            let (byte, place) = (row[x * bits / 8], x % (8 / bits));
            let shift = match self.within_byte {
                ImageOrder::LSB_FIRST => place * bits,
                _ => 8 - bits - place * bits,
            };
            return u32::from(byte >> shift) & ((1 << bits) - 1);
        }
        let bytes = &row[x * bits / 8..][..bits / 8];
        let join = |number: u32, byte: &u8| number << 8 | u32::from(*byte);
        match self.bytes {
            ImageOrder::LSB_FIRST => bytes.iter().rev().fold(0, join),
            _ => bytes.iter().fold(0, join),
        }
    }
}

impl Colours {
    /// Blue, green and red.
    fn of(&self, pixel: u32) -> [u8; 3] {
        match self {
            Self::Parts([red, green, blue]) => [blue, green, red].map(|part| part.of(pixel)),
            Self::Table(table) => table.get(pixel as usize).copied().unwrap_or_default(),
        }
    }
}

impl Part {
    /// Its value, scaled to 0–255.
    fn of(self, pixel: u32) -> u8 {
        if self.mask == 0 {
            return 0;
        }
        let shift = self.mask.trailing_zeros();
        let value = u64::from((pixel & self.mask) >> shift);
        let most = u64::from(self.mask >> shift);
        // No larger than 255, as the value is no larger than the most.
        (value * 255 / most) as u8
    }

    /// The number with this value, of 0–255, in these bits.
    fn put(self, value: u8) -> u32 {
        if self.mask == 0 {
            return 0;
        }
        let shift = self.mask.trailing_zeros();
        let most = u64::from(self.mask >> shift);
        // No larger than the mask.
        ((u64::from(value) * most / 255) as u32) << shift
    }
}

/// The colours of a screen that shows only some at a time.
fn table(connection: &impl Connection, screen: &Screen) -> Result<Vec<[u8; 3]>, ScreenError> {
    let count = 1_u32 << screen.root_depth.min(8);
    let places: Vec<u32> = (0..count).collect();
    let colours = connection
        .query_colors(screen.default_colormap, &places)?
        .reply()?;
    let high = |value: u16| (value >> 8) as u8;
    let colours = colours.colors.into_iter();
    Ok(colours
        .map(|it| [it.blue, it.green, it.red].map(high))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(bits: u8, order: ImageOrder, masks: [u32; 3]) -> Format {
        Format {
            bits,
            pad: 32,
            bytes: order,
            within_byte: order,
            colours: Colours::Parts(masks.map(|mask| Part { mask })),
        }
    }

    fn read(format: &Format, row: &[u8], width: u32) -> Vec<u8> {
        let mut pixels = Vec::new();
        format.read_row(row, width, &mut pixels);
        pixels
    }

    #[test]
    fn every_format_gives_the_same_orange() {
        const LOW: ImageOrder = ImageOrder::LSB_FIRST;
        const HIGH: ImageOrder = ImageOrder::MSB_FIRST;
        let usual = [0xFF_0000, 0xFF00, 0xFF];
        let orange = [0, 0x80, 0xFF, 0];
        for (format, row) in [
            (format(32, LOW, usual), &[0x00, 0x80, 0xFF, 0x00][..]),
            (format(32, HIGH, usual), &[0x00, 0xFF, 0x80, 0x00]),
            (
                format(32, LOW, [0xFF, 0xFF00, 0xFF_0000]),
                &[0xFF, 0x80, 0, 0],
            ),
            (format(24, LOW, usual), &[0x00, 0x80, 0xFF]),
            (format(24, HIGH, usual), &[0xFF, 0x80, 0x00]),
        ] {
            assert_eq!(read(&format, row, 1), orange);
        }
        // Ten bits a colour: 1023, 514 and 0.
        let ten = format(32, LOW, [0x3FF0_0000, 0xF_FC00, 0x3FF]);
        let pixel: u32 = 0x3FF << 20 | 514 << 10;
        assert_eq!(read(&ten, &pixel.to_le_bytes(), 1), orange);
    }

    #[test]
    fn what_is_written_is_read_back() {
        let orders = [ImageOrder::LSB_FIRST, ImageOrder::MSB_FIRST];
        for (bits, order) in [16, 24, 32]
            .into_iter()
            .flat_map(|it| orders.map(|o| (it, o)))
        {
            let masks = if bits == 16 {
                [0xF800, 0x07E0, 0x001F]
            } else {
                [0xFF_0000, 0xFF00, 0xFF]
            };
            let format = format(bits, order, masks);
            let mut row = Vec::new();
            format.write_row(&[255, 0, 255, 9, 0, 255, 0, 9], false, &mut row);
            assert_eq!(row.len(), format.row_bytes(2));
            let pixels = read(&format, &row, 2);
            assert_eq!(pixels[..3], [255, 0, 255]);
            assert_eq!(pixels[4..7], [0, 255, 0]);
        }
    }

    #[test]
    fn opacity_is_kept_where_windows_blend() {
        let format = format(32, ImageOrder::LSB_FIRST, [0xFF_0000, 0xFF00, 0xFF]);
        let mut row = Vec::new();
        format.write_row(&[255, 128, 0, 128], true, &mut row);
        assert_eq!(row, [0, 64, 128, 128]);
    }

    #[test]
    fn sixteen_bits_reach_from_black_to_white() {
        for order in [ImageOrder::LSB_FIRST, ImageOrder::MSB_FIRST] {
            let format = format(16, order, [0xF800, 0x07E0, 0x001F]);
            let row = [0, 0, 0xFF, 0xFF];
            assert_eq!(read(&format, &row, 2), [0, 0, 0, 0, 255, 255, 255, 0]);
        }
    }

    #[test]
    fn pixels_smaller_than_a_byte_come_in_the_order_of_the_server() {
        let mut format = format(1, ImageOrder::LSB_FIRST, [0; 3]);
        format.colours = Colours::Table(vec![[0; 3], [255; 3]]);
        let firsts = |format: &Format| -> Vec<u8> {
            let pixels = read(format, &[0b0000_0101, 0, 0, 0], 8);
            pixels.chunks(4).map(|pixel| pixel[0]).collect()
        };
        assert_eq!(firsts(&format), [255, 0, 255, 0, 0, 0, 0, 0]);
        format.within_byte = ImageOrder::MSB_FIRST;
        assert_eq!(firsts(&format), [0, 0, 0, 0, 0, 255, 0, 255]);
    }

    #[test]
    fn a_number_that_is_not_in_the_table_is_black() {
        let colours = Colours::Table(vec![[1, 2, 3]]);
        assert_eq!(colours.of(0), [1, 2, 3]);
        assert_eq!(colours.of(7), [0; 3]);
    }
}

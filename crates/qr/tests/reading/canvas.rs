//! Pictures with codes, made pixel by pixel.

use keyrack_qr::{Layout, Page, Picture, Progress, draw, find};
use zeroize::Zeroizing;

/// A grey picture whose pixels follow from places: what is at (x, y) is asked at sixteen spots a pixel.
pub struct Canvas {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<f32>,
}

/// A code on a canvas.
#[derive(Clone, Copy)]
pub struct Code<'a> {
    pub text: &'a str,
    /// Pixels a module.
    pub module: f32,
    /// The middle of the code.
    pub middle: (f32, f32),
    /// How far it is turned, in degrees.
    pub turned: f32,
    pub dark: f32,
    pub light: f32,
    /// Modules of light round it.
    pub quiet: f32,
}

impl<'a> Code<'a> {
    pub fn new(text: &'a str, module: f32, middle: (f32, f32)) -> Self {
        Self {
            text,
            module,
            middle,
            turned: 0.0,
            dark: 0.0,
            light: 255.0,
            quiet: 4.0,
        }
    }
}

impl Canvas {
    pub fn new(width: usize, height: usize, ground: f32) -> Self {
        Self {
            width,
            height,
            pixels: vec![ground; width * height],
        }
    }

    /// A symbol of so many modules on a side, at four pixels a module.
    pub fn of_modules(size: usize, is_dark: impl Fn(usize, usize) -> bool) -> Self {
        let side = (size + 8) * 4;
        Self::new(side, side, 255.0).changed(|x, y, ground| {
            let (x, y) = ((x / 4).wrapping_sub(4), (y / 4).wrapping_sub(4));
            if x < size && y < size && is_dark(x, y) {
                0.0
            } else {
                ground
            }
        })
    }

    /// Both beside each other; they are as high as each other.
    pub fn beside(&self, right: &Self) -> Self {
        assert_eq!(self.height, right.height);
        let rows = self
            .pixels
            .chunks(self.width)
            .zip(right.pixels.chunks(right.width));
        Self {
            width: self.width + right.width,
            height: self.height,
            pixels: rows
                .flat_map(|(left, right)| [left, right].concat())
                .collect(),
        }
    }

    /// Draws a code, smooth at its edges.
    pub fn code(mut self, code: Code<'_>) -> Self {
        const SPOTS: usize = 4;
        let matrix = draw(code.text).unwrap();
        let size = matrix.size() as f32;
        let (sine, cosine) = code.turned.to_radians().sin_cos();
        for y in 0..self.height {
            for x in 0..self.width {
                let mut sum = 0.0;
                for spot in 0..SPOTS * SPOTS {
                    let within = |index: usize| (index as f32 + 0.5) / SPOTS as f32;
                    let (dx, dy) = (
                        x as f32 + within(spot % SPOTS) - code.middle.0,
                        y as f32 + within(spot / SPOTS) - code.middle.1,
                    );
                    let column = (dx * cosine + dy * sine) / code.module + size / 2.0;
                    let row = (dy * cosine - dx * sine) / code.module + size / 2.0;
                    let inside = -code.quiet..size + code.quiet;
                    let on_symbol = (0.0..size).contains(&column) && (0.0..size).contains(&row);
                    sum += if on_symbol && matrix.is_dark(column as usize, row as usize) {
                        code.dark
                    } else if inside.contains(&column) && inside.contains(&row) {
                        code.light
                    } else {
                        self.pixels[y * self.width + x]
                    };
                }
                self.pixels[y * self.width + x] = sum / (SPOTS * SPOTS) as f32;
            }
        }
        self
    }

    /// Blurs by so many pixels (a Gaussian's standard deviation).
    pub fn blurred(self, sigma: f32) -> Self {
        let reach = (sigma * 3.0).ceil() as isize;
        let weights: Vec<f32> = (-reach..=reach)
            .map(|at| (-(at * at) as f32 / (2.0 * sigma * sigma)).exp())
            .collect();
        let whole: f32 = weights.iter().sum();
        let pass = |from: &[f32], step: (isize, isize)| -> Vec<f32> {
            (0..from.len())
                .map(|index| {
                    let (x, y) = ((index % self.width) as isize, (index / self.width) as isize);
                    let sum: f32 = weights
                        .iter()
                        .enumerate()
                        .map(|(at, weight)| {
                            let away = at as isize - reach;
                            let column =
                                (x + away * step.0).clamp(0, self.width as isize - 1) as usize;
                            let row =
                                (y + away * step.1).clamp(0, self.height as isize - 1) as usize;
                            from[row * self.width + column] * weight
                        })
                        .sum();
                    sum / whole
                })
                .collect()
        };
        let pixels = pass(&pass(&self.pixels, (1, 0)), (0, 1));
        Self { pixels, ..self }
    }

    /// Changes each pixel by what a function of its place and value says.
    pub fn changed(mut self, change: impl Fn(usize, usize, f32) -> f32) -> Self {
        for y in 0..self.height {
            for x in 0..self.width {
                let value = &mut self.pixels[y * self.width + x];
                *value = change(x, y, *value);
            }
        }
        self
    }

    /// Half as wide and high.
    pub fn halved(&self) -> Self {
        let (width, height) = (self.width / 2, self.height / 2);
        let at = |x: usize, y: usize| self.pixels[y * self.width + x];
        let four =
            |x: usize, y: usize| (at(x, y) + at(x + 1, y) + at(x, y + 1) + at(x + 1, y + 1)) / 4.0;
        let pixels = (0..width * height)
            .map(|index| four(index % width * 2, index / width * 2))
            .collect();
        Self {
            width,
            height,
            pixels,
        }
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.pixels
            .iter()
            .map(|value| value.round().clamp(0.0, 255.0) as u8)
            .collect()
    }

    pub fn picture(&self) -> Picture {
        let rgb: Vec<u8> = self
            .bytes()
            .into_iter()
            .flat_map(|value| [value; 3])
            .collect();
        Picture::new(
            self.width as u32,
            self.height as u32,
            Zeroizing::new(rgb),
            Layout::Rgb,
        )
        .unwrap()
    }

    pub fn find(&self) -> Page {
        find(&self.picture(), &Progress::silent()).unwrap()
    }

    pub fn png(&self) -> Vec<u8> {
        encode(
            &image::DynamicImage::ImageLuma8(self.image()),
            image::ImageFormat::Png,
        )
    }

    pub fn image(&self) -> image::GrayImage {
        image::GrayImage::from_raw(self.width as u32, self.height as u32, self.bytes()).unwrap()
    }
}

/// Encodes a picture.
pub fn encode(picture: &image::DynamicImage, format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// The texts on a page, sorted.
pub fn texts(page: &Page) -> Vec<String> {
    let mut texts: Vec<String> = page
        .symbols
        .iter()
        .map(|symbol| symbol.text.to_string())
        .collect();
    texts.sort();
    texts
}

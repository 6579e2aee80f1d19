//! Points, and the maps from the modules of a symbol to the pixels of a picture.

use std::ops::{Add, Mul, Sub};

/// A place on a picture, in pixels, or on a symbol, in modules. The middle of the first one is at (0.5, 0.5).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Point {
    pub(crate) x: f32,
    pub(crate) y: f32,
}

impl Point {
    pub(crate) const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    pub(crate) fn length(self) -> f32 {
        (self.x * self.x + self.y * self.y).sqrt()
    }

    pub(crate) fn dot(self, other: Self) -> f32 {
        self.x * other.x + self.y * other.y
    }

    /// Above zero when `other` lies to the right of this direction, as a picture is seen.
    pub(crate) fn cross(self, other: Self) -> f32 {
        self.x * other.y - self.y * other.x
    }

    pub(crate) fn distance(self, other: Self) -> f32 {
        (self - other).length()
    }
}

impl Add for Point {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }
}

impl Sub for Point {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }
}

impl Mul<f32> for Point {
    type Output = Self;
    fn mul(self, by: f32) -> Self {
        Self::new(self.x * by, self.y * by)
    }
}

/// Four places on the picture: of the middles of the three finders, and of where a fourth would be. Clockwise on the
/// symbol, from its first row: top left, top right, bottom right, bottom left.
pub(crate) type Quad = [Point; 4];

/// How far the middle of a finder is from the edges of the symbol, in modules.
pub(crate) const FINDER_MIDDLE: f32 = 3.5;

/// Maps modules to pixels, as a camera sees a flat symbol.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View {
    /// One over the modules between the finders.
    scale: f32,
    x: [f32; 3],
    y: [f32; 3],
    w: [f32; 2],
}

impl View {
    /// The view of a symbol with `size` modules a side (Heckbert's map of a square to four points); `None` if the four
    /// points are no picture of a square.
    pub(crate) fn new(quad: &Quad, size: usize) -> Option<Self> {
        let [p0, p1, p2, p3] = *quad;
        let sum = p0 - p1 + p2 - p3;
        let (d1, d2) = (p1 - p2, p3 - p2);
        let area = d1.cross(d2);
        if area.is_nan() || area.abs() <= 1e-3 {
            return None;
        }
        let (g, h) = (sum.cross(d2) / area, d1.cross(sum) / area);
        // What lies behind the camera cannot be seen.
        if !(1.0 + g > 0.05 && 1.0 + h > 0.05 && 1.0 + g + h > 0.05) {
            return None;
        }
        Some(Self {
            scale: 1.0 / (size as f32 - 2.0 * FINDER_MIDDLE),
            x: [p1.x - p0.x + g * p1.x, p3.x - p0.x + h * p3.x, p0.x],
            y: [p1.y - p0.y + g * p1.y, p3.y - p0.y + h * p3.y, p0.y],
            w: [g, h],
        })
    }

    /// Where on the picture a place on the symbol is seen.
    #[inline]
    pub(crate) fn at(&self, x: f32, y: f32) -> Point {
        let (u, v) = (
            (x - FINDER_MIDDLE) * self.scale,
            (y - FINDER_MIDDLE) * self.scale,
        );
        let w = 1.0 / (self.w[0] * u + self.w[1] * v + 1.0).max(1e-3);
        Point::new(
            (self.x[0] * u + self.x[1] * v + self.x[2]) * w,
            (self.y[0] * u + self.y[1] * v + self.y[2]) * w,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_meets_its_four_points() {
        let quad = [
            Point::new(10.0, 12.0),
            Point::new(90.0, 8.0),
            Point::new(80.0, 95.0),
            Point::new(5.0, 70.0),
        ];
        let view = View::new(&quad, 25).unwrap();
        let seen = [
            view.at(3.5, 3.5),
            view.at(21.5, 3.5),
            view.at(21.5, 21.5),
            view.at(3.5, 21.5),
        ];
        for (seen, wanted) in seen.iter().zip(quad) {
            assert!(seen.distance(wanted) < 1e-3, "{seen:?} {wanted:?}");
        }
    }

    #[test]
    fn a_line_is_no_view() {
        let on_a_line = [0.0, 1.0, 2.0, 3.0].map(|x| Point::new(x, x));
        assert!(View::new(&on_a_line, 25).is_none());
    }
}

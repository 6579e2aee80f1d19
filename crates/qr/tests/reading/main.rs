//! The reader, on pictures that are made here and on those of the fixtures.

mod bad;
mod canvas;
mod fixtures;
mod pictures;
mod property;

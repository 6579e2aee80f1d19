//! The rules of an office's log (design, 2.5), through what the crate gives others.

mod log;
mod office;
mod vectors;
mod words;

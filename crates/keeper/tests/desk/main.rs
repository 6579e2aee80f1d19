//! The desk as a window sees it: JSON in, JSON out, with a stage and a clipboard that note what was asked, and clocks
//! that the tests set.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops where its ground is missing"
)]
#![allow(
    clippy::needless_pass_by_value,
    reason = "requests are made where they are asked"
)]

mod accounts;
mod copying;
mod drafts;
mod files;
mod folders;
mod kits;
mod lists;
mod papers;
mod secrecy;
mod settings;
mod standing;
mod support;
mod words;

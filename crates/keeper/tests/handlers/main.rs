//! The desk as a window sees it: JSON in, JSON out, with a shell and a clipboard that note what was asked, and clocks
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
mod backups;
mod clocks;
mod copying;
mod dav;
mod drafts;
mod favourites;
mod files;
mod folders;
mod helpers;
mod imports;
mod kits;
mod lists;
mod lock_state;
mod locking;
mod office_syncs;
mod offices;
mod papers;
mod passwords;
mod pins;
mod qr;
mod scans;
mod secrecy;
mod settings;
mod support;
mod vault_events;
mod words;

//! Offices of several devices over one store in memory, which goes wrong where a test says so.

mod desk;
mod everyday;

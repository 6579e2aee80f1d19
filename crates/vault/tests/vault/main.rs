//! The vault: laws of merging, round trips, crashes, damage, copies, kept states, and the stock tools.

mod copies;
mod crash;
mod damage;
mod disk;
mod edits;
mod generations;
mod laws;
mod round_trip;
mod stock;
mod world;

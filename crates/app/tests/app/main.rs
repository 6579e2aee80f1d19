//! The use cases on real files, with a clock that the tests set.

mod backups;
mod imports;
mod locking;
mod main_job;
mod support;

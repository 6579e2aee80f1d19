//! What a process of ours lets nobody do to it, and what it may not do itself.

pub use keyrack_memory::harden;

/// Lets this process have so many bytes of memory and few files at once. Windows bounds it from outside.
#[cfg(unix)]
pub fn bound_memory(bytes: usize) {
    use rustix::process::{Resource, Rlimit, setrlimit};

    let limit = |most: u64| Rlimit {
        current: Some(most),
        maximum: Some(most),
    };
    _ = setrlimit(Resource::As, limit(bytes as u64));
    _ = setrlimit(Resource::Nofile, limit(MAX_FILES));
}

#[cfg(unix)]
const MAX_FILES: u64 = 64;

#[cfg(not(unix))]
pub const fn bound_memory(_bytes: usize) {}

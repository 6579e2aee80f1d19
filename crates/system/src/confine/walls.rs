//! What a process may use and reach.

/// What a process may use, at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Bytes of address space.
    pub memory: u64,
    /// Seconds of the processor's time.
    pub seconds: u64,
}

/// Which walls stand around a process.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Walls {
    /// It can open no file, by rules of the system's that hold for files and, where the system has such, for network
    /// and signals (Landlock on Linux, a sandbox on macOS, low integrity on Windows).
    pub files: bool,
    /// It can ask the kernel for nothing but what computing takes: no file, no network, no process, no other's memory.
    pub calls: bool,
}

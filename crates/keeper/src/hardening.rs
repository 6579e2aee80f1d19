//! Keeps other programs of the user out of the memory of this process, as far as the system lets it.

/// Lets neither a crash write the memory to disk, here and in every process that is started from here, nor another
/// program of the same user read it. Where a part of it is not possible, the rest is done.
#[cfg(target_os = "linux")]
pub fn harden() {
    use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};

    // A limit of 0 does not keep the kernel from handing the memory to a crash reporter over a pipe; 1 does, see
    // fs/coredump.c, and is too little for a file.
    let nearly_none = Rlimit {
        current: Some(1),
        maximum: Some(1),
    };
    _ = setrlimit(Resource::Core, nearly_none);
    _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
}

#[cfg(not(target_os = "linux"))]
pub use keyrack_system::harden;

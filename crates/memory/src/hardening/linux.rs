//! Linux: see `prctl(2)`, `PR_SET_DUMPABLE`, and `core(5)`.

use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};

pub fn harden() {
    // A limit of 0 does not keep the kernel from handing the memory to a crash reporter over a pipe; 1 does, see
    // fs/coredump.c, and is too little for a file.
    let nearly_none = Rlimit {
        current: Some(1),
        maximum: Some(1),
    };
    _ = setrlimit(Resource::Core, nearly_none);
    _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
}

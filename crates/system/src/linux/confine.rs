//! Limits, Landlock and seccomp: what keeps a process of ours in that works on what strangers made.

use landlock::{
    ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetError, RulesetStatus, Scope,
};
use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};

use crate::confine::{Bounds, Walls};

/// How many files may be open at once.
const MAX_FILES: u64 = 64;

pub fn bound(bounds: Bounds) {
    close_inherited();
    let limits = [
        (Resource::As, bounds.memory),
        (Resource::Cpu, bounds.seconds),
        (Resource::Nofile, MAX_FILES),
        (Resource::Fsize, 0),
        // 0 does not keep the kernel from handing the memory to a crash reporter; 1 does, see fs/coredump.c.
        (Resource::Core, 1),
    ];
    for (resource, most) in limits {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        _ = setrlimit(resource, limit);
    }
    _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
}

pub fn confine() -> Walls {
    Walls {
        files: landlock().unwrap_or(false),
        calls: calls::refuse_most().is_some(),
    }
}

/// Whoever started this program may have left open what is nobody's business here.
#[expect(unsafe_code, reason = "no library has this call without it")]
fn close_inherited() {
    // SAFETY: takes numbers only, and nothing in this process owns these files yet.
    unsafe { libc::syscall(libc::SYS_close_range, 3, libc::c_uint::MAX, 0) };
}

/// Handles every right that Landlock knows, and grants none. A kernel without it, or without a part of it, leaves the
/// rest.
fn landlock() -> Result<bool, RulesetError> {
    let abi = ABI::V7;
    let status = Ruleset::default()
        .handle_access(AccessFs::from_all(abi))?
        .handle_access(AccessNet::from_all(abi))?
        .scope(Scope::from_all(abi))?
        .create()?
        .restrict_self()?;
    Ok(status.ruleset != RulesetStatus::NotEnforced)
}

#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
mod calls {
    use std::env;

    use seccompiler::{
        BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
        SeccompRule, apply_filter,
    };

    /// What computing takes, and reading and writing what is open.
    const NEEDED: [libc::c_long; 39] = [
        libc::SYS_read,
        libc::SYS_readv,
        libc::SYS_write,
        libc::SYS_writev,
        libc::SYS_close,
        libc::SYS_fstat,
        libc::SYS_fcntl,
        libc::SYS_ppoll,
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_madvise,
        libc::SYS_mlock,
        libc::SYS_mlock2,
        libc::SYS_munlock,
        libc::SYS_brk,
        libc::SYS_futex,
        libc::SYS_get_robust_list,
        libc::SYS_set_robust_list,
        libc::SYS_rseq,
        libc::SYS_set_tid_address,
        libc::SYS_membarrier,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_sigaltstack,
        libc::SYS_restart_syscall,
        libc::SYS_sched_yield,
        libc::SYS_sched_getaffinity,
        libc::SYS_getpid,
        libc::SYS_gettid,
        libc::SYS_getrandom,
        libc::SYS_getrusage,
        libc::SYS_gettimeofday,
        libc::SYS_clock_gettime,
        libc::SYS_clock_getres,
        libc::SYS_clock_nanosleep,
        libc::SYS_nanosleep,
        libc::SYS_exit,
        libc::SYS_exit_group,
    ];

    /// Answers every other call as a kernel does that has no such call, which libraries are prepared for: glibc starts
    /// threads by `clone` then, whose flags can be looked at, and not by `clone3`, whose cannot.
    pub fn refuse_most() -> Option<()> {
        let is = |argument, mask: i32, value: i32| {
            let operator = SeccompCmpOp::MaskedEq(mask as u32 as u64);
            SeccompCondition::new(
                argument,
                SeccompCmpArgLen::Dword,
                operator,
                value as u32 as u64,
            )
        };
        let all = -1;
        let rules = NEEDED.map(|call| Some((call, Vec::new()))).into_iter();
        let own_process = i32::try_from(std::process::id()).ok()?;
        let bounded = [
            // A thread, and no process.
            (
                libc::SYS_clone,
                is(0, libc::CLONE_THREAD, libc::CLONE_THREAD),
            ),
            // Memory, and none that holds a program.
            (libc::SYS_mmap, is(2, libc::PROT_EXEC, 0)),
            (libc::SYS_mprotect, is(2, libc::PROT_EXEC, 0)),
            // A name for a thread.
            (libc::SYS_prctl, is(0, all, libc::PR_SET_NAME)),
            // A process ends itself so when it has no way on.
            (libc::SYS_tgkill, is(0, all, own_process)),
        ]
        .map(|(call, condition)| {
            let rule = SeccompRule::new(vec![condition.ok()?]).ok()?;
            Some((call, vec![rule]))
        });
        let rules = rules.chain(bounded).collect::<Option<_>>()?;
        let refuse = SeccompAction::Errno(libc::ENOSYS as u32);
        let filter = SeccompFilter::new(
            rules,
            refuse,
            SeccompAction::Allow,
            env::consts::ARCH.try_into().ok()?,
        );
        let filter: BpfProgram = filter.ok()?.try_into().ok()?;
        apply_filter(&filter).ok()
    }
}

/// The numbers of calls are not known for other processors.
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
mod calls {
    pub const fn refuse_most() -> Option<()> {
        None
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::net::{TcpListener, UdpSocket};
    use std::os::unix::net::UnixStream;
    use std::os::unix::process::CommandExt;
    use std::process::{self, Command};
    use std::{env, io, thread};

    use rustix::process::{Pid, getppid, test_kill_process};

    use super::*;

    /// Runs the test of this name again in a process of its own, as `part`, and returns what it printed.
    fn apart(name: &str, part: &str) -> String {
        let output = Command::new(env::current_exe().unwrap())
            .args([
                "--exact",
                &format!("linux::confine::tests::{name}"),
                "--nocapture",
            ])
            .env(PART, part)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    const PART: &str = "KEYRACK_TEST_WALLS";

    fn part() -> Option<String> {
        env::var(PART).ok()
    }

    /// Tries everything that walls are for, and tells what was possible.
    fn attempts(parent: Pid) -> Vec<&'static str> {
        let folder = env::temp_dir();
        let mine = folder.join(format!("keyrack-walls-{}", process::id()));
        let tried: [(&str, bool); 14] = [
            ("open", File::open("/proc/self/maps").is_ok()),
            ("look", fs::metadata("/").is_ok()),
            ("list", fs::read_dir("/").is_ok()),
            ("create", File::create(&mine).is_ok()),
            ("remove", fs::remove_file(&mine).is_ok()),
            ("listen", TcpListener::bind("127.0.0.1:0").is_ok()),
            ("send", UdpSocket::bind("127.0.0.1:0").is_ok()),
            ("socket", UnixStream::pair().is_ok()),
            ("start", Command::new("true").status().is_ok()),
            ("fork", can_fork()),
            ("signal", test_kill_process(parent).is_ok()),
            ("trace", can_trace(parent)),
            ("peek", can_peek(parent)),
            ("program", can_make_programs()),
        ];
        let possible = tried.into_iter().filter(|(_, possible)| *possible);
        possible.map(|(what, _)| what).collect()
    }

    #[expect(unsafe_code, reason = "tries what is to be refused")]
    fn can_fork() -> bool {
        // SAFETY: the child does nothing but end.
        unsafe {
            match libc::fork() {
                0 => libc::_exit(0),
                child => child > 0,
            }
        }
    }

    #[expect(unsafe_code, reason = "tries what is to be refused")]
    fn can_trace(parent: Pid) -> bool {
        let parent = parent.as_raw_nonzero().get();
        // SAFETY: attaches without stopping, and lets go again.
        let traced = unsafe { libc::ptrace(libc::PTRACE_SEIZE, parent, 0, 0) } == 0;
        if traced {
            // SAFETY: as above.
            unsafe { libc::ptrace(libc::PTRACE_DETACH, parent, 0, 0) };
        }
        traced
    }

    /// Whether the memory of another process can be asked for; none is read.
    #[expect(unsafe_code, reason = "tries what is to be refused")]
    fn can_peek(parent: Pid) -> bool {
        let none = std::ptr::null();
        let parent = parent.as_raw_nonzero().get();
        // SAFETY: of no parts.
        unsafe { libc::process_vm_readv(parent, none, 0, none, 0, 0) == 0 }
    }

    #[expect(unsafe_code, reason = "tries what is to be refused")]
    fn can_make_programs() -> bool {
        let kind = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
        let rights = libc::PROT_READ | libc::PROT_EXEC;
        // SAFETY: memory of its own, which nobody uses.
        let made = unsafe { libc::mmap(std::ptr::null_mut(), 4096, rights, kind, -1, 0) };
        made != libc::MAP_FAILED
    }

    #[test]
    fn behind_the_walls_there_is_no_file_no_network_and_no_other_process() {
        let name = "behind_the_walls_there_is_no_file_no_network_and_no_other_process";
        let Some(part) = part() else {
            let free = apart(name, "none");
            assert!(free.contains("possible: "), "{free}");
            for what in [
                "open", "look", "list", "create", "remove", "listen", "send", "socket", "start",
                "fork", "signal", "program",
            ] {
                let tried = free.split_once("possible: ").unwrap().1;
                assert!(
                    tried.split(' ').any(|it| it.trim() == what),
                    "{what} is tried: {free}"
                );
            }
            assert!(!free.contains("no other program"), "{free}");
            // Each wall holds alone, as far as it reaches.
            for part in ["both", "calls"] {
                let told = apart(name, part);
                assert!(told.contains("walls: true, possible: nothing\n"), "{told}");
                assert!(told.contains("no other program"), "{told}");
            }
            let landlock = apart(name, "files");
            if landlock.contains("walls: false") {
                return println!("SKIPPED {name}, in part: this kernel has no Landlock");
            }
            let tried = landlock.split_once("possible: ").unwrap().1;
            for what in ["open", "list", "create", "remove", "start"] {
                assert!(
                    !tried.split(' ').any(|it| it.trim() == what),
                    "{what}: {tried}"
                );
            }
            assert!(landlock.contains("no other program"), "{landlock}");
            return;
        };
        let parent = getppid().unwrap();
        let walls = match part.as_str() {
            "both" => confine().calls,
            "calls" => calls::refuse_most().is_some(),
            "files" => landlock().unwrap(),
            _ => false,
        };
        let mut possible = attempts(parent);
        if possible.is_empty() {
            possible.push("nothing");
        }
        println!("walls: {walls}, possible: {}", possible.join(" "));
        // Where that is possible, this program is no more.
        _ = Command::new("true").exec();
        println!("no other program");
    }

    #[test]
    fn behind_the_walls_there_is_room_for_work() {
        let name = "behind_the_walls_there_is_room_for_work";
        if part().is_none() {
            let told = apart(name, "both");
            assert!(told.contains("worked: 3 of 3"), "{told}");
            return;
        }
        let bounds = Bounds {
            memory: 512 << 20,
            seconds: 30,
        };
        bound(bounds);
        _ = confine();
        let mut worked = 0;
        let summer = thread::Builder::new().name("sum".to_owned());
        let sum = summer.spawn(|| (0..1000_u64).collect::<Vec<_>>().iter().sum::<u64>());
        worked += usize::from(sum.unwrap().join().unwrap() == 499_500);
        let fault = thread::spawn(|| std::panic::panic_any(7)).join();
        worked += usize::from(fault.is_err());
        let mut much: Vec<u8> = Vec::new();
        let fits = much.try_reserve_exact(200 << 20).is_ok();
        worked += usize::from(fits && Vec::<u8>::new().try_reserve_exact(400 << 20).is_err());
        println!("worked: {worked} of 3");
    }

    #[test]
    fn what_was_left_open_is_closed_and_nothing_can_be_written() {
        let name = "what_was_left_open_is_closed_and_nothing_can_be_written";
        if part().is_none() {
            let told = apart(name, "both");
            assert!(told.contains("open: 0, written: false"), "{told}");
            return;
        }
        let kept = std::mem::ManuallyDrop::new(tempfile::tempfile().unwrap());
        bound(Bounds {
            memory: 512 << 20,
            seconds: 30,
        });
        // The list itself is open while it is read.
        let open = fs::read_dir("/proc/self/fd").unwrap().count() - 4;
        assert!(kept.metadata().is_err());
        // The system ends whoever writes too much, unless the signal is ignored.
        let written = {
            let file = tempfile::tempfile().unwrap();
            ignore_large_files();
            io::Write::write(&mut &file, b"x").is_ok()
        };
        println!("open: {open}, written: {written}");
    }

    #[expect(unsafe_code, reason = "no other way to hear of it")]
    fn ignore_large_files() {
        // SAFETY: sets no function.
        unsafe { libc::signal(libc::SIGXFSZ, libc::SIG_IGN) };
    }
}

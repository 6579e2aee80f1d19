//! What the system says of a process that holds a key, asked of a process of its own for each case.

#![forbid(unsafe_code)]
// All of this is test code; clippy sees only functions marked as such.
#![allow(clippy::print_stderr, clippy::print_stdout, clippy::unwrap_used)]

fn main() {
    #[cfg(target_os = "linux")]
    linux::main();
}

#[cfg(target_os = "linux")]
mod linux {
    use std::io::{self, BufRead};
    use std::process::{Child, Command, Stdio};
    use std::{env, fs};

    use keyrack_memory::{Locked, harden, is_kept_out_of_swap};

    /// Somebody without rights and files.
    const NOBODY: &str =
        "--reuid=65534 --regid=65534 --clear-groups --bounding-set=-all --inh-caps=-all";

    pub fn main() {
        if let Some(what) = env::var_os("HOLD") {
            return hold(what == "hardened");
        }
        for (name, test) in [
            (
                "a_key_is_in_locked_memory",
                a_key_is_in_locked_memory as fn(),
            ),
            (
                "a_system_that_locks_nothing_is_told_and_keeps_the_key",
                nothing_can_be_locked,
            ),
            (
                "another_process_of_the_user_reads_nothing",
                nobody_else_reads,
            ),
        ] {
            test();
            println!("test {name} ... ok");
        }
    }

    fn a_key_is_in_locked_memory() {
        let mut holder = Holder::start(&[], "plain");
        assert_eq!(holder.said, "kept true");
        assert!(holder.locked_kib() > 0);
        holder.end();
    }

    fn nothing_can_be_locked() {
        let Some(as_nobody) = as_nobody() else { return };
        let mut wrapper = vec!["prlimit", "--memlock=0", "--"];
        wrapper.extend(&as_nobody);
        let mut holder = Holder::start(&wrapper, "plain");
        assert_eq!(holder.said, "kept false");
        assert_eq!(holder.locked_kib(), 0);
        holder.end();
    }

    fn nobody_else_reads() {
        let Some(as_nobody) = as_nobody() else { return };
        for (what, readable) in [("plain", true), ("hardened", false)] {
            let mut holder = Holder::start(&as_nobody, what);
            // Readable for whoever may trace the process, see ptrace(2); unlike its memory, also where Yama lets only
            // parents trace.
            let input = format!("if=/proc/{}/environ", holder.child.id());
            let mut copy = Command::new(as_nobody[0]);
            copy.args(&as_nobody[1..])
                .args(["dd", &input, "of=/dev/null", "status=none"]);
            let copied = copy.stderr(Stdio::null()).status().unwrap();
            assert_eq!(copied.success(), readable, "{what}");
            let limits = fs::read_to_string(format!("/proc/{}/limits", holder.child.id())).unwrap();
            let no_core = limits.lines().any(|line| {
                let words: Vec<_> = line.split_whitespace().collect();
                words.starts_with(&["Max", "core", "file", "size", "1", "1"])
            });
            assert_eq!(no_core, !readable, "{what}");
            holder.end();
        }
    }

    /// The words before a command that is to run without rights. Root does not ask for any to lock and to read.
    fn as_nobody() -> Option<Vec<&'static str>> {
        let works = |program: &str| Command::new(program).arg("--version").output().is_ok();
        if !works("setpriv") || !works("prlimit") {
            eprintln!("SKIPPED memory: there is no setpriv or prlimit");
            return None;
        }
        if rustix::process::geteuid().is_root() {
            Some(["setpriv"].into_iter().chain(NOBODY.split(' ')).collect())
        } else {
            Some(vec!["setpriv"])
        }
    }

    /// A process that holds a key.
    struct Holder {
        child: Child,
        said: String,
        _folder: tempfile::TempDir,
    }

    impl Holder {
        fn start(wrapper: &[&str], what: &str) -> Self {
            // Nobody may not look into the folder of the build.
            let folder = tempfile::tempdir().unwrap();
            let program = folder.path().join("holder");
            fs::copy(env::current_exe().unwrap(), &program).unwrap();
            let open = std::os::unix::fs::PermissionsExt::from_mode(0o755);
            fs::set_permissions(folder.path(), open).unwrap();
            let mut words: Vec<_> = wrapper.iter().map(std::ffi::OsString::from).collect();
            words.push(program.into_os_string());
            let mut child = Command::new(&words[0])
                .args(&words[1..])
                .env("HOLD", what)
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            let mut said = String::new();
            let output = child.stdout.take().unwrap();
            io::BufReader::new(output).read_line(&mut said).unwrap();
            Self {
                child,
                said: said.trim().to_owned(),
                _folder: folder,
            }
        }

        fn locked_kib(&self) -> u64 {
            let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
            let line = status.lines().find_map(|line| line.strip_prefix("VmLck:"));
            line.unwrap()
                .trim()
                .trim_end_matches(" kB")
                .parse()
                .unwrap()
        }

        fn end(&mut self) {
            drop(self.child.stdin.take());
            assert!(self.child.wait().unwrap().success());
        }
    }

    fn hold(hardened: bool) {
        if hardened {
            harden();
        }
        let key = Locked::new([7_u8; 32]);
        println!("kept {}", is_kept_out_of_swap());
        io::stdin().read_line(&mut String::new()).unwrap();
        assert_eq!(*key, [7; 32]);
    }
}

//! What is told of a fault in this program.

use std::fmt::Display;
use std::io::{self, Write as _};
use std::panic;

/// From now on, standard error gets only the place of a fault. Its message may quote what was being worked on.
pub fn tell_only_the_place() {
    panic::set_hook(Box::new(|fault| {
        if let Some(place) = fault.location() {
            report(format_args!("a fault at {}:{}", place.file(), place.line()));
        }
    }));
}

/// Tells whoever looks at standard error, for there may be no window to say it in. If nobody can, nothing is told.
pub fn report(what: impl Display) {
    _ = writeln!(io::stderr(), "keyrack-desktop: {what}");
}

#[cfg(test)]
mod tests {
    use std::env;
    use std::process::Command;

    use super::*;

    const QUOTED: &str = "the words of a secret";

    #[test]
    fn a_fault_says_where_it_is_and_quotes_nothing() {
        // In a process of its own, for other tests want to see why they fail.
        const FAULTY: &str = "KEYRACK_TEST_FAULTY";
        if env::var_os(FAULTY).is_some() {
            tell_only_the_place();
            _ = panic::catch_unwind(|| panic!("{QUOTED}"));
            return;
        }
        let name = "fault::tests::a_fault_says_where_it_is_and_quotes_nothing";
        let output = Command::new(env::current_exe().unwrap())
            .args(["--exact", name, "--nocapture"])
            .env(FAULTY, "yes")
            .output()
            .unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains("a fault at "), "{told}");
        assert!(told.contains("fault.rs:"), "{told}");
        assert!(!told.contains(QUOTED), "{told}");
    }
}

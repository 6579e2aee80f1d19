//! The help of every command, as it was last looked at. `KEYRACK_WRITE_HELP=1` writes it anew.

use std::{env::consts::EXE_SUFFIX, fmt::Write, fs, path::Path};

use crate::desk::Desk;

#[test]
fn help_is_as_it_was_last_looked_at() {
    let desk = Desk::empty();
    let mut all = String::new();
    write_help(&desk, &[], &mut all);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/help.txt");
    if std::env::var_os("KEYRACK_WRITE_HELP").is_some() {
        fs::write(&file, &all).unwrap();
    }
    let known = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        all == known,
        "the help differs from help.txt; look at it, then run with KEYRACK_WRITE_HELP=1:\n{all}"
    );
}

#[test]
fn the_manual_and_the_completions_know_every_command() {
    let desk = Desk::empty();
    let manual = desk.run(&["man"], "").done().stdout;
    for command in commands(&desk.run(&["--help"], "").done().stdout) {
        assert!(
            manual.contains(&format!("\"keyrack {command}")),
            "{command} is in the manual"
        );
        for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
            let script = desk.run(&["completions", shell], "").done().stdout;
            assert!(
                script.contains(&command),
                "{command} is completed in {shell}"
            );
        }
    }
}

fn write_help(desk: &Desk, command: &[String], all: &mut String) {
    let line: Vec<&str> = command
        .iter()
        .map(String::as_str)
        .chain(["--help"])
        .collect();
    let help = desk.run(&line, "").done().stdout;
    // Windows has an ending of its own for programs.
    let help = help.replace(&format!("keyrack{EXE_SUFFIX}"), "keyrack");
    writeln!(all, "$ keyrack {}\n{help}", line.join(" ")).unwrap();
    for sub in commands(&help) {
        write_help(desk, &[command, &[sub]].concat(), all);
    }
}

/// The commands that a help text lists.
fn commands(help: &str) -> Vec<String> {
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let listed = listed.take_while(|line| line.starts_with("  "));
    listed
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect()
}

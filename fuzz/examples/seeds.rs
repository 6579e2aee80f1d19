//! Writes the seeds into the corpus of each fuzz target, and runs every target over them: each has to reach what it is
//! for, or it would fuzz a closed door. With `targets` it prints the targets and, behind a space, the format that one of
//! them reads.

#![allow(clippy::print_stdout, reason = "a tool that prints what it found")]

use std::path::Path;
use std::{fs, io};

use keyrack_exchange::Format;
use keyrack_fuzz::{Reached, aims, format_of, run, seeds, targets};

fn main() -> io::Result<()> {
    if std::env::args().any(|argument| argument == "targets") {
        for target in targets() {
            let format = format_of(&target).map_or("", Format::as_str);
            println!("{}", format!("{target} {format}").trim_end());
        }
        return Ok(());
    }
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let seeds = seeds::all();
    for seed in &seeds {
        let folder = home.join("corpus").join(&seed.target);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(&seed.name), &seed.bytes)?;
    }
    let mut missed = 0;
    for target in targets() {
        let mut reached = Reached::default();
        let own: Vec<_> = seeds.iter().filter(|seed| seed.target == target).collect();
        for seed in &own {
            reached.and(&run(&target, &seed.bytes).unwrap_or_default());
        }
        let aims = aims(&target).iter();
        let counts: Vec<String> = aims
            .map(|aim| {
                missed += usize::from(reached.of(aim) == 0);
                format!("{} {aim}", reached.of(aim))
            })
            .collect();
        println!("{target}: {} seeds, {}", own.len(), counts.join(", "));
    }
    if missed > 0 {
        return Err(io::Error::other(format!("{missed} aims are not reached")));
    }
    Ok(())
}

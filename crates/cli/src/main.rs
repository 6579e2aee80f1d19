//! The `keyrack` command: Keyrack for scripts and terminals. It parses, asks [`keyrack_app`], and prints.
//!
//! What scripts rely on, the JSON, the exit statuses and the error codes, is laid down in `docs/cli/`.

#![forbid(unsafe_code)]

mod arguments;
mod call;
mod commands;
mod ending;
mod file;
mod input;
mod output;
mod sheet;
mod words;

use std::{alloc::System, env, process::ExitCode};

use keyrack_reader::AS_READER;
use zeroizing_alloc::ZeroAlloc;

/// Wipes memory when it is given back, so that no copy of a secret outlives its use, whatever library made it.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

fn main() -> ExitCode {
    keyrack_memory::harden();
    // Files of strangers are read by this program, started by itself.
    if env::args_os().nth(1).is_some_and(|role| role == AS_READER) {
        return keyrack_reader::serve();
    }
    let arguments = match arguments::read() {
        Ok(arguments) => arguments,
        Err(ending) => return ending.into(),
    };
    let output = output::Output::new(&arguments.options);
    let ending =
        call::Call::new(arguments.options, &output).and_then(|call| arguments.command.run(&call));
    ending.unwrap_or_else(|error| output.error(&error)).into()
}

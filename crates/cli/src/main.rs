//! The `keyrack` command: Keyrack for scripts and terminals. It parses, asks [`keyrack_app`], and prints.
//!
//! What scripts rely on, the JSON, the exit statuses and the error codes, is laid down in `docs/cli/`.

#![forbid(unsafe_code)]

mod arguments;
mod commands;
mod context;
mod exit_status;
mod file;
mod input;
mod options;
mod output;
mod text_output;
mod words;

use std::{alloc::System, env, process::ExitCode};

use clap::CommandFactory;
use keyrack_reader::AS_READER;
use zeroizing_alloc::ZeroAlloc;

use arguments::Arguments;
use context::Context;
use output::Output;

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
        Err(status) => return status.into(),
    };
    let output = Output::new(&arguments.options);
    let status = Context::new(arguments.options, &output)
        .and_then(|context| arguments.command.run(&context, Arguments::command));
    status.unwrap_or_else(|error| output.error(&error)).into()
}

//! The pipes to the keeper, which are this program's standard input and output.

use std::fs::File;
use std::io;

/// Both ends.
pub struct Pipes {
    /// What the keeper says.
    pub input: File,
    /// What the keeper hears.
    pub output: File,
}

impl Pipes {
    /// Takes both, out of reach of the libraries of the window and of the processes that they start. What those print
    /// goes to standard error, so that it does not get between two messages.
    ///
    /// # Errors
    /// When there are no more file descriptors.
    #[cfg(unix)]
    pub fn take() -> io::Result<Self> {
        use rustix::io::fcntl_dupfd_cloexec;
        use rustix::stdio::{dup2_stdin, dup2_stdout, stderr, stdin, stdout};

        // The numbers below 3 are those of the standard streams.
        let input = File::from(fcntl_dupfd_cloexec(stdin(), 3)?);
        let output = File::from(fcntl_dupfd_cloexec(stdout(), 3)?);
        dup2_stdin(File::open("/dev/null")?)?;
        dup2_stdout(stderr())?;
        Ok(Self { input, output })
    }

    /// Takes both. On this system nothing else prints to them.
    ///
    /// # Errors
    /// When they are not there.
    #[cfg(windows)]
    pub fn take() -> io::Result<Self> {
        use std::os::windows::io::AsHandle;

        let input = io::stdin().as_handle().try_clone_to_owned()?;
        let output = io::stdout().as_handle().try_clone_to_owned()?;
        Ok(Self {
            input: input.into(),
            output: output.into(),
        })
    }
}

//! A program with everything that it starts, in a job object.

use std::io;
use std::mem;
use std::os::windows::io::{AsRawHandle, FromRawHandle, OwnedHandle};
use std::os::windows::process::CommandExt;
use std::process::{Child, Command};
use std::thread;
use std::time::Duration;

use windows_sys::Win32::Foundation::{HANDLE, INVALID_HANDLE_VALUE};
use windows_sys::Win32::System::Diagnostics::ToolHelp::{
    CreateToolhelp32Snapshot, TH32CS_SNAPTHREAD, THREADENTRY32, Thread32First, Thread32Next,
};
use windows_sys::Win32::System::JobObjects::{
    AssignProcessToJobObject, CreateJobObjectW, JOB_OBJECT_LIMIT_ACTIVE_PROCESS,
    JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE, JOB_OBJECT_LIMIT_PROCESS_MEMORY,
    JOBOBJECT_BASIC_ACCOUNTING_INFORMATION, JOBOBJECT_EXTENDED_LIMIT_INFORMATION,
    JobObjectBasicAccountingInformation, JobObjectExtendedLimitInformation,
    QueryInformationJobObject, SetInformationJobObject, TerminateJobObject,
};
use windows_sys::Win32::System::Threading::{
    CREATE_SUSPENDED, OpenThread, ResumeThread, THREAD_SUSPEND_RESUME,
};

/// How often, and how many times, to look whether all are gone.
const LOOK: Duration = Duration::from_millis(1);
const LOOKS: u32 = 2_000;

/// A program and every process that it or its children start. If this program ends in any way, they do too.
#[derive(Debug)]
pub struct ProcessTree {
    /// The program itself.
    pub child: Child,
    job: OwnedHandle,
}

impl ProcessTree {
    /// Starts `command`. The program runs only once it belongs to the job, so nothing that it starts can be outside.
    ///
    /// # Errors
    /// When the program is not there, or the system has no room for it.
    pub fn start(command: &mut Command) -> io::Result<Self> {
        Self::start_in(new_job(None)?, command)
    }

    /// As [`ProcessTree::start`], for a program that can have no more than `memory` bytes, and start no other.
    ///
    /// # Errors
    /// As [`ProcessTree::start`].
    pub fn start_within(command: &mut Command, memory: u64) -> io::Result<Self> {
        Self::start_in(new_job(Some(memory))?, command)
    }

    fn start_in(job: OwnedHandle, command: &mut Command) -> io::Result<Self> {
        let child = command.creation_flags(CREATE_SUSPENDED).spawn()?;
        let tree = Self { child, job };
        match tree.admit().and_then(|()| resume(tree.child.id())) {
            Ok(()) => Ok(tree),
            Err(error) => {
                tree.end();
                Err(error)
            }
        }
    }

    /// Ends all of them at once, and waits until none is left. That takes milliseconds; one that the system cannot end
    /// is given up after two seconds.
    pub fn end(mut self) {
        // SAFETY: the job is open.
        unsafe { TerminateJobObject(handle(&self.job), 1) };
        // It may not have come into the job.
        _ = self.child.kill();
        for _ in 0..LOOKS {
            let is_gone = self.child.try_wait().is_ok_and(|status| status.is_some());
            if is_gone && self.count() == 0 {
                return;
            }
            thread::sleep(LOOK);
        }
    }

    fn admit(&self) -> io::Result<()> {
        // SAFETY: both are open.
        done(unsafe { AssignProcessToJobObject(handle(&self.job), handle(&self.child)) })
    }

    /// How many of them have not ended.
    fn count(&self) -> u32 {
        let mut told = JOBOBJECT_BASIC_ACCOUNTING_INFORMATION::default();
        // SAFETY: the job is open, and the structure is of the kind and size that are named.
        unsafe {
            QueryInformationJobObject(
                handle(&self.job),
                JobObjectBasicAccountingInformation,
                (&raw mut told).cast(),
                size_of_val(&told) as u32,
                std::ptr::null_mut(),
            );
        }
        told.ActiveProcesses
    }
}

/// A job whose processes end with its last handle, which is ours alone. None of them can leave it. With `memory` there
/// is one alone, which can have so many bytes.
fn new_job(memory: Option<u64>) -> io::Result<OwnedHandle> {
    // SAFETY: without attributes the handle is not inherited, and without a name nobody else can open the job.
    let job = unsafe { CreateJobObjectW(std::ptr::null(), std::ptr::null()) };
    if job.is_null() {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: it was opened just now, and nobody else closes it.
    let job = unsafe { OwnedHandle::from_raw_handle(job) };
    let mut limits = JOBOBJECT_EXTENDED_LIMIT_INFORMATION::default();
    limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
    if let Some(memory) = memory {
        limits.BasicLimitInformation.LimitFlags |=
            JOB_OBJECT_LIMIT_PROCESS_MEMORY | JOB_OBJECT_LIMIT_ACTIVE_PROCESS;
        limits.BasicLimitInformation.ActiveProcessLimit = 1;
        limits.ProcessMemoryLimit = memory.try_into().unwrap_or(usize::MAX);
    }
    // SAFETY: the job is open, and the structure is of the kind and size that are named.
    done(unsafe {
        SetInformationJobObject(
            handle(&job),
            JobObjectExtendedLimitInformation,
            (&raw const limits).cast(),
            size_of_val(&limits) as u32,
        )
    })?;
    Ok(job)
}

/// Lets a program run that was started suspended, and so has one thread. `Command` keeps no handle of that thread, so
/// it is looked for among all.
fn resume(program: u32) -> io::Result<()> {
    // SAFETY: has no pointers.
    let threads = unsafe { CreateToolhelp32Snapshot(TH32CS_SNAPTHREAD, 0) };
    if threads == INVALID_HANDLE_VALUE {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: it was opened just now, and nobody else closes it.
    let threads = unsafe { OwnedHandle::from_raw_handle(threads) };
    let mut entry = THREADENTRY32 {
        dwSize: size_of::<THREADENTRY32>() as u32,
        // SAFETY: a structure of numbers only.
        ..unsafe { mem::zeroed() }
    };
    // SAFETY: the list is open, and the structure has the size that it names.
    done(unsafe { Thread32First(handle(&threads), &raw mut entry) })?;
    while entry.th32OwnerProcessID != program {
        // SAFETY: as above. Fails at the end of the list.
        done(unsafe { Thread32Next(handle(&threads), &raw mut entry) })?;
    }
    // SAFETY: has no pointers.
    let thread = unsafe { OpenThread(THREAD_SUSPEND_RESUME, 0, entry.th32ThreadID) };
    if thread.is_null() {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: it was opened just now, and nobody else closes it.
    let thread = unsafe { OwnedHandle::from_raw_handle(thread) };
    // SAFETY: the thread is open.
    match unsafe { ResumeThread(handle(&thread)) } {
        u32::MAX => Err(io::Error::last_os_error()),
        _ => Ok(()),
    }
}

fn handle(of: &impl AsRawHandle) -> HANDLE {
    of.as_raw_handle()
}

fn done(success: i32) -> io::Result<()> {
    if success == 0 {
        Err(io::Error::last_os_error())
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::process::Stdio;

    use super::*;

    /// A program that has started another, and waits.
    fn two_generations() -> ProcessTree {
        let mut command = Command::new("cmd");
        command
            .args(["/c", "echo here& cmd /c pause"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut tree = ProcessTree::start(&mut command).unwrap();
        let mut heard = [0; 4];
        let mut output = tree.child.stdout.take().unwrap();
        output.read_exact(&mut heard).unwrap();
        assert_eq!(&heard, b"here");
        // The second one greets as well, before it waits.
        output.read_exact(&mut [0; 4]).unwrap();
        tree
    }

    #[test]
    fn what_the_program_has_started_ends_with_it() {
        let tree = two_generations();
        assert_eq!(tree.count(), 2);
        let job = tree.job.try_clone().unwrap();
        tree.end();
        assert_eq!(count_in(job), 0);
    }

    #[test]
    fn a_program_that_is_not_there_is_an_error() {
        let error = ProcessTree::start(&mut Command::new("no such program")).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::NotFound);
    }

    fn count_in(job: OwnedHandle) -> u32 {
        let child = Command::new("cmd").args(["/c", "exit"]).spawn().unwrap();
        ProcessTree { child, job }.count()
    }
}

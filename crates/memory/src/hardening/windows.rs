//! Windows: what crash reports take along, and who may open the process.

// Its functions take pointers and handles.
#![allow(unsafe_code)]

use windows_sys::Win32::Foundation::LocalFree;
use windows_sys::Win32::Security::Authorization::{
    ConvertStringSecurityDescriptorToSecurityDescriptorW, SDDL_REVISION_1,
};
use windows_sys::Win32::Security::{DACL_SECURITY_INFORMATION, SetKernelObjectSecurity};
use windows_sys::Win32::System::Diagnostics::Debug::{
    SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SetErrorMode,
};
use windows_sys::Win32::System::ErrorReporting::{
    WER_FAULT_REPORTING_DISABLE_SNAPSHOT_CRASH, WER_FAULT_REPORTING_DISABLE_SNAPSHOT_HANG,
    WER_FAULT_REPORTING_FLAG_NOHEAP, WerSetFlags,
};
use windows_sys::Win32::System::SystemServices::PROCESS_MITIGATION_IMAGE_LOAD_POLICY;
use windows_sys::Win32::System::Threading::{
    GetCurrentProcess, ProcessImageLoadPolicy, SetProcessMitigationPolicy,
};

/// Who may do what with this process: its user and the system may ask what it is, wait for it and end it
/// (`SYNCHRONIZE | PROCESS_QUERY_LIMITED_INFORMATION | PROCESS_TERMINATE`), and nobody anything else. `OW` speaks of
/// the owner, who could otherwise change this list. Whoever may debug every program is not kept out.
const LIST: &str = "D:P(A;;0x101001;;;OW)(A;;0x101001;;;SY)";

/// Bits of the image load policy: no library from a file of low integrity, and the system's own before any other.
const NO_LOW_LABEL: u32 = 0b010;
const SYSTEM_FIRST: u32 = 0b100;

/// Lets neither a crash report take the heap along, nor another program of the same user read it, nor a doubtful
/// library in. Where a part of it is not possible, the rest is done.
pub fn harden() {
    // The mode is inherited, so the window programs are left out of crash reports as well.
    // SAFETY: has no pointers.
    unsafe { SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX) };
    let without_memory = WER_FAULT_REPORTING_FLAG_NOHEAP
        | WER_FAULT_REPORTING_DISABLE_SNAPSHOT_CRASH
        | WER_FAULT_REPORTING_DISABLE_SNAPSHOT_HANG;
    // SAFETY: has no pointers.
    unsafe { WerSetFlags(without_memory) };
    choose_libraries();
    close_to_others();
}

fn choose_libraries() {
    let mut policy = PROCESS_MITIGATION_IMAGE_LOAD_POLICY::default();
    policy.Anonymous.Flags = NO_LOW_LABEL | SYSTEM_FIRST;
    // SAFETY: the structure is of the kind and size that are named.
    unsafe {
        SetProcessMitigationPolicy(
            ProcessImageLoadPolicy,
            (&raw const policy).cast(),
            size_of_val(&policy),
        );
    }
}

fn close_to_others() {
    let list: Vec<u16> = LIST.encode_utf16().chain([0]).collect();
    let mut descriptor = std::ptr::null_mut();
    // SAFETY: the text ends with a zero, and the descriptor is written to a place that outlives the call.
    let read = unsafe {
        ConvertStringSecurityDescriptorToSecurityDescriptorW(
            list.as_ptr(),
            SDDL_REVISION_1,
            &raw mut descriptor,
            std::ptr::null_mut(),
        )
    };
    if read == 0 {
        return;
    }
    // SAFETY: the descriptor was made just now; it is freed as its maker says, and not used afterwards.
    unsafe {
        SetKernelObjectSecurity(GetCurrentProcess(), DACL_SECURITY_INFORMATION, descriptor);
        LocalFree(descriptor);
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use windows_sys::Win32::Foundation::{CloseHandle, ERROR_ACCESS_DENIED};
    use windows_sys::Win32::System::Threading::{OpenProcess, PROCESS_VM_READ};

    use super::*;

    /// Opens this process as any other program of the user would that wants to read its memory.
    fn open() -> io::Result<()> {
        // SAFETY: has no pointers.
        let process = unsafe { OpenProcess(PROCESS_VM_READ, 0, std::process::id()) };
        if process.is_null() {
            return Err(io::Error::last_os_error());
        }
        // SAFETY: it was opened just now.
        unsafe { CloseHandle(process) };
        Ok(())
    }

    #[test]
    fn the_memory_can_be_read_only_before() {
        open().unwrap();
        harden();
        // What is still allowed is not asked here: Wine does not know the rights of an owner.
        let refused = open().unwrap_err();
        assert_eq!(refused.raw_os_error(), Some(ERROR_ACCESS_DENIED as i32));
    }
}

//! Takes from this process what it can write to. Its job does the rest: see `process_tree.rs`.

use std::io;
use std::os::windows::io::{AsRawHandle, FromRawHandle, OwnedHandle};

use windows_sys::Win32::Security::{
    SECURITY_MANDATORY_LABEL_AUTHORITY, SID, SID_AND_ATTRIBUTES, SetTokenInformation,
    TOKEN_ADJUST_DEFAULT, TOKEN_MANDATORY_LABEL, TokenIntegrityLevel,
};
use windows_sys::Win32::System::SystemServices::{
    SE_GROUP_INTEGRITY, SECURITY_MANDATORY_UNTRUSTED_RID,
};
use windows_sys::Win32::System::Threading::{GetCurrentProcess, OpenProcessToken};

use crate::confine::{Bounds, Walls};
use keyrack_memory::harden;

/// Memory and processes are bounded from outside.
pub fn bound(_bounds: Bounds) {
    harden();
}

/// Without trust a process writes to no file, key or other process of its user. It can still open what everybody may
/// read, and reach the network, so it is not said to stand behind walls.
pub fn confine() -> Walls {
    // The system's randomness is made ready at its first use, which takes trust.
    _ = std::hash::RandomState::new();
    _ = give_up_trust();
    Walls::default()
}

fn give_up_trust() -> io::Result<()> {
    let mut token = std::ptr::null_mut();
    // SAFETY: the handle is written to a place that outlives the call.
    done(unsafe { OpenProcessToken(GetCurrentProcess(), TOKEN_ADJUST_DEFAULT, &raw mut token) })?;
    // SAFETY: it was opened just now, and nobody else closes it.
    let token = unsafe { OwnedHandle::from_raw_handle(token) };
    let mut untrusted = SID {
        Revision: 1,
        SubAuthorityCount: 1,
        IdentifierAuthority: SECURITY_MANDATORY_LABEL_AUTHORITY,
        SubAuthority: [SECURITY_MANDATORY_UNTRUSTED_RID as u32],
    };
    let label = TOKEN_MANDATORY_LABEL {
        Label: SID_AND_ATTRIBUTES {
            Sid: (&raw mut untrusted).cast(),
            Attributes: SE_GROUP_INTEGRITY as u32,
        },
    };
    // SAFETY: the structure is of the kind and size that are named, and what it points to outlives the call.
    done(unsafe {
        SetTokenInformation(
            token.as_raw_handle(),
            TokenIntegrityLevel,
            (&raw const label).cast(),
            size_of_val(&label) as u32,
        )
    })
}

fn done(success: i32) -> io::Result<()> {
    if success == 0 {
        Err(io::Error::last_os_error())
    } else {
        Ok(())
    }
}

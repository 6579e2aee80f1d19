//! Listens by a window that is never shown. It is a top-level window, for those that only receive messages are not told
//! of sleep.

use std::cell::RefCell;
use std::io;
use std::thread;

use windows_sys::Win32::Foundation::{HWND, LPARAM, LRESULT, WPARAM};
use windows_sys::Win32::System::LibraryLoader::GetModuleHandleW;
use windows_sys::Win32::System::Power::{
    POWERBROADCAST_SETTING, RegisterPowerSettingNotification, RegisterSuspendResumeNotification,
};
use windows_sys::Win32::System::RemoteDesktop::{
    NOTIFY_FOR_THIS_SESSION, WTSRegisterSessionNotification,
};
use windows_sys::Win32::System::SystemServices::GUID_LIDSWITCH_STATE_CHANGE;
use windows_sys::Win32::UI::WindowsAndMessaging::{
    CreateWindowExW, DEVICE_NOTIFY_WINDOW_HANDLE, DefWindowProcW, DispatchMessageW, GetMessageW,
    KillTimer, MSG, PBT_APMRESUMEAUTOMATIC, PBT_APMSUSPEND, PBT_POWERSETTINGCHANGE, RegisterClassW,
    SetTimer, WM_ENDSESSION, WM_POWERBROADCAST, WM_TIMER, WM_WTSSESSION_CHANGE, WNDCLASSW,
    WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOCK, WTS_SESSION_LOGOFF,
};
use windows_sys::core::GUID;

use super::wide;
use crate::events::{Cause, On};

const NAME: &str = "KeyrackWatch";

/// How soon to try again where the service that knows the sessions is not up yet, as early in a session.
const RETRY_MS: u32 = 30_000;

thread_local! {
    /// Who is called. A window belongs to the thread that has made it, and only that one hears its messages.
    static ON: RefCell<Option<On>> = const { RefCell::new(None) };
}

#[derive(Debug)]
pub struct EventListener;

impl EventListener {
    pub fn start(on: On) -> Self {
        // Without a thread or a window there is nothing to hear, and the program works without.
        _ = thread::Builder::new().spawn(move || {
            if open(on).is_ok() {
                listen();
            }
        });
        Self
    }
}

/// Makes the window of this thread, and lets the system tell it everything.
fn open(on: On) -> io::Result<HWND> {
    ON.set(Some(on));
    let name = wide(NAME);
    // SAFETY: no name means this program.
    let program = unsafe { GetModuleHandleW(std::ptr::null()) };
    let class = WNDCLASSW {
        lpfnWndProc: Some(hear),
        hInstance: program,
        lpszClassName: name.as_ptr(),
        ..WNDCLASSW::default()
    };
    // SAFETY: the class and its name outlive the call. The class may be there already, which serves as well.
    unsafe { RegisterClassW(&raw const class) };
    // SAFETY: the name outlives the call, and everything else may be null.
    let window = unsafe {
        CreateWindowExW(
            0,
            name.as_ptr(),
            std::ptr::null(),
            0,
            0,
            0,
            0,
            0,
            std::ptr::null_mut(),
            std::ptr::null_mut(),
            program,
            std::ptr::null(),
        )
    };
    if window.is_null() {
        return Err(io::Error::last_os_error());
    }
    // What cannot be had is done without. The registrations end with the program.
    // SAFETY: the window is open, and the name of the setting is a constant.
    unsafe {
        // Computers that never sleep deeply tell only who asks for it.
        RegisterSuspendResumeNotification(window, DEVICE_NOTIFY_WINDOW_HANDLE);
        RegisterPowerSettingNotification(
            window,
            &GUID_LIDSWITCH_STATE_CHANGE,
            DEVICE_NOTIFY_WINDOW_HANDLE,
        );
    }
    if !follow_session(window) {
        // SAFETY: the window is open, and receives the timer as a message.
        unsafe { SetTimer(window, 0, RETRY_MS, None) };
    }
    Ok(window)
}

fn follow_session(window: HWND) -> bool {
    // SAFETY: the window is open.
    unsafe { WTSRegisterSessionNotification(window, NOTIFY_FOR_THIS_SESSION) != 0 }
}

/// Passes the messages of this thread to its window, for as long as the program runs.
fn listen() {
    let mut message = MSG::default();
    // SAFETY: the message is written to a place that outlives the calls.
    while unsafe { GetMessageW(&raw mut message, std::ptr::null_mut(), 0, 0) } > 0 {
        // SAFETY: the message is one that the system has just given.
        unsafe { DispatchMessageW(&raw const message) };
    }
}

/// Hears what the system tells the window. The system is let go on once this has returned.
unsafe extern "system" fn hear(window: HWND, message: u32, what: WPARAM, about: LPARAM) -> LRESULT {
    if message == WM_TIMER && follow_session(window) {
        // SAFETY: the window is open, and has this timer.
        unsafe { KillTimer(window, what) };
    }
    // SAFETY: the system called with these.
    if let Some(cause) = unsafe { cause_of(message, what, about) }
        && let Some(on) = ON.with_borrow(Clone::clone)
    {
        on(cause);
    }
    // SAFETY: the system called with these. Its own answer lets sleep and sign-out go on.
    unsafe { DefWindowProcW(window, message, what, about) }
}

/// # Safety
/// With `PBT_POWERSETTINGCHANGE`, `about` points to a `POWERBROADCAST_SETTING`.
unsafe fn cause_of(message: u32, what: WPARAM, about: LPARAM) -> Option<Cause> {
    match (message, what as u32) {
        (WM_POWERBROADCAST, PBT_APMSUSPEND) => Some(Cause::Sleep),
        // Comes after every sleep; a second message tells whether a person woke the computer, which is all the same.
        (WM_POWERBROADCAST, PBT_APMRESUMEAUTOMATIC) => Some(Cause::Wake),
        (WM_POWERBROADCAST, PBT_POWERSETTINGCHANGE) => {
            // SAFETY: the caller says so.
            unsafe { is_lid_closed(about as *const POWERBROADCAST_SETTING) }.then_some(Cause::Lid)
        }
        (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK) => Some(Cause::SessionLocked),
        (WM_WTSSESSION_CHANGE, WTS_SESSION_LOGOFF) => Some(Cause::SignedOut),
        // The session stays, and another one takes the screen and the keyboard.
        (WM_WTSSESSION_CHANGE, WTS_CONSOLE_DISCONNECT) => Some(Cause::UserSwitch),
        (WM_WTSSESSION_CHANGE, WTS_REMOTE_DISCONNECT) => Some(Cause::Disconnected),
        // Whether the session really ends is known only now, and not when its end is proposed.
        (WM_ENDSESSION, 1..) => Some(Cause::SignedOut),
        _ => None,
    }
}

/// # Safety
/// `setting` is null or points to what its kind says.
unsafe fn is_lid_closed(setting: *const POWERBROADCAST_SETTING) -> bool {
    const CLOSED: u8 = 0;
    // SAFETY: the caller says so.
    let Some(setting) = (unsafe { setting.as_ref() }) else {
        return false;
    };
    let parts = |it: GUID| (it.data1, it.data2, it.data3, it.data4);
    let is_lid = parts(setting.PowerSetting) == parts(GUID_LIDSWITCH_STATE_CHANGE);
    is_lid && setting.DataLength > 0 && setting.Data[0] == CLOSED
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::mpsc::{self, Receiver};

    use windows_sys::Win32::UI::WindowsAndMessaging::{
        ENDSESSION_LOGOFF, GA_PARENT, GetAncestor, GetDesktopWindow, IsWindowVisible,
        PBT_APMRESUMESUSPEND, SendMessageW, WM_QUERYENDSESSION, WTS_SESSION_UNLOCK,
    };

    use super::*;

    /// A window of the test's own thread, and what came of its messages.
    fn opened() -> (HWND, Receiver<Cause>) {
        let (tell, heard) = mpsc::channel();
        let window = open(Arc::new(move |cause| tell.send(cause).unwrap())).unwrap();
        (window, heard)
    }

    /// Sends a message as the system does, which waits until the window has heard it.
    fn send(window: HWND, message: u32, what: u32, about: LPARAM) -> LRESULT {
        // SAFETY: the window is open, and `about` lives on.
        unsafe { SendMessageW(window, message, what as usize, about) }
    }

    #[test]
    fn the_window_is_one_that_is_told_of_sleep_and_nobody_sees_it() {
        let (window, _heard) = opened();
        // SAFETY: the window is open.
        unsafe {
            assert_eq!(GetAncestor(window, GA_PARENT), GetDesktopWindow());
            assert_eq!(IsWindowVisible(window), 0);
        }
    }

    #[test]
    fn each_message_has_its_cause() {
        let (window, heard) = opened();
        for (message, what, cause) in [
            (WM_POWERBROADCAST, PBT_APMSUSPEND, Cause::Sleep),
            (WM_POWERBROADCAST, PBT_APMRESUMEAUTOMATIC, Cause::Wake),
            (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK, Cause::SessionLocked),
            (WM_WTSSESSION_CHANGE, WTS_SESSION_LOGOFF, Cause::SignedOut),
            (
                WM_WTSSESSION_CHANGE,
                WTS_CONSOLE_DISCONNECT,
                Cause::UserSwitch,
            ),
            (
                WM_WTSSESSION_CHANGE,
                WTS_REMOTE_DISCONNECT,
                Cause::Disconnected,
            ),
            (WM_ENDSESSION, 1, Cause::SignedOut),
        ] {
            send(window, message, what, 0);
            assert_eq!(heard.try_recv(), Ok(cause), "message {message} {what}");
        }
    }

    #[test]
    fn what_is_no_cause_is_let_pass() {
        let (window, heard) = opened();
        send(window, WM_POWERBROADCAST, PBT_APMRESUMESUSPEND, 0);
        send(window, WM_POWERBROADCAST, PBT_POWERSETTINGCHANGE, 0);
        send(window, WM_WTSSESSION_CHANGE, WTS_SESSION_UNLOCK, 0);
        let about = ENDSESSION_LOGOFF as LPARAM;
        assert_eq!(send(window, WM_QUERYENDSESSION, 0, about), 1, "agrees");
        // Another program has stopped the sign-out.
        send(window, WM_ENDSESSION, 0, about);
        assert!(heard.try_recv().is_err());
    }

    #[test]
    fn a_lid_that_closes_is_told_from_one_that_opens() {
        let (window, heard) = opened();
        let mut setting = POWERBROADCAST_SETTING {
            PowerSetting: GUID_LIDSWITCH_STATE_CHANGE,
            DataLength: 4,
            Data: [1],
        };
        send(
            window,
            WM_POWERBROADCAST,
            PBT_POWERSETTINGCHANGE,
            (&raw const setting) as LPARAM,
        );
        assert!(heard.try_recv().is_err());
        setting.Data = [0];
        send(
            window,
            WM_POWERBROADCAST,
            PBT_POWERSETTINGCHANGE,
            (&raw const setting) as LPARAM,
        );
        assert_eq!(heard.try_recv(), Ok(Cause::Lid));
    }

    #[test]
    fn the_system_goes_on_only_when_all_is_locked() {
        let locked = Arc::new(AtomicBool::new(false));
        let window = open(Arc::new({
            let locked = Arc::clone(&locked);
            move |_| locked.store(true, Ordering::SeqCst)
        }));
        send(window.unwrap(), WM_POWERBROADCAST, PBT_APMSUSPEND, 0);
        assert!(locked.load(Ordering::SeqCst));
    }
}

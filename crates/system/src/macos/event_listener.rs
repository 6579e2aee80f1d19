//! Listens to the notices of the workspace and of the login window.
//!
//! Both centres call their observers on the first thread, while that runs its loop (see `with_main_loop`): the workspace
//! gets its own notices there, and distributed ones come in by the loop of the first thread, whichever thread asked for
//! them. So they are asked for there as well, and nothing has to be guarded against a second thread. The system waits up
//! to 30 seconds before it sleeps until all observers have returned.

use std::mem;

use objc2::rc::Retained;
use objc2::runtime::NSObject;
use objc2::{AnyThread, DefinedClass, define_class, msg_send, sel};
use objc2_app_kit::{
    NSWorkspace, NSWorkspaceDidWakeNotification, NSWorkspaceScreensDidSleepNotification,
    NSWorkspaceSessionDidResignActiveNotification, NSWorkspaceWillPowerOffNotification,
    NSWorkspaceWillSleepNotification,
};
use objc2_foundation::{
    NSDistributedNotificationCenter, NSNotification, NSNotificationName,
    NSNotificationSuspensionBehavior, ns_string,
};

use super::main_loop::on_main_thread;
use crate::events::{Cause, On};

#[derive(Debug)]
pub struct EventListener;

impl EventListener {
    pub fn start(on: On) -> Self {
        on_main_thread(move || {
            follow_workspace(&on);
            follow_login_window(&on);
        });
        Self
    }
}

fn follow_workspace(on: &On) {
    // SAFETY: these are constants of the framework.
    let causes: [(&NSNotificationName, Cause); 5] = unsafe {
        [
            (NSWorkspaceWillSleepNotification, Cause::Sleep),
            (NSWorkspaceDidWakeNotification, Cause::Wake),
            (NSWorkspaceScreensDidSleepNotification, Cause::Screensaver),
            (
                NSWorkspaceSessionDidResignActiveNotification,
                Cause::UserSwitch,
            ),
            // At a sign-out as well.
            (NSWorkspaceWillPowerOffNotification, Cause::SignedOut),
        ]
    };
    let center = NSWorkspace::sharedWorkspace().notificationCenter();
    for (name, cause) in causes {
        let listener = Listener::new(on, cause);
        // SAFETY: the listener has this method.
        unsafe {
            center.addObserver_selector_name_object(&listener, sel!(hear:), Some(name), None);
        }
        keep(listener);
    }
}

fn follow_login_window(on: &On) {
    let causes = [
        (ns_string!("com.apple.screenIsLocked"), Cause::SessionLocked),
        (
            ns_string!("com.apple.screensaver.didstart"),
            Cause::Screensaver,
        ),
    ];
    let center = NSDistributedNotificationCenter::defaultCenter();
    for (name, cause) in causes {
        let listener = Listener::new(on, cause);
        // Otherwise a notice could wait until the program is in front.
        let at_once = NSNotificationSuspensionBehavior::DeliverImmediately;
        // SAFETY: the listener has this method.
        unsafe {
            center.addObserver_selector_name_object_suspensionBehavior(
                &listener,
                sel!(hear:),
                Some(name),
                None,
                at_once,
            );
        }
        keep(listener);
    }
}

/// The centres do not keep their observers alive, and these live as long as the program.
fn keep(listener: Retained<Listener>) {
    mem::forget(listener);
}

define_class!(
    // SAFETY: the superclass asks nothing of its subclasses, and this one has no destructor.
    #[unsafe(super(NSObject))]
    #[ivars = (On, Cause)]
    struct Listener;

    impl Listener {
        #[unsafe(method(hear:))]
        fn hear(&self, _: &NSNotification) {
            let (on, cause) = self.ivars();
            on(*cause);
        }
    }
);

impl Listener {
    fn new(on: &On, cause: Cause) -> Retained<Self> {
        let this = Self::alloc().set_ivars((On::clone(on), cause));
        // SAFETY: the superclass's own initialiser.
        unsafe { msg_send![super(this), init] }
    }
}

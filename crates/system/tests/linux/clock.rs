//! Whether something keeps the clock right.

use crate::buses::{self, Bus};
use crate::listener::Listener;

#[test]
fn the_system_tells_whether_its_clock_is_kept_right() {
    if !buses::are_there() {
        return;
    }
    for (right, told) in [(true, "Some(true)"), (false, "Some(false)")] {
        let (bus, system) = Bus::running();
        let _timedated = system.timedated(&bus, right);
        let listener = Listener::start(&bus, &Bus::absent(), &[]);
        assert_eq!(listener.synchronised, told);
    }
}

#[test]
fn without_a_system_that_tells_nothing_is_claimed() {
    if !buses::are_there() {
        return;
    }
    let (bus, _system) = Bus::running();
    for bus in [bus, Bus::absent()] {
        let listener = Listener::start(&bus, &Bus::absent(), &[]);
        assert_eq!(listener.synchronised, "None");
    }
}

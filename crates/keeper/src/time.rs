//! Who knows what time it is.

use std::io;

use keyrack_app::{TimeAuthority, TimeServers};

/// The system, which says whether it keeps its clock right, and time servers on the internet.
pub struct SystemAndServers;

impl TimeAuthority for SystemAndServers {
    fn synchronised(&self) -> Option<bool> {
        keyrack_system::clock_is_synchronised()
    }

    fn ask(&self) -> io::Result<u64> {
        TimeServers.ask()
    }
}

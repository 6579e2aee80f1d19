//! What belongs to this computer and its user: clock, randomness, disk, and a folder that is never on a share.

pub mod control_socket;

pub(crate) mod settings;
pub(crate) mod state;

mod boot;
#[cfg(not(target_os = "linux"))]
mod elsewhere;
#[cfg(target_os = "linux")]
mod linux;

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use directories::ProjectDirs;
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};
use keyrack_vault::disk::{Disk, OsDisk};

use rsntp::SntpClient;

use crate::access::keyring::{self, Keyring};

#[cfg(not(target_os = "linux"))]
use elsewhere as os;
#[cfg(target_os = "linux")]
use linux as os;

pub use boot::Boot;
pub use settings::{Backups, Settings, Theme};

/// The surroundings that the use cases work in.
#[derive(Clone)]
pub struct Computer {
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Knows whether that time is right.
    pub time: Arc<dyn TimeAuthority>,
    /// Holds the files.
    pub disk: Arc<dyn Disk>,
    /// Holds a half of the PIN.
    pub keyring: Arc<dyn Keyring>,
    /// The folder for what belongs to this computer and user.
    pub home: PathBuf,
    /// The vault that is opened unless another is named.
    pub default_vault: PathBuf,
}

/// What people call this computer, or else the system does.
pub(crate) fn name() -> String {
    let names = ["HOSTNAME", "COMPUTERNAME"]
        .iter()
        .filter_map(|it| env::var(it).ok());
    let mut names = names.filter(|it| !it.is_empty());
    names.next().unwrap_or_else(os::name)
}

/// Knows what time it is, apart from this computer's own clock.
pub trait TimeAuthority: Send + Sync {
    /// Whether the system keeps its clock by a time server; none where it does not say.
    fn synchronised(&self) -> Option<bool> {
        None
    }

    /// Asks a time server once, and waits for some seconds at the most: milliseconds since 1970.
    ///
    /// # Errors
    /// When none answers.
    fn ask(&self) -> io::Result<u64>;
}

/// Tells the time. Passed in, so that tests need no waiting.
pub trait Clock: Send + Sync {
    /// Milliseconds since 1970, by the wall clock, which people and programs may set.
    fn now(&self) -> u64;
    /// How long the computer has been on, which nobody sets.
    fn boot(&self) -> Boot;
    /// How many milliseconds the computer has been on and awake. The same as with sleep, where that cannot be told.
    fn awake(&self) -> u64 {
        self.boot().elapsed
    }
    /// What the clock on the wall shows at a moment, in milliseconds since 1970. A clock that does not know where it hangs
    /// goes by UTC.
    fn local(&self, at: u64) -> DateTime {
        local(at, TimeZone::UTC)
    }
    /// The date by the calendar on the wall.
    fn today(&self) -> Date {
        self.local(self.now()).date()
    }
}

/// The computer's clocks.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsClock;

impl Clock for OsClock {
    fn now(&self) -> u64 {
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |age| age.as_millis() as u64)
    }

    fn boot(&self) -> Boot {
        os::boot()
    }

    fn awake(&self) -> u64 {
        os::awake()
    }

    fn local(&self, at: u64) -> DateTime {
        local(at, TimeZone::system())
    }
}

/// Time servers on the internet, by SNTP (RFC 5905).
#[derive(Debug, Clone, Copy, Default)]
pub struct TimeServers;

impl TimeServers {
    /// Asked one after the other: a national institute of metrology, and a large network.
    const NAMES: [&str; 2] = ["ptbtime1.ptb.de", "time.cloudflare.com"];
    /// How long each is waited for.
    const PATIENCE: Duration = Duration::from_secs(3);
}

impl TimeAuthority for TimeServers {
    fn ask(&self) -> io::Result<u64> {
        let mut client = SntpClient::new();
        client.set_timeout(Self::PATIENCE);
        let answer = Self::NAMES
            .iter()
            .find_map(|name| client.synchronize(name).ok())
            .ok_or(io::ErrorKind::TimedOut)?;
        let at = answer.datetime().unix_timestamp();
        let at = at.map_err(|_| io::ErrorKind::InvalidData)?;
        u64::try_from(at.as_millis()).map_err(io::Error::other)
    }
}

/// The day of a moment in milliseconds since 1970, by the calendar on the wall.
pub(crate) fn day(milliseconds: u64) -> Date {
    local(milliseconds, TimeZone::system()).date()
}

fn local(milliseconds: u64, zone: TimeZone) -> DateTime {
    let at = i64::try_from(milliseconds).map(Timestamp::from_millisecond);
    let at = at.ok().and_then(std::result::Result::ok);
    at.unwrap_or(Timestamp::MAX).to_zoned(zone).datetime()
}

impl Computer {
    /// This computer. `KEYRACK_HOME` replaces its folder, and then holds the default vault as well; `KEYRACK_VAULT`
    /// names another default vault, `KEYRACK_KEYRING` the keyring. `None` where the user has no home folder and neither is given.
    #[must_use]
    pub fn here() -> Option<Self> {
        let named = |name| {
            std::env::var_os(name)
                .filter(|value| !value.is_empty())
                .map(PathBuf::from)
        };
        let (home, vault) = match (
            named("KEYRACK_HOME"),
            ProjectDirs::from("app", "", "keyrack"),
        ) {
            (Some(home), _) => (home.clone(), home.join("vault")),
            (None, Some(folders)) => of_system(&folders),
            (None, None) => return None,
        };
        let default_vault = named("KEYRACK_VAULT").unwrap_or(vault);
        Some(Self {
            clock: Arc::new(OsClock),
            time: Arc::new(TimeServers),
            disk: Arc::new(OsDisk),
            keyring: keyring::here(),
            home,
            default_vault,
        })
    }

    /// Reads a file of at most `limit` bytes that a person chose. It may be a link, which files of ours may not.
    ///
    /// # Errors
    /// As [`Disk::read`].
    pub fn read_chosen(&self, path: &Path, limit: usize) -> io::Result<Vec<u8>> {
        let behind = fs::canonicalize(path);
        self.disk.read(behind.as_deref().unwrap_or(path), limit)
    }
}

/// The folder for what belongs to this computer and user, and the default vault. Neither is ever in a profile that
/// Windows copies from computer to computer as people sign in and out: the last one to leave would win.
fn of_system(folders: &ProjectDirs) -> (PathBuf, PathBuf) {
    let local = folders.data_local_dir();
    let home = folders.state_dir().unwrap_or(local);
    (home.to_owned(), local.join("vault"))
}

impl std::fmt::Debug for Computer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Computer")
            .field("home", &self.home)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
#[cfg(windows)]
mod tests {
    use super::*;

    #[test]
    fn nothing_lies_in_the_roaming_profile_by_default() {
        let folders = ProjectDirs::from("app", "", "keyrack").unwrap();
        let (home, vault) = of_system(&folders);
        for folder in [home, vault] {
            let local = std::env::var_os("LOCALAPPDATA").unwrap();
            assert!(folder.starts_with(local), "{}", folder.display());
        }
    }
}

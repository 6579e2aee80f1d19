//! Real servers, each a process of its own on a free port of this computer, with a folder of its own. They end when they
//! are dropped.

mod apache;
mod moto;
mod nginx;
mod rclone;
mod samba;

use std::fmt;
use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};
use tempfile::TempDir;

use crate::{Credentials, Store, StoreError, open};

/// A server that runs, with an empty store on it.
pub struct Server {
    /// The address of the store.
    pub address: String,
    /// What it lets in.
    pub credentials: Option<Credentials>,
    /// Where the files of the store lie, if they lie anywhere.
    pub files: Option<PathBuf>,
    // In the order in which they have to end.
    _processes: Vec<Process>,
    _folder: TempDir,
}

/// Why a server cannot be had here. A test that needs it prints this after `SKIPPED`.
#[derive(Debug)]
pub struct Missing(String);

impl fmt::Display for Missing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Server {
    /// Apache's `mod_dav`, for the user `anna` with the password `secret`.
    ///
    /// # Errors
    /// [`Missing`].
    pub fn apache() -> Result<Self, Missing> {
        apache::start(false)
    }

    /// As [`Server::apache`], behind TLS. Its certificate is trusted by who takes [`Server::certificate`] for an authority.
    ///
    /// # Errors
    /// [`Missing`].
    pub fn apache_with_tls() -> Result<Self, Missing> {
        apache::start(true)
    }

    /// nginx with `libnginx-mod-http-dav-ext`, for the same user.
    ///
    /// # Errors
    /// [`Missing`].
    pub fn nginx() -> Result<Self, Missing> {
        nginx::start()
    }

    /// `rclone serve webdav`, for the same user.
    ///
    /// # Errors
    /// [`Missing`].
    pub fn rclone() -> Result<Self, Missing> {
        rclone::start()
    }

    /// moto's server of S3, which checks signatures.
    ///
    /// # Errors
    /// [`Missing`].
    pub fn moto() -> Result<Self, Missing> {
        moto::start()
    }

    /// A share of Samba, mounted.
    ///
    /// # Errors
    /// [`Missing`].
    pub fn samba() -> Result<Self, Missing> {
        samba::start()
    }

    /// The store on it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn store(&self) -> Result<Box<dyn Store>, StoreError> {
        open(&self.address, self.credentials.as_ref())
    }

    /// The file with the certificate of [`Server::apache_with_tls`].
    #[must_use]
    pub fn certificate(&self) -> PathBuf {
        self._folder.path().join("certificate.pem")
    }
}

const USER: &str = "anna";
const PASSWORD: &str = "secret";
/// A line of a file of passwords for this user, which Apache and nginx read: the hash is SHA-1.
const PASSWORD_LINE: &str = "anna:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n";

fn credentials() -> Option<Credentials> {
    Credentials::parse(&format!("user = {USER}\npassword = {PASSWORD}")).ok()
}

/// Whoever starts a server as root has it run as `nobody`.
fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// A folder of a server's own, and one in it for the files of the store; both can be entered by `nobody`.
fn folders() -> Result<(TempDir, PathBuf), Missing> {
    let folder = tempfile::tempdir().map_err(missing)?;
    let files = folder.path().join("files");
    fs::create_dir(&files).map_err(missing)?;
    for folder in [folder.path(), &files] {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o777)).map_err(missing)?;
    }
    Ok((folder, files))
}

fn write(path: &Path, text: &str) -> Result<(), Missing> {
    fs::write(path, text).map_err(missing)
}

fn missing(error: impl fmt::Display) -> Missing {
    Missing(error.to_string())
}

/// A port that was free a moment ago.
fn free_port() -> Result<u16, Missing> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(missing)?;
    Ok(listener.local_addr().map_err(missing)?.port())
}

/// A program that ends with this value.
struct Process(Child);

impl Process {
    /// Starts a program whose words go to `log`.
    fn start(command: &mut Command, log: &Path) -> Result<Self, Missing> {
        let name = command.get_program().to_string_lossy().into_owned();
        let log = fs::File::create(log).map_err(missing)?;
        let errors = log.try_clone().map_err(missing)?;
        // Samba ends its whole group with itself.
        command.process_group(0);
        let child = command
            .stdin(Stdio::null())
            .stdout(log)
            .stderr(errors)
            .spawn();
        let child = child.map_err(|error| Missing(format!("{name} cannot be started: {error}")))?;
        Ok(Self(child))
    }

    /// Starts a program and waits until it answers at a port.
    fn serve(command: &mut Command, port: u16, log: &Path) -> Result<Self, Missing> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        Self::start(command, log)?.once(log, || TcpStream::connect(address).is_ok())
    }

    /// Waits until the program has done what it was started for.
    fn once(mut self, log: &Path, is_ready: impl Fn() -> bool) -> Result<Self, Missing> {
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            if is_ready() {
                return Ok(self);
            }
            if self.0.try_wait().map_err(missing)?.is_some() {
                break;
            }
            thread::sleep(Duration::from_millis(20));
        }
        let said = fs::read_to_string(log).unwrap_or_default();
        Err(Missing(format!("a server does not start: {said}")))
    }
}

const PATIENCE: Duration = Duration::from_secs(60);

impl Drop for Process {
    /// Asks it to end, for servers have children of their own, and waits a little for it.
    fn drop(&mut self) {
        if let Some(pid) = i32::try_from(self.0.id()).ok().and_then(Pid::from_raw) {
            let _ = kill_process_group(pid, Signal::TERM);
        }
        for _ in 0..200 {
            if !matches!(self.0.try_wait(), Ok(None)) {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The answer to a request, for what a store cannot ask.
fn http(port: u16, request: &str) -> Result<String, Missing> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).map_err(missing)?;
    stream.write_all(request.as_bytes()).map_err(missing)?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).map_err(missing)?;
    Ok(answer)
}

//! Samba, with its share mounted by rclone, for few kernels that tests run on can mount one themselves. Both want root.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;

use super::{Missing, Process, Server, folders, free_port, is_root, missing, write};

pub fn start() -> Result<Server, Missing> {
    if !is_root() || !Path::new("/dev/fuse").exists() {
        return Err(Missing(
            "a share can be mounted by root only, and with FUSE".to_owned(),
        ));
    }
    let (folder, files) = folders()?;
    let port = free_port()?;
    let path = folder.path();
    let configuration = path.join("smb.conf");
    let at = path.display();
    write(
        &configuration,
        &format!(
            "[global]\nsmb ports = {port}\ninterfaces = 127.0.0.1/8\nbind interfaces only = yes\nmap to guest = Bad User\n\
             private dir = {at}\nlock directory = {at}\nstate directory = {at}\ncache directory = {at}\n\
             pid directory = {at}\nncalrpc dir = {at}/ncalrpc\nlog file = {at}/smbd.log\nload printers = no\ndisable spoolss = yes\n\
             [office]\npath = {}\nread only = no\nguest ok = yes\nguest only = yes\nforce user = nobody\n\
             create mask = 0777\nforce create mode = 0666\ndirectory mask = 0777\nforce directory mode = 0777\n",
            files.display()
        ),
    )?;
    let mut command = Command::new("smbd");
    command
        .args(["--foreground", "--no-process-group"])
        .arg("--configfile")
        .arg(&configuration);
    let server = Process::serve(&mut command, port, &path.join("log"))?;
    let mount = path.join("mount");
    fs::create_dir(&mount).map_err(missing)?;
    let device = || fs::metadata(&mount).map(|there| there.dev()).ok();
    let before = device();
    let mut command = Command::new("rclone");
    command.arg("--config").arg(path.join("rclone.conf"));
    command
        .arg("mount")
        .arg(format!(":smb,host=127.0.0.1,port={port},user=guest:office"))
        .arg(&mount);
    // Nothing is kept for later: what was said to be there is there.
    command.args([
        "--vfs-cache-mode",
        "off",
        "--dir-cache-time",
        "0s",
        "--attr-timeout",
        "0s",
    ]);
    let log = path.join("mount.log");
    let mounted = Process::start(&mut command, &log)?.once(&log, || device() != before)?;
    Ok(Server {
        address: format!("file://{}", mount.display()),
        credentials: None,
        files: Some(files),
        _processes: vec![mounted, server],
        _folder: folder,
    })
}

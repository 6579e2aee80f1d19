//! `rclone serve webdav`.

use std::process::Command;

use super::{Missing, PASSWORD, Process, Server, USER, credentials, folders, free_port};

pub fn start() -> Result<Server, Missing> {
    let (folder, files) = folders()?;
    let port = free_port()?;
    let mut command = Command::new("rclone");
    command
        .arg("--config")
        .arg(folder.path().join("rclone.conf"));
    command.args(["serve", "webdav"]).arg(&files);
    command.args([
        "--addr",
        &format!("127.0.0.1:{port}"),
        "--user",
        USER,
        "--pass",
        PASSWORD,
    ]);
    let process = Process::serve(&mut command, port, &folder.path().join("log"))?;
    Ok(Server {
        address: format!("http://127.0.0.1:{port}/"),
        credentials: credentials(),
        files: Some(files),
        _processes: vec![process],
        _folder: folder,
    })
}

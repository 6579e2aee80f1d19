//! Apache with `mod_dav`: Debian's `apache2-bin`.

use std::path::Path;
use std::process::Command;

use super::{
    Missing, PASSWORD_LINE, Process, Server, credentials, folders, free_port, is_root, write,
};

pub fn start(is_encrypted: bool) -> Result<Server, Missing> {
    let (folder, files) = folders()?;
    let port = free_port()?;
    let path = folder.path();
    write(&path.join("users"), PASSWORD_LINE)?;
    let modules = Path::new("/usr/lib/apache2/modules");
    let mut text = String::new();
    let mut names = vec![
        "mpm_event",
        "authz_core",
        "authz_user",
        "authn_core",
        "authn_file",
        "auth_basic",
        "dav",
        "dav_fs",
    ];
    if is_encrypted {
        make_certificate(path)?;
        names.extend(["socache_shmcb", "ssl"]);
    }
    for name in names {
        let file = modules.join(format!("mod_{name}.so"));
        text.push_str(&format!("LoadModule {name}_module {}\n", file.display()));
    }
    if is_root() {
        text.push_str("User nobody\nGroup nogroup\n");
    }
    if is_encrypted {
        let at = path.display();
        text.push_str(&format!(
            "SSLEngine on\nSSLCertificateFile {at}/certificate.pem\nSSLCertificateKeyFile {at}/key.pem\n"
        ));
    }
    text.push_str(&configuration(path, &files, port));
    let file = path.join("apache.conf");
    write(&file, &text)?;
    let mut command = Command::new("apache2");
    command.arg("-f").arg(&file).arg("-DFOREGROUND");
    let process = Process::serve(&mut command, port, &path.join("log"))?;
    let address = if is_encrypted {
        format!("https://localhost:{port}/")
    } else {
        format!("http://127.0.0.1:{port}/")
    };
    Ok(Server {
        address,
        credentials: credentials(),
        files: Some(files),
        _processes: vec![process],
        _folder: folder,
    })
}

fn configuration(path: &Path, files: &Path, port: u16) -> String {
    let (path, files) = (path.display(), files.display());
    format!(
        "ServerRoot {path}\nServerName localhost\nListen 127.0.0.1:{port}\nPidFile {path}/pid\nErrorLog {path}/errors\n\
         DavLockDB {path}/files/.locks\nDocumentRoot {files}\n\
         <Directory {files}>\nDav On\nAuthType Basic\nAuthName store\nAuthUserFile {path}/users\nRequire valid-user\n\
         </Directory>\n"
    )
}

fn make_certificate(path: &Path) -> Result<(), Missing> {
    let mut command = Command::new("openssl");
    command.args([
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-days",
        "2",
    ]);
    command.args([
        "-subj",
        "/CN=localhost",
        "-addext",
        "subjectAltName=DNS:localhost",
    ]);
    command.args(["-addext", "basicConstraints=critical,CA:FALSE"]);
    command.arg("-keyout").arg(path.join("key.pem"));
    command.arg("-out").arg(path.join("certificate.pem"));
    match command.output() {
        Ok(made) if made.status.success() => Ok(()),
        Ok(made) => Err(Missing(format!(
            "openssl: {}",
            String::from_utf8_lossy(&made.stderr)
        ))),
        Err(error) => Err(Missing(format!("openssl: {error}"))),
    }
}

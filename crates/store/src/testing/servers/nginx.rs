//! nginx with the methods that its own module for WebDAV lacks: Debian's `nginx-light` and `libnginx-mod-http-dav-ext`.

use std::path::Path;
use std::process::Command;

use super::{
    Missing, PASSWORD_LINE, Process, Server, credentials, folders, free_port, is_root, write,
};

pub fn start() -> Result<Server, Missing> {
    let module = Path::new("/usr/lib/nginx/modules/ngx_http_dav_ext_module.so");
    if !module.exists() {
        return Err(Missing("nginx's module dav_ext is missing".to_owned()));
    }
    let (folder, files) = folders()?;
    let port = free_port()?;
    let path = folder.path();
    write(&path.join("users"), PASSWORD_LINE)?;
    let user = if is_root() {
        "user nobody nogroup;"
    } else {
        ""
    };
    let (at, root, module) = (path.display(), files.display(), module.display());
    let text = format!(
        "load_module {module};\n{user}\ndaemon off;\npid {at}/pid;\nerror_log {at}/errors;\nevents {{}}\n\
         http {{\naccess_log off;\nclient_body_temp_path {at}/body;\nproxy_temp_path {at}/proxy;\n\
         fastcgi_temp_path {at}/fastcgi;\nuwsgi_temp_path {at}/uwsgi;\nscgi_temp_path {at}/scgi;\n\
         client_max_body_size 64m;\nserver {{\nlisten 127.0.0.1:{port};\nroot {root};\nlocation / {{\n\
         dav_methods PUT DELETE MKCOL;\ndav_ext_methods PROPFIND OPTIONS;\n\
         auth_basic store;\nauth_basic_user_file {at}/users;\n}}\n}}\n}}\n"
    );
    let file = path.join("nginx.conf");
    write(&file, &text)?;
    let mut command = Command::new("nginx");
    command
        .arg("-e")
        .arg(path.join("errors"))
        .arg("-c")
        .arg(&file);
    let process = Process::serve(&mut command, port, &path.join("log"))?;
    Ok(Server {
        address: format!("http://127.0.0.1:{port}/"),
        credentials: credentials(),
        files: Some(files),
        _processes: vec![process],
        _folder: folder,
    })
}

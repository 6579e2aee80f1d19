//! moto's server, which `scripts/prepare.sh test` installs beside the other Python libraries. It is told to check who
//! asks, and that the signatures are right.

use std::path::Path;
use std::process::Command;

use super::{Missing, Process, Server, folders, free_port, http};
use crate::Credentials;

const PROGRAM: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../tests/e2e/foreign/venv/bin/moto_server"
);
const BUCKET: &str = "office-files";
/// What is asked before a key is needed: a user, a key, a right, a bucket.
const FIRST: &str = "4";
const RIGHT: &str = "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C\
     %22Action%22%3A%22s3%3A*%22%2C%22Resource%22%3A%22*%22%7D%5D%7D";

pub fn start() -> Result<Server, Missing> {
    if !Path::new(PROGRAM).exists() {
        return Err(Missing(
            "moto's server is missing (scripts/prepare.sh test)".to_owned(),
        ));
    }
    let (folder, _) = folders()?;
    let port = free_port()?;
    let mut command = Command::new(PROGRAM);
    command.args(["-H", "127.0.0.1", "-p", &port.to_string()]);
    command
        .env("INITIAL_NO_AUTH_ACTION_COUNT", FIRST)
        .current_dir(folder.path());
    let process = Process::serve(&mut command, port, &folder.path().join("log"))?;
    let credentials = Some(prepare(port)?);
    Ok(Server {
        address: format!(
            "s3://{BUCKET}/offices/one?endpoint=http://127.0.0.1:{port}&region=us-east-1"
        ),
        credentials,
        files: None,
        _processes: vec![process],
        _folder: folder,
    })
}

/// Makes a user who may do everything with S3, and the bucket.
fn prepare(port: u16) -> Result<Credentials, Missing> {
    iam(port, "CreateUser", "")?;
    let key = iam(port, "CreateAccessKey", "")?;
    iam(
        port,
        "PutUserPolicy",
        &format!("&PolicyName=all&PolicyDocument={RIGHT}"),
    )?;
    let request = format!(
        "PUT /{BUCKET} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
    );
    let made = http(port, &request)?;
    let part = |name: &str| {
        let rest = key.split_once(&format!("<{name}>"))?.1;
        Some(rest.split_once('<')?.0)
    };
    let pair = part("AccessKeyId").zip(part("SecretAccessKey"));
    let text = pair.map(|(key, secret)| format!("access_key = {key}\nsecret_key = {secret}"));
    let credentials = text.and_then(|text| Credentials::parse(&text).ok());
    credentials
        .filter(|_| made.starts_with("HTTP/1.1 200"))
        .ok_or(Missing(format!("moto answers {key} {made}")))
}

fn iam(port: u16, action: &str, more: &str) -> Result<String, Missing> {
    let body = format!("Action={action}&Version=2010-05-08&UserName=anna{more}");
    let request = format!(
        "POST / HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         authorization: AWS4-HMAC-SHA256 Credential=first/20200101/us-east-1/iam/aws4_request, SignedHeaders=host, \
         Signature=none\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    http(port, &request)
}

//! Where an office lives, as a person says it.

use keyrack_app::{ErrorCode, StorePlace};
use serde::Deserialize;
use url::Url;
use zeroize::Zeroizing;

use crate::controller::bad_value;
use crate::typed::Typed;
use crate::views::Failure;

/// The longest name or password, in bytes.
const MAX: usize = 1_000;

/// Where an office lives, as a person says it.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "in", rename_all = "snake_case", deny_unknown_fields)]
pub enum StoreWish {
    /// A folder that all computers of the office see: a share, or one that a program keeps in step.
    Folder {
        /// Where it is.
        path: String,
    },
    /// A WebDAV server, such as Nextcloud.
    Web {
        /// `https://…`.
        address: String,
        /// The name to sign in with; may be empty.
        user: String,
        /// The password; may be empty.
        #[cfg_attr(test, ts(type = "string"))]
        password: Typed,
    },
    /// A bucket of an S3 service.
    S3 {
        /// The service, as `https://…`; empty for Amazon's.
        endpoint: String,
        /// The region; may be empty.
        region: String,
        /// The bucket, and a folder in it after a slash.
        bucket: String,
        /// The access key's id.
        key: String,
        /// The access key's secret.
        #[cfg_attr(test, ts(type = "string"))]
        secret: Typed,
    },
}

impl StoreWish {
    /// The place that is meant. Nothing is asked of it.
    ///
    /// # Errors
    /// `store_address` where it cannot be the place of an office; `bad_value` where a name or password is none.
    pub(super) fn place(&self) -> Result<StorePlace, Failure> {
        let (address, credentials) = match self {
            Self::Folder { path } => (folder(path)?, None),
            Self::Web {
                address,
                user,
                password,
            } => (
                web(address)?,
                pair(["user", "password"], [user, &password.0])?,
            ),
            Self::S3 {
                endpoint,
                region,
                bucket,
                key,
                secret,
            } => (
                s3(endpoint, region, bucket)?,
                pair(["access_key", "secret_key"], [key, &secret.0])?,
            ),
        };
        let place = StorePlace {
            address,
            credentials,
        };
        place.check()?;
        Ok(place)
    }
}

/// Also where it is written as an address, as an invitation has it.
fn folder(path: &str) -> Result<String, Failure> {
    let path = path.trim();
    if path.starts_with("file:") {
        return Ok(path.to_owned());
    }
    // What is not absolute means another folder in each program.
    let url = Url::from_file_path(path).map_err(|()| no_address())?;
    Ok(url.into())
}

fn web(address: &str) -> Result<String, Failure> {
    let url = Url::parse(address.trim()).map_err(|_| no_address())?;
    match url.scheme() {
        "https" | "http" => Ok(url.into()),
        _ => Err(no_address()),
    }
}

/// Also where the bucket is written as an address, as an invitation has it.
fn s3(endpoint: &str, region: &str, bucket: &str) -> Result<String, Failure> {
    let (endpoint, region, bucket) = (endpoint.trim(), region.trim(), bucket.trim());
    if bucket.starts_with("s3:") {
        return Ok(bucket.to_owned());
    }
    let (name, prefix) = bucket.split_once('/').unwrap_or((bucket, ""));
    let mut url = Url::parse("s3://bucket").map_err(|_| no_address())?;
    url.set_host(Some(name)).map_err(|_| no_address())?;
    // Of a name with a port or a password in it, only a part was taken.
    if url.host_str() != Some(name) {
        return Err(no_address());
    }
    let folders = prefix.split('/').filter(|it| !it.is_empty());
    url.path_segments_mut()
        .map_err(|()| no_address())?
        .extend(folders);
    for (name, value) in [("endpoint", endpoint), ("region", region)] {
        if !value.is_empty() {
            url.query_pairs_mut().append_pair(name, value);
        }
    }
    Ok(url.into())
}

/// A name and what proves it, as a file of credentials has them; none where both are empty. Spaces around them count
/// nowhere, and come from copying.
fn pair(lines: [&'static str; 2], values: [&str; 2]) -> Result<Option<Zeroizing<String>>, Failure> {
    let values = values.map(str::trim);
    if values.iter().all(|it| it.is_empty()) {
        return Ok(None);
    }
    let room = values.iter().map(|it| it.len() + 16).sum();
    let mut text = Zeroizing::new(String::with_capacity(room));
    for (line, value) in lines.into_iter().zip(values) {
        // Another line would be another name or password.
        if value.is_empty() || value.len() > MAX || value.chars().any(char::is_control) {
            return Err(bad_value(line));
        }
        text.extend([line, " = ", value, "\n"]);
    }
    Ok(Some(text))
}

fn no_address() -> Failure {
    Failure::new(ErrorCode::StoreAddress)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(path: &str) -> Result<StorePlace, Failure> {
        let path = path.to_owned();
        StoreWish::Folder { path }.place()
    }

    fn web(address: &str, user: &str, password: &str) -> Result<StorePlace, Failure> {
        let wish = StoreWish::Web {
            address: address.to_owned(),
            user: user.to_owned(),
            password: password.to_owned().into(),
        };
        wish.place()
    }

    fn s3(endpoint: &str, region: &str, bucket: &str) -> Result<StorePlace, Failure> {
        let wish = StoreWish::S3 {
            endpoint: endpoint.to_owned(),
            region: region.to_owned(),
            bucket: bucket.to_owned(),
            key: "AKIA".to_owned(),
            secret: "s/3+cret".to_owned().into(),
        };
        wish.place()
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_keeps_its_name_whatever_is_in_it() {
        for (path, address) in [
            ("/srv/office", "file:///srv/office"),
            (" /srv/közös mappa ", "file:///srv/k%C3%B6z%C3%B6s%20mappa"),
            ("/srv/a#b%20c?d", "file:///srv/a%23b%2520c%3Fd"),
            ("file:///srv/office%20a", "file:///srv/office%20a"),
        ] {
            let place = folder(path).unwrap();
            assert_eq!(place.address, address, "{path}");
            assert!(place.credentials.is_none());
        }
        for wrong in ["", "office", "./office", "C:\\office", "file:///a?b"] {
            let failure = folder(wrong).unwrap_err();
            assert_eq!(failure.code, ErrorCode::StoreAddress.into(), "{wrong}");
        }
    }

    #[cfg(windows)]
    #[test]
    fn a_folder_keeps_its_name_whatever_is_in_it() {
        for (path, address) in [
            (
                "C:\\közös mappa#1",
                "file:///C:/k%C3%B6z%C3%B6s%20mappa%231",
            ),
            ("\\\\server\\share\\a b", "file://server/share/a%20b"),
            ("file://server/share/office", "file://server/share/office"),
        ] {
            assert_eq!(folder(path).unwrap().address, address, "{path}");
        }
        for wrong in ["", "office", "C:office", "\\office"] {
            assert!(folder(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_server_is_reached_with_encryption_and_its_password_is_not_in_the_address() {
        let place = web(" https://cloud.example.org/dav ", " anna ", "a=b #c").unwrap();
        assert_eq!(place.address, "https://cloud.example.org/dav");
        let credentials = place.credentials.unwrap();
        assert_eq!(credentials.as_str(), "user = anna\npassword = a=b #c\n");
        assert!(web("http://127.0.0.1:8080/dav", "", "").is_ok());
        assert!(
            web("https://cloud.example.org/dav", "", "")
                .unwrap()
                .credentials
                .is_none()
        );
        for wrong in [
            "",
            "cloud.example.org/dav",
            "http://cloud.example.org/dav",
            "https://anna:x@cloud.example.org/dav",
            "ftp://cloud.example.org/dav",
            "file:///srv/office",
            "s3://bucket",
        ] {
            let failure = web(wrong, "", "").unwrap_err();
            assert_eq!(failure.code, ErrorCode::StoreAddress.into(), "{wrong}");
        }
    }

    #[test]
    fn a_name_that_would_be_another_line_is_refused() {
        for (user, password) in [
            ("anna\npassword = x", "y"),
            ("anna", "x\ruser = y"),
            ("anna", ""),
            ("", "x"),
            ("anna", &"x".repeat(MAX + 1)),
        ] {
            let failure = web("https://cloud.example.org/dav", user, password).unwrap_err();
            assert_eq!(failure.code, ErrorCode::BadValue.into());
        }
    }

    #[test]
    fn a_bucket_becomes_an_address_with_its_service() {
        for ([endpoint, region, bucket], address) in [
            (["", "eu-1", "office"], "s3://office?region=eu-1"),
            (
                ["https://s3.example.org:9000", "", "office/a b/c"],
                "s3://office/a%20b/c?endpoint=https%3A%2F%2Fs3.example.org%3A9000",
            ),
            (
                ["", "", "s3://office/a?region=eu-1"],
                "s3://office/a?region=eu-1",
            ),
        ] {
            let place = s3(endpoint, region, bucket).unwrap();
            assert_eq!(place.address, address);
            assert_eq!(
                place.credentials.unwrap().as_str(),
                "access_key = AKIA\nsecret_key = s/3+cret\n"
            );
        }
        for [endpoint, region, bucket] in [
            ["", "", ""],
            ["", "", "key:secret@office"],
            ["http://s3.example.org", "", "office"],
            ["", "a/b", "office"],
            ["", "", "Office_1"],
        ] {
            let failure = s3(endpoint, region, bucket).unwrap_err();
            assert_eq!(failure.code, ErrorCode::StoreAddress.into(), "{bucket}");
        }
    }
}

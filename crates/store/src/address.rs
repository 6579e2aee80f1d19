//! Where a store is, as a person writes it down.

use std::path::PathBuf;
use std::time::Duration;

use percent_encoding::percent_decode_str;
use url::Url;

use crate::credentials::CredentialsKind;
use crate::{
    Bounded, Bucket, Credentials, FsStore, Limits, S3Store, Store, StoreError, WebDavStore,
};

/// Where a store is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// A folder: `file:///srv/office`, on Windows `file:///C:/office` or `file://server/share/office`.
    Folder(PathBuf),
    /// A folder on a WebDAV server: `https://cloud.example.org/dav/office`. Without encryption on this computer only.
    WebDav(Url),
    /// A part of a bucket: `s3://bucket/prefix?endpoint=https://s3.example.org&region=eu-central-1`. Without an endpoint it is
    /// Amazon's of the region, without a region `us-east-1`.
    S3(Bucket),
}

/// How long a folder may take for one request: a share that is gone, and a file that only its name is there of, take for
/// ever.
const FOLDER_LIMIT: Duration = Duration::from_secs(30);

/// The store at an address. Nothing is asked of it yet.
///
/// # Errors
/// [`StoreError::BadAddress`]; [`StoreError::Refused`] where the credentials are of another kind than the store needs.
pub fn open(
    address: &str,
    credentials: Option<&Credentials>,
) -> Result<Box<dyn Store>, StoreError> {
    let limits = Limits::default();
    let pair = |kind| match credentials {
        None => Ok(None),
        Some(given) if given.kind == kind => Ok(Some((given.name.as_str(), given.secret.as_str()))),
        Some(_) => Err(StoreError::Refused),
    };
    Ok(match Address::parse(address)? {
        Address::Folder(root) => Box::new(Bounded::new(FsStore::new(root), FOLDER_LIMIT)),
        Address::WebDav(root) => {
            let user = pair(CredentialsKind::Password)?;
            Box::new(WebDavStore::new(&root, user, limits)?)
        }
        Address::S3(bucket) => {
            let (key, secret) = pair(CredentialsKind::Key)?.ok_or(StoreError::Refused)?;
            Box::new(S3Store::new(bucket, key, secret, limits)?)
        }
    })
}

impl Address {
    /// Reads an address of at most 1,000 bytes.
    ///
    /// # Errors
    /// [`StoreError::BadAddress`] also where it holds a password, or goes over a network without encryption.
    pub fn parse(text: &str) -> Result<Self, StoreError> {
        if text.len() > 1000 {
            return Err(StoreError::BadAddress);
        }
        let url = Url::parse(text).map_err(|_| StoreError::BadAddress)?;
        let has_password = !url.username().is_empty() || url.password().is_some();
        if has_password || url.fragment().is_some() {
            return Err(StoreError::BadAddress);
        }
        match url.scheme() {
            "file" if url.query().is_none() => {
                let path = url.to_file_path().map_err(|()| StoreError::BadAddress)?;
                let is_text = path.to_str().is_some_and(|path| !path.contains('\0'));
                if is_text {
                    Ok(Self::Folder(path))
                } else {
                    Err(StoreError::BadAddress)
                }
            }
            "http" | "https" if url.query().is_none() => {
                crate::remote::check_server(&url)?;
                Ok(Self::WebDav(url))
            }
            "s3" => bucket(&url).map(Self::S3),
            _ => Err(StoreError::BadAddress),
        }
    }
}

fn bucket(url: &Url) -> Result<Bucket, StoreError> {
    let (mut endpoint, mut region) = (None, None);
    for (name, value) in url.query_pairs() {
        let place = match &*name {
            "endpoint" => &mut endpoint,
            "region" => &mut region,
            _ => return Err(StoreError::BadAddress),
        };
        if place.replace(value.into_owned()).is_some() {
            return Err(StoreError::BadAddress);
        }
    }
    let region = region.unwrap_or_else(|| "us-east-1".to_owned());
    let endpoint = endpoint.unwrap_or_else(|| format!("https://s3.{region}.amazonaws.com"));
    let endpoint = Url::parse(&endpoint).map_err(|_| StoreError::BadAddress)?;
    let name = url
        .host_str()
        .filter(|_| url.port().is_none())
        .ok_or(StoreError::BadAddress)?
        .to_owned();
    let path = percent_decode_str(url.path().trim_matches('/')).decode_utf8();
    let path = path.map_err(|_| StoreError::BadAddress)?;
    let prefix = if path.is_empty() {
        String::new()
    } else {
        format!("{path}/")
    };
    let bucket = Bucket {
        endpoint,
        region,
        name,
        prefix,
    };
    bucket.check()?;
    Ok(bucket)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn s3(address: &str) -> Bucket {
        match Address::parse(address) {
            Ok(Address::S3(bucket)) => bucket,
            other => panic!("{other:?}"),
        }
    }

    #[cfg(unix)]
    #[test]
    fn folders_are_decoded() {
        let folder = |path: &str| Ok(Address::Folder(path.into()));
        assert_eq!(
            Address::parse("file:///srv/k%C3%B6z%C3%B6s%20mappa"),
            folder("/srv/közös mappa")
        );
        assert_eq!(
            Address::parse("file://localhost/srv/office"),
            folder("/srv/office")
        );
    }

    #[cfg(windows)]
    #[test]
    fn folders_are_decoded() {
        let folder = |path: &str| Ok(Address::Folder(path.into()));
        assert_eq!(
            Address::parse("file:///C:/k%C3%B6z%C3%B6s%20mappa"),
            folder("C:\\közös mappa")
        );
        assert_eq!(
            Address::parse("file://server/share/office"),
            folder("\\\\server\\share\\office")
        );
    }

    #[test]
    fn servers_are_told_apart() {
        assert!(matches!(
            Address::parse("https://cloud.example.org/dav"),
            Ok(Address::WebDav(_))
        ));
        assert!(matches!(
            Address::parse("http://127.0.0.1:8080/dav"),
            Ok(Address::WebDav(_))
        ));
        assert!(matches!(
            Address::parse("http://[::1]/dav"),
            Ok(Address::WebDav(_))
        ));
        let bucket = s3("s3://my-bucket/a/b%20c/?endpoint=https://s3.example.org:9000&region=eu-1");
        assert_eq!(bucket.endpoint.as_str(), "https://s3.example.org:9000/");
        assert_eq!(
            (
                bucket.name.as_str(),
                bucket.prefix.as_str(),
                bucket.region.as_str()
            ),
            ("my-bucket", "a/b c/", "eu-1")
        );
        let bucket = s3("s3://my-bucket?region=eu-central-1");
        assert_eq!(
            bucket.endpoint.as_str(),
            "https://s3.eu-central-1.amazonaws.com/"
        );
        assert_eq!(bucket.prefix, "");
    }

    #[test]
    fn what_is_unsafe_or_unknown_is_no_address() {
        let long = format!("https://example.org/{}", "a".repeat(1000));
        for address in [
            "",
            "/srv/office",
            "office",
            "file:///srv/a?b",
            "file:///srv/a%00b",
            "file:///srv/a#b",
            "http://example.org/dav",
            "http://127.0.0.1.example.org/dav",
            "https://anna:secret@example.org/dav",
            "https://anna@example.org/dav",
            "https://example.org/dav?x=1",
            "ftp://example.org/",
            "s3://",
            "s3:///a",
            "s3://my-bucket/a?endpoint=http://example.org",
            "s3://my-bucket/a?endpoint=https://example.org/path",
            "s3://my-bucket/a?region=a/b",
            "s3://my-bucket/a?region=a&region=b",
            "s3://my-bucket/a?key=x",
            "s3://my-bucket:80/a",
            "s3://My_Bucket/a",
            "s3://my-bucket/a//b",
            "s3://my-bucket/a%2f..%2fb",
            "s3://key:secret@my-bucket/a",
            "data:text/plain,x",
            &long,
        ] {
            assert_eq!(
                Address::parse(address),
                Err(StoreError::BadAddress),
                "{address}"
            );
        }
    }

    #[test]
    fn credentials_of_another_kind_are_refused() {
        let user = Credentials::parse("user = a\npassword = b").unwrap();
        let key = Credentials::parse("access_key = a\nsecret_key = b").unwrap();
        let error =
            |address: &str, credentials| open(address, credentials).map(|_| ()).unwrap_err();
        assert_eq!(
            error("https://example.org/", Some(&key)),
            StoreError::Refused
        );
        assert_eq!(error("s3://my-bucket/", Some(&user)), StoreError::Refused);
        assert_eq!(error("s3://my-bucket/", None), StoreError::Refused);
        assert!(open("https://example.org/", Some(&user)).is_ok());
        assert!(open("https://example.org/", None).is_ok());
        assert!(open("s3://my-bucket/", Some(&key)).is_ok());
    }
}

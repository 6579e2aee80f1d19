//! S3, as Amazon and many others speak it. Four requests of it: ListObjectsV2, GetObject, PutObject, DeleteObject.
//! Objects are addressed by path, which every server understands.

mod listing;
mod signature;

use std::time::Duration;

use jiff::Timestamp;
use url::Url;
use zeroize::Zeroizing;

use super::http::{Answer, Client, Limits, Request, refusal};
use super::probe;
use crate::{Created, Listed, MAX_LISTED, Probe, Store, StoreError, name};

/// A part of a bucket.
pub struct S3Store {
    client: Client,
    bucket: Bucket,
    key: String,
    secret: Zeroizing<String>,
}

/// Where a store is in S3.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bucket {
    /// The server: its address without a path.
    pub endpoint: Url,
    /// The region that signatures name.
    pub region: String,
    /// The bucket.
    pub name: String,
    /// What all keys begin with: empty, or with a slash at the end.
    pub prefix: String,
}

/// How far off a clock may be before it is the reason of a refusal. Amazon takes fifteen minutes.
const SKEW: Duration = Duration::from_secs(5 * 60);

/// What is asked of a server.
struct Ask<'a> {
    method: &'a str,
    /// The path below the prefix; empty for the bucket.
    path: &'a str,
    query: &'a [(&'a str, &'a str)],
    body: &'a [u8],
    max: usize,
}

impl<'a> Ask<'a> {
    fn new(method: &'a str, path: &'a str, max: usize) -> Self {
        Self {
            method,
            path,
            query: &[],
            body: &[],
            max,
        }
    }
}

impl Bucket {
    /// # Errors
    /// [`StoreError::BadAddress`].
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        super::check_server(&self.endpoint)?;
        let is_name = |text: &str| {
            let is_plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-');
            (3..=63).contains(&text.len()) && text.bytes().all(is_plain)
        };
        let is_part =
            |part: &str| !matches!(part, "" | "." | "..") && !part.chars().any(char::is_control);
        let prefix = self.prefix.strip_suffix('/');
        let is_prefix =
            self.prefix.is_empty() || prefix.is_some_and(|prefix| prefix.split('/').all(is_part));
        let is_server = self.endpoint.path() == "/" && self.endpoint.query().is_none();
        if is_name(&self.name) && is_name(&self.region) && is_prefix && is_server {
            Ok(())
        } else {
            Err(StoreError::BadAddress)
        }
    }
}

/// The longest page of a listing that is read. A page has 1,000 keys of at most 1,024 bytes.
const MAX_PAGE: usize = 8 << 20;
/// How many pages are read, whatever they hold.
const MAX_PAGES: usize = 2 * MAX_LISTED / 1000;
const MAX_ANSWER: usize = 64 << 10;

impl S3Store {
    /// The store in `bucket`, which is there already, for who has the key.
    ///
    /// # Errors
    /// [`StoreError::BadAddress`] where the endpoint or the bucket is none.
    pub fn new(
        bucket: Bucket,
        key: &str,
        secret: &str,
        limits: Limits,
    ) -> Result<Self, StoreError> {
        bucket.check()?;
        let is_key =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_key(key) || !is_key(secret) {
            return Err(StoreError::Refused);
        }
        let client = Client::new(limits, super::is_loopback(&bucket.endpoint))?;
        let (key, secret) = (key.to_owned(), Zeroizing::new(secret.to_owned()));
        Ok(Self {
            client,
            bucket,
            key,
            secret,
        })
    }

    /// Asks once more by the server's clock where it refuses and ours is off, for it takes no signature of another time.
    fn send(&self, ask: &Ask<'_>) -> Result<Answer, StoreError> {
        let now = Timestamp::now();
        let answer = self.send_at(now, ask)?;
        if answer.status == 403
            && let Some(theirs) = answer.date
            && now.duration_since(theirs).unsigned_abs() > SKEW
        {
            return self.send_at(theirs, ask);
        }
        Ok(answer)
    }

    fn send_at(&self, time: Timestamp, ask: &Ask<'_>) -> Result<Answer, StoreError> {
        let Bucket {
            endpoint,
            region,
            name,
            prefix,
        } = &self.bucket;
        let path = match ask.path {
            "" => format!("/{name}"),
            path => format!(
                "/{name}/{}",
                signature::encoded(&format!("{prefix}{path}"), true)
            ),
        };
        let host = endpoint[url::Position::BeforeHost..url::Position::AfterPort].to_owned();
        let query = signature::query(ask.query);
        let signed = signature::Signed {
            method: ask.method,
            host: &host,
            path: &path,
            query: &query,
            body: ask.body,
            region,
            time,
        };
        let headers = signed.headers(&self.key, &self.secret);
        let mark = if query.is_empty() { "" } else { "?" };
        let url = format!("{}://{host}{path}{mark}{query}", endpoint.scheme());
        let request = Request {
            method: ask.method,
            url: &url,
            headers: &headers,
            body: ask.body,
            max: ask.max,
        };
        self.client.send(&request)
    }

    /// A page of the listing of what begins with `prefix`.
    fn page(&self, prefix: &str, token: Option<&str>) -> Result<listing::Page, StoreError> {
        let mut query = vec![
            ("list-type", "2"),
            ("delimiter", "/"),
            ("max-keys", "1000"),
            ("prefix", prefix),
        ];
        query.extend(token.map(|token| ("continuation-token", token)));
        let ask = Ask {
            query: &query,
            ..Ask::new("GET", "", MAX_PAGE)
        };
        let answer = self.send(&ask)?;
        match answer.status {
            200 if !answer.is_page => listing::page(&answer.body, prefix),
            200..=299 => Err(StoreError::Broken),
            // There is no such bucket.
            404 | 410 => Err(StoreError::Unreachable),
            status => Err(refusal(status)),
        }
    }

    fn write_refusal(&self, status: u16) -> StoreError {
        match status {
            403 | 405 => match self.page(&self.bucket.prefix, None) {
                Ok(_) => StoreError::ReadOnly,
                Err(error) => error,
            },
            404 | 410 => StoreError::Unreachable,
            status => refusal(status),
        }
    }
}

impl Store for S3Store {
    fn list(&self, folder: &str) -> Result<Vec<Listed>, StoreError> {
        name::check_folder(folder)?;
        let slash = if folder.is_empty() { "" } else { "/" };
        let prefix = format!("{}{folder}{slash}", self.bucket.prefix);
        let mut files = Vec::new();
        let mut token: Option<String> = None;
        for _ in 0..MAX_PAGES {
            let page = self.page(&prefix, token.as_deref())?;
            files.extend(page.files);
            if page.next.is_none() || files.len() >= MAX_LISTED {
                files.truncate(MAX_LISTED);
                return Ok(files);
            }
            if page.next == token {
                return Err(StoreError::Broken);
            }
            token = page.next;
        }
        Err(StoreError::Broken)
    }

    fn read(&self, path: &str, max: usize) -> Result<Vec<u8>, StoreError> {
        name::split(path)?;
        let answer = self.send(&Ask::new("GET", path, max))?;
        match answer.status {
            200 if !answer.is_page => Ok(answer.body),
            200..=299 => Err(StoreError::Broken),
            status => Err(refusal(status)),
        }
    }

    /// Replaces what is there: servers disagree on how to be asked not to, and some do as if they listened.
    fn create(&self, path: &str, bytes: &[u8]) -> Result<Created, StoreError> {
        name::split(path)?;
        let ask = Ask {
            body: bytes,
            ..Ask::new("PUT", path, MAX_ANSWER)
        };
        let answer = self.send(&ask)?;
        match answer.status {
            200 | 201 if !answer.is_page => Ok(Created::Created),
            200..=299 => Err(StoreError::Broken),
            status => Err(self.write_refusal(status)),
        }
    }

    fn delete(&self, path: &str) -> Result<(), StoreError> {
        name::split(path)?;
        let answer = self.send(&Ask::new("DELETE", path, MAX_ANSWER))?;
        match answer.status {
            404 | 410 => Ok(()),
            200 | 204 if !answer.is_page => Ok(()),
            200..=299 => Err(StoreError::Broken),
            status => Err(self.write_refusal(status)),
        }
    }

    fn probe(&self) -> Result<Probe, StoreError> {
        probe::probe(self)
    }

    fn take_clock_lead(&self) -> Option<i64> {
        self.client.take_clock_lead()
    }
}

//! WebDAV (RFC 4918), as web servers and Nextcloud speak it. Five methods of it: PROPFIND, GET, PUT, MKCOL, DELETE.

mod listing;

use std::collections::BTreeSet;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use parking_lot::Mutex;
use url::Url;
use zeroize::Zeroizing;

use super::http::{Answer, Client, Limits, Request, refusal};
use super::probe;
use crate::{Created, Listed, Probe, Store, StoreError, name};

/// A folder on a WebDAV server.
pub struct WebDavStore {
    client: Client,
    /// The address of the folder, with a slash at its end.
    root: String,
    authorization: Option<Zeroizing<String>>,
    /// The folders that are known to be there.
    made: Mutex<BTreeSet<String>>,
}

/// The longest listing that is read: of more than 60,000 files.
const MAX_LISTING: usize = 32 << 20;
/// What is read of an answer that does not matter.
const MAX_ANSWER: usize = 64 << 10;

const PROPERTIES: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\
     <propfind xmlns=\"DAV:\"><prop><resourcetype/><getcontentlength/></prop></propfind>";

impl WebDavStore {
    /// The store in the folder at `root`, which is there already, for the user with that password.
    ///
    /// # Errors
    /// [`StoreError::BadAddress`] where `root` is no address of a folder, or would carry the password in the clear.
    pub fn new(root: &Url, user: Option<(&str, &str)>, limits: Limits) -> Result<Self, StoreError> {
        super::check_server(root)?;
        if root.query().is_some() || root.fragment().is_some() {
            return Err(StoreError::BadAddress);
        }
        let client = Client::new(limits, super::is_loopback(root))?;
        let authorization = user.map(|(name, password)| {
            let pair = Zeroizing::new(format!("{name}:{password}"));
            Zeroizing::new(format!("Basic {}", BASE64_STANDARD.encode(pair.as_bytes())))
        });
        let root = format!("{}/", root.as_str().trim_end_matches('/'));
        Ok(Self {
            client,
            root,
            authorization,
            made: Mutex::default(),
        })
    }

    fn send(
        &self,
        method: &str,
        path: &str,
        more: &[(&'static str, &str)],
        body: &[u8],
        max: usize,
    ) -> Result<Answer, StoreError> {
        let mut headers: Vec<_> = more
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()))
            .collect();
        if let Some(authorization) = &self.authorization {
            headers.push(("authorization", authorization.to_string()));
        }
        let url = format!("{}{path}", self.root);
        let request = Request {
            method,
            url: &url,
            headers: &headers,
            body,
            max,
        };
        self.client.send(&request)
    }

    fn properties(&self, folder: &str, depth: &str) -> Result<Answer, StoreError> {
        let path = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        let headers = [("depth", depth), ("content-type", "application/xml")];
        self.send(
            "PROPFIND",
            &path,
            &headers,
            PROPERTIES.as_bytes(),
            MAX_LISTING,
        )
    }

    /// Whether the store itself is there.
    fn check_root(&self) -> Result<(), StoreError> {
        match self.properties("", "0")?.status {
            207 => Ok(()),
            404 | 410 => Err(StoreError::Unreachable),
            200..=299 => Err(StoreError::Broken),
            status => Err(refusal(status)),
        }
    }

    fn put(&self, path: &str, bytes: &[u8], is_careful: bool) -> Result<Answer, StoreError> {
        let kind = ("content-type", "application/octet-stream");
        // Some servers replace nothing when they are asked so. Others do not listen.
        let careful = ("if-none-match", "*");
        let headers: &[_] = if is_careful {
            &[kind, careful]
        } else {
            &[kind]
        };
        self.send("PUT", path, headers, bytes, MAX_ANSWER)
    }

    /// Makes a folder, once: for a file without one, servers answer what they also answer when they are broken.
    fn make_folder(&self, folder: &str) -> Result<(), StoreError> {
        if folder.is_empty() || self.made.lock().contains(folder) {
            return Ok(());
        }
        let mut path = String::new();
        for part in name::parts(folder) {
            path.push_str(part);
            // nginx makes none without the slash.
            path.push('/');
            let answer = self.send("MKCOL", &path, &[], &[], MAX_ANSWER)?;
            match answer.status {
                // 405: it is there, or nothing can be made here. The PUT that follows will tell.
                201 | 405 => {}
                200..=299 if !answer.is_page => {}
                status => return Err(self.write_refusal(status)),
            }
        }
        self.made.lock().insert(folder.to_owned());
        Ok(())
    }

    fn put_new(&self, path: &str, bytes: &[u8]) -> Result<Created, StoreError> {
        let mut answer = self.put(path, bytes, true)?;
        if answer.status == 412 {
            // Servers have said so of files that are not there.
            if self.send("HEAD", path, &[], &[], MAX_ANSWER)?.status == 200 {
                return Ok(Created::Exists);
            }
            answer = self.put(path, bytes, false)?;
        }
        match answer.status {
            // With these two, servers send a page of their own.
            201 | 204 => Ok(Created::Created),
            200 if !answer.is_page => Ok(Created::Created),
            status => Err(self.write_refusal(status)),
        }
    }

    /// Why a server took nothing: whoever may read but not write is told so.
    fn write_refusal(&self, status: u16) -> StoreError {
        match status {
            403 | 405 => match self.check_root() {
                Ok(()) => StoreError::ReadOnly,
                Err(error) => error,
            },
            404 | 409 | 410 => StoreError::Unreachable,
            200..=299 => StoreError::Broken,
            status => refusal(status),
        }
    }
}

impl Store for WebDavStore {
    fn list(&self, folder: &str) -> Result<Vec<Listed>, StoreError> {
        name::check_folder(folder)?;
        let answer = self.properties(folder, "1")?;
        match answer.status {
            207 => listing::files(&answer.body),
            404 | 410 => self.check_root().map(|()| Vec::new()),
            200..=299 => Err(StoreError::Broken),
            status => Err(refusal(status)),
        }
    }

    fn read(&self, path: &str, max: usize) -> Result<Vec<u8>, StoreError> {
        name::split(path)?;
        let answer = self.send("GET", path, &[], &[], max)?;
        match answer.status {
            200 if !answer.is_page => Ok(answer.body),
            200..=299 => Err(StoreError::Broken),
            status => Err(refusal(status)),
        }
    }

    fn create(&self, path: &str, bytes: &[u8]) -> Result<Created, StoreError> {
        let (folder, _) = name::split(path)?;
        self.make_folder(folder)?;
        let created = self.put_new(path, bytes);
        if created.is_err() {
            // It may be gone meanwhile.
            self.made.lock().remove(folder);
        }
        created
    }

    fn delete(&self, path: &str) -> Result<(), StoreError> {
        name::split(path)?;
        let answer = self.send("DELETE", path, &[], &[], MAX_ANSWER)?;
        match answer.status {
            204 | 404 | 410 => Ok(()),
            200 | 202 if !answer.is_page => Ok(()),
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

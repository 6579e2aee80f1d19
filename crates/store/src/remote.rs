//! Stores on servers. The few requests of each protocol are made here, so that everything that a server answers meets
//! limits of size and of time, and none of it is believed.

mod http;
mod probe;
mod s3;
mod webdav;
mod xml;

pub use http::Limits;
pub use s3::{Bucket, S3Store};
pub use webdav::WebDavStore;

use url::{Host, Url};

use crate::StoreError;

/// Whether requests may go there: encrypted, or not over a network at all; and without a password in the address, where
/// programs show it.
pub(crate) fn check_server(address: &Url) -> Result<(), StoreError> {
    let is_safe = address.scheme() == "https" || address.scheme() == "http" && is_loopback(address);
    let has_password = !address.username().is_empty() || address.password().is_some();
    if is_safe && !has_password && address.has_host() {
        Ok(())
    } else {
        Err(StoreError::BadAddress)
    }
}

fn is_loopback(address: &Url) -> bool {
    match address.host() {
        Some(Host::Ipv4(host)) => host.is_loopback(),
        Some(Host::Ipv6(host)) => host.is_loopback(),
        Some(Host::Domain(host)) => host == "localhost",
        None => false,
    }
}

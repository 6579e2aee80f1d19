//! Requests over HTTP: bounded in size and time, tried again where that may help, and never led elsewhere.

use std::io::{self, Read};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use ureq::http::{self, HeaderMap, Method, Response};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body, RequestExt};

use crate::{StoreError, clock::ClockLead};

/// How long a request may take, and how often it is tried.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Until the server is reached.
    pub connect: Duration,
    /// For the whole of a request, besides what its bytes take.
    pub request: Duration,
    /// What a line is taken to carry at least, in bytes a second.
    pub rate: u32,
    /// How often a request is made that the server may answer better a moment later.
    pub tries: u32,
    /// How long to wait before the second try; before each further one, twice as long.
    pub pause: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            request: Duration::from_secs(30),
            rate: 64 * 1024,
            tries: 3,
            pause: Duration::from_millis(500),
        }
    }
}

/// What makes the requests.
pub struct Client {
    agent: Agent,
    limits: Limits,
    clock: ClockLead,
}

/// A request.
pub struct Request<'a> {
    pub method: &'a str,
    pub url: &'a str,
    pub headers: &'a [(&'static str, String)],
    pub body: &'a [u8],
    /// The most bytes that an answer may have.
    pub max: usize,
}

/// What a server answered, if it is not one that another try may better.
pub struct Answer {
    pub status: u16,
    /// Whether it is a page to be looked at, as of a login or of a network that wants to be paid.
    pub is_page: bool,
    /// What time it was at the server.
    pub date: Option<Timestamp>,
    /// Empty where the status is none of success.
    pub body: Vec<u8>,
}

impl Client {
    /// # Errors
    /// [`StoreError::Broken`] where the certificates that this computer trusts cannot be had.
    pub fn new(limits: Limits, is_loopback: bool) -> Result<Self, StoreError> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(provider)
            .build();
        let mut config = Agent::config_builder()
            .tls_config(tls)
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            // Where a server sends us to may not learn the password.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_response_header_size(64 * 1024)
            .timeout_connect(Some(limits.connect))
            .user_agent("Keyrack");
        if is_loopback {
            config = config.proxy(None);
        }
        let agent = config.build().new_agent();
        let clock = ClockLead::default();
        Ok(Self {
            agent,
            limits,
            clock,
        })
    }

    /// By how many milliseconds the clock here is ahead of the server's, where it told since this was asked last.
    pub fn take_clock_lead(&self) -> Option<i64> {
        self.clock.take()
    }

    /// Makes a request. Of an answer over the limit the rest is left where it is.
    ///
    /// # Errors
    /// [`StoreError::TimedOut`]; [`StoreError::TooLarge`]; [`StoreError::Broken`] where the answer is no HTTP; else
    /// [`StoreError::Unreachable`], after a few tries.
    pub fn send(&self, request: &Request<'_>) -> Result<Answer, StoreError> {
        let mut pause = self.limits.pause;
        for _ in 1..self.limits.tries {
            match self.send_once(request) {
                Err(StoreError::Unreachable) => {}
                answer => return answer,
            }
            thread::sleep(pause);
            pause *= 2;
        }
        self.send_once(request)
    }

    fn send_once(&self, request: &Request<'_>) -> Result<Answer, StoreError> {
        let method =
            Method::from_bytes(request.method.as_bytes()).map_err(|_| StoreError::Broken)?;
        let mut builder = http::Request::builder().method(method).uri(request.url);
        for (name, value) in request.headers {
            builder = builder.header(*name, value);
        }
        let built = builder
            .body(request.body)
            .map_err(|_| StoreError::BadAddress)?;
        let response = built
            .with_agent(&self.agent)
            .configure()
            .timeout_global(Some(self.time(request)))
            .run()
            .map_err(|error| meaning(&error))?;
        self.answer(response, request.max)
    }

    fn time(&self, request: &Request<'_>) -> Duration {
        let bytes = request.body.len().saturating_add(request.max) as u64;
        let seconds = bytes / u64::from(self.limits.rate.max(1));
        self.limits
            .request
            .saturating_add(Duration::from_secs(seconds))
    }

    fn answer(&self, response: Response<Body>, max: usize) -> Result<Answer, StoreError> {
        let (parts, body) = response.into_parts();
        let date = date(&parts.headers);
        if let Some(date) = date {
            self.clock.note(date.into());
        }
        let status = parts.status.as_u16();
        if matches!(status, 408 | 423 | 429 | 500 | 502..=504) {
            return Err(StoreError::Unreachable);
        }
        let is_page = is_page(&parts.headers);
        if !parts.status.is_success() {
            let body = Vec::new();
            return Ok(Answer {
                status,
                is_page,
                date,
                body,
            });
        }
        if body
            .content_length()
            .is_some_and(|length| length > max as u64)
        {
            return Err(StoreError::TooLarge);
        }
        let mut bytes = Vec::new();
        let read = body
            .into_reader()
            .take(max as u64 + 1)
            .read_to_end(&mut bytes);
        read.map_err(|error| read_meaning(&error))?;
        if bytes.len() > max {
            return Err(StoreError::TooLarge);
        }
        let body = bytes;
        let is_page = is_page && !body.is_empty();
        Ok(Answer {
            status,
            is_page,
            date,
            body,
        })
    }
}

/// What a status means that is none of success.
pub fn refusal(status: u16) -> StoreError {
    match status {
        401 | 403 | 407 => StoreError::Refused,
        404 | 410 => StoreError::NotFound,
        413 | 507 => StoreError::Full,
        _ => StoreError::Broken,
    }
}

fn meaning(error: &ureq::Error) -> StoreError {
    use ureq::Error;
    match error {
        Error::Timeout(_) => StoreError::TimedOut,
        Error::Io(error) => read_meaning(error),
        Error::Http(_) | Error::BadUri(_) => StoreError::BadAddress,
        Error::Protocol(_) | Error::Tls(_) | Error::Rustls(_) => StoreError::Broken,
        Error::LargeResponseHeader(..) => StoreError::Broken,
        _ => StoreError::Unreachable,
    }
}

fn read_meaning(error: &io::Error) -> StoreError {
    let inside = error.get_ref();
    if let Some(error) = inside.and_then(|inside| inside.downcast_ref::<ureq::Error>()) {
        return meaning(error);
    }
    if inside.is_some_and(|inside| inside.is::<rustls::Error>()) {
        return StoreError::Broken;
    }
    match error.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => StoreError::TimedOut,
        _ => StoreError::Unreachable,
    }
}

fn is_page(headers: &HeaderMap) -> bool {
    let kind = headers.get(http::header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.to_ascii_lowercase().starts_with("text/html")
}

/// When the server answered. An answer that something on the way had kept tells of another time.
fn date(headers: &HeaderMap) -> Option<Timestamp> {
    if headers.contains_key(http::header::AGE) {
        return None;
    }
    let date = headers.get(http::header::DATE)?.to_str().ok()?;
    let date = jiff::fmt::rfc2822::parse(date).ok()?;
    Some(date.timestamp())
}

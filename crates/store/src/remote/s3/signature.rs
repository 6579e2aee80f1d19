//! Amazon's signatures, version 4 (AWS General Reference, "Signature Version 4"), over the whole of a request.

use std::fmt::Write;

use hmac::{Hmac, Mac};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// A request that is to be signed. Path and query are encoded already.
pub struct Signed<'a> {
    pub method: &'a str,
    pub host: &'a str,
    pub path: &'a str,
    pub query: &'a str,
    pub body: &'a [u8],
    pub region: &'a str,
    pub time: Timestamp,
}

impl Signed<'_> {
    /// The headers that carry the signature.
    pub fn headers(&self, key: &str, secret: &str) -> Vec<(&'static str, String)> {
        let time = self.time.strftime("%Y%m%dT%H%M%SZ").to_string();
        let day = self.time.strftime("%Y%m%d").to_string();
        let content = hex(&Sha256::digest(self.body));
        let scope = format!("{day}/{}/s3/aws4_request", self.region);
        let request = format!(
            "{}\n{}\n{}\nhost:{}\nx-amz-content-sha256:{content}\nx-amz-date:{time}\n\n{HEADERS}\n{content}",
            self.method, self.path, self.query, self.host
        );
        let request = hex(&Sha256::digest(request.as_bytes()));
        let text = format!("AWS4-HMAC-SHA256\n{time}\n{scope}\n{request}");
        let mut signing = mac(format!("AWS4{secret}").as_bytes(), day.as_bytes());
        for part in [self.region, "s3", "aws4_request"] {
            signing = mac(&signing, part.as_bytes());
        }
        let signature = hex(&mac(&signing, text.as_bytes()));
        let authorization = format!(
            "AWS4-HMAC-SHA256 Credential={key}/{scope},SignedHeaders={HEADERS},Signature={signature}"
        );
        vec![
            ("x-amz-content-sha256", content),
            ("x-amz-date", time),
            ("authorization", authorization),
        ]
    }
}

const HEADERS: &str = "host;x-amz-content-sha256;x-amz-date";

/// A query in the order that signatures want.
pub fn query(pairs: &[(&str, &str)]) -> String {
    let encode = |(name, value): &(&str, &str)| {
        format!("{}={}", encoded(name, false), encoded(value, false))
    };
    let mut pairs: Vec<_> = pairs.iter().map(encode).collect();
    pairs.sort();
    pairs.join("&")
}

/// Everything but letters, digits and `-._~` as `%` and its value; of a path, slashes stay.
pub fn encoded(text: &str, is_path: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || is_path && byte == b'/' {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

fn mac(key: &[u8], text: &[u8]) -> [u8; 32] {
    // HMAC takes keys of every length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        return [0; 32];
    };
    mac.update(text);
    mac.finalize().into_bytes().into()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From "Authenticating Requests (AWS Signature Version 4)" in Amazon's S3 API reference.
    const KEY: &str = "AKIAIOSFODNN7EXAMPLE";
    const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    #[test]
    fn listings_are_signed_as_amazon_says() {
        let query = query(&[("prefix", "J"), ("max-keys", "2")]);
        assert_eq!(query, "max-keys=2&prefix=J");
        let signed = Signed {
            method: "GET",
            host: "examplebucket.s3.amazonaws.com",
            path: "/",
            query: &query,
            body: &[],
            region: "us-east-1",
            time: "2013-05-24T00:00:00Z".parse().unwrap(),
        };
        let headers = signed.headers(KEY, SECRET);
        let expected = "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7";
        assert!(
            headers[2].1.ends_with(&format!("Signature={expected}")),
            "{}",
            headers[2].1
        );
        assert_eq!(headers[1].1, "20130524T000000Z");
    }

    #[test]
    fn what_is_special_is_encoded_as_amazon_says() {
        assert_eq!(encoded("a/b c+é~", true), "a/b%20c%2B%C3%A9~");
        assert_eq!(encoded("a/b", false), "a%2Fb");
    }
}

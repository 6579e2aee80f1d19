//! Servers that answer what they should not.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use keyrack_store::{
    Bounded, Bucket, Counted, Created, Limits, S3Store, Store, StoreError, WebDavStore,
};
use url::Url;

/// A server that answers each request as it is told to.
struct Fake {
    address: Url,
    requests: Arc<Mutex<Vec<String>>>,
}

/// What is left of a connection, and how many requests there were before.
type Answering = dyn Fn(&str, usize, &mut TcpStream) + Send + Sync;

impl Fake {
    fn new(answer: impl Fn(&str, usize, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap())
            .parse()
            .unwrap();
        let requests: Arc<Mutex<Vec<String>>> = Arc::default();
        let noted = requests.clone();
        let answer: Arc<Answering> = Arc::new(answer);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (answer, noted) = (answer.clone(), noted.clone());
                thread::spawn(move || serve(stream.unwrap(), &*answer, &noted));
            }
        });
        Self { address, requests }
    }

    /// One that always answers the same.
    fn always(answer: impl Into<String>) -> Self {
        let answer = answer.into();
        Self::new(move |_, _, stream| drop(stream.write_all(answer.as_bytes())))
    }

    /// One that answers with each status in turn, and with the last one for ever.
    fn statuses(statuses: &'static [u16]) -> Self {
        Self::new(move |_, before, stream| {
            let status = statuses[before.min(statuses.len() - 1)];
            drop(stream.write_all(plain(status, "").as_bytes()));
        })
    }

    fn webdav(&self) -> WebDavStore {
        WebDavStore::new(&self.address, Some(("anna", "secret")), quick()).unwrap()
    }

    fn s3(&self) -> S3Store {
        let bucket = Bucket {
            endpoint: self.address.clone(),
            region: "us-east-1".to_owned(),
            name: "bucket".to_owned(),
            prefix: "office/".to_owned(),
        };
        S3Store::new(bucket, "key", "secret", quick()).unwrap()
    }

    fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

/// No pauses; as long as it takes.
fn quick() -> Limits {
    Limits {
        pause: Duration::ZERO,
        ..Limits::default()
    }
}

fn serve(mut stream: TcpStream, answer: &Answering, noted: &Mutex<Vec<String>>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or_default() == 0 {
            return;
        }
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        if line == "\r\n" {
            break;
        }
        head.push_str(&line);
    }
    let mut body = vec![0; length];
    if reader.read_exact(&mut body).is_err() {
        return;
    }
    let before = {
        let mut noted = noted.lock().unwrap();
        noted.push(head.clone());
        noted.len() - 1
    };
    answer(&head, before, &mut stream);
}

fn plain(status: u16, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status} X\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}")
}

fn page(status: u16) -> String {
    let body = "<html><body>Log in</body></html>";
    let length = body.len();
    format!(
        "HTTP/1.1 {status} X\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )
}

fn everything(store: &dyn Store) -> [Option<StoreError>; 5] {
    [
        store.list("heads").err(),
        store.read("heads/a.h", 100).err(),
        store.create("heads/a.h", b"x").err(),
        store.delete("heads/a.h").err(),
        store.probe().err(),
    ]
}

#[test]
fn a_page_to_log_in_is_no_answer_to_anything() {
    let fake = Fake::always(page(200));
    for store in [&fake.webdav() as &dyn Store, &fake.s3()] {
        assert_eq!(everything(store), [Some(StoreError::Broken); 5]);
    }
}

#[test]
fn nobody_is_led_to_another_server() {
    let other = Fake::always(plain(200, ""));
    let answer = format!(
        "HTTP/1.1 302 Found\r\nlocation: {}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
        other.address
    );
    let fake = Fake::always(answer);
    for store in [&fake.webdav() as &dyn Store, &fake.s3()] {
        assert_eq!(everything(store), [Some(StoreError::Broken); 5]);
    }
    assert!(other.requests().is_empty());
}

#[test]
fn what_is_no_http_or_no_listing_is_an_error() {
    for answer in [
        "",
        "SSH-2.0-OpenSSH_9\r\n",
        "HTTP/1.1 207 X\r\ncontent-length: 3\r\nconnection: close\r\n\r\n<a>",
        "\0\0\0",
    ] {
        let fake = Fake::always(answer);
        for store in [&fake.webdav() as &dyn Store, &fake.s3()] {
            assert!(everything(store).iter().all(Option::is_some), "{answer:?}");
        }
    }
}

#[test]
fn a_file_that_is_announced_over_the_limit_is_not_read() {
    let fake = Fake::always("HTTP/1.1 200 OK\r\ncontent-length: 101\r\n\r\n");
    assert_eq!(
        fake.webdav().read("heads/a.h", 100),
        Err(StoreError::TooLarge)
    );
    assert_eq!(fake.s3().read("heads/a.h", 100), Err(StoreError::TooLarge));
}

#[test]
fn a_file_without_an_end_is_read_up_to_the_limit() {
    let sent = Arc::new(AtomicUsize::new(0));
    let counter = sent.clone();
    let fake = Fake::new(move |_, _, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
        let chunk = [b"1000\r\n".as_slice(), &[0; 0x1000], b"\r\n"].concat();
        while stream.write_all(&chunk).is_ok() {
            counter.fetch_add(0x1000, Ordering::Relaxed);
        }
    });
    assert_eq!(
        fake.webdav().read("heads/a.h", 100_000),
        Err(StoreError::TooLarge)
    );
    // What the system keeps of a connection between the two comes on top.
    assert!(sent.load(Ordering::Relaxed) < 64 << 20);
}

#[test]
fn a_listing_without_an_end_is_read_up_to_a_limit() {
    let fake = Fake::new(|_, _, stream| {
        let _ = stream.write_all(b"HTTP/1.1 207 X\r\ntransfer-encoding: chunked\r\n\r\n");
        let chunk = [b"10000\r\n".as_slice(), &[b' '; 0x10000], b"\r\n"].concat();
        while stream.write_all(&chunk).is_ok() {}
    });
    assert_eq!(fake.webdav().list("heads"), Err(StoreError::TooLarge));
}

#[test]
fn a_file_that_ends_too_early_is_asked_for_again() {
    let fake = Fake::new(|_, before, stream| {
        let length = if before == 0 { 8 } else { 4 };
        let answer =
            format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\nconnection: close\r\n\r\nfour");
        let _ = stream.write_all(answer.as_bytes());
    });
    assert_eq!(fake.webdav().read("heads/a.h", 100).unwrap(), b"four");
    assert_eq!(fake.requests().len(), 2);
}

#[test]
fn a_server_that_says_nothing_or_stops_in_the_middle_is_given_up() {
    for said in [
        "",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\nfour",
    ] {
        let (hold, held) = std::sync::mpsc::channel::<()>();
        let held = Mutex::new(held);
        let fake = Fake::new(move |_, _, stream| {
            let _ = stream.write_all(said.as_bytes());
            let _ = held.lock().unwrap().recv();
        });
        let limits = Limits {
            request: Duration::from_millis(50),
            ..quick()
        };
        let store = WebDavStore::new(&fake.address, None, limits).unwrap();
        assert_eq!(
            store.read("heads/a.h", 100),
            Err(StoreError::TimedOut),
            "{said}"
        );
        assert!(fake.requests().len() <= 1, "it is not asked again");
        drop(hold);
    }
}

#[test]
fn a_server_that_is_busy_is_asked_again_a_few_times() {
    for status in [429, 500, 502, 503, 504] {
        let answers: &'static [u16] = Box::leak(Box::new([status, status, 204]));
        let fake = Fake::statuses(answers);
        assert_eq!(fake.webdav().delete("heads/a.h"), Ok(()), "{status}");
        let fake = Fake::statuses(&answers[..2]);
        assert_eq!(
            fake.s3().delete("heads/a.h"),
            Err(StoreError::Unreachable),
            "{status}"
        );
        assert_eq!(fake.requests().len(), 3, "{status}");
    }
}

#[test]
fn refusals_say_why() {
    for (status, error) in [
        (401, StoreError::Refused),
        (413, StoreError::Full),
        (507, StoreError::Full),
        (418, StoreError::Broken),
    ] {
        let fake = Fake::new(move |head, _, stream| {
            let answer = if head.starts_with("MKCOL") {
                plain(201, "")
            } else {
                plain(status, "")
            };
            let _ = stream.write_all(answer.as_bytes());
        });
        assert_eq!(
            fake.webdav().create("heads/a.h", b"x"),
            Err(error),
            "{status}"
        );
        assert_eq!(fake.s3().create("heads/a.h", b"x"), Err(error), "{status}");
    }
    let fake = Fake::statuses(&[404]);
    assert_eq!(
        fake.webdav().read("heads/a.h", 9),
        Err(StoreError::NotFound)
    );
    assert_eq!(fake.webdav().list("heads"), Err(StoreError::Unreachable));
    assert_eq!(fake.s3().list("heads"), Err(StoreError::Unreachable));
}

const EMPTY_FOLDER: &str = "<d:multistatus xmlns:d=\"DAV:\"/>";
const EMPTY_BUCKET: &str = "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";

#[test]
fn who_may_read_but_not_write_is_told_so() {
    let fake = Fake::new(|head, _, stream| {
        let answer = match head.split(' ').next() {
            Some("PROPFIND") => plain(207, EMPTY_FOLDER),
            Some("GET") => plain(200, EMPTY_BUCKET),
            _ => plain(403, ""),
        };
        let _ = stream.write_all(answer.as_bytes());
    });
    for store in [&fake.webdav() as &dyn Store, &fake.s3()] {
        assert_eq!(store.list("heads"), Ok(Vec::new()));
        assert_eq!(store.create("heads/a.h", b"x"), Err(StoreError::ReadOnly));
        assert_eq!(store.delete("heads/a.h"), Err(StoreError::ReadOnly));
        let probe = store.probe().unwrap();
        assert!(!probe.can_create && !probe.can_delete);
    }
}

#[test]
fn a_server_that_says_exists_of_what_is_not_there_gets_it_all_the_same() {
    let fake = Fake::new(|head, _, stream| {
        let answer = match head.split(' ').next() {
            Some("HEAD") => plain(404, ""),
            Some("PUT") if head.contains("if-none-match") => plain(412, ""),
            _ => plain(201, ""),
        };
        let _ = stream.write_all(answer.as_bytes());
    });
    assert_eq!(
        fake.webdav().create("heads/a.h", b"x"),
        Ok(Created::Created)
    );
    let fake = Fake::new(|head, _, stream| {
        let status = match head.split(' ').next() {
            Some("HEAD") => 200,
            Some("PUT") => 412,
            _ => 405,
        };
        let _ = stream.write_all(plain(status, "").as_bytes());
    });
    assert_eq!(fake.webdav().create("heads/a.h", b"x"), Ok(Created::Exists));
}

#[test]
fn a_clock_that_is_off_is_no_reason_to_be_refused() {
    let fake = Fake::new(|head, _, stream| {
        let date = "date: Fri, 01 Jan 2100 10:20:30 GMT";
        let answer = if head.contains("x-amz-date: 21000101T102030Z") {
            plain(200, EMPTY_BUCKET)
        } else {
            format!("HTTP/1.1 403 X\r\n{date}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
        };
        let _ = stream.write_all(answer.as_bytes());
    });
    assert_eq!(fake.s3().list("heads"), Ok(Vec::new()));
    assert_eq!(fake.requests().len(), 2);
}

#[test]
fn a_server_tells_its_time_with_any_answer_that_was_not_kept_on_the_way() {
    let at = |date: &str, more: &str| {
        format!(
            "HTTP/1.1 404 X\r\ndate: {date}\r\n{more}content-length: 0\r\nconnection: close\r\n\r\n"
        )
    };
    let early = "Thu, 01 Jan 1970 00:00:10 GMT";
    let fake = Fake::always(at("Fri, 01 Jan 2100 10:20:30 GMT", ""));
    let ahead = Fake::always(at(early, ""));
    for (fake, is_behind) in [(&fake, true), (&ahead, false)] {
        let stores: [Box<dyn Store>; 2] = [Box::new(fake.webdav()), Box::new(fake.s3())];
        for store in stores {
            let store = Counted::new(Bounded::new(store, Duration::from_secs(600)));
            assert_eq!(store.take_clock_lead(), None);
            store.read("heads/a.h", 9).unwrap_err();
            let lead = store.take_clock_lead().unwrap();
            assert_eq!(lead < -3_600_000, is_behind, "{lead}");
            assert_eq!(lead > 3_600_000, !is_behind, "{lead}");
            assert_eq!(store.take_clock_lead(), None, "it is told once");
        }
    }
    for answer in [at(early, "age: 7\r\n"), at("yesterday", ""), plain(404, "")] {
        let store = Fake::always(answer).webdav();
        store.read("heads/a.h", 9).unwrap_err();
        assert_eq!(store.take_clock_lead(), None);
    }
}

#[test]
fn listings_that_go_on_for_ever_come_to_an_end() {
    let more = |token: usize| {
        plain(
            200,
            &format!(
                "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>{token}</NextContinuationToken></ListBucketResult>"
            ),
        )
    };
    let fake = Fake::new(move |_, _, stream| drop(stream.write_all(more(0).as_bytes())));
    assert_eq!(fake.s3().list("heads"), Err(StoreError::Broken));
    assert_eq!(fake.requests().len(), 2);
    let fake = Fake::new(move |_, before, stream| drop(stream.write_all(more(before).as_bytes())));
    assert_eq!(fake.s3().list("heads"), Err(StoreError::Broken));
    assert!(fake.requests().len() <= 1000);
}

#[test]
fn headers_without_an_end_are_not_read() {
    let fake = Fake::new(|_, _, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n");
        while stream
            .write_all(
                b"x-more: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n",
            )
            .is_ok()
        {}
    });
    assert!(fake.webdav().read("heads/a.h", 100).is_err());
}

#[test]
fn a_hundred_thousand_names_are_listed() {
    let entries: String = (0..100_000)
        .map(|n| format!("<d:response><d:href>/heads/{n}.h</d:href><d:propstat><d:prop><d:resourcetype/><d:getcontentlength>1</d:getcontentlength></d:prop></d:propstat></d:response>"))
        .collect();
    let fake = Fake::always(plain(
        207,
        &format!("<d:multistatus xmlns:d=\"DAV:\">{entries}</d:multistatus>"),
    ));
    assert_eq!(fake.webdav().list("heads").unwrap().len(), 100_000);
}

#[test]
fn a_server_that_is_not_there_is_unreachable() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap())
        .parse()
        .unwrap();
    drop(listener);
    let store = WebDavStore::new(&address, None, quick()).unwrap();
    assert_eq!(everything(&store), [Some(StoreError::Unreachable); 5]);
}

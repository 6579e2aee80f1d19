//! A store on a server that hangs when a test wants it: as little of WebDAV as a store asks for.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Condvar, Mutex},
    thread,
};

/// The server. It lives as long as the test.
pub struct Server {
    port: u16,
    inner: Arc<Inner>,
}

#[derive(Default)]
struct Inner {
    files: Mutex<BTreeMap<String, Vec<u8>>>,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    hangs: bool,
    /// How many requests wait.
    waiting: usize,
    /// How many came at all.
    requests: usize,
}

impl Server {
    pub fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let inner = Arc::<Inner>::default();
        let server = Self {
            port,
            inner: Arc::clone(&inner),
        };
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let inner = Arc::clone(&inner);
                thread::spawn(move || _ = inner.answer(stream));
            }
        });
        server
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/office", self.port)
    }

    /// Answers nothing any more, or again.
    pub fn hang(&self, hangs: bool) {
        self.inner.state.lock().unwrap().hangs = hangs;
        self.inner.changed.notify_all();
    }

    /// Waits until a request waits.
    pub fn wait_for_request(&self) {
        let state = self.inner.state.lock().unwrap();
        let waits = self.inner.changed.wait_while(state, |it| it.waiting == 0);
        drop(waits.unwrap());
    }

    pub fn requests(&self) -> usize {
        self.inner.state.lock().unwrap().requests
    }
}

impl Inner {
    fn answer(&self, mut stream: TcpStream) -> std::io::Result<()> {
        let mut reader = BufReader::new(stream.try_clone()?);
        let mut first = String::new();
        reader.read_line(&mut first)?;
        let mut length = 0;
        loop {
            let mut line = String::new();
            reader.read_line(&mut line)?;
            if line.trim().is_empty() {
                break;
            }
            let (name, value) = line.split_once(':').unwrap_or_default();
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse().unwrap_or(0);
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        self.wait();
        let mut words = first.split(' ');
        let (method, path) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        let (status, answer) = self.carry_out(method, path, body);
        write!(
            stream,
            "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            answer.len()
        )?;
        stream.write_all(&answer)
    }

    fn wait(&self) {
        let mut state = self.state.lock().unwrap();
        state.requests += 1;
        state.waiting += 1;
        self.changed.notify_all();
        let mut state = self.changed.wait_while(state, |it| it.hangs).unwrap();
        state.waiting -= 1;
    }

    fn carry_out(&self, method: &str, path: &str, body: Vec<u8>) -> (&'static str, Vec<u8>) {
        let mut files = self.files.lock().unwrap();
        match method {
            "PROPFIND" => {
                let folder = format!("{}/", path.trim_end_matches('/'));
                let mut xml = "<D:multistatus xmlns:D=\"DAV:\">".to_owned();
                xml += &format!(
                    "<D:response><D:href>{folder}</D:href><D:propstat><D:prop><D:resourcetype><D:collection/></D:resourcetype></D:prop></D:propstat></D:response>"
                );
                let inside = files.iter().filter(|(path, _)| {
                    path.strip_prefix(&folder)
                        .is_some_and(|it| !it.contains('/'))
                });
                for (path, bytes) in inside {
                    let size = bytes.len();
                    xml += &format!(
                        "<D:response><D:href>{path}</D:href><D:propstat><D:prop><D:resourcetype/><D:getcontentlength>{size}</D:getcontentlength></D:prop></D:propstat></D:response>"
                    );
                }
                xml += "</D:multistatus>";
                ("207 Multi-Status", xml.into_bytes())
            }
            "GET" => match files.get(path) {
                Some(bytes) => ("200 OK", bytes.clone()),
                None => ("404 Not Found", Vec::new()),
            },
            "PUT" => {
                files.insert(path.to_owned(), body);
                ("201 Created", Vec::new())
            }
            "DELETE" => match files.remove(path) {
                Some(_) => ("204 No Content", Vec::new()),
                None => ("404 Not Found", Vec::new()),
            },
            "MKCOL" => ("201 Created", Vec::new()),
            _ => ("200 OK", Vec::new()),
        }
    }
}

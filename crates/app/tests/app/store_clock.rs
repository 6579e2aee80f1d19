//! A store whose clock is another than that of the computer.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    thread,
};

use jiff::{SignedDuration, Timestamp};
use keyrack_app::{
    AlarmCode, Session, StorePlace, SyncOptions,
    view::{AlarmAction, OfficeState, SyncView},
};

use crate::team::Team;

/// A WebDAV server for a folder, which says what time it is there, or nothing of it.
struct Server {
    address: String,
    /// By how many seconds its clock is ahead of that of the computer.
    lead: Arc<Mutex<Option<i64>>>,
}

impl Server {
    fn start(folder: PathBuf) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}/", listener.local_addr().expect("an address"));
        let lead: Arc<Mutex<Option<i64>>> = Arc::default();
        let told = lead.clone();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (folder, told) = (folder.clone(), told.clone());
                thread::spawn(move || answer(stream.expect("a stream"), &folder, &told));
            }
        });
        Self { address, lead }
    }

    fn is_ahead_by(&self, seconds: Option<i64>) {
        *self.lead.lock().expect("a lead") = seconds;
    }
}

/// Answers one request.
fn answer(mut stream: TcpStream, folder: &Path, lead: &Mutex<Option<i64>>) {
    let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).unwrap_or_default() == 0 {
            return;
        }
    }
    let lower = head.to_ascii_lowercase();
    let length = lower
        .lines()
        .find_map(|it| it.strip_prefix("content-length:"));
    let length = length.and_then(|it| it.trim().parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).expect("a body");
    let mut words = head.split(' ');
    let (method, path) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let there = folder.join(path.trim_matches('/'));
    let (status, body) = match method {
        "PROPFIND" => listing(path, &there),
        "GET" => fs::read(&there).map_or((404, Vec::new()), |it| (200, it)),
        "PUT" => fs::write(&there, body).map_or((409, Vec::new()), |()| (201, Vec::new())),
        "MKCOL" => fs::create_dir(&there).map_or((405, Vec::new()), |()| (201, Vec::new())),
        "DELETE" => fs::remove_file(&there).map_or((404, Vec::new()), |()| (204, Vec::new())),
        _ => (405, Vec::new()),
    };
    let date = lead.lock().expect("a lead").map(|lead| {
        let at = Timestamp::now() + SignedDuration::from_secs(lead);
        format!("date: {}\r\n", at.strftime("%a, %d %b %Y %H:%M:%S GMT"))
    });
    let head = format!(
        "HTTP/1.1 {status} X\r\n{}content-length: {}\r\nconnection: close\r\n\r\n",
        date.unwrap_or_default(),
        body.len()
    );
    let _ = stream.write_all(&[head.as_bytes(), &body].concat());
}

fn listing(path: &str, folder: &Path) -> (u16, Vec<u8>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return (404, Vec::new());
    };
    let entries = entries.map(|it| it.expect("an entry"));
    let files = entries.filter(|it| it.path().is_file()).map(|it| {
        format!(
            "<d:response><d:href>{}/{}</d:href><d:propstat><d:prop><d:resourcetype/>\
             <d:getcontentlength>{}</d:getcontentlength></d:prop></d:propstat></d:response>",
            path.trim_end_matches('/'),
            it.file_name().display(),
            it.metadata().expect("a file").len()
        )
    });
    let files: String = files.collect();
    let text = format!("<d:multistatus xmlns:d=\"DAV:\">{files}</d:multistatus>");
    (207, text.into_bytes())
}

/// Syncs as a window does, and tells what the clock is said to be.
fn clock(session: &mut Session, office: &str) -> (Option<(AlarmCode, u64)>, SyncView) {
    let sync = session.begin_office_sync(office, SyncOptions::default(), false);
    let mut sync = sync.expect("begun");
    let view = loop {
        sync.run();
        if let Some(view) = session.continue_office_sync(&mut sync).expect("a step") {
            break view;
        }
    };
    let is_clock = |code| matches!(code, AlarmCode::ClockAhead | AlarmCode::ClockBehind);
    let mut alarms = view.alarms.iter().filter(|it| is_clock(it.code));
    let alarm = alarms.next().map(|it| {
        assert_eq!(it.action, Some(AlarmAction::Clock));
        (it.code, it.count)
    });
    (alarm, view)
}

#[test]
fn a_poll_that_brings_nothing_else_tells_when_the_clock_goes_wrong_and_when_it_is_right_again() {
    let team = Team::new();
    let mut olga = team.found("olga");
    olga.sync_apart();
    let office = olga.offices()[0].id.clone();
    let server = Server::start(team.home("store"));
    let place = StorePlace {
        address: server.address.clone(),
        credentials: None,
    };
    let found = place.find().expect("the office");
    olga.change_store(&office, &found).expect("changed");
    for _ in 0..2 {
        assert_eq!(clock(&mut olga, &office).0, None);
    }
    server.is_ahead_by(Some(3 * 3600));
    let (told, view) = clock(&mut olga, &office);
    let (code, seconds) = told.expect("an alarm");
    assert_eq!(code, AlarmCode::ClockBehind);
    assert!(seconds.abs_diff(3 * 3600) < 1800, "{seconds}");
    assert!(!view.published);
    assert_eq!((view.requests.list, view.requests.create), (1, 0));
    let cards = olga.office_cards().offices;
    assert_eq!(
        cards[0].state,
        OfficeState::InStep,
        "the store's may be wrong"
    );
    let details = olga.office_details(&office).expect("details");
    assert_eq!(details.alarms[0].code, AlarmCode::ClockBehind);
    // While nothing is told it stays.
    server.is_ahead_by(None);
    assert!(clock(&mut olga, &office).0.is_some());
    server.is_ahead_by(Some(-3 * 3600));
    let told = clock(&mut olga, &office).0.expect("an alarm");
    assert_eq!(told.0, AlarmCode::ClockAhead);
    server.is_ahead_by(Some(0));
    assert_eq!(clock(&mut olga, &office).0, None);
}

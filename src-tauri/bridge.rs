//! From the page to the keeper and back.

use std::collections::HashMap;
use std::io::Write;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Once};

use parking_lot::Mutex;

use keyrack_keeper::views::{Event, Failure, WindowErrorCode};
use keyrack_keeper::wire::{FromKeeper, FromWindow, MAX_PAYLOAD, Message};
use serde_json::Value;
use tauri::async_runtime::{self, Sender};
use tauri::ipc::{Channel, InvokeBody, InvokeResponseBody, Request, Response};
use tauri::{Runtime, State, WebviewWindow};

/// Passes a request, which is the raw body of the call, on to the keeper. Answers with JSON or with bytes, and rejects
/// with a `Failure`.
#[tauri::command]
pub async fn ask(bridge: State<'_, Arc<Bridge>>, request: Request<'_>) -> Result<Response, Value> {
    let InvokeBody::Raw(request) = request.body() else {
        return Err(failure(WindowErrorCode::BadRequest));
    };
    // What does not fit into a message would never be answered.
    if request.len() > MAX_PAYLOAD {
        return Err(failure(WindowErrorCode::BadRequest));
    }
    let message = bridge
        .ask(request)
        .await
        .ok_or_else(|| failure(WindowErrorCode::Unexpected))?;
    let text = || String::from_utf8_lossy(&message.payload).into_owned();
    match message.kind {
        FromKeeper::Picture => Ok(Response::new(message.payload.to_vec())),
        FromKeeper::Answer => Ok(Response::new(text())),
        _ => {
            Err(serde_json::from_str(&text())
                .unwrap_or_else(|_| failure(WindowErrorCode::Unexpected)))
        }
    }
}

/// Sends the events of the keeper to `channel` from now on. The page asks for it once it has something to show, and so
/// the window appears.
#[tauri::command]
#[expect(clippy::needless_pass_by_value, reason = "Tauri hands arguments over")]
pub fn follow<R: Runtime>(
    bridge: State<'_, Arc<Bridge>>,
    window: WebviewWindow<R>,
    channel: Channel,
) {
    *bridge.follower.lock() = Some(channel);
    bridge.show(&window);
}

/// What is under way between the page and the keeper.
pub struct Bridge {
    output: Mutex<Box<dyn Write + Send>>,
    asked: Mutex<HashMap<u32, Sender<Message<FromKeeper>>>>,
    next: AtomicU32,
    follower: Mutex<Option<Channel>>,
    shown: Once,
}

impl Bridge {
    /// A bridge to the keeper, which hears what is written to `output`.
    pub fn new(output: impl Write + Send + 'static) -> Self {
        Self {
            output: Mutex::new(Box::new(output)),
            asked: Mutex::default(),
            next: AtomicU32::new(1),
            follower: Mutex::default(),
            shown: Once::new(),
        }
    }

    /// Tells the keeper. Where that fails the keeper is gone, and this program ends soon.
    pub fn send(&self, message: &Message<FromWindow>) {
        _ = message.write(&mut *self.output.lock());
    }

    /// Brings an answer to whoever asked.
    pub fn settle(&self, answer: Message<FromKeeper>) {
        if let Some(asked) = self.asked.lock().remove(&answer.id) {
            _ = asked.try_send(answer);
        }
    }

    /// Passes an event on. One that comes before the page follows is lost, for the page has asked for nothing yet.
    pub fn tell(&self, event: &Message<FromKeeper>) {
        if let Some(follower) = &*self.follower.lock() {
            let json = String::from_utf8_lossy(&event.payload).into_owned();
            _ = follower.send(InvokeResponseBody::Json(json));
        }
    }

    /// Tells the page what it learns from nobody else.
    pub fn announce(&self, event: &Event) {
        if let Ok(json) = serde_json::to_vec(event) {
            self.tell(&Message::new(FromKeeper::Event, 0, json));
        }
    }

    /// Shows the window, the first time.
    pub fn show<R: Runtime>(&self, window: &WebviewWindow<R>) {
        self.shown.call_once(|| {
            // Whoever opened the window waits for it.
            _ = window.show().and_then(|()| window.set_focus());
        });
    }

    async fn ask(&self, request: &[u8]) -> Option<Message<FromKeeper>> {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let (asked, mut answer) = async_runtime::channel(1);
        self.asked.lock().insert(id, asked);
        self.send(&Message::new(FromWindow::Ask, id, request));
        answer.recv().await
    }
}

fn failure(code: WindowErrorCode) -> Value {
    serde_json::to_value(Failure::new(code)).unwrap_or_default()
}

//! The bridge as the page sees it, through Tauri's own permissions, with a keeper played by the test.

use std::io::{self, PipeReader};
use std::thread;

use keyrack_keeper::wire::MAX_PAYLOAD;
use serde_json::{Value, json};
use tauri::ipc::{CallbackFn, InvokeBody, InvokeResponseBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{WebviewUrl, WebviewWindow, WebviewWindowBuilder};

use super::*;

/// A page in a window, and the ends of the bridge that the keeper has.
struct Page {
    window: WebviewWindow<MockRuntime>,
    app: App<MockRuntime>,
    bridge: Arc<Bridge>,
    heard: PipeReader,
}

impl Page {
    fn new(label: &str) -> Self {
        let (heard, output) = io::pipe().unwrap();
        let bridge = Arc::new(Bridge::new(output));
        let app = build(mock_builder(), Arc::clone(&bridge)).unwrap();
        let window = WebviewWindowBuilder::new(&app, label, WebviewUrl::default())
            .build()
            .unwrap();
        Self {
            window,
            app,
            bridge,
            heard,
        }
    }

    fn call(&self, command: &str, body: InvokeBody) -> Result<InvokeResponseBody, Value> {
        let request = InvokeRequest {
            cmd: command.to_owned(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: "tauri://localhost".parse().unwrap(),
            body,
            headers: Default::default(),
            invoke_key: INVOKE_KEY.to_owned(),
        };
        get_ipc_response(&self.window, request)
    }

    /// Asks, while a keeper replies with what `reply` makes of the request.
    fn ask(
        self,
        request: &[u8],
        reply: impl FnOnce(Message<FromWindow>) -> Message<FromKeeper> + Send + 'static,
    ) -> Result<InvokeResponseBody, Value> {
        let (app, bridge) = (self.app.handle().clone(), Arc::clone(&self.bridge));
        let mut heard = self.heard.try_clone().unwrap();
        let keeper = thread::spawn(move || {
            let message = Message::<FromWindow>::read(&mut heard).unwrap().unwrap();
            hear(&app, &bridge, reply(message));
        });
        let answer = self.call("ask", InvokeBody::Raw(request.to_vec()));
        keeper.join().unwrap();
        answer
    }
}

#[test]
fn a_request_reaches_the_keeper_as_it_is_and_so_does_the_answer_the_page() {
    for label in ["main", "paper"] {
        let answer = Page::new(label).ask(br#"{"ask":"state"}"#, |message| {
            assert_eq!(message.kind, FromWindow::Ask);
            assert_eq!(message.payload.as_slice(), br#"{"ask":"state"}"#);
            Message::new(FromKeeper::Answer, message.id, r#"{"state":"locked"}"#)
        });
        let state: Value = answer.unwrap().deserialize().unwrap();
        assert_eq!(state, json!({ "state": "locked" }));
    }
}

#[test]
fn a_picture_stays_bytes() {
    let answer = Page::new("paper").ask(b"{}", |message| {
        Message::new(FromKeeper::Picture, message.id, [0x89, b'P', 0, 0xff])
    });
    let InvokeResponseBody::Raw(picture) = answer.unwrap() else {
        panic!("the picture has become JSON");
    };
    assert_eq!(picture, [0x89, b'P', 0, 0xff]);
}

#[test]
fn a_refusal_rejects_with_the_failure() {
    let failure = Page::new("main")
        .ask(b"{}", |message| {
            let failure = serde_json::to_vec(&json!({ "code": "wrong_password" }));
            Message::new(FromKeeper::Refusal, message.id, failure.unwrap())
        })
        .unwrap_err();
    assert_eq!(failure["code"], "wrong_password");
}

#[test]
fn a_request_that_is_not_raw_is_refused_here() {
    let page = Page::new("main");
    let failure = page
        .call("ask", InvokeBody::Json(json!({ "ask": "state" })))
        .unwrap_err();
    assert_eq!(failure["code"], "bad_request");
}

#[test]
fn a_request_that_fits_into_no_message_is_refused_here() {
    let page = Page::new("main");
    let failure = page
        .call("ask", InvokeBody::Raw(vec![b' '; MAX_PAYLOAD + 1]))
        .unwrap_err();
    assert_eq!(failure["code"], "bad_request");
}

#[test]
fn the_page_may_call_nothing_of_tauris_own() {
    let page = Page::new("main");
    for command in [
        "plugin:app|version",
        "plugin:dialog|open",
        "plugin:dialog|save",
        "plugin:event|emit",
        "plugin:fs|read_file",
        "plugin:webview|print",
        "plugin:window|close",
        "reveal",
    ] {
        assert!(
            page.call(command, InvokeBody::Json(json!({}))).is_err(),
            "{command} was answered"
        );
    }
}

#[test]
fn a_window_of_another_name_may_call_nothing() {
    let page = Page::new("elsewhere");
    assert!(page.call("ask", InvokeBody::Raw(b"{}".to_vec())).is_err());
}

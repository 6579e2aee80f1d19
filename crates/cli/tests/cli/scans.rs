//! `scan` and `qr`.

use std::fs;

use serde_json::{Value, json};

use crate::desk::{Desk, MARKS, Outcome, URIS};

impl Desk {
    /// A picture of a code.
    fn picture(&self, name: &str, text: &str) -> String {
        let code = keyrack_qr::draw(text).unwrap();
        fs::write(self.path(name), &*code.png(4)).unwrap();
        self.text(name)
    }

    fn scan(&self, arguments: &[&str]) -> Outcome {
        self.run(&[&["scan"], arguments].concat(), "")
    }
}

#[test]
fn pictures_are_read_without_a_vault() {
    let desk = Desk::empty();
    let one = desk.picture("one.png", URIS[0]);
    let push = desk.picture(
        "push.png",
        "phonefactor://activate_account?code=MARKEDSECRET",
    );
    let answer = desk.scan(&["--json", &one, &push]).done().json();
    assert_eq!(
        answer,
        json!([
            {
                "file": one,
                "symbols": [{
                    "text": URIS[0],
                    "kind": "otpauth",
                    "rows": [{
                        "status": "new", "reason": null, "issuer": "Portal", "label": "anna", "type": "totp",
                        "algorithm": "SHA1", "digits": 6, "period": 30, "counter": null, "account_id": null,
                    }],
                }],
                "complete": true, "missing_parts": [], "doubtful": 0, "error": null,
            },
            {
                "file": push,
                "symbols": [{
                    "text": "phonefactor://activate_account?code=MARKEDSECRET",
                    "kind": "other",
                    "rows": [{
                        "status": "unsupported", "reason": "microsoft_app", "issuer": "", "label": "", "type": null,
                        "algorithm": null, "digits": null, "period": null, "counter": null, "account_id": null,
                    }],
                }],
                "complete": true, "missing_parts": [], "doubtful": 0, "error": null,
            },
        ])
    );
    let said = desk.scan(&[&one, &push]).done().stdout;
    assert!(
        said.contains("Portal · anna") && said.contains("Microsoft Authenticator"),
        "{said}"
    );
    assert!(
        MARKS.iter().all(|mark| !said.contains(mark)),
        "a person is shown no secret: {said}"
    );
    let bytes = fs::read(&one).unwrap();
    let piped = desk.run(&["scan", "--json", "-"], bytes).done().json();
    assert_eq!(piped[0]["symbols"], answer[0]["symbols"]);
}

#[test]
fn one_bad_picture_keeps_the_others_from_nothing() {
    let desk = Desk::empty();
    let good = desk.picture("good.png", URIS[0]);
    let whole = fs::read(&good).unwrap();
    let text = desk.write("text.png", "no picture");
    let cut = desk.text("cut.png");
    fs::write(&cut, &whole[..40]).unwrap();
    let pdf = desk.write("false.pdf", "%PDF-1.7\nnothing of the kind");
    let gone = desk.text("gone.png");
    let empty = desk.write("empty.png", "");
    let outcome = desk.scan(&["--json", &text, &cut, &good, &pdf, &gone, &empty]);
    assert_eq!((outcome.status, outcome.stderr.as_str()), (5, ""));
    let answer = outcome.json();
    let errors: Vec<&Value> = answer
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["error"])
        .collect();
    assert_eq!(
        errors,
        [
            "picture_unknown",
            "picture_damaged",
            "",
            "pdf_damaged",
            "file_not_found",
            "picture_unknown"
        ]
        .map(|code| if code.is_empty() {
            Value::Null
        } else {
            code.into()
        })
        .iter()
        .collect::<Vec<_>>()
    );
    assert_eq!(answer[2]["symbols"][0]["text"], URIS[0]);
    assert_eq!(answer[0]["complete"], false);
    let outcome = desk.scan(&[&text, &gone]);
    assert_eq!(outcome.status, 1);
    assert!(
        outcome.stdout.contains("cannot read this kind of picture"),
        "{outcome:?}"
    );
    assert_eq!(desk.scan(&[]).status, 2);
    assert_eq!(desk.scan(&["--folder", "x", &good]).status, 2);
}

#[test]
fn what_is_new_is_added_once() {
    let desk = Desk::new();
    let known = desk.picture("known.png", URIS[0]);
    let renamed = desk.picture("renamed.png", &URIS[0].replace("anna", "cili"));
    let new = desk.picture(
        "new.png",
        "otpauth://totp/Tax:dora?secret=MARKEDSECRETCCCC&issuer=Tax",
    );
    let add = |pictures: &[&str]| {
        let line = [
            &["--json", "scan", "--add", "--folder", "Szabó Bt."],
            pictures,
        ]
        .concat();
        desk.open(&line, "").done()
    };
    let added = add(&[&known, &renamed, &new, &new]);
    assert!(
        MARKS.iter().all(|mark| !added.stdout.contains(mark)),
        "{added:?}"
    );
    let added = added.json();
    let statuses: Vec<&Value> = (0..3)
        .map(|at| &added[at]["symbols"][0]["rows"][0]["status"])
        .collect();
    assert_eq!(statuses, ["identical", "same_secret", "new"]);
    assert_eq!(
        added[3]["symbols"][0]["rows"],
        json!([]),
        "the same picture again"
    );
    let id = added[2]["symbols"][0]["rows"][0]["account_id"]
        .as_str()
        .unwrap();
    let shown = desk.open(&["--json", "show", id], "").done().json();
    assert_eq!(
        (&shown["label"], &shown["folder"]["name"]),
        (&json!("dora"), &json!("Szabó Bt."))
    );
    assert_eq!(
        desk.open(&["--json", "list"], "")
            .done()
            .json()
            .as_array()
            .unwrap()
            .len(),
        3
    );
    let again = add(&[&new]).json();
    assert_eq!(again[0]["symbols"][0]["rows"][0]["status"], "identical");
    let said = desk.open(&["scan", "--add", &new], "").done().stdout;
    assert!(said.contains("No account was added."), "{said}");
    let locked = desk.scan(&["--add", &new]);
    assert_eq!(locked.status, 3, "without a way in nothing is added");
}

#[test]
fn a_factor_drawn_for_a_phone_is_the_same_factor() {
    let desk = Desk::new();
    for (name, account) in [("anna.png", URIS[0]), ("bela.png", URIS[1])] {
        let file = desk.text(name);
        let who = name.trim_end_matches(".png");
        let answer = desk
            .open(&["--json", "qr", who, "--out", &file], "")
            .done()
            .json();
        assert_eq!(
            answer,
            json!({ "files": [file], "factors": 1, "left_out": [] })
        );
        let read = desk.scan(&["--json", &file]).done().json();
        let shown = desk
            .open(&["--json", "show", "--reveal", who], "")
            .done()
            .json();
        assert_eq!(
            read[0]["symbols"][0]["text"], shown["secrets"][0]["uri"],
            "{account}"
        );
    }
    let svg = desk.text("anna.SVG");
    let said = desk.open(&["qr", "anna", "--out", &svg], "").done().stdout;
    assert!(said.contains("anna.SVG") && MARKS.iter().all(|mark| !said.contains(mark)));
    assert!(fs::read_to_string(&svg).unwrap().starts_with("<svg "));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&svg).unwrap().permissions().mode() & 0o077, 0);
    }
    let before = fs::read(&svg).unwrap();
    assert_eq!(
        desk.open(&["qr", "bela", "--out", &svg], "").status,
        1,
        "there is one already"
    );
    assert_eq!(fs::read(&svg).unwrap(), before);
    desk.open(&["qr", "bela", "--out", &svg, "--force"], "")
        .done();
    assert_ne!(fs::read(&svg).unwrap(), before);
    assert_eq!(
        desk.open(&["qr", "anna", "--out", "code.jpg"], "").status,
        2
    );
    assert_eq!(desk.open(&["qr", "--out", &svg], "").status, 2);
    assert_eq!(desk.open(&["qr", "nobody", "--out", "x.svg"], "").status, 4);
    let inside = desk.path("vault").join("code.png");
    let refused = desk.open(&["qr", "anna", "--out", inside.to_str().unwrap()], "");
    assert_eq!(refused.status, 1, "not among the vault's files");
}

#[test]
fn one_of_several_factors_has_to_be_named() {
    let desk = Desk::new();
    desk.open(
        &[
            "factor",
            "add",
            "anna",
            "--uri-file",
            "-",
            "--factor",
            "reception",
        ],
        "otpauth://totp/x?secret=MARKEDSECRETDDDD",
    )
    .done();
    let file = desk.text("code.png");
    let refused = desk.open(&["--json", "qr", "anna", "--out", &file], "");
    assert_eq!(
        (refused.status, &refused.said()["error"]["code"]),
        (4, &json!("ambiguous"))
    );
    desk.open(&["qr", "anna", "--factor", "reception", "--out", &file], "")
        .done();
    let read = desk.scan(&["--json", &file]).done().json();
    let text = read[0]["symbols"][0]["text"].as_str().unwrap();
    assert!(text.contains("MARKEDSECRETDDDD"));
}

#[test]
fn a_transfer_fills_another_vault_and_asks_for_its_missing_parts() {
    let desk = Desk::new();
    let list: String = ('A'..='Y')
        .map(|c| {
            format!("otpauth://totp/Portal:client{c}?secret=MARKEDSECRETZZZ{c}&issuer=Portal\n")
        })
        .collect();
    let list = desk.write("list.txt", &list);
    desk.open(&["import", &list], "").done();
    desk.open(
        &["add", "--uri-file", "-"],
        "otpauth://steam/Steam:gabe?secret=MARKEDSECRETEEEE",
    )
    .done();
    let out = desk.text("codes.png");
    let drawn = desk.open(&["--json", "qr", "--transfer", "--out", &out], "");
    assert_eq!(
        drawn.status, 5,
        "one account is of a kind that Google does not know"
    );
    let answer = drawn.json();
    assert_eq!(answer["left_out"][0]["reason"], "unfit_steam");
    assert_eq!(answer["factors"], 27);
    let files: Vec<&str> = answer["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it.as_str().unwrap())
        .collect();
    assert_eq!(
        files,
        [
            desk.text("codes-1.png"),
            desk.text("codes-2.png"),
            desk.text("codes-3.png")
        ]
    );
    assert_eq!(
        desk.open(&["qr", "--transfer", "--out", &out], "").status,
        1,
        "they are there already"
    );

    let other = Desk::new();
    let line = ["--json", "scan", "--add", files[2], files[0]];
    let part = other.open(&line, "");
    assert_eq!(part.status, 5, "a part is missing");
    let part = part.json();
    assert_eq!(
        (&part[0]["missing_parts"], &part[0]["complete"]),
        (&json!([2]), &json!(false))
    );
    let said = other.scan(&[files[2], files[0]]).done().stdout;
    assert!(said.contains("has 3 codes. Still missing: 2."), "{said}");
    let whole = other
        .open(
            &["--json", "scan", "--add", files[0], files[1], files[2]],
            "",
        )
        .done();
    assert_eq!(whole.json()[1]["complete"], true);
    assert_eq!(
        other
            .open(&["--json", "list"], "")
            .done()
            .json()
            .as_array()
            .unwrap()
            .len(),
        27
    );
    let of_folder = desk.text("some.svg");
    let some = desk
        .open(
            &["--json", "qr", "--transfer", "anna", "--out", &of_folder],
            "",
        )
        .done()
        .json();
    assert_eq!(
        (&some["factors"], &some["files"]),
        (&json!(1), &json!([desk.text("some-1.svg")]))
    );
}

#[test]
fn names_out_of_a_code_cannot_steer_a_terminal() {
    let desk = Desk::empty();
    let uri = "otpauth://totp/A%1b%5b2J%e2%80%aeB:%3Cscript%3E?secret=MARKEDSECRETAAAA";
    let said = desk.scan(&[&desk.picture("a.png", uri)]).done().stdout;
    assert!(
        !said.contains(['\u{1b}', '\u{202e}']) && said.contains("<script>"),
        "{said:?}"
    );
    let long = desk.picture("long.png", &"x".repeat(2_900));
    let odd = desk.picture("odd.png", "\u{202e}evil\0\u{1b}[2J");
    let said = desk.scan(&[&long, &odd]).done().stdout;
    assert_eq!(
        said.matches("no key for an authenticator").count(),
        2,
        "{said}"
    );
}

//! From a key that somebody typed to an account.

use serde_json::{Value, json};

use crate::support::Office;

const TYPED: &str = "jbsw y3dp ehpk 3pxp jbsw y3dp ehpk 3pxp";
const URI: &str =
    "otpauth://hotp/Bank:anna?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&counter=7&digits=8";

fn read(office: &Office, text: &str) -> Value {
    office.ask(json!({ "ask": "read_text", "text": text, "how": {} }))
}

fn add(office: &Office, draft: &Value) -> Value {
    office.ask(json!({
        "ask": "add", "draft": draft["draft"], "service": "NAV", "label": "anna", "folder": "Kovács Bt.",
        "desk": "reception", "fields": [["note", "since May"]],
    }))
}

#[test]
fn a_typed_key_becomes_an_account_and_its_number_is_used_up() {
    let office = Office::new();
    let draft = read(&office, TYPED);
    assert_eq!(
        [
            &draft["type"],
            &draft["algorithm"],
            &draft["digits"],
            &draft["period"]
        ],
        [&json!("totp"), &json!("SHA1"), &json!(6), &json!(30)]
    );
    let added = add(&office, &draft);
    let account = &added["account"];
    assert_eq!(
        [&account["service"], &account["label"], &account["note"]],
        ["NAV", "anna", "since May"]
    );
    assert_eq!(account["folder"]["name"], "Kovács Bt.");
    assert_eq!(account["factors"][0]["code"]["id"], added["factor"]);
    assert_eq!(account["factors"][0]["code"]["label"], "reception");
    let again = json!({ "ask": "add_factor", "account": account["id"], "draft": draft["draft"], "desk": "" });
    assert_eq!(office.refusal(again), "draft_gone");
}

#[test]
fn an_uri_says_everything_itself_and_accounts_like_it_are_named() {
    let office = Office::new();
    let first = read(&office, URI);
    assert_eq!(
        [&first["issuer"], &first["label"], &first["type"]],
        ["Bank", "anna", "hotp"]
    );
    assert_eq!(
        (&first["digits"], &first["counter"]),
        (&json!(8), &json!(7))
    );
    assert_eq!(first["same"], json!([]));
    add(&office, &first);
    let same = read(&office, URI)["same"].clone();
    assert_eq!(same[0]["how"], "same_secret");
    assert_eq!(same[0]["folder"]["name"], "Kovács Bt.");
    let other = read(
        &office,
        "otpauth://totp/Bank:anna?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
    );
    assert_eq!(other["same"][0]["how"], "same_name");
}

#[test]
fn a_draft_becomes_a_further_factor_or_a_new_secret() {
    let office = Office::new();
    let (account, factor) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    let draft = read(&office, TYPED)["draft"].clone();
    let added = office
        .ask(json!({ "ask": "add_factor", "account": account, "draft": draft, "desk": "boss" }));
    assert_eq!(added["account"]["factors"].as_array().unwrap().len(), 2);
    assert_ne!(added["factor"], factor);
    let draft = read(&office, URI)["draft"].clone();
    let added = office.ask(
        json!({ "ask": "replace_secret", "account": account, "factor": factor, "draft": draft }),
    );
    assert_eq!(added["factor"], factor);
    let factors = added["account"]["factors"].as_array().unwrap();
    let replaced = factors
        .iter()
        .find(|it| it["code"]["id"] == factor)
        .unwrap();
    assert_eq!(
        replaced["replaced"].as_array().unwrap().len(),
        1,
        "the old one is kept"
    );
    assert_eq!(replaced["digits"], 8);
}

#[test]
fn drafts_are_bounded_and_forgotten() {
    let office = Office::new();
    let first = read(&office, TYPED)["draft"].clone();
    let second = read(&office, TYPED)["draft"].clone();
    (0..63).for_each(|_| _ = read(&office, TYPED));
    let (account, _) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    let use_up = |draft: &Value| json!({ "ask": "add_factor", "account": account, "draft": draft, "desk": "" });
    assert_eq!(
        office.refusal(use_up(&first)),
        "draft_gone",
        "the oldest makes room"
    );
    office.ask(json!({ "ask": "drop_draft", "draft": second }));
    assert_eq!(office.refusal(use_up(&second)), "draft_gone");
    let last = read(&office, TYPED)["draft"].clone();
    office.ask(json!({ "ask": "lock" }));
    office.unlock();
    assert_eq!(office.refusal(use_up(&last)), "draft_gone");
}

#[test]
fn what_is_no_key_is_refused_and_not_repeated() {
    let office = Office::new();
    for text in [
        "",
        "my secret words: 0189",
        "otpauth://totp/x?secret=0189",
        "http://x",
        &"A".repeat(1 << 20),
    ] {
        let failure = office
            .try_ask(json!({ "ask": "read_text", "text": text, "how": {} }))
            .unwrap_err();
        assert!(
            ["bad_secret", "bad_uri"].contains(&failure.code.as_str()),
            "{}",
            failure.code.as_str()
        );
        assert!(!format!("{failure:?}").contains("secret words"));
    }
    let how = json!({ "digits": 99 });
    let request = json!({ "ask": "read_text", "text": TYPED, "how": how });
    assert_eq!(office.refusal(request), "bad_value");
}

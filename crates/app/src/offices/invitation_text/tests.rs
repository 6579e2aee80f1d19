use keyrack_seal::OsEntropy;
use keyrack_team::ids::TeamId;
use proptest::prelude::*;

use super::*;

fn code() -> String {
    let code = InviteCode::make(TeamId([7; 32]), &mut OsEntropy);
    code.unwrap().reveal().to_string()
}

/// What is read of a text: the store, and the code.
fn read(text: &str) -> Option<(String, String)> {
    let (read, code) = read_invitation(text).ok()?;
    Some((read.store, code.to_string()))
}

fn found(store: &str, code: &str) -> Option<(String, String)> {
    Some((store.to_owned(), code.to_owned()))
}

const PLACE: &str = "file:///Z:/Kovács és társa/keyrack";

fn mail(code: &str) -> String {
    format!(
        "Kedves Anna!\r\n\r\nOlga meghívta ide: Kovács és társa\r\n\r\n{PLACE}\r\n{code}\r\n\r\n\
         https://example.com/\r\n"
    )
}

#[test]
fn the_code_and_the_address_are_found_in_the_mail_and_in_the_code_alone() {
    let code = code();
    assert_eq!(read(&code), found("", &code));
    assert_eq!(read(&mail(&code)), found(PLACE, &code));
    let lower = code.to_ascii_lowercase();
    assert_eq!(read(&format!("  {lower}. Szia!")), found("", &code));
    let text = InvitationText {
        office: String::new(),
        inviter: String::new(),
        store: PLACE.to_owned(),
        code: Zeroizing::new(code.clone()),
    };
    assert_eq!(read(&text.lines()), found(PLACE, &code));
}

#[test]
fn a_mail_that_was_quoted_wrapped_and_marked_up_says_the_same() {
    let code = code();
    let mail = mail(&code);
    let quoted: String = mail.lines().map(|line| format!("> > {line}\n")).collect();
    assert_eq!(read(&quoted), found(PLACE, &code));
    // The code goes on on the next line, in quoted mail, at every place.
    for at in 5..code.len() {
        let (first, rest) = code.split_at(at);
        for wrap in [
            "\n",
            "\r\n",
            "\n> ",
            " \r\n>> | ",
            "=\r\n",
            "\u{200b}",
            "&shy;",
        ] {
            let text = format!("> {PLACE}\n> {first}{wrap}{rest}\n> Olga");
            assert_eq!(read(&text), found(PLACE, &code), "{wrap:?} at {at}");
        }
    }
    let hyphen = code.replacen('-', "&#x2011;", 1);
    let text = format!("<https://example.com/a>\n*{hyphen}*");
    assert_eq!(read(&text), found("https://example.com/a", &code));
    let text = format!(
        "&gt; s3://bucket/office?endpoint=https://s3.example.org&amp;region=eu-central-1\n{code}"
    );
    let place = "s3://bucket/office?endpoint=https://s3.example.org&region=eu-central-1";
    assert_eq!(read(&text), found(place, &code));
    let spaced: String = code.chars().flat_map(|it| [it, '\u{a0}']).collect();
    let spaced = spaced.replacen("K\u{a0}R\u{a0}1", "KR1", 1);
    assert_eq!(read(&spaced), found("", &code));
}

#[test]
fn a_code_with_a_wrong_letter_is_none_and_the_right_one_after_it_is_read() {
    let code = code();
    let mut broken = code.to_string();
    let letter = if &broken[10..11] == "A" { "B" } else { "A" };
    broken.replace_range(10..11, letter);
    assert_eq!(read(&broken), None);
    assert_eq!(read(&code[..code.len() - 1]), None);
    assert_eq!(read("KR1"), None);
    assert_eq!(read(""), None);
    assert_eq!(read(&format!("{broken}\n{code}")), found("", &code));
}

#[test]
fn an_address_with_a_name_or_password_in_it_is_never_taken() {
    let code = code();
    for place in [
        "https://anna:titok@example.com/dav",
        "https://anna@example.com/dav",
        "http://example.com/dav",
        "file://anna@server/share",
        "s3://key:secret@bucket/x?endpoint=https://s3.example.org",
        "s3://bucket/x?endpoint=https://key:secret@s3.example.org",
        "javascript://alert(1)",
        "https://example.com/dav?token=x",
        "data:text/html,x",
        "itt van: https://example.com/dav",
    ] {
        assert_eq!(
            read(&format!("{place}\n{code}")),
            found("", &code),
            "{place}"
        );
    }
}

#[test]
fn t87_what_is_hostile_in_a_name_stays_a_name() {
    let name = "Kov\u{202e}ács\r\nBcc: mindenki@example.com\n\nhttps://evil.example/\u{0}\u{7}";
    let plain = one_line(name);
    assert_eq!(
        plain,
        "Kovács Bcc: mindenki@example.com https://evil.example/"
    );
    assert_eq!(one_line(&"x".repeat(10_000)).len(), 200);
    let code = code();
    let text = format!("{plain}\n{PLACE}\n{code}");
    assert_eq!(read(&text), found(PLACE, &code));
    // As long as an invitation never is.
    let text = format!("{}\n{}", "=cmd|' /C calc'!A0 ".repeat(5_000), code);
    assert_eq!(read(&text), None);
    let text = format!("{}\n{PLACE}\n{}", "<script>".repeat(1_250), code);
    assert_eq!(read(&text), found(PLACE, &code));
    let text = format!("\u{202e}{PLACE}\u{202c}\r{code}");
    assert_eq!(read(&text), found(PLACE, &code));
}

proptest! {
    #[test]
    fn no_text_makes_reading_panic(text in "(?s)(KR1-?|&#?[a-z0-9]{0,9};|=\r\n|> |file:///|https://|.){0,60}") {
        let _ = read_invitation(&text);
    }

    #[test]
    fn a_code_is_found_between_any_lines(
        before in "[^kK&=]{0,200}",
        after in "(?s)[^A-Za-z0-9&;=]?.{0,200}",
    ) {
        let code = code();
        let text = format!("{before}\n{code}\n{after}");
        prop_assert_eq!(read(&text).map(|it| it.1), Some(code));
    }

    #[test]
    fn what_is_read_is_on_one_line(name in "(?s).{0,300}") {
        let plain = one_line(&name);
        prop_assert!(!plain.contains(char::is_control));
        prop_assert_eq!(one_line(&plain), plain);
    }
}

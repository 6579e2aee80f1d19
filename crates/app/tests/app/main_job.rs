//! What people do all day: add, find, copy a code, edit, remove.

use keyrack_app::{
    At, Clock, ErrorCode, Find, NewAccount, NewFactor, NewFolder, NewRecovery, Which,
};
use zeroize::Zeroizing;

use crate::support::{Office, SECRET, add, factor, labels};

#[test]
fn accounts_of_one_issuer_and_one_secret_stay_apart() {
    let office = Office::new();
    let mut session = office.open("one");
    for client in ["Kovács Bt.", "Szabó Kft.", "Nagy és Társa"] {
        add(&mut session, client, "Ügyfélkapu+", "ugyintezo", SECRET);
    }
    drop(session);
    let mut session = office.open("two");
    let page = session.list(&Find::default(), 0, 10).unwrap();
    assert_eq!(page.total, 3, "neither issuer nor secret is an identity");
    let found = session
        .list(
            &Find {
                query: "szabo".into(),
                folder: None,
            },
            0,
            10,
        )
        .unwrap();
    assert_eq!(found.rows[0].folder.as_ref().unwrap().name, "Szabó Kft.");
}

#[test]
fn codes_are_those_of_rfc_6238() {
    let office = Office::new();
    let mut session = office.open("one");
    let uri = "otpauth://totp/Test:rfc?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8";
    let uri = NewFactor {
        uri: Some(Zeroizing::new(uri.into())),
        ..NewFactor::default()
    };
    let account = session
        .add(NewAccount {
            factor: uri,
            ..NewAccount::default()
        })
        .unwrap();
    let at = |at| At {
        at: Some(at),
        ..At::default()
    };
    let codes = session.codes("rfc", &at(1_111_111_109)).unwrap();
    assert_eq!(
        (codes[0].code.as_str(), codes[0].next.as_deref()),
        ("07081804", Some("14050471"))
    );
    assert_eq!(
        (codes[0].valid_from, codes[0].valid_until),
        (Some(1_111_111_080), Some(1_111_111_110))
    );
    assert_eq!(
        session.codes(&account.id, &at(59)).unwrap()[0].code,
        "94287082"
    );
}

#[test]
fn a_counter_is_saved_before_its_code_is_shown_and_two_computers_never_show_one_twice() {
    let office = Office::new();
    let mut one = office.open("one");
    let counting = NewFactor {
        kind: Some("hotp".into()),
        ..factor("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
    };
    let account = one
        .add(NewAccount {
            factor: counting,
            ..NewAccount::default()
        })
        .unwrap();
    let mut two = office.open("two");
    let mut shown = Vec::new();
    for _ in 0..2 {
        for session in [&mut one, &mut two] {
            shown.push(
                session
                    .codes(&account.id, &At::default())
                    .unwrap()
                    .remove(0)
                    .code,
            );
        }
    }
    assert_eq!(
        shown,
        ["755224", "287082", "359152", "969429"],
        "RFC 4226, appendix D"
    );
    let peek = At {
        peek: true,
        ..At::default()
    };
    let mut later = office.open("one");
    for _ in 0..2 {
        assert_eq!(
            later.codes(&account.id, &peek).unwrap()[0].code,
            "338314",
            "a peek uses nothing up"
        );
    }
}

#[test]
fn one_login_has_a_factor_for_each_desk() {
    let office = Office::new();
    let mut session = office.open("one");
    let account = add(&mut session, "Praktijk", "Infomedics", "praktijk", SECRET);
    let desk = NewFactor {
        label: Some("behandelkamer 1".into()),
        ..factor("GEZDGNBVGY3TQOJQ")
    };
    let account = session.factor_add(&account.id, &desk).unwrap();
    assert_eq!(account.factors.len(), 2);
    assert_eq!(session.codes("praktijk", &At::default()).unwrap().len(), 2);
    let unnamed = session
        .factor_confirm(&account.id, &Which(None))
        .unwrap_err();
    assert_eq!(unnamed.code, ErrorCode::Ambiguous);
    let which = Which(Some("Behandelkamer 1".into()));
    let account = session.factor_confirm(&account.id, &which).unwrap();
    assert!(account.factors[1].confirmed && !account.factors[0].confirmed);
    let account = session
        .factor_replace(&account.id, &which, &factor("MFRGGZDFMZTWQ2LK"))
        .unwrap();
    assert_eq!(
        (
            account.factors[1].replaced.len(),
            account.factors[1].confirmed
        ),
        (1, false)
    );
    let account = session.factor_remove(&account.id, &which).unwrap();
    assert_eq!(account.factors.len(), 1);
}

#[test]
fn a_refused_edit_changes_nothing() {
    let office = Office::new();
    let mut session = office.open("one");
    let account = add(&mut session, "", "HMRC", "agent", SECRET);
    let fields = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs
            .iter()
            .map(|(field, value)| ((*field).to_owned(), (*value).to_owned()))
            .collect()
    };
    let refused = session
        .edit(
            &account.id,
            &fields(&[("label", "changed"), ("nonsense", "x")]),
        )
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::UnknownField);
    let refused = session
        .edit(
            &account.id,
            &fields(&[("note", "x"), ("deadline.review", "31.12.2026")]),
        )
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::BadValue);
    assert_eq!(session.show(&account.id).unwrap(), account);
    let edited = fields(&[
        ("label", "agent 2"),
        ("tags", "VAT, paye"),
        ("deadline.review", "2026-12-31"),
    ]);
    let account = session.edit(&account.id, &edited).unwrap();
    assert_eq!(account.tags, ["VAT", "paye"]);
    assert_eq!(account.deadlines["review"], "2026-12-31");
    assert_eq!(
        session
            .edit(&account.id, &fields(&[("tags", "paye")]))
            .unwrap()
            .tags,
        ["paye"]
    );
}

#[test]
fn a_client_is_found_by_tax_number_with_or_without_dashes() {
    let office = Office::new();
    let mut session = office.open("one");
    let fields = vec![("tax_number".to_owned(), "12345678-2-41".to_owned())];
    let client = session
        .folder_add(&NewFolder {
            name: "Kovács Bt.".into(),
            fields,
        })
        .unwrap();
    assert!(client.client.is_some(), "a tax number makes a client");
    let account = add(&mut session, "12345678241", "Ügyfélkapu+", "kovacs", SECRET);
    assert_eq!(account.folder.unwrap().id, client.id);
    assert_eq!(
        session
            .folders()
            .iter()
            .filter(|folder| folder.name == "Kovács Bt.")
            .count(),
        1
    );
    for query in ["12345678-2-41", "12345678241", "kovacs 1234"] {
        assert_eq!(
            session
                .list(
                    &Find {
                        query: query.into(),
                        folder: None
                    },
                    0,
                    9
                )
                .unwrap()
                .total,
            1,
            "{query}"
        );
    }
    assert_eq!(
        session.folder_remove("Kovács Bt.").unwrap_err().code,
        ErrorCode::FolderNotEmpty
    );
}

#[test]
fn what_is_removed_lies_in_the_trash_for_thirty_days() {
    let office = Office::new();
    let mut session = office.open("one");
    let account = add(&mut session, "", "A", "gone", SECRET);
    add(&mut session, "", "A", "stays", SECRET);
    session.remove(&account.id).unwrap();
    assert_eq!(labels(&mut session), ["stays"]);
    let days = |session: &mut keyrack_app::Session, days: u64| {
        for day in 1..=days {
            assert_eq!(session.trash().len(), 1, "day {day}");
            office.clock.wait(24 * 3600);
            let note = ("note".to_owned(), day.to_string());
            session.edit("stays", &[note]).unwrap();
        }
    };
    days(&mut session, 29);
    session.restore_from_trash(&account.id).unwrap();
    assert_eq!(labels(&mut session), ["gone", "stays"]);
    session.remove(&account.id).unwrap();
    days(&mut session, 31);
    assert!(
        session.trash().is_empty(),
        "the first save after 30 days empties it"
    );
    assert_eq!(
        session.restore_from_trash(&account.id).unwrap_err().code,
        ErrorCode::NotFound
    );
}

#[test]
fn a_clock_that_is_years_ahead_for_an_hour_empties_nothing() {
    let office = Office::new();
    let mut session = office.open("one");
    let account = add(&mut session, "", "A", "gone", SECRET);
    session.remove(&account.id).unwrap();
    let right = office.clock.now();
    office.clock.set_wall(right + 5 * 365 * 24 * 3600 * 1000);
    for label in ["b", "c", "d"] {
        add(&mut session, "", "A", label, SECRET);
    }
    office.clock.set_wall(right);
    add(&mut session, "", "A", "e", SECRET);
    session.restore_from_trash(&account.id).unwrap();
    assert_eq!(labels(&mut session), ["b", "c", "d", "e", "gone"]);
}

#[test]
fn backup_codes_are_used_up_one_by_one() {
    let office = Office::new();
    let mut session = office.open("one");
    let account = add(&mut session, "", "A", "a", SECRET);
    let codes = NewRecovery {
        kind: "backup_codes".into(),
        value: Zeroizing::new("aaaa-1111\nbbbb-2222\n\ncccc-3333\n".into()),
        ..NewRecovery::default()
    };
    let view = session.recovery_add(&account.id, &codes).unwrap();
    assert_eq!(
        (view.recovery[0].codes_left, view.recovery[0].codes_total),
        (Some(3), Some(3))
    );
    session.recovery_use(&account.id, None, None).unwrap();
    let view = session.recovery_use(&account.id, None, Some(3)).unwrap();
    assert_eq!(view.recovery[0].codes_left, Some(1));
    let revealed = session.reveal(&account.id).unwrap();
    let left: Vec<_> = revealed.recovery_values[0]
        .codes
        .iter()
        .filter(|code| code.used.is_none())
        .collect();
    assert_eq!(left[0].text, "bbbb-2222");
    assert!(
        !format!("{revealed:?}").contains("bbbb"),
        "secrets do not show in debug output"
    );
}

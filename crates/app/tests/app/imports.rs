//! Imports: what is taken, what is left out, and how it is taken back.

use std::collections::BTreeMap;

use keyrack_app::{
    Choices, Decision, Export, Groups, Import, On, Place, Session, read_files, view::SecretState,
};
use zeroize::Zeroizing;

use crate::support::{Office, add, import, labels, try_import};

const TWO: &str = "otpauth://totp/Bank:anna?secret=JBSWY3DPEHPK3PXP&issuer=Bank\n\
                   otpauth://totp/Bank:bela?secret=GEZDGNBVGY3TQOJQ&issuer=Bank\n\
                   no URI at all\n";

#[test]
fn a_second_import_of_one_file_adds_nothing() {
    let office = Office::new();
    let mut session = office.open("one");
    let first = import(&mut session, TWO, &Import::default());
    assert_eq!((first.imported, first.skipped), (2, 1));
    assert_eq!(first.rows[2].status.as_str(), "unreadable");
    let second = import(&mut session, TWO, &Import::default());
    assert_eq!((second.imported, second.skipped), (0, 3));
    assert_eq!(second.rows[0].status.as_str(), "identical");
    assert_eq!(second.rows[0].account_id, first.rows[0].account_id);
    assert_eq!(labels(&mut session), ["anna", "bela"]);
    assert_eq!(
        session.undo_import().unwrap(),
        2,
        "the first one can still be undone"
    );
}

#[test]
fn what_was_in_use_in_another_program_counts_as_accepted_by_the_portal() {
    let office = Office::new();
    let mut session = office.open("one");
    import(&mut session, TWO, &Import::default());
    assert!(session.show("anna").unwrap().factors[0].confirmed);
}

#[test]
fn a_trial_run_changes_nothing() {
    let office = Office::new();
    let mut session = office.open("one");
    let trial = import(
        &mut session,
        TWO,
        &Import {
            dry_run: true,
            ..Import::default()
        },
    );
    assert_eq!(
        (trial.imported, trial.rows[0].account_id.as_deref()),
        (2, None)
    );
    assert!(labels(&mut session).is_empty());
    assert!(labels(&mut office.open("one")).is_empty());
}

#[test]
fn decisions_are_followed_and_the_whole_is_undone_in_one_go() {
    let office = Office::new();
    let mut session = office.open("one");
    let kept = add(&mut session, "", "Bank", "anna", "MFRGGZDFMZTWQ2LK");
    let before = session.reveal(&kept.id).unwrap();
    session.settle().unwrap();
    let on = On {
        same_name: Decision::Replace,
        ..On::default()
    };
    let taken = import(
        &mut session,
        TWO,
        &Import {
            choices: Choices {
                on,
                folder: Some("Kovács Bt.".into()),
                ..Choices::default()
            },
            ..Import::default()
        },
    );
    assert_eq!(taken.rows[0].status.as_str(), "same_name");
    assert_eq!(taken.rows[0].account_id.as_deref(), Some(kept.id.as_str()));
    let secrets = session.reveal(&kept.id).unwrap().secrets;
    assert!(
        secrets
            .iter()
            .any(|secret| secret.state == SecretState::Current
                && secret.secret == "JBSWY3DPEHPK3PXP")
    );
    assert!(
        secrets
            .iter()
            .any(|secret| secret.state == SecretState::Replaced),
        "the old secret is kept"
    );
    session.settle().unwrap();
    assert_eq!(session.undo_import().unwrap(), 2);
    assert_eq!(labels(&mut session), ["anna"]);
    let after = session.reveal(&kept.id).unwrap();
    let current = |account: &keyrack_app::view::RevealedAccount| {
        account
            .secrets
            .iter()
            .find(|secret| secret.state == SecretState::Current)
            .map(|secret| secret.secret.clone())
    };
    assert_eq!(current(&after), current(&before));
    assert!(session.undo_import().is_err(), "once only");
}

#[test]
fn both_own_formats_bring_everything_back() {
    let office = Office::new();
    let mut session = office.open("one");
    let account = add(
        &mut session,
        "Kovács Bt.",
        "Ügyfélkapu+",
        "kovács & társa #1",
        "JBSWY3DPEHPK3PXP",
    );
    session
        .factor_replace(
            &account.id,
            &Default::default(),
            &crate::support::factor("GEZDGNBVGY3TQOJQ"),
        )
        .unwrap();
    let fields = [
        ("note", "első\nmásodik"),
        ("tags", "áfa,nav"),
        ("channel.SMS", "+36 …, Anna"),
    ];
    let fields: Vec<_> = fields
        .iter()
        .map(|(field, value)| ((*field).to_owned(), (*value).to_owned()))
        .collect();
    session.edit(&account.id, &fields).unwrap();
    for (format, password) in [("keyrack-json", None), ("keyrack", Some("titok"))] {
        let password = password.map(|password: &str| Zeroizing::new(password.to_owned()));
        let export = Export {
            accounts: Vec::new(),
            format: format.into(),
            password: password.clone(),
            folder: None,
        };
        let file = session.export(&export).unwrap().bytes.to_vec();
        let other = office.keyrack("other", office.other_vault().join(format));
        let mut other = other
            .init("x", Some(keyrack_app::Kdf::FLOOR), &office.recovery)
            .unwrap();
        let taken = try_import(
            &mut other,
            &[("f".into(), file)],
            &Import {
                file_password: password,
                ..Import::default()
            },
        );
        assert_eq!(taken.unwrap().imported, 1, "{format}");
        let (mut ours, mut theirs) = (
            session.reveal(&account.id).unwrap(),
            other.reveal(&account.id).unwrap(),
        );
        assert_eq!(ours.account.folder, theirs.account.folder, "{format}");
        for side in [&mut ours, &mut theirs] {
            side.account.created = 0;
            side.account.changed = 0;
            side.account
                .factors
                .iter_mut()
                .for_each(|factor| factor.replaced.fill(0));
        }
        assert_eq!(ours.account, theirs.account, "{format}");
        assert!(
            ours.secrets == theirs.secrets,
            "{format}: the same secrets, the replaced one included"
        );
    }
}

#[test]
fn a_table_fills_the_folders_of_clients_and_finds_them_again() {
    let office = Office::new();
    let mut session = office.open("one");
    let table = "Ügyfél;Adószám;Szolgáltatás;Felhasználónév;Titkos kulcs\r\n\
                 Szűcs Kft.;12345678-2-42;NAV;szucs;GEZDGNBVGY3TQOJQ\r\n\
                 Őri Bt.;87654321-1-42;;;\r\n";
    let taken = import(&mut session, table, &Import::default());
    assert_eq!((taken.format.as_str(), taken.imported), ("csv", 1));
    assert_eq!(taken.rows[1].reason.unwrap().code(), "client");
    let folders = |session: &mut keyrack_app::Session| {
        let mut names: Vec<String> = session.folders().into_iter().map(|it| it.name).collect();
        names.retain(|name| !name.is_empty());
        names.sort();
        names
    };
    assert_eq!(folders(&mut session), ["Szűcs Kft.", "Őri Bt."]);
    let more = table
        .replace("szucs", "masik")
        .replace("GEZDGNBVGY3TQOJQ", "GEZDGNBVGY3TQOJR");
    import(&mut session, &more, &Import::default());
    assert_eq!(folders(&mut session), ["Szűcs Kft.", "Őri Bt."]);
    assert_eq!(labels(&mut session), ["masik", "szucs"]);
}

#[test]
fn a_sealed_export_for_another_authenticator_comes_in_with_its_password_alone() {
    let office = Office::new();
    let mut session = office.open("one");
    import(&mut session, TWO, &Import::default());
    let password = Zeroizing::new("jelszó".to_owned());
    let export = Export {
        format: "aegis".into(),
        password: Some(password.clone()),
        ..Export::default()
    };
    assert!(session.export_losses(&export).unwrap().is_empty());
    let made = session.export(&export).unwrap();
    let file = [("aegis.json".to_owned(), made.bytes.to_vec())];
    let preview = |password: Option<&Zeroizing<String>>| {
        let import = Import {
            file_password: password.cloned(),
            ..Import::default()
        };
        let read = read_files(&file, &import).and_then(|read| read.preview());
        read.map_err(|error| error.code.as_str())
    };
    let read = preview(Some(&password)).unwrap();
    assert_eq!((read.format.as_str(), read.encrypted), ("aegis", true));
    assert_eq!(read.rows.len(), 2);
    assert_eq!(preview(None), Err("file_password_needed"));
    let wrong = Zeroizing::new("rossz".to_owned());
    assert_eq!(preview(Some(&wrong)), Err("file_password_wrong"));
}

#[test]
fn much_memory_is_agreed_to_before_it_is_taken() {
    let file = r#"{"version":1,"kdfParams":{"memLimit":536870912,"opsLimit":1,"salt":"AAAAAAAAAAAAAAAAAAAAAA=="},
        "encryptedData":"AAAA","encryptionNonce":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"#;
    let files = [("ente.json".to_owned(), file.as_bytes().to_vec())];
    let mut import = Import {
        file_password: Some(Zeroizing::new("x".to_owned())),
        ..Import::default()
    };
    let refused = read_files(&files, &import).unwrap_err();
    assert_eq!(refused.code.as_str(), "file_memory");
    assert_eq!(refused.args["mib"], "512");
    // Whoever agrees can still give it up.
    import.memory_mib = Some(512);
    import.progress = Some(std::sync::Arc::new(|_| std::ops::ControlFlow::Break(())));
    let refused = read_files(&files, &import).unwrap_err();
    assert_eq!(refused.code.as_str(), "cancelled");
}

/// A file of Aegis: `anna` is a favourite in two groups, `bela` is in none.
const AEGIS: &str = r#"{"version":1,"header":{"slots":null,"params":null},"db":{"version":3,
    "groups":[{"uuid":"g1","name":"Kovács Bt."},{"uuid":"g2","name":"Tax"}],
    "entries":[
        {"type":"totp","uuid":"e1","name":"anna","issuer":"Bank","note":"","favorite":true,"icon":null,"groups":["g1","g2"],
         "info":{"secret":"JBSWY3DPEHPK3PXP","algo":"SHA1","digits":6,"period":30}},
        {"type":"totp","uuid":"e2","name":"bela","issuer":"Bank","note":"","favorite":false,"icon":null,"groups":[],
         "info":{"secret":"GEZDGNBVGY3TQOJQ","algo":"SHA1","digits":6,"period":30}}]}}"#;

fn choosing(choices: Choices) -> Import {
    Import {
        choices,
        ..Import::default()
    }
}

fn folder_names(session: &mut Session) -> Vec<String> {
    let mut names: Vec<String> = session.folders().into_iter().map(|it| it.name).collect();
    names.retain(|name| !name.is_empty());
    names.sort();
    names
}

fn favourites(session: &mut Session) -> Vec<String> {
    let rows = session.rows("", &Place::Favourites, 0, 60);
    let rows = rows.expect("favourites").rows;
    rows.into_iter().map(|row| row.label).collect()
}

#[test]
fn groups_and_favourites_of_another_program_are_kept_and_go_with_the_import() {
    let office = Office::new();
    let mut session = office.open("one");
    let taken = import(&mut session, AEGIS, &Import::default());
    assert_eq!((taken.imported, taken.folders, taken.favourites), (2, 0, 1));
    assert_eq!(session.show("anna").unwrap().tags, ["Kovács Bt.", "Tax"]);
    assert_eq!(favourites(&mut session), ["anna"]);
    assert_eq!(favourites(&mut office.open("one")), ["anna"], "and stay so");
    assert!(
        favourites(&mut office.open("two")).is_empty(),
        "not for others"
    );
    let anna = session.show("anna").unwrap().id;
    session.undo_import().unwrap();
    session.restore_from_trash(&anna).unwrap();
    assert!(favourites(&mut session).is_empty());
}

#[test]
fn groups_become_folders_where_that_is_wished_and_empty_ones_go_with_the_undo() {
    let office = Office::new();
    let mut session = office.open("one");
    add(&mut session, "TAX", "NAV", "old", "MFRGGZDFMZTWQ2LK");
    let file = AEGIS.replace(r#""groups":[]"#, r#""groups":["g2"]"#);
    let folders = Choices {
        groups: Groups::Folders,
        ..Choices::default()
    };
    let taken = import(&mut session, &file, &choosing(folders));
    assert_eq!((taken.imported, taken.folders), (2, 1), "one was known");
    assert_eq!(folder_names(&mut session), ["Kovács Bt.", "TAX"]);
    let anna = session.show("anna").unwrap();
    assert_eq!(anna.folder.unwrap().name, "Kovács Bt.");
    assert_eq!(anna.tags, ["Tax"], "the second group");
    assert_eq!(session.show("bela").unwrap().folder.unwrap().name, "TAX");
    session.undo_import().unwrap();
    assert_eq!(folder_names(&mut session), ["TAX"]);
    assert_eq!(labels(&mut session), ["old"]);
}

#[test]
fn a_folder_that_came_to_be_used_stays_after_the_undo() {
    let office = Office::new();
    let mut session = office.open("one");
    let choices = Choices {
        folder: Some("Kovács Bt.".into()),
        ..Choices::default()
    };
    import(&mut session, AEGIS, &choosing(choices));
    add(
        &mut session,
        "Kovács Bt.",
        "NAV",
        "later",
        "MFRGGZDFMZTWQ2LK",
    );
    assert_eq!(session.undo_import().unwrap(), 2);
    assert_eq!(folder_names(&mut session), ["Kovács Bt."]);
    assert_eq!(labels(&mut session), ["later"]);
}

#[test]
fn every_status_has_its_rule_and_a_row_its_own_choice_before_that() {
    let file = "otpauth://totp/Bank:same?secret=JBSWY3DPEHPK3PXP&issuer=Bank\n\
                otpauth://totp/Bank:renamed?secret=GEZDGNBVGY3TQOJQ&issuer=Bank\n\
                otpauth://totp/Bank:name?secret=MFRGGZDFMZTWQ2LK&issuer=Bank\n\
                otpauth://totp/Bank:new?secret=NBSWY3DPEB3W64TM&issuer=Bank\n\
                otpauth://totp/Bank:faulty?secret=1&issuer=Bank\n\
                otpauth://motp/Bank:motp?secret=JBSWY3DPEHPK3PXP";
    let statuses = [
        "identical",
        "same_secret",
        "same_name",
        "new",
        "unreadable",
        "unsupported",
    ];
    use Decision::{Add, Replace, Skip};
    let office = Office::new();
    let mut session = office.open("one");
    add(&mut session, "", "Bank", "same", "JBSWY3DPEHPK3PXP");
    add(&mut session, "", "Bank", "before", "GEZDGNBVGY3TQOJQ");
    add(&mut session, "", "Bank", "name", "KRUGS4ZANFZSAYJA");
    let incoming = read_files(&[("f".to_owned(), file)], &Import::default()).unwrap();
    for rule in [Add, Skip, Replace] {
        for (row, own) in [
            (2, Skip),
            (3, Add),
            (4, Skip),
            (2, Replace),
            (1, Add),
            (5, Add),
            (99, Add),
        ] {
            let choices = Choices {
                on: On {
                    new: rule,
                    same_secret: rule,
                    same_name: rule,
                },
                rows: BTreeMap::from([(row, own)]),
                ..Choices::default()
            };
            let plan = session.plan(&incoming, &choices);
            let found: Vec<_> = plan.rows.iter().map(|row| row.status.as_str()).collect();
            assert_eq!(found, statuses);
            // Nothing resembles the new one, so nothing is replaced by it.
            let ruled = |at: usize| match at {
                4 if rule == Replace => Some("add"),
                2..=4 => Some(rule.as_str()),
                _ => None,
            };
            let mut taken = 0;
            for (at, view) in (1..).zip(&plan.rows) {
                let expected = match at == row && ruled(at).is_some() {
                    true => Some(own.as_str()),
                    false => ruled(at),
                };
                assert_eq!(
                    view.decision.map(Decision::as_str),
                    expected,
                    "{rule:?}, row {at} of {row} {own:?}"
                );
                taken += usize::from(expected.is_some_and(|decision| decision != "skip"));
            }
            assert_eq!((plan.imported, plan.skipped), (taken, 6 - taken));
        }
    }
    let choices = Choices {
        on: On {
            same_secret: Replace,
            same_name: Replace,
            ..On::default()
        },
        rows: BTreeMap::from([(4, Skip)]),
        ..Choices::default()
    };
    let before = labels(&mut session);
    let taken = session.take(&incoming, &choices).unwrap();
    assert_eq!((taken.imported, taken.replaced, taken.skipped), (2, 2, 4));
    assert_eq!(labels(&mut session), ["name", "renamed", "same"]);
    assert_eq!(session.undo_import().unwrap(), 2);
    assert_eq!(labels(&mut session), before);
}

#[test]
fn an_import_is_taken_back_though_the_vault_was_changed_a_moment_before() {
    let office = Office::new();
    let mut session = office.open("one");
    let kept = add(&mut session, "", "Bank", "anna", "MFRGGZDFMZTWQ2LK");
    let fields = [("note".to_owned(), "of a moment ago".to_owned())];
    session.edit(&kept.id, &fields).unwrap();
    let choices = Choices {
        on: On {
            same_name: Decision::Replace,
            ..On::default()
        },
        ..Choices::default()
    };
    import(&mut session, TWO, &choosing(choices));
    assert_eq!(session.undo_import().unwrap(), 2);
    assert_eq!(session.show("anna").unwrap().note, "of a moment ago");
    let secrets = session.reveal(&kept.id).unwrap().secrets;
    let current = secrets
        .iter()
        .find(|secret| secret.state == SecretState::Current);
    assert_eq!(current.unwrap().secret, "MFRGGZDFMZTWQ2LK");
}

#[test]
fn a_client_list_is_compared_with_the_vault_and_makes_each_folder_once() {
    let office = Office::new();
    let mut session = office.open("one");
    add(
        &mut session,
        "Szűcs  és Társa",
        "NAV",
        "szucs",
        "GEZDGNBVGY3TQOJQ",
    );
    let taxed = [("client", "true"), ("tax_number", "87654321-1-42")];
    session
        .folder_add(&keyrack_app::NewFolder {
            name: "Old name Bt.".into(),
            fields: taxed
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .into(),
        })
        .unwrap();
    let list = "Ügyfél;Adószám\r\n\
                SZUCS ÉS TÁRSA;12345678-2-42\r\n\
                New name Bt.;876543211 42\r\n\
                Kovács János;11111111-1-11\r\n\
                Kovács János;22222222-2-22\r\n";
    let plan = import(
        &mut session,
        list,
        &Import {
            dry_run: true,
            ..Import::default()
        },
    );
    let clients = |view: &keyrack_app::view::ImportView| -> Vec<(String, &'static str, usize)> {
        let clients = view.clients.iter();
        clients
            .map(|it| (it.tax_number.clone(), it.status.as_str(), it.accounts))
            .collect()
    };
    let tax_numbers = [
        "12345678-2-42",
        "876543211 42",
        "11111111-1-11",
        "22222222-2-22",
    ];
    let expected = |statuses: [&'static str; 4], accounts: [usize; 4]| -> Vec<_> {
        let rows = tax_numbers.iter().zip(statuses).zip(accounts);
        rows.map(|((number, status), accounts)| ((*number).to_owned(), status, accounts))
            .collect()
    };
    let none = ["known", "known", "new", "new"];
    assert_eq!(clients(&plan), expected(none, [1, 0, 0, 0]));
    let before = session.folders().len();
    let first = import(&mut session, list, &Import::default());
    assert_eq!((first.imported, first.folders), (0, 2));
    assert_eq!(session.folders().len(), before + 2);
    let second = import(&mut session, list, &Import::default());
    assert_eq!(second.folders, 0);
    assert_eq!(clients(&second), expected(["known"; 4], [1, 0, 0, 0]));
    assert_eq!(session.folders().len(), before + 2);
    assert_eq!(session.undo_import().unwrap(), 0, "the first one is undone");
    assert_eq!(session.folders().len(), before);
}

#[test]
fn clients_of_one_name_are_not_mixed_up() {
    let office = Office::new();
    let mut session = office.open("one");
    add(
        &mut session,
        "Kovács János",
        "NAV",
        "old",
        "MFRGGZDFMZTWQ2LK",
    );
    let table = "Client;Tax number;User name;Key\n\
                 Kovács János;1;first;GEZDGNBVGY3TQOJQ\n\
                 Kovács János;2;second;JBSWY3DPEHPK3PXP\n\
                 Kovács János;1;third;NBSWY3DPEB3W64TM\n";
    let taken = import(&mut session, table, &Import::default());
    let clients = taken.clients.iter();
    let clients: Vec<_> = clients
        .map(|it| (it.status.as_str(), it.accounts))
        .collect();
    assert_eq!(clients, [("known", 3), ("new", 1)]);
    assert_eq!(taken.folders, 1);
    let mut folder = |label: &str| session.show(label).unwrap().folder.unwrap().id;
    let (old, first, second, third) = (
        folder("old"),
        folder("first"),
        folder("second"),
        folder("third"),
    );
    assert!(old == first && first == third && second != first);
}

#[test]
fn codes_that_a_table_brings_count_for_its_clients() {
    let office = Office::new();
    let mut session = office.open("one");
    let table = "Client;Tax number;Service;User name;Key\n\
                 A;1;NAV;a;GEZDGNBVGY3TQOJQ\n\
                 A;1;Bank;a;JBSWY3DPEHPK3PXP\n\
                 B;2;;;\n";
    let incoming = read_files(&[("t.csv".to_owned(), table)], &Import::default()).unwrap();
    let count = |session: &Session, choices: &Choices| -> Vec<usize> {
        let clients = session.plan(&incoming, choices).clients;
        clients.into_iter().map(|it| it.accounts).collect()
    };
    assert_eq!(count(&session, &Choices::default()), [2, 0]);
    let skipping = Choices {
        rows: BTreeMap::from([(1, Decision::Skip)]),
        ..Choices::default()
    };
    assert_eq!(count(&session, &skipping), [1, 0]);
    session.take(&incoming, &skipping).unwrap();
    assert_eq!(count(&session, &Choices::default()), [2, 0]);
    assert_eq!(count(&session, &skipping), [1, 0], "none twice");
}

#[test]
fn a_table_of_which_nothing_is_known_asks_what_its_columns_hold() {
    let office = Office::new();
    let mut session = office.open("one");
    let table = "x;y;z\nanna;JBSWY3DPEHPK3PXP;Kovács Bt.\n";
    let files = [("t.txt".to_owned(), table.as_bytes().to_vec())];
    let incoming = read_files(&files, &Import::default()).unwrap();
    let columns = incoming.columns().unwrap();
    assert_eq!(columns[2].samples, ["Kovács Bt."]);
    assert!(columns[1].samples.is_empty());
    assert!(session.plan(&incoming, &Choices::default()).rows.is_empty());
    let refused = try_import(&mut session, &files, &Import::default()).unwrap_err();
    assert_eq!(refused.code.as_str(), "columns_unknown");
    let named = |field: &str| Import {
        columns: vec![("B".into(), "secret".into()), ("A".into(), field.into())],
        ..Import::default()
    };
    let refused = try_import(&mut session, &files, &named("no field")).unwrap_err();
    assert_eq!(refused.code.as_str(), "format_unknown");
    let taken = try_import(&mut session, &files, &named("account")).unwrap();
    assert_eq!((taken.format.as_str(), taken.imported), ("csv", 1));
    assert_eq!(labels(&mut session), ["anna"]);
    let letter =
        "Dear Ms Kovács,\n\nthe codes are in the safe, as agreed, and the key is with me.\n";
    let refused = read_files(&[("letter.txt".to_owned(), letter)], &Import::default());
    assert_eq!(refused.unwrap_err().code.as_str(), "format_unknown");
}

#[test]
fn a_key_of_keyracks_own_file_can_be_given_up() {
    let office = Office::new();
    let mut session = office.open("one");
    let password = Some(Zeroizing::new("jelszó".to_owned()));
    let export = Export {
        format: "keyrack".into(),
        password: password.clone(),
        ..Export::default()
    };
    let files = [("f.age".to_owned(), session.export(&export).unwrap().bytes)];
    let import = Import {
        file_password: password,
        progress: Some(std::sync::Arc::new(|_| std::ops::ControlFlow::Break(()))),
        ..Import::default()
    };
    let refused = read_files(&files, &import).unwrap_err();
    assert_eq!(refused.code.as_str(), "cancelled");
}

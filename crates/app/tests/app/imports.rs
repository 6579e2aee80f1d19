//! Imports: what is taken, what is left out, and how it is taken back.

use keyrack_app::{Choices, Decision, Export, Import, On};
use zeroize::Zeroizing;

use crate::support::{Office, add, import, labels};

const TWO: &str = "otpauth://totp/Bank:anna?secret=JBSWY3DPEHPK3PXP&issuer=Bank\n\
                   otpauth://totp/Bank:bela?secret=GEZDGNBVGY3TQOJQ&issuer=Bank\n\
                   no URI at all\n";

#[test]
fn a_second_import_of_one_file_adds_nothing() {
    let office = Office::new();
    let mut session = office.open("one");
    let first = import(&mut session, TWO, &Import::default());
    assert_eq!((first.imported, first.skipped), (2, 1));
    assert_eq!(first.rows[2].status, "unreadable");
    let second = import(&mut session, TWO, &Import::default());
    assert_eq!((second.imported, second.skipped), (0, 3));
    assert_eq!(second.rows[0].status, "identical");
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
    assert_eq!(taken.rows[0].status, "same_name");
    assert_eq!(taken.rows[0].account_id.as_deref(), Some(kept.id.as_str()));
    let secrets = session.reveal(&kept.id).unwrap().secrets;
    assert!(
        secrets
            .iter()
            .any(|secret| secret.state == "current" && secret.secret == "JBSWY3DPEHPK3PXP")
    );
    assert!(
        secrets.iter().any(|secret| secret.state == "replaced"),
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
            .find(|secret| secret.state == "current")
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
        let taken = other.import(
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
    assert_eq!(taken.rows[1].reason, Some("client"));
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
        keyrack_app::preview(&file, &import).map_err(|error| error.code.as_str())
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
    let refused = keyrack_app::preview(&files, &import).unwrap_err();
    assert_eq!(refused.code.as_str(), "file_memory");
    assert_eq!(refused.args["mib"], "512");
    // Whoever agrees can still give it up.
    import.memory_mib = Some(512);
    import.watch = Some(std::sync::Arc::new(|_| std::ops::ControlFlow::Break(())));
    let refused = keyrack_app::preview(&files, &import).unwrap_err();
    assert_eq!(refused.code.as_str(), "cancelled");
}

//! People with a vault each, who share folders over a directory.

use std::path::PathBuf;

use keyrack_app::{
    At, Computer, ErrorCode, Find, FoundOffice, GrantRequest, InviteSomebody, JoinOffice, Kdf,
    Keyrack, NewAccount, NewFactor, RecoverOffice, RecoveryKey, Role, Session, StorePlace,
    SyncOptions, TeamPerson, Unlock, new_sheet,
    view::{JoinState, OfficeFolderView},
};
use zeroize::Zeroizing;

use crate::support::{Office, PASSWORD};

pub const NAV: &str = "otpauth://totp/NAV:kovacs?secret=JBSWY3DPEHPK3PXP&issuer=NAV";
pub const BANK: &str = "otpauth://hotp/Bank:kovacs?secret=JBSWY3DPEHPK3PXP&counter=0";

/// A directory that an office lives in, and the computers of its people.
pub struct Team {
    pub desks: Office,
    sheet: Zeroizing<String>,
}

impl Team {
    pub fn new() -> Self {
        Self {
            desks: Office::without_vault(),
            sheet: new_sheet().expect("a sheet"),
        }
    }

    /// The vault of a person, made when it is first asked for.
    pub fn open(&self, person: &str) -> Session {
        let keyrack = self.desks.keyrack(person, self.home(person).join("vault"));
        if !keyrack.exists().expect("a folder") {
            let key = RecoveryKey::make();
            keyrack
                .init(PASSWORD, Some(Kdf::FLOOR), &key)
                .expect("a new vault");
        }
        keyrack
            .unlock(&Unlock::password(PASSWORD))
            .expect("the password opens")
    }

    /// Lets time go by.
    pub fn wait(&self, seconds: u64) {
        self.desks.clock.wait(seconds);
    }

    pub fn home(&self, person: &str) -> PathBuf {
        let home = self.desks.vault();
        home.parent().expect("a folder").join(person)
    }

    pub fn place(&self) -> StorePlace {
        let store = self.home("store");
        std::fs::create_dir_all(&store).expect("a directory");
        StorePlace {
            address: format!("file://{}", store.display()),
            credentials: None,
        }
    }

    pub fn found(&self, owner: &str) -> Session {
        let mut session = self.open(owner);
        let found = FoundOffice {
            place: self.place(),
            name: "Kovács és társa".to_owned(),
            person: person(owner),
            sheets: vec![self.sheet.clone()],
        };
        session.found_office(&found).expect("an office");
        session
    }

    /// Has somebody invited, who joins.
    pub fn admit(&self, owner: &mut Session, name: &str, grants: Vec<GrantRequest>) -> Session {
        let invite = InviteSomebody {
            person: person(name),
            owner: false,
            grants,
            days: 3,
        };
        let (_, code) = owner.invite(None, &invite).expect("an invitation");
        let mut session = self.open(name);
        let join = JoinOffice {
            place: self.place(),
            code,
            person: person(name),
        };
        let waiting = session.join_office(&join).expect("a request");
        assert_eq!(waiting.state, JoinState::Waiting);
        let digits = waiting.digits.expect("digits");
        let requests = owner.join_requests(None).expect("requests");
        assert_eq!(requests.len(), 1);
        let wrong = owner.approve_request(None, &requests[0].id, "000 000 000 000");
        assert_eq!(
            wrong.expect_err("wrong digits").code,
            ErrorCode::WrongDigits
        );
        owner
            .approve_request(None, &requests[0].id, &digits)
            .expect("approved");
        let joined = session.join_office(&join).expect("joined");
        assert_eq!(joined.state, JoinState::Joined);
        session
    }
}

pub fn person(name: &str) -> TeamPerson {
    TeamPerson {
        name: name.to_owned(),
        email: format!("{name}@example.com"),
    }
}

pub fn grant(folder: &OfficeFolderView, role: Role) -> GrantRequest {
    GrantRequest {
        folder: folder.id.clone(),
        role,
        recovery: false,
        until: None,
    }
}

pub fn sync(session: &mut Session) {
    session
        .sync_offices(None, SyncOptions::default())
        .expect("in step");
}

pub fn account(folder: &str, service: &str, uri: &str) -> NewAccount {
    NewAccount {
        folder: Some(folder.to_owned()),
        fields: vec![("service".to_owned(), service.to_owned())],
        factor: NewFactor {
            uri: Some(Zeroizing::new(uri.to_owned())),
            ..NewFactor::default()
        },
        ..NewAccount::default()
    }
}

pub fn services(session: &mut Session) -> Vec<String> {
    let found = session.list(&Find::default(), 0, 100).expect("a list");
    let mut services: Vec<String> = found.rows.into_iter().map(|it| it.service).collect();
    services.sort();
    services
}

#[test]
fn a_colleague_has_the_codes_of_what_was_granted_and_changes_come_back() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let (folder, _) = olga.new_office_folder(None, "Kovács Bt").expect("a folder");
    let (other, _) = olga.new_office_folder(None, "Szabó Kft").expect("a folder");
    olga.add(account(&folder.id, "NAV", NAV)).expect("added");
    let bank = "otpauth://totp/Bank:szabo?secret=JBSWY3DPEHPK3PXP&issuer=Bank";
    olga.add(account(&other.id, "Bank", bank)).expect("added");
    let mut anna = team.admit(&mut olga, "anna", vec![grant(&folder, Role::Edit)]);
    assert_eq!(services(&mut anna), ["NAV"]);
    let at = At {
        at: Some(59),
        ..At::default()
    };
    let (hers, ours) = (anna.codes("nav", &at), olga.codes("nav", &at));
    assert_eq!(hers.expect("a code")[0].code, ours.expect("a code")[0].code);
    anna.edit("nav", &[("note".to_owned(), "hívd Annát".to_owned())])
        .expect("edited");
    sync(&mut anna);
    sync(&mut olga);
    assert_eq!(olga.show("nav").expect("an account").note, "hívd Annát");
    // What was locked opens again, from this computer alone.
    drop(anna);
    std::fs::remove_dir_all(team.home("store")).expect("gone");
    assert_eq!(services(&mut team.open("anna")), ["NAV"]);
}

#[test]
fn a_hotp_code_of_a_shared_folder_is_shown_once() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let (folder, _) = olga.new_office_folder(None, "Kovács Bt").expect("a folder");
    olga.add(account(&folder.id, "Bank", BANK)).expect("added");
    let mut anna = team.admit(&mut olga, "anna", vec![grant(&folder, Role::Edit)]);
    let code = |session: &mut Session| {
        session.codes("bank", &At::default()).expect("a code")[0]
            .code
            .clone()
    };
    let codes = [
        code(&mut olga),
        code(&mut anna),
        code(&mut olga),
        code(&mut anna),
    ];
    // RFC 4226 with this key: counters 0 to 3.
    assert_eq!(codes, ["282760", "996554", "602287", "143627"]);
}

#[test]
fn who_only_sees_a_folder_changes_nothing_and_moves_no_counter() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let (folder, _) = olga.new_office_folder(None, "Kovács Bt").expect("a folder");
    olga.add(account(&folder.id, "Bank", BANK)).expect("added");
    let mut anna = team.admit(&mut olga, "anna", vec![grant(&folder, Role::View)]);
    let edited = anna.edit("bank", &[("note".to_owned(), "x".to_owned())]);
    assert_eq!(edited.expect_err("refused").code, ErrorCode::NeedsEdit);
    let code = anna.codes("bank", &At::default());
    assert_eq!(code.expect_err("refused").code, ErrorCode::NeedsEdit);
    let denied = anna.grant(None, "olga", &grant(&folder, Role::View));
    assert_eq!(denied.expect_err("refused").code, ErrorCode::NeedsManage);
}

#[test]
fn a_folder_of_the_vault_becomes_one_of_the_office_with_all_that_is_in_it() {
    let team = Team::new();
    let mut olga = team.found("olga");
    olga.add(account("Kovács Bt", "NAV", NAV)).expect("added");
    olga.folder_edit(
        "Kovács Bt",
        &[("tax_number".to_owned(), "12345678".to_owned())],
    )
    .expect("edited");
    let (folder, _) = olga.share_folder(None, "Kovács Bt").expect("shared");
    assert_eq!(folder.name, "Kovács Bt");
    let mut anna = team.admit(&mut olga, "anna", vec![grant(&folder, Role::View)]);
    assert_eq!(services(&mut anna), ["NAV"]);
    let seen = anna.folder(&folder.id).expect("a folder");
    assert_eq!(seen.client.expect("a client").tax_number, "12345678");
    assert_eq!(services(&mut olga), ["NAV"]);
    assert_eq!(services(&mut team.open("olga")), ["NAV"]);
}

#[test]
fn a_folder_that_was_taken_away_is_gone_and_nothing_new_of_it_arrives() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let (folder, _) = olga.new_office_folder(None, "Kovács Bt").expect("a folder");
    olga.add(account(&folder.id, "NAV", NAV)).expect("added");
    let mut anna = team.admit(&mut olga, "anna", vec![grant(&folder, Role::Edit)]);
    olga.revoke(None, "anna", &folder.id).expect("revoked");
    olga.add(account(&folder.id, "Bank", NAV)).expect("added");
    sync(&mut olga);
    sync(&mut anna);
    assert_eq!(services(&mut anna), [""; 0]);
    assert!(anna.office_folders(None).expect("folders").is_empty());
}

#[test]
fn t96_the_sheet_and_the_store_bring_everything_back_on_a_fresh_computer() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let (folder, _) = olga.new_office_folder(None, "Kovács Bt").expect("a folder");
    olga.add(account(&folder.id, "NAV", NAV)).expect("added");
    sync(&mut olga);
    drop(olga);
    let mut fresh = team.open("fresh");
    let recover = RecoverOffice {
        place: team.place(),
        sheet: team.sheet.clone(),
        person: person("fresh"),
    };
    let back = fresh.recover_office(&recover).expect("an office");
    assert_eq!(back.office.name, "Kovács és társa");
    assert_eq!(services(&mut fresh), ["NAV"]);
    assert_eq!(fresh.members(None).expect("members").len(), 2);
    // Whoever comes next is admitted by the one who came back.
    let mut anna = team.admit(&mut fresh, "anna", vec![grant(&folder, Role::View)]);
    assert_eq!(services(&mut anna), ["NAV"]);
}

#[test]
fn a_new_password_opens_the_office_as_well() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let (folder, _) = olga.new_office_folder(None, "Kovács Bt").expect("a folder");
    olga.add(account(&folder.id, "NAV", NAV)).expect("added");
    olga.change_password("another password of olga", Some(Kdf::FLOOR))
        .expect("changed");
    drop(olga);
    let keyrack = team.desks.keyrack("olga", team.home("olga").join("vault"));
    let way = Unlock::password("another password of olga");
    let mut olga = keyrack.unlock(&way).expect("the new password opens");
    assert_eq!(services(&mut olga), ["NAV"]);
    olga.edit("nav", &[("note".to_owned(), "x".to_owned())])
        .expect("edited");
    sync(&mut olga);
}

#[test]
fn t23_a_copy_of_the_disk_is_no_second_computer_where_the_keyring_holds_the_secret() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let (folder, _) = olga.new_office_folder(None, "Kovács Bt").expect("a folder");
    olga.add(account(&folder.id, "NAV", NAV)).expect("added");
    sync(&mut olga);
    drop(olga);
    team.desks.keyring("olga").wipe();
    let mut copy = team.open("olga");
    assert_eq!(
        services(&mut copy),
        ["NAV"],
        "what was on the disk is readable"
    );
    let synced = copy.sync_offices(None, SyncOptions::default());
    assert_eq!(synced.expect_err("refused").code, ErrorCode::OfficeKeysGone);
}

#[test]
fn what_the_store_does_not_take_waits_and_arrives_later() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let (folder, _) = olga.new_office_folder(None, "Kovács Bt").expect("a folder");
    let mut anna = team.admit(&mut olga, "anna", vec![grant(&folder, Role::Edit)]);
    std::fs::rename(team.home("store"), team.home("away")).expect("gone");
    olga.add(account(&folder.id, "NAV", NAV)).expect("added");
    let granted = olga
        .grant(None, "anna", &grant(&folder, Role::View))
        .expect("granted here");
    assert!(granted.outbox > 0);
    let synced = olga.sync_offices(None, SyncOptions::default());
    assert_eq!(
        synced.expect_err("no store").code,
        ErrorCode::StoreUnreachable
    );
    drop(olga);
    std::fs::rename(team.home("away"), team.home("store")).expect("back");
    let mut olga = team.open("olga");
    let views = olga
        .sync_offices(None, SyncOptions::default())
        .expect("in step");
    assert_eq!(views[0].1.outbox, 0);
    sync(&mut anna);
    assert_eq!(services(&mut anna), ["NAV"]);
    let edited = anna.edit("nav", &[("note".to_owned(), "x".to_owned())]);
    assert_eq!(edited.expect_err("view only").code, ErrorCode::NeedsEdit);
}

#[test]
fn another_vault_on_the_computer_sees_nothing_of_the_office() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let (folder, _) = olga.new_office_folder(None, "Kovács Bt").expect("a folder");
    olga.add(account(&folder.id, "NAV", NAV)).expect("added");
    drop(olga);
    let other = team.desks.keyrack("olga", team.home("olga").join("other"));
    let key = RecoveryKey::make();
    other
        .init(PASSWORD, Some(Kdf::FLOOR), &key)
        .expect("a new vault");
    let mut other = other.unlock(&Unlock::password(PASSWORD)).expect("opens");
    assert_eq!(services(&mut other), [""; 0]);
    assert!(other.offices().is_empty());
}

#[test]
fn t82_whoever_answers_a_used_or_cancelled_invitation_is_not_let_in_and_the_owner_is_told_why() {
    let team = Team::new();
    let mut olga = team.found("olga");
    for cancelled in [true, false] {
        let invite = InviteSomebody {
            person: person("anna"),
            owner: false,
            grants: Vec::new(),
            days: 3,
        };
        let (invited, code) = olga.invite(None, &invite).expect("an invitation");
        let mut first = team.open(if cancelled { "anna" } else { "bea" });
        let join = JoinOffice {
            place: team.place(),
            code,
            person: person("anna"),
        };
        let digits = first
            .join_office(&join)
            .expect("a request")
            .digits
            .expect("digits");
        let request = olga.join_requests(None).expect("requests")[0].id.clone();
        let (second, expected) = if cancelled {
            olga.cancel_invite(None, &invited.id).expect("cancelled");
            (request, ErrorCode::InviteCancelled)
        } else {
            let mut thief = team.open("thief");
            thief.join_office(&join).expect("a request");
            let all = olga.join_requests(None).expect("requests");
            let other = all
                .iter()
                .find(|it| it.id != request)
                .expect("two")
                .id
                .clone();
            olga.approve_request(None, &request, &digits)
                .expect("approved");
            (other, ErrorCode::InviteUsed)
        };
        let late = olga.approve_request(None, &second, &digits);
        assert_eq!(late.expect_err("refused").code, expected);
    }
}

#[test]
fn two_vaults_of_one_computer_may_be_in_the_same_office() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let (folder, _) = olga.new_office_folder(None, "Kovács Bt").expect("a folder");
    olga.add(account(&folder.id, "NAV", NAV)).expect("added");
    sync(&mut olga);
    let second = team.desks.keyrack("olga", team.home("olga").join("second"));
    let key = RecoveryKey::make();
    second
        .init(PASSWORD, Some(Kdf::FLOOR), &key)
        .expect("a new vault");
    let mut second = second.unlock(&Unlock::password(PASSWORD)).expect("opens");
    let recover = RecoverOffice {
        place: team.place(),
        sheet: team.sheet.clone(),
        person: person("second"),
    };
    second.recover_office(&recover).expect("an office");
    assert_eq!(services(&mut second), ["NAV"]);
    olga.edit("nav", &[("note".to_owned(), "x".to_owned())])
        .expect("edited");
    sync(&mut olga);
    sync(&mut second);
    assert_eq!(second.show("nav").expect("an account").note, "x");
}

#[test]
fn two_homes_of_one_user_with_one_vault_are_two_devices_that_take_no_keys_from_each_other() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let (folder, _) = olga.new_office_folder(None, "Kovács Bt").expect("a folder");
    olga.add(account(&folder.id, "NAV", NAV)).expect("added");
    sync(&mut olga);
    let home = team.home("olga");
    let second = Computer {
        home: home.join("second"),
        ..team.desks.computer("olga")
    };
    let second = Keyrack::new(second, Some(home.join("vault")));
    let mut second = second.unlock(&Unlock::password(PASSWORD)).expect("opens");
    assert!(second.offices().is_empty());
    let (_, code) = olga.invite_device(None, 3).expect("an invitation");
    let join = JoinOffice {
        place: team.place(),
        code,
        person: person("olga"),
    };
    let waiting = second.join_office(&join).expect("a request");
    let request = olga.join_requests(None).expect("requests")[0].id.clone();
    olga.approve_request(None, &request, &waiting.digits.expect("digits"))
        .expect("approved");
    second.join_office(&join).expect("joined");
    assert_eq!(services(&mut second), ["NAV"]);
    sync(&mut olga);
    let office = second.offices()[0].id.clone();
    second.forget_office(&office).expect("forgotten");
    sync(&mut olga);
    assert_eq!(
        team.desks.keyring("olga").texts().len(),
        1,
        "its secret is gone"
    );
}

#[test]
fn a_damaged_snapshot_costs_nothing_that_is_in_the_store() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let (folder, _) = olga.new_office_folder(None, "Kovács Bt").expect("a folder");
    let mut anna = team.admit(&mut olga, "anna", vec![grant(&folder, Role::Edit)]);
    olga.add(account(&folder.id, "NAV", NAV)).expect("added");
    sync(&mut olga);
    sync(&mut anna);
    drop(anna);
    let offices = team.home("anna").join("offices");
    let vault = std::fs::read_dir(offices)
        .expect("offices")
        .next()
        .expect("one")
        .expect("one")
        .path();
    let office = std::fs::read_dir(vault)
        .expect("an office")
        .next()
        .expect("one")
        .expect("one")
        .path();
    std::fs::write(office.join("snapshot.age"), b"damaged").expect("written");
    let mut anna = team.open("anna");
    sync(&mut anna);
    assert_eq!(services(&mut anna), ["NAV"]);
}

#[test]
fn what_names_no_folder_is_shared_with_nobody() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let (folder, _) = olga.new_office_folder(None, "Common").expect("a folder");
    let mut anna = team.admit(&mut olga, "anna", vec![grant(&folder, Role::Edit)]);
    let private = NewAccount {
        folder: None,
        ..account(
            "",
            "Private",
            "otpauth://totp/Private:me?secret=JBSWY3DPEHPK3PXP",
        )
    };
    let added = anna.add(private).expect("added");
    assert_ne!(added.folder.expect("a folder").id, folder.id);
    sync(&mut anna);
    sync(&mut olga);
    assert_eq!(services(&mut olga), [""; 0]);
}

#[test]
fn a_pin_alone_lets_nobody_into_the_office() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let (folder, _) = olga.new_office_folder(None, "Kovács Bt").expect("a folder");
    drop(olga);
    let keyrack = team.desks.keyrack("olga", team.home("olga").join("vault"));
    keyrack.set_pin(PASSWORD, "908172").expect("a PIN");
    let way = Unlock::Pin(Zeroizing::new("908172".to_owned()));
    let mut olga = keyrack.unlock(&way).expect("the PIN opens");
    let invite = InviteSomebody {
        person: person("thief"),
        owner: true,
        grants: Vec::new(),
        days: 3,
    };
    let invited = olga.invite(None, &invite).map(|it| it.0);
    assert_eq!(invited.expect_err("refused").code, ErrorCode::PinNotEnough);
    let granted = olga.grant(None, "olga", &grant(&folder, Role::View));
    assert_eq!(granted.expect_err("refused").code, ErrorCode::PinNotEnough);
    sync(&mut olga);
}

#[test]
fn recovery_items_are_seen_with_the_right_to_them_and_not_after_it() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let (folder, _) = olga.new_office_folder(None, "Kovács Bt").expect("a folder");
    olga.add(account(&folder.id, "NAV", NAV)).expect("added");
    let item = || keyrack_app::NewRecovery {
        kind: "deletion_code".to_owned(),
        label: String::new(),
        whose: String::new(),
        value: Zeroizing::new("1234-5678".to_owned()),
    };
    olga.recovery_add("nav", &item()).expect("added");
    let with = GrantRequest {
        recovery: true,
        ..grant(&folder, Role::Edit)
    };
    let mut anna = team.admit(&mut olga, "anna", vec![with]);
    assert_eq!(anna.show("nav").expect("there").recovery.len(), 1);
    olga.grant(None, "anna", &grant(&folder, Role::Edit))
        .expect("granted");
    sync(&mut anna);
    assert_eq!(anna.show("nav").expect("there").recovery.len(), 0);
    let added = anna.recovery_add("nav", &item());
    assert_eq!(
        added.expect_err("refused").code,
        ErrorCode::NeedsRecoveryRight
    );
    anna.edit("nav", &[("note".to_owned(), "x".to_owned())])
        .expect("edited");
    sync(&mut anna);
    sync(&mut olga);
    assert_eq!(
        olga.show("nav").expect("there").recovery.len(),
        1,
        "edits lose nothing"
    );
    assert_eq!(olga.show("nav").expect("there").note, "x");
}

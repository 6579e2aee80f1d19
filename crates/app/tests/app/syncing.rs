//! Syncs in steps: what happens to an office while its store takes its time.

use keyrack_app::{
    AlarmCode, At, ErrorCode, InviteSomebody, JoinOffice, OfficeSync, Role, Session, SyncOptions,
    Unlock,
    view::{AlarmAction, JoinState, OfficeCard, OfficeState, SyncView},
};

use crate::{
    support::PASSWORD,
    team::{BANK, NAV, Team, account, grant, person, services, sync},
};

/// Olga founded the office, and Anna edits a folder in it.
fn two(team: &Team) -> (Session, Session, String) {
    let mut olga = team.found("olga");
    let (folder, _) = olga.new_office_folder(None, "Kovács Bt").expect("a folder");
    olga.add(account(&folder.id, "NAV", NAV)).expect("added");
    let mut anna = team.admit(&mut olga, "anna", vec![grant(&folder, Role::Edit)]);
    for _ in 0..2 {
        sync(&mut olga);
        sync(&mut anna);
    }
    (olga, anna, folder.id)
}

fn begin(session: &mut Session) -> OfficeSync {
    let office = session.offices().remove(0).id;
    let sync = session.begin_office_sync(&office, SyncOptions::default(), false);
    sync.expect("a place")
}

/// What is left of a sync.
fn finish(session: &mut Session, mut sync: OfficeSync) -> SyncView {
    loop {
        sync.run();
        if let Some(view) = session.continue_office_sync(&mut sync).expect("a step") {
            return view;
        }
    }
}

fn card(session: &mut Session) -> OfficeCard {
    session.office_cards().offices.remove(0)
}

/// Alarms that say that something is wrong with the store or with a computer.
fn grave(view: &SyncView) -> Vec<AlarmCode> {
    let alarms = view.alarms.iter().map(|it| it.code);
    alarms
        .filter(|it| {
            matches!(
                it,
                AlarmCode::Twin
                    | AlarmCode::DeviceForked
                    | AlarmCode::StoreOlder
                    | AlarmCode::Damaged
            )
        })
        .collect()
}

#[test]
fn while_a_store_takes_its_time_the_office_can_be_changed_here_and_by_another_program() {
    let team = Team::new();
    let (mut olga, mut anna, folder) = two(&team);
    olga.add(account(&folder, "OTP", NAV)).expect("added");
    let mut syncing = begin(&mut olga);
    let mut added = 2;
    // Before each step somebody changes the folder, while the answer of the store is waited for.
    for turn in 0.. {
        assert!(turn < 40, "it ends");
        syncing.run();
        if turn < 6 {
            added += 2;
            olga.add(account(&folder, &format!("olga {turn}"), NAV))
                .expect("added, and nobody was busy");
            let mut other = team.open("olga");
            other
                .add(account(&folder, &format!("other {turn}"), NAV))
                .expect("added by another program");
        }
        match olga.continue_office_sync(&mut syncing) {
            Ok(Some(_)) => break,
            Ok(None) => {}
            Err(error) => panic!("{error:?}"),
        }
    }
    sync(&mut olga);
    sync(&mut anna);
    assert!(added > 6, "there are several steps");
    assert_eq!(services(&mut olga).len(), added);
    assert_eq!(services(&mut anna), services(&mut olga));
    assert_eq!(card(&mut olga).state, OfficeState::InStep);
}

#[test]
fn a_program_that_is_killed_between_any_two_steps_loses_nothing_and_uses_no_number_twice() {
    let team = Team::new();
    let (mut olga, mut anna, folder) = two(&team);
    for killed_after in 0..12 {
        let name = format!("Bank {killed_after:02}");
        olga.add(account(&folder, &name, NAV)).expect("added");
        let before = olga.office_status(None).expect("a status")[0].head;
        let mut syncing = begin(&mut olga);
        for _ in 0..killed_after {
            syncing.run();
            if olga
                .continue_office_sync(&mut syncing)
                .expect("a step")
                .is_some()
            {
                break;
            }
        }
        // What it has asked of the store may still happen.
        drop(olga);
        syncing.run();
        olga = team.open("olga");
        let view = finish_new(&mut olga);
        assert_eq!(grave(&view), [], "killed after {killed_after}");
        let after = olga.office_status(None).expect("a status")[0].head;
        assert_eq!(
            after,
            before + 1,
            "one publication, killed after {killed_after}"
        );
        let view = finish_new(&mut anna);
        assert_eq!(grave(&view), []);
        assert!(services(&mut anna).contains(&name), "{name}");
    }
}

fn finish_new(session: &mut Session) -> SyncView {
    let sync = begin(session);
    finish(session, sync)
}

#[test]
fn two_programs_that_sync_the_same_office_at_once_do_not_take_each_other_for_a_twin() {
    let team = Team::new();
    let (mut window, mut anna, folder) = two(&team);
    let mut command = team.open("olga");
    // In as many orders as there are numbers.
    for order in 0_u32..8 {
        window
            .add(account(&folder, &format!("w{order}"), NAV))
            .expect("added");
        anna.add(account(&folder, &format!("a{order}"), NAV))
            .expect("added");
        sync(&mut anna);
        let mut syncs = [Some(begin(&mut window)), None];
        let mut turn = order;
        for _ in 0..200 {
            let who = (turn & 1) as usize;
            turn = turn.rotate_right(1) ^ (order << 3);
            let session = if who == 0 { &mut window } else { &mut command };
            if who == 1 && syncs[1].is_none() {
                syncs[1] = Some(begin(session));
            }
            let Some(syncing) = &mut syncs[who] else {
                continue;
            };
            syncing.run();
            match session.continue_office_sync(syncing) {
                Ok(None) => {}
                Ok(Some(view)) => {
                    assert_eq!(grave(&view), [], "order {order}");
                    syncs[who] = None;
                    break;
                }
                Err(error) => assert_eq!(error.code, ErrorCode::Busy),
            }
        }
        for (session, left) in [&mut window, &mut command].into_iter().zip(syncs) {
            let view = left.map(|it| finish(session, it));
            assert_eq!(view.map(|it| grave(&it)).unwrap_or_default(), []);
            let view = finish_new(session);
            assert_eq!(grave(&view), [], "order {order}");
        }
    }
    sync(&mut anna);
    window.refresh().expect("followed");
    assert_eq!(services(&mut anna).len(), 17);
    assert_eq!(services(&mut anna), services(&mut window));
    assert_eq!(grave(&finish_new(&mut anna)), []);
}

#[test]
fn a_lock_in_the_middle_takes_the_keys_and_afterwards_it_goes_on() {
    let team = Team::new();
    let (mut olga, mut anna, folder) = two(&team);
    olga.add(account(&folder, "OTP", NAV)).expect("added");
    let mut syncing = begin(&mut olga);
    syncing.run();
    assert!(
        olga.continue_office_sync(&mut syncing)
            .expect("a step")
            .is_none()
    );
    drop(olga);
    // Nothing more is asked of the store once it is stopped.
    syncing
        .stop()
        .store(true, std::sync::atomic::Ordering::Relaxed);
    syncing.run();
    let mut olga = team.open("olga");
    // Nor does a step of it that comes late do any harm.
    _ = olga.continue_office_sync(&mut syncing);
    let view = finish_new(&mut olga);
    assert_eq!((view.outbox, grave(&view)), (0, Vec::new()));
    sync(&mut anna);
    assert_eq!(services(&mut anna), ["NAV", "OTP"]);
}

#[test]
fn a_poll_that_finds_what_it_found_before_is_one_request_and_judges_nothing() {
    let team = Team::new();
    let (mut olga, mut anna, folder) = two(&team);
    finish_new(&mut olga);
    let view = finish_new(&mut olga);
    assert_eq!((view.requests.list, view.requests.read), (1, 0));
    let synced = card(&mut olga).synced;
    team.desks.clock.wait(30);
    finish_new(&mut olga);
    assert_eq!(card(&mut olga).synced, synced.map(|it| it + 30));
    // What a colleague changed is seen all the same, and what is changed here is sent.
    anna.add(account(&folder, "Bank", NAV)).expect("added");
    sync(&mut anna);
    assert_eq!(finish_new(&mut olga).pulled, 1);
    olga.add(account(&folder, "OTP", NAV)).expect("added");
    assert!(finish_new(&mut olga).published);
    sync(&mut anna);
    assert_eq!(services(&mut anna), ["Bank", "NAV", "OTP"]);
}

#[test]
fn what_is_done_apart_waits_for_the_sync_and_the_card_says_so() {
    let team = Team::new();
    let (mut olga, mut anna, folder) = two(&team);
    olga.sync_apart();
    finish_new(&mut olga);
    assert_eq!(card(&mut olga).state, OfficeState::InStep);
    olga.add(account(&folder, "OTP", NAV)).expect("added");
    let waiting = card(&mut olga);
    assert_eq!((waiting.state, waiting.unsent), (OfficeState::Waiting, 1));
    let done = olga.revoke(None, "anna", &folder).expect("revoked");
    assert!(
        done.outbox > 0 && !done.published,
        "it did not wait for the store"
    );
    finish_new(&mut olga);
    let sent = card(&mut olga);
    assert_eq!(
        (sent.state, sent.unsent, sent.needs),
        (OfficeState::InStep, 0, 0)
    );
    sync(&mut anna);
    assert_eq!(services(&mut anna), [""; 0]);
}

#[test]
fn a_store_that_is_gone_is_offline_and_an_empty_one_needs_a_person() {
    let team = Team::new();
    let (mut olga, ..) = two(&team);
    let store = team.home("store");
    let aside = team.home("aside");
    std::fs::rename(&store, &aside).expect("moved");
    let failed = olga.sync_offices(None, SyncOptions::default());
    assert_eq!(
        failed.expect_err("refused").code,
        ErrorCode::StoreUnreachable
    );
    assert_eq!(card(&mut olga).state, OfficeState::Offline);
    std::fs::create_dir(&store).expect("a directory");
    let failed = olga.sync_offices(None, SyncOptions::default());
    assert_eq!(failed.expect_err("refused").code, ErrorCode::OfficeGone);
    let empty = card(&mut olga);
    assert_eq!((empty.state, empty.needs), (OfficeState::NeedsYou, 1));
    let details = olga.office_details(&empty.id).expect("details");
    assert_eq!(details.alarms[0].code, AlarmCode::OfficeGone);
    assert_eq!(details.alarms[0].action, Some(AlarmAction::Seed));
    let seed = SyncOptions {
        seed: true,
        ..SyncOptions::default()
    };
    olga.sync_offices(None, seed).expect("made anew");
    assert_eq!(card(&mut olga).state, OfficeState::InStep);
}

#[test]
fn where_the_keys_of_the_computer_are_gone_a_person_has_to_join_anew() {
    let team = Team::new();
    let (olga, ..) = two(&team);
    drop(olga);
    team.desks.keyring("olga").wipe();
    let mut olga = team.open("olga");
    assert_eq!(services(&mut olga), ["NAV"], "what is here can be used");
    let failed = olga.sync_offices(None, SyncOptions::default());
    assert_eq!(failed.expect_err("refused").code, ErrorCode::OfficeKeysGone);
    let card = card(&mut olga);
    assert_eq!(card.state, OfficeState::NeedsYou);
    let details = olga.office_details(&card.id).expect("details");
    let alarm = &details.alarms[0];
    assert_eq!(
        (alarm.code, alarm.action),
        (AlarmCode::KeysGone, Some(AlarmAction::JoinAnew))
    );
}

#[test]
fn who_asks_to_join_is_seen_by_the_sync_and_admitted_without_waiting_for_the_store() {
    let team = Team::new();
    let (mut olga, ..) = two(&team);
    olga.sync_apart();
    let invite = InviteSomebody {
        person: person("bela"),
        owner: false,
        grants: Vec::new(),
        days: 3,
    };
    let (_, code) = olga.invite(None, &invite).expect("an invitation");
    finish_new(&mut olga);
    let mut bela = team.open("bela");
    let join = JoinOffice {
        place: team.place(),
        code,
        person: person("bela"),
    };
    let waiting = bela.join_office(&join).expect("a request");
    let joining = bela.office_cards().joining;
    assert_eq!(joining.len(), 1);
    assert_eq!(joining[0].digits, waiting.digits);
    finish_new(&mut olga);
    let asking = card(&mut olga);
    assert_eq!((asking.state, asking.needs), (OfficeState::NeedsYou, 1));
    let requests = olga.office_details(&asking.id).expect("details").requests;
    assert_eq!(requests[0].name, "bela");
    let digits = waiting.digits.expect("digits");
    olga.approve_request(None, &requests[0].id, &digits)
        .expect("approved");
    finish_new(&mut olga);
    assert_eq!(card(&mut olga).state, OfficeState::InStep);
    let joined = bela.join_office(&join).expect("joined");
    assert_eq!(joined.state, JoinState::Joined);
    assert!(bela.office_cards().joining.is_empty());
}

#[test]
fn two_users_of_one_vault_are_two_computers_of_the_office() {
    let team = Team::new();
    let (mut olga, ..) = two(&team);
    let vault = team.home("olga").join("vault");
    let other = team.desks.keyrack("second user", vault);
    let mut other = other
        .unlock(&Unlock::password(PASSWORD))
        .expect("the password opens");
    assert!(
        other.offices().is_empty(),
        "it is in no office by the vault"
    );
    let invite = InviteSomebody {
        person: person("olga-2"),
        owner: true,
        grants: Vec::new(),
        days: 3,
    };
    let (_, code) = olga.invite(None, &invite).expect("an invitation");
    let join = JoinOffice {
        place: team.place(),
        code,
        person: person("olga-2"),
    };
    let digits = other.join_office(&join).expect("a request").digits;
    let requests = olga.join_requests(None).expect("requests");
    olga.approve_request(None, &requests[0].id, &digits.expect("digits"))
        .expect("approved");
    assert_eq!(
        other.join_office(&join).expect("joined").state,
        JoinState::Joined
    );
    for _ in 0..3 {
        assert_eq!(grave(&finish_new(&mut olga)), []);
        assert_eq!(grave(&finish_new(&mut other)), []);
    }
    let members = olga.members(None).expect("members");
    let devices = members.iter().flat_map(|it| &it.devices);
    assert_eq!(devices.filter(|it| it.is_in).count(), 3);
}

#[test]
fn an_office_that_is_forgotten_leaves_nothing_here_and_everything_there() {
    let team = Team::new();
    let (mut olga, mut anna, _) = two(&team);
    let office = card(&mut anna).id;
    anna.forget_office(&office).expect("forgotten");
    assert!(anna.office_cards().offices.is_empty());
    assert_eq!(services(&mut anna), [""; 0]);
    drop(anna);
    assert!(team.open("anna").offices().is_empty());
    sync(&mut olga);
    assert_eq!(olga.members(None).expect("members").len(), 2);
}

#[test]
fn an_office_moves_only_to_a_place_where_it_is_found() {
    let team = Team::new();
    let (mut olga, mut anna, folder) = two(&team);
    let (store, moved) = (team.home("store"), team.home("moved"));
    std::fs::rename(&store, &moved).expect("moved");
    let office = card(&mut olga).id;
    let at = |path: &std::path::Path| keyrack_app::StorePlace {
        address: format!("file://{}", path.display()),
        credentials: None,
    };
    let empty = team.home("empty");
    std::fs::create_dir(&empty).expect("a directory");
    let refused = at(&empty).find().expect_err("no office");
    assert_eq!(refused.code, ErrorCode::NotAnOffice);
    for session in [&mut olga, &mut anna] {
        let place = at(&moved).find().expect("the office");
        session.change_store(&office, &place).expect("changed");
    }
    anna.add(account(&folder, "Bank", BANK)).expect("added");
    sync(&mut anna);
    sync(&mut olga);
    assert_eq!(services(&mut olga), ["Bank", "NAV"]);
    let code = olga.codes("bank", &At::default()).expect("a code");
    assert_eq!(code[0].code, "282760");
}

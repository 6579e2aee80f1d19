//! People who leave, and those who go on afterwards (design, 2.9).

use std::collections::BTreeSet;

use keyrack_store::{
    StoreError,
    testing::{Fault, MemoryStore, Rule},
};
use keyrack_team::{
    alarm::AlarmCode,
    ids::{EntryId, FolderId, MemberId},
    log::Op,
    object::{FolderObject, NewObject},
    office::{Leaver, OfficeError, Removal},
    rules::{Class, Role, Status},
    sync::{BATCH, KeepError, Moment, Options, Syncing},
};
use keyrack_vault::Compartment::Codes;

use crate::{
    desk::{Desk, MINUTE, codes, found, grant, has, settle, three},
    devices::{answer, approve, code, further},
    sealing::{listings, opens, written_since},
};

fn removal(leaver: Leaver) -> Removal {
    Removal {
        leaver,
        takes_back: true,
        keeps: None,
    }
}

fn member(desk: &Desk) -> Removal {
    removal(Leaver::Member(desk.member()))
}

/// A founder, a co-owner, and two whom the co-owner admitted.
fn partners(store: &MemoryStore) -> (Desk, Desk, Desk, FolderId) {
    let (mut owner, _) = found(store);
    let folder = owner.folder("Kovács Bt");
    owner.add(folder, "NAV");
    let mut partner = owner.admit("Dóra", 5, Class::Owner, vec![]);
    let mut anna = partner.admit("Anna", 2, Class::Member, vec![grant(folder, Role::Edit)]);
    settle(&mut [&mut owner, &mut partner, &mut anna]);
    (owner, partner, anna, folder)
}

fn is_in(desk: &Desk, member: MemberId) -> bool {
    desk.office.judgement().members().contains_key(&member)
}

#[test]
fn t43_after_the_removal_of_an_owner_nothing_written_opens_with_any_key_of_any_of_the_computers() {
    let store = MemoryStore::new();
    let (mut owner, mut partner, mut anna, folder) = partners(&store);
    let laptop = further(&mut partner, 12);
    let private = owner.folder("Szabó Kft");
    owner.add(private, "OTP");
    settle(&mut [&mut owner, &mut partner, &mut anna]);
    let mut laptop = laptop;
    laptop.sync();
    let keys = [partner.identities(), laptop.identities()].concat();
    assert!(keys.len() > 4);
    let before = store.files();
    let plan = owner.office.remove(&member(&partner), owner.now).unwrap();
    assert!(plan.undoes.is_empty() && plan.falls.is_empty() && plan.takes_back.is_empty());
    assert_eq!(plan.folders, [folder, private].into());
    // Without a change of anybody's: by the removal alone.
    owner.sync();
    let objects = written_since(&store, &before);
    assert!(objects.iter().filter(|it| it.0.starts_with("obj/")).count() >= 3);
    for desk in [&mut owner, &mut anna] {
        desk.add(folder, "Bank");
        desk.sync();
    }
    owner.admit("Cili", 4, Class::Member, vec![grant(private, Role::Edit)]);
    further(&mut owner, 13);
    settle(&mut [&mut anna, &mut owner]);
    let written = written_since(&store, &before);
    let heads = written.iter().filter(|it| it.0.starts_with("heads/"));
    assert!(heads.count() > 3);
    for (path, bytes) in written.iter().filter(|it| !it.0.starts_with("join/")) {
        assert!(!opens(&keys, &partner, path, bytes), "{path}");
    }
    // And those who are in read all of it.
    assert_eq!(anna.services(folder).unwrap().len(), 3);
    assert!(is_in(&anna, anna.member()) && !is_in(&anna, partner.member()));
}

#[test]
fn t44_what_others_sealed_to_the_leaver_before_they_knew_is_sealed_anew_from_here() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, bela, folder) = three(&store);
    let keys = bela.identities();
    owner.office.remove(&member(&bela), owner.now).unwrap();
    owner.sync();
    let hidden = owner.head_name().path();
    anna.store.withhold(move |path| path == hidden);
    anna.add(folder, "Bank");
    anna.sync();
    let told = owner.sync();
    assert!(has(&told, AlarmCode::SealedToRemoved, anna.device()));
    // Anna is away: nobody waits for her.
    owner.now += 11 * MINUTE;
    owner.sync();
    owner.now += 11 * MINUTE;
    owner.sync();
    let listed = listings(&owner);
    let own = listed.iter().find(|it| it.0 == folder && it.1 == Codes);
    let path = keyrack_team::layout::object_path(owner.device(), own.unwrap().2);
    let bytes = store.get(&path).unwrap();
    assert!(!opens(&keys, &bela, &path, &bytes));
    assert_eq!(owner.services(folder).unwrap(), ["Bank", "NAV"]);
    anna.store.mend();
    settle(&mut [&mut anna, &mut owner]);
    for desk in [&anna, &owner] {
        for listing in listings(desk) {
            let path = keyrack_team::layout::object_path(desk.device(), listing.2);
            assert!(!opens(&keys, &bela, &path, &store.get(&path).unwrap()));
        }
    }
}

#[test]
fn what_has_not_arrived_is_named_before_a_removal() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, folder) = three(&store);
    anna.add(folder, "Bank");
    anna.sync();
    bela.sync();
    bela.add(folder, "KKM");
    bela.sync();
    let device = anna.head_name().path();
    owner.store.withhold(move |path| path == device);
    owner.sync();
    let plan = owner
        .office
        .plan_removal(&member(&bela), owner.now)
        .unwrap();
    assert_eq!(plan.missing, [anna.device()].into());
    owner.store.mend();
    owner.sync();
    let plan = owner
        .office
        .plan_removal(&member(&bela), owner.now)
        .unwrap();
    assert_eq!(plan.missing, BTreeSet::new());
}

#[test]
fn a_plan_changes_nothing() {
    let store = MemoryStore::new();
    let (mut owner, partner, ..) = partners(&store);
    let before = (owner.office.log.len(), owner.office.outbox());
    owner
        .office
        .plan_removal(&member(&partner), owner.now)
        .unwrap();
    assert_eq!((owner.office.log.len(), owner.office.outbox()), before);
    assert!(!owner.sync().published);
}

#[test]
fn t41_nobody_takes_out_an_equal_or_a_senior_and_the_last_owner_stays() {
    let store = MemoryStore::new();
    let (mut owner, mut partner, mut anna, _) = partners(&store);
    let mut equal = owner.admit("Éva", 6, Class::Owner, vec![]);
    settle(&mut [&mut owner, &mut partner, &mut equal, &mut anna]);
    let now = owner.now;
    for target in [&owner, &equal] {
        let refused = partner.office.remove(&member(target), now);
        assert_eq!(refused, Err(OfficeError::RankTooLow));
        let demoted = removal(Leaver::Owner(target.member()));
        assert_eq!(
            partner.office.remove(&demoted, now),
            Err(OfficeError::RankTooLow)
        );
    }
    let refused = anna.office.remove(&member(&owner), now);
    assert_eq!(refused, Err(OfficeError::NeedsOwner));
    let itself = owner.office.remove(&member(&owner), now);
    assert_eq!(
        itself,
        Err(OfficeError::RankTooLow),
        "one leaves by retiring"
    );
    for target in [&partner, &equal] {
        owner.office.remove(&member(target), now).unwrap();
    }
    let plan = owner.office.plan_removal(&member(&owner), now).unwrap();
    assert!(plan.last_owner && plan.you);
    for leaver in [
        Leaver::Member(owner.member()),
        Leaver::Device(owner.device()),
        Leaver::Owner(owner.member()),
    ] {
        let refused = owner.office.remove(&removal(leaver), now);
        assert_eq!(refused, Err(OfficeError::LastOwner));
    }
    owner.sync();
    let moment = moment(&owner);
    assert_eq!(owner.office.retire(&moment), Err(OfficeError::LastOwner));
}

#[test]
fn t33_whom_the_leaver_admitted_is_taken_back_in_the_same_entry_or_falls() {
    for takes_back in [true, false] {
        let store = MemoryStore::new();
        let (mut owner, mut partner, mut anna, folder) = partners(&store);
        // Of what the partner did, nothing is to stand but the first entry.
        let entries = owner.office.log.entries();
        let theirs = entries.filter(|it| it.device == partner.device());
        let first = theirs.min_by_key(|it| (it.at, it.id)).unwrap().id;
        let removal = Removal {
            takes_back,
            keeps: Some(vec![first]),
            ..member(&partner)
        };
        let plan = owner.office.plan_removal(&removal, owner.now).unwrap();
        let (expected, fallen) = match takes_back {
            true => (vec![anna.member()], vec![]),
            false => (vec![], vec![anna.member()]),
        };
        assert_eq!((&plan.takes_back, &plan.falls), (&expected, &fallen));
        let what = plan.undoes.iter().map(|(entry, op)| {
            let entry = owner.office.log.get(*entry).unwrap();
            assert_eq!(entry.device, partner.device());
            &entry.ops[*op]
        });
        let admits = what.filter(|it| matches!(it, Op::AddMember { .. })).count();
        assert_eq!(admits, 1);
        let length = owner.office.log.len();
        assert_eq!(owner.office.remove(&removal, owner.now), Ok(plan));
        assert_eq!(owner.office.log.len(), length + 1, "one entry");
        settle(&mut [&mut owner, &mut anna, &mut partner]);
        // Who is out does not hear of it: the log is sealed to those who are in.
        assert_eq!(is_in(&owner, anna.member()), takes_back);
        assert!(!is_in(&owner, partner.member()));
        if takes_back {
            owner
                .office
                .grant(anna.member(), grant(folder, Role::Edit), owner.now)
                .unwrap();
            owner.add(folder, "Bank");
            settle(&mut [&mut owner, &mut anna]);
            assert_eq!(anna.services(folder).unwrap(), ["Bank", "NAV"]);
        }
    }
}

#[test]
fn a_computer_that_a_thief_added_by_a_stolen_one_is_not_taken_back() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, _, _) = three(&store);
    let mut stolen = further(&mut anna, 12);
    settle(&mut [&mut owner, &mut anna, &mut stolen]);
    let last = owner.office.log.entries();
    let last = last.filter(|it| it.device == stolen.device());
    let keeps: Vec<EntryId> = last.map(|it| it.id).collect();
    let hidden = further(&mut stolen, 13);
    settle(&mut [&mut owner, &mut anna]);
    let removal = Removal {
        keeps: Some(keeps),
        ..removal(Leaver::Device(stolen.device()))
    };
    let plan = owner.office.remove(&removal, owner.now).unwrap();
    assert!(plan.takes_back.is_empty() && plan.falls.is_empty());
    let judgement = owner.office.judgement();
    assert!(judgement.place(hidden.device()).is_none());
    assert!(judgement.place(anna.device()).is_some());
}

#[test]
fn t34_an_owner_who_becomes_a_member_keeps_the_computers_and_reads_what_was_granted() {
    let store = MemoryStore::new();
    let (mut owner, mut partner, mut anna, folder) = partners(&store);
    let mut laptop = further(&mut partner, 12);
    let private = owner.folder("Szabó Kft");
    owner.add(private, "OTP");
    owner
        .office
        .grant(partner.member(), grant(folder, Role::Edit), owner.now)
        .unwrap();
    settle(&mut [&mut owner, &mut partner, &mut anna, &mut laptop]);
    assert_eq!(laptop.services(private).unwrap(), ["OTP"]);
    let plan = owner
        .office
        .remove(&removal(Leaver::Owner(partner.member())), owner.now)
        .unwrap();
    assert_eq!(
        plan.folders,
        [private].into(),
        "the granted one stays readable"
    );
    owner.sync();
    let keys = [partner.identities(), laptop.identities()].concat();
    let before = store.files();
    owner.add(private, "later");
    owner.add(folder, "Bank");
    settle(&mut [&mut owner, &mut partner, &mut anna, &mut laptop]);
    for (path, bytes) in written_since(&store, &before) {
        let is_private = listings(&owner)
            .iter()
            .any(|it| it.0 == private && path.contains(&it.2.to_string()));
        assert!(
            !is_private || !opens(&keys, &partner, &path, &bytes),
            "{path}"
        );
    }
    for desk in [&partner, &laptop] {
        let place = owner.office.judgement().place(desk.device()).unwrap();
        assert_eq!(place.class, Class::Member);
        assert_eq!(desk.services(folder).unwrap(), ["Bank", "NAV"]);
        assert_eq!(desk.services(private).unwrap(), ["OTP"]);
    }
    let again = removal(Leaver::Owner(partner.member()));
    let refused = owner.office.remove(&again, owner.now);
    assert_eq!(refused, Err(OfficeError::NoMember));
}

#[test]
fn a_member_who_becomes_an_owner_reads_all_and_takes_the_other_computers_along() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, _) = three(&store);
    let mut laptop = further(&mut anna, 12);
    let private = owner.folder("Szabó Kft");
    owner.add(private, "OTP");
    settle(&mut [&mut owner, &mut anna, &mut bela, &mut laptop]);
    assert_eq!(anna.services(private), None);
    let refused = bela.office.promote(anna.member(), bela.now);
    assert_eq!(refused, Err(OfficeError::NeedsOwner));
    owner.office.promote(anna.member(), owner.now).unwrap();
    settle(&mut [&mut owner, &mut anna, &mut laptop, &mut bela]);
    for desk in [&anna, &laptop] {
        assert!(desk.office.is_owner());
        assert_eq!(desk.services(private).unwrap(), ["OTP"]);
    }
    let length = owner.office.log.len();
    settle(&mut [&mut owner, &mut anna, &mut laptop, &mut bela]);
    assert_eq!(owner.office.log.len(), length, "nothing more is signed");
    // The first computer is still senior to the second.
    let stolen = removal(Leaver::Device(laptop.device()));
    anna.office.remove(&stolen, anna.now).unwrap();
}

#[test]
fn a_removal_that_was_undone_holds_its_target_until_an_owner_decides() {
    let store = MemoryStore::new();
    let (mut owner, mut partner, mut anna, folder) = partners(&store);
    // The partner removes Anna; the founder, who does not know, removes the partner.
    partner.office.remove(&member(&anna), partner.now).unwrap();
    owner.office.remove(&member(&partner), owner.now).unwrap();
    partner.sync();
    let told = owner.sync();
    let told = [told, owner.sync()];
    assert!(
        told.iter()
            .any(|it| has(it, AlarmCode::RemovedUndone, partner.device()))
    );
    assert!(told.iter().any(|it| it.alarms.has(AlarmCode::Held)));
    assert_eq!(owner.office.judgement().held(), [anna.member()]);
    assert!(is_in(&owner, anna.member()));
    owner.add(folder, "held back");
    settle(&mut [&mut owner, &mut anna]);
    assert_eq!(anna.services(folder).unwrap(), ["NAV"]);
    let refused = anna.office.settle(None, anna.now);
    assert_eq!(refused, Err(OfficeError::NeedsOwner));
    owner.office.settle(Some(anna.member()), owner.now).unwrap();
    settle(&mut [&mut owner, &mut anna]);
    assert_eq!(anna.services(folder).unwrap(), ["NAV", "held back"]);
    let quiet = owner.sync();
    for code in [AlarmCode::Held, AlarmCode::RemovedUndone] {
        assert!(!quiet.alarms.has(code));
    }
    let nothing = owner.office.settle(None, owner.now);
    assert_eq!(nothing, Err(OfficeError::NoMember));
}

#[test]
fn the_other_decision_about_somebody_who_is_held_is_to_take_her_out() {
    let store = MemoryStore::new();
    let (mut owner, mut partner, mut anna, _) = partners(&store);
    partner.office.remove(&member(&anna), partner.now).unwrap();
    owner.office.remove(&member(&partner), owner.now).unwrap();
    partner.sync();
    settle(&mut [&mut owner, &mut anna]);
    owner.office.remove(&member(&anna), owner.now).unwrap();
    settle(&mut [&mut owner, &mut anna]);
    assert!(owner.office.judgement().held().is_empty());
    assert!(!is_in(&owner, anna.member()));
}

#[test]
fn what_arrives_of_a_leaver_afterwards_is_told_until_somebody_has_looked() {
    let store = MemoryStore::new();
    let (mut owner, mut partner, mut anna, _) = partners(&store);
    owner.office.remove(&member(&partner), owner.now).unwrap();
    owner.sync();
    let hidden = owner.head_name().path();
    partner.store.withhold(move |path| path == hidden);
    partner.folder("a folder of one who is out");
    partner.sync();
    assert!(has(
        &owner.sync(),
        AlarmCode::RemovedUndone,
        partner.device()
    ));
    assert!(
        !anna.sync().alarms.has(AlarmCode::RemovedUndone),
        "owners decide"
    );
    owner.put_back(owner.backup());
    assert!(has(
        &owner.sync(),
        AlarmCode::RemovedUndone,
        partner.device()
    ));
    let late = *owner.office.state.late.first().unwrap();
    assert_eq!(owner.office.judgement().status(late), Some(Status::Cut));
    owner.office.settle(None, owner.now).unwrap();
    assert!(!owner.sync().alarms.has(AlarmCode::RemovedUndone));
}

fn moment(desk: &Desk) -> Moment {
    Moment {
        now: desk.now,
        program: "keyrack 0.1.0".to_owned(),
    }
}

#[test]
fn a_computer_that_retires_says_so_and_loses_nothing_that_it_had_published() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, folder) = three(&store);
    anna.add(folder, "Bank");
    let moment = moment(&anna);
    assert_eq!(anna.office.retire(&moment), Err(OfficeError::Unsent));
    anna.sync();
    let keys = anna.identities();
    let before = store.files();
    anna.office.retire(&moment).unwrap();
    assert!(!anna.office.is_in());
    // It is sent after a crash as well.
    anna.save();
    anna.restart();
    assert!(anna.sync().published);
    assert!(!anna.sync().published, "and then nothing more");
    owner.add(folder, "KKM");
    settle(&mut [&mut owner, &mut bela]);
    for desk in [&owner, &bela] {
        assert!(!is_in(desk, anna.member()));
        assert_eq!(desk.services(folder).unwrap(), ["Bank", "KKM", "NAV"]);
    }
    for desk in [&mut owner, &mut bela] {
        desk.store.take_requests();
        assert_eq!(codes(&desk.sync()), []);
        assert_eq!(desk.store.take_requests().len(), 1, "it is not read again");
    }
    let own = anna.head_name().path();
    for (path, bytes) in written_since(&store, &before) {
        assert!(path == own || !opens(&keys, &anna, &path, &bytes), "{path}");
    }
    let cili = owner.admit("Cili", 4, Class::Member, vec![grant(folder, Role::View)]);
    assert_eq!(cili.services(folder).unwrap(), ["Bank", "KKM", "NAV"]);
}

#[test]
fn t51_work_that_was_not_sent_when_the_right_was_lost_reaches_the_owners_alone_and_they_decide() {
    for takes in [true, false] {
        let store = MemoryStore::new();
        let (mut owner, mut anna, mut bela, folder) = three(&store);
        owner
            .office
            .grant(anna.member(), grant(folder, Role::View), owner.now)
            .unwrap();
        owner.sync();
        let account = anna.add(folder, "Bank");
        let keys = bela.identities();
        let before = store.files();
        anna.sync();
        anna.sync();
        assert_eq!(anna.office.outbox(), 0);
        for (path, bytes) in written_since(&store, &before) {
            let is_object = path.starts_with("obj/");
            assert!(!is_object || !opens(&keys, &bela, &path, &bytes), "{path}");
        }
        let told = owner.sync();
        assert!(has(&told, AlarmCode::SetAside, anna.device()));
        assert!(!bela.sync().alarms.has(AlarmCode::SetAside));
        assert_eq!(owner.services(folder).unwrap(), ["NAV"]);
        let aside = owner.office.set_aside(&owner.cache, owner.now);
        assert_eq!(aside.len(), 1);
        assert_eq!(aside[0].member, Some(anna.member()));
        assert_eq!(
            (aside[0].place, &aside[0].accounts),
            ((folder, Codes), &vec![account])
        );
        let (object, now) = (aside[0].object, owner.now);
        match takes {
            true => {
                let taken = owner.office.take_set_aside(object, &owner.cache, now);
                assert_eq!(taken, Ok(folder));
            }
            false => owner.office.drop_set_aside(object, now).unwrap(),
        }
        settle(&mut [&mut owner, &mut bela, &mut anna]);
        assert!(owner.office.set_aside(&owner.cache, now).is_empty());
        assert!(!owner.sync().alarms.has(AlarmCode::SetAside));
        let expected: &[&str] = if takes { &["Bank", "NAV"] } else { &["NAV"] };
        for desk in [&owner, &bela] {
            assert_eq!(desk.services(folder).unwrap(), expected);
        }
        let again = owner.office.drop_set_aside(object, now);
        assert_eq!(again, Err(OfficeError::NoRequest));
    }
}

#[test]
fn t48_what_a_viewer_publishes_is_listed_and_changes_nothing_before_it_is_taken_in() {
    let store = MemoryStore::new();
    let (mut owner, _, _, folder) = three(&store);
    let mut cili = owner.admit("Cili", 4, Class::Member, vec![grant(folder, Role::View)]);
    settle(&mut [&mut owner, &mut cili]);
    cili.add(folder, "forged");
    let to = [&cili.key_of(owner.member())];
    let object: NewObject = cili.object_of((folder, Codes), &to, |_: &mut FolderObject| {});
    cili.put(&object);
    let listing = keyrack_team::head::Listing(folder, Codes, object.id, object.bytes.len() as u64);
    cili.publish(|_, body| body.folders = keyrack_team::head::Folders::List(vec![listing]));
    owner.sync();
    let aside = owner.office.set_aside(&owner.cache, owner.now);
    assert_eq!(
        aside.iter().map(|it| it.object).collect::<Vec<_>>(),
        [object.id]
    );
    assert_eq!(owner.services(folder).unwrap(), ["NAV"]);
}

#[test]
fn t84_a_thief_who_was_admitted_is_out_with_one_removal_and_reads_nothing_new() {
    let store = MemoryStore::new();
    let (mut owner, anna, _, folder) = three(&store);
    let mut thief = owner.admit("Anna", 9, Class::Member, vec![grant(folder, Role::Edit)]);
    thief.sync();
    let keys = thief.identities();
    let before = store.files();
    owner.office.remove(&member(&thief), owner.now).unwrap();
    let mut anna = anna;
    settle(&mut [&mut owner, &mut anna]);
    assert!(is_in(&owner, anna.member()));
    for (path, bytes) in written_since(&store, &before) {
        assert!(!opens(&keys, &thief, &path, &bytes), "{path}");
    }
    thief.add(folder, "forged");
    thief.sync();
    settle(&mut [&mut owner, &mut anna]);
    for desk in [&owner, &anna] {
        assert_eq!(desk.services(folder).unwrap(), ["NAV"]);
    }
}

/// An owner, a partner and as many folders as are sealed anew in several batches.
fn many(store: &MemoryStore, count: usize) -> (Desk, Desk, Desk, Vec<FolderId>) {
    let (mut owner, _) = found(store);
    let folders: Vec<FolderId> = (0..count)
        .map(|it| {
            let folder = owner.folder(&format!("client {it}"));
            owner.add(folder, "NAV");
            folder
        })
        .collect();
    let mut partner = owner.admit("Dóra", 5, Class::Owner, vec![]);
    let mut anna = owner.admit("Anna", 2, Class::Member, vec![]);
    for desk in [&mut partner, &mut anna, &mut owner] {
        desk.sync();
    }
    (owner, partner, anna, folders)
}

#[test]
fn a_removal_of_somebody_who_read_many_folders_is_seen_before_all_of_them_are_sealed_anew() {
    let store = MemoryStore::new();
    let (mut owner, partner, mut anna, folders) = many(&store, BATCH + 30);
    let keys = partner.identities();
    let before = store.files();
    let plan = owner.office.remove(&member(&partner), owner.now).unwrap();
    assert_eq!(plan.folders.len(), folders.len());
    assert!(owner.office.outbox() > folders.len());
    // The network goes in the middle of it.
    let broken = Rule::new(Fault::Fail(StoreError::Unreachable)).skip(BATCH as u64 + 50);
    owner.store.add(broken);
    assert!(owner.sync().waiting.is_some());
    owner.store.mend();
    anna.sync();
    assert!(!is_in(&anna, partner.member()), "the entry went first");
    let left = owner.office.outbox();
    assert!(left > 0 && left < folders.len());
    owner.restart();
    owner.sync();
    assert_eq!(owner.office.outbox(), 0);
    let written = written_since(&store, &before);
    for (path, bytes) in &written {
        assert!(!opens(&keys, &partner, path, bytes), "{path}");
    }
    let listed: BTreeSet<_> = owner.office.state.own.list.iter().map(|it| it.2).collect();
    assert_eq!(listed.len(), folders.len());
    for object in listed {
        let name = object.to_string();
        assert!(written.iter().any(|it| it.0.contains(&name)));
    }
    assert!(!owner.sync().published);
}

/// Runs a sync that is cut after so many requests, or after something was kept so many times, and goes on from what was
/// kept; false once nothing is cut any more.
fn cut(desk: &mut Desk, requests: Option<u64>, keeps: Option<u64>) -> bool {
    let kept = desk.kept.take();
    if let Some(requests) = requests {
        desk.store
            .add(Rule::new(Fault::Fail(StoreError::Unreachable)).skip(requests));
    }
    let last = std::cell::RefCell::new(kept);
    let mut left = keeps;
    let moment = moment(desk);
    let mut is_cut = false;
    let outcome = {
        let mut syncing = Syncing {
            store: &desk.store,
            cache: &desk.cache,
            moment,
            draw: &mut || 7,
            keep: &mut |office| {
                if left == Some(0) {
                    is_cut = true;
                    return Err(KeepError);
                }
                left = left.map(|it| it - 1);
                let keys = office.keys.write().unwrap().to_vec();
                let state = office.state.write(&office.log).unwrap().to_vec();
                *last.borrow_mut() = Some((keys, state, office.folders.clone()));
                Ok(())
            },
        };
        syncing.run(&mut desk.office, Options::default())
    };
    desk.store.mend();
    *desk.kept.borrow_mut() = last.into_inner();
    let is_done = outcome.is_ok_and(|it| it.waiting.is_none());
    desk.restart();
    !is_done || is_cut
}

/// Tries an act with a crash after each request and after each time that something was kept. `seen` says of an other's desk
/// whether the act was done there, wholly; it must be so or not at all.
fn at_every_step(
    desks: &mut [&mut Desk],
    store: &MemoryStore,
    act: impl Fn(&mut Desk),
    seen: impl Fn(&Desk) -> Option<bool>,
    done: impl Fn(&Desk) -> bool,
) {
    let start = store.snapshot();
    let kept: Vec<_> = desks.iter().map(|it| it.backup()).collect();
    let caches: Vec<_> = desks.iter().map(|it| it.cache.0.borrow().clone()).collect();
    let mut steps = 0;
    for by_keeping in [false, true] {
        for at in 0.. {
            store.restore(&start);
            for (desk, (kept, cache)) in desks.iter_mut().zip(kept.iter().zip(&caches)) {
                desk.cache.0.replace(cache.clone());
                desk.put_back(kept.clone());
            }
            act(desks[0]);
            desks[0].save();
            let (requests, keeps) = match by_keeping {
                true => (None, Some(at)),
                false => (Some(at), None),
            };
            let is_cut = cut(desks[0], requests, keeps);
            let told = desks[1].sync();
            for code in [
                AlarmCode::Damaged,
                AlarmCode::DeviceForked,
                AlarmCode::StoreOlder,
            ] {
                assert!(!told.alarms.has(code), "{by_keeping} {at}: {code:?}");
            }
            assert!(
                seen(desks[1]).is_some(),
                "{by_keeping} {at}: nothing or all"
            );
            let again = desks[0].sync();
            assert!(!again.alarms.has(AlarmCode::Twin), "{by_keeping} {at}");
            for _ in 0..3 {
                for desk in desks.iter_mut() {
                    desk.sync();
                }
            }
            for desk in desks.iter() {
                assert!(done(desk), "{by_keeping} {at}");
            }
            steps += 1;
            if !is_cut {
                break;
            }
        }
    }
    assert!(steps > 5, "{steps}");
}

#[test]
fn t53_a_crash_at_any_step_of_a_removal_leaves_nothing_or_all_and_no_file_for_ever() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, bela, folder) = three(&store);
    let other = owner.folder("Szabó Kft");
    owner.add(other, "OTP");
    settle(&mut [&mut owner, &mut anna]);
    let keys = bela.identities();
    let leaver = bela.member();
    let files = store.files();
    let is_anew = |desk: &Desk| {
        let heads = desk.office.state.heads.values().flatten();
        let mut listed = heads.flat_map(|it| &it.list).filter(|it| it.0 == folder);
        listed.any(|it| !files.keys().any(|path| path.contains(&it.2.to_string())))
    };
    at_every_step(
        &mut [&mut owner, &mut anna],
        &store,
        |owner| {
            _ = owner
                .office
                .remove(&removal(Leaver::Member(leaver)), owner.now)
                .unwrap();
        },
        |anna| match (is_in(anna, leaver), is_anew(anna)) {
            (true, false) => Some(false),
            (false, true) => Some(true),
            _ => None,
        },
        |desk| !is_in(desk, leaver),
    );
    // What was written on the way and is listed by nobody goes, a day or two later.
    for _ in 0..3 {
        for desk in [&mut owner, &mut anna] {
            desk.now += 3 * crate::desk::DAY;
            desk.sync();
        }
    }
    let listed: BTreeSet<String> = [&owner, &anna]
        .iter()
        .flat_map(|desk| {
            let (frame, body, _) = desk.head();
            let list = listings(desk).into_iter().map(|it| it.2.to_string());
            let boot = frame.boot.into_iter().map(|it| it.0.to_string());
            let segs = body.log.segs.into_iter().map(|it| it.0.to_string());
            list.chain(boot).chain(segs).collect::<Vec<_>>()
        })
        .collect();
    for desk in [&owner, &anna] {
        let own = format!("obj/{}/", desk.device());
        for (path, bytes) in store.files() {
            if path.starts_with(&own) {
                assert!(listed.iter().any(|it| path.contains(it)), "{path}");
                assert!(!opens(&keys, &bela, &path, &bytes), "{path}");
            }
        }
    }
}

#[test]
fn t53_a_crash_at_any_step_of_an_admission_leaves_nothing_or_all() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, _, _) = three(&store);
    let folder = owner.folder("Szabó Kft");
    owner.add(folder, "OTP");
    let invitation = keyrack_team::office::Invitation {
        name: "Cili".to_owned(),
        email: String::new(),
        class: Class::Member,
        grants: vec![grant(folder, Role::Edit)],
        expires: owner.now + crate::desk::DAY,
    };
    let now = owner.now;
    let code = owner
        .office
        .invite(&invitation, now, &mut keyrack_seal::OsEntropy)
        .unwrap();
    settle(&mut [&mut owner, &mut anna]);
    let joining = answer(&owner, &code, 4);
    let newcomer = joining.keys.member;
    at_every_step(
        &mut [&mut owner, &mut anna],
        &store,
        |owner| _ = approve(owner, &joining).unwrap(),
        |anna| {
            let granted = anna.office.judgement().role(folder, newcomer).is_some();
            (granted == is_in(anna, newcomer)).then_some(granted)
        },
        |desk| is_in(desk, newcomer),
    );
    let mut cili = owner.arrive(&joining, 4);
    assert_eq!(cili.services(folder).unwrap(), ["OTP"]);
    settle(&mut [&mut cili, &mut owner, &mut anna]);
    assert_eq!(codes(&owner.sync()), []);
}

#[test]
fn t53_a_crash_at_any_step_of_the_admission_of_a_computer_leaves_nothing_or_all() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, _, folder) = three(&store);
    let code = code(&mut anna);
    settle(&mut [&mut owner, &mut anna]);
    let joining = answer(&anna, &code, 12);
    let device = joining.keys.device();
    at_every_step(
        &mut [&mut anna, &mut owner],
        &store,
        |anna| _ = approve(anna, &joining).unwrap(),
        |owner| Some(owner.office.judgement().place(device).is_some()),
        |desk| desk.office.judgement().place(device).is_some(),
    );
    let laptop = anna.arrive(&joining, 12);
    assert_eq!(laptop.services(folder).unwrap(), ["NAV"]);
}

#[test]
fn whoever_was_taken_out_is_told_that_there_are_new_keys_and_nobody_else_is() {
    let store = MemoryStore::new();
    let (mut owner, mut partner, mut anna, _) = partners(&store);
    let renewed = |desk: &mut Desk| desk.sync().alarms.has(AlarmCode::KeyRenewed);
    owner.office.remove(&member(&anna), owner.now).unwrap();
    owner.sync();
    for desk in [&mut owner, &mut partner] {
        assert!(!renewed(desk));
    }
    assert!(renewed(&mut anna), "no owner gives her any key");
    assert!(renewed(&mut anna), "and it stays so");
    partner.sync();
    assert!(!renewed(&mut owner));
}

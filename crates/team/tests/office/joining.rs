//! Invitations, those who answer them, and those who would like to (design, 4 G).

use keyrack_seal::{Identity, OsEntropy};
use keyrack_store::{Store, testing::MemoryStore};
use keyrack_team::{
    alarm::{About, AlarmCode},
    form::FormError,
    ids::DeviceId,
    join::{InviteCode, JoinRequest},
    layout::{join_name, join_path},
    office::{Founding, Invitation, JoiningDevice, OfficeError, Request},
    rules::{Class, Role},
    sheet::Sheet,
    sync::{HeadNames, Options},
};

use crate::desk::{DAY, Desk, MemoryCache, START, found, grant, look, newcomer, settle};

fn invite(owner: &mut Desk, name: &str) -> InviteCode {
    let invitation = Invitation {
        name: name.to_owned(),
        email: String::new(),
        class: Class::Member,
        grants: Vec::new(),
        expires: owner.now + 3 * DAY,
    };
    let code = owner
        .office
        .invite(&invitation, owner.now, &mut OsEntropy)
        .unwrap();
    owner.sync();
    code
}

/// Answers an invitation, and puts the request into the store.
fn answer(owner: &Desk, code: &InviteCode, name: &str) -> (JoiningDevice, String, Vec<u8>) {
    let who = newcomer(name, 9);
    let answer = JoiningDevice::answer(code, owner.team(), &who, &mut OsEntropy).unwrap();
    owner.store.put(&answer.1, &answer.2);
    answer
}

fn requests(owner: &Desk) -> Vec<Request> {
    owner.office.requests(&owner.store, owner.now).unwrap()
}

fn approve(owner: &mut Desk, request: &Request, typed: &str) -> Result<(), OfficeError> {
    owner.office.approve(request, typed, owner.now).map(drop)
}

#[test]
fn t82_a_code_that_is_wrong_over_taken_back_or_used_is_refused_and_it_is_said_why() {
    let store = MemoryStore::new();
    let (mut owner, _) = found(&store);
    let code = invite(&mut owner, "Anna");
    let text = code.reveal();
    for at in 4..text.len() {
        let mut wrong = text.as_bytes().to_vec();
        wrong[at] = if wrong[at] == b'A' { b'B' } else { b'A' };
        let wrong = String::from_utf8(wrong).unwrap();
        // One of the bits of the last character stands for nothing.
        let is_same = InviteCode::read(&wrong).is_ok_and(|it| it.reveal() != text);
        assert!(!is_same, "{at}");
    }
    let (joining, ..) = answer(&owner, &code, "Anna");
    let digits = joining.digits().unwrap();
    let request = requests(&owner).remove(0);

    owner.now += 3 * DAY;
    assert_eq!(
        approve(&mut owner, &request, &digits),
        Err(OfficeError::InviteExpired)
    );
    assert!(requests(&owner).is_empty());
    owner.now -= 3 * DAY;

    let mut other = Desk::new(found(&MemoryStore::new()).0.office, store.view(), 1);
    other.put_back(owner.backup());
    other.office.cancel(code.id(), other.now).unwrap();
    assert_eq!(
        approve(&mut other, &request, &digits),
        Err(OfficeError::InviteCancelled)
    );
    assert!(requests(&other).is_empty());

    approve(&mut owner, &request, &digits).unwrap();
    assert_eq!(
        approve(&mut owner, &request, &digits),
        Err(OfficeError::InviteUsed)
    );
    let (late, ..) = answer(&owner, &code, "Béla");
    assert!(requests(&owner).is_empty());
    let by = owner.office.log.answered()[&code.id()]
        .contents()
        .device
        .id();
    assert_eq!(by, joining.keys.device());
    assert_ne!(by, late.keys.device());
}

#[test]
fn an_owner_is_told_when_somebody_who_knows_the_code_answers_an_invitation_that_was_used() {
    let store = MemoryStore::new();
    let (mut owner, _) = found(&store);
    let code = invite(&mut owner, "Anna");
    let (joining, ..) = answer(&owner, &code, "Anna");
    let request = requests(&owner).remove(0);
    approve(&mut owner, &request, &joining.digits().unwrap()).unwrap();
    let member = joining.keys.member;
    let looking = Options {
        requests: true,
        ..Options::default()
    };
    let told = |owner: &mut Desk| {
        let outcome = owner.try_sync(looking).unwrap();
        let alarms: Vec<_> = outcome.alarms.iter().collect();
        let kept = &owner.office.state.alarms;
        assert_eq!(&alarms, kept);
        alarms
    };
    // The one who was admitted still has its request there, and others write what they can without the code.
    let stranger = join_path(code.id(), DeviceId([7; 16]));
    owner.store.put(&stranger, &[0; 100]);
    let other = invite(&mut owner, "Béla");
    let (_, path, bytes) = answer(&owner, &other, "Béla");
    owner
        .store
        .put(&join_path(code.id(), DeviceId([8; 16])), &bytes);
    assert_eq!(told(&mut owner), []);
    assert!(owner.store.get(&stranger).is_none());
    assert!(owner.store.get(&path).is_some());

    let (_, late, _) = answer(&owner, &code, "Anna");
    let again = [(AlarmCode::InviteUsed, About::member(member), 1)];
    assert_eq!(told(&mut owner), again);
    assert!(owner.store.get(&late).is_none(), "whoever waits is told");
    owner.restart();
    assert_eq!(
        told(&mut owner),
        again,
        "it was kept before the request was deleted"
    );
    owner.now += 7 * DAY;
    assert_eq!(told(&mut owner), []);
}

#[test]
fn t83_a_request_under_another_name_or_with_other_keys_is_none() {
    let store = MemoryStore::new();
    let (mut owner, _) = found(&store);
    let (first, second) = (invite(&mut owner, "Anna"), invite(&mut owner, "Béla"));
    let (joining, path, bytes) = answer(&owner, &first, "Anna");
    let device = joining.keys.device();
    for name in [
        join_path(first.id(), DeviceId([7; 16])),
        join_path(second.id(), device),
        join_path(second.id(), owner.device()),
    ] {
        owner.store.put(&name, &bytes);
    }
    let found = requests(&owner);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].device, device);
    // Whoever has the code signs a document of another device, which that device did not sign.
    let invites = owner.office.log.invites();
    let mine = JoinRequest::read(&bytes, owner.team(), invites[&first.id()].1, device).unwrap();
    let forged = JoinRequest::write(&second, &mine.document).unwrap();
    let read = JoinRequest::read(&forged, owner.team(), invites[&second.id()].1, device);
    assert_eq!(read.map(drop), Err(FormError::Misplaced));
    // The proof is made with the code of another invitation.
    let forged = JoinRequest::write(&second, &mine.document).unwrap();
    owner.store.put(&path, &forged);
    assert!(requests(&owner).is_empty());
}

#[test]
fn t84_of_two_who_answer_one_invitation_only_the_one_whose_digits_are_read_out_is_admitted() {
    let store = MemoryStore::new();
    let (mut owner, _) = found(&store);
    let code = invite(&mut owner, "Anna");
    let (thief, ..) = answer(&owner, &code, "Anna");
    let (anna, ..) = answer(&owner, &code, "Anna");
    let (wrong, right) = (thief.digits().unwrap(), anna.digits().unwrap());
    assert_ne!(wrong, right);
    let both = requests(&owner);
    let of = |device| both.iter().find(|it| it.device == device).unwrap();
    let refused = approve(&mut owner, of(thief.keys.device()), &right);
    assert_eq!(refused, Err(OfficeError::WrongDigits));
    approve(&mut owner, of(anna.keys.device()), &right).unwrap();
    owner.sync();
    assert!(requests(&owner).is_empty());
    let members = owner.office.judgement().members();
    assert!(members.contains_key(&anna.keys.member) && !members.contains_key(&thief.keys.member));
    // The thief is handed no key.
    let cache = MemoryCache::default();
    assert!(look(&thief, &store.view(), &cache, owner.now).is_none());
}

#[test]
fn t85_another_office_cannot_answer() {
    let store = MemoryStore::new();
    let (mut owner, _) = found(&store);
    let code = invite(&mut owner, "Anna");
    let (fake, _) = found(&MemoryStore::new());
    let answer_to = |team| JoiningDevice::answer(&code, team, &newcomer("Anna", 2), &mut OsEntropy);
    assert_eq!(answer_to(fake.team()).map(drop), Err(FormError::Misplaced));
    // An office of the same name, whose heads say that they are of this one, and whose keys reach the joiner.
    let (joining, ..) = answer_to(owner.team()).unwrap();
    let founding = Founding {
        name: "Kovács és társa".to_owned(),
        founder: newcomer("Olga", 1),
        sheets: vec![Sheet::make(&mut OsEntropy).unwrap()],
        policy: Default::default(),
    };
    let attacker = founding.found(START, &mut OsEntropy).unwrap();
    let fakes = MemoryStore::new();
    let mut attacker = Desk::new(attacker, fakes.view(), 1);
    fakes.put(
        "keyrack-team.json",
        &keyrack_team::layout::TeamFile::of(attacker.team()).write(),
    );
    attacker.sync();
    let (mut frame, mut body, _) = attacker.head();
    frame.team = owner.team();
    let key = Identity::make();
    let object = keyrack_team::object::KeyObject {
        team: owner.team(),
        keys_for: keyrack_team::object::KeysFor::Log,
        keys: vec![keyrack_team::object::KeyEntry {
            identity: key.clone(),
            maker: attacker.device(),
            tips: Vec::new(),
        }],
    };
    let to = joining.keys.member_keys[0].identity.recipient();
    let object = keyrack_team::object::NewObject::seal(&object.write().unwrap(), &[&to]).unwrap();
    attacker.put(&object);
    frame.log_key = key.recipient().key_id();
    frame.boot = vec![(object.id, object.bytes.len() as u64)];
    body.boot = vec![(object.id, vec![to.key_id()])];
    attacker
        .office
        .keys
        .log_keys
        .push(keyrack_team::object::KeyEntry {
            identity: key,
            maker: attacker.device(),
            tips: Vec::new(),
        });
    fakes.remove(&attacker.head_name().path());
    attacker.publish_as(&frame, &body);
    assert_eq!(HeadNames::read(&fakes.list("heads").unwrap()).all.len(), 1);
    assert!(look(&joining, &fakes, &MemoryCache::default(), owner.now).is_none());
}

#[test]
fn t86_ten_thousand_files_that_are_no_requests_hide_none_for_long() {
    let store = MemoryStore::new();
    let (mut owner, _) = found(&store);
    let code = invite(&mut owner, "Anna");
    let (joining, path, bytes) = answer(&owner, &code, "Anna");
    for at in 0..10_000_u32 {
        let mut device = [0; 16];
        device[..4].copy_from_slice(&at.to_be_bytes());
        store.put(&join_path(code.id(), DeviceId(device)), b"junk");
        store.put(&format!("join/{at}"), b"junk");
    }
    store.put(&path, &bytes);
    assert_eq!(
        join_name(path.strip_prefix("join/").unwrap()).unwrap().1,
        joining.keys.device()
    );
    owner.store.take_requests();
    owner.sync();
    assert_eq!(
        owner.store.take_requests().len(),
        1,
        "no poll looks at them"
    );
    let mut looks = 0..200;
    let is_found = looks.any(|_| {
        owner.now += 1_000;
        let found = requests(&owner);
        assert!(owner.store.take_requests().len() <= 1_001);
        found.iter().any(|it| it.device == joining.keys.device())
    });
    assert!(is_found);
}

#[test]
fn t86_whoever_has_the_code_can_write_many_requests_and_few_are_shown() {
    let store = MemoryStore::new();
    let (mut owner, _) = found(&store);
    let code = invite(&mut owner, "Anna");
    for _ in 0..40 {
        answer(&owner, &code, "Anna");
    }
    assert_eq!(requests(&owner).len(), 16);
}

#[test]
fn t88_two_approvals_at_once_are_one_member_whom_one_removal_takes_out() {
    let store = MemoryStore::new();
    let (mut owner, _) = found(&store);
    let folder = owner.folder("Kovács Bt");
    owner.add(folder, "NAV");
    let mut second = owner.admit("Dóra", 5, Class::Owner, vec![]);
    settle(&mut [&mut owner, &mut second]);
    let code = invite(&mut owner, "Anna");
    second.sync();
    let (joining, ..) = answer(&owner, &code, "Anna");
    let digits = joining.digits().unwrap();
    for desk in [&mut owner, &mut second] {
        let request = requests(desk).remove(0);
        approve(desk, &request, &digits).unwrap();
    }
    let device = owner.device().to_string();
    second.store.withhold(move |path| path.contains(&device));
    owner.sync();
    second.sync();
    second.store.mend();
    settle(&mut [&mut owner, &mut second]);
    let mut anna = owner.arrive(&joining, 9);
    settle(&mut [&mut owner, &mut second, &mut anna]);
    for desk in [&owner, &second, &anna] {
        assert_eq!(desk.office.judgement().members().len(), 3);
    }
    let member = anna.member();
    assert_eq!(member, joining.keys.member);
    owner
        .office
        .grant(member, grant(folder, Role::View), owner.now)
        .unwrap();
    settle(&mut [&mut owner, &mut second, &mut anna]);
    assert_eq!(anna.services(folder).unwrap(), ["NAV"]);
    owner.remove(member);
    settle(&mut [&mut owner, &mut second]);
    for desk in [&owner, &second] {
        assert!(!desk.office.judgement().members().contains_key(&member));
    }
}

#[test]
fn t90_wrong_digits_are_refused_and_after_the_third_time_the_request_counts_no_more() {
    let store = MemoryStore::new();
    let (mut owner, _) = found(&store);
    let code = invite(&mut owner, "Anna");
    let (joining, ..) = answer(&owner, &code, "Anna");
    let digits = joining.digits().unwrap();
    let request = requests(&owner).remove(0);
    for typed in ["", "123 456 789 012", "1"] {
        assert_eq!(
            approve(&mut owner, &request, typed),
            Err(OfficeError::WrongDigits)
        );
    }
    assert_eq!(
        approve(&mut owner, &request, &digits),
        Err(OfficeError::RequestDropped)
    );
    assert!(requests(&owner).is_empty());
    owner.put_back(owner.backup());
    assert!(requests(&owner).is_empty(), "nor after a restart");
    // Another request to the same invitation is another matter.
    let (again, ..) = answer(&owner, &code, "Anna");
    let request = requests(&owner).remove(0);
    approve(&mut owner, &request, &again.digits().unwrap()).unwrap();
}

#[test]
fn t90_a_request_that_was_swapped_has_other_digits_and_is_refused() {
    let store = MemoryStore::new();
    let (mut owner, _) = found(&store);
    let code = invite(&mut owner, "Anna");
    let (joining, path, _) = answer(&owner, &code, "Anna");
    let digits = joining.digits().unwrap();
    // Everything is as before but one letter of the name, or the keys.
    store.remove(&path);
    for name in ["Anna", "Annа"] {
        let (other, ..) = answer(&owner, &code, name);
        assert_ne!(other.digits().unwrap(), digits);
    }
    for request in requests(&owner) {
        assert_eq!(
            approve(&mut owner, &request, &digits),
            Err(OfficeError::WrongDigits)
        );
    }
    assert_eq!(owner.office.judgement().members().len(), 1);
}

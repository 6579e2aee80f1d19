//! Further computers of somebody who is in the office (design, 2.8).

use keyrack_seal::OsEntropy;
use keyrack_store::testing::MemoryStore;
use keyrack_team::{
    form::FormError,
    ids::{DeviceId, MemberId},
    join::{InviteCode, JoinRequest},
    layout::join_path,
    log::{Invite, Op},
    office::{JoiningDevice, Leaver, OfficeError, Removal, Request},
    rules::{Class, Role},
    sync::Options,
};

use crate::{
    desk::{DAY, Desk, grant, newcomer, settle, three},
    sealing::{opens, written_since},
};

/// Invites a further computer from a desk, and gives the code.
pub fn code(desk: &mut Desk) -> InviteCode {
    let (now, expires) = (desk.now, desk.now + DAY);
    let code = desk.office.invite_device(expires, now, &mut OsEntropy);
    desk.sync();
    code.unwrap()
}

/// Answers an invitation, and puts the request into the store.
pub fn answer(desk: &Desk, code: &InviteCode, replica: u64) -> JoiningDevice {
    let who = newcomer("laptop", replica);
    let (joining, path, request) =
        JoiningDevice::answer(code, desk.team(), &who, &mut OsEntropy).unwrap();
    desk.store.put(&path, &request);
    joining
}

pub fn request_of(desk: &Desk, joining: &JoiningDevice) -> Option<Request> {
    let requests = desk.office.requests(&desk.store, desk.now).unwrap();
    let mut requests = requests.into_iter();
    requests.find(|it| it.device == joining.keys.device())
}

pub fn approve(desk: &mut Desk, joining: &JoiningDevice) -> Result<MemberId, OfficeError> {
    let request = request_of(desk, joining).ok_or(OfficeError::NoRequest)?;
    let digits = joining.digits().unwrap();
    desk.office.approve(&request, &digits, desk.now)
}

/// A further computer of the person at a desk, by invitation.
pub fn further(desk: &mut Desk, replica: u64) -> Desk {
    let code = code(desk);
    let joining = answer(desk, &code, replica);
    assert_eq!(approve(desk, &joining), Ok(desk.member()));
    desk.sync();
    desk.arrive(&joining, replica)
}

#[test]
fn a_second_computer_reads_everything_and_both_see_what_the_other_changes() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, folder) = three(&store);
    let before = store.files();
    let mut laptop = further(&mut anna, 12);
    assert_eq!(laptop.member(), anna.member());
    assert_eq!(laptop.services(folder).unwrap(), ["NAV"]);
    // One key object brings all of it: nothing was sealed anew for the new computer.
    let objects = written_since(&store, &before);
    let objects = objects.iter().filter(|it| it.0.starts_with("obj/"));
    assert_eq!(objects.count(), 1);
    anna.add(folder, "first");
    anna.sync();
    laptop.sync();
    laptop.add(folder, "second");
    settle(&mut [&mut laptop, &mut anna, &mut owner, &mut bela]);
    for desk in [&owner, &anna, &bela, &laptop] {
        assert_eq!(desk.services(folder).unwrap(), ["NAV", "first", "second"]);
        assert_eq!(desk.office.judgement().members().len(), 3);
        assert_eq!(desk.office.judgement().devices().len(), 4);
    }
    // It is kept as any other.
    laptop.put_back(laptop.backup());
    laptop.add(folder, "third");
    settle(&mut [&mut laptop, &mut anna]);
    assert_eq!(anna.services(folder).unwrap().len(), 4);
}

#[test]
fn a_second_computer_of_an_owner_is_an_owners() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, _, folder) = three(&store);
    let mut laptop = further(&mut owner, 12);
    assert!(laptop.office.is_owner());
    let new = laptop.folder("Szabó Kft");
    laptop.add(new, "OTP");
    laptop
        .office
        .grant(anna.member(), grant(new, Role::View), laptop.now)
        .unwrap();
    settle(&mut [&mut laptop, &mut owner, &mut anna]);
    assert_eq!(anna.services(new).unwrap(), ["OTP"]);
    assert_eq!(laptop.services(folder).unwrap(), ["NAV"]);
}

#[test]
fn the_code_of_a_further_computer_says_whose_it_is_and_is_none_where_a_character_is_another() {
    let store = MemoryStore::new();
    let (_, mut anna, ..) = three(&store);
    let code = code(&mut anna);
    let text = code.reveal();
    assert!(text.starts_with("KR2-"));
    assert_eq!(
        InviteCode::read(&text).unwrap().member(),
        Some(anna.member())
    );
    for at in 2..text.len() {
        for other in ['1', '3', 'A', 'B', '-'] {
            let mut wrong = text.to_string();
            wrong.replace_range(at..=at, &other.to_string());
            let is_another = InviteCode::read(&wrong).is_ok_and(|it| *it.reveal() != **text);
            assert!(!is_another, "{at} {other}");
        }
    }
    for wrong in [
        &text[..text.len() - 1],
        &format!("{}A", *text),
        "KR2-",
        "KR2",
    ] {
        assert!(InviteCode::read(wrong).is_err());
    }
}

#[test]
fn t88_an_invitation_lets_one_computer_in_and_says_of_a_second_one_that_it_was_used() {
    let store = MemoryStore::new();
    let (_, mut anna, ..) = three(&store);
    let code = code(&mut anna);
    let (first, second) = (answer(&anna, &code, 12), answer(&anna, &code, 13));
    let late = request_of(&anna, &second).unwrap();
    let digits = first.digits().unwrap();
    assert_eq!(
        anna.office.approve(&late, &digits, anna.now),
        Err(OfficeError::WrongDigits)
    );
    approve(&mut anna, &first).unwrap();
    let again = anna
        .office
        .approve(&late, &second.digits().unwrap(), anna.now);
    assert_eq!(again, Err(OfficeError::InviteUsed));
    assert!(request_of(&anna, &second).is_none());
    assert_eq!(anna.office.judgement().devices().len(), 4);
}

#[test]
fn t82_an_invitation_of_a_computer_that_is_over_or_taken_back_lets_nobody_in() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, ..) = three(&store);
    let code = code(&mut anna);
    let joining = answer(&anna, &code, 12);
    let request = request_of(&anna, &joining).unwrap();
    let digits = joining.digits().unwrap();
    anna.now += DAY;
    let late = anna.office.approve(&request, &digits, anna.now);
    assert_eq!(late, Err(OfficeError::InviteExpired));
    anna.now -= DAY;
    owner.sync();
    let cancelled = owner.office.cancel(code.id(), owner.now);
    assert_eq!(
        cancelled,
        Err(OfficeError::NoRequest),
        "it is not the owner's"
    );
    anna.office.cancel(code.id(), anna.now).unwrap();
    let gone = anna.office.approve(&request, &digits, anna.now);
    assert_eq!(gone, Err(OfficeError::InviteCancelled));
}

/// Syncs a desk that looks who asks.
fn look_who_asks(desk: &mut Desk) {
    let looking = Options {
        requests: true,
        ..Options::default()
    };
    desk.try_sync(looking).unwrap();
}

fn is_asking(desk: &Desk, joining: &JoiningDevice) -> bool {
    let path = join_path(joining.invite(), joining.keys.device());
    desk.store.get(&path).is_some()
}

#[test]
fn whoever_answers_for_a_further_computer_is_told_when_it_is_taken_back_used_or_over() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, _) = three(&store);
    let (used, kept, ended) = (code(&mut anna), code(&mut anna), code(&mut anna));
    let taken_back = code(&mut anna);
    let all = [(&used, 12), (&used, 13), (&kept, 14), (&ended, 15)];
    let [first, second, waiting, late] = all.map(|(code, replica)| answer(&anna, code, replica));
    let gone = answer(&anna, &taken_back, 16);
    approve(&mut anna, &first).unwrap();
    anna.office.cancel(taken_back.id(), anna.now).unwrap();
    anna.sync();
    for desk in [&mut owner, &mut bela] {
        look_who_asks(desk);
        for joining in [&first, &second, &waiting, &late, &gone] {
            assert!(is_asking(desk, joining), "others know nothing of it");
        }
    }
    look_who_asks(&mut anna);
    assert!(!is_asking(&anna, &second) && !is_asking(&anna, &gone));
    assert!(is_asking(&anna, &first) && is_asking(&anna, &waiting));
    assert!(is_asking(&anna, &late), "clocks differ");
    // It goes on being looked for a while, though nothing can be answered any more.
    anna.office.cancel(kept.id(), anna.now).unwrap();
    anna.now += 2 * DAY + 1;
    assert!(anna.office.awaits_answers(anna.now));
    look_who_asks(&mut anna);
    assert!(!is_asking(&anna, &waiting) && !is_asking(&anna, &late));
    assert!(is_asking(&anna, &first), "it was let in");
    anna.now += 2 * DAY;
    assert!(!anna.office.awaits_answers(anna.now));
}

#[test]
fn an_invitation_that_another_member_copies_and_takes_back_is_no_reason_to_send_anybody_away() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, _) = three(&store);
    let code = code(&mut anna);
    let joining = answer(&anna, &code, 12);
    let copied = anna.office.log.device_invites(anna.member())[&code.id()]
        .1
        .clone();
    bela.sync();
    bela.sign(vec![Op::Invite(copied)]);
    bela.sign(vec![Op::Cancel { invite: code.id() }]);
    settle(&mut [&mut bela, &mut owner, &mut anna]);
    for desk in [&mut owner, &mut anna] {
        look_who_asks(desk);
    }
    assert!(request_of(&anna, &joining).is_some());
}

#[test]
fn nobody_but_the_member_answers_who_comes_as_a_further_computer() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, _) = three(&store);
    let code = code(&mut anna);
    let joining = answer(&anna, &code, 12);
    let request = request_of(&anna, &joining).unwrap();
    let digits = joining.digits().unwrap();
    for desk in [&mut owner, &mut bela] {
        desk.sync();
        assert!(request_of(desk, &joining).is_none());
        let now = desk.now;
        let refused = desk.office.approve(&request, &digits, now);
        assert_eq!(refused, Err(OfficeError::InviteCancelled));
    }
}

/// What a member's patched program writes: an invitation that says that it gives something.
fn forged(code: &InviteCode, class: Option<Class>, folders: Invite) -> Op {
    Op::Invite(Invite {
        id: code.id(),
        sign: code.signing_key().verifying_key(),
        opens: code.identity().clone(),
        class,
        ..folders
    })
}

#[test]
fn an_invitation_by_a_member_admits_no_other_member_and_grants_nothing() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, folder) = three(&store);
    let secret = owner.folder("Szabó Kft");
    owner.add(secret, "OTP");
    settle(&mut [&mut owner, &mut anna]);
    let member = InviteCode::make(anna.team(), &mut OsEntropy).unwrap();
    let device = InviteCode::for_device(anna.team(), anna.member(), &mut OsEntropy).unwrap();
    let others = InviteCode::for_device(anna.team(), bela.member(), &mut OsEntropy).unwrap();
    let rest = |code: &InviteCode| Invite {
        id: code.id(),
        sign: code.signing_key().verifying_key(),
        opens: code.identity().clone(),
        class: None,
        folders: vec![(secret, Role::Manage, true, None)],
        expires: START_OF_NEXT_YEAR,
        label: "Anna".to_owned(),
        email: String::new(),
    };
    let ops = vec![
        forged(&member, Some(Class::Owner), rest(&member)),
        forged(&device, None, rest(&device)),
        forged(&others, None, rest(&others)),
    ];
    anna.sign(ops);
    settle(&mut [&mut anna, &mut owner, &mut bela]);
    let (joins, adds, swaps) = (
        answer(&anna, &member, 21),
        answer(&anna, &device, 22),
        answer(&anna, &others, 23),
    );
    // As a member nobody comes in by it, on whosever device.
    for desk in [&owner, &anna, &bela] {
        assert!(request_of(desk, &joins).is_none());
        assert!(!desk.office.log.invites().contains_key(&member.id()));
    }
    // A computer of Béla's that Anna invited is none of hers, nor of his.
    for desk in [&owner, &anna, &bela] {
        assert!(request_of(desk, &swaps).is_none());
    }
    // Her own computer comes in with what she has.
    let request = request_of(&anna, &adds).unwrap();
    assert!(request.grants.is_empty() && request.class.is_none());
    approve(&mut anna, &adds).unwrap();
    anna.sync();
    let laptop = anna.arrive(&adds, 22);
    settle(&mut [&mut anna, &mut owner]);
    assert_eq!(laptop.services(folder).unwrap(), ["NAV"]);
    assert_eq!(laptop.services(secret), None);
    let judgement = owner.office.judgement();
    assert_eq!(judgement.role(secret, anna.member()), None);
    assert_eq!(judgement.members().len(), 3);
    assert_eq!(
        judgement.place(laptop.device()).unwrap().class,
        Class::Member
    );
}

const START_OF_NEXT_YEAR: u64 = 1_900_000_000_000;

#[test]
fn a_request_of_one_kind_answers_no_invitation_of_the_other() {
    let store = MemoryStore::new();
    let (_, mut anna, ..) = three(&store);
    let code = code(&mut anna);
    let invites = anna.office.open_invites();
    let invite = invites[&code.id()].clone();
    // A joining document under the code of a further computer, signed with the code's key all the same.
    let member = InviteCode::make(anna.team(), &mut OsEntropy).unwrap();
    let who = newcomer("Mallory", 5);
    let (joining, ..) = JoiningDevice::answer(&member, anna.team(), &who, &mut OsEntropy).unwrap();
    let own = Invite {
        id: member.id(),
        sign: member.signing_key().verifying_key(),
        opens: member.identity().clone(),
        class: Some(Class::Member),
        ..invite.clone()
    };
    let (_, bytes) = joining.request(&member).unwrap();
    let device: DeviceId = joining.keys.device();
    let read = JoinRequest::read(&bytes, anna.team(), &own, device).unwrap();
    let bytes = JoinRequest::write(&code, &read.document).unwrap();
    let read = JoinRequest::read(&bytes, anna.team(), &invite, device);
    assert_eq!(read.map(drop), Err(FormError::Misplaced));
}

#[test]
fn t46_a_stolen_computer_is_taken_out_by_its_person_and_opens_nothing_that_is_written_later() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, folder) = three(&store);
    let laptop = further(&mut anna, 12);
    settle(&mut [&mut owner, &mut bela, &mut anna]);
    let keys = laptop.identities();
    let before = store.files();
    let removal = Removal {
        leaver: Leaver::Device(laptop.device()),
        takes_back: true,
        keeps: None,
    };
    let plan = anna.office.remove(&removal, anna.now).unwrap();
    assert!(!plan.you && !plan.last_owner && plan.falls.is_empty());
    assert_eq!(plan.folders, [folder].into());
    settle(&mut [&mut anna, &mut owner, &mut bela]);
    for desk in [&mut anna, &mut owner, &mut bela] {
        desk.add(folder, "later");
        desk.sync();
    }
    settle(&mut [&mut anna, &mut owner, &mut bela]);
    let written = written_since(&store, &before);
    assert!(written.len() > 6);
    for (path, bytes) in &written {
        assert!(!opens(&keys, &laptop, path, bytes), "{path}");
    }
    for desk in [&anna, &owner, &bela] {
        assert_eq!(desk.services(folder).unwrap().len(), 4);
        assert!(desk.office.judgement().place(laptop.device()).is_none());
        assert!(
            desk.office
                .judgement()
                .members()
                .contains_key(&anna.member())
        );
    }
}

#[test]
fn a_junior_computer_does_not_take_out_its_senior_and_nobody_the_computer_of_another() {
    let store = MemoryStore::new();
    let (mut owner, mut anna, mut bela, _) = three(&store);
    let mut laptop = further(&mut anna, 12);
    settle(&mut [&mut owner, &mut bela, &mut anna, &mut laptop]);
    let removal = |device| Removal {
        leaver: Leaver::Device(device),
        takes_back: true,
        keeps: None,
    };
    let refused = Err(OfficeError::NeedsOwner);
    let now = anna.now;
    assert_eq!(laptop.office.remove(&removal(anna.device()), now), refused);
    assert_eq!(bela.office.remove(&removal(anna.device()), now), refused);
    assert_eq!(anna.office.remove(&removal(bela.device()), now), refused);
    let unknown = anna.office.remove(&removal(DeviceId([9; 16])), now);
    assert_eq!(unknown, Err(OfficeError::NoMember));
    owner.office.remove(&removal(anna.device()), now).unwrap();
}

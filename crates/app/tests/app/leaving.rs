//! People and computers that leave an office, and further computers that come.

use keyrack_app::{
    ErrorCode, JoinOffice, Removal, Role, Session, TeamPerson,
    view::{JoinState, LeaverKind, OfficeFolderView},
};
use zeroize::Zeroizing;

use crate::team::{NAV, Team, account, grant, services, sync};

fn removal(kind: LeaverKind, who: &str) -> Removal {
    Removal {
        kind,
        who: who.to_owned(),
        takes_back: true,
        incomplete: false,
        keeps: Vec::new(),
    }
}

/// An office with one client, who has a code.
fn olgas_office() -> (Team, Session, OfficeFolderView) {
    let team = Team::new();
    let mut owner = team.found("Olga");
    let (folder, _) = owner
        .new_office_folder(None, "Kovács Bt")
        .expect("a folder");
    owner.add(account(&folder.id, "NAV", NAV)).expect("added");
    (team, owner, folder)
}

#[test]
fn a_colleague_who_is_taken_out_is_named_with_what_that_means_and_reads_nothing_new() {
    let (team, mut owner, folder) = olgas_office();
    sync(&mut owner);
    let mut anna = team.admit(&mut owner, "Anna", vec![grant(&folder, Role::Edit)]);
    assert_eq!(services(&mut anna), ["NAV"]);

    let leaver = removal(LeaverKind::Member, "anna@example.com");
    let refused = anna.remove_from_office(None, &removal(LeaverKind::Member, "Olga"));
    assert_eq!(refused.expect_err("no owner").code, ErrorCode::NeedsOwner);
    let plan = owner.removal_plan(None, &leaver).expect("a plan");
    assert_eq!(
        (&*plan.leaver.name, plan.leaver.kind),
        ("Anna", LeaverKind::Member)
    );
    assert!(plan.missing.is_empty() && plan.undoes.is_empty() && plan.takes_back.is_empty());
    assert!(!plan.last_owner && !plan.you);
    assert_eq!(plan.folders, 1);
    let (done, told) = owner.remove_from_office(None, &leaver).expect("taken out");
    assert_eq!(done.leaver, plan.leaver);
    assert!(told.published);

    owner.add(account(&folder.id, "Bank", NAV)).expect("added");
    sync(&mut owner);
    // What happens on the computer of somebody who is out is nobody's concern; nothing new comes to it.
    let _ = anna.sync_offices(None, Default::default());
    assert_eq!(services(&mut anna), ["NAV"]);
    let members = owner.members(None).expect("members");
    assert_eq!(members.len(), 1);
    let again = owner.removal_plan(None, &leaver);
    assert_eq!(again.expect_err("out").code, ErrorCode::NotFound);
}

#[test]
fn an_owner_makes_another_one_and_a_member_again_and_the_last_one_stays() {
    let (team, mut owner, _) = olgas_office();
    let mut anna = team.admit(&mut owner, "Anna", Vec::new());
    let plan = owner.removal_plan(None, &removal(LeaverKind::Owner, "Olga"));
    assert_eq!(plan.expect_err("the last").code, ErrorCode::LastOwner);
    let me = removal(LeaverKind::Member, "Olga");
    let plan = owner.removal_plan(None, &me).expect("a plan");
    assert!(plan.last_owner && plan.you);
    let refused = owner.remove_from_office(None, &me);
    assert_eq!(refused.expect_err("the last").code, ErrorCode::LastOwner);
    let refused = owner.leave_office(None);
    assert_eq!(refused.expect_err("the last").code, ErrorCode::LastOwner);

    owner.promote(None, "Anna").expect("an owner");
    sync(&mut anna);
    assert_eq!(services(&mut anna), ["NAV"]);
    let refused = anna.remove_from_office(None, &removal(LeaverKind::Owner, "Olga"));
    assert_eq!(refused.expect_err("a senior").code, ErrorCode::RankTooLow);
    let demoted = removal(LeaverKind::Owner, "Anna");
    let (plan, _) = owner.remove_from_office(None, &demoted).expect("a member");
    assert_eq!(plan.folders, 1);
    sync(&mut anna);
    let refused = anna.promote(None, "Anna");
    assert_eq!(refused.expect_err("a member").code, ErrorCode::NeedsOwner);
    let nothing = owner.settle_removal(None, Some("Anna"), true);
    assert_eq!(nothing.expect_err("not held").code, ErrorCode::NotFound);
}

#[test]
fn a_second_computer_comes_by_a_code_of_the_first_and_goes_by_its_name() {
    let (team, mut owner, folder) = olgas_office();
    sync(&mut owner);
    let mut anna = team.admit(&mut owner, "Anna", vec![grant(&folder, Role::Edit)]);
    let (invited, code) = anna.invite_device(None, 1).expect("an invitation");
    assert!(code.starts_with("KR2-"));
    let office = anna.office_cards().offices[0].id.clone();
    let (shown, text) = anna.invitation(&office, &invited.id).expect("hers");
    assert_eq!((shown.class, shown.is_here), (None, true));
    assert_eq!(*text.code, *code);
    let listed = |session: &mut Session| session.people(&office).expect("people").invitations;
    assert_eq!(listed(&mut anna), [shown]);
    sync(&mut owner);
    assert!(listed(&mut owner).is_empty(), "it is Anna's alone");
    let mut laptop = team.open("laptop");
    let join = JoinOffice {
        place: team.place(),
        code: Zeroizing::new(code.to_ascii_lowercase()),
        person: TeamPerson::default(),
    };
    let waiting = laptop.join_office(&join).expect("a request");
    assert_eq!(waiting.state, JoinState::Waiting);
    assert!(owner.join_requests(None).expect("requests").is_empty());
    let requests = anna.join_requests(None).expect("requests");
    assert_eq!(requests.len(), 1);
    assert_eq!((requests[0].class, &*requests[0].name), (None, "Anna"));
    let digits = waiting.digits.expect("digits");
    let (view, _) = anna
        .approve_request(None, &requests[0].id, &digits)
        .expect("approved");
    assert_eq!(view.devices.iter().filter(|it| it.is_in).count(), 2);
    let joined = laptop.join_office(&join).expect("joined");
    assert_eq!(joined.state, JoinState::Joined);
    assert_eq!(services(&mut laptop), ["NAV"]);

    laptop.add(account(&folder.id, "Bank", NAV)).expect("added");
    sync(&mut laptop);
    sync(&mut anna);
    assert_eq!(services(&mut anna), ["Bank", "NAV"]);
    let device = &requests[0].id;
    let taken = removal(LeaverKind::Device, device);
    let (plan, _) = anna.remove_from_office(None, &taken).expect("taken out");
    assert_eq!((&*plan.leaver.id, &*plan.leaver.name), (&**device, "Anna"));
    anna.add(account(&folder.id, "later", NAV)).expect("added");
    sync(&mut anna);
    sync(&mut owner);
    let _ = laptop.sync_offices(None, Default::default());
    assert_eq!(services(&mut owner), ["Bank", "NAV", "later"]);
    assert_eq!(services(&mut laptop), ["Bank", "NAV"]);
}

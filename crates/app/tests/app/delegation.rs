//! Who has which folder of an office, and who comes to it: as a window asks it.

use keyrack_app::{
    At, Class, Clock, ErrorCode, GrantLevel, InviteSomebody, JoinOffice, NewFolder, NoticeCode,
    Place, Role, Session, ShareFolders, SyncOptions, read_invitation,
    view::{Badge, CellView, Colour, FolderDetails, JoinState, Shared},
};

use crate::team::{BANK, NAV, Team, account, grant, person, services, sync};

const EDIT: GrantLevel = GrantLevel {
    role: Role::Edit,
    recovery: false,
    until: None,
};
const ALL: CellView = CellView {
    role: Role::Manage,
    recovery: true,
    until: None,
};
const DAY: u64 = 24 * 60 * 60 * 1000;

fn office(session: &mut Session) -> String {
    session.offices()[0].id.clone()
}

fn folder(session: &mut Session, name: &str) -> String {
    session
        .new_office_folder(None, name)
        .expect("a folder")
        .0
        .id
}

fn invited(owner: &mut Session, team: &Team, name: &str) -> (String, JoinOffice) {
    let invite = InviteSomebody {
        person: person(name),
        owner: false,
        grants: Vec::new(),
        days: 3,
    };
    let (invited, code) = owner.invite(None, &invite).expect("an invitation");
    let join = JoinOffice {
        place: team.place(),
        code,
        person: person(name),
    };
    (invited.id, join)
}

fn member(session: &mut Session, name: &str) -> String {
    let members = session.members(None).expect("members");
    let named = members.into_iter().find(|it| it.name == name);
    named.expect("a member").id
}

fn badges(session: &mut Session) -> Vec<(String, Vec<Badge>)> {
    let rows = session.rows("", &Place::All, 0, 10).expect("rows");
    let rows = rows.rows.into_iter();
    rows.map(|it| {
        let badges = it.badges.into_iter();
        (
            it.service,
            badges.filter(|it| *it != Badge::Unconfirmed).collect(),
        )
    })
    .collect()
}

/// The ids of the folders of an office that match.
fn found(session: &mut Session, office: &str, query: &str) -> Vec<String> {
    let matrix = session.matrix(office, "", query, 0, 100).expect("a matrix");
    matrix.rows.into_iter().map(|it| it.folder.id).collect()
}

#[test]
fn the_matrix_says_what_who_has_and_many_cells_are_changed_in_one_publication() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let id = office(&mut olga);
    for name in ["Kovács Bt", "Nagy Zrt", "Kovácsné"] {
        folder(&mut olga, name);
    }
    olga.folder_edit("Nagy Zrt", &[("archived".into(), "true".into())])
        .expect("archived");
    let mut anna = team.admit(&mut olga, "anna", Vec::new());
    let mut bela = team.admit(&mut olga, "bela", Vec::new());
    let both = ["anna", "bela"].map(|it| member(&mut olga, it));

    let before = olga.office_status(None).expect("a status")[0].clone();
    let share = ShareFolders {
        members: both.to_vec(),
        folders: found(&mut olga, &id, "kovacs"),
        level: Some(EDIT),
    };
    let (shared, sync_view) = olga.share(&id, &share).expect("shared");
    let done = |changed, same, refused| Shared {
        changed,
        same,
        refused,
    };
    assert_eq!(shared, done(4, 0, 0));
    assert!(sync_view.published);
    let after = olga.office_status(None).expect("a status")[0].clone();
    assert_eq!(
        (after.head, after.entries),
        (before.head + 1, before.entries + 1)
    );
    assert_eq!(olga.share(&id, &share).expect("shared").0, done(0, 4, 0));

    let matrix = olga.matrix(&id, "", "", 0, 10).expect("a matrix");
    let people: Vec<(&str, Class)> = matrix
        .people
        .iter()
        .map(|it| (it.name.as_str(), it.class))
        .collect();
    let expected = [
        ("olga", Class::Owner),
        ("anna", Class::Member),
        ("bela", Class::Member),
    ];
    assert_eq!(people, expected);
    let edit = Some(CellView {
        role: Role::Edit,
        recovery: false,
        until: None,
    });
    let rows: Vec<(&str, &[Option<CellView>])> = matrix
        .rows
        .iter()
        .map(|it| (it.folder.name.as_str(), it.cells.as_slice()))
        .collect();
    let all = Some(ALL);
    assert_eq!(
        rows,
        [
            (
                "Kovács Bt",
                [all.clone(), edit.clone(), edit.clone()].as_slice()
            ),
            ("Kovácsné", [all.clone(), edit.clone(), edit].as_slice()),
            ("Nagy Zrt", [all, None, None].as_slice()),
        ]
    );
    assert!(
        matrix
            .rows
            .iter()
            .all(|it| it.may_manage && it.folder.office == id)
    );
    let part = olga
        .matrix(&id, "anna@example", "kovacs", 1, 10)
        .expect("a matrix");
    assert_eq!((part.total, part.rows.len(), part.people.len()), (2, 1, 1));

    sync(&mut anna);
    let hers = anna.matrix(&id, "", "", 0, 10).expect("a matrix");
    assert_eq!(hers.total, 2, "she sees her folders alone");
    assert!(hers.rows.iter().all(|it| !it.may_manage));
    let taken = ShareFolders {
        level: None,
        folders: vec![hers.rows[0].folder.id.clone()],
        ..share.clone()
    };
    assert_eq!(anna.share(&id, &taken).expect("nothing").0, done(0, 0, 2));
    assert_eq!(olga.share(&id, &taken).expect("taken").0, done(2, 0, 0));
    sync(&mut anna);
    sync(&mut bela);
    assert_eq!(anna.matrix(&id, "", "", 0, 10).expect("a matrix").total, 1);

    let strangers = ShareFolders {
        folders: vec!["aaaaaaaaaaaaaaaaaaaaaaaaaa".into()],
        ..share
    };
    let refused = olga.share(&id, &strangers).expect_err("no folder");
    assert_eq!(refused.code, ErrorCode::NotFound);
}

#[test]
fn a_time_limit_ends_what_is_shown_of_a_member() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let id = office(&mut olga);
    let shared = folder(&mut olga, "Kovács Bt");
    team.admit(&mut olga, "anna", Vec::new());
    let until = team.desks.clock.now() + DAY;
    let share = ShareFolders {
        members: vec![member(&mut olga, "anna")],
        folders: vec![shared.clone()],
        level: Some(GrantLevel {
            until: Some(until / 1000),
            ..EDIT
        }),
    };
    olga.share(&id, &share).expect("shared");
    let who = olga.sharing(&shared).expect("readers").readers;
    let names: Vec<&str> = who.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["olga", "anna"]);
    assert_eq!(who[1].cell.until, Some(until / 1000));
    let anna = olga.person(&id, &share.members[0]).expect("a person");
    assert_eq!(anna.grants.len(), 1);
    team.desks.clock.set_wall(until + 1);
    assert_eq!(olga.sharing(&shared).expect("readers").readers.len(), 1);
    let people = olga.people(&id).expect("people");
    assert_eq!(people.people[1].folders, 0);
}

#[test]
fn it_is_told_who_reads_a_folder_of_an_office_and_that_nobody_reads_one_of_the_vault() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let own = olga
        .folder_add(&NewFolder {
            name: "Saját".into(),
            ..NewFolder::default()
        })
        .expect("a folder");
    let mine = olga.sharing(&own.id).expect("readers");
    assert_eq!(mine.office, None);
    assert_eq!(mine.folder.office, "");
    let readers: Vec<bool> = mine.readers.iter().map(|it| it.you).collect();
    assert_eq!(readers, [true]);

    let (shared, _) = olga.new_office_folder(None, "Kovács Bt").expect("a folder");
    let mut anna = team.admit(&mut olga, "anna", vec![grant(&shared, Role::View)]);
    let hers = anna.sharing(&shared.id).expect("readers");
    assert_eq!(hers.office.expect("an office").name, "Kovács és társa");
    assert_eq!(
        (hers.role, hers.recovery, hers.unsent),
        (Role::View, false, false)
    );
    let readers = hers.readers.iter();
    let readers: Vec<_> = readers
        .map(|it| (it.name.as_str(), it.you, it.cell.role))
        .collect();
    assert_eq!(
        readers,
        [("olga", false, Role::Manage), ("anna", true, Role::View)]
    );
}

#[test]
fn people_are_told_with_invitations_and_requests_and_with_what_may_be_done() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let id = office(&mut olga);
    let mut anna = team.admit(&mut olga, "anna", Vec::new());
    let (invite, join) = invited(&mut olga, &team, "bela");
    team.open("bela").join_office(&join).expect("a request");
    let (kept, _) = invited(&mut olga, &team, "cili");
    let people = olga.people(&id).expect("people");
    let names: Vec<&str> = people
        .people
        .iter()
        .map(|it| it.member.name.as_str())
        .collect();
    assert_eq!(names, ["olga", "anna"]);
    let open: Vec<&str> = people
        .invitations
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(open, ["bela", "cili"]);
    assert!(people.invitations.iter().all(|it| it.is_here));
    assert_eq!(people.requests.len(), 1);
    olga.cancel_invite(None, &kept).expect("cancelled");
    let over = olga.invitation(&id, &kept).expect_err("over");
    assert_eq!(over.code, ErrorCode::InviteCancelled);

    let (view, text) = olga.invitation(&id, &invite).expect("an invitation");
    assert_eq!(
        (view.name.as_str(), text.inviter.as_str()),
        ("bela", "olga")
    );
    let (read, code) = read_invitation(&text.lines()).expect("an invitation");
    assert_eq!(
        (read.store, code),
        (team.place().address, join.code.clone())
    );
    sync(&mut anna);
    let theirs = anna.people(&id).expect("people");
    assert!(!theirs.invitations[0].is_here);
    let elsewhere = anna.invitation(&id, &invite).expect_err("no code");
    assert_eq!(elsewhere.code, ErrorCode::NotFound);
    team.desks.clock.set_wall(team.desks.clock.now() + 4 * DAY);
    assert!(olga.people(&id).expect("people").invitations.is_empty());

    let of = |session: &mut Session, name: &str| {
        let member = member(session, name);
        let it = session.person(&id, &member).expect("a person");
        (it.may_remove, it.may_promote, it.may_demote)
    };
    assert_eq!(of(&mut olga, "anna"), (true, true, false));
    assert_eq!(of(&mut olga, "olga"), (false, false, false));
    assert_eq!(of(&mut anna, "olga"), (false, false, false));
    assert_eq!(of(&mut anna, "anna"), (false, false, false));
}

#[test]
fn t84_whoever_waits_for_nothing_is_told_so_and_may_ask_anew() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let id = office(&mut olga);
    let (invite, join) = invited(&mut olga, &team, "anna");
    let mut anna = team.open("anna");
    let waiting = anna.join_office(&join).expect("a request");
    assert_eq!(waiting.state, JoinState::Waiting);
    // After the vault was locked, without the code.
    drop(anna);
    let mut anna = team.open("anna");
    assert_eq!(anna.follow_joining(&id).expect("waits"), waiting);
    olga.cancel_invite(None, &invite).expect("cancelled");
    olga.people(&id).expect("people");
    let refused = anna.follow_joining(&id).expect("an answer");
    assert_eq!(refused.state, JoinState::Refused);
    let same = anna.join_office(&join).expect("an answer");
    assert_eq!(same, refused, "the same code again says the same");

    // The next one is answered by somebody else first.
    let (_, join) = invited(&mut olga, &team, "anna");
    let again = anna.join_office(&join).expect("a request");
    assert_eq!(again.state, JoinState::Waiting);
    let mut thief = team.open("thief");
    let digits = thief.join_office(&join).expect("a request").digits;
    let requests = olga.join_requests(None).expect("requests");
    let approved = requests.iter().find_map(|it| {
        let typed = digits.as_deref().expect("digits");
        olga.approve_request(None, &it.id, typed).ok()
    });
    approved.expect("approved");
    olga.people(&id).expect("people");
    assert_eq!(
        anna.follow_joining(&id).expect("told").state,
        JoinState::Refused
    );
    assert_eq!(
        thief.follow_joining(&id).expect("told").state,
        JoinState::Joined
    );
    assert_eq!(
        thief.follow_joining(&id).expect("told").state,
        JoinState::Joined
    );

    // One that nobody answered ends.
    let (_, join) = invited(&mut olga, &team, "anna");
    anna.join_office(&join).expect("a request");
    team.desks.clock.set_wall(team.desks.clock.now() + 5 * DAY);
    olga.people(&id).expect("people");
    assert_eq!(
        anna.follow_joining(&id).expect("told").state,
        JoinState::Refused
    );
    anna.cancel_joining(&id).expect("cancelled");
    let gone = anna.follow_joining(&id).expect_err("nothing asked");
    assert_eq!(gone.code, ErrorCode::NotFound);

    let (_, join) = invited(&mut olga, &team, "anna");
    let waiting = anna.join_office(&join).expect("a request");
    let request = olga.join_requests(None).expect("requests")[0].id.clone();
    let digits = waiting.digits.expect("digits");
    olga.approve_request(None, &request, &digits)
        .expect("approved");
    assert_eq!(
        anna.follow_joining(&id).expect("told").state,
        JoinState::Joined
    );
    let twice = anna.join_office(&join).expect_err("is in");
    assert_eq!(twice.code, ErrorCode::OfficeExists);
}

#[test]
fn whoever_waits_to_be_a_further_computer_of_a_member_is_told_when_that_is_taken_back() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let id = office(&mut olga);
    let mut anna = team.admit(&mut olga, "anna", Vec::new());
    let (invited, code) = anna.invite_device(None, 3).expect("an invitation");
    let join = JoinOffice {
        place: team.place(),
        code,
        person: person("anna"),
    };
    let mut laptop = team.open("laptop");
    let waiting = laptop.join_office(&join).expect("a request");
    assert_eq!(waiting.state, JoinState::Waiting);
    olga.people(&id).expect("people");
    anna.people(&id).expect("people");
    assert_eq!(laptop.follow_joining(&id).expect("waits"), waiting);
    anna.cancel_invite(None, &invited.id).expect("cancelled");
    sync(&mut anna);
    let told = laptop.follow_joining(&id).expect("an answer");
    assert_eq!(told.state, JoinState::Refused);
    let again = anna.cancel_invite(None, &invited.id).expect_err("once");
    assert_eq!(again.code, ErrorCode::InviteCancelled);
}

#[test]
fn in_the_window_too_they_are_told_once_what_was_taken_back_was_sent() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let id = office(&mut olga);
    olga.sync_apart();
    let step = |olga: &mut Session| {
        let mut sync = olga
            .begin_office_sync(&id, SyncOptions::default(), false)
            .expect("begun");
        loop {
            sync.run();
            if olga
                .continue_office_sync(&mut sync)
                .expect("a step")
                .is_some()
            {
                return;
            }
        }
    };
    let (invited, code) = olga.invite_device(None, 3).expect("an invitation");
    step(&mut olga);
    let join = JoinOffice {
        place: team.place(),
        code,
        person: person("olga"),
    };
    let mut laptop = team.open("laptop");
    laptop.join_office(&join).expect("a request");
    step(&mut olga);
    assert_eq!(olga.join_requests(None).expect("requests").len(), 1);
    olga.cancel_invite(None, &invited.id).expect("cancelled");
    step(&mut olga);
    let told = laptop.follow_joining(&id).expect("an answer");
    assert_eq!(told.state, JoinState::Refused);
}

#[test]
fn a_request_that_is_taken_back_is_gone_from_the_store() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let id = office(&mut olga);
    let (_, join) = invited(&mut olga, &team, "anna");
    let mut anna = team.open("anna");
    anna.join_office(&join).expect("a request");
    assert_eq!(olga.join_requests(None).expect("requests").len(), 1);
    anna.cancel_joining(&id).expect("taken back");
    assert!(olga.join_requests(None).expect("requests").is_empty());
    assert!(anna.offices().is_empty());
}

#[test]
fn folders_of_the_vault_go_into_an_office_together_in_one_publication() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let id = office(&mut olga);
    olga.add(account("Kovács Bt", "NAV", NAV)).expect("added");
    olga.add(account("Nagy Zrt", "Bank", BANK)).expect("added");
    let own: Vec<String> = olga.folders().into_iter().map(|it| it.id).collect();
    let own: Vec<String> = own
        .into_iter()
        .filter(|it| !olga.folder(it).expect("a folder").name.is_empty())
        .collect();
    assert_eq!(own.len(), 2);
    let shown = |olga: &Session, id: &str| {
        let folder = olga.folder(id).expect("a folder");
        FolderDetails::from(folder).shown_colour
    };
    let colours: Vec<Colour> = own.iter().map(|it| shown(&olga, it)).collect();
    let head = olga.office_status(None).expect("a status")[0].head;
    let (new, _) = olga.share_folders(&id, &own).expect("shared");
    let now: Vec<Colour> = new.iter().map(|it| shown(&olga, it)).collect();
    assert_eq!(now, colours, "people know clients by their colours");
    assert_eq!(
        olga.office_status(None).expect("a status")[0].head,
        head + 1
    );
    assert_eq!(services(&mut olga), ["Bank", "NAV"]);
    let listed: Vec<String> = olga.folders().into_iter().map(|it| it.id).collect();
    for (old, new) in own.iter().zip(&new) {
        assert!(!listed.contains(old));
        assert!(listed.contains(new));
        assert_eq!(olga.sharing(new).expect("readers").folder.office, id);
    }
    let twice = olga.share_folders(&id, &new).expect_err("not of the vault");
    assert_eq!(twice.code, ErrorCode::BadValue);
    // Where the store cannot be reached, it is done and waits.
    olga.add(account("Kiss Bt", "Posta", NAV)).expect("added");
    let more = olga.folders().into_iter().find(|it| it.name == "Kiss Bt");
    let more = more.expect("a folder").id;
    std::fs::rename(team.home("store"), team.home("elsewhere")).expect("away");
    olga.share_folders(&id, &[more]).expect("shared, and waits");
    let unsent: Vec<String> = badges(&mut olga)
        .into_iter()
        .filter(|it| it.1.contains(&Badge::Unsent))
        .map(|it| it.0)
        .collect();
    assert_eq!(unsent, ["Posta"]);
    std::fs::rename(team.home("elsewhere"), team.home("store")).expect("back");
    sync(&mut olga);
    assert!(badges(&mut olga).iter().all(|it| it.1.is_empty()));
}

#[test]
fn what_is_only_seen_is_marked_and_keeps_nothing_else_from_being_done() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let (shared, _) = olga.new_office_folder(None, "Kovács Bt").expect("a folder");
    let bank = olga.add(account(&shared.id, "Bank", BANK)).expect("added");
    let trashed = olga.add(account(&shared.id, "Posta", NAV)).expect("added");
    olga.remove(&trashed.id).expect("removed");
    sync(&mut olga);
    let mut anna = team.admit(&mut olga, "anna", vec![grant(&shared, Role::View)]);
    anna.add(account("Saját", "NAV", BANK)).expect("added");
    let own = anna.add(account("Saját", "Régi", NAV)).expect("added");
    anna.remove(&own.id).expect("removed");
    assert_eq!(
        badges(&mut anna),
        [
            ("Bank".to_owned(), vec![Badge::ReadOnly]),
            ("NAV".to_owned(), Vec::new()),
        ]
    );
    assert!(badges(&mut olga).iter().all(|it| it.1.is_empty()));

    let all = At {
        all: true,
        ..At::default()
    };
    let told = |session: &Session| {
        let notices = session.notices().iter();
        notices.filter(|it| it.code == NoticeCode::OnlySeen).count()
    };
    let codes = anna.codes("", &all).expect("codes");
    assert_eq!(codes.len(), 1, "the counter that is not hers stays");
    assert_eq!(told(&anna), 1);
    let one = anna.codes(&bank.id, &At::default()).expect_err("refused");
    assert_eq!(one.code, ErrorCode::NeedsEdit);

    assert_eq!(anna.empty_trash().expect("emptied"), 1);
    assert_eq!(told(&anna), 2);
    let left: Vec<String> = anna.trash().into_iter().map(|it| it.service).collect();
    assert_eq!(left, ["Posta"]);
    assert_eq!(olga.empty_trash().expect("emptied"), 1);
    assert_eq!(told(&olga), 0);
    sync(&mut olga);
    sync(&mut anna);
    assert!(anna.trash().is_empty(), "and it is gone everywhere");
}

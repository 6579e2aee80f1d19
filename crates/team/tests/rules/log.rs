//! The tests that the design names for the log (4.C), one or more each.

use keyrack_team::rules::{
    Class::{Manager, Member, Owner},
    Op, PresentKey,
    Role::{Edit, Manage, View},
    Status::{Cut, Live, Orphan, Pending, Void},
    judge,
};

use crate::{
    office::{
        Office, add, add_device, appoint, assert_devices, assert_members, assert_readers, claim,
        demote, grant, key, make, policy, remove, remove_device, revoke, settle,
    },
    words::{device, entry, folder, member},
};

const FOLDER: &str = "m0.0/0";

#[test]
fn t25_an_entry_of_an_unknown_device_is_void() {
    let mut office = Office::of(&[Owner, Member]);
    let by_stranger = office.by("m7.0", 2, &[2], [remove("m2", &[])]);
    let by_another = office.by("m2.0", 1, &[2], [add("m8", Owner)]);
    let under_a_place_not_seen = office.by("m2.0", 2, &[1], [make("m2.0/0")]);
    let no_such_op = office.by_op("m2.0", (2, 1), &[2], [make("m2.0/0")]);
    let gives_none = office.by("m1.0", 1, &[2], [Op::Record]);
    let under_no_place = office.by("m2.0", gives_none, &[gives_none], [make("m2.0/0")]);
    let no_place_named = office.sign(Some("m1.0"), None, &[2], vec![remove("m2", &[])]);
    let sheet_under_a_place = office.sign(None, Some((entry(1), 0)), &[2], vec![]);
    let other_office = office.sheet(&[], [add("m9", Owner)]);
    let judged = office.judge();
    for void in [
        by_stranger,
        by_another,
        under_a_place_not_seen,
        no_such_op,
        under_no_place,
        no_place_named,
        sheet_under_a_place,
        other_office,
    ] {
        assert_eq!(judged.status(entry(void)), Some(Void), "{void}");
        assert_eq!(judged.author_place(entry(void)), None);
    }
    assert_members(&judged, &["m0", "m1", "m2"]);
    assert_eq!(judged.folders().count(), 0);
}

#[test]
fn t26_what_a_member_may_not_decide_has_no_effect() {
    let mut office = Office::of(&[Owner, Member, Member]);
    let undone = office.by("m1.0", 1, &[3], [remove("m3", &[])]);
    let removal = office.by("m0.0", 0, &[3], [remove("m1", &[3])]);
    let by_member = office.by(
        "m2.0",
        2,
        &[undone, removal],
        [
            add("m8", Member),
            policy("pin_len", 1),
            settle(&[removal]),
            remove("m0", &[]),
            remove("m3", &[]),
            remove_device("m0.0", &[]),
            demote("m0", Member, &[]),
            appoint("m2.0", Owner),
            grant(FOLDER, "m2", Edit, true),
        ],
    );
    let judged = office.judge();
    assert_eq!(judged.status(entry(by_member)), Some(Live));
    assert_members(&judged, &["m0", "m2", "m3"]);
    assert_eq!(judged.members()[&member("m0")].class, Owner);
    assert_eq!(judged.members()[&member("m2")].class, Member);
    assert!(judged.policy().is_empty());
    assert!(judged.roles().is_empty());
    assert_eq!(judged.held(), [member("m3")], "nothing was settled");
}

#[test]
fn t27_a_manager_admits_members_but_no_owners_and_no_managers() {
    let mut office = Office::of(&[Manager]);
    office.by(
        "m1.0",
        1,
        &[1],
        [add("m2", Owner), add("m3", Manager), add("m4", Member)],
    );
    assert_members(&office.judge(), &["m0", "m1", "m4"]);
}

#[test]
fn t28_what_a_removed_device_signs_later_is_cut_and_it_is_out() {
    let mut office = Office::of(&[Owner]);
    let removal = office.by("m0.0", 0, &[1], [remove("m1", &[])]);
    let later = office.by("m1.0", 1, &[removal], [add("m2", Member)]);
    let judged = office.judge();
    assert_eq!(judged.status(entry(later)), Some(Cut));
    assert_members(&judged, &["m0"]);
    assert_eq!(judged.place(device("m1.0")), None);
    assert_eq!(judged.removals_of(device("m1.0")), [(entry(removal), 0)]);
    assert_eq!(judged.removals_of(device("m0.0")), []);
    assert!(!judged.device_is_sealed_to(device("m1.0")));
}

#[test]
fn t29_what_a_removed_member_signs_on_an_old_state_is_cut_and_strikes_nobody() {
    let mut office = Office::of(&[Owner, Member]);
    let removal = office.by("m0.0", 0, &[2], [remove("m1", &[])]);
    let dated_back = office.by("m1.0", 1, &[2], [remove("m2", &[])]);
    let judged = office.judge();
    assert_eq!(judged.status(entry(dated_back)), Some(Cut));
    assert_members(&judged, &["m0", "m2"]);
    assert_eq!(judged.held(), [member("m2")], "until an owner has looked");

    office.by("m0.0", 0, &[removal, dated_back], [settle(&[removal])]);
    office.by("m1.0", 1, &[1], [remove("m2", &[])]);
    assert_eq!(office.judge().held(), [], "nor by a later one");
}

#[test]
fn t30_a_hidden_second_device_of_a_removed_member_is_an_orphan() {
    let mut office = Office::of(&[Owner]);
    office.by("m0.0", 0, &[1], [remove("m1", &[])]);
    let hidden = office.by("m1.0", 1, &[1], [add_device("m1.1")]);
    let by_hidden = office.by("m1.1", hidden, &[hidden], [add("m2", Owner)]);
    let judged = office.judge();
    assert_eq!(judged.status(entry(hidden)), Some(Cut));
    assert_eq!(judged.status(entry(by_hidden)), Some(Orphan));
    assert_devices(&judged, &["m0.0"]);
}

#[test]
fn t31_two_co_owners_remove_each_other_and_neither_goes() {
    let mut office = Office::of(&[Owner, Owner]);
    let one = office.by("m1.0", 1, &[2], [remove("m2", &[])]);
    let other = office.by("m2.0", 2, &[2], [remove("m1", &[])]);
    let judged = office.judge();
    assert_members(&judged, &["m0", "m1", "m2"]);
    assert_eq!(judged.held(), []);
    assert_eq!(judged.losses(), []);
    assert_eq!(judged.tips(), [entry(one), entry(other)]);
}

#[test]
fn t32_founder_and_co_owner_remove_each_other_and_the_co_owner_goes() {
    let mut office = Office::of(&[Owner]);
    let founders = office.by("m0.0", 0, &[1], [remove("m1", &[])]);
    let other = office.by("m1.0", 1, &[1], [remove("m0", &[])]);
    let judged = office.judge();
    assert_eq!(judged.status(entry(founders)), Some(Live));
    assert_eq!(judged.status(entry(other)), Some(Cut));
    assert_members(&judged, &["m0"]);
}

#[test]
fn t33_whom_a_removed_owner_admitted_stays_where_the_removal_names_the_admission() {
    let mut office = Office::of(&[Owner]);
    let admission = office.by("m1.0", 1, &[1], [add("m2", Member)]);
    office.by("m0.0", 0, &[admission], [remove("m1", &[admission])]);
    assert_members(&office.judge(), &["m0", "m2"]);
}

#[test]
fn t33_whom_a_removed_owner_admitted_unseen_is_an_orphan_and_is_taken_back() {
    let mut office = Office::of(&[Owner]);
    let admission = office.by("m1.0", 1, &[1], [add("m2", Member)]);
    let removal = office.by("m0.0", 0, &[1], [remove("m1", &[1])]);
    let by_orphan = office.by("m2.0", admission, &[admission], [make("m2.0/0")]);
    let judged = office.judge();
    assert_members(&judged, &["m0"]);
    assert_eq!(judged.status(entry(by_orphan)), Some(Orphan));

    office.by("m0.0", 0, &[removal, admission], [appoint("m2.0", Member)]);
    let judged = office.judge();
    assert_members(&judged, &["m0", "m2"]);
    assert_eq!(judged.held(), []);
}

#[test]
fn t34_a_demotion_undoes_the_admissions_that_it_did_not_know_of_and_no_others() {
    let mut office = Office::of(&[Owner]);
    let known = office.by("m1.0", 1, &[1], [add("m2", Member)]);
    let demotion = office.by(
        "m0.0",
        0,
        &[known],
        [demote("m1", Member, &[known]), appoint("m1.0", Member)],
    );
    let at_the_same_time = office.by("m1.0", 1, &[known], [add("m3", Member)]);
    let in_the_old_place = office.by("m1.0", 1, &[demotion], [add("m4", Member)]);
    let as_member = office.by_op(
        "m1.0",
        (demotion, 1),
        &[demotion],
        [add("m5", Member), make("m1.0/0")],
    );
    let judged = office.judge();
    assert_members(&judged, &["m0", "m1", "m2"]);
    assert_eq!(judged.members()[&member("m1")].class, Member);
    assert_eq!(judged.status(entry(at_the_same_time)), Some(Cut));
    assert_eq!(judged.status(entry(in_the_old_place)), Some(Cut));
    assert_eq!(judged.status(entry(as_member)), Some(Live));
    assert_eq!(judged.author_place(entry(as_member)).unwrap().rank, 2000);
    assert_eq!(judged.author_place(entry(known)).unwrap().rank, 2);
    assert!(judged.may_manage(folder("m1.0/0"), member("m1"), 1));
}

#[test]
fn t36_a_device_that_does_not_say_that_it_belongs_to_the_member_gets_no_place() {
    let mut office = Office::of(&[Member]);
    office.by(
        "m0.0",
        0,
        &[1],
        [
            Op::Appoint {
                member: member("m1"),
                class: Owner,
                device: device("m9.0"),
            },
            appoint("m1.7", Owner),
        ],
    );
    assert_devices(&office.judge(), &["m0.0", "m1.0"]);
    office.document("m9.0");
    assert_devices(&office.judge(), &["m0.0", "m1.0"]);
    office.document("m1.7");
    assert_devices(&office.judge(), &["m0.0", "m1.0", "m1.7"]);
}

#[test]
fn t36_nobody_adds_a_device_to_another_member() {
    let mut office = Office::of(&[Member, Member]);
    office.by("m1.0", 1, &[2], [add_device("m2.1")]);
    office.sheet(&[2], [add_device("m2.2")]);
    assert_devices(&office.judge(), &["m0.0", "m1.0", "m2.0"]);
}

#[test]
fn t37_an_entry_whose_past_is_not_complete_waits_and_counts_when_it_arrives() {
    let mut office = Office::of(&[Member]);
    let missing = office.by("m0.0", 0, &[1], [add("m2", Member)]);
    let waiting = office.by("m0.0", 0, &[missing], [add("m3", Member)]);
    let other = office.by("m0.0", 0, &[1], [add("m4", Member)]);
    let arrives = office.entries.remove(missing as usize);
    let judged = office.judge();
    assert_members(&judged, &["m0", "m1", "m4"]);
    assert_eq!(judged.status(entry(waiting)), Some(Pending));
    assert_eq!(judged.status(entry(missing)), None);
    assert!(!judged.knows(entry(waiting)) && !judged.knows(entry(missing)));
    assert!(!judged.is_before(entry(1), entry(waiting)));
    assert_eq!(judged.tips(), [entry(other)]);

    office.entries.push(arrives);
    let judged = office.judge();
    assert_members(&judged, &["m0", "m1", "m2", "m3", "m4"]);
    assert!(judged.is_before(entry(1), entry(waiting)));
    assert!(!judged.is_before(entry(waiting), entry(1)));
    assert!(!judged.is_before(entry(1), entry(1)));
    assert_eq!(judged.tips(), [entry(waiting), entry(other)]);
}

#[test]
fn t37_without_its_founding_an_office_has_nobody() {
    let mut office = Office::of(&[Owner]);
    office.entries.remove(0);
    let judged = office.judge();
    assert_members(&judged, &[]);
    assert_eq!(judged.tips(), []);
    assert_eq!(judged.status(entry(1)), Some(Pending));
}

#[test]
fn t38_an_entry_that_names_itself_or_a_circle_never_counts() {
    let mut office = Office::of(&[]);
    let itself = office.by("m0.0", 0, &[0, 1], [add("m1", Member)]);
    let one = office.by("m0.0", 0, &[0, 3], [add("m2", Member)]);
    let other = office.by("m0.0", 0, &[one], [add("m3", Member)]);
    let judged = office.judge();
    for waiting in [itself, one, other] {
        assert_eq!(judged.status(entry(waiting)), Some(Pending));
    }
    assert_members(&judged, &["m0"]);
}

#[test]
fn t38_a_chain_of_ten_thousand_entries_and_as_many_devices_is_judged() {
    let mut office = Office::found();
    for n in 0..10_000_u64 {
        let author = format!("m0.{n}");
        let next = add_device(&format!("m0.{}", n + 1));
        office.by(&author, n, &[n], [next]);
    }
    let judged = judge(&office.entries, entry(0), &|_, _| false);
    assert_eq!(judged.status(entry(10_000)), Some(Live));
    assert_eq!(judged.place(device("m0.10000")).unwrap().depth, 10_000);
    assert!(judged.is_before(entry(1), entry(10_000)));
    assert_eq!(judged.tips(), [entry(10_000)]);
}

#[test]
fn t38_five_thousand_tips_are_judged() {
    let mut office = Office::of(&[Owner]);
    for n in 0..5_000 {
        let name = format!("m{}", 2 + n % 50);
        let (author, under) = if n % 2 == 0 { ("m0.0", 0) } else { ("m1.0", 1) };
        let op = match n % 3 {
            0 => add(&name, Member),
            1 => remove(&name, &[]),
            _ => grant(FOLDER, &name, Edit, true),
        };
        office.by(author, under, &[1], [op]);
    }
    let judged = judge(&office.entries, entry(0), &|_, _| false);
    assert_eq!(judged.tips().len(), 5_000);
    assert!(judged.forked().contains(&device("m0.0")));
}

#[test]
fn t39_the_sheet_against_owners_at_the_same_time() {
    let mut office = Office::of(&[Owner]);
    let sheet = office.sheet(&[1], [remove("m0", &[1]), add("m2", Owner)]);
    let founders = office.by("m0.0", 0, &[1], [remove("m1", &[]), add("m8", Owner)]);
    let judged = office.judge();
    assert_eq!(judged.status(entry(sheet)), Some(Live));
    assert_eq!(judged.author_place(entry(sheet)), None);
    assert_eq!(judged.status(entry(founders)), Some(Cut));
    assert_members(&judged, &["m1", "m2"]);
    assert_eq!(judged.members()[&member("m2")].rank, 1);
}

#[test]
fn t40_a_junior_computer_does_nothing_to_its_senior_and_the_senior_removes_it() {
    let mut office = Office::found();
    let added = office.by("m0.0", 0, &[0], [add_device("m0.1")]);
    office.by("m0.1", added, &[added], [remove_device("m0.0", &[])]);
    assert_devices(&office.judge(), &["m0.0", "m0.1"]);
    let removal = office.by("m0.0", 0, &[added], [remove_device("m0.1", &[])]);
    let judged = office.judge();
    assert_devices(&judged, &["m0.0"]);
    assert_eq!(judged.removals_of(device("m0.1")), [(entry(removal), 0)]);
}

#[test]
fn t41_nobody_removes_himself_as_a_member_and_a_computer_that_retires_is_out() {
    let mut office = Office::found();
    office.by("m0.0", 0, &[0], [remove("m0", &[])]);
    assert_members(&office.judge(), &["m0"]);
    let admission = office.by("m0.0", 0, &[1], [add("m1", Member)]);
    let retirement = office.by("m0.0", 0, &[admission], [remove_device("m0.0", &[])]);
    let judged = office.judge();
    assert_devices(&judged, &["m1.0"]);
    assert_eq!(judged.status(entry(admission)), Some(Live));
    assert_eq!(judged.losses(), [entry(retirement)]);
    assert_eq!(judged.removals_of(device("m0.0")), [(entry(retirement), 0)]);
}

#[test]
fn t42_twenty_thousand_entries_are_judged() {
    let mut office = Office::of(&[Owner, Owner, Member]);
    for n in 4..20_000_u64 {
        let (author, under) = [("m0.0", 0), ("m1.0", 1), ("m2.0", 2)][n as usize % 3];
        let name = format!("m{}", 4 + n % 40);
        let op = match n % 5 {
            0 => add(&name, Member),
            1 => remove(&name, &[n - 1]),
            2 => make(&format!("{author}/{}", n % 50)),
            _ => grant(FOLDER, &name, Edit, true),
        };
        office.by(author, under, &[n - 1, n.saturating_sub(7)], [op]);
    }
    let judged = judge(&office.entries, entry(0), &|_, _| false);
    assert_eq!(judged.status(entry(19_999)), Some(Live));
}

#[test]
fn t42a_the_founder_removes_and_promotes_whom_a_co_owner_admitted_and_removes_the_computer() {
    let mut office = Office::of(&[Owner]);
    let admission = office.by(
        "m1.0",
        1,
        &[1],
        [add("m2", Member), add("m3", Member), add("m4", Member)],
    );
    office.by("m0.0", 0, &[admission], [remove("m2", &[])]);
    office.by("m0.0", 0, &[admission], [appoint("m3.0", Owner)]);
    office.by("m0.0", 0, &[admission], [remove_device("m4.0", &[])]);
    let judged = office.judge();
    assert_members(&judged, &["m0", "m1", "m3"]);
    assert_eq!(judged.members()[&member("m3")].rank, 2);
}

#[test]
fn t42b_a_fork_at_the_first_entry_is_an_alarm_and_voids_nothing() {
    let mut office = Office::of(&[Owner]);
    let first = office.by("m1.0", 1, &[1], [add("m2", Member)]);
    let accepted = office.by("m1.0", 1, &[first], [add("m3", Member)]);
    let branch = office.by("m1.0", 1, &[1], [add("m9", Owner)]);
    let judged = office.judge();
    assert_members(&judged, &["m0", "m1", "m2", "m3", "m9"]);
    assert_eq!(judged.forked(), &[device("m1.0")].into());

    let names_a_branch = [remove_device("m1.0", &[accepted])];
    office.by("m0.0", 0, &[accepted, branch], names_a_branch);
    assert_members(&office.judge(), &["m0", "m2", "m3"]);
}

#[test]
fn t42c_eve_whose_removal_was_undone_is_a_member_and_no_reader_until_an_owner_settles() {
    let mut office = Office::of(&[Owner, Member]);
    let given = [make(FOLDER), grant(FOLDER, "m2", View, true)];
    let given = office.by("m0.0", 0, &[2], given);
    let removal = office.by("m1.0", 1, &[given], [remove("m2", &[])]);
    let undoes = office.by("m0.0", 0, &[given], [remove("m1", &[2])]);
    let judged = office.judge();
    assert_members(&judged, &["m0", "m2"]);
    assert_eq!(judged.held(), [member("m2")]);
    assert!(!judged.is_sealed_to(member("m2")));
    assert_readers(&judged, FOLDER, &["m0"]);
    assert!(!judged.may_edit(folder(FOLDER), member("m2"), 1));

    // A computer that she adds meanwhile is held as well.
    let added = office.by("m2.0", 2, &[removal], [add_device("m2.1")]);
    let judged = office.judge();
    assert_devices(&judged, &["m0.0", "m2.0", "m2.1"]);
    assert!(!judged.device_is_sealed_to(device("m2.1")));

    office.by("m0.0", 0, &[undoes, added], [settle(&[undoes])]);
    let judged = office.judge();
    assert_eq!(judged.held(), []);
    assert_readers(&judged, FOLDER, &["m0", "m2"]);
}

#[test]
fn t42c_a_revocation_by_one_who_lost_manage_meanwhile_is_held() {
    let mut office = Office::of(&[Member, Member]);
    let given = office.by(
        "m0.0",
        0,
        &[2],
        [
            make(FOLDER),
            grant(FOLDER, "m1", Manage, true),
            grant(FOLDER, "m2", View, true),
        ],
    );
    let revocation = office.by("m1.0", 1, &[given], [revoke(FOLDER, "m2")]);
    let loss = office.by("m0.0", 0, &[given], [grant(FOLDER, "m1", View, true)]);
    let judged = office.judge();
    assert_readers(&judged, FOLDER, &["m0", "m1"]);
    let kept = judged.role(folder(FOLDER), member("m2")).unwrap();
    assert_eq!(kept.role, View);

    office.by("m0.0", 0, &[revocation, loss], [settle(&[loss])]);
    assert_readers(&office.judge(), FOLDER, &["m0", "m1", "m2"]);
}

#[test]
fn t42d_a_folder_made_again_after_a_revocation_gives_nothing() {
    let mut office = Office::of(&[Member, Member]);
    let made = office.by("m1.0", 1, &[2], [make("m1.0/0")]);
    assert_readers(&office.judge(), "m1.0/0", &["m0", "m1"]);
    let revocation = office.by("m0.0", 0, &[made], [revoke("m1.0/0", "m1")]);
    office.by("m1.0", 1, &[revocation], [make("m1.0/0")]);
    office.by("m2.0", 2, &[2], [claim("m1.0/0")]);
    let judged = office.judge();
    assert_readers(&judged, "m1.0/0", &["m0"]);
    assert_eq!(judged.roles().len(), 0);
}

#[test]
fn a_removal_made_in_vain_does_not_strike_a_place_given_in_its_knowledge() {
    let mut office = Office::of(&[Owner, Owner]);
    let in_vain = office.by("m1.0", 1, &[2], [remove("m2", &[])]);
    let lowers = [demote("m2", Member, &[]), appoint("m2.0", Member)];
    office.by("m0.0", 0, &[in_vain], lowers);
    let judged = office.judge();
    assert_eq!(judged.members()[&member("m2")].class, Member);
    assert!(judged.is_sealed_to(member("m2")));
}

#[test]
fn a_computer_that_was_removed_while_its_owner_was_promoted_is_not_sealed_to() {
    let mut office = Office::of(&[Owner, Member]);
    let stolen = office.by("m1.0", 1, &[2], [remove_device("m2.0", &[])]);
    let promoted = office.by("m0.0", 0, &[2], [appoint("m2.0", Owner)]);
    let judged = office.judge();
    assert_eq!(judged.members()[&member("m2")].class, Owner);
    assert!(!judged.device_is_sealed_to(device("m2.0")));
    assert_eq!(judged.removals_of(device("m2.0")), [], "it is in");

    let again = [appoint("m2.0", Owner)];
    office.by("m0.0", 0, &[stolen, promoted], again);
    assert!(office.judge().device_is_sealed_to(device("m2.0")));
}

#[test]
fn whose_demotion_was_undone_is_an_owner_who_is_sealed_what_was_granted() {
    let mut office = Office::of(&[Owner]);
    let admission = office.by("m1.0", 1, &[1], [add("m2", Owner)]);
    let given = [
        make(FOLDER),
        make("m0.0/1"),
        grant(FOLDER, "m2", View, false),
    ];
    let given = office.by("m0.0", 0, &[admission], given);
    let demotion = [demote("m2", Member, &[admission]), appoint("m2.0", Member)];
    let demotion = office.by("m1.0", 1, &[given], demotion);
    let undoes = office.by("m0.0", 0, &[given], [remove("m1", &[admission])]);
    let judged = office.judge();
    assert_eq!(judged.members()[&member("m2")].class, Owner);
    assert_readers(&judged, FOLDER, &["m0", "m2"]);
    assert_readers(&judged, "m0.0/1", &["m0"]);
    let undone = [(entry(demotion), vec![entry(undoes)])];
    assert_eq!(judged.undone(), undone.into());
}

#[test]
fn of_two_undone_demotions_the_lower_class_counts_whatever_their_order() {
    for classes in [[Manager, Member], [Member, Manager]] {
        let mut office = Office::of(&[Owner]);
        let admission = office.by("m1.0", 1, &[1], [add("m2", Owner)]);
        for class in classes {
            office.by("m1.0", 1, &[admission], [demote("m2", class, &[])]);
        }
        let given = [make(FOLDER), remove("m1", &[admission])];
        office.by("m0.0", 0, &[admission], given);
        assert_readers(&office.judge(), FOLDER, &["m0"]);
    }
}

#[test]
fn a_settlement_that_is_undone_makes_the_keys_stale_that_were_made_meanwhile() {
    let mut office = Office::of(&[Owner, Member, Member, Owner]);
    let removal = office.by("m1.0", 1, &[4], [remove("m2", &[])]);
    let undoes = office.by("m0.0", 0, &[4], [remove("m1", &[])]);
    office.by("m4.0", 4, &[removal, undoes], [settle(&[undoes])]);
    assert!(office.judge().is_sealed_to(member("m2")));
    let lowers = [demote("m4", Member, &[]), appoint("m4.0", Member)];
    let lowers = office.by("m0.0", 0, &[undoes], lowers);
    let judged = office.judge();
    assert!(!judged.is_sealed_to(member("m2")));
    let founder = device("m0.0");
    assert!(!judged.is_fresh(founder, &[entry(removal), entry(undoes)]));
    assert!(judged.is_fresh(founder, &[entry(removal), entry(lowers)]));
}

#[test]
fn a_key_that_a_held_computer_makes_does_not_serve() {
    let mut office = Office::of(&[Member]);
    let second = office.by("m1.0", 1, &[1], [add_device("m1.1")]);
    let third = office.by("m1.0", 1, &[second], [add_device("m1.2")]);
    let removal = office.by("m1.0", 1, &[third], [remove_device("m1.1", &[])]);
    let undoes = [remove_device("m1.0", &[third])];
    let undoes = office.by("m0.0", 0, &[third], undoes);
    office.by("m1.1", second, &[removal, undoes], [key("m1", "age1held")]);
    let judged = office.judge();
    assert_devices(&judged, &["m0.0", "m1.1", "m1.2"]);
    assert!(!judged.device_is_sealed_to(device("m1.1")));
    assert!(judged.device_is_sealed_to(device("m1.2")));
    assert_eq!(judged.present_key(member("m1")), None);
}

#[test]
fn whoever_fell_with_a_removed_owner_and_was_taken_back_has_no_key_until_it_is_renewed() {
    let mut office = Office::of(&[Owner]);
    let admission = office.by("m1.0", 1, &[1], [add("m2", Member)]);
    let removal = office.by("m0.0", 0, &[1], [remove("m1", &[1])]);
    let back = [appoint("m2.0", Member)];
    let back = office.by("m0.0", 0, &[admission, removal], back);
    let judged = office.judge();
    assert!(judged.is_sealed_to(member("m2")));
    assert_eq!(judged.present_key(member("m2")), None);
    office.by("m2.0", back, &[back], [key("m2", "age1new")]);
    let renewed = PresentKey::Announced("age1new".to_owned());
    assert_eq!(office.judge().present_key(member("m2")), Some(&renewed));
}

#[test]
fn grants_at_the_same_time_give_the_least_and_a_later_one_replaces_them() {
    let mut office = Office::of(&[Owner, Member]);
    let made = office.by("m0.0", 0, &[2], [make(FOLDER)]);
    let more = [grant(FOLDER, "m2", Edit, true)];
    let more = office.by("m0.0", 0, &[made], more);
    let less = [grant(FOLDER, "m2", View, false)];
    let less = office.by("m1.0", 1, &[made], less);
    let role = |office: &Office| {
        let role = office.judge().role(folder(FOLDER), member("m2")).unwrap();
        (role.role, role.recovery)
    };
    assert_eq!(role(&office), (View, false));
    let later = [grant(FOLDER, "m2", Edit, true)];
    let later = office.by("m0.0", 0, &[more, less], later);
    assert_eq!(role(&office), (Edit, true));
    office.by("m1.0", 1, &[more, less], [revoke(FOLDER, "m2")]);
    let judged = office.judge();
    assert_eq!(judged.status(entry(later)), Some(Live));
    assert_readers(&judged, FOLDER, &["m0", "m1"]);
}

#[test]
fn what_one_who_lost_manage_grants_without_knowing_is_void_and_what_was_known_stays() {
    let mut office = Office::of(&[Member, Member, Member]);
    let given = [make(FOLDER), grant(FOLDER, "m1", Manage, true)];
    let given = office.by("m0.0", 0, &[3], given);
    let known = [grant(FOLDER, "m2", View, true)];
    let known = office.by("m1.0", 1, &[given], known);
    office.by("m0.0", 0, &[known], [revoke(FOLDER, "m1")]);
    let unknown = [grant(FOLDER, "m3", View, true)];
    office.by("m1.0", 1, &[known], unknown);
    assert_readers(&office.judge(), FOLDER, &["m0", "m2"]);
}

#[test]
fn a_member_settles_nothing() {
    let mut office = Office::of(&[Owner, Member, Member]);
    let removal = office.by("m1.0", 1, &[3], [remove("m2", &[])]);
    let undoes = office.by("m0.0", 0, &[3], [remove("m1", &[])]);
    office.by("m3.0", 3, &[removal, undoes], [settle(&[undoes])]);
    assert!(!office.judge().is_sealed_to(member("m2")));
}

#[test]
fn who_manages_a_folder_gives_no_more_than_he_has_and_nothing_against_another_who_manages() {
    let mut office = Office::of(&[Member, Member, Member]);
    let given = office.by(
        "m0.0",
        0,
        &[3],
        [
            make(FOLDER),
            grant(FOLDER, "m1", Manage, false),
            grant(FOLDER, "m2", Manage, true),
        ],
    );
    let ops = [grant(FOLDER, "m3", Edit, true), revoke(FOLDER, "m2")];
    let by_m1 = office.by("m1.0", 1, &[given], ops);
    let judged = office.judge();
    let role = |name| judged.role(folder(FOLDER), member(name)).unwrap();
    assert_eq!((role("m3").role, role("m3").recovery), (Edit, false));
    assert_eq!(role("m2").role, Manage);
    assert!(judged.may_recover(folder(FOLDER), member("m2"), 1));
    assert!(!judged.may_recover(folder(FOLDER), member("m3"), 1));

    office.by("m2.0", 2, &[by_m1], [grant(FOLDER, "m3", Manage, true)]);
    let judged = office.judge();
    let role = judged.role(folder(FOLDER), member("m3")).unwrap();
    assert_eq!(role.role, Edit, "manage is for owners to give");
}

#[test]
fn a_grant_ends_at_its_time_for_reading_and_for_editing() {
    let mut office = Office::of(&[Member]);
    let until_500 = Op::Grant {
        folder: folder(FOLDER),
        member: member("m1"),
        role: Manage,
        recovery: true,
        until: Some(500),
    };
    office.by("m0.0", 0, &[1], [make(FOLDER), until_500]);
    let judged = office.judge();
    for (now, is_in_force) in [(499, true), (500, false)] {
        let reads = judged.readers(folder(FOLDER), true, now);
        assert_eq!(reads.contains(&member("m1")), is_in_force);
        for may in [
            judged.may_edit(folder(FOLDER), member("m1"), now),
            judged.may_manage(folder(FOLDER), member("m1"), now),
            judged.may_recover(folder(FOLDER), member("m1"), now),
        ] {
            assert_eq!(may, is_in_force);
        }
        assert!(judged.may_manage(folder(FOLDER), member("m0"), now));
        assert!(!judged.may_edit(folder(FOLDER), member("m9"), now));
    }
}

#[test]
fn a_lost_computer_makes_the_member_key_and_the_log_key_stale_until_they_are_renewed() {
    let mut office = Office::of(&[Member]);
    let added = office.by("m1.0", 1, &[1], [add_device("m1.1")]);
    let judged = office.judge();
    assert_eq!(judged.present_key(member("m1")), Some(&PresentKey::Joining));
    assert!(judged.is_fresh(device("m0.0"), &[entry(1)]));

    let loss = office.by("m1.0", 1, &[added], [remove_device("m1.1", &[])]);
    office.by("m1.0", 1, &[added], [key("m1", "age1blind")]);
    let judged = office.judge();
    assert_eq!(judged.present_key(member("m1")), None);
    assert_eq!(judged.losses(), [entry(loss)]);
    assert!(!judged.is_fresh(device("m0.0"), &[entry(added)]));
    assert!(judged.is_fresh(device("m0.0"), &[entry(loss)]));
    assert!(!judged.is_fresh(device("m1.1"), &[entry(loss)]));
    assert!(!judged.is_fresh(device("m0.0"), &[entry(loss), entry(99)]));

    let renews = [key("m1", "age1b"), key("m0", "age1notmine")];
    office.by("m1.0", 1, &[loss], renews);
    office.by("m1.0", 1, &[loss], [key("m1", "age1a")]);
    let judged = office.judge();
    let present = PresentKey::Announced("age1a".to_owned());
    assert_eq!(judged.present_key(member("m1")), Some(&present));
    assert_eq!(judged.present_key(member("m0")), Some(&PresentKey::Joining));
}

#[test]
fn policies_set_at_the_same_time_give_the_stricter_of_each_field() {
    let mut office = Office::of(&[Owner]);
    let one = [policy("pin_len", 6), policy("max_offline_days", 30)];
    office.by("m0.0", 0, &[1], one);
    let other = [policy("pin_len", 8), policy("max_offline_days", 60)];
    office.by("m1.0", 1, &[1], other);
    let in_force = [("pin_len", 8), ("max_offline_days", 30)];
    let in_force = in_force.map(|(field, value)| (field.to_owned(), value));
    assert_eq!(office.judge().policy(), &in_force.into());
    office.by("m0.0", 0, &[2, 3], [policy("pin_len", 4)]);
    let judged = office.judge();
    assert_eq!(judged.policy(), &[("pin_len".to_owned(), 4)].into());
}

#[test]
fn an_owner_of_the_last_rank_appoints_no_further_one() {
    let mut office = Office::found();
    for rank in 2..=100_u64 {
        let author = format!("m{}.0", rank - 2);
        let admitted = add(&format!("m{}", rank - 1), Owner);
        office.by(&author, rank - 2, &[rank - 2], [admitted]);
    }
    let judged = office.judge();
    assert_eq!(judged.members()[&member("m98")].rank, 99);
    assert_eq!(judged.members().get(&member("m99")), None);
}

#[test]
fn an_entry_that_is_given_twice_is_one() {
    let mut office = Office::of(&[Member]);
    let twice = office.entries.clone();
    office.entries.extend(twice);
    let judged = office.judge();
    assert_members(&judged, &["m0", "m1"]);
    assert!(judged.forked().is_empty());
}

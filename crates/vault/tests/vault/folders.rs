//! Folders that several people hold: clocks, rival changes, moves, and compartments of which not everybody has both.
//!
//! The numbers are those of the tests of the sharing protocol.

use keyrack_otp::{Algorithm, Kind, Otp, Secret};
use keyrack_vault::{
    Account, Compartment, Document, Factor, Folder, Id, Record, Recovery, Replica, SecretText,
    Stamp, Ticker, Vault, keep,
};
use proptest::{prelude::*, sample::Index};
use serde_json::{Value, json};

use crate::{
    edits::{Edit, Event, cases, events, run},
    many_documents::all_of,
    world::{DAY, NOW, otp},
};

#[test]
fn t55_what_a_clock_a_year_ahead_wrote_waits_and_is_joined_when_its_time_comes() {
    let mut theirs = client();
    let ahead = Stamp::new(NOW + 365 * DAY, 0, Replica(2));
    change(&mut theirs, |account| {
        account.note.set("next year".into(), ahead);
    });
    add_account(&mut theirs, 8, at(5, 2));

    let (now, later) = theirs.set_aside_future(NOW);
    let (now, later) = (now.unwrap(), later.unwrap());
    let ids = |document: &Document| {
        document
            .accounts
            .unsorted()
            .map(Record::id)
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(&now), [id(8)]);
    assert_eq!(ids(&later), [ACCOUNT]);

    let mut ours = client();
    ours.merge(&now);
    assert!(ours.latest() < ahead);
    let (still, later) = later.set_aside_future(NOW + 363 * DAY);
    assert!(
        still.unwrap().accounts.is_empty(),
        "it is tried again, and waits on"
    );
    let (now, rest) = later
        .unwrap()
        .set_aside_future(NOW + 365 * DAY - keep::AHEAD);
    assert!(rest.is_none());
    ours.merge(&now.unwrap());
    assert_eq!(account(&ours).note.get(), "next year");
}

#[test]
fn t55_a_folder_whose_record_is_ahead_waits_without_keeping_its_accounts_back() {
    let mut theirs = client();
    let ahead = Stamp::new(NOW + 2 * DAY, 0, Replica(2));
    theirs.folder.name.set("renamed".into(), ahead);
    let (now, later) = theirs.clone().set_aside_future(NOW);
    let mut ours = client();
    ours.merge(&now.unwrap());
    assert_eq!(ours.folder.name.get(), "Kovács Bt.");
    assert_eq!(ours.accounts.len(), 1);
    ours.merge(&later.unwrap());
    assert_eq!(all_of(&ours), all_of(&theirs));

    let made_ahead = Document::new(Folder::new(FOLDER, ahead));
    let (now, later) = made_ahead.set_aside_future(NOW);
    assert!(now.is_none() && later.is_some());
    let (now, later) = client().set_aside_future(NOW);
    assert!(now.is_some() && later.is_none());
}

#[test]
fn t56_a_clock_a_year_behind_still_writes_after_what_it_saw() {
    let mut ours = client();
    let mut ticker = Ticker::new(Replica(2));
    ticker.observe(ours.latest());
    let stamp = ticker.tick(NOW - 365 * DAY).unwrap();
    change(&mut ours, |account| {
        account.note.set("written behind".into(), stamp);
    });
    let mut joined = client();
    joined.merge(&ours);
    assert_eq!(account(&joined).note.get(), "written behind");
}

#[test]
fn t57_stamps_go_on_rising_where_a_clock_jumps_back() {
    let mut ticker = Ticker::new(Replica(2));
    let stamps = [NOW, NOW - 30 * DAY, NOW - 1, 0, NOW + 1].map(|now| ticker.tick(now).unwrap());
    assert!(stamps.is_sorted_by(|a, b| a < b));
}

#[test]
fn t58_the_greatest_stamp_is_refused_or_set_aside_and_nothing_overflows() {
    let last = Stamp::new((1 << 48) - 1, u16::MAX, Replica(u64::MAX));
    let mut theirs = client();
    change(&mut theirs, |account| account.note.set("last".into(), last));
    for now in [0, NOW, u64::MAX] {
        let (_, later) = theirs.clone().set_aside_future(now);
        assert_eq!(later.is_some(), now != u64::MAX, "{now}");
        theirs.clone().collect(now, at(1, 1));
    }
    let plain = theirs.write(Compartment::Codes, &head()).unwrap();
    let (_, read) = Document::read::<Value>(&plain).unwrap();
    assert!(read.accounts.is_empty());
    assert_eq!(read.quarantine.len(), 1, "no file brings it back in");
}

#[test]
fn t59_one_field_on_two_devices_has_one_winner_and_rival_secrets_are_both_kept() {
    let [mut here, mut there] = [client(), client()];
    change(&mut here, |account| {
        account.note.set("here".into(), at(10, 1));
    });
    change(&mut there, |account| {
        account.note.set("there".into(), at(10, 2));
    });
    change_factor(&mut here, |factor| {
        factor.versions.set(otp(b"here"), 0, at(11, 1));
    });
    change_factor(&mut there, |factor| {
        factor.versions.set(otp(b"there"), 0, at(11, 2));
    });
    for joined in [merged(&here, &there), merged(&there, &here)] {
        assert_eq!(account(&joined).note.get(), "there");
        let factor = account(&joined).factors.iter().next().unwrap();
        assert_eq!(factor.versions.in_force().count(), 2);
        assert_eq!(factor.versions.known().count(), 3);
    }
}

#[test]
fn t60_an_account_that_is_deleted_and_edited_comes_back_if_and_only_if_the_edit_is_later() {
    for (edited, is_live) in [(at(9, 2), false), (at(11, 2), true)] {
        let [mut here, mut there] = [client(), client()];
        change(&mut here, |account| account.purge(at(10, 1)));
        change(&mut there, |account| {
            account.note.set("edited".into(), edited);
        });
        for joined in [merged(&here, &there), merged(&there, &here)] {
            assert_eq!(account(&joined).is_live(), is_live);
            assert_eq!(account(&joined).is_gone(), !is_live);
        }
    }
}

#[test]
fn t62_counters_meet_at_the_higher_one_and_another_secret_counts_for_itself() {
    let hotp = |secret: &[u8]| {
        let secret = Secret::from_bytes(secret.to_vec()).unwrap();
        Otp::new(Kind::Hotp, secret, Algorithm::Sha1, 6, 30).unwrap()
    };
    let mut first = client();
    change_factor(&mut first, |factor| {
        factor.versions.set(hotp(b"hotp"), 1, at(5, 1));
    });
    let [mut here, mut there] = [first.clone(), first];
    change_factor(&mut here, |factor| factor.versions.advance(5));
    change_factor(&mut there, |factor| factor.versions.advance(9));
    let counter = |document: &Document| {
        let factor = account(document).factors.iter().next().unwrap();
        factor.versions.current().unwrap().1.counter()
    };
    assert_eq!(counter(&merged(&here, &there)), 9);
    assert_eq!(counter(&merged(&there, &here)), 9);
    change_factor(&mut here, |factor| {
        factor.versions.set(hotp(b"another"), 2, at(6, 1));
    });
    assert_eq!(counter(&merged(&here, &there)), 2);
    assert_eq!(counter(&merged(&there, &here)), 2);
}

/// The account as it is where it went, and the folder that it left, after a move there at `stamp`.
fn moved(from: &Document, to: &mut Document, stamp: Stamp) -> Document {
    let mut vault = Vault::new(id(99));
    for document in [from, to] {
        vault.folders.insert(document.folder.clone());
        document
            .accounts
            .unsorted()
            .for_each(|account| vault.accounts.insert(account.clone()));
    }
    vault.move_account(ACCOUNT, to.folder.id(), stamp);
    to.merge(&Document::of(&vault, to.folder.id()).unwrap());
    let mut left = from.clone();
    left.folder = vault.folders.get(from.folder.id()).unwrap().clone();
    left
}

fn at_home(document: &Document) -> Vec<Id> {
    let at_home = document.at_home();
    at_home.accounts.unsorted().map(Record::id).collect()
}

#[test]
fn t63_an_account_that_moved_is_not_written_where_it_was_and_its_contents_are_kept_there() {
    let mut to = Document::new(folder(OTHER));
    let left = moved(&client(), &mut to, at(10, 1));
    assert_eq!(at_home(&to), [ACCOUNT]);
    assert_eq!(account(&to).been.stamp(&FOLDER.to_string()), at(10, 1));
    assert!(at_home(&left).is_empty());
    assert_eq!(
        left.departed().map(Record::id).collect::<Vec<_>>(),
        [ACCOUNT]
    );
    let plain = left.write(Compartment::Codes, &head()).unwrap();
    let (_, read) = Document::read::<Value>(&plain).unwrap();
    assert!(read.accounts.is_empty());
    assert_eq!(read.folder, left.folder);
    let plain = left.write(Compartment::Recovery, &head()).unwrap();
    assert!(!String::from_utf8_lossy(&plain).contains(&ACCOUNT.to_string()));

    // A colleague has the account still, and learns of the move from the folder alone.
    let colleague = merged(&client(), &read);
    assert!(at_home(&colleague).is_empty());
    assert_eq!(
        account(&colleague),
        account(&client()),
        "nothing is lost before it is seen elsewhere"
    );
}

#[test]
fn t63_away_and_back_loses_nothing() {
    let mut to = Document::new(folder(OTHER));
    let first = client();
    let mut left = moved(&first, &mut to, at(10, 1));
    let other = moved(&to, &mut left, at(20, 1));
    assert_eq!(at_home(&left), [ACCOUNT]);
    assert!(at_home(&other).is_empty());
    for joined in [merged(&first, &left), merged(&left, &first)] {
        assert_eq!(at_home(&joined), [ACCOUNT]);
        let (ours, before) = (account(&joined), account(&first));
        assert_eq!(ours.factors, before.factors);
        assert_eq!(ours.recovery, before.recovery);
        assert_eq!(ours.service, before.service);
    }
}

#[test]
fn t63_an_account_that_came_back_is_at_home_though_the_folder_does_not_know_yet() {
    let mut to = Document::new(folder(OTHER));
    let mut left = moved(&client(), &mut to, at(10, 1));
    let before = left.folder.clone();
    moved(&to, &mut left, at(20, 1));
    left.folder = before;
    assert_eq!(at_home(&left), [ACCOUNT]);
}

#[test]
fn t63_moves_to_two_folders_at_once_leave_it_in_both() {
    let [mut one, mut two] = [OTHER, id(12)].map(|id| Document::new(folder(id)));
    let left = [
        moved(&client(), &mut one, at(10, 1)),
        moved(&client(), &mut two, at(10, 2)),
    ];
    assert_eq!(at_home(&one), [ACCOUNT]);
    assert_eq!(at_home(&two), [ACCOUNT]);
    for joined in [merged(&left[0], &left[1]), merged(&left[1], &left[0])] {
        assert!(at_home(&joined).is_empty());
    }
}

#[test]
fn t63_a_late_edit_at_the_old_place_is_kept_and_joins_the_new_one() {
    let mut to = Document::new(folder(OTHER));
    let left = moved(&client(), &mut to, at(10, 1));
    let mut late = client();
    change(&mut late, |account| {
        account.note.set("late".into(), at(15, 2));
    });
    let joined = merged(&left, &late);
    assert!(
        at_home(&joined).is_empty(),
        "an edit does not bring it home"
    );
    for departed in joined.departed() {
        to.accounts.insert(departed.clone());
    }
    assert_eq!(at_home(&to), [ACCOUNT]);
    assert_eq!(account(&to).note.get(), "late");
}

#[test]
fn t63_what_departed_is_not_taken_by_age() {
    let mut from = client();
    change(&mut from, |account| account.trash(at(5, 1)));
    let mut to = Document::new(folder(OTHER));
    let mut left = moved(&from, &mut to, at(10, 1));
    let before = left.clone();
    left.collect(NOW + 300 * DAY, at(300 * DAY, 1));
    assert_eq!(account(&left), account(&before));
    assert_eq!(left.folder, before.folder, "the mark stays");
    to.collect(NOW + 300 * DAY, at(300 * DAY, 1));
    assert!(account(&to).is_gone());
}

#[test]
fn t64_an_account_under_an_id_of_another_folder_is_another_account() {
    let ours = client();
    let mut forged = Document::new(folder(OTHER));
    let mut account = Account::new(ACCOUNT, at(1, 3));
    account.folder.set(Some(OTHER), at(50, 3));
    account.service.set("forged".into(), at(50, 3));
    forged.accounts.insert(account);
    forged
        .folder
        .moved
        .set(&ACCOUNT.to_string(), Some(FOLDER), at(60, 3));
    let joined = merged(&ours, &forged);
    assert_eq!(all_of(&joined), all_of(&ours));
    assert!(!ours.covers(&forged) && !forged.covers(&ours));

    // Nor does one who names our folder in a document of another one get in there.
    let mut stranger = Document::new(folder(OTHER));
    stranger.merge(&forged);
    stranger
        .accounts
        .get_mut(ACCOUNT)
        .unwrap()
        .folder
        .set(Some(FOLDER), at(70, 3));
    assert!(at_home(&stranger).is_empty());
}

#[test]
fn t54_who_has_codes_only_edits_and_purges_and_the_recovery_items_go_with_the_purge_only() {
    let whole = client();
    let [codes, recovery] = halves(&whole);
    assert_eq!(account(&codes).recovery.len(), 0);
    assert_eq!(merged(&codes, &recovery).accounts, whole.accounts);

    let mut edited = codes.clone();
    change(&mut edited, |account| {
        account.note.set("by codes".into(), at(10, 2));
    });
    let joined = merged(&read_back(&edited, Compartment::Codes), &recovery);
    assert_eq!(account(&joined).note.get(), "by codes");
    assert_eq!(account(&joined).recovery, account(&whole).recovery);

    let mut purged = codes;
    change(&mut purged, |account| account.purge(at(20, 2)));
    let purged = read_back(&purged, Compartment::Codes);
    for joined in [merged(&purged, &recovery), merged(&recovery, &purged)] {
        assert!(account(&joined).is_gone());
        assert!(account(&joined).recovery.is_empty());
        // Whoever has the other half alone learns it from that half as well.
        let [_, half] = halves(&joined);
        let alone = merged(&recovery, &half);
        assert!(account(&alone).recovery.is_empty());
        assert!(half.covers(&recovery) && !recovery.covers(&half));
    }
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn t61_split_and_joined_parts_merge_as_the_folders_do(events in shared_events()) {
        for [a, b, c] in of_three(&events) {
            let whole = merged(&merged(&a, &b), &c);
            let parts: Vec<Document> = [&a, &b, &c].into_iter().flat_map(halves).collect();
            let joined = |parts: &[&Document]| parts.iter().skip(1).fold(parts[0].clone(), |joined, part| merged(&joined, part));
            let forth: Vec<&Document> = parts.iter().collect();
            let back: Vec<&Document> = parts.iter().rev().collect();
            same(&joined(&forth), &whole)?;
            same(&joined(&back), &whole)?;
            same(&merged(&joined(&forth), &whole), &whole)?;
            let left = joined(&[&parts[0], &parts[3]]);
            let right = joined(&[&parts[2], &parts[5], &parts[4], &parts[1]]);
            same(&merged(&left, &right), &merged(&right, &left))?;
            same(&merged(&left, &right), &whole)?;
            // What is handed on of a half of the whole is the join of the halves, so that each can be judged by itself.
            let at_home = |mut half: Document| {
                half.accounts.retain(|account| whole.is_at_home(whole.accounts.get(account.id()).unwrap()));
                half
            };
            let [codes, recovery] = halves(&whole);
            same(&at_home(joined(&[&parts[0], &parts[2], &parts[4]])), &codes)?;
            same(&at_home(joined(&[&parts[1], &parts[3], &parts[5]])), &recovery)?;
        }
    }

    #[test]
    fn t61_letting_go_of_what_another_one_covers_never_loses_anything(events in shared_events(), order: Vec<Index>) {
        for documents in of_three(&events) {
            for part in 0..2 {
                let objects = documents.each_ref().map(|document| halves(document)[part].clone());
                let all = merged(&merged(&objects[0], &objects[1]), &objects[2]);
                let mut listed: Vec<(usize, &Document)> = objects.iter().enumerate().collect();
                for index in &order {
                    let (mine, object) = listed[index.index(listed.len())];
                    let is_covered = listed.iter().any(|(theirs, other)| {
                        *theirs != mine && other.covers(object) && (!object.covers(other) || *theirs < mine)
                    });
                    if is_covered {
                        listed.retain(|(owner, _)| *owner != mine);
                    }
                }
                prop_assert!(!listed.is_empty());
                let left = listed.iter().skip(1).fold(listed[0].1.clone(), |left, (_, object)| merged(&left, object));
                same(&left, &all)?;
            }
        }
    }
}

/// Random events on three replicas that all have the same folders, accounts, factors and recovery items to begin with.
fn shared_events() -> impl Strategy<Value = Vec<Event>> {
    let edit = |edit: Edit| Event::Edit {
        replica: 0,
        minutes: 0,
        edit,
    };
    let begin = prop::array::uniform4(any::<Index>()).prop_map(move |at| {
        let folders = ["F", "G"].map(|name| Edit::AddFolder(name.into()));
        let accounts = ["a", "b", "c"].map(|name| Edit::AddAccount(name.into()));
        let inside = [
            Edit::AddFactor(at[0], vec![1]),
            Edit::AddRecovery(at[0], "1234".into()),
            Edit::AddRecovery(at[1], "5678".into()),
            Edit::Move(at[2], at[3]),
        ];
        let edits = folders.into_iter().chain(accounts).chain(inside).map(edit);
        let deliver = [1, 2].map(|to| Event::Deliver { from: 0, to });
        edits.chain(deliver).collect::<Vec<_>>()
    });
    (begin, events()).prop_map(|(begin, rest)| [begin, rest].concat())
}

/// What each replica would hand on of each folder that all have; every account that says of no other folder that it lies
/// there, tombstones included.
fn of_three(events: &[Event]) -> Vec<[Document; 3]> {
    let states = run(events);
    let vaults = [0, 1, 2].map(|replica| states[replica].last().unwrap());
    let of = |vault: &Vault, id: Id| {
        let mut document = Document::new(vault.folders.get(id)?.clone());
        document.accounts.clone_from(&vault.accounts);
        Some(document.at_home())
    };
    let ids = vaults[0].folders.unsorted().map(Record::id);
    let of_all = |id: Id| Some([of(vaults[0], id)?, of(vaults[1], id)?, of(vaults[2], id)?]);
    ids.filter_map(of_all).collect()
}

const FOLDER: Id = Id::from_bytes([10; 16]);
const OTHER: Id = Id::from_bytes([11; 16]);
const ACCOUNT: Id = Id::from_bytes([7; 16]);

const fn id(number: u8) -> Id {
    Id::from_bytes([number; 16])
}

fn at(milliseconds: u64, replica: u64) -> Stamp {
    Stamp::new(NOW + milliseconds, 0, Replica(replica))
}

fn head() -> Value {
    json!({"format": "keyrack-folder"})
}

fn folder(id: Id) -> Folder {
    let mut folder = Folder::new(id, at(1, 1));
    folder.name.set("Kovács Bt.".into(), at(1, 1));
    folder
}

/// A folder with one account that has a secret and a deletion code.
fn client() -> Document {
    let mut document = Document::new(folder(FOLDER));
    add_account(&mut document, 7, at(1, 1));
    document
}

fn add_account(document: &mut Document, number: u8, stamp: Stamp) {
    let mut account = Account::new(id(number), stamp);
    account.folder.set(Some(document.folder.id()), stamp);
    account.service.set("Ügyfélkapu+".into(), stamp);
    let mut factor = Factor::new(id(number + 100), stamp);
    factor.versions.set(otp(b"first"), 0, stamp);
    account.factors.insert(factor);
    let mut item = Recovery::new(id(number + 200), stamp);
    item.value.set(SecretText::new("TÖRLŐ-1234".into()), stamp);
    account.recovery.insert(item);
    document.accounts.insert(account);
}

fn account(document: &Document) -> &Account {
    document.accounts.get(ACCOUNT).unwrap()
}

fn change(document: &mut Document, change: impl FnOnce(&mut Account)) {
    change(document.accounts.get_mut(ACCOUNT).unwrap());
}

fn change_factor(document: &mut Document, how: impl FnOnce(&mut Factor)) {
    change(document, |account| {
        how(account.factors.iter_mut().next().unwrap());
    });
}

fn merged(a: &Document, b: &Document) -> Document {
    let mut merged = a.clone();
    merged.merge(b);
    merged
}

fn read_back(document: &Document, part: Compartment) -> Document {
    let plain = document.write(part, &head()).unwrap();
    Document::read::<Value>(&plain).unwrap().1
}

/// Both compartments, as they come back from where they were handed on.
fn halves(document: &Document) -> [Document; 2] {
    [Compartment::Codes, Compartment::Recovery].map(|part| read_back(document, part))
}

fn same(a: &Document, b: &Document) -> Result<(), TestCaseError> {
    prop_assert_eq!(&a.folder, &b.folder);
    prop_assert_eq!(&a.accounts, &b.accounts);
    prop_assert_eq!(&a.quarantine, &b.quarantine);
    Ok(())
}

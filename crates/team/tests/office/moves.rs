//! Accounts that move between folders of the office.

use keyrack_store::testing::MemoryStore;
use keyrack_team::{
    alarm::AlarmCode,
    ids::FolderId,
    rules::{Class, Role},
};
use keyrack_vault::{Account, Id, Record};

use crate::desk::{DAY, Desk, MINUTE, found, grant};

/// An owner and Anna, who edits both folders; in the first there is one account.
struct World {
    store: MemoryStore,
    owner: Desk,
    anna: Desk,
    first: FolderId,
    second: FolderId,
    account: Id,
}

impl World {
    fn new() -> Self {
        let store = MemoryStore::new();
        let (mut owner, _) = found(&store);
        let [first, second] = ["Kovács Bt", "Szabó Kft"].map(|it| owner.folder(it));
        let account = owner.add(first, "NAV");
        let grants = [first, second].map(|it| grant(it, Role::Edit));
        let anna = owner.admit("Anna", 2, Class::Member, grants.to_vec());
        let mut world = Self {
            store,
            owner,
            anna,
            first,
            second,
            account,
        };
        world.sync(3);
        world
    }

    fn sync(&mut self, times: usize) {
        for _ in 0..times {
            for desk in [&mut self.owner, &mut self.anna] {
                desk.now += MINUTE;
                desk.sync();
            }
        }
    }

    /// Who is at home where, as each of them sees it.
    fn services(&self, folder: FolderId) -> Vec<String> {
        let services = self.owner.services(folder).unwrap();
        assert_eq!(self.anna.services(folder).unwrap(), services);
        services
    }
}

fn departed(desk: &Desk, folder: FolderId) -> usize {
    desk.office.folders.documents[&folder].departed().count()
}

#[test]
fn t63_what_moved_is_let_go_where_it_was_once_it_is_seen_where_it_went() {
    let mut world = World::new();
    world
        .owner
        .move_account(world.first, world.account, world.second);
    assert_eq!(departed(&world.owner, world.first), 1);
    world.sync(3);
    assert!(world.services(world.first).is_empty());
    assert_eq!(world.services(world.second), ["NAV"]);
    assert_eq!(departed(&world.owner, world.first), 0);
    assert_eq!(departed(&world.anna, world.first), 0);
}

#[test]
fn t63_who_does_not_see_where_it_went_keeps_what_was_in_it() {
    let mut world = World::new();
    let mut bela = world.owner.admit(
        "Béla",
        3,
        Class::Member,
        vec![grant(world.first, Role::Edit)],
    );
    world
        .owner
        .move_account(world.first, world.account, world.second);
    world.sync(2);
    for _ in 0..3 {
        bela.now += DAY;
        bela.sync();
    }
    assert_eq!(bela.services(world.first), Some(Vec::new()));
    assert_eq!(departed(&bela, world.first), 1);
}

#[test]
fn t63_an_account_that_was_moved_to_two_folders_at_once_is_in_both() {
    let mut world = World::new();
    let third = world.owner.folder("Nagy Zrt");
    let member = world.anna.office.keys.member;
    world
        .owner
        .office
        .grant(member, grant(third, Role::Edit), world.owner.now)
        .unwrap();
    world.sync(3);
    world
        .owner
        .move_account(world.first, world.account, world.second);
    world.anna.move_account(world.first, world.account, third);
    world.sync(4);
    assert!(world.services(world.first).is_empty());
    assert_eq!(world.services(world.second), ["NAV"]);
    assert_eq!(world.services(third), ["NAV"]);
}

#[test]
fn t63_away_and_back_loses_nothing() {
    let mut world = World::new();
    world
        .owner
        .move_account(world.first, world.account, world.second);
    world.sync(3);
    world
        .anna
        .move_account(world.second, world.account, world.first);
    world.sync(3);
    assert_eq!(world.services(world.first), ["NAV"]);
    assert!(world.services(world.second).is_empty());
    for desk in [&world.owner, &world.anna] {
        assert_eq!(departed(desk, world.second), 0);
    }
    // There and back before anybody saw it.
    world
        .owner
        .move_account(world.first, world.account, world.second);
    world.owner.now += 1;
    world
        .owner
        .move_account(world.second, world.account, world.first);
    world.sync(3);
    assert_eq!(world.services(world.first), ["NAV"]);
    assert!(world.services(world.second).is_empty());
}

#[test]
fn t63_a_late_edit_at_the_old_place_follows() {
    let mut world = World::new();
    let mut bela = world.owner.admit(
        "Béla",
        3,
        Class::Member,
        vec![grant(world.first, Role::Edit)],
    );
    world
        .owner
        .move_account(world.first, world.account, world.second);
    world.owner.sync();
    // Béla publishes before he hears of it.
    let owners = format!("heads/{}", world.owner.office.device());
    bela.store.withhold(move |path| path.starts_with(&owners));
    bela.now += MINUTE;
    bela.rename(world.first, world.account, "NAV of Béla");
    assert!(bela.sync().published);
    world.sync(3);
    assert_eq!(world.services(world.second), ["NAV of Béla"]);
    assert!(world.services(world.first).is_empty());
    assert_eq!(departed(&world.owner, world.first), 0);
}

#[test]
fn t63_what_was_moved_where_the_mover_has_no_right_any_more_is_brought_back_by_an_owner() {
    let mut world = World::new();
    let member = world.anna.office.keys.member;
    world
        .owner
        .office
        .revoke(world.second, member, world.owner.now)
        .unwrap();
    world.owner.sync();
    // Anna does not know of that yet.
    world.anna.rename(world.first, world.account, "NAV 2");
    world
        .anna
        .move_account(world.first, world.account, world.second);
    world.sync(3);
    assert_eq!(world.owner.services(world.first), Some(Vec::new()));
    assert_eq!(
        departed(&world.owner, world.first),
        1,
        "what was in it is kept"
    );
    world.owner.now += DAY / 2;
    world.sync(2);
    assert_eq!(world.owner.services(world.first), Some(Vec::new()));
    world.owner.now += DAY;
    world.anna.now = world.owner.now;
    world.sync(3);
    assert_eq!(world.owner.services(world.first).unwrap().len(), 1);
    let back = &world.owner.office.folders.documents[&world.first].accounts;
    let back = back.get(world.account).unwrap();
    assert!(
        back.been.get(&world.first.to_string()).is_some(),
        "it was there before it was brought back"
    );
    assert_eq!(
        world.anna.services(world.first),
        world.owner.services(world.first)
    );
    let bela = world.owner.admit(
        "Béla",
        3,
        Class::Member,
        vec![grant(world.first, Role::View)],
    );
    assert_eq!(bela.services(world.first).unwrap().len(), 1);
}

#[test]
fn t63_what_is_only_late_is_not_brought_back() {
    let mut world = World::new();
    let store = world.store.fork();
    world
        .anna
        .move_account(world.first, world.account, world.second);
    world.anna.sync();
    // Of the owner's computer the second folder is kept for two days.
    let list: Vec<String> = {
        let after = world.store.paths();
        let before = store.paths();
        after
            .into_iter()
            .filter(|it| !before.contains(it))
            .collect()
    };
    let anna = world.anna.office.device();
    let second = world.anna.office.state.own.list.iter();
    let second = second.filter(|it| it.0 == world.second).map(|it| it.2);
    let withheld: Vec<String> = second.map(|it| format!("obj/{anna}/{it}.o")).collect();
    assert!(withheld.iter().any(|it| list.contains(it)));
    world
        .owner
        .store
        .withhold(move |path| withheld.iter().any(|it| it == path));
    for _ in 0..4 {
        world.owner.now += DAY;
        let outcome = world.owner.sync();
        assert!(outcome.alarms.has(AlarmCode::Incomplete));
    }
    world.owner.store.mend();
    world.sync(3);
    assert!(world.services(world.first).is_empty());
    assert_eq!(world.services(world.second), ["NAV"]);
}

#[test]
fn t64_an_account_under_the_id_of_another_folders_account_is_another_one() {
    let mut world = World::new();
    let mut bela = world.owner.admit(
        "Béla",
        3,
        Class::Member,
        vec![grant(world.second, Role::Edit)],
    );
    // Béla makes an account under the same id by hand, which says that it was in the first folder, and edits it late.
    bela.now += MINUTE;
    let stamp = bela.stamp();
    let mut forged = Account::new(world.account, stamp);
    forged.folder.set(Some(world.second), stamp);
    forged.service.set("forged".to_owned(), stamp);
    forged.been.set(&world.first.to_string(), Some(true), stamp);
    let documents = &mut bela.office.folders.documents;
    let document = documents.get_mut(&world.second).unwrap();
    document.accounts.insert(forged);
    document
        .folder
        .moved
        .set(&world.account.to_string(), Some(world.first), stamp);
    bela.office.folders.touch(world.second, bela.now);
    bela.sync();
    world.sync(3);
    assert_eq!(world.services(world.first), ["NAV"]);

    let stamp = bela.stamp();
    let document = bela
        .office
        .folders
        .documents
        .get_mut(&world.second)
        .unwrap();
    document
        .folder
        .moved
        .set(&world.account.to_string(), None, stamp);
    bela.office.folders.touch(world.second, bela.now);
    bela.sync();
    world.sync(3);
    assert_eq!(world.services(world.first), ["NAV"]);
    assert_eq!(world.services(world.second), ["forged"]);
}

#[test]
fn t64_who_edits_one_folder_cannot_push_values_into_an_account_of_another_by_saying_that_it_moved_there()
 {
    let mut world = World::new();
    let mut bela = world.owner.admit(
        "Béla",
        3,
        Class::Member,
        vec![grant(world.second, Role::Edit)],
    );
    bela.now += MINUTE;
    let stamp = bela.stamp();
    let mut forged = Account::new(world.account, stamp);
    forged.folder.set(Some(world.first), stamp);
    forged.service.set("forged".to_owned(), stamp);
    let documents = &mut bela.office.folders.documents;
    let document = documents.get_mut(&world.second).unwrap();
    document.accounts.insert(forged);
    let later = bela.stamp();
    let document = bela
        .office
        .folders
        .documents
        .get_mut(&world.second)
        .unwrap();
    document
        .folder
        .moved
        .set(&world.account.to_string(), Some(world.first), later);
    bela.office.folders.touch(world.second, bela.now);
    bela.sync();
    world.sync(3);
    world.owner.now += 2 * DAY;
    world.sync(3);
    assert_eq!(world.services(world.first), ["NAV"]);
}

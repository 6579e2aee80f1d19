use super::*;

fn names(listed: Vec<Listed>) -> Vec<String> {
    listed.into_iter().map(|file| file.name).collect()
}

fn with(names: &[&str]) -> MemoryStore {
    let store = MemoryStore::new();
    for name in names {
        store
            .create(&format!("heads/{name}"), name.as_bytes())
            .unwrap();
    }
    store
}

#[test]
fn a_clone_is_the_same_client_a_view_another_and_a_fork_another_store() {
    let store = with(&["a"]);
    let (clone, view, fork) = (store.clone(), store.view(), store.fork());
    store.create("heads/b", b"b").unwrap();
    for (other, expected) in [(&clone, 2), (&view, 2), (&fork, 1)] {
        assert_eq!(other.list("heads").unwrap().len(), expected);
    }
    store.add(Rule::new(Fault::Fail(StoreError::Unreachable)));
    assert_eq!(clone.list("heads"), Err(StoreError::Unreachable));
    assert!(view.list("heads").is_ok());
}

#[test]
fn a_snapshot_brings_the_store_back_for_all() {
    let store = with(&["a"]);
    let snapshot = store.snapshot();
    store.delete("heads/a").unwrap();
    store.create("heads/b", b"b").unwrap();
    store.restore(&snapshot);
    assert_eq!(store.view().paths(), ["heads/a"]);
}

#[test]
fn what_is_lost_is_accepted_and_not_there() {
    let store = with(&[]);
    store.add(Rule::new(Fault::Lose).times(1));
    assert_eq!(store.create("heads/a", b"a"), Ok(Created::Created));
    assert_eq!(store.read("heads/a", 9), Err(StoreError::NotFound));
    assert_eq!(store.create("heads/a", b"a"), Ok(Created::Created));
    assert_eq!(store.read("heads/a", 9).unwrap(), b"a");
}

#[test]
fn what_is_delayed_is_seen_when_it_is_released_in_any_order() {
    let store = with(&[]);
    store.add(Rule::new(Fault::Delay));
    for path in ["heads/a", "heads/b", "heads/c"] {
        store.create(path, b"x").unwrap();
    }
    assert_eq!(store.delayed(), ["heads/a", "heads/b", "heads/c"]);
    assert!(store.paths().is_empty());
    assert!(store.release_one("heads/b"));
    assert!(!store.release_one("heads/b"));
    assert_eq!(store.paths(), ["heads/b"]);
    store.release();
    assert_eq!(store.paths(), ["heads/a", "heads/b", "heads/c"]);
}

#[test]
fn listings_are_stale_unordered_and_double_as_the_rules_say() {
    let store = with(&["a", "b", "c", "d"]);
    store.delete("heads/a").unwrap();
    store.add(Rule::new(Fault::Stale(2)).times(1));
    assert_eq!(names(store.list("heads").unwrap()), ["a", "b", "c"]);
    store.add(Rule::new(Fault::Twice).times(1));
    assert_eq!(store.list("heads").unwrap().len(), 6);
    let sorted = names(store.list("heads").unwrap());
    let orders = (0..20).map(|seed| {
        store.add(Rule::new(Fault::Shuffle(seed)).times(1));
        names(store.list("heads").unwrap())
    });
    let orders: std::collections::BTreeSet<_> = orders.collect();
    assert!(orders.len() > 3);
    for mut order in orders {
        order.sort();
        assert_eq!(order, sorted);
    }
}

#[test]
fn reads_are_torn_and_turned() {
    let store = with(&["abc"]);
    store.add(Rule::new(Fault::Tear(2)).times(1));
    store.add(Rule::new(Fault::Flip(4)).skip(1));
    assert_eq!(store.read("heads/abc", 9).unwrap(), b"ab");
    assert_eq!(store.read("heads/abc", 9).unwrap(), b"acc");
}

#[test]
fn a_full_store_takes_no_more_and_gives_what_it_has() {
    let store = with(&[]);
    store.set_room(Some(5), None);
    assert_eq!(store.create("heads/a", b"1234"), Ok(Created::Created));
    assert_eq!(store.create("heads/b", b"12"), Err(StoreError::Full));
    assert_eq!(store.create("heads/c", b"1"), Ok(Created::Created));
    assert!(!store.probe().unwrap().can_create);
    store.set_room(None, Some(1));
    assert_eq!(store.create("heads/d", b"1"), Ok(Created::Created));
    assert_eq!(store.create("heads/e", b"1"), Err(StoreError::Full));
    assert_eq!(store.read("heads/a", 4).unwrap(), b"1234");
}

#[test]
fn the_nth_request_of_a_kind_under_a_folder_fails() {
    let store = with(&["a"]);
    store.add(
        Rule::new(Fault::Fail(StoreError::TimedOut))
            .on(Request::Read)
            .under("heads/")
            .skip(1)
            .times(1),
    );
    let read = || store.read("heads/a", 9).map(|_| ());
    assert!(store.list("heads").is_ok());
    assert_eq!(store.read("obj/a", 9), Err(StoreError::NotFound));
    assert_eq!(
        [read(), read(), read()],
        [Ok(()), Err(StoreError::TimedOut), Ok(())]
    );
}

#[test]
fn an_answer_that_is_lost_leaves_the_file_there() {
    let store = with(&[]);
    store.add(Rule::new(Fault::FailAfter(StoreError::Unreachable)).times(1));
    assert_eq!(store.create("heads/a", b"a"), Err(StoreError::Unreachable));
    assert_eq!(store.create("heads/a", b"a"), Ok(Created::Exists));
}

#[test]
fn what_is_withheld_is_withheld_from_one_client() {
    let store = with(&["a", "b"]);
    let view = store.view();
    view.withhold(|path| path == "heads/b");
    assert_eq!(names(view.list("heads").unwrap()), ["a"]);
    assert_eq!(view.read("heads/b", 9), Err(StoreError::NotFound));
    assert_eq!(names(store.list("heads").unwrap()), ["a", "b"]);
    view.mend();
    assert_eq!(view.read("heads/b", 9).unwrap(), b"b");
}

#[test]
fn requests_are_noted() {
    let store = with(&["a"]);
    store.read("heads/a", 9).unwrap();
    let counts = store.counts();
    assert_eq!(
        (
            counts.create,
            counts.read,
            counts.bytes_read,
            counts.bytes_written
        ),
        (1, 1, 1, 1)
    );
    let requests = store.take_requests();
    let expected = [
        (Request::Create, "heads/a".to_owned()),
        (Request::Read, "heads/a".to_owned()),
    ];
    assert_eq!(requests, expected);
    assert_eq!(store.counts(), Counts::default());
}

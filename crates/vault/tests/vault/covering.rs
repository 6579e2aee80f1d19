//! Whoever covers another state can do without it: joining it would change nothing.

use keyrack_vault::{Document, Record, Vault, record::Part};
use proptest::prelude::*;

use crate::{
    documents::documents,
    edits::{cases, events, run},
    many_documents::all_of,
};

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn a_state_covers_another_where_joining_it_changes_nothing(events in events()) {
        let states: Vec<Vault> = run(&events).into_iter().flatten().collect();
        for a in states.iter().step_by(5) {
            for b in &states {
                let mut joined = a.clone();
                joined.merge(b);
                let covers = a.folders.covers(&b.folders) && a.accounts.covers(&b.accounts);
                let is_same = joined.folders == a.folders && joined.accounts == a.accounts;
                prop_assert_eq!(covers, is_same);
                prop_assert!(joined.accounts.covers(&a.accounts) && joined.folders.covers(&a.folders));
                prop_assert!(joined.accounts.covers(&b.accounts) && joined.folders.covers(&b.folders));
            }
        }
    }

    #[test]
    fn a_document_covers_another_where_joining_it_changes_nothing_that_is_written(events in events()) {
        let all: Vec<Document> = run(&events).iter().flat_map(|states| documents(states.last().unwrap())).collect();
        for a in &all {
            for b in &all {
                let mut joined = a.clone();
                joined.merge(b);
                let is_one_folder = a.folder.id() == b.folder.id();
                prop_assert_eq!(a.covers(b), is_one_folder && all_of(&joined) == all_of(a));
                prop_assert!(joined.covers(a));
                prop_assert_eq!(joined.covers(b), is_one_folder);
            }
        }
    }
}

//! A synchronised folder: two computers change the same vault without knowing of one another, and the sync program keeps
//! the second file under another name. The accounts of both are there, and the copy is set aside.

use std::fs;

use crate::desk::{Desk, uri};

#[test]
fn conflict_copies_are_merged_and_set_aside() {
    for name in [
        "vault (conflicted copy 2026-11-01).age",
        "vault (Ildikó's conflicted copy 2026-11-01).age",
        "vault-DESKTOP-7.age",
        "vault.sync-conflict-20261101-101500-ABCDEFG.age",
    ] {
        let here = Desk::with_accounts(2);
        let there = here.duplicate();
        fs::remove_dir_all(there.path("home")).unwrap();
        let shared = here.id_of("client1");

        here.add(&uri(3));
        here.keyrack(["edit", &shared, "note=changed here"]).done();
        there.add(&uri(4));
        there.keyrack(["remove", &there.id_of("client2")]).done();
        let copy = here.vault().join(name);
        fs::copy(there.vault_file(), &copy).unwrap();

        let labels = || {
            let mut labels: Vec<_> = here
                .list()
                .iter()
                .map(|account| account["label"].to_string())
                .collect();
            labels.sort();
            labels
        };
        assert_eq!(
            labels(),
            ["\"client1\"", "\"client3\"", "\"client4\""],
            "{name}"
        );
        // The next change makes the merge last.
        here.keyrack(["edit", &shared, "note=changed again"]).done();
        assert!(!copy.exists(), "{name} is set aside");
        assert_eq!(
            labels(),
            ["\"client1\"", "\"client3\"", "\"client4\""],
            "{name}, once more"
        );
    }
}

/// A file that only looks like a copy is left where it is.
#[test]
fn files_of_others_are_left_alone() {
    let here = Desk::with_accounts(1);
    let other = Desk::with_accounts(2);
    let stranger = here.vault().join("vault (copy).age");
    fs::copy(other.vault_file(), &stranger).unwrap();
    let nonsense = here.vault().join("vault-notes.age");
    fs::write(&nonsense, "not an age file").unwrap();

    here.add(&uri(7));
    assert_eq!(here.list().len(), 2);
    assert_eq!(
        fs::read(stranger).unwrap(),
        fs::read(other.vault_file()).unwrap()
    );
    assert!(nonsense.exists());
}

//! Files that are out to end or exhaust whatever reads them, through the real command.

use std::fs;

use crate::desk::{Desk, args, uri};
use crate::workbook::workbook;

#[test]
fn a_file_that_ends_its_reader_ends_nothing_else() {
    let desk = Desk::new();
    desk.add(&uri(1));
    let before = fs::read(desk.vault_file()).unwrap();
    let bomb = desk.write("bomb.xlsx", workbook(400_000_000_000));
    for line in [
        args!["import", bomb].to_vec(),
        args!["import", "--dry-run", bomb].to_vec(),
    ] {
        let refusal = desk.by_paper(line).refused(1);
        assert_eq!(refusal.code, "file_reader_ended");
    }
    let line = args!["import", "--dry-run", "--no-vault", bomb];
    assert_eq!(desk.locked(line).refused(1).code, "file_reader_ended");
    assert_eq!(fs::read(desk.vault_file()).unwrap(), before);
    // One file that cannot be read keeps no later one out.
    let good = desk.write("good.xlsx", workbook(2));
    assert_eq!(desk.keyrack(args!["import", good]).json()["imported"], 1);
    assert_eq!(desk.list().len(), 2);
}

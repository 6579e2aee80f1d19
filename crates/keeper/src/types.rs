//! Compares the TypeScript types of the user interface with the contract.

use std::{env, fs, path::Path};

use ts_rs::{Config, TS};

use crate::handlers::{
    AccountRequest, BackupFrom, BackupRequest, Changes, ClockRequest, CopyRequest, Decision,
    DraftRequest, ExportRequest, FolderRequest, Groups, How, ImportFrom, ImportRequest, KitRequest,
    ListRequest, PaperRequest, PinRequest, Place, QrKind, Request, RevealRequest, ScanFrom,
    ScanRequest, SettingsRequest, SupportRequest, UnlockRequest,
};
use crate::views::*;

macro_rules! declared {
    ($config:ident: $($type:ty),* $(,)?) => { [$(<$type>::decl(&$config)),*] };
}

#[test]
fn the_types_of_the_user_interface_are_those_of_the_keeper() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/lib/backend/types.ts");
    let config = Config::new().with_large_int("number");
    let declared = declared!(config:
        Request,
        UnlockRequest, PinRequest, KitRequest, SettingsRequest, ListRequest, AccountRequest,
        FolderRequest, CopyRequest, RevealRequest, ScanRequest, DraftRequest, ImportRequest,
        ExportRequest, BackupRequest, SupportRequest, ClockRequest, PaperRequest,
        Place, ScanFrom, ImportFrom, Decision, Groups, BackupFrom, QrKind, How, Changes,
        State, Notice, Kit, Pin, Strength, Settings, About, Format,
        Page, Row, FolderTag, Code, Badge, Counts,
        Account, Factor, Recovery, Copy, Copied, Draft, Same, Added,
        ScanWays, Scan, RefusedCode, MissingParts, UnreadPicture, AddedMany, QrShown,
        Folders, Folder,
        Incoming, ImportCounts, Column, ClientCounts, ImportPage, ImportRow, ImportClients, ImportClient, Imported,
        DroppedKind, Losses, LossLine, Exported, Backup, Backups, BackupFile, RestorePlan, RestorePage, RestoreRow, Restored, Drill,
        Support, SupportStep, Clock, CodesAround, CodeAt,
        Paper, PaperItem, Event, Failure,
    );
    let mut made = String::from(
        "// Made from crates/keeper by `KEYRACK_WRITE_TYPES=1 cargo test -p keyrack-keeper types`.\n",
    );
    for declaration in declared {
        made.push_str(&format!("\nexport {declaration}\n"));
    }
    if env::var_os("KEYRACK_WRITE_TYPES").is_some() {
        fs::write(&path, &made).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), made);
}

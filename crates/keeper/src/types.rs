//! Compares the TypeScript types of the user interface with the contract.

use std::collections::{BTreeMap, BTreeSet};
use std::{env, fs, path::Path};

use keyrack_app::{
    AlarmCode, Class, Column, ColumnField, EntryNotice, ErrorCode, Groups, Loss, NoticeCode,
    Reason, Role, Sealing, Theme, Unfit, view::*,
};
use ts_rs::{Config, TS};

use crate::controller::LockReason;
use crate::handlers::{
    AccountRequest, BackupFrom, BackupRequest, Changes, ClockRequest, CopyRequest, DraftRequest,
    ExportRequest, FolderRequest, FoundingRequest, GrantWish, How, ImportFrom, ImportRequest,
    JoiningRequest, KitRequest, LeavingRequest, ListForm, ListRequest, OfficeRequest, PaperRequest,
    PeopleRequest, PinRequest, Place, QrKind, Request, RevealRequest, ScanFrom, ScanRequest,
    SettingsRequest, SharingRequest, StoreWish, SupportRequest, UnlockRequest,
};
use crate::views::*;

macro_rules! topics {
    ($config:ident: $($topic:literal: [$($type:ty),* $(,)?],)*) => {
        [$(($topic, vec![$((<$type>::ident(&$config), <$type>::decl(&$config))),*])),*]
    };
}

#[test]
fn the_types_of_the_user_interface_are_those_of_the_keeper() {
    let config = Config::new().with_large_int("number");
    let topics = topics!(config:
        "requests": [
            Request, UnlockRequest, PinRequest, KitRequest, SettingsRequest, ListRequest, AccountRequest, FolderRequest,
            CopyRequest, RevealRequest, ScanRequest, DraftRequest, ImportRequest, ExportRequest, BackupRequest,
            SupportRequest, ClockRequest, PaperRequest, Place, ScanFrom, ImportFrom, BackupFrom, QrKind, How, Changes,
            OfficeRequest, FoundingRequest, JoiningRequest, PeopleRequest, SharingRequest, LeavingRequest, StoreWish,
            GrantWish, ListForm,
        ],
        "state": [
            State, LockReason, Notice, AnyNotice, NoticeCode, FollowingNotice, Kit, PinView, Strength,
        ],
        "failures": [Failure, FailureCode, ErrorCode, WindowErrorCode],
        "settings": [Settings, Theme, About, Format, Sealing],
        "rows": [Rows, Row, FactorCode, Badge, Counts],
        "accounts": [
            AccountDetails, FactorDetails, RecoveryView, RivalView,
        ],
        "folders": [FolderTag, Folders, FolderDetails, ClientView, Colour],
        "keys": [
            FactorKind, Algorithm, EntryNotice, SimilarAccount, Likeness, RefusedCode, RefusedWhy, Reason,
            Unfit, MissingParts,
        ],
        "adding": [
            Draft, Added, AddedMany, ScanWays, NoWay, Scan, UnreadPicture, QrShown,
        ],
        "copying": [Copy, Copied, CopiedText, CopiedCode, CopiedField],
        "imports": [
            Incoming, ImportCounts, Column, ColumnField, ClientCounts, ImportPage, ImportEntry, RowStatus, Decision,
            Groups, ImportClients, ClientRow, ClientStatus, Imported, DroppedKind,
        ],
        "exports": [Losses, LossLine, Loss, Exported],
        "backups": [
            CheckedBackup, Backups, BackupFile, RestorePlan, RestorePage, DifferenceView, Difference,
            ChangedField, Restored,
        ],
        "support": [Support, SupportStep],
        "clock": [ClockReport, Measured, CodeStep],
        "paper": [Paper, PaperKind, PaperItem, PaperItemKind],
        "offices": [
            Offices, OfficeCard, OfficeState, OfficeDetails, AlarmView, AlarmCode, AlarmAction, HoldView,
            SetAsideView,
        ],
        "standing": [OfficeName, Class, Role],
        "founding": [StoreProbe, StoreFound, Sheets, WaitingSheet, InvitationRead, JoiningView, JoinState],
        "people": [
            People, PersonRow, PersonName, PersonDetails, MemberView, MemberDeviceView, GrantView, InvitationView,
            RequestView,
        ],
        "sharing": [Matrix, MatrixRow, CellView, Sharing, ReaderView, Shared],
        "leaving": [RemovalPlan, Leaver, LeaverKind, UndoneAct, ExposedPage, ExposedSecret, ExposedKind],
        "events": [Event],
    );
    let topic_of: BTreeMap<&str, &str> = topics
        .iter()
        .flat_map(|(topic, types)| types.iter().map(|(name, _)| (name.as_str(), *topic)))
        .collect();
    let mut index = String::from(MADE);
    for (topic, types) in &topics {
        let declared: Vec<&str> = types.iter().map(|(_, text)| text.as_str()).collect();
        let mut made = String::from(MADE) + &imports(topic, &declared, &topic_of);
        for declaration in declared {
            made.push_str(&format!("\nexport {declaration}\n"));
        }
        check(&format!("{topic}.ts"), &made);
        index.push_str(&format!("\nexport type * from './{topic}.ts'"));
    }
    check("index.ts", &(index + "\n"));
}

const MADE: &str =
    "// Made from crates/keeper by `KEYRACK_WRITE_TYPES=1 cargo test -p keyrack-keeper types`.\n";

/// The types of other topics that declarations name.
fn imports(topic: &str, declared: &[&str], topic_of: &BTreeMap<&str, &str>) -> String {
    let mut wanted: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for line in declared.iter().flat_map(|text| text.lines()) {
        let line = line.trim_start();
        if line.starts_with("/**") || line.starts_with('*') {
            continue;
        }
        for word in line.split(|letter: char| !letter.is_ascii_alphanumeric()) {
            if let Some(other) = topic_of.get(word).filter(|other| **other != topic) {
                wanted.entry(other).or_default().insert(word);
            }
        }
    }
    let lines = wanted.into_iter().map(|(other, names)| {
        let names: Vec<&str> = names.into_iter().collect();
        format!(
            "\nimport type {{ {} }} from './{other}.ts'",
            names.join(", ")
        )
    });
    let lines: String = lines.collect();
    if lines.is_empty() {
        lines
    } else {
        lines + "\n"
    }
}

/// Compares a file with what it is to be, or writes it.
fn check(name: &str, made: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/lib/backend/types");
    let path = folder.join(name);
    if env::var_os("KEYRACK_WRITE_TYPES").is_some() {
        fs::create_dir_all(&folder).unwrap();
        fs::write(&path, made).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), made, "{name}");
}

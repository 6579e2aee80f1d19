//! What use cases answer with: plain data without secrets, except where a type's name says `Revealed`.
//!
//! The JSON of these types is what the command line prints, whose schemas lie in `docs/cli/`, and what the windows are
//! told. Those that a window sees have a TypeScript form as well, which the feature `typescript` adds.

mod accounts;
mod backups;
mod clock;
mod codes;
mod exports;
mod folders;
mod imports;
mod keys;
mod offices;
mod revealed;
mod rows;
mod status;

pub use accounts::{
    AccountDetails, AccountRow, AccountView, FactorDetails, FactorRow, FactorView, Page,
    RecoveryView, RivalView,
};
pub use backups::{BackupFile, BackupView, ChangedField, Difference, DifferenceView, RestoreView};
pub use clock::{ClockReport, CodeStep, Measured};
pub use codes::{CodeAccount, CodeFactor, CodeView};
pub use exports::{LossLine, Losses};
pub use folders::{ClientView, Colour, FolderDetails, FolderName, FolderTag, FolderView, Folders};
pub use imports::{
    ClientRow, ClientStatus, Decision, ImportCounts, ImportRow, ImportView, RowStatus,
};
pub use keys::{
    Algorithm, FactorKind, KeyView, Likeness, MissingParts, RefusedCode, RefusedWhy, SimilarAccount,
};
pub use offices::{
    AlarmAction, AlarmView, CellView, ExposedKind, ExposedPage, ExposedSecret, FolderRoleView,
    FoundedView, GrantView, HoldView, InvitationRead, InvitationView, InvitedView, JoinState,
    JoiningView, Leaver, LeaverKind, Matrix, MatrixRow, MemberDeviceView, MemberView, OfficeCard,
    OfficeDetails, OfficeFolderView, OfficeName, OfficeNumber, OfficeState, OfficeStatus, Offices,
    People, PersonDetails, PersonName, PersonRow, ReaderView, RemovalPlan, RequestView,
    SetAsideView, Shared, Sharing, SyncBytes, SyncRequests, SyncView, UndoneAct,
};
pub use revealed::{RevealedAccount, RevealedCode, RevealedFactor, RevealedRecovery, SecretState};
pub use rows::{Badge, Counts, FactorCode, Row, Rows};
pub use status::{
    AppView, GenerationView, KdfView, PinView, StatusView, ThrottleView, VaultView, WayInKind,
    WayInView,
};

/// What people call something: the names that are not empty, between dots.
#[must_use]
pub fn title(names: &[&str]) -> String {
    let names = names.iter().copied().filter(|name| !name.is_empty());
    names.collect::<Vec<_>>().join(" · ")
}

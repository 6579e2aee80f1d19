//! What the protocol refuses, in the words of this crate.

use keyrack_team::{
    office::OfficeError,
    sync::{PublishError, SyncError},
};

use crate::{Error, ErrorCode, accounts::ids::not_found};

impl From<SyncError> for Error {
    fn from(error: SyncError) -> Self {
        match error {
            SyncError::Store(error) => error.into(),
            SyncError::OtherOffice => Self::new(ErrorCode::OtherOffice),
            SyncError::OfficeGone => Self::new(ErrorCode::OfficeGone),
            SyncError::Keep(_) => Self::new(ErrorCode::DiskError),
            SyncError::Publish(PublishError::TooLarge) => Self::new(ErrorCode::FolderTooLarge),
            SyncError::Publish(PublishError::Form(_)) => Self::new(ErrorCode::StoreBroken),
        }
    }
}

impl From<OfficeError> for Error {
    fn from(error: OfficeError) -> Self {
        let error = match error {
            OfficeError::NeedsOwner => ErrorCode::NeedsOwner,
            OfficeError::NeedsManage => ErrorCode::NeedsManage,
            OfficeError::NeedsRecoveryRight => ErrorCode::NeedsRecoveryRight,
            OfficeError::RankTooLow => ErrorCode::RankTooLow,
            OfficeError::LastOwner => ErrorCode::LastOwner,
            OfficeError::Unsent => ErrorCode::SyncIncomplete,
            OfficeError::Removed => ErrorCode::RemovedFromOffice,
            OfficeError::Twin => ErrorCode::Twin,
            OfficeError::NewerOffice => ErrorCode::NewerOffice,
            OfficeError::NoMember => return not_found("member"),
            OfficeError::NoFolder => return not_found("folder"),
            OfficeError::NoRequest => return not_found("request"),
            OfficeError::InviteExpired => ErrorCode::InviteExpired,
            OfficeError::InviteUsed => ErrorCode::InviteUsed,
            OfficeError::InviteCancelled => ErrorCode::InviteCancelled,
            OfficeError::WrongDigits => ErrorCode::WrongDigits,
            OfficeError::RequestDropped => ErrorCode::RequestDropped,
            OfficeError::LogFull => ErrorCode::LogFull,
            OfficeError::NoMemory => ErrorCode::KdfNoMemory,
            OfficeError::NoRandomness => ErrorCode::NoRandomness,
            OfficeError::Form(_) => ErrorCode::BadValue,
        };
        Self::new(error)
    }
}

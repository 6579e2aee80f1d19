//! Where an office lives, as a person says it.

use keyrack_app::StorePlace;
use serde::Deserialize;

use crate::controller::bad_value;
use crate::typed::Typed;
use crate::views::Failure;

/// Where an office lives, as a person says it.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "in", rename_all = "snake_case", deny_unknown_fields)]
pub enum StoreWish {
    /// A folder that all computers of the office see: a share, or one that a program keeps in step.
    Folder {
        /// Where it is.
        path: String,
    },
    /// A WebDAV server, such as Nextcloud.
    Web {
        /// `https://…`.
        address: String,
        /// The name to sign in with; may be empty.
        user: String,
        /// The password; may be empty.
        #[cfg_attr(test, ts(type = "string"))]
        password: Typed,
    },
    /// A bucket of an S3 service.
    S3 {
        /// The service, as `https://…`; empty for Amazon's.
        endpoint: String,
        /// The region; may be empty.
        region: String,
        /// The bucket, and a folder in it after a slash.
        bucket: String,
        /// The access key's id.
        key: String,
        /// The access key's secret.
        #[cfg_attr(test, ts(type = "string"))]
        secret: Typed,
    },
}

impl StoreWish {
    /// The place that is meant.
    pub(super) fn place(&self) -> Result<StorePlace, Failure> {
        Err(bad_value("store"))
    }
}

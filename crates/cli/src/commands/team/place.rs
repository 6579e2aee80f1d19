//! Where an office lives, as options say it.

use std::path::PathBuf;

use clap::Args;
use keyrack_app::{Result, StorePlace};

use crate::context::Context;

/// A store.
#[derive(Debug, Args)]
#[group(skip)]
pub struct Place {
    /// The store of the office: file:///…, https://… (WebDAV) or s3://…
    #[arg(long, value_name = "URL")]
    store: String,
    /// Read what opens the store from a file: lines with `user = …` and `password = …`, or `access_key = …` and `secret_key = …`
    #[arg(long, value_name = "FILE")]
    store_credentials_file: Option<PathBuf>,
}

impl Place {
    /// Reads the credentials.
    ///
    /// # Errors
    /// Why their file cannot be read.
    pub fn read(&self, context: &Context<'_>) -> Result<StorePlace> {
        let file = self.store_credentials_file.as_deref();
        Ok(StorePlace {
            address: self.store.clone(),
            credentials: file.map(|file| context.input.text(file)).transpose()?,
        })
    }

    /// The address as it was given.
    pub fn address(&self) -> &str {
        &self.store
    }
}

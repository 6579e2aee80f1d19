//! What the fuzz targets of the importers share.

#![forbid(unsafe_code)]

use std::ops::ControlFlow;

use keyrack_exchange::{File, Format, ImportError, Work};

/// Reads bytes as a format, without a password, and with one up to the moment when a key would be derived from it.
pub fn import(format: &str, bytes: &[u8]) {
    let Ok(format) = format.parse::<Format>() else {
        return;
    };
    let file = File { name: "", bytes };
    for password in [None, Some("password")] {
        let mut watch = |_| ControlFlow::Break(());
        let mut work = Work::default().watched(&mut watch);
        let import = keyrack_exchange::read(&[file], Some(format), password, &mut work);
        assert!(password.is_some() || !matches!(import, Err(ImportError::PasswordWrong)));
    }
}

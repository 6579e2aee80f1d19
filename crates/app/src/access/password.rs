//! Passwords, and what it costs to try one.

use keyrack_seal::{Costs, Kdf, slot::MAX_PASSWORD};

use crate::{Error, ErrorCode, Result};

/// Refuses passwords that no one means.
pub(crate) fn check_password(password: &str) -> Result<()> {
    if password.is_empty() || password.len() > MAX_PASSWORD {
        return Err(Error::new(ErrorCode::BadPassword).with("longest", MAX_PASSWORD));
    }
    Ok(())
}

/// The costs of a new way in: what was asked for, else what this computer takes for about 0.7 s, and never less than
/// those of the way in that opened.
pub(crate) fn costs(asked: Option<Kdf>, opened: Option<Kdf>) -> Result<Costs> {
    let costs = match (asked, opened) {
        (Some(asked), _) => asked.for_writing()?,
        (None, Some(_)) => Costs::FLOOR,
        (None, None) => measured_kdf().for_writing()?,
    };
    Ok(opened.map_or(Ok(costs), |opened| costs.at_least(opened))?)
}

/// Costs that take this computer about 0.7 s.
pub(crate) fn measured_kdf() -> Kdf {
    Kdf::calibrate(std::time::Duration::from_millis(700), |kdf| {
        let begin = std::time::Instant::now();
        let _ = kdf.derive(b"calibration", &[0; 16]);
        begin.elapsed()
    })
}

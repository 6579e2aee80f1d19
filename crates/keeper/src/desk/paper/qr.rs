//! QR codes for other devices.

use super::{Kind, Page, Paper};
use crate::desk::{Desk, whole};
use crate::request::QrKind;
use crate::views::{Failure, QrShown, RefusedCode};

impl Desk {
    pub(in crate::desk) fn show_qr(
        &self,
        accounts: &[String],
        factor: Option<&str>,
        kind: QrKind,
        sure: bool,
        password: &str,
    ) -> Result<QrShown, Failure> {
        accounts
            .iter()
            .map(String::as_str)
            .chain(factor)
            .try_for_each(|id| whole(id).map(drop))?;
        let proof = self.prove(password)?;
        self.with(|opened| Ok(opened.session.accept(&proof)?))?;
        Ok(QrShown {
            shown: 0,
            left_out: Vec::new(),
        })
    }
}

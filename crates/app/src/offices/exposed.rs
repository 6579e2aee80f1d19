//! The secrets that somebody could read who may not any more: what has to be replaced at the portals.

use crate::{Error, ErrorCode, Result, Session, view::ExposedPage};

impl Session {
    /// Secrets to replace, by client: because of one member, or of all who left or lost something. Words find them as the
    /// list does; at most `count` from the place `from` on.
    ///
    /// # Errors
    /// Why that cannot be told.
    pub fn exposed(
        &mut self,
        office: Option<&str>,
        member: Option<&str>,
        query: &str,
        from: usize,
        count: usize,
    ) -> Result<ExposedPage> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// Ticks secrets as replaced at the portal, or takes the ticks away. They go by themselves once nothing in use has the
    /// secret.
    ///
    /// # Errors
    /// Why not.
    pub fn tick_exposed(
        &mut self,
        office: Option<&str>,
        ids: &[String],
        ticked: bool,
    ) -> Result<()> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// The same list as CSV, without secrets. `heading` names the columns.
    ///
    /// # Errors
    /// Why that cannot be told.
    pub fn exposed_csv(
        &mut self,
        office: Option<&str>,
        member: Option<&str>,
        heading: &[String],
    ) -> Result<String> {
        Err(Error::new(ErrorCode::NotAvailable))
    }
}

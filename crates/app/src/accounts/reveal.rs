//! The secrets of an account, for whoever asks to see them.

use keyrack_otp::otpauth;
use keyrack_vault::Record;

use super::views::view;
use crate::{
    Result, Session,
    origins::Action,
    view::{RevealedAccount, RevealedCode, RevealedFactor, RevealedRecovery, SecretState},
};

impl Session {
    /// As [`Session::show`], with the secrets. For a person who asked to see them.
    ///
    /// # Errors
    /// [`ErrorCode::PinNotEnough`], [`ErrorCode::NotFound`] or [`ErrorCode::Ambiguous`].
    pub fn reveal(&mut self, id: &str) -> Result<RevealedAccount> {
        self.may(Action::Reveal, [])?;
        let id = self.resolve(id)?;
        let account = self.account(id)?;
        self.may(Action::Reveal, [*account.folder.get()])?;
        let mut secrets = Vec::new();
        for factor in account.factors.live() {
            let current = factor.versions.current().map(|(stamp, _)| stamp);
            let in_force: Vec<_> = factor.versions.in_force().map(|(stamp, _)| stamp).collect();
            for (stamp, version) in factor.versions.known() {
                let Some(otp) = version.otp() else { continue };
                let state = match () {
                    () if Some(stamp) == current => SecretState::Current,
                    () if in_force.contains(&stamp) => SecretState::Rival,
                    () => SecretState::Replaced,
                };
                let uri = otpauth::Uri {
                    otp: otp.clone(),
                    issuer: account.issuer.get().clone(),
                    label: account.label.get().clone(),
                    counter: version.counter_in_use(),
                    extra: Vec::new(),
                    notices: Vec::new(),
                };
                secrets.push(RevealedFactor {
                    factor: factor.id().to_string(),
                    state,
                    secret: otp.secret().to_base32().to_string(),
                    uri: uri.write().to_string(),
                });
            }
        }
        let recovery_values = account
            .recovery
            .live()
            .map(|item| RevealedRecovery {
                id: item.id().to_string(),
                value: item.value.get().reveal().to_owned(),
                codes: item
                    .backup_codes()
                    .map(|(number, text, used)| RevealedCode {
                        number,
                        text: text.to_owned(),
                        used,
                    })
                    .collect(),
            })
            .collect();
        Ok(RevealedAccount {
            account: view(self.vault(), account),
            secrets,
            recovery_values,
        })
    }
}

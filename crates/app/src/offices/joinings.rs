//! Offices that this person asked to join, and is not in yet.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use keyrack_team::ids::DeviceId;

use super::{
    files::{Mark, OfficeFiles},
    place::OpenStore,
};
use crate::{Result, view::JoiningView};

/// Those that are known, by the folder that holds them: the digits take long to work out.
#[derive(Default)]
pub(crate) struct Joinings(pub(super) BTreeMap<PathBuf, Joining>);

/// One of them.
pub(super) struct Joining {
    pub(super) mark: Mark,
    pub(super) device: DeviceId,
    pub(super) files: OfficeFiles,
    pub(super) view: JoiningView,
    pub(super) store: Option<Arc<OpenStore>>,
}

impl Joinings {
    /// How it stood when somebody last looked.
    pub(super) fn get(&self, device: DeviceId) -> Option<&JoiningView> {
        let mut all = self.0.values();
        all.find(|it| it.device == device).map(|it| &it.view)
    }

    /// Notes how it stands.
    pub(super) fn note(&mut self, device: DeviceId, view: &JoiningView) {
        let mut all = self.0.values_mut();
        if let Some(joining) = all.find(|it| it.device == device) {
            joining.view = view.clone();
        }
    }

    /// Forgets one.
    pub(super) fn remove(&mut self, device: DeviceId) {
        self.0.retain(|_, it| it.device != device);
    }

    /// That of an office, by id.
    pub(super) fn of(&mut self, office: &str) -> Option<&mut Joining> {
        self.0.values_mut().find(|it| it.view.office.id == office)
    }
}

impl Joining {
    /// The store. Nothing is asked of it yet.
    pub(super) fn store(&mut self) -> Result<Arc<OpenStore>> {
        if let Some(store) = &self.store {
            return Ok(store.clone());
        }
        let store = Arc::new(self.files.place()?.open(false)?);
        self.store = Some(store.clone());
        Ok(store)
    }
}

impl std::fmt::Debug for Joinings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Joinings").field(&self.0.len()).finish()
    }
}

//! Files of the store, kept on this computer as they are.

use std::{path::PathBuf, sync::Arc};

use keyrack_team::sync::Cache;
use keyrack_vault::disk::Disk;

/// The largest file that is read, in bytes.
const MAX: usize = 8 << 20;

/// A folder with files of the store. Their names say what they hold, so that half a file is found out, and what cannot be
/// kept is read from the store again: nothing in here needs to be durable.
pub(crate) struct DiskCache {
    disk: Arc<dyn Disk>,
    folder: PathBuf,
}

impl DiskCache {
    pub const fn new(disk: Arc<dyn Disk>, folder: PathBuf) -> Self {
        Self { disk, folder }
    }

    fn path(&self, name: &str) -> Option<PathBuf> {
        let is_name = name
            .bytes()
            .all(|it| matches!(it, b'a'..=b'z' | b'0'..=b'9' | b'.'));
        (is_name && !name.starts_with('.')).then(|| self.folder.join(name))
    }
}

impl Cache for DiskCache {
    fn get(&self, name: &str) -> Option<Vec<u8>> {
        self.disk.read(&self.path(name)?, MAX).ok()
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        if let Some(path) = self.path(name) {
            let _ = self.disk.remove(&path);
            let _ = self
                .disk
                .make_folder(&self.folder)
                .and_then(|()| self.disk.create(&path, bytes));
        }
    }

    fn remove(&self, name: &str) {
        if let Some(path) = self.path(name) {
            let _ = self.disk.remove(&path);
        }
    }

    fn names(&self) -> Vec<String> {
        let files = self.disk.list(&self.folder).unwrap_or_default();
        files.into_iter().map(|it| it.name).collect()
    }
}

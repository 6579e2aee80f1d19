//! Files of the store, kept on this computer as they are.

use std::{
    path::PathBuf,
    process,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use keyrack_team::sync::Cache;
use keyrack_vault::disk::Disk;

/// The largest file that is read, in bytes.
const MAX: usize = 8 << 20;

/// A folder with files of the store. Their names say what they hold, so that half a file is found out, and what cannot be
/// kept is read from the store again: nothing in here needs to be durable.
#[derive(Clone)]
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
        // Another process may read it meanwhile, or put the same.
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let beside = format!("{name}.{}.{count}.tmp", process::id());
        if let (Some(path), Some(beside)) = (self.path(name), self.path(&beside)) {
            let written = self
                .disk
                .make_folder(&self.folder)
                .and_then(|()| self.disk.create(&beside, bytes))
                .and_then(|()| self.disk.rename(&beside, &path));
            if written.is_err() {
                let _ = self.disk.remove(&beside);
            }
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

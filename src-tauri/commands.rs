//! What the window may ask for. Each command reads its arguments, lets [`Shell`] do the work off the thread of the
//! window, and hands back a view.

use std::path::PathBuf;
use std::sync::Arc;

use serde::Deserialize;
use tauri::path::BaseDirectory;
use tauri::{AppHandle, Manager, Runtime, State};
use zeroize::Zeroizing;

use crate::shell::Shell;
use crate::views::{self, Copied, Failure, Page};

type Answer<T> = Result<T, Failure>;

/// The file of the recovery key that is proposed, under the user's home.
const RECOVERY_FILE: &str = "keyrack-recovery-key.txt";

/// How things stand with the vault.
#[tauri::command]
pub async fn state<R: Runtime>(
    app: AppHandle<R>,
    shell: State<'_, Arc<Shell>>,
) -> Answer<views::State> {
    let recovery_file = in_home(&app, RECOVERY_FILE);
    work(&shell, move |shell| shell.state(&recovery_file)).await
}

/// Makes the vault, opens it, and saves its recovery key; a path that is not absolute lies under the user's home.
#[tauri::command]
pub async fn create<R: Runtime>(
    app: AppHandle<R>,
    shell: State<'_, Arc<Shell>>,
    password: Password,
    recovery_file: String,
    note: String,
) -> Answer<views::State> {
    let recovery_file = in_home(&app, &recovery_file);
    work(&shell, move |shell| {
        shell.create(&password.0, &recovery_file, &note)
    })
    .await
}

/// Opens the vault.
#[tauri::command]
pub async fn unlock(shell: State<'_, Arc<Shell>>, password: Password) -> Answer<views::State> {
    work(&shell, move |shell| shell.unlock(password.0)).await
}

/// Locks the vault and clears the clipboard.
#[tauri::command]
pub async fn lock<R: Runtime>(
    app: AppHandle<R>,
    shell: State<'_, Arc<Shell>>,
) -> Answer<views::State> {
    let recovery_file = in_home(&app, RECOVERY_FILE);
    work(&shell, move |shell| {
        shell.lock()?;
        shell.state(&recovery_file)
    })
    .await
}

/// The accounts that match a query, a page at a time.
#[tauri::command]
pub async fn list(
    shell: State<'_, Arc<Shell>>,
    query: String,
    from: usize,
    count: usize,
) -> Answer<Page> {
    work(&shell, move |shell| shell.list(query, from, count)).await
}

/// Puts the code of a factor on the clipboard for a while.
#[tauri::command]
pub async fn copy(shell: State<'_, Arc<Shell>>, factor: String) -> Answer<Copied> {
    work(&shell, move |shell| shell.copy(&factor)).await
}

/// A password on its way in. It has no way out.
#[derive(Deserialize)]
#[serde(from = "String")]
pub struct Password(Zeroizing<String>);

impl From<String> for Password {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

/// Does `task` where the disk and the key derivation keep neither the window nor other commands waiting.
async fn work<T: Send + 'static>(
    shell: &State<'_, Arc<Shell>>,
    task: impl FnOnce(&Shell) -> Answer<T> + Send + 'static,
) -> Answer<T> {
    let shell = Arc::clone(shell);
    let done = tauri::async_runtime::spawn_blocking(move || task(&shell)).await;
    done.unwrap_or_else(|_| Err(Failure::new("unexpected")))
}

/// `path` under the user's home, unless it is absolute.
fn in_home<R: Runtime>(app: &AppHandle<R>, path: &str) -> PathBuf {
    let home = app
        .path()
        .resolve("", BaseDirectory::Home)
        .unwrap_or_default();
    home.join(path)
}

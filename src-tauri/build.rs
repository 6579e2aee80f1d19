//! Reads `tauri.conf.json` and takes what the window may call from `permissions.toml`.

use tauri_build::{AppManifest, Attributes};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let manifest = AppManifest::new().permissions_path_pattern("./src-tauri/permissions.toml");
    tauri_build::try_build(Attributes::new().app_manifest(manifest))?;
    Ok(())
}

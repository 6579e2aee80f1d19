//! Draws the emergency kit and a sheet of revealed secrets into a directory, to be looked at.

#[path = "../tests/kits/mod.rs"]
mod kits;

use std::path::Path;

use keyrack_paper::{Code, Look, Sheet};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let directory = std::env::args().nth(1).ok_or("give a directory")?;
    let directory = Path::new(&directory);
    for words in [kits::ENGLISH, kits::HUNGARIAN] {
        draw(
            directory,
            &format!("kit-{}", words.language),
            words.title,
            &kits::kit(&words, kits::KEY),
        )?;
    }
    draw(directory, "account", "Kovács Bt.", &account())
}

fn draw(
    directory: &Path,
    name: &str,
    title: &str,
    sheet: &Sheet,
) -> Result<(), Box<dyn std::error::Error>> {
    for (look, dress) in [(Look::Light, "light"), (Look::Dark, "dark")] {
        let picture = sheet.draw(640, 2.0, look)?;
        std::fs::write(directory.join(format!("{name}-{dress}.png")), &*picture.png)?;
    }
    std::fs::write(
        directory.join(format!("{name}.pdf")),
        &*sheet.pdf(title, "en")?,
    )?;
    Ok(())
}

fn account() -> Sheet {
    let codes = [
        "4821-9935",
        "7710-2046",
        "0938-5512",
        "6604-1187",
        "2259-7401",
        "9013-3368",
    ];
    let codes = codes.map(|text| Code { text, used: false });
    let codes: Vec<Code<'_>> = codes
        .into_iter()
        .enumerate()
        .map(|(i, code)| Code {
            used: i < 2,
            ..code
        })
        .collect();
    Sheet::new()
        .title("Kovács és Társai Könyvelő Bt.")
        .text("Ügyfélkapu+ · Balie")
        .rule()
        .field("Account", "kovacs.bt@example.hu")
        .secret(
            "Key",
            "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
        )
        .secret("Deletion code", "TK-0O1lI-8B5S-2Z")
        .heading("Backup codes")
        .codes(&codes)
}

//! The emergency kit in two languages, as the program would make it.

use keyrack_paper::Sheet;

/// A key of nobody: the right alphabet and length, without a checksum.
pub const KEY: &str = "AGE-SECRET-KEY-1QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2TVDW0S3JN54KHCE";

const PREFIX: &str = "AGE-SECRET-KEY-1";

/// The words of a kit.
pub struct Words {
    pub language: &'static str,
    pub title: &'static str,
    what: &'static str,
    date: [&'static str; 2],
    computer: [&'static str; 2],
    folder: [&'static str; 2],
    key: &'static str,
    how: &'static str,
    copy: &'static str,
    without: &'static str,
    without_how: &'static str,
    hand: &'static str,
    hint: &'static str,
    keeper: &'static str,
    place: &'static str,
}

pub const ENGLISH: Words = Words {
    language: "en",
    title: "Keyrack emergency kit",
    what: "This sheet opens your codes when the password is forgotten or the computer is gone. Whoever holds it can open \
           them too: keep it where you keep deeds and passports, not beside the computer.",
    date: ["Made on", "22 November 2026"],
    computer: ["Computer", "RECEPTION-2"],
    folder: ["Folder of the vault", r"C:\Users\Anna\Documents\Keyrack"],
    key: "Recovery key",
    how: "On the lock screen choose “Open with the recovery key” and type the groups in order. Dashes, spaces and small \
          letters are fine.",
    copy: "The same key in one piece, to copy into a file:",
    without: "Without Keyrack",
    without_how: "The vault is an ordinary age file. Save the key as key.txt beside it, and the free program age \
                  (age-encryption.org) opens it on any computer:",
    hand: "By hand",
    hint: "Password hint",
    keeper: "Who keeps this sheet",
    place: "Never write the password itself here.",
};

pub const HUNGARIAN: Words = Words {
    language: "hu",
    title: "Keyrack vészhelyzeti lap",
    what: "Ez a lap akkor is megnyitja a kódjait, ha elfelejtette a jelszót, vagy odaveszett a számítógép. Más is megnyithatja \
           vele: tartsa ott, ahol az okiratokat és az útlevelet, ne a gép mellett.",
    date: ["Készült", "2026. november 22."],
    computer: ["Számítógép", "RECEPCIÓ-2"],
    folder: ["A széf mappája", r"C:\Users\Őry Hűség\Dokumentumok\Keyrack"],
    key: "Helyreállítási kulcs",
    how: "A zárolt képernyőn válassza a „Megnyitás helyreállítási kulccsal” pontot, és írja be sorban a csoportokat. A \
          kötőjel, a szóköz és a kisbetű nem számít.",
    copy: "Ugyanez a kulcs egyben, fájlba másoláshoz:",
    without: "Keyrack nélkül",
    without_how: "A széf közönséges age-fájl. Mentse mellé a kulcsot key.txt néven, és az ingyenes age program \
                  (age-encryption.org) bármely gépen megnyitja:",
    hand: "Kézzel kitöltendő",
    hint: "Jelszó-emlékeztető",
    keeper: "Ki őrzi ezt a lapot",
    place: "Magát a jelszót soha ne írja ide.",
};

/// The kit that holds `key`.
pub fn kit(words: &Words, key: &str) -> Sheet {
    let groups = key.strip_prefix(PREFIX).unwrap_or(key);
    Sheet::new()
        .title(words.title)
        .text(words.what)
        .rule()
        .field(words.date[0], words.date[1])
        .field(words.computer[0], words.computer[1])
        .field(words.folder[0], words.folder[1])
        .heading(words.key)
        .text(words.how)
        .groups(PREFIX, groups, 5)
        .note(words.copy)
        .line(key)
        .heading(words.without)
        .text(words.without_how)
        .line("age -d -i key.txt vault.age")
        .heading(words.hand)
        .note(words.place)
        .blank(words.hint)
        .blank(words.keeper)
}

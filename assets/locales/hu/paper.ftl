# Papírlapok: a vészhelyzeti lap és egy fiók titkai.

paper-kit-title = Keyrack vészhelyzeti lap
paper-kit-what = Ez a lap akkor is megnyitja a kódjait, ha elfelejtette a jelszót, vagy odaveszett a számítógép. Más is megnyithatja vele: tartsa ott, ahol az okiratokat és az útlevelet, ne a gép mellett.
paper-kit-date = Készült
paper-kit-folder = A széf mappája
paper-kit-key = Helyreállítási kulcs
paper-kit-how = A zárolt képernyőn válassza a „Használja a helyreállítási kulcsot” pontot, és írja be sorban a csoportokat. A kötőjel, a szóköz és a kisbetű nem számít.
paper-kit-line = Ugyanez a kulcs egyben, fájlba másoláshoz:
paper-kit-without = Keyrack nélkül
paper-kit-without-how = A széf közönséges age-fájl. Mentse mellé a kulcsot key.txt néven, és az ingyenes age program (age-encryption.org) bármely gépen megnyitja:
paper-kit-by-hand = Kézzel kitöltendő
paper-kit-never = Magát a jelszót soha ne írja ide.
paper-kit-hint = Jelszó-emlékeztető
paper-kit-keeper = Ki őrzi ezt a lapot

paper-area-hint = Rajzoljon téglalapot a QR-kód köré. Mégse: Esc.

paper-secrets-title = Keyrack-titkok
paper-secret-current = Kulcs
paper-secret-rival = Másik, egyszerre beállított kulcs
paper-secret-replaced = Korábbi kulcs
paper-secret-of-current = Kulcs – { $desk }
paper-secret-of-rival = Másik, egyszerre beállított kulcs – { $desk }
paper-secret-of-replaced = Korábbi kulcs – { $desk }
paper-recovery-deletion-code = Törlőkód
paper-recovery-backup-codes = Tartalékkódok
paper-recovery-phone = Telefon

paper-qr-title = Keyrack QR-kódok
paper-qr-how = Olvassa be a kódot a telefon hitelesítő alkalmazásával. Aki beolvassa, ugyanilyen kódokat készíthet.

paper-transfer-title = Google Authenticator
paper-transfer-part = { $part }. QR-kód, összesen { $of }
paper-transfer-how = A telefonon válassza a „Fiókok átvitele”, majd a „Fiókok importálása” pontot, és olvassa be egymás után a kódokat. Aki beolvassa őket, ugyanilyen kódokat készíthet.

paper-sheet-title = QR-kódok
paper-sheet-what = Aki erről a lapról beolvas egy kódot, ugyanilyen kódokat készíthet. Tartsa ott, ahol az okiratokat és az útlevelet.

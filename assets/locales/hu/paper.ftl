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

paper-office-sheet-title = Irodai kulcslap
paper-office-sheet-what = Ez a lap az iroda minden mappáját kinyitja, és tulajdonossá teszi azt, aki használja. Arra a napra való, amikor egyik tulajdonos számítógépe sincs már meg. A napi munkához senkinek sem kell.
paper-office-sheet-office = Iroda
paper-office-sheet-which = Lap
paper-office-sheet-of = { $number }. lap, összesen { $count }
paper-office-sheet-date = Készült
paper-office-sheet-key = A kulcs
paper-office-sheet-how = Az irodába visszatérve telepítse a Keyracket, adja meg a tárhelyet, és olvassa be a kódot, vagy írja be sorban a csoportokat. A kötőjel, a szóköz és a kisbetű nem számít.
paper-office-sheet-keep = Hol tartsa
paper-office-sheet-where = Széfben, közjegyzőnél vagy bankban. Egy lapot tartson az irodán kívül, hogy egy tűzeset ne vigyen el mindent. Ne fényképezze le, és ne hagyjon róla fájlt a számítógépen.
paper-office-sheet-without = A Keyrack ablaka nélkül ez a parancs készít fájlt a lapból, amellyel az ingyenes age program (age-encryption.org) kinyitja a tárhelyen lévő mappákat:
paper-office-sheet-store = Hol van a tárhely
paper-office-sheet-keeper = Ki őrzi ezt a lapot

paper-invitation-title = Meghívó: { $office }
paper-invitation-how = Az új kolléga gépén nyissa meg a Keyracket, válassza az irodához csatlakozást, és olvassa be képről ezt a kódot, vagy írja be. A Keyrack ekkor tizenkét számjegyet mutat: olvastassa fel magának, és írja be őket a kérelmek között.
paper-invitation-how-device = A másik gépen nyissa meg a Keyracket, válassza az irodához csatlakozást, és olvassa be képről ezt a kódot, vagy írja be. A Keyrack ott ekkor tizenkét számjegyet mutat: írja be őket ezen a gépen, a kérelmek között.
paper-invitation-name = Kinek
paper-invitation-inviter = Kitől
paper-invitation-until = Érvényes
paper-invitation-store = Tárhely
paper-invitation-code = Kód
paper-invitation-nobody = A kód egyszer használható. Másnak ne mutassa meg.
paper-invitation-subject = Meghívó a kódokhoz: { $office }
paper-invitation-paste = Illessze be ide a meghívót: a vágólapon van (Ctrl+V).
paper-invitation-letter =
    Kedves { $name }!

    { $inviter } meghívja Önt a Keyrackben ebbe az irodába: „{ $office }”. Itt tartjuk a belépési kódjainkat. A meghívó eddig érvényes: { $until }.

    1. Telepítse a Keyracket, és induláskor válassza a „Csatlakozás az irodához” pontot.
    2. Illessze be oda ezt az egész üzenetet.
    3. A Keyrack tizenkét számjegyet mutat. Hívja fel a meghívót küldő kollégát ({ $inviter }), és olvassa fel neki. Üzenetben ne küldje el.

    Itt van az iroda:
    { $store }

    A meghívó kódja, amely egyszer használható:
    { $code }

    Kérjük, ezt az üzenetet senkinek ne küldje tovább, és törölje, ha már csatlakozott.
paper-invitation-letter-device =
    További számítógép ({ $name }) ebben az irodában: „{ $office }”. A meghívó eddig érvényes: { $until }.

    1. Telepítse a Keyracket azon a gépen, és induláskor válassza a „Csatlakozás az irodához” pontot.
    2. Illessze be oda ezt az egész üzenetet.
    3. A Keyrack ott tizenkét számjegyet mutat. Írja be őket azon a gépen, amelyen ez a meghívó készült ({ $inviter }).

    Itt van az iroda:
    { $store }

    A meghívó kódja, amely egyszer használható:
    { $code }

    Kérjük, ezt az üzenetet senkinek ne küldje tovább, és törölje, ha a gép már csatlakozott.

paper-exposed-title = Lecserélendő titkok
paper-exposed-what = Ezeket olyasvalaki is olvashatta, aki már nem láthatja őket. Ezen az sem változtat, hogy kikerült az irodából: csak az új titok a portálon. Pipálja ki, amit már lecserélt. Ezen a listán nincsenek titkok.
paper-exposed-office = Iroda
paper-exposed-date = Állapot
paper-exposed-client = Ügyfél
paper-exposed-service = Szolgáltatás
paper-exposed-label = Felhasználónév
paper-exposed-desk = Munkahely vagy helyreállítási adat
paper-exposed-people = Ki olvashatta
paper-exposed-until = Eddig
paper-exposed-replaced = Lecserélve
paper-exposed-who = Olvashatta: { $people }; eddig: { $date }
paper-exposed-who-replaced = Olvashatta: { $people }; eddig: { $date }. Lecserélve: { $replaced }
paper-exposed-kind-deletion-code = Törlőkód
paper-exposed-kind-backup-codes = Tartalékkódok
paper-exposed-kind-phone = Telefon
paper-exposed-kind-file = Fájl

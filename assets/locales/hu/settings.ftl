# Beállítások, exportálás és a lapok ablaka.

settings-title = Beállítások
settings-sections = Részek
settings-search = Keresés
settings-none = Nincs ilyen beállítás.
settings-system = A rendszerével egyező

## Biztonság

settings-security = Biztonság
settings-password = Jelszó
settings-password-hint = Ez nyitja a széfet ezen a számítógépen.
settings-password-change = Jelszócsere
settings-password-old = Jelenlegi jelszó
settings-password-new = Új jelszó
settings-password-old-why = Előbb írja be a jelenlegi jelszót.
settings-password-do = Csere
settings-password-changed = A jelszó megváltozott. A régi már nem nyitja a széfet.
settings-kit = Vészhelyzeti lap
settings-kit-hint = Az új lapon új helyreállítási kulcs áll. A megerősítése után a régi lap már nem nyitja a széfet.
settings-kit-make = Új lap készítése
settings-kit-password = Az új helyreállítási kulcs mindent nyit, ezért a Keyrack a jelszót is kéri.
settings-kit-kept = Mostantól az új vészhelyzeti lap érvényes. Semmisítse meg a régit.
settings-idle = Zárolás, ha senki sem dolgozik a gépen
settings-idle-hint = Az utolsó billentyűleütéstől vagy egérmozdulattól számítva.
settings-idle-minutes = { $minutes ->
    [0] Soha
    [one] Egy perc után
   *[other] { $minutes } perc után
}

settings-pin-none = Nincs beállítva PIN. Ha van, néhány számjegy nyitja a széfet ezen a számítógépen.
settings-pin-set = Ezen a számítógépen nyitja a széfet. Újraindítás után és hetente egyszer a jelszó kell.
settings-pin-later = Van beállított PIN. Ismét működik, miután beírta a jelszót a zárolt képernyőn.
settings-pin-asking = A számítógép kulcstartójának ellenőrzése…
settings-pin-remove = Eltávolítás
settings-hidden = Zárolás, ha az ablak nem látszik
settings-hidden-hint = Kis méretben, az értesítési területen vagy másik asztalon.
settings-tray = Az ablak bezárása után a Keyrack az értesítési területen marad
settings-tray-hint = Ott feloldva marad, és ugyanúgy zárol.
settings-tray-why = Ezen az asztalon most nincs értesítési terület, ezért az ablak bezárásával a Keyrack is kilép.
settings-start = A Keyrack indítása bejelentkezéskor
settings-start-hint = Zárolva indul.
settings-start-why = Ezen a számítógépen erre nincs mód.

## Megjelenés és nyelv

settings-looks = Megjelenés és nyelv
settings-theme = Színek
settings-theme-system = Rendszer
settings-theme-light = Világos
settings-theme-dark = Sötét
settings-zoom = Méret
settings-zoom-hint = Az ablakok minden szövegére és képére érvényes.
settings-zoom-percent = { $percent }%

## Vágólap és képernyő

settings-screen = Vágólap és képernyő
settings-clear = A kimásolt kód törlése a vágólapról
settings-clear-hint = Csak ha a kód még ott van. Zároláskor azonnal törlődik.
settings-clear-seconds = { $seconds ->
    [one] Egy másodperc után
   *[other] { $seconds } másodperc után
}
settings-ask = Kérdés ügyfélváltáskor
settings-ask-hint = Ha tíz másodpercen belül egy másik ügyfél kódja kerülne a vágólapra.
settings-hide = A kódok elrejtése
settings-hide-hint = A kód csak abban a sorban látszik, amelyre mutat, vagy amelyet kijelölt.

settings-protect = A kódok ne kerüljenek képernyőképre
settings-protect-hint = Képernyőfelvételen és megosztott képernyőn az ablakok üresek. A távoli segítség idejére kikapcsol.
settings-protect-why = Ezen a rendszeren egy program sem rejtheti el az ablakait: aki a képernyőt rögzíti vagy megosztja, a kódokat is látja.

## Biztonsági mentés

settings-backup = Biztonsági mentés
settings-backup-folder = A mentések mappája
settings-backup-folder-hint = Még nincs kiválasztva. A legjobb egy pendrive vagy másik lemez.
settings-backup-choose = Választás…
settings-backup-now = Mentés
settings-backup-do = Mentés most
settings-backup-why = Előbb válasszon mappát.
settings-backup-never = Még nincs biztonsági mentés.
settings-backup-last = Az utolsó mentés: { $age }
settings-backup-old = Az utolsó mentés több mint egy hónapos.
settings-backup-done = { $accounts ->
    [one] Elkészült, újra megnyílt, és hibátlan: { $file }. Egy fiók, összevetett kódok: { $codes }.
   *[other] Elkészült, újra megnyílt, és hibátlan: { $file }. { $accounts } fiók, összevetett kódok: { $codes }.
}
settings-export = Exportálás…
settings-export-hint = Fiókok fájlba írása új számítógéphez vagy másik programhoz.

## Segítség

settings-help = Segítség
settings-support-hint = Elrejti a kódokat és titkokat, amíg valaki segít és látja a képernyőjét.
settings-support-start = Indítás…
settings-support-done = Mi történt

## Névjegy

settings-about = Névjegy
settings-version = Változat
settings-version-text = Keyrack { $version }
settings-vault = A széf mappája
settings-licence = Licenc
settings-licence-text = Szabad szoftver; választása szerint az MIT vagy az Apache 2.0 licenc érvényes.

## Exportálás

export-title = Exportálás
export-title-for = Exportálás ide: { $program }
export-scope = Mely fiókok
export-scope-all = Mind
export-scope-client = Egy ügyfél
export-scope-selected = { $count ->
   *[other] A kijelölt { $count }
}
export-client-why = Előbb válasszon ügyfelet.
export-purpose = Mire kell
export-best = Ajánlott
export-computer = Új számítógéphez
export-computer-text = Titkosított fájl a Keyracknek, minden benne van
export-program = Másik hitelesítőhöz
export-program-text = Fájl, amelyet a másik program importálni tud
export-program-which = Melyik program
export-transfer = A Google Authenticatorhoz
export-transfer-text = A telefonnal beolvasható QR-kódok
export-sheet = Nyomtatáshoz
export-sheet-text = Lap, fiókonként egy QR-kóddal
export-text = Nyílt szövegként
export-text-text = Táblázathoz, vagy olyan programhoz, amely mást nem olvas
export-text-which = Milyen formátum
export-text-csv = Táblázat (CSV)
export-text-otpauth = Hivatkozások listája (otpauth)
export-text-google = A Google Authenticator átviteli kódjai szövegként
export-text-json = Minden, JSON-ként
export-losses = Amit ez nem tud tárolni: { $program }
export-losses-none = { $program }: mindent tárolni tud.
export-losses-own = A fájlban minden benne van, ami a széfben.
export-losses-kept = A széfben minden megmarad.
export-loss-more = { $count ->
   *[other] { $list } és még { $count }
}
export-loss-other = Kimarad valami, amit a másik program nem tud tárolni.
export-seal = A fájl védelme jelszóval
export-seal-hint = Importáláskor ezt kéri: { $program }.
export-plain-warning = Akihez ez a fájl eljut, mindegyik kódot elő tudja állítani. Törölje, amint már nincs rá szüksége.
export-file-password = A fájl jelszava
export-file-password-why = Előbb írja be kétszer a fájl jelszavát.
export-password = A széf jelszava
export-password-why = Előbb írja be a széf jelszavát.
export-do = Exportálás…
export-done = { $accounts ->
   *[other] { $accounts } fiók van ebben a fájlban: { $file }.
}
export-done-plain = A fájl nincs titkosítva. Törölje, amint már nincs rá szüksége, és ürítse a lomtárat.
export-next-computer = Vigye át a fájlt a másik számítógépre. Az ottani Keyrackben válassza a „Fájl importálása” pontot, és írja be a fájl jelszavát.
export-next-program = Importálja ott: { $program }. Próbáljon ki onnan egy kódot, mielőtt itt bármit törölne.

## A lapok ablaka

paper-kit = Vészhelyzeti lap
paper-secrets = { $name }: titkok
paper-kit-alt = A vészhelyzeti lap a helyreállítási kulccsal, képként. A szövege lejjebb másolható vagy felolvastatható.
paper-secrets-alt = { $name } titkai, képként. Lejjebb másolhatók vagy felolvastathatók.
paper-qr = { $name } QR-kódja
paper-qr-many = QR-kódok telefonhoz
paper-qr-alt = { $name }: QR-kód egy telefon kamerájának. A kulcs lejjebb másolható vagy felolvastatható.
paper-transfer = A Google Authenticatorhoz
paper-transfer-alt = { $page }. QR-kód a { $pages } közül a Google Authenticatorhoz, egy telefon kamerájának.
paper-sheet = QR-lap
paper-sheet-alt = A nyomtatható QR-lap { $page }. oldala a { $pages } közül.
paper-office-sheets = { $name }: irodai kulcslapok
paper-office-sheets-alt = { $name }: { $page }. irodai kulcslap a { $pages } közül, képként. A szövege lejjebb másolható vagy felolvastatható.
paper-invitation = Meghívó: { $name }
paper-invitation-alt = Meghívó ({ $name }) QR-kóddal, képként. A kódja lejjebb másolható vagy felolvastatható.
paper-exposed = Lecserélendő titkok
paper-exposed-alt = A lecserélendő titkok listájának { $page }. oldala a { $pages } közül, kipipálható négyzetekkel.
paper-office-sheet-text = Irodai kulcslap
paper-invitation-text = A meghívó kódja
paper-pages = Oldalak
paper-page = { $page } / { $pages }
paper-page-before = Előző oldal
paper-page-after = Következő oldal
paper-page-first = Ez az első oldal.
paper-page-last = Ez az utolsó oldal.
paper-closes = { $seconds ->
    [one] Egy másodperc múlva bezárul
   *[other] { $seconds } másodperc múlva bezárul
}
paper-save = Mentés PDF-ként
paper-print = Nyomtatás
paper-saved = A lap elmentve. A fájlt ne ezen a számítógépen tartsa.
paper-saved-sheet = A lap elmentve. A fájlt ne ezen a számítógépen tartsa.
paper-items = Ha a kép nem látható
paper-recovery-key = Helyreállítási kulcs
paper-secret = Kulcs
paper-transfer-code = A QR-kódban lévő hivatkozás
paper-deletion-code = Törlőkód
paper-backup-codes = Tartalékkódok
paper-phone = Telefon
paper-copy = Másolás: { $what }
paper-speak = Felolvasás: { $what }
paper-copied = { $seconds ->
    [one] Kimásolva; egy másodperc múlva törlődik a vágólapról.
   *[other] Kimásolva; { $seconds } másodperc múlva törlődik a vágólapról.
}

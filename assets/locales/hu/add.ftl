# Fiókok felvétele.

add-title = Új fiók
add-title-desk = Új munkahely
add-title-replace = Kulcscsere
add-back = Vissza

## Honnan jön a kulcs

add-source-screens = Minden képernyő beolvasása
add-source-screens-text = Megtalálja a képernyőkön látható összes QR-kódot
add-source-area = Téglalap húzása
add-source-area-text = A kód köré, bármely programban és képernyőn
add-sources-ask = Az asztali környezet előbb engedélyt kér. Ez az ablak nyitva marad, ezért húzza el a kód elől.
add-source-paste = Kép vagy kulcs beillesztése
add-source-paste-text = Kimásolt képernyőkép, kép, kulcs vagy hivatkozás
add-source-files = Kép vagy PDF kiválasztása
add-source-files-text = Vagy húzza rá bárhol erre az ablakra
add-source-key = A kulcs begépelése
add-source-key-text = A portálon a kép mellett látható betűk és számok
add-source-import = Fájl importálása
add-source-import-text = Másik hitelesítőből, vagy egy táblázat

scan-why-no-display = A Keyrack itt nem talál képernyőt. Illessze be vagy válassza ki a kód képét.
scan-why-no-portal = Ez az asztal nem engedi, hogy a Keyrack lássa a képernyőt. Készítsen képernyőképet a kódról, és illessze be ide.
scan-why-no-area = Itt nem húzható téglalap. Olvastassa be az összes képernyőt.
scan-why-no-answer = Az asztal nem válaszol. Készítsen képernyőképet a kódról, és illessze be ide.
scan-why-not-permitted = A számítógép beállításaiban engedélyezze a Keyracknek a képernyő rögzítését, vagy illesszen be egy képernyőképet.
scan-why-other = A Keyrack itt nem láthatja a képernyőt. Készítsen képernyőképet a kódról, és illessze be ide.

add-drop = Ide húzza
add-drop-text = QR-kódos képek, más hitelesítők fájljai, táblázatok

add-reading-screen = QR-kódok keresése a képernyőn…
add-reading-clipboard = A vágólap beolvasása…
add-reading-files = QR-kódok keresése a fájlokban…

## A kulcs

add-key = Kulcs vagy hivatkozás
add-key-hint = Ahogy a portál mutatja. A szóköz, a kötőjel és a kisbetű nem számít.
add-key-why = Előbb a kulcsot kell beírni vagy beilleszteni.
add-paste = Beillesztés
add-advanced = Speciális
add-advanced-text = Csak ha a portál kéri. A hivatkozásban ez már benne van.
add-kind = Típus
add-kind-totp = Időalapú
add-kind-hotp = Számlálós
add-kind-steam = Steam
add-digits = Számjegyek
add-algorithm = Algoritmus
add-period = Másodperc kódonként
add-counter = Következő számláló

## Ami a kulcsban van

add-found-totp = { $digits } jegyű kódok, { $period } másodpercenként új
add-found-hotp = { $digits } jegyű, egyszer használható kódok; a következő számláló { $counter }
add-found-steam = { $digits } karakteres Steam-kódok
add-found-algorithm = Algoritmus: { $algorithm }
add-same-secret = Ez a kulcs már a széfben van.
add-same-name = Ilyen nevű fiók már van, de más a kulcsa.
add-same-into = Felvétel ott, új munkahelyként
add-same-anyway = Felvétel külön fiókként

add-found-title = { $count ->
    [0] Még egyetlen kód sincs meg
   *[other] { $count } kód van meg
}
add-all = Mind
add-status-identical = Már a széfben van:
add-status-same-secret = Ugyanaz a kulcs, mint itt:
add-status-same-name = Ugyanez a név, más kulccsal:
add-clients = Ügyfelek
add-clients-one = Egy ügyfél mindnek
add-clients-each = Külön ügyfél
add-client-of = { $name } ügyfele
add-client-own = Saját fiókok
add-many = { $count ->
    [0] Felvétel
   *[other] { $count } fiók felvétele
}
add-many-why = Előbb jelöljön ki legalább egyet.
add-many-none = Már mindegyik a széfben van.

add-parts-read = { $count ->
    [one] { $of } részből ez van meg: { $parts }.
   *[other] { $of } részből ezek vannak meg: { $parts }.
}
add-parts-wanted = { $count ->
    [one] Hátravan: { $parts }. Mutassa meg a telefonon, és olvassa be.
   *[other] Hátravannak: { $parts }. Mutassa meg őket sorban a telefonon, és olvassa be mindegyiket.
}
add-parts-screens = A képernyő újraolvasása
add-parts-area = Téglalap húzása
add-parts-paste = A következő rész beillesztése
add-parts-files = A következő kép kiválasztása

add-unread-picture-unknown = Ilyen képet a Keyrack nem tud olvasni. PNG, JPEG, WebP, BMP vagy GIF kép kell, vagy PDF.
add-unread-picture-too-large = Túl nagy ez a kép. Vágja ki belőle a kódot tartalmazó részt.
add-unread-picture-damaged = Ez a kép sérült vagy hiányos. Mentse újra onnan, ahonnan származik.
add-unread-pdf-damaged = Ez a PDF sérült vagy hiányos. Mentse újra, vagy készítsen képernyőképet az oldalról.
add-unread-pdf-locked = Ez a PDF jelszóval védett. Nyissa meg másik programban, és készítsen képernyőképet az oldalról.
add-unread-pdf-too-long = Ez a PDF túl sok oldalas. Mentse külön a kódot tartalmazó oldalt.
add-unread-other = Nem sikerült beolvasni. Próbálja meg egyedül, vagy használjon másik képet.

add-unusable = Ami nem vehető fel
add-doubtful = { $count ->
    [one] Egy kód kétféleképpen is olvasható, ezért kimaradt. Nagyítsa fel a képernyőn, vagy csak köré húzzon téglalapot.
   *[other] { $count } kód kétféleképpen is olvasható, ezért kimaradtak. Nagyítsa fel őket a képernyőn, vagy egyenként húzzon köréjük téglalapot.
}

add-nothing-title = Nincs mit felvenni
add-nothing-screens = { $count ->
    [one] A képernyőn nincs olvasható QR-kód.
   *[other] A { $count } képernyő egyikén sincs olvasható QR-kód.
}
add-nothing-area = A téglalapban nincs olvasható QR-kód.
add-nothing-clipboard = A beillesztett tartalomban nincs olvasható QR-kód.
add-nothing-files = { $count ->
    [one] A képen nincs olvasható QR-kód.
   *[other] A { $count } kép egyikén sincs olvasható QR-kód.
}
add-tip-drag = Húzzon téglalapot csak a kód köré, egy kis fehér szegéllyel.
add-tip-zoom = Nagyítsa fel az oldalt a böngészőben (Ctrl és +), és semmi se takarja a kódot.
add-tip-original = Az eredetileg kapott képet használja, ne annak fotóját vagy kis előnézetét.
add-tip-whole = Az egész kód legyen rajta, egy kis fehér szegéllyel.
add-tip-text = A legtöbb portál szövegként is megmutatja a kulcsot, gyakran a „nem tudja beolvasni?” alatt. Azt is begépelheti vagy beillesztheti.

add-client = Ügyfél
add-client-hint = Gépelésre keres. Saját fióknál üresen marad.
add-client-new = Új ügyfél jön létre.
add-client-make = Új ügyfél: „{ $name }”
add-service = Szolgáltatás
add-label = Felhasználónév
add-name-why = Előbb adja meg a szolgáltatást vagy a felhasználónevet.
add-desk = Munkahely vagy személy
add-desk-hint = Csak ha többen használnak egy belépést.
add-replace-text = A régi kulcs megmarad, amíg meg nem erősíti, hogy a portál elfogadja az új egyik kódját. A korábbi biztonsági mentések továbbra is tartalmazzák.

add-add = Felvétel
add-desk-add = A munkahely felvétele
add-replace = Csere

## Az első kód

add-code-title = Felvéve
add-code-title-replaced = Kicserélve
add-code-copy = A kód másolása
add-code-make = Új kód és másolása
add-code-counts = Minden kód egyszer használható, ezért csak szükség esetén készül.
add-code-copied = A kód a vágólapon van.
add-accepted-question = Elfogadta a portál?
add-accepted-yes = Igen, elfogadta
add-accepted-later = Még nem
add-accepted = A portál elfogadta.
add-another = Még egy fiók
add-done = Kész

## Helyreállítás

add-recovery-offer = Törlőkód vagy tartalékkódok mentése
add-recovery-title = Vész esetére
add-recovery-text = Amit a portál arra az esetre adott, ha a kulcs elveszne. Ugyanolyan biztos helyen van, mint a kulcs.
add-recovery-kind = Típus
add-recovery-deletion-code = Törlőkód
add-recovery-backup-codes = Tartalékkódok
add-recovery-phone = Telefon
add-recovery-code = Törlőkód
add-recovery-code-hint = Ezzel kapcsolható ki a kétlépcsős belépés a portálon.
add-recovery-codes = Tartalékkódok
add-recovery-codes-hint = Soronként egy.
add-recovery-number = Telefonszám
add-recovery-whose = Kinek a telefonja
add-recovery-why = Előbb be kell írni.
add-recovery-save = Mentés

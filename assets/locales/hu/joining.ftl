# Iroda létrehozása, csatlakozás, második számítógép, visszatérés az irodai kulcslappal.

step-back = Vissza

## Tizenkét számjegy

digits-box = { $from }–{ $to }. számjegy
digits-read = A számjegyek: { $digits }
digits-why = Előbb írja be mind a tizenkét számjegyet.

## Ki Ön

person-name = Az Ön neve
person-email = Az Ön e-mail-címe (nem kötelező)
person-email-hint = A kollégái mindkettőt látják.
person-why = Előbb írja be a nevét.

## Hol van az iroda

store-kind = Az iroda tárhelye
store-folder = Mappa
store-web = Nextcloud, WebDAV
store-s3 = S3
store-folder-path = Mappa
store-folder-choose = Kiválasztás…
store-folder-hint = Olyan mappa, amelyet az iroda minden számítógépe lát: közös meghajtón, vagy amelyet a OneDrive, a Dropbox vagy a Nextcloud szinkronizál. OneDrive és Dropbox esetén állítsa be rá: „Mindig maradjon ezen az eszközön”.
store-address = A mappa címe
store-address-hint = A Nextcloudban itt találja: Fájlok, Fájlok beállításai, WebDAV. A végére írja oda a mappa nevét.
store-user = Felhasználónév
store-password = Jelszó
store-web-hint = Ha a kiszolgáló kódot is kér a belépéshez, hozzon ott létre alkalmazásjelszót, és azt írja ide.
store-bucket = Tároló (bucket)
store-bucket-hint = Perjel után mappa is állhat benne: tarolo/keyrack
store-endpoint = Szolgáltatás (Amazonnál üres)
store-region = Régió
store-key = Hozzáférési kulcs azonosítója
store-secret = Titkos hozzáférési kulcs
store-s3-hint = A kulcsnak olvasnia, írnia és törölnie kell ebben a tárolóban, másra nem kell jogosítania.
store-known = Az iroda tárhelye
store-elsewhere = Máshol van
store-why-folder = Előbb válassza ki a mappát.
store-why-address = Előbb írja be a címet.
store-why-bucket = Előbb írja be a tárolót.
store-why-key = Előbb írja be a hozzáférési kulcsot.
store-title = Az iroda tárhelye
store-text = Ha a tárhelynek új címe vagy jelszava van, itt adja meg. Ettől semmi sem költözik: az irodának már ott kell lennie.
store-do = Mentés

## Létrehozás

found-title = Iroda létrehozása
found-step-office = Iroda
found-step-store = Tárhely
found-step-sheets = Papír
found-step-done = Kész
found-text = Az irodában a kollégáival közösen használhatja a kódokat. Ön dönti el, ki melyik ügyfelet látja. Amit nem oszt meg, az csak az Öné marad.
found-name = Az iroda neve
found-why-names = Előbb írja be az iroda nevét és a saját nevét.
found-store-text = Olyan tárhelyet válasszon, amelyet az iroda minden számítógépe elér. Oda csak titkosított fájlok kerülnek: aki a tárhelyet karbantartja, nem tudja elolvasni a kódjait.
found-taken = Ezen a tárhelyen már van egy iroda.
found-taken-join = Csatlakozás hozzá
found-do = Az iroda létrehozása
found-done = Elkészült az iroda: { $office }
found-done-text = Már a tárhelyén van. Most megoszthatja az ügyfeleket, és meghívhatja a kollégáit.
found-done-waits = A tárhely most nem érhető el. Amint elérhető lesz, a Keyrack magától mindent odaküld.
found-second = Hívjon meg most egy második tulajdonost: valakit, aki felvehet és eltávolíthat másokat, amikor Ön nem tud.
found-invite = Második tulajdonos meghívása
found-later = Később
office-number-label = Irodaszám
office-number-hint = Ha egy kolléga gépe ugyanezt a számot mutatja, ugyanazt az irodát látják. Minden módosítással változik.

## Irodai kulcslapok

sheets-text = Ha minden tulajdonos számítógépe odavész, csak ez a papír hozza vissza az irodát. Más nem tudja: a Keyrack készítői sem.
sheets-how-many = Hány lap legyen
sheets-count = { $count ->
    [one] Egy lap
   *[other] { $count } lap
}
sheets-where = Két lap a legjobb: egy otthon, egy a közjegyzőnél vagy páncélszekrényben. Akinél egy lap van, az iroda tulajdonosává válhat.
sheets-show = { $count ->
    [one] A lap megjelenítése
   *[other] A { $count } lap megjelenítése
}
sheets-show-again = Megjelenítés újra
sheets-prove = A lapok külön ablakban láthatók. Nyomtassa ki vagy mentse el őket. Utána írjon be mindegyikről két csoportot, hogy biztosan meglegyenek.
sheets-proved = Minden lap megvan. Tegye el őket, mindegyiket máshová.
sheet-number = { $number }. lap
sheet-at-hand = { $number }. lap: megvan
sheet-confirm = Megvan: { $number }. lap
sheet-why = Előbb írja be mindkét csoportot a lapról.
sheet-scan = Fénykép vagy szkennelt lap

## Csatlakozás

join-title = Csatlakozás egy irodához
join-code-title = Illessze be a meghívót
join-code = Meghívó vagy kód
join-code-hint = Az egész üzenet, amelyet kapott, vagy csak a KR1- kezdetű kód.
join-code-why = Előbb illessze be a meghívót.
join-scan-screen = Képernyő beolvasása
join-scan-picture = Kép kiválasztása
join-sheet = Irodai kulcslapom van
join-to = A meghívó rendben van
join-remote = Távoli asztalon mindenki külön számítógépnek számít: ott is csatlakozzon egyszer.
join-ask = Csatlakozás kérése
join-digits-title = Hívja fel, aki meghívta, és olvassa fel neki ezeket a számjegyeket
join-digits-text = Csak élőszóban vagy telefonon mondja el őket: aki levélben látja, Ön helyett léphetne be.
join-waiting = Várakozás arra, hogy beengedjék. Közben dolgozhat, és ezt be is zárhatja; a Keyrack tovább figyel.
join-waiting-away = A Keyrack magától újra próbálja. A kérése nem veszett el.
join-take-back = A kérés visszavonása
join-go-on = Munka folytatása
join-in = Bent van: { $office }
join-in-folders = { $count ->
    [0] Az ügyfelei pillanatokon belül megérkeznek.
    [one] Egy ügyfél vár Önre.
   *[other] { $count } ügyfél vár Önre.
}
join-in-none = Önnel még nem osztottak meg ügyfelet. Előbb egy kollégának meg kell osztania Önnel; utána maguktól megjelennek itt.
join-begin = Kezdés
join-over = Nem engedték be
join-again = Másik meghívó használata

## Visszatérés kulcslappal

recover-title = Visszatérés az irodába
recover-sheet-title = Írjon be egy irodai kulcslapot
recover-where-title = Hol van az iroda, és ki Ön?
recover-text = Ezen a számítógépen az iroda tulajdonosa lesz, és minden ügyfelét látja. Senki másnak nem kell beleegyeznie.
recover-sheet = A lap szövege
recover-sheet-hint = { $typed } / { $of } karakter. A szóköz, a kötőjel, az új sor és a kisbetű nem számít.
recover-why = { $count ->
    [one] Egy karakter hiányzik.
   *[other] { $count } karakter hiányzik.
}
recover-invitation = Meghívóm van
recover-do = Visszatérés
recover-in = Visszatért: { $office }
recover-in-text = Ön az iroda tulajdonosa. Ezen a számítógépen minden megnyílik belőle.
recover-in-next = Tegye vissza a lapot a biztos helyére. Ha a régi számítógépe elveszett vagy ellopták, most távolítsa el az irodából.

## Második számítógép

second-title = Másik számítógép felvétele
second-step-code = Kód
second-step-digits = Számjegyek
second-step-done = Kész
second-text = A másik számítógépe mindent megkap, amit itt lát. Ehhez ettől a géptől kell neki egy kód.
second-there-install = Nyissa meg a Keyracket a másik számítógépen, és válasszon ott jelszót.
second-there-join = Válassza ezt: „Csatlakozás az irodához”.
second-there-code = Illessze be a kódot, vagy olvassa be erről a képernyőről, illetve egy képről.
second-show = A kód megjelenítése
second-copy = A kód másolása
second-copied = A kód a vágólapon van.
second-remote = Távoli asztalon mindenki külön számítógépnek számít.
second-make = Kód készítése
second-go-on = Már mutat számjegyeket
second-waits = Várakozás a másik számítógépre. Amint a kérése megérkezik, ide írhatja be a számjegyeit.
second-why-waits = A másik számítógép kérése még nem érkezett meg.
second-look = Megnézem most
second-digits-text = Írja be a tizenkét számjegyet, amelyet a másik számítógép mutat.
second-which = Melyik számítógép
second-digits = A másik számítógép számjegyei
second-let-in = Beengedés
second-done = A másik számítógépe bent van.
second-done-text = Az ügyfeleit magától lekéri. Ha a kettő közül az egyik elveszik, a másikon távolítsa el az irodából.

## Mi nem sikerült, és mit lehet tenni

window-fix-no-office = Csatlakozzon az irodához meghívóval, vagy hozzon létre egyet.
window-fix-office-exists = Csatlakozzon hozzá meghívóval, vagy válasszon másik, üres tárhelyet.
window-fix-store-address = Másolja ki újra az egész címet. Az eleje https://, és nincs benne sem felhasználónév, sem jelszó.
window-fix-store-unreachable = Ellenőrizze a címet és az internetkapcsolatot. Ha mappa, nézze meg, megnyílik-e a fájlkezelőben. Utána próbálja újra.
window-fix-store-refused = Ellenőrizze a felhasználónevet és a jelszót. Ha a kiszolgáló kódot is kér, hozzon ott létre alkalmazásjelszót.
window-fix-store-read-only = Kérjen írási jogot attól, aki a tárhelyet karbantartja, vagy válasszon másikat.
window-fix-store-full = Szabadítson fel ott helyet, vagy válasszon másikat.
window-fix-not-an-office = Egyeztesse a címet azzal, aki meghívta. Ha mappa, nézze meg, hogy az irodáé-e, és csatlakoztatva van-e.
window-fix-office-gone = Kérdezze meg a kollégáit, áthelyezték vagy törölték-e az irodát. Ami Önnél megvolt belőle, az ezen a számítógépen mind megvan.
window-fix-wrong-code = Másolja ki újra az egész meghívót, és nézze meg, ebbe az irodába szól-e.
window-fix-request-dropped = Kérjen új meghívót.
window-fix-sheet-wrong = Nézze meg, hogy ennek az irodának a lapja-e, és csoportonként vesse össze a papírral, amit beírt.
window-fix-sheet-wrong-back = Jelenítse meg újra a lapokat, és vesse össze a papírral, amit beírt.
window-fix-needs-owner = Kérjen meg egy tulajdonost. Az iroda oldala megmutatja, kik azok.
window-fix-sync-incomplete = Várjon egy kicsit, és próbálja újra. Nélküle is folytathatja.
window-err-office-keys-gone = Az irodának ez új számítógép: nincsenek itt a kulcsai. A saját széfje változatlan, és az irodából semmi sem veszett el.
window-fix-office-keys-gone = Ez történik, ha a széfet másik számítógépre másolták, vagy új a profil a távoli asztalon. Vegye fel a másik számítógépéről, vagy kérjen új meghívót egy tulajdonostól.

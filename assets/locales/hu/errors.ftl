# Mi történt és mi van biztonságban (err-), és mi a teendő (fix-). A nevek a hibakódokéi.

## A széf nem nyílik ki

err-no-vault = Itt nincs széf: { $path }
fix-no-vault = Hozzon létre egyet a „keyrack init” paranccsal, vagy adja meg a mappáját a --vault kapcsolóval.
err-password-needed = Szükség van a széf jelszavára, de itt nincs terminál, amelyen bekérhető.
fix-password-needed = Futtassa a parancsot terminálban, vagy a --password-file kapcsolóval adja meg a fájlt, amelyben a jelszó van.
err-wrong-password = A jelszó hibás.
fix-wrong-password = Próbálja újra; ügyeljen a nagybetűkre és a billentyűzet nyelvére. A helyreállítási kulcs is kinyitja a széfet.
err-wrong-recovery-key = Ez nem ennek a széfnek a helyreállítási kulcsa.
fix-wrong-recovery-key = Ellenőrizze, hogy a legújabb kulcs-e, és nem hiányzik-e belőle karakter.
err-throttled = Túl sok volt a hibás jelszó.
fix-throttled = { $seconds ->
    [one] Egy másodperc múlva próbálja újra. A helyreállítási kulcs azonnal kinyitja a széfet.
   *[other] { $seconds } másodperc múlva próbálja újra. A helyreállítási kulcs azonnal kinyitja a széfet.
}
err-wrong-pin = { $tries ->
    [one] A PIN hibás. Még egyszer próbálható.
   *[other] A PIN hibás. Még { $tries } alkalommal próbálható.
}
fix-wrong-pin = Próbálja újra, vagy használja a jelszót.
err-bad-pin = Ez a PIN nem használható. Semmi sem változott.
fix-bad-pin = Használjon 4–12 számjegyet, ne csupa egyformát és ne sorban következőket.
err-pin-not-set = Ezen a számítógépen nincs beállítva PIN.
fix-pin-not-set = Használja a jelszót.
err-pin-restarted = A számítógép újraindult, ezért egyszer a jelszó kell.
fix-pin-restarted = Írja be a jelszót. Utána a PIN újra működik.
err-pin-week = Hetente egyszer a jelszó kell.
fix-pin-week = Írja be a jelszót. Utána a PIN újra működik.
err-pin-used-up = Túl sok volt a hibás PIN, ezért a PIN megszűnt. A széf változatlan.
fix-pin-used-up = Használja a jelszót, és állítson be új PIN-t.
err-pin-gone = A számítógép kulcstartójában már nincs meg a PIN része. A széf változatlan.
fix-pin-gone = Használja a jelszót, és állítsa be újra a PIN-t.
err-pin-outdated = A jelszó megváltozott, ezért a régi PIN már nem nyitja a széfet.
fix-pin-outdated = Használja az új jelszót, és állítsa be újra a PIN-t.
err-pin-damaged = A PIN fájlja sérült. A széf változatlan.
fix-pin-damaged = Használja a jelszót, és állítsa be újra a PIN-t.
err-pin-not-enough = Ehhez a PIN nem elég: a jelszó kell. Semmi sem változott.
fix-pin-not-enough = Használja a jelszót.
err-keyring-absent = Ezen a számítógépen nincs kulcstartó, ezért PIN nem használható. Minden más működik.
fix-keyring-absent = Használja a jelszót, vagy telepítsen kulcstartót, például GNOME Keyringet vagy KWalletet.
err-keyring-locked = A számítógép kulcstartója zárolva van, ezért a PIN nem használható.
fix-keyring-locked = Oldja fel a kulcstartót, vagy használja a jelszót.
err-keyring-broken = A számítógép kulcstartója nem működik, ezért a PIN nem használható. Semmi sem veszett el.
fix-keyring-broken = Használja a jelszót. A kulcstartón segíthet, ha ki- és újra bejelentkezik.
err-keyring-silent = A számítógép kulcstartója nem válaszol, ezért a PIN nem használható. Semmi sem veszett el.
fix-keyring-silent = Nézze meg, nem vár-e választ Öntől a kulcstartó, vagy használja a jelszót.
err-keyring-off = A kulcstartót a KEYRACK_KEYRING kikapcsolta, ezért PIN nem használható.
fix-keyring-off = Használja a jelszót.
err-ways-in-damaged = Megsérült az a fájl, amely a széf nyitásához kell. A fiókok megvannak.
fix-ways-in-damaged = Nyissa ki a széfet a helyreállítási kulccsal, vagy állítson vissza egy biztonsági mentést: „keyrack restore FÁJL --all”.
err-vault-unreadable = Sem a széf, sem egyetlen megőrzött állapota nem olvasható. Semmi sem törlődött.
fix-vault-unreadable = Állítson vissza egy biztonsági mentést: „keyrack restore FÁJL --all”. Ami most itt van, félretéve megmarad.
err-keys-changed = A jelszót egy másik számítógépen megváltoztatták. Ez a módosítás nincs elmentve.
fix-keys-changed = Futtassa a parancsot újra az új jelszóval.
err-needs-newer = Ezt a széfet a Keyrack egy újabb változata írta. Semmi sem változott.
fix-needs-newer = Frissítse a Keyracket legalább erre: { $needs }.
err-vault-too-large = A széf egyik fájlja nagyobb, mint amekkorát a Keyrack valaha ír. Semmi sem változott.
fix-vault-too-large = Nézze meg, mi van a széf mappájában, vagy állítson vissza egy biztonsági mentést.
err-kdf-too-costly = A fájl több memóriát vagy időt kér, mint amennyit a Keyrack megenged. Semmi sem változott.
fix-kdf-too-costly = Válasszon kisebb értékeket. Ha maga a széf kér ennyit, valaki megváltoztatta: állítson vissza egy biztonsági mentést.
err-kdf-no-memory = Nincs elég memória a széf kinyitásához. Semmi sem változott.
fix-kdf-no-memory = Zárjon be más programokat, vagy nyissa ki a helyreállítási kulccsal, amelyhez kevés is elég.

## A széf létrehozása és módosítása

err-vault-exists = Itt már van széf, és nem változott: { $path }
fix-vault-exists = Válasszon másik mappát a --vault kapcsolóval.
err-bad-password = Ez a jelszó nem használható.
fix-bad-password = 1–{ $longest } bájt hosszú jelszót válasszon.
fix-bad-password-differ = A két jelszó nem egyezik. Írja be kétszer ugyanazt.
err-kdf-too-cheap = Ezekkel az értékekkel túl könnyű volna kitalálni a jelszót.
fix-kdf-too-cheap = A legkevesebb: m=65536,t=3,p=1.
err-new-password-needed = A széfet a helyreállítási kulcs nyitotta ki. Amíg nincs új jelszava, semmi sem menthető.
fix-new-password-needed = Adjon neki új jelszót ugyanezzel a helyreállítási kulccsal: „keyrack password”. Addig is minden megnézhető.
err-ways-in-foreign = Valaki, aki nem tudja kinyitni a széfet, megváltoztatta a nyitásához szükséges fájlt, ezért a széf másolatát talán senki sem tudná kinyitni. A fiókjai változatlanok.
fix-ways-in-foreign = Adjon a széfnek új jelszót („keyrack password”): ezzel a fájl is újra elkészül. Utána próbálja újra.
err-clock-out-of-range = A számítógép órája vagy a széf egyik módosítása olyan időpontot mutat, amelyet széf nem tud feljegyezni. Semmi sem változott.
fix-clock-out-of-range = Állítsa be a helyes dátumot, majd próbálja újra.
err-counter-at-end = Ennek a kódnak a számlálója elérte a határát, ezért több kód nem készíthető. Semmi sem változott.
fix-counter-at-end = Kérjen a portáltól új kulcsot, és cserélje le vele ezt.
err-busy = Egy másik program éppen ír a széfbe. Semmi sem változott.
fix-busy = Próbálja újra egy pillanat múlva.
err-no-randomness = A rendszer nem ad véletlen számokat. Semmi sem íródott ki.
fix-no-randomness = Indítsa újra a számítógépet. Ha ez nem segít, kérdezze meg, aki karbantartja.

## Fájlok

err-disk-full = Megtelt a lemez. A korábban mentett adatok megvannak; ez a módosítás nincs elmentve.
fix-disk-full = Szabadítson fel helyet, és futtassa a parancsot újra.
err-permission-denied = A hozzáférés megtagadva: { $path }
fix-permission-denied = A korábban mentett adatok megvannak. Módosítsa a jogosultságot, vagy válasszon másik helyet.
err-file-not-found = Ez nem létezik: { $path }
fix-file-not-found = Ellenőrizze a nevet és a mappát.
err-file-exists = Ez már megvan, és nem változott: { $path }
fix-file-exists = Válasszon másik nevet. Egyes parancsok a --force kapcsolóval lecserélik a fájlt.
err-vault-file-chosen = Ez a fájl a széfhez tartozik, ezért semmi sem íródott bele.
fix-vault-file-chosen = Válasszon másik nevet vagy mappát.
err-backup-read-back = A lemez mást adott vissza, mint amit rá írtak, ezért ez a mentés nem számít. A régebbiek megvannak: { $path }
fix-backup-read-back = Válasszon másik lemezt a mentéseknek, ezt pedig ellenőriztesse.
err-not-plain = Ez nem közönséges fájl, ezért sem olvasás, sem írás nem történt: { $path }
fix-not-plain = A korábban mentett adatok megvannak. Távolítsa el, vagy tegye a helyére magát a fájlt, és futtassa a parancsot újra.
fix-not-plain-link = Ez egy hivatkozás, és a korábban mentett adatok megvannak. Tegye a helyére magát a fájlt. Ha a széf máshol legyen, a teljes mappájára hivatkozzon, vagy adja meg a --vault kapcsolóval.
err-disk-error = A rendszer nem tudott olvasni vagy írni: { $detail }
fix-disk-error = A korábban mentett adatok megvannak. Ellenőrizze a lemezt vagy a kapcsolatot, és futtassa a parancsot újra.
err-file-too-large = A fájl túl nagy ahhoz, hogy a várt fájl legyen. Semmi sem változott.
fix-file-too-large = Ellenőrizze, hogy a megfelelő fájl-e.

## Fiókok

err-not-found = Nincs találat erre: „{ $query }”.
fix-not-found = A „keyrack list” megmutatja, mi van a széfben.
err-ambiguous = Erre { $count } találat van: „{ $query }”. { $names }
fix-ambiguous = Adjon meg több szót vagy az azonosítót. A „keyrack code --all” minden találat kódját kiírja.
fix-ambiguous-office = Nevezze meg az irodát az --office kapcsolóval. A „keyrack team list” megmutatja a számítógép irodáit.
err-folder-not-empty = { $count ->
    [one] A mappában még van egy fiók. Nem változott.
   *[other] A mappában még { $count } fiók van. Nem változott.
}
fix-folder-not-empty = Előbb helyezze át a fiókokat: „keyrack edit AZONOSÍTÓ folder=NÉV”.
err-bad-value = A „{ $field }” mezőnek nem lehet ez az értéke. Semmi sem változott.
fix-bad-value = Futtassa a parancsot a --help kapcsolóval, hogy lássa, mit fogad el.
fix-bad-value-date = Így írja a dátumot: 2026-12-31.
fix-bad-value-utf8 = A szövegnek UTF-8 kódolásúnak kell lennie.
err-unknown-field = Nincs „{ $field }” mező. Semmi sem változott.
fix-unknown-field = A mezőket a „keyrack edit --help” és a „keyrack folder --help” sorolja fel.
err-bad-secret = Ez nem hitelesítő kulcsa. Semmi sem került be.
fix-bad-secret = Másolja ki újra a kulcsot a portálról: A–Z betűk és 2–7 számjegyek; a szóköz nem számít.
err-bad-uri = Ez nem olyan otpauth-hivatkozás, amelyből kód lesz. Semmi sem került be.
fix-bad-uri = Másolja ki újra az egészet, az otpauth:// elejétől a végéig.
err-no-factor = A fióknak nincs kulcsa, amelyből kód lenne.
fix-no-factor = Vegye fel a „keyrack factor add” paranccsal.

## Importálás, exportálás, biztonsági mentés

err-format-unknown = A Keyrack nem ismeri fel ezt a fájlt. Semmi sem került be.
fix-format-unknown = Az olvasható formátumokat a „keyrack formats” sorolja fel.
err-format-mismatch = A fájl más formátumú. Semmi sem került be.
fix-format-mismatch = Hagyja el a --format kapcsolót, és a különböző formátumú fájlokat egyenként importálja.
err-format-not-written = Ezt a formátumot a Keyrack olvassa, de nem írja.
fix-format-not-written = Az írható formátumokat a „keyrack formats” sorolja fel.
err-format-newer = A fájlt a programja újabb változata írta. Semmi sem került be.
fix-format-newer = Frissítse a Keyracket, vagy exportálja a fájlt más formátumban.
err-file-damaged = A fájl sérült vagy hiányos. Semmi sem került be.
fix-file-damaged = Exportálja vagy másolja át újra.
err-file-encryption = A fájl olyan titkosítású, amelyet a Keyrack nem tud kinyitni. Semmi sem került be.
fix-file-encryption = Exportálja újra titkosítás nélkül, és az importálás után törölje.
err-file-password-needed = A fájlnak saját jelszava van, arra is szükség van.
fix-file-password-needed = A --file-password-file kapcsolóval adja meg a fájlt, amelyben a jelszó van, vagy futtassa a parancsot terminálban.
fix-file-password-needed-export = Az --export-password-file kapcsolóval adja meg a fájlt, amelyben a jelszó van, vagy futtassa a parancsot terminálban.
err-file-password-wrong = A fájl jelszava hibás. Semmi sem került be.
fix-file-password-wrong = Azt a jelszót adja meg, amellyel a fájl készült; ez nem biztos, hogy a széfé.
err-file-openpgp = A fájl OpenPGP-vel van titkosítva. Semmi sem került be.
fix-file-openpgp = Fejtse vissza előbb az OpenPGP-programjával, vagy exportálja újra jelszóval.
err-file-account-restricted = Ezt a fájlt csak az a fiók tudja kinyitni, amelyhez készült. Semmi sem került be.
fix-file-account-restricted = Exportálja újra, és válasszon a fájlnak külön jelszót.
err-file-key-file = A fájlhoz a jelszó kevés: kulcsfájl vagy eszköz is kell. Semmi sem került be.
fix-file-key-file = Készítsen olyan másolatot, amelyhez csak jelszó kell, és az importálás után törölje.
err-file-companion = A fájl csak ezzel együtt olvasható: { $name }. Semmi sem került be.
fix-file-companion = Adja meg mindkét fájlt egyszerre.
err-file-memory = A fájl kinyitása { $mib } MiB memóriát igényel. Semmi sem került be.
fix-file-memory = Zárjon be más programokat, és egyezzen bele; parancssorban: „--allow-memory { $mib }”.
err-file-too-costly = A fájl megnyitása túl sokáig tartana. Semmi sem került be.
fix-file-too-costly = Lehet, hogy sérült. Exportálja újra a szokásos beállításokkal.
err-file-no-memory = Nincs elég memória a fájl jelszavához. Semmi sem változott.
fix-file-no-memory = Zárjon be más programokat, és próbálja újra.
err-file-reader-ended = A fájl nem olvasható: sérült, vagy úgy készült, hogy ne lehessen elolvasni. Semmi sem került be, és semmi sem veszett el.
fix-file-reader-ended = Exportálja újra a fájlt abból a programból, amelyből származik. Ha küldték, kérdezze meg a feladót, mielőtt újra próbálja.
err-file-reader-slow = A fájl olvasása túl sokáig tartott, ezért leállt. Semmi sem került be, és semmi sem veszett el.
fix-file-reader-slow = Próbálja újra, amikor a számítógépnek kevesebb a dolga, vagy exportálja a fájlt kevesebb bejegyzéssel.
err-file-reader-absent = A Keyrack fájlolvasó része nem indítható el. Semmi sem került be, és semmi sem veszett el.
fix-file-reader-absent = Zárjon be más programokat, és próbálja újra. Ha nem segít, telepítse újra a Keyracket.
err-columns-unknown = A Keyrack nem tudja megállapítani, mi van a táblázat oszlopaiban. Semmi sem került be.
fix-columns-unknown = Adjon fejlécet a táblázatnak, vagy nevezze meg az oszlopokat: „--map OSZLOP=MEZŐ”.
err-cancelled = Megszakítva. Semmi sem változott.
fix-cancelled = Bármikor újrakezdheti.
err-nothing-to-undo = Ezen a számítógépen nincs visszavonható importálás.
fix-nothing-to-undo = A „keyrack trash list” megmutatja, mi van a lomtárban; egy-egy fiókot a „keyrack remove” töröl.

## Képek

err-picture-unknown = Ilyen képet a Keyrack nem tud olvasni. Semmi sem került be.
fix-picture-unknown = PNG, JPEG, WebP, BMP vagy GIF képet, vagy PDF-et használjon.
err-picture-too-large = A kép túl nagy. Semmi sem került be.
fix-picture-too-large = Vágja ki a kódot tartalmazó részt, és azt használja.
err-picture-damaged = A kép sérült vagy hiányos. Semmi sem került be.
fix-picture-damaged = Mentse vagy másolja ki újra onnan, ahonnan származik.
err-pdf-damaged = A PDF sérült vagy hiányos. Semmi sem került be.
fix-pdf-damaged = Mentse el újra onnan, ahonnan származik, vagy készítsen képernyőképet az oldalról.
err-pdf-locked = A PDF jelszóval védett. Semmi sem került be.
fix-pdf-locked = Nyissa meg másik programban, és készítsen képernyőképet a kódot tartalmazó oldalról.
err-pdf-too-long = A PDF túl sok oldalas. Semmi sem került be.
fix-pdf-too-long = Mentse külön PDF-be a kódot tartalmazó oldalt.

## A program

err-not-available = Erre itt nincs mód.
fix-not-available = Hogy mire van mód, azt a „keyrack --help” mutatja meg.
fix-not-available-home = A KEYRACK_HOME változóban adjon meg egy mappát a számítógép saját fájljainak.
err-app-not-running = Az alkalmazás nem fut.
fix-app-not-running = Előbb indítsa el.
err-app-failed = Az alkalmazás fut, de nem tudta megtenni, vagy nem válaszolt időben: { $detail }
fix-app-failed = Próbálja újra. Ha nem segít, lépjen ki az alkalmazásból, és indítsa el újra. Az elmentett adatok megvannak.
err-clock-unreachable = Egy időkiszolgáló sem válaszolt, ezért az óra ellenőrzése elmaradt.
fix-clock-unreachable = Nézze meg, van-e internetkapcsolat, vagy vesse össze az órát egy telefonéval.
err-usage = A parancs nem érvényes: { $detail }
fix-usage = Lásd: „keyrack --help”.

## Irodák

err-no-office = Ezen a számítógépen nincs iroda, vagy nincs ilyen nevű.
fix-no-office = A „keyrack team list” megmutatja a számítógép irodáit. Csatlakozni a „keyrack team join” paranccsal lehet.
err-office-exists = Ezen a tárhelyen már van iroda, vagy Ön már benne van. Semmi sem változott.
fix-office-exists = A „keyrack team list” megmutatja a számítógép irodáit. Újat üres tárhelyen hozhat létre; csatlakozáshoz kérjen meghívót.
err-store-address = Ez nem egy tárhely címe. Semmi sem változott.
fix-store-address = Így adja meg: file:///MAPPA, https://KISZOLGÁLÓ/MAPPA vagy s3://TÁROLÓ/MAPPA?endpoint=…, név és jelszó nélkül.
err-store-unreachable = Az iroda tárhelye nem érhető el. Ami ezen a számítógépen el van mentve, az megvan.
fix-store-unreachable = Ellenőrizze a kapcsolatot a tárhellyel, és hogy megvan-e a mappája, majd próbálja újra.
err-store-refused = Az iroda tárhelye megtagadta a hozzáférést. Ami ezen a számítógépen el van mentve, az megvan.
fix-store-refused = Ellenőrizze a tárhelyhez tartozó nevet és jelszót, vagy kérdezze meg, aki karbantartja.
err-store-read-only = Az iroda tárhelye olvasható, de nem írható. Ami ezen a számítógépen el van mentve, az megvan.
fix-store-read-only = Kérjen írási jogot attól, aki a tárhelyet karbantartja.
err-store-full = Az iroda tárhelye megtelt. Ami ezen a számítógépen el van mentve, az megvan.
fix-store-full = Szabadítson fel helyet a tárhelyen. Ami vár, azt a következő szinkronizálás elküldi.
err-store-broken = Az iroda tárhelye értelmetlen választ adott. Ami ezen a számítógépen el van mentve, az megvan.
fix-store-broken = Ellenőrizze a tárhely címét, és hogy nem kér-e előbb bejelentkezést. Utána próbálja újra.
err-not-an-office = Ezen a tárhelyen nincs iroda. Semmi sem változott.
fix-not-an-office = Egyeztesse a címet azzal, aki meghívta, és nézze meg, csatlakoztatva van-e a megosztott mappa.
err-other-office = Ez a tárhely egy másik irodáé. Semmi sem került oda, és semmi sem jött onnan.
fix-other-office = Egyeztesse a tárhely címét egy kollégával.
err-office-gone = Az iroda már nincs a tárhelyén. Ami Önnél megvolt belőle, az ezen a számítógépen mind megvan.
fix-office-gone = Kérdezze meg a kollégákat, áthelyezték vagy törölték-e a tárhelyet. Ha törölték, a „keyrack team sync --seed” visszateszi az irodát.
err-wrong-code = Ez nem ebbe az irodába szóló meghívó kódja. Semmi sem változott.
fix-wrong-code = Másolja ki újra az egész kódot, a KR1- elejétől a végéig, és ellenőrizze a tárhely címét.
err-wrong-digits = Nem ezeket a számjegyeket mutatja a kolléga számítógépe. Senki sem került be az irodába.
fix-wrong-digits = Olvastassa fel őket újra a kollégával. Ha továbbra is eltérnek, talán más használta fel a meghívót: vonja vissza, és hívja meg újra a kollégát.
err-request-dropped = A számjegyek háromszor hibásak voltak, ezért a kérés megszűnt. Senki sem került be az irodába.
fix-request-dropped = Hívja meg újra a kollégát.
err-invite-expired = Ez a meghívó lejárt. Semmi sem változott.
fix-invite-expired = Kérjen újat az iroda egyik tulajdonosától.
err-invite-used = Ezt a meghívót egy másik számítógépen már felhasználták. Semmi sem változott.
fix-invite-used = Ha nem Ön volt, azonnal szóljon az iroda egyik tulajdonosának: más is ismeri a kódot. Kérjen új meghívót.
err-invite-cancelled = Ezt a meghívót visszavonták. Semmi sem változott.
fix-invite-cancelled = Kérjen újat az iroda egyik tulajdonosától.
err-sheet-wrong = Ez nem ennek az irodának a kulcslapja, vagy hibás egy karakter. Semmi sem változott.
fix-sheet-wrong = Nézze meg, melyik irodáé a lap, és olvassa be újra, a KRS1- elejétől a végéig.
fix-sheet-wrong-back = Az iroda nem jött létre, és a lapok fájljai törlődtek. Futtassa újra a parancsot új lapokért; a már kinyomtatottak semmit sem nyitnak.
err-needs-owner = Ezt csak az iroda egyik tulajdonosa teheti meg. Semmi sem változott.
fix-needs-owner = Kérjen meg egy tulajdonost. A „keyrack team members” megmutatja, kik azok.
err-needs-manage = Ezt csak az teheti meg, aki a mappát kezeli. Semmi sem változott.
fix-needs-manage = Kérje meg az iroda egyik tulajdonosát.
err-needs-edit = Ezt a mappát megnézheti, de nem módosíthatja. Semmi sem változott.
fix-needs-edit = Kérjen szerkesztési jogot attól, aki a mappát kezeli.
err-needs-recovery-right = Ennek a mappának a helyreállítási adatai nincsenek megosztva Önnel. Semmi sem változott.
fix-needs-recovery-right = Kérje meg az iroda egyik tulajdonosát, hogy ossza meg őket Önnel.
err-removed-from-office = Ön vagy ez a számítógép már nincs az irodában. Ami a saját széfjében van, nem változott.
fix-removed-from-office = Ha ez tévedés, kérje meg az iroda egyik tulajdonosát, hogy hívja meg újra.
err-sync-incomplete = Valami, amit egy kolléga elküldött, még nem érkezett meg. Semmi sem változott.
fix-sync-incomplete = Várjon egy kicsit, és szinkronizáljon újra. Ha sosem érkezik meg, a „keyrack team sync --incomplete” nélküle is folytatja.
err-last-owner = Senki sem maradna, aki ebben az irodában dönthet, ezért semmi sem változott.
fix-last-owner = Előbb tegyen valaki mást tulajdonossá.
err-rank-too-low = Ezt csak olyan tulajdonos teheti meg, aki az érintett tulajdonosnál korábban lépett be. Semmi sem változott.
fix-rank-too-low = Kérje meg az iroda alapítóját, vagy használjon egy irodai kulcslapot.
err-twin = Egy másik számítógép ennek a nevében küld módosításokat, ezért ez abbahagyta a küldést. Semmi sem veszett el.
fix-twin = Ha ezt a széfet átmásolták egy másik számítógépre vagy másolatból állították vissza, az irodához csak az egyiket használja, a másikat pedig hívassa meg újra.
err-newer-office = Az iroda a Keyrack újabb változatát használja, ezért ez csak olvasni tud. Semmi sem változott.
fix-newer-office = Frissítse a Keyracket ezen a számítógépen.
err-folder-too-large = Ez a mappa túl nagy a megosztáshoz. Semmi sem változott.
fix-folder-too-large = Ossza szét a fiókjait több mappába.
err-log-full = Az iroda nem tud több változást feljegyezni a tagjairól és a mappáiról. Minden kód működik tovább, és semmi sem változott.
fix-log-full = Hozza létre újra az irodát egy üres tárhelyen, és ossza meg ott a mappákat.
err-office-keys-gone = Az iroda kulcsai ezen a számítógépen nem nyithatók ki. A saját széfje változatlan, és az iroda mappái megvannak.
fix-office-keys-gone = Kérjen új meghívót egy tulajdonostól, vagy térjen vissza az iroda kulcslapjával: „keyrack team recover”.

## Ha a hiba nem nevez meg helyet

place-vault = a széf mappája

# Az asztali ablak.

app-name = Keyrack
language = Nyelv
close = Bezárás
dismiss = Elvetés
cancel = Mégse
save = Mentés
undo = Visszavonás
open = Megnyitás
more = Továbbiak
try-again = Újra
failed-text = A kódjai biztonságban vannak. Zárja be a Keyracket, majd nyissa meg újra.

## Jelszavak

password = Jelszó
password-show = Megjelenítés
password-hide = Elrejtés
caps-lock = A Caps Lock be van kapcsolva.

## PIN

pin = PIN
pin-pad = Számbillentyűk
pin-back = Utolsó számjegy törlése
pin-set = PIN beállítása
pin-change = PIN módosítása
pin-text = A PIN csak ezen a számítógépen nyitja a széfet. Újraindítás után és hetente egyszer a jelszó kell, öt hibás PIN pedig törli a PIN-t.
pin-new = Új PIN, 4–12 számjegy
pin-again = Ugyanaz a PIN még egyszer
pin-differs = A két PIN nem egyezik.
pin-password-why = Előbb írja be a jelszót.
pin-twice-why = Előbb írja be kétszer ugyanazt a PIN-t.
pin-do = PIN beállítása
pin-was-set = A PIN be van állítva. Mostantól nyitja a széfet ezen a számítógépen.
pin-removed = A PIN eltávolítva. Mostantól csak a jelszó nyitja a széfet.
pin-no-keyring-absent = Nem állítható be PIN: ezen a számítógépen nincs kulcstartó, amely a részét őrizné.
pin-no-keyring-locked = Most nem állítható be PIN: a számítógép kulcstartója zárolva van. Nyissa ki, majd próbálja újra.
pin-no-keyring-silent = Most nem állítható be PIN: a számítógép kulcstartója nem válaszol.
pin-no-keyring-broken = Nem állítható be PIN: a számítógép kulcstartója nem működik.
pin-no-keyring-off = Nem állítható be PIN: a kulcstartó ki van kapcsolva a Keyrack számára.

## Távoli segítség

support = Távoli segítség
support-on = Távoli segítség folyik.
support-on-text = { $minutes ->
    [one] A kódok és titkok még egy percig rejtve vannak. Másolni lehet.
   *[other] A kódok és titkok még { $minutes } percig rejtve vannak. Másolni lehet.
}
support-end = Befejezés most
support-start = Indítás
support-start-title = Távoli segítség indítása
support-start-text = Akkor kell, ha valaki távoli kapcsolaton segít, és látja a képernyőjét.
support-start-hidden = A kódok helyén pontok állnak. A titkok, a vészhelyzeti lap és a titkosítatlan exportálás nem érhető el.
support-start-copy = Kódot továbbra is másolhat, és a segítő nem látja.
support-start-noted = A Keyrack listát vezet arról, mi történik, és a végén megmutatja.
support-length = Mennyi időre
support-minutes = { $minutes ->
    [one] 1 perc
   *[other] { $minutes } perc
}
support-done-title = Mi történt a távoli segítség alatt
support-done-text = Ha valamelyiket nem ismeri fel, kérdezze meg róla a segítőjét.
support-done-nothing = Semmit sem másoltak vagy módosítottak.
support-done-when = Mikor
support-done-what = Mi
support-done-whose = Kinek
support-done-left-out = { $count ->
    [one] Egy korábbi lépés már nincs a listán.
   *[other] { $count } korábbi lépés már nincs a listán.
}
support-did-begin-support = Távoli segítség elkezdve
support-did-end-support = Távoli segítség befejezve
support-did-support-over = A távoli segítség véget ért: lejárt az ideje
support-did-unlock = Széf kinyitva
support-did-lock = Széf zárolva
support-did-change-settings = Beállítás módosítva
support-did-take-restore = Fiókok visszaállítva biztonsági mentésből
support-did-undo-restore = Visszaállítás biztonsági mentésből visszavonva
support-did-choose-backup-folder = Mentési mappa kiválasztva
support-did-change-password = Jelszó módosítva
support-did-set-pin = PIN beállítva
support-did-remove-pin = PIN eltávolítva
support-did-copy = Kód másolva
support-did-copy-field = Felhasználónév vagy más szöveg másolva
support-did-open-page = Belépési oldal megnyitva
support-did-add = Fiók felvéve
support-did-add-many = Fiókok felvéve
support-did-undo-add = Fiókok felvétele visszavonva
support-did-add-factor = Munkahely felvéve
support-did-replace-secret = Kulcs lecserélve
support-did-choose-rival = A portál által elfogadott kulcs kiválasztva
support-did-confirm = Kód elfogadottnak jelölve
support-did-edit = Fiók szerkesztve
support-did-move = Fiókok áthelyezve
support-did-tag = Címkék módosítva
support-did-remove = Fiókok eltávolítva
support-did-restore = Fiókok visszaállítva
support-did-empty-trash = Lomtár kiürítve
support-did-edit-factor = Munkahely átnevezve
support-did-remove-factor = Munkahely eltávolítva
support-did-restore-factor = Munkahely visszaállítva
support-did-add-recovery = Helyreállítási adat felvéve
support-did-use-recovery = Tartalékkód felhasználtnak jelölve
support-did-remove-recovery = Helyreállítási adat eltávolítva
support-did-restore-recovery = Helyreállítási adat visszaállítva
support-did-add-folder = Ügyfél felvéve
support-did-edit-folder = Ügyfél szerkesztve
support-did-remove-folder = Ügyfél eltávolítva
support-did-take-import = Fiókok importálva
support-did-undo-import = Importálás visszavonva
support-did-save-import-report = Importálás jelentése mentve
support-did-export = Fiókok exportálva
support-did-back-up = Biztonsági mentés készült
support-did-found-office = Iroda létrehozva
support-did-recover-office = Visszatérés egy irodába a kulcslapjával
support-did-join-office = Csatlakozási kérelem elküldve
support-did-cancel-joining = Csatlakozási kérelem visszavonva
support-did-change-store = Iroda tárhelye megváltoztatva
support-did-decide-set-aside = Félretett módosítás eldöntve
support-did-leave-office = Kilépés egy irodából
support-did-forget-office = Iroda levéve erről a számítógépről
support-did-invite = Kolléga meghívva
support-did-invite-device = További számítógép meghívva
support-did-cancel-invitation = Meghívó visszavonva
support-did-approve = Kolléga felvéve
support-did-promote = Tag tulajdonossá téve
support-did-share = Megosztás megváltoztatva
support-did-share-folders = Mappák áthelyezve egy irodába
support-did-new-office-folder = Mappa hozzáadva egy irodához
support-did-remove-from-office = Eltávolítás egy irodából
support-did-settle = Visszavont eltávolítás eldöntve
support-did-tick-exposed = Titkok lecseréltként megjelölve
support-did-save-exposed = Lecserélendő titkok listája elmentve
support-did-other = Valami más
why-support = Távoli segítség folyik. Előbb fejezze be.

## Az óra

clock = Óra
clock-text = A kódok az időtől függenek. Ha a számítógép órája nagyjából fél percnél többet téved, a portálok elutasítják őket.
clock-open = Óra ellenőrzése
clock-check = Ellenőrzés most
clock-internet = Ehhez egyszer megkérdez egy időkiszolgálót az interneten. Önről és a kódjairól semmit sem küld.
clock-right = Az óra pontos.
clock-ahead = { $by ->
    [far] A számítógép órája { $seconds } másodpercet siet, ezért a portálok elutasítják a kódokat.
   *[near] A számítógép órája { $seconds } másodpercet siet. Ennyi a portálokat nem zavarja.
}
clock-behind = { $by ->
    [far] A számítógép órája { $seconds } másodpercet késik, ezért a portálok elutasítják a kódokat.
   *[near] A számítógép órája { $seconds } másodpercet késik. Ennyi a portálokat nem zavarja.
}
clock-wrong = A számítógép órája rossz, ezért a portálok elutasítják a kódokat.
clock-kept = A számítógép időkiszolgálóhoz igazítja az óráját.
clock-not-kept = A számítógép nem igazítja az óráját időkiszolgálóhoz. Ellenőrizze.
clock-unknown = A számítógép nem mondja meg, pontos-e az órája. Ellenőrizze.
clock-set = Kapcsolja be az automatikus időbeállítást a számítógép beállításaiban.
codes-refused = Elutasítja a kódot?
codes-title = { $name } kódjai most és körülötte
codes-text = Ha a portál elutasítja a kódot, próbálja ki sorban a többit. Amelyiket elfogadja, abból kiderül, mi a baj.
codes-which = Melyik
codes-when = Mikor
codes-now = Most
codes-before = { $steps ->
    [one] Eggyel előbb
    [2] Kettővel előbb
   *[other] { $steps } lépéssel előbb
}
codes-after = { $steps ->
    [one] Eggyel később
    [2] Kettővel később
   *[other] { $steps } lépéssel később
}
codes-earlier = Korábbit fogad el: a számítógép órája siet.
codes-later = Későbbit fogad el: a számítógép órája késik.
codes-none = Egyiket sem fogadja el: a kulcs már nem érvényes. Kérjen újat a portáltól, és cserélje le.

## Helyek

places = Helyek
places-more = Archívum, lomtár és beállítások
place-all = Minden
place-favourites = Kedvencek
place-recent = Legutóbbiak
place-attention = Teendők
place-archived = Archivált
place-trash = Lomtár
clients = Ügyfelek
own-accounts = Saját fiókok
clients-filter = Ügyfelek szűrése
clients-none = Nincs ilyen ügyfél: „{ $query }”.

## A lista

search = Keresés
search-hint = Ügyfél, szolgáltatás vagy felhasználónév
search-clear = A keresés törlése
search-everywhere = Keresés mindenhol
add = Új
accounts = Fiókok
accounts-count = { $total } kód
found = { $total } találat
no-match = Nincs találat erre: „{ $query }”
no-match-text = Az ékezet, a sorrend és a kötőjel nem számít. Egy szó vagy szám része is elég.
accounts-none-title = Még nincs fiók
accounts-none-text = Vegye fel az elsőt a portálon látható kulccsal vagy hivatkozással, vagy importálja egy másik hitelesítő fájlját.
accounts-none-office = Előbb egy kollégának meg kell osztania Önnel ügyfeleket itt: „{ $office }”; utána maguktól megjelennek. Saját fiókot is felvehet.
favourites-none = Még nincs kedvenc
favourites-none-text = A név melletti csillag vagy a Ctrl+D teszi ide a fiókot. A kedvencek csak Önnek, ezen a számítógépen látszanak.
recent-none = Még semmit sem másolt
recent-none-text = Itt jelennek meg azok a fiókok, amelyeknek a kódját kimásolta, elöl a legutóbbi.
attention-none = Nincs teendő
attention-none-text = Itt jelennek meg a közelgő határidők és azok a fiókok, amelyeket a portál még nem fogadott el.
trash-none = A lomtár üres
trash-none-text = Az eltávolított fiókok 30 napig itt maradnak.
client-none = Ennek az ügyfélnek még nincs fiókja
client-none-text = Vegyen fel ide egyet, vagy helyezzen át ide egyet egy másik ügyféltől.
lock = Zárolás
row-seconds = { $seconds } mp
row-next-on-copy = Másoláskor új kód
row-copy = Másolás
row-no-code = Nincs kód
row-said = { $who }, kód: { $digits }
row-said-seconds = { $who }, kód: { $digits }, { $seconds } másodperc
row-said-masked = { $who }, rejtett kód
row-said-counts = { $who }, másoláskor új kód
row-said-empty = { $who }, nincs kód
row-said-trashed = { $who }, a lomtárban: { $date }
client-said = { $name }, { $count } fiók

badge-unconfirmed = Nincs megerősítve
badge-rivals = Két kulcs
badge-read-only = Csak látható
badge-unsent = Még nincs elküldve
badge-duplicate = Két mappában van
badge-date = { $name }: { $away }
deadline-authorisation = Meghatalmazás
deadline-password = Portáljelszó
deadline-review = Felülvizsgálat

## Ami megtörtént

copied-code = { $name } kódja kimásolva
copied-next = { $name } következő kódja kimásolva
copied-field = { $name } adata kimásolva
copied-clears-code = Kód kimásolva, { $seconds } mp múlva törlődik.
copied-clears-field = Kimásolva, { $seconds } mp múlva törlődik.
copied-clear-now = Törlés most
added = { $count } fiók felvéve.
removed = { $count } fiók a lomtárba került.
restored = { $count } fiók visszaállítva.
emptied = { $count } fiók végleg törölve.
moved = { $count } fiók átkerült ide: { $name }
tagged = { $count } fiók címkéi módosítva.
backed-up = A biztonsági mentés elkészült és ellenőrizve: { $file }, { $count } fiók.

## Parancsok

command-copy = A kód másolása
command-copy-next = A következő kód másolása
command-open-page = A belépési oldal megnyitása
command-clear-clipboard = A vágólap törlése most
command-details = Részletek megnyitása
command-close-details = Részletek bezárása
command-edit = Szerkesztés
command-reveal = A kulcs megjelenítése
command-move = Áthelyezés
command-tag = Címkézés
command-remove = Eltávolítás
command-restore = Visszaállítás
command-mark = Kijelölés be vagy ki
command-mark-all = Összes kijelölése
command-go = Ugrás ide: { $place }
command-add = Új fiók
command-scan = A képernyő beolvasása
command-scan-area = Téglalap húzása egy kód köré
command-paste = Kép vagy kulcs beillesztése
command-scan-files = Kép vagy PDF kiválasztása
command-qr = QR-kód megjelenítése telefonhoz
command-transfer = QR-kódok a Google Authenticatorhoz
command-sheet = QR-lap nyomtatása
command-import = Fájl importálása
command-export = Exportálás
command-back-up = Biztonsági mentés most
command-settings = Beállítások
command-palette = Minden parancs
command-keys = Billentyűparancsok
favourite-on = Felvétel a kedvencek közé
favourite-off = Kivétel a kedvencek közül
why-nothing-chosen = Előbb válasszon ki egy fiókot.
why-no-code = Ennek a fióknak nincs kódja.
why-in-trash = Ez a fiók a lomtárban van. Előbb állítsa vissza.
why-read-only = A széf mappájába nem lehet írni.

palette-hint = Parancs, hely vagy ügyfél
palette-none = Nincs találat. Rövidebb szó segíthet.

keys-text = Gépelésre azonnal keres. A keresőmező mindig készen áll.
keys-code = A kód
keys-account = A fiók
keys-list = A lista
keys-program = Keyrack
keys-move = Fel és le
keys-page = Egy oldallal fel és le
keys-ends = Az elejére és a végére
keys-details = Részletek nyitása és zárása
keys-mark-more = Több kijelölése
keys-back = Egy lépés vissza
keys-paste = A vágólapon lévő kép, kulcs vagy hivatkozás felvétele

## Több egyszerre

marked = { $count } kijelölve
marked-actions = Műveletek a kijelölt fiókokkal
marked-clear = Kész
move-title = { $count } fiók áthelyezése
move-to = Ehhez az ügyfélhez
move-hint = Gépelésre keres. Új névre új ügyfél jön létre.
move-why = Előbb válasszon ki egy ügyfelet.
move-action = Áthelyezés
tag-title = { $count } fiók címkéi
tag-add = Felvétel
tag-remove = Eltávolítás
tag-why = Előbb írjon be egy címkét.

## Másik ügyfél, mint az előbb

other-client-title = Másik ügyfél?
other-client-text = Az előbb valaki másnak a kódját másolta ki.
other-client-before = Az előbb
other-client-now = Most
other-client-yes = Másolás
other-client-no = Mégse

## Részletek

details = Részletek
edit-part = Szerkesztés: { $part }
part-account = Fiók
part-login = Belépés
part-recovery = Helyreállítás
part-dates = Határidők
part-channels = Máshogyan érkező kódok
part-serves = Más ügyfeleknek is
part-notes = Megjegyzés és címkék
account-when = Felvéve: { $created } · módosítva: { $changed }
no-service = Nincs szolgáltatás
field-service = Szolgáltatás
field-issuer = A portál kulcsában ez áll: „{ $issuer }”.
field-user = Felhasználónév
field-client = Ügyfél
field-url = Belépési oldal
field-email = E-mail
field-email-hint = Az a cím, amelyet a portál ismer.
field-support = Ügyfélszolgálat
field-support-hint = Akit hívni lehet, ha a portál nem enged be.
field-note = Megjegyzés
field-tags = Címkék
field-tags-hint = Vesszővel elválasztva.
channel-hint = Szám vagy cím, és hogy kié
serves-add = Ügyfél felvétele
serves-remove = { $name } eltávolítása
copy-user = A felhasználónév másolása
copy-email = Az e-mail-cím másolása
client-go = { $name } minden fiókja

factor-code = Kód
factor-counts = Számlálós
factor-counts-text = Minden kód egyszer használható, ezért másoláskor készül.
factor-copy-said = { $digits } kód másolása, még { $seconds } másodperc
factor-copy-masked = A rejtett kód másolása
factor-copy-next = A következő másolása
factor-actions = Műveletek ezzel a munkahellyel
factor-add = Új munkahely
factor-rename = A munkahely átnevezése
factor-replace = Kulcscsere
factor-remove = A munkahely eltávolítása
factor-remove-title = Eltávolítja: { $desk }?
factor-remove-text = A kódjai többé nem látszanak. A többi munkahely nem változik. Közvetlenül utána visszavonhatja.
factor-removed = { $name } eltávolítva.
factor-desk = Munkahely vagy személy
factor-desk-hint = Ahogy a portál nevezi, például „Recepció”.
factor-none = Itt még nincs kulcs, amelyből kód készülne. Vegyen fel egy munkahelyet a portálon látható kulccsal.
factor-rivals = { $count ->
   *[other] Ketten egyszerre adtak meg különböző kulcsot. Próbálja ki ezt a { $count } kódot a portálon, és válassza azt, amelyiket elfogadja.
}
rival-set = Megadva: { $ago }
rival-choose = Ezt fogadja el a portál
rival-counts = Számláló kód: próbálja ki a „Másolás” gombbal
factor-accepted-question = Elfogadta a portál a kódot?
factor-accepted = Igen, elfogadta
factor-replaced = A régi kulcs ({ $date }) addig megmarad.

recovery-deletion-code = Törlőkód
recovery-backup-codes = Tartalékkódok
recovery-phone = Telefon
recovery-file = Fájl
recovery-other = Helyreállítási adat
recovery-left = { $total } közül még { $left }
recovery-use = Egy felhasználva
recovery-add = Helyreállítási adat felvétele
recovery-remove = { $name } eltávolítása
recovery-remove-title = Eltávolítja: { $name }?
recovery-remove-text = Nélküle egy elveszett kulcs kizárhatja a portálról. Közvetlenül utána visszavonhatja.
recovery-removed = { $name } eltávolítva.
recovery-why = Előbb írja be.

reveal-title = { $name } kulcsai
reveal-text = Külön ablakban jelennek meg, amely magától bezárul. Aki látja őket, ugyanilyen kódokat készíthet.

qr-text-phone = Külön ablakban nyílik meg, amely magától bezárul. Aki lefényképezi, ugyanilyen kódokat készíthet.
qr-text-transfer = { $count ->
    [one] A Google Authenticator a kód beolvasásával importálhatja ezt a fiókot. Aki lefényképezi, ugyanilyen kódokat készíthet.
   *[other] A Google Authenticator a kódok beolvasásával importálhatja ezt a { $count } fiókot, kódonként legfeljebb tízet. Aki lefényképezi őket, ugyanilyen kódokat készíthet.
}
qr-text-sheet = { $count ->
    [one] A lapon ennek a fióknak a QR-kódja áll. Tartsa ott, ahol az okiratokat és az útlevelet.
   *[other] A lapon ennek a { $count } fióknak a QR-kódjai állnak. Tartsa ott, ahol az okiratokat és az útlevelet.
}
qr-show = QR-kód megjelenítése
qr-offer = { $count ->
    [0] Egyik sem fér bele ilyen kódba.
   *[other] { $count } mutatható meg.
}
qr-left-out = { $count } kimarad

## Lomtár

trash-since = Ide került: { $date }
trash-details = Ez a fiók a lomtárban van. 30 nap után végleg törlődik.
trash-empty = A lomtár ürítése
trash-empty-title = Kiüríti a lomtárat?
trash-empty-text = { $count } fiók és a kulcsuk végleg törlődik. Ha itt hagyja őket, mindegyik magától törlődik 30 nappal az eltávolítása után.

## Ügyfelek

client-add = Új ügyfél
client-edit = Az ügyfél szerkesztése
client-actions = Műveletek: { $name }
client-archive = Archiválás
client-unarchive = Visszaállítás az archívumból
client-archived = { $name } archiválva.
client-back = { $name } visszaállítva.
client-remove = Eltávolítás
client-remove-why = Előbb helyezze át vagy távolítsa el a fiókjait.
client-removed = { $name } eltávolítva.
client-name = Név
client-name-why = Előbb írjon be egy nevet.
client-colour = Szín
client-is = Ez egy ügyfél
client-is-hint = Saját fiókok csoportjánál kikapcsolva.
client-tax-number = Adószám
client-short-code = Rövid kód
client-contact = Kapcsolattartó
colour-red = Piros
colour-orange = Narancs
colour-amber = Borostyán
colour-olive = Olajzöld
colour-green = Zöld
colour-teal = Türkiz
colour-blue = Kék
colour-indigo = Indigó
colour-violet = Lila
colour-pink = Rózsaszín

## Figyelmeztetések

unsaved-title = Az utolsó módosítás még nincs elmentve.
unsaved-text = A Keyrack megőrzi, és újra próbálja menteni. Ellenőrizze a lemezt vagy a kapcsolatot.
read-only-title = A széf mappájába nem lehet írni.
read-only-text = A kódokat megnézheti és másolhatja. Módosítani addig nem tud, amíg a mappa nem írható újra.
read-only-key-text = A kódokat megnézheti és másolhatja. Új jelszót addig nem állíthat be, amíg a mappa nem írható újra, ezért legyen kéznél a vészhelyzeti lap.
kit-missing-title = Még nincs vészhelyzeti lap.
kit-missing-text = Nélküle senki sem tud segíteni, ha elfelejti a jelszót.
kit-missing-action = Vészhelyzeti lap készítése
kit-make-title = Vészhelyzeti lap készítése
kit-make-text = Külön ablakban nyílik meg, onnan kinyomtathatja vagy elmentheti. Ha megerősíti az új lapot, a régi már nem érvényes.

## Hibák

reason-other = Nem importálható.

err-locked = A Keyrack zárolva van.
err-clipboard-unavailable = A vágólapot nem sikerült használni. Semmit sem másolt ki vagy vett fel a Keyrack.
fix-clipboard-unavailable = Lehet, hogy egy másik program használja a vágólapot. Próbálja újra kis idő múlva.
err-field-empty = Ez a mező üres. Semmi sem került a vágólapra, és semmi sem nyílt meg.
fix-field-empty = Előbb töltse ki a „Szerkesztés” alatt.
err-page-not-web = A belépési oldal címe nem webcím, ezért nem nyílt meg.
fix-page-not-web = Szerkessze a fiókot. A cím https:// vagy http:// kezdetű legyen, felhasználónév nélkül.

err-bad-request = Az ablak olyat kért, amit ez a változat nem ismer. Semmi sem változott.
fix-bad-request = Zárja be és nyissa meg újra a Keyracket. Ha ismét előfordul, frissítse.
err-kit-differs = Nem ezek a kért csoportok. Semmi sem változott.
fix-kit-differs = Nézze meg a lapon a kis számokat, és az azokkal jelölt csoportokat írja be.
fix-kit-differs-others = Most két másik csoportra van szükség. Ellenőrizze, hogy a legújabb lap van-e kéznél.
err-kit-gone = Nincs megmutatható lap: a Keyrack zároláskor elfelejti. Semmi sem változott.
fix-kit-gone = Készítsen újat. A jelszava továbbra is megnyitja a kódjait.
err-sheets-gone = Nincsenek itt új irodai kulcslapok: a Keyrack zároláskor elfelejti őket. Az iroda nem jött létre.
fix-sheets-gone = Készítsen újakat. A már kinyomtatottak semmit sem nyitnak, dobja ki őket.
err-sheet-differs = Nem ez áll a lapon. Semmi sem változott.
fix-sheet-differs = Nézze meg a lapon a kis számokat, és az azokkal jelölt csoportokat írja be. Ha beolvasná, készítsen éles képet a kódjáról.
fix-sheet-differs-others = Most két másik csoportra van szükség. Ellenőrizze, hogy a legújabb lap van-e kéznél.
err-sheets-unconfirmed = Még nincs minden irodai kulcslap igazolva. Az iroda nem jött létre.
fix-sheets-unconfirmed = Nyomtassa ki mindegyiket, és írja be a kért két csoportot.
err-invitation-gone = Nincs itt meghívó: a Keyrack zároláskor elfelejti. Semmit sem küldött el.
fix-invitation-gone = Illessze be újra a meghívót vagy a kódját.
err-mail-unavailable = Nem sikerült elindítani a levelezőprogramot. A meghívó szövege a vágólapon van.
fix-mail-unavailable = Nyissa meg maga a levelezését, és illessze be a szöveget.
err-paper-gone = Ez a lap már be van zárva. Semmi sem változott.
fix-paper-gone = Nyissa meg újra a főablakból.
err-paper-too-long = Ez nem fér el egy lapon. Semmi sem veszett el.
fix-paper-too-long = Exportálja inkább a fiókot.
fix-paper-too-long-list = Mentse a listát inkább táblázatként.
err-no-speech = Nem sikerült a felolvasás. Semmi sem változott.
fix-no-speech = Telepítsen hozzá egy programot, például a Speech Dispatchert, vagy másolja ki a szöveget.
err-picture-chosen = Ez kép vagy PDF. Semmi sem került be.
fix-picture-chosen = A rajta lévő kódot a „Kép vagy PDF kiválasztása” gombbal veheti fel.
err-import-gone = A kiválasztott fájlok már nincsenek megnyitva. Semmi sem került be.
fix-import-gone = Válassza ki újra a fájlokat.
err-draft-gone = Ez a kulcs már nem vár felvételre. Semmi sem változott.
fix-draft-gone = Írja vagy illessze be újra.
err-clipboard-empty = Sem kép, sem szöveg nincs a vágólapon. Semmi sem került be.
fix-clipboard-empty = Másolja ki a képet vagy a kulcsot a portálon, majd próbálja újra.
err-scan-failed = Hiba történt a kép beolvasása közben. Semmi sem került be, és semmi sem veszett el.
fix-scan-failed = Próbálja újra csak a kód körüli részlettel, vagy gépelje be a kulcsot.
err-too-many-pictures = Ez túl sok fájl: a Keyrack egyszerre legfeljebb { $most } fájlt olvas be. Semmi sem került be.
fix-too-many-pictures = Válasszon egyszerre kevesebb fájlt.
err-screen-unavailable = A Keyrack itt nem láthatja a képernyőt. Semmi sem került be.
fix-screen-unavailable = Készítsen képernyőképet a rendszer saját programjával, és illessze be.
err-screen-refused = A rendszer nem engedte, hogy a Keyrack lássa a képernyőt. Semmi sem került be.
fix-screen-refused = Engedélyezze, amikor a rendszer megkérdezi, vagy illesszen be egy képernyőképet.
err-screen-timed-out = A rendszer nem adott időben képet a képernyőről. Semmi sem került be.
fix-screen-timed-out = Próbálja újra, vagy illesszen be egy képernyőképet.
err-screen-busy = Egy másik program, például egy nyitott menü lefoglalta az egeret vagy a billentyűzetet. Semmi sem került be.
fix-screen-busy = Zárja be a menüt, majd próbálja újra.
err-support-mode = Távoli segítség folyik, ezért most semmi titkos nem jelenhet meg. Semmi sem változott.
fix-support-mode = Előbb fejezze be a távoli segítséget, azután próbálja újra.
err-no-backup-folder = Még nincs kiválasztva a biztonsági mentések mappája. Semmi sem íródott ki.
fix-no-backup-folder = Válasszon egyet a beállításokban, lehetőleg másik lemezen.
err-no-backup = A mappában még nincs biztonsági mentés erről a széfről.
fix-no-backup = Készítsen egyet előbb: „Mentés most”.
err-backup-folder-silent = A mentések lemeze nem válaszol. A széf és a régebbi mentések változatlanok.
fix-backup-folder-silent = Ellenőrizze a lemezt vagy a kapcsolatot, majd próbálja újra.
err-backup-key-wrong = Ez sem a mentés jelszava, sem a helyreállítási kulcsa. Semmi sem változott.
fix-backup-key-wrong = A mentés idejében érvényes jelszót vagy vészhelyzeti lapot használja.
err-backup-gone = Ez a mentés már nincs megnyitva. Semmi sem változott.
fix-backup-gone = Válassza ki újra.
err-window-unavailable = Nem sikerült megnyitni az ablakot. Semmi sem változott.
fix-window-unavailable = Próbálja újra. Ha így sem nyílik meg, zárja be és nyissa meg újra a Keyracket.
err-no-start-at-login = A bejelentkezéskori indulást nem sikerült módosítani. Más nem változott.
fix-no-start-at-login = Módosítsa a számítógép beállításaiban, vagy próbálja újra.
err-answer-too-large = Ez túl sok ahhoz, hogy egyszerre megjelenjen. Semmi sem változott vagy veszett el.
fix-answer-too-large = Válasszon kevesebbet, vagy tegye kisebbre az ablakot.
err-browser-unavailable = Nem sikerült böngészőt indítani. Semmi sem változott.
fix-browser-unavailable = Másolja ki az oldal címét, és nyissa meg kézzel.
err-name-unusable = Ez a fájl- vagy mappanév nem használható. Semmi sem íródott ki.
fix-name-unusable = Válasszon másik nevet vagy helyet.
err-overloaded = A Keyracknek most túl sok a dolga egyszerre. Semmi sem változott.
fix-overloaded = Várjon egy kicsit, majd próbálja újra.

error-general = Ez nem sikerült ({ $code }).
err-unexpected = Hiba történt az ablakban.
fix-unexpected = A kódjai biztonságban vannak. Zárja be a Keyracket, majd nyissa meg újra.

# A közös szövegek helyett, amelyek parancsokról szólnak

window-fix-wrong-pin = Semmi sem veszett el. Próbálja újra, vagy használja a jelszót.
window-fix-no-vault = Hozzon létre új széfet, vagy tegye vissza a széfje mappáját.
window-fix-vault-exists = Zárja be a Keyracket, és nyissa meg újra: a meglévő széf kérni fogja a jelszavát.
window-fix-ways-in-damaged = A fiókjai megvannak. Nyissa meg a széfet a helyreállítási kulccsal, vagy állítson vissza egy biztonsági mentést.
window-fix-vault-unreadable = Semmi sem törlődött. Állítson vissza egy biztonsági mentést, vagy szóljon a rendszergazdájának.
window-fix-new-password-needed = Előbb adjon a széfnek új jelszót. Addig is minden megnézhető.
window-fix-ways-in-foreign = Adjon a széfnek új jelszót a beállításokban: ezzel a fájl is újra elkészül. Utána próbálja újra.
window-fix-file-exists = Válasszon másik nevet. A meglévő fájl változatlan marad.
window-err-not-found = Amit választott, már nincs meg. Semmi sem változott.
window-fix-not-found = Lehet, hogy egy másik gépen eltávolították. Válasszon újra a listából.
window-fix-no-factor = Előbb adjon kulcsot a fiókhoz.
window-fix-not-available = Frissítse a Keyracket, majd próbálja újra.
window-fix-folder-not-empty = Előbb helyezze át vagy távolítsa el a fiókjait.
window-fix-bad-value = Javítsa ki, és mentse újra.
window-fix-unknown-field = Frissítse a Keyracket, majd próbálja újra.
window-fix-disk-full = Szabadítson fel helyet a lemezen, majd mentse újra.
window-fix-permission-denied = A korábban mentett adatok megvannak. Módosítsa a jogosultságot, vagy válasszon másik helyet, majd próbálja újra.
window-fix-not-plain = A korábban mentett adatok megvannak. A hivatkozás helyére, vagy ami most ott van, tegye magát a fájlt, majd próbálja újra. A széf teljes mappája lehet hivatkozás.
window-fix-disk-error = A korábban mentett adatok megvannak. Ellenőrizze a lemezt vagy a kapcsolatot, majd próbálja újra.
window-fix-keys-changed = Zárolja a Keyracket, és oldja fel az új jelszóval.
window-fix-ambiguous = Válassza ki az egyiket a listából.

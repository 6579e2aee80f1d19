# Amit a keyrack parancs mond.

## Kérdések

ask-password = A széf jelszava:
ask-new-password = Új jelszó:
ask-new-password-again = Ismét:
ask-file-password = A fájl jelszava:
ask-backup-password = A biztonsági mentés jelszava:

## Figyelmeztetések

warn-uri-in-history = Ez a kulcs most a parancssor előzményei között van. Legközelebb használja az --uri-file kapcsolót.
warn-plain-export = Akihez ez a fájl eljut, annak minden kódja megvan. Törölje, ha már nincs rá szüksége.

## Nyitás

init-done = A széf elkészült: { $path }
init-recovery-key = Ez a helyreállítási kulcs. Akkor nyitja ki a széfet, ha elfelejtette a jelszót. Csak most látható: nyomtassa ki vagy írja le, és tegye biztos helyre.
init-recovery-file = A helyreállítási kulcs itt van: { $path }. Akkor nyitja ki a széfet, ha elfelejtette a jelszót. Nyomtassa ki vagy tegye biztos helyre, majd törölje erről a számítógépről.
recovery-key-file =
    A Keyrack helyreállítási kulcsa. Akkor nyitja ki a széfet, ha elfelejtette a jelszót.
    Tartsa biztos helyen, távol ettől a számítógéptől.
    Keyrack nélkül: age -d -i EZ-A-FÁJL vault.age
ask-new-pin = Új PIN:
ask-new-pin-again = Ismét:
pin-set = A PIN ezen a számítógépen nyitja a széfet. Újraindítás után és hetente egyszer a jelszó kell.
pin-removed = A PIN már nem nyitja a széfet.
password-changed = A jelszó megváltozott. A helyreállítási kulcs érvényes maradt. A széf korábbi másolatai a régi jelszóval nyílnak.
recovery-key-changed = Az új helyreállítási kulcs itt van: { $path }. A régi már nem nyitja a széfet; a korábbi másolatokat igen.

## Fiókok

account-added = Felvéve: { $name } ({ $id })
account-changed = Módosítva: { $name } ({ $id })
account-removed = 30 napig a lomtárban: { $name } ({ $id })
account-restored = Visszaállítva: { $name } ({ $id })
list-none = Nincs találat.
trash-none = A lomtár üres.
trash-emptied = { $count ->
    [one] Egy fiók végleg törlődött.
   *[other] { $count } fiók végleg törlődött.
}
field-id = Azonosító
field-url = Bejelentkezés
field-email = E-mail
field-tags = Címkék
field-also-serves = Ezeknek is
field-support = Segítség
field-note = Megjegyzés
field-changed = Módosítva
field-trashed = Lomtárban ettől
factor-added = Új kulcs felvéve: { $name }
factor-replaced = Az új kulcs él: { $name }. A régi 30 napig megmarad azután, hogy a portál elfogadta az újat.
factor-is-confirmed = A portál elfogadott egy kódot: { $name }
factor-removed = Kulcs a lomtárban: { $name }
factor-confirmed = elfogadva
factor-unconfirmed = még nincs elfogadva
factor-rivals = egyszerre két kulcsot adtak meg: válasszon
secret-current = él
secret-rival = egyszerre megadva
secret-replaced = lecserélve
recovery-added = Helyreállítási adat felvéve: { $name }
recovery-used = Tartalékkód felhasználtnak jelölve: { $name }
recovery-removed = Helyreállítási adat a lomtárban: { $name }
recovery-deletion-code = törlőkód
recovery-backup-codes = tartalékkódok
recovery-phone = telefon
recovery-file = fájl
codes-left = { $total } közül { $left } maradt
code-used = felhasználva: { $time }
code-seconds = { $seconds ->
    [one] még egy másodpercig él
   *[other] még { $seconds } másodpercig él
}
code-counts = egyszer használható

## Mappák

folder-added = Mappa felvéve: { $name } ({ $id })
folder-changed = Mappa módosítva: { $name } ({ $id })
folder-removed = Mappa a lomtárban: { $name } ({ $id })
folder-none = Nincs mappa.
folder-unnamed = (név nélkül)
folder-archived = archivált
folder-accounts = { $count ->
    [one] 1 fiók
   *[other] { $count } fiók
}

## Importálás és exportálás

import-clients = { $without ->
    [0] Ügyfelek a listában: { $count }. Mindegyiknek van kódja.
   *[other] Ügyfelek a listában: { $count }. Még nincs kódja: { $without }.
}
client-new = új
client-known = ismert
client-accounts = { $count ->
    [0] még nincs kódja
   *[other] { $count } fiók
}
import-done = { $rows } közül { $imported } bekerült, { $skipped } kimaradt. Visszavonás: „keyrack undo-import”.
import-nothing = Semmi sem került be, { $skipped } kimaradt.
import-folders = { $folders ->
    [one] Egy ügyfél bekerült. Visszavonás: „keyrack undo-import”.
   *[other] { $folders } ügyfél bekerült. Visszavonás: „keyrack undo-import”.
}
import-dry-run = { $rows } közül { $imported } kerülne be, { $skipped } maradna ki. Semmi sem változott.
import-preview = { $rows ->
    [one] Egy bejegyzés.
   *[other] { $rows } bejegyzés.
}
missing-parts = Ez az átvitel { $of } kódból áll. Hiányzik még: { $parts }. Olvassa be azt is.
scan-nothing = Nem található QR-kód. Próbálja nagyobb vagy élesebb képpel, vagy az eredetivel a róla készült fénykép helyett.
scan-doubtful = { $count } kód nem volt megbízhatóan olvasható, ezért kimaradt. Próbálja nagyobb vagy élesebb képpel.
scan-added = { $count ->
    [0] Nem került be fiók.
   *[other] { $count } fiók került be.
}
scan-progress = Kódok keresése: { $percent } %
qr-done = A QR-kódok elkészültek. Aki látja őket, ugyanilyen kódokat készíthet: törölje őket, ha már beolvasta.
import-undone = { $count ->
    [0] Az importálás visszavonva.
    [one] Az importálás visszavonva: egy fiók olyan, mint előtte.
   *[other] Az importálás visszavonva: { $count } fiók olyan, mint előtte.
}
format-imports = olvas
format-exports = ír
format-encrypted = jelszóval is
export-done = Kiírva: { $path }
export-dry-run = Semmi sem lett kiírva. { $count ->
    [0] A formátum mindent tárolni tud.
   *[other] A fentieket a formátum nem tudja tárolni.
}
working-file-key = A fájl feloldása: { $percent } %

## Biztonsági mentés

backup-done = A biztonsági mentés elkészült: { $path }
backup-opens = A biztonsági mentés kinyílik: { $accounts } fiók, { $codes } kód, mentve: { $time }.
backup-matches = Ugyanazok a fiókok és kódok vannak benne, mint a széfben.
backup-differs = Eltér a széftől, amely azóta változott.
backup-ways-foreign = A nyitásához szükséges fájl nem olyan, ahogyan a Keyrack írta: más jelszó vagy a helyreállítási kulcs talán nem nyitja. Készítsen új mentést.
backup-alone = Nem volt nyitott széf, amellyel össze lehetett volna hasonlítani.
backup-verified = ellenőrizve
backup-unverified = még nincs ellenőrizve
backup-foreign = másik széfé
backup-none = Nincs biztonsági mentés itt: { $path }
difference-missing = itt hiányzik
difference-deleted = itt törölve
difference-changed = itt módosítva
difference-taken = ← a mentésből
restore-done = { $count ->
    [one] { $differing } eltérő fiók közül egy visszaállítva.
   *[other] { $differing } eltérő fiók közül { $count } visszaállítva.
}
restore-would-restore = { $differing } eltérő fiók közül { $count } állna vissza. Semmi sem változott.
restore-adopted = Most már ez a biztonsági mentés a széf, benne { $count } fiók.
restore-would-adopt = Ez a biztonsági mentés lenne a széf, benne { $count } fiók. Semmi sem változott; az --all kapcsolóval megtörténik.

## Állapot

status-no-vault = Nincs széf itt: { $path }.
status-vault = Széf
status-sequence = Mentések száma
status-way-in = Feloldási mód
status-kept = Megőrzött állapot
status-broken = nem nyílik ki
status-quarantined = { $count ->
    [one] Egy bejegyzés nem olvasható. Megmarad.
   *[other] { $count } bejegyzés nem olvasható. Megmaradnak.
}
status-pending = { $count ->
    [one] Egy módosítás a következő nyitásra vár.
   *[other] { $count } módosítás a következő nyitásra vár.
}
status-throttled = { $tries } hibás jelszó volt. A következő próba { $seconds } másodperc múlva lehetséges.
way-password = jelszó
way-recovery = helyreállítási kulcs
way-pin = PIN
way-unknown = újabb változatból
verify-read = { $accounts } fiók, { $folders } mappa, { $codes } kód.
verify-kept = { $good } megőrzött állapot kinyílik, { $broken } nem.
verify-good = Minden olvasható.
verify-bad = Nem minden olyan, amilyennek lennie kell.

check-ok = jó
check-warn = ellenőrizze
check-fail = rossz
check-home = A számítógép saját fájljai: { $path }
check-memory = { $kept ->
    [yes] Kulcsok a memóriában: a rendszer sosem írja ki őket a lapozófájlba.
   *[no] Kulcsok a memóriában: a rendszer nem engedi rögzíteni őket, ezért a lapozófájlba kerülhetnek. Emelje a korlátot („ulimit -l”), vagy titkosítsa a lapozófájlt.
}
check-clock = Óra: a kódok ettől függnek.
check-vault = Széf: { $path }
check-ways-in = Feloldási módok: { $count }
check-folder = Írás a széf mappájába: { $path }
check-backups = { $age ->
    [none] Biztonsági mentés: ez a számítógép még egyet sem ellenőrzött.
    [0] Biztonsági mentés: ma volt ellenőrizve.
    [1] Biztonsági mentés: tegnap volt ellenőrizve.
   *[other] Biztonsági mentés: az utolsót { $age } napja ellenőrizte ez a számítógép.
}
check-reader = { $held ->
    [held] Mások fájljai: külön folyamat olvassa őket, amely kulcsokhoz, fájlokhoz, hálózathoz és programokhoz nem fér hozzá.
    [in_part] Mások fájljai: külön folyamat olvassa őket, amely kulcsokhoz és fájlokhoz nem fér hozzá. A hálózattól ez a rendszer nem zárja el.
    [apart] Mások fájljai: külön folyamat olvassa őket, amelynek nincsenek kulcsai. A fájloktól és a hálózattól ez a rendszer nem zárja el.
   *[absent] Mások fájljai: az őket olvasó folyamat nem indul el, ezért semmi sem importálható. Telepítse újra a Keyracket.
}
check-keyring = { $code ->
    [works] Kulcstartó: működik, és őrizhet PIN-t.
    [keyring_absent] Kulcstartó: nincs, ezért PIN nem használható.
    [keyring_locked] Kulcstartó: zárolva van, ezért a PIN nem használható.
    [keyring_broken] Kulcstartó: nem működik, ezért a PIN nem használható.
    [keyring_silent] Kulcstartó: nem válaszol, ezért a PIN nem használható.
    [keyring_off] Kulcstartó: a KEYRACK_KEYRING kikapcsolta, ezért PIN nem használható.
    [pin_restarted] Kulcstartó: működik. Újraindítás után a PIN előtt a jelszó kell.
    [pin_week] Kulcstartó: működik. Egy hét után a PIN előtt a jelszó kell.
   *[other] Kulcstartó: működik, de a PIN már nem nyitja a széfet. Állítsa be újra.
}
check-generations = Megőrzött állapotok: { $count }, ebből nem nyílik ki: { $broken }
check-quarantine = Olvashatatlan bejegyzések: { $count }
check-rivals = Egyszerre két kulccsal megadott kódok: { $count }
check-notices = Nyitáskor talált jelzések: { $count }

## Irodák

ask-sheet = Az iroda egyik kulcslapja:
ask-digits = A tizenkét számjegy, amelyet a kolléga számítógépe mutat:
team-type-sheet-back = Az iroda kulcslapjai elkészültek. Most nyomtassa ki őket, és egyiküket gépelje vissza a papírról, hogy biztosan olvasható legyen.
team-sheet-mistyped = Ez egyik lap sem. Ellenőrizze a csoportokat. Háromszor próbálható.
team-person = Tag
office-sheet-file =
    Keyrack irodai kulcslap, { $number }/{ $count }: { $office }
    Akinél ez a lap van, az iroda minden mappáját kinyithatja, és a tulajdonosa lehet.
    Nyomtassa ki, tegye biztos helyre, és egyet tartson az irodán kívül. Utána törölje ezt a fájlt.
    Tárhely: { $store }
    Visszatérés az irodába: keyrack team recover --store TÁRHELY --key-sheet-file EZ-A-FÁJL
    Keyrack nélkül: age -d -i EZ-A-FÁJL FÁJL-A-TÁRHELYRŐL
office-sheet-copy =
    Keyrack irodai kulcslap, papírról begépelve.
    Akinél ez a fájl van, az iroda minden mappáját kinyithatja. Törölje, ha már nincs rá szükség.
    Keyrack nélkül: age -d -i EZ-A-FÁJL FÁJL-A-TÁRHELYRŐL
team-founded = Az iroda létrejött: { $name } ({ $id }). Ön az első tulajdonosa.
team-founded-sheets = { $count ->
    [one] A kulcslapja itt van: { $paths }. Akinél ez van, az iroda minden mappáját kinyithatja. Nyomtassa ki, tartsa biztos helyen, az irodán kívül, és törölje a fájlt erről a számítógépről.
   *[other] A kulcslapjai itt vannak: { $paths }. Akinél akár egy is van, az iroda minden mappáját kinyithatja. Nyomtassa ki őket, egyet tartson az irodán kívül, és törölje a fájlokat erről a számítógépről.
}
team-recovered = Mostantól Ön is tulajdonosa ennek az irodának: „{ $name }”. Tegye vissza a kulcslapot a biztos helyére.
team-sheet-written = A kulcslap itt van: { $path }. Törölje a fájlt, ha már nincs rá szükség.
team-invited = Meghívva { $time }-ig: { $name } (meghívó: { $id }). A kódot és a tárhely címét senki másnak ne küldje el. A kód:
team-invited-file = Meghívva { $time }-ig: { $name } (meghívó: { $id }). A kód itt van: { $path }. Ezt és a tárhely címét senki másnak ne küldje el, és törölje a fájlt.
team-cancelled = A meghívó vissza van vonva.
team-join-digits = Olvassa fel ezeket a számjegyeket az iroda egyik tulajdonosának, lehetőleg telefonon:
team-join-again = Ha egy tulajdonos jóváhagyta a kérést, futtassa újra ugyanezt a parancsot.
team-join-refused = Ezt a kérést már senki sem tudja jóváhagyni: a meghívót egy másik számítógépen felhasználták, visszavonták, vagy lejárt. Ezzel a számítógéppel nem osztottak meg semmit. Kérjen új meghívót az egyik tulajdonostól, és ha a régit nem Ön használta fel, szóljon neki.
team-joined = Mostantól ebben az irodában van: „{ $name }”.
team-no-requests = Senki sem kér felvételt.
team-own-computer = saját számítógép
team-invited-as = meghívva: { $name }
team-requests-next = Olvastassa fel velük a tizenkét számjegyet, amelyet a számítógépük mutat, lehetőleg telefonon. Utána: „keyrack team approve AZONOSÍTÓ”.
team-approved = Mostantól az irodában van: { $name }.
team-you = Ön
team-held = nem kap újat, amíg egy tulajdonos nem dönt
team-no-key = a saját gépe következő szinkronizálása után kap mappát
team-computer-out = már nincs az irodában
team-forked = két története van
team-last-sign = utolsó jel: { $time }
team-no-sign = még nem adott jelet
team-with-recovery = helyreállítási adatokkal
team-until = eddig: { $time }
team-exposure-none = Senki sem ismer használatban lévő titkot olyan mappából, amelyet már nem olvashat.
team-exposure-sum = { $count ->
    [one] Egy titkot kell lecserélni a portálon; még nincs kipipálva: { $open }.
   *[other] { $count } titkot kell lecserélni a portálokon; még nincs kipipálva: { $open }.
}
team-exposure-done = lecserélve a portálon: { $time }
team-exposure-client = Ügyfél
team-exposure-service = Szolgáltatás
team-exposure-user = Felhasználónév
team-exposure-desk = Kódforrás vagy helyreállítási adat
team-exposure-people = Ki olvashatta
team-exposure-until = Meddig
team-exposure-ticked = Lecserélve a portálon
team-no-folders = Ebben az irodában nincs mappája.
team-folder-made = Új mappa az irodában: { $name } ({ $id }). A tulajdonosok olvashatják.
team-folder-shared = A mappa mostantól az irodában van: { $name } ({ $id }). A tulajdonosok olvashatják.
team-folder-unsent = még nincs a tárhelyen
team-folder-not-here = (még nincs itt)
team-granted = Megosztva: „{ $folder }”, vele: { $member } ({ $role }).
team-revoked = Már nincs megosztva: „{ $folder }”, vele: { $member }. Amit eddig látott, azt megtarthatta: a fontos kulcsokat cseréltesse le a portálokon.
team-synced = { $pulled ->
    [0] Szinkronban: „{ $name }”. { $published ->
        [true] Ami itt új volt, elküldve.
       *[other] Nem volt semmi új.
    }
   *[other] Szinkronban: „{ $name }”. Az iroda { $pulled } számítógépéről jött új.
}
team-unsent = { $count ->
    [one] Egy módosítás el van mentve ezen a számítógépen, de még nincs a tárhelyen. A „keyrack team sync” elküldi.
   *[other] { $count } módosítás el van mentve ezen a számítógépen, de még nincs a tárhelyen. A „keyrack team sync” elküldi őket.
}
team-field-store = Tárhely
team-field-you = Ön
team-field-synced = Utolsó szinkronizálás
team-silence = { $days ->
    [one] Egy napja nem jött jel tulajdonostól.
   *[other] { $days } napja nem jött jel tulajdonostól.
}
team-number = Az irodaszám: „{ $name }”. Az a kolléga, aki ugyanezt látja, ugyanazokat a tagokat és mappákat látja:
team-no-offices = Ezen a számítógépen nincs iroda.

## Az alkalmazás

app-ended = Az alkalmazás kilépett.
app-silent = Az alkalmazás fut, de nem válaszol.
app-is-unlocked = Az alkalmazás fel van oldva.
app-is-locked = { $because ->
    [start] Az alkalmazás az indulása óta zárolva van: { $time }.
    [person] Az alkalmazás zárolva van { $time } óta: valaki zárolta.
    [idle] Az alkalmazás zárolva van { $time } óta: senki sem dolgozott a gépen.
    [crash] Az alkalmazás zárolva van { $time } óta: összeomlott az ablaka.
    [sleep] Az alkalmazás zárolva van { $time } óta: a számítógép alvó állapotba került.
    [wake] Az alkalmazás zárolva van { $time } óta: a számítógép aludt.
    [session_locked] Az alkalmazás zárolva van { $time } óta: zárolták a munkamenetet.
    [screensaver] Az alkalmazás zárolva van { $time } óta: elindult a képernyővédő.
    [signed_out] Az alkalmazás zárolva van { $time } óta: a felhasználó kijelentkezett.
    [user_switch] Az alkalmazás zárolva van { $time } óta: másik felhasználó került a képernyőre.
    [disconnected] Az alkalmazás zárolva van { $time } óta: megszakadt a távoli kapcsolat.
    [lid] Az alkalmazás zárolva van { $time } óta: lecsukták a fedelet.
    [time_jump] Az alkalmazás zárolva van { $time } óta: átállították az órát.
    [hidden] Az alkalmazás zárolva van { $time } óta: nem látszott az ablaka.
    [tray] Az alkalmazás zárolva van { $time } óta: valaki a tálcáról zárolta.
    [command] Az alkalmazás zárolva van { $time } óta: egy parancs zárolta.
    [quit] Az alkalmazás zárolta magát ({ $time }), és kilép.
   *[other] Az alkalmazás zárolva van { $time } óta.
}

# Kilépés
team-removed = { $member } már nincs az irodában. { $folders ->
    [0] Egyetlen mappát sem kellett újrazárni.
   *[other] { $folders } mappa újra lezárva, { $member } nélkül.
  }
team-would-remove = { $member } kikerülne az irodából. { $folders ->
    [0] Egyetlen mappát sem kellene újrazárni.
   *[other] { $folders } mappa záródna le újra, { $member } nélkül.
  } Semmi sem változott.
team-computer-removed = { $member } „{ $device }” nevű számítógépe már nincs az irodában.
team-would-remove-computer = { $member } „{ $device }” nevű számítógépe kikerülne az irodából. Semmi sem változott.
team-demoted = { $member } mostantól tag, nem tulajdonos.
team-would-demote = { $member } tag lenne, nem tulajdonos. Semmi sem változott.
team-last-owner = Ez nem lehetséges: senki sem maradna, aki dönthet. Előbb tegyen valaki mást tulajdonossá.
team-missing = „{ $device }” számítógépről valami még nem érkezett meg.
team-undoes = { $count ->
   *[other] { $count } aláírt lépés nem marad érvényben:
  }
team-takes-back = Az irodában marad, ugyanebben a lépésben visszavéve: { $names }.
team-exposed = { $count ->
   *[other] { $member } { $count } olyan titkot olvashatott, amely még használatban van. Cserélje le a portálokon: „keyrack team exposure”.
  }
team-promoted = { $member } mostantól tulajdonos.
team-settled = A döntés megszületett. Az érintett tagok újra megkapják az újdonságokat, vagy kikerültek.
team-left = Ez a számítógép kilépett az irodából, és az iroda lekerült erről a számítógépről.
team-taken-in = A módosítás az Ön saját módosításaként bekerült.
team-let-go = A módosítás elvetve.
team-nothing-set-aside = Nincs félretett módosítás.
op-found = megalapította az irodát
op-add-member = beengedett valakit
op-appoint = más helyet adott valakinek
op-add-device = hozzáadott egy számítógépet
op-rm-member = eltávolított valakit
op-rm-device = eltávolított egy számítógépet
op-demote = egy tulajdonost taggá tett
op-member-key = megújított egy kulcsot
op-folder-new = létrehozott egy mappát
op-grant = megosztott egy mappát
op-revoke = elvett egy mappát
op-settle = döntött egy eltávolításról
op-policy = módosította a szabályokat
op-moved = áthelyezte az irodát
op-invite = meghívott valakit
op-cancel = visszavont egy meghívót
op-pack = kiadott kódokat

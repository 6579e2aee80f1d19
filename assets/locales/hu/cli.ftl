# Amit a keyrack parancs mond.

## Kérdések

ask-password = A széf jelszava:
ask-new-password = Új jelszó:
ask-new-password-again = Még egyszer:
ask-file-password = A fájl jelszava:
ask-backup-password = A biztonsági mentés jelszava:

## Figyelmeztetések

warn-uri-in-history = A parancssor előzményei most megőrzik ezt a kulcsot. Legközelebb használja az --uri-file kapcsolót.
warn-plain-export = Akihez ez a fájl eljut, annak minden kódja megvan. Ha már nem kell, törölje.

## Nyitás

init-done = A széf elkészült: { $path }
init-recovery-key = Ez a helyreállítási kulcs. Akkor nyitja ki a széfet, ha elfelejtette a jelszót. Csak most látható: nyomtassa ki vagy írja le, és tegye biztos helyre.
init-recovery-file = A helyreállítási kulcs itt van: { $path }. Akkor nyitja ki a széfet, ha elfelejtette a jelszót. Nyomtassa ki vagy tegye biztos helyre, majd törölje erről a számítógépről.
recovery-key-file =
    A Keyrack helyreállítási kulcsa. Akkor nyitja ki a széfet, ha elfelejtette a jelszót.
    Tartsa biztos helyen, távol ettől a számítógéptől.
    Keyrack nélkül: age -d -i EZ-A-FÁJL vault.age
ask-new-pin = Új PIN:
ask-new-pin-again = Még egyszer:
pin-set = A PIN ezen a számítógépen nyitja a széfet. Újraindítás után és hetente egyszer a jelszó kell.
pin-removed = PIN már nem nyitja a széfet.
password-changed = A jelszó megváltozott. A helyreállítási kulcs érvényes maradt. A széf korábbi másolatai a régi jelszóval nyílnak.
recovery-key-changed = Az új helyreállítási kulcs itt van: { $path }. A régi már nem nyitja a széfet; a korábbi másolatokat igen.

## Fiókok

account-added = Felvéve: { $name } ({ $id })
account-changed = Módosítva: { $name } ({ $id })
account-removed = 30 napig a lomtárban: { $name } ({ $id })
account-restored = Visszahozva: { $name } ({ $id })
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
factor-replaced = Az új kulcs él: { $name }. A régi még 30 napig megmarad, miután a portál elfogadta az újat.
factor-is-confirmed = A portál elfogadott egy kódot: { $name }
factor-removed = Egy kulcs a lomtárba került: { $name }
factor-confirmed = elfogadva
factor-unconfirmed = még nincs elfogadva
factor-rivals = egyszerre két kulcs lett megadva: válasszon
secret-current = él
secret-rival = ugyanakkor megadva
secret-replaced = lecserélve
recovery-added = Helyreállítás eltéve: { $name }
recovery-used = Egy tartalékkód elhasználva: { $name }
recovery-removed = Egy helyreállítás a lomtárba került: { $name }
recovery-deletion-code = törlőkód
recovery-backup-codes = tartalékkódok
recovery-phone = telefon
recovery-file = fájl
codes-left = { $total } közül { $left } maradt
code-used = elhasználva: { $time }
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

## Beolvasás és kiírás

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
missing-parts = Ez az átvitel { $of } kódból áll; hiányzik még: { $parts }. Olvassa be azt is.
scan-nothing = Nem található QR-kód. Próbálja nagyobb vagy élesebb képpel, vagy az eredetivel a róla készült fénykép helyett.
scan-doubtful = { $count } kód nem volt biztosan olvasható, ezért kimaradt. Próbálja nagyobb vagy élesebb képpel.
scan-added = { $count ->
    [0] Nem került be fiók.
   *[other] { $count } fiók került be.
}
scan-progress = Kódok keresése: { $percent } %
qr-done = A kódok elkészültek. Aki látja őket, előállíthatja az Ön kódjait: törölje őket, ha már beolvasta.
import-undone = { $count ->
    [0] A beolvasás visszavonva.
    [one] Egy fiók olyan, mint a beolvasás előtt volt.
   *[other] { $count } fiók olyan, mint a beolvasás előtt volt.
}
format-imports = olvas
format-exports = ír
format-encrypted = jelszóval is
export-done = Kiírva: { $path }
export-dry-run = Semmi sem lett kiírva. { $count ->
    [0] A formátumban mindennek van helye.
   *[other] A fenti soroknak nincs helyük a formátumban.
}
working-file-key = A fájl kulcsának kiszámítása: { $percent } %

## Biztonsági mentés

backup-done = A biztonsági mentés elkészült: { $path }
backup-opens = A biztonsági mentés kinyílik: { $accounts } fiók, { $codes } kód, mentve: { $time }.
backup-matches = Ugyanazok a fiókok és kódok vannak benne, mint a széfben.
backup-differs = Eltér a széftől, amely azóta változott.
backup-ways-foreign = A nyitásához szükséges fájl nem olyan, ahogyan a Keyrack írta: más jelszó vagy a helyreállítási kulcs talán nem nyitja. Készítsen új mentést.
backup-alone = Nem volt nyitott széf, amellyel össze lehetett volna vetni.
backup-verified = kipróbálva, hibátlan
backup-unverified = még nincs kipróbálva
backup-foreign = másik széfé
backup-none = Nincs biztonsági mentés itt: { $path }
difference-missing = itt hiányzik
difference-deleted = itt törölve
difference-changed = itt módosítva
difference-taken = ← a mentésből
restore-done = { $count ->
    [one] { $differing } eltérő fiók közül egy visszakerült.
   *[other] { $differing } eltérő fiók közül { $count } visszakerült.
}
restore-would-restore = { $differing } eltérő fiók közül { $count } kerülne vissza. Semmi sem változott.
restore-adopted = Most már ez a biztonsági mentés a széf, benne { $count } fiók.
restore-would-adopt = Ez a biztonsági mentés lenne a széf, benne { $count } fiók. Semmi sem változott; az --all kapcsolóval megtörténik.

## Állapot

status-no-vault = Nincs széf itt: { $path }.
status-vault = Széf
status-sequence = Mentések száma
status-way-in = Nyitja
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
way-unknown = újabb változatból való
verify-read = { $accounts } fiók, { $folders } mappa, { $codes } kód.
verify-kept = { $good } megőrzött állapot kinyílik, { $broken } nem.
verify-good = Minden olvasható.
verify-bad = Nem minden olyan, amilyennek lennie kell.

check-ok = jó
check-warn = nézze meg
check-fail = rossz
check-home = A számítógép saját mappája: { $path }
check-memory = { $kept ->
    [yes] Kulcsok a memóriában: a rendszer sosem írja ki őket a lapozófájlba.
   *[no] Kulcsok a memóriában: a rendszer nem engedi rögzíteni őket, így a lapozófájlba kerülhetnek. Emelje a korlátot („ulimit -l”), vagy titkosítsa a lapozófájlt.
}
check-clock = Az óra: a kódok ettől függnek.
check-vault = A széf: { $path }
check-ways-in = Ami nyitja: { $count }
check-folder = Írás a széf mappájába: { $path }
check-backups = { $age ->
    [none] Biztonsági mentés: ezen a számítógépen még egy sem volt kipróbálva.
    [0] Biztonsági mentés: ma volt kipróbálva, hibátlan.
    [1] Biztonsági mentés: tegnap volt kipróbálva, hibátlan.
   *[other] Biztonsági mentés: az utolsó jót { $age } napja próbálta ki ez a számítógép.
}
check-reader = { $held ->
    [held] Mások fájljai: külön folyamat olvassa őket, amely kulcsokhoz, fájlokhoz, hálózathoz és programokhoz nem fér hozzá.
    [in_part] Mások fájljai: külön folyamat olvassa őket, amely kulcsokhoz és fájlokhoz nem fér hozzá. A hálózattól ez a rendszer nem zárja el.
    [apart] Mások fájljai: külön folyamat olvassa őket, amelynek nincsenek kulcsai. A fájloktól és a hálózattól ez a rendszer nem zárja el.
   *[absent] Mások fájljai: az olvasásukra való folyamat nem indul el, ezért semmi sem importálható. Telepítse újra a Keyracket.
}
check-keyring = { $code ->
    [works] A kulcstartó: működik, és őrizhet PIN-t.
    [keyring_absent] A kulcstartó: nincs, ezért PIN sem lehet.
    [keyring_locked] A kulcstartó: zárolva van, ezért a PIN nem használható.
    [keyring_broken] A kulcstartó: nem működik, ezért a PIN nem használható.
    [keyring_silent] A kulcstartó: nem válaszol, ezért a PIN nem használható.
    [keyring_off] A kulcstartó: a KEYRACK_KEYRING kikapcsolta, ezért nem lehet PIN.
    [pin_restarted] A kulcstartó: működik. Újraindítás után a PIN előtt a jelszó kell.
    [pin_week] A kulcstartó: működik. Egy hét után a PIN előtt a jelszó kell.
   *[other] A kulcstartó: működik, de a PIN már nem nyitja a széfet. Állítsa be újra.
}
check-generations = Megőrzött állapotok: { $count }, ebből nem nyílik ki: { $broken }
check-quarantine = Olvashatatlan bejegyzések: { $count }
check-rivals = Egyszerre két kulccsal megadott kódok: { $count }
check-notices = Nyitáskor talált jelzések: { $count }

## Az alkalmazás

app-ended = Az alkalmazás bezárult.
app-silent = Az alkalmazás fut, de nem válaszol.
app-is-unlocked = Az alkalmazás nyitva van.
app-is-locked = { $because ->
    [start] Az alkalmazás az indulása óta zárva van: { $time }.
    [person] Az alkalmazás zárva van { $time } óta: valaki bezárta.
    [idle] Az alkalmazás zárva van { $time } óta: senki sem dolgozott.
    [crash] Az alkalmazás zárva van { $time } óta: összeomlott az ablaka.
    [sleep] Az alkalmazás zárva van { $time } óta: a számítógép elaludt.
    [wake] Az alkalmazás zárva van { $time } óta: a számítógép aludt.
    [session_locked] Az alkalmazás zárva van { $time } óta: zárolták a munkamenetet.
    [screensaver] Az alkalmazás zárva van { $time } óta: elindult a képernyővédő.
    [signed_out] Az alkalmazás zárva van { $time } óta: a felhasználó kijelentkezett.
    [user_switch] Az alkalmazás zárva van { $time } óta: másik felhasználó vette át a képernyőt.
    [disconnected] Az alkalmazás zárva van { $time } óta: megszakadt a távoli kapcsolat.
    [lid] Az alkalmazás zárva van { $time } óta: lehajtották a fedelet.
    [time_jump] Az alkalmazás zárva van { $time } óta: ugrott az óra.
    [hidden] Az alkalmazás zárva van { $time } óta: nem látszott az ablaka.
    [tray] Az alkalmazás zárva van { $time } óta: valaki bezárta a tálcán.
    [command] Az alkalmazás zárva van { $time } óta: egy parancs bezárta.
    [quit] Az alkalmazás bezárult ({ $time }), és kilép.
   *[other] Az alkalmazás zárva van { $time } óta.
}

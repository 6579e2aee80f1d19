# Az asztali ablak.

app-name = Keyrack
language = Nyelv
close = Bezárás
dismiss = Eltüntetés

## Passwords

password = Jelszó
password-again = Jelszó még egyszer
password-show = Megjelenítés
password-hide = Elrejtés
caps-lock = A Caps Lock be van kapcsolva.

## First run

first-run-title = Válasszon jelszót
first-run-text = Ez nyitja meg a kódjait ezen a számítógépen. Senki sem tudja megmondani Önnek, ha elfelejti, ezért olyat válasszon, amelyet megjegyez: négy-öt szó jó választás.
first-run-recovery-file = A helyreállítási kulcs mentése ide
first-run-recovery-text = A helyreállítási kulcs akkor nyitja meg a kódjait, ha elfelejtette a jelszót. Nyomtassa ki a fájlt, vagy tegye biztos helyre egy pendrive-on, majd törölje erről a számítógépről.
# Stands in the file above the key.
recovery-file-note =
    A Keyrack helyreállítási kulcsa. Akinél ez megvan, meg tudja nyitni a kódjait.
    Őrizze papíron vagy pendrive-on, biztos helyen, ne ezen a számítógépen.
first-run-create = Létrehozás
first-run-creating = Létrehozás…
first-run-differ = A két jelszó nem egyezik.

## Lock screen

locked-title = Zárolva
locked-unlock = Feloldás
locked-unlocking = Feloldás…
locked-wait = { $seconds } másodperc múlva próbálhatja újra.

## Accounts

search = Keresés
search-hint = Ügyfél, szolgáltatás vagy felhasználónév
accounts = Fiókok
accounts-keys = ↑ ↓ választás · Enter: másolás · Ctrl+L: zárolás
accounts-count = { $total } fiók
accounts-none-title = Még nincs fiók
accounts-none-text = Amit a parancssorból ad hozzá, az a következő feloldás után jelenik meg itt.
accounts-no-match = Nincs találat erre: „{ $query }”.
lock = Zárolás
row-seconds = { $seconds } mp
row-next-on-copy = másoláskor új kód
row-copy = Másolás
row-code = kód: { $digits }
copied = { $name } kódja a vágólapra került
copied-clears = A kód a vágólapra került, { $seconds } másodperc múlva törlődik.

## Errors

err-locked = A Keyrack zárolva van.
err-clipboard-unavailable = A kódot nem sikerült a vágólapra tenni vagy onnan levenni.
fix-clipboard-unavailable = Lehet, hogy egy másik program használja a vágólapot. Próbálja újra kis idő múlva.

error-general = Ez nem sikerült ({ $code }).
err-unexpected = Hiba történt az ablakban.
fix-unexpected = A kódjai biztonságban vannak. Zárja be a Keyracket, majd nyissa meg újra.

# A közös szavak helyett, amelyek parancsokról szólnak

window-fix-no-vault = Hozzon létre új széfet, vagy tegye vissza a sajátja mappáját.
window-fix-vault-exists = Zárja be a Keyracket, és nyissa meg újra: a meglévő széf kérni fogja a jelszavát.
window-fix-ways-in-damaged = A fiókjai megvannak. Nyissa ki a széfet a helyreállítási kulccsal, vagy hozzon vissza egy biztonsági mentést.
window-fix-vault-unreadable = Semmi sem törlődött. Hozzon vissza egy biztonsági mentést, vagy szóljon a rendszergazdájának.
window-fix-read-only = A kódokat megnézheti és másolhatja. Mielőtt bármit módosít, hozzon vissza egy biztonsági mentést.
window-fix-file-exists = Válasszon másik nevet. A meglévő fájl változatlan marad.
window-fix-not-found = Lehet, hogy egy másik gépen eltávolították. Zárja, majd nyissa ki újra a széfet.
window-fix-no-factor = Előbb adjon kulcsot a fiókhoz.
window-fix-not-available = Frissítse a Keyracket, majd próbálja újra.

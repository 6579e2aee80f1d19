# Az első lépések, a vészhelyzeti lap és a zárolt képernyő.

setup-continue = Tovább
setup-wait = Egy pillanat…

## Az első lépések

setup-steps = { $now }. lépés, összesen { $of }
setup-step-done = kész
setup-step-password = Jelszó
setup-step-kit = Vészhelyzeti lap
setup-step-account = Első fiók
setup-step-office = Az irodája

setup-password-title = A jelszó kiválasztása
setup-password-text = Ez nyitja a kódjait ezen a számítógépen. Senki sem tudja pótolni, ezért olyat válasszon, amelyet megjegyez.
setup-password = Jelszó
setup-password-again = Ugyanaz a jelszó még egyszer
setup-password-differs = A két jelszó nem egyezik.
setup-password-why = Előbb írja be kétszer ugyanazt a jelszót.
setup-creating = Készül a széf…

setup-strength = Négy-öt össze nem függő szó erős, és könnyű megjegyezni.
setup-strength-0 = Azonnal kitalálható. Több szó kell.
setup-strength-1 = Könnyen kitalálható. Kell még egy szó.
setup-strength-2 = Nem rossz. Még egy szóval jó lesz.
setup-strength-3 = Jó.
setup-strength-4 = Nagyon jó.

setup-have-backup = Van biztonsági mentésem
setup-move = Van már másik hitelesítőm
setup-move-text = Előbb válasszon jelszót. Rögtön a vészhelyzeti lap után importálhatja a másik program fájlját.
setup-join = Csatlakozás az irodához
setup-join-text = Előbb válasszon jelszót. Rögtön a vészhelyzeti lap után illesztheti be a meghívót, vagy írhatja be az irodai kulcslapot.

setup-account-title = Az első fiók felvétele
setup-account-text = Nyissa meg a portálnak azt az oldalát, amelyen a QR-kód vagy a kulcs látható.
setup-account-later = Később

setup-office-text = Amíg be nem engedik, a Keyrack az iroda nélkül is működik.
setup-office-later = Később, az iroda nélkül

## Vészhelyzeti lap

kit-title = A vészhelyzeti lap
kit-text = Egyetlen lap a helyreállítási kulccsal. Ez nyitja a kódjait, ha elfelejti a jelszót, vagy elromlik a számítógép. Nyomtassa ki, és tartsa biztos helyen, ne a számítógép mellett.
kit-language = A lap nyelve
kit-show = A lap megjelenítése
kit-show-again = A lap megjelenítése újra
kit-check-text = A lap külön ablakban látható. Nyomtassa ki vagy mentse el, majd írja be róla ezt a két csoportot.
kit-group = { $number }. csoport
kit-check-why = Előbb írja be mindkét csoportot a lapról.
kit-confirm = Megvan a lap
kit-later = Később
kit-later-text = A lap nélkül senki sem tudja megnyitni a kódjait, ha elfelejti a jelszót: sem egy munkatárs, sem a Keyrack készítői. A Keyrack majd emlékezteti rá.
kit-later-sure = Folytatás lap nélkül
kit-later-back = Vissza a laphoz

## Zárolt képernyő

unlock-title = A Keyrack zárolva van
unlock-start = Írja be a jelszót, hogy lássa a kódjait.
unlock-person = { $today ->
    [yes] Zárolva { DATETIME($when, hour: "numeric", minute: "numeric") } óta.
   *[no] Zárolva ekkor: { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-idle = { $today ->
    [yes] Zárolva { DATETIME($when, hour: "numeric", minute: "numeric") } óta: senki sem dolgozott a gépen.
   *[no] Zárolva ekkor: { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }. Senki sem dolgozott a gépen.
}
unlock-start-pin = Írja be a PIN-t, hogy lássa a kódjait.
unlock-sleep = { $today ->
    [yes] A számítógép alvó állapotba került: { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] A számítógép alvó állapotba került: { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-wake = { $today ->
    [yes] A számítógép aludt; ekkor ébredt fel: { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] A számítógép aludt; ekkor ébredt fel: { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-session-locked = { $today ->
    [yes] A képernyőt zárolták: { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] A képernyőt zárolták: { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-screensaver = { $today ->
    [yes] Elindult a képernyővédő: { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] Elindult a képernyővédő: { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-signed-out = { $today ->
    [yes] Kijelentkezés vagy leállítás történt: { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] Kijelentkezés vagy leállítás történt: { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-user-switch = { $today ->
    [yes] Másik felhasználó került a képernyőre: { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] Másik felhasználó került a képernyőre: { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-disconnected = { $today ->
    [yes] Véget ért a távoli kapcsolat ezzel a számítógéppel: { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] Véget ért a távoli kapcsolat ezzel a számítógéppel: { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-lid = { $today ->
    [yes] Lecsukták a számítógép fedelét: { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] Lecsukták a számítógép fedelét: { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-time-jump = { $today ->
    [yes] Átállították a számítógép óráját: { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] Átállították a számítógép óráját: { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-hidden = { $today ->
    [yes] Zárolva ekkor: { DATETIME($when, hour: "numeric", minute: "numeric") }. Az ablak nem látszott.
   *[no] Zárolva ekkor: { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }. Az ablak nem látszott.
}
unlock-tray = { $today ->
    [yes] Zárolva az értesítési területről: { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] Zárolva az értesítési területről: { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-command = { $today ->
    [yes] Parancs zárolta: { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] Parancs zárolta: { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-crash = Az ablak összeomlott, és újra megnyílt. Semmi sem veszett el.
unlock-crash-unsaved = Az ablak összeomlott, és újra megnyílt.
unlock-unsaved-lost = Az utolsó módosítások nem lettek elmentve a zárolás előtt: sem a széf mappájába, sem erre a számítógépre nem lehetett kiírni őket.
unlock-unsaved-lost-next = Minden korábban elmentett adat biztonságban van. Ellenőrizze a lemezt vagy a kapcsolatot, oldja fel a zárolást, és végezze el őket újra.
unlock-button = Feloldás
unlock-busy = Feloldás…
unlock-throttled = Túl sok volt a hibás jelszó.
unlock-wait = { $seconds ->
    [one] Egy másodperc múlva lehet újra próbálni. A helyreállítási kulcs azonnal nyit.
   *[other] { $seconds } másodperc múlva lehet újra próbálni. A helyreállítási kulcs azonnal nyit.
}
unlock-wait-why = Várjon, amíg újra próbálhatja, vagy használja a helyreállítási kulcsot.
unlock-forgot = Elfelejtette a jelszót? Használja a helyreállítási kulcsot
unlock-by-password = Inkább jelszóval
unlock-by-pin = Inkább PIN-nel
unlock-pin-pin-restarted = A számítógép újraindult, ezért egyszer írja be a jelszót. Utána a PIN ismét működik.
unlock-pin-pin-week = Egy hete írta be utoljára a jelszót, ezért most írja be. Utána a PIN ismét működik.
unlock-pin-pin-used-up = Ötször volt hibás a PIN, ezért törlődött. Semmi sem veszett el: írja be a jelszót, és állítson be új PIN-t a beállításokban.
unlock-pin-pin-gone = A számítógép kulcstartójában már nincs meg a PIN része. Írja be a jelszót, majd állítson be új PIN-t a beállításokban.
unlock-pin-pin-outdated = A PIN beállítása óta megváltozott a jelszó. Írja be a jelszót, majd állítson be új PIN-t a beállításokban.
unlock-pin-pin-damaged = A PIN fájlja megsérült, más nem. Írja be a jelszót, majd állítson be új PIN-t a beállításokban.
unlock-pin-keyring-locked = A számítógép kulcstartója zárolva van, ezért a PIN most nem működik. Írja be a jelszót.
unlock-pin-keyring-absent = Ezen a számítógépen most nincs kulcstartó, ezért a PIN nem működik. Írja be a jelszót.
unlock-pin-keyring-silent = A számítógép kulcstartója nem válaszol, ezért a PIN most nem működik. Írja be a jelszót.
unlock-pin-keyring-broken = A számítógép kulcstartója nem működik, ezért a PIN sem. Írja be a jelszót.
unlock-pin-keyring-off = A kulcstartó ki van kapcsolva a Keyrack számára, ezért a PIN nem működik. Írja be a jelszót.
unlock-pin-support = Valaki távoli kapcsolaton segít, és láthatná a PIN beírását. Írja be a jelszót.
unlock-pin-other = A PIN most nem működik. Írja be a jelszót.
unlock-key-text = Írja be a vészhelyzeti lapon álló helyreállítási kulcsot. Más nem tudja megnyitni a széfet Ön helyett, de addig sem vész el belőle semmi.
unlock-key = Helyreállítási kulcs
unlock-key-hint = Az eleje AGE-SECRET-KEY-1. A szóköz, a kötőjel, az új sor és a kisbetű nem számít.
unlock-key-why = Előbb írja be a helyreállítási kulcsot.

## A helyreállítási kulcs után

after-key-title = A széfet a helyreállítási kulcs nyitotta ki
after-key-text = A helyreállítási kulcs arra való, ha elveszett a jelszó, vagy megsérült az a fájl, amelyet nyit. Válasszon most új jelszót; addig semmi sem menthető. A régi jelszó nem nyitja többé a széfet, a vészhelyzeti lap viszont igen.
after-key-do = Új jelszó beállítása
after-key-lock = Inkább zárolás

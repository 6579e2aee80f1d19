# Az első lépések, a vészhelyzeti lap és a zárolt képernyő.

setup-continue = Tovább
setup-wait = Egy pillanat…

## Az első lépések

setup-steps = { $now }. lépés, összesen { $of }
setup-step-done = kész
setup-step-password = Jelszó
setup-step-kit = Vészhelyzeti lap
setup-step-account = Első fiók

setup-password-title = A jelszó kiválasztása
setup-password-text = Ez nyitja a kódokat ezen a számítógépen. Senki sem tudja kikeresni, ezért olyan legyen, amely megjegyezhető.
setup-password = Jelszó
setup-password-again = Ugyanaz a jelszó még egyszer
setup-password-differs = A két jelszó nem egyezik.
setup-password-why = Előbb a jelszó kell, kétszer ugyanúgy.
setup-creating = Készül a széf…

setup-strength = Négy-öt össze nem függő szó erős, és könnyű megjegyezni.
setup-strength-0 = Azonnal kitalálható. Több szó kell.
setup-strength-1 = Könnyen kitalálható. Kell még egy szó.
setup-strength-2 = Nem rossz. Még egy szóval jó lesz.
setup-strength-3 = Jó.
setup-strength-4 = Nagyon jó.

setup-have-backup = Van biztonsági mentés vagy másik hitelesítő
setup-have-backup-text = Előbb jelszó kell. A fiókok átvétele ebben az ablakban egy későbbi változattal jön; a „keyrack import” és a „keyrack restore” parancs már most is tudja.
setup-join = Csatlakozás az irodához
setup-join-text = A munkatársakkal közös használat egy későbbi változattal jön. Addig minden számítógépnek saját széfje van.

setup-account-title = Az első fiók felvétele
setup-account-text = Jó, ha már nyitva van a portálnak az az oldala, amelyen a QR-kód vagy a kulcs látható.
setup-account-later = Később

## Vészhelyzeti lap

kit-title = A vészhelyzeti lap
kit-text = Egyetlen lap a helyreállítási kulccsal. Ez nyitja a kódokat, ha a jelszó feledésbe merült, vagy a számítógép elromlott. Kinyomtatva, biztos helyen a helye, nem a számítógép mellett.
kit-show = A lap megjelenítése
kit-show-again = A lap megjelenítése újra
kit-check-text = A lap külön ablakban látható. Nyomtatás vagy mentés után ide kell beírni róla ezt a két csoportot.
kit-group = { $number }. csoport
kit-check-why = Előbb mindkét csoportot be kell írni a lapról.
kit-confirm = Megvan a lap
kit-later = Később
kit-later-text = A lap nélkül senki sem tudja kinyitni a kódokat, ha a jelszó feledésbe merül: sem egy munkatárs, sem a Keyrack készítői. A Keyrack majd emlékeztet rá.
kit-later-sure = Folytatás lap nélkül
kit-later-back = Vissza a laphoz

## Zárolt képernyő

unlock-title = A Keyrack zárolva van
unlock-start = A kódokat a jelszó nyitja.
unlock-person = { $today ->
    [yes] Zárolva { DATETIME($when, hour: "numeric", minute: "numeric") } óta.
   *[no] Zárolva ekkor: { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-idle = { $today ->
    [yes] Zárolva { DATETIME($when, hour: "numeric", minute: "numeric") } óta: senki sem dolgozott a gépen.
   *[no] Zárolva ekkor: { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }. Senki sem dolgozott a gépen.
}
unlock-crash = Az ablak leállt, és újra megnyílt. Semmi sem veszett el.
unlock-crash-unsaved = Az ablak leállt, és újra megnyílt.
unlock-unsaved-lost = Az utolsó módosítások a zárolásig nem lettek elmentve: sem a széf mappája, sem ez a számítógép nem tudta befogadni őket.
unlock-unsaved-lost-next = Minden korábban elmentett adat biztonságban van. Ellenőrizze a lemezt vagy a kapcsolatot, oldja fel a zárolást, és végezze el őket újra.
unlock-button = Feloldás
unlock-busy = Feloldás…
unlock-throttled = Túl sok volt a hibás jelszó.
unlock-wait = { $seconds ->
    [one] Egy másodperc múlva lehet újra próbálni. A helyreállítási kulcs azonnal nyit.
   *[other] { $seconds } másodperc múlva lehet újra próbálni. A helyreállítási kulcs azonnal nyit.
}
unlock-wait-why = Várni kell a következő próbáig, de a helyreállítási kulcs azonnal nyit.
unlock-forgot = Elfelejtett jelszó? Megnyitás a helyreállítási kulccsal
unlock-by-password = Mégis a jelszóval
unlock-key-text = Ide a vészhelyzeti lapon álló helyreállítási kulcs kell. Más nem tudja kinyitni a széfet, de addig sem vész el belőle semmi.
unlock-key = Helyreállítási kulcs
unlock-key-hint = Az eleje AGE-SECRET-KEY-1. A szóköz, a kötőjel, az új sor és a kisbetű nem számít.
unlock-key-why = Előbb a helyreállítási kulcsot kell beírni.

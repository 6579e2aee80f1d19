# Biztonsági mentések: készítés, visszahozás, próba.

settings-backup-kept = Ennyi mentés marad meg
settings-backup-kept-hint = Módosítás után magától készül mentés. Legtovább minden nap legújabb mentése marad meg.

backup-failed = Az utolsó biztonsági mentés nem készült el. Az okát a beállítások mutatják.
backup-trouble-away = A mentések mappája nem érhető el. Amint elérhető lesz, elkészül a mentés.
backup-trouble-full = Megtelt a mentések lemeze. Szabadítson fel helyet, vagy válasszon másik mappát.
backup-trouble-denied = A Keyrack nem írhat a mentések mappájába. Válasszon másikat.
backup-trouble-read-back = A lemez mást adott vissza, mint ami rá íródott. Válasszon másik lemezt.
backup-trouble-other = Az utolsó mentés nem készült el. Lesz új kísérlet; a régebbiek megvannak.

backup-due-missing = Még nincs biztonsági mentés.
backup-due-missing-text = Ha ez a számítógép elromlik, a kódok is elvesznek. Válasszon mappát egy másik lemezen.
backup-due-old = Az utolsó jó mentés 30 napnál régebbi.
backup-due-old-text = Csatlakoztassa a lemezét, vagy válasszon másik mappát.
backup-due-drill = Kinyitja a vészhelyzeti lap a mentést?
backup-due-drill-text = Próbálja ki egyszer, amíg semmi sem múlik rajta.
backup-due-action = A mentés beállításai

## Visszahozás

restore-title = Visszahozás biztonsági mentésből
restore-settings = Mentés választása…
restore-settings-hint = Megmutatja, mi van a mentésben, ami itt hiányzik, törölve lett vagy megváltozott. Ön dönti el, mi jöjjön vissza.
restore-choose-text = Melyik mentésből? Előbb látható, mi változna, és csak azután változik bármi.
restore-none = A mentések mappájában nincs biztonsági mentés.
restore-when = { DATETIME($when, year: "numeric", month: "long", day: "numeric", hour: "numeric", minute: "numeric") }
restore-verified = kinyitva, hibátlan
restore-unverified = még nincs kipróbálva
restore-foreign = másik széfé
restore-look = Megnézés
restore-look-into = A mentés megnézése: { $when }
restore-other = Másik fájl választása…
restore-back = Vissza
restore-open = Megnyitás
restore-done = Kész
restore-password-text = Ezt a fájlt nem a széf mostani jelszava nyitja: { $name }. Írja be az akkori jelszót vagy a helyreállítási kulcsot.
restore-password = Jelszó vagy helyreállítási kulcs
restore-password-hint = A helyreállítási kulcs a vészhelyzeti lapon van. Szóköz, kötőjel, kisbetű nem számít.
restore-password-why = Előbb a jelszó vagy a helyreállítási kulcs kell.
restore-plan = { $count ->
    [one] Mentve: { $when }, egy fiókkal.
   *[other] Mentve: { $when }, { $count } fiókkal.
}
restore-plan-foreign = Ez egy másik széf mentése. Amit visszahoz, az az Ön széfjébe kerül.
restore-same = A széfben minden megvan, ami ebben a mentésben. Nincs mit visszahozni.
restore-counts = Itt nincs meg: { $missing } · törölve: { $deleted } · megváltozott: { $changed }
restore-hint = Ami csak a széfben van, az változatlan marad.
restore-more = { $count ->
    [one] Még egy
   *[other] Még { $count }
}
restore-is-missing = nincs a széfben
restore-is-deleted = törölve a széfből
restore-is-changed = azóta megváltozott: { $fields }
restore-field-folder = ügyfél
restore-field-service = szolgáltatás
restore-field-issuer = a portál neve
restore-field-label = felhasználónév
restore-field-secret = kulcs
restore-field-desk = munkahely
restore-field-counter = számláló
restore-field-recovery = tartalék- és törlőkódok
restore-field-url = az oldal címe
restore-field-email = e-mail
restore-field-note = megjegyzés
restore-field-tags = címkék
restore-field-icon = kép
restore-field-also-serves = kiszolgált ügyfelek
restore-field-deadlines = dátumok
restore-field-support = ügyfélszolgálat
restore-field-channels = telefonok és címek
restore-all = { $count ->
    [one] Mind
   *[other] Mind a { $count }
}
restore-take-why = Előbb jelölje be, mi jöjjön vissza.
restore-take = { $count ->
    [0] Visszahozás
    [one] Egy visszahozása
   *[other] { $count } visszahozása
}
restore-taken = { $count ->
    [one] Egy fiók olyan, amilyen a mentésben volt.
   *[other] { $count } fiók olyan, amilyen a mentésben volt.
}
restore-undone = Minden olyan, mint azelőtt.

## Mentésből lesz széf

adopt-title = Kezdés biztonsági mentésből
adopt-text = Válassza ki a mentést, amelyet a Keyrack a másik számítógépen vagy lemezen készített. A neve így kezdődik: „keyrack-”, és így végződik: „.tar”.
adopt-lost-text = Válasszon egy mentést. A neve így kezdődik: „keyrack-”, és így végződik: „.tar”. A sérült széf félre lesz téve, nem vész el.
adopt-choose = A fájl kiválasztása…
adopt-plan = Ez lesz ennek a számítógépnek a széfje. A saját jelszava és vészhelyzeti lapja nyitja.
adopt-plan-lost = A sérült széf helyére kerül, az pedig félre lesz téve. A mentés utáni módosítások nincsenek benne.
adopt-adopt = Ez a mentés legyen
adopt-lost-door = Visszahozás biztonsági mentésből…

## Próba

drill-title = A vészhelyzeti lap kipróbálása
drill-settings = Kipróbálás…
drill-hint = Még nem volt kipróbálva. Megmutatja, kinyitja-e a lap a legújabb mentést.
drill-last = Utoljára kipróbálva: { $age }
drill-no-backup = Előbb mentés kell.
drill-text = Vegye elő a vészhelyzeti lapot, és írja be a helyreállítási kulcsot, mintha a számítógép elveszett volna. A legújabb mentés nyílik ki vele; semmi sem változik.
drill-field = Helyreállítási kulcs vagy jelszó
drill-why = Előbb a helyreállítási kulcs kell.
drill-do = Kipróbálás
drill-good = Működik.
drill-matches = Ugyanazok a fiókok vannak benne, és ugyanazok a kódok jönnek belőle, mint a széfből.
drill-differs = A széf azóta megváltozott. A következő mentésben az is benne lesz.

# Biztonsági mentések: készítés, visszaállítás, próba.

settings-backup-kept = Ennyi mentés marad meg
settings-backup-kept-hint = Módosítás után magától készül mentés. Minden nap legújabb mentése marad meg a legtovább.

backup-failed = Az utolsó biztonsági mentés nem sikerült. Az okát a beállítások mutatják.
backup-trouble-away = A mentések mappája nem érhető el. Amint elérhető lesz, elkészül a mentés.
backup-trouble-full = Megtelt a mentések lemeze. Szabadítson fel helyet, vagy válasszon másik mappát.
backup-trouble-denied = A Keyrack nem írhat a mentések mappájába. Válasszon másikat.
backup-trouble-read-back = A mentések lemeze mást adott vissza, mint amit rá írtak. Válasszon másik lemezt.
backup-trouble-other = Az utolsó mentés nem sikerült. A Keyrack újra próbálja; a régebbi mentések megvannak.

backup-due-missing = Még nincs biztonsági mentés.
backup-due-missing-text = Ha ez a számítógép elromlik, a kódok is elvesznek. Válasszon mappát egy másik lemezen.
backup-due-old = Az utolsó jó mentés 30 napnál régebbi.
backup-due-old-text = Csatlakoztassa a mentések lemezét, vagy válasszon másik mappát.
backup-due-drill = Kinyitja a vészhelyzeti lap a mentést?
backup-due-drill-text = Próbálja ki most, amíg nincs rá szükség.
backup-due-action = A mentés beállításai

## Visszaállítás

restore-title = Visszaállítás biztonsági mentésből
restore-settings = Mentés választása…
restore-settings-hint = Megmutatja, mi van a mentésben, ami itt hiányzik, törölve lett vagy megváltozott. Ön dönti el, mit állít vissza.
restore-choose-text = Melyik mentésből? Előbb látható, mi változna, és csak azután változik bármi.
restore-none = A mentések mappájában nincs biztonsági mentés.
restore-when = { DATETIME($when, year: "numeric", month: "long", day: "numeric", hour: "numeric", minute: "numeric") }
restore-verified = megnyitva és ellenőrizve
restore-unverified = még nincs ellenőrizve
restore-foreign = másik széfé
restore-look = Megtekintés
restore-look-into = A mentés megtekintése: { $when }
restore-other = Másik fájl választása…
restore-back = Vissza
restore-open = Megnyitás
restore-done = Kész
restore-password-text = Ezt a fájlt nem a széf mostani jelszava nyitja: { $name }. Írja be az akkori jelszót vagy a helyreállítási kulcsot.
restore-password = Jelszó vagy helyreállítási kulcs
restore-password-hint = A helyreállítási kulcs a vészhelyzeti lapon van. A szóköz, a kötőjel és a kisbetű nem számít.
restore-password-why = Előbb írja be a jelszót vagy a helyreállítási kulcsot.
restore-plan = { $count ->
    [one] Mentve: { $when }, egy fiókkal.
   *[other] Mentve: { $when }, { $count } fiókkal.
}
restore-plan-foreign = Ez egy másik széf mentése. Amit visszaállít, az az Ön széfjébe kerül.
restore-same = A széfben minden megvan, ami ebben a mentésben. Nincs mit visszaállítani.
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
restore-field-url = belépési oldal
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
restore-take-why = Előbb jelölje ki, mit állít vissza.
restore-take = { $count ->
    [0] Visszaállítás
    [one] 1 fiók visszaállítása
   *[other] { $count } fiók visszaállítása
}
restore-taken = { $count ->
    [one] Egy fiók visszaállítva a mentésből.
   *[other] { $count } fiók visszaállítva a mentésből.
}
restore-undone = Visszavonva. Minden olyan, mint azelőtt.

## Mentésből lesz széf

adopt-title = Kezdés biztonsági mentésből
adopt-text = Válassza ki a mentést, amelyet a Keyrack a másik számítógépen vagy lemezen készített. A neve így kezdődik: „keyrack-”, és így végződik: „.tar”.
adopt-lost-text = Válasszon egy mentést. A neve így kezdődik: „keyrack-”, és így végződik: „.tar”. A sérült széfet a Keyrack félreteszi, nem törli.
adopt-choose = A fájl kiválasztása…
adopt-plan = Ez lesz ennek a számítógépnek a széfje. A saját jelszava és vészhelyzeti lapja nyitja.
adopt-plan-lost = A sérült széf helyére kerül, azt pedig a Keyrack félreteszi. A mentés utáni módosítások nincsenek benne.
adopt-adopt = Ez a mentés legyen
adopt-lost-offer = Visszaállítás biztonsági mentésből…

## Próba

drill-title = A vészhelyzeti lap kipróbálása
drill-settings = Kipróbálás…
drill-hint = Még nem próbálta ki. Megmutatja, megnyitja-e a lap a legújabb mentést.
drill-last = Utoljára kipróbálva: { $age }
drill-no-backup = Előbb készítsen biztonsági mentést.
drill-text = Vegye elő a vészhelyzeti lapot, és írja be a helyreállítási kulcsot, mintha a számítógép elveszett volna. A Keyrack a legújabb mentést nyitja meg vele; semmi sem változik.
drill-field = Helyreállítási kulcs vagy jelszó
drill-why = Előbb írja be a helyreállítási kulcsot.
drill-do = Kipróbálás
drill-good = Működik.
drill-matches = Ugyanazok a fiókok vannak benne, és ugyanazok a kódok jönnek belőle, mint a széfből.
drill-differs = A széf azóta megváltozott. A következő mentésben az is benne lesz.

# Fiókok felvétele.

add-title = Új fiók
add-title-desk = Új munkahely
add-title-replace = Kulcscsere
add-back = Vissza

## A bejáratok

add-door-key = A kulcs begépelése vagy beillesztése
add-door-key-text = A portálon látható betűk és számok, vagy egy otpauth:// hivatkozás
add-door-paste = Átvétel a vágólapról
add-door-paste-text = Ha a kulcs vagy a hivatkozás épp most lett kimásolva
add-door-scan = A képernyő beolvasása
add-door-scan-text = A következő változattal jön
add-door-picture = Kép vagy PDF
add-door-picture-text = A következő változattal jön
add-door-import = Fájl beolvasása
add-door-import-text = Később jön; a „keyrack import” parancs már most is tudja

## A kulcs

add-key = Kulcs vagy hivatkozás
add-key-hint = Ahogy a portál mutatja. A szóköz, a kötőjel és a kisbetű nem számít.
add-key-why = Előbb a kulcsot kell beírni vagy beilleszteni.
add-paste = Beillesztés
add-advanced = Szokatlan portálok
add-advanced-text = Csak ha a portál kéri. A hivatkozásban ez benne van.
add-kind = Fajta
add-kind-totp = Az órát követi
add-kind-hotp = Számol
add-kind-steam = Steam
add-digits = Számjegyek
add-algorithm = Algoritmus
add-period = Másodperc kódonként
add-counter = Következő számláló

## Ami a kulcsban van

add-found-totp = { $digits } jegyű kódok, { $period } másodpercenként új
add-found-hotp = { $digits } jegyű, egyszer használható kódok; a következő számláló { $counter }
add-found-steam = { $digits } karakteres Steam-kódok
add-found-algorithm = Algoritmus: { $algorithm }
add-same-secret = Ez a kulcs már megvan a széfben.
add-same-name = Ilyen nevű fiók már van; annak más a kulcsa.
add-same-into = Felvétel ott, új munkahelyként
add-same-anyway = Felvétel külön fiókként

add-client = Ügyfél
add-client-hint = Gépelésre keres. Saját fióknál üresen marad.
add-client-new = Új ügyfél jön létre.
add-client-make = Új ügyfél: „{ $name }”
add-service = Szolgáltatás
add-label = Felhasználónév
add-name-why = Előbb a szolgáltatás vagy a felhasználó neve kell.
add-desk = Munkahely vagy személy
add-desk-hint = Csak ha többen használnak egy belépést.
add-replace-text = A régi kulcs megmarad, amíg a portál el nem fogadta az új egyik kódját.

add-add = Felvétel
add-desk-add = A munkahely felvétele
add-replace = Csere

## Az első kód

add-code-title = Felvéve
add-code-title-replaced = Kicserélve
add-code-copy = A kód másolása
add-code-make = Új kód és másolása
add-code-counts = Minden kód egyszer használható, ezért csak szükség esetén készül.
add-code-copied = A kód a vágólapon van.
add-accepted-question = Elfogadta a portál?
add-accepted-yes = Igen, elfogadta
add-accepted-later = Még nem
add-accepted = A portál elfogadta.
add-another = Még egy fiók
add-done = Kész

## Helyreállítás

add-recovery-offer = Törlőkód vagy tartalékkódok mentése
add-recovery-title = Vész esetére
add-recovery-text = Amit a portál arra az esetre adott, ha a kulcs elveszne. Ugyanolyan biztos helyen van, mint a kulcs.
add-recovery-kind = Mi ez
add-recovery-deletion-code = Törlőkód
add-recovery-backup-codes = Tartalékkódok
add-recovery-phone = Telefon
add-recovery-code = Törlőkód
add-recovery-code-hint = Ezzel kapcsolható ki a második lépcső.
add-recovery-codes = Tartalékkódok
add-recovery-codes-hint = Soronként egy.
add-recovery-number = Telefonszám
add-recovery-whose = Kié
add-recovery-why = Előbb be kell írni.
add-recovery-save = Mentés

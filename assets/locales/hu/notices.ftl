# Amit a széf nyitáskor jelez. A nevek a jelzések kódjai.

notice-vault-repaired = A széf fájlja megsérült. Minden helyreállt a megőrzött állapotból ({ $saved_at }); semmi sem veszett el.
notice-vault-damaged = A széf fájlja megsérült. A megőrzött állapotból ({ $saved_at }) állt helyre; az azóta történt módosítások elveszhettek.
notice-vault-missing = A széf fájlja hiányzik. Ez a megőrzött állapota ({ $saved_at }); az azóta történt módosítások elveszhettek.
notice-vault-forged = Valaki, aki nem tudja kinyitni a széfet, másik fájlt tett a széf fájlja helyére. Abból semmi sem került át: ez a megőrzött állapot ({ $saved_at }). A másik fájlt a Keyrack félretette; ami ennél újabb, azt egy biztonsági mentésből állíthatja vissza.
notice-kept-is-newer = A széf fájljának egy régi példánya került vissza. Ami a megőrzött állapotban ({ $kept_at }) újabb volt, az megmaradt.
notice-ways-in-changed = Ennek a széfnek a jelszavát vagy a helyreállítási kulcsát máshol megváltoztatták ({ $changed_at }). Ha nem Önök tették, adjon most a széfnek új jelszót és új helyreállítási kulcsot.
notice-ways-in-altered = A széf nyitásához szükséges fájl megsérült, vagy olyasvalaki változtatta meg, aki nem tudja kinyitni a széfet. A fiókjai változatlanok. Adjon a széfnek új jelszót: ezzel a fájl is újra elkészül.
notice-copies-merged = { $count ->
    [one] A széf mappájában volt egy második példány. Ami benne volt, bekerült.
   *[other] A széf mappájában még { $count } példány volt. Ami bennük volt, bekerült.
}
notice-copies-not-merged = Ezek a példányok a széf mappájában nem nyíltak ki, érintetlenül maradtak: { $names }
notice-from-the-future = { $count ->
    [one] Egy módosítás dátuma a jövőben van. A Keyrack félretette; ellenőrizze a számítógépek óráját.
   *[other] { $count } módosítás dátuma a jövőben van. A Keyrack félretette őket; ellenőrizze a számítógépek óráját.
}
notice-quarantined = { $count ->
    [one] Egy bejegyzés nem olvasható. Megmarad; a többi mind megvan.
   *[other] { $count } bejegyzés nem olvasható. Megmaradnak; a többi mind megvan.
}
notice-older-than-seen = Ez a széf régebbi annál, amelyet ez a számítógép korábban látott: ez { $saved_at } állapota, a másik { $seen_at } állapota volt. Visszatett valaki egy régi példányt?
notice-vault-gone = A széf fájlja már nincs a helyén. Amit lát, még megvan a memóriában: zárolás előtt tegye vissza a mappát.
notice-only-seen = { $count } fiók változatlan maradt, mert a mappáját Ön csak látja, nem módosíthatja.
notice-pin-outdated = A jelszó megváltozott, ezért ennek a számítógépnek a PIN-je már nem nyitja a széfet. Ha szükség van rá, állítson be újat.
notice-keys-changed = A jelszót egy másik számítógépen megváltoztatták. Zárolja a széfet, és az új jelszóval nyissa ki.
notice-vault-out-of-reach = A széf mappája most nem olvasható. Amit lát, az utolsó ismert állapot; a Keyrack tovább próbálkozik.

# Kollégák és számítógépek eltávolítása az irodából, és az emiatt lecserélendő kulcsok.

## Eltávolítás

remove-title = Eltávolítás az irodából
remove-title-member = Eltávolítás az irodából: { $name }
remove-title-device = Számítógép eltávolítása: { $label } ({ $name })
remove-title-owner = Ismét csak tag legyen: { $name }
remove-step-sync = Frissítés
remove-step-plan = Mi történik
remove-step-done = Kész
remove-syncing = A legutóbbi módosítások keresése…
remove-missing = { $count ->
    [one] Egy számítógépről még nem érkeztek meg módosítások:
   *[other] { $count } számítógépről még nem érkeztek meg módosítások:
}
remove-missing-hint = Ha folytatja, akkor sem vész el semmi. Ami később érkezik meg, és már nem számít, azt megmutatjuk.
remove-go-on = Folytatás így is
remove-look = Újabb keresés

remove-last-owner = Az egyetlen tulajdonos: { $name }. Senki sem maradna, aki az irodában dönthet.
remove-last-owner-next = Előbb tegyen valaki mást tulajdonossá az ő oldalán.
remove-last-owner-why = Előbb tegyen valaki mást tulajdonossá.
remove-you-member = Ez Ön: az iroda minden számítógépéről eltűnik.
remove-you-device = Ennél a számítógépnél ül: az iroda eltűnik róla.
remove-you-owner = Ez Ön: ezután nem dönt a munkatársakról és az ügyfelekről.
remove-what-member = Ezután nem kap semmit az irodából, és nem módosíthat benne semmit: { $name }.
remove-what-device = Ez a gép ezután nem kap semmit az irodából: { $label }. A többi gépével bent marad: { $name }.
remove-what-owner = Bent marad az irodában, de csak a vele megosztott ügyfeleket látja, és nem dönt a munkatársakról: { $name }.
remove-folders = { $count ->
    [one] Egy ügyfél új zárat kap.
   *[other] { $count } ügyfél új zárat kap.
}
remove-will-expose = { $count ->
    [one] Egy használatban lévő kulcsot olvashatott: { $name }. Listán megkapja.
   *[other] { $count } használatban lévő kulcsot olvashatott: { $name }. Listán megkapja őket.
}
remove-takes-back = Akiket felvett ({ $name }), maradjanak: { $people }
remove-takes-back-on = Bent maradnak az irodában, mostantól az Ön nevében.
remove-takes-back-off = Ők is kikerülnek az irodából.
remove-undoes = { $count ->
    [one] Ezzel együtt egy korábbi lépés érvényét veszti
   *[other] Ezzel együtt { $count } korábbi lépés érvényét veszti
}
remove-undoes-more = { $count ->
    [one] és még egy
   *[other] és még { $count }
}

undone-add-member = Felvett valakit
undone-appoint = Tulajdonossá tett valakit
undone-add-device = Felvett egy számítógépet
undone-rm-member = Eltávolított valakit
undone-rm-device = Eltávolított egy számítógépet
undone-demote = Egy tulajdonost ismét taggá tett
undone-member-key = Megújított egy kulcsot
undone-folder-new = Létrehozott egy ügyfelet
undone-grant = Megosztott egy ügyfelet
undone-revoke = Elvett egy ügyfelet
undone-settle = Döntött egy eltávolításról
undone-policy = Módosította az iroda szabályait
undone-moved = Áthelyezte az irodát
undone-invite = Meghívott valakit
undone-cancel = Visszavont egy meghívót
undone-other = Más módosítás

remove-do-member = Eltávolítás: { $name }
remove-do-device = A számítógép eltávolítása
remove-do-owner = Csak tag legyen: { $name }
remove-done-member = Már nincs az irodában: { $name }.
remove-done-device = Már nincs az irodában: { $label } ({ $name }).
remove-done-owner = Mostantól tag: { $name }.
remove-exposed = { $count ->
    [one] Egy használatban lévő kulcsot olvashatott: { $name }. Ezen az eltávolítás nem változtat. Cserélje le a portálon.
   *[other] { $count } használatban lévő kulcsot olvashatott: { $name }. Ezen az eltávolítás nem változtat. Cserélje le őket a portálokon.
}
remove-nothing = Semmit sem kell lecserélni a portálokon.
remove-list = A lista megnyitása
remove-later = Később

## Lecserélendő kulcsok

exposed-title = Csere a portálokon
exposed-intro = Ezeket a kulcsokat olyanok olvashatták, akik már nincsenek az irodában, vagy már nem látják ezeket az ügyfeleket. Állítsa be mindegyiket újra a portálján, majd pipálja ki. Ami itt új kulcsot kap, magától eltűnik.
exposed-progress = { $done } kész, összesen { $total }
exposed-search = Keresés
exposed-rows = Lecserélendő kulcsok
exposed-keys = Szóköz: kipipálás, Enter: a fiók megnyitása
exposed-tick = Lecserélve a portálon
exposed-untick = Mégsincs lecserélve
exposed-open = A fiók megnyitása
exposed-choose-why = Előbb válasszon egy kulcsot a listából.
exposed-no-match = Nincs találat.
exposed-none = Nincs mit lecserélni
exposed-none-text = Aki távozott, nem olvashatott olyan kulcsot, amely még használatban van.
exposed-none-why = A lista üres.
exposed-who = { $people }, eddig: { $day }
exposed-ticked = lecserélve a portálon
exposed-open-still = még nincs lecserélve
exposed-print = Nyomtatás
exposed-csv = Mentés CSV-ként
exposed-pdf = Mentés PDF-ként
exposed-saved = Elmentve: { $file }. Nincs benne kulcs.
exposed-item-deletion-code = törlőkód
exposed-item-backup-codes = tartalék kódok
exposed-item-phone = telefon
exposed-item-file = fájl

## Visszavont eltávolítás

settle-title = Maradjon az irodában: { $name }?
settle-what = { $by } eltávolította az irodából, vagy elvett tőle valamit: { $name }. { $undone } viszont eltávolította az irodából azt, aki ezt tette ({ $by }), és ezzel ez visszavonódott.
settle-what-some = { $by } eltávolította az irodából, vagy elvett tőle valamit: { $name }. Ez visszavonódott.
settle-meanwhile = Amíg Ön nem dönt, senki sem küld neki újat: { $name }.
settle-stay = Maradjon: { $name }
settle-stay-text = Minden úgy van, mint előtte, és megkapja, ami vár rá.
settle-remove = Eltávolítás: { $name }
settle-remove-text = Ezután nem kap újat. Amit addig olvashatott, felkerül a lecserélendő kulcsok listájára.
settle-later = Később döntök

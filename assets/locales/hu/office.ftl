# Az irodák oldalai az ablakban.

offices = Irodák
office-start = Közös iroda
office-start-text = Egy irodában a kollégák közösen használják az ügyfeleket. A kódok mindenkinél a saját gépén vannak, hálózat nélkül is.
office-way-join = Meghívót kaptam
office-way-join-text = Egy kolléga kódot küldött vagy mutatott.
office-way-found = Új iroda létrehozása
office-way-found-text = Ön az első. Kulcslapot nyomtat, és meghívja a többieket.
office-way-recover = Megvan az iroda kulcslapja
office-way-recover-text = A papírral tulajdonosként tér vissza.
office-joining = Várakozás a beengedésre

office-in-step = Minden meg van osztva.
office-waiting = { $count ->
    [one] Egy módosítás még nincs megosztva.
   *[other] { $count } módosítás még nincs megosztva.
}
office-offline = { $count ->
    [0] Nincs kapcsolat. A tárhely utoljára elérhető volt: { $since }.
    [one] Nincs kapcsolat. A tárhely utoljára elérhető volt: { $since }; egy módosítás vár.
   *[other] Nincs kapcsolat. A tárhely utoljára elérhető volt: { $since }; { $count } módosítás vár.
}
office-offline-ever = A tárhely még sosem volt elérhető.
office-needs-you = { $count ->
    [one] Egy teendő Önre vár.
   *[other] { $count } teendő Önre vár.
}
office-tab-state = Áttekintés
office-tab-people = Munkatársak
office-tab-sharing = Ki mit lát
office-sync = Szinkronizálás

office-now = Önre vár
office-nothing = Semmi. Minden rendben van.
office-offline-text = Semmi. Dolgozzon tovább: amit módosít, itt megmarad, és elmegy, amint a tárhely elérhető.
office-place = Az iroda
office-synced = Utolsó szinkronizálás
office-never = soha
office-owner-seen = Tulajdonos legutóbb
office-store = A tárhelye
office-store-change = Módosítás…
office-number = Irodaszám
office-number-copy = Másolás
office-number-copied = Másolva.
office-number-text = Vesse össze telefonon: aki ugyanezt a számot látja, ugyanazokat a munkatársakat és ügyfeleket látja, mint Ön.
office-size = Mérete
office-size-text = { $people ->
    [one] { $owners ->
        [one] 1 munkatárs, tulajdonos; Ön { $folders } ügyfelet lát
       *[other] 1 munkatárs, { $owners } tulajdonos; Ön { $folders } ügyfelet lát
    }
   *[other] { $owners ->
        [one] { $people } munkatárs, köztük 1 tulajdonos; Ön { $folders } ügyfelet lát
       *[other] { $people } munkatárs, köztük { $owners } tulajdonos; Ön { $folders } ügyfelet lát
    }
}
office-second = Másik számítógép felvétele
office-leave = Kilépés az irodából…
office-leave-title = Kilép ebből az irodából: „{ $name }”?
office-leave-text = Erről a számítógépről lekerülnek az iroda ügyfelei, és nem jön több újdonság. Az irodában megmaradnak, és a saját széfje sem változik.
office-forget = Levétel erről a gépről…
office-forget-title = Leveszi erről a gépről: „{ $name }”?
office-forget-text = Ön már nincs ebben az irodában. Ami belőle ezen a gépen megvan, törlődik; a saját széfje nem változik.
office-forget-unsent = { $count ->
    [one] Egy módosítást még senkivel sem osztott meg, az elveszne.
   *[other] { $count } módosítást még senkivel sem osztott meg, azok elvesznének.
}
office-put-back-title = Visszateszi az irodát a tárhelyére?
office-put-back-text = Csak akkor tegye, ha tudja, hogy a tárhelyet törölték. Ez a gép mindent odaír, ami az irodából megvan rajta, és a kollégáké is ezt teszi a következő szinkronizáláskor.

## Ami valakire vár

alarm-do-sync = Szinkronizálás
alarm-do-put-back = Visszatétel…
alarm-do-person = A személy megnézése
alarm-do-remove-device = A gép eltávolítása…
alarm-do-settle = Döntés…
alarm-do-set-aside = Megnézés
alarm-do-forget = Levétel…
alarm-do-join-anew = Csatlakozás újra…
alarm-do-place = A cím módosítása…
alarm-do-update = A Keyrack névjegye
alarm-do-clock = Az óra ellenőrzése…
window-alarm-office-gone = Az iroda már nincs a tárhelyén. Semmi sem veszett el, minden megvan ezen a számítógépen; kérdezze meg a kollégákat, mielőtt visszateszi.
hold-text = { $by } eltávolította őt: { $name }, majd { $undone } ezt visszavonta. Amíg Ön nem dönt, senki sem küld neki újat.
hold-text-unknown = { $by } eltávolította őt: { $name }, majd ez vissza lett vonva. Amíg Ön nem dönt, senki sem küld neki újat.
hold-decide = Döntés…
request-text = { $name } csatlakozni szeretne ide: „{ $office }”.
request-look = Beengedés…
exposed-text = { $count ->
    [one] Egy kulcsot le kellene cseréltetni a portálján, mert olyan is olvashatta, aki már nem teheti.
   *[other] { $count } kulcsot le kellene cseréltetni a portálokon, mert olyan is olvashatta őket, aki már nem teheti.
}
exposed-show = A lista megnyitása
aside-title = Módosítások, amelyek nem számítanak
aside-text = Olyanok küldték őket, akiknek már nem volt joguk hozzá. Megmaradnak, amíg Ön nem dönt.
aside-who = { $name }, itt: „{ $folder }”
aside-take = Elfogadás
aside-drop = Elvetés
aside-count = { $count ->
    [one] Egy módosítás nem számít, amíg Ön nem dönt róla: „{ $office }”.
   *[other] { $count } módosítás nem számít, amíg Ön nem dönt róluk: „{ $office }”.
}
attention-office = Figyelmet igényel: „{ $office }”

## Munkatársak

people = Munkatársak
people-count = { $count ->
    [one] Egy munkatárs
   *[other] { $count } munkatárs
}
people-you = { $name } (Ön)
people-this-is-you = Ön
people-held = döntésig nem kap újat
people-forked = talán lemásolták
people-computers = { $count ->
    [one] 1 gép
   *[other] { $count } gép
}
people-clients = { $count ->
    [0] nincs ügyfele
    [one] 1 ügyfél
   *[other] { $count } ügyfél
}
people-all-clients = minden ügyfél
people-no-sign = még nem járt itt
people-sign = { $ago }
why-owner = Ezt csak az iroda egyik tulajdonosa teheti meg.
why-rank = Ezt csak olyan tulajdonos teheti meg, aki korábban lett tulajdonos.
why-own-computer = Egy gépet azon lehet eltávolítani, amelyikről felvették, vagy saját magán a „Kilépés az irodából…” gombbal.
why-out = Ön valószínűleg már nincs ebben az irodában. Kérdezze meg az egyik tulajdonost.
why-manage = Ezt az ügyfelet látja, de nem Ön dönti el, ki más láthatja.
person-details = Személy
person-held = Az eltávolítását visszavonták: { $name }. Senki sem küld neki újat, amíg egy tulajdonos nem dönt.
person-no-key = A saját gépe következő szinkronizálása után kap ügyfeleket.
person-computers = Számítógépek
person-computer-out = már nincs az irodában
person-computer-remove = A gép eltávolítása: „{ $label }”…
person-clients = Ügyfelek
person-owner-all = A tulajdonos minden ügyfelet lát és kezel.
person-no-clients = Még nincs.
person-change-clients = Módosítás: mit lát
person-remove = Eltávolítás az irodából…
promote = Legyen tulajdonos…
promote-title = Tulajdonos legyen: { $name }?
promote-text = A tulajdonos minden ügyfelet lát a helyreállítási adatokkal együtt, és dönt a munkatársakról. Később visszaveheti.
demote = Legyen újra tag…

## Meghívás

invite = Meghívás
invite-title = Valaki meghívása
invite-name = Név
invite-email = E-mail
invite-email-hint = Nem kötelező; az Ön leveléhez kell.
invite-owner = Tulajdonosként
invite-owner-hint = Minden ügyfelet lát, és dönt a munkatársakról.
invite-clients = Azonnal megosztott ügyfelek
invite-days = A meghívó ennyi ideig érvényes
invite-days-count = { $days ->
    [one] 1 nap
   *[other] { $days } nap
}
invite-says-owner = Minden ügyfelet látni fog, és dönt a munkatársakról.
invite-says = { $count ->
    [one] Azonnal egy ügyfelet kap.
   *[other] Azonnal { $count } ügyfelet kap.
}
invite-says-nothing = Nem lát ügyfelet, amíg Ön nem oszt meg vele.
invite-do = Meghívó készítése
invite-why-name = Előbb írja be a nevet.
invitations = Meghívva
invitation-until = eddig: { $day }
invitation-computer = másik gép
invitation-actions = Meghívó: { $name }
invitation-hand = Átadás…
invitation-cancel = Visszavonás
invitation-why-elsewhere = Másik gépen készült, és csak ott adható át.
invitation-title = A meghívó átadása: { $name }
invitation-text = Válasszon egy módot. Egyszer használható, eddig: { $day }
invitation-copy = A szöveg másolása
invitation-copy-text = Illessze be egy levélbe vagy csevegésbe.
invitation-mail = Levél írása
invitation-mail-text = Üres levél nyílik; illessze bele a szöveget.
invitation-why-mail = Nincs megadva e-mail-cím.
invitation-show = Megmutatás vagy nyomtatás
invitation-show-text = Külön ablakban: beolvasható, ha egymás mellett ülnek, vagy papíron átadható.
invitation-copied = Másolva. { $seconds } másodperc múlva lekerül a vágólapról.
invitation-mailed = A levél megnyílt. Illessze bele a szöveget.
invitation-shown = Külön ablakban látható.
invitation-next = Ezután felolvas Önnek tizenkét számjegyet: { $name }. Ön beírja, és nyitva az iroda.
invitation-done = Kész

## Beengedés

requests = Csatlakozni szeretne
requests-one = csatlakozni szeretne
request-title = Beengedi: { $name }?
request-no-email = nincs megadva
request-invited = Meghívott
request-gets-label = Látni fog
request-gets = { $count ->
    [0] egyelőre egyetlen ügyfelet sem
    [one] egy ügyfelet
   *[other] { $count } ügyfelet
}
request-gets-owner = minden ügyfelet, tulajdonosként
request-gets-computer = ugyanazt, mint most, még egy gépen
request-other-name = Nem ez a név kapott meghívót, hanem ez: { $invited }. Kérdezzen rá, mielőtt bárkit beenged.
request-call = Hívja fel őt: { $name }, és olvastassa fel a tizenkét számjegyet, amelyet a másik gép mutat.
request-digits = A felolvasott számjegyek
request-let-in = Beengedés
request-done = Mostantól az irodában van: { $name }.

## Ki mit lát

share-role-view = látja a kódokat
share-role-edit = látja és szerkeszti
share-role-manage = kezeli
share-role-nothing = semmi
share-cell-view = kódok
share-cell-edit = szerkeszti
share-cell-manage = kezeli
share-cell-owner = minden
share-cell-said = { $name }, { $folder }: { $has }
share-with-recovery = helyreállítási adatokkal
share-until-day = eddig: { $day }
share-what = Mit kapnak
share-recovery = helyreállítási adatok is
share-until = eddig
share-not-here = Itt nem lévő ügyfél
share-find-client = Ügyfél keresése
share-find-person = Munkatárs keresése
share-choose-all = { $count ->
    [one] Az egy kijelölése
   *[other] Mind a { $count } kijelölése
}
share-choose-none = Kijelölés törlése
share-none = Ebben az irodában még nincs ügyfél.
share-none-member = Ön még nem látja az iroda egyetlen ügyfelét sem. Előbb egy kollégának meg kell osztania Önnel, vagy vegyen fel a sajátjai közül.
share-hint = Jelöljön ki ügyfeleket bal oldalt és munkatársakat fent, vagy egy cellát. A Shift tartományt jelöl ki.
share-why-people = Most jelöljön ki munkatársakat fent.
share-why-clients = Most jelöljön ki ügyfeleket bal oldalt.
share-owner = tulajdonos, mindent lát
share-owner-why = Tulajdonos, minden ügyfelet lát: { $name }.
share-apply = Alkalmazás
share-says-view = { $people ->
    [1] { $folders ->
        [1] { $person } ennek az ügyfélnek a kódjait fogja látni, de módosítani semmit sem tud: { $folder }.
       *[other] { $person } { $folders } ügyfél kódjait fogja látni, de módosítani semmit sem tud.
    }
   *[other] { $folders ->
        [1] { $people } munkatárs ennek az ügyfélnek a kódjait fogja látni, de módosítani semmit sem tud: { $folder }.
       *[other] { $people } munkatárs { $folders } ügyfél kódjait fogja látni, de módosítani semmit sem tud.
    }
}
share-says-edit = { $people ->
    [1] { $folders ->
        [1] { $person } látni és szerkeszteni fogja: { $folder }.
       *[other] { $person } { $folders } ügyfelet fog látni és szerkeszteni.
    }
   *[other] { $folders ->
        [1] { $people } munkatárs látni és szerkeszteni fogja: { $folder }.
       *[other] { $people } munkatárs { $folders } ügyfelet fog látni és szerkeszteni.
    }
}
share-says-manage = { $people ->
    [1] { $folders ->
        [1] { $person } szerkeszteni fogja, és eldönti, ki látja: { $folder }.
       *[other] { $person } { $folders } ügyfelet fog szerkeszteni, és eldönti, ki látja őket.
    }
   *[other] { $folders ->
        [1] { $people } munkatárs szerkeszteni fogja, és eldönti, ki látja: { $folder }.
       *[other] { $people } munkatárs { $folders } ügyfelet fog szerkeszteni, és eldönti, ki látja őket.
    }
}
share-says-nothing = { $people ->
    [1] { $folders ->
        [1] { $person } nem kap többé újat ebből: { $folder }. Amit már látott, csak a portálon cserélhető le.
       *[other] { $person } { $folders } ügyfélről nem kap többé újat. Amit már látott, csak a portálokon cserélhető le.
    }
   *[other] { $folders ->
        [1] { $people } munkatárs nem kap többé újat ebből: { $folder }. Amit már láttak, csak a portálon cserélhető le.
       *[other] { $people } munkatárs { $folders } ügyfélről nem kap többé újat. Amit már láttak, csak a portálokon cserélhető le.
    }
}
share-says-recovery = Helyreállítási adatokkal.
share-says-until = Eddig: { $day }
share-says-recovery-until = Helyreállítási adatokkal, eddig: { $day }
share-done = { $count ->
    [0] Semmi sem változott.
    [one] Kész: egy változott.
   *[other] Kész: { $count } változott.
}
share-done-same = { $count ->
    [one] Egy már így volt.
   *[other] { $count } már így volt.
}
share-done-refused = { $count ->
    [one] Egyet Ön nem módosíthat.
   *[other] { $count } módosítására nem jogosult.
}
share-more = Rendben

## Ügyfelek felvétele

bring = Ügyfelek felvétele…
bring-title = Ügyfelek felvétele ide: „{ $office }”
bring-text = Válasszon a saját széfje ügyfelei közül. Minden fiókjukkal együtt átkerülnek az irodába.
bring-list = A saját széfje ügyfelei
bring-none = A saját széfjében nincs felvehető ügyfél.
bring-owners = { $count ->
    [one] { $owners } látni fogja őket, mert tulajdonos. Mások csak azt az ügyfelet látják, amelyet megosztanak velük.
   *[other] { $owners } látni fogják őket, mert tulajdonosok. Mások csak azt az ügyfelet látják, amelyet megosztanak velük.
}
bring-nobody = Ön az egyetlen tulajdonos, ezért senki más nem látja őket, amíg meg nem osztja.
bring-why = Előbb jelöljön ki ügyfeleket.
bring-do = { $count ->
    [0] Ügyfelek megosztása
    [one] 1 ügyfél megosztása
   *[other] { $count } ügyfél megosztása
}
bring-done = { $count ->
    [one] Egy ügyfél mostantól itt van: „{ $office }”.
   *[other] { $count } ügyfél mostantól itt van: „{ $office }”.
}

## Ki lát egy ügyfelet

share-with = Ki látja
share-title = Ki látja: { $folder }
share-nobody = Csak Ön. A saját széfjében van.
share-unsent = Néhány módosítás még nincs megosztva.
share-change = Módosítás: ki látja
share-see = Ki mit lát
share-in = Megosztás itt: { $office }…
share-in-title = Megosztja: { $folder }? Az iroda: „{ $office }”
share-in-text = { $count ->
    [one] { $owners } látni fogja, mert tulajdonos. Mások csak akkor, ha megosztja velük.
   *[other] { $owners } látni fogják, mert tulajdonosok. Mások csak akkor, ha megosztja velük.
}
share-in-text-nobody = Ön az egyetlen tulajdonos, ezért senki más nem látja, amíg meg nem osztja.
share-in-do = Megosztás
move-gain = { $count ->
    [one] { $names } ezután látni fogja.
   *[other] Ezután ők is látni fogják: { $names }.
}
move-lose = { $count ->
    [one] { $names } ezután nem kap belőle újat.
   *[other] Ezután ők nem kapnak belőle újat: { $names }.
}
move-all-the-same = Áthelyezés így is

## Mi biztosítja

enforced-mathematics = titkosítás biztosítja
enforced-mathematics-text = Titkosítva van: kulcs nélkül senki sem olvashatja, bármilyen programot használ.
enforced-colleagues = a kollégák ellenőrzik
enforced-colleagues-text = Minden kolléga Keyrackje ellenőrzi, és nem fogadja el, ami nincs megengedve.
enforced-storage = a tárhely biztosítja
enforced-storage-text = Annak kell gondoskodnia róla, aki a tárhelyet működteti.
enforced-app = csak a program tartja be
enforced-app-text = Ez a program betartja. Egy másik talán nem.

prove-title = Kérjük a jelszavát
prove-text = A széfet PIN nyitotta. Ami az irodát érinti, ahhoz egyszer a jelszó is kell.
prove-do = Tovább

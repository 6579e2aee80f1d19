# Más programok fájljainak importálása.

import-title = Fájl importálása
import-done-title = Importálva

## A fájl

import-start-text = Másik hitelesítő vagy jelszókezelő fájlja, vagy egy táblázat. Előbb látja, mi van benne, csak utána kerül be bármi.
import-choose = Fájl kiválasztása…
import-choose-hint = Vagy húzza rá bárhol erre az ablakra.
import-known = Más programokból
import-known-text = Aegis, 2FAS, Ente Auth, Proton Authenticator, Stratum, Bitwarden, KeePass, FreeOTP, andOTP, LastPass Authenticator, 1Password, az Authenticator böngészőbővítmény és mások, jelszóval vagy anélkül.
import-tables = Táblázatból
import-tables-text = Excel vagy CSV, soronként egy fiók vagy ügyfél.
import-google = A Google Authenticatorból
import-google-text = Fájl helyett QR-kódokat mutat, a „Fiókok átvitele” alatt. Fényképezze le őket egy másik telefonnal, válassza ki itt a képeket, aztán törölje őket.
import-google-scan = Képek kiválasztása…
import-closed = A Microsoft Authenticatorból vagy az Authyból
import-closed-text = Ezekből senki sem exportálhatja a kulcsait. Állítsa be újra a kétlépcsős belépést minden portálon.
import-other = Másik fájl
import-encrypted = titkosított
import-entries = { $count ->
   *[other] { $count } bejegyzés
}
import-files = { $count ->
   *[other] { $first } és még { $count } fájl
}

import-password-text = Ez a fájl titkosított. Írja be azt a jelszót, amellyel készült; ez nem biztos, hogy a széfé.
import-password = A fájl jelszava
import-password-why = Előbb írja be a fájl jelszavát.
import-open = Megnyitás
import-memory = A fájl megnyitásához { $size } memória kell.
import-memory-text = Úgy készült, hogy nehéz legyen kitalálni a jelszavát. A megnyitás eltart egy darabig, és közben más programok lassúak lehetnek.
import-memory-do = Megnyitás mégis
import-reading = A fájl megnyitása…

## A táblázat oszlopai

import-columns-text = Válassza ki, melyik oszlopban mi van. Amelyikben kulcs lehet, az nem látszik.
import-columns-edit = Oszlopok
import-columns-why = Előbb válassza ki, melyik oszlopban van az ügyfél vagy a kulcs.
import-column = Oszlop
import-column-samples = Példák
import-column-holds = Mi van benne
import-column-of = Mi van itt: { $name }
import-column-letter = { $letter } oszlop
import-column-hidden = Nem látszik: üres, vagy kulcs lehet benne
import-field-folder = Ügyfél
import-field-tax-number = Adószám
import-field-short-code = Rövid kód
import-field-contact = Kapcsolattartó
import-field-email = Az ügyfél e-mail-címe
import-field-issuer = Szolgáltatás
import-field-account = Felhasználónév
import-field-secret = Kulcs
import-field-type = A kód típusa
import-field-algorithm = Algoritmus
import-field-digits = Számjegyek
import-field-period = Másodperc kódonként
import-field-counter = Számláló
import-field-note = Megjegyzés
import-field-tags = Címkék
import-field-url = Belépési oldal
import-field-password = Jelszó (kimarad)
import-field-ignore = Kihagyás

## Ami benne van

import-client = Ügyfél mindnek
import-client-rest = Ügyfél a csoport nélküli bejegyzéseknek
import-client-hint = Gépelésre keres. Saját fióknál üresen marad.
import-client-hint-own = Gépelésre keres. Üresen hagyva a fájl ügyfelei maradnak.
import-groups = { $count ->
   *[other] A fájl { $count } csoportjából lesz
}
import-groups-tags = Címke
import-groups-clients = Ügyfél
import-missing = { $count ->
    [one] { $of } részből ez nincs a fájlban: { $parts }. Importálja azt is, most vagy később.
   *[other] { $of } részből ezek nincsenek a fájlban: { $parts }. Importálja azokat is, most vagy később.
}
import-show = Megjelenítés
import-view-accounts = { $count ->
   *[other] { $count } bejegyzés
}
import-view-clients = { $count ->
   *[other] { $count } ügyfél
}
import-rows = A fájl bejegyzései
import-all = Mind
import-keys = A szóköz billentyű felveszi vagy kihagyja a kijelölt bejegyzést.
import-status-new = Új
import-status-identical = Már megvan
import-status-same-secret = Azonos kulcs
import-status-same-name = Azonos név
import-status-unreadable = Olvashatatlan
import-status-unsupported = Nem támogatott
import-nothing-in-it = Ebben a fájlban nincs fiók.
import-row-nameless = Névtelen
import-row-client = Ügyfél: { $client }
import-row-groups = { $count ->
    [one] Csoport vagy címke: { $groups }
   *[other] Csoportok és címkék: { $groups }
}
import-note-other = Ehhez a bejegyzéshez megjegyzés tartozik.

import-choice-add = Felvétel
import-choice-skip = Kihagyás
import-choice-replace = Csere
import-choice-none = Kimarad
import-choice-of = Mi történjen ezzel: { $name }
import-choice-all = Mi történjen a látható bejegyzésekkel
import-all-add = Mind felvétele
import-all-skip = Mind kihagyása
import-all-replace = Mind cseréje
import-same-file = egy korábbi bejegyzés ebben a fájlban
import-same-identical = Már megvan: { $name }
import-same-secret = Azonos kulcs, más névvel vagy más adatokkal: { $name }
import-same-name = Azonos név, más kulccsal: { $name }
import-replace-key = Az a fiók ezt a kulcsot kapja. A régi kulcsa 30 napig megmarad, és a korábbi mentésekben is.
import-replace-name = Az a fiók ezt a nevet kapja.

import-clients-without = Kód nélkül
import-clients-none = Minden ügyfélnek van kódja.
import-client-new = Új
import-client-no-code = Még nincs kódja
import-client-codes = { $count ->
   *[other] { $count } kód
}

import-do = { $count ->
    [0] Felvétel
   *[other] { $count } fiók felvétele
}
import-do-clients = { $count ->
   *[other] { $count } ügyfél felvétele
}
import-why-nothing = Jelöljön ki legalább egyet.
import-why-none = Ebből a fájlból semmi sem vehető fel.
import-why-identical = Már mindegyik a széfben van.

## Ami történt

import-done = { $count ->
    [0] Nem került be új fiók.
   *[other] { $count } fiók került be.
}
import-done-replaced = { $count ->
   *[other] { $count } meglévő fiók lecserélve.
}
import-done-clients = { $count ->
   *[other] { $count } ügyfél került be.
}
import-done-favourites = { $count ->
   *[other] { $count } kedvenc.
}
import-done-skipped = { $count ->
   *[other] { $count } bejegyzés kimaradt.
}
import-next = Teendők
import-next-try = Lépjen be valahová egy itteni kóddal, mielőtt törli a másik programot.
import-next-delete = { $count ->
    [one] Törölje ezt, és ürítse a lomtárat: { $files }. Nyílt szövegként vannak benne a kulcsai.
   *[other] Törölje ezeket, és ürítse a lomtárat: { $files }. Nyílt szövegként vannak bennük a kulcsai.
}
import-undo = Az importálás visszavonása
import-undone = { $count ->
    [0] Az importálás visszavonva.
   *[other] Az importálás visszavonva: { $count } fiók olyan, mint előtte.
}
import-undo-last = Az utolsó importálás visszavonása
import-undo-title = Visszavonja az utolsó importálást?
import-undo-text = Amit felvett, a lomtárba kerül, amit megváltoztatott, olyan lesz, mint előtte. Az ezen a számítógépen végzett utolsó importálásról van szó.
import-report = Jelentés mentése
import-report-text = Minden bejegyzés: mi lett vele és miért. Kulcs nincs benne.
import-report-saved = Elmentve: { $file }

# A közös szövegek helyett, amelyek a parancssorról szólnak

window-fix-format-unknown = A fájlt a tartalma alapján ismeri fel a Keyrack. Exportálja újra a másik programból, vagy gépelje be a kulcsokat.
window-fix-format-mismatch = A különböző programok fájljait egyenként importálja.
window-fix-file-companion = Válassza ki egyszerre mindkét fájlt.
window-fix-nothing-to-undo = Egyes fiókokat a listából távolíthat el.

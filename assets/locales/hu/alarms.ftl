# Irodák: amiről tudni kell (alarm-; a nevek a riasztások kódjai), és hogy mi kije a tagoknak és a mappáknak.

alarm-store-older = A tárhely régebbi állapotot mutat, mint amelyet ez a számítógép már látott (erről a gépről: { $device }). Semmi sem veszett el; kérdezze meg a tárhely karbantartóját, nem tettek-e vissza régi másolatot.
alarm-incomplete = Amit a kollégák már láttak, ide még nem érkezett meg. Semmi sem veszett el; szinkronizáljon később újra, és ha így marad, vesse össze az irodaszámot egy kollégával.
alarm-device-forked = Egy számítógépnek két különböző története van, mintha lemásolták volna: { $device } ({ $member }). Semmi sem veszett el, és mindkettő számít; kérdezze meg, akié, és ha nem ő másolta le, távolíttassa el a gépet.
alarm-twin = Egy másik számítógép ennek a nevében küld módosításokat, ezért ez abbahagyta a küldést. Semmi sem veszett el; csak az egyiket használja, a másikat pedig hívassa meg újra.
alarm-future = Egynél több nappal későbbi dátumú módosítások érkeztek: { $member }, { $device }. Addig félre vannak téve, és semmi sem veszett el; ellenőrizze az órát ott és itt is.
alarm-damaged = { $count ->
    [one] A tárhelyen egy fájl nem az, amit odatettek ({ $device }). Nem került felhasználásra, és semmi sem veszett el; a következő szinkronizálás újra lekéri.
   *[other] A tárhelyen { $count } fájl nem az, amit odatettek ({ $device }). Nem kerültek felhasználásra, és semmi sem veszett el; a következő szinkronizálás újra lekéri őket.
}
alarm-not-sealed-for-you = Ezt a mappát már olvashatja, de még senki sem küldte el Önnek: „{ $folder }”. Semmi sem veszett el; megérkezik, amint egy kolléga, akinél megvan, szinkronizál.
alarm-held = Egy visszavont eltávolítás miatt senki sem küld újat neki, amíg egy tulajdonos nem dönt: { $member }. Semmi sem veszett el; egy tulajdonosnak kell maradni hagynia vagy újra eltávolítania.
alarm-sealed-to-removed = Egy számítógép, amely még nem tudott a változásról, elküldte a(z) „{ $folder }” mappát olyannak, aki már nem olvashatja: { $member }. Semmi sem veszett el; a fontos kulcsokat cseréltesse le a portálokon.
alarm-set-aside = { $count ->
    [one] Egy módosítás nem számít, mert nem volt megengedett: { $member }, „{ $folder }”. Megmaradt, és semmi sem veszett el; egy tulajdonos megnézheti.
   *[other] { $count } módosítás nem számít, mert nem volt megengedett: { $member }, „{ $folder }”. Megmaradtak, és semmi sem veszett el; egy tulajdonos megnézheti őket.
}
alarm-silence = Régóta nem jött jel egyetlen tulajdonostól sem. Semmi sem veszett el; hívjon fel egy tulajdonost, és vessék össze az irodaszámot, mert lehet, hogy valaki visszatartja a módosításokat.
alarm-invite-used = Egy második számítógép is válaszolt arra a meghívásra, amellyel { $member } csatlakozott. Nem jutott be, és semmi sem veszett el; kérdezze meg az illetőt, ő próbálta-e újra, mert ha nem, akkor más is elolvasta a meghívást.
alarm-clock-ahead = Ennek a számítógépnek az órája { $count } másodperccel siet a tárhelyéhez képest. Semmi sem veszett el; ellenőrizze a számítógép óráját, és ha az jó, szóljon annak, aki a tárhelyet karbantartja.
alarm-clock-behind = Ennek a számítógépnek az órája { $count } másodperccel késik a tárhelyéhez képest. Semmi sem veszett el; ellenőrizze a számítógép óráját, és ha az jó, szóljon annak, aki a tárhelyet karbantartja.
alarm-other-office = A tárhely egy másik irodáé. Semmi sem került oda, és semmi sem jött onnan; egyeztesse a tárhely címét egy kollégával.
alarm-office-gone = Az iroda már nincs a tárhelyén. Semmi sem veszett el, minden megvan ezen a számítógépen; kérdezze meg a kollégákat, és ha törölték a tárhelyet, a „keyrack team sync --seed” visszateszi az irodát.
alarm-junk = { $count ->
    [one] A tárhelyen van egy fájl, amely nem az irodáé. Ott maradt, és semmi sem veszett el; a tárhely karbantartója törölheti.
   *[other] A tárhelyen { $count } fájl nem az irodáé. Ott maradtak, és semmi sem veszett el; a tárhely karbantartója törölheti őket.
}
alarm-newer = Valaki az irodában a Keyrack újabb változatát használja, ezért ez csak olvas. Semmi sem veszett el; frissítse a Keyracket ezen a számítógépen.
alarm-log-full = Az iroda nem tud több változást feljegyezni a tagjairól és a mappáiról. Semmi sem veszett el, és minden kód működik tovább; hozza létre újra az irodát egy üres tárhelyen.
alarm-store-read-only = A tárhely nem írható. Semmi sem veszett el, a módosításai ezen a számítógépen várnak; kérjen írási jogot attól, aki a tárhelyet karbantartja.
alarm-store-full = A tárhely megtelt. Semmi sem veszett el, a módosításai ezen a számítógépen várnak; szabadítson fel helyet a tárhelyen.
alarm-store-refused = A tárhely már nem fogadja el a nevet és a jelszót. Semmi sem veszett el, a módosításai ezen a számítógépen várnak; adja meg újra a tárhely jelszavát.
alarm-keys-gone = Az iroda nem ismeri ezt a számítógépet: a kulcsai egy másik számítógéphez vagy ennek egy másik felhasználójához tartoznak. Semmi sem veszett el; kérje meg az iroda egyik tulajdonosát, hogy hívja meg ezt a számítógépet.
alarm-you-were-removed = Ön vagy ez a számítógép már nincs az irodában. A saját széfje változatlan; ha ez tévedés, kérje meg az iroda egyik tulajdonosát, hogy hívja meg újra.

some-computer = egy számítógép
some-member = valaki
some-folder = az iroda egyik mappája

class-sheet = az iroda kulcslapja
class-owner = tulajdonos
class-manager = vezető
class-member = tag
class-none = már nincs az irodában
role-view = megnézheti
role-edit = szerkesztheti
role-manage = kezelheti
alarm-removed-undone = { $member }: olyan változás érkezett, amelyet egy eltávolítás már azelőtt visszavont, hogy bárki látta volna. Addig nem számít, amíg egy tulajdonos nem dönt róla.
alarm-key-renewed = Az iroda kulcsot váltott, és ez a számítógép nem kapott belőle, tehát valószínűleg kivették az irodából. Ami itt van, továbbra is használható, de új már nem érkezik. Kérdezze meg az iroda egyik tulajdonosát.

# Miért nem került be egy bejegyzés (reason-), és mit kell tudni arról, amelyik bekerült (note-), és
# mit nem tud tárolni egy kimenő fájl (loss-).

reason-not-a-uri = A sor nem otpauth-hivatkozás.
reason-bad-structure = A bejegyzés szerkezete nem felel meg a formátumnak.
reason-too-long = A bejegyzés vagy egy szöveg benne túl hosszú.
reason-no-secret = Nincs benne kulcs.
reason-bad-secret = A kulcs nem Base32.
reason-bad-digits = A számjegyek száma nem 1 és 10 közötti.
reason-bad-period = Az időköz nem 1 és 86 400 másodperc közötti.
reason-bad-counter = A számláló nem egész szám.
reason-algorithm = Az algoritmus nem SHA-1, SHA-256 vagy SHA-512.
reason-type = Ez a kódtípus nem támogatott.
reason-motp = A Mobile-OTP minden kódhoz PIN-t kér.
reason-yandex = A Yandex Key minden kódhoz PIN-t kér.
reason-push = A jóváhagyó üzenetnek nincs importálható kulcsa. Állítsa be újra a fiókot.
reason-without-code = Nincs benne egyszeri kód.
reason-other-item = Nem bejelentkezés.
reason-deleted = A lomtárban volt.
reason-client = Ügyfél, amelynek nincs kulcsa; mappa készül neki.
reason-microsoft-app = Ez a kód csak a Microsoft Authenticatorban működik. A portálon válasszon másik hitelesítő alkalmazást, és az ott megjelenő kódot olvassa be.
reason-duo-app = Ez a kód csak a Duo Mobile-ban működik. Kérdezze meg a portál üzemeltetőjét, használhat-e másik hitelesítő alkalmazást.
reason-okta-app = Ez a kód csak az Okta Verifyban működik. A portálon válassza helyette a Google Authenticatort, és az ott megjelenő kódot olvassa be.
reason-securid-app = Ez a kód csak az RSA SecurID alkalmazásban működik. Kérjen a portál üzemeltetőjétől más belépési módot.
reason-lastpass-app = Ez a LastPass Authenticator átviteli kódja, amelyet csak az az alkalmazás olvas. Exportáljon ott fájlt, és azt importálja itt.
reason-other-app = Ez a kód csak abban az alkalmazásban működik, amelynek készült. Keressen a portálon másik hitelesítő alkalmazást vagy begépelhető kulcsot.
reason-identity-app = Ez a kód a telefonján lévő állami vagy banki alkalmazással lépteti be. Ott olvassa be; nincs benne megőrizhető kulcs.
reason-steam-login = Ez a kód a telefonján lévő Steam alkalmazással lépteti be. Ott olvassa be; nincs benne megőrizhető kulcs.
reason-passkey = Ez a kód a telefonján lévő belépőkulccsal (passkey) lépteti be. Ott olvassa be; nincs benne megőrizhető kulcs.
reason-device-link = Ez a kód egy programot kapcsol össze a telefonjával. A telefon alkalmazásában olvassa be; nincs benne megőrizhető kulcs.
reason-web-page = Ez a kód weboldalt nyit meg. Nyissa meg a telefonjával; az ide való kód azon az oldalon lehet.
reason-wifi = Ez a kód vezeték nélküli hálózathoz csatlakoztat. Olvassa be egy telefon kamerájával.
reason-payment = Ez a kód fizetéshez való. A bankja alkalmazásában olvassa be.
reason-contact = Ez a kód címet, számot vagy dátumot tartalmaz. Olvassa be egy telefon kamerájával.
reason-plain-text = Ebben a kódban nincs hitelesítőbe való kulcs. Keresse meg a portálon a megfelelő kódot.
reason-unfit-steam = A Google Authenticator nem tud Steam-kódot készíteni. Mutassa meg a fiók saját QR-kódját egy másik alkalmazásnak.
reason-unfit-digits = A Google Authenticator csak a 6 és 8 jegyű kódokat támogatja. Mutassa meg a fiók saját QR-kódját egy másik alkalmazásnak.
reason-unfit-period = A Google Authenticator csak a 30 másodperces kódokat támogatja. Mutassa meg a fiók saját QR-kódját egy másik alkalmazásnak.
reason-unfit-counter = A számláló túl nagy a Google Authenticatornak. Mutassa meg a fiók saját QR-kódját egy másik alkalmazásnak.
reason-unfit-too-long = A nevei túl hosszúak egy QR-kódhoz. Rövidítse le őket, és próbálja újra.

note-issuer-mismatch = A névben más kibocsátó szerepel; a kibocsátó mezője számít.
note-left-over-bits = A kulcs végén fölösleges bitek voltak; elmaradtak, ahogy más programoknál is.
note-counter-assumed = A fájlban nincs számláló; 0 lett a kezdete.
note-type-assumed = A fájlban nincs típus; a szokásos lett.
note-characters-replaced = Néhány karakter nem volt olvasható.
note-details-ignored = Egy megjegyzés vagy címke nem volt olvasható.
note-group-unknown = A fájl nem nevezi meg a csoportját.
note-icon-ignored = A képe nem került be.
note-password-ignored = A jelszava és más adatai nem kerültek be.

loss-trashed = A lomtárban van, kimarad.
loss-hotp = Számlálós, amit a másik program nem támogat. Kimarad.
loss-steam = Steamhez való, amit a másik program nem támogat. Kimarad.
loss-digits = A másik program nem támogat ennyi számjegyet. Kimarad.
loss-period = A másik program nem támogatja ezt az időközt. Kimarad.
loss-algorithm = A másik program nem támogatja ezt az algoritmust. Kimarad.
loss-counter = A számlálója túl nagy a másik programnak. Kimarad.
loss-too-long = A nevei túl hosszúak a másik programnak. Kimarad.
loss-secret-twice = Ugyanaz a kulcsa, mint egy másiknak, és a másik program a kulcsuk alapján különbözteti meg őket. Kimarad.
loss-issuer = A kibocsátó neve kimarad.
loss-factor-label = A munkahely neve kimarad.
loss-note = A megjegyzés kimarad.
loss-tags = A címkék kimaradnak.
loss-folder = A mappa (ügyfél) kimarad.
loss-recovery = A helyreállító kódok és fájlok kimaradnak.
loss-replaced = A korábbi kulcsok kimaradnak.
loss-details = A belépési oldal, a határidők és más adatok kimaradnak.

## Mi egy fájl bejegyzése a széfhez képest, és az importálás jelentése

row-new = új
row-identical = már megvan
row-same-secret = azonos kulcs
row-same-name = azonos név, más kulcs
row-unreadable = olvashatatlan
row-unsupported = nem támogatott

report-row = Sor
report-name = Név
report-status = Állapot
report-reason = Megjegyzés
report-done = Mi történt
report-done-add = hozzáadva
report-done-replace = lecserélte a meglévőt
report-done-skip = kihagyva

## Az otpauth-hivatkozás hibái

reason-uri-not-otpauth = Nem otpauth:// az eleje.
reason-uri-too-long = Túl hosszú.
reason-uri-too-many-parameters = Túl sok paramétere van.
reason-uri-unsupported-migration = Ez a Google Authenticator átviteli kódja, amely több fiókot tartalmaz.
reason-uri-unsupported-motp = Ez Mobile-OTP-hez való, amely minden kódhoz PIN-t kér.
reason-uri-unsupported-phonefactor = Ez jóváhagyó üzenethez való, amelynek nincs importálható kulcsa.
reason-uri-unsupported-yandex = Ez Yandex Key-hez való, amely minden kódhoz PIN-t kér.
reason-uri-unsupported-type = Ez a kódtípus nem támogatott.
reason-uri-repeated-parameter = Kétszer adja meg ugyanazt a paramétert, eltérő értékkel.
reason-uri-no-secret = Nincs benne kulcs.
reason-uri-bad-secret = A kulcsa nem Base32.
reason-uri-bad-algorithm = Az algoritmusa nem SHA-1, SHA-256 vagy SHA-512.
reason-uri-bad-digits = A számjegyek száma nem 1 és 10 közötti.
reason-uri-bad-period = Az időköz nem 1 és 86 400 másodperc közötti.
reason-uri-bad-counter = A számlálója nem egész szám.

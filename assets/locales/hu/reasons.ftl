# Miért nem került be egy bejegyzés (reason-), és mit kell tudni arról, amelyik bekerült (note-), és
# minek nincs helye egy kimenő fájlban (loss-).

reason-not-a-uri = A sor nem otpauth-hivatkozás.
reason-bad-structure = A bejegyzés nem úgy épül fel, ahogy a formátum kívánja.
reason-too-long = A bejegyzés vagy egy szöveg benne túl hosszú.
reason-no-secret = Nincs benne kulcs.
reason-bad-secret = A kulcs nem Base32.
reason-bad-digits = A számjegyek száma nem 1 és 10 közötti.
reason-bad-period = Az időköz nem 1 és 86 400 másodperc közötti.
reason-bad-counter = A számláló nem egész szám.
reason-algorithm = Az algoritmus nem SHA-1, SHA-256 vagy SHA-512.
reason-type = Ez a fajta kód ismeretlen.
reason-motp = A Mobile-OTP minden kódhoz PIN-t kér.
reason-yandex = A Yandex Key minden kódhoz PIN-t kér.
reason-migration = A Google Authenticator átviteli kódja több fiókot tartalmaz.
reason-push = A jóváhagyó üzenetnek nincs átvehető kulcsa. Állítsa be újra a fiókot.
reason-without-code = Nincs benne egyszeri jelszó.
reason-other-item = Nem bejelentkezés.
reason-deleted = A kukában volt.
reason-client = Ügyfél, amelynek nincs kulcsa; a mappája elkészül.

note-issuer-mismatch = A név más kibocsátót mond; a kibocsátó mezője számít.
note-left-over-bits = A kulcs végén fölösleges bitek voltak; elmaradtak, ahogy más programoknál is.
note-counter-assumed = A fájlban nincs számláló; 0 lett.
note-type-assumed = A fájl nem mondja meg a fajtáját; a szokásos lett.
note-characters-replaced = Néhány karakter nem volt olvasható.
note-details-ignored = Egy megjegyzés vagy címke nem volt olvasható.
note-group-unknown = A fájl nem nevezi meg a csoportját.
note-icon-ignored = A képe nem került be.
note-password-ignored = A jelszava és más adatai nem kerültek be.

loss-trashed = A lomtárban van, kimarad.
loss-hotp = Számlálós kódjai vannak, amit a másik program nem tud. Kimarad.
loss-steam = Steamhez való, amit a másik program nem ismer. Kimarad.
loss-digits = A másik program nem ismer ennyi számjegyet. Kimarad.
loss-period = A másik program nem ismeri ezt az időközt. Kimarad.
loss-algorithm = A másik program nem ismeri ezt az algoritmust. Kimarad.
loss-secret-twice = Egy másikkal azonos a kulcsa, márpedig a másik program erről különbözteti meg őket. Kimarad.
loss-issuer = A kibocsátó neve kimarad.
loss-factor-label = A tényező neve kimarad.
loss-note = A megjegyzés kimarad.
loss-tags = A címkék kimaradnak.
loss-folder = A mappa kimarad.
loss-recovery = A helyreállító kódok és fájlok kimaradnak.
loss-replaced = A korábbi kulcsok kimaradnak.
loss-details = A cím, a határidők és más adatok kimaradnak.

## Az otpauth-hivatkozás hibái

reason-uri-not-otpauth = Nem otpauth:// az eleje.
reason-uri-too-long = Túl hosszú.
reason-uri-too-many-parameters = Túl sok paramétere van.
reason-uri-unsupported-migration = Ez a Google Authenticator átviteli kódja, amely több fiókot tartalmaz.
reason-uri-unsupported-motp = Ez Mobile-OTP-hez való, amely minden kódhoz PIN-t kér.
reason-uri-unsupported-phonefactor = Ez jóváhagyó üzenethez való, amelynek nincs átvehető kulcsa.
reason-uri-unsupported-yandex = Ez Yandex Key-hez való, amely minden kódhoz PIN-t kér.
reason-uri-unsupported-type = Ez a fajta kód ismeretlen.
reason-uri-repeated-parameter = Ugyanazt kétszer mondja, eltérően.
reason-uri-no-secret = Nincs benne kulcs.
reason-uri-bad-secret = A kulcsa nem Base32.
reason-uri-bad-algorithm = Az algoritmusa nem SHA-1, SHA-256 vagy SHA-512.
reason-uri-bad-digits = A számjegyek száma nem 1 és 10 közötti.
reason-uri-bad-period = Az időköz nem 1 és 86 400 másodperc közötti.
reason-uri-bad-counter = A számlálója nem egész szám.

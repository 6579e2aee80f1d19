# A tálcaikon menüje.

tray-show = A Keyrack megnyitása
tray-unlock = A Keyrack feloldása…
tray-scan = Képernyő beolvasása
tray-lock = Zárolás
tray-copy = Kód másolása: { $name }
tray-quit = Kilépés

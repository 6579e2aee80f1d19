# A tálcaikon menüje.

tray-show = A Keyrack megnyitása
tray-unlock = A Keyrack feloldása…
tray-lock = Zárolás
tray-copy = Kód másolása: { $name }
tray-quit = Kilépés

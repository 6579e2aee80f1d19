# The menu of the icon in the tray.

tray-show = Show Keyrack
tray-unlock = Unlock Keyrack…
tray-scan = Scan the screen
tray-lock = Lock
tray-copy = Copy code: { $name }
tray-quit = Quit

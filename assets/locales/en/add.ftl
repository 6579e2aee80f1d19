# Adding accounts.

add-title = Add an account
add-title-desk = Add a desk
add-title-replace = Replace the key
add-back = Back

## Where the key comes from

add-source-screens = Scan all screens
add-source-screens-text = Finds every QR code on your screens
add-source-area = Drag a rectangle
add-source-area-text = Around the code, in any program on any screen
add-sources-ask = Your desktop asks for permission first. This window stays open, so move it away from the code.
add-source-paste = Paste a picture or a key
add-source-paste-text = A screenshot, picture, key or link you have copied
add-source-files = Choose a picture or PDF
add-source-files-text = Or drop it anywhere on this window
add-source-key = Type the key
add-source-key-text = The letters and digits the portal shows next to the QR code
add-source-import = Import a file
add-source-import-text = From another authenticator, or a spreadsheet

scan-why-no-display = Keyrack cannot find a screen here. Paste or choose a picture of the code instead.
scan-why-no-portal = This desktop does not let Keyrack see the screen. Take a screenshot of the code and paste it here.
scan-why-no-area = You cannot drag a rectangle here. Scan all screens instead.
scan-why-no-answer = The desktop is not responding. Take a screenshot of the code and paste it here.
scan-why-not-permitted = Allow Keyrack to record the screen in this computer’s settings, or paste a screenshot.
scan-why-other = Keyrack cannot see the screen here. Take a screenshot of the code and paste it here.

add-drop = Drop it here
add-drop-text = Pictures with QR codes, files from other authenticators, spreadsheets

add-reading-screen = Looking for QR codes on the screen…
add-reading-clipboard = Reading the clipboard…
add-reading-files = Looking for QR codes in the files…

## The key

add-key = Key or link
add-key-hint = As the portal shows it. Spaces, dashes and capitals do not matter.
add-key-why = Type or paste the key first.
add-paste = Paste
add-advanced = Advanced
add-advanced-text = Only if the portal asks for it. A link already includes these.
add-kind = Type
add-kind-totp = Time-based
add-kind-hotp = Counter-based
add-kind-steam = Steam
add-digits = Digits
add-algorithm = Algorithm
add-period = Seconds per code
add-counter = Next counter

## What was found

add-found-totp = { $digits }-digit codes, a new one every { $period } seconds
add-found-hotp = { $digits }-digit codes, each used once; the next counter is { $counter }
add-found-steam = { $digits }-character Steam codes
add-found-algorithm = Algorithm: { $algorithm }
add-same-secret = This key is already in your vault.
add-same-name = There is already an account with this name, but with a different key.
add-same-into = Add it there as another desk
add-same-anyway = Add it as a separate account

add-found-title = { $count ->
    [0] No codes found yet
    [one] 1 code found
   *[other] { $count } codes found
}
add-all = All
add-status-identical = Already in your vault:
add-status-same-secret = Same key as:
add-status-same-name = Same name, different key:
add-clients = Clients
add-clients-one = One client for all
add-clients-each = A separate client for each
add-client-of = Client for { $name }
add-client-own = Own accounts
add-many = { $count ->
    [0] Add
    [one] Add 1 account
   *[other] Add { $count } accounts
}
add-many-why = Select at least one first.
add-many-none = All of them are already in your vault.

add-parts-read = { $count ->
    [one] Part { $parts } of { $of } was read.
   *[other] Parts { $parts } of { $of } were read.
}
add-parts-wanted = { $count ->
    [one] Show part { $parts } on the phone, then scan again.
   *[other] Show parts { $parts } on the phone one at a time, and scan each.
}
add-parts-screens = Scan the screen again
add-parts-area = Drag a rectangle
add-parts-paste = Paste the next part
add-parts-files = Choose the next picture

add-unread-picture-unknown = Keyrack cannot read this kind of picture. Use a PNG, JPEG, WebP, BMP or GIF picture, or a PDF.
add-unread-picture-too-large = This picture is too large. Crop it to the part with the code.
add-unread-picture-damaged = This picture is damaged or incomplete. Save it again from where you got it.
add-unread-pdf-damaged = This PDF is damaged or incomplete. Save it again, or take a screenshot of the page.
add-unread-pdf-locked = This PDF needs a password. Open it in another program and take a screenshot of the page.
add-unread-pdf-too-long = This PDF has too many pages. Save the page with the code on its own.
add-unread-other = This could not be read. Try it on its own, or use another picture.

add-unusable = Could not be added
add-doubtful = { $count ->
    [one] One code can be read in two ways, so it was skipped. Make it larger on the screen, or drag a rectangle around just that code.
   *[other] { $count } codes can be read in two ways, so they were skipped. Make them larger on the screen, or drag a rectangle around each one.
}

add-nothing-title = Nothing to add
add-nothing-screens = { $count ->
    [one] There is no readable QR code on the screen.
   *[other] There is no readable QR code on any of the { $count } screens.
}
add-nothing-area = There is no readable QR code in the rectangle.
add-nothing-clipboard = There is no readable QR code in what you pasted.
add-nothing-files = { $count ->
    [one] There is no readable QR code in the picture.
   *[other] There is no readable QR code in any of the { $count } pictures.
}
add-tip-drag = Drag a rectangle around just the code, with a little white space around it.
add-tip-zoom = Zoom in on the page in the browser (Ctrl and +), and make sure nothing covers the code.
add-tip-original = Use the original picture, not a photo or a small preview of it.
add-tip-whole = The whole code has to be in the picture, with a little white space around it.
add-tip-text = Most portals also show the key as text, often under “Can’t scan it?”. Type or paste that.

add-client = Client
add-client-hint = Type to search. Leave empty for your own accounts.
add-client-new = A new client will be added.
add-client-make = New client “{ $name }”
add-service = Service
add-label = User name
add-name-why = Enter the service or the user name first.
add-desk = Desk or person
add-desk-hint = Only if several people share one login.
add-replace-text = The old key is kept until you confirm that the portal accepts a code from the new one. Earlier backups still contain it.

add-add = Add
add-desk-add = Add the desk
add-replace = Replace

## The first code

add-code-title = Added
add-code-title-replaced = Replaced
add-code-copy = Copy the code
add-code-make = Make a code and copy it
add-code-counts = Each code works once, so it is made when you need it.
add-code-copied = The code is on the clipboard.
add-accepted-question = Did the portal accept it?
add-accepted-yes = Yes, accepted
add-accepted-later = Not yet
add-accepted = Accepted by the portal.
add-another = Add another
add-done = Done

## Recovery

add-recovery-offer = Also save deletion or backup codes
add-recovery-title = Save for emergencies
add-recovery-text = What the portal gave you in case you lose the key. It is kept as safely as the key.
add-recovery-kind = Type
add-recovery-deletion-code = Deletion code
add-recovery-backup-codes = Backup codes
add-recovery-phone = Phone
add-recovery-code = Deletion code
add-recovery-code-hint = It turns off two-step sign-in at the portal.
add-recovery-codes = Backup codes
add-recovery-codes-hint = One per line.
add-recovery-number = Phone number
add-recovery-whose = Whose phone it is
add-recovery-why = Enter it first.
add-recovery-save = Save

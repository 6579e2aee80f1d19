# Adding accounts.

add-title = Add an account
add-title-desk = Add a desk
add-title-replace = Replace the key
add-back = Back

## The doors

add-door-screens = Scan all screens
add-door-screens-text = Finds every QR code that is to be seen now
add-door-area = Drag a rectangle
add-door-area-text = Over the code, in any program and on any screen
add-doors-asks = Your desktop asks you first. Move this window beside the code, for it stays where it is.
add-door-paste = Paste a picture or a key
add-door-paste-text = A screenshot, picture, key or link that you copied
add-door-files = Choose a picture or PDF
add-door-files-text = Or drop it anywhere on this window
add-door-key = Type the key
add-door-key-text = The letters and digits that the portal shows beside its picture
add-door-import = Import a file
add-door-import-text = Of another authenticator, or a table

scan-why-no-display = There is no screen here that Keyrack can look at. Paste or choose a picture of the code instead.
scan-why-no-portal = This desktop does not let Keyrack look at the screen. Take a screenshot of the code, then paste it here.
scan-why-no-area = No part of the screen can be chosen here. Scan all screens instead.
scan-why-no-answer = The desktop does not answer. Take a screenshot of the code, then paste it here.
scan-why-not-permitted = Allow Keyrack to record the screen in the settings of this computer, or paste a screenshot.
scan-why-other = Keyrack cannot look at the screen here. Take a screenshot of the code, then paste it here.

add-drop = Drop it here
add-drop-text = Pictures with QR codes, files of other authenticators, tables

add-reading-screen = Looking for QR codes on the screen…
add-reading-clipboard = Reading what is on the clipboard…
add-reading-files = Looking for QR codes in the files…

## The key

add-key = Key or link
add-key-hint = As the portal shows it. Spaces, dashes and small letters do not matter.
add-key-why = Type or paste the key first.
add-paste = Paste
add-advanced = Unusual portals
add-advanced-text = Only where the portal asks for it. A link says it itself.
add-kind = Kind
add-kind-totp = Follows the clock
add-kind-hotp = Counts
add-kind-steam = Steam
add-digits = Digits
add-algorithm = Algorithm
add-period = Seconds for each code
add-counter = Next counter

## What was found

add-found-totp = Codes of { $digits } digits, a new one every { $period } seconds
add-found-hotp = Codes of { $digits } digits, each for one use; the next counter is { $counter }
add-found-steam = Steam codes of { $digits } characters
add-found-algorithm = Algorithm: { $algorithm }
add-same-secret = This key is in your vault already.
add-same-name = There is an account with this name already; its key is another one.
add-same-into = Add it there as another desk
add-same-anyway = Add it as an account of its own

add-found-title = { $count ->
    [0] No code found yet
    [one] 1 code found
   *[other] { $count } codes found
}
add-all = All
add-status-identical = In your vault already:
add-status-same-secret = Same key as:
add-status-same-name = Same name, another key:
add-clients = Clients
add-clients-one = One client for all
add-clients-each = A client for each
add-client-of = Client of { $name }
add-client-own = Own accounts
add-many = { $count ->
    [0] Add
    [one] Add 1 account
   *[other] Add { $count } accounts
}
add-many-why = Tick one first.
add-many-none = All of them are in your vault already.

add-parts-read = { $count ->
    [one] Part { $parts } of { $of } was read.
   *[other] Parts { $parts } of { $of } were read.
}
add-parts-wanted = { $count ->
    [one] Show part { $parts } on the phone, and scan again.
   *[other] Show parts { $parts } on the phone one after the other, and scan each.
}
add-parts-screens = Scan the screen again
add-parts-area = Drag a rectangle
add-parts-paste = Paste the next part
add-parts-files = Choose the next picture

add-unread-picture-unknown = It is no picture that can be read. PNG, JPEG, WebP, BMP and GIF pictures can be, and PDFs.
add-unread-picture-too-large = It is larger than any that is looked at. Cut out the part with the code.
add-unread-picture-damaged = It is damaged or ends early. Save it again from where it came.
add-unread-pdf-damaged = It is damaged or ends early. Save it again, or take a picture of the page.
add-unread-pdf-locked = It needs a password. Open it in another program, and take a picture of the page.
add-unread-pdf-too-long = It has more pages than are looked at. Save the page with the code on its own.
add-unread-other = It could not be read. Try it alone, or use another picture.

add-unusable = What could not be taken over
add-doubtful = { $count ->
    [one] One code can be read in two ways, so it is left out. Make it larger on the screen, or drag a rectangle over it alone.
   *[other] { $count } codes can be read in two ways, so they are left out. Make them larger on the screen, or drag a rectangle over each alone.
}

add-nothing-title = Nothing to add
add-nothing-screens = { $count ->
    [one] The screen shows no QR code that can be read.
   *[other] None of the { $count } screens shows a QR code that can be read.
}
add-nothing-area = The rectangle holds no QR code that can be read.
add-nothing-clipboard = What was pasted holds no QR code that can be read.
add-nothing-files = { $count ->
    [one] The picture holds no QR code that can be read.
   *[other] None of the { $count } pictures holds a QR code that can be read.
}
add-tip-drag = Drag a rectangle over just the code, with a little white around it.
add-tip-zoom = Make the page larger in the browser (Ctrl and +), so that nothing covers the code.
add-tip-original = Take the picture as it was sent, rather than a photo or a small preview of it.
add-tip-whole = The whole code has to be in it, with a little white around it.
add-tip-text = Most portals show the key as text too, often under “can’t scan it?”. Type or paste that.

add-client = Client
add-client-hint = Type to search. Empty for your own accounts.
add-client-new = A new client is made.
add-client-make = New client “{ $name }”
add-service = Service
add-label = User name
add-name-why = Name the service or the user first.
add-desk = Desk or person
add-desk-hint = Only where several share one login.
add-replace-text = The old key is kept until you say that the portal accepts a code of the new one. Backups made before go on holding it.

add-add = Add
add-desk-add = Add the desk
add-replace = Replace

## The first code

add-code-title = Added
add-code-title-replaced = Replaced
add-code-copy = Copy the code
add-code-make = Make a code and copy it
add-code-counts = Each code is for one use, so it is made when you need it.
add-code-copied = The code is on the clipboard.
add-accepted-question = Did the portal accept it?
add-accepted-yes = Yes, accepted
add-accepted-later = Not yet
add-accepted = Accepted by the portal.
add-another = Add another
add-done = Done

## Recovery

add-recovery-offer = Save deletion or backup codes too
add-recovery-title = Save for emergencies
add-recovery-text = What the portal gave you for the day the key is lost. It is kept as safely as the key.
add-recovery-kind = What it is
add-recovery-deletion-code = Deletion code
add-recovery-backup-codes = Backup codes
add-recovery-phone = Phone
add-recovery-code = Deletion code
add-recovery-code-hint = With it the second factor can be switched off.
add-recovery-codes = Backup codes
add-recovery-codes-hint = One a line.
add-recovery-number = Phone number
add-recovery-whose = Whose it is
add-recovery-why = Type it in first.
add-recovery-save = Save

# Adding accounts.

add-title = Add an account
add-title-desk = Add a desk
add-title-replace = Replace the key
add-back = Back

## The doors

add-door-key = Type or paste the key
add-door-key-text = The letters and digits that the portal shows, or an otpauth:// link
add-door-paste = Take it from the clipboard
add-door-paste-text = If you have just copied the key or link
add-door-scan = Scan the screen
add-door-scan-text = Comes with the next version
add-door-picture = Picture or PDF
add-door-picture-text = Comes with the next version
add-door-import = Import a file
add-door-import-text = Comes later; the command “keyrack import” does it today

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

add-client = Client
add-client-hint = Type to search. Empty for your own accounts.
add-client-new = A new client is made.
add-client-make = New client “{ $name }”
add-service = Service
add-label = User name
add-name-why = Name the service or the user first.
add-desk = Desk or person
add-desk-hint = Only where several share one login.
add-replace-text = The old key is kept until you say that the portal accepts a code of the new one.

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

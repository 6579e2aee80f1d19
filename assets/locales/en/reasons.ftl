# Why an entry of a file was not imported (reason-), what to know about one that was (note-), and what an export
# format cannot hold (loss-).

reason-not-a-uri = The line is not an otpauth URI.
reason-bad-structure = The entry does not have the structure its format requires.
reason-too-long = The entry, or a text in it, is too long.
reason-no-secret = There is no key.
reason-bad-secret = The key is not Base32.
reason-bad-digits = The number of digits is not between 1 and 10.
reason-bad-period = The period is not between 1 and 86,400 seconds.
reason-bad-counter = The counter is not a whole number.
reason-algorithm = The algorithm is not SHA-1, SHA-256 or SHA-512.
reason-type = This type of code is not supported.
reason-motp = Mobile-OTP needs a PIN for every code.
reason-yandex = Yandex Key needs a PIN for every code.
reason-push = Push approvals have no key to import. Set up the account again.
reason-without-code = It has no one-time code.
reason-other-item = It is not a login.
reason-deleted = It was in the trash.
reason-client = It is a client without a key; a folder for the client is added.
reason-microsoft-app = This code works only in Microsoft Authenticator. At the portal, choose “use a different authenticator app” and scan the code it shows then.
reason-duo-app = This code works only in Duo Mobile. Ask whoever runs the portal whether another authenticator app is allowed.
reason-okta-app = This code works only in Okta Verify. At the portal, choose Google Authenticator instead and scan the code it shows then.
reason-securid-app = This code works only in the RSA SecurID app. Ask whoever runs the portal for another way to sign in.
reason-lastpass-app = This is a LastPass Authenticator transfer code, which only that app can read. Export a file there and import it here.
reason-other-app = This code works only in the app it was made for. See whether the portal offers another authenticator app, or a key to type.
reason-identity-app = This code signs you in with a government or bank app on your phone. Scan it there; it contains no key to keep.
reason-steam-login = This code signs you in with the Steam app on your phone. Scan it there; it contains no key to keep.
reason-passkey = This code signs you in with a passkey on your phone. Scan it there; it contains no key to keep.
reason-device-link = This code links a program to your phone. Scan it in the app on the phone; it contains no key to keep.
reason-web-page = This code opens a web page. Open the page on your phone; the code to scan here may be on it.
reason-wifi = This code joins a Wi-Fi network. Scan it with a phone camera.
reason-payment = This code is for a payment. Scan it in your bank’s app.
reason-contact = This code contains an address, a number or a date. Scan it with a phone camera.
reason-plain-text = This code contains no key for an authenticator. Look for the right code at the portal.
reason-unfit-steam = Google Authenticator cannot make Steam codes. Show this account’s own QR code to another app.
reason-unfit-digits = Google Authenticator supports only codes of 6 or 8 digits. Show this account’s own QR code to another app.
reason-unfit-period = Google Authenticator supports only codes that last 30 seconds. Show this account’s own QR code to another app.
reason-unfit-counter = The counter is too large for Google Authenticator. Show this account’s own QR code to another app.
reason-unfit-too-long = The names are too long for a QR code. Shorten them and try again.

note-issuer-mismatch = The name contains a different issuer; the one in the issuer field was used.
note-left-over-bits = The key had extra bits at the end; they were dropped, as other programs do.
note-counter-assumed = The file gives no counter; 0 was used.
note-type-assumed = The file gives no type; the usual one was used.
note-characters-replaced = Some characters could not be read.
note-details-ignored = A note or tags could not be read.
note-group-unknown = The file does not give its group a name.
note-icon-ignored = Its picture was not imported.
note-password-ignored = Its password and other details were not imported.

loss-trashed = It is in the trash. It is left out.
loss-hotp = It is counter-based, which the other program does not support. It is left out.
loss-steam = It is for Steam, which the other program does not support. It is left out.
loss-digits = The other program does not support this number of digits. It is left out.
loss-period = The other program does not support this period. It is left out.
loss-algorithm = The other program does not support this algorithm. It is left out.
loss-counter = Its counter is too large for the other program. It is left out.
loss-too-long = Its names are too long for the other program. It is left out.
loss-secret-twice = It has the same key as another one, and the other program tells them apart by their keys. It is left out.
loss-issuer = The issuer name is left out.
loss-factor-label = The desk name is left out.
loss-note = The note is left out.
loss-tags = The tags are left out.
loss-folder = The folder (client) is left out.
loss-recovery = Recovery codes and files are left out.
loss-replaced = Earlier keys are left out.
loss-details = The login page, dates and other details are left out.

## How an entry compares with the vault, and the report of an import

row-new = new
row-identical = already here
row-same-secret = same key
row-same-name = same name, different key
row-unreadable = unreadable
row-unsupported = not supported

report-row = Row
report-name = Name
report-status = Status
report-reason = Note
report-done = Action
report-done-add = added
report-done-replace = replaced the existing account
report-done-skip = skipped

## What is wrong with an otpauth URI

reason-uri-not-otpauth = It does not start with otpauth://.
reason-uri-too-long = It is too long.
reason-uri-too-many-parameters = It has too many parameters.
reason-uri-unsupported-migration = It is a Google Authenticator transfer code, which contains several accounts.
reason-uri-unsupported-motp = It is for Mobile-OTP, which needs a PIN for every code.
reason-uri-unsupported-phonefactor = It is for push approvals, which have no key to import.
reason-uri-unsupported-yandex = It is for Yandex Key, which needs a PIN for every code.
reason-uri-unsupported-type = This type of code is not supported.
reason-uri-repeated-parameter = It gives the same parameter twice, with different values.
reason-uri-no-secret = It has no key.
reason-uri-bad-secret = Its key is not Base32.
reason-uri-bad-algorithm = Its algorithm is not SHA-1, SHA-256 or SHA-512.
reason-uri-bad-digits = Its number of digits is not between 1 and 10.
reason-uri-bad-period = Its period is not between 1 and 86,400 seconds.
reason-uri-bad-counter = Its counter is not a whole number.

# Why an entry of a file was not taken over (reason-), and what to know about one that was (note-), and what an
# export has no place for (loss-).

reason-not-a-uri = The line is not an otpauth URI.
reason-bad-structure = The entry is not built as its format wants it.
reason-too-long = The entry or a text in it is too long.
reason-no-secret = There is no key.
reason-bad-secret = The key is not Base32.
reason-bad-digits = The number of digits is not 1 to 10.
reason-bad-period = The period is not 1 to 86,400 seconds.
reason-bad-counter = The counter is not a whole number.
reason-algorithm = The algorithm is not SHA-1, SHA-256 or SHA-512.
reason-type = This kind of code is not known.
reason-motp = Mobile-OTP needs a PIN for every code.
reason-yandex = Yandex Key needs a PIN for every code.
reason-push = Approvals by push message have no key to take over. Set the account up anew.
reason-without-code = It has no one-time password.
reason-other-item = It is not a login.
reason-deleted = It lay in the bin.
reason-client = It is a client without a key; the client’s folder is made.
reason-microsoft-app = This code works only in Microsoft Authenticator. At the portal, choose “use a different authenticator app”, and scan the code that it shows then.
reason-duo-app = This code works only in Duo Mobile. Ask whoever runs the portal whether another authenticator app is allowed.
reason-okta-app = This code works only in Okta Verify. At the portal, choose Google Authenticator instead, and scan the code that it shows then.
reason-securid-app = This code works only in the RSA SecurID app. Ask whoever runs the portal for another way to sign in.
reason-lastpass-app = This is a transfer code of LastPass Authenticator, which only that app reads. Export a file there, and import it here.
reason-other-app = This code works only in the app that it was made for. Look at the portal for another authenticator app, or for a key to type.
reason-identity-app = This code signs you in with the app of a state or a bank on your phone. Scan it there; it has no key to keep.
reason-steam-login = This code signs you in with the Steam app on your phone. Scan it there; it has no key to keep.
reason-passkey = This code signs you in with a passkey on your phone. Scan it there; it has no key to keep.
reason-device-link = This code links a program with your phone. Scan it in the app on the phone; it has no key to keep.
reason-web-page = This code opens a web page. Open the page with your phone; the code to scan here may be on it.
reason-wifi = This code joins a wireless network. Scan it with the camera of a phone.
reason-payment = This code pays a bill. Scan it in the app of your bank.
reason-contact = This code holds an address, a number or a date. Scan it with the camera of a phone.
reason-plain-text = This code holds no key for an authenticator. Look at the portal for a code that is meant for one.
reason-unfit-steam = Google Authenticator cannot make codes for Steam. Show its own QR code to another app.
reason-unfit-digits = Google Authenticator knows codes of 6 and 8 digits only. Show its own QR code to another app.
reason-unfit-period = Google Authenticator knows codes of 30 seconds only. Show its own QR code to another app.
reason-unfit-counter = Its counter is too large for Google Authenticator. Show its own QR code to another app.
reason-unfit-too-long = Its names are too long for a QR code. Shorten them, and try again.

note-issuer-mismatch = The name gives another issuer; that of the issuer field was taken.
note-left-over-bits = The key has bits left over; they were dropped, as other programs do.
note-counter-assumed = The file gives no counter; 0 was taken.
note-type-assumed = The file names no kind; the usual one was taken.
note-characters-replaced = Some characters could not be read.
note-details-ignored = A note or tags could not be read.
note-group-unknown = The file does not name its group.
note-icon-ignored = Its picture was not taken over.
note-password-ignored = Its password and other details were not taken over.

loss-trashed = It lies in the trash and stays out.
loss-hotp = It counts its codes, which the other program cannot. It stays out.
loss-steam = It is one for Steam, which the other program does not know. It stays out.
loss-digits = The other program does not know this number of digits. It stays out.
loss-period = The other program does not know this period. It stays out.
loss-algorithm = The other program does not know this hash. It stays out.
loss-counter = Its counter is too large for the other program. It stays out.
loss-too-long = Its names are too long for the other program. It stays out.
loss-secret-twice = It has the key of another one, by which the other program tells them apart. It stays out.
loss-issuer = The name of the issuer stays out.
loss-factor-label = The name of the factor stays out.
loss-note = The note stays out.
loss-tags = The tags stay out.
loss-folder = The folder stays out.
loss-recovery = Recovery codes and files stay out.
loss-replaced = Earlier keys stay out.
loss-details = The address, deadlines and other details stay out.

## What an entry of a file is to the vault, and the report of an import

row-new = new
row-identical = there already
row-same-secret = same key
row-same-name = same name, other key
row-unreadable = unreadable
row-unsupported = not supported

report-row = Row
report-name = Name
report-status = What it is
report-reason = What to know
report-done = What was done
report-done-add = added
report-done-replace = replaced what was there
report-done-skip = left out

## Faults of an otpauth URI

reason-uri-not-otpauth = It does not begin with otpauth://.
reason-uri-too-long = It is too long.
reason-uri-too-many-parameters = It has too many parameters.
reason-uri-unsupported-migration = It is a transfer code of Google Authenticator, which holds several accounts.
reason-uri-unsupported-motp = It is for Mobile-OTP, which needs a PIN for every code.
reason-uri-unsupported-phonefactor = It is for approvals by push message, which have no key to take over.
reason-uri-unsupported-yandex = It is for Yandex Key, which needs a PIN for every code.
reason-uri-unsupported-type = This kind of code is not known.
reason-uri-repeated-parameter = It says the same thing twice, in different ways.
reason-uri-no-secret = It has no key.
reason-uri-bad-secret = Its key is not Base32.
reason-uri-bad-algorithm = Its algorithm is not SHA-1, SHA-256 or SHA-512.
reason-uri-bad-digits = Its number of digits is not 1 to 10.
reason-uri-bad-period = Its period is not 1 to 86,400 seconds.
reason-uri-bad-counter = Its counter is not a whole number.

# What went wrong (err-) and what to do next (fix-). The names are those of the error codes.

## The vault does not open

err-no-vault = There is no vault here: { $path }
fix-no-vault = Make one with “keyrack init”, or name its folder with --vault.
err-password-needed = The vault’s password is needed, and nobody can be asked for it here.
fix-password-needed = Run the command in a terminal, or name a file that holds the password with --password-file.
err-wrong-password = The password is wrong.
fix-wrong-password = Try again; mind capitals and the keyboard’s language. The recovery key opens the vault as well.
err-wrong-recovery-key = This is not the recovery key of this vault.
fix-wrong-recovery-key = Check that it is the newest key, without a missing character.
err-throttled = There were too many wrong passwords.
fix-throttled = { $seconds ->
    [one] Try again in one second. The recovery key opens the vault at once.
   *[other] Try again in { $seconds } seconds. The recovery key opens the vault at once.
}
err-wrong-pin = { $tries ->
    [one] The PIN is wrong. One try is left.
   *[other] The PIN is wrong. { $tries } tries are left.
}
fix-wrong-pin = Try again, or use the password.
err-bad-pin = This cannot be the PIN. Nothing was changed.
fix-bad-pin = Use 4 to 12 digits, not all the same and not in order.
err-pin-not-set = No PIN is set on this computer.
fix-pin-not-set = Use the password.
err-pin-restarted = The computer was restarted, so the password is due.
fix-pin-restarted = Use the password once. Then the PIN opens the vault again.
err-pin-week = The password is due once a week.
fix-pin-week = Use the password once. Then the PIN opens the vault again.
err-pin-used-up = There were too many wrong PINs, so the PIN was removed. The vault is as it was.
fix-pin-used-up = Use the password, and set a new PIN.
err-pin-gone = The keyring of this computer no longer knows the PIN. The vault is as it was.
fix-pin-gone = Use the password, and set the PIN again.
err-pin-outdated = The password was changed, and the PIN set before no longer opens the vault.
fix-pin-outdated = Use the new password, and set the PIN again.
err-pin-damaged = The file of the PIN is damaged. The vault is as it was.
fix-pin-damaged = Use the password, and set the PIN again.
err-pin-not-enough = The PIN is not enough for this: it needs the password. Nothing was changed.
fix-pin-not-enough = Use the password.
err-keyring-absent = This computer has no keyring, so there can be no PIN. Everything else works.
fix-keyring-absent = Use the password, or install a keyring such as GNOME Keyring or KWallet.
err-keyring-locked = The keyring of this computer is locked, so the PIN cannot be used.
fix-keyring-locked = Unlock the keyring, or use the password.
err-keyring-broken = The keyring of this computer does not work, so the PIN cannot be used. Nothing was lost.
fix-keyring-broken = Use the password. Signing out and in may mend the keyring.
err-keyring-silent = The keyring of this computer does not answer, so the PIN cannot be used. Nothing was lost.
fix-keyring-silent = Look for a question of the keyring and answer it, or use the password.
err-keyring-off = The keyring is switched off by KEYRACK_KEYRING, so there can be no PIN.
fix-keyring-off = Use the password.
err-ways-in-damaged = The file with the ways into the vault is damaged. The accounts are still there.
fix-ways-in-damaged = Open the vault with the recovery key, or bring back a backup with “keyrack restore FILE --all”.
err-vault-unreadable = Neither the vault nor any kept state of it can be read. Nothing was removed.
fix-vault-unreadable = Bring back a backup with “keyrack restore FILE --all”. What is there is set aside, not lost.
err-keys-changed = The password was changed on another computer. This change was not saved.
fix-keys-changed = Run the command again with the new password.
err-needs-newer = A newer version of Keyrack wrote this vault.
fix-needs-newer = Update Keyrack to { $needs } or later.
err-vault-too-large = A file of the vault is larger than any that Keyrack writes.
fix-vault-too-large = Look at what lies in the vault’s folder, or bring back a backup.
err-kdf-too-costly = The file asks for more memory or time than Keyrack gives.
fix-kdf-too-costly = Choose lower costs. If the vault asks for them, its file of ways in was changed by somebody: bring back a backup.
err-kdf-no-memory = There is not enough memory to open the vault.
fix-kdf-no-memory = Close other programs, or open it with the recovery key, which needs little.

## Making and changing a vault

err-vault-exists = There is a vault here already, and it was left as it is: { $path }
fix-vault-exists = Choose another folder with --vault.
err-bad-password = This cannot be the password.
fix-bad-password = Choose one of at least one and at most { $longest } bytes.
fix-bad-password-differ = The two entries differ. Type the same password twice.
err-kdf-too-cheap = Guessing the password would be too easy with these costs.
fix-kdf-too-cheap = The least is m=65536,t=3,p=1.
err-new-password-needed = The recovery key opened the vault. Nothing is saved before it has a new password.
fix-new-password-needed = Give it one with “keyrack password”, with the same recovery key. Until then you can look everything up.
err-ways-in-foreign = Somebody without a way in changed the file with the ways into the vault, so a copy of it might open for nobody. Your accounts are as they were.
fix-ways-in-foreign = Give the vault a new password with “keyrack password”: that makes the file anew. Then try again.
err-clock-out-of-range = This computer’s clock, or a change in the vault, stands at a time that no vault can note. Nothing was changed.
fix-clock-out-of-range = Set the date right, then try again.
err-counter-at-end = The counter of this code has reached its end, so no further code can be made. Nothing was changed.
fix-counter-at-end = Ask the portal for a new key, and replace this one.
err-busy = Another program is writing to the vault. Nothing was changed.
fix-busy = Try again in a moment.
err-no-randomness = The system gives no random numbers. Nothing was written.
fix-no-randomness = Restart the computer. If that does not help, ask whoever looks after it.

## Files

err-disk-full = The disk is full. What was saved before is safe; this change was not saved.
fix-disk-full = Make room and run the command again.
err-permission-denied = There is no permission for this: { $path }
fix-permission-denied = Change the permissions, or choose another place.
err-file-not-found = This is not there: { $path }
fix-file-not-found = Check the name and the folder.
err-file-exists = This is there already, and was left as it is: { $path }
fix-file-exists = Choose another name. --force replaces a file where a command has that option.
err-vault-file-chosen = This file belongs to the vault, so nothing was written to it.
fix-vault-file-chosen = Choose another name or folder.
err-backup-read-back = The disk gave back something else than was written, so this is no backup. Older ones are still there: { $path }
fix-backup-read-back = Choose another disk for backups, and have this one checked.
err-not-plain = This is not a plain file, so nothing was read from it or written to it: { $path }
fix-not-plain = What was saved before is safe. Remove it, or put the file itself in its place, and run the command again.
fix-not-plain-link = It is a link, and what was saved before is safe. Put the file itself in its place. To keep a vault elsewhere, link its whole folder, or name it with --vault.
err-disk-error = The system could not read or write: { $detail }
fix-disk-error = What was saved before is safe. Check the disk or the connection, and run the command again.
err-file-too-large = The file is larger than any of its kind.
fix-file-too-large = Check that it is the right file.

## Accounts

err-not-found = Nothing matches “{ $query }”.
fix-not-found = “keyrack list” shows what there is.
err-ambiguous = { $count } match “{ $query }”. { $names }
fix-ambiguous = Use more words, or the id. “keyrack code --all” prints the codes of all that match.
err-folder-not-empty = { $count ->
    [one] The folder still holds an account. It was left as it is.
   *[other] The folder still holds { $count } accounts. It was left as it is.
}
fix-folder-not-empty = Move the accounts first, with “keyrack edit ID folder=NAME”.
err-bad-value = “{ $field }” does not take this value. Nothing was changed.
fix-bad-value = “--help” after the command says what it takes.
fix-bad-value-date = Write dates as 2026-12-31.
fix-bad-value-utf8 = The text has to be UTF-8.
err-unknown-field = There is no field “{ $field }”. Nothing was changed.
fix-unknown-field = “keyrack edit --help” and “keyrack folder --help” list the fields.
err-bad-secret = This is not the key of an authenticator. Nothing was added.
fix-bad-secret = Copy the key from the portal again: letters A to Z and digits 2 to 7; spaces do not matter.
err-bad-uri = This is not an otpauth URI that makes codes. Nothing was added.
fix-bad-uri = Copy it again as a whole, from otpauth:// to the end.
err-no-factor = The account has nothing that makes codes.
fix-no-factor = Add it with “keyrack factor add”.

## Imports, exports and backups

err-format-unknown = The format of the file is not known. Nothing was taken in.
fix-format-unknown = “keyrack formats” lists those that are.
err-format-mismatch = The file is of another format. Nothing was taken in.
fix-format-mismatch = Leave out --format, and import files of different formats one by one.
err-format-not-written = Keyrack reads files of this format, but does not write them.
fix-format-not-written = “keyrack formats” lists those that it writes.
err-format-newer = A newer version of its program wrote the file. Nothing was taken in.
fix-format-newer = Update Keyrack, or export the file in another format.
err-file-damaged = The file is damaged or ends early. Nothing was taken in.
fix-file-damaged = Make or copy it again.
err-file-encryption = The file is encrypted in a way that Keyrack cannot open. Nothing was taken in.
fix-file-encryption = Export it again without encryption, and delete it after the import.
err-file-password-needed = The file needs its own password.
fix-file-password-needed = Name a file that holds it with --file-password-file, or run the command in a terminal.
fix-file-password-needed-export = Name a file that holds it with --export-password-file, or run the command in a terminal.
err-file-password-wrong = The file’s password is wrong. Nothing was taken in.
fix-file-password-wrong = It is the password that the file was made with, which may not be that of the vault.
err-file-openpgp = The file is encrypted with OpenPGP. Nothing was taken in.
fix-file-openpgp = Decrypt it with your OpenPGP program first, or export it again with a password.
err-file-account-restricted = Only the account that it was made for can open this file. Nothing was taken in.
fix-file-account-restricted = Export it again, and choose a password of its own for the file.
err-file-key-file = The file needs more than a password: a key file or a device. Nothing was taken in.
fix-file-key-file = Make a copy that only a password opens, and delete it after the import.
err-file-companion = The file can only be read together with { $name }. Nothing was taken in.
fix-file-companion = Name both files in one import.
err-file-memory = Opening the file takes { $mib } MiB of memory. Nothing was taken in.
fix-file-memory = Close other programs and agree to it, with “--allow-memory { $mib }” on the command line.
err-file-too-costly = The file asks for a key derivation that would take far too long. Nothing was taken in.
fix-file-too-costly = It may be damaged. Export it again with the usual settings.
err-file-no-memory = There is not enough memory for the password of the file. Nothing was changed.
fix-file-no-memory = Close other programs and try again.
err-file-reader-ended = Reading the file broke off: it is damaged, or made so that it cannot be read. Nothing was taken in or lost.
fix-file-reader-ended = Make the file anew in the program that it comes from. If it was sent to you, ask the sender before you try again.
err-file-reader-slow = Reading the file took too long and was ended. Nothing was taken in or lost.
fix-file-reader-slow = Try again when the computer has less to do, or make the file anew with fewer entries.
err-file-reader-absent = The part of Keyrack that reads files cannot be started. Nothing was taken in or lost.
fix-file-reader-absent = Close other programs and try again. If that does not help, install Keyrack again.
err-columns-unknown = The columns of the table cannot be told. Nothing was taken in.
fix-columns-unknown = Give the table headings, or name the columns with “--map COLUMN=FIELD”.
err-cancelled = It was given up. Nothing was changed.
fix-cancelled = Begin again when you like.
err-nothing-to-undo = There is no import of this computer to take back.
fix-nothing-to-undo = “keyrack trash list” shows what was removed; “keyrack remove” removes single accounts.

## Pictures

err-picture-unknown = This is no picture that can be read. Nothing was added.
fix-picture-unknown = Use a PNG, JPEG, WebP, BMP or GIF picture, or a PDF.
err-picture-too-large = The picture is larger than any that is looked at. Nothing was added.
fix-picture-too-large = Cut out the part with the code, and use that.
err-picture-damaged = The picture is damaged or ends early. Nothing was added.
fix-picture-damaged = Save or copy it again from where it came.
err-pdf-damaged = The PDF is damaged or ends early. Nothing was added.
fix-pdf-damaged = Save it again from where it came, or take a picture of the page.
err-pdf-locked = The PDF needs a password. Nothing was added.
fix-pdf-locked = Open it in another program, and take a picture of the page with the code.
err-pdf-too-long = The PDF has more pages than are looked at. Nothing was added.
fix-pdf-too-long = Save the page with the code as a PDF of its own.

## The program

err-not-available = This is not possible here.
fix-not-available = “keyrack --help” shows what is.
fix-not-available-home = Name a folder for what belongs to this computer in KEYRACK_HOME.
err-app-not-running = The app is not running.
fix-app-not-running = Start it first.
err-app-failed = The app runs, but did not do it, or did not answer in time: { $detail }
fix-app-failed = Try again. If it does not help, end the app and start it again. What was saved is safe.
err-clock-unreachable = No time server answered, so the clock was not checked.
fix-clock-unreachable = See whether this computer is online, or compare its clock with a phone.
err-usage = The command line is wrong: { $detail }
fix-usage = “keyrack --help” shows how it goes.

## Where an error names no place of its own

place-vault = the vault’s folder

# What went wrong and what is safe (err-), and what to do next (fix-). The names are those of the error codes.

## The vault does not open

err-no-vault = There is no vault here: { $path }
fix-no-vault = Create one with “keyrack init”, or give its folder with --vault.
err-password-needed = The vault password is needed, but there is no terminal here to ask for it.
fix-password-needed = Run the command in a terminal, or give a file that contains the password with --password-file.
err-wrong-password = The password is wrong.
fix-wrong-password = Try again; check Caps Lock and the keyboard language. The recovery key opens the vault too.
err-wrong-recovery-key = This is not the recovery key of this vault.
fix-wrong-recovery-key = Check that it is the newest key and that no character is missing.
err-throttled = There were too many wrong passwords.
fix-throttled = { $seconds ->
    [one] Try again in one second. The recovery key opens the vault right away.
   *[other] Try again in { $seconds } seconds. The recovery key opens the vault right away.
}
err-wrong-pin = { $tries ->
    [one] The PIN is wrong. One try is left.
   *[other] The PIN is wrong. { $tries } tries are left.
}
fix-wrong-pin = Try again, or use the password.
err-bad-pin = This PIN cannot be used. Nothing was changed.
fix-bad-pin = Use 4 to 12 digits that are not all the same and not in sequence.
err-pin-not-set = No PIN is set on this computer.
fix-pin-not-set = Use the password.
err-pin-restarted = The computer was restarted, so the password is needed once.
fix-pin-restarted = Enter the password. After that the PIN works again.
err-pin-week = The password is needed once a week.
fix-pin-week = Enter the password. After that the PIN works again.
err-pin-used-up = There were too many wrong PINs, so the PIN was removed. The vault is unchanged.
fix-pin-used-up = Use the password and set a new PIN.
err-pin-gone = The keyring of this computer no longer has its part of the PIN. The vault is unchanged.
fix-pin-gone = Use the password and set the PIN again.
err-pin-outdated = The password was changed, so the old PIN no longer opens the vault.
fix-pin-outdated = Use the new password and set the PIN again.
err-pin-damaged = The PIN file is damaged. The vault is unchanged.
fix-pin-damaged = Use the password and set the PIN again.
err-pin-not-enough = A PIN is not enough for this; it needs the password. Nothing was changed.
fix-pin-not-enough = Use the password.
err-keyring-absent = This computer has no keyring, so a PIN cannot be used. Everything else works.
fix-keyring-absent = Use the password, or install a keyring such as GNOME Keyring or KWallet.
err-keyring-locked = The keyring of this computer is locked, so the PIN cannot be used.
fix-keyring-locked = Unlock the keyring, or use the password.
err-keyring-broken = The keyring of this computer is not working, so the PIN cannot be used. Nothing was lost.
fix-keyring-broken = Use the password. Signing out and back in may fix the keyring.
err-keyring-silent = The keyring of this computer is not responding, so the PIN cannot be used. Nothing was lost.
fix-keyring-silent = See whether the keyring is waiting for an answer from you, or use the password.
err-keyring-off = The keyring is turned off by KEYRACK_KEYRING, so a PIN cannot be used.
fix-keyring-off = Use the password.
err-ways-in-damaged = The file with the vault’s unlock methods is damaged. The accounts are still there.
fix-ways-in-damaged = Open the vault with the recovery key, or restore a backup with “keyrack restore FILE --all”.
err-vault-unreadable = Neither the vault nor any of its snapshots can be read. Nothing was deleted.
fix-vault-unreadable = Restore a backup with “keyrack restore FILE --all”. What is there now is set aside, not lost.
err-keys-changed = The password was changed on another computer. This change was not saved.
fix-keys-changed = Run the command again with the new password.
err-needs-newer = This vault was written by a newer version of Keyrack. Nothing was changed.
fix-needs-newer = Update Keyrack to { $needs } or later.
err-vault-too-large = A vault file is larger than any Keyrack writes. Nothing was changed.
fix-vault-too-large = Check what is in the vault folder, or restore a backup.
err-kdf-too-costly = The file asks for more memory or time than Keyrack allows. Nothing was changed.
fix-kdf-too-costly = Choose lower costs. If the vault itself asks for this much, someone has changed it: restore a backup.
err-kdf-no-memory = There is not enough memory to open the vault. Nothing was changed.
fix-kdf-no-memory = Close other programs, or open it with the recovery key, which needs little memory.

## Creating and changing a vault

err-vault-exists = There is already a vault here, and it was left as it is: { $path }
fix-vault-exists = Choose another folder with --vault.
err-bad-password = This password cannot be used.
fix-bad-password = Choose one that is 1 to { $longest } bytes long.
fix-bad-password-differ = The two passwords do not match. Type the same one twice.
err-kdf-too-cheap = With these costs, the password would be too easy to guess.
fix-kdf-too-cheap = The minimum is m=65536,t=3,p=1.
err-new-password-needed = The vault was opened with the recovery key. Nothing can be saved until it has a new password.
fix-new-password-needed = Set one with “keyrack password”, using the same recovery key. Until then you can look everything up.
err-ways-in-foreign = Someone who cannot open the vault changed the file with its unlock methods, so a copy of the vault might open for nobody. Your accounts are unchanged.
fix-ways-in-foreign = Set a new password with “keyrack password”: that writes the file again. Then try again.
err-clock-out-of-range = This computer’s clock, or a change in the vault, shows a date that a vault cannot store. Nothing was changed.
fix-clock-out-of-range = Set the correct date, then try again.
err-counter-at-end = The counter for this code has reached its limit, so no more codes can be made. Nothing was changed.
fix-counter-at-end = Get a new key from the portal and replace this one.
err-busy = Another program is writing to the vault. Nothing was changed.
fix-busy = Try again in a moment.
err-no-randomness = The system cannot provide random numbers. Nothing was written.
fix-no-randomness = Restart the computer. If that does not help, ask whoever looks after it.

## Files

err-disk-full = The disk is full. What was saved before is safe; this change was not saved.
fix-disk-full = Make room, then run the command again.
err-permission-denied = Access was denied: { $path }
fix-permission-denied = What was saved before is safe. Change the permissions, or choose another location.
err-file-not-found = This does not exist: { $path }
fix-file-not-found = Check the name and the folder.
err-file-exists = This already exists, and was left as it is: { $path }
fix-file-exists = Choose another name. Some commands can replace a file with --force.
err-vault-file-chosen = This file is part of the vault, so nothing was written to it.
fix-vault-file-chosen = Choose another name or folder.
err-backup-read-back = The disk returned different data than was written, so this backup does not count. Earlier ones are still there: { $path }
fix-backup-read-back = Choose another disk for backups, and have this one checked.
err-not-plain = This is not an ordinary file, so it was neither read nor written: { $path }
fix-not-plain = What was saved before is safe. Remove it or replace it with the file itself, then run the command again.
fix-not-plain-link = It is a link; what was saved before is safe. Replace it with the file itself. To keep a vault elsewhere, link its whole folder, or give the folder with --vault.
err-disk-error = The system could not read or write: { $detail }
fix-disk-error = What was saved before is safe. Check the disk or the connection, then run the command again.
err-file-too-large = The file is too large to be what was expected. Nothing was changed.
fix-file-too-large = Check that it is the right file.

## Accounts

err-not-found = Nothing matches “{ $query }”.
fix-not-found = “keyrack list” shows what is in the vault.
err-ambiguous = “{ $query }” could mean { $count } things. { $names }
fix-ambiguous = Use more words, or the id. “keyrack code --all” prints the codes of all that match.
fix-ambiguous-office = Name the office with --office. “keyrack team list” shows the offices on this computer.
err-folder-not-empty = { $count ->
    [one] There is still an account in the folder. It was left as it is.
   *[other] There are still { $count } accounts in the folder. It was left as it is.
}
fix-folder-not-empty = Move the accounts first, with “keyrack edit ID folder=NAME”.
err-bad-value = “{ $field }” cannot have this value. Nothing was changed.
fix-bad-value = Run the command with --help to see what it accepts.
fix-bad-value-date = Write dates like this: 2026-12-31.
fix-bad-value-utf8 = The text must be UTF-8.
err-unknown-field = There is no field called “{ $field }”. Nothing was changed.
fix-unknown-field = “keyrack edit --help” and “keyrack folder --help” list the fields.
err-bad-secret = This is not a key for an authenticator. Nothing was added.
fix-bad-secret = Copy the key from the portal again: letters A to Z and digits 2 to 7; spaces do not matter.
err-bad-uri = This is not an otpauth URI for one-time codes. Nothing was added.
fix-bad-uri = Copy the whole of it again, from otpauth:// to the end.
err-no-factor = The account has no key to make codes with.
fix-no-factor = Add one with “keyrack factor add”.

## Imports, exports and backups

err-format-unknown = Keyrack does not recognise this file. Nothing was imported.
fix-format-unknown = “keyrack formats” lists the formats it can read.
err-format-mismatch = The file has a different format. Nothing was imported.
fix-format-mismatch = Leave out --format, and import files of different formats one at a time.
err-format-not-written = Keyrack can read this format but cannot write it.
fix-format-not-written = “keyrack formats” lists the formats it can write.
err-format-newer = The file was written by a newer version of its program. Nothing was imported.
fix-format-newer = Update Keyrack, or export the file in another format.
err-file-damaged = The file is damaged or incomplete. Nothing was imported.
fix-file-damaged = Export or copy it again.
err-file-encryption = The file is encrypted in a way that Keyrack cannot open. Nothing was imported.
fix-file-encryption = Export it again without encryption, and delete it after the import.
err-file-password-needed = The file has its own password, which is needed.
fix-file-password-needed = Give a file that contains it with --file-password-file, or run the command in a terminal.
fix-file-password-needed-export = Give a file that contains it with --export-password-file, or run the command in a terminal.
err-file-password-wrong = The file password is wrong. Nothing was imported.
fix-file-password-wrong = Use the password the file was made with, which may not be the vault password.
err-file-openpgp = The file is encrypted with OpenPGP. Nothing was imported.
fix-file-openpgp = Decrypt it with your OpenPGP program first, or export it again with a password.
err-file-account-restricted = Only the account it was made for can open this file. Nothing was imported.
fix-file-account-restricted = Export it again, and choose a separate password for the file.
err-file-key-file = The file needs more than a password: a key file or a device. Nothing was imported.
fix-file-key-file = Make a copy that needs only a password, and delete it after the import.
err-file-companion = The file can only be read together with { $name }. Nothing was imported.
fix-file-companion = Give both files in one import.
err-file-memory = Opening the file takes { $mib } MiB of memory. Nothing was imported.
fix-file-memory = Close other programs and allow it, with “--allow-memory { $mib }” on the command line.
err-file-too-costly = Opening the file would take far too long. Nothing was imported.
fix-file-too-costly = It may be damaged. Export it again with the usual settings.
err-file-no-memory = There is not enough memory for the password of the file. Nothing was changed.
fix-file-no-memory = Close other programs and try again.
err-file-reader-ended = The file could not be read: it is damaged, or was made to be unreadable. Nothing was imported or lost.
fix-file-reader-ended = Export the file again from the program it comes from. If someone sent it to you, ask them before you try again.
err-file-reader-slow = Reading the file took too long, so it was stopped. Nothing was imported or lost.
fix-file-reader-slow = Try again when the computer is less busy, or export the file again with fewer entries.
err-file-reader-absent = The part of Keyrack that reads files could not be started. Nothing was imported or lost.
fix-file-reader-absent = Close other programs and try again. If that does not help, reinstall Keyrack.
err-columns-unknown = Keyrack cannot tell what the columns of the spreadsheet contain. Nothing was imported.
fix-columns-unknown = Give the spreadsheet headings, or name the columns with “--map COLUMN=FIELD”.
err-cancelled = Cancelled. Nothing was changed.
fix-cancelled = Start again whenever you like.
err-nothing-to-undo = There is no import on this computer to undo.
fix-nothing-to-undo = “keyrack trash list” shows what was removed; “keyrack remove” removes single accounts.

## Pictures

err-picture-unknown = Keyrack cannot read this kind of picture. Nothing was added.
fix-picture-unknown = Use a PNG, JPEG, WebP, BMP or GIF picture, or a PDF.
err-picture-too-large = The picture is too large. Nothing was added.
fix-picture-too-large = Crop it to the part with the code, and use that.
err-picture-damaged = The picture is damaged or incomplete. Nothing was added.
fix-picture-damaged = Save or copy it again from where you got it.
err-pdf-damaged = The PDF is damaged or incomplete. Nothing was added.
fix-pdf-damaged = Save it again from where you got it, or take a screenshot of the page.
err-pdf-locked = The PDF needs a password. Nothing was added.
fix-pdf-locked = Open it in another program, and take a screenshot of the page with the code.
err-pdf-too-long = The PDF has too many pages. Nothing was added.
fix-pdf-too-long = Save the page with the code as a separate PDF.

## The program

err-not-available = This is not possible here.
fix-not-available = “keyrack --help” shows what is.
fix-not-available-home = Set KEYRACK_HOME to a folder for this computer’s own files.
err-app-not-running = The app is not running.
fix-app-not-running = Start the app first.
err-app-failed = The app is running, but could not do it or did not answer in time: { $detail }
fix-app-failed = Try again. If that does not help, quit the app and start it again. What was saved is safe.
err-clock-unreachable = No time server answered, so the clock was not checked.
fix-clock-unreachable = Check that this computer is online, or compare its clock with a phone.
err-usage = The command is not valid: { $detail }
fix-usage = See “keyrack --help”.

## Offices

err-no-office = There is no office on this computer, or none of that name.
fix-no-office = “keyrack team list” shows the offices on this computer. To join one, use “keyrack team join”.
err-office-exists = There is already an office in this store, or you are in it already. Nothing was changed.
fix-office-exists = “keyrack team list” shows the offices on this computer. To found one, choose an empty store; to join one, ask for an invitation.
err-store-address = This is not the address of a store. Nothing was changed.
fix-store-address = Write file:///FOLDER, https://SERVER/FOLDER or s3://BUCKET/FOLDER?endpoint=…, without a name or password.
err-store-unreachable = The store of the office cannot be reached. What was saved on this computer is safe.
fix-store-unreachable = Check the connection to the store, and that its folder exists, then try again.
err-store-refused = The store of the office refuses access. What was saved on this computer is safe.
fix-store-refused = Check the name and password for the store, or ask whoever looks after it.
err-store-read-only = The store of the office can be read, but not written to. What was saved on this computer is safe.
fix-store-read-only = Ask whoever looks after the store to let you write to it.
err-store-full = The store of the office is full. What was saved on this computer is safe.
fix-store-full = Make room in the store. The next sync sends what is waiting.
err-store-broken = The store of the office gave an answer that makes no sense. What was saved on this computer is safe.
fix-store-broken = Check the address of the store, and whether it asks for a login first. Then try again.
err-not-an-office = There is no office in this store. Nothing was changed.
fix-not-an-office = Check the address with whoever invited you, and whether the shared folder is connected.
err-other-office = This store holds another office. Nothing was sent to it, and nothing was taken from it.
fix-other-office = Check the address of the store with a colleague.
err-office-gone = The office is no longer in its store. Everything that you had of it is still on this computer.
fix-office-gone = Ask your colleagues whether the store was moved or deleted. If it was deleted, “keyrack team sync --seed” puts the office back.
err-wrong-code = This is not the code of an invitation to this office. Nothing was changed.
fix-wrong-code = Copy the whole code again, from KR1- to the end, and check the address of the store.
err-wrong-digits = These are not the digits that the colleague’s computer shows. Nobody was let in.
fix-wrong-digits = Let the colleague read them out again. If they still differ, someone else may have used the invitation: take it back, and invite the colleague anew.
err-request-dropped = The digits were wrong three times, so the request was dropped. Nobody was let in.
fix-request-dropped = Invite the colleague anew.
err-invite-expired = This invitation has ended. Nothing was changed.
fix-invite-expired = Ask an owner of the office for a new one.
err-invite-used = This invitation has already been used, on another computer. Nothing was changed.
fix-invite-used = If that was not you, tell an owner of the office at once: someone else has the code. Ask for a new invitation.
err-invite-cancelled = This invitation was taken back. Nothing was changed.
fix-invite-cancelled = Ask an owner of the office for a new one.
err-sheet-wrong = This is not an office key sheet of this office, or a character is wrong. Nothing was changed.
fix-sheet-wrong = Check which office the sheet is of, and read it again from KRS1- to the end.
fix-sheet-wrong-back = The office was not founded, and the files with its sheets were deleted. Run the command again for new sheets; those that you have printed open nothing.
err-needs-owner = Only an owner of the office can do this. Nothing was changed.
fix-needs-owner = Ask an owner. “keyrack team members” shows who they are.
err-needs-manage = Only someone who manages this folder can do this. Nothing was changed.
fix-needs-manage = Ask an owner of the office.
err-needs-edit = You can see what is in this folder, but not change it. Nothing was changed.
fix-needs-edit = Ask whoever manages the folder to let you edit it.
err-needs-recovery-right = The recovery items of this folder are not shared with you. Nothing was changed.
fix-needs-recovery-right = Ask an owner of the office to share them with you.
err-removed-from-office = You or this computer are no longer in this office. What is in your own vault is unchanged.
fix-removed-from-office = If that is a mistake, ask an owner of the office to invite you again.
err-sync-incomplete = Something that a colleague has sent has not arrived yet. Nothing was changed.
fix-sync-incomplete = Wait a little, then sync again. If it never arrives, “keyrack team sync --incomplete” goes on without it.
err-last-owner = Nobody would be left who decides in this office, so nothing was changed.
fix-last-owner = Make somebody else an owner first.
err-rank-too-low = Only an owner who was in the office before that owner may do that. Nothing was changed.
fix-rank-too-low = Ask the owner who founded the office, or use an office key sheet.
err-twin = Another computer sends changes under the name of this one, so this one has stopped sending. Nothing was lost.
fix-twin = If this vault was copied to another computer or restored from a copy, use only one of the two for this office, and have the other one invited anew.
err-newer-office = The office uses a newer version of Keyrack, so this one can only read. Nothing was changed.
fix-newer-office = Update Keyrack on this computer.
err-folder-too-large = This folder is too large to be shared. Nothing was changed.
fix-folder-too-large = Divide its accounts among several folders.
err-log-full = The office cannot record any more changes to its members and folders. All codes keep working, and nothing was changed.
fix-log-full = Found the office anew in an empty store, and share the folders there.
err-office-keys-gone = The keys of the office on this computer cannot be opened. Your own vault is unchanged, and the office still has its folders.
fix-office-keys-gone = Ask an owner to invite you again, or come back with the office key sheet: “keyrack team recover”.

## Where an error names no location

place-vault = the vault folder

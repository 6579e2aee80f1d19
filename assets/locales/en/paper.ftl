# Sheets of paper: the emergency kit, and the secrets of an account.

paper-kit-title = Keyrack emergency kit
paper-kit-what = This sheet opens your codes if the password is forgotten or the computer is gone. Anyone who has it can open them too: keep it where you keep deeds and passports, not next to the computer.
paper-kit-date = Made on
paper-kit-folder = Vault folder
paper-kit-key = Recovery key
paper-kit-how = On the lock screen, choose “Use the recovery key” and type the groups in order. Dashes, spaces and capitals do not matter.
paper-kit-line = The same key in one piece, to copy into a file:
paper-kit-without = Without Keyrack
paper-kit-without-how = The vault is an ordinary age file. Save the key as key.txt beside it, and the free program age (age-encryption.org) opens it on any computer:
paper-kit-by-hand = Fill in by hand
paper-kit-never = Never write the password itself here.
paper-kit-hint = Password hint
paper-kit-keeper = Who keeps this sheet

paper-area-hint = Drag a rectangle around the QR code. Esc cancels.

paper-secrets-title = Keyrack secrets
paper-secret-current = Key
paper-secret-rival = Other key, set at the same time
paper-secret-replaced = Earlier key
paper-secret-of-current = Key of { $desk }
paper-secret-of-rival = Other key of { $desk }, set at the same time
paper-secret-of-replaced = Earlier key of { $desk }
paper-recovery-deletion-code = Deletion code
paper-recovery-backup-codes = Backup codes
paper-recovery-phone = Phone

paper-qr-title = Keyrack QR codes
paper-qr-how = Scan the code with the authenticator app on the phone. Anyone who scans it can make the same codes.

paper-transfer-title = Google Authenticator
paper-transfer-part = QR code { $part } of { $of }
paper-transfer-how = On the phone, choose “Transfer accounts”, then “Import accounts”, and scan each code. Anyone who scans them can make the same codes.

paper-sheet-title = QR codes
paper-sheet-what = Anyone who scans a code on this sheet can make the same codes. Keep it where you keep deeds and passports.

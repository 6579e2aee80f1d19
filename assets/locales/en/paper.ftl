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

paper-office-sheet-title = Office key sheet
paper-office-sheet-what = This sheet opens every folder of the office, and makes whoever uses it an owner. It is for the day when no owner’s computer is left. Nobody needs it for daily work.
paper-office-sheet-office = Office
paper-office-sheet-which = Sheet
paper-office-sheet-of = { $number } of { $count }
paper-office-sheet-date = Made on
paper-office-sheet-key = The key
paper-office-sheet-how = To come back to the office, install Keyrack, say where the store is, and scan the code or type the groups in order. Dashes, spaces and capitals do not matter.
paper-office-sheet-keep = Where to keep it
paper-office-sheet-where = In a safe, with a notary or in a bank. Keep one sheet outside the office, so that one fire cannot take everything. Do not photograph it, and leave no file of it on a computer.
paper-office-sheet-without = Without the window of Keyrack, this command makes a file of the sheet, with which the free program age (age-encryption.org) opens the folders in the store:
paper-office-sheet-store = Where the store is
paper-office-sheet-keeper = Who keeps this sheet

paper-invitation-title = Invitation to { $office }
paper-invitation-how = On the new colleague’s computer, open Keyrack, choose to join an office, and scan this code with a picture or type it. Keyrack then shows twelve digits: have them read out to you, and type them under the requests.
paper-invitation-how-device = On the other computer, open Keyrack, choose to join an office, and scan this code with a picture or type it. Keyrack then shows twelve digits there: type them on this computer, under the requests.
paper-invitation-name = For
paper-invitation-inviter = From
paper-invitation-until = Valid until
paper-invitation-store = Store
paper-invitation-code = Code
paper-invitation-nobody = The code works once. Show it to nobody else.
paper-invitation-subject = Invitation to the codes of { $office }
paper-invitation-paste = Paste the invitation here: it is on the clipboard (Ctrl+V).
paper-invitation-letter =
    Dear { $name },

    { $inviter } invites you to the office “{ $office }” in Keyrack, where we keep our sign-in codes. The invitation is valid until { $until }.

    1. Install Keyrack, and choose “I want to join my office” when it starts.
    2. Paste this whole message there.
    3. Keyrack shows you twelve digits. Call { $inviter } and read them out. Do not send them in a message.

    Where the office is:
    { $store }

    The code of the invitation, which works once:
    { $code }

    Please forward this message to nobody, and delete it once you have joined.
paper-invitation-letter-device =
    A further computer for { $name } in the office “{ $office }”. The invitation is valid until { $until }.

    1. Install Keyrack on that computer, and choose “I want to join my office” when it starts.
    2. Paste this whole message there.
    3. Keyrack shows twelve digits there. Type them on the computer from which { $inviter } made this invitation.

    Where the office is:
    { $store }

    The code of the invitation, which works once:
    { $code }

    Please forward this message to nobody, and delete it once the computer has joined.

paper-exposed-title = Secrets to replace
paper-exposed-what = Somebody who may no longer see these could read them before. Taking a person out does not change that: only a new secret at the portal does. Tick what has been replaced. There are no secrets on this list.
paper-exposed-office = Office
paper-exposed-date = As of
paper-exposed-client = Client
paper-exposed-service = Service
paper-exposed-label = User name
paper-exposed-desk = Desk or recovery item
paper-exposed-people = Who could read it
paper-exposed-until = Until
paper-exposed-replaced = Replaced on
paper-exposed-who = Could be read by { $people }, until { $date }
paper-exposed-who-replaced = Could be read by { $people }, until { $date }. Replaced on { $replaced }
paper-exposed-kind-deletion-code = Deletion code
paper-exposed-kind-backup-codes = Backup codes
paper-exposed-kind-phone = Phone
paper-exposed-kind-file = File

# Settings, export and the paper window.

settings-title = Settings
settings-sections = Sections
settings-search = Search
settings-none = No setting matches.
settings-system = Same as the system

## Security

settings-security = Security
settings-password = Password
settings-password-hint = It opens the vault on this computer.
settings-password-change = Change the password
settings-password-old = Current password
settings-password-new = New password
settings-password-old-why = Enter the current password first.
settings-password-do = Change it
settings-password-changed = The password was changed. The old one no longer opens the vault.
settings-kit = Emergency kit
settings-kit-hint = A new kit has a new recovery key. Once you confirm it, the old sheet no longer opens the vault.
settings-kit-make = Make a new kit
settings-kit-password = A new recovery key opens everything, so Keyrack asks for your password.
settings-kit-kept = The new emergency kit is now valid. Destroy the old sheet.
settings-idle = Lock when the computer is not in use
settings-idle-hint = Counted from the last key press or mouse movement.
settings-idle-minutes = { $minutes ->
    [0] Never
    [one] After one minute
   *[other] After { $minutes } minutes
}

settings-pin-none = No PIN is set. With a PIN, a few digits open the vault on this computer.
settings-pin-set = It opens the vault on this computer. Keyrack asks for the password after a restart and once a week.
settings-pin-later = A PIN is set. It works again once you have entered the password on the lock screen.
settings-pin-asking = Checking the keyring of this computer…
settings-pin-remove = Remove
settings-hidden = Lock when the window is out of sight
settings-hidden-hint = When it is minimised, in the tray or on another desktop.
settings-tray = Keep Keyrack in the tray when the window is closed
settings-tray-hint = It stays unlocked there, and locks by the same rules.
settings-tray-why = This desktop has no tray right now, so closing the window quits Keyrack.
settings-start = Start Keyrack when you sign in
settings-start-hint = It starts locked.
settings-start-why = This computer does not offer a way to do that.

## Looks and language

settings-looks = Appearance and language
settings-theme = Colours
settings-theme-system = System
settings-theme-light = Light
settings-theme-dark = Dark
settings-zoom = Size
settings-zoom-hint = Applies to all text and pictures in the windows.
settings-zoom-percent = { $percent }%

## Clipboard and screen

settings-screen = Clipboard and screen
settings-clear = Clear copied codes from the clipboard
settings-clear-hint = Only if the code is still there. Locking clears it at once.
settings-clear-seconds = { $seconds ->
    [one] After one second
   *[other] After { $seconds } seconds
}
settings-ask = Ask when the client changes
settings-ask-hint = When you copy a code of another client within ten seconds.
settings-hide = Hide the codes
settings-hide-hint = A code is shown only in the row you point at or have selected.

settings-protect = Keep codes out of screenshots
settings-protect-hint = The windows appear empty in screen recordings and shared screens. Remote help turns this off while it is on.
settings-protect-why = On this system no program can hide its windows: anyone who records or shares the screen sees the codes too.

## Backup

settings-backup = Backup
settings-backup-folder = Backup folder
settings-backup-folder-hint = Not chosen yet. A USB stick or another disk is best.
settings-backup-choose = Choose…
settings-backup-now = Backup
settings-backup-do = Back up now
settings-backup-why = Choose a folder first.
settings-backup-never = There is no backup yet.
settings-backup-last = Last backup: { $age }
settings-backup-old = The last backup is more than a month old.
settings-backup-done = { $accounts ->
    [one] { $file } was written, opened again and checked: one account, codes compared: { $codes }.
   *[other] { $file } was written, opened again and checked: { $accounts } accounts, codes compared: { $codes }.
}
settings-export = Export…
settings-export-hint = Writes accounts to a file, for a new computer or another program.

## Help

settings-help = Help
settings-support-hint = Hides codes and secrets while someone is helping you and can see your screen.
settings-support-start = Start…
settings-support-done = What was done

## About

settings-about = About
settings-version = Version
settings-version-text = Keyrack { $version }
settings-vault = Vault folder
settings-licence = Licence
settings-licence-text = Free software, under either the MIT or the Apache 2.0 licence.

## Export

export-title = Export
export-title-for = Export for { $program }
export-scope = Which accounts
export-scope-all = All
export-scope-client = One client
export-scope-selected = { $count ->
    [one] The selected account
   *[other] The { $count } selected accounts
}
export-client-why = Choose a client first.
export-purpose = Purpose
export-best = Recommended
export-computer = For a new computer
export-computer-text = An encrypted file for Keyrack, with everything in it
export-program = For another authenticator
export-program-text = A file the other program can import
export-program-which = Which program
export-transfer = For Google Authenticator
export-transfer-text = QR codes to scan with the phone
export-sheet = To print
export-sheet-text = A sheet with a QR code for each account
export-text = As plain text
export-text-text = For a spreadsheet, or for a program that reads nothing else
export-text-which = Which format
export-text-csv = Spreadsheet (CSV)
export-text-otpauth = List of links (otpauth)
export-text-google = Google Authenticator transfer codes, as text
export-text-json = Everything, as JSON
export-losses = What { $program } cannot hold
export-losses-none = { $program } can hold everything.
export-losses-own = The file contains everything in your vault.
export-losses-kept = All of it stays in your vault.
export-loss-more = { $count ->
    [one] { $list } and 1 more
   *[other] { $list } and { $count } more
}
export-loss-other = Something the other program cannot hold is left out.
export-seal = Protect the file with a password
export-seal-hint = { $program } asks for it when it imports the file.
export-plain-warning = Anyone who gets this file can make all these codes. Delete it as soon as you no longer need it.
export-file-password = File password
export-file-password-why = Enter the file password twice first.
export-password = Vault password
export-password-why = Enter the vault password first.
export-do = Export…
export-done = { $accounts ->
    [one] One account was written to { $file }.
   *[other] { $accounts } accounts were written to { $file }.
}
export-done-plain = The file is not encrypted. Delete it as soon as you no longer need it, and empty the trash.
export-next-computer = Take the file to the other computer. In Keyrack there, choose “Import a file” and enter the file password.
export-next-program = Import it in { $program }, and try a code from there before you remove anything here.

## Paper window

paper-kit = Emergency kit
paper-secrets = Secrets of { $name }
paper-kit-alt = The emergency kit with the recovery key, as a picture. You can copy its text or have it read aloud below.
paper-secrets-alt = The secrets of { $name }, as a picture. You can copy them or have them read aloud below.
paper-qr = QR code of { $name }
paper-qr-many = QR codes for a phone
paper-qr-alt = { $name }: a QR code for a phone camera. You can copy the key or have it read aloud below.
paper-transfer = For Google Authenticator
paper-transfer-alt = QR code { $page } of { $pages } for Google Authenticator, to scan with a phone camera.
paper-sheet = QR sheet
paper-sheet-alt = Page { $page } of { $pages } of a printable sheet with QR codes.
paper-office-sheets = Office key sheets of { $name }
paper-office-sheets-alt = Office key sheet { $page } of { $pages } of { $name }, as a picture. You can copy its text or have it read aloud below.
paper-invitation = Invitation for { $name }
paper-invitation-alt = The invitation for { $name } with a QR code, as a picture. You can copy its code or have it read aloud below.
paper-exposed = Secrets to replace
paper-exposed-alt = Page { $page } of { $pages } of the list of secrets to replace, with boxes to tick.
paper-office-sheet-text = Office key sheet
paper-invitation-text = Code of the invitation
paper-pages = Pages
paper-page = { $page } of { $pages }
paper-page-before = Previous page
paper-page-after = Next page
paper-page-first = This is the first page.
paper-page-last = This is the last page.
paper-closes = { $seconds ->
    [one] Closes in one second
   *[other] Closes in { $seconds } seconds
}
paper-save = Save as PDF
paper-print = Print
paper-saved = The kit was saved. Keep the file off this computer.
paper-saved-sheet = The sheet was saved. Keep the file off this computer.
paper-items = If you cannot see the picture
paper-recovery-key = Recovery key
paper-secret = Key
paper-transfer-code = Link in the QR code
paper-deletion-code = Deletion code
paper-backup-codes = Backup codes
paper-phone = Phone
paper-copy = Copy: { $what }
paper-speak = Read aloud: { $what }
paper-copied = { $seconds ->
    [one] Copied. Clears from the clipboard in one second.
   *[other] Copied. Clears from the clipboard in { $seconds } seconds.
}

# Settings, export and the paper window.

settings-title = Settings
settings-sections = Sections
settings-search = Search
settings-none = No setting has these words.
settings-system = As the system

## Security

settings-security = Security
settings-password = Password
settings-password-hint = It opens the vault on this computer.
settings-password-change = Change the password
settings-password-old = Present password
settings-password-new = New password
settings-password-old-why = Type the present password first.
settings-password-do = Change it
settings-password-changed = The password was changed. The old one no longer opens the vault.
settings-kit = Emergency kit
settings-kit-hint = A new kit has a new recovery key. Once you confirm it, the old sheet no longer opens the vault.
settings-kit-make = Make a new kit
settings-kit-password = A new recovery key opens everything, so your password is asked for.
settings-kit-kept = The new emergency kit counts from now on. Destroy the old sheet.
settings-idle = Lock when nobody is at work
settings-idle-hint = Counted from the last key or move of the mouse.
settings-idle-minutes = { $minutes ->
    [0] Never
    [one] After one minute
   *[other] After { $minutes } minutes
}

settings-pin-none = None is set. With one, a few digits open the vault on this computer.
settings-pin-set = It opens the vault on this computer. The password is due after a restart and once a week.
settings-pin-later = One is set, and works again after the password was typed on the lock screen.
settings-pin-asking = Asking the keyring of this computer…
settings-pin-remove = Remove
settings-hidden = Lock when the window is out of sight
settings-hidden-hint = Minimised, behind the tray or on another desktop.
settings-tray = Closing the window leaves Keyrack in the tray
settings-tray-hint = It stays open there, and locks as it would with the window.
settings-tray-why = This desktop has no tray now, so closing the window closes Keyrack.
settings-start = Start Keyrack when you sign in
settings-start-hint = It starts locked.
settings-start-why = This computer gives no way to arrange that.

## Looks and language

settings-looks = Looks and language
settings-theme = Colours
settings-theme-system = System
settings-theme-light = Light
settings-theme-dark = Dark
settings-zoom = Size
settings-zoom-hint = Of all text and pictures in the windows.
settings-zoom-percent = { $percent }%

## Clipboard and screen

settings-screen = Clipboard and screen
settings-clear = Take a copied code off the clipboard
settings-clear-hint = Only if it is still there. Locking takes it off at once.
settings-clear-seconds = { $seconds ->
    [one] After one second
   *[other] After { $seconds } seconds
}
settings-ask = Ask when the client changes
settings-ask-hint = When a code of another client is copied within ten seconds.
settings-hide = Hide the codes
settings-hide-hint = A code is shown only in the row that you point at or have chosen.

settings-protect = Keep codes out of pictures of the screen
settings-protect-hint = Screen recordings and shared screens show the windows empty. Remote help switches it off for its time.
settings-protect-why = This system lets no program hide its windows: whoever records or shares the screen gets the codes as well.

## Backup

settings-backup = Backup
settings-backup-folder = Folder for backups
settings-backup-folder-hint = None chosen yet. A stick or another disk is best.
settings-backup-choose = Choose…
settings-backup-now = Backup
settings-backup-do = Back up now
settings-backup-why = Choose a folder first.
settings-backup-never = There is no backup yet.
settings-backup-last = Last backup: { $age }
settings-backup-old = The last backup is more than a month old.
settings-backup-done = { $accounts ->
    [one] { $file } was written, opened again and found good: one account, codes compared: { $codes }.
   *[other] { $file } was written, opened again and found good: { $accounts } accounts, codes compared: { $codes }.
}
settings-export = Export…
settings-export-hint = Writes accounts to a file, for a new computer or another program.

## Help

settings-help = Help
settings-support-hint = Hides codes and secrets while somebody helps you and sees your screen.
settings-support-start = Start…
settings-support-done = What was done

## About

settings-about = About
settings-version = Version
settings-version-text = Keyrack { $version }
settings-vault = Folder of the vault
settings-licence = Licence
settings-licence-text = Free software under the MIT or Apache 2.0 licence, as you choose.

## Export

export-title = Export
export-title-for = Export for { $program }
export-scope = Which accounts
export-scope-all = All
export-scope-client = One client
export-scope-selected = { $count ->
    [one] The selected one
   *[other] The { $count } selected
}
export-client-why = Choose a client first.
export-purpose = What for
export-best = Best
export-computer = For a new computer
export-computer-text = An encrypted file for Keyrack, with everything in it
export-program = For another authenticator
export-program-text = A file that the other program can import
export-program-which = Which program
export-transfer = For Google Authenticator
export-transfer-text = QR codes to scan with the phone
export-sheet = To print
export-sheet-text = A sheet with a QR code for each account
export-text = As plain text
export-text-text = For a table, or for programs that nothing else fits
export-text-which = What kind of text
export-text-csv = Table (CSV)
export-text-otpauth = List of links (otpauth)
export-text-google = Transfer codes of Google Authenticator as text
export-text-json = Everything, as JSON
export-losses = What has no place in { $program }
export-losses-none = { $program } has a place for everything.
export-losses-own = The file holds everything that is in your vault.
export-losses-kept = It all stays in your vault.
export-loss-more = { $count ->
    [one] { $list } and 1 more
   *[other] { $list } and { $count } more
}
export-loss-other = Something the other program does not know stays out.
export-seal = Protect the file with a password
export-seal-hint = { $program } asks for it when it imports the file.
export-plain-warning = Whoever gets this file can make all these codes. Delete it as soon as it has done its work.
export-file-password = Password of the file
export-file-password-why = Type the password of the file twice first.
export-password = Your vault’s password
export-password-why = Type your vault’s password first.
export-do = Export…
export-done = { $accounts ->
    [one] One account was written to { $file }.
   *[other] { $accounts } accounts were written to { $file }.
}
export-done-plain = The file is not encrypted. Delete it as soon as it has done its work, and empty the trash.
export-next-computer = Take it to the other computer. Keyrack takes it in there under “Import a file”, with the file’s password.
export-next-program = Import it in { $program }, and try a code from there before you remove anything here.

## Paper window

paper-kit = Emergency kit
paper-secrets = Secrets of { $name }
paper-kit-alt = The emergency kit with the recovery key, as a picture. Its texts can be copied or read aloud below.
paper-secrets-alt = The secrets of { $name }, as a picture. They can be copied or read aloud below.
paper-qr = QR code of { $name }
paper-qr-many = QR codes for a phone
paper-qr-alt = { $name }: a QR code for the camera of a phone. Its key can be copied or read aloud below.
paper-transfer = For Google Authenticator
paper-transfer-alt = QR code { $page } of { $pages } for Google Authenticator, to be read by the camera of a phone.
paper-sheet = QR sheet
paper-sheet-alt = Page { $page } of { $pages } of a sheet with QR codes to print.
paper-pages = Pages
paper-page = { $page } of { $pages }
paper-page-before = Page before
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
    [one] Copied. It is taken off the clipboard in one second.
   *[other] Copied. It is taken off the clipboard in { $seconds } seconds.
}

# The desktop window.

app-name = Keyrack
language = Language
close = Close
dismiss = Put away
cancel = Cancel
save = Save
undo = Undo
open = Open
more = More
try-again = Try again
failed-text = Your codes are safe. Close Keyrack and open it again.

## Passwords

password = Password
password-show = Show
password-hide = Hide
caps-lock = Caps Lock is on.

## PIN

pin = PIN
pin-pad = Number pad
pin-back = Delete the last digit
pin-set = Set a PIN
pin-change = Change the PIN
pin-text = A PIN opens the vault on this computer only. The password is due after a restart and once a week, and five wrong PINs remove the PIN.
pin-new = New PIN, 4 to 12 digits
pin-again = The same PIN again
pin-differs = The two PINs are not the same.
pin-password-why = Type the password first.
pin-twice-why = Type the same PIN twice first.
pin-do = Set the PIN
pin-was-set = The PIN is set. It opens the vault on this computer from now on.
pin-removed = The PIN was removed. Only the password opens the vault now.
pin-no-keyring-absent = No PIN can be set: this computer has no keyring to keep its part of it.
pin-no-keyring-locked = No PIN can be set now: the keyring of this computer is locked. Unlock it, then try again.
pin-no-keyring-silent = No PIN can be set now: the keyring of this computer does not answer.
pin-no-keyring-broken = No PIN can be set: the keyring of this computer does not work.
pin-no-keyring-off = No PIN can be set: the keyring is switched off for Keyrack.

## Help over a remote connection

support = Remote help
support-on = Remote help is on.
support-on-text = { $minutes ->
    [one] Codes and secrets are hidden for one more minute. Copying works.
   *[other] Codes and secrets are hidden for { $minutes } more minutes. Copying works.
}
support-end = End now
support-start = Start
support-start-title = Start remote help
support-start-text = For when somebody helps you over a remote connection and sees your screen.
support-start-hidden = Codes are shown as dots. Secrets, the emergency kit and plain exports are refused.
support-start-copy = Copying a code still works, and the helper does not see it.
support-start-noted = What is done meanwhile is noted, and you see the list at the end.
support-length = For how long
support-minutes = { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
support-done-title = What was done during remote help
support-done-text = If you do not remember one of these, ask your helper about it.
support-done-nothing = Nothing was copied or changed.
support-done-when = When
support-done-what = What
support-done-whose = Whose
support-done-left-out = { $count ->
    [one] One step before these is no longer kept.
   *[other] { $count } steps before these are no longer kept.
}
support-did-begin-support = Remote help begun
support-did-end-support = Remote help ended
support-did-support-over = Remote help ended because its time was up
support-did-unlock = Vault unlocked
support-did-lock = Vault locked
support-did-change-settings = Settings changed
support-did-take-restore = Accounts brought back from a backup
support-did-undo-restore = Accounts from a backup taken back again
support-did-choose-backup-folder = Folder for backups chosen
support-did-change-password = Password changed
support-did-set-pin = PIN set
support-did-remove-pin = PIN removed
support-did-copy = Code copied
support-did-copy-field = User name or other text copied
support-did-open-page = Login page opened
support-did-add = Account added
support-did-add-many = Accounts added
support-did-undo-add = Added accounts taken back
support-did-add-factor = Desk added
support-did-replace-secret = Key replaced
support-did-confirm = Code marked as accepted
support-did-edit = Account edited
support-did-move = Accounts moved
support-did-tag = Tags changed
support-did-remove = Accounts removed
support-did-restore = Accounts restored
support-did-empty-trash = Trash emptied
support-did-edit-factor = Desk renamed
support-did-remove-factor = Desk removed
support-did-restore-factor = Desk restored
support-did-add-recovery = Recovery item added
support-did-use-recovery = Backup code marked as used
support-did-remove-recovery = Recovery item removed
support-did-restore-recovery = Recovery item restored
support-did-add-folder = Client added
support-did-edit-folder = Client edited
support-did-remove-folder = Client removed
support-did-take-import = Accounts imported
support-did-undo-import = Import taken back
support-did-save-import-report = Report of an import saved
support-did-export = Accounts exported
support-did-back-up = Backup made
support-did-other = Something else
why-support = Remote help is on. End it first.

## The clock

clock = Clock
clock-text = Codes depend on the time. If the clock of this computer is off by more than half a minute or so, portals refuse them.
clock-open = Check the clock
clock-check = Check now
clock-internet = Checking asks a time server on the internet, once. Nothing about you or your codes is sent.
clock-right = The clock is right.
clock-ahead = { $by ->
    [far] The clock of this computer is { $seconds } seconds ahead, so portals will refuse codes.
   *[near] The clock of this computer is { $seconds } seconds ahead. Portals put up with that.
}
clock-behind = { $by ->
    [far] The clock of this computer is { $seconds } seconds behind, so portals will refuse codes.
   *[near] The clock of this computer is { $seconds } seconds behind. Portals put up with that.
}
clock-wrong = The clock of this computer is wrong, so portals will refuse codes.
clock-kept = The computer sets its clock by a time server.
clock-not-kept = The computer does not set its clock by a time server. Check it.
clock-unknown = The computer does not say whether its clock is right. Check it.
clock-set = Switch on automatic time in the settings of your computer.
codes-refused = Codes refused?
codes-title = Codes of { $name } around now
codes-text = If the portal refuses the code, try the others in turn. Which one it accepts tells what is wrong.
codes-which = Which
codes-when = When
codes-now = Now
codes-before = { $steps ->
    [one] One before
    [2] Two before
   *[other] { $steps } before
}
codes-after = { $steps ->
    [one] One after
    [2] Two after
   *[other] { $steps } after
}
codes-earlier = It accepts an earlier one: the clock of this computer is ahead.
codes-later = It accepts a later one: the clock of this computer is behind.
codes-none = It accepts none: the key is an old one. Ask the portal for a new key and replace it.

## Where one is

places = Places
places-more = Archive, trash and program
place-all = All
place-favourites = Favourites
place-recent = Recent
place-attention = Needs attention
place-archived = Archived
place-trash = Trash
clients = Clients
own-accounts = Own accounts
clients-filter = Filter clients
clients-none = No client matches “{ $query }”.

## The list

search = Search
search-hint = Client, service or user name
search-clear = Clear the search
search-everywhere = Search everywhere
add = Add
accounts = Accounts
accounts-count = { $total ->
    [one] 1 code
   *[other] { $total } codes
}
found = { $total ->
    [one] 1 match
   *[other] { $total } matches
}
no-match = Nothing matches “{ $query }”
no-match-text = Accents, order and dashes do not matter. A part of a word or number is enough.
accounts-none-title = No accounts yet
accounts-none-text = Add the first with the key or link that a portal shows. Or import the file of another authenticator.
favourites-none = No favourites yet
favourites-none-text = The star beside a name, or Ctrl+D, puts an account here. Favourites are yours alone, on this computer.
recent-none = Nothing copied lately
recent-none-text = Accounts whose code you copy appear here, the latest first.
attention-none = Nothing needs attention
attention-none-text = Dates that come near and accounts that no portal has confirmed appear here.
trash-none = The trash is empty
trash-none-text = What you remove stays here for 30 days.
client-none = No accounts for this client
client-none-text = Add one here, or move one here from another client.
lock = Lock
row-seconds = { $seconds } s
row-next-on-copy = New code on copy
row-copy = Copy
row-no-code = No code
row-said = { $who }, code { $digits }
row-said-seconds = { $seconds ->
    [one] { $who }, code { $digits }, 1 second
   *[other] { $who }, code { $digits }, { $seconds } seconds
}
row-said-masked = { $who }, code hidden
row-said-counts = { $who }, new code on copy
row-said-empty = { $who }, no code
row-said-trashed = { $who }, removed on { $date }
client-said = { $count ->
    [one] { $name }, 1 account
   *[other] { $name }, { $count } accounts
}

badge-unconfirmed = Not confirmed
badge-rivals = Two keys
badge-date = { $name }: { $away }
deadline-authorisation = Authorisation
deadline-password = Portal password
deadline-review = Review

## What was done

copied-code = Code of { $name } copied
copied-next = Next code of { $name } copied
copied-field = Copied from { $name }
copied-clears-code = { $seconds ->
    [one] Code copied. Clears in 1 s.
   *[other] Code copied. Clears in { $seconds } s.
}
copied-clears-field = { $seconds ->
    [one] Copied. Clears in 1 s.
   *[other] Copied. Clears in { $seconds } s.
}
copied-clear-now = Clear now
added = { $count ->
    [one] 1 account added.
   *[other] { $count } accounts added.
}
removed = { $count ->
    [one] 1 account is in the trash.
   *[other] { $count } accounts are in the trash.
}
restored = { $count ->
    [one] 1 account is back.
   *[other] { $count } accounts are back.
}
emptied = { $count ->
    [one] 1 account was removed for good.
   *[other] { $count } accounts were removed for good.
}
moved = { $count ->
    [one] 1 account moved to { $name }
   *[other] { $count } accounts moved to { $name }
}
tagged = { $count ->
    [one] Tags of 1 account changed.
   *[other] Tags of { $count } accounts changed.
}
backed-up = { $count ->
    [one] Backed up and checked: { $file }, 1 account.
   *[other] Backed up and checked: { $file }, { $count } accounts.
}

## What can be done

command-copy = Copy the code
command-copy-next = Copy the next code
command-open-page = Open the login page
command-clear-clipboard = Clear the clipboard now
command-details = Show details
command-close-details = Close the details
command-edit = Edit
command-reveal = Show the secret
command-move = Move
command-tag = Tag
command-remove = Remove
command-restore = Restore
command-mark = Select or unselect
command-mark-all = Select all
command-go = Go to: { $place }
command-add = Add an account
command-scan = Scan the screen
command-scan-area = Drag a rectangle over a code
command-paste = Paste a picture or a key
command-scan-files = Choose a picture or PDF
command-qr = Show QR for a phone
command-transfer = QR codes for Google Authenticator
command-sheet = Print a QR sheet
command-import = Import a file
command-export = Export
command-back-up = Back up now
command-settings = Settings
command-palette = All commands
command-keys = All keys
favourite-on = Add to favourites
favourite-off = Remove from favourites
why-nothing-chosen = Choose an account first.
why-no-code = This account has no code.
why-in-trash = It is in the trash. Restore it first.
why-read-only = The vault’s folder cannot be written.

palette-hint = Command, place or client
palette-none = Nothing matches. Try a shorter word.

keys-text = Just type to search. The search field keeps the focus.
keys-code = The code
keys-account = The account
keys-list = The list
keys-program = Keyrack
keys-move = Up and down
keys-page = A page up and down
keys-ends = First and last
keys-details = Open and close details
keys-mark-more = Select several
keys-back = One step back
keys-paste = Add the picture, key or link on the clipboard

## Several at once

marked = { $count ->
    [one] 1 selected
   *[other] { $count } selected
}
marked-actions = Actions for the selected accounts
marked-clear = Done
move-title = { $count ->
    [one] Move 1 account
   *[other] Move { $count } accounts
}
move-to = To client
move-hint = Type to search. A new name makes a new client.
move-why = Choose a client first.
move-action = Move
tag-title = { $count ->
    [one] Tags of 1 account
   *[other] Tags of { $count } accounts
}
tag-add = Add
tag-remove = Take away
tag-why = Type a tag first.

## Another client than before

other-client-title = Another client?
other-client-text = A moment ago, you copied a code of somebody else.
other-client-before = Before
other-client-now = Now
other-client-yes = Copy
other-client-no = Do not copy

## Details

details = Details
edit-part = Edit: { $part }
part-account = Account
part-login = Login
part-recovery = Recovery
part-dates = Dates
part-channels = Other ways to get a code
part-serves = Also serves
part-notes = Note and tags
account-when = Added { $created } · changed { $changed }
no-service = No service
field-service = Service
field-issuer = The portal’s key says “{ $issuer }”.
field-user = User name
field-client = Client
field-url = Login page
field-email = E-mail
field-email-hint = The address that the portal knows.
field-support = Support
field-support-hint = Whom to call when the portal does not let you in.
field-note = Note
field-tags = Tags
field-tags-hint = Put commas between them.
channel-hint = Number or address, and whose
serves-add = Add a client
serves-remove = Remove { $name }
copy-user = Copy the user name
copy-email = Copy the e-mail address
client-go = Show all of { $name }

factor-code = Code
factor-counts = Counts
factor-counts-text = Each code works once, so it is made when you copy it.
factor-copy-said = Copy code { $digits }, { $seconds } seconds left
factor-copy-masked = Copy the hidden code
factor-copy-next = Copy next
factor-actions = Actions for this desk
factor-add = Add a desk
factor-rename = Rename the desk
factor-replace = Replace the key
factor-remove = Remove the desk
factor-remove-title = Remove { $desk }?
factor-remove-text = Its codes are no longer shown. The other desks stay as they are. You can undo it right after.
factor-removed = { $name } was removed.
factor-desk = Desk or person
factor-desk-hint = As the portal calls it, for example “Front desk”.
factor-none = No key makes codes here yet. Add a desk with the key that the portal shows.
factor-rivals = { $count ->
   *[other] Two computers set different keys at the same time; all { $count } are kept. Check which one the portal accepts, then replace the key with it.
}
factor-accepted-question = Did the portal accept the code?
factor-accepted = Yes, it did
factor-replaced = The old key of { $date } is kept until then.

recovery-deletion-code = Deletion code
recovery-backup-codes = Backup codes
recovery-phone = Phone
recovery-file = File
recovery-other = Recovery item
recovery-left = { $left } of { $total } left
recovery-use = Mark one used
recovery-add = Add a recovery item
recovery-remove = Remove { $name }
recovery-remove-title = Remove { $name }?
recovery-remove-text = Without it, a lost key may lock you out of the portal. You can undo it right after.
recovery-removed = { $name } was removed.
recovery-why = Type it first.

reveal-title = Secrets of { $name }
reveal-text = They open in a window of their own, which closes by itself. Whoever sees them can make the same codes.

qr-text-phone = It opens in a window of its own, which closes by itself. Whoever takes a picture of it can make the same codes.
qr-text-transfer = { $count ->
    [one] Google Authenticator can take over this account from the code. Whoever takes a picture of it can make the same codes.
   *[other] Google Authenticator can take over these { $count } accounts, up to ten with each code. Whoever takes a picture of them can make the same codes.
}
qr-text-sheet = { $count ->
    [one] The sheet shows the QR code of this account. Keep it where you keep deeds and passports.
   *[other] The sheet shows the QR codes of these { $count } accounts. Keep it where you keep deeds and passports.
}
qr-show = Show QR
qr-offer = { $count ->
    [0] None of them fits into such a code.
    [one] 1 can be shown.
   *[other] { $count } can be shown.
}
qr-left-out = { $count ->
    [one] 1 is left out
   *[other] { $count } are left out
}

## Trash

trash-since = Removed { $date }
trash-details = This account is in the trash. It is removed for good after 30 days.
trash-empty = Empty the trash
trash-empty-title = Empty the trash?
trash-empty-text = { $count ->
    [one] 1 account and its key are removed for good. If you leave it here, it goes by itself 30 days after it was removed.
   *[other] { $count } accounts and their keys are removed for good. If you leave them here, each goes by itself 30 days after it was removed.
}

## Clients

client-add = Add a client
client-edit = Edit the client
client-actions = Actions for { $name }
client-archive = Archive
client-unarchive = Bring back from the archive
client-archived = { $name } is archived.
client-back = { $name } is back.
client-remove = Remove
client-remove-why = Move or remove its accounts first.
client-removed = { $name } was removed.
client-name = Name
client-name-why = Type a name first.
client-colour = Colour
client-is = This is a client
client-is-hint = Off for a group of your own accounts.
client-tax-number = Tax number
client-short-code = Short code
client-contact = Contact
colour-red = Red
colour-orange = Orange
colour-amber = Amber
colour-olive = Olive
colour-green = Green
colour-teal = Teal
colour-blue = Blue
colour-indigo = Indigo
colour-violet = Violet
colour-pink = Pink

## What one should know

unsaved-title = The last change is not saved yet.
unsaved-text = It is kept, and saving is tried again. Check the disk or the connection.
read-only-title = The vault’s folder cannot be written.
read-only-text = Codes can be looked up and copied. Nothing can be changed until the folder can be written again.
read-only-key-text = Codes can be looked up and copied. No new password can be set until the folder can be written again, so keep the emergency kit at hand.
kit-missing-title = There is no emergency kit yet.
kit-missing-text = Without it, nobody can help if the password is forgotten.
kit-missing-action = Make the emergency kit
kit-make-title = Make the emergency kit
kit-make-text = It opens in a window of its own, to be printed or saved. An older kit no longer counts once the new one is confirmed.

## Errors

reason-other = It cannot be taken over.

err-locked = Keyrack is locked.
err-clipboard-unavailable = The clipboard could not be used. Nothing was copied or added.
fix-clipboard-unavailable = Another program may be holding the clipboard. Try again in a moment.
err-field-empty = This field is empty. Nothing was copied or opened.
fix-field-empty = Fill it in under “Edit” first.
err-page-not-web = The address of the login page is not that of a web page. It was not opened.
fix-page-not-web = Edit the account. The address has to begin with https:// or http:// and hold no user name.

err-bad-request = This version of the window asked for something that is not known. Nothing was changed.
fix-bad-request = Close Keyrack and open it again. If it comes again, update Keyrack.
err-kit-differs = These are not the groups that were asked for. Nothing was changed.
fix-kit-differs = Look at the small numbers on the kit, and type the groups with those numbers.
fix-kit-differs-others = Two other groups are asked for now. Make sure that the kit at hand is the newest.
err-kit-gone = There is no kit to show. A lock forgets it.
fix-kit-gone = Make a new one. The password still opens your codes.
err-paper-gone = This sheet is closed. Nothing was changed.
fix-paper-gone = Show it again from the main window.
err-paper-too-long = There is too much for one sheet. Nothing is lost.
fix-paper-too-long = Export the account instead.
err-no-speech = Nothing could be read aloud. Nothing was changed.
fix-no-speech = Install a program for it, such as Speech Dispatcher, or copy the text.
err-picture-chosen = This is a picture or a PDF. Nothing was added.
fix-picture-chosen = Add what is on it by “Choose a picture or PDF” instead.
err-import-gone = What was read of the files is no longer here. Nothing was added.
fix-import-gone = Choose the files again.
err-draft-gone = This key is no longer waiting to be added. Nothing was changed.
fix-draft-gone = Type or copy it again.
err-clipboard-empty = There is neither a picture nor a text on the clipboard. Nothing was added.
fix-clipboard-empty = Copy the picture or the key at the portal, then try again.
err-scan-failed = Looking at the picture broke off. Nothing was added or lost.
fix-scan-failed = Try again with just the part around the code, or type the key.
err-too-many-pictures = Those are too many files: { $most } are looked at in one go. Nothing was added.
fix-too-many-pictures = Choose fewer, one part after the other.
err-screen-unavailable = The screen cannot be looked at here. Nothing was added.
fix-screen-unavailable = Take a screenshot with the system’s own program, and paste it.
err-screen-refused = The system did not allow a look at the screen. Nothing was added.
fix-screen-refused = Allow it when the system asks, or paste a screenshot.
err-screen-timed-out = The system gave no picture of the screen in time. Nothing was added.
fix-screen-timed-out = Try again, or paste a screenshot.
err-screen-busy = Another program holds the mouse or the keyboard, as an open menu does. Nothing was added.
fix-screen-busy = Close the menu, then try again.
err-support-mode = Somebody is helping over a remote connection, so nothing secret is shown now.
fix-support-mode = End the help first, then try again.
err-no-backup-folder = No folder for backups is chosen yet. Nothing was written.
fix-no-backup-folder = Choose one in the settings, best on another disk.
err-no-backup = There is no backup of this vault in the folder yet.
fix-no-backup = Make one first with “Back up now”.
err-backup-folder-silent = The disk with the backups does not answer. Your vault and older backups are as they were.
fix-backup-folder-silent = Check the disk or the connection, then try again.
err-backup-key-wrong = This opens the backup neither as a password nor as a recovery key. Nothing was changed.
fix-backup-key-wrong = Use the password or the emergency kit of the time when the backup was made.
err-backup-gone = The backup is no longer open here. Nothing was changed.
fix-backup-gone = Choose it again.
err-window-unavailable = The window could not be opened. Nothing was changed.
fix-window-unavailable = Try again. If it does not open, close Keyrack and open it again.
err-no-start-at-login = The start at sign-in could not be changed. Nothing else was changed.
fix-no-start-at-login = Change it in the settings of your computer, or try again.
err-answer-too-large = There is too much to show at once. Nothing was changed or lost.
fix-answer-too-large = Choose fewer, or make the window smaller.
err-browser-unavailable = No browser could be started. Nothing was changed.
fix-browser-unavailable = Copy the address of the page, and open it yourself.
err-name-unusable = This name of a file or folder cannot be used. Nothing was written.
fix-name-unusable = Choose another name or place.
err-overloaded = There is too much to do at once. Nothing was changed.
fix-overloaded = Wait a moment, then try again.

error-general = That did not work ({ $code }).
err-unexpected = Something went wrong in the window.
fix-unexpected = Your codes are safe. Close Keyrack and open it again.

# Instead of the shared words, which speak of commands

window-fix-wrong-pin = Nothing is lost. Try again, or use the password.
window-fix-no-vault = Make a new vault, or put the folder of yours back.
window-fix-vault-exists = Close Keyrack and open it again: the vault that is there will ask for its password.
window-fix-ways-in-damaged = Your accounts are still there. Open the vault with the recovery key, or bring back a backup.
window-fix-vault-unreadable = Nothing was removed. Bring back a backup, or ask whoever looks after your computers.
window-fix-new-password-needed = Give the vault a new password first. Until then you can look everything up.
window-fix-ways-in-foreign = Give the vault a new password in the settings: that makes the file anew. Then try again.
window-fix-file-exists = Choose another name. The file that is there stays as it is.
window-err-not-found = What you chose is no longer there. Nothing was changed.
window-fix-not-found = It may have been removed on another computer. Choose again from the list.
window-fix-no-factor = Add a key to the account first.
window-fix-not-available = Update Keyrack, then try again.
window-fix-folder-not-empty = Move or remove its accounts first.
window-fix-bad-value = Change it, and save again.
window-fix-unknown-field = Update Keyrack, then try again.
window-fix-disk-full = Make room on the disk, then save again.
window-fix-permission-denied = What was saved before is safe. Change the permissions, or choose another place, then try again.
window-fix-not-plain = What was saved before is safe. Put the file itself there instead of a link or whatever lies there now, then try again. The whole folder of a vault may be a link.
window-fix-disk-error = What was saved before is safe. Check the disk or the connection, then try again.
window-fix-keys-changed = Lock, and unlock with the new password.
window-fix-ambiguous = Choose one of them from the list.

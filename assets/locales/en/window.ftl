# The desktop window.

app-name = Keyrack
language = Language
close = Close
dismiss = Dismiss
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
pin-text = A PIN opens the vault on this computer only. Keyrack asks for the password after a restart and once a week. Five wrong PINs remove the PIN.
pin-new = New PIN, 4 to 12 digits
pin-again = Repeat the PIN
pin-differs = The two PINs do not match.
pin-password-why = Enter the password first.
pin-twice-why = Enter the same PIN twice first.
pin-do = Set the PIN
pin-was-set = The PIN is set. From now on it opens the vault on this computer.
pin-removed = The PIN was removed. From now on only the password opens the vault.
pin-no-keyring-absent = You cannot set a PIN: this computer has no keyring to store part of it.
pin-no-keyring-locked = You cannot set a PIN right now: the keyring of this computer is locked. Unlock it, then try again.
pin-no-keyring-silent = You cannot set a PIN right now: the keyring of this computer is not responding.
pin-no-keyring-broken = You cannot set a PIN: the keyring of this computer is not working.
pin-no-keyring-off = You cannot set a PIN: the keyring is turned off for Keyrack.

## Help over a remote connection

support = Remote help
support-on = Remote help is on.
support-on-text = { $minutes ->
    [one] Codes and secrets are hidden for 1 more minute. Copying still works.
   *[other] Codes and secrets are hidden for { $minutes } more minutes. Copying still works.
}
support-end = End now
support-start = Start
support-start-title = Start remote help
support-start-text = For when someone helps you over a remote connection and can see your screen.
support-start-hidden = Codes appear as dots. Secrets, the emergency kit and unencrypted exports are not available.
support-start-copy = You can still copy codes, and the helper does not see them.
support-start-noted = Keyrack keeps a list of what is done, and shows it to you at the end.
support-length = How long
support-minutes = { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
support-done-title = What was done during remote help
support-done-text = If you do not recognise something, ask your helper about it.
support-done-nothing = Nothing was copied or changed.
support-done-when = When
support-done-what = What
support-done-whose = For
support-done-left-out = { $count ->
    [one] One earlier step is no longer listed.
   *[other] { $count } earlier steps are no longer listed.
}
support-did-begin-support = Remote help started
support-did-end-support = Remote help ended
support-did-support-over = Remote help ended: time was up
support-did-unlock = Vault unlocked
support-did-lock = Vault locked
support-did-change-settings = Settings changed
support-did-take-restore = Accounts restored from a backup
support-did-undo-restore = Restore from a backup undone
support-did-choose-backup-folder = Backup folder chosen
support-did-change-password = Password changed
support-did-set-pin = PIN set
support-did-remove-pin = PIN removed
support-did-copy = Code copied
support-did-copy-field = User name or other text copied
support-did-open-page = Login page opened
support-did-add = Account added
support-did-add-many = Accounts added
support-did-undo-add = Adding of accounts undone
support-did-add-factor = Desk added
support-did-replace-secret = Key replaced
support-did-choose-rival = Key chosen that the portal accepts
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
support-did-undo-import = Import undone
support-did-save-import-report = Import report saved
support-did-export = Accounts exported
support-did-back-up = Backup made
support-did-found-office = Office founded
support-did-recover-office = Returned to an office with its sheet
support-did-join-office = Asked to join an office
support-did-cancel-joining = Request to join withdrawn
support-did-change-store = Store of an office changed
support-did-decide-set-aside = Change that was set aside decided
support-did-leave-office = Office left
support-did-forget-office = Office taken off this computer
support-did-invite = Colleague invited
support-did-invite-device = Further computer invited
support-did-cancel-invitation = Invitation taken back
support-did-approve = Colleague admitted
support-did-promote = Member made an owner
support-did-share = Sharing changed
support-did-share-folders = Folders moved into an office
support-did-new-office-folder = Folder added to an office
support-did-remove-from-office = Someone removed from an office
support-did-settle = Undone removal decided
support-did-tick-exposed = Secrets marked as replaced
support-did-save-exposed = List of secrets to replace saved
support-did-other = Something else
why-support = Remote help is on. End it first.

## The clock

clock = Clock
clock-text = Codes depend on the time. If this computer’s clock is off by more than about half a minute, portals reject them.
clock-open = Check the clock
clock-check = Check now
clock-internet = This asks a time server on the internet, once. Nothing about you or your codes is sent.
clock-right = The clock is right.
clock-ahead = { $by ->
    [far] This computer’s clock is { $seconds } seconds fast, so portals will reject codes.
   *[near] This computer’s clock is { $seconds } seconds fast. Portals accept that.
}
clock-behind = { $by ->
    [far] This computer’s clock is { $seconds } seconds slow, so portals will reject codes.
   *[near] This computer’s clock is { $seconds } seconds slow. Portals accept that.
}
clock-wrong = This computer’s clock is wrong, so portals will reject codes.
clock-kept = This computer sets its clock from a time server.
clock-not-kept = This computer does not set its clock from a time server. Check it.
clock-unknown = This computer does not report whether its clock is right. Check it.
clock-set = Turn on automatic time in this computer’s settings.
codes-refused = Codes rejected?
codes-title = Codes for { $name } around now
codes-text = If the portal rejects the code, try the others one by one. The one it accepts shows what is wrong.
codes-which = Which
codes-when = When
codes-now = Now
codes-before = { $steps ->
    [one] One earlier
    [2] Two earlier
   *[other] { $steps } earlier
}
codes-after = { $steps ->
    [one] One later
    [2] Two later
   *[other] { $steps } later
}
codes-earlier = It accepts an earlier one: this computer’s clock is fast.
codes-later = It accepts a later one: this computer’s clock is slow.
codes-none = It accepts none of them: the key is out of date. Get a new key from the portal and replace it.

## Places

places = Places
places-more = Archive, trash and settings
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
no-match-text = Accents, word order and dashes do not matter. Part of a word or number is enough.
accounts-none-title = No accounts yet
accounts-none-text = Add the first one with the key or link that a portal shows, or import a file from another authenticator.
accounts-none-office = A colleague in “{ $office }” has to share clients with you first; then they appear here by themselves. You can also add accounts of your own.
favourites-none = No favourites yet
favourites-none-text = Press the star next to a name, or Ctrl+D, to put an account here. Favourites are only for you, on this computer.
recent-none = Nothing copied yet
recent-none-text = Accounts whose codes you copy appear here, latest first.
attention-none = Nothing needs attention
attention-none-text = Upcoming dates and accounts that no portal has confirmed yet appear here.
trash-none = The trash is empty
trash-none-text = Accounts you remove stay here for 30 days.
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
badge-read-only = View only
badge-unsent = Not sent yet
badge-duplicate = In two folders
badge-date = { $name }: { $away }
deadline-authorisation = Authorisation
deadline-password = Portal password
deadline-review = Review

## Done

copied-code = Copied code for { $name }
copied-next = Copied next code for { $name }
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
    [one] 1 account moved to the trash.
   *[other] { $count } accounts moved to the trash.
}
restored = { $count ->
    [one] 1 account was restored.
   *[other] { $count } accounts were restored.
}
emptied = { $count ->
    [one] 1 account was deleted for good.
   *[other] { $count } accounts were deleted for good.
}
moved = { $count ->
    [one] 1 account moved to { $name }
   *[other] { $count } accounts moved to { $name }
}
tagged = { $count ->
    [one] Changed the tags of 1 account.
   *[other] Changed the tags of { $count } accounts.
}
backed-up = { $count ->
    [one] Backed up and checked: { $file }, 1 account.
   *[other] Backed up and checked: { $file }, { $count } accounts.
}

## Commands

command-copy = Copy the code
command-copy-next = Copy the next code
command-open-page = Open the login page
command-clear-clipboard = Clear the clipboard now
command-details = Show details
command-close-details = Close details
command-edit = Edit
command-reveal = Show the secret
command-move = Move
command-tag = Tag
command-remove = Remove
command-restore = Restore
command-mark = Select or deselect
command-mark-all = Select all
command-go = Go to: { $place }
command-add = Add an account
command-scan = Scan the screen
command-scan-area = Drag a rectangle around a code
command-paste = Paste a picture or a key
command-scan-files = Choose a picture or PDF
command-qr = Show QR code for a phone
command-transfer = QR codes for Google Authenticator
command-sheet = Print a QR sheet
command-import = Import a file
command-export = Export
command-back-up = Back up now
command-settings = Settings
command-palette = All commands
command-keys = Keyboard shortcuts
favourite-on = Add to favourites
favourite-off = Remove from favourites
why-nothing-chosen = Select an account first.
why-no-code = This account has no code.
why-in-trash = This account is in the trash. Restore it first.
why-read-only = The vault folder cannot be written to.

palette-hint = Command, place or client
palette-none = Nothing matches. Try a shorter word.

keys-text = Just type to search: the search field is always ready.
keys-code = The code
keys-account = The account
keys-list = The list
keys-program = Keyrack
keys-move = Up and down
keys-page = Page up and down
keys-ends = First and last
keys-details = Open and close details
keys-mark-more = Select several
keys-back = Go back one step
keys-paste = Add the picture, key or link from the clipboard

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
tag-remove = Remove
tag-why = Enter a tag first.

## Another client than before

other-client-title = Another client?
other-client-text = A moment ago you copied a code for someone else.
other-client-before = Before
other-client-now = Now
other-client-yes = Copy
other-client-no = Don’t copy

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
field-issuer = The portal’s key calls it “{ $issuer }”.
field-user = User name
field-client = Client
field-url = Login page
field-email = E-mail
field-email-hint = The address the portal has on file.
field-support = Support
field-support-hint = Who to call when the portal does not let you in.
field-note = Note
field-tags = Tags
field-tags-hint = Separate them with commas.
channel-hint = Number or address, and whose it is
serves-add = Add a client
serves-remove = Remove { $name }
copy-user = Copy the user name
copy-email = Copy the e-mail address
client-go = Show all accounts of { $name }

factor-code = Code
factor-counts = Counter-based
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
factor-remove-text = Its codes will no longer be shown. The other desks stay as they are. You can undo this right away.
factor-removed = { $name } was removed.
factor-desk = Desk or person
factor-desk-hint = What the portal calls it, for example “Front desk”.
factor-none = There is no key here to make codes yet. Add a desk with the key the portal shows.
factor-rivals = { $count ->
   *[other] Two people set different keys at the same time. Try these { $count } codes at the portal, and choose the one that it accepts.
}
rival-set = Set { $ago }
rival-choose = The portal accepts this one
rival-counts = Counts up: try it with “Copy”
factor-accepted-question = Did the portal accept the code?
factor-accepted = Yes, it did
factor-replaced = Until then, the old key from { $date } is kept.

recovery-deletion-code = Deletion code
recovery-backup-codes = Backup codes
recovery-phone = Phone
recovery-file = File
recovery-other = Recovery item
recovery-left = { $left } of { $total } left
recovery-use = Mark one as used
recovery-add = Add a recovery item
recovery-remove = Remove { $name }
recovery-remove-title = Remove { $name }?
recovery-remove-text = Without it, a lost key could lock you out of the portal. You can undo this right away.
recovery-removed = { $name } was removed.
recovery-why = Enter it first.

reveal-title = Secrets of { $name }
reveal-text = They open in their own window, which closes by itself. Anyone who sees them can make the same codes.

qr-text-phone = It opens in its own window, which closes by itself. Anyone who takes a picture of it can make the same codes.
qr-text-transfer = { $count ->
    [one] Google Authenticator can import this account by scanning the code. Anyone who takes a picture of it can make the same codes.
   *[other] Google Authenticator can import these { $count } accounts by scanning the codes, up to ten accounts per code. Anyone who takes a picture of them can make the same codes.
}
qr-text-sheet = { $count ->
    [one] The sheet shows the QR code of this account. Keep it where you keep deeds and passports.
   *[other] The sheet shows the QR codes of these { $count } accounts. Keep it where you keep deeds and passports.
}
qr-show = Show QR code
qr-offer = { $count ->
    [0] None of them can be put into such a code.
    [one] 1 can be shown.
   *[other] { $count } can be shown.
}
qr-left-out = { $count ->
    [one] 1 is skipped
   *[other] { $count } are skipped
}

## Trash

trash-since = Removed { $date }
trash-details = This account is in the trash. It will be deleted for good after 30 days.
trash-empty = Empty the trash
trash-empty-title = Empty the trash?
trash-empty-text = { $count ->
    [one] 1 account and its key will be deleted for good. If you leave it here, it is deleted by itself 30 days after it was removed.
   *[other] { $count } accounts and their keys will be deleted for good. If you leave them here, each is deleted by itself 30 days after it was removed.
}

## Clients

client-add = Add a client
client-edit = Edit the client
client-actions = Actions for { $name }
client-archive = Archive
client-unarchive = Restore from the archive
client-archived = { $name } was archived.
client-back = { $name } was restored.
client-remove = Remove
client-remove-why = Move or remove its accounts first.
client-removed = { $name } was removed.
client-name = Name
client-name-why = Enter a name first.
client-colour = Colour
client-is = This is a client
client-is-hint = Turn off for a group of your own accounts.
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

## Banners

unsaved-title = The last change is not saved yet.
unsaved-text = Keyrack still has it and keeps trying to save it. Check the disk or the connection.
read-only-title = The vault folder cannot be written to.
read-only-text = You can look up and copy codes. You cannot change anything until the folder can be written to again.
read-only-key-text = You can look up and copy codes. You cannot set a new password until the folder can be written to again, so keep the emergency kit at hand.
kit-missing-title = You have no emergency kit yet.
kit-missing-text = Without it, nobody can help if the password is forgotten.
kit-missing-action = Make the emergency kit
kit-make-title = Make the emergency kit
kit-make-text = It opens in its own window, where you can print or save it. Once you confirm the new kit, the old one no longer works.

## Errors

reason-other = It cannot be imported.

err-locked = Keyrack is locked.
err-clipboard-unavailable = The clipboard could not be used. Nothing was copied or added.
fix-clipboard-unavailable = Another program may be using the clipboard. Try again in a moment.
err-field-empty = This field is empty. Nothing was copied or opened.
fix-field-empty = Fill it in under “Edit” first.
err-page-not-web = The login page’s address is not a web address, so it was not opened.
fix-page-not-web = Edit the account. The address must begin with https:// or http:// and must not contain a user name.

err-bad-request = The window asked for something this version does not know. Nothing was changed.
fix-bad-request = Close Keyrack and open it again. If this happens again, update Keyrack.
err-kit-differs = These groups are not the ones asked for. Nothing was changed.
fix-kit-differs = Look at the small numbers on the kit, and type the groups with those numbers.
fix-kit-differs-others = Two different groups are asked for now. Make sure you have the newest kit.
err-kit-gone = There is no kit to show: Keyrack forgets it when it locks. Nothing was changed.
fix-kit-gone = Make a new one. Your password still opens your codes.
err-sheets-gone = There are no new office key sheets here: Keyrack forgets them when it locks. Nothing was founded.
fix-sheets-gone = Make new ones. Sheets that were printed before open nothing; throw them away.
err-sheet-differs = This is not what stands on the sheet. Nothing was changed.
fix-sheet-differs = Look at the small numbers on the sheet, and type the groups with those numbers. To scan it, take a sharp picture of its code.
fix-sheet-differs-others = Two different groups are asked for now. Make sure you have the newest sheet.
err-sheets-unconfirmed = Not every office key sheet has been confirmed yet. Nothing was founded.
fix-sheets-unconfirmed = Print each sheet, and type the two groups that are asked for.
err-invitation-gone = There is no invitation here: Keyrack forgets it when it locks. Nothing was sent.
fix-invitation-gone = Paste the invitation or its code again.
err-mail-unavailable = The mail program could not be started. The text of the invitation is on the clipboard.
fix-mail-unavailable = Open your mail yourself, and paste the text into it.
err-paper-gone = This sheet is already closed. Nothing was changed.
fix-paper-gone = Open it again from the main window.
err-paper-too-long = This does not fit on one sheet. Nothing was lost.
fix-paper-too-long = Export the account instead.
fix-paper-too-long-list = Save the list as a table instead.
err-no-speech = The text could not be read aloud. Nothing was changed.
fix-no-speech = Install a speech program such as Speech Dispatcher, or copy the text.
err-picture-chosen = This file is a picture or a PDF. Nothing was added.
fix-picture-chosen = Use “Choose a picture or PDF” to add what is on it.
err-import-gone = The files you chose are no longer open here. Nothing was added.
fix-import-gone = Choose the files again.
err-draft-gone = This key is no longer waiting to be added. Nothing was changed.
fix-draft-gone = Type or paste it again.
err-clipboard-empty = There is no picture or text on the clipboard. Nothing was added.
fix-clipboard-empty = Copy the picture or the key from the portal, then try again.
err-scan-failed = Something went wrong while reading the picture. Nothing was added or lost.
fix-scan-failed = Try again with just the part around the code, or type the key.
err-too-many-pictures = That is too many files: Keyrack reads at most { $most } at a time. Nothing was added.
fix-too-many-pictures = Choose fewer files at a time.
err-screen-unavailable = Keyrack cannot see the screen here. Nothing was added.
fix-screen-unavailable = Take a screenshot with the system’s own tool, and paste it.
err-screen-refused = The system did not let Keyrack see the screen. Nothing was added.
fix-screen-refused = Allow it when the system asks, or paste a screenshot.
err-screen-timed-out = The system took too long to provide a picture of the screen. Nothing was added.
fix-screen-timed-out = Try again, or paste a screenshot.
err-screen-busy = Another program, such as an open menu, has taken over the mouse or the keyboard. Nothing was added.
fix-screen-busy = Close the menu, then try again.
err-support-mode = Remote help is on, so nothing secret can be shown right now. Nothing was changed.
fix-support-mode = End remote help first, then try again.
err-no-backup-folder = No backup folder has been chosen yet. Nothing was written.
fix-no-backup-folder = Choose one in the settings, ideally on another disk.
err-no-backup = There is no backup of this vault in the folder yet.
fix-no-backup = Make one first with “Back up now”.
err-backup-folder-silent = The backup disk is not responding. Your vault and earlier backups are unchanged.
fix-backup-folder-silent = Check the disk or the connection, then try again.
err-backup-key-wrong = This is neither the password nor the recovery key of the backup. Nothing was changed.
fix-backup-key-wrong = Use the password or the emergency kit from the time the backup was made.
err-backup-gone = The backup is no longer open here. Nothing was changed.
fix-backup-gone = Choose it again.
err-window-unavailable = The window could not be opened. Nothing was changed.
fix-window-unavailable = Try again. If it does not open, close Keyrack and open it again.
err-no-start-at-login = The setting for starting at sign-in could not be changed. Nothing else was changed.
fix-no-start-at-login = Change it in your computer’s settings, or try again.
err-answer-too-large = There is too much to show at once. Nothing was changed or lost.
fix-answer-too-large = Select fewer, or make the window smaller.
err-browser-unavailable = The browser could not be started. Nothing was changed.
fix-browser-unavailable = Copy the page’s address and open it yourself.
err-name-unusable = This file or folder name cannot be used. Nothing was written.
fix-name-unusable = Choose another name or location.
err-overloaded = Keyrack is busy with too many things at once. Nothing was changed.
fix-overloaded = Wait a moment, then try again.

error-general = That did not work ({ $code }).
err-unexpected = Something went wrong in the window.
fix-unexpected = Your codes are safe. Close Keyrack and open it again.

# Used instead of the shared texts, which mention commands

window-fix-wrong-pin = Nothing is lost. Try again, or use the password.
window-fix-no-vault = Create a new vault, or put your vault’s folder back.
window-fix-vault-exists = Close Keyrack and open it again: it will ask for the password of the existing vault.
window-fix-ways-in-damaged = Your accounts are still there. Open the vault with the recovery key, or restore a backup.
window-fix-vault-unreadable = Nothing was deleted. Restore a backup, or ask whoever looks after your computers.
window-fix-new-password-needed = Set a new password for the vault first. Until then you can look everything up.
window-fix-ways-in-foreign = Set a new password for the vault in the settings: that writes the file again. Then try again.
window-fix-file-exists = Choose another name. The existing file was left as it is.
window-err-not-found = What you selected is no longer there. Nothing was changed.
window-fix-not-found = It may have been removed on another computer. Select it again from the list.
window-fix-no-factor = Add a key to the account first.
window-fix-not-available = Update Keyrack, then try again.
window-fix-folder-not-empty = Move or remove its accounts first.
window-fix-bad-value = Correct it and save again.
window-fix-unknown-field = Update Keyrack, then try again.
window-fix-disk-full = Make room on the disk, then save again.
window-fix-permission-denied = What was saved before is safe. Change the permissions or choose another location, then try again.
window-fix-not-plain = What was saved before is safe. Replace the link, or whatever is there now, with the file itself, then try again. The vault folder as a whole may be a link.
window-fix-disk-error = What was saved before is safe. Check the disk or the connection, then try again.
window-fix-keys-changed = Lock Keyrack, and unlock it with the new password.
window-fix-ambiguous = Select one of them from the list.

# Starting an office, joining one, a second computer, and coming back with an office key sheet.

step-back = Back

## Twelve digits

digits-box = Digits { $from } to { $to }
digits-read = The digits: { $digits }
digits-why = Type all twelve digits first.

## Who one is

person-name = Your name
person-email = Your e-mail (if you like)
person-email-hint = Your colleagues see both.
person-why = Enter your name first.

## Where an office lives

store-kind = Where the office lives
store-folder = Folder
store-web = Nextcloud, WebDAV
store-s3 = S3
store-folder-path = Folder
store-folder-choose = Choose…
store-folder-hint = A folder that every computer of the office sees: on a shared drive, or one that OneDrive, Dropbox or Nextcloud keeps in step. In OneDrive or Dropbox, set it to “Always keep on this device”.
store-address = Address of the folder
store-address-hint = In Nextcloud it is under Files, Files settings, WebDAV. Add the name of the folder at its end.
store-user = User name
store-password = Password
store-web-hint = If the server signs you in with a code, make an app password there and enter that.
store-bucket = Bucket
store-bucket-hint = A folder in it may follow after a slash: bucket/keyrack
store-endpoint = Service (empty for Amazon)
store-region = Region
store-key = Access key ID
store-secret = Secret access key
store-s3-hint = The key needs to read, write and delete in this bucket, and nothing else.
store-known = Where the office lives
store-elsewhere = It lives somewhere else
store-why-folder = Choose the folder first.
store-why-address = Enter the address first.
store-why-bucket = Enter the bucket first.
store-why-key = Enter the access key first.
store-title = Where the office lives
store-text = If the place has a new address or password, enter it here. Nothing is moved: the office has to be there already.
store-do = Save

## Starting one

found-title = Start a new office
found-step-office = Office
found-step-store = Place
found-step-sheets = Paper
found-step-done = Done
found-text = In an office you share codes with colleagues. You decide who sees which client. What you do not share stays yours alone.
found-name = Name of the office
found-why-names = Enter the name of the office and your own name first.
found-store-text = Choose a place that all computers of the office reach. Only encrypted files are kept there: whoever looks after the place cannot read your codes.
found-taken = An office lives in this place already.
found-taken-join = Join it
found-do = Start the office
found-done = “{ $office }” is ready.
found-done-text = It is in its place. Now you can share clients and invite colleagues.
found-done-waits = The place cannot be reached just now. Keyrack sends everything there by itself once it can be.
found-second = Invite a second owner now: someone who can let people in and out when you cannot.
found-invite = Invite a second owner
found-later = Later
office-number-label = Office number
office-number-hint = If a colleague’s computer shows the same number, you both see the same office. It changes with every change.

## Office key sheets

sheets-text = If every owner’s computer is lost, only this paper brings the office back. Nobody else can: not even the makers of Keyrack.
sheets-how-many = How many sheets
sheets-count = { $count ->
    [one] One sheet
   *[other] { $count } sheets
}
sheets-where = Two are best: one at home, one at the notary’s or in a safe. Whoever has a sheet can become an owner of the office.
sheets-show = { $count ->
    [one] Show the sheet
   *[other] Show the { $count } sheets
}
sheets-show-again = Show them again
sheets-prove = The sheets are open in their own window. Print or save them. Then type two groups from each, so that we both know you have it.
sheets-proved = You have all sheets. Put them away, each in another place.
sheet-number = Sheet { $number }
sheet-at-hand = You have sheet { $number }.
sheet-confirm = I have sheet { $number }
sheet-why = Enter both groups from the sheet first.
sheet-scan = Use a photo or scan

## Joining

join-title = Join an office
join-code-title = Paste your invitation
join-code = Invitation or code
join-code-hint = The whole message you were sent, or only the code that begins with KR1-.
join-code-why = Paste the invitation first.
join-scan-screen = Scan the screen
join-scan-picture = Choose a picture
join-sheet = I have an office key sheet
join-to = The invitation is in order
join-remote = On a remote desktop, each person is a computer of their own: join there once as well.
join-ask = Ask to be let in
join-digits-title = Call whoever invited you and read out these digits
join-digits-text = Only read them out, in person or by telephone: who sees them in a mail could come in instead of you.
join-waiting = Waiting to be let in. You can go on working, and close this; Keyrack keeps looking.
join-waiting-away = Keyrack tries again by itself. Your request is not lost.
join-take-back = Take back the request
join-go-on = Go on working
join-in = You are in: { $office }
join-in-folders = { $count ->
    [0] Your clients arrive in a moment.
    [one] One client is here for you.
   *[other] { $count } clients are here for you.
}
join-in-none = No clients are shared with you yet. A colleague has to share some with you first; then they appear here by themselves.
join-begin = Begin
join-over = You were not let in
join-again = Use another invitation

## Coming back with a sheet

recover-title = Come back to your office
recover-sheet-title = Enter an office key sheet
recover-where-title = Where is the office, and who are you?
recover-text = You become an owner of the office on this computer, and see all its clients. Nobody else has to agree.
recover-sheet = Text of the sheet
recover-sheet-hint = { $typed } of { $of } characters. Spaces, dashes, line breaks and capitals do not matter.
recover-why = { $count ->
    [one] One character is missing.
   *[other] { $count } characters are missing.
}
recover-invitation = I have an invitation
recover-do = Come back
recover-in = You are back: { $office }
recover-in-text = You are an owner of the office. Everything in it opens on this computer.
recover-in-next = Put the sheet back in its safe place. If your old computer was lost or stolen, remove it from the office now.

## A second computer

second-title = Add another computer
second-step-code = Code
second-step-digits = Digits
second-step-done = Done
second-text = Your other computer gets everything you see here. It needs a code from this one.
second-there-install = Open Keyrack on the other computer, and choose a password there.
second-there-join = Choose “I want to join my office”.
second-there-code = Paste the code, or scan it from this screen or a picture.
second-show = Show the code
second-copy = Copy the code
second-copied = The code is on the clipboard.
second-remote = On a remote desktop, each person is a computer of their own.
second-make = Make a code
second-go-on = It shows digits now
second-waits = Waiting for the other computer. As soon as its request arrives, you type its digits here.
second-why-waits = The request of the other computer has not arrived yet.
second-look = Look now
second-digits-text = Type the twelve digits that the other computer shows.
second-which = Which computer
second-digits = Digits from the other computer
second-let-in = Let it in
second-done = Your other computer is in.
second-done-text = It fetches your clients by itself. If you lose one of the two, remove it from the office on the other.

## What went wrong, and what to do

window-fix-no-office = Join the office with an invitation, or start a new one.
window-fix-office-exists = Join it with an invitation, or choose another, empty place.
window-fix-store-address = Copy the whole address again. It begins with https:// and holds no user name and no password.
window-fix-store-unreachable = Check the address and the connection to the internet. If it is a folder, see whether it opens in the file manager. Then try again.
window-fix-store-refused = Check the user name and the password. If the server also asks for a code, make an app password there.
window-fix-store-read-only = Ask whoever looks after the place to let you write there, or choose another.
window-fix-store-full = Make room there, or choose another place.
window-fix-not-an-office = Compare the address with whoever invited you. If it is a folder, see whether it is the one of the office, and connected.
window-fix-office-gone = Ask your colleagues whether the office was moved or deleted. Everything you had of it is still on this computer.
window-fix-wrong-code = Copy the whole invitation again, and see whether it is the one to this office.
window-fix-request-dropped = Ask for a new invitation.
window-fix-sheet-wrong = Check that it is a sheet of this office, and compare what you typed with the paper, group by group.
window-fix-sheet-wrong-back = Show the sheets again, and compare what you typed with the paper.
window-fix-needs-owner = Ask an owner. The page of the office shows who they are.
window-fix-sync-incomplete = Wait a little, then try again. You can also go on without it.
window-err-office-keys-gone = For the office, this is a new computer: its keys are not here. Your own vault is unchanged, and nothing in the office is lost.
window-fix-office-keys-gone = That is so after a copy to another computer, or a new profile on a remote desktop. Add it from your other computer, or ask an owner for a new invitation.

# Taking in files of other programs.

import-title = Import a file
import-done-title = Imported

## The file

import-start-text = A file of another authenticator, a password manager or a table. You see what is in it before anything is added.
import-choose = Choose a file…
import-choose-hint = Or drop it anywhere on this window.
import-known = From other programs
import-known-text = Aegis, 2FAS, Ente Auth, Proton Authenticator, Stratum, Bitwarden, KeePass, FreeOTP, andOTP, LastPass Authenticator, 1Password, the browser extension Authenticator and more, with a password or without.
import-tables = From a table
import-tables-text = Excel or CSV, with a row for each account or client.
import-google = From Google Authenticator
import-google-text = It shows QR codes instead of a file, under “Transfer accounts”. Take a picture of each with another phone, choose the pictures here, and delete them afterwards.
import-google-scan = Choose pictures…
import-closed = From Microsoft Authenticator or Authy
import-closed-text = They give their keys to nobody. Set up the second step anew at each portal.
import-other = Another file
import-encrypted = encrypted
import-entries = { $count ->
    [one] 1 entry
   *[other] { $count } entries
}
import-files = { $count ->
    [one] { $first } and 1 more file
   *[other] { $first } and { $count } more files
}

import-password-text = This file is encrypted. Type the password that it was made with; it may not be that of your vault.
import-password = Password of the file
import-password-why = Type the password of the file first.
import-open = Open
import-memory = This file asks for { $size } of memory.
import-memory-text = Its program was set to make guessing the password hard. Opening it takes a moment, and other programs may be slow meanwhile.
import-memory-do = Open it
import-reading = Opening the file…

## The columns of a table

import-columns-text = Say what each column holds. Columns that may hold keys are not shown.
import-columns-edit = Columns
import-columns-why = Say first which column holds the client or the key.
import-column = Column
import-column-samples = Examples
import-column-holds = What it holds
import-column-of = What { $name } holds
import-column-letter = column { $letter }
import-column-hidden = Not shown: empty, or may hold keys
import-field-folder = Client
import-field-tax-number = Tax number
import-field-short-code = Short code
import-field-contact = Contact person
import-field-email = E-mail of the client
import-field-issuer = Service
import-field-account = User name
import-field-secret = Key
import-field-type = Kind of code
import-field-algorithm = Algorithm
import-field-digits = Digits
import-field-period = Seconds for each code
import-field-counter = Counter
import-field-note = Note
import-field-tags = Tags
import-field-url = Login page
import-field-password = Password (left out)
import-field-ignore = Left out

## What is in it

import-client = Client for all
import-client-rest = Client for those without a group
import-client-hint = Type to search. Empty for your own accounts.
import-client-hint-own = Type to search. Empty: the clients of the file.
import-groups = { $count ->
    [one] Its group becomes
   *[other] Its { $count } groups become
}
import-groups-tags = Tags
import-groups-clients = Clients
import-missing = { $count ->
    [one] Part { $parts } of { $of } is not in the file. Import it as well, now or later.
   *[other] Parts { $parts } of { $of } are not in the file. Import them as well, now or later.
}
import-show = What is shown
import-view-accounts = { $count ->
    [one] 1 entry
   *[other] { $count } entries
}
import-view-clients = { $count ->
    [one] 1 client
   *[other] { $count } clients
}
import-rows = Entries of the file
import-all = All
import-keys = Space adds the chosen entry or leaves it out.
import-status-new = New
import-status-identical = There already
import-status-same-secret = Same key
import-status-same-name = Same name
import-status-unreadable = Unreadable
import-status-unsupported = Not supported
import-nothing-in-it = There is no account in this file.
import-row-nameless = Without a name
import-row-client = Client: { $client }
import-row-groups = { $count ->
    [one] Group or tag: { $groups }
   *[other] Groups and tags: { $groups }
}
import-note-other = There is something to know about it.

import-choice-add = Add
import-choice-skip = Leave out
import-choice-replace = Replace
import-choice-none = Left out
import-choice-of = What happens to { $name }
import-choice-all = What happens to all that are shown
import-all-add = Add all
import-all-skip = Leave all out
import-all-replace = Replace all
import-same-file = an entry before it in this file
import-same-identical = There already: { $name }
import-same-secret = Same key, another name or other details: { $name }
import-same-name = Same name, another key: { $name }
import-replace-key = That account gets this key. The one before is kept for 30 days, and in backups made until now.
import-replace-name = That account gets this name.

import-clients-without = Without a code
import-clients-none = Every client has a code.
import-client-new = New
import-client-no-code = No code yet
import-client-codes = { $count ->
    [one] 1 code
   *[other] { $count } codes
}

import-do = { $count ->
    [0] Add
    [one] Add 1 account
   *[other] Add { $count } accounts
}
import-do-clients = { $count ->
    [one] Add 1 client
   *[other] Add { $count } clients
}
import-why-nothing = Choose at least one to add.
import-why-none = Nothing in it can be added.
import-why-identical = All of them are in your vault already.

## What was done

import-done = { $count ->
    [0] No account was added.
    [one] 1 account was added.
   *[other] { $count } accounts were added.
}
import-done-replaced = { $count ->
    [one] 1 took the place of one that was there.
   *[other] { $count } took the place of those that were there.
}
import-done-clients = { $count ->
    [one] 1 client is new.
   *[other] { $count } clients are new.
}
import-done-favourites = { $count ->
    [one] 1 is a favourite.
   *[other] { $count } are favourites.
}
import-done-skipped = { $count ->
    [one] 1 entry was left out.
   *[other] { $count } entries were left out.
}
import-next = Next
import-next-try = Sign in somewhere with a code from here before you remove the other program.
import-next-delete = { $count ->
    [one] Delete { $files }, and empty the trash: it holds your keys in plain text.
   *[other] Delete { $files }, and empty the trash: they hold your keys in plain text.
}
import-undo = Undo the import
import-undone = { $count ->
    [0] The import was taken back.
    [one] The import was taken back: 1 account is as it was before.
   *[other] The import was taken back: { $count } accounts are as they were before.
}
import-undo-last = Take the last import back
import-undo-title = Take the last import back?
import-undo-text = What it added goes to the trash, and what it changed is as it was before. It is the last import on this computer that is meant.
import-report = Save the report
import-report-text = Each entry, what became of it and why. It holds no keys.
import-report-saved = Saved: { $file }

# Instead of the shared words, which speak of the command line

window-fix-format-unknown = Files are recognised by what is in them. Export it once more from the other program, or type the keys in.
window-fix-format-mismatch = Import the files of different programs one after the other.
window-fix-file-companion = Choose both files at once.
window-fix-nothing-to-undo = Single accounts can be removed from the list.

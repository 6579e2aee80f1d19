# Importing the files of other programs.

import-title = Import a file
import-done-title = Imported

## The file

import-start-text = A file from another authenticator or password manager, or a spreadsheet. You see what is in it before anything is added.
import-choose = Choose a file…
import-choose-hint = Or drop it anywhere on this window.
import-known = From other programs
import-known-text = Aegis, 2FAS, Ente Auth, Proton Authenticator, Stratum, Bitwarden, KeePass, FreeOTP, andOTP, LastPass Authenticator, 1Password, the browser extension Authenticator and more, with or without a password.
import-tables = From a spreadsheet
import-tables-text = Excel or CSV, one account or client per row.
import-google = From Google Authenticator
import-google-text = It shows QR codes instead of writing a file, under “Transfer accounts”. Photograph each one with another phone, choose the pictures here, and delete them afterwards.
import-google-scan = Choose pictures…
import-closed = From Microsoft Authenticator or Authy
import-closed-text = These apps do not let anyone export the keys. Set up two-step sign-in again at each portal.
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

import-password-text = This file is encrypted. Enter the password it was made with; it may not be the same as your vault’s.
import-password = File password
import-password-why = Enter the file password first.
import-open = Open
import-memory = Opening this file takes { $size } of memory.
import-memory-text = It was made so that its password is hard to guess. Opening it takes a while, and other programs may be slow in the meantime.
import-memory-do = Open anyway
import-reading = Opening the file…

## The columns of a spreadsheet

import-columns-text = Choose what each column contains. Columns that may contain keys are not shown.
import-columns-edit = Columns
import-columns-why = First choose which column contains the client or the key.
import-column = Column
import-column-samples = Examples
import-column-holds = Contains
import-column-of = What { $name } contains
import-column-letter = column { $letter }
import-column-hidden = Not shown: empty, or may contain keys
import-field-folder = Client
import-field-tax-number = Tax number
import-field-short-code = Short code
import-field-contact = Contact person
import-field-email = Client’s e-mail
import-field-issuer = Service
import-field-account = User name
import-field-secret = Key
import-field-type = Type of code
import-field-algorithm = Algorithm
import-field-digits = Digits
import-field-period = Seconds per code
import-field-counter = Counter
import-field-note = Note
import-field-tags = Tags
import-field-url = Login page
import-field-password = Password (skipped)
import-field-ignore = Skip

## What is in it

import-client = Client for all
import-client-rest = Client for entries without a group
import-client-hint = Type to search. Leave empty for your own accounts.
import-client-hint-own = Type to search. Leave empty to use the clients in the file.
import-groups = { $count ->
    [one] Its group becomes
   *[other] Its { $count } groups become
}
import-groups-tags = Tags
import-groups-clients = Clients
import-missing = { $count ->
    [one] Part { $parts } of { $of } is not in the file. Import it too, now or later.
   *[other] Parts { $parts } of { $of } are not in the file. Import them too, now or later.
}
import-show = Show
import-view-accounts = { $count ->
    [one] 1 entry
   *[other] { $count } entries
}
import-view-clients = { $count ->
    [one] 1 client
   *[other] { $count } clients
}
import-rows = Entries in the file
import-all = All
import-keys = Press Space to add or skip the selected entry.
import-status-new = New
import-status-identical = Already here
import-status-same-secret = Same key
import-status-same-name = Same name
import-status-unreadable = Unreadable
import-status-unsupported = Not supported
import-nothing-in-it = There are no accounts in this file.
import-row-nameless = No name
import-row-client = Client: { $client }
import-row-groups = { $count ->
    [one] Group or tag: { $groups }
   *[other] Groups and tags: { $groups }
}
import-note-other = There is a note about this entry.

import-choice-add = Add
import-choice-skip = Skip
import-choice-replace = Replace
import-choice-none = Skipped
import-choice-of = What to do with { $name }
import-choice-all = What to do with all entries shown
import-all-add = Add all
import-all-skip = Skip all
import-all-replace = Replace all
import-same-file = an earlier entry in this file
import-same-identical = Already here: { $name }
import-same-secret = Same key, but another name or other details: { $name }
import-same-name = Same name, but a different key: { $name }
import-replace-key = That account gets this key. Its old key is kept for 30 days, and stays in earlier backups.
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
import-why-nothing = Select at least one to add.
import-why-none = Nothing in this file can be added.
import-why-identical = All of them are already in your vault.

## What was done

import-done = { $count ->
    [0] No account was added.
    [one] 1 account was added.
   *[other] { $count } accounts were added.
}
import-done-replaced = { $count ->
    [one] 1 existing account was replaced.
   *[other] { $count } existing accounts were replaced.
}
import-done-clients = { $count ->
    [one] 1 client was added.
   *[other] { $count } clients were added.
}
import-done-favourites = { $count ->
    [one] 1 is a favourite.
   *[other] { $count } are favourites.
}
import-done-skipped = { $count ->
    [one] 1 entry was skipped.
   *[other] { $count } entries were skipped.
}
import-next = Next
import-next-try = Sign in somewhere with a code from Keyrack before you remove the other program.
import-next-delete = { $count ->
    [one] Delete { $files } and empty the trash: it contains your keys in plain text.
   *[other] Delete { $files } and empty the trash: they contain your keys in plain text.
}
import-undo = Undo the import
import-undone = { $count ->
    [0] The import was undone.
    [one] The import was undone: 1 account is as it was before.
   *[other] The import was undone: { $count } accounts are as they were before.
}
import-undo-last = Undo the last import
import-undo-title = Undo the last import?
import-undo-text = What it added goes to the trash, and what it changed goes back to how it was. This is the last import made on this computer.
import-report = Save the report
import-report-text = Lists every entry, what was done with it and why. It contains no keys.
import-report-saved = Saved: { $file }

# Instead of the shared words, which speak of the command line

window-fix-format-unknown = Keyrack recognises files by what is in them. Export it again from the other program, or type the keys.
window-fix-format-mismatch = Import files from different programs one at a time.
window-fix-file-companion = Choose both files at once.
window-fix-nothing-to-undo = You can remove single accounts from the list.

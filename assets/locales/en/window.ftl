# The desktop window.

app-name = Keyrack
language = Language
close = Close
dismiss = Put away

## Passwords

password = Password
password-again = Password again
password-show = Show
password-hide = Hide
caps-lock = Caps Lock is on.

## First run

first-run-title = Choose a password
first-run-text = It opens your codes on this computer. Nobody can look it up for you, so choose one that you will remember: four or five words are good.
first-run-recovery-file = Save the recovery key as
first-run-recovery-text = The recovery key opens your codes if you forget the password. Print the file or keep it on a stick in a safe place, then remove it from this computer.
# Stands in the file above the key.
recovery-file-note =
    The recovery key of Keyrack. Whoever has it can open your codes.
    Keep it on paper or on a stick in a safe place, not on this computer.
first-run-create = Create
first-run-creating = Creating…
first-run-differ = The two passwords are not the same.

## Lock screen

locked-title = Locked
locked-unlock = Unlock
locked-unlocking = Unlocking…
locked-wait = { $seconds ->
    [one] You can try again in one second.
   *[other] You can try again in { $seconds } seconds.
}

## Accounts

search = Search
search-hint = Client, service or user name
accounts = Accounts
accounts-keys = ↑ ↓ choose · Enter copies · Ctrl+L locks
accounts-count = { $total ->
    [one] 1 account
   *[other] { $total } accounts
}
accounts-none-title = No accounts yet
accounts-none-text = What you add with the command line appears here once Keyrack is unlocked again.
accounts-no-match = Nothing matches “{ $query }”.
lock = Lock
row-seconds = { $seconds } s
row-next-on-copy = new code when copied
row-copy = Copy
row-code = code { $digits }
copied = Code of { $name } copied
copied-clears = { $seconds ->
    [one] Code copied. Clears in one second.
   *[other] Code copied. Clears in { $seconds } seconds.
}

## Errors

err-locked = Keyrack is locked.
err-clipboard-unavailable = The code could not be put on the clipboard, or not be taken off it.
fix-clipboard-unavailable = Another program may be holding the clipboard. Try again in a moment.

error-general = That did not work ({ $code }).
err-unexpected = Something went wrong in the window.
fix-unexpected = Your codes are safe. Close Keyrack and open it again.

# Instead of the shared words, which speak of commands

window-fix-no-vault = Make a new vault, or put the folder of yours back.
window-fix-vault-exists = Close Keyrack and open it again: the vault that is there will ask for its password.
window-fix-ways-in-damaged = Your accounts are still there. Open the vault with the recovery key, or bring back a backup.
window-fix-vault-unreadable = Nothing was removed. Bring back a backup, or ask whoever looks after your computers.
window-fix-read-only = You can look up and copy codes. Bring back a backup before you change anything.
window-fix-file-exists = Choose another name. The file that is there stays as it is.
window-fix-not-found = It may have been removed on another computer. Lock, and unlock again.
window-fix-no-factor = Add a key to the account first.
window-fix-not-available = Update Keyrack, then try again.

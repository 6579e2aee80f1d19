# What the keyrack command says.

## Questions

ask-password = Password of the vault:
ask-new-password = New password:
ask-new-password-again = Once more:
ask-file-password = Password of the file:
ask-backup-password = Password of the backup:

## Warnings

warn-uri-in-history = The shell’s history now keeps this key. Next time, use --uri-file.
warn-plain-export = Whoever gets hold of this file has all the codes. Delete it when it has served.

## Ways in

init-done = The vault is made: { $path }
init-recovery-key = This is the recovery key. It opens the vault when the password is forgotten. It is shown once: print it or write it down, and keep it in a safe place.
init-recovery-file = The recovery key is in { $path }. It opens the vault when the password is forgotten. Print it or put it in a safe place, then delete it from this computer.
recovery-key-file =
    Keyrack recovery key. It opens the vault when the password is forgotten.
    Keep it in a safe place, away from this computer.
    Without Keyrack: age -d -i THIS-FILE vault.age
ask-new-pin = New PIN:
ask-new-pin-again = Once more:
pin-set = The PIN opens the vault on this computer. The password is asked for after a restart and once a week.
pin-removed = No PIN opens the vault any more.
password-changed = The password is changed. The recovery key stays valid. Copies of the vault made before still open with the old password.
recovery-key-changed = The new recovery key is in { $path }. The old one no longer opens the vault; copies made before still open with it.

## Accounts

account-added = Added: { $name } ({ $id })
account-changed = Changed: { $name } ({ $id })
account-removed = In the trash for 30 days: { $name } ({ $id })
account-restored = Brought back: { $name } ({ $id })
list-none = Nothing matches.
trash-none = The trash is empty.
trash-emptied = { $count ->
    [one] One account is removed for good.
   *[other] { $count } accounts are removed for good.
}
field-id = Id
field-url = Login page
field-email = E-mail
field-tags = Tags
field-also-serves = Also serves
field-support = Support
field-note = Note
field-changed = Changed
field-trashed = In the trash since
factor-added = A factor is added: { $name }
factor-replaced = The new key is in use: { $name }. The old one is kept until 30 days after the portal accepts the new one.
factor-is-confirmed = The portal accepted a code: { $name }
factor-removed = A factor is in the trash: { $name }
factor-confirmed = confirmed
factor-unconfirmed = not confirmed yet
factor-rivals = two keys were set at once: choose one
secret-current = in use
secret-rival = set at the same time
secret-replaced = replaced
recovery-added = Recovery is kept: { $name }
recovery-used = A backup code is marked as used: { $name }
recovery-removed = A recovery item is in the trash: { $name }
recovery-deletion-code = deletion code
recovery-backup-codes = backup codes
recovery-phone = phone
recovery-file = file
codes-left = { $left } of { $total } left
code-used = used on { $time }
code-seconds = { $seconds ->
    [one] one second left
   *[other] { $seconds } seconds left
}
code-counts = used up once shown

## Folders

folder-added = Folder added: { $name } ({ $id })
folder-changed = Folder changed: { $name } ({ $id })
folder-removed = Folder in the trash: { $name } ({ $id })
folder-none = There are no folders.
folder-unnamed = (no name)
folder-archived = archived
folder-accounts = { $count ->
    [one] 1 account
   *[other] { $count } accounts
}

## Imports and exports

import-clients = { $without ->
    [0] Clients in the list: { $count }. Each has a code.
    [one] Clients in the list: { $count }. One has no code yet.
   *[other] Clients in the list: { $count }. { $without } have no code yet.
}
client-new = new
client-known = known
client-accounts = { $count ->
    [0] no code yet
    [one] one account
   *[other] { $count } accounts
}
import-done = { $imported } of { $rows } taken in, { $skipped } left out. “keyrack undo-import” takes it back.
import-nothing = Nothing was taken in, { $skipped } left out.
import-folders = { $folders ->
    [one] One client was added. “keyrack undo-import” takes it back.
   *[other] { $folders } clients were added. “keyrack undo-import” takes them back.
}
import-dry-run = { $imported } of { $rows } would be taken in, { $skipped } left out. Nothing was changed.
import-preview = { $rows ->
    [one] One entry.
   *[other] { $rows } entries.
}
missing-parts = This transfer has { $of } codes. Still missing: { $parts }. Scan them as well.
scan-nothing = No QR code was found. Try a larger or sharper picture, or the original instead of a photo of it.
scan-doubtful = { $count ->
    [one] One code could not be read with certainty, and was left out. Try a larger or sharper picture.
   *[other] { $count } codes could not be read with certainty, and were left out. Try a larger or sharper picture.
}
scan-added = { $count ->
    [0] No account was added.
    [one] One account was added.
   *[other] { $count } accounts were added.
}
scan-progress = Looking for codes: { $percent } %
qr-done = The codes are written. Whoever sees them can make your codes: remove them when they have been scanned.
import-undone = { $count ->
    [0] The import was taken back.
    [one] One account is as it was before the import.
   *[other] { $count } accounts are as they were before the import.
}
format-imports = reads
format-exports = writes
format-encrypted = with password
export-done = Written: { $path }
export-dry-run = Nothing was written. { $count ->
    [0] The format has a place for everything.
   *[other] The lines above have no place in the format.
}
working-file-key = Computing the key of the file: { $percent } %

## Backups

backup-done = Backup written: { $path }
backup-opens = The backup opens. Saved on { $time }; accounts: { $accounts }, codes: { $codes }.
backup-matches = It holds the same accounts and makes the same codes as the vault.
backup-differs = It differs from the vault, which has changed since.
backup-ways-foreign = Its ways in are not as Keyrack wrote them: another password or the recovery key may not open it. Make a new backup.
backup-alone = There was no open vault to compare it with.
backup-verified = found good
backup-unverified = not tried yet
backup-foreign = of another vault
backup-none = There is no backup in { $path }
difference-missing = missing here
difference-deleted = removed here
difference-changed = changed here
difference-taken = ← from the backup
restore-done = { $count ->
    [one] One of { $differing } differing accounts is brought back.
   *[other] { $count } of { $differing } differing accounts are brought back.
}
restore-would-restore = { $count } of { $differing } differing accounts would be brought back. Nothing was changed.
restore-adopted = The backup is the vault now, with { $count } accounts.
restore-would-adopt = The backup would become the vault, with { $count } accounts. Nothing was changed; --all does it.

## State

status-no-vault = There is no vault in { $path }.
status-vault = Vault
status-sequence = Saves
status-way-in = Way in
status-kept = Kept state
status-broken = does not open
status-quarantined = { $count ->
    [one] One record cannot be read. It is kept.
   *[other] { $count } records cannot be read. They are kept.
}
status-pending = { $count ->
    [one] One change waits for the next unlock.
   *[other] { $count } changes wait for the next unlock.
}
status-throttled = { $tries } wrong passwords. The next try is possible in { $seconds } seconds.
way-password = password
way-recovery = recovery key
way-pin = PIN
way-unknown = of a newer version
verify-read = Accounts: { $accounts }, folders: { $folders }, codes: { $codes }.
verify-kept = Kept states that open: { $good }, that do not: { $broken }.
verify-good = All of it can be read.
verify-bad = Not all of it is as it should be.

check-ok = good
check-warn = look
check-fail = bad
check-home = This computer’s own folder: { $path }
check-memory = { $kept ->
    [yes] Keys in memory: the system never writes them to the swap.
   *[no] Keys in memory: the system does not let them be locked there, so they may reach the swap. Raise the limit (“ulimit -l”), or encrypt the swap.
}
check-clock = The clock: codes depend on it.
check-vault = The vault: { $path }
check-ways-in = Ways in: { $count }
check-folder = Writing to the vault’s folder: { $path }
check-backups = { $age ->
    [none] Backups: this computer has found none good yet.
    [0] Backups: one was found good today.
    [1] Backups: one was found good yesterday.
   *[other] Backups: the last one was found good { $age } days ago.
}
check-reader = { $held ->
    [held] Files of others: they are read in a process of their own that has no keys and reaches no file, network or program.
    [in_part] Files of others: they are read in a process of their own that has no keys and reaches no file. This system does not keep it from the network.
    [apart] Files of others: they are read in a process of their own that has no keys. This system does not keep it from files and the network.
   *[absent] Files of others: the process that reads them does not start, so nothing can be imported. Install Keyrack again.
}
check-keyring = { $code ->
    [works] The keyring: it works, and can hold a PIN.
    [keyring_absent] The keyring: there is none, so there can be no PIN.
    [keyring_locked] The keyring: it is locked, so the PIN cannot be used.
    [keyring_broken] The keyring: it does not work, so the PIN cannot be used.
    [keyring_silent] The keyring: it does not answer, so the PIN cannot be used.
    [keyring_off] The keyring: it is switched off by KEYRACK_KEYRING, so there can be no PIN.
    [pin_restarted] The keyring: it works. After a restart, the password is due before the PIN.
    [pin_week] The keyring: it works. After a week, the password is due before the PIN.
   *[other] The keyring: it works, but the PIN no longer opens the vault. Set it again.
}
check-generations = Kept states: { $count }, of which { $broken } do not open
check-quarantine = Records that cannot be read: { $count }
check-rivals = Factors with two keys set at the same time: { $count }
check-notices = Findings at opening: { $count }

## The app

app-ended = The app has ended.
app-silent = The app runs, but does not answer.
app-is-unlocked = The app is open.
app-is-locked = { $because ->
    [start] The app is locked since it started, at { $time }.
    [person] The app is locked since { $time }: somebody locked it.
    [idle] The app is locked since { $time }: nobody was at work.
    [crash] The app is locked since { $time }: its window broke down.
    [sleep] The app is locked since { $time }: the computer went to sleep.
    [wake] The app is locked since { $time }: the computer had slept.
    [session_locked] The app is locked since { $time }: the session was locked.
    [screensaver] The app is locked since { $time }: the screen saver began.
    [signed_out] The app is locked since { $time }: the user signed out.
    [user_switch] The app is locked since { $time }: another user came to the screen.
    [disconnected] The app is locked since { $time }: the remote connection was closed.
    [lid] The app is locked since { $time }: the lid was closed.
    [time_jump] The app is locked since { $time }: the clock jumped.
    [hidden] The app is locked since { $time }: its window was out of sight.
    [tray] The app is locked since { $time }: somebody locked it in the tray.
    [command] The app is locked since { $time }: a command locked it.
    [quit] The app has locked at { $time }, and ends.
   *[other] The app is locked since { $time }.
}

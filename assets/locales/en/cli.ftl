# What the keyrack command says.

## Questions

ask-password = Vault password:
ask-new-password = New password:
ask-new-password-again = Repeat it:
ask-file-password = File password:
ask-backup-password = Backup password:

## Warnings

warn-uri-in-history = This key is now in your shell history. Next time, use --uri-file.
warn-plain-export = Anyone who gets this file has all the codes. Delete it when you no longer need it.

## Unlocking

init-done = Vault created: { $path }
init-recovery-key = This is the recovery key. It opens the vault if the password is forgotten. It is shown only once: print it or write it down, and keep it in a safe place.
init-recovery-file = The recovery key is in { $path }. It opens the vault if the password is forgotten. Print it or put it in a safe place, then delete it from this computer.
recovery-key-file =
    Keyrack recovery key. It opens the vault if the password is forgotten.
    Keep it in a safe place, away from this computer.
    Without Keyrack: age -d -i THIS-FILE vault.age
ask-new-pin = New PIN:
ask-new-pin-again = Repeat it:
pin-set = The PIN now opens the vault on this computer. The password is needed after a restart and once a week.
pin-removed = The PIN no longer opens the vault.
password-changed = The password was changed. The recovery key is still valid. Copies of the vault made earlier still open with the old password.
recovery-key-changed = The new recovery key is in { $path }. The old one no longer opens the vault, but still opens copies made before.

## Accounts

account-added = Added: { $name } ({ $id })
account-changed = Changed: { $name } ({ $id })
account-removed = In the trash for 30 days: { $name } ({ $id })
account-restored = Restored: { $name } ({ $id })
list-none = Nothing matches.
trash-none = The trash is empty.
trash-emptied = { $count ->
    [one] One account was deleted for good.
   *[other] { $count } accounts were deleted for good.
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
factor-added = Factor added: { $name }
factor-replaced = The new key is in use: { $name }. The old one is kept until 30 days after the portal accepts the new one.
factor-is-confirmed = The portal accepted a code: { $name }
factor-removed = Factor in the trash: { $name }
factor-confirmed = confirmed
factor-unconfirmed = not confirmed yet
factor-rivals = two keys were set at the same time: choose one
secret-current = in use
secret-rival = set at the same time
secret-replaced = replaced
recovery-added = Recovery item added: { $name }
recovery-used = Backup code marked as used: { $name }
recovery-removed = Recovery item in the trash: { $name }
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
code-counts = valid once

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
    [0] Clients in the list: { $count }. All of them have a code.
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
import-done = Imported { $imported } of { $rows }, skipped { $skipped }. To undo: “keyrack undo-import”.
import-nothing = Nothing was imported; { $skipped } skipped.
import-folders = { $folders ->
    [one] Added one client. To undo: “keyrack undo-import”.
   *[other] Added { $folders } clients. To undo: “keyrack undo-import”.
}
import-dry-run = Would import { $imported } of { $rows } and skip { $skipped }. Nothing was changed.
import-preview = { $rows ->
    [one] One entry.
   *[other] { $rows } entries.
}
missing-parts = This transfer has { $of } codes. Still missing: { $parts }. Scan them too.
scan-nothing = No QR code was found. Try a larger or sharper picture, or the original instead of a photo of it.
scan-doubtful = { $count ->
    [one] One code could not be read reliably and was skipped. Try a larger or sharper picture.
   *[other] { $count } codes could not be read reliably and were skipped. Try a larger or sharper picture.
}
scan-added = { $count ->
    [0] No account was added.
    [one] One account was added.
   *[other] { $count } accounts were added.
}
scan-progress = Looking for codes: { $percent } %
qr-done = The QR codes were written. Anyone who sees them can make your codes: delete them once they have been scanned.
import-undone = { $count ->
    [0] The import was undone.
    [one] The import was undone: one account is as it was before.
   *[other] The import was undone: { $count } accounts are as they were before.
}
format-imports = reads
format-exports = writes
format-encrypted = with password
export-done = Written: { $path }
export-dry-run = Nothing was written. { $count ->
    [0] The format can hold everything.
   *[other] The format cannot hold what is listed above.
}
working-file-key = Unlocking the file: { $percent } %

## Backups

backup-done = Backup written: { $path }
backup-opens = The backup opens. Saved on { $time }; accounts: { $accounts }, codes: { $codes }.
backup-matches = It holds the same accounts and makes the same codes as the vault.
backup-differs = It differs from the vault, which has changed since.
backup-ways-foreign = Its unlock methods are not as Keyrack wrote them: another password or the recovery key may not open it. Make a new backup.
backup-alone = No vault was open to compare it with.
backup-verified = checked
backup-unverified = not checked yet
backup-foreign = from another vault
backup-none = There is no backup in { $path }
difference-missing = missing here
difference-deleted = removed here
difference-changed = changed here
difference-taken = ← from the backup
restore-done = { $count ->
    [one] Restored one of { $differing } accounts that differ.
   *[other] Restored { $count } of { $differing } accounts that differ.
}
restore-would-restore = Would restore { $count } of { $differing } accounts that differ. Nothing was changed.
restore-adopted = The backup is now the vault, with { $count } accounts.
restore-would-adopt = The backup would become the vault, with { $count } accounts. Nothing was changed; use --all to do it.

## State

status-no-vault = There is no vault in { $path }.
status-vault = Vault
status-sequence = Saves
status-way-in = Unlock method
status-kept = Snapshot
status-broken = does not open
status-quarantined = { $count ->
    [one] One record cannot be read. It is kept.
   *[other] { $count } records cannot be read. They are kept.
}
status-pending = { $count ->
    [one] One change is waiting for the next unlock.
   *[other] { $count } changes are waiting for the next unlock.
}
status-throttled = { $tries } wrong passwords. Try again in { $seconds } seconds.
way-password = password
way-recovery = recovery key
way-pin = PIN
way-unknown = from a newer version
verify-read = Accounts: { $accounts }, folders: { $folders }, codes: { $codes }.
verify-kept = Snapshots that open: { $good }; that do not open: { $broken }.
verify-good = Everything can be read.
verify-bad = Not everything is as it should be.

check-ok = good
check-warn = check
check-fail = bad
check-home = This computer’s own files: { $path }
check-memory = { $kept ->
    [yes] Keys in memory: the system never writes them to swap.
   *[no] Keys in memory: the system does not allow locking them, so they may be written to swap. Raise the limit (“ulimit -l”), or encrypt the swap.
}
check-clock = Clock: codes depend on it.
check-vault = Vault: { $path }
check-ways-in = Unlock methods: { $count }
check-folder = Writing to the vault folder: { $path }
check-backups = { $age ->
    [none] Backups: this computer has not checked any yet.
    [0] Backups: one was checked today.
    [1] Backups: one was checked yesterday.
   *[other] Backups: the last one was checked { $age } days ago.
}
check-reader = { $held ->
    [held] Files from others: read by a separate process that has no keys and no access to files, the network or other programs.
    [in_part] Files from others: read by a separate process that has no keys and no access to files. This system does not keep it off the network.
    [apart] Files from others: read by a separate process that has no keys. This system does not keep it from files and the network.
   *[absent] Files from others: the process that reads them does not start, so nothing can be imported. Reinstall Keyrack.
}
check-keyring = { $code ->
    [works] Keyring: it works and can hold a PIN.
    [keyring_absent] Keyring: there is none, so a PIN cannot be used.
    [keyring_locked] Keyring: it is locked, so the PIN cannot be used.
    [keyring_broken] Keyring: it is not working, so the PIN cannot be used.
    [keyring_silent] Keyring: it is not responding, so the PIN cannot be used.
    [keyring_off] Keyring: it is turned off by KEYRACK_KEYRING, so a PIN cannot be used.
    [pin_restarted] Keyring: it works. After the restart, the password is needed before the PIN.
    [pin_week] Keyring: it works. After a week, the password is needed before the PIN.
   *[other] Keyring: it works, but the PIN no longer opens the vault. Set it again.
}
check-generations = Snapshots: { $count }, of which { $broken } do not open
check-quarantine = Records that cannot be read: { $count }
check-rivals = Factors with two keys set at the same time: { $count }
check-notices = Notices when opening: { $count }

## Offices

ask-sheet = One of the office key sheets:
ask-digits = The twelve digits that the colleague’s computer shows:
team-type-sheet-back = The office key sheets are written. Print them now, and type one of them back from the paper, so that it is sure that somebody can read it.
team-sheet-mistyped = That is none of the sheets. Check each group of characters. There are three tries.
team-person = Member
office-sheet-file =
    Keyrack office key sheet { $number } of { $count }: { $office }
    Whoever has this sheet can open every folder of the office, and become an owner of it.
    Print it and put it in a safe place, and keep one outside the office. Then delete this file.
    Store: { $store }
    To come back to the office: keyrack team recover --store STORE --key-sheet-file THIS-FILE
    Without Keyrack: age -d -i THIS-FILE FILE-IN-THE-STORE
office-sheet-copy =
    Keyrack office key sheet, typed from paper.
    Whoever has this file can open every folder of the office. Delete it when it is no longer needed.
    Without Keyrack: age -d -i THIS-FILE FILE-IN-THE-STORE
team-founded = Office founded: { $name } ({ $id }). You are its first owner.
team-founded-sheets = { $count ->
    [one] Its office key sheet is in { $paths }. Whoever has it can open every folder of the office. Print it, keep it in a safe place outside the office, and delete the file from this computer.
   *[other] Its office key sheets are in { $paths }. Whoever has one can open every folder of the office. Print them, keep one outside the office, and delete the files from this computer.
}
team-recovered = You are an owner of the office “{ $name }” now. Put the office key sheet back in its safe place.
team-sheet-written = The office key sheet is in { $path }. Delete the file when it is no longer needed.
team-invited = { $name } is invited until { $time } (invitation { $id }). Send the code, and the address of the store, to nobody else. The code:
team-invited-file = { $name } is invited until { $time } (invitation { $id }). The code is in { $path }: send it, and the address of the store, to nobody else, and delete the file.
team-cancelled = The invitation was taken back.
team-join-digits = Read these digits to an owner of the office, best by phone:
team-join-again = Once an owner has approved the request, run the same command again.
team-join-refused = Nobody can approve this request any more: the invitation was used by another computer, taken back, or has ended. Nothing was shared with this computer. Ask an owner for a new invitation, and if you did not use the old one, say so.
team-joined = You are in the office “{ $name }” now.
team-no-requests = Nobody asks to join.
team-own-computer = a computer of your own
team-invited-as = invited: { $name }
team-requests-next = Let them read you the twelve digits that their computers show, best by phone. Then: “keyrack team approve ID”.
team-approved = { $name } is in the office now.
team-you = you
team-held = gets nothing new until an owner decides
team-no-key = gets folders after the next sync of the own computer
team-computer-out = no longer in the office
team-forked = there are two histories of it
team-last-sign = last sign { $time }
team-no-sign = no sign yet
team-with-recovery = with recovery items
team-until = until { $time }
team-exposure-none = Nobody who may not read a folder any more knows a secret that is in use.
team-exposure-sum = { $count ->
    [one] One secret to replace at the portal; { $open } not ticked.
   *[other] { $count } secrets to replace at the portals; { $open } not ticked.
}
team-exposure-done = replaced at the portal { $time }
team-exposure-client = Client
team-exposure-service = Service
team-exposure-user = User name
team-exposure-desk = Factor or recovery item
team-exposure-people = Could be read by
team-exposure-until = Until
team-exposure-ticked = Replaced at the portal
team-no-folders = You have no folder in this office.
team-folder-made = Folder made in the office: { $name } ({ $id }). Its owners can read it.
team-folder-shared = The folder is in the office now: { $name } ({ $id }). Its owners can read it.
team-folder-unsent = not in the store yet
team-folder-not-here = (not here yet)
team-granted = “{ $folder }” is shared with { $member }: { $role }.
team-revoked = “{ $folder }” is no longer shared with { $member }. What { $member } has seen so far, { $member } may have kept: have keys that matter replaced at the portals.
team-synced = { $pulled ->
    [0] “{ $name }” is in step. { $published ->
        [true] What was new here was sent.
       *[other] There was nothing new.
    }
    [one] “{ $name }” is in step. One computer of the office had something new.
   *[other] “{ $name }” is in step. { $pulled } computers of the office had something new.
}
team-unsent = { $count ->
    [one] One change is saved on this computer, but not in the store yet. “keyrack team sync” sends it.
   *[other] { $count } changes are saved on this computer, but not in the store yet. “keyrack team sync” sends them.
}
team-field-store = Store
team-field-you = You
team-field-synced = Last sync
team-silence = { $days ->
    [one] No sign of an owner for a day.
   *[other] No sign of an owner for { $days } days.
}
team-number = The office number of “{ $name }”. A colleague who sees the same one has the same members and folders:
team-no-offices = There is no office on this computer.

## The app

app-ended = The app has quit.
app-silent = The app is running, but does not answer.
app-is-unlocked = The app is unlocked.
app-is-locked = { $because ->
    [start] The app has been locked since it started, at { $time }.
    [person] The app has been locked since { $time }: someone locked it.
    [idle] The app has been locked since { $time }: the computer was not in use.
    [crash] The app has been locked since { $time }: its window crashed.
    [sleep] The app has been locked since { $time }: the computer went to sleep.
    [wake] The app has been locked since { $time }: the computer had been asleep.
    [session_locked] The app has been locked since { $time }: the session was locked.
    [screensaver] The app has been locked since { $time }: the screen saver started.
    [signed_out] The app has been locked since { $time }: the user signed out.
    [user_switch] The app has been locked since { $time }: another user switched to this screen.
    [disconnected] The app has been locked since { $time }: the remote connection ended.
    [lid] The app has been locked since { $time }: the lid was closed.
    [time_jump] The app has been locked since { $time }: the clock was changed.
    [hidden] The app has been locked since { $time }: its window was out of sight.
    [tray] The app has been locked since { $time }: someone locked it from the tray.
    [command] The app has been locked since { $time }: a command locked it.
    [quit] The app locked at { $time } and is quitting.
   *[other] The app has been locked since { $time }.
}

# Leaving
team-removed = { $member } is out of the office. { $folders ->
    [0] No folder had to be sealed anew.
    [one] One folder was sealed anew, without { $member }.
   *[other] { $folders } folders were sealed anew, without { $member }.
  }
team-would-remove = { $member } would be taken out of the office. { $folders ->
    [0] No folder would have to be sealed anew.
    [one] One folder would be sealed anew, without { $member }.
   *[other] { $folders } folders would be sealed anew, without { $member }.
  } Nothing was changed.
team-computer-removed = The computer “{ $device }” of { $member } is out of the office.
team-would-remove-computer = The computer “{ $device }” of { $member } would be taken out of the office. Nothing was changed.
team-demoted = { $member } is a member now, no longer an owner.
team-would-demote = { $member } would become a member, no longer an owner. Nothing was changed.
team-last-owner = This is not possible: nobody would be left who decides. Make somebody else an owner first.
team-missing = Something from “{ $device }” has not arrived yet.
team-undoes = { $count ->
    [one] One thing that was signed will not stand:
   *[other] { $count } things that were signed will not stand:
  }
team-takes-back = Stay in the office, taken back in the same step: { $names }.
team-exposed = { $count ->
    [one] { $member } could read one secret that is still in use. Replace it at the portal: “keyrack team exposure”.
   *[other] { $member } could read { $count } secrets that are still in use. Replace them at the portals: “keyrack team exposure”.
  }
team-promoted = { $member } is an owner now.
team-settled = It is decided. The members concerned get what is new again, or are out.
team-left = This computer is out of the office, and the office is off this computer.
team-taken-in = The change was taken in as one of your own.
team-let-go = The change was let go.
team-nothing-set-aside = No change was set aside.
op-found = founded the office
op-add-member = let somebody in
op-appoint = gave somebody another place
op-add-device = added a computer
op-rm-member = took somebody out
op-rm-device = took a computer out
op-demote = made an owner a member
op-member-key = renewed a key
op-folder-new = made a folder
op-grant = shared a folder
op-revoke = took a folder away
op-settle = decided about a removal
op-policy = changed the rules
op-moved = moved the office
op-invite = invited somebody
op-cancel = took an invitation back
op-pack = gave out codes

# Backups: making them, restoring from them, trying the kit.

settings-backup-kept = Backups to keep
settings-backup-kept-hint = A backup is made automatically after changes. The newest of each day is kept longest.

backup-failed = The last backup failed. See the settings for the reason.
backup-trouble-away = The backup folder cannot be reached. The backup is made as soon as it can be.
backup-trouble-full = The backup disk is full. Make room, or choose another folder.
backup-trouble-denied = Keyrack may not write to the backup folder. Choose another one.
backup-trouble-read-back = The backup disk returned different data than was written. Choose another disk.
backup-trouble-other = The last backup failed. Keyrack will try again; older backups are still there.

backup-due-missing = There is no backup yet.
backup-due-missing-text = If this computer breaks, your codes go with it. Choose a folder on another disk.
backup-due-old = The last good backup is more than 30 days old.
backup-due-old-text = Connect the backup disk, or choose another folder.
backup-due-drill = Does your emergency kit open your backup?
backup-due-drill-text = Try it now, before you need it.
backup-due-action = Backup settings

## Restore

restore-title = Restore from a backup
restore-settings = Choose a backup…
restore-settings-hint = Shows what is in the backup but missing, removed or changed here. You choose what to restore.
restore-choose-text = Which backup? You will see what it would change before anything is changed.
restore-none = There is no backup in the backup folder.
restore-when = { DATETIME($when, year: "numeric", month: "long", day: "numeric", hour: "numeric", minute: "numeric") }
restore-verified = opened and checked
restore-unverified = not checked yet
restore-foreign = from another vault
restore-look = Look inside
restore-look-into = Look inside the backup from { $when }
restore-other = Choose another file…
restore-back = Back
restore-open = Open
restore-done = Done
restore-password-text = { $name } has a different password than your vault has now. Enter the password from that time, or the recovery key.
restore-password = Password or recovery key
restore-password-hint = The recovery key is on your emergency kit. Spaces, dashes and capitals do not matter.
restore-password-why = Enter the password or the recovery key first.
restore-plan = { $count ->
    [one] Saved on { $when }, with one account.
   *[other] Saved on { $when }, with { $count } accounts.
}
restore-plan-foreign = This backup is from another vault. What you restore is added to yours.
restore-same = Your vault already has everything in this backup. There is nothing to restore.
restore-counts = Missing here: { $missing } · removed: { $deleted } · changed: { $changed }
restore-hint = What is only in your vault stays as it is.
restore-more = { $count ->
    [one] Show one more
   *[other] Show { $count } more
}
restore-is-missing = not in your vault
restore-is-deleted = removed from your vault
restore-is-changed = changed since: { $fields }
restore-field-folder = client
restore-field-service = service
restore-field-issuer = portal name
restore-field-label = user name
restore-field-secret = key
restore-field-desk = desk
restore-field-counter = counter
restore-field-recovery = backup and deletion codes
restore-field-url = login page
restore-field-email = e-mail
restore-field-note = notes
restore-field-tags = tags
restore-field-icon = picture
restore-field-also-serves = clients served
restore-field-deadlines = dates
restore-field-support = support
restore-field-channels = phones and addresses
restore-all = { $count ->
    [one] All of it
   *[other] All { $count }
}
restore-take-why = Select what to restore first.
restore-take = { $count ->
    [0] Restore
    [one] Restore 1 account
   *[other] Restore { $count } accounts
}
restore-taken = { $count ->
    [one] One account was restored from the backup.
   *[other] { $count } accounts were restored from the backup.
}
restore-undone = Undone. Everything is as it was before.

## A backup becomes the vault

adopt-title = Start from a backup
adopt-text = Choose the backup file that Keyrack wrote on your other computer or disk. Its name starts with “keyrack-” and ends with “.tar”.
adopt-lost-text = Choose a backup file. Its name starts with “keyrack-” and ends with “.tar”. The damaged vault is set aside, not deleted.
adopt-choose = Choose the file…
adopt-plan = It becomes the vault on this computer. Its own password and emergency kit open it.
adopt-plan-lost = It replaces the damaged vault, which is set aside. Changes made after this backup are not in it.
adopt-adopt = Use this backup
adopt-lost-offer = Restore from a backup…

## Drill

drill-title = Try your emergency kit
drill-settings = Try it…
drill-hint = Never tried. It shows whether the kit opens your newest backup.
drill-last = Last tried: { $age }
drill-no-backup = Make a backup first.
drill-text = Get your emergency kit and type its recovery key, as if you had lost this computer. Keyrack opens the newest backup with it; nothing is changed.
drill-field = Recovery key or password
drill-why = Enter the recovery key first.
drill-do = Try it
drill-good = It works.
drill-matches = It holds the same accounts and makes the same codes as your vault.
drill-differs = Your vault has changed since. The next backup will include the changes.
